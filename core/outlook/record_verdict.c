/* Verdicts of back-tests in the record. */
#include "outlook/record_db.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

static const char insert[] =
    "INSERT INTO verdict(grp, data_end, first, last, origins, version, whole, family, steps,"
    " word, n, units, blocks, ratio, lo, hi, cover80, cover95, score, carried80, carried_score,"
    " ratio_last) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,"
    " ?16, ?17, ?18, ?19, ?20, ?21, ?22)";

static sg_status keep_one(const sg_record_db *r, sqlite3_stmt *s, const sg_verdict *v, sg_error *err)
{
    const sg_contest *c = &v->now;
    const size_t counts[] = {(size_t)c->word, c->n, c->units, c->blocks};
    const double reals[] = {c->ratio,         c->lo,        c->hi, v->cover80, v->cover95, v->score, v->carried80,
                            v->carried_score, v->last.ratio};
    for (int i = 0; i < 4; i++) sqlite3_bind_int64(s, 10 + i, (sqlite3_int64)counts[i]);
    for (int i = 0; i < 9; i++) sg_record_bind_real(s, 14 + i, reals[i]);
    return sg_record_run(r, s, err);
}

static sg_status keep_all(const sg_record_db *r, sqlite3_stmt *s, const char *group, const sg_verdicts *v,
                          sg_error *err)
{
    sg_status status = SG_OK;
    sqlite3_bind_text(s, 1, group, -1, SQLITE_STATIC);
    sqlite3_bind_int(s, 2, v->end);
    sqlite3_bind_int(s, 3, v->first);
    sqlite3_bind_int(s, 4, v->last);
    sqlite3_bind_int64(s, 5, (sqlite3_int64)v->n_origins);
    sqlite3_bind_text(s, 6, SG_VERSION, -1, SQLITE_STATIC);
    for (size_t f = 0; f <= v->n_families; f++)
        for (size_t k = 0; status == SG_OK && k < v->n_horizons; k++) {
            sqlite3_bind_int(s, 7, !f);
            sqlite3_bind_text(s, 8, f && v->families[f - 1].at ? v->families[f - 1].at : "", -1, SQLITE_STATIC);
            sqlite3_bind_int64(s, 9, (sqlite3_int64)v->horizons[k]);
            status = keep_one(r, s, &v->items[f * v->n_horizons + k], err);
        }
    return status;
}

static sg_status forget(const sg_record_db *r, const char *group, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    sg_status status = sg_record_prepare(r, "DELETE FROM verdict WHERE grp = ?1", &s, err);
    if (status == SG_OK) sqlite3_bind_text(s, 1, group, -1, SQLITE_STATIC);
    if (status == SG_OK) status = sg_record_run(r, s, err);
    sqlite3_finalize(s);
    return status;
}

sg_status sg_record_keep_verdicts(const char *path, const char *group, const sg_verdicts *v, sg_error *err)
{
    sg_record_db r;
    sqlite3_stmt *s = NULL;
    sg_status status = sg_record_open(path, true, &r, err);
    if (status == SG_OK) status = forget(&r, group, err);
    if (status == SG_OK) status = sg_record_prepare(&r, insert, &s, err);
    if (status == SG_OK) status = keep_all(&r, s, group, v, err);
    sqlite3_finalize(s);
    if (status == SG_OK) status = sg_record_commit(&r, err);
    sg_record_close(&r);
    return status;
}

/* ---- reading ---- */

/* Rows in the order in which verdicts lie: all skills, then families by name; in each, horizons. */
typedef struct rows {
    sg_verdicts v;
    sg_verdict *items;
    size_t n, capacity, families_capacity;
    sg_text *families;
} rows;

enum { ROWS_MAX = 1 << 20 };

static sg_verdict verdict_at(sqlite3_stmt *s)
{
    sg_verdict v = {.cover80 = sg_record_real(s, 9),
                    .cover95 = sg_record_real(s, 10),
                    .score = sg_record_real(s, 16),
                    .carried80 = sg_record_real(s, 17),
                    .carried_score = sg_record_real(s, 18)};
    v.now = (sg_contest){.word = (sg_contest_word)sqlite3_column_int(s, 2),
                         .n = (size_t)sqlite3_column_int64(s, 3),
                         .units = (size_t)sqlite3_column_int64(s, 4),
                         .blocks = (size_t)sqlite3_column_int64(s, 5),
                         .ratio = sg_record_real(s, 6),
                         .lo = sg_record_real(s, 7),
                         .hi = sg_record_real(s, 8)};
    v.last = (sg_contest){.ratio = sg_record_real(s, 19), .lo = (double)NAN, .hi = (double)NAN};
    return v;
}

static sg_status damaged(const sg_record_db *r, sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "record %s: its verdicts of a back-test are not as skillgap writes them", r->path);
}

/* The family and the horizon of a row, of which the first ones tell which horizons there are. */
static sg_status place(const sg_record_db *r, sqlite3_stmt *s, rows *w, sg_error *err)
{
    sg_verdicts *v = &w->v;
    const bool whole = sqlite3_column_int(s, 0);
    const size_t steps = (size_t)sqlite3_column_int64(s, 1);
    const int word = sqlite3_column_int(s, 2);
    if (word < SG_CONTEST_UNTRIED || word > SG_CONTEST_LOSES || steps < 1 || steps > SG_FORECAST_HORIZON_MAX)
        return damaged(r, err);
    if (whole) {
        if (v->n_horizons == SG_BACKTEST_HORIZONS) return damaged(r, err);
        v->horizons[v->n_horizons++] = steps;
    } else if (!v->n_horizons || v->horizons[w->n % v->n_horizons] != steps) {
        return damaged(r, err);
    }
    if (whole || w->n % v->n_horizons) return SG_OK;
    if (SG_GROW(w->families, v->n_families, w->families_capacity, ROWS_MAX) != 0)
        return sg_fail(err, SG_EFAIL, "record %s: no memory", r->path);
    w->families[v->n_families] = sg_record_text(&v->arena, s, 11);
    return w->families[v->n_families++].at ? SG_OK : sg_fail(err, SG_EFAIL, "record %s: no memory", r->path);
}

static sg_status read_rows(const sg_record_db *r, const char *group, rows *w, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    int step = SQLITE_ROW;
    sg_status status = sg_record_prepare(r,
                                         "SELECT whole, steps, word, n, units, blocks, ratio, lo, hi, cover80, cover95,"
                                         " family, data_end, first, last, origins, score, carried80, carried_score,"
                                         " ratio_last FROM verdict"
                                         " WHERE grp = ?1 AND version = ?2 ORDER BY whole DESC, family, steps",
                                         &s, err);
    if (status == SG_OK) {
        sqlite3_bind_text(s, 1, group, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, SG_VERSION, -1, SQLITE_STATIC);
    }
    while (status == SG_OK) {
        status = sg_record_step(r, s, &step, err);
        if (status != SG_OK || step == SQLITE_DONE) break;
        if (SG_GROW(w->items, w->n, w->capacity, ROWS_MAX) != 0)
            status = sg_fail(err, SG_EFAIL, "record %s: no memory", r->path);
        else
            status = place(r, s, w, err);
        if (status != SG_OK) break;
        w->items[w->n++] = verdict_at(s);
        w->v.end = sqlite3_column_int(s, 12);
        w->v.first = sqlite3_column_int(s, 13);
        w->v.last = sqlite3_column_int(s, 14);
        w->v.n_origins = (size_t)sqlite3_column_int64(s, 15);
    }
    sqlite3_finalize(s);
    if (status == SG_OK && w->n != (w->v.n_families + 1) * w->v.n_horizons) status = damaged(r, err);
    return status;
}

/* What was read, as verdicts own it. */
static sg_status hand_over(const sg_record_db *r, rows *w, sg_error *err)
{
    sg_verdicts *v = &w->v;
    v->items = sg_arena_alloc(&v->arena, (w->n + 1) * sizeof *v->items);
    v->families = sg_arena_alloc(&v->arena, (v->n_families + 1) * sizeof *v->families);
    if (!v->items || !v->families) return sg_fail(err, SG_EFAIL, "record %s: no memory", r->path);
    memcpy(v->items, w->items, w->n * sizeof *v->items);
    if (v->n_families) memcpy(v->families, w->families, v->n_families * sizeof *v->families);
    return SG_OK;
}

sg_status sg_record_verdicts(const char *path, const char *group, sg_verdicts *out, sg_error *err)
{
    sg_record_db r;
    rows w = {0};
    sg_status status = sg_record_open(path, false, &r, err);
    if (status == SG_OK && r.db) status = read_rows(&r, group, &w, err);
    if (status == SG_OK && w.n) status = hand_over(&r, &w, err);
    sg_record_close(&r);
    sg_free(w.items);
    sg_free(w.families);
    if (status != SG_OK) {
        sg_verdicts_release(&w.v);
        return status;
    }
    *out = w.v;
    return SG_OK;
}
