/* forecast: the filter against certified values, and what must hold of every forecast of shares. */
#include "support.h"

#include "base/mem.h"
#include "base/month.h"
#include "forecast/forecast.h"
#include "forecast/lesson.h"
#include "forecast/trend.h"

#include <stdlib.h>

enum { MONTHS = 96, SERIES = 12, H = 36 };

/* A panel with a known shape: series i has share base·e^(drift·t), counts rounded, a wave for noise. */
typedef struct panel {
    double value[SERIES][MONTHS], total[SERIES][MONTHS], extra[SERIES][MONTHS];
    unsigned char present[SERIES][MONTHS];
    char names[SERIES][16];
    sg_series series[SERIES];
} panel;

static double wave(size_t i, size_t t)
{
    return .06 * sin(1.7 * (double)t + (double)i) + .04 * sin(.61 * (double)t * (double)(i + 1));
}

static panel *make_panel(void)
{
    panel *p = calloc(1, sizeof *p);
    for (size_t i = 0; i < SERIES; i++) {
        double base = -3.5 + .25 * (double)i, drift = .004 * ((double)i - 5);
        snprintf(p->names[i], sizeof p->names[i], "s%02zu", i);
        for (size_t t = 0; t < MONTHS; t++) {
            double share = sg_logistic(base + drift * (double)t + wave(i, t));
            p->total[i][t] = 600 + 10 * (double)(t % 7);
            p->value[i][t] = round(share * p->total[i][t]);
            p->present[i][t] = 1;
        }
        p->series[i] = (sg_series){.name = p->names[i],
                                   .month0 = sg_month_of(2015, 1),
                                   .n = MONTHS,
                                   .value = p->value[i],
                                   .total = p->total[i],
                                   .present = p->present[i]};
    }
    return p;
}

static sg_month panel_end(void)
{
    return sg_month_of(2015, 1) + MONTHS - 1;
}

static double odds_width(const sg_forecast_point *p)
{
    return log(p->hi80 / (1 - p->hi80)) - log(p->lo80 / (1 - p->lo80));
}

static void assert_sane(const sg_forecast_point *at, size_t horizon)
{
    double width = 0;
    for (size_t h = 0; h < horizon; h++) {
        const sg_forecast_point *p = &at[h];
        assert_true(0 < p->lo95 && p->lo95 <= p->lo80 && p->lo80 < p->mean);
        assert_true(p->mean < p->hi80 && p->hi80 <= p->hi95 && p->hi95 < 1);
        assert_true(odds_width(p) >= width - 1e-12);
        width = odds_width(p);
    }
}

/* Certified with numpy: state and covariance as matrices, the posterior mode by 300 bisections; level variance .0015,
 * slope variance 1.5e-5, damping .95, noise .6 fresh and .38 repeated with .68 left; the third month is missing. */
static void filter_has_certified_values(void **state)
{
    (void)state;
    sg_trend t = {0};
    sg_trend_see(&t, &sg_trend_shared, 12, 200);
    sg_trend_step(&t, &sg_trend_shared);
    sg_trend_see(&t, &sg_trend_shared, 20, 250);
    sg_trend_step(&t, &sg_trend_shared);
    sg_trend_step(&t, &sg_trend_shared);
    sg_trend_see(&t, &sg_trend_shared, 31, 240);
    assert_close(t.at[SG_LEVEL], -2.2410909784075, 1e-10);
    assert_close(t.at[SG_SLOPE], 0.0031486045283961, 1e-10);
    assert_close(t.at[SG_REPEAT], 0.12292091771395, 1e-10);
    assert_close(t.cov[SG_LEVEL][SG_LEVEL], 0.031738570001438, 1e-10);
    assert_close(t.cov[SG_SLOPE][SG_SLOPE], 0.00015236806823, 1e-12);
    assert_close(t.cov[SG_REPEAT][SG_REPEAT], 0.022899836550389, 1e-10);
    assert_close(t.cov[SG_LEVEL][SG_SLOPE], 0.00016659344079272, 1e-12);
    assert_close(t.cov[SG_REPEAT][SG_LEVEL], -0.018722933132101, 1e-10);
}

static void filter_bears_no_and_all_postings(void **state)
{
    (void)state;
    sg_trend none = {0}, all = {0};
    for (int i = 0; i < 50; i++) {
        sg_trend_step(&none, &sg_trend_shared);
        sg_trend_step(&all, &sg_trend_shared);
        sg_trend_see(&none, &sg_trend_shared, 0, 300);
        sg_trend_see(&all, &sg_trend_shared, 300, 300);
    }
    assert_true(isfinite(none.at[SG_LEVEL]) && none.at[SG_LEVEL] < -6);
    assert_close(none.at[SG_LEVEL], -all.at[SG_LEVEL], 1e-9);
}

static void intervals_are_nested_and_widen(void **state)
{
    (void)state;
    sg_error err;
    panel *p = make_panel();
    static sg_forecast_point out[SERIES * SG_FORECAST_HORIZON_MAX];
    sg_forecast_basis basis[SERIES];
    assert_ok(sg_forecast(p->series, SERIES, panel_end(), SG_FORECAST_HORIZON_MAX, out, basis, &err));
    for (size_t i = 0; i < SERIES; i++) {
        assert_sane(out + i * SG_FORECAST_HORIZON_MAX, SG_FORECAST_HORIZON_MAX);
        assert_int_equal(basis[i].model, SG_MODEL_LINE); /* the panel is of lines with a little wave */
        assert_int_equal(basis[i].months, MONTHS);
        assert_true(basis[i].level_sd > 0 && basis[i].level_sd < .02);
    }
    assert_true(basis[0].slope_month < 0 && basis[11].slope_month > 0);
    assert_true(out[11 * SG_FORECAST_HORIZON_MAX + 23].mean > basis[11].level);
    assert_true(out[23].mean < basis[0].level);
    free(p);
}

static void order_and_horizon_change_nothing(void **state)
{
    (void)state;
    sg_error err;
    panel *p = make_panel();
    sg_series turned[SERIES];
    static sg_forecast_point a[SERIES * H], b[SERIES * H], shorter[SERIES * 6];
    for (size_t i = 0; i < SERIES; i++) turned[i] = p->series[(i * 5 + 3) % SERIES];
    assert_ok(sg_forecast(p->series, SERIES, panel_end(), H, a, NULL, &err));
    assert_ok(sg_forecast(turned, SERIES, panel_end(), H, b, NULL, &err));
    for (size_t i = 0; i < SERIES; i++) assert_memory_equal(a + ((i * 5 + 3) % SERIES) * H, b + i * H, H * sizeof *a);
    assert_ok(sg_forecast(p->series, SERIES, panel_end(), 6, shorter, NULL, &err));
    for (size_t i = 0; i < SERIES; i++) assert_memory_equal(a + i * H, shorter + i * 6, 6 * sizeof *a);
    free(p);
}

/* What lies after `end` is not looked at. */
static void nothing_ahead_is_seen(void **state)
{
    (void)state;
    sg_error err;
    panel *p = make_panel();
    sg_month end = panel_end() - 20;
    static sg_forecast_point a[SERIES * H], b[SERIES * H];
    assert_ok(sg_forecast(p->series, SERIES, end, H, a, NULL, &err));
    for (size_t i = 0; i < SERIES; i++)
        for (size_t t = MONTHS - 20; t < MONTHS; t++) p->value[i][t] = p->total[i][t];
    assert_ok(sg_forecast(p->series, SERIES, end, H, b, NULL, &err));
    assert_memory_equal(a, b, sizeof a);
    free(p);
}

static void constant_shares_stay(void **state)
{
    (void)state;
    sg_error err;
    panel *p = make_panel();
    static sg_forecast_point out[SERIES * H];
    for (size_t i = 0; i < SERIES; i++)
        for (size_t t = 0; t < MONTHS; t++) {
            p->total[i][t] = 600;
            p->value[i][t] = 12 * (double)(i + 1);
        }
    assert_ok(sg_forecast(p->series, SERIES, panel_end(), H, out, NULL, &err));
    for (size_t i = 0; i < SERIES; i++)
        for (size_t h = 0; h < H; h++) assert_close(out[i * H + h].mean, .02 * (double)(i + 1), 1e-3);
    free(p);
}

static double odds_sd(const sg_forecast_basis *b)
{
    return b->level_sd / (b->level * (1 - b->level));
}

/* The program's own case: 19 months without data, then five. The level follows the five, and is less sure. */
static void a_gap_is_bridged_and_widens(void **state)
{
    (void)state;
    sg_error err;
    panel *p = make_panel();
    static sg_forecast_point whole[SERIES * H], gap[SERIES * H];
    sg_forecast_basis before[SERIES], after[SERIES];
    assert_ok(sg_forecast(p->series, SERIES, panel_end(), H, whole, before, &err));
    for (size_t i = 0; i < SERIES; i++) {
        for (size_t t = MONTHS - 24; t < MONTHS - 5; t++) p->present[i][t] = 0;
        if (i != 4) continue;
        for (size_t t = MONTHS - 5; t < MONTHS; t++) p->value[i][t] *= 2;
    }
    assert_ok(sg_forecast(p->series, SERIES, panel_end(), H, gap, after, &err));
    for (size_t i = 0; i < SERIES; i++) {
        assert_sane(gap + i * H, H);
        assert_int_equal(after[i].months, MONTHS - 19);
        assert_true(i == 4 || odds_sd(&after[i]) > odds_sd(&before[i]));
        assert_true(fabs(after[i].slope_month) < .03);
    }
    double doubled = p->value[4][MONTHS - 1] / p->total[4][MONTHS - 1];
    assert_true(after[4].level > .75 * doubled && after[4].level < 1.1 * doubled);
    assert_true(gap[4 * H].lo80 < doubled && doubled < gap[4 * H].hi80);
    free(p);
}

/* Six months together hold less sampling noise than one. */
static void a_window_narrows_the_interval(void **state)
{
    (void)state;
    sg_error err;
    panel *p = make_panel();
    static sg_forecast_point one[SERIES * H], six[SERIES * H];
    assert_ok(sg_forecast(p->series, SERIES, panel_end(), H, one, NULL, &err));
    assert_ok(sg_forecast_window(p->series, SERIES, panel_end(), H, 6, six, NULL, &err));
    for (size_t i = 0; i < SERIES; i++) {
        assert_sane(six + i * H, H);
        assert_true(odds_width(&six[i * H + 23]) < odds_width(&one[i * H + 23]));
    }
    assert_fails(sg_forecast_window(p->series, 1, panel_end(), H, 13, six, NULL, &err), SG_EUSAGE, "window 13");
    p->series[0].total = NULL;
    assert_fails(sg_forecast_window(p->series, 1, panel_end(), H, 2, six, NULL, &err), SG_EUSAGE, "1 for values");
    free(p);
}

/* The offset's variance before anything is seen of it, as it walks away from the overlap and comes back. */
static void an_offset_walks(void **state)
{
    (void)state;
    sg_trend t = {0};
    const double path[] = {.3, .4, .2, .2, 0, .1};
    for (size_t i = 0; i < sizeof path / sizeof *path; i++) {
        sg_trend_offset(&t, path[i]);
        assert_close(t.cov[SG_OFFSET][SG_OFFSET], path[i], 1e-15);
    }
    /* Level known to .02, offset of .08: of what is seen to be off a fifth is the level's. */
    sg_trend_noise still = {.damping = .5, .fresh = 1};
    t = (sg_trend){.started = true};
    t.cov[SG_LEVEL][SG_LEVEL] = .02;
    sg_trend_offset(&t, .08);
    assert_close(sg_trend_shown_var(&t), .1, 1e-15);
    for (int i = 0; i < 50; i++) sg_trend_see(&t, &still, 6e8, 1e9);
    assert_close(t.at[SG_LEVEL], log(.6 / .4) / 5, 1e-6);
    assert_close(t.at[SG_OFFSET], log(.6 / .4) * 4 / 5, 1e-6);
    assert_close(t.cov[SG_LEVEL][SG_LEVEL], .02 * .08 / .1, 1e-6);
    assert_close(sg_trend_shown_var(&t), 0, 1e-6);
    sg_trend_offset(&t, 0);
    assert_close(t.at[SG_LEVEL], log(.6 / .4) / 5, 1e-6);
    assert_close(sg_trend_shown_var(&t), .016, 1e-6);
}

/* An offset that a stretch of months shares does not average out within it; months before it that have none tell what
 * it is. */
static void a_shared_offset_stays_uncertain(void **state)
{
    (void)state;
    sg_error err;
    panel *p = make_panel();
    sg_forecast_point plain[H], late[H], always[H];
    assert_ok(sg_forecast(p->series, 1, panel_end(), H, plain, NULL, &err));
    for (size_t t = MONTHS - 40; t < MONTHS; t++) p->extra[0][t] = .3;
    p->series[0].extra_var = p->extra[0];
    assert_ok(sg_forecast(p->series, 1, panel_end(), H, late, NULL, &err));
    for (size_t t = 0; t < MONTHS; t++) p->extra[0][t] = .3;
    assert_ok(sg_forecast(p->series, 1, panel_end(), H, always, NULL, &err));
    assert_true(odds_width(&always[0]) > 1.2 * odds_width(&plain[0]));
    assert_true(odds_width(&late[0]) > odds_width(&plain[0]) && odds_width(&late[0]) < odds_width(&always[0]));
    free(p);
}

/* A thin source's share is asked about, not that of the one its history is from. */
static void volume_widens_the_interval(void **state)
{
    (void)state;
    sg_error err;
    panel *p = make_panel();
    sg_forecast_point usual[H], thin[H];
    assert_ok(sg_forecast(p->series, 1, panel_end(), H, usual, NULL, &err));
    p->series[0].volume = p->total[0][MONTHS - 1] / 20;
    assert_ok(sg_forecast(p->series, 1, panel_end(), H, thin, NULL, &err));
    assert_close(thin[5].mean, usual[5].mean, 0);
    assert_true(odds_width(&thin[0]) > 1.5 * odds_width(&usual[0]));
    free(p);
}

static void one_short_series_is_wide(void **state)
{
    (void)state;
    sg_error err;
    panel *p = make_panel();
    sg_forecast_point all[SERIES * H], alone[H], lone_short[H];
    assert_ok(sg_forecast(p->series, SERIES, panel_end(), H, all, NULL, &err));
    assert_ok(sg_forecast(&p->series[6], 1, panel_end(), H, alone, NULL, &err));
    assert_sane(alone, H);
    sg_series few = p->series[6];
    few.n = 3;
    assert_ok(sg_forecast(&few, 1, few.month0 + 2, H, lone_short, NULL, &err));
    assert_sane(lone_short, H);
    for (size_t h = 0; h < H; h++) assert_true(odds_width(&lone_short[h]) > odds_width(&all[6 * H + h]));
    few.n = 1;
    p->value[6][0] = 0;
    assert_ok(sg_forecast(&few, 1, few.month0, H, lone_short, NULL, &err));
    assert_sane(lone_short, H);
    free(p);
}

static void a_lost_race_changes_the_model(void **state)
{
    (void)state;
    sg_lesson items[20];
    sg_lessons lessons = {.items = items, .n = 20, .series = 1};
    for (uint32_t i = 0; i < 20; i++)
        items[i] = (sg_lesson){.origin = 24 + 3 * i, .steps = 6, .share = .1, .ahead = {-1, -1, -2.2}, .weight = 1};
    assert_int_equal(sg_share_models[sg_lessons_choose(&lessons)]->id, SG_MODEL_LAST_VALUE);
    for (uint32_t i = 0; i < 20; i++) items[i].ahead[1] = -2.198;
    assert_int_equal(sg_share_models[sg_lessons_choose(&lessons)]->id, SG_MODEL_LINE);
    for (uint32_t i = 0; i < 20; i++) items[i].ahead[0] = -2.2, items[i].ahead[1] = -2.1997; /* by little */
    assert_int_equal(sg_share_models[sg_lessons_choose(&lessons)]->id, SG_MODEL_SHARES);
    items[0].ahead[0] = 5;
    lessons.n = 4; /* less than two years of origins prove nothing */
    assert_int_equal(sg_share_models[sg_lessons_choose(&lessons)]->id, SG_MODEL_SHARES);
    lessons.n = 0;
    assert_int_equal(sg_share_models[sg_lessons_choose(&lessons)]->id, SG_MODEL_SHARES);
}

static void failures_name_series_and_month(void **state)
{
    (void)state;
    sg_error err;
    panel *p = make_panel();
    sg_forecast_point out[SERIES * 2];
    sg_series *s = p->series;
    assert_fails(sg_forecast(s, 2, panel_end(), 0, out, NULL, &err), SG_EUSAGE, "horizon 0, expected 1 to 60");
    assert_fails(sg_forecast(s, 2, panel_end(), 61, out, NULL, &err), SG_EUSAGE, "horizon 61");
    p->value[1][3] = 700;
    assert_fails(sg_forecast(s, 2, panel_end(), 2, out, NULL, &err), SG_EFAIL,
                 "s01, 2015-04: count 700, expected 0 to the total 630");
    p->value[1][3] = -1;
    assert_fails(sg_forecast(s, 2, panel_end(), 2, out, NULL, &err), SG_EFAIL, "count -1");
    p->value[1][3] = NAN;
    assert_fails(sg_forecast(s, 2, panel_end(), 2, out, NULL, &err), SG_EFAIL, "the value is not finite");
    p->value[1][3] = 1;
    p->total[1][3] = 0;
    assert_fails(sg_forecast(s, 2, panel_end(), 2, out, NULL, &err), SG_EFAIL, "total 0, expected more than 0");
    p->total[1][3] = 630;
    p->extra[1][3] = -1;
    s[1].extra_var = p->extra[1];
    assert_fails(sg_forecast(s, 2, panel_end(), 2, out, NULL, &err), SG_EFAIL, "extra variance -1");
    s[1].extra_var = NULL;
    s[1].total = NULL;
    assert_fails(sg_forecast(s, 2, panel_end(), 2, out, NULL, &err), SG_EFAIL, "s01: shares and values");
    assert_fails(sg_forecast(s, 1, s[0].month0 - 1, 2, out, NULL, &err), SG_EFAIL,
                 "s00: no month with data up to 2014-12");
    assert_ok(sg_forecast(s, 0, panel_end(), 2, out, NULL, &err));
    free(p);
}

static void too_little_history_is_refused(void **state)
{
    (void)state;
    sg_error err;
    panel *p = make_panel();
    sg_series s = p->series[0];
    assert_ok(sg_forecast_enough(&s, panel_end(), &err));
    s.n = 23;
    assert_fails(sg_forecast_enough(&s, s.month0 + 22, &err), SG_EDATA,
                 "s00: 23 months with data, a forecast needs 24");
    s.n = 30;
    assert_fails(sg_forecast_enough(&s, s.month0 + 70, &err), SG_EDATA, "months with data in the 60 up to 2020-11");
    assert_fails(sg_forecast_enough(&s, s.month0 + 29 + 13, &err), SG_EDATA, "no data in the 12 months up to 2018-07");
    assert_ok(sg_forecast_enough(&s, s.month0 + 29 + 11, &err));
    free(p);
}

static void no_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    sg_error err;
    panel *p = make_panel();
    sg_forecast_point out[SERIES * 6];
    sg_alloc_fail_at(0, 0);
    assert_ok(sg_forecast(p->series, SERIES, panel_end(), 6, out, NULL, &err));
    size_t needed = sg_alloc_count();
    for (size_t k = 1; k <= needed; k++) {
        sg_alloc_fail_at(k, 0);
        assert_fails(sg_forecast(p->series, SERIES, panel_end(), 6, out, NULL, &err), SG_EFAIL, "no memory");
    }
    sg_alloc_fail_at(0, 0);
    free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filter_has_certified_values),
        cmocka_unit_test(filter_bears_no_and_all_postings),
        cmocka_unit_test(intervals_are_nested_and_widen),
        cmocka_unit_test(order_and_horizon_change_nothing),
        cmocka_unit_test(nothing_ahead_is_seen),
        cmocka_unit_test(constant_shares_stay),
        cmocka_unit_test(a_gap_is_bridged_and_widens),
        cmocka_unit_test(a_window_narrows_the_interval),
        cmocka_unit_test(an_offset_walks),
        cmocka_unit_test(volume_widens_the_interval),
        cmocka_unit_test(a_shared_offset_stays_uncertain),
        cmocka_unit_test(one_short_series_is_wide),
        cmocka_unit_test(a_lost_race_changes_the_model),
        cmocka_unit_test(failures_name_series_and_month),
        cmocka_unit_test(too_little_history_is_refused),
        cmocka_unit_test(no_memory_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
