#include "plugin/tables.h"

#include "base/file.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int is_csv(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return entry->d_name[0] != '.' && dot && strcmp(dot, ".csv") == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The run's texts are the arena's. last: the run before it, whose plugin it may share; or NULL. */
static sg_status prepare(const sg_tables *tables, const char *name, const sg_run *last, sg_arena *arena, sg_run *run,
                         sg_error *err)
{
    char plugin[SG_PLUGIN_PATH_MAX], path[SG_PLUGIN_PATH_MAX];
    const char *id = tables->plugin_of(name);
    sg_status status = sg_path_join(path, sizeof path, tables->folder, name, err);
    if (status != SG_OK) return status;
    *run = (sg_run){.input = sg_arena_copy(arena, path, strlen(path)), .kind = tables->kind};
    if (last && strcmp(id, tables->plugin_of(strrchr(last->input, '/') + 1)) == 0) {
        run->plugin = last->plugin;
    } else {
        status = sg_plugin_locate(tables->plugins, id, plugin, err);
        if (status != SG_OK) return status;
        run->plugin = sg_arena_copy(arena, plugin, strlen(plugin));
    }
    return run->plugin && run->input ? SG_OK : sg_fail(err, SG_EFAIL, "%s: no memory", path);
}

static sg_status ended(void *self, size_t i, sg_status status, const sg_run_report *report, sg_error *err)
{
    const char *path = ((const sg_run *)self)[i].input;
    if (status == SG_OK && report->rejected)
        return sg_fail(err, SG_EFAIL, "%s: row %llu: %s, found \"%s\"", path,
                       (unsigned long long)report->reasons[0].first_row, report->reasons[0].reason,
                       report->reasons[0].found);
    return status == SG_OK || !err || strstr(err->text, path) ? status : sg_fail_in(err, status, "%s", path);
}

sg_status sg_tables_read(const sg_tables *tables, const sg_sink *sink, sg_error *err)
{
    struct dirent **entries = NULL;
    sg_arena arena = {0};
    int found = scandir(tables->folder, &entries, is_csv, by_name);
    if (found < 0) return sg_fail(err, SG_EFAIL, "%s: %s", tables->folder, strerror(errno));
    size_t n = (size_t)found;
    sg_run *runs = sg_arena_alloc(&arena, (n + 1) * sizeof *runs);
    sg_status status = runs ? SG_OK : sg_fail(err, SG_EFAIL, "%s: no memory", tables->folder);
    if (status == SG_OK && !n)
        status = sg_fail(err, SG_EFAIL, "%s: no table of %s (*.csv) in it", tables->folder, tables->what);
    for (size_t i = 0; i < n; i++) {
        const char *name = entries[i]->d_name;
        if (status == SG_OK) status = prepare(tables, name, i ? &runs[i - 1] : NULL, &arena, &runs[i], err);
        free(entries[i]); /* scandir's own allocations */
    }
    free(entries);
    if (status == SG_OK) status = sg_plugin_run_each(runs, n, sink, ended, runs, err);
    sg_arena_release(&arena);
    return status;
}
