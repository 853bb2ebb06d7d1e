/* notes.c: footnotes. The parser moves the definitions to the end of the text
 * and drops those that nobody marks without a word, so the unused ones are
 * looked for in the source. */
#include "inside.h"

#include <string.h>

/* Every note once, in the order of the first marks; a mark within a note
 * counts where that note comes to stand, so the walk meets it later. */
void
notes_number(struct node *section)
{
    int count = 0;

    for (struct node *node = section->first, *next; node; node = next) {
        next = node->next;
        if (node->kind == NODE_NOTE)
            node_remove(node);
    }
    for (struct node *node = section; node; node = node_next(section, node)) {
        struct node *note = node->kind == NODE_NOTE_MARK ? node->note : NULL;
        if (!note)
            continue;
        if (!note->number) {
            note->number = ++count;
            node_add(section, note);
        }
        node->number = note->number;
    }
}

/* A definition's label if one starts at this line, else length 0. */
static struct bytes
find_label(const struct source *source, int line)
{
    const char *at = source->text + source->lines[line - 1];
    struct bytes label = {0};
    size_t indent = strspn(at, " \t>");

    at += indent;
    if (at[0] != '[' || at[1] != '^')
        return label;
    label.at = at + 2;
    size_t length = strcspn(label.at, " \t\n]");
    if (label.at[length] == ']' && label.at[length + 1] == ':')
        label.length = length;
    return label;
}

void
notes_unused(struct source *source, const bool *taken)
{
    for (int line = 1; line <= source->line_count; line++) {
        struct bytes label = find_label(source, line);
        if (!label.length || taken[line])
            continue;
        size_t offset = (size_t)(label.at - source->text) - 2;
        diag_say(source->diag, WARNING, source_place(source, offset),
                 "footnote '%.*s' is never marked, or was defined before, left "
                 "out",
                 (int)label.length, label.at);
    }
}
