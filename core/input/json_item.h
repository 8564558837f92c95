/* From the text of an item to a row: parsed, its columns read, handed over or rejected. Also the fields around it. */
#ifndef SG_INPUT_JSON_ITEM_H
#define SG_INPUT_JSON_ITEM_H

#include "base/buf.h"
#include "input/json_rows.h"

#include <jansson.h>

enum { SG_JSON_ITEM_MAX = 64 << 20 };

typedef struct sg_json_held sg_json_held;

/* Zero-initialise, then sg_json_items_init. */
typedef struct sg_json_items {
    const sg_json_rows *json;
    sg_row place;            /* the item handed over last */
    json_t **outer;          /* a column: an object with the outer field alone; NULL: not met yet */
    size_t n_outer, n_known; /* outer columns, and those that were met */
    sg_buf held_text;        /* items that wait for the outer fields */
    sg_json_held *held;
    size_t n_held, cap_held;
    sg_buf values_text;
    sg_text *values;
} sg_json_items;

/* SG_EPLUGIN: a column's name is no path. */
sg_status sg_json_items_init(sg_json_items *items, const sg_json_rows *json, sg_error *err);
void sg_json_items_release(sg_json_items *items);

/* Hands an item over: at once, or, while outer fields are missing, at the end of its outermost value. */
sg_status sg_json_items_add(sg_json_items *items, sg_text text, uint64_t offset, sg_error *err);
/* An item that could not be read to its end. */
void sg_json_items_refuse(sg_json_items *items, uint64_t offset, const char *found);
/* An outermost value begins. Items of the one before that still wait are dropped. */
void sg_json_items_begin(sg_json_items *items);
/* And ends: hands over what waits. */
sg_status sg_json_items_end(sg_json_items *items, sg_error *err);

/* The outer column of this name; n_columns when there is none. */
size_t sg_json_items_outer(const sg_json_items *items, sg_text name);
/* The field's value, as it is written. */
sg_status sg_json_items_set(sg_json_items *items, size_t column, sg_text value, sg_error *err);

#endif
