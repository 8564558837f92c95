/* What a cell of a table may say: days, numbers and words, as people and programs write them. */
#ifndef POSTINGS_COLUMNS_WORDS_H
#define POSTINGS_COLUMNS_WORDS_H

#include "skillgap/plugin.h"

/* How a date was found to be written. */
typedef enum col_day_kind {
    COL_DAY_NONE,
    COL_DAY_PLAIN,  /* says itself which is which: 2026-11-03, 3.11.2026, Nov 3, 2026, 20261103 */
    COL_DAY_MONTH,  /* a month without a day: 2026-11, November 2026; its first day */
    COL_DAY_DMY,    /* 23/11/2026: the first number is over 12 */
    COL_DAY_MDY,    /* 11/23/2026: the second is */
    COL_DAY_EITHER, /* 3/11/2026 */
    COL_DAY_EPOCH,  /* seconds or milliseconds since 1970, of a day from 2000 to 2099 */
    COL_DAY_AGO,    /* 3 days ago */
    COL_DAY_KINDS
} col_day_kind;

/* How dates are to be read. */
typedef enum col_days { COL_DAYS_PLAIN, COL_DAYS_DMY, COL_DAYS_MDY, COL_DAYS_EPOCH } col_days;

/* Reads a date. *day is set to SG_DAY_ABSENT when the kind is known, but not the day: numbers in an order that `days`
 * does not tell, epochs without COL_DAYS_EPOCH, and AGO with scraped SG_DAY_ABSENT. Years are 1990 … 2099, of two
 * digits 1970 … 2069; a week is 7 days, a month 30, a year 365, hours and less none. */
col_day_kind col_day_read(sg_text text, col_days days, int32_t scraped, int32_t *day);

/* Reads an amount: digits in groups of three or in none, a sign or code of a currency around them, a k behind.
 * decimal: '.' or ','; the other, an apostrophe or a space parts groups. 0 when the text is one. */
int col_number_read(sg_text text, char decimal, double *out);

/* "annual", "per hour" …: the period, or SG_PERIOD_NONE. *halves: 1 for two weeks, whose half is a week's. */
uint8_t col_period_read(sg_text text, int *halves);
/* "True", "0", "hybrid", "100" (percent) …; SG_UNKNOWN for other words. */
uint8_t col_remote_read(sg_text text);
/* Whether the text names a level: "Senior", "mid-senior level", "entry level". */
int col_is_level(sg_text text);
/* Whether the text says that there is none: empty, "NA", "n/a", "null", "-". */
int col_is_missing(sg_text text);

static inline char col_low(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static inline int col_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline int col_is_letter(char c)
{
    return col_low(c) >= 'a' && col_low(c) <= 'z';
}

/* Whether the text has the form of a currency's code: three capitals. */
int col_is_code(sg_text text);

/* Without white space at both ends. */
sg_text col_trim(sg_text text);
/* Whether the text is this word, without case of ASCII letters. */
int col_is(sg_text text, const char *word);
/* Whether it is one of the words, which '|' parts. */
int col_is_one(sg_text text, const char *words);
/* The part before the next separator; false when *rest is used up. */
int col_split(sg_text *rest, char separator, sg_text *part);

#endif
