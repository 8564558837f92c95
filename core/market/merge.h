/* Stores united: what several people, machines or shards of one import have read becomes one store. Which store is
 * merged when, and with which of the others before, does not matter: the result is the same as if one had imported all.
 */
#ifndef SG_MARKET_MERGE_H
#define SG_MARKET_MERGE_H

#include "market/store.h"

typedef enum sg_merge_how {
    SG_MERGE_ADDED,  /* it was not there */
    SG_MERGE_SAME,   /* it was there, or all parts of it that this store has */
    SG_MERGE_PARTS,  /* parts of it were added, and some are missing still */
    SG_MERGE_JOINED, /* parts of it were added, and none is missing now */
} sg_merge_how;

/* from: the store that has it. source: as it is there, or, of what was joined, as it is now. parts: how many of
 * source->parts there are now. */
typedef void (*sg_merge_fn)(void *self, const char *from, const sg_store_source *source, sg_merge_how how,
                            uint64_t parts);

/* Adds all sources of n stores to the store at `to`, which is made if it is missing. All or nothing: a failure leaves
 * it as it was. SG_EFAIL names the stores and the source: of one content that was read otherwise in two of them, or
 * that is cut otherwise; SG_ECHECK: a store is not whole (sg_store_check), or holds what skillgap would not have
 * written. told is called for each source of each store, in order; what it is told counts only when SG_OK comes. */
sg_status sg_store_merge(const char *to, const char *const *from, size_t n, sg_merge_fn told, void *self,
                         sg_error *err);

#endif
