/* What deduplication found, kept in a file beside the store, so that it is found once after an import and not at every
 * command. A file of its own, for the store holds what was read and nothing derived from it. It is a memo of a pure
 * function: it is known by a hash of all that sg_dedupe looks at, and where the file is missing, of other postings,
 * damaged or not to be written, the result is the same and takes its time. */
#ifndef SG_MARKET_KEPT_H
#define SG_MARKET_KEPT_H

#include "market/dedupe.h"

enum { SG_KEPT_PATH = 4200, SG_KEPT_MIN = 100000 /* postings; fewer are compared as soon as read */ };

/* Path of the file of a store: the store's with ".openings" behind it. False: it is too long. */
bool sg_kept_path(const char *store, char out[static SG_KEPT_PATH]);

/* As sg_dedupe, with a likeness. path: of the file; what had to be found is written there, mode 0600. */
sg_status sg_dedupe_kept(const char *path, const sg_dedupe_item *items, size_t n, const sg_likeness *likeness,
                         size_t n_skills, sg_dedupe_one *out, size_t *n_openings, sg_error *err);

#endif
