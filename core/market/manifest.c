#include "market/manifest.h"

#include "base/text.h"
#include "market/table.h"

#include <stdlib.h>
#include <string.h>

enum { PATH, PLUGIN, NAME, GROUP, URL, LICENCE, OPTIONS, PARTIAL, TAXONOMY, N_COLUMNS };

static const sg_column columns[N_COLUMNS] = {
    [PATH] = {"path", SG_COLUMN_NEEDED},
    [PLUGIN] = {"plugin", SG_COLUMN_NEEDED},
    [NAME] = {"name", SG_COLUMN_NEEDED},
    [GROUP] = {"group", SG_COLUMN_NEEDED},
    [URL] = {"url", SG_COLUMN_NEEDED},
    [LICENCE] = {"licence", SG_COLUMN_NEEDED},
    [OPTIONS] = {"options", SG_COLUMN_NEEDED},
    [PARTIAL] = {"partial", SG_COLUMN_NEEDED},
    [TAXONOMY] = {"taxonomy", 0},
};

typedef struct reading {
    sg_arena *arena;
    sg_manifest_row *rows;
    size_t n, capacity;
} reading;

static uint32_t kind_of(sg_text plugin)
{
    static const struct {
        const char *prefix;
        uint32_t kind;
    } kinds[] = {{"postings_", SG_KIND_POSTINGS},
                 {"taxonomy_", SG_KIND_TAXONOMY},
                 {"salary_", SG_KIND_SALARY},
                 {"talent_", SG_KIND_TALENT}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t len = strlen(kinds[i].prefix);
        if (plugin.len > len && memcmp(plugin.at, kinds[i].prefix, len) == 0) return kinds[i].kind;
    }
    return 0;
}

/* A path that leads nowhere but below the folder. */
static bool path_inside(sg_text path)
{
    sg_text rest = path, part;
    if (!path.len || path.at[0] == '/') return false;
    while (sg_text_split(&rest, '/', &part))
        if (!part.len || sg_text_is(part, "..") || sg_text_is(part, ".")) return false;
    return true;
}

static sg_status fail_field(uint64_t row, const char *field, sg_text found, const char *expected, sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "row %llu, %s: found \"%.*s\", expected %s", (unsigned long long)row, field,
                   (int)(found.len < 200 ? found.len : 200), found.at ? found.at : "", expected);
}

static bool hex_of(sg_text text, uint64_t *out)
{
    char copy[17], *end;
    if (text.len == 0 || text.len > 16) return false;
    for (size_t i = 0; i < text.len; i++)
        if (!text.at[i] || !strchr("0123456789abcdef", text.at[i])) return false;
    memcpy(copy, text.at, text.len);
    copy[text.len] = '\0';
    *out = strtoull(copy, &end, 16);
    return true;
}

static sg_status check_row(const reading *r, sg_manifest_row *row, const sg_text *values, sg_error *err)
{
    uint64_t at = row->number;
    if (!path_inside(row->path)) return fail_field(at, "path", row->path, "a path below the manifest's folder", err);
    for (size_t i = 0; i < r->n; i++)
        if (sg_text_equal(r->rows[i].path, row->path)) return fail_field(at, "path", row->path, "each path once", err);
    row->kind = kind_of(row->plugin);
    if (!row->kind)
        return fail_field(at, "plugin", row->plugin, "an id that begins with postings_, taxonomy_, salary_ or talent_",
                          err);
    if (!row->name.len) return fail_field(at, "name", row->name, "the source's name", err);
    if (row->kind == SG_KIND_POSTINGS && !row->group.len)
        return fail_field(at, "group", row->group, "the group of a source of postings", err);
    row->partial = SG_MONTH_ABSENT;
    if (values[PARTIAL].len && (values[PARTIAL].len != 7 || !sg_month_parse(values[PARTIAL], &row->partial)))
        return fail_field(at, "partial", values[PARTIAL], "a month YYYY-MM, or nothing", err);
    if (values[TAXONOMY].len && !hex_of(values[TAXONOMY], &row->taxonomy))
        return fail_field(at, "taxonomy", values[TAXONOMY], "up to 16 hex digits, or nothing", err);
    return SG_OK;
}

static sg_status take_row(void *self, uint64_t number, const sg_text *values, sg_error *err)
{
    reading *r = self;
    if (SG_GROW(r->rows, r->n, r->capacity, SG_MANIFEST_ROWS_MAX) != 0)
        return sg_fail(err, SG_EFAIL, "more than %d rows, or no memory", SG_MANIFEST_ROWS_MAX);
    sg_manifest_row *row = &r->rows[r->n];
    *row = (sg_manifest_row){.number = number};
    sg_text *texts[] = {[PATH] = &row->path, [PLUGIN] = &row->plugin,   [NAME] = &row->name,      [GROUP] = &row->group,
                        [URL] = &row->url,   [LICENCE] = &row->licence, [OPTIONS] = &row->options};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (!values[i].at) continue;
        texts[i]->at = sg_arena_copy(r->arena, values[i].at, values[i].len);
        texts[i]->len = values[i].len;
        if (!texts[i]->at) return sg_fail(err, SG_EFAIL, "no memory");
    }
    sg_status status = check_row(r, row, values, err);
    if (status == SG_OK) r->n++;
    return status;
}

sg_status sg_manifest_read(const char *file, sg_arena *arena, sg_manifest_row **out, size_t *n, sg_error *err)
{
    reading r = {.arena = arena};
    sg_status status = sg_table_read(file, columns, N_COLUMNS, take_row, &r, err);
    if (status == SG_OK) {
        sg_manifest_row *kept = sg_arena_alloc(arena, (r.n + 1) * sizeof *kept);
        if (kept) {
            if (r.n) memcpy(kept, r.rows, r.n * sizeof *kept);
            *out = kept;
            *n = r.n;
        } else
            status = sg_fail(err, SG_EFAIL, "%s: no memory", file);
    }
    sg_free(r.rows);
    return status;
}
