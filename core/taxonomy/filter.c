/* Which words of a text may begin a name: a Bloom filter (Burton Bloom, 1970) of names' first words and first pairs of
 * words, two bits each in one number, small enough to stay in the processor's first caches. Most words begin none. */
#include "taxonomy/filter.h"

#include "base/mem.h"

#include <string.h>

enum { BITS = 16 }; /* a name */

int sg_filter_init(sg_filter *filter, size_t names)
{
    unsigned log = 12;
    while (log < 24 && ((size_t)1 << log) < names * BITS) log++;
    filter->bits = sg_zalloc(((size_t)1 << log) / 64, sizeof *filter->bits);
    filter->shift = 64 - (log - 6);
    return filter->bits ? 0 : -1;
}

void sg_filter_release(sg_filter *filter)
{
    sg_free(filter->bits);
    *filter = (sg_filter){0};
}

void sg_filter_add_pair(sg_filter *filter, uint64_t first, uint64_t second)
{
    uint64_t pair = sg_filter_pair(first, second);
    filter->bits[pair >> filter->shift] |= sg_filter_mask(pair);
}

/* A name of one word is a pair with nothing. */
void sg_filter_add(sg_filter *filter, uint64_t hash)
{
    sg_filter_add_pair(filter, hash, 0);
}

/* ---- the words of a text ---- */

static inline __attribute__((always_inline)) void find(sg_hits *h, size_t end)
{
    const sg_filter filter = *h->filter;
    const sg_word *words = h->words->items;
    uint32_t *hit = h->at;
    for (size_t i = h->read; i < end; i++) {
        *hit = (uint32_t)i;
        hit += sg_filter_begins(&filter, words[i].hash, words[i + 1].hash);
    }
    h->n = (size_t)(hit - h->at);
}

static void find_anywhere(sg_hits *h, size_t end)
{
    find(h, end);
}

#ifdef __x86_64__
__attribute__((target("bmi2"))) static void find_wide(sg_hits *h, size_t end)
{
    find(h, end);
}
#else
#define find_wide find_anywhere
#endif

/* Into its place, unless it is there or belongs to others. */
static void add_hit(sg_hits *h, size_t word, size_t end)
{
    size_t i = h->n;
    if (word < h->read || word >= end) return;
    while (i > 0 && h->at[i - 1] > word) i--;
    if (i > 0 && h->at[i - 1] == word) return;
    memmove(h->at + i + 1, h->at + i, (h->n++ - i) * sizeof *h->at);
    h->at[i] = (uint32_t)word;
}

/* A word that ends with digits may be a name without them, or its second word. */
static void add_stem(sg_hits *h, size_t number, size_t end)
{
    const sg_word *word = &h->words->items[number];
    const char *at = h->text.at + word->start;
    size_t len = word->end - word->start, stem = len > SG_WORD_MAX ? 0 : sg_word_stem(at, len);
    if (!stem) return;
    uint64_t hash = sg_word_hash(at, stem, h->text.len - word->start);
    if (number > 0 && sg_filter_has(h->filter, sg_filter_pair(word[-1].hash, hash))) add_hit(h, number - 1, end);
    if (sg_filter_has(h->filter, sg_filter_pair(hash, 0))) add_hit(h, number, end);
}

void sg_hits_begin(sg_hits *hits, const sg_filter *filter, sg_text text, const sg_word_list *words)
{
    hits->filter = filter;
    hits->text = text;
    hits->words = words;
    hits->read = hits->number = 0;
}

bool sg_hits_next(sg_hits *h)
{
    enum { HITS = sizeof h->at / sizeof *h->at };
    const sg_word_list *words = h->words;
    size_t end = words->n - h->read < HITS ? words->n : h->read + HITS, number = h->number;
    if (h->read == words->n) return false;
    (sg_scan_is_wide() ? find_wide : find_anywhere)(h, end);
    for (; number < words->n_numbered && words->numbered[number] <= end; number++) {
        add_stem(h, words->numbered[number], end);
        h->number = number + (words->numbered[number] < end);
    }
    h->read = end;
    return true;
}
