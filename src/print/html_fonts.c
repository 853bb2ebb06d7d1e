/* html_fonts.c: the pages' fonts, each cut down to the letters that it really
 * shows. The finished pages are read once, element by element, with the few
 * rules of style.css that choose a face; so a face that no element shows is
 * not there at all.
 *
 * What a newcomer would get wrong: the text and the sans face keep every letter
 * of the page, for the script shows any of its words in either: in notes that
 * stand out, and in what a search finds. */
#include "html.h"
#include "tongue/tongue.h"

#include <string.h>

enum { CODEPOINTS = 0x110000, DEEPEST = 256 };

/* How style.css names a face, and what it asks of it. The italic of the sans is
 * the upright one, slanted: browsers do that by themselves. */
static const struct look {
    const char *name, *family, *weight, *slant;
    unsigned features;
    bool whole; /* shows any letter of the page */
} looks[FACE_OTHER] = {
    [FACE_TEXT] = {"text", "Text", "400", "normal",
                   FEATURE_OLD_STYLE | FEATURE_SMALL_CAPS, true},
    [FACE_TEXT_ITALIC] = {"text-italic", "Text", "400", "italic",
                          FEATURE_OLD_STYLE, false},
    [FACE_TEXT_BOLD] = {"text-bold", "Text", "700", "normal", FEATURE_OLD_STYLE,
                        false},
    [FACE_SANS] = {"sans", "Sans", "400", "normal",
                   FEATURE_TABULAR | FEATURE_NO_LIGATURES, true},
    [FACE_SANS_BOLD] = {"sans-bold", "Sans", "600", "normal",
                        FEATURE_TABULAR | FEATURE_NO_LIGATURES, false},
    [FACE_MONO] = {"mono", "Mono", "400", "normal", FEATURE_NO_LIGATURES,
                   false},
};

/* Which element shows which face. */

enum family { AS_BEFORE, TEXT, SANS, MONO, UNSEEN };

struct hand {
    enum family family;
    bool bold, italic;
};

/* What style.css says of an element, by its name or by a class. */
struct rule {
    const char *name;
    enum family family;
    char bold, italic; /* '+', '-' or 0: as the element around it */
};

static const struct rule elements[] = {
    {"h1", TEXT, '-', '-'},         {"h2", SANS, '+', '-'},
    {"h3", SANS, '+', '-'},         {"h4", SANS, '+', '-'},
    {"h5", SANS, '+', '-'},         {"h6", SANS, '+', '-'},
    {"code", MONO, '-', '-'},       {"em", AS_BEFORE, 0, '+'},
    {"strong", AS_BEFORE, '+', 0},  {"b", AS_BEFORE, '+', 0},
    {"th", SANS, '+', '-'},         {"table", SANS, '-', '-'},
    {"figcaption", SANS, '-', '-'}, {"nav", SANS, '-', '-'},
    {"footer", SANS, '-', '-'},     {"summary", SANS, '-', '-'},
    {"style", UNSEEN, '-', '-'},    {"head", UNSEEN, '-', '-'},
    {"math", UNSEEN, '-', '-'},
};
static const struct rule classes[] = {
    {"skip", SANS, '-', '-'},          {"imprint", SANS, '-', '-'},
    {"keys", SANS, '-', '-'},          {"data", SANS, '-', '-'},
    {"subtitle", AS_BEFORE, '-', '+'}, {"epigraph", AS_BEFORE, '-', '+'},
    {"gap", SANS, '-', '-'},           {"anchor", SANS, '-', '-'},
    {"kind", SANS, '+', '-'},
};

static const char *const empties[] = {"img",  "br",    "hr",     "meta",
                                      "link", "input", "source", "wbr",
                                      "col",  "script"};

struct reading {
    unsigned char *seen[FACE_OTHER]; /* a bit a codepoint */
    struct hand hands[DEEPEST];      /* of the elements that are open */
    int depth; /* may be beyond DEEPEST: such elements are as their parents */
};

static struct hand
find_hand(const struct reading *reading)
{
    int depth = reading->depth < DEEPEST ? reading->depth : DEEPEST - 1;

    return reading->hands[depth];
}

static void
apply_rules(struct hand *hand, const struct rule *rules, size_t count,
            const char *name, size_t length)
{
    for (size_t i = 0; i < count; i++) {
        const struct rule *rule = &rules[i];
        if (strlen(rule->name) != length || memcmp(rule->name, name, length))
            continue;
        if (rule->family != AS_BEFORE)
            hand->family = rule->family;
        if (rule->bold)
            hand->bold = rule->bold == '+';
        if (rule->italic)
            hand->italic = rule->italic == '+';
    }
}

/* Every word of class="..." within a tag. */
static void
apply_classes(struct hand *hand, const char *tag, const char *end)
{
    static const char opening[] = " class=\"";
    const char *at = tag;

    while (at + sizeof opening < end &&
           memcmp(at, opening, sizeof opening - 1) != 0)
        at++;
    if (at + sizeof opening >= end)
        return;
    at += sizeof opening - 1;
    while (at < end && *at != '"') {
        size_t length = strcspn(at, " \"");
        apply_rules(hand, classes, COUNT(classes), at, length);
        at += length + (at[length] == ' ');
    }
}

static bool
is_empty(const char *name, size_t length)
{
    for (size_t i = 0; i < COUNT(empties); i++)
        if (strlen(empties[i]) == length && !memcmp(empties[i], name, length))
            return true;
    return *name == '!';
}

/* A tag from after its "<" up to end, where its ">" is. */
static void
read_tag(struct reading *reading, const char *tag, const char *end)
{
    size_t length = strcspn(tag, " \t\n/>");

    if (*tag == '/') {
        reading->depth -= reading->depth > 0;
        return;
    }
    if (is_empty(tag, length))
        return;
    struct hand hand = find_hand(reading);
    apply_rules(&hand, elements, COUNT(elements), tag, length);
    apply_classes(&hand, tag, end);
    if (++reading->depth < DEEPEST)
        reading->hands[reading->depth] = hand;
}

static enum face_name
choose_face(struct hand hand)
{
    switch (hand.family) {
    case SANS:
        return hand.bold ? FACE_SANS_BOLD : FACE_SANS;
    case MONO:
        return FACE_MONO;
    default:
        return hand.italic ? FACE_TEXT_ITALIC
               : hand.bold ? FACE_TEXT_BOLD
                           : FACE_TEXT;
    }
}

static void
note_letter(unsigned char *seen, uint32_t c)
{
    if (c < CODEPOINTS)
        seen[c / 8] |= (unsigned char)(1u << c % 8);
}

/* What text_escape writes. */
static const struct {
    const char *words;
    char letter;
} entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};

static uint32_t
read_letter(const char **at, const char *end)
{
    for (size_t i = 0; **at == '&' && i < COUNT(entities); i++) {
        size_t length = strlen(entities[i].words);
        if ((size_t)(end - *at) < length ||
            memcmp(*at, entities[i].words, length) != 0)
            continue;
        *at += length;
        return (unsigned char)entities[i].letter;
    }
    return utf8_next(at, end);
}

/* The ">" of the tag at this "<"; of a script the last one, for within it are
 * signs of its own, and no words. */
static const char *
find_close(const char *at, const char *end)
{
    static const char begin[] = "<script", close[] = "</script>";
    const char *last =
        strncmp(at, begin, sizeof begin - 1) != 0 ? NULL : strstr(at, close);

    return last ? last + sizeof close - 2 : memchr(at, '>', (size_t)(end - at));
}

static void
read_page(struct reading *reading, struct bytes page)
{
    const char *at = page.at, *end = page.at + page.length;

    while (at < end) {
        if (*at == '<') {
            const char *close = find_close(at, end);
            if (!close)
                return;
            read_tag(reading, at + 1, close);
            at = close + 1;
            continue;
        }
        struct hand hand = find_hand(reading);
        uint32_t c = read_letter(&at, end);
        if (hand.family != UNSEEN)
            note_letter(reading->seen[choose_face(hand)], c);
    }
}

/* What stands on controls that a script makes is on no page; plain letters are
 * in every face. */
static void
note_controls(struct reading *reading, const char *language)
{
    const char *name, *word;

    for (size_t i = 0; (word = tongue_control(language, i, &name)); i++)
        for (const char *at = word, *end = at + strlen(at); at < end;) {
            uint32_t letter = utf8_next(&at, end);
            if (letter > 0x7f)
                note_letter(reading->seen[FACE_SANS], letter);
        }
}

/* The letters of one face. */

/* A face that shows any letter has them all, with ASCII and the hyphen that
 * browsers set at a line's end, which any face needs that has words. */
static void
complete_faces(struct arena *arena, struct reading *reading, bool plain)
{
    size_t bytes = CODEPOINTS / 8;
    unsigned char *all = arena_take(arena, bytes);

    for (int face = 0; face < FACE_OTHER; face++)
        for (size_t i = 0; i < bytes; i++)
            all[i] |= reading->seen[face][i];
    for (uint32_t c = 0x20; c < 0x7f; c++)
        note_letter(all, c);
    for (int face = 0; face < FACE_OTHER; face++)
        if (looks[face].whole || !plain)
            memcpy(reading->seen[face], all, bytes);
}

/* The codepoints that are seen, rising. */
static size_t
list_letters(struct arena *arena, const unsigned char *seen,
             uint32_t **codepoints)
{
    size_t count = 0, room = 0;

    *codepoints = NULL;
    for (uint32_t c = 0x20; c < CODEPOINTS; c++) {
        if (!seen[c / 8])
            c |= 7; /* none of these eight */
        if (!(seen[c / 8] >> c % 8 & 1))
            continue;
        GROW(arena, *codepoints, count, room);
        (*codepoints)[count++] = c;
    }
    return count;
}

/* Fonts. */

struct bytes
html_font(struct html *html, enum face_name face, const uint32_t *codepoints,
          size_t count, unsigned features)
{
    const struct edition *edition = html->edition;
    struct hash *hash = hash_new(html->arena);

    hash_string(hash, "html font 5");
    hash_key(hash, face_key(edition->faces, face));
    hash_real(hash, features);
    hash_bytes(hash, codepoints, count * sizeof *codepoints);
    struct key key = hash_done(hash);
    struct bytes bytes = {0};
    if (edition->cache)
        bytes = cache_find(edition->cache, html->arena, key);
    if (bytes.at)
        return bytes;
    bytes = font_woff2(html->arena,
                       face_subset_web(html->arena, edition->faces, face,
                                       codepoints, count, features));
    if (bytes.length && edition->cache)
        cache_keep(edition->cache, key, bytes);
    return bytes;
}

static void
list_font(struct html *html, struct field *list, const struct look *look,
          const char *file)
{
    struct field *font = field_map(html->arena, list, NULL);

    field_text(html->arena, font, "name", look->name);
    field_text(html->arena, font, "family", look->family);
    field_text(html->arena, font, "weight",
               strcmp(look->weight, "400") != 0 ? look->weight : NULL);
    field_text(html->arena, font, "slant",
               strcmp(look->slant, "normal") != 0 ? look->slant : NULL);
    field_text(html->arena, font, "file", file);
}

/* Browsers make a face bold that has no bold: so does the regular one, under a
 * name of its own, for the letters and signs that the bold lacks. */
static void
list_rest(struct html *html, struct field *list, const unsigned char *bold)
{
    struct look rest = looks[FACE_TEXT];
    uint32_t *codepoints;
    size_t count = list_letters(html->arena, bold, &codepoints);

    if (!count || codepoints[count - 1] < 0x7f)
        return;
    rest.family = "Rest";
    list_font(html, list, &rest,
              arena_print(html->arena, "fonts/%s.woff2", rest.name));
}

/* Only when there is anything but spaces to be shown. */
static bool
write_font(struct html *html, struct field *list, enum face_name face,
           const unsigned char *seen)
{
    uint32_t *codepoints;
    size_t count = list_letters(html->arena, seen, &codepoints);

    if (count < 2)
        return true;
    const char *file =
        arena_print(html->arena, "fonts/%s.woff2", looks[face].name);
    struct bytes bytes =
        html_font(html, face, codepoints, count, looks[face].features);
    if (!bytes.length) {
        diag_say(html->diag, ERROR, (struct place){0},
                 "cannot cut down the font '%s' for the page",
                 face_metrics(html->edition->faces, face)->file_name);
        return false;
    }
    list_font(html, list, &looks[face], file);
    return html_write(html, file, bytes);
}

bool
html_fonts(struct html *html, bool plain, struct field *list)
{
    struct arena scratch = {0};
    bool done = true;

    if (!html->edition->faces)
        return true;
    struct reading *reading = TAKE(&scratch, struct reading);
    for (int face = 0; face < FACE_OTHER; face++)
        reading->seen[face] = arena_take(&scratch, CODEPOINTS / 8);
    for (size_t i = 0; i < html->leaf_count; i++) {
        reading->depth = 0;
        reading->hands[0] = (struct hand){.family = TEXT};
        read_page(reading, html->leaves[i].page);
    }
    if (html_has_live(html))
        note_controls(reading, html->edition->tree->language);
    complete_faces(&scratch, reading, plain);
    for (int face = 0; face < FACE_OTHER; face++)
        if (looks[face].name)
            done = write_font(html, list, (enum face_name)face,
                              reading->seen[face]) &&
                   done;
    list_rest(html, list, reading->seen[FACE_TEXT_BOLD]);
    arena_close(&scratch);
    return html_live_fonts(html, list) && done;
}
