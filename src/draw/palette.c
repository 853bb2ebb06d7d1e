/* palette.c: the inks of templates/palette.yaml. Every ink has a colour for
 * the screen, one for a dark screen and one for the press, and none is computed
 * from another: black text must be black ink alone, not four inks that look
 * black. */
#include "inside.h"

#include <string.h>

static const struct ink plain_inks[] = {
    {"ink", {0.1, 0.1, 0.1}, {0, 0, 0, 1}, {0.9, 0.9, 0.9}},
    {"paper", {1, 1, 1}, {0, 0, 0, 0}, {0.1, 0.1, 0.1}},
};

static int
read_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* "#rrggbb" */
static bool
read_screen(const char *text, double *rgb)
{
    if (text[0] != '#' || strlen(text) != 7)
        return false;
    for (int i = 0; i < 3; i++) {
        int high = read_digit(text[1 + 2 * i]),
            low = read_digit(text[2 + 2 * i]);
        if (high < 0 || low < 0)
            return false;
        rgb[i] = (16 * high + low) / 255.0;
    }
    return true;
}

/* Four percentages. */
static bool
read_press(const struct item *list, double *cmyk)
{
    if (!list || list->kind != ITEM_LIST || item_count(list) != 4)
        return false;
    const struct item *one = list->first;
    for (int i = 0; i < 4; i++, one = one->next) {
        double percent;
        if (one->kind != ITEM_TEXT || !number_parse(one->text, &percent) ||
            !(percent >= 0 && percent <= 100))
            return false;
        cmyk[i] = percent / 100;
    }
    return true;
}

static struct ink
read_ink(struct arena *arena, struct diag *diag, const struct item *item)
{
    static const char *const keys[] = {"screen", "dark", "press"};
    struct ink ink = plain_inks[0];

    ink.name = arena_string(arena, item->key);
    if (item->kind != ITEM_MAP) {
        diag_say(diag, ERROR, item->place,
                 "ink '%s' needs 'screen', 'dark' and 'press', drawing it "
                 "black",
                 item->key);
        return ink;
    }
    item_keys(diag, item, "an ink", keys, COUNT(keys));
    if (!read_screen(item_text(diag, item, "screen", ""), ink.rgb))
        diag_say(diag, ERROR, item->place,
                 "'screen' of ink '%s' is not of the form \"#rrggbb\", "
                 "drawing it black",
                 item->key);
    if (!read_screen(item_text(diag, item, "dark", ""), ink.dark))
        diag_say(diag, ERROR, item->place,
                 "'dark' of ink '%s' is not of the form \"#rrggbb\", drawing "
                 "it white on a dark screen",
                 item->key);
    if (!read_press(item_find(item, "press"), ink.cmyk))
        diag_say(diag, ERROR, item->place,
                 "'press' of ink '%s' is not a list of four percentages, "
                 "printing it black",
                 item->key);
    return ink;
}

static const struct palette *
keep_inks(struct arena *arena, const struct ink *inks, size_t count)
{
    struct palette *palette = TAKE(arena, struct palette);

    palette->inks = inks;
    palette->count = count;
    return palette;
}

/* "ink" comes first, whatever the order of the file. */
const struct palette *
draw_palette(struct arena *arena, struct diag *diag, const struct tree *tree)
{
    const struct item *map = item_find(tree->looks, "palette");
    struct place nowhere = {"templates/palette.yaml", 0, 0};

    if (!map || map->kind != ITEM_MAP || !item_find(map, "ink")) {
        diag_say(diag, ERROR, map ? map->place : nowhere,
                 "the palette has no ink named 'ink', drawing all in black");
        return keep_inks(arena, plain_inks, COUNT(plain_inks));
    }
    struct ink *inks = TAKE_ARRAY(arena, item_count(map), struct ink);
    size_t count = 1;
    for (const struct item *one = map->first; one; one = one->next)
        inks[strcmp(one->key, "ink") ? count++ : 0] =
            read_ink(arena, diag, one);
    return keep_inks(arena, inks, count);
}

const struct ink *
palette_ink(const struct palette *palette, const char *name)
{
    const struct ink *ink = ink_find(palette, name);

    return ink ? ink : &palette->inks[0];
}
