/* Reading a person's files (profile, offer, taxonomy): every problem is told with its field, and reading goes on, so
 * that one look shows them all. Names are never guessed. */
#ifndef SG_BASE_FIELDS_H
#define SG_BASE_FIELDS_H

#include "base/json.h"
#include "base/month.h"
#include "base/text.h"

#include <stdbool.h>

typedef struct sg_fields {
    const char *file;                   /* for messages */
    const struct sg_taxonomy *taxonomy; /* for readers of names in the rooms above; may be NULL */
    sg_buf *problems;                   /* one a line; may be NULL */
    size_t n;
    sg_error first;
    char others[160]; /* the fields of the other problems, as many as there is room for */
    bool checked;     /* a command lists all problems of such a file: profile check */
    bool no_memory;   /* set by whoever ran out of it: no fault of the file */
} sg_fields;

/* Notes a problem of a field: "FILE: FIELD: what was found and what was expected". */
void sg_field_problem(sg_fields *fields, const char *field, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* SG_OK when there was no problem, else status with the first and how many more there are; SG_EFAIL without memory. */
sg_status sg_fields_status(const sg_fields *fields, sg_status status, sg_error *err);
/* "field.key", or key alone when field is "". */
const char *sg_field_path(const char *field, const char *key, char out[static 200]);
/* A problem "expected …, found …" of object's member. */
void sg_field_wrong(sg_fields *fields, const char *field, const char *key, const char *expected, const json_t *value);
/* A problem for each key of object that is not in names (ended by NULL), with the nearest name. */
void sg_fields_known(sg_fields *fields, const json_t *object, const char *field, const char *const *names);

/* Each reads object's member `key` when it is there and not null; true when *out was written. field: path of the
 * object ("x-skillgap.target"), or "". */
bool sg_field_text(sg_fields *fields, const json_t *object, const char *field, const char *key, const char **out);
bool sg_field_number(sg_fields *fields, const json_t *object, const char *field, const char *key, double lo, double hi,
                     double *out);
/* A month, given as YYYY, YYYY-MM or YYYY-MM-DD; a year alone is its December. */
bool sg_field_month(sg_fields *fields, const json_t *object, const char *field, const char *key, sg_month *out);
/* A day, given as YYYY-MM-DD or as YYYY-MM (its last day). */
bool sg_field_day(sg_fields *fields, const json_t *object, const char *field, const char *key, sg_day *out);
/* A member that must be an object, or NULL. */
const json_t *sg_field_object(sg_fields *fields, const json_t *object, const char *field, const char *key);
/* A member that must be a list, or NULL. */
const json_t *sg_field_list(sg_fields *fields, const json_t *object, const char *field, const char *key);

#endif
