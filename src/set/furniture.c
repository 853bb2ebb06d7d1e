/* furniture.c: what stands around the text: running heads and folios. The
 * verso names the book, the recto its section; a page that opens a section
 * has its folio at the foot and no running head. */
#include "inside.h"

#include <string.h>

#define HEAD_RISE                                                              \
    22.0                 /* [pt] of the running head's baseline above the text \
                          */
#define HEAD_GAP 18.0    /* [pt] between it and the folio, at least */
#define LONGEST_HEAD 400 /* [bytes] of it that are measured at all */
#define FOLIO_DROP 30.0  /* [pt] of the foot folio below the text */

static const struct glyphs *
shape_furniture(struct pass *pass, const char *words, bool caps)
{
    struct style style = {.face = FACE_TEXT,
                          .size = caps ? 9.0 : 9.5,
                          .features =
                              caps ? FEATURE_SMALL_CAPS : FEATURE_OLD_STYLE,
                          .tracking = caps ? 0.06 : 0};

    return shape_text(pass->shaper, &style, words, strlen(words));
}

/* Small capitals have no capitals beside them: a shout in a whisper. */
static const char *
lower_words(struct arena *arena, const char *words, size_t length)
{
    struct text text = text_new(arena);
    const char *end = words + length;

    while (words < end)
        text_utf8(&text, utf8_lower(utf8_next(&words, end)));
    return text.at;
}

static const char *
cut_words(struct pass *pass, const char *words, size_t length)
{
    return arena_print(pass->arena, "%.*s\u2026", (int)length, words);
}

/* Without its last word, or its last letter where there is but one. */
static size_t
drop_word(const char *words, size_t length)
{
    size_t end = length;

    while (end && words[end - 1] != ' ')
        end--;
    while (end && words[end - 1] == ' ')
        end--;
    if (end)
        return end;
    while (length && ((unsigned char)words[--length] & 0xc0) == 0x80)
        continue;
    return length;
}

/* As many of the words as leave the folio alone; an ellipsis says that there
 * are more. */
static const struct glyphs *
fit_head(struct pass *pass, const char *words, double room)
{
    size_t length = utf8_clip(words, strlen(words), LONGEST_HEAD);
    bool whole = !words[length];
    const char *low = lower_words(pass->arena, words, length);

    length = strlen(low);
    const struct glyphs *head =
        shape_furniture(pass, whole ? low : cut_words(pass, low, length), true);
    while (length && head->width > room) {
        length = drop_word(low, length);
        head = shape_furniture(pass, cut_words(pass, low, length), true);
    }
    return head;
}

void
set_furniture(struct pass *pass, struct sheet *sheet, const struct slab *slab,
              bool recto, const char *folio)
{
    const struct look *look = pass->look;
    const struct ink *muted = pass_ink(pass, "muted");
    double left = recto ? look->inner : look->outer;
    double right = left + look->measure;
    double y = look->head - HEAD_RISE;

    if (slab->bare || !*folio)
        return;
    sheet->element = pass->furniture;
    const struct glyphs *number = shape_furniture(pass, folio, false);
    if (slab->opening) {
        sheet_glyphs(sheet, left + (look->measure - number->width) / 2,
                     look->head + look->depth + FOLIO_DROP, number, muted);
        sheet->element = 0;
        return;
    }
    const char *words = recto && slab->section
                            ? slab->section->section->short_title
                            : pass->tree->title;
    const struct glyphs *head =
        fit_head(pass, words, look->measure - number->width - HEAD_GAP);
    sheet_glyphs(sheet, recto ? left : right - head->width, y, head, muted);
    sheet_glyphs(sheet, recto ? right - number->width : left, y, number, muted);
    sheet->element = 0;
}
