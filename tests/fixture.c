/* fixture.c: memory, faces and a folder for one test. Check runs each test in
 * a process of its own, so that none finds what another left. */
#define _XOPEN_SOURCE 700
#include "fixture.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

struct arena arena;
struct diag diag;
struct faces *faces;
const char *folder;

void
begin_test(void)
{
    diag = (struct diag){.arena = &arena};
}

void
end_test(void)
{
    if (faces)
        faces_close(faces);
    if (folder)
        ck_assert(!system(arena_print(&arena, "rm -rf '%s'", folder)));
    faces = NULL;
    folder = NULL;
    arena_close(&arena);
}

void
open_faces(void)
{
    faces = faces_open(&arena, &diag, ".");
    ck_assert_ptr_nonnull(faces);
    ck_assert(faces_open_maths(&arena, &diag, faces, "."));
}

void
make_folder(void)
{
    folder = mkdtemp(arena_string(&arena, "/tmp/octavo-XXXXXX"));
    ck_assert_ptr_nonnull(folder);
}

void
put_file(const char *name, const char *words)
{
    const char *path = path_join(&arena, folder, name);

    ck_assert(file_write(&diag, path, bytes_of(words)));
}

struct bytes
take_file(const char *name)
{
    struct bytes bytes = file_read(&arena, &diag, (struct place){0},
                                   path_join(&arena, folder, name), 1 << 26);

    ck_assert_ptr_nonnull(bytes.at);
    return bytes;
}

struct bytes
bytes_of(const char *text)
{
    return (struct bytes){text, strlen(text)};
}

const char *
repeat(const char *text, int count)
{
    struct text all = text_new(&arena);

    while (count--)
        text_add(&all, text);
    return all.at;
}
