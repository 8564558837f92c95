#include "input/cuts.h"

#include "base/interrupt.h"
#include "base/mem.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

enum { BLOCK_BYTES = 1 << 18, CHUNKS_MAX = 1 << 28 };

typedef struct scan {
    sg_cuts *cuts;
    uint64_t chunk, target; /* the next cut is at or after target; UINT64_MAX: none is looked for */
    uint64_t at;            /* bytes seen */
    unsigned quotes;        /* their parity */
    unsigned char before;   /* the last byte */
    XXH3_state_t *whole, *part;
    unsigned char *block;
} scan;

/* 1 when the number of quotes is odd. Eight bytes at a time: each byte that is a quote becomes 0x80, any other 0. */
static unsigned quotes_parity(const unsigned char *at, size_t len)
{
    const uint64_t sevens = 0x7F7F7F7F7F7F7F7Fu, quotes = 0x2222222222222222u;
    uint64_t odd = 0, word;
    unsigned parity = 0;
    for (; len >= sizeof word; at += sizeof word, len -= sizeof word) {
        memcpy(&word, at, sizeof word);
        word ^= quotes;
        odd ^= ~(((word & sevens) + sevens) | word | sevens);
    }
    for (size_t i = 0; i < len; i++) parity ^= at[i] == '"';
    return parity ^ (unsigned)(__builtin_popcountll(odd) & 1);
}

/* What was hashed since the last cut is its chunk's. */
static void end_chunk(scan *s)
{
    sg_chunk *chunk = &s->cuts->chunks[s->cuts->n - 1];
    chunk->hash = XXH3_64bits_digest(s->part);
    chunk->end = s->at;
    XXH3_64bits_reset(s->part);
}

static int cut(scan *s)
{
    sg_cuts *cuts = s->cuts;
    if (SG_GROW(cuts->chunks, cuts->n, cuts->room, CHUNKS_MAX) != 0) return -1;
    cuts->chunks[cuts->n] = (sg_chunk){.start = s->at, .number = cuts->n};
    cuts->n++;
    s->target = (s->at / s->chunk + 1) * s->chunk;
    return 0;
}

/* Bytes before the place to cut at, from the target on; len when it is not among them. */
static size_t find_start(scan *s, const unsigned char *at, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!s->quotes && (s->before == '\n' || (s->before == '\r' && at[i] != '\n'))) return i;
        s->quotes ^= at[i] == '"';
        s->before = at[i];
    }
    return len;
}

static int see(scan *s, const unsigned char *at, size_t len)
{
    XXH3_64bits_update(s->whole, at, len);
    while (len) {
        bool seeking = s->at >= s->target;
        size_t n = seeking ? len : s->target - s->at < len ? (size_t)(s->target - s->at) : len;
        if (seeking) {
            n = find_start(s, at, len);
        } else {
            s->quotes ^= quotes_parity(at, n);
            s->before = at[n - 1];
        }
        XXH3_64bits_update(s->part, at, n);
        s->at += n;
        at += n;
        len -= n;
        if (!seeking || !len) continue;
        end_chunk(s);
        if (cut(s) != 0) return -1;
    }
    return 0;
}

static bool is_utf16(const unsigned char *at, size_t len)
{
    return len >= 2 && ((at[0] == 0xFF && at[1] == 0xFE) || (at[0] == 0xFE && at[1] == 0xFF));
}

static sg_status read_at(int fd, void *bytes, uint64_t from, size_t *got, sg_error *err)
{
    ssize_t len;
    do len = pread(fd, bytes, BLOCK_BYTES, (off_t)from);
    while (len < 0 && errno == EINTR && !sg_interrupted());
    if (sg_interrupted()) return sg_interrupt_check(err);
    if (len < 0) return sg_fail(err, SG_EFAIL, "cannot be read: %s", strerror(errno));
    *got = (size_t)len;
    return SG_OK;
}

static sg_status scan_all(scan *s, int fd, sg_error *err)
{
    for (;;) {
        size_t got = 0;
        sg_status status = read_at(fd, s->block, s->at, &got, err);
        if (status != SG_OK) return status;
        if (s->at == 0 && is_utf16(s->block, got)) s->target = UINT64_MAX;
        if (!got) break;
        if (see(s, s->block, got) != 0) return sg_fail(err, SG_EFAIL, "no memory to cut it");
    }
    end_chunk(s);
    s->cuts->chunks[s->cuts->n - 1].end = UINT64_MAX;
    s->cuts->parts = s->cuts->n;
    s->cuts->size = s->at;
    s->cuts->hash = XXH3_64bits_digest(s->whole);
    return SG_OK;
}

static void scan_release(scan *s)
{
    if (s->whole) XXH3_freeState(s->whole);
    if (s->part) XXH3_freeState(s->part);
    sg_free(s->block);
}

sg_status sg_cuts_none(sg_cuts *out, sg_error *err)
{
    if (SG_GROW(out->chunks, 0, out->room, CHUNKS_MAX) != 0) return sg_fail(err, SG_EFAIL, "no memory to read it");
    out->chunks[0] = (sg_chunk){.end = UINT64_MAX};
    out->n = out->parts = 1;
    return SG_OK;
}

sg_status sg_cuts_make(int fd, uint64_t chunk, sg_cuts *out, sg_error *err)
{
    scan s = {.cuts = out,
              .chunk = chunk,
              .target = chunk ? chunk : UINT64_MAX,
              .whole = XXH3_createState(),
              .part = XXH3_createState(),
              .block = sg_alloc(BLOCK_BYTES)};
    sg_status status = sg_cuts_none(out, err);
    if (status == SG_OK && (!s.whole || !s.part || !s.block)) status = sg_fail(err, SG_EFAIL, "no memory to read it");
    if (status == SG_OK) {
        XXH3_64bits_reset(s.whole);
        XXH3_64bits_reset(s.part);
        status = scan_all(&s, fd, err);
    }
    scan_release(&s);
    return status;
}

void sg_cuts_release(sg_cuts *cuts)
{
    sg_free(cuts->chunks);
    *cuts = (sg_cuts){.n = 0};
}

void sg_cuts_keep(sg_cuts *cuts, uint64_t shard, uint64_t shards, uint64_t shift)
{
    size_t kept = 0;
    uint64_t size = 0;
    for (size_t i = 0; i < cuts->n; i++) {
        sg_chunk chunk = cuts->chunks[i];
        if ((chunk.number % shards + shift % shards) % shards != shard) continue;
        size += (chunk.end == UINT64_MAX ? cuts->size : chunk.end) - chunk.start;
        cuts->chunks[kept++] = chunk;
    }
    cuts->n = kept;
    cuts->size = size;
}

sg_status sg_cuts_hash(int fd, uint64_t start, uint64_t *hash, sg_error *err)
{
    scan s = {.at = start, .whole = XXH3_createState(), .block = sg_alloc(BLOCK_BYTES)};
    sg_status status = s.whole && s.block ? SG_OK : sg_fail(err, SG_EFAIL, "no memory to read it");
    if (status == SG_OK) XXH3_64bits_reset(s.whole);
    for (size_t got = 1; status == SG_OK && got;) {
        status = read_at(fd, s.block, s.at, &got, err);
        if (status != SG_OK || !got) break;
        XXH3_64bits_update(s.whole, s.block, got);
        s.at += got;
    }
    if (status == SG_OK) *hash = XXH3_64bits_digest(s.whole);
    scan_release(&s);
    return status;
}
