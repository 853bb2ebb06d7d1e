/* main.c: the driver: subcommands, then the five verbs in order, then the
 * exit status. It alone knows the order; everything it calls is a door.
 * What one would get wrong: nothing in out/ is touched before everything has
 * been read, solved, drawn and set without an error. */
#include <malloc.h>
#include <string.h>

#include "command.h"
#include "draw/draw.h"

static const struct command {
    const char *name, *usage, *about;
    const char *more; /* its options, a line each, or NULL */
    int (*run)(struct options *options);
} commands[] = {
    {"build", "build [BOOK] [-e EDITIONS] [-j N] [--draft] [--why]",
     "make the editions of a book into BOOK/out",
     "  BOOK         its folder, with content/book.yaml; this one if not "
     "given\n"
     "  -e EDITIONS  screen, html or screen,html; else those of book.yaml\n"
     "  -j N         work for N threads; else one for each core\n"
     "  --draft      go on after errors, with gaps where they are\n"
     "  --why        say what has changed since the last build\n",
     command_build},
    {"check", "check [BOOK]", "say everything that is wrong, make nothing",
     NULL, command_check},
    {"figures", "figures [BOOK] [NAME...]", "make only the figures", NULL,
     command_figures},
    {"solve",
     "solve [BOOK] MODEL [--set NAME=VALUE] [--params FILE] [--at T,T]\n"
     "                    [--samples N] [--seed N] [--format csv|json]\n"
     "       octavo solve --list [--format json]",
     "run a model, print its numbers; --list names models and parameters",
     "  BOOK              take parameters from its content/models\n"
     "  --set NAME=VALUE  one parameter, as r0=1.2; may be given again\n"
     "  --params FILE     a YAML or JSON map of them\n"
     "  --at T,T          the dates that are printed, as 2027,2030.5\n"
     "  --samples N       of a model that draws some\n"
     "  --seed N          to draw others\n",
     command_solve},
    {"diff", "diff OLD NEW [-o DIR] [-j N] [--format json] [--quiet]",
     "compare two folders of figures, show what changed",
     "  OLD, NEW  as BOOK/out/figures\n"
     "  -o DIR    where the page of changes and diff.json go; else out/diff\n"
     "\nThe exit status is 1 when any figure changed.\n",
     command_diff},
    {"new", "new DIR", "write a small book that builds", NULL, command_new},
};

/* Every key of a figure's description, after the command's own help. */
static void
print_figure_help(void)
{
    struct arena arena = {0};
    struct text text = text_new(&arena);

    draw_help(&text);
    printf("\n%s", text.at);
    arena_close(&arena);
}

static int
refuse_command(const char *name)
{
    const char *names[COUNT(commands)];
    struct arena arena = {0};
    struct diag diag = {.arena = &arena};

    for (size_t i = 0; i < COUNT(commands); i++)
        names[i] = commands[i].name;
    fprintf(stderr, "octavo: no command named '%s'%s\n", name,
            diag_hint(&diag, name, names, COUNT(names)));
    arena_close(&arena);
    return MISUSED;
}

static int
print_help(const char *name)
{
    for (size_t i = 0; i < COUNT(commands); i++)
        if (name && !strcmp(name, commands[i].name)) {
            printf("usage: octavo %s\n\n%s\n", commands[i].usage,
                   commands[i].about);
            if (commands[i].more)
                printf("\n%s", commands[i].more);
            if (commands[i].run == command_figures)
                print_figure_help();
            return DONE;
        }
    if (name)
        return refuse_command(name);
    printf("usage: octavo COMMAND [ARGUMENTS]\n\n");
    for (size_t i = 0; i < COUNT(commands); i++)
        printf("  %-10s %s\n", commands[i].name, commands[i].about);
    printf("  %-10s %s\n\n", "help", "say more about a command");
    printf("Everywhere: --quiet, --format json for diagnostics as JSON.\n");
    return DONE;
}

static bool
asks_for_help(const char *word)
{
    return !strcmp(word, "--help") || !strcmp(word, "-h");
}

static int
run_command(int count, char **words)
{
    const struct command *command = commands;
    struct arena arena = {0};
    struct options options = {.arena = &arena};

    while (command < commands + COUNT(commands) &&
           strcmp(words[0], command->name) != 0)
        command++;
    if (command == commands + COUNT(commands))
        return refuse_command(words[0]);
    for (int i = 1; i < count; i++)
        if (asks_for_help(words[i]))
            return print_help(command->name);
    int status = MISUSED;
    if (parse_options(&options, count - 1, words + 1))
        status = command->run(&options);
    arena_close(&arena);
    return status;
}

/* What an arena gives back is taken again at once: let the heap keep it
 * rather than have the kernel clear the same pages over and over. There are two
 * heaps: with one, threads wait for each other; with more, each keeps for
 * itself what others could use. */
static void
keep_memory(void)
{
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 16 << 20);
    mallopt(M_ARENA_MAX, 2);
}

int
main(int count, char **words)
{
    keep_memory();
    if (count < 2) {
        print_help(NULL);
        return MISUSED;
    }
    if (!strcmp(words[1], "--version")) {
        printf("octavo %s\n", OCTAVO_VERSION);
        return DONE;
    }
    if (!strcmp(words[1], "help") || asks_for_help(words[1]))
        return print_help(count > 2 ? words[2] : NULL);
    int status = run_command(count - 1, words + 1);
    return fflush(stdout) || ferror(stdout) ? FAILED : status;
}
