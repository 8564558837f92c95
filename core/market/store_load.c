/* Reading the store into a market in the making; a large one on several threads, by ranges of each source's rows, as
 * one thread reads it. */
#include "market/store_db.h"

#include "base/parallel.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Where fewer are, one thread has read them as soon as more are ready. */
enum { READERS = 4, LARGE_BYTES = 4 << 20, LARGE_ROWS = 4000 };

typedef struct loading {
    sg_store *stores[READERS]; /* of one snapshot; the first is there, and all or none of the others */
    const sg_store *store;
    sg_market_build *build;
    sg_mention *mentions;
    size_t cap_mentions;
    uint32_t *skills;
    size_t cap_skills;
    const uint32_t *order; /* number in the store → skill */
} loading;

static void loading_release(loading *l)
{
    sg_free(l->mentions);
    sg_free(l->skills);
}

/* ---- rows ---- */

static sg_status load_posting(loading *l, sqlite3_stmt *s, sg_error *err)
{
    sg_row row;
    sg_reading r;
    sg_posting_at(s, &row, &r);
    size_t n = 0, known = 0;
    const void *blob = sqlite3_column_blob(s, 18);
    if (sg_mentions_unpack(blob ? blob : "", (size_t)sqlite3_column_bytes(s, 18), &l->mentions, &l->cap_mentions, &n) !=
        0)
        return sg_fail(err, SG_EFAIL, "store %s: the mentions of row %llu are damaged", l->store->path,
                       (unsigned long long)row.number);
    for (size_t i = 0; i < n; i++) {
        if (l->mentions[i].skill >= l->build->market->taxonomy->skill_ids.count) continue;
        if (l->mentions[i].ask == SG_ASK_DENIED) continue; /* is no demand */
        if (SG_GROW(l->skills, known, l->cap_skills, UINT32_MAX) != 0)
            return sg_fail(err, SG_EFAIL, "store %s: no memory", l->store->path);
        l->skills[known++] = l->order[l->mentions[i].skill];
    }
    return sg_market_add_reading(l->build, &r, l->skills, known, &row, err);
}

static sg_status load_count(loading *l, sqlite3_stmt *s, sg_error *err)
{
    sg_count count = {sg_store_text_at(s, 0), sqlite3_column_double(s, 2), sqlite3_column_double(s, 3),
                      sqlite3_column_int(s, 1)};
    return sg_market_add_count(l->build, &count, err);
}

static sg_status load_reason(loading *l, sqlite3_stmt *s, sg_error *err)
{
    sg_reject_reason why = {.rows = sg_store_hash_at(s, 1), .first_row = sg_store_hash_at(s, 2)};
    sg_text reason = sg_store_text_at(s, 0), found = sg_store_text_at(s, 3);
    snprintf(why.reason, sizeof why.reason, "%.*s", (int)reason.len, reason.at);
    snprintf(why.found, sizeof why.found, "%.*s", (int)found.len, found.at);
    return sg_market_add_reason(l->build, &why, err);
}

/* numbers: of the statement's parameters, the source's hash first. */
static sg_status load_rows(loading *l, const char *sql, const uint64_t *numbers, int n,
                           sg_status (*take)(loading *, sqlite3_stmt *, sg_error *), sg_error *err)
{
    sqlite3_stmt *s = NULL;
    int step = SQLITE_ROW;
    sg_status status = sg_store_prepare(l->store, sql, &s, err);
    for (int i = 0; status == SG_OK && i < n; i++) sg_store_bind_hash(s, i + 1, numbers[i]);
    while (status == SG_OK) {
        status = sg_store_step(l->store, s, &step, "reading", err);
        if (status != SG_OK || step == SQLITE_DONE) break;
        status = take(l, s, err);
    }
    sqlite3_finalize(s);
    return status;
}

/* ---- postings ---- */

static sg_status load_between(loading *l, uint64_t source, uint64_t first, uint64_t last, sg_error *err)
{
    static const char between[] = SG_POSTINGS("near", " AND row BETWEEN ?2 AND ?3"),
                      older[] = SG_POSTINGS("NULL", " AND row BETWEEN ?2 AND ?3");
    const uint64_t numbers[] = {source, first, last};
    return load_rows(l, l->store->schema < 3 ? older : between, numbers, 3, load_posting, err);
}

/* A range of a source's rows, in a market of its own. */
typedef struct range {
    sg_market market;
    sg_market_build build;
    uint64_t first, last;
} range;

typedef struct ranges {
    const loading *whole;
    const sg_source *source;
    range at[READERS];
} ranges;

static sg_status load_range(void *self, size_t i, sg_error *err)
{
    ranges *all = self;
    range *r = &all->at[i];
    const loading *whole = all->whole;
    loading l = {.store = whole->stores[i], .build = &r->build, .order = whole->order};
    sg_market_build_init(&r->build, &r->market, whole->build->market->taxonomy);
    r->build.until = whole->build->until;
    sg_status status = sg_market_add_source(&r->build, all->source, err);
    if (status == SG_OK) status = load_between(&l, all->source->hash, r->first, r->last, err);
    loading_release(&l);
    return status;
}

static sg_status load_ranges(loading *l, const sg_source *source, uint64_t first, uint64_t last, sg_error *err)
{
    ranges all = {.whole = l, .source = source};
    uint64_t step = (last - first) / READERS + 1;
    for (size_t i = 0; i < READERS; i++) {
        all.at[i].first = first + i * step;
        all.at[i].last = i + 1 < READERS ? all.at[i].first + step - 1 : last;
    }
    sg_status status = sg_parallel_run(READERS, load_range, &all, err);
    for (size_t i = 0; i < READERS; i++) {
        range *r = &all.at[i];
        if (status == SG_OK) status = sg_market_take_postings(l->build, &r->build, err);
        sg_market_build_release(&r->build);
        sg_market_release(&r->market);
    }
    return status;
}

/* First and last row of the source; false: it has none. */
static sg_status find_span(const loading *l, uint64_t source, bool *any, uint64_t *first, uint64_t *last, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    int step = 0;
    /* each is looked up by the key; asked for together, all rows would be gone through */
    sg_status status = sg_store_prepare(l->store,
                                        "SELECT (SELECT min(row) FROM posting WHERE source=?1),"
                                        " (SELECT max(row) FROM posting WHERE source=?1)",
                                        &s, err);
    if (status == SG_OK) {
        sg_store_bind_hash(s, 1, source);
        status = sg_store_step(l->store, s, &step, "reading", err);
    }
    if (status == SG_OK) {
        *any = sqlite3_column_type(s, 0) != SQLITE_NULL;
        *first = sg_store_hash_at(s, 0);
        *last = sg_store_hash_at(s, 1);
    }
    sqlite3_finalize(s);
    return status;
}

static sg_status load_postings(loading *l, const sg_source *source, sg_error *err)
{
    bool any = false;
    uint64_t first = 0, last = 0;
    sg_status status = find_span(l, source->hash, &any, &first, &last, err);
    if (status != SG_OK || !any) return status;
    return l->stores[1] && last - first >= LARGE_ROWS ? load_ranges(l, source, first, last, err)
                                                      : load_between(l, source->hash, first, last, err);
}

/* ---- sources ---- */

static sg_status load_source(loading *l, sqlite3_stmt *s, sg_error *err)
{
    sg_source source = {.hash = sg_store_hash_at(s, 0),
                        .name = sg_store_text_at(s, 1),
                        .path = sg_store_text_at(s, 2),
                        .plugin = sg_store_text_at(s, 3),
                        .options = sg_store_text_at(s, 4),
                        .group = sg_store_text_at(s, 5),
                        .licence = sg_store_text_at(s, 6),
                        .taxonomy = sg_store_hash_at(s, 7),
                        .rejected = (size_t)(sg_store_hash_at(s, 8) + sg_store_hash_at(s, 9)),
                        .parts = (size_t)sg_store_hash_at(s, 10),
                        .parts_there = (size_t)sg_store_hash_at(s, 11),
                        .partial = SG_MONTH_ABSENT};
    source.stale = source.taxonomy != l->build->market->taxonomy->hash;
    sg_status status = sg_market_add_source(l->build, &source, err);
    if (status != SG_OK || source.parts) return status;
    if (!source.stale) status = load_postings(l, &source, err);
    if (status == SG_OK)
        status = load_rows(l, "SELECT skill, month, count, total FROM count WHERE source=?1 ORDER BY row", &source.hash,
                           1, load_count, err);
    if (status == SG_OK && l->store->schema >= 3)
        status = load_rows(l,
                           "SELECT reason, rows, first_row, found FROM rejected WHERE source=?1"
                           " ORDER BY first_row, reason",
                           &source.hash, 1, load_reason, err);
    return status;
}

/* ---- the whole ---- */

#define PARTS_THERE ", (SELECT count(*) FROM part WHERE part.source = hash)"
#define SOURCES(more)                                                                                                  \
    "SELECT hash, name, path, plugin, options, grp, licence, taxonomy, rejected, undated" more                         \
    " FROM source WHERE ?1 = 0 ORDER BY hash"

/* Changes whenever others have written to the file; outside of a transaction, and in one, which it begins to read. */
static sg_status version_of(const sg_store *store, uint64_t *out, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    int step = 0;
    sg_status status = sg_store_prepare(store, "PRAGMA data_version", &s, err);
    if (status == SG_OK) status = sg_store_step(store, s, &step, "reading", err);
    if (status == SG_OK) *out = sg_store_hash_at(s, 0);
    sqlite3_finalize(s);
    return status;
}

static void drop_others(loading *l)
{
    for (size_t i = 1; i < READERS; i++) {
        sg_store_close(l->stores[i]);
        l->stores[i] = NULL;
    }
}

/* The other readers, each at what it saw of the store when it began; false: they are not to be had. */
static bool open_others(loading *l, const char *path)
{
    sg_error ignored;
    struct stat info;
    uint64_t unused;
    if (stat(path, &info) != 0 || info.st_size < LARGE_BYTES) return false;
    for (size_t i = 1; i < READERS; i++)
        if (sg_store_open_existing(path, &l->stores[i], &ignored) != SG_OK ||
            sg_store_exec(l->stores[i], "BEGIN", "reading", &ignored) != SG_OK ||
            version_of(l->stores[i], &unused, &ignored) != SG_OK)
            return false;
    return true;
}

/* One snapshot, though another skillgap may import meanwhile: where one has, between the first reader's beginning and
 * the last's, one reads alone. */
static sg_status begin_all(loading *l, const char *path, sg_error *err)
{
    uint64_t before = 0, now = 0;
    sg_status status = version_of(l->store, &before, err);
    if (status != SG_OK) return status;
    bool there = open_others(l, path);
    status = sg_store_exec(l->store, "BEGIN", "reading", err);
    if (status == SG_OK) status = version_of(l->store, &now, err);
    if (!there || now != before) drop_others(l);
    return status;
}

sg_status sg_store_load(const char *path, sg_market_build *build, sg_error *err)
{
    static const uint64_t all = 0;
    sg_store *store = NULL;
    sg_status status = sg_store_open_existing(path, &store, err);
    if (status != SG_OK) return status;
    uint32_t *order = sg_vocabulary_order(build->market->taxonomy);
    loading l = {.stores = {store}, .store = store, .build = build, .order = order};
    status = order ? begin_all(&l, path, err) : sg_fail(err, SG_EFAIL, "store %s: no memory", path);
    if (status == SG_OK)
        status = load_rows(&l, store->schema < 3 ? SOURCES(", 0, 0") : SOURCES(", parts" PARTS_THERE), &all, 1,
                           load_source, err);
    loading_release(&l);
    drop_others(&l);
    sg_store_close(store);
    sg_free(order);
    return status;
}
