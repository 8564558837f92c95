/* Where a large file of rows may be read in parts: places at which a row starts, if its quotes are as they should be.
 *
 * The file is cut at the first line start at or after each multiple of the chunk's size that has an even number of
 * quotes before it. The cuts depend on the file alone, never on who reads it. In well-formed CSV an even number of
 * quotes means outside of a quoted field, so that each cut is right. In any other file it is a guess, which libcsv
 * proves or refutes:
 *
 * A reader of the whole file stands in its start state at the first cut, byte 0. If it stands between two rows at a
 * cut, it is in its start state there, so one that starts anew at this cut hands over the same rows and stands the
 * same way at the next. Hence, as long as each chunk, read from its start state, ends between two rows, all chunks
 * together give exactly the rows of the whole. The first one that does not is read on to the input's end by whoever
 * read it, which is what a reader of the whole would have done; what others have read after it is dropped. */
#ifndef SG_INPUT_CUTS_H
#define SG_INPUT_CUTS_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

typedef struct sg_chunk {
    uint64_t start, end; /* end: where the next one starts; of the last, which ends with the file, UINT64_MAX */
    uint64_t hash;       /* XXH3 of its bytes */
    uint64_t number;     /* from 0 */
} sg_chunk;

typedef struct sg_cuts {
    sg_chunk *chunks; /* one after another; the first starts at 0 */
    size_t n, room;   /* n is 1 or more once made */
    size_t parts;     /* n once made */
    uint64_t hash;    /* XXH3 of the whole file */
    uint64_t size;    /* bytes of all chunks */
} sg_cuts;

/* Reads a regular file once. chunk: bytes, 0: do not cut. UTF-16 by its mark is never cut. Zero-initialise *out; to
 * sg_cuts_release, whatever the result. SG_EFAIL: it cannot be read, or memory; SG_EINTR. */
sg_status sg_cuts_make(int fd, uint64_t chunk, sg_cuts *out, sg_error *err);
/* One chunk, of which nothing is known: of an input that is not read as it lies. */
sg_status sg_cuts_none(sg_cuts *out, sg_error *err);
void sg_cuts_release(sg_cuts *cuts);

/* Leaves the chunks of one shard, 0 … shards - 1: those whose number + shift it is, modulo shards. n may become 0. */
void sg_cuts_keep(sg_cuts *cuts, uint64_t shard, uint64_t shards, uint64_t shift);
/* XXH3 of all bytes from start on. */
sg_status sg_cuts_hash(int fd, uint64_t start, uint64_t *hash, sg_error *err);

#endif
