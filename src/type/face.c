/* face.c: faces found by file name in a few known folders, never through
 * fontconfig: the same book must get the same face everywhere or an error. */
#include "inside.h"

#include <hb-ot.h>
#include <math.h>
#include <string.h>

#define LARGEST_FONT ((size_t)64 << 20)

/* Debian has no bold italic of EB Garamond, so bold within italic is set in
 * the bold. */
static const struct source sources[FACE_OTHER] = {
    [FACE_TEXT] = {"EBGaramond12-Regular.otf", "fonts-ebgaramond", false,
                   false},
    [FACE_TEXT_ITALIC] = {"EBGaramond12-Italic.otf", "fonts-ebgaramond", false,
                          false},
    [FACE_TEXT_BOLD] = {"EBGaramond12-Bold.otf", "fonts-ebgaramond", false,
                        false},
    [FACE_SANS] = {"Inter-Regular.otf", "fonts-inter", false, false},
    [FACE_SANS_ITALIC] = {"Inter-Italic.otf", "fonts-inter", false, false},
    [FACE_SANS_MEDIUM] = {"Inter-Medium.otf", "fonts-inter", false, false},
    [FACE_SANS_BOLD] = {"Inter-SemiBold.otf", "fonts-inter", false, false},
    [FACE_MONO] = {"JetBrainsMono-Regular.ttf", "fonts-jetbrains-mono", true,
                   false},
    [FACE_MONO_BOLD] = {"JetBrainsMono-Bold.ttf", "fonts-jetbrains-mono", true,
                        false},
    [FACE_MATHS] = {"texgyrepagella-math.otf", "fonts-texgyre-math", false,
                    false},
};

static const char *const folders[] = {
    "/usr/share/fonts/opentype/ebgaramond",
    "/usr/share/fonts/opentype/inter",
    "/usr/share/fonts/truetype/jetbrains-mono",
    "/usr/share/texmf/fonts/opentype/public/tex-gyre-math",
    "/usr/share/fonts/truetype/noto",
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/truetype/ancient-scripts",
    "/usr/local/share/fonts",
};

const char *
font_locate(struct arena *arena, const char *folder, const char *file)
{
    const char *path =
        arena_print(arena, "%s/templates/fonts/%s", folder, file);

    if (file_exists(path))
        return path;
    for (size_t i = 0; i < COUNT(folders); i++) {
        path = path_join(arena, folders[i], file);
        if (file_exists(path))
            return path;
    }
    return NULL;
}

static const char *
read_name(struct arena *arena, hb_face_t *face, hb_ot_name_id_t id)
{
    char name[128];
    unsigned length = sizeof name;

    hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &length, name);
    return arena_copy(arena, name, length);
}

static double
read_metric(const struct face *face, hb_ot_metrics_tag_t tag, double fallback)
{
    hb_position_t position;

    return hb_ot_metrics_get_position(face->font, tag, &position)
               ? position / face->units
               : fallback;
}

static unsigned
read_be16(const unsigned char *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

/* The font's box in "head", which HarfBuzz's metrics do not offer. */
static void
read_box(struct face *face)
{
    hb_blob_t *blob =
        hb_face_reference_table(face->face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned length;
    const unsigned char *head = (const void *)hb_blob_get_data(blob, &length);

    for (unsigned i = 0; i < 4 && length >= 44; i++)
        face->metrics.box[i] =
            (int16_t)read_be16(head + 36 + 2 * i) / face->units;
    hb_blob_destroy(blob);
}

static void
read_metrics(struct arena *arena, struct face *face,
             const struct source *source)
{
    struct metrics *m = &face->metrics;
    hb_blob_t *cff =
        hb_face_reference_table(face->face, HB_TAG('C', 'F', 'F', ' '));

    m->ascent = read_metric(face, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, 0.8);
    m->descent =
        -read_metric(face, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -0.2);
    m->x_height = read_metric(face, HB_OT_METRICS_TAG_X_HEIGHT, 0.5);
    m->cap_height = read_metric(face, HB_OT_METRICS_TAG_CAP_HEIGHT, 0.7);
    m->italic_angle =
        (double)hb_style_get_value(face->font, HB_STYLE_TAG_SLANT_ANGLE);
    m->cff = hb_blob_get_length(cff) > 0;
    m->fixed_pitch = source->fixed_pitch;
    m->keyed = source->keyed;
    m->postscript_name =
        read_name(arena, face->face, HB_OT_NAME_ID_POSTSCRIPT_NAME);
    m->family = read_name(arena, face->face, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY);
    if (!*m->family)
        m->family = read_name(arena, face->face, HB_OT_NAME_ID_FONT_FAMILY);
    m->file_name = source->file;
    hb_blob_destroy(cff);
    read_box(face);
}

static bool
find_glyph(const struct face *face, uint32_t codepoint)
{
    hb_codepoint_t glyph;

    return hb_font_get_nominal_glyph(face->font, codepoint, &glyph);
}

/* Asked for every character of the book, and most are of the first few. */
static void
list_latin(struct face *face)
{
    for (uint32_t c = 0; c < LATIN_END; c++)
        face->latin[c] = find_glyph(face, c);
}

bool
font_open(struct arena *arena, struct diag *diag, const char *path,
          const struct source *source, struct face *face)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);

    if (!blob || hb_blob_get_length(blob) > LARGEST_FONT) {
        diag_say(diag, ERROR, (struct place){0}, "cannot read the font '%s'",
                 path);
        hb_blob_destroy(blob);
        return false;
    }
    face->face = hb_face_create(blob, 0);
    face->path = arena_string(arena, path);
    hb_blob_destroy(blob);
    hb_face_make_immutable(face->face);
    face->font = hb_font_create(face->face);
    face->units = hb_face_get_upem(face->face);
    hb_font_make_immutable(face->font);
    list_latin(face);
    read_metrics(arena, face, source);
    return true;
}

static bool
open_face(struct arena *arena, struct diag *diag, const char *folder,
          const struct source *source, struct face *face)
{
    const char *path = font_locate(arena, folder, source->file);

    if (path && font_open(arena, diag, path, source, face)) {
        face->key = key_of_file(path);
        accents_lend(face);
        return true;
    }
    if (path)
        return false;
    diag_say(diag, ERROR, (struct place){0},
             "the font file '%s' is missing: install the package %s",
             source->file, source->package);
    return false;
}

/* A file that is not open is known by what is in it; no key when it cannot be
 * read, which whoever opens it will say. */
static void
note_key(struct arena *arena, const char *folder, const struct source *source,
         struct face *face)
{
    const char *path = font_locate(arena, folder, source->file);

    if (path)
        face->key = key_of_file(path);
}

/* Once a build: hundreds of jobs ask for it, and it looks at as many files. */
static struct key
hash_faces(const struct faces *faces)
{
    struct arena scratch = {0};
    struct hash *hash = hash_new(&scratch);

    for (int i = 0; i < FACE_OTHER; i++)
        hash_key(hash, faces->faces[i].key);
    others_hash(faces->others, hash);
    struct key key = hash_done(hash);
    arena_close(&scratch);
    return key;
}

struct faces *
faces_open(struct arena *arena, struct diag *diag, const char *folder)
{
    struct faces *faces = TAKE(arena, struct faces);
    bool whole = true;

    faces->others = others_new(arena, folder);
    note_key(arena, folder, &sources[FACE_MATHS], &faces->faces[FACE_MATHS]);
    for (int i = 0; i < FACE_MATHS; i++)
        whole &= open_face(arena, diag, folder, &sources[i], &faces->faces[i]);
    faces->key = hash_faces(faces);
    if (whole)
        return faces;
    faces_close(faces);
    return NULL;
}

bool
faces_open_maths(struct arena *arena, struct diag *diag, struct faces *faces,
                 const char *folder)
{
    struct face *face = &faces->faces[FACE_MATHS];

    if (face->face)
        return true;
    if (!open_face(arena, diag, folder, &sources[FACE_MATHS], face))
        return false;
    if (maths_read(faces))
        return true;
    diag_say(diag, ERROR, (struct place){0},
             "the font file '%s' has no table MATH: install the package %s "
             "anew",
             sources[FACE_MATHS].file, sources[FACE_MATHS].package);
    return false;
}

void
faces_close(struct faces *faces)
{
    for (int i = 0; faces && i < FACE_OTHER; i++) {
        hb_font_destroy(faces->faces[i].font);
        hb_face_destroy(faces->faces[i].face);
    }
    if (faces)
        others_close(faces->others);
}

const struct face *
faces_at(const struct faces *faces, enum face_name face)
{
    return face < FACE_OTHER ? &faces->faces[face]
                             : others_at(faces->others, face);
}

const struct metrics *
face_metrics(const struct faces *faces, enum face_name face)
{
    return &faces_at(faces, face)->metrics;
}

/* Other faces are looked at for many a letter that another one has: only of
 * one that is used is the file read, and that not as it is mapped, or all of a
 * large font would be kept in memory. */
struct key
face_key(const struct faces *faces, enum face_name face)
{
    const struct face *at = faces_at(faces, face);

    return face < FACE_OTHER ? at->key : key_of_file(at->path);
}

struct key
faces_key(const struct faces *faces)
{
    return faces->key;
}

double
face_advance(const struct faces *faces, enum face_name name, uint32_t glyph)
{
    const struct face *face = faces_at(faces, name);

    return hb_font_get_glyph_h_advance(face->font, glyph) / face->units;
}

bool
face_has(const struct faces *faces, enum face_name name, uint32_t codepoint)
{
    const struct face *face = faces_at(faces, name);

    return codepoint < LATIN_END ? face->latin[codepoint]
                                 : find_glyph(face, codepoint);
}

/* Outlines. */

struct tracing {
    const struct outline *outline;
    void *to;
    double scale;
};

static void
trace_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x,
           float y, void *user)
{
    struct tracing *t = data;

    (void)funcs, (void)state, (void)user;
    t->outline->move(t->to, (double)x * t->scale, (double)y * t->scale);
}

static void
trace_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x,
           float y, void *user)
{
    struct tracing *t = data;

    (void)funcs, (void)state, (void)user;
    t->outline->line(t->to, (double)x * t->scale, (double)y * t->scale);
}

static void
trace_cubic(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state,
            float x1, float y1, float x2, float y2, float x, float y,
            void *user)
{
    struct tracing *t = data;
    double s = t->scale;

    (void)funcs, (void)state, (void)user;
    t->outline->curve(t->to, (double)x1 * s, (double)y1 * s, (double)x2 * s,
                      (double)y2 * s, (double)x * s, (double)y * s);
}

/* HarfBuzz itself raises quadratics to cubics when no quadratic function is
 * set. */
static void
trace_close(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state,
            void *user)
{
    struct tracing *t = data;

    (void)funcs, (void)state, (void)user;
    t->outline->close(t->to);
}

void
face_outline(const struct faces *faces, enum face_name name, uint32_t glyph,
             const struct outline *outline, void *to)
{
    const struct face *face = faces_at(faces, name);
    struct tracing tracing = {outline, to, 1 / face->units};
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();

    hb_draw_funcs_set_move_to_func(funcs, trace_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, trace_line, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, trace_cubic, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, trace_close, NULL, NULL);
    hb_font_get_glyph_shape(face->font, glyph, funcs, &tracing);
    hb_draw_funcs_destroy(funcs);
}
