/* mustache.h: templates, for this room only: a tree of named fields, and the
 * Mustache files that lay it out. */
#ifndef MUSTACHE_H
#define MUSTACHE_H

#include "base/base.h"

enum field_kind { FIELD_TEXT, FIELD_LIST, FIELD_MAP };

struct field {
    enum field_kind kind;
    const char *name; /* in a map, else NULL */
    const char *text; /* FIELD_TEXT */
    struct field *first, *last, *next;
};

/* An empty map that belongs to nobody: the root. */
struct field *field_new(struct arena *arena);
/* These append to a map, or with name NULL to a list. Text is borrowed; NULL
 * is kept as "", which a section takes for false. */
struct field *field_text(struct arena *arena, struct field *parent,
                         const char *name, const char *text);
struct field *field_list(struct arena *arena, struct field *parent,
                         const char *name);
struct field *field_map(struct arena *arena, struct field *parent,
                        const char *name);

/* Where the files of a look are found: each name in the first folder that has
 * it, so that a book overrides the program's look file by file. */
struct shelf {
    struct arena *arena;
    struct diag *diag;
    const char *folders[2]; /* may be NULL */
    const char *label;      /* how messages name them: "templates/html" */
};

/* at == NULL when no folder has the file, which has been said at place. */
struct bytes shelf_read(const struct shelf *shelf, struct place place,
                        const char *name);
/* Fill the template "name" (a file with its ending) with the fields of root.
 * Variables are escaped ({{x}}) or raw ({{{x}}}, {{&x}}); {{#x}}, {{^x}},
 * {{!x}}, {{>x}} (file x.mustache, x itself if it has an ending), {{.}} and
 * dotted names work as in mustache(5); delimiters cannot be changed. A name
 * that is nowhere is empty. Faults are said at their place in the template and
 * left out. */
void shelf_fill(const struct shelf *shelf, struct text *out, const char *name,
                const struct field *root);

#endif
