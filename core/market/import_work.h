/* The inside of an import, which import.c and import_parts.c share. */
#ifndef SG_MARKET_IMPORT_WORK_H
#define SG_MARKET_IMPORT_WORK_H

#include "market/dedupe.h"
#include "market/import.h"
#include "reading/reading.h"

typedef struct sg_importing {
    const sg_import *import;
    const char *input;
    uint32_t kind; /* of the plugin */
    sg_import_result *out;
    uint64_t hash; /* of the content; 0: not known yet */
    sg_store *store;
    sg_reader *reader;
    sg_dedupe_item *items;
    size_t cap_items;
    sg_text path;
    bool may_be_told; /* the plugin has an option for the day of collection */
    sg_buf options;   /* as one text */

    uint64_t parts;          /* of a shard: into how many the file is cut; 0: it is read whole */
    uint64_t part_before;    /* rows of the shard's parts before this one */
    sg_store_part_told part; /* that is being read */
} sg_importing;

sg_store_source sg_import_source(const sg_importing *x, uint64_t hash);
/* At the first record, when the workers have long been forked. SG_EDATA with out->found SG_STORE_SAME: it is there. */
sg_status sg_import_open(sg_importing *x, sg_error *err);

/* Lets the sink hear of parts. */
void sg_import_parts(sg_sink *sink);
/* A row of the part has no day. */
sg_status sg_import_undated(sg_importing *x, const sg_row *row, sg_day day, sg_error *err);
/* None of the file's parts is of this shard. */
sg_status sg_import_nothing(sg_importing *x, sg_error *err);

#endif
