#include "reading/near.h"

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

/* A bin that is not empty, by the hashes of one that is. Two at once, as the first is empty too often to be
 * foreseen. */
static uint32_t lender_of(const uint32_t least[static BINS], uint32_t bin)
{
    for (uint64_t try = (uint64_t)bin << 32;; try += 2) {
        uint32_t first = bin_of(spread(try + 1)), second = bin_of(spread(try + 2));
        uint32_t lender = least[first] == EMPTY ? second : first;
        if (least[lender] != EMPTY) return lender;
    }
}

static void keep_sketch(const uint32_t least[static BINS], unsigned char *out)
{
    unsigned char bits[BINS], empty[BINS];
    unsigned n_empty = 0;
    for (unsigned i = 0; i < BINS; i++) {
        bits[i] = least[i] & 1;
        empty[n_empty] = (unsigned char)i;
        n_empty += least[i] == EMPTY;
    }
    for (unsigned i = 0; i < n_empty; i++) bits[empty[i]] = least[lender_of(least, empty[i])] & 1;
    for (unsigned i = 0; i < BINS; i += 8) {
        uint64_t eight;
        memcpy(&eight, bits + i, 8);
        out[i / 8] = (unsigned char)(eight * 0x0102040810204080u >> 56); /* the lowest bits of eight bytes */
    }
}

/* The least value of the bins of key k; where they are all empty it is that of EMPTY. */
static uint32_t key_from(const uint32_t least[static BINS], unsigned k)
{
    uint32_t value = EMPTY;
    for (unsigned i = k * KEY_BINS; i < (k + 1) * KEY_BINS; i++) value = least[i] < value ? least[i] : value;
    return value & ((1u << SG_NEAR_KEY_BITS) - 1);
}

/* Two keys are five bytes. */
static void keep_keys(const uint32_t least[static BINS], unsigned char *out)
{
    for (unsigned k = 0; k < SG_NEAR_KEYS; k += 2) {
        uint64_t two = key_from(least, k) | (uint64_t)key_from(least, k + 1) << SG_NEAR_KEY_BITS;
        for (unsigned i = 0; i < 5; i++) *out++ = (unsigned char)(two >> 8 * i);
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

/* In parallel (Warren, Hacker's Delight): not every machine that this runs on has an instruction for it. */
static unsigned count_bits(uint64_t x)
{
    x -= x >> 1 & 0x5555555555555555u;
    x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
    x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
    return (unsigned)(x * 0x0101010101010101u >> 56);
}

static unsigned unlike_bits(const unsigned char *a, const unsigned char *b)
{
    uint64_t x[3] = {0}, y[3] = {0};
    memcpy(x, a, KEYS_AT);
    memcpy(y, b, KEYS_AT);
    return count_bits(x[0] ^ y[0]) + count_bits(x[1] ^ y[1]) + count_bits(x[2] ^ y[2]);
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

double sg_near_runs(const unsigned char near[static SG_NEAR_SIZE])
{
    return size_of(near[SIZE_AT]);
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
