/* ahead.c: sections that need not know on which pages things stand are set
 * before the first pass, on several threads. Each thread has memory of its own
 * and a shaper, the first that of the pass; what they shape they share. It
 * takes the next section when it is done with one, the longest first, so that
 * none is left with a long one at the end. What one would get wrong: which
 * thread sets a section is left open, so nothing may depend on it; elements are
 * numbered as if the section were the first, and again.c moves them to where
 * they belong. */
#include "inside.h"

#include <stdatomic.h>
#include <stdlib.h>

#define MOST_HANDS 16

/* A section to be set. */
struct task {
    const struct node *section;
    size_t place;  /* among all sections */
    size_t length; /* nodes */
};

struct ahead {
    const struct pass *pass;
    const struct task *tasks;
    atomic_size_t next;
};

/* Sheets keep pointing to the arena that they were made in. */
void
hands_open(struct hands *hands, struct pass *pass, int threads)
{
    threads = threads < MOST_HANDS ? threads : MOST_HANDS;
    hands->count = threads > 1 ? threads : 1;
    hands->at = TAKE_ARRAY(pass->again->arena, hands->count, struct hand);
    for (int i = 1; i < hands->count; i++)
        hands->at[i].shaper = shaper_share(&hands->at[i].arena, pass->shaper);
    pass->hands = hands;
}

void
hands_close(struct hands *hands)
{
    for (int i = 1; i < hands->count; i++)
        shaper_close(hands->at[i].shaper);
}

static void
start_hand(const struct pass *pass, struct hand *hand)
{
    struct pieces bench = hand->pass.bench;

    hand->pass = *pass;
    hand->ignored = (struct diag){.arena = &hand->arena};
    hand->again = (struct again){.arena = &hand->arena};
    hand->pass.arena = &hand->brief;
    hand->pass.scratch = hand->pass.brief = (struct arena){0};
    hand->pass.bench = bench;
    hand->pass.diag = &hand->ignored;
    hand->pass.again = &hand->again;
    if (hand->shaper)
        hand->pass.shaper = hand->shaper;
}

void
hands_run(struct pass *pass, void (*work)(void *context, int job),
          void *context)
{
    const struct hands *hands = pass->hands;
    struct arena *lasting = pass->again->arena;

    for (int i = 0; i < hands->count; i++)
        start_hand(pass, &hands->at[i]);
    pool_run(hands->count, hands->count, work, context);
    for (int i = 0; i < hands->count; i++) {
        struct hand *hand = &hands->at[i];
        arena_close(&hand->pass.scratch);
        arena_close(&hand->again.rough);
        arena_join(&pass->again->brief, &hand->again.brief);
        arena_join(lasting, &hand->arena);
        arena_join(pass->arena ? pass->arena : lasting, &hand->brief);
    }
}

static void
run_hand(void *context, int job)
{
    struct ahead *ahead = context;
    struct hand *hand = &ahead->pass->hands->at[job];
    struct again *again = ahead->pass->again;
    size_t i;

    pass_start(&hand->pass);
    while ((i = atomic_fetch_add(&ahead->next, 1)) < again->section_count)
        section_keep(&hand->pass, &again->sections[ahead->tasks[i].place],
                     ahead->tasks[i].section);
}

static size_t
count_sections(const struct tree *tree)
{
    const struct node *section = tree->root->first;
    size_t count = 0;

    for (; section; section = section->next)
        count++;
    return count;
}

static int
compare_tasks(const void *a, const void *b)
{
    const struct task *left = a, *right = b;

    if (left->length != right->length)
        return left->length > right->length ? -1 : 1;
    return left->place < right->place ? -1 : 1;
}

/* The longest first. */
static const struct task *
list_tasks(struct arena *arena, const struct tree *tree, size_t count)
{
    struct task *tasks = TAKE_ARRAY(arena, count, struct task);
    const struct node *section = tree->root->first, *node;

    for (size_t i = 0; i < count; i++, section = section->next) {
        tasks[i] = (struct task){.section = section, .place = i};
        for (node = section; node; node = node_next(section, node))
            tasks[i].length++;
    }
    if (count)
        qsort(tasks, count, sizeof *tasks, compare_tasks);
    return tasks;
}

void
set_ahead(struct pass *pass)
{
    struct again *again = pass->again;
    struct ahead ahead = {.pass = pass};
    size_t count = count_sections(pass->tree);

    again->sections = TAKE_ARRAY(again->arena, count, struct kept_section);
    again->section_count = again->section_room = count;
    ahead.tasks = list_tasks(again->arena, pass->tree, count);
    hands_run(pass, run_hand, &ahead);
    for (size_t i = 0; i < count; i++) {
        again->slabs += again->sections[i].galley.count;
        again->elements += again->sections[i].element_count;
    }
}
