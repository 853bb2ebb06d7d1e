/* columns.c: how wide the columns of a table are. Every cell tells its widest
 * word, its widest stretch between hyphens, and its text on one line; a table
 * whose words do not fit beside each other is set smaller, then with broken
 * words, and at last in parts one below the other (after CSS 2.1, section
 * 17.5.2.2, which has no such way out).
 *
 * Widths grow with the letters, so all is measured once, at full size. What a
 * newcomer would get wrong: a column of numbers has two widths, before and
 * after the decimal point, and the widest number need not have either. */
#include "inside.h"

#include "tongue/tongue.h"

#include <math.h>
#include <string.h>

#define MOST_SHARE 0.5  /* of the measure, that a word may ask for */
#define LEAST_WORD 34.0 /* [pt] that a broken word has, at full size */
#define LONGEST_NUMBER 40

static const double scales[] = {1, 0.92, 0.85, 0.78};

/* What gather_pieces made of a cell. */
struct cell_widths {
    double word, part, wish; /* [pt] */
    double point;            /* from its left to its decimal point [pt] */
    bool number, blank;
};

static void
close_run(double *run, double *widest)
{
    *widest = fmax(*widest, *run);
    *run = 0;
}

/* Whether a line that ends there ends within a word. */
static bool
parts_word(const struct piece *piece)
{
    return piece->hyphen || piece->penalty > PENALTY_TECHNICAL;
}

static void
measure_pieces(const struct pieces *pieces, struct cell_widths *cell)
{
    double line = 0, word = 0, part = 0;
    bool kept = false; /* the last piece forbids a break */

    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = &pieces->at[i];
        bool penalty = piece->kind == PIECE_PENALTY;
        if (!penalty) {
            line += piece->width;
            word += piece->width;
            part += piece->width;
        }
        if (penalty && piece->penalty <= PENALTY_FORCE)
            close_run(&line, &cell->wish);
        if (penalty && piece->penalty < PENALTY_NEVER && parts_word(piece)) {
            part += piece->width;
            close_run(&part, &cell->part);
        } else if ((penalty && piece->penalty < PENALTY_NEVER) ||
                   (piece->kind == PIECE_GLUE && !kept)) {
            word -= penalty ? 0 : piece->width;
            part -= penalty ? 0 : piece->width;
            close_run(&word, &cell->word);
            close_run(&part, &cell->part);
        }
        kept = penalty && piece->penalty >= PENALTY_NEVER;
    }
}

/* Numbers. */

static const char *
skip_any(const char *at, const char *const *marks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strncmp(at, marks[i], strlen(marks[i])))
            return at + strlen(marks[i]);
    return at;
}

/* A power of ten, with digits that are raised. */
static const char *
skip_power(const char *at)
{
    static const char *const raised[] = {
        "\xe2\x81\xbb", "\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",
        "\xc2\xb3",     "\xe2\x81\xb4", "\xe2\x81\xb5", "\xe2\x81\xb6",
        "\xe2\x81\xb7", "\xe2\x81\xb8", "\xe2\x81\xb9"};
    static const char *const times[] = {" \xc3\x97 10",
                                        "\xc2\xa0\xc3\x97\xc2\xa0"
                                        "10",
                                        "\xc3\x97"
                                        "10"};
    const char *next = skip_any(at, times, COUNT(times));

    if (next == at)
        return at;
    for (at = next; (next = skip_any(at, raised, COUNT(raised))) != at;)
        at = next;
    return at;
}

/* Digits from at on, at most so many. */
static size_t
count_digits(const char *at, size_t most)
{
    size_t count = 0;

    while (count < most && at[count] >= '0' && at[count] <= '9')
        count++;
    return count;
}

/* Past what parts thousands in the tongue, with three digits behind it. */
static const char *
skip_group(const char *at, const struct tongue *tongue)
{
    static const char *const blanks[] = {" ", "\xc2\xa0", "\xe2\x80\xaf",
                                         "\xe2\x80\x89"};
    const char *next = skip_any(at, blanks, COUNT(blanks));

    if (next == at)
        next = skip_any(at, &tongue->group, 1);
    return count_digits(next, 4) == 3 ? next : at;
}

/* Past a decimal mark, that of the tongue or another's, and its digits. */
static const char *
skip_decimals(const char *at)
{
    size_t digits = strchr(".,", *at) && *at ? count_digits(at + 1, 64) : 0;

    return digits ? at + 1 + digits : at;
}

/* Bytes before the decimal mark of a number, 0 if it is none: digits with
 * separators, a sign or a currency before them, a percent sign after. */
static size_t
find_point(const char *text, const struct tongue *tongue)
{
    static const char *const before[] = {
        "-", "+", "\xe2\x88\x92", "\xc2\xb1", "\xe2\x80\x93",
        "<", ">", "\xe2\x89\x88", "~"};
    static const char *const money[] = {"$", "\xe2\x82\xac", "\xc2\xa3",
                                        "\xc2\xa5"};
    static const char *const after[] = {"%",
                                        "\xc2\xa0%",
                                        " %",
                                        "\xc3\x97",
                                        "\xc2\xb0",
                                        " \xe2\x82\xac",
                                        "\xc2\xa0\xe2\x82\xac"};
    const char *at = skip_any(text, before, COUNT(before));
    size_t point = 0;

    at = skip_any(at, money, COUNT(money));
    if (*at < '0' || *at > '9')
        return 0;
    for (const char *next = at; *next >= '0' && *next <= '9';) {
        at = next + count_digits(next, 64);
        point = (size_t)(at - text);
        next = skip_group(at, tongue);
    }
    at = skip_decimals(at);
    at = skip_power(skip_any(at, after, COUNT(after)));
    return *at ? 0 : point;
}

static bool
is_blank(const char *text)
{
    return !*text || !strcmp(text, "-") || !strcmp(text, "\xe2\x80\x93") ||
           !strcmp(text, "\xe2\x80\x94") || !strcmp(text, "\xe2\x80\xa6");
}

/* The letters of a cell without the marks of notes; NULL if they are too many
 * for a number. */
static const char *
join_letters(struct arena *arena, const struct pieces *pieces)
{
    struct text text = text_new(arena);

    for (size_t i = 0; i < pieces->count && text.length < LONGEST_NUMBER; i++) {
        const struct piece *piece = &pieces->at[i];
        if (piece->kind == PIECE_GLUE && piece->word)
            text_char(&text, ' ');
        if (piece->kind != PIECE_BOX || !piece->word ||
            piece->word->style.features & FEATURE_SUPERIOR)
            continue;
        if (piece->word->image)
            return NULL;
        text_bytes(&text, piece->word->text + piece->start,
                   piece->end - piece->start);
    }
    return text.length < LONGEST_NUMBER ? text.at : NULL;
}

static void
measure_number(struct pass *pass, const struct pieces *pieces,
               const struct manner *manner, struct cell_widths *cell)
{
    const struct tongue *tongue = tongue_find(pass->tree->language);
    const char *letters = join_letters(pass->arena, pieces);
    size_t point = letters ? find_point(letters, tongue) : 0;

    cell->number = point > 0;
    cell->blank = letters && is_blank(letters);
    if (cell->number)
        cell->point = text_width(pass->shaper, &manner->style,
                                 arena_copy(pass->arena, letters, point));
}

/* Columns. */

static void
measure_cell(struct pass *pass, const struct node *cell,
             const struct columns *columns, int i, struct widths *widths,
             double *point)
{
    const struct node *row = cell->parent;
    struct stick wide = {.measure = 1e5, .size = pass->look->table_size};
    struct manner manner =
        find_cell_manner(pass, columns, row, wide, columns->aligns[i]);
    struct cell_widths found = {0};

    manner.hyphenate = true;
    struct pieces pieces = gather_pieces(pass, cell, &manner);
    measure_pieces(&pieces, &found);
    if (!row->header) {
        measure_number(pass, &pieces, &manner, &found);
        widths->words |= !found.number && !found.blank;
        widths->numbers |= found.number;
    }
    *point = found.number ? found.point : -1;
    if (found.number) {
        widths->before = fmax(widths->before, found.point);
        widths->after = fmax(widths->after, found.wish - found.point);
    }
    widths->word = fmax(widths->word, found.word);
    widths->part = fmax(widths->part, found.part);
    widths->wish = fmax(widths->wish, found.wish);
}

/* What a cell over several columns needs more than they have is shared among
 * them. */
static void
widen_columns(struct pass *pass, const struct node *cell,
              struct columns *columns, int i)
{
    int last =
        i + cell->across < columns->count ? i + cell->across : columns->count;
    struct widths needed = {0};
    double point;

    measure_cell(pass, cell, columns, i, &needed, &point);
    double gutters = columns->gutter * (last - i - 1);
    needed.word -= gutters;
    needed.part -= gutters;
    needed.wish -= gutters;
    for (int k = i; k < last; k++) {
        needed.word -= columns->at[k].word;
        needed.part -= columns->at[k].part;
        needed.wish -= columns->at[k].wish;
    }
    for (int k = i; k < last; k++) {
        columns->at[k].word += fmax(needed.word, 0) / (last - i);
        columns->at[k].part += fmax(needed.part, 0) / (last - i);
        columns->at[k].wish += fmax(needed.wish, 0) / (last - i);
    }
}

static void
measure_spans(struct pass *pass, const struct node *table,
              struct columns *columns)
{
    for (const struct node *row = table->first; row; row = row->next) {
        const struct node *cell = row->first;
        for (int i = 0; i < columns->count && cell; i++, cell = cell->next)
            if (cell->across)
                widen_columns(pass, cell, columns, i);
    }
}

/* Measuring makes no elements: the cells are set once more. */
static void
measure_columns(struct pass *pass, const struct node *table,
                struct columns *columns)
{
    size_t elements = pass->element_count;
    double *point = columns->points;

    for (const struct node *row = table->first; row; row = row->next) {
        const struct node *cell = row->first;
        for (int i = 0; i < columns->count; i++, point++) {
            *point = -1;
            if (cell && !cell->across)
                measure_cell(pass, cell, columns, i, &columns->at[i], point);
            cell = cell ? cell->next : NULL;
        }
    }
    for (int i = 0; i < columns->count; i++) {
        struct widths *w = &columns->at[i];
        w->numbers &= !w->words;
        if (!w->numbers)
            continue;
        w->word = fmax(w->word, w->before + w->after);
        w->part = fmax(w->part, w->before + w->after);
        w->wish = fmax(w->wish, w->before + w->after);
    }
    measure_spans(pass, table, columns);
    pass->element_count = elements;
}

static size_t
count_rows(const struct node *table)
{
    size_t count = 0;

    for (const struct node *row = table->first; row; row = row->next)
        count++;
    return count;
}

/* The least width of column i [pt]. */
static double
find_least(const struct columns *columns, int i, double measure)
{
    const struct widths *w = &columns->at[i];
    double part = fmax(w->part, fmin(w->word, LEAST_WORD));
    double least = (columns->broken ? part : w->word) * columns->scale;

    return fmin(least, columns->count > 1 ? MOST_SHARE * measure : measure) +
           0.01;
}

static double
sum_least(const struct columns *columns, double measure)
{
    double sum = columns->gutter * (columns->count - 1);

    for (int i = 0; i < columns->count; i++)
        sum += find_least(columns, i, measure);
    return sum;
}

/* The largest letters with which the table fits, then broken words too. */
static void
choose_scale(struct columns *columns, double measure)
{
    for (size_t i = 0; i < COUNT(scales); i++) {
        columns->scale = scales[i];
        columns->gutter = COLUMN_GUTTER * scales[i];
        if (sum_least(columns, measure) <= measure)
            return;
    }
    columns->broken = true;
}

struct columns
measure_table(struct pass *pass, const struct node *table, double measure)
{
    struct columns columns = {.count = node_columns(table),
                              .aligns = table->aligns,
                              .scale = 1,
                              .gutter = COLUMN_GUTTER};

    columns.at = TAKE_ARRAY(pass->arena, columns.count, struct widths);
    columns.points = TAKE_ARRAY(
        pass->arena, count_rows(table) * (size_t)columns.count, double);
    measure_columns(pass, table, &columns);
    choose_scale(&columns, measure);
    return columns;
}

/* Sharing out: what is left for the columns of a band that have nothing. */
struct share {
    struct columns *columns;
    const struct band *band;
    double measure, left; /* [pt] */
    int open;             /* columns without a width */
};

static bool
is_open(const struct share *share, int i)
{
    const struct band *band = share->band;
    bool inside =
        (i == 0 && band->names) || (i >= band->first && i < band->last);

    return inside && share->columns->at[i].given < 0;
}

static void
give(struct share *share, int i, double width)
{
    share->columns->at[i].given = width;
    share->left -= width;
    share->open--;
}

static double
sum_open(const struct share *share, int without)
{
    double sum = 0;

    for (int i = 0; i < share->columns->count; i++)
        if (i != without && is_open(share, i))
            sum += find_least(share->columns, i, share->measure);
    return sum;
}

/* A column that wishes for no more than its share gets it, as long as the
 * others still have room for their words. */
static bool
give_wishes(struct share *share)
{
    double fair = share->left / fmax(share->open, 1);
    bool given = false;

    for (int i = 0; i < share->columns->count; i++) {
        double wish = share->columns->at[i].wish * share->columns->scale + 0.01;
        if (!is_open(share, i) || wish > fair ||
            share->left - wish < sum_open(share, i))
            continue;
        give(share, i, wish);
        given = true;
    }
    return given;
}

/* The others share what is left, a column with four times the text twice as
 * much; one whose words need more than that gets what they need. */
static bool
give_leasts(struct share *share, double *unit)
{
    double weights = 0;

    for (int i = 0; i < share->columns->count; i++)
        if (is_open(share, i))
            weights += sqrt(share->columns->at[i].wish);
    *unit = weights > 0 ? share->left / weights : 0;
    for (int i = 0; i < share->columns->count; i++) {
        double least = find_least(share->columns, i, share->measure);
        if (!is_open(share, i) ||
            *unit * sqrt(share->columns->at[i].wish) >= least)
            continue;
        give(share, i, least);
        return true;
    }
    return false;
}

void
share_columns(struct columns *columns, const struct band *band, double measure)
{
    struct share share = {columns, band, measure, measure, 0};
    double unit = 0, given = 0;

    for (int i = 0; i < columns->count; i++)
        columns->at[i].given = -1;
    for (int i = 0; i < columns->count; i++)
        share.open += is_open(&share, i);
    share.left -= columns->gutter * (share.open - 1);
    double room = share.left;
    while (give_wishes(&share))
        ;
    while (give_leasts(&share, &unit))
        ;
    for (int i = 0; i < columns->count; i++) {
        if (is_open(&share, i))
            columns->at[i].given = unit * sqrt(columns->at[i].wish);
        given += fmax(columns->at[i].given, 0);
    }
    /* Nothing is wished for any more, or the words are too wide by far. */
    for (int i = 0; i < columns->count && given > 0; i++)
        columns->at[i].given *= room / given;
}

/* As many columns from first as fit, at most so many. */
static struct band
fill_band(const struct columns *columns, int first, int most, double measure)
{
    struct band band = {first, first, false};
    double sum = -columns->gutter;

    if (first && columns->count > 2) {
        double names = find_least(columns, 0, measure) + columns->gutter;
        band.names = names <= 0.4 * measure;
        sum += band.names ? names : 0;
    }
    while (band.last < columns->count && band.last - first < most) {
        sum += find_least(columns, band.last, measure) + columns->gutter;
        if (band.last > first && sum > measure)
            break;
        band.last++;
    }
    return band;
}

/* Bands of about as many columns each, not a last one that is left over. */
struct band
find_band(const struct columns *columns, int first, double measure)
{
    int bands = 0, left = columns->count - first;

    for (int i = first; i < columns->count; bands++)
        i = fill_band(columns, i, left, measure).last;
    return fill_band(columns, first, (left + bands - 1) / bands, measure);
}
