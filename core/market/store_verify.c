/* Rows of a store, one by one: what other programs or people may have put there is held against what skillgap
 * writes. */
#include "market/store_db.h"

#include "reading/near.h"

#include <string.h>

typedef struct verifying {
    const sg_store *store;
    sg_text source; /* whose rows they are, by name */
    sg_mention *mentions;
    size_t capacity;
} verifying;

static sg_status blame(const verifying *v, uint64_t row, sg_error *err)
{
    return sg_fail_in(err, SG_ECHECK, "store %s: %.*s, row %llu", v->store->path, (int)v->source.len, v->source.at,
                      (unsigned long long)row);
}

static sg_status verify_posting(verifying *v, sqlite3_stmt *s, sg_error *err)
{
    sg_row row;
    sg_reading r;
    size_t n = 0;
    sg_posting_at(s, &row, &r);
    const void *blob = sqlite3_column_blob(s, SG_POSTINGS_MENTIONS);
    size_t size = (size_t)sqlite3_column_bytes(s, SG_POSTINGS_MENTIONS);
    sg_status status = sg_record_check(SG_RECORD_READING, &r, err);
    if (status == SG_OK && (r.day < SG_STORE_DAY_MIN || r.day > SG_STORE_DAY_MAX))
        status = sg_fail(err, SG_ECHECK, "day: found %d, expected one of 1990 to 2100", r.day);
    if (status == SG_OK && r.near.len && r.near.len != SG_NEAR_SIZE)
        status = sg_fail(err, SG_ECHECK, "near: found %zu bytes, expected %d", r.near.len, SG_NEAR_SIZE);
    if (status == SG_OK && sg_mentions_unpack(blob ? blob : "", size, &v->mentions, &v->capacity, &n) != 0)
        status = sg_fail(err, SG_ECHECK, "the mentions are damaged");
    return status == SG_OK ? SG_OK : blame(v, row.number, err);
}

static sg_status verify_count(verifying *v, sqlite3_stmt *s, sg_error *err)
{
    const sg_count count = {sg_store_text_at(s, 1), sqlite3_column_double(s, 3), sqlite3_column_double(s, 4),
                            sqlite3_column_int(s, 2)};
    return sg_record_check(SG_RECORD_COUNT, &count, err) == SG_OK ? SG_OK : blame(v, sg_store_hash_at(s, 0), err);
}

static sg_status verify_reason(verifying *v, sqlite3_stmt *s, sg_error *err)
{
    sg_text reason = sg_store_text_at(s, 0), found = sg_store_text_at(s, 2);
    if (reason.len < sizeof((sg_reject_reason *)0)->reason && found.len < sizeof((sg_reject_reason *)0)->found &&
        sg_utf8_valid(reason.at, reason.len) && sg_utf8_valid(found.at, found.len))
        return SG_OK;
    sg_fail(err, SG_ECHECK, "a reason for its rejection is no text of skillgap");
    return blame(v, sg_store_hash_at(s, 1), err);
}

static sg_status verify_band(void *self, const sg_store_source *source, const sg_band *band, const sg_row *row,
                             sg_error *err)
{
    verifying *v = self;
    v->source = source->name;
    return sg_record_check(SG_RECORD_BAND, band, err) == SG_OK ? SG_OK : blame(v, row->number, err);
}

static sg_status verify_rows(verifying *v, const char *sql, uint64_t key,
                             sg_status (*verify)(verifying *, sqlite3_stmt *, sg_error *), sg_error *err)
{
    sqlite3_stmt *s = NULL;
    int step = SQLITE_ROW;
    sg_status status = sg_store_prepare(v->store, sql, &s, err);
    if (status == SG_OK) sg_store_bind_hash(s, 1, key);
    while (status == SG_OK) {
        status = sg_store_step(v->store, s, &step, "checking", err);
        if (status != SG_OK || step == SQLITE_DONE) break;
        status = verify(v, s, err);
    }
    sqlite3_finalize(s);
    return status;
}

/* Names that are looked up, and become parts of others. */
static bool is_word(sg_text text)
{
    return text.len > 0 && text.len < SG_PLUGIN_ID_MAX &&
           strspn(text.at, "abcdefghijklmnopqrstuvwxyz0123456789_-") == text.len;
}

/* The rows of one key: a source's, or those of its parts. */
static sg_status verify_key(verifying *v, uint64_t key, sg_error *err)
{
    sg_status status = verify_rows(v, v->store->schema < 3 ? SG_POSTINGS("NULL", "") : SG_POSTINGS("near", ""), key,
                                   verify_posting, err);
    if (status == SG_OK)
        status =
            verify_rows(v, "SELECT row, skill, month, count, total FROM count WHERE source=?1", key, verify_count, err);
    if (status == SG_OK && v->store->schema >= 3)
        status =
            verify_rows(v, "SELECT reason, first_row, found FROM rejected WHERE source=?1", key, verify_reason, err);
    return status;
}

static sg_status verify_part(verifying *v, sqlite3_stmt *s, sg_error *err)
{
    return verify_key(v, sg_store_hash_at(s, 0), err);
}

static sg_status verify_source(verifying *v, sqlite3_stmt *s, sg_error *err)
{
    sg_store_source source;
    sg_source_at(s, v->store->schema, &source);
    v->source = source.name;
    if (!is_word(source.plugin) || !is_word(source.group))
        return sg_fail(err, SG_ECHECK, "store %s: %.*s: plugin \"%.*s\" of group \"%.*s\" are no names of such",
                       v->store->path, (int)source.name.len, source.name.at, (int)source.plugin.len, source.plugin.at,
                       (int)source.group.len, source.group.at);
    sg_status status = verify_key(v, source.hash, err);
    return status == SG_OK && v->store->schema >= 3
               ? verify_rows(v, "SELECT id FROM part WHERE source=?1", source.hash, verify_part, err)
               : status;
}

sg_status sg_store_verify(const sg_store *store, sg_error *err)
{
    verifying v = {.store = store};
    sg_status status = verify_rows(&v, "SELECT * FROM source WHERE ?1 = 0", 0, verify_source, err);
    if (status == SG_OK) status = sg_bands_each(store, false, verify_band, &v, err);
    sg_free(v.mentions);
    return status;
}
