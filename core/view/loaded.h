/* What a command has loaded, and what all documents are made of. */
#ifndef SG_VIEW_LOADED_H
#define SG_VIEW_LOADED_H

#include "career/profile.h"
#include "market/blindspots.h"
#include "market/market.h"
#include "outlook/emerging.h"
#include "outlook/outlook.h"
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
    size_t shipped_bands; /* of pay: those behind them are of the person's own files, or of the postings */
    sg_blindspots blindspots;
    sg_profile profile;
    unsigned loaded; /* SG_LOAD_… of what is there; SG_LOAD_PROFILE only when there is a profile */
} sg_loaded;

/* How reports name the postings of a group: "HN hiring posts". */
const char *sg_group_name(const char *group);

#endif
