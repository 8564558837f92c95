/* The tables of the store, and how older ones come to be as those of today. */
#include "market/store_db.h"

#include <stdio.h>
#include <string.h>

enum { APPLICATION_ID = 0x736b6770 };

/* Keys are natural; hashes are kept as SQLite's signed 64-bit integers. Rows belong to a source, or to a part of one
 * (part.id). Columns that came later stand last, as ALTER TABLE leaves them. */
static const char tables_of_2[] =
    "CREATE TABLE source(hash INTEGER PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL, plugin TEXT NOT NULL,"
    " version TEXT NOT NULL, options TEXT NOT NULL, grp TEXT NOT NULL, licence TEXT NOT NULL,"
    " taxonomy INTEGER NOT NULL, rows INTEGER NOT NULL, rejected INTEGER NOT NULL, undated INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE posting(source INTEGER NOT NULL, row INTEGER NOT NULL, offset INTEGER NOT NULL, id TEXT, url TEXT,"
    " title TEXT, employer TEXT, role TEXT, level TEXT, region TEXT, currency TEXT, pay_lo REAL NOT NULL,"
    " pay_hi REAL NOT NULL, body INTEGER NOT NULL, employer_hash INTEGER NOT NULL, day INTEGER NOT NULL,"
    " remote INTEGER NOT NULL, period INTEGER NOT NULL, component INTEGER NOT NULL, mentions BLOB NOT NULL,"
    " PRIMARY KEY(source, row)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE count(source INTEGER NOT NULL, row INTEGER NOT NULL, skill TEXT NOT NULL, month INTEGER NOT NULL,"
    " count REAL NOT NULL, total REAL NOT NULL, PRIMARY KEY(source, row)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE vocabulary(taxonomy INTEGER NOT NULL, number INTEGER NOT NULL, skill TEXT NOT NULL,"
    " PRIMARY KEY(taxonomy, number)) STRICT, WITHOUT ROWID;";

/* near: what near-duplicates are known by. parts: into how many parts a source is cut of which some are missing; 0:
 * it is whole. band.nr: of several bands of one row, from 0. part.part: from 0; part.last: it was read to the input's
 * end, so that none is needed behind it. */
static const char tables_of_3[] =
    "ALTER TABLE posting ADD COLUMN near BLOB;"
    "ALTER TABLE source ADD COLUMN parts INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE rejected(source INTEGER NOT NULL, reason TEXT NOT NULL, rows INTEGER NOT NULL,"
    " first_row INTEGER NOT NULL, found TEXT NOT NULL, PRIMARY KEY(source, reason)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE band(source INTEGER NOT NULL, row INTEGER NOT NULL, nr INTEGER NOT NULL, publisher TEXT, kind TEXT,"
    " scheme TEXT, occupation TEXT, title TEXT, role TEXT, level TEXT, region TEXT, place TEXT, date TEXT,"
    " component TEXT, period TEXT, currency TEXT, n_kind TEXT, licence TEXT, note TEXT, p10 REAL NOT NULL,"
    " p25 REAL NOT NULL, p50 REAL NOT NULL, p75 REAL NOT NULL, p90 REAL NOT NULL, mean REAL NOT NULL, n REAL NOT NULL,"
    " has INTEGER NOT NULL, PRIMARY KEY(source, row, nr)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE part(source INTEGER NOT NULL, part INTEGER NOT NULL, id INTEGER NOT NULL,"
    " rows INTEGER NOT NULL, rejected INTEGER NOT NULL, undated INTEGER NOT NULL, last INTEGER NOT NULL,"
    " PRIMARY KEY(source, part)) STRICT, WITHOUT ROWID;";

const sg_store_table sg_store_tables[SG_STORE_TABLES] = {{"source", "hash", 1, NULL},
                                                         {"posting", "source, row", 1, "row"},
                                                         {"count", "source, row", 1, "row"},
                                                         {"vocabulary", "taxonomy, number", 1, NULL},
                                                         {"rejected", "source, reason", 3, "first_row"},
                                                         {"band", "source, row, nr", 3, "row"},
                                                         {"part", "source, part", 3, NULL}};

static sg_status read_number(const sg_store *store, const char *sql, long long *out, sg_error *err)
{
    sqlite3_stmt *statement = NULL;
    int step = 0;
    sg_status status = sg_store_prepare(store, sql, &statement, err);
    if (status == SG_OK) status = sg_store_step(store, statement, &step, "reading", err);
    if (status == SG_OK) *out = step == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return status;
}

/* At one moment: another skillgap may be making the tables. After a failure the caller closes the store, whose last
 * error says why. */
static sg_status read_marks(const sg_store *store, long long *application, long long *version, long long *tables,
                            sg_error *err)
{
    sg_status status = sg_store_exec(store, "SAVEPOINT marks", "reading", err);
    if (status == SG_OK) status = read_number(store, "PRAGMA application_id", application, err);
    if (status == SG_OK) status = read_number(store, "PRAGMA user_version", version, err);
    if (status == SG_OK) status = read_number(store, "SELECT count(*) FROM sqlite_schema", tables, err);
    return status == SG_OK ? sg_store_exec(store, "RELEASE marks", "reading", err) : status;
}

sg_status sg_schema_check(sg_store *store, bool *fresh, sg_error *err)
{
    long long application = 0, version = 0, tables = 0;
    sg_status status = read_marks(store, &application, &version, &tables, err);
    if (status != SG_OK) return status;
    *fresh = application == 0 && version == 0 && tables == 0;
    if (!*fresh && application != APPLICATION_ID)
        return sg_fail(err, SG_EFAIL, "store %s: a database, but not a store of skillgap", store->path);
    if (version > SG_STORE_SCHEMA)
        return sg_fail(err, SG_EFAIL, "store %s: made by a newer skillgap (schema %lld, this one knows %d)",
                       store->path, version, SG_STORE_SCHEMA);
    store->schema = (int)version;
    return SG_OK;
}

sg_status sg_schema_settle(sg_store *store, sg_error *err)
{
    bool fresh = false;
    char mark[100];
    sg_status status = sg_schema_check(store, &fresh, err);
    if (status != SG_OK || store->schema == SG_STORE_SCHEMA) return status;
    if (fresh) status = sg_store_exec(store, tables_of_2, "making the tables", err);
    if (status == SG_OK) status = sg_store_exec(store, tables_of_3, "making the tables", err);
    snprintf(mark, sizeof mark, "PRAGMA application_id=%d;PRAGMA user_version=%d", APPLICATION_ID, SG_STORE_SCHEMA);
    if (status == SG_OK) status = sg_store_exec(store, mark, "marking the schema", err);
    if (status == SG_OK) store->schema = SG_STORE_SCHEMA;
    return status;
}

/* The next table's name and the statement that made it, as one text; NULL: there is none. */
static const char *next_table(sqlite3_stmt *s)
{
    return sqlite3_step(s) == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;
}

sg_status sg_schema_compare(const sg_store *store, sg_error *err)
{
    static const char tables[] = "SELECT name || ': ' || coalesce(sql, '') FROM sqlite_schema"
                                 " WHERE name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY name";
    sg_store model = {.path = store->path};
    sqlite3_stmt *is = NULL, *should = NULL;
    bool open = sqlite3_open(":memory:", &model.db) == SQLITE_OK;
    sg_status status = open ? sg_store_exec(&model, tables_of_2, "checking", err)
                            : sg_fail(err, SG_EFAIL, "store %s: no memory", store->path);
    if (status == SG_OK && store->schema >= 3) status = sg_store_exec(&model, tables_of_3, "checking", err);
    if (status == SG_OK) status = sg_store_prepare(store, tables, &is, err);
    if (status == SG_OK) status = sg_store_prepare(&model, tables, &should, err);
    for (const char *found = "", *want = ""; status == SG_OK && (found || want);) {
        found = next_table(is);
        want = next_table(should);
        if (found != want && (!found || !want || strcmp(found, want) != 0))
            status = sg_fail(err, SG_ECHECK, "store %s: its tables are not those of skillgap: found \"%.100s\"%s%.100s",
                             store->path, found ? found : "none", want ? ", expected " : "", want ? want : "");
    }
    sqlite3_finalize(is);
    sqlite3_finalize(should);
    sqlite3_close(model.db);
    return status;
}
