#include "reading/pay_text.h"

#include "reading/pay_scan.h"

#include <string.h>

enum { NEAR = 28 };

typedef struct amount {
    double value;
    bool kilo, plus, at_least;
    sg_currency currency;
    sg_period period;
    size_t start, end; /* with its currency */
} amount;

/* ---- one amount ---- */

/* Separator of thousands here: its length, 0 when none. */
static size_t group_mark(const sg_scan *in, size_t i)
{
    if (in->at[i] && strchr(",.' ", in->at[i])) return 1;
    if (sg_scan_begins(in, i, "\xe2\x80\x99") || sg_scan_begins(in, i, "\xe2\x80\xaf")) return 3;
    return sg_scan_begins(in, i, "\xc2\xa0") ? 2 : 0;
}

static bool three_digits(const sg_scan *in, size_t i)
{
    return sg_scan_digit(in->at[i]) && sg_scan_digit(in->at[i + 1]) && sg_scan_digit(in->at[i + 2]) &&
           !sg_scan_digit(in->at[i + 3]);
}

/* Digits with groups of thousands, all set off by the same mark, and one or two decimals. */
static double number_at(const sg_scan *in, size_t *i)
{
    double value = 0, scale = .1;
    size_t first = *i, at = first, group = 0;
    while (sg_scan_digit(in->at[at])) value = value * 10 + (in->at[at++] - '0');
    for (bool short_first = at - first <= 3; short_first;) {
        size_t mark = group_mark(in, at);
        if (!mark || !three_digits(in, at + mark)) break;
        if (group && memcmp(in->at + group, in->at + at, mark) != 0) break;
        group = at;
        for (size_t k = 0; k < 3; k++) value = value * 10 + (in->at[at + mark + k] - '0');
        at += mark + 3;
    }
    bool decimals = (in->at[at] == '.' || in->at[at] == ',') && sg_scan_digit(in->at[at + 1]) &&
                    !(sg_scan_digit(in->at[at + 2]) && sg_scan_digit(in->at[at + 3]));
    if (decimals)
        for (at++; sg_scan_digit(in->at[at]); at++, scale /= 10) value += scale * (in->at[at] - '0');
    *i = at;
    return value;
}

/* "/hr", "per month", "p.a.": its length, 0 when no period is written here. */
static size_t period_at(const sg_scan *in, size_t i, sg_period *out)
{
    static const struct {
        sg_period period;
        const char *words[24];
    } table[] = {
        {SG_PERIOD_HOUR,
         {"/hour", "/ hour", "/hr", "/ hr", "/h", "per hour", "per hr", "an hour", "hourly", "p/h", "ph", "hour",
          "hr"}},
        {SG_PERIOD_DAY, {"/day", "/ day", "/d", "per day", "a day", "daily", "p/d", "pd", "per diem", "day rate"}},
        {SG_PERIOD_WEEK, {"/week", "/ week", "/wk", "per week", "a week", "weekly", "pw"}},
        {SG_PERIOD_MONTH,
         {"/month", "/ month", "/mo", "/mon", "/mth", "per month", "a month", "monthly", "p.m.", "pcm", "pm", "/m"}},
        {SG_PERIOD_YEAR,
         {"/year", "/ year", "/yr", "/y", "/annum", "per year", "per annum", "a year", "yearly", "annually", "annual",
          "p.a", "pa", "p/a", "yr", "year"}},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        size_t len = sg_scan_any(in, i, table[k].words);
        if (!len) continue;
        *out = table[k].period;
        return len;
    }
    return 0;
}

/* Millions, percents and list marks are no pay. */
static bool scale_at(const sg_scan *in, amount *a, size_t *i)
{
    static const char *const millions[] = {"mm", "mn", "mio", "mil",     "million", "millions",
                                           "m",  "bn", "b",   "billion", NULL};
    size_t at = sg_scan_skip(in, *i), len;
    if (in->at[at] == '%' || sg_scan_any(in, at, millions)) return false;
    if (in->at[at] == 'k') {
        sg_currency_at(in, at + 1, &len);
        a->kilo = !sg_scan_letter(in->at[at + 1]) || len;
        if (a->kilo) *i = at + 1;
    } else if ((len = sg_scan_word(in, at, "thousand")) != 0) {
        a->kilo = true;
        *i = at + len;
    }
    return true;
}

/* What follows a number: scale, "+", currency, period, in any order that people write. */
static bool tail_at(const sg_scan *in, amount *a, size_t i)
{
    if (!scale_at(in, a, &i)) return false;
    for (;;) {
        while (in->at[i] == '+') i++, a->plus = true; /* only right behind: " + equity" opens no end */
        a->end = i;
        size_t at = sg_scan_skip(in, i), len;
        sg_period period;
        sg_currency currency = sg_currency_at(in, at, &len);
        bool next = len && sg_scan_digit(in->at[sg_scan_skip(in, at + len)]); /* the sign of the next number */
        if (len && !next)
            a->currency = sg_currency_stronger(a->currency, currency);
        else if (a->period == SG_PERIOD_NONE && (len = period_at(in, at, &period)) != 0)
            a->period = period;
        else
            return true;
        i = at + len;
    }
}

/* An amount whose digits begin at i. */
static bool amount_at(const sg_scan *in, size_t i, amount *out)
{
    amount a = {.period = SG_PERIOD_NONE};
    size_t at = i;
    a.currency = sg_currency_before(in, i, &a.start);
    a.value = number_at(in, &at);
    if (sg_scan_word(in, at, "(k)") || (a.value == 401 && in->at[at] == 'k')) return false; /* a pension plan */
    if (!tail_at(in, &a, at)) return false;
    *out = a;
    return true;
}

/* Behind a dash or "to" with an amount after it: where its currency or digits begin; 0 when there is none. */
static size_t range_mark(const sg_scan *in, size_t i)
{
    static const char *const marks[] = {"-", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x88\x92", "~", "to", "and", ".."};
    i = sg_scan_skip(in, i);
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        if (!sg_scan_begins(in, i, marks[k])) continue;
        size_t at = sg_scan_skip(in, i + strlen(marks[k])), len;
        for (int codes = 0; codes < 2; codes++) { /* "USD $" */
            sg_currency_at(in, at, &len);
            at = sg_scan_skip(in, at + len);
        }
        return sg_scan_digit(in->at[at]) ? at : 0;
    }
    return 0;
}

/* ---- what is pay ---- */

static const double pay_limits[][2] = {
    [SG_PERIOD_NONE] = {1000, 2e6},  [SG_PERIOD_HOUR] = {4, 2000},   [SG_PERIOD_DAY] = {30, 6000},
    [SG_PERIOD_WEEK] = {100, 20000}, [SG_PERIOD_MONTH] = {300, 1e5}, [SG_PERIOD_YEAR] = {5000, 2e6}};

static bool in_list(const char *code, const char *list)
{
    return *code && strstr(list, code) != NULL;
}

/* Currencies of which one is worth little reach higher figures. */
static bool plausible(const amount *a, double value, const char *code)
{
    double reach = in_list(code, "JPY KRW IDR VND HUF")               ? 300
                   : in_list(code, "INR RUB UAH THB NGN KES CZK TWD") ? 60
                                                                      : 5;
    if (in_list(code, "USD EUR GBP CHF CAD AUD NZD SGD")) reach = 1;
    const double *limits = pay_limits[a->period];
    return value >= limits[0] && value <= limits[1] * reach;
}

/* Money that is not paid to the person, or heads that are counted. */
static bool something_else(const sg_scan *in, const amount *a)
{
    static const char *const funding[] = {"raised",     "raise",     "raising", "funding",   "funded", "series",
                                          "seed",       "valuation", "revenue", "revenues",  "arr",    "mrr",
                                          "investment", "invested",  "budget",  "in assets", "aum",    "profit",
                                          "backed",     "grant",     "users",   "customers", NULL};
    static const char *const other[] = {
        "bonus",   "sign",       "signing",    "sign-on",    "referral",  "stipend", "allowance", "relocation",
        "users",   "customers",  "developers", "engineers",  "employees", "people",  "members",   "companies",
        "clients", "lines",      "requests",   "servers",    "downloads", "stars",   "games",     "matching",
        "match",   "in funding", "worth",      "of funding", "options",   "shares",  NULL};
    size_t from = a->start > NEAR ? a->start - NEAR : 0, to = a->end + NEAR < in->len ? a->end + NEAR : in->len;
    for (size_t i = a->start; i > from; i--)
        if (strchr("|;()\n", in->at[i - 1]) || sg_scan_begins(in, i - 1, ", ")) from = i;
    for (size_t i = a->end; i < to; i++)
        if (strchr("|;()\n", in->at[i]) || sg_scan_begins(in, i, ", ")) to = i;
    return sg_scan_near(in, from, a->start, funding) || sg_scan_near(in, a->end, to, funding) ||
           sg_scan_any(in, sg_scan_skip(in, a->end), other);
}

static bool salary_words(const sg_scan *in, size_t before)
{
    static const char *const words[] = {"salary", "salaries", "pay", "compensation", "comp",
                                        "rate",   "base",     "ote", "wage",         NULL};
    return sg_scan_near(in, before > NEAR ? before - NEAR : 0, before, words);
}

/* A number with no currency is pay only when it is written as pay is. */
static bool bare_is_pay(const sg_scan *in, const amount *a, bool range)
{
    static const char *const after[] = {"per", "a",  "an", "base", "salary", "plus",  "depending", "doe", "ote",
                                        "and", "or", "in", "with", "for",    "gross", "net",       NULL};
    size_t next = sg_scan_skip(in, a->end);
    if (salary_words(in, a->start)) return a->kilo || a->period != SG_PERIOD_NONE || a->value >= 10000;
    if (!a->kilo) return false;
    return range || (a->value >= 20000 && (!sg_scan_letter(in->at[next]) || sg_scan_any(in, next, after)));
}

/* "comp is 170-200", "170-200 base": words of pay, and none of a currency or a period, beside a range that only
 * thousands make one. A "rate" is paid by the hour or day. */
static bool bare_thousands(const sg_scan *in, const amount *a, const amount *b)
{
    static const char *const words[] = {"salary", "salaries", "compensation", "comp", "base", "pay", "ote", NULL};
    static const char *const rates[] = {"rate", "rates", "hour", "hourly", "hr",
                                        "day",  "daily", "week", "weekly", NULL};
    size_t from = a->start > NEAR ? a->start - NEAR : 0, to = b->end + NEAR < in->len ? b->end + NEAR : in->len;
    bool bare = !a->kilo && !b->kilo && a->currency.told == SG_TOLD_NOT && b->currency.told == SG_TOLD_NOT &&
                a->period == SG_PERIOD_NONE && b->period == SG_PERIOD_NONE;
    if (!bare || a->value < 60 || b->value > 600 || a->value >= b->value) return false;
    if (a->value != (int)a->value || b->value != (int)b->value || sg_scan_near(in, from, to, rates)) return false;
    return sg_scan_near(in, from, a->start, words) || sg_scan_any(in, sg_scan_skip(in, b->end), words);
}

static sg_component component_of(const sg_scan *in, size_t from, size_t end)
{
    static const char *const base[] = {"base", NULL};
    static const char *const total[] = {"ote", "total", "tc", "all-in", "package", NULL};
    if (sg_scan_near(in, from, end, total)) return SG_COMPONENT_TOTAL;
    return sg_scan_near(in, from, end, base) ? SG_COMPONENT_BASE : SG_COMPONENT_NONE;
}

/* "hourly: $50": the period stands before. */
static sg_period period_before(const sg_scan *in, size_t start)
{
    sg_period period;
    for (size_t i = start > NEAR ? start - NEAR : 0; i < start; i++)
        if ((i == 0 || !sg_scan_letter(in->at[i - 1])) && sg_scan_letter(in->at[i]) && period_at(in, i, &period) > 4)
            return period;
    return SG_PERIOD_NONE;
}

/* One end only is stated: "from 80k", "up to 44k", "120k+". */
static void open_ends(const sg_scan *in, const amount *a, sg_pay_text *out)
{
    static const char *const least[] = {"from", "min", "minimum", "least", "starting", "over", "above", ">", NULL};
    static const char *const most[] = {"up to", "upto", "max", "maximum", "<", NULL};
    size_t from = a->start > 12 ? a->start - 12 : 0, behind = sg_scan_skip(in, a->end);
    if (sg_scan_near(in, from, a->start, most) || sg_scan_any(in, behind, most))
        out->lo = 0;
    else if (a->plus || sg_scan_near(in, from, a->start, least) || sg_scan_any(in, behind, least))
        out->hi = 0;
}

/* Puts a range's two ends on one scale: "60-80k", "$140k-180". */
static void level_ends(amount *a, amount *b)
{
    bool a_short = b->kilo && !a->kilo && a->value < 1000, b_short = a->kilo && !b->kilo && b->value < 1000;
    bool bare_short = !a->kilo && !b->kilo && a->value < 1000 && b->value >= 10000 && a->value * 1000 <= b->value;
    a->value *= a->kilo || a_short || bare_short ? 1000 : 1;
    b->value *= b->kilo || b_short ? 1000 : 1;
    a->kilo = a->kilo || a_short || bare_short;
}

static bool pay_at(const sg_scan *in, size_t i, const char *country, sg_pay_text *out, size_t *end)
{
    amount a, b;
    if (!amount_at(in, i, &a)) return false;
    size_t second = range_mark(in, a.end);
    bool range = second && amount_at(in, second, &b);
    if (second && !range) return false; /* the first end of a range of percents or millions */
    if (!range) b = a;
    if (range && bare_thousands(in, &a, &b)) a.kilo = b.kilo = true;
    level_ends(&a, &b);
    a.currency = sg_currency_stronger(a.currency, b.currency);
    if (a.period == SG_PERIOD_NONE) a.period = b.period;
    a.end = b.end, a.plus = !range && b.plus;
    if (range) *end = a.end;
    if (a.period == SG_PERIOD_NONE) a.period = period_before(in, a.start);
    const char *code = sg_currency_code(&a.currency, country);
    bool yearly = in_list(code, "USD EUR GBP CHF CAD AUD NZD SGD") || strcmp(a.currency.code, "$") == 0;
    if (a.period == SG_PERIOD_NONE && yearly && a.value >= 15000) a.period = SG_PERIOD_YEAR;
    if (a.value > b.value || b.value > 10 * a.value) return false;
    if (!plausible(&a, a.value, code) || !plausible(&a, b.value, code) || something_else(in, &a)) return false;
    if (a.currency.told == SG_TOLD_NOT && !bare_is_pay(in, &a, range)) return false;
    size_t from = a.start > NEAR ? a.start - NEAR : 0, to = a.end + NEAR < in->len ? a.end + NEAR : in->len;
    *out = (sg_pay_text){.lo = a.value,
                         .hi = b.value,
                         .period = (unsigned char)a.period,
                         .component = (unsigned char)component_of(in, from, to)};
    memcpy(out->currency, code, strlen(code) + 1);
    if (!range) open_ends(in, &a, out);
    return true;
}

bool sg_pay_text_read(sg_text text, const char *country, sg_pay_text *out)
{
    sg_scan in;
    in.len = text.len < SG_SCAN_MAX ? text.len : SG_SCAN_MAX;
    for (size_t i = 0; i < in.len; i++) {
        char c = text.at[i];
        in.at[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c ? c : ' ';
    }
    memset(in.at + in.len, 0, sizeof in.at - in.len);
    for (size_t i = 0; i < in.len; i++) {
        if (!sg_scan_digit(in.at[i])) continue;
        size_t end = i;
        bool inside = i > 0 && (sg_scan_letter(in.at[i - 1]) || strchr("._/#", in.at[i - 1]));
        if (i > 2 && inside && !strchr("._/#", in.at[i - 1])) { /* "EUR60k" */
            size_t start;
            inside = sg_currency_before(&in, i, &start).told == SG_TOLD_NOT;
        }
        if (!inside && pay_at(&in, i, country, out, &end)) return true;
        while (i + 1 < end || sg_scan_digit(in.at[i + 1])) i++;
    }
    return false;
}
