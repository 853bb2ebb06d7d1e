/* lists.c: bulleted, numbered and task lists. The label is laid beside the
 * first slab that an item makes, whatever that is. */
#include "inside.h"

#include "tongue/tongue.h"

#include <math.h>
#include <string.h>

/* [pt] between a label and its item, wherever a line is loose: a word's space
 * and a third, for more would be a hole at the start of the line. */
#define LABEL_GAP 3.0

static const char *
name_label(struct arena *arena, const struct node *list,
           const struct node *item, int index, int depth)
{
    static const char *const bullets[] = {"\xe2\x80\xa2", "\xe2\x80\x93"};

    if (item->task)
        return item->task == 2 ? "\xe2\x98\x91" : "\xe2\x98\x90";
    if (list->ordered)
        return arena_print(arena, "%d.", list->start + index);
    return bullets[depth % 2];
}

static int
count_depth(const struct node *list)
{
    int depth = 0;

    for (const struct node *node = list->parent; node; node = node->parent)
        depth += node->kind == NODE_LIST;
    return depth;
}

static void
place_box(struct sheet *sheet, double x, double baseline, double size,
          bool done, const struct ink *ink)
{
    struct path box = path_new(sheet->arena);
    double side = 0.6 * size, y = baseline - side;

    path_rectangle(&box, x, y, side, side);
    if (done) {
        path_move(&box, x + 0.2 * side, y + 0.55 * side);
        path_line(&box, x + 0.42 * side, y + 0.78 * side);
        path_line(&box, x + 0.8 * side, y + 0.25 * side);
    }
    sheet_stroke(sheet, box, ink, 0.6);
}

/* The baseline of the first letters on a sheet; false when there are none, or a
 * picture before them. */
static bool
find_letters(const struct sheet *sheet, double *baseline)
{
    for (size_t i = 0; i < sheet->count; i++) {
        const struct mark *mark = &sheet->marks[i];
        if (mark->kind == MARK_IMAGE || mark->kind == MARK_SHEET)
            return false;
        if (mark->kind == MARK_GLYPHS) {
            *baseline = mark->y;
            return true;
        }
        if (mark->kind == MARK_COPY && find_letters(mark->sheet, baseline)) {
            *baseline += mark->y;
            return true;
        }
    }
    return false;
}

static void
place_label(struct galley *galley, size_t slab_index, const struct node *item,
            const char *label, struct stick stick, double width, int element)
{
    struct pass *pass = galley->pass;
    struct slab *slab = &galley->at[slab_index];
    struct style style = {
        .face = FACE_TEXT, .size = stick.size, .features = FEATURE_OLD_STYLE};
    double baseline = find_baseline(pass, &style, stick.leading);
    double letters;

    /* Of code, of a table, of a heading; a paragraph may begin with letters
     * that are raised. */
    if (item->first && item->first->kind != NODE_PARAGRAPH &&
        find_letters(slab->sheet, &letters))
        baseline = letters;
    struct sheet *sheet = sheet_new(pass->arena, 0, 0);

    sheet->element = element;
    if (item->task) {
        place_box(sheet, stick.x + 2, baseline, stick.size, item->task == 2,
                  pass_ink(pass, "ink"));
        pass->elements[element].alt = tongue_say(
            node_language(item), item->task == 2 ? WORD_DONE : WORD_TO_DO);
    } else {
        const struct glyphs *glyphs =
            shape_text(pass->shaper, &style, label, strlen(label));
        sheet_glyphs(sheet, stick.x + width - glyphs->width - LABEL_GAP,
                     baseline, glyphs, pass_ink(pass, "ink"));
    }
    slab_precede(slab, sheet);
}

/* The label stands in the room that the text leaves on its left, even when
 * that reaches into the list around it. */
static void
set_item(struct galley *galley, const struct node *item, const char *label,
         struct stick stick, double width)
{
    struct pass *pass = galley->pass;
    struct stick inner = stick_indent(pass->look, stick, width);
    size_t first = galley->count;

    stick.parent = pass_element(pass, ROLE_ITEM, stick.parent);
    int element = pass_element(pass, ROLE_LABEL, stick.parent);
    stick.x = fmax(inner.x - width, 0);
    inner.parent = pass_element(pass, ROLE_ITEM_BODY, stick.parent);
    set_blocks(galley, item, inner);
    if (galley->count == first)
        galley_add(galley, stick.leading)->grid = stick.grid;
    place_label(galley, first, item, label, stick, width, element);
}

/* Room for the widest label of the list. */
static double
find_label_width(struct pass *pass, const struct node *list, double size)
{
    struct style style = {
        .face = FACE_TEXT, .size = size, .features = FEATURE_OLD_STYLE};
    double width = pass->look->indent;
    int index = 0;

    for (const struct node *item = list->first; item; item = item->next) {
        const char *label = name_label(pass->arena, list, item, index++, 0);
        if (list->ordered)
            width = fmax(width,
                         text_width(pass->shaper, &style, label) + LABEL_GAP);
    }
    return width;
}

void
set_list(struct galley *galley, const struct node *list, struct stick stick)
{
    struct pass *pass = galley->pass;
    double width = find_label_width(pass, list, stick.size);
    int index = 0, depth = count_depth(list);
    double around = depth || stick.grid ? 0 : 0.4 * stick.leading;

    stick.parent = pass_element(pass, ROLE_LIST, stick.parent);
    pass->elements[stick.parent].level = list->ordered;
    galley_space(galley, around);
    for (const struct node *item = list->first; item; item = item->next) {
        if (index && !list->tight && !stick.grid)
            galley_space(galley, 0.3 * stick.leading);
        set_item(galley, item,
                 name_label(pass->arena, list, item, index, depth), stick,
                 width);
        index++;
    }
    galley_space(galley, around);
}
