/* How often openings are posted again, with counts that are known. */
#include "market_support.h"

#include "market/demand.h"
#include "market/repeats.h"

static sg_taxonomy taxonomy;
static sg_market market;
static sg_market_build build;
static uint64_t next_row;

enum { PYTHON, GO, CPP, REMOTE };
enum { MONTH = 600 }; /* 2020-01 */

static int set_up(void **state)
{
    (void)state;
    small_taxonomy(&taxonomy);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sg_taxonomy_release(&taxonomy);
    return 0;
}

static void add_source(const char *group)
{
    sg_error err;
    sg_source source = {.name = T("s"), .group = T(group), .hash = ++next_row, .shipped = true};
    source.partial = SG_MONTH_ABSENT;
    assert_ok(sg_market_add_source(&build, &source, &err));
}

/* body: of the opening; 0: of none other. */
static void add(sg_month month, uint64_t body, uint64_t employer, const char *skills)
{
    sg_error err;
    char id[32];
    snprintf(id, sizeof id, "%llu", (unsigned long long)++next_row);
    sg_fact fact = {.id = T(id),
                    .skills = T(skills),
                    .body = body,
                    .employer = employer,
                    .day = sg_day_of(1970 + month / 12, month % 12 + 1, 7)};
    sg_row row = {next_row, 0};
    assert_ok(sg_market_add_fact(&build, &fact, &row, &err));
}

static void openings(void **state)
{
    (void)state;
    sg_error err;
    sg_repeats r;
    sg_market_build_init(&build, &market, &taxonomy);
    add_source("jobs");
    for (sg_month m = MONTH; m < MONTH + 3; m++) add(m, 11, 1, "python remote-work"); /* three months of three */
    add(MONTH, 11, 1, "python");                                                      /* within a month: once */
    add(MONTH, 12, 2, "go");
    add(MONTH + 6, 12, 2, "go"); /* two months of seven */
    add(MONTH + 1, 0, 2, "go python");
    add(MONTH, 0, 3, "python");
    add(MONTH + 2, 0, 3, "c++"); /* back with another job */
    add(MONTH + 6, 0, 0, "python");
    add_source("other");
    add(MONTH + 9, 0, 3, "go");
    add(MONTH + 9, 13, 1, "go");
    assert_ok(sg_market_finish(&build, &err));
    sg_market_build_release(&build);

    assert_ok(sg_repeats_find(&market, T("jobs"), &r, &err));
    assert_int_equal(r.postings, 9);
    assert_int_equal(r.openings, 6);
    assert_int_equal(r.again, 3);
    assert_int_equal(r.openings_again, 2);
    assert_close(r.months, 2.5, 0);
    assert_close(r.span, 5, 0);
    assert_int_equal(r.named, 8);
    assert_int_equal(r.named_again, 5);
    assert_int_equal(r.employers, 3);
    assert_int_equal(r.employers_again, 2);
    assert_int_equal(r.last, MONTH + 6); /* no month has 50: the last of all */
    assert_int_equal(r.first, MONTH - 5);
    assert_int_equal(r.year, 9);
    assert_int_equal(r.year_fresh, 6);
    assert_int_equal(r.n_skills, 3); /* an attribute is none */
    assert_int_equal(r.skills[0].skill, PYTHON);
    assert_int_equal(r.skills[0].postings, 6);
    assert_int_equal(r.skills[0].fresh, 4);
    assert_int_equal(r.skills[1].skill, GO);
    assert_int_equal(r.skills[1].postings, 3);
    assert_int_equal(r.skills[1].fresh, 2);

    assert_ok(sg_repeats_find(&market, T("other"), &r, &err));
    assert_int_equal(r.postings, 2);
    assert_int_equal(r.again, 0);
    assert_int_equal(r.openings_again, 0);
    assert_close(r.months, 0, 0);
    assert_ok(sg_repeats_find(&market, T("none"), &r, &err));
    assert_int_equal(r.postings, 0);
    assert_int_equal(r.last, SG_MONTH_ABSENT);
    assert_int_equal(r.n_skills, 0);
    sg_market_release(&market);
}

/* The year is that which ends with the last whole month; of earlier ones is known what is posted again. */
static void last_year(void **state)
{
    (void)state;
    sg_error err;
    sg_repeats r;
    sg_market_build_init(&build, &market, &taxonomy);
    add_source("jobs");
    for (sg_month m = MONTH; m < MONTH + 20; m++)
        for (uint64_t i = 0; i < 50; i++) add(m, i < 20 ? 100 + i : 0, 0, i < 20 ? "go" : i < 30 ? "python" : "");
    add(MONTH + 21, 0, 0, "c++");
    assert_ok(sg_market_finish(&build, &err));
    sg_market_build_release(&build);
    assert_ok(sg_repeats_find(&market, T("jobs"), &r, &err));
    assert_int_equal(r.last, MONTH + 19);
    assert_int_equal(r.first, MONTH + 8);
    assert_int_equal(r.year, 12 * 50);
    assert_int_equal(r.year_fresh, 12 * 30); /* the twenty were there before */
    assert_int_equal(r.skills[0].skill, GO);
    assert_int_equal(r.skills[0].postings, 12 * 20);
    assert_int_equal(r.skills[0].fresh, 0);
    assert_int_equal(r.skills[1].fresh, 12 * 10);
    assert_int_equal(r.n_skills, 2);
    assert_close(r.span, 20, 0);
    sg_market_release(&market);
}

static void memory_ends(void **state)
{
    (void)state;
    sg_error err;
    sg_repeats r;
    sg_market_build_init(&build, &market, &taxonomy);
    add_source("jobs");
    add(MONTH, 11, 1, "python");
    assert_ok(sg_market_finish(&build, &err));
    sg_market_build_release(&build);
    for (size_t fail = 1; fail <= 4; fail++) {
        sg_alloc_fail_at(fail, 1);
        sg_status status = sg_repeats_find(&market, T("jobs"), &r, &err);
        sg_alloc_fail_at(0, 0);
        assert_int_equal(status, SG_EFAIL);
        assert_non_null(strstr(err.text, "no memory"));
    }
    sg_market_release(&market);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(openings), cmocka_unit_test(last_year),
                                       cmocka_unit_test(memory_ends)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
