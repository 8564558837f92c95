/* Signatures of texts: how well they tell what two share, which keys they have in common, and their bytes. */
#include "support.h"

#include "base/text.h"
#include "reading/near.h"

#include <stdlib.h>

enum { MAX = 1500 };

/* Made-up words, each its own hash. */
static void put_words(sg_word *words, size_t n, uint64_t seed)
{
    for (size_t i = 0; i < n; i++) {
        uint64_t parts[] = {seed, i};
        words[i] = (sg_word){0, 0, sg_hash(parts, sizeof parts)};
    }
}

static void sign(const sg_word *words, size_t n, unsigned char out[static SG_NEAR_SIZE])
{
    assert_true(sg_near_sign(words, n, out));
}

static void alike_and_unlike(void **state)
{
    (void)state;
    sg_word a[200], b[200];
    unsigned char x[SG_NEAR_SIZE], y[SG_NEAR_SIZE];
    put_words(a, 200, 1);
    put_words(b, 200, 2);
    sign(a, 200, x);
    sign(a, 200, y);
    assert_memory_equal(x, y, sizeof x);
    assert_close(sg_near_shared(x, y), 1, 0);
    sign(b, 200, y);
    assert_close(sg_near_shared(x, y), 0, .25);
    for (unsigned k = 0; k < SG_NEAR_KEYS; k++) assert_int_not_equal(sg_near_key(x, k), sg_near_key(y, k));
}

/* A text of n words and one that keeps the first `common` of them and goes on in its own words to m. Returns the
 * estimate. */
static double estimate(size_t n, size_t m, size_t common, uint64_t seed, unsigned *keys)
{
    static sg_word a[MAX], b[MAX];
    unsigned char x[SG_NEAR_SIZE], y[SG_NEAR_SIZE];
    put_words(a, n, seed);
    put_words(b, m, seed + 1000000);
    memcpy(b, a, common * sizeof *a);
    sign(a, n, x);
    sign(b, m, y);
    *keys = 0;
    for (unsigned k = 0; k < SG_NEAR_KEYS; k++) *keys += sg_near_key(x, k) == sg_near_key(y, k);
    return sg_near_shared(x, y);
}

/* Over many texts the estimate is right in the middle, and its errors are as small as they are said to be. */
static void expect_estimates(size_t n, size_t m, size_t common, double error_max)
{
    enum { TRIES = 400 };
    double shared = (double)(common - 2) / (double)((n < m ? n : m) - 2), sum = 0, squares = 0;
    double runs = (double)(n - 2 + m - 2), both = (double)(common - 2);
    double jaccard = both / (runs - both), keys = 0;
    for (uint64_t t = 0; t < TRIES; t++) {
        unsigned alike;
        double error = estimate(n, m, common, t * 7 + 1, &alike) - shared;
        sum += error;
        squares += error * error;
        keys += alike;
    }
    assert_close(sum / TRIES, 0, .035);
    assert_close(sqrt(squares / TRIES), 0, error_max);
    assert_close(keys / TRIES / SG_NEAR_KEYS, jaccard, .08);
}

static void estimates(void **state)
{
    (void)state;
    expect_estimates(150, 150, 75, .11);
    expect_estimates(150, 150, 120, .06);
    expect_estimates(300, 150, 100, .17);
    expect_estimates(40, 40, 30, .08);
    expect_estimates(1500, 1200, 800, .1);
}

static void short_texts_have_none(void **state)
{
    (void)state;
    sg_word words[SG_NEAR_WORDS_MIN];
    unsigned char x[SG_NEAR_SIZE] = "untouched", y[SG_NEAR_SIZE];
    memcpy(y, x, sizeof x);
    put_words(words, SG_NEAR_WORDS_MIN, 1);
    assert_false(sg_near_sign(words, SG_NEAR_WORDS_MIN - 1, x));
    assert_memory_equal(x, y, sizeof x);
    sign(words, SG_NEAR_WORDS_MIN, x);
    for (size_t i = 0; i < SG_NEAR_WORDS_MIN; i++) words[i].hash = 0; /* words that are too long */
    sign(words, SG_NEAR_WORDS_MIN, x);
}

/* Sizes from the least to more than are told apart: a text stands whole in itself said twice. */
static void sizes(void **state)
{
    (void)state;
    static sg_word words[140000];
    unsigned char x[SG_NEAR_SIZE], y[SG_NEAR_SIZE];
    put_words(words, 70000, 5);
    memcpy(words + 70000, words, 70000 * sizeof *words);
    for (size_t n = SG_NEAR_WORDS_MIN; n <= 70000; n = n * 3 / 2) {
        sign(words, n, x);
        sign(words, n + n / 3, y);
        assert_close(sg_near_shared(x, y), 1, .25);
    }
    sign(words, 140000, y);
    sign(words, 70000, x);
    assert_close(sg_near_shared(x, y), 1, .02);
}

/* Shipped facts hold these bytes: when they change, `make datasets` must make the facts anew. */
static void bytes_stay(void **state)
{
    (void)state;
    sg_word words[20];
    unsigned char got[SG_NEAR_SIZE], want[SG_NEAR_SIZE];
    put_words(words, 20, 42);
    sign(words, 20, got);
    assert_true(sg_near_of_hex(sg_text_of("13b02f040431232b57a956d80dd805c5c011a01ca08080c8bd81825ed53cf942"), want));
    assert_memory_equal(got, want, sizeof want);
}

static void hexadecimal(void **state)
{
    (void)state;
    unsigned char out[SG_NEAR_SIZE], zero[SG_NEAR_SIZE] = {0};
    char text[] = "0000000000000000000000000000000000000000000000000000000000000000";
    memset(out, 7, sizeof out);
    assert_true(sg_near_of_hex(sg_text_of(text), out));
    assert_memory_equal(out, zero, sizeof out);
    text[0] = 'a', text[63] = '9';
    assert_true(sg_near_of_hex(sg_text_of(text), out));
    assert_int_equal(out[0], 0xa0);
    assert_int_equal(out[31], 9);
    text[5] = 'A';
    assert_false(sg_near_of_hex(sg_text_of(text), out));
    assert_int_equal(out[0], 0xa0);
    assert_false(sg_near_of_hex((sg_text){text, 62}, out));
    assert_false(sg_near_of_hex((sg_text){0}, out));
    text[5] = '\0';
    assert_false(sg_near_of_hex((sg_text){text, 64}, out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alike_and_unlike),      cmocka_unit_test(estimates),  cmocka_unit_test(sizes),
        cmocka_unit_test(short_texts_have_none), cmocka_unit_test(bytes_stay), cmocka_unit_test(hexadecimal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
