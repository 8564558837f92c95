#include "base/text.h"

#include "base/mem.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <xxhash.h>

sg_text sg_text_of(const char *string)
{
    return string ? (sg_text){string, strlen(string)} : (sg_text){NULL, 0};
}

bool sg_text_equal(sg_text a, sg_text b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool sg_text_is(sg_text a, const char *string)
{
    return sg_text_equal(a, sg_text_of(string));
}

int sg_text_compare(sg_text a, sg_text b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common ? memcmp(a.at, b.at, common) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

sg_text sg_text_trim(sg_text text)
{
    while (text.len && is_space(text.at[0])) text.at++, text.len--;
    while (text.len && is_space(text.at[text.len - 1])) text.len--;
    return text;
}

bool sg_text_split(sg_text *rest, char separator, sg_text *part)
{
    if (!rest->at) return false;
    const char *end = rest->len ? memchr(rest->at, separator, rest->len) : NULL;
    if (!end) {
        *part = *rest;
        *rest = (sg_text){NULL, 0};
        return true;
    }
    size_t len = (size_t)(end - rest->at);
    *part = (sg_text){rest->at, len};
    *rest = (sg_text){end + 1, rest->len - len - 1};
    return true;
}

enum { BLOCK = 32 }; /* bytes that compilers make a few vectors of */

/* ASCII bytes at the start, or all but a few of them. */
static size_t ascii_run(const utf8proc_uint8_t *at, size_t len)
{
    size_t n = 0;
    for (utf8proc_uint8_t seen = 0; len - n >= BLOCK; n += BLOCK) {
        for (size_t i = 0; i < BLOCK; i++) seen |= at[n + i];
        if (seen >= 0x80) break;
    }
    while (n < len && at[n] < 0x80) n++;
    return n;
}

bool sg_utf8_valid(const char *at, size_t len)
{
    const utf8proc_uint8_t *byte = (const utf8proc_uint8_t *)at;
    while (len) {
        if (*byte < 0x80) {
            size_t run = ascii_run(byte, len);
            byte += run;
            len -= run;
            continue;
        }
        utf8proc_int32_t code;
        utf8proc_ssize_t step = utf8proc_iterate(byte, len > 4 ? 4 : (utf8proc_ssize_t)len, &code);
        if (step <= 0) return false;
        byte += step;
        len -= (size_t)step;
    }
    return true;
}

size_t sg_utf8_width(const char *at, size_t len)
{
    const utf8proc_uint8_t *byte = (const utf8proc_uint8_t *)at;
    size_t width = 0;
    while (len) {
        utf8proc_int32_t code;
        utf8proc_ssize_t step = utf8proc_iterate(byte, len > 4 ? 4 : (utf8proc_ssize_t)len, &code);
        int columns = step > 0 ? utf8proc_charwidth(code) : 1;
        if (step <= 0) step = 1;
        width += columns > 0 ? (size_t)columns : 0;
        byte += step;
        len -= (size_t)step;
    }
    return width;
}

static bool is_unsafe(utf8proc_int32_t code)
{
    bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
    bool turns = code == 0x61c || code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e) ||
                 (code >= 0x2066 && code <= 0x2069);
    return control || turns || code == 0x2028 || code == 0x2029;
}

void sg_text_clean(char *at, size_t len, const char *keep)
{
    for (size_t i = 0, step; i < len; i += step) {
        utf8proc_int32_t code;
        utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)at + i, (utf8proc_ssize_t)(len - i), &code);
        step = bytes > 0 ? (size_t)bytes : 1;
        bool kept = step == 1 && at[i] && strchr(keep, at[i]);
        if (bytes <= 0 || (is_unsafe(code) && !kept)) memset(at + i, '?', step);
    }
}

static int add_folded(sg_text text, sg_buf *out)
{
    utf8proc_uint8_t *folded = NULL;
    utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.len, &folded,
                                        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    if (len < 0) return sg_buf_add(out, text.at, text.len);
    int status = sg_buf_add(out, folded, (size_t)len);
    free(folded); /* utf8proc's own allocation */
    return status;
}

static int add_lower(sg_text text, sg_buf *out)
{
    char chunk[64];
    for (size_t at = 0; at < text.len;) {
        size_t len = text.len - at < sizeof chunk ? text.len - at : sizeof chunk;
        for (size_t i = 0; i < len; i++) {
            char c = text.at[at + i];
            chunk[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        }
        if (sg_buf_add(out, chunk, len) != 0) return -1;
        at += len;
    }
    return 0;
}

/* Folds a block whose white space is single characters, as most is. The byte behind it is looked at. */
static inline bool fold_block(const unsigned char *restrict at, unsigned char *restrict out)
{
    unsigned char doubled = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        unsigned char c = at[i], next = at[i + 1];
        unsigned char space = (unsigned char)((c == ' ') | ((unsigned char)(c - '\t') < 5));
        unsigned char space_next = (unsigned char)((next == ' ') | ((unsigned char)(next - '\t') < 5));
        unsigned char upper = (unsigned char)((unsigned char)(c - 'A') < 26);
        doubled |= (unsigned char)(space & space_next);
        out[i] = (unsigned char)(space ? ' ' : c | upper << 5);
    }
    return !doubled;
}

/* The same of any block; returns how many bytes it became. */
static size_t fold_bytes(const unsigned char *at, bool in_space, unsigned char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        bool space = is_space((char)at[i]);
        if (!space || !in_space) out[n++] = space ? ' ' : at[i] >= 'A' && at[i] <= 'Z' ? at[i] | 0x20 : at[i];
        in_space = space;
    }
    return n;
}

/* Folds words from the start of a trimmed text as long as they are ASCII; *taken: their bytes. */
static int add_ascii(sg_text text, sg_buf *out, size_t *taken)
{
    const unsigned char *at = (const unsigned char *)text.at;
    unsigned char chunk[16 * BLOCK];
    size_t from = 0, n = 0;
    while (n + BLOCK <= sizeof chunk && text.len - from > BLOCK && ascii_run(at + from, BLOCK) == BLOCK) {
        bool in_space = n && chunk[n - 1] == ' ';
        bool plain = fold_block(at + from, chunk + n) && !(in_space && chunk[n] == ' ');
        n += plain ? BLOCK : fold_bytes(at + from, in_space, chunk + n);
        from += BLOCK;
    }
    for (; n && chunk[n - 1] != ' '; n--) from--; /* the last may go on otherwise */
    *taken = n ? from : 0;
    return sg_buf_add(out, chunk, n);
}

int sg_text_fold(sg_text text, sg_buf *out)
{
    text = sg_text_trim(text);
    while (text.len) {
        size_t len = 0;
        unsigned char seen = 0;
        if (add_ascii(text, out, &len) != 0) return -1;
        if (!len) {
            for (; len < text.len && !is_space(text.at[len]); len++) seen |= (unsigned char)text.at[len];
            sg_text word = {text.at, len};
            if ((seen < 0x80 ? add_lower(word, out) : add_folded(word, out)) != 0) return -1;
            if (len < text.len && sg_buf_char(out, ' ') != 0) return -1;
        }
        text = sg_text_trim((sg_text){text.at + len, text.len - len});
    }
    return sg_buf_add(out, "", 0);
}

/* strtod reads more than we take (hex, inf, nan) and obeys the locale, which skillgap never sets. */
bool sg_text_number(sg_text text, double *out)
{
    char copy[64];
    if (text.len == 0 || text.len >= sizeof copy) return false;
    for (size_t i = 0; i < text.len; i++)
        if (!text.at[i] || !strchr("0123456789+-.eE", text.at[i])) return false;
    memcpy(copy, text.at, text.len);
    copy[text.len] = '\0';
    char *end;
    double value = strtod(copy, &end);
    if (*end || end == copy || !isfinite(value)) return false;
    *out = value;
    return true;
}

bool sg_text_integer(sg_text text, long long *out)
{
    char copy[32];
    if (text.len == 0 || text.len >= sizeof copy || is_space(text.at[0])) return false;
    memcpy(copy, text.at, text.len);
    copy[text.len] = '\0';
    char *end;
    errno = 0;
    long long value = strtoll(copy, &end, 10);
    if (*end || end == copy || errno == ERANGE || strlen(copy) != text.len) return false;
    *out = value;
    return true;
}

#define DISTANCE_MAX 63

size_t sg_text_distance(sg_text a, sg_text b, size_t limit)
{
    if (a.len > DISTANCE_MAX || b.len > DISTANCE_MAX) return limit + 1;
    size_t row[3][DISTANCE_MAX + 1];
    size_t *before = row[0], *last = row[1], *now = row[2];
    for (size_t j = 0; j <= b.len; j++) before[j] = last[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t cost = last[j - 1] + (a.at[i - 1] != b.at[j - 1]);
            if (last[j] + 1 < cost) cost = last[j] + 1;
            if (now[j - 1] + 1 < cost) cost = now[j - 1] + 1;
            bool swapped = i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1];
            if (swapped && before[j - 2] + 1 < cost) cost = before[j - 2] + 1;
            now[j] = cost;
        }
        size_t *spare = before;
        before = last, last = now, now = spare;
    }
    return last[b.len] > limit ? limit + 1 : last[b.len];
}

uint64_t sg_hash(const void *at, size_t len)
{
    return XXH3_64bits(at, len);
}
