/* A market in the making: records of any number of sources are added in any order of time, then it is finished:
 * sorted, deduplicated, summed up. */
#ifndef SG_MARKET_BUILD_H
#define SG_MARKET_BUILD_H

#include "base/map.h"
#include "market/dedupe.h"
#include "market/market.h"
#include "plugin/record.h"

/* What a name of published counts or topics stands for. */
typedef struct sg_published {
    uint32_t skill; /* or SG_ID_NONE */
    uint32_t topic; /* the same, as a topic */
    bool barred;
} sg_published;

typedef struct sg_market_build {
    sg_market *market;
    sg_month until;        /* what is of later months is left out, and counted; SG_MONTH_ABSENT: nothing */
    sg_dedupe_item *items; /* beside market->postings, as are: */
    unsigned char (*near)[SG_NEAR_SIZE];
    size_t cap_sources, cap_postings, cap_counts, cap_talent, cap_items, cap_near;
    sg_map groups;
    sg_map published; /* folded names; until the market is finished, counts and talent hold these numbers as skill */
    sg_published *names;
    size_t cap_names;
    bool topics_listed; /* only topics that were named with their skill count */
    uint32_t *skills;   /* room for the skills of one posting */
    size_t cap_skills;
    sg_buf fold;
    const char *kept; /* file in which what deduplication found is kept (market/kept.h), or NULL; borrowed */
} sg_market_build;

/* market must be zero; its taxonomy must be finished and outlive it. */
void sg_market_build_init(sg_market_build *build, sg_market *market, const sg_taxonomy *taxonomy);
/* Frees what only the making needs; not the market. */
void sg_market_build_release(sg_market_build *build);

/* All that follows belongs to this source; sources stand in the order in which they are added. Texts are copied. */
sg_status sg_market_add_source(sg_market_build *build, const sg_source *source, sg_error *err);
/* Why rows of it were left out; kinds of reasons beyond SG_SOURCE_REASONS are not kept. */
sg_status sg_market_add_reason(sg_market_build *build, const sg_reject_reason *reason, sg_error *err);
/* Facts name skills by id; ids that the taxonomy lacks are left out and counted in the source's `unknown`. */
sg_status sg_market_add_fact(sg_market_build *build, const sg_fact *fact, const sg_row *row, sg_error *err);
/* skills: n taxonomy indices of a posting that was read from text, in any order and repeated. */
sg_status sg_market_add_reading(sg_market_build *build, const sg_reading *reading, const uint32_t *skills, size_t n,
                                const sg_row *row, sg_error *err);
/* Adds the postings of a part, a market in the making of one source alike, to this one's last source, behind those that
 * it has, as if they had been added here: they, and their texts, are no longer the part's. */
sg_status sg_market_take_postings(sg_market_build *build, sg_market_build *part, sg_error *err);
/* A published count, of a skill named as published. Names that are no skill of ours, or are not to be linked, are
 * left out. Where two names of a source mean one skill, the one with more postings is kept. */
sg_status sg_market_add_count(sg_market_build *build, const sg_count *count, sg_error *err);
/* A name whose published counts mean something else than our skill of that name. */
sg_status sg_market_bar_count(sg_market_build *build, sg_text name, sg_error *err);
/* From now on only topics that are so named stand for a skill (an id). SG_EFAIL: no such skill. */
sg_status sg_market_name_topic(sg_market_build *build, sg_text topic, sg_text skill, sg_error *err);
/* Only sums over a panel (economy "*") are taken: economies come and go, their sum would not be a growth. */
sg_status sg_market_add_talent(sg_market_build *build, const sg_talent *talent, sg_error *err);

/* Sorts, removes duplicates, sums up the sources and the hash. */
sg_status sg_market_finish(sg_market_build *build, sg_error *err);

#endif
