/* pdf.h: what the two files that know libharu share: the document itself. No
 * other file sees libharu's types. */
#ifndef PRINT_PDF_H
#define PRINT_PDF_H

#include "inside.h"

#include <hpdf.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_utils.h>

struct pdf {
    HPDF_Doc document; /* NULL only when libharu gave none */
    struct arena *arena;
    struct diag *diag;
    bool broken;
    HPDF_Pages branch; /* of the page tree, where the next page goes */
    size_t page_count;
    struct writer *writer; /* of the file */
};

/* The bytes of a stream, or NULL. */
const struct bytes *pdf_body(struct object *object);

/* pdf_file.c */
struct writer *writer_new(struct arena *arena, struct parcel *parcel,
                          int threads);
void writer_close(struct writer *writer);

/* Breaks the document unless all is well. */
void pdf_check(struct pdf *pdf, HPDF_STATUS status);

#endif
