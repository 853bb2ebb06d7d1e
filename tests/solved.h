/* solved.h: what the tests of solve/ share: parameters as an author would
 * write them, and a course made with them. */
#ifndef SOLVED_H
#define SOLVED_H

#include "fixture.h"
#include "solve/ensemble.h"

/* A map of scalars from "name=value" strings, one a line of p.yaml. */
const struct item *make_map(const char *const *pairs, size_t count);

#define MAP(...)                                                               \
    make_map((const char *const[]){__VA_ARGS__},                               \
             COUNT(((const char *const[]){__VA_ARGS__})))

/* The map as the parameters of a model: models.NAME. */
const struct item *make_models(const char *name, const struct item *map);
/* The symbols of the coupled model as a map makes them; NULL: no switch. */
struct symbols read_symbols(const struct item *map, enum wall *wall);
/* With a map or NULL, which must be without fault. */
struct course *solve_with(const struct item *map, enum wall wall);

#endif
