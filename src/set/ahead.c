/* ahead.c: sections that need not know on which pages things stand are set
 * before the first pass, on several threads. Each thread has memory of its own
 * and a shaper, the first that of the pass, and takes the next section when it
 * is done with one, the longest first, so that none is left with a long one at
 * the end. What one would get wrong: which thread sets a section is
 * left open, so nothing may depend on it; elements are numbered as if the
 * section were the first, and again.c moves them to where they belong. */
#include "inside.h"

#include <stdatomic.h>
#include <stdlib.h>

#define MOST_SETTERS 16

struct setter {
    struct arena arena;
    struct pass pass;
    struct diag ignored;
    struct lexicon lexicon;
    struct again again; /* for its memory only */
};

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
    struct setter *setters;
};

static void
start_setter(const struct pass *pass, struct setter *setter)
{
    setter->pass = *pass;
    setter->ignored = (struct diag){.arena = &setter->arena};
    setter->again = (struct again){.arena = &setter->arena};
    setter->pass.arena = &setter->arena;
    setter->pass.diag = &setter->ignored;
    setter->pass.again = &setter->again;
    pass_start(&setter->pass);
}

/* What finds words is not shared. */
static void
open_words(struct setter *setter)
{
    struct pass *pass = &setter->pass;

    setter->lexicon = (struct lexicon){.arena = &setter->arena};
    pass->lexicon = &setter->lexicon;
    pass->shaper = shaper_new(&setter->arena, shaper_faces(pass->shaper));
}

static void
close_setter(struct setter *setter)
{
    arena_close(&setter->pass.scratch);
    arena_close(&setter->again.rough);
}

static void
run_setter(void *context, int job)
{
    struct ahead *ahead = context;
    struct setter *setter = &ahead->setters[job];
    struct again *again = ahead->pass->again;
    size_t i;

    start_setter(ahead->pass, setter);
    if (job)
        open_words(setter);
    while ((i = atomic_fetch_add(&ahead->next, 1)) < again->section_count)
        section_keep(&setter->pass, &again->sections[ahead->tasks[i].place],
                     ahead->tasks[i].section);
    if (job)
        shaper_close(setter->pass.shaper);
    close_setter(setter);
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
set_ahead(struct pass *pass, int threads)
{
    struct again *again = pass->again;
    struct ahead ahead = {.pass = pass};
    size_t count = count_sections(pass->tree);

    threads = threads < MOST_SETTERS ? threads : MOST_SETTERS;
    threads = threads > 1 ? threads : 1;
    again->sections = TAKE_ARRAY(again->arena, count, struct kept_section);
    again->section_count = again->section_room = count;
    /* Sheets keep pointing to the arena that they were made in. */
    ahead.setters = TAKE_ARRAY(again->arena, threads, struct setter);
    ahead.tasks = list_tasks(again->arena, pass->tree, count);
    pool_run(threads, threads, run_setter, &ahead);
    for (int i = 0; i < threads; i++) {
        arena_join(&again->brief, &ahead.setters[i].again.brief);
        arena_join(again->arena, &ahead.setters[i].arena);
    }
    for (size_t i = 0; i < count; i++) {
        again->slabs += again->sections[i].galley.count;
        again->elements += again->sections[i].element_count;
    }
}
