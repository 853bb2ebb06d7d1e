/* ahead.c: sections that need not know on which pages things stand are set
 * before the first pass, on several threads. Each thread has memory of its own
 * and a shaper, the first that of the pass, and takes the next section when it
 * is done with one. What one would get wrong: which thread sets a section is
 * left open, so nothing may depend on it; elements are numbered as if the
 * section were the first, and again.c moves them to where they belong. */
#include "inside.h"

#include <stdatomic.h>

#define MOST_SETTERS 16

struct setter {
    struct arena arena;
    struct pass pass;
    struct diag ignored;
    struct lexicon lexicon;
    struct again again; /* for its memory only */
};

struct ahead {
    const struct pass *pass;
    const struct node **sections;
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
        section_keep(&setter->pass, &again->sections[i], ahead->sections[i]);
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

void
set_ahead(struct pass *pass, int threads)
{
    struct again *again = pass->again;
    const struct node *section = pass->tree->root->first;
    struct ahead ahead = {.pass = pass};
    size_t count = count_sections(pass->tree);

    threads = threads < MOST_SETTERS ? threads : MOST_SETTERS;
    threads = threads > 1 ? threads : 1;
    again->sections = TAKE_ARRAY(again->arena, count, struct kept_section);
    again->section_count = again->section_room = count;
    /* Sheets keep pointing to the arena that they were made in. */
    ahead.setters = TAKE_ARRAY(again->arena, threads, struct setter);
    ahead.sections = TAKE_ARRAY(again->arena, count, const struct node *);
    for (size_t i = 0; i < count; i++, section = section->next)
        ahead.sections[i] = section;
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
