/* bib_entry.c: a source as an entry of the list: one function a part, and a
 * table that says for each kind what its parts are. Parts are sentences, or
 * follow the one before after a comma; a title in quotes has its stop within
 * them. */
#include "bib.h"

#include "tongue/tongue.h"

#include <string.h>

#define FIELDS(...) ((const char *const[]){__VA_ARGS__, NULL})

enum shape { ARTICLE, CHAPTER, BOOK, REPORT, THESIS, OTHER };

static const struct kind {
    const char *name;
    enum shape shape;
    enum saying called; /* when the source has no type; or WORD_COUNT */
} kinds[] = {
    {"article", ARTICLE, WORD_COUNT},
    {"book", BOOK, WORD_COUNT},
    {"booklet", BOOK, WORD_COUNT},
    {"collection", BOOK, WORD_COUNT},
    {"conference", CHAPTER, WORD_COUNT},
    {"dataset", OTHER, WORD_COUNT},
    {"electronic", OTHER, WORD_COUNT},
    {"inbook", CHAPTER, WORD_COUNT},
    {"incollection", CHAPTER, WORD_COUNT},
    {"inproceedings", CHAPTER, WORD_COUNT},
    {"manual", BOOK, WORD_COUNT},
    {"mastersthesis", THESIS, WORD_MASTER},
    {"misc", OTHER, WORD_COUNT},
    {"online", OTHER, WORD_COUNT},
    {"phdthesis", THESIS, WORD_DOCTOR},
    {"proceedings", BOOK, WORD_COUNT},
    {"report", REPORT, WORD_REPORT},
    {"software", OTHER, WORD_COUNT},
    {"techreport", REPORT, WORD_REPORT},
    {"thesis", THESIS, WORD_THESIS},
    {"unpublished", OTHER, WORD_COUNT},
    {"www", OTHER, WORD_COUNT},
};

struct writer {
    struct arena *arena;
    struct diag *diag;
    const struct bib_entry *entry;
    const struct kind *kind;
    struct node *node;
    bool closed; /* what was written last ends a sentence */
};

/* What the entry says. */

static const char *
say(const struct writer *writer, const char *const *names)
{
    return bib_say(writer->arena, writer->diag, writer->entry, names);
}

static bool
ends_sentence(const char *words)
{
    size_t length = strlen(words);

    while (length >= 3 && (!memcmp(words + length - 3, "\u201d", 3) ||
                           !memcmp(words + length - 3, "\u2019", 3)))
        length -= 3;
    return length && strchr(".?!", words[length - 1]);
}

static const struct kind *
find_kind(struct diag *diag, const struct bib_entry *entry)
{
    const char *names[COUNT(kinds)];

    for (size_t i = 0; i < COUNT(kinds); i++) {
        names[i] = kinds[i].name;
        if (!strcmp(entry->kind, names[i]))
            return &kinds[i];
    }
    diag_say(diag, WARNING, entry->place,
             "no kind of source named '%s', set as 'misc'%s", entry->kind,
             diag_hint(diag, entry->kind, names, COUNT(names)));
    return find_kind(diag, &(struct bib_entry){.kind = "misc"});
}

/* Quotation marks within a title in quotes are single. */
static const char *
quote_within(struct arena *arena, const char *title)
{
    char *words = arena_string(arena, title);

    for (char *at = words; (at = strstr(at, "\u201c")); at += 3)
        memcpy(at, "\u2018", 3);
    for (char *at = words; (at = strstr(at, "\u201d")); at += 3)
        memcpy(at, "\u2019", 3);
    return words;
}

/* Writing. */

static void
write_words(struct writer *writer, const char *words)
{
    struct node *last = writer->node->last;

    if (last && last->kind == NODE_TEXT)
        last->text = arena_print(writer->arena, "%s%s", last->text, words);
    else {
        last = node_new(writer->arena, NODE_TEXT, writer->node->place);
        last->text = words;
        node_add(writer->node, last);
    }
    writer->closed = ends_sentence(words);
}

/* Words in italics, or that lead to an address. */
static void
write_marked(struct writer *writer, enum node_kind kind, const char *words,
             const char *target)
{
    struct node *mark = node_new(writer->arena, kind, writer->node->place);
    struct node *text = node_new(writer->arena, NODE_TEXT, writer->node->place);

    text->text = words;
    mark->target = target;
    node_add(mark, text);
    node_add(writer->node, mark);
    writer->closed = ends_sentence(words);
}

static void
begin_sentence(struct writer *writer)
{
    if (writer->node->first)
        write_words(writer, writer->closed ? " " : ". ");
}

static void
write_sentence(struct writer *writer, const char *words)
{
    if (!words)
        return;
    begin_sentence(writer);
    write_words(writer, words);
}

static void
write_after(struct writer *writer, const char *mark, const char *words)
{
    if (words)
        write_words(writer, arena_print(writer->arena, "%s%s", mark, words));
}

/* Parts. */

static const char *
say_year(const struct writer *writer)
{
    return arena_print(writer->arena, "%s%s", writer->entry->year,
                       writer->entry->letter);
}

static void
write_names(struct writer *writer)
{
    const struct bib_field *author = bib_field(writer->entry, FIELDS("author"));
    const struct bib_field *editor = bib_field(writer->entry, FIELDS("editor"));
    struct bib_names names =
        bib_names(writer->arena, writer->diag, author ? author : editor,
                  writer->entry->language);

    if (!names.count) {
        write_sentence(writer, say(writer, FIELDS("organization")));
        return;
    }
    write_words(writer, names_list(writer->arena, &names, true));
    if (author)
        return;
    write_after(writer, ", ",
                tongue_say(writer->entry->language,
                           names.count > 1 ? WORD_EDITORS : WORD_EDITOR));
}

static void
write_title(struct writer *writer)
{
    const char *title = say(writer, FIELDS("title"));
    const char *more = say(writer, FIELDS("subtitle"));
    enum shape shape = writer->kind->shape;

    if (!title)
        return;
    if (more)
        title = arena_print(writer->arena, "%s: %s", title, more);
    begin_sentence(writer);
    if (shape == BOOK || shape == REPORT)
        write_marked(writer, NODE_EMPHASIS, title, NULL);
    else
        write_words(writer, arena_print(writer->arena, "\u201c%s%s\u201d",
                                        quote_within(writer->arena, title),
                                        ends_sentence(title) ? "" : "."));
}

/* "11 (2): 3-7" after the title of a journal. */
static void
write_journal(struct writer *writer)
{
    const char *journal = say(writer, FIELDS("journal", "journaltitle"));
    const char *volume = say(writer, FIELDS("volume"));
    const char *number = say(writer, FIELDS("number", "issue"));
    const char *pages = say(writer, FIELDS("pages"));

    if (!journal)
        return;
    begin_sentence(writer);
    write_marked(writer, NODE_EMPHASIS, journal, NULL);
    write_after(writer, " ", volume);
    if (number)
        write_words(writer, arena_print(writer->arena, " (%s)", number));
    write_after(writer, volume || number ? ": " : ", ", pages);
}

static void
write_editors(struct writer *writer)
{
    struct bib_names names = bib_names(
        writer->arena, writer->diag, bib_field(writer->entry, FIELDS("editor")),
        writer->entry->language);

    if (names.count && bib_field(writer->entry, FIELDS("author")))
        write_words(
            writer,
            arena_print(writer->arena, ", %s %s",
                        tongue_say(writer->entry->language, WORD_EDITED_BY),
                        names_list(writer->arena, &names, false)));
}

static void
write_around(struct writer *writer)
{
    const char *title = say(writer, FIELDS("booktitle"));

    if (title) {
        write_sentence(
            writer, arena_print(writer->arena, "%s ",
                                tongue_say(writer->entry->language, WORD_IN)));
        write_marked(writer, NODE_EMPHASIS, title, NULL);
        write_editors(writer);
        write_after(writer, ", ", say(writer, FIELDS("pages")));
    }
}

static void
write_publisher(struct writer *writer)
{
    const char *publisher = say(writer, FIELDS("publisher"));
    const char *where = say(writer, FIELDS("address", "location"));

    write_sentence(writer, publisher);
    if (publisher)
        write_after(writer, ", ", where);
}

static void
write_edition(struct writer *writer)
{
    const char *edition = say(writer, FIELDS("edition"));

    if (edition)
        write_sentence(writer, arena_print(writer->arena, "%s %s", edition,
                                           tongue_say(writer->entry->language,
                                                      WORD_EDITION)));
}

/* "PhD thesis, University of Somewhere". */
static void
write_type(struct writer *writer)
{
    const char *type = say(writer, FIELDS("type"));

    write_sentence(writer, type ? type
                                : tongue_say(writer->entry->language,
                                             writer->kind->called));
    write_after(writer, " ", say(writer, FIELDS("number")));
    write_after(writer, ", ",
                say(writer, FIELDS("institution", "school", "publisher")));
}

static void
write_body(struct writer *writer)
{
    switch (writer->kind->shape) {
    case ARTICLE:
        write_journal(writer);
        break;
    case CHAPTER:
        write_around(writer);
        write_publisher(writer);
        break;
    case BOOK:
        write_edition(writer);
        write_publisher(writer);
        break;
    case REPORT:
    case THESIS:
        write_type(writer);
        break;
    case OTHER:
        write_sentence(writer, say(writer, FIELDS("howpublished", "journal",
                                                  "publisher", "institution")));
        break;
    }
}

/* Addresses. */

/* As it is, but for the backslashes that LaTeX wants. */
static const char *
say_address(const struct writer *writer, const char *const *names)
{
    const struct bib_field *field = bib_field(writer->entry, names);
    struct text text = text_new(writer->arena);

    for (const char *at = field ? field->text : ""; *at; at++)
        if (!strchr("\\{} \t\n", *at))
            text_char(&text, *at);
    return text.length ? text.at : NULL;
}

static const char *
drop_start(const char *words, const char *start)
{
    size_t length = strlen(start);

    return strncmp(words, start, length) ? words : words + length;
}

static const char *
drop_scheme(const char *url)
{
    return drop_start(drop_start(url, "https://"), "http://");
}

static void
write_link(struct writer *writer, const char *target, const char *words)
{
    begin_sentence(writer);
    write_marked(writer, NODE_LINK, words, target);
    writer->closed = false;
}

static void
write_url(struct writer *writer)
{
    const char *url = say_address(writer, FIELDS("url"));
    const char *date = say(writer, FIELDS("urldate"));

    if (!url)
        return;
    if (drop_scheme(url) == url) {
        diag_say(writer->diag, WARNING,
                 bib_field(writer->entry, FIELDS("url"))->place,
                 "the url of '%s' begins with neither 'https://' nor "
                 "'http://', set without a link",
                 writer->entry->key);
        write_sentence(writer, url);
    } else {
        write_link(writer, url, drop_scheme(url));
    }
    if (date)
        write_sentence(writer, arena_print(writer->arena, "%s %s",
                                           tongue_say(writer->entry->language,
                                                      WORD_ACCESSED),
                                           date));
}

/* The one that lasts longest. */
static void
write_address(struct writer *writer)
{
    struct arena *arena = writer->arena;
    const char *doi = say_address(writer, FIELDS("doi"));
    const char *eprint = say_address(writer, FIELDS("eprint"));
    const char *archive = say(writer, FIELDS("archiveprefix", "eprinttype"));

    if (doi) {
        doi = drop_start(drop_start(drop_scheme(doi), "dx."), "doi.org/");
        write_link(writer, arena_print(arena, "https://doi.org/%s", doi),
                   arena_print(arena, "doi:%s", doi));
    } else if (eprint &&
               (!archive || !strcmp(sort_key(arena, archive), "arxiv"))) {
        eprint = drop_start(eprint, "arXiv:");
        write_link(writer,
                   arena_print(arena, "https://arxiv.org/abs/%s", eprint),
                   arena_print(arena, "arXiv:%s", eprint));
    } else {
        write_url(writer);
    }
}

void
entry_write(struct arena *arena, struct diag *diag,
            const struct bib_entry *entry, bool dated)
{
    struct writer writer = {.arena = arena,
                            .diag = diag,
                            .entry = entry,
                            .kind = find_kind(diag, entry),
                            .node = entry->node};

    write_names(&writer);
    if (dated)
        write_sentence(&writer, say_year(&writer));
    write_title(&writer);
    write_body(&writer);
    if (!dated && writer.closed)
        write_sentence(&writer, say_year(&writer));
    else if (!dated)
        write_after(&writer, ", ", say_year(&writer));
    write_sentence(&writer, say(&writer, FIELDS("note")));
    write_address(&writer);
    if (!writer.closed)
        write_words(&writer, ".");
}

/* Who and when. */

static const char *
find_year(struct arena *arena, struct diag *diag, const struct bib_entry *entry)
{
    const char *year = bib_say(arena, diag, entry, FIELDS("year", "date"));
    size_t digits = year ? strspn(year, "0123456789") : 0;

    if (!year)
        return tongue_say(entry->language, WORD_NO_DATE);
    return digits == 4 && year[4] == '-' ? arena_copy(arena, year, 4) : year;
}

static const char *
find_title(struct arena *arena, struct diag *diag,
           const struct bib_entry *entry)
{
    const char *title =
        bib_say(arena, diag, entry, FIELDS("shorttitle", "title"));

    return title ? arena_print(arena, "\u201c%s\u201d", title) : entry->key;
}

void
entry_fill(struct arena *arena, struct diag *diag, struct bib_entry *entry)
{
    /* What is wrong with a field is said where the entry is written. */
    struct diag *said = diag, unsaid = {.arena = arena};

    diag = &unsaid;
    struct bib_names names =
        bib_names(arena, diag, bib_field(entry, FIELDS("author", "editor")),
                  entry->language);
    const char *body = bib_say(arena, diag, entry, FIELDS("organization"));
    const char *title = find_title(arena, diag, entry);
    const char *all = names.count ? names_list(arena, &names, true)
                      : body      ? body
                                  : title;

    entry->who = names.count ? names_brief(arena, &names) : all;
    entry->year = find_year(arena, diag, entry);
    entry->letter = "";
    entry->sort =
        arena_print(arena, "%s\1%s\1%s", sort_key(arena, all),
                    sort_key(arena, entry->year), sort_key(arena, title));
    if (!bib_field(entry, FIELDS("title")))
        diag_say(said, WARNING, entry->place, "source '%s' has no title",
                 entry->key);
}
