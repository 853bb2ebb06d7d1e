/* pdf_info.c: what a PDF says of itself: title, author, dates, the standards
 * that it keeps, the file's ID. Title and dates stand twice, in the information
 * dictionary and in XMP, with equal values, because old and new readers look
 * at one of the two. No clock: the date is the book's, or the environment's
 * SOURCE_DATE_EPOCH. */
#define _POSIX_C_SOURCE 200809L
#include "inside.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PRODUCER "Octavo " OCTAVO_VERSION
#define PDFA "http://www.aiim.org/pdfa/ns/"
#define UA_ID "http://www.aiim.org/pdfua/ns/id/"

/* A date in the two spellings; both NULL when there is none. */
struct date {
    const char *pdf, *iso;
};

static struct date
read_epoch(struct arena *arena, const char *epoch)
{
    struct date date = {0};
    char *end;
    long long seconds = strtoll(epoch, &end, 10);
    time_t time = (time_t)seconds;
    struct tm tm;

    if (end == epoch || *end || !gmtime_r(&time, &tm))
        return date;
    const int parts[] = {tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                         tm.tm_hour,        tm.tm_min,     tm.tm_sec};
    date.pdf = arena_print(arena, "D:%04d%02d%02d%02d%02d%02dZ", parts[0],
                           parts[1], parts[2], parts[3], parts[4], parts[5]);
    date.iso = arena_print(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", parts[0],
                           parts[1], parts[2], parts[3], parts[4], parts[5]);
    return date;
}

/* Does the text begin like the pattern, whose 9 stands for any digit? */
static bool
looks_like(const char *text, const char *pattern)
{
    for (; *pattern; text++, pattern++)
        if (*pattern == '9' ? *text < '0' || *text > '9' : *text != *pattern)
            return false;
    return true;
}

/* "2026-11-22", "2026-11" or "2026"; a time of day after it is left out. */
static struct date
read_iso(struct arena *arena, const char *iso)
{
    struct date date = {0};

    if (looks_like(iso, "9999-99-99")) {
        date.pdf =
            arena_print(arena, "D:%.4s%.2s%.2s000000Z", iso, iso + 5, iso + 8);
        date.iso = arena_print(arena, "%.10sT00:00:00Z", iso);
    } else if (looks_like(iso, "9999-99")) {
        date.pdf = arena_print(arena, "D:%.4s%.2s", iso, iso + 5);
        date.iso = arena_print(arena, "%.7s", iso);
    } else if (looks_like(iso, "9999")) {
        date.pdf = arena_print(arena, "D:%.4s", iso);
        date.iso = arena_print(arena, "%.4s", iso);
    }
    return date;
}

static struct date
find_date(struct arena *arena, const struct book *book)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    struct date date = {0};

    if (epoch && *epoch)
        date = read_epoch(arena, epoch);
    if (!date.pdf && book->date)
        date = read_iso(arena, book->date);
    return date;
}

static void
add_information(struct pdf *pdf, const struct book *book, struct date date)
{
    struct object *map = pdf_information(pdf);

    if (book->title)
        map_text(pdf, map, "Title", book->title);
    if (book->author)
        map_text(pdf, map, "Author", book->author);
    if (book->subject)
        map_text(pdf, map, "Subject", book->subject);
    map_text(pdf, map, "Producer", PRODUCER);
    if (!date.pdf)
        return;
    map_ascii(pdf, map, "CreationDate", date.pdf);
    map_ascii(pdf, map, "ModDate", date.pdf);
}

/* <name>before value after</name>, when there is a value. */
static void
add_property(struct text *text, const char *name, const char *before,
             const char *value, const char *after)
{
    if (!value)
        return;
    text_print(text, "<%s>%s", name, before);
    text_escape(text, value);
    text_print(text, "%s</%s>\n", after, name);
}

/* "en", "en-GB", "zh-Hant-TW": letters, then parts of at most eight. */
static bool
is_language(const char *language)
{
    for (bool first = true;; first = false) {
        size_t length = 0;
        for (; isalnum((unsigned char)*language); language++)
            length += first && isdigit((unsigned char)*language) ? 9 : 1;
        if (length < 1 || length > 8)
            return false;
        if (!*language)
            return true;
        if (*language++ != '-')
            return false;
    }
}

bool
info_claims(const struct book *book)
{
    return book->element_count && book->title && *book->title &&
           book->language && is_language(book->language);
}

/* PDF/A-2a and PDF/UA-1 at once. The second is unknown to the first, which
 * therefore wants to be told what its one property is. */
static void
add_claims(struct text *text)
{
    text_add(text, "<pdfaid:part>2</pdfaid:part>\n"
                   "<pdfaid:conformance>A</pdfaid:conformance>\n"
                   "<pdfuaid:part>1</pdfuaid:part>\n");
    text_add(text,
             "<pdfaExtension:schemas><rdf:Bag>"
             "<rdf:li rdf:parseType=\"Resource\">\n"
             "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
             "<pdfaSchema:namespaceURI>" UA_ID "</pdfaSchema:namespaceURI>\n"
             "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
             "<pdfaSchema:property><rdf:Seq>"
             "<rdf:li rdf:parseType=\"Resource\">\n"
             "<pdfaProperty:name>part</pdfaProperty:name>\n"
             "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
             "<pdfaProperty:category>internal</pdfaProperty:category>\n"
             "<pdfaProperty:description>The part of ISO 14289 that is kept"
             "</pdfaProperty:description>\n"
             "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
             "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n");
}

#define ONE_OF "<rdf:Alt><rdf:li xml:lang=\"x-default\">"
#define END_ONE "</rdf:li></rdf:Alt>"

static struct bytes
write_xmp(struct arena *arena, const struct book *book, struct date date)
{
    struct text text = text_new(arena);

    text_add(&text,
             "<?xpacket begin=\"\xef\xbb\xbf\" "
             "id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
             "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF "
             "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
             "<rdf:Description rdf:about=\"\" "
             "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
             "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
             "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
             "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
             "xmlns:pdfuaid=\"" UA_ID "\" "
             "xmlns:pdfaExtension=\"" PDFA "extension/\" "
             "xmlns:pdfaSchema=\"" PDFA "schema#\" "
             "xmlns:pdfaProperty=\"" PDFA "property#\">\n");
    add_property(&text, "dc:title", ONE_OF, book->title, END_ONE);
    add_property(&text, "dc:creator", "<rdf:Seq><rdf:li>", book->author,
                 "</rdf:li></rdf:Seq>");
    add_property(&text, "dc:description", ONE_OF, book->subject, END_ONE);
    add_property(&text, "dc:language", "<rdf:Bag><rdf:li>", book->language,
                 "</rdf:li></rdf:Bag>");
    add_property(&text, "dc:identifier", "", book->identifier, "");
    add_property(&text, "xmp:CreateDate", "", date.iso, "");
    add_property(&text, "xmp:ModifyDate", "", date.iso, "");
    add_property(&text, "xmp:MetadataDate", "", date.iso, "");
    add_property(&text, "pdf:Producer", "", PRODUCER, "");
    if (info_claims(book))
        add_claims(&text);
    text_add(&text, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
                    "<?xpacket end=\"w\"?>");
    return text_all(&text);
}

/* Written byte by byte, so that it is the same on every processor. */
static void
add_id(struct pdf *pdf, struct key key)
{
    struct object *list = pdf_list(pdf);
    char id[16];

    for (unsigned i = 0; i < 8; i++) {
        id[i] = (char)(key.high >> (56 - 8 * i) & 255);
        id[8 + i] = (char)(key.low >> (56 - 8 * i) & 255);
    }
    list_bytes(pdf, list, (struct bytes){id, sizeof id});
    list_bytes(pdf, list, (struct bytes){id, sizeof id});
    map_object(pdf, pdf_trailer(pdf), "ID", list);
}

static struct key
mix_keys(struct arena *arena, struct key content, struct bytes xmp)
{
    struct hash *hash = hash_new(arena);

    hash_key(hash, content);
    hash_bytes(hash, xmp.at, xmp.length);
    return hash_done(hash);
}

void
info_add(struct pdf *pdf, struct arena *arena, const struct book *book,
         struct key key)
{
    struct object *catalog = pdf_catalog(pdf), *viewer = pdf_map(pdf);
    struct date date = find_date(arena, book);
    struct bytes xmp = write_xmp(arena, book, date);
    struct object *metadata = pdf_stream(pdf, xmp, false);

    add_information(pdf, book, date);
    map_name(pdf, metadata, "Type", "Metadata");
    map_name(pdf, metadata, "Subtype", "XML");
    map_object(pdf, catalog, "Metadata", metadata);
    if (book->language && is_language(book->language))
        map_ascii(pdf, catalog, "Lang", book->language);
    map_flag(pdf, viewer, "DisplayDocTitle", book->title != NULL);
    map_object(pdf, catalog, "ViewerPreferences", viewer);
    colour_add(pdf, arena);
    add_id(pdf, mix_keys(arena, key, xmp));
}
