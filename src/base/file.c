/* file.c: the only door to the disk. What is written appears whole or not at
 * all; what a book names is opened only inside the book's folder. */
#define _XOPEN_SOURCE 700
#include "base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *
path_join(struct arena *arena, const char *folder, const char *name)
{
    return arena_print(arena, "%s/%s", folder, name);
}

bool
file_exists(const char *path)
{
    struct stat stat_;

    return !stat(path, &stat_);
}

bool
file_stamp(const char *path, uint64_t *size, uint64_t *time)
{
    struct stat found;

    if (stat(path, &found))
        return false;
    *size = (uint64_t)found.st_size;
    *time = (uint64_t)found.st_mtim.tv_sec * 1000000000u +
            (uint64_t)found.st_mtim.tv_nsec;
    return true;
}

/* All of an open regular file, or at == NULL with *fault set. */
static struct bytes
read_all(struct arena *arena, int file, size_t limit, const char **fault)
{
    struct bytes none = {0};
    struct stat found;

    if (fstat(file, &found)) {
        *fault = strerror(errno);
        return none;
    }
    if (!S_ISREG(found.st_mode)) {
        *fault = "it is not a regular file";
        return none;
    }
    if ((uint64_t)found.st_size > limit) {
        *fault = "it is too large";
        return none;
    }
    size_t length = 0, size = (size_t)found.st_size;
    char *at = arena_take(arena, size + 1);
    while (length < size) {
        ssize_t got = read(file, at + length, size - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            *fault = strerror(errno);
            return none;
        }
        if (!got)
            break;
        length += (size_t)got;
    }
    at[length] = '\0';
    return (struct bytes){at, length};
}

struct bytes
file_read(struct arena *arena, struct diag *diag, struct place place,
          const char *path, size_t limit)
{
    const char *fault = NULL;
    struct bytes bytes = {0};
    /* O_NONBLOCK: a FIFO planted in a book must not hang the build. */
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (file < 0) {
        fault = strerror(errno);
    } else {
        bytes = read_all(arena, file, limit, &fault);
        close(file);
    }
    if (fault)
        diag_say(diag, ERROR, place, "cannot read '%s': %s", path, fault);
    return bytes;
}

bool
folder_make(struct diag *diag, const char *path)
{
    char *copy = arena_string(diag->arena, path);

    for (char *p = copy + 1;; p++) {
        if (*p && *p != '/')
            continue;
        char kept = *p;
        *p = '\0';
        if (mkdir(copy, 0777) && errno != EEXIST) {
            diag_say(diag, ERROR, (struct place){path, 0, 0},
                     "cannot make the folder: %s", strerror(errno));
            return false;
        }
        if (!kept)
            return true;
        *p = kept;
    }
}

/* Whether what comes next in the file are these bytes. */
static bool
holds_next(FILE *file, struct bytes bytes)
{
    char piece[1 << 14];

    while (bytes.length) {
        size_t wanted =
            bytes.length < sizeof piece ? bytes.length : sizeof piece;
        if (fread(piece, 1, wanted, file) < wanted ||
            memcmp(piece, bytes.at, wanted) != 0)
            return false;
        bytes.at += wanted;
        bytes.length -= wanted;
    }
    return true;
}

static bool
holds_already(const char *path, struct bytes bytes)
{
    uint64_t size, time;

    if (!file_stamp(path, &size, &time) || size != bytes.length)
        return false;
    int handle = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    FILE *file = handle < 0 ? NULL : fdopen(handle, "rb");
    bool same = file && holds_next(file, bytes);
    if (file)
        fclose(file);
    return same;
}

bool
file_write(struct diag *diag, const char *path, struct bytes bytes)
{
    if (holds_already(path, bytes))
        return true;
    struct parcel *parcel = parcel_open(diag->arena, diag, path);
    parcel_add(parcel, bytes);
    return parcel_close(parcel, true);
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name), tail = strlen(ending);

    return length >= tail && !strcmp(name + length - tail, ending);
}

const char **
folder_list(struct arena *arena, const char *folder, const char *ending)
{
    DIR *open_folder = opendir(folder);
    const char **names = TAKE_ARRAY(arena, 8, const char *);
    size_t count = 0, room = 7;
    struct dirent *entry;

    if (!open_folder)
        return names;
    while ((entry = readdir(open_folder))) {
        if (entry->d_name[0] == '.' || !ends_in(entry->d_name, ending))
            continue;
        if (count == room) {
            names =
                arena_grow(arena, names, count, 2 * room + 1, sizeof *names);
            room *= 2;
        }
        names[count++] = arena_string(arena, entry->d_name);
    }
    closedir(open_folder);
    qsort(names, count, sizeof *names, compare_names);
    return names;
}

/* The real path of the longest existing beginning of path, malloc'd. */
static char *
resolve_existing(struct arena *arena, const char *path)
{
    char *copy = arena_string(arena, path);

    for (;;) {
        char *real = realpath(copy, NULL);
        if (real)
            return real;
        char *slash = strrchr(copy, '/');
        if (!slash || slash == copy)
            return realpath(slash ? "/" : ".", NULL);
        *slash = '\0';
    }
}

const char *
file_within(struct arena *arena, const char *folder, const char *relative)
{
    if (relative[0] == '/')
        return NULL;
    const char *path = path_join(arena, folder, relative);
    char *root = realpath(folder, NULL);
    char *real = resolve_existing(arena, path);
    size_t length = root ? strlen(root) : 0;
    bool inside = root && real && !strncmp(real, root, length) &&
                  (real[length] == '/' || real[length] == '\0');

    /* What does not exist yet could still climb out by name. */
    if (strstr(relative, "..") && !file_exists(path))
        inside = false;
    free(root);
    free(real);
    return inside ? path : NULL;
}

void
file_remove(struct arena *arena, const char *folder, const char *name)
{
    const char *path = file_within(arena, folder, name);
    char *part = path ? arena_string(arena, path) : NULL;
    size_t root = strlen(folder);

    if (!part || unlink(part))
        return;
    for (char *slash = strrchr(part, '/');
         slash && (size_t)(slash - part) > root; slash = strrchr(part, '/')) {
        *slash = '\0';
        if (rmdir(part))
            return;
    }
}
