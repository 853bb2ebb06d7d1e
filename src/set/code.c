/* code.c: blocks of code. Every line is a slab with its strip of ground, so a
 * long listing may break between pages; a line that is too long goes on below
 * itself after a mark. */
#include "inside.h"

#include <string.h>

#define INSET 8.0 /* [pt] of the text within the ground */
#define PADDING 5.0
#define TAB 4
#define KEPT_LINES 14 /* listings up to this are kept on one page */

struct row {
    const char *at;
    size_t length;
    bool continued;
};
struct rows {
    struct row *at;
    size_t count, room;
};

static const char *
expand_tabs(struct arena *arena, const char *text)
{
    struct text out = text_new(arena);
    size_t column = 0;

    for (; *text; text++) {
        if (*text == '\t') {
            do
                text_char(&out, ' ');
            while (++column % TAB);
            continue;
        }
        column = *text == '\n' ? 0 : column + ((*text & 0xc0) != 0x80);
        text_char(&out, *text);
    }
    return out.at;
}

/* Bytes of the line that fit into the given number of columns. */
static size_t
fit_columns(const char *at, size_t length, size_t columns)
{
    size_t i = 0;

    while (i < length) {
        size_t next = i + 1;
        while (next < length && (at[next] & 0xc0) == 0x80)
            next++;
        if (!columns--)
            return i;
        i = next;
    }
    return length;
}

static struct rows
split_rows(struct arena *arena, const char *text, size_t columns)
{
    struct rows rows = {0};

    while (*text) {
        size_t length = strcspn(text, "\n");
        bool continued = false;
        do {
            size_t fit =
                fit_columns(text, length, continued ? columns - 2 : columns);
            GROW(arena, rows.at, rows.count, rows.room);
            rows.at[rows.count++] = (struct row){text, fit, continued};
            text += fit;
            length -= fit;
            continued = true;
        } while (length);
        text += *text == '\n';
    }
    return rows;
}

static void
set_row(struct galley *galley, const struct row *row, struct stick stick,
        const struct style *style, double above, double below)
{
    struct pass *pass = galley->pass;
    double leading = pass->look->code_leading;
    struct slab *slab = galley_add(galley, leading + above + below);
    double x = stick.x + INSET;
    double y = above + find_baseline(pass, style, leading);

    sheet_rectangle(slab->sheet, stick.x, 0, stick.measure, slab->height,
                    pass_ink(pass, "box"));
    if (row->continued) {
        const char *mark = "\xe2\x86\xb3"; /* downwards arrow, tip right */
        sheet_glyphs(slab->sheet, x, y,
                     shape_text(pass->shaper, style, mark, strlen(mark)),
                     pass_ink(pass, "muted"));
        x += 2 * text_width(pass->shaper, style, " ");
    }
    slab->sheet->element = stick.parent;
    if (row->length)
        sheet_glyphs(slab->sheet, x, y,
                     shape_text(pass->shaper, style, row->at, row->length),
                     pass_ink(pass, "ink"));
    slab->sheet->element = 0;
}

void
set_code(struct galley *galley, const struct node *code, struct stick stick)
{
    struct pass *pass = galley->pass;
    struct style style = {FACE_MONO, pass->look->code_size,
                          FEATURE_NO_LIGATURES, 0};
    double advance = text_width(pass->shaper, &style, "0");
    size_t columns = (size_t)((stick.measure - 2 * INSET) / advance);
    struct rows rows =
        split_rows(pass->arena, expand_tabs(pass->arena, code->text),
                   columns < 8 ? 8 : columns);

    stick.parent = pass_element(pass, ROLE_PARAGRAPH, stick.parent);
    stick.parent = pass_element(pass, ROLE_CODE, stick.parent);
    galley_space(galley, pass->look->leading / 2);
    for (size_t i = 0; i < rows.count; i++) {
        bool end = i + 1 == rows.count;
        set_row(galley, &rows.at[i], stick, &style, i ? 0 : PADDING,
                end ? PADDING : 0);
        struct slab *slab = &galley->at[galley->count - 1];
        slab->place = code->place;
        if (!end && (rows.count <= KEPT_LINES || i == 0 ||
                     i + 2 == rows.count || rows.at[i + 1].continued))
            slab->penalty = BREAK_NEVER;
        else if (!end)
            slab->penalty = 200;
    }
    galley_space(galley, pass->look->leading / 2);
}
