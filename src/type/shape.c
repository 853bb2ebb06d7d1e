/* shape.c: text to glyphs. A shaper remembers every string that it shaped in
 * a style: a book has a quarter of a million words and twenty thousand
 * different ones. */
#include "inside.h"

#include <string.h>

#define MOST_FEATURES 8

struct entry {
    uint64_t hash; /* of style and text */
    const struct glyphs *glyphs;
    struct entry *next;
};

struct shaper {
    struct arena *arena;
    const struct faces *faces;
    hb_buffer_t *buffer;
    struct entry **table; /* by hash; room is a power of two */
    size_t count, room;
    const double *level; /* zeros: most glyphs stand on the line */
    size_t level_count;
    struct style style;                 /* of the letters below */
    const struct glyphs *letters[0x80]; /* by themselves, or NULL */
};

struct shaper *
shaper_new(struct arena *arena, const struct faces *faces)
{
    struct shaper *shaper = TAKE(arena, struct shaper);

    shaper->arena = arena;
    shaper->faces = faces;
    shaper->buffer = hb_buffer_create();
    shaper->room = 1024;
    shaper->table = TAKE_ARRAY(arena, shaper->room, struct entry *);
    return shaper;
}

void
shaper_close(struct shaper *shaper)
{
    hb_buffer_destroy(shaper->buffer);
}

struct arena *
shaper_arena(struct shaper *shaper)
{
    return shaper->arena;
}

const struct faces *
shaper_faces(const struct shaper *shaper)
{
    return shaper->faces;
}

static bool
same_language(const struct style *a, const struct style *b)
{
    return a->language == b->language ||
           (a->language && b->language && !strcmp(a->language, b->language));
}

bool
style_same(const struct style *a, const struct style *b)
{
    return a->face == b->face && a->size == b->size &&
           a->features == b->features && a->tracking == b->tracking &&
           a->backward == b->backward && same_language(a, b);
}

static uint64_t
hash_text(const struct style *style, const char *text, size_t length)
{
    uint64_t hash = 14695981039346656037u ^ style->face ^
                    (uint64_t)(style->size * 64) << 8 ^
                    (uint64_t)style->features << 32;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
    return hash ^ hash >> 29;
}

static void
double_table(struct shaper *shaper)
{
    size_t room = 2 * shaper->room;
    struct entry **table = TAKE_ARRAY(shaper->arena, room, struct entry *);

    for (size_t i = 0; i < shaper->room; i++)
        while (shaper->table[i]) {
            struct entry *entry = shaper->table[i];
            size_t slot = entry->hash & (room - 1);
            shaper->table[i] = entry->next;
            entry->next = table[slot];
            table[slot] = entry;
        }
    shaper->table = table;
    shaper->room = room;
}

static unsigned
list_features(unsigned features, hb_feature_t *list)
{
    static const struct {
        unsigned bit;
        hb_tag_t tag;
        uint32_t value;
    } known[] = {
        {FEATURE_OLD_STYLE, HB_TAG('o', 'n', 'u', 'm'), 1},
        {FEATURE_TABULAR, HB_TAG('t', 'n', 'u', 'm'), 1},
        {FEATURE_TABULAR, HB_TAG('l', 'n', 'u', 'm'), 1},
        {FEATURE_SMALL_CAPS, HB_TAG('s', 'm', 'c', 'p'), 1},
        {FEATURE_SUPERIOR, HB_TAG('s', 'u', 'p', 's'), 1},
        {FEATURE_NO_LIGATURES, HB_TAG('l', 'i', 'g', 'a'), 0},
        {FEATURE_NO_LIGATURES, HB_TAG('c', 'a', 'l', 't'), 0},
    };
    unsigned count = 0;

    for (size_t i = 0; i < COUNT(known); i++)
        if (features & known[i].bit)
            list[count++] = (hb_feature_t){known[i].tag, known[i].value, 0,
                                           HB_FEATURE_GLOBAL_END};
    return count;
}

static void
fill_buffer(struct shaper *shaper, const struct style *style, const char *text,
            size_t length)
{
    hb_feature_t features[MOST_FEATURES];
    unsigned count = list_features(style->features, features);
    hb_buffer_t *buffer = shaper->buffer;

    hb_buffer_clear_contents(buffer);
    hb_buffer_set_language(
        buffer,
        hb_language_from_string(style->language ? style->language : "en", -1));
    hb_buffer_add_utf8(buffer, text, (int)length, 0, (int)length);
    if (style->face < FACE_OTHER) {
        hb_buffer_set_direction(buffer, style->backward ? HB_DIRECTION_RTL
                                                        : HB_DIRECTION_LTR);
        hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    } else {
        hb_buffer_guess_segment_properties(buffer);
    }
    hb_shape(faces_at(shaper->faces, style->face)->font, buffer, features,
             count);
}

/* So many zeros. */
static const double *
take_level(struct shaper *shaper, size_t count)
{
    if (count > shaper->level_count) {
        shaper->level = TAKE_ARRAY(shaper->arena, count, double);
        shaper->level_count = count;
    }
    return shaper->level;
}

/* Heights of the glyphs, which share their zeros. */
static const double *
take_heights(struct shaper *shaper, const hb_glyph_position_t *at, size_t count,
             double scale)
{
    size_t i = 0;

    while (i < count && !at[i].y_offset)
        i++;
    if (i == count)
        return take_level(shaper, count);
    double *heights = TAKE_ARRAY(shaper->arena, count, double);
    for (; i < count; i++)
        heights[i] = -at[i].y_offset * scale;
    return heights;
}

static const struct glyphs *
take_buffer(struct shaper *shaper, const struct style *style, const char *text,
            size_t length)
{
    struct arena *arena = shaper->arena;
    unsigned count;
    const hb_glyph_info_t *info =
        hb_buffer_get_glyph_infos(shaper->buffer, &count);
    const hb_glyph_position_t *at =
        hb_buffer_get_glyph_positions(shaper->buffer, &count);
    struct glyphs *glyphs = TAKE(arena, struct glyphs);
    uint32_t *ids = TAKE_ARRAY(arena, count, uint32_t);
    uint32_t *clusters = TAKE_ARRAY(arena, count, uint32_t);
    double *x = TAKE_ARRAY(arena, count, double);
    double scale = style->size / faces_at(shaper->faces, style->face)->units;
    double pen = 0;

    for (unsigned i = 0; i < count; i++) {
        ids[i] = info[i].codepoint;
        clusters[i] = info[i].cluster;
        x[i] = pen + at[i].x_offset * scale;
        pen += at[i].x_advance * scale + style->tracking * style->size;
    }
    *glyphs = (struct glyphs){.style = *style,
                              .count = count,
                              .ids = ids,
                              .x = x,
                              .y = take_heights(shaper, at, count, scale),
                              .clusters = clusters,
                              .text = arena_copy(arena, text, length),
                              .length = length,
                              .width = pen,
                              .backward = HB_DIRECTION_IS_BACKWARD(
                                  hb_buffer_get_direction(shaper->buffer))};
    return glyphs;
}

static bool
lacks_glyph(const struct glyphs *glyphs)
{
    for (size_t i = 0; i < glyphs->count; i++)
        if (!glyphs->ids[i])
            return true;
    return false;
}

static const struct glyphs *
shape_whole(struct shaper *shaper, const struct style *style, const char *text,
            size_t length)
{
    fill_buffer(shaper, style, text, length);
    const struct glyphs *glyphs = take_buffer(shaper, style, text, length);
    if (!lacks_glyph(glyphs) || style->face >= FACE_OTHER ||
        style->face == FACE_MATHS)
        return glyphs;
    const struct glyphs *mixed = mixed_shape(shaper, style, text, length);
    return mixed ? mixed : glyphs;
}

/* Lines of code. Letters of one width without ligatures know nothing of those
 * beside them, so that a line of them is put together from letters that were
 * shaped once. An accent is no such letter: it is moved over a capital. */

static const struct glyphs *
find_letter(struct shaper *shaper, const struct style *style, const char *at)
{
    const struct glyphs **letter = &shaper->letters[(unsigned char)*at];

    if (!*letter)
        *letter = shape_text(shaper, style, at, 1);
    return *letter;
}

/* Whether all of the text is such letters. */
static bool
can_join(struct shaper *shaper, const struct style *style, const char *text,
         size_t length)
{
    bool fixed = (style->features & FEATURE_NO_LIGATURES) &&
                 face_metrics(shaper->faces, style->face)->fixed_pitch;

    if (!fixed || style->backward || length < 2)
        return false;
    if (!style_same(&shaper->style, style))
        memset(shaper->letters, 0, sizeof shaper->letters);
    shaper->style = *style;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < ' ' || text[i] > '~' || text[i] == '`')
            return false;
        const struct glyphs *letter = find_letter(shaper, style, text + i);
        if (letter->count != 1 || !letter->ids[0] || letter->y[0] != 0)
            return false;
    }
    return true;
}

static const struct glyphs *
join_letters(struct shaper *shaper, const struct style *style, const char *text,
             size_t length)
{
    struct glyphs *glyphs = TAKE(shaper->arena, struct glyphs);
    uint32_t *ids = TAKE_ARRAY(shaper->arena, length, uint32_t);
    uint32_t *clusters = TAKE_ARRAY(shaper->arena, length, uint32_t);
    double *x = TAKE_ARRAY(shaper->arena, length, double), pen = 0;

    for (size_t i = 0; i < length; i++) {
        const struct glyphs *letter = find_letter(shaper, style, text + i);
        ids[i] = letter->ids[0];
        clusters[i] = (uint32_t)i;
        x[i] = pen + letter->x[0];
        pen += letter->width;
    }
    *glyphs = (struct glyphs){.style = *style,
                              .count = length,
                              .ids = ids,
                              .x = x,
                              .y = take_level(shaper, length),
                              .clusters = clusters,
                              .text = arena_copy(shaper->arena, text, length),
                              .length = length,
                              .width = pen};
    return glyphs;
}

static const struct glyphs *
shape_new(struct shaper *shaper, const struct style *style, const char *text,
          size_t length, uint64_t hash)
{
    struct entry *entry = TAKE(shaper->arena, struct entry);

    entry->hash = hash;
    entry->glyphs = can_join(shaper, style, text, length)
                        ? join_letters(shaper, style, text, length)
                        : shape_whole(shaper, style, text, length);
    if (shaper->count++ > shaper->room)
        double_table(shaper);
    size_t slot = hash & (shaper->room - 1);
    entry->next = shaper->table[slot];
    shaper->table[slot] = entry;
    return entry->glyphs;
}

const struct glyphs *
shape_text(struct shaper *shaper, const struct style *style, const char *text,
           size_t length)
{
    uint64_t hash = hash_text(style, text, length);
    struct entry *entry = shaper->table[hash & (shaper->room - 1)];

    for (; entry; entry = entry->next)
        if (entry->hash == hash && entry->glyphs->length == length &&
            style_same(&entry->glyphs->style, style) &&
            !memcmp(entry->glyphs->text, text, length))
            return entry->glyphs;
    return shape_new(shaper, style, text, length, hash);
}

double
text_width(struct shaper *shaper, const struct style *style, const char *text)
{
    return shape_text(shaper, style, text, strlen(text))->width;
}
