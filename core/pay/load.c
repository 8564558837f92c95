/* The shipped tables, through their plugins. */
#include "pay/pay.h"

#include "plugin/tables.h"

#include <stdio.h>
#include <string.h>

enum { PATH_SIZE = 4096 };

static sg_status take_record(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    sg_status status = sg_pay_add(self, type, record, err);
    return status == SG_OK ? status : sg_fail_in(err, status, "row %llu", (unsigned long long)row->number);
}

static const char *plugin_of(const char *file)
{
    return strncmp(file, "figures", 7) == 0 ? "salary_figures" : "salary_bands";
}

sg_status sg_pay_open(const sg_plugin_path *plugins, const char *shipped, sg_pay *out, sg_error *err)
{
    char folder[PATH_SIZE];
    sg_pay pay = {0};
    const sg_tables tables = {
        .plugins = plugins, .folder = folder, .what = "pay", .kind = SG_KIND_SALARY, .plugin_of = plugin_of};
    const sg_sink sink = {.self = &pay, .take = take_record};
    snprintf(folder, sizeof folder, "%s/pay", shipped);
    sg_status status = sg_tables_read(&tables, &sink, err);
    if (status == SG_OK)
        *out = pay;
    else
        sg_pay_release(&pay);
    return status;
}
