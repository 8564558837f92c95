/* Which bands answer a question: the level is kept as long as there is one, and the geography widened step by step. */
#include "pay/adjust.h"
#include "pay/pay.h"
#include "pay/standing.h"
#include "taxonomy/region.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHAIN_MAX = 8, ROWS_MAX = 100000 };

typedef struct search {
    const sg_pay *pay;
    const sg_taxonomy *taxonomy;
    const sg_pay_query *query;
    uint32_t chain[CHAIN_MAX]; /* the region, its parent, …, its country */
    size_t n_chain;
    sg_pay_row *rows;
    size_t n, cap;
    size_t few, hourless;
} search;

static void climb(search *s)
{
    uint32_t at = s->query->region;
    for (; at != SG_ID_NONE && s->n_chain < CHAIN_MAX; at = sg_region_parent(s->taxonomy, at))
        s->chain[s->n_chain++] = at;
}

static bool names_role(const sg_band *band, sg_text role)
{
    sg_text rest = band->role, word;
    while (sg_text_split(&rest, ' ', &word))
        if (sg_text_equal(word, role)) return true;
    return false;
}

static int lead_level(void)
{
    return sg_level_of(sg_text_of("lead"));
}

/* The US wage levels: I entry, II qualified, III experienced, IV fully competent (20 CFR 655.731). */
static int wage_level(const char *level)
{
    if (strcmp(level, "I") == 0) return sg_level_of(sg_text_of("junior"));
    if (strcmp(level, "II") == 0) return sg_level_of(sg_text_of("mid"));
    if (strcmp(level, "III") == 0) return sg_level_of(sg_text_of("senior"));
    return lead_level();
}

/* Years of coding, which surveys ask for in place of a level. */
static int years_level(const char *years)
{
    int from = (int)strtol(years, NULL, 10);
    return sg_level_of(sg_text_of(from < 5 ? "junior" : from < 10 ? "mid" : from < 20 ? "senior" : "lead"));
}

/* Whether a band is of the level asked for. Lead, staff and principal share what is only told as "above senior". */
static bool is_of_level(const sg_band *band, int level)
{
    int above = level >= lead_level() && level <= sg_level_of(sg_text_of("principal")) ? lead_level() : level;
    if (sg_level_of(band->level) >= 0) return sg_level_of(band->level) == level;
    if (strncmp(band->level.at, "wage-level:", 11) == 0) return wage_level(band->level.at + 11) == above;
    if (strncmp(band->level.at, "years:", 6) == 0) return years_level(band->level.at + 6) == above;
    return false;
}

static bool suppressed(const sg_band *band)
{
    return band->n > 0 && band->n < SG_PAY_N_MIN;
}

static sg_status take(search *s, const sg_band *band, size_t step, sg_error *err)
{
    sg_pay_row row = {.band = band, .region = s->chain[step], .steps = (unsigned)step};
    bool all = sg_text_is(band->level, "all");
    row.any_role = !names_role(band, s->taxonomy->roles[s->query->role].id);
    if (row.any_role && !sg_text_is(band->role, "*")) return SG_OK;
    if (!all && (s->query->level < 0 || !is_of_level(band, s->query->level))) return SG_OK;
    row.all_levels = all && s->query->level >= 0;
    if (suppressed(band)) {
        s->few++;
        return SG_OK;
    }
    if (SG_GROW(s->rows, s->n, s->cap, ROWS_MAX) != 0) return sg_fail(err, SG_EFAIL, "pay: out of memory");
    s->rows[s->n++] = row;
    return SG_OK;
}

static sg_status gather(search *s, sg_error *err)
{
    sg_status status = SG_OK;
    for (size_t step = 0; step < s->n_chain; step++) {
        sg_text id = s->taxonomy->regions[s->chain[step]].id;
        for (size_t i = 0; i < s->pay->n_bands && status == SG_OK; i++)
            if (sg_text_equal(s->pay->bands[i].region, id)) status = take(s, &s->pay->bands[i], step, err);
    }
    return status;
}

/* Negative: a answers better than b, both of one source. */
static int rank_within_source(const sg_pay_row *a, const sg_pay_row *b)
{
    if (a->any_role != b->any_role) return (int)a->any_role - (int)b->any_role;
    if (a->all_levels != b->all_levels) return (int)a->all_levels - (int)b->all_levels;
    return (int)a->steps - (int)b->steps;
}

static bool better_component(const sg_pay_row *a, const sg_pay_row *b)
{
    return sg_text_equal(a->band->occupation, b->band->occupation) && sg_text_is(a->band->component, "base") &&
           sg_text_is(b->band->component, "total");
}

/* Whether a tells the same as b, later: a person's own file of a newer survey stands for the shipped one. Of two of one
 * date the one added first stays. */
static bool supersedes(const sg_pay_row *a, const sg_pay_row *b)
{
    const sg_band *x = a->band, *y = b->band;
    if (!x->occupation.len || !sg_text_equal(x->occupation, y->occupation) || !sg_text_equal(x->scheme, y->scheme) ||
        !sg_text_equal(x->level, y->level) || !sg_text_equal(x->component, y->component) ||
        (x->place.len && y->place.len && !sg_text_equal(x->place, y->place)))
        return false;
    int order = sg_text_compare(x->date, y->date);
    return order > 0 || (order == 0 && x < y);
}

/* Of each source only its best answers stay; several occupations may be equally good. */
static void keep_best(search *s)
{
    bool *drop = sg_zalloc(s->n + 1, sizeof *drop);
    if (!drop) return; /* more rows than needed are no error */
    for (size_t i = 0; i < s->n; i++)
        for (size_t j = 0; j < s->n && !drop[i]; j++) {
            const sg_pay_row *a = &s->rows[i], *b = &s->rows[j];
            if (i == j || !sg_text_equal(a->band->source, b->band->source)) continue;
            int order = rank_within_source(b, a);
            drop[i] = order < 0 || (order == 0 && (better_component(b, a) || supersedes(b, a)));
        }
    size_t kept = 0;
    for (size_t i = 0; i < s->n; i++)
        if (!drop[i]) s->rows[kept++] = s->rows[i];
    s->n = kept;
    sg_free(drop);
}

static int known(const sg_band *band)
{
    int n = 0;
    for (unsigned i = 0; i < 5; i++) n += band->has & (1u << i) ? 1 : 0;
    return n;
}

/* Best first; the rest by name, so that the order never depends on that of the files. */
static int by_use(const void *left, const void *right)
{
    const sg_pay_row *a = left, *b = right;
    int order = rank_within_source(a, b);
    if (!order) order = sg_pay_kind_rank(a->band) - sg_pay_kind_rank(b->band);
    if (!order) order = (known(b->band) > 1) - (known(a->band) > 1);
    if (!order) order = sg_text_compare(a->band->source, b->band->source);
    if (!order) order = sg_text_compare(a->band->occupation, b->band->occupation);
    if (!order) order = sg_text_compare(a->band->level, b->band->level);
    if (!order) order = sg_text_compare(b->band->date, a->band->date);
    return order ? order : sg_text_compare(a->band->title, b->band->title);
}

static void adjust_all(search *s)
{
    const sg_region *home = &s->taxonomy->regions[sg_region_country(s->taxonomy, s->query->region)];
    const char *currency = s->query->currency ? s->query->currency : home->currency.at ? home->currency.at : "USD";
    size_t kept = 0;
    for (size_t i = 0; i < s->n; i++) {
        sg_pay_row row = s->rows[i];
        if (sg_pay_adjust(s->pay, s->taxonomy, currency, s->query->date, &row))
            s->rows[kept++] = row;
        else
            s->hourless++;
    }
    s->n = kept;
}

static void explain(const search *s, char why[static 200])
{
    const sg_taxonomy *t = s->taxonomy;
    why[0] = '\0';
    if (s->hourless)
        snprintf(why, 200, "%zu hourly band(s) left out: the country's hours are not known", s->hourless);
    else if (s->few)
        snprintf(why, 200, "%zu band(s) of fewer than %d rows are suppressed", s->few, SG_PAY_N_MIN);
    else if (!s->n)
        snprintf(why, 200, "no source has a band of %.60s in %.40s or in what it is part of",
                 t->roles[s->query->role].name.at, t->regions[s->query->region].name.at);
}

sg_status sg_pay_compare(const sg_pay *pay, const sg_taxonomy *taxonomy, const sg_pay_query *query, sg_pay_row **out,
                         size_t *n, char why[static 200], sg_error *err)
{
    search s = {.pay = pay, .taxonomy = taxonomy, .query = query};
    climb(&s);
    sg_status status = gather(&s, err);
    if (status != SG_OK) {
        sg_free(s.rows);
        return status;
    }
    keep_best(&s);
    adjust_all(&s);
    if (s.n) qsort(s.rows, s.n, sizeof *s.rows, by_use);
    explain(&s, why);
    *out = s.rows;
    *n = s.n;
    return SG_OK;
}

bool sg_pay_rank(const sg_pay_row *row, double amount, double *out, bool *outside)
{
    sg_band band = {.has = row->band->has};
    memcpy(band.pct, row->pct, sizeof band.pct);
    sg_quantiles q;
    if (!(amount > 0) || sg_quantiles_of(&band, &q, NULL) != SG_OK) return false;
    *out = sg_quantile_rank(&q, amount, outside);
    return true;
}
