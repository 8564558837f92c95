/* What a market's own postings pay: which count, in which cells, and the percentiles of small sets worked out by
 * hand. */
#include "market_support.h"

#include "market/posted_pay.h"

enum { ENOUGH = 3, BANDS_MAX = 64 };

static sg_taxonomy taxonomy;
static sg_market market;
static sg_market_build build;
static uint64_t rows;

static struct {
    char text[120];
    double pct[5], n;
} bands[BANDS_MAX];
static size_t n_bands;

static int setup(void **state)
{
    (void)state;
    sg_error err;
    rows = n_bands = 0;
    small_taxonomy(&taxonomy);
    market = (sg_market){0};
    sg_market_build_init(&build, &market, &taxonomy);
    sg_source source = {.name = T("Board"), .group = T("jobs"), .hash = 7, .partial = SG_MONTH_ABSENT};
    assert_ok(sg_market_add_source(&build, &source, &err));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sg_market_release(&market);
    sg_taxonomy_release(&taxonomy);
    return 0;
}

static sg_fact usual(void)
{
    return (sg_fact){.role = T("backend-engineer"),
                     .region = T("US/austin"),
                     .level = T("senior"),
                     .currency = T("USD"),
                     .period = SG_PERIOD_YEAR,
                     .skills = T(""),
                     .day = sg_day_of(2026, 3, 5)};
}

static void post(sg_fact fact, double lo, double hi)
{
    sg_error err;
    char id[24];
    sg_row row = {++rows, 0};
    snprintf(id, sizeof id, "%llu", (unsigned long long)rows);
    if (!fact.id.len) fact.id = sg_text_of(id);
    fact.pay_lo = lo;
    fact.pay_hi = hi;
    assert_ok(sg_market_add_fact(&build, &fact, &row, &err));
}

static sg_status take(void *self, const sg_band *b, sg_error *err)
{
    (void)self, (void)err;
    assert_true(n_bands < BANDS_MAX);
    snprintf(bands[n_bands].text, sizeof bands[0].text, "%s %s %s %s %s %s %s", b->source.at, b->region.at, b->level.at,
             b->date.at, b->currency.at, b->component.at, b->kind.at);
    memcpy(bands[n_bands].pct, b->pct, sizeof b->pct);
    bands[n_bands++].n = b->n;
    assert_int_equal(b->has, SG_HAS_P10 | SG_HAS_P25 | SG_HAS_P50 | SG_HAS_P75 | SG_HAS_P90);
    assert_string_equal(b->role.at, "backend-engineer");
    return SG_OK;
}

static void work_out(size_t n_min)
{
    sg_error err;
    assert_ok(sg_market_finish(&build, &err));
    sg_market_build_release(&build);
    assert_ok(sg_posted_pay(&market, sg_map_find(&taxonomy.role_ids, T("backend-engineer")), n_min, take, NULL, &err));
}

static void a_posting_counts_in_its_town_and_country_at_its_level_and_at_all(void **state)
{
    (void)state;
    sg_fact fact = usual();
    post(fact, 100, 200); /* 150 */
    post(fact, 110, 110);
    post(fact, 0, 190);
    fact.level = (sg_text){0};
    post(fact, 130, 0);
    fact.region = T("US");
    post(fact, 170, 0);
    work_out(ENOUGH);
    static const struct {
        const char *text;
        double n, p10, p50, p90;
    } want[] = {
        {"jobs US all 2026-03 USD base posted", 5, 118, 150, 182},
        {"jobs US senior 2026-03 USD base posted", 3, 118, 150, 182},
        {"jobs US/austin all 2026-03 USD base posted", 4, 116, 140, 178},
        {"jobs US/austin senior 2026-03 USD base posted", 3, 118, 150, 182},
    };
    assert_int_equal(n_bands, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(bands[i].text, want[i].text);
        assert_close(bands[i].n, want[i].n, 0);
        assert_close(bands[i].pct[0], want[i].p10, 1e-9);
        assert_close(bands[i].pct[2], want[i].p50, 1e-9);
        assert_close(bands[i].pct[4], want[i].p90, 1e-9);
    }
}

static void what_does_not_compare_is_left_out(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) post(usual(), 100 + i, 0);
    sg_fact fact = usual();
    fact.component = SG_COMPONENT_TOTAL;
    post(fact, 900, 0);
    fact = usual();
    fact.period = SG_PERIOD_HOUR;
    post(fact, 90, 0);
    fact = usual();
    fact.period = SG_PERIOD_NONE;
    post(fact, 900, 0);
    fact = usual();
    fact.currency = T("EUR");
    post(fact, 900, 0);
    fact = usual();
    fact.currency = (sg_text){0};
    post(fact, 900, 0);
    fact = usual();
    fact.region = (sg_text){0};
    post(fact, 900, 0);
    fact = usual();
    fact.role = T("data-scientist");
    post(fact, 900, 0);
    post(usual(), 0, 0);
    work_out(ENOUGH);
    assert_int_equal(n_bands, 4);
    for (size_t i = 0; i < n_bands; i++) assert_close(bands[i].n, 3, 0);
}

static void of_an_opening_the_last_posting_counts_and_of_an_employer_equal_ranges_once(void **state)
{
    (void)state;
    sg_fact fact = usual();
    fact.id = T("again");
    fact.day = sg_day_of(2026, 1, 5);
    post(fact, 100, 0);
    fact.day = sg_day_of(2026, 2, 5);
    post(fact, 120, 0);
    fact = usual();
    fact.employer = 77;
    post(fact, 130, 0);
    post(fact, 130, 0);
    post(fact, 140, 0);
    post(usual(), 130, 0); /* of an employer that is not known */
    work_out(ENOUGH);
    assert_int_equal(n_bands, 4);
    assert_close(bands[0].n, 4, 0); /* 120 130 130 140 */
    assert_close(bands[0].pct[2], 130, 1e-9);
    assert_close(bands[0].pct[0], 123, 1e-9);
}

static void slips_count_in_no_cell(void **state)
{
    (void)state;
    post(usual(), 100000, 140000);
    post(usual(), 130000, 130000);
    post(usual(), 140000, 140000);
    post(usual(), 11000, 11000); /* just under a tenth of the middle, 120,000 */
    post(usual(), 13000, 13000);
    sg_fact slip = usual();
    slip.day = sg_day_of(2026, 4, 5);
    post(slip, 65, 65); /* an hour's */
    post(slip, 1, 1);
    post(slip, 0, 2000000);
    post(slip, 1e308, 1e308); /* of which a sum is no number */
    work_out(ENOUGH);
    assert_int_equal(n_bands, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_close(bands[i].n, 4, 0);
        assert_close(bands[i].pct[2], 125000, 1e-9); /* of 13 120 130 140 thousand */
        assert_non_null(strstr(bands[i].text, "2026-03"));
    }
}

static void older_ones_and_small_cells_are_left_out(void **state)
{
    (void)state;
    sg_fact fact = usual();
    for (int i = 0; i < 3; i++) post(fact, 100 + i, 0);
    fact.day = sg_day_of(2024, 4, 30); /* within 24 months of 2026-03 */
    post(fact, 103, 0);
    fact.day = sg_day_of(2024, 3, 31);
    post(fact, 900, 0);
    work_out(4);
    assert_int_equal(n_bands, 4);
    assert_close(bands[0].n, 4, 0);
    n_bands = 0;
    sg_error err;
    assert_ok(sg_posted_pay(&market, sg_map_find(&taxonomy.role_ids, T("backend-engineer")), 5, take, NULL, &err));
    assert_int_equal(n_bands, 0);
}

static sg_status refuse(void *self, const sg_band *band, sg_error *err)
{
    (void)self, (void)band;
    return sg_fail(err, SG_EDATA, "refused");
}

static void what_the_taker_says_ends_it(void **state)
{
    (void)state;
    sg_error err;
    for (int i = 0; i < 3; i++) post(usual(), 100 + i, 0);
    assert_ok(sg_market_finish(&build, &err));
    sg_market_build_release(&build);
    uint32_t role = sg_map_find(&taxonomy.role_ids, T("backend-engineer"));
    assert_int_equal(sg_posted_pay(&market, role, ENOUGH, refuse, NULL, &err), SG_EDATA);
    assert_string_equal(err.text, "refused");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_posting_counts_in_its_town_and_country_at_its_level_and_at_all, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_does_not_compare_is_left_out, setup, teardown),
        cmocka_unit_test_setup_teardown(of_an_opening_the_last_posting_counts_and_of_an_employer_equal_ranges_once,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(slips_count_in_no_cell, setup, teardown),
        cmocka_unit_test_setup_teardown(older_ones_and_small_cells_are_left_out, setup, teardown),
        cmocka_unit_test_setup_teardown(what_the_taker_says_ends_it, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
