/* pdf_roles.c: what PDF calls the roles of elements: the standard structure
 * types of ISO 32000-1, 14.8.4. What one would get wrong: a title is not among
 * them, so the file explains the word as a paragraph (pdf_tree.c), and what is
 * furniture never comes into the tree: its name is that of marked content. */
#include "inside.h"

static const char *const type_names[] = {[ROLE_ARTIFACT] = "Artifact",
                                         [ROLE_DOCUMENT] = "Document",
                                         [ROLE_SECTION] = "Sect",
                                         [ROLE_HEADING] = "H",
                                         [ROLE_PARAGRAPH] = "P",
                                         [ROLE_QUOTE] = "BlockQuote",
                                         [ROLE_LIST] = "L",
                                         [ROLE_ITEM] = "LI",
                                         [ROLE_LABEL] = "Lbl",
                                         [ROLE_ITEM_BODY] = "LBody",
                                         [ROLE_CODE] = "Code",
                                         [ROLE_TABLE] = "Table",
                                         [ROLE_ROW] = "TR",
                                         [ROLE_HEADER_CELL] = "TH",
                                         [ROLE_CELL] = "TD",
                                         [ROLE_FIGURE] = "Figure",
                                         [ROLE_CAPTION] = "Caption",
                                         [ROLE_NOTE] = "Note",
                                         [ROLE_REFERENCE] = "Reference",
                                         [ROLE_LINK] = "Link",
                                         [ROLE_SPAN] = "Span",
                                         [ROLE_CONTENTS] = "TOC",
                                         [ROLE_CONTENTS_ITEM] = "TOCI",
                                         [ROLE_TITLE] = "Title",
                                         [ROLE_FORMULA] = "Formula",
                                         [ROLE_SOURCE] = "BibEntry",
                                         [ROLE_FURNITURE] = "Artifact"};

const char *
role_name(enum role role, int level)
{
    static const char *const headings[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    const int deepest = (int)COUNT(headings);

    if (role == ROLE_HEADING)
        return headings[(level < 1         ? 1
                         : level > deepest ? deepest
                                           : level) -
                        1];
    return type_names[role];
}
