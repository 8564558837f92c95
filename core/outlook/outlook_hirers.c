/* Who posts what an outlook counts now: employers, openings and sources, and how much less sure a count is for one
 * employer's many postings in it. */
#include "outlook/outlook_work.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

enum { PAIRS_MAX = 1 << 28 };

/* One posting that names the skill. */
typedef struct naming {
    uint32_t skill;
    uint64_t key; /* of the employer, the opening or the source */
} naming;

typedef struct namings {
    naming *items; /* by skill and key */
    size_t n, capacity;
} namings;

/* Postings of one employer, whatever they name. */
typedef struct hirer {
    uint64_t key;
    double postings;
} hirer;

typedef struct hirers {
    hirer *items; /* by key */
    size_t n;
    double postings, unknown; /* all of now, and those without an employer */
    double squares;           /* Σ of the employers' squared postings */
} hirers;

typedef uint64_t (*key_fn)(const sg_market_posting *posting);

static uint64_t employer_of(const sg_market_posting *p)
{
    return p->employer_hash;
}
static uint64_t opening_of(const sg_market_posting *p)
{
    return p->opening;
}
static uint64_t source_of(const sg_market_posting *p)
{
    return p->source;
}

static int by_skill_and_key(const void *a, const void *b)
{
    const naming *x = a, *y = b;
    if (x->skill != y->skill) return x->skill < y->skill ? -1 : 1;
    return (x->key > y->key) - (x->key < y->key);
}

static int by_key(const void *a, const void *b)
{
    const hirer *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static sg_status no_memory(sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "no memory to count employers");
}

static sg_status collect(const sg_outlook_work *b, key_fn key, namings *out, sg_error *err)
{
    out->n = 0;
    for (size_t i = 0; i < b->market->n_postings; i++) {
        const sg_market_posting *p = &b->market->postings[i];
        if (!sg_outlook_is_now(b, p)) continue;
        for (uint32_t k = 0; k < p->n_skills; k++) {
            if (SG_GROW(out->items, out->n, out->capacity, (size_t)PAIRS_MAX) != 0) return no_memory(err);
            out->items[out->n++] = (naming){p->skills[k], key(p)};
        }
    }
    if (out->n) qsort(out->items, out->n, sizeof *out->items, by_skill_and_key);
    return SG_OK;
}

static sg_status list_hirers(const sg_outlook_work *b, hirers *h, sg_error *err)
{
    size_t capacity = 0, kept = 0;
    for (size_t i = 0; i < b->market->n_postings; i++) {
        const sg_market_posting *p = &b->market->postings[i];
        if (!sg_outlook_is_now(b, p)) continue;
        h->postings++;
        if (!p->employer_hash) {
            h->unknown++;
            continue;
        }
        if (SG_GROW(h->items, h->n, capacity, (size_t)PAIRS_MAX) != 0) return no_memory(err);
        h->items[h->n++] = (hirer){p->employer_hash, 1};
    }
    if (h->n) qsort(h->items, h->n, sizeof *h->items, by_key);
    for (size_t i = 0; i < h->n; i++) {
        if (kept && h->items[kept - 1].key == h->items[i].key)
            h->items[kept - 1].postings++;
        else
            h->items[kept++] = h->items[i];
    }
    h->n = kept;
    for (size_t i = 0; i < h->n; i++) h->squares += h->items[i].postings * h->items[i].postings;
    return SG_OK;
}

/* The namings of one skill: its employers, the largest one's part, and the design effect: the variance of the count
 * with an employer's postings drawn together, over that of single ones (Rao & Scott 1992). */
static void weigh_skill(sg_outlook *o, const naming *at, size_t n, const hirers *h)
{
    double p = (double)n / h->postings, largest = 0, unknown = 0;
    double squares = p * p * h->squares;
    for (size_t i = 0, next; i < n; i = next) {
        for (next = i; next < n && at[next].key == at[i].key;) next++;
        double named = (double)(next - i);
        const hirer sought = {.key = at[i].key};
        const hirer *found = at[i].key ? bsearch(&sought, h->items, h->n, sizeof *h->items, by_key) : NULL;
        if (!found) {
            unknown = named;
            continue;
        }
        double expected = p * found->postings;
        squares += (named - expected) * (named - expected) - expected * expected;
        largest = fmax(largest, named);
        o->employers++;
    }
    squares += unknown * (1 - p) * (1 - p) + (h->unknown - unknown) * p * p;
    o->largest = largest / (double)n;
    if (p < 1) o->design = fmax(1, squares / ((double)n * (1 - p)));
}

static void count_distinct(sg_outlook_work *b, const namings *all, size_t field)
{
    for (size_t i = 0; i < all->n; i++) {
        if (i && by_skill_and_key(&all->items[i], &all->items[i - 1]) == 0) continue;
        sg_outlook *o = sg_outlook_item(b, all->items[i].skill);
        if (o) ++*(size_t *)((char *)o + field);
    }
}

sg_status sg_outlook_hirers(sg_outlook_work *b, sg_error *err)
{
    namings all = {0};
    hirers h = {0};
    for (size_t i = 0; i < b->out.n; i++) b->out.items[i].design = 1;
    sg_status status = list_hirers(b, &h, err);
    if (status == SG_OK) status = collect(b, employer_of, &all, err);
    b->out.employers_known = h.n > 0;
    for (size_t i = 0, next; status == SG_OK && i < all.n; i = next) {
        for (next = i; next < all.n && all.items[next].skill == all.items[i].skill;) next++;
        sg_outlook *o = sg_outlook_item(b, all.items[i].skill);
        if (o) weigh_skill(o, all.items + i, next - i, &h);
    }
    if (status == SG_OK) status = collect(b, opening_of, &all, err);
    if (status == SG_OK) count_distinct(b, &all, offsetof(sg_outlook, openings));
    if (status == SG_OK) status = collect(b, source_of, &all, err);
    if (status == SG_OK) count_distinct(b, &all, offsetof(sg_outlook, sources));
    sg_free(all.items);
    sg_free(h.items);
    return status;
}
