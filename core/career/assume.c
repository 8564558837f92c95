/* What an answer rests on: assumptions varied one at a time under the same luck. */
#include "career/simulate.h"

#include <math.h>

/* How an assumption is varied: tried at base × lo … hi or base + lo … hi, and sought for a flip within bounds. */
typedef struct variation {
    const char *name;
    size_t offset;
    bool in_path, percent, money, factor;
    double lo, hi, flip_lo, flip_hi;
    bool staying; /* also for the first path */
} variation;

#define OF_PATH(field) offsetof(sg_path, field), true
#define OF_ALL(field) offsetof(sg_decision, field), false
static const variation variations[] = {
    {"pay", OF_PATH(pay), false, true, true, 0.9, 1.1, 0.5, 2, true},
    {"growth a year", OF_PATH(growth), true, false, false, -0.02, 0.02, -0.1, 0.2, true},
    {"promotion chance a year", OF_PATH(promotion), true, false, true, 0.5, 2, 0, 6, true},
    {"raise of a promotion", OF_PATH(raise), true, false, true, 0.5, 2, 0, 6, true},
    {"chance that it comes about", OF_PATH(chance), true, false, true, 0.5, 1, 0, 1, false},
    {"months until it starts", OF_PATH(delay_months), false, false, true, 0.5, 2, 0, 6, false},
    {"months of waiting", OF_PATH(wait_months), false, false, true, 0.5, 2, 0, 6, false},
    {"cost of moving", OF_PATH(cost), false, true, true, 0.5, 2, 0, 20, false},
    {"forfeited by leaving", OF_PATH(forfeit), false, true, true, 0.5, 2, 0, 20, false},
    {"signing payment", OF_PATH(signing), false, true, true, 0.5, 2, 0, 20, false},
    {"chance to fail probation", OF_PATH(probation), true, false, true, 0.5, 2, 0, 10, false},
    {"months of search after it", OF_PATH(search_months), false, false, true, 0.5, 2, 0, 10, false},
    {"years looked ahead", OF_ALL(years), false, false, true, 1.0 / 3, 5.0 / 3, 0, 5, false},
    {"discount rate", OF_ALL(discount), true, false, true, 0, 2, 0, 6, false},
};

typedef struct trial {
    const sg_decision *decision;
    const sg_luck *luck;
    size_t runs, focus, path; /* path that the varied assumption belongs to */
    const variation *variation;
} trial;

static double *slot_of(sg_decision *d, const variation *v, size_t path)
{
    char *at = v->in_path ? (char *)&d->paths[path] : (char *)d;
    return (double *)(void *)(at + v->offset);
}

/* A share that cannot be more than 1 stays below it; years stay within what is tabled. */
static double held(const variation *v, double value)
{
    if (v->percent && v->in_path && v->factor && v->offset != offsetof(sg_path, raise) && value > 0.99)
        return v->offset == offsetof(sg_path, chance) && value >= 1 ? 1 : 0.99;
    if (!v->in_path && v->offset == offsetof(sg_decision, years))
        return value < 1.0 / 12 ? 1.0 / 12 : value > 50 ? 50 : value;
    return value;
}

static double gain_at(const trial *t, double value)
{
    sg_decision variant = *t->decision;
    *slot_of(&variant, t->variation, t->path) = held(t->variation, value);
    return sg_mean_gain(&variant, t->luck, t->runs, t->focus);
}

/* The value between base and bound where the gain changes its sign; NAN when it does not. */
static double flip_towards(const trial *t, double base, double gain, double bound_value)
{
    double inside = base, outside = held(t->variation, bound_value);
    double beyond = gain_at(t, outside);
    if ((gain > 0) == (beyond > 0) || beyond == 0 || gain == 0) return (double)NAN;
    for (int step = 0; step < 18; step++) {
        double middle = (inside + outside) / 2;
        if ((gain_at(t, middle) > 0) == (gain > 0))
            inside = middle;
        else
            outside = middle;
    }
    return (inside + outside) / 2;
}

static sg_assumption vary(const trial *t, double gain)
{
    const variation *v = t->variation;
    sg_decision copy = *t->decision;
    double base = *slot_of(&copy, v, t->path);
    sg_assumption out = {
        .path = v->in_path ? t->decision->paths[t->path].name : "",
        .name = v->name,
        .percent = v->percent,
        .money = v->money,
        .base = base,
        .lo = held(v, v->factor ? base * v->lo : base + v->lo),
        .hi = held(v, v->factor ? base * v->hi : base + v->hi),
    };
    out.gain_lo = gain_at(t, out.lo);
    out.gain_hi = gain_at(t, out.hi);
    double down = flip_towards(t, base, gain, v->factor ? base * v->flip_lo : v->flip_lo);
    double up = flip_towards(t, base, gain, v->factor ? base * v->flip_hi : v->flip_hi);
    bool nearer_down = !isnan(down) && (isnan(up) || base - down <= up - base);
    out.flip = nearer_down ? down : up;
    return out;
}

static double swing(const sg_assumption *a)
{
    return fabs(a->gain_hi - a->gain_lo);
}

static void insert(sg_assumption *list, size_t *n, sg_assumption item)
{
    size_t at = (*n)++;
    for (; at > 0 && swing(&list[at - 1]) < swing(&item); at--) list[at] = list[at - 1];
    list[at] = item;
}

sg_status sg_decide_assumptions(const sg_decision *d, size_t focus, sg_assumption *out, size_t *n, sg_error *err)
{
    sg_status status = sg_decision_check(d, err);
    if (status != SG_OK) return status;
    if (focus == 0 || focus >= d->n) return sg_fail(err, SG_EUSAGE, "there is no way number %zu to look at", focus);
    trial t = {.decision = d, .runs = sg_decision_runs(d, 1000000), .focus = focus};
    sg_luck *luck = sg_luck_alloc(t.runs, d->seed);
    if (!luck) return sg_fail(err, SG_EFAIL, "no memory for %zu runs", t.runs);
    t.luck = luck;
    double gain = sg_mean_gain(d, luck, t.runs, focus);
    size_t found = 0;
    for (size_t i = 0; i < sizeof variations / sizeof *variations; i++) {
        t.variation = &variations[i];
        for (size_t side = 0; side < 2 && found < SG_ASSUMPTIONS_MAX; side++) {
            if (side == 1 && !t.variation->staying) continue;
            t.path = side == 0 ? focus : 0;
            sg_decision copy = *d;
            bool nothing = t.variation->factor && *slot_of(&copy, t.variation, t.path) == 0;
            bool certain = t.variation->offset == offsetof(sg_path, chance) && t.variation->in_path &&
                           *slot_of(&copy, t.variation, t.path) >= 1;
            if (nothing || certain) continue;
            sg_assumption item = vary(&t, gain);
            if (swing(&item) > 0 || !isnan(item.flip)) insert(out, &found, item);
        }
    }
    *n = found;
    sg_luck_free(luck);
    return SG_OK;
}
