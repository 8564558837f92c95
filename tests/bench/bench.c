/* CPU seconds of the stages over one CSV of postings, as ratios to libcsv alone reading the same bytes.
 * usage: bench FILE.csv */
#include "base/file.h"
#include "market/market.h"
#include "plugin/csv.h"
#include "taxonomy/matcher.h"

#include <csv.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

typedef struct bench_file {
    sg_buf bytes;
    size_t at;
} bench_file;

static sg_status read_some(void *self, void *out, size_t size, size_t *got, sg_error *err)
{
    bench_file *file = self;
    (void)err;
    *got = file->bytes.len - file->at < size ? file->bytes.len - file->at : size;
    memcpy(out, file->bytes.at + file->at, *got);
    file->at += *got;
    return SG_OK;
}

static void count_field(void *at, size_t len, void *total)
{
    (void)at;
    *(size_t *)total += len;
}

static void count_row(int end, void *total)
{
    (void)end;
    (void)total;
}

static double time_libcsv(const bench_file *file)
{
    struct csv_parser parser;
    size_t total = 0;
    double start = cpu_seconds();
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL);
    for (size_t at = 0; at < file->bytes.len; at += 65536) {
        size_t len = file->bytes.len - at < 65536 ? file->bytes.len - at : 65536;
        csv_parse(&parser, file->bytes.at + at, len, count_field, count_row, &total);
    }
    csv_fini(&parser, count_field, count_row, &total);
    csv_free(&parser);
    return cpu_seconds() - start;
}

typedef struct bench_match {
    const sg_matcher *matcher; /* NULL: rows are only read */
    sg_matcher_scratch *scratch;
    size_t rows, bytes, mentions;
    double seconds;
} bench_match;

static sg_status on_row(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    bench_match *bench = self;
    const sg_mention *mentions;
    size_t n = 0;
    (void)row;
    bench->rows++;
    bench->bytes += values[0].len;
    if (!bench->matcher) return SG_OK;
    double start = cpu_seconds();
    sg_status status =
        sg_matcher_run(bench->matcher, bench->scratch, values[0], (sg_text){NULL, 0}, &mentions, &n, err);
    bench->seconds += cpu_seconds() - start;
    bench->mentions += n;
    return status;
}

static void on_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    (void)self;
    (void)found;
    fprintf(stderr, "row %llu: %s\n", (unsigned long long)row->number, reason);
}

static sg_status time_rows(bench_file *file, bench_match *bench, double *seconds, sg_error *err)
{
    static const sg_column columns[] = {{"text", SG_COLUMN_NEEDED}};
    sg_dialect dialect = {.size = sizeof dialect};
    sg_csv csv = {&dialect, columns, 1, read_some, file, on_row, on_reject, bench};
    uint64_t rows;
    file->at = 0;
    double start = cpu_seconds();
    sg_status status = sg_csv_read(&csv, &rows, err);
    *seconds = cpu_seconds() - start;
    return status;
}

static sg_status run(bench_file *file, const sg_matcher *matcher, sg_matcher_scratch *scratch, sg_error *err)
{
    double service, whole;
    bench_match reading = {0}, matching = {.matcher = matcher, .scratch = scratch};
    double alone = time_libcsv(file);
    sg_status status = time_rows(file, &reading, &service, err);
    if (status == SG_OK) status = time_rows(file, &matching, &whole, err);
    if (status != SG_OK) return status;
    double mb = (double)file->bytes.len * 1e-6;
    printf("%-34s %8.1f MB/s   1.00 x\n", "libcsv alone", mb / alone);
    printf("%-34s %8.1f MB/s %6.2f x CPU\n", "csv service, rows checked", mb / service, service / alone);
    printf("%-34s %8.1f MB/s %6.2f x CPU (%zu mentions in %zu rows)\n", "matching, rules applied",
           (double)matching.bytes * 1e-6 / matching.seconds, matching.seconds / alone, matching.mentions,
           matching.rows);
    return SG_OK;
}

int main(int argc, char **argv)
{
    sg_error err = {""};
    char shipped[4096];
    sg_plugin_path plugins;
    sg_taxonomy taxonomy = {0};
    bench_file file = {0};
    sg_buf_init(&file.bytes, (size_t)4 << 30);
    sg_plugin_path_init(&plugins, NULL);
    if (argc != 2 || sg_shipped_folder(shipped, sizeof shipped) != 0) return 2;
    sg_status status = sg_market_taxonomy(&plugins, shipped, NULL, &taxonomy, &err);
    if (status == SG_OK) status = sg_file_read(argv[1], &file.bytes, &err);
    sg_matcher *matcher = status == SG_OK ? sg_matcher_alloc(&taxonomy) : NULL;
    sg_matcher_scratch *scratch = sg_matcher_scratch_alloc();
    if (status == SG_OK && matcher && scratch) status = run(&file, matcher, scratch, &err);
    if (status != SG_OK) fprintf(stderr, "bench: %s\n", err.text);
    sg_matcher_scratch_free(scratch);
    sg_matcher_free(matcher);
    sg_taxonomy_release(&taxonomy);
    sg_buf_release(&file.bytes);
    return (int)status;
}
