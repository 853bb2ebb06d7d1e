/* book.c: looking into a book: its destinations, and its pages as text. */
#include "book.h"

#include <string.h>

const struct destination *
book_find(const struct book *book, const char *id)
{
    size_t low = 0, high = book->destination_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(id, book->destinations[middle].id);
        if (!order)
            return &book->destinations[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

void
book_trace(struct text *text, const struct book *book)
{
    for (size_t i = 0; i < book->page_count; i++) {
        const struct page *page = &book->pages[i];
        text_print(text, "page %zu %s\n", i + 1,
                   page->label ? page->label : "");
        sheet_trace(text, page->sheet);
    }
}
