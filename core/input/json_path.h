/* The values of an item that a column's name leads to (sg_services.json has the grammar). */
#ifndef SG_INPUT_JSON_PATH_H
#define SG_INPUT_JSON_PATH_H

#include "base/buf.h"
#include "skillgap/plugin.h"

#include <jansson.h>
#include <stdbool.h>

/* Is this a path that can be followed? */
bool sg_json_path_valid(const char *path);
/* Appends the text that the path leads to in item. Returns 1 when there is a value (its text may be empty), 0 when
 * there is none, -1 when memory ends. */
int sg_json_path_text(const json_t *item, const char *path, sg_buf *out);

#endif
