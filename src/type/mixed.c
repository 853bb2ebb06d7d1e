/* mixed.c: text that one face or one direction is not enough for: directions
 * (UAX 9, through FriBidi), and shaping in parts. What one would get wrong:
 * parts are kept in the order of reading, wherever they stand, so that what is
 * copied from a page reads as it was written. */
#include "inside.h"

#include <fribidi.h>
#include <string.h>

bool
letter_square(uint32_t c)
{
    return (c >= 0x1100 && c <= 0x11ff) || (c >= 0x2e80 && c <= 0x312f) ||
           (c >= 0x3130 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7ff) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe4f) ||
           (c >= 0xff00 && c <= 0xffef) || (c >= 0x20000 && c <= 0x3ffff);
}

/* Whether anything in the text may run from right to left. */
static bool
may_turn(const char *text, size_t length)
{
    const char *at = text, *end = text + length;

    while (at < end) {
        if ((unsigned char)*at < 0xd6) {
            at++;
            continue;
        }
        uint32_t c = utf8_next(&at, end);
        if ((c >= 0x590 && c <= 0x8ff) || (c >= 0x200e && c <= 0x202e) ||
            (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfeff) ||
            (c >= 0x10800 && c <= 0x10fff) || (c >= 0x1e800 && c <= 0x1efff))
            return true;
    }
    return false;
}

/* A text by characters. */
struct spelled {
    FriBidiChar *letters;
    FriBidiCharType *types;
    size_t *starts; /* byte of each */
    FriBidiStrIndex count;
};

static struct spelled
spell_text(struct arena *arena, const char *text, size_t length)
{
    struct spelled spelled = {TAKE_ARRAY(arena, length + 1, FriBidiChar),
                              TAKE_ARRAY(arena, length + 1, FriBidiCharType),
                              TAKE_ARRAY(arena, length + 1, size_t), 0};
    const char *at = text, *end = text + length;

    while (at < end) {
        spelled.starts[spelled.count] = (size_t)(at - text);
        spelled.letters[spelled.count++] = utf8_next(&at, end);
    }
    fribidi_get_bidi_types(spelled.letters, spelled.count, spelled.types);
    return spelled;
}

bool
text_backward(const char *text, size_t length)
{
    struct arena scratch = {0};

    if (!may_turn(text, length))
        return false;
    struct spelled spelled = spell_text(&scratch, text, length);
    bool backward = fribidi_get_par_direction(spelled.types, spelled.count) ==
                    FRIBIDI_PAR_RTL;
    arena_close(&scratch);
    return backward;
}

static const FriBidiLevel *
find_levels(struct arena *arena, const struct spelled *spelled, bool backward)
{
    FriBidiLevel *levels = TAKE_ARRAY(arena, spelled->count + 1, FriBidiLevel);
    FriBidiBracketType *brackets =
        TAKE_ARRAY(arena, spelled->count + 1, FriBidiBracketType);
    FriBidiParType base = backward ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;

    fribidi_get_bracket_types(spelled->letters, spelled->count, spelled->types,
                              brackets);
    if (!fribidi_get_par_embedding_levels_ex(spelled->types, brackets,
                                             spelled->count, &base, levels))
        memset(levels, backward, (size_t)spelled->count * sizeof *levels);
    return levels;
}

/* A piece is as its first letter or figure is, or as its first character. */
static void
share_levels(const struct spelled *spelled, const FriBidiLevel *levels,
             const size_t *starts, size_t count, bool backward,
             unsigned char *shared)
{
    FriBidiStrIndex k = 0;

    for (size_t i = 0; i < count; i++) {
        bool found = false, strong = false;
        shared[i] = i ? shared[i - 1] : backward;
        for (; k < spelled->count && spelled->starts[k] < starts[i + 1]; k++) {
            bool now = FRIBIDI_IS_STRONG(spelled->types[k]) ||
                       FRIBIDI_IS_NUMBER(spelled->types[k]);
            if (found && !(now && !strong))
                continue;
            shared[i] = (unsigned char)levels[k];
            found = true;
            strong = now;
        }
    }
}

/* Rule L2: from the highest level down, every run of at least that is turned
 * round. */
static void
turn_runs(const unsigned char *levels, size_t count, size_t *order)
{
    unsigned char highest = 0;

    for (size_t i = 0; i < count; i++) {
        order[i] = i;
        highest = levels[i] > highest ? levels[i] : highest;
    }
    for (; highest > 0; highest--)
        for (size_t i = 0; i < count; i++) {
            size_t end = i;
            while (end < count && levels[order[end]] >= highest)
                end++;
            for (size_t a = i, b = end; a + 1 < b; a++, b--) {
                size_t kept = order[a];
                order[a] = order[b - 1];
                order[b - 1] = kept;
            }
            i = end > i ? end - 1 : i;
        }
}

bool
pieces_order(const char *text, const size_t *starts, size_t count,
             bool backward, size_t *order, unsigned char *levels)
{
    struct arena scratch = {0};
    size_t length = starts[count];

    if (!count || !length || (!backward && !may_turn(text, length)))
        return false;
    struct spelled spelled = spell_text(&scratch, text, length);
    share_levels(&spelled, find_levels(&scratch, &spelled, backward), starts,
                 count, backward, levels);
    turn_runs(levels, count, order);
    arena_close(&scratch);
    return true;
}

/* Shaping in parts. */

/* Where each run of one face starts; returns how many there are. */
static size_t
cut_runs(struct arena *arena, const struct faces *faces,
         const struct style *style, const char *text, size_t length,
         size_t **starts, struct face_run **runs)
{
    size_t count = 0;

    *starts = TAKE_ARRAY(arena, length + 1, size_t);
    *runs = TAKE_ARRAY(arena, length, struct face_run);
    for (size_t at = 0; at < length; count++) {
        struct face_run run =
            face_find(faces, style->face, text + at, length - at);
        (*starts)[count] = at;
        (*runs)[count] = run;
        at += run.length;
    }
    (*starts)[count] = length;
    return count;
}

static const struct glyphs *
join_parts(struct arena *arena, const struct style *style, const char *text,
           size_t length, const struct glyphs *const *parts,
           const size_t *order, size_t count)
{
    struct glyphs *whole = letters_take(arena, style, text, length, 0).glyphs;
    double *offsets = TAKE_ARRAY(arena, count, double);

    whole->parts = parts;
    whole->offsets = offsets;
    whole->part_count = count;
    for (size_t i = 0; i < count; i++) {
        offsets[order[i]] = whole->width;
        whole->width += parts[order[i]]->width;
    }
    return whole;
}

const struct glyphs *
mixed_shape(struct shaper *shaper, const struct style *style, const char *text,
            size_t length)
{
    struct arena *arena = shaper_arena(shaper), scratch = {0};
    const struct glyphs *whole = NULL;
    size_t *starts;
    struct face_run *runs;
    size_t count = cut_runs(&scratch, shaper_faces(shaper), style, text, length,
                            &starts, &runs);

    if (count > 1 || (count && runs[0].face != style->face)) {
        size_t *order = TAKE_ARRAY(&scratch, count, size_t);
        unsigned char *levels = TAKE_ARRAY(&scratch, count, unsigned char);
        const struct glyphs **parts =
            TAKE_ARRAY(arena, count, const struct glyphs *);
        if (!pieces_order(text, starts, count, text_backward(text, length),
                          order, levels))
            turn_runs(levels, count, order);
        for (size_t i = 0; i < count; i++) {
            struct style own = *style;
            own.face = runs[i].face;
            own.heavier = runs[i].heavier;
            own.backward = levels[i] % 2 && runs[i].face < FACE_OTHER;
            parts[i] = shape_text(shaper, &own, text + starts[i],
                                  starts[i + 1] - starts[i]);
        }
        whole = join_parts(arena, style, text, length, parts, order, count);
    }
    arena_close(&scratch);
    return whole;
}
