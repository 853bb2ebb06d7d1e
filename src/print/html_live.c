/* html_live.c: live.js: what readers need who move the symbols of a figure: the
 * script of the controls, the module that solves and draws, the plans of the
 * figures, the symbols with their ranges and sources; all packed (see
 * html_pack.c).
 *
 * What a newcomer would get wrong: the page names this file nowhere. Its script
 * fetches it when a figure that is live comes near, so that nobody waits for
 * it; a page from a disk may load scripts, but no other files. */
#include "html.h"
#include "inside.h"
#include "tongue/tongue.h"

#include <string.h>

/* All that a chart may come to say: letters, figures and the signs that
 * formats make. */
static const uint32_t signs[] = {0xa0,   0xb2,   0xb3,   0xb5,   0xb7,   0xb9,
                                 0xd7,   0x2013, 0x2014, 0x2018, 0x2019, 0x201c,
                                 0x201d, 0x2070, 0x2074, 0x2075, 0x2076, 0x2077,
                                 0x2078, 0x2079, 0x207b, 0x2212, 0x221e};

#define ASCII 95

bool
html_is_live(const struct html *html, const struct figure *figure)
{
    return html->edition->module.length && html->edition->trial.length &&
           figure->live.length;
}

/* A page has room for the plan of one. */
const struct figure *
html_live_stage(const struct html *html)
{
    const struct figures *figures = html->edition->figures;

    for (size_t i = 0; figures && i < figures->count; i++)
        if (figures->at[i].parts && html_is_live(html, &figures->at[i]))
            return &figures->at[i];
    return NULL;
}

bool
html_has_live(const struct html *html)
{
    const struct figures *figures = html->edition->figures;

    for (size_t i = 0; figures && i < figures->count; i++)
        if (html_is_live(html, &figures->at[i]))
            return true;
    return false;
}

struct field *
html_live_words(struct html *html)
{
    const char *language = html->edition->tree->language, *name, *word;
    struct field *root = field_new(html->arena);

    for (size_t i = 0; (word = tongue_control(language, i, &name)); i++)
        field_text(html->arena, root, name, word);
    field_text(html->arena, root, "decimal", tongue_find(language)->decimal);
    field_text(html->arena, root, "thin", tongue_thin(language));
    return root;
}

/* Fields of JSON. */

static void
add_key(struct text *out, const char *key)
{
    text_print(out, "\"%s\":", key);
}

static void
add_words(struct text *out, const char *key, const char *words)
{
    add_key(out, key);
    html_json(out, words ? words : "");
    text_char(out, ',');
}

static void
add_real(struct text *out, const char *key, double value)
{
    add_key(out, key);
    text_number(out, value);
    text_char(out, ',');
}

static void
add_part(struct text *out, const char *key, struct bytes bytes,
         struct text *parts)
{
    html_pack_part(out, key, bytes, parts);
    text_char(out, ',');
}

/* In the place of a last comma. */
static void
close_with(struct text *out, char close)
{
    if (out->at[out->length - 1] == ',')
        out->length--;
    text_char(out, close);
}

/* Faces, which the style sheet names as it does the others. */

struct letters {
    uint32_t at[400];
    size_t count;
};

static bool
write_face(struct html *html, enum face_name face, const char *weight,
           const struct letters *letters, struct field *list)
{
    struct bytes font = html_font(html, face, letters->at, letters->count,
                                  FEATURE_TABULAR | FEATURE_NO_LIGATURES);
    const char *file = arena_print(html->arena, "fonts/live-%s.woff2", weight);
    struct field *one = field_map(html->arena, list, NULL);
    field_text(html->arena, one, "name", "");
    field_text(html->arena, one, "family", "OctavoLive");
    field_text(html->arena, one, "weight",
               strcmp(weight, "400") != 0 ? weight : NULL);
    field_text(html->arena, one, "file", file);
    return html_write(html, file, font);
}

/* Those of words that are not there yet. */
static void
add_letters(struct letters *letters, const char *words)
{
    for (const char *at = words, *end = at + strlen(at); at < end;) {
        uint32_t letter = utf8_next(&at, end);
        size_t i = 0;
        while (i < letters->count && letters->at[i] != letter)
            i++;
        if (i == letters->count && i < COUNT(letters->at))
            letters->at[letters->count++] = letter;
    }
}

static void
add_sheet(struct letters *letters, struct arena *arena,
          const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->marks[i].kind == MARK_GLYPHS)
            add_letters(letters, mark_glyphs(arena, &sheet->marks[i])->text);
}

/* All words of its frames but the titles stand in the last one. */
static void
add_stage(struct letters *letters, const struct html *html,
          const struct figure *stage)
{
    struct shaper *shaper = shaper_new(html->arena, html->edition->faces);

    for (int part = 0; stage->part_titles && part < stage->parts; part++)
        add_letters(letters, stage->part_titles[part]);
    add_sheet(letters, html->arena,
              stage->draw(stage, html->arena, shaper, stage->parts,
                          stage->frames - 1));
    shaper_close(shaper);
}

/* What the author's words and the language's add to those. */
static struct letters
list_letters(const struct html *html)
{
    const struct tongue *tongue = tongue_find(html->edition->tree->language);
    const struct figures *figures = html->edition->figures;
    struct letters letters = {.count = ASCII + COUNT(signs)};

    for (uint32_t i = 0; i < ASCII; i++)
        letters.at[i] = 0x20 + i;
    memcpy(letters.at + ASCII, signs, sizeof signs);
    add_letters(&letters, tongue->group);
    for (size_t i = 0; i < COUNT(tongue->months); i++)
        add_letters(&letters, tongue->months[i]);
    for (size_t i = 0; i < COUNT(tongue->numbers); i++)
        add_letters(&letters, tongue->numbers[i]);
    for (size_t i = 0; i < figures->count; i++)
        if (html_is_live(html, &figures->at[i]) && figures->at[i].sheet)
            add_sheet(&letters, html->arena, figures->at[i].sheet);
    if (html_live_stage(html))
        add_stage(&letters, html, html_live_stage(html));
    return letters;
}

/* A stage has its date in bold: months and figures. */
static struct letters
list_date_letters(const struct html *html)
{
    const struct tongue *tongue = tongue_find(html->edition->tree->language);
    struct letters letters = {0};

    add_letters(&letters, " 0123456789");
    for (size_t i = 0; i < COUNT(tongue->months); i++)
        add_letters(&letters, tongue->months[i]);
    return letters;
}

bool
html_live_fonts(struct html *html, struct field *list)
{
    if (!html_has_live(html))
        return true;
    struct letters all = list_letters(html), date = list_date_letters(html);
    return write_face(html, FACE_SANS, "400", &all, list) &&
           write_face(html, FACE_SANS_MEDIUM, "500", &all, list) &&
           (!html_live_stage(html) ||
            write_face(html, FACE_SANS_BOLD, "600", &date, list));
}

/* Symbols, with what content/models/ says of them. */

static const struct item *
find_symbol(const struct tree *tree, const char *name)
{
    const struct item *curve = item_find(tree->models, "curve");
    const struct item *found = item_find(curve, name);

    return found ? found : item_find(item_find(tree->models, "wall"), name);
}

static void
add_range(struct text *out, const struct item *item, double value)
{
    struct diag unsaid = {.arena = out->arena};
    const char *spread = item_text(&unsaid, item, "distribution", "");
    double low = item_number(&unsaid, item, "low", value / 2);
    double high = item_number(&unsaid, item, "high", value * 2);

    text_print(out, "\"log\":%s,",
               strcmp(spread, "log-uniform") ? "false" : "true");
    text_print(out, "\"published\":%s,",
               item_find(item, "low") ? "true" : "false");
    add_real(out, "low", low < high ? low : high);
    add_real(out, "high", low < high ? high : low);
}

/* Whether a slider moves it. */
static bool
is_moved(const struct html *html, const char *name)
{
    const struct figures *figures = html->edition->figures;

    for (size_t i = 0; i < figures->count; i++)
        for (size_t j = 0; j < figures->at[i].symbol_count; j++)
            if (!strcmp(figures->at[i].symbols[j], name))
                return true;
    return false;
}

static void
add_symbol(struct html *html, const struct parameter *parameter)
{
    struct text *out = &html->out;

    text_char(out, '{');
    add_words(out, "name", parameter->name);
    add_real(out, "value", parameter->value);
    if (is_moved(html, parameter->name)) {
        add_words(out, "label", parameter->label);
        add_words(out, "unit", parameter->unit);
        add_words(out, "source", parameter->source);
        add_words(out, "mark", parameter->mark);
        add_range(out, find_symbol(html->edition->tree, parameter->name),
                  parameter->value);
    }
    close_with(out, '}');
    text_char(out, ',');
}

static void
add_symbols(struct html *html, const struct run *run)
{
    struct text *out = &html->out;

    text_add(out, "\"symbols\":[");
    for (size_t i = 0; run && i < run->parameter_count; i++)
        add_symbol(html, &run->parameters[i]);
    close_with(out, ']');
    text_add(out, ",\n");
}

/* A number that the author writes is one that a script reads. */
static void
add_settings(struct text *out, const struct item *set)
{
    double value;

    text_add(out, "\"set\":{");
    for (const struct item *one = set ? set->first : NULL; one; one = one->next)
        if (one->kind == ITEM_TEXT && number_parse(one->text, &value)) {
            html_json(out, one->key);
            text_char(out, ':');
            text_number(out, value);
            text_char(out, ',');
        }
    close_with(out, '}');
}

static void
add_presets(struct html *html)
{
    const struct item *presets =
        item_find(html->edition->tree->models, "presets");
    struct diag unsaid = {.arena = html->arena};
    struct text *out = &html->out;

    text_add(out, "\"presets\":[");
    for (const struct item *one =
             presets && presets->kind == ITEM_MAP ? presets->first : NULL;
         one; one = one->next) {
        text_char(out, '{');
        add_words(out, "name", one->key);
        add_words(out, "title", item_text(&unsaid, one, "title", one->key));
        add_settings(out, item_find(one, "set"));
        text_add(out, "},");
    }
    close_with(out, ']');
    text_add(out, ",\n");
}

/* Phases by the names that paths have for them. */
static void
add_phases(struct html *html, const struct run *run)
{
    static const char *const names[] = {"code", "lab", "rsi", "agi",
                                        "singularity"};
    const char *language = html->edition->tree->language;
    struct text *out = &html->out;

    text_add(out, "\"phases\":[");
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct quantity *date = run ? run_quantity(run, names[i]) : NULL;
        text_char(out, '{');
        add_words(out, "name", names[i]);
        add_words(out, "label",
                  tongue_label(language, date ? date->label : names[i]));
        close_with(out, '}');
        text_char(out, ',');
    }
    close_with(out, ']');
    text_add(out, ",\n");
}

/* What live_speak reads, one after the other. */
static void
add_tongue(struct html *html)
{
    const struct tongue *tongue = tongue_find(html->edition->tree->language);
    struct text *out = &html->out, words = text_new(html->arena);

    text_print(&words, "%s\n%s\n", tongue->decimal, tongue->group);
    for (size_t i = 0; i < COUNT(tongue->months); i++)
        text_print(&words, "%s\n", tongue->months[i]);
    for (size_t i = 0; i < NUMBER_COUNT; i++)
        text_print(&words, "%s\n", tongue->numbers[i]);
    add_words(out, "tongue", words.at);
    text_char(out, '\n');
}

/* Figures and inks. */

static void
add_figure(struct html *html, const struct figure *figure, struct text *parts)
{
    const struct figure_size *phone = figure_size(figure, "phone");
    struct text *out = &html->out;

    html_json(out, figure->name);
    text_add(out, ":{");
    add_words(out, "title", figure->title);
    add_real(out, "width", figure->width);
    add_real(out, "height", figure->height);
    add_real(out, "phoneWidth", phone ? phone->width : figure->width);
    add_real(out, "phoneHeight", phone ? phone->height : figure->height);
    add_part(out, "plan", figure->live, parts);
    text_add(out, "\"symbols\":[");
    for (size_t i = 0; i < figure->symbol_count; i++) {
        html_json(out, figure->symbols[i]);
        text_char(out, ',');
    }
    close_with(out, ']');
    text_add(out, "},");
}

static void
add_colour(struct text *out, const char *key, const double *rgb)
{
    add_key(out, key);
    text_add(out, "\"#");
    for (int i = 0; i < 3; i++)
        text_print(out, "%02x", (unsigned)(rgb[i] * 255 + 0.5));
    text_add(out, "\",");
}

static void
add_inks(struct html *html)
{
    const struct palette *palette = html->edition->palette;
    struct text *out = &html->out;

    text_add(out, "\"inks\":[");
    for (size_t i = 0; palette && i < palette->count; i++) {
        text_char(out, '{');
        add_words(out, "name", palette->inks[i].name);
        add_colour(out, "light", palette->inks[i].rgb);
        add_colour(out, "dark", palette->inks[i].dark);
        close_with(out, '}');
        text_char(out, ',');
    }
    close_with(out, ']');
    text_add(out, ",\n");
}

static struct bytes
pack_book(struct html *html, struct bytes script, struct bytes style)
{
    const struct edition *edition = html->edition;
    const struct run *run = data_run(edition->data, "central");
    struct text *out = &html->out, parts = text_new(html->arena);

    *out = text_new(html->arena);
    text_char(out, '{');
    add_words(out, "style", style.at);
    add_symbols(html, run);
    add_presets(html);
    add_phases(html, run);
    add_tongue(html);
    add_inks(html);
    text_add(out, "\"figures\":{");
    for (size_t i = 0; i < edition->figures->count; i++)
        if (html_is_live(html, &edition->figures->at[i]) &&
            edition->figures->at[i].sheet)
            add_figure(html, &edition->figures->at[i], &parts);
    close_with(out, '}');
    text_char(out, ',');
    const struct figure *stage = html_live_stage(html);
    if (stage) {
        add_real(out, "stageWidth", stage->width);
        add_part(out, "stage", stage->live, &parts);
    }
    add_part(out, "script", script, &parts);
    add_part(out, "trial", edition->trial, &parts);
    add_part(out, "module", edition->module, &parts);
    close_with(out, '}');
    text_char(out, '\0');
    text_bytes(out, parts.at, parts.length);
    return text_all(out);
}

bool
html_live(struct html *html, struct bytes script, struct bytes style)
{
    struct bytes book = pack_book(html, script, style);

    html->out = text_new(html->arena);
    html_pack(html, &html->out, "octavo-live", book);
    html->live = text_all(&html->out);
    return html_write_wide(html, "live.js", html->live);
}
