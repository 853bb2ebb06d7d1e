/* parcel.c: a file in the making, piece by piece: in a temporary file beside
 * its place, which it takes when it is whole, or in memory. What one would get
 * wrong: until then nobody asks whether a piece could be written, so the first
 * failure is kept and said at the end. */
#define _XOPEN_SOURCE 700
#include "base.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct parcel {
    struct diag *diag;
    const char *path, *part; /* path == NULL: it is in memory */
    struct text text;
    FILE *file;
    int fault; /* errno of the first failure, or 0 */
    bool said; /* it has been */
};

static void
note_fault(struct parcel *parcel)
{
    if (!parcel->fault)
        parcel->fault = errno ? errno : EIO;
}

static bool
make_folder_of(struct diag *diag, const char *path)
{
    char *folder = arena_string(diag->arena, path);
    char *slash = strrchr(folder, '/');

    if (!slash)
        return true;
    *slash = '\0';
    return file_exists(folder) || folder_make(diag, folder);
}

struct parcel *
parcel_open(struct arena *arena, struct diag *diag, const char *path)
{
    struct parcel *parcel = TAKE(arena, struct parcel);

    *parcel =
        (struct parcel){.diag = diag, .path = path, .text = text_new(arena)};
    if (!path)
        return parcel;
    parcel->part = arena_print(arena, "%s.%ld.part", path, (long)getpid());
    parcel->said = !make_folder_of(diag, path);
    if (!parcel->said)
        parcel->file = fopen(parcel->part, "wbe");
    if (!parcel->file)
        note_fault(parcel);
    return parcel;
}

void
parcel_add(struct parcel *parcel, struct bytes bytes)
{
    if (!parcel->path)
        text_bytes(&parcel->text, bytes.at, bytes.length);
    else if (!parcel->fault &&
             fwrite(bytes.at, 1, bytes.length, parcel->file) < bytes.length)
        note_fault(parcel);
}

struct bytes
parcel_bytes(const struct parcel *parcel)
{
    return text_all(&parcel->text);
}

static bool
same_bytes(FILE *one, FILE *other)
{
    char left[1 << 14], right[1 << 14];
    size_t length;

    do {
        length = fread(left, 1, sizeof left, one);
        if (fread(right, 1, sizeof right, other) != length ||
            memcmp(left, right, length) != 0)
            return false;
    } while (length);
    return !ferror(one) && !ferror(other);
}

static FILE *
open_regular(const char *path)
{
    /* O_NONBLOCK: a FIFO in its place must not hang the build. */
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    return file < 0 ? NULL : fdopen(file, "rb");
}

/* Whether what was there before is the same. */
static bool
is_there(const struct parcel *parcel)
{
    uint64_t size, other, time;

    if (!file_stamp(parcel->path, &size, &time) ||
        !file_stamp(parcel->part, &other, &time) || size != other)
        return false;
    FILE *one = open_regular(parcel->part),
         *before = open_regular(parcel->path);
    bool same = one && before && same_bytes(one, before);
    if (one)
        fclose(one);
    if (before)
        fclose(before);
    return same;
}

static void
close_part(struct parcel *parcel, bool sync)
{
    if (sync && !parcel->fault && fsync(fileno(parcel->file)))
        note_fault(parcel);
    if (fclose(parcel->file))
        note_fault(parcel);
    parcel->file = NULL;
}

/* Takes its place, unless what is there is the same: then that is left alone
 * and nothing need reach the disk. */
static void
put_in_place(struct parcel *parcel, bool keep)
{
    if (fflush(parcel->file))
        note_fault(parcel);
    bool wanted = keep && !parcel->fault && !is_there(parcel);
    close_part(parcel, wanted);
    if (wanted && !parcel->fault) {
        if (!rename(parcel->part, parcel->path))
            return;
        note_fault(parcel);
    }
    unlink(parcel->part);
}

bool
parcel_close(struct parcel *parcel, bool keep)
{
    if (parcel->file)
        put_in_place(parcel, keep);
    if (keep && parcel->fault && !parcel->said)
        diag_say(parcel->diag, ERROR, (struct place){parcel->path, 0, 0},
                 "cannot write: %s", strerror(parcel->fault));
    return keep && !parcel->fault;
}
