/* Reading the store: what its rows hold, and one posting's mentions. */
#include "market/store_db.h"

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
