/* Finds the words of a text that may start a name, in passes that hardly branch on what the words are: 64 bytes become
 * one bit mask of word bytes; each run of ones is a word, which is hashed once; a bit set says whether it is a name,
 * and whether one starts with it and the next. Most words start none. */
#include "base/mem.h"
#include "taxonomy/token.h"

#include <string.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

/* ---- the filter ---- */

int sg_filter_init(sg_filter *filter, size_t names)
{
    unsigned log = 12;
    while (log < 24 && ((size_t)1 << log) < names * 128) log++;
    filter->pairs = sg_zalloc(((size_t)1 << log) / 64, sizeof *filter->pairs);
    filter->shift = 64 - log;
    return filter->pairs ? 0 : -1;
}

void sg_filter_release(sg_filter *filter)
{
    sg_free(filter->pairs);
    *filter = (sg_filter){0};
}

static inline uint64_t pair_of(uint64_t first, uint64_t second)
{
    return first * 2 ^ second;
}

/* In the lowest bit. */
static inline uint64_t has_pair(const sg_filter *f, uint64_t pair)
{
    return f->pairs[pair >> (f->shift + 6)] >> (pair >> f->shift) % 64;
}

void sg_filter_add_pair(sg_filter *filter, uint64_t first, uint64_t second)
{
    uint64_t at = pair_of(first, second) >> filter->shift;
    filter->pairs[at / 64] |= (uint64_t)1 << at % 64;
}

/* A name of one word is a pair with nothing. */
void sg_filter_add(sg_filter *filter, uint64_t hash)
{
    sg_filter_add_pair(filter, hash, 0);
}

enum {
    BLOCK = 64,
    REACH = BLOCK + SG_WORD_SHORT, /* bytes that are read for a block */
    BLOCK_WORDS = BLOCK / 2,
    WORDS = 512 /* that are judged together */
};

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- bytes to masks, in the ways that a machine may have ---- */

/* Bit i: byte i is a letter, a digit or not ASCII; a digit; not ASCII. */
typedef struct masks {
    uint64_t word, digit, high;
} masks;

typedef masks masks_fn(const char *at);

static inline masks masks_portable(const char *at)
{
    masks out = {0, 0, 0};
    for (unsigned i = 0; i < BLOCK; i++) {
        unsigned char c = (unsigned char)at[i];
        out.word |= (uint64_t)sg_is_word_byte(c) << i;
        out.digit |= (uint64_t)is_digit(at[i]) << i;
        out.high |= (uint64_t)(c >> 7) << i;
    }
    return out;
}

#ifdef __x86_64__
/* x - low is below n, unsigned, just when x - low - 128 is below n - 128, signed. */
static inline masks masks_sse2(const char *at)
{
    masks out = {0, 0, 0};
#pragma GCC unroll 4
    for (unsigned i = 0; i < BLOCK; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(at + i));
        __m128i letter = _mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8((char)('a' + 128)));
        __m128i digit = _mm_sub_epi8(bytes, _mm_set1_epi8((char)('0' + 128)));
        out.word |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmplt_epi8(letter, _mm_set1_epi8(26 - 128))) << i;
        out.digit |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmplt_epi8(digit, _mm_set1_epi8(10 - 128))) << i;
        out.high |= (uint64_t)(uint32_t)_mm_movemask_epi8(bytes) << i;
    }
    out.word |= out.digit | out.high;
    return out;
}

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

AVX2 static inline masks masks_avx2(const char *at)
{
    masks out = {0, 0, 0};
#pragma GCC unroll 2
    for (unsigned i = 0; i < BLOCK; i += 32) {
        __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)(at + i));
        __m256i letter =
            _mm256_sub_epi8(_mm256_or_si256(bytes, _mm256_set1_epi8(0x20)), _mm256_set1_epi8((char)('a' + 128)));
        __m256i digit = _mm256_sub_epi8(bytes, _mm256_set1_epi8((char)('0' + 128)));
        letter = _mm256_cmpgt_epi8(_mm256_set1_epi8(26 - 128), letter);
        digit = _mm256_cmpgt_epi8(_mm256_set1_epi8(10 - 128), digit);
        out.word |= (uint64_t)(uint32_t)_mm256_movemask_epi8(letter) << i;
        out.digit |= (uint64_t)(uint32_t)_mm256_movemask_epi8(digit) << i;
        out.high |= (uint64_t)(uint32_t)_mm256_movemask_epi8(bytes) << i;
    }
    out.word |= out.digit | out.high;
    return out;
}
#endif

/* ---- judging words ---- */

typedef struct scan scan;

/* How the machine does it. */
typedef struct way {
    int (*read)(scan *s, const char *bytes, size_t len);
    void (*find_hits)(scan *s);
} way;

struct scan {
    sg_text text;
    const sg_filter *filter;
    sg_word_fn fn;
    void *ctx;
    way way;
    size_t at;           /* where reading goes on */
    bool keep;           /* all words are kept in the list */
    sg_word_list *words; /* from `judged` on they are to be judged */
    size_t judged;
    uint32_t numbered[WORDS]; /* words that end with digits */
    uint32_t hits[WORDS];     /* words that may begin a name */
    size_t n_numbered, n_hits;
};

/* The words that may begin a name, but for the last, which waits for the next. */
static inline __attribute__((always_inline)) void find_hits(scan *s)
{
    const sg_filter filter = *s->filter;
    const sg_word *words = s->words->items;
    uint32_t *hits = s->hits;
    size_t last = s->words->n - 1;
    for (size_t i = s->judged; i < last; i++) {
        uint64_t hash = words[i].hash, next = words[i + 1].hash;
        *hits = (uint32_t)i;
        hits += (has_pair(&filter, pair_of(hash, 0)) | has_pair(&filter, pair_of(hash, next))) & 1;
    }
    s->n_hits = (size_t)(hits - s->hits);
}

/* Into its place, unless it is there. */
static void add_hit(scan *s, uint32_t word)
{
    size_t i = s->n_hits;
    while (i > 0 && s->hits[i - 1] > word) i--;
    if (i > 0 && s->hits[i - 1] == word) return;
    memmove(s->hits + i + 1, s->hits + i, (s->n_hits++ - i) * sizeof *s->hits);
    s->hits[i] = word;
}

/* A word that ends with digits may be a name without them, or its second word. */
static void judge_stem(scan *s, uint32_t number)
{
    const sg_word *word = &s->words->items[number];
    const char *at = s->text.at + word->start;
    size_t len = word->end - word->start, stem = len > SG_WORD_MAX ? 0 : sg_word_stem(at, len);
    if (!stem) return;
    uint64_t hash = sg_word_hash(at, stem, s->text.len - word->start);
    if (number > s->judged && has_pair(s->filter, pair_of(word[-1].hash, hash)) & 1) add_hit(s, number - 1);
    if (number + 1 < s->words->n && has_pair(s->filter, pair_of(hash, 0)) & 1) add_hit(s, number);
}

/* Room for so many words as are judged together. */
static int make_room(scan *s)
{
    sg_word_list *words = s->words;
    if (!s->keep && words->n) words->items[0] = words->items[words->n - 1], words->n = 1;
    while (s->keep && words->cap - words->n < WORDS)
        if (SG_GROW(words->items, words->cap, words->cap, SIZE_MAX) != 0) return -1;
    s->judged = words->n - (words->n > 0);
    return 0;
}

/* Hands over the words that may begin a name, but for the last. */
static int hand_over(scan *s)
{
    int status = 0;
    if (s->words->n == 0) return 0;
    s->way.find_hits(s);
    for (size_t i = 0; i < s->n_numbered; i++) judge_stem(s, s->numbered[i]);
    for (size_t i = 0; i < s->n_hits && status == 0; i++) {
        const sg_word *word = &s->words->items[s->hits[i]];
        sg_token token = {.start = word->start, .end = word->end, .hash = word->hash};
        status = s->fn(s->ctx, &token);
    }
    bool waits = s->n_numbered && s->numbered[s->n_numbered - 1] == s->words->n - 1;
    if (status == 0) status = make_room(s);
    s->numbered[0] = (uint32_t)s->judged;
    s->n_numbered = waits;
    return status;
}

/* ---- masks to words ---- */

static bool is_full(const scan *s)
{
    return s->words->n - s->judged > WORDS - 2 * BLOCK_WORDS;
}

static int add_word(scan *s, size_t start, size_t end, uint64_t hash)
{
    if (is_digit(s->text.at[end - 1])) s->numbered[s->n_numbered++] = (uint32_t)s->words->n;
    s->words->items[s->words->n++] = (sg_word){(uint32_t)start, (uint32_t)end, hash};
    return is_full(s) ? hand_over(s) : 0;
}

/* A run of word bytes; when it is not all ASCII, it may be several words: "•Go…". */
static int take_run(scan *s, size_t at, size_t end, bool ascii)
{
    sg_token token;
    int status = 0;
    if (ascii) return add_word(s, at, end, sg_word_hash(s->text.at + at, end - at, s->text.len - at));
    for (; at < end && status == 0 && sg_token_next(s->text, at, &token) && token.start < end; at = token.end)
        if (!token.mark) status = add_word(s, token.start, token.end, token.hash);
    return status;
}

/* A run of at least 64 bytes at s->at. */
static int take_long(scan *s)
{
    size_t start = s->at;
    bool ascii = true;
    for (; s->at < s->text.len && sg_is_word_byte((unsigned char)s->text.at[s->at]); s->at++)
        ascii = ascii && (unsigned char)s->text.at[s->at] < 0x80;
    return take_run(s, start, s->at, ascii);
}

/* The words of a block of which none goes on behind it. */
static __attribute__((noinline)) int take_any(scan *s, masks m)
{
    int status = 0;
    while (m.word && status == 0) {
        uint64_t run = m.word & ~(m.word + (m.word & -m.word)); /* the lowest ones: the carry of the sum clears them */
        size_t start = s->at + (size_t)__builtin_ctzll(run), end = s->at + BLOCK - (size_t)__builtin_clzll(run);
        status = take_run(s, start, end, !(run & m.high));
        m.word &= ~run;
    }
    return status;
}

/* The same when all are short and ASCII. */
static inline __attribute__((always_inline)) void take_plain(scan *s, const char *block, masks m)
{
    sg_word *const words = s->words->items + s->words->n, *out = words;
    const uint32_t base = (uint32_t)s->at;
    const uint64_t starts = m.word & ~(m.word << 1);
    for (uint64_t left = starts; left; left &= left - 1, out++) {
        uint64_t from = (uint64_t)__builtin_ctzll(left), len = (uint64_t)__builtin_ctzll(~(m.word >> from));
        out->start = base + (uint32_t)from;
        out->end = out->start + (uint32_t)len;
        out->hash = sg_word_hash_short(block + from, len);
    }
    for (uint64_t ends = m.digit & m.word & ~(m.word >> 1); ends; ends &= ends - 1) {
        unsigned before = (unsigned)__builtin_popcountll(starts & (ends ^ (ends - 1)));
        s->numbered[s->n_numbered++] = (uint32_t)s->words->n + before - 1;
    }
    s->words->n += (size_t)(out - words);
}

static inline bool has_long_run(uint64_t word)
{
    word &= word >> 1;
    word &= word >> 2;
    word &= word >> 4;
    return word & word >> 8;
}

/* Reads on as long as a block can be read. bytes: those of the text from s->at on. */
static inline __attribute__((always_inline)) int read_blocks(scan *s, const char *bytes, size_t len, masks_fn *masks_of)
{
    const size_t begin = s->at;
    int status = 0;
    while (s->at - begin + REACH <= len && status == 0) {
        const char *block = bytes + (s->at - begin);
        masks m = masks_of(block);
        if (~m.word == 0) {
            status = take_long(s);
            continue;
        }
        unsigned open = (unsigned)__builtin_clzll(~m.word); /* bytes of a word that goes on behind the block */
        m.word = m.word << open >> open;
        if ((m.word & m.high) || has_long_run(m.word))
            status = take_any(s, m);
        else
            take_plain(s, block, m);
        s->at += BLOCK - open;
        if (is_full(s) && status == 0) status = hand_over(s);
    }
    return status;
}

/* ---- the ways that a machine may have ---- */

static int read_portable(scan *s, const char *bytes, size_t len)
{
    return read_blocks(s, bytes, len, masks_portable);
}

static void find_hits_anywhere(scan *s)
{
    find_hits(s);
}

#ifdef __x86_64__
static int read_sse2(scan *s, const char *bytes, size_t len)
{
    return read_blocks(s, bytes, len, masks_sse2);
}

AVX2 static int read_avx2(scan *s, const char *bytes, size_t len)
{
    return read_blocks(s, bytes, len, masks_avx2);
}

AVX2 static void find_hits_bmi(scan *s)
{
    find_hits(s);
}
#endif

static sg_scan_path chosen = SG_SCAN_BEST; /* by tests */

static bool find_way(sg_scan_path path, way *out)
{
    *out = (way){read_portable, find_hits_anywhere};
#ifdef __x86_64__
    bool wide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                __builtin_cpu_supports("popcnt");
    if (path == SG_SCAN_BEST) path = wide ? SG_SCAN_AVX2 : SG_SCAN_SSE2;
    if (path == SG_SCAN_AVX2) *out = (way){read_avx2, find_hits_bmi};
    if (path == SG_SCAN_SSE2) *out = (way){read_sse2, find_hits_anywhere};
    if (path != SG_SCAN_PORTABLE) return path == SG_SCAN_SSE2 || wide;
#endif
    return path == SG_SCAN_PORTABLE || path == SG_SCAN_BEST;
}

bool sg_scan_use(sg_scan_path path)
{
    way unused;
    if (!find_way(path, &unused)) return false;
    chosen = path;
    return true;
}

/* The end of the text is read from a copy, and a word of no letters comes behind the last. */
static int read_all(scan *s)
{
    char tail[2 * REACH] = {0};
    int status = make_room(s);
    if (status == 0) status = s->way.read(s, s->text.at, s->text.len);
    if (status != 0) return status;
    if (s->at < s->text.len) memcpy(tail, s->text.at + s->at, s->text.len - s->at);
    if ((status = s->way.read(s, tail, sizeof tail)) != 0 || s->words->n == 0) return status;
    s->words->items[s->words->n++] = (sg_word){0};
    status = hand_over(s);
    s->words->n--;
    return status;
}

int sg_words_read(sg_text text, const sg_filter *filter, sg_word_list *words, sg_word_fn fn, void *ctx)
{
    sg_word room[WORDS];
    sg_word_list some = {room, 0, WORDS};
    scan s;
    s.text = text, s.filter = filter, s.fn = fn, s.ctx = ctx, s.at = s.n_numbered = s.n_hits = 0;
    s.keep = words, s.words = words ? words : &some;
    find_way(chosen, &s.way);
    return read_all(&s);
}

int sg_words_scan(sg_text text, const sg_filter *filter, sg_word_fn fn, void *ctx)
{
    return sg_words_read(text, filter, NULL, fn, ctx);
}
