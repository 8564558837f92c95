/* What the postings ask for that the taxonomy does not know. */
#ifndef SG_CLI_VIEW_BLINDSPOTS_H
#define SG_CLI_VIEW_BLINDSPOTS_H

#include "career/profile.h"
#include "cli/cli.h"
#include "market/blindspots.h"

/* The meter in one sentence, into doc; nothing when there are no counts. */
void sg_cli_blindspots_meter(const sg_blindspots *blindspots, sg_doc *doc);

/* The shipped counts alone: what gap and profile can say without reading postings again. To sg_blindspots_release. */
sg_status sg_cli_blindspots_shipped(const sg_cli *cli, const sg_taxonomy *taxonomy, sg_blindspots *out, sg_error *err);
/* What is known of a name that is no skill; NULL: nothing. */
const sg_blindspot *sg_blindspot_named(const sg_blindspots *blindspots, sg_text name);

/* The names in a profile that are no skills here, with what the postings know of them; nothing when there are none. */
void sg_view_unheld(sg_doc *doc, const sg_blindspots *blindspots, const sg_profile *profile);

/* skillgap data blindspots: of the shipped counts and the person's own sources, which are read again. all: names that
 * two employers ask for, and every row. */
sg_status sg_cli_blindspots(const sg_cli *cli, bool all, sg_error *err);
/* skillgap data unknown FILE…: the counts as CSV. */
sg_status sg_cli_unknown(const sg_cli *cli, const char *plugin, const char *const *files, size_t n, sg_error *err);

#endif
