/* formulas.c: formulas among words. One within a line is cut after relations
 * and operators, so that a line may end there as TeX's do; the space after the
 * cut is glue and vanishes at a line's end. One by itself is a slab as high as
 * whole lines, so that the text below it is on the grid without being told. */
#include "maths.h"

#include <math.h>
#include <string.h>

/* Of a line that ends after a relation, after a binary operator, and what is
 * added within parentheses. */
#define RELATION_PENALTY 200
#define BINARY_PENALTY 350
#define WITHIN_PENALTY 600
/* [em] before a formula within a line: slanted letters begin at their edge, as
 * words do not. */
#define SURROUND 0.05
#define DISPLAY_ROOM 0.85 /* of the leading, above and below together */
#define LEAST_SCALE 0.6   /* a display is made no smaller than this */

/* The maths face in the size in which its letters are as high as those around
 * it. */
static struct setter
open_setter(struct pass *pass, const struct style *around, double scale)
{
    const struct faces *faces = shaper_faces(pass->shaper);
    const struct metrics *own = face_metrics(faces, FACE_MATHS);
    const struct metrics *text = face_metrics(faces, around->face);
    struct setter setter = {.pass = pass,
                            .arena = pass->arena,
                            .faces = faces,
                            .constants = maths_constants(faces),
                            .around = *around};

    setter.around.size *= scale;
    setter.em = setter.around.size;
    if (setter.constants)
        setter.em *= fmin(1.2, fmax(0.8, text->x_height / own->x_height));
    return setter;
}

int
formula_element(struct pass *pass, const struct node *node, int parent)
{
    int element = pass_element(pass, ROLE_FORMULA, parent);

    pass->elements[element].alt = node->text;
    return element;
}

static struct formula *
make_formula(struct setter *setter, const struct box *box, double margin,
             const struct ink *ink, int element)
{
    struct formula *formula = TAKE(setter->arena, struct formula);

    formula->sheet = sheet_new(setter->arena, margin + box->width, 0);
    formula->sheet->element = element;
    box_place(box, formula->sheet, margin, 0, ink);
    formula->width = margin + box->width;
    formula->height = box->height;
    formula->depth = box->depth;
    return formula;
}

/* Within lines. */

/* depth: how many parentheses are open. */
static int
find_penalty(const struct atoms *atoms, size_t i, int depth)
{
    enum maths_class class = atoms->at[i].class;

    if (i + 1 >= atoms->count || atoms->at[i + 1].class == ATOM_RELATION)
        return 0;
    int penalty = class == ATOM_RELATION ? RELATION_PENALTY
                  : class == ATOM_BINARY ? BINARY_PENALTY
                                         : 0;
    return penalty && depth > 0 ? penalty + WITHIN_PENALTY : penalty;
}

struct formula *
set_formula(struct pass *pass, const struct node *node,
            const struct style *around, const struct ink *ink, int element)
{
    struct setter setter = open_setter(pass, around, 1);
    struct mode mode = {STYLE_TEXT, false};
    struct formula *first = NULL, **to = &first;

    if (!setter.constants)
        return NULL;
    struct atoms atoms = set_atoms(&setter, node->maths->first, mode);
    enum maths_class before = ATOM_NONE;
    int depth = 0;
    for (size_t start = 0, i = 0; i < atoms.count; i++) {
        depth += atoms.at[i].class == ATOM_OPENING;
        depth -= atoms.at[i].class == ATOM_CLOSING;
        int penalty = find_penalty(&atoms, i, depth);
        if (!penalty && i + 1 < atoms.count)
            continue;
        struct atoms part = {atoms.at + start, i + 1 - start};
        struct box *box = join_atoms(&setter, &part, before, mode);
        *to = make_formula(&setter, box, start ? 0 : SURROUND * setter.em, ink,
                           element);
        if (penalty) {
            (*to)->penalty = penalty;
            (*to)->gap = find_gap(&setter, atoms.at[i].class,
                                  atoms.at[i + 1].class, mode);
        }
        to = &(*to)->next;
        start = i + 1;
        before = ATOM_NONE;
    }
    return first;
}

/* By themselves. */

static struct box *
set_scaled(struct pass *pass, const struct node *node,
           const struct style *around, double scale)
{
    struct setter setter = open_setter(pass, around, scale);

    return set_part(&setter, node->maths, (struct mode){STYLE_DISPLAY, false});
}

/* As large as the measure lets it be. */
static struct box *
fit_display(struct pass *pass, const struct node *node,
            const struct style *around, double room)
{
    struct box *box = set_scaled(pass, node, around, 1);
    double wide = box->width;

    if (wide <= room)
        return box;
    double scale = fmax(LEAST_SCALE, room / wide);
    diag_say(pass->diag, WARNING, node->place,
             "formula is %.1f points wider than its line, set at %.0f percent "
             "of its size, cut it with '\\\\'",
             wide - room, scale * 100);
    return set_scaled(pass, node, around, scale);
}

/* "(3)", a tag, or NULL. */
static const char *
say_number(struct pass *pass, const struct node *node)
{
    if (node->maths->text)
        return node->maths->text;
    return node->number ? arena_print(pass->arena, "(%d)", node->number) : NULL;
}

/* The number at the right end of the line. */
static double
place_number(struct galley *galley, struct slab *slab, const struct node *node,
             struct stick stick, const struct manner *manner, double y)
{
    struct pass *pass = galley->pass;
    const char *words = say_number(pass, node);
    double width = text_width(pass->shaper, &manner->style, words);
    const struct glyphs *glyphs =
        shape_text(pass->shaper, &manner->style, words, strlen(words));

    if (slab)
        sheet_glyphs(slab->sheet, stick.x + stick.measure - width, y, glyphs,
                     manner->ink);
    return width;
}

/* Whole lines where there is a grid of them. */
static double
find_height(const struct box *box, struct stick stick)
{
    double height = box->height + box->depth + DISPLAY_ROOM * stick.leading;

    if (!stick.grid)
        return height;
    return ceil(height / stick.leading - 0.001) * stick.leading;
}

/* A paragraph that leads to a display is not parted from it. */
static void
keep_with_text(struct galley *galley, const struct node *node)
{
    const struct node *before = node->previous;

    if (galley->count && before && before->kind == NODE_PARAGRAPH)
        galley->at[galley->count - 1].penalty = BREAK_NEVER;
}

void
set_display(struct galley *galley, const struct node *node, struct stick stick)
{
    struct pass *pass = galley->pass;
    int element = formula_element(pass, node, stick.parent);
    struct manner manner = find_manner(pass, stick, element);
    double number = 0;

    if (!maths_constants(shaper_faces(pass->shaper))) {
        set_code(galley, node, stick);
        return;
    }
    manner.style.features = FEATURE_TABULAR;
    if (say_number(pass, node))
        number = place_number(galley, NULL, node, stick, &manner, 0) +
                 manner.style.size;
    const struct box *box =
        fit_display(pass, node, &manner.style, stick.measure - 2 * number);
    keep_with_text(galley, node);
    if (node->id)
        galley_anchor(galley, ANCHOR_ID, node);
    struct slab *slab = galley_add(galley, find_height(box, stick));
    double y = (slab->height - box->height - box->depth) / 2 + box->height;
    slab->grid = stick.grid;
    slab->airy = true;
    slab->place = node->place;
    slab->sheet->element = element;
    box_place(box, slab->sheet, stick.x + (stick.measure - box->width) / 2, y,
              manner.ink);
    if (say_number(pass, node))
        place_number(galley, slab, node, stick, &manner, y);
}
