/* print.h: the door of printing: from book, tree and figures to the files in
 * out/. Keeper of cairo, libpng, libharu, lcms2 and libdeflate. */
#ifndef PRINT_H
#define PRINT_H

#include "book/book.h"
#include "data/data.h"
#include "tree/tree.h"

/* What the editions are made from and where they go. */
struct edition {
    const struct tree *tree;
    const struct data *data;
    const struct book *book; /* NULL for html */
    const struct figures *figures;
    const struct palette *palette;
    const struct faces *faces;
    const struct cache *cache;
    /* For figures that readers of a page may move: the WebAssembly that solves
     * and draws them, length 0 when there is none, and the symbols of the book
     * as it reads them (trial_keep). */
    struct bytes module, trial;
    const char *out;   /* the folder "out" of the book */
    const char *looks; /* the program's own templates */
    int threads;
    bool frames; /* whether frames of sequences are wanted: html shows them */
    /* Called from any thread as pieces get done; may be NULL. */
    void (*progress)(void *to, const char *what, int done, int count);
    void *progress_to;
};

/* Whether every picture that the text names can be decoded; what cannot is
 * said. Asked before anything is written. */
bool print_sound(struct diag *diag, const struct edition *edition);

/* Each writes its files into edition->out and gives true; false when
 * something failed, which has been said: then the files that were there before
 * are still there. */

/* SLUG.pdf: the screen edition. */
bool print_pdf(struct arena *arena, struct diag *diag,
               const struct edition *edition);
/* figures/NAME.{svg,png,pdf,csv,json} of the named figures (NULL: all);
 * figures/FILM-P.png, animated: the parts of sequences, P from 1; and for the
 * page, when frames are wanted, html/figures/NAME.svg, NAME.csv and
 * html/sequences/NAME/pP-FFF.png, FFF from 000. From the cache where the key is
 * known. */
bool print_figures(struct arena *arena, struct diag *diag,
                   const struct edition *edition, const char *const *names);
/* html/index.html with its style, script, fonts, figures, pictures and card;
 * where book.yaml asks for it a page a section, a sitemap, and SLUG.html with
 * everything in it. */
bool print_html(struct arena *arena, struct diag *diag,
                const struct edition *edition);

/* Two folders of figures, as out/figures, to be compared. */
struct diff_request {
    const char *old, *new;
    const char *out;   /* the folder for what is found; made when missing */
    const char *looks; /* the program's own templates */
    int threads;
    /* Reads YAML, so JSON too: printing itself knows no reading. */
    const struct item *(*read)(struct arena *arena, struct diag *diag,
                               const char *file, struct bytes text);
};
/* How many figures are unchanged, changed, new and gone. */
enum verdict { FIGURE_SAME, FIGURE_CHANGED, FIGURE_NEW, FIGURE_GONE, VERDICTS };
struct diff_result {
    int counts[VERDICTS];
    struct bytes json;  /* what is in diff.json */
    struct bytes words; /* a line for each figure that is not the same */
};

/* index.html, diff.json and pictures/NAME-{old,new,difference,beside}.png in
 * request->out. A damaged figure is said and counted as changed. False when
 * something could not be written, which has been said. */
bool print_diff(struct arena *arena, struct diag *diag,
                const struct diff_request *request, struct diff_result *result);

#endif
