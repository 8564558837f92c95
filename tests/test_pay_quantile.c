/* Quantile functions: exact at the known percentiles, monotone, inverted by rank, and close on held-out percentiles. */
#include "pay_tables.h"

#include <gsl/gsl_cdf.h>

static sg_band band_of(unsigned has, double p10, double p25, double p50, double p75, double p90)
{
    return (sg_band){.pct = {p10, p25, p50, p75, p90}, .has = has};
}

static void passes_through_what_is_known(void **state)
{
    (void)state;
    sg_error err;
    sg_quantiles q;
    bool outside;
    sg_band band = band_of(31, 80010, 101230, 131450, 161990, 188880);
    assert_ok(sg_quantiles_of(&band, &q, &err));
    const double p[5] = {.1, .25, .5, .75, .9};
    for (int i = 0; i < 5; i++) {
        assert_close(sg_quantile(&q, p[i], &outside), band.pct[i], 1e-6);
        assert_false(outside);
        assert_close(sg_quantile_rank(&q, band.pct[i], &outside), p[i], 1e-12);
        assert_false(outside);
    }
    for (double at = .01, last = 0; at < 1; at += .01) {
        double pay = sg_quantile(&q, at, &outside);
        assert_true(pay > last);
        last = pay;
        assert_close(sg_quantile_rank(&q, pay, NULL), at, 1e-12);
        assert_int_equal(outside, at < .1 - 1e-9 || at > .9 + 1e-9);
    }
    assert_false(q.fitted);
}

static void a_log_normal_is_met_everywhere(void **state)
{
    (void)state;
    sg_error err;
    double mu = log(118385), sigma = .2385;
    const double p[5] = {.1, .25, .5, .75, .9};
    for (unsigned has = 1; has < 32; has++) {
        sg_band band = {.has = has};
        int known = 0;
        for (int i = 0; i < 5; i++) {
            band.pct[i] = exp(mu + sigma * gsl_cdf_ugaussian_Pinv(p[i]));
            known += has & (1u << i) ? 1 : 0;
        }
        sg_quantiles q;
        if (known < 2) {
            assert_fails(sg_quantiles_of(&band, &q, &err), SG_EDATA, "two are needed");
            continue;
        }
        assert_ok(sg_quantiles_of(&band, &q, &err));
        assert_int_equal(q.fitted, known <= 3);
        for (double at = .02; at < 1; at += .06)
            assert_close(sg_quantile(&q, at, NULL), exp(mu + sigma * gsl_cdf_ugaussian_Pinv(at)), 1e-4);
    }
}

static void equal_percentiles_do_no_harm(void **state)
{
    (void)state;
    sg_error err;
    sg_quantiles q;
    bool outside;
    sg_band top = band_of(31, 90000, 110000, 124490, 157990, 157990); /* Raleigh's researchers */
    assert_ok(sg_quantiles_of(&top, &q, &err));
    assert_close(sg_quantile(&q, .8, NULL), 157990, 1e-6);
    assert_true(sg_quantile(&q, .97, &outside) > 158000 && outside);
    assert_close(sg_quantile_rank(&q, 157990, NULL), .9, 1e-12);
    sg_band flat = band_of(31, 231930, 231930, 231930, 231930, 231930);
    assert_fails(sg_quantiles_of(&flat, &q, &err), SG_EDATA, "1 percentile(s) that differ");
    sg_band mean = {.has = SG_HAS_MEAN, .mean = 70000};
    assert_fails(sg_quantiles_of(&mean, &q, &err), SG_EDATA, "0 percentile(s)");
}

/* Straight lines on (p, pay), the plain alternative. */
static double straight(const sg_band *band, int skip)
{
    const double p[5] = {.1, .25, .5, .75, .9};
    double t = (p[skip] - p[skip - 1]) / (p[skip + 1] - p[skip - 1]);
    return band->pct[skip - 1] + t * (band->pct[skip + 1] - band->pct[skip - 1]);
}

/* Each inner percentile of each whole OEWS cell is left out in turn and read off the rest. */
static void held_out_percentiles_of_oews(void **state)
{
    (void)state;
    sg_error err;
    sg_pay pay = {0};
    if (!read_bands("pay/bands-oews.csv", &pay)) {
        printf("skip: datasets/pay/bands-oews.csv is not here\n");
        skip();
    }
    const double p[5] = {.1, .25, .5, .75, .9};
    double spline = 0, plain = 0;
    size_t n = 0, cells = 0;
    for (size_t i = 0; i < pay.n_bands; i++) {
        if ((pay.bands[i].has & 31) != 31) continue;
        cells++;
        for (int skip = 1; skip < 4; skip++) {
            sg_band rest = pay.bands[i];
            rest.has &= ~(1u << skip);
            sg_quantiles q;
            if (sg_quantiles_of(&rest, &q, &err) != SG_OK) continue;
            spline += fabs(sg_quantile(&q, p[skip], NULL) / pay.bands[i].pct[skip] - 1);
            plain += fabs(straight(&pay.bands[i], skip) / pay.bands[i].pct[skip] - 1);
            n++;
        }
    }
    printf("held out: %zu cells, %zu percentiles: spline %.2f %%, straight lines %.2f %%\n", cells, n,
           100 * spline / (double)n, 100 * plain / (double)n);
    assert_true(cells > 900);
    assert_true(spline / (double)n < .045);
    assert_true(spline < .8 * plain);
    sg_pay_release(&pay);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passes_through_what_is_known),
        cmocka_unit_test(a_log_normal_is_met_everywhere),
        cmocka_unit_test(equal_percentiles_do_no_harm),
        cmocka_unit_test(held_out_percentiles_of_oews),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
