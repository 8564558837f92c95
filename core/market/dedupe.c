#include "market/dedupe.h"

#include "base/mem.h"
#include "market/leaders.h"

#include <stdlib.h>
#include <string.h>

/* ---- order ---- */

/* What the order is made of, close together. */
typedef struct place {
    sg_day day;
    uint32_t source;
    uint64_t row;
    uint32_t item;
} place;

static int by_place(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    if (x->source != y->source) return x->source < y->source ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* Facts mostly come sorted already. */
static sg_status put_in_order(const sg_dedupe_item *items, size_t n, sg_dedupe_one *out, sg_error *err)
{
    place *places = sg_alloc((n + 1) * sizeof *places);
    bool sorted = true;
    if (!places) return sg_fail(err, SG_EFAIL, "no memory to compare %zu postings", n);
    for (size_t i = 0; i < n; i++) {
        places[i] = (place){items[i].day, items[i].source, items[i].row, (uint32_t)i};
        sorted = sorted && (i == 0 || by_place(&places[i - 1], &places[i]) <= 0);
    }
    if (!sorted) qsort(places, n, sizeof *places, by_place);
    for (size_t i = 0; i < n; i++) out[i] = (sg_dedupe_one){.item = places[i].item};
    sg_free(places);
    return SG_OK;
}

/* ---- copies ---- */

/* The postings in order, and for each one before it that it is a copy of, or itself. */
typedef struct copies {
    const sg_dedupe_item *items;
    sg_dedupe_one *order;
    size_t n;
    uint32_t *parent;
    uint32_t *slots; /* open addressing: place in the order + 1; 0: free */
    size_t mask;
} copies;

static uint32_t root_of(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

static void join(uint32_t *parent, uint32_t a, uint32_t b)
{
    a = root_of(parent, a), b = root_of(parent, b);
    if (a < b)
        parent[b] = a;
    else
        parent[a] = b;
}

static const sg_dedupe_item *item_at(const copies *c, size_t at)
{
    return &c->items[c->order[at].item];
}

static uint64_t key_of(const sg_dedupe_item *item, sg_repeat kind)
{
    return kind == SG_REPEAT_ID ? item->id : kind == SG_REPEAT_ADDRESS ? item->url : item->body;
}

/* Joins those that have this key in common. Where it is known by what a posting is a copy, that stands. */
static void join_by(copies *c, sg_repeat kind)
{
    memset(c->slots, 0, (c->mask + 1) * sizeof *c->slots);
    for (size_t at = 0; at < c->n; at++) {
        const sg_dedupe_item *item = item_at(c, at), *other;
        uint64_t key = key_of(item, kind);
        uint32_t held;
        if (!key) continue;
        size_t slot = (size_t)((key + item->group) * 0x9E3779B97F4A7C15u >> 20) & c->mask;
        for (; (held = c->slots[slot]) != 0; slot = (slot + 1) & c->mask) {
            other = item_at(c, held - 1);
            if (key_of(other, kind) == key && other->group == item->group) break;
        }
        if (!held) {
            c->slots[slot] = (uint32_t)at + 1;
            continue;
        }
        join(c->parent, (uint32_t)at, held - 1);
        if (!c->order[at].repeats) c->order[at].repeats = (uint8_t)kind;
        if (!c->order[held - 1].repeats) c->order[held - 1].repeats = (uint8_t)kind; /* unless it speaks for them */
    }
}

static sg_status find_copies(copies *c, sg_error *err)
{
    size_t slots = 64;
    while (slots < c->n * 2) slots *= 2;
    c->mask = slots - 1;
    c->parent = sg_alloc((c->n + 1) * sizeof *c->parent);
    c->slots = sg_alloc(slots * sizeof *c->slots);
    if (!c->parent || !c->slots) return sg_fail(err, SG_EFAIL, "no memory to compare %zu postings", c->n);
    for (size_t i = 0; i < c->n; i++) c->parent[i] = (uint32_t)i;
    join_by(c, SG_REPEAT_ID);
    join_by(c, SG_REPEAT_ADDRESS);
    join_by(c, SG_REPEAT_TEXT);
    return SG_OK;
}

/* ---- openings ---- */

static void open_one(copies *c, size_t at, sg_leaders *leaders, const sg_leaders_probes *probes)
{
    sg_dedupe_one *one = &c->order[at];
    uint32_t root = root_of(c->parent, (uint32_t)at);
    if (root != at) {
        one->opening = c->order[root].opening;
        return;
    }
    one->opening = sg_leaders_find(leaders, one->item, probes);
    one->repeats = one->opening == SG_LEADERS_NONE ? SG_REPEAT_NONE : SG_REPEAT_NEAR;
    if (one->opening == SG_LEADERS_NONE) one->opening = sg_leaders_add(leaders, one->item, probes);
}

enum { AHEAD = 8 }; /* postings that are being made ready */

static void open_all(copies *c, sg_leaders *leaders)
{
    sg_leaders_probes ready[AHEAD];
    for (size_t at = 0; at < c->n + AHEAD; at++) {
        sg_leaders_probes *probes = &ready[at % AHEAD];
        if (at >= AHEAD) open_one(c, at - AHEAD, leaders, probes);
        if (at < c->n) sg_leaders_expect(leaders, c->order[at].item, probes);
        if (at >= AHEAD / 2 && at - AHEAD / 2 < c->n) sg_leaders_expect_soon(leaders, &ready[(at - AHEAD / 2) % AHEAD]);
    }
}

/* last: by opening, the month in which it was posted last. */
static sg_status find_standing(copies *c, size_t n_openings, sg_error *err)
{
    sg_month *last = sg_alloc((n_openings + 1) * sizeof *last);
    if (!last) return sg_fail(err, SG_EFAIL, "no memory to compare %zu postings", c->n);
    for (size_t i = 0; i < n_openings; i++) last[i] = SG_MONTH_ABSENT;
    for (size_t at = 0; at < c->n; at++) {
        sg_dedupe_one *one = &c->order[at];
        sg_month month = sg_month_of_day(item_at(c, at)->day);
        one->stands = last[one->opening] != month;
        last[one->opening] = month;
    }
    sg_free(last);
    return SG_OK;
}

sg_status sg_dedupe(const sg_dedupe_item *items, size_t n, const sg_likeness *likeness, sg_dedupe_one *out,
                    size_t *n_openings, sg_error *err)
{
    copies c = {.items = items, .order = out, .n = n};
    sg_leaders leaders = {.items = items, .likeness = likeness};
    if (n >= SG_LEADERS_NONE) return sg_fail(err, SG_EFAIL, "%zu postings: more than skillgap can compare", n);
    sg_status status = put_in_order(items, n, out, err);
    if (status == SG_OK) status = find_copies(&c, err);
    sg_free(c.slots);
    if (status == SG_OK) status = sg_leaders_init(&leaders, n, err);
    if (status == SG_OK) open_all(&c, &leaders);
    sg_leaders_release(&leaders);
    sg_free(c.parent);
    if (status == SG_OK) status = find_standing(&c, leaders.n, err);
    if (status == SG_OK) *n_openings = leaders.n;
    return status;
}
