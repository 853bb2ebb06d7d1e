/* alerts.c: quotations that warn or advise: a title between two rules and the
 * words. What one would get wrong: the rules are slabs of their own, for a
 * line of a paragraph may be set anew and would lose what was drawn on it. */
#include "inside.h"

#include "tongue/tongue.h"

#define RULE 0.7      /* [pt] wide */
#define RULE_ROOM 3.0 /* [pt] that it takes below the words */
#define TITLE_SIZE 0.78

/* What must not be missed stands out. */
static const struct ink *
find_ink(const struct pass *pass, enum alert alert)
{
    bool grave = alert >= ALERT_IMPORTANT;

    return pass_ink(pass, grave ? "accent" : "ink");
}

static void
place_rule(const struct pass *pass, struct slab *slab, double y,
           const struct stick *stick, enum alert alert)
{
    sheet_rectangle(slab->sheet, stick->x, y, stick->measure, RULE,
                    find_ink(pass, alert));
}

static void
set_title(struct galley *galley, const struct node *alert, struct stick stick)
{
    struct pass *pass = galley->pass;
    int element = pass_element(pass, ROLE_PARAGRAPH, stick.parent);
    struct manner manner = find_manner(pass, stick, element);
    enum saying word = WORD_ALERT_NOTE + (alert->alert - ALERT_NOTE);

    manner.style =
        (struct style){.face = FACE_SANS_BOLD, .size = stick.size * TITLE_SIZE};
    manner.ragged = true;
    manner.ink = find_ink(pass, alert->alert);
    struct lines lines =
        set_words(pass, tongue_say(node_language(alert), word), &manner);
    size_t first = galley->count;
    galley_lines(galley, &lines, stick.x, &manner.style, stick.leading,
                 stick.grid);
    if (first < galley->count)
        place_rule(pass, &galley->at[first], 0, &stick, alert->alert);
    for (size_t i = first; i < galley->count; i++)
        galley->at[i].penalty = BREAK_NEVER;
}

void
set_alert(struct galley *galley, const struct node *alert, struct stick stick)
{
    struct pass *pass = galley->pass;
    double space = pass->look->leading / 2;

    stick.parent = pass_element(pass, ROLE_SECTION, stick.parent);
    galley_space(galley, space);
    set_title(galley, alert, stick);
    set_blocks(galley, alert, stick);
    if (galley->count)
        galley->at[galley->count - 1].penalty = BREAK_NEVER;
    place_rule(pass, galley_add(galley, RULE_ROOM), RULE_ROOM - RULE, &stick,
               alert->alert);
    galley_space(galley, space);
}
