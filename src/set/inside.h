/* inside.h: what the files of set/ share: the look of a page, a pass over the
 * book, pieces of paragraphs, set lines, and the galley of slabs that pages
 * are cut from. */
#ifndef SET_INSIDE_H
#define SET_INSIDE_H

#include "set.h"

/* Look: the design of a page, from templates/page.yaml. */

/* All lengths in points. */
struct look {
    double width, height;  /* trim */
    double inner, outer;   /* margins at the gutter and the fore-edge */
    double head;           /* top of the page to the top of the text */
    double measure, depth; /* of the text block; depth is whole lines */
    double size, leading;  /* running text */
    double note_size, note_leading;
    double code_size, code_leading;
    double table_size, table_leading;
    double caption_size, caption_leading;
    double indent; /* first line of a paragraph */
    int lines;     /* on a full page */
    bool recto;    /* every section opens on a right-hand page */
    int drop_cap;  /* lines of the letter that begins a section, or 0 */
    bool lead_in;  /* sections begin with a few words in small capitals */
};
struct look find_look(struct diag *diag, const struct tree *tree);

/* Pass: one setting of the whole book. */

/* Page numbers of the pass before, which references print. */
struct known {
    const struct node *node;
    int page; /* index from 0, -1 unknown */
};

/* Frames of sequences that were drawn for paper, once for all passes. */
struct frame {
    const struct figure *figure;
    int part, number;
    const struct sheet *sheet;
    struct frame *next;
};
struct frames {
    struct arena *arena; /* outlives the passes */
    struct frame *first;
};

/* How a line may end after a byte of a word, if not at all. */
enum {
    CUT_PLAIN = 1,
    CUT_HYPHEN,    /* with a hyphen that is set there */
    CUT_TECHNICAL, /* at a mark in a name, a path or an address */
    CUT_HUMP,      /* between "camel" and "Case" */
    CUT_SYLLABLE,  /* in a name, only to save a line, without a hyphen */
    CUT_ANYWHERE   /* only because the word is too wide */
};

/* Where each word that was met may be broken, once for all passes: found by
 * its glyphs, which the shaper makes once for a text in a style. */
struct cuts {
    const struct glyphs *glyphs; /* NULL: the slot is free */
    const char *hyphens;         /* by byte: CUT_HYPHEN or 0; NULL for none */
    const char *breaks;          /* by byte: a CUT */
};
struct lexicon {
    struct arena *arena; /* outlives the passes */
    struct cuts *slots;  /* open hash, a power of two */
    size_t count, room;
};

/* Boxes, glue and penalties of a paragraph. */
struct pieces {
    struct piece *at;
    size_t count, room;
};

/* Bytes of letters that text begins with. */
size_t count_letters(const char *text, size_t length);

/* The languages of the book, with what hyphenates them. */
struct tongue_patterns {
    const char *language;
    struct hyphens *hyphens; /* or NULL */
};
struct tongues {
    struct tongue_patterns *at;
    size_t count, room;
};
struct tongues tongues_open(struct arena *arena, struct diag *diag,
                            const struct tree *tree);
void tongues_close(struct tongues *tongues);
const struct hyphens *tongues_find(const struct tongues *tongues,
                                   const char *language);

struct pass {
    struct arena *arena;  /* of this pass alone */
    struct arena scratch; /* of the paragraph that is being set */
    struct pieces bench;  /* where its pieces are put together */
    struct diag *diag;
    const struct tree *tree;
    const struct data *data;
    const struct figures *figures;
    const struct palette *palette;
    const struct look *look;
    struct shaper *shaper;
    const struct tongues *tongues;
    struct element *elements;
    size_t element_count, element_room;
    struct frames *frames;
    struct lexicon *lexicon;
    struct again *again;
    bool whole; /* the section is kept as a whole */
    const struct index *index;
    const struct known *known; /* sorted by node */
    size_t known_count;
    const char *const *folios; /* of the pass before, by page index */
    size_t folio_count;
    int number;    /* of this pass, from 0 */
    int furniture; /* the element of running heads and folios */
};

const struct ink *pass_ink(const struct pass *pass, const char *name);
int pass_element(struct pass *pass, enum role role, int parent);
/* Make room for so many more. */
void pass_reserve(struct pass *pass, size_t count);
/* Elements that were made before, once more. */
void pass_elements(struct pass *pass, const struct element *elements,
                   size_t count);
/* The first elements of every pass. */
void pass_start(struct pass *pass);
/* The page where node stood in the pass before, or -1. */
int pass_page(const struct pass *pass, const struct node *node);
const char *pass_folio(const struct pass *pass, int page);

/* Anchors: what a line carries with it to its page. */

enum anchor_kind {
    ANCHOR_NOTE,     /* node: NODE_NOTE to stand at the foot */
    ANCHOR_FLOAT,    /* node: a figure to stand at the head or the foot */
    ANCHOR_ID,       /* node: a heading or section that can be linked to */
    ANCHOR_REFERENCE /* node: NODE_REFERENCE or a contents entry's target */
};
/* Where something is read, wherever it stands: the element above it, and the
 * sibling before it or 0. */
struct spot {
    int parent, after;
};
struct anchor {
    enum anchor_kind kind;
    const struct node *node;
    struct spot spot;          /* ANCHOR_NOTE, ANCHOR_FLOAT */
    const struct block *block; /* ANCHOR_FLOAT: it is set already, or NULL */
    int first_element;         /* added to the elements of its marks */
    struct anchor *next;
};
/* The list with one more at its end. */
struct anchor *anchor_add(struct arena *arena, struct anchor *list,
                          enum anchor_kind kind, const struct node *node);
struct anchor *anchor_join(struct anchor *list, struct anchor *more);
/* What links to a note aim at. */
const char *name_note(struct arena *arena, const struct node *note);
struct anchor *anchor_copy(struct arena *arena, const struct anchor *list);

/* Paragraphs. */

/* A large letter at the start of a paragraph, beside which its first lines are
 * shorter. */
struct initial {
    int lines;    /* beside it, 0: there is none */
    double width; /* [pt] that they are shorter */
    size_t skip;  /* bytes of the first words that it stands for */
};

/* How a paragraph is to be set. */
struct manner {
    struct style style;
    double measure, indent; /* [pt] indent of the first line; may be
                               negative */
    bool ragged;            /* spaces keep their width */
    bool hyphenate;
    char align; /* 'l', 'c', 'r' for ragged lines */
    const struct ink *ink;
    int element;
    const char *lead; /* words in bold before the first, or NULL */
    int small;        /* first words that are set in small capitals */
    int lines;        /* wanted, 0 for as many as are best */
    struct initial initial;
};

/* The measure of a line, counted from 0 [pt]. */
double manner_measure(const struct manner *manner, int line);

/* A piece of a paragraph, in the terms of Knuth and Plass 1981. */
enum piece_kind { PIECE_BOX, PIECE_GLUE, PIECE_PENALTY };

/* A run of letters without a space, shaped as a whole; boxes are parts of it
 * between places where it may be broken. */
struct word {
    const char *text;
    struct style style;
    double rise; /* of the letters above the line, or below it [pt] */
    const struct ink *ink;
    const char *link;              /* target, or NULL */
    const char *link_alt;          /* what a reader hears of it */
    const struct node *image;      /* NODE_IMAGE instead of letters */
    const struct formula *formula; /* or a part of a formula */
    int element;
    struct place place;
};

struct piece {
    enum piece_kind kind;
    double width, stretch, shrink; /* [pt] */
    double flex; /* BOX: its letters can be so much wider or narrower [pt] */
    double hang_left, hang_right; /* BOX, PENALTY with hyphen: what stands in
                                     the margin at a line's start or end [pt] */
    int penalty;  /* PENALTY: PENALTY_NEVER forbids, PENALTY_FORCE forces */
    bool flagged; /* PENALTY: a hyphen, or a break after one */
    bool hyphen;  /* PENALTY: a hyphen is set when broken here */
    const struct word *word; /* GLUE: style and link of the space, or NULL */
    uint32_t start, end;     /* BOX: bytes of the word's text */
    struct anchor *anchors;  /* BOX */
};
#define PENALTY_NEVER 10000
#define PENALTY_FORCE (-10000)
/* From here on only where a paragraph finds no other way. */
#define PENALTY_EMERGENCY 2000
/* Up to here a break is as good as one between words, in a table. */
#define PENALTY_TECHNICAL 200

/* The inlines below parent as pieces, finished with an infinite glue and a
 * forced break. They and their words last until others are gathered. */
struct pieces gather_pieces(struct pass *pass, const struct node *parent,
                            const struct manner *manner);
struct pieces gather_words(struct pass *pass, const char *words,
                           const struct manner *manner);
/* Where the word may be broken; glyphs come from the pass's shaper. */
struct cuts find_cuts(struct pass *pass, const struct glyphs *glyphs);
/* "figure 3", "section 6, page 31": what a reference says. */
const char *word_reference(struct pass *pass, const struct node *reference);

/* What a line has too much or too little, borne by its letters, who may give
 * flex in all and are not seen to, then by its spaces. */
#define MOST_STRETCH 0.02 /* of a letter's width, wider or narrower */
#define LOOSEST 1.6       /* a line's spaces over their natural width */
#define MOST_RATIO 2.4    /* of usual spaces, which are then as loose */
#define INFINITE                                                               \
    1e6 /* [pt] stretch of the glue that fills a last line,                    \
           for which letters give nothing */
struct fit {
    double ratio;  /* by which spaces stretch (1: all of it) or shrink (-1) */
    double strain; /* of the letters, -1..1: how much of their flex they give */
};
struct fit fit_line(double spare, double stretch, double shrink, double flex);

/* Where the lines of a paragraph end: indices of pieces, the last is the
 * final forced break. arena also holds what the search leaves behind. */
struct breaks {
    size_t *at;
    size_t count;
};
struct breaks find_breaks(struct arena *arena, const struct pieces *pieces,
                          const struct manner *manner);

/* A space on a line [pt]. */
struct gap {
    double left, right;
};
/* A set line: marks with the baseline at y = 0, x from the measure's left. */
struct line {
    struct sheet *sheet;
    double width; /* of its letters [pt] */
    double height,
        depth;        /* of its formulas above and below the baseline [pt] */
    double ratio;     /* by which its spaces stretch or shrink */
    double missing;   /* [pt] of the measure that its spaces do not fill */
    double excess;    /* [pt] that stand out of the measure */
    double looseness; /* width of its spaces over their natural width */
    bool hyphen;      /* it ends in a hyphen that breaking made */
    bool broken;      /* it ends within a word */
    const struct gap *gaps; /* of a justified line, from the left, while it is
                               judged */
    size_t gap_count;
    struct anchor *anchors;
    struct place place;
};
struct lines {
    struct line *at;
    size_t count;
};
struct lines set_pieces(struct pass *pass, const struct pieces *pieces,
                        const struct manner *manner);
/* The inlines below parent; kept from an earlier pass where that is sure to
 * be the same (again.c). */
struct lines set_inlines(struct pass *pass, const struct node *parent,
                         const struct manner *manner);
struct lines set_words(struct pass *pass, const char *words,
                       const struct manner *manner);

/* Says what is wrong with set lines: too wide, very loose, a ladder of hyphens,
 * a river, a short last line. */
void lines_judge(struct diag *diag, const struct lines *lines,
                 const struct manner *manner);
/* Formulas. */

/* A formula within a line, or what of it lies between two places where the line
 * may end. */
struct formula {
    struct sheet *sheet;         /* marks with the baseline at y = 0 */
    double width, height, depth; /* [pt] */
    double gap;                  /* [pt] after it, unless the line ends there */
    int penalty;                 /* of such a line; 0 after the last part */
    struct formula *next;
};
/* The parts of a MATHS; NULL when there is no face for them, or nothing in
 * it. */
struct formula *set_formula(struct pass *pass, const struct node *node,
                            const struct style *around, const struct ink *ink,
                            int element);
/* An element that says the formula in words. */
int formula_element(struct pass *pass, const struct node *node, int parent);

/* Galley. */

#define BREAK_NEVER 10000
#define BROKEN_WORD 900 /* penalty of a page that ends in one */

/* Text set but not yet paged: slabs from top to bottom. */
struct slab {
    double space;      /* [pt] above it; dropped at the top of a page */
    double height;     /* [pt] */
    int penalty;       /* of a page break after it; BREAK_NEVER forbids */
    bool grid;         /* its top stands on the page's grid of lines */
    bool heading;      /* two slabs must follow it on its page */
    bool opening;      /* always at the top of a new page */
    bool bare;         /* the page has neither running head nor folio */
    int first_element; /* added to the elements of its marks */
    int bookmark_level;
    struct sheet *sheet; /* origin at the slab's top left */
    struct sheet *again; /* a table's head, to be repeated above this row when
                            a page begins with it; or NULL */
    struct anchor *anchors;
    struct paragraph *paragraph; /* whose line it is, or NULL */
    const struct node *section;  /* that it belongs to, or NULL */
    const char *bookmark;        /* outline title that points here, or NULL */
    struct place place;
};

struct galley {
    struct pass *pass;
    struct arena *rough; /* where slabs grow, or NULL: the pass's */
    struct slab *at;
    size_t count, room;
    double space;           /* wanted above the next slab */
    struct anchor *anchors; /* for the next slab */
    const struct node *section;
    bool opening; /* the next slab opens a page */
};

/* A paragraph whose lines stand on the grid: it may be set in a line more or
 * less to save a page (vary.c). */
struct paragraph {
    const struct node *node;
    struct manner manner;
    size_t element;         /* the first that its words made */
    double x, end;          /* [pt]; end: width of its last line */
    size_t first, count;    /* slabs in the galley */
    size_t pending;         /* anchors that the first has of blocks before */
    struct lines varied[2]; /* a line less, a line more; no lines: impossible */
    double cost[2];         /* to the page */
    bool tried;
};
/* Notes that the last slabs of the galley are lines of a paragraph. */
void galley_paragraph(struct galley *galley, const struct paragraph *paragraph);
/* Tries to set the paragraph anew. */
void paragraph_vary(struct pass *pass, struct paragraph *paragraph);

/* Again. */

/* A paragraph that was set before, in the order of setting. */
struct kept {
    const struct node *node; /* NULL: one that must be set anew */
    struct manner manner;
    struct lines lines;
    struct element *elements; /* that its words made */
    size_t element_count;
    struct diag said;
};
/* And a whole section. */
struct kept_section {
    const struct node *node; /* NULL: it must be set anew */
    struct galley galley;    /* its slabs, and how it was left */
    struct element *elements;
    size_t first_element, element_count;
    struct diag said;
};
/* And where the pages of a section ended. */
struct paged {
    struct key key; /* of its slabs */
    int side;       /* of its first page */
    size_t *ends;   /* by page: slabs of the section before its end */
    size_t count;   /* 0: they must be searched */
};
struct again {
    struct arena *arena; /* outlives the passes */
    size_t slabs;        /* of all sections that are kept */
    size_t elements;     /* and theirs */
    struct arena rough;  /* of a section's slabs while they grow, and its
                            lines */
    struct kept *at;
    size_t count, room;
    size_t next; /* of this pass */
    struct kept_section *sections;
    size_t section_count, section_room;
    size_t next_section; /* of this pass */
    struct paged *paged;
    size_t paged_count, paged_room;
    size_t next_paged; /* of this pass */
};
/* Sets the section in memory that outlives the pass, unless it has a reference.
 * The pass may be of another thread. */
void section_keep(struct pass *pass, struct kept_section *kept,
                  const struct node *section);
/* Keeps what sections it can, on so many threads, before the first pass. */
void set_ahead(struct pass *pass, int threads);
/* The section's slabs, kept from before where that is sure to be the same. */
void set_again(struct galley *galley, const struct node *section);

/* How the blocks of a container stand: the composing stick's measure. */
struct stick {
    double x, measure;    /* [pt] from the text block's left */
    double size, leading; /* [pt] */
    int parent;           /* element */
    bool grid;            /* its lines stand on the page's grid */
};
/* The stick with as much measure less on the left as leaves room for words:
 * however deep blocks are nested, some of the measure is kept. */
struct stick stick_indent(const struct look *look, struct stick stick,
                          double left);

struct slab *galley_add(struct galley *galley, double height);
/* Make room for so many more. */
void galley_reserve(struct galley *galley, size_t count);
/* Append the slabs of another galley, which lasts as long, and go on as if
 * they had been set here. */
void galley_join(struct galley *galley, const struct galley *more);
/* Ask for at least this much above the next slab [pt]. */
void galley_space(struct galley *galley, double space);
void galley_anchor(struct galley *galley, enum anchor_kind kind,
                   const struct node *node);
/* A line of text becomes a slab as high as its leading. */
struct slab *galley_line(struct galley *galley, const struct line *line,
                         double x, const struct style *style, double leading);
/* All lines of a paragraph, with no single one at a page's head or foot. */
void galley_lines(struct galley *galley, const struct lines *lines, double x,
                  const struct style *style, double leading, bool grid);
/* What is to be kept together, but no page is deep enough for it, may be
 * parted where it must: a listing's endless line, headings without words. */
void galley_relax(struct galley *galley);
/* Lay before's marks before those of the slab: they are read first, and the
 * slab is no line any more that could be set anew. */
void slab_precede(struct slab *slab, struct sheet *before);
/* Where the baseline lies below the top of a line [pt]. */
double find_baseline(const struct pass *pass, const struct style *style,
                     double leading);
/* What a line needs beyond its leading because of tall formulas [pt]: below
 * when below is set, else above. */
double find_extra(const struct pass *pass, const struct line *line,
                  const struct style *style, double leading, bool below);
/* Where slab i begins on a page whose next free place is y, when the page's
 * first slab is first [pt from the top of the text block]. */
double find_top(const struct look *look, const struct galley *galley,
                size_t first, size_t i, double y);
/* Tops of slabs first to last - 1 when the text starts at start on the page;
 * returns the foot of the last. tops may be NULL. */
double stack_slabs(const struct look *look, const struct galley *galley,
                   size_t first, size_t last, double start, double *tops);
/* The next line of the grid at or below y. */
double snap_to_grid(const struct look *look, double y);

/* Blocks. */

/* Whether root or a node below it is of the kind. */
bool holds_kind(const struct node *root, enum node_kind kind);

void set_blocks(struct galley *galley, const struct node *parent,
                struct stick stick);
void set_section(struct galley *galley, const struct node *section, int parent);
void set_heading(struct galley *galley, const struct node *heading,
                 struct stick stick);
/* A paragraph that begins with an initial as high as the design wants; false
 * and nothing set when it cannot. */
bool set_initial(struct galley *galley, const struct node *node,
                 struct stick stick, const struct manner *manner);
void set_list(struct galley *galley, const struct node *list,
              struct stick stick);
void set_table(struct galley *galley, const struct node *table,
               struct stick stick);

/* The columns of a table. */

#define COLUMN_GUTTER 10.0 /* [pt] between columns in letters of full size */

/* Of a column at full size, but for what it is given [pt]. */
struct widths {
    double word, part, wish; /* its widest word, part of a word, text */
    double before, after;    /* of its numbers, about the decimal point */
    bool numbers, words;     /* that stand in its cells, heads left out */
    double given;            /* negative: it is not in the band */
};
struct columns {
    struct widths *at;
    int count;
    const char *aligns;
    double *points; /* by cell: from its left to the decimal point at full size
                       [pt], negative: no number */
    double scale, gutter; /* of letters; [pt] */
    bool broken;          /* words must be broken for the table to fit */
};
/* The columns that stand beside each other: first to last - 1, and before
 * them the table's first when names is true. */
struct band {
    int first, last;
    bool names;
};
struct columns measure_table(struct pass *pass, const struct node *table,
                             double measure);
/* As many columns from first as fit. */
struct band find_band(const struct columns *columns, int first, double measure);
void share_columns(struct columns *columns, const struct band *band,
                   double measure);
struct manner find_cell_manner(struct pass *pass, const struct columns *columns,
                               const struct node *row, struct stick stick,
                               char align);
void set_code(struct galley *galley, const struct node *code,
              struct stick stick);
void set_display(struct galley *galley, const struct node *display,
                 struct stick stick);
void set_sources(struct galley *galley, const struct node *sources,
                 struct stick stick);
/* Inlines that say on which pages a source is cited. */
const struct node *word_cited(struct pass *pass, const struct node *source);
struct manner find_manner(const struct pass *pass, struct stick stick,
                          int element);

/* Floats and notes. */

/* A figure with its caption, or a footnote, ready to be laid on a page. */
struct block {
    const struct node *node;
    int element;
    struct sheet *sheet; /* a figure's */
    int first_element;   /* added to the elements of its marks */
    double height;       /* [pt] */
    struct anchor *anchors;
    bool plate; /* a figure that has a page to itself */
    /* A note's lines and their tops [pt from its own], for it may go on on
     * the next page. */
    const struct slab *slabs;
    const double *tops;
    size_t slab_count;
};
struct blocks {
    struct block *at;
    size_t count;
};
struct block set_figure(struct pass *pass, const struct node *figure,
                        int parent);
struct block set_note(struct pass *pass, const struct node *note, int parent);

/* A table that is wider than the measure, set across pages of its own: rows
 * are its slabs, in a galley as wide as a page is deep. */
void turn_table(struct galley *galley, const struct galley *rows,
                const struct node *table);

/* Pages. */

#define FLOAT_GAP 14.0 /* [pt] between a float and text or another float */
#define NOTE_GAP 14.0  /* [pt] of the rule above the notes */

/* Lines first to last - 1 of a note. */
struct portion {
    const struct block *note;
    size_t first, last;
};
struct portions {
    struct portion *at;
    size_t count, room;
    double height; /* [pt] of all of them */
};
double portion_height(const struct portion *part);
/* Adds the notes that are marked and those that they mark in turn, except
 * those that are there already. notes are sorted by node. */
void portions_add(struct arena *arena, struct portions *parts,
                  const struct blocks *notes, const struct anchor *anchor);
/* Cuts what does not fit into room [pt] off parts and puts it into rest.
 * strict: every note must begin here, so only the last one may be cut; false
 * and nothing done if that is not possible. */
bool portions_fit(struct arena *arena, struct portions *parts, double room,
                  bool strict, struct portions *rest);

/* Paragraphs that stand on a page in another number of lines. */
#define MOST_VARIED 2
struct variation {
    const struct paragraph *of[MOST_VARIED];
    int count;
    int by; /* lines more, of each: -1 or 1 */
    double cost;
};

/* What stands on a page: slabs first to last - 1 of the galley, floats and
 * notes. */
struct layout {
    const struct galley *galley;
    size_t first, last;
    const struct block **heads, **feet;
    size_t head_count, foot_count;
    struct portions notes;
    bool recto;  /* a blank page before it if need be */
    bool verso;  /* it is a left-hand page */
    int missing; /* lines of text at its foot, negative: its text ends a section
                    or has something below it */
    bool forced; /* it ends where no page should */
    struct variation variation;
};
struct layouts {
    struct layout *at;
    size_t count, room;
};
/* Cut the galley into pages: the cheapest way for each section. floats stand
 * in the order of their anchors, notes sorted by node, each once. */
struct layouts find_pages(struct pass *pass, const struct galley *galley,
                          const struct blocks *floats,
                          const struct blocks *notes);

/* A galley of its own for the page, with the lines that its layout varies. */
void layout_vary(struct pass *pass, struct layout *layout);
/* Says what is wrong with the feet of pages: short pages, facing pages of
 * another depth, words broken over the leaf. */
void layouts_judge(struct diag *diag, const struct layouts *layouts);

/* The pages of a setting, and where things came to stand. */
struct made_pages {
    struct page *pages;
    size_t count;
    struct bookmark *bookmarks;
    size_t bookmark_count;
    struct destination *destinations;
    size_t destination_count;
    struct known *known;
    size_t known_count;
};
struct made_pages make_pages(struct pass *pass, const struct layouts *layouts);

/* Furniture. */

/* Title page, imprint, contents and list of figures, before the sections. */
void set_front(struct galley *galley);
/* Index and colophon, after them. */
void set_back(struct galley *galley);
void set_index(struct galley *galley);
/* Appends to parent the folios of the pages where the marks stand, each once
 * and linked to its mark, with ", " between them. How many there are. */
size_t add_page_links(struct pass *pass, struct node *parent,
                      const struct node *const *marks, size_t count);
struct node *add_text(struct arena *arena, struct node *parent,
                      const char *words);
/* A page with neither running head nor folio, all of it one slab. */
struct slab *add_bare_page(struct galley *galley);
/* The title of a list that opens a page. */
struct slab *set_list_title(struct galley *galley, const char *title);
struct manner find_front_manner(const struct pass *pass, enum face_name face,
                                double size, const char *ink);
/* Words from y down on a slab; returns where they end. */
double place_words(struct galley *galley, struct slab *slab, const char *words,
                   struct manner manner, double leading, double y);
/* Running head and folio of a page that begins with slab. */
void set_furniture(struct pass *pass, struct sheet *sheet,
                   const struct slab *slab, bool recto, const char *folio);

#endif
