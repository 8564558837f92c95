/* Bands of a person's own salary files, in the store. */
#include "market/store_db.h"

#include <stddef.h>

typedef struct column {
    const char *name;
    size_t at; /* in sg_band */
} column;

#define TEXT(name)                                                                                                     \
    {                                                                                                                  \
#name, offsetof(sg_band, name)                                                                                 \
    }
static const column texts[] = {{"publisher", offsetof(sg_band, source)},
                               TEXT(kind),
                               TEXT(scheme),
                               TEXT(occupation),
                               TEXT(title),
                               TEXT(role),
                               TEXT(level),
                               TEXT(region),
                               TEXT(place),
                               TEXT(date),
                               TEXT(component),
                               TEXT(period),
                               TEXT(currency),
                               TEXT(n_kind),
                               TEXT(licence),
                               TEXT(note)};
#undef TEXT
static const column numbers[] = {{"p10", offsetof(sg_band, pct[0])}, {"p25", offsetof(sg_band, pct[1])},
                                 {"p50", offsetof(sg_band, pct[2])}, {"p75", offsetof(sg_band, pct[3])},
                                 {"p90", offsetof(sg_band, pct[4])}, {"mean", offsetof(sg_band, mean)},
                                 {"n", offsetof(sg_band, n)}};
enum { TEXTS = sizeof texts / sizeof *texts, NUMBERS = sizeof numbers / sizeof *numbers };

/* "publisher, kind, … n, has": in which order both statements have them. */
static void add_columns(sg_buf *sql)
{
    for (size_t i = 0; i < TEXTS; i++) sg_buf_printf(sql, "%s, ", texts[i].name);
    for (size_t i = 0; i < NUMBERS; i++) sg_buf_printf(sql, "%s, ", numbers[i].name);
    sg_buf_str(sql, "has");
}

static sg_status prepare(const sg_store *store, const sg_buf *sql, sqlite3_stmt **out, sg_error *err)
{
    if (sql->failed) return sg_fail(err, SG_EFAIL, "store %s: no memory", store->path);
    return sg_store_prepare(store, sql->at, out, err);
}

static sg_status prepare_insert(sg_store *store, sg_error *err)
{
    sg_buf sql;
    sg_buf_init(&sql, 1 << 12);
    sg_buf_str(&sql, "INSERT INTO band(source, row, nr, ");
    add_columns(&sql);
    sg_buf_str(&sql, ") VALUES(?");
    for (int i = 0; i < 3 + TEXTS + NUMBERS; i++) sg_buf_str(&sql, ",?");
    sg_buf_char(&sql, ')');
    sg_status status = prepare(store, &sql, &store->band, err);
    sg_buf_release(&sql);
    return status;
}

static const void *field(const sg_band *band, column of)
{
    return (const char *)band + of.at;
}

static void *field_to(sg_band *band, column of)
{
    return (char *)band + of.at;
}

sg_status sg_band_add(sg_store *store, const sg_band *band, const sg_row *row, sg_error *err)
{
    sg_status status = store->band ? SG_OK : prepare_insert(store, err);
    if (status != SG_OK) return status;
    store->bands = row->number == store->band_row ? store->bands + 1 : 0;
    store->band_row = row->number;
    sqlite3_stmt *s = store->band;
    int at = 1;
    sg_store_bind_hash(s, at++, store->key);
    sg_store_bind_hash(s, at++, row->number);
    sqlite3_bind_int(s, at++, store->bands);
    for (size_t i = 0; i < TEXTS; i++) sg_store_bind_text(s, at++, *(const sg_text *)field(band, texts[i]));
    for (size_t i = 0; i < NUMBERS; i++) sqlite3_bind_double(s, at++, *(const double *)field(band, numbers[i]));
    sqlite3_bind_int64(s, at, band->has);
    return sg_store_run(store, s, "writing a band", err);
}

/* The statement's columns: first those of the source, then row, then the band's. */
enum { SOURCE_COLUMNS = 13 };

static sg_status take_band(sqlite3_stmt *s, sg_store_band_fn take, void *self, sg_error *err)
{
    sg_store_source source;
    sg_source_at(s, SG_STORE_SCHEMA, &source);
    const sg_row row = {.number = sg_store_hash_at(s, SOURCE_COLUMNS)};
    sg_band band = {0};
    int at = SOURCE_COLUMNS + 1;
    for (size_t i = 0; i < TEXTS; i++) *(sg_text *)field_to(&band, texts[i]) = sg_store_text_at(s, at++);
    for (size_t i = 0; i < NUMBERS; i++) *(double *)field_to(&band, numbers[i]) = sqlite3_column_double(s, at++);
    band.has = (uint32_t)sqlite3_column_int64(s, at);
    return take(self, &source, &band, &row, err);
}

static sg_status prepare_select(const sg_store *store, bool whole, sqlite3_stmt **out, sg_error *err)
{
    sg_buf sql;
    sg_buf_init(&sql, 1 << 12);
    sg_buf_str(&sql, "SELECT s.*, b.* FROM source s JOIN (SELECT row, ");
    add_columns(&sql);
    sg_buf_printf(&sql, ", source, nr FROM band) b ON b.source = s.hash%s ORDER BY b.source, b.row, b.nr",
                  whole ? " WHERE s.parts = 0" : " OR b.source IN (SELECT id FROM part WHERE part.source = s.hash)");
    sg_status status = prepare(store, &sql, out, err);
    sg_buf_release(&sql);
    return status;
}

sg_status sg_bands_each(const sg_store *store, bool whole, sg_store_band_fn take, void *self, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    int step = SQLITE_ROW;
    sg_status status = store->schema >= 3 ? prepare_select(store, whole, &s, err) : SG_OK;
    while (s && status == SG_OK) {
        status = sg_store_step(store, s, &step, "reading", err);
        if (status != SG_OK || step == SQLITE_DONE) break;
        status = take_band(s, take, self, err);
    }
    sqlite3_finalize(s);
    return status;
}

sg_status sg_store_bands(const char *path, sg_store_band_fn take, void *self, sg_error *err)
{
    sg_store *store = NULL;
    sg_status status = sg_store_open_existing(path, &store, err);
    if (status != SG_OK) return status;
    status = sg_bands_each(store, true, take, self, err);
    sg_store_close(store);
    return status;
}
