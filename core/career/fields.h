/* Reading a person's files (profile, offer): every problem is told with its field, and reading goes on, so that one
 * look shows them all. Names are never guessed. */
#ifndef SG_CAREER_FIELDS_H
#define SG_CAREER_FIELDS_H

#include "base/json.h"
#include "base/month.h"
#include "taxonomy/taxonomy.h"

typedef struct sg_fields {
    const char *file; /* for messages */
    const sg_taxonomy *taxonomy;
    sg_buf *problems; /* one a line; may be NULL */
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

/* Role, level and region of a position, members "role", "level", "region". */
typedef struct sg_position {
    uint32_t role, region; /* or SG_ID_NONE */
    int level;             /* index of sg_level_ids, or -1 */
} sg_position;
void sg_field_position(sg_fields *fields, const json_t *object, const char *field, sg_position *out);

/* Pay as stated: amount, currency (ISO 4217), period (default year), component (base or total). */
typedef struct sg_stated_pay {
    bool given;
    double amount;
    char currency[4];
    sg_period period;
    sg_component component;
} sg_stated_pay;
void sg_field_pay(sg_fields *fields, const json_t *object, const char *field, const char *key, sg_stated_pay *out);
/* Amount a year; NAN when none is given or an hour or a day is paid (hours differ from place to place). */
double sg_stated_yearly(const sg_stated_pay *pay);
const char *sg_component_name(sg_component component); /* "base", "total", "pay" */

#endif
