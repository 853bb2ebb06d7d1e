/* hostile.h: the part of the suite of reading with hostile texts. */
#ifndef HOSTILE_H
#define HOSTILE_H

#include <check.h>

TCase *case_hostile(void);

#endif
