/* Import of a shard: parts of a file into a store of their own, which others complete (market/merge.h). */
#include "market/import_work.h"

#include <stdio.h>

static sg_status part_begin(void *self, uint64_t number, sg_error *err)
{
    sg_importing *x = self;
    x->part = (sg_store_part_told){.number = number};
    sg_status status = sg_import_open(x, err);
    if (status != SG_OK || !x->store) return status;
    const sg_store_source source = sg_import_source(x, x->hash);
    return sg_store_part(x->store, &source, number, err);
}

static sg_status part_reject(void *self, const sg_reject_reason *why, sg_error *err)
{
    sg_importing *x = self;
    return x->store ? sg_store_reject(x->store, why, err) : SG_OK;
}

static sg_status part_end(void *self, const sg_part *part, sg_error *err)
{
    sg_importing *x = self;
    x->part_before += part->rows;
    x->part.rows = part->rows;
    x->part.rejected = part->rejected;
    x->part.last = part->last;
    if (!x->store) return SG_OK;
    const sg_store_source source = sg_import_source(x, x->hash);
    return sg_store_part_end(x->store, &source, &x->part, err);
}

void sg_import_parts(sg_sink *sink)
{
    sink->part_begin = part_begin;
    sink->part_reject = part_reject;
    sink->part_end = part_end;
}

sg_status sg_import_undated(sg_importing *x, const sg_row *row, sg_day day, sg_error *err)
{
    sg_reject_reason why = {.rows = 1, .first_row = row->number - x->part_before};
    snprintf(why.reason, sizeof why.reason, "%s", sg_undated_reason);
    sg_day_format(day, why.found);
    x->part.undated++;
    return part_reject(x, &why, err);
}

/* So that each shard leaves a store. */
sg_status sg_import_nothing(sg_importing *x, sg_error *err)
{
    return x->import->dry_run ? SG_OK : sg_store_open(x->import->store, &x->store, err);
}
