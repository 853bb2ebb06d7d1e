/* pen_cairo.c: a sheet as pixels, painted or, for frames, laid mark by mark on
 * a plate: then cairo says only what each covers. Letters are filled as
 * outlines, not as cairo's own text: so they stand where they were measured
 * (on a plate at the nearest whole pixel), without hinting, and without a font
 * engine to depend on. Keeper of cairo. */
#include "plate.h"

#include <cairo.h>
#include <math.h>
#include <stdlib.h>

#define PI 3.14159265358979323846

struct cairo_pen {
    struct pen pen;
    cairo_t *cairo;
    struct arena *arena;
    const struct faces *faces;
    const struct pictures *pictures;
    struct plate *plate; /* or NULL: cairo paints */
};

static cairo_t *
see_cairo(struct pen *pen)
{
    return ((struct cairo_pen *)pen)->cairo;
}

static int
clamp_pixel(double at, int most)
{
    return at > 0 ? (int)fmin(at, most) : 0;
}

/* Pixels that hold the path and what a stroke adds: a mitre ends within five
 * widths of its corner. Sheets are moved and scaled, never turned. */
static struct area
find_area(struct cairo_pen *pen, double width)
{
    double left, top, right, foot, more = 5 * width;

    cairo_path_extents(pen->cairo, &left, &top, &right, &foot);
    left -= more;
    top -= more;
    right += more;
    foot += more;
    cairo_user_to_device(pen->cairo, &left, &top);
    cairo_user_to_device(pen->cairo, &right, &foot);
    return (struct area){clamp_pixel(floor(left) - 1, pen->plate->width),
                         clamp_pixel(floor(top) - 1, pen->plate->height),
                         clamp_pixel(ceil(right) + 1, pen->plate->width),
                         clamp_pixel(ceil(foot) + 1, pen->plate->height)};
}

/* Fill or stroke the path in the mark's ink. */
static void
ink_path(struct pen *pen, const struct mark *mark, void (*draw)(cairo_t *))
{
    struct cairo_pen *own = (struct cairo_pen *)pen;
    const double *rgb = mark->ink->rgb;

    if (!own->plate) {
        cairo_set_source_rgba(own->cairo, rgb[0], rgb[1], rgb[2],
                              mark->opacity);
        draw(own->cairo);
        return;
    }
    struct area area = find_area(own, draw == cairo_stroke ? mark->width : 0);
    draw(own->cairo);
    cairo_surface_flush(cairo_get_target(own->cairo));
    plate_lay(own->plate, area, rgb, mark->opacity);
    cairo_surface_mark_dirty(cairo_get_target(own->cairo));
}

static void
trace_path(cairo_t *cairo, const struct path *path)
{
    cairo_new_path(cairo);
    for (const struct step *s = path->steps; s < path->steps + path->count; s++)
        switch (s->kind) {
        case STEP_MOVE:
            cairo_move_to(cairo, s->x, s->y);
            break;
        case STEP_LINE:
            cairo_line_to(cairo, s->x, s->y);
            break;
        case STEP_CURVE:
            cairo_curve_to(cairo, s->x1, s->y1, s->x2, s->y2, s->x, s->y);
            break;
        case STEP_CLOSE:
            cairo_close_path(cairo);
            break;
        }
}

static void
fill_path(struct pen *pen, const struct mark *mark)
{
    cairo_t *cairo = see_cairo(pen);

    trace_path(cairo, mark->path);
    cairo_set_fill_rule(cairo, mark->even_odd ? CAIRO_FILL_RULE_EVEN_ODD
                                              : CAIRO_FILL_RULE_WINDING);
    ink_path(pen, mark, cairo_fill);
}

static void
stroke_path(struct pen *pen, const struct mark *mark)
{
    cairo_t *cairo = see_cairo(pen);

    trace_path(cairo, mark->path);
    cairo_set_line_width(cairo, mark->width);
    cairo_set_dash(cairo, mark->dash, mark->dash[0] > 0 ? 2 : 0, 0);
    cairo_set_line_cap(cairo, mark->round ? CAIRO_LINE_CAP_ROUND
                                          : CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(cairo, mark->round ? CAIRO_LINE_JOIN_ROUND
                                           : CAIRO_LINE_JOIN_MITER);
    ink_path(pen, mark, cairo_stroke);
}

/* A glyph's outline comes in ems with y up; cairo's matrix does the rest. */
static void
move_to(void *to, double x, double y)
{
    cairo_move_to(to, x, -y);
}

static void
line_to(void *to, double x, double y)
{
    cairo_line_to(to, x, -y);
}

static void
curve_to(void *to, double x1, double y1, double x2, double y2, double x,
         double y)
{
    cairo_curve_to(to, x1, -y1, x2, -y2, x, -y);
}

static void
close_path(void *to)
{
    cairo_close_path(to);
}

/* To a pixel's corner, so that equal letters have equal pixels, which pack to
 * three percent less. */
static void
round_origin(cairo_t *cairo)
{
    cairo_matrix_t matrix;

    cairo_get_matrix(cairo, &matrix);
    matrix.x0 = floor(matrix.x0 + 0.5);
    matrix.y0 = floor(matrix.y0 + 0.5);
    cairo_set_matrix(cairo, &matrix);
}

static void
fill_glyphs(struct pen *pen, const struct mark *mark)
{
    static const struct outline outline = {move_to, line_to, curve_to,
                                           close_path};
    const struct glyphs *glyphs = mark->glyphs;
    const struct cairo_pen *own = (const struct cairo_pen *)pen;
    cairo_t *cairo = see_cairo(pen);
    double size = glyphs->style.size;

    cairo_new_path(cairo);
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
    for (size_t i = 0; i < glyphs->count; i++) {
        cairo_save(cairo);
        cairo_translate(cairo, mark->x, mark->y);
        cairo_rotate(cairo, mark->turn * PI / 180);
        cairo_translate(cairo, glyphs->x[i], glyphs->y[i]);
        cairo_scale(cairo, size * (1 + glyphs->stretch), size);
        if (own->plate)
            round_origin(cairo);
        face_outline(own->faces, glyphs->style.face, glyphs->ids[i], &outline,
                     cairo);
        cairo_restore(cairo);
    }
    if (glyphs->style.heavier == 0) {
        ink_path(pen, mark, cairo_fill);
        return;
    }
    struct mark edge = *mark;
    edge.width = glyphs->style.heavier * size;
    cairo_set_line_width(cairo, edge.width);
    cairo_set_dash(cairo, NULL, 0, 0);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_MITER);
    ink_path(pen, mark, cairo_fill_preserve);
    ink_path(pen, &edge, cairo_stroke);
}

/* cairo wants colours multiplied by their alpha, in native words. */
static void
multiply_pixels(const struct pixels *pixels, uint32_t *to)
{
    size_t count = (size_t)pixels->width * (size_t)pixels->height;
    const unsigned char *from = pixels->at;
    size_t step = (size_t)pixels->channels;

    for (size_t i = 0; i < count; i++, from += step) {
        uint32_t alpha = pixels->alpha ? pixels->alpha[i] : 255, word = alpha;
        for (size_t j = 0; j < 3; j++)
            word = word << 8 | (from[step == 3 ? j : 0] * alpha + 127) / 255;
        to[i] = word;
    }
}

static void
draw_pixels(struct cairo_pen *pen, const struct mark *mark,
            const struct pixels *pixels)
{
    uint32_t *words = TAKE_ARRAY(
        pen->arena, (size_t)pixels->width * (size_t)pixels->height, uint32_t);

    multiply_pixels(pixels, words);
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        (unsigned char *)words, CAIRO_FORMAT_ARGB32, pixels->width,
        pixels->height, 4 * pixels->width);
    cairo_save(pen->cairo);
    cairo_translate(pen->cairo, mark->x, mark->y);
    cairo_scale(pen->cairo, mark->w / pixels->width, mark->h / pixels->height);
    cairo_set_source_surface(pen->cairo, surface, 0, 0);
    cairo_paint(pen->cairo);
    cairo_restore(pen->cairo);
    cairo_surface_destroy(surface);
}

static void
draw_gap(cairo_t *cairo, const struct mark *mark)
{
    cairo_set_source_rgb(cairo, 0.6, 0.6, 0.6);
    cairo_set_line_width(cairo, 0.5);
    cairo_set_dash(cairo, NULL, 0, 0);
    cairo_rectangle(cairo, mark->x, mark->y, mark->w, mark->h);
    cairo_stroke(cairo);
}

static void
draw_image(struct pen *pen, const struct mark *mark)
{
    struct cairo_pen *own = (struct cairo_pen *)pen;
    /* No frame has pictures. */
    if (own->plate)
        return;
    const struct picture *picture = picture_find(own->pictures, mark->target);

    if (picture && picture->pixels.at)
        draw_pixels(own, mark, &picture->pixels);
    else
        draw_gap(own->cairo, mark);
}

static void
clip_path(struct pen *pen, const struct mark *mark)
{
    cairo_save(see_cairo(pen));
    trace_path(see_cairo(pen), mark->path);
    cairo_set_fill_rule(see_cairo(pen), CAIRO_FILL_RULE_WINDING);
    cairo_clip(see_cairo(pen));
}

static void
restore(struct pen *pen, const struct mark *mark)
{
    (void)mark;
    cairo_restore(see_cairo(pen));
}

static void
enter_group(struct pen *pen, const struct mark *mark)
{
    cairo_save(see_cairo(pen));
    cairo_translate(see_cairo(pen), mark->x, mark->y);
    cairo_scale(see_cairo(pen), mark->scale, mark->scale);
}

/* Seventeen blends an ink instead of 256: the eye sees no difference, and a
 * drawing stays within an indexed picture's colours. */
static cairo_t *
open_cairo(cairo_surface_t *surface)
{
    cairo_t *cairo = cairo_create(surface);

    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_FAST);
    return cairo;
}

static void
draw_on(struct cairo_pen pen, double scale, const struct sheet *sheet)
{
    pen.pen = (struct pen){.fill = fill_path,
                           .stroke = stroke_path,
                           .glyphs = fill_glyphs,
                           .image = draw_image,
                           .clip = clip_path,
                           .unclip = restore,
                           .group = enter_group,
                           .ungroup = restore};
    cairo_scale(pen.cairo, scale, scale);
    sheet_draw(sheet, &pen.pen);
}

static bool
close_cairo(cairo_t *cairo, cairo_surface_t *surface)
{
    cairo_surface_flush(surface);
    bool done = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;

    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return done;
}

bool
sheet_raster(struct arena *arena, const struct faces *faces,
             const struct pictures *pictures, const struct sheet *sheet,
             const double *paper, double scale, const struct raster *raster)
{
    /* RGB24 has a word a pixel, so a row has no padding. */
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        (unsigned char *)raster->at, CAIRO_FORMAT_RGB24, raster->width,
        raster->height, 4 * raster->width);
    struct cairo_pen pen = {.cairo = open_cairo(surface),
                            .arena = arena,
                            .faces = faces,
                            .pictures = pictures};

    cairo_set_source_rgb(pen.cairo, paper[0], paper[1], paper[2]);
    cairo_paint(pen.cairo);
    draw_on(pen, scale, sheet);
    return close_cairo(pen.cairo, surface);
}

bool
sheet_plate(struct arena *arena, const struct faces *faces,
            const struct sheet *sheet, double scale, struct plate *plate)
{
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        plate->cover, CAIRO_FORMAT_A8, plate->width, plate->height,
        (int)plate->stride);
    struct cairo_pen pen = {.cairo = open_cairo(surface),
                            .arena = arena,
                            .faces = faces,
                            .plate = plate};

    draw_on(pen, scale, sheet);
    return close_cairo(pen.cairo, surface);
}
