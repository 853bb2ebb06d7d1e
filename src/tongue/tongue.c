/* tongue.c: the languages that the press knows: how each writes quotations
 * (Unicode CLDR, delimiters), numbers and dates. A reader's page does so too,
 * so this file also becomes part of its module. */
#include "tongue.h"

#include <string.h>

#define NARROW "\u202f"

static const struct tongue tongues[TONGUES] = {
    {"en",
     {"“", "”", "‘", "’"},
     false,
     ".",
     ",",
     "{2} {1}, {3}",
     {"January", "February", "March", "April", "May", "June", "July", "August",
      "September", "October", "November", "December"},
     {0},
     {"yes", "no", "not reached", "not defined", "percent", "%", "million",
      "billion", "trillion", "quadrillion"},
     0},
    {"de",
     {"„", "“", "‚", "‘"},
     false,
     ",",
     ".",
     "{1}. {2} {3}",
     {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
      "September", "Oktober", "November", "Dezember"},
     {0},
     {"ja", "nein", "nicht erreicht", "nicht definiert", "Prozent", "\u00a0%",
      "Millionen", "Milliarden", "Billionen", "Billiarden"},
     1},
    {"fr",
     {"«" NARROW, NARROW "»", "“", "”"},
     true,
     ",",
     NARROW,
     "{1} {2} {3}",
     {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
      "septembre", "octobre", "novembre", "décembre"},
     {0},
     {"oui", "non", "non atteint", "non défini", "pour cent", NARROW "%",
      "millions", "milliards", "billions", "billiards"},
     2},
    {"es",
     {"«", "»", "“", "”"},
     false,
     ",",
     NARROW,
     "{1} de {2} de {3}",
     {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
      "septiembre", "octubre", "noviembre", "diciembre"},
     {0},
     {"sí", "no", "no alcanzado", "no definido", "por ciento", NARROW "%",
      "millones", "mil millones", "billones", "mil billones"},
     3},
    {"it",
     {"«", "»", "“", "”"},
     false,
     ",",
     ".",
     "{1} {2} {3}",
     {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio",
      "agosto", "settembre", "ottobre", "novembre", "dicembre"},
     {0},
     {"sì", "no", "non raggiunto", "non definito", "per cento", "%", "milioni",
      "miliardi", "bilioni", "biliardi"},
     4},
    {"nl",
     {"“", "”", "‘", "’"},
     false,
     ",",
     ".",
     "{1} {2} {3}",
     {"januari", "februari", "maart", "april", "mei", "juni", "juli",
      "augustus", "september", "oktober", "november", "december"},
     {0},
     {"ja", "nee", "niet bereikt", "niet gedefinieerd", "procent", "%",
      "miljoen", "miljard", "biljoen", "biljard"},
     5},
    {"da",
     {"»", "«", "›", "‹"},
     false,
     ",",
     ".",
     "{1}. {2} {3}",
     {"januar", "februar", "marts", "april", "maj", "juni", "juli", "august",
      "september", "oktober", "november", "december"},
     {0},
     {"ja", "nej", "ikke nået", "ikke defineret", "procent", "\u00a0%",
      "millioner", "milliarder", "billioner", "billiarder"},
     6},
    {"sv",
     {"”", "”", "’", "’"},
     false,
     ",",
     NARROW,
     "{1} {2} {3}",
     {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
      "september", "oktober", "november", "december"},
     {0},
     {"ja", "nej", "inte uppnått", "inte definierat", "procent", "\u00a0%",
      "miljoner", "miljarder", "biljoner", "biljarder"},
     7},
    {"nb",
     {"«", "»", "‘", "’"},
     false,
     ",",
     NARROW,
     "{1}. {2} {3}",
     {"januar", "februar", "mars", "april", "mai", "juni", "juli", "august",
      "september", "oktober", "november", "desember"},
     {0},
     {"ja", "nei", "ikke nådd", "ikke definert", "prosent", "\u00a0%",
      "millioner", "milliarder", "billioner", "billiarder"},
     8},
    {"pl",
     {"„", "”", "«", "»"},
     false,
     ",",
     NARROW,
     "{1} {2} {3}",
     {"styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec",
      "sierpień", "wrzesień", "październik", "listopad", "grudzień"},
     {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca",
      "sierpnia", "września", "października", "listopada", "grudnia"},
     {"tak", "nie", "nie osiągnięto", "nieokreślone", "procent", "%", "mln",
      "mld", "bln", "bld"},
     9},
    {"pt",
     {"«", "»", "“", "”"},
     false,
     ",",
     ".",
     "{1} de {2} de {3}",
     {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho",
      "agosto", "setembro", "outubro", "novembro", "dezembro"},
     {0},
     {"sim", "não", "não atingido", "não definido", "por cento", "%", "milhões",
      "mil milhões", "biliões", "mil biliões"},
     10},
};
/* Quotation marks of languages without words here. */
static const struct tongue strangers[] = {
    {.language = "cs", .quotes = {"„", "“", "‚", "‘"}},
    {.language = "sk", .quotes = {"„", "“", "‚", "‘"}},
    {.language = "sl", .quotes = {"„", "“", "‚", "‘"}},
    {.language = "hr", .quotes = {"„", "”", "‚", "’"}},
    {.language = "hu", .quotes = {"„", "”", "»", "«"}},
    {.language = "ro", .quotes = {"„", "”", "«", "»"}},
    {.language = "bg", .quotes = {"„", "“", "‚", "‘"}},
    {.language = "ru", .quotes = {"«", "»", "„", "“"}},
    {.language = "uk", .quotes = {"«", "»", "„", "“"}},
    {.language = "el", .quotes = {"«", "»", "“", "”"}},
    {.language = "fi", .quotes = {"”", "”", "’", "’"}},
    {.language = "et", .quotes = {"„", "“", "«", "»"}},
    {.language = "lt", .quotes = {"„", "“", "‚", "‘"}},
    {.language = "lv", .quotes = {"“", "”", "‘", "’"}},
    {.language = "is", .quotes = {"„", "“", "‚", "‘"}},
    {.language = "tr", .quotes = {"“", "”", "‘", "’"}},
    {.language = "ca", .quotes = {"«", "»", "“", "”"}},
    {.language = "ja", .quotes = {"「", "」", "『", "』"}},
    {.language = "he", .quotes = {"”", "”", "’", "’"}},
};

/* Where the same language differs: Switzerland, Brazil. */
static const struct tongue regions[] = {
    {.language = "de-CH", .quotes = {"«", "»", "‹", "›"}},
    {.language = "fr-CH", .quotes = {"«", "»", "‹", "›"}, .spaced = true},
    {.language = "it-CH", .quotes = {"«", "»", "‹", "›"}},
    {.language = "pt-BR", .quotes = {"“", "”", "‘", "’"}},
    {.language = "es-MX", .quotes = {"“", "”", "‘", "’"}},
};

/* The part of the tag that names the language. */
static bool
is_language(const char *tag, const char *language)
{
    size_t length = strcspn(tag, "-");

    return strlen(language) == length && !strncmp(tag, language, length);
}

/* Bokmål is what "Norwegian" means to most, and serves who reads Nynorsk. */
static size_t
find_tongue(const char *language)
{
    if (is_language(language, "no") || is_language(language, "nn"))
        language = "nb";
    for (size_t i = 0; i < TONGUES; i++)
        if (is_language(language, tongues[i].language))
            return i;
    return TONGUES;
}

bool
tongue_known(const char *language)
{
    return find_tongue(language) < TONGUES;
}

const struct tongue *
tongue_find(const char *language)
{
    size_t found = language ? find_tongue(language) : TONGUES;

    return &tongues[found < TONGUES ? found : 0];
}

const struct tongue *
tongue_quotes(const char *language)
{
    for (size_t i = 0; i < COUNT(regions); i++)
        if (!strcmp(language, regions[i].language))
            return &regions[i];
    for (size_t i = 0; i < COUNT(strangers); i++)
        if (is_language(language, strangers[i].language))
            return &strangers[i];
    return tongue_find(language);
}
