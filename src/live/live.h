/* live.h: what the page gives to the module and gets from it: WebAssembly's
 * imports and exports. The room is made for that machine alone. */
#ifndef LIVE_H
#define LIVE_H

#include <stddef.h>
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name), used))
#define IMPORT(name) __attribute__((import_module("page"), import_name(name)))

/* Imports. */

/* The width of words in a face (enum face_name) [em]. */
IMPORT("measure") double page_measure(int face, const char *at, size_t length);
/* Writes a number as printf's f or e would (letter), at most 350 bytes; how
 * many. */
IMPORT("digits")
size_t page_digits(double number, int precision, int letter, char *to);
/* The number that so many letters are. */
IMPORT("number") double page_number(const char *at, size_t length);

/* Bench.c: items with room for one more, as GROW of base.h makes it. */
struct arena;
void *grown_items(struct arena *arena, void *items, size_t count, size_t *room,
                  size_t size);

/* Exports, in the order in which a page calls them. */

/* Memory for the page to write to, before the first course. */
char *live_room(size_t length);
/* The symbols of the book (trial_keep); false: damaged. */
int live_begin(const char *at, size_t length);
/* A chart's plan (figure->live); its number, or -1 when there are too many. */
int live_open(const char *at, size_t length);
/* A sequence's plan (figure->live), once and before the first course; false:
 * damaged. */
int live_stage(const char *at, size_t length);
/* The words of the page's language, each with its NUL: the decimal mark, the
 * one between thousands, twelve months, those of enum number_word. */
void live_speak(const char *at);
void live_restore(void);
int live_change(size_t symbol, double value);
/* As trial_solve; samples are forgotten. */
int live_solve(int wall);
/* As trial_row and trial_dates. */
const double *live_row(double year);
const double *live_dates(void);
/* Draws samples up to a number; how many there are. */
size_t live_sample(size_t to);
/* "central.agi" and "month" (or "") at live_words and after its NUL, which
 * then has the value in words. */
#define WORDS_ROOM 512
char *live_words(void);
const char *live_say(void);
/* Where the numbers of a drawing lie, how many they are, where its words lie
 * and how long they are (sheet/list.c); NULL: no course. */
const uint32_t *live_draw(int figure, double width, double height);
/* The same of a frame: part from 1, frame from 0; NULL: there is none. */
const uint32_t *live_frame(int part, int frame);

#endif
