/* manifest.h: what the last good build read and made, so that nothing is done
 * when nothing changed, and --why can say what did. */
#ifndef MANIFEST_H
#define MANIFEST_H

#include "base/base.h"

/* A file that was read (key) or made (size and time). */
struct entry {
    const char *path; /* relative to the book's folder */
    struct key key;
    uint64_t size, time;
};
struct entries {
    struct entry *at;
    size_t count, room;
};
struct manifest {
    struct key settings; /* of program, faces, editions */
    struct entries read, made;
};

/* Everything under the folders content, figures and templates of the book,
 * and the extra files (relative to the book; may be none). */
struct entries find_inputs(struct arena *arena, const char *folder,
                           const char *const *extra, size_t extra_count);
/* Everything under the book's out/ but what hides behind a dot. */
struct entries find_outputs(struct arena *arena, const char *folder);

/* count 0 everywhere when there is none or it is damaged. */
struct manifest load_manifest(struct arena *arena, const char *path);
void save_manifest(struct diag *diag, const char *path,
                   const struct manifest *manifest);

/* Whether nothing was changed since: same settings, same inputs, and every
 * output stands as it was left. */
bool manifest_holds(struct arena *arena, const struct manifest *old,
                    const struct manifest *now, const char *folder);
/* Say as notes which inputs are new, changed or gone. */
void explain_changes(struct diag *diag, const struct manifest *old,
                     const struct manifest *now);

#endif
