/* outlook/backtest, outlook/until, outlook/verdict: forecasts of the past on made-up markets. */
#include "made_market.h"

#include "base/parallel.h"
#include "outlook/until.h"
#include "outlook/verdict.h"

#include <math.h>
#include <stdlib.h>

static sg_backtest_ask ask_of(size_t horizon)
{
    return (sg_backtest_ask){.group = "jobs",
                             .horizons = {6, horizon},
                             .n_horizons = 2,
                             .from = SG_MONTH_ABSENT,
                             .skill = SG_ID_NONE,
                             .every = SG_BACKTEST_EVERY};
}

static void run(const sg_market *market, const sg_backtest_ask *ask, sg_backtest *out)
{
    sg_error err;
    assert_ok(sg_backtest_run(market, ask, out, &err));
}

/* Some noise that no method foresees, the same each time. */
static int noise(uint32_t skill, int at)
{
    return (int)(((unsigned)at * 2654435761u + skill * 40503u) >> 28) % 7 - 3;
}

static int steady(uint32_t skill, int at)
{
    static const int level[] = {40, 20, 10};
    return skill < 3 ? level[skill] + noise(skill, at) : 0;
}

static int turns_at_60(uint32_t skill, int at)
{
    return at < 60 ? steady(skill, at) : skill == PYTHON ? 5 : 90;
}

static const sg_backtest_case *find_case(const sg_backtest *b, uint32_t skill, sg_month origin, uint32_t steps)
{
    for (size_t i = 0; i < b->n; i++)
        if (b->cases[i].skill == skill && b->cases[i].origin == origin && b->cases[i].steps == steps)
            return &b->cases[i];
    return NULL;
}

/* What comes after the origin changes what came, and nothing else. */
static void nothing_leaks(void **state)
{
    (void)state;
    sg_market a, b;
    sg_backtest x, y;
    const sg_backtest_ask ask = ask_of(18);
    make_market(&a, 90, steady);
    make_market(&b, 90, turns_at_60);
    run(&a, &ask, &x);
    run(&b, &ask, &y);
    size_t before = 0, changed = 0;
    for (size_t i = 0; i < x.n; i++) {
        const sg_backtest_case *c = &x.cases[i], *d = find_case(&y, c->skill, c->origin, c->steps);
        assert_non_null(d);
        if (c->origin >= FIRST + 60) continue;
        assert_memory_equal(&c->forecast, &d->forecast, sizeof c->forecast);
        assert_memory_equal(&c->carried, &d->carried, sizeof c->carried);
        assert_close(c->last, d->last, 0);
        assert_close(c->scale, d->scale, 0);
        before++;
        changed += c->came != d->came;
    }
    assert_true(before > 30 && changed > 9 && changed < before);
    sg_backtest_release(&x);
    sg_backtest_release(&y);
    sg_market_release(&a);
    sg_market_release(&b);
}

/* C++ is named from month 50 on. */
static int comes_late(uint32_t skill, int at)
{
    return skill == CPP && at < 50 ? 0 : steady(skill, at);
}

/* A skill that nobody named by the origin was not there to be forecast; nor was one with a few postings. */
static void skills_of_the_time(void **state)
{
    (void)state;
    sg_market market;
    sg_backtest b;
    const sg_backtest_ask ask = ask_of(12);
    make_market(&market, 90, comes_late);
    run(&market, &ask, &b);
    assert_true(b.n_origins > 5);
    for (size_t i = 0; i < b.n_origins; i++) {
        assert_non_null(find_case(&b, PYTHON, b.origins[i], 6));
        assert_int_equal(find_case(&b, CPP, b.origins[i], 6) != NULL, b.origins[i] >= FIRST + 50);
        assert_null(find_case(&b, REMOTE, b.origins[i], 6));
    }
    sg_backtest_release(&b);
    sg_market_release(&market);
}

/* 90 months, the last is 89: origins end at 83, and begin with two years. */
static void which_origins_and_what_came(void **state)
{
    (void)state;
    sg_market market;
    sg_backtest b;
    sg_backtest_ask ask = ask_of(24);
    make_market(&market, 90, steady);
    run(&market, &ask, &b);
    assert_int_equal(b.first, FIRST);
    assert_int_equal(b.end, FIRST + 89);
    assert_int_equal(b.origins[b.n_origins - 1], FIRST + 83);
    assert_int_equal(b.origins[0], FIRST + 23);
    assert_int_equal(b.n_origins, 11);
    const sg_backtest_case *c = find_case(&b, GO, FIRST + 47, 24);
    double came = 0;
    for (int at = 66; at <= 71; at++) came += steady(GO, at);
    assert_close(c->came, came / 600, 1e-12);
    assert_close(c->last, steady(GO, 47) / 100., 1e-12);
    double now = 0;
    for (int at = 42; at <= 47; at++) now += steady(GO, at);
    assert_close(c->carried.mean, (now + .5) / 601, 1e-12);
    assert_null(find_case(&b, GO, FIRST + 83, 24));
    sg_backtest_release(&b);
    ask.from = FIRST + 60;
    ask.skill = GO;
    run(&market, &ask, &b);
    assert_int_equal(b.origins[0], FIRST + 65);
    for (size_t i = 0; i < b.n; i++) assert_int_equal(b.cases[i].skill, GO);
    sg_backtest_release(&b);
    sg_market_release(&market);
}

/* No postings from month 40 to 57. */
static int with_a_gap(uint32_t skill, int at)
{
    return at >= 40 && at < 58 ? -1 : steady(skill, at);
}

static void gaps_are_no_outcome(void **state)
{
    (void)state;
    sg_market market;
    sg_backtest b;
    const sg_backtest_ask ask = ask_of(24);
    make_market(&market, 90, with_a_gap);
    run(&market, &ask, &b);
    for (size_t i = 0; i < b.n_origins; i++) assert_false(b.origins[i] >= FIRST + 40 && b.origins[i] < FIRST + 58);
    assert_non_null(find_case(&b, PYTHON, FIRST + 35, 6)); /* months 36 to 39 of 36 to 41 */
    assert_null(find_case(&b, PYTHON, FIRST + 29, 24));    /* none of 48 to 53 */
    assert_null(find_case(&b, PYTHON, FIRST + 35, 24));    /* 58 and 59 of 54 to 59 */
    assert_non_null(find_case(&b, PYTHON, FIRST + 59, 24));
    sg_backtest_release(&b);
    sg_market_release(&market);
}

static void the_same_for_any_number_of_threads(void **state)
{
    (void)state;
    sg_market market;
    sg_backtest a, b;
    const sg_backtest_ask ask = ask_of(12);
    make_market(&market, 70, steady);
    sg_parallel_limit(1);
    run(&market, &ask, &a);
    sg_parallel_limit(3);
    run(&market, &ask, &b);
    sg_parallel_limit(0);
    assert_int_equal(a.n, b.n);
    for (size_t i = 0; i < a.n; i++) {
        const sg_backtest_case *c = &a.cases[i], *d = &b.cases[i];
        assert_true(c->skill == d->skill && c->origin == d->origin && c->steps == d->steps);
        assert_memory_equal(&c->forecast, &d->forecast, sizeof c->forecast);
        assert_memory_equal(&c->carried, &d->carried, sizeof c->carried);
    }
    sg_backtest_release(&a);
    sg_backtest_release(&b);
    sg_market_release(&market);
}

static void what_is_missing_is_said(void **state)
{
    (void)state;
    sg_error err;
    sg_market market;
    sg_backtest b;
    sg_backtest_ask ask = ask_of(12);
    make_market(&market, 28, steady);
    assert_fails(sg_backtest_run(&market, &ask, &b, &err), SG_EDATA,
                 "nothing to test in \"jobs\": 28 months with data from 2015-01 to 2017-04; a test needs 24 months "
                 "before its first origin and 6 after it");
    ask.group = "boards";
    assert_fails(sg_backtest_run(&market, &ask, &b, &err), SG_EDATA,
                 "no posting or published count of the group \"boards\"");
    sg_market_release(&market);
    make_market(&market, 60, steady);
    ask = ask_of(12);
    ask.from = FIRST + 58;
    assert_fails(sg_backtest_run(&market, &ask, &b, &err), SG_EDATA, "and origins from the month that you gave on");
    sg_market_release(&market);
}

/* ---- verdicts ---- */

static sg_backtest_case made_case(uint32_t skill, int origin, double forecast)
{
    return (sg_backtest_case){.skill = skill,
                              .origin = FIRST + origin,
                              .steps = 12,
                              .came = .5,
                              .last = .9,
                              .scale = .01,
                              .forecast = {forecast, forecast - .2, forecast + .2, forecast - .3, forecast + .3},
                              .carried = {.7, .65, .75, .3, .9}};
}

/* Ten skills' worth of cases: errors of .1 against the last value's .2, all outcomes inside. */
static void verdicts_of_made_cases(void **state)
{
    (void)state;
    sg_error err;
    sg_backtest_case cases[60];
    sg_month origins[30];
    sg_backtest b = {.cases = cases, .origins = origins, .n_origins = 30, .first = FIRST, .end = FIRST + 99};
    for (int i = 0; i < 30; i++) {
        origins[i] = FIRST + 3 * i;
        cases[b.n++] = made_case(PYTHON, 3 * i, .6);
        cases[b.n++] = made_case(GO, 3 * i, i < 15 ? .6 : .9); /* worse later on */
    }
    sg_backtest_ask ask = {.horizons = {12, 24}, .n_horizons = 2};
    sg_verdicts v;
    assert_ok(sg_verdicts_make(&b, &taxonomy, &ask, &v, &err));
    assert_int_equal(v.n_families, 1);
    const sg_verdict *all = sg_verdicts_at(&v, T("languages"), 12);
    assert_close(all->now.ratio, (45 * .1 + 15 * .4) / (60 * .2), 1e-12);
    assert_close(all->last.ratio, (45 * .1 + 15 * .4) / (60 * .4), 1e-12);
    assert_close(all->cover80, .75, 1e-12);
    assert_close(all->cover95, .75, 1e-12);
    assert_close(all->carried80, 0, 1e-12);
    assert_close(all->score, (60 * .4 + 15 * 10 * .2) / 60 / .01, 1e-9);
    assert_close(all->carried_score, (.1 + 10 * .15) / .01, 1e-9);
    assert_ptr_equal(sg_verdicts_at(&v, T("languages"), 30), all); /* 24 months on nothing came */
    assert_ptr_equal(sg_verdicts_at(&v, T("cloud"), 12), &v.items[0]);
    sg_verdict late;
    sg_verdict_of of = {.first = origins[15], .last = origins[29]};
    assert_ok(sg_verdict_make(&b, &taxonomy, &of, &late, &err));
    assert_int_equal(late.now.n, 30);
    assert_int_equal(late.now.word, SG_CONTEST_BEHIND);
    sg_verdicts_release(&v);
    assert_null(sg_verdicts_at(&v, T("languages"), 12));
}

static void words(void **state)
{
    (void)state;
    assert_string_equal(sg_contest_words(SG_CONTEST_BEATS), "beats it");
    assert_string_equal(sg_contest_words(SG_CONTEST_AHEAD), "ahead, not surely");
    assert_string_equal(sg_contest_words(SG_CONTEST_BEHIND), "does not beat it");
    assert_string_equal(sg_contest_words(SG_CONTEST_LOSES), "loses to it");
    assert_string_equal(sg_contest_words(SG_CONTEST_UNTRIED), "too few to say");
}

/* ---- what was known ---- */

static void the_market_as_it_was(void **state)
{
    (void)state;
    sg_error err;
    sg_market market, view;
    make_market(&market, 36, steady);
    market.sources[0].partial = FIRST + 35;
    assert_ok(sg_market_until(&market, FIRST + 11, &view, &err));
    assert_int_equal(view.n_postings, 1200);
    assert_int_equal(view.sources[0].first, FIRST);
    assert_int_equal(view.sources[0].last, FIRST + 11);
    assert_int_equal(view.sources[0].partial, SG_MONTH_ABSENT); /* it was whole then */
    sg_market_until_release(&view);
    assert_ok(sg_market_until(&market, FIRST - 1, &view, &err));
    assert_int_equal(view.n_postings, 0);
    assert_int_equal(view.sources[0].first, SG_MONTH_ABSENT);
    sg_market_until_release(&view);
    assert_ok(sg_market_until(&market, FIRST + 500, &view, &err));
    assert_int_equal(view.n_postings, 3600);
    assert_int_equal(view.sources[0].partial, FIRST + 35);
    sg_market_until_release(&view);
    sg_market_release(&market);
}

static void memory_ends(void **state)
{
    (void)state;
    sg_error err;
    sg_market market;
    sg_backtest b;
    const sg_backtest_ask ask = ask_of(12);
    make_market(&market, 40, steady);
    sg_parallel_limit(1);
    sg_status status = SG_EFAIL;
    size_t tried = 0;
    for (size_t at = 1; status != SG_OK; at += 1 + at / 8, tried++) {
        sg_alloc_fail_at(at, 1);
        status = sg_backtest_run(&market, &ask, &b, &err);
        sg_alloc_fail_at(0, 0);
        if (status != SG_OK) assert_int_equal(status, SG_EFAIL);
    }
    assert_true(tried > 10);
    sg_backtest_release(&b);
    sg_parallel_limit(0);
    sg_market_release(&market);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_leaks),
        cmocka_unit_test(skills_of_the_time),
        cmocka_unit_test(which_origins_and_what_came),
        cmocka_unit_test(gaps_are_no_outcome),
        cmocka_unit_test(the_same_for_any_number_of_threads),
        cmocka_unit_test(what_is_missing_is_said),
        cmocka_unit_test(verdicts_of_made_cases),
        cmocka_unit_test(words),
        cmocka_unit_test(the_market_as_it_was),
        cmocka_unit_test(memory_ends),
    };
    return cmocka_run_group_tests(tests, taxonomy_make, taxonomy_free);
}
