/* Counting unknown names: from postings, in a worker, and from counts that are shipped. */
#include "base/file.h"
#include "market/blindspots_work.h"
#include "market/manifest.h"
#include "reading/reading.h"
#include "taxonomy/common.h"

#include <stdio.h>
#include <string.h>

enum { NAMES_BYTES = 1 << 20, PATH_SIZE = 4096 };

static sg_status no_memory(sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "no memory to count unknown names");
}

sg_status sg_unknown_counts_alloc(const sg_taxonomy *taxonomy, const char *shipped, sg_unknown_counts **out,
                                  sg_error *err)
{
    char path[PATH_SIZE];
    sg_unknown_counts *counts = sg_zalloc(1, sizeof *counts);
    if (!counts) return no_memory(err);
    counts->taxonomy = taxonomy;
    sg_buf_init(&counts->fold, NAMES_BYTES);
    sg_status status = sg_path_join(path, sizeof path, shipped, "taxonomy/common_words.txt", err);
    if (status == SG_OK) status = sg_common_read(path, &counts->common, err);
    if (status == SG_OK && (sg_map_add(&counts->names, sg_text_of("")) != SG_UNKNOWN_TOTAL ||
                            sg_map_add(&counts->names, sg_text_of("*")) != SG_UNKNOWN_ANY))
        status = no_memory(err);
    if (status == SG_OK)
        *out = counts;
    else
        sg_unknown_counts_free(counts);
    return status;
}

void sg_unknown_counts_free(sg_unknown_counts *counts)
{
    if (!counts) return;
    sg_map_release(&counts->common);
    sg_map_release(&counts->names);
    sg_map_release(&counts->spellings);
    sg_free(counts->written);
    sg_free(counts->votes);
    sg_free(counts->shipped);
    sg_buf_release(&counts->fold);
    sg_free(counts);
}

uint32_t sg_unknown_number(sg_unknown_counts *counts, sg_text name, uint32_t times, bool *known)
{
    sg_buf_clear(&counts->fold);
    if (sg_text_fold(name, &counts->fold) != 0) return SG_MAP_NONE;
    sg_text folded = {counts->fold.at, counts->fold.len};
    *known = sg_map_find(&counts->taxonomy->names, folded) != SG_MAP_NONE || sg_common_has(&counts->common, folded);
    uint32_t number = sg_map_add(&counts->names, folded), spelling = sg_map_add(&counts->spellings, name);
    if (number == SG_MAP_NONE || spelling == SG_MAP_NONE ||
        SG_GROW(counts->written, counts->n_written, counts->written_cap, UINT32_MAX) != 0)
        return SG_MAP_NONE;
    if (spelling == counts->n_written) counts->written[counts->n_written++] = (struct sg_spelling){number, 0};
    counts->written[spelling].times += times;
    return number;
}

/* ---- from postings ---- */

/* The sink's two halves live in two processes: the reader in the worker, the counts in the host. */
typedef struct halves {
    sg_reader *reader;
    sg_unknown_counts *counts;
} halves;

/* In the worker: of a posting, its unknown names in place of the title, and who asks when. */
static sg_status convert(void *self, uint32_t type, const void *record, const sg_row *row, sg_emit_fn emit, void *ctx,
                         sg_error *err)
{
    sg_reading reading;
    (void)row;
    if (type != SG_RECORD_POSTING) return SG_OK;
    const halves *h = self;
    sg_status status = sg_reader_names(h->reader, record, &reading, err);
    return status == SG_OK ? emit(ctx, SG_RECORD_READING, &reading) : status;
}

static sg_status add_vote(sg_unknown_counts *counts, uint32_t name, sg_month month, uint64_t employer, sg_error *err)
{
    if (name == SG_MAP_NONE || SG_GROW(counts->votes, counts->n_votes, counts->votes_cap, SIZE_MAX / 2) != 0)
        return no_memory(err);
    counts->votes[counts->n_votes++] = (sg_unknown_vote){name, month, employer};
    return SG_OK;
}

static sg_status take(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    sg_unknown_counts *counts = ((const halves *)self)->counts;
    const sg_reading *reading = record;
    (void)row;
    if (type != SG_RECORD_READING || reading->day == SG_DAY_ABSENT) return SG_OK;
    sg_month month = sg_month_of_day(reading->day);
    uint64_t employer = reading->employer_hash ? reading->employer_hash : ++counts->postings;
    sg_text rest = reading->title, name;
    sg_status status = add_vote(counts, SG_UNKNOWN_TOTAL, month, employer, err);
    bool any = false;
    while (status == SG_OK && rest.len && sg_text_split(&rest, '\n', &name)) {
        bool known = false;
        uint32_t number = sg_unknown_number(counts, name, 1, &known);
        if (!known) status = add_vote(counts, number, month, employer, err);
        any = any || !known;
    }
    return status == SG_OK && any ? add_vote(counts, SG_UNKNOWN_ANY, month, employer, err) : status;
}

sg_status sg_unknown_counts_file(sg_unknown_counts *counts, const sg_import *import, const char *input,
                                 sg_run_report *report, sg_error *err)
{
    sg_plugin_info plugin;
    sg_reader *reader = NULL;
    sg_status status = sg_import_choose(import, input, &plugin, err);
    if (status == SG_OK) status = sg_reader_alloc(import->taxonomy, &reader, err);
    if (status == SG_OK) {
        sg_run run = {.plugin = plugin.path, .input = input, .options = import->options, .kind = SG_KIND_POSTINGS};
        halves h = {reader, counts};
        sg_sink sink = {.self = &h, .convert = convert, .take = take};
        status = sg_plugin_run(&run, &sink, report, err);
    }
    sg_reader_free(reader);
    return status;
}

/* ---- from counts that are shipped ---- */

static sg_status take_count(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    sg_unknown_counts *counts = self;
    const sg_count *count = record;
    (void)row;
    if (type != SG_RECORD_COUNT) return SG_OK;
    bool any = sg_text_is(count->skill, "*"), known = false;
    uint32_t times = count->count < UINT32_MAX ? (uint32_t)count->count : UINT32_MAX;
    uint32_t name = any ? SG_UNKNOWN_ANY : sg_unknown_number(counts, count->skill, times, &known);
    if (known) return SG_OK;
    if (name == SG_MAP_NONE || SG_GROW(counts->shipped, counts->n_shipped + 1, counts->shipped_cap, SIZE_MAX / 2) != 0)
        return no_memory(err);
    counts->shipped[counts->n_shipped++] = (sg_unknown_cell){name, count->month, count->count};
    if (any) counts->shipped[counts->n_shipped++] = (sg_unknown_cell){SG_UNKNOWN_TOTAL, count->month, count->total};
    return SG_OK;
}

static sg_status run_shipped(sg_unknown_counts *counts, const sg_plugin_path *plugins, const char *shipped,
                             const sg_manifest_row *row, sg_error *err)
{
    char plugin[SG_PLUGIN_PATH_MAX], path[PATH_SIZE];
    sg_run_report report;
    sg_status status = sg_path_join(path, sizeof path, shipped, row->path.at, err);
    if (status == SG_OK) status = sg_plugin_locate(plugins, row->plugin.at, plugin, err);
    if (status != SG_OK) return status;
    sg_run run = {.plugin = plugin, .input = path, .kind = SG_KIND_POSTINGS};
    sg_sink sink = {.self = counts, .take = take_count};
    return sg_plugin_run(&run, &sink, &report, err);
}

sg_status sg_unknown_counts_shipped(sg_unknown_counts *counts, const sg_plugin_path *plugins, const char *shipped,
                                    sg_error *err)
{
    char file[PATH_SIZE];
    sg_arena arena = {0};
    sg_manifest_row *rows;
    size_t n = 0;
    sg_status status = sg_path_join(file, sizeof file, shipped, "sources.csv", err);
    if (status == SG_OK) status = sg_manifest_read(file, &arena, &rows, &n, err);
    for (size_t i = 0; status == SG_OK && i < n; i++)
        if (sg_text_is(rows[i].group, SG_GROUP_UNKNOWN)) status = run_shipped(counts, plugins, shipped, &rows[i], err);
    sg_arena_release(&arena);
    return status;
}
