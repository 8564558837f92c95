#include "career/gap.h"

#include "career/shares.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXTRA_COUNT_MIN = 5, ITEMS_MAX = 1 << 20 };
static const double EXTRA_SHARE_MIN = 0.05, Z80 = 1.2815515655446004;

double sg_gap_level_shift(int level)
{
    static const double shifts[SG_LEVELS] = {-2, -1, 0, .5, .5, 1, 1, 0, 0, 0};
    return level >= 0 && level < SG_LEVELS ? shifts[level] : 0;
}

typedef struct builder {
    const sg_taxonomy *taxonomy;
    const sg_outlooks *outlooks;
    const sg_profile *profile;
    sg_shares shares;
    sg_gap gap;
    size_t cap, ways_cap;
} builder;

/* The role's share as forecast; the interval carries the forecast's uncertainty and that of how the role leans. */
static void set_ahead(sg_gap_item *item, double lean, double se, const sg_outlook *o)
{
    double middle = sg_share_odds(o->at24.mean), noise = Z80 * se * Z80 * se;
    double down = middle - sg_share_odds(o->at24.lo80), up = sg_share_odds(o->at24.hi80) - middle;
    item->has_ahead = true;
    item->ahead = sg_share_of(middle + lean);
    item->ahead_lo = sg_share_of(middle + lean - sqrt(down * down + noise));
    item->ahead_hi = sg_share_of(middle + lean + sqrt(up * up + noise));
}

static void set_shares(const builder *b, sg_gap_item *item)
{
    double se, lean = sg_shares_lean(&b->shares, item->skill, &se);
    double all = sg_shares_all(&b->shares, item->skill);
    item->outlook = sg_outlook_of(b->outlooks, item->skill);
    item->count = b->shares.of_role ? b->shares.count[item->skill] : b->shares.recent[item->skill];
    item->share = all > 0 ? sg_share_of(sg_share_odds(all) + lean) : 0;
    item->ahead = item->ahead_lo = item->ahead_hi = item->share;
    if (item->outlook && item->outlook->has_forecast) set_ahead(item, lean, se, item->outlook);
    item->weight = item->importance / 5 * item->ahead;
}

/* Knowing a tool well is not knowing its field as well: who knows pytest tests software, but how well is not told. The
 * level carries over to a language, a tool or a library, and from one field to the field that it belongs to. */
static bool carries_level(const sg_taxonomy *t, const sg_taxonomy_relation *r)
{
    static const char *const fields[] = {"concept", "method", "platform", "service"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (sg_text_is(t->skills[r->to].kind, fields[i]))
            return sg_text_equal(t->skills[r->from].kind, t->skills[r->to].kind) && i < 2;
    return true;
}

/* "Implies", and what is part of a cloud: who uses EC2 uses AWS. */
static bool is_implied_by(const sg_taxonomy *t, const sg_taxonomy_relation *r)
{
    return sg_text_is(r->type, "implies") ||
           (sg_text_is(r->type, "part-of") && sg_text_is(t->skills[r->to].kind, "service") &&
            sg_text_is(t->skills[r->from].kind, "service"));
}

/* What is held and implies the skill, at the highest level that it tells of it into *level; a level not stated, -1, is
 * below any, but not none. */
static const sg_held *implying(const sg_taxonomy *t, const sg_profile *profile, uint32_t skill, double *level)
{
    const sg_held *best = NULL;
    for (size_t i = 0; i < t->n_relations; i++) {
        const sg_taxonomy_relation *r = &t->relations[i];
        if (r->to != skill || !is_implied_by(t, r)) continue;
        const sg_held *held = sg_profile_holds(profile, r->from);
        if (!held || held->level == 0) continue;
        double told = carries_level(t, r) ? held->level : -1;
        if (best && told <= *level) continue;
        best = held;
        *level = told;
    }
    return best;
}

static bool holds_language(const sg_taxonomy *t, const sg_profile *profile)
{
    for (size_t i = 0; i < profile->n_held; i++)
        if (profile->held[i].level != 0 && sg_text_is(t->skills[profile->held[i].skill].kind, "language")) return true;
    return false;
}

/* The role whose work the skill is: "software engineering" is what software roles do. The one that the person has; one
 * that is aimed at tells it where none is stated and a language is held. SG_ID_NONE: none. */
static uint32_t role_doing(const sg_taxonomy *t, const sg_profile *profile, uint32_t skill)
{
    uint32_t role = profile->current.role;
    if (!sg_text_is(t->skill_ids.names[skill], "software-engineering")) return SG_ID_NONE;
    if (role == SG_ID_NONE && holds_language(t, profile)) role = profile->target.role;
    return role != SG_ID_NONE && sg_text_is(t->roles[role].family, "software") ? role : SG_ID_NONE;
}

double sg_gap_held(const sg_taxonomy *t, const sg_profile *profile, uint32_t skill)
{
    const sg_held *held = profile ? sg_profile_holds(profile, skill) : NULL;
    double level = 0;
    if (held) return held->level;
    if (!profile || implying(t, profile, skill, &level)) return level;
    return role_doing(t, profile, skill) != SG_ID_NONE ? -1 : 0;
}

/* Something held that helps, from the relations: what implies it, else the first in the table's order. */
static void set_hint(const builder *b, sg_gap_item *item)
{
    const sg_taxonomy *t = b->taxonomy;
    double level;
    const sg_held *over = b->profile ? implying(t, b->profile, item->skill, &level) : NULL;
    uint32_t role = b->profile && !over ? role_doing(t, b->profile, item->skill) : SG_ID_NONE;
    if (over) snprintf(item->hint, sizeof item->hint, "you hold %s, which implies it", t->skills[over->skill].name.at);
    if (role != SG_ID_NONE) snprintf(item->hint, sizeof item->hint, "it is the work of a %s", t->roles[role].name.at);
    if (item->hint[0]) return;
    for (size_t i = 0; b->profile && i < t->n_relations; i++) {
        const sg_taxonomy_relation *r = &t->relations[i];
        bool to = r->to == item->skill, from = r->from == item->skill;
        uint32_t other = to ? r->from : r->to;
        const sg_held *held = to || from ? sg_profile_holds(b->profile, other) : NULL;
        if (!held || held->level == 0) continue;
        const char *name = t->skills[other].name.at;
        if (sg_text_is(r->type, "part-of"))
            snprintf(item->hint, sizeof item->hint, to ? "you hold %s, a part of it" : "part of %s, which you hold",
                     name);
        else if (sg_text_is(r->type, "replaces"))
            snprintf(item->hint, sizeof item->hint,
                     to ? "followed by %s, which you hold" : "follows %s, which you hold", name);
        else if (sg_text_is(r->type, "related"))
            snprintf(item->hint, sizeof item->hint, "related to %s, which you hold", name);
        else
            snprintf(item->hint, sizeof item->hint, "builds on %s, which you hold", name);
        return;
    }
}

static void complete(const builder *b, sg_gap_item *item)
{
    set_shares(b, item);
    double levels = item->held > 0 ? item->required - item->held : item->required;
    bool open = item->kind == SG_GAP_MISSING || item->kind == SG_GAP_PARTIAL;
    bool implied = item->kind == SG_GAP_UNSTATED && !sg_profile_holds(b->profile, item->skill);
    if (open) item->priority = levels * item->weight;
    if (open || implied || item->kind == SG_GAP_EXTRA) set_hint(b, item);
}

static int put_item(builder *b, const sg_gap_item *item)
{
    if (SG_GROW(b->gap.items, b->gap.n, b->cap, ITEMS_MAX) != 0) return -1;
    b->gap.of_kind[item->kind]++;
    b->gap.items[b->gap.n++] = *item;
    return 0;
}

static int add_item(builder *b, sg_gap_item item)
{
    complete(b, &item);
    return put_item(b, &item);
}

static sg_gap_item required_item(const builder *b, const sg_taxonomy_requirement *r)
{
    double level = r->level + b->gap.level_shift;
    sg_gap_item item = {.skill = r->skill, .importance = r->importance};
    item.held = sg_gap_held(b->taxonomy, b->profile, r->skill);
    item.required = level < 1 ? 1 : level > 7 ? 7 : level;
    item.kind = item.held == 0              ? SG_GAP_MISSING
                : item.held < 0             ? SG_GAP_UNSTATED
                : item.held < item.required ? SG_GAP_PARTIAL
                                            : SG_GAP_HAVE;
    return item;
}

static int by_weight(const void *left, const void *right)
{
    const sg_gap_item *a = left, *b = right;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return (a->skill > b->skill) - (a->skill < b->skill);
}

/* Whether the first of two alternatives answers better: had, held at a level not stated, nearest to its level. */
static bool answers_better(const sg_gap_item *a, const sg_gap_item *b)
{
    static const int rank[SG_GAP_KINDS] = {
        [SG_GAP_HAVE] = 0, [SG_GAP_UNSTATED] = 1, [SG_GAP_PARTIAL] = 2, [SG_GAP_MISSING] = 3};
    if (a->kind != b->kind) return rank[a->kind] < rank[b->kind];
    return a->kind == SG_GAP_PARTIAL && a->required - a->held < b->required - b->held;
}

/* One item for all rows of the role with this row's any_of. */
static int add_ways(builder *b, const sg_taxonomy_requirement *r, unsigned char *asked)
{
    const sg_taxonomy *t = b->taxonomy;
    sg_gap *g = &b->gap;
    size_t first = g->n_ways, best = first;
    for (size_t i = 0; i < t->n_requirements; i++) {
        const sg_taxonomy_requirement *way = &t->requirements[i];
        if (way->role != r->role || !sg_text_equal(way->any_of, r->any_of) || asked[way->skill]) continue;
        asked[way->skill] = 1;
        if (SG_GROW(g->ways, g->n_ways, b->ways_cap, ITEMS_MAX) != 0) return -1;
        g->ways[g->n_ways] = required_item(b, way);
        complete(b, &g->ways[g->n_ways++]);
    }
    qsort(g->ways + first, g->n_ways - first, sizeof *g->ways, by_weight);
    for (size_t i = first + 1; i < g->n_ways; i++)
        if (answers_better(&g->ways[i], &g->ways[best])) best = i;
    sg_gap_item item = g->ways[best];
    if (g->n_ways - first > 1) item.ways = first, item.n_ways = g->n_ways - first;
    int status = put_item(b, &item);
    for (size_t i = first; i < g->n_ways && status == 0; i++) {
        sg_gap_item other = g->ways[i];
        if (i == best || other.held == 0) continue;
        other.kind = SG_GAP_HAVE;
        other.required = other.importance = other.weight = other.priority = 0; /* no requirement of its own */
        status = put_item(b, &other);
    }
    return status;
}

static int add_required(builder *b, const sg_taxonomy_requirement *r, unsigned char *asked)
{
    if (asked[r->skill]) return 0;
    if (!b->gap.source) b->gap.source = r->source.at;
    if (r->any_of.len) return add_ways(b, r, asked);
    asked[r->skill] = 1;
    return add_item(b, required_item(b, r));
}

/* What the role's postings ask for often and the table lacks, and what is held beyond all that. */
static int add_others(builder *b, unsigned char *asked)
{
    const sg_taxonomy *t = b->taxonomy;
    for (uint32_t skill = 0; skill < t->skill_ids.count; skill++) {
        const sg_held *held = b->profile ? sg_profile_holds(b->profile, skill) : NULL;
        double all = sg_shares_all(&b->shares, skill), lean = sg_shares_lean(&b->shares, skill, NULL);
        bool often = b->shares.of_role && b->shares.count[skill] >= EXTRA_COUNT_MIN && all > 0 &&
                     sg_share_of(sg_share_odds(all) + lean) >= EXTRA_SHARE_MIN;
        if (asked[skill] || sg_text_is(t->skills[skill].kind, "attribute") || (!held && !often)) continue;
        sg_gap_item item = {.skill = skill, .kind = SG_GAP_EXTRA};
        if (held) item.kind = often ? SG_GAP_HAVE : SG_GAP_SURPLUS;
        if (held) item.held = held->level;
        if (add_item(b, item) != 0) return -1;
    }
    return 0;
}

static int by_rank(const void *left, const void *right)
{
    const sg_gap_item *a = left, *b = right;
    bool open_a = a->kind <= SG_GAP_PARTIAL, open_b = b->kind <= SG_GAP_PARTIAL;
    if (open_a != open_b) return open_a ? -1 : 1;
    if (!open_a && a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    double x = open_a ? a->priority : a->share, y = open_a ? b->priority : b->share;
    if (x != y) return x > y ? -1 : 1;
    return (a->skill > b->skill) - (a->skill < b->skill);
}

static int fill(builder *b, unsigned char *asked)
{
    const sg_taxonomy *t = b->taxonomy;
    const sg_shares *s = &b->shares;
    sg_gap *g = &b->gap;
    g->of_role = s->of_role;
    g->postings = s->n_role, g->postings_now = s->n_recent;
    g->first = s->wide_first, g->now_first = s->recent_first, g->last = s->last;
    for (size_t i = 0; i < t->n_requirements; i++)
        if (t->requirements[i].role == g->role && add_required(b, &t->requirements[i], asked) != 0) return -1;
    return g->n ? add_others(b, asked) : 0;
}

sg_status sg_gap_build(const sg_taxonomy *taxonomy, const sg_market *market, const sg_outlooks *outlooks,
                       const sg_profile *profile, uint32_t role, int level, sg_gap *out, sg_error *err)
{
    builder b = {.taxonomy = taxonomy, .outlooks = outlooks, .profile = profile};
    b.gap = (sg_gap){.role = role, .level = level, .level_shift = sg_gap_level_shift(level)};
    unsigned char *asked = sg_zalloc(taxonomy->skill_ids.count + 1, 1);
    sg_status status = asked ? SG_OK : sg_fail(err, SG_EFAIL, "no memory for the gap");
    if (status == SG_OK) status = sg_shares_count(market, role, outlooks->end, &b.shares, err);
    if (status == SG_OK && fill(&b, asked) != 0) status = sg_fail(err, SG_EFAIL, "no memory for the gap");
    if (status == SG_OK && !b.gap.n)
        status = sg_fail(err, SG_EDATA, "no requirements are known for the role %s", taxonomy->roles[role].id.at);
    sg_free(asked);
    sg_shares_release(&b.shares);
    if (status != SG_OK) {
        sg_gap_release(&b.gap);
        return status;
    }
    qsort(b.gap.items, b.gap.n, sizeof *b.gap.items, by_rank);
    *out = b.gap;
    return SG_OK;
}

void sg_gap_release(sg_gap *gap)
{
    sg_free(gap->items);
    sg_free(gap->ways);
    *gap = (sg_gap){0};
}

size_t sg_gap_asked(const sg_gap *gap, size_t *have)
{
    const size_t *n = gap->of_kind;
    size_t asked = 0;
    for (size_t i = 0; i < gap->n; i++) asked += gap->items[i].importance > 0;
    *have = asked - n[SG_GAP_MISSING] - n[SG_GAP_PARTIAL] - n[SG_GAP_UNSTATED];
    return asked;
}
