/* forecast of shares: hard cases with known answers. */
#include "support.h"

#include "base/month.h"
#include "base/parallel.h"
#include "forecast/forecast.h"
#include "forecast/trend.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>
#include <string.h>

enum { MONTHS = 144, SERIES = 60, H = 30, END = MONTHS - 1 };

typedef struct panel {
    double value[SERIES][MONTHS], total[SERIES][MONTHS];
    unsigned char present[SERIES][MONTHS];
    char names[SERIES][16];
    sg_series series[SERIES];
    sg_forecast_point out[SERIES * H];
    sg_forecast_basis basis[SERIES];
} panel;

/* n series of one total; shares are to be filled in. */
static panel *make_panel(double total)
{
    panel *p = calloc(1, sizeof *p);
    for (size_t i = 0; i < SERIES; i++) {
        snprintf(p->names[i], sizeof p->names[i], "s%02zu", i);
        for (size_t t = 0; t < MONTHS; t++) {
            p->total[i][t] = total;
            p->present[i][t] = 1;
        }
        p->series[i] = (sg_series){
            .name = p->names[i], .n = MONTHS, .value = p->value[i], .total = p->total[i], .present = p->present[i]};
    }
    return p;
}

static void forecast(panel *p, size_t n)
{
    sg_error err;
    assert_ok(sg_forecast(p->series, n, END, H, p->out, p->basis, &err));
}

static double width(const sg_forecast_point *at)
{
    return at->hi80 - at->lo80;
}

/* Of 500 postings a month 10 % name each skill, drawn anew each month: nothing to forecast but the draws. */
static panel *drawn(size_t n, unsigned long seed)
{
    panel *p = make_panel(500);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, seed);
    for (size_t i = 0; i < n; i++)
        for (size_t t = 0; t < MONTHS; t++) p->value[i][t] = gsl_ran_binomial(rng, .1, 500);
    gsl_rng_free(rng);
    return p;
}

static void binomial_noise_has_the_width_of_theory(void **state)
{
    (void)state;
    panel *p = drawn(SERIES, 7);
    forecast(p, SERIES);
    double theory = 2 * 1.2816 * sqrt(.1 * .9 / 500), near = 0, far = 0, error = 0;
    for (size_t i = 0; i < SERIES; i++) {
        near += width(&p->out[i * H + 1]) / SERIES;
        far += width(&p->out[i * H + 23]) / SERIES;
        error += fabs(p->out[i * H + 23].mean - .1) / SERIES;
    }
    assert_in_range((int)(100 * near / theory), 95, 115);
    assert_in_range((int)(100 * far / theory), 95, 125);
    assert_true(error < .006);
    free(p);
}

static void a_straight_path_is_recovered(void **state)
{
    (void)state;
    panel *p = make_panel(1e6);
    for (size_t i = 0; i < SERIES; i++)
        for (size_t t = 0; t < MONTHS; t++)
            p->value[i][t] = 1e6 * sg_logistic(-3 + .02 * (double)i + .0005 * ((double)i - 30) * (double)t);
    forecast(p, SERIES);
    for (size_t i = 0; i < SERIES; i++) {
        double path = -3 + .02 * (double)i + .0005 * ((double)i - 30) * (double)(END + 24);
        assert_int_equal(p->basis[i].model, SG_MODEL_LINE);
        assert_close(log(p->out[i * H + 23].mean / (1 - p->out[i * H + 23].mean)), path, .01);
    }
    free(p);
}

/* Among series that waver: one never named, one always, one that jumps, one with a gap, one of three postings. */
static panel *hard_panel(void)
{
    panel *p = drawn(SERIES, 11);
    for (size_t t = 0; t < MONTHS; t++) {
        p->value[0][t] = 0;
        p->value[1][t] = 500;
        if (t >= 120) p->value[2][t] *= 3;
        p->present[3][t] = t < 100 || t >= 120;
        p->value[4][t] = 0;
        p->present[4][t] = t == 5 || t == 70 || t == 141;
        if (p->present[4][t]) p->value[4][t] = 1, p->total[4][t] = 1;
    }
    p->value[4][70] = 0;
    return p;
}

static void assert_sane(const sg_forecast_point *at)
{
    for (size_t h = 0; h < H; h++) {
        assert_true(0 <= at[h].lo95 && at[h].lo95 <= at[h].lo80 && at[h].lo80 <= at[h].mean);
        assert_true(at[h].mean <= at[h].hi80 && at[h].hi80 <= at[h].hi95 && at[h].hi95 <= 1);
    }
}

static void hard_cases_have_their_answers(void **state)
{
    (void)state;
    panel *p = hard_panel();
    forecast(p, SERIES);
    for (size_t i = 0; i < SERIES; i++) assert_sane(&p->out[i * H]);
    const sg_forecast_point *none = &p->out[23], *all = &p->out[H + 23], *jump = &p->out[2 * H + 23];
    assert_true(none->mean < 1e-3 && none->hi80 < .01);
    assert_true(all->mean > 1 - 1e-3 && all->lo80 > .99);
    assert_close(none->mean, 1 - all->mean, 2e-4);
    assert_true(jump->mean > .26 && jump->mean < .36);               /* stays where it jumped to */
    assert_true(fabs(p->out[3 * H + 23].mean - .1) < .02);           /* the gap changes nothing */
    assert_true(p->basis[3].level_sd < 1.5 * p->basis[10].level_sd); /* 24 months after it */
    assert_true(width(&p->out[4 * H + 23]) > .5);                    /* three postings tell nothing */
    assert_int_equal(p->basis[4].months, 3);
    free(p);
}

/* Three postings in every month, one of which names it: the level is known, a month's share is drawn of three. */
static void three_postings_a_month_are_three(void **state)
{
    (void)state;
    panel *p = drawn(SERIES, 17);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (size_t i = 0; i < 20; i++)
        for (size_t t = 0; t < MONTHS; t++) {
            p->total[i][t] = 3;
            p->value[i][t] = gsl_ran_binomial(rng, 1. / 3, 3);
        }
    gsl_rng_free(rng);
    forecast(p, SERIES);
    double mean = 0, wide = 0, theory = 2 * 1.2816 * sqrt(2. / 9 / 3);
    for (size_t i = 0; i < 20; i++) {
        assert_sane(&p->out[i * H]);
        mean += p->out[i * H + 23].mean / 20;
        wide += width(&p->out[i * H + 5]) / 20;
    }
    assert_close(mean, 1. / 3, .04);
    assert_in_range((int)(100 * wide / theory), 80, 120); /* of three there are four shares */
    free(p);
}

/* Nothing but zeros, nothing but ones, and one skill that all name in its last month alone: no number runs away. */
static void shares_of_nought_and_one_stay_inside(void **state)
{
    (void)state;
    panel *p = make_panel(500);
    forecast(p, SERIES);
    for (size_t i = 0; i < SERIES; i++) {
        assert_sane(&p->out[i * H]);
        assert_true(p->out[i * H + 23].mean < 1e-3 && p->out[i * H + 23].hi95 < .01);
    }
    for (size_t i = 0; i < SERIES; i++)
        for (size_t t = 0; t < MONTHS; t++) p->value[i][t] = 500;
    forecast(p, SERIES);
    for (size_t i = 0; i < SERIES; i++) {
        assert_sane(&p->out[i * H]);
        assert_true(p->out[i * H + 23].mean > 1 - 1e-3 && p->out[i * H + 23].lo95 > .99);
    }
    for (size_t t = 0; t + 1 < MONTHS; t++) p->value[0][t] = 0;
    forecast(p, SERIES);
    assert_sane(&p->out[0]);
    assert_true(p->out[23].mean > .001 && p->out[23].mean < .999); /* neither is believed alone */
    assert_true(p->out[H + 23].mean > 1 - 1e-3);
    free(p);
}

static void what_is_no_count_is_refused(void **state)
{
    (void)state;
    const struct {
        double value, total, volume;
        const char *expected;
    } bad[] = {{NAN, 500, 0, "not finite"},     {INFINITY, 500, 0, "not finite"},   {-1, 500, 0, "count -1"},
               {-1e-9, 500, 0, "count -1e-09"}, {501, 500, 0, "count 501"},         {1, NAN, 0, "total nan"},
               {1, INFINITY, 0, "total inf"},   {1, -500, 0, "total -500"},         {0, 0, 0, "total 0"},
               {1, 500, NAN, "volume nan"},     {1, 500, -1, "volume -1, expected"}};
    panel *p = drawn(3, 5);
    sg_error err;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double value = p->value[1][7];
        p->value[1][7] = bad[i].value, p->total[1][7] = bad[i].total, p->series[1].volume = bad[i].volume;
        assert_fails(sg_forecast(p->series, 3, END, H, p->out, NULL, &err), SG_EFAIL, bad[i].expected);
        assert_non_null(strstr(err.text, "s01"));
        p->value[1][7] = value, p->total[1][7] = 500, p->series[1].volume = 0;
    }
    forecast(p, 3);
    free(p);
}

/* The other series keep their forecast, nearly, whatever one of them does. */
static void one_series_does_not_move_the_others(void **state)
{
    (void)state;
    panel *a = drawn(SERIES, 11), *b = hard_panel();
    forecast(a, SERIES);
    forecast(b, SERIES);
    for (size_t i = 5; i < SERIES; i++) {
        assert_close(a->out[i * H + 23].mean, b->out[i * H + 23].mean, .01);
        assert_true(fabs(width(&a->out[i * H + 23]) / width(&b->out[i * H + 23]) - 1) < .25);
    }
    free(a);
    free(b);
}

/* All skills at once lose a third (posts became terser): none is forecast to fall on by what all did. */
static void a_common_fall_is_not_each_ones_own(void **state)
{
    (void)state;
    panel *p = drawn(SERIES, 13);
    for (size_t i = 0; i < SERIES; i++)
        for (size_t t = 138; t < MONTHS; t++) p->value[i][t] = round(p->value[i][t] * 2 / 3);
    forecast(p, SERIES);
    for (size_t i = 0; i < SERIES; i++) assert_true(p->out[i * H + 23].mean > .05 && p->out[i * H + 23].mean < .1);
    free(p);
}

/* Never named for years, then by 3 % for a year: that year tells the level, not the years before it. */
static void a_late_rise_is_caught_up_with(void **state)
{
    (void)state;
    panel *p = drawn(SERIES, 17);
    for (size_t t = 0; t < MONTHS; t++) p->value[7][t] = t < MONTHS - 12 ? 0 : 15;
    forecast(p, SERIES);
    assert_true(p->basis[7].level > .025 && p->basis[7].level < .035);
    assert_true(p->out[7 * H + 23].mean > .025);
    free(p);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    panel *a = hard_panel(), *b = hard_panel();
    sg_parallel_limit(1);
    forecast(a, SERIES);
    sg_parallel_limit(3);
    forecast(b, SERIES);
    sg_parallel_limit(0);
    assert_memory_equal(a->out, b->out, sizeof a->out);
    assert_memory_equal(a->basis, b->basis, sizeof a->basis);
    free(a);
    free(b);
}

static void a_line_through_two_months_is_no_trap(void **state)
{
    (void)state;
    panel *p = drawn(3, 5);
    for (size_t i = 0; i < 3; i++)
        for (size_t t = 0; t < MONTHS - 1 - i; t++) p->present[i][t] = 0;
    forecast(p, 3);
    for (size_t i = 0; i < 3; i++) assert_sane(&p->out[i * H]);
    free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(binomial_noise_has_the_width_of_theory),
        cmocka_unit_test(a_straight_path_is_recovered),
        cmocka_unit_test(hard_cases_have_their_answers),
        cmocka_unit_test(one_series_does_not_move_the_others),
        cmocka_unit_test(a_common_fall_is_not_each_ones_own),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(three_postings_a_month_are_three),
        cmocka_unit_test(shares_of_nought_and_one_stay_inside),
        cmocka_unit_test(what_is_no_count_is_refused),
        cmocka_unit_test(a_line_through_two_months_is_no_trap),
        cmocka_unit_test(a_late_rise_is_caught_up_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
