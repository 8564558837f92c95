/* skillgap plugin list|info|check|new: which plugins there are, what one says of itself, whether one keeps the
 * contract, and the beginning of one's own. */
#include "cli/commands.h"

#include "base/mem.h"
#include "cli/plugin_new.h"
#include "plugin/contract.h"

#include <stdio.h>
#include <string.h>

static const char *kind_text(uint32_t kind)
{
    const char *name = sg_kind_name(kind);
    return name ? name : "unknown";
}

static sg_status show_and_free(const sg_cli *cli, sg_doc *doc, sg_error *err)
{
    sg_status status = sg_cli_show(cli, doc, err);
    sg_doc_free(doc);
    return status;
}

static void list_good(sg_doc *doc, const sg_plugin_info *list, size_t n)
{
    static const sg_doc_column columns[] = {
        {"id", "Id", NULL, false, 0},
        {"kind", "Kind", NULL, false, SG_DATA_ONLY}, /* the id begins with it */
        {"version", "Version", NULL, false, 1},
        {"summary", "What it reads", NULL, false, 0},
    };
    sg_doc_section(doc, "plugins", "");
    sg_doc_table(doc, "plugins", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n; i++)
        if (list[i].id[0])
            sg_doc_row(doc, (sg_value[]){sg_v_text(list[i].id), sg_v_text(kind_text(list[i].kind)),
                                         sg_v_text(list[i].version), sg_v_text(list[i].summary)});
}

static void list_refused(sg_doc *doc, const sg_plugin_info *list, size_t n)
{
    static const sg_doc_column columns[] = {
        {"path", "File", NULL, false, 0},
        {"reason", "Reason", NULL, false, 0},
    };
    sg_doc_section(doc, "refused", "Refused");
    sg_doc_table(doc, "refused", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n; i++)
        if (!list[i].id[0]) sg_doc_row(doc, (sg_value[]){sg_v_text(list[i].path), sg_v_text(list[i].summary)});
}

static sg_status list(const sg_cli *cli, sg_error *err)
{
    sg_plugin_info *found = NULL;
    size_t n = 0, refused = 0;
    sg_status status = sg_plugin_list(&cli->plugins, &found, &n, err);
    if (status != SG_OK) return status;
    sg_doc *doc = sg_doc_alloc("Plugins", "skillgap.plugins/1");
    for (size_t i = 0; i < n; i++) refused += !found[i].id[0];
    if (doc) list_good(doc, found, n);
    if (doc && refused) list_refused(doc, found, n);
    if (doc && !n) sg_doc_paragraph(doc, "There is no plugin in any of the folders searched.");
    sg_free(found);
    return doc ? show_and_free(cli, doc, err) : sg_fail(err, SG_EFAIL, "no memory");
}

static sg_status info(const sg_cli *cli, const char *id, sg_error *err)
{
    char file[SG_PLUGIN_PATH_MAX];
    sg_plugin_info it;
    sg_status status = sg_plugin_locate(&cli->plugins, id, file, err);
    if (status == SG_OK) status = sg_plugin_describe(file, &it, err);
    if (status != SG_OK) return status;
    sg_doc *doc = sg_doc_alloc(it.id, "skillgap.plugin/1");
    if (!doc) return sg_fail(err, SG_EFAIL, "no memory");
    sg_doc_section(doc, "plugin", "");
    sg_doc_field(doc, "id", "Id", sg_v_text(it.id));
    sg_doc_field(doc, "kind", "Kind", sg_v_text(kind_text(it.kind)));
    sg_doc_field(doc, "version", "Version", sg_v_text(it.version));
    sg_doc_field(doc, "summary", "What it reads", sg_v_text(it.summary));
    sg_doc_field(doc, "licence", "Licence of the data", sg_v_text(it.licence));
    sg_doc_field(doc, "homepage", "Homepage", sg_v_text(it.homepage));
    sg_doc_field(doc, "parts", "Read in parts", sg_v_text(it.parts ? "yes" : "no"));
    sg_doc_field(doc, "abi", "Version of the contract", sg_v_count(it.abi));
    sg_doc_field(doc, "path", "File", sg_v_text(it.path));
    for (size_t i = 0; i < it.n_options; i++) {
        const sg_plugin_option *option = &it.options[i];
        if (i == 0) sg_doc_section(doc, "options", "Options");
        sg_doc_paragraph(doc, "%s=%s: %s", option->name, option->value, option->help);
    }
    return show_and_free(cli, doc, err);
}

static sg_status check(const sg_cli *cli, const char *file, const char *sample, sg_error *err)
{
    static const sg_doc_column columns[] = {
        {"result", "", NULL, false, 0},
        {"clause", "Clause", NULL, false, 0},
        {"found", "Found", NULL, false, 0},
    };
    static const char *const results[] = {"holds", "FAILS", "untried"};
    sg_check checks[SG_CHECKS_MAX];
    size_t n = 0, failed = 0;
    sg_status status = sg_plugin_check(file, sample, checks, &n, err);
    if (status != SG_OK) return status;
    sg_doc *doc = sg_doc_alloc("Plugin check", "skillgap.plugin-check/1");
    if (!doc) return sg_fail(err, SG_EFAIL, "no memory");
    sg_doc_meta(doc, "file", sg_v_text(file));
    sg_doc_section(doc, "clauses", "");
    sg_doc_table(doc, "clauses", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        failed += checks[i].result == SG_CHECK_FAILS;
        sg_doc_row(doc, (sg_value[]){sg_v_text(results[checks[i].result]), sg_v_text(checks[i].clause),
                                     sg_v_text(checks[i].found)});
    }
    status = show_and_free(cli, doc, err);
    if (status != SG_OK || !failed) return status;
    return sg_fail(err, SG_ECHECK, "%s: %zu of %zu clauses of the contract %s", file, failed, n,
                   failed == 1 ? "fails" : "fail");
}

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    const char *verb = args->words[0], *word = args->n_words > 1 ? args->words[1] : NULL;
    const char *sample = args->n_words > 2 ? args->words[2] : NULL;
    if (strcmp(verb, "list") == 0 && !word) return list(cli, err);
    if (strcmp(verb, "info") == 0 && word && !sample) return info(cli, word, err);
    if (strcmp(verb, "check") == 0 && word) return check(cli, word, sample, err);
    if (strcmp(verb, "new") == 0 && sample) return sg_cli_plugin_new(cli, word, sample, err);
    return sg_fail(err, SG_EUSAGE,
                   "plugin: expected list, info ID, check FILE.so [SAMPLE] or new KIND NAME, found \"%s%s%s\"", verb,
                   word ? " " : "", word ? word : "");
}

static const sg_cli_option options[] = {{NULL, NULL, NULL}};

const sg_command sg_cmd_plugin = {
    .name = "plugin",
    .words = "list | info ID | check FILE.so [SAMPLE] | new KIND NAME",
    .summary = "list plugins, describe one, check one against the contract, or begin a new one",
    .examples = "skillgap plugin list\n"
                "skillgap plugin info postings_jobspy\n"
                "skillgap plugin new postings mine\ta plugin that works, to be changed\n"
                "skillgap plugin check ./postings_mine.so postings_mine.csv",
    .options = options,
    .words_min = 1,
    .words_max = 3,
    .run = run,
};
