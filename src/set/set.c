/* set.c: the door of setting. A pass sets everything into one long galley,
 * cuts pages from it and writes down where things stand; since contents and
 * references print page numbers, passes are repeated until none changes, at
 * most five times. Only the last pass is heard: what earlier ones said is
 * thrown away. */
#include "inside.h"

#include <string.h>

#define MOST_PASSES 5

const struct ink *
pass_ink(const struct pass *pass, const char *name)
{
    const struct ink *ink = ink_find(pass->palette, name);

    return ink ? ink : &pass->palette->inks[0];
}

int
pass_element(struct pass *pass, enum role role, int parent)
{
    GROW(pass->again->arena, pass->elements, pass->element_count,
         pass->element_room);
    pass->elements[pass->element_count] =
        (struct element){.role = role, .parent = parent};
    return (int)pass->element_count++;
}

/* Makes room for so many more. */
static void
reserve_elements(struct pass *pass, size_t count)
{
    size_t room = pass->element_count + count;

    if (room <= pass->element_room)
        return;
    pass->elements =
        arena_grow(pass->again->arena, pass->elements, pass->element_count,
                   room, sizeof *pass->elements);
    pass->element_room = room;
}

void
pass_elements(struct pass *pass, const struct element *elements, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int element = pass_element(pass, ROLE_SPAN, 0);
        pass->elements[element] = elements[i];
    }
}

const struct known *
known_find(const struct known *known, size_t count, const struct node *node)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (known[middle].node == node)
            return &known[middle];
        if (known[middle].node < node)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

int
pass_page(const struct pass *pass, const struct node *node)
{
    const struct known *known =
        known_find(pass->known, pass->known_count, node);

    return known ? known->page : -1;
}

const char *
pass_folio(const struct pass *pass, int page)
{
    return page >= 0 && (size_t)page < pass->folio_count ? pass->folios[page]
                                                         : "00";
}

void
pass_start(struct pass *pass)
{
    pass->element_count = 0;
    pass_element(pass, ROLE_ARTIFACT, 0);
    pass_element(pass, ROLE_DOCUMENT, 0);
    pass->furniture = pass_element(pass, ROLE_FURNITURE, 0);
}

static void
set_galley(struct galley *galley)
{
    struct pass *pass = galley->pass;

    pass_start(pass);
    set_front(galley);
    /* And some more, for the end of the book. */
    galley_reserve(galley, pass->again->slabs + pass->again->slabs / 8);
    reserve_elements(pass, pass->again->elements + pass->again->elements / 8);
    for (const struct node *section = pass->tree->root->first; section;
         section = section->next)
        set_again(galley, section);
    set_back(galley);
}

static bool
settled(const struct pass *pass, const struct made_pages *made)
{
    if (made->known_count != pass->known_count ||
        made->count != pass->folio_count)
        return false;
    for (size_t i = 0; i < made->known_count; i++)
        if (made->known[i].page != pass->known[i].page ||
            made->known[i].node != pass->known[i].node)
            return false;
    return true;
}

/* Sets the book. True when it is as the next pass would set it, or there is
 * none, and its pages are laid. */
static bool
run_pass(struct pass *pass, struct made_pages *made)
{
    struct galley galley = {.pass = pass, .rough = &pass->brief};

    set_galley(&galley);
    struct blocks floats = set_floats(pass, &galley);
    struct blocks notes = set_notes(pass, &galley, &floats);
    galley_relax(&galley);
    struct layouts layouts = find_pages(pass, &galley, &floats, &notes);
    layouts_judge(pass->diag, &layouts);
    *made = make_pages(pass, &layouts, false);
    pass->number++;
    if (!settled(pass, made) && pass->number < MOST_PASSES)
        return false;
    /* Nobody goes back to what was kept. */
    arena_close(&pass->again->brief);
    *made = make_pages(pass, &layouts, true);
    return true;
}

/* What the next pass is to know, in memory that outlives this one. */
static void
remember(struct pass *pass, struct arena *arena, const struct made_pages *made)
{
    const char **folios = TAKE_ARRAY(arena, made->count + 1, const char *);

    for (size_t i = 0; i < made->count; i++)
        folios[i] = arena_string(arena, made->pages[i].label);
    struct known *known = arena_grow(arena, made->known, made->known_count,
                                     made->known_count, sizeof *known);
    for (size_t i = 0; i < made->known_count; i++)
        known[i].parted =
            reference_parted(pass, known, made->known_count, &known[i]);
    pass->folios = folios;
    pass->folio_count = made->count;
    pass->known = known;
    pass->known_count = made->known_count;
}

static struct book *
make_book(const struct pass *pass, const struct made_pages *made)
{
    struct book *book = TAKE(pass->arena, struct book);
    const struct tree *tree = pass->tree;

    *book = (struct book){.arena = pass->arena,
                          .width = pass->look->width,
                          .height = pass->look->height,
                          .title = tree->title,
                          .author = tree->authors ? tree->authors[0] : NULL,
                          .subject = tree->subtitle,
                          .language = tree->language,
                          .date = tree->date,
                          .identifier = tree->identifier,
                          .pages = made->pages,
                          .page_count = made->count,
                          .bookmarks = made->bookmarks,
                          .bookmark_count = made->bookmark_count,
                          .destinations = made->destinations,
                          .destination_count = made->destination_count,
                          .elements = pass->elements,
                          .element_count = pass->element_count};
    return book;
}

struct book *
set_book(struct arena *arena, struct diag *diag, const struct tree *tree,
         const struct data *data, const struct faces *faces,
         const struct figures *figures, const struct palette *palette,
         int threads)
{
    struct look look = find_look(diag, tree);
    struct tongues tongues = tongues_open(arena, diag, tree, data, threads);
    struct shaper *shaper = shaper_new(arena, faces);
    struct frames frames = {.arena = arena};
    struct again again = {.arena = arena};
    struct index index = index_new(arena, tree);
    struct pass pass = {.tree = tree,
                        .data = data,
                        .figures = figures,
                        .palette = palette,
                        .look = &look,
                        .shaper = shaper,
                        .tongues = &tongues,
                        .frames = &frames,
                        .again = &again,
                        .index = &index};
    struct hands hands;
    struct made_pages made = {0};
    struct diag said = {0};

    tongues_seams(&tongues, shaper);
    hands_open(&hands, &pass, threads);
    set_ahead(&pass);
    for (;;) {
        pass.arena = TAKE(arena, struct arena);
        said = (struct diag){.arena = pass.arena};
        pass.diag = &said;
        again.next = again.next_section = again.next_paged = 0;
        if (run_pass(&pass, &made))
            break;
        remember(&pass, arena, &made);
        arena_close(&pass.brief);
        arena_close(pass.arena);
    }
    diag_merge(diag, &said);
    arena_close(&pass.scratch);
    arena_close(&pass.brief);
    arena_close(&again.rough);
    hands_close(&hands);
    shaper_close(shaper);
    tongues_close(&tongues);
    struct book *book = make_book(&pass, &made);
    arena_join(arena, pass.arena);
    return book;
}
