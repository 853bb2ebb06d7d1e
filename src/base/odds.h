/* odds.h: how likely each bit of a text or of a module is a 1, by what stands
 * before it: what the press packs with and a page unpacks with. It is compiled
 * for both, so it needs no library.
 *
 * What a newcomer would get wrong: both must come to the same chances, to the
 * last bit of a double, so only +, -, * and / make them. */
#ifndef ODDS_H
#define ODDS_H

#include <stdint.h>

enum {
    ODDS_SLOTS = 1 << 22,
    ODDS_PAST = 1 << 18, /* bytes that are remembered */
    ODDS_HASHES = 7,     /* of the bytes before */
    ODDS_GUESSES = 8,    /* the last: what followed the same bytes */
    ODDS_STEPS = 4096,   /* of a chance, and of its logarithm */
    ODDS_SURE = 30,      /* bits after which a slot learns no slower */
    ODDS_STATES = 16
};

/* Where the bytes of a module's code stand. */
struct operations {
    int state;                          /* what the next byte belongs to */
    uint32_t number;                    /* of which some bytes have been read */
    unsigned shift;                     /* bits of it */
    uint32_t functions, numbers, bytes; /* still to come */
    uint32_t from, end; /* where an operation began; the function's end */
    unsigned now, before, third; /* operations, from the last */
};

/* About 17 MB; zeroed, then odds_begin. */
struct odds {
    int32_t slots[ODDS_SLOTS]; /* 22 bits: a chance less a half; 10: a count */
    unsigned char past[ODDS_PAST];
    uint32_t last[65536]; /* where two bytes ended */
    double squash[ODDS_STEPS + 1], stretch[ODDS_STEPS], rates[ODDS_SURE + 1];
    double weights[ODDS_STATES + 256][ODDS_GUESSES];
    double refined[256][33]; /* a chance, as it turned out to be */
    uint32_t at;             /* bytes so far */
    struct operations code;
    uint32_t word, words;  /* letters so far, and the word before them */
    uint32_t same, length; /* where the same was, and how much of it */

    /* Of the byte and the bit of the moment. */
    uint32_t hashes[ODDS_HASHES], fours[ODDS_HASHES], places[ODDS_GUESSES];
    double guesses[ODDS_GUESSES];
    double *weighed[2];  /* by state, and by the byte before */
    double alone[2];     /* the chance by either */
    double *near, share; /* between two that are refined */
    unsigned bits, four; /* of the byte and of its half, below a 1 */
};

void odds_begin(struct odds *odds);
/* The next byte is the first of a module's code. */
void odds_enter(struct odds *odds);
/* That the next bit is 1; at least 1/20,000,000, and at most 1 less that. */
double odds_guess(struct odds *odds);
/* What it was; eight are a byte, from its highest bit. */
void odds_learn(struct odds *odds, unsigned bit);

#endif
