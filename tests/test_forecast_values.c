/* forecast of general values: each model against certified values, the seasonal adjustment, what must hold of all. */
#include "support.h"

#include "base/mem.h"
#include "base/month.h"
#include "forecast/forecast.h"
#include "forecast/model.h"
#include "forecast/season.h"

enum { H = 18, N = 72 };

static const double wavering[24] = {23.85, 21.4,  25.1,  28.7,  26.2,   24.9,  29.3,  31.6,
                                    30.1,  27.8,  29.9,  33.4,  26.235, 23.74, 28.01, 32.17,
                                    29.62, 28.39, 33.43, 36.16, 34.71,  32.38, 34.89, 38.94};
static const double factor[SG_SEASON] = {.7, .8, .95, 1.1, 1.2, 1.3, 1.25, 1.15, 1.05, .95, .85, .7};

/* Certified with numpy: α over a grid of .0002, initial level by least squares. */
static void simple_smoothing_is_certified(void **state)
{
    (void)state;
    double p[SG_MODEL_PARAMETERS], out[2];
    sg_model_simple.fit(wavering, 12, p);
    assert_close(p[0], 0.6294, 2e-3);
    sg_model_simple.forecast(wavering, 12, p, 2, out);
    assert_close(out[0], 31.9339, 2e-3);
    assert_close(out[1], out[0], 0);
}

/* Certified with numpy: each trend line by least squares over all values so far (polyfit), α .5, θ 2, initial level
 * 21.078319840 by least squares. */
static void theta_is_certified(void **state)
{
    (void)state;
    const double p[SG_MODEL_PARAMETERS] = {.5, 2};
    double out[3];
    sg_model_theta.forecast(wavering, 12, p, 3, out);
    assert_close(out[0], 32.175449376, 1e-8);
    assert_close(out[1], 32.551233854, 1e-8);
    assert_close(out[2], 32.912678385, 1e-8);
}

/* Certified with numpy: the states one by one, initial level 22.72160879 and slope 1.28614198 by lstsq; α .4, β .06,
 * damping .92, γ .15. */
static void smoothing_with_season_is_certified(void **state)
{
    (void)state;
    const double p[SG_MODEL_PARAMETERS] = {.4, .15, .92, .15};
    double out[3];
    sg_model_season.forecast(wavering, 24, p, 3, out);
    assert_close(out[0], 36.032799832, 1e-6);
    assert_close(out[1], 36.063852355, 1e-6);
    assert_close(out[2], 38.101271351, 1e-6);
}

static void damped_trend_goes_on_as_it_was_made(void **state)
{
    (void)state;
    double x[40], p[SG_MODEL_PARAMETERS], out[3], slope = 4, level = 100;
    for (int i = 0; i < 40; i++) x[i] = level += slope *= .92;
    sg_model_damped.fit(x, 36, p);
    sg_model_damped.forecast(x, 36, p, 3, out);
    for (int h = 0; h < 3; h++) assert_close(out[h], x[36 + h], .02);
    sg_model_level.fit(x, 3, p);
    sg_model_level.forecast(x, 3, p, 1, out);
    assert_close(out[0], (x[0] + x[1] + x[2]) / 3, 1e-12);
}

static double bowl(const void *self, const double *at)
{
    const double *least = self;
    return pow(at[0] - least[0], 2) + 3 * pow(at[1] - least[1], 2);
}

static void search_finds_the_least_inside_and_at_the_edge(void **state)
{
    (void)state;
    const sg_range ranges[] = {{-1, 1, 5}, {0, 4, 4}};
    double least[2] = {.377, 2.385}, at[2];
    sg_grid_search(bowl, least, ranges, 2, at);
    assert_close(at[0], .377, .01);
    assert_close(at[1], 2.385, .03);
    least[0] = 3;
    sg_grid_search(bowl, least, ranges, 2, at);
    assert_close(at[0], 1, 1e-12);
}

static void season_is_found_and_taken_out(void **state)
{
    (void)state;
    double x[N];
    sg_season s;
    for (size_t i = 0; i < N; i++) x[i] = 250 * factor[i % SG_SEASON];
    assert_true(sg_season_test(x, N));
    assert_false(sg_season_test(x, 35)); /* under three years */
    sg_season_find(x, N, &s);
    assert_true(s.seasonal && s.factors);
    for (size_t m = 0; m < SG_SEASON; m++) assert_close(s.index[m], factor[m], 1e-12);
    assert_close(sg_season_remove(&s, 3, x[3]), 250, 1e-9);
    assert_close(sg_season_restore(&s, 15, 250), x[3], 1e-9);
    for (size_t i = 0; i < N; i++) x[i] = 100 * factor[i % SG_SEASON] - 90; /* below 0: addends */
    sg_season_find(x, N, &s);
    assert_true(s.seasonal && !s.factors);
    assert_close(s.index[0], -30, 1e-9);
    assert_close(sg_season_restore(&s, 12, sg_season_remove(&s, 0, x[0])), x[0], 1e-9);
    for (size_t i = 0; i < N; i++) x[i] = 7;
    assert_false(sg_season_test(x, N));
    sg_season_find(x, N, &s);
    assert_close(sg_season_remove(&s, 1, 7), 7, 0);
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
static double constant(size_t i)
{
    (void)i;
    return 42;
}
static double plain(size_t i)
{
    return 50 - .3 * (double)i + 4 * sin(1.9 * (double)i * (double)i);
}
static double negative(size_t i)
{
    return -plain(i);
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

static void known_answers_and_bounds(void **state)
{
    (void)state;
    sg_error err;
    values v;
    sg_forecast_point out[H];
    fill(&v, N, constant);
    assert_ok(sg_forecast(&v.s, 1, SG_FORECAST_OWN_END, H, out, NULL, &err));
    for (size_t h = 0; h < H; h++) assert_close(out[h].mean, 42, 1e-6);
    fill(&v, N, negative);
    assert_ok(sg_forecast(&v.s, 1, SG_FORECAST_OWN_END, H, out, NULL, &err));
    assert_true(out[H - 1].mean < 0);
    fill(&v, 30, plain);
    for (size_t i = 0; i < 30; i++) v.x[i] = i % 3 == 0 ? 1 : 0; /* never below 0, so no bound is */
    assert_ok(sg_forecast(&v.s, 1, SG_FORECAST_OWN_END, H, out, NULL, &err));
    assert_close(out[H - 1].lo95, 0, 0);
    assert_true(out[H - 1].hi80 > out[H - 1].mean);
}

static void short_histories_are_forecast(void **state)
{
    (void)state;
    sg_error err;
    values v;
    sg_forecast_point out[SG_FORECAST_HORIZON_MAX];
    for (size_t n = 1; n <= 50; n++) {
        double width = -1;
        fill(&v, n, plain);
        assert_ok(sg_forecast(&v.s, 1, SG_FORECAST_OWN_END, SG_FORECAST_HORIZON_MAX, out, NULL, &err));
        for (size_t h = 0; h < SG_FORECAST_HORIZON_MAX; h++) {
            assert_true(isfinite(out[h].mean) && out[h].lo95 <= out[h].lo80 && out[h].hi80 <= out[h].hi95);
            assert_true(out[h].hi80 - out[h].mean >= width);
            width = out[h].hi80 - out[h].mean;
        }
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
        cmocka_unit_test(simple_smoothing_is_certified),
        cmocka_unit_test(theta_is_certified),
        cmocka_unit_test(smoothing_with_season_is_certified),
        cmocka_unit_test(damped_trend_goes_on_as_it_was_made),
        cmocka_unit_test(search_finds_the_least_inside_and_at_the_edge),
        cmocka_unit_test(season_is_found_and_taken_out),
        cmocka_unit_test(forecast_follows_the_season),
        cmocka_unit_test(known_answers_and_bounds),
        cmocka_unit_test(short_histories_are_forecast),
        cmocka_unit_test(gaps_are_bridged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
