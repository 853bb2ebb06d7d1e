/* pieces.c: from inlines to boxes, glue and penalties. A word is shaped as a
 * whole and its boxes are cut from its glyphs, so kerning holds across a
 * place where it might have been broken but was not. */
#include "inside.h"

#include <math.h>
#include <string.h>

#define HYPHEN_PENALTY 400
#define EXPLICIT_PENALTY 100 /* after a hyphen that is written */
#define DASH_PENALTY 10
#define ANYWHERE_PENALTY 600 /* in a word wider than the measure */
#define SPACE_STRETCH 0.25   /* of the space's width */
#define SPACE_SHRINK 0.28
#define CODE_SPACE 0.62 /* of its width: a gap like a letter tears a line */

struct gather {
    struct pass *pass;
    struct arena *scratch; /* pieces grow here and are copied when done */
    const struct manner *manner;
    struct pieces pieces;
    struct word model;      /* style, ink, link, element of what comes next */
    struct anchor *anchors; /* for the next box */
    const struct word *shared; /* the model of the last space */
    int small; /* words that are still to be set in small capitals */
};

static struct piece *
add_piece(struct gather *gather, enum piece_kind kind)
{
    struct pieces *pieces = &gather->pieces;

    GROW(gather->scratch, pieces->at, pieces->count, pieces->room);
    struct piece *piece = &pieces->at[pieces->count++];
    *piece = (struct piece){.kind = kind};
    return piece;
}

static void
add_penalty(struct gather *gather, int penalty, bool flagged)
{
    struct piece *piece = add_piece(gather, PIECE_PENALTY);

    piece->penalty = penalty;
    piece->flagged = flagged;
}

static void
add_glue(struct gather *gather, double width, double stretch, double shrink)
{
    struct piece *piece = add_piece(gather, PIECE_GLUE);

    piece->width = width;
    piece->stretch = stretch;
    piece->shrink = shrink;
}

static bool
follows_box(const struct gather *gather)
{
    const struct pieces *pieces = &gather->pieces;

    return pieces->count && pieces->at[pieces->count - 1].kind == PIECE_BOX;
}

/* The style, ink and link of a space, shared with the space before it when
 * they are the same. */
static const struct word *
share_model(struct gather *gather)
{
    const struct word *model = &gather->model, *shared = gather->shared;

    if (!shared || shared->link != model->link ||
        shared->element != model->element ||
        shared->style.face != model->style.face ||
        shared->style.features != model->style.features ||
        shared->style.size != model->style.size) {
        struct word *copy = TAKE(gather->pass->arena, struct word);
        *copy = *model;
        gather->shared = copy;
    }
    return gather->shared;
}

/* A space between words, in the style of what it stands in. */
static void
add_glue_space(struct gather *gather)
{
    const struct style *style = &gather->model.style;
    const struct faces *faces = shaper_faces(gather->pass->shaper);
    double width = text_width(gather->pass->shaper, style, " ");

    if (face_metrics(faces, style->face)->fixed_pitch)
        width *= CODE_SPACE;
    if (gather->manner->ragged)
        add_glue(gather, width, 0, 0);
    else
        add_glue(gather, width, SPACE_STRETCH * width, SPACE_SHRINK * width);
    gather->pieces.at[gather->pieces.count - 1].word = share_model(gather);
}

static void
add_space(struct gather *gather)
{
    if (follows_box(gather))
        add_glue_space(gather);
}

static struct piece *
add_box(struct gather *gather, const struct word *word, double width)
{
    struct piece *piece = add_piece(gather, PIECE_BOX);

    piece->word = word;
    piece->width = width;
    piece->anchors = gather->anchors;
    gather->anchors = NULL;
    return piece;
}

/* Words. */

/* How far into the shaped word byte at lies [pt]. */
static double
find_offset(const struct glyphs *glyphs, size_t at)
{
    if (at >= glyphs->length)
        return glyphs->width;
    for (size_t i = 0; i < glyphs->count; i++)
        if (glyphs->clusters[i] >= at)
            return glyphs->x[i];
    return glyphs->width;
}

/* Every character boundary where there is nothing better. */
static void
mark_anywhere(const char *text, size_t length, char *cuts)
{
    for (size_t i = 0; i + 1 < length; i++)
        if (!cuts[i] && (text[i + 1] & 0xc0) != 0x80)
            cuts[i] = CUT_ANYWHERE;
}

static void
set_hyphen(struct gather *gather, struct piece *piece)
{
    const struct glyphs *glyphs =
        shape_text(gather->pass->shaper, &piece->word->style, "-", 1);

    piece->flagged = piece->hyphen = true;
    piece->width = glyphs->width;
    if (!gather->manner->ragged)
        piece->hang_right = glyphs_hang(glyphs, 0, 1, true);
}

static void
add_cut(struct gather *gather, const struct word *word, size_t at, char cut)
{
    struct piece *piece = add_piece(gather, PIECE_PENALTY);

    piece->word = word;
    switch (cut) {
    case CUT_HYPHEN:
        piece->penalty = HYPHEN_PENALTY;
        set_hyphen(gather, piece);
        break;
    case CUT_ANYWHERE:
        piece->penalty = ANYWHERE_PENALTY;
        break;
    default:
        piece->flagged = word->text[at] == '-';
        piece->penalty = piece->flagged ? EXPLICIT_PENALTY : DASH_PENALTY;
    }
}

/* What the margins and the letters themselves give to a justified line. */
static void
loosen_box(struct piece *box, const struct glyphs *glyphs)
{
    box->flex = MOST_STRETCH * box->width;
    box->hang_left = glyphs_hang(glyphs, box->start, box->end, false);
    box->hang_right = glyphs_hang(glyphs, box->start, box->end, true);
}

/* The kind of break after each byte: 0 for none, or as add_cut has them. */
static const char *
join_cuts(struct gather *gather, const struct glyphs *glyphs)
{
    struct cuts known = find_cuts(gather->pass, glyphs);
    bool wide = glyphs->width > gather->manner->measure * 0.9;

    if (!wide && !gather->manner->hyphenate)
        return known.breaks;
    if (!wide && !known.hyphens)
        return known.breaks;
    char *cuts = arena_copy(gather->scratch, known.breaks, glyphs->length);
    for (size_t i = 0; i < glyphs->length; i++)
        if (gather->manner->hyphenate && known.hyphens && !cuts[i])
            cuts[i] = known.hyphens[i];
    if (wide)
        mark_anywhere(glyphs->text, glyphs->length, cuts);
    return cuts;
}

static void
add_word(struct gather *gather, const char *text, size_t length,
         enum face_name face)
{
    struct word *word = TAKE(gather->pass->arena, struct word);

    *word = gather->model;
    word->style.face = face;
    const struct glyphs *glyphs =
        shape_text(gather->pass->shaper, &word->style, text, length);
    word->text = glyphs->text;
    const char *cuts = join_cuts(gather, glyphs);
    size_t start = 0;
    for (size_t i = 0; i < length; i++) {
        if (!cuts[i] && i + 1 < length)
            continue;
        struct piece *box =
            add_box(gather, word,
                    find_offset(glyphs, i + 1) - find_offset(glyphs, start));
        box->start = (uint32_t)start;
        box->end = (uint32_t)i + 1;
        if (!gather->manner->ragged)
            loosen_box(box, glyphs);
        if (i + 1 < length)
            add_cut(gather, word, i, cuts[i]);
        start = i + 1;
    }
}

/* The face that has the character: the wanted one, or another that does. */
static enum face_name
choose_face(const struct gather *gather, uint32_t c)
{
    static const enum face_name others[] = {FACE_TEXT, FACE_SANS, FACE_MONO};
    const struct faces *faces = shaper_faces(gather->pass->shaper);
    enum face_name wanted = gather->model.style.face;

    if (face_has(faces, wanted, c) || c == 0x2011 || c == 0xfffd)
        return wanted;
    for (size_t i = 0; i < COUNT(others); i++)
        if (face_has(faces, others[i], c))
            return others[i];
    diag_say(gather->pass->diag, WARNING, gather->model.place,
             "no face has the character U+%04X, it is set as an empty box",
             (unsigned)c);
    return wanted;
}

/* Letters without a space, cut where the face must change. */
static void
add_letters(struct gather *gather, const char *at, const char *end)
{
    while (at < end) {
        const char *start = at, *next = at;
        enum face_name face = choose_face(gather, utf8_next(&next, end));
        for (at = next; at < end; at = next)
            if (choose_face(gather, utf8_next(&next, end)) != face)
                break;
        add_word(gather, start, (size_t)(at - start), face);
    }
}

/* The style of the first words of a section: small capitals. Their letters
 * stay what they are, only their shapes change. */
static struct style
find_small(const struct gather *gather)
{
    struct style style = gather->model.style;

    if (gather->small > 0 && style.face == FACE_TEXT) {
        style.features |= FEATURE_SMALL_CAPS;
        style.tracking = 0.04;
    }
    return style;
}

/* A word of them; a mark that ends a phrase ends them all. */
static void
add_small(struct gather *gather, const char *at, const char *end)
{
    struct style before = gather->model.style;

    gather->model.style = find_small(gather);
    add_letters(gather, at, end);
    gather->model.style = before;
    gather->small = strchr(",.;:!?", end[-1]) ? 0 : gather->small - 1;
}

static void
add_text(struct gather *gather, const char *text)
{
    const char *end = text + strlen(text);

    while (text < end) {
        if (*text == ' ' || *text == '\t' || *text == '\n') {
            struct style before = gather->model.style;
            gather->model.style = find_small(gather);
            add_space(gather);
            gather->model.style = before;
            text++;
        } else if (!strncmp(text, "\xc2\xa0", 2)) {
            add_penalty(gather, PENALTY_NEVER, false);
            add_glue_space(gather);
            text += 2;
        } else {
            const char *start = text;
            while (text < end && *text != ' ' && *text != '\t' &&
                   *text != '\n' && strncmp(text, "\xc2\xa0", 2) != 0)
                text++;
            if (gather->small > 0)
                add_small(gather, start, text);
            else
                add_letters(gather, start, text);
        }
    }
}

/* Nodes. */

static void gather_children(struct gather *gather, const struct node *parent);

static void
add_break(struct gather *gather)
{
    add_penalty(gather, PENALTY_NEVER, false);
    add_glue(gather, 0, INFINITE, 0);
    add_penalty(gather, PENALTY_FORCE, false);
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
    gather->model.link =
        arena_print(arena, "#%s", name_note(arena, node->note));
    gather->model.link_alt = arena_print(arena, "note %d", node->number);
    gather->model.element = pass_element(
        gather->pass, ROLE_LINK,
        pass_element(gather->pass, ROLE_REFERENCE, before.element));
    add_text(gather, arena_print(arena, "%d", node->number));
    gather->model = before;
}

static void
add_reference(struct gather *gather, const struct node *node)
{
    struct word before = gather->model;
    struct arena *arena = gather->pass->arena;

    gather->anchors =
        anchor_add(arena, gather->anchors, ANCHOR_REFERENCE, node);
    gather->model.link = arena_print(arena, "#%s", node->target);
    gather->model.element =
        pass_element(gather->pass, ROLE_LINK, before.element);
    gather->model.link_alt = word_reference(gather->pass, node);
    add_text(gather, gather->model.link_alt);
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

    gather->model.link = node->target;
    gather->model.link_alt = describe_link(gather->pass->arena, node);
    gather->model.ink = pass_ink(gather->pass, "link");
    gather->model.element =
        pass_element(gather->pass, ROLE_LINK, before.element);
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
    add_text(gather, node->text ? node->text : "");
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
    struct word *word = TAKE(gather->pass->arena, struct word);
    double height = gather->model.style.size;

    if (node->width <= 0 || node->height <= 0)
        return;
    *word = gather->model;
    word->image = node;
    word->text = "";
    word->element = describe_image(gather, node);
    add_box(gather, word,
            fmin(height * node->width / node->height, gather->manner->measure));
}

/* Solving has said already what is wrong with a value. */
static void
add_value(struct gather *gather, const struct node *node)
{
    struct arena *arena = gather->pass->arena;
    struct diag said = {.arena = arena};

    add_text(gather, data_say(arena, gather->pass->data, &said, node->place,
                              node->target, node->format));
}

static void
add_formula_part(struct gather *gather, const struct formula *part)
{
    struct word *word = TAKE(gather->pass->arena, struct word);

    *word = gather->model;
    word->formula = part;
    word->text = "";
    add_box(gather, word, part->width);
    if (!part->next)
        return;
    add_penalty(gather, part->penalty, false);
    add_glue(gather, part->gap, 0.4 * part->gap, 0.2 * part->gap);
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

static void
gather_node(struct gather *gather, const struct node *node)
{
    gather->model.place = node->place;
    switch (node->kind) {
    case NODE_TEXT:
        add_text(gather, node->text);
        break;
    case NODE_SPACE:
        add_space(gather);
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

static struct gather
start_gather(struct pass *pass, const struct manner *manner,
             struct arena *scratch)
{
    struct gather gather = {.pass = pass,
                            .manner = manner,
                            .scratch = scratch,
                            .small = manner->small};

    gather.model = (struct word){
        .style = manner->style, .ink = manner->ink, .element = manner->element};
    if (manner->indent > 0)
        add_box(&gather, NULL, manner->indent);
    if (manner->lead) {
        gather.model.style.face = find_strong(manner->style.face);
        add_text(&gather, manner->lead);
        gather.model.style.face = manner->style.face;
        add_space(&gather);
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
    pieces->at = arena_grow(gather->pass->arena, pieces->at, pieces->count,
                            pieces->count, sizeof *pieces->at);
    pieces->room = pieces->count;
    arena_close(gather->scratch);
    return *pieces;
}

struct pieces
gather_pieces(struct pass *pass, const struct node *parent,
              const struct manner *manner)
{
    struct arena scratch = {0};
    struct gather gather = start_gather(pass, manner, &scratch);

    gather.model.place = parent->place;
    gather_children(&gather, parent);
    return finish_gather(&gather);
}

struct pieces
gather_words(struct pass *pass, const char *words, const struct manner *manner)
{
    struct arena scratch = {0};
    struct gather gather = start_gather(pass, manner, &scratch);

    add_text(&gather, words);
    return finish_gather(&gather);
}
