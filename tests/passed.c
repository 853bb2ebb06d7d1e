/* passed.c: a pass over made-up text, see passed.h. */
#include "passed.h"

struct pass pass;
struct tree tree;
struct look look;
static struct frames frames;
struct again again;
static struct tongues tongues;
static struct palette palette;
static struct figures figures;
static struct data data;
static const struct ink inks[] = {{.name = "ink", .cmyk = {0, 0, 0, 1}}};
static uint32_t seed;

uint32_t
roll(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static const struct index no_index;

void
begin_pass(void)
{
    seed = 7;
    begin_test();
    open_faces();
    tree = (struct tree){.language = "en-US", .title = "T"};
    look = find_look(&diag, &tree);
    palette = (struct palette){inks, 1};
    tongues = tongues_open(&arena, &diag, &tree, &data, 1);
    pass = (struct pass){.arena = &arena,
                         .diag = &diag,
                         .tree = &tree,
                         .data = &data,
                         .figures = &figures,
                         .palette = &palette,
                         .look = &look,
                         .shaper = shaper_new(&arena, faces),
                         .tongues = &tongues,
                         .frames = &frames,
                         .again = &again,
                         .index = &no_index};
    frames = (struct frames){.arena = &arena};
    again = (struct again){.arena = &arena};
    pass_element(&pass, ROLE_ARTIFACT, 0);
    pass_element(&pass, ROLE_DOCUMENT, 0);
}

void
end_pass(void)
{
    tongues_close(&tongues);
    shaper_close(pass.shaper);
    end_test();
}

static const char *const vocabulary[] = {"recursive",   "self-improvement",
                                         "a",           "loop",
                                         "that",        "turns",
                                         "on",          "its",
                                         "own",         "machinery",
                                         "faster",      "and",
                                         "with",        "growing",
                                         "confidence",  "until",
                                         "electricity", "or",
                                         "silicon",     "runs",
                                         "short,",      "whereupon",
                                         "it",          "waits."};

const char *
make_words(int count)
{
    struct text text = text_new(&arena);

    for (int i = 0; i < count; i++)
        text_print(&text, "%s%s", i ? " " : "",
                   vocabulary[roll(COUNT(vocabulary))]);
    return text.at;
}

struct manner
make_manner(double measure)
{
    return (struct manner){
        .style = {.face = FACE_TEXT, .size = 11, .features = FEATURE_OLD_STYLE},
        .measure = measure,
        .hyphenate = true,
        .align = '-',
        .ink = &inks[0],
        .element = 1};
}
