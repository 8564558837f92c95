#include "career/fields.h"

#include "base/currency.h"
#include "taxonomy/role.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void judge(sg_fields *fields, const char *field, const char *key, sg_status status, const sg_error *why)
{
    char path[200];
    fields->no_memory = fields->no_memory || status == SG_EFAIL;
    if (status != SG_OK) sg_field_problem(fields, sg_field_path(field, key, path), "%s", why->text);
}

/* With the level that a title carries, which a level given apart replaces. */
static void read_role(sg_fields *fields, const json_t *object, const char *field, sg_position *out)
{
    const char *text = NULL;
    sg_error why = {""};
    sg_title_reading read = {SG_ID_NONE, -1};
    if (!sg_field_text(fields, object, field, "role", &text)) return;
    judge(fields, field, "role", sg_role_read(fields->taxonomy, sg_text_of(text), &read, &why), &why);
    out->role = read.role;
    out->level = read.level;
}

static void read_region(sg_fields *fields, const json_t *object, const char *field, sg_position *out)
{
    const char *text = NULL;
    sg_error why = {""};
    if (!sg_field_text(fields, object, field, "region", &text)) return;
    judge(fields, field, "region", sg_taxonomy_region(fields->taxonomy, sg_text_of(text), &out->region, &why), &why);
}

void sg_field_position(sg_fields *fields, const json_t *object, const char *field, sg_position *out)
{
    *out = (sg_position){SG_ID_NONE, SG_ID_NONE, -1};
    read_role(fields, object, field, out);
    read_region(fields, object, field, out);
    const char *level = NULL;
    if (!sg_field_text(fields, object, field, "level", &level)) return;
    out->level = sg_level_of(sg_text_of(level));
    if (out->level >= 0) return;
    char path[200], known[200] = "";
    for (size_t i = 0, used = 0; i < SG_LEVELS; i++)
        used += (size_t)snprintf(known + used, sizeof known - used, "%s%s", i ? ", " : "", sg_level_ids[i]);
    sg_field_problem(fields, sg_field_path(field, "level", path), "expected one of %s, found \"%.40s\"", known, level);
}

static const char *const period_names[] = {"", "hour", "day", "week", "month", "year", NULL};

static int word_index(const char *const *words, const char *word)
{
    for (int i = 0; words[i]; i++)
        if (words[i][0] && strcmp(words[i], word) == 0) return i;
    return -1;
}

void sg_field_pay(sg_fields *fields, const json_t *object, const char *field, const char *key, sg_stated_pay *out)
{
    static const char *const names[] = {"amount", "currency", "period", "component", NULL};
    static const char *const components[] = {"", "base", "total", NULL};
    const json_t *pay = sg_field_object(fields, object, field, key);
    char path[200];
    const char *currency = "", *period = "year", *component = NULL;
    *out = (sg_stated_pay){0};
    if (!pay) return;
    sg_field_path(field, key, path);
    sg_fields_known(fields, pay, path, names);
    if (!json_object_get(pay, "amount")) sg_field_problem(fields, path, "amount is missing");
    out->given = sg_field_number(fields, pay, path, "amount", 1, 1e12, &out->amount);
    if (!sg_field_text(fields, pay, path, "currency", &currency) || !sg_currency_known(currency))
        sg_field_problem(fields, path, "currency: expected a code such as USD or EUR, found \"%.20s\"", currency);
    snprintf(out->currency, sizeof out->currency, "%.3s", currency);
    sg_field_text(fields, pay, path, "period", &period);
    int unit = word_index(period_names, period);
    if (unit < 0)
        sg_field_problem(fields, path, "period: expected hour, day, week, month or year, found \"%.20s\"", period);
    else
        out->period = (sg_period)unit;
    if (!sg_field_text(fields, pay, path, "component", &component)) return;
    int part = word_index(components, component);
    if (part < 0)
        sg_field_problem(fields, path, "component: expected base or total, found \"%.20s\"", component);
    else
        out->component = (sg_component)part;
}

double sg_stated_yearly(const sg_stated_pay *pay)
{
    if (!pay->given) return (double)NAN;
    switch (pay->period) {
    case SG_PERIOD_YEAR: return pay->amount;
    case SG_PERIOD_MONTH: return pay->amount * 12;
    case SG_PERIOD_WEEK: return pay->amount * 52;
    default: return (double)NAN;
    }
}

const char *sg_component_name(sg_component component)
{
    return component == SG_COMPONENT_BASE ? "base" : component == SG_COMPONENT_TOTAL ? "total" : "pay";
}
