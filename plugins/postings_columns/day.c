/* Dates, by their pieces: numbers and words, and what stands between them. */
#include "words.h"

#include <string.h>

enum { PIECES = 6, DAY_FIRST = 10957 /* 2000-01-01 */, DAY_END = 47482 /* 2100-01-01 */ };

typedef struct piece {
    int64_t value; /* of a number, or of a month's name (1 … 12); 0: another word */
    size_t len;    /* of digits or letters */
    size_t start;  /* where it begins */
    char before;   /* the character before it */
    int is_word;
} piece;

static int64_t month_named(sg_text word)
{
    static const char *const names[] = {"january", "february", "march",     "april",   "may",      "june",
                                        "july",    "august",   "september", "october", "november", "december"};
    if (col_is(word, "sept")) return 9;
    for (int64_t i = 0; i < 12; i++) {
        char three[4] = {names[i][0], names[i][1], names[i][2], '\0'};
        if (col_is(word, names[i]) || col_is(word, three)) return i + 1;
    }
    return 0;
}

static int is_week_day(sg_text word)
{
    return col_is_one(word, "mon|monday|tue|tues|tuesday|wed|wednesday|thu|thur|thurs|thursday|fri|friday|sat|saturday|"
                            "sun|sunday");
}

/* The first pieces of the text. Endings of ordinals (3rd) and names of week days are none. */
static size_t cut(sg_text text, piece out[static PIECES])
{
    size_t n = 0;
    for (size_t i = 0; i < text.len && n < PIECES;) {
        piece p = {.start = i, .before = i ? text.at[i - 1] : '\0', .is_word = col_is_letter(text.at[i])};
        while (i < text.len && col_is_digit(text.at[i]) && !p.is_word && p.len < 15)
            p.value = p.value * 10 + text.at[i++] - '0', p.len++;
        while (i < text.len && col_is_letter(text.at[i]) && p.is_word) i++, p.len++;
        sg_text word = {text.at + p.start, p.len};
        if (p.is_word) p.value = month_named(word);
        int ordinal = p.is_word && n && col_is_digit(p.before) && col_is_one(word, "st|nd|rd|th");
        if (!p.len)
            i++;
        else if (!ordinal && !(p.is_word && is_week_day(word)))
            out[n++] = p;
    }
    return n;
}

static int is_number(const piece *p, size_t least, size_t most)
{
    return !p->is_word && p->len >= least && p->len <= most;
}

static int is_month(const piece *p)
{
    return p->is_word && p->value;
}

static int is_year(const piece *p)
{
    return is_number(p, 4, 4) && p->value >= 1990 && p->value <= 2099;
}

static int64_t year_of(const piece *p)
{
    return p->len == 2 ? p->value + (p->value < 70 ? 2000 : 1900) : p->value;
}

/* Days from civil date: Hinnant (2013), "chrono-Compatible Low-Level Date Algorithms". SG_DAY_ABSENT: no such day. */
static int32_t day_of(int64_t year, int64_t month, int64_t day)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (year < 1970 || year > 2099 || month < 1 || month > 12 || day < 1) return SG_DAY_ABSENT;
    if (day > days[month - 1] + (leap && month == 2)) return SG_DAY_ABSENT;
    int64_t y = year - (month <= 2), era = y / 400, of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return (int32_t)(era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468);
}

static col_day_kind given(int32_t day, col_day_kind kind, int32_t *out)
{
    *out = day;
    return day == SG_DAY_ABSENT ? COL_DAY_NONE : kind;
}

/* 2026-11-03, 2026/11/3, 2026-11, 20261103 */
static col_day_kind year_first(const piece *p, size_t n, int32_t *day)
{
    if (n && is_number(&p[0], 8, 8))
        return given(p[0].value / 10000 < 1990 ? SG_DAY_ABSENT
                                               : day_of(p[0].value / 10000, p[0].value / 100 % 100, p[0].value % 100),
                     COL_DAY_PLAIN, day);
    if (n < 2 || !is_year(&p[0]) || !strchr("-/.", p[1].before)) return COL_DAY_NONE;
    if (n >= 3 && is_number(&p[1], 1, 2) && is_number(&p[2], 1, 2) && p[2].before == p[1].before)
        return given(day_of(p[0].value, p[1].value, p[2].value), COL_DAY_PLAIN, day);
    if (n == 2 && is_number(&p[1], 1, 2)) return given(day_of(p[0].value, p[1].value, 1), COL_DAY_MONTH, day);
    return COL_DAY_NONE;
}

/* Nov 3, 2026; 3 November 2026; 3-Nov-26; November 2026 */
static col_day_kind month_named_in(const piece *p, size_t n, int32_t *day)
{
    int first = n >= 2 && is_month(&p[0]), second = n >= 3 && is_month(&p[1]);
    if (first && is_year(&p[1])) return given(day_of(p[1].value, p[0].value, 1), COL_DAY_MONTH, day);
    if (first && n >= 3 && is_number(&p[1], 1, 2) && is_year(&p[2]))
        return given(day_of(p[2].value, p[0].value, p[1].value), COL_DAY_PLAIN, day);
    if (second && is_number(&p[0], 1, 2) && (is_year(&p[2]) || is_number(&p[2], 2, 2)))
        return given(day_of(year_of(&p[2]), p[1].value, p[0].value), COL_DAY_PLAIN, day);
    if (second && is_year(&p[0]) && is_number(&p[2], 1, 2))
        return given(day_of(p[0].value, p[1].value, p[2].value), COL_DAY_PLAIN, day);
    return COL_DAY_NONE;
}

/* 3.11.2026, whose order is known, 3/11/2026 and 3-11-26, whose order is not */
static col_day_kind numbers(const piece *p, size_t n, col_days days, int32_t *day)
{
    if (n < 3 || !is_number(&p[0], 1, 2) || !is_number(&p[1], 1, 2) || p[1].before != p[2].before) return COL_DAY_NONE;
    if (!is_year(&p[2]) && !is_number(&p[2], 2, 2)) return COL_DAY_NONE;
    int64_t a = p[0].value, b = p[1].value, year = year_of(&p[2]);
    if (p[1].before == '.') return given(day_of(year, b, a), COL_DAY_PLAIN, day);
    if (p[1].before != '/' && p[1].before != '-') return COL_DAY_NONE;
    int32_t dmy = day_of(year, b, a), mdy = day_of(year, a, b);
    if (dmy == SG_DAY_ABSENT && mdy == SG_DAY_ABSENT) return COL_DAY_NONE;
    *day = days == COL_DAYS_DMY ? dmy : days == COL_DAYS_MDY ? mdy : SG_DAY_ABSENT;
    return a > 12 ? COL_DAY_DMY : b > 12 ? COL_DAY_MDY : COL_DAY_EITHER;
}

static col_day_kind epoch(sg_text text, const piece *p, size_t n, col_days days, int32_t *day)
{
    if (!n || p[0].is_word || p[0].start || p[0].len < 9) return COL_DAY_NONE;
    for (size_t i = p[0].len; i < text.len; i++)
        if (text.at[i] != (i == p[0].len ? '.' : '0')) return COL_DAY_NONE;
    int64_t seconds = p[0].len >= 12 ? p[0].value / 1000 : p[0].value;
    if (seconds / 86400 < DAY_FIRST || seconds / 86400 >= DAY_END) return COL_DAY_NONE;
    *day = days == COL_DAYS_EPOCH ? (int32_t)(seconds / 86400) : SG_DAY_ABSENT;
    return COL_DAY_EPOCH;
}

/* Days in a unit of time, or -1. */
static int64_t days_in(sg_text word)
{
    if (col_is_one(word, "second|seconds|minute|minutes|min|mins|hour|hours|hr|hrs|h")) return 0;
    if (col_is_one(word, "day|days|d")) return 1;
    if (col_is_one(word, "week|weeks|w|wk|wks")) return 7;
    if (col_is_one(word, "month|months|mo|mos")) return 30;
    return col_is_one(word, "year|years|y|yr|yrs") ? 365 : -1;
}

/* "3 days ago", "Posted 30+ days ago", "an hour ago", "yesterday", "just posted" */
static col_day_kind ago(sg_text text, const piece *p, size_t n, int32_t scraped, int32_t *day)
{
    sg_text word[PIECES];
    int64_t back = -1;
    for (size_t i = 0; i < n; i++) word[i] = (sg_text){text.at + p[i].start, p[i].len};
    size_t first = n > 1 && col_is_one(word[0], "posted|reposted|active|about|over") ? 1 : 0;
    if (n == first + 1 && col_is(word[first], "today")) back = 0;
    if (n == first + 1 && col_is(word[first], "yesterday")) back = 1;
    if (n == 2 && col_is(word[0], "just") && col_is_one(word[1], "posted|now")) back = 0;
    if (n == first + 3 && col_is(word[first + 2], "ago")) {
        int64_t unit = days_in(word[first + 1]);
        int64_t count = !p[first].is_word ? p[first].value : col_is_one(word[first], "a|an|one") ? 1 : -1;
        if (unit >= 0 && count >= 0 && count < 10000) back = unit * count;
    }
    if (back < 0) return COL_DAY_NONE;
    *day = scraped == SG_DAY_ABSENT ? SG_DAY_ABSENT : scraped - (int32_t)back;
    return COL_DAY_AGO;
}

col_day_kind col_day_read(sg_text text, col_days days, int32_t scraped, int32_t *day)
{
    piece p[PIECES];
    size_t n = text.len <= 60 ? cut(text, p) : 0;
    *day = SG_DAY_ABSENT;
    if (n && text.at[0] == '-') return COL_DAY_NONE;
    col_day_kind kind = year_first(p, n, day);
    if (kind == COL_DAY_NONE) kind = month_named_in(p, n, day);
    if (kind == COL_DAY_NONE) kind = numbers(p, n, days, day);
    if (kind == COL_DAY_NONE) kind = epoch(text, p, n, days, day);
    if (kind == COL_DAY_NONE) kind = ago(text, p, n, scraped, day);
    return kind;
}
