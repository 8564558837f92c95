/* Imports into the store. */
#include "market/store_db.h"

#include <stdlib.h>
#include <string.h>

void sg_store_bind_hash(sqlite3_stmt *statement, int at, uint64_t hash)
{
    sqlite3_bind_int64(statement, at, (sqlite3_int64)hash);
}

void sg_store_bind_text(sqlite3_stmt *statement, int at, sg_text text)
{
    if (text.at)
        sqlite3_bind_text64(statement, at, text.at, text.len, SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_bind_null(statement, at);
}

void sg_store_bind_needed(sqlite3_stmt *statement, int at, sg_text text)
{
    sqlite3_bind_text64(statement, at, text.at ? text.at : "", text.len, SQLITE_STATIC, SQLITE_UTF8);
}

sg_status sg_store_run(const sg_store *store, sqlite3_stmt *statement, const char *doing, sg_error *err)
{
    int step;
    sg_status status = sg_store_step(store, statement, &step, doing, err);
    sqlite3_reset(statement);
    return status;
}

sg_status sg_store_run_with(const sg_store *store, const char *sql, const uint64_t *numbers, int n, sg_error *err)
{
    sqlite3_stmt *statement = NULL;
    sg_status status = sg_store_prepare(store, sql, &statement, err);
    for (int i = 0; status == SG_OK && i < n; i++) sg_store_bind_hash(statement, i + 1, numbers[i]);
    if (status == SG_OK) status = sg_store_run(store, statement, "writing", err);
    sqlite3_finalize(statement);
    return status;
}

static int by_id(const void *a, const void *b, void *ids)
{
    const sg_map *map = ids;
    return sg_text_compare(map->names[*(const uint32_t *)a], map->names[*(const uint32_t *)b]);
}

uint32_t *sg_vocabulary_order(const sg_taxonomy *taxonomy)
{
    sg_map ids = taxonomy->skill_ids;
    uint32_t *order = sg_alloc((ids.count + 1) * sizeof *order);
    if (!order) return NULL;
    for (size_t i = 0; i < ids.count; i++) order[i] = (uint32_t)i;
    qsort_r(order, ids.count, sizeof *order, by_id, &ids);
    return order;
}

static sg_status insert_vocabulary(const sg_store *store, const uint32_t *order, sg_error *err)
{
    sqlite3_stmt *statement = NULL;
    const sg_map *ids = &store->taxonomy->skill_ids;
    sg_status status = sg_store_prepare(store, "INSERT OR IGNORE INTO vocabulary VALUES(?1,?2,?3)", &statement, err);
    for (size_t i = 0; status == SG_OK && i < ids->count; i++) {
        sg_store_bind_hash(statement, 1, store->taxonomy->hash);
        sqlite3_bind_int64(statement, 2, (sqlite3_int64)i);
        sg_store_bind_text(statement, 3, ids->names[order[i]]);
        status = sg_store_run(store, statement, "writing", err);
    }
    sqlite3_finalize(statement);
    return status;
}

static sg_status add_vocabulary(sg_store *store, sg_error *err)
{
    size_t n = store->taxonomy->skill_ids.count;
    uint32_t *order = sg_vocabulary_order(store->taxonomy);
    sg_free(store->rank);
    store->rank = sg_alloc((n + 1) * sizeof *store->rank);
    sg_status status = order && store->rank ? SG_OK : sg_fail(err, SG_EFAIL, "store %s: no memory", store->path);
    for (size_t i = 0; status == SG_OK && i < n; i++) store->rank[order[i]] = (uint32_t)i;
    if (status == SG_OK) status = insert_vocabulary(store, order, err);
    sg_free(order);
    return status;
}

/* Statements are made anew, for a store that has been settled since. */
static sg_status prepare_rows(sg_store *store, sg_error *err)
{
    sqlite3_finalize(store->posting);
    sqlite3_finalize(store->count);
    sqlite3_finalize(store->band);
    store->posting = store->count = store->band = NULL;
    sg_status status = sg_store_prepare(store,
                                        "INSERT INTO posting VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,"
                                        "?15,?16,?17,?18,?19,?20,?21)",
                                        &store->posting, err);
    return status == SG_OK ? sg_store_prepare(store, "INSERT INTO count VALUES(?1,?2,?3,?4,?5,?6)", &store->count, err)
                           : status;
}

static sg_status begin(sg_store *store, const sg_taxonomy *taxonomy, sg_error *err)
{
    sg_status status = sg_store_exec(store, "BEGIN IMMEDIATE", "beginning an import", err);
    if (status == SG_OK) status = sg_schema_settle(store, err);
    if (status == SG_OK) status = prepare_rows(store, err);
    if (status != SG_OK) return status;
    store->taxonomy = taxonomy;
    store->band_row = 0;
    store->bands = 0;
    return add_vocabulary(store, err);
}

sg_status sg_store_begin(sg_store *store, const sg_taxonomy *taxonomy, uint64_t hash, sg_error *err)
{
    sg_status status = begin(store, taxonomy, err);
    store->key = hash;
    return status == SG_OK ? sg_source_remove(store, hash, err) : status;
}

sg_status sg_store_begin_parts(sg_store *store, const sg_taxonomy *taxonomy, const sg_store_source *source,
                               sg_error *err)
{
    sg_store_found found = SG_STORE_NEW;
    sg_status status = begin(store, taxonomy, err);
    if (status == SG_OK) status = sg_store_find(store, source, &found, err);
    if (status != SG_OK || found == SG_STORE_PARTS) return status;
    return sg_source_remove(store, source->hash, err);
}

static sg_status add_posting(sg_store *store, const sg_reading *r, const sg_row *row, sg_error *err)
{
    sqlite3_stmt *s = store->posting;
    sg_store_bind_hash(s, 1, store->key);
    sqlite3_bind_int64(s, 2, (sqlite3_int64)row->number);
    sqlite3_bind_int64(s, 3, (sqlite3_int64)row->offset);
    const sg_text texts[] = {r->id, r->url, r->title, r->employer, r->role, r->level, r->region, r->currency};
    for (int i = 0; i < 8; i++) sg_store_bind_text(s, 4 + i, texts[i]);
    sqlite3_bind_double(s, 12, r->pay_lo);
    sqlite3_bind_double(s, 13, r->pay_hi);
    sg_store_bind_hash(s, 14, r->body);
    sg_store_bind_hash(s, 15, r->employer_hash);
    const int numbers[] = {r->day, r->remote, r->period, r->component};
    for (int i = 0; i < 4; i++) sqlite3_bind_int(s, 16 + i, numbers[i]);
    sqlite3_bind_blob64(s, 20, store->blob, store->blob_len, SQLITE_STATIC);
    if (r->near.len)
        sqlite3_bind_blob64(s, 21, r->near.at, r->near.len, SQLITE_STATIC);
    else
        sqlite3_bind_null(s, 21);
    return sg_store_run(store, s, "writing a posting", err);
}

static sg_status add_reading(sg_store *store, const sg_reading *reading, const sg_row *row, sg_error *err)
{
    if (reading->near.len && reading->near.len != SG_NEAR_SIZE)
        return sg_fail(err, SG_EPLUGIN, "row %llu: near has %zu bytes, %d were expected",
                       (unsigned long long)row->number, reading->near.len, SG_NEAR_SIZE);
    sg_status status = sg_mentions_pack(store, reading->mentions, row, err);
    return status == SG_OK ? add_posting(store, reading, row, err) : status;
}

/* A fact has no text: its mentions have no place, length 0. Skills that the taxonomy lacks have no number. */
static sg_status add_fact(sg_store *store, const sg_fact *fact, const sg_row *row, sg_error *err)
{
    sg_reading reading = {.id = fact->id,
                          .role = fact->role,
                          .level = fact->level,
                          .region = fact->region,
                          .currency = fact->currency,
                          .pay_lo = fact->pay_lo,
                          .pay_hi = fact->pay_hi,
                          .body = fact->body,
                          .employer_hash = fact->employer,
                          .day = fact->day,
                          .remote = fact->remote,
                          .period = fact->period,
                          .component = fact->component};
    sg_text rest = fact->skills, id;
    unsigned char near[SG_NEAR_SIZE];
    if (sg_near_of_hex(fact->near, near)) reading.near = (sg_text){(const char *)near, sizeof near};
    sg_buf_clear(&store->list);
    while (sg_text_split(&rest, ' ', &id)) {
        uint32_t skill = id.len ? sg_map_find(&store->taxonomy->skill_ids, id) : SG_MAP_NONE;
        if (skill != SG_MAP_NONE) sg_buf_add(&store->list, &(sg_mention){.skill = skill}, sizeof(sg_mention));
    }
    if (store->list.failed) return sg_fail(err, SG_EFAIL, "store %s: no memory", store->path);
    reading.mentions = (sg_text){store->list.at, store->list.len};
    return add_reading(store, &reading, row, err);
}

static sg_status add_count(sg_store *store, const sg_count *count, const sg_row *row, sg_error *err)
{
    sg_store_bind_hash(store->count, 1, store->key);
    sqlite3_bind_int64(store->count, 2, (sqlite3_int64)row->number);
    sg_store_bind_needed(store->count, 3, count->skill);
    sqlite3_bind_int(store->count, 4, count->month);
    sqlite3_bind_double(store->count, 5, count->count);
    sqlite3_bind_double(store->count, 6, count->total);
    return sg_store_run(store, store->count, "writing a count", err);
}

sg_status sg_store_add(sg_store *store, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    switch (type) {
    case SG_RECORD_READING: return add_reading(store, record, row, err);
    case SG_RECORD_FACT: return add_fact(store, record, row, err);
    case SG_RECORD_COUNT: return add_count(store, record, row, err);
    case SG_RECORD_BAND: return sg_band_add(store, record, row, err);
    default: return sg_fail(err, SG_EFAIL, "store %s: a record of type %u is none of its own", store->path, type);
    }
}

/* A file that was deleted or replaced meanwhile would take the import with it, and nobody would know. */
static sg_status check_place(const sg_store *store, sg_error *err)
{
    int moved = 0;
    if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved)
        return sg_fail(err, SG_EFAIL, "store %s: deleted or replaced while it was written: nothing was stored",
                       store->path);
    return SG_OK;
}

sg_status sg_store_finish(const sg_store *store, sg_error *err)
{
    /* Names by which no source is read any more: a store does not tell what once was in it. */
    sg_status status = sg_store_exec(
        store, "DELETE FROM vocabulary WHERE taxonomy NOT IN (SELECT taxonomy FROM source)", "committing", err);
    if (status == SG_OK) status = check_place(store, err);
    return status == SG_OK ? sg_store_exec(store, "COMMIT", "committing", err) : status;
}

sg_status sg_store_commit(sg_store *store, const sg_store_source *source, sg_error *err)
{
    sg_status status = source->hash == store->key ? SG_OK : sg_source_remove(store, source->hash, err);
    if (status == SG_OK && source->hash != store->key) status = sg_source_move(store, store->key, 0, source->hash, err);
    if (status == SG_OK && source->in_place) status = sg_source_remove_former(store, source, err);
    if (status == SG_OK) status = sg_source_write(store, source, err);
    if (status == SG_OK) status = sg_reasons_write(store, source->hash, source->reasons, source->n_reasons, err);
    return status == SG_OK ? sg_store_finish(store, err) : status;
}

sg_status sg_store_commit_parts(sg_store *store, const sg_store_source *source, bool *whole, sg_error *err)
{
    uint64_t there;
    sg_store_source incomplete = *source;
    incomplete.rows = incomplete.rejected = incomplete.undated = 0; /* its parts tell them */
    sg_status status = source->in_place ? sg_source_remove_former(store, source, err) : SG_OK;
    if (status == SG_OK) status = sg_source_write(store, &incomplete, err);
    if (status == SG_OK) status = sg_parts_join(store, source, whole, &there, err);
    return status == SG_OK ? sg_store_finish(store, err) : status;
}
