/* Counting what the postings ask for that the taxonomy does not know. */
#ifndef SG_CLI_BLINDSPOTS_H
#define SG_CLI_BLINDSPOTS_H

#include "cli/cli.h"
#include "market/blindspots.h"

/* The shipped counts alone: what gap and profile can say without reading postings again. To sg_blindspots_release. */
sg_status sg_cli_blindspots_shipped(const sg_cli *cli, const sg_taxonomy *taxonomy, sg_blindspots *out, sg_error *err);

/* skillgap data blindspots: of the shipped counts and the person's own sources, which are read again. all: names that
 * two employers ask for, and every row. */
sg_status sg_cli_blindspots(const sg_cli *cli, bool all, sg_error *err);
/* skillgap data unknown FILE…: the counts as CSV. */
sg_status sg_cli_unknown(const sg_cli *cli, const char *plugin, const char *const *files, size_t n, sg_error *err);

#endif
