/* The shares of a demand as series that can be forecast. */
#ifndef SG_OUTLOOK_SERIES_H
#define SG_OUTLOOK_SERIES_H

#include "market/demand.h"

typedef enum sg_share_of { SG_OF_POSTINGS, SG_OF_MENTIONS } sg_share_of;

/* Series of some skills of a demand, in the order in which they were taken. */
typedef struct sg_skill_series {
    sg_series *series;
    uint32_t *skill; /* of each */
    size_t n, room, months;
    double *value, *total, *extra;
    unsigned char *present;
} sg_skill_series;

/* Room for the series of so many skills. SG_EFAIL: memory. To sg_skill_series_release. */
sg_status sg_skill_series_init(const sg_demand *demand, size_t room, sg_skill_series *out, sg_error *err);
/* Takes the series of a skill when there is enough of it up to the end of the demand (sg_forecast_enough): true.
 * Else why says what is missing. There must be room. */
bool sg_skill_series_take(sg_skill_series *set, const sg_demand *demand, const sg_taxonomy *taxonomy, uint32_t skill,
                          sg_share_of of, char why[static 160]);
void sg_skill_series_release(sg_skill_series *set);

#endif
