/* bands.c: shaded columns with flags above them. A flag hangs on a pole at
 * its column's start and reaches to the right, over later poles; so flags go
 * down like stairs from left to right, and the last one is the lowest. */
#include "inside.h"

#include <math.h>

#define ROW (1.28 * SMALL) /* [pt] of flags */

static void
describe_band(struct desk *desk, const struct item *item, struct band *band)
{
    static const char *const keys[] = {"at", "label", "date", "ink", "tint"};

    desk_keys(desk, item, "a column", keys, COUNT(keys));
    desk_need(desk, item, "at");
    band->start = desk_number(desk, item, "at", NAN);
    band->name = desk_text(desk, item, "label", "");
    band->date = desk_text(desk, item, "date", "");
    band->ink = desk_ink(desk, item, "ink", "muted");
    band->tint = desk_ink(desk, item, "tint", "grid");
}

void
bands_describe(struct desk *desk, const struct item *map, const char *key,
               struct bands *bands)
{
    const struct item *one = desk_list(desk, map, key, &bands->count);
    size_t i = 0;

    bands->at = TAKE_ARRAY(desk->arena, bands->count, struct band);
    for (; one; one = one->next)
        describe_band(desk, one, &bands->at[i++]);
}

struct flag {
    const struct band *band;
    struct block name, date;
    double x, width;
    int row; /* from the plot upwards */
};

/* Of the bands that start before the end of the axis. */
static size_t
make_flags(const struct canvas *canvas, const struct bands *bands,
           const struct plot *plot, struct flag *flags)
{
    size_t count = 0;

    for (size_t i = 0; i < bands->count; i++) {
        const struct band *band = &bands->at[i];
        if (!(band->start < plot->x.to))
            continue;
        struct flag *flag = &flags[count++];
        flag->band = band;
        flag->name = block_new(canvas, FACE_SANS_MEDIUM, SMALL, band->name);
        flag->date = block_new(canvas, FACE_SANS, SMALL, band->date);
        flag->width = 7 + flag->name.width + flag->date.width;
        flag->x = scale_at(&plot->x, fmax(band->start, plot->x.from));
        flag->row = 0;
    }
    return count;
}

/* Each in the lowest row in which it meets neither a flag nor a pole to its
 * right. Gives the number of rows. */
static int
stack_flags(struct flag *flags, size_t count)
{
    int rows = 0;

    for (size_t i = count; i-- > 0;) {
        double end = flags[i].x + flags[i].width + 6;
        for (size_t j = i + 1; j < count; j++)
            if (flags[j].x < end && flags[j].row >= flags[i].row)
                flags[i].row = flags[j].row + 1;
        rows = flags[i].row >= rows ? flags[i].row + 1 : rows;
    }
    return rows;
}

double
bands_head(const struct canvas *canvas, const struct bands *bands,
           const struct plot *plot)
{
    struct flag flags[MOST_ITEMS];
    int rows = stack_flags(flags, make_flags(canvas, bands, plot, flags));

    return rows ? rows * ROW + 2 : 0;
}

static void
draw_flag(const struct canvas *canvas, const struct flag *flag,
          const struct plot *plot)
{
    double top = plot->box.top - 2 - (flag->row + 1) * ROW;

    if (flag->name.count + flag->date.count == 0)
        return;
    sheet_line(canvas->sheet, flag->x, plot->box.top, flag->x, top,
               flag->band->ink, 0.6);
    block_draw(canvas, &flag->name, flag->x + 3, top, 0, flag->band->ink);
    block_draw(canvas, &flag->date, flag->x + 7 + flag->name.width, top, 0,
               canvas_ink(canvas, "muted"));
}

void
bands_draw(const struct canvas *canvas, const struct bands *bands,
           const struct plot *plot)
{
    const struct box *box = &plot->box;
    struct flag flags[MOST_ITEMS];
    size_t count = make_flags(canvas, bands, plot, flags);

    stack_flags(flags, count);
    for (size_t i = 0; i < count; i++) {
        double end = i + 1 < count ? flags[i + 1].x : box->right;
        sheet_rectangle(canvas->sheet, flags[i].x, box->top,
                        fmax(end - flags[i].x, 0), box->bottom - box->top,
                        flags[i].band->tint);
        draw_flag(canvas, &flags[i], plot);
    }
}
