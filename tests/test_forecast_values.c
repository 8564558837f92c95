/* forecast of general values: the season, what must hold of all forecasts, hard cases with known answers. */
#include "support.h"

#include "base/mem.h"
#include "base/month.h"
#include "base/parallel.h"
#include "forecast/bounds.h"

enum { H = 18, N = 72 };

static const double factor[SG_SEASON] = {.7, .8, .95, 1.1, 1.2, 1.3, 1.25, 1.15, 1.05, .95, .85, .7};

static const double pattern[SG_SEASON] = {-.3, -.2, -.05, .1, .2, .25, .2, .15, .05, -.05, -.15, -.2};

static void assert_season(const sg_season *season, double size, double tolerance)
{
    for (size_t m = 0; m < SG_SEASON; m++) assert_close(season->index[m], size * pattern[m], tolerance);
}

/* Exact on a line, with one value far off, and below two years none is found. */
static void season_is_found_about_a_line(void **state)
{
    (void)state;
    double x[N], work[N], trust[N];
    sg_season s;
    for (size_t i = 0; i < N; i++) x[i] = 3 + .01 * (double)i + pattern[i % SG_SEASON];
    sg_season_find(x, N, work, trust, &s);
    assert_season(&s, 1, 1e-9);
    sg_season_find(x, 2 * SG_SEASON, work, trust, &s);
    assert_season(&s, 1, .02);
    sg_season_find(x, 2 * SG_SEASON - 1, work, trust, &s);
    assert_season(&s, 0, 0);
    x[31] += 50;
    sg_season_find(x, N, work, trust, &s);
    assert_season(&s, 1, .02);
    for (size_t i = 0; i < N; i++) assert_int_equal(trust[i] > 0, i != 31);
}

/* What returns every five months is not taken for a season; a season that grew is that of the later years. */
static void season_is_drawn_to_zero_and_to_the_later_years(void **state)
{
    (void)state;
    double x[N], work[N], trust[N], noise = 0;
    sg_season s;
    for (size_t i = 0; i < N; i++) x[i] = sin(2.3 * (double)(i * i));
    sg_season_find(x, N, work, trust, &s);
    for (size_t m = 0; m < SG_SEASON; m++) noise += s.index[m] * s.index[m] / SG_SEASON;
    assert_true(noise < .05); /* of a variance of .5; plain means of six years would hold about .08 */
    for (size_t i = 0; i < N; i++) x[i] = pattern[i % SG_SEASON] * (i < N / 2 ? 1 : 2);
    sg_season_find(x, N, work, trust, &s);
    assert_true(s.index[0] < -.48 && s.index[0] > -.6);
    for (size_t i = 0; i < N; i++) x[i] = 7;
    sg_season_find(x, N, work, trust, &s);
    assert_season(&s, 0, 1e-12);
}

typedef struct values {
    double x[N];
    unsigned char present[N];
    sg_series s;
} values;

static void fill(values *v, size_t n, double (*at)(size_t i))
{
    memset(v, 0, sizeof *v);
    for (size_t i = 0; i < n; i++) v->x[i] = at(i), v->present[i] = 1;
    v->s = (sg_series){.name = "v", .month0 = 240, .n = n, .value = v->x, .present = v->present};
}

static double seasonal(size_t i)
{
    return (400 + (double)i + 9 * sin(2.3 * (double)i)) * factor[i % SG_SEASON];
}
static double pure(size_t i)
{
    return 250 * factor[i % SG_SEASON];
}
static double added(size_t i) /* a season that does not grow with the level */
{
    return 100 + 3 * (double)i + 90 * pattern[i % SG_SEASON];
}
static double line(size_t i)
{
    return 50 + 3 * (double)i;
}
static double plain(size_t i)
{
    return 50 - .3 * (double)i + 4 * sin(1.9 * (double)i * (double)i);
}
static double about_zero(size_t i)
{
    return plain(i) - 40 + 5 * pattern[i % SG_SEASON];
}

static void forecast_own(values *v, sg_forecast_point out[static H])
{
    sg_error err;
    assert_ok(sg_forecast(&v->s, 1, SG_FORECAST_OWN_END, H, out, NULL, &err));
}

static void forecast_follows_the_season(void **state)
{
    (void)state;
    sg_error err;
    values v;
    sg_forecast_point out[H];
    sg_forecast_basis basis;
    fill(&v, N, seasonal);
    assert_ok(sg_forecast(&v.s, 1, SG_FORECAST_OWN_END, H, out, &basis, &err));
    assert_int_equal(basis.model, SG_MODEL_VALUES);
    assert_int_equal(basis.months, N);
    for (size_t h = 0; h < H; h++) {
        assert_close(out[h].mean / (400 + N + (double)h) / factor[(N + h) % SG_SEASON], 1, .06);
        assert_true(out[h].lo95 < out[h].lo80 && out[h].lo80 < out[h].mean);
        assert_true(out[h].mean < out[h].hi80 && out[h].hi80 < out[h].hi95);
    }
}

static void constants_stay_and_are_certain(void **state)
{
    (void)state;
    const double levels[] = {42, 0, -7, 1e90};
    for (size_t k = 0; k < sizeof levels / sizeof *levels; k++) {
        values v;
        sg_forecast_point out[H];
        fill(&v, N, plain);
        for (size_t i = 0; i < N; i++) v.x[i] = levels[k];
        forecast_own(&v, out);
        for (size_t h = 0; h < H; h++) {
            assert_close(out[h].mean, levels[k], fabs(levels[k]) * 1e-9);
            assert_close(out[h].hi95 - out[h].lo95, 0, fabs(levels[k]) * 1e-6);
        }
    }
}

static void lines_and_pure_seasons_go_on(void **state)
{
    (void)state;
    values v;
    sg_forecast_point out[H];
    fill(&v, N, line);
    forecast_own(&v, out);
    for (size_t h = 0; h < H; h++) assert_close(out[h].mean, line(N + h), .12 * 3 * (double)(h + 1));
    fill(&v, N, pure);
    forecast_own(&v, out);
    for (size_t h = 0; h < H; h++) assert_close(out[h].mean / pure(N + h), 1, 1e-6);
    fill(&v, N, added);
    forecast_own(&v, out);
    for (size_t h = 0; h < H; h++) assert_close(out[h].mean, added(N + h), .12 * 3 * (double)(h + 1));
    fill(&v, 30, pure);
    forecast_own(&v, out);
    for (size_t h = 0; h < H; h++) assert_close(out[h].mean / pure(30 + h), 1, .03);
}

/* Values of both signs have no logarithms: turned about 0 they have the turned forecast. Values in other units have
 * the forecast in these. */
static void signs_and_units_change_nothing_else(void **state)
{
    (void)state;
    values v, turned;
    sg_forecast_point a[H], b[H];
    fill(&v, N, about_zero);
    fill(&turned, N, about_zero);
    for (size_t i = 0; i < N; i++) turned.x[i] = -v.x[i];
    forecast_own(&v, a);
    forecast_own(&turned, b);
    assert_true(a[0].lo95 < 0 && a[H - 1].lo95 < 0);
    for (size_t h = 0; h < H; h++) {
        assert_close(a[h].mean, -b[h].mean, 1e-9);
        assert_close(a[h].lo80, -b[h].hi80, 1e-9);
    }
    fill(&v, N, seasonal);
    fill(&turned, N, seasonal);
    for (size_t i = 0; i < N; i++) turned.x[i] = v.x[i] * 1000;
    forecast_own(&v, a);
    forecast_own(&turned, b);
    for (size_t h = 0; h < H; h++) {
        assert_close(b[h].mean / a[h].mean, 1000, 1e-4);
        assert_close(b[h].lo95 / a[h].lo95, 1000, 1e-4);
    }
}

static void nothing_goes_below_zero_that_never_was(void **state)
{
    (void)state;
    values v;
    sg_forecast_point out[H];
    fill(&v, 30, plain);
    for (size_t i = 0; i < 30; i++) v.x[i] = i % 3 == 0 ? 1 : 0;
    forecast_own(&v, out);
    assert_close(out[H - 1].lo95, 0, 0);
    assert_true(out[H - 1].hi80 > out[H - 1].mean && out[H - 1].mean >= 0);
    for (size_t i = 0; i < 30; i++) v.x[i] = exp(-.4 * (double)i); /* above 0, ever nearer to it */
    forecast_own(&v, out);
    for (size_t h = 0; h < H; h++) assert_true(out[h].lo95 >= 0 && out[h].mean < v.x[28] && out[h].lo95 < out[h].hi95);
}

/* A month a hundred times too large, three years ago. */
static void one_huge_outlier_is_borne(void **state)
{
    (void)state;
    values v;
    sg_forecast_point out[H], without[H];
    fill(&v, N, seasonal);
    forecast_own(&v, without);
    v.x[N - 36] *= 100;
    forecast_own(&v, out);
    for (size_t h = 0; h < H; h++) {
        assert_close(out[h].mean / without[h].mean, 1, .03);
        assert_close(out[h].hi95 / without[h].hi95, 1, .08);
    }
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    sg_error err;
    values v;
    sg_forecast_point out[H];
    const double bad[] = {NAN, INFINITY, -INFINITY};
    for (size_t k = 0; k < 3; k++) {
        fill(&v, N, plain);
        v.x[5] = bad[k];
        assert_fails(sg_forecast(&v.s, 1, SG_FORECAST_OWN_END, H, out, NULL, &err), SG_EFAIL,
                     "v, 1990-06: the value is not finite");
    }
}

/* The law's formula; even bounds on the scale of the square root, of a difference, and none below 0. */
static void widths_and_bounds_are_as_defined(void **state)
{
    (void)state;
    const sg_bounds_law law = {.past = 4, .year = .25, .growth = 2, .inner = .5};
    const sg_restless restless = {.past = .3, .year = 2};
    double some = 1, lo, hi;
    assert_close(sg_bounds_width(&law, &restless, 6), sqrt(4 * .09 + .25 * 4), 1e-12);
    assert_close(sg_bounds_width(&law, &restless, 12), sqrt(4 * .09 + .25 * 4 * 4), 1e-12);
    sg_history history = {.logs = &some};
    sg_bounds_put(&history, 100, 1, &lo, &hi);
    assert_close(lo, 25, 1e-12);
    assert_close(hi, 225, 1e-12);
    sg_bounds_put(&history, 100, 2.385, &lo, &hi);
    assert_close(lo, 0, 0);
    history.logs = NULL;
    sg_bounds_put(&history, 5, 7, &lo, &hi);
    assert_close(lo, -2, 1e-12);
    assert_close(hi, 12, 1e-12);
}

/* A level and its season come together as they were taken apart, and no lower than ever was. */
static void a_season_is_put_back(void **state)
{
    (void)state;
    sg_history history = {.factor = true, .season = {.index = {log(2), -3}}};
    assert_close(sg_history_restore(&history, 24, 50), 100, 1e-12);
    history.factor = false;
    assert_close(sg_history_restore(&history, 25, 50), 47, 1e-12);
    assert_close(sg_history_restore(&history, 13, 2), 0, 0);
    history.lowest = -INFINITY;
    assert_close(sg_history_restore(&history, 13, 2), -1, 1e-12);
}

static void threads_change_no_byte(void **state)
{
    (void)state;
    enum { SERIES = 40 };
    sg_error err;
    static values v[SERIES];
    sg_series all[SERIES];
    static sg_forecast_point one[SERIES * H], many[SERIES * H];
    for (size_t i = 0; i < SERIES; i++) {
        fill(&v[i], 24 + i, i % 2 ? seasonal : plain);
        all[i] = v[i].s;
    }
    sg_parallel_limit(1);
    assert_ok(sg_forecast(all, SERIES, SG_FORECAST_OWN_END, H, one, NULL, &err));
    for (unsigned threads = 2; threads < 9; threads += 3) {
        sg_parallel_limit(threads);
        memset(many, 0, sizeof many);
        assert_ok(sg_forecast(all, SERIES, SG_FORECAST_OWN_END, H, many, NULL, &err));
        assert_memory_equal(one, many, sizeof one);
    }
    sg_parallel_limit(0);
}

static void short_histories_are_forecast(void **state)
{
    (void)state;
    sg_error err;
    values v;
    enum { LAST = SG_FORECAST_HORIZON_MAX - 1 };
    sg_forecast_point out[LAST + 1];
    for (size_t n = 1; n <= 50; n++) {
        fill(&v, n, plain);
        assert_ok(sg_forecast(&v.s, 1, SG_FORECAST_OWN_END, LAST + 1, out, NULL, &err));
        for (size_t h = 0; h <= LAST; h++) {
            assert_true(isfinite(out[h].hi95) && 0 <= out[h].lo95 && out[h].lo95 <= out[h].lo80);
            assert_true(out[h].lo80 < out[h].mean && out[h].mean < out[h].hi80 && out[h].hi80 < out[h].hi95);
        }
        assert_true(out[LAST].hi80 / out[LAST].mean > out[0].hi80 / out[0].mean);
    }
}

/* An inner gap is a line between its ends; a series that ends before `end` is carried on to it. */
static void gaps_are_bridged(void **state)
{
    (void)state;
    sg_error err;
    values whole, gap;
    sg_forecast_point a[H], b[H];
    fill(&whole, N, plain);
    fill(&gap, N, plain);
    for (size_t i = 21; i < 24; i++) {
        whole.x[i] = whole.x[20] + (whole.x[24] - whole.x[20]) * (double)(i - 20) / 4;
        gap.present[i] = 0;
        gap.x[i] = NAN;
    }
    assert_ok(sg_forecast(&whole.s, 1, SG_FORECAST_OWN_END, H, a, NULL, &err));
    assert_ok(sg_forecast(&gap.s, 1, SG_FORECAST_OWN_END, H, b, NULL, &err));
    for (size_t h = 0; h < H; h++) assert_close(a[h].mean, b[h].mean, 1e-9);
    gap.present[0] = gap.present[N - 1] = 0;
    assert_ok(sg_forecast(&gap.s, 1, 240 + N - 1, H, b, NULL, &err));
    assert_true(isfinite(b[H - 1].hi95));
    sg_alloc_fail_at(1, 0);
    assert_fails(sg_forecast(&gap.s, 1, 240 + N - 1, H, b, NULL, &err), SG_EFAIL, "v: no memory");
    sg_alloc_fail_at(0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(season_is_found_about_a_line),
        cmocka_unit_test(season_is_drawn_to_zero_and_to_the_later_years),
        cmocka_unit_test(forecast_follows_the_season),
        cmocka_unit_test(constants_stay_and_are_certain),
        cmocka_unit_test(lines_and_pure_seasons_go_on),
        cmocka_unit_test(signs_and_units_change_nothing_else),
        cmocka_unit_test(nothing_goes_below_zero_that_never_was),
        cmocka_unit_test(one_huge_outlier_is_borne),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(widths_and_bounds_are_as_defined),
        cmocka_unit_test(a_season_is_put_back),
        cmocka_unit_test(threads_change_no_byte),
        cmocka_unit_test(short_histories_are_forecast),
        cmocka_unit_test(gaps_are_bridged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
