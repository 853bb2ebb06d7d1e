/* pen_svg.c: a sheet as SVG. Not cairo's SVG: that differs from version to
 * version, writes five times as much, and numbers its ids from the same start
 * in every file, so two drawings in one page of HTML would take each other's
 * letters. Here every id begins with the figure's name. A glyph is drawn once
 * in <defs>, in thousandths of its em, and used where it stands. */
#include "inside.h"

#include <math.h>
#include <string.h>

struct svg_pen {
    struct pen pen;
    struct arena *arena;
    const struct faces *faces;
    const struct pictures *pictures;
    const char *name; /* fit for an id */
    struct text shapes, body;
    unsigned char *known[FACE_COUNT]; /* glyphs that are in shapes */
    size_t room[FACE_COUNT];
    bool dark;
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
add_colour(struct svg_pen *pen, const char *what, const struct ink *ink)
{
    const double *rgb = pen->dark ? ink->dark : ink->rgb;

    text_print(&pen->body, " %s=\"#%02x%02x%02x\"", what,
               (unsigned)lround(rgb[0] * 255), (unsigned)lround(rgb[1] * 255),
               (unsigned)lround(rgb[2] * 255));
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

static void
add_path(struct text *text, const struct path *path)
{
    text_add(text, " d=\"");
    for (const struct step *s = path->steps; s < path->steps + path->count;
         s++) {
        text_char(text, "MLCZ"[s->kind]);
        if (s->kind == STEP_CURVE) {
            add_pair(text, s->x1, s->y1);
            text_char(text, ' ');
            add_pair(text, s->x2, s->y2);
            text_char(text, ' ');
        }
        if (s->kind != STEP_CLOSE)
            add_pair(text, s->x, s->y);
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
    add_path(body, &mark->path);
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
    add_path(body, &mark->path);
    text_add(body, "/>\n");
}

/* An outline in whole thousandths of the em, y down. */
static void
add_point(struct text *text, double x, double y)
{
    add_pair(text, (double)lround(x * 1000), (double)-lround(y * 1000));
}

static void
move_to(void *to, double x, double y)
{
    text_char(to, 'M');
    add_point(to, x, y);
}

static void
line_to(void *to, double x, double y)
{
    text_char(to, 'L');
    add_point(to, x, y);
}

static void
curve_to(void *to, double x1, double y1, double x2, double y2, double x,
         double y)
{
    text_char(to, 'C');
    add_point(to, x1, y1);
    text_char(to, ' ');
    add_point(to, x2, y2);
    text_char(to, ' ');
    add_point(to, x, y);
}

static void
close_path(void *to)
{
    text_char(to, 'Z');
}

/* True the first time that a glyph is met. */
static bool
meet_glyph(struct svg_pen *pen, enum face_name face, uint32_t glyph)
{
    size_t room = pen->room[face];

    if (glyph >= room) {
        size_t wanted = 2 * (size_t)glyph + 256;
        pen->known[face] =
            arena_grow(pen->arena, pen->known[face], room, wanted, 1);
        pen->room[face] = wanted;
    }
    bool first = !pen->known[face][glyph];
    pen->known[face][glyph] = 1;
    return first;
}

static void
define_glyph(struct svg_pen *pen, enum face_name face, uint32_t glyph)
{
    static const struct outline outline = {move_to, line_to, curve_to,
                                           close_path};

    if (!meet_glyph(pen, face, glyph))
        return;
    text_print(&pen->shapes, "<path id=\"%s-%d-%u\" d=\"", pen->name, (int)face,
               (unsigned)glyph);
    face_outline(pen->faces, face, glyph, &outline, &pen->shapes);
    text_add(&pen->shapes, "\"/>\n");
}

static void
use_glyph(struct svg_pen *pen, const struct glyphs *glyphs, size_t i)
{
    double thousandth = glyphs->style.size / 1000;
    double step = thousandth * (1 + glyphs->stretch);

    define_glyph(pen, glyphs->style.face, glyphs->ids[i]);
    text_print(&pen->body, "<use href=\"#%s-%d-%u\"", pen->name,
               (int)glyphs->style.face, (unsigned)glyphs->ids[i]);
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
    add_path(&own->body, &mark->path);
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
add_head(struct text *text, const struct sheet *sheet, const char *id,
         const struct notes *notes)
{
    text_add(text, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    add_pair(text, sheet->width, sheet->height);
    text_char(text, '"');
    add_real(text, "width", sheet->width);
    add_real(text, "height", sheet->height);
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

struct bytes
sheet_svg(struct arena *arena, const struct faces *faces,
          const struct pictures *pictures, const struct sheet *sheet,
          const char *name, const struct notes *notes, bool dark)
{
    struct svg_pen pen = {
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
        .name = make_id(arena, name),
        .shapes = text_new(arena),
        .body = text_new(arena),
        .dark = dark,
    };
    struct text text = text_new(arena);

    sheet_draw(sheet, &pen.pen);
    add_head(&text, sheet, pen.name, notes);
    if (pen.shapes.length) {
        text_add(&text, "<defs>\n");
        text_bytes(&text, pen.shapes.at, pen.shapes.length);
        text_add(&text, "</defs>\n");
    }
    text_bytes(&text, pen.body.at, pen.body.length);
    text_add(&text, "</svg>\n");
    return text_all(&text);
}
