/* suites.h: one Check suite a room. */
#ifndef SUITES_H
#define SUITES_H

#include <check.h>

Suite *suite_layers(void);
Suite *suite_base(void);
TCase *case_files(void); /* part of suite_base */
Suite *suite_tree(void);
Suite *suite_data(void);
Suite *suite_type(void);
TCase *case_languages(void); /* part of suite_type */
Suite *suite_sheet(void);
Suite *suite_book(void);
Suite *suite_read(void);
TCase *case_hostile(void); /* parts of suite_read */
TCase *case_sources(void);
Suite *suite_solve(void);
TCase *case_course(void); /* parts of suite_solve */
TCase *case_second(void);
TCase *case_runs(void);
TCase *case_draws(void);
TCase *case_models(void);
TCase *case_feasibility(void);
TCase *case_night(void);
TCase *case_published(void);
TCase *case_trial(void);
Suite *suite_draw(void);
TCase *case_drawings(void); /* parts of suite_draw */
TCase *case_frames(void);
TCase *case_charts(void);
TCase *case_live(void);
TCase *case_descriptions(void);
TCase *case_palette(void);
TCase *case_scales(void);
TCase *case_lettering(void);
Suite *suite_set(void);
TCase *case_maths(void); /* parts of suite_set */
TCase *case_galleys(void);
TCase *case_breaks(void);
TCase *case_paragraphs(void);
TCase *case_quality(void);
TCase *case_heads(void);
TCase *case_pages(void);
TCase *case_endless(void);
Suite *suite_print(void);
TCase *case_png(void); /* parts of suite_print */
TCase *case_tags(void);
TCase *case_figures(void);
TCase *case_films(void);
TCase *case_provenance(void);
Suite *suite_diff(void);
TCase *case_folders(void); /* part of suite_diff */
Suite *suite_html(void);
TCase *case_edition(void); /* parts of suite_html */
TCase *case_mustache(void);
TCase *case_woff2(void);
TCase *case_scripts(void);

#endif
