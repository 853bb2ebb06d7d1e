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
/* And what is wider than this seems to part words. */
#define LEAST_SPACE 0.08
#define LONGEST_CODE 4    /* bytes of a code in a string */
#define CODES_TOGETHER 16 /* that are added to a string at once */

static void
end_string(struct content_pen *pen)
{
    if (pen->line.string)
        text_char(&pen->out, ')');
    pen->line.string = false;
}

void
text_pause(struct content_pen *pen)
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
        text_char(&pen->out, '(');
    pen->line.string = true;
}

/* Its two bytes as they are: half of what digits would be, and packed faster.
 * Of bytes that mean something within a string, one that is written after a
 * stroke stands for itself; a carriage return would be read as a new line.
 * Where the next code goes. */
static char *
put_code(char *at, uint32_t code)
{
    const char bytes[2] = {(char)(code >> 8), (char)code};

    for (int i = 0; i < 2; i++) {
        char c = bytes[i];
        if (c == '(' || c == ')' || c == '\\' || c == '\r')
            *at++ = '\\';
        *at++ = c == '\r' ? 'r' : c;
    }
    return at;
}

static void
add_code(struct text *text, uint32_t code)
{
    char bytes[LONGEST_CODE];

    text_bytes(text, bytes, (size_t)(put_code(bytes, code) - bytes));
}

/* Words on two lines are told apart by a space, as the standard wants it,
 * unless the first ends in a hyphen. */
static void
end_line(struct content_pen *pen)
{
    int face = pen_depth(pen)->graphics.face;

    if (!pen->line.spaced && pen->element > 0 && face >= 0) {
        const struct font *font = &pen->stock->fonts.at[face];
        if (font->has_space) {
            begin_string(pen);
            add_code(&pen->out, font_letter(font, font->space)->code);
        }
    }
    text_pause(pen);
}

/* What is shown up to end_meaning means the text. It is a content of its own,
 * not one within another: some readers lose what comes after that. Nobody reads
 * an artifact, and the tree must not know it. */
static void
begin_meaning(struct content_pen *pen, int element, const char *text,
              size_t length)
{
    pen->apart = pen->within && pen_reads(pen, element);
    if (pen->apart)
        pen_element(pen, -1);
    text_pause(pen);
    text_add(&pen->out, "/Span<<");
    if (pen->apart)
        pen_number(pen, element);
    text_add(&pen->out, "/ActualText<FEFF");
    text_utf16(&pen->out, text, length);
    text_add(&pen->out, ">>>BDC\n");
}

static void
end_meaning(struct content_pen *pen, int element)
{
    text_pause(pen);
    text_add(&pen->out, "EMC\n");
    if (pen->apart)
        pen_element(pen, element);
}

/* The same of several marks. Until the last of them nothing else begins. */
static void
begin_meant(struct content_pen *pen, const struct mark *mark, int element)
{
    static const char soft_hyphen[] = "\xc2\xad";
    const char *meaning = mark->soft_hyphen ? soft_hyphen : mark->meaning;

    begin_meaning(pen, element, meaning, strlen(meaning));
    pen->meant = mark->soft_hyphen ? 1 : mark->meant;
    pen->meant_element = element;
}

static void
end_meant(struct content_pen *pen)
{
    if (pen->meant)
        end_meaning(pen, pen->meant_element);
    pen->meant = 0;
}

void
text_end(struct content_pen *pen)
{
    if (!pen->line.open)
        return;
    end_meant(pen);
    end_line(pen);
    if (pen->within)
        pen_element(pen, -1);
    text_add(&pen->out, "ET\n");
    pen->line = (struct line){0};
    if (pen->gap_count)
        pen_gaps(pen);
}

static void
choose_font(struct content_pen *pen, const struct style *style)
{
    struct graphics *graphics = &pen_depth(pen)->graphics;

    if (graphics->face == (int)style->face && graphics->size == style->size)
        return;
    text_pause(pen);
    text_add(&pen->out, "/F");
    text_whole(&pen->out, (int)style->face);
    text_char(&pen->out, ' ');
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
        text_pause(pen);
        pen_colour(pen, graphics->fill, mark->ink->rgb, false);
    }
}

static void
choose_rise(struct content_pen *pen, double rise)
{
    struct graphics *graphics = &pen_depth(pen)->graphics;

    if (graphics->rise == rise)
        return;
    text_pause(pen);
    text_real(&pen->out, rise);
    text_add(&pen->out, " Ts\n");
    graphics->rise = rise;
}

/* Can text of the element be shown in the text object that is open? Content
 * that was opened around the object would end within it. */
static bool
can_stay(const struct content_pen *pen, int element)
{
    return pen->line.open && !pen->line.turned &&
           (pen->within || pen->meant || pen->element == element ||
            !pen->stock->element_count);
}

static void
choose_stretch(struct content_pen *pen, double stretch)
{
    struct graphics *graphics = &pen_depth(pen)->graphics;

    if (graphics->stretch == stretch)
        return;
    text_pause(pen);
    text_real(&pen->out, 100 * (1 + stretch));
    text_add(&pen->out, " Tz\n");
    graphics->stretch = stretch;
}

/* Letters that are to be heavier are filled and drawn along their outline. */
static void
choose_weight(struct content_pen *pen, const struct mark *mark)
{
    struct graphics *graphics = &pen_depth(pen)->graphics;
    double heavier = mark_style(mark)->heavier;
    double width = heavier * mark_style(mark)->size;

    if (graphics->heavier != heavier) {
        text_pause(pen);
        text_add(&pen->out, heavier > 0 ? "2 Tr\n" : "0 Tr\n");
        graphics->heavier = heavier;
    }
    if (heavier == 0)
        return;
    if (graphics->dash[0] > 0) {
        text_pause(pen);
        text_add(&pen->out, "[]0 d\n");
        memset(graphics->dash, 0, sizeof graphics->dash);
    }
    if (memcmp(graphics->stroke, mark->ink->rgb, sizeof graphics->stroke)) {
        text_pause(pen);
        pen_colour(pen, graphics->stroke, mark->ink->rgb, true);
    }
    if (graphics->width != width) {
        text_pause(pen);
        text_real(&pen->out, width);
        text_add(&pen->out, " w\n");
        graphics->width = width;
    }
}

/* Does the mark go on with the line that is open? */
static bool
can_join(const struct content_pen *pen, const struct mark *mark, int element)
{
    const struct line *line = &pen->line;
    double gap = mark->x - line->x - line->at, em = mark_style(mark)->size;

    return can_stay(pen, element) && mark->turn == 0 &&
           fabs(line->y - mark->y) < 0.0005 && gap > -em &&
           gap < WIDEST_GAP * em;
}

static void
turn_line(struct content_pen *pen, const struct mark *mark)
{
    /* Clockwise on the page is clockwise in PDF, where angles rise the other
     * way. */
    double angle = -mark->turn * PI / 180;
    const double turn[] = {cos(angle),  sin(angle),
                           -sin(angle), cos(angle),
                           mark->x,     pen_depth(pen)->height - mark->y};

    for (size_t i = 0; i < COUNT(turn); i++) {
        text_real(&pen->out, turn[i]);
        text_char(&pen->out, ' ');
    }
    text_add(&pen->out, "Tm\n");
}

/* From where the line before began, in the thousandths that are written, so
 * that no error grows down the page. */
static void
place_line(struct content_pen *pen, const struct mark *mark)
{
    struct line *line = &pen->line;
    double left = round(1000 * mark->x) / 1000;
    double base = round(1000 * (pen_depth(pen)->height - mark->y)) / 1000;

    text_real(&pen->out, left - line->left);
    text_char(&pen->out, ' ');
    text_real(&pen->out, base - line->base);
    text_add(&pen->out, " Td\n");
    line->left = left;
    line->base = base;
}

static void
begin_line(struct content_pen *pen, const struct mark *mark, int element)
{
    struct line *line = &pen->line;

    if (can_stay(pen, element) && mark->turn == 0) {
        end_line(pen);
    } else {
        text_end(pen);
        pen_text_element(pen, element);
        text_add(&pen->out, "BT\n");
        pen->line = (struct line){.open = true, .turned = mark->turn != 0};
    }
    if (!pen->meant)
        pen_element(pen, element);
    if (mark->turn != 0)
        turn_line(pen, mark);
    else
        place_line(pen, mark);
    line->x = mark->x;
    line->y = mark->y;
    line->at = 0;
}

/* Go to wanted [pt from the line's origin], to the nearest step [pt], a
 * thousandth em. */
static void
move_along(struct content_pen *pen, double wanted, double step)
{
    double away = wanted - pen->line.at;

    if (fabs(away) < 0.49 * step)
        return;
    long ahead = lround(away / step);
    if (ahead == 0)
        return;
    begin_array(pen);
    end_string(pen);
    text_whole(&pen->out, -ahead);
    pen->line.at += (double)ahead * step;
}

/* A piece of a mark as it is shown: its glyphs, from x [pt] on, from where the
 * mark begins. */
struct shown {
    const struct mark *mark;
    const struct glyphs *glyphs;
    const struct font *font;
    double x;
    double wider; /* how much the letters are drawn, 1 as they are */
    double apart; /* the same of their places, which may have it already */
};

static void
show_glyph(struct content_pen *pen, const struct shown *shown, size_t i,
           uint32_t glyph)
{
    const struct glyphs *glyphs = shown->glyphs;
    const struct letter *letter = font_letter(shown->font, glyph);
    double step = glyphs->style.size / 1000 * shown->wider;

    choose_rise(pen, glyphs->y[i] == 0 ? 0 : -glyphs->y[i]);
    move_along(pen,
               shown->mark->x - pen->line.x +
                   (shown->x + shown->apart * glyphs->x[i]),
               step);
    begin_string(pen);
    add_code(&pen->out, letter->code);
    pen->line.at += letter->width * step;
}

/* As many as fill the room [em], or it would seem to end a word. */
static void
show_spaces(struct content_pen *pen, const struct shown *shown, size_t i,
            double room)
{
    const struct letter *space = font_letter(shown->font, shown->font->space);
    double step = space->width / 1000.0;

    show_glyph(pen, shown, i, shown->font->space);
    for (room -= step; step > 0 && room > step / 2; room -= step) {
        add_code(&pen->out, space->code);
        pen->line.at += step * shown->glyphs->style.size * shown->wider;
    }
}

/* What the face does not have: spaces, if there are any, and a box where it
 * would be, for the standard forbids .notdef. */
static void
show_gap(struct content_pen *pen, const struct shown *shown, size_t i)
{
    const struct glyphs *glyphs = shown->glyphs;
    const struct font *font = shown->font;
    double size = glyphs->style.size * shown->wider;
    double x = shown->mark->x + (shown->x + shown->apart * glyphs->x[i]);
    double wide = font_letter(font, 0)->width / 1000.0;

    if (font->has_space)
        show_spaces(pen, shown, i, wide);
    GROW(pen->arena, pen->gaps, pen->gap_count, pen->gap_room);
    pen->gaps[pen->gap_count++] =
        (struct gap){x + 0.1 * size, shown->mark->y,
                     fmax(wide - 0.2, 0.2) * size, 0.6 * size};
}

static void
show_cluster(struct content_pen *pen, const struct shown *shown,
             const struct cluster *cluster)
{
    for (size_t i = cluster->first; i < cluster->first + cluster->count; i++)
        if (shown->glyphs->ids[i])
            show_glyph(pen, shown, i, shown->glyphs->ids[i]);
        else
            show_gap(pen, shown, i);
}

/* Where the glyph stands behind the end of the one before [pt]. */
static double
find_away(const struct content_pen *pen, const struct shown *shown, size_t i)
{
    return shown->mark->x - pen->line.x +
           (shown->x + shown->apart * shown->glyphs->x[i]) - pen->line.at;
}

/* Glyphs from i on that follow the one before them where it ends, on the line:
 * of them no more than the codes is written. Returns the first that does not,
 * or that was one too many. */
static size_t
show_run(struct content_pen *pen, const struct shown *shown, size_t i)
{
    const struct glyphs *glyphs = shown->glyphs;
    double step = glyphs->style.size / 1000 * shown->wider;
    char codes[CODES_TOGETHER * LONGEST_CODE], *at = codes;
    size_t end = i + CODES_TOGETHER;

    for (; i < glyphs->count && i < end && glyphs->y[i] == 0; i++) {
        const struct letter *letter = font_letter(shown->font, glyphs->ids[i]);
        if (fabs(find_away(pen, shown, i)) >= 0.49 * step)
            break;
        at = put_code(at, letter->code);
        pen->line.at += letter->width * step;
    }
    text_bytes(&pen->out, codes, (size_t)(at - codes));
    return i;
}

/* Glyphs that mean what the font says. */
static void
show_plain(struct content_pen *pen, const struct shown *shown)
{
    const struct glyphs *glyphs = shown->glyphs;
    const struct graphics *graphics = &pen_depth(pen)->graphics;

    for (size_t i = 0; i < glyphs->count;) {
        size_t end = i;
        if (pen->line.string && graphics->rise == 0)
            end = show_run(pen, shown, i);
        if (end == i)
            show_glyph(pen, shown, end++, glyphs->ids[i]);
        i = end;
    }
}

/* Whether the last glyph of a cluster, an accent, ends so far from where the
 * cluster does that readers, who look at no more, would see a space. */
static bool
ends_apart(const struct shown *shown, const struct cluster *cluster)
{
    const struct glyphs *glyphs = shown->glyphs;
    size_t next = cluster->first + cluster->count;
    double end = next < glyphs->count ? glyphs->x[next] : glyphs->width;
    double size = glyphs->style.size;

    end -=
        glyphs->x[next - 1] +
        font_letter(shown->font, glyphs->ids[next - 1])->width / 1000.0 * size;
    return cluster->count > 1 && fabs(end) > LEAST_SPACE * size;
}

/* What is read as a whole: where it would seem to end elsewhere, its letter
 * comes once more, unseen. */
static void
show_whole(struct content_pen *pen, const struct shown *shown,
           const struct cluster *cluster)
{
    size_t first = cluster->first;

    show_cluster(pen, shown, cluster);
    if (!shown->glyphs->ids[first] || !ends_apart(shown, cluster))
        return;
    text_pause(pen);
    text_add(&pen->out, "3 Tr\n");
    show_glyph(pen, shown, first, shown->glyphs->ids[first]);
    text_pause(pen);
    text_add(&pen->out, "0 Tr\n");
}

static void
show_clusters(struct content_pen *pen, const struct shown *shown, int element)
{
    const struct fonts *fonts = &pen->stock->fonts;
    struct cluster cluster = {0};

    if (shapes_plain(pen->shapes, shown->glyphs)) {
        show_plain(pen, shown);
        return;
    }
    while (cluster_next(shown->glyphs, &cluster)) {
        if (pen->meant || cluster_plain(fonts, shown->glyphs, &cluster)) {
            show_cluster(pen, shown, &cluster);
            continue;
        }
        begin_meaning(pen, element, cluster.text, cluster.length);
        show_whole(pen, shown, &cluster);
        end_meaning(pen, element);
    }
}

static double
find_stretch(const struct mark *mark)
{
    return mark->glyphs ? mark->glyphs->stretch : mark->strands->stretch;
}

static void
show_strands(struct content_pen *pen, const struct mark *mark, int element)
{
    struct shown shown = {
        .mark = mark,
        .glyphs = mark->glyphs,
        .font = &pen->stock->fonts.at[mark_style(mark)->face],
        .wider = 1 + find_stretch(mark),
        .apart = 1,
    };

    if (mark->glyphs) {
        show_clusters(pen, &shown, element);
        return;
    }
    shown.apart = shown.wider;
    for (size_t i = 0; i < mark->strands->count; i++) {
        shown.glyphs = mark->strands->at[i].glyphs;
        shown.x = mark->strands->at[i].x;
        show_clusters(pen, &shown, element);
    }
}

static bool
ends_in_space(const struct mark *mark)
{
    const struct glyphs *last =
        mark->glyphs ? mark->glyphs
                     : mark->strands->at[mark->strands->count - 1].glyphs;

    return last->length && last->text[last->length - 1] == ' ';
}

void
text_show(struct content_pen *pen, const struct mark *mark, int element)
{
    if (element != pen->meant_element)
        end_meant(pen);
    pen_opacity(pen, mark->opacity);
    if (!can_join(pen, mark, element))
        begin_line(pen, mark, element);
    if (!pen->meant)
        pen_element(pen, element);
    choose_ink(pen, mark);
    choose_font(pen, mark_style(mark));
    choose_weight(pen, mark);
    choose_stretch(pen, find_stretch(mark));
    if (!pen->meant && (mark->soft_hyphen || mark->meant))
        begin_meant(pen, mark, element);
    show_strands(pen, mark, element);
    pen->line.spaced =
        mark->soft_hyphen || pen->meant > 1 || ends_in_space(mark);
    if (pen->meant > 1)
        pen->meant--;
    else
        end_meant(pen);
    choose_rise(pen, 0);
    if (mark->turn != 0)
        text_end(pen);
}
