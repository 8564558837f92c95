/* skillgap data: what the figures rest on. `data check` tells of every source; `data facts` writes postings as facts;
 * `data taxonomy` and the lists of names show what they are read with; `data blindspots` names that postings ask for
 * and the taxonomy does not know, of which `data unknown` writes the counts. */
#include "cli/commands.h"
#include "cli/view_blindspots.h"
#include "cli/view_taxonomy.h"
#include "market/demand.h"
#include "market/facts.h"
#include "market/market.h"
#include "market/store.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PLUGIN, ALL };

static const sg_cli_option options[] = {{"plugin", "ID", "for facts and unknown: the plugin that reads the files"},
                                        {"all", NULL, "for blindspots: every name"},
                                        {NULL, NULL, NULL}};

/* ---- data check ---- */

/* How many of a source's postings state each field. */
enum { ROLE, LEVEL, REGION, REMOTE, PAY, EMPLOYER, SKILL, FIELDS };

static void count_fields(const sg_market *market, double (*fields)[FIELDS])
{
    for (size_t i = 0; i < market->n_postings; i++) {
        const sg_market_posting *p = &market->postings[i];
        const bool has[FIELDS] = {
            p->role != SG_ID_NONE,          p->level >= 0,         p->region != SG_ID_NONE, p->remote != SG_UNKNOWN,
            p->pay_lo > 0 || p->pay_hi > 0, p->employer_hash != 0, p->n_skills > 0};
        for (int f = 0; f < FIELDS; f++) fields[p->source][f] += has[f];
    }
}

static void show_sources(const sg_market *market, sg_doc *doc)
{
    static const sg_doc_column columns[] = {
        {"source", "Source", NULL, false, 0},
        {"group", "group", "sources of one thing, joined to one series", false, 4},
        {"first", "first", "first month with data", true, 0},
        {"last", "last", "last month with data", true, 0},
        {"postings", "postings", "that count, after deduplication", true, 0},
        {"duplicates", "dupl.", "postings that repeat another of the same month", true, 1},
        {"rejected", "rejected", "rows that could not be read", true, 2},
        {"unknown", "unknown", "names of skills that stand for none of ours", true, 3}};
    sg_doc_section(doc, "sources", "Sources");
    sg_doc_table(doc, "sources", columns, 8);
    for (size_t i = 0; i < market->n_sources; i++) {
        const sg_source *s = &market->sources[i];
        bool any = s->first != SG_MONTH_ABSENT;
        bool postings = !s->counts && !s->talent;
        sg_value row[] = {sg_v_text(s->name.at),
                          sg_v_text(s->group.at),
                          any ? sg_v_month(s->first) : sg_v_missing("none"),
                          any ? sg_v_month(s->last) : sg_v_missing("none"),
                          postings ? sg_v_count((double)s->postings) : sg_v_missing("counts"),
                          postings ? sg_v_count((double)s->duplicates) : sg_v_missing("counts"),
                          sg_v_count((double)s->rejected),
                          sg_v_count((double)s->unknown)};
        sg_doc_row(doc, row);
    }
}

static void note_sources(const sg_market *market, sg_doc *doc)
{
    char month[8];
    for (size_t i = 0; i < market->n_sources; i++) {
        const sg_source *s = &market->sources[i];
        if (s->partial != SG_MONTH_ABSENT)
            sg_doc_note(doc, "%s: %s is not whole%s.", s->name.at, sg_month_format(s->partial, month),
                        sg_demand_has_whole(market, s->group, s->partial) ? "; another source has all of it"
                                                                          : " and is left out of the series");
        if (s->stale)
            sg_doc_note(doc,
                        "%s was read with another taxonomy; its postings are left out until it is read again: skillgap "
                        "import %s",
                        s->name.at, s->path.at);
        if (s->parts)
            sg_doc_note(doc,
                        "%s: %zu of its %zu parts are in the store; it is left out until the others are there, too: "
                        "skillgap merge STORE…",
                        s->name.at, s->parts_there, s->parts);
        if (s->shipped && s->taxonomy && s->taxonomy != market->taxonomy->shipped_hash)
            sg_doc_note(doc, "%s: made with another taxonomy than the shipped one; make datasets makes it anew.",
                        s->name.at);
    }
}

static sg_status show_coverage(const sg_market *market, sg_doc *doc, sg_error *err)
{
    static const sg_doc_column columns[] = {{"source", "Source", NULL, false, 0},
                                            {"role", "role", "share of its postings that tell the role", true, 0},
                                            {"level", "level", NULL, true, 0},
                                            {"region", "region", NULL, true, 0},
                                            {"remote", "remote", "that say whether it is remote", true, 0},
                                            {"pay", "pay", NULL, true, 0},
                                            {"employer", "employer", NULL, true, 1},
                                            {"skill", "skill", "that name a skill or attribute", true, 1}};
    double(*fields)[FIELDS] = sg_zalloc(market->n_sources + 1, sizeof *fields);
    if (!fields) return sg_fail(err, SG_EFAIL, "no memory");
    count_fields(market, fields);
    sg_doc_section(doc, "coverage", "What the postings tell");
    sg_doc_table(doc, "coverage", columns, 8);
    for (size_t i = 0; i < market->n_sources; i++) {
        const sg_source *s = &market->sources[i];
        if (!s->postings) continue;
        sg_value row[1 + FIELDS] = {sg_v_text(s->name.at)};
        for (int f = 0; f < FIELDS; f++) row[1 + f] = sg_v_percent(fields[i][f] / (double)s->postings, 0);
        sg_doc_row(doc, row);
    }
    sg_free(fields);
    return SG_OK;
}

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
    if (status == SG_OK) status = sg_market_open(&cli->plugins, cli->shipped, cli->store, &taxonomy, &market, err);
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
    show_sources(&market, doc);
    note_sources(&market, doc);
    status = show_coverage(&market, doc, err);
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
    sg_status status = args->n_words < 2 ? sg_fail(err, SG_EUSAGE, "data facts: name a file of postings") : SG_OK;
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
    .examples = "skillgap data check\nskillgap data roles            the names that --role takes\nskillgap data skills "
                "go        how "
                "Go is found, and what it is tied to\nskillgap data taxonomy         what is known, and from which "
                "files\nskillgap data blindspots       what the postings ask for and the taxonomy does not "
                "know\nskillgap data facts --plugin postings_hn hn-posts.csv > facts.csv",
    .options = options,
    .words_min = 1,
    .words_max = 1000,
    .run = run,
};
