/* Short sources linked to long ones, on history. A long source is cut at an origin. A short one covers the last 3, 6 or
 * 9 months up to the origin, draws so many postings a month anew, and stands on another level, skill by skill. The two
 * are linked as the program links them (market/demand.h), the share in 12, 18 and 24 months is forecast and held
 * against what came: beside the long source alone and the short one alone.
 *   level: the short one's future is asked for. The long one is a table of published counts.
 *   news:  the long one's future is asked for. It ends a third of the short one's months before the origin.
 *   within: the same, but the long one goes up to the origin: a short source that adds nothing should not harm.
 * usage: bench_link [postings=N] [spread=S] [walk=S] [seeds=N] [only=published|postings|words]
 * postings: of the short source a month. spread: standard deviation of the levels, log-odds; walk: of their change a
 * year. Long sources: the published counts of the shipped group hn, and its own postings up to 2019; "words" takes the
 * first for the long one and the second for the short one, so that level and walk are as they were. */
#include "base/file.h"
#include "base/mem.h"
#include "forecast/last.h"
#include "forecast/trend.h"
#include "outlook/series.h"
#include "panel.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW = 6, EVERY = 6, LEARN_MONTHS = 48, FURTHEST = 24 };
static const size_t asked[] = {12, 18, 24}, lengths[] = {3, 6, 9};
enum { ASKED = sizeof asked / sizeof *asked, LENGTHS = sizeof lengths / sizeof *lengths };

typedef enum { LINKED, LONG, SHORT, WAYS } way;
static const char *const way_names[WAYS] = {"linked", "long alone", "short alone"};
typedef enum { LEVEL, NEWS, WITHIN, TASKS } task;
static const char *const task_names[TASKS] = {"level", "news", "within"};

typedef struct tally {
    double error, inside, width, n;
} tally;

typedef struct bench {
    const sg_market *shipped;
    panel own, published;
    unsigned postings, seeds;
    double spread, walk;
    const char *only; /* the pair of sources, or NULL: all */
    tally tallies[TASKS][LENGTHS][ASKED][WAYS];
} bench;

/* One trial: a market of its own, of two sources. */
typedef struct trial {
    sg_arena arena;
    sg_market market;
    sg_source sources[2];
    size_t room, room_counts;
    gsl_rng *rng;
    double *offset, *drift; /* by skill */
    const panel *from, *to; /* the long source; what the short one draws from */
    sg_month origin, ends;  /* last month of the short source, and of the long one */
    size_t months;          /* of the short one */
    task task;
} trial;

/* ---- one trial ---- */

static double shifted(const trial *t, uint32_t skill, double share, sg_month at)
{
    double years = (double)(at - t->origin) / 12;
    return share > 0 ? sg_logistic(log(share / (1 - share)) + t->offset[skill] + years * t->drift[skill]) : 0;
}

/* n postings of a month, count[skill] of which name the skill. */
static void add_month(trial *t, uint32_t source, sg_month month, size_t n, const double *count, size_t stride)
{
    sg_market *m = &t->market;
    const size_t n_skills = m->taxonomy->skill_ids.count;
    uint32_t *named = sg_arena_alloc(&t->arena, n * sizeof *named), total = 0;
    for (size_t s = 0; s < n_skills; s++) total += (uint32_t)count[s * stride];
    uint32_t *skills = sg_arena_alloc(&t->arena, (total + n) * sizeof *skills);
    uint32_t(*pairs)[2] = room_for(total, sizeof *pairs);
    size_t *chosen = room_for(n, sizeof *chosen), *all = room_for(n, sizeof *all), n_pairs = 0, at = 0;
    for (size_t i = 0; i < n; i++) all[i] = i, named[i] = 0;
    for (uint32_t s = 0; s < n_skills; s++) {
        size_t k = (size_t)count[s * stride];
        if (!k) continue;
        gsl_ran_choose(t->rng, chosen, k, all, n, sizeof *all);
        for (size_t i = 0; i < k; i++) {
            pairs[n_pairs][0] = (uint32_t)chosen[i], pairs[n_pairs++][1] = s;
            named[chosen[i]]++;
        }
    }
    for (size_t i = 0; i < n; i++) {
        sg_market_posting p = {.source = source, .role = SG_ID_NONE, .region = SG_ID_NONE, .level = -1};
        p.day = sg_day_of(1970 + month / 12, month % 12 + 1, 1 + (int)(i * 28 / n));
        p.skills = skills + at;
        at += named[i];
        if (SG_GROW(m->postings, m->n_postings, t->room, (size_t)1 << 30) != 0) exit(1);
        m->postings[m->n_postings++] = p;
    }
    sg_market_posting *first = m->postings + m->n_postings - n;
    for (size_t i = 0; i < n_pairs; i++) {
        sg_market_posting *p = &first[pairs[i][0]];
        ((uint32_t *)p->skills)[p->n_skills++] = pairs[i][1]; /* skills ascend: so do the pairs */
    }
    sg_free(pairs), sg_free(chosen), sg_free(all);
}

static void add_counts(trial *t, const panel *p, sg_month end)
{
    sg_market *m = &t->market;
    for (uint32_t s = 0; s < p->n_skills; s++)
        for (size_t i = 0; i < p->n && p->month0 + (sg_month)i <= end; i++) {
            if (!(p->total[i] > 0) || !(sum_of(p, s, p->month0, end).count > 0)) continue;
            if (SG_GROW(m->counts, m->n_counts, t->room_counts, (size_t)1 << 30) != 0) exit(1);
            m->counts[m->n_counts++] =
                (sg_market_count){0, s, p->month0 + (sg_month)i, p->count[s * p->n + i], p->total[i]};
        }
}

static void add_short_month(trial *t, const bench *b, sg_month at)
{
    const panel *p = t->to;
    const size_t i = (size_t)(at - p->month0);
    double *count = room_for(p->n_skills, sizeof *count);
    for (uint32_t s = 0; s < p->n_skills; s++) {
        double share = p->total[i] > 0 ? p->count[s * p->n + i] / p->total[i] : 0;
        count[s] = gsl_ran_binomial(t->rng, shifted(t, s, share, at), b->postings);
    }
    add_month(t, 1, at, b->postings, count, 1);
    sg_free(count);
}

static int by_day(const void *a, const void *b)
{
    const sg_market_posting *x = a, *y = b;
    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    return (x->source > y->source) - (x->source < y->source);
}

static void make_market(trial *t, const bench *b)
{
    sg_market *m = &t->market;
    const panel *p = t->from;
    t->room = t->room_counts = 0;
    *m = (sg_market){.taxonomy = b->shipped->taxonomy, .sources = t->sources, .n_sources = 2};
    for (int i = 0; i < 2; i++) {
        t->sources[i] = (sg_source){.name = sg_text_of("s"), .group = sg_text_of("g"), .partial = SG_MONTH_ABSENT};
        t->sources[i].first = i ? t->origin - (sg_month)t->months + 1 : p->month0;
        t->sources[i].last = i ? t->origin : t->ends;
    }
    t->sources[0].counts = t->task == LEVEL;
    if (t->task == LEVEL) add_counts(t, p, t->ends);
    for (size_t i = 0; t->task != LEVEL && i < p->n && p->month0 + (sg_month)i <= t->ends; i++)
        if (p->total[i] > 0) add_month(t, 0, p->month0 + (sg_month)i, (size_t)p->total[i], p->count + i, p->n);
    for (sg_month at = t->sources[1].first; at <= t->origin; at++) add_short_month(t, b, at);
    qsort(m->postings, m->n_postings, sizeof *m->postings, by_day);
}

/* Forecast from the demand of the market as it stands. Points of skill s stand at s * steps. */
static bool forecast_market(const sg_market *m, sg_month origin, sg_forecast_point *out, sg_error *err)
{
    const sg_scope all = {SG_ID_NONE, SG_ID_NONE, -1};
    sg_demand d;
    sg_skill_series set;
    char why[160];
    if (sg_demand_build(m, "g", &all, &d, err) != SG_OK) return false;
    size_t steps = FURTHEST + (size_t)(origin - d.end);
    sg_status status = sg_skill_series_init(&d, d.n_skills, &set, err);
    for (uint32_t s = 0; status == SG_OK && s < d.n_skills; s++) {
        bool any = false;
        for (size_t i = 0; i < d.n; i++) any = any || d.cells[s * d.n + i].count > 0;
        if (!any || sg_text_is(m->taxonomy->skills[s].kind, "attribute")) continue;
        if (sg_skill_series_take(&set, &d, m->taxonomy, s, SG_OF_POSTINGS, why)) continue;
        if (d.n < SG_FORECAST_MONTHS_MIN) set.skill[set.n++] = s; /* refused, but asked all the same */
    }
    sg_forecast_point *points = room_for(set.n * steps, sizeof *points);
    if (status == SG_OK) status = sg_forecast_window(set.series, set.n, d.end, steps, WINDOW, points, NULL, err);
    for (size_t k = 0; status == SG_OK && k < set.n; k++)
        memcpy(out + set.skill[k] * FURTHEST, points + (k + 1) * steps - FURTHEST, FURTHEST * sizeof *out);
    sg_free(points);
    sg_skill_series_release(&set);
    sg_demand_release(&d);
    return status == SG_OK;
}

/* The market of one source: the other has nothing. */
static bool forecast_alone(trial *t, const bench *b, uint32_t source, sg_forecast_point *out, sg_error *err)
{
    trial one = {
        .arena = {0}, .rng = t->rng, .from = t->from, .origin = t->origin, .ends = t->ends, .months = t->months};
    sg_market *m = &one.market;
    *m = (sg_market){.taxonomy = b->shipped->taxonomy, .sources = one.sources, .n_sources = 1};
    one.sources[0] = t->sources[source];
    one.sources[0].counts = false;
    if (source == 0)
        for (size_t i = 0; i < t->from->n && t->from->month0 + (sg_month)i <= t->ends; i++) {
            if (!(t->from->total[i] > 0)) continue;
            add_month(&one, 0, t->from->month0 + (sg_month)i, (size_t)t->from->total[i], t->from->count + i,
                      t->from->n);
        }
    else
        for (size_t i = 0; i < t->market.n_postings; i++) {
            if (t->market.postings[i].source != 1) continue;
            if (SG_GROW(m->postings, m->n_postings, one.room, (size_t)1 << 30) != 0) exit(1);
            m->postings[m->n_postings] = t->market.postings[i];
            m->postings[m->n_postings++].source = 0;
        }
    bool done = forecast_market(m, t->origin, out, err);
    sg_free(m->postings);
    sg_arena_release(&one.arena);
    return done;
}

static bool is_asked(const trial *t, uint32_t skill)
{
    const sg_taxonomy *taxonomy = t->market.taxonomy;
    sg_share_sum known = sum_of(t->from, skill, t->from->month0, t->ends);
    sg_share_sum short_known = sum_of(t->to, skill, t->origin - LEARN_MONTHS, t->origin);
    return !sg_text_is(taxonomy->skills[skill].kind, "attribute") && known.count >= .01 * known.total &&
           known.total > 0 && short_known.count >= .003 * short_known.total;
}

/* Share of the months first … last of the source that is asked about, and as its postings show it. */
static bool what_came(const bench *b, const trial *t, uint32_t skill, sg_month last, double *share, double *shown)
{
    sg_share_sum came = sum_of(t->task == LEVEL ? t->to : t->from, skill, last - WINDOW + 1, last);
    if (came.months * 2 < WINDOW) return false;
    *share = *shown = came.count / came.total;
    if (t->task != LEVEL) return true;
    *share = shifted(t, skill, *share, last);
    *shown = (double)gsl_ran_binomial(t->rng, *share, WINDOW * b->postings) / (WINDOW * b->postings);
    return true;
}

static void score(bench *b, const trial *t, size_t length, const sg_forecast_point *points[static WAYS])
{
    for (uint32_t s = 0; s < t->from->n_skills; s++)
        for (size_t h = 0; h < ASKED && is_asked(t, s); h++) {
            sg_month last = t->origin + (sg_month)asked[h];
            double share, shown;
            if (!what_came(b, t, s, last, &share, &shown)) continue;
            bool all = true;
            for (int w = 0; w < WAYS; w++) all = all && points[w][s * FURTHEST].hi95 > 0;
            for (int w = 0; all && w < WAYS; w++) {
                const sg_forecast_point *at = &points[w][s * FURTHEST + asked[h] - 1];
                tally *y = &b->tallies[t->task][length][h][w];
                y->error += fabs(at->mean - share);
                y->inside += at->lo80 <= shown && shown <= at->hi80;
                y->width += at->hi80 - at->lo80;
                y->n++;
            }
        }
}

static bool try_one(bench *b, trial *t, size_t length, sg_error *err)
{
    const size_t n_skills = t->from->n_skills;
    sg_forecast_point *points[WAYS];
    bool done = true;
    make_market(t, b);
    for (int w = 0; w < WAYS; w++) points[w] = room_for(n_skills * FURTHEST, sizeof **points);
    done = forecast_market(&t->market, t->origin, points[LINKED], err) && forecast_alone(t, b, 0, points[LONG], err) &&
           forecast_alone(t, b, 1, points[SHORT], err);
    if (done) score(b, t, length, (const sg_forecast_point **)points);
    for (int w = 0; w < WAYS; w++) sg_free(points[w]);
    sg_free(t->market.postings);
    sg_free(t->market.counts);
    sg_arena_release(&t->arena);
    return done;
}

/* All origins, lengths, tasks and draws of levels. */
static bool try_pair(bench *b, const panel *from, const panel *to, double spread, double walk, sg_error *err)
{
    const size_t n_skills = from->n_skills;
    trial t = {.rng = gsl_rng_alloc(gsl_rng_mt19937), .from = from, .to = to};
    bool done = true;
    t.offset = room_for(n_skills, sizeof *t.offset);
    t.drift = room_for(n_skills, sizeof *t.drift);
    gsl_rng_set(t.rng, 20);
    memset(b->tallies, 0, sizeof b->tallies);
    sg_month end = to->month0 + (sg_month)to->n - 1 - FURTHEST;
    for (t.origin = from->month0 + LEARN_MONTHS; t.origin <= end; t.origin += EVERY)
        for (unsigned seed = 0; seed < b->seeds; seed++) {
            double common = from == to ? gsl_ran_gaussian(t.rng, .3) : 0;
            for (size_t s = 0; s < n_skills; s++) {
                t.offset[s] = from == to ? common + gsl_ran_gaussian(t.rng, spread) : 0;
                t.drift[s] = from == to ? gsl_ran_gaussian(t.rng, walk) : 0;
            }
            for (size_t k = 0; k < LENGTHS; k++)
                for (t.task = 0; done && t.task < (from == to ? TASKS : NEWS); t.task++) {
                    t.months = lengths[k];
                    t.ends = t.task == NEWS ? t.origin - (sg_month)t.months / 3 : t.origin;
                    done = try_one(b, &t, k, err);
                }
        }
    sg_free(t.offset), sg_free(t.drift);
    gsl_rng_free(t.rng);
    return done;
}

static void print_pair(const bench *b, const char *name)
{
    for (int k = 0; k < TASKS; k++)
        for (size_t m = 0; m < LENGTHS && b->tallies[k][0][0][0].n > 0; m++) {
            printf("%-9s %-6s short %zu months, n %4.0f |", name, task_names[k], lengths[m], b->tallies[k][m][0][0].n);
            for (int w = 0; w < WAYS; w++) {
                tally all = {0};
                printf(" %s", way_names[w]);
                for (size_t h = 0; h < ASKED; h++) {
                    const tally *y = &b->tallies[k][m][h][w];
                    printf(" %.2f", 100 * y->error / y->n);
                    all.inside += y->inside, all.width += y->width, all.n += y->n;
                }
                printf(", held %.0f %%, width %.1f |", 100 * all.inside / all.n, 100 * all.width / all.n);
            }
            printf("\n");
        }
}

/* Tries and prints a pair, unless another one alone is asked for. */
static bool show_pair(bench *b, const char *name, const panel *from, const panel *to, sg_error *err)
{
    bool alike = from == to;
    if (b->only && strcmp(b->only, name) != 0) return true;
    if (!try_pair(b, from, to, alike ? b->spread : 0, alike ? b->walk : 0, err)) return false;
    print_pair(b, name);
    return true;
}

/* name=value, in any order. */
static void read_words(bench *b, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *equals = strchr(argv[i], '=');
        double value = equals ? strtod(equals + 1, NULL) : 0;
        if (!equals) continue;
        if (strncmp(argv[i], "postings=", 9) == 0) b->postings = (unsigned)value;
        if (strncmp(argv[i], "spread=", 7) == 0) b->spread = value;
        if (strncmp(argv[i], "walk=", 5) == 0) b->walk = value;
        if (strncmp(argv[i], "only=", 5) == 0) b->only = equals + 1;
        if (strncmp(argv[i], "seeds=", 6) == 0) b->seeds = (unsigned)value;
    }
}

int main(int argc, char **argv)
{
    sg_error err = {""};
    char shipped[4096];
    sg_plugin_path plugins;
    sg_taxonomy taxonomy = {0};
    sg_market market = {0};
    bench b = {.shipped = &market, .postings = 100, .seeds = 1, .spread = .5, .walk = .1};
    gsl_set_error_handler_off();
    read_words(&b, argc, argv);
    if (sg_shipped_folder(shipped, sizeof shipped) != 0) return 2;
    sg_plugin_path_init(&plugins, NULL);
    sg_status status = sg_market_taxonomy(&plugins, shipped, NULL, &taxonomy, &err);
    if (status == SG_OK) status = sg_market_open(&plugins, shipped, NULL, SG_MONTH_ABSENT, &taxonomy, &market, &err);
    if (status == SG_OK) {
        read_panels(&market, "hn", &b.own, &b.published);
        printf("%u postings a month; error in points of share 12, 18, 24 months ahead; 80 %% intervals: how often they "
               "held, width\n",
               b.postings);
        bool done = show_pair(&b, "published", &b.published, &b.published, &err) &&
                    show_pair(&b, "postings", &b.own, &b.own, &err) &&
                    show_pair(&b, "words", &b.published, &b.own, &err);
        status = done ? SG_OK : SG_EFAIL;
        sg_free(b.own.count), sg_free(b.own.total), sg_free(b.published.count), sg_free(b.published.total);
    }
    if (status != SG_OK) fprintf(stderr, "bench_link: %s\n", err.text);
    sg_market_release(&market);
    sg_taxonomy_release(&taxonomy);
    return (int)status;
}
