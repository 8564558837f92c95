/* The clauses of the contract that a loaded plugin's description must hold, each with a test of its own. */
#ifndef SG_PLUGIN_CONTRACT_H
#define SG_PLUGIN_CONTRACT_H

#include "plugin/host.h"

typedef struct sg_clause {
    const char *name; /* "ABI version" */
    /* SG_EPLUGIN says what was found and what was expected. id: as the file is named. */
    sg_status (*holds)(const sg_plugin *plugin, const char *id, sg_error *err);
    bool first; /* nothing more can be tried when it does not hold */
} sg_clause;

enum { SG_CLAUSES_MAX = 16 };

/* In order: a later one may rely on the earlier ones. */
extern const sg_clause sg_clauses[];
extern const size_t sg_n_clauses;

/* "postings", "taxonomy", "salary", "talent"; NULL for another number. */
const char *sg_kind_name(uint32_t kind);
/* Puts the description, which holds all clauses, into info (path is left alone). */
void sg_plugin_info_fill(const sg_plugin *plugin, sg_plugin_info *info);

#endif
