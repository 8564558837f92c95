/* What an answer rests on: assumptions varied one at a time under the same luck. */
#include "base/mem.h"
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
    const double *stay;       /* value of staying as given, by run */
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
    bool stay_is_same = t->variation->in_path && t->path == t->focus;
    return sg_mean_gain(&variant, t->luck, t->runs, t->focus, stay_is_same ? t->stay : NULL);
}

enum { STEPS_MAX = 20 };

/* The value between base and another, of which the gain has the other sign: false position in its Illinois form
 * (Dowell & Jarratt 1971). */
static double root_between(const trial *t, double base, double gain, double other, double beyond)
{
    double from = base, f = gain, to = other, g = beyond;
    for (int step = 0; step < STEPS_MAX && fabs(to - from) > 1e-5 * fabs(base) + 1e-7; step++) {
        double at = to - g * (to - from) / (g - f), value = gain_at(t, at);
        if (value == 0) return at;
        if ((value > 0) != (g > 0)) {
            from = to, f = g;
        } else {
            f /= 2;
        }
        to = at, g = value;
    }
    return to;
}

/* Where the gain changes its sign on the way from base to the bound; the value tried on that side, with its gain, may
 * be beyond the change where the bound itself is not. NAN when there is none. */
static double flip_towards(const trial *t, double base, double gain, double bound, double tried, double tried_gain)
{
    double outside = held(t->variation, bound), beyond = gain_at(t, outside);
    if (gain == 0) return (double)NAN;
    if (tried_gain != 0 && (gain > 0) != (tried_gain > 0)) return root_between(t, base, gain, tried, tried_gain);
    if (beyond == 0 || (gain > 0) == (beyond > 0)) return (double)NAN;
    return root_between(t, base, gain, outside, beyond);
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
    double down = flip_towards(t, base, gain, v->factor ? base * v->flip_lo : v->flip_lo, out.lo, out.gain_lo);
    double up = flip_towards(t, base, gain, v->factor ? base * v->flip_hi : v->flip_hi, out.hi, out.gain_hi);
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

/* Whether varying it says anything: what was not given stays out, and what is certain is not made uncertain. */
static bool applies(const trial *t)
{
    const variation *v = t->variation;
    sg_decision copy = *t->decision;
    double base = *slot_of(&copy, v, t->path);
    bool chance = v->in_path && v->offset == offsetof(sg_path, chance);
    return !(v->factor && base == 0) && !(chance && base >= 1);
}

static size_t vary_all(trial *t, sg_assumption *out)
{
    double gain = sg_mean_gain(t->decision, t->luck, t->runs, t->focus, t->stay);
    size_t found = 0;
    for (size_t i = 0; i < sizeof variations / sizeof *variations; i++) {
        t->variation = &variations[i];
        for (size_t side = 0; side < 2 && found < SG_ASSUMPTIONS_MAX; side++) {
            if (side == 1 && !t->variation->staying) continue;
            t->path = side == 0 ? t->focus : 0;
            if (!applies(t)) continue;
            sg_assumption item = vary(t, gain);
            if (swing(&item) > 0 || !isnan(item.flip)) insert(out, &found, item);
        }
    }
    return found;
}

sg_status sg_decide_assumptions(const sg_decision *d, size_t focus, sg_assumption *out, size_t *n, sg_error *err)
{
    sg_status status = sg_decision_check(d, err);
    if (status != SG_OK) return status;
    if (focus == 0 || focus >= d->n) return sg_fail(err, SG_EUSAGE, "there is no way number %zu to look at", focus);
    trial t = {.decision = d, .runs = sg_decision_runs(d, 1000000), .focus = focus};
    sg_luck *luck = sg_luck_alloc(t.runs, d->seed);
    double *stay = sg_alloc(t.runs * sizeof *stay);
    if (!luck || !stay) {
        status = sg_fail(err, SG_EFAIL, "no memory for %zu runs", t.runs);
    } else {
        t.luck = luck;
        t.stay = stay;
        sg_stay_values(d, luck, t.runs, stay);
        *n = vary_all(&t, out);
    }
    sg_free(stay);
    sg_luck_free(luck);
    return status;
}
