/* gap.c: what stands where a figure could not be drawn: a frame with the
 * message, so that the fault is seen on the page as well as on the screen. */
#include "inside.h"

#include <math.h>

#define MOST_LINES 40

void
gap_draw(const struct canvas *canvas, const char *message)
{
    struct sheet *sheet = canvas->sheet;
    double width = sheet->width, height = sheet->height;
    struct path frame = path_new(canvas->arena), room = path_new(canvas->arena);
    size_t lines = (size_t)fmax(1, (height - 16) / (1.2 * SMALL));
    struct block words =
        block_wrap(canvas, FACE_SANS, SMALL, message, width - 24,
                   lines < MOST_LINES ? lines : MOST_LINES);

    path_rectangle(&frame, 0.5, 0.5, width - 1, height - 1);
    struct mark *mark =
        sheet_stroke(sheet, frame, canvas_ink(canvas, "accent"), 1);
    mark->dash[0] = mark->dash[1] = 4;
    path_rectangle(&room, 2, 2, width - 4, height - 4);
    sheet_clip(sheet, room);
    block_draw(canvas, &words, width / 2, (height - words.height) / 2, 0.5,
               canvas_ink(canvas, "ink"));
    sheet_unclip(sheet);
}
