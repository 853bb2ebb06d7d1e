/* pdf_stock.c: what the pages of a document draw on: letters, pictures,
 * opacities. It must be known before the first page is drawn, so all are
 * walked once before, in shares, each a job: a run of pages that follow one
 * another. What one would get wrong: the shares are put together in the order
 * of the pages, where the first to name something wins, so that it makes no
 * difference how many there are. Only what is known of shaped words stays with
 * its share, for the pages of that alone ask for it. */
#include "inside.h"

/* Pages that are worth a share of their own. */
#define FEW_PAGES 16

struct share {
    struct arena arena;
    struct shapes shapes;
    struct stock stock; /* what its pages want, without shapes */
};

struct gathering {
    const struct edition *edition;
    const struct book *book;
    size_t pages; /* of a share */
    struct share *shares;
};

static void
add_opacity(struct arena *arena, struct stock *stock, double opacity)
{
    if (!stock->opacity_count) {
        GROW(arena, stock->opacities, 0, stock->opacity_room);
        stock->opacities[stock->opacity_count++] = 1;
    }
    for (size_t i = 0; i < stock->opacity_count; i++)
        if (stock->opacities[i] == opacity)
            return;
    GROW(arena, stock->opacities, stock->opacity_count, stock->opacity_room);
    stock->opacities[stock->opacity_count++] = opacity;
}

static void
note_glyphs(struct share *share, const struct glyphs *glyphs)
{
    for (size_t i = 0; i < glyphs->part_count; i++)
        note_glyphs(share, glyphs->parts[i]);
    if (!glyphs->part_count && shapes_add(&share->shapes, glyphs))
        fonts_note(&share->stock.fonts, glyphs);
}

static void
note_words(struct share *share, const struct mark *mark)
{
    if (mark->glyphs)
        note_glyphs(share, mark->glyphs);
    else
        for (size_t i = 0; i < mark->strands->count; i++)
            note_glyphs(share, mark->strands->at[i].glyphs);
}

static void
note_sheet(struct share *share, const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++) {
        const struct mark *mark = &sheet->marks[i];
        if (mark->kind == MARK_GLYPHS)
            note_words(share, mark);
        if (mark->kind <= MARK_GLYPHS)
            add_opacity(&share->arena, &share->stock, mark->opacity);
        if (mark->kind == MARK_IMAGE)
            picture_add(&share->arena, &share->stock.pictures, mark);
        if (mark->kind == MARK_SHEET || mark->kind == MARK_COPY)
            note_sheet(share, mark->sheet);
    }
}

static void
note_share(void *context, int job)
{
    const struct gathering *all = context;
    struct share *share = &all->shares[job];
    size_t first = (size_t)job * all->pages, end = first + all->pages;

    share->stock.fonts =
        (struct fonts){.arena = &share->arena, .faces = all->edition->faces};
    for (size_t i = first; i < end && i < all->book->page_count; i++)
        note_sheet(share, all->book->pages[i].sheet);
}

static void
join_share(struct arena *arena, struct stock *stock, struct share *share)
{
    const struct stock *more = &share->stock;

    fonts_join(&stock->fonts, &more->fonts);
    pictures_join(arena, &stock->pictures, &more->pictures);
    for (size_t i = 0; i < more->opacity_count; i++)
        add_opacity(arena, stock, more->opacities[i]);
    arena_join(arena, &share->arena);
}

struct finishing {
    struct stock *stock;
    const struct cache *cache;
};

/* All letters are noted: cut a face, or find out which words of a share are
 * plain. */
static void
finish_piece(void *context, int job)
{
    const struct finishing *all = context;

    if (job < FACE_COUNT)
        fonts_cut(&all->stock->fonts, all->cache, (enum face_name)job);
    else
        shapes_judge(&all->stock->shapes[job - FACE_COUNT], &all->stock->fonts);
}

static void
finish_stock(struct stock *stock, struct diag *diag, const struct cache *cache,
             int threads)
{
    static const struct cache none = {0};
    struct finishing all = {stock, cache ? cache : &none};

    fonts_number(&stock->fonts);
    pool_run(threads, FACE_COUNT + (int)stock->share_count, finish_piece, &all);
    fonts_check(&stock->fonts, diag);
}

void
stock_gather(struct arena *arena, struct diag *diag,
             const struct edition *edition, const struct book *book,
             int threads, struct stock *stock)
{
    size_t most = book->page_count / FEW_PAGES + 1;
    size_t count = threads < 1              ? 1
                   : (size_t)threads > most ? most
                                            : (size_t)threads;
    struct gathering all = {edition, book, book->page_count / count + 1,
                            TAKE_ARRAY(arena, count, struct share)};

    *stock = (struct stock){
        .fonts = {.arena = arena, .faces = edition->faces},
        .shapes = TAKE_ARRAY(arena, count, struct shapes),
        .share_count = count,
        .share_pages = all.pages,
        .elements = book->elements,
        .element_count = book->element_count,
    };
    pool_run(threads, (int)count, note_share, &all);
    for (size_t i = 0; i < count; i++) {
        stock->shapes[i] = all.shares[i].shapes;
        join_share(arena, stock, &all.shares[i]);
    }
    pictures_read(diag, &stock->pictures,
                  edition->tree ? edition->tree->folder : NULL, edition->cache,
                  PICTURE_IMAGE, threads);
    finish_stock(stock, diag, edition->cache, threads);
}

void
stock_drawn(struct stock *stock)
{
    for (size_t i = 0; i < stock->share_count; i++)
        shapes_close(&stock->shapes[i]);
}

void
stock_close(struct stock *stock)
{
    stock_drawn(stock);
    fonts_close(&stock->fonts);
    pictures_close(&stock->pictures);
}
