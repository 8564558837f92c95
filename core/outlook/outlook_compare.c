/* What the skills of an outlook do together: growth of talent, a common movement, how terse postings are. */
#include "outlook/outlook_judge.h"
#include "outlook/outlook_work.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

/* Growths a year: what is a difference, and what makes a crowd. */
static const double IN_STEP = .05, SATURATING = .1;
enum { COMMON_COUNT_MIN = 20, COMMON_SKILLS_MIN = 5, TALENT_QUARTERS = 8, TALENT_QUARTERS_MIN = 4 };

/* n rows of one skill, by month: mean yearly growth of the last eight quarters on the same quarters a year before. */
static void take_talent(sg_outlook *o, const sg_market_talent *rows, size_t n)
{
    double sum = 0;
    sg_month last = rows[n - 1].month;
    for (size_t i = 0; i < n; i++) {
        if (last - rows[i].month >= 3 * TALENT_QUARTERS || !(rows[i].people > 0)) continue;
        for (size_t k = i; k-- > 0;) {
            if (rows[k].month != rows[i].month - 12 || !(rows[k].people > 0)) continue;
            sum += log(rows[i].people / rows[k].people);
            o->talent_n++;
            break;
        }
    }
    if (o->talent_n < TALENT_QUARTERS_MIN)
        o->talent_n = 0;
    else
        o->talent_growth = exp(sum / (double)o->talent_n) - 1;
}

static double median_of(double *values, size_t n, double none)
{
    if (n == 0) return none;
    gsl_sort(values, 1, n);
    return gsl_stats_median_from_sorted_data(values, 1, n);
}

static double change_of_postings(const sg_outlook *o)
{
    return o->at24.mean / o->basis.level;
}

static double change_of_mentions(const sg_outlook *o)
{
    return o->mentions_change;
}

/* The last value carried forward is no forecast of a change. */
static bool is_carried(const sg_outlook *o)
{
    return o->basis.model == SG_MODEL_LAST_VALUE;
}

/* The median skill's change; 1 where too few skills are named often enough to tell what all do. */
static double common_ratio(const sg_outlook_work *b, double *values, double (*change)(const sg_outlook *o))
{
    size_t n = 0;
    for (size_t i = 0; i < b->out.n; i++) {
        const sg_outlook *o = &b->out.items[i];
        if (o->has_forecast && !is_carried(o) && o->now_count >= COMMON_COUNT_MIN && change(o) > 0)
            values[n++] = change(o);
    }
    return n < COMMON_SKILLS_MIN ? 1 : median_of(values, n, 1);
}

static void judge_stages(sg_outlook_work *b)
{
    for (size_t i = 0; i < b->out.n; i++) {
        sg_outlook *o = &b->out.items[i];
        if (o->has_forecast) sg_outlook_judge_stage(o, is_carried(o) ? 1 : b->out.common_change);
    }
}

static sg_supply supply_of(const sg_outlook *o, double talent_median)
{
    bool crowds = o->talent_growth > talent_median + SATURATING && o->talent_growth > o->demand_growth;
    if (crowds && o->stage != SG_STAGE_RISING && o->p_gain < .5) return SG_SUPPLY_SATURATING;
    if (o->market_gap > IN_STEP) return SG_SUPPLY_BEHIND;
    return o->market_gap < -IN_STEP ? SG_SUPPLY_CATCHING_UP : SG_SUPPLY_IN_STEP;
}

/* Levels of the two are not comparable, nor is how the sources themselves grow: each is held against its median. */
static void judge_supply(sg_outlook_work *b)
{
    for (size_t i = 0; i < b->out.n; i++) {
        sg_outlook *o = &b->out.items[i];
        if (!o->has_forecast || !o->talent_n) continue;
        double demand = (1 + o->demand_growth) / (1 + b->out.demand_median);
        double people = (1 + o->talent_growth) / (1 + b->out.talent_median);
        o->market_gap = demand / people - 1;
        o->supply = supply_of(o, b->out.talent_median);
    }
}

static double mentions_per_posting(const sg_outlook_work *b, size_t first, size_t last)
{
    double mentions = 0, postings = 0;
    for (size_t i = first; i <= last; i++)
        for (size_t s = 0; s < b->demand->n_skills; s++) {
            const sg_demand_month *c = &b->demand->cells[s * b->demand->n + i];
            if (!(c->mentions > 0)) continue;
            mentions += c->mentions;
            postings += c->total;
            break;
        }
    return postings > 0 ? mentions / postings : 0;
}

sg_status sg_outlook_compare(sg_outlook_work *b, sg_error *err)
{
    double *values = sg_zalloc(b->out.n + 1, sizeof *values);
    size_t n = 0;
    if (!values) return sg_fail(err, SG_EFAIL, "no memory for the medians of %zu skills", b->out.n);
    const sg_market *market = b->market;
    for (size_t i = 0, next; i < market->n_talent; i = next) {
        for (next = i + 1; next < market->n_talent && market->talent[next].skill == market->talent[i].skill;) next++;
        sg_outlook *o = sg_outlook_item(b, market->talent[i].skill);
        if (o) take_talent(o, market->talent + i, next - i);
    }
    for (size_t i = 0; i < b->out.n; i++)
        if (b->out.items[i].talent_n) values[n++] = b->out.items[i].talent_growth;
    b->out.talent_median = median_of(values, n, NAN);
    b->out.common_change = common_ratio(b, values, change_of_postings);
    b->out.common_mentions = common_ratio(b, values, change_of_mentions);
    b->out.demand_median = pow(b->out.common_change, 12 / (double)b->out.step24) - 1;
    sg_free(values);
    judge_stages(b);
    judge_supply(b);
    b->out.skills_per_posting = mentions_per_posting(b, b->now_first, b->demand->n - 1);
    if (b->before) b->out.skills_per_posting_before = mentions_per_posting(b, b->before_first, b->before_last);
    return SG_OK;
}
