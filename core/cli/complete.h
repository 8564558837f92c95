/* What may stand next on a command line, from the table of commands: the shells' completions ask for it. */
#ifndef SG_CLI_COMPLETE_H
#define SG_CLI_COMPLETE_H

#include "base/buf.h"
#include "cli/cli.h"

/* words: what stands behind the program's name up to the cursor; the last one is being typed and may be "". Adds a line
 * for each word that may stand in its place, a tab and what it means behind it; the lines ":files" and ":folders" mean
 * that a path may. "=" as a word of its own, as bash has it, joins an option and its value. SG_EFAIL: the names of
 * roles, skills and regions cannot be read. */
sg_status sg_complete(const sg_cli *cli, const char *const *words, size_t n, sg_buf *out, sg_error *err);

#endif
