#include "market/leaders.h"

#include "base/mem.h"
#include "taxonomy/token.h"

static const double shared_min = .4, sum_min = .9, roles_sum_min = 1.5, skills_weight = 1.5, skills_shared = .4;
static const double firms_sum_min = 1.2, firms_runs_min = 50;
static const uint32_t many_skills = 10;

/* ---- the index ---- */

sg_status sg_leaders_init(sg_leaders *leaders, size_t n, sg_error *err)
{
    leaders->n = 0;
    leaders->n_slots = leaders->likeness ? n * SG_LEADERS_KEYS / 3 * 4 + 64 : 1;
    leaders->opening_mask = 1;
    while (leaders->opening_mask <= n) leaders->opening_mask = leaders->opening_mask * 2 + 1;
    leaders->item = sg_alloc((n + 1) * sizeof *leaders->item);
    leaders->slots = sg_zalloc(leaders->n_slots, sizeof *leaders->slots);
    if (leaders->item && leaders->slots) return SG_OK;
    return sg_fail(err, SG_EFAIL, "no memory to compare %zu postings", n);
}

void sg_leaders_release(sg_leaders *leaders)
{
    sg_free(leaders->item);
    sg_free(leaders->slots);
    leaders->item = leaders->slots = NULL;
}

static void add_probe(const sg_leaders *l, uint64_t key, uint64_t kind, sg_leaders_probes *out)
{
    uint64_t hash = key * 0x9E3779B97F4A7C15u ^ kind;
    hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93u;
    out->at[out->n].slot = (size_t)((hash >> 32) * l->n_slots >> 32);
    out->at[out->n].tag = (uint32_t)hash & ~l->opening_mask;
    __builtin_prefetch(&l->slots[out->at[out->n++].slot]);
}

void sg_leaders_expect(const sg_leaders *l, uint32_t item, sg_leaders_probes *out)
{
    out->n = 0;
    if (!l->likeness || !l->likeness->near[item][SG_NEAR_SIZE - 1]) return; /* it has no signature */
    uint64_t kind = (uint64_t)l->items[item].group * SG_LEADERS_KEYS,
             employer = l->likeness->postings[item].employer_hash;
    for (unsigned k = 0; k < SG_NEAR_KEYS; k++) add_probe(l, sg_near_key(l->likeness->near[item], k), kind + k, out);
    if (employer) add_probe(l, employer, kind + SG_NEAR_KEYS, out);
}

static size_t after(const sg_leaders *l, size_t slot)
{
    return slot + 1 < l->n_slots ? slot + 1 : 0;
}

static bool has_tag(const sg_leaders *l, uint32_t held, uint32_t tag)
{
    return (held & ~l->opening_mask) == tag;
}

void sg_leaders_expect_soon(const sg_leaders *l, const sg_leaders_probes *probes)
{
    for (unsigned i = 0; i < probes->n; i++) {
        uint32_t held = l->slots[probes->at[i].slot];
        if (held && has_tag(l, held, probes->at[i].tag))
            __builtin_prefetch(l->likeness->near[l->item[(held & l->opening_mask) - 1]]);
    }
}

static bool firms_differ(const sg_market_posting *a, const sg_market_posting *b)
{
    return a->employer_hash && b->employer_hash && a->employer_hash != b->employer_hash;
}

/* Texts share a key by chance or by words that everyone has; of one employer more is looked at. */
static size_t crowd_max(unsigned probe)
{
    return probe < SG_NEAR_KEYS ? SG_LEADERS_CROWD / 2 : SG_LEADERS_CROWD;
}

uint32_t sg_leaders_add(sg_leaders *l, uint32_t item, const sg_leaders_probes *probes)
{
    l->item[l->n++] = item;
    for (unsigned i = 0; i < probes->n; i++) {
        uint32_t tag = probes->at[i].tag, held;
        size_t crowd = 0, slot = probes->at[i].slot, earliest = slot;
        for (; (held = l->slots[slot]) != 0; slot = after(l, slot))
            if (has_tag(l, held, tag) && (crowd++ == 0 || held < l->slots[earliest])) earliest = slot;
        l->slots[crowd < crowd_max(i) ? slot : earliest] = l->n | tag;
    }
    return l->n - 1;
}

/* ---- what is near ---- */

typedef struct common {
    uint32_t both, any; /* skills that both name, and that either does */
} common;

static common common_skills(const sg_likeness *l, const sg_market_posting *a, const sg_market_posting *b)
{
    uint32_t i = 0, j = 0;
    common skills = {0, 0};
    while (i < a->n_skills || j < b->n_skills) {
        uint32_t x = i < a->n_skills ? a->skills[i] : UINT32_MAX, y = j < b->n_skills ? b->skills[j] : UINT32_MAX;
        uint32_t skill = x < y ? x : y;
        i += x == skill;
        j += y == skill;
        if (l->is_skill && !l->is_skill[skill]) continue;
        skills.any++;
        skills.both += x == y;
    }
    return skills;
}

enum { TITLE_WORDS = 16 };

/* Hashes of the words of at least two bytes, without an s at the end. */
static size_t title_words(sg_text title, uint64_t words[static TITLE_WORDS])
{
    sg_token token;
    size_t n = 0;
    for (size_t at = 0; n < TITLE_WORDS && sg_token_next(title, at, &token); at = token.end) {
        size_t len = token.end - token.start;
        if (token.mark || len < 2) continue;
        len -= (title.at[token.end - 1] | 0x20) == 's';
        words[n++] = sg_word_hash(title.at + token.start, len, title.len - token.start);
    }
    return n;
}

/* Of the words of the shorter title, how many the other has: more than half, or not. known: both have words. */
static bool titles_alike(sg_text a, sg_text b, bool *known)
{
    uint64_t x[TITLE_WORDS], y[TITLE_WORDS];
    size_t n = title_words(a, x), m = title_words(b, y), shared = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++)
            if (x[i] == y[j]) {
                shared++;
                break;
            }
    *known = n && m;
    return shared * 2 > (n < m ? n : m);
}

static bool firms_allow(const sg_likeness *l, uint32_t a, uint32_t b, double sum)
{
    const sg_market_posting *x = &l->postings[a], *y = &l->postings[b];
    if (!firms_differ(x, y)) return true;
    return sum >= firms_sum_min && sg_near_runs(l->near[a]) >= firms_runs_min &&
           sg_near_runs(l->near[b]) >= firms_runs_min && sg_month_of_day(x->day) != sg_month_of_day(y->day);
}

/* With so large a part of their words shared. */
static bool near_by(const sg_likeness *l, uint32_t a, uint32_t b, double shared)
{
    const sg_market_posting *x = &l->postings[a], *y = &l->postings[b];
    common skills = common_skills(l, x, y);
    double sum = shared + skills_weight * (skills.both + skills_shared) / (skills.any + 1);
    if (sum < sum_min || !firms_allow(l, a, b, sum)) return false;
    bool known, roles = x->role != SG_ID_NONE && y->role != SG_ID_NONE;
    if (roles && x->role == y->role) return true;
    bool alike = titles_alike(x->title, y->title, &known);
    if (!roles) return alike || !known;
    return alike ? sum >= roles_sum_min : skills.both >= many_skills && skills.both * 5 >= skills.any * 4;
}

bool sg_likeness_near(const sg_likeness *l, uint32_t a, uint32_t b)
{
    double shared = sg_near_shared(l->near[a], l->near[b]);
    return shared >= shared_min && near_by(l, a, b, shared);
}

/* ---- the earliest opening ---- */

enum {
    TRIED = 16 /* those that were met under another key, by their last bits */,
    MOST = SG_LEADERS_KEYS * SG_LEADERS_CROWD
};

/* Openings that an item may be one of. They lie all over the memory: each step below has it bring what the next one
 * reads of all of them. */
typedef struct candidate {
    uint32_t opening, item;
    double shared;
} candidate;

static size_t gather(const sg_leaders *l, const sg_leaders_probes *probes, candidate out[static MOST])
{
    uint32_t held, tried[TRIED];
    size_t n = 0;
    for (unsigned i = 0; i < TRIED; i++) tried[i] = SG_LEADERS_NONE;
    for (unsigned i = 0; i < probes->n; i++)
        for (size_t slot = probes->at[i].slot; (held = l->slots[slot]) != 0 && n < MOST; slot = after(l, slot)) {
            uint32_t opening = (held & l->opening_mask) - 1;
            if (!has_tag(l, held, probes->at[i].tag) || tried[opening % TRIED] == opening) continue;
            tried[opening % TRIED] = opening;
            out[n++].opening = opening;
            __builtin_prefetch(&l->item[opening]);
        }
    for (size_t i = 0; i < n; i++) {
        out[i].item = l->item[out[i].opening];
        __builtin_prefetch(l->likeness->near[out[i].item]);
    }
    return n;
}

/* Those that share words enough, as most do not. */
static size_t sift(const sg_likeness *likeness, uint32_t item, candidate *at, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        at[i].shared = sg_near_shared(likeness->near[item], likeness->near[at[i].item]);
        if (at[i].shared < shared_min) continue;
        __builtin_prefetch(&likeness->postings[at[i].item]);
        at[kept++] = at[i];
    }
    for (size_t i = 0; i < kept; i++) __builtin_prefetch(likeness->postings[at[i].item].skills);
    return kept;
}

uint32_t sg_leaders_find(const sg_leaders *l, uint32_t item, const sg_leaders_probes *probes)
{
    uint32_t own = SG_LEADERS_NONE, other = SG_LEADERS_NONE;
    candidate at[MOST];
    size_t n = sift(l->likeness, item, at, gather(l, probes, at));
    for (size_t i = 0; i < n; i++) {
        uint32_t leader = at[i].item;
        bool differ = firms_differ(&l->likeness->postings[item], &l->likeness->postings[leader]);
        uint32_t *found = differ ? &other : &own;
        if (at[i].opening < *found && l->items[item].group == l->items[leader].group &&
            near_by(l->likeness, item, leader, at[i].shared))
            *found = at[i].opening;
    }
    return own != SG_LEADERS_NONE ? own : other;
}
