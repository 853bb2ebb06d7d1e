/* passed.h: what the tests of setting share: a pass with everything that it
 * points at, and made-up text of real letters. */
#ifndef PASSED_H
#define PASSED_H

#include "fixture.h"
#include "set/inside.h"

/* Of the test that runs. */
extern struct pass pass;
extern struct tree tree;
extern struct look look;
extern struct again again;

/* A test with faces and a pass; what is random comes from a fixed seed. */
void begin_pass(void);
void end_pass(void);

/* Less than below. */
uint32_t roll(uint32_t below);
const char *make_words(int count);
/* Of text, justified, in the first ink. */
struct manner make_manner(double measure);

#endif
