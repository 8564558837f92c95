/* Blind spots: names that postings ask for as they ask for skills, and that the taxonomy does not know. A name is
 * counted once a month for each employer that asks for it, so that an employer's reposts are no burst; a posting whose
 * employer is not known counts for itself. */
#ifndef SG_MARKET_BLINDSPOTS_H
#define SG_MARKET_BLINDSPOTS_H

#include "market/import.h"
#include "market/market.h"

/* The group of shipped counts of unknown names, which are no counts of skills and no part of the market. In them the
 * name "*" counts the employers that ask for any unknown name. */
#define SG_GROUP_UNKNOWN "unknown-names"

typedef struct sg_blindspot {
    sg_text name; /* as it is written most often */
    sg_month first, last;
    double recent, before; /* counts in the last 12 months of data, and in all earlier ones */
    double growth;         /* share now over share before, counts raised by a half each; 0: nothing to compare with */
    double burst;          /* z of the log-odds ratio of now to before (Monroe, Colaresi and Quinn 2008, eq. 22) */
} sg_blindspot;

typedef struct sg_blindspots {
    sg_arena arena;
    sg_blindspot *items; /* bursts first: by burst, then count, then name */
    size_t n;
    sg_month from, last;               /* the last 12 months of data: from … last */
    double recent_total, before_total; /* employers and months that could have named it */
    double recent_any;                 /* of recent_total, those that name something unknown */
} sg_blindspots;

/* Counts in the making: from any number of files and of counts made before. Common English words of the shipped folder
 * (taxonomy/common.h) are no names, alone. Borrows the taxonomy. */
typedef struct sg_unknown_counts sg_unknown_counts;
sg_status sg_unknown_counts_alloc(const sg_taxonomy *taxonomy, const char *shipped, sg_unknown_counts **out,
                                  sg_error *err);
void sg_unknown_counts_free(sg_unknown_counts *counts);

/* Reads a file of postings with the plugin of `import` (its store, group and dry_run are not used) in a worker. */
sg_status sg_unknown_counts_file(sg_unknown_counts *counts, const sg_import *import, const char *input,
                                 sg_run_report *report, sg_error *err);
/* Adds what is shipped: sources of SG_GROUP_UNKNOWN in the manifest of the folder. Names that have become skills or
 * forms since are left out. */
sg_status sg_unknown_counts_shipped(sg_unknown_counts *counts, const sg_plugin_path *plugins, const char *shipped,
                                    sg_error *err);
/* Appends CSV to out: month,total,skill,count, for names that at least `employers` different ones ask for; the schema
 * of datasets/hn/unknown.csv. Counts that were shipped are not in it. */
sg_status sg_unknown_counts_write(sg_unknown_counts *counts, size_t employers, sg_buf *out, sg_error *err);

/* The names that are asked for in at least `least` employers' months. To sg_blindspots_release. */
sg_status sg_blindspots_find(sg_unknown_counts *counts, double least, sg_blindspots *out, sg_error *err);
void sg_blindspots_release(sg_blindspots *blindspots);

#endif
