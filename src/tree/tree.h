/* tree.h: the words of a book: the document tree with its labels, and the
 * author's settings (YAML) as items that keep their places. Read makes them;
 * everybody else only looks. */
#ifndef TREE_H
#define TREE_H

#include "base/base.h"

/* Items: YAML values that know where they stand. */

enum item_kind { ITEM_TEXT, ITEM_LIST, ITEM_MAP };

struct item {
    enum item_kind kind;
    struct place place;
    const char *key;                 /* in a map: this entry's key, else NULL */
    struct place key_place;          /* where the key stands */
    const char *text;                /* ITEM_TEXT: the scalar, as UTF-8 */
    bool quoted;                     /* ITEM_TEXT: written in quotes */
    const struct item *first, *next; /* children; next sibling */
};

/* The entry of a map, or NULL (also when map is NULL or no map). */
const struct item *item_find(const struct item *map, const char *key);
size_t item_count(const struct item *list);
/* The text of an entry, or fallback when it is absent; an entry that is no
 * scalar is an error and gives fallback. */
const char *item_text(struct diag *diag, const struct item *map,
                      const char *key, const char *fallback);
/* The same for a finite decimal number; anything else is an error. */
double item_number(struct diag *diag, const struct item *map, const char *key,
                   double fallback);
/* true/false/yes/no. */
bool item_flag(struct diag *diag, const struct item *map, const char *key,
               bool fallback);
/* A finite decimal number in a whole string; false if it is not one. Does not
 * depend on the locale. */
bool number_parse(const char *text, double *value);
/* Say an error with a hint at each key of the map that is not among known;
 * what names the thing ("a figure", "book.yaml"). False if any was unknown. */
bool item_keys(struct diag *diag, const struct item *map, const char *what,
               const char *const *known, size_t count);

/* Maths: a formula as a tree, in the terms of The TeXbook, chapter 17. */

enum maths_kind {
    MATHS_ROW,       /* children one after another */
    MATHS_SYMBOL,    /* one character: symbol, alphabet, class */
    MATHS_NUMBER,    /* text: "3.4" */
    MATHS_WORD,      /* text: upright letters that are one name, "log", "GW" */
    MATHS_TEXT,      /* text: words in the face around the formula */
    MATHS_SPACE,     /* width [em] */
    MATHS_FRACTION,  /* children: numerator, denominator; ruled */
    MATHS_RADICAL,   /* children: radicand, then the degree if there is one */
    MATHS_SCRIPTS,   /* children: the base; sub and sup, at least one of them */
    MATHS_STACK,     /* like SCRIPTS, but always over and under the base */
    MATHS_ACCENT,    /* symbol over its child, or under; it may be wide */
    MATHS_FENCED,    /* children between symbol and closing, which grow with
                        them; MATHS_DELIMITER among the children too */
    MATHS_DELIMITER, /* symbol grown to width [em], or with its FENCED */
    MATHS_TABLE,     /* children: rows of rows, or rows with text, which stand
                        between lines; aligns: 'l', 'c', 'r' a column,
                        begun again when there are more columns */
    MATHS_STYLE,     /* children in the style of level */
    MATHS_ARROW,     /* symbol, as wide as its sub and sup */
    MATHS_FRAME,     /* children within four rules */
    MATHS_PHANTOM,   /* children of which the width is kept when they are wide,
                        the height when they are tall; shown when ruled */
    MATHS_FAULT      /* text: what could not be read, as it was written */
};

/* The classes of atoms between which space is set. */
enum maths_class {
    ATOM_ORDINARY,
    ATOM_OPERATOR,
    ATOM_BINARY,
    ATOM_RELATION,
    ATOM_OPENING,
    ATOM_CLOSING,
    ATOM_PUNCTUATION,
    ATOM_INNER,
    ATOM_NONE /* spaces: they part atoms of no class */
};

enum maths_alphabet {
    ALPHABET_ITALIC, /* of letters; figures and signs stay upright */
    ALPHABET_UPRIGHT,
    ALPHABET_BOLD,
    ALPHABET_BOLD_ITALIC,
    ALPHABET_CALLIGRAPHIC,
    ALPHABET_BLACKBOARD,
    ALPHABET_FRAKTUR,
    ALPHABET_SANS,
    ALPHABET_MONO
};

/* Levels of MATHS_STYLE. */
enum maths_style { STYLE_DISPLAY, STYLE_TEXT, STYLE_SCRIPT, STYLE_SMALLEST };

struct maths {
    enum maths_kind kind;
    enum maths_class class;
    enum maths_alphabet alphabet;
    enum maths_style level;
    struct place place;
    uint32_t symbol, closing; /* codepoints; 0: none */
    const char *text, *aligns;
    double width;
    bool ruled;  /* FRACTION: with a bar */
    bool limits; /* scripts stand over and under it: in displays, or always */
    bool always; /* with limits: in running text too */
    bool big;    /* SYMBOL: larger in displays, as a sum is */
    bool wide;   /* ACCENT: as wide as its child */
    bool under;  /* ACCENT */
    bool tall;   /* TABLE: rows in display style, with room between them */
    struct maths *first, *next; /* children; next sibling */
    struct maths *sub, *sup;    /* SCRIPTS, STACK, ARROW */
};

/* The character that a letter or figure has in an alphabet (Unicode's block of
 * mathematical alphanumeric symbols); itself when it has none. */
uint32_t maths_letter(uint32_t symbol, enum maths_alphabet alphabet);
/* The class of an atom between those before and after it (ATOM_NONE at the
 * ends): a binary operator that joins nothing is ordinary. before is the
 * answer that the atom before got (The TeXbook, appendix G, rules 5 and 6). */
enum maths_class maths_resolve(enum maths_class before, enum maths_class class,
                               enum maths_class after);
/* Space between two atoms (The TeXbook, chapter 18) [mu, 18 to the em]. small:
 * in scripts. */
int maths_gap(enum maths_class left, enum maths_class right, bool small);
/* The class of the first atom behind maths: spaces have none, the atoms on both
 * sides of them meet. ATOM_NONE at the end. */
enum maths_class maths_next_class(const struct maths *maths);
/* One line of text for golden files: kinds, symbols, nesting. */
void maths_dump(struct text *text, const struct maths *maths);

/* Nodes: the document. */

enum node_kind {
    /* blocks */
    NODE_DOCUMENT, /* children: sections, in order */
    NODE_SECTION,  /* children: a HEADING of level 1, then blocks */
    NODE_HEADING,  /* level 1 (of the section) to 6 */
    NODE_PARAGRAPH,
    NODE_QUOTE,      /* alert */
    NODE_LIST,       /* ordered, start, tight; children: items */
    NODE_ITEM,       /* task: 0 none, 1 open, 2 done */
    NODE_TERMS,      /* children: terms, each a paragraph, and what they mean */
    NODE_MEANING,    /* of the terms before it; children: blocks */
    NODE_CODE_BLOCK, /* text; format: the info string */
    NODE_RULE,       /* thematic break */
    NODE_TABLE,      /* aligns; text: the caption, or NULL; children: rows */
    NODE_ROW,        /* header */
    NODE_CELL,       /* across, down; covered */
    NODE_FIGURE,     /* target: the figure's name; children: caption */
    NODE_SEQUENCE, /* target: the sequence's name; part: phase from 1, or 0 for
                      all of it; children: caption */
    NODE_PICTURE,  /* a PNG that stands alone; target; text: the width that its
                      author asks for, "300" [px] or "50%", or NULL; children:
                      caption */
    NODE_NOTE,     /* a footnote's text: children blocks; at its section's
                      end, in order of number */
    NODE_DISPLAY,  /* a formula on a line of its own: text, maths; number when
                      it has an id */
    NODE_SOURCES,  /* the list of sources; ordered when they are numbered;
                      children: sources */
    NODE_SOURCE,   /* a source that is cited: id, number; same: its first
                      citation; children: inlines */
    /* inlines */
    NODE_TEXT,  /* text: UTF-8, quotes and dashes already typographic */
    NODE_SPACE, /* a soft line break */
    NODE_BREAK, /* a hard line break */
    NODE_EMPHASIS,
    NODE_STRONG,
    NODE_STRIKE,
    NODE_CODE,      /* text */
    NODE_LINK,      /* target: URI, or "#id" in this book; text: its title, or
                       NULL */
    NODE_IMAGE,     /* a PNG within a line; target; text, as of a PICTURE;
                       children: alt text */
    NODE_REFERENCE, /* target: id; fills itself */
    NODE_VALUE,     /* target: "run.quantity" or "run.series@2030"; format */
    NODE_NOTE_MARK, /* target: label; number; note */
    NODE_MATHS,     /* a formula within a line: text is its TeX source, maths
                       what it means */
    NODE_ANCHOR,    /* nothing seen: id; where links may lead */
    NODE_LOWERED,   /* below the line: H2O */
    NODE_RAISED,    /* above the line: 2nd */
    NODE_SPAN,      /* words with a language */
    NODE_INDEX,     /* target: "term" or "term!subterm" of the index; children:
                       the words that are marked, if any; id */
    NODE_CITATION,  /* target: id of the source; text: who and when; children:
                       what is printed; id; same: the source's next citation */
    NODE_CITED,     /* in a source: where it is cited; fills itself */
    NODE_KINDS
};

/* What a quotation is that warns its reader of something. */
enum alert {
    ALERT_NONE,
    ALERT_NOTE,
    ALERT_TIP,
    ALERT_IMPORTANT,
    ALERT_WARNING,
    ALERT_CAUTION
};

enum section_class { CLASS_FRONT, CLASS_BODY, CLASS_BACK };

struct section {
    const char *file;        /* "content/01-why.md" */
    const char *short_title; /* for running heads */
    const char *epigraph;    /* or NULL */
    enum section_class class;
};

/* Small, for a long book has several hundred thousand: what only some kinds
 * have shares its room with what only others have, so ask for the kind first.
 */
struct node {
    enum node_kind kind : 8;
    bool ordered : 1, tight : 1, header : 1;
    bool covered : 1; /* CELL: one before it in its row or its column takes its
                         place, and it is empty */
    bool plate : 1;   /* FIGURE, SEQUENCE, PICTURE: has a page to itself */
    int number;       /* SECTION of class body, FIGURE, SEQUENCE, PICTURE, TABLE
                         with a caption: as printed, 0 when not numbered; DISPLAY:
                         in the book; NOTE, NOTE_MARK: in its section, from 1 */
    struct place place;
    struct node *parent, *first, *last, *next, *previous;
    const char *text, *target;
    const char *id;       /* SECTION, HEADING, FIGURE, SEQUENCE, PICTURE, TABLE,
                             DISPLAY, ANCHOR: unique in the book, or NULL */
    const char *local;    /* the id that a forge gives it in its own file; NULL
                             when the author, or nobody, gave it an id */
    const char *language; /* BCP 47, of all that is below it; NULL: that of what
                             is above it */
    union {
        const char *format;   /* CODE_BLOCK, VALUE */
        int level;            /* HEADING */
        int start;            /* LIST */
        int task;             /* ITEM */
        enum alert alert;     /* QUOTE */
        int part;             /* SEQUENCE; FIGURE: 0 */
        struct {              /* CELL */
            int across, down; /* columns, rows that it takes; 0: one */
        };
        struct {               /* PICTURE, IMAGE */
            int width, height; /* [px] in the PNG's header, or as its author
                                  asks for; 0: there is none to be shown */
        };
        const char *aligns;        /* TABLE: one of "lcr" or '-' a column */
        const struct maths *maths; /* MATHS, DISPLAY: a row; text: a display's
                                      tag in the place of its number */
        const struct section *section; /* SECTION */
        struct node *note;             /* NOTE_MARK */
        struct node *same;             /* SOURCE, CITATION */
    };
};

const char *node_name(enum node_kind kind);
/* Of a table: as many as it has aligns. */
int node_columns(const struct node *table);
struct node *node_new(struct arena *arena, enum node_kind kind,
                      struct place place);
/* node must have no parent; it becomes parent's last child. */
void node_add(struct node *parent, struct node *node);
/* Take node out of its parent. */
void node_remove(struct node *node);
/* Put node right before other, under the same parent. */
void node_insert(struct node *other, struct node *node);
/* Put the children of node in its place. */
void node_unwrap(struct node *node);
/* The next node of the subtree of root in document order, or NULL. */
struct node *node_next(const struct node *root, const struct node *node);
/* The children of a node (NULL has none) as an array, and how many. */
struct node **node_children(struct arena *arena, const struct node *node,
                            size_t *count);
const struct node *node_section(const struct node *node);
/* The nearest language from node upwards; "en" where nobody says. */
const char *node_language(const struct node *node);
bool node_is_block(enum node_kind kind);
/* Whether a paragraph holds nothing but anchors and marks of the index. */
bool node_is_unseen(const struct node *paragraph);
/* The picture that an inline is, or that a link is all of; or NULL. */
const struct node *node_picture(const struct node *node);
/* Whether a picture is so low that it stands among letters, like one. */
bool node_is_icon(const struct node *image);
/* Whether an inline is the first of its sentence: nothing but brackets, quotes
 * and note marks stands between it and the start of its block or a full stop,
 * question mark or exclamation mark. */
bool node_begins(const struct node *node);
/* What a reference calls the node that it refers to, before its number, in the
 * reference's language: "figure", "table", "section", or with a capital where
 * the reference begins a sentence. NULL: it has no number and goes by its
 * title. */
const char *node_called(struct arena *arena, const struct node *node,
                        const struct node *reference);
/* What stands behind the word that a node is called: its number, or the tag of
 * a display. */
const char *node_ordinal(struct arena *arena, const struct node *node);
/* The first sentence of a caption, for lists. */
const char *node_brief(struct arena *arena, const struct node *figure);
/* All text below node without marks; values and references as their target. */
const char *node_plain(struct arena *arena, const struct node *node);

/* The tree of a book. */

struct label {
    const char *id;
    const struct node *node;
};

/* A figure description: figures/NAME.yaml. */
struct description {
    const char *name;
    const struct item *item; /* a map */
    struct key key;          /* of the file's bytes */
};

struct tree {
    const char *folder; /* the book's folder, for opening files */
    const char *title, *subtitle, *language, *date, *identifier, *slug,
        *description, *publisher, *rights;
    const char **authors;        /* NULL-terminated */
    const struct item *settings; /* book.yaml */
    const struct item *models;   /* a map: file name without .yaml -> map */
    const struct item *looks;    /* a map: "palette", "page" -> map, from
                                    templates/NAME.yaml */
    const struct item *tables;   /* a map: "tables/x.csv" -> a list of maps,
                                    column -> text, one a record; or the text
                                    of what is wrong with the file */
    const struct description *figures; /* sorted by name */
    size_t figure_count;
    struct node *root;
    struct node **landmarks; /* in document order: all but what text is made
                                of (paragraphs, words, emphasis, code, lists,
                                rows), and of that what has an id or a
                                language; see tree_survey */
    size_t landmark_count;
    const struct label *labels; /* sorted by id */
    size_t label_count;
    int words;      /* in the text, without front matter, code and captions */
    struct key key; /* of everything that was read */
};

/* Lists the landmarks: after the last node was put in or taken out. Threads
 * make no difference. */
void tree_survey(struct arena *arena, struct tree *tree, int threads);
/* The node with this id, or NULL. */
const struct node *tree_find(const struct tree *tree, const char *id);
const struct description *tree_figure(const struct tree *tree,
                                      const char *name);
/* Letters and figures in lower case and without accents, by which words are put
 * in order; a blank comes before them, and what '!' parts before that. */
const char *sort_key(struct arena *arena, const char *words);

/* The marks of the index, sorted by term and subterm. */
struct term {
    const char *key;         /* by which it is sorted */
    const char *words, *sub; /* sub: "" when there is none */
    const struct node *mark;
    size_t order; /* of the mark in the book */
};
struct index {
    struct term *at;
    size_t count;
    const struct node *heading; /* that contents lead to */
};
struct index index_new(struct arena *arena, const struct tree *tree);
/* Behind the last mark of the term and subterm whose first mark is given. */
size_t index_last(const struct index *index, size_t first);

/* Indented text, one node a line, for golden files: kind, place, fields. */
void tree_dump(struct text *text, const struct node *node);

#endif
