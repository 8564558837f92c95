/* What import --guess shows: the columns, what they are taken as, what is missing, and the command that imports. */
#ifndef SG_CLI_VIEW_GUESS_H
#define SG_CLI_VIEW_GUESS_H

#include "cli/cli.h"
#include "market/guess.h"

/* known: id of the plugin that knows the file as it is, or NULL. options: as sg_guess_options gives them. */
sg_status sg_view_guess(sg_doc *doc, const sg_guess *guess, const char *file, const char *known,
                        const char *const *options, sg_error *err);

#endif
