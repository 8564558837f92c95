/* Emerging skills, on history: the demand is cut at an origin, skills are ranked as the program ranks them, and what
 * came of it is looked up in the months after. Nothing later than the origin is seen, but for what every origin shares:
 * the taxonomy, which knows of the skills that lasted, and the offsets of linked counts. usage: bench_emerging [fit |
 * early] [store=STORE.db] [group=NAME] Skills are split into two halves by their ids: the weights of the signs are
 * learnt on the even ones (fit prints them) and every figure is of the odd ones alone. early: they are learnt on what
 * had come by the end of 2015 alone. Each origin is tried as it was, and with a gap: that many months before its last
 * four are taken out. */
#include "history.h"

#include "base/mem.h"
#include "outlook/emerging_chance.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EVERY = 3, FIRST_YEAR = 2013, TOP = 20, ITERATIONS = 30 };
static const size_t horizons[] = {12, 24}, gaps[] = {0, 12, 19, 36};
enum { HORIZONS = sizeof horizons / sizeof *horizons, GAPS = sizeof gaps / sizeof *gaps };

/* One skill at one origin. */
typedef struct tried {
    double signs[SG_SIGNS];
    double now, last_gain, chance;
    sg_month origin;
    size_t horizon, gap;
    bool reported, listed, gained;
} tried;

typedef struct bench {
    const history *history;
    tried *items; /* by origin */
    size_t n, capacity;
} bench;

static sg_status try_skill(bench *b, const sg_demand *then, const sg_outlooks *outlooks, const sg_emergence *e,
                           const sg_emerging_rule *rule, sg_error *err)
{
    const sg_outlook *o = sg_outlook_of(outlooks, e->skill);
    sg_month origin = then->end, target = origin + (sg_month)rule->months;
    double came = history_share(&b->history->demand, o->skill, target);
    double year_ago = history_share(then, o->skill, origin - 12);
    if (isnan(came)) return SG_OK;
    if (isnan(year_ago)) year_ago = o->before;
    if (SG_GROW(b->items, b->n, b->capacity, (size_t)1 << 30) != 0) return sg_fail(err, SG_EFAIL, "no memory");
    tried *t = &b->items[b->n++];
    *t = (tried){.now = o->now,
                 .last_gain = o->now - year_ago,
                 .chance = e->chance,
                 .listed = e->listed,
                 .origin = origin,
                 .horizon = rule->months,
                 .gap = then->gap_first == SG_MONTH_ABSENT ? 0 : (size_t)(then->gap_last - then->gap_first + 1),
                 .reported = history_reported(b->history, o->skill),
                 .gained = came >= sg_emerging_gain(o->now, rule)};
    sg_emerging_signs(then, outlooks->now_first, o, rule, t->signs);
    return SG_OK;
}

static sg_status try_origin(bench *b, sg_month origin, size_t gap, sg_error *err)
{
    sg_demand then = {0};
    sg_outlooks outlooks = {0};
    sg_status status = history_cut(b->history, origin, gap, &then, err);
    if (status == SG_OK) status = sg_outlook_build(&b->history->market, &then, origin, NULL, &outlooks, err);
    for (size_t h = 0; status == SG_OK && h < HORIZONS && history_covered(b->history, origin + (sg_month)horizons[h]);
         h++) {
        sg_emerging_rule rule = sg_emerging_usual;
        sg_emerging found = {0};
        rule.months = horizons[h];
        status = sg_emerging_find(&then, &outlooks, &rule, &found, err);
        for (size_t i = 0; status == SG_OK && i < found.n; i++)
            status = try_skill(b, &then, &outlooks, &found.items[i], &rule, err);
        sg_emerging_release(&found);
    }
    sg_outlook_release(&outlooks);
    sg_demand_release(&then);
    return status;
}

/* ---- how good a ranking is ---- */

typedef double (*score_fn)(const tried *t);
static double by_chance(const tried *t)
{
    return t->chance;
}
static double by_listing(const tried *t)
{
    return t->chance + t->listed;
}
static double by_last_gain(const tried *t)
{
    return t->last_gain;
}
static double by_level(const tried *t)
{
    return t->now;
}

typedef struct quality {
    double area, precision, base, n, origins;
} quality;

/* Adds the quality of the ranking of n skills at one origin; ties share their ranks' mean. */
static void add_origin(quality *q, const double *score, const bool *gained, size_t n, size_t *order)
{
    double ranks = 0, positives = 0, hits = 0;
    gsl_sort_index(order, score, 1, n);
    for (size_t i = 0, next; i < n; i = next) {
        for (next = i + 1; next < n && score[order[next]] <= score[order[i]];) next++;
        for (size_t k = i; k < next; k++)
            if (gained[order[k]]) {
                ranks += (double)(i + next + 1) / 2;
                positives++;
                hits += k + TOP >= n;
            }
    }
    if (n < TOP || !(positives > 0) || positives >= (double)n) return;
    q->area += (ranks - positives * (positives + 1) / 2) / (positives * ((double)n - positives));
    q->precision += hits / TOP;
    q->base += positives / (double)n;
    q->n += (double)n;
    q->origins++;
}

/* Means over the origins first … last. */
static quality rank_by(const bench *b, score_fn score, size_t horizon, bool listed, size_t gap, sg_month first,
                       sg_month last)
{
    quality q = {0};
    double *scores = sg_zalloc(b->n + 1, sizeof *scores);
    bool *gained = sg_zalloc(b->n + 1, sizeof *gained);
    size_t *order = sg_zalloc(b->n + 1, sizeof *order), n = 0;
    for (size_t i = 0; scores && gained && order && i <= b->n; i++) {
        const tried *t = &b->items[i];
        if (i == b->n || (i && t->origin != t[-1].origin)) {
            if (n) add_origin(&q, scores, gained, n, order);
            n = 0;
            if (i == b->n) break;
        }
        if (t->horizon != horizon || t->gap != gap || !t->reported || (listed && !t->listed) || t->origin < first ||
            t->origin > last)
            continue;
        scores[n] = score(t);
        gained[n++] = t->gained;
    }
    sg_free(scores);
    sg_free(gained);
    sg_free(order);
    const double origins = fmax(1, q.origins);
    return (quality){q.area / origins, q.precision / origins, q.base / origins, q.n / origins, q.origins};
}

static void print_qualities(const bench *b, const char *when, size_t gap, sg_month first, sg_month last)
{
    static const struct {
        const char *name;
        score_fn score;
        bool listed;
    } ways[] = {{"chance of a gain", by_chance, false},       {"listed, then chance", by_listing, false},
                {"last year's gain", by_last_gain, false},    {"last level", by_level, false},
                {"of the listed: chance", by_chance, true},   {"of the listed: last gain", by_last_gain, true},
                {"of the listed: last level", by_level, true}};
    for (size_t h = 0; h < HORIZONS; h++)
        for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
            quality q = rank_by(b, ways[w].score, horizons[h], ways[w].listed, gap, first, last);
            if (!(q.origins > 0)) continue;
            printf("%-9s  %2zu months  %-26s  area %.3f  top 20 %.3f  base %.3f  skills %4.0f  origins %2.0f\n", when,
                   horizons[h], ways[w].name, q.area, q.precision, q.base, q.n, q.origins);
        }
}

/* How many are listed, and how many of them gained. */
static void print_listed(const bench *b, size_t gap)
{
    for (size_t h = 0; h < HORIZONS; h++) {
        double n = 0, gained = 0, origins = 0;
        for (size_t i = 0; i < b->n; i++) {
            const tried *t = &b->items[i];
            if (t->horizon != horizons[h] || t->gap != gap) continue;
            origins += !i || t->origin != t[-1].origin || t->horizon != t[-1].horizon;
            if (!t->reported || !t->listed) continue;
            n++;
            gained += t->gained;
        }
        printf("%2zu months  listed at an origin %.1f  of them gained %.3f\n", horizons[h], n / origins, gained / n);
    }
}

/* Chances said against what came. */
static void print_calibration(const bench *b, size_t gap)
{
    static const double bounds[] = {0, .02, .05, .1, .2, .3, .4, .5, .6, .8, 1.01};
    for (size_t k = 0; k + 1 < sizeof bounds / sizeof *bounds; k++) {
        double n = 0, said = 0, came = 0;
        for (size_t i = 0; i < b->n; i++) {
            const tried *t = &b->items[i];
            if (!t->reported || t->gap != gap || t->chance < bounds[k] || t->chance >= bounds[k + 1]) continue;
            n++;
            said += t->chance;
            came += t->gained;
        }
        if (n > 0) printf("chance said %.2f  came %.2f  n %.0f\n", said / n, came / n, n);
    }
}

/* ---- the weights ---- */

/* One Newton step of the logistic likelihood over the tuning half and what had come by a month, with a slight ridge. */
static bool newton_step(const bench *b, sg_month until, double weights[static SG_SIGNS])
{
    double normal[SG_SIGNS * SG_SIGNS] = {0}, right[SG_SIGNS] = {0};
    for (size_t i = 0; i < b->n; i++) {
        const tried *t = &b->items[i];
        if (t->reported || t->origin + (sg_month)t->horizon > until) continue;
        double p = sg_emerging_chance(t->signs, weights);
        for (int k = 0; k < SG_SIGNS; k++) {
            right[k] += (t->gained - p) * t->signs[k];
            for (int j = 0; j < SG_SIGNS; j++) normal[k * SG_SIGNS + j] += p * (1 - p) * t->signs[k] * t->signs[j];
        }
    }
    for (int k = 0; k < SG_SIGNS; k++) {
        normal[k * SG_SIGNS + k] += 1;
        right[k] -= weights[k];
    }
    gsl_matrix_view a = gsl_matrix_view_array(normal, SG_SIGNS, SG_SIGNS);
    gsl_vector_view x = gsl_vector_view_array(right, SG_SIGNS);
    if (gsl_linalg_cholesky_decomp1(&a.matrix) != GSL_SUCCESS) return false;
    gsl_linalg_cholesky_svx(&a.matrix, &x.vector);
    for (int k = 0; k < SG_SIGNS; k++) weights[k] += right[k];
    return true;
}

static void fit(bench *b, sg_month until)
{
    double weights[SG_SIGNS] = {0};
    for (int i = 0; i < ITERATIONS; i++)
        if (!newton_step(b, until, weights)) break;
    printf("weights");
    for (int k = 0; k < SG_SIGNS; k++) printf(" %.3f", weights[k]);
    printf("\n");
    for (size_t i = 0; i < b->n; i++) b->items[i].chance = sg_emerging_chance(b->items[i].signs, weights);
}

static sg_status run(bench *b, sg_month until, sg_error *err)
{
    sg_status status = SG_OK;
    for (size_t g = 0; status == SG_OK && g < GAPS; g++)
        for (sg_month t = sg_month_of(FIRST_YEAR, 1); status == SG_OK && history_covered(b->history, t + 12);
             t += EVERY)
            if (t - b->history->demand.month0 >= (sg_month)gaps[g] + 2 * 12) status = try_origin(b, t, gaps[g], err);
    if (status != SG_OK) return status;
    if (until) fit(b, until);
    for (size_t g = 0; g < GAPS; g++) {
        printf("gap of %zu months\n", gaps[g]);
        print_qualities(b, "all", gaps[g], sg_month_of(FIRST_YEAR, 1), INT32_MAX);
        if (gaps[g] == 0) print_qualities(b, "2013-2015", 0, sg_month_of(2013, 1), sg_month_of(2015, 12));
        print_qualities(b, "from 2016", gaps[g], sg_month_of(2016, 1), INT32_MAX);
        print_listed(b, gaps[g]);
        print_calibration(b, gaps[g]);
    }
    return SG_OK;
}

int main(int argc, char **argv)
{
    sg_error err = {""};
    const char *store = NULL, *group = "hn";
    sg_month until = 0;
    history h;
    bench b = {.history = &h};
    gsl_set_error_handler_off();
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "fit") == 0) until = INT32_MAX;
        if (strcmp(argv[i], "early") == 0) until = sg_month_of(2015, 12);
        if (strncmp(argv[i], "store=", 6) == 0) store = argv[i] + 6;
        if (strncmp(argv[i], "group=", 6) == 0) group = argv[i] + 6;
    }
    sg_status status = history_open(store, group, &h, &err);
    if (status == SG_OK) status = run(&b, until, &err);
    if (status != SG_OK) fprintf(stderr, "bench_emerging: %s\n", err.text);
    sg_free(b.items);
    history_release(&h);
    return (int)status;
}
