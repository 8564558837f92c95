#include "outlook/record_db.h"

#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Whoever only wants to show an outlook does not wait long for another who does. */
enum { APPLICATION_ID = 0x736b6772, SCHEMA = 1, BUSY_MS = 2000 };

/* word, n …: sg_contest. whole: of all skills, and family is "". */
static const char tables[] =
    "CREATE TABLE outlook(grp TEXT NOT NULL, skill TEXT NOT NULL, origin INTEGER NOT NULL, method TEXT NOT NULL,"
    " target INTEGER NOT NULL, shown INTEGER NOT NULL, version TEXT NOT NULL, last REAL NOT NULL, middle REAL NOT NULL,"
    " lo80 REAL NOT NULL, hi80 REAL NOT NULL, lo95 REAL NOT NULL, hi95 REAL NOT NULL,"
    " PRIMARY KEY(grp, skill, origin, method, target)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE verdict(grp TEXT NOT NULL, whole INTEGER NOT NULL, family TEXT NOT NULL, steps INTEGER NOT NULL,"
    " data_end INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, origins INTEGER NOT NULL,"
    " version TEXT NOT NULL, word INTEGER NOT NULL, n INTEGER NOT NULL, units INTEGER NOT NULL,"
    " blocks INTEGER NOT NULL, ratio REAL, lo REAL, hi REAL, cover80 REAL, cover95 REAL,"
    " score REAL, carried80 REAL, carried_score REAL, ratio_last REAL,"
    " PRIMARY KEY(grp, whole, family, steps)) STRICT, WITHOUT ROWID;";

sg_status sg_record_path(const char *store, char out[static SG_RECORD_PATH], sg_error *err)
{
    if (!store || !store[0])
        return sg_fail(err, SG_EFAIL, "there is no folder for a person's data: HOME is not set, nor SKILLGAP_HOME");
    int wrote = snprintf(out, SG_RECORD_PATH, "%s.record", store);
    return wrote < SG_RECORD_PATH ? SG_OK : sg_fail(err, SG_EFAIL, "record of %.80s…: path too long", store);
}

sg_status sg_record_fail(const sg_record_db *r, sg_error *err)
{
    const char *reason;
    switch (sqlite3_errcode(r->db)) {
    case SQLITE_CORRUPT: reason = "it is damaged; forecasts are kept again once it is moved away"; break;
    case SQLITE_NOTADB: reason = "not a record of skillgap"; break;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM: reason = "the file or its folder cannot be written"; break;
    case SQLITE_FULL: reason = "the disk is full"; break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: reason = "another skillgap is writing it"; break;
    default: reason = sqlite3_errmsg(r->db);
    }
    return sg_fail(err, SG_EFAIL, "record %s: %s", r->path, reason);
}

static sg_status execute(const sg_record_db *r, const char *sql, sg_error *err)
{
    return sqlite3_exec(r->db, sql, NULL, NULL, NULL) == SQLITE_OK ? SG_OK : sg_record_fail(r, err);
}

sg_status sg_record_prepare(const sg_record_db *r, const char *sql, sqlite3_stmt **out, sg_error *err)
{
    return sqlite3_prepare_v2(r->db, sql, -1, out, NULL) == SQLITE_OK ? SG_OK : sg_record_fail(r, err);
}

sg_status sg_record_step(const sg_record_db *r, sqlite3_stmt *s, int *step, sg_error *err)
{
    *step = sqlite3_step(s);
    return *step == SQLITE_ROW || *step == SQLITE_DONE ? SG_OK : sg_record_fail(r, err);
}

sg_status sg_record_run(const sg_record_db *r, sqlite3_stmt *s, sg_error *err)
{
    int step;
    sg_status status = sg_record_step(r, s, &step, err);
    sqlite3_reset(s);
    return status;
}

/* SQLite would make the file readable by all. */
static sg_status make_file(const char *path, sg_error *err)
{
    char folder[SG_RECORD_PATH];
    const char *slash = strrchr(path, '/');
    if (slash && slash > path) {
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
        sg_status status = sg_folder_make(folder, err);
        if (status != SG_OK) return sg_fail_in(err, status, "record %s", path);
    }
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return sg_fail(err, SG_EFAIL, "record %s: cannot be written: %s", path, strerror(errno));
    close(fd);
    return SG_OK;
}

static sg_status read_number(const sg_record_db *r, const char *sql, long long *out, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    int step = SQLITE_DONE;
    sg_status status = sg_record_prepare(r, sql, &s, err);
    if (status == SG_OK) status = sg_record_step(r, s, &step, err);
    if (status == SG_OK) *out = step == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    return status;
}

/* An empty file is a record in which nothing is kept yet. */
static sg_status settle(const sg_record_db *r, bool make, bool *fresh, sg_error *err)
{
    char mark[100];
    long long application = 0, schema = 0, there = 0;
    sg_status status = read_number(r, "PRAGMA application_id", &application, err);
    if (status == SG_OK) status = read_number(r, "PRAGMA user_version", &schema, err);
    if (status == SG_OK) status = read_number(r, "SELECT count(*) FROM sqlite_schema", &there, err);
    if (status != SG_OK) return status;
    *fresh = !application && !schema && !there;
    if (!*fresh && application != APPLICATION_ID)
        return sg_fail(err, SG_EFAIL, "record %s: not a record of skillgap", r->path);
    if (schema > SCHEMA)
        return sg_fail(err, SG_EFAIL, "record %s: made by a newer skillgap (schema %lld, this one knows %d)", r->path,
                       schema, SCHEMA);
    if (!*fresh || !make) return SG_OK;
    snprintf(mark, sizeof mark, "PRAGMA application_id=%d;PRAGMA user_version=%d", APPLICATION_ID, SCHEMA);
    status = execute(r, tables, err);
    return status == SG_OK ? execute(r, mark, err) : status;
}

sg_status sg_record_open(const char *path, bool make, sg_record_db *out, sg_error *err)
{
    sg_record_db r = {.path = path};
    bool fresh = false;
    *out = r;
    if (!make && access(path, F_OK) != 0) return SG_OK;
    sg_status status = make ? make_file(path, err) : SG_OK;
    if (status != SG_OK) return status;
    bool opened = sqlite3_open_v2(path, &r.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK;
    *out = r;
    if (!opened) return sg_record_fail(&r, err);
    sqlite3_busy_timeout(r.db, BUSY_MS);
    if (make) status = execute(&r, "BEGIN IMMEDIATE", err);
    if (status == SG_OK) status = settle(&r, make, &fresh, err);
    if (status == SG_OK && fresh && !make) sg_record_close(out);
    return status;
}

sg_status sg_record_commit(const sg_record_db *r, sg_error *err)
{
    return execute(r, "COMMIT", err);
}

void sg_record_close(sg_record_db *r)
{
    sqlite3_close(r->db);
    r->db = NULL;
}

void sg_record_bind_real(sqlite3_stmt *s, int at, double value)
{
    if (isfinite(value))
        sqlite3_bind_double(s, at, value);
    else
        sqlite3_bind_null(s, at);
}

double sg_record_real(sqlite3_stmt *s, int column)
{
    return sqlite3_column_type(s, column) == SQLITE_NULL ? (double)NAN : sqlite3_column_double(s, column);
}

sg_text sg_record_text(sg_arena *arena, sqlite3_stmt *s, int column)
{
    const char *at = (const char *)sqlite3_column_text(s, column);
    size_t len = (size_t)sqlite3_column_bytes(s, column);
    const char *copy = at ? sg_arena_copy(arena, at, len) : NULL;
    return copy ? (sg_text){copy, len} : (sg_text){0};
}
