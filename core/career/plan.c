#include "career/plan.h"

#include <math.h>
#include <string.h>

enum { STATE_NEW, STATE_OPEN, STATE_DONE };
static const double LEVELS_MIN = 0.5; /* less is within the error of such levels */

typedef struct planner {
    const sg_taxonomy *taxonomy;
    sg_milestone *in, *out; /* by priority; in order */
    size_t n, n_out;
    unsigned char *state;
} planner;

static size_t index_of(const planner *p, uint32_t skill)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->in[i].skill == skill) return i;
    return SIZE_MAX;
}

static bool builds_on(const sg_taxonomy_relation *r, uint32_t skill)
{
    return r->from == skill && (sg_text_is(r->type, "implies") || sg_text_is(r->type, "part-of"));
}

/* Puts a milestone out after all that it builds on. A circle is cut where it closes. */
static void put(planner *p, size_t i)
{
    if (p->state[i] != STATE_NEW) return;
    p->state[i] = STATE_OPEN;
    for (size_t k = 0; k < p->taxonomy->n_relations; k++) {
        const sg_taxonomy_relation *r = &p->taxonomy->relations[k];
        size_t first = builds_on(r, p->in[i].skill) ? index_of(p, r->to) : SIZE_MAX;
        if (first == SIZE_MAX || p->state[first] == STATE_OPEN) continue;
        put(p, first);
        if (p->in[i].after == SG_ID_NONE) p->in[i].after = p->in[first].skill;
    }
    p->state[i] = STATE_DONE;
    p->out[p->n_out++] = p->in[i];
}

/* Of alternatives, the way with the most weight for its hours. */
static const sg_gap_item *best_way(const planner *p, const sg_gap *gap, const sg_gap_item *item,
                                   const sg_effort *effort)
{
    const sg_gap_item *best = item;
    double most = -1;
    for (const sg_gap_item *way = gap->ways + item->ways; item->n_ways && way < gap->ways + item->ways + item->n_ways;
         way++) {
        double lo, hi, from = way->held > 0 ? way->held : 0;
        if (!sg_effort_hours(effort, p->taxonomy->skills[way->skill].kind, from, way->required, &lo, &hi)) continue;
        if (way->weight / (lo + hi) <= most) continue;
        most = way->weight / (lo + hi);
        best = way;
    }
    return best;
}

static size_t collect(planner *p, const sg_gap *gap, const sg_effort *effort)
{
    size_t unknown = 0;
    for (size_t i = 0; i < gap->n; i++) {
        const sg_gap_item *item = &gap->items[i];
        if (item->kind != SG_GAP_MISSING && item->kind != SG_GAP_PARTIAL) continue;
        item = best_way(p, gap, item, effort);
        sg_milestone m = {.skill = item->skill, .from = item->held, .asked = item->required, .after = SG_ID_NONE};
        m.start = m.done_lo = m.done_hi = SG_DAY_ABSENT;
        m.fit = SG_FIT_OPEN;
        m.weight = item->weight;
        double lo, hi;
        if (m.asked - m.from < LEVELS_MIN) continue;
        if (sg_effort_hours(effort, p->taxonomy->skills[m.skill].kind, m.from, m.asked, &lo, &hi))
            p->in[p->n++] = m;
        else
            unknown++;
    }
    return unknown;
}

static sg_day day_after(sg_day start, double hours, double hours_week)
{
    double days = ceil(hours / hours_week * 7 - 1e-9);
    return days > 36500 ? start + 36500 : start + (sg_day)days;
}

/* The next whole level, or the one asked for. */
static double next_level(const sg_milestone *m)
{
    double next = floor(m->reach + 1e-9) + 1;
    return next < m->asked ? next : m->asked;
}

typedef struct budget {
    const sg_taxonomy *taxonomy;
    const sg_effort *effort;
    sg_plan *plan;
    double hours;
} budget;

static double hours_of(const budget *b, const sg_milestone *m, double from, double to)
{
    double lo = 0, hi = 0;
    sg_effort_hours(b->effort, b->taxonomy->skills[m->skill].kind, from, to, &lo, &hi);
    return (lo + hi) / 2;
}

/* Whether what it builds on stands as high as the step would lead, or as high as it is asked for. */
static bool has_base(const sg_plan *plan, const sg_milestone *m, double to)
{
    for (size_t k = 0; k < plan->n; k++) {
        const sg_milestone *base = &plan->items[k];
        if (base->skill == m->after && base->reach < base->asked && base->reach < to) return false;
    }
    return true;
}

static bool fits(const budget *b, const sg_milestone *m, double to)
{
    return to > m->reach && hours_of(b, m, m->reach, to) <= b->hours + 1e-9 && has_base(b->plan, m, to);
}

/* The level asked for, or the whole level below it, when the hours suffice for that alone; 0: for neither. */
static double near_whole(const budget *b, const sg_milestone *m)
{
    double below = ceil(m->asked - 1e-9) - 1;
    return fits(b, m, m->asked) ? m->asked : fits(b, m, below) ? below : 0;
}

static double one_level(const budget *b, const sg_milestone *m)
{
    return fits(b, m, next_level(m)) ? next_level(m) : 0;
}

/* Raises the skill of most priority that can be raised; false: none can. */
static bool raise_best(budget *b, double (*level_for)(const budget *, const sg_milestone *))
{
    sg_milestone *best = NULL;
    double most = 0;
    for (size_t i = 0; i < b->plan->n; i++) {
        sg_milestone *m = &b->plan->items[i];
        double worth = m->weight * (m->asked - m->from);
        if (level_for(b, m) <= m->reach || (best && worth <= most)) continue;
        best = m, most = worth;
    }
    if (!best) return false;
    double to = level_for(b, best);
    b->hours -= hours_of(b, best, best->reach, to);
    best->reach = to;
    return true;
}

/* Spends the hours on skills to about the level asked for, since a little of each is what nobody asks for; what is then
 * left, or all when none fits, on single levels. */
static void spend(budget *b)
{
    while (raise_best(b, near_whole)) continue;
    while (raise_best(b, one_level)) continue;
}

static void set_hours(const budget *b)
{
    for (size_t i = 0; i < b->plan->n; i++) {
        sg_milestone *m = &b->plan->items[i];
        sg_text kind = b->taxonomy->skills[m->skill].kind;
        sg_effort_hours(b->effort, kind, m->from, m->reach, &m->hours_lo, &m->hours_hi);
        sg_effort_hours(b->effort, kind, m->reach, m->asked, &m->left_lo, &m->left_hi);
        b->plan->left_lo += m->left_lo, b->plan->left_hi += m->left_hi;
        if (m->reach <= m->from) m->fit = SG_FIT_DROP;
        b->plan->n_dropped += m->reach <= m->from;
        b->plan->n_part += m->reach > m->from && m->reach < m->asked;
    }
}

/* What is left out goes to the end, the order otherwise kept. */
static void part(sg_plan *plan, sg_milestone *spare)
{
    size_t n = 0;
    for (int dropped = 0; dropped < 2; dropped++)
        for (size_t i = 0; i < plan->n; i++)
            if ((plan->items[i].fit == SG_FIT_DROP) == (dropped == 1)) spare[n++] = plan->items[i];
    memcpy(plan->items, spare, n * sizeof *spare);
}

static void set_dates(sg_plan *plan)
{
    double lo = 0, hi = 0;
    plan->done_lo = plan->done_hi = SG_DAY_ABSENT;
    for (size_t i = 0; i < plan->n - plan->n_dropped; i++) {
        sg_milestone *m = &plan->items[i];
        if (plan->hours_week > 0) m->start = day_after(plan->start, lo, plan->hours_week);
        lo += m->hours_lo, hi += m->hours_hi;
        if (!(plan->hours_week > 0)) continue;
        m->done_lo = plan->done_lo = day_after(plan->start, lo, plan->hours_week);
        m->done_hi = plan->done_hi = day_after(plan->start, hi, plan->hours_week);
        if (plan->goal != SG_DAY_ABSENT) m->fit = m->done_hi <= plan->goal ? SG_FIT_YES : SG_FIT_TIGHT;
        plan->n_sure += m->fit == SG_FIT_YES && m->reach >= m->asked;
        plan->n_tight += m->fit == SG_FIT_TIGHT && m->reach >= m->asked;
    }
    plan->hours_lo = lo;
    plan->hours_hi = hi;
}

sg_status sg_plan_make(const sg_taxonomy *taxonomy, const sg_gap *gap, const sg_effort *effort, double hours_week,
                       sg_day start, sg_day goal, sg_plan *out, sg_error *err)
{
    char by[11], from[11];
    if (goal != SG_DAY_ABSENT && goal <= start)
        return sg_fail(err, SG_EUSAGE, "the goal date %s is not after the start of the plan, %s",
                       sg_day_format(goal, by), sg_day_format(start, from));
    size_t room = gap->n + 1;
    planner p = {.taxonomy = taxonomy};
    p.in = sg_alloc(room * sizeof *p.in);
    p.out = sg_alloc(room * sizeof *p.out);
    p.state = sg_zalloc(room, 1);
    sg_status status = SG_OK;
    if (!p.in || !p.out || !p.state) {
        status = sg_fail(err, SG_EFAIL, "no memory for the plan");
        goto cleanup;
    }
    sg_plan plan = {.hours_week = hours_week, .start = start, .goal = goal};
    bool limited = hours_week > 0 && goal != SG_DAY_ABSENT;
    plan.unknown = collect(&p, gap, effort);
    for (size_t i = 0; i < p.n; i++) put(&p, i);
    plan.items = p.out;
    plan.n = p.n_out;
    for (size_t i = 0; i < plan.n; i++) plan.items[i].reach = limited ? plan.items[i].from : plan.items[i].asked;
    budget b = {taxonomy, effort, &plan, limited ? (goal - start) / 7.0 * hours_week : 0};
    if (limited) spend(&b);
    set_hours(&b);
    part(&plan, p.in);
    set_dates(&plan);
    p.out = NULL;
    *out = plan;
cleanup:
    sg_free(p.in);
    sg_free(p.out);
    sg_free(p.state);
    return status;
}

void sg_plan_release(sg_plan *plan)
{
    sg_free(plan->items);
    *plan = (sg_plan){0};
}
