#include "reading/pay_scan.h"

#include <string.h>

size_t sg_scan_skip(const sg_scan *in, size_t i)
{
    for (;;) {
        if (in->at[i] == ' ' || in->at[i] == '\t')
            i++;
        else if (sg_scan_begins(in, i, "\xc2\xa0"))
            i += 2;
        else if (sg_scan_begins(in, i, "\xe2\x80\xaf"))
            i += 3;
        else
            return i;
    }
}

size_t sg_scan_any(const sg_scan *in, size_t i, const char *const *words)
{
    for (; *words; words++) {
        size_t len = sg_scan_word(in, i, *words);
        if (len) return len;
    }
    return 0;
}

bool sg_scan_near(const sg_scan *in, size_t from, size_t end, const char *const *words)
{
    for (size_t i = from; i < end; i++)
        if ((i == 0 || !sg_scan_letter(in->at[i - 1])) && sg_scan_any(in, i, words)) return true;
    return false;
}

/* ---- currencies ---- */

static const struct {
    const char *text;
    const char *code;
} symbols[] = {
    {"us$", "USD"},
    {"usd$", "USD"},
    {"au$", "AUD"},
    {"aud$", "AUD"},
    {"a$", "AUD"},
    {"ca$", "CAD"},
    {"cad$", "CAD"},
    {"c$", "CAD"},
    {"sg$", "SGD"},
    {"s$", "SGD"},
    {"nz$", "NZD"},
    {"hk$", "HKD"},
    {"mx$", "MXN"},
    {"nt$", "TWD"},
    {"r$", "BRL"},
    {"\xe2\x82\xac", "EUR"},
    {"\xc2\xa3", "GBP"},
    {"\xe2\x82\xb9", "INR"},
    {"\xe2\x82\xaa", "ILS"},
    {"\xe2\x82\xbd", "RUB"},
    {"\xe2\x82\xb4", "UAH"},
    {"z\xc5\x82", "PLN"},
    {"$", "$"},
    {"kr", "kr"},
    {"\xc2\xa5", "\xc2\xa5"},
};

/* Not those that are words of job posts: PHP, TRY, ALL, COP, RON, TOP. */
static const char *const codes[] = {"usd", "eur", "gbp", "chf", "cad", "aud", "nzd", "sgd", "hkd", "sek", "nok", "dkk",
                                    "pln", "czk", "huf", "bgn", "uah", "rub", "inr", "jpy", "cny", "krw", "brl", "mxn",
                                    "zar", "ils", "aed", "sar", "thb", "idr", "myr", "vnd", "ngn", "kes", "twd", NULL};

static const struct {
    const char *word;
    const char *code;
} names[] = {{"euros", "EUR"},  {"euro", "EUR"}, {"pounds", "GBP"}, {"ukp", "GBP"}, {"rmb", "CNY"},
             {"francs", "CHF"}, {"rs.", "INR"},  {"inr", "INR"},    {"fr.", "CHF"}, {"sfr", "CHF"}};

static sg_currency currency_of(sg_told s, const char *code)
{
    sg_currency c = {.told = s};
    for (size_t i = 0; i < 3 && code[i]; i++)
        c.code[i] = code[i] >= 'a' && code[i] <= 'z' ? (char)(code[i] - 32) : code[i];
    return c;
}

static sg_currency symbol_of(const char *code)
{
    if (strlen(code) == 3) return currency_of(SG_TOLD_BY_SYMBOL, code);
    sg_currency c = {.told = SG_TOLD_BY_PLACE};
    memcpy(c.code, code, strlen(code) + 1);
    return c;
}

sg_currency sg_currency_at(const sg_scan *in, size_t i, size_t *len)
{
    *len = 0;
    for (size_t k = 0; k < sizeof symbols / sizeof *symbols; k++) {
        *len = sg_scan_word(in, i, symbols[k].text);
        if (*len) return symbol_of(symbols[k].code);
    }
    for (size_t k = 0; codes[k]; k++) {
        *len = sg_scan_word(in, i, codes[k]);
        if (*len) return currency_of(SG_TOLD_BY_CODE, codes[k]);
    }
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        *len = sg_scan_word(in, i, names[k].word);
        if (*len) return currency_of(SG_TOLD_BY_CODE, names[k].code);
    }
    return (sg_currency){0};
}

sg_currency sg_currency_stronger(sg_currency a, sg_currency b)
{
    return b.told > a.told ? b : a;
}

/* Where a run of letters and symbols that ends before `end` may begin: tries each start, the longest first. */
static sg_currency currency_ending(const sg_scan *in, size_t end, size_t *start)
{
    for (size_t back = 5; back > 0; back--) {
        if (back > end) continue;
        size_t i = end - back, len;
        if (i > 0 && sg_scan_letter(in->at[i]) && sg_scan_letter(in->at[i - 1])) continue;
        sg_currency c = sg_currency_at(in, i, &len);
        if (c.told != SG_TOLD_NOT && len == back) {
            *start = i;
            return c;
        }
    }
    *start = end;
    return (sg_currency){0};
}

static size_t spaces_before(const sg_scan *in, size_t i)
{
    while (i > 0 && strchr(" \t><~:(", in->at[i - 1])) i--;
    if (i > 1 && memcmp(&in->at[i - 2], "\xc2\xa0", 2) == 0) i -= 2;
    return i;
}

/* "USD $60,000": a code before the symbol counts too. */
sg_currency sg_currency_before(const sg_scan *in, size_t i, size_t *start)
{
    size_t at = spaces_before(in, i), before;
    sg_currency c = currency_ending(in, at, &at);
    *start = c.told == SG_TOLD_NOT ? i : at;
    if (c.told != SG_TOLD_BY_PLACE) return c;
    sg_currency code = currency_ending(in, spaces_before(in, at), &before);
    if (code.told == SG_TOLD_BY_CODE) *start = before;
    return sg_currency_stronger(c, code);
}

const char *sg_currency_code(const sg_currency *currency, const char *country)
{
    static const struct {
        const char *sign, *country, *code;
    } table[] = {{"$", "US", "USD"},  {"$", "CA", "CAD"},  {"$", "AU", "AUD"},        {"$", "NZ", "NZD"},
                 {"$", "SG", "SGD"},  {"$", "HK", "HKD"},  {"kr", "SE", "SEK"},       {"kr", "NO", "NOK"},
                 {"kr", "DK", "DKK"}, {"kr", "IS", "ISK"}, {"\xc2\xa5", "JP", "JPY"}, {"\xc2\xa5", "CN", "CNY"}};
    if (currency->told > SG_TOLD_BY_PLACE) return currency->code;
    for (size_t i = 0; country && i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].sign, currency->code) == 0 && strcmp(table[i].country, country) == 0) return table[i].code;
    return "";
}
