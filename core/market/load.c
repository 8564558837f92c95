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

static sg_status join_path(char out[static PATH_SIZE], const char *folder, const char *name, sg_error *err)
{
    int wrote = snprintf(out, PATH_SIZE, "%s/%s", folder, name);
    if (wrote < 0 || wrote >= PATH_SIZE) return sg_fail(err, SG_EFAIL, "%s/%s: path too long", folder, name);
    return SG_OK;
}

/* ---- shipped sources ---- */

static sg_status take_record(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    switch (type) {
    case SG_RECORD_FACT: return sg_market_add_fact(self, record, row, err);
    case SG_RECORD_COUNT: return sg_market_add_count(self, record, err);
    case SG_RECORD_TALENT: return sg_market_add_talent(self, record, err);
    default: return SG_OK;
    }
}

static sg_status run_shipped(const sg_plugin_path *plugins, const char *shipped, const sg_manifest_row *row,
                             sg_market_build *build, sg_error *err)
{
    char plugin[SG_PLUGIN_PATH_MAX], path[PATH_SIZE];
    sg_settings options = {0};
    sg_source source = {.name = row->name,
                        .group = row->group,
                        .url = row->url,
                        .licence = row->licence,
                        .plugin = row->plugin,
                        .options = row->options,
                        .taxonomy = row->taxonomy,
                        .shipped = true,
                        .partial = row->partial};
    sg_status status = join_path(path, shipped, row->path.at, err);
    source.path = sg_text_of(path);
    if (status == SG_OK) status = sg_plugin_locate(plugins, row->plugin.at, plugin, err);
    if (status == SG_OK) status = sg_market_add_source(build, &source, err);
    if (status == SG_OK) status = sg_settings_read(row->options, &options, err);
    sg_run run = {.plugin = plugin, .input = path, .options = options.list, .kind = row->kind};
    sg_sink sink = {.self = build, .take = take_record};
    sg_run_report report;
    if (status == SG_OK) status = sg_plugin_run(&run, &sink, &report, err);
    sg_settings_release(&options);
    if (status != SG_OK) return status;
    sg_source *added = &build->market->sources[build->market->n_sources - 1];
    added->hash = report.input_hash;
    added->rejected = (size_t)report.rejected;
    for (size_t i = 0; i < report.n_reasons && status == SG_OK; i++)
        status = sg_market_add_reason(build, &report.reasons[i], err);
    return status;
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
static sg_status read_beside(const char *shipped, const sg_manifest_row *row, sg_market_build *build, sg_error *err)
{
    static const sg_column columns[] = {{"skill", SG_COLUMN_NEEDED}},
                           topics[] = {{"topic", SG_COLUMN_NEEDED}, {"skill", SG_COLUMN_NEEDED}};
    bool talent = row->kind == SG_KIND_TALENT;
    char file[PATH_SIZE];
    const char *slash = strrchr(row->path.at, '/');
    int wrote = snprintf(file, sizeof file, "%s/%.*s%s", shipped, slash ? (int)(slash - row->path.at + 1) : 0,
                         row->path.at, talent ? "topic_skill.csv" : "ambiguous_counts.csv");
    if (wrote < 0 || wrote >= PATH_SIZE || access(file, F_OK) != 0) return SG_OK;
    return talent ? sg_table_read(file, topics, 2, take_topic, build, err)
                  : sg_table_read(file, columns, 1, take_barred, build, err);
}

static sg_status open_shipped(const sg_plugin_path *plugins, const char *shipped, sg_market_build *build, sg_error *err)
{
    char file[PATH_SIZE];
    sg_arena arena = {0};
    sg_manifest_row *rows;
    size_t n = 0;
    sg_status status = join_path(file, shipped, "sources.csv", err);
    if (status == SG_OK) status = sg_manifest_read(file, &arena, &rows, &n, err);
    for (size_t i = 0; status == SG_OK && i < n; i++) {
        if (rows[i].kind != SG_KIND_POSTINGS && rows[i].kind != SG_KIND_TALENT) continue;
        if (sg_text_is(rows[i].group, SG_GROUP_UNKNOWN)) continue;
        if (rows[i].kind == SG_KIND_TALENT || sg_text_is(rows[i].plugin, "postings_counts"))
            status = read_beside(shipped, &rows[i], build, err);
        if (status == SG_OK) status = run_shipped(plugins, shipped, &rows[i], build, err);
        if (status != SG_OK) sg_fail_in(err, status, "%s: row %llu", file, (unsigned long long)rows[i].number);
    }
    sg_arena_release(&arena);
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
