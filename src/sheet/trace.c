/* trace.c: the pen that writes what it would draw, a line a mark, for golden
 * tests. Marks of a sheet within the sheet are indented and in that sheet's own
 * lengths. */
#include "sheet.h"

#include <math.h>

struct trace_pen {
    struct pen pen;
    struct text *text;
    int indent;
};

static const char *const face_names[FACE_OTHER] = {
    [FACE_TEXT] = "text",
    [FACE_TEXT_ITALIC] = "text-italic",
    [FACE_TEXT_BOLD] = "text-bold",
    [FACE_SANS] = "sans",
    [FACE_SANS_ITALIC] = "sans-italic",
    [FACE_SANS_MEDIUM] = "sans-medium",
    [FACE_SANS_BOLD] = "sans-bold",
    [FACE_MONO] = "mono",
    [FACE_MONO_BOLD] = "mono-bold",
    [FACE_MATHS] = "maths",
};

/* To a hundredth, never "-0.00". */
static void
add_number(struct text *text, double value)
{
    double rounded = round(value * 100) / 100;

    text_print(text, " %.2f", rounded == 0 ? 0 : rounded);
}

static struct text *
begin_line(struct pen *pen, const char *what)
{
    struct trace_pen *own = (struct trace_pen *)pen;

    text_print(own->text, "%*s%s", 2 * own->indent, "", what);
    return own->text;
}

static void
add_ink(struct text *text, const struct mark *mark)
{
    text_print(text, " %s", mark->ink ? mark->ink->name : "none");
    if (mark->opacity < 1)
        text_print(text, " opacity %.2f", mark->opacity);
}

static void
widen_box(double *box, double x, double y)
{
    box[0] = fmin(box[0], x);
    box[1] = fmin(box[1], y);
    box[2] = fmax(box[2], x);
    box[3] = fmax(box[3], y);
}

/* The box of all points, control points too, and the number of steps. */
static void
add_path(struct text *text, const struct path *path)
{
    double box[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};

    for (size_t i = 0; i < path->count; i++) {
        const struct step *step = &path->steps[i];
        if (step->kind == STEP_CLOSE)
            continue;
        widen_box(box, step->x, step->y);
        if (step->kind != STEP_CURVE)
            continue;
        widen_box(box, step->x1, step->y1);
        widen_box(box, step->x2, step->y2);
    }
    for (int i = 0; i < 4; i++)
        add_number(text, path->count ? box[i] : 0);
    text_print(text, " steps %zu", path->count);
}

static void
trace_fill(struct pen *pen, const struct mark *mark)
{
    struct text *text = begin_line(pen, "fill");

    add_path(text, mark->path);
    add_ink(text, mark);
    text_add(text, mark->even_odd ? " even-odd\n" : "\n");
}

static void
trace_stroke(struct pen *pen, const struct mark *mark)
{
    struct text *text = begin_line(pen, "stroke");

    add_path(text, mark->path);
    add_ink(text, mark);
    text_add(text, " width");
    add_number(text, mark->width);
    if (mark->dash[0] > 0) {
        text_add(text, " dash");
        add_number(text, mark->dash[0]);
        add_number(text, mark->dash[1]);
    }
    text_add(text, mark->round ? " round\n" : "\n");
}

static void
add_words(struct text *text, const struct glyphs *glyphs)
{
    struct arena arena = {0};

    text_char(text, ' ');
    text_json(text, arena_copy(&arena, glyphs->text, glyphs->length));
    arena_close(&arena);
}

static void
add_quoted(struct text *text, const char *words)
{
    text_char(text, ' ');
    text_json(text, words ? words : "");
}

static void
trace_glyphs(struct pen *pen, const struct mark *mark)
{
    const struct style *style = &mark->glyphs->style;
    struct text *text = begin_line(pen, "glyphs");

    add_number(text, mark->x);
    add_number(text, mark->y);
    text_char(text, ' ');
    if (style->face < FACE_OTHER)
        text_add(text, face_names[style->face]);
    else
        face_label(text, style->face);
    text_char(text, ' ');
    text_real(text, style->size);
    add_ink(text, mark);
    if (mark->turn != 0) {
        text_add(text, " turn ");
        text_real(text, mark->turn);
    }
    if (style->heavier > 0) {
        text_add(text, " heavier ");
        text_real(text, style->heavier);
    }
    if (mark->glyphs->stretch != 0) {
        text_add(text, " stretch ");
        text_real(text, mark->glyphs->stretch);
    }
    text_add(text, mark->soft_hyphen ? " soft-hyphen" : "");
    if (mark->meant) {
        text_print(text, " meant %u", mark->meant);
        add_quoted(text, mark->meaning);
    }
    add_words(text, mark->glyphs);
    text_char(text, '\n');
}

static void
add_box(struct text *text, const struct mark *mark)
{
    add_number(text, mark->x);
    add_number(text, mark->y);
    add_number(text, mark->w);
    add_number(text, mark->h);
}

static void
trace_image(struct pen *pen, const struct mark *mark)
{
    struct text *text = begin_line(pen, "image");

    add_box(text, mark);
    add_quoted(text, mark->target);
    add_quoted(text, mark->alt);
    text_char(text, '\n');
}

static void
trace_link(struct pen *pen, const struct mark *mark)
{
    struct text *text = begin_line(pen, "link");

    add_box(text, mark);
    add_quoted(text, mark->target);
    add_quoted(text, mark->alt);
    text_char(text, '\n');
}

static void
trace_clip(struct pen *pen, const struct mark *mark)
{
    struct text *text = begin_line(pen, "clip");

    add_path(text, mark->path);
    text_char(text, '\n');
}

static void
trace_unclip(struct pen *pen, const struct mark *mark)
{
    (void)mark;
    text_char(begin_line(pen, "unclip"), '\n');
}

static void
trace_group(struct pen *pen, const struct mark *mark)
{
    struct text *text = begin_line(pen, "sheet");

    add_box(text, mark);
    text_print(text, " scale %.4f\n", mark->scale);
    ((struct trace_pen *)pen)->indent++;
}

static void
trace_ungroup(struct pen *pen, const struct mark *mark)
{
    (void)mark;
    ((struct trace_pen *)pen)->indent--;
}

void
sheet_trace(struct text *text, const struct sheet *sheet)
{
    struct trace_pen pen = {
        .pen = {.fill = trace_fill,
                .stroke = trace_stroke,
                .glyphs = trace_glyphs,
                .image = trace_image,
                .clip = trace_clip,
                .unclip = trace_unclip,
                .link = trace_link,
                .group = trace_group,
                .ungroup = trace_ungroup},
        .text = text,
    };

    sheet_draw(sheet, &pen.pen);
}
