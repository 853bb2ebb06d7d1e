/* floats.c: what does not run with the text: figures with captions, strips
 * of a sequence's key frames, pictures, footnotes. Each becomes one block
 * that is laid on a page as a whole. */
#include "inside.h"

#include "tongue/tongue.h"

#include <math.h>
#include <string.h>

#define CAPTION_GAP 7.0              /* [pt] between a figure and its caption */
#define SOURCE_GAP 2.0               /* [pt] and between it and its source */
#define SOURCE_SIZE 0.87             /* of the caption's size */
#define FRAME_GAP 6.0                /* [pt] between key frames */
#define PICTURE_DENSITY (72.0 / 150) /* [pt] a pixel, at most */
#define PLATE_DENSITY (72.0 / 100)   /* and of one that has a page to itself */
#define PLATE_FRAME (-1)             /* the number of a plate among frames */
/* A figure may be this share of the text block's depth. */
#define HIGHEST 0.8
#define NOTE_INDENT 12.0  /* [pt] of a note's text, at least */
#define LEAST_FIGURE 40.0 /* [pt] high at least, however long its caption */

/* Frames of a phase that stand for it on paper. */
static const int key_frames[] = {0, 12, 24, 35};

/* Lines one below the other from y; gives where they end. */
static double
place_lines(struct pass *pass, struct block *block, const struct lines *lines,
            const struct manner *manner, double leading, double y)
{
    for (size_t i = 0; i < lines->count; i++, y += leading) {
        sheet_copy(block->sheet, 0,
                   y + find_baseline(pass, &manner->style, leading),
                   lines->at[i].sheet);
        block->anchors = anchor_join(block->anchors, lines->at[i].anchors);
    }
    return y;
}

/* Where the figure's numbers come from ends its caption. */
static double
place_source(struct pass *pass, struct block *block, const struct node *node,
             const struct manner *caption, double y)
{
    const struct figure *figure =
        node->kind == NODE_PICTURE ? NULL
                                   : figure_find(pass->figures, node->target);
    struct manner manner = *caption;
    double leading = pass->look->caption_leading * SOURCE_SIZE;

    if (!figure || !figure->source || !*figure->source)
        return y;
    manner.style.size *= SOURCE_SIZE;
    manner.ink = pass_ink(pass, "muted");
    manner.lead = NULL;
    struct lines lines = set_words(
        pass,
        arena_print(pass->arena, "%s%s: %s",
                    tongue_say(pass->tree->language, WORD_SOURCE),
                    tongue_thin(pass->tree->language), figure->source),
        &manner);
    return place_lines(pass, block, &lines, &manner, leading, y + SOURCE_GAP);
}

static double
place_caption(struct pass *pass, struct block *block, const struct node *node,
              int parent, double y)
{
    const struct look *look = pass->look;
    double leading = look->caption_leading;
    struct stick stick = {0,       look->measure, look->caption_size,
                          leading, parent,        false};
    int element = pass_element(pass, ROLE_CAPTION, parent);
    struct manner manner = find_manner(pass, stick, element);

    if (!node->first)
        return y;
    manner.style = (struct style){.face = FACE_SANS,
                                  .size = look->caption_size,
                                  .features = FEATURE_TABULAR};
    manner.ragged = true;
    if (node->number)
        manner.lead = arena_print(
            pass->arena, "%s\xc2\xa0%d",
            tongue_begin(pass->arena, node_language(node), WORD_FIGURE),
            node->number);
    struct lines lines = set_inlines(pass, node, &manner);
    y = place_lines(pass, block, &lines, &manner, leading, y + CAPTION_GAP);
    return place_source(pass, block, node, &manner, y);
}

/* A frame with words in it where a figure should be. */
static double
place_gap(struct pass *pass, struct block *block, const char *words)
{
    struct path box = path_new(pass->arena);
    struct style style = {.face = FACE_SANS, .size = 8};

    path_rectangle(&box, 0.5, 0.5, pass->look->measure - 1, 60);
    sheet_stroke(block->sheet, box, pass_ink(pass, "accent"), 1);
    sheet_glyphs(block->sheet, 10, 34,
                 shape_text(pass->shaper, &style, words, strlen(words)),
                 pass_ink(pass, "accent"));
    return 61;
}

/* A sheet as large as fits, centred; returns its foot. */
static double
place_sheet(struct pass *pass, struct block *block, const struct sheet *sheet,
            double room)
{
    double measure = pass->look->measure;
    double scale = fmin(1, fmin(measure / sheet->width, room / sheet->height));

    sheet_place(block->sheet, (measure - sheet->width * scale) / 2, 0, sheet,
                scale);
    return sheet->height * scale;
}

static const struct sheet *
find_frame(const struct frames *frames, const struct figure *figure, int part,
           int number)
{
    for (const struct frame *f = frames->first; f; f = f->next)
        if (f->figure == figure && f->part == part && f->number == number)
            return f->sheet;
    return NULL;
}

static const struct sheet *
keep_frame(struct frames *frames, const struct figure *figure, int part,
           int number, const struct sheet *sheet)
{
    struct frame *frame = TAKE(frames->arena, struct frame);

    *frame = (struct frame){figure, part, number, sheet, frames->first};
    frames->first = frame;
    return sheet;
}

static const struct sheet *
draw_still(struct pass *pass, const struct figure *figure, int part, int number)
{
    struct frames *frames = pass->frames;
    const struct sheet *sheet = find_frame(frames, figure, part, number);

    return sheet ? sheet
                 : keep_frame(frames, figure, part, number,
                              figure->still(figure, frames->arena, pass->shaper,
                                            part, number));
}

/* The figure drawn anew, as large as the page lets a plate be. */
static const struct sheet *
draw_plate(struct pass *pass, const struct figure *figure, double room)
{
    struct frames *frames = pass->frames;
    const struct sheet *sheet = find_frame(frames, figure, 0, PLATE_FRAME);

    if (sheet || !figure->at_size)
        return sheet ? sheet : figure->sheet;
    sheet = figure->at_size(figure, frames->arena, pass->shaper,
                            pass->look->measure, floor(room));
    return keep_frame(frames, figure, 0, PLATE_FRAME,
                      sheet ? sheet : figure->sheet);
}

/* Four key frames, two in a row. */
static double
place_frames(struct pass *pass, struct block *block,
             const struct figure *figure, int part)
{
    double width = (pass->look->measure - FRAME_GAP) / 2, height = 0;

    for (int i = 0; i < (int)COUNT(key_frames); i++) {
        int number =
            key_frames[i] < figure->frames ? key_frames[i] : figure->frames - 1;
        const struct sheet *still = draw_still(pass, figure, part, number);
        double scale = width / still->width;
        height = still->height * scale;
        double x = (i % 2) * (width + FRAME_GAP);
        double y = (i / 2) * (height + FRAME_GAP);
        sheet_place(block->sheet, x, y, still, scale);
    }
    return 2 * height + FRAME_GAP;
}

static double
place_picture(struct pass *pass, struct block *block, const struct node *node,
              double room)
{
    const struct look *look = pass->look;
    double density = node->plate ? PLATE_DENSITY : PICTURE_DENSITY;

    if (node->width <= 0 || node->height <= 0)
        return place_gap(pass, block,
                         tongue_say(pass->tree->language, WORD_NO_PICTURE));
    double width = node->width * density;
    double height = node->height * density;
    double scale = fmin(1, fmin(look->measure / width, room / height));
    struct mark *mark = sheet_image(
        block->sheet, (look->measure - width * scale) / 2, 0, width * scale,
        height * scale, node->target, node_plain(pass->arena, node));
    mark->place = &node->place;
    return height * scale;
}

static double
place_content(struct pass *pass, struct block *block, const struct node *node,
              int element, double room)
{
    const struct figure *figure;

    if (node->kind == NODE_PICTURE) {
        pass->elements[element].alt = node_plain(pass->arena, node);
        return place_picture(pass, block, node, room);
    }
    figure = figure_find(pass->figures, node->target);
    if (!figure)
        return place_gap(pass, block,
                         tongue_say(pass->tree->language, WORD_NO_FIGURE));
    pass->elements[element].alt = figure->alt;
    if (figure->sheet)
        return place_sheet(
            pass, block,
            node->plate ? draw_plate(pass, figure, room) : figure->sheet, room);
    if (figure->draw && node->part >= 1 && node->part <= figure->parts) {
        pass->elements[element].alt = figure->part_alts[node->part - 1];
        return place_frames(pass, block, figure, node->part);
    }
    if (figure->draw)
        return place_frames(pass, block, figure, figure->parts);
    return place_gap(pass, block,
                     tongue_say(pass->tree->language, WORD_NOT_DRAWN));
}

/* The caption is set first: a figure may be as high as it leaves room for. */
struct block
set_figure(struct pass *pass, const struct node *node, int parent)
{
    struct block block = {.node = node,
                          .sheet = sheet_new(pass->arena, 0, 0),
                          .plate = node->plate};
    struct block caption = {.sheet = sheet_new(pass->arena, 0, 0)};
    int element = pass_element(pass, ROLE_FIGURE, parent);

    block.element = element;
    pass->elements[element].id = node->id;
    block.sheet->element = element;
    block.anchors = anchor_add(pass->arena, NULL, ANCHOR_ID, node);
    caption.height = place_caption(pass, &caption, node, element, 0);
    double room = pass->look->depth - caption.height;
    if (!node->plate)
        room = fmin(room - FLOAT_GAP, HIGHEST * pass->look->depth);
    double y =
        place_content(pass, &block, node, element, fmax(room, LEAST_FIGURE));
    sheet_copy(block.sheet, 0, y, caption.sheet);
    block.anchors = anchor_join(block.anchors, caption.anchors);
    block.height = y + caption.height;
    return block;
}

/* The number of a note at its left. */
static void
place_number(struct pass *pass, struct slab *slab, const struct glyphs *number,
             int element)
{
    double leading = pass->look->note_leading;
    struct sheet *before = sheet_new(pass->arena, 0, 0);

    before->element = element;
    sheet_glyphs(before, 0, find_baseline(pass, &number->style, leading),
                 number, pass_ink(pass, "ink"));
    slab_precede(slab, before);
}

struct block
set_note(struct pass *pass, const struct node *note, int parent)
{
    const struct look *look = pass->look;
    struct galley galley = {.pass = pass};
    struct style style = {.face = FACE_TEXT,
                          .size = look->note_size,
                          .features = FEATURE_OLD_STYLE};
    const char *label = arena_print(pass->arena, "%d", note->number);
    const struct glyphs *number =
        shape_text(pass->shaper, &style, label, strlen(label));
    int element = pass_element(pass, ROLE_NOTE, parent);
    double x = fmax(NOTE_INDENT, number->width + 4);
    struct stick stick = {
        x,    look->measure - x, look->note_size, look->note_leading, element,
        false};
    struct block block = {.node = note, .element = element};

    int label_element = pass_element(pass, ROLE_LABEL, element);
    galley_anchor(&galley, ANCHOR_ID, note);
    set_blocks(&galley, note, stick);
    if (!galley.count)
        return block;
    place_number(pass, &galley.at[0], number, label_element);
    /* The rule of a table at its end stands clear of the next note. */
    galley.at[galley.count - 1].height +=
        fmin(galley.space, 0.5 * look->note_leading);
    double *tops = TAKE_ARRAY(pass->arena, galley.count, double);
    block.height = stack_slabs(look, &galley, 0, galley.count, 0, tops);
    block.slabs = galley.at;
    block.tops = tops;
    block.slab_count = galley.count;
    for (size_t i = 0; i < galley.count; i++)
        block.anchors = anchor_join(
            block.anchors, anchor_copy(pass->arena, galley.at[i].anchors));
    return block;
}
