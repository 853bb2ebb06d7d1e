/* phrases.c: the words that the press itself puts into lists and citations.
 * None of them begins or ends in a blank: whoever sets them sees to that. */
#include "tree.h"

static const char *const phrases[PHRASES] = {
    [PHRASE_SOURCES] = "Sources",
    [PHRASE_INDEX] = "Index",
    [PHRASE_FIGURES] = "Figures",
    [PHRASE_AND] = "and",
    [PHRASE_OTHERS] = "et al.",
    [PHRASE_EDITOR] = "ed.",
    [PHRASE_EDITORS] = "eds.",
    [PHRASE_EDITED_BY] = "edited by",
    [PHRASE_IN] = "In",
    [PHRASE_EDITION] = "edition",
    [PHRASE_REPORT] = "Report",
    [PHRASE_THESIS] = "Thesis",
    [PHRASE_DOCTOR] = "PhD thesis",
    [PHRASE_MASTER] = "Master\u2019s thesis",
    [PHRASE_NO_DATE] = "n.d.",
    [PHRASE_ACCESSED] = "Accessed",
    [PHRASE_CITED_PAGE] = "Cited on page",
    [PHRASE_CITED_PAGES] = "Cited on pages",
    [PHRASE_CITED] = "Cited",
    [PHRASE_BACK] = "Back to citation",
};

const char *
phrase_say(enum phrase phrase)
{
    return phrases[phrase];
}
