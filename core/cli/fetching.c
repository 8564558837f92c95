/* The work of `fetch`: ask and keep, then import. */
#include "cli/fetching.h"

#include "base/file.h"
#include "base/interrupt.h"
#include "market/demand.h"
#include "market/import.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct fetching {
    const sg_cli *cli;
    const sg_fetch_tools *tools;
    sg_fetch_wish wish;
    sg_taxonomy taxonomy;
    sg_fetched fetched;
    sg_transport transport;
    sg_client client;
    sg_fetch fetch;
    sg_fetch_plan plan;
    sg_brought *brought;
    size_t n;
    sg_doc *doc;
    size_t imported;    /* files that went into the store */
    bool terminal;      /* progress is shown */
    const char *source; /* "hn", "lever" */
    char at_work[160];  /* what is being asked for */
    char line[240];     /* of progress, as it stands on the terminal */
} fetching;

/* ---- progress ---- */

static void clear_line(fetching *f)
{
    if (f->terminal) fputs("\r\033[K", stderr);
    f->line[0] = '\0';
}

/* Written over the last one, when it says something else. */
static bool show_going(void *self, uint64_t bytes, uint64_t expected)
{
    fetching *f = self;
    char line[sizeof f->line], of[32] = "";
    if (expected) snprintf(of, sizeof of, " of %.1f", (double)expected / 1e6);
    snprintf(line, sizeof line, "%s %s: %.1f%s MB", f->source, f->at_work, (double)bytes / 1e6, of);
    if (f->terminal && strcmp(line, f->line) != 0) fprintf(stderr, "\r\033[K%s", line);
    memcpy(f->line, line, sizeof line);
    return !sg_interrupted();
}

static void show_begin(void *self, const char *what)
{
    fetching *f = self;
    snprintf(f->at_work, sizeof f->at_work, "%s", what);
    show_going(f, 0, 0);
}

static void show_wait(void *self, const char *text)
{
    fetching *f = self;
    clear_line(f);
    sg_cli_say(f->cli, "%s %s: %s", f->source, f->at_work, text);
}

/* ---- asking ---- */

static sg_status open_archive(fetching *f, sg_error *err)
{
    char user[PATH_MAX - 16], folder[PATH_MAX];
    if (sg_user_folder(user, sizeof user) != 0)
        return sg_fail(err, SG_EFAIL, "there is no folder for your data: set HOME or SKILLGAP_HOME");
    snprintf(folder, sizeof folder, "%s/fetched", user);
    sg_status status =
        f->wish.dry ? sg_fetched_look(folder, &f->fetched, err) : sg_fetched_open(folder, &f->fetched, err);
    if (status == SG_OK && f->fetched.lost)
        sg_cli_say(f->cli, "skillgap: %s/index.json cannot be read: what is kept is asked for anew", folder);
    return status;
}

static sg_status open_network(fetching *f, sg_error *err)
{
    const sg_fetch_wish *w = &f->wish;
    const sg_curl_settings settings = {.agent = "skillgap/" SG_VERSION,
                                       .plain = strncmp(w->base, "http:", 5) == 0,
                                       .connect_s = w->timeout_s,
                                       .stall_s = w->timeout_s,
                                       .going = show_going,
                                       .self = f};
    f->client = (sg_client){.transport = &f->transport,
                            .clock = &f->tools->clock,
                            .gap_ms = (uint64_t)(1000 / w->rate),
                            .tries = w->tries,
                            .random = f->tools->seed,
                            .tell = show_wait,
                            .self = f};
    return w->dry ? SG_OK : f->tools->open(&settings, &f->transport, err);
}

static sg_status make_room(fetching *f, size_t n, sg_error *err)
{
    f->brought = sg_zalloc(n, sizeof *f->brought);
    f->n = f->brought ? n : 0;
    return f->brought ? SG_OK : sg_fail(err, SG_EFAIL, "no memory");
}

/* From behind the last whole month that the market has, and from the first that was fetched while it was still
 * written to. */
static sg_status first_month(const fetching *f, sg_month *out, sg_error *err)
{
    sg_market market = {0};
    sg_month last = f->wish.until, open = sg_hn_first_open(&f->fetched);
    sg_status status =
        sg_market_open(&f->cli->plugins, f->cli->shipped, f->cli->store, SG_MONTH_ABSENT, &f->taxonomy, &market, err);
    if (status != SG_OK) return status;
    sg_month whole = sg_demand_last_whole(&market, sg_text_of("hn"));
    sg_market_release(&market);
    *out = whole == SG_MONTH_ABSENT || whole >= last ? last : whole + 1;
    if (open != SG_MONTH_ABSENT && open < *out) *out = open;
    return SG_OK;
}

static sg_status ask_hn(fetching *f, sg_error *err)
{
    sg_month first = f->wish.since;
    sg_status status = first == SG_MONTH_ABSENT ? first_month(f, &first, err) : SG_OK;
    if (status == SG_OK) status = make_room(f, (size_t)(f->wish.until - first) + 1, err);
    return status == SG_OK ? sg_hn_fetch(&f->fetch, first, f->wish.until, f->brought, err) : status;
}

static sg_status ask_boards(fetching *f, sg_error *err)
{
    const sg_fetch_wish *w = &f->wish;
    sg_status status = make_room(f, w->n_boards, err);
    if (status != SG_OK) return status;
    f->n = 0;
    while (status == SG_OK && f->n < w->n_boards) {
        status = sg_board_fetch(&f->fetch, w->kind, w->boards[f->n], &f->brought[f->n], err);
        f->n++;
    }
    return status;
}

static sg_status ask_all(fetching *f, sg_error *err)
{
    f->fetch = (sg_fetch){.fetched = &f->fetched,
                          .client = &f->client,
                          .base = f->wish.base[0] ? f->wish.base : NULL,
                          .answer_max = f->wish.answer_max,
                          .today = f->cli->today,
                          .plan = f->wish.dry ? sg_fetch_plan_add : NULL,
                          .begin = show_begin,
                          .self = f->wish.dry ? (void *)&f->plan : f};
    sg_status status = f->wish.kind ? ask_boards(f, err) : ask_hn(f, err);
    clear_line(f);
    return status;
}

/* ---- importing ---- */

static void begin_imported(fetching *f)
{
    static const sg_doc_column columns[] = {
        {"what", "Imported", NULL, false, 0},    {"rows", "rows", NULL, true, 0},
        {"kept", "kept", NULL, true, 0},         {"duplicates", "dupl.", NULL, true, 2},
        {"rejected", "rejected", NULL, true, 1}, {"last", "to", NULL, true, 3}};
    if (!f->imported++) sg_doc_section(f->doc, "imported", "Into the store");
    if (f->imported == 1) sg_doc_table(f->doc, "imported", columns, 6);
}

static void show_import(fetching *f, const sg_brought *b, const sg_import_result *r)
{
    if (r->found == SG_STORE_SAME) return; /* it is there already */
    begin_imported(f);
    sg_doc_row(f->doc,
               (sg_value[]){sg_v_text(b->what), sg_v_count((double)r->report.rows),
                            sg_v_count((double)(r->postings - r->duplicates)), sg_v_count((double)r->duplicates),
                            sg_v_count((double)(r->report.rejected + r->undated)), sg_v_month(r->last)});
}

/* "HN Who is hiring: 2026-10, fetched"; "acme (lever), as of 2026-11-22": the day stands in the file's name. */
static void name_source(const fetching *f, const sg_brought *b, char out[static 256])
{
    const char *slash = strrchr(b->file, '/');
    if (f->wish.kind)
        snprintf(out, 256, "%s (%s), as of %.10s", b->what, f->source, slash ? slash + 1 : "");
    else
        snprintf(out, 256, "HN Who is hiring: %s, fetched", b->what);
}

static sg_status import_one(fetching *f, const sg_brought *b, sg_error *err)
{
    char path[PATH_MAX], company[300], name[256];
    const char *options[] = {NULL, NULL};
    sg_import_result result;
    snprintf(company, sizeof company, "company=%.200s", f->wish.company ? f->wish.company : b->what);
    if (f->wish.kind) options[0] = company;
    name_source(f, b, name);
    const sg_import import = {.plugins = &f->cli->plugins,
                              .plugin = f->wish.kind ? sg_board_plugin(f->wish.kind) : "postings_hn",
                              .options = options,
                              .group = f->wish.kind ? NULL : "hn",
                              .store = f->cli->store,
                              .taxonomy = &f->taxonomy,
                              .in_place = true,
                              .name = name};
    sg_status status = sg_fetched_path(&f->fetched, b->file, path, err);
    if (status == SG_OK) status = sg_import_run(&import, path, &result, err);
    if (status == SG_OK) show_import(f, b, &result);
    return status;
}

/* Imports what there is, also when one of them fails; the first failure is returned. */
static sg_status import_all(fetching *f, sg_error *err)
{
    sg_status first = SG_OK;
    for (size_t i = 0; i < f->n; i++) {
        sg_error why = {""};
        if (!f->brought[i].file[0] || !f->brought[i].items) continue;
        if (sg_interrupted()) return sg_fail(err, SG_EINTR, "interrupted: the next run imports what is kept");
        sg_status status = import_one(f, &f->brought[i], &why);
        if (status != SG_OK && first == SG_OK) first = sg_fail(err, status, "%s", why.text);
        if (status != SG_OK) sg_cli_say(f->cli, "skillgap: %s", why.text);
    }
    return first;
}

/* ---- the whole ---- */

/* "2 of 7 could not be brought: 2026-06: …" */
static sg_status count_failed(const fetching *f, sg_error *err)
{
    size_t failed = 0, first = 0;
    for (size_t i = f->n; i-- > 0;)
        if (f->brought[i].how == SG_BROUGHT_FAILED) failed++, first = i;
    if (!failed) return SG_OK;
    return sg_fail(err, SG_EFAIL, "%zu of %zu could not be brought: %s: %s%s", failed, f->n, f->brought[first].what,
                   f->brought[first].reason, failed > 1 ? "; …" : "");
}

static sg_status show_plan(const fetching *f, sg_error *err)
{
    if (f->plan.text.failed) return sg_fail(err, SG_EFAIL, "no memory");
    if (f->cli->format != SG_FORMAT_TEXT) return sg_cli_show(f->cli, f->doc, err);
    return sg_cli_write(f->cli, f->plan.text.at ? f->plan.text.at : "", f->plan.text.len, err);
}

static bool any_kept(const fetching *f)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->brought[i].file[0]) return true;
    return false;
}

/* What was brought before a failure is imported and told all the same. */
static sg_status fetch_all(fetching *f, sg_error *err)
{
    sg_error why = {""}, import_why = {""};
    sg_status asked = ask_all(f, &why);
    if (f->wish.dry && asked == SG_OK) return show_plan(f, err);
    if (f->wish.dry || (asked != SG_OK && !any_kept(f))) return sg_fail(err, asked, "%s", why.text);
    sg_view_brought(f->doc, &f->wish, f->brought, f->n);
    sg_status imported = f->wish.import && asked != SG_EINTR ? import_all(f, &import_why) : SG_OK;
    sg_status shown = sg_cli_show(f->cli, f->doc, err);
    if (asked == SG_EINTR)
        return sg_fail(err, asked, "interrupted: what was brought is kept, and the next run goes on from it");
    if (asked != SG_OK) return sg_fail(err, asked, "%s", why.text);
    if (shown != SG_OK) return shown;
    if (imported != SG_OK) return sg_fail(err, imported, "%s", import_why.text);
    return count_failed(f, err);
}

sg_status sg_cli_fetch(const sg_cli *cli, const sg_args *args, const sg_fetch_tools *tools, sg_error *err)
{
    fetching *f = sg_zalloc(1, sizeof *f);
    if (!f) return sg_fail(err, SG_EFAIL, "no memory");
    *f = (fetching){.cli = cli, .tools = tools, .source = args->words[0], .fetched = {.lock = -1}};
    f->terminal = !cli->quiet && isatty(STDERR_FILENO);
    sg_status status = sg_fetch_wish_read(cli, args, &f->wish, err);
    bool needs_taxonomy = status == SG_OK && (!f->wish.kind || (f->wish.import && !f->wish.dry));
    if (status == SG_OK) status = open_archive(f, err);
    if (status == SG_OK && needs_taxonomy)
        status = sg_market_taxonomy(&cli->plugins, cli->shipped, cli->taxonomy, &f->taxonomy, err);
    if (status == SG_OK) status = open_network(f, err);
    if (status == SG_OK) {
        f->doc = sg_doc_alloc(f->wish.dry ? "Fetch (dry run)" : "Fetch", "skillgap.fetch/1");
        sg_buf_init(&f->plan.text, 1 << 24);
        f->plan.doc = f->doc;
        status = f->doc ? fetch_all(f, err) : sg_fail(err, SG_EFAIL, "no memory");
    }
    if (f->transport.close) f->transport.close(f->transport.self);
    sg_doc_free(f->doc);
    sg_buf_release(&f->plan.text);
    sg_free(f->brought);
    sg_taxonomy_release(&f->taxonomy);
    sg_fetched_close(&f->fetched);
    sg_free(f);
    return status;
}
