/* check_frames.c: the frames of a sequence, which its parts share. */
#include "drawn.h"
#include "suites.h"

#include <math.h>
#include <string.h>

/* A good spiral with one line of it replaced. */
static const struct figure *
draw_spiral_with(const char *line, const char *instead)
{
    struct place place = {"figures/spiral.yaml", 0, 0};
    const char *all = file_read(&arena, &diag, place, place.file, 1 << 20).at;
    const char *at = strstr(all, line);

    ck_assert_ptr_nonnull(at);
    return draw_text(arena_print(&arena, "%.*s%s%s", (int)(at - all), all,
                                 instead, at + strlen(line)));
}

START_TEST(a_sequence_that_does_not_fit_its_run_is_said)
{
    static const struct {
        const char *line, *instead, *said;
    } cases[] = {
        {"run: spiral", "run: central", "share the 3073 rows of the run"},
        {"software: s", "software: growth", "software and compute must grow"},
        {"side: left", "side: lift", "no side named 'lift'"},
        {"side: left", "side: top", "'sides' needs one entry each"},
        {"format: si", "format: \"%s\"", "format"},
        {"film: phase", "film: ../phase", "'film' must be a name"},
        {"show: limit", "show: limits", "no show named 'limits'"},
        {"axis: {from: -1, to: 0.5}", "axis: {from: 1, to: 2}",
         "'from' below and 'to' above 0"},
        {"axis: {from: -2,", "axis: {from: 20,", "must be less than 'to'"},
        {"weight: w_demand", "weight: w_demnd", "did you mean 'w_demand'?"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        diag = (struct diag){.arena = &arena};
        const struct figure *figure =
            draw_spiral_with(cases[i].line, cases[i].instead);
        ck_assert_msg(was_said(cases[i].said), "never said: %s", cases[i].said);
        ck_assert_ptr_nonnull(figure->sheet);
        ck_assert_int_eq(figure->parts, 0);
    }
}
END_TEST

static const struct figure *
find_spiral(void)
{
    struct tree tree = read_figures();
    const struct figure *figure = figure_find(draw_tree(&tree, 1), "spiral");

    ck_assert_ptr_nonnull(figure);
    ck_assert_ptr_null(figure->sheet);
    ck_assert_int_eq(figure->parts, PARTS);
    ck_assert_int_eq(figure->frames, FRAMES);
    return figure;
}

START_TEST(frames_lie_within_their_sheet_and_words_apart)
{
    const struct figure *figure = find_spiral();
    struct shaper *shaper = shaper_new(&arena, faces);

    for (int part = 1; part <= figure->parts; part++)
        for (int frame = 0; frame < figure->frames; frame += 5) {
            const char *name =
                arena_print(&arena, "frame %d of part %d", frame, part);
            const struct sheet *sheet =
                figure->draw(figure, &arena, shaper, part, frame);
            ck_assert(sheet->width == figure->width);
            check_bounds(name, sheet);
            check_words_apart(name, sheet);
        }
    shaper_close(shaper);
}
END_TEST

/* Lines of a that differ from b's. */
static int
count_changes(const char *a, const char *b)
{
    int changes = 0;

    while (*a && *b) {
        size_t m = strcspn(a, "\n"), n = strcspn(b, "\n");
        changes += m != n || memcmp(a, b, m) != 0;
        a += m + (a[m] == '\n');
        b += n + (b[n] == '\n');
    }
    return *a || *b ? 1000 : changes;
}

START_TEST(a_part_ends_where_the_next_begins)
{
    const struct figure *figure = find_spiral();
    struct shaper *shaper = shaper_new(&arena, faces);

    for (int part = 1; part < figure->parts; part++) {
        const char *last = trace_sheet(
            figure->draw(figure, &arena, shaper, part, figure->frames - 1));
        const char *first =
            trace_sheet(figure->draw(figure, &arena, shaper, part + 1, 0));
        /* Only the line with the part's own name. */
        ck_assert_int_le(count_changes(last, first), 1);
    }
    shaper_close(shaper);
}
END_TEST

START_TEST(a_frame_is_the_same_whenever_it_is_drawn)
{
    const struct figure *figure = find_spiral();
    struct shaper *one = shaper_new(&arena, faces);
    struct shaper *two = shaper_new(&arena, faces);

    figure->draw(figure, &arena, one, 6, 35);
    ck_assert_str_eq(trace_sheet(figure->draw(figure, &arena, one, 3, 12)),
                     trace_sheet(figure->draw(figure, &arena, two, 3, 12)));
    shaper_close(one);
    shaper_close(two);
}
END_TEST

START_TEST(every_frame_has_a_key_of_its_own)
{
    const struct figure *figure = find_spiral(), *again = find_spiral();

    ck_assert(key_same(figure->frame_key(figure, 2, 7),
                       again->frame_key(again, 2, 7)));
    ck_assert(!key_same(figure->frame_key(figure, 2, 7),
                        figure->frame_key(figure, 2, 8)));
    ck_assert(!key_same(figure->frame_key(figure, 2, 35),
                        figure->frame_key(figure, 3, 0)));
}
END_TEST

/* The surface that lets the curve shine through, or NULL. */
static const struct mark *
find_fan(const struct figure *figure, struct shaper *shaper, int part,
         int frame)
{
    const struct sheet *sheet =
        figure->draw(figure, &arena, shaper, part, frame);

    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->marks[i].kind == MARK_FILL && sheet->marks[i].opacity < 1)
            return &sheet->marks[i];
    return NULL;
}

static double
measure_width(const struct mark *mark)
{
    double left = INFINITY, right = -INFINITY;

    for (size_t i = 0; i < mark->path->count; i++) {
        left = fmin(left, mark->path->steps[i].x);
        right = fmax(right, mark->path->steps[i].x);
    }
    return right - left;
}

START_TEST(the_fan_opens_in_the_last_part_alone)
{
    const struct figure *figure = find_spiral();
    struct shaper *shaper = shaper_new(&arena, faces);

    ck_assert_ptr_null(find_fan(figure, shaper, 5, 20));
    const struct mark *early = find_fan(figure, shaper, 6, 3);
    const struct mark *late = find_fan(figure, shaper, 6, FRAMES - 1);
    ck_assert_ptr_nonnull(early);
    ck_assert_ptr_nonnull(late);
    /* From the first year to the last: as wide as the strip. */
    ck_assert_double_gt(measure_width(late), measure_width(early));
    ck_assert_double_gt(measure_width(late), 0.9 * 480);
    shaper_close(shaper);
}
END_TEST

/* The tightest limit, of all that frames tell the only share. */
static const char *
tell_limit(const char *language)
{
    struct tree tree = read_figures();

    tree.language = data.language = language;
    const struct figure *figure = figure_find(draw_tree(&tree, 1), "spiral");
    const struct fact *facts = figure->facts(figure, &arena, 4, FRAMES - 1);
    while (facts->label && strcmp(facts->label, "tightest limit") != 0)
        facts++;
    ck_assert_ptr_nonnull(facts->label);
    return facts->words;
}

START_TEST(a_share_has_the_sign_of_the_language)
{
    const char *english = tell_limit("en"), *german = tell_limit("de");
    size_t length = strlen(english) - 1;

    ck_assert_str_eq(english + length, "%");
    ck_assert_uint_gt(length, strlen("power "));
    ck_assert_mem_eq(german, english, length);
    ck_assert_str_eq(german + length, "\u00a0%");
    ck_assert_str_eq(tell_limit("fr") + length, "\u202f%");
}
END_TEST

START_TEST(a_page_draws_the_frames_of_the_press)
{
    const struct figure *figure = find_spiral();
    struct shaper *shaper = shaper_new(&arena, faces);
    struct palette names;

    ck_assert_uint_gt(figure->live.length, 0);
    const struct figure *again =
        sketch_sequence(&arena, figure->live, &data, &names);
    ck_assert_ptr_nonnull(again);
    ck_assert_uint_eq(names.count, palette->count);
    ck_assert_int_eq(again->parts, figure->parts);
    ck_assert_int_eq(again->frames, figure->frames);
    for (int part = 1; part <= figure->parts; part++)
        for (int frame = 0; frame < figure->frames; frame += 7)
            ck_assert_str_eq(
                trace_sheet(again->draw(again, &arena, shaper, part, frame)),
                trace_sheet(figure->draw(figure, &arena, shaper, part, frame)));
    shaper_close(shaper);
}
END_TEST

START_TEST(cut_bytes_are_no_sequence)
{
    const struct figure *figure = find_spiral();
    struct palette names;

    for (size_t cut = 1; cut < figure->live.length; cut += 61) {
        /* A copy of its own, so that a look beyond its end is noticed. */
        size_t length = figure->live.length - cut;
        struct bytes own = {arena_copy(&arena, figure->live.at, length),
                            length};
        ck_assert_ptr_null(sketch_sequence(&arena, own, &data, &names));
    }
}
END_TEST

TCase *
case_frames(void)
{
    TCase *frames = tcase_create("frames");

    tcase_add_checked_fixture(frames, begin_drawing, end_test);
    tcase_set_timeout(frames, 60);
    tcase_add_test(frames, a_sequence_that_does_not_fit_its_run_is_said);
    tcase_add_test(frames, frames_lie_within_their_sheet_and_words_apart);
    tcase_add_test(frames, a_part_ends_where_the_next_begins);
    tcase_add_test(frames, the_fan_opens_in_the_last_part_alone);
    tcase_add_test(frames, a_frame_is_the_same_whenever_it_is_drawn);
    tcase_add_test(frames, every_frame_has_a_key_of_its_own);
    tcase_add_test(frames, a_share_has_the_sign_of_the_language);
    tcase_add_test(frames, a_page_draws_the_frames_of_the_press);
    tcase_add_test(frames, cut_bytes_are_no_sequence);
    return frames;
}
