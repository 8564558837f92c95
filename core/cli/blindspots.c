#include "cli/blindspots.h"

#include "cli/progress.h"
#include "market/market.h"
#include "plugin/settings.h"
#include "view/blindspots.h"

#include <stdio.h>

enum { LEAST = 3, LEAST_ALL = 2, EMPLOYERS_SHIPPED = 3 };

/* A source of the person's, read again with the options of its import. */
static sg_status count_own(const sg_cli *cli, sg_unknown_counts *counts, const sg_taxonomy *taxonomy,
                           const sg_source *source, sg_error *err)
{
    sg_settings options = {0};
    sg_import import = {
        .plugins = &cli->plugins, .plugin = source->plugin.at, .options = options.list, .taxonomy = taxonomy};
    sg_run_report report;
    sg_error why;
    sg_status status = sg_settings_read(source->options, &options, &why);
    if (status == SG_OK) status = sg_unknown_counts_file(counts, &import, source->path.at, &report, &why);
    if (status != SG_OK) sg_cli_say(cli, "%s is left out: %s", source->name.at, why.text);
    sg_settings_release(&options);
    (void)err;
    return SG_OK;
}

static sg_status count_all(const sg_cli *cli, sg_unknown_counts *counts, const sg_taxonomy *taxonomy, sg_error *err)
{
    sg_market market = {0};
    sg_progress_step(cli, "reading the postings");
    sg_status status = sg_market_open(&cli->plugins, cli->shipped, cli->store, cli->as_of, taxonomy, &market, err);
    if (status == SG_OK) status = sg_unknown_counts_shipped(counts, &cli->plugins, cli->shipped, err);
    for (size_t i = 0; status == SG_OK && i < market.n_sources; i++) {
        const sg_source *source = &market.sources[i];
        if (!source->shipped && !source->counts && !source->talent)
            status = count_own(cli, counts, taxonomy, source, err);
    }
    sg_market_release(&market);
    return status;
}

sg_status sg_cli_blindspots_shipped(const sg_cli *cli, const sg_taxonomy *taxonomy, sg_blindspots *out, sg_error *err)
{
    sg_unknown_counts *counts = NULL;
    sg_status status = sg_unknown_counts_alloc(taxonomy, cli->shipped, &counts, err);
    if (status == SG_OK) status = sg_unknown_counts_shipped(counts, &cli->plugins, cli->shipped, err);
    if (status == SG_OK) status = sg_blindspots_find(counts, LEAST_ALL, out, err);
    sg_unknown_counts_free(counts);
    return status;
}

static sg_status show(const sg_cli *cli, const sg_blindspots *b, bool all, sg_error *err)
{
    sg_doc *doc = sg_doc_alloc("Blind spots", "skillgap.blindspots/1");
    sg_status status = doc ? sg_view_blindspots(doc, b, all, err) : sg_fail(err, SG_EFAIL, "no memory");
    if (status == SG_OK) status = sg_cli_show(cli, doc, err);
    sg_doc_free(doc);
    return status;
}

sg_status sg_cli_blindspots(const sg_cli *cli, bool all, sg_error *err)
{
    sg_taxonomy taxonomy = {0};
    sg_blindspots found = {0};
    sg_unknown_counts *counts = NULL;
    sg_status status = sg_market_taxonomy(&cli->plugins, cli->shipped, cli->taxonomy, &taxonomy, err);
    if (status == SG_OK) status = sg_unknown_counts_alloc(&taxonomy, cli->shipped, &counts, err);
    if (status == SG_OK) status = count_all(cli, counts, &taxonomy, err);
    if (status == SG_OK) status = sg_blindspots_find(counts, all ? LEAST_ALL : LEAST, &found, err);
    if (status == SG_OK) status = show(cli, &found, all, err);
    sg_blindspots_release(&found);
    sg_unknown_counts_free(counts);
    sg_taxonomy_release(&taxonomy);
    return status;
}

sg_status sg_cli_unknown(const sg_cli *cli, const char *plugin, const char *const *files, size_t n, sg_error *err)
{
    sg_taxonomy taxonomy = {0};
    sg_unknown_counts *counts = NULL;
    sg_buf out;
    sg_buf_init(&out, (size_t)1 << 32);
    sg_status status = sg_cli_fixed(cli, "data unknown", "CSV", true, err);
    if (status == SG_OK && !n) status = sg_fail(err, SG_EUSAGE, "data unknown: name a file of postings");
    if (status == SG_OK) status = sg_market_taxonomy(&cli->plugins, cli->shipped, cli->taxonomy, &taxonomy, err);
    if (status == SG_OK) status = sg_unknown_counts_alloc(&taxonomy, cli->shipped, &counts, err);
    sg_import import = {.plugins = &cli->plugins, .plugin = plugin, .taxonomy = &taxonomy};
    for (size_t i = 0; status == SG_OK && i < n; i++) {
        sg_run_report report;
        status = sg_unknown_counts_file(counts, &import, files[i], &report, err);
    }
    if (status == SG_OK) status = sg_unknown_counts_write(counts, EMPLOYERS_SHIPPED, &out, err);
    if (status == SG_OK) status = sg_cli_write(cli, out.at, out.len, err);
    sg_unknown_counts_free(counts);
    sg_buf_release(&out);
    sg_taxonomy_release(&taxonomy);
    return status;
}
