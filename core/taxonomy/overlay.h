/* A person's own taxonomy file over the shipped tables: skills, forms, rules and roles of their own, changes of ours,
 * and what is left out. It stands between the records of the shipped tables and the taxonomy: each goes through
 * sg_overlay_take, then sg_overlay_add puts in what is the person's own. */
#ifndef SG_TAXONOMY_OVERLAY_H
#define SG_TAXONOMY_OVERLAY_H

#include "base/map.h"
#include "taxonomy/taxonomy.h"

typedef struct sg_overlay sg_overlay;

/* JSON or YAML, its shape in datasets/taxonomy/README.md. SG_EUSAGE names the file, the place in it, what was found and
 * what was expected, and how many more problems there are. common: words that as a form need a rule (common.h);
 * borrowed. */
sg_status sg_overlay_read(const char *path, const sg_map *common, sg_overlay **out, sg_error *err);
void sg_overlay_free(sg_overlay *overlay);

/* Hands a shipped record on to the taxonomy, as the overlay leaves it: unchanged, changed, or not at all. */
sg_status sg_overlay_take(sg_overlay *overlay, sg_taxonomy *taxonomy, uint32_t type, const void *record, sg_error *err);
/* After the last shipped record: adds the person's own. SG_EUSAGE: a skill, role or rule that is named is not there
 * (with the nearest), a form is another skill's and no rule decides, a new skill lacks a field. */
sg_status sg_overlay_add(sg_overlay *overlay, sg_taxonomy *taxonomy, sg_error *err);

/* A file that `use` names: a whole vocabulary of another's making. */
typedef struct sg_overlay_use {
    const char *file;           /* as written; a relative one is beside the overlay */
    const char *plugin;         /* id, or NULL: by probing */
    const char *const *options; /* "name=value" …, ended by NULL */
} sg_overlay_use;
/* Their number; *out borrows. */
size_t sg_overlay_uses(const sg_overlay *overlay, const sg_overlay_use **out);

/* How many shipped records were changed and left out. */
void sg_overlay_effect(const sg_overlay *overlay, size_t *changed, size_t *dropped);

#endif
