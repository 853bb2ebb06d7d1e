/* pdf_file.c: the bytes of the file. libharu writes the value of every object;
 * what holds them together is written here, because libharu knows only files
 * as of PDF 1.4: here all that is not a stream goes into packed streams of
 * objects, and the table of where things stand is a packed stream too. It is
 * that which makes a structure tree cheap. */
#include "pdf.h"

#include <string.h>

/* Objects in a packed stream: many pack well, few are read fast. */
#define TOGETHER 500

/* Where an object stands. */
struct entry {
    int kind;       /* 0 nowhere, 1 in the file, 2 in a stream of objects */
    uint32_t at;    /* its byte; or the number of the stream */
    uint16_t index; /* in that stream */
};

struct writer {
    struct pdf *pdf;
    struct text out;
    struct entry *entries; /* by number */
    size_t count, room;
    HPDF_Stream values; /* of the objects that wait */
    struct text heads;  /* "number offset" of each */
    uint32_t *waiting;  /* their numbers, TOGETHER at most */
    size_t waiting_count;
};

static struct bytes
copy_stream(struct arena *arena, HPDF_Stream stream)
{
    struct text text = text_new(arena);
    HPDF_UINT blocks = HPDF_MemStream_GetBufCount(stream);

    for (HPDF_UINT i = 0; i < blocks; i++) {
        HPDF_UINT length = 0;
        const HPDF_BYTE *at = HPDF_MemStream_GetBufPtr(stream, i, &length);
        text_bytes(&text, at, length);
    }
    return text_all(&text);
}

static void
add_entry(struct writer *writer, struct entry entry)
{
    GROW(writer->pdf->arena, writer->entries, writer->count, writer->room);
    writer->entries[writer->count++] = entry;
}

/* The entry of an object that is written next. */
static struct entry
stand_here(const struct writer *writer)
{
    return (struct entry){1, (uint32_t)writer->out.length, 0};
}

static void
add_body(struct writer *writer, struct bytes bytes)
{
    text_add(&writer->out, "\nstream\r\n");
    text_bytes(&writer->out, bytes.at, bytes.length);
    text_add(&writer->out, "\nendstream\nendobj\n");
}

/* The objects that wait, as one stream with a number of its own. */
static void
pack_waiting(struct writer *writer)
{
    struct arena arena = {0};
    struct text text = text_new(&arena);
    uint32_t number = (uint32_t)writer->count;

    if (!writer->waiting_count)
        return;
    struct bytes values = copy_stream(&arena, writer->values);
    text_bytes(&text, writer->heads.at, writer->heads.length);
    text_bytes(&text, values.at, values.length);
    struct bytes packed = bytes_deflate(&arena, text_all(&text), 6);
    add_entry(writer, stand_here(writer));
    text_print(&writer->out,
               "%u 0 obj\n<</Type/ObjStm/N %zu/First %zu"
               "/Filter/FlateDecode/Length %zu>>",
               (unsigned)number, writer->waiting_count, writer->heads.length,
               packed.length);
    add_body(writer, packed);
    for (size_t i = 0; i < writer->waiting_count; i++)
        writer->entries[writer->waiting[i]] =
            (struct entry){2, number, (uint16_t)i};
    writer->waiting_count = 0;
    writer->heads.length = 0;
    HPDF_MemStream_FreeData(writer->values);
    arena_close(&arena);
}

static void
write_value(struct writer *writer, void *object, HPDF_Stream stream)
{
    if (!writer->pdf->broken)
        pdf_check(writer->pdf, HPDF_Obj_WriteValue(object, stream, NULL));
    pdf_check(writer->pdf, HPDF_Stream_WriteStr(stream, "\n"));
}

/* libharu is shown a dictionary without its stream: it would write the length
 * into an object that there is not. */
static void
write_stream(struct writer *writer, uint32_t number, HPDF_Dict map)
{
    struct arena arena = {0};
    HPDF_Stream body = map->stream;
    struct bytes bytes = copy_stream(&arena, body);

    map->stream = NULL;
    write_value(writer, map, writer->values);
    map->stream = body;
    struct bytes head = copy_stream(&arena, writer->values);
    HPDF_MemStream_FreeData(writer->values);
    writer->entries[number] = stand_here(writer);
    text_print(&writer->out, "%u 0 obj\n", (unsigned)number);
    text_bytes(&writer->out, head.at, head.length - 1);
    add_body(writer, bytes);
    arena_close(&arena);
}

static void
write_packed(struct writer *writer, uint32_t number, void *object)
{
    text_print(&writer->heads, "%u %u ", (unsigned)number,
               (unsigned)writer->values->size);
    write_value(writer, object, writer->values);
    writer->waiting[writer->waiting_count++] = number;
    if (writer->waiting_count == TOGETHER)
        pack_waiting(writer);
}

static HPDF_Dict
find_streamed(void *object)
{
    HPDF_Dict map = object;
    bool dictionary =
        (map->header.obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT;

    return dictionary && map->stream ? map : NULL;
}

/* Streams first, while nothing waits: writing one clears what waits. */
static void
write_objects(struct writer *writer)
{
    HPDF_Xref xref = writer->pdf->document->xref;
    uint32_t count = xref->entries->count;

    for (uint32_t i = 0; i < count; i++)
        add_entry(writer, (struct entry){0, 0, 0});
    for (int packed = 0; packed < 2; packed++)
        for (uint32_t i = 1; i < count; i++) {
            void *object = HPDF_Xref_GetEntry(xref, i)->obj;
            HPDF_Dict map = find_streamed(object);
            if (map && !packed)
                write_stream(writer, i, map);
            else if (!map && packed)
                write_packed(writer, i, object);
        }
    pack_waiting(writer);
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
            (unsigned char)e->kind,
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
    return bytes_deflate(arena, text_all(&text), 9);
}

/* The trailer's entries are those of the table's dictionary. */
static void
write_table(struct writer *writer)
{
    struct pdf *pdf = writer->pdf;
    struct object *trailer = pdf_trailer(pdf);
    uint32_t start = (uint32_t)writer->out.length;
    size_t number = writer->count;

    add_entry(writer, stand_here(writer));
    struct bytes table = list_entries(pdf->arena, writer);
    map_object(pdf, trailer, "Root", pdf_catalog(pdf));
    map_object(pdf, trailer, "Info", pdf_information(pdf));
    struct text entries = text_new(pdf->arena);
    text_print(&entries,
               "/Type/XRef/Size %zu/W[1 4 2]/Filter/FlateDecode"
               "/DecodeParms<</Columns 7/Predictor 12>>/Length %zu",
               writer->count, table.length);
    map_raw(pdf, trailer, text_all(&entries));
    if (pdf->broken)
        return;
    write_value(writer, trailer, writer->values);
    struct bytes head = copy_stream(pdf->arena, writer->values);
    text_print(&writer->out, "%zu 0 obj\n", number);
    text_bytes(&writer->out, head.at, head.length - 1);
    add_body(writer, table);
    text_print(&writer->out, "startxref\n%u\n%%%%EOF\n", (unsigned)start);
}

struct bytes
pdf_save(struct arena *arena, struct pdf *pdf)
{
    struct writer writer = {.pdf = pdf,
                            .out = text_new(arena),
                            .heads = text_new(pdf->arena),
                            .waiting =
                                TAKE_ARRAY(pdf->arena, TOGETHER, uint32_t)};

    if (!pdf->broken)
        pdf_check(pdf, HPDF_GetError(pdf->document));
    if (pdf->broken)
        return (struct bytes){0};
    writer.values = HPDF_MemStream_New(pdf->document->mmgr, 1 << 16);
    if (!writer.values)
        pdf_check(pdf, HPDF_FAILD_TO_ALLOC_MEM);
    /* Bytes above 127, so that nobody takes the file for text. */
    text_add(&writer.out, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    if (!pdf->broken)
        write_objects(&writer);
    if (!pdf->broken)
        write_table(&writer);
    HPDF_Stream_Free(writer.values);
    return pdf->broken ? (struct bytes){0} : text_all(&writer.out);
}
