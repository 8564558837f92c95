/* Days and months of the proleptic Gregorian calendar. */
#ifndef SG_BASE_MONTH_H
#define SG_BASE_MONTH_H

#include "skillgap/plugin.h"

#include <stdbool.h>

/* Months since 1970-01, and days since 1970-01-01. Years 1900 … 2199 are read; others are not dates of ours. */
typedef int32_t sg_month;
typedef int32_t sg_day;
#define SG_MONTH_ABSENT INT32_MIN

sg_month sg_month_of(int year, int month); /* month 1 … 12 */
sg_month sg_month_of_day(sg_day day);
sg_day sg_day_of(int year, int month, int day_of_month);
void sg_day_split(sg_day day, int *year, int *month, int *day_of_month);
int sg_month_days(sg_month month); /* 28 … 31 */

/* "YYYY-MM", or the month of "YYYY-MM-DD…" */
bool sg_month_parse(sg_text text, sg_month *out);
/* "YYYY-MM-DD", alone or before 'T' or a space and a time. */
bool sg_day_parse(sg_text text, sg_day *out);
/* Into out, which is returned: "2026-04", "2026-04-30". */
const char *sg_month_format(sg_month month, char out[static 8]);
/* Of SG_DAY_ABSENT "". */
const char *sg_day_format(sg_day day, char out[static 11]);

#endif
