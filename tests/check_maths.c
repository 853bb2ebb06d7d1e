/* check_maths.c: formulas as they are set, against the constants of the face
 * and the rules of The TeXbook. Boxes are looked into: what is laid first is
 * first. */
#include <math.h>
#include <string.h>

#include "fixture.h"
#include "read/read.h"
#include "set/maths.h"
#include "suites.h"

#define EXACT 1e-9

static struct pass pass;
static struct setter setter;
static struct tree tree;
static struct look look;
static struct again again;
static struct palette palette;
static struct data data;
static const struct ink inks[] = {{.name = "ink", .cmyk = {0, 0, 0, 1}}};
static const struct mode display = {STYLE_DISPLAY, false};
static const struct mode text_style = {STYLE_TEXT, false};

static void
open_all(void)
{
    begin_test();
    open_faces();
    tree = (struct tree){.language = "en-US", .title = "T"};
    look = find_look(&diag, &tree);
    palette = (struct palette){inks, 1};
    again = (struct again){.arena = &arena};
    pass = (struct pass){.arena = &arena,
                         .diag = &diag,
                         .tree = &tree,
                         .data = &data,
                         .palette = &palette,
                         .look = &look,
                         .again = &again,
                         .shaper = shaper_new(&arena, faces)};
    setter = (struct setter){.pass = &pass,
                             .arena = &arena,
                             .faces = faces,
                             .constants = maths_constants(faces),
                             .around = {.face = FACE_TEXT, .size = 10},
                             .em = 10};
    pass_element(&pass, ROLE_ARTIFACT, 0);
    pass_element(&pass, ROLE_DOCUMENT, 0);
}

static void
close_all(void)
{
    shaper_close(pass.shaper);
    end_test();
}

static const struct node *
read_block(const char *markdown)
{
    return read_markdown(&arena, &diag, "a.md",
                         bytes_of(arena_print(&arena, "# T\n\n%s\n", markdown)))
        ->last;
}

static const struct maths *
read_formula(const char *tex)
{
    const struct node *node =
        read_block(arena_print(&arena, "```math\n%s\n```", tex));

    ck_assert_int_eq(node->kind, NODE_DISPLAY);
    return node->maths;
}

static struct box *
set(const char *tex, struct mode mode)
{
    return set_part(&setter, read_formula(tex), mode);
}

static double
measure(const char *tex)
{
    return set(tex, text_style)->width;
}

/* Fractions. */

START_TEST(a_fraction_stands_where_the_face_says)
{
    const struct maths_constants *c = setter.constants;
    const struct box *box = set("\\frac{a}{c}", display);
    const struct placed *top = box->first, *bar = top->next;

    ck_assert_double_eq_tol(
        -top->y, 10 * c->fraction_numerator_display_style_shift_up, EXACT);
    ck_assert_double_eq_tol(
        bar->next->y, 10 * c->fraction_denominator_display_style_shift_down,
        EXACT);
    ck_assert_double_eq_tol(bar->h, 10 * c->fraction_rule_thickness, EXACT);
    ck_assert_double_eq_tol(-bar->y - bar->h / 2, 10 * c->axis_height, EXACT);
}
END_TEST

START_TEST(a_tall_numerator_keeps_its_distance_from_the_bar)
{
    const struct box *box = set("\\frac{\\frac{a}{b_j}}{\\sqrt{c}}", display);
    const struct placed *top = box->first, *bar = top->next;
    double gap = setter.constants->fraction_num_display_style_gap_min * 10;

    ck_assert_double_ge(bar->y - (top->y + top->box->depth), gap - EXACT);
    ck_assert_double_ge(
        bar->next->y - bar->next->box->height - (bar->y + bar->h),
        setter.constants->fraction_denom_display_style_gap_min * 10 - EXACT);
}
END_TEST

START_TEST(the_parts_of_a_fraction_in_running_text_are_small)
{
    const struct box *box = set("\\frac{a}{b}", text_style);

    ck_assert_double_eq_tol(box->first->box->size,
                            10 * setter.constants->script_percent_scale_down,
                            EXACT);
}
END_TEST

/* Scripts. */

START_TEST(scripts_are_small_and_scripts_of_scripts_smaller)
{
    const struct box *box = set("a^{b^c}", text_style);
    const struct box *inner = box->first->next->box;

    ck_assert_double_eq_tol(inner->first->box->size,
                            10 * setter.constants->script_percent_scale_down,
                            EXACT);
    ck_assert_double_eq_tol(
        inner->first->next->box->size,
        10 * setter.constants->script_script_percent_scale_down, EXACT);
}
END_TEST

START_TEST(scripts_of_a_letter_are_shifted_as_the_face_says)
{
    const struct maths_constants *c = setter.constants;
    const struct box *above = set("x^2", text_style);
    const struct box *below = set("x_2", text_style);

    ck_assert_double_eq_tol(-above->first->next->y,
                            10 * c->superscript_shift_up, EXACT);
    ck_assert_double_eq_tol(below->first->next->y, 10 * c->subscript_shift_down,
                            EXACT);
}
END_TEST

START_TEST(exponents_under_a_root_are_raised_less)
{
    const struct maths *root = read_formula("\\sqrt{x^2}");
    const struct box *box =
        set_part(&setter, root->first->first, cramp(text_style));

    ck_assert_double_eq_tol(-box->first->next->y,
                            10 * setter.constants->superscript_shift_up_cramped,
                            EXACT);
}
END_TEST

START_TEST(both_scripts_leave_the_least_gap)
{
    static const char *const bases[] = {"x_j^j", "W_{A_p}^{q_y}", "\\int_a^b",
                                        "\\left(x\\right)_g^g"};

    for (size_t i = 0; i < COUNT(bases); i++) {
        const struct box *box = set(bases[i], text_style);
        const struct placed *sup = box->first->next, *sub = sup->next;
        double gap = sub->y - sub->box->height - (sup->y + sup->box->depth);
        ck_assert_double_ge(
            gap, 10 * setter.constants->sub_superscript_gap_min - EXACT);
    }
}
END_TEST

START_TEST(a_subscript_goes_back_under_the_slope)
{
    const struct box *box = set("f_i^i", text_style);
    const struct placed *sup = box->first->next, *sub = sup->next;

    ck_assert_double_gt(box->first->box->italic, 0.1);
    ck_assert_double_lt(sub->x, sup->x);
}
END_TEST

START_TEST(limits_stand_over_and_under_in_displays_alone)
{
    const struct box *large = set("\\sum_{i=1}^n", display);
    const struct box *small = set("\\sum_{i=1}^n", text_style);

    ck_assert_double_lt(large->width, small->width);
    ck_assert_double_gt(large->height + large->depth,
                        1.5 * (small->height + small->depth));
    ck_assert_double_lt(set("\\sum\\limits_{i=1}^n", text_style)->width,
                        small->width);
    ck_assert_double_gt(set("\\sum\\nolimits_{i=1}^n", display)->width,
                        large->width);
}
END_TEST

/* What grows. */

START_TEST(delimiters_cover_what_they_hold)
{
    static const char *const pairs[][2] = {{"(", ")"},
                                           {"[", "]"},
                                           {"\\{", "\\}"},
                                           {"|", "|"},
                                           {"\\langle", "\\rangle"},
                                           {"\\lfloor", "\\rceil"}};

    for (size_t i = 0; i < COUNT(pairs); i++)
        for (int rows = 1; rows < 40; rows += 3) {
            const char *inner =
                arena_print(&arena, "\\begin{array}{c}%sx\\end{array}",
                            repeat("x\\\\", rows));
            const struct box *held = set(inner, display);
            const struct box *box =
                set(arena_print(&arena, "\\left%s%s\\right%s", pairs[i][0],
                                inner, pairs[i][1]),
                    display);
            const struct box *fence = box->first->box;
            double axis = 10 * setter.constants->axis_height;
            bool bounded = i == 4; /* the face has no endless angle */
            if (!bounded || rows < 4)
                ck_assert_double_ge(
                    fence->height + fence->depth,
                    find_fence(&setter, held->height, held->depth, display) -
                        0.01);
            ck_assert_double_eq_tol((fence->height - fence->depth) / 2, axis,
                                    0.01);
        }
}
END_TEST

START_TEST(an_assembly_is_as_long_as_it_is_asked_to_be)
{
    struct maths_glyph glyph = maths_glyph(faces, '(', 0);

    for (double wanted = 5; wanted < 60; wanted += 0.73) {
        struct maths_grown grown =
            maths_grow(&arena, faces, glyph.id, true, wanted);
        ck_assert_uint_ge(grown.count, 3);
        ck_assert_double_ge(grown.length, wanted - 1e-6);
        ck_assert_double_le(grown.length, wanted + 0.7);
        for (size_t i = 1; i < grown.count; i++)
            ck_assert_double_gt(grown.parts[i].at, grown.parts[i - 1].at);
    }
}
END_TEST

START_TEST(the_bar_of_a_root_lies_at_the_head_of_its_sign)
{
    static const char *const inners[] = {"x", "x^2 + y^2", "\\frac{a}{b}",
                                         "\\frac{\\frac{a}{b}}{\\frac{c}{d}}"};

    for (size_t i = 0; i < COUNT(inners); i++) {
        const struct box *box =
            set(arena_print(&arena, "\\sqrt{%s}", inners[i]), display);
        const struct placed *sign = box->first, *bar = sign->next;
        const struct placed *inner = bar->next;
        ck_assert_double_eq_tol(sign->y - sign->box->height, bar->y, 0.02);
        ck_assert_double_eq_tol(bar->x, sign->box->width, EXACT);
        ck_assert_double_eq_tol(bar->w, inner->box->width, EXACT);
        ck_assert_double_ge(
            -inner->box->height - (bar->y + bar->h),
            10 * setter.constants->radical_display_style_vertical_gap - EXACT);
    }
}
END_TEST

/* Spaces. */

START_TEST(atoms_are_spaced_by_their_classes)
{
    double a = measure("a"), b = measure("b"), mu = 10 / 18.0;

    ck_assert_double_eq_tol(measure("ab"), a + b, EXACT);
    ck_assert_double_eq_tol(measure("a+b"), a + b + measure("+") + 8 * mu,
                            EXACT);
    ck_assert_double_eq_tol(measure("a=b"), a + b + measure("=") + 10 * mu,
                            EXACT);
    ck_assert_double_eq_tol(measure("a,b"), a + b + measure(",") + 3 * mu,
                            EXACT);
    ck_assert_double_eq_tol(measure("\\log a"), a + measure("\\log") + 3 * mu,
                            EXACT);
    ck_assert_double_eq_tol(measure("a\\,b"), a + b + 3 * mu, EXACT);
}
END_TEST

START_TEST(a_sign_that_joins_nothing_is_not_spaced)
{
    double minus = measure("-"), b = measure("b"), mu = 10 / 18.0;

    ck_assert_double_eq_tol(measure("-b"), minus + b, EXACT);
    ck_assert_double_eq_tol(measure("(-b"), measure("(") + minus + b, EXACT);
    ck_assert_double_eq_tol(measure("=-b"), measure("=") + minus + b + 5 * mu,
                            EXACT);
}
END_TEST

/* Paragraphs and displays. */

static struct lines
set_lines(const char *markdown, double measure_of_lines)
{
    struct manner manner = {.style = {.face = FACE_TEXT, .size = 11},
                            .measure = measure_of_lines,
                            .align = 'l',
                            .ink = &inks[0],
                            .element = 1};

    return set_inlines(&pass, read_block(markdown), &manner);
}

START_TEST(a_line_may_end_after_a_relation)
{
    ck_assert_uint_eq(set_lines("So $a = b + c$ it is.", 400).count, 1);
    ck_assert_uint_ge(
        set_lines("$a + b + c + d + e + f + g = h + i + j + k$", 90).count, 2);
    ck_assert_uint_eq(set_lines("${a + b + c + d + e + f = g}$", 40).count, 1);
}
END_TEST

START_TEST(a_tall_formula_makes_room_for_itself)
{
    struct style style = {.face = FACE_TEXT, .size = 11};
    struct lines low = set_lines("So $a_i^2$ it is.", 400);
    struct lines tall = set_lines(
        "So $\\displaystyle\\frac{\\sum_{i=1}^n a}{\\sum_{i=1}^n b}$ it is.",
        400);

    for (int below = 0; below < 2; below++) {
        ck_assert_double_eq(find_extra(&pass, low.at, &style, 14, below > 0),
                            0);
        ck_assert_double_gt(find_extra(&pass, tall.at, &style, 14, below > 0),
                            3);
    }
}
END_TEST

START_TEST(a_formula_is_an_element_that_says_its_source)
{
    set_lines("So $a_i^2$ it is.", 400);
    const struct element *element = &pass.elements[pass.element_count - 1];

    ck_assert_int_eq(element->role, ROLE_FORMULA);
    ck_assert_int_eq(element->parent, 1);
    ck_assert_str_eq(element->alt, "a_i^2");
}
END_TEST

START_TEST(a_display_is_whole_lines_high_and_fits_the_measure)
{
    struct galley galley = {.pass = &pass};
    struct stick stick = {.measure = look.measure,
                          .size = look.size,
                          .leading = look.leading,
                          .parent = 1,
                          .grid = true};
    const char *wide = repeat("aaaa + ", 20);

    set_display(&galley, read_block("$$ \\frac{a}{b} $$"), stick);
    ck_assert_double_eq_tol(remainder(galley.at[0].height, look.leading), 0,
                            EXACT);
    ck_assert_ptr_null(diag.first);
    set_display(&galley, read_block(arena_print(&arena, "$$ %s b $$", wide)),
                stick);
    ck_assert_int_eq(diag.warnings, 1);
    ck_assert_ptr_nonnull(strstr(diag.first->words, "percent of its size"));
}
END_TEST

START_TEST(without_its_face_a_formula_is_set_as_its_source)
{
    struct faces *few = faces_open(&arena, &diag, ".");
    struct shaper *all = pass.shaper;

    pass.shaper = shaper_new(&arena, few);
    struct lines lines = set_lines("So $a_i^2$ it is.", 400);
    const struct sheet *sheet = lines.at[0].sheet;
    const char *found = NULL;
    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->marks[i].kind == MARK_GLYPHS &&
            mark_style(&sheet->marks[i])->face == FACE_MONO)
            found = mark_glyphs(&arena, &sheet->marks[i])->text;
    ck_assert_ptr_nonnull(found);
    ck_assert_ptr_nonnull(strstr(found, "a_i^2"));
    shaper_close(pass.shaper);
    pass.shaper = all;
    faces_close(few);
}
END_TEST

/* Every command of the table, in every style: none may lack its glyph or break
 * anything. */
START_TEST(every_kind_of_formula_is_set)
{
    static const char *const all[] = {
        "\\alpha\\beta\\Gamma\\partial\\infty\\hbar\\ell",
        "\\mathcal{ABCHL}\\mathbb{NRZx}\\mathfrak{gC}\\mathbf{x}\\mathsf{a}",
        "\\mathtt{b}\\boldsymbol{\\beta}\\mathrm{GW}\\text{if } x",
        "\\iint\\oint\\prod\\bigcup\\lim_{n}\\max_x\\operatorname*{arg}_x",
        "\\hat a\\bar b\\vec c\\dot d\\ddot e\\tilde f\\widehat{abc}",
        "\\overline{ab}\\underline{c}\\overbrace{a}^b\\underbrace{c}_d",
        "\\sqrt[3]{x}\\binom{n}{k}\\overset{a}{\\to}\\underset{b}{=}",
        "\\bigl(\\Bigl[\\biggl\\{\\Biggl|\\left.x\\middle|y\\right)",
        "\\begin{cases}a&b\\\\c\\end{cases}\\begin{bmatrix}1\\end{bmatrix}",
        "a &= b \\\\ &\\le c"};

    for (size_t i = 0; i < COUNT(all); i++)
        for (int style = 0; style <= STYLE_SMALLEST; style++) {
            const struct box *box =
                set(all[i], (struct mode){(enum maths_style)style, false});
            ck_assert_double_gt(box->width, 1);
            ck_assert_double_lt(box->height + box->depth, 100);
        }
    ck_assert_ptr_null(diag.first);
}
END_TEST

START_TEST(hostile_formulas_are_set)
{
    static const char *const marks[] = {
        "x",       "\\sqrt ",        "{",           "x^",
        "\\left(", "\\frac ",        "a&",          "a\\\\",
        "\\hat ",  "\\begin{cases}", "\\overbrace "};

    for (size_t i = 0; i < COUNT(marks); i++) {
        int times = 19000 / (int)strlen(marks[i]);
        const struct box *box =
            set(arena_print(&arena, "%s", repeat(marks[i], times)), display);
        ck_assert(isfinite(box->width) && isfinite(box->height + box->depth));
    }
}
END_TEST

/* What prose takes from amsmath. */
static const char *const commands[] = {
    "\\frac{a}{b} \\dfrac{a}{b} \\tfrac{a}{b} \\cfrac{a}{b}",
    "\\binom{n}{k} \\dbinom{n}{k} \\tbinom{n}{k}",
    "\\genfrac{(}{]}{0pt}{2}{a}{b} \\genfrac{}{}{}{}{a}{b}",
    "\\sqrt{a} \\sqrt[3]{a} x' x''_i",
    "\\xrightarrow{f} \\xleftarrow[g]{f} \\xmapsto{} \\xRightarrow[g]{f}",
    "\\overset{a}{b} \\underset{a}{b} \\stackrel{a}{=}",
    "\\sum_{\\substack{i < n \\\\ j < n}} \\prod\\limits_i \\int\\nolimits_0",
    "\\boxed{E = mc^2} \\phantom{x} \\hphantom{x} \\vphantom{x} \\smash{x}",
    "\\not= \\not< \\not\\in \\not\\subset \\not\\equiv \\not\\mid",
    "\\hat a \\check a \\tilde a \\acute a \\grave a \\dot a \\ddot a \\dddot "
    "a",
    "\\breve a \\bar a \\vec a \\mathring a \\widehat{ab} \\widetilde{ab}",
    "\\overline{a} \\underline{a} \\overbrace{a}^b \\underbrace{a}_b",
    "\\overrightarrow{AB} \\overleftarrow{AB} \\overleftrightarrow{AB}",
    "\\left. a \\middle| b \\right) \\big( \\Bigl[ \\biggm| \\Biggr\\}",
    "\\operatorname{ess} \\operatorname*{arg\\,max}_x \\lim_x \\limsup_x \\det",
    "n \\bmod m \\pmod{n} \\pod{n} \\mod{n}",
    "\\mathbb{R} \\mathcal{L} \\mathfrak{g} \\mathsf{x} \\boldsymbol{x}",
    "\\mathop{x} \\mathbin{x} \\mathrel{x} \\mathopen{x} \\mathclose{x}",
    "\\begin{smallmatrix} a & b \\end{smallmatrix}",
    "\\begin{array}{l|cr} a & b & c \\\\ d \\end{array}",
    "\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}",
    "\\begin{split} a &= b \\\\ c &= d \\end{split}",
    "\\begin{gathered} a \\\\ b \\end{gathered}",
    "\\begin{cases} a \\end{cases} \\begin{rcases} a \\end{rcases}",
    "\\begin{dcases} a \\end{dcases}",
    "\\begin{gather} a \\nonumber \\\\ b \\notag \\end{gather}",
    "\\begin{align} a \\\\ \\intertext{words} b \\end{align}",
    "a \\tag{1} ",
    "a \\tag*{Euler} ",
    "\\dots \\ldots \\cdots \\dotsb \\dotsc \\dotsm \\dotsi \\vdots \\ddots",
    "\\iint \\iiint \\oint \\iiiint \\bigcup \\bigoplus \\coprod",
    "\\forall \\exists \\nexists \\neg \\land \\lor \\implies \\iff "
    "\\therefore",
    "\\emptyset \\varnothing \\nabla \\infty \\hbar \\ell \\imath \\jmath",
    "\\le \\ge \\leqslant \\nleq \\subsetneq \\nsubseteq \\triangleq \\ltimes",
    "\\hookrightarrow \\twoheadrightarrow \\rightsquigarrow \\upharpoonright",
    "\\, \\: \\; \\! \\quad \\qquad \\text{if } \\textbf{not}",
};

START_TEST(what_prose_takes_from_amsmath_is_known)
{
    const struct box *box = set(commands[_i], display);

    ck_assert_msg(!diag.first, "%s", diag.first ? diag.first->words : "");
    ck_assert(box->width > 0);
}
END_TEST

START_TEST(an_arrow_is_wider_than_the_words_on_it)
{
    ck_assert_double_gt(measure("\\xrightarrow{abcdefghijk}"),
                        measure("\\scriptstyle abcdefghijk") + 7.9);
    ck_assert_double_gt(measure("\\xrightarrow[abcdefghijk]{f}"),
                        measure("\\scriptstyle abcdefghijk") + 7.9);
    ck_assert_double_ge(measure("\\xleftarrow{}"), 13.9);
}
END_TEST

START_TEST(a_phantom_takes_the_room_that_it_is_to_keep)
{
    const struct box *whole = set("\\frac{a}{b}", display);
    const struct box *both = set("\\phantom{\\frac{a}{b}}", display);
    const struct box *high = set("\\vphantom{\\frac{a}{b}}", display);
    const struct box *wide = set("\\hphantom{\\frac{a}{b}}", display);
    const struct box *shown = set("\\smash{\\frac{a}{b}}", display);

    ck_assert_double_eq(both->width, whole->width);
    ck_assert_double_eq(both->height, whole->height);
    ck_assert_ptr_null(both->first);
    ck_assert_double_eq(high->width, 0);
    ck_assert_double_eq(high->depth, whole->depth);
    ck_assert_double_eq(wide->width, whole->width);
    ck_assert_double_eq(wide->height, 0);
    ck_assert_double_eq(shown->height, 0);
    ck_assert_ptr_nonnull(shown->first);
}
END_TEST

START_TEST(a_frame_stands_around_what_it_holds)
{
    const struct box *inner = set("x_i", display);
    const struct box *frame = set("\\boxed{x_i}", display);

    ck_assert_double_gt(frame->width, inner->width + 6);
    ck_assert_double_gt(frame->height, inner->height + 3);
    ck_assert_double_gt(frame->depth, inner->depth + 3);
}
END_TEST

START_TEST(a_tag_stands_in_the_place_of_the_number)
{
    const struct node *tagged = read_block("$$a \\tag{B}$$ {#eq}");

    ck_assert_int_eq(tagged->number, 0);
    ck_assert_str_eq(node_ordinal(&arena, tagged), "(B)");
    ck_assert_str_eq(node_called(&arena, tagged, tagged), "equation");
}
END_TEST

TCase *
case_maths(void)
{
    TCase *tests = tcase_create("maths");

    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, open_all, close_all);
    tcase_add_test(tests, a_fraction_stands_where_the_face_says);
    tcase_add_test(tests, a_tall_numerator_keeps_its_distance_from_the_bar);
    tcase_add_test(tests, the_parts_of_a_fraction_in_running_text_are_small);
    tcase_add_test(tests, scripts_are_small_and_scripts_of_scripts_smaller);
    tcase_add_test(tests, scripts_of_a_letter_are_shifted_as_the_face_says);
    tcase_add_test(tests, exponents_under_a_root_are_raised_less);
    tcase_add_test(tests, both_scripts_leave_the_least_gap);
    tcase_add_test(tests, a_subscript_goes_back_under_the_slope);
    tcase_add_test(tests, limits_stand_over_and_under_in_displays_alone);
    tcase_add_test(tests, delimiters_cover_what_they_hold);
    tcase_add_test(tests, an_assembly_is_as_long_as_it_is_asked_to_be);
    tcase_add_test(tests, the_bar_of_a_root_lies_at_the_head_of_its_sign);
    tcase_add_test(tests, atoms_are_spaced_by_their_classes);
    tcase_add_test(tests, a_sign_that_joins_nothing_is_not_spaced);
    tcase_add_test(tests, a_line_may_end_after_a_relation);
    tcase_add_test(tests, a_tall_formula_makes_room_for_itself);
    tcase_add_test(tests, a_formula_is_an_element_that_says_its_source);
    tcase_add_test(tests, a_display_is_whole_lines_high_and_fits_the_measure);
    tcase_add_test(tests, without_its_face_a_formula_is_set_as_its_source);
    tcase_add_test(tests, every_kind_of_formula_is_set);
    tcase_add_test(tests, hostile_formulas_are_set);
    tcase_add_loop_test(tests, what_prose_takes_from_amsmath_is_known, 0,
                        (int)COUNT(commands));
    tcase_add_test(tests, an_arrow_is_wider_than_the_words_on_it);
    tcase_add_test(tests, a_phantom_takes_the_room_that_it_is_to_keep);
    tcase_add_test(tests, a_frame_stands_around_what_it_holds);
    tcase_add_test(tests, a_tag_stands_in_the_place_of_the_number);
    return tests;
}
