#include "forecast/lesson.h"

#include "base/mem.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

enum {
    FIRST_ORIGIN = 23, /* two years of the panel */
    ORIGIN_EVERY = 3,  /* months */
    REFIT_EVERY = 2,   /* origins */
    SEEN_MIN = 18,     /* months of a series with data */
    FIT_ITERATIONS = 12,
    LESSONS_MAX = 1 << 24
};
static const unsigned horizons[] = {1, 2, 3, 4, 6, 8, 10, 12, 15, 18, 21, 24, 30, 36};
enum { HORIZONS = sizeof horizons / sizeof *horizons };

/* Fewer postings expected than this teach little but the noise of small counts. */
static const double EXPECTED_MIN = 2;
/* The ridge weighs as the data does after this many months of origins, for this many series. */
static const double RIDGE_MONTHS = 20, RIDGE_SERIES = 20;
/* Errors under this, log-odds, count as squares (Huber): keeps the weights finite. */
static const double SMALL_ERROR = .02;
/* A feature that hardly ever differs from 0 by this teaches nothing. */
static const double SMALL_FEATURE = .03;

/* Of the filter's own variance, and growth a month of the error with the sampling variance: small shares move more. */
static const double SCALE_FILTER = .7, SCALE_GROWTH = .03;
/* Expected postings below which the sampling variance grows no more. */
static const double SCALE_EXPECTED = .5;

/* Variance of the mean of so many months of the repeated part of the noise, each of variance 1. */
static double repeated_mean(size_t months)
{
    double sum = 0, left = 1;
    for (size_t k = 1; k < months; k++) {
        left *= sg_trend_shared.repeat_left;
        sum += 2 * left * (double)(months - k);
    }
    return ((double)months + sum) / (double)(months * months);
}

double sg_error_scale(const sg_moment *m, double shown_var, double share, size_t h, size_t months, double offset_var)
{
    const sg_trend_noise *noise = &sg_trend_shared;
    double binomial = 1 / fmax(SCALE_EXPECTED, m->volume * share * (1 - share));
    double new_luck = 1 - pow(noise->repeat_left, 2 * (double)h);
    double sampling = noise->fresh / (double)months + noise->repeated * new_luck * repeated_mean(months);
    return sqrt(SCALE_FILTER * shown_var + binomial * (sampling + SCALE_GROWTH * (double)h) + offset_var);
}

double sg_lesson_centre(const sg_lesson *l, size_t model)
{
    return l->ahead[model] + (sg_share_models[model]->corrected ? l->correction : 0);
}

void sg_lessons_release(sg_lessons *lessons)
{
    sg_free(lessons->items);
    *lessons = (sg_lessons){0};
}

/* What came in the window that ends at month target, and later than the origin. */
typedef struct {
    double count, total, extra;
    size_t months, with; /* of the window, and those of them with data */
} outcome;

static outcome look_ahead(const sg_panel *p, size_t series, size_t origin, size_t target, size_t window)
{
    outcome o = {.months = target - origin < window ? target - origin : window};
    for (size_t t = target + 1 - o.months; t <= target; t++) {
        size_t cell = series * p->months + t;
        if (!p->present[cell]) continue;
        o.count += p->count[cell];
        o.total += p->total[cell];
        o.extra = p->extra[cell];
        o.with++;
    }
    return o;
}

/* What came may have been of months with an offset, the same as now or another. */
static double offset_then(const sg_trend *now, double extra)
{
    sg_trend then = *now;
    sg_trend_offset(&then, extra);
    return then.at[SG_OFFSET];
}

static double offset_var_then(const sg_trend *now, double extra)
{
    sg_trend then = *now;
    sg_trend_offset(&then, extra);
    return fmax(0, sg_trend_shown_var(&then) - sg_trend_shown_var(now));
}

/* The lessons of one series at one origin. 0, or -1 when memory ends. */
static int take_series(const sg_panel *p, size_t learner, uint32_t origin, size_t window, sg_lessons *out,
                       size_t *capacity)
{
    const sg_moment *m = &p->moment[learner * p->months + origin];
    if (m->seen < SEEN_MIN) return 0;
    sg_trend ahead = m->trend;
    unsigned passed = 0;
    for (size_t k = 0; k < HORIZONS; k++) {
        size_t target = (size_t)origin + horizons[k];
        if (target >= p->months) break;
        for (; passed < horizons[k]; passed++) sg_trend_step(&ahead, &sg_trend_shared);
        outcome came = look_ahead(p, p->learn[learner], origin, target, window);
        double share = sg_logistic(ahead.at[SG_LEVEL]);
        if (!came.with || came.with * 2 < came.months || share * m->volume < EXPECTED_MIN) continue;
        if (SG_GROW(out->items, out->n, *capacity, LESSONS_MAX) != 0) return -1;
        sg_lesson *l = &out->items[out->n++];
        *l = (sg_lesson){.origin = origin, .steps = horizons[k], .share = came.count / came.total};
        double offset = offset_then(&ahead, came.extra);
        for (size_t i = 0; i < SG_SHARE_MODELS; i++) l->ahead[i] = sg_share_models[i]->ahead(m, horizons[k]) + offset;
        l->seen = sg_log_odds(came.count, came.total);
        l->weight = pow(share * (1 - share), .75);
        l->sd = sg_error_scale(m, sg_trend_shown_var(&ahead), share, horizons[k], came.with,
                               offset_var_then(&ahead, came.extra));
        sg_moment_features(m, horizons[k], p->n_learn, l->x);
    }
    return 0;
}

/* What the fitting reads of a lesson, close together: it goes over all of them many times. */
typedef struct {
    double weight, left; /* left: what came, without the forecast of the first model */
    double x[SG_FEATURES];
} fitted;

/* Those known by month `known`, in order. */
static size_t list_known(const sg_lessons *lessons, uint32_t known, fitted *out)
{
    size_t n = 0;
    for (size_t i = 0; i < lessons->n; i++) {
        const sg_lesson *l = &lessons->items[i];
        if (l->origin + l->steps > known) continue;
        out[n] = (fitted){.weight = l->weight, .left = l->seen - l->ahead[0]};
        for (int k = 0; k < SG_FEATURES; k++) out[n].x[k] = l->x[k];
        n++;
    }
    return n;
}

/* Scale of each feature, for a ridge that does not depend on units. */
static void feature_scale(const fitted *at, size_t n, double scale[static SG_FEATURES])
{
    double weights = 0, squares[SG_FEATURES] = {0};
    for (size_t i = 0; i < n; i++) {
        weights += at[i].weight;
        for (int k = 0; k < SG_FEATURES; k++) squares[k] += at[i].weight * at[i].x[k] * at[i].x[k];
    }
    for (int k = 0; k < SG_FEATURES; k++)
        scale[k] = weights > 0 ? squares[k] / weights + SMALL_FEATURE * SMALL_FEATURE : 1;
}

/* Solves (normal + ridge) β = right in place; false when the system is singular: β is left. */
static bool solve(double normal[static SG_FEATURES * SG_FEATURES], double right[static SG_FEATURES],
                  double beta[static SG_FEATURES])
{
    gsl_matrix_view a = gsl_matrix_view_array(normal, SG_FEATURES, SG_FEATURES);
    gsl_vector_view x = gsl_vector_view_array(right, SG_FEATURES);
    if (gsl_linalg_cholesky_decomp1(&a.matrix) != GSL_SUCCESS) return false;
    if (gsl_linalg_cholesky_svx(&a.matrix, &x.vector) != GSL_SUCCESS) return false;
    for (int k = 0; k < SG_FEATURES; k++)
        if (!isfinite(right[k])) return false;
    for (int k = 0; k < SG_FEATURES; k++) beta[k] = right[k];
    return true;
}

/* One step of iteratively reweighted least squares towards the least absolute errors. */
static bool fit_step(const fitted *at, size_t n, const double ridge[static SG_FEATURES],
                     double beta[static SG_FEATURES])
{
    double normal[SG_FEATURES * SG_FEATURES] = {0}, right[SG_FEATURES] = {0}, weights = 0;
    for (size_t i = 0; i < n; i++) {
        double error = at[i].left;
        for (int k = 0; k < SG_FEATURES; k++) error -= beta[k] * at[i].x[k];
        error = fabs(error);
        double w = at[i].weight / (error > SMALL_ERROR ? error : SMALL_ERROR); /* fmax is a call */
        weights += w;
        for (int k = 0; k < SG_FEATURES; k++) {
            right[k] += w * at[i].x[k] * at[i].left;
            for (int j = 0; j < SG_FEATURES; j++) normal[k * SG_FEATURES + j] += w * at[i].x[k] * at[i].x[j];
        }
    }
    for (int k = 0; k < SG_FEATURES; k++) normal[k * SG_FEATURES + k] += ridge[k] * weights;
    return solve(normal, right, beta);
}

/* β from the lessons whose outcome is known by month `known`. SG_EFAIL: memory. */
static sg_status fit(const sg_lessons *lessons, uint32_t known, double beta[static SG_FEATURES], sg_error *err)
{
    double ridge[SG_FEATURES];
    if (known <= lessons->first || !lessons->n) return SG_OK;
    fitted *at = sg_alloc(lessons->n * sizeof *at);
    if (!at) return sg_fail(err, SG_EFAIL, "forecast: no memory to learn from %zu past forecasts", lessons->n);
    size_t n = list_known(lessons, known, at);
    feature_scale(at, n, ridge);
    double months = (double)(known - lessons->first), few = fmax(1, RIDGE_SERIES / (double)lessons->series);
    for (int k = 0; k < SG_FEATURES; k++) ridge[k] *= few * pow(RIDGE_MONTHS / months, 2);
    for (int i = 0; n && i < FIT_ITERATIONS; i++)
        if (!fit_step(at, n, ridge, beta)) break;
    sg_free(at);
    return SG_OK;
}

static void correct(sg_lessons *lessons, size_t from, const double beta[static SG_FEATURES])
{
    for (size_t i = from; i < lessons->n; i++) {
        sg_lesson *l = &lessons->items[i];
        for (int k = 0; k < SG_FEATURES; k++) l->correction += beta[k] * l->x[k];
    }
}

/* The lessons of all series at one origin, corrected by what is known by then. */
static sg_status take_origin(const sg_panel *panel, uint32_t origin, size_t window,
                             const double beta[static SG_FEATURES], sg_lessons *lessons, size_t *capacity,
                             sg_error *err)
{
    size_t from = lessons->n;
    for (size_t i = 0; i < panel->n_learn; i++)
        if (take_series(panel, i, origin, window, lessons, capacity) != 0)
            return sg_fail(err, SG_EFAIL, "forecast: no memory to learn from %zu series of %zu months", panel->n,
                           panel->months);
    correct(lessons, from, beta);
    return SG_OK;
}

sg_status sg_lessons_learn(const sg_panel *panel, size_t window, sg_lessons *out, sg_error *err)
{
    sg_lessons lessons = {.series = panel->n_learn, .first = FIRST_ORIGIN};
    sg_status status = SG_OK;
    size_t capacity = 0, nth = 0;
    double beta[SG_FEATURES] = {0};
    if (panel->months > FIRST_ORIGIN + 1) {
        lessons.first += (uint32_t)((panel->months - 2 - FIRST_ORIGIN) % ORIGIN_EVERY);
        for (size_t t = lessons.first; status == SG_OK && t + 1 < panel->months; t += ORIGIN_EVERY, nth++) {
            if (nth % REFIT_EVERY == 0) status = fit(&lessons, (uint32_t)t, beta, err);
            if (status == SG_OK) status = take_origin(panel, (uint32_t)t, window, beta, &lessons, &capacity, err);
        }
        if (status == SG_OK) status = fit(&lessons, (uint32_t)(panel->months - 1), beta, err);
    }
    if (status != SG_OK) {
        sg_lessons_release(&lessons);
        return status;
    }
    for (int k = 0; k < SG_FEATURES; k++) lessons.beta[k] = beta[k];
    *out = lessons;
    return SG_OK;
}

size_t sg_lessons_choose(const sg_lessons *lessons)
{
    double error[SG_SHARE_MODELS] = {0};
    size_t best = 0;
    for (size_t i = 0; i < lessons->n; i++)
        for (size_t k = 0; k < SG_SHARE_MODELS; k++)
            error[k] += fabs(sg_logistic(sg_lesson_centre(&lessons->items[i], k)) - lessons->items[i].share);
    if (lessons->n == 0 || lessons->items[lessons->n - 1].origin - lessons->items[0].origin < 24) return 0;
    for (size_t k = 1; k < SG_SHARE_MODELS; k++)
        if (error[k] / sg_share_models[k]->margin < error[best] / sg_share_models[best]->margin) best = k;
    return best;
}
