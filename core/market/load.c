/* Opening the market: shipped datasets through their plugins, then the person's store. */
#include "market/blindspots.h"
#include "market/build.h"
#include "market/kept.h"
#include "market/manifest.h"
#include "market/store.h"
#include "market/table.h"

#include "base/file.h"
#include "plugin/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

/* ---- shipped sources ---- */

/* The rows of the manifest that the market is made of, and their runs. */
typedef struct shipped_sources {
    const sg_plugin_path *plugins;
    const char *folder;
    sg_market_build *build;
    sg_arena arena;
    sg_manifest_row *rows;
    sg_settings *settings;
    sg_run *runs;
    size_t n, at; /* at: the one that is taken */
} shipped_sources;

static sg_status take_record(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    sg_market_build *build = ((shipped_sources *)self)->build;
    switch (type) {
    case SG_RECORD_FACT: return sg_market_add_fact(build, record, row, err);
    case SG_RECORD_COUNT: return sg_market_add_count(build, record, err);
    case SG_RECORD_TALENT: return sg_market_add_talent(build, record, err);
    default: return SG_OK;
    }
}

static sg_status take_barred(void *self, uint64_t number, const sg_text *values, sg_error *err)
{
    if (values[0].len) return sg_market_bar_count(self, values[0], err);
    return sg_fail(err, SG_EFAIL, "row %llu, skill: expected a name as published", (unsigned long long)number);
}

static sg_status take_topic(void *self, uint64_t number, const sg_text *values, sg_error *err)
{
    sg_status status = sg_market_name_topic(self, values[0], values[1], err);
    return status == SG_OK ? status : sg_fail_in(err, status, "row %llu", (unsigned long long)number);
}

/* Tables that may lie beside a file. With published counts: those names in it that mean something else than our skills
 * of the same name ("Processing", "Apollo"). With topics: the skill that each stands for. */
static sg_status read_beside(const char *folder, const sg_manifest_row *row, sg_market_build *build, sg_error *err)
{
    static const sg_column columns[] = {{"skill", SG_COLUMN_NEEDED}},
                           topics[] = {{"topic", SG_COLUMN_NEEDED}, {"skill", SG_COLUMN_NEEDED}};
    bool talent = row->kind == SG_KIND_TALENT;
    char file[PATH_SIZE];
    const char *slash = strrchr(row->path.at, '/');
    int wrote = snprintf(file, sizeof file, "%s/%.*s%s", folder, slash ? (int)(slash - row->path.at + 1) : 0,
                         row->path.at, talent ? "topic_skill.csv" : "ambiguous_counts.csv");
    if (wrote < 0 || wrote >= PATH_SIZE || access(file, F_OK) != 0) return SG_OK;
    return talent ? sg_table_read(file, topics, 2, take_topic, build, err)
                  : sg_table_read(file, columns, 1, take_barred, build, err);
}

static sg_status begin_source(void *self, const sg_run_report *input, sg_error *err)
{
    (void)input;
    const shipped_sources *s = self;
    const sg_manifest_row *row = &s->rows[s->at];
    const sg_source source = {.name = row->name,
                              .path = sg_text_of(s->runs[s->at].input),
                              .group = row->group,
                              .url = row->url,
                              .licence = row->licence,
                              .plugin = row->plugin,
                              .options = row->options,
                              .taxonomy = row->taxonomy,
                              .shipped = true,
                              .partial = row->partial};
    bool beside = row->kind == SG_KIND_TALENT || sg_text_is(row->plugin, "postings_counts");
    sg_status status = beside ? read_beside(s->folder, row, s->build, err) : SG_OK;
    return status == SG_OK ? sg_market_add_source(s->build, &source, err) : status;
}

static sg_status end_source(void *self, size_t i, sg_status status, const sg_run_report *report, sg_error *err)
{
    shipped_sources *s = self;
    sg_market *market = s->build->market;
    if (status == SG_OK) {
        sg_source *added = &market->sources[market->n_sources - 1];
        added->hash = report->input_hash;
        added->rejected = (size_t)report->rejected;
    }
    for (size_t k = 0; status == SG_OK && k < report->n_reasons; k++)
        status = sg_market_add_reason(s->build, &report->reasons[k], err);
    s->at = i + 1;
    return status;
}

/* What the run of row i needs. */
static sg_status prepare(shipped_sources *s, size_t i, sg_error *err)
{
    char plugin[SG_PLUGIN_PATH_MAX], path[PATH_SIZE];
    const sg_manifest_row *row = &s->rows[i];
    sg_status status = sg_path_join(path, sizeof path, s->folder, row->path.at, err);
    if (status == SG_OK) status = sg_plugin_locate(s->plugins, row->plugin.at, plugin, err);
    if (status == SG_OK) status = sg_settings_read(row->options, &s->settings[i], err);
    if (status != SG_OK) return status;
    s->runs[i] = (sg_run){.plugin = sg_arena_copy(&s->arena, plugin, strlen(plugin)),
                          .input = sg_arena_copy(&s->arena, path, strlen(path)),
                          .options = s->settings[i].list,
                          .kind = row->kind};
    return s->runs[i].plugin && s->runs[i].input ? SG_OK : sg_fail(err, SG_EFAIL, "%s: no memory", path);
}

static bool is_of_market(const sg_manifest_row *row)
{
    return (row->kind == SG_KIND_POSTINGS || row->kind == SG_KIND_TALENT) && !sg_text_is(row->group, SG_GROUP_UNKNOWN);
}

static sg_status run_all(shipped_sources *s, const char *file, sg_error *err)
{
    const sg_sink sink = {.self = s, .begin = begin_source, .take = take_record};
    sg_status status = SG_OK;
    s->settings = sg_zalloc(s->n, sizeof *s->settings);
    s->runs = sg_zalloc(s->n, sizeof *s->runs);
    if (!s->settings || !s->runs) return sg_fail(err, SG_EFAIL, "%s: no memory", file);
    for (; status == SG_OK && s->at < s->n; s->at++) status = prepare(s, s->at, err);
    if (status == SG_OK) {
        s->at = 0;
        status = sg_plugin_run_each(s->runs, s->n, &sink, end_source, s, err);
    }
    if (status == SG_OK) return status;
    return sg_fail_in(err, status, "%s: row %llu", file, (unsigned long long)s->rows[s->at - 1].number);
}

static sg_status open_shipped(const sg_plugin_path *plugins, const char *folder, sg_market_build *build, sg_error *err)
{
    char file[PATH_SIZE];
    shipped_sources s = {.plugins = plugins, .folder = folder, .build = build};
    size_t n = 0;
    sg_status status = sg_path_join(file, sizeof file, folder, "sources.csv", err);
    if (status == SG_OK) status = sg_manifest_read(file, &s.arena, &s.rows, &n, err);
    for (size_t i = 0; status == SG_OK && i < n; i++)
        if (is_of_market(&s.rows[i])) s.rows[s.n++] = s.rows[i];
    if (status == SG_OK) status = run_all(&s, file, err);
    for (size_t i = 0; s.settings && i < s.n; i++) sg_settings_release(&s.settings[i]);
    sg_free(s.settings);
    sg_free(s.runs);
    sg_arena_release(&s.arena);
    return status;
}

sg_status sg_market_open(const sg_plugin_path *plugins, const char *shipped, const char *store_path, sg_month until,
                         const sg_taxonomy *taxonomy, sg_market *out, sg_error *err)
{
    char kept[SG_KEPT_PATH];
    sg_market market = {0};
    sg_market_build build;
    sg_market_build_init(&build, &market, taxonomy);
    build.until = market.until = until;
    sg_status status = open_shipped(plugins, shipped, &build, err);
    /* Only now: no worker may be forked while the store is open. */
    if (status == SG_OK && store_path && access(store_path, F_OK) == 0) {
        status = sg_store_load(store_path, &build, err);
        if (sg_kept_path(store_path, kept)) build.kept = kept;
    }
    if (status == SG_OK) status = sg_market_finish(&build, err);
    sg_market_build_release(&build);
    if (status == SG_OK)
        *out = market;
    else
        sg_market_release(&market);
    return status;
}
