#include "market/near.h"

#include <string.h>

/* The bytes: a bit of each bin, the keys, and the number of runs as one byte. */
enum {
    RUN = 3,
    BINS = 168,
    KEY_BINS = BINS / SG_NEAR_KEYS, /* each key is the least of its own bins */
    KEYS_AT = BINS / 8,
    SIZE_AT = KEYS_AT + SG_NEAR_KEYS * SG_NEAR_KEY_BITS / 8,
    SIZE_STEPS = 16 /* sizes within a power of two */
};
_Static_assert(SIZE_AT + 1 == SG_NEAR_SIZE, "the parts fill the bytes");
_Static_assert(BINS % SG_NEAR_KEYS == 0 && BINS % 8 == 0, "bins are whole bytes and divide among the keys");
_Static_assert((int)SG_NEAR_WORDS_MIN >= (int)RUN, "there is a run");

static const uint32_t EMPTY = UINT32_MAX;

/* After SplitMix64's finaliser (Steele, Lea, Flood 2014). */
static inline uint64_t spread(uint64_t x)
{
    x *= 0x9E3779B97F4A7C15u;
    x ^= x >> 32;
    return x * 0xD6E8FEB86659FD93u;
}

static inline uint64_t turn(uint64_t x, unsigned by)
{
    return x << by | x >> (64 - by);
}

static inline uint32_t bin_of(uint64_t hash)
{
    return (uint32_t)((hash >> 32) * BINS >> 32);
}

/* The least value of each bin. */
static void find_least(const sg_word *words, size_t n, uint32_t least[static BINS])
{
    uint64_t first = words[0].hash, second = words[1].hash;
    for (size_t i = RUN - 1; i < n; i++) {
        uint64_t third = words[i].hash, hash = spread(first + turn(second, 21) + turn(third, 42));
        uint32_t *bin = &least[bin_of(hash)], value = (uint32_t)hash;
        *bin = value < *bin ? value : *bin;
        first = second;
        second = third;
    }
}

/* The value of a bin that the hashes of this one lead to and that is not empty. */
static uint32_t borrow(const uint32_t least[static BINS], uint32_t bin)
{
    uint64_t try = (uint64_t)bin << 32;
    uint32_t value;
    do value = least[bin_of(spread(++try))];
    while (value == EMPTY);
    return value;
}

static void keep_sketch(const uint32_t least[static BINS], unsigned char *out)
{
    memset(out, 0, BINS / 8);
    for (uint32_t i = 0; i < BINS; i++) {
        uint32_t value = least[i] == EMPTY ? borrow(least, i) : least[i];
        out[i / 8] |= (unsigned char)((value & 1) << i % 8);
    }
}

/* Key k is at bit 20 k; a key whose bins are all empty is that of EMPTY. */
static void keep_keys(const uint32_t least[static BINS], unsigned char *out)
{
    memset(out, 0, SG_NEAR_KEYS * SG_NEAR_KEY_BITS / 8);
    for (unsigned k = 0; k < SG_NEAR_KEYS; k++) {
        uint32_t value = EMPTY;
        for (unsigned i = k * KEY_BINS; i < (k + 1) * KEY_BINS; i++) value = least[i] < value ? least[i] : value;
        for (unsigned bit = 0; bit < SG_NEAR_KEY_BITS; bit++) {
            unsigned at = k * SG_NEAR_KEY_BITS + bit;
            out[at / 8] |= (unsigned char)((value >> bit & 1) << at % 8);
        }
    }
}

uint32_t sg_near_key(const unsigned char near[static SG_NEAR_SIZE], unsigned k)
{
    const unsigned char *at = near + KEYS_AT + k * SG_NEAR_KEY_BITS / 8;
    uint32_t three = at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16;
    return three >> k * SG_NEAR_KEY_BITS % 8 & ((1u << SG_NEAR_KEY_BITS) - 1);
}

/* A number of 1 … 65535 by its highest bit and the four below it. */
static unsigned char size_class(size_t runs)
{
    unsigned size = runs > UINT16_MAX ? UINT16_MAX : (unsigned)runs, log = 31 - (unsigned)__builtin_clz(size);
    return (unsigned char)(log * SIZE_STEPS + (size * SIZE_STEPS >> log) - SIZE_STEPS);
}

static double size_of(unsigned char class)
{
    unsigned log = class / SIZE_STEPS, step = class % SIZE_STEPS;
    return (SIZE_STEPS + step + .5) / SIZE_STEPS * (1u << log);
}

bool sg_near_sign(const sg_word *words, size_t n, unsigned char out[static SG_NEAR_SIZE])
{
    uint32_t least[BINS];
    if (n < SG_NEAR_WORDS_MIN) return false;
    memset(least, 0xff, sizeof least);
    find_least(words, n, least);
    keep_sketch(least, out);
    keep_keys(least, out + KEYS_AT);
    out[SIZE_AT] = size_class(n - (RUN - 1));
    return true;
}

static unsigned unlike_bits(const unsigned char *a, const unsigned char *b)
{
    unsigned unlike = 0;
    for (unsigned i = 0; i < KEYS_AT; i += 8) {
        uint64_t x = 0, y = 0;
        unsigned len = KEYS_AT - i < 8 ? KEYS_AT - i : 8;
        memcpy(&x, a + i, len);
        memcpy(&y, b + i, len);
        unlike += (unsigned)__builtin_popcountll(x ^ y);
    }
    return unlike;
}

/* Bits of bins with another run are alike by chance, in one half of the cases: that is taken off. */
double sg_near_shared(const unsigned char a[static SG_NEAR_SIZE], const unsigned char b[static SG_NEAR_SIZE])
{
    double jaccard = 1 - 2.0 * unlike_bits(a, b) / BINS;
    double sizes[2] = {size_of(a[SIZE_AT]), size_of(b[SIZE_AT])};
    if (jaccard <= 0) return 0;
    double both = jaccard / (1 + jaccard) * (sizes[0] + sizes[1]);
    double shared = both / (sizes[0] < sizes[1] ? sizes[0] : sizes[1]);
    return shared < 1 ? shared : 1;
}

bool sg_near_of_hex(sg_text hex, unsigned char out[static SG_NEAR_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[SG_NEAR_SIZE] = {0};
    if (hex.len != (size_t)SG_NEAR_SIZE * 2) return false;
    for (size_t i = 0; i < hex.len; i++) {
        const char *digit = hex.at[i] ? strchr(digits, hex.at[i]) : NULL;
        if (!digit) return false;
        bytes[i / 2] = (unsigned char)(bytes[i / 2] << 4 | (digit - digits));
    }
    memcpy(out, bytes, sizeof bytes);
    return true;
}
