/* html_stage.c: a phase's stage, three layers of one markup. At rest it is a
 * picture of the phase's last frame, with six key frames folded away below it;
 * the style sheet alone can change these with the scroll; the script draws all
 * frames and says their numbers, which are packed with it.
 *
 * What a newcomer would get wrong: a frame's numbers are looked up by the path
 * of its stage's pictures, for script.js is one for all pages. */
#include "html.h"
#include "tongue/tongue.h"

#include <math.h>
#include <string.h>

#define KEYS 6 /* key frames of a phase */

/* [px] of [pt]. */
static double
find_pixels(double points)
{
    return round(points * 4 / 3);
}

static const char *
name_frame(struct html *html, const struct figure *figure, int part, int frame)
{
    return arena_print(html->arena, "sequences/%s/p%d-%03d.png", figure->name,
                       part, frame);
}

/* Up to its size. */
static void
open_picture(struct html *html, const char *path, const char *alt)
{
    text_add(&html->out, "<img src=\"");
    text_escape(&html->out, path);
    text_add(&html->out, "\" alt=\"");
    text_escape(&html->out, alt ? alt : "");
    text_add(&html->out, "\" loading=\"lazy\"");
}

void
html_frame(struct html *html, const struct figure *figure, int part)
{
    open_picture(html, name_frame(html, figure, part, figure->frames - 1),
                 figure->part_alts ? figure->part_alts[part - 1] : "");
    text_print(&html->out, " width=\"%.0f\" height=\"%.0f\">",
               find_pixels(figure->width), find_pixels(figure->height));
}

/* "doubling time 112 days, tightest limit cooling 41%". After a frame only what
 * is no longer as in that: who listens to all of them hears each fact once. */
static const char *
join_facts(struct html *html, const struct fact *before,
           const struct fact *facts)
{
    struct text text = text_new(html->arena);

    for (size_t i = 1; facts[i].label; i++)
        if (!before || strcmp(before[i].words, facts[i].words) != 0)
            text_print(&text, "%s%s %s", text.length ? ", " : "",
                       facts[i].label, facts[i].words);
    return text.at;
}

static const char *
say_numbers(struct html *html, enum saying word, int first, int second)
{
    const char *const values[] = {arena_print(html->arena, "%d", first),
                                  arena_print(html->arena, "%d", second)};

    return tongue_fill(html->arena,
                       tongue_say(html->edition->tree->language, word), values);
}

/* Their shape is the style sheet's, for they are as all frames are. */
static void
add_key(struct html *html, const struct figure *figure, int part, int before,
        int frame)
{
    const char *path = name_frame(html, figure, part, frame);

    text_add(&html->out, "<li>");
    if (figure->facts) {
        const struct fact *facts =
            figure->facts(figure, html->arena, part, frame);
        const struct fact *old =
            before < 0 ? NULL
                       : figure->facts(figure, html->arena, part, before);
        open_picture(html, path, join_facts(html, old, facts));
        text_add(&html->out, "><span>");
        text_escape(&html->out, facts[0].words);
        text_add(&html->out, "</span>");
    } else {
        open_picture(html, path,
                     say_numbers(html, WORD_FRAME, frame + 1, figure->frames));
        text_char(&html->out, '>');
    }
    text_add(&html->out, "</li>\n");
}

/* Evenly spaced, the last frame among them. */
static void
add_keys(struct html *html, const struct figure *figure, int part)
{
    int count = figure->frames < KEYS ? figure->frames : KEYS;

    text_print(&html->out,
               "\n<details class=\"keys\">\n<summary>%s</summary>\n<ol>\n",
               say_numbers(html, WORD_KEY_FRAMES, count, 0));
    for (int i = 1, before = -1; i <= count; i++) {
        int frame = i * figure->frames / count - 1;
        add_key(html, figure, part, before, frame);
        before = frame;
    }
    text_add(&html->out, "</ol>\n</details>");
}

/* "|" parts the facts of a frame. One that is as in the frame before is not
 * written; a space stands for the last word that is, or for all before it. */
static const char *
write_fact(struct arena *arena, const char *before, const char *words)
{
    const char *last = strrchr(words, ' '),
               *last_before = before ? strrchr(before, ' ') : NULL;

    if (before && !strcmp(before, words))
        return "";
    if (!last || !last_before)
        return words;
    if (!strcmp(last, last_before))
        return arena_copy(arena, words, (size_t)(last + 1 - words));
    if (last - words == last_before - before &&
        !strncmp(words, before, (size_t)(last - words)))
        return last;
    return words;
}

/* Up to the last fact that is not as before. */
static void
add_row(struct html *html, struct text *to, const struct fact *before,
        const struct fact *facts)
{
    struct text row = text_new(html->arena);

    for (size_t i = 0, bars = 0; facts[i].label; i++) {
        const char *words = write_fact(
            html->arena, before ? before[i].words : NULL, facts[i].words);
        for (; *words && bars < i; bars++)
            text_char(&row, '|');
        text_add(&row, words);
    }
    html_json(to, row.at);
}

static void
add_rows(struct html *html, struct text *to, const struct figure *figure,
         int part)
{
    const struct fact *before = NULL;

    for (int frame = 0; frame < figure->frames; frame++) {
        const struct fact *facts =
            figure->facts(figure, html->arena, part, frame);
        if (frame)
            text_char(to, ',');
        add_row(html, to, before, facts);
        before = facts;
    }
}

/* "path":{"labels":[...],"rows":[...]} onto what the script is packed with. */
static void
add_facts(struct html *html, const struct figure *figure, int part,
          const char *path)
{
    struct text *to = &html->facts;

    if (!figure->facts)
        return;
    const struct fact *facts = figure->facts(figure, html->arena, part, 0);
    if (to->length)
        text_char(to, ',');
    html_json(to, path);
    text_add(to, ":{\"labels\":[");
    for (size_t i = 0; facts[i].label; i++) {
        if (i)
            text_char(to, ',');
        html_json(to, facts[i].label);
    }
    text_add(to, "],\"rows\":[");
    add_rows(html, to, figure, part);
    text_add(to, "]}");
}

void
html_stage(struct html *html, const struct node *node,
           const struct figure *figure)
{
    const char *path =
        arena_print(html->arena, "sequences/%s/p%d-", figure->name, node->part);

    text_print(&html->out,
               "<div class=\"track\">\n<figure class=\"stage\" data-stage "
               "data-count=\"%d\" data-path=\"",
               figure->frames);
    text_escape(&html->out, path);
    text_print(&html->out, "\"%s",
               figure == html_live_stage(html) ? " data-drawn" : "");
    html_id(html, node->id);
    text_char(&html->out, '>');
    html_frame(html, figure, node->part);
    add_keys(html, figure, node->part);
    add_facts(html, figure, node->part, path);
}
