#include "market/store_db.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_MS = 20000 }; /* less than a worker may be silent */

/* What the system said, where SQLite says only that something could not be done. */
static const char *system_reason(const sg_store *store)
{
    int code = sqlite3_system_errno(store->db);
    return code ? strerror(code) : sqlite3_errmsg(store->db);
}

static sg_status fail_busy(const sg_store *store, const char *doing, sg_error *err)
{
    long writer = sg_store_writer(store);
    char who[40] = "";
    if (writer > 0) snprintf(who, sizeof who, " (process %ld)", writer);
    return sg_fail(err, SG_EFAIL, "store %s: %s: another skillgap%s is writing it", store->path, doing, who);
}

sg_status sg_store_fail(const sg_store *store, const char *doing, sg_error *err)
{
    const char *reason;
    switch (sqlite3_errcode(store->db)) {
    case SQLITE_CORRUPT: reason = "the store is damaged (skillgap data check tells more)"; break;
    case SQLITE_NOTADB: reason = "not a store of skillgap"; break;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM: reason = "the file or its folder cannot be written"; break;
    case SQLITE_FULL: reason = "the disk is full"; break;
    case SQLITE_IOERR: reason = system_reason(store); break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return fail_busy(store, doing, err);
    default: reason = sqlite3_errmsg(store->db);
    }
    return sg_fail(err, SG_EFAIL, "store %s: %s: %s", store->path, doing, reason);
}

sg_status sg_store_exec(const sg_store *store, const char *sql, const char *doing, sg_error *err)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? SG_OK : sg_store_fail(store, doing, err);
}

sg_status sg_store_prepare(const sg_store *store, const char *sql, sqlite3_stmt **out, sg_error *err)
{
    return sqlite3_prepare_v2(store->db, sql, -1, out, NULL) == SQLITE_OK ? SG_OK
                                                                          : sg_store_fail(store, "reading", err);
}

sg_status sg_store_step(const sg_store *store, sqlite3_stmt *statement, int *step, const char *doing, sg_error *err)
{
    *step = sqlite3_step(statement);
    return *step == SQLITE_ROW || *step == SQLITE_DONE ? SG_OK : sg_store_fail(store, doing, err);
}

static sg_status store_alloc(const char *path, sg_store **out, sg_error *err)
{
    sg_store *store = sg_zalloc(1, sizeof *store);
    size_t len = strlen(path);
    if (store) store->path = sg_alloc(len + 1);
    if (!store || !store->path) {
        sg_free(store);
        return sg_fail(err, SG_EFAIL, "store %s: no memory", path);
    }
    memcpy(store->path, path, len + 1);
    sg_buf_init(&store->list, 1u << 24);
    *out = store;
    return SG_OK;
}

static sg_status open_handle(sg_store *store, const char *name, int flags, sg_error *err)
{
    if (sqlite3_open_v2(name, &store->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return sg_store_fail(store, "opening", err);
    sqlite3_busy_timeout(store->db, BUSY_MS);
    return SG_OK;
}

/* SQLite would make the file readable by all. */
static sg_status make_file(const char *path, sg_error *err)
{
    char folder[4096];
    const char *slash = strrchr(path, '/');
    size_t len = slash ? (size_t)(slash - path) : 0;
    if (len >= sizeof folder) return sg_fail(err, SG_EFAIL, "store %s: path too long", path);
    if (len) {
        memcpy(folder, path, len);
        folder[len] = '\0';
        sg_status status = sg_folder_make(folder, err);
        if (status != SG_OK) return sg_fail_in(err, status, "store %s", path);
    }
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return sg_fail(err, SG_EFAIL, "store %s: cannot be written: %s", path, strerror(errno));
    close(fd);
    return SG_OK;
}

static sg_status make_tables(sg_store *store, sg_error *err)
{
    sg_status status = sg_store_exec(store, "BEGIN IMMEDIATE", "making the tables", err);
    if (status == SG_OK) status = sg_schema_settle(store, err);
    return status == SG_OK ? sg_store_exec(store, "COMMIT", "making the tables", err) : status;
}

sg_status sg_store_open(const char *path, sg_store **out, sg_error *err)
{
    sg_store *store = NULL;
    bool fresh = false;
    sg_status status = make_file(path, err);
    if (status == SG_OK) status = store_alloc(path, &store, err);
    if (status == SG_OK) status = open_handle(store, path, SQLITE_OPEN_READWRITE, err);
    if (status == SG_OK) status = sg_schema_check(store, &fresh, err);
    if (status == SG_OK) status = sg_store_exec(store, "PRAGMA journal_mode=WAL", "opening", err);
    if (status == SG_OK && fresh) status = make_tables(store, err);
    if (status == SG_OK)
        *out = store;
    else
        sg_store_close(store);
    return status;
}

/* As a URI, with what means something in one escaped. */
static int immutable_name(const char *path, sg_buf *out)
{
    sg_buf_str(out, "file:");
    for (const char *at = path; *at; at++) {
        if (strchr("%?#", *at))
            sg_buf_printf(out, "%%%02x", (unsigned)*at);
        else
            sg_buf_char(out, *at);
    }
    return sg_buf_str(out, "?immutable=1");
}

/* A folder that cannot be written holds no log of a running import: the file is read as it lies. */
static sg_status open_to_read(sg_store *store, sg_error *err)
{
    sg_buf name;
    if (access(store->path, R_OK) != 0) return sg_fail(err, SG_EFAIL, "store %s: %s", store->path, strerror(errno));
    sg_status status = open_handle(store, store->path, SQLITE_OPEN_READWRITE, err);
    bool fresh;
    if (status == SG_OK && sg_schema_check(store, &fresh, err) == SG_OK) return SG_OK;
    int code = store->db ? sqlite3_errcode(store->db) : SQLITE_CANTOPEN;
    if (code != SQLITE_READONLY && code != SQLITE_CANTOPEN) return SG_EFAIL;
    sqlite3_close(store->db);
    store->db = NULL;
    sg_buf_init(&name, 16384);
    status =
        immutable_name(store->path, &name) == 0 ? SG_OK : sg_fail(err, SG_EFAIL, "store %s: no memory", store->path);
    if (status == SG_OK) status = open_handle(store, name.at, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
    sg_buf_release(&name);
    return status == SG_OK ? sg_schema_check(store, &fresh, err) : status;
}

sg_status sg_store_open_existing(const char *path, sg_store **out, sg_error *err)
{
    sg_store *store = NULL;
    sg_status status = store_alloc(path, &store, err);
    if (status == SG_OK) status = open_to_read(store, err);
    if (status == SG_OK)
        *out = store;
    else
        sg_store_close(store);
    return status;
}

void sg_store_close(sg_store *store)
{
    if (!store) return;
    sqlite3_finalize(store->posting);
    sqlite3_finalize(store->count);
    sqlite3_finalize(store->band);
    sqlite3_close(store->db);
    sg_buf_release(&store->list);
    sg_free(store->blob);
    sg_free(store->rank);
    sg_free(store->path);
    sg_free(store);
}
