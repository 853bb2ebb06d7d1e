/* initials.c: the letter that opens a section, two or three lines high. It
 * stands on the baseline of its last line and reaches up to the height of the
 * first one's capitals; its ink, not its width, begins at the edge of the
 * measure, and a quotation mark before it hangs in the margin. What one would
 * get wrong: letters that reach below the baseline need another line beside
 * them. */
#include "inside.h"

#include <math.h>
#include <string.h>

#define GAP 3.0        /* [pt] between the letter and the words beside it */
#define ROUND 0.02     /* [em] that a round letter hangs in the margin */
#define DESCENDER 0.05 /* [em] below the baseline that count */

/* What an outline covers [em, y up]. */
struct extent {
    double left, right, bottom;
    bool any;
};

static void
add_point(void *to, double x, double y)
{
    struct extent *extent = to;

    extent->left = extent->any ? fmin(extent->left, x) : x;
    extent->right = extent->any ? fmax(extent->right, x) : x;
    extent->bottom = extent->any ? fmin(extent->bottom, y) : y;
    extent->any = true;
}

static void
add_curve(void *to, double x1, double y1, double x2, double y2, double x,
          double y)
{
    add_point(to, x1, y1);
    add_point(to, x2, y2);
    add_point(to, x, y);
}

static void
end_contour(void *to)
{
    (void)to;
}

static struct extent
find_extent(const struct faces *faces, const struct glyphs *glyphs)
{
    static const struct outline outline = {add_point, add_point, add_curve,
                                           end_contour};
    struct extent extent = {0};

    if (glyphs->count)
        face_outline(faces, glyphs->style.face, glyphs->ids[0], &outline,
                     &extent);
    return extent;
}

/* Bytes of a quotation mark that words begin with. */
static size_t
count_quote(const char *words)
{
    static const char *const quotes[] = {"\"",           "'",
                                         "\xe2\x80\x9c", "\xe2\x80\x98",
                                         "\xe2\x80\x9e", "\xe2\x80\x9a",
                                         "\xc2\xab"};

    for (size_t i = 0; i < COUNT(quotes); i++)
        if (!strncmp(words, quotes[i], strlen(quotes[i])))
            return strlen(quotes[i]);
    return 0;
}

/* Bytes of a capital that the text's face has. */
static size_t
count_capital(const struct pass *pass, const char *words)
{
    const char *next = words;
    uint32_t c = utf8_next(&next, words + strlen(words));
    bool capital = (c >= 'A' && c <= 'Z') ||
                   (c >= 0xc0 && c <= 0xde && c != 0xd7) ||
                   (c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f);

    return capital && face_has(shaper_faces(pass->shaper), FACE_TEXT, c)
               ? (size_t)(next - words)
               : 0;
}

/* The letter, ready to be placed. */
struct drawn {
    const struct glyphs *letter, *quote; /* quote: or NULL */
    double left;                         /* [pt] of the letter's origin */
    struct initial initial;
};

static bool
draw_initial(struct pass *pass, const char *words, struct stick stick,
             struct drawn *drawn)
{
    const struct faces *faces = shaper_faces(pass->shaper);
    const struct metrics *m = face_metrics(faces, FACE_TEXT);
    struct style text = {.face = FACE_TEXT, .size = stick.size}, large = text;
    size_t quote = count_quote(words);
    size_t letter = count_capital(pass, words + quote);
    int lines = pass->look->drop_cap;

    if (!letter || m->cap_height <= 0)
        return false;
    large.size += (lines - 1) * stick.leading / m->cap_height;
    drawn->letter = shape_text(pass->shaper, &large, words + quote, letter);
    drawn->quote = quote ? shape_text(pass->shaper, &text, words, quote) : NULL;
    struct extent extent = find_extent(faces, drawn->letter);
    bool round = strchr("CGOQ", words[quote]) != NULL;
    drawn->left = -(extent.left + (round ? ROUND : 0)) * large.size;
    drawn->initial.lines = lines + (extent.bottom < -DESCENDER);
    drawn->initial.width = drawn->left + extent.right * large.size + GAP;
    drawn->initial.skip = quote + letter;
    if (words[quote + letter] == ' ')
        drawn->initial.width += text_width(pass->shaper, &text, " ");
    return extent.any && drawn->initial.width < stick.measure / 3;
}

/* The letters on the first line that go on with the word; NULL when there are
 * none, or they are something of their own. */
static const struct glyphs *
find_others(struct pass *pass, const struct drawn *drawn, const char *words,
            const struct line *line)
{
    const struct mark *mark = line->sheet->marks;
    char next = words[drawn->initial.skip];

    if (!next || next == ' ' || !line->sheet->count ||
        mark->kind != MARK_GLYPHS || mark->soft_hyphen)
        return NULL;
    return mark_glyphs(pass->arena, mark);
}

/* The word, of which each mark means a part only. */
static const char *
spell_word(struct pass *pass, const struct drawn *drawn, const char *words,
           const struct glyphs *others)
{
    struct text text = text_new(pass->arena);

    text_bytes(&text, words, drawn->initial.skip);
    if (others)
        text_bytes(&text, others->text, others->length);
    else if (words[drawn->initial.skip] == ' ')
        text_char(&text, ' ');
    return text.at;
}

/* On the first line's slab, before its words. Readers take a word to stand
 * where its first and last marks do, so both are on the first line: a space is
 * there where nothing else is. */
static void
place_initial(struct pass *pass, struct slab *slab, const struct drawn *drawn,
              struct stick stick, const struct manner *manner,
              const char *words, const struct line *line)
{
    struct sheet *sheet = sheet_new(pass->arena, 0, 0);
    double baseline = find_baseline(pass, &manner->style, stick.leading);
    double fall = (pass->look->drop_cap - 1) * stick.leading;
    const struct glyphs *space =
        shape_text(pass->shaper, &manner->style, " ", 1);
    const struct glyphs *others = find_others(pass, drawn, words, line);
    double start = drawn->quote ? drawn->quote->width : 0;
    struct mark *first;

    sheet->element = manner->element;
    first = sheet_glyphs(sheet, stick.x - start, baseline,
                         drawn->quote ? drawn->quote : space, manner->ink);
    first->meant = 3;
    first->meaning = spell_word(pass, drawn, words, others);
    sheet_glyphs(sheet, stick.x + drawn->left, baseline + fall, drawn->letter,
                 manner->ink);
    if (!others)
        sheet_glyphs(sheet, stick.x + drawn->initial.width - space->width,
                     baseline, space, manner->ink);
    slab_precede(slab, sheet);
}

bool
set_initial(struct galley *galley, const struct node *node, struct stick stick,
            const struct manner *manner)
{
    struct pass *pass = galley->pass;
    struct manner beside = *manner;
    size_t elements = pass->element_count, first = galley->count;
    struct drawn drawn = {0};

    if (!pass->look->drop_cap || !node->first ||
        node->first->kind != NODE_TEXT ||
        !draw_initial(pass, node->first->text, stick, &drawn))
        return false;
    beside.initial = drawn.initial;
    struct lines lines = set_inlines(pass, node, &beside);
    if (lines.count < (size_t)drawn.initial.lines) {
        pass->element_count = elements;
        return false;
    }
    galley_lines(galley, &lines, stick.x, &manner->style, stick.leading,
                 stick.grid);
    place_initial(pass, &galley->at[first], &drawn, stick, manner,
                  node->first->text, &lines.at[0]);
    for (size_t i = first; i + 1 < first + (size_t)drawn.initial.lines; i++)
        galley->at[i].penalty = BREAK_NEVER;
    return true;
}
