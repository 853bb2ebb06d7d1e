/* hash.c: keys of jobs and the folder of finished ones. A cache entry is the
 * job's bytes with their own checksum in front, so that a damaged entry is
 * the same as none. Keeper of xxHash. */
#define _POSIX_C_SOURCE 200809L
#include "base.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

struct hash {
    XXH3_state_t state;
};

struct hash *
hash_new(struct arena *arena)
{
    /* The state wants 64-byte alignment, the arena gives 16. */
    char *at = arena_take(arena, sizeof(struct hash) + 64);
    struct hash *hash = (void *)(at + (64 - ((uintptr_t)at & 63)));

    XXH3_128bits_reset(&hash->state);
    return hash;
}

void
hash_bytes(struct hash *hash, const void *at, size_t length)
{
    XXH3_128bits_update(&hash->state, at, length);
}

void
hash_string(struct hash *hash, const char *string)
{
    uint64_t length = strlen(string);

    hash_bytes(hash, &length, sizeof length);
    hash_bytes(hash, string, length);
}

void
hash_real(struct hash *hash, double value)
{
    hash_bytes(hash, &value, sizeof value);
}

void
hash_key(struct hash *hash, struct key key)
{
    hash_bytes(hash, &key, sizeof key);
}

struct key
hash_done(struct hash *hash)
{
    XXH128_hash_t done = XXH3_128bits_digest(&hash->state);

    return (struct key){done.low64, done.high64};
}

struct key
key_of(const void *at, size_t length)
{
    XXH128_hash_t done = XXH3_128bits(at, length);

    return (struct key){done.low64, done.high64};
}

struct key
key_of_file(const char *path)
{
    XXH3_state_t state;
    char piece[1 << 14];
    size_t got;
    FILE *file = fopen(path, "rb");
    bool broken = true;

    XXH3_128bits_reset(&state);
    if (file) {
        while ((got = fread(piece, 1, sizeof piece, file)) > 0)
            XXH3_128bits_update(&state, piece, got);
        broken = ferror(file);
        fclose(file);
    }
    if (broken)
        return (struct key){0};
    XXH128_hash_t done = XXH3_128bits_digest(&state);
    return (struct key){done.low64, done.high64};
}

bool
key_same(struct key a, struct key b)
{
    return a.low == b.low && a.high == b.high;
}

const char *
key_name(struct arena *arena, struct key key)
{
    return arena_print(arena, "%016llx%016llx", (unsigned long long)key.high,
                       (unsigned long long)key.low);
}

static const char *
name_entry(const struct cache *cache, struct arena *arena, struct key key)
{
    return arena_print(arena, "%s/%s", cache->folder, key_name(arena, key));
}

struct bytes
cache_find(const struct cache *cache, struct arena *arena, struct key key)
{
    struct bytes none = {0};

    if (!cache->folder)
        return none;
    const char *path = name_entry(cache, arena, key);
    if (!file_exists(path))
        return none;
    struct diag ignored = {.arena = arena};
    struct bytes all =
        file_read(arena, &ignored, (struct place){0}, path, SIZE_MAX / 4);
    struct key sum;
    if (!all.at || all.length < sizeof sum)
        return none;
    memcpy(&sum, all.at, sizeof sum);
    struct bytes rest = {all.at + sizeof sum, all.length - sizeof sum};
    return key_same(sum, key_of(rest.at, rest.length)) ? rest : none;
}

void
cache_keep(const struct cache *cache, struct key key, struct bytes bytes)
{
    if (!cache->folder)
        return;
    struct arena arena = {0};
    struct key sum = key_of(bytes.at, bytes.length);
    char *all = arena_take(&arena, sizeof sum + bytes.length);
    memcpy(all, &sum, sizeof sum);
    memcpy(all + sizeof sum, bytes.at, bytes.length);
    /* A cache that cannot be written only costs time, so nothing is said. */
    const char *path = name_entry(cache, &arena, key);
    const char *part = arena_print(&arena, "%s.%ld", path, (long)getpid());
    FILE *out = fopen(part, "wb");
    if (out) {
        size_t done = fwrite(all, 1, sizeof sum + bytes.length, out);
        if (fclose(out) || done < sizeof sum + bytes.length ||
            rename(part, path))
            unlink(part);
    }
    arena_close(&arena);
}

void
cache_sweep(const struct cache *cache, int days)
{
    DIR *folder = cache->folder ? opendir(cache->folder) : NULL;
    time_t oldest = time(NULL) - (time_t)days * 86400;
    struct dirent *entry;
    struct stat stat;

    if (!folder)
        return;
    while ((entry = readdir(folder)))
        if (entry->d_name[0] != '.' &&
            !fstatat(dirfd(folder), entry->d_name, &stat, 0) &&
            stat.st_mtime < oldest && stat.st_atime < oldest)
            unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
}
