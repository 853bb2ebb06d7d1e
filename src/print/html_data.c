/* html_data.c: what stands behind a figure of the page, folded away below its
 * caption: its numbers in words, how well the parameters of its runs are
 * founded, and where the numbers are. The rows helped nobody there and would
 * weigh more than the book: they are in the file beside the page.
 *
 * What a newcomer would get wrong: a run has the same parameters in each of its
 * figures, so a page counts them with the first; later ones have no more than
 * its name, and not even that where their source names it. */
#include "html.h"

#include "tongue/tongue.h"
#include "inside.h"

#include <string.h>

static void
add_pattern(struct html *html, enum saying word, const char *first,
            const char *second)
{
    const char *const values[] = {first, second};
    const char *language = html->edition->tree->language;

    text_add(&html->out,
             tongue_fill(html->arena, tongue_say(language, word), values));
}

/* To what print_figures wrote beside the page. */
static void
add_link(struct html *html, const struct figure *figure, size_t rows)
{
    text_add(&html->out, "<p><a href=\"figures/");
    text_escape(&html->out, figure->name);
    text_print(&html->out, ".csv\" download>%s</a>",
               tongue_say(html->edition->tree->language, WORD_CSV));
    if (rows > MOST_ROWS) {
        text_add(&html->out, ", ");
        add_pattern(
            html, WORD_ROWS, arena_print(html->arena, "%d", MOST_ROWS),
            count_say(html->arena, html->edition->tree->language, rows));
    }
    text_add(&html->out, "</p>\n");
}

/* Whether this page has counted them; from now on it has. */
static bool
was_told(struct html *html, const struct run *run)
{
    for (size_t i = 0; i < html->told_count; i++)
        if (html->told[i] == run)
            return true;
    GROW(html->arena, html->told, html->told_count, html->told_room);
    html->told[html->told_count++] = run;
    return false;
}

/* ": 61 parameters, evidence V 23, S 8, J 30" */
static void
add_parameters(struct html *html, const struct run *run)
{
    struct grades grades = run_grades(html->arena, run);
    const char *thin = tongue_thin(html->edition->tree->language);

    text_print(&html->out, "%s: ", thin);
    add_pattern(html, WORD_PARAMETERS,
                arena_print(html->arena, "%zu", run->parameter_count), "");
    for (size_t i = 0; i < grades.count; i++) {
        text_add(&html->out, ", ");
        if (!i)
            text_print(
                &html->out, "%s ",
                tongue_say(html->edition->tree->language, WORD_EVIDENCE));
        text_escape(&html->out, grades.at[i].mark);
        text_print(&html->out, "\u00a0%zu", grades.at[i].count);
    }
    if (run->samples) {
        text_print(&html->out, "%s; ", thin);
        add_pattern(
            html, run->samples == 1 ? WORD_SAMPLE : WORD_SAMPLES,
            count_say(html->arena, html->edition->tree->language, run->samples),
            arena_print(html->arena, "%llu", (unsigned long long)run->seed));
    }
}

static void
add_run(struct html *html, const struct figure *figure, const struct run *run)
{
    if (!run->parameter_count)
        return;
    bool told = was_told(html, run);
    if (told && figure->source && *figure->source)
        return;
    text_add(&html->out, "<p>");
    text_escape(&html->out,
                run_say(html->arena, html->edition->tree->language, run));
    if (!told)
        add_parameters(html, run);
    text_add(&html->out, ".</p>\n");
}

const char *
html_data_id(struct html *html, const struct node *node,
             const struct figure *figure)
{
    return node->id && figure->column_count
               ? arena_print(html->arena, "%s-data", node->id)
               : NULL;
}

void
html_data(struct html *html, const struct node *node,
          const struct figure *figure)
{
    const struct data *data = html->edition->data;
    size_t rows = figure_rows(figure);

    if (!figure->column_count)
        return;
    text_print(&html->out,
               "<details class=\"data\">\n"
               "<summary>%s</summary>\n<p",
               tongue_say(html->edition->tree->language,
                          figure->sheet ? WORD_BEHIND : WORD_BEHIND_FRAMES));
    html_id(html, html_data_id(html, node, figure));
    text_char(&html->out, '>');
    text_escape(&html->out, figure_summary(html->arena, figure, data));
    text_add(&html->out, "</p>\n");
    for (size_t i = 0; i < figure->run_count && data; i++) {
        const struct run *run = data_run(data, figure->runs[i]);
        if (run)
            add_run(html, figure, run);
    }
    add_link(html, figure, rows);
    text_add(&html->out, "</details>\n");
}
