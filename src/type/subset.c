/* subset.c: font programs with only the glyphs that are used, for embedding.
 * In print the glyphs are already chosen, so all layout tables go; on the web
 * the browser shapes, so they stay. */
#include "inside.h"

#include <hb-subset.h>
#include <string.h>

static const hb_tag_t layout_tables[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
    HB_TAG('G', 'D', 'E', 'F'), HB_TAG('k', 'e', 'r', 'n'),
    HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'),
    HB_TAG('D', 'S', 'I', 'G'), HB_TAG('p', 'o', 's', 't'),
    HB_TAG('V', 'O', 'R', 'G'), HB_TAG('v', 'h', 'e', 'a'),
    HB_TAG('v', 'm', 't', 'x'), HB_TAG('f', 'e', 'a', 't'),
    HB_TAG('M', 'A', 'T', 'H'),
};

static struct bytes
copy_blob(struct arena *arena, hb_blob_t *blob)
{
    unsigned length;
    const char *at = hb_blob_get_data(blob, &length);
    struct bytes bytes = {arena_copy(arena, at, length), length};

    hb_blob_destroy(blob);
    return bytes;
}

/* table 0: the whole file. */
static struct bytes
run_subset(struct arena *arena, const struct face *face,
           hb_subset_input_t *input, hb_tag_t table)
{
    struct bytes bytes = {0};
    hb_face_t *subset = hb_subset_or_fail(face->face, input);

    if (subset) {
        bytes = copy_blob(arena, table ? hb_face_reference_table(subset, table)
                                       : hb_face_reference_blob(subset));
        hb_face_destroy(subset);
    }
    hb_subset_input_destroy(input);
    return bytes;
}

struct bytes
face_subset(struct arena *arena, const struct faces *faces, enum face_name name,
            const uint32_t *glyphs, size_t count)
{
    const struct face *face = faces_at(faces, name);
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);

    for (size_t i = 0; i < COUNT(layout_tables); i++)
        hb_set_add(drop, layout_tables[i]);
    for (size_t i = 0; i < count; i++)
        hb_set_add(hb_subset_input_glyph_set(input), glyphs[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING |
                                         (face->metrics.cff
                                              ? HB_SUBSET_FLAGS_DESUBROUTINIZE
                                              : HB_SUBSET_FLAGS_RETAIN_GIDS));
    return run_subset(arena, face, input,
                      face->metrics.cff ? HB_TAG('C', 'F', 'F', ' ') : 0);
}

static const struct {
    unsigned feature;
    hb_tag_t tag;
} extras[] = {
    {FEATURE_OLD_STYLE, HB_TAG('o', 'n', 'u', 'm')},
    {FEATURE_TABULAR, HB_TAG('t', 'n', 'u', 'm')},
    {FEATURE_TABULAR, HB_TAG('l', 'n', 'u', 'm')},
    {FEATURE_SMALL_CAPS, HB_TAG('s', 'm', 'c', 'p')},
    {FEATURE_SUPERIOR, HB_TAG('s', 'u', 'p', 's')},
};

/* HarfBuzz keeps what browsers use of themselves, and more that nobody asked
 * this page to use: fractions, for one, bring three sets of figures. */
static void
choose_features(hb_set_t *kept, unsigned features)
{
    static const hb_tag_t spare[] = {
        HB_TAG('f', 'r', 'a', 'c'), HB_TAG('n', 'u', 'm', 'r'),
        HB_TAG('d', 'n', 'o', 'm'), HB_TAG('v', 'e', 'r', 't'),
        HB_TAG('v', 'r', 't', '2'), HB_TAG('l', 'o', 'c', 'l'),
        HB_TAG('c', 'c', 'm', 'p')};
    static const hb_tag_t ligatures[] = {
        HB_TAG('l', 'i', 'g', 'a'), HB_TAG('c', 'l', 'i', 'g'),
        HB_TAG('c', 'a', 'l', 't'), HB_TAG('d', 'l', 'i', 'g')};

    for (size_t i = 0; i < COUNT(spare); i++)
        hb_set_del(kept, spare[i]);
    for (size_t i = 0; i < COUNT(extras); i++)
        if (features & extras[i].feature)
            hb_set_add(kept, extras[i].tag);
    for (size_t i = 0; i < COUNT(ligatures); i++)
        if (features & FEATURE_NO_LIGATURES)
            hb_set_del(kept, ligatures[i]);
}

struct bytes
face_subset_web(struct arena *arena, const struct faces *faces,
                enum face_name name, const uint32_t *codepoints, size_t count,
                unsigned features)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();

    choose_features(
        hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG),
        features);
    for (size_t i = 0; i < count; i++)
        hb_set_add(hb_subset_input_unicode_set(input), codepoints[i]);
    /* Of the names the copyright and the family's. */
    hb_set_del_range(hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID), 2,
                     HB_SET_VALUE_INVALID - 1);
    /* Brotli packs whole outlines better than outlines in pieces. */
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING |
                                         HB_SUBSET_FLAGS_DESUBROUTINIZE);
    return run_subset(arena, faces_at(faces, name), input, 0);
}
