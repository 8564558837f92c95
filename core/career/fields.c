#include "career/fields.h"

#include "base/currency.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void sg_field_problem(sg_fields *fields, const char *field, const char *format, ...)
{
    char what[700];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    sg_error line;
    sg_fail(&line, SG_EFAIL, "%s: %s: %s", fields->file, field, what);
    size_t used = strlen(fields->others);
    if (fields->n++ == 0)
        fields->first = line;
    else
        snprintf(fields->others + used, sizeof fields->others - used, "%s%s", used ? ", " : "", field);
    if (fields->problems) sg_buf_printf(fields->problems, "%s\n", line.text);
}

sg_status sg_fields_status(const sg_fields *fields, sg_status status, sg_error *err)
{
    if (fields->no_memory) return sg_fail(err, SG_EFAIL, "%s: no memory", fields->file);
    if (!fields->n) return SG_OK;
    if (fields->n == 1) return sg_fail(err, status, "%s", fields->first.text);
    size_t more = fields->n - 1;
    if (fields->checked)
        return sg_fail(err, status, "%s; and %zu more problem%s (skillgap profile check lists all)", fields->first.text,
                       more, more == 1 ? "" : "s");
    return sg_fail(err, status, "%s; and %zu more problem%s, in %s", fields->first.text, more, more == 1 ? "" : "s",
                   fields->others);
}

/* "field.key" */
static const char *path_of(const char *field, const char *key, char out[static 200])
{
    snprintf(out, 200, "%s%s%s", field, field[0] ? "." : "", key);
    return out;
}

static const char *found(const json_t *value, char out[static 80])
{
    if (json_is_string(value))
        snprintf(out, 80, "\"%.60s\"", json_string_value(value));
    else if (json_is_number(value))
        snprintf(out, 80, "%.12g", json_number_value(value));
    else
        snprintf(out, 80, "%s",
                 json_is_object(value)  ? "an object"
                 : json_is_array(value) ? "a list"
                                        : "true or false");
    return out;
}

static void wrong(sg_fields *fields, const char *field, const char *key, const char *expected, const json_t *value)
{
    char path[200], what[80];
    sg_field_problem(fields, path_of(field, key, path), "expected %s, found %s", expected, found(value, what));
}

static const json_t *member(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_null(value) ? NULL : value;
}

static void unknown(sg_fields *fields, const char *field, const char *key, const char *const *names)
{
    sg_map known = {0};
    char path[200], near[200];
    for (size_t i = 0; names[i]; i++) sg_map_add(&known, sg_text_of(names[i]));
    if (*sg_map_nearest(&known, sg_text_of(key), 2, near, sizeof near))
        sg_field_problem(fields, path_of(field, key, path), "unknown field; did you mean %s?", near);
    else
        sg_field_problem(fields, path_of(field, key, path), "unknown field");
    sg_map_release(&known);
}

void sg_fields_known(sg_fields *fields, const json_t *object, const char *field, const char *const *names)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        bool is_known = false;
        for (size_t i = 0; names[i]; i++) is_known = is_known || strcmp(names[i], key) == 0;
        if (!is_known) unknown(fields, field, key, names);
    }
}

bool sg_field_text(sg_fields *fields, const json_t *object, const char *field, const char *key, const char **out)
{
    const json_t *value = member(object, key);
    if (!value) return false;
    if (!json_is_string(value)) {
        wrong(fields, field, key, "a text", value);
        return false;
    }
    *out = json_string_value(value);
    return true;
}

bool sg_field_number(sg_fields *fields, const json_t *object, const char *field, const char *key, double lo, double hi,
                     double *out)
{
    const json_t *value = member(object, key);
    if (!value) return false;
    double number = json_number_value(value);
    if (!json_is_number(value) || !(number >= lo && number <= hi)) {
        char expected[80];
        snprintf(expected, sizeof expected, "a number from %.12g to %.12g", lo, hi);
        wrong(fields, field, key, expected, value);
        return false;
    }
    *out = number;
    return true;
}

bool sg_field_month(sg_fields *fields, const json_t *object, const char *field, const char *key, sg_month *out)
{
    const json_t *value = member(object, key);
    if (!value) return false;
    sg_text text = sg_text_of(json_string_value(value));
    double year = json_is_number(value) ? json_number_value(value) : 0;
    if (text.at && text.len == 4) sg_text_number(text, &year);
    if (year >= 1950 && year <= 2199 && year == floor(year)) {
        *out = sg_month_of((int)year, 12);
        return true;
    }
    if (text.at && sg_month_parse(text, out)) return true;
    wrong(fields, field, key, "a date as YYYY, YYYY-MM or YYYY-MM-DD", value);
    return false;
}

bool sg_field_day(sg_fields *fields, const json_t *object, const char *field, const char *key, sg_day *out)
{
    const json_t *value = member(object, key);
    if (!value) return false;
    sg_text text = sg_text_of(json_string_value(value));
    sg_month month;
    if (text.at && sg_day_parse(text, out)) return true;
    if (text.len == 7 && sg_month_parse(text, &month) && month >= 0) {
        *out = sg_day_of(1970 + month / 12, 1 + month % 12, sg_month_days(month));
        return true;
    }
    wrong(fields, field, key, "a date as YYYY-MM-DD or YYYY-MM", value);
    return false;
}

const json_t *sg_field_object(sg_fields *fields, const json_t *object, const char *field, const char *key)
{
    const json_t *value = member(object, key);
    if (!value || json_is_object(value)) return value;
    wrong(fields, field, key, "an object", value);
    return NULL;
}

const json_t *sg_field_list(sg_fields *fields, const json_t *object, const char *field, const char *key)
{
    const json_t *value = member(object, key);
    if (!value || json_is_array(value)) return value;
    wrong(fields, field, key, "a list", value);
    return NULL;
}

static void read_name(sg_fields *fields, const json_t *object, const char *field, const char *key,
                      sg_status (*find)(const sg_taxonomy *, sg_text, uint32_t *, sg_error *), uint32_t *out)
{
    const char *text = NULL;
    char path[200];
    sg_error why = {""};
    if (!sg_field_text(fields, object, field, key, &text)) return;
    sg_status status = find(fields->taxonomy, sg_text_of(text), out, &why);
    fields->no_memory = fields->no_memory || status == SG_EFAIL;
    if (status != SG_OK) sg_field_problem(fields, path_of(field, key, path), "%s", why.text);
}

void sg_field_position(sg_fields *fields, const json_t *object, const char *field, sg_position *out)
{
    *out = (sg_position){SG_ID_NONE, SG_ID_NONE, -1};
    read_name(fields, object, field, "role", sg_taxonomy_role, &out->role);
    read_name(fields, object, field, "region", sg_taxonomy_region, &out->region);
    const char *level = NULL;
    if (!sg_field_text(fields, object, field, "level", &level)) return;
    out->level = sg_level_of(sg_text_of(level));
    if (out->level >= 0) return;
    char path[200], known[200] = "";
    for (size_t i = 0, used = 0; i < SG_LEVELS; i++)
        used += (size_t)snprintf(known + used, sizeof known - used, "%s%s", i ? ", " : "", sg_level_ids[i]);
    sg_field_problem(fields, path_of(field, "level", path), "expected one of %s, found \"%.40s\"", known, level);
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
    path_of(field, key, path);
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
