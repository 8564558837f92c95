/* skillgap plugin new. */
#ifndef SG_CLI_PLUGIN_NEW_H
#define SG_CLI_PLUGIN_NEW_H

#include "cli/cli.h"

/* Writes KIND_NAME.c and KIND_NAME.csv, a sample that it reads, into the working folder, and says what comes next.
 * SG_EUSAGE: an unknown kind, a name that is none, or a plugin that is there already; SG_EFAIL: a file that is there is
 * left as it is. */
sg_status sg_cli_plugin_new(const sg_cli *cli, const char *kind, const char *name, sg_error *err);

#endif
