/* philox.c: random numbers without a state: a bijection of counters that a
 * key picks, ten rounds of two multiplications (Salmon, Moraes, Dror, Shaw
 * 2011).
 *
 * What a newcomer would get wrong: there is nothing to seed or to advance.
 * The same counter gives the same number in every thread, for ever; two draws
 * that should be independent must differ in sample, parameter or stream. */
#include "draws.h"

#define ROUNDS 10
#define FACTOR_0 0xd2511f53u
#define FACTOR_1 0xcd9e8d57u
#define WEYL_0 0x9e3779b9u /* the golden ratio */
#define WEYL_1 0xbb67ae85u /* sqrt 3 - 1 */

void
philox_block(const uint32_t counter[4], const uint32_t key[2],
             uint32_t block[4])
{
    uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2];
    uint32_t c3 = counter[3], k0 = key[0], k1 = key[1];

    for (int i = 0; i < ROUNDS; i++) {
        uint64_t product0 = (uint64_t)FACTOR_0 * c0;
        uint64_t product1 = (uint64_t)FACTOR_1 * c2;
        c0 = (uint32_t)(product1 >> 32) ^ c1 ^ k0;
        c1 = (uint32_t)product1;
        c2 = (uint32_t)(product0 >> 32) ^ c3 ^ k1;
        c3 = (uint32_t)product0;
        k0 += WEYL_0;
        k1 += WEYL_1;
    }
    block[0] = c0;
    block[1] = c1;
    block[2] = c2;
    block[3] = c3;
}

double
philox_uniform(struct seed seed, uint32_t sample, uint32_t parameter,
               uint32_t stream)
{
    const uint32_t counter[4] = {sample, parameter, stream, 0};
    const uint32_t key[2] = {seed.low, seed.high};
    uint32_t block[4];

    philox_block(counter, key, block);
    uint64_t word = (uint64_t)block[0] << 32 | block[1];
    double u = (double)(word >> 11) * 0x1p-53 + 0x1p-54;
    return u < 1 ? u : 1 - 0x1p-53; /* the last of 2^53 rounds up to 1 */
}
