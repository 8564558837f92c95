/* The shipped tables, through their plugin. */
#include "pay/pay.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 4096 };

static int is_csv(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return entry->d_name[0] != '.' && dot && strcmp(dot, ".csv") == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static sg_status take_record(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    sg_status status = sg_pay_add(self, type, record, err);
    return status == SG_OK ? status : sg_fail_in(err, status, "row %llu", (unsigned long long)row->number);
}

static sg_status read_table(const char *plugin, const char *path, sg_pay *pay, sg_error *err)
{
    sg_run run = {.plugin = plugin, .input = path, .kind = SG_KIND_SALARY};
    sg_sink sink = {.self = pay, .take = take_record};
    sg_run_report *report = sg_zalloc(1, sizeof *report);
    if (!report) return sg_fail(err, SG_EFAIL, "pay: out of memory");
    sg_status status = sg_plugin_run(&run, &sink, report, err);
    if (status == SG_OK && report->rejected)
        status = sg_fail(err, SG_EFAIL, "%s: row %llu: %s, found \"%s\"", path,
                         (unsigned long long)report->reasons[0].first_row, report->reasons[0].reason,
                         report->reasons[0].found);
    else if (status != SG_OK && err && !strstr(err->text, path))
        sg_fail_in(err, status, "%s", path);
    sg_free(report);
    return status;
}

sg_status sg_pay_open(const sg_plugin_path *plugins, const char *shipped, sg_pay *out, sg_error *err)
{
    char bands[SG_PLUGIN_PATH_MAX], figures[SG_PLUGIN_PATH_MAX], folder[PATH_SIZE], path[PATH_SIZE + 300];
    struct dirent **entries = NULL;
    sg_pay pay = {0};
    snprintf(folder, sizeof folder, "%s/pay", shipped);
    sg_status status = sg_plugin_locate(plugins, "salary_bands", bands, err);
    if (status == SG_OK) status = sg_plugin_locate(plugins, "salary_figures", figures, err);
    if (status != SG_OK) return status;
    int n = scandir(folder, &entries, is_csv, by_name);
    if (n < 0) return sg_fail(err, SG_EFAIL, "%s: %s", folder, strerror(errno));
    if (!n) status = sg_fail(err, SG_EFAIL, "%s: no table of pay (*.csv) in it", folder);
    for (int i = 0; i < n; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        bool figure = strncmp(entries[i]->d_name, "figures", 7) == 0;
        if (status == SG_OK) status = read_table(figure ? figures : bands, path, &pay, err);
        free(entries[i]);
    }
    free(entries);
    if (status == SG_OK)
        *out = pay;
    else
        sg_pay_release(&pay);
    return status;
}
