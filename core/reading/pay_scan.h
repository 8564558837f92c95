/* What the reader of pay texts is made of: words, and currencies. */
#ifndef SG_READING_PAY_SCAN_H
#define SG_READING_PAY_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { SG_SCAN_MAX = 600 };

/* The text in lower case, ended by NUL and cut, so that words compare bytewise. */
typedef struct sg_scan {
    char at[SG_SCAN_MAX + 1];
    size_t len;
} sg_scan;

static inline bool sg_scan_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool sg_scan_letter(char c) /* a–z */
{
    return c >= 'a' && c <= 'z';
}

/* The first byte tells most words from what stands there. */
static inline bool sg_scan_begins(const sg_scan *in, size_t i, const char *word)
{
    return in->at[i] == *word && strncmp(in->at + i, word, strlen(word)) == 0;
}

/* The word stands here, with no letter right behind it: its length, or 0. */
static inline size_t sg_scan_word(const sg_scan *in, size_t i, const char *word)
{
    if (!sg_scan_begins(in, i, word)) return 0;
    size_t len = strlen(word);
    return !sg_scan_letter(in->at[i + len]) || !sg_scan_letter(word[len - 1]) ? len : 0;
}

/* Behind white space, no-break spaces too. */
size_t sg_scan_skip(const sg_scan *in, size_t i);
/* The first of the words, ended by NULL, that stands here: its length, or 0. */
size_t sg_scan_any(const sg_scan *in, size_t i, const char *const *words);
/* One of the words begins somewhere in from … end - 1. */
bool sg_scan_near(const sg_scan *in, size_t from, size_t end, const char *const *words);

/* How surely a currency is told. */
typedef enum sg_told { SG_TOLD_NOT, SG_TOLD_BY_PLACE, SG_TOLD_BY_CODE, SG_TOLD_BY_SYMBOL } sg_told;

typedef struct sg_currency {
    sg_told told;
    char code[4]; /* BY_PLACE: the sign "$", "kr" or "¥", that only the country can tell */
} sg_currency;

/* The currency that begins here, and its length into *len. */
sg_currency sg_currency_at(const sg_scan *in, size_t i, size_t *len);
/* The currency that is written before i; *start: where it begins, i when there is none. */
sg_currency sg_currency_before(const sg_scan *in, size_t i, size_t *start);
/* The more surely told one; the first of two alike. */
sg_currency sg_currency_stronger(sg_currency a, sg_currency b);
/* ISO 4217 code, with the help of the country (may be NULL); "" when it is not known. */
const char *sg_currency_code(const sg_currency *currency, const char *country);

#endif
