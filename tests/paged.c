/* paged.c: books for the tests of pages, see paged.h. What one would get
 * wrong: a book may be warned of and still be what a test wants, for words that
 * are repeated make rivers. */
#include "paged.h"

#include <check.h>

#include "read/inside.h"

const struct item *looks;

void
begin_setting(void)
{
    looks = NULL;
    begin_test();
    open_faces();
}

const struct item *
page_look(const char *key, const char *value)
{
    struct item *entry = TAKE(&arena, struct item);
    struct item *page = TAKE(&arena, struct item);
    struct item *all = TAKE(&arena, struct item);

    *entry = (struct item){.kind = ITEM_TEXT, .key = key, .text = value};
    *page = (struct item){.kind = ITEM_MAP, .key = "page", .first = entry};
    *all = (struct item){.kind = ITEM_MAP, .first = page};
    return all;
}

struct tree *
read_section(const char *language, const char *title, const char *words)
{
    struct tree *tree = TAKE(&arena, struct tree);
    struct node *root = node_new(&arena, NODE_DOCUMENT, (struct place){0});

    *tree = (struct tree){
        .language = language, .title = title, .root = root, .looks = looks};
    node_add(root, section_read(&arena, &diag, NULL, "x.md", bytes_of(words)));
    return tree;
}

void
finish_tree(struct tree *tree)
{
    tree_survey(&arena, tree, 1);
    number_tree(&arena, &diag, tree);
}

const struct book *
set_pages(struct diag *said, const struct tree *tree, int threads)
{
    static const struct ink inks[] = {{.name = "ink"}};
    static const struct palette palette = {inks, 1};
    static const struct figures figures;
    static const struct data data;

    return set_book(&arena, said, tree, &data, faces, &figures, &palette,
                    threads);
}

const struct book *
set_titled(const char *language, const char *title, const char *words)
{
    struct tree *tree = read_section(language, title, words);

    finish_tree(tree);
    const struct book *book = set_pages(&diag, tree, 1);
    ck_assert_int_eq(diag.errors, 0);
    return book;
}

const struct book *
set_markdown(const char *words)
{
    return set_titled("en-US", "T", words);
}

const char *
trace_page(const struct book *book, size_t page)
{
    struct text text = text_new(&arena);

    sheet_trace(&text, book->pages[page].sheet);
    return text.at;
}
