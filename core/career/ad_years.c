#include "career/ad_years.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { YEARS_MAX = 60 };

static size_t word_at(sg_text text, size_t at, const char *const *words)
{
    for (size_t i = 0; words[i]; i++) {
        size_t len = strlen(words[i]);
        bool fits = text.len - at >= len && strncasecmp(text.at + at, words[i], len) == 0;
        if (fits && (at + len == text.len || !isalpha((unsigned char)text.at[at + len]))) return i + 1;
    }
    return 0;
}

static size_t skip(sg_text text, size_t at, const char *set)
{
    while (at < text.len && text.at[at] && strchr(set, text.at[at])) at++;
    return at;
}

/* A number of years in digits or as a word; *at behind it. 0: none. */
static unsigned number_at(sg_text text, size_t *at)
{
    static const char *const words[] = {"one",   "two",    "three", "four", "five", "six",  "seven",
                                        "eight", "nine",   "ten",   "zwei", "drei", "vier", "f\xc3\xbcnf",
                                        "sechs", "sieben", "acht",  "neun", "zehn", NULL};
    unsigned value = 0;
    size_t from = *at;
    while (*at < text.len && isdigit((unsigned char)text.at[*at]) && value <= YEARS_MAX)
        value = value * 10 + (unsigned)(text.at[(*at)++] - '0');
    if (*at > from) return value <= YEARS_MAX ? value : 0;
    size_t word = word_at(text, from, words);
    if (!word) return 0;
    *at += strlen(words[word - 1]);
    return (unsigned)(word > 10 ? word - 9 : word);
}

/* "-", "–", "—" or "to" between two numbers: behind it; else `at`. */
static size_t skip_joint(sg_text text, size_t at)
{
    static const char *const joints[] = {"-", "\xe2\x80\x93", "\xe2\x80\x94", "to ", "bis "};
    size_t from = skip(text, at, " ");
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        size_t len = strlen(joints[i]);
        if (text.len - from >= len && strncasecmp(text.at + from, joints[i], len) == 0)
            return skip(text, from + len, " ");
    }
    return at;
}

/* What follows the number: whether it is a unit of years, and no age or time ago. */
static bool is_years(sg_text text, size_t at, size_t *end)
{
    static const char *const units[] = {"years", "year", "yrs", "yr", "yoe", "jahre", "jahren", NULL};
    static const char *const others[] = {"ago", "old", "of age", "alt", NULL};
    size_t unit = word_at(text, at, units);
    if (!unit) return false;
    *end = at + strlen(units[unit - 1]);
    return !word_at(text, skip(text, *end, " "), others);
}

static bool read_at(sg_text text, size_t at, size_t *end, sg_years *out)
{
    static const char *const more[] = {"or more", "oder mehr", "plus", NULL};
    sg_years years = {0};
    unsigned lo = number_at(text, &at), hi = 0;
    if (!lo) return false;
    size_t behind = skip_joint(text, at);
    if (behind > at && (hi = number_at(text, &behind)) != 0) at = behind;
    years.more = at < text.len && text.at[at] == '+';
    at = skip(text, at, "+ -");
    size_t word = word_at(text, at, more);
    if (word) at = skip(text, at + strlen(more[word - 1]), " ");
    if (!is_years(text, at, end)) return false;
    years.more = years.more || word || (*end < text.len && text.at[*end] == '+');
    years.lo = (uint8_t)lo;
    years.hi = (uint8_t)(hi > lo ? hi : 0);
    *out = years;
    return true;
}

bool sg_years_find(sg_text text, size_t *at, size_t *end, sg_years *out)
{
    for (size_t i = *at; i < text.len; i++) {
        bool begins = i == 0 || !(isalnum((unsigned char)text.at[i - 1]) || text.at[i - 1] == '.');
        if (!begins || !isalnum((unsigned char)text.at[i]) || !read_at(text, i, end, out)) continue;
        *at = i;
        return true;
    }
    return false;
}

/* ---- whose years they are ---- */

static bool ends_clause(sg_text text, size_t at)
{
    bool end = text.at[at] == '.' || text.at[at] == '!' || text.at[at] == '?';
    return text.at[at] == ';' || text.at[at] == '\n' || (end && at + 1 < text.len && text.at[at + 1] == ' ');
}

/* Whether nothing but marks and words of measure stands between a name and years: "Go (at least 3 years)". */
static bool is_close(sg_text between)
{
    static const char *const words[] = {"at",  "least",      "min",        "minimum", "over",
                                        "for", "experience", "mindestens", NULL};
    for (size_t i = 0; i < between.len;) {
        if (!isalnum((unsigned char)between.at[i])) {
            i++;
            continue;
        }
        size_t word = word_at(between, i, words);
        if (!word) return false;
        i += strlen(words[word - 1]);
    }
    return true;
}

/* Whether years stand behind the names in this clause: the first at once behind one. */
static bool trails(sg_text text, size_t from, size_t first, const sg_mention *mentions, size_t n)
{
    size_t last = SIZE_MAX;
    for (size_t k = 0; k < n && mentions[k].start < first; k++)
        if (mentions[k].start >= from && mentions[k].start + mentions[k].len <= first)
            last = (size_t)mentions[k].start + mentions[k].len;
    return last != SIZE_MAX && is_close((sg_text){text.at + last, first - last});
}

sg_years sg_years_of(sg_text text, size_t from, size_t to, const sg_mention *mentions, size_t n, size_t i)
{
    size_t start = mentions[i].start, first = SIZE_MAX, end = 0;
    sg_years found = {0}, years;
    for (size_t k = from; k < start; k++)
        if (ends_clause(text, k)) from = k + 1;
    for (size_t k = start + mentions[i].len; k < to; k++)
        if (ends_clause(text, k)) to = k;
    const sg_text clause = {text.at, to};
    bool behind = false;
    for (size_t at = from; sg_years_find(clause, &at, &end, &years); at = end) {
        if (first == SIZE_MAX) behind = trails(text, from, first = at, mentions, n);
        if (behind && at >= start) return years;
        if (!behind && end <= start) found = years;
    }
    return found;
}
