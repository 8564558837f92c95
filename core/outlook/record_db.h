/* The record's file, for those who write and read it. */
#ifndef SG_OUTLOOK_RECORD_DB_H
#define SG_OUTLOOK_RECORD_DB_H

#include "outlook/record.h"

#include <sqlite3.h>

typedef struct sg_record_db {
    sqlite3 *db; /* NULL: there is no file */
    const char *path;
} sg_record_db;

/* make: makes the file when it is missing, and begins a transaction. To sg_record_close, whatever came. */
sg_status sg_record_open(const char *path, bool make, sg_record_db *out, sg_error *err);
/* Ends the transaction. */
sg_status sg_record_commit(const sg_record_db *record, sg_error *err);
void sg_record_close(sg_record_db *record);

/* SG_EFAIL with the record's path and SQLite's reason in plain words. */
sg_status sg_record_fail(const sg_record_db *record, sg_error *err);
sg_status sg_record_prepare(const sg_record_db *record, const char *sql, sqlite3_stmt **out, sg_error *err);
/* SQLITE_ROW or SQLITE_DONE into *step. */
sg_status sg_record_step(const sg_record_db *record, sqlite3_stmt *statement, int *step, sg_error *err);
/* Runs a statement that gives no row, and makes it ready for the next. */
sg_status sg_record_run(const sg_record_db *record, sqlite3_stmt *statement, sg_error *err);
/* NULL for a number that is not finite, and NaN for NULL. */
void sg_record_bind_real(sqlite3_stmt *statement, int at, double value);
double sg_record_real(sqlite3_stmt *statement, int column);
/* A copy of the column's text; absent when memory ends. */
sg_text sg_record_text(sg_arena *arena, sqlite3_stmt *statement, int column);

#endif
