/* html.h: what the files of the HTML edition share: the page being written and
 * the files that it will need beside it. */
#ifndef HTML_H
#define HTML_H

#include "mustache.h"
#include "print.h"

/* A file to be copied into out/html. */
struct copy {
    const char *from, *to; /* paths; to is relative to out/html */
    struct place place;    /* who asked for it */
};

/* A page: the whole book, or one section and before them the first page, which
 * leads to them and has section NULL. */
struct leaf {
    const char *file;
    const struct node *section;
    struct bytes page; /* once filled */
};

struct html {
    struct arena *arena;
    struct diag *diag;
    const struct edition *edition;
    const char *url;         /* where the book will be, ends in "/"; or NULL */
    bool single;             /* all in one file, too; or this is that file */
    bool split;              /* a page a section */
    struct bytes unpack;     /* the script that stands in every page */
    const struct node *back; /* the first of the sections that follow those of
                                the tree, or NULL */
    struct leaf *leaves;
    size_t leaf_count, leaf_room;
    const struct leaf *leaf; /* the page being filled */
    struct text out;
    struct text facts;   /* of frames: members of a JSON object */
    bool bare;           /* no ids, links and note marks: a title repeated */
    const char *section; /* id of the section */
    const char *anchor;  /* id of the phase that a heading opens, or NULL */
    int level;           /* of the last heading, as HTML counts */
    int marked;          /* highest number of a note mark in the section */
    int column;          /* of the table's row */
    const struct run **told; /* runs whose parameters the page has counted */
    size_t told_count, told_room;
    int cascades;             /* begun so far */
    int phase;                /* number of the open phase, else 0 */
    const struct node *stage; /* the open phase's sequence, once written */
    struct bytes live; /* live.js, once written; length 0: there is none */
    struct copy *copies;
    size_t copy_count, copy_room;
    const char **files; /* that the edition has, relative to out */
    size_t file_count, file_room;
};

/* Html_tree.c: nodes. */

/* Everything below node. */
void html_children(struct html *html, const struct node *node);
/* The section without its own heading, phases and notes included. */
void html_section(struct html *html, const struct node *section);
/* The inlines below node without ids, links and note marks, as HTML. */
const char *html_bare(struct html *html, const struct node *node);
/* lang="he" dir="rtl" with a space before it; "" for NULL. */
const char *html_language(struct html *html, const char *language);
void html_id(struct html *html, const char *id);

/* Html_links.c: links, references, citations, notes. */

/* The id of a section, made up from its place in the book if it has none. */
const char *html_section_id(struct html *html, const struct node *section);
/* Where a link from this page to an id of the book leads, as a URI: "#id", or
 * "why.html#id" on another page. */
const char *html_link(struct html *html, const char *id);
const char *html_section_link(struct html *html, const struct node *section);
/* Other schemes, and paths into the author's disk, are not followed. */
bool html_may_link(const char *target);
/* What no URI may hold is written as %XX. */
void html_uri(struct html *html, const char *uri);
/* The opening tag of a link; a target that is not followed is said. */
void html_anchor_open(struct html *html, const struct node *node);
void html_reference(struct html *html, const struct node *node);
/* The opening tag of a citation; where a source is cited. */
void html_citation(struct html *html, const struct node *node);
void html_cited(struct html *html, const struct node *source);
void html_note_mark(struct html *html, const struct node *node);
/* Around the blocks of a note; its last paragraph ends in the way back. */
void html_note(struct html *html, const struct node *node);
void html_note_end(struct html *html, const struct node *node);
void html_way_back(struct html *html, const struct node *note);

/* Html_back.c: the list of figures and the index, as sections, or NULL. */

const struct node *html_back(struct html *html);

/* Html_figure.c: figures, pictures and the phases of a sequence. */

/* Up to and including the opening of the caption; its end. */
void html_figure(struct html *html, const struct node *node);
void html_figure_end(struct html *html, const struct node *node);
void html_image(struct html *html, const struct node *node);

/* Html_stage.c: the stage of a phase. */

/* Up to where the figure's caption begins. */
void html_stage(struct html *html, const struct node *node,
                const struct figure *figure);
/* The last frame of a part, which stands for it. */
void html_frame(struct html *html, const struct figure *figure, int part);

/* Html_data.c: the numbers behind a figure, folded away. */

void html_data(struct html *html, const struct node *node,
               const struct figure *figure);
/* The id of their summary in words, or NULL when there is none. */
const char *html_data_id(struct html *html, const struct node *node,
                         const struct figure *figure);

/* Html_signs.c: the signs of formulas. attributes: each with a space before it.
 */
void sign_element(struct text *out, const char *name, const char *attributes,
                  const char *words);
void sign_write(struct text *out, const char *name, const char *attributes,
                uint32_t symbol);
/* What the dictionary knows in one form only, growing and without space. */
bool sign_bracket(uint32_t c);
/* small: in scripts, where nothing is spaced; leads: it is the first of several
 * in its row. */
void sign_symbol(struct text *out, bool small, bool leads,
                 const struct maths *maths, enum maths_class class);
/* A row in a script that only says which, as in g_{die,0}, as one text; false
 * when it says more. */
bool sign_label(struct text *out, const struct maths *row);

/* Html_maths.c: formulas, within a line and by themselves. */

void html_maths(struct html *html, const struct node *node);
void html_display(struct html *html, const struct node *node);

/* Opens and closes phases before a block of a section is written; block NULL
 * is the end of the section. The id of the phase that block is the heading of,
 * else NULL. */
const char *html_turn(struct html *html, const struct node *block);

/* Html_files.c: what lies beside the page. */

void html_copy(struct html *html, struct place place, const char *from,
               const char *to);
bool html_files(struct html *html);
bool html_write(struct html *html, const char *name, struct bytes bytes);

/* Html_stale.c: what an earlier edition left. */

/* The edition has this file; name is relative to out. */
void html_keep(struct html *html, const char *name);
/* All are written: remove what only the edition before had. */
bool html_sweep(struct html *html);

/* Html_about.c, html_card.c: what stands for the book elsewhere. */

/* The fields of the page's head and title. */
void html_about(struct html *html, struct field *root);
/* A JSON string that may stand in a script element. */
void html_json(struct text *out, const char *words);
/* sitemap.xml, when there is a URL; card.png. */
bool html_map(struct html *html);
bool html_card(struct html *html);

/* Html_words.c: words.js, the words of all pages to be searched, when there are
 * several. */
bool html_words(struct html *html);

/* Html_slim.c: the finished page without needless end tags. page ends in a
 * NUL. */
struct bytes html_slim(struct arena *arena, struct bytes page);

/* Html_live.c: live.js, for figures that readers may move. */

bool html_is_live(const struct html *html, const struct figure *figure);
bool html_has_live(const struct html *html);
/* The sequence whose frames the page can draw by itself, or NULL. */
const struct figure *html_live_stage(const struct html *html);
/* The faces that live.js draws with, onto the list of the style sheet's. */
bool html_live_fonts(struct html *html, struct field *list);
/* What the templates of its script say. */
struct field *html_live_words(struct html *html);
/* Writes it, with the script and the style of the controls. */
bool html_live(struct html *html, struct bytes script, struct bytes style);

/* Html_pack.c: scripts that are packed. */

/* The call of octavo with a book, JSON, a NUL and parts; the page hears the
 * event when it has been unpacked. */
void html_pack(struct html *html, struct text *to, const char *event,
               struct bytes book);
/* The key of a part, without a comma, in JSON; the part behind the others. */
void html_pack_part(struct text *book, const char *key, struct bytes part,
                    struct text *parts);
/* script.js: the script and the style packed, if there is a script. */
struct bytes html_page_script(struct html *html, struct bytes script,
                              struct bytes style);
/* A packed script beside the page, in UTF-16. */
bool html_write_wide(struct html *html, const char *name, struct bytes script);

/* Html_single.c: SLUG.html beside the folder, from the files in it. */
bool html_single(struct html *html, struct bytes page, struct bytes style,
                 struct bytes script);

/* Html_code.c: a script, else a style, without comments and idle space. */
struct bytes html_code(struct arena *arena, struct bytes code, bool script);
/* All strings of a script, with their quotes, one behind another. */
struct bytes html_strings(struct arena *arena, struct bytes script);

/* Html_rules.c: the style, squeezed before, without rules that none of the
 * pages, all filled, and of the scripts can use. */
struct bytes html_rules(const struct html *html, struct bytes style,
                        const struct bytes *scripts, size_t count);

/* Html_names.c: the script, squeezed before, with the shortest names for its
 * variables; one that is beyond it comes back as it is. */
struct bytes html_names(struct arena *arena, struct bytes script);

/* Html_fonts.c: letters. */

/* The fonts that the pages need, each as a map {name, family, weight, slant,
 * file} in the list, without a weight of 400 and a slant of normal; false when
 * one could not be made or written. plain when the style is the program's own,
 * so that it is known which element shows which face. */
bool html_fonts(struct html *html, bool plain, struct field *list);
/* A face with the letters of the codepoints, which rise, and their features;
 * from the cache where it was made before. length 0 when it cannot be. */
struct bytes html_font(struct html *html, enum face_name face,
                       const uint32_t *codepoints, size_t count,
                       unsigned features);

/* Woff2.c: a font file for browsers; length 0 when it is none or brotli
 * refuses. */
struct bytes font_woff2(struct arena *arena, struct bytes font);

#endif
