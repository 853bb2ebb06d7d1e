/* frames.c: how fast frames of the book's sequences are made, for make bench:
 * lines of name, value and goal, between bars. Beside them the floor: the same
 * sheets drawn by plain calls of cairo and saved by plain libpng as a palette
 * picture without a filter. Nothing passes or fails.
 *     frames BOOK */
#define _POSIX_C_SOURCE 200809L
#include "draw/draw.h"
#include "print/plate.h"
#include "read/read.h"
#include "solve/solve.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WIDTH 1280
#define HEIGHT 720
#define RUNS 3
#define FRAMES_A_JOB 12
#define SAMPLES 64 /* frames need none */

static const double paper[] = {1, 1, 1};

struct bench {
    const struct faces *faces;
    const struct figure *figure;
    size_t *sizes; /* of the frames */
    bool plain;
};

static double
read_clock(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Six bits a channel; of more than 256 colours the rest share the last. */
static int
index_plainly(const struct raster *raster, unsigned char *rows,
              png_color *palette)
{
    static _Thread_local short known[1 << 18];
    int count = 0;

    memset(known, -1, sizeof known);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        uint32_t c = raster->at[i];
        short *at =
            &known[(c >> 18 & 63) << 12 | (c >> 10 & 63) << 6 | (c >> 2 & 63)];
        if (*at < 0 && count < 256) {
            palette[count] =
                (png_color){(png_byte)(c >> 16 & 255), (png_byte)(c >> 8 & 255),
                            (png_byte)(c & 255)};
            *at = (short)count++;
        }
        rows[i] = (unsigned char)(*at < 0 ? 255 : *at);
    }
    return count;
}

static void
append_bytes(png_struct *png, png_byte *at, size_t length)
{
    text_bytes(png_get_io_ptr(png), at, length);
}

static void
flush_nothing(png_struct *png)
{
    (void)png;
}

static size_t
save_plainly(struct arena *arena, const struct raster *raster)
{
    png_struct *png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_info *info = png_create_info_struct(png);
    struct text text = text_new(arena);
    unsigned char *rows = malloc((size_t)WIDTH * HEIGHT);
    png_color palette[256];
    int count = index_plainly(raster, rows, palette);

    png_set_write_fn(png, &text, append_bytes, flush_nothing);
    png_set_compression_level(png, 6);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_IHDR(png, info, WIDTH, HEIGHT, 8, PNG_COLOR_TYPE_PALETTE,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_PLTE(png, info, palette, count);
    png_write_info(png, info);
    for (size_t y = 0; y < HEIGHT; y++)
        png_write_row(png, rows + y * WIDTH);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    free(rows);
    return text.length;
}

static size_t
make_plainly(struct arena *arena, const struct bench *bench,
             struct shaper *shaper, const struct raster *raster, int part,
             int frame)
{
    const struct figure *figure = bench->figure;
    const struct sheet *sheet =
        figure->draw(figure, arena, shaper, part, frame);

    sheet_raster(arena, bench->faces, NULL, sheet, paper, WIDTH / figure->width,
                 raster);
    return save_plainly(arena, raster);
}

static int
count_jobs(const struct figure *figure)
{
    return (figure->frames + FRAMES_A_JOB - 1) / FRAMES_A_JOB;
}

static size_t
make_frame(struct arena *arena, const struct bench *bench,
           struct shaper *shaper, struct plate *plate, int part, int frame)
{
    const struct figure *figure = bench->figure;

    plate_start(plate, tones_new(arena, paper));
    sheet_plate(arena, bench->faces,
                figure->draw(figure, arena, shaper, part, frame),
                WIDTH / figure->width, plate);
    return plate_png(arena, plate).length;
}

/* Some frames of a part, as print/ makes them, without the files. */
static void
run_job(void *context, int job)
{
    const struct bench *bench = context;
    const struct figure *figure = bench->figure;
    int part = job / count_jobs(figure) + 1;
    int first = job % count_jobs(figure) * FRAMES_A_JOB;
    struct arena own = {0};
    struct raster raster = {WIDTH, HEIGHT, NULL};
    struct shaper *shaper = shaper_new(&own, bench->faces);
    struct plate *plate = plate_new(&own, WIDTH, HEIGHT);

    raster.at = TAKE_ARRAY(&own, WIDTH * HEIGHT, uint32_t);
    for (int i = first; i < first + FRAMES_A_JOB && i < figure->frames; i++) {
        struct arena arena = {0};
        bench->sizes[(part - 1) * figure->frames + i] =
            bench->plain ? make_plainly(&arena, bench, shaper, &raster, part, i)
                         : make_frame(&arena, bench, shaper, plate, part, i);
        arena_close(&arena);
    }
    shaper_close(shaper);
    arena_close(&own);
}

/* Frames a second, the best of a few runs; of one core in its own time, which
 * nobody else's work changes much. */
static double
measure_speed(struct bench *bench, bool plain, int threads)
{
    const struct figure *figure = bench->figure;
    clockid_t clock = threads == 1 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC;
    double best = 0;

    bench->plain = plain;
    for (int i = 0; i < RUNS; i++) {
        double start = read_clock(clock);
        pool_run(threads, figure->parts * count_jobs(figure), run_job, bench);
        double speed =
            figure->parts * figure->frames / (read_clock(clock) - start);
        best = speed > best ? speed : best;
    }
    return best;
}

static void
print_sizes(const struct bench *bench, const char *what, const char *goal)
{
    int count = bench->figure->parts * bench->figure->frames;
    size_t sum = 0, most = 0;

    for (int i = 0; i < count; i++) {
        sum += bench->sizes[i];
        most = bench->sizes[i] > most ? bench->sizes[i] : most;
    }
    printf("%s: bytes a frame|%.0f|%s\n", what, (double)sum / count, goal);
    printf("%s: the largest frame|%zu|%s\n", what, most, goal);
}

static void
measure_frames(struct bench *bench)
{
    double floor = measure_speed(bench, true, 1);
    print_sizes(bench, "floor", "-");
    double one = measure_speed(bench, false, 1);
    print_sizes(bench, "frames", "40000");
    double two = measure_speed(bench, false, 2);

    printf("floor: frames a second, one core|%.1f|-\n", floor);
    printf("frames a second, one core|%.1f|90\n", one);
    printf("frames a second, two cores|%.1f|160\n", two);
    printf("time of a frame to the floor's|%.2f|1.20\n", floor / one);
}

int
main(int count, char **words)
{
    struct arena arena = {0};
    struct diag diag = {.arena = &arena};
    struct cache cache = {NULL};
    struct bench bench = {0};

    if (count < 2)
        return EXIT_FAILURE;
    struct faces *faces = faces_open(&arena, &diag, words[1]);
    struct tree *tree = read_content(
        &arena, &diag, words[1], path_join(&arena, words[1], "templates"), 1);
    if (!faces || !tree)
        return EXIT_FAILURE;
    struct data *data =
        solve_models(&arena, &diag, tree, &cache, SAMPLES, pool_cores());
    const struct palette *palette = draw_palette(&arena, &diag, tree);
    struct figures *figures =
        draw_figures(&arena, &diag, tree, data, faces, palette, pool_cores());
    bench.faces = faces;
    for (size_t i = 0; i < figures->count; i++) {
        bench.figure = &figures->at[i];
        if (bench.figure->sheet)
            continue;
        bench.sizes = TAKE_ARRAY(
            &arena, bench.figure->parts * bench.figure->frames, size_t);
        measure_frames(&bench);
    }
    faces_close(faces);
    arena_close(&arena);
    return EXIT_SUCCESS;
}
