/* Amounts and shares as people type them. */
#include "base/currency.h"
#include "base/text.h"
#include "cli/cli.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

sg_status sg_cli_number(const char *option, const char *text, double lo, double hi, double *out, sg_error *err)
{
    if (!text) return SG_OK;
    double value;
    if (!sg_text_number(sg_text_of(text), &value) || value < lo || value > hi)
        return sg_fail(err, SG_EUSAGE, "--%s: expected a number from %.10g to %.10g, found \"%s\"", option, lo, hi,
                       text);
    *out = value;
    return SG_OK;
}

sg_status sg_cli_share(const char *option, const char *text, double lo, double hi, double *out, sg_error *err)
{
    if (!text) return SG_OK;
    sg_text number = sg_text_of(text);
    bool percent = number.len && number.at[number.len - 1] == '%';
    if (percent) number.len--;
    double value = 0;
    bool read = sg_text_number(sg_text_trim(number), &value);
    if (percent) value /= 100;
    if (read && value >= lo && value <= hi) {
        *out = value;
        return SG_OK;
    }
    return sg_fail(err, SG_EUSAGE, "--%s: expected a share such as 5%% or 0.05, from %g%% to %g%%, found \"%s\"",
                   option, lo * 100, hi * 100, text);
}

/* Takes a sign that stands for one currency alone off the start or the end: "$" is many countries'. */
static sg_text take_sign(sg_text text, char currency[static 4])
{
    static const struct {
        const char *sign, *code;
    } signs[] = {{"€", "EUR"}, {"£", "GBP"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t len = strlen(signs[i].sign);
        bool first = text.len > len && memcmp(text.at, signs[i].sign, len) == 0;
        bool last = !first && text.len > len && memcmp(text.at + text.len - len, signs[i].sign, len) == 0;
        if (!first && !last) continue;
        memcpy(currency, signs[i].code, 4);
        text.at += first ? len : 0;
        text.len -= len;
        break;
    }
    return sg_text_trim(text);
}

/* Takes a code of three capitals off the start or the end. */
static sg_text take_currency(sg_text text, char currency[static 4])
{
    for (int end = 0; end < 2 && text.len > 3; end++) {
        const char *at = end ? text.at + text.len - 3 : text.at;
        if (!isupper((unsigned char)at[0]) || !isupper((unsigned char)at[1]) || !isupper((unsigned char)at[2]))
            continue;
        snprintf(currency, 4, "%.3s", at);
        text.at += end ? 0 : 3;
        text.len -= 3;
        break;
    }
    return sg_text_trim(text);
}

/* Whether points part groups of three, as in 82.000 or 1.200.000: no amount of pay has three decimals. */
static bool points_group(sg_text text)
{
    size_t since = 0, points = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool point = text.at[i] == '.';
        if (!point && !isdigit((unsigned char)text.at[i])) return false;
        if (point && (since == 0 || since > 3 || (points && since != 3))) return false;
        points += point;
        since = point ? 0 : since + 1;
    }
    return points > 0 && since == 3 && text.at[0] != '0';
}

/* Digits with commas or underscores between groups of three; with points between them when `points`. */
static bool plain_digits(sg_text text, bool points, char out[static 40])
{
    size_t n = 0;
    for (size_t i = 0; points && i < text.len; i++)
        if (text.at[i] != '.' && n < 39) out[n++] = text.at[i];
    out[n] = '\0';
    if (points) return n > 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool mark = c == ',' || c == '_';
        if (mark && (i == 0 || text.len - i < 4 || !isdigit((unsigned char)text.at[i + 3]))) return false;
        if (mark && text.len - i > 4 && isdigit((unsigned char)text.at[i + 4])) return false;
        if (!mark && n < 39) out[n++] = c;
    }
    out[n] = '\0';
    return n > 0;
}

sg_status sg_cli_amount(const char *option, const char *text, double *out, char currency[static 4], sg_error *err)
{
    if (!text) return SG_OK;
    char stated[4] = "", digits[40];
    double scale = 1, value;
    sg_text number = take_sign(sg_text_trim(sg_text_of(text)), stated);
    if (!stated[0]) number = take_currency(number, stated);
    if (number.len && strchr("kK", number.at[number.len - 1]))
        scale = 1e3;
    else if (number.len && strchr("mM", number.at[number.len - 1]))
        scale = 1e6;
    if (scale > 1) number.len--;
    if (!plain_digits(number, scale == 1 && points_group(number), digits) ||
        !sg_text_number(sg_text_of(digits), &value) || value < 0 || value * scale > 1e12)
        return sg_fail(err, SG_EUSAGE, "--%s: expected an amount such as 140k, 140,000 or \"USD 140k\", found \"%s\"",
                       option, text);
    if (stated[0] && !sg_currency_known(stated))
        return sg_fail(err, SG_EUSAGE,
                       "--%s: no currency \"%s\"; expected a code of ISO 4217 such as EUR, found \"%s\"", option,
                       stated, text);
    if (stated[0] && currency[0] && strcmp(stated, currency) != 0)
        return sg_fail(err, SG_EUSAGE, "--%s: in %s, but an amount before it is in %s; give all in one currency",
                       option, stated, currency);
    if (stated[0]) memcpy(currency, stated, 4);
    *out = value * scale;
    return SG_OK;
}
