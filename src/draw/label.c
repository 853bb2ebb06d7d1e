/* label.c: labels that do not run into each other. A label at a point has
 * candidates: places around the point at growing distances, the nearest
 * and best to read first, of which those are dropped that meet what is drawn
 * already. Then the labels choose, in the order of their ranks, the first
 * candidate that meets no label before it; and what they chose is improved as
 * long as moving one label, or one and another that is in its way, makes
 * the whole cheaper: the discrete gradient descent of Christensen, Marks,
 * Shieber, "An empirical study of algorithms for point-feature label placement"
 * (ACM Transactions on Graphics 14, 1995), with a bounded number of rounds. No
 * chance is in it, so the same figure always looks the same. */
#include "inside.h"

#include <math.h>

#define AIR 1.5          /* [pt] between labels */
#define LEADER 8.0       /* [pt] farther away a label needs a leader */
#define FARTHEST 120.0   /* [pt] */
#define MOST_CHOICES 256 /* candidates of a label */
#define ROUNDS 12
#define WRAPS 3      /* how often a label is broken anew to find it a place */
#define SHORTER 0.75 /* lines each time */
#define MOST_LINES 8
#define MOST_LOST 8
#define NOWHERE (-1)
#define STRETCH 16 /* bars that are passed over at once, where none is near */
#define HAIR 1e-3  /* [pt] by which its room is too large, never too small */

bool
box_meets(struct box a, struct box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom &&
           b.top < a.bottom;
}

static struct box
grow_box(struct box box, double by)
{
    return (struct box){box.left - by, box.top - by, box.right + by,
                        box.bottom + by};
}

/* The stretch of a line on which at + share * way is between low and high. */
static void
clip_stretch(double at, double way, double low, double high, double *from,
             double *to)
{
    double a = (low - at) / way, b = (high - at) / way;

    if (fabs(way) > 1e-12) {
        *from = fmax(*from, fmin(a, b));
        *to = fmin(*to, fmax(a, b));
    } else if (at <= low || at >= high)
        *to = -1;
}

bool
box_crossed(struct box box, double x1, double y1, double x2, double y2)
{
    double from = 0, to = 1;

    if ((x1 <= box.left && x2 <= box.left) ||
        (x1 >= box.right && x2 >= box.right) ||
        (y1 <= box.top && y2 <= box.top) ||
        (y1 >= box.bottom && y2 >= box.bottom))
        return false;
    clip_stretch(x1, x2 - x1, box.left, box.right, &from, &to);
    clip_stretch(y1, y2 - y1, box.top, box.bottom, &from, &to);
    return from < to;
}

void
labels_take(struct labels *labels, struct box box)
{
    GROW(labels->arena, labels->taken, labels->count, labels->room);
    labels->taken[labels->count++] = box;
}

static void
widen_box(struct box *box, double x, double y, double room)
{
    box->left = fmin(box->left, x - room);
    box->top = fmin(box->top, y - room);
    box->right = fmax(box->right, x + room);
    box->bottom = fmax(box->bottom, y + room);
}

/* The first bar of a stretch knows what room that takes. */
void
labels_take_line(struct labels *labels, double x1, double y1, double x2,
                 double y2, double half)
{
    GROW(labels->arena, labels->bars, labels->bar_count, labels->bar_room);
    struct bar *bar = &labels->bars[labels->bar_count];
    struct bar *first = bar - labels->bar_count++ % STRETCH;
    *bar = (struct bar){x1, y1, x2, y2, half, {NAN, NAN, NAN, NAN}};
    widen_box(&first->around, x1, y1, half + HAIR);
    widen_box(&first->around, x2, y2, half + HAIR);
}

/* Points that are less than a point apart are one bar, upright, so that a
 * curve costs no more than its length. */
void
labels_take_along(struct labels *labels, const struct polyline *curve,
                  double half)
{
    double low = NAN, high = NAN, at = NAN;

    for (size_t i = 0; i < curve->count; i++) {
        double x = curve->x[i], y = curve->y[i];
        bool joined = i > 0 && !isnan(y) && !isnan(curve->y[i - 1]);
        if (joined && fabs(x - at) < 1) {
            low = fmin(low, y);
            high = fmax(high, y);
            continue;
        }
        if (high > low)
            labels_take_line(labels, at, low, at, high, half);
        if (joined)
            labels_take_line(labels, curve->x[i - 1], curve->y[i - 1], x, y,
                             half);
        at = x;
        low = high = y;
    }
    if (high > low)
        labels_take_line(labels, at, low, at, high, half);
}

/* The first bar from number i on that may meet the box. */
static size_t
find_bar(const struct labels *labels, struct box box, size_t i)
{
    while (i < labels->bar_count && i % STRETCH == 0 &&
           !box_meets(box, labels->bars[i].around))
        i += STRETCH;
    return i;
}

/* Whether nothing that is drawn already is in the box. */
static bool
is_free(const struct labels *labels, struct box box)
{
    const struct box *bounds = &labels->bounds;

    if (box.left < bounds->left || box.right > bounds->right ||
        box.top < bounds->top || box.bottom > bounds->bottom)
        return false;
    for (size_t i = 0; i < labels->count; i++)
        if (box_meets(box, labels->taken[i]))
            return false;
    for (size_t i = 0; (i = find_bar(labels, box, i)) < labels->bar_count;
         i++) {
        const struct bar *bar = &labels->bars[i];
        if (box_crossed(grow_box(box, bar->half), bar->x1, bar->y1, bar->x2,
                        bar->y2))
            return false;
    }
    return true;
}

/* Upper right first, as on a map; then by how well it reads. */
static const double ways[][2] = {{1, -.7}, {1, 0},    {1, .7}, {0, -1},
                                 {0, 1},   {-1, -.7}, {-1, 0}, {-1, .7},
                                 {.5, -1}, {-.5, -1}, {.5, 1}, {-.5, 1}};

static struct box
lay_box(double x, double y, double width, double height, double reach,
        size_t way)
{
    double dx = ways[way][0], dy = ways[way][1];
    double left = x + dx * reach + (dx - 1) * width / 2;
    double top = y + dy * reach + (dy - 1) * height / 2;

    return (struct box){left, top, left + width, top + height};
}

bool
labels_place(struct labels *labels, double x, double y, double width,
             double height, struct box *where)
{
    for (double reach = 4; reach < FARTHEST; reach *= 1.35)
        for (size_t i = 0; i < COUNT(ways); i++) {
            *where = lay_box(x, y, width, height, reach, i);
            if (!is_free(labels, *where))
                continue;
            labels_take(labels, *where);
            return true;
        }
    return false;
}

/* A place for a label, and its leader from the point to the box. */
struct choice {
    struct box box;
    double cost, x1, y1, x2, y2;
    bool leader;
};

/* A label that is being placed. */
struct piece {
    const struct tag *label;
    struct block block;
    struct choice *choices; /* the cheapest first */
    size_t count;
    int chosen; /* or NOWHERE */
};

static void
lead_choice(struct choice *choice, const struct tag *label)
{
    double x = label->x, y = label->y;

    choice->x2 = fmin(fmax(x, choice->box.left), choice->box.right);
    choice->y2 = fmin(fmax(y, choice->box.top), choice->box.bottom);
    double away = hypot(choice->x2 - x, choice->y2 - y);
    double cut = away > 0 ? fmin((label->clear + 1) / away, 1) : 0;
    choice->x1 = x + cut * (choice->x2 - x);
    choice->y1 = y + cut * (choice->y2 - y);
    choice->leader = away > label->clear + LEADER;
}

static double
turn_of(double x1, double y1, double x2, double y2, double x, double y)
{
    return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
}

/* Whether a leader crosses the line from x1, y1 to x2, y2. */
static bool
leader_crosses(const struct choice *a, double x1, double y1, double x2,
               double y2)
{
    return turn_of(a->x1, a->y1, a->x2, a->y2, x1, y1) *
                   turn_of(a->x1, a->y1, a->x2, a->y2, x2, y2) <
               0 &&
           turn_of(x1, y1, x2, y2, a->x1, a->y1) *
                   turn_of(x1, y1, x2, y2, a->x2, a->y2) <
               0;
}

/* On the other side of a line a label seems to belong to that. */
static void
cost_sight(const struct labels *labels, struct choice *choice)
{
    for (size_t i = 0; i < labels->bar_count; i++) {
        const struct bar *bar = &labels->bars[i];
        if (leader_crosses(choice, bar->x1, bar->y1, bar->x2, bar->y2))
            choice->cost += choice->leader ? 20 : 40;
    }
}

/* Leaders run over no text and no marker but their own. */
static bool
can_lead(const struct labels *labels, const struct tag *label,
         const struct choice *choice)
{
    for (size_t i = 0; i < labels->count; i++) {
        struct box own = grow_box(labels->taken[i], 1);
        bool around = label->x > own.left && label->x < own.right &&
                      label->y > own.top && label->y < own.bottom;
        if (!around && box_crossed(labels->taken[i], choice->x1, choice->y1,
                                   choice->x2, choice->y2))
            return false;
    }
    return true;
}

/* Keeps the choices sorted. */
static void
add_choice(struct piece *piece, struct choice choice)
{
    size_t i = piece->count;

    if (i == MOST_CHOICES)
        return;
    for (piece->count++; i > 0 && piece->choices[i - 1].cost > choice.cost; i--)
        piece->choices[i] = piece->choices[i - 1];
    piece->choices[i] = choice;
}

static void
find_choices(const struct labels *labels, struct piece *piece)
{
    const struct tag *label = piece->label;
    double width = piece->block.width + 2, height = piece->block.height;

    piece->choices = TAKE_ARRAY(labels->arena, MOST_CHOICES, struct choice);
    for (double reach = fmax(label->clear + 1, 3); reach < FARTHEST;
         reach *= 1.25)
        for (size_t i = 0; i < COUNT(ways); i++) {
            struct choice choice = {
                .box = lay_box(label->x, label->y, width, height, reach, i),
                .cost = reach + 0.3 * (double)i};
            if (!is_free(labels, choice.box))
                continue;
            lead_choice(&choice, label);
            if (choice.leader &&
                (label->bare || !can_lead(labels, label, &choice)))
                continue;
            choice.cost += choice.leader ? 10 : 0;
            cost_sight(labels, &choice);
            add_choice(piece, choice);
        }
}

static bool
choices_meet(const struct choice *a, const struct choice *b)
{
    if (box_meets(grow_box(a->box, AIR), b->box) ||
        (a->leader &&
         box_crossed(grow_box(b->box, 1), a->x1, a->y1, a->x2, a->y2)) ||
        (b->leader &&
         box_crossed(grow_box(a->box, 1), b->x1, b->y1, b->x2, b->y2)))
        return true;
    return a->leader && b->leader &&
           leader_crosses(a, b->x1, b->y1, b->x2, b->y2);
}

static const struct choice *
chosen_of(const struct piece *piece)
{
    return piece->chosen == NOWHERE ? NULL : &piece->choices[piece->chosen];
}

/* How many of the other pieces are in the way of a choice of piece i; one of
 * them is *who. */
static int
count_rivals(const struct piece *pieces, size_t count, size_t i,
             const struct choice *choice, size_t *who)
{
    int rivals = 0;

    for (size_t j = 0; j < count; j++) {
        const struct choice *other = chosen_of(&pieces[j]);
        if (j == i || !other || !choices_meet(choice, other))
            continue;
        *who = j;
        rivals++;
    }
    return rivals;
}

/* The first choice of piece i, before the end, that nothing is in the way
 * of. */
static int
find_open(const struct piece *pieces, size_t count, size_t i, size_t end)
{
    size_t who;

    for (size_t c = 0; c < end; c++)
        if (!count_rivals(pieces, count, i, &pieces[i].choices[c], &who))
            return (int)c;
    return NOWHERE;
}

#define MISSING 1000.0 /* the cost of a label that is nowhere */

static double
cost_of(const struct piece *piece)
{
    const struct choice *choice = chosen_of(piece);

    return choice ? choice->cost : MISSING;
}

/* Moves piece i to a cheaper choice that one other is in the way of, and that
 * one to its next best, where both together gain. */
static bool
push_rival(struct piece *pieces, size_t count, size_t i)
{
    int was = pieces[i].chosen;

    for (size_t c = 0; c < pieces[i].count; c++) {
        size_t who = i;
        if (pieces[i].choices[c].cost >= cost_of(&pieces[i]))
            return false;
        if (count_rivals(pieces, count, i, &pieces[i].choices[c], &who) != 1)
            continue;
        int other = pieces[who].chosen;
        double before = cost_of(&pieces[i]) + cost_of(&pieces[who]);
        pieces[i].chosen = (int)c;
        pieces[who].chosen = NOWHERE;
        pieces[who].chosen = find_open(pieces, count, who, pieces[who].count);
        if (pieces[who].chosen != NOWHERE &&
            cost_of(&pieces[i]) + cost_of(&pieces[who]) < before - 1e-9)
            return true;
        pieces[i].chosen = was;
        pieces[who].chosen = other;
    }
    return false;
}

static bool
improve_piece(struct piece *pieces, size_t count, size_t i)
{
    int was = pieces[i].chosen;
    size_t end = was == NOWHERE ? pieces[i].count : (size_t)was;
    int open = find_open(pieces, count, i, end);

    if (open != NOWHERE) {
        pieces[i].chosen = open;
        return true;
    }
    return push_rival(pieces, count, i);
}

static void
choose_places(struct piece *pieces, size_t count)
{
    bool better = true;

    for (size_t i = 0; i < count; i++)
        pieces[i].chosen = NOWHERE;
    for (size_t i = 0; i < count; i++)
        pieces[i].chosen = find_open(pieces, count, i, pieces[i].count);
    for (int round = 0; round < ROUNDS && better; round++) {
        better = false;
        for (size_t i = 0; i < count; i++)
            better = improve_piece(pieces, count, i) || better;
    }
}

void
labels_add(struct labels *labels, const struct tag *label)
{
    if (!*label->text || isnan(label->x) || isnan(label->y))
        return;
    GROW(labels->arena, labels->waiting, labels->waiting_count,
         labels->waiting_room);
    size_t i = labels->waiting_count++;
    for (; i > 0 && labels->waiting[i - 1].rank > label->rank; i--)
        labels->waiting[i] = labels->waiting[i - 1];
    labels->waiting[i] = *label;
}

static void
draw_piece(const struct canvas *canvas, const struct piece *piece)
{
    const struct choice *choice = chosen_of(piece);
    const struct tag *label = piece->label;
    const struct box *box = &choice->box;

    if (choice->leader)
        sheet_line(canvas->sheet, choice->x1, choice->y1, choice->x2,
                   choice->y2, canvas_ink(canvas, "muted"), 0.5);
    /* Lines of a label lean towards its point. */
    double align = box->left >= label->x ? 0 : box->right <= label->x ? 1 : 0.5;
    block_draw(canvas, &piece->block,
               box->left + 1 + align * (box->right - box->left - 2), box->top,
               align, label->ink);
}

/* Those with a place of their own come first; the others keep off them. */
static void
draw_anchored(const struct canvas *canvas, struct labels *labels)
{
    size_t count = labels->waiting_count;

    labels->waiting_count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct tag label = labels->waiting[i];
        if (!label.anchor) {
            labels->waiting[labels->waiting_count++] = label;
            continue;
        }
        struct block block =
            block_new(canvas, label.face, label.size, label.text);
        double align = (label.anchor - 1) / 2.0;
        double most = canvas->sheet->width - block.width;
        double clear =
            label.clear > 0 ? (1 - 2 * align) * (label.clear + 2) : 0;
        double left =
            fmax(fmin(label.x + clear - align * block.width, most), 0);
        double top = label.y - block.height / 2;
        block_draw(canvas, &block, left + align * block.width, top, align,
                   label.ink);
        labels_take(labels, (struct box){left, top, left + block.width,
                                         top + block.height});
    }
}

static size_t
count_lost(const struct piece *pieces, size_t count)
{
    size_t lost = 0;

    for (size_t i = 0; i < count; i++)
        lost += pieces[i].chosen == NOWHERE;
    return lost;
}

/* Labels that are nowhere get shorter lines, and more of them. */
static void
wrap_lost(const struct canvas *canvas, const struct labels *labels,
          struct piece *pieces, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct piece *piece = &pieces[i];
        const struct tag *label = piece->label;
        if (piece->chosen != NOWHERE)
            continue;
        piece->block = block_wrap(canvas, label->face, label->size, label->text,
                                  SHORTER * piece->block.width, MOST_LINES);
        piece->count = 0;
        find_choices(labels, piece);
    }
}

/* Where more than a few are lost, shorter lines would not help either. */
static void
place_lost(const struct canvas *canvas, const struct labels *labels,
           struct piece *pieces, size_t count)
{
    for (int i = 0; i < WRAPS; i++) {
        size_t lost = count_lost(pieces, count);
        if (!lost || lost > MOST_LOST)
            return;
        wrap_lost(canvas, labels, pieces, count);
        choose_places(pieces, count);
    }
}

size_t
labels_draw(const struct canvas *canvas, struct labels *labels)
{
    draw_anchored(canvas, labels);
    size_t count = labels->waiting_count, drawn = 0;
    struct piece *pieces = TAKE_ARRAY(canvas->arena, count, struct piece);

    for (size_t i = 0; i < count; i++) {
        const struct tag *label = &labels->waiting[i];
        pieces[i].label = label;
        pieces[i].block =
            block_new(canvas, label->face, label->size, label->text);
        find_choices(labels, &pieces[i]);
    }
    choose_places(pieces, count);
    place_lost(canvas, labels, pieces, count);
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].chosen == NOWHERE) {
            diag_say(canvas->diag, WARNING, canvas->place,
                     "no room for the label '%s', leaving it out",
                     pieces[i].label->text);
            continue;
        }
        draw_piece(canvas, &pieces[i]);
        labels_take(labels, chosen_of(&pieces[i])->box);
        drawn++;
    }
    labels->waiting_count = 0;
    return drawn;
}
