/* pdf_text.c: text within a page's content. A line of text is one text object
 * with few operators, however many marks it was set in: a mark on the same
 * baseline goes on with the strings of the one before, and what lies between
 * (a widened space, a kern, a change of face) becomes a number in its TJ. The
 * viewer advances by the widths in the font, which are whole thousandths, so
 * its position is kept here and no error grows along a line. */
#include "inside.h"

#include <math.h>
#include <string.h>

#define PI 3.14159265358979323846

/* A gap wider than this many ems starts a new line of text. */
#define WIDEST_GAP 10

static void
end_string(struct content_pen *pen)
{
    if (pen->line.string)
        text_char(&pen->out, '>');
    pen->line.string = false;
}

static void
end_array(struct content_pen *pen)
{
    end_string(pen);
    if (pen->line.array)
        text_add(&pen->out, "]TJ\n");
    pen->line.array = false;
}

static void
begin_array(struct content_pen *pen)
{
    if (!pen->line.array)
        text_char(&pen->out, '[');
    pen->line.array = true;
}

static void
begin_string(struct content_pen *pen)
{
    begin_array(pen);
    if (!pen->line.string)
        text_char(&pen->out, '<');
    pen->line.string = true;
}

void
text_end(struct content_pen *pen)
{
    if (!pen->line.open)
        return;
    end_array(pen);
    text_add(&pen->out, "ET\n");
    pen->line = (struct line){0};
}

static void
add_code(struct text *text, uint32_t code)
{
    static const char digits[] = "0123456789ABCDEF";
    char four[4] = {digits[code >> 12 & 15], digits[code >> 8 & 15],
                    digits[code >> 4 & 15], digits[code & 15]};

    text_bytes(text, four, 4);
}

static void
choose_font(struct content_pen *pen, const struct style *style)
{
    struct graphics *graphics = &pen_depth(pen)->graphics;

    if (graphics->face == (int)style->face && graphics->size == style->size)
        return;
    end_array(pen);
    text_print(&pen->out, "/F%d ", (int)style->face);
    text_real(&pen->out, style->size);
    text_add(&pen->out, " Tf\n");
    graphics->face = (int)style->face;
    graphics->size = style->size;
}

static void
choose_ink(struct content_pen *pen, const struct mark *mark)
{
    struct graphics *graphics = &pen_depth(pen)->graphics;

    if (memcmp(graphics->fill, mark->ink->rgb, sizeof graphics->fill)) {
        end_array(pen);
        pen_colour(pen, graphics->fill, mark->ink->rgb, false);
    }
}

static void
choose_rise(struct content_pen *pen, double rise)
{
    struct graphics *graphics = &pen_depth(pen)->graphics;

    if (graphics->rise == rise)
        return;
    end_array(pen);
    text_real(&pen->out, rise);
    text_add(&pen->out, " Ts\n");
    graphics->rise = rise;
}

static void
choose_stretch(struct content_pen *pen, double stretch)
{
    struct graphics *graphics = &pen_depth(pen)->graphics;

    if (graphics->stretch == stretch)
        return;
    end_array(pen);
    text_real(&pen->out, 100 * (1 + stretch));
    text_add(&pen->out, " Tz\n");
    graphics->stretch = stretch;
}

/* Does the mark go on with the line that is open? */
static bool
can_join(const struct content_pen *pen, const struct mark *mark)
{
    const struct line *line = &pen->line;
    double gap = mark->x - line->x - line->at, em = mark->glyphs->style.size;

    return line->open && mark->turn == 0 && fabs(line->y - mark->y) < 0.0005 &&
           gap > -em && gap < WIDEST_GAP * em;
}

static void
place_line(struct content_pen *pen, const struct mark *mark)
{
    double y = pen_depth(pen)->height - mark->y;

    if (mark->turn != 0) {
        /* Clockwise on the page is clockwise in PDF, where angles rise the
         * other way. */
        double angle = -mark->turn * PI / 180;
        const double turn[] = {cos(angle), sin(angle), -sin(angle), cos(angle)};
        for (size_t i = 0; i < COUNT(turn); i++) {
            text_real(&pen->out, turn[i]);
            text_char(&pen->out, ' ');
        }
    }
    text_real(&pen->out, mark->x);
    text_char(&pen->out, ' ');
    text_real(&pen->out, y);
    text_add(&pen->out, mark->turn != 0 ? " Tm\n" : " Td\n");
}

static void
begin_line(struct content_pen *pen, const struct mark *mark)
{
    text_end(pen);
    text_add(&pen->out, "BT\n");
    place_line(pen, mark);
    pen->line = (struct line){.open = true, .x = mark->x, .y = mark->y};
}

/* Go to wanted [pt from the line's origin], to the nearest step [pt], a
 * thousandth em. */
static void
move_along(struct content_pen *pen, double wanted, double step)
{
    long ahead = lround((wanted - pen->line.at) / step);

    if (ahead == 0)
        return;
    begin_array(pen);
    end_string(pen);
    text_print(&pen->out, "%ld", -ahead);
    pen->line.at += (double)ahead * step;
}

static void
show_glyph(struct content_pen *pen, const struct mark *mark, size_t i)
{
    const struct glyphs *glyphs = mark->glyphs;
    const struct font *font = &pen->stock->fonts.at[glyphs->style.face];
    const struct letter *letter = &font->letters[glyphs->ids[i]];
    double step = glyphs->style.size / 1000 * (1 + glyphs->stretch);

    choose_rise(pen, glyphs->y[i] == 0 ? 0 : -glyphs->y[i]);
    move_along(pen, mark->x - pen->line.x + glyphs->x[i], step);
    begin_string(pen);
    add_code(&pen->out, letter->code);
    pen->line.at += letter->width * step;
}

static void
begin_meaning(struct content_pen *pen, const char *text, size_t length)
{
    end_array(pen);
    text_add(&pen->out, "/Span<</ActualText<FEFF");
    text_utf16(&pen->out, text, length);
    text_add(&pen->out, ">>>BDC\n");
}

static void
end_meaning(struct content_pen *pen)
{
    end_array(pen);
    text_add(&pen->out, "EMC\n");
}

/* Does ToUnicode read the glyph as just these bytes? */
static bool
means(const struct letter *letter, const char *text, size_t length)
{
    const char *meaning = letter->text ? letter->text : letter->part;
    size_t known = letter->text ? letter->length : letter->part_length;

    return meaning && known == length && !memcmp(meaning, text, length);
}

/* Is the cluster read right without being told? One glyph may mean all of it;
 * several, a letter and its accents, must mean a character each. */
static bool
is_plain(const struct content_pen *pen, const struct glyphs *glyphs,
         const struct cluster *cluster)
{
    const struct letter *letters =
        pen->stock->fonts.at[glyphs->style.face].letters;
    const uint32_t *ids = glyphs->ids + cluster->first;
    const char *at = cluster->text, *end = at + cluster->length;

    if (cluster->count == 1)
        return means(&letters[*ids], at, cluster->length);
    for (size_t i = 0; i < cluster->count; i++) {
        const char *start = at;
        if (at < end)
            utf8_next(&at, end);
        if (!means(&letters[ids[i]], start, (size_t)(at - start)))
            return false;
    }
    return at == end;
}

static void
show_clusters(struct content_pen *pen, const struct mark *mark)
{
    struct cluster cluster = {0};

    while (cluster_next(mark->glyphs, &cluster)) {
        bool plain = mark->soft_hyphen || is_plain(pen, mark->glyphs, &cluster);
        if (!plain)
            begin_meaning(pen, cluster.text, cluster.length);
        for (size_t i = 0; i < cluster.count; i++)
            show_glyph(pen, mark, cluster.first + i);
        if (!plain)
            end_meaning(pen);
    }
}

void
text_show(struct content_pen *pen, const struct mark *mark)
{
    static const char soft_hyphen[] = "\xc2\xad";

    pen_opacity(pen, mark->opacity);
    if (!can_join(pen, mark))
        begin_line(pen, mark);
    choose_ink(pen, mark);
    choose_font(pen, &mark->glyphs->style);
    choose_stretch(pen, mark->glyphs->stretch);
    if (mark->soft_hyphen)
        begin_meaning(pen, soft_hyphen, sizeof soft_hyphen - 1);
    show_clusters(pen, mark);
    if (mark->soft_hyphen)
        end_meaning(pen);
    choose_rise(pen, 0);
    if (mark->turn != 0)
        text_end(pen);
}
