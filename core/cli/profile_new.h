/* skillgap profile new: a profile from questions, from papers the person has, or both. */
#ifndef SG_CLI_PROFILE_NEW_H
#define SG_CLI_PROFILE_NEW_H

#include "cli/cli.h"

/* Options of skillgap profile, in its table's order; all are of profile new. */
enum {
    SG_NEW_FROM,
    SG_NEW_ROLE,
    SG_NEW_LEVEL,
    SG_NEW_REGION,
    SG_NEW_PAY,
    SG_NEW_HOURS,
    SG_NEW_GOAL,
    SG_NEW_FORCE,
    SG_NEW_OPTIONS
};

/* Writes to --output, else where the profile is looked for. A file that is there is replaced with --force or when the
 * person says so. Without a terminal and with --from nothing is asked. */
sg_status sg_profile_new(const sg_cli *cli, const sg_args *args, sg_error *err);

#endif
