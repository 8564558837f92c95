/* What the store's own files share: the database handle, its errors, and the packing of mentions. */
#ifndef SG_MARKET_STORE_DB_H
#define SG_MARKET_STORE_DB_H

#include "market/store.h"

#include <sqlite3.h>

struct sg_store {
    sqlite3 *db;
    char *path;
    sqlite3_stmt *posting, *count; /* of the import that is under way */
    const sg_taxonomy *taxonomy;
    uint32_t *rank; /* number of each skill in the store */
    uint64_t key;   /* of the rows of that import */
    sg_buf blob;
};

/* Opens the file as it is; SG_EFAIL for one that is missing. */
sg_status sg_store_open_existing(const char *path, sg_store **out, sg_error *err);
/* SG_EFAIL with the store's path and SQLite's reason in plain words. */
sg_status sg_store_fail(const sg_store *store, const char *doing, sg_error *err);
sg_status sg_store_exec(const sg_store *store, const char *sql, const char *doing, sg_error *err);
sg_status sg_store_prepare(const sg_store *store, const char *sql, sqlite3_stmt **out, sg_error *err);
/* SQLITE_ROW or SQLITE_DONE into *step. */
sg_status sg_store_step(const sg_store *store, sqlite3_stmt *statement, int *step, const char *doing, sg_error *err);

/* Mentions as one blob of LEB128 numbers: 0, their number, then for each the distance from the last one's start,
 * length, skill, and section × 4 + ask. Stores of schema 1 have neither the 0 nor the last; in them an ask is not
 * known, and reads as mentioned. -1 when memory ends. */
int sg_mentions_pack(const sg_mention *mentions, size_t n, sg_buf *out);
/* *out grows as needed, by sg_realloc. -1: not such a blob, or memory. */
int sg_mentions_unpack(const void *blob, size_t size, sg_mention **out, size_t *capacity, size_t *n);

#endif
