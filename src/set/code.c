/* code.c: blocks of code. Every line is a slab with its strip of ground, so a
 * long listing may break between pages; a line that is too long ends in a
 * hooked arrow and goes on below, a little further in than it began. What one
 * would get wrong: what goes on further out than that reads as another line of
 * the program. */
#include "inside.h"

#include <math.h>
#include <string.h>

#define INSET 8.0 /* [pt] of the text within the ground */
#define PADDING 5.0
#define TAB 4
#define HANGING 2      /* columns, of what a line goes on with */
#define MARK_COLUMNS 2 /* that the hooked arrow takes */
#define KEPT_LINES 5   /* listings up to this are kept on one page */
#define SHORT_LINES 14 /* and up to this, where that leaves few lines blank */
#define WITHIN_SHORT 260
#define WITHIN_LONG 200
#define AFTER_COLON 600 /* penalties of a page that ends before a listing */
#define AFTER_WORDS 150

struct row {
    const char *at;
    size_t length;
    size_t indent; /* columns before it: it goes on from the row above */
    bool goes_on;
};
struct rows {
    struct row *at;
    size_t count, room;
};

static const char *
expand_tabs(struct arena *arena, const char *text)
{
    struct text out = text_new(arena);
    size_t column = 0;

    if (!strchr(text, '\t'))
        return text;
    for (; *text; text++) {
        if (*text == '\t') {
            do
                text_char(&out, ' ');
            while (++column % TAB);
            continue;
        }
        column = *text == '\n' ? 0 : column + ((*text & 0xc0) != 0x80);
        text_char(&out, *text);
    }
    return out.at;
}

static size_t
next_letter(const char *at, size_t length, size_t i)
{
    for (i++; i < length && (at[i] & 0xc0) == 0x80;)
        i++;
    return i;
}

/* A Chinese letter is as wide as two others. */
static size_t
count_columns(const char *at, const char *end)
{
    return *at & 0x80 && letter_square(utf8_next(&at, end)) ? 2 : 1;
}

/* How well a line is broken after a letter: behind a word or a clause, before
 * what is nested, at a mark within a name, or in the midst of it. */
static int
rank_end(char c)
{
    static const char *const marks[] = {".:-_+=>", "([{<", " ,;/&|)"};
    int rank = 0;

    for (size_t i = 0; c && i < COUNT(marks); i++)
        if (strchr(marks[i], c))
            rank = (int)i + 1;
    return rank;
}

/* Bytes of the line that fit into the given number of columns: up to the last
 * of the best ends that its second half has. */
static size_t
fit_columns(const char *at, size_t length, size_t columns)
{
    size_t i = 0, best = 0, column = 0;
    int best_rank = 1;

    /* No letter takes more columns than bytes. */
    if (length <= columns)
        return length;
    while (i < length && column < columns) {
        size_t next = next_letter(at, length, i);
        column += count_columns(at + i, at + next);
        int rank = rank_end(at[i]);
        if (2 * column > columns && rank >= best_rank) {
            best = next;
            best_rank = rank;
        }
        i = next;
    }
    return i == length || !best ? i : best;
}

/* Columns before what a line goes on with: a little more than before its own
 * words, but half of the listing is left for them. */
static size_t
find_indent(const char *line, size_t columns)
{
    size_t indent = strspn(line, " ");

    return HANGING + (indent < columns / 3 ? indent : columns / 3);
}

static void
split_row(struct arena *arena, struct rows *rows, const char *line,
          size_t length, size_t columns)
{
    size_t indent = find_indent(line, columns), before = 0;

    do {
        size_t fit = fit_columns(line, length, columns - before);
        if (fit < length)
            fit = fit_columns(line, length, columns - before - MARK_COLUMNS);
        GROW(arena, rows->at, rows->count, rows->room);
        rows->at[rows->count++] = (struct row){line, fit, before, fit < length};
        line += fit;
        length -= fit;
        before = indent;
    } while (length);
}

static struct rows
split_rows(struct arena *arena, const char *text, size_t columns)
{
    struct rows rows = {0};

    while (*text) {
        size_t length = strcspn(text, "\n");
        split_row(arena, &rows, text, length, columns);
        text += length;
        text += *text == '\n';
    }
    return rows;
}

/* Bytes of letters that begin the row and are all in the face of code, or all
 * in others; a Chinese letter is a run by itself. */
static size_t
measure_run(struct pass *pass, const char *at, const char *end, bool *own)
{
    const struct faces *faces = shaper_faces(pass->shaper);
    const char *next = at, *stop = at;
    uint32_t first = utf8_next(&next, end);

    *own = face_has(faces, FACE_MONO, first);
    for (stop = next; stop < end && !letter_square(first); stop = next) {
        bool plain = !(*next & 0x80);
        uint32_t c = plain ? (uint32_t)*next++ : utf8_next(&next, end);
        if (face_has(faces, FACE_MONO, c) != *own ||
            (!plain && letter_square(c)))
            break;
    }
    return (size_t)(stop - at);
}

static void
say_missing(struct pass *pass, const char *at, size_t length,
            struct place place)
{
    const struct faces *faces = shaper_faces(pass->shaper);

    while (length) {
        struct face_run run = face_find(faces, FACE_MONO, at, length);
        if (run.missing)
            diag_say(pass->diag, WARNING, place,
                     "no face has the character U+%04X, it is set as an empty "
                     "box (%s)",
                     (unsigned)run.missing,
                     face_advice(pass->diag->arena, run.missing));
        at += run.length;
        length -= run.length;
    }
}

/* Letters of the face of code as a mark each run; what has to come from other
 * faces takes whole columns, as many as it needs, and stands amid them. */
static void
place_letters(struct pass *pass, struct slab *slab, const struct row *row,
              const struct style *style, double x, double y)
{
    const char *at = row->at, *end = row->at + row->length;
    double advance = text_width(pass->shaper, style, "0");

    while (at < end) {
        bool own;
        size_t length = measure_run(pass, at, end, &own);
        const struct glyphs *glyphs =
            shape_text(pass->shaper, style, at, length);
        if (!own)
            say_missing(pass, at, length, slab->place);
        double width = advance * (double)count_columns(at, end);
        if (width < glyphs->width)
            width = advance * ceil(glyphs->width / advance - 0.05);
        sheet_glyphs(slab->sheet, own ? x : x + (width - glyphs->width) / 2, y,
                     glyphs, pass_ink(pass, "ink"));
        x += width;
        at += length;
    }
}

/* A hooked arrow at the end of a row that goes on below: down and back to the
 * left. Drawn, for few faces have it. */
static void
place_mark(struct pass *pass, struct slab *slab, double size, double right,
           double baseline)
{
    double unit = 0.1 * size, y = baseline - 1.6 * unit;
    struct path path = path_new(pass->arena);

    path_move(&path, right - 1.6 * unit, y - 3.6 * unit);
    path_curve(&path, right + 0.8 * unit, y - 3.6 * unit, right + 0.8 * unit, y,
               right - 1.6 * unit, y);
    path_line(&path, right - 5 * unit, y);
    path_move(&path, right - 3.4 * unit, y - 1.6 * unit);
    path_line(&path, right - 5 * unit, y);
    path_line(&path, right - 3.4 * unit, y + 1.6 * unit);
    sheet_stroke(slab->sheet, path, pass_ink(pass, "muted"), 0.6);
}

/* What the rows of a listing share. */
struct listing {
    struct stick stick;
    struct style style;
    struct place place;
};

/* The ground of a row: one for all rows of its size. */
static const struct sheet *
find_ground(struct pass *pass, struct stick stick, double height)
{
    struct again *again = pass->again;
    struct ground *ground = again->grounds;

    while (ground &&
           (ground->x != stick.x || ground->sheet->width != stick.measure ||
            ground->sheet->height != height))
        ground = ground->next;
    if (ground)
        return ground->sheet;
    ground = TAKE(again->arena, struct ground);
    *ground =
        (struct ground){stick.x, sheet_new(again->arena, stick.measure, height),
                        again->grounds};
    again->grounds = ground;
    sheet_rectangle(ground->sheet, stick.x, 0, stick.measure, height,
                    pass_ink(pass, "box"));
    return ground->sheet;
}

static void
set_row(struct galley *galley, const struct row *row,
        const struct listing *listing, double above, double below)
{
    struct stick stick = listing->stick;
    const struct style *style = &listing->style;
    struct pass *pass = galley->pass;
    double leading = pass->look->code_leading;
    struct slab *slab = galley_add(galley, leading + above + below);
    double x = stick.x + INSET;
    double y = above + find_baseline(pass, style, leading);

    sheet_room(slab->sheet, row->length ? 2 : 1);
    sheet_copy(slab->sheet, 0, 0, find_ground(pass, stick, slab->height));
    if (row->goes_on)
        place_mark(pass, slab, style->size, stick.x + stick.measure - INSET, y);
    x += (double)row->indent * text_width(pass->shaper, style, " ");
    slab->place = listing->place;
    slab->sheet->element = stick.parent;
    place_letters(pass, slab, row, style, x, y);
    slab->sheet->element = 0;
}

/* The words before a listing say what it is: a page should not end between
 * them, least of all after a colon. */
static void
keep_words(struct galley *galley, const struct node *code)
{
    const struct node *before = code->previous;
    const struct node *last = before ? before->last : NULL;
    size_t length = last && last->kind == NODE_TEXT ? strlen(last->text) : 0;

    if (!galley->count || !before || before->kind != NODE_PARAGRAPH)
        return;
    struct slab *slab = &galley->at[galley->count - 1];
    if (slab->penalty < BREAK_NEVER)
        slab->penalty +=
            length && last->text[length - 1] == ':' ? AFTER_COLON : AFTER_WORDS;
}

void
set_code(struct galley *galley, const struct node *code, struct stick stick)
{
    struct pass *pass = galley->pass;
    struct style style = {.face = FACE_MONO,
                          .size = pass->look->code_size,
                          .features = FEATURE_NO_LIGATURES};
    double advance = text_width(pass->shaper, &style, "0");
    size_t columns = (size_t)((stick.measure - 2 * INSET) / advance);
    struct rows rows =
        split_rows(&pass->scratch, expand_tabs(&pass->scratch, code->text),
                   columns < 8 ? 8 : columns);

    keep_words(galley, code);
    stick.parent = pass_element(pass, ROLE_PARAGRAPH, stick.parent);
    stick.parent = pass_element(pass, ROLE_CODE, stick.parent);
    galley_space(galley, pass->look->leading / 2);
    struct listing listing = {stick, style, code->place};
    for (size_t i = 0; i < rows.count; i++) {
        bool end = i + 1 == rows.count;
        set_row(galley, &rows.at[i], &listing, i ? 0 : PADDING,
                end ? PADDING : 0);
        struct slab *slab = &galley->at[galley->count - 1];
        if (!end && (rows.count <= KEPT_LINES || i == 0 ||
                     i + 2 == rows.count || rows.at[i + 1].indent))
            slab->penalty = BREAK_NEVER;
        else if (!end)
            slab->penalty =
                rows.count <= SHORT_LINES ? WITHIN_SHORT : WITHIN_LONG;
    }
    galley_space(galley, pass->look->leading / 2);
}
