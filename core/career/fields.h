/* Fields of a profile and an offer: the position that is held or meant, and pay as stated. */
#ifndef SG_CAREER_FIELDS_H
#define SG_CAREER_FIELDS_H

#include "base/fields.h"
#include "taxonomy/taxonomy.h"

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
