/* The first postings of openings, and which of them a posting is near to: its text is mostly theirs and it asks for the
 * same. Made so on pairs of posts that were labelled by hand (tests/data/README.md):
 *
 * - the share of the smaller text's runs of three words that stand in the other, and one and a half times the share
 *   of skills that both name among those that either does, must add up to .9, the first to .4. To the skills one is
 *   added that is two fifths shared, so that a few say little;
 * - of roles that are both known and differ the titles must share more than half of the words of the shorter, and the
 *   sum be 1.5, or both name ten skills and four fifths of all that either does, as posts with lists of jobs do: the
 *   same firm's words around another job are another opening;
 * - where a role is not known, titles that are must share as much;
 * - of employers that are both known and differ, as those that were renamed do, the sum must be 1.2, both texts be of
 *   more than fifty words and the months differ: what is near in two firms' posts of one month is the template.
 *
 * Those that may be near are found by the keys of their signatures (reading/near.h) and by employer. Of one employer
 * the last SG_LEADERS_CROWD are looked at, of another key half as many, so that time is in proportion to the postings,
 * whatever they are. */
#ifndef SG_MARKET_LEADERS_H
#define SG_MARKET_LEADERS_H

#include "market/dedupe.h"

enum { SG_LEADERS_CROWD = 32, SG_LEADERS_KEYS = SG_NEAR_KEYS + 1 };
#define SG_LEADERS_NONE UINT32_MAX

typedef struct sg_leaders {
    const sg_dedupe_item *items;
    const sg_likeness *likeness; /* NULL: nothing is near */
    uint32_t *item;              /* by opening */
    uint32_t n;
    uint32_t *slots; /* open addressing, once for each key: opening + 1, above it a tag of the key; 0: free */
    size_t n_slots;
    uint32_t opening_mask; /* the bits of a slot that are the opening's */
} sg_leaders;

/* Where an item's keys lead. */
typedef struct sg_leaders_probes {
    struct {
        size_t slot;
        uint32_t tag; /* keys of one tag that lead to one place are taken for one */
    } at[SG_LEADERS_KEYS];
    unsigned n;
} sg_leaders_probes;

/* Room for n at the most: with the signatures 63 bytes for each. The first two members are set before. */
sg_status sg_leaders_init(sg_leaders *leaders, size_t n, sg_error *err);
void sg_leaders_release(sg_leaders *leaders);

/* Finds the probes of an item, and begins to bring what they lead to into the caches; a while later the second does so
 * with what is found there. */
void sg_leaders_expect(const sg_leaders *leaders, uint32_t item, sg_leaders_probes *out);
void sg_leaders_expect_soon(const sg_leaders *leaders, const sg_leaders_probes *probes);

/* The earliest opening whose first posting this item is near to, or SG_LEADERS_NONE; one of its own employer, or where
 * one of them is not known, before any of another. */
uint32_t sg_leaders_find(const sg_leaders *leaders, uint32_t item, const sg_leaders_probes *probes);
/* Makes the item the first of an opening, whose number is returned. */
uint32_t sg_leaders_add(sg_leaders *leaders, uint32_t item, const sg_leaders_probes *probes);

/* Whether two postings are near, by their indices. */
bool sg_likeness_near(const sg_likeness *likeness, uint32_t a, uint32_t b);

#endif
