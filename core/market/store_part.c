/* Sources in parts, as shards of an import leave them. The rows of a part stand under a key of its own (part.id), and
 * are numbered from 1 in it: how many come before is known when all parts are there. */
#include "market/store_db.h"

#include <stdio.h>
#include <string.h>

const char sg_undated_reason[] = "date: expected a day such as 2026-11-05, of 1990 to 2100";

sg_status sg_store_part(sg_store *store, const sg_store_source *source, uint64_t part, sg_error *err)
{
    const uint64_t id[] = {source->hash, source->parts, part};
    store->key = sg_hash(id, sizeof id);
    store->band_row = 0;
    return sg_source_remove_rows(store, store->key, err);
}

sg_status sg_store_part_end(sg_store *store, const sg_store_source *source, const sg_store_part_told *told,
                            sg_error *err)
{
    sqlite3_stmt *s = NULL;
    const uint64_t numbers[] = {source->hash,   told->number,  store->key, told->rows,
                                told->rejected, told->undated, told->last};
    sg_status status = sg_store_prepare(store, "INSERT OR REPLACE INTO part VALUES(?1,?2,?3,?4,?5,?6,?7)", &s, err);
    for (int i = 0; i < 7 && status == SG_OK; i++) sg_store_bind_hash(s, 1 + i, numbers[i]);
    if (status == SG_OK) status = sg_store_run(store, s, "writing a part", err);
    sqlite3_finalize(s);
    return status;
}

sg_status sg_store_reject(sg_store *store, const sg_reject_reason *why, sg_error *err)
{
    return sg_reasons_write(store, store->key, why, 1, err);
}

typedef struct part {
    uint64_t id, rows, rejected, undated;
} part;

typedef struct joining {
    const sg_store *store;
    uint64_t hash, parts;
    part *list; /* the first ones, as far as none is missing */
    size_t n, capacity;
    uint64_t there; /* all that are there */
    bool whole;
} joining;

static sg_status take_part(joining *j, sqlite3_stmt *s, sg_error *err)
{
    j->there++;
    if (j->whole || sg_store_hash_at(s, 0) != j->n) return SG_OK; /* one is missing before, or none is needed more */
    if (SG_GROW(j->list, j->n, j->capacity, UINT32_MAX) != 0)
        return sg_fail(err, SG_EFAIL, "store %s: no memory", j->store->path);
    j->list[j->n++] =
        (part){sg_store_hash_at(s, 1), sg_store_hash_at(s, 2), sg_store_hash_at(s, 3), sg_store_hash_at(s, 4)};
    j->whole = j->n == j->parts || sqlite3_column_int(s, 5);
    return SG_OK;
}

static sg_status list_parts(joining *j, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    int step = SQLITE_ROW;
    sg_status status = sg_store_prepare(
        j->store, "SELECT part, id, rows, rejected, undated, last FROM part WHERE source=?1 ORDER BY part", &s, err);
    if (status == SG_OK) sg_store_bind_hash(s, 1, j->hash);
    while (status == SG_OK) {
        status = sg_store_step(j->store, s, &step, "reading", err);
        if (status != SG_OK || step == SQLITE_DONE) break;
        status = take_part(j, s, err);
    }
    sqlite3_finalize(s);
    return status;
}

/* As one run tells them: the reasons that came first by name, the others together; undated rows apart. */
typedef struct told {
    sg_reject_reason list[SG_REASONS_MAX + 1];
    size_t n;
    sg_reject_reason undated;
} told;

static void tell(told *t, sqlite3_stmt *s)
{
    sg_text reason = sg_store_text_at(s, 0), found = sg_store_text_at(s, 3);
    bool undated = sg_text_is(reason, sg_undated_reason);
    sg_reject_reason *why = undated ? &t->undated : &t->list[t->n];
    if (!undated && t->n == SG_REASONS_MAX) {
        t->list[t->n - 1].rows += sg_store_hash_at(s, 1);
        return;
    }
    if (!undated && ++t->n == SG_REASONS_MAX) reason = sg_text_of("other reasons"), found = (sg_text){"", 0};
    *why = (sg_reject_reason){.rows = sg_store_hash_at(s, 1), .first_row = sg_store_hash_at(s, 2)};
    snprintf(why->reason, sizeof why->reason, "%.*s", (int)reason.len, reason.at);
    snprintf(why->found, sizeof why->found, "%.*s", (int)found.len, found.at);
}

static sg_status join_reasons(const joining *j, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    told t = {0};
    int step = SQLITE_ROW;
    /* found comes from the row that has the minimum: www.sqlite.org, "Bare columns in an aggregate query". */
    sg_status status = sg_store_prepare(j->store,
                                        "SELECT reason, sum(rows), min(first_row), found FROM rejected WHERE source IN"
                                        " (SELECT id FROM part WHERE source=?1) GROUP BY reason ORDER BY 3, 1",
                                        &s, err);
    if (status == SG_OK) sg_store_bind_hash(s, 1, j->hash);
    while (status == SG_OK) {
        status = sg_store_step(j->store, s, &step, "reading", err);
        if (status != SG_OK || step == SQLITE_DONE) break;
        tell(&t, s);
    }
    sqlite3_finalize(s);
    if (status == SG_OK) status = sg_reasons_write(j->store, j->hash, t.list, t.n, err);
    return status == SG_OK && t.undated.rows ? sg_reasons_write(j->store, j->hash, &t.undated, 1, err) : status;
}

/* Those that come after a part that goes to the input's end. */
static sg_status drop_surplus(const joining *j, sg_error *err)
{
    const uint64_t from[] = {j->hash, j->n};
    char sql[140];
    sg_status status = SG_OK;
    for (size_t i = 0; i < SG_STORE_TABLES && status == SG_OK; i++) {
        if (!sg_store_tables[i].row) continue;
        snprintf(sql, sizeof sql, "DELETE FROM %s WHERE source IN (SELECT id FROM part WHERE source=?1 AND part>=?2)",
                 sg_store_tables[i].name);
        status = sg_store_run_with(j->store, sql, from, 2, err);
    }
    return status == SG_OK ? sg_store_run_with(j->store, "DELETE FROM part WHERE source=?1 AND part>=?2", from, 2, err)
                           : status;
}

/* Rows are numbered in the whole source; first those that reasons name, as reasons of one text become one. */
static sg_status join_rows(const joining *j, sg_error *err)
{
    sg_status status = SG_OK;
    uint64_t before = 0;
    for (size_t i = 0; i < j->n && status == SG_OK; before += j->list[i++].rows) {
        const uint64_t shift[] = {j->list[i].id, before};
        status =
            sg_store_run_with(j->store, "UPDATE rejected SET first_row=first_row+?2 WHERE source=?1", shift, 2, err);
    }
    if (status == SG_OK) status = join_reasons(j, err);
    if (status == SG_OK)
        status = sg_store_run_with(
            j->store, "DELETE FROM rejected WHERE source IN (SELECT id FROM part WHERE source=?1)", &j->hash, 1, err);
    before = 0;
    for (size_t i = 0; i < j->n && status == SG_OK; before += j->list[i++].rows)
        status = sg_source_move(j->store, j->list[i].id, before, j->hash, err);
    return status;
}

static sg_status join(const joining *j, sg_error *err)
{
    uint64_t sums[4] = {j->hash};
    for (size_t i = 0; i < j->n; i++) {
        sums[1] += j->list[i].rows;
        sums[2] += j->list[i].rejected;
        sums[3] += j->list[i].undated;
    }
    sg_status status = drop_surplus(j, err);
    if (status == SG_OK) status = join_rows(j, err);
    if (status == SG_OK) status = sg_store_run_with(j->store, "DELETE FROM part WHERE source=?1", sums, 1, err);
    if (status == SG_OK)
        status = sg_store_run_with(
            j->store, "UPDATE source SET parts=0, rows=?2, rejected=?3, undated=?4 WHERE hash=?1", sums, 4, err);
    return status;
}

sg_status sg_parts_join(const sg_store *store, const sg_store_source *source, bool *whole, uint64_t *there,
                        sg_error *err)
{
    joining j = {.store = store, .hash = source->hash, .parts = source->parts};
    sg_status status = list_parts(&j, err);
    if (status == SG_OK && j.whole) status = join(&j, err);
    sg_free(j.list);
    if (status != SG_OK) return status;
    *whole = j.whole;
    *there = j.there;
    return SG_OK;
}
