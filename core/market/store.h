/* The person's store: an SQLite database of what was imported. One import is one transaction. The tables hold what was
 * read, nothing derived from it, and no time of the clock; duplicates are kept, and taken out when the market is
 * opened.
 *
 * A source's key is the hash of its content, so that one file is one source however often and from wherever it is
 * imported. Mentions name skills by their place among the sorted ids of the taxonomy of that import, which
 * `vocabulary` keeps. */
#ifndef SG_MARKET_STORE_H
#define SG_MARKET_STORE_H

#include "base/status.h"
#include "market/build.h"
#include "taxonomy/matcher.h"

enum { SG_STORE_SCHEMA = 3 }; /* of stores that it writes; it reads older ones */

typedef struct sg_store sg_store;

/* What is noted of an import. Texts borrow. */
typedef struct sg_store_source {
    uint64_t hash; /* of the decompressed content */
    sg_text name, path, plugin, version;
    sg_text options; /* as one text (core/plugin/settings.h) */
    sg_text group, licence;
    uint64_t taxonomy, rows, rejected, undated;
    const sg_reject_reason *reasons; /* of the rejected and undated rows */
    size_t n_reasons;
    bool in_place;  /* what was read from this path when it held something else goes */
    uint64_t parts; /* into how many it is cut, when it is read or stands there in parts; 0: it is whole */
} sg_store_source;

/* What is noted of a part. */
typedef struct sg_store_part_told {
    uint64_t number; /* from 0 */
    uint64_t rows, rejected, undated;
    bool last; /* it was read to the input's end, and is the last whatever its number */
} sg_store_part_told;

/* Days that a posting may have: of 1990 … 2100. */
enum { SG_STORE_DAY_MIN = 7305, SG_STORE_DAY_MAX = 47846 };
/* As which rows without a day stand among the reasons. */
extern const char sg_undated_reason[];

typedef enum sg_store_found {
    SG_STORE_NEW = 0,
    SG_STORE_SAME = 1,  /* that content is there, read with the same taxonomy, plugin, options and group */
    SG_STORE_OTHER = 2, /* it is there, read otherwise: it will be replaced */
    SG_STORE_PARTS = 3  /* as SG_STORE_SAME, but some parts of it are missing */
} sg_store_found;

/* Opens for writing; makes the file (mode 0600) and its folders. SG_EFAIL names the path and: not writable, not a
 * store of skillgap, damaged, or of a newer skillgap. */
sg_status sg_store_open(const char *path, sg_store **out, sg_error *err);
/* Rolls back what was not committed. NULL is fine. */
void sg_store_close(sg_store *store);

sg_status sg_store_find(sg_store *store, const sg_store_source *source, sg_store_found *out, sg_error *err);
/* Begins an import. taxonomy: that which readings' mentions are numbered by. hash: of the content as far as it is
 * known beforehand, or 0; sg_store_commit puts another right, at some cost. */
sg_status sg_store_begin(sg_store *store, const sg_taxonomy *taxonomy, uint64_t hash, sg_error *err);
/* A reading, fact, count or band of the import. */
sg_status sg_store_add(sg_store *store, uint32_t type, const void *record, const sg_row *row, sg_error *err);
/* Ends it: all that was added becomes the source's, in place of what it had. Commits. */
sg_status sg_store_commit(sg_store *store, const sg_store_source *source, sg_error *err);

/* An import of some parts of a source, each read from its own start and numbered from 1. source: its hash, how it is
 * read and its number of parts; what is there of it, read otherwise, is removed. */
sg_status sg_store_begin_parts(sg_store *store, const sg_taxonomy *taxonomy, const sg_store_source *source,
                               sg_error *err);
/* What is added from now on is of this part, in place of what it had. */
sg_status sg_store_part(sg_store *store, const sg_store_source *source, uint64_t part, sg_error *err);
/* A row of the part, or several, that were rejected or have no day. */
sg_status sg_store_reject(sg_store *store, const sg_reject_reason *why, sg_error *err);
/* The part is over. */
sg_status sg_store_part_end(sg_store *store, const sg_store_source *source, const sg_store_part_told *told,
                            sg_error *err);
/* Ends the import; the source's rows, rejected and undated are summed from its parts. *whole: none is missing now.
 * Commits. */
sg_status sg_store_commit_parts(sg_store *store, const sg_store_source *source, bool *whole, sg_error *err);

/* Adds all sources of the store at path to a market in the making. Sources read with another taxonomy than the
 * market's are added without their postings, as stale; so are those of which parts are missing. */
sg_status sg_store_load(const char *path, sg_market_build *build, sg_error *err);

/* A band of a person's own file. source: what the store notes of that file, without reasons. */
typedef sg_status (*sg_store_band_fn)(void *self, const sg_store_source *source, const sg_band *band, const sg_row *row,
                                      sg_error *err);
/* Hands over all bands of the store, by (source, row). What take returns ends it. */
sg_status sg_store_bands(const char *path, sg_store_band_fn take, void *self, sg_error *err);

/* What the store alone knows of a posting. */
typedef struct sg_store_evidence {
    sg_mention *mentions; /* by start; those of length 0 are facts, which have no text */
    size_t n;
    char *url; /* the posting's own, or NULL */
} sg_store_evidence;

/* taxonomy: that which the source was read with. SG_EDATA: no such posting. To sg_store_evidence_release. */
sg_status sg_store_evidence_read(const char *path, const sg_taxonomy *taxonomy, uint64_t source, uint64_t row,
                                 sg_store_evidence *out, sg_error *err);
void sg_store_evidence_release(sg_store_evidence *evidence);

/* How many postings ask so for the skill, each counted once by what it asks most (required, desired, mentioned,
 * denied), of the sources that were read with this taxonomy, before duplicates are taken out. Facts have no text and no
 * ask. */
sg_status sg_store_asks(const char *path, const sg_taxonomy *taxonomy, uint32_t skill, size_t out[SG_ASKS],
                        sg_error *err);

/* Indices of the taxonomy's skills in the order of their ids, which depends on the set of skills alone: the place of a
 * skill in it is its number in the store. To sg_free; NULL when memory ends. */
uint32_t *sg_vocabulary_order(const sg_taxonomy *taxonomy);

/* Hash of all rows of all tables in the order of their keys: two stores are the same when theirs are. */
sg_status sg_store_digest(const char *path, uint64_t *out, sg_error *err);
/* SQLite's integrity check, that all rows are as skillgap writes them and have their source, and sources what they say.
 * SG_ECHECK says what does not hold. */
sg_status sg_store_check(const char *path, sg_error *err);

#endif
