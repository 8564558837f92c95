/* --role and --level, as people give them. */
#ifndef SG_CLI_ROLE_H
#define SG_CLI_ROLE_H

#include "cli/cli.h"
#include "taxonomy/taxonomy.h"
#include "view/gap.h"

/* --level: its number; NULL text leaves *out. SG_EUSAGE lists the levels. */
sg_status sg_cli_level(const char *text, int *out, sg_error *err);
/* A role by its id, name or title, and a level; NULL texts leave *role and *level. A title may carry the level
 * ("senior backend engineer"): a message says how it is read, and a level given apart wins. */
sg_status sg_cli_role(const sg_cli *cli, const sg_taxonomy *taxonomy, const char *role_text, const char *level_text,
                      uint32_t *role, int *level, sg_error *err);
/* Whose gap, and to what: from options (texts may be NULL) and, where they say nothing, the profile's target.
 * SG_EUSAGE: unknown names, or no role at all. */
sg_status sg_cli_goal(const sg_cli *cli, const sg_loaded *loaded, const char *role, const char *level,
                      const char *region, sg_goal *out, sg_error *err);

#endif
