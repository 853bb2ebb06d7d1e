/* bib_words.c: LaTeX in the fields of a source as words. What one would get
 * wrong: an accent may stand before its letter as \"o, \"{o}, {\"o}, \'\i or
 * \c c, and a letter with an accent that has no character of its own is
 * followed by the accent that Unicode combines with it. */
#include "bib.h"

#include <string.h>

/* Pairs of a letter and what it becomes. */
static const struct accent {
    char name;
    uint32_t combining;
    const char *pairs;
} accents[] = {
    {'`', 0x300, "AÀEÈIÌOÒUÙaàeèiìoòuùNǸnǹâầêềôồ"},
    {'\'', 0x301,
     "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyý"
     "CĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźâấêếôố"},
    {'^', 0x302,
     "AÂEÊIÎOÔUÛaâeêiîoôuû"
     "CĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷ"},
    {'~', 0x303, "AÃNÑOÕaãnñoõIĨiĩUŨuũ"},
    {'"', 0x308, "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸ"},
    {'=', 0x304, "AĀaāEĒeēIĪiīOŌoōUŪuū"},
    {'.', 0x307, "CĊcċEĖeėGĠgġIİZŻzż"},
    {'u', 0x306, "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭ"},
    {'v', 0x30c,
     "CČcčDĎdďEĚeěNŇnňRŘrřSŠsš"
     "TŤtťZŽzžGǦgǧ"},
    {'H', 0x30b, "OŐoőUŰuű"},
    {'c', 0x327, "CÇcçGĢKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţ"},
    {'k', 0x328, "AĄaąEĘeęIĮiįUŲuų"},
    {'r', 0x30a, "AÅaåUŮuů"},
    {'b', 0x331, ""},
    {'d', 0x323, "AẠaạEẸeẹIỊiịOỌoọUỤuụ"},
};

static const struct {
    const char *name, *words;
} signs[] = {
    {"ss", "ß"},
    {"ae", "æ"},
    {"AE", "Æ"},
    {"oe", "œ"},
    {"OE", "Œ"},
    {"o", "ø"},
    {"O", "Ø"},
    {"l", "ł"},
    {"L", "Ł"},
    {"aa", "å"},
    {"AA", "Å"},
    {"i", "i"},
    {"j", "j"},
    {"dh", "ð"},
    {"DH", "Ð"},
    {"th", "þ"},
    {"TH", "Þ"},
    {"dj", "đ"},
    {"DJ", "Đ"},
    {"S", "§"},
    {"P", "¶"},
    {"pounds", "£"},
    {"copyright", "©"},
    {"textendash", "\u2013"},
    {"textemdash", "\u2014"},
    {"dots", "…"},
    {"ldots", "…"},
    {"textquoteright", "\u2019"},
    {"textquoteleft", "\u2018"},
    {"textquotedblleft", "\u201c"},
    {"textquotedblright", "\u201d"},
    {"textregistered", "®"},
    {"texttrademark", "™"},
    {"textbackslash", "\\"},
    {"textasciitilde", "~"},
    {"TeX", "TeX"},
    {"LaTeX", "LaTeX"},
    {"&", "&"},
    {"%", "%"},
    {"$", "$"},
    {"#", "#"},
    {"_", "_"},
    {"{", "{"},
    {"}", "}"},
    {" ", " "},
    {"\\", " "},
    {",", "\u2009"},
    {"-", ""},
    {"/", ""},
    /* What changes only how its argument looks. */
    {"emph", ""},
    {"textit", ""},
    {"textbf", ""},
    {"textsc", ""},
    {"texttt", ""},
    {"textrm", ""},
    {"textsf", ""},
    {"text", ""},
    {"mathrm", ""},
    {"mbox", ""},
    {"url", ""},
    {"em", ""},
    {"it", ""},
    {"bf", ""},
    {"sc", ""},
    {"tt", ""},
    {"rm", ""},
    {"sf", ""},
    {"relax", ""},
    {"noopsort", ""},
};

struct latex {
    struct arena *arena;
    struct diag *diag;
    struct place place;
    const char *at, *end;
    struct text out;
};

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char
peek(const struct latex *latex)
{
    return latex->at < latex->end ? *latex->at : '\0';
}

static void
skip_blanks(struct latex *latex)
{
    while (peek(latex) == ' ' || peek(latex) == '\n' || peek(latex) == '\t')
        latex->at++;
}

static void
add_blank(struct latex *latex)
{
    struct text *out = &latex->out;

    if (out->length && out->at[out->length - 1] != ' ')
        text_char(out, ' ');
}

static const struct accent *
find_accent(const char *name)
{
    for (size_t i = 0; !name[1] && i < COUNT(accents); i++)
        if (accents[i].name == name[0])
            return &accents[i];
    return NULL;
}

/* The letter that an accent stands over: in braces, as \\i, or as it is. */
static uint32_t
take_letter(struct latex *latex)
{
    skip_blanks(latex);
    while (peek(latex) == '{' || peek(latex) == '\\')
        latex->at++;
    return latex->at < latex->end && *latex->at != '}'
               ? utf8_next(&latex->at, latex->end)
               : 0;
}

static void
add_accent(struct latex *latex, const struct accent *accent)
{
    uint32_t letter = take_letter(latex);
    const char *pair = accent->pairs, *end = pair + strlen(pair);

    while (letter && pair < end) {
        uint32_t plain = utf8_next(&pair, end);
        uint32_t whole = utf8_next(&pair, end);
        if (plain == letter) {
            text_utf8(&latex->out, whole);
            return;
        }
    }
    if (letter) {
        text_utf8(&latex->out, letter);
        text_utf8(&latex->out, accent->combining);
    }
}

static const char *
take_command(struct latex *latex)
{
    const char *start = ++latex->at;

    while (is_letter(peek(latex)))
        latex->at++;
    if (latex->at == start && latex->at < latex->end)
        utf8_next(&latex->at, latex->end);
    return arena_copy(latex->arena, start, (size_t)(latex->at - start));
}

static void
add_command(struct latex *latex)
{
    const char *name = take_command(latex);
    const struct accent *accent = find_accent(name);

    if (accent) {
        add_accent(latex, accent);
        return;
    }
    for (size_t i = 0; i < COUNT(signs); i++)
        if (!strcmp(signs[i].name, name)) {
            text_add(&latex->out, signs[i].words);
            if (is_letter(*name))
                skip_blanks(latex);
            return;
        }
    diag_say(latex->diag, WARNING, latex->place,
             "sources know no '\\%s', left out", name);
    skip_blanks(latex);
}

/* Runs of one character that mean another. */
static bool
add_ligature(struct latex *latex)
{
    static const struct {
        const char *from, *to;
    } ligatures[] = {{"---", "\u2014"}, {"--", "\u2013"}, {"``", "\u201c"},
                     {"''", "\u201d"},  {"`", "\u2018"},  {"'", "\u2019"},
                     {"~", "\u00a0"}};

    for (size_t i = 0; i < COUNT(ligatures); i++) {
        size_t length = strlen(ligatures[i].from);
        if ((size_t)(latex->end - latex->at) >= length &&
            !memcmp(latex->at, ligatures[i].from, length)) {
            text_add(&latex->out, ligatures[i].to);
            latex->at += length;
            return true;
        }
    }
    return false;
}

static void
add_next(struct latex *latex)
{
    char c = peek(latex);

    if (c == '\\') {
        add_command(latex);
    } else if (c == ' ' || c == '\n' || c == '\t') {
        skip_blanks(latex);
        add_blank(latex);
    } else if (c == '{' || c == '}' || c == '$') {
        latex->at++;
    } else if (!add_ligature(latex)) {
        text_char(&latex->out, c);
        latex->at++;
    }
}

const char *
bib_words(struct arena *arena, struct diag *diag, struct place place,
          const char *latex, size_t length)
{
    struct latex state = {arena, diag,           place,
                          latex, latex + length, text_new(arena)};

    while (state.at < state.end)
        add_next(&state);
    struct text *out = &state.out;
    while (out->length && out->at[out->length - 1] == ' ')
        out->at[--out->length] = '\0';
    return out->at;
}

const char *
bib_say(struct arena *arena, struct diag *diag, const struct bib_entry *entry,
        const char *const *names)
{
    const struct bib_field *field = bib_field(entry, names);
    const char *words = field ? bib_words(arena, diag, field->place,
                                          field->text, strlen(field->text))
                              : "";

    return *words ? words : NULL;
}
