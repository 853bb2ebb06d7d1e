/* list.c: the pen for a page that draws by itself: a sheet as one array of
 * numbers and one of words, which a script replays on a canvas.
 *
 * Every mark is its letter's code and then numbers:
 *
 *     F ink opacity even-odd, a path     S ink opacity width on off round, a
 * path G ink opacity x y face size turn, place and length of its words [bytes]
 *     C, a path                          U
 *
 * and a path is the count of its numbers, then M x y, L x y, B with its six,
 * Z. An ink is its place in the palette.
 *
 * What a newcomer would get wrong: words are not yet glyphs. The page has the
 * same faces and shapes them itself. */
#include "sheet.h"

struct list_pen {
    struct pen pen;
    struct list *list;
    const struct palette *palette;
};

static void
add(struct list *list, double number)
{
    GROW(list->arena, list->numbers, list->count, list->room);
    list->numbers[list->count++] = (float)number;
}

static void
add_letter(struct list *list, char letter)
{
    add(list, letter);
}

static void
add_path(struct list *list, const struct path *path)
{
    static const int numbers[] = {
        [STEP_MOVE] = 3, [STEP_LINE] = 3, [STEP_CURVE] = 7, [STEP_CLOSE] = 1};
    int count = 0;

    for (size_t i = 0; i < path->count; i++)
        count += numbers[path->steps[i].kind];
    add(list, count);
    for (size_t i = 0; i < path->count; i++) {
        const struct step *step = &path->steps[i];
        add_letter(list, "MLBZ"[step->kind]);
        if (step->kind == STEP_CURVE) {
            add(list, step->x1);
            add(list, step->y1);
            add(list, step->x2);
            add(list, step->y2);
        }
        if (step->kind != STEP_CLOSE) {
            add(list, step->x);
            add(list, step->y);
        }
    }
}

static struct list *
begin_mark(struct pen *pen, char letter, const struct mark *mark)
{
    struct list_pen *own = (struct list_pen *)pen;

    add_letter(own->list, letter);
    add(own->list, (double)(mark->ink - own->palette->inks));
    add(own->list, mark->opacity);
    return own->list;
}

static void
list_fill(struct pen *pen, const struct mark *mark)
{
    struct list *list = begin_mark(pen, 'F', mark);

    add(list, mark->even_odd);
    add_path(list, mark->path);
}

static void
list_stroke(struct pen *pen, const struct mark *mark)
{
    struct list *list = begin_mark(pen, 'S', mark);

    add(list, mark->width);
    add(list, mark->dash[0]);
    add(list, mark->dash[1]);
    add(list, mark->round);
    add_path(list, mark->path);
}

static void
list_glyphs(struct pen *pen, const struct mark *mark)
{
    struct list *list = begin_mark(pen, 'G', mark);

    add(list, mark->x);
    add(list, mark->y);
    add(list, mark->glyphs->style.face);
    add(list, mark->glyphs->style.size);
    add(list, mark->turn);
    add(list, (double)list->words.length);
    add(list, (double)mark->glyphs->length);
    text_bytes(&list->words, mark->glyphs->text, mark->glyphs->length);
}

static void
list_clip(struct pen *pen, const struct mark *mark)
{
    struct list *list = ((struct list_pen *)pen)->list;

    add_letter(list, 'C');
    add_path(list, mark->path);
}

static void
list_unclip(struct pen *pen, const struct mark *mark)
{
    (void)mark;
    add_letter(((struct list_pen *)pen)->list, 'U');
}

void
sheet_list(struct list *list, const struct sheet *sheet,
           const struct palette *palette)
{
    struct list_pen pen = {.pen = {.fill = list_fill,
                                   .stroke = list_stroke,
                                   .glyphs = list_glyphs,
                                   .clip = list_clip,
                                   .unclip = list_unclip},
                           .list = list,
                           .palette = palette};

    sheet_draw(sheet, &pen.pen);
}
