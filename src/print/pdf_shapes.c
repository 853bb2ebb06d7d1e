/* pdf_shapes.c: the shaped words of a document, each once. A long book sets a
 * quarter of a million words of which twenty thousand are different, and those
 * are shared: what holds for a word's glyphs is found out when they are first
 * met. What one would get wrong: they are known by their place in memory, so
 * the order of the table must not matter to anybody, and does not. */
#include "inside.h"

#include <string.h>

static size_t
find_slot(const struct shapes *shapes, const struct glyphs *glyphs)
{
    size_t slot = (size_t)((uintptr_t)glyphs >> 3) * 0x9e3779b1u;

    for (slot &= shapes->room - 1; shapes->at[slot].glyphs;
         slot = (slot + 1) & (shapes->room - 1))
        if (shapes->at[slot].glyphs == glyphs)
            break;
    return slot;
}

static void
double_table(struct shapes *shapes)
{
    struct shapes old = *shapes;

    shapes->arena = (struct arena){0};
    shapes->room = old.room ? 2 * old.room : 4096;
    shapes->at = TAKE_ARRAY(&shapes->arena, shapes->room, struct shape);
    for (size_t i = 0; i < old.room; i++)
        if (old.at[i].glyphs)
            shapes->at[find_slot(shapes, old.at[i].glyphs)] = old.at[i];
    arena_close(&old.arena);
}

void
shapes_close(struct shapes *shapes)
{
    arena_close(&shapes->arena);
    *shapes = (struct shapes){0};
}

bool
shapes_add(struct shapes *shapes, const struct glyphs *glyphs)
{
    if (2 * shapes->count >= shapes->room)
        double_table(shapes);
    size_t slot = find_slot(shapes, glyphs);
    if (shapes->at[slot].glyphs)
        return false;
    shapes->at[slot].glyphs = glyphs;
    shapes->count++;
    return true;
}

/* Characters that mean only what some face makes of them must be explained,
 * even if by themselves. */
static bool
is_private(const char *text, size_t length)
{
    const char *end = text + length;

    while (text < end) {
        uint32_t c = utf8_next(&text, end);
        if ((c >= 0xe000 && c < 0xf900) || c >= 0xf0000)
            return true;
    }
    return false;
}

/* Does ToUnicode read the glyph as just these bytes? */
static bool
means(const struct letter *letter, const char *text, size_t length)
{
    const char *meaning = letter->text ? letter->text : letter->part;
    size_t known = letter->text ? letter->length : letter->part_length;

    return meaning && known == length && !memcmp(meaning, text, length);
}

/* One glyph may mean all of the cluster; several, a letter and its accents,
 * must mean a character each. */
bool
cluster_plain(const struct fonts *fonts, const struct glyphs *glyphs,
              const struct cluster *cluster)
{
    const struct font *font = &fonts->at[glyphs->style.face];
    const uint32_t *ids = glyphs->ids + cluster->first;
    const char *at = cluster->text, *end = at + cluster->length;

    for (size_t i = 0; i < cluster->count; i++)
        if (!ids[i])
            return false;
    if (cluster->length > 1 && is_private(at, cluster->length))
        return false;
    if (cluster->count == 1)
        return means(font_letter(font, *ids), at, cluster->length);
    for (size_t i = 0; i < cluster->count; i++) {
        const char *start = at;
        if (at < end)
            utf8_next(&at, end);
        if (!means(font_letter(font, ids[i]), start, (size_t)(at - start)))
            return false;
    }
    return at == end;
}

static bool
all_plain(const struct fonts *fonts, const struct glyphs *glyphs)
{
    struct cluster cluster = {0};

    while (cluster_next(glyphs, &cluster))
        if (!cluster_plain(fonts, glyphs, &cluster))
            return false;
    return true;
}

void
shapes_judge(struct shapes *shapes, const struct fonts *fonts)
{
    for (size_t i = 0; i < shapes->room; i++)
        if (shapes->at[i].glyphs)
            shapes->at[i].plain = all_plain(fonts, shapes->at[i].glyphs);
}

bool
shapes_plain(const struct shapes *shapes, const struct glyphs *glyphs)
{
    return shapes->room && shapes->at[find_slot(shapes, glyphs)].plain;
}
