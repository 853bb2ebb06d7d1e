/* shelf.c: what was shaped, on one shelf for the shapers of all threads.
 * Whoever looks for a word never waits; whoever puts one there holds the lock.
 * What one would get wrong: a thread may still look through the slots that were
 * outgrown and miss what came later, so it looks once more under the lock
 * before it adds anything. */
#include "inside.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#define FIRST_ROOM 512

struct slot {
    uint64_t hash;                         /* once there are glyphs */
    _Atomic(const struct glyphs *) glyphs; /* NULL: the slot is free */
};

/* Open hash; the room is a power of two. */
struct slots {
    size_t room;
    struct slot at[];
};

struct shelf {
    _Atomic(struct slots *) slots;
    pthread_mutex_t lock; /* of adding, and of all below */
    struct arena arena;   /* of slots */
    size_t count;
};

static struct slots *
take_slots(struct arena *arena, size_t room)
{
    struct slots *slots =
        arena_take(arena, sizeof *slots + room * sizeof *slots->at);

    slots->room = room;
    return slots;
}

struct shelf *
shelf_new(struct arena *arena)
{
    struct shelf *shelf = TAKE(arena, struct shelf);

    atomic_init(&shelf->slots, take_slots(&shelf->arena, FIRST_ROOM));
    pthread_mutex_init(&shelf->lock, NULL);
    return shelf;
}

void
shelf_close(struct shelf *shelf)
{
    pthread_mutex_destroy(&shelf->lock);
    arena_close(&shelf->arena);
}

static bool
is_shaped(const struct glyphs *glyphs, const struct style *style,
          const char *text, size_t length)
{
    return glyphs->length == length && style_same(&glyphs->style, style) &&
           !memcmp(glyphs->text, text, length);
}

const struct glyphs *
shelf_find(const struct shelf *shelf, uint64_t hash, const struct style *style,
           const char *text, size_t length)
{
    const struct slots *slots =
        atomic_load_explicit(&shelf->slots, memory_order_acquire);

    for (size_t i = hash;; i++) {
        const struct slot *slot = &slots->at[i & (slots->room - 1)];
        const struct glyphs *glyphs =
            atomic_load_explicit(&slot->glyphs, memory_order_acquire);
        if (!glyphs)
            return NULL;
        if (slot->hash == hash && is_shaped(glyphs, style, text, length))
            return glyphs;
    }
}

static void
fill_slot(struct slots *slots, uint64_t hash, const struct glyphs *glyphs)
{
    size_t i = hash & (slots->room - 1);

    while (atomic_load_explicit(&slots->at[i].glyphs, memory_order_relaxed))
        i = (i + 1) & (slots->room - 1);
    slots->at[i].hash = hash;
    atomic_store_explicit(&slots->at[i].glyphs, glyphs, memory_order_release);
}

/* Slots for one more; a third of them stays free. */
static struct slots *
make_room(struct shelf *shelf)
{
    struct slots *old = atomic_load(&shelf->slots);

    if (3 * ++shelf->count <= 2 * old->room)
        return old;
    struct slots *slots = take_slots(&shelf->arena, 2 * old->room);
    for (size_t i = 0; i < old->room; i++) {
        const struct glyphs *glyphs = atomic_load(&old->at[i].glyphs);
        if (glyphs)
            fill_slot(slots, old->at[i].hash, glyphs);
    }
    atomic_store_explicit(&shelf->slots, slots, memory_order_release);
    return slots;
}

const struct glyphs *
shelf_add(struct shelf *shelf, uint64_t hash, const struct glyphs *glyphs)
{
    pthread_mutex_lock(&shelf->lock);
    const struct glyphs *there =
        shelf_find(shelf, hash, &glyphs->style, glyphs->text, glyphs->length);
    if (!there)
        fill_slot(make_room(shelf), hash, glyphs);
    pthread_mutex_unlock(&shelf->lock);
    return there ? there : glyphs;
}

const void *
glyphs_recall(const struct glyphs *glyphs)
{
    return atomic_load_explicit(&glyphs->remark->what, memory_order_acquire);
}

const void *
glyphs_keep(const struct glyphs *glyphs, const void *what)
{
    const void *there = NULL;
    bool first =
        atomic_compare_exchange_strong(&glyphs->remark->what, &there, what);

    return first ? what : there;
}
