/* pieces.c: from words to boxes, glue and penalties. A word is shaped as a
 * whole and its boxes are cut from its glyphs, so kerning holds across a
 * place where it might have been broken but was not. */
#include "gather.h"

#include <string.h>

#define HYPHEN_PENALTY 40
#define TAIL_PENALTY 100
#define EXPLICIT_PENALTY 60 /* after a hyphen that is written */
#define DASH_PENALTY 10
#define HUMP_PENALTY 500
#define SYLLABLE_PENALTY PENALTY_EMERGENCY
#define TIED_PENALTY (PENALTY_EMERGENCY + 200) /* "Mr." from "Price" */
#define ANYWHERE_PENALTY 3000 /* in a word wider than the measure */
#define MOST_PART                                                              \
    0.9 /* of the measure: a part of a word and its hyphen fit                 \
         */
#define LONGEST_LETTER 4   /* [bytes] in UTF-8 */
#define ABOUT_CUT 64       /* bytes that say whether a line may end */
#define SPACE_STRETCH 0.25 /* of the space's width */
#define SPACE_SHRINK 0.28
#define SENTENCE 1.25       /* times the stretch, behind a sentence */
#define SQUARE_STRETCH 0.06 /* of the size, between Chinese letters */
#define SQUARE_SHRINK 0.02
#define CODE_SPACE 0.62 /* of its width: a gap like a letter tears a line */

static struct piece *
add_piece(struct gather *gather, enum piece_kind kind)
{
    struct pieces *pieces = &gather->pieces;

    GROW(gather->pass->again->arena, pieces->at, pieces->count, pieces->room);
    struct piece *piece = &pieces->at[pieces->count++];
    *piece = (struct piece){.kind = kind};
    return piece;
}

void
gather_penalty(struct gather *gather, int penalty, bool flagged)
{
    struct piece *piece = add_piece(gather, PIECE_PENALTY);

    piece->penalty = penalty;
    piece->flagged = flagged;
}

void
gather_glue(struct gather *gather, double width, double stretch, double shrink)
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
        shared->style.language != model->style.language ||
        shared->style.size != model->style.size) {
        struct word *copy = TAKE(gather->scratch, struct word);
        *copy = *model;
        gather->shared = copy;
    }
    return gather->shared;
}

/* A hyphen or a space, most often of the same style as the last one. */
static const struct glyphs *
shape_often(struct gather *gather, const struct glyphs **last,
            const struct style *style, const char *text)
{
    if (!*last || !style_same(&(*last)->style, style))
        *last = shape_text(gather->pass->shaper, style, text, 1);
    return *last;
}

/* The letters of the last word so far; NULL when it is none. */
static const char *
find_last(const struct pieces *pieces, size_t count, size_t *length)
{
    const struct piece *box = count ? &pieces->at[count - 1] : NULL;

    if (!box || box->kind != PIECE_BOX || !box->word || !box->end)
        return NULL;
    *length = box->end;
    return box->word->text;
}

/* The space behind a sentence gives a little more than others. */
static double
find_share(const struct gather *gather)
{
    const struct pieces *pieces = &gather->pieces;
    size_t length;
    const char *word = find_last(pieces, pieces->count, &length);

    return word && words_end(word, length) ? SENTENCE : 1;
}

/* A space between words, in the style of what it stands in. */
static void
add_glue_space(struct gather *gather)
{
    const struct style *style = &gather->model.style;
    const struct faces *faces = shaper_faces(gather->pass->shaper);
    double width = shape_often(gather, &gather->space, style, " ")->width;
    double share = find_share(gather);

    if (face_metrics(faces, style->face)->fixed_pitch)
        width *= CODE_SPACE;
    if (gather->manner->ragged)
        gather_glue(gather, width, 0, 0);
    else
        gather_glue(gather, width, SPACE_STRETCH * width * share,
                    SPACE_SHRINK * width / share);
    gather->pieces.at[gather->pieces.count - 1].word = share_model(gather);
}

void
gather_space(struct gather *gather)
{
    if (follows_box(gather))
        add_glue_space(gather);
}

struct piece *
gather_box(struct gather *gather, const struct word *word, double width)
{
    struct piece *piece = add_piece(gather, PIECE_BOX);

    piece->word = word;
    piece->width = width;
    piece->anchors = gather->anchors;
    gather->anchors = NULL;
    return piece;
}

/* Words. */

/* How far into the shaped word byte at lies [pt]; none of the glyphs before
 * *from does. */
static double
find_offset(const struct glyphs *glyphs, size_t at, size_t *from)
{
    if (at >= glyphs->length)
        return glyphs->width;
    for (; *from < glyphs->count; ++*from)
        if (glyphs->clusters[*from] >= at)
            return glyphs->x[*from];
    return glyphs->width;
}

/* Between letters that fill squares, a line may end anywhere and needs room to
 * come out even. */
static void
add_square_glue(struct gather *gather)
{
    double size = gather->model.style.size;

    if (gather->manner->ragged)
        gather_glue(gather, 0, 0, 0);
    else
        gather_glue(gather, 0, SQUARE_STRETCH * size, SQUARE_SHRINK * size);
}

/* Whether byte at ends, or the next begins, a letter of that kind. */
static bool
parts_squares(const char *text, size_t at)
{
    const char *before = text + at, *after = text + at + 1;
    const char *end = memchr(after, '\0', LONGEST_LETTER);

    while (before > text && (*before & 0xc0) == 0x80)
        before--;
    return letter_square(utf8_next(&before, after)) ||
           letter_square(utf8_next(&after, end ? end : after + LONGEST_LETTER));
}

/* Every character boundary of a stretch of the word; letters without spaces
 * have their own. */
static void
mark_stretch(const char *text, size_t first, size_t last, char *cuts)
{
    for (size_t i = first; i < last; i++)
        if ((text[i + 1] & 0xc0) != 0x80 && !parts_squares(text, i))
            cuts[i] = CUT_ANYWHERE;
}

/* Where there is nothing better: in what is wider than most between two places
 * where a line may end. A name has no syllables, so its whole is cut where the
 * line is full. */
static void
mark_anywhere(const struct glyphs *glyphs, double most, char *cuts)
{
    size_t first = 0, from = 0;
    double left = find_offset(glyphs, 0, &from);

    for (size_t i = 0; i < glyphs->length; i++) {
        if (!cuts[i] && i + 1 < glyphs->length)
            continue;
        double right = find_offset(glyphs, i + 1, &from);
        if (right - left > most)
            mark_stretch(glyphs->text, first, i, cuts);
        left = right;
        first = i + 1;
    }
}

static void
set_hyphen(struct gather *gather, struct piece *piece)
{
    const struct glyphs *glyphs =
        shape_often(gather, &gather->hyphen, &piece->word->style, "-");

    piece->flagged = piece->hyphen = true;
    piece->width = glyphs->width;
    if (!gather->manner->ragged)
        piece->hang_right = glyphs_hang(glyphs, 0, 1, true);
}

static void
add_cut(struct gather *gather, const struct word *word, size_t at, char cut)
{
    if (cut == CUT_PLAIN && parts_squares(word->text, at)) {
        add_square_glue(gather);
        return;
    }
    struct piece *piece = add_piece(gather, PIECE_PENALTY);

    piece->word = word;
    switch (cut) {
    case CUT_HYPHEN:
        piece->penalty = HYPHEN_PENALTY;
        set_hyphen(gather, piece);
        break;
    case CUT_TAIL:
        piece->penalty = TAIL_PENALTY;
        set_hyphen(gather, piece);
        break;
    case CUT_HUMP:
        piece->penalty = HUMP_PENALTY;
        break;
    case CUT_SYLLABLE:
        piece->penalty = SYLLABLE_PENALTY;
        break;
    case CUT_ANYWHERE:
        piece->penalty = ANYWHERE_PENALTY;
        break;
    case CUT_TECHNICAL:
        piece->flagged = word->text[at] == '-';
        piece->penalty = PENALTY_TECHNICAL;
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

/* The kind of break after each byte: 0 for none, or as add_cut has them. A word
 * from right to left stays whole. */
static const char *
join_cuts(struct gather *gather, const struct glyphs *glyphs)
{
    if (glyphs->backward)
        return arena_take(gather->scratch, glyphs->length);
    const struct cuts *known = find_cuts(gather->pass, glyphs);
    double most = gather->manner->measure * MOST_PART;
    bool syllables = known->hyphenated != known->breaks;
    const char *found =
        gather->manner->hyphenate ? known->hyphenated : known->breaks;

    if (glyphs->width <= most)
        return found;
    char *cuts = arena_copy(gather->scratch, found, glyphs->length);
    mark_anywhere(glyphs, syllables ? most : 0, cuts);
    return cuts;
}

static void
add_word(struct gather *gather, const char *text, struct face_run run)
{
    struct word *word = TAKE(gather->scratch, struct word);

    *word = gather->model;
    word->style.face = run.face;
    word->style.heavier = run.heavier;
    size_t length = run.length;
    const struct glyphs *glyphs =
        shape_text(gather->pass->shaper, &word->style, text, length);
    word->text = glyphs->text;
    word->glyphs = glyphs;
    const char *cuts = join_cuts(gather, glyphs);
    size_t start = 0, from = 0;
    double left = find_offset(glyphs, 0, &from);
    for (size_t i = 0; i < length; i++) {
        if (!cuts[i] && i + 1 < length)
            continue;
        double right = find_offset(glyphs, i + 1, &from);
        struct piece *box = gather_box(gather, word, right - left);
        left = right;
        box->start = (uint32_t)start;
        box->end = (uint32_t)i + 1;
        if (!gather->manner->ragged)
            loosen_box(box, glyphs);
        if (i + 1 < length)
            add_cut(gather, word, i, cuts[i]);
        start = i + 1;
    }
}

/* At most so many bytes up to there, the whole letters of them. */
static const char *
clip_before(const char *at, const char *end, size_t most)
{
    if ((size_t)(end - at) <= most)
        return at;
    for (at = end - most; at < end && (*at & 0xc0) == 0x80; at++)
        ;
    return at;
}

/* Whether a line may end at cut because letters stand there that are written
 * without spaces. It depends on a few letters about it. */
static bool
may_part(struct gather *gather, const char *at, const char *cut,
         const char *end)
{
    at = clip_before(at, cut, ABOUT_CUT);
    end = cut + utf8_clip(cut, (size_t)(end - cut), ABOUT_CUT);
    const char *before = cut - 1, *after = cut;
    size_t length = (size_t)(end - at);

    while (before > at && (*before & 0xc0) == 0x80)
        before--;
    if (!letter_square(utf8_next(&before, end)) &&
        !letter_square(utf8_next(&after, end)))
        return false;
    char *breaks = arena_take(gather->scratch, length);
    breaks_find(at, length, gather->model.style.language, breaks);
    return breaks[cut - at - 1];
}

static void
say_missing(const struct gather *gather, uint32_t c)
{
    struct diag *diag = gather->pass->diag;

    diag_say(diag, WARNING, gather->model.place,
             "no face has the character U+%04X, it is set as an empty box (%s)",
             (unsigned)c, face_advice(diag->arena, c));
}

/* A line ends at the space before these letters only where a paragraph finds no
 * other way when they are tied to the word before it. */
static void
tie_words(struct gather *gather, const char *at, const char *end)
{
    struct pieces *pieces = &gather->pieces;
    size_t last = pieces->count, length;

    if (!last || pieces->at[last - 1].kind != PIECE_GLUE)
        return;
    const char *word = find_last(pieces, last - 1, &length);
    if (!word || !words_tie(word, length, at, (size_t)(end - at)))
        return;
    struct piece glue = pieces->at[--pieces->count];
    gather_penalty(gather, TIED_PENALTY, false);
    *add_piece(gather, PIECE_GLUE) = glue;
}

/* Letters without a space, cut where the face must change. */
static void
add_letters(struct gather *gather, const char *at, const char *end)
{
    const struct faces *faces = shaper_faces(gather->pass->shaper);
    const char *start = at;

    tie_words(gather, at, end);
    while (at < end) {
        struct face_run run =
            face_find(faces, gather->model.style.face, at, (size_t)(end - at));
        if (run.missing)
            say_missing(gather, run.missing);
        if (at > start && may_part(gather, start, at, end))
            add_square_glue(gather);
        add_word(gather, at, run);
        at += run.length;
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

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* U+00A0, which ends a word but no line. */
static bool
is_tie(const char *at)
{
    return at[0] == '\xc2' && at[1] == '\xa0';
}

void
gather_text(struct gather *gather, const char *text)
{
    const char *end = text + strlen(text);

    text += gather->skip;
    gather->skip = 0;
    while (text < end) {
        if (is_space(*text)) {
            struct style before = gather->model.style;
            gather->model.style = find_small(gather);
            gather_space(gather);
            gather->model.style = before;
            text++;
        } else if (is_tie(text)) {
            gather_penalty(gather, PENALTY_NEVER, false);
            add_glue_space(gather);
            text += 2;
        } else {
            const char *start = text;
            while (text < end && !is_space(*text) && !is_tie(text))
                text++;
            if (gather->small > 0)
                add_small(gather, start, text);
            else
                add_letters(gather, start, text);
        }
    }
}

bool
pieces_backward(const struct pieces *pieces)
{
    /* A word is looked at once, with its first box. */
    for (size_t i = 0; i < pieces->count; i++) {
        const struct word *word = pieces->at[i].word;
        if (pieces->at[i].kind != PIECE_BOX || !word || word->image ||
            word->formula || pieces->at[i].start)
            continue;
        if (text_backward(word->text, strlen(word->text)))
            return true;
        for (const char *c = word->text; *c; c++)
            if ((*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') ||
                (unsigned char)*c >= 0xc3)
                return false;
    }
    return false;
}
