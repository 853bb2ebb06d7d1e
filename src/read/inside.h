/* inside.h: what the files of reading tell each other. A source keeps the
 * author's text as long as it is read, and every offset into it has a place;
 * nothing here may change the length of that text. */
#ifndef READ_INSIDE_H
#define READ_INSIDE_H

#include "read.h"

#define MOST_MARKDOWN ((size_t)16 << 20)  /* [bytes] of one section */
#define MOST_YAML ((size_t)4 << 20)       /* [bytes] of one YAML file */
#define MOST_ADDRESS 8000                 /* [bytes] of a link, or a picture */
#define MOST_ADDRESSES (8 << 20)          /* [bytes] of all of a section */
#define MOST_LEVELS 100                   /* of blocks within blocks */
#define MOST_CSV ((size_t)4 << 20)        /* [bytes] of one CSV file */
#define MOST_FIELDS 100000                /* of the file of a table */
#define MOST_DRAWN_CSV ((size_t)64 << 20) /* the same, of data of figures */
#define MOST_DRAWN_FIELDS 4000000
#define MOST_COLUMNS 200       /* of the file, and of a table */
#define MOST_FORMULA 20000     /* [bytes] of one formula */
#define MOST_FORMULA_LEVELS 40 /* of groups within groups */
#define MOST_FORMULA_COLUMNS 64

struct bib;

/* Read.c: a book while it is being read. */

struct reader {
    struct arena *arena;
    struct diag *diag;
    struct tree *tree;
    struct hash *hash;
    const char *folder;
    struct bib *bib; /* content/sources.bib; NULL: there is none */
};

/* What was read from the book under this name goes into the tree's key. */
void reader_hash(struct reader *reader, const char *name, struct bytes bytes);

/* Source.c: a text with lines. */

struct source {
    struct arena *arena;
    struct diag *diag;
    const char *file;
    char *text; /* valid UTF-8 with \n at line ends and no NUL inside */
    size_t length;
    size_t *lines; /* where each line starts; lines[line_count] == length */
    int line_count;
    /* Places are asked for mostly in order: the last answer. */
    size_t last_offset;
    struct place last;
    /* For a text within another file: where its first byte stands there. */
    struct place origin;
    struct reader *book; /* that it is a section of, or NULL */
    double work;         /* [ns], about, that its tables from data have cost */
    size_t addresses;    /* [bytes] of links and pictures so far */
};

/* A copy of text; a byte that is not UTF-8 is said and becomes U+FFFD. */
struct source *source_new(struct arena *arena, struct diag *diag,
                          const char *file, struct bytes text);
struct place source_place(struct source *source, size_t offset);
/* The offset of a byte column (from 1) of a line (from 1), clamped. */
size_t source_offset(const struct source *source, int line, int col);
/* Where the text of a line ends, before its \n. */
size_t source_end(const struct source *source, int line);

/* Guard.c. */

/* Blanks what would keep the Markdown parser busy for minutes. */
void guard_source(struct source *source);

/* Yaml.c. */

/* read_yaml for a part of a file that follows its first lines. */
const struct item *yaml_part(struct arena *arena, struct diag *diag,
                             const char *file, struct bytes text, int lines);

/* Leaf.c: the words of one block, as the Markdown parser saw them. */

struct cmark_node;

/* A paragraph, heading or cell without the marks of the blocks around it.
 * Asked from front to back. */
struct leaf {
    struct source *source;
    char *content;
    size_t *raw; /* where each byte of content stands in the source */
    size_t length, room;
    int line, col;     /* as the parser counts: the line we are in, and the
                          column of every line's first byte */
    size_t line_start; /* where the parser believes that the line starts */
    size_t known;      /* the last offset found */
};

/* Where a block stands in the source: lines and byte columns from 1. */
struct span {
    int line, col, last, last_col;
};

/* quotes: how many block quotes the block is in. */
void leaf_open(struct leaf *leaf, struct cmark_node *block, struct span span,
               int quotes);
/* The offset in content of the parser's line and column; the last one known
 * when the parser gives none. */
size_t leaf_find(struct leaf *leaf, int line, int col);
/* Everything before offset has been seen. */
void leaf_pass(struct leaf *leaf, size_t offset);
/* The length of the words from one line to another, marks and indents left
 * out, and the column where the words of a line begin. */
size_t leaf_measure(const struct source *source, struct span span, int quotes);
int leaf_indent(const struct source *source, int line, int quotes);
struct place leaf_place(const struct leaf *leaf, size_t offset);
/* One character on: *offset in the content, where typographic quotes are
 * still straight, and *at in the text that the parser made of it. */
void leaf_step(const struct leaf *leaf, size_t *offset, const char **at);

/* Parsed.c. */

/* A table that follows a paragraph without a blank line is placed by the
 * parser where the paragraph begins, and the paragraph nowhere. */
struct table_place {
    struct span head; /* its first row */
    int shift;        /* from the columns of the parser to those of head */
};

struct table_place parsed_table(const struct source *source,
                                struct cmark_node *table, int quotes);
/* Where a block stands; table is the place of the table around it, if any. */
struct span parsed_span(const struct source *source, struct cmark_node *from,
                        const struct table_place *table, int quotes);

/* The kind of a node that others go into, NODE_KINDS for the rest. */
enum node_kind parsed_kind(struct cmark_node *from);
/* Within a quotation or an item no heading is as high as a section's title. */
void parsed_nest(struct node *heading);
/* What belongs to the node's kind: level, list, table, target. */
void parsed_fill(struct source *source, struct node *node,
                 struct cmark_node *from);

/* Braces.c. */

struct cmark_parser;
struct cmark_syntax_extension;

/* An extension of the parser that keeps {{ ... }}, {#id lang=fr}, $...$ and
 * $$...$$ away from Markdown. Each becomes an inline of raw HTML whose literal
 * is "line:col", as the parser counts, a letter ('v' value, 'i' id, 'm'
 * formula, 'd' formula on a line of its own, 'b' braces and 'p' pairs of
 * dollars that never close, 't' text, 'c' citation) and the source; real HTML
 * begins with "<". cites: "@key" is a citation. The extension is freed by
 * braces_free, after the parser. */
struct cmark_syntax_extension *braces_attach(struct cmark_parser *parser,
                                             bool cites);
void braces_free(struct cmark_syntax_extension *extension);

/* Table.c. */

/* Says when a row, which starts at offset, has not as many cells as the table
 * has columns. */
void table_check(struct source *source, size_t offset, int columns);

/* Csv.c and entries.c: the file of a table, as records. */

struct cell {
    const char *text; /* "" when empty, NULL for what is no text */
    struct place place;
    bool number;
};
struct records {
    size_t most; /* fields that are read; 0: MOST_FIELDS */
    struct cell *heads;
    int columns;
    int shown; /* the first ones: what a block has that names no columns */
    struct cell *cells; /* row by row, as many in each as there are heads */
    size_t rows;
    bool named; /* the first column holds names as the program knows them */
    const char *language; /* in which numbers of a map are written */
    const char *loss;     /* what a fault leads to, for its message */
};

/* Fills in empty records. False, which has been said, when the text is broken
 * or has too much in it. */
bool csv_read(struct source *source, struct records *records);
/* The same for a map of maps. */
bool entries_read(struct arena *arena, struct diag *diag,
                  const struct item *map, struct records *records);

/* Tables.c. */

/* A map: "tables/NAME.csv" -> its records, or the text of its fault. */
const struct item *tables_read(struct reader *reader);

/* Data_table.c. */

/* The table that a fenced block asks for; text is what stands in it, line its
 * first line in the source. NULL, which has been said, when there is none. */
struct node *data_table_read(struct source *source, struct place place,
                             int line, const char *text);

/* Parser.c. */

/* The document that cmark has made of a source, until parser_close. */
struct parser {
    struct cmark_node *document;
    struct cmark_syntax_extension *braces;
    struct cmark_parser *own;
};
/* cites: see braces_attach. */
void parser_open(struct parser *parser, const struct source *source,
                 bool cites);
void parser_close(struct parser *parser);
/* One thread at a time may have cmark at work on inlines; what it made may be
 * walked by others. */
void parser_take(void);
void parser_leave(void);

/* Markdown.c. */

/* Appends the blocks of the source to the section, its notes last. */
void markdown_read(struct source *source, struct node *section);
/* Appends the inlines of one line of Markdown to the heading. */
void markdown_line(struct source *source, struct node *heading);

/* Inline.c and display.c: what Octavo makes of Markdown's inlines. */

/* Neighbouring TEXT nodes below parent become one; those with an id are
 * attributes. */
void inline_merge(struct arena *arena, struct node *parent);
/* Whether a reader sees nothing of the node, and nothing links to it. */
bool inline_is_blank(const struct node *node);
/* Appends the formula that stands in content from offset on, length bytes with
 * its dollars: MATHS, or DISPLAY, which inline_block takes out of its
 * paragraph. */
void inline_maths(struct leaf *leaf, struct node *parent, size_t offset,
                  size_t length);
/* The same for a source that is nothing but $...$. */
void inline_formula(struct source *source, struct node *parent);
/* The formula of a fenced block: text is what stands in it, line its first line
 * in the source. */
struct node *inline_display(struct source *source, struct place place, int line,
                            const char *text);
/* Appends a value, or its source as text when it is malformed. */
void inline_value(struct source *source, struct node *parent,
                  struct place place, const char *raw);
/* A link keeps its title, which its reader may see; a picture has a caption,
 * and its title is said to be left out. */
void inline_title(struct source *source, struct node *node, const char *title);
/* A link or image is complete, with its children: it may become something
 * else. */
void inline_link(struct source *source, struct node *link);
void inline_image(struct source *source, struct node *image);
/* Takes the formulas that stand by themselves out of a paragraph, which is cut
 * in two around them; elsewhere they become ordinary ones. */
void display_split(struct source *source, struct node *block);
/* A paragraph, heading or cell is complete: its {#id} and lone image are seen
 * to. While it is being made, a TEXT with an id is an attribute. */
void inline_block(struct source *source, struct node *block);

/* Openings.c: marks that a block opens with. All of it has been read. */

/* A quotation that begins with a line [!NOTE] becomes an alert. */
void opening_alert(struct source *source, struct node *quote);
/* An item in a quotation that begins with [ ] or [x] becomes a task. */
void opening_task(struct source *source, struct node *item);

/* Tags.c: the tags of raw HTML. */

enum tag_kind {
    TAG_UNKNOWN,
    TAG_COMMENT, /* and whatever else begins with "<!" or "<?" */
    TAG_PLAIN,   /* without it the same words are there */
    TAG_DROPPED, /* with what is in it */
    TAG_BREAK,
    TAG_IMAGE,
    TAG_CODE,
    TAG_EMPHASIS,
    TAG_STRONG,
    TAG_STRIKE,
    TAG_LOWERED,
    TAG_RAISED,
    TAG_LINK,
    TAG_BLOCK, /* words by themselves */
    TAG_SUMMARY,
    TAG_HEADING,
    TAG_LIST,
    TAG_ORDERED,
    TAG_ITEM,
    TAG_TERMS,
    TAG_TERM,
    TAG_DEFINITION,
    TAG_QUOTE,
    TAG_CODE_BLOCK,
    TAG_RULE,
    TAG_TABLE,
    TAG_GROUP, /* of rows: the head of a table, one of its bodies, its foot */
    TAG_ROW,
    TAG_CELL,
    TAG_TITLE /* of a table */
};
struct tag {
    enum tag_kind kind;
    const char *name; /* in small letters; NULL of a comment */
    bool close;
    const char *at; /* its "<" */
    size_t length;  /* with its ">" */
};
/* False when what stands here is no tag. */
bool tag_read(struct arena *arena, struct tag *tag, const char *at);
/* The value of an attribute, or NULL. */
const char *tag_value(struct arena *arena, const struct tag *tag,
                      const char *name);
/* With its entities as the characters that they mean. */
const char *html_text(struct arena *arena, struct bytes html);

/* Markup.c and markup_block.c: raw HTML to nodes. */

/* Appends what a tag is, or a mark that markup_pair needs, to the inlines of
 * parent; what is not known is said. */
void markup_add(struct source *source, struct node *parent, struct place place,
                const struct tag *tag);
/* Appends the place that the id of a tag names, if it has one. */
void markup_anchor(struct source *source, struct node *parent,
                   struct place place, const struct tag *tag);
void markup_unknown(struct source *source, struct place place,
                    const struct tag *tag);
/* All inlines of parent are there: what stands between two marks that belong
 * together is joined, and no mark is left. */
void markup_pair(struct source *source, struct node *parent);
/* Appends the blocks that the HTML from a line of the source on holds. most:
 * how many may lie within each other. */
void markup_block(struct source *source, struct node *parent, int line,
                  int most, const char *html);

/* Spans.c. */

/* A table of raw HTML is complete: its rows become as long as each other, its
 * cells no larger than there is room for. */
void spans_settle(struct arena *arena, struct node *table);

/* Attribute.c: {#id .plate lang=fr}. */

/* What the braces at offset say, for the node that stands for them, the last of
 * its parent: its id ("" for none, but never NULL), plate and language. Right
 * after [words] or a link, a language makes them a span and the node is gone.
 */
void attribute_read(struct leaf *leaf, struct node *node, size_t offset);
/* Puts the nodes from first to last, NULL for all that follow, into a span. */
struct node *span_wrap(struct arena *arena, struct node *first,
                       const struct node *last, const char *language);
/* The language that an item names; NULL, which has been said, if that is none.
 */
const char *language_read(struct diag *diag, const struct item *item);

/* Quotes.c: the quotation marks of each language. */

/* The parser's quotation marks in the text of a node, which begins at offset,
 * become marks that quotes_set knows from those that the author wrote. */
const char *quotes_mark(const struct leaf *leaf, size_t offset,
                        const char *text);
/* All below root as its languages have it. */
void quotes_set(struct arena *arena, struct node *root);

/* Maths.c: TeX to formulas. */

/* What the TeX source of a formula means; raw says where each of its bytes,
 * and what follows the last, stands in the source. display: it stands by
 * itself, and may have several lines. Never NULL: what cannot be read is said
 * and shown as it is written. */
struct maths *formula_read(struct source *source, const char *tex,
                           size_t length, const size_t *raw, bool display);

/* Maths_commands.c: the words of TeX that formulas know. */

enum command_kind {
    COMMAND_SYMBOL,
    COMMAND_LETTER,   /* slanted, as single letters are */
    COMMAND_CAPITAL,  /* upright, as Greek capitals are */
    COMMAND_SUM,      /* big, with limits over and under it */
    COMMAND_INTEGRAL, /* big, with limits beside it */
    COMMAND_NAME,     /* of a function */
    COMMAND_LIMIT,    /* the same, with limits over and under it */
    COMMAND_OPERATOR_NAME,
    COMMAND_TEXT,
    COMMAND_ALPHABET, /* value: enum maths_alphabet */
    COMMAND_SPACE,    /* value [mu] */
    COMMAND_STYLE,    /* value: enum maths_style */
    COMMAND_FRACTION, /* value: enum maths_style, or -1 for that around it */
    COMMAND_BINOMIAL, /* the same */
    COMMAND_ROOT,
    COMMAND_ACCENT,
    COMMAND_WIDE,  /* an accent as wide as what it stands over */
    COMMAND_UNDER, /* the same, below it */
    COMMAND_OVER_SET,
    COMMAND_UNDER_SET,
    COMMAND_LIMITS,
    COMMAND_NO_LIMITS,
    COMMAND_DELIMITER, /* value: its height [0.1 em] */
    COMMAND_LEFT,
    COMMAND_MIDDLE,
    COMMAND_RIGHT,
    COMMAND_BEGIN,
    COMMAND_END,
    COMMAND_LINE,    /* a new one, in a table */
    COMMAND_BETWEEN, /* words between lines */
    COMMAND_LINES,   /* small, one above the other */
    COMMAND_ARROW,   /* as wide as what stands over and under it */
    COMMAND_FRAME,
    COMMAND_PHANTOM, /* value: PHANTOM_ flags */
    COMMAND_NOT,     /* strikes the sign that follows */
    COMMAND_GENERAL, /* a fraction of which everything is told */
    COMMAND_MODULO,  /* value: enum modulo */
    COMMAND_CLASS,   /* its argument is of the class */
    COMMAND_TAG,
    COMMAND_NOTHING
};
enum { PHANTOM_WIDE = 1, PHANTOM_TALL = 2, PHANTOM_SHOWN = 4 };
enum modulo { MODULO_BINARY, MODULO_BRACKETS, MODULO_BARE, MODULO_NAMELESS };
struct command {
    const char *name; /* without the backslash */
    enum command_kind kind;
    uint32_t symbol;
    enum maths_class class;
    int value;
};
/* Or NULL. */
const struct command *command_find(const char *name);
/* The symbol of a character that is written as it is, or NULL. */
const struct command *command_symbol(uint32_t codepoint);
/* ", did you mean '\x'?" or "". */
const char *command_hint(struct diag *diag, const char *name);

/* Citations.c. */

/* The sources that the text of content/sources.bib holds. */
struct bib *citations_read(struct arena *arena, struct diag *diag,
                           const char *file, struct bytes text);
/* Gives all citations of the tree their words, and makes the list of sources:
 * where the author marked it, else in a section of its own. */
void citations_write(struct reader *reader);

/* Notes.c. */

/* Numbers the section's notes by first mark and moves them to its end.
 * Every NOTE_MARK comes with its note. */
void notes_number(struct node *section);
/* Says which of the notes defined in the source are never used. taken: for
 * each line from 1, whether a note that is used begins there or it is code. */
void notes_unused(struct source *source, const bool *taken);

/* Sections.c. */

/* A SECTION node with its heading, from one Markdown text; book is NULL when
 * there is none around it. */
struct node *section_read(struct arena *arena, struct diag *diag,
                          struct reader *book, const char *file,
                          struct bytes text);

/* Count.c. */

/* Words as printed in paragraphs, headings and tables, the caption of a
 * figure, notes and code blocks left out; a value counts as one word. */
int words_count(const struct node *root, int threads);

/* Slug.c. */

/* As GitHub makes the id of a heading; "section" for a title with no letter. */
const char *slug_new(struct arena *arena, const char *title);

/* Number.c. */

/* Gives every section, heading and figure of a surveyed tree its id and number,
 * and the tree its labels. */
void number_tree(struct arena *arena, struct diag *diag, struct tree *tree);

/* Settings.c. */

/* Fills in what book.yaml says, without the sections. */
void settings_read(struct arena *arena, struct diag *diag, struct tree *tree);

/* Picture.c. */

/* The size in the header of a PNG. NULL, or what is wrong with it. */
const char *picture_measure(const char *path, int *width, int *height);

/* Links.c: from the addresses of Markdown to places in the book. */

/* "my%20photo.png" is a file with a blank in its name. */
const char *uri_decode(struct arena *arena, const char *uri);
/* "../photos/a.png" as seen from "content/01.md" gives "photos/a.png"; NULL
 * above the top. */
const char *uri_resolve(struct arena *arena, const char *section,
                        const char *path);

/* The sections of a numbered tree and the names in them. */
struct links;
struct links *links_new(struct arena *arena, const struct tree *tree);
/* What an id means in the file of the node from: what the author named so
 * anywhere, else what has this id on a forge in that file, else in the book.
 * NULL when there is no such thing. */
const struct node *link_find(const struct links *links, const struct node *from,
                             const char *id);
/* Where a link without a scheme leads in the book. NULL: to nothing, because
 * there is no such *id in the section, or, when that is NULL, no such
 * section. */
const struct node *link_resolve(const struct links *links,
                                const struct node *link, const char **id);

/* Apart.c. */

/* Parts paragraphs where pictures stand by themselves on a line of the source;
 * all have been measured. */
void pictures_part(struct arena *arena, struct tree *tree);

/* Check.c. */

/* Says every name in the tree that leads nowhere; measures pictures. A link
 * that it takes out is no landmark any more. */
void check_tree(struct arena *arena, struct diag *diag, struct tree *tree);

#endif
