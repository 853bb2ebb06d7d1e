/* golden.c: files that hold what is expected; BLESS=1 writes them anew, and
 * the commit shows what changed. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "golden.h"

const char *
read_golden(const char *path)
{
    struct diag ignored = {.arena = &arena};

    return file_read(&arena, &ignored, (struct place){0}, path, 1 << 20).at;
}

void
check_golden(const char *path, const char *found)
{
    const char *expected = read_golden(path);

    if (getenv("BLESS")) {
        if (*found)
            ck_assert(file_write(&diag, path, bytes_of(found)));
        else
            remove(path);
        return;
    }
    if (strcmp(expected ? expected : "", found) != 0)
        ck_abort_msg("%s differs, found:\n%s", path, found);
}
