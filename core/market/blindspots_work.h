/* Inside the blind spots: what their two files share. */
#ifndef SG_MARKET_BLINDSPOTS_WORK_H
#define SG_MARKET_BLINDSPOTS_WORK_H

#include "market/blindspots.h"

/* Numbers of names: the first two are sums. */
enum { SG_UNKNOWN_TOTAL = 0, SG_UNKNOWN_ANY = 1 };

/* An employer asks for a name in a month. */
typedef struct sg_unknown_vote {
    uint32_t name;
    sg_month month;
    uint64_t employer;
} sg_unknown_vote;

/* Counts of a name in a month. */
typedef struct sg_unknown_cell {
    uint32_t name;
    sg_month month;
    double count;
} sg_unknown_cell;

struct sg_unknown_counts {
    const sg_taxonomy *taxonomy;
    sg_map common;    /* words */
    sg_map names;     /* folded */
    sg_map spellings; /* as written */
    struct sg_spelling {
        uint32_t name, times;
    } * written; /* by spelling */
    size_t n_written, written_cap;
    sg_unknown_vote *votes;
    size_t n_votes, votes_cap;
    sg_unknown_cell *shipped;
    size_t n_shipped, shipped_cap;
    sg_buf fold;
    uint64_t postings; /* read so far: stands for an employer that is not known */
};

/* Number of the name, SG_MAP_NONE when memory ends; *known: it is a skill by now, or a common word. */
uint32_t sg_unknown_number(sg_unknown_counts *counts, sg_text name, uint32_t times, bool *known);

#endif
