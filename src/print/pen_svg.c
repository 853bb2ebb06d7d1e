/* pen_svg.c: a sheet as SVG. Not cairo's SVG: that differs from version to
 * version, writes five times as much, and numbers its ids from the same start
 * in every file, so two drawings in one page of HTML would take each other's
 * letters. Here every id begins with the figure's name. A glyph is drawn once
 * in <defs>, in thousandths of its em, and used where it stands. */
#include "inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct svg_pen {
    struct pen pen;
    struct arena *arena;
    const struct faces *faces;
    const struct pictures *pictures;
    const char *name; /* fit for an id */
    struct text shapes, body;
    uint32_t *known[FACE_COUNT]; /* glyphs that are in shapes: their numbers */
    size_t room[FACE_COUNT];
    uint32_t glyph_count;
    int clips;
};

static void
add_pair(struct text *text, double x, double y)
{
    text_real(text, x);
    /* A minus sign parts two numbers as well as a space does. */
    if (y > -0.0005)
        text_char(text, ' ');
    text_real(text, y);
}

static void
print_colour(struct text *text, const double *rgb)
{
    text_print(text, "#%02x%02x%02x", (unsigned)lround(rgb[0] * 255),
               (unsigned)lround(rgb[1] * 255), (unsigned)lround(rgb[2] * 255));
}

/* what: "fill" or "stroke". */
static void
add_colour(struct svg_pen *pen, const char *what, const struct ink *ink)
{
    text_print(&pen->body, " %s=\"", what);
    print_colour(&pen->body, ink->rgb);
    text_char(&pen->body, '"');
}

static void
add_real(struct text *text, const char *what, double value)
{
    text_print(text, " %s=\"", what);
    text_real(text, value);
    text_char(text, '"');
}

static void
add_opacity(struct text *text, const struct mark *mark)
{
    if (mark->opacity < 1)
        add_real(text, "opacity", mark->opacity);
}

/* A path while it is written: every place as the way from the last one, in
 * whole grains, so that nothing is rounded twice. */
struct trail {
    struct text *text;
    int grains; /* to the unit: 1 or 100 */
    long long x, y, start_x, start_y;
    char last; /* the letter that holds for the next numbers */
};

static void
add_grains(struct trail *trail, long long grains, bool first)
{
    long long size = llabs(grains), part = size % trail->grains;

    if (grains < 0)
        text_char(trail->text, '-');
    else if (!first)
        text_char(trail->text, ' ');
    if (size >= trail->grains || !part)
        text_print(trail->text, "%lld", size / trail->grains);
    if (part)
        text_print(trail->text, part % 10 ? ".%02lld" : ".%.1lld",
                   part % 10 ? part : part / 10);
}

/* One or three places; the last of them is where the trail goes on. */
static void
add_leg(struct trail *trail, char letter, const double *places, int count)
{
    long long x = trail->x, y = trail->y;
    bool said = letter == trail->last;

    for (int i = 0; i < count; i++) {
        trail->x = llround(places[2 * i] * trail->grains);
        trail->y = llround(places[2 * i + 1] * trail->grains);
        if (letter == 'l' && said && trail->x == x && trail->y == y)
            return;
        if (!i && !said)
            text_char(trail->text, letter);
        add_grains(trail, trail->x - x, !i && !said);
        add_grains(trail, trail->y - y, false);
    }
    if (letter == 'm') {
        trail->start_x = trail->x;
        trail->start_y = trail->y;
    }
    trail->last = letter;
}

static void
close_trail(struct trail *trail)
{
    text_char(trail->text, 'z');
    trail->x = trail->start_x;
    trail->y = trail->start_y;
    trail->last = 'z';
}

static void
add_path(struct text *text, const struct path *path)
{
    struct trail trail = {.text = text, .grains = 100};

    text_add(text, " d=\"");
    for (const struct step *s = path->steps; s < path->steps + path->count;
         s++) {
        const double places[] = {s->x1, s->y1, s->x2, s->y2, s->x, s->y};
        if (s->kind == STEP_CLOSE)
            close_trail(&trail);
        else if (s->kind == STEP_CURVE)
            add_leg(&trail, 'c', places, 3);
        else
            add_leg(&trail, s->kind == STEP_MOVE ? 'm' : 'l', places + 4, 1);
    }
    text_char(text, '"');
}

static void
fill_path(struct pen *pen, const struct mark *mark)
{
    struct text *body = &((struct svg_pen *)pen)->body;

    text_add(body, "<path");
    add_colour((struct svg_pen *)pen, "fill", mark->ink);
    add_opacity(body, mark);
    if (mark->even_odd)
        text_add(body, " fill-rule=\"evenodd\"");
    add_path(body, mark->path);
    text_add(body, "/>\n");
}

static void
stroke_path(struct pen *pen, const struct mark *mark)
{
    struct text *body = &((struct svg_pen *)pen)->body;

    text_add(body, "<path fill=\"none\"");
    add_colour((struct svg_pen *)pen, "stroke", mark->ink);
    add_opacity(body, mark);
    add_real(body, "stroke-width", mark->width);
    if (mark->dash[0] > 0) {
        text_add(body, " stroke-dasharray=\"");
        text_real(body, mark->dash[0]);
        text_char(body, ' ');
        text_real(body, mark->dash[1]);
        text_char(body, '"');
    }
    text_add(body, mark->round
                       ? " stroke-linecap=\"round\" stroke-linejoin=\"round\""
                       : " stroke-miterlimit=\"10\"");
    add_path(body, mark->path);
    text_add(body, "/>\n");
}

/* An outline in whole thousandths of the em, y down. */
static void
move_to(void *to, double x, double y)
{
    add_leg(to, 'm', (double[]){x * 1000, -y * 1000}, 1);
}

static void
line_to(void *to, double x, double y)
{
    add_leg(to, 'l', (double[]){x * 1000, -y * 1000}, 1);
}

static void
curve_to(void *to, double x1, double y1, double x2, double y2, double x,
         double y)
{
    add_leg(to, 'c',
            (double[]){x1 * 1000, -y1 * 1000, x2 * 1000, -y2 * 1000, x * 1000,
                       -y * 1000},
            3);
}

static void
close_path(void *to)
{
    close_trail(to);
}

/* The number of a glyph in the drawing, from 1; *met when it is not the first
 * time. */
static uint32_t
number_glyph(struct svg_pen *pen, enum face_name face, uint32_t glyph,
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

static uint32_t
define_glyph(struct svg_pen *pen, enum face_name face, uint32_t glyph)
{
    static const struct outline outline = {move_to, line_to, curve_to,
                                           close_path};
    struct trail trail = {.text = &pen->shapes, .grains = 1};
    bool met;
    uint32_t number = number_glyph(pen, face, glyph, &met);

    if (met)
        return number;
    text_print(&pen->shapes, "<path id=\"%s-%u\" d=\"", pen->name,
               (unsigned)number);
    face_outline(pen->faces, face, glyph, &outline, &trail);
    text_add(&pen->shapes, "\"/>\n");
    return number;
}

static void
use_glyph(struct svg_pen *pen, const struct glyphs *glyphs, size_t i)
{
    double thousandth = glyphs->style.size / 1000;
    double step = thousandth * (1 + glyphs->stretch);
    uint32_t number = define_glyph(pen, glyphs->style.face, glyphs->ids[i]);

    text_print(&pen->body, "<use href=\"#%s-%u\"", pen->name, (unsigned)number);
    if (glyphs->x[i] != 0)
        add_real(&pen->body, "x", (double)lround(glyphs->x[i] / step));
    if (glyphs->y[i] != 0)
        add_real(&pen->body, "y", (double)lround(glyphs->y[i] / thousandth));
    text_add(&pen->body, "/>");
}

static void
add_scale(struct text *text, double scale)
{
    long long millionths = llround(scale * 1e6);

    text_print(text, "%lld.%06lld", millionths / 1000000, millionths % 1000000);
}

/* Six decimals: a thousandth of the em is itself about a hundredth point. */
static void
add_transform(struct text *text, double x, double y, double turn, double scale,
              double stretch)
{
    text_add(text, " transform=\"translate(");
    add_pair(text, x, y);
    if (turn != 0) {
        text_add(text, ")rotate(");
        text_real(text, turn);
    }
    text_add(text, ")scale(");
    add_scale(text, scale * (1 + stretch));
    if (stretch != 0) {
        text_char(text, ' ');
        add_scale(text, scale);
    }
    text_add(text, ")\"");
}

static bool
is_blank(const struct glyphs *glyphs)
{
    return strspn(glyphs->text, " ") >= glyphs->length;
}

static void
show_glyphs(struct pen *pen, const struct mark *mark)
{
    struct svg_pen *own = (struct svg_pen *)pen;
    const struct glyphs *glyphs = mark->glyphs;

    if (is_blank(glyphs))
        return;
    text_add(&own->body, "<g");
    add_colour(own, "fill", mark->ink);
    add_opacity(&own->body, mark);
    add_transform(&own->body, mark->x, mark->y, mark->turn,
                  glyphs->style.size / 1000, glyphs->stretch);
    text_char(&own->body, '>');
    for (size_t i = 0; i < glyphs->count; i++)
        use_glyph(own, glyphs, i);
    text_add(&own->body, "</g>\n");
}

static void
add_box(struct text *text, const struct mark *mark)
{
    add_real(text, "x", mark->x);
    add_real(text, "y", mark->y);
    add_real(text, "width", mark->w);
    add_real(text, "height", mark->h);
}

static void
draw_image(struct pen *pen, const struct mark *mark)
{
    struct svg_pen *own = (struct svg_pen *)pen;
    const struct picture *picture = picture_find(own->pictures, mark->target);

    if (!picture || !picture->pixels.at) {
        text_add(&own->body, "<rect fill=\"none\" stroke=\"#999\"");
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
    struct svg_pen *own = (struct svg_pen *)pen;
    int clip = ++own->clips;

    text_print(&own->body, "<clipPath id=\"%s-clip%d\"><path", own->name, clip);
    add_path(&own->body, mark->path);
    text_print(&own->body, "/></clipPath>\n<g clip-path=\"url(#%s-clip%d)\">\n",
               own->name, clip);
}

static void
enter_group(struct pen *pen, const struct mark *mark)
{
    struct text *body = &((struct svg_pen *)pen)->body;

    text_add(body, "<g");
    add_transform(body, mark->x, mark->y, 0, mark->scale, 0);
    text_add(body, ">\n");
}

static void
leave_group(struct pen *pen, const struct mark *mark)
{
    (void)mark;
    text_add(&((struct svg_pen *)pen)->body, "</g>\n");
}

/* Letters, digits and hyphens, a letter in front. */
static const char *
make_id(struct arena *arena, const char *name)
{
    char *id = arena_print(arena, "f-%s", name);

    for (char *c = id; *c; c++)
        if (!(*c >= '0' && *c <= '9') && !(*c >= 'a' && *c <= 'z') &&
            !(*c >= 'A' && *c <= 'Z'))
            *c = '-';
    return id;
}

static void
open_svg(struct text *text, const struct sheet *sheet)
{
    text_add(text, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    add_pair(text, sheet->width, sheet->height);
    text_char(text, '"');
    add_real(text, "width", sheet->width);
    add_real(text, "height", sheet->height);
}

static void
add_head(struct text *text, const char *id, const struct notes *notes)
{
    text_print(text,
               " role=\"img\" aria-labelledby=\"%s-title %s-desc\">\n"
               "<title id=\"%s-title\">",
               id, id, id);
    text_escape(text, notes->title ? notes->title : "");
    text_print(text, "</title>\n<desc id=\"%s-desc\">", id);
    text_escape(text, notes->description ? notes->description : "");
    text_add(text, "</desc>\n");
    notes_rdf(text, notes);
}

static struct svg_pen
make_pen(struct arena *arena, const struct faces *faces,
         const struct pictures *pictures, const char *name)
{
    return (struct svg_pen){
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
        .name = name,
        .shapes = text_new(arena),
        .body = text_new(arena),
    };
}

static struct bytes
close_svg(struct text *text, const struct svg_pen *pen)
{
    if (pen->shapes.length) {
        text_add(text, "<defs>\n");
        text_bytes(text, pen->shapes.at, pen->shapes.length);
        text_add(text, "</defs>\n");
    }
    text_bytes(text, pen->body.at, pen->body.length);
    text_add(text, "</svg>\n");
    return text_all(text);
}

struct bytes
sheet_svg(struct arena *arena, const struct faces *faces,
          const struct pictures *pictures, const struct sheet *sheet,
          const char *name, const struct notes *notes)
{
    struct svg_pen pen = make_pen(arena, faces, pictures, make_id(arena, name));
    struct text text = text_new(arena);

    sheet_draw(sheet, &pen.pen);
    open_svg(&text, sheet);
    add_head(&text, pen.name, notes);
    return close_svg(&text, &pen);
}
