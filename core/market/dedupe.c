#include "market/dedupe.h"

#include "base/mem.h"

/* Open addressing: key → index of an item + 1. Keys are hashes already; 0 marks a free slot. */
typedef struct table {
    uint64_t *keys;
    uint32_t *held;
    size_t mask;
} table;

static int table_init(table *t, size_t n)
{
    size_t slots = 64;
    while (slots < n * 2) slots *= 2;
    t->keys = sg_zalloc(slots, sizeof *t->keys);
    t->held = sg_zalloc(slots, sizeof *t->held);
    t->mask = slots - 1;
    return t->keys && t->held ? 0 : -1;
}

static void table_release(table *t)
{
    sg_free(t->keys);
    sg_free(t->held);
}

/* A finaliser of SplitMix64 (Steele, Lea, Flood 2014): spreads what was joined to a key. */
static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t x = a ^ (b * 0x9e3779b97f4a7c15u);
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    x ^= x >> 31;
    return x ? x : 1;
}

/* Where the key's item is held; 0 when it is new. */
static uint32_t *slot_of(table *t, uint64_t key)
{
    size_t at = (size_t)key & t->mask;
    while (t->keys[at] && t->keys[at] != key) at = (at + 1) & t->mask;
    t->keys[at] = key;
    return &t->held[at];
}

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

enum { KEYS = 3 };

static void join_openings(const sg_dedupe_item *items, size_t n, uint32_t *parent, table *t)
{
    for (size_t i = 0; i < n; i++) {
        const uint64_t keys[KEYS] = {items[i].id, items[i].url, items[i].body};
        for (uint64_t k = 0; k < KEYS; k++) {
            if (!keys[k]) continue;
            uint32_t *held = slot_of(t, mix(keys[k], (uint64_t)items[i].group * KEYS + k + 1));
            if (*held)
                join(parent, (uint32_t)i, *held - 1);
            else
                *held = (uint32_t)i + 1;
        }
    }
}

static int stands_before(const sg_dedupe_item *a, const sg_dedupe_item *b)
{
    if (a->day != b->day) return a->day < b->day;
    if (a->source != b->source) return a->source < b->source;
    return a->row < b->row;
}

static void keep_earliest(const sg_dedupe_item *items, size_t n, uint32_t *parent, table *t, unsigned char *keep)
{
    for (size_t i = 0; i < n; i++) {
        uint64_t month = (uint32_t)sg_month_of_day(items[i].day);
        uint32_t *held = slot_of(t, mix(mix(root_of(parent, (uint32_t)i) + 1u, 0x6d), month));
        keep[i] = !*held || stands_before(&items[i], &items[*held - 1]);
        if (keep[i] && *held) keep[*held - 1] = 0;
        if (keep[i]) *held = (uint32_t)i + 1;
    }
}

sg_status sg_dedupe(const sg_dedupe_item *items, size_t n, unsigned char *keep, sg_error *err)
{
    sg_status status = SG_OK;
    table openings = {0}, months = {0};
    uint32_t *parent = NULL;
    if (n >= UINT32_MAX / KEYS) return sg_fail(err, SG_EFAIL, "%zu postings: more than skillgap can compare", n);
    parent = sg_alloc((n + 1) * sizeof *parent);
    if (!parent || table_init(&openings, n * KEYS) != 0 || table_init(&months, n) != 0) {
        status = sg_fail(err, SG_EFAIL, "no memory to compare %zu postings", n);
        goto cleanup;
    }
    for (size_t i = 0; i < n; i++) parent[i] = (uint32_t)i;
    join_openings(items, n, parent, &openings);
    keep_earliest(items, n, parent, &months, keep);
cleanup:
    sg_free(parent);
    table_release(&openings);
    table_release(&months);
    return status;
}
