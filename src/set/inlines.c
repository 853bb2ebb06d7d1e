/* inlines.c: the inlines of a paragraph, one after the other: what each kind
 * adds to its pieces. What one would get wrong: a mark, a link or a value sets
 * the model of what comes after it and puts it back when it ends. */
#include "gather.h"

#include "tongue/tongue.h"

#include <math.h>
#include <string.h>

static void gather_children(struct gather *gather, const struct node *parent);

static void
add_break(struct gather *gather)
{
    gather_penalty(gather, PENALTY_NEVER, false);
    gather_glue(gather, 0, INFINITE, 0);
    gather_penalty(gather, PENALTY_FORCE, false);
}

/* What comes next is the link's, though pictures in it, or words of another
 * language, are elements of their own. */
static void
begin_link(struct gather *gather, const char *target, const char *alt,
           int parent)
{
    struct word *model = &gather->model;

    model->link = target;
    model->link_alt = alt;
    model->element = pass_element(gather->pass, ROLE_LINK, parent);
    model->link_element = model->element;
}

/* A note is read behind the block that has its mark, or in it where only
 * words can follow. */
static struct spot
find_spot(const struct pass *pass, int element)
{
    const struct element *elements = pass->elements;

    while (elements[element].role == ROLE_LINK ||
           elements[element].role == ROLE_REFERENCE ||
           elements[element].role == ROLE_SPAN)
        element = elements[element].parent;
    if (elements[element].role == ROLE_PARAGRAPH ||
        elements[element].role == ROLE_HEADING)
        return (struct spot){elements[element].parent, element};
    return (struct spot){element, 0};
}

static void
add_note_mark(struct gather *gather, const struct node *node)
{
    struct word before = gather->model;
    struct arena *arena = gather->pass->arena;

    struct anchor *anchor = anchor_add(arena, NULL, ANCHOR_NOTE, node->note);

    anchor->spot = find_spot(gather->pass, before.element);
    gather->anchors = anchor_join(gather->anchors, anchor);
    gather->model.style.features |= FEATURE_SUPERIOR;
    gather->model.style.features &= ~(unsigned)FEATURE_OLD_STYLE;
    begin_link(gather, arena_print(arena, "#%s", name_note(arena, node->note)),
               arena_print(arena, "%s %d",
                           tongue_say(before.style.language, WORD_NOTE),
                           node->number),
               pass_element(gather->pass, ROLE_REFERENCE, before.element));
    gather_text(gather, arena_print(arena, "%d", node->number));
    gather->model = before;
}

static void
add_reference(struct gather *gather, const struct node *node)
{
    struct word before = gather->model;
    struct arena *arena = gather->pass->arena;

    gather->anchors =
        anchor_add(arena, gather->anchors, ANCHOR_REFERENCE, node);
    begin_link(gather, arena_print(arena, "#%s", node->target),
               word_reference(gather->pass, node), before.element);
    gather_text(gather, gather->model.link_alt);
    gather->model = before;
}

/* Whoever hears it is told who and when, not a number. */
static void
add_citation(struct gather *gather, const struct node *node)
{
    struct word before = gather->model;
    struct pass *pass = gather->pass;

    gather->anchors = anchor_add(pass->arena, gather->anchors, ANCHOR_ID, node);
    begin_link(gather, arena_print(pass->arena, "#%s", node->target),
               node->text, pass_element(pass, ROLE_REFERENCE, before.element));
    gather_children(gather, node);
    gather->model = before;
}

/* The words of a link, and where it leads when that is out of the book. */
static const char *
describe_link(struct arena *arena, const struct node *node)
{
    const char *words = node_plain(arena, node), *target = node->target;
    size_t length = strlen(words), whole = strlen(target);

    if (target[0] == '#' ||
        (length <= whole && !strcmp(words, target + whole - length)))
        return words;
    return arena_print(arena, "%s, %s", words, target);
}

static void
gather_link(struct gather *gather, const struct node *node)
{
    struct word before = gather->model;

    begin_link(gather, node->target, describe_link(gather->pass->arena, node),
               before.element);
    gather->model.ink = pass_ink(gather->pass, "link");
    gather_children(gather, node);
    gather->model = before;
}

static void
gather_face(struct gather *gather, const struct node *node, enum face_name face)
{
    enum face_name before = gather->model.style.face;

    gather->model.style.face = face;
    gather_children(gather, node);
    gather->model.style.face = before;
}

/* Few faces have letters for this; a note's mark, of figures only, has. Smaller
 * and smaller ones would soon be too small to read. */
static void
gather_shifted(struct gather *gather, const struct node *node, double shift)
{
    struct word before = gather->model;
    struct style *style = &gather->model.style;

    gather->model.rise += shift * style->size;
    style->size = fmax(0.7 * style->size, 5);
    style->features &= ~(unsigned)FEATURE_OLD_STYLE;
    gather_children(gather, node);
    gather->model = before;
}

static enum face_name
find_emphasis(enum face_name face)
{
    switch (face) {
    case FACE_TEXT:
        return FACE_TEXT_ITALIC;
    case FACE_TEXT_ITALIC:
        return FACE_TEXT;
    case FACE_SANS:
        return FACE_SANS_ITALIC;
    case FACE_SANS_ITALIC:
        return FACE_SANS;
    default:
        return face;
    }
}

static enum face_name
find_strong(enum face_name face)
{
    switch (face) {
    case FACE_SANS:
    case FACE_SANS_ITALIC:
    case FACE_SANS_MEDIUM:
    case FACE_SANS_BOLD:
        return FACE_SANS_BOLD;
    case FACE_MONO:
    case FACE_MONO_BOLD:
        return FACE_MONO_BOLD;
    default:
        return FACE_TEXT_BOLD;
    }
}

/* JetBrains Mono looks a sixth too large beside Garamond, and a tenth beside
 * Inter. */
static void
add_code(struct gather *gather, const struct node *node)
{
    struct word before = gather->model;
    bool sans = before.style.face >= FACE_SANS;

    gather->model.style.face = FACE_MONO;
    gather->model.style.size *= sans ? 0.9 : 0.8;
    gather->model.style.features = FEATURE_NO_LIGATURES;
    gather_text(gather, node->text ? node->text : "");
    gather->model = before;
}

/* Without words an image is decoration. */
static int
describe_image(struct gather *gather, const struct node *node)
{
    const char *words = node_plain(gather->pass->arena, node);

    if (!*words)
        return 0;
    int element =
        pass_element(gather->pass, ROLE_FIGURE, gather->model.element);
    gather->pass->elements[element].alt = words;
    return element;
}

static void
add_image(struct gather *gather, const struct node *node)
{
    struct word *word = TAKE(gather->scratch, struct word);

    if (node->width <= 0 || node->height <= 0)
        return;
    *word = gather->model;
    word->image = node;
    word->text = "";
    word->element = describe_image(gather, node);
    gather_box(gather, word,
               picture_width(gather->pass->look, node, word->style.size,
                             gather->manner->measure));
}

/* Solving has said already what is wrong with a value. */
static void
add_value(struct gather *gather, const struct node *node)
{
    struct arena *arena = gather->pass->arena;
    struct diag said = {.arena = arena};

    gather_text(gather, data_say(arena, gather->pass->data, &said, node->place,
                                 node->target, node->format));
}

static void
add_formula_part(struct gather *gather, const struct formula *part)
{
    struct word *word = TAKE(gather->scratch, struct word);

    *word = gather->model;
    word->formula = part;
    word->text = "";
    gather_box(gather, word, part->width);
    if (!part->next)
        return;
    gather_penalty(gather, part->penalty, false);
    gather_glue(gather, part->gap, 0.4 * part->gap, 0.2 * part->gap);
}

/* Without a face for it, its source. */
static void
add_formula(struct gather *gather, const struct node *node)
{
    struct word before = gather->model;

    gather->model.element = formula_element(gather->pass, node, before.element);
    const struct formula *part = set_formula(gather->pass, node, &before.style,
                                             before.ink, gather->model.element);
    if (!part)
        add_code(gather, node);
    for (; part; part = part->next)
        add_formula_part(gather, part);
    gather->model = before;
}

/* Words in another language. */
static void
gather_span(struct gather *gather, const struct node *node)
{
    struct word before = gather->model;

    if (node->language) {
        gather->model.style.language = node->language;
        gather->model.element =
            pass_element(gather->pass, ROLE_SPAN, before.element);
        gather->pass->elements[gather->model.element].language = node->language;
    }
    gather_children(gather, node);
    gather->model = before;
}

static void
gather_node(struct gather *gather, const struct node *node)
{
    gather->model.place = node->place;
    switch (node->kind) {
    case NODE_TEXT:
        gather_text(gather, node->text);
        break;
    case NODE_SPACE:
        gather_space(gather);
        break;
    case NODE_BREAK:
        add_break(gather);
        break;
    case NODE_EMPHASIS:
        gather_face(gather, node, find_emphasis(gather->model.style.face));
        break;
    case NODE_STRONG:
        gather_face(gather, node, find_strong(gather->model.style.face));
        break;
    case NODE_CODE:
        add_code(gather, node);
        break;
    case NODE_LINK:
        gather_link(gather, node);
        break;
    case NODE_IMAGE:
        add_image(gather, node);
        break;
    case NODE_REFERENCE:
        add_reference(gather, node);
        break;
    case NODE_CITATION:
        add_citation(gather, node);
        break;
    case NODE_CITED:
        gather_children(gather, word_cited(gather->pass, node->parent));
        break;
    case NODE_VALUE:
        add_value(gather, node);
        break;
    case NODE_MATHS:
        add_formula(gather, node);
        break;
    case NODE_NOTE_MARK:
        if (node->note)
            add_note_mark(gather, node);
        break;
    case NODE_RAISED:
        gather_shifted(gather, node, 0.33);
        break;
    case NODE_LOWERED:
        gather_shifted(gather, node, -0.15);
        break;
    case NODE_SPAN:
        gather_span(gather, node);
        break;
    case NODE_ANCHOR:
    case NODE_INDEX:
        gather->anchors =
            anchor_add(gather->pass->arena, gather->anchors, ANCHOR_ID, node);
        gather_children(gather, node);
        break;
    default:
        gather_children(gather, node);
    }
}

static void
gather_children(struct gather *gather, const struct node *parent)
{
    for (const struct node *node = parent->first; node; node = node->next)
        gather_node(gather, node);
}

/* Paragraphs. */

static struct gather
start_gather(struct pass *pass, const struct manner *manner,
             const char *language)
{
    struct gather gather = {.pass = pass,
                            .manner = manner,
                            .scratch = &pass->scratch,
                            .skip = manner->initial.skip,
                            .small = manner->small};

    arena_clear(&pass->scratch);
    gather.pieces = (struct pieces){pass->bench.at, 0, pass->bench.room};
    gather.model = (struct word){
        .style = manner->style, .ink = manner->ink, .element = manner->element};
    gather.model.style.language = language;
    if (manner->indent < 0 || manner->indent > 0)
        gather_box(&gather, NULL, manner->indent);
    if (manner->lead) {
        gather.model.style.face = find_strong(manner->style.face);
        gather_text(&gather, manner->lead);
        gather.model.style.face = manner->style.face;
        gather_space(&gather);
    }
    return gather;
}

/* What was marked behind the last letter belongs to it. */
static void
keep_anchors(struct gather *gather)
{
    struct pieces *pieces = &gather->pieces;

    for (size_t i = pieces->count; i-- && gather->anchors;)
        if (pieces->at[i].kind == PIECE_BOX) {
            pieces->at[i].anchors =
                anchor_join(pieces->at[i].anchors, gather->anchors);
            gather->anchors = NULL;
        }
}

static struct pieces
finish_gather(struct gather *gather)
{
    struct pieces *pieces = &gather->pieces;

    keep_anchors(gather);
    while (pieces->count && pieces->at[pieces->count - 1].kind == PIECE_GLUE)
        pieces->count--;
    add_break(gather);
    gather->pass->bench = *pieces;
    return *pieces;
}

struct pieces
gather_pieces(struct pass *pass, const struct node *parent,
              const struct manner *manner)
{
    struct gather gather = start_gather(pass, manner, node_language(parent));

    gather.model.place = parent->place;
    gather_children(&gather, parent);
    return finish_gather(&gather);
}

struct pieces
gather_words(struct pass *pass, const char *words, const struct manner *manner)
{
    struct gather gather = start_gather(pass, manner, pass->tree->language);

    gather_text(&gather, words);
    return finish_gather(&gather);
}
