/* odds.c: the chance of a bit. Eight guesses, each with the memory of what came
 * in the same surroundings, are weighed against each other as they have been
 * right before, and what comes of that is set right by how it turned out
 * (context mixing: M. Mahoney, "Adaptive Weighing of Context Models for
 * Lossless Data Compression", 2005).
 *
 * What a newcomer would get wrong: a page waits for this. Slots of four bits
 * lie side by side, for memory that is far apart is slow. */
#include "base.h"

#define LONGEST 31 /* of what is the same as before */

static uint32_t
hash(uint32_t a, uint32_t b)
{
    return (a + b + 1) * 0x2f0b4c47u;
}

/* The odds of a chance go from e^-16 to e^16 in steps of e^(1/128). */
void
odds_begin(struct odds *odds)
{
    double against = 8886110.520507872;
    int chance = 0;

    for (int i = 0; i <= ODDS_STEPS; i++, against *= 0.9922179382602435) {
        odds->squash[i] = 1 / (1 + against);
        for (; chance + 0.5 < odds->squash[i] * ODDS_STEPS; chance++)
            odds->stretch[chance] = (i - ODDS_STEPS / 2) / 128.0;
    }
    for (int i = 0; i <= ODDS_SURE; i++)
        odds->rates[i] = 1 / (i + 1.2);
    for (int i = 0; i < ODDS_STATES + 256; i++)
        for (int j = 0; j < ODDS_GUESSES; j++)
            odds->weights[i][j] = 0.25;
    for (int i = 0; i < 256; i++)
        for (int j = 0; j < 33; j++)
            odds->refined[i][j] = odds->squash[j * 128];
}

/* A module's code (WebAssembly, "Binary Format"): numbers in groups of seven
 * bits, functions with their size and variables, operations. */

enum {
    OUTSIDE,
    FUNCTIONS,
    SIZE,
    VARIABLES,
    OPERATION,
    SECOND,
    TABLE,
    OPERANDS
};

enum {
    LIST_OF_TARGETS = 14,
    RETURN,
    INDIRECT = 17,
    FLOAT = 67,
    DOUBLE,
    MEMORY = 252,
    VECTOR
};

void
odds_enter(struct odds *odds)
{
    odds->code = (struct operations){.state = FUNCTIONS, .from = odds->at - 1};
}

/* Numbers that follow an operation, or bytes. */
static void
begin_operation(struct operations *code, unsigned operation)
{
    code->third = code->before;
    code->before = code->now;
    code->now = operation;
    code->state = operation >= MEMORY            ? SECOND
                  : operation == LIST_OF_TARGETS ? TABLE
                                                 : OPERANDS;
    code->bytes = operation == FLOAT ? 4 : operation == DOUBLE ? 8 : 0;
    code->numbers =
        operation == INDIRECT || (operation > 39 && operation < 63) ? 2
        : (operation > 1 && operation < 5) ||
                (operation > 11 && operation < 17 && operation != RETURN) ||
                (operation > 31 && operation < 37) ||
                (operation > 62 && operation < 67)
            ? 1
            : 0;
}

/* Operations with a second number. */
static void
begin_second(struct operations *code, uint32_t number)
{
    if (code->now == MEMORY)
        code->numbers = number < 8 ? 0 : number == 11 ? 1 : 2;
    else
        code->numbers = number < 12 ? 2 : 0;
    code->bytes = code->now == VECTOR && number == 12 ? 16 : 0;
    code->state = OPERANDS;
}

static void
take_number(struct operations *code, uint32_t number, uint32_t at)
{
    switch (code->state) {
    case FUNCTIONS:
        code->functions = number + 1;
        break;
    case SIZE:
        code->end = at + number;
        code->state = VARIABLES;
        return;
    case VARIABLES:
        code->numbers = 2 * number;
        break;
    case SECOND:
        begin_second(code, number);
        break;
    case TABLE:
        code->numbers = number + 1;
        break;
    default:
        code->numbers--;
    }
    code->state = OPERANDS;
}

/* Whether the byte ended what it belongs to. at: behind it. */
static int
take_byte(struct operations *code, unsigned byte, uint32_t at)
{
    if (code->state == OPERATION) {
        begin_operation(code, byte);
    } else if (code->state == OPERANDS && !code->numbers) {
        code->bytes--;
    } else {
        code->number |= (byte & 127) << (code->shift & 31);
        code->shift += 7;
        if (byte > 127)
            return 0;
        take_number(code, code->number, at);
        code->number = code->shift = 0;
    }
    return code->state == OPERANDS && !code->numbers && !code->bytes;
}

static void
follow_code(struct operations *code, unsigned byte, uint32_t at)
{
    if (code->state == OUTSIDE || !take_byte(code, byte, at))
        return;
    code->from = at;
    if (at < code->end) {
        code->state = OPERATION;
    } else if (--code->functions) {
        code->from = at - 1;
        code->now = 0;
        code->state = SIZE;
    } else {
        code->state = OUTSIDE;
    }
}

/* Surroundings. */

static unsigned
look_back(const struct odds *odds, uint32_t by)
{
    return odds->past[(odds->at - by) % ODDS_PAST];
}

/* What followed the same two bytes the last time. */
static void
find_same(struct odds *odds)
{
    uint32_t *last = &odds->last[look_back(odds, 1) << 8 | look_back(odds, 2)];

    if (odds->length &&
        odds->past[odds->same % ODDS_PAST] == look_back(odds, 1)) {
        odds->length += odds->length < LONGEST;
        odds->same++;
    } else {
        odds->same = *last;
        odds->length = *last > 0;
    }
    *last = odds->at;
}

static void
follow_word(struct odds *odds)
{
    unsigned letter = look_back(odds, 1) | 32;

    if (letter > 96 && letter < 123) {
        odds->word = hash(odds->word, letter);
    } else if (odds->word) {
        odds->words = odds->word;
        odds->word = 0;
    }
}

/* Of up to four bytes; of words, or of operations. */
static void
begin_byte(struct odds *odds)
{
    const struct operations *code = &odds->code;
    uint32_t state = code->state ? odds->at - code->from + 1 : 0, one;

    state = state < ODDS_STATES - 1 ? state : ODDS_STATES - 1;
    follow_word(odds);
    find_same(odds);
    one = state;
    for (uint32_t i = 0; i < 4; i++)
        odds->hashes[i] = one = hash(one, look_back(odds, i + 1));
    one = hash(state, state ? code->now : odds->word);
    odds->hashes[4] = hash(one, 4096);
    odds->hashes[5] = hash(one, state ? code->before : odds->words);
    if (state)
        odds->hashes[3] = hash(odds->hashes[5], code->third);
    odds->hashes[6] = state;
    odds->weighed[0] = odds->weights[state];
    odds->weighed[1] = odds->weights[ODDS_STATES + look_back(odds, 1)];
    odds->bits = odds->four = 1;
}

/* A bit. */

/* How long what is the same has been right, and what it says. */
static uint32_t
place_same(const struct odds *odds)
{
    unsigned byte = odds->past[odds->same % ODDS_PAST] | 256u, left = 0;

    while (byte >> left > odds->bits)
        left++;
    return odds->length && left && byte >> left == odds->bits
               ? odds->length * 2 + (byte >> (left - 1) & 1)
               : 0;
}

static void
place_guesses(struct odds *odds)
{
    for (uint32_t i = 0; i < ODDS_HASHES; i++) {
        if (odds->four == 1) {
            uint32_t four = hash(odds->hashes[i], odds->bits * 256 + i);
            odds->fours[i] = (four ^ four >> 15) * 0x2f0b4c47u >> 10;
        }
        odds->places[i] = (odds->fours[i] + odds->four) % ODDS_SLOTS;
    }
    odds->places[ODDS_HASHES] = place_same(odds);
}

static int
find_step(double stretched)
{
    double step = stretched * 128 + 2048;

    return (int)(step < 0 ? 0 : step > 4095 ? 4095 : step);
}

double
odds_guess(struct odds *odds)
{
    double sums[2] = {0, 0};

    if (!odds->bits)
        begin_byte(odds);
    place_guesses(odds);
    for (int i = 0; i < ODDS_GUESSES; i++) {
        double guess = odds->stretch[(odds->slots[odds->places[i]] >> 20) +
                                     ODDS_STEPS / 2];
        odds->guesses[i] = guess;
        sums[0] += odds->weighed[0][i] * guess;
        sums[1] += odds->weighed[1][i] * guess;
    }
    int step = find_step((sums[0] + sums[1]) / 2);
    odds->alone[0] = odds->squash[find_step(sums[0])];
    odds->alone[1] = odds->squash[find_step(sums[1])];
    odds->near = &odds->refined[odds->bits][step >> 7];
    odds->share = (step & 127) / 128.0;
    return (odds->squash[step] + odds->near[0] * (1 - odds->share) +
            odds->near[1] * odds->share) /
           2;
}

static void
learn_slots(struct odds *odds, unsigned bit)
{
    double is = bit, all = bit ? 2097151 : -2097152;

    for (int i = 0; i < ODDS_GUESSES; i++) {
        int32_t *slot = &odds->slots[odds->places[i]];
        int count = *slot & 1023;
        double change = (all - (*slot >> 10)) * odds->rates[count];
        for (int j = 0; j < 2; j++)
            odds->weighed[j][i] +=
                (is - odds->alone[j]) * 0.01 * odds->guesses[i];
        *slot += (int32_t)change * 1024 + (count < ODDS_SURE);
    }
}

void
odds_learn(struct odds *odds, unsigned bit)
{
    double *near = odds->near;

    near[0] += (bit - near[0]) * 0.06 * (1 - odds->share);
    near[1] += (bit - near[1]) * 0.06 * odds->share;
    learn_slots(odds, bit);
    odds->bits = odds->bits * 2 + bit;
    odds->four = odds->four > 7 ? 1 : odds->four * 2 + bit;
    if (odds->bits < 256)
        return;
    odds->past[odds->at++ % ODDS_PAST] = (unsigned char)odds->bits;
    follow_code(&odds->code, odds->bits & 255, odds->at);
    odds->bits = 0;
}
