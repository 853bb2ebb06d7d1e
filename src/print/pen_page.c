/* pen_page.c: a figure as the page shows it: an SVG that is small, that knows
 * light screens and dark ones, and that holds the drawing for a wide box and
 * the one for a narrow box, which share their letters. Which of them is seen
 * is decided by the shape of the box that the page gives to the picture.
 *
 * What one would get wrong: everything is in whole grains, so that numbers are
 * short (grains.c). Looks are classes: a colour may depend on the screen. A
 * picture without a natural size takes the shape that the page asks for, so
 * the outer element of two drawings has none. */
#include "inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define UNITS 250 /* of a letter to the em */

struct names {
    const char **at;
    size_t count, room;
};

struct page_pen {
    struct pen pen;
    struct arena *arena;
    const struct faces *faces;
    const struct pictures *pictures;
    struct text shapes, body;    /* letters and words; the drawing */
    uint32_t *known[FACE_COUNT]; /* glyphs that are in shapes: their numbers */
    size_t room[FACE_COUNT];
    uint32_t glyph_count;
    struct names words; /* what is in shapes, too */
    struct names looks;
    const struct ink **inks;
    size_t ink_count, ink_room;
    size_t stroking; /* look of the stroke that is open + 1, or 0 */
    int clips;
};

/* The place of a string among those that are known; it becomes the last. */
static size_t
number_name(struct arena *arena, struct names *names, const char *name)
{
    size_t i = 0;

    while (i < names->count && strcmp(names->at[i], name) != 0)
        i++;
    if (i < names->count)
        return i;
    GROW(arena, names->at, names->count, names->room);
    names->at[names->count++] = arena_string(arena, name);
    return i;
}

/* "a" to "Z", "a0" ...: what may be an id and a class. */
static const char *
make_id(struct arena *arena, size_t number)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    size_t most = sizeof letters - 1;

    if (number < most)
        return arena_print(arena, "%c", letters[number]);
    return arena_print(arena, "%c%zu", letters[number % most],
                       number / most - 1);
}

static size_t
number_ink(struct page_pen *pen, const struct ink *ink)
{
    size_t i = 0;

    while (i < pen->ink_count && pen->inks[i] != ink)
        i++;
    if (i < pen->ink_count)
        return i;
    GROW(pen->arena, pen->inks, pen->ink_count, pen->ink_room);
    pen->inks[pen->ink_count++] = ink;
    return i;
}

static long long
count_grains(double points)
{
    return llround(points * GRAINS);
}

/* Looks. */

/* A class for these declarations. */
static size_t
find_look(struct page_pen *pen, const char *declarations)
{
    return number_name(pen->arena, &pen->looks, declarations);
}

static void
add_opacity(struct text *text, const struct mark *mark)
{
    if (mark->opacity < 1) {
        text_add(text, ";opacity:");
        text_decimal(text, mark->opacity, 3);
    }
}

static size_t
look_filled(struct page_pen *pen, const struct mark *mark)
{
    struct text text = text_new(pen->arena);

    text_print(&text, "fill:var(--%zu)", number_ink(pen, mark->ink));
    add_opacity(&text, mark);
    if (mark->even_odd)
        text_add(&text, ";fill-rule:evenodd");
    return find_look(pen, text.at);
}

static size_t
look_stroked(struct page_pen *pen, const struct mark *mark)
{
    struct text text = text_new(pen->arena);

    text_print(&text, "stroke:var(--%zu)", number_ink(pen, mark->ink));
    add_opacity(&text, mark);
    text_add(&text, ";stroke-width:");
    text_decimal(&text, mark->width * GRAINS, 1);
    if (mark->dash[0] > 0) {
        text_add(&text, ";stroke-dasharray:");
        text_decimal(&text, mark->dash[0] * GRAINS, 1);
        text_char(&text, ' ');
        text_decimal(&text, mark->dash[1] * GRAINS, 1);
    }
    if (mark->round)
        text_add(&text, ";stroke-linecap:round;stroke-linejoin:round");
    return find_look(pen, text.at);
}

/* Words are letters in their units, brought to size. */
static size_t
look_set(struct page_pen *pen, const struct mark *mark, double scale)
{
    struct text text = text_new(pen->arena);

    text_print(&text, "fill:var(--%zu)", number_ink(pen, mark->ink));
    add_opacity(&text, mark);
    if (scale > 0) {
        text_add(&text, ";transform:scale(");
        text_decimal(&text, scale, 5);
        text_char(&text, ')');
    }
    return find_look(pen, text.at);
}

static void
add_class(struct page_pen *pen, size_t look)
{
    text_print(&pen->body, " class=\"%s\"", make_id(pen->arena, look));
}

/* Lines in the same look are one path, as long as nothing comes between. */
static void
end_stroke(struct page_pen *pen)
{
    if (pen->stroking)
        text_add(&pen->body, "\"/>\n");
    pen->stroking = 0;
}

static void
open_path(struct page_pen *pen, size_t look)
{
    text_add(&pen->body, "<path");
    add_class(pen, look);
    text_add(&pen->body, " d=\"");
}

static void
fill_path(struct pen *pen, const struct mark *mark)
{
    struct page_pen *own = (struct page_pen *)pen;

    end_stroke(own);
    open_path(own, look_filled(own, mark));
    grains_path(&own->body, mark->path);
    text_add(&own->body, "\"/>\n");
}

static void
stroke_path(struct pen *pen, const struct mark *mark)
{
    struct page_pen *own = (struct page_pen *)pen;
    size_t look = look_stroked(own, mark);

    if (own->stroking != look + 1) {
        end_stroke(own);
        open_path(own, look);
    }
    grains_path(&own->body, mark->path);
    /* Where lines are seen through, a crossing is darker. */
    own->stroking = look + 1;
    if (mark->opacity < 1)
        end_stroke(own);
}

/* Letters. */

static void
move_to(void *to, double x, double y)
{
    struct grains *grains = to;

    grains->last = ' ';
    grains_add(grains, 'm', (double[]){x, -y}, 1);
}

static void
line_to(void *to, double x, double y)
{
    grains_add(to, 'l', (double[]){x, -y}, 1);
}

static void
curve_to(void *to, double x1, double y1, double x2, double y2, double x,
         double y)
{
    grains_add(to, 'c', (double[]){x1, -y1, x2, -y2, x, -y}, 3);
}

static void
close_path(void *to)
{
    grains_close(to);
}

/* The number of a glyph, from 1; *met when it is not the first time. */
static uint32_t
number_glyph(struct page_pen *pen, enum face_name face, uint32_t glyph,
             bool *met)
{
    size_t room = pen->room[face];

    if (glyph >= room) {
        size_t wanted = 2 * (size_t)glyph + 256;
        pen->known[face] = arena_grow(pen->arena, pen->known[face], room,
                                      wanted, sizeof *pen->known[face]);
        pen->room[face] = wanted;
    }
    *met = pen->known[face][glyph];
    if (!*met)
        pen->known[face][glyph] = ++pen->glyph_count;
    return pen->known[face][glyph];
}

/* Its id. */
static const char *
define_glyph(struct page_pen *pen, enum face_name face, uint32_t glyph)
{
    static const struct outline outline = {move_to, line_to, curve_to,
                                           close_path};
    struct grains grains = {.text = &pen->shapes, .scale = UNITS};
    bool met;
    uint32_t number = number_glyph(pen, face, glyph, &met);
    const char *id = make_id(pen->arena, number - 1);

    if (met)
        return id;
    text_print(&pen->shapes, "<path id=\"%s\" d=\"", id);
    face_outline(pen->faces, face, glyph, &outline, &grains);
    text_add(&pen->shapes, "\"/>\n");
    return id;
}

static void
add_distance(struct text *text, const char *name, long long distance)
{
    if (distance)
        text_print(text, " %s=\"%lld\"", name, distance);
}

static bool
is_blank(const struct glyphs *glyphs)
{
    return strspn(glyphs->text, " ") >= glyphs->length;
}

/* The letters of some words as elements; spaces, which show nothing, are not
 * among them. */
static const char *
list_letters(struct page_pen *pen, const struct glyphs *glyphs)
{
    struct text text = text_new(pen->arena);
    double unit = glyphs->style.size / UNITS;
    double step = unit * (1 + glyphs->stretch);

    for (size_t i = 0; i < glyphs->count; i++) {
        size_t cluster = glyphs->clusters[i];
        if (cluster < glyphs->length && glyphs->text[cluster] == ' ')
            continue;
        text_print(&text, "<use href=\"#%s\"",
                   define_glyph(pen, glyphs->style.face, glyphs->ids[i]));
        add_distance(&text, "x", llround(glyphs->x[i] / step));
        add_distance(&text, "y", llround(glyphs->y[i] / unit));
        text_add(&text, "/>");
    }
    return text.at;
}

/* The id of words, which both drawings are likely to show. */
static const char *
define_words(struct page_pen *pen, const char *letters)
{
    size_t count = pen->words.count;
    size_t number = number_name(pen->arena, &pen->words, letters);
    const char *id = arena_print(pen->arena, "_%zu", number);

    if (number == count)
        text_print(&pen->shapes, "<g id=\"%s\">%s</g>\n", id, letters);
    return id;
}

static void
add_transform(struct text *text, const struct mark *mark, double scale,
              double stretch)
{
    text_print(text, " transform=\"translate(%lld %lld)", count_grains(mark->x),
               count_grains(mark->y));
    if (mark->turn != 0) {
        text_add(text, "rotate(");
        text_decimal(text, mark->turn, 2);
        text_char(text, ')');
    }
    text_add(text, "scale(");
    text_decimal(text, scale * (1 + stretch), 5);
    if (stretch != 0) {
        text_char(text, ' ');
        text_decimal(text, scale, 5);
    }
    text_add(text, ")\"");
}

static void
show_glyphs(struct pen *pen, const struct mark *mark)
{
    struct page_pen *own = (struct page_pen *)pen;
    const struct glyphs *glyphs = mark->glyphs;
    double scale = glyphs->style.size * GRAINS / UNITS;
    bool plain = mark->turn == 0 && glyphs->stretch == 0;

    if (is_blank(glyphs))
        return;
    end_stroke(own);
    const char *id = define_words(own, list_letters(own, glyphs));
    text_print(&own->body, "<use href=\"#%s\"", id);
    add_class(own, look_set(own, mark, plain ? scale : 0));
    if (plain) {
        add_distance(&own->body, "x", llround(mark->x * GRAINS / scale));
        add_distance(&own->body, "y", llround(mark->y * GRAINS / scale));
    } else {
        add_transform(&own->body, mark, scale, glyphs->stretch);
    }
    text_add(&own->body, "/>\n");
}

/* Pictures, clips, groups. */

static void
add_box(struct text *text, const struct mark *mark)
{
    text_print(text, " x=\"%lld\" y=\"%lld\" width=\"%lld\" height=\"%lld\"",
               count_grains(mark->x), count_grains(mark->y),
               count_grains(mark->w), count_grains(mark->h));
}

static void
draw_image(struct pen *pen, const struct mark *mark)
{
    struct page_pen *own = (struct page_pen *)pen;
    const struct picture *picture = picture_find(own->pictures, mark->target);

    end_stroke(own);
    if (!picture || !picture->pixels.at) {
        text_add(&own->body, "<rect stroke=\"#999\"");
        add_box(&own->body, mark);
        text_add(&own->body, "/>\n");
        return;
    }
    text_add(&own->body, "<image preserveAspectRatio=\"none\"");
    add_box(&own->body, mark);
    text_add(&own->body, " href=\"data:image/png;base64,");
    text_base64(&own->body, picture->file);
    text_add(&own->body, "\"/>\n");
}

static void
clip_path(struct pen *pen, const struct mark *mark)
{
    struct page_pen *own = (struct page_pen *)pen;
    int clip = ++own->clips;

    end_stroke(own);
    text_print(&own->body, "<clipPath id=\"__%d\"><path d=\"", clip);
    grains_path(&own->body, mark->path);
    text_print(&own->body, "\"/></clipPath>\n<g clip-path=\"url(#__%d)\">\n",
               clip);
}

static void
enter_group(struct pen *pen, const struct mark *mark)
{
    struct page_pen *own = (struct page_pen *)pen;

    end_stroke(own);
    text_add(&own->body, "<g");
    add_transform(&own->body, mark, mark->scale, 0);
    text_add(&own->body, ">\n");
}

static void
leave_group(struct pen *pen, const struct mark *mark)
{
    struct page_pen *own = (struct page_pen *)pen;

    (void)mark;
    end_stroke(own);
    text_add(&own->body, "</g>\n");
}

/* The whole. */

static void
add_inks(struct text *text, const struct page_pen *pen, bool dark)
{
    text_add(text, ":root{");
    for (size_t i = 0; i < pen->ink_count; i++) {
        const double *rgb = dark ? pen->inks[i]->dark : pen->inks[i]->rgb;
        text_print(text, "%s--%zu:#%02x%02x%02x", i ? ";" : "", i,
                   (unsigned)lround(rgb[0] * 255),
                   (unsigned)lround(rgb[1] * 255),
                   (unsigned)lround(rgb[2] * 255));
    }
    text_char(text, '}');
}

/* width : height, at which a box is neither wide nor narrow. */
static double
find_turn(const struct sheet *wide, const struct sheet *narrow)
{
    return sqrt(wide->width / wide->height * narrow->width / narrow->height);
}

/* A browser that asks nobody about the screen shows light paper, with
 * everything on it to be read. */
static void
add_style(struct text *text, const struct page_pen *pen,
          const struct sheet *wide, const struct sheet *narrow)
{
    text_add(text, "<style>");
    add_inks(text, pen, false);
    text_add(text, "@media screen and (prefers-color-scheme:dark){");
    add_inks(text, pen, true);
    text_char(text, '}');
    for (size_t i = 0; i < pen->looks.count; i++)
        text_print(text, ".%s{%s}", make_id(pen->arena, i), pen->looks.at[i]);
    if (narrow)
        text_print(text,
                   ".narrow{display:none}@media(max-aspect-ratio:%ld/1000){"
                   ".narrow{display:inline}.wide{display:none}}",
                   lround(1000 * find_turn(wide, narrow)));
    text_add(text, "</style>\n");
}

static void
add_view(struct text *text, const struct sheet *sheet)
{
    text_print(text, " viewBox=\"0 0 %lld %lld\"", count_grains(sheet->width),
               count_grains(sheet->height));
}

static void
add_drawing(struct page_pen *pen, const struct sheet *sheet, const char *class)
{
    if (class) {
        text_print(&pen->body, "<svg class=\"%s\"", class);
        add_view(&pen->body, sheet);
        text_add(&pen->body, ">\n");
    }
    sheet_draw(sheet, &pen->pen);
    end_stroke(pen);
    if (class)
        text_add(&pen->body, "</svg>\n");
}

static struct page_pen
make_pen(struct arena *arena, const struct faces *faces,
         const struct pictures *pictures)
{
    return (struct page_pen){
        .pen = {.fill = fill_path,
                .stroke = stroke_path,
                .glyphs = show_glyphs,
                .image = draw_image,
                .clip = clip_path,
                .unclip = leave_group,
                .group = enter_group,
                .ungroup = leave_group},
        .arena = arena,
        .faces = faces,
        .pictures = pictures,
        .shapes = text_new(arena),
        .body = text_new(arena),
    };
}

struct bytes
sheet_svg_page(struct arena *arena, const struct faces *faces,
               const struct pictures *pictures, const struct sheet *wide,
               const struct sheet *narrow, const struct ink *paper)
{
    struct page_pen pen = make_pen(arena, faces, pictures);
    struct text text = text_new(arena);

    if (paper) {
        open_path(&pen, look_filled(
                            &pen, &(struct mark){.ink = paper, .opacity = 1}));
        text_add(&pen.body, "M0 0h99999v99999H0z\"/>\n");
    }
    add_drawing(&pen, wide, narrow ? "wide" : NULL);
    if (narrow)
        add_drawing(&pen, narrow, "narrow");
    text_add(&text, "<svg xmlns=\"http://www.w3.org/2000/svg\" fill=\"none\" "
                    "stroke-miterlimit=\"10\"");
    if (!narrow)
        add_view(&text, wide);
    text_add(&text, ">\n");
    add_style(&text, &pen, wide, narrow);
    text_print(&text, "<defs>\n%s</defs>\n", pen.shapes.at);
    text_bytes(&text, pen.body.at, pen.body.length);
    text_add(&text, "</svg>\n");
    return text_all(&text);
}
