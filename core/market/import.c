#include "market/import_work.h"

#include "base/interrupt.h"
#include "market/choose.h"
#include "market/dedupe.h"
#include "market/demand.h"
#include "plugin/settings.h"
#include "plugin/spool.h"
#include "reading/reading.h"
#include "taxonomy/band.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_BYTES = 1 << 20 };

/* ---- which plugin ---- */

sg_status sg_import_choose(const sg_import *import, const char *input, sg_plugin_info *out, sg_error *err)
{
    const sg_choice choice = {.plugins = import->plugins,
                              .kind = SG_KIND_POSTINGS,
                              .also = SG_KIND_SALARY,
                              .how = "--plugin",
                              .rather = "skillgap import --guess FILE proposes how a table of postings can be read",
                              .name = import->copied ? import->name : NULL,
                              .note = import->note,
                              .self = import->note_self};
    return sg_plugin_choose(&choice, import->plugin, input, out, err);
}

static sg_status choose_group(const sg_import *import, sg_import_result *out, sg_error *err)
{
    const char *group = import->group;
    if (!group) {
        const char *under = strchr(out->plugin, '_');
        group = under ? under + 1 : out->plugin;
        if (strcmp(group, "facts") == 0 || strcmp(group, "counts") == 0 || strcmp(group, "columns") == 0)
            return sg_fail(err, SG_EUSAGE,
                           "%s reads many sources: say with --group which this file belongs to (\"hn\" …)",
                           out->plugin);
    }
    size_t len = strlen(group);
    if (!len || len >= sizeof out->group || strspn(group, "abcdefghijklmnopqrstuvwxyz0123456789_-") != len)
        return sg_fail(err, SG_EUSAGE, "--group: found \"%s\", expected up to %zu of a-z 0-9 _ -", group,
                       sizeof out->group - 1);
    memcpy(out->group, group, len + 1);
    return SG_OK;
}

/* ---- the run ---- */

typedef sg_importing importing;

/* The whole path of "FILE" or "FILE#MEMBER", to free, or NULL. */
static char *path_of(const char *input)
{
    size_t len = sg_member_cut(input);
    char file[SG_PLUGIN_PATH_MAX], *full, *out;
    if (!input[len]) return realpath(input, NULL);
    snprintf(file, sizeof file, "%.*s", (int)len, input);
    full = realpath(file, NULL);
    if (!full || asprintf(&out, "%s%s", full, input + len) < 0) out = NULL;
    free(full);
    return out;
}

sg_store_source sg_import_source(const importing *x, uint64_t hash)
{
    const char *name = x->import->name ? x->import->name : x->path.at;
    const char *slash = x->import->name && !x->import->copied ? NULL : strrchr(name, '/');
    return (sg_store_source){.hash = hash,
                             .name = sg_text_of(slash ? slash + 1 : name),
                             .path = x->path,
                             .plugin = sg_text_of(x->out->plugin),
                             .version = sg_text_of(x->out->version),
                             .options = {x->options.at, x->options.len},
                             .group = sg_text_of(x->out->group),
                             .taxonomy = x->import->taxonomy->hash,
                             .rows = x->out->report.rows,
                             .rejected = x->out->report.rejected,
                             .undated = x->out->undated,
                             .in_place = x->import->in_place,
                             .parts = x->parts};
}

/* What a worker reads is held against the content's hash, which skillgap itself has taken: the key of the rows. */
static sg_status begin(void *self, const sg_run_report *input, sg_error *err)
{
    importing *x = self;
    (void)err;
    if (input->input_hash) x->hash = input->input_hash;
    if (x->import->shards && input->parts > 1) x->parts = input->parts;
    return SG_OK;
}

/* Opened at the first record, when the workers have long been forked. */
sg_status sg_import_open(importing *x, sg_error *err)
{
    if (x->import->dry_run || x->store) return SG_OK;
    sg_status status = sg_store_open(x->import->store, &x->store, err);
    sg_store_source source = sg_import_source(x, x->hash);
    if (status == SG_OK && x->hash) status = sg_store_find(x->store, &source, &x->out->found, err);
    if (status == SG_OK && x->out->found == SG_STORE_SAME)
        return sg_fail(err, SG_EDATA, "%s is in the store already", x->input); /* ends the run; not shown */
    if (status != SG_OK) return status;
    return x->parts ? sg_store_begin_parts(x->store, x->import->taxonomy, &source, err)
                    : sg_store_begin(x->store, x->import->taxonomy, x->hash, err);
}

static void widen(sg_import_result *out, sg_month month)
{
    if (out->first == SG_MONTH_ABSENT || month < out->first) out->first = month;
    if (out->last == SG_MONTH_ABSENT || month > out->last) out->last = month;
}

static uint64_t text_hash(sg_text text)
{
    return text.len ? sg_hash(text.at, text.len) : 0;
}

static sg_status note_posting(importing *x, sg_text id, sg_text url, uint64_t body, sg_day day, uint64_t row,
                              sg_error *err)
{
    if (SG_GROW(x->items, x->out->postings, x->cap_items, UINT32_MAX / 4) != 0)
        return sg_fail(err, SG_EFAIL, "%s: no memory for %llu postings", x->input,
                       (unsigned long long)x->out->postings);
    x->items[x->out->postings++] =
        (sg_dedupe_item){.id = text_hash(id), .url = text_hash(url), .body = body, .row = row, .day = day};
    widen(x->out, sg_month_of_day(day));
    return SG_OK;
}

/* A year alone counts from its middle. */
static sg_status note_band(importing *x, const sg_band *band, const sg_row *row, sg_error *err)
{
    long long year = 0;
    sg_month month;
    sg_status status = sg_band_check(band, err);
    if (status != SG_OK)
        return sg_fail_in(err, SG_EPLUGIN, "plugin %s: %s: row %llu", x->out->plugin, x->input,
                          (unsigned long long)row->number);
    if (!sg_month_parse(band->date, &month)) {
        sg_text_integer(band->date, &year);
        month = sg_month_of((int)year, 7);
    }
    widen(x->out, month);
    x->out->bands++;
    x->out->of_role += band->role.len > 0;
    x->out->of_region += band->role.len && band->region.len;
    return SG_OK;
}

static sg_status take(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    importing *x = self;
    const sg_reading *reading = record;
    const sg_fact *fact = record;
    if (type == SG_RECORD_FIGURE)
        return sg_fail(err, SG_EDATA,
                       "%s: dated figures (prices, rates of exchange), which skillgap ships: expected bands of pay",
                       x->input);
    if (type != SG_RECORD_COUNT && type != SG_RECORD_FACT && type != SG_RECORD_READING && type != SG_RECORD_BAND)
        return sg_fail(err, SG_EPLUGIN, "plugin %s: %s: row %llu: a %s came past the services", x->out->plugin,
                       x->input, (unsigned long long)row->number, sg_record_name(type));
    sg_status status = sg_import_open(x, err);
    if (status != SG_OK) return status;
    if (type == SG_RECORD_COUNT) {
        x->out->counts++;
        widen(x->out, ((const sg_count *)record)->month);
    } else if (type == SG_RECORD_BAND) {
        status = note_band(x, record, row, err);
    } else {
        sg_day day = type == SG_RECORD_FACT ? fact->day : reading->day;
        if (day < SG_STORE_DAY_MIN || day > SG_STORE_DAY_MAX) {
            if (!x->out->undated++) {
                x->out->undated_first = row->number;
                sg_day_format(day, x->out->undated_found);
            }
            return x->parts ? sg_import_undated(x, row, day, err) : SG_OK;
        }
        status = type == SG_RECORD_FACT
                     ? note_posting(x, fact->id, (sg_text){0}, fact->body, day, row->number, err)
                     : note_posting(x, reading->id, reading->url, reading->body, day, row->number, err);
    }
    const sg_row placed = {row->number - x->part_before, row->offset};
    if (status == SG_OK && x->store) status = sg_store_add(x->store, type, record, &placed, err);
    if (status == SG_EPLUGIN) sg_fail_in(err, status, "plugin %s: %s", x->out->plugin, x->input);
    return status;
}

static sg_status count_months(importing *x, const sg_dedupe_one *order, sg_error *err)
{
    size_t span = (size_t)(x->out->last - x->out->first) + 1; /* days are in bounds */
    size_t *postings = sg_zalloc(span, sizeof *postings);
    if (!postings) return sg_fail(err, SG_EFAIL, "%s: no memory to count its months", x->input);
    for (size_t i = 0; i < x->out->postings; i++)
        if (order[i].stands) postings[sg_month_of_day(x->items[order[i].item].day) - x->out->first]++;
    for (size_t i = 0; i < span; i++) x->out->months += postings[i] >= SG_MONTH_POSTINGS_MIN;
    sg_free(postings);
    return SG_OK;
}

/* Copies alone: what is near is told of all sources together, when the market is opened. */
static sg_status count_duplicates(importing *x, sg_error *err)
{
    size_t n = x->out->postings, openings;
    sg_dedupe_one *order = sg_alloc((n + 1) * sizeof *order);
    if (!order) return sg_fail(err, SG_EFAIL, "%s: no memory to compare its postings", x->input);
    sg_status status = sg_dedupe(x->items, n, NULL, order, &openings, err);
    for (size_t i = 0; status == SG_OK && i < n; i++) x->out->duplicates += !order[i].stands;
    if (status == SG_OK && n) status = count_months(x, order, err);
    sg_free(order);
    return status;
}

/* "; row 1: date: expected YYYY-MM-DD, found \"x\"", or "" */
static const char *first_reason(const sg_reject_reason *why, size_t n, char out[static 260])
{
    const char *mark = n && why->found[0] ? "\"" : "", *found = n ? sg_reason_found(why) : "";
    out[0] = '\0';
    if (n)
        snprintf(out, 260, "; row %llu: %s%s%s%s%s", (unsigned long long)why->first_row, why->reason,
                 found[0] ? ", found " : "", mark, found, mark);
    return out;
}

/* Why rows are not in the store: what the reading rejected, and days that are none. */
static size_t gather_reasons(const sg_import_result *r, sg_reject_reason out[static SG_REASONS_MAX + 1])
{
    size_t n = r->report.n_reasons;
    memcpy(out, r->report.reasons, n * sizeof *out);
    if (!r->undated) return n;
    out[n] = (sg_reject_reason){.rows = r->undated, .first_row = r->undated_first};
    snprintf(out[n].reason, sizeof out[n].reason, "%s", sg_undated_reason);
    snprintf(out[n].found, sizeof out[n].found, "%s", r->undated_found);
    return n + 1;
}

/* What is stored stands under the hash of the content: a worker cannot put it in another source's place. */
static sg_status end_import(importing *x, sg_error *err)
{
    char reason[260];
    sg_reject_reason reasons[SG_REASONS_MAX + 1];
    sg_store_source source = sg_import_source(x, x->out->report.input_hash);
    if (sg_interrupted()) return sg_interrupt_check(err);
    source.n_reasons = gather_reasons(x->out, reasons);
    source.reasons = reasons;
    if (x->hash && source.hash != x->hash)
        return sg_fail(err, SG_EFAIL, "%s: the file has changed while it was read (hash %016llx, then %016llx)",
                       x->input, (unsigned long long)x->hash, (unsigned long long)source.hash);
    if (!x->out->postings && !x->out->counts && !x->out->bands && !x->parts)
        return sg_fail(err, SG_EDATA, "%s: no %s in it (%llu rows, %llu rejected, %llu undated)%s%s", x->input,
                       x->kind == SG_KIND_SALARY ? "band of pay" : "dated posting and no count",
                       (unsigned long long)x->out->report.rows, (unsigned long long)x->out->report.rejected,
                       (unsigned long long)x->out->undated, first_reason(reasons, source.n_reasons, reason),
                       x->may_be_told && x->out->undated
                           ? "; the day on which they were collected can be given: --set scraped=YYYY-MM-DD"
                           : "");
    sg_status status = count_duplicates(x, err);
    if (status != SG_OK || !x->store) return status;
    if (source.hash != x->hash) status = sg_store_find(x->store, &source, &x->out->found, err);
    if (status == SG_OK && x->out->found == SG_STORE_SAME) return SG_OK;
    if (status == SG_OK && x->parts) return sg_store_commit_parts(x->store, &source, &x->out->whole, err);
    return status == SG_OK ? sg_store_commit(x->store, &source, err) : status;
}

/* In the worker, on its own copy of what was built before the fork. */
static sg_status convert(void *self, uint32_t type, const void *record, const sg_row *row, sg_emit_fn emit, void *ctx,
                         sg_error *err)
{
    importing *x = self;
    return sg_reader_convert(x->reader, type, record, row, emit, ctx, err);
}

static void importing_release(importing *x)
{
    sg_store_close(x->store);
    sg_reader_free(x->reader);
    sg_free(x->items);
    sg_buf_release(&x->options);
}

/* A packed input is unpacked to a file first: it is then read like any other. The path that is kept is its own. */
static sg_status unpack(sg_run *run, sg_spool *spool, char within[static 256], sg_error *err)
{
    if (!sg_input_is_packed(run->input)) return SG_OK;
    sg_status status = sg_spool_unpack(run, spool, within, err);
    if (status != SG_OK) return status;
    run->input = spool->path;
    run->within = within;
    return SG_OK;
}

sg_status sg_import_run(const sg_import *import, const char *input, sg_import_result *out, sg_error *err)
{
    sg_plugin_info plugin;
    *out = (sg_import_result){.first = SG_MONTH_ABSENT, .last = SG_MONTH_ABSENT};
    sg_status status = sg_import_choose(import, input, &plugin, err);
    if (status != SG_OK) return status;
    memcpy(out->plugin, plugin.id, sizeof out->plugin);
    memcpy(out->version, plugin.version, sizeof out->version);
    status = choose_group(import, out, err);
    if (status != SG_OK) return status;

    char *full = import->copied ? NULL : path_of(input); /* evidence is read again from any folder */
    importing x = {.import = import, .kind = plugin.kind, .input = import->copied ? import->name : input, .out = out};
    x.path = sg_text_of(import->copied ? "-" : full ? full : input);
    sg_run run = {.plugin = plugin.path,
                  .input = input,
                  .name = x.input,
                  .options = import->options,
                  .kind = plugin.kind,
                  .parts = plugin.parts,
                  .jobs = import->jobs,
                  .chunk = import->chunk,
                  .shard = import->shard,
                  .shards = import->shards,
                  .shift = import->shift,
                  .progress = import->progress,
                  .progress_self = import->progress_self};
    sg_spool spool = {.fd = -1};
    char within[256];
    sg_sink sink = {.self = &x, .begin = begin, .convert = convert, .take = take};
    sg_import_parts(&sink);
    for (size_t i = 0; i < plugin.n_options; i++)
        if (strcmp(plugin.options[i].name, "scraped") == 0) x.may_be_told = true;
    sg_buf_init(&x.options, OPTIONS_BYTES);
    status = sg_settings_write(import->options, &x.options, err);
    if (status != SG_OK) sg_fail_in(err, status, "--set");
    if (status == SG_OK) status = unpack(&run, &spool, within, err);
    if (status == SG_OK) status = sg_reader_alloc(import->taxonomy, &x.reader, err);
    if (status == SG_OK) status = sg_plugin_run(&run, &sink, &out->report, err);
    if (status == SG_OK && import->shards && !out->report.parts_here)
        status = sg_import_nothing(&x, err);
    else if (status == SG_OK)
        status = end_import(&x, err);
    else if (out->found == SG_STORE_SAME)
        status = SG_OK; /* ended at its first record, on purpose */
    importing_release(&x);
    sg_spool_close(&spool);
    free(full);
    return status;
}
