/* forecast/contest: which of two forecasters was better, and how sure that is; forecast/last: the last value carried
 * forward. */
#include "support.h"

#include "base/mem.h"
#include "base/month.h"
#include "forecast/contest.h"
#include "forecast/last.h"
#include "forecast/trend.h"

#include <stdlib.h>

enum { UNITS = 10, BLOCKS = 8 };

/* errors of unit u in block b: a of the one, 1 of the other */
static sg_contest judge(double (*error)(size_t u, size_t b), size_t units, size_t blocks)
{
    static sg_trial trials[UNITS * BLOCKS];
    sg_error err;
    sg_contest c;
    size_t n = 0;
    for (size_t u = 0; u < units; u++)
        for (size_t b = 0; b < blocks; b++)
            trials[n++] = (sg_trial){(uint32_t)(u * 17), (uint32_t)(b * 5), error(u, b), 1};
    assert_ok(sg_contest_judge(trials, n, &c, &err));
    return c;
}

static double always_half(size_t u, size_t b)
{
    (void)u;
    (void)b;
    return .5;
}
static double the_same(size_t u, size_t b)
{
    (void)u;
    (void)b;
    return 1;
}
static double good_in_one_block(size_t u, size_t b)
{
    (void)u;
    return b == 3 ? .1 : 1.02;
}
static double good_of_one_unit(size_t u, size_t b)
{
    (void)b;
    return u == 3 ? .1 : 1.02;
}
static double mostly_bad(size_t u, size_t b)
{
    return 1.1 + .02 * (double)((u * 7 + b * 3) % 11);
}
static double bad_in_one_block(size_t u, size_t b)
{
    (void)u;
    return b == 3 ? 9 : .98;
}
static double mostly_good(size_t u, size_t b)
{
    return .7 + .02 * (double)((u * 7 + b * 3) % 11);
}

static void who_wins(void **state)
{
    (void)state;
    sg_contest c = judge(always_half, UNITS, BLOCKS);
    assert_int_equal(c.word, SG_CONTEST_BEATS);
    assert_close(c.ratio, .5, 1e-12);
    assert_close(c.lo, .5, 1e-12);
    assert_close(c.hi, .5, 1e-12);
    assert_int_equal(c.units, UNITS);
    assert_int_equal(c.blocks, BLOCKS);
    assert_int_equal(judge(the_same, UNITS, BLOCKS).word, SG_CONTEST_BEHIND); /* as good is not better */
    c = judge(mostly_good, UNITS, BLOCKS);
    assert_int_equal(c.word, SG_CONTEST_BEATS);
    assert_true(c.lo < c.ratio && c.ratio < c.hi && c.hi < 1);
    c = judge(mostly_bad, UNITS, BLOCKS);
    assert_int_equal(c.word, SG_CONTEST_LOSES);
    assert_true(1 < c.lo && c.lo < c.ratio && c.ratio < c.hi);
    assert_int_equal(judge(bad_in_one_block, UNITS, BLOCKS).word, SG_CONTEST_BEHIND); /* one year is no proof */
}

/* A lead that rests on one year, or on one series, is none to be sure of. */
static void one_block_or_unit_is_no_proof(void **state)
{
    (void)state;
    sg_contest c = judge(good_in_one_block, UNITS, BLOCKS);
    assert_close(c.ratio, (.1 + 7 * 1.02) / 8, 1e-12);
    assert_int_equal(c.word, SG_CONTEST_AHEAD);
    assert_close(c.hi, 1.02, 1e-12); /* without that year */
    c = judge(good_of_one_unit, UNITS, BLOCKS);
    assert_int_equal(c.word, SG_CONTEST_AHEAD);
}

static void too_little_to_say(void **state)
{
    (void)state;
    sg_error err;
    sg_contest c = judge(always_half, UNITS, 2); /* two years */
    assert_int_equal(c.word, SG_CONTEST_UNTRIED);
    assert_close(c.ratio, .5, 1e-12);
    assert_true(isnan(c.lo) && isnan(c.hi));
    assert_int_equal(judge(always_half, 3, BLOCKS).word, SG_CONTEST_UNTRIED); /* 24 cases */
    assert_ok(sg_contest_judge(NULL, 0, &c, &err));
    assert_int_equal(c.word, SG_CONTEST_UNTRIED);
    assert_true(isnan(c.ratio));
}

static void the_same_twice(void **state)
{
    (void)state;
    sg_contest a = judge(mostly_good, UNITS, BLOCKS), b = judge(mostly_good, UNITS, BLOCKS);
    assert_memory_equal(&a.lo, &b.lo, sizeof a.lo);
    assert_memory_equal(&a.hi, &b.hi, sizeof a.hi);
}

/* ---- the last value ---- */

enum { MONTHS = 120, SERIES = 40, H = 24 };

typedef struct shares {
    double value[SERIES][MONTHS], total[MONTHS];
    unsigned char present[MONTHS];
    sg_series series[SERIES];
} shares;

/* Binomial counts of 400 postings by a fixed generator; the log-odds walk by so much a month. */
static shares *make_shares(double walk)
{
    shares *s = calloc(1, sizeof *s);
    srand48(5);
    for (size_t i = 0; i < SERIES; i++) {
        double odds = -2;
        for (size_t t = 0; t < MONTHS; t++) {
            odds += walk * sqrt(3) * (2 * drand48() - 1);
            s->total[t] = 400;
            s->present[t] = 1;
            for (int k = 0; k < 400; k++) s->value[i][t] += drand48() < sg_logistic(odds);
        }
        s->series[i] = (sg_series){
            .name = "s", .month0 = 0, .n = MONTHS, .value = s->value[i], .total = s->total, .present = s->present};
    }
    return s;
}

static void sums_of_windows(void **state)
{
    (void)state;
    shares *s = make_shares(0);
    for (size_t t = 0; t < MONTHS; t++) s->value[0][t] = (double)t;
    for (size_t t = 50; t < 60; t++) s->present[t] = 0;
    sg_share_sum sum = sg_window_last(&s->series[0], 45, 6);
    assert_close(sum.count, 40 + 41 + 42 + 43 + 44 + 45, 0);
    assert_int_equal(sum.months, 6);
    sum = sg_window_last(&s->series[0], 62, 6); /* 62, 61, 60, and the gap ends further back than twelve months */
    assert_close(sum.count, 60 + 61 + 62, 0);
    assert_close(sg_window_last(&s->series[0], 58, 6).count, 49 + 48 + 47, 0);
    assert_close(sg_window_last(&s->series[0], 500, 1).count, 119, 0); /* long ago, but the last */
    assert_close(sg_window_last(&s->series[0], -1, 6).total, 0, 0);
    sum = sg_window_came(&s->series[0], 20, 12, 6);
    assert_close(sum.count, 27 + 28 + 29 + 30 + 31 + 32, 0);
    assert_int_equal(sg_window_came(&s->series[0], 20, 2, 6).months, 2);       /* none up to the origin */
    assert_close(sg_window_came(&s->series[0], 43, 12, 6).total, 0, 0);        /* all in the gap */
    assert_int_equal(sg_window_came(&s->series[0], 40, 12, 6).months, 3);      /* half of it */
    assert_close(sg_window_came(&s->series[0], 40, 13, 6).total, 0, 0);        /* less */
    assert_close(sg_window_came(&s->series[0], MONTHS - 1, 6, 6).total, 0, 0); /* not yet */
    free(s);
}

/* Share of the outcomes after month 60 that lie in the 80 % interval, and the mean half width on the log-odds scale. */
static double covered(const shares *s, double *width)
{
    static sg_forecast_point points[SERIES * H];
    sg_error err;
    size_t in = 0, n = 0;
    *width = 0;
    for (int32_t end = 60; end + H < MONTHS; end += 6) {
        assert_ok(sg_last_forecast(s->series, SERIES, end, H, 6, points, &err));
        for (size_t i = 0; i < SERIES; i++) {
            const sg_forecast_point *p = &points[i * H + H - 1];
            sg_share_sum came = sg_window_came(&s->series[i], end, H, 6), last = sg_window_last(&s->series[i], end, 6);
            double share = came.count / came.total;
            assert_close(p->mean, (last.count + .5) / (last.total + 1), 1e-12);
            assert_true(p->lo95 <= p->lo80 && p->lo80 <= p->mean && p->mean <= p->hi80 && p->hi80 <= p->hi95);
            in += p->lo80 <= share && share <= p->hi80;
            *width += log(p->hi80 / (1 - p->hi80)) - log(p->mean / (1 - p->mean));
            n++;
        }
    }
    *width /= (double)n;
    return (double)in / (double)n;
}

/* Noise alone: sd² = 2 / (2400 p (1 − p)); a walk adds its variance a month. Few stretches of 24 months were seen, so
 * the interval is wider than that: by t over z at 2 + (end − 24) / 24 degrees of freedom. */
static void its_interval(void **state)
{
    (void)state;
    double width, p = sg_logistic(-2), noise = sqrt(2 / (2400 * p * (1 - p)));
    shares *s = make_shares(0);
    double cover = covered(s, &width);
    assert_true(cover > .78 && cover < .95);
    assert_true(width > 1.25 * noise && width < 1.8 * noise);
    free(s);
    s = make_shares(.08);
    cover = covered(s, &width);
    assert_true(cover > .75 && cover < .95);
    double walked = sqrt(noise * noise + .08 * .08 * 24);
    assert_true(width > 1.1 * walked && width < 1.9 * walked);
    free(s);
}

static void nothing_seen_is_wide(void **state)
{
    (void)state;
    sg_error err;
    sg_forecast_point points[H];
    shares *s = make_shares(0);
    assert_ok(sg_last_forecast(s->series, 1, 3, H, 6, points, &err));
    assert_true(points[H - 1].hi80 > 1.5 * points[H - 1].mean);
    assert_fails(sg_last_forecast(s->series, 1, -1, H, 6, points, &err), SG_EFAIL,
                 "s: no month with data up to 1969-12");
    free(s);
}

/* What comes after `end` is not looked at. */
static void later_months_do_not_matter(void **state)
{
    (void)state;
    sg_error err;
    static sg_forecast_point a[SERIES * H], b[SERIES * H];
    shares *s = make_shares(.05);
    assert_ok(sg_last_forecast(s->series, SERIES, 80, H, 6, a, &err));
    for (size_t i = 0; i < SERIES; i++)
        for (size_t t = 81; t < MONTHS; t++) s->value[i][t] = 399;
    assert_ok(sg_last_forecast(s->series, SERIES, 80, H, 6, b, &err));
    assert_memory_equal(a, b, sizeof a);
    free(s);
}

static void memory_ends(void **state)
{
    (void)state;
    sg_error err;
    static sg_trial trials[40];
    sg_contest c;
    sg_forecast_point points[H];
    shares *s = make_shares(0);
    for (uint32_t i = 0; i < 40; i++) trials[i] = (sg_trial){i % 5, i / 5, 1, 2};
    sg_alloc_fail_at(3, 1);
    assert_fails(sg_contest_judge(trials, 40, &c, &err), SG_EFAIL, "no memory to judge 40 forecasts");
    sg_alloc_fail_at(1, 1);
    assert_fails(sg_last_forecast(s->series, 1, 100, H, 6, points, &err), SG_EFAIL,
                 "no memory for the past errors of 1 series");
    sg_alloc_fail_at(0, 0);
    free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_wins),
        cmocka_unit_test(one_block_or_unit_is_no_proof),
        cmocka_unit_test(too_little_to_say),
        cmocka_unit_test(the_same_twice),
        cmocka_unit_test(sums_of_windows),
        cmocka_unit_test(its_interval),
        cmocka_unit_test(nothing_seen_is_wide),
        cmocka_unit_test(later_months_do_not_matter),
        cmocka_unit_test(memory_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
