/* inside.h: what the files of print/ share: packing, pixels, pictures, pens
 * and the objects of a PDF. Types of cairo, libpng and libharu stay in the
 * files that use them; here they are only names. */
#ifndef PRINT_INSIDE_H
#define PRINT_INSIDE_H

#include "print.h"

#define PROGRAM "Octavo " OCTAVO_VERSION

/* Provenance.c: where a figure comes from. */

/* What the file of a figure says about itself; each may be NULL or "". */
struct notes {
    const char *title, *description, *source, *rights, *date, *language;
    const char *const *creators; /* up to NULL, or NULL */
};
/* tree may be NULL. */
struct notes figure_notes(const struct figure *figure, const struct tree *tree);
struct key notes_key(struct arena *arena, const struct notes *notes);
/* "Ann, Bob", or NULL. */
const char *notes_creators(struct arena *arena, const struct notes *notes);
/* An element <metadata> for SVG. */
void notes_rdf(struct text *text, const struct notes *notes);

/* How many parameters of a run have each mark of evidence. */
struct grade {
    const char *mark;
    size_t count;
};
struct grades {
    struct grade *at; /* sorted by mark */
    size_t count, room;
};
struct grades run_grades(struct arena *arena, const struct run *run);

/* Pack.c: bytes made smaller or printable. */

/* In zlib's format; level 1 to 12 as libdeflate counts them. */
struct bytes bytes_deflate(struct arena *arena, struct bytes from, int level);
/* The same, of many pieces, one after the other: what is packed is that of
 * bytes_deflate. NULL when there is no memory, and then nothing is packed. */
struct packer;
struct packer *packer_open(int level);
struct bytes packer_deflate(struct packer *packer, struct arena *arena,
                            struct bytes from);
void packer_close(struct packer *packer);
/* Libdeflate's level for pages and objects: 6 takes nearly half as long again
 * to make a book of a thousand pages a fifteenth smaller. */
#define BOOK_PACKING 4
void text_base64(struct text *text, struct bytes from);
/* As letters of a script's string, in quotes, with how many letters a block has
 * and how many bytes are to be skipped behind it: two bytes a letter, each
 * taken XOR its index in its block times the first letter of the block, which
 * is the key. In UTF-8, of which text_wide makes sixteen bits a letter. */
void text_letters(struct text *text, struct bytes from);
/* UTF-8 as UTF-16LE without a byte order mark. */
void text_wide(struct text *text, struct bytes from);
/* The character, or what stands for it in a text of PDF: no text has controls,
 * marks of byte order, or what is no character. */
uint32_t character_fit(uint32_t c);
/* Hexadecimal UTF-16BE of what fits, without a byte order mark. */
void text_utf16(struct text *text, const char *from, size_t length);
/* As a text of PDF with its brackets, cut where it is very long. */
void text_string(struct text *text, const char *from);

struct pdf;

/* Png.c, png_index.c: pictures as files. */

#define MOST_PIXELS ((size_t)64 << 20)

/* Eight bits a sample, rows without padding. */
struct pixels {
    int width, height;
    int channels;         /* 1 grey, 3 red, green, blue */
    unsigned char *at;    /* NULL: there is no picture */
    unsigned char *alpha; /* one sample a pixel, or NULL: all opaque */
};

/* Any PNG; at == NULL when it is damaged or larger than MOST_PIXELS, which has
 * been said at place. name is for the message. */
struct pixels png_decode(struct arena *arena, struct diag *diag,
                         struct place place, const char *name,
                         struct bytes png);

/* A picture to be written: 0xrrggbb a pixel (the top byte is ignored), rows
 * without padding. at == NULL: there is no picture. */
struct raster {
    int width, height;
    uint32_t *at;
};
/* Indexed when there are at most 256 colours, else RGB. notes: everything
 * that is to be said; NULL: only which program made it. at == NULL if libpng
 * refuses. */
struct bytes png_encode(struct arena *arena, const struct raster *raster,
                        const struct notes *notes);

/* Libdeflate's level for pictures: the next one takes half as long again to
 * make a frame two percent smaller. */
#define PACKING 7

/* What a PNG begins with. */
struct png_head {
    int width, height;
    const uint32_t *colours;   /* 0xrrggbb, at most 256 */
    int count;                 /* 0: none, pixels are red, green, blue */
    bool clear;                /* the first colour is seen through */
    const struct notes *notes; /* or NULL */
};
/* What it goes on with; bytes as the specification wants them. */
struct png_chunk {
    const char *name;
    struct bytes bytes;
};
/* The whole file, of which chunks are all between the head and the end. at ==
 * NULL if libpng refuses. */
struct bytes png_file(struct arena *arena, const struct png_head *head,
                      const struct png_chunk *chunks, size_t count);
/* The chunk of a file at *at, which begins as PNG_START and moves on behind it;
 * name is not ended by a NUL. False when there is no whole chunk. */
#define PNG_START 8
bool png_next(struct bytes png, size_t *at, struct png_chunk *chunk);

/* A picture in at most 256 colours, the most frequent first. */
struct indexed {
    uint32_t colours[256];
    int count;           /* 0: there are more */
    unsigned char *rows; /* an index a pixel, after the row's filter, 0 */
};
struct indexed raster_index(struct arena *arena, const struct raster *raster);

/* Picture.c: the author's PNG files, each read once. */

/* A picture as a PDF wants it: deflated, rows without padding. */
struct image {
    int width, height;
    int depth;            /* [bits a sample] */
    int channels;         /* 1 grey or an index, 3 red, green, blue */
    bool filtered;        /* before each row is its filter of PNG */
    struct bytes palette; /* red, green, blue; length 0: there is none */
    struct bytes samples; /* at == NULL: there is no picture */
    struct bytes alpha;   /* 8 bits a sample; at == NULL: all opaque */
};
struct picture {
    const char *target; /* as the marks name it */
    struct place place; /* where the author first did */
    struct bytes file;  /* at == NULL: it could not be read */
    struct pixels pixels;
    struct image image;
    struct arena arena; /* of all that is in it */
};
struct pictures {
    struct picture *at;
    size_t count, room;
};

/* Add the picture of a mark if it is new. */
void picture_add(struct arena *arena, struct pictures *pictures,
                 const struct mark *mark);
/* The same, of what the tree names. */
void picture_note(struct arena *arena, struct pictures *pictures,
                  const char *target, struct place place);
/* Add what is new of others, none of them read. */
void pictures_join(struct arena *arena, struct pictures *pictures,
                   const struct pictures *more);
/* Add the pictures of sheet, and of the sheets in it, that are new. */
void pictures_add(struct arena *arena, struct pictures *pictures,
                  const struct sheet *sheet);
/* What becomes of a picture whose file is read. Pixels are kept for cairo; for
 * a PDF an image is made; or it is found out only whether the file is sound.
 * What was found sound once is remembered in the cache, which may be NULL.
 * Faults are said where the author named the picture. */
enum picture_use { PICTURE_PIXELS, PICTURE_IMAGE, PICTURE_SOUND };
/* Read them all from the book's folder (NULL: there is none). */
void pictures_read(struct diag *diag, struct pictures *pictures,
                   const char *folder, const struct cache *cache,
                   enum picture_use use, int threads);
const struct picture *picture_find(const struct pictures *pictures,
                                   const char *target);
void pictures_close(struct pictures *pictures);

/* Image.c. A PNG file as it is, of which bytes may be borrowed; samples.at ==
 * NULL when it cannot go into a PDF so. Nothing in it is looked at but how it
 * is laid out: it may still be damaged. */
struct image image_of_file(struct arena *arena, struct bytes png);
struct image image_of_pixels(struct arena *arena, const struct pixels *pixels);
/* The image written; its number. */
int image_put(struct pdf *pdf, const struct image *image);

/* Grains.c: paths of an SVG in whole grains. */

#define GRAINS 20 /* to the point */

/* A path while it is written; begins as {text, scale to grains, last: ' '}. */
struct grains {
    struct text *text;
    double scale;
    long long x, y, start_x, start_y;
    long long ahead_x, ahead_y; /* where the last curve would go on to */
    char last;                  /* the letter that holds for the next numbers */
};

/* At most so many decimals, and no more zeros than a number needs. */
void text_decimal(struct text *text, double value, int places);
/* Goes on by a letter of "mMlc" to the last of count places. */
void grains_add(struct grains *grains, char letter, const double *places,
                int count);
void grains_close(struct grains *grains);
/* The whole path from the origin: its first move says where it is. */
void grains_path(struct text *text, const struct path *path);

/* Pen_cairo.c, pen_svg.c, pen_page.c. */

/* Draw the sheet into raster->at, which has room for it, with scale pixels a
 * point on paper (red, green, blue in 0..1). False if cairo refuses. */
bool sheet_raster(struct arena *arena, const struct faces *faces,
                  const struct pictures *pictures, const struct sheet *sheet,
                  const double *paper, double scale,
                  const struct raster *raster);

/* A whole SVG element, also fit to stand within a page of HTML: every id in it
 * begins with name. */
struct bytes sheet_svg(struct arena *arena, const struct faces *faces,
                       const struct pictures *pictures,
                       const struct sheet *sheet, const char *name,
                       const struct notes *notes);
/* The same for an <img> of a page, which has its words beside it: in the inks'
 * dark colours where the screen is dark, on its own paper (NULL: none). In a
 * narrow box it shows the sheet narrow (NULL: there is none); then it has no
 * size of its own. */
struct bytes sheet_svg_page(struct arena *arena, const struct faces *faces,
                            const struct pictures *pictures,
                            const struct sheet *wide,
                            const struct sheet *narrow,
                            const struct ink *paper);

/* Figures.c. */

/* The size that a figure has on a phone, where it is not as wide for its height
 * as the figure itself; or NULL. */
const struct figure_size *figure_narrow(const struct figure *figure);

/* Numbers.c: what a figure shows, for machines. */

/* Of the longest column. */
size_t figure_rows(const struct figure *figure);
struct bytes figure_csv(struct arena *arena, const struct figure *figure);
/* The same for a page: at most MOST_ROWS numbers of each column, evenly spaced,
 * the first and the last among them, in the digits that a reader may want. */
#define MOST_ROWS 60
struct bytes figure_csv_page(struct arena *arena, const struct figure *figure);
/* data and palette may be NULL. */
struct bytes figure_json(struct arena *arena, const struct figure *figure,
                         const struct data *data,
                         const struct palette *palette);

/* Summary.c: the same for people. */

/* "usable compute", with its run where the figure shows several. */
const char *column_label(struct arena *arena, const struct figure *figure,
                         const struct data *data, const struct column *column);
/* A cell as words of the language, a date as its month; "" for a gap. */
const char *column_say(struct arena *arena, const char *language,
                       const struct column *column, size_t row);
/* "1,793"; a run's title as a sentence begins. */
const char *count_say(struct arena *arena, const char *language, size_t count);
const char *run_say(struct arena *arena, const char *language,
                    const struct run *run);
/* A few sentences; "" when there are no columns. */
const char *figure_summary(struct arena *arena, const struct figure *figure,
                           const struct data *data);

/* Pdf_object.c, pdf_file.c: libharu's objects, sticky. */

/* A document in the making. The first call that fails says so and breaks it;
 * all later ones do nothing, so nobody checks in between. */
struct pdf;
/* A dictionary, array or stream of the document, which owns it. A direct one
 * may be added to one parent only; a shared one to many. */
struct object;

/* It is written to the parcel, which stays the caller's. */
struct pdf *pdf_open(struct arena *arena, struct diag *diag,
                     struct parcel *parcel, int threads);
void pdf_close(struct pdf *pdf);
/* What the parcel does not have yet; false if the document is broken. */
bool pdf_save(struct pdf *pdf);

/* What a book has thousands of is written by hand and never becomes an object
 * of libharu: a number first, so that others can refer to it, then once its
 * value in PDF's own notation, which is not looked at again. */
int pdf_number(struct pdf *pdf);
void pdf_put(struct pdf *pdf, int number, struct bytes value);
/* Values of many objects, in their order; write appends the i-th, on any
 * thread. */
struct values {
    int first; /* number of the first object; the others follow it */
    size_t count;
    void (*write)(const void *context, struct text *text, size_t i);
    const void *context;
};
void pdf_put_all(struct pdf *pdf, const struct values *values);
/* A stream that bytes_deflate made, with what else is to be said of it, in
 * PDF's own notation; its number. */
int pdf_put_stream(struct pdf *pdf, const char *entries, struct bytes deflated);
/* "7 0 R" */
void text_reference(struct text *text, int number);

struct object *pdf_catalog(struct pdf *pdf);
struct object *pdf_information(struct pdf *pdf);
struct object *pdf_trailer(struct pdf *pdf);
/* A new last page, of which all but type and parent is the caller's. */
struct object *pdf_page(struct pdf *pdf);
struct object *pdf_map(struct pdf *pdf);
struct object *pdf_list(struct pdf *pdf);
/* Both shared; deflated says that bytes_deflate made the bytes, which are
 * borrowed until the document is saved. */
struct object *pdf_stream(struct pdf *pdf, struct bytes bytes, bool deflated);
struct object *pdf_shared_map(struct pdf *pdf);
/* Of a shared object: what raw entries name it by, as in "7 0 R". */
int object_number(const struct pdf *pdf, const struct object *object);
/* Entries in PDF's own notation, once a map, after all others. */
void map_raw(struct pdf *pdf, struct object *map, struct bytes entries);

void map_object(struct pdf *pdf, struct object *map, const char *key,
                struct object *value);
void map_name(struct pdf *pdf, struct object *map, const char *key,
              const char *value);
void map_number(struct pdf *pdf, struct object *map, const char *key,
                int value);
void map_real(struct pdf *pdf, struct object *map, const char *key,
              double value);
void map_flag(struct pdf *pdf, struct object *map, const char *key, bool value);
/* An ASCII string as it is; a text in any language. */
void map_ascii(struct pdf *pdf, struct object *map, const char *key,
               const char *value);
void map_text(struct pdf *pdf, struct object *map, const char *key,
              const char *value);
/* Four numbers, as a rectangle wants them. */
void map_box(struct pdf *pdf, struct object *map, const char *key, double left,
             double bottom, double right, double top);

void list_object(struct pdf *pdf, struct object *list, struct object *value);
void list_number(struct pdf *pdf, struct object *list, int value);
void list_bytes(struct pdf *pdf, struct object *list, struct bytes value);

/* Pdf_font.c: the letters that a document uses. */

/* One glyph of a face. */
struct letter {
    bool used;
    uint32_t code;    /* its glyph in the subset, and in the page's strings */
    int width;        /* [em/1000] */
    const char *text; /* what it means where nothing else is said, or NULL */
    size_t length;
    const char *part; /* the character that it helps to make, where it is
                         only one of several glyphs of a cluster, or NULL */
    size_t part_length;
};
/* Letters by glyph of their face, in blocks: a face may have 65,536, of which a
 * document uses a few hundred here and there. */
#define LETTER_BLOCK 256
#define LETTER_BLOCKS 256
struct font {
    struct letter **blocks; /* NULL: none is used; so may be each of them */
    size_t count;           /* of used letters, with glyph 0 */
    bool has_space;
    uint32_t space;        /* the glyph of U+0020, when there is one */
    uint32_t *glyphs;      /* those used, rising */
    struct bytes program;  /* the subset */
    struct bytes deflated; /* the same, packed */
    struct bytes meanings; /* what its codes mean, packed */
    struct arena arena;    /* of these three */
};
struct fonts {
    struct arena *arena;
    const struct faces *faces;
    struct font at[FACE_COUNT];
};
/* Of a glyph that was noted. */
static inline const struct letter *
font_letter(const struct font *font, uint32_t glyph)
{
    return &font->blocks[glyph / LETTER_BLOCK][glyph % LETTER_BLOCK];
}

/* Glyphs that came from the same characters. */
struct cluster {
    size_t first, count; /* glyphs */
    const char *text;
    size_t length;
};
/* {0} at first; false after the last one. */
bool cluster_next(const struct glyphs *glyphs, struct cluster *cluster);

void fonts_note(struct fonts *fonts, const struct glyphs *glyphs);
/* Note what was noted apart, of what comes later in the document; its letters
 * may stay in its own memory, which must last. */
void fonts_join(struct fonts *fonts, const struct fonts *more);
/* All are noted: number the glyphs. */
void fonts_number(struct fonts *fonts);
/* Cut a face down to its glyphs; the faces may be cut on several threads. */
void fonts_cut(struct fonts *fonts, const struct cache *cache,
               enum face_name face);
/* All are cut: say which could not be. */
void fonts_check(const struct fonts *fonts, struct diag *diag);
void fonts_close(struct fonts *fonts);
/* A map from "F0".. to the fonts, which are written once. */
struct object *fonts_object(struct pdf *pdf, const struct fonts *fonts);

/* Pdf_shapes.c: what is known of shaped glyphs. */

struct shape {
    const struct glyphs *glyphs; /* NULL: a free slot */
    bool plain;
};
struct shapes {
    struct arena arena; /* of the table */
    struct shape *at;
    size_t count, room;
};
/* Whether they are met for the first time. */
bool shapes_add(struct shapes *shapes, const struct glyphs *glyphs);
void shapes_close(struct shapes *shapes);
/* All are met: find out which are plain. */
void shapes_judge(struct shapes *shapes, const struct fonts *fonts);
/* Are all clusters plain? False also where it is not known. */
bool shapes_plain(const struct shapes *shapes, const struct glyphs *glyphs);
/* Is the cluster read right without being told? */
bool cluster_plain(const struct fonts *fonts, const struct glyphs *glyphs,
                   const struct cluster *cluster);

/* Pdf_stock.c: what all pages of a document draw on; read-only while they are
 * drawn. */
struct stock {
    struct fonts fonts;
    struct shapes *shapes; /* one for each share of the pages */
    size_t share_count;
    size_t share_pages; /* in each */
    struct pictures pictures;
    double *opacities; /* the different ones; [0] is 1 */
    size_t opacity_count, opacity_room;
    const struct element *elements; /* of the book */
    size_t element_count;           /* 0: the document is not tagged */
};

/* Walks all pages on so many threads, which makes no difference. */
void stock_gather(struct arena *arena, struct diag *diag,
                  const struct edition *edition, const struct book *book,
                  int threads, struct stock *stock);
/* All pages are drawn: give back what only they asked for. */
void stock_drawn(struct stock *stock);
void stock_close(struct stock *stock);

/* Pen_pdf.c, pdf_text.c: the content of a page. */

struct link {
    double left, top, right, bottom; /* [pt] from the page's top left */
    const char *target, *alt;
    int element;
    struct link *next;
};
/* A page's operators; its links in order, with lengths of the page; the
 * elements of its marked contents, by their numbers. */
struct content {
    struct bytes bytes;
    const struct link *links;
    const int *marks;
    size_t mark_count;
};
struct content sheet_content(struct arena *arena, const struct stock *stock,
                             size_t page, const struct sheet *sheet);

/* What the viewer's graphics state holds; a number that PDF cannot hold
 * stands for "not known". */
struct graphics {
    double fill[3], stroke[3], width, dash[2], size, rise, stretch;
    double heavier; /* [em] of the letters' lines, 0 without */
    int round, opacity, face;
};
/* Of clips and groups. */
struct depth {
    struct graphics graphics;
    double x, y, scale; /* of its lengths on the page */
    double grid;        /* what lengths of paths are rounded to */
    double height;      /* what y is turned over at */
    int element;        /* of all marks in it, or -1: each has its own */
    bool group;
};
/* A line of text that is being shown. */
struct line {
    bool open, array, string; /* inside BT, [ and < */
    bool turned;              /* no other line can follow it */
    bool spaced;              /* it ends in a space or a made hyphen */
    double left, base;        /* [pt] its origin as written, y up */
    double x, y;              /* [pt] its origin, y down */
    double at;                /* [pt] where the viewer is, from x */
};
/* A box for a character that no face has [pt], on its baseline, y down. */
struct gap {
    double x, y, width, height;
};
struct content_pen {
    struct pen pen;
    struct arena *arena;
    const struct stock *stock;
    const struct shapes *shapes; /* those of the page */
    struct text out;
    struct depth *depths; /* the last is where we are */
    size_t depth_count, depth_room;
    struct line line;
    int element;       /* of the marked content that is open, or -1 */
    bool within;       /* it was opened within the text object */
    bool apart;        /* a meaning stands beside it, not within */
    unsigned meant;    /* marks that are still part of the meaning that is
                          open */
    int meant_element; /* of them */
    int *marks;        /* elements of marked contents */
    size_t mark_count, mark_room;
    struct link *links, *last_link;
    struct gap *gaps; /* to be drawn when the text object ends */
    size_t gap_count, gap_room;
};

struct depth *pen_depth(struct content_pen *pen);
void pen_colour(struct content_pen *pen, double *known, const double *rgb,
                bool stroke);
void pen_opacity(struct content_pen *pen, double opacity);
/* The element that content belongs to from now on; -1: none. */
void pen_element(struct content_pen *pen, int element);
/* Draw and forget the gaps; no text object is open. */
void pen_gaps(struct content_pen *pen);
/* The entry that gives a content its number. */
void pen_number(struct content_pen *pen, int element);
/* Is its content read, or an artifact? */
bool pen_reads(const struct content_pen *pen, int element);
/* A text object for the element begins: nothing else may go on around it. */
void pen_text_element(struct content_pen *pen, int element);
/* The glyphs of a mark, joined to the line before where they continue it. */
void text_show(struct content_pen *pen, const struct mark *mark, int element);
/* An operator that is no string follows. */
void text_pause(struct content_pen *pen);
/* Something else than text follows. */
void text_end(struct content_pen *pen);

/* Pdf.c and its parts. */

/* The whole file into the parcel; false if it failed, which has been said. Of
 * edition only tree, palette, faces, cache and progress are looked at. */
bool book_pdf(struct arena *arena, struct diag *diag,
              const struct edition *edition, const struct book *book,
              struct parcel *parcel, int threads);

/* Pdf_tags.c, its part that others need. */

/* "P", "H2": the standard's type of an element. */
const char *role_name(enum role role, int level);

/* pdf_tags.c: the structure tree, from the book's elements and the contents
 * of its pages. */

struct tags;
struct tags *tags_new(struct arena *arena, const struct book *book);
/* The contents of a page; pages come in order. */
void tags_page(struct tags *tags, size_t page, const struct content *content);
/* Is the element one that an annotation can belong to? */
bool tags_knows_link(const struct book *book, int element);
/* An annotation on the page that came last; the number that it must have as
 * its StructParent. */
int tags_link(struct tags *tags, int element, int annotation);
/* pages are the numbers of their objects. */
void tags_write(struct tags *tags, struct pdf *pdf, const int *pages);

/* pdf_info.c: title and dates, twice, as the standard wants them; what colours
 * mean; the file's ID from key. */
void info_add(struct pdf *pdf, struct arena *arena, const struct book *book,
              struct key key);
/* Does the document keep what PDF/A-2a and PDF/UA-1 ask for? */
bool info_claims(const struct book *book);
/* pdf_tour.c: links, bookmarks and page labels; pages are the numbers of the
 * page objects; tags may be NULL. */
/* Adds to entries what the page's object says of its links. */
void tour_links(struct pdf *pdf, struct text *entries, const struct book *book,
                const int *pages, size_t page, const struct link *links,
                struct tags *tags);
void tour_bookmarks(struct pdf *pdf, struct arena *arena,
                    const struct book *book, const int *pages);
void tour_labels(struct pdf *pdf, const struct book *book);
/* pdf_colour.c: sRGB, for all colours of the document. */
void colour_add(struct pdf *pdf, struct arena *arena);

#endif
