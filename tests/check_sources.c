/* check_sources.c: sources and their citations: a golden book with every kind
 * of citation and every fault, and small books of which the printed words are
 * compared. */
#define _XOPEN_SOURCE 700
#include "fixture.h"
#include "golden.h"
#include "read/bib.h"
#include "suites.h"

#include <stdlib.h>
#include <string.h>

static const char *
print_said(void)
{
    char *at = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&at, &length);

    diag_print(&diag, out, false);
    fclose(out);
    const char *copy = arena_copy(&arena, at, length);
    free(at);
    return copy;
}

START_TEST(a_book_with_sources_reads_as_the_golden_files_say)
{
    struct text text = text_new(&arena);
    const struct tree *tree =
        read_content(&arena, &diag, "tests/books/sources", NULL, 1);

    ck_assert_ptr_nonnull(tree);
    tree_dump(&text, tree->root);
    check_golden("tests/golden/sources.tree", text.at);
    check_golden("tests/golden/sources.said", print_said());
}
END_TEST

static const char two_sources[] =
    "@book{knuth, author = {Donald E. Knuth}, title = {The Book}, year = "
    "1984}\n"
    "@article{plass, author = {Plass, Michael and Knuth, Donald},\n"
    "  title = {Lines}, journal = {Software}, year = 1981}\n";

/* A book of one section after its title. */
static const struct tree *
read_book(const char *settings, const char *section, const char *sources)
{
    make_folder();
    put_file("content/book.yaml",
             arena_print(&arena, "title: T\nsections: [a.md]\n%s", settings));
    put_file("content/a.md", arena_print(&arena, "# T\n\n%s\n", section));
    if (sources)
        put_file("content/sources.bib", sources);
    const struct tree *tree = read_content(&arena, &diag, folder, NULL, 1);
    ck_assert_ptr_nonnull(tree);
    return tree;
}

static const struct node *
find_kind(const struct tree *tree, enum node_kind kind)
{
    const struct node *node = tree->root;

    while (node && node->kind != kind)
        node = node_next(tree->root, node);
    return node;
}

/* What the first paragraph prints, and what the list's first entry does. */
static const char *
first_paragraph(const struct tree *tree)
{
    return node_plain(&arena, find_kind(tree, NODE_PARAGRAPH));
}

static const char *
first_source(const struct tree *tree)
{
    return node_plain(&arena, find_kind(tree, NODE_SOURCE));
}

static const struct {
    const char *written, *numeric, *dated;
} citations[] = {
    {"A [@knuth].", "A [1].", "A (Knuth 1984)."},
    {"[@knuth; @plass]", "[1, 2]", "(Knuth 1984; Plass and Knuth 1981)"},
    {"[@knuth, p. 7]", "[1, p.\u00a07]", "(Knuth 1984, p.\u00a07)"},
    {"[@knuth pp. 7-9]", "[1, pp.\u00a07\u20139]",
     "(Knuth 1984, pp.\u00a07\u20139)"},
    {"[see @knuth; @plass, ch. 2]", "[see 1; 2, ch.\u00a02]",
     "(see Knuth 1984; Plass and Knuth 1981, ch.\u00a02)"},
    {"@plass say", "Plass and Knuth [2] say", "Plass and Knuth (1981) say"},
    {"@plass [p. 3] say", "Plass and Knuth [2, p.\u00a03] say",
     "Plass and Knuth (1981, p.\u00a03) say"},
    {"[-@knuth]", "[1]", "(1984)"},
    {"(see @knuth.)", "(see Knuth [1].)", "(see Knuth (1984).)"},
    {"[not cited] @knuth", "[not cited] Knuth [1]", "[not cited] Knuth (1984)"},
    {"[[@knuth]]", "[[1]]", "[(Knuth 1984)]"},
    {"\\@knuth, a@knuth.org, `@knuth`, [@knuth]",
     "@knuth, a@knuth.org, @knuth, [1]",
     "@knuth, a@knuth.org, @knuth, (Knuth 1984)"},
    {"[@knuth", "[Knuth [1]", "[Knuth (1984)"},
    {"*@knuth*", "Knuth [1]", "Knuth (1984)"},
};

START_TEST(a_citation_prints_its_number)
{
    /* Both, so that the numbers are the same in every book. */
    const char *section =
        arena_print(&arena, "%s\n\n[@plass; @knuth]", citations[_i].written);
    const struct tree *tree = read_book("", section, two_sources);

    ck_assert_str_eq(print_said(), "");
    ck_assert_str_eq(first_paragraph(tree), citations[_i].numeric);
}
END_TEST

START_TEST(a_citation_prints_author_and_year)
{
    const struct tree *tree = read_book("citations: author-year\n",
                                        citations[_i].written, two_sources);

    ck_assert_str_eq(print_said(), "");
    ck_assert_str_eq(first_paragraph(tree), citations[_i].dated);
}
END_TEST

static const struct {
    const char *source, *printed;
} entries[] = {
    {"@book{k, author={A. B. Clark}, title={T}, publisher={P}, address={Q}, "
     "year=2001}",
     "Clark, A. B. T. P, Q, 2001."},
    {"@article{k, author={C, A. and D, B.}, title={Why?}, journal={J}, "
     "volume=1, number=2, pages={3--4}, year=2001, doi={10.1/x}}",
     "C, A., and B. D. \u201cWhy?\u201d J 1 (2): 3\u20134, 2001. doi:10.1/x."},
    {"@inproceedings{k, author={C}, title={T}, booktitle={B}, editor={E, F}, "
     "pages=7, year=2001}",
     "C. \u201cT.\u201d In B, edited by F E, 7, 2001."},
    {"@book{k, editor={C, D and E, F}, title={T}, year=2001}",
     "C, D, and F E, eds. T, 2001."},
    {"@techreport{k, author={C}, title={T}, institution={I}, number=3, "
     "year=2001}",
     "C. T. Report 3, I, 2001."},
    {"@mastersthesis{k, author={C}, title={T}, school={S}, year=2001}",
     "C. \u201cT.\u201d Master\u2019s thesis, S, 2001."},
    {"@online{k, organization={O}, title={T}, url={https://example.org/a\\_b}, "
     "urldate={2026-01-02}, date={2025-03}}",
     "O. \u201cT.\u201d 2025. example.org/a_b. Accessed 2026-01-02."},
    {"@misc{k, author={C}, title={T}, eprint={2001.1}, archiveprefix={arXiv}, "
     "note={Draft}}",
     "C. \u201cT.\u201d n.d. Draft. arXiv:2001.1."},
    {"@misc(k, author = \"{Epoch AI}\" # { and others}, title=jan)",
     "Epoch AI, et al. \u201cJanuary.\u201d n.d."},
    {"@misc{k, title={Alone}, year=2001}", "\u201cAlone.\u201d 2001."},
};

START_TEST(an_entry_has_the_parts_of_its_kind)
{
    const struct tree *tree = read_book("", "[@k]", entries[_i].source);

    ck_assert_str_eq(print_said(), "");
    ck_assert_str_eq(first_source(tree), entries[_i].printed);
}
END_TEST

static const char *
words(const char *latex)
{
    return bib_words(&arena, &diag, (struct place){"a.bib", 1, 1}, latex,
                     strlen(latex));
}

START_TEST(latex_becomes_letters)
{
    static const char *const pairs[][2] = {
        {"G{\\\"o}del, G\\\"odel, G\\\"{o}del", "Gödel, Gödel, Gödel"},
        {"\\'e\\'{E}\\`a\\^o\\~n\\=a\\.z", "éÉàôñāż"},
        {"\\v{C}apek \\c cedille \\H{o} \\k{a} \\r a \\u{g}",
         "Čapek çedille ő ą å ğ"},
        {"\\'{\\i} {\\ss} {\\AA}ngstr{\\\"o}m \\o re \\L{}odz",
         "í ß Ångström øre Łodz"},
        {"\\d{h}, Th\\'{ê}", "h\u0323, Thế"},
        {"1--2 --- ``q'' `s' it's", "1\u20132 \u2014 \u201cq\u201d "
                                    "\u2018s\u2019 it\u2019s"},
        {"{The {NASA}  Book}\n of~\\emph{x}", "The NASA Book of\u00a0x"},
        {"A \\& B 5\\% \\#1 a\\_b \\{c\\}", "A & B 5% #1 a_b {c}"},
        {"é already ü", "é already ü"},
        {"\\\"", ""},
        {"\\", ""},
    };

    for (size_t i = 0; i + 1 < COUNT(pairs); i++)
        ck_assert_str_eq(words(pairs[i][0]), pairs[i][1]);
    ck_assert_str_eq(print_said(), "");
    ck_assert_str_eq(words("a \\unknown{b}"), "a b");
    ck_assert_str_eq(print_said(), "a.bib:1:1: warning: sources know no "
                                   "'\\unknown', left out\n");
}
END_TEST

START_TEST(names_are_parted_as_bibtex_does)
{
    static const char *const pairs[][2] = {
        {"Donald E. Knuth", "Knuth|Donald E."},
        {"Knuth, Donald E.", "Knuth|Donald E."},
        {"Ludwig van Beethoven", "van Beethoven|Ludwig"},
        {"de la Cruz, Ana", "de la Cruz|Ana"},
        {"King, Jr, Martin", "King Jr|Martin"},
        {"{Barnes and Noble}", "Barnes and Noble|"},
        {"Plato", "Plato|"},
    };

    for (size_t i = 0; i < COUNT(pairs); i++) {
        struct bib_field field = {"author", pairs[i][0], {0}, NULL};
        struct bib_names names = bib_names(&arena, &diag, &field, "en");
        ck_assert_uint_eq(names.count, 1);
        ck_assert_str_eq(
            arena_print(&arena, "%s|%s", names.at[0].family, names.at[0].given),
            pairs[i][1]);
    }
}
END_TEST

START_TEST(two_of_a_year_have_letters)
{
    const struct tree *tree =
        read_book("citations: author-year\n", "[@b; @a]",
                  "@book{a, author={X, Y}, title={Zed}, year=2026}\n"
                  "@book{b, author={X, Y}, title={Alpha}, year=2026}\n");

    ck_assert_str_eq(first_paragraph(tree), "(X 2026a; X 2026b)");
    ck_assert_str_eq(first_source(tree), "X, Y. 2026a. Alpha.");
}
END_TEST

START_TEST(the_list_ends_the_book_when_no_place_is_marked)
{
    const struct tree *tree = read_book("", "[@plass]", two_sources);
    const struct node *section = tree->root->last;

    ck_assert_str_eq(section->id, "sources");
    ck_assert_int_eq(section->section->class, CLASS_BACK);
    ck_assert_int_eq(section->last->kind, NODE_SOURCES);
    ck_assert_ptr_eq(section->last->first, section->last->last);
    ck_assert_ptr_eq(tree_find(tree, "source-plass"), section->last->first);
    ck_assert_str_eq(section->last->first->same->id, "citation-1");
}
END_TEST

START_TEST(the_list_stands_where_it_is_marked)
{
    const struct tree *tree =
        read_book("", "[@plass]\n\n<sources:>\n\nAfter.", two_sources);
    const struct node *list = find_kind(tree, NODE_SOURCES);

    ck_assert_ptr_eq(tree->root->first, tree->root->last);
    ck_assert_int_eq(list->previous->kind, NODE_PARAGRAPH);
    ck_assert_int_eq(list->next->kind, NODE_PARAGRAPH);
}
END_TEST

START_TEST(an_unknown_source_is_said_at_its_column)
{
    const struct tree *tree = read_book("", "See [@knut].", two_sources);

    ck_assert_str_eq(print_said(),
                     "content/a.md:3:6: error: no source 'knut' in "
                     "content/sources.bib, left as text, did you mean "
                     "'knuth'?\n");
    ck_assert_str_eq(first_paragraph(tree), "See [@knut].");
}
END_TEST

START_TEST(a_book_without_sources_has_signs_and_no_citations)
{
    const struct tree *tree = read_book("", "An @param and [@knuth].", NULL);

    ck_assert_str_eq(first_paragraph(tree), "An @param and [@knuth].");
    ck_assert_str_eq(print_said(),
                     "content/a.md:3:15: error: no content/sources.bib to "
                     "cite from, '[@knuth' is left as text\n");
}
END_TEST

START_TEST(the_key_of_a_book_changes_with_its_sources)
{
    const struct tree *tree = read_book("", "[@plass]", two_sources);
    struct key before = tree->key;

    put_file("content/sources.bib", arena_print(&arena, "%s\n", two_sources));
    tree = read_content(&arena, &diag, folder, NULL, 1);
    ck_assert(!key_same(before, tree->key));
}
END_TEST

START_TEST(macros_that_double_themselves_come_to_an_end)
{
    struct text text = text_new(&arena);

    text_add(&text, "@string{a0 = {twenty bytes of words}}\n");
    for (int i = 1; i < 60; i++)
        text_print(&text, "@string{a%d = a%d # a%d}\n", i, i - 1, i - 1);
    text_add(&text, "@book{k, title = a59}\n");
    citations_read(&arena, &diag, "a.bib", text_all(&text));
    ck_assert_ptr_nonnull(strstr(diag.first->words, "20000 bytes"));
}
END_TEST

/* A fixed sequence, the same on every machine (xorshift32, Marsaglia 2003). */
static uint32_t
draw_number(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Reads what is left of a text, and writes all of its entries. */
static void
write_all(struct bytes text)
{
    struct arena job = {0};
    struct diag said = {.arena = &job};
    struct bib *bib = citations_read(&job, &said, "a.bib", text);

    for (size_t i = 0; i < bib->count; i++) {
        struct bib_entry *entry = &bib->at[i];
        entry->node = node_new(&job, NODE_SOURCE, entry->place);
        entry_fill(&job, &said, entry);
        entry_write(&job, &said, entry, i % 2);
        const char *words = node_plain(&job, entry->node);
        ck_assert(utf8_valid(words, strlen(words)));
        ck_assert_ptr_eq(bib_find(bib, entry->key), entry);
    }
    for (const struct said *one = said.first; one; one = one->next)
        ck_assert(one->place.line >= 1 && one->place.col >= 1);
    arena_close(&job);
}

START_TEST(damaged_sources_are_read_without_harm)
{
    static const char marks[] = "{}\"#,=@\\%()~'` \n\xc3\xff";
    struct bytes sample =
        file_read(&arena, &diag, (struct place){0},
                  "tests/books/sources/content/sources.bib", 1 << 16);
    uint32_t state = 88172645u;

    ck_assert_ptr_nonnull(sample.at);
    for (int run = 0; run < 1500; run++) {
        size_t length = 1 + draw_number(&state) % sample.length;
        char *copy = malloc(length);
        memcpy(copy, sample.at, length);
        for (uint32_t times = 1 + draw_number(&state) % 9; times--;)
            copy[draw_number(&state) % length] =
                marks[draw_number(&state) % (sizeof marks - 1)];
        write_all((struct bytes){copy, length});
        free(copy);
    }
}
END_TEST

START_TEST(deep_braces_and_many_citations_are_read)
{
    const char *deep =
        arena_print(&arena, "@book{k, author = {%s and %s}, title = {%sx%s}}",
                    repeat("{", 4000), repeat("}", 4000), repeat("{", 4000),
                    repeat("}", 4000));

    write_all(bytes_of(deep));
    const struct tree *tree =
        read_book("",
                  arena_print(&arena, "%s%s", repeat("[@plass; ", 2000),
                              repeat("@plass [", 2000)),
                  two_sources);
    ck_assert_ptr_nonnull(strstr(first_paragraph(tree), "Plass and Knuth [1]"));
}
END_TEST

TCase *
case_sources(void)
{
    TCase *sources = tcase_create("sources");

    tcase_add_checked_fixture(sources, begin_test, end_test);
    tcase_add_test(sources, a_book_with_sources_reads_as_the_golden_files_say);
    tcase_add_loop_test(sources, a_citation_prints_its_number, 0,
                        (int)COUNT(citations));
    tcase_add_loop_test(sources, a_citation_prints_author_and_year, 0,
                        (int)COUNT(citations));
    tcase_add_loop_test(sources, an_entry_has_the_parts_of_its_kind, 0,
                        (int)COUNT(entries));
    tcase_add_test(sources, latex_becomes_letters);
    tcase_add_test(sources, names_are_parted_as_bibtex_does);
    tcase_add_test(sources, two_of_a_year_have_letters);
    tcase_add_test(sources, the_list_ends_the_book_when_no_place_is_marked);
    tcase_add_test(sources, the_list_stands_where_it_is_marked);
    tcase_add_test(sources, an_unknown_source_is_said_at_its_column);
    tcase_add_test(sources, a_book_without_sources_has_signs_and_no_citations);
    tcase_add_test(sources, the_key_of_a_book_changes_with_its_sources);
    tcase_add_test(sources, macros_that_double_themselves_come_to_an_end);
    tcase_add_test(sources, damaged_sources_are_read_without_harm);
    tcase_add_test(sources, deep_braces_and_many_citations_are_read);
    return sources;
}
