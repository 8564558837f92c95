/* Loading the vocabularies: the shipped tables, the person's own file over them, and the vocabularies that it uses. */
#include "base/file.h"
#include "market/choose.h"
#include "market/market.h"
#include "plugin/tables.h"
#include "taxonomy/adopt.h"
#include "taxonomy/common.h"
#include "taxonomy/overlay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 4096 };

typedef struct loading {
    const sg_plugin_path *plugins;
    sg_taxonomy *taxonomy;
    sg_map common;
    bool counted; /* the shipped tables' own hash is summed up, as others come to them */
    sg_buf scratch;
    sg_overlay *overlay;   /* or NULL */
    sg_adoption *adoption; /* while vocabularies of others are read */
} loading;

/* ---- the shipped tables ---- */

static sg_status take_shipped(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    loading *l = self;
    if (l->counted && sg_taxonomy_hash_add(&l->taxonomy->shipped_hash, &l->scratch, type, record) != 0)
        return sg_fail(err, SG_EFAIL, "no memory");
    sg_status status = l->overlay ? sg_overlay_take(l->overlay, l->taxonomy, type, record, err)
                                  : sg_taxonomy_add(l->taxonomy, type, record, err);
    return status == SG_OK ? status : sg_fail_in(err, status, "row %llu", (unsigned long long)row->number);
}

static const char *plugin_of(const char *file)
{
    (void)file;
    return "taxonomy_skillgap";
}

static sg_status load_tables(loading *l, const char *folder, sg_error *err)
{
    const sg_tables tables = {.plugins = l->plugins,
                              .folder = folder,
                              .what = "the taxonomy",
                              .kind = SG_KIND_TAXONOMY,
                              .plugin_of = plugin_of};
    const sg_sink sink = {.self = l, .take = take_shipped};
    sg_taxonomy_part *part;
    sg_status status = sg_tables_read(&tables, &sink, err);
    return status == SG_OK ? sg_taxonomy_end_part(l->taxonomy, sg_text_of("shipped"), &part, err) : status;
}

/* ---- the person's own ---- */

static sg_status add_own(loading *l, const char *path, sg_error *err)
{
    sg_taxonomy_part *part;
    sg_status status = sg_overlay_add(l->overlay, l->taxonomy, err);
    if (status == SG_OK) status = sg_taxonomy_end_part(l->taxonomy, sg_text_of(path), &part, err);
    if (status == SG_OK) sg_overlay_effect(l->overlay, &part->changed, &part->dropped);
    return status;
}

static sg_status take_adopted(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    sg_status status = sg_adoption_take(((loading *)self)->adoption, type, record, err);
    return status == SG_OK ? status : sg_fail_in(err, status, "row %llu", (unsigned long long)row->number);
}

static sg_status adopt_file(loading *l, const char *path, const sg_overlay_use *use, sg_error *err)
{
    const sg_choice choice = {.plugins = l->plugins, .kind = SG_KIND_TAXONOMY, .how = "use: [{file: …, plugin: ID}]"};
    sg_plugin_info plugin;
    sg_run_report report;
    sg_taxonomy_part *part;
    sg_status status = sg_plugin_choose(&choice, use->plugin, path, &plugin, err);
    if (status != SG_OK) return status;
    sg_run run = {.plugin = plugin.path, .input = path, .options = use->options, .kind = SG_KIND_TAXONOMY};
    sg_sink sink = {.self = l, .take = take_adopted};
    status = sg_plugin_run(&run, &sink, &report, err);
    if (status == SG_OK) status = sg_taxonomy_end_part(l->taxonomy, sg_text_of(path), &part, err);
    if (status == SG_OK) part->rejected = (size_t)report.rejected;
    return status == SG_OK || !err || strstr(err->text, path) ? status : sg_fail_in(err, status, "%s", path);
}

/* A relative path is beside the file that names it. */
static sg_status path_beside(const char *own, const char *file, char out[static PATH_SIZE], sg_error *err)
{
    const char *slash = strrchr(own, '/');
    int folder = file[0] == '/' || !slash ? 0 : (int)(slash - own + 1);
    int wrote = snprintf(out, PATH_SIZE, "%.*s%s", folder, own, file);
    if (wrote < 0 || wrote >= PATH_SIZE) return sg_fail(err, SG_EFAIL, "%s: path too long", file);
    return SG_OK;
}

static sg_status adopt(loading *l, const char *own, sg_error *err)
{
    const sg_overlay_use itself = {.file = own};
    const sg_overlay_use *uses = &itself;
    size_t n = l->overlay ? sg_overlay_uses(l->overlay, &uses) : 1;
    sg_status status = SG_OK;
    char path[PATH_SIZE];
    if (!n) return SG_OK;
    l->adoption = sg_adoption_alloc(l->taxonomy, &l->common);
    if (!l->adoption) status = sg_fail(err, SG_EFAIL, "%s: no memory", own);
    for (size_t i = 0; i < n && status == SG_OK; i++) {
        if (l->overlay) status = path_beside(own, uses[i].file, path, err);
        if (status == SG_OK) status = adopt_file(l, l->overlay ? path : own, &uses[i], err);
    }
    if (status == SG_OK) status = sg_adoption_finish(l->adoption, err);
    sg_adoption_free(l->adoption);
    l->adoption = NULL;
    return status;
}

/* A file of the person's own shape; else it is one that a plugin reads. */
static bool is_overlay(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && (!strcasecmp(dot, ".yaml") || !strcasecmp(dot, ".yml") || !strcasecmp(dot, ".json"));
}

static sg_status load(loading *l, const char *folder, const char *own, sg_error *err)
{
    char words[PATH_SIZE];
    sg_status status = SG_OK;
    if (own) status = sg_path_join(words, sizeof words, folder, "common_words.txt", err);
    if (own && status == SG_OK) status = sg_common_read(words, &l->common, err);
    if (own && status == SG_OK && is_overlay(own)) status = sg_overlay_read(own, &l->common, &l->overlay, err);
    if (status == SG_OK) status = load_tables(l, folder, err);
    if (own && status == SG_OK && l->overlay) status = add_own(l, own, err);
    if (own && status == SG_OK) status = adopt(l, own, err);
    return status;
}

sg_status sg_market_taxonomy(const sg_plugin_path *plugins, const char *shipped, const char *own, sg_taxonomy *out,
                             sg_error *err)
{
    char folder[PATH_SIZE];
    sg_taxonomy taxonomy = {0};
    loading l = {.plugins = plugins, .taxonomy = &taxonomy, .counted = own != NULL};
    sg_buf_init(&l.scratch, 1 << 22);
    sg_status status = sg_path_join(folder, sizeof folder, shipped, "taxonomy", err);
    if (status == SG_OK) status = load(&l, folder, own, err);
    if (status == SG_OK) {
        status = sg_taxonomy_finish(&taxonomy, err);
        if (status != SG_OK && own) sg_fail_in(err, status, "%s", own);
    }
    if (!own) taxonomy.shipped_hash = taxonomy.hash;
    if (status == SG_OK)
        *out = taxonomy;
    else
        sg_taxonomy_release(&taxonomy);
    sg_overlay_free(l.overlay);
    sg_map_release(&l.common);
    sg_buf_release(&l.scratch);
    return status;
}
