/* maths.c: what every user of a formula must agree on: which character a
 * letter is in an alphabet, which class an atom ends up in, and how much space
 * lies between two classes. Unicode's alphabets have holes: letters that it
 * already had elsewhere, like the h of Planck. */
#include "tree.h"

/* Alphabets. */

/* Where Unicode's runs of an alphabet begin; 0: it has none. */
static const struct run {
    uint32_t capitals, smalls, greek_capitals, greek_smalls, figures;
} runs[] = {
    [ALPHABET_ITALIC] = {0x1d434, 0x1d44e, 0x1d6e2, 0x1d6fc, 0},
    [ALPHABET_UPRIGHT] = {0},
    [ALPHABET_BOLD] = {0x1d400, 0x1d41a, 0x1d6a8, 0x1d6c2, 0x1d7ce},
    [ALPHABET_BOLD_ITALIC] = {0x1d468, 0x1d482, 0x1d71c, 0x1d736, 0x1d7ce},
    [ALPHABET_CALLIGRAPHIC] = {0x1d49c, 0x1d4b6, 0, 0, 0},
    [ALPHABET_BLACKBOARD] = {0x1d538, 0x1d552, 0, 0, 0x1d7d8},
    [ALPHABET_FRAKTUR] = {0x1d504, 0x1d51e, 0, 0, 0},
    [ALPHABET_SANS] = {0x1d5a0, 0x1d5ba, 0, 0, 0x1d7e2},
    [ALPHABET_MONO] = {0x1d670, 0x1d68a, 0, 0, 0x1d7f6},
};

static const struct hole {
    uint32_t at, is;
} holes[] = {
    {0x1d455, 0x210e}, {0x1d49d, 0x212c}, {0x1d4a0, 0x2130}, {0x1d4a1, 0x2131},
    {0x1d4a3, 0x210b}, {0x1d4a4, 0x2110}, {0x1d4a7, 0x2112}, {0x1d4a8, 0x2133},
    {0x1d4ad, 0x211b}, {0x1d4ba, 0x212f}, {0x1d4bc, 0x210a}, {0x1d4c4, 0x2134},
    {0x1d506, 0x212d}, {0x1d50b, 0x210c}, {0x1d50c, 0x2111}, {0x1d515, 0x211c},
    {0x1d51d, 0x2128}, {0x1d53a, 0x2102}, {0x1d53f, 0x210d}, {0x1d545, 0x2115},
    {0x1d547, 0x2119}, {0x1d548, 0x211a}, {0x1d549, 0x211d}, {0x1d551, 0x2124},
};

/* Greek signs that stand after the run of letters, in Unicode's order. */
static const uint32_t variants[] = {0x2202, 0x3f5, 0x3d1, 0x3f0,
                                    0x3d5,  0x3f1, 0x3d6};

static uint32_t
find_letter(uint32_t c, const struct run *run)
{
    if (c >= 'A' && c <= 'Z' && run->capitals)
        return run->capitals + c - 'A';
    if (c >= 'a' && c <= 'z' && run->smalls)
        return run->smalls + c - 'a';
    if (c >= '0' && c <= '9' && run->figures)
        return run->figures + c - '0';
    if (c >= 0x391 && c <= 0x3a9 && run->greek_capitals)
        return run->greek_capitals + c - 0x391;
    if (c >= 0x3b1 && c <= 0x3c9 && run->greek_smalls)
        return run->greek_smalls + c - 0x3b1;
    for (uint32_t i = 0; i < COUNT(variants) && run->greek_smalls; i++)
        if (c == variants[i])
            return run->greek_smalls + 25 + i;
    return c;
}

uint32_t
maths_letter(uint32_t symbol, enum maths_alphabet alphabet)
{
    uint32_t letter = find_letter(symbol, &runs[alphabet]);

    for (size_t i = 0; i < COUNT(holes); i++)
        if (holes[i].at == letter)
            return holes[i].is;
    return letter;
}

/* Classes. */

enum maths_class
maths_resolve(enum maths_class before, enum maths_class class,
              enum maths_class after)
{
    if (class != ATOM_BINARY)
        return class;
    if (before == ATOM_NONE || before == ATOM_BINARY ||
        before == ATOM_OPERATOR || before == ATOM_RELATION ||
        before == ATOM_OPENING || before == ATOM_PUNCTUATION)
        return ATOM_ORDINARY;
    if (after == ATOM_NONE || after == ATOM_RELATION || after == ATOM_CLOSING ||
        after == ATOM_PUNCTUATION)
        return ATOM_ORDINARY;
    return ATOM_BINARY;
}

/* 1 thin, 2 medium, 3 thick; negative: not in scripts. The left atom chooses
 * the row. */
static const signed char gaps[ATOM_NONE][ATOM_NONE] = {
    /* ord op bin rel open close punct inner */
    {0, 1, -2, -3, 0, 0, 0, -1},     {1, 1, 0, -3, 0, 0, 0, -1},
    {-2, -2, 0, 0, -2, 0, 0, -2},    {-3, -3, 0, 0, -3, 0, 0, -3},
    {0, 0, 0, 0, 0, 0, 0, 0},        {0, 1, -2, -3, 0, 0, 0, -1},
    {-1, -1, 0, -1, -1, -1, -1, -1}, {-1, 1, -2, -3, -1, 0, -1, -1},
};

int
maths_gap(enum maths_class left, enum maths_class right, bool small)
{
    static const int widths[] = {0, 3, 4, 5};

    if (left == ATOM_NONE || right == ATOM_NONE)
        return 0;
    int gap = gaps[left][right];
    if (gap < 0)
        return small ? 0 : widths[-gap];
    return widths[gap];
}

/* Dump. */

static const char *const kinds[] = {
    [MATHS_ROW] = "row",         [MATHS_SYMBOL] = "",
    [MATHS_NUMBER] = "number",   [MATHS_WORD] = "word",
    [MATHS_TEXT] = "text",       [MATHS_SPACE] = "space",
    [MATHS_FRACTION] = "over",   [MATHS_RADICAL] = "root",
    [MATHS_SCRIPTS] = "scripts", [MATHS_STACK] = "stack",
    [MATHS_ACCENT] = "accent",   [MATHS_FENCED] = "fenced",
    [MATHS_DELIMITER] = "fence", [MATHS_TABLE] = "table",
    [MATHS_STYLE] = "style",     [MATHS_FAULT] = "fault",
    [MATHS_ARROW] = "arrow",     [MATHS_FRAME] = "frame",
    [MATHS_PHANTOM] = "phantom",
};

static void
dump_fields(struct text *text, const struct maths *maths)
{
    static const char *const classes[] = {"",     "op",    "bin",   "rel",
                                          "open", "close", "punct", "inner"};

    if (maths->class > ATOM_ORDINARY && maths->class < ATOM_NONE)
        text_print(text, ":%s", classes[maths->class]);
    if (maths->kind == MATHS_SYMBOL && maths->alphabet)
        text_print(text, ":%d", (int)maths->alphabet);
    if (maths->kind == MATHS_STYLE)
        text_print(text, " %d", (int)maths->level);
    if (maths->text) {
        text_char(text, ' ');
        text_json(text, maths->text);
    }
    if (maths->width != 0) {
        text_char(text, ' ');
        text_real(text, maths->width);
    }
    if (maths->aligns)
        text_print(text, " %s", maths->aligns);
}

/* No deeper than reading lets formulas be. */
void
maths_dump(struct text *text, const struct maths *maths)
{
    bool leaf = !maths->first && !maths->sub && !maths->sup;

    if (!leaf)
        text_char(text, '(');
    text_add(text, kinds[maths->kind]);
    if (maths->symbol)
        text_utf8(text, maths->symbol);
    if (maths->closing)
        text_utf8(text, maths->closing);
    dump_fields(text, maths);
    for (const struct maths *at = maths->first; at; at = at->next) {
        text_char(text, ' ');
        maths_dump(text, at);
    }
    if (maths->sub) {
        text_add(text, " _");
        maths_dump(text, maths->sub);
    }
    if (maths->sup) {
        text_add(text, " ^");
        maths_dump(text, maths->sup);
    }
    if (!leaf)
        text_char(text, ')');
}

enum maths_class
maths_next_class(const struct maths *maths)
{
    for (maths = maths->next; maths; maths = maths->next)
        if (maths->class != ATOM_NONE)
            return maths->class;
    return ATOM_NONE;
}
