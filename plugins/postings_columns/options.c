#include "columns.h"

#include <string.h>

const sg_option col_options[COL_OPTIONS] = {
    [COL_ID] = {"id", "column of the posting's own id; without it, one is made from the row's texts", ""},
    [COL_URL] = {"url", "column of the posting's address", ""},
    [COL_TITLE] = {"title", "column of the job's title", ""},
    [COL_EMPLOYER] = {"employer", "column of the employer's name", ""},
    [COL_PLACE] = {"place", "column of the place; several, as CITY|COUNTRY, are joined", ""},
    [COL_DATE] = {"date", "column of the day of posting", ""},
    [COL_PAY] = {"pay", "column of the pay as text, as \"$90k-110k a year\"", ""},
    [COL_PAY_LO] = {"pay_lo", "column of the least pay, a number", ""},
    [COL_PAY_HI] = {"pay_hi", "column of the most pay, a number", ""},
    [COL_PAY_PERIOD] = {"pay_period", "column of what pay_lo and pay_hi are paid for: year, hourly …", ""},
    [COL_PAY_CURRENCY] = {"pay_currency", "column of the currency's code", ""},
    [COL_LEVEL] = {"level", "column of the level: senior, mid …", ""},
    [COL_REMOTE] = {"remote", "column of whether it is remote: yes, 0, hybrid …", ""},
    [COL_BODY] = {"body", "column of the text; several, as A|B, are joined by line ends", ""},
    [COL_SKILLS] = {"skills", "column of a list of skills; several, as A|B, are joined", ""},
    {"skills_separator", "what parts the skills of a list: a character, or newline; default: ,", ""},
    {"delimiter", "what parts the columns: a character, or tab; default: ,", ""},
    {"encoding", "utf-8 (default), cp1252 (Western Windows) or utf-16", ""},
    {"preamble", "lines before the line of the columns' names, at most; default: 0", ""},
    {"days",
     "how dates are written: plain (2026-11-03, 3.11.2026, Nov 3, 2026), dmy (3/11/2026), mdy (11/3/2026), epoch", ""},
    {"scraped", "day of the collection, YYYY-MM-DD: for dates such as \"3 days ago\", and rows without one", ""},
    {"decimal", "the decimal mark of numbers: . (default) or ,", ""},
    {"period", "what all amounts are paid for, where no column says it: hour, day, week, month or year", ""},
    {"currency", "currency of all amounts, as EUR, where no column says it", ""},
};

int col_read_dialect(const sg_services *s, sg_dialect *out)
{
    sg_text delimiter = col_option(s, "delimiter"), encoding = col_option(s, "encoding"),
            preamble = col_option(s, "preamble");
    double lines = 0;
    *out = (sg_dialect){.size = sizeof *out};
    out->delimiter = col_is(delimiter, "tab") ? '\t' : delimiter.len == 1 ? delimiter.at[0] : '\0';
    if (!delimiter.len) out->delimiter = ',';
    if (!out->delimiter || strchr("\"\r\n", out->delimiter))
        return s->refuse(s, "option delimiter: expected one character, or tab", delimiter);
    if (col_is_one(encoding, "cp1252|windows-1252|latin1|iso-8859-1"))
        out->encoding = SG_CP1252;
    else if (col_is_one(encoding, "utf-16|utf16"))
        out->encoding = SG_UTF16;
    else if (encoding.len && !col_is_one(encoding, "utf-8|utf8"))
        return s->refuse(s, "option encoding: expected utf-8, cp1252 or utf-16", encoding);
    if ((preamble.len && s->to_number(s, preamble, &lines)) || lines < 0 || lines > 255 || lines != (double)(int)lines)
        return s->refuse(s, "option preamble: expected a number of lines from 0 to 255", preamble);
    out->preamble = (uint8_t)lines;
    return 0;
}

int col_read_days(const sg_services *s, col_days *out, int *told)
{
    static const char *const names[] = {
        [COL_DAYS_PLAIN] = "plain", [COL_DAYS_DMY] = "dmy", [COL_DAYS_MDY] = "mdy", [COL_DAYS_EPOCH] = "epoch"};
    sg_text text = col_option(s, "days");
    *out = COL_DAYS_PLAIN;
    *told = text.len > 0;
    if (!*told) return 0;
    for (col_days i = COL_DAYS_PLAIN; i <= COL_DAYS_EPOCH; i++)
        if (col_is(text, names[i])) return *out = i, 0;
    return s->refuse(s, "option days: expected plain, dmy, mdy or epoch", text);
}

int col_read_scraped(const sg_services *s, int32_t *out)
{
    sg_text text = col_option(s, "scraped");
    *out = SG_DAY_ABSENT;
    if (!text.len || s->to_day(s, text, out) == 0) return 0;
    return s->refuse(s, "option scraped: expected YYYY-MM-DD", text);
}

int col_read_decimal(const sg_services *s, char *out)
{
    sg_text text = col_option(s, "decimal");
    *out = text.len ? text.at[0] : '.';
    return text.len <= 1 && strchr(".,", *out) ? 0 : s->refuse(s, "option decimal: expected . or ,", text);
}
