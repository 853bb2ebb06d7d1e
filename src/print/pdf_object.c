/* pdf_object.c: libharu's object layer behind a door that cannot be forgotten
 * to be checked. Its low-level calls fail in silence and it then goes on as if
 * nothing had happened, so each passes through here: the first failure is said
 * and breaks the document. Everything that libharu compresses, dates or writes
 * to a file by itself is left unused. What is many (elements, annotations) is
 * an object whose entries are written raw: libharu takes 150 bytes an entry. */
#include "pdf.h"

#include <string.h>

#define LONGEST_STRING 32767 /* [bytes] */
#define LONGEST_LETTER 4     /* [bytes] of it, in UTF-16 */
/* Pages below one node of the page tree. */
#define PAGES_TOGETHER 64

static void
break_document(struct pdf *pdf, HPDF_STATUS status)
{
    if (!pdf->broken)
        diag_say(pdf->diag, ERROR, (struct place){0},
                 "cannot make the PDF: libharu's error %#lx, leaving the old "
                 "file",
                 status);
    pdf->broken = true;
}

void
pdf_check(struct pdf *pdf, HPDF_STATUS status)
{
    if (status != HPDF_OK)
        break_document(pdf, status);
}

/* An object that libharu just made. */
static struct object *
keep(struct pdf *pdf, void *made)
{
    if (!made)
        break_document(pdf, HPDF_GetError(pdf->document));
    return made;
}

static HPDF_MMgr
see_memory(const struct pdf *pdf)
{
    return pdf->document->mmgr;
}

/* libharu's types have no const and no common ancestor; this is the only
 * place that knows what an object is. */
static HPDF_Dict
see_map(struct object *object)
{
    return (HPDF_Dict)(void *)object;
}

static HPDF_Array
see_list(struct object *object)
{
    return (HPDF_Array)(void *)object;
}

struct pdf *
pdf_open(struct arena *arena, struct diag *diag, struct parcel *parcel,
         int threads)
{
    struct pdf *pdf = TAKE(arena, struct pdf);

    pdf->arena = arena;
    pdf->diag = diag;
    pdf->writer = writer_new(arena, parcel, threads);
    pdf->document = HPDF_New(NULL, NULL);
    if (pdf->document)
        pdf->document->pdf_version = HPDF_VER_17;
    else
        break_document(pdf, HPDF_FAILD_TO_ALLOC_MEM);
    return pdf;
}

void
pdf_close(struct pdf *pdf)
{
    if (pdf->document)
        HPDF_Free(pdf->document);
    if (pdf->writer)
        writer_close(pdf->writer);
    pdf->writer = NULL;
    pdf->document = NULL;
    pdf->broken = true;
}

struct object *
pdf_catalog(struct pdf *pdf)
{
    return pdf->broken ? NULL : keep(pdf, pdf->document->catalog);
}

struct object *
pdf_information(struct pdf *pdf)
{
    return pdf->broken ? NULL : keep(pdf, pdf->document->info);
}

struct object *
pdf_trailer(struct pdf *pdf)
{
    return pdf->broken ? NULL : keep(pdf, pdf->document->trailer);
}

struct object *
pdf_map(struct pdf *pdf)
{
    return pdf->broken ? NULL : keep(pdf, HPDF_Dict_New(see_memory(pdf)));
}

struct object *
pdf_list(struct pdf *pdf)
{
    return pdf->broken ? NULL : keep(pdf, HPDF_Array_New(see_memory(pdf)));
}

struct object *
pdf_shared_map(struct pdf *pdf)
{
    struct object *map = pdf_map(pdf);

    if (!pdf->broken)
        pdf_check(pdf, HPDF_Xref_Add(pdf->document->xref, map));
    /* Some of libharu's faults are seen only here. */
    if (!pdf->broken)
        pdf_check(pdf, HPDF_GetError(pdf->document));
    return pdf->broken ? NULL : map;
}

/* libharu counts on behind it. */
int
pdf_number(struct pdf *pdf)
{
    if (pdf->broken)
        return 0;
    HPDF_Xref xref = pdf->document->xref;
    uint32_t number = xref->start_offset++ + xref->entries->count;
    if (number >= HPDF_LIMIT_MAX_XREF_ELEMENT)
        break_document(pdf, HPDF_XREF_COUNT_ERR);
    return (int)number;
}

int
object_number(const struct pdf *pdf, const struct object *object)
{
    const HPDF_Obj_Header *header = (const void *)object;

    return pdf->broken || !object ? 0 : (int)(header->obj_id & 0xffffff);
}

/* What libharu does not know of a dictionary. */
struct raw {
    struct bytes entries, body;
};

/* Called by libharu at the end of a dictionary. */
static HPDF_STATUS
write_raw(HPDF_Dict map, HPDF_Stream stream)
{
    const struct raw *raw = map->attr;

    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)raw->entries.at,
                             (HPDF_UINT)raw->entries.length);
}

static struct raw *
add_raw(struct pdf *pdf, struct object *map, struct bytes entries)
{
    struct raw *raw = TAKE(pdf->arena, struct raw);

    raw->entries.at = arena_copy(pdf->arena, entries.at, entries.length);
    raw->entries.length = entries.length;
    see_map(map)->attr = raw;
    see_map(map)->write_fn = write_raw;
    return raw;
}

void
map_raw(struct pdf *pdf, struct object *map, struct bytes entries)
{
    if (!pdf->broken)
        add_raw(pdf, map, entries);
}

/* libharu would spend an object on the length and drop the filter, so it never
 * learns that this is a stream. */
struct object *
pdf_stream(struct pdf *pdf, struct bytes bytes, bool deflated)
{
    struct object *map = pdf_shared_map(pdf);
    struct arena arena = {0};
    struct text entries = text_new(&arena);

    if (pdf->broken)
        return NULL;
    text_print(&entries, "%s/Length %zu", deflated ? "/Filter/FlateDecode" : "",
               bytes.length);
    add_raw(pdf, map, text_all(&entries))->body = bytes;
    arena_close(&arena);
    return map;
}

const struct bytes *
pdf_body(struct object *object)
{
    HPDF_Dict map = see_map(object);
    bool dictionary =
        (map->header.obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT;

    if (!dictionary || map->write_fn != write_raw)
        return NULL;
    const struct raw *raw = map->attr;
    return raw->body.at ? &raw->body : NULL;
}

/* The node that the next page belongs to. */
static HPDF_Pages
find_branch(struct pdf *pdf)
{
    if (pdf->page_count++ % PAGES_TOGETHER == 0)
        pdf->branch = HPDF_Pages_New(see_memory(pdf), pdf->document->root_pages,
                                     pdf->document->xref);
    return keep(pdf, pdf->branch) ? pdf->branch : NULL;
}

struct object *
pdf_page(struct pdf *pdf)
{
    struct object *page = pdf_shared_map(pdf);

    map_name(pdf, page, "Type", "Page");
    if (pdf->broken || !find_branch(pdf))
        return NULL;
    pdf_check(pdf, HPDF_Pages_AddKids(pdf->branch, see_map(page)));
    /* Counted as a page from now on; adding would have looked for libharu's
     * own attributes. */
    see_map(page)->header.obj_class |= HPDF_OSUBCLASS_PAGE;
    return page;
}

void
map_object(struct pdf *pdf, struct object *map, const char *key,
           struct object *value)
{
    if (!pdf->broken)
        pdf_check(pdf, HPDF_Dict_Add(see_map(map), key, value));
}

void
map_name(struct pdf *pdf, struct object *map, const char *key,
         const char *value)
{
    if (!pdf->broken)
        pdf_check(pdf, HPDF_Dict_AddName(see_map(map), key, value));
}

void
map_number(struct pdf *pdf, struct object *map, const char *key, int value)
{
    if (!pdf->broken)
        pdf_check(pdf, HPDF_Dict_AddNumber(see_map(map), key, value));
}

void
map_real(struct pdf *pdf, struct object *map, const char *key, double value)
{
    if (!pdf->broken)
        pdf_check(pdf, HPDF_Dict_AddReal(see_map(map), key, (HPDF_REAL)value));
}

void
map_flag(struct pdf *pdf, struct object *map, const char *key, bool value)
{
    if (!pdf->broken)
        pdf_check(pdf, HPDF_Dict_AddBoolean(see_map(map), key, value));
}

void
map_ascii(struct pdf *pdf, struct object *map, const char *key,
          const char *value)
{
    if (pdf->broken)
        return;
    struct object *string =
        keep(pdf, HPDF_String_New(see_memory(pdf), value, NULL));
    map_object(pdf, map, key, string);
}

static struct object *
make_binary(struct pdf *pdf, struct bytes bytes)
{
    /* libharu copies, but does not say so with const. */
    char *copy = arena_copy(pdf->arena, bytes.at, bytes.length);

    return keep(pdf, HPDF_Binary_New(see_memory(pdf), (HPDF_BYTE *)copy,
                                     (HPDF_UINT)bytes.length));
}

/* UTF-16BE after its byte order mark, and as much of it as a string may hold by
 * ISO 32000-1, annex C: libharu fails with more. */
static struct bytes
encode_text(struct arena *arena, const char *value)
{
    struct text text = text_new(arena);
    const char *end = value + strlen(value);

    text_bytes(&text, "\xfe\xff", 2);
    while (value < end && text.length + LONGEST_LETTER <= LONGEST_STRING) {
        uint32_t c = character_fit(utf8_next(&value, end));
        if (c > 0xffff) {
            uint32_t high = 0xd800 | (c - 0x10000) >> 10;
            text_char(&text, (char)(high >> 8));
            text_char(&text, (char)(high & 255));
            c = 0xdc00 | ((c - 0x10000) & 0x3ff);
        }
        text_char(&text, (char)(c >> 8));
        text_char(&text, (char)(c & 255));
    }
    return text_all(&text);
}

void
map_text(struct pdf *pdf, struct object *map, const char *key,
         const char *value)
{
    if (pdf->broken)
        return;
    map_object(pdf, map, key, make_binary(pdf, encode_text(pdf->arena, value)));
}

static void
add_real(struct pdf *pdf, struct object *list, double value)
{
    if (!pdf->broken)
        pdf_check(pdf, HPDF_Array_AddReal(see_list(list), (HPDF_REAL)value));
}

void
map_box(struct pdf *pdf, struct object *map, const char *key, double left,
        double bottom, double right, double top)
{
    struct object *box = pdf_list(pdf);

    add_real(pdf, box, left);
    add_real(pdf, box, bottom);
    add_real(pdf, box, right);
    add_real(pdf, box, top);
    map_object(pdf, map, key, box);
}

void
list_object(struct pdf *pdf, struct object *list, struct object *value)
{
    if (!pdf->broken)
        pdf_check(pdf, HPDF_Array_Add(see_list(list), value));
}

void
list_number(struct pdf *pdf, struct object *list, int value)
{
    if (!pdf->broken)
        pdf_check(pdf, HPDF_Array_AddNumber(see_list(list), value));
}

void
list_bytes(struct pdf *pdf, struct object *list, struct bytes value)
{
    if (!pdf->broken)
        list_object(pdf, list, make_binary(pdf, value));
}
