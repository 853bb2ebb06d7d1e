/* sound.c: whether every picture of the book can be decoded, asked before
 * anything is written, so that a damaged one costs no edition. A picture that
 * was found sound is remembered in the cache by its bytes. */
#include "inside.h"

#define LARGEST_PICTURE ((size_t)1 << 30)

static struct key
name_sound(struct arena *arena, struct bytes file)
{
    struct hash *hash = hash_new(arena);

    hash_string(hash, "sound picture");
    hash_key(hash, key_of(file.at, file.length));
    return hash_done(hash);
}

static void
check_picture(struct diag *diag, const struct edition *edition,
              const struct node *node)
{
    struct arena arena = {0};
    struct bytes file =
        file_read(&arena, diag, node->place,
                  path_join(&arena, edition->tree->folder, node->target),
                  LARGEST_PICTURE);

    if (file.at) {
        struct key key = name_sound(&arena, file);
        bool known = edition->cache &&
                     cache_find(edition->cache, &arena, key).at != NULL;
        if (!known &&
            png_decode(&arena, diag, node->place, node->target, file).at &&
            edition->cache)
            cache_keep(edition->cache, key, (struct bytes){"sound", 5});
    }
    arena_close(&arena);
}

bool
print_sound(struct diag *diag, const struct edition *edition)
{
    const struct tree *tree = edition->tree;
    int before = diag->errors;

    for (size_t i = 0; i < tree->landmark_count; i++) {
        const struct node *node = tree->landmarks[i];
        if ((node->kind == NODE_PICTURE || node->kind == NODE_IMAGE) &&
            node->width > 0)
            check_picture(diag, edition, node);
    }
    return diag->errors == before;
}
