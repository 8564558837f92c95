/* The last month of a person's own sources: whole or not, told by how their earlier months filled. */
#include "market_support.h"

#include "market/demand.h"

static sg_taxonomy taxonomy;
static sg_market market;
static sg_market_build build;
static uint64_t next_id;

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

static void begin(void)
{
    sg_market_build_init(&build, &market, &taxonomy);
}

static void add_source(const char *group, bool shipped, sg_month partial)
{
    sg_error err;
    sg_source source = {.name = T("s"), .group = T(group), .shipped = shipped, .partial = partial};
    source.hash = ++next_id;
    assert_ok(sg_market_add_source(&build, &source, &err));
}

static void add_day(sg_month month, int day, int n)
{
    sg_error err;
    for (int i = 0; i < n; i++) {
        char id[32];
        snprintf(id, sizeof id, "%llu", (unsigned long long)++next_id);
        sg_fact fact = {.id = T(id), .skills = T("python"), .day = sg_day_of(1970 + month / 12, month % 12 + 1, day)};
        sg_row row = {next_id, 0};
        assert_ok(sg_market_add_fact(&build, &fact, &row, &err));
    }
}

/* Ten a day, to day `end`. */
static void add_even(sg_month month, int end)
{
    for (int day = 1; day <= end; day++) add_day(month, day, 10);
}

/* A thread: most on the first day, some on the next two, a few all month, to day `end`. */
static void add_thread(sg_month month, int end)
{
    static const int on[28] = {300, 80, 16, [9] = 2, [27] = 2};
    for (int day = 1; day <= end; day++) add_day(month, day, on[day - 1]);
}

/* The mark of the source with that number; the market is gone then. */
static sg_month mark_of(size_t source)
{
    sg_error err;
    assert_ok(sg_market_finish(&build, &err));
    sg_month partial = market.sources[source].partial;
    sg_market_build_release(&build);
    sg_market_release(&market);
    return partial;
}

static sg_month after_even(int months, int end)
{
    begin();
    add_source("mine", false, SG_MONTH_ABSENT);
    for (sg_month m = MONTH; m < MONTH + months; m++) add_even(m, 28);
    add_even(MONTH + months, end);
    return mark_of(0);
}

static void even(void **state)
{
    (void)state;
    assert_int_equal(after_even(6, 20), MONTH + 6);
    assert_int_equal(after_even(6, 26), MONTH + 6); /* 26 of 28 days: under 95 % */
    assert_int_equal(after_even(6, 27), SG_MONTH_ABSENT);
    assert_int_equal(after_even(3, 26), MONTH + 3);
}

/* Of one or two months the calendar has to say so, too. */
static void few_months(void **state)
{
    (void)state;
    assert_int_equal(after_even(2, 26), SG_MONTH_ABSENT);
    assert_int_equal(after_even(2, 24), MONTH + 2);
    assert_int_equal(after_even(1, 24), MONTH + 1);
    assert_int_equal(after_even(0, 9), SG_MONTH_ABSENT); /* nothing would be left */
    begin();
    add_source("mine", false, SG_MONTH_ABSENT);
    add_day(MONTH, 1, 80); /* days that are months */
    add_day(MONTH + 1, 1, 80);
    assert_int_equal(mark_of(0), SG_MONTH_ABSENT);
}

static sg_month after_threads(int end)
{
    begin();
    add_source("hn", false, SG_MONTH_ABSENT);
    for (sg_month m = MONTH; m < MONTH + 5; m++) add_thread(m, 28);
    add_thread(MONTH + 5, end);
    return mark_of(0);
}

static void threads(void **state)
{
    (void)state;
    assert_int_equal(after_threads(1), MONTH + 5);
    assert_int_equal(after_threads(2), SG_MONTH_ABSENT); /* 380 of 400 */
    assert_int_equal(after_threads(10), SG_MONTH_ABSENT);
}

/* The middle month decides: one in three that ended as early, or was short itself, changes nothing. */
static void middle_month(void **state)
{
    (void)state;
    for (int short_months = 0; short_months < 3; short_months++) {
        begin();
        add_source("mine", false, SG_MONTH_ABSENT);
        for (sg_month m = MONTH; m < MONTH + 3; m++) add_even(m, m - MONTH < short_months ? 10 : 28);
        add_even(MONTH + 3, 12);
        assert_int_equal(mark_of(0), short_months < 2 ? MONTH + 3 : SG_MONTH_ABSENT);
    }
    begin();
    add_source("mine", false, SG_MONTH_ABSENT);
    for (sg_month m = MONTH; m < MONTH + 20; m++) add_even(m, m < MONTH + 13 ? 10 : 28); /* only the last twelve tell */
    add_even(MONTH + 20, 12);
    assert_int_equal(mark_of(0), MONTH + 20);
}

/* Months with too few postings tell nothing, and none of them is the last. */
static void stray(void **state)
{
    (void)state;
    begin();
    add_source("mine", false, SG_MONTH_ABSENT);
    for (sg_month m = MONTH; m < MONTH + 4; m++) add_even(m, 28);
    for (sg_month m = MONTH + 4; m < MONTH + 9; m++) add_day(m, 1, SG_MONTH_POSTINGS_MIN - 1);
    add_even(MONTH + 9, 11);
    add_day(MONTH + 90, 30, 1);
    assert_int_equal(mark_of(0), MONTH + 9);
}

static void shipped(void **state)
{
    (void)state;
    for (int whole = 0; whole < 2; whole++) {
        begin();
        add_source("hn", true, whole ? SG_MONTH_ABSENT : MONTH + 4);
        for (sg_month m = MONTH; m < MONTH + 4; m++) add_even(m, 28);
        add_even(MONTH + 4, whole ? 28 : 4);
        add_source("hn", false, SG_MONTH_ABSENT);
        add_even(MONTH + 4, 9);
        add_source("mine", false, SG_MONTH_ABSENT); /* another group's months say nothing of these */
        add_even(MONTH + 4, 9);
        assert_int_equal(mark_of(1), whole ? SG_MONTH_ABSENT : MONTH + 4);
    }
    begin();
    add_source("hn", true, SG_MONTH_ABSENT); /* the maker of a shipped dataset said so */
    for (sg_month m = MONTH; m < MONTH + 4; m++) add_even(m, 28);
    add_even(MONTH + 4, 9);
    assert_int_equal(mark_of(0), SG_MONTH_ABSENT);
}

/* A month that is known not to be whole does not say how months fill. */
static void earlier_partial(void **state)
{
    (void)state;
    begin();
    add_source("hn", true, MONTH + 1);
    add_even(MONTH, 28);
    add_even(MONTH + 1, 5);
    add_source("hn", false, SG_MONTH_ABSENT);
    add_even(MONTH + 2, 12);
    assert_int_equal(mark_of(1), MONTH + 2);
}

/* The series ends with the last whole month. */
static void left_out(void **state)
{
    (void)state;
    sg_error err;
    sg_demand demand;
    const sg_scope all = {SG_ID_NONE, SG_ID_NONE, -1};
    begin();
    add_source("mine", false, SG_MONTH_ABSENT);
    for (sg_month m = MONTH; m < MONTH + 4; m++) add_even(m, 28);
    add_even(MONTH + 4, 12);
    assert_ok(sg_market_finish(&build, &err));
    sg_market_build_release(&build);
    assert_int_equal(sg_demand_last_whole(&market, T("mine")), MONTH + 3);
    assert_ok(sg_demand_build(&market, "mine", &all, &demand, &err));
    assert_int_equal(demand.end, MONTH + 3);
    sg_demand_release(&demand);
    sg_market_release(&market);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(even),     cmocka_unit_test(few_months),
                                       cmocka_unit_test(threads),  cmocka_unit_test(middle_month),
                                       cmocka_unit_test(stray),    cmocka_unit_test(shipped),
                                       cmocka_unit_test(left_out), cmocka_unit_test(earlier_partial)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
