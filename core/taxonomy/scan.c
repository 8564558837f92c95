/* The words of a text, in passes that hardly branch on what they are: 64 bytes become one bit mask of word bytes; each
 * run of ones is a word, which is hashed once. What is asked of words later is asked of the list. */
#include "base/mem.h"
#include "taxonomy/token.h"

#include <string.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

enum {
    BLOCK = 64,
    REACH = BLOCK + SG_WORD_SHORT, /* bytes that are read for a block */
    BLOCK_WORDS = BLOCK / 2
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

/* ---- masks to words ---- */

typedef struct scan scan;
typedef int read_fn(scan *s, const char *bytes, size_t len);

struct scan {
    sg_text text;
    size_t at; /* where reading goes on */
    sg_word_list *words;
};

/* So many more words, one behind them, and as many numbers. */
static int make_room(sg_word_list *words, size_t more)
{
    while (words->cap < words->n + more + 1)
        if (SG_GROW(words->items, words->cap, words->cap, SIZE_MAX) != 0) return -1;
    while (words->cap_numbered < words->n_numbered + more)
        if (SG_GROW(words->numbered, words->cap_numbered, words->cap_numbered, SIZE_MAX) != 0) return -1;
    return 0;
}

static int add_word(scan *s, size_t start, size_t end, uint64_t hash)
{
    sg_word_list *words = s->words;
    if (make_room(words, 1) != 0) return -1;
    if (is_digit(s->text.at[end - 1])) words->numbered[words->n_numbered++] = (uint32_t)words->n;
    words->items[words->n++] = (sg_word){(uint32_t)start, (uint32_t)end, hash};
    return 0;
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
static inline __attribute__((always_inline)) int take_plain(scan *s, const char *block, masks m)
{
    sg_word_list *words = s->words;
    if (words->cap - words->n <= BLOCK_WORDS && make_room(words, BLOCK_WORDS) != 0) return -1;
    sg_word *const first = words->items + words->n, *out = first;
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
        if (words->n_numbered == words->cap_numbered && make_room(words, BLOCK_WORDS) != 0) return -1;
        words->numbered[words->n_numbered++] = (uint32_t)words->n + before - 1;
    }
    words->n += (size_t)(out - first);
    return 0;
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
        status = (m.word & m.high) || has_long_run(m.word) ? take_any(s, m) : take_plain(s, block, m);
        s->at += BLOCK - open;
    }
    return status;
}

/* ---- the ways that a machine may have ---- */

static int read_portable(scan *s, const char *bytes, size_t len)
{
    return read_blocks(s, bytes, len, masks_portable);
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
#endif

static sg_scan_path chosen = SG_SCAN_BEST; /* by tests */

/* NULL: the machine does not have it. */
static read_fn *way_of(sg_scan_path path)
{
#ifdef __x86_64__
    bool wide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                __builtin_cpu_supports("popcnt");
    if (path == SG_SCAN_BEST) path = wide ? SG_SCAN_AVX2 : SG_SCAN_SSE2;
    if (path == SG_SCAN_AVX2) return wide ? read_avx2 : NULL;
    if (path == SG_SCAN_SSE2) return read_sse2;
#endif
    return path == SG_SCAN_PORTABLE || path == SG_SCAN_BEST ? read_portable : NULL;
}

bool sg_scan_use(sg_scan_path path)
{
    if (!way_of(path)) return false;
    chosen = path;
    return true;
}

bool sg_scan_is_wide(void)
{
    return chosen == SG_SCAN_AVX2 || (chosen == SG_SCAN_BEST && way_of(SG_SCAN_AVX2));
}

/* The end of the text is read from a copy. */
int sg_word_list_read(sg_text text, sg_word_list *words)
{
    char tail[2 * REACH] = {0};
    scan s = {text, 0, words};
    read_fn *read = way_of(chosen);
    words->n = words->n_numbered = 0;
    int status = make_room(words, BLOCK_WORDS);
    if (status == 0) status = read(&s, text.at, text.len);
    if (status != 0) return status;
    if (s.at < text.len) memcpy(tail, text.at + s.at, text.len - s.at);
    if ((status = read(&s, tail, sizeof tail)) != 0) return status;
    words->items[words->n] = (sg_word){0};
    return 0;
}

void sg_word_list_release(sg_word_list *words)
{
    sg_free(words->items);
    sg_free(words->numbered);
    *words = (sg_word_list){0};
}
