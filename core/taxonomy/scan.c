/* Finds the words of a text that may start a name. 64 bytes become one bit mask of word bytes; each run of ones is a
 * word, which is hashed once; bit sets say whether any name starts with it, and with it and the next. Most words start
 * none, and hardly anything branches on what the words are. */
#include "base/mem.h"
#include "taxonomy/token.h"

#include <string.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

int sg_filter_init(sg_filter *filter, size_t names)
{
    unsigned log = 12;
    while (log < 24 && ((size_t)1 << log) < names * 32) log++;
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
    return (first << 1 ^ second) >> f->shift;
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

enum {
    BLOCK = 64,
    BLOCKS = 16, /* of a stretch */
    STRETCH = BLOCK * BLOCKS,
    HITS = STRETCH / 2 + 1
};

/* ---- bytes to masks, in the ways that a machine may have ---- */

/* Bit i of a block's masks: byte i is a letter, a digit or not ASCII; not ASCII. */
typedef struct masks {
    uint64_t word[BLOCKS + 1], high[BLOCKS + 1]; /* the last are 0 */
} masks;

typedef void masks_fn(const char *at, size_t blocks, masks *out);

static void masks_portable(const char *at, size_t blocks, masks *out)
{
    for (size_t b = 0; b < blocks; b++, at += BLOCK) {
        uint64_t word = 0, high = 0;
        for (unsigned i = 0; i < BLOCK; i++) {
            unsigned char c = (unsigned char)at[i];
            high |= (uint64_t)(c >> 7) << i;
            word |= (uint64_t)sg_is_word_byte(c) << i;
        }
        out->word[b] = word;
        out->high[b] = high;
    }
}

#ifdef __x86_64__
/* x - low is below n, unsigned, just when x - low - 128 is below n - 128, signed. */
static void masks_sse2(const char *at, size_t blocks, masks *out)
{
    for (size_t b = 0; b < blocks; b++) {
        uint64_t word = 0, high = 0;
        for (unsigned i = 0; i < BLOCK; i += 16, at += 16) {
            __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
            __m128i letter = _mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8((char)('a' + 128)));
            __m128i digit = _mm_sub_epi8(bytes, _mm_set1_epi8((char)('0' + 128)));
            __m128i is = _mm_or_si128(_mm_cmplt_epi8(letter, _mm_set1_epi8(26 - 128)),
                                      _mm_cmplt_epi8(digit, _mm_set1_epi8(10 - 128)));
            high |= (uint64_t)(uint32_t)_mm_movemask_epi8(bytes) << i;
            word |= (uint64_t)(uint32_t)_mm_movemask_epi8(is) << i;
        }
        out->word[b] = word | high;
        out->high[b] = high;
    }
}

__attribute__((target("avx2"))) static void masks_avx2(const char *at, size_t blocks, masks *out)
{
    for (size_t b = 0; b < blocks; b++) {
        uint64_t word = 0, high = 0;
        for (unsigned i = 0; i < BLOCK; i += 32, at += 32) {
            __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)at);
            __m256i letter =
                _mm256_sub_epi8(_mm256_or_si256(bytes, _mm256_set1_epi8(0x20)), _mm256_set1_epi8((char)('a' + 128)));
            __m256i digit = _mm256_sub_epi8(bytes, _mm256_set1_epi8((char)('0' + 128)));
            __m256i is = _mm256_or_si256(_mm256_cmpgt_epi8(_mm256_set1_epi8(26 - 128), letter),
                                         _mm256_cmpgt_epi8(_mm256_set1_epi8(10 - 128), digit));
            high |= (uint64_t)(uint32_t)_mm256_movemask_epi8(bytes) << i;
            word |= (uint64_t)(uint32_t)_mm256_movemask_epi8(is) << i;
        }
        out->word[b] = word | high;
        out->high[b] = high;
    }
}
#endif

/* ---- words ---- */

typedef struct scan_word {
    uint32_t start, end;
    uint64_t hash;
    unsigned what; /* may begin with it */
} scan_word;

typedef struct scan scan;
typedef void take_fn(scan *s, size_t at, uint64_t word);

struct scan {
    sg_text text;
    const sg_filter *filter;
    sg_word_fn fn;
    void *ctx;
    masks masks;
    sg_word_list *keep;    /* all words, or NULL */
    sg_word *words, *end;  /* room for those of a stretch at least: behind the last, and where it ends */
    sg_word written[HITS]; /* the room when nobody keeps them */
    scan_word last;        /* the word before, which waits for the next */
    scan_word hits[HITS];
    size_t n_hits;
    take_fn *take;
};

static int hand_over(scan *s)
{
    int status = 0;
    for (size_t i = 0; i < s->n_hits && status == 0; i++) {
        const scan_word *hit = &s->hits[i];
        sg_token word = {.start = hit->start, .end = hit->end, .hash = hit->hash};
        status = s->fn(s->ctx, &word);
    }
    s->n_hits = 0;
    return status;
}

/* A word that ends with digits may be a name without them, or its second word. */
static __attribute__((noinline)) unsigned stem_begins(const scan *s, size_t start, size_t end, uint64_t before,
                                                      unsigned *second)
{
    size_t stem = end - start > SG_WORD_MAX ? 0 : sg_word_stem(s->text.at + start, end - start);
    if (!stem) return 0;
    uint64_t hash = sg_word_hash(s->text.at + start, stem, s->text.len - start);
    if (are_pair(s->filter, before, hash)) *second = SG_FIRST_PAIR;
    return begins(s->filter, hash) & SG_FIRST_ALONE;
}

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Judges the last word, now that the next is known, and puts this one in its place; returns how many hits there are. */
static inline __attribute__((always_inline)) size_t take_word(scan *s, const sg_filter *filter, scan_word *last,
                                                              size_t n_hits, size_t start, size_t end, uint64_t hash)
{
    *s->words++ = (sg_word){(uint32_t)start, (uint32_t)end, hash};
    unsigned what = begins(filter, hash), second = (unsigned)are_pair(filter, last->hash, hash) * SG_FIRST_PAIR;
    if (is_digit(s->text.at[end - 1])) what |= stem_begins(s, start, end, last->hash, &second);
    scan_word *hit = &s->hits[n_hits];
    hit->start = last->start;
    hit->end = last->end;
    hit->hash = last->hash;
    n_hits += (last->what & (SG_FIRST_ALONE | second)) != 0;
    last->start = (uint32_t)start;
    last->end = (uint32_t)end;
    last->hash = hash;
    last->what = what;
    return n_hits;
}

/* Room for the words of a stretch. */
static int make_room(scan *s)
{
    if (s->keep) {
        sg_word_list *keep = s->keep;
        if (s->words) keep->n = (size_t)(s->words - keep->items);
        while (keep->cap < keep->n + HITS)
            if (SG_GROW(keep->items, keep->cap, keep->cap, SIZE_MAX) != 0) return -1;
    }
    s->words = s->keep ? s->keep->items + s->keep->n : s->written;
    s->end = s->words + HITS;
    return 0;
}

/* A run of word bytes that are not all ASCII may be several words: "•Go…". */
static int take_mixed(scan *s, size_t at, size_t end)
{
    sg_token token;
    int status = 0;
    for (; at < end && status == 0 && sg_token_next(s->text, at, &token) && token.start < end; at = token.end) {
        if (token.mark) continue;
        s->n_hits = take_word(s, s->filter, &s->last, s->n_hits, token.start, token.end, token.hash);
        if (s->n_hits == HITS - 1) status = hand_over(s);
        if (s->words == s->end && status == 0) status = make_room(s);
    }
    return status;
}

/* The runs of ones in a window of the text at `at`; none goes on behind it. */
static inline __attribute__((always_inline)) void take_ascii(scan *s, size_t at, uint64_t word)
{
    const char *text = s->text.at;
    const size_t len = s->text.len;
    const sg_filter filter = *s->filter;
    scan_word last = s->last;
    size_t n_hits = s->n_hits;
    for (uint64_t starts = word & ~(word << 1); starts; starts &= starts - 1) {
        unsigned from = (unsigned)__builtin_ctzll(starts);
        size_t start = at + from, end = start + (unsigned)__builtin_ctzll(~(word >> from));
        n_hits = take_word(s, &filter, &last, n_hits, start, end, sg_word_hash(text + start, end - start, len - start));
    }
    s->last = last;
    s->n_hits = n_hits;
}

static void take_ascii_anywhere(scan *s, size_t at, uint64_t word)
{
    take_ascii(s, at, word);
}

#ifdef __x86_64__
__attribute__((target("bmi,bmi2"))) static void take_ascii_bmi(scan *s, size_t at, uint64_t word)
{
    take_ascii(s, at, word);
}
#endif

/* ---- the ways that a machine may have ---- */

typedef struct way {
    masks_fn *masks_of;
    take_fn *take;
} way;

static sg_scan_path chosen = SG_SCAN_BEST; /* by tests */

static bool find_way(sg_scan_path path, way *out)
{
#ifdef __x86_64__
    bool wide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
    if (path == SG_SCAN_BEST) path = wide ? SG_SCAN_AVX2 : SG_SCAN_SSE2;
    if (path == SG_SCAN_AVX2) *out = (way){masks_avx2, take_ascii_bmi};
    if (path == SG_SCAN_SSE2) *out = (way){masks_sse2, take_ascii_anywhere};
    if (path != SG_SCAN_PORTABLE) return path == SG_SCAN_SSE2 || wide;
#endif
    *out = (way){masks_portable, take_ascii_anywhere};
    return path == SG_SCAN_PORTABLE || path == SG_SCAN_BEST;
}

bool sg_scan_use(sg_scan_path path)
{
    way unused;
    if (!find_way(path, &unused)) return false;
    chosen = path;
    return true;
}

/* high: bytes that are not ASCII. */
static int take_window(scan *s, size_t at, uint64_t word, uint64_t high)
{
    int status = 0;
    if (!(word & high)) {
        s->take(s, at, word);
        return 0;
    }
    for (uint64_t starts = word & ~(word << 1); starts && status == 0; starts &= starts - 1) {
        uint64_t run = word & ~(word + (starts & -starts)); /* of ones: the carry of the sum clears it */
        if (run & high)
            status = take_mixed(s, at + (size_t)__builtin_ctzll(run), at + BLOCK - (size_t)__builtin_clzll(run));
        else
            s->take(s, at, run);
        word &= ~run;
    }
    return status;
}

/* A run of at least 64 word bytes at `at`; *end: where it ends. */
static int take_long(scan *s, size_t at, size_t *end)
{
    bool high = false;
    for (*end = at; *end < s->text.len && sg_is_word_byte((unsigned char)s->text.at[*end]); ++*end)
        high = high || (unsigned char)s->text.at[*end] >= 0x80;
    if (high) return take_mixed(s, at, *end);
    uint64_t hash = sg_word_hash(s->text.at + at, *end - at, s->text.len - at);
    s->n_hits = take_word(s, s->filter, &s->last, s->n_hits, at, *end, hash);
    return 0;
}

/* Masks of the stretch at base; how many bytes of text it has. The last block of a text is read from a copy. */
static size_t find_masks(scan *s, masks_fn *masks_of, size_t base)
{
    size_t left = s->text.len - base, blocks = left / BLOCK;
    const char *at = s->text.at + base;
    masks *m = &s->masks;
    if (blocks >= BLOCKS) {
        masks_of(at, BLOCKS, m);
        return STRETCH;
    }
    masks_of(at, blocks, m);
    char copy[BLOCK] = {0};
    masks last;
    masks_of(memcpy(copy, at + blocks * BLOCK, left % BLOCK), 1, &last);
    m->word[blocks] = last.word[0], m->high[blocks] = last.high[0];
    m->word[blocks + 1] = m->high[blocks + 1] = 0;
    return left;
}

/* 64 bits of the rows from `bit` on. */
static inline uint64_t window_of(const uint64_t *rows, size_t bit)
{
    return rows[bit / BLOCK] >> bit % BLOCK | rows[bit / BLOCK + 1] << 1 << (BLOCK - 1 - bit % BLOCK);
}

/* The words of the stretch at *base, which moves behind them: to where the first word starts that goes on behind it. */
static int take_stretch(scan *s, size_t *base, size_t len)
{
    bool ends = *base + len == s->text.len;
    int status = 0;
    size_t bit = 0;
    while ((bit + BLOCK <= len || (ends && bit < len)) && status == 0) {
        uint64_t word = window_of(s->masks.word, bit), high = window_of(s->masks.high, bit);
        size_t at = *base + bit;
        if (~word == 0) {
            status = take_long(s, at, base);
            return status == 0 ? hand_over(s) : status;
        }
        unsigned open = (unsigned)__builtin_clzll(~word); /* bytes of a word that goes on behind the window */
        status = take_window(s, at, word << open >> open, high);
        bit += BLOCK - open;
    }
    *base += bit;
    return status == 0 ? hand_over(s) : status;
}

int sg_words_read(sg_text text, const sg_filter *filter, sg_word_list *words, sg_word_fn fn, void *ctx)
{
    scan s;
    s.text = text, s.filter = filter, s.fn = fn, s.ctx = ctx, s.n_hits = 0, s.last = (scan_word){0, 0, 0, 0};
    s.keep = words, s.words = NULL;
    s.masks.word[BLOCKS] = s.masks.high[BLOCKS] = 0;
    way best = {masks_portable, take_ascii_anywhere};
    find_way(chosen, &best);
    s.take = best.take;
    int status = 0;
    for (size_t base = 0; base < text.len && status == 0;) {
        if (make_room(&s) != 0) return -1;
        status = take_stretch(&s, &base, find_masks(&s, best.masks_of, base));
    }
    if (words && s.words) words->n = (size_t)(s.words - words->items);
    if (status != 0) return status;
    if (!(s.last.what & SG_FIRST_ALONE)) return 0;
    s.hits[s.n_hits++] = s.last;
    return hand_over(&s);
}

int sg_words_scan(sg_text text, const sg_filter *filter, sg_word_fn fn, void *ctx)
{
    return sg_words_read(text, filter, NULL, fn, ctx);
}
