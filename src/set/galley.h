/* galley.h: the second half of inside.h, which includes it: from lines that are
 * set to pages. Slabs in galleys, what is kept of them from pass to pass, the
 * blocks that make them, floats and notes, pages and their furniture. */
#ifndef SET_GALLEY_H
#define SET_GALLEY_H

#define BREAK_NEVER 10000
#define BROKEN_WORD 900 /* penalty of a page that ends in one */
#define MOST_VARIED 2   /* paragraphs on a page */
#define MOST_OPENED 2   /* lines, where a page has white anyhow */

/* Text set but not yet paged: slabs from top to bottom, of which a long book
 * has a hundred thousand. */
struct slab {
    double space;      /* [pt] above it; dropped at the top of a page */
    double height;     /* [pt] */
    int penalty;       /* of a page break after it; BREAK_NEVER forbids */
    bool grid : 1;     /* its top stands on the page's grid of lines */
    bool heading : 1;  /* two slabs must follow it on its page */
    bool opening : 1;  /* always at the top of a new page */
    bool bare : 1;     /* the page has neither running head nor folio */
    bool airy : 1;     /* its height has white above it */
    bool joins : 1;    /* it may lie over the slab before it: where the one has
                          marks, the other has none */
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
struct paged_page {
    size_t end, floats;         /* of the section, before its end */
    size_t varied[MOST_VARIED]; /* slabs of the section where paragraphs begin
                                   that have another number of lines */
    int varied_count, by;
    int opened; /* lines of white more */
};
struct paged {
    struct key key; /* of its slabs, floats and notes */
    int side;       /* of its first page */
    struct paged_page *pages;
    size_t count; /* 0: they must be searched */
};
/* A strip behind a row of a listing, from x on [pt]. */
struct ground {
    double x;
    struct sheet *sheet;
    struct ground *next;
};
struct again {
    struct arena *arena;    /* outlives the passes */
    struct ground *grounds; /* of all sizes that there are */
    size_t slabs;           /* of all sections that are kept */
    size_t elements;        /* and theirs */
    struct arena rough;     /* of a section's slabs while they grow, and its
                               lines */
    struct arena brief;     /* of slabs and elements, until the book is made */
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
/* A thread's share of setting. */
struct hand {
    struct arena arena; /* what it leaves outlives the passes */
    struct arena brief; /* or lasts as long as the pass, if there is one */
    struct pass pass;   /* its own copy */
    struct diag ignored;
    struct shaper *shaper; /* NULL: that of the pass */
    struct again again;    /* for its memory only */
};
struct hands {
    struct hand *at;
    int count; /* threads */
};
/* The pass's hands, until they are closed; they must stay where they are. */
void hands_open(struct hands *hands, struct pass *pass, int threads);
void hands_close(struct hands *hands);
/* Calls work(context, i) on a thread for each hand i, whose pass is a copy of
 * this one with memory and words of its own. */
void hands_run(struct pass *pass, void (*work)(void *context, int job),
               void *context);
/* Keeps what sections it can before the first pass. */
void set_ahead(struct pass *pass);
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
 * returns the foot of the last. tops may be NULL. What is not on the grid
 * stands in the middle of the white between two lines that are. */
double stack_slabs(const struct look *look, const struct galley *galley,
                   size_t first, size_t last, double start, double *tops);
/* The next line of the grid at or below y. */
double snap_to_grid(const struct look *look, double y);
/* Whether the white above the slab can be a line higher without looking like
 * a slip: it is half a line already, or within the slab. */
bool may_open(const struct look *look, const struct slab *slab);

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
/* Where a quotation stands. */
void set_alert(struct galley *galley, const struct node *alert,
               struct stick stick);
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
/* All floats that the galley's lines carry, in their order. */
struct blocks set_floats(struct pass *pass, const struct galley *galley);
/* All notes that are marked in the galley, in captions or in other notes,
 * sorted by node, each once. */
struct blocks set_notes(struct pass *pass, const struct galley *galley,
                        const struct blocks *floats);

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
    int opened;  /* lines of white more, where there is some */
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
/* laid: with their marks, else as long as the pass is brief. */
struct made_pages make_pages(struct pass *pass, const struct layouts *layouts,
                             bool laid);

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
