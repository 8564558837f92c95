#include "market/kept.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* METHOD: to be raised with any change to what sg_dedupe finds. */
enum { METHOD = 1, CHUNK = 1 << 20, STANDS = 0x80 };
static const uint64_t mark = 0x736b67706f70656e; /* "skgpopen"; other bytes on a machine of another byte order */

bool sg_kept_path(const char *store, char out[static SG_KEPT_PATH])
{
    int wrote = snprintf(out, SG_KEPT_PATH, "%s.openings", store);
    return wrote > 0 && wrote < SG_KEPT_PATH;
}

/* ---- the key ---- */

/* What is looked at of each posting, beside its signature, skills and title. No padding: its bytes are hashed. */
typedef struct looked_at {
    uint64_t id, url, body, row, employer;
    uint32_t group, source, role, n_skills;
    int32_t day;
    uint32_t title;
} looked_at;
_Static_assert(sizeof(looked_at) == 64, "padding would be hashed");

static void fold_in(sg_buf *chunk, uint64_t *key)
{
    uint64_t both[] = {*key, sg_hash(chunk->at, chunk->len)};
    *key = sg_hash(both, sizeof both);
    sg_buf_clear(chunk);
}

static void look_at(const sg_dedupe_item *item, const sg_market_posting *posting, const unsigned char *near,
                    sg_buf *chunk)
{
    const looked_at seen = {.id = item->id,
                            .url = item->url,
                            .body = item->body,
                            .row = item->row,
                            .employer = posting->employer_hash,
                            .group = item->group,
                            .source = item->source,
                            .role = posting->role,
                            .n_skills = posting->n_skills,
                            .day = item->day,
                            .title = (uint32_t)posting->title.len};
    sg_buf_add(chunk, &seen, sizeof seen);
    sg_buf_add(chunk, near, SG_NEAR_SIZE);
    if (seen.n_skills) sg_buf_add(chunk, posting->skills, seen.n_skills * sizeof *posting->skills);
    if (seen.title) sg_buf_add(chunk, posting->title.at, posting->title.len);
}

/* False: memory. */
static bool find_key(const sg_dedupe_item *items, size_t n, const sg_likeness *likeness, size_t n_skills, uint64_t *out)
{
    sg_buf chunk;
    uint64_t key = METHOD;
    sg_buf_init(&chunk, 1u << 30);
    sg_buf_str(&chunk, SG_VERSION);
    if (likeness->is_skill) sg_buf_add(&chunk, likeness->is_skill, n_skills);
    for (size_t i = 0; i < n && !chunk.failed; i++) {
        look_at(&items[i], &likeness->postings[i], likeness->near[i], &chunk);
        if (chunk.len >= CHUNK) fold_in(&chunk, &key);
    }
    bool whole = !chunk.failed;
    if (whole && chunk.len) fold_in(&chunk, &key);
    sg_buf_release(&chunk);
    *out = key;
    return whole;
}

/* ---- the file ---- */

/* Behind it n numbers of items, n of openings, and n bytes: repeats, and whether it stands. */
typedef struct head {
    uint64_t mark, key, n, n_openings, hash; /* of what is behind it */
} head;
enum { BYTES_EACH = 2 * sizeof(uint32_t) + 1 };

static bool unpack(const head *h, const char *at, sg_dedupe_one *out)
{
    size_t n = (size_t)h->n;
    const char *openings = at + n * sizeof(uint32_t), *how = openings + n * sizeof(uint32_t);
    for (size_t i = 0; i < n; i++) {
        unsigned char byte = (unsigned char)how[i];
        memcpy(&out[i].item, at + i * sizeof(uint32_t), sizeof(uint32_t));
        memcpy(&out[i].opening, openings + i * sizeof(uint32_t), sizeof(uint32_t));
        out[i].repeats = byte & (STANDS - 1);
        out[i].stands = (byte & STANDS) != 0;
        if (out[i].item >= n || out[i].opening >= h->n_openings || out[i].repeats >= SG_REPEATS) return false;
    }
    return true;
}

static bool read_kept(const char *path, uint64_t key, size_t n, sg_dedupe_one *out, size_t *n_openings)
{
    sg_buf file;
    sg_error ignored;
    head h;
    size_t size = sizeof h + n * BYTES_EACH;
    bool found = false;
    if (access(path, R_OK) != 0) return false;
    sg_buf_init(&file, size + 1);
    if (sg_file_read(path, &file, &ignored) == SG_OK && file.len == size) {
        memcpy(&h, file.at, sizeof h);
        found = h.mark == mark && h.key == key && h.n == n && h.n_openings <= n &&
                h.hash == sg_hash(file.at + sizeof h, size - sizeof h) && unpack(&h, file.at + sizeof h, out);
    }
    sg_buf_release(&file);
    if (found) *n_openings = (size_t)h.n_openings;
    return found;
}

/* A file that cannot be written is done without. */
static void write_kept(const char *path, uint64_t key, const sg_dedupe_one *order, size_t n, size_t n_openings)
{
    sg_error ignored;
    size_t size = sizeof(head) + n * BYTES_EACH;
    char *file = sg_alloc(size);
    if (!file) return;
    char *at = file + sizeof(head), *openings = at + n * sizeof(uint32_t), *how = openings + n * sizeof(uint32_t);
    for (size_t i = 0; i < n; i++) {
        memcpy(at + i * sizeof(uint32_t), &order[i].item, sizeof(uint32_t));
        memcpy(openings + i * sizeof(uint32_t), &order[i].opening, sizeof(uint32_t));
        how[i] = (char)(order[i].repeats | (order[i].stands ? STANDS : 0));
    }
    const head h = {mark, key, n, n_openings, sg_hash(at, size - sizeof h)};
    memcpy(file, &h, sizeof h);
    (void)sg_file_write(path, file, size, 0600, &ignored);
    sg_free(file);
}

sg_status sg_dedupe_kept(const char *path, const sg_dedupe_item *items, size_t n, const sg_likeness *likeness,
                         size_t n_skills, sg_dedupe_one *out, size_t *n_openings, sg_error *err)
{
    uint64_t key = 0;
    bool known = find_key(items, n, likeness, n_skills, &key);
    if (known && read_kept(path, key, n, out, n_openings)) return SG_OK;
    sg_status status = sg_dedupe(items, n, likeness, out, n_openings, err);
    if (known && status == SG_OK) write_kept(path, key, out, n, *n_openings);
    return status;
}
