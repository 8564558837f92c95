#include "outlook/emerging.h"

#include "base/mem.h"
#include "outlook/emerging_chance.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

const sg_emerging_rule sg_emerging_usual = {.points = .01, .ratio = .5, .floor = .0025, .false_rate = .1, .months = 24};

double sg_emerging_gain(double now, const sg_emerging_rule *rule)
{
    return fmin(now + rule->points, fmax(now * (1 + rule->ratio), now + rule->floor));
}

double sg_emerging_p_value(const sg_outlook *o, double extra_var, double common)
{
    double now = o->now_count, before = o->before_count;
    if (!(now > 0) || !(o->now_total > 0) || !(o->before_total > 0)) return 1;
    double design = o->design + extra_var / (1 / (now + .5) + 1 / (before + .5));
    double exposed = o->now_total * fmax(1, common);
    double part = exposed / (exposed + o->before_total);
    return gsl_sf_beta_inc(now / design, before / design + 1, part);
}

sg_status sg_false_discovery(double *p, size_t n, sg_error *err)
{
    size_t *order = sg_zalloc(n + 1, sizeof *order);
    if (!order) return sg_fail(err, SG_EFAIL, "no memory for the rates of %zu tests", n);
    double least = 1;
    gsl_sort_index(order, p, 1, n);
    for (size_t i = n; i-- > 0;) {
        least = fmin(least, p[order[i]] * (double)n / (double)(i + 1));
        p[order[i]] = least;
    }
    sg_free(order);
    return SG_OK;
}

/* Variance of the offset by which the months before were linked. */
static double linking_var(const sg_demand *d, const sg_outlooks *outlooks, uint32_t skill)
{
    for (sg_month i = outlooks->now_first - d->month0; i-- > 0;) {
        const sg_demand_month *c = &d->cells[skill * d->n + (size_t)i];
        if (c->total > 0) return c->extra_var;
    }
    return 0;
}

/* What all skills together did to every share: the mentions in a posting, now against before. */
static double common_rise(const sg_outlooks *outlooks)
{
    double now = outlooks->skills_per_posting, before = outlooks->skills_per_posting_before;
    return now > 0 && before > 0 ? now / before : 1;
}

static bool by_several(const sg_outlooks *outlooks, const sg_outlook *o)
{
    return !outlooks->employers_known || o->employers >= SG_EMERGING_EMPLOYERS_MIN;
}

static int by_rank(const void *a, const void *b)
{
    const sg_emergence *x = a, *y = b;
    if (x->listed != y->listed) return x->listed ? -1 : 1;
    if (x->chance != y->chance) return x->chance > y->chance ? -1 : 1;
    return (x->skill > y->skill) - (x->skill < y->skill);
}

sg_status sg_emerging_find(const sg_demand *demand, const sg_outlooks *outlooks, const sg_emerging_rule *rule,
                           sg_emerging *out, sg_error *err)
{
    double common = common_rise(outlooks);
    double *q = sg_zalloc(outlooks->n + 1, sizeof *q);
    sg_emergence *found = sg_zalloc(outlooks->n + 1, sizeof *found);
    sg_status status = q && found ? SG_OK : sg_fail(err, SG_EFAIL, "no memory to rank %zu skills", outlooks->n);
    size_t kept = 0, listed = 0;
    for (size_t i = 0; status == SG_OK && i < outlooks->n; i++) {
        const sg_outlook *o = &outlooks->items[i];
        q[i] = sg_emerging_p_value(o, linking_var(demand, outlooks, o->skill), common);
    }
    if (status == SG_OK) status = sg_false_discovery(q, outlooks->n, err);
    for (size_t i = 0; status == SG_OK && i < outlooks->n; i++) {
        const sg_outlook *o = &outlooks->items[i];
        double signs[SG_SIGNS];
        if (o->now_count < SG_EMERGING_POSTINGS_MIN) continue;
        sg_emerging_signs(demand, outlooks->now_first, o, rule, signs);
        found[kept++] = (sg_emergence){.skill = o->skill,
                                       .chance = sg_emerging_chance(signs, sg_emerging_weights),
                                       .q = q[i],
                                       .listed = q[i] <= rule->false_rate && by_several(outlooks, o)};
        listed += found[kept - 1].listed;
    }
    sg_free(q);
    if (status != SG_OK) {
        sg_free(found);
        return status;
    }
    if (kept) qsort(found, kept, sizeof *found, by_rank);
    *out = (sg_emerging){*rule, found, kept, listed};
    return SG_OK;
}

void sg_emerging_release(sg_emerging *emerging)
{
    sg_free(emerging->items);
    *emerging = (sg_emerging){0};
}

const sg_emergence *sg_emerging_of(const sg_emerging *emerging, uint32_t skill)
{
    for (size_t i = 0; i < emerging->n; i++)
        if (emerging->items[i].skill == skill) return &emerging->items[i];
    return NULL;
}
