/* skillgap data: what the figures rest on. `data check` tells of every source; `data facts` writes postings as facts;
 * `data taxonomy` and the lists of names show what they are read with; `data blindspots` names that postings ask for
 * and the taxonomy does not know, of which `data unknown` writes the counts. */
#include "cli/blindspots.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/taxonomy.h"
#include "market/facts.h"
#include "market/market.h"
#include "market/store.h"
#include "view/check.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PLUGIN, ALL };

static const sg_cli_option options[] = {{"plugin", "ID", "for facts and unknown: the plugin that reads the files"},
                                        {"all", NULL, "for blindspots: every name"},
                                        {NULL, NULL, NULL}};

/* ---- data check ---- */

/* Two stores hold the same when their digests are the same. */
static sg_status show_store(const sg_cli *cli, sg_doc *doc, sg_error *err)
{
    uint64_t digest;
    char text[17];
    sg_status status = sg_store_digest(cli->store, &digest, err);
    if (status != SG_OK) return status;
    snprintf(text, sizeof text, "%016llx", (unsigned long long)digest);
    sg_doc_section(doc, "store", "Your store");
    sg_doc_field(doc, "path", "File", sg_v_text(cli->store));
    sg_doc_field(doc, "digest", "Digest", sg_v_text(text));
    sg_doc_note(doc, "The store is whole. Two stores that hold the same have the same digest.");
    return SG_OK;
}

static sg_status check(const sg_cli *cli, sg_error *err)
{
    sg_taxonomy taxonomy = {0};
    sg_market market = {0};
    sg_doc *doc = NULL;
    sg_status status = sg_market_taxonomy(&cli->plugins, cli->shipped, cli->taxonomy, &taxonomy, err);
    sg_progress_step(cli, "reading the postings");
    if (status == SG_OK)
        status = sg_market_open(&cli->plugins, cli->shipped, cli->store, cli->as_of, &taxonomy, &market, err);
    /* Also of a store that could not be opened: the check tells more. The workers have ended by now. */
    bool stored = cli->store && access(cli->store, F_OK) == 0;
    if (stored) {
        sg_status checked = sg_store_check(cli->store, status == SG_OK ? err : NULL);
        if (status == SG_OK || checked == SG_ECHECK) status = checked;
    }
    if (status != SG_OK) goto cleanup;
    doc = sg_doc_alloc("Data", "skillgap.data/1");
    if (!doc) {
        status = sg_fail(err, SG_EFAIL, "no memory");
        goto cleanup;
    }
    status = sg_check_sources(&market, doc, err);
    if (status == SG_OK) status = sg_check_groups(&market, doc, err);
    if (status == SG_OK && stored) status = show_store(cli, doc, err);
    if (status == SG_OK) status = sg_cli_show(cli, doc, err);
cleanup:
    sg_doc_free(doc);
    sg_market_release(&market);
    sg_taxonomy_release(&taxonomy);
    return status;
}

/* ---- data facts ---- */

static sg_status facts(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    sg_taxonomy taxonomy = {0};
    sg_buf out;
    sg_buf_init(&out, (size_t)1 << 32);
    sg_status status = sg_cli_fixed(cli, "data facts", "CSV", true, err);
    if (status == SG_OK && args->n_words < 2) status = sg_fail(err, SG_EUSAGE, "data facts: name a file of postings");
    if (status == SG_OK) status = sg_market_taxonomy(&cli->plugins, cli->shipped, cli->taxonomy, &taxonomy, err);
    sg_import import = {.plugins = &cli->plugins, .plugin = args->values[PLUGIN], .taxonomy = &taxonomy};
    sg_buf_str(&out, sg_facts_header);
    for (size_t i = 1; status == SG_OK && i < args->n_words; i++) {
        sg_run_report report;
        status = sg_facts_write(&import, args->words[i], &out, &report, err);
        if (status == SG_OK)
            sg_cli_say(cli, "%s: %llu rows, %llu rejected", args->words[i], (unsigned long long)report.rows,
                       (unsigned long long)report.rejected);
    }
    if (status == SG_OK) status = sg_cli_write(cli, out.at, out.len, err);
    sg_buf_release(&out);
    sg_taxonomy_release(&taxonomy);
    return status;
}

static const char *const lists[] = {"roles", "skills", "regions"}; /* by sg_names */

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    if (strcmp(args->words[0], "facts") == 0) return facts(cli, args, err);
    if (strcmp(args->words[0], "unknown") == 0)
        return sg_cli_unknown(cli, args->values[PLUGIN], args->words + 1, args->n_words - 1, err);
    if (args->n_words == 1 && strcmp(args->words[0], "blindspots") == 0)
        return sg_cli_blindspots(cli, args->values[ALL] != NULL, err);
    if (args->n_words == 1 && strcmp(args->words[0], "check") == 0) return check(cli, err);
    if (args->n_words == 1 && strcmp(args->words[0], "taxonomy") == 0) return sg_cli_taxonomy(cli, err);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (args->n_words <= 2 && strcmp(args->words[0], lists[i]) == 0)
            return sg_cli_names(cli, (sg_names)i, args->n_words == 2 ? args->words[1] : NULL, err);
    return sg_fail(err, SG_EUSAGE,
                   "data: found \"%s\", expected check, roles, skills, regions, taxonomy, blindspots, facts FILE… or "
                   "unknown FILE…",
                   args->words[0]);
}

const sg_command sg_cmd_data = {
    .name = "data",
    .words =
        "check | roles [TEXT] | skills [TEXT] | regions [TEXT] | taxonomy | blindspots | facts FILE… | unknown FILE…",
    .summary = "tell what the figures rest on: sources, spans, duplicates, what is stated",
    .examples = "skillgap data check\twhich sources there are, and what each states\n"
                "skillgap data roles\tthe names that --role takes\n"
                "skillgap data skills go\thow Go is found, and what it is tied to\n"
                "skillgap data taxonomy\twhat is known, and from which files\n"
                "skillgap data blindspots\twhat the postings ask for and the taxonomy does not know\n"
                "skillgap data facts --plugin postings_hn hn-posts.csv > facts.csv",
    .options = options,
    .words_min = 1,
    .words_max = 1000,
    .run = run,
};
