/* fixture.h: what a test finds when it begins: memory, a place for what is
 * said, and, once it asks for them, the faces and a folder of its own. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "type/type.h"

/* Of the test that runs; between begin_test and end_test. */
extern struct arena arena;
extern struct diag diag;
extern struct faces *faces; /* after open_faces */
extern const char *folder;  /* after make_folder: empty, under /tmp */

void begin_test(void);
/* Gives back all of it and removes the folder with what is in it. */
void end_test(void);
void open_faces(void);
void make_folder(void);

/* A file of the folder. */
void put_file(const char *name, const char *words);
struct bytes take_file(const char *name);

struct bytes bytes_of(const char *text);
const char *repeat(const char *text, int count);

#endif
