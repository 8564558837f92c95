/* The market: postings as read and published counts, from the shipped datasets and the person's store, in memory and
 * deduplicated; and the demand series made from them. Const once opened. */
#ifndef SG_MARKET_MARKET_H
#define SG_MARKET_MARKET_H

#include "base/month.h"
#include "base/status.h"
#include "plugin/host.h"
#include "taxonomy/taxonomy.h"

/* By what a posting is known to be of an opening that was there before it. */
typedef enum sg_repeat {
    SG_REPEAT_NONE,
    SG_REPEAT_ID,
    SG_REPEAT_ADDRESS,
    SG_REPEAT_TEXT, /* normalised body */
    SG_REPEAT_NEAR,
    SG_REPEATS
} sg_repeat;

enum { SG_SOURCE_REASONS = SG_REASONS_MAX + 1 }; /* those of the reading, and days that are none */

/* A source: one file that was imported, or one shipped dataset. */
typedef struct sg_source {
    sg_text name;  /* "HN Who is hiring, posts 2011–2019" */
    sg_text path;  /* where it was read from */
    sg_text group; /* sources of one thing: "hn". Linking joins the sources of a group */
    sg_text url; /* of the item, with {id} in place of its id, or absent: "https://news.ycombinator.com/item?id={id}" */
    sg_text licence;
    sg_text plugin;    /* id of the plugin that reads it */
    sg_text options;   /* its options, as one text (core/plugin/settings.h) */
    uint64_t hash;     /* content */
    uint64_t taxonomy; /* hash of the taxonomy it was read with, 0: not said */
    bool shipped;
    bool counts; /* published counts, no postings */
    bool talent; /* people who practise a skill, no postings */
    bool stale;  /* the person's, read with another taxonomy: its postings are left out until it is read again */
    size_t parts, parts_there;  /* parts of the file, of which some are missing: its postings are left out; 0: whole */
    sg_month first, last;       /* months with data */
    sg_month partial;           /* last month when it is not whole, else SG_MONTH_ABSENT */
    size_t postings;            /* after deduplication */
    size_t duplicates;          /* postings that repeat an opening in a month in which it was posted before */
    size_t repeats[SG_REPEATS]; /* of these, by what they were known */
    size_t comparable;          /* postings with a signature (reading/near.h), by which near ones are known */
    size_t rejected;
    size_t later;              /* postings, counts and figures of talent of months that had not come; left out */
    sg_month latest;           /* the latest of these months, or SG_MONTH_ABSENT */
    size_t unknown;            /* names of skills in its records that stand for no skill here, and were left out */
    sg_reject_reason *reasons; /* of the rejected rows, by first row; none of what older skillgaps imported */
    size_t n_reasons;
} sg_source;

typedef struct sg_market_posting {
    uint32_t source;
    uint64_t row, offset;
    sg_text id, title, employer; /* title and employer absent for shipped facts */
    sg_day day;
    uint32_t role;   /* taxonomy index, or SG_ID_NONE */
    uint32_t region; /* or SG_ID_NONE */
    int8_t level;    /* or -1 */
    uint8_t remote, period, component;
    char currency[4];
    double pay_lo, pay_hi;
    uint64_t body, employer_hash;
    const uint32_t *skills; /* distinct skills named, ascending */
    uint32_t n_skills;
    uint32_t opening; /* into sg_market.openings */
} sg_market_posting;

/* An advertised job, posted once or in several months, whether in the same words or others (market/dedupe.h). */
typedef struct sg_market_opening {
    sg_month first, last; /* in which it was posted */
    uint32_t months;      /* in how many it was */
} sg_market_opening;

/* A published count of one skill. */
typedef struct sg_market_count {
    uint32_t source, skill;
    sg_month month;
    double count, total;
} sg_market_count;

/* People who practise a skill, summed over a fixed panel of economies: growth only. */
typedef struct sg_market_talent {
    uint32_t skill;
    sg_month month; /* first of the quarter */
    double people;
    int32_t economies;
} sg_market_talent;

typedef struct sg_market {
    const sg_taxonomy *taxonomy;
    sg_arena arena;
    sg_source *sources;
    size_t n_sources;
    sg_market_posting *postings; /* kept ones, by (day, source, row) */
    size_t n_postings;
    sg_market_opening *openings;
    size_t n_openings;
    sg_market_count *counts; /* by (source, skill, month) */
    size_t n_counts;
    sg_market_talent *talent; /* by (skill, month) */
    size_t n_talent;
    sg_month until; /* what is of later months was left out; SG_MONTH_ABSENT: nothing was */
    uint64_t hash;  /* of all inputs, for the report's footer */
} sg_market;

/* Opens the shipped datasets (folder: sg_shipped_folder) and, when it exists, the store at store_path (NULL: none), as
 * they were at the end of the month `until`: what is of later months is counted in its source and left out
 * (SG_MONTH_ABSENT: nothing is). Every file goes through its plugin. */
sg_status sg_market_open(const sg_plugin_path *plugins, const char *shipped, const char *store_path, sg_month until,
                         const sg_taxonomy *taxonomy, sg_market *out, sg_error *err);
void sg_market_release(sg_market *market);

/* Loads the vocabularies of the shipped folder through their plugin, and finishes them. own: the person's taxonomy file
 * (taxonomy/overlay.h) or a vocabulary that a plugin reads (taxonomy/adopt.h), or NULL. */
sg_status sg_market_taxonomy(const sg_plugin_path *plugins, const char *shipped, const char *own, sg_taxonomy *out,
                             sg_error *err);

#endif
