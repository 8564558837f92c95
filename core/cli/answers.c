/* Answers as people type them. */
#include "base/text.h"
#include "cli/questions.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { MONTHS_AHEAD_MAX = 600 };

static sg_day end_of(sg_month month)
{
    return sg_day_of(1970 + month / 12, 1 + month % 12, sg_month_days(month));
}

/* "18 months", "2y" from today on. */
static bool read_span(sg_text text, sg_day today, sg_day *out)
{
    size_t digits = 0;
    long long n = 0;
    while (digits < text.len && isdigit((unsigned char)text.at[digits])) digits++;
    if (!digits || digits > 3 || !sg_text_integer((sg_text){text.at, digits}, &n)) return false;
    sg_text unit = sg_text_trim((sg_text){text.at + digits, text.len - digits});
    static const char *const months[] = {"m", "mo", "month", "months"}, *const years[] = {"y", "year", "years"};
    long long factor = 0;
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (sg_text_is(unit, months[i])) factor = 1;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++)
        if (sg_text_is(unit, years[i])) factor = 12;
    if (!factor || n * factor < 1 || n * factor > MONTHS_AHEAD_MAX) return false;
    *out = end_of(sg_month_of_day(today) + (sg_month)(n * factor));
    return true;
}

sg_status sg_answer_goal(sg_text text, sg_day today, sg_day *out, sg_error *err)
{
    sg_day day;
    sg_month month;
    char now[11];
    if (text.len == 7 && sg_month_parse(text, &month))
        day = end_of(month);
    else if (!sg_day_parse(text, &day) && !read_span(text, today, &day))
        return sg_fail(err, SG_EUSAGE, "expected a month such as 2028-06, a day, or a span such as 18 months");
    if (day <= today) return sg_fail(err, SG_EUSAGE, "expected a day after today, %s", sg_day_format(today, now));
    *out = day;
    return SG_OK;
}

/* Takes the word off the end, when it stands there alone; true then. */
static bool take_word(sg_text *text, const char *word)
{
    size_t len = strlen(word);
    if (text->len < len || strncasecmp(text->at + text->len - len, word, len) != 0) return false;
    if (text->len > len && isalnum((unsigned char)text->at[text->len - len - 1])) return false;
    *text = sg_text_trim((sg_text){text->at, text->len - len});
    return true;
}

static void take_component(sg_text *text, sg_stated_pay *out)
{
    if (take_word(text, "base"))
        out->component = SG_COMPONENT_BASE;
    else if (take_word(text, "total"))
        out->component = SG_COMPONENT_TOTAL;
}

static void take_period(sg_text *text, sg_stated_pay *out)
{
    static const struct {
        const char *word;
        sg_period period;
    } words[] = {{"year", SG_PERIOD_YEAR},     {"yearly", SG_PERIOD_YEAR}, {"month", SG_PERIOD_MONTH},
                 {"monthly", SG_PERIOD_MONTH}, {"week", SG_PERIOD_WEEK},   {"day", SG_PERIOD_DAY},
                 {"hour", SG_PERIOD_HOUR}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!take_word(text, words[i].word)) continue;
        out->period = words[i].period;
        if (!take_word(text, "a") && !take_word(text, "an") && !take_word(text, "per")) take_word(text, "/");
        return;
    }
}

sg_status sg_answer_pay(sg_text text, sg_stated_pay *out, sg_error *err)
{
    sg_stated_pay pay = {.given = true, .period = SG_PERIOD_YEAR};
    char amount[100], code[4] = "";
    take_component(&text, &pay);
    take_period(&text, &pay);
    take_component(&text, &pay);
    snprintf(amount, sizeof amount, "%.*s", (int)text.len, text.len ? text.at : "");
    for (char *at = amount; *at && at < amount + 3; at++)
        if (isalpha((unsigned char)*at) && isalpha((unsigned char)at[1])) *at = (char)toupper((unsigned char)*at);
    sg_status status = sg_cli_amount("pay", amount, &pay.amount, code, err);
    if (status != SG_OK || pay.amount < 1)
        return sg_fail(err, SG_EUSAGE,
                       "expected an amount such as 140k USD, or EUR 6,500 a month base, found \"%.60s\"", amount);
    memcpy(pay.currency, code, sizeof pay.currency);
    *out = pay;
    return SG_OK;
}

static bool read_level(sg_text word, double *out)
{
    char text[20];
    if (!word.len || word.len >= sizeof text) return false;
    snprintf(text, sizeof text, "%.*s", (int)word.len, word.at);
    double level = sg_skill_level_of(text);
    if (level < 0 && (!sg_text_number(word, &level) || level < 0 || level > 7)) return false;
    *out = level;
    return true;
}

/* The whole is asked first, since names end in numbers too: "Log4j 2". */
sg_status sg_answer_skill(const sg_taxonomy *t, sg_text text, uint32_t *skill, double *level, sg_error *err)
{
    double stated = -1;
    uint32_t found;
    sg_error shorter;
    sg_status status = sg_taxonomy_skill(t, text, &found, err);
    size_t cut = text.len;
    while (cut > 0 && !strchr(" :=", text.at[cut - 1])) cut--;
    if (status == SG_EUSAGE && cut > 0 && read_level((sg_text){text.at + cut, text.len - cut}, &stated)) {
        while (cut > 0 && strchr(" :=", text.at[cut - 1])) cut--;
        status = sg_taxonomy_skill(t, (sg_text){text.at, cut}, &found, &shorter);
        if (status != SG_OK) sg_fail(err, status, "%s", shorter.text);
    }
    if (status == SG_OK && sg_text_is(t->skills[found].kind, "attribute"))
        return sg_fail(err, SG_EUSAGE, "%s is an attribute of a job, not a skill", t->skills[found].name.at);
    if (status != SG_OK) return status;
    *skill = found;
    *level = stated;
    return SG_OK;
}
