/* A store that is read on several threads: in the same order, with the same sums and messages, of one moment. */
#include "store_support.h"

#include "base/parallel.h"
#include "market/build.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum { LARGE = 36000, SMALL = 7, EVERY = 3 /* rows between are missing, as rejected ones are */ };

/* A posting a day of 2020 to 2022 by turns. */
static void fill(uint64_t hash, const char *prefix, int n)
{
    sg_error err;
    sg_store *store;
    assert_ok(sg_store_open(path, &store, &err));
    assert_ok(sg_store_begin(store, &taxonomy, hash, &err));
    for (int i = 0; i < n; i++) {
        char id[32], url[100];
        snprintf(id, sizeof id, "%s%d", prefix, i);
        snprintf(url, sizeof url, "https://example.org/postings/of/a/long/address/for/a/larger/store/%s", id);
        sg_reading reading = reading_of(id, sg_day_of(2020, 1, 1) + i % 1000);
        reading.url = T(url);
        reading.body = 0;
        const sg_row row = {(uint64_t)i * EVERY + 1, (uint64_t)i * 100};
        assert_ok(sg_store_add(store, SG_RECORD_READING, &reading, &row, &err));
    }
    sg_store_source source = source_of(hash, "hn");
    assert_ok(sg_store_commit(store, &source, &err));
    sg_store_close(store);
}

static int set_up_large(void **state)
{
    struct stat info;
    set_up(state);
    fill(5, "large", LARGE);
    fill(2, "a", SMALL);
    fill(9, "z", SMALL);
    assert_int_equal(stat(path, &info), 0);
    assert_true(info.st_size > 5 << 20); /* else it is read by one, and nothing is tested */
    return 0;
}

static int tear_down_large(void **state)
{
    sg_parallel_limit(0);
    return tear_down(state);
}

static void begin_build(sg_market_build *build, sg_market *market, sg_month until)
{
    *market = (sg_market){0};
    sg_market_build_init(build, market, &taxonomy);
    build->until = until;
}

static void release(sg_market_build *build, sg_market *market)
{
    sg_market_build_release(build);
    sg_market_release(market);
}

static void expect_posting(const sg_market_build *build, size_t at, uint32_t source, const char *prefix, int i)
{
    char id[32];
    const sg_market_posting *p = &build->market->postings[at];
    const sg_dedupe_item *item = &build->items[at];
    snprintf(id, sizeof id, "%s%d", prefix, i);
    assert_true(sg_text_is(p->id, id));
    assert_true(sg_text_is(p->title, "Senior backend engineer"));
    assert_int_equal(p->row, (uint64_t)i * EVERY + 1);
    assert_int_equal(p->offset, (uint64_t)i * 100);
    assert_int_equal(p->source, source);
    assert_int_equal(p->n_skills, 2);
    assert_int_equal(p->skills[1], 2);
    assert_int_equal(item->row, p->row);
    assert_int_equal(item->source, source);
    assert_int_equal(item->day, p->day);
    assert_int_equal(item->group, 0);
    assert_true(item->url != 0 && item->id != 0);
    assert_int_equal(build->near[at][SG_NEAR_SIZE - 1], 0);
}

static void rows_come_in_order_for_any_number_of_threads(void **state)
{
    (void)state;
    static const unsigned threads[] = {1, 2, 3, 8};
    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
        sg_error err;
        sg_market market;
        sg_market_build build;
        begin_build(&build, &market, SG_MONTH_ABSENT);
        sg_parallel_limit(threads[t]);
        assert_ok(sg_store_load(path, &build, &err));
        assert_int_equal(market.n_sources, 3);
        assert_int_equal(market.n_postings, LARGE + 2 * SMALL);
        assert_int_equal(build.groups.count, 1);
        for (size_t at = 0; at < market.n_postings; at++) {
            if (at < SMALL)
                expect_posting(&build, at, 0, "a", (int)at);
            else if (at < SMALL + LARGE)
                expect_posting(&build, at, 1, "large", (int)at - SMALL);
            else
                expect_posting(&build, at, 2, "z", (int)at - SMALL - LARGE);
        }
        release(&build, &market);
    }
}

static void what_is_later_is_counted_in_all_ranges(void **state)
{
    (void)state;
    sg_error err;
    sg_market market;
    sg_market_build build;
    size_t later = 0;
    sg_month until = sg_month_of_day(sg_day_of(2021, 12, 1)), latest = sg_month_of_day(sg_day_of(2020, 1, 1) + 999);
    for (int i = 0; i < LARGE; i++) later += sg_month_of_day(sg_day_of(2020, 1, 1) + i % 1000) > until;
    begin_build(&build, &market, until);
    assert_ok(sg_store_load(path, &build, &err));
    assert_int_equal(market.sources[1].later, later);
    assert_int_equal(market.sources[1].latest, latest);
    assert_int_equal(market.sources[0].later, 0);
    assert_int_equal(market.sources[0].latest, SG_MONTH_ABSENT);
    assert_int_equal(market.n_postings, LARGE + 2 * SMALL - later);
    release(&build, &market);
    begin_build(&build, &market, sg_month_of_day(sg_day_of(2019, 1, 1)));
    assert_ok(sg_store_load(path, &build, &err));
    assert_int_equal(market.n_postings, 0);
    assert_int_equal(market.sources[1].later, LARGE);
    release(&build, &market);
}

static void the_first_damaged_row_is_named(void **state)
{
    (void)state;
    sg_error err;
    sg_market market;
    sg_market_build build;
    run_sql("UPDATE posting SET mentions = X'ff' WHERE source = 5 AND row IN (100801, 31, 60001)");
    begin_build(&build, &market, SG_MONTH_ABSENT);
    assert_fails(sg_store_load(path, &build, &err), SG_EFAIL, "the mentions of row 31 are damaged");
    release(&build, &market);
    run_sql("UPDATE posting SET mentions = (SELECT mentions FROM posting WHERE source = 5 AND row = 1)"
            " WHERE source = 5 AND row = 31");
    begin_build(&build, &market, SG_MONTH_ABSENT);
    assert_fails(sg_store_load(path, &build, &err), SG_EFAIL, "the mentions of row 60001 are damaged");
    release(&build, &market);
}

/* Writes the same number to a row of each reader's, over and over. */
_Noreturn static void write_on(int ready)
{
    sqlite3 *db;
    char sql[200];
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) _exit(1); /* also where a test fails */
    if (sqlite3_open(path, &db) != SQLITE_OK) _exit(1);
    sqlite3_busy_timeout(db, 10000);
    if (sqlite3_exec(db, "PRAGMA synchronous=OFF", NULL, NULL, NULL) != SQLITE_OK) _exit(1); /* many a moment */
    for (long i = 1;; i++) {
        snprintf(sql, sizeof sql, "UPDATE posting SET offset = %ld WHERE source = 5 AND row IN (1, %d, %d, %d)", i,
                 LARGE / 3 * EVERY + 1, LARGE / 3 * 2 * EVERY + 1, (LARGE - 1) * EVERY + 1);
        if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) _exit(1);
        if (i == 1 && write(ready, "", 1) != 1) _exit(1);
    }
}

static void all_threads_read_one_moment(void **state)
{
    (void)state;
    enum { LOADS = 20 };
    int ends[2], status;
    char byte;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) write_on(ends[1]);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    for (int i = 0; i < LOADS; i++) {
        sg_error err;
        sg_market market;
        sg_market_build build;
        begin_build(&build, &market, SG_MONTH_ABSENT);
        assert_ok(sg_store_load(path, &build, &err));
        assert_true(market.postings[SMALL].offset > 0);
        for (int third = 1; third <= 3; third++) {
            size_t at = third < 3 ? LARGE / 3 * (size_t)third : LARGE - 1;
            assert_int_equal(market.postings[SMALL + at].offset, market.postings[SMALL].offset);
        }
        release(&build, &market);
    }
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status)); /* it wrote until then */
    close(ends[0]);
    close(ends[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_come_in_order_for_any_number_of_threads, set_up_large, tear_down_large),
        cmocka_unit_test_setup_teardown(what_is_later_is_counted_in_all_ranges, set_up_large, tear_down_large),
        cmocka_unit_test_setup_teardown(the_first_damaged_row_is_named, set_up_large, tear_down_large),
        cmocka_unit_test_setup_teardown(all_threads_read_one_moment, set_up_large, tear_down_large),
    };
    return cmocka_run_group_tests_name("a large store", tests, NULL, NULL);
}
