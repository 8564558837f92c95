#include "input/json_item.h"

#include "base/mem.h"
#include "base/text.h"
#include "input/json_path.h"

#include <stdio.h>
#include <string.h>

struct sg_json_held {
    uint64_t offset;
    size_t at, len; /* in held_text */
};

static bool is_outer(const sg_column *column)
{
    return column->name[0] == '/';
}

sg_status sg_json_items_init(sg_json_items *items, const sg_json_rows *json, sg_error *err)
{
    items->json = json;
    sg_buf_init(&items->held_text, SG_JSON_ITEM_MAX);
    sg_buf_init(&items->values_text, SG_JSON_ITEM_MAX * 2u);
    for (size_t i = 0; i < json->n_columns; i++) {
        bool outer = is_outer(&json->columns[i]);
        items->n_outer += outer;
        if (!sg_json_path_valid(json->columns[i].name + outer))
            return sg_fail(err, SG_EPLUGIN, "no path: \"%s\"", json->columns[i].name);
    }
    items->values = sg_zalloc(json->n_columns + 1, sizeof *items->values);
    items->outer = sg_zalloc(json->n_columns + 1, sizeof *items->outer);
    if (!items->values || !items->outer) return sg_fail(err, SG_EFAIL, "no memory to read");
    return SG_OK;
}

void sg_json_items_release(sg_json_items *items)
{
    if (items->outer) sg_json_items_begin(items);
    sg_buf_release(&items->held_text);
    sg_buf_release(&items->values_text);
    sg_free(items->held);
    sg_free(items->outer);
    sg_free(items->values);
}

/* ---- one item ---- */

static sg_status no_memory(const sg_json_items *items, sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "byte %llu: no memory for this item", (unsigned long long)items->place.offset);
}

static sg_status reject(sg_json_items *items, const char *reason, const char *found)
{
    sg_text text = sg_text_of(found);
    if (!sg_utf8_valid(text.at, text.len)) text.len = 0;
    items->json->reject(items->json->self, &items->place, reason, text);
    return SG_OK;
}

/* The grammar has been checked: what jansson finds wrong but for this is that memory ended. */
static bool is_text_problem(const json_error_t *problem)
{
    static const char *const texts[] = {"invalid escape", "invalid Unicode"};
    switch (json_error_code(problem)) {
    case json_error_invalid_utf8:
    case json_error_null_character:
    case json_error_null_byte_in_key:
    case json_error_duplicate_key: return true;
    default: break;
    }
    return strncmp(problem->text, texts[0], strlen(texts[0])) == 0 ||
           strncmp(problem->text, texts[1], strlen(texts[1])) == 0;
}

static sg_status reject_text(sg_json_items *items, json_error_t *problem, sg_error *err)
{
    char *near = strstr(problem->text, " near ");
    if (!is_text_problem(problem)) return no_memory(items, err);
    switch (json_error_code(problem)) {
    case json_error_invalid_utf8: return reject(items, "row: expected text in UTF-8", "bytes that are not UTF-8");
    case json_error_null_character:
    case json_error_null_byte_in_key: return reject(items, "row: holds a NUL character", "");
    case json_error_duplicate_key: return reject(items, "row: expected each key once", near ? near + 6 : "");
    default:
        if (near) *near = '\0';
        return reject(items, "row: expected JSON", problem->text);
    }
}

/* Appends the column's value to values_text, as sg_json_path_text does. */
static int read_column(sg_json_items *items, const json_t *item, size_t column)
{
    const char *path = items->json->columns[column].name;
    bool outer = is_outer(&items->json->columns[column]);
    return sg_json_path_text(outer ? items->outer[column] : item, path + outer, &items->values_text);
}

static sg_status give_object(sg_json_items *items, const json_t *item, sg_error *err)
{
    const sg_column *columns = items->json->columns;
    char reason[100];
    sg_buf_clear(&items->values_text);
    for (size_t i = 0; i < items->json->n_columns; i++) {
        size_t before = items->values_text.len;
        int found = read_column(items, item, i);
        if (found < 0) return no_memory(items, err);
        items->values[i] = (sg_text){found ? "" : NULL, items->values_text.len - before};
        if (items->values[i].len > SG_TEXT_MAX)
            return reject(items, "row: expected fields of at most 16 MB", "a longer one");
        if (found || !(columns[i].flags & SG_COLUMN_NEEDED)) continue;
        snprintf(reason, sizeof reason, "%s: expected a value", columns[i].name);
        return reject(items, reason, "");
    }
    for (size_t i = 0, at = 0; i < items->json->n_columns; at += items->values[i++].len)
        if (items->values[i].len) items->values[i].at = items->values_text.at + at;
    return items->json->row(items->json->self, &items->place, items->values, err);
}

static sg_status give(sg_json_items *items, sg_text text, uint64_t offset, sg_error *err)
{
    json_error_t problem;
    items->place = (sg_row){items->place.number + 1, offset};
    json_t *item = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &problem);
    if (!item) return reject_text(items, &problem, err);
    sg_status status = json_is_object(item) ? give_object(items, item, err)
                                            : reject(items, "row: expected an object", "another value");
    json_decref(item);
    return status;
}

void sg_json_items_refuse(sg_json_items *items, uint64_t offset, const char *found)
{
    items->place = (sg_row){items->place.number + 1, offset};
    reject(items, "row: expected JSON", found);
}

/* ---- what is around items ---- */

sg_status sg_json_items_add(sg_json_items *items, sg_text text, uint64_t offset, sg_error *err)
{
    if (items->n_known == items->n_outer && !items->n_held) return give(items, text, offset, err);
    if (SG_GROW(items->held, items->n_held, items->cap_held, SG_JSON_ITEM_MAX / 2) != 0 ||
        sg_buf_add(&items->held_text, text.at, text.len) != 0)
        return sg_fail(err, SG_EFAIL, "byte %llu: over 64 MB of items before the outer fields, or memory ended",
                       (unsigned long long)offset);
    items->held[items->n_held++] = (sg_json_held){offset, items->held_text.len - text.len, text.len};
    return SG_OK;
}

void sg_json_items_begin(sg_json_items *items)
{
    for (size_t i = 0; i < items->json->n_columns; i++) {
        json_decref(items->outer[i]);
        items->outer[i] = NULL;
    }
    items->n_known = items->n_held = 0;
    sg_buf_clear(&items->held_text);
}

sg_status sg_json_items_end(sg_json_items *items, sg_error *err)
{
    sg_status status = SG_OK;
    for (size_t i = 0; status == SG_OK && i < items->n_held; i++) {
        const sg_json_held *held = &items->held[i];
        status = give(items, (sg_text){items->held_text.at + held->at, held->len}, held->offset, err);
    }
    items->n_held = 0;
    return status;
}

size_t sg_json_items_outer(const sg_json_items *items, sg_text name)
{
    size_t n = items->json->n_columns;
    for (size_t i = 0; items->n_outer && i < n; i++)
        if (is_outer(&items->json->columns[i]) && sg_text_is(name, items->json->columns[i].name + 1)) return i;
    return n;
}

sg_status sg_json_items_set(sg_json_items *items, size_t column, sg_text value, sg_error *err)
{
    json_error_t problem;
    json_t *field = json_loadb(value.at, value.len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &problem);
    if (!field && is_text_problem(&problem)) field = json_null(); /* no value that could be shown */
    json_t *around = json_object();
    items->n_known += !items->outer[column];
    json_decref(items->outer[column]);
    items->outer[column] = around;
    if (json_object_set_new(around, items->json->columns[column].name + 1, field) == 0) return SG_OK;
    return sg_fail(err, SG_EFAIL, "no memory for the field %s", items->json->columns[column].name);
}
