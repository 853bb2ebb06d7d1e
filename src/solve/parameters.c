/* parameters.c: the values that an author gives to the symbols of a model, in
 * content/models/NAME.yaml, a file of --params or --set.
 *
 * What a newcomer would get wrong: a value outside its domain is the author's
 * fault, so it is said and the default used; behind this file every model may
 * rely on the domains, also on a0 < amax. And a bare number fixes its symbol:
 * an ensemble no longer draws it. */
#include "draws.h"

#include <math.h>
#include <string.h>

static const struct symbol *
find_symbol(const struct model *model, const char *name)
{
    for (size_t i = 0; i < model->symbol_count; i++)
        if (!strcmp(model->symbols[i].name, name))
            return &model->symbols[i];
    return NULL;
}

static bool
is_within(const struct symbol *symbol, double value)
{
    bool over =
        symbol->open & OPEN_LOW ? value > symbol->low : value >= symbol->low;
    bool under =
        symbol->open & OPEN_HIGH ? value < symbol->high : value <= symbol->high;

    return over && under;
}

/* Infinity as YAML, Python and JavaScript write it. */
static bool
parse_value(const char *text, double *value)
{
    static const char *const infinite[] = {".inf", ".Inf",     "inf",
                                           "Inf",  "Infinity", "infinity"};
    const char *plain = *text == '-' || *text == '+' ? text + 1 : text;

    for (size_t i = 0; i < COUNT(infinite); i++)
        if (!strcmp(plain, infinite[i])) {
            *value = *text == '-' ? -INFINITY : INFINITY;
            return true;
        }
    return number_parse(text, value);
}

/* "0 < r0 <= 100", "0.5 <= smax <= inf", "t0 = 2026". */
static const char *
describe_domain(struct arena *arena, const struct symbol *symbol)
{
    const char *low = symbol->open & OPEN_LOW ? "<" : "<=";
    const char *high = symbol->open & OPEN_HIGH ? "<" : "<=";

    if (symbol->low == symbol->high)
        return arena_print(arena, "%s = %g", symbol->name, symbol->low);
    return arena_print(arena, "%g %s %s %s %g", symbol->low, low, symbol->name,
                       high, symbol->high);
}

static void
reject_value(struct diag *diag, const struct item *item,
             const struct symbol *symbol, const char *what)
{
    const char *name = symbol->name;
    double number = 0, plain = symbol->range.value;

    if (*what)
        name = arena_print(diag->arena, "%s' of '%s", what, symbol->name);
    if (item->kind != ITEM_TEXT || !parse_value(item->text, &number))
        diag_say(diag, ERROR, item->place,
                 "'%s' must be a number, not '%s', using %.15g", name,
                 item->kind == ITEM_TEXT ? item->text : "a list or a map",
                 plain);
    else
        diag_say(diag, ERROR, item->place,
                 "'%s' is %s, outside its domain %s, using %.15g", name,
                 item->text, describe_domain(diag->arena, symbol), plain);
}

/* False, and said, when this is no number of the symbol's domain; what is
 * "" for the value itself. */
static bool
read_number(struct diag *diag, const struct item *item,
            const struct symbol *symbol, const char *what, double *number)
{
    double read;

    if (item->kind == ITEM_TEXT && parse_value(item->text, &read) &&
        is_within(symbol, read)) {
        *number = read;
        return true;
    }
    reject_value(diag, item, symbol, what);
    return false;
}

static bool
read_spread(struct diag *diag, const struct item *item, enum spread *spread)
{
    const char *known[SPREADS];

    if (item->kind == ITEM_TEXT && spread_find(item->text, spread))
        return true;
    for (int i = 0; i < SPREADS; i++)
        known[i] = spread_name((enum spread)i);
    diag_say(diag, ERROR, item->place,
             "no distribution named '%s', using the value alone%s",
             item->kind == ITEM_TEXT ? item->text : "",
             item->kind == ITEM_TEXT
                 ? diag_hint(diag, item->text, known, SPREADS)
                 : "");
    return false;
}

/* What the ends of a distribution must be for its formula to make sense. */
static const char *
judge_ends(const struct range *range)
{
    bool triangular = range->spread == SPREAD_TRIANGULAR ||
                      range->spread == SPREAD_RECIPROCAL ||
                      range->spread == SPREAD_HALF_ZERO;
    bool metalog = range->spread >= SPREAD_METALOG;
    double floor = range->spread == SPREAD_GROWTH ? 1 : 0;

    if (!(range->low < range->high) || !real_finite(range->low) ||
        !real_finite(range->high))
        return "low must be less than high";
    if (triangular &&
        !(range->low <= range->mode && range->mode <= range->high))
        return "mode must lie between low and high";
    if (metalog && !(range->low < range->value && range->value < range->high))
        return "value must lie between low and high";
    if (range->spread != SPREAD_UNIFORM && range->spread != SPREAD_TRIANGULAR &&
        range->spread != SPREAD_COMMON && range->spread != SPREAD_HALF_ZERO &&
        !(range->low > floor))
        return floor > 0 ? "low must be over 1" : "low must be over 0";
    if (range->spread == SPREAD_SHARE && !(range->high < 1))
        return "high must be less than 1";
    return NULL;
}

/* What is drawn, from the map of a symbol that has its value already. */
static void
read_ends(struct diag *diag, const struct item *map,
          const struct symbol *symbol, struct range *range)
{
    const struct item *spread = item_find(map, "distribution");
    const struct item *mode = item_find(map, "mode");
    const struct item *low = item_find(map, "low");
    const struct item *high = item_find(map, "high");
    struct range read = {.value = range->value, .mode = range->value};

    if (!spread || !read_spread(diag, spread, &read.spread) ||
        read.spread == SPREAD_FIXED)
        return;
    if (!low || !high) {
        diag_say(diag, ERROR, spread->place,
                 "the distribution of '%s' needs low and high, using the "
                 "value alone",
                 symbol->name);
        return;
    }
    if (!read_number(diag, low, symbol, "low", &read.low) ||
        !read_number(diag, high, symbol, "high", &read.high) ||
        (mode && !read_number(diag, mode, symbol, "mode", &read.mode)))
        return;
    const char *fault = judge_ends(&read);
    if (fault)
        diag_say(diag, ERROR, low->place, "%s in '%s', using the value alone",
                 fault, symbol->name);
    else
        *range = read;
}

static void
read_entry(struct diag *diag, const struct item *item,
           const struct symbol *symbol, struct range *range)
{
    static const char *const known[] = {
        "value",  "low",  "mode", "high",  "distribution", "unit",
        "source", "mark", "note", "label", "symbol"};
    const struct item *value = item;
    double number;

    if (item->kind == ITEM_MAP) {
        item_keys(diag, item, "a symbol", known, COUNT(known));
        value = item_find(item, "value");
    }
    if (!value || (value == item && item->kind != ITEM_TEXT)) {
        diag_say(diag, ERROR, item->place,
                 "'%s' has no value, using its default", item->key);
        return;
    }
    if (!read_number(diag, value, symbol, "", &number))
        return;
    *range = (struct range){.value = number};
    if (item->kind == ITEM_MAP)
        read_ends(diag, item, symbol, range);
}

static void
read_wall(struct diag *diag, const struct item *item, enum wall *wall)
{
    static const char *const known[] = {"wall", "demand", "frozen"};

    for (size_t i = 0; item->kind == ITEM_TEXT && i < COUNT(known); i++)
        if (!strcmp(item->text, known[i])) {
            *wall = (enum wall)i;
            return;
        }
    diag_say(diag, ERROR, item->place,
             "'wall' must be wall, demand or frozen, using wall%s",
             item->kind == ITEM_TEXT
                 ? diag_hint(diag, item->text, known, COUNT(known))
                 : "");
}

static void
reject_name(struct diag *diag, const struct item *item,
            const struct model *model, bool with_wall)
{
    size_t count = model->symbol_count;
    const char **known = TAKE_ARRAY(diag->arena, count + 1, const char *);

    for (size_t i = 0; i < count; i++)
        known[i] = model->symbols[i].name;
    known[count] = "wall";
    diag_say(diag, ERROR, item->key_place,
             "no symbol named '%s' in model '%s', leaving it out%s", item->key,
             model->name, diag_hint(diag, item->key, known, count + with_wall));
}

/* The one domain that depends on another symbol. */
static void
check_share(struct diag *diag, const struct item *map,
            const struct model *model, struct range *ranges)
{
    const struct symbol *a0 = find_symbol(model, "a0");
    const struct symbol *amax = find_symbol(model, "amax");
    const struct item *item = item_find(map, "a0");

    if (!a0 || !amax)
        return;
    struct range *under = &ranges[a0 - model->symbols];
    struct range *over = &ranges[amax - model->symbols];
    if (under->value < over->value)
        return;
    item = item ? item : item_find(map, "amax");
    diag_say(diag, ERROR, item ? item->place : map->place,
             "'a0' is %.15g, outside its domain a0 < amax = %.15g, using the "
             "defaults of both",
             under->value, over->value);
    *under = a0->range;
    *over = amax->range;
}

void
ranges_read(struct diag *diag, const struct item *map,
            const struct model *model, struct range *ranges, enum wall *wall)
{
    if (!map)
        return;
    if (map->kind != ITEM_MAP) {
        diag_say(diag, ERROR, map->place,
                 "parameters must be a map of symbols to values, using the "
                 "defaults");
        return;
    }
    for (const struct item *item = map->first; item; item = item->next) {
        const struct symbol *symbol = find_symbol(model, item->key);
        if (symbol)
            read_entry(diag, item, symbol, &ranges[symbol - model->symbols]);
        else if (wall && !strcmp(item->key, "wall"))
            read_wall(diag, item, wall);
        else
            reject_name(diag, item, model, wall != NULL);
    }
    check_share(diag, map, model, ranges);
}

void
ranges_book(struct diag *diag, const struct item *models,
            const struct model *model, struct range *ranges)
{
    if (!models || models->kind != ITEM_MAP)
        return;
    for (const struct item *map = models->first; map; map = map->next)
        if (model_reads(model, map->key))
            ranges_read(diag, map, model, ranges, NULL);
}

struct range *
ranges_default(struct arena *arena, const struct model *model)
{
    struct range *ranges = TAKE_ARRAY(arena, model->symbol_count, struct range);

    for (size_t i = 0; i < model->symbol_count; i++)
        ranges[i] = model->symbols[i].range;
    return ranges;
}

/* Where the author describes this symbol. */
static const struct item *
find_description(const struct item *models, const struct model *model,
                 const char *name)
{
    if (!models || models->kind != ITEM_MAP)
        return NULL;
    for (const struct item *map = models->first; map; map = map->next)
        if (model_reads(model, map->key) && item_find(map, name))
            return item_find(map, name);
    return NULL;
}

const struct parameter *
ranges_list(struct arena *arena, struct diag *diag, const struct model *model,
            const struct range *ranges, const struct item *models)
{
    struct parameter *list =
        TAKE_ARRAY(arena, model->symbol_count, struct parameter);

    for (size_t i = 0; i < model->symbol_count; i++) {
        const struct symbol *symbol = &model->symbols[i];
        const struct item *item = find_description(models, model, symbol->name);
        list[i] = (struct parameter){
            .name = symbol->name,
            .unit = item_text(diag, item, "unit", symbol->unit),
            .label = item_text(diag, item, "label", symbol->label),
            .source = item_text(diag, item, "source", symbol->source),
            .mark = item_text(diag, item, "mark", symbol->mark),
            .value = ranges[i].value,
        };
    }
    return list;
}
