/* JSON and YAML in, as jansson values; JSON out. YAML is read by libyaml into the same values: plain scalars
 * that look like numbers, true, false or null become those; anchors, tags and several documents are refused. */
#ifndef SG_BASE_JSON_H
#define SG_BASE_JSON_H

#include "base/status.h"

#include <jansson.h>

/* name: for messages; ".yaml" and ".yml" are read as YAML, all else as JSON unless it does not start with '{' or
 * '['. The caller json_decref's *out. SG_EFAIL names line, column and what was found. */
sg_status sg_json_parse(const char *at, size_t len, const char *name, json_t **out, sg_error *err);
/* Reads the file first; at most 16 MB. */
sg_status sg_json_read(const char *path, json_t **out, sg_error *err);
/* A number, written without a fraction where it has none. The caller's; NULL: no memory. */
json_t *sg_json_number(double value);

#endif
