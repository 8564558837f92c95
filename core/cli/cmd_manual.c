/* skillgap manual PAGE: the source of a manual page, for `make` and for `skillgap manual skillgap | man -l -`. */
#include "cli/commands.h"
#include "cli/manual.h"

#include <string.h>

enum { PAGE_MAX = 1 << 20 };

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    static const sg_manual_page *const pages[] = {&sg_manual_skillgap, &sg_manual_formats, &sg_manual_plugin};
    const sg_manual_page *page = NULL;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (strcmp(args->words[0], pages[i]->name) == 0) page = pages[i];
    if (!page)
        return sg_fail(err, SG_EUSAGE, "manual: expected skillgap, skillgap-formats or skillgap-plugin, found \"%s\"",
                       args->words[0]);
    sg_status status = sg_cli_fixed(cli, "manual", "a page's source", false, err);
    if (status != SG_OK) return status;
    sg_buf out;
    sg_buf_init(&out, PAGE_MAX);
    sg_manual_write(page, &out);
    status = out.failed ? sg_fail(err, SG_EFAIL, "no memory") : sg_cli_write(cli, out.at, out.len, err);
    sg_buf_release(&out);
    return status;
}

const sg_command sg_cmd_manual = {
    .name = "manual",
    .words = "skillgap | skillgap-formats | skillgap-plugin",
    .summary = "the source of a manual page",
    .examples = "skillgap manual skillgap | man -l -",
    .words_min = 1,
    .words_max = 1,
    .hidden = true,
    .run = run,
};
