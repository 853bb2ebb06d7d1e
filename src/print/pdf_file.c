/* pdf_file.c: the bytes of the file, in the order in which they are made: a
 * page's content as soon as it is packed, values written by hand as soon as
 * they are known, libharu's objects at the end. libharu writes only the value
 * of each of its objects; what holds them together is written here, because it
 * knows only files as of PDF 1.4: here all that is not a stream goes into
 * packed streams of objects, and the table of where things stand is a packed
 * stream too. It is that which makes a structure tree cheap. */
#include "pdf.h"

#include <string.h>

/* Objects in a packed stream: many pack well, few are read fast. */
#define TOGETHER 500
/* Streams of objects that are written and packed at a time, on threads. */
#define PACKS 16

/* Where an object stands. */
struct entry {
    uint32_t at;    /* its byte; or the number of the stream */
    uint16_t index; /* in that stream */
    uint8_t kind;   /* 0 nowhere, 1 in the file, 2 in a stream of objects */
};

/* A stream of objects that is being filled, or waits for others. */
struct pack {
    struct arena arena;
    int number;        /* of the stream */
    struct text heads; /* "number offset" of each object */
    size_t first;      /* byte of the values, behind the heads */
    struct text values;
    size_t count;
    struct bytes packed; /* at == NULL: not yet */
};

struct writer {
    int threads;
    struct parcel *parcel; /* the file so far */
    size_t length;         /* of it */
    struct entry *entries; /* by number */
    size_t count, room;
    struct arena table; /* of the entries */
    struct pack packs[PACKS];
    size_t full; /* packs; the next one is being filled */
};

static void
add_piece(struct writer *writer, struct bytes bytes)
{
    parcel_add(writer->parcel, bytes);
    writer->length += bytes.length;
}

struct writer *
writer_new(struct arena *arena, struct parcel *parcel, int threads)
{
    struct writer *writer = TAKE(arena, struct writer);

    writer->parcel = parcel;
    writer->threads = threads;
    /* Bytes above 127, so that nobody takes the file for text. */
    add_piece(writer, (struct bytes){"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", 15});
    return writer;
}

void
writer_close(struct writer *writer)
{
    for (size_t i = 0; i < PACKS; i++)
        arena_close(&writer->packs[i].arena);
    arena_close(&writer->table);
}

/* What the table outgrows is given back. */
static void
widen_table(struct writer *writer, size_t index)
{
    struct arena table = {0};
    size_t room = writer->room ? writer->room : 1024;

    while (index >= room)
        room *= 2;
    writer->entries = arena_grow(&table, writer->entries, writer->count, room,
                                 sizeof *writer->entries);
    writer->room = room;
    arena_close(&writer->table);
    writer->table = table;
}

static void
note_entry(struct writer *writer, int number, struct entry entry)
{
    size_t index = (size_t)number;

    if (index >= writer->room)
        widen_table(writer, index);
    writer->entries[index] = entry;
    if (index >= writer->count)
        writer->count = index + 1;
}

void
text_reference(struct text *text, int number)
{
    text_whole(text, number);
    text_add(text, " 0 R");
}

/* "7 0 obj", its dictionary, its bytes. */
static void
add_stream(struct writer *writer, int number, struct bytes map,
           struct bytes body)
{
    struct arena arena = {0};
    struct text text = text_new(&arena);

    note_entry(writer, number, (struct entry){(uint32_t)writer->length, 0, 1});
    text_whole(&text, number);
    text_add(&text, " 0 obj\n");
    text_bytes(&text, map.at, map.length);
    text_add(&text, "\nstream\r\n");
    add_piece(writer, text_all(&text));
    add_piece(writer, body);
    static const char end[] = "\nendstream\nendobj\n";
    add_piece(writer, (struct bytes){end, sizeof end - 1});
    arena_close(&arena);
}

int
pdf_put_stream(struct pdf *pdf, const char *entries, struct bytes deflated)
{
    struct arena arena = {0};
    struct text map = text_new(&arena);
    int number = pdf_number(pdf);

    text_print(&map, "<<%s/Filter/FlateDecode/Length %zu>>", entries,
               deflated.length);
    if (number)
        add_stream(pdf->writer, number, text_all(&map), deflated);
    arena_close(&arena);
    return number;
}

/* Only what is packed stays in memory. */
static void
deflate_pack(struct pack *pack)
{
    struct arena arena = {0};
    size_t length = pack->heads.length + pack->values.length;
    char *whole = arena_take(&pack->arena, length);

    pack->first = pack->heads.length;
    memcpy(whole, pack->heads.at, pack->heads.length);
    memcpy(whole + pack->heads.length, pack->values.at, pack->values.length);
    pack->packed =
        bytes_deflate(&arena, (struct bytes){whole, length}, BOOK_PACKING);
    arena_close(&pack->arena);
    pack->arena = arena;
}

static void
finish_pack(void *context, int job)
{
    struct pack *pack = (struct pack *)context + job;

    if (!pack->packed.at)
        deflate_pack(pack);
}

/* The packs that wait, each as a stream of objects. */
static void
write_packs(struct writer *writer, size_t count)
{
    struct arena arena = {0};

    pool_run(writer->threads, (int)count, finish_pack, writer->packs);
    for (size_t i = 0; i < count; i++) {
        struct pack *pack = &writer->packs[i];
        struct text map = text_new(&arena);
        text_print(&map,
                   "<</Type/ObjStm/N %zu/First %zu/Filter/FlateDecode"
                   "/Length %zu>>",
                   pack->count, pack->first, pack->packed.length);
        add_stream(writer, pack->number, text_all(&map), pack->packed);
        arena_close(&pack->arena);
        *pack = (struct pack){0};
    }
    writer->full = 0;
    arena_close(&arena);
}

static struct pack *
find_pack(struct pdf *pdf)
{
    struct pack *pack = &pdf->writer->packs[pdf->writer->full];

    if (pack->number)
        return pack;
    pack->number = pdf_number(pdf);
    pack->heads = text_new(&pack->arena);
    pack->values = text_new(&pack->arena);
    return pack;
}

/* The object's value follows. */
static void
begin_value(struct pack *pack, int number)
{
    text_whole(&pack->heads, number);
    text_char(&pack->heads, ' ');
    text_whole(&pack->heads, (long long)pack->values.length);
    text_char(&pack->heads, ' ');
}

static void
note_value(struct writer *writer, struct pack *pack, int number)
{
    note_entry(
        writer, number,
        (struct entry){(uint32_t)pack->number, (uint16_t)pack->count++, 2});
}

void
pdf_put(struct pdf *pdf, int number, struct bytes value)
{
    struct writer *writer = pdf->writer;

    if (pdf->broken)
        return;
    struct pack *pack = find_pack(pdf);
    begin_value(pack, number);
    text_bytes(&pack->values, value.at, value.length);
    text_char(&pack->values, '\n');
    note_value(writer, pack, number);
    if (pack->count == TOGETHER && ++writer->full == PACKS)
        write_packs(writer, PACKS);
}

/* Values on their way into packs, a pack a job. */
struct filling {
    const struct values *values;
    struct pack *packs;
    size_t first[PACKS + 1]; /* values of each, and the end of the last */
};

static void
fill_pack(void *context, int job)
{
    const struct filling *all = context;
    struct pack *pack = &all->packs[job];

    for (size_t i = all->first[job]; i < all->first[job + 1]; i++) {
        begin_value(pack, all->values->first + (int)i);
        all->values->write(all->values->context, &pack->values, i);
        text_char(&pack->values, '\n');
    }
    if (pack->count == TOGETHER)
        deflate_pack(pack);
}

/* As many values as the packs that wait have room for, from the given one on;
 * the first that found none. */
static size_t
fill_packs(struct pdf *pdf, const struct values *values, size_t next)
{
    struct writer *writer = pdf->writer;
    struct filling all = {values, &writer->packs[writer->full], {0}};
    int count = 0;

    while (next < values->count && writer->full < PACKS) {
        struct pack *pack = find_pack(pdf);
        all.first[count++] = next;
        while (next < values->count && pack->count < TOGETHER)
            note_value(writer, pack, values->first + (int)next++);
        writer->full += pack->count == TOGETHER;
    }
    all.first[count] = next;
    pool_run(writer->threads, count, fill_pack, &all);
    return next;
}

void
pdf_put_all(struct pdf *pdf, const struct values *values)
{
    for (size_t next = 0; next < values->count && !pdf->broken;) {
        next = fill_packs(pdf, values, next);
        if (pdf->writer->full == PACKS)
            write_packs(pdf->writer, PACKS);
    }
}

/* libharu's objects. */

/* Its value as libharu writes it. */
static struct bytes
write_value(struct arena *arena, struct pdf *pdf, void *object,
            HPDF_Stream stream)
{
    struct text text = text_new(arena);

    if (!pdf->broken)
        pdf_check(pdf, HPDF_Obj_WriteValue(object, stream, NULL));
    for (HPDF_UINT i = 0; i < HPDF_MemStream_GetBufCount(stream); i++) {
        HPDF_UINT length = 0;
        const HPDF_BYTE *at = HPDF_MemStream_GetBufPtr(stream, i, &length);
        text_bytes(&text, at, length);
    }
    HPDF_MemStream_FreeData(stream);
    return text_all(&text);
}

static void
write_object(struct pdf *pdf, struct object *object, HPDF_Stream values)
{
    struct arena arena = {0};
    const struct bytes *body = pdf_body(object);
    struct bytes value = write_value(&arena, pdf, object, values);
    int number = object_number(pdf, object);

    if (body && !pdf->broken)
        add_stream(pdf->writer, number, value, *body);
    else
        pdf_put(pdf, number, value);
    arena_close(&arena);
}

static void
write_objects(struct pdf *pdf, HPDF_Stream values)
{
    HPDF_Xref xref = pdf->document->xref;

    for (uint32_t i = 1; i < xref->entries->count && !pdf->broken; i++)
        write_object(pdf, HPDF_Xref_GetEntry(xref, i)->obj, values);
    write_packs(pdf->writer,
                pdf->writer->full +
                    (pdf->writer->packs[pdf->writer->full].number != 0));
}

/* Seven bytes an entry, each less that above it: most become 0 or 1. */
static struct bytes
list_entries(struct arena *arena, const struct writer *writer)
{
    struct text text = text_new(arena);
    unsigned char above[7] = {0};

    for (size_t i = 0; i < writer->count; i++) {
        const struct entry *e = &writer->entries[i];
        const unsigned char row[7] = {
            e->kind,
            (unsigned char)(e->at >> 24),
            (unsigned char)(e->at >> 16),
            (unsigned char)(e->at >> 8),
            (unsigned char)e->at,
            (unsigned char)(e->index >> 8),
            (unsigned char)(e->index & 255),
        };
        text_char(&text, 2);
        for (size_t k = 0; k < sizeof row; k++)
            text_char(&text, (char)(row[k] - above[k]));
        memcpy(above, row, sizeof row);
    }
    return bytes_deflate(arena, text_all(&text), BOOK_PACKING);
}

/* The trailer's entries are those of the table's dictionary. */
static void
write_table(struct pdf *pdf, HPDF_Stream values)
{
    struct arena arena = {0};
    struct writer *writer = pdf->writer;
    struct object *trailer = pdf_trailer(pdf);
    struct text entries = text_new(&arena);
    size_t start = writer->length;
    int number = pdf_number(pdf);

    note_entry(writer, number, (struct entry){(uint32_t)start, 0, 1});
    struct bytes table = list_entries(&arena, writer);
    map_object(pdf, trailer, "Root", pdf_catalog(pdf));
    map_object(pdf, trailer, "Info", pdf_information(pdf));
    text_print(&entries,
               "/Type/XRef/Size %zu/W[1 4 2]/Filter/FlateDecode"
               "/DecodeParms<</Columns 7/Predictor 12>>/Length %zu",
               writer->count, table.length);
    map_raw(pdf, trailer, text_all(&entries));
    struct bytes map = write_value(&arena, pdf, trailer, values);
    add_stream(writer, number, map, table);
    struct text end = text_new(&arena);
    text_print(&end, "startxref\n%zu\n%%%%EOF\n", start);
    add_piece(writer, text_all(&end));
    arena_close(&arena);
}

bool
pdf_save(struct pdf *pdf)
{
    if (!pdf->broken)
        pdf_check(pdf, HPDF_GetError(pdf->document));
    if (pdf->broken)
        return false;
    HPDF_Stream values = HPDF_MemStream_New(pdf->document->mmgr, 1 << 14);
    if (!values)
        pdf_check(pdf, HPDF_FAILD_TO_ALLOC_MEM);
    if (!pdf->broken)
        write_objects(pdf, values);
    if (!pdf->broken)
        write_table(pdf, values);
    HPDF_Stream_Free(values);
    return !pdf->broken;
}
