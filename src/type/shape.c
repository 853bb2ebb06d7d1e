/* shape.c: text to glyphs. Every string that was shaped in a style is
 * remembered, for all threads: a book has a quarter of a million words and
 * twenty thousand different ones. What one would get wrong: what is on the
 * shelf never changes again, so glyphs are finished before they go there. */
#include "inside.h"

#include <string.h>

#define MOST_FEATURES 8
#define LONGEST_RUN 1000 /* [bytes] that HarfBuzz is given at once */
#define NON_JOINER 0x200c

/* Glyphs, and what belongs to them behind: ids, clusters and the text. */
struct whole {
    struct glyphs glyphs;
    struct remark remark;
    double x[];
};

/* The language of which ligatures respect the seams. */
struct seamed {
    const char *language;
    const struct hyphens *hyphens;
};

struct shaper {
    struct arena *arena;
    const struct faces *faces;
    hb_buffer_t *buffer;
    struct shelf *shelf;
    bool shares; /* another shaper's shelf and languages */
    struct seamed *seamed;
    size_t seamed_count, seamed_room;
    const double *level; /* zeros: most glyphs stand on the line */
    size_t level_count;
    struct style style;                 /* of the letters below */
    const struct glyphs *letters[0x80]; /* by themselves, or NULL */
};

static struct shaper *
open_shaper(struct arena *arena, const struct faces *faces, struct shelf *shelf)
{
    struct shaper *shaper = TAKE(arena, struct shaper);

    shaper->arena = arena;
    shaper->faces = faces;
    shaper->buffer = hb_buffer_create();
    shaper->shelf = shelf;
    return shaper;
}

struct shaper *
shaper_new(struct arena *arena, const struct faces *faces)
{
    return open_shaper(arena, faces, shelf_new(arena));
}

struct shaper *
shaper_share(struct arena *arena, const struct shaper *first)
{
    struct shaper *shaper = open_shaper(arena, first->faces, first->shelf);

    shaper->shares = true;
    shaper->seamed = first->seamed;
    shaper->seamed_count = first->seamed_count;
    return shaper;
}

void
shaper_seams(struct shaper *shaper, const char *language,
             const struct hyphens *hyphens)
{
    GROW(shaper->arena, shaper->seamed, shaper->seamed_count,
         shaper->seamed_room);
    shaper->seamed[shaper->seamed_count++] = (struct seamed){language, hyphens};
}

void
shaper_close(struct shaper *shaper)
{
    hb_buffer_destroy(shaper->buffer);
    if (!shaper->shares)
        shelf_close(shaper->shelf);
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
           a->heavier == b->heavier && a->backward == b->backward &&
           same_language(a, b);
}

static uint64_t
mix_bits(uint64_t hash, uint64_t bits)
{
    hash = (hash ^ bits) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 32;
}

static uint64_t
hash_text(const struct style *style, const char *text, size_t length)
{
    uint64_t hash = (uint64_t)style->features << 32 ^
                    (uint64_t)(style->size * 64) << 8 ^ style->face;
    uint64_t bits;

    for (; length >= sizeof bits; text += sizeof bits, length -= sizeof bits) {
        memcpy(&bits, text, sizeof bits);
        hash = mix_bits(hash, bits);
    }
    bits = length;
    for (size_t i = 0; i < length; i++)
        bits = bits << 8 | (unsigned char)text[i];
    return mix_bits(hash, bits);
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

static const struct hyphens *
find_seamed(const struct shaper *shaper, const char *language)
{
    for (size_t i = 0; language && i < shaper->seamed_count; i++)
        if (!strcmp(shaper->seamed[i].language, language))
            return shaper->seamed[i].hyphens;
    return NULL;
}

/* With a joiner that does not join in each seam, of which nothing is left among
 * the glyphs. */
static void
add_text(struct shaper *shaper, const struct style *style, const char *text,
         size_t length)
{
    const struct hyphens *hyphens = find_seamed(shaper, style->language);
    size_t seams[MOST_SEAMS], at = 0;
    size_t count = hyphens ? seams_find(hyphens, text, length, seams) : 0;
    hb_buffer_t *buffer = shaper->buffer;

    for (size_t i = 0; i < count; at = seams[i++]) {
        hb_buffer_add_utf8(buffer, text, (int)length, (unsigned)at,
                           (int)(seams[i] - at));
        hb_buffer_add(buffer, NON_JOINER, (unsigned)seams[i] - 1);
    }
    hb_buffer_add_utf8(buffer, text, (int)length, (unsigned)at,
                       (int)(length - at));
    hb_buffer_set_flags(buffer, count ? HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES
                                      : HB_BUFFER_FLAG_DEFAULT);
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
    add_text(shaper, style, text, length);
    if (style->face < FACE_OTHER) {
        hb_buffer_set_direction(buffer, style->backward ? HB_DIRECTION_RTL
                                                        : HB_DIRECTION_LTR);
        hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    } else {
        hb_buffer_guess_segment_properties(buffer);
    }
    const struct face *face = faces_at(shaper->faces, style->face);
    hb_shape(face->font, buffer, features, count);
    if (face->lends)
        accents_place(face, buffer);
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

struct letters
letters_take(struct arena *arena, const struct style *style, const char *text,
             size_t length, size_t count)
{
    size_t glyph = sizeof(double) + 2 * sizeof(uint32_t);
    struct whole *whole =
        arena_take(arena, sizeof *whole + count * glyph + length + 1);
    uint32_t *ids = (uint32_t *)(whole->x + count), *clusters = ids + count;
    char *copy = (char *)(clusters + count);

    if (length)
        memcpy(copy, text, length);
    whole->glyphs = (struct glyphs){.style = *style,
                                    .count = count,
                                    .ids = ids,
                                    .x = whole->x,
                                    .clusters = clusters,
                                    .text = copy,
                                    .length = length,
                                    .remark = &whole->remark};
    return (struct letters){&whole->glyphs, ids, clusters, whole->x};
}

static const struct glyphs *
take_buffer(struct shaper *shaper, const struct style *style, const char *text,
            size_t length)
{
    unsigned count;
    const hb_glyph_info_t *info =
        hb_buffer_get_glyph_infos(shaper->buffer, &count);
    const hb_glyph_position_t *at =
        hb_buffer_get_glyph_positions(shaper->buffer, &count);
    struct letters letters =
        letters_take(shaper->arena, style, text, length, count);
    double scale = style->size / faces_at(shaper->faces, style->face)->units;
    double pen = 0;

    for (unsigned i = 0; i < count; i++) {
        letters.ids[i] = info[i].codepoint;
        letters.clusters[i] = info[i].cluster;
        letters.x[i] =
            pen + at[i].x_offset * scale + style->heavier / 2 * style->size;
        pen += at[i].x_advance * scale +
               (style->tracking + style->heavier) * style->size;
    }
    letters.glyphs->y = take_heights(shaper, at, count, scale);
    letters.glyphs->width = pen;
    letters.glyphs->backward =
        HB_DIRECTION_IS_BACKWARD(hb_buffer_get_direction(shaper->buffer));
    return letters.glyphs;
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
    struct letters joined =
        letters_take(shaper->arena, style, text, length, length);
    double pen = 0;

    for (size_t i = 0; i < length; i++) {
        const struct glyphs *letter = find_letter(shaper, style, text + i);
        joined.ids[i] = letter->ids[0];
        joined.clusters[i] = (uint32_t)i;
        joined.x[i] = pen + letter->x[0];
        pen += letter->width;
    }
    joined.glyphs->y = take_level(shaper, length);
    joined.glyphs->width = pen;
    return joined.glyphs;
}

/* Runs without end. HarfBuzz takes time by the square of how many accents stand
 * on a letter. */

/* How many there are, each shaped by itself. */
static size_t
list_runs(struct shaper *shaper, const struct style *style, const char *text,
          size_t length, const struct glyphs **runs)
{
    size_t count = 0;

    while (length) {
        size_t run = utf8_clip(text, length, LONGEST_RUN);
        runs[count++] = shape_text(shaper, style, text, run);
        text += run;
        length -= run;
    }
    return count;
}

static void
add_run(const struct letters *joined, double *heights, const struct glyphs *run,
        size_t start)
{
    struct glyphs *all = joined->glyphs;

    for (size_t i = 0; i < run->count; i++) {
        size_t at = all->count + i;
        joined->ids[at] = run->ids[i];
        joined->clusters[at] = (uint32_t)start + run->clusters[i];
        joined->x[at] = all->width + run->x[i];
        heights[at] = run->y[i];
    }
    all->count += run->count;
    all->width += run->width;
}

/* Glyphs of all runs; 0 when one needs several faces. */
static size_t
count_glyphs(const struct glyphs *const *runs, size_t count)
{
    size_t glyphs = 0;

    for (size_t i = 0; i < count; i++) {
        if (runs[i]->part_count)
            return 0;
        glyphs += runs[i]->count;
    }
    return glyphs;
}

/* Beside each other, the last one first where they run from the right. */
static const struct glyphs *
join_runs(struct shaper *shaper, const struct style *style, const char *text,
          size_t length)
{
    size_t most = length / (LONGEST_RUN - 3) + 1;
    const struct glyphs **runs =
        TAKE_ARRAY(shaper->arena, most, const struct glyphs *);
    size_t count = list_runs(shaper, style, text, length, runs);

    size_t glyphs = count_glyphs(runs, count);
    const struct glyphs *mixed =
        glyphs ? NULL : mixed_shape(shaper, style, text, length);
    if (mixed)
        return mixed;
    struct letters joined =
        letters_take(shaper->arena, style, text, length, glyphs);
    double *heights = TAKE_ARRAY(shaper->arena, glyphs, double);
    bool backward = runs[0]->backward;
    joined.glyphs->count = 0;
    joined.glyphs->y = heights;
    joined.glyphs->backward = backward;
    size_t start = backward ? length : 0;
    for (size_t i = 0; i < count; i++) {
        const struct glyphs *run = runs[backward ? count - 1 - i : i];
        start -= backward ? run->length : 0;
        add_run(&joined, heights, run, start);
        start += backward ? 0 : run->length;
    }
    return joined.glyphs;
}

const struct glyphs *
shape_text(struct shaper *shaper, const struct style *style, const char *text,
           size_t length)
{
    uint64_t hash = hash_text(style, text, length);
    const struct glyphs *glyphs =
        shelf_find(shaper->shelf, hash, style, text, length);

    if (glyphs)
        return glyphs;
    if (can_join(shaper, style, text, length))
        glyphs = join_letters(shaper, style, text, length);
    else if (length > LONGEST_RUN)
        glyphs = join_runs(shaper, style, text, length);
    else
        glyphs = shape_whole(shaper, style, text, length);
    return shelf_add(shaper->shelf, hash, glyphs);
}

double
text_width(struct shaper *shaper, const struct style *style, const char *text)
{
    return shape_text(shaper, style, text, strlen(text))->width;
}
