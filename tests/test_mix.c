/* Sources that come and go within a group: which months are of which, and that their shares do not jump for it. */
#include "market_support.h"

#include "market/mix.h"

#include <math.h>

static sg_taxonomy taxonomy;
static sg_market market;
static sg_market_build build;
static sg_demand demand;
static sg_mix mix;
static uint64_t next_id;

enum { PYTHON, GO, CPP, REMOTE };
enum { MONTH = 600, SKILLS = 4 }; /* 2020-01 */
static const sg_scope all = {SG_ID_NONE, SG_ID_NONE, -1};

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

static void begin(void)
{
    sg_market_build_init(&build, &market, &taxonomy);
}

static void add_source(const char *plugin, const char *options)
{
    sg_error err;
    sg_source source = {.name = T("s"), .group = T("jobs"), .plugin = T(plugin), .options = T(options)};
    source.hash = ++next_id;
    source.shipped = true; /* their months are whole */
    source.partial = SG_MONTH_ABSENT;
    assert_ok(sg_market_add_source(&build, &source, &err));
}

static void add_posting(sg_month month, int day, const char *skills, const char *region)
{
    sg_error err;
    char id[32];
    snprintf(id, sizeof id, "%llu", (unsigned long long)++next_id);
    sg_fact fact = {.id = T(id), .skills = T(skills), .day = sg_day_of(1970 + month / 12, month % 12 + 1, day)};
    if (region) fact.region = T(region);
    sg_row row = {next_id, 0};
    assert_ok(sg_market_add_fact(&build, &fact, &row, &err));
}

/* n postings, of a hundred of which so many name Python and Go; half of them in the United States. */
static void add_month(sg_month month, int n, int python, int go)
{
    for (int i = 0; i < n; i++) {
        int at = i * 37 % 100;
        add_posting(month, 1 + i % 28,
                    at < python && at < go ? "python go"
                    : at < python          ? "python"
                    : at < go              ? "go"
                                           : "",
                    i & 1 ? "US" : "DE");
    }
}

static void add_months(sg_month first, sg_month end, int n, int python, int go)
{
    for (sg_month m = first; m < end; m++) add_month(m, n, python, go);
}

static void finish(const sg_scope *scope)
{
    sg_error err;
    assert_ok(sg_market_finish(&build, &err));
    sg_market_build_release(&build);
    assert_ok(sg_mix_find(&market, "jobs", &mix, &err));
    assert_ok(sg_demand_build(&market, "jobs", scope, &demand, &err));
}

static void end(void)
{
    sg_mix_release(&mix);
    sg_demand_release(&demand);
    sg_market_release(&market);
}

static const sg_demand_month *cell(uint32_t skill, int month)
{
    return &demand.cells[skill * demand.n + (size_t)month];
}

static double share(uint32_t skill, int month)
{
    return cell(skill, month)->count / cell(skill, month)->total;
}

static int join_of(int month)
{
    return (int)mix.sets[mix.set_of[month]].join;
}

/* No step of more than so much from month to month. */
static void assert_level(uint32_t skill, double expected, double within)
{
    for (int i = 0; i < (int)demand.n; i++) assert_close(share(skill, i), expected, within);
}

static void board_comes_in(void **state)
{
    (void)state;
    begin();
    add_source("postings_a", "");
    add_months(MONTH, MONTH + 24, 200, 30, 10);
    add_source("postings_b", "");
    add_months(MONTH + 15, MONTH + 24, 200, 60, 30);
    finish(&all);
    assert_int_equal(mix.n_feeds, 2);
    assert_int_equal(mix.n_sets, 2);
    assert_int_equal(mix.sets[mix.usual].months, 15);
    assert_int_equal(join_of(14), SG_MIX_USUAL);
    assert_int_equal(join_of(15), SG_MIX_BESIDE);
    assert_level(PYTHON, .30, 1e-12); /* pooled it would be .45 from the sixteenth month on */
    assert_level(GO, .10, 1e-12);
    assert_close(cell(PYTHON, 15)->total, 200, 0); /* the usual ones alone */
    assert_close(cell(PYTHON, 15)->count, 60, 0);
    assert_close(cell(PYTHON, 15)->extra_var, 0, 0);
    assert_int_equal(cell(PYTHON, 15)->mixed, 1);
    assert_int_equal(cell(PYTHON, 14)->mixed, 0);
    assert_close(demand.volume, 200, 0);
    end();
}

/* In a scope in which the usual ones have too few postings, all are taken, on the usual ones' scale; the volume stays
 * that of the months before. */
static void usual_ones_grow_thin(void **state)
{
    (void)state;
    begin();
    add_source("postings_a", "");
    add_months(MONTH, MONTH + 15, 200, 30, 10);
    add_months(MONTH + 15, MONTH + 20, 40, 30, 10);
    add_source("postings_b", "");
    add_months(MONTH + 15, MONTH + 20, 200, 60, 30);
    finish(&all);
    assert_int_equal(join_of(15), SG_MIX_BESIDE);
    assert_level(PYTHON, .30, .03);
    assert_close(cell(PYTHON, 15)->total, 240, 0);
    assert_true(cell(PYTHON, 15)->extra_var > 0 && cell(PYTHON, 15)->extra_var < .1);
    assert_close(demand.volume, 200, 0);
    end();
}

/* Most months have both: it is the first ones that lack one. In a scope as in all. */
static void board_was_not_there(void **state)
{
    (void)state;
    sg_scope us = {sg_map_find(&taxonomy.region_ids, T("nowhere")), sg_map_find(&taxonomy.region_ids, T("US")), -1};
    assert_int_equal(us.role, SG_ID_NONE);
    for (int scoped = 0; scoped < 2; scoped++) {
        begin();
        add_source("postings_a", "");
        add_months(MONTH, MONTH + 24, 200, 30, 10);
        add_source("postings_b", "");
        add_months(MONTH + 6, MONTH + 24, 200, 60, 30);
        finish(scoped ? &us : &all);
        assert_int_equal(join_of(5), SG_MIX_LINKED);
        assert_int_equal(join_of(6), SG_MIX_USUAL);
        assert_level(PYTHON, .45, .02);
        assert_level(GO, .20, .02);
        end();
    }
}

static void board_goes(void **state)
{
    (void)state;
    begin();
    add_source("postings_a", "");
    add_months(MONTH, MONTH + 12, 200, 30, 10);
    add_source("postings_b", "");
    add_months(MONTH, MONTH + 20, 200, 60, 30);
    finish(&all);
    assert_int_equal(join_of(12), SG_MIX_LINKED);
    assert_level(PYTHON, .45, .015);
    assert_level(GO, .20, .015);
    assert_true(cell(GO, 19)->extra_var >= cell(GO, 12)->extra_var); /* further from what it was learnt on */
    end();
}

/* One leaves in the month in which another comes: they are tied by the one that stays. */
static void tied_by_a_third(void **state)
{
    (void)state;
    begin();
    add_source("postings_a", "");
    add_months(MONTH, MONTH + 14, 200, 60, 30);
    add_source("postings_b", "");
    add_months(MONTH, MONTH + 26, 200, 30, 10);
    add_source("postings_c", "");
    add_months(MONTH + 14, MONTH + 26, 200, 10, 40);
    finish(&all);
    assert_int_equal(mix.n_sets, 2);
    assert_int_equal(join_of(14), SG_MIX_LINKED);
    assert_level(PYTHON, .45, .015);
    assert_level(GO, .20, .015);
    end();
}

/* What changes in all sources still shows. */
static void change_of_demand(void **state)
{
    (void)state;
    begin();
    add_source("postings_a", "");
    add_months(MONTH, MONTH + 14, 200, 30, 10);
    add_months(MONTH + 14, MONTH + 20, 200, 20, 10);
    add_source("postings_b", "");
    add_months(MONTH + 12, MONTH + 14, 200, 60, 30);
    add_months(MONTH + 14, MONTH + 20, 200, 45, 30);
    finish(&all);
    assert_close(share(PYTHON, 11), .30, .01);
    assert_close(share(PYTHON, 13), .30, .03);
    assert_close(share(PYTHON, 19), .20, .03);
    assert_close(share(GO, 19), .10, .02);
    end();
}

/* Files of one thing, month after month, have nothing to be linked by and need nothing. */
static void stretches(void **state)
{
    (void)state;
    begin();
    for (sg_month m = MONTH; m < MONTH + 8; m++) {
        add_source("postings_hn", "");
        add_month(m, 100, 30 + (m - MONTH), 10);
    }
    finish(&all);
    assert_int_equal(mix.n_feeds, 8);
    assert_int_equal(mix.usual, 7); /* of equals the last */
    for (int i = 0; i < 8; i++) {
        assert_int_equal(join_of(i), i == 7 ? SG_MIX_USUAL : SG_MIX_APART);
        assert_close(cell(PYTHON, i)->count, 30 + i, 0);
        assert_int_equal(cell(PYTHON, i)->mixed, 0);
        assert_close(cell(PYTHON, i)->extra_var, 0, 0);
    }
    end();
}

/* A small board changes nothing, one of a twentieth does. */
static void small_board(void **state)
{
    (void)state;
    for (int n = 10; n <= 20; n += 10) {
        begin();
        add_source("postings_a", "");
        add_months(MONTH, MONTH + 20, 200, 30, 10);
        add_source("postings_b", "");
        add_months(MONTH + 12, MONTH + 20, n, 100, 0);
        finish(&all);
        assert_int_equal(join_of(12), n < 20 ? SG_MIX_USUAL : SG_MIX_BESIDE);
        assert_int_equal(cell(PYTHON, 12)->mixed, n == 20);
        end();
    }
}

/* A board that is fetched again is one feed; old postings in its list do not say that it was followed then. */
static void fetched_again(void **state)
{
    (void)state;
    begin();
    add_source("postings_lever", "company=acme");
    for (int i = 0; i < 12; i++) add_month(MONTH + i, i < 10 ? 2 : 100, 30, 10);
    add_source("postings_lever", "company=acme");
    add_months(MONTH + 12, MONTH + 14, 100, 30, 10);
    add_source("postings_lever", "company=other");
    add_months(MONTH, MONTH + 14, 100, 30, 10);
    finish(&all);
    assert_int_equal(mix.n_feeds, 2);
    assert_int_equal(mix.feed_of[0], mix.feed_of[1]);
    assert_int_equal(mix.n_sets, 2);
    assert_int_equal(mix.set_of[9], mix.set_of[0]);
    assert_int_equal(mix.set_of[10], mix.set_of[13]);
    assert_int_not_equal(mix.set_of[9], mix.set_of[10]);
    end();
}

/* A source that grew was there from its beginning, when it was all there was. */
static void grown(void **state)
{
    (void)state;
    begin();
    add_source("postings_a", "");
    add_months(MONTH, MONTH + 3, 60, 30, 10);
    add_months(MONTH + 3, MONTH + 9, 900, 30, 10);
    add_source("postings_b", "");
    add_months(MONTH + 5, MONTH + 7, 900, 30, 10);
    finish(&all);
    assert_int_equal(mix.n_sets, 2);
    assert_int_equal(mix.set_of[0], mix.set_of[4]);
    assert_int_equal(join_of(0), SG_MIX_USUAL);
    end();
}

/* Boards that are alike stay where they are. */
static void alike(void **state)
{
    (void)state;
    begin();
    add_source("postings_a", "");
    add_months(MONTH, MONTH + 18, 200, 30, 10);
    add_source("postings_b", "");
    add_months(MONTH + 12, MONTH + 18, 200, 30, 10);
    finish(&all);
    assert_int_equal(join_of(12), SG_MIX_BESIDE);
    assert_level(PYTHON, .30, .001);
    assert_level(GO, .10, .001);
    end();
}

static void nothing_there(void **state)
{
    (void)state;
    sg_error err;
    begin();
    add_source("postings_a", "");
    add_month(MONTH, 20, 30, 10);
    assert_ok(sg_market_finish(&build, &err));
    sg_market_build_release(&build);
    assert_ok(sg_mix_find(&market, "jobs", &mix, &err)); /* no month has postings enough */
    assert_int_equal(mix.n, 1);
    assert_int_equal(mix.n_sets, 0);
    assert_int_equal(mix.usual, SG_MIX_NONE);
    assert_int_equal(mix.set_of[0], SG_MIX_NONE);
    sg_mix_release(&mix);
    assert_ok(sg_mix_find(&market, "none", &mix, &err));
    assert_int_equal(mix.n, 0);
    sg_mix_release(&mix);
    sg_market_release(&market);
}

static void memory_ends(void **state)
{
    (void)state;
    sg_error err;
    begin();
    add_source("postings_a", "");
    add_months(MONTH, MONTH + 3, 60, 60, 30);
    add_source("postings_b", "");
    add_months(MONTH, MONTH + 5, 60, 30, 10);
    add_source("postings_c", "");
    add_months(MONTH + 3, MONTH + 5, 60, 10, 40);
    assert_ok(sg_market_finish(&build, &err));
    sg_market_build_release(&build);
    for (size_t fail = 1;; fail++) {
        sg_alloc_fail_at(fail, 1);
        sg_status status = sg_demand_build(&market, "jobs", &all, &demand, &err);
        sg_alloc_fail_at(0, 0);
        if (status == SG_OK) {
            assert_true(fail > 15);
            break;
        }
        assert_int_equal(status, SG_EFAIL);
        assert_non_null(strstr(err.text, "no memory"));
    }
    sg_demand_release(&demand);
    sg_market_release(&market);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(board_comes_in),
        cmocka_unit_test(usual_ones_grow_thin),
        cmocka_unit_test(board_was_not_there),
        cmocka_unit_test(board_goes),
        cmocka_unit_test(tied_by_a_third),
        cmocka_unit_test(change_of_demand),
        cmocka_unit_test(stretches),
        cmocka_unit_test(small_board),
        cmocka_unit_test(fetched_again),
        cmocka_unit_test(alike),
        cmocka_unit_test(grown),
        cmocka_unit_test(nothing_there),
        cmocka_unit_test(memory_ends),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
