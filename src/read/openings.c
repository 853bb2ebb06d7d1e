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

/* What stands between "[!" and "]" at the start of a text, else NULL; *rest is
 * what follows. */
static const char *
read_mark(struct arena *arena, const char *text, const char **rest)
{
    if (strncmp(text, "[!", 2) != 0)
        return NULL;
    size_t length = strspn(text + 2, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "abcdefghijklmnopqrstuvwxyz");
    if (!length || text[2 + length] != ']')
        return NULL;
    *rest = text + length + 3;
    return arena_copy(arena, text + 2, length);
}

static enum alert
name_alert(const char *mark)
{
    for (size_t i = 0; i < COUNT(alerts); i++)
        if (!strcasecmp(mark, alerts[i]))
            return ALERT_NOTE + (enum alert)i;
    return ALERT_NONE;
}

/* Some programs take what follows for a title; forges do not. */
static bool
stands_alone(struct source *source, const struct node *text, const char *mark,
             const char *rest)
{
    bool alone = !rest[strspn(rest, " ")] &&
                 (!text->next || inline_is_blank(text->next));

    if (!alone && name_alert(mark))
        diag_say(source->diag, WARNING, text->place,
                 "'[!%s]' makes an alert only on a line of its own, left as "
                 "text",
                 mark);
    return alone;
}

static enum alert
find_alert(struct source *source, struct place place, const char *mark)
{
    enum alert alert = name_alert(mark);

    if (!alert)
        diag_say(source->diag, WARNING, place,
                 "no kind of alert is named '%s', left as text%s", mark,
                 diag_hint(source->diag, mark, alerts, COUNT(alerts)));
    return alert;
}

void
opening_alert(struct source *source, struct node *quote)
{
    struct node *text = find_opening(quote);
    const char *rest,
        *mark = text ? read_mark(source->arena, text->text, &rest) : NULL;
    struct node *words = quote->first;

    if (!mark || is_escaped(source, text) ||
        !stands_alone(source, text, mark, rest))
        return;
    if (!text->next && !words->next)
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
