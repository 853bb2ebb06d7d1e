/* pen_pdf.c: a sheet as the operators of a page's content. The only place that
 * turns y over. The viewer's graphics state is followed, so that a colour or a
 * width is said only when it changes; clips and groups save and restore it, and
 * so does the stack of depths. In a tagged document everything that is painted
 * is marked: as content of an element, with a number that the structure tree
 * knows, or as artifact. Marks without an element in a sheet within the page
 * belong to that which placed it, so a figure is one piece of content. */
#include "inside.h"

#include <math.h>
#include <string.h>

/* Nothing is known of the graphics state but what the standard begins with. */
static const struct graphics beginning = {
    .width = 1, .face = -1, .round = 0, .opacity = 0};

struct depth *
pen_depth(struct content_pen *pen)
{
    return &pen->depths[pen->depth_count - 1];
}

static struct content_pen *
see_pen(struct pen *pen)
{
    return (struct content_pen *)pen;
}

static void
add_real(struct text *text, double value)
{
    text_real(text, value);
    text_char(text, ' ');
}

void
pen_colour(struct content_pen *pen, double *known, const double *rgb,
           bool stroke)
{
    if (!memcmp(known, rgb, 3 * sizeof *rgb))
        return;
    memcpy(known, rgb, 3 * sizeof *rgb);
    bool grey = rgb[0] == rgb[1] && rgb[1] == rgb[2];
    for (int i = 0; i < (grey ? 1 : 3); i++)
        add_real(&pen->out, rgb[i]);
    text_add(&pen->out,
             stroke ? (grey ? "G\n" : "RG\n") : (grey ? "g\n" : "rg\n"));
}

static int
find_opacity(const struct stock *stock, double opacity)
{
    for (size_t i = 0; i < stock->opacity_count; i++)
        if (stock->opacities[i] == opacity)
            return (int)i;
    return 0;
}

void
pen_opacity(struct content_pen *pen, double opacity)
{
    struct graphics *graphics = &pen_depth(pen)->graphics;
    int index = find_opacity(pen->stock, opacity);

    if (graphics->opacity == index)
        return;
    text_end(pen);
    text_print(&pen->out, "/G%d gs\n", index);
    graphics->opacity = index;
}

/* Marked content. It lies within a text object or around it, never across its
 * ends. */

static void
close_content(struct content_pen *pen)
{
    if (pen->element < 0)
        return;
    if (!pen->within)
        text_end(pen);
    text_pause(pen);
    text_add(&pen->out, "EMC\n");
    pen->element = -1;
}

void
pen_number(struct content_pen *pen, int element)
{
    text_add(&pen->out, "/MCID ");
    text_whole(&pen->out, (long long)pen->mark_count);
    GROW(pen->arena, pen->marks, pen->mark_count, pen->mark_room);
    pen->marks[pen->mark_count++] = element;
}

bool
pen_reads(const struct content_pen *pen, int element)
{
    return pen->stock->elements[element].role != ROLE_ARTIFACT &&
           pen->stock->elements[element].role != ROLE_FURNITURE;
}

static void
open_content(struct content_pen *pen, int element)
{
    const struct element *e = &pen->stock->elements[element];

    text_pause(pen);
    if (e->role == ROLE_ARTIFACT) {
        text_add(&pen->out, "/Artifact<</Type/Layout>>BDC\n");
    } else if (e->role == ROLE_FURNITURE) {
        text_add(&pen->out, "/Artifact<</Type/Pagination>>BDC\n");
    } else {
        text_char(&pen->out, '/');
        text_add(&pen->out, role_name(e->role, e->level));
        text_add(&pen->out, "<<");
        pen_number(pen, element);
        text_add(&pen->out, ">>BDC\n");
    }
    pen->element = element;
    pen->within = pen->line.open;
}

/* A number that the book does not know is an artifact. */
static int
find_element(const struct content_pen *pen, const struct mark *mark)
{
    int element = mark->element > 0 ? mark->element
                                    : pen->depths[pen->depth_count - 1].element;

    return (size_t)element < pen->stock->element_count ? element : 0;
}

void
pen_element(struct content_pen *pen, int element)
{
    if (pen->element == element || !pen->stock->element_count)
        return;
    close_content(pen);
    if (element >= 0)
        open_content(pen, element);
}

void
pen_text_element(struct content_pen *pen, int element)
{
    if (pen->element != element && !pen->within)
        close_content(pen);
}

static void
begin_mark(struct content_pen *pen, const struct mark *mark)
{
    text_end(pen);
    pen_element(pen, find_element(pen, mark));
}

static double
turn_over(struct content_pen *pen, double y)
{
    return pen_depth(pen)->height - y;
}

/* A length of a path, to a hundredth of a point on the page: a drawing that
 * is placed small has no use for more digits, and they are most of it. */
static double
snap(struct content_pen *pen, double value)
{
    double grid = pen_depth(pen)->grid;

    return round(value / grid) * grid;
}

static void
add_point(struct content_pen *pen, double x, double y)
{
    add_real(&pen->out, snap(pen, x));
    add_real(&pen->out, snap(pen, turn_over(pen, y)));
}

/* The power of ten that is at most two hundredths of a point on the page. */
static double
find_grid(double scale)
{
    double grid = 0.001;

    while (grid < 1 && 10 * grid * scale <= 0.02)
        grid *= 10;
    return grid;
}

/* Moves and lines around an upright rectangle? */
static bool
is_rectangle(const struct path *path)
{
    static const enum step_kind kinds[] = {STEP_MOVE, STEP_LINE, STEP_LINE,
                                           STEP_LINE, STEP_CLOSE};
    const struct step *s = path->steps;

    if (path->count != COUNT(kinds))
        return false;
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (s[i].kind != kinds[i])
            return false;
    return s[0].y == s[1].y && s[1].x == s[2].x && s[2].y == s[3].y &&
           s[3].x == s[0].x;
}

static void
add_rectangle(struct content_pen *pen, double x, double y, double w, double h)
{
    add_point(pen, x, y);
    /* Edges are snapped, not sizes, so that neighbours still meet. */
    add_real(&pen->out, snap(pen, x + w) - snap(pen, x));
    add_real(&pen->out,
             snap(pen, turn_over(pen, y + h)) - snap(pen, turn_over(pen, y)));
    text_add(&pen->out, "re\n");
}

static void
add_step(struct content_pen *pen, const struct step *step)
{
    static const char *const operators[] = {"m\n", "l\n", "c\n", "h\n"};

    if (step->kind == STEP_CURVE) {
        add_point(pen, step->x1, step->y1);
        add_point(pen, step->x2, step->y2);
    }
    if (step->kind != STEP_CLOSE)
        add_point(pen, step->x, step->y);
    text_add(&pen->out, operators[step->kind]);
}

static void
add_path(struct content_pen *pen, const struct path *path)
{
    const struct step *s = path->steps;

    if (is_rectangle(path)) {
        add_rectangle(pen, s[0].x, s[0].y, s[2].x - s[0].x, s[2].y - s[0].y);
        return;
    }
    for (size_t i = 0; i < path->count; i++)
        add_step(pen, &s[i]);
}

static void
fill_path(struct pen *pen, const struct mark *mark)
{
    struct content_pen *own = see_pen(pen);

    if (!mark->path->count)
        return;
    begin_mark(own, mark);
    pen_opacity(own, mark->opacity);
    pen_colour(own, pen_depth(own)->graphics.fill, mark->ink->rgb, false);
    add_path(own, mark->path);
    text_add(&own->out, mark->even_odd ? "f*\n" : "f\n");
}

static void
choose_stroke(struct content_pen *pen, const struct mark *mark)
{
    struct graphics *graphics = &pen_depth(pen)->graphics;
    struct text *out = &pen->out;

    pen_opacity(pen, mark->opacity);
    pen_colour(pen, graphics->stroke, mark->ink->rgb, true);
    if (graphics->width != mark->width) {
        add_real(out, mark->width);
        text_add(out, "w\n");
    }
    if (memcmp(graphics->dash, mark->dash, sizeof graphics->dash)) {
        text_char(out, '[');
        if (mark->dash[0] > 0) {
            add_real(out, mark->dash[0]);
            text_real(out, mark->dash[1]);
        }
        text_add(out, "]0 d\n");
    }
    if (graphics->round != mark->round)
        text_add(out, mark->round ? "1 J 1 j\n" : "0 J 0 j\n");
    graphics->width = mark->width;
    graphics->round = mark->round;
    memcpy(graphics->dash, mark->dash, sizeof graphics->dash);
}

static void
stroke_path(struct pen *pen, const struct mark *mark)
{
    struct content_pen *own = see_pen(pen);

    if (!mark->path->count)
        return;
    begin_mark(own, mark);
    choose_stroke(own, mark);
    add_path(own, mark->path);
    text_add(&own->out, "S\n");
}

static void
show_glyphs(struct pen *pen, const struct mark *mark)
{
    if (mark->glyphs && !mark->glyphs->count)
        return;
    text_show(see_pen(pen), mark, find_element(see_pen(pen), mark));
}

void
pen_gaps(struct content_pen *pen)
{
    if (pen->element < 0)
        pen_element(pen, 0);
    for (size_t i = 0; i < pen->gap_count; i++) {
        const struct gap *gap = &pen->gaps[i];
        text_add(&pen->out, "q 0.4 w\n");
        add_rectangle(pen, gap->x, gap->y - gap->height, gap->width,
                      gap->height);
        text_add(&pen->out, "S Q\n");
    }
    pen->gap_count = 0;
}

static void
draw_gap(struct content_pen *pen, const struct mark *mark)
{
    text_add(&pen->out, "q 0.6 G 0.5 w\n");
    add_rectangle(pen, mark->x, mark->y, mark->w, mark->h);
    text_add(&pen->out, "S Q\n");
}

static void
draw_image(struct pen *pen, const struct mark *mark)
{
    struct content_pen *own = see_pen(pen);
    const struct picture *picture =
        picture_find(&own->stock->pictures, mark->target);

    begin_mark(own, mark);
    if (!picture || !picture->image.samples.at) {
        draw_gap(own, mark);
        return;
    }
    pen_opacity(own, 1);
    text_add(&own->out, "q ");
    add_real(&own->out, mark->w);
    text_add(&own->out, "0 0 ");
    add_real(&own->out, mark->h);
    add_point(own, mark->x, mark->y + mark->h);
    text_print(&own->out, "cm /I%d Do Q\n",
               (int)(picture - own->stock->pictures.at));
}

/* Content goes on through clips and groups when all in them belongs to it. */
static void
settle_content(struct content_pen *pen, int element)
{
    text_end(pen);
    if (element > 0)
        pen_element(pen, element);
    else
        close_content(pen);
}

/* What is below begins with all that is above. */
static struct depth *
push_depth(struct content_pen *pen)
{
    text_add(&pen->out, "q\n");
    GROW(pen->arena, pen->depths, pen->depth_count, pen->depth_room);
    pen->depths[pen->depth_count] = pen->depths[pen->depth_count - 1];
    pen->depth_count++;
    return pen_depth(pen);
}

static void
pop_depth(struct content_pen *pen)
{
    settle_content(pen, pen_depth(pen)->element);
    text_add(&pen->out, "Q\n");
    pen->depth_count--;
}

static void
clip_path(struct pen *pen, const struct mark *mark)
{
    struct content_pen *own = see_pen(pen);

    settle_content(own, pen_depth(own)->element);
    push_depth(own)->group = false;
    add_path(own, mark->path);
    text_add(&own->out, "W n\n");
}

static void
unclip(struct pen *pen, const struct mark *mark)
{
    struct content_pen *own = see_pen(pen);

    (void)mark;
    if (own->depth_count > 1 && !pen_depth(own)->group)
        pop_depth(own);
}

/* Six decimals: a scale is multiplied by hundreds of points. */
static void
add_scale(struct text *text, double scale)
{
    long long millionths = llround(scale * 1e6);

    text_print(text, "%lld.%06lld ", millionths / 1000000,
               millionths % 1000000);
}

static void
enter_group(struct pen *pen, const struct mark *mark)
{
    struct content_pen *own = see_pen(pen);
    int element = find_element(own, mark);

    settle_content(own, element);
    struct depth above = *pen_depth(own), *depth = push_depth(own);
    depth->group = true;
    depth->x = above.x + above.scale * mark->x;
    depth->y = above.y + above.scale * mark->y;
    depth->scale = above.scale * mark->scale;
    depth->grid = find_grid(depth->scale);
    depth->height = mark->sheet->height;
    depth->element = element;
    add_scale(&own->out, mark->scale);
    text_add(&own->out, "0 0 ");
    add_scale(&own->out, mark->scale);
    add_real(&own->out, mark->x);
    add_real(&own->out,
             above.height - mark->y - mark->scale * mark->sheet->height);
    text_add(&own->out, "cm\n");
}

static void
leave_group(struct pen *pen, const struct mark *mark)
{
    struct content_pen *own = see_pen(pen);

    (void)mark;
    while (!pen_depth(own)->group)
        pop_depth(own);
    pop_depth(own);
}

static void
note_link(struct pen *pen, const struct mark *mark)
{
    struct content_pen *own = see_pen(pen);
    const struct depth *depth = pen_depth(own);
    struct link *link = TAKE(own->arena, struct link);

    link->left = depth->x + depth->scale * mark->x;
    link->top = depth->y + depth->scale * mark->y;
    link->right = link->left + depth->scale * mark->w;
    link->bottom = link->top + depth->scale * mark->h;
    link->target = mark->target;
    link->alt = mark->alt;
    link->element = find_element(own, mark);
    if (own->last_link)
        own->last_link->next = link;
    else
        own->links = link;
    own->last_link = link;
}

static struct content_pen
start_pen(struct arena *arena, const struct stock *stock, size_t page,
          const struct sheet *sheet)
{
    struct content_pen pen = {
        .pen = {.fill = fill_path,
                .stroke = stroke_path,
                .glyphs = show_glyphs,
                .image = draw_image,
                .clip = clip_path,
                .unclip = unclip,
                .link = note_link,
                .group = enter_group,
                .ungroup = leave_group,
                .strands = true},
        .arena = arena,
        .stock = stock,
        .shapes = &stock->shapes[page / stock->share_pages],
        .out = text_new(arena),
        .element = -1,
    };

    GROW(arena, pen.depths, pen.depth_count, pen.depth_room);
    pen.depths[pen.depth_count++] = (struct depth){
        beginning, 0, 0, 1, find_grid(1), sheet->height, 0, true};
    return pen;
}

struct content
sheet_content(struct arena *arena, const struct stock *stock, size_t page,
              const struct sheet *sheet)
{
    struct content_pen pen = start_pen(arena, stock, page, sheet);

    sheet_draw(sheet, &pen.pen);
    while (pen.depth_count > 1)
        pop_depth(&pen);
    text_end(&pen);
    close_content(&pen);
    return (struct content){text_all(&pen.out), pen.links, pen.marks,
                            pen.mark_count};
}
