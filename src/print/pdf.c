/* pdf.c: the screen edition, from a book's pages to one file. Three rounds:
 * note what all pages use; draw the pages, each a job, since packing is most
 * of the work; give the results to libharu in the order of the pages. Only the
 * middle round has threads, so the file does not depend on them. */
#include "inside.h"

#include <stdatomic.h>

/* One page, drawn. */
struct drawn {
    struct arena arena;
    struct content content;
    struct bytes deflated;
};

struct page_job {
    const struct edition *edition;
    const struct book *book;
    const struct stock *stock;
    struct drawn *drawn;
    atomic_int done;
};

static void
draw_page(void *context, int job)
{
    struct page_job *all = context;
    struct drawn *drawn = &all->drawn[job];
    const struct edition *edition = all->edition;

    drawn->content =
        sheet_content(&drawn->arena, all->stock, all->book->pages[job].sheet);
    drawn->deflated = bytes_deflate(&drawn->arena, drawn->content.bytes, 6);
    int done = atomic_fetch_add(&all->done, 1) + 1;
    if (edition->progress && all->book == edition->book)
        edition->progress(edition->progress_to, "screen edition", done,
                          (int)all->book->page_count);
}

static void
gather_stock(struct arena *arena, struct diag *diag,
             const struct edition *edition, const struct book *book,
             int threads, struct stock *stock)
{
    stock->fonts = (struct fonts){.arena = arena, .faces = edition->faces};
    for (size_t i = 0; i < book->page_count; i++) {
        stock_add(arena, stock, book->pages[i].sheet);
        pictures_add(arena, &stock->pictures, book->pages[i].sheet);
    }
    pictures_read(diag, &stock->pictures,
                  edition->tree ? edition->tree->folder : NULL, threads);
    fonts_subset(&stock->fonts, diag, edition->cache, threads);
}

static void
close_stock(struct stock *stock)
{
    fonts_close(&stock->fonts);
    pictures_close(&stock->pictures);
}

static struct object *
make_samples(struct pdf *pdf, struct arena *arena, const struct pixels *pixels,
             const unsigned char *samples, int channels)
{
    size_t length = (size_t)pixels->width * (size_t)pixels->height;
    struct bytes raw = {(const char *)samples, length * (size_t)channels};
    struct object *map = pdf_stream(pdf, bytes_deflate(arena, raw, 6), true);

    map_name(pdf, map, "Type", "XObject");
    map_name(pdf, map, "Subtype", "Image");
    map_number(pdf, map, "Width", pixels->width);
    map_number(pdf, map, "Height", pixels->height);
    map_number(pdf, map, "BitsPerComponent", 8);
    map_name(pdf, map, "ColorSpace",
             channels == 3 ? "DeviceRGB" : "DeviceGray");
    map_flag(pdf, map, "Interpolate", false);
    return map;
}

static struct object *
make_pictures(struct pdf *pdf, struct arena *arena,
              const struct pictures *pictures)
{
    struct object *map = pdf_map(pdf);

    for (size_t i = 0; i < pictures->count; i++) {
        const struct pixels *pixels = &pictures->at[i].pixels;
        if (!pixels->at)
            continue;
        struct object *image =
            make_samples(pdf, arena, pixels, pixels->at, pixels->channels);
        if (pixels->alpha)
            map_object(pdf, image, "SMask",
                       make_samples(pdf, arena, pixels, pixels->alpha, 1));
        map_object(pdf, map, arena_print(arena, "I%zu", i), image);
    }
    return map;
}

static struct object *
make_opacities(struct pdf *pdf, struct arena *arena, const struct stock *stock)
{
    struct object *map = pdf_map(pdf);

    for (size_t i = 0; i < stock->opacity_count; i++) {
        struct object *state = pdf_map(pdf);
        map_name(pdf, state, "Type", "ExtGState");
        map_real(pdf, state, "ca", stock->opacities[i]);
        map_real(pdf, state, "CA", stock->opacities[i]);
        map_object(pdf, map, arena_print(arena, "G%zu", i), state);
    }
    return map;
}

/* One dictionary serves all pages. */
static struct object *
make_resources(struct pdf *pdf, struct arena *arena, const struct stock *stock)
{
    struct object *map = pdf_shared_map(pdf);

    map_object(pdf, map, "Font", fonts_object(pdf, &stock->fonts));
    if (stock->opacity_count > 1)
        map_object(pdf, map, "ExtGState", make_opacities(pdf, arena, stock));
    if (stock->pictures.count)
        map_object(pdf, map, "XObject",
                   make_pictures(pdf, arena, &stock->pictures));
    return map;
}

static struct key
name_content(struct arena *arena, const struct stock *stock,
             const struct page_job *all)
{
    struct hash *hash = hash_new(arena);

    for (size_t i = 0; i < all->book->page_count; i++)
        hash_bytes(hash, all->drawn[i].deflated.at,
                   all->drawn[i].deflated.length);
    for (int face = 0; face < FACE_COUNT; face++)
        hash_bytes(hash, stock->fonts.at[face].program.at,
                   stock->fonts.at[face].program.length);
    for (size_t i = 0; i < stock->pictures.count; i++)
        hash_bytes(hash, stock->pictures.at[i].file.at,
                   stock->pictures.at[i].file.length);
    return hash_done(hash);
}

static void
add_pages(struct pdf *pdf, struct arena *arena, const struct stock *stock,
          const struct page_job *all)
{
    const struct book *book = all->book;
    struct object *resources = make_resources(pdf, arena, stock);
    struct object **pages =
        TAKE_ARRAY(arena, book->page_count, struct object *);

    for (size_t i = 0; i < book->page_count; i++) {
        const struct sheet *sheet = book->pages[i].sheet;
        pages[i] = pdf_page(pdf, all->drawn[i].deflated);
        map_box(pdf, pages[i], "MediaBox", 0, 0, sheet->width, sheet->height);
        map_object(pdf, pages[i], "Resources", resources);
    }
    for (size_t i = 0; i < book->page_count; i++)
        tour_links(pdf, arena, book, pages, i, all->drawn[i].content.links);
    tour_bookmarks(pdf, arena, book, pages);
    tour_labels(pdf, book);
}

static struct bytes
write_document(struct arena *arena, struct diag *diag,
               const struct stock *stock, const struct page_job *all)
{
    struct pdf *pdf = pdf_open(arena, diag);

    add_pages(pdf, arena, stock, all);
    info_add(pdf, arena, all->book, name_content(arena, stock, all));
    struct bytes bytes = pdf_save(arena, pdf);
    pdf_close(pdf);
    return bytes;
}

struct bytes
book_pdf(struct arena *arena, struct diag *diag, const struct edition *edition,
         const struct book *book, int threads)
{
    struct stock stock = {0};
    struct page_job all = {
        .edition = edition,
        .book = book,
        .stock = &stock,
        .drawn = TAKE_ARRAY(arena, book->page_count, struct drawn),
    };

    gather_stock(arena, diag, edition, book, threads, &stock);
    pool_run(threads, (int)book->page_count, draw_page, &all);
    struct bytes bytes = write_document(arena, diag, &stock, &all);
    for (size_t i = 0; i < book->page_count; i++)
        arena_close(&all.drawn[i].arena);
    close_stock(&stock);
    return bytes;
}

bool
print_pdf(struct arena *arena, struct diag *diag, const struct edition *edition)
{
    const char *slug =
        edition->tree && edition->tree->slug ? edition->tree->slug : "booklet";
    struct arena scratch = {0};
    struct bytes bytes =
        book_pdf(&scratch, diag, edition, edition->book, edition->threads);
    bool done =
        bytes.at &&
        file_write(diag, arena_print(arena, "%s/%s.pdf", edition->out, slug),
                   bytes);

    arena_close(&scratch);
    return done;
}
