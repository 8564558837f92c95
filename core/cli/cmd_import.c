/* skillgap import: files of postings, published counts or pay into the store. */
#include "base/interrupt.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/view_guess.h"
#include "market/demand.h"
#include "market/import.h"
#include "market/inputs.h"
#include "market/kept.h"
#include "plugin/spool.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PLUGIN, SET, GROUP, GUESS, JOBS, SHARD, DRY_RUN };
enum { MONTHS_FEW = 3 /* in which no trend can be seen */, JOBS_MAX = 64, SHARDS_MAX = 100000 };

static const sg_cli_option options[] = {
    {"plugin", "ID", "the plugin that reads the files; without it, the one that knows each file best"},
    {"set", "NAME=VALUE…", "an option of the plugin; may be given again. skillgap plugin info ID lists them"},
    {"group", "NAME", "sources of one thing, joined to one series; without it, as the plugin's name says (hn)"},
    {"guess", NULL, "look at one FILE, show which columns are what and the command that imports it, and ask"},
    {"jobs", "N", "processes that read a large file at once; without it, one a processor"},
    {"shard", "I/N", "read the I-th of N parts of the FILEs; skillgap merge joins the stores of all N"},
    {"dry-run", NULL, "read and tell, but change nothing"},
    {NULL, NULL, NULL}};

/* Of a file of which only parts were read it is not known which row of it a row is. */
static bool is_partial(const sg_import_result *r)
{
    return r->report.parts_here < r->report.parts;
}

static void add_reason(sg_doc *doc, const sg_import_result *r, const sg_reject_reason *why)
{
    sg_doc_row(doc, (sg_value[]){sg_v_text(why->reason), sg_v_count((double)why->rows),
                                 is_partial(r) ? sg_v_missing("in parts") : sg_v_count((double)why->first_row),
                                 sg_v_text(sg_reason_found(why))});
}

static void show_reasons(const sg_import_result *r, sg_doc *doc)
{
    static const sg_doc_column rejected[] = {{"reason", "Left out because", NULL, false, 0},
                                             {"rows", "rows", NULL, true, 0},
                                             {"first_row", "first row", NULL, true, 0},
                                             {"found", "found there", NULL, false, 1}};
    static const sg_doc_column remarks[] = {{"reason", "Kept, but not as it stands", NULL, false, 0},
                                            {"rows", "rows", NULL, true, 0},
                                            {"first_row", "first row", NULL, true, 0},
                                            {"found", "found there", NULL, false, 1}};
    sg_reject_reason undated = {.rows = r->undated, .first_row = r->undated_first};
    snprintf(undated.reason, sizeof undated.reason, "%s", sg_undated_reason);
    snprintf(undated.found, sizeof undated.found, "%s", r->undated_found);
    if (r->report.n_reasons || r->undated) sg_doc_table(doc, "rejected", rejected, 4);
    for (size_t i = 0; i < r->report.n_reasons; i++) add_reason(doc, r, &r->report.reasons[i]);
    if (r->undated) add_reason(doc, r, &undated);
    if (r->report.n_remarks) sg_doc_table(doc, "remarks", remarks, 4);
    for (size_t i = 0; i < r->report.n_remarks; i++) add_reason(doc, r, &r->report.remarks[i]);
}

static void note_encoding(const sg_import_result *r, sg_doc *doc)
{
    for (size_t i = 0; i < r->report.n_reasons; i++)
        if (strstr(r->report.reasons[i].reason, "UTF-8")) {
            sg_doc_note(doc,
                        "Saved as UTF-8 (spreadsheets: \"CSV UTF-8\"), the rows that are not can be read as well.");
            return;
        }
}

static void note_months(const sg_import_result *r, sg_doc *doc)
{
    char months[32];
    if (is_partial(r)) return;
    if (!r->postings || r->months > MONTHS_FEW) return;
    snprintf(months, sizeof months,
             r->months > 1 ? "Only %zu months"
             : r->months   ? "Only %zu month"
                           : "No month",
             r->months);
    sg_doc_note(doc,
                "%s of it %s %d postings or more: alone that shows no trend. It serves gap and skills, and "
                "trends together with other months of its group.",
                months, r->months > 1 ? "have" : "has", SG_MONTH_POSTINGS_MIN);
}

static void show_result(const sg_cli *cli, const char *file, const sg_import_result *r, bool dry, sg_doc *doc)
{
    sg_doc_section(doc, "file", file);
    if (r->found == SG_STORE_SAME) {
        sg_doc_paragraph(doc, "%s is in the store already, read in the same way: nothing was done.", file);
        return;
    }
    if (!r->report.parts_here) {
        sg_doc_paragraph(doc, "None of it belongs to this shard.");
        return;
    }
    uint64_t kept = r->postings - r->duplicates;
    sg_doc_field(doc, "plugin", "Read by", sg_v_text(r->plugin));
    sg_doc_field(doc, "group", "Group", sg_v_text(r->group));
    if (is_partial(r)) {
        char parts[64];
        snprintf(parts, sizeof parts, "%llu of %llu", (unsigned long long)r->report.parts_here,
                 (unsigned long long)r->report.parts);
        sg_doc_field(doc, "parts", "Parts", sg_v_text(parts));
    }
    sg_doc_field(doc, "rows", "Rows", sg_v_count((double)r->report.rows));
    if (r->bands) {
        sg_doc_field(doc, "bands", "Bands of pay", sg_v_count((double)r->bands));
        sg_doc_field(doc, "bands_role", "of a known role", sg_v_count((double)r->of_role));
        sg_doc_field(doc, "bands_region", "of these, in a known region", sg_v_count((double)r->of_region));
    } else if (r->postings || !r->counts) {
        sg_doc_field(doc, "kept", "Kept", sg_v_count((double)kept));
        sg_doc_field(doc, "duplicates", "Duplicates", sg_v_count((double)r->duplicates));
    }
    if (r->counts) sg_doc_field(doc, "counts", "Published counts", sg_v_count((double)r->counts));
    sg_doc_field(doc, "rejected", "Rejected", sg_v_count((double)(r->report.rejected + r->undated)));
    sg_doc_field(doc, "first_month", "First month", sg_v_month(r->first));
    sg_doc_field(doc, "last_month", "Last month", sg_v_month(r->last));
    show_reasons(r, doc);
    if (r->duplicates)
        sg_doc_note(doc, "Duplicates share id, address or text with an earlier posting of the same month in this file. "
                         "They are stored, and never counted.");
    if (r->postings)
        sg_doc_note(doc,
                    "Which of the rest are near to another or stand in other files is found when they are counted: "
                    "skillgap data check.");
    note_encoding(r, doc);
    note_months(r, doc);
    if (r->last != SG_MONTH_ABSENT && r->last > cli->as_of)
        sg_doc_note(doc, "What is of a month that has not come counts nowhere until then.");
    if (is_partial(r) && !dry && !r->whole)
        sg_doc_note(doc, "It counts once the other parts are there, too: skillgap merge STORE…");
    if (dry)
        sg_doc_note(doc, "A dry run: nothing was stored.");
    else
        sg_doc_note(doc, "%s in %s.",
                    r->found == SG_STORE_OTHER ? "Replaces the earlier reading of this file" : "Stored", cli->store);
}

/* One call of the command: what it has to say, and how much it stored. */
typedef struct session {
    const sg_cli *cli;
    sg_doc *doc;
    uint64_t postings;
} session;

static sg_status import_file(session *x, const sg_import *import, const char *file, sg_error *err)
{
    sg_import_result result;
    sg_progress progress;
    sg_import one = *import;
    const char *name = import->copied ? import->name : file;
    sg_progress_begin(&progress, x->cli, name);
    one.progress = sg_progress_show;
    one.progress_self = &progress;
    sg_status status = sg_import_run(&one, file, &result, err);
    sg_progress_end(&progress);
    if (status == SG_OK) show_result(x->cli, name, &result, import->dry_run, x->doc);
    if (status == SG_OK) x->postings += result.postings;
    if (status == SG_EINTR) sg_fail(err, status, "interrupted: %s is not imported, and the store is as it was", name);
    return status;
}

/* Files of a zip that no plugin knows. */
static void show_left(const sg_inputs *inputs, const char *word, sg_doc *doc)
{
    static const sg_doc_column columns[] = {{"member", "Left out", NULL, false, 0}};
    if (!inputs->n_left) return;
    sg_doc_section(doc, "left_out", word);
    sg_doc_table(doc, "left_out", columns, 1);
    for (size_t i = 0; i < inputs->n_left; i++) {
        sg_value row[] = {sg_v_text(inputs->left[i])};
        sg_doc_row(doc, row);
    }
}

/* Of a zip that came through a pipe, each file is named after it. */
static sg_status import_input(session *x, const sg_import *import, const char *path, const char *file, sg_error *err)
{
    char name[SG_PLUGIN_PATH_MAX];
    sg_import one = *import;
    snprintf(name, sizeof name, "%s%s", import->copied ? import->name : "", file + strlen(path));
    if (import->copied) one.name = name;
    return import_file(x, &one, file, err);
}

/* A file, or those files of a zip that a plugin knows. */
static sg_status import_path(session *x, const sg_import *import, const char *path, sg_error *err)
{
    sg_inputs inputs;
    const char *name = import->copied ? import->name : path;
    const sg_choice choice = {.plugins = import->plugins,
                              .kind = SG_KIND_POSTINGS,
                              .also = SG_KIND_SALARY,
                              .how = "--plugin",
                              .name = import->copied ? name : NULL};
    sg_status status = sg_inputs_of(&choice, import->plugin, path, &inputs, err);
    for (size_t i = 0; status == SG_OK && i < inputs.n; i++) {
        sg_import one = *import;
        one.shift += (uint32_t)i;
        status = import_input(x, &one, path, inputs.paths[i], err);
        if (status != SG_OK && i > 0 && !import->dry_run)
            sg_cli_say(x->cli, "Of %s, what stands before %s is in the store.", name, inputs.paths[i] + strlen(path));
    }
    if (status == SG_OK) show_left(&inputs, name, x->doc);
    sg_inputs_release(&inputs);
    return status;
}

/* What is no file (standard input, a pipe) is copied to one first. */
static sg_status import_word(session *x, const sg_import *import, const char *word, sg_error *err)
{
    sg_spool spool;
    sg_progress progress;
    sg_import one = *import;
    sg_run run = {.input = word, .progress = sg_progress_show, .progress_self = &progress};
    sg_progress_begin(&progress, x->cli, sg_run_name(&run));
    sg_status status = sg_spool_open(&run, &spool, err);
    sg_progress_end(&progress);
    if (status == SG_EINTR)
        sg_fail(err, status, "interrupted: %s is not imported, and the store is as it was", sg_run_name(&run));
    if (status != SG_OK) return status;
    if (spool.path[0]) one.copied = true, one.name = sg_run_name(&run);
    status = import_path(x, &one, spool.path[0] ? spool.path : word, err);
    sg_spool_close(&spool);
    return status;
}

static void say_note(const void *self, const char *text)
{
    sg_cli_say(self, "skillgap: asked what a file is, a plugin failed: %s", text);
}

/* A large import ends with finding which postings are of one opening, which is kept (market/kept.h), so that the next
 * command need not. What goes wrong in it is told by that command. */
static void find_openings(const sg_cli *cli, const sg_taxonomy *taxonomy)
{
    sg_market market;
    sg_error unused;
    sg_progress_step(cli, "finding which postings are of one opening");
    if (sg_market_open(&cli->plugins, cli->shipped, cli->store, cli->as_of, taxonomy, &market, &unused) == SG_OK)
        sg_market_release(&market);
    sg_progress_clear();
}

static sg_status import_words(const sg_cli *cli, const sg_import *given, const char *const *words, size_t n,
                              sg_error *err)
{
    sg_taxonomy taxonomy = {0};
    sg_import import = *given;
    session x = {.cli = cli};
    sg_interrupt_watch();
    sg_status status = sg_market_taxonomy(&cli->plugins, cli->shipped, cli->taxonomy, &taxonomy, err);
    if (status != SG_OK) return status;
    import.taxonomy = &taxonomy;
    import.note = say_note;
    import.note_self = cli;
    x.doc = sg_doc_alloc(import.dry_run ? "Import (dry run)" : "Import", "skillgap.import/1");
    if (!x.doc) status = sg_fail(err, SG_EFAIL, "no memory");
    for (size_t i = 0; status == SG_OK && i < n; i++) {
        import.shift = (uint32_t)i;
        status = import_word(&x, &import, words[i], err);
        if (status != SG_OK && i > 0 && !import.dry_run)
            sg_cli_say(cli, "The %zu file%s before %s are in the store.", i, i == 1 ? "" : "s", words[i]);
    }
    if (status == SG_OK) status = sg_cli_show(cli, x.doc, err);
    sg_doc_free(x.doc);
    if (status == SG_OK && !import.dry_run && !import.shards && x.postings >= SG_KEPT_MIN)
        find_openings(cli, &taxonomy);
    sg_taxonomy_release(&taxonomy);
    return status;
}

/* ---- guessing ---- */

/* On a terminal, and where there is something to agree to. */
static bool ask(const sg_cli *cli, const sg_guess *guess, const char *file)
{
    char answer[16];
    if (guess->open || cli->quiet || cli->output || cli->format != SG_FORMAT_TEXT || strcmp(file, "-") == 0 ||
        !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return false;
    fputs("\nImport it so? [y/N] ", stderr);
    return fgets(answer, sizeof answer, stdin) && (answer[0] == 'y' || answer[0] == 'Y');
}

static sg_status show_guess(const sg_cli *cli, sg_guess *guess, const char *file, const char *known,
                            const char *const *given, sg_error *err)
{
    if (guess->none)
        return sg_fail(err, SG_EFAIL, "%s: %s", strcmp(file, "-") == 0 ? "standard input" : file,
                       sg_guess_refusal(guess));
    sg_doc *doc = sg_doc_alloc("Proposal", "skillgap.guess/1");
    if (!doc) return sg_fail(err, SG_EFAIL, "no memory");
    sg_status status = sg_view_guess(doc, guess, file, known, given, err);
    if (status == SG_OK) status = sg_cli_show(cli, doc, err);
    sg_doc_free(doc);
    return status;
}

static sg_status guess(const sg_cli *cli, sg_import *import, const sg_args *args, sg_error *err)
{
    sg_plugin_info knows;
    sg_guess guess = {.n = 0};
    const char *file = args->words[0];
    if (args->n_words > 1) return sg_fail(err, SG_EUSAGE, "--guess looks at one file, found %zu", args->n_words);
    bool known = !import->plugin && strcmp(file, "-") != 0 && sg_import_choose(import, file, &knows, NULL) == SG_OK;
    sg_status status = sg_guess_run(import, file, &guess, err);
    if (status == SG_OK) status = sg_guess_options(&guess, &import->options, err);
    if (status == SG_OK) status = show_guess(cli, &guess, file, known ? knows.id : NULL, import->options, err);
    if (status == SG_OK && ask(cli, &guess, file)) {
        import->plugin = guess.plugin.id;
        import->group = guess.group;
        status = import_words(cli, import, args->words, 1, err);
    }
    sg_guess_release(&guess);
    return status;
}

/* "2/8" */
static sg_status read_shard(const char *text, sg_import *out, sg_error *err)
{
    unsigned shard, shards;
    int end = 0;
    if (!text) return SG_OK;
    if (sscanf(text, "%u/%u%n", &shard, &shards, &end) != 2 || text[end] || text[strspn(text, "0123456789/")] ||
        shard < 1 || shard > shards || shards > SHARDS_MAX)
        return sg_fail(err, SG_EUSAGE, "--shard: found \"%s\", expected I/N, as 1/8 … 8/8, N at most %d", text,
                       SHARDS_MAX);
    out->shard = shard - 1;
    out->shards = shards;
    return SG_OK;
}

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    sg_import import = {.plugins = &cli->plugins,
                        .plugin = args->values[PLUGIN],
                        .options = args->many,
                        .group = args->values[GROUP],
                        .store = cli->store,
                        .dry_run = args->values[DRY_RUN] != NULL};
    double jobs = 0;
    sg_status status = sg_cli_number("jobs", args->values[JOBS], 1, JOBS_MAX, &jobs, err);
    if (status != SG_OK) return status;
    import.jobs = (unsigned)jobs;
    status = read_shard(args->values[SHARD], &import, err);
    if (status != SG_OK) return status;
    if (args->values[GUESS]) return guess(cli, &import, args, err);
    return import_words(cli, &import, args->words, args->n_words, err);
}

const sg_command sg_cmd_import = {
    .name = "import",
    .words = "FILE…",
    .summary = "read files of postings or pay into your store",
    .examples = "skillgap import hn-posts.csv\nxz -dc old.csv.xz | skillgap import -\n"
                "skillgap import --dry-run --plugin postings_jobspy jobs.csv\nskillgap import --guess table.csv\n"
                "skillgap import oesm24ma.zip\twage tables, for skillgap bands",
    .next = "skillgap data check\twhat the sources state\nskillgap outlook\twhat the market wants, with them",
    .options = options,
    .words_min = 1,
    .words_max = 1000,
    .run = run,
};
