/* command.h: what the files of the driver share: the options of a command
 * line, and the commands. */
#ifndef COMMAND_H
#define COMMAND_H

#include "base/base.h"

/* Exit statuses. */
enum status { DONE = 0, FAULTY = 1, MISUSED = 2, FAILED = 70 };

struct options {
    struct arena *arena;
    const char **words; /* arguments that are not options */
    size_t word_count, word_room;
    const char *editions; /* -e: comma-separated, or NULL: those of the book */
    const char *params, *set, *at, *format, *samples, *seed;
    const char *output; /* -o: a folder, or NULL */
    int threads;
    bool draft, why, quiet, list;
};

/* False, and said on standard error, when the command line is wrong. */
bool parse_options(struct options *options, int count, char **words);

/* The same when there are more arguments than that. */
bool check_words(const struct options *options, size_t most);

/* Whether a folder is a book; check_book says it when it is none. */
bool names_book(struct arena *arena, const char *folder);
bool check_book(struct diag *diag, const char *folder);

/* Each returns the program's exit status. */
int command_build(struct options *options);
int command_check(struct options *options);
int command_figures(struct options *options);
int command_solve(struct options *options);
int command_diff(struct options *options);
int command_new(struct options *options);

/* The folder of the templates that come with the program; NULL and said when
 * there is none. */
const char *find_looks(struct arena *arena);
/* A hash of the program itself: new program, new cache. */
struct key find_program(void);

/* The module of the page (src/live); length 0 where it could not be made. */
extern const struct bytes live_module;

#endif
