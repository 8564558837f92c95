/* skillgap data taxonomy, roles, skills and regions: what is known, and from where. */
#ifndef SG_CLI_TAXONOMY_H
#define SG_CLI_TAXONOMY_H

#include "cli/cli.h"
#include "taxonomy/taxonomy.h"

/* The taxonomy's hash, and the files that it is made of with what each brought. */
sg_status sg_cli_taxonomy(const sg_cli *cli, sg_error *err);

typedef enum sg_names { SG_NAMES_ROLES, SG_NAMES_SKILLS, SG_NAMES_REGIONS } sg_names;
/* The names that other commands take. With a text, those that have it in a name or form; a skill that is meant by it,
 * or that alone has it, is shown whole: forms, rules in words, relations. SG_EDATA: none. */
sg_status sg_cli_names(const sg_cli *cli, sg_names which, const char *text, sg_error *err);

#endif
