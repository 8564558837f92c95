/* Sources in the store: what is noted of each, and all rows that are theirs. */
#include "market/store_db.h"

#include <stdio.h>
#include <string.h>

void sg_source_at(sqlite3_stmt *s, int schema, sg_store_source *out)
{
    *out = (sg_store_source){.hash = sg_store_hash_at(s, 0),
                             .name = sg_store_text_at(s, 1),
                             .path = sg_store_text_at(s, 2),
                             .plugin = sg_store_text_at(s, 3),
                             .version = sg_store_text_at(s, 4),
                             .options = sg_store_text_at(s, 5),
                             .group = sg_store_text_at(s, 6),
                             .licence = sg_store_text_at(s, 7),
                             .taxonomy = sg_store_hash_at(s, 8),
                             .rows = sg_store_hash_at(s, 9),
                             .rejected = sg_store_hash_at(s, 10),
                             .undated = sg_store_hash_at(s, 11),
                             .parts = schema >= 3 ? sg_store_hash_at(s, 12) : 0};
}

sg_status sg_source_find(const sg_store *store, uint64_t hash, sqlite3_stmt **s, sg_store_source *out, sg_error *err)
{
    int step = 0;
    sg_status status = sg_store_prepare(store, "SELECT * FROM source WHERE hash=?1", s, err);
    if (status != SG_OK) return status;
    sg_store_bind_hash(*s, 1, hash);
    status = sg_store_step(store, *s, &step, "reading", err);
    if (status == SG_OK && step == SQLITE_ROW) {
        sg_source_at(*s, store->schema, out);
        return SG_OK;
    }
    sqlite3_finalize(*s);
    *s = NULL;
    return status;
}

const char *sg_source_differs(const sg_store_source *a, const sg_store_source *b)
{
    if (!sg_text_equal(a->plugin, b->plugin)) return "another plugin";
    if (!sg_text_equal(a->options, b->options)) return "other options";
    if (!sg_text_equal(a->group, b->group)) return "another group";
    return a->taxonomy != b->taxonomy ? "another taxonomy" : NULL;
}

sg_status sg_store_find(sg_store *store, const sg_store_source *source, sg_store_found *out, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    sg_store_source there;
    sg_status status = sg_source_find(store, source->hash, &s, &there, err);
    if (status != SG_OK) return status;
    if (!s)
        *out = SG_STORE_NEW;
    else if (sg_source_differs(&there, source) || (there.parts && source->parts && there.parts != source->parts))
        *out = SG_STORE_OTHER;
    else
        *out = there.parts ? SG_STORE_PARTS : SG_STORE_SAME;
    sqlite3_finalize(s);
    return SG_OK;
}

sg_status sg_source_remove_rows(const sg_store *store, uint64_t key, sg_error *err)
{
    char sql[80];
    sg_status status = SG_OK;
    for (size_t i = 0; i < SG_STORE_TABLES && status == SG_OK; i++) {
        if (!sg_store_tables[i].row) continue;
        snprintf(sql, sizeof sql, "DELETE FROM %s WHERE source=?1", sg_store_tables[i].name);
        status = sg_store_run_with(store, sql, &key, 1, err);
    }
    return status;
}

sg_status sg_source_move(const sg_store *store, uint64_t key, uint64_t rows, uint64_t to, sg_error *err)
{
    char sql[120];
    const uint64_t numbers[] = {key, rows, to};
    sg_status status = SG_OK;
    for (size_t i = 0; i < SG_STORE_TABLES && status == SG_OK; i++) {
        const sg_store_table *table = &sg_store_tables[i];
        if (!table->row) continue;
        snprintf(sql, sizeof sql, "UPDATE %s SET source=?3, %s=%s+?2 WHERE source=?1", table->name, table->row,
                 table->row);
        status = sg_store_run_with(store, sql, numbers, 3, err);
    }
    return status;
}

sg_status sg_source_remove(const sg_store *store, uint64_t hash, sg_error *err)
{
    char sql[120];
    sg_status status = sg_source_remove_rows(store, hash, err);
    for (size_t i = 0; i < SG_STORE_TABLES && status == SG_OK; i++) {
        if (!sg_store_tables[i].row) continue;
        snprintf(sql, sizeof sql, "DELETE FROM %s WHERE source IN (SELECT id FROM part WHERE source=?1)",
                 sg_store_tables[i].name);
        status = sg_store_run_with(store, sql, &hash, 1, err);
    }
    return status == SG_OK ? sg_store_run_with(store, "DELETE FROM part WHERE source=?1", &hash, 1, err) : status;
}

/* A source of that path with another content. *found: there is one. */
static sg_status find_former(const sg_store *store, const sg_store_source *source, uint64_t *hash, bool *found,
                             sg_error *err)
{
    sqlite3_stmt *s = NULL;
    int step = 0;
    sg_status status = sg_store_prepare(store, "SELECT hash FROM source WHERE path=?1 AND hash<>?2", &s, err);
    if (status == SG_OK) {
        sg_store_bind_needed(s, 1, source->path);
        sg_store_bind_hash(s, 2, source->hash);
        status = sg_store_step(store, s, &step, "reading", err);
    }
    *found = status == SG_OK && step == SQLITE_ROW;
    if (*found) *hash = sg_store_hash_at(s, 0);
    sqlite3_finalize(s);
    return status;
}

sg_status sg_source_remove_former(const sg_store *store, const sg_store_source *source, sg_error *err)
{
    uint64_t hash = 0;
    bool found = false;
    sg_status status;
    while ((status = find_former(store, source, &hash, &found, err)) == SG_OK && found) {
        status = sg_source_remove(store, hash, err);
        if (status == SG_OK) status = sg_store_run_with(store, "DELETE FROM source WHERE hash=?1", &hash, 1, err);
        if (status != SG_OK) break;
    }
    return status;
}

sg_status sg_source_write(const sg_store *store, const sg_store_source *source, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    const sg_text texts[] = {source->name,    source->path,  source->plugin, source->version,
                             source->options, source->group, source->licence};
    const uint64_t numbers[] = {source->taxonomy, source->rows, source->rejected, source->undated, source->parts};
    sg_status status = sg_store_prepare(
        store, "INSERT OR REPLACE INTO source VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)", &s, err);
    if (status != SG_OK) return status;
    sg_store_bind_hash(s, 1, source->hash);
    for (int i = 0; i < 7; i++) sg_store_bind_needed(s, 2 + i, texts[i]);
    for (int i = 0; i < 5; i++) sg_store_bind_hash(s, 9 + i, numbers[i]);
    status = sg_store_run(store, s, "writing the source", err);
    sqlite3_finalize(s);
    return status;
}

sg_status sg_reasons_write(const sg_store *store, uint64_t key, const sg_reject_reason *reasons, size_t n,
                           sg_error *err)
{
    sqlite3_stmt *s = NULL;
    sg_status status = sg_store_prepare(store,
                                        "INSERT INTO rejected VALUES(?1,?2,?3,?4,?5)"
                                        " ON CONFLICT DO UPDATE SET rows = rows + excluded.rows",
                                        &s, err);
    for (size_t i = 0; i < n && status == SG_OK; i++) {
        const sg_reject_reason *why = &reasons[i];
        sg_store_bind_hash(s, 1, key);
        sg_store_bind_text(s, 2, sg_text_of(why->reason));
        sg_store_bind_hash(s, 3, why->rows);
        sg_store_bind_hash(s, 4, why->first_row);
        sg_store_bind_text(s, 5, sg_text_of(why->found));
        status = sg_store_run(store, s, "writing the source", err);
    }
    sqlite3_finalize(s);
    return status;
}
