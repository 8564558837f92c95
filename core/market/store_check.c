/* Whether a store is whole, and whether two are the same. */
#include "market/store_db.h"

#include <stdio.h>

/* One row's values into the hash: types and lengths too, so that no two rows read alike. */
static int add_row(sqlite3_stmt *s, sg_buf *bytes)
{
    for (int i = 0; i < sqlite3_column_count(s); i++) {
        int type = sqlite3_column_type(s, i);
        sqlite3_int64 number = sqlite3_column_int64(s, i);
        double real = sqlite3_column_double(s, i);
        sg_buf_char(bytes, (char)type);
        if (type == SQLITE_INTEGER) sg_buf_add(bytes, &number, sizeof number);
        if (type == SQLITE_FLOAT) sg_buf_add(bytes, &real, sizeof real);
        if (type != SQLITE_TEXT && type != SQLITE_BLOB) continue;
        const void *at = sqlite3_column_blob(s, i);
        size_t size = (size_t)sqlite3_column_bytes(s, i);
        sg_buf_add(bytes, &size, sizeof size);
        if (size) sg_buf_add(bytes, at, size);
    }
    return bytes->failed ? -1 : 0;
}

static sg_status digest_table(const sg_store *store, const char *sql, sg_buf *bytes, uint64_t *hash, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    int step = 0;
    sg_status status = sg_store_prepare(store, sql, &s, err);
    while (status == SG_OK) {
        status = sg_store_step(store, s, &step, "reading", err);
        if (status != SG_OK || step == SQLITE_DONE) break;
        sg_buf_clear(bytes);
        sg_buf_add(bytes, hash, sizeof *hash);
        if (add_row(s, bytes) != 0) status = sg_fail(err, SG_EFAIL, "store %s: no memory", store->path);
        if (status == SG_OK) *hash = sg_hash(bytes->at, bytes->len);
    }
    sqlite3_finalize(s);
    return status;
}

sg_status sg_store_digest(const char *path, uint64_t *out, sg_error *err)
{
    sg_store *store = NULL;
    sg_buf bytes;
    char sql[100];
    sg_status status = sg_store_open_existing(path, &store, err);
    if (status != SG_OK) return status;
    uint64_t hash = (uint64_t)store->schema;
    sg_buf_init(&bytes, 1u << 30);
    status = sg_store_exec(store, "BEGIN", "reading", err);
    for (size_t i = 0; status == SG_OK && i < SG_STORE_TABLES; i++) {
        const sg_store_table *table = &sg_store_tables[i];
        if (table->since > store->schema) continue;
        snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY %s", table->name, table->key);
        status = digest_table(store, sql, &bytes, &hash, err);
    }
    sg_buf_release(&bytes);
    sg_store_close(store);
    if (status == SG_OK) *out = hash;
    return status;
}

/* The statement gives one text, `want` when all is well. */
static sg_status expect(const sg_store *store, const char *sql, const char *want, const char *what, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    int step = 0;
    sg_status status = sg_store_prepare(store, sql, &s, err);
    if (status == SG_OK) status = sg_store_step(store, s, &step, "checking", err);
    if (status == SG_OK && (step != SQLITE_ROW || !sg_text_is(sg_store_text_at(s, 0), want)))
        status = sg_fail(err, SG_ECHECK, "store %s: %s: %s", store->path, what,
                         step == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : "no answer");
    sqlite3_finalize(s);
    return status == SG_EFAIL ? SG_ECHECK : status;
}

/* Rows of which nobody knows whence they came. */
static sg_status check_owners(const sg_store *store, sg_error *err)
{
    char sql[200], what[40];
    sg_status status = SG_OK;
    for (size_t i = 0; i < SG_STORE_TABLES && status == SG_OK; i++) {
        const sg_store_table *table = &sg_store_tables[i];
        if (!table->row || table->since > store->schema) continue;
        snprintf(sql, sizeof sql, "SELECT count(*) FROM %s WHERE source NOT IN (SELECT hash FROM source%s)",
                 table->name, store->schema >= 3 ? " UNION SELECT id FROM part" : "");
        snprintf(what, sizeof what, "%ss without source", table->name);
        status = expect(store, sql, "0", what, err);
    }
    return status;
}

static sg_status check_sources(const sg_store *store, sg_error *err)
{
    sg_status status = expect(store,
                              "SELECT count(*) FROM source WHERE taxonomy NOT IN (SELECT taxonomy FROM vocabulary)"
                              " AND EXISTS(SELECT 1 FROM posting WHERE source = hash)",
                              "0", "sources whose skills have no names", err);
    if (status != SG_OK || store->schema < 3) return status;
    status =
        expect(store,
               "SELECT count(*) FROM (SELECT hash, rejected + undated AS n FROM source UNION ALL"
               " SELECT id, rejected + undated FROM part) JOIN"
               " (SELECT source, sum(rows) AS told FROM rejected GROUP BY source) ON source = hash WHERE told <> n",
               "0", "sources whose reasons do not sum up to their rejected rows", err);
    return status == SG_OK ? expect(store,
                                    "SELECT count(*) FROM part WHERE source NOT IN (SELECT hash FROM source"
                                    " WHERE parts > 0)",
                                    "0", "parts without source", err)
                           : status;
}

sg_status sg_store_check_all(const sg_store *store, sg_error *err)
{
    sg_status status = sg_schema_compare(store, err);
    if (status == SG_OK) status = expect(store, "PRAGMA integrity_check(1)", "ok", "damaged", err);
    if (status == SG_OK) status = check_owners(store, err);
    if (status == SG_OK) status = check_sources(store, err);
    return status == SG_OK ? sg_store_verify(store, err) : status;
}

sg_status sg_store_check(const char *path, sg_error *err)
{
    sg_store *store = NULL;
    sg_status status = sg_store_open_existing(path, &store, err);
    if (status != SG_OK) return status;
    status = sg_store_exec(store, "BEGIN", "checking", err);
    if (status == SG_OK) status = sg_store_check_all(store, err);
    sg_store_close(store);
    return status;
}
