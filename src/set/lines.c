/* lines.c: from broken paragraphs to marks. The parts of a word that stay on
 * one line are shaped together again; what a line has too much or too little
 * is shared out over its letters and its spaces, and its ends hang into the
 * margins, both as breaks.c reckoned with. */
#include "inside.h"

#include <math.h>
#include <string.h>

#define ROW_GAP 4.0 /* [pt] above a picture that is higher than letters */

/* A word, or a part of one, on the line; or a space. */
struct part {
    const struct glyphs *glyphs; /* NULL: an image, a formula or an indent */
    const struct word *word;     /* NULL: an indent */
    double width;
    double stretch, shrink; /* of a space */
    bool space, hyphen;
};

struct making {
    struct pass *pass;
    struct arena *scratch; /* of all lines of a paragraph, for parts */
    const struct manner *manner;
    struct part *parts;
    size_t count, room;
    struct anchor *anchors;
    struct place place;
    double measure;               /* [pt] of the line */
    bool begun;                   /* a large letter begins its first word */
    bool backward;                /* the paragraph runs from right to left */
    bool turned;                  /* something in the line does */
    double hang_left, hang_right; /* [pt] in the margins */
    double stretch;               /* of the letters */
};

/* Whether the word is something else than letters. */
static bool
is_block(const struct word *word)
{
    return word->image || word->formula;
}

static struct part *
add_part(struct making *making)
{
    GROW(making->scratch, making->parts, making->count, making->room);
    struct part *part = &making->parts[making->count++];
    *part = (struct part){0};
    return part;
}

static void
add_glyphs(struct making *making, const struct word *word, const char *text,
           size_t length)
{
    struct part *part = add_part(making);
    const struct glyphs *whole = word->glyphs;

    part->word = word;
    part->glyphs =
        whole && text == whole->text && length == whole->length
            ? whole
            : shape_text(making->pass->shaper, &word->style, text, length);
    part->width = part->glyphs->width;
}

static void
join_anchors(struct making *making, const struct piece *box)
{
    if (box->anchors)
        making->anchors = anchor_join(making->anchors, box->anchors);
}

/* A box and those after it of the same word up to last; returns the next
 * piece. */
static size_t
add_boxes(struct making *making, const struct pieces *pieces, size_t i,
          size_t last)
{
    const struct piece *box = &pieces->at[i];
    uint32_t end = box->end;

    if (!box->word || is_block(box->word)) {
        struct part *part = add_part(making);
        part->word = box->word;
        part->width = box->width;
        join_anchors(making, box);
        return i + 1;
    }
    for (; i < last; i++) {
        const struct piece *next = &pieces->at[i];
        if (next->word != box->word || next->kind == PIECE_GLUE)
            break;
        if (next->kind == PIECE_BOX) {
            end = next->end;
            join_anchors(making, next);
        }
    }
    if (!making->place.file)
        making->place = box->word->place;
    add_glyphs(making, box->word, box->word->text + box->start,
               end - box->start);
    return i;
}

static void
add_space(struct making *making, const struct piece *glue)
{
    struct part *part = add_part(making);

    part->word = glue->word;
    part->space = true;
    part->width = glue->width;
    part->stretch = glue->stretch;
    part->shrink = glue->shrink;
}

static size_t
skip_start(const struct pieces *pieces, size_t i, size_t last)
{
    while (i < last && pieces->at[i].kind != PIECE_BOX)
        i++;
    return i;
}

static void
collect_parts(struct making *making, const struct pieces *pieces, size_t first,
              size_t last)
{
    size_t i = skip_start(pieces, first, last);

    while (i < last) {
        const struct piece *piece = &pieces->at[i];
        if (piece->kind == PIECE_BOX) {
            i = add_boxes(making, pieces, i, last);
            continue;
        }
        if (piece->kind == PIECE_GLUE)
            add_space(making, piece);
        i++;
    }
    const struct piece *end = &pieces->at[last];
    if (end->kind == PIECE_PENALTY && end->hyphen) {
        add_glyphs(making, end->word, "-", 1);
        making->parts[making->count - 1].hyphen = true;
    }
}

/* How far the letters at both ends of the line hang into the margins. */
static void
find_hangs(struct making *making)
{
    if (!making->count || making->manner->ragged)
        return;
    const struct part *first = making->parts;
    const struct part *last = first + making->count - 1;
    /* What fills the last line of a paragraph is no part of its edge. */
    if (last > first && !last->glyphs && !last->word)
        last--;
    if (first->glyphs)
        making->hang_left =
            glyphs_hang(first->glyphs, 0, first->glyphs->length, false);
    if (last->glyphs)
        making->hang_right =
            glyphs_hang(last->glyphs, 0, last->glyphs->length, true);
}

/* How far spaces may stretch that are LOOSEST then, taken together. */
static double
find_most_ratio(const struct making *making)
{
    double natural = 0, stretch = 0;

    for (size_t i = 0; i < making->count; i++) {
        const struct part *part = &making->parts[i];
        if (!part->space || !part->word)
            continue;
        natural += part->width;
        stretch += part->stretch;
    }
    return stretch > 0 ? (LOOSEST - 1) * natural / stretch : MOST_RATIO;
}

/* Shares out what the line has too much or too little, and writes down how
 * far that went. */
static void
justify(struct making *making, struct line *line)
{
    double stretch = 0, shrink = 0, flex = 0;

    for (size_t i = 0; i < making->count; i++) {
        const struct part *part = &making->parts[i];
        line->width += part->width;
        stretch += part->stretch;
        shrink += part->shrink;
        if (part->glyphs)
            flex += MOST_STRETCH * part->width;
    }
    double spare =
        making->measure + making->hang_left + making->hang_right - line->width;
    line->excess = fmax(0, -spare - shrink - flex);
    if (making->manner->ragged)
        return;
    if (spare >= 0 && stretch <= 0) {
        line->missing = spare;
        return;
    }
    /* Whole thousandths: the spaces take the rest. */
    struct fit fit = fit_line(spare, stretch, shrink, flex);
    making->stretch = round(fit.strain * MOST_STRETCH * 1000) / 1000;
    double rest = spare - making->stretch * flex / MOST_STRETCH;
    if (rest >= 0) {
        line->ratio = fmin(rest / stretch, find_most_ratio(making));
        if (stretch < INFINITE)
            line->missing = rest - line->ratio * stretch;
    } else {
        line->ratio = shrink > 0 ? fmax(-1, rest / shrink) : 0;
    }
}

/* The width of a part as it stands on the line. */
static double
find_width(const struct making *making, const struct line *line,
           const struct part *part)
{
    if (part->glyphs)
        return part->width * (1 + making->stretch);
    return part->width +
           line->ratio * (line->ratio > 0 ? part->stretch : part->shrink);
}

/* [pt] that a picture stands below the line: one as high as letters as much as
 * they do. */
static double
find_drop(const struct word *word, double height)
{
    return 0.15 * fmin(height, word->style.size);
}

static void
place_image(const struct making *making, struct sheet *sheet,
            const struct part *part, double x)
{
    const struct node *image = part->word->image;
    double height = part->width * image->height / image->width;
    struct mark *mark = sheet_image(
        sheet, x, find_drop(part->word, height) - height, part->width, height,
        image->target, node_plain(making->pass->arena, image));

    mark->place = &image->place;
}

static void
place_block(const struct making *making, struct sheet *sheet,
            const struct part *part, double x)
{
    if (part->word->formula)
        sheet_copy(sheet, x, 0, part->word->formula->sheet);
    else
        place_image(making, sheet, part, x);
}

/* Of a part of a run whose spaces are alike: they are shaped once. */
static const struct glyphs *
find_glyphs(const struct making *making, const struct part *part,
            const struct glyphs **space)
{
    if (!part->space)
        return part->glyphs;
    if (!*space)
        *space = shape_text(making->pass->shaper, &part->word->style, " ", 1);
    return *space;
}

/* Whether b can go on in the same mark as a. */
static bool
same_run(const struct part *a, const struct part *b)
{
    const struct word *v = a->word, *w = b->word;

    return w && !is_block(w) && !b->hyphen && !a->hyphen &&
           v->style.language == w->style.language &&
           v->style.face == w->style.face && v->style.size == w->style.size &&
           v->style.features == w->style.features &&
           v->style.heavier == w->style.heavier && v->ink == w->ink &&
           v->element == w->element && !(v->rise < w->rise) &&
           !(v->rise > w->rise);
}

/* Parts first to last - 1 as one mark: a line is a few marks, not a mark a
 * word. */
static void
place_run(const struct making *making, struct sheet *sheet, size_t first,
          size_t last, const double *x)
{
    const struct word *word = making->parts[first].word;
    struct strands *strands = strands_new(making->pass->arena, last - first);
    const struct glyphs *space = NULL;

    for (size_t i = first; i < last; i++)
        strands->at[i - first] = (struct strand){
            find_glyphs(making, &making->parts[i], &space), x[i] - x[first]};
    strands->width = x[last] - x[first];
    strands->stretch = making->stretch;
    /* Alone in its mark, whatever stands to its right. */
    if (making->turned)
        strands->width = strands->at->glyphs->width * (1 + making->stretch);
    sheet->element = word->element;
    struct mark *mark =
        sheet_strands(sheet, x[first], -word->rise, strands, word->ink);
    mark->soft_hyphen = making->parts[first].hyphen;
}

static void
place_parts(const struct making *making, struct sheet *sheet, const double *x)
{
    for (size_t i = 0; i < making->count;) {
        const struct part *part = &making->parts[i];
        size_t end = i + 1;
        if (part->word && is_block(part->word)) {
            sheet->element = part->word->element;
            place_block(making, sheet, part, x[i]);
        } else if (part->word) {
            while (end < making->count && !making->turned &&
                   !(making->begun && i == 0) &&
                   same_run(part, &making->parts[end]))
                end++;
            size_t last = end;
            while (last > i + 1 && making->parts[last - 1].space)
                last--;
            place_run(making, sheet, i, end == making->count ? last : end, x);
        }
        i = end;
    }
}

static bool
same_link(const struct word *a, const struct word *b)
{
    return a && a->link && a->link_element == b->link_element &&
           !strcmp(a->link, b->link);
}

/* A rectangle over each run of parts with the same link. */
static void
place_links(const struct making *making, struct sheet *sheet, const double *x)
{
    double size = making->manner->style.size;

    for (size_t i = 0; i < making->count;) {
        const struct word *word = making->parts[i].word;
        if (!word || !word->link || making->parts[i].space) {
            i++;
            continue;
        }
        size_t end = i + 1;
        while (end < making->count && !making->turned &&
               same_link(making->parts[end].word, word))
            end++;
        size_t last = end;
        while (making->parts[last - 1].space)
            last--;
        double width = making->turned ? making->parts[i].width : x[last] - x[i];
        sheet->element = word->link_element;
        sheet_link(sheet, x[i], -0.75 * size, width, size, word->link,
                   word->link_alt);
        i = end;
    }
}

static double
find_left(const struct making *making, double width)
{
    const struct manner *manner = making->manner;
    double spare = manner->measure - width;
    char align = manner->align;

    if (!manner->ragged || spare <= 0)
        return 0;
    if (making->backward && align == '-')
        align = 'r';
    return align == 'r' ? spare : align == 'c' ? spare / 2 : 0;
}

/* The words of the line, and where each part of it begins in them; a picture or
 * a formula is a sign among them. */
static const char *
spell_parts(const struct making *making, size_t *starts)
{
    struct text text = text_new(making->scratch);

    for (size_t i = 0; i < making->count; i++) {
        const struct part *part = &making->parts[i];
        starts[i] = text.length;
        if (part->glyphs)
            text_bytes(&text, part->glyphs->text, part->glyphs->length);
        else if (part->word)
            text_add(&text, part->space ? " " : "\xef\xbf\xbc");
    }
    starts[making->count] = text.length;
    return text.at;
}

/* Brackets and other signs in words from right to left are turned with them. */
static void
turn_signs(struct making *making, struct part *part)
{
    if (!part->glyphs || part->glyphs->backward ||
        part->glyphs->style.face >= FACE_OTHER)
        return;
    struct word *word = TAKE(making->pass->arena, struct word);
    *word = *part->word;
    word->style.backward = true;
    part->word = word;
    part->glyphs = shape_text(making->pass->shaper, &word->style,
                              part->glyphs->text, part->glyphs->length);
}

/* The order in which the parts stand, or NULL when it is that of reading. */
static const size_t *
order_parts(struct making *making)
{
    size_t count = making->count;
    bool turns = making->backward;

    for (size_t i = 0; i < count && !turns; i++)
        turns = making->parts[i].glyphs && making->parts[i].glyphs->backward;
    if (!turns)
        return NULL;
    size_t *starts = TAKE_ARRAY(making->scratch, count + 1, size_t);
    size_t *order = TAKE_ARRAY(making->scratch, count, size_t);
    unsigned char *levels = TAKE_ARRAY(making->scratch, count, unsigned char);
    const char *text = spell_parts(making, starts);
    making->turned =
        pieces_order(text, starts, count, making->backward, order, levels);
    for (size_t i = 0; i < count && making->turned; i++)
        if (levels[i] % 2)
            turn_signs(making, &making->parts[i]);
    return making->turned ? order : NULL;
}

/* Where each part begins; x has one more for where the last one ends. */
static void
place_along(const struct making *making, const struct line *line,
            const size_t *order, double *x)
{
    double at = making->manner->measure - making->measure +
                find_left(making, line->width) - making->hang_left;

    for (size_t i = 0; i < making->count; i++) {
        size_t part = order ? order[i] : i;
        x[part] = at;
        at += find_width(making, line, &making->parts[part]);
    }
    x[making->count] = at;
}

static void
measure_image(const struct part *part, struct line *line)
{
    const struct node *image = part->word->image;
    double height = part->width * image->height / image->width;

    if (height > part->word->style.size * 1.01)
        line->height = fmax(line->height,
                            height - find_drop(part->word, height) + ROW_GAP);
}

static void
measure_blocks(const struct making *making, struct line *line)
{
    for (size_t i = 0; i < making->count; i++) {
        const struct word *word = making->parts[i].word;
        if (word && word->image)
            measure_image(&making->parts[i], line);
        if (!word || !word->formula)
            continue;
        line->height = fmax(line->height, word->formula->height);
        line->depth = fmax(line->depth, word->formula->depth);
    }
}

/* The spaces of a justified line: where they stand, and how loose they are. */
static void
note_gaps(const struct making *making, struct line *line, const double *x)
{
    struct gap *gaps = TAKE_ARRAY(making->scratch, making->count, struct gap);
    double natural = 0, set = 0;

    for (size_t i = 0; i < making->count; i++) {
        const struct part *part = &making->parts[i];
        if (!part->space || !part->word)
            continue;
        double width =
            making->turned ? find_width(making, line, part) : x[i + 1] - x[i];
        gaps[line->gap_count++] = (struct gap){x[i], x[i] + width};
        natural += part->width;
        set += width;
    }
    line->gaps = gaps;
    line->looseness = natural > 0 ? set / natural : 1;
}

/* Memory for lines: those of a section that is kept are needed no longer than
 * its slabs grow. */
static struct arena *
find_arena(const struct pass *pass)
{
    return pass->whole ? &pass->again->rough : pass->arena;
}

static struct line
make_line(struct making *making)
{
    struct sheet *sheet = sheet_new(making->scratch, 0, 0);
    struct line line = {.anchors = making->anchors, .place = making->place};
    double *x = TAKE_ARRAY(making->scratch, making->count + 1, double);

    const size_t *order = order_parts(making);
    if (!order)
        find_hangs(making);
    justify(making, &line);
    line.hyphen = making->count && making->parts[making->count - 1].hyphen;
    place_along(making, &line, order, x);
    if (!making->manner->ragged)
        note_gaps(making, &line, x);
    measure_blocks(making, &line);
    place_parts(making, sheet, x);
    place_links(making, sheet, x);
    /* A copy of one mark does without the sheet that it was on. */
    line.sheet = sheet_keep(sheet->count > 1 ? making->pass->arena
                                             : find_arena(making->pass),
                            sheet);
    return line;
}

struct lines
set_pieces(struct pass *pass, const struct pieces *pieces,
           const struct manner *manner)
{
    struct arena *scratch = &pass->scratch;
    struct breaks breaks = find_breaks(scratch, pieces, manner);
    struct lines lines = {
        TAKE_ARRAY(find_arena(pass), breaks.count, struct line), breaks.count};
    struct making making = {0};
    bool backward = pieces_backward(pieces);
    size_t first = 0;

    for (size_t i = 0; i < breaks.count; i++) {
        making = (struct making){.pass = pass,
                                 .scratch = scratch,
                                 .manner = manner,
                                 .measure = manner_measure(manner, (int)i),
                                 .begun = !i && manner->initial.lines,
                                 .backward = backward,
                                 .parts = making.parts,
                                 .room = making.room};
        collect_parts(&making, pieces, first, breaks.at[i]);
        lines.at[i] = make_line(&making);
        lines.at[i].broken = pieces->at[breaks.at[i]].word &&
                             pieces->at[breaks.at[i]].kind == PIECE_PENALTY;
        first = breaks.at[i] + 1;
    }
    lines_judge(pass->diag, &lines, manner);
    for (size_t i = 0; i < lines.count; i++)
        lines.at[i].gap_count = 0;
    return lines;
}

struct lines
set_words(struct pass *pass, const char *words, const struct manner *manner)
{
    struct pieces pieces = gather_words(pass, words, manner);

    return set_pieces(pass, &pieces, manner);
}
