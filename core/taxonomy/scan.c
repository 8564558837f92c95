/* Finds the words of a text that may start a name: 64 bytes at a time become bit masks of word bytes, each word is
 * hashed once, and a bit set says whether any name starts so. */
#include "base/mem.h"
#include "taxonomy/token.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

int sg_filter_init(sg_filter *filter, size_t words)
{
    unsigned log = 12;
    while (log < 22 && ((size_t)1 << log) < words * 16) log++;
    filter->bits = sg_zalloc(((size_t)1 << log) / 64, sizeof *filter->bits);
    filter->shift = 64 - log;
    return filter->bits ? 0 : -1;
}

void sg_filter_release(sg_filter *filter)
{
    sg_free(filter->bits);
    *filter = (sg_filter){0};
}

enum { BLOCK = 64 };

/* Bit i: byte i is a letter, a digit or not ASCII; not ASCII. */
typedef struct masks {
    uint64_t word, high;
} masks;

#ifdef __SSE2__
static inline masks masks_of(const char *at)
{
    masks out = {0, 0};
    for (unsigned i = 0; i < BLOCK; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(at + i));
        /* x - low is below n, unsigned, just when x - low - 128 is below n - 128, signed */
        __m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
        __m128i letter = _mm_cmplt_epi8(_mm_sub_epi8(lower, _mm_set1_epi8((char)('a' + 128))), _mm_set1_epi8(26 - 128));
        __m128i digit = _mm_cmplt_epi8(_mm_sub_epi8(bytes, _mm_set1_epi8((char)('0' + 128))), _mm_set1_epi8(10 - 128));
        uint64_t high = (uint32_t)_mm_movemask_epi8(bytes);
        uint64_t word = (uint32_t)_mm_movemask_epi8(_mm_or_si128(letter, digit));
        out.high |= high << i;
        out.word |= (word | high) << i;
    }
    return out;
}
#else
static inline masks masks_of(const char *at)
{
    masks out = {0, 0};
    for (unsigned i = 0; i < BLOCK; i++) {
        unsigned char c = (unsigned char)at[i];
        out.high |= (uint64_t)(c >> 7) << i;
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
} scan;

static int offer(const scan *s, const sg_token *word)
{
    if (sg_filter_has(s->filter, word->hash)) return s->fn(s->ctx, word);
    size_t len = word->end - word->start;
    size_t stem = len <= SG_WORD_MAX ? sg_word_stem(s->text.at + word->start, len) : 0;
    return stem && sg_filter_has(s->filter, sg_word_hash(s->text, word->start, stem)) ? s->fn(s->ctx, word) : 0;
}

/* A run of word bytes that are not all ASCII may be several words: "•Go…". */
static int offer_mixed(const scan *s, size_t at, size_t end)
{
    sg_token token;
    while (at < end && sg_token_next(s->text, at, &token) && token.start < end) {
        int status = token.mark ? 0 : offer(s, &token);
        if (status != 0) return status;
        at = token.end;
    }
    return 0;
}

static int offer_run(const scan *s, size_t at, size_t end, bool high)
{
    if (high) return offer_mixed(s, at, end);
    if (end - at > SG_WORD_MAX) return 0;
    sg_token word = {.start = at, .end = end, .hash = sg_word_hash(s->text, at, end - at)};
    char last = s->text.at[end - 1];
    if (last >= '0' && last <= '9') return offer(s, &word);
    return sg_filter_has(s->filter, word.hash) ? s->fn(s->ctx, &word) : 0;
}

/* A run that passes the block's end is followed to its own. */
static int offer_long(const scan *s, size_t at, size_t from, bool high)
{
    size_t end = from;
    for (; end < s->text.len && sg_is_word_byte((unsigned char)s->text.at[end]); end++)
        high = high || (unsigned char)s->text.at[end] >= 0x80;
    return offer_run(s, at, end, high);
}

static int scan_block(const scan *s, size_t base, masks m, uint64_t carry)
{
    uint64_t starts = m.word & ~(m.word << 1 | carry);
    int status = 0;
    while (starts && status == 0) {
        unsigned start = (unsigned)__builtin_ctzll(starts);
        starts &= starts - 1;
        uint64_t after = ~m.word >> start;
        unsigned len = after ? (unsigned)__builtin_ctzll(after) : BLOCK - start;
        if (start + len >= BLOCK) return offer_long(s, base + start, base + BLOCK, m.high >> start != 0);
        uint64_t in_word = (((uint64_t)1 << len) - 1) << start;
        status = offer_run(s, base + start, base + start + len, (m.high & in_word) != 0);
    }
    return status;
}

int sg_words_scan(sg_text text, const sg_filter *filter, sg_word_fn fn, void *ctx)
{
    scan s = {text, filter, fn, ctx};
    uint64_t carry = 0;
    int status = 0;
    for (size_t base = 0; base < text.len && status == 0; base += BLOCK) {
        char last[BLOCK] = {0};
        const char *at = text.at + base;
        if (text.len - base < BLOCK) at = memcpy(last, at, text.len - base);
        masks m = masks_of(at);
        status = scan_block(&s, base, m, carry);
        carry = m.word >> 63;
    }
    return status;
}
