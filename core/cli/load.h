/* What commands need before they can answer, loaded in the order that isolation asks for: the shipped data through its
 * plugins first, the person's files last. */
#ifndef SG_CLI_LOAD_H
#define SG_CLI_LOAD_H

#include "cli/cli.h"
#include "view/loaded.h"

/* Zero-initialised by the call; to be released also after failure. */
sg_status sg_cli_load(const sg_cli *cli, unsigned what, sg_loaded *out, sg_error *err);
/* Adds what the market's postings of a role pay (market/posted_pay.h) to the bands. Both are loaded. */
sg_status sg_cli_posted_pay(sg_loaded *loaded, uint32_t role, sg_error *err);
void sg_loaded_release(sg_loaded *loaded);
/* Whether the profile's goal date lies after today; else SG_EUSAGE names its file and field. */
sg_status sg_cli_goal_ahead(const sg_cli *cli, const sg_profile *profile, sg_error *err);
/* A plan's goal date: the given one, else with hours a week the end of the month 24 months on, to which the outlook
 * reaches; *assumed tells which. */
sg_day sg_cli_plan_by(const sg_cli *cli, double hours_week, sg_day goal, bool *assumed);

#endif
