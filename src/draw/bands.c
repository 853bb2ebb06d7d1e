/* bands.c: shaded columns with flags above them. A flag hangs on a pole at
 * its column's start and reaches to the right, over later poles; so flags go
 * down like stairs from left to right, and the last one is the lowest. One
 * that would leave the sheet reaches to the left of its pole instead. */
#include "inside.h"

#include <math.h>

#define ROW (1.28 * SMALL) /* [pt] of flags */
#define POLE 3.0           /* [pt] between a pole and its flag */
#define NOWHERE (-1)
#define AIR 6.0        /* [pt] between flags */
#define MOST_HIGH 0.35 /* of the sheet's height: higher, dates go */

#define AT(member) offsetof(struct band, member)

static const struct field column_fields[] = {
    {.key = "at",
     .type = FIELD_NUMBER,
     .offset = AT(start),
     .usual = field_needed,
     .about = "Where the column starts; it reaches to the next one."},
    {.key = "label",
     .type = FIELD_TEXT,
     .offset = AT(name),
     .usual = "",
     .about = "The words of its flag."},
    {.key = "date",
     .type = FIELD_TEXT,
     .offset = AT(date),
     .usual = "",
     .about = "Paler words after them, which go first where room is short."},
    {.key = "ink",
     .type = FIELD_INK,
     .offset = AT(ink),
     .usual = "muted",
     .about = "Of the flag and its pole."},
    {.key = "tint",
     .type = FIELD_INK,
     .offset = AT(tint),
     .usual = "grid",
     .about = "Of the column."}};

const struct schema schema_column = {
    .what = "a column", .fields = column_fields, .count = COUNT(column_fields)};

void
bands_describe(struct desk *desk, const struct item *map, const char *key,
               struct bands *bands)
{
    const struct item *one = desk_list(desk, map, key, &bands->count);
    size_t i = 0;

    bands->at = TAKE_ARRAY(desk->arena, bands->count, struct band);
    for (; one; one = one->next, i++) {
        field_fill(desk, &schema_column, 0, one, &bands->at[i]);
        bands->at[i].item = one;
    }
}

struct flag {
    const struct band *band;
    struct block name, date;
    double x;           /* [pt] of the pole */
    double left, right; /* [pt] of the words */
    int row;            /* from the plot upwards, or NOWHERE */
};

static double
measure_flag(const struct flag *flag)
{
    double gap = flag->name.count && flag->date.count ? 4 : 0;

    return flag->name.width + gap + flag->date.width;
}

/* The words to the right of the pole, or to the left. */
static void
turn_flag(struct flag *flag, bool left)
{
    double width = measure_flag(flag);

    flag->left = left ? flag->x - POLE - width : flag->x + POLE;
    flag->right = flag->left + width;
}

/* Of the bands that are seen on the axis. */
static size_t
make_flags(const struct canvas *canvas, const struct bands *bands,
           const struct plot *plot, bool dates, struct flag *flags)
{
    size_t count = 0;

    for (size_t i = 0; i < bands->count; i++) {
        const struct band *band = &bands->at[i];
        bool over = i + 1 < bands->count && band[1].start <= plot->x.from;
        if (!(band->start < plot->x.to) || over)
            continue;
        struct flag *flag = &flags[count++];
        *flag = (struct flag){.band = band};
        flag->name = block_new(canvas, FACE_SANS_MEDIUM, SMALL, band->name);
        if (dates)
            flag->date = block_new(canvas, FACE_SANS, SMALL, band->date);
        flag->x = scale_at(&plot->x, fmax(band->start, plot->x.from));
    }
    return count;
}

/* Whether the words of one meet the words or the pole of another. */
static bool
flags_meet(const struct flag *a, const struct flag *b)
{
    if (a->row == NOWHERE || b->row == NOWHERE)
        return false;
    if (a->row == b->row)
        return a->left < b->right + AIR && b->left < a->right + AIR;
    if (a->row > b->row)
        return flags_meet(b, a);
    return b->x > a->left - POLE && b->x < a->right + POLE;
}

/* Whether a flag is on the sheet and clear of those that have a row. */
static bool
has_room(const struct flag *flags, size_t count, size_t i, double width)
{
    if (flags[i].left < 0 || flags[i].right > width)
        return false;
    for (size_t j = 0; j < count; j++)
        if (j != i && flags_meet(&flags[i], &flags[j]))
            return false;
    return true;
}

/* The lowest row that has room to the right of the pole, else to its left; a
 * flag that finds none has no row. */
static void
place_flag(struct flag *flags, size_t count, size_t i, double width)
{
    for (int left = 0; left < 2; left++)
        for (int row = 0; row <= (int)count; row++) {
            flags[i].row = row;
            turn_flag(&flags[i], left);
            if (has_room(flags, count, i, width))
                return;
        }
    flags[i].row = NOWHERE;
}

/* Those that must turn to the left go up like stairs and choose first. Gives
 * the number of rows. */
static int
stack_flags(struct flag *flags, size_t count, double width)
{
    int rows = 0;

    for (size_t i = 0; i < count; i++)
        flags[i].row = NOWHERE;
    for (size_t i = 0; i < count; i++)
        if (flags[i].x + POLE + measure_flag(&flags[i]) > width)
            place_flag(flags, count, i, width);
    for (size_t i = count; i-- > 0;)
        if (flags[i].row == NOWHERE)
            place_flag(flags, count, i, width);
    for (size_t i = 0; i < count; i++)
        rows = flags[i].row >= rows ? flags[i].row + 1 : rows;
    return rows;
}

/* Lays the flags out, without their dates where they would tower. */
static size_t
lay_flags(const struct canvas *canvas, const struct bands *bands,
          const struct plot *plot, struct flag *flags, int *rows)
{
    size_t count = make_flags(canvas, bands, plot, true, flags);

    *rows = stack_flags(flags, count, canvas->sheet->width);
    if (*rows * ROW <= MOST_HIGH * canvas->sheet->height)
        return count;
    count = make_flags(canvas, bands, plot, false, flags);
    *rows = stack_flags(flags, count, canvas->sheet->width);
    return count;
}

double
bands_head(const struct canvas *canvas, const struct bands *bands,
           const struct plot *plot)
{
    struct flag flags[MOST_ITEMS];
    int rows;

    lay_flags(canvas, bands, plot, flags, &rows);
    return rows ? rows * ROW + 2 : 0;
}

static void
draw_flag(const struct canvas *canvas, const struct flag *flag,
          const struct plot *plot)
{
    double top = plot->box.top - 2 - (flag->row + 1) * ROW;

    if (flag->name.count + flag->date.count == 0)
        return;
    if (flag->row == NOWHERE) {
        diag_say(canvas->diag, WARNING, canvas->place,
                 "no room for the label '%s', leaving it out",
                 flag->band->name);
        return;
    }
    sheet_line(canvas->sheet, flag->x, plot->box.top, flag->x, top,
               flag->band->ink, 0.6);
    block_draw(canvas, &flag->name, flag->left, top, 0, flag->band->ink);
    block_draw(canvas, &flag->date, flag->right, top, 1,
               canvas_ink(canvas, "muted"));
}

void
bands_draw(const struct canvas *canvas, const struct bands *bands,
           const struct plot *plot)
{
    const struct box *box = &plot->box;
    struct flag flags[MOST_ITEMS];
    int rows;
    size_t count = lay_flags(canvas, bands, plot, flags, &rows);

    for (size_t i = 0; i < count; i++) {
        double end = i + 1 < count ? flags[i + 1].x : box->right;
        sheet_rectangle(canvas->sheet, flags[i].x, box->top,
                        fmax(end - flags[i].x, 0), box->bottom - box->top,
                        flags[i].band->tint);
        draw_flag(canvas, &flags[i], plot);
    }
}
