/* forecast: each model of general values against certified values, and the search that fits them. */
#include "support.h"

#include "forecast/model.h"

enum { N = 24 };

static const double wavering[N] = {23.85,  21.4,  25.1,  28.7,  26.2,  24.9,  29.3,  31.6,  30.1,  27.8,  29.9,  33.4,
                                   26.235, 23.74, 28.01, 32.17, 29.62, 28.39, 33.43, 36.16, 34.71, 32.38, 34.89, 38.94};

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
 * 12.763277377 by least squares over all errors but the first. */
static void theta_is_certified(void **state)
{
    (void)state;
    const double p[SG_MODEL_PARAMETERS] = {.5, 2};
    double out[3];
    sg_model_theta.forecast(wavering, 12, p, 3, out);
    assert_close(out[0], 32.173419337, 1e-8);
    assert_close(out[1], 32.549136913, 1e-8);
    assert_close(out[2], 32.910505924, 1e-8);
}

/* Certified with numpy: half-year means 25.025, 30.35, 28.0275, 35.085, theta as above on them, np.interp between the
 * middles of the last half-year and those to come. */
static void theta_of_halves_is_certified(void **state)
{
    (void)state;
    const double p[SG_MODEL_PARAMETERS] = {.5, 2};
    double out[SG_FORECAST_HORIZON_MAX];
    sg_model_halves.forecast(wavering, N, p, 10, out);
    assert_close(out[0], 34.783432002, 1e-8);
    assert_close(out[2], 34.611107432, 1e-8);
    assert_close(out[3], 34.652038882, 1e-8);
    assert_close(out[8], 35.492164803, 1e-8);
    assert_close(out[9], 35.650140823, 1e-8);
    sg_model_halves.forecast(wavering, N, p, SG_FORECAST_HORIZON_MAX, out);
    assert_close(out[9], 35.650140823, 1e-8);
    assert_true(out[SG_FORECAST_HORIZON_MAX - 1] > out[9]);
}

/* Certified with numpy: the states one by one, initial level 21.90514113 and slope 1.2033118 by lstsq; α .4, β .06,
 * damping .92. */
static void damped_trend_is_certified(void **state)
{
    (void)state;
    const double p[SG_MODEL_PARAMETERS] = {.4, .15, .92};
    double out[3];
    sg_model_damped.forecast(wavering, N, p, 3, out);
    assert_close(out[0], 37.050662413, 1e-6);
    assert_close(out[1], 37.589746397, 1e-6);
    assert_close(out[2], 38.085703662, 1e-6);
}

static void damped_trend_goes_on_as_it_was_made(void **state)
{
    (void)state;
    double x[40], p[SG_MODEL_PARAMETERS], out[3], slope = 4, level = 100;
    for (int i = 0; i < 40; i++) x[i] = level += slope *= .92;
    sg_model_damped.fit(x, 36, p);
    sg_model_damped.forecast(x, 36, p, 3, out);
    for (int h = 0; h < 3; h++) assert_close(out[h], x[36 + h], .02);
}

/* Certified with numpy: the states one by one, initial 27.0411081 and −30.7812228 by lstsq; α 1.3 + .9 i. */
static void complex_smoothing_is_certified(void **state)
{
    (void)state;
    const double p[SG_MODEL_PARAMETERS] = {1.3, .9};
    double out[3], fitted[SG_MODEL_PARAMETERS];
    sg_model_ces.forecast(wavering, N, p, 3, out);
    assert_close(out[0], 27.007668979, 1e-6);
    assert_close(out[1], 22.640414672, 1e-6);
    assert_close(out[2], 21.249824066, 1e-6);
    sg_model_ces.fit(wavering, N, fitted);
    double a = fitted[0], b = fitted[1]; /* inside the region of stability */
    assert_true(pow(a - 1.5, 2) + pow(b - .5, 2) < 1.5 && pow(a - .5, 2) + pow(b - 1, 2) > .25);
}

/* Certified with numpy: reflections by their definition, AICc of the orders 0 to 7 least at 4. */
static void autoregression_is_certified(void **state)
{
    (void)state;
    double p[SG_MODEL_PARAMETERS], out[3];
    sg_model_ar.fit(wavering, N, p);
    assert_close(p[0], .13519285, 1e-8);
    assert_close(p[1], -.42500999, 1e-8);
    assert_close(p[2], .10023874, 1e-8);
    assert_close(p[3], .47294826, 1e-8);
    assert_close(p[4], 0, 0);
    sg_model_ar.forecast(wavering, N, p, 3, out);
    assert_close(out[0], 37.501424730, 1e-8);
    assert_close(out[1], 34.735278971, 1e-8);
    assert_close(out[2], 36.565791747, 1e-8);
}

/* Changes that repeat every four months go on so; of many months the last are enough. */
static void autoregression_goes_on_with_a_rhythm(void **state)
{
    (void)state;
    const double change[4] = {1, 4, -2, .5};
    double x[900], p[SG_MODEL_PARAMETERS], out[12];
    x[0] = 10;
    for (size_t i = 1; i < 900; i++) x[i] = x[i - 1] + change[i % 4];
    const size_t lengths[] = {80, 880};
    for (size_t k = 0; k < 2; k++) {
        sg_model_ar.fit(x, lengths[k], p);
        sg_model_ar.forecast(x, lengths[k], p, 12, out);
        for (size_t h = 0; h < 12; h++) assert_close(out[h], x[lengths[k] + h], .5);
    }
}

/* Nothing changes: nothing will, whatever the level. Complex smoothing may wander, at a wrong number within its region;
 * blend.c holds it. */
static void constants_stay(void **state)
{
    (void)state;
    const sg_value_model *const models[] = {&sg_model_theta, &sg_model_halves, &sg_model_damped, &sg_model_simple,
                                            &sg_model_ar};
    const double levels[] = {0, 42, -2.385e6};
    for (size_t m = 0; m < sizeof models / sizeof *models; m++)
        for (size_t k = 0; k < 3; k++) {
            double x[60], p[SG_MODEL_PARAMETERS], out[18];
            for (size_t i = 0; i < 60; i++) x[i] = levels[k];
            models[m]->fit(x, 60, p);
            models[m]->forecast(x, 60, p, 18, out);
            for (size_t h = 0; h < 18; h++) assert_close(out[h], levels[k], fabs(levels[k]) * 1e-6);
        }
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(simple_smoothing_is_certified),
        cmocka_unit_test(theta_is_certified),
        cmocka_unit_test(theta_of_halves_is_certified),
        cmocka_unit_test(damped_trend_is_certified),
        cmocka_unit_test(damped_trend_goes_on_as_it_was_made),
        cmocka_unit_test(complex_smoothing_is_certified),
        cmocka_unit_test(autoregression_is_certified),
        cmocka_unit_test(autoregression_goes_on_with_a_rhythm),
        cmocka_unit_test(constants_stay),
        cmocka_unit_test(search_finds_the_least_inside_and_at_the_edge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
