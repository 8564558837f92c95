/* A band as a distribution. Pay is close to log-normal within an occupation, so that on (normal quantile, log pay) a
 * band is close to a line, and a monotone spline through the known percentiles bends little between them. */
#include "pay/pay.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_interp.h>
#include <math.h>

static const double pct_p[5] = {.10, .25, .50, .75, .90};

/* Least squares through two or three points, exact for two. */
static int fit_line(sg_quantiles *q)
{
    double c00, c01, c11, rest;
    return gsl_fit_linear(q->z, 1, q->log_pay, 1, q->n, &q->mu, &q->sigma, &c00, &c01, &c11, &rest);
}

/* Slopes at the knots of Steffen's spline (Steffen 1990, A simple method for monotonic interpolation in one dimension):
 * with them the spline is a cubic Hermite one, and can be evaluated without a workspace. */
static int knot_slopes(sg_quantiles *q)
{
    gsl_interp *spline = gsl_interp_alloc(gsl_interp_steffen, q->n);
    if (!spline) return GSL_ENOMEM;
    int status = gsl_interp_init(spline, q->z, q->log_pay, q->n);
    for (size_t i = 0; i < q->n && status == GSL_SUCCESS; i++)
        status = gsl_interp_eval_deriv_e(spline, q->z, q->log_pay, q->z[i], NULL, &q->slope[i]);
    gsl_interp_free(spline);
    return status;
}

/* A tail keeps the slope of the outermost known pair; where that pair is equal (a top-coded source), that of all. */
static double tail_sigma(const sg_quantiles *q, size_t i)
{
    double slope = (q->log_pay[i + 1] - q->log_pay[i]) / (q->z[i + 1] - q->z[i]);
    return slope > 0 ? slope : q->sigma;
}

sg_status sg_quantiles_of(const sg_band *band, sg_quantiles *out, sg_error *err)
{
    sg_quantiles q = {0};
    for (int i = 0; i < 5; i++) {
        if (!(band->has & (1u << i))) continue;
        q.z[q.n] = gsl_cdf_ugaussian_Pinv(pct_p[i]);
        q.log_pay[q.n++] = log(band->pct[i]);
    }
    if (q.n < 2 || !(q.log_pay[q.n - 1] > q.log_pay[0]))
        return sg_fail(err, SG_EDATA, "%s %s in %s: %zu percentile(s) that differ; two are needed for a distribution",
                       band->source.at ? band->source.at : "", band->occupation.at ? band->occupation.at : "",
                       band->region.at ? band->region.at : "", q.n < 2 ? q.n : (size_t)1);
    int status = fit_line(&q);
    q.fitted = q.n <= 3;
    if (status == GSL_SUCCESS && !q.fitted) {
        status = knot_slopes(&q);
        q.sigma_lo = tail_sigma(&q, 0);
        q.sigma_hi = tail_sigma(&q, q.n - 2);
    } else {
        q.sigma_lo = q.sigma_hi = q.sigma;
    }
    if (status != GSL_SUCCESS) return sg_fail(err, SG_EFAIL, "pay: %s", gsl_strerror(status));
    *out = q;
    return SG_OK;
}

/* Log pay on the cubic Hermite piece that holds z, which lies within the knots. */
static double spline_at(const sg_quantiles *q, double z)
{
    size_t i = 0;
    while (i + 2 < q->n && z > q->z[i + 1]) i++;
    double h = q->z[i + 1] - q->z[i], t = (z - q->z[i]) / h, u = 1 - t;
    return u * u * (1 + 2 * t) * q->log_pay[i] + t * t * (3 - 2 * t) * q->log_pay[i + 1] +
           h * t * u * (u * q->slope[i] - t * q->slope[i + 1]);
}

static double log_pay_at(const sg_quantiles *q, double z)
{
    size_t last = q->n - 1;
    if (q->fitted) return q->mu + q->sigma * z;
    if (z <= q->z[0]) return q->log_pay[0] + q->sigma_lo * (z - q->z[0]);
    if (z >= q->z[last]) return q->log_pay[last] + q->sigma_hi * (z - q->z[last]);
    return spline_at(q, z);
}

static bool beyond(const sg_quantiles *q, double z)
{
    return z < q->z[0] - 1e-9 || z > q->z[q->n - 1] + 1e-9;
}

double sg_quantile(const sg_quantiles *q, double p, bool *outside)
{
    double z = gsl_cdf_ugaussian_Pinv(p);
    if (outside) *outside = beyond(q, z);
    return exp(log_pay_at(q, z));
}

/* The spline rises, so that halving finds its inverse; sixty halvings are past the last bit. */
static double spline_inverse(const sg_quantiles *q, double log_pay)
{
    double lo = q->z[0], hi = q->z[q->n - 1];
    for (int i = 0; i < 60; i++) {
        double mid = lo + (hi - lo) / 2;
        if (spline_at(q, mid) < log_pay)
            lo = mid;
        else
            hi = mid;
    }
    return hi;
}

double sg_quantile_rank(const sg_quantiles *q, double pay, bool *outside)
{
    size_t last = q->n - 1;
    double y = log(pay), z;
    if (q->fitted)
        z = (y - q->mu) / q->sigma;
    else if (y <= q->log_pay[0])
        z = q->z[0] + (y - q->log_pay[0]) / q->sigma_lo;
    else if (y >= q->log_pay[last])
        z = q->z[last] + (y - q->log_pay[last]) / q->sigma_hi;
    else
        z = spline_inverse(q, y);
    if (outside) *outside = beyond(q, z);
    return gsl_cdf_ugaussian_P(z);
}
