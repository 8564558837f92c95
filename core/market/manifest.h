/* The manifest of shipped datasets, sources.csv: which file is read by which plugin, and where it is from. */
#ifndef SG_MARKET_MANIFEST_H
#define SG_MARKET_MANIFEST_H

#include "base/mem.h"
#include "base/month.h"
#include "base/status.h"

typedef struct sg_manifest_row {
    uint64_t number; /* from 1 */
    sg_text path;    /* below the manifest's folder */
    sg_text plugin;  /* id, KIND_SOURCE */
    uint32_t kind;   /* sg_kind, by the plugin's id */
    sg_text name, group, url, licence;
    sg_text options;   /* as one text (core/plugin/settings.h) */
    sg_month partial;  /* last month when it is not whole, or SG_MONTH_ABSENT */
    uint64_t taxonomy; /* hash of the taxonomy that the file was made with; 0: not said */
} sg_manifest_row;

enum { SG_MANIFEST_ROWS_MAX = 10000 };

/* Reads columns path, plugin, name, group, url, licence, options, partial and (where given) taxonomy. Rows and their
 * texts are the arena's. SG_EFAIL names the row, the field and what was expected: an absolute path or one with "..",
 * two rows of one path, an id that no kind begins, a partial that is no month, a postings source without group. */
sg_status sg_manifest_read(const char *file, sg_arena *arena, sg_manifest_row **out, size_t *n, sg_error *err);

#endif
