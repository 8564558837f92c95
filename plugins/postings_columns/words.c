#include "words.h"

#include <stdlib.h>
#include <string.h>

/* Bytes of white space at this place: also the no-break and thin spaces of UTF-8. */
static size_t space_at(const char *at, size_t len)
{
    if (*at == ' ' || (*at >= '\t' && *at <= '\r')) return 1;
    if (len >= 2 && memcmp(at, "\xC2\xA0", 2) == 0) return 2;
    if (len >= 3 && memcmp(at, "\xE2\x80", 2) == 0 && ((unsigned char)at[2] <= 0x8B || at[2] == '\xAF')) return 3;
    return 0;
}

sg_text col_trim(sg_text text)
{
    for (size_t n; text.len && (n = space_at(text.at, text.len)) != 0;) text.at += n, text.len -= n;
    while (text.len) {
        size_t n = 1;
        while (n < 3 && n < text.len && ((unsigned char)text.at[text.len - n] & 0xC0) == 0x80) n++;
        if (space_at(text.at + text.len - n, n) != n) break;
        text.len -= n;
    }
    return text;
}

int col_is(sg_text text, const char *word)
{
    if (text.len != strlen(word)) return 0;
    for (size_t i = 0; i < text.len; i++)
        if (col_low(text.at[i]) != col_low(word[i])) return 0;
    return 1;
}

int col_split(sg_text *rest, char separator, sg_text *part)
{
    if (!rest->at) return 0;
    const char *end = rest->len ? memchr(rest->at, separator, rest->len) : NULL;
    *part = (sg_text){rest->at, end ? (size_t)(end - rest->at) : rest->len};
    *rest = end ? (sg_text){end + 1, rest->len - part->len - 1} : (sg_text){NULL, 0};
    return 1;
}

int col_is_one(sg_text text, const char *words)
{
    sg_text rest = {words, strlen(words)}, word;
    while (col_split(&rest, '|', &word)) {
        size_t i = 0;
        while (i < word.len && i < text.len && col_low(text.at[i]) == word.at[i]) i++;
        if (i == word.len && i == text.len) return 1;
    }
    return 0;
}

int col_is_code(sg_text text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < 'A' || text.at[i] > 'Z') return 0;
    return text.len == 3;
}

int col_is_missing(sg_text text)
{
    return text.len == 0 || col_is_one(text, "na|n/a|nan|null|none|nil|-|--|?");
}

uint8_t col_period_read(sg_text text, int *halves)
{
    static const char *const names[] = {"",
                                        "hour|hourly|per hour|an hour|/hour|hr|/hr|h",
                                        "day|daily|per day|a day|/day",
                                        "week|weekly|per week|a week",
                                        "month|monthly|per month|a month|/month|mo|pcm",
                                        "year|yearly|annual|annually|per year|a year|per annum|/year|yr|/yr|pa|p.a."};
    *halves = col_is_one(text, "biweekly|bi-weekly|fortnightly|every two weeks");
    if (*halves) return SG_PERIOD_WEEK;
    for (uint8_t i = SG_PERIOD_HOUR; i <= SG_PERIOD_YEAR; i++)
        if (col_is_one(text, names[i])) return i;
    return SG_PERIOD_NONE;
}

uint8_t col_remote_read(sg_text text)
{
    if (col_is_one(text, "true|yes|y|t|1|1.0|100|remote|fully remote|remote only|work from home|wfh|telecommute"))
        return SG_YES;
    if (col_is_one(text, "false|no|n|f|0|0.0|on-site|onsite|on site|in office|in-office|office|not remote"))
        return SG_NO;
    if (col_is_one(text, "50|hybrid|partly|partial|partly remote|partially remote|flexible")) return SG_PARTLY;
    return SG_UNKNOWN;
}

int col_is_level(sg_text text)
{
    static const char words[] = "intern|internship|trainee|graduate|entry|junior|jr|mid|middle|regular|intermediate|"
                                "associate|senior|sr|expert|lead|staff|principal|manager|director|head|executive|vp";
    for (size_t i = 0; i < text.len;) {
        size_t n = 0;
        while (i + n < text.len && col_is_letter(text.at[i + n])) n++;
        if (n && col_is_one((sg_text){text.at + i, n}, words)) return text.len <= 40;
        i += n ? n : 1;
    }
    return 0;
}

/* ---- numbers ---- */

/* The digits of the groups at text[*i], which `parts` may separate, into digits; *n: how many. Non-zero: a group that
 * is not of three. */
static int read_groups(sg_text text, size_t *i, const char *parts, char *digits, size_t room, size_t *n)
{
    size_t group = 0;
    char part = '\0';
    for (; *i < text.len; ++*i) {
        char c = text.at[*i];
        if (col_is_digit(c)) {
            if (*n + 1 >= room) return 1;
            digits[(*n)++] = c;
            group++;
            continue;
        }
        int next = *i + 1 < text.len && col_is_digit(text.at[*i + 1]);
        if (!strchr(parts, c) || c == '\0' || !next || (part && c != part)) break;
        if (part ? group != 3 : group == 0 || group > 3) return 1;
        part = c;
        group = 0;
    }
    return part && group != 3;
}

int col_number_read(sg_text text, char decimal, double *out)
{
    char digits[64];
    size_t n = 0, i = 0, end = text.len;
    int letters = 0;
    while (i < end && !col_is_digit(text.at[i])) letters += col_is_letter(text.at[i]), i++;
    if (letters > 3 || i == end || (i && (text.at[i - 1] == '-' || text.at[i - 1] == decimal))) return 1;
    if (read_groups(text, &i, decimal == '.' ? ",' " : ".' ", digits, sizeof digits - 12, &n)) return 1;
    if (i < end && text.at[i] == decimal) {
        digits[n++] = '.';
        for (i++; i < end && col_is_digit(text.at[i]) && n < sizeof digits - 1; i++) digits[n++] = text.at[i];
    }
    digits[n] = '\0';
    int thousands = i < end && col_low(text.at[i]) == 'k' && (i + 1 == end || !col_is_letter(text.at[i + 1]));
    i += (size_t)thousands;
    for (letters = 0; i < end; i++) {
        if (col_is_digit(text.at[i]) || (letters += col_is_letter(text.at[i])) > 3) return 1;
    }
    *out = strtod(digits, NULL) * (thousands ? 1000 : 1);
    return 0;
}
