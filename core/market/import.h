/* Import: a file through a plugin and the readers into the store, all of it or nothing. */
#ifndef SG_MARKET_IMPORT_H
#define SG_MARKET_IMPORT_H

#include "market/store.h"
#include "plugin/host.h"

typedef struct sg_import {
    const sg_plugin_path *plugins;
    const char *plugin;         /* id, or NULL: the one that knows the file best */
    const char *const *options; /* of the plugin: "name=value" …, ended by NULL; or NULL */
    const char *group;          /* or NULL: as the plugin's id says: postings_hn → "hn" */
    const char *store;          /* path */
    const sg_taxonomy *taxonomy;
    bool dry_run;     /* reads, but opens no store */
    bool in_place;    /* the file is one that is written anew: what was read from its path before goes */
    bool copied;      /* the input is a copy of `name`, which cannot be read again */
    const char *name; /* of the source, or NULL: the file's */
    unsigned jobs;    /* workers at the most; 0: one a processor */
    uint64_t chunk;   /* bytes of a part; 0: as large as is good */
    /* A shard, 0 … shards - 1: of a large file those parts alone whose number + shift it is, modulo shards; a file that
     * is not cut has one part. shards 0: all. */
    uint32_t shard, shards, shift;
    void (*progress)(void *self, const sg_run_report *so_far);
    void *progress_self;
    void (*note)(const void *self,
                 const char *text); /* hears of a plugin that failed when asked what a file is; or NULL */
    const void *note_self;
} sg_import;

typedef struct sg_import_result {
    char plugin[SG_PLUGIN_ID_MAX], version[SG_PLUGIN_TEXT_MAX], group[SG_PLUGIN_ID_MAX];
    sg_run_report report;
    uint64_t postings;               /* read and dated */
    uint64_t duplicates;             /* of those, the ones that repeat another of the same file in the same month */
    uint64_t undated, undated_first; /* left out for want of a day between 1990 and 2099; the first such row */
    char undated_found[11];          /* its day */
    uint64_t counts;                 /* published counts */
    uint64_t bands, of_role,
        of_region;        /* bands of pay; those of a role, and those of a role in a region, that are known */
    sg_month first, last; /* months with data, or SG_MONTH_ABSENT */
    size_t months;        /* those with SG_MONTH_POSTINGS_MIN postings or more that are no duplicates */
    sg_store_found found; /* SG_STORE_SAME: nothing was done */
    bool whole;           /* of a shard: no part is missing in the store now */
} sg_import_result;

/* The file of the plugin that is to read input, and what it says of itself. SG_EUSAGE: none or two know the file; the
 * message names those that there are. "-" needs a plugin's id. */
sg_status sg_import_choose(const sg_import *import, const char *input, sg_plugin_info *out, sg_error *err);

/* Imports one file. When it fails the store is as it was; out is filled as far as it came. SG_EDATA: a file with
 * neither a dated posting nor a count nor a band of pay. Of a shard, nothing may be read: report.parts_here is 0 then;
 * the store is made all the same. */
sg_status sg_import_run(const sg_import *import, const char *input, sg_import_result *out, sg_error *err);

#endif
