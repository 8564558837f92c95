/* Autoregression of the changes from month to month: ARIMA (p, 1, 0) by Burg's recursion, of the order p with the
 * least AICc. Source: Burg 1968; Hurvich & Tsai 1989; Brockwell & Davis 2016, §5.1.2. */
#include "forecast/model.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { ORDER_MAX = 13, CHANGES_MAX = 240 };

/* The last changes of x, at most CHANGES_MAX. */
static size_t changes(const double *x, size_t n, double *out)
{
    size_t with = n - 1 < CHANGES_MAX ? n - 1 : CHANGES_MAX;
    for (size_t i = 0; i < with; i++) out[i] = x[n - with + i] - x[n - with + i - 1];
    return with;
}

static double aicc(double variance, double n, double order)
{
    return n * log(fmax(variance, DBL_MIN)) + 2 * n * (order + 1) / (n - order - 2);
}

/* Errors forwards and backwards without the next lag become those with it; the reflection coefficient. */
static double reflect(double *forward, double *backward, size_t n, size_t order)
{
    double fb = 0, both = 0;
    for (size_t i = order; i < n; i++) {
        fb += forward[i] * backward[i - 1];
        both += forward[i] * forward[i] + backward[i - 1] * backward[i - 1];
    }
    double k = both > 0 ? 2 * fb / both : 0;
    for (size_t i = n - 1; i >= order; i--) {
        double f = forward[i], b = backward[i - 1];
        forward[i] = f - k * b;
        backward[i] = b - k * f;
    }
    return k;
}

static void fit(const double *x, size_t n, double parameters[static SG_MODEL_PARAMETERS])
{
    double forward[CHANGES_MAX], backward[CHANGES_MAX], a[ORDER_MAX] = {0}, before[ORDER_MAX];
    size_t with = changes(x, n, forward), most = with / 3 < ORDER_MAX ? with / 3 : ORDER_MAX;
    double variance = 0;
    memcpy(backward, forward, with * sizeof *forward);
    memset(parameters, 0, SG_MODEL_PARAMETERS * sizeof *parameters);
    for (size_t i = 0; i < with; i++) variance += forward[i] * forward[i] / (double)with;
    double exact = variance * 1e-12, least = aicc(variance, (double)with, 0);
    for (size_t p = 1; p <= most && variance > exact; p++) {
        double k = reflect(forward, backward, with, p);
        memcpy(before, a, sizeof a);
        for (size_t j = 0; j + 1 < p; j++) a[j] = before[j] - k * before[p - 2 - j];
        a[p - 1] = k;
        variance *= 1 - k * k;
        double now = aicc(variance, (double)with, (double)p);
        if (now >= least) continue;
        least = now;
        memcpy(parameters, a, sizeof a);
    }
}

static void forecast(const double *x, size_t n, const double parameters[static SG_MODEL_PARAMETERS], size_t horizon,
                     double *out)
{
    double recent[ORDER_MAX] = {0}, at = x[n - 1]; /* recent[0] is the last change */
    for (size_t j = 0; j < ORDER_MAX && j + 1 < n; j++) recent[j] = x[n - 1 - j] - x[n - 2 - j];
    for (size_t h = 0; h < horizon; h++) {
        double change = 0;
        for (size_t j = 0; j < ORDER_MAX; j++) change += parameters[j] * recent[j];
        memmove(recent + 1, recent, sizeof recent - sizeof *recent);
        out[h] = at += recent[0] = change;
    }
}

const sg_value_model sg_model_ar = {
    .name = "autoregression of changes", .months_min = 12, .fit = fit, .forecast = forecast};
