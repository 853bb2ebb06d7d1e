/* settings.c: what book.yaml says of the book as a whole. The slug names
 * files, so it is the one value that is not taken as the author wrote it. */
#include "inside.h"

#include "tongue/tongue.h"

#include <stdlib.h>
#include <string.h>

static void
say_missing(struct diag *diag, const struct item *settings, const char *key,
            const char *done)
{
    diag_say(diag, ERROR, settings->place, "'%s' is missing, %s", key, done);
}

static const char **
read_authors(struct arena *arena, struct diag *diag,
             const struct item *settings)
{
    const struct item *list = item_find(settings, "authors");
    const char **authors =
        TAKE_ARRAY(arena, item_count(list) + 2, const char *);
    size_t count = 0;

    if (list && list->kind == ITEM_TEXT)
        authors[count++] = list->text;
    if (!list || list->kind == ITEM_TEXT)
        return authors;
    for (const struct item *one = list->first; one; one = one->next) {
        if (list->kind == ITEM_LIST && one->kind == ITEM_TEXT)
            authors[count++] = one->text;
        else
            diag_say(diag, ERROR, one->place,
                     "'authors' must be a list of names, this is left out");
    }
    return authors;
}

static bool
is_date(const char *date)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? date[i] != '-' : date[i] < '0' || date[i] > '9')
            return false;
    int month = atoi(date + 5), day = atoi(date + 8);
    return !date[10] && month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1];
}

static const char *
read_date(struct diag *diag, const struct item *settings)
{
    const char *date = item_text(diag, settings, "date", NULL);

    if (!date || is_date(date))
        return date;
    diag_say(diag, ERROR, item_find(settings, "date")->place,
             "'%s' is not a date such as 2026-01-31, left out", date);
    return NULL;
}

static const char *
read_slug(struct arena *arena, struct diag *diag, const struct tree *tree)
{
    const char *slug = item_text(diag, tree->settings, "slug", NULL);
    const char *made = slug_new(arena, slug ? slug : tree->title);
    size_t length = strspn(made, "abcdefghijklmnopqrstuvwxyz0123456789-_");

    if (slug && *slug && strlen(slug) <= 100 &&
        !slug[strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-_"
                           "ABCDEFGHIJKLMNOPQRSTUVWXYZ")])
        return slug;
    made = made[length] || length > 100 ? "book" : made;
    if (slug)
        diag_say(diag, ERROR, item_find(tree->settings, "slug")->place,
                 "slug '%s' may only hold letters, digits, '-' and '_', '%s' "
                 "is used",
                 slug, made);
    return made;
}

static void
check_editions(struct diag *diag, const struct item *settings)
{
    static const char *const known[] = {"screen", "html"};
    const struct item *list = item_find(settings, "editions");

    if (list && list->kind != ITEM_LIST) {
        diag_say(diag, ERROR, list->place, "'editions' must be a list");
        return;
    }
    for (const struct item *one = list ? list->first : NULL; one;
         one = one->next) {
        const char *name = one->kind == ITEM_TEXT ? one->text : "";
        if (strcmp(name, known[0]) != 0 && strcmp(name, known[1]) != 0)
            diag_say(diag, ERROR, one->place,
                     "no edition named '%s', known are 'screen', 'html'", name);
    }
}

/* What the reading edition is told; print looks at it again. */
static void
check_html(struct diag *diag, const struct item *settings)
{
    static const char *const known[] = {"url", "single", "split"};
    const struct item *html = item_find(settings, "html");

    if (!html)
        return;
    if (html->kind != ITEM_MAP) {
        diag_say(diag, ERROR, html->place,
                 "'html' must be a map of 'url', 'single' and 'split'");
        return;
    }
    item_keys(diag, html, "'html'", known, COUNT(known));
    item_flag(diag, html, "single", false);
    const char *url = item_text(diag, html, "url", NULL);
    if (url && strncmp(url, "http://", 7) != 0 &&
        strncmp(url, "https://", 8) != 0)
        diag_say(diag, ERROR, item_find(html, "url")->place,
                 "'url' must begin with 'https://' or 'http://'");
    const char *split = item_text(diag, html, "split", NULL);
    if (split && strcmp(split, "section") != 0)
        diag_say(diag, ERROR, item_find(html, "split")->place,
                 "'split' can only be 'section'");
}

static void
read_words(struct diag *diag, struct tree *tree)
{
    const struct item *settings = tree->settings;

    tree->title = item_text(diag, settings, "title", NULL);
    if (!tree->title || !tree->title[strspn(tree->title, " \t\n")]) {
        say_missing(diag, settings, "title", "'Untitled' is used");
        tree->title = "Untitled";
    }
    tree->subtitle = item_text(diag, settings, "subtitle", NULL);
    item_text(diag, settings, "language", NULL);
    tree->language = language_read(diag, item_find(settings, "language"));
    if (!tree->language)
        tree->language = "en";
    tree->root->language = tree->language;
    if (!tongue_known(tree->language))
        diag_say(diag, WARNING, item_find(settings, "language")->place,
                 "the press has no words in '%s', 'Contents' and the like are "
                 "English",
                 tree->language);
    tree->identifier = item_text(diag, settings, "identifier", NULL);
    tree->description = item_text(diag, settings, "description", NULL);
    tree->publisher = item_text(diag, settings, "publisher", NULL);
    tree->rights = item_text(diag, settings, "rights", NULL);
}

void
settings_read(struct arena *arena, struct diag *diag, struct tree *tree)
{
    static const char *const keys[] = {
        "title",      "subtitle", "authors",         "language",    "date",
        "identifier", "slug",     "publisher",       "description", "rights",
        "editions",   "sections", "list-of-figures", "colophon",    "html",
        "citations"};
    const struct item *settings = tree->settings;
    const struct item *sections = item_find(settings, "sections");

    item_keys(diag, settings, "book.yaml", keys, COUNT(keys));
    read_words(diag, tree);
    tree->authors = read_authors(arena, diag, settings);
    tree->date = read_date(diag, settings);
    tree->slug = read_slug(arena, diag, tree);
    check_editions(diag, settings);
    check_html(diag, settings);
    if (!sections)
        say_missing(diag, settings, "sections", "the book is empty");
    else if (sections->kind != ITEM_LIST)
        diag_say(diag, ERROR, sections->place,
                 "'sections' must be a list of files, the book is empty");
    else if (!sections->first)
        diag_say(diag, ERROR, sections->place, "the book has no sections");
}
