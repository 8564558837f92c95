/* Decisions: the known answers, and what must hold of any comparison. */
#include "support.h"

#include "career/simulate.h"

static sg_error err;

static sg_decision of(double stay, double offer)
{
    return (sg_decision){
        .paths = {{.name = "stay", .pay = stay, .chance = 1}, {.name = "offer", .pay = offer, .chance = 1}},
        .n = 2,
        .years = 3,
        .discount = .05,
        .seed = 1,
    };
}

/* 120,000 a year in 36 month-end payments at 5 % effective. */
static void test_annuity(void **state)
{
    (void)state;
    sg_decision d = of(120000, 120000);
    sg_decision_result result;
    assert_ok(sg_decide(&d, &result, &err));
    assert_close(result.paths[0].mean, 334212.73, .005);
    assert_int_equal(result.runs, 1);
    assert_close(result.paths[1].gain, 0, 0);
    assert_close(result.paths[1].ahead, 0, 0);
    assert_close(result.paths[1].break_even, 120000, 1e-6);
    sg_annuity a;
    sg_annuity_init(&a, 0, false);
    assert_close(sg_annuity_value(&a, 2.5), 2.5, 1e-12);
    assert_close(sg_annuity_value(&a, 1.0 / 24), 1.0 / 24, 1e-12);
    assert_close(sg_annuity_value(&a, -1), 0, 0);
    assert_close(sg_annuity_value(&a, 99), 50, 1e-9);
    sg_annuity_init(&a, 0, true);
    assert_close(sg_annuity_value(&a, 2.5), 2.5, 1e-12);
}

/* Independent log-normals (ln 150k, .10) and (ln 140k, .15): P(first > second) = .64903; with (ln 150k, .15) twice,
 * the larger is 164,510.88 in the mean. */
static void test_log_normals(void **state)
{
    (void)state;
    sg_decision d = of(140000, 150000);
    d.years = 1, d.discount = 0, d.runs = 100000;
    d.paths[0].pay_sd = .15, d.paths[1].pay_sd = .10, d.paths[1].stream = 1;
    sg_decision_result result;
    assert_ok(sg_decide(&d, &result, &err));
    assert_close(result.paths[1].ahead, .64903, .003);

    d.paths[0].pay = 150000, d.paths[1].pay_sd = .15;
    sg_luck *luck = sg_luck_alloc(d.runs, d.seed);
    sg_annuity a;
    sg_annuity_init(&a, 0, false);
    double sum = 0;
    for (size_t run = 0; run < d.runs; run++)
        sum += fmax(sg_simulate(&d, &a, luck, 0, run).value, sg_simulate(&d, &a, luck, 1, run).value);
    sg_luck_free(luck);
    assert_close(sum / (double)d.runs, 164510.88, 120);
}

/* +20,000 a year from T ~ Exp(3 a year) on, 3 years, 5 %, paid continuously: 49,256.23. */
static void test_delayed_raise(void **state)
{
    (void)state;
    sg_decision d = of(100000, 120000);
    d.continuous = true, d.runs = 100000;
    d.paths[1].wait_months = 4;
    sg_decision_result result;
    assert_ok(sg_decide(&d, &result, &err));
    assert_close(result.paths[1].gain, 49256.23, 60);
    assert_true(result.paths[1].started > .9998);
    assert_close(result.paths[1].start_months, 4, .05);
}

/* A cost of 15,000 on the annuity's terms: +5,385.79 a year makes up for it. */
static void test_break_even(void **state)
{
    (void)state;
    sg_decision d = of(120000, 130000);
    d.paths[1].cost = 15000;
    sg_decision_result result;
    assert_ok(sg_decide(&d, &result, &err));
    assert_close(result.paths[1].break_even - 120000, 5385.79, .005);
    d.paths[1].pay = result.paths[1].break_even;
    assert_ok(sg_decide(&d, &result, &err));
    assert_close(result.paths[1].gain, 0, 1e-6);
    d.paths[1].pay = 150000;
    assert_ok(sg_decide(&d, &result, &err));
    assert_close(result.paths[1].pays_back_months, 7, 0); /* 2,500 a month against 15,000: six do not suffice */
    d.paths[1].pay = 121000;
    assert_ok(sg_decide(&d, &result, &err));
    assert_true(isnan(result.paths[1].pays_back_months));
    d.paths[1].chance = 0;
    assert_ok(sg_decide(&d, &result, &err));
    assert_true(isnan(result.paths[1].break_even));
    assert_close(result.paths[1].started, 0, 0);
    assert_true(isnan(result.paths[1].start_months));
}

static void test_chance_any(void **state)
{
    (void)state;
    assert_close(sg_chance_any(100, .03 * .27), .5566, .00005);
    assert_close(sg_chance_any(0, .5), 0, 0);
    assert_close(sg_chance_any(3, 1), 1, 0);
}

/* The same way twice, under the same luck, differs by exactly nothing. */
static void test_common_luck(void **state)
{
    (void)state;
    sg_decision d = of(120000, 120000);
    for (size_t i = 0; i < 2; i++) {
        d.paths[i].pay_sd = .2, d.paths[i].growth = .03, d.paths[i].promotion = .14, d.paths[i].raise = .087;
    }
    sg_decision_result result;
    assert_ok(sg_decide(&d, &result, &err));
    assert_int_equal(result.runs, SG_DECIDE_RUNS);
    assert_close(result.paths[1].gain, 0, 0);
    assert_close(result.paths[1].ahead + result.paths[1].behind, 0, 0);
    assert_close(result.paths[1].gain_p10, 0, 0);
    sg_decision_result again;
    assert_ok(sg_decide(&d, &again, &err));
    assert_memory_equal(&result, &again, sizeof result);
}

/* Growth at anniversaries, a promotion a year in the mean, a failed probation: against sums done by hand. */
static void test_parts(void **state)
{
    (void)state;
    sg_decision d = of(100000, 100000);
    sg_decision_result result;
    d.discount = 0;
    d.paths[1].growth = .1;
    assert_ok(sg_decide(&d, &result, &err));
    assert_close(result.paths[1].mean, 100000 * (1 + 1.1 + 1.21), 1e-6);
    d.paths[1].growth = 0, d.paths[1].probation = 1, d.paths[1].probation_months = 6, d.paths[1].search_months = 3;
    d.paths[1].pay = 200000;
    assert_ok(sg_decide(&d, &result, &err));
    assert_close(result.paths[1].mean, 100000 + 225000, 1e-6);
    d.paths[1].search_months = 100;
    assert_ok(sg_decide(&d, &result, &err));
    assert_close(result.paths[1].mean, 100000, 1e-6);
    d.paths[1].probation = 0, d.paths[1].delay_months = 12, d.paths[1].signing = 5000, d.paths[1].forfeit = 2000;
    assert_ok(sg_decide(&d, &result, &err));
    assert_close(result.paths[1].mean, 100000 + 400000 + 3000, 1e-6);
    d.paths[1].delay_months = 48;
    assert_ok(sg_decide(&d, &result, &err));
    assert_close(result.paths[1].gain, 0, 0);
    /* promotions at rate r for y years: E[pay] grows as exp(r·raise·t) in the limit of many; here at most ten */
    d = of(100000, 100000);
    d.discount = 0, d.continuous = true, d.runs = 100000;
    d.paths[1].promotion = .3, d.paths[1].raise = .1;
    assert_ok(sg_decide(&d, &result, &err));
    double rate = -log1p(-.3) * .1;
    assert_close(result.paths[1].mean, 100000 * expm1(rate * 3) / rate, 150);
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        size_t offset;
        double value;
        const char *part;
    } cases[] = {
        {offsetof(sg_path, pay), 0, "offer, pay: expected 1e-09 to 1e+12, found 0"},
        {offsetof(sg_path, pay), (double)NAN, "offer, pay"},
        {offsetof(sg_path, promotion), 1, "offer, promotion chance: expected 0 to 0.99, found 1"},
        {offsetof(sg_path, chance), 1.5, "offer, chance: expected 0 to 1"},
        {offsetof(sg_path, growth), -1, "offer, growth"},
        {offsetof(sg_path, search_months), -1, "offer, search months"},
    };
    sg_decision_result result;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sg_decision d = of(1, 1);
        *(double *)(void *)((char *)&d.paths[1] + cases[i].offset) = cases[i].value;
        assert_fails(sg_decide(&d, &result, &err), SG_EUSAGE, cases[i].part);
    }
    sg_decision d = of(1, 1);
    d.years = 0;
    assert_fails(sg_decide(&d, &result, &err), SG_EUSAGE, "years: expected 1/12 to 50, found 0");
    d.years = 1, d.discount = 3;
    assert_fails(sg_decide(&d, &result, &err), SG_EUSAGE, "discount");
    d.discount = 0, d.n = 5;
    assert_fails(sg_decide(&d, &result, &err), SG_EUSAGE, "1 to 4 ways");
    sg_assumption list[SG_ASSUMPTIONS_MAX];
    size_t n;
    d.n = 2;
    assert_fails(sg_decide_assumptions(&d, 0, list, &n, &err), SG_EUSAGE, "no way number 0");
    d.years = 0;
    assert_fails(sg_decide_assumptions(&d, 1, list, &n, &err), SG_EUSAGE, "years");
}

static const sg_assumption *named(const sg_assumption *list, size_t n, const char *path, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].path, path) == 0 && strcmp(list[i].name, name) == 0) return &list[i];
    fail_msg("no assumption \"%s\" of \"%s\"", name, path);
    return NULL;
}

static void test_assumptions(void **state)
{
    (void)state;
    sg_decision d = of(140000, 165000);
    d.paths[1].forfeit = 30000;
    sg_assumption list[SG_ASSUMPTIONS_MAX];
    size_t n;
    assert_ok(sg_decide_assumptions(&d, 1, list, &n, &err));
    for (size_t i = 1; i < n; i++)
        assert_true(fabs(list[i - 1].gain_hi - list[i - 1].gain_lo) >= fabs(list[i].gain_hi - list[i].gain_lo));
    double factor = 334212.73 / 120000;
    assert_close(named(list, n, "offer", "pay")->flip, 140000 + 30000 / factor, 2);
    assert_close(named(list, n, "stay", "pay")->flip, 165000 - 30000 / factor, 2);
    assert_close(named(list, n, "offer", "forfeited by leaving")->flip, 25000 * factor, 10);
    assert_close(named(list, n, "offer", "pay")->lo, 148500, 1e-6);
    assert_true(isnan(named(list, n, "", "discount rate")->flip));
    /* 30,000 takes fifteen months of 2,083 a month at 5 % */
    assert_close(named(list, n, "", "years looked ahead")->flip, 1.2414, .01);
    assert_close(named(list, n, "offer", "growth a year")->flip, -.0919, .0002);
}

/* Amounts that no one weighs against each other: which was meant otherwise is said where it is plain. */
static void test_pays_apart(void **state)
{
    (void)state;
    static const struct {
        double now, offer, internal;
        const char *error; /* NULL: they are weighed */
    } cases[] = {
        {142000, 150000, 0, NULL},
        {142, 150, 0, NULL}, /* both in thousands */
        {20000, 999999, 0, NULL},
        {20000, 1000000, 0,
         "--now: 20,000 a year beside 1,000,000 (--offer); is a k or an m missing, or one too many?"},
        {142, 150000, 0, "--now: 142 a year beside 150,000 (--offer); is 142k meant?"},
        {150000, 75, 0, "--offer: 75 a year beside 150,000 (--now); is 75k meant?"},
        {142000, 150000, 155, "--internal: 155 a year beside 150,000 (--offer); is 155k meant?"},
        {142000, 0, 0, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const sg_pay_from pays[] = {
            {"--now", cases[i].now}, {"--offer", cases[i].offer}, {"--internal", cases[i].internal}};
        if (!cases[i].error)
            assert_ok(sg_pays_alike(pays, 3, &err));
        else
            assert_fails(sg_pays_alike(pays, 3, &err), SG_EUSAGE, cases[i].error);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_annuity),    cmocka_unit_test(test_log_normals), cmocka_unit_test(test_delayed_raise),
        cmocka_unit_test(test_break_even), cmocka_unit_test(test_chance_any),  cmocka_unit_test(test_common_luck),
        cmocka_unit_test(test_parts),      cmocka_unit_test(test_refused),     cmocka_unit_test(test_assumptions),
        cmocka_unit_test(test_pays_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
