/* How the postings of a store ask for one skill. */
#include "market/store_db.h"

/* What a posting asks most: required before desired before mentioned before denied; -1: it does not name the skill. */
static int ask_of(const sg_mention *mentions, size_t n, uint32_t number)
{
    static const int order[SG_ASKS] = {
        [SG_ASK_DENIED] = 0, [SG_ASK_MENTIONED] = 1, [SG_ASK_DESIRED] = 2, [SG_ASK_REQUIRED] = 3};
    int best = -1;
    for (size_t i = 0; i < n; i++)
        if (mentions[i].skill == number && mentions[i].len && (best < 0 || order[mentions[i].ask] > order[best]))
            best = mentions[i].ask;
    return best;
}

static sg_status count_all(const sg_store *store, sqlite3_stmt *s, uint32_t number, size_t *counts, sg_error *err)
{
    sg_mention *mentions = NULL;
    size_t capacity = 0, n = 0;
    int step = SQLITE_ROW;
    sg_status status = SG_OK;
    while (status == SG_OK && (status = sg_store_step(store, s, &step, "reading", err)) == SG_OK &&
           step == SQLITE_ROW) {
        const void *blob = sqlite3_column_blob(s, 0);
        if (sg_mentions_unpack(blob ? blob : "", (size_t)sqlite3_column_bytes(s, 0), &mentions, &capacity, &n) != 0)
            status = sg_fail(err, SG_EFAIL, "store %s: the mentions of a posting are damaged", store->path);
        int ask = status == SG_OK ? ask_of(mentions, n, number) : -1;
        if (ask >= 0) counts[ask]++;
    }
    sg_free(mentions);
    return status;
}

/* The skill's number in the store. */
static sg_status number_of(const sg_taxonomy *taxonomy, uint32_t skill, uint32_t *out, sg_error *err)
{
    uint32_t *order = sg_vocabulary_order(taxonomy);
    if (!order) return sg_fail(err, SG_EFAIL, "no memory for the mentions");
    for (uint32_t i = 0; i < taxonomy->skill_ids.count; i++)
        if (order[i] == skill) *out = i;
    sg_free(order);
    return SG_OK;
}

sg_status sg_store_asks(const char *path, const sg_taxonomy *taxonomy, uint32_t skill, size_t out[SG_ASKS],
                        sg_error *err)
{
    sg_store *store = NULL;
    sqlite3_stmt *s = NULL;
    size_t counts[SG_ASKS] = {0};
    uint32_t number = SG_ID_NONE;
    sg_status status = sg_store_open_existing(path, &store, err);
    if (status != SG_OK) return status;
    status = number_of(taxonomy, skill, &number, err);
    if (status == SG_OK)
        status = sg_store_prepare(store,
                                  "SELECT mentions FROM posting JOIN source ON posting.source=source.hash"
                                  " WHERE source.taxonomy=?1",
                                  &s, err);
    if (status == SG_OK) {
        sqlite3_bind_int64(s, 1, (sqlite3_int64)taxonomy->hash);
        status = count_all(store, s, number, counts, err);
    }
    sqlite3_finalize(s);
    sg_store_close(store);
    for (size_t i = 0; i < SG_ASKS && status == SG_OK; i++) out[i] = counts[i];
    return status;
}
