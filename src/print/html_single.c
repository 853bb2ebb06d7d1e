/* html_single.c: the whole reading edition in one file that can be handed on:
 * style, script, fonts, drawings and frames stand in the page as data. It is
 * made from the finished page by replacing what names a file.
 *
 * What a newcomer would get wrong: a frame that the page shows as a picture
 * must not stand in the script's list once more, or the file would weigh a
 * fifth more; the list has null there and the script looks at the picture. The
 * scripts stand behind the page's end tags, which html_slim takes out. */
#include "html.h"
#include "inside.h"

#include <string.h>

struct single {
    struct html *html;
    struct text out;
    const char *folder;   /* out/html */
    bool owes;            /* scripts: at the end, when the page has been read */
    const char *sequence; /* of the stage whose list is still owed, or NULL */
    int frames;
};

static struct bytes
read_part(struct single *single, const char *name)
{
    struct place nowhere = {0};

    return file_read(single->html->arena, single->html->diag, nowhere,
                     path_join(single->html->arena, single->folder, name),
                     1u << 28);
}

static const char *
find_type(const char *name)
{
    static const char *const types[][2] = {
        {".png", "image/png"},   {".svg", "image/svg+xml"},
        {".csv", "text/csv"},    {".woff2", "font/woff2"},
        {".webp", "image/webp"},
    };
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; dot && i < COUNT(types); i++)
        if (!strcmp(dot, types[i][0]))
            return types[i][1];
    return "application/octet-stream";
}

/* The file as a data URI; its name when it cannot be read, which is said. */
static void
add_data(struct single *single, const char *name)
{
    struct bytes bytes = read_part(single, name);

    if (!bytes.at) {
        text_add(&single->out, name);
        return;
    }
    text_print(&single->out, "data:%s;base64,", find_type(name));
    text_base64(&single->out, bytes);
}

/* Every url(...) of the style, with quotes or without. */
static void
add_style(struct single *single, struct bytes style)
{
    static const char opening[] = "url(";
    const char *at = style.at, *end = style.at + style.length;

    text_add(&single->out, "<style>\n");
    while (at < end) {
        const char *name = strstr(at, opening);
        if (!name) {
            text_bytes(&single->out, at, (size_t)(end - at));
            break;
        }
        name += sizeof opening - 1;
        name += *name == '"';
        text_bytes(&single->out, at, (size_t)(name - at));
        size_t length = strcspn(name, "\")");
        add_data(single, arena_copy(single->html->arena, name, length));
        at = name + length;
    }
    text_add(&single->out, "</style>");
}

/* Controls, what is nobody's or everybody's, and what is no character. */
static bool
is_strange(uint32_t letter)
{
    return (letter < ' ' && letter != '\n') ||
           (letter >= 0x7f && letter < 0xa0) ||
           (letter >= 0xe000 && letter < 0xf900) ||
           (letter >= 0xfdd0 && letter < 0xfdf0) || (letter & 0xfffe) == 0xfffe;
}

/* A page may not have all letters that a packed script has. */
static void
add_letters(struct text *out, struct bytes script)
{
    const char *at = script.at, *end = at + script.length;

    while (at < end) {
        uint32_t letter = utf8_next(&at, end);
        if (is_strange(letter))
            text_print(out, "\\u%04x", (unsigned)letter);
        else
            text_utf8(out, letter);
    }
}

static void
add_script(struct single *single, struct bytes script)
{
    text_add(&single->out, "<script>\n");
    add_letters(&single->out, script);
    add_letters(&single->out, single->html->live);
    text_add(&single->out, "</script>");
}

static void
note_stage(struct single *single, const char *tag)
{
    static const char count[] = "data-count=\"", path[] = "data-path=\"";
    const char *frames = strstr(tag, count), *sequence = strstr(tag, path);

    if (!frames || !sequence)
        return;
    sequence += sizeof path - 1;
    single->frames = 0;
    for (frames += sizeof count - 1; *frames >= '0' && *frames <= '9'; frames++)
        if (single->frames < 100000)
            single->frames = 10 * single->frames + *frames - '0';
    single->sequence =
        arena_copy(single->html->arena, sequence, strcspn(sequence, "\""));
}

/* The list of a stage's frames, before its caption. page: the stage, where
 * those that are pictures of their own are found by name. */
static void
add_frames(struct single *single, const char *page)
{
    const char *end = strstr(page, "</figure>");
    struct arena *arena = single->html->arena;
    const char *stage =
        arena_copy(arena, page, end ? (size_t)(end - page) : strlen(page));

    text_add(&single->out,
             "<script type=\"application/json\" class=\"pictures\">[");
    for (int i = 0; i < single->frames; i++) {
        const char *name =
            arena_print(arena, "%s%03d.png", single->sequence, i);
        text_add(&single->out, i ? ",\n" : "");
        if (strstr(stage, name)) {
            text_add(&single->out, "null");
            continue;
        }
        text_char(&single->out, '"');
        add_data(single, name);
        text_char(&single->out, '"');
    }
    text_add(&single->out, "]</script>\n");
    single->sequence = NULL;
}

/* Attributes that name a file beside the page. */
static bool
is_file(const char *value)
{
    return !strncmp(value, "figures/", 8) || !strncmp(value, "pictures/", 9) ||
           !strncmp(value, "sequences/", 10);
}

/* A tag from its "<" up to its ">", with files in the place of their names. */
static void
add_tag(struct single *single, const char *tag, const char *end)
{
    static const char *const names[] = {" src=\"", " srcset=\"", " href=\""};
    const char *at = tag;

    while (at < end) {
        const char *value = NULL;
        for (size_t i = 0; i < COUNT(names) && !value; i++)
            if (!strncmp(at, names[i], strlen(names[i])))
                value = at + strlen(names[i]);
        if (!value || !is_file(value)) {
            text_char(&single->out, *at++);
            continue;
        }
        text_bytes(&single->out, at, (size_t)(value - at));
        size_t length = strcspn(value, "\"");
        add_data(single, arena_copy(single->html->arena, value, length));
        at = value + length;
    }
}

static bool
starts(const char *at, const char *words)
{
    return !strncmp(at, words, strlen(words));
}

/* The page, tag by tag; stage is the last one that was opened. */
static void
add_page(struct single *single, struct bytes page, struct bytes style,
         struct bytes script)
{
    const char *at = page.at, *stage = at;

    while (*at) {
        const char *end = *at == '<' ? strchr(at, '>') : NULL;
        size_t words = strcspn(at + 1, "<") + 1;
        if (!end) {
            text_bytes(&single->out, at, words);
            at += words;
            continue;
        }
        if (starts(at, "<figure class=\"stage\"")) {
            note_stage(single,
                       arena_copy(single->html->arena, at, (size_t)(end - at)));
            stage = at;
        }
        if (single->sequence &&
            (starts(at, "<figcaption") || starts(at, "</figure")))
            add_frames(single, end ? stage : at);
        if (starts(at, "<link rel=\"stylesheet\"")) {
            add_style(single, style);
        } else if (starts(at, "<script src=\"script.js\"")) {
            single->owes = true;
            end = strchr(end + 1, '>');
        } else {
            add_tag(single, at, end + 1);
        }
        at = end ? end + 1 : at + strlen(at);
    }
    if (single->owes)
        add_script(single, script);
}

bool
html_single(struct html *html, struct bytes page, struct bytes style,
            struct bytes script)
{
    const struct tree *tree = html->edition->tree;
    const char *out = html->edition->out;
    int errors = html->diag->errors;
    struct single single = {.html = html,
                            .out = text_new(html->arena),
                            .folder = path_join(html->arena, out, "html")};

    const char *name =
        arena_print(html->arena, "%s.html", tree->slug ? tree->slug : "book");

    add_page(&single, page, style, script);
    html_keep(html, name);
    return html->diag->errors == errors &&
           file_write(html->diag, path_join(html->arena, out, name),
                      html_slim(html->arena, text_all(&single.out)));
}
