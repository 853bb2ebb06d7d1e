/* tongue.h: what the press says of itself in an edition, by language, and how
 * that language writes quotations, numbers and dates. */
#ifndef TONGUE_H
#define TONGUE_H

#include "base/base.h"

enum saying {
    WORD_CONTENTS,
    WORD_FIGURES,
    WORD_INDEX,
    WORD_SOURCES,
    WORD_NOTES,
    WORD_COLOPHON,
    WORD_SECTION, /* within a sentence, as the next five */
    WORD_FIGURE,
    WORD_TABLE,
    WORD_EQUATION,
    WORD_PAGE,
    WORD_NOTE,
    WORD_SOURCE, /* before what a figure was made from */
    WORD_AND,    /* before the last of several names */
    WORD_OTHERS, /* after the first of many names */
    WORD_EDITOR, /* behind a name, as the next */
    WORD_EDITORS,
    WORD_EDITED_BY,
    WORD_IN, /* a book that holds an article */
    WORD_EDITION,
    WORD_REPORT,
    WORD_THESIS,
    WORD_DOCTOR, /* a thesis */
    WORD_MASTER,
    WORD_NO_DATE,
    WORD_ACCESSED, /* before a date */
    WORD_CITED_PAGE,
    WORD_CITED_PAGES,
    WORD_BACK,
    WORD_SET_IN,  /* {1} to {3} faces, {4} on {5} points, {6} by {7}
                     millimetres, {8} lines */
    WORD_MADE_BY, /* {1} version, {2} words */
    WORD_MADE_ON, /* {1} version, {2} words, {3} date */
    WORD_NO_PICTURE,
    WORD_NO_FIGURE,
    WORD_NOT_DRAWN,
    WORD_DONE, /* of a task */
    WORD_TO_DO,
    WORD_ALERT_NOTE, /* over an alert, as the next four */
    WORD_ALERT_TIP,
    WORD_ALERT_IMPORTANT,
    WORD_ALERT_WARNING,
    WORD_ALERT_CAUTION,
    WORD_SKIP, /* from here on: the reading edition */
    WORD_BEGINNING,
    WORD_PAGES,
    WORD_BEFORE,
    WORD_NEXT,
    WORD_BEGIN,
    WORD_LINK,
    WORD_NOTE_MARK, /* {1} number, as in the next */
    WORD_NOTE_BACK,
    WORD_CSV,
    WORD_BEHIND,
    WORD_BEHIND_FRAMES,
    WORD_ROWS,       /* {1} of {2} */
    WORD_PARAMETERS, /* {1} of them */
    WORD_EVIDENCE,
    WORD_SAMPLE,  /* one, {2} seed */
    WORD_SAMPLES, /* {1} of them, {2} seed */
    WORD_PHASES,
    WORD_SEARCH,
    WORD_ENLARGE, /* {1} what */
    WORD_CLOSE,
    WORD_NOT_FOUND,
    WORD_PHASE,      /* {1} number */
    WORD_KEY_FRAMES, /* {1} of them */
    WORD_FRAME,      /* {1} of {2} */
    WORD_DATE,       /* what an axis of dates is called */
    WORD_ROW,        /* {1}: one; from here on: figures in words */
    WORD_ALL_ROWS,   /* {1}: any other number */
    WORD_ROWS_OF,    /* {1} rows, {2} columns */
    WORD_ROWS_FROM,  /* {1} rows, {2} axis, {3} and {4} its ends */
    WORD_ALWAYS,     /* {1} value, as in the next */
    WORD_RISES,
    WORD_FALLS,
    WORD_RUNS,
    WORD_LOWEST,
    WORD_HIGHEST,
    WORD_MORE_COLUMNS, /* {1} how many */
    WORD_RANGE,        /* {1} low, {2} high; from here on: tables of data */
    WORD_RANGE_FROM,   /* {1} low */
    WORD_RANGE_TO,     /* {1} high */
    WORD_COUNT
};

/* Words for values. */
enum number_word {
    NUMBER_YES,
    NUMBER_NO,
    NUMBER_NOT_REACHED, /* of an event */
    NUMBER_NOT_DEFINED,
    NUMBER_PERCENT,
    NUMBER_PERCENT_SIGN, /* with the space before it */
    NUMBER_MILLION,      /* from here on a thousand times as much each */
    NUMBER_BILLION,
    NUMBER_TRILLION,
    NUMBER_QUADRILLION,
    NUMBER_COUNT
};

enum { TONGUES = 11 };
struct tongue {
    const char *language; /* "de" */
    /* Double and single, open and close; a language that sets quotations off
     * with spaces has them here. */
    const char *quotes[4];
    bool spaced;         /* a narrow space before ; : ! ? */
    const char *decimal; /* mark of numbers */
    const char *group;   /* between thousands */
    const char *date;    /* {1} day, {2} month, {3} year */
    const char *months[12];
    const char *dates[12]; /* months after a day, where they change with it */
    const char *numbers[NUMBER_COUNT];
    size_t column; /* of the table of sayings */
};

/* The tongue of a BCP 47 tag ("de-AT" has that of "de"), English for one that
 * the press has no words in. Never NULL. */
const struct tongue *tongue_find(const char *language);
/* Whether the press has words in it. */
bool tongue_known(const char *language);
/* The same with the quotation marks of languages that have no words here. */
const struct tongue *tongue_quotes(const char *language);
const char *tongue_say(const char *language, enum saying word);
/* What stands between a word and a colon or semicolon. */
const char *tongue_thin(const char *language);
/* What a model or a figure calls something, in the language; a label that the
 * press has not made as it is. */
const char *tongue_label(const char *language, const char *label);
/* What stands on the i-th control of a figure that readers move, and its name
 * in moved.js; NULL after the last. */
const char *tongue_control(const char *language, size_t i, const char **name);
/* The word as a sentence begins with it. */
const char *tongue_begin(struct arena *arena, const char *language,
                         enum saying word);
/* The same of any words. */
const char *words_begin(struct arena *arena, const char *words);
/* The pattern with {1} to {9} replaced by values; those that are not there must
 * not be asked for. */
const char *tongue_fill(struct arena *arena, const char *pattern,
                        const char *const *values);
/* An ISO date in words; anything else as it is. */
const char *tongue_date(struct arena *arena, const char *language,
                        const char *date);

#endif
