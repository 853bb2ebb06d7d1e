/* pdf.c: the screen edition, from a book's pages to one file. First it is
 * noted what all pages use. Then pages are drawn, each a job, since packing is
 * most of the work, and go into the file in their order: whoever has drawn a
 * page writes all that are ready, if nobody else does, while the others draw
 * on. What one would get wrong: only a few pages may wait, so that a long book
 * needs little memory, hence who is too far ahead stands still. */
#include "inside.h"

#include <pthread.h>

/* Pages that are drawn before the first of them is written. */
#define MOST_WAITING 32

/* One page, drawn. */
struct drawn {
    struct arena arena;
    struct content content;
    struct bytes deflated;
    bool ready;
};

struct page_job {
    const struct edition *edition;
    const struct book *book;
    struct stock *stock;
    struct writing *writing;
    struct drawn
        drawn[MOST_WAITING]; /* a page's is that of its number's rest */
    pthread_mutex_t lock;    /* of what is ready, and all below */
    pthread_cond_t written;
    size_t next;                          /* page to be written */
    bool busy;                            /* somebody writes */
    struct packer *packers[MOST_WAITING]; /* that no thread needs now */
    size_t packer_count;
};

/* A document being written. */
struct writing {
    struct arena *arena;
    struct pdf *pdf;
    struct hash *hash; /* of all that is in it */
    struct tags *tags; /* NULL: it is not tagged */
    struct object **pages;
    int *numbers; /* of them */
    int resources;
};

/* Each is in the file at once. */
static struct object *
make_images(struct pdf *pdf, struct arena *arena,
            const struct pictures *pictures)
{
    struct object *map = pdf_map(pdf);
    struct text entries = text_new(arena);

    for (size_t i = 0; i < pictures->count; i++) {
        const struct image *image = &pictures->at[i].image;
        if (!image->samples.at)
            continue;
        text_print(&entries, "/I%zu ", i);
        text_reference(&entries, image_put(pdf, image));
    }
    map_raw(pdf, map, text_all(&entries));
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
                   make_images(pdf, arena, &stock->pictures));
    return map;
}

static void
hash_stock(struct hash *hash, const struct stock *stock)
{
    for (int face = 0; face < FACE_COUNT; face++)
        hash_bytes(hash, stock->fonts.at[face].program.at,
                   stock->fonts.at[face].program.length);
    for (size_t i = 0; i < stock->pictures.count; i++)
        hash_bytes(hash, stock->pictures.at[i].file.at,
                   stock->pictures.at[i].file.length);
}

/* All pages, still blank, for links lead forward too. */
static void
add_pages(struct writing *writing, const struct page_job *all)
{
    struct pdf *pdf = writing->pdf;
    size_t count = all->book->page_count;

    writing->resources =
        object_number(pdf, make_resources(pdf, writing->arena, all->stock));
    writing->pages = TAKE_ARRAY(writing->arena, count, struct object *);
    writing->numbers = TAKE_ARRAY(writing->arena, count, int);
    for (size_t i = 0; i < count; i++) {
        writing->pages[i] = pdf_page(pdf);
        writing->numbers[i] = object_number(pdf, writing->pages[i]);
    }
}

static void
add_facts(struct text *text, const struct writing *writing,
          const struct sheet *sheet, size_t page)
{
    text_add(text, "/MediaBox[0 0 ");
    text_real(text, sheet->width);
    text_char(text, ' ');
    text_real(text, sheet->height);
    text_add(text, "]/Resources ");
    text_reference(text, writing->resources);
    if (!writing->tags)
        return;
    text_add(text, "/Tabs/S/StructParents ");
    text_whole(text, (long long)page);
}

/* The page's content goes into the file at once. */
static void
fill_page(struct writing *writing, const struct page_job *all, size_t page,
          struct drawn *drawn)
{
    struct pdf *pdf = writing->pdf;
    struct text facts = text_new(&drawn->arena);

    hash_bytes(writing->hash, drawn->deflated.at, drawn->deflated.length);
    add_facts(&facts, writing, all->book->pages[page].sheet, page);
    text_add(&facts, "/Contents ");
    text_reference(&facts, pdf_put_stream(pdf, "", drawn->deflated));
    if (writing->tags)
        tags_page(writing->tags, page, &drawn->content);
    tour_links(pdf, &facts, all->book, writing->numbers, page,
               drawn->content.links, writing->tags);
    map_raw(pdf, writing->pages[page], text_all(&facts));
    arena_close(&drawn->arena);
    *drawn = (struct drawn){0};
}

static struct drawn *
find_drawn(struct page_job *all, size_t page)
{
    return &all->drawn[page % MOST_WAITING];
}

static void
draw_page(const struct page_job *all, size_t page, struct drawn *drawn,
          struct packer *packer)
{
    drawn->content = sheet_content(&drawn->arena, all->stock, page,
                                   all->book->pages[page].sheet);
    drawn->deflated =
        packer_deflate(packer, &drawn->arena, drawn->content.bytes);
}

static void
tell_progress(const struct page_job *all)
{
    const struct edition *edition = all->edition;

    if (edition->progress && all->book == edition->book)
        edition->progress(edition->progress_to, "screen edition",
                          (int)all->next, (int)all->book->page_count);
}

/* All pages that are ready. The lock is held, but not while one is written. */
static void
write_ready(struct page_job *all)
{
    struct drawn *drawn;

    while ((drawn = find_drawn(all, all->next))->ready) {
        pthread_mutex_unlock(&all->lock);
        fill_page(all->writing, all, all->next, drawn);
        pthread_mutex_lock(&all->lock);
        all->next++;
        pthread_cond_broadcast(&all->written);
        tell_progress(all);
    }
}

/* Each thread needs one while it draws. */
static struct packer *
take_packer(struct page_job *all)
{
    return all->packer_count ? all->packers[--all->packer_count]
                             : packer_open(BOOK_PACKING);
}

static void
run_page(void *context, int job)
{
    struct page_job *all = context;
    size_t page = (size_t)job;
    struct drawn *drawn = find_drawn(all, page);

    pthread_mutex_lock(&all->lock);
    while (page >= all->next + MOST_WAITING)
        pthread_cond_wait(&all->written, &all->lock);
    struct packer *packer = take_packer(all);
    pthread_mutex_unlock(&all->lock);
    draw_page(all, page, drawn, packer);
    pthread_mutex_lock(&all->lock);
    all->packers[all->packer_count++] = packer;
    drawn->ready = true;
    if (!all->busy) {
        all->busy = true;
        write_ready(all);
        all->busy = false;
    }
    pthread_mutex_unlock(&all->lock);
}

static void
fill_pages(struct page_job *all, int threads)
{
    pthread_mutex_init(&all->lock, NULL);
    pthread_cond_init(&all->written, NULL);
    pool_run(threads, (int)all->book->page_count, run_page, all);
    while (all->packer_count)
        packer_close(all->packers[--all->packer_count]);
    pthread_cond_destroy(&all->written);
    pthread_mutex_destroy(&all->lock);
}

static bool
write_document(struct arena *arena, struct diag *diag, struct page_job *all,
               struct parcel *parcel, int threads)
{
    const struct book *book = all->book;
    struct pdf *pdf = pdf_open(arena, diag, parcel, threads);
    struct writing writing = {
        .arena = arena,
        .pdf = pdf,
        .hash = hash_new(arena),
        .tags = book->element_count ? tags_new(arena, book) : NULL,
    };

    add_pages(&writing, all);
    all->writing = &writing;
    fill_pages(all, threads);
    stock_drawn(all->stock);
    if (writing.tags)
        tags_write(writing.tags, pdf, writing.numbers);
    tour_bookmarks(pdf, arena, book, writing.numbers);
    tour_labels(pdf, book);
    hash_stock(writing.hash, all->stock);
    info_add(pdf, arena, book, hash_done(writing.hash));
    bool done = pdf_save(pdf);
    pdf_close(pdf);
    return done;
}

bool
book_pdf(struct arena *arena, struct diag *diag, const struct edition *edition,
         const struct book *book, struct parcel *parcel, int threads)
{
    struct stock stock;
    struct page_job all = {
        .edition = edition,
        .book = book,
        .stock = &stock,
    };

    stock_gather(arena, diag, edition, book, threads, &stock);
    bool done = write_document(arena, diag, &all, parcel, threads);
    stock_close(&stock);
    return done;
}

bool
print_pdf(struct arena *arena, struct diag *diag, const struct edition *edition)
{
    const char *slug =
        edition->tree && edition->tree->slug ? edition->tree->slug : "booklet";
    struct arena scratch = {0};
    struct parcel *parcel = parcel_open(
        arena, diag, arena_print(arena, "%s/%s.pdf", edition->out, slug));
    bool done = book_pdf(&scratch, diag, edition, edition->book, parcel,
                         edition->threads);

    arena_close(&scratch);
    return parcel_close(parcel, done);
}
