/* provenance.c: where a figure comes from, as its files say it themselves:
 * title, description, source, creators and rights in the picture, and how well
 * the parameters of its runs are founded. Pictures travel without the book.
 *
 * What a newcomer would get wrong: a figure may be copied on its own, so its
 * rights are those of the book; but a cache must then know when they change,
 * for they are no part of the figure's key. */
#include "inside.h"

#include <string.h>

struct notes
figure_notes(const struct figure *figure, const struct tree *tree)
{
    return (struct notes){
        .title = figure->title ? figure->title : figure->name,
        .description = figure->alt,
        .source = figure->source,
        .rights = tree ? tree->rights : NULL,
        .language = tree ? tree->language : NULL,
        .date = tree ? tree->date : NULL,
        .creators = tree ? tree->authors : NULL,
    };
}

struct key
notes_key(struct arena *arena, const struct notes *notes)
{
    const char *const words[] = {notes->title,  notes->description,
                                 notes->source, notes->rights,
                                 notes->date,   notes->language};
    struct hash *hash = hash_new(arena);

    for (size_t i = 0; i < COUNT(words); i++)
        hash_string(hash, words[i] ? words[i] : "");
    for (size_t i = 0; notes->creators && notes->creators[i]; i++)
        hash_string(hash, notes->creators[i]);
    return hash_done(hash);
}

const char *
notes_creators(struct arena *arena, const struct notes *notes)
{
    struct text text = text_new(arena);

    if (!notes->creators || !notes->creators[0])
        return NULL;
    for (size_t i = 0; notes->creators[i]; i++)
        text_print(&text, "%s%s", i ? ", " : "", notes->creators[i]);
    return text.at;
}

/* Nothing where there is nothing to say. */
static void
add_note(struct text *text, const char *name, const char *words)
{
    if (!words || !*words)
        return;
    text_print(text, "<%s>", name);
    text_escape(text, words);
    text_print(text, "</%s>\n", name);
}

/* RDF with Dublin Core, which programs for pictures and catalogues read; the
 * program that made it as XMP names it. */
void
notes_rdf(struct text *text, const struct notes *notes)
{
    text_add(text,
             "<metadata>\n<rdf:RDF "
             "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
             "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
             "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
             "<rdf:Description rdf:about=\"\">\n<dc:format>image/svg+xml</"
             "dc:format>\n");
    add_note(text, "dc:title", notes->title);
    add_note(text, "dc:description", notes->description);
    add_note(text, "dc:source", notes->source);
    for (size_t i = 0; notes->creators && notes->creators[i]; i++)
        add_note(text, "dc:creator", notes->creators[i]);
    add_note(text, "dc:rights", notes->rights);
    add_note(text, "dc:date", notes->date);
    add_note(text, "dc:language", notes->language);
    add_note(text, "xmp:CreatorTool", PROGRAM);
    text_add(text, "</rdf:Description>\n</rdf:RDF>\n</metadata>\n");
}

static struct grade *
find_grade(struct arena *arena, struct grades *grades, const char *mark)
{
    for (size_t i = 0; i < grades->count; i++)
        if (!strcmp(grades->at[i].mark, mark))
            return &grades->at[i];
    GROW(arena, grades->at, grades->count, grades->room);
    size_t i = grades->count++;
    for (; i && strcmp(grades->at[i - 1].mark, mark) > 0; i--)
        grades->at[i] = grades->at[i - 1];
    grades->at[i] = (struct grade){mark, 0};
    return &grades->at[i];
}

struct grades
run_grades(struct arena *arena, const struct run *run)
{
    struct grades grades = {0};

    for (size_t i = 0; i < run->parameter_count; i++) {
        const char *mark = run->parameters[i].mark;
        if (mark && *mark)
            find_grade(arena, &grades, mark)->count++;
    }
    return grades;
}
