/* still.c: one frame of the sequence 'spiral' for paper, where there is room
 * for a picture as wide as two thumbs: the box, the date, and the first two
 * numbers that the frame shows. The rest would be letters too small to read. */
#include "spiral.h"

#include <string.h>

#define BOX_SCALE 0.33
#define BOX_LEFT 3.0    /* [pt] of the frame that the still leaves out */
#define SIDE_WORDS 17.0 /* letters of 5.6 pt on paper */
#define TEXT_X 97.0     /* [pt] where the words begin */
#define DATE_SIZE 6.9
#define LABEL_SIZE 5.3
#define VALUE_SIZE 7.0

static double
draw_block(const struct easel *easel, enum face_name face, double size,
           const char *words, double y, const char *ink)
{
    struct block block =
        block_wrap(&easel->canvas, face, size, words, STILL_WIDTH - TEXT_X, 2);

    block_draw(&easel->canvas, &block, TEXT_X, y, 0, easel_ink(easel, ink));
    return y + block.height;
}

static void
draw_words(const struct easel *easel)
{
    const struct spiral *spiral = easel->spiral;
    double y = draw_block(easel, FACE_SANS_BOLD, DATE_SIZE, readout_date(easel),
                          4, "ink");
    int shown = 0;

    for (size_t i = 0; i < spiral->readout_count && shown < 2; i++) {
        const struct readout *readout = &spiral->readouts[i];
        if (readout->kind == SHOW_RING ||
            (readout->kind == SHOW_VALUE && shown))
            continue;
        y = draw_block(easel, FACE_SANS, LABEL_SIZE, readout->label, y + 6,
                       "muted");
        y = draw_block(easel, FACE_SANS_MEDIUM, VALUE_SIZE,
                       readout_words(easel, readout), y + 1, "ink");
        shown++;
    }
}

const struct sheet *
still_draw(const struct figure *figure, struct arena *arena,
           struct shaper *shaper, int part, int frame)
{
    struct easel easel = easel_new(figure, arena, shaper, part, frame);
    struct sheet *still = sheet_new(arena, STILL_WIDTH, STILL_HEIGHT);

    easel.side_words = SIDE_WORDS;
    easel.canvas.sheet = sheet_new(arena, FRAME_WIDTH, FRAME_HEIGHT);
    box_draw(&easel);
    sheet_place(still, -BOX_LEFT * BOX_SCALE, 0, easel.canvas.sheet, BOX_SCALE);
    easel.canvas.sheet = still;
    draw_words(&easel);
    return still;
}
