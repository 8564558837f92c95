/* Deduplication: the rules case by case, what is near, and that the result does not hang on order or on how files were
 * cut. */
#include "support.h"

#include "base/text.h"
#include "market/leaders.h"

#include <stdlib.h>

enum { JAN = 18262, FEB = 18293, MAR = 18322 }; /* first days of 2020's months */

static uint64_t random_state = 42;

static uint32_t random_below(uint32_t n)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(random_state >> 33) % n;
}

/* ---- copies ---- */

static sg_dedupe_item item(uint64_t id, uint64_t url, uint64_t body, uint32_t source, uint64_t row, sg_day day)
{
    return (sg_dedupe_item){.id = id, .url = url, .body = body, .source = source, .row = row, .day = day};
}

/* What stands ('+'), and by what the others are known: i, a, t, n. */
static void expect_kept(const sg_dedupe_item *items, size_t n, const sg_likeness *likeness, const char *want)
{
    static const char marks[] = "?iatn";
    sg_error err;
    sg_dedupe_one order[16];
    size_t openings;
    char got[17] = "";
    assert_ok(sg_dedupe(items, n, likeness, order, &openings, &err));
    for (size_t i = 0; i < n; i++) got[order[i].item] = order[i].stands ? '+' : marks[order[i].repeats];
    got[n] = '\0';
    assert_string_equal(got, want);
}

static void rules(void **state)
{
    (void)state;
    const sg_dedupe_item by_id[] = {item(1, 0, 0, 0, 1, JAN + 3), item(1, 0, 0, 0, 2, JAN + 1),
                                    item(2, 0, 0, 0, 3, JAN)};
    expect_kept(by_id, 3, NULL, "i++"); /* the earlier day stands */
    const sg_dedupe_item by_url[] = {item(1, 9, 0, 1, 1, JAN), item(2, 9, 0, 0, 1, JAN)};
    expect_kept(by_url, 2, NULL, "a+"); /* same day: the earlier source */
    const sg_dedupe_item by_body[] = {item(1, 0, 7, 0, 2, JAN), item(2, 0, 7, 0, 1, JAN), item(3, 0, 8, 0, 3, JAN)};
    expect_kept(by_body, 3, NULL, "t++"); /* same source: the earlier row */
    const sg_dedupe_item months[] = {item(1, 0, 7, 0, 1, JAN), item(2, 0, 7, 0, 2, FEB), item(3, 0, 7, 0, 3, FEB + 5)};
    expect_kept(months, 3, NULL, "++t"); /* once in each month */
    sg_dedupe_item groups[] = {item(1, 0, 7, 0, 1, JAN), item(1, 0, 7, 1, 1, JAN)};
    groups[1].group = 1;
    expect_kept(groups, 2, NULL, "++");
    const sg_dedupe_item unlike[] = {item(5, 0, 0, 0, 1, JAN), item(0, 5, 0, 0, 2, JAN), item(0, 0, 5, 0, 3, JAN)};
    expect_kept(unlike, 3, NULL, "+++"); /* an id is no address and no body */
    const sg_dedupe_item bare[] = {item(0, 0, 0, 0, 1, JAN), item(0, 0, 0, 0, 2, JAN)};
    expect_kept(bare, 2, NULL, "++"); /* nothing known is not the same */
    const sg_dedupe_item most[] = {item(1, 2, 3, 0, 1, JAN), item(9, 2, 3, 0, 2, JAN), item(8, 7, 3, 0, 3, JAN)};
    expect_kept(most, 3, NULL, "+at"); /* an address tells before a text does */
}

/* Two of February that nothing joins but a posting of January. */
static void closed_over_months(void **state)
{
    (void)state;
    const sg_dedupe_item items[] = {item(1, 4, 0, 0, 1, FEB), item(2, 0, 5, 0, 2, FEB + 1), item(3, 4, 5, 0, 3, JAN)};
    expect_kept(items, 3, NULL, "+t+");
    const sg_dedupe_item chain[] = {item(1, 0, 0, 0, 1, JAN), item(1, 2, 0, 0, 2, FEB), item(0, 2, 3, 0, 3, MAR),
                                    item(9, 0, 3, 0, 4, JAN + 9)};
    expect_kept(chain, 4, NULL, "+++t");
}

/* ---- near ---- */

enum { WORDS = 150, MAX = 16 };

/* A made-up text: the first `own` words are its own, the rest are of the text `base`. */
static void sign_text(uint64_t base, uint64_t mine, size_t own, unsigned char out[static SG_NEAR_SIZE])
{
    sg_word words[WORDS];
    for (size_t i = 0; i < WORDS; i++) {
        uint64_t parts[] = {i < own ? mine : base, i};
        words[i] = (sg_word){0, 0, sg_hash(parts, sizeof parts)};
    }
    assert_true(sg_near_sign(words, WORDS, out));
}

static const uint32_t backend[] = {1, 2, 3, 4, 5}, frontend[] = {1, 11, 12, 13, 14}, some[] = {1, 2, 3, 4, 9};

/* A few postings with all that is compared. */
static struct {
    sg_dedupe_item items[MAX];
    sg_market_posting postings[MAX];
    unsigned char near[MAX][SG_NEAR_SIZE];
    size_t n;
} few;

static sg_market_posting *put_near(sg_day day, uint64_t base, uint64_t mine, size_t own)
{
    size_t i = few.n++;
    few.items[i] = item(i + 1, 0, 0, 0, i, day);
    few.postings[i] =
        (sg_market_posting){.role = 1, .region = SG_ID_NONE, .level = -1, .skills = backend, .n_skills = 5};
    sign_text(base, mine, own, few.near[i]);
    return &few.postings[i];
}

static void expect_few(const char *want)
{
    sg_likeness likeness = {few.postings, (const unsigned char(*)[SG_NEAR_SIZE])few.near, NULL};
    expect_kept(few.items, few.n, &likeness, want);
    few.n = 0;
}

static void near_texts(void **state)
{
    (void)state;
    put_near(JAN, 1, 0, 0);
    put_near(JAN + 1, 1, 2, 30);  /* a fifth is new */
    put_near(JAN + 2, 1, 3, 130); /* nearly all is */
    expect_few("+n+");
    put_near(JAN, 1, 0, 0);
    put_near(JAN + 1, 1, 2, 40)->role = 2; /* the same words around another job */
    put_near(JAN + 2, 1, 3, 40)->role = SG_ID_NONE;
    expect_few("++n");
    put_near(JAN, 1, 0, 0);
    put_near(JAN + 1, 1, 2, 60)->skills = frontend;
    put_near(JAN + 2, 1, 3, 60)->skills = some;
    expect_few("++n");
    put_near(JAN, 1, 0, 0);
    put_near(FEB, 1, 2, 30);
    put_near(FEB + 3, 1, 3, 30);
    expect_few("++n");
    put_near(JAN, 1, 0, 0);
    put_near(JAN, 1, 2, 20);
    few.items[1].group = 7;
    expect_few("++");
    put_near(JAN, 1, 0, 0);
    put_near(JAN, 1, 2, 10);
    memset(few.near[1], 0, SG_NEAR_SIZE); /* too short to tell */
    expect_few("++");
}

static void expect_titles(uint32_t role, uint32_t other, const char *title, const char *of_other, const char *want)
{
    sg_market_posting *a = put_near(JAN, 1, 0, 0), *b = put_near(JAN + 1, 1, 2, 20);
    a->role = role, b->role = other;
    a->title = sg_text_of(title), b->title = sg_text_of(of_other);
    expect_few(want);
}

static void titles(void **state)
{
    (void)state;
    expect_titles(SG_ID_NONE, SG_ID_NONE, "Registered Nurse", "Registered Nurse - ICU, nights", "+n");
    expect_titles(SG_ID_NONE, SG_ID_NONE, "Registered Nurse", "Staff Accountant", "++");
    expect_titles(SG_ID_NONE, SG_ID_NONE, "Senior Nurse", "Senior Accountant", "++");
    expect_titles(SG_ID_NONE, SG_ID_NONE, "Truck drivers", "TRUCK DRIVER", "+n");
    expect_titles(SG_ID_NONE, SG_ID_NONE, "Kraftfahrer für Öl", "KRAFTFAHRER für Öl", "+n");
    expect_titles(SG_ID_NONE, SG_ID_NONE, "Registered Nurse", NULL, "+n");
    expect_titles(SG_ID_NONE, SG_ID_NONE, "— 3 —", "Nurse", "+n");
    expect_titles(SG_ID_NONE, 4, "Nurse", "Cook", "++");
    expect_titles(4, 4, "Web Developer", "Frontend", "+n"); /* one role is one job, whatever it is called */
    expect_titles(4, 5, "Backend Engineer", "Frontend Engineer", "++");
    expect_titles(4, 5, "Backend Engineer", "Backend Engineers, Data Scientists", "+n");
    expect_titles(4, 5, NULL, NULL, "++");
}

/* An employer's name leads to what the keys miss: nearly the same skills, and hardly half of the words. */
static void by_employer(void **state)
{
    (void)state;
    size_t joined[2] = {0};
    for (int named = 0; named < 2; named++)
        for (uint64_t t = 0; t < 200; t++) {
            sg_dedupe_one order[2];
            size_t openings;
            sg_error err;
            put_near(JAN, t * 3 + 100, 0, 0)->employer_hash = named ? 77 : 0;
            put_near(FEB, t * 3 + 100, t * 3 + 101, 75)->employer_hash = named ? 77 : 0;
            sg_likeness likeness = {few.postings, (const unsigned char(*)[SG_NEAR_SIZE])few.near, NULL};
            assert_ok(sg_dedupe(few.items, 2, &likeness, order, &openings, &err));
            joined[named] += openings == 1;
            few.n = 0;
        }
    assert_true(joined[0] > 120 && joined[0] < 190);
    assert_true(joined[1] > 160 && joined[1] > joined[0]);
}

/* Each is near to the one before it, and after some steps no longer to the first: the opening does not go on for ever,
 * and what comes later joins the earliest that it is near to. */
static void no_chains(void **state)
{
    (void)state;
    sg_error err;
    sg_dedupe_one order[MAX];
    size_t openings;
    for (size_t i = 0; i < 10; i++) put_near(JAN + 31 * (sg_day)i, 1, 2, i * 15);
    sg_likeness likeness = {few.postings, (const unsigned char(*)[SG_NEAR_SIZE])few.near, NULL};
    for (size_t i = 1; i < 10; i++) assert_true(sg_likeness_near(&likeness, (uint32_t)i - 1, (uint32_t)i));
    assert_false(sg_likeness_near(&likeness, 0, 9));
    assert_ok(sg_dedupe(few.items, 10, &likeness, order, &openings, &err));
    assert_true(openings > 1 && openings < 5);
    for (size_t i = 0; i < 10; i++) {
        size_t first = 0;
        while (order[first].opening != order[i].opening) first++;
        if (first != i) assert_true(sg_likeness_near(&likeness, (uint32_t)first, (uint32_t)i));
        for (size_t j = 0; j < first; j++) /* to none that opened before */
            if (order[j].repeats == SG_REPEAT_NONE)
                assert_false(sg_likeness_near(&likeness, (uint32_t)j, (uint32_t)first));
        assert_int_equal(order[i].repeats, first == i ? SG_REPEAT_NONE : SG_REPEAT_NEAR);
    }
    few.n = 0;
}

/* Copies join as one: by the earliest of them. */
static void copies_join_together(void **state)
{
    (void)state;
    put_near(JAN, 1, 0, 0);
    put_near(JAN + 1, 1, 2, 20); /* near to the first */
    put_near(JAN + 2, 5, 0, 0);  /* another text at its address */
    few.items[1].url = few.items[2].url = 9;
    expect_few("+na");
    put_near(JAN, 1, 0, 0);
    put_near(JAN + 1, 5, 0, 0);
    put_near(JAN + 2, 1, 2, 20); /* near to the first, but its earliest copy is not */
    few.items[1].url = few.items[2].url = 9;
    expect_few("++a");
}

/* ---- whatever the order ---- */

enum { N = 2000 };

static struct {
    sg_dedupe_item items[N];
    sg_market_posting postings[N];
    unsigned char near[N][SG_NEAR_SIZE];
} many;

/* By item as it was made: the number of the opening's first posting, and whether it stands. row: from 0, and the same
 * for no two. */
static void tell(size_t n, uint32_t first_of[static N], bool stands[static N])
{
    static sg_dedupe_one order[N];
    static uint32_t first[N];
    sg_error err;
    size_t openings;
    sg_likeness likeness = {many.postings, (const unsigned char(*)[SG_NEAR_SIZE])many.near, NULL};
    assert_ok(sg_dedupe(many.items, n, &likeness, order, &openings, &err));
    memset(first, 0xff, sizeof first);
    for (size_t i = 0; i < n; i++) {
        uint32_t row = (uint32_t)many.items[order[i].item].row;
        if (first[order[i].opening] == UINT32_MAX) first[order[i].opening] = row;
        first_of[row] = first[order[i].opening];
        stands[row] = order[i].stands;
    }
}

static void swap(size_t i, size_t j)
{
    sg_dedupe_item spare = many.items[i];
    sg_market_posting posting = many.postings[i];
    unsigned char near[SG_NEAR_SIZE];
    memcpy(near, many.near[i], sizeof near);
    many.items[i] = many.items[j], many.items[j] = spare;
    many.postings[i] = many.postings[j], many.postings[j] = posting;
    memcpy(many.near[i], many.near[j], sizeof near);
    memcpy(many.near[j], near, sizeof near);
}

static void any_order(void **state)
{
    (void)state;
    static uint32_t first[N], again[N];
    static bool stands[N], stand_again[N];
    for (size_t i = 0; i < N; i++) {
        many.items[i] =
            item(random_below(40000) + 1, random_below(3) ? 0 : random_below(9000) + 1,
                 random_below(2) ? 0 : random_below(7000) + 1, random_below(7), i, JAN + (sg_day)random_below(90));
        many.postings[i] = (sg_market_posting){.role = random_below(3) ? 1 : SG_ID_NONE,
                                               .employer_hash = random_below(90),
                                               .skills = backend,
                                               .n_skills = 5};
        sign_text(random_below(300), random_below(1000) + 1000, random_below(150), many.near[i]);
    }
    tell(N, first, stands);
    size_t standing = 0, openings = 0;
    for (size_t i = 0; i < N; i++) standing += stands[i], openings += first[i] == i;
    assert_true(openings > N / 10 && openings < standing && standing < N);
    for (int round = 0; round < 20; round++) {
        for (size_t i = N - 1; i > 0; i--) swap(i, random_below((uint32_t)i + 1));
        tell(N, again, stand_again);
        assert_memory_equal(first, again, sizeof first);
        assert_memory_equal(stands, stand_again, sizeof stands);
    }
}

static void nothing(void **state)
{
    (void)state;
    sg_error err;
    sg_dedupe_one order[1];
    size_t openings = 7;
    sg_likeness likeness = {0};
    assert_ok(sg_dedupe(NULL, 0, NULL, order, &openings, &err));
    assert_int_equal(openings, 0);
    assert_ok(sg_dedupe(NULL, 0, &likeness, order, &openings, &err));
    assert_int_equal(openings, 0);
}

/* ---- a million ---- */

/* A crowd under each key, and postings that are all near to all: what is looked at of a key is bounded, or this would
 * not end. */
static void a_million(void **state)
{
    (void)state;
    enum { MILLION = 1000000, TEXTS = 64 };
    sg_error err;
    size_t openings, standing = 0;
    sg_dedupe_item *items = calloc(MILLION, sizeof *items);
    sg_market_posting *postings = calloc(MILLION, sizeof *postings);
    unsigned char(*near)[SG_NEAR_SIZE] = calloc(MILLION, sizeof *near);
    sg_dedupe_one *order = calloc(MILLION, sizeof *order);
    static unsigned char texts[TEXTS][SG_NEAR_SIZE];
    assert_true(items && postings && near && order);
    for (uint64_t t = 0; t < TEXTS; t++) sign_text(1, t + 2, t, texts[t]);
    for (size_t i = 0; i < MILLION; i++) {
        items[i] = item(i + 1, 0, 0, 0, i, JAN + (sg_day)(i / 1000));
        /* A third has roles enough to be all apart, though their words are alike. */
        postings[i] = (sg_market_posting){.role = i % 3 ? 1 : (uint32_t)i + 2, .employer_hash = 5};
        memcpy(near[i], texts[i % TEXTS], SG_NEAR_SIZE);
    }
    sg_likeness likeness = {postings, (const unsigned char(*)[SG_NEAR_SIZE])near, NULL};
    assert_ok(sg_dedupe(items, MILLION, &likeness, order, &openings, &err));
    for (size_t i = 0; i < MILLION; i++) standing += order[i].stands;
    assert_true(openings >= MILLION / 3);
    assert_true(standing >= openings && standing < MILLION);
    free(items);
    free(postings);
    free(near);
    free(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules),     cmocka_unit_test(closed_over_months),   cmocka_unit_test(near_texts),
        cmocka_unit_test(titles),    cmocka_unit_test(by_employer),          cmocka_unit_test(no_chains),
        cmocka_unit_test(any_order), cmocka_unit_test(copies_join_together), cmocka_unit_test(nothing),
        cmocka_unit_test(a_million),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
