/* lettering.c: an eye for words. It is a pen that notes where words, lines
 * and surfaces come to lie, and then compares each with each.
 *
 * What a newcomer would get wrong: boxes of words go from the ascender of a d
 * to the descender of a p, as their outlines have it; the ascender and
 * descender of the font's own tables leave room for accents on capitals, and
 * lines of one label would overlap by them. */
#include "lettering.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define SHRINK 0.3  /* [pt] that boxes of words may overlap on each side */
#define SMALL 12.0  /* [pt] a surface this small is a marker */
#define THIN 3.0    /* [pt] a surface this thin is a line */
#define OPAQUE 0.99 /* of a surface that hides */
#define STRONG 0.5  /* opacity of a surface whose edge is seen */

struct box {
    double left, top, right, bottom;
};
struct word {
    struct box box;
    const char *text;
    size_t order;
};
/* A piece of a stroke or of a surface's edge. */
struct line {
    double x1, y1, x2, y2, half;
    const struct ink *ink;
    size_t order;
};
struct surface {
    struct box box;
    const struct ink *ink;
    double opacity;
    bool marker; /* small: counts as a whole, not by its edges */
    size_t order;
};
/* How the sheet that is drawn lies on the outermost. */
struct view {
    double x, y, scale;
};

struct eye {
    struct pen pen;
    double above[FACE_COUNT], below[FACE_COUNT]; /* [em] */
    struct view views[8];
    int depth;
    size_t order;
    struct word *words;
    size_t word_count, word_room;
    struct line *lines;
    size_t line_count, line_room;
    struct surface *surfaces;
    size_t surface_count, surface_room;
};

/* Heights of letters. */

static void
stretch(void *to, double x, double y)
{
    double *reach = to;

    (void)x;
    reach[0] = fmax(reach[0], y);
    reach[1] = fmax(reach[1], -y);
}

static void
stretch_curve(void *to, double x1, double y1, double x2, double y2, double x,
              double y)
{
    stretch(to, x1, y1);
    stretch(to, x2, y2);
    stretch(to, x, y);
}

static void
end_outline(void *to)
{
    (void)to;
}

static void
measure_letters(struct eye *eye, struct shaper *shaper)
{
    static const struct outline outline = {stretch, stretch, stretch_curve,
                                           end_outline};

    for (int face = 0; face < FACE_MATHS; face++) {
        struct style style = {.face = (enum face_name)face, .size = 10};
        const struct glyphs *glyphs = shape_text(shaper, &style, "dp", 2);
        double reach[2] = {0};
        for (size_t i = 0; i < glyphs->count; i++)
            face_outline(shaper_faces(shaper), style.face, glyphs->ids[i],
                         &outline, reach);
        eye->above[face] = reach[0];
        eye->below[face] = reach[1];
    }
}

/* Noting. */

static struct view
current_view(const struct eye *eye)
{
    return eye->views[eye->depth];
}

static struct box
widen(struct box box, double x, double y)
{
    return (struct box){fmin(box.left, x), fmin(box.top, y), fmax(box.right, x),
                        fmax(box.bottom, y)};
}

static const struct box nothing = {1e9, 1e9, -1e9, -1e9};

/* A place of the sheet that is drawn, on the outermost. */
static void
project(const struct eye *eye, double *x, double *y)
{
    struct view view = current_view(eye);

    *x = view.x + view.scale * *x;
    *y = view.y + view.scale * *y;
}

static bool
is_blank(const struct glyphs *glyphs)
{
    for (size_t i = 0; i < glyphs->length; i++)
        if (glyphs->text[i] != ' ')
            return false;
    return true;
}

static void
note_words(struct pen *pen, const struct mark *mark)
{
    struct eye *eye = (struct eye *)pen;
    const struct glyphs *glyphs = mark->glyphs;
    double size = glyphs->style.size, turn = mark->turn * acos(-1) / 180;
    double up = eye->above[glyphs->style.face] * size;
    double down = eye->below[glyphs->style.face] * size;
    struct box box = nothing;

    eye->order++;
    if (is_blank(glyphs))
        return;
    for (int corner = 0; corner < 4; corner++) {
        double x = corner % 2 ? glyphs->width : 0, y = corner / 2 ? down : -up;
        double px = mark->x + x * cos(turn) - y * sin(turn);
        double py = mark->y + x * sin(turn) + y * cos(turn);
        project(eye, &px, &py);
        box = widen(box, px, py);
    }
    GROW(&arena, eye->words, eye->word_count, eye->word_room);
    eye->words[eye->word_count++] = (struct word){
        box, arena_copy(&arena, glyphs->text, glyphs->length), eye->order};
}

static void
note_line(struct eye *eye, const struct mark *mark, double x1, double y1,
          double x2, double y2)
{
    double half = mark->kind == MARK_STROKE ? mark->width / 2 : 0;

    project(eye, &x1, &y1);
    project(eye, &x2, &y2);
    GROW(&arena, eye->lines, eye->line_count, eye->line_room);
    eye->lines[eye->line_count++] = (struct line){
        x1, y1, x2, y2, half * current_view(eye).scale, mark->ink, eye->order};
}

#define PIECES 12 /* of a curve */

static void
note_curve(struct eye *eye, const struct mark *mark, double x, double y,
           const struct step *step)
{
    double x0 = x, y0 = y;

    for (int i = 1; i <= PIECES; i++) {
        double u = (double)i / PIECES, v = 1 - u;
        double a = v * v * v, b = 3 * v * v * u, c = 3 * v * u * u,
               d = u * u * u;
        double px = a * x0 + b * step->x1 + c * step->x2 + d * step->x;
        double py = a * y0 + b * step->y1 + c * step->y2 + d * step->y;
        note_line(eye, mark, x, y, px, py);
        x = px;
        y = py;
    }
}

/* Every piece of the path, and the box around it. */
static struct box
note_path(struct eye *eye, const struct mark *mark)
{
    double x = 0, y = 0, first_x = 0, first_y = 0;
    struct box box = nothing;

    for (size_t i = 0; i < mark->path->count; i++) {
        const struct step *step = &mark->path->steps[i];
        bool close = step->kind == STEP_CLOSE;
        double to_x = close ? first_x : step->x,
               to_y = close ? first_y : step->y;
        if (step->kind == STEP_CURVE)
            note_curve(eye, mark, x, y, step);
        else if (step->kind != STEP_MOVE)
            note_line(eye, mark, x, y, to_x, to_y);
        if (step->kind == STEP_MOVE) {
            first_x = to_x;
            first_y = to_y;
        }
        double px = x = to_x, py = y = to_y;
        project(eye, &px, &py);
        box = widen(box, px, py);
    }
    return box;
}

static void
note_stroke(struct pen *pen, const struct mark *mark)
{
    struct eye *eye = (struct eye *)pen;

    eye->order++;
    note_path(eye, mark);
}

static void
note_fill(struct pen *pen, const struct mark *mark)
{
    struct eye *eye = (struct eye *)pen;
    size_t edges = eye->line_count;

    eye->order++;
    struct box box = note_path(eye, mark);
    double wide = box.right - box.left, high = box.bottom - box.top;
    bool marker = fmax(wide, high) <= SMALL || fmin(wide, high) <= THIN;
    /* Surfaces that are pale or like paper have no edge. */
    if (marker || mark->opacity < STRONG || !strcmp(mark->ink->name, "paper"))
        eye->line_count = edges;
    GROW(&arena, eye->surfaces, eye->surface_count, eye->surface_room);
    eye->surfaces[eye->surface_count++] =
        (struct surface){box, mark->ink, mark->opacity, marker, eye->order};
}

static void
enter_sheet(struct pen *pen, const struct mark *mark)
{
    struct eye *eye = (struct eye *)pen;
    struct view view = current_view(eye);

    assert(eye->depth + 1 < (int)COUNT(eye->views));
    eye->views[++eye->depth] =
        (struct view){view.x + view.scale * mark->x,
                      view.y + view.scale * mark->y, view.scale * mark->scale};
}

static void
leave_sheet(struct pen *pen, const struct mark *mark)
{
    (void)mark;
    ((struct eye *)pen)->depth--;
}

/* Comparing. */

static struct box
shrink(struct box box, double by)
{
    return (struct box){box.left + by, box.top + by, box.right - by,
                        box.bottom - by};
}

static bool
meet(struct box a, struct box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom &&
           b.top < a.bottom;
}

/* Whether a line enters a box, by halving it until it is short. */
static bool
enters(struct box box, double x1, double y1, double x2, double y2)
{
    struct box span = widen(widen(nothing, x1, y1), x2, y2);
    double x = (x1 + x2) / 2, y = (y1 + y2) / 2;

    /* A line that lies level has a box without height. */
    span = shrink(span, -1e-9);
    if (!meet(box, span))
        return false;
    if (hypot(x2 - x1, y2 - y1) < 0.05 ||
        (x > box.left && x < box.right && y > box.top && y < box.bottom))
        return true;
    return enters(box, x1, y1, x, y) || enters(box, x, y, x2, y2);
}

static bool
is_light(const struct ink *ink)
{
    size_t length = strlen(ink->name);

    return !strcmp(ink->name, "grid") || !strcmp(ink->name, "box") ||
           (length > 5 && !strcmp(ink->name + length - 5, "-tint"));
}

static bool
covers(struct box outer, struct box inner)
{
    return outer.left <= inner.left && outer.right >= inner.right &&
           outer.top <= inner.top && outer.bottom >= inner.bottom;
}

/* Whether a surface lies between what was drawn at a time and the words. */
static bool
is_hidden(const struct eye *eye, size_t order, const struct word *word)
{
    for (size_t i = 0; i < eye->surface_count; i++) {
        const struct surface *surface = &eye->surfaces[i];
        if (surface->order > order && surface->order < word->order &&
            surface->opacity >= OPAQUE && covers(surface->box, word->box))
            return true;
    }
    return false;
}

static void
compare_lines(const struct eye *eye, const struct word *word, struct text *out)
{
    size_t said = 0;

    for (size_t i = 0; i < eye->line_count; i++) {
        const struct line *line = &eye->lines[i];
        struct box box = shrink(word->box, SHRINK - line->half);
        if (line->order == said || is_light(line->ink) ||
            /* Paper shows on words only. */
            (!strcmp(line->ink->name, "paper") && line->order < word->order) ||
            !enters(box, line->x1, line->y1, line->x2, line->y2) ||
            is_hidden(eye, line->order, word))
            continue;
        text_print(out, "'%s' is crossed by a line of ink %s near %.1f %.1f\n",
                   word->text, line->ink->name, (line->x1 + line->x2) / 2,
                   (line->y1 + line->y2) / 2);
        said = line->order;
    }
}

static void
compare_surfaces(const struct eye *eye, const struct word *word,
                 struct text *out)
{
    for (size_t i = 0; i < eye->surface_count; i++) {
        const struct surface *surface = &eye->surfaces[i];
        const char *name = surface->ink->name;
        bool after = surface->order > word->order;
        if (surface->opacity < STRONG ||
            !meet(shrink(word->box, SHRINK), surface->box))
            continue;
        if (after)
            text_print(out, "'%s' is painted over in ink %s\n", word->text,
                       name);
        else if (surface->marker && !is_light(surface->ink) &&
                 strcmp(name, "paper") != 0 &&
                 !is_hidden(eye, surface->order, word))
            text_print(out, "'%s' meets a marker of ink %s\n", word->text,
                       name);
    }
}

static void
compare_words(const struct eye *eye, size_t i, struct text *out)
{
    const struct word *word = &eye->words[i];

    for (size_t j = 0; j < i; j++)
        if (meet(shrink(word->box, SHRINK), shrink(eye->words[j].box, SHRINK)))
            text_print(out, "'%s' meets '%s'\n", word->text,
                       eye->words[j].text);
}

const char *
find_faults(struct shaper *shaper, const struct sheet *sheet)
{
    struct text out = text_new(&arena);
    struct eye eye = {.pen = {.fill = note_fill,
                              .stroke = note_stroke,
                              .glyphs = note_words,
                              .group = enter_sheet,
                              .ungroup = leave_sheet},
                      .views = {{0, 0, 1}}};
    struct box paper = {0, 0, sheet->width, sheet->height};

    measure_letters(&eye, shaper);
    sheet_draw(sheet, &eye.pen);
    for (size_t i = 0; i < eye.word_count; i++) {
        const struct word *word = &eye.words[i];
        if (!covers(paper, shrink(word->box, SHRINK)))
            text_print(&out, "'%s' leaves the sheet\n", word->text);
        compare_words(&eye, i, &out);
        compare_lines(&eye, word, &out);
        compare_surfaces(&eye, word, &out);
    }
    return out.at;
}
