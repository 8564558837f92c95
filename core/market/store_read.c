/* Reading the store: into a market in the making, and one posting's mentions. */
#include "market/store_db.h"

#include <stdio.h>
#include <string.h>

sg_text sg_store_text_at(sqlite3_stmt *statement, int column)
{
    const char *at = (const char *)sqlite3_column_text(statement, column);
    return at ? (sg_text){at, (size_t)sqlite3_column_bytes(statement, column)} : (sg_text){0};
}

uint64_t sg_store_hash_at(sqlite3_stmt *statement, int column)
{
    return (uint64_t)sqlite3_column_int64(statement, column);
}

typedef struct loading {
    const sg_store *store;
    sg_market_build *build;
    sg_mention *mentions;
    size_t cap_mentions;
    uint32_t *skills;
    size_t cap_skills;
    uint32_t *order; /* number in the store → skill */
} loading;

void sg_posting_at(sqlite3_stmt *s, sg_row *row, sg_reading *out)
{
    *row = (sg_row){sg_store_hash_at(s, 0), sg_store_hash_at(s, 1)};
    *out = (sg_reading){.id = sg_store_text_at(s, 2),
                        .url = sg_store_text_at(s, 3),
                        .title = sg_store_text_at(s, 4),
                        .employer = sg_store_text_at(s, 5),
                        .role = sg_store_text_at(s, 6),
                        .level = sg_store_text_at(s, 7),
                        .region = sg_store_text_at(s, 8),
                        .currency = sg_store_text_at(s, 9),
                        .pay_lo = sqlite3_column_double(s, 10),
                        .pay_hi = sqlite3_column_double(s, 11),
                        .body = sg_store_hash_at(s, 12),
                        .employer_hash = sg_store_hash_at(s, 13),
                        .day = sqlite3_column_int(s, 14),
                        .remote = (uint8_t)sqlite3_column_int(s, 15),
                        .period = (uint8_t)sqlite3_column_int(s, 16),
                        .component = (uint8_t)sqlite3_column_int(s, 17),
                        .near = {sqlite3_column_blob(s, 19), (size_t)sqlite3_column_bytes(s, 19)}};
}

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

static sg_status load_rows(loading *l, const char *sql, uint64_t source,
                           sg_status (*take)(loading *, sqlite3_stmt *, sg_error *), sg_error *err)
{
    sqlite3_stmt *s = NULL;
    int step = SQLITE_ROW;
    sg_status status = sg_store_prepare(l->store, sql, &s, err);
    if (status == SG_OK) sqlite3_bind_int64(s, 1, (sqlite3_int64)source);
    while (status == SG_OK) {
        status = sg_store_step(l->store, s, &step, "reading", err);
        if (status != SG_OK || step == SQLITE_DONE) break;
        status = take(l, s, err);
    }
    sqlite3_finalize(s);
    return status;
}

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
    if (!source.stale)
        status = load_rows(l, l->store->schema < 3 ? SG_POSTINGS("NULL") : SG_POSTINGS("near"), source.hash,
                           load_posting, err);
    if (status == SG_OK)
        status = load_rows(l, "SELECT skill, month, count, total FROM count WHERE source=?1 ORDER BY row", source.hash,
                           load_count, err);
    if (status == SG_OK && l->store->schema >= 3)
        status = load_rows(l,
                           "SELECT reason, rows, first_row, found FROM rejected WHERE source=?1"
                           " ORDER BY first_row, reason",
                           source.hash, load_reason, err);
    return status;
}

#define PARTS_THERE ", (SELECT count(*) FROM part WHERE part.source = hash)"
#define SOURCES(more)                                                                                                  \
    "SELECT hash, name, path, plugin, options, grp, licence, taxonomy, rejected, undated" more                         \
    " FROM source WHERE ?1 = 0 ORDER BY hash"

sg_status sg_store_load(const char *path, sg_market_build *build, sg_error *err)
{
    sg_store *store = NULL;
    sg_status status = sg_store_open_existing(path, &store, err);
    if (status != SG_OK) return status;
    loading l = {.store = store, .build = build, .order = sg_vocabulary_order(build->market->taxonomy)};
    if (!l.order) status = sg_fail(err, SG_EFAIL, "store %s: no memory", path);
    /* One snapshot, though another skillgap may import meanwhile. */
    if (status == SG_OK) status = sg_store_exec(store, "BEGIN", "reading", err);
    if (status == SG_OK)
        status =
            load_rows(&l, store->schema < 3 ? SOURCES(", 0, 0") : SOURCES(", parts" PARTS_THERE), 0, load_source, err);
    sg_free(l.mentions);
    sg_free(l.skills);
    sg_free(l.order);
    sg_store_close(store);
    return status;
}

/* Numbers of the store to skills; numbers that the taxonomy lacks become SG_ID_NONE. */
static sg_status name_mentions(const sg_taxonomy *taxonomy, sg_mention *mentions, size_t n, sg_error *err)
{
    uint32_t *order = sg_vocabulary_order(taxonomy);
    if (!order) return sg_fail(err, SG_EFAIL, "no memory for the mentions");
    for (size_t i = 0; i < n; i++)
        mentions[i].skill = mentions[i].skill < taxonomy->skill_ids.count ? order[mentions[i].skill] : SG_ID_NONE;
    sg_free(order);
    return SG_OK;
}

static sg_status read_evidence(const sg_store *store, sqlite3_stmt *s, sg_store_evidence *e, sg_error *err)
{
    size_t capacity = 0;
    sg_text url = sg_store_text_at(s, 0);
    const void *blob = sqlite3_column_blob(s, 1);
    if (sg_mentions_unpack(blob ? blob : "", (size_t)sqlite3_column_bytes(s, 1), &e->mentions, &capacity, &e->n) != 0)
        return sg_fail(err, SG_EFAIL, "store %s: the mentions of a posting are damaged", store->path);
    if (!url.len) return SG_OK;
    e->url = sg_alloc(url.len + 1);
    if (!e->url) return sg_fail(err, SG_EFAIL, "store %s: no memory", store->path);
    memcpy(e->url, url.at, url.len);
    e->url[url.len] = '\0';
    return SG_OK;
}

sg_status sg_store_evidence_read(const char *path, const sg_taxonomy *taxonomy, uint64_t source, uint64_t row,
                                 sg_store_evidence *out, sg_error *err)
{
    sg_store *store = NULL;
    sqlite3_stmt *s = NULL;
    sg_store_evidence evidence = {0};
    int step = 0;
    sg_status status = sg_store_open_existing(path, &store, err);
    if (status != SG_OK) return status;
    status = sg_store_prepare(store, "SELECT url, mentions FROM posting WHERE source=?1 AND row=?2", &s, err);
    if (status == SG_OK) {
        sqlite3_bind_int64(s, 1, (sqlite3_int64)source);
        sqlite3_bind_int64(s, 2, (sqlite3_int64)row);
        status = sg_store_step(store, s, &step, "reading", err);
    }
    if (status == SG_OK && step == SQLITE_DONE)
        status = sg_fail(err, SG_EDATA, "store %s: no posting of source %016llx, row %llu", path,
                         (unsigned long long)source, (unsigned long long)row);
    if (status == SG_OK) status = read_evidence(store, s, &evidence, err);
    if (status == SG_OK) status = name_mentions(taxonomy, evidence.mentions, evidence.n, err);
    sqlite3_finalize(s);
    sg_store_close(store);
    if (status == SG_OK)
        *out = evidence;
    else
        sg_store_evidence_release(&evidence);
    return status;
}

void sg_store_evidence_release(sg_store_evidence *evidence)
{
    sg_free(evidence->mentions);
    sg_free(evidence->url);
    *evidence = (sg_store_evidence){0};
}
