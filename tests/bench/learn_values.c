/* Learns what general series share: the weights of the models and the law of the intervals, from the training parts of
 * the M3 competition alone (rows id,h,n,train…,test…; what follows the n training months is not read). The truth is the
 * last 18 months of each training part, the forecast is made from the months before.
 * Learnt on every second series and scored on the others, both ways; then on all: the constants for the tables. */
#include <gsl/gsl_multimin.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forecast/bounds.h"

enum { STEPS = 18, SERIES_MAX = 4000, MONTHS_MAX = 1000, ROW_MAX = 1 << 16, LAW = 3 };

typedef struct {
    double scale; /* mean absolute change over 12 months, of MASE and MSIS */
    double truth[STEPS], member[SG_BLEND_MAX][STEPS], mean[STEPS]; /* members and mean: levels without season */
    sg_history history; /* its memory is gone: logs only says whether there are any */
    sg_restless restless;
} task;

/* Draws the weights together: many sets of them do nearly as well, and even ones move least from sample to sample. */
static const double EVEN = .02;

static task tasks[SERIES_MAX];
static size_t n_tasks, models;
static double weights[SG_BLEND_MAX], equal_smape, equal_mase;
static int half; /* series of this parity are learnt from; 2: all */

static int in_half(size_t i, int which)
{
    return which == 2 || (int)(i % 2) == which;
}

/* x: n months to forecast from, and STEPS more. */
static void add_task(const double *x, size_t n)
{
    static unsigned char present[MONTHS_MAX];
    const sg_series s = {.name = "training part", .n = n, .value = x, .present = present};
    task *t = &tasks[n_tasks++];
    sg_error err;
    sg_blend blend;
    memset(present, 1, sizeof present);
    if (sg_history_make(&s, SG_FORECAST_OWN_END, &t->history, &err) != SG_OK) exit(1);
    for (size_t i = 12; i < n; i++) t->scale += fabs(x[i] - x[i - 12]) / (double)(n - 12);
    t->scale = fmax(t->scale, 1e-9);
    sg_blend_fit(&t->history, &blend);
    sg_restless_measure(&blend, &t->restless);
    for (models = 0; sg_blend_name(models); models++)
        if (!sg_blend_member(&blend, models, n, STEPS, t->member[models])) exit(1);
    memcpy(t->truth, x + n, sizeof t->truth);
    sg_free(t->history.memory);
}

static void read_training_parts(const char *path)
{
    static char line[ROW_MAX];
    FILE *f = fopen(path, "r");
    while (f && n_tasks < SERIES_MAX && fgets(line, sizeof line, f)) {
        double x[MONTHS_MAX];
        int at = 0, more;
        unsigned n;
        if (sscanf(line, "%*[^,],%*u,%u%n", &n, &at) != 1 || n > MONTHS_MAX || n < 24 + STEPS) continue;
        for (unsigned i = 0; i < n && sscanf(line + at, ",%lf%n", &x[i], &more) == 1; i++) at += more;
        add_task(x, n - STEPS);
    }
    if (!f || fclose(f) != 0 || n_tasks == 0) {
        fprintf(stderr, "%s: expected rows id,h,n,train…\n", path);
        exit(1);
    }
}

/* Sets the weighted mean of every task; gives its sMAPE and MASE over those of one half. */
static void score_points(int which, double *smape, double *mase)
{
    double all = *smape = *mase = 0;
    for (size_t i = 0; i < n_tasks; i++) {
        task *t = &tasks[i];
        if (!in_half(i, which)) continue;
        all++;
        for (size_t h = 0; h < STEPS; h++) {
            t->mean[h] = 0;
            for (size_t m = 0; m < models; m++) t->mean[h] += weights[m] * t->member[m][h];
            double value = sg_history_restore(&t->history, t->history.n + h, t->mean[h]);
            double off = fabs(t->truth[h] - value), both = fabs(t->truth[h]) + fabs(value);
            *smape += 200 * off / fmax(both, 1e-12) / STEPS;
            *mase += off / t->scale / STEPS;
        }
    }
    *smape /= all;
    *mase /= all;
}

static double weights_loss(const gsl_vector *at, void *unused)
{
    (void)unused;
    double sum = 0, smape, mase;
    for (size_t m = 0; m < models; m++) sum += weights[m] = exp(gsl_vector_get(at, m));
    for (size_t m = 0; m < models; m++) weights[m] /= sum;
    score_points(half, &smape, &mase);
    double uneven = 0;
    for (size_t m = 0; m < models; m++) uneven += pow(weights[m] - 1 / (double)models, 2);
    return smape / equal_smape + mase / equal_mase + EVEN * uneven;
}

static sg_bounds_law law_of(const gsl_vector *at)
{
    const double *p = at->data;
    return (sg_bounds_law){exp(p[0]), exp(p[1]), p[2], 0};
}

/* Mean scaled interval score and the share of truths inside, of one half, with widths `times` those of the law. */
static double score_bounds(const sg_bounds_law *law, int which, double times, double *inside)
{
    double all = 0, score = 0;
    *inside = 0;
    for (size_t i = 0; i < n_tasks; i++) {
        const task *t = &tasks[i];
        if (!in_half(i, which)) continue;
        all += STEPS;
        for (size_t h = 0; h < STEPS; h++) {
            double lo, hi, x = t->truth[h], width = times * sg_bounds_width(law, &t->restless, h + 1);
            sg_bounds_put(&t->history, t->mean[h], width, &lo, &hi);
            lo = sg_history_restore(&t->history, t->history.n + h, lo);
            hi = sg_history_restore(&t->history, t->history.n + h, hi);
            *inside += lo <= x && x <= hi;
            score += (hi - lo + 40 * fmax(0, lo - x) + 40 * fmax(0, x - hi)) / t->scale;
        }
    }
    *inside /= all;
    return score / all;
}

static double law_loss(const gsl_vector *at, void *unused)
{
    (void)unused;
    sg_bounds_law law = law_of(at);
    double inside;
    return score_bounds(&law, half, 1, &inside);
}

/* From `at` and back into it; started anew thrice, as a simplex may stall. */
static void minimise(double (*loss)(const gsl_vector *, void *), gsl_vector *at)
{
    gsl_vector *step = gsl_vector_alloc(at->size);
    gsl_multimin_function f = {loss, at->size, NULL};
    for (int again = 0; again < 3; again++) {
        gsl_multimin_fminimizer *m = gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, at->size);
        gsl_vector_set_all(step, .5);
        gsl_multimin_fminimizer_set(m, &f, at, step);
        for (int i = 0; i < 400 && gsl_multimin_fminimizer_size(m) > 1e-3; i++)
            if (gsl_multimin_fminimizer_iterate(m)) break;
        gsl_vector_memcpy(at, m->x);
        loss(at, NULL);
        gsl_multimin_fminimizer_free(m);
    }
    gsl_vector_free(step);
}

static sg_bounds_law learn(void)
{
    gsl_vector *w = gsl_vector_calloc(models), *p = gsl_vector_calloc(LAW);
    equal_smape = equal_mase = 1;
    weights_loss(w, NULL);
    score_points(half, &equal_smape, &equal_mase);
    minimise(weights_loss, w);
    minimise(law_loss, p);
    sg_bounds_law law = law_of(p);
    double lo = 0, hi = 1, inside;
    while (hi - lo > 1e-4) {
        law.inner = (lo + hi) / 2;
        score_bounds(&law, half, law.inner, &inside);
        *(inside < .8 ? &lo : &hi) = law.inner;
    }
    gsl_vector_free(w);
    gsl_vector_free(p);
    return law;
}

static void print_scores(const char *what, const sg_bounds_law *law, int which)
{
    double smape, mase, inside80, inside95;
    score_points(which, &smape, &mase);
    score_bounds(law, which, law->inner, &inside80);
    double msis = score_bounds(law, which, 1, &inside95);
    printf("%-40s sMAPE %.3f MASE %.4f cover80 %.3f cover95 %.3f MSIS %.3f\n", what, smape, mase, inside80, inside95,
           msis);
}

int main(int argc, char **argv)
{
    if (argc != 2) return fprintf(stderr, "usage: bench_learn m3_monthly.csv\n"), 2;
    read_training_parts(argv[1]);
    printf("%zu series, %zu models\n", n_tasks, models);
    for (half = 0; half < 2; half++) {
        for (size_t m = 0; m < models; m++) weights[m] = 1 / (double)models;
        print_scores("shipped law, equal weights, other half:", &sg_bounds_shared, 1 - half);
        sg_bounds_law law = learn();
        print_scores("learnt on one half, scored on the other:", &law, 1 - half);
    }
    sg_bounds_law law = learn();
    print_scores("learnt on all, scored on all:", &law, 2);
    for (size_t m = 0; m < models; m++) printf("%-26s %.3f\n", sg_blend_name(m), weights[m]);
    printf("past %.3f year %.3f growth %.3f inner %.3f\n", law.past, law.year, law.growth, law.inner);
    return 0;
}
