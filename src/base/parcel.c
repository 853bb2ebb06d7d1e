/* parcel.c: a file in the making, piece by piece: in a temporary file beside
 * its place, which it takes when it is whole, or in memory. What one would get
 * wrong: until then nobody asks whether a piece could be written, so the first
 * failure is kept and said at the end.
 *
 * A temporary file is locked as long as its maker lives: one that is not was
 * left by a process that was killed, here or in another container, where
 * numbers of processes mean nothing. */
#define _DEFAULT_SOURCE
#include "base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENDING ".part"
#define DEEPEST 16 /* folders within folders that are swept */

struct parcel {
    struct diag *diag;
    const char *path, *part; /* path == NULL: it is in memory */
    struct text text;
    FILE *file;
    int lock;  /* the same file, until it has its place */
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

/* Whether what is at path now is the open file: somebody who swept may have
 * taken it between its making and its lock. */
static bool
is_at(const char *path, int file)
{
    struct stat one, other;

    return !fstat(file, &one) && !stat(path, &other) &&
           one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

static void
open_part(struct parcel *parcel)
{
    for (int tries = 0; tries < 100; tries++) {
        parcel->file = fopen(parcel->part, "wbe");
        if (!parcel->file)
            return;
        int file = fileno(parcel->file);
        /* A file system without locks is not swept either. */
        if (flock(file, LOCK_EX) || is_at(parcel->part, file))
            break;
        fclose(parcel->file);
        parcel->file = NULL;
    }
    if (parcel->file)
        parcel->lock = fcntl(fileno(parcel->file), F_DUPFD_CLOEXEC, 0);
}

struct parcel *
parcel_open(struct arena *arena, struct diag *diag, const char *path)
{
    struct parcel *parcel = TAKE(arena, struct parcel);

    *parcel = (struct parcel){
        .diag = diag, .path = path, .text = text_new(arena), .lock = -1};
    if (!path)
        return parcel;
    parcel->part = arena_print(arena, "%s.%ld" ENDING, path, (long)getpid());
    parcel->said = !make_folder_of(diag, path);
    if (!parcel->said)
        open_part(parcel);
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

/* What dead builds left. */

static bool
is_part(const char *name)
{
    size_t length = strlen(name), ending = strlen(ENDING);

    if (length <= ending || strcmp(name + length - ending, ENDING) != 0)
        return false;
    size_t end = length - ending, at = end;
    while (at && name[at - 1] >= '0' && name[at - 1] <= '9')
        at--;
    return at < end && at > 1 && name[at - 1] == '.';
}

static void
sweep_part(int folder, const char *name)
{
    int file =
        openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);

    if (file < 0)
        return;
    if (!flock(file, LOCK_EX | LOCK_NB))
        unlinkat(folder, name, 0);
    close(file);
}

/* Takes the open folder. */
static void
sweep_folder(int file, int depth)
{
    const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW;
    DIR *folder = fdopendir(file);
    struct dirent *entry;

    if (!folder) {
        close(file);
        return;
    }
    while ((entry = readdir(folder))) {
        const char *name = entry->d_name;
        bool is_folder = entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN;
        if (is_part(name))
            sweep_part(dirfd(folder), name);
        if (!is_folder || depth <= 0 || !strcmp(name, ".") ||
            !strcmp(name, ".."))
            continue;
        int inner = openat(dirfd(folder), name, flags);
        if (inner >= 0)
            sweep_folder(inner, depth - 1);
    }
    closedir(folder);
}

void
parcel_sweep(const char *folder)
{
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (file >= 0)
        sweep_folder(file, DEEPEST);
}

bool
parcel_close(struct parcel *parcel, bool keep)
{
    if (parcel->file)
        put_in_place(parcel, keep);
    if (parcel->lock >= 0)
        close(parcel->lock);
    if (keep && parcel->fault && !parcel->said)
        diag_say(parcel->diag, ERROR, (struct place){parcel->path, 0, 0},
                 "cannot write: %s", strerror(parcel->fault));
    return keep && !parcel->fault;
}
