/* What the store's own files share: the database handle, its errors, and the packing of mentions. */
#ifndef SG_MARKET_STORE_DB_H
#define SG_MARKET_STORE_DB_H

#include "market/store.h"
#include "reading/near.h"

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
    int since;       /* schema */
    const char *row; /* the column that numbers a source's row, of a table whose rows go with their source; or NULL */
} sg_store_table;

enum { SG_STORE_TABLES = 7 };
extern const sg_store_table sg_store_tables[SG_STORE_TABLES];

/* Whose file it is, and of which schema. *fresh: an empty one. SG_EFAIL: none of skillgap's, or a newer one's. */
sg_status sg_schema_check(sg_store *store, bool *fresh, sg_error *err);
/* Are these the tables of the store's schema, and no others? SG_ECHECK: they are not. */
sg_status sg_schema_compare(const sg_store *store, sg_error *err);
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
void sg_store_bind_needed(sqlite3_stmt *statement, int at, sg_text text); /* an absent text is "" */
void sg_store_bind_hash(sqlite3_stmt *statement, int at, uint64_t hash);
sg_text sg_store_text_at(sqlite3_stmt *statement, int column);
uint64_t sg_store_hash_at(sqlite3_stmt *statement, int column);
/* Runs a statement that gives no row, and makes it ready for the next. */
sg_status sg_store_run(const sg_store *store, sqlite3_stmt *statement, const char *doing, sg_error *err);
/* Runs a statement whose parameters are the n numbers. */
sg_status sg_store_run_with(const sg_store *store, const char *sql, const uint64_t *numbers, int n, sg_error *err);

/* A row of the table source, whose columns come first; texts as long as the statement stands there. */
void sg_source_at(sqlite3_stmt *s, int schema, sg_store_source *out);
/* The source's row: *s, to sqlite3_finalize, stands at it; NULL: there is none. */
sg_status sg_source_find(const sg_store *store, uint64_t hash, sqlite3_stmt **s, sg_store_source *out, sg_error *err);
/* "another plugin", "other options" …: in what one content was read otherwise; NULL: in nothing. */
const char *sg_source_differs(const sg_store_source *a, const sg_store_source *b);
/* Writes what is noted of it, in place of what was. Its reasons are written apart. */
sg_status sg_source_write(const sg_store *store, const sg_store_source *source, sg_error *err);
/* Adds reasons to those that stand under the key, of a source or a part. */
sg_status sg_reasons_write(const sg_store *store, uint64_t key, const sg_reject_reason *reasons, size_t n,
                           sg_error *err);
/* Its rows and those of its parts; what is noted of it stays. */
sg_status sg_source_remove(const sg_store *store, uint64_t hash, sg_error *err);
/* What was read from the source's path when it held something else. */
sg_status sg_source_remove_former(const sg_store *store, const sg_store_source *source, sg_error *err);
/* The rows of one key, of a source or a part. */
sg_status sg_source_remove_rows(const sg_store *store, uint64_t key, sg_error *err);
/* They become those of another key, their numbers greater by `rows`. */
sg_status sg_source_move(const sg_store *store, uint64_t key, uint64_t rows, uint64_t to, sg_error *err);
/* Makes the source whole when all parts that it needs are there. *there: how many are. */
sg_status sg_parts_join(const sg_store *store, const sg_store_source *source, bool *whole, uint64_t *there,
                        sg_error *err);
/* Ends what has been written: all of it is there, or nothing. */
sg_status sg_store_finish(const sg_store *store, sg_error *err);

/* The postings of source ?1; near: the column, or "NULL" of a store that has none. The mentions stand in column 18. */
#define SG_POSTINGS(near, more)                                                                                        \
    "SELECT row, offset, id, url, title, employer, role, level, region, currency, pay_lo, pay_hi, body, "              \
    "employer_hash,"                                                                                                   \
    " day, remote, period, component, mentions, " near " FROM posting WHERE source=?1" more " ORDER BY row"
enum { SG_POSTINGS_MENTIONS = 18 };
/* The row of such a statement, without its mentions; texts as long as the statement stands there. */
void sg_posting_at(sqlite3_stmt *s, sg_row *row, sg_reading *out);

/* Is each row one that skillgap would have written? A store may be another's, or have been changed by other programs.
 * SG_ECHECK names the row. */
sg_status sg_store_verify(const sg_store *store, sg_error *err);
/* SQLite's integrity check, sg_store_verify, and that sources and rows belong together. */
sg_status sg_store_check_all(const sg_store *store, sg_error *err);

/* All bands of sources that are whole, or of all. */
sg_status sg_bands_each(const sg_store *store, bool whole, sg_store_band_fn take, void *self, sg_error *err);
/* A band of the import that is under way. */
sg_status sg_band_add(sg_store *store, const sg_band *band, const sg_row *row, sg_error *err);

/* Mentions as one blob of LEB128 numbers: 0, their number, then for each the distance from the last one's start,
 * length, skill, and section × 4 + ask. Stores of schema 1 have neither the 0 nor the last; in them an ask is not
 * known, and reads as mentioned. To store->blob; SG_EPLUGIN: what is given are no mentions of this taxonomy. */
sg_status sg_mentions_pack(sg_store *store, sg_text mentions, const sg_row *row, sg_error *err);
/* *out grows as needed, by sg_realloc. -1: not such a blob, or memory. */
int sg_mentions_unpack(const void *blob, size_t size, sg_mention **out, size_t *capacity, size_t *n);

#endif
