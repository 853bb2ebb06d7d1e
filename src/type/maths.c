/* maths.c: what the maths face says about setting formulas. HarfBuzz reads the
 * table MATH; here its units become ems. An assembly is a glyph built of parts
 * that overlap: extenders are repeated, and all overlaps grow alike until the
 * length is right. */
#include "inside.h"

#include <hb-ot.h>
#include <math.h>

#define MOST_PARTS 16    /* of an assembly, as the face lists them */
#define MOST_REPEATS 500 /* of an extender */
#define MOST_VARIANTS 32

/* Constants. */

#define CONSTANT(tag, field)                                                   \
    {                                                                          \
        HB_OT_MATH_CONSTANT_##tag, offsetof(struct maths_constants, field)     \
    }
static const struct {
    hb_ot_math_constant_t tag;
    size_t offset;
} lengths[] = {
    CONSTANT(DELIMITED_SUB_FORMULA_MIN_HEIGHT,
             delimited_sub_formula_min_height),
    CONSTANT(DISPLAY_OPERATOR_MIN_HEIGHT, display_operator_min_height),
    CONSTANT(AXIS_HEIGHT, axis_height),
    CONSTANT(ACCENT_BASE_HEIGHT, accent_base_height),
    CONSTANT(SUBSCRIPT_SHIFT_DOWN, subscript_shift_down),
    CONSTANT(SUBSCRIPT_TOP_MAX, subscript_top_max),
    CONSTANT(SUBSCRIPT_BASELINE_DROP_MIN, subscript_baseline_drop_min),
    CONSTANT(SUPERSCRIPT_SHIFT_UP, superscript_shift_up),
    CONSTANT(SUPERSCRIPT_SHIFT_UP_CRAMPED, superscript_shift_up_cramped),
    CONSTANT(SUPERSCRIPT_BOTTOM_MIN, superscript_bottom_min),
    CONSTANT(SUPERSCRIPT_BASELINE_DROP_MAX, superscript_baseline_drop_max),
    CONSTANT(SUB_SUPERSCRIPT_GAP_MIN, sub_superscript_gap_min),
    CONSTANT(SUPERSCRIPT_BOTTOM_MAX_WITH_SUBSCRIPT,
             superscript_bottom_max_with_subscript),
    CONSTANT(SPACE_AFTER_SCRIPT, space_after_script),
    CONSTANT(UPPER_LIMIT_GAP_MIN, upper_limit_gap_min),
    CONSTANT(UPPER_LIMIT_BASELINE_RISE_MIN, upper_limit_baseline_rise_min),
    CONSTANT(LOWER_LIMIT_GAP_MIN, lower_limit_gap_min),
    CONSTANT(LOWER_LIMIT_BASELINE_DROP_MIN, lower_limit_baseline_drop_min),
    CONSTANT(STACK_TOP_SHIFT_UP, stack_top_shift_up),
    CONSTANT(STACK_TOP_DISPLAY_STYLE_SHIFT_UP,
             stack_top_display_style_shift_up),
    CONSTANT(STACK_BOTTOM_SHIFT_DOWN, stack_bottom_shift_down),
    CONSTANT(STACK_BOTTOM_DISPLAY_STYLE_SHIFT_DOWN,
             stack_bottom_display_style_shift_down),
    CONSTANT(STACK_GAP_MIN, stack_gap_min),
    CONSTANT(STACK_DISPLAY_STYLE_GAP_MIN, stack_display_style_gap_min),
    CONSTANT(FRACTION_NUMERATOR_SHIFT_UP, fraction_numerator_shift_up),
    CONSTANT(FRACTION_NUMERATOR_DISPLAY_STYLE_SHIFT_UP,
             fraction_numerator_display_style_shift_up),
    CONSTANT(FRACTION_DENOMINATOR_SHIFT_DOWN, fraction_denominator_shift_down),
    CONSTANT(FRACTION_DENOMINATOR_DISPLAY_STYLE_SHIFT_DOWN,
             fraction_denominator_display_style_shift_down),
    CONSTANT(FRACTION_NUMERATOR_GAP_MIN, fraction_numerator_gap_min),
    CONSTANT(FRACTION_NUM_DISPLAY_STYLE_GAP_MIN,
             fraction_num_display_style_gap_min),
    CONSTANT(FRACTION_RULE_THICKNESS, fraction_rule_thickness),
    CONSTANT(FRACTION_DENOMINATOR_GAP_MIN, fraction_denominator_gap_min),
    CONSTANT(FRACTION_DENOM_DISPLAY_STYLE_GAP_MIN,
             fraction_denom_display_style_gap_min),
    CONSTANT(OVERBAR_VERTICAL_GAP, overbar_vertical_gap),
    CONSTANT(OVERBAR_RULE_THICKNESS, overbar_rule_thickness),
    CONSTANT(OVERBAR_EXTRA_ASCENDER, overbar_extra_ascender),
    CONSTANT(UNDERBAR_VERTICAL_GAP, underbar_vertical_gap),
    CONSTANT(UNDERBAR_RULE_THICKNESS, underbar_rule_thickness),
    CONSTANT(UNDERBAR_EXTRA_DESCENDER, underbar_extra_descender),
    CONSTANT(RADICAL_VERTICAL_GAP, radical_vertical_gap),
    CONSTANT(RADICAL_DISPLAY_STYLE_VERTICAL_GAP,
             radical_display_style_vertical_gap),
    CONSTANT(RADICAL_RULE_THICKNESS, radical_rule_thickness),
    CONSTANT(RADICAL_EXTRA_ASCENDER, radical_extra_ascender),
    CONSTANT(RADICAL_KERN_BEFORE_DEGREE, radical_kern_before_degree),
    CONSTANT(RADICAL_KERN_AFTER_DEGREE, radical_kern_after_degree),
};
#undef CONSTANT

static double
read_percent(const struct face *face, hb_ot_math_constant_t tag)
{
    return hb_ot_math_get_constant(face->font, tag) / 100.0;
}

bool
maths_read(struct faces *faces)
{
    const struct face *face = &faces->faces[FACE_MATHS];
    struct maths_constants *c = &faces->constants;

    if (!hb_ot_math_has_data(face->face))
        return false;
    for (size_t i = 0; i < COUNT(lengths); i++)
        *(double *)(void *)((char *)c + lengths[i].offset) =
            hb_ot_math_get_constant(face->font, lengths[i].tag) / face->units;
    c->script_percent_scale_down =
        read_percent(face, HB_OT_MATH_CONSTANT_SCRIPT_PERCENT_SCALE_DOWN);
    c->script_script_percent_scale_down = read_percent(
        face, HB_OT_MATH_CONSTANT_SCRIPT_SCRIPT_PERCENT_SCALE_DOWN);
    c->radical_degree_bottom_raise_percent = read_percent(
        face, HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT);
    return true;
}

const struct maths_constants *
maths_constants(const struct faces *faces)
{
    return faces->faces[FACE_MATHS].face ? &faces->constants : NULL;
}

/* Glyphs. */

struct maths_glyph
maths_measure(const struct faces *faces, enum face_name name, uint32_t glyph)
{
    const struct face *face = faces_at(faces, name);
    struct maths_glyph found = {.id = glyph};
    hb_glyph_extents_t box = {0};

    hb_font_get_glyph_extents(face->font, glyph, &box);
    found.width = hb_font_get_glyph_h_advance(face->font, glyph) / face->units;
    found.height = box.y_bearing / face->units;
    found.depth = -(box.y_bearing + box.height) / face->units;
    found.accent = found.width / 2;
    if (name != FACE_MATHS)
        return found;
    found.italic = hb_ot_math_get_glyph_italics_correction(face->font, glyph) /
                   face->units;
    found.accent =
        hb_ot_math_get_glyph_top_accent_attachment(face->font, glyph) /
        face->units;
    found.extended = hb_ot_math_is_glyph_extended_shape(face->face, glyph);
    return found;
}

/* The form of a glyph that is drawn for small sizes, or itself. */
static uint32_t
find_small(const struct face *face, uint32_t codepoint, int small)
{
    hb_buffer_t *buffer = hb_buffer_create();
    hb_feature_t feature = {HB_TAG('s', 's', 't', 'y'), (uint32_t)small, 0,
                            HB_FEATURE_GLOBAL_END};
    unsigned count;

    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_MATH);
    hb_buffer_add_codepoints(buffer, &codepoint, 1, 0, 1);
    hb_shape(face->font, buffer, &feature, 1);
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
    uint32_t glyph = count == 1 ? info[0].codepoint : 0;
    hb_buffer_destroy(buffer);
    return glyph;
}

struct maths_glyph
maths_glyph(const struct faces *faces, uint32_t codepoint, int small)
{
    const struct face *face = &faces->faces[FACE_MATHS];
    hb_codepoint_t glyph;

    if (!hb_font_get_nominal_glyph(face->font, codepoint, &glyph))
        return (struct maths_glyph){0};
    if (small) {
        uint32_t other = find_small(face, codepoint, small);
        glyph = other ? other : glyph;
    }
    return maths_measure(faces, FACE_MATHS, glyph);
}

double
maths_kern(const struct faces *faces, uint32_t glyph, enum maths_corner corner,
           double height)
{
    static const hb_ot_math_kern_t corners[] = {
        [TOP_RIGHT] = HB_OT_MATH_KERN_TOP_RIGHT,
        [TOP_LEFT] = HB_OT_MATH_KERN_TOP_LEFT,
        [BOTTOM_RIGHT] = HB_OT_MATH_KERN_BOTTOM_RIGHT,
        [BOTTOM_LEFT] = HB_OT_MATH_KERN_BOTTOM_LEFT,
    };
    const struct face *face = &faces->faces[FACE_MATHS];

    return hb_ot_math_get_glyph_kerning(
               face->font, glyph, corners[corner],
               (hb_position_t)lround(height * face->units)) /
           face->units;
}

/* Growing. */

static unsigned
list_variants(const struct face *face, uint32_t glyph, bool upright,
              hb_ot_math_glyph_variant_t *variants)
{
    unsigned count = MOST_VARIANTS;

    hb_ot_math_get_glyph_variants(face->font, glyph,
                                  upright ? HB_DIRECTION_BTT : HB_DIRECTION_LTR,
                                  0, &count, variants);
    return count;
}

static struct maths_grown
take_single(struct arena *arena, uint32_t glyph, double length)
{
    struct maths_part *part = TAKE(arena, struct maths_part);

    part->id = glyph;
    return (struct maths_grown){part, 1, length};
}

/* The parts of an assembly with their overlaps, in em. */
struct assembly {
    struct {
        uint32_t id;
        bool extends;
        double start, end, advance;
    } parts[MOST_PARTS];
    unsigned count;
    double overlap; /* least */
};

static bool
read_assembly(const struct face *face, uint32_t glyph, bool upright,
              struct assembly *assembly)
{
    hb_direction_t way = upright ? HB_DIRECTION_BTT : HB_DIRECTION_LTR;
    hb_ot_math_glyph_part_t parts[MOST_PARTS];
    hb_position_t italic;
    bool extends = false;

    assembly->count = MOST_PARTS;
    hb_ot_math_get_glyph_assembly(face->font, glyph, way, 0, &assembly->count,
                                  parts, &italic);
    assembly->overlap =
        hb_ot_math_get_min_connector_overlap(face->font, way) / face->units;
    for (unsigned i = 0; i < assembly->count; i++) {
        assembly->parts[i].id = parts[i].glyph;
        assembly->parts[i].extends =
            parts[i].flags & HB_OT_MATH_GLYPH_PART_FLAG_EXTENDER;
        assembly->parts[i].start =
            parts[i].start_connector_length / face->units;
        assembly->parts[i].end = parts[i].end_connector_length / face->units;
        assembly->parts[i].advance = parts[i].full_advance / face->units;
        extends |= assembly->parts[i].extends;
    }
    return assembly->count && extends;
}

/* Length with every extender repeated so often and the least overlaps; joints
 * and slack: how many overlaps there are, and what they can take up more. */
static double
measure_assembly(const struct assembly *assembly, int repeats, size_t *parts,
                 double *slack)
{
    double length = 0, connector = 0;

    *parts = 0;
    *slack = 0;
    for (unsigned i = 0; i < assembly->count; i++)
        for (int k = assembly->parts[i].extends ? repeats : 1; k > 0; k--) {
            if ((*parts)++) {
                double most = fmin(connector, assembly->parts[i].start);
                length -= assembly->overlap;
                *slack += fmax(0, most - assembly->overlap);
            }
            length += assembly->parts[i].advance;
            connector = assembly->parts[i].end;
        }
    return length;
}

/* Each joint takes its share of what is too long. */
static struct maths_grown
build_assembly(struct arena *arena, const struct assembly *assembly,
               int repeats, double wanted)
{
    double slack, at = 0, connector = 0;
    size_t count;
    double length = measure_assembly(assembly, repeats, &count, &slack);
    double share = slack > 0 ? fmin(1, fmax(0, length - wanted) / slack) : 0;
    struct maths_part *parts = TAKE_ARRAY(arena, count, struct maths_part);

    count = 0;
    for (unsigned i = 0; i < assembly->count; i++)
        for (int k = assembly->parts[i].extends ? repeats : 1; k > 0; k--) {
            double most = fmin(connector, assembly->parts[i].start);
            if (count)
                at -= assembly->overlap +
                      share * fmax(0, most - assembly->overlap);
            parts[count++] = (struct maths_part){assembly->parts[i].id, at};
            at += assembly->parts[i].advance;
            connector = assembly->parts[i].end;
        }
    return (struct maths_grown){parts, count, at};
}

/* How often extenders must be repeated for the length that is wanted: each time
 * more makes it longer by as much, so the number is all but known. */
static int
find_repeats(const struct assembly *assembly, double wanted)
{
    size_t parts;
    double slack;
    double once = measure_assembly(assembly, 1, &parts, &slack);
    double step = measure_assembly(assembly, 2, &parts, &slack) - once;
    double guess = step > 0 ? (wanted - once) / step : MOST_REPEATS;
    int repeats = (int)fmin(fmax(guess, 0), MOST_REPEATS);

    while (repeats &&
           measure_assembly(assembly, repeats - 1, &parts, &slack) >= wanted)
        repeats--;
    while (repeats < MOST_REPEATS &&
           measure_assembly(assembly, repeats, &parts, &slack) < wanted)
        repeats++;
    return repeats;
}

struct maths_grown
maths_grow(struct arena *arena, const struct faces *faces, uint32_t glyph,
           bool upright, double wanted)
{
    const struct face *face = &faces->faces[FACE_MATHS];
    hb_ot_math_glyph_variant_t variants[MOST_VARIANTS];
    unsigned count = list_variants(face, glyph, upright, variants);
    struct assembly assembly;

    for (unsigned i = 0; i < count; i++)
        if (variants[i].advance / face->units >= wanted)
            return take_single(arena, variants[i].glyph,
                               variants[i].advance / face->units);
    if (read_assembly(face, glyph, upright, &assembly))
        return build_assembly(arena, &assembly, find_repeats(&assembly, wanted),
                              wanted);
    if (count)
        return take_single(arena, variants[count - 1].glyph,
                           variants[count - 1].advance / face->units);
    struct maths_glyph itself = maths_measure(faces, FACE_MATHS, glyph);
    return take_single(arena, glyph,
                       upright ? itself.height + itself.depth : itself.width);
}

uint32_t
maths_widen(const struct faces *faces, uint32_t glyph, double most)
{
    const struct face *face = &faces->faces[FACE_MATHS];
    hb_ot_math_glyph_variant_t variants[MOST_VARIANTS];
    unsigned count = list_variants(face, glyph, false, variants);
    uint32_t found = glyph;

    for (unsigned i = 0; i < count; i++)
        if (variants[i].advance / face->units <= most)
            found = variants[i].glyph;
    return found;
}
