/* printed.c: a figure of every kind of mark, and what the tests of print/ ask
 * of their files. */
#define _XOPEN_SOURCE 700
#include "printed.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

const struct ink inks[3] = {
    {"ink", {0, 0, 0}, {0, 0, 0, 1}, {1, 1, 1}},
    {"blue", {0.1, 0.3, 0.8}, {1, 0.7, 0, 0}, {0.6, 0.8, 1}},
    {"paper", {1, 1, 0.9}, {0, 0, 0.1, 0}, {0.1, 0.1, 0.1}},
};
struct shaper *shaper;

void
begin_printing(void)
{
    begin_test();
    make_folder();
    open_faces();
    shaper = shaper_new(&arena, faces);
    unsetenv("SOURCE_DATE_EPOCH");
}

void
end_printing(void)
{
    shaper_close(shaper);
    end_test();
}

struct sheet *
draw_figure(void)
{
    struct sheet *sheet = sheet_new(&arena, 320, 180);
    struct style style = {.face = FACE_SANS, .size = 10};
    struct path path = path_new(&arena), ring = path_new(&arena);

    path_move(&path, 20, 150);
    path_curve(&path, 150, 150, 250, 120, 300, 20);
    sheet_stroke(sheet, path, &inks[1], 2)->round = true;
    sheet_line(sheet, 20, 150, 300, 150, &inks[0], 0.5)->dash[0] = 3;
    path_circle(&ring, 100, 60, 30);
    path_circle(&ring, 100, 60, 15);
    sheet_clip(sheet, ring);
    sheet_fill(sheet, ring, &inks[1])->opacity = 0.4;
    sheet_unclip(sheet);
    sheet_glyphs(sheet, 20, 170, shape_text(shaper, &style, "2026", 4),
                 &inks[0]);
    sheet_glyphs(sheet, 12, 120, shape_text(shaper, &style, "power", 5),
                 &inks[0])
        ->turn = -90;
    return sheet;
}

struct pixels
decode(struct bytes png)
{
    return png_decode(&arena, &diag, (struct place){0}, "x.png", png);
}

bool
same(struct bytes a, struct bytes b)
{
    return a.length == b.length && !memcmp(a.at, b.at, a.length);
}

void
follow(const char *text, const char *const *words)
{
    for (; *words; words++) {
        const char *next = strstr(text, *words);
        ck_assert_msg(next != NULL, "no %s in %s", *words, text);
        text = next + 1;
    }
}
