/* look.c: the design of a page: A5 with a text block of 33 lines, unless
 * templates/page.yaml says otherwise. */
#include "inside.h"

#include <math.h>

static const struct {
    const char *key;
    size_t offset;
    double fallback, low, high; /* [pt] */
} keys[] = {
    {"width", offsetof(struct look, width), 419.528, 150, 3000},
    {"height", offsetof(struct look, height), 595.276, 150, 3000},
    {"inner", offsetof(struct look, inner), 54, 0, 1000},
    {"outer", offsetof(struct look, outer), 63.528, 0, 1000},
    {"head", offsetof(struct look, head), 66, 0, 1000},
    {"depth", offsetof(struct look, depth), 462, 80, 2500},
    {"size", offsetof(struct look, size), 11, 5, 40},
    {"leading", offsetof(struct look, leading), 14, 6, 60},
    {"note-size", offsetof(struct look, note_size), 8.8, 4, 40},
    {"note-leading", offsetof(struct look, note_leading), 11, 5, 60},
    {"code-size", offsetof(struct look, code_size), 7.9, 4, 40},
    {"code-leading", offsetof(struct look, code_leading), 11, 5, 60},
    {"table-size", offsetof(struct look, table_size), 9.2, 4, 40},
    {"table-leading", offsetof(struct look, table_leading), 11.5, 5, 60},
    {"caption-size", offsetof(struct look, caption_size), 7.5, 4, 40},
    {"caption-leading", offsetof(struct look, caption_leading), 10.5, 5, 60},
    {"indent", offsetof(struct look, indent), 14, 0, 100},
};

static const struct item *
check_keys(struct diag *diag, const struct item *page)
{
    const char *known[COUNT(keys) + 3];

    for (size_t i = 0; i < COUNT(keys); i++)
        known[i] = keys[i].key;
    known[COUNT(keys)] = "recto-openings";
    known[COUNT(keys) + 1] = "lead-in";
    known[COUNT(keys) + 2] = "drop-cap";
    if (page)
        item_keys(diag, page, "a page design", known, COUNT(known));
    return page;
}

static double
read_length(struct diag *diag, const struct item *page, size_t i)
{
    double value = item_number(diag, page, keys[i].key, keys[i].fallback);

    if (value >= keys[i].low && value <= keys[i].high)
        return value;
    diag_say(diag, ERROR, item_find(page, keys[i].key)->place,
             "'%s' must be from %g to %g points, using %g", keys[i].key,
             keys[i].low, keys[i].high, keys[i].fallback);
    return keys[i].fallback;
}

static int
read_drop_cap(struct diag *diag, const struct item *page)
{
    double lines = item_number(diag, page, "drop-cap", 0);

    if (lines == 0 || lines == 2 || lines == 3)
        return (int)lines;
    diag_say(diag, ERROR, item_find(page, "drop-cap")->place,
             "'drop-cap' must be 2 or 3 lines, or 0 for none, using none");
    return 0;
}

struct look
find_look(struct diag *diag, const struct tree *tree)
{
    const struct item *page = check_keys(diag, item_find(tree->looks, "page"));
    struct look look;

    for (size_t i = 0; i < COUNT(keys); i++)
        *(double *)(void *)((char *)&look + keys[i].offset) =
            read_length(diag, page, i);
    look.measure = look.width - look.inner - look.outer;
    if (look.measure < 60) {
        diag_say(diag, ERROR, page ? page->place : (struct place){0},
                 "margins leave no room for text, using a measure of 60 "
                 "points");
        look.measure = 60;
    }
    look.drop_cap = read_drop_cap(diag, page);
    look.lead_in = item_flag(diag, page, "lead-in", true);
    look.recto = item_flag(diag, page, "recto-openings", false);
    look.lines = (int)floor(look.depth / look.leading + 0.001);
    look.depth = look.lines * look.leading;
    return look;
}
