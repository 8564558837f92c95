#include "outlook/record_db.h"

#include "base/text.h"

#include <string.h>

enum { KEPT_MAX = 1 << 24 };

const int sg_record_ahead[SG_RECORD_AHEAD] = {12, 18, 24};

/* ---- keeping ---- */

/* Not where it was kept in an earlier month. */
static const char insert[] =
    "INSERT OR IGNORE INTO outlook(grp, skill, origin, method, shown, target, version, last, middle, lo80, hi80, lo95,"
    " hi95) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 WHERE NOT EXISTS(SELECT 1 FROM outlook"
    " WHERE grp = ?1 AND skill = ?2 AND origin = ?3 AND method = ?4 AND shown <> ?5)";

static sg_status keep_point(const sg_record_db *r, sqlite3_stmt *s, const sg_outlook *o, sg_month target,
                            const sg_forecast_point *at, sg_error *err)
{
    const double shares[] = {o->now, at->mean, at->lo80, at->hi80, at->lo95, at->hi95};
    sqlite3_bind_text(s, 4, sg_outlook_method(o), -1, SQLITE_STATIC);
    sqlite3_bind_int(s, 6, target);
    for (int i = 0; i < 6; i++) sqlite3_bind_double(s, 8 + i, shares[i]);
    return sg_record_run(r, s, err);
}

static sg_status keep_skill(const sg_record_db *r, sqlite3_stmt *s, const sg_outlooks *all, const sg_outlook *o,
                            sg_error *err)
{
    sg_status status = SG_OK;
    for (size_t k = 0; status == SG_OK && k < SG_RECORD_AHEAD; k++) {
        sg_month target = all->as_of + sg_record_ahead[k];
        status = keep_point(r, s, o, target, &o->path[target - all->end - 1], err);
    }
    return status;
}

static sg_status keep_all(const sg_record_db *r, const sg_taxonomy *taxonomy, const char *group, const sg_outlooks *all,
                          sg_error *err)
{
    sqlite3_stmt *s = NULL;
    sg_status status = sg_record_prepare(r, insert, &s, err);
    for (size_t i = 0; status == SG_OK && i < all->n; i++) {
        const sg_outlook *o = &all->items[i];
        if (!o->has_forecast || o->now_count < SG_BACKTEST_POSTINGS_MIN) continue;
        sqlite3_bind_text(s, 1, group, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, taxonomy->skills[o->skill].id.at, -1, SQLITE_STATIC);
        sqlite3_bind_int(s, 3, all->end);
        sqlite3_bind_int(s, 5, all->as_of);
        sqlite3_bind_text(s, 7, SG_VERSION, -1, SQLITE_STATIC);
        status = keep_skill(r, s, all, o, err);
    }
    sqlite3_finalize(s);
    return status;
}

sg_status sg_record_keep(const char *path, const sg_taxonomy *taxonomy, const char *group, const sg_outlooks *all,
                         sg_error *err)
{
    sg_record_db r;
    sg_status status = sg_record_open(path, true, &r, err);
    if (status == SG_OK) status = keep_all(&r, taxonomy, group, all, err);
    if (status == SG_OK) status = sg_record_commit(&r, err);
    sg_record_close(&r);
    return status;
}

/* ---- reading ---- */

static bool is_share(double lo, double middle, double hi)
{
    return lo >= 0 && lo <= middle && middle <= hi && hi <= 1;
}

/* Another program, or a person, may have written there. */
static sg_status check(const char *path, const sg_kept *k, sg_error *err)
{
    const char *what = NULL;
    if (!k->group.at || !k->skill.at || !k->method.at || !k->version.at)
        return sg_fail(err, SG_EFAIL, "record %s: no memory", path);
    if (!k->group.len || !k->skill.len || k->group.len >= SG_GROUP_MAX)
        what = "names no group or skill";
    else if (k->origin < 0 || k->shown < k->origin || k->target <= k->shown || k->target > k->origin + 1200)
        what = "its months are out of order";
    else if (!is_share(k->at.lo80, k->at.mean, k->at.hi80) || !is_share(k->at.lo95, k->at.mean, k->at.hi95) ||
             !is_share(0, k->last, 1))
        what = "its shares are none";
    if (!what) return SG_OK;
    return sg_fail(err, SG_EFAIL, "record %s: the forecast of \"%.80s\" in group \"%.80s\": %s", path, k->skill.at,
                   k->group.at, what);
}

static sg_kept kept_at(sg_arena *arena, sqlite3_stmt *s)
{
    return (sg_kept){.group = sg_record_text(arena, s, 0),
                     .skill = sg_record_text(arena, s, 1),
                     .origin = sqlite3_column_int(s, 2),
                     .method = sg_record_text(arena, s, 3),
                     .target = sqlite3_column_int(s, 4),
                     .shown = sqlite3_column_int(s, 5),
                     .version = sg_record_text(arena, s, 6),
                     .last = sqlite3_column_double(s, 7),
                     .at = {.mean = sqlite3_column_double(s, 8),
                            .lo80 = sqlite3_column_double(s, 9),
                            .hi80 = sqlite3_column_double(s, 10),
                            .lo95 = sqlite3_column_double(s, 11),
                            .hi95 = sqlite3_column_double(s, 12)}};
}

static sg_status read_all(const sg_record_db *r, const char *skill, sg_month by, sg_record *out, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    int step = SQLITE_ROW;
    sg_status status = sg_record_prepare(
        r,
        "SELECT grp, skill, origin, method, target, shown, version, last, middle, lo80, hi80, lo95, hi95 FROM outlook"
        " WHERE (?1 IS NULL OR skill = ?1) AND shown <= ?2 ORDER BY grp, skill, origin, method, target",
        &s, err);
    if (status == SG_OK && skill) sqlite3_bind_text(s, 1, skill, -1, SQLITE_STATIC);
    if (status == SG_OK) sqlite3_bind_int(s, 2, by);
    while (status == SG_OK) {
        status = sg_record_step(r, s, &step, err);
        if (status != SG_OK || step == SQLITE_DONE) break;
        if (SG_GROW(out->items, out->n, out->capacity, KEPT_MAX) != 0) {
            status = sg_fail(err, SG_EFAIL, "record %s: no memory", r->path);
            break;
        }
        out->items[out->n] = kept_at(&out->arena, s);
        status = check(r->path, &out->items[out->n++], err);
    }
    sqlite3_finalize(s);
    return status;
}

sg_status sg_record_read(const char *path, const char *skill, sg_month by, sg_record *out, sg_error *err)
{
    sg_record_db r;
    *out = (sg_record){0};
    sg_status status = sg_record_open(path, false, &r, err);
    if (status == SG_OK && r.db) status = read_all(&r, skill, by, out, err);
    sg_record_close(&r);
    return status;
}

void sg_record_release(sg_record *record)
{
    sg_free(record->items);
    sg_arena_release(&record->arena);
    *record = (sg_record){0};
}
