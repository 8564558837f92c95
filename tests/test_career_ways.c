/* Requirements that are alternatives: the gap and the plan. */
#include "gap_support.h"

/* Python, SQL and Rust are alternatives of the role "ways"; by weight they stand in this order. */
static void test_alternatives(void **state)
{
    (void)state;
    sg_gap gap;
    sg_profile profile = {.n_held = 0};
    assert_ok(sg_gap_build(&taxonomy, &market, &outlooks, NULL, WAYS, -1, &gap, &err));
    assert_int_equal(gap.n, 3);
    assert_int_equal(gap.of_kind[SG_GAP_MISSING], 3);
    const sg_gap_item *one = item_of(&gap, PYTHON);
    assert_int_equal(one->n_ways, 3);
    assert_int_equal(gap.ways[one->ways].skill, PYTHON);
    assert_int_equal(gap.ways[one->ways + 1].skill, SQL);
    assert_int_equal(gap.ways[one->ways + 2].skill, RUST);
    assert_close(gap.ways[one->ways + 1].weight, 4 / 5.0 * 60 / 199, 1e-9);
    assert_close(one->priority, 4 * 85.0 / 199, 1e-9);
    assert_int_equal(item_of(&gap, DJANGO)->n_ways, 0); /* an alternative to nothing */
    assert_int_equal(item_of(&gap, KAFKA)->n_ways, 0);
    sg_gap_release(&gap);
    static const struct {
        double python, sql, rust;
        uint32_t skill;
        sg_gap_kind kind;
        size_t n;
    } cases[] = {
        {0, 0, 3, RUST, SG_GAP_HAVE, 3},      /* one at its level answers for all */
        {1, 0, 3, RUST, SG_GAP_HAVE, 4},      /* the other one held is had, and no requirement */
        {1, 2, 0, SQL, SG_GAP_PARTIAL, 4},    /* the nearest to its level */
        {3, 2, 0, PYTHON, SG_GAP_PARTIAL, 4}, /* as near: the one of more weight */
        {2, 0, -1, RUST, SG_GAP_UNSTATED, 4}, {4, 0, -1, PYTHON, SG_GAP_HAVE, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sg_held list[3];
        profile = (sg_profile){.held = list};
        if (cases[i].python != 0) list[profile.n_held++] = held(PYTHON, cases[i].python);
        if (cases[i].sql != 0) list[profile.n_held++] = held(SQL, cases[i].sql);
        if (cases[i].rust != 0) list[profile.n_held++] = held(RUST, cases[i].rust);
        assert_ok(sg_gap_build(&taxonomy, &market, &outlooks, &profile, WAYS, -1, &gap, &err));
        one = item_of(&gap, cases[i].skill);
        assert_int_equal(gap.n, cases[i].n);
        assert_int_equal(one->kind, cases[i].kind);
        assert_int_equal(one->n_ways, 3);
        size_t asked = 0;
        for (size_t k = 0; k < gap.n; k++) asked += gap.items[k].importance > 0;
        assert_int_equal(asked, 3);
        sg_gap_release(&gap);
    }
}

/* Of alternatives the plan takes the one with the most weight for its hours. */
static void test_plan_of_alternatives(void **state)
{
    (void)state;
    sg_effort e = effort();
    sg_day start = sg_day_of(2026, 11, 21);
    static const struct {
        double python, sql;
        uint32_t skill;
        double hours;
    } cases[] = {
        {0, 0, PYTHON, 80},   /* .427 in 80 hours, SQL .241 in 60, Rust .048 in 60 */
        {0, 2.4, SQL, 12},    /* .241 in 12 */
        {2, 0, PYTHON, 40},   /* .427 in 40 */
        {3, 2, PYTHON, 20},   /* .427 in 20, .241 in 20 */
        {2, 1.5, PYTHON, 40}, /* SQL is nearer to its level, .241 in 30; but .427 in 40 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sg_held list[3];
        sg_profile profile = {.held = list};
        if (cases[i].python != 0) list[profile.n_held++] = held(PYTHON, cases[i].python);
        list[profile.n_held++] = held(KAFKA, 7);
        if (cases[i].sql != 0) list[profile.n_held++] = held(SQL, cases[i].sql);
        sg_gap gap;
        sg_plan plan;
        assert_ok(sg_gap_build(&taxonomy, &market, &outlooks, &profile, WAYS, -1, &gap, &err));
        assert_ok(sg_plan_make(&taxonomy, &gap, &e, 10, start, SG_DAY_ABSENT, &plan, &err));
        assert_int_equal(plan.n, 2); /* and Django */
        const sg_milestone *way = &plan.items[plan.items[0].skill == DJANGO];
        assert_int_equal(way->skill, cases[i].skill);
        assert_close((way->hours_lo + way->hours_hi) / 2, cases[i].hours, 1e-9);
        sg_plan_release(&plan);
        sg_gap_release(&gap);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_alternatives),
                                       cmocka_unit_test(test_plan_of_alternatives)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
