/* What commands need before they can answer, loaded in the order that isolation asks for: the shipped data through its
 * plugins first, the person's files last. */
#ifndef SG_CLI_LOAD_H
#define SG_CLI_LOAD_H

#include "career/profile.h"
#include "cli/cli.h"
#include "market/blindspots.h"
#include "market/emerging.h"
#include "market/market.h"
#include "market/outlook.h"
#include "pay/pay.h"

enum {
    SG_LOAD_TAXONOMY = 1,
    SG_LOAD_MARKET = 2,  /* and the taxonomy */
    SG_LOAD_OUTLOOK = 4, /* demand of the main group over all postings, its outlooks, what emerges; and the market */
    SG_LOAD_PAY = 8,
    SG_LOAD_BLINDSPOTS = 32, /* what is shipped of names that are no skills; and the taxonomy */
    SG_LOAD_PROFILE = 16,    /* and the taxonomy; it is no error when no profile was named and none is there */
};

typedef struct sg_loaded {
    sg_taxonomy taxonomy;
    sg_market market;
    char group[64]; /* the group of sources with the most postings */
    sg_demand demand;
    sg_outlooks outlooks;
    sg_emerging emerging;
    sg_pay pay;
    sg_blindspots blindspots;
    sg_profile profile;
    unsigned loaded; /* SG_LOAD_… of what is there; SG_LOAD_PROFILE only when there is a profile */
} sg_loaded;

/* Zero-initialised by the call; to be released also after failure. */
sg_status sg_cli_load(const sg_cli *cli, unsigned what, sg_loaded *out, sg_error *err);
void sg_loaded_release(sg_loaded *loaded);
/* How reports name the postings of a group: "HN hiring posts". */
const char *sg_group_name(const char *group);

/* Whether the profile's goal date lies after today; else SG_EUSAGE names its file and field. */
sg_status sg_cli_goal_ahead(const sg_cli *cli, const sg_profile *profile, sg_error *err);
/* A plan's goal date: the given one, else with hours a week the end of the month 24 months on, to which the outlook
 * reaches; *assumed tells which. */
sg_day sg_cli_plan_by(const sg_cli *cli, double hours_week, sg_day goal, bool *assumed);

#endif
