#include "career/advice.h"

#include <string.h>

/* A short list kept by falling worth; of equal worth the first comes first. */
typedef struct best {
    sg_advised *items;
    size_t n;
    double worth[SG_ADVISED];
} best;

static void put(best *b, sg_advised item, double worth)
{
    size_t at = b->n;
    while (at > 0 && b->worth[at - 1] < worth) at--;
    if (at == SG_ADVISED) return;
    size_t last = b->n < SG_ADVISED ? b->n++ : SG_ADVISED - 1;
    for (size_t i = last; i > at; i--) b->items[i] = b->items[i - 1], b->worth[i] = b->worth[i - 1];
    b->items[at] = item;
    b->worth[at] = worth;
}

static bool is_falling(const sg_outlook *o)
{
    return o && o->has_forecast && o->stage == SG_STAGE_FALLING;
}

/* ---- of a gap and a plan ---- */

/* The item of the gap that a milestone is of, also by one of its alternatives. */
static const sg_gap_item *item_of(const sg_gap *gap, uint32_t skill)
{
    for (size_t i = 0; i < gap->n_ways; i++)
        if (gap->ways[i].skill == skill) return &gap->ways[i];
    for (size_t i = 0; i < gap->n; i++)
        if (gap->items[i].skill == skill) return &gap->items[i];
    return NULL;
}

static sg_advised advised(const sg_outlooks *outlooks, const sg_gap *gap, const sg_milestone *m, sg_reason reason)
{
    return (sg_advised){.skill = m->skill,
                        .reason = reason,
                        .outlook = sg_outlook_of(outlooks, m->skill),
                        .item = item_of(gap, m->skill),
                        .milestone = m};
}

/* What is learnt at work with others, not by hours set apart for it. */
static bool is_soft(const sg_taxonomy *t, uint32_t skill)
{
    return sg_text_is(t->skills[skill].kind, "soft");
}

static void learn_planned(const sg_taxonomy *t, const sg_outlooks *outlooks, const sg_gap *gap, const sg_plan *plan,
                          sg_advice *out)
{
    for (int falling = 0; falling < 2; falling++) {
        for (size_t i = 0; i < plan->n && out->n_learn < SG_ADVISED; i++) {
            const sg_milestone *m = &plan->items[i];
            bool falls = is_falling(sg_outlook_of(outlooks, m->skill));
            if (m->fit != SG_FIT_DROP && falls == (falling == 1) && !is_soft(t, m->skill))
                out->learn[out->n_learn++] = advised(outlooks, gap, m, SG_REASON_GAP);
        }
    }
}

static bool is_learnt(const sg_advice *advice, uint32_t skill)
{
    for (size_t i = 0; i < advice->n_learn; i++)
        if (advice->learn[i].skill == skill) return true;
    return false;
}

/* Two sorts, one after the other: worth is counted within a sort. */
enum { SORT_FALLING = 2, SORT_HELD = 1 };

static double within(int sort, double worth)
{
    return sort + worth / (1 + worth) / 2;
}

/* What the role's work rests on is not left, however fewer postings name it: a third of what it asks for, by
 * importance. The scales of importance differ between sources, and so between roles: it is told by rank alone. */
static bool is_foundation(const sg_gap *gap, const sg_gap_item *item)
{
    size_t asked = 0, above = 0;
    if (!item || !(item->importance > 0)) return false;
    for (size_t i = 0; i < gap->n; i++) {
        asked += gap->items[i].importance > 0;
        above += gap->items[i].importance > item->importance;
    }
    return above * SG_ADVICE_FOUNDATION < asked;
}

/* Asked for by the role, in its table or by its postings, and not called falling. */
static bool is_wanted(const sg_gap *gap, uint32_t skill)
{
    for (size_t i = 0; i < gap->n; i++)
        if (gap->items[i].skill == skill)
            return gap->items[i].kind != SG_GAP_SURPLUS && !is_falling(gap->items[i].outlook);
    return false;
}

/* What something that is wanted implies (React: JavaScript), and what belongs to what is to be learnt (AWS: Lambda). */
static bool serves(const sg_taxonomy *t, const sg_gap *gap, const sg_advice *advice, uint32_t skill)
{
    for (size_t i = 0; i < t->n_relations; i++) {
        const sg_taxonomy_relation *r = &t->relations[i];
        if (r->to == skill && sg_text_is(r->type, "implies") && is_wanted(gap, r->from)) return true;
        if (r->from == skill && sg_text_is(r->type, "part-of") && is_learnt(advice, r->to)) return true;
    }
    return false;
}

/* Tools that so many roles' tables ask for belong to the trade: ads name them less as they go without saying. Of
 * languages that is not so. */
static bool is_common(const sg_taxonomy *t, uint32_t skill)
{
    size_t roles = 0;
    for (size_t i = 0; i < t->n_requirements; i++) roles += t->requirements[i].skill == skill;
    return roles >= SG_ADVICE_COMMON && !sg_text_is(t->skills[skill].kind, "language");
}

static bool may_leave(const sg_taxonomy *t, const sg_gap *gap, const sg_advice *advice, uint32_t skill)
{
    return !is_learnt(advice, skill) && !is_soft(t, skill) && !is_common(t, skill) && !serves(t, gap, advice, skill);
}

static void leave_planned(const sg_taxonomy *t, const sg_outlooks *outlooks, const sg_gap *gap, const sg_plan *plan,
                          sg_advice *out, best *b)
{
    for (size_t i = 0; i < plan->n; i++) {
        const sg_milestone *m = &plan->items[i];
        if (m->fit != SG_FIT_DROP && m->fit != SG_FIT_OPEN)
            continue; /* planned: to leave it would be against the plan */
        if (!is_falling(sg_outlook_of(outlooks, m->skill)) || !may_leave(t, gap, out, m->skill)) continue;
        if (is_foundation(gap, item_of(gap, m->skill))) continue;
        put(b, advised(outlooks, gap, m, SG_REASON_FALLING), within(SORT_FALLING, m->weight * (m->asked - m->from)));
    }
}

void sg_advise(const sg_taxonomy *taxonomy, const sg_outlooks *outlooks, const sg_gap *gap, const sg_plan *plan,
               sg_advice *out)
{
    *out = (sg_advice){0};
    best b = {.items = out->leave};
    learn_planned(taxonomy, outlooks, gap, plan, out);
    leave_planned(taxonomy, outlooks, gap, plan, out, &b);
    for (size_t i = 0; i < gap->n; i++) {
        const sg_gap_item *item = &gap->items[i];
        if (item->kind == SG_GAP_SURPLUS && is_falling(item->outlook) && may_leave(taxonomy, gap, out, item->skill))
            put(&b,
                (sg_advised){.skill = item->skill, .reason = SG_REASON_HELD, .outlook = item->outlook, .item = item},
                within(SORT_HELD, item->outlook->now));
    }
    out->n_leave = b.n;
}

/* ---- of the market ---- */

static void learn_market(const sg_outlook *o, const sg_emerging *emerging, best *b)
{
    const sg_emergence *e = sg_emerging_of(emerging, o->skill);
    if (o->has_forecast && o->stage == SG_STAGE_RISING) {
        put(b, (sg_advised){.skill = o->skill, .reason = SG_REASON_RISING, .outlook = o},
            o->stage_p * (o->at24.mean - o->now));
    } else if (e && e->listed && e->chance > 0.5) {
        sg_advised item = {.skill = o->skill, .reason = SG_REASON_EMERGING, .outlook = o, .emergence = e};
        put(b, item, e->chance * (sg_emerging_gain(o->now, &emerging->rule) - o->now));
    }
}

void sg_advise_market(const sg_outlooks *outlooks, const sg_emerging *emerging, sg_advice *out)
{
    *out = (sg_advice){0};
    best learn = {.items = out->learn}, leave = {.items = out->leave};
    for (size_t i = 0; i < outlooks->n; i++) {
        const sg_outlook *o = &outlooks->items[i];
        if (o->now_count < SG_ADVICE_POSTINGS_MIN) continue;
        learn_market(o, emerging, &learn);
        if (o->has_forecast && is_falling(o))
            put(&leave, (sg_advised){.skill = o->skill, .reason = SG_REASON_MARKET, .outlook = o},
                o->stage_p * (o->now - o->at24.mean));
    }
    out->n_learn = learn.n;
    out->n_leave = leave.n;
}
