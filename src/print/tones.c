/* tones.c: a palette that grows with its picture: a mark turns the tones under
 * it into others, which are mixed when they are first met. Nothing is counted
 * or reduced afterwards. What one would get wrong: edges over edges over edges
 * mix ever new colours, so a blend that nobody could tell from a known tone
 * becomes that tone; only inks, and surfaces of one opacity, are never
 * changed. */
#include "plate.h"

#include <stdlib.h>
#include <string.h>

/* Of 255 in each channel, at the rim of a mark: with twice as much, grey rims
 * of letters become green or blue for less than a hundredth of the bytes. */
#define ALIKE 10
/* Kept free of blends, so that no rim takes the place of an ink. */
#define SPARE 32

static int
take_channel(uint32_t colour, int shift)
{
    return (int)(colour >> shift & 255);
}

int
tone_distance(uint32_t a, uint32_t b)
{
    int most = 0;

    for (int shift = 0; shift < 24; shift += 8) {
        int far = abs(take_channel(a, shift) - take_channel(b, shift));
        most = far > most ? far : most;
    }
    return most;
}

/* The nearest tone if it is alike, or if there is no room; else a new one. For
 * inks alike is 0. */
static int
find_tone(struct tones *tones, uint32_t colour, int alike)
{
    int best = PAPER, least = 256;
    int room = alike ? MOST_TONES - SPARE : MOST_TONES;

    for (int i = PAPER; i < tones->count && least; i++) {
        int far = tone_distance(tones->colours[i], colour);
        if (far < least) {
            least = far;
            best = i;
        }
    }
    if (least <= alike || tones->count >= room)
        return best;
    tones->colours[tones->count] = colour;
    return tones->count++;
}

static uint32_t
round_colour(const double *rgb)
{
    uint32_t colour = 0;

    for (int i = 0; i < 3; i++)
        colour = colour << 8 | (uint32_t)(rgb[i] * 255 + 0.5);
    return colour;
}

struct tones *
tones_new(struct arena *arena, const double *paper)
{
    struct tones *tones = TAKE(arena, struct tones);

    tones->arena = arena;
    find_tone(tones, round_colour(paper), 0);
    return tones;
}

struct pot *
tones_pot(struct tones *tones, const double *rgb, double opacity)
{
    uint32_t colour = round_colour(rgb);
    int share = (int)(opacity * 255 + 0.5);

    for (size_t i = 0; i < tones->pot_count; i++)
        if (tones->pots[i]->colour == colour &&
            tones->pots[i]->opacity == share)
            return tones->pots[i];
    GROW(tones->arena, tones->pots, tones->pot_count, tones->pot_room);
    struct pot *pot = TAKE(tones->arena, struct pot);
    *pot = (struct pot){.colour = colour, .opacity = share};
    memset(pot->becomes, -1, sizeof pot->becomes);
    return tones->pots[tones->pot_count++] = pot;
}

static uint32_t
mix_colours(uint32_t under, uint32_t ink, int share, int whole)
{
    uint32_t mixed = 0;

    for (int shift = 16; shift >= 0; shift -= 8) {
        int sum = take_channel(under, shift) * (whole - share) +
                  take_channel(ink, shift) * share;
        mixed = mixed << 8 | (uint32_t)((sum + whole / 2) / whole);
    }
    return mixed;
}

int
tones_mix(struct tones *tones, struct pot *pot, int cover, int under)
{
    uint32_t mixed = mix_colours(tones->colours[under], pot->colour,
                                 cover * pot->opacity, STEPS * 255);
    int tone = find_tone(tones, mixed, cover == STEPS ? 0 : ALIKE);

    pot->becomes[cover][under] = (short)tone;
    return tone;
}
