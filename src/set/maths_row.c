/* maths_row.c: rows of a formula: what each part becomes, and the space between
 * atoms. A slanted letter's width has its italic correction in it, as in TeX;
 * only a subscript goes back under the slope. */
#include "maths.h"

#include <string.h>

/* Styles. */

double
find_size(const struct setter *setter, struct mode mode)
{
    const struct maths_constants *c = setter->constants;

    switch (mode.style) {
    case STYLE_SCRIPT:
        return setter->em * c->script_percent_scale_down;
    case STYLE_SMALLEST:
        return setter->em * c->script_script_percent_scale_down;
    default:
        return setter->em;
    }
}

struct mode
cramp(struct mode mode)
{
    return (struct mode){mode.style, true};
}

struct mode
find_script(struct mode mode, bool above)
{
    bool small = mode.style >= STYLE_SCRIPT;

    return (struct mode){small ? STYLE_SMALLEST : STYLE_SCRIPT,
                         !above || mode.cramped};
}

static int
find_smallness(struct mode mode)
{
    return mode.style < STYLE_SCRIPT ? 0 : (int)mode.style - STYLE_SCRIPT + 1;
}

/* Letters. */

/* A face that has what the maths face lacks. */
static enum face_name
choose_face(struct setter *setter, const struct maths *maths, const char *text)
{
    struct diag *diag = setter->pass->diag;
    struct face_run run =
        face_find(setter->faces, FACE_TEXT, text, strlen(text));

    if (run.missing)
        diag_say(diag, WARNING, maths->place,
                 "no face has the character U+%04X, it is set as an empty box "
                 "(%s)",
                 (unsigned)run.missing, face_advice(diag->arena, run.missing));
    return run.face;
}

/* What a reader copies: letters of text, unless their alphabet means
 * something. */
static uint32_t
find_meaning(const struct maths *maths)
{
    return maths->alphabet <= ALPHABET_BOLD_ITALIC
               ? maths->symbol
               : maths_letter(maths->symbol, maths->alphabet);
}

static struct box *
set_symbol(struct setter *setter, const struct maths *maths, struct mode mode)
{
    double size = find_size(setter, mode);
    uint32_t letter = maths_letter(maths->symbol, maths->alphabet);
    struct maths_glyph glyph =
        maths_glyph(setter->faces, letter, find_smallness(mode));

    if (maths->big)
        return set_operator(setter, maths, mode);
    if (glyph.id) {
        struct box *box = box_glyph(setter, &glyph, size, find_meaning(maths));
        box->letter = true;
        return box;
    }
    struct text text = text_new(setter->arena);
    text_utf8(&text, letter);
    struct style style = {.face = choose_face(setter, maths, text.at),
                          .size = size};
    return box_words(setter, &style, text.at);
}

static struct box *
set_number(struct setter *setter, const struct maths *maths, struct mode mode)
{
    struct style style = {.face = FACE_MATHS, .size = find_size(setter, mode)};
    struct text text = text_new(setter->arena);

    for (const char *at = maths->text; *at; at++)
        text_utf8(&text, maths_letter((unsigned char)*at, maths->alphabet));
    return box_words(setter, &style, text.at);
}

static bool
is_sans(enum face_name face)
{
    return face >= FACE_SANS && face <= FACE_SANS_BOLD;
}

/* Names and words stand in the letters of the text, in the size of the
 * formula's own. */
static struct box *
set_letters(struct setter *setter, const struct maths *maths, struct mode mode)
{
    struct style style = setter->around;

    style.size *= find_size(setter, mode) / setter->em;
    if (maths->kind == MATHS_WORD) {
        style.face = is_sans(style.face) ? FACE_SANS : FACE_TEXT;
        style.features = 0;
    }
    if (maths->kind == MATHS_FAULT)
        style = (struct style){.face = FACE_MONO, .size = style.size * 0.8};
    struct box *box = box_words(setter, &style, maths->text);
    box->letter = maths->class == ATOM_ORDINARY;
    return box;
}

/* Rows. */

struct box *
set_part(struct setter *setter, const struct maths *maths, struct mode mode)
{
    struct atoms atoms;

    switch (maths->kind) {
    case MATHS_SYMBOL:
        return set_symbol(setter, maths, mode);
    case MATHS_NUMBER:
        return set_number(setter, maths, mode);
    case MATHS_WORD:
    case MATHS_TEXT:
    case MATHS_FAULT:
        return set_letters(setter, maths, mode);
    case MATHS_SPACE:
        return box_space(setter, maths->width * find_size(setter, mode));
    case MATHS_FRACTION:
        return set_fraction(setter, maths, mode);
    case MATHS_RADICAL:
        return set_radical(setter, maths, mode);
    case MATHS_SCRIPTS:
        return set_scripts(setter, maths, mode);
    case MATHS_STACK:
        return set_stack(setter, maths, mode);
    case MATHS_ACCENT:
        return set_accent(setter, maths, mode);
    case MATHS_FENCED:
        return set_fenced(setter, maths, mode);
    case MATHS_DELIMITER:
        return set_delimiter(setter, maths->symbol, maths->width * setter->em,
                             mode);
    case MATHS_TABLE:
        return set_cells(setter, maths, mode);
    case MATHS_ARROW:
        return set_arrow(setter, maths, mode);
    case MATHS_FRAME:
        return set_frame(setter, maths, mode);
    case MATHS_PHANTOM:
        return set_phantom(setter, maths, mode);
    case MATHS_STYLE:
        mode.style = maths->level;
        break;
    default:
        break;
    }
    if (maths->first && !maths->first->next)
        return set_part(setter, maths->first, mode);
    atoms = set_atoms(setter, maths->first, mode);
    return join_atoms(setter, &atoms, ATOM_NONE, mode);
}

struct atoms
set_atoms(struct setter *setter, const struct maths *first, struct mode mode)
{
    enum maths_class before = ATOM_NONE;
    struct atoms atoms = {0};
    size_t room = 0;

    for (const struct maths *maths = first; maths; maths = maths->next) {
        bool waits = maths->kind == MATHS_DELIMITER && maths->width == 0;
        GROW(setter->arena, atoms.at, atoms.count, room);
        struct atom *atom = &atoms.at[atoms.count++];
        *atom = (struct atom){NULL, maths->class, maths};
        if (!waits)
            atom->box = set_part(setter, maths, mode);
        if (atom->class == ATOM_NONE)
            continue;
        atom->class =
            maths_resolve(before, maths->class, maths_next_class(maths));
        before = atom->class;
    }
    return atoms;
}

double
find_gap(const struct setter *setter, enum maths_class left,
         enum maths_class right, struct mode mode)
{
    return maths_gap(left, right, mode.style >= STYLE_SCRIPT) / 18.0 *
           find_size(setter, mode);
}

struct box *
join_atoms(struct setter *setter, const struct atoms *atoms,
           enum maths_class before, struct mode mode)
{
    struct box *row = box_new(setter);

    for (size_t i = 0; i < atoms->count; i++) {
        const struct atom *atom = &atoms->at[i];
        if (atom->class != ATOM_NONE) {
            row->width += find_gap(setter, before, atom->class, mode);
            before = atom->class;
        }
        if (!atom->box)
            continue;
        box_add(setter, row, row->width, 0, atom->box);
        row->width += atom->box->width;
    }
    row->accent = row->width / 2;
    return row;
}
