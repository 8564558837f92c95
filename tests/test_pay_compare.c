/* Which bands answer, and how they are made comparable: small made-up bands with known answers. */
#include "support.h"

#include "base/mem.h"
#include "pay/pay.h"

typedef struct world {
    sg_taxonomy t;
    sg_pay pay;
} world;

static void region(world *w, const char *id, const char *parent, const char *currency)
{
    sg_error err;
    sg_region r = {.id = sg_text_of(id),
                   .name = sg_text_of(id),
                   .parent = sg_text_of(parent),
                   .kind = sg_text_of(!parent               ? "country"
                                      : strchr(parent, '/') ? "metro"
                                                            : "subdivision"),
                   .currency = sg_text_of(currency)};
    assert_ok(sg_taxonomy_add(&w->t, SG_RECORD_REGION, &r, &err));
}

static void figure(world *w, const char *kind, const char *key, const char *at, const char *date, double value)
{
    sg_error err;
    sg_figure f = {.kind = sg_text_of(kind),
                   .key = sg_text_of(key),
                   .region = sg_text_of(at),
                   .date = sg_text_of(date),
                   .value = value};
    assert_ok(sg_pay_add(&w->pay, SG_RECORD_FIGURE, &f, &err));
}

/* fields: source kind role level region date component period currency; p50 as given, p25 and p75 20 % about it */
static void band(world *w, const char *const f[9], double p50, double n)
{
    sg_error err;
    sg_band b = {.source = sg_text_of(f[0]),
                 .kind = sg_text_of(f[1]),
                 .occupation = sg_text_of("x"),
                 .role = sg_text_of(f[2]),
                 .level = sg_text_of(f[3]),
                 .region = sg_text_of(f[4]),
                 .date = sg_text_of(f[5]),
                 .component = sg_text_of(f[6]),
                 .period = sg_text_of(f[7]),
                 .currency = sg_text_of(f[8]),
                 .n = n,
                 .pct = {0, p50 * .8, p50, p50 * 1.2, 0},
                 .has = SG_HAS_P25 | SG_HAS_P50 | SG_HAS_P75};
    assert_ok(sg_pay_add(&w->pay, SG_RECORD_BAND, &b, &err));
}
#define BAND(w, p50, n, ...) band((w), (const char *const[9]){__VA_ARGS__}, (p50), (n))

static int setup(void **state)
{
    world *w = sg_zalloc(1, sizeof *w);
    sg_error err;
    const char *const roles[] = {"software-engineer", "backend-engineer", "data-engineer"};
    for (int i = 0; i < 3; i++) {
        sg_role r = {.id = sg_text_of(roles[i]), .name = sg_text_of(roles[i])};
        assert_ok(sg_taxonomy_add(&w->t, SG_RECORD_ROLE, &r, &err));
    }
    region(w, "US", NULL, "USD");
    region(w, "US/tx", "US", NULL);
    region(w, "US/austin", "US/tx", NULL);
    region(w, "DE", NULL, "EUR");
    region(w, "DE/berlin", "DE", NULL);
    region(w, "NL", NULL, "EUR");
    region(w, "PE", NULL, "PEN");
    assert_ok(sg_taxonomy_finish(&w->t, &err));
    figure(w, "fx", "EUR", NULL, "2025-06", .86);
    figure(w, "fx", "EUR", NULL, "2026-06", .90);
    figure(w, "wage-index", "posted wages", "US", "2024-05", 120);
    figure(w, "wage-index", "posted wages", "US", "2026-04", 126);
    figure(w, "wage-index", "posted wages", "DE", "2025-06", 110);
    figure(w, "wage-index", "posted wages", "DE", "2026-04", 112.2);
    figure(w, "parity", "rpp", "US/austin", "2024", 98);
    figure(w, "parity", "ppp", "DE", "2024", .7);
    figure(w, "parity", "ppp", "US", "2024", 1);
    figure(w, "hours", "usual-week", "NL", "2025", 39.1);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    world *w = *state;
    sg_taxonomy_release(&w->t);
    sg_pay_release(&w->pay);
    sg_free(w);
    return 0;
}

typedef struct answer {
    sg_pay_row *rows;
    size_t n;
    char why[200];
} answer;

static answer ask(world *w, const char *role, const char *at, int level, const char *currency)
{
    sg_error err;
    answer a = {0};
    sg_pay_query query = {.role = sg_map_find(&w->t.role_ids, sg_text_of(role)),
                          .region = sg_map_find(&w->t.region_ids, sg_text_of(at)),
                          .level = level,
                          .currency = currency,
                          .date = "2026-11"};
    assert_ok(sg_pay_compare(&w->pay, &w->t, &query, &a.rows, &a.n, a.why, &err));
    return a;
}

static int level_of(const char *name)
{
    return sg_level_of(sg_text_of(name));
}

static void the_order_of_the_steps(void **state)
{
    world *w = *state;
    BAND(w, 100000, 900, "OEWS", "official", "software-engineer", "all", "US/austin", "2024-05", "base", "year", "USD");
    answer a = ask(w, "software-engineer", "US/austin", -1, NULL);
    assert_int_equal(a.n, 1);
    assert_close(a.rows[0].pct[2], 100000 * 126 / 120., 1e-6);
    assert_close(a.rows[0].pct[1], 80000 * 1.05, 1e-6);
    assert_string_equal(a.rows[0].age_to, "2026-04");
    assert_string_equal(a.rows[0].fx_date, "");
    assert_close(a.rows[0].fx, 0, 0);
    assert_close(a.rows[0].power, 105000 / .98, 1e-6);
    assert_string_equal(a.rows[0].power_of, "US/austin");
    sg_free(a.rows);
    a = ask(w, "software-engineer", "US/austin", -1, "EUR");
    assert_close(a.rows[0].pct[2], 105000 * .90, 1e-6);
    assert_close(a.rows[0].fx, .90, 1e-12);
    assert_string_equal(a.rows[0].currency, "EUR");
    assert_string_equal(a.rows[0].fx_date, "2026-06");
    assert_close(a.rows[0].power, 105000 / .98, 1e-6); /* the same in any currency */
    double rank;
    bool outside;
    assert_true(sg_pay_rank(&a.rows[0], 94500, &rank, &outside));
    assert_close(rank, .5, .02);
    assert_false(outside);
    assert_false(sg_pay_rank(&a.rows[0], 0, &rank, &outside));
    sg_free(a.rows);
}

static void a_survey_in_dollars_goes_back_to_local_pay(void **state)
{
    world *w = *state;
    BAND(w, 100000, 50, "Survey", "survey", "software-engineer", "all", "DE", "2025", "total", "year", "USD");
    answer a = ask(w, "software-engineer", "DE/berlin", -1, NULL);
    assert_int_equal(a.n, 1);
    assert_close(a.rows[0].pct[2], 86000 * 112.2 / 110, 1e-6); /* the rate of mid 2025, not of 2026 */
    assert_close(a.rows[0].power, 86000 * 1.02 / .7, 1e-6);
    assert_int_equal(a.rows[0].steps, 1);
    sg_free(a.rows);
    a = ask(w, "software-engineer", "DE/berlin", -1, "USD");
    assert_close(a.rows[0].pct[2], 86000 * 1.02 / .90, 1e-6);
    sg_free(a.rows);
}

static void hours_and_months_become_years(void **state)
{
    world *w = *state;
    BAND(w, 34.8, 316000, "CBS", "official", "software-engineer", "all", "NL", "2024", "base", "hour", "EUR");
    BAND(w, 5800, 0, "Monthly", "official", "software-engineer", "all", "DE", "2026-06", "base", "month", "EUR");
    BAND(w, 30, 0, "Hourly", "official", "software-engineer", "all", "DE", "2026-06", "base", "hour", "EUR");
    BAND(w, 1000, 0, "Weekly", "survey", "software-engineer", "all", "DE", "2026-06", "base", "week", "EUR");
    BAND(w, 200, 0, "Daily", "survey", "software-engineer", "all", "DE", "2026-06", "base", "day", "EUR");
    answer a = ask(w, "software-engineer", "NL", -1, NULL);
    assert_close(a.rows[0].pct[2], 34.8 * 39.1 * 52, 1e-6);
    assert_close(a.rows[0].hours_year, 39.1 * 52, 1e-9);
    assert_string_equal(a.rows[0].age_to, ""); /* no index: not aged */
    sg_free(a.rows);
    a = ask(w, "software-engineer", "DE", -1, NULL);
    assert_int_equal(a.n, 3);
    assert_close(a.rows[0].pct[2], 69600, 1e-6);
    assert_close(a.rows[1].pct[2], 52000, 1e-6);
    assert_close(a.rows[2].pct[2], 52000, 1e-6);
    assert_string_equal(a.why, "1 hourly band(s) left out: the country's hours are not known");
    sg_free(a.rows);
}

static void the_level_is_kept_and_the_geography_widened(void **state)
{
    world *w = *state;
    BAND(w, 130000, 900, "A", "official", "software-engineer", "all", "US/austin", "2024-05", "base", "year", "USD");
    BAND(w, 150000, 90, "B", "posted", "software-engineer", "senior", "US", "2024-05", "base", "year", "USD");
    BAND(w, 120000, 90, "B", "posted", "software-engineer", "all", "US/austin", "2024-05", "base", "year", "USD");
    BAND(w, 70, 0, "C", "official", "backend-engineer software-engineer", "wage-level:III", "US/tx", "2024-05", "base",
         "year", "USD");
    BAND(w, 60, 0, "C", "official", "backend-engineer software-engineer", "wage-level:II", "US/tx", "2024-05", "base",
         "year", "USD");
    BAND(w, 140000, 90, "D", "survey", "software-engineer", "years:10-19", "US", "2024-05", "total", "year", "USD");
    answer a = ask(w, "software-engineer", "US/austin", level_of("senior"), NULL);
    assert_int_equal(a.n, 4);
    assert_string_equal(a.rows[0].band->source.at, "C"); /* nearest of the asked level */
    assert_string_equal(a.rows[0].band->level.at, "wage-level:III");
    assert_int_equal(a.rows[0].steps, 1);
    assert_string_equal(a.rows[1].band->source.at, "D"); /* survey before posted */
    assert_string_equal(a.rows[2].band->source.at, "B");
    assert_close(a.rows[2].band->pct[2], 150000, 0); /* not all levels of Austin */
    assert_true(a.rows[3].all_levels && !a.rows[2].all_levels);
    sg_free(a.rows);
    a = ask(w, "software-engineer", "US/austin", -1, NULL);
    assert_int_equal(a.n, 2); /* levels are no answer to all levels */
    assert_close(a.rows[1].band->pct[2], 120000, 0);
    sg_free(a.rows);
    a = ask(w, "software-engineer", "US/austin", level_of("mid"), NULL);
    assert_string_equal(a.rows[0].band->level.at, "wage-level:II");
    sg_free(a.rows);
}

static void levels_told_in_other_words(void **state)
{
    world *w = *state;
    static const char *const said[] = {"wage-level:I", "wage-level:IV", "years:0-4", "years:5-9", "years:20+", "staff"};
    static const char *const meant[] = {"junior", "principal", "junior", "mid", "lead", "staff"};
    for (size_t i = 0; i < 6; i++)
        BAND(w, 1000 * (double)(i + 1), 90, said[i], "survey", "software-engineer", said[i], "PE", "2024", "base",
             "year", "PEN");
    for (size_t i = 0; i < 6; i++) {
        answer a = ask(w, "software-engineer", "PE", level_of(meant[i]), NULL);
        bool found = false;
        for (size_t r = 0; r < a.n; r++) found |= sg_text_is(a.rows[r].band->level, said[i]);
        assert_true(found);
        sg_free(a.rows);
    }
    answer a = ask(w, "software-engineer", "PE", level_of("intern"), NULL);
    assert_int_equal(a.n, 0);
    sg_free(a.rows);
}

static void own_role_before_every_role_and_base_before_total(void **state)
{
    world *w = *state;
    BAND(w, 80000, 90, "S", "survey", "*", "all", "DE", "2026", "total", "year", "EUR");
    BAND(w, 85000, 90, "S", "survey", "backend-engineer", "all", "DE", "2026", "total", "year", "EUR");
    BAND(w, 90000, 0, "O", "official", "software-engineer backend-engineer", "all", "DE", "2026", "total", "year",
         "EUR");
    BAND(w, 84000, 0, "O", "official", "software-engineer backend-engineer", "all", "DE", "2026", "base", "year",
         "EUR");
    answer a = ask(w, "backend-engineer", "DE/berlin", -1, NULL);
    assert_int_equal(a.n, 2);
    assert_string_equal(a.rows[0].band->component.at, "base");
    assert_close(a.rows[1].pct[2], 85000, 0);
    sg_free(a.rows);
    a = ask(w, "data-engineer", "DE/berlin", -1, NULL);
    assert_int_equal(a.n, 1);
    assert_true(a.rows[0].any_role);
    sg_free(a.rows);
}

static void small_samples_are_suppressed(void **state)
{
    world *w = *state;
    BAND(w, 80000, 29, "S", "survey", "software-engineer", "all", "PE", "2026", "total", "year", "PEN");
    answer a = ask(w, "software-engineer", "PE", -1, "EUR");
    assert_int_equal(a.n, 0);
    assert_string_equal(a.why, "1 band(s) of fewer than 30 rows are suppressed");
    sg_free(a.rows);
    a = ask(w, "data-engineer", "PE", -1, "EUR");
    assert_int_equal(a.n, 0);
    assert_string_equal(a.why, "no source has a band of data-engineer in PE or in what it is part of");
    sg_free(a.rows);
    BAND(w, 80000, 30, "T", "survey", "software-engineer", "all", "PE", "2026", "total", "year", "PEN");
    a = ask(w, "software-engineer", "PE", -1, "EUR");
    assert_int_equal(a.n, 1);
    assert_string_equal(a.rows[0].currency, "PEN"); /* no rate: its own currency stays */
    assert_close(a.rows[0].power, 0, 0);
    sg_free(a.rows);
}

static void out_of_memory_is_told(void **state)
{
    world *w = *state;
    sg_error err;
    sg_pay_row *rows;
    size_t n;
    char why[200];
    BAND(w, 80000, 30, "T", "survey", "software-engineer", "all", "PE", "2026", "total", "year", "PEN");
    sg_pay_query query = {
        .role = 0, .region = sg_map_find(&w->t.region_ids, sg_text_of("PE")), .level = -1, .date = "2026-11"};
    sg_alloc_fail_at(1, 1);
    assert_fails(sg_pay_compare(&w->pay, &w->t, &query, &rows, &n, why, &err), SG_EFAIL, "out of memory");
    sg_alloc_fail_at(0, 0);
}

/* A newer survey of one source stands for the older one, of two of one date the first; other occupations stay. */
static void newer_supersedes(void **state)
{
    world *w = *state;
    BAND(w, 100000, 100, "Agency", "official", "data-engineer", "all", "US", "2024-05", "base", "year", "USD");
    BAND(w, 110000, 100, "Agency", "official", "data-engineer", "all", "US", "2025-05", "base", "year", "USD");
    BAND(w, 120000, 100, "Agency", "official", "data-engineer", "all", "US", "2025-05", "base", "year", "USD");
    BAND(w, 90000, 100, "Office", "official", "data-engineer", "all", "US", "2024-05", "base", "year", "USD");
    answer a = ask(w, "data-engineer", "US", -1, NULL);
    assert_int_equal(a.n, 2);
    assert_string_equal(a.rows[0].band->source.at, "Agency");
    assert_string_equal(a.rows[0].band->date.at, "2025-05");
    assert_close(a.rows[0].band->pct[2], 110000, 0);
    assert_string_equal(a.rows[1].band->source.at, "Office");
    sg_free(a.rows);
    w->pay.bands[1].occupation = sg_text_of("other");
    a = ask(w, "data-engineer", "US", -1, NULL);
    assert_int_equal(a.n, 3);
    sg_free(a.rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_order_of_the_steps, setup, teardown),
        cmocka_unit_test_setup_teardown(a_survey_in_dollars_goes_back_to_local_pay, setup, teardown),
        cmocka_unit_test_setup_teardown(hours_and_months_become_years, setup, teardown),
        cmocka_unit_test_setup_teardown(the_level_is_kept_and_the_geography_widened, setup, teardown),
        cmocka_unit_test_setup_teardown(levels_told_in_other_words, setup, teardown),
        cmocka_unit_test_setup_teardown(own_role_before_every_role_and_base_before_total, setup, teardown),
        cmocka_unit_test_setup_teardown(small_samples_are_suppressed, setup, teardown),
        cmocka_unit_test_setup_teardown(out_of_memory_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(newer_supersedes, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
