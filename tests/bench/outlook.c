/* The outlook on history: stages and windows are called at an origin as the program calls them, and what came 24 months
 * later is looked up. Nothing later than the origin is seen, but for the offsets of linked counts and the taxonomy.
 * Nothing is tuned here. usage: bench_outlook [store=STORE.db] [group=NAME] */
#include "history.h"

#include "base/mem.h"
#include "outlook/window.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    EVERY = 3,
    OFTEN = 20,
    FIRST_YEAR = 2013,
    AHEAD = 24,
    POSTINGS_MIN = 10,
    STAGES = SG_STAGE_UNCLEAR + 1,
    CAME = 3,
    BINS = 10
};
static const double levels[] = {.01, .02, .05, .1, .2};

typedef struct tally {
    double called[STAGES][CAME]; /* rose, stayed, fell */
    double said[CAME], brier;    /* of skills with a forecast */
    double n;
} tally;

typedef struct bench {
    const history *history;
    tally all, eras[3];
    double crossed[3], windows[3]; /* at the earliest, middle and latest month of a window: on the other side */
    double chance[BINS], came[BINS], n[BINS]; /* of crossing by 24 months, as said */
} bench;

static const char *const eras[] = {"2013-2015", "2016-2018", "from 2019"};

/* 0 rose, 1 stayed, 2 fell: the share of what its stage is of against the share counted at the origin. */
static int what_came(const sg_outlook *o, double share, double common)
{
    double now = o->now, level = o->has_forecast ? o->basis.level : now;
    if (share > fmax(level, now) * common * 1.1) return 0;
    return share < fmin(level, now) * common / 1.1 ? 2 : 1;
}

static void add(tally *t, const sg_outlook *o, int came)
{
    t->called[o->stage][came]++;
    if (!o->has_forecast) return;
    const double p[CAME] = {o->p_rising, o->p_flat, o->p_falling};
    for (int k = 0; k < CAME; k++) {
        t->said[k] += p[k];
        t->brier += (p[k] - (k == came)) * (p[k] - (k == came));
    }
    t->n++;
}

/* At the months that a window names, is the share on the other side as often as the window says? */
static void try_windows(bench *b, const sg_outlooks *all, const sg_outlook *o)
{
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        sg_window w = sg_window_find(all, o, levels[i]);
        const int months[3] = {w.earliest, w.middle, w.latest};
        for (int k = 0; k <= 3; k++) {
            int month = k < 3 ? months[k] : AHEAD;
            if (month == SG_WINDOW_NEVER || month < 2) continue; /* from the first month: the chance may be anything */
            double share = history_share(&b->history->demand, o->skill, all->as_of + month);
            if (isnan(share)) continue;
            bool crossed = w.crossing == SG_CROSSING_UP ? share >= levels[i] : share < levels[i];
            if (k < 3) {
                b->windows[k]++;
                b->crossed[k] += crossed;
            } else if (w.chance > .01) {
                int bin = (int)fmin(w.chance * BINS, BINS - 1);
                b->chance[bin] += w.chance;
                b->came[bin] += crossed;
                b->n[bin]++;
            }
        }
    }
}

/* What the median skill's share did, of those that are often named. */
static double median_change(const bench *b, const sg_outlooks *all)
{
    double *values = sg_zalloc(all->n + 1, sizeof *values), median = 1;
    size_t n = 0;
    for (size_t i = 0; values && i < all->n; i++) {
        const sg_outlook *o = &all->items[i];
        double share = history_share(&b->history->demand, o->skill, all->as_of + AHEAD);
        if (o->has_forecast && o->now_count >= OFTEN && !isnan(share)) values[n++] = share / o->now;
    }
    gsl_sort(values, 1, n);
    if (n) median = gsl_stats_median_from_sorted_data(values, 1, n);
    sg_free(values);
    return median;
}

static sg_status try_origin(bench *b, sg_month origin, sg_error *err)
{
    sg_demand then = {0};
    sg_outlooks all = {0};
    sg_status status = history_cut(b->history, origin, 0, &then, err);
    if (status == SG_OK) status = sg_outlook_build(&b->history->market, &then, origin, NULL, &all, err);
    double common = status == SG_OK ? median_change(b, &all) : 1;
    for (size_t i = 0; status == SG_OK && i < all.n; i++) {
        const sg_outlook *o = &all.items[i];
        double share = history_share(&b->history->demand, o->skill, origin + AHEAD);
        if (isnan(share) || o->now_count < POSTINGS_MIN) continue;
        int year = 1970 + (int)(origin / 12), came = what_came(o, share, common);
        add(&b->all, o, came);
        add(&b->eras[year < 2016 ? 0 : year < 2019 ? 1 : 2], o, came);
        if (o->has_forecast) try_windows(b, &all, o);
    }
    sg_outlook_release(&all);
    sg_demand_release(&then);
    return status;
}

static void print_tally(const char *title, const tally *t)
{
    double came[CAME] = {0}, base = 0;
    printf("%s: %.0f calls with a forecast\n%-10s %6s %7s %7s %7s\n", title, t->n, "called", "n", "rose", "stayed",
           "fell");
    for (int s = 0; s < STAGES; s++) {
        const double *c = t->called[s];
        double n = c[0] + c[1] + c[2];
        if (s != SG_STAGE_NEW)
            for (int k = 0; k < CAME; k++) came[k] += c[k];
        if (n > 0)
            printf("%-10s %6.0f %6.1f%% %6.1f%% %6.1f%%\n", sg_stage_name((sg_stage)s), n, 100 * c[0] / n,
                   100 * c[1] / n, 100 * c[2] / n);
    }
    double n = fmax(1, came[0] + came[1] + came[2]);
    for (int k = 0; k < CAME; k++) base += came[k] / n * (1 - came[k] / n);
    printf("%-10s %6.0f %6.1f%% %6.1f%% %6.1f%%\n", "all", n, 100 * came[0] / n, 100 * came[1] / n, 100 * came[2] / n);
    printf("%-10s %6s %6.1f%% %6.1f%% %6.1f%%\n", "said", "", 100 * t->said[0] / t->n, 100 * t->said[1] / t->n,
           100 * t->said[2] / t->n);
    printf("Brier score %.3f; of the shares that came, said always: %.3f\n\n", t->brier / t->n, base);
}

static void print_windows(const bench *b)
{
    static const char *const names[] = {"earliest (10 %)", "middle (50 %)", "latest (90 %)"};
    for (int k = 0; k < 3; k++)
        printf("window, %-15s  on the other side then %.3f  n %.0f\n", names[k], b->crossed[k] / b->windows[k],
               b->windows[k]);
    for (int k = 0; k < BINS; k++)
        if (b->n[k] > 0)
            printf("crossing by 24 months  said %.2f  came %.2f  n %.0f\n", b->chance[k] / b->n[k],
                   b->came[k] / b->n[k], b->n[k]);
}

int main(int argc, char **argv)
{
    sg_error err = {""};
    const char *store = NULL, *group = "hn";
    history h;
    bench b = {.history = &h};
    gsl_set_error_handler_off();
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "store=", 6) == 0) store = argv[i] + 6;
        if (strncmp(argv[i], "group=", 6) == 0) group = argv[i] + 6;
    }
    sg_status status = history_open(store, group, &h, &err);
    for (sg_month t = sg_month_of(FIRST_YEAR, 1); status == SG_OK && t + AHEAD <= h.demand.end; t += EVERY)
        if (h.demand.postings[t - h.demand.month0] > 0) status = try_origin(&b, t, &err);
    if (status == SG_OK) {
        print_tally("all origins", &b.all);
        for (int k = 0; k < 3; k++)
            if (b.eras[k].n > 0) print_tally(eras[k], &b.eras[k]);
        print_windows(&b);
    } else {
        fprintf(stderr, "bench_outlook: %s\n", err.text);
    }
    history_release(&h);
    return (int)status;
}
