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

static size_t collect(planner *p, const sg_gap *gap, const sg_effort *effort)
{
    size_t unknown = 0;
    for (size_t i = 0; i < gap->n; i++) {
        const sg_gap_item *item = &gap->items[i];
        if (item->kind != SG_GAP_MISSING && item->kind != SG_GAP_PARTIAL) continue;
        sg_milestone m = {.skill = item->skill, .from = item->held, .to = item->required, .after = SG_ID_NONE};
        m.start = m.done_lo = m.done_hi = SG_DAY_ABSENT;
        m.fit = SG_FIT_OPEN;
        m.priority = item->priority;
        if (m.to - m.from < LEVELS_MIN) continue;
        if (sg_effort_hours(effort, p->taxonomy->skills[m.skill].kind, m.from, m.to, &m.hours_lo, &m.hours_hi))
            p->in[p->n++] = m;
        else
            unknown++;
    }
    return unknown;
}

static sg_day day_after(sg_day start, double hours, double hours_week)
{
    double days = ceil(hours / hours_week * 7);
    return days > 36500 ? start + 36500 : start + (sg_day)days;
}

static double middle(const sg_milestone *m)
{
    return (m->hours_lo + m->hours_hi) / 2;
}

static bool needed(const sg_plan *plan, size_t i)
{
    for (size_t k = 0; k < plan->n; k++)
        if (plan->items[k].fit != SG_FIT_DROP && plan->items[k].after == plan->items[i].skill) return true;
    return false;
}

/* The kept milestone that brings least for its hours and that no other kept one builds on. */
static size_t least_worth(const sg_plan *plan)
{
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < plan->n; i++) {
        const sg_milestone *m = &plan->items[i];
        if (m->fit == SG_FIT_DROP || needed(plan, i)) continue;
        if (least == SIZE_MAX || m->priority / middle(m) <= plan->items[least].priority / middle(&plan->items[least]))
            least = i;
    }
    return least;
}

static bool has_its_base(const sg_plan *plan, const sg_milestone *m)
{
    for (size_t k = 0; k < plan->n; k++)
        if (plan->items[k].skill == m->after && plan->items[k].fit == SG_FIT_DROP) return false;
    return true;
}

/* Takes back what still fits, most worth for its hours first. */
static void take_back(sg_plan *plan, double hours)
{
    for (;;) {
        sg_milestone *best = NULL;
        for (size_t i = 0; i < plan->n; i++) {
            sg_milestone *m = &plan->items[i];
            if (m->fit != SG_FIT_DROP || !has_its_base(plan, m)) continue;
            if (day_after(plan->start, hours + middle(m), plan->hours_week) > plan->goal) continue;
            if (!best || m->priority / middle(m) > best->priority / middle(best)) best = m;
        }
        if (!best) return;
        best->fit = SG_FIT_OPEN;
        plan->n_dropped--;
        hours += middle(best);
    }
}

static void drop_what_does_not_fit(sg_plan *plan)
{
    double hours = 0;
    for (size_t i = 0; i < plan->n; i++) hours += middle(&plan->items[i]);
    while (day_after(plan->start, hours, plan->hours_week) > plan->goal) {
        size_t i = least_worth(plan);
        if (i == SIZE_MAX) break;
        plan->items[i].fit = SG_FIT_DROP;
        plan->n_dropped++;
        hours -= middle(&plan->items[i]);
    }
    take_back(plan, hours);
}

/* What is to be left out goes to the end, the order otherwise kept. */
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
    for (size_t i = 0; i < plan->n; i++) {
        sg_milestone *m = &plan->items[i];
        if (m->fit == SG_FIT_DROP) {
            plan->dropped_lo += m->hours_lo, plan->dropped_hi += m->hours_hi;
            continue;
        }
        if (plan->hours_week > 0) m->start = day_after(plan->start, (lo + hi) / 2, plan->hours_week);
        lo += m->hours_lo, hi += m->hours_hi;
        if (!(plan->hours_week > 0)) continue;
        m->done_lo = plan->done_lo = day_after(plan->start, lo, plan->hours_week);
        m->done_hi = plan->done_hi = day_after(plan->start, hi, plan->hours_week);
        if (plan->goal != SG_DAY_ABSENT) m->fit = m->done_hi <= plan->goal ? SG_FIT_YES : SG_FIT_TIGHT;
    }
    plan->hours_lo = lo;
    plan->hours_hi = hi;
}

sg_status sg_plan_make(const sg_taxonomy *taxonomy, const sg_gap *gap, const sg_effort *effort, double hours_week,
                       sg_day start, sg_day goal, sg_plan *out, sg_error *err)
{
    if (goal != SG_DAY_ABSENT && goal <= start)
        return sg_fail(err, SG_EUSAGE, "the goal date is not after the start of the plan");
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
    plan.unknown = collect(&p, gap, effort);
    for (size_t i = 0; i < p.n; i++) put(&p, i);
    plan.items = p.out;
    plan.n = p.n_out;
    if (hours_week > 0 && goal != SG_DAY_ABSENT) drop_what_does_not_fit(&plan);
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
