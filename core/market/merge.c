#include "market/merge.h"

#include "market/store_db.h"

#include <stdio.h>
#include <string.h>

typedef struct merging {
    sg_store *to;
    const sg_store *from; /* the store whose turn it is */
    sg_merge_fn told;
    void *self;
} merging;

static int compare_places(const sg_store_source *a, const sg_store_source *b)
{
    int order = sg_text_compare(a->path, b->path);
    return order ? order : sg_text_compare(a->name, b->name);
}

/* ---- rows ---- */

static sg_status copy_all(const merging *m, sqlite3_stmt *read, sqlite3_stmt *write, sg_error *err)
{
    int step = SQLITE_ROW, n = sqlite3_bind_parameter_count(write);
    for (;;) {
        sg_status status = sg_store_step(m->from, read, &step, "reading", err);
        if (status != SG_OK || step == SQLITE_DONE) return status;
        for (int i = 0; i < n; i++) sqlite3_bind_value(write, i + 1, sqlite3_column_value(read, i));
        status = sg_store_run(m->to, write, "merging", err);
        if (status != SG_OK) return status;
    }
}

/* The rows of a table whose column is the key. In columns that an older store lacks stands NULL. */
static sg_status copy_table(const merging *m, const sg_store_table *table, const char *column, uint64_t key,
                            sg_error *err)
{
    char sql[200];
    sqlite3_stmt *read = NULL, *write = NULL;
    if (table->since > m->from->schema) return SG_OK;
    bool narrow = m->from->schema < 3 && strcmp(table->name, "posting") == 0;
    snprintf(sql, sizeof sql, "SELECT *%s FROM %s WHERE %s=?1 ORDER BY %s", narrow ? ", NULL" : "", table->name, column,
             table->key);
    sg_status status = sg_store_prepare(m->from, sql, &read, err);
    if (status != SG_OK) return status;
    sg_store_bind_hash(read, 1, key);
    int len = snprintf(sql, sizeof sql, "INSERT OR REPLACE INTO %s VALUES(?", table->name);
    for (int i = 1; i < sqlite3_column_count(read); i++) len += snprintf(sql + len, sizeof sql - (size_t)len, ",?");
    snprintf(sql + len, sizeof sql - (size_t)len, ")");
    status = sg_store_prepare(m->to, sql, &write, err);
    if (status == SG_OK) status = copy_all(m, read, write, err);
    sqlite3_finalize(read);
    sqlite3_finalize(write);
    return status;
}

static const sg_store_table *table_of(const char *name)
{
    const sg_store_table *table = sg_store_tables;
    while (strcmp(table->name, name) != 0) table++;
    return table;
}

/* All rows of one key, of a source or a part. */
static sg_status copy_rows(const merging *m, uint64_t key, sg_error *err)
{
    sg_status status = SG_OK;
    for (size_t i = 0; i < SG_STORE_TABLES && status == SG_OK; i++)
        if (sg_store_tables[i].row) status = copy_table(m, &sg_store_tables[i], "source", key, err);
    return status;
}

/* ---- parts ---- */

static sg_status has_part(const merging *m, uint64_t id, bool *out, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    int step = 0;
    sg_status status = sg_store_prepare(m->to, "SELECT 1 FROM part WHERE id=?1", &s, err);
    if (status == SG_OK) {
        sg_store_bind_hash(s, 1, id);
        status = sg_store_step(m->to, s, &step, "reading", err);
    }
    if (status == SG_OK) *out = step == SQLITE_ROW;
    sqlite3_finalize(s);
    return status;
}

static sg_status copy_parts(const merging *m, const sg_store_source *source, bool *any, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    int step = SQLITE_ROW;
    sg_status status = sg_store_prepare(m->from, "SELECT id FROM part WHERE source=?1 ORDER BY part", &s, err);
    if (status == SG_OK) sg_store_bind_hash(s, 1, source->hash);
    while (status == SG_OK) {
        bool there = false;
        status = sg_store_step(m->from, s, &step, "reading", err);
        if (status != SG_OK || step == SQLITE_DONE) break;
        uint64_t id = sg_store_hash_at(s, 0);
        status = has_part(m, id, &there, err);
        if (status != SG_OK || there) continue;
        *any = true;
        status = copy_rows(m, id, err);
        if (status == SG_OK) status = copy_table(m, table_of("part"), "id", id, err);
    }
    sqlite3_finalize(s);
    return status;
}

/* ---- sources ---- */

/* One content, read otherwise: neither reading is better, and one source cannot have both. */
static sg_status check_reading(const merging *m, const sg_store_source *source, const sg_store_source *there,
                               sg_error *err)
{
    const char *differs = sg_source_differs(source, there);
    if (!differs && !sg_text_equal(source->version, there->version)) differs = "another version of the plugin";
    if (differs)
        return sg_fail(err, SG_EFAIL, "store %s: %.*s is read with %s than in %s: import it again into one of them",
                       m->from->path, (int)source->name.len, source->name.at, differs, m->to->path);
    if (source->parts && there->parts && source->parts != there->parts)
        return sg_fail(err, SG_EFAIL, "store %s: %.*s is cut into %llu parts, in %s into %llu: they do not join",
                       m->from->path, (int)source->name.len, source->name.at, (unsigned long long)source->parts,
                       m->to->path, (unsigned long long)there->parts);
    return SG_OK;
}

/* What is noted of it: of two places that the content was read from, the first by name. */
static sg_status note_source(const merging *m, const sg_store_source *source, const sg_store_source *there,
                             sg_error *err)
{
    sg_store_source noted = *source;
    if (there) {
        noted = there->parts && !source->parts ? *source : *there;
        const sg_store_source *place = compare_places(source, there) < 0 ? source : there;
        noted.name = place->name;
        noted.path = place->path;
        noted.licence = sg_text_compare(source->licence, there->licence) < 0 ? source->licence : there->licence;
    }
    return sg_source_write(m->to, &noted, err);
}

/* there: the same source where it is merged into; NULL: it is not. */
static sg_status merge_known(const merging *m, const sg_store_source *source, const sg_store_source *there,
                             sg_error *err)
{
    bool added = !there, whole = false;
    uint64_t parts = 0;
    sg_status status = there ? check_reading(m, source, there, err) : SG_OK;
    if (status == SG_OK) status = note_source(m, source, there, err);
    if (status == SG_OK) status = copy_table(m, table_of("vocabulary"), "taxonomy", source->taxonomy, err);
    if (status != SG_OK) return status;
    if (!source->parts && (!there || there->parts)) {
        added = true;
        status = sg_source_remove(m->to, source->hash, err);
        if (status == SG_OK) status = copy_rows(m, source->hash, err);
    } else if (source->parts && (!there || there->parts)) {
        added = false;
        status = copy_parts(m, source, &added, err);
        if (status == SG_OK) status = sg_parts_join(m->to, source, &whole, &parts, err);
    }
    if (status != SG_OK) return status;
    bool in_parts = source->parts && added;
    m->told(m->self, m->from->path, source,
            !added     ? SG_MERGE_SAME
            : whole    ? SG_MERGE_JOINED
            : in_parts ? SG_MERGE_PARTS
                       : SG_MERGE_ADDED,
            parts);
    return SG_OK;
}

static sg_status merge_source(const merging *m, const sg_store_source *source, sg_error *err)
{
    sqlite3_stmt *s = NULL;
    sg_store_source there;
    sg_status status = sg_source_find(m->to, source->hash, &s, &there, err);
    if (status == SG_OK) status = merge_known(m, source, s ? &there : NULL, err);
    sqlite3_finalize(s);
    return status;
}

static sg_status merge_store(merging *m, const char *path, sg_error *err)
{
    sg_store *from = NULL;
    sqlite3_stmt *s = NULL;
    int step = SQLITE_ROW;
    sg_status status = sg_store_open_existing(path, &from, err);
    if (status != SG_OK) return status;
    m->from = from;
    status = sg_store_exec(from, "BEGIN", "reading", err); /* one snapshot */
    if (status == SG_OK) status = sg_store_check_all(from, err);
    if (status == SG_OK) status = sg_store_prepare(from, "SELECT * FROM source ORDER BY hash", &s, err);
    while (status == SG_OK) {
        sg_store_source source;
        status = sg_store_step(from, s, &step, "reading", err);
        if (status != SG_OK || step == SQLITE_DONE) break;
        sg_source_at(s, from->schema, &source);
        status = merge_source(m, &source, err);
    }
    sqlite3_finalize(s);
    sg_store_close(from);
    return status;
}

sg_status sg_store_merge(const char *to, const char *const *from, size_t n, sg_merge_fn told, void *self, sg_error *err)
{
    merging m = {.told = told, .self = self};
    sg_status status = sg_store_open(to, &m.to, err);
    if (status == SG_OK) status = sg_store_exec(m.to, "BEGIN IMMEDIATE", "beginning to merge", err);
    if (status == SG_OK) status = sg_schema_settle(m.to, err);
    for (size_t i = 0; i < n && status == SG_OK; i++) status = merge_store(&m, from[i], err);
    if (status == SG_OK) status = sg_store_finish(m.to, err);
    sg_store_close(m.to);
    return status;
}
