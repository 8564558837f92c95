/* Finds the words of a text that may start a name: 64 bytes at a time become bit masks of word bytes, each word is
 * hashed once, and bit sets say whether any name starts with it, and with it and the next. */
#include "base/mem.h"
#include "taxonomy/token.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

int sg_filter_init(sg_filter *filter, size_t names)
{
    unsigned log = 12;
    while (log < 24 && ((size_t)1 << log) < names * 8) log++;
    filter->first = sg_zalloc(((size_t)1 << log) / 32, sizeof *filter->first);
    filter->pairs = sg_zalloc(((size_t)1 << log) / 64, sizeof *filter->pairs);
    filter->shift = 64 - log;
    return filter->first && filter->pairs ? 0 : -1;
}

void sg_filter_release(sg_filter *filter)
{
    sg_free(filter->first);
    sg_free(filter->pairs);
    *filter = (sg_filter){0};
}

static inline unsigned begins(const sg_filter *f, uint64_t hash)
{
    uint64_t at = hash >> f->shift;
    return (unsigned)(f->first[at >> 5] >> (at & 31) * 2) & 3;
}

static void add_first(sg_filter *f, uint64_t hash, unsigned what)
{
    uint64_t at = hash >> f->shift;
    f->first[at >> 5] |= (uint64_t)what << (at & 31) * 2;
}

static inline uint64_t pair_place(const sg_filter *f, uint64_t first, uint64_t second)
{
    return ((first << 1 ^ second) * 0x9E3779B97F4A7C15u) >> f->shift;
}

static inline bool are_pair(const sg_filter *f, uint64_t first, uint64_t second)
{
    uint64_t at = pair_place(f, first, second);
    return f->pairs[at >> 6] >> (at & 63) & 1;
}

void sg_filter_add(sg_filter *filter, uint64_t hash)
{
    add_first(filter, hash, SG_FIRST_ALONE);
}

void sg_filter_add_pair(sg_filter *filter, uint64_t first, uint64_t second)
{
    uint64_t at = pair_place(filter, first, second);
    add_first(filter, first, SG_FIRST_PAIR);
    filter->pairs[at >> 6] |= (uint64_t)1 << (at & 63);
}

enum { BLOCK = 64 };

/* Bit i: byte i is a letter, a digit or not ASCII; not ASCII; a digit. */
typedef struct masks {
    uint64_t word, high, digit;
} masks;

#ifdef __SSE2__
static inline masks masks_of(const char *at)
{
    masks out = {0, 0, 0};
    for (unsigned i = 0; i < BLOCK; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(at + i));
        /* x - low is below n, unsigned, just when x - low - 128 is below n - 128, signed */
        __m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
        __m128i letter = _mm_cmplt_epi8(_mm_sub_epi8(lower, _mm_set1_epi8((char)('a' + 128))), _mm_set1_epi8(26 - 128));
        __m128i digit = _mm_cmplt_epi8(_mm_sub_epi8(bytes, _mm_set1_epi8((char)('0' + 128))), _mm_set1_epi8(10 - 128));
        uint64_t high = (uint32_t)_mm_movemask_epi8(bytes);
        uint64_t word = (uint32_t)_mm_movemask_epi8(_mm_or_si128(letter, digit));
        out.high |= high << i;
        out.digit |= (uint64_t)(uint32_t)_mm_movemask_epi8(digit) << i;
        out.word |= (word | high) << i;
    }
    return out;
}
#else
static inline masks masks_of(const char *at)
{
    masks out = {0, 0, 0};
    for (unsigned i = 0; i < BLOCK; i++) {
        unsigned char c = (unsigned char)at[i];
        out.high |= (uint64_t)(c >> 7) << i;
        out.digit |= (uint64_t)(c >= '0' && c <= '9') << i;
        out.word |= (uint64_t)sg_is_word_byte(c) << i;
    }
    return out;
}
#endif

typedef struct scan {
    sg_text text;
    const sg_filter *filter;
    sg_word_fn fn;
    void *ctx;
    sg_token pending; /* the last word, when only its second word tells whether a name may begin; else hash 0 */
} scan;

static inline bool ends_with_digit(const scan *s, const sg_token *word)
{
    unsigned char last = (unsigned char)s->text.at[word->end - 1];
    return last >= '0' && last <= '9';
}

/* Hash of the word without its last digits, or 0. */
static uint64_t stem_hash(const scan *s, const sg_token *word)
{
    if (word->end - word->start > SG_WORD_MAX) return 0;
    size_t stem = sg_word_stem(s->text.at + word->start, word->end - word->start);
    return stem ? sg_word_hash(s->text.at + word->start, stem, s->text.len - word->start) : 0;
}

/* The pending word begins a name when this one is the second of it. */
static inline int offer_pending(scan *s, const sg_token *second)
{
    bool pair = are_pair(s->filter, s->pending.hash, second->hash);
    if (!pair && ends_with_digit(s, second)) {
        uint64_t stem = stem_hash(s, second);
        pair = stem && are_pair(s->filter, s->pending.hash, stem);
    }
    int status = pair ? s->fn(s->ctx, &s->pending) : 0;
    s->pending.hash = 0;
    return status;
}

/* A word that may begin a name or be the second of one. */
static __attribute__((noinline)) int offer_hit(scan *s, size_t at, size_t end, uint64_t hash)
{
    sg_token word = {.start = at, .end = end, .hash = hash};
    if (s->pending.hash) {
        int status = offer_pending(s, &word);
        if (status != 0) return status;
    }
    unsigned what = begins(s->filter, hash);
    if (what & SG_FIRST_ALONE) return s->fn(s->ctx, &word);
    if (what & SG_FIRST_PAIR) s->pending = word;
    if (!ends_with_digit(s, &word)) return 0;
    uint64_t stem = stem_hash(s, &word);
    return stem && (begins(s->filter, stem) & SG_FIRST_ALONE) ? s->fn(s->ctx, &word) : 0;
}

/* A run of word bytes that are not all ASCII may be several words: "•Go…". */
static int offer_mixed(scan *s, size_t at, size_t end)
{
    sg_token token;
    while (at < end && sg_token_next(s->text, at, &token) && token.start < end) {
        int status = token.mark ? 0 : offer_hit(s, token.start, token.end, token.hash);
        if (status != 0) return status;
        at = token.end;
    }
    return 0;
}

/* Any run of word bytes, followed to its end when that lies behind its block. */
static __attribute__((noinline)) int offer_run(scan *s, size_t at, size_t end, bool high)
{
    if (end % BLOCK == 0)
        for (; end < s->text.len && sg_is_word_byte((unsigned char)s->text.at[end]); end++)
            high = high || (unsigned char)s->text.at[end] >= 0x80;
    if (high) return offer_mixed(s, at, end);
    if (end - at <= SG_WORD_MAX)
        return offer_hit(s, at, end, sg_word_hash(s->text.at + at, end - at, s->text.len - at));
    s->pending.hash = 0;
    return 0;
}

static int scan_careful(scan *s, size_t base, const masks *m, uint64_t starts)
{
    int status = 0;
    for (; starts && status == 0; starts &= starts - 1) {
        unsigned start = (unsigned)__builtin_ctzll(starts);
        uint64_t after = ~m->word >> start;
        unsigned len = after ? (unsigned)__builtin_ctzll(after) : BLOCK - start;
        bool high = (m->high >> start & (len < BLOCK ? ((uint64_t)1 << len) - 1 : UINT64_MAX)) != 0;
        status = offer_run(s, base + start, base + start + len, high);
    }
    return status;
}

/* A block of ASCII with more text behind it. Most words begin no name and are done with one hash and one look. */
static int scan_fast(scan *s, size_t base, const masks *m, uint64_t starts)
{
    const sg_filter filter = *s->filter;
    const char *block = s->text.at + base;
    const uint64_t word = m->word, digit = m->digit;
    int status = 0;
    for (; starts && status == 0; starts &= starts - 1) {
        unsigned start = (unsigned)__builtin_ctzll(starts);
        uint64_t after = ~word >> start;
        if (!after) return offer_run(s, base + start, base + BLOCK, false);
        unsigned len = (unsigned)__builtin_ctzll(after);
        uint64_t hash = sg_word_hash(block + start, len, BLOCK);
        uint64_t last_digit = digit >> (start + len - 1) & 1;
        if (begins(&filter, hash) | s->pending.hash | last_digit)
            status = offer_hit(s, base + start, base + start + len, hash);
    }
    return status;
}

int sg_words_scan(sg_text text, const sg_filter *filter, sg_word_fn fn, void *ctx)
{
    scan s = {.text = text, .filter = filter, .fn = fn, .ctx = ctx};
    uint64_t carry = 0;
    int status = 0;
    for (size_t base = 0; base < text.len && status == 0; base += BLOCK) {
        char last[BLOCK] = {0};
        const char *at = text.at + base;
        if (text.len - base < BLOCK) at = memcpy(last, at, text.len - base);
        masks m = masks_of(at);
        uint64_t starts = m.word & ~(m.word << 1 | carry);
        bool fast = m.high == 0 && text.len - base >= BLOCK + 8;
        status = fast ? scan_fast(&s, base, &m, starts) : scan_careful(&s, base, &m, starts);
        carry = m.word >> 63;
    }
    return status;
}
