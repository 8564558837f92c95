/* CPU seconds of the stages of an import over one CSV of postings, as ratios to libcsv alone reading the same bytes.
 * usage: bench FILE.csv PLUGIN.so */
#include "base/file.h"
#include "base/month.h"
#include "base/plain.h"
#include "base/text.h"
#include "input/csv.h"
#include "market/market.h"
#include "reading/pay_text.h"
#include "reading/reading.h"
#include "taxonomy/find.h"
#include "taxonomy/title.h"

#include <csv.h>
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* ---- the file ---- */

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

/* ---- the plugin, in this process ---- */

typedef struct bench {
    bench_file file;
    sg_services services;
    const sg_plugin *plugin;
    sg_row_fn row;
    void *row_state;
    bool reads, keeps; /* rows are handed to the plugin; what it emits is kept */
    sg_posting *postings;
    size_t n, cap;
    sg_arena arena;
    sg_error err;
} bench;

static sg_status on_row(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    bench *b = self;
    (void)row;
    if (!b->reads || b->row(&b->services, b->row_state, values) == 0) return SG_OK;
    return sg_fail(err, SG_EFAIL, "the plugin gave up");
}

static void on_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    (void)self;
    (void)found;
    fprintf(stderr, "row %llu: %s\n", (unsigned long long)row->number, reason);
}

static int service_csv(const sg_services *s, const sg_dialect *dialect, const sg_column *columns, size_t n,
                       sg_row_fn row, void *state)
{
    static const sg_dialect plain = {.size = sizeof plain};
    bench *b = s->ctx;
    sg_csv csv = {dialect ? dialect : &plain, columns, n, read_some, &b->file, on_row, on_reject, b};
    uint64_t rows;
    b->file.at = 0;
    b->row = row;
    b->row_state = state;
    return (int)sg_csv_read(&csv, &rows, &b->err);
}

static const char *service_option(const sg_services *s, const char *name)
{
    const sg_plugin *plugin = ((const bench *)s->ctx)->plugin;
    for (size_t i = 0; i < plugin->n_options; i++)
        if (strcmp(plugin->options[i].name, name) == 0) return plugin->options[i].value;
    return NULL;
}

static void copy(sg_arena *arena, sg_text *text)
{
    if (text->at) text->at = sg_arena_copy(arena, text->at, text->len);
}

static int service_emit(const sg_services *s, uint32_t type, const void *record, size_t size)
{
    bench *b = s->ctx;
    (void)size;
    if (type != SG_RECORD_POSTING || !b->keeps) return 0;
    sg_posting p = *(const sg_posting *)record;
    sg_text *const texts[] = {&p.id, &p.url, &p.employer, &p.title, &p.place, &p.level, &p.pay, &p.body, &p.skills};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) copy(&b->arena, texts[i]);
    if (SG_GROW(b->postings, b->n, b->cap, SIZE_MAX) != 0) return 1;
    b->postings[b->n++] = p;
    return 0;
}

static int service_reject(const sg_services *s, const char *reason, sg_text found)
{
    (void)s, (void)reason, (void)found;
    return 0;
}

static int service_head(const sg_services *s, sg_text *head)
{
    const bench_file *file = &((const bench *)s->ctx)->file;
    *head = (sg_text){file->bytes.at, file->bytes.len < 16384 ? file->bytes.len : 16384};
    return 0;
}

static const char *service_name(const sg_services *s)
{
    (void)s;
    return "";
}

static int service_day(const sg_services *s, sg_text text, int32_t *out)
{
    (void)s;
    return !sg_day_parse(text, out);
}

static int service_number(const sg_services *s, sg_text text, double *out)
{
    (void)s;
    return !sg_text_number(text, out);
}

static sg_status open_plugin(bench *b, const char *path)
{
    void *handle = dlopen(path, RTLD_NOW);
    b->plugin = handle ? dlsym(handle, "sg_plugin_entry") : NULL;
    b->services = (sg_services){.size = sizeof b->services,
                                .ctx = b,
                                .csv = service_csv,
                                .option = service_option,
                                .emit = service_emit,
                                .reject = service_reject,
                                .remark = service_reject,
                                .refuse = service_reject,
                                .head = service_head,
                                .name = service_name,
                                .to_day = service_day,
                                .to_number = service_number};
    return b->plugin ? SG_OK : sg_fail(&b->err, SG_EFAIL, "%s", dlerror());
}

static double time_plugin(bench *b, bool reads, bool keeps)
{
    double start = cpu_seconds();
    b->reads = reads;
    b->keeps = keeps;
    return b->plugin->run(&b->services) ? -1 : cpu_seconds() - start;
}

/* ---- what skillgap makes of the postings: each stage over all of them ---- */

typedef struct stages {
    const bench *of;
    const sg_taxonomy *taxonomy;
    sg_reader *reader;
    sg_titles *titles;
    sg_finder *finder;
    sg_matcher *matcher;
    sg_matcher_scratch *scratch;
    sg_plain plain;
    sg_buf text;
    size_t mentions, read; /* what is counted, so that nothing is left out */
    sg_error err;
} stages;

typedef sg_status (*stage_fn)(stages *s, const sg_posting *posting);

static sg_status body_hash(stages *s, const sg_posting *posting)
{
    sg_buf_clear(&s->text);
    if (sg_text_fold(posting->body, &s->text) != 0) return SG_EFAIL;
    s->read += sg_hash(s->text.at, s->text.len) & 1;
    return SG_OK;
}

static sg_status title(stages *s, const sg_posting *posting)
{
    sg_title_reading out;
    return posting->title.len ? sg_title_read(s->titles, posting->title, &out, &s->err) : SG_OK;
}

static sg_status place(stages *s, const sg_posting *posting)
{
    sg_place_reading out;
    return posting->place.len ? sg_place_read(s->titles, posting->place, &out, &s->err) : SG_OK;
}

static sg_status pay(stages *s, const sg_posting *posting)
{
    sg_pay_text out;
    if (posting->pay.len) s->read += sg_pay_text_read(posting->pay, "", &out);
    return SG_OK;
}

static sg_status plain_text(stages *s, const sg_posting *posting)
{
    return sg_plain_read(&s->plain, posting->body) == 0 ? SG_OK : SG_EFAIL;
}

static sg_status matching(stages *s, const sg_posting *posting)
{
    const sg_mention *mentions;
    size_t n = 0;
    sg_status status = plain_text(s, posting);
    if (status != SG_OK) return status;
    status = sg_matcher_run(s->matcher, s->scratch, s->plain.text, posting->employer, &mentions, &n, &s->err);
    s->mentions += n;
    return status;
}

static sg_status asks(stages *s, const sg_posting *posting)
{
    const sg_document document = {posting->body, posting->employer, posting->title};
    const sg_mention *mentions;
    size_t n;
    return sg_finder_run(s->finder, &document, &mentions, &n, &s->err);
}

static sg_status reading(stages *s, const sg_posting *posting)
{
    sg_reading out;
    return sg_reader_read(s->reader, posting, &out, &s->err);
}

static double time_stage(stages *s, stage_fn stage)
{
    double start = cpu_seconds();
    for (size_t i = 0; i < s->of->n; i++)
        if (stage(s, &s->of->postings[i]) != SG_OK) return -1;
    return cpu_seconds() - start;
}

/* ---- the table ---- */

static double all; /* CPU seconds of libcsv alone */

static void tell(const bench *b, const char *name, double seconds)
{
    printf("%-38s %8.1f MB/s %6.2f x\n", name, (double)b->file.bytes.len * 1e-6 / seconds, seconds / all);
}

static void tell_reading(const bench *b, stages *s)
{
    double hash = time_stage(s, body_hash), titles = time_stage(s, title), places = time_stage(s, place);
    double pays = time_stage(s, pay), plain = time_stage(s, plain_text), match = time_stage(s, matching);
    double asked = time_stage(s, asks);
    tell(b, "  body's hash", hash);
    tell(b, "  title", titles);
    tell(b, "  place", places);
    tell(b, "  pay", pays);
    tell(b, "  plain text", plain);
    tell(b, "  matching, rules applied", match - plain);
    tell(b, "  sections and asks", asked - match);
    tell(b, "a posting read, all of these", time_stage(s, reading));
    printf("%zu postings, %zu mentions\n", b->n, s->mentions);
}

static sg_status run(bench *b, stages *s)
{
    all = time_libcsv(&b->file);
    tell(b, "libcsv alone", all);
    double service = time_plugin(b, false, false), plugin = time_plugin(b, true, false);
    if (service < 0 || plugin < 0 || time_plugin(b, true, true) < 0) return SG_EFAIL;
    tell(b, "csv service, rows checked", service);
    tell(b, "the plugin's reading of rows", plugin - service);
    tell_reading(b, s);
    return SG_OK;
}

static sg_status set_up(stages *s, sg_taxonomy *taxonomy, sg_error *err)
{
    char shipped[4096];
    sg_plugin_path plugins;
    sg_plugin_path_init(&plugins, NULL);
    if (sg_shipped_folder(shipped, sizeof shipped) != 0) return sg_fail(err, SG_EFAIL, "no shipped datasets");
    sg_status status = sg_market_taxonomy(&plugins, shipped, NULL, taxonomy, err);
    if (status == SG_OK) status = sg_reader_alloc(taxonomy, &s->reader, err);
    if (status != SG_OK) return status;
    sg_buf_init(&s->text, (size_t)1 << 30);
    s->taxonomy = taxonomy;
    s->titles = sg_titles_alloc(taxonomy);
    s->finder = sg_finder_alloc(taxonomy);
    s->matcher = sg_matcher_alloc(taxonomy);
    s->scratch = sg_matcher_scratch_alloc();
    return s->titles && s->finder && s->matcher && s->scratch ? SG_OK : SG_EFAIL;
}

int main(int argc, char **argv)
{
    static bench b;
    stages s = {.of = &b};
    sg_taxonomy taxonomy = {0};
    if (argc != 3) return 2;
    sg_buf_init(&b.file.bytes, (size_t)4 << 30);
    sg_status status = open_plugin(&b, argv[2]);
    if (status == SG_OK) status = set_up(&s, &taxonomy, &b.err);
    if (status == SG_OK) status = sg_file_read(argv[1], &b.file.bytes, &b.err);
    if (status == SG_OK) status = run(&b, &s);
    if (status != SG_OK) fprintf(stderr, "bench: %s%s\n", b.err.text, s.err.text);
    sg_matcher_scratch_free(s.scratch);
    sg_matcher_free(s.matcher);
    sg_finder_free(s.finder);
    sg_titles_free(s.titles);
    sg_reader_free(s.reader);
    sg_plain_release(&s.plain);
    sg_buf_release(&s.text);
    sg_taxonomy_release(&taxonomy);
    sg_arena_release(&b.arena);
    sg_free(b.postings);
    sg_buf_release(&b.file.bytes);
    return (int)status;
}
