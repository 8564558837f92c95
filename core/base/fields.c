#include "base/fields.h"

#include "base/map.h"

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

const char *sg_field_path(const char *field, const char *key, char out[static 200])
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

void sg_field_wrong(sg_fields *fields, const char *field, const char *key, const char *expected, const json_t *value)
{
    char path[200], what[80];
    sg_field_problem(fields, sg_field_path(field, key, path), "expected %s, found %s", expected, found(value, what));
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
        sg_field_problem(fields, sg_field_path(field, key, path), "unknown field; did you mean %s?", near);
    else
        sg_field_problem(fields, sg_field_path(field, key, path), "unknown field");
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
        sg_field_wrong(fields, field, key, "a text", value);
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
        sg_field_wrong(fields, field, key, expected, value);
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
    sg_field_wrong(fields, field, key, "a date as YYYY, YYYY-MM or YYYY-MM-DD", value);
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
    sg_field_wrong(fields, field, key, "a date as YYYY-MM-DD or YYYY-MM", value);
    return false;
}

const json_t *sg_field_object(sg_fields *fields, const json_t *object, const char *field, const char *key)
{
    const json_t *value = member(object, key);
    if (!value || json_is_object(value)) return value;
    sg_field_wrong(fields, field, key, "an object", value);
    return NULL;
}

const json_t *sg_field_list(sg_fields *fields, const json_t *object, const char *field, const char *key)
{
    const json_t *value = member(object, key);
    if (!value || json_is_array(value)) return value;
    sg_field_wrong(fields, field, key, "a list", value);
    return NULL;
}
