/* When should the outlook give way to the last value? At every origin, by verdicts on what had come by then:
 * bench_fallback [store=FILE] [group=NAME]. */
#include "history.h"

#include "base/mem.h"
#include "outlook/verdict.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { RULES = 6 };
static const char *const names[RULES] = {"never",
                                         "the family's interval lies above 1",
                                         "the interval of all skills does",
                                         "the family's ratio is 1 or more",
                                         "the ratio of all skills is",
                                         "always"};

typedef struct result {
    double error, last, score;
    size_t n, back;
} result;

static void give_way(const sg_contest *family, const sg_contest *all, bool out[static RULES])
{
    bool tried = family->word != SG_CONTEST_UNTRIED, all_tried = all->word != SG_CONTEST_UNTRIED;
    out[0] = false;
    out[1] = tried && family->word == SG_CONTEST_LOSES;
    out[2] = all_tried && all->word == SG_CONTEST_LOSES;
    out[3] = tried && family->ratio >= 1;
    out[4] = all_tried && all->ratio >= 1;
    out[5] = true;
}

static void tally(result *r, const sg_backtest_case *c, bool back)
{
    const sg_forecast_point *p = back ? &c->carried : &c->forecast;
    r->error += fabs(p->mean - c->came);
    r->last += fabs(c->carried.mean - c->came);
    r->score += p->hi80 - p->lo80 + 10 * fmax(p->lo80 - c->came, 0) + 10 * fmax(c->came - p->hi80, 0);
    r->n++;
    r->back += back;
}

/* One family at one origin; its verdict, where it was tried too little that of all. */
static sg_status do_family(const history *h, const sg_backtest *b, sg_month origin, const sg_verdict_of *of,
                           const sg_contest *all, result results[static RULES], sg_error *err)
{
    sg_verdict v;
    bool way[RULES];
    sg_status status = sg_verdict_make(b, &h->taxonomy, of, &v, err);
    if (status != SG_OK) return status;
    give_way(v.now.word == SG_CONTEST_UNTRIED ? all : &v.now, all, way);
    for (size_t i = 0; i < b->n; i++) {
        const sg_backtest_case *c = &b->cases[i];
        if (c->origin != origin || c->steps != of->steps) continue;
        if (!sg_text_equal(h->taxonomy.skills[c->skill].family, of->family)) continue;
        for (size_t k = 0; k < RULES; k++) tally(&results[k], c, way[k]);
    }
    return SG_OK;
}

static sg_status do_horizon(const history *h, const sg_backtest *b, const sg_verdicts *families, uint32_t steps,
                            sg_error *err)
{
    result results[RULES] = {0};
    sg_status status = SG_OK;
    for (size_t i = 0; status == SG_OK && i < b->n_origins; i++) {
        sg_verdict all;
        sg_verdict_of of = {
            .steps = steps, .first = SG_MONTH_ABSENT, .last = b->origins[i] - (sg_month)steps}; /* what had come */
        if (of.last < b->origins[0]) continue;
        status = sg_verdict_make(b, &h->taxonomy, &of, &all, err);
        for (size_t f = 0; status == SG_OK && f < families->n_families; f++) {
            of.family = families->families[f];
            status = do_family(h, b, b->origins[i], &of, &all.now, results, err);
        }
    }
    printf("%u months\n", steps);
    for (size_t k = 0; k < RULES; k++)
        printf("  %-36s error %.3f  score %.1f  fell back %2.0f %%  n %zu\n", names[k],
               results[k].error / results[k].last, 1000 * results[k].score / (double)results[k].n,
               100 * (double)results[k].back / (double)results[k].n, results[k].n);
    return status;
}

int main(int argc, char **argv)
{
    sg_error err = {""};
    const char *store = NULL;
    history h;
    sg_backtest b = {0};
    sg_verdicts v = {0};
    sg_backtest_ask ask = {.group = "hn",
                           .horizons = {18, 24, 30},
                           .n_horizons = 3,
                           .from = SG_MONTH_ABSENT,
                           .skill = SG_ID_NONE,
                           .every = SG_BACKTEST_EVERY};
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "store=", 6) == 0) store = argv[i] + 6;
        if (strncmp(argv[i], "group=", 6) == 0) ask.group = argv[i] + 6;
    }
    sg_status status = history_open(store, ask.group, &h, &err);
    if (status == SG_OK) status = sg_backtest_run(&h.market, &ask, &b, &err);
    if (status == SG_OK) status = sg_verdicts_make(&b, &h.taxonomy, &ask, &v, &err);
    for (size_t k = 0; status == SG_OK && k < ask.n_horizons; k++)
        status = do_horizon(&h, &b, &v, (uint32_t)ask.horizons[k], &err);
    if (status != SG_OK) fprintf(stderr, "bench_fallback: %s\n", err.text);
    sg_verdicts_release(&v);
    sg_backtest_release(&b);
    history_release(&h);
    return (int)status;
}
