/* Small CSV files of skillgap's own, read in this process: a row that is broken refuses the whole file. */
#ifndef SG_MARKET_TABLE_H
#define SG_MARKET_TABLE_H

#include "base/status.h"
#include "skillgap/plugin.h"

#include <stddef.h>

/* A row: number from 1, values in the order of the columns, valid until the return. */
typedef sg_status (*sg_table_fn)(void *self, uint64_t number, const sg_text *values, sg_error *err);

/* At most 16 MB. SG_EFAIL names file, row and what was found; row's own status ends it too. */
sg_status sg_table_read(const char *file, const sg_column *columns, size_t n, sg_table_fn row, void *self,
                        sg_error *err);

#endif
