/* html_maths.c: formulas as MathML Core, which browsers set by themselves.
 * What one would get wrong: they space operators by a dictionary of their own,
 * so space is written only where TeX would do otherwise; but positions of
 * limits are chosen here. */
#include "html.h"

#include "tongue/tongue.h"

#include <math.h>
#include <string.h>

struct writer {
    struct text *out;
    bool display; /* the style: limits stand over and under */
    bool small;   /* in scripts, where nothing is spaced */
    bool leads;   /* what comes is the first of several in its row */
};

static void write_part(struct writer *writer, const struct maths *maths,
                       enum maths_class class);
static void write_children(struct writer *writer, const struct maths *first,
                           enum maths_class before);

/* Small pieces. */

/* A thin space, as nearly all are, has its width from the style sheet. */
static void
write_space(struct writer *writer, double width)
{
    if (width <= 0)
        return;
    if (fabs(width - 3 / 18.0) < 1e-6) {
        text_add(writer->out, "<mspace/>");
        return;
    }
    text_add(writer->out, "<mspace width=\"");
    text_real(writer->out, width);
    text_add(writer->out, "em\"/>");
}

/* Exactly one element, as arguments must be. */
static void
write_one(struct writer *writer, const struct maths *maths)
{
    struct writer before = *writer;

    while (maths->kind == MATHS_ROW && maths->first && !maths->first->next)
        maths = maths->first;
    if (maths->kind == MATHS_ROW) {
        if (writer->small && sign_label(writer->out, maths))
            return;
        text_add(writer->out, "<mrow>");
        write_children(writer, maths->first, ATOM_NONE);
        text_add(writer->out, "</mrow>");
    } else {
        write_part(writer, maths,
                   maths_resolve(ATOM_NONE, maths->class, ATOM_NONE));
    }
    *writer = before;
}

/* All of it, within an element that makes a row of what is in it. */
static void
write_inside(struct writer *writer, const struct maths *maths)
{
    struct writer before = *writer;

    if (maths->kind == MATHS_ROW)
        write_children(writer, maths->first, ATOM_NONE);
    else
        write_one(writer, maths);
    *writer = before;
}

static void
write_script(struct writer *writer, const struct maths *maths)
{
    struct writer inner = {writer->out, .small = true};

    write_one(&inner, maths);
}

static void
write_number(struct writer *writer, const struct maths *maths)
{
    text_add(writer->out, "<mn>");
    for (const char *at = maths->text; *at; at++)
        text_utf8(writer->out,
                  maths_letter((unsigned char)*at, maths->alphabet));
    text_add(writer->out, "</mn>");
}

/* Blanks at the ends of words would be dropped. */
static void
write_words(struct writer *writer, const char *words)
{
    text_add(writer->out, "<mtext>");
    for (; *words; words++)
        if (*words == ' ')
            text_add(writer->out, "\u00a0");
        else
            text_escape(writer->out, (const char[]){*words, '\0'});
    text_add(writer->out, "</mtext>");
}

/* Structures. */

/* Browsers take a prime in its raised form, which is not to be raised again. */
static bool
is_primes(const struct maths *maths)
{
    const struct maths *at = maths ? maths->first : NULL;

    while (at && at->kind == MATHS_SYMBOL && at->symbol == 0x2032)
        at = at->next;
    return maths && maths->kind == MATHS_ROW && maths->first && !at;
}

static void
write_primes(struct writer *writer, const struct maths *maths)
{
    struct maths rest = *maths;

    rest.sup = NULL;
    text_add(writer->out, "<mrow>");
    if (rest.sub)
        write_part(writer, &rest, rest.class);
    else
        write_one(writer, rest.first);
    write_children(writer, maths->sup->first, ATOM_NONE);
    text_add(writer->out, "</mrow>");
}

/* A delimiter is in a row of its own, for with a script it would not grow. */
static void
write_base(struct writer *writer, const struct maths *base)
{
    bool own = base->kind == MATHS_DELIMITER && base->width > 0;

    if (own)
        text_add(writer->out, "<mrow>");
    write_one(writer, base);
    if (own)
        text_add(writer->out, "</mrow>");
}

static void
write_scripts(struct writer *writer, const struct maths *maths)
{
    static const char *const names[2][4] = {
        {"", "msub", "msup", "msubsup"}, {"", "munder", "mover", "munderover"}};
    const struct maths *base = maths->first;
    bool limits = maths->kind == MATHS_STACK ||
                  (base->limits && (base->always || writer->display));
    const char *name = names[limits][!!maths->sub + 2 * !!maths->sup];

    if (!limits && is_primes(maths->sup)) {
        write_primes(writer, maths);
        return;
    }
    text_print(writer->out, "<%s>", name);
    write_base(writer, base);
    if (maths->sub)
        write_script(writer, maths->sub);
    if (maths->sup)
        write_script(writer, maths->sup);
    text_print(writer->out, "</%s>", name);
}

/* Browsers want accents as characters that stand by themselves. */
static uint32_t
find_accent(uint32_t symbol)
{
    static const uint32_t pairs[][2] = {
        {0x302, '^'},  {0x30c, 0x2c7}, {0x303, '~'},     {0x301, 0xb4},
        {0x300, '`'},  {0x307, 0x2d9}, {0x308, 0xa8},    {0x306, 0x2d8},
        {0x304, 0xaf}, {0x30a, 0x2da}, {0x20d7, 0x2192}, {0x332, '_'},
    };

    for (size_t i = 0; i < COUNT(pairs); i++)
        if (pairs[i][0] == symbol)
            return pairs[i][1];
    return symbol;
}

static void
write_accent(struct writer *writer, const struct maths *maths)
{
    const char *name = maths->under ? "munder" : "mover";

    text_print(writer->out, "<%s accent%s=\"true\">", name,
               maths->under ? "under" : "");
    write_one(writer, maths->first);
    sign_write(writer->out, "mo",
               maths->wide ? " stretchy=\"true\"" : " stretchy=\"false\"",
               find_accent(maths->symbol));
    text_print(writer->out, "</%s>", name);
}

static void
write_fence(struct writer *writer, uint32_t symbol, const char *form)
{
    struct arena arena = {0};

    if (symbol)
        sign_write(writer->out, "mo",
                   sign_bracket(symbol) ? ""
                                        : arena_print(&arena,
                                                      " stretchy=\"true\" "
                                                      "form=\"%s\"",
                                                      form),
                   symbol);
    arena_close(&arena);
}

static void
write_fenced(struct writer *writer, const struct maths *maths)
{
    const struct maths *inner = maths->first;

    text_add(writer->out, "<mrow>");
    write_fence(writer, maths->symbol, "prefix");
    if (inner && inner->kind == MATHS_ROW)
        write_children(writer, inner->first, ATOM_OPENING);
    else if (inner)
        write_one(writer, inner);
    write_fence(writer, maths->closing, "postfix");
    text_add(writer->out, "</mrow>");
}

static void
write_delimiter(struct writer *writer, const struct maths *maths)
{
    struct arena arena = {0};
    struct text text = text_new(&arena);

    if (!sign_bracket(maths->symbol))
        text_add(&text, " stretchy=\"true\" lspace=\"0\" rspace=\"0\"");
    if (maths->width > 0) {
        text_add(&text, " minsize=\"");
        text_real(&text, maths->width);
        text_add(&text, "em\" maxsize=\"");
        text_real(&text, maths->width);
        text_add(&text, "em\"");
    }
    if (maths->symbol)
        sign_write(writer->out, "mo", text.at, maths->symbol);
    arena_close(&arena);
}

static int
count_columns(const struct maths *table)
{
    int most = 1;

    for (const struct maths *line = table->first; line; line = line->next) {
        int count = 0;
        for (const struct maths *cell = line->first; cell; cell = cell->next)
            count++;
        most = count > most ? count : most;
    }
    return most;
}

/* Words over all columns. */
static void
write_between(struct writer *writer, const struct maths *line, int columns)
{
    text_print(writer->out, "<mtd class=\"left\" columnspan=\"%d\">", columns);
    write_words(writer, line->text);
    text_add(writer->out, "</mtd>");
}

/* The class of a table whose cells need none of their own: all at one side, or
 * in pairs that meet. */
static const char *
name_sides(const struct maths *table)
{
    const char *aligns = table->aligns;
    size_t length = strlen(aligns);

    if (table->tall)
        return !strcmp(aligns, "rl") ? "pairs" : NULL;
    if (strspn(aligns, "l") == length)
        return "left";
    return strspn(aligns, "r") == length ? "right" : NULL;
}

static void
open_table(struct writer *writer, const struct maths *table, const char *name)
{
    text_add(writer->out, "<mtable");
    if (name || table->tall)
        text_print(writer->out, " class=\"%s\"", name ? name : "lines");
    text_add(writer->out, table->tall ? " displaystyle=\"true\">" : ">");
}

static void
write_cells(struct writer *writer, const struct maths *maths)
{
    struct writer inner = {writer->out, maths->tall, writer->small, false};
    const char *name = name_sides(maths);
    size_t length = strlen(maths->aligns);

    open_table(writer, maths, name);
    for (const struct maths *line = maths->first; line; line = line->next) {
        size_t i = 0;
        text_add(writer->out, "<mtr>");
        if (line->text)
            write_between(writer, line, count_columns(maths));
        for (const struct maths *cell = line->first; cell; cell = cell->next) {
            char align = maths->aligns[i++ % length];
            if (name || align == 'c')
                text_add(writer->out, "<mtd>");
            else
                text_print(writer->out, "<mtd class=\"%s\">",
                           align == 'r' ? "right" : "left");
            write_children(&inner, cell->first,
                           maths->tall && align == 'l' ? ATOM_ORDINARY
                                                       : ATOM_NONE);
            text_add(writer->out, "</mtd>");
        }
        text_add(writer->out, "</mtr>");
    }
    text_add(writer->out, "</mtable>");
}

static void
write_fraction(struct writer *writer, const struct maths *maths)
{
    struct writer inner = {writer->out,
                           .small = writer->small || !writer->display};

    text_add(writer->out,
             maths->ruled ? "<mfrac>" : "<mfrac linethickness=\"0\">");
    write_one(&inner, maths->first);
    write_one(&inner, maths->first->next);
    text_add(writer->out, "</mfrac>");
}

static void
write_style(struct writer *writer, const struct maths *maths)
{
    struct writer inner = {writer->out, maths->level == STYLE_DISPLAY,
                           maths->level >= STYLE_SCRIPT, false};
    int level =
        maths->level >= STYLE_SCRIPT ? (int)maths->level - (int)STYLE_TEXT : 0;

    text_print(writer->out, "<mstyle displaystyle=\"%s\" scriptlevel=\"%d\">",
               inner.display ? "true" : "false", level);
    write_children(&inner, maths->first, ATOM_NONE);
    text_add(writer->out, "</mstyle>");
}

static void
write_radical(struct writer *writer, const struct maths *maths)
{
    const struct maths *degree = maths->first->next;

    text_add(writer->out, degree ? "<mroot>" : "<msqrt>");
    if (degree) {
        write_one(writer, maths->first);
        write_script(writer, degree);
    } else {
        write_inside(writer, maths->first);
    }
    text_add(writer->out, degree ? "</mroot>" : "</msqrt>");
}

/* Words reach a little less far than the arrow. */
static void
write_padded(struct writer *writer, const struct maths *maths)
{
    text_add(writer->out, "<mrow>");
    write_space(writer, 0.4);
    write_script(writer, maths);
    write_space(writer, 0.4);
    text_add(writer->out, "</mrow>");
}

static void
write_arrow(struct writer *writer, const struct maths *maths)
{
    const char *name = maths->sub ? "munderover" : "mover";

    text_print(writer->out, "<%s>", name);
    sign_write(writer->out, "mo",
               " stretchy=\"true\" lspace=\"0\" rspace=\"0\"", maths->symbol);
    if (maths->sub)
        write_padded(writer, maths->sub);
    write_padded(writer, maths->sup);
    text_print(writer->out, "</%s>", name);
}

static void
write_phantom(struct writer *writer, const struct maths *maths)
{
    bool padded = !maths->wide || !maths->tall;

    if (padded)
        text_add(writer->out, maths->wide ? "<mpadded height=\"0\" depth=\"0\">"
                                          : "<mpadded width=\"0\">");
    text_add(writer->out, maths->ruled ? "<mrow>" : "<mphantom>");
    write_one(writer, maths->first);
    text_add(writer->out, maths->ruled ? "</mrow>" : "</mphantom>");
    if (padded)
        text_add(writer->out, "</mpadded>");
}

static void
write_part(struct writer *writer, const struct maths *maths,
           enum maths_class class)
{
    bool leads = writer->leads;

    writer->leads = false;
    switch (maths->kind) {
    case MATHS_SYMBOL:
        sign_symbol(writer->out, writer->small, leads, maths, class);
        break;
    case MATHS_NUMBER:
        write_number(writer, maths);
        break;
    case MATHS_WORD:
        sign_element(writer->out, "mi", "", maths->text);
        break;
    case MATHS_TEXT:
        write_words(writer, maths->text);
        break;
    case MATHS_FAULT:
        text_add(writer->out, "<merror>");
        write_words(writer, maths->text);
        text_add(writer->out, "</merror>");
        break;
    case MATHS_SPACE:
        write_space(writer, maths->width);
        break;
    case MATHS_FRACTION:
        write_fraction(writer, maths);
        break;
    case MATHS_RADICAL:
        write_radical(writer, maths);
        break;
    case MATHS_SCRIPTS:
    case MATHS_STACK:
        write_scripts(writer, maths);
        break;
    case MATHS_ACCENT:
        write_accent(writer, maths);
        break;
    case MATHS_FENCED:
        write_fenced(writer, maths);
        break;
    case MATHS_DELIMITER:
        write_delimiter(writer, maths);
        break;
    case MATHS_TABLE:
        write_cells(writer, maths);
        break;
    case MATHS_STYLE:
        write_style(writer, maths);
        break;
    case MATHS_ARROW:
        write_arrow(writer, maths);
        break;
    case MATHS_FRAME:
        text_add(writer->out, "<mrow class=\"boxed\">");
        write_one(writer, maths->first);
        text_add(writer->out, "</mrow>");
        break;
    case MATHS_PHANTOM:
        write_phantom(writer, maths);
        break;
    case MATHS_ROW:
        write_one(writer, maths);
        break;
    }
}

/* Rows. */

/* Does the browser space this by its dictionary? */
static bool
is_spaced(const struct maths *maths, enum maths_class class)
{
    while (maths &&
           (maths->kind == MATHS_SCRIPTS || maths->kind == MATHS_STACK))
        maths = maths->first;
    return maths && maths->kind == MATHS_SYMBOL &&
           (class == ATOM_BINARY || class == ATOM_RELATION ||
            class == ATOM_PUNCTUATION || class == ATOM_OPERATOR);
}

/* The first of several, which browsers take for a sign before them all. */
static bool
leads_row(const struct maths *maths, const struct maths *first)
{
    return maths == first && maths->next && maths->next->kind != MATHS_SPACE;
}

static void
write_children(struct writer *writer, const struct maths *first,
               enum maths_class before)
{
    bool behind = before != ATOM_NONE;
    enum maths_class left = ATOM_NONE;
    bool spaced = false;

    for (const struct maths *maths = first; maths; maths = maths->next) {
        enum maths_class class =
            maths_resolve(before, maths->class, maths_next_class(maths));
        bool self = is_spaced(maths, class);
        if (!spaced && !self)
            write_space(writer, maths_gap(left, class, writer->small) / 18.0);
        writer->leads = !behind && leads_row(maths, first);
        write_part(writer, maths, class);
        if (class == ATOM_NONE)
            continue;
        before = left = class;
        spaced = self;
    }
}

void
html_maths(struct html *html, const struct node *node)
{
    bool display = node->kind == NODE_DISPLAY;
    struct writer writer = {&html->out, .display = display};

    text_add(&html->out, display ? "<math display=\"block\">" : "<math>");
    write_inside(&writer, node->maths);
    text_add(&html->out, "</math>");
}

void
html_display(struct html *html, const struct node *node)
{
    text_add(&html->out, "<div class=\"display\"");
    html_id(html, node->id);
    text_add(&html->out, ">");
    html_maths(html, node);
    if (node->maths->text) {
        text_add(&html->out, "<span class=\"equation\">");
        text_escape(&html->out, node->maths->text);
        text_add(&html->out, "</span>");
    } else if (node->number) {
        text_print(&html->out, "<span class=\"equation\">(%d)</span>",
                   node->number);
    }
    text_add(&html->out, "</div>\n");
}
