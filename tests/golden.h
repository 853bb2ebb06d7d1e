/* golden.h: comparing with the files in tests/golden/. */
#ifndef GOLDEN_H
#define GOLDEN_H

/* The file's bytes, or NULL when it is not there. */
const char *read_golden(const char *path);
/* Fails the test when the file says something else; found "" wants no file. */
void check_golden(const char *path, const char *found);

#endif
