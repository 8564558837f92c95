/* What the store's own files share: the database handle, its errors, and the packing of mentions. */
#ifndef SG_MARKET_STORE_DB_H
#define SG_MARKET_STORE_DB_H

#include "market/near.h"
#include "market/store.h"

#include <sqlite3.h>

struct sg_store {
    sqlite3 *db;
    char *path;
    int schema;                           /* of the file */
    sqlite3_stmt *posting, *count, *band; /* of the import that is under way */
    uint64_t band_row;                    /* of the last band, and how many it has */
    int bands;
    const sg_taxonomy *taxonomy;
    uint32_t *rank;      /* number of each skill in the store */
    uint64_t key;        /* of the rows of that import */
    unsigned char *blob; /* mentions of one posting, packed */
    size_t blob_len, blob_capacity;
    sg_buf list; /* those of a fact, before */
};

typedef struct sg_store_table {
    const char *name, *key;
    int since;   /* schema */
    bool of_row; /* its rows are read from a source's, and go with it */
} sg_store_table;

enum { SG_STORE_TABLES = 7 };
extern const sg_store_table sg_store_tables[SG_STORE_TABLES];

/* Whose file it is, and of which schema. *fresh: an empty one. SG_EFAIL: none of skillgap's, or a newer one's. */
sg_status sg_schema_check(sg_store *store, bool *fresh, sg_error *err);
/* Within a transaction: makes the tables that are not there, or changes older ones. */
sg_status sg_schema_settle(sg_store *store, sg_error *err);

/* The process that holds the lock for writing; 0: none, or not to be known. */
long sg_store_writer(const sg_store *store);

/* Opens the file as it is; SG_EFAIL for one that is missing. */
sg_status sg_store_open_existing(const char *path, sg_store **out, sg_error *err);
/* SG_EFAIL with the store's path and SQLite's reason in plain words. */
sg_status sg_store_fail(const sg_store *store, const char *doing, sg_error *err);
sg_status sg_store_exec(const sg_store *store, const char *sql, const char *doing, sg_error *err);
sg_status sg_store_prepare(const sg_store *store, const char *sql, sqlite3_stmt **out, sg_error *err);
/* SQLITE_ROW or SQLITE_DONE into *step. */
sg_status sg_store_step(const sg_store *store, sqlite3_stmt *statement, int *step, const char *doing, sg_error *err);

/* Binding and reading: an absent text is NULL. Hashes are signed in SQLite. */
void sg_store_bind_text(sqlite3_stmt *statement, int at, sg_text text);
void sg_store_bind_hash(sqlite3_stmt *statement, int at, uint64_t hash);
sg_text sg_store_text_at(sqlite3_stmt *statement, int column);
uint64_t sg_store_hash_at(sqlite3_stmt *statement, int column);
/* Runs a statement that gives no row, and makes it ready for the next. */
sg_status sg_store_run(const sg_store *store, sqlite3_stmt *statement, const char *doing, sg_error *err);

/* A band of the import that is under way. */
sg_status sg_band_add(sg_store *store, const sg_band *band, const sg_row *row, sg_error *err);

/* Mentions as one blob of LEB128 numbers: 0, their number, then for each the distance from the last one's start,
 * length, skill, and section × 4 + ask. Stores of schema 1 have neither the 0 nor the last; in them an ask is not
 * known, and reads as mentioned. To store->blob; SG_EPLUGIN: what is given are no mentions of this taxonomy. */
sg_status sg_mentions_pack(sg_store *store, sg_text mentions, const sg_row *row, sg_error *err);
/* *out grows as needed, by sg_realloc. -1: not such a blob, or memory. */
int sg_mentions_unpack(const void *blob, size_t size, sg_mention **out, size_t *capacity, size_t *n);

#endif
