/* html_signs.c: the signs of formulas, as MathML. What one would get wrong:
 * browsers space operators by a dictionary of their own and let brackets grow.
 * Where TeX would not, a sign is written as a letter is, in mi, which does
 * neither: brackets and bars of plain size, signs in scripts. */
#include "html.h"

void
sign_element(struct text *out, const char *name, const char *attributes,
             const char *words)
{
    text_print(out, "<%s%s>", name, attributes);
    text_escape(out, words);
    text_print(out, "</%s>", name);
}

void
sign_write(struct text *out, const char *name, const char *attributes,
           uint32_t symbol)
{
    struct arena arena = {0};
    struct text text = text_new(&arena);

    text_utf8(&text, symbol);
    sign_element(out, name, attributes, text.at);
    arena_close(&arena);
}

static bool
is_letter(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0x391 && c <= 0x3f5) || c == 0x2202;
}

/* Bars and upright arrows grow in browsers wherever they stand. */
static bool
grows(uint32_t c)
{
    return c == '|' || c == 0x2016 || c == 0x2223 || c == 0x2225 ||
           (c >= 0x2191 && c <= 0x2195) || (c >= 0x21d1 && c <= 0x21d5);
}

/* What the dictionary spaces as TeX does. */
static bool
is_comma(uint32_t c)
{
    return c == ',' || c == ';';
}

bool
sign_bracket(uint32_t c)
{
    return c == '(' || c == ')' || c == '[' || c == ']' || c == '{' ||
           c == '}' || (c >= 0x2308 && c <= 0x230b) || c == 0x27e8 ||
           c == 0x27e9;
}

/* What stands before a term as it stands between two, without space. */
static bool
is_sign(uint32_t c)
{
    return c == '+' || c == '-' || c == 0xb1 || c == 0x2212 || c == 0x2213;
}

static void
write_ordinary(struct text *out, bool leads, const struct maths *maths)
{
    uint32_t c = maths->symbol;

    if (maths->class == ATOM_BINARY && is_sign(c))
        sign_write(out, "mo", leads ? "" : " form=\"prefix\"", c);
    else if (c == 0x2032)
        sign_write(out, "mo", "", c);
    else if (maths->class == ATOM_BINARY ||
             maths->alphabet == ALPHABET_ITALIC || (c < 0x80 && !is_letter(c)))
        sign_write(out, "mi", "", c);
    else
        sign_write(out, "mi",
                   is_letter(c) && maths->alphabet == ALPHABET_UPRIGHT
                       ? " mathvariant=\"normal\""
                       : "",
                   maths_letter(c, maths->alphabet));
}

/* Neither spaced nor grown. */
static bool
is_plain(bool small, uint32_t c, enum maths_class class)
{
    switch (class) {
    case ATOM_OPENING:
    case ATOM_CLOSING:
        return c != '!' && c != '?';
    case ATOM_BINARY:
    case ATOM_RELATION:
    case ATOM_PUNCTUATION:
        return small;
    default:
        return false;
    }
}

/* What an operator has that the browsers' dictionary says otherwise. */
static const char *
differ(const struct maths *maths, enum maths_class class)
{
    if (class == ATOM_PUNCTUATION)
        return is_comma(maths->symbol) ? ""
                                       : " lspace=\"0\" rspace=\"0.167em\"";
    if (class == ATOM_OPERATOR)
        return maths->always ? " movablelimits=\"false\"" : "";
    return class != ATOM_CLOSING && grows(maths->symbol) ? " stretchy=\"false\""
                                                         : "";
}

void
sign_symbol(struct text *out, bool small, bool leads, const struct maths *maths,
            enum maths_class class)
{
    if (class == ATOM_ORDINARY || class == ATOM_INNER || class == ATOM_NONE)
        write_ordinary(out, leads, maths);
    else if (is_plain(small, maths->symbol, class))
        sign_write(out, "mi", "", maths->symbol);
    else
        sign_write(out, "mo", differ(maths, class), maths->symbol);
}

/* What stands alone in braces. */
static const struct maths *
peel(const struct maths *maths)
{
    while (maths->kind == MATHS_ROW && maths->first && !maths->first->next)
        maths = maths->first;
    return maths;
}

/* Words, figures, commas and the sign of what has no end. */
static bool
is_upright(const struct maths *maths)
{
    switch (maths->kind) {
    case MATHS_WORD:
        return maths->class == ATOM_ORDINARY;
    case MATHS_NUMBER:
        return maths->alphabet <= ALPHABET_UPRIGHT;
    case MATHS_SYMBOL:
        return maths->symbol == ',' || maths->symbol == 0x221e;
    default:
        return false;
    }
}

bool
sign_label(struct text *out, const struct maths *row)
{
    if (!row->first || peel(row->first)->kind != MATHS_WORD)
        return false;
    for (const struct maths *at = row->first; at; at = at->next)
        if (!is_upright(peel(at)))
            return false;
    text_add(out, "<mtext>");
    for (const struct maths *at = row->first; at; at = at->next)
        if (peel(at)->kind == MATHS_SYMBOL)
            text_utf8(out, peel(at)->symbol);
        else
            text_escape(out, peel(at)->text);
    text_add(out, "</mtext>");
    return true;
}
