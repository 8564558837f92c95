/* Deduplication: the rule case by case, and that the result does not hang on order or on how files were cut. */
#include "support.h"

#include "market/dedupe.h"

#include <stdlib.h>

static sg_dedupe_item item(uint64_t id, uint64_t url, uint64_t body, uint32_t source, uint64_t row, sg_day day)
{
    return (sg_dedupe_item){.id = id, .url = url, .body = body, .source = source, .row = row, .day = day};
}

static void expect_kept(const sg_dedupe_item *items, size_t n, const char *want)
{
    sg_error err;
    unsigned char keep[16];
    char got[17] = "";
    assert_ok(sg_dedupe(items, n, keep, &err));
    for (size_t i = 0; i < n; i++) got[i] = keep[i] ? '+' : '-';
    got[n] = '\0';
    assert_string_equal(got, want);
}

enum { JAN = 18262, FEB = 18293, MAR = 18322 }; /* first days of 2020's months */

static void rules(void **state)
{
    (void)state;
    const sg_dedupe_item by_id[] = {item(1, 0, 0, 0, 1, JAN + 3), item(1, 0, 0, 0, 2, JAN + 1),
                                    item(2, 0, 0, 0, 3, JAN)};
    expect_kept(by_id, 3, "-++"); /* the earlier day stands */
    const sg_dedupe_item by_url[] = {item(1, 9, 0, 1, 1, JAN), item(2, 9, 0, 0, 1, JAN)};
    expect_kept(by_url, 2, "-+"); /* same day: the earlier source */
    const sg_dedupe_item by_body[] = {item(1, 0, 7, 0, 2, JAN), item(2, 0, 7, 0, 1, JAN), item(3, 0, 8, 0, 3, JAN)};
    expect_kept(by_body, 3, "-++"); /* same source: the earlier row */
    const sg_dedupe_item months[] = {item(1, 0, 7, 0, 1, JAN), item(2, 0, 7, 0, 2, FEB), item(3, 0, 7, 0, 3, FEB + 5)};
    expect_kept(months, 3, "++-"); /* once in each month */
    sg_dedupe_item groups[] = {item(1, 0, 7, 0, 1, JAN), item(1, 0, 7, 1, 1, JAN)};
    groups[1].group = 1;
    expect_kept(groups, 2, "++");
    const sg_dedupe_item unlike[] = {item(5, 0, 0, 0, 1, JAN), item(0, 5, 0, 0, 2, JAN), item(0, 0, 5, 0, 3, JAN)};
    expect_kept(unlike, 3, "+++"); /* an id is no address and no body */
    const sg_dedupe_item bare[] = {item(0, 0, 0, 0, 1, JAN), item(0, 0, 0, 0, 2, JAN)};
    expect_kept(bare, 2, "++"); /* nothing known is not the same */
}

/* Two of February that nothing joins but a posting of January. */
static void closed_over_months(void **state)
{
    (void)state;
    const sg_dedupe_item items[] = {item(1, 4, 0, 0, 1, FEB), item(2, 0, 5, 0, 2, FEB + 1), item(3, 4, 5, 0, 3, JAN)};
    expect_kept(items, 3, "+-+");
    const sg_dedupe_item chain[] = {item(1, 0, 0, 0, 1, JAN), item(1, 2, 0, 0, 2, FEB), item(0, 2, 3, 0, 3, MAR),
                                    item(9, 0, 3, 0, 4, JAN + 9)};
    expect_kept(chain, 4, "+++-");
}

static uint64_t random_state = 42;

static uint32_t random_below(uint32_t n)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(random_state >> 33) % n;
}

static int by_key(const void *a, const void *b)
{
    const sg_dedupe_item *x = a, *y = b;
    if (x->source != y->source) return x->source < y->source ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

enum { N = 2000 };

/* The postings that stand, in the order of (source, row). */
static size_t standing(sg_dedupe_item *items, size_t n, sg_dedupe_item *out)
{
    static unsigned char keep[N];
    sg_error err;
    size_t kept = 0;
    assert_ok(sg_dedupe(items, n, keep, &err));
    for (size_t i = 0; i < n; i++)
        if (keep[i]) out[kept++] = items[i];
    qsort(out, kept, sizeof *out, by_key);
    return kept;
}

static void any_order(void **state)
{
    (void)state;
    static sg_dedupe_item items[N], first[N], again[N];
    for (size_t i = 0; i < N; i++)
        items[i] =
            item(random_below(1500), random_below(3) ? 0 : random_below(900) + 1,
                 random_below(2) ? 0 : random_below(700) + 1, random_below(7), i, JAN + (sg_day)random_below(90));
    size_t n = standing(items, N, first);
    assert_true(n < N && n > N / 10);
    for (int round = 0; round < 20; round++) {
        for (size_t i = N - 1; i > 0; i--) {
            size_t j = random_below((uint32_t)i + 1);
            sg_dedupe_item spare = items[i];
            items[i] = items[j], items[j] = spare;
        }
        assert_int_equal(standing(items, N, again), n);
        assert_memory_equal(first, again, n * sizeof *first);
    }
}

static void nothing(void **state)
{
    (void)state;
    sg_error err;
    assert_ok(sg_dedupe(NULL, 0, NULL, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules),
        cmocka_unit_test(closed_over_months),
        cmocka_unit_test(any_order),
        cmocka_unit_test(nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
