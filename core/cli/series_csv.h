/* Monthly series from a long CSV file: series,month,value or series,month,count,total. */
#ifndef SG_CLI_SERIES_CSV_H
#define SG_CLI_SERIES_CSV_H

#include "base/map.h"
#include "base/month.h"
#include "base/status.h"
#include "forecast/forecast.h"

/* Series in the order in which the file names them first. Zero-initialise; release also after a failure. */
typedef struct sg_series_file {
    sg_series *series;
    size_t n;
    bool shares;   /* counts of a total, not values */
    sg_month last; /* of all series */
    sg_map names;
    sg_arena arena;
} sg_series_file;

/* path: "-" is standard input. Months of a series may come in any order and may have gaps. SG_EFAIL names file, row
 * (from 1, without the header), field, what was found and what was expected. */
sg_status sg_series_file_read(const char *path, sg_series_file *out, sg_error *err);
void sg_series_file_release(sg_series_file *file);

#endif
