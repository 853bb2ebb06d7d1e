/* openings.c: marks in square brackets that a block opens with, as forges read
 * them: [!NOTE] makes a quotation an alert, [x] an item a task. What one would
 * get wrong: the parser knows the boxes of tasks too, but not within a
 * quotation, and alerts not at all. */
#include "inside.h"

#include <string.h>
#include <strings.h>

static const char *const alerts[] = {"NOTE", "TIP", "IMPORTANT", "WARNING",
                                     "CAUTION"};

/* The first words of a block, when they are plain text, else NULL. */
static struct node *
find_opening(const struct node *block)
{
    const struct node *words = block->first;
    struct node *text =
        words && words->kind == NODE_PARAGRAPH ? words->first : NULL;

    return text && text->kind == NODE_TEXT && !text->id ? text : NULL;
}

/* Whether the bracket is text because the author wanted it so: "\[". */
static bool
is_escaped(const struct source *source, const struct node *text)
{
    int line = text->place.line - source->origin.line;

    if (line < 0 || line >= source->line_count)
        return false;
    const char *start = source->text + source->lines[line];
    const char *bracket =
        memchr(start, '[', source->lines[line + 1] - source->lines[line]);
    return bracket && bracket > start && bracket[-1] == '\\';
}

/* Alerts. */

/* What stands between "[!" and "]" when that is all of the text, else NULL. */
static const char *
read_mark(struct arena *arena, const char *text)
{
    size_t length = strlen(text);

    while (length && text[length - 1] == ' ')
        length--;
    if (length < 4 || strncmp(text, "[!", 2) != 0 ||
        strspn(text + 2, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                         "abcdefghijklmnopqrstuvwxyz") != length - 3 ||
        text[length - 1] != ']')
        return NULL;
    return arena_copy(arena, text + 2, length - 3);
}

static enum alert
find_alert(struct source *source, struct place place, const char *mark)
{
    for (size_t i = 0; i < COUNT(alerts); i++)
        if (!strcasecmp(mark, alerts[i]))
            return ALERT_NOTE + (enum alert)i;
    diag_say(source->diag, WARNING, place,
             "no kind of alert is named '%s', left as text%s", mark,
             diag_hint(source->diag, mark, alerts, COUNT(alerts)));
    return ALERT_NONE;
}

void
opening_alert(struct source *source, struct node *quote)
{
    struct node *text = find_opening(quote);
    const char *mark = text ? read_mark(source->arena, text->text) : NULL;
    struct node *words = quote->first;

    if (!mark || is_escaped(source, text))
        return;
    if (text->next ? !inline_is_blank(text->next) : !words->next)
        return;
    quote->alert = find_alert(source, text->place, mark);
    if (!quote->alert)
        return;
    node_remove(text);
    while (words->first && inline_is_blank(words->first))
        node_remove(words->first);
    if (words->first)
        words->place = words->first->place;
    else
        node_remove(words);
}

/* Tasks. */

void
opening_task(struct source *source, struct node *item)
{
    struct node *text = find_opening(item);

    if (item->task || !text || is_escaped(source, text))
        return;
    if (!strncmp(text->text, "[ ] ", 4))
        item->task = 1;
    else if (!strncasecmp(text->text, "[x] ", 4))
        item->task = 2;
    if (item->task)
        text->text += 4;
}
