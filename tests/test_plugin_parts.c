/* Runs in parts, with real workers: for any number of them the same records, report and blame, in the order of the
 * input. The rows themselves are test_csv_parts' matter. */
#include "plugin_support.h"

#include "base/text.h"
#include "input/cuts.h"

#include <fcntl.h>

static const unsigned jobs[] = {1, 2, 3, 7};
enum { N_JOBS = sizeof jobs / sizeof *jobs, CHUNK = 400 };

/* ---- where files are cut ---- */

static void expect_cuts(const char *text, size_t len, uint64_t chunk, const char *want)
{
    sg_error err;
    sg_cuts cuts = {.n = 0};
    char got[200] = "";
    int fd = open(input_with(text, len), O_RDONLY);
    assert_ok(sg_cuts_make(fd, chunk, &cuts, &err));
    for (size_t k = 0; k < cuts.n; k++) {
        uint64_t start = cuts.chunks[k].start, end = cuts.chunks[k].end, rest = 0;
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%d", k ? " " : "", (int)start);
        if (end == UINT64_MAX) end = len;
        assert_true(cuts.chunks[k].hash == sg_hash(text + start, (size_t)(end - start)));
        assert_ok(sg_cuts_hash(fd, start, &rest, &err));
        assert_true(rest == sg_hash(text + start, len - (size_t)start));
    }
    assert_string_equal(got, want);
    assert_int_equal(cuts.size, len);
    assert_true(cuts.hash == sg_hash(text, len));
    sg_cuts_release(&cuts);
    close(fd);
}

static void files_are_cut_at_line_starts_outside_of_quotes(void **state)
{
    (void)state;
    static const char lines[] = "aaa\nbbb\nccc\nddd\n", quotes[] = "a\n\"b\nc\"\nd\n", crlf[] = "a\r\nb\rc\r\n",
                      wide[] = "\xFF\xFE"
                               "a\0\n\0b\0\n\0";
    expect_cuts(lines, 16, 4, "0 4 8 12");
    expect_cuts(lines, 16, 5, "0 8 12");
    expect_cuts(lines, 16, 9, "0 12");
    expect_cuts(lines, 16, 13, "0"); /* no line starts there */
    expect_cuts(lines, 16, 0, "0");
    expect_cuts(quotes, 10, 1, "0 2 8");
    expect_cuts(crlf, 8, 1, "0 3 5");
    expect_cuts(wide, 10, 1, "0");
    expect_cuts("", 0, 1, "0");
}

/* Quotes are counted in words, blocks and single bytes. */
static void cuts_are_those_of_a_plain_count(void **state)
{
    (void)state;
    sg_error err;
    enum { LEN = 700001, STEP = 5000 };
    char *text = malloc(LEN);
    unsigned seed = 1;
    for (size_t i = 0; i < LEN; i++) {
        seed = seed * 1664525 + 1013904223; /* Knuth and Lewis */
        text[i] = "\"\n\rabcdefghijklmnopqrstuvwxyz\xA2\"\n"[seed >> 27];
    }
    int fd = open(input_with(text, LEN), O_RDONLY);
    sg_cuts cuts = {.n = 0};
    assert_ok(sg_cuts_make(fd, STEP, &cuts, &err));
    size_t target = STEP, quotes = 0, n = 1;
    for (size_t i = 1; i < LEN; i++) {
        quotes += text[i - 1] == '"';
        bool starts = text[i - 1] == '\n' || (text[i - 1] == '\r' && text[i] != '\n');
        if (i < target || quotes % 2 || !starts) continue;
        assert_true(n < cuts.n);
        assert_int_equal(cuts.chunks[n++].start, i);
        target = (i / STEP + 1) * STEP;
    }
    assert_int_equal(cuts.n, n);
    assert_true(n > 100);
    sg_cuts_release(&cuts);
    close(fd);
    free(text);
}

/* ---- runs ---- */

typedef struct seen {
    sg_buf text; /* a line a record */
    uint64_t hash, size;
    sg_run_report report;
    sg_status status;
    sg_error err;
} seen;

static sg_status begin(void *self, const sg_run_report *input, sg_error *err)
{
    seen *all = self;
    (void)err;
    all->hash = input->input_hash;
    all->size = input->size;
    return SG_OK;
}

static sg_status see(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    seen *all = self;
    const sg_posting *posting = record;
    (void)err;
    assert_int_equal(type, SG_RECORD_POSTING);
    sg_buf_printf(&all->text, "%d@%d %.*s\n", (int)row->number, (int)row->offset, (int)posting->id.len, posting->id.at);
    return SG_OK;
}

static void run_parts(seen *all, const char *by, unsigned workers, uint64_t chunk)
{
    char option[32];
    snprintf(option, sizeof option, "by=%s", by);
    const char *const options[] = {option, NULL};
    sg_run run = {.plugin = plugin_path("postings_parts"),
                  .input = input_path,
                  .options = options,
                  .kind = SG_KIND_POSTINGS,
                  .stall_s = 1,
                  .parts = chunk != 0,
                  .jobs = workers,
                  .chunk = chunk};
    *all = (seen){.err = {""}};
    sg_buf_init(&all->text, 1 << 24);
    sg_buf_str(&all->text, "");
    all->status = sg_plugin_run(&run, &(sg_sink){.self = all, .begin = begin, .take = see}, &all->report, &all->err);
}

static void expect_same(const seen *want, const seen *got)
{
    assert_int_equal(got->status, want->status);
    assert_string_equal(got->err.text, want->err.text);
    assert_int_equal(got->report.rows, want->report.rows);
    if (want->status != SG_OK) return; /* how much was taken before is not said */
    assert_string_equal(got->text.at, want->text.at);
    assert_int_equal(got->report.records, want->report.records);
    assert_int_equal(got->report.rejected, want->report.rejected);
    assert_int_equal(got->report.bytes, want->report.bytes);
    assert_true(got->report.input_hash == want->report.input_hash);
    assert_int_equal(got->report.n_reasons, want->report.n_reasons);
    assert_int_equal(got->report.n_remarks, want->report.n_remarks);
    assert_memory_equal(got->report.reasons, want->report.reasons, sizeof want->report.reasons);
    assert_memory_equal(got->report.remarks, want->report.remarks, sizeof want->report.remarks);
}

/* The input that was put, uncut and in parts by any number of workers: *want is to be released. */
static void expect_parts(const char *by, seen *want)
{
    run_parts(want, by, 1, 0);
    for (size_t i = 0; i < N_JOBS; i++) {
        seen got;
        run_parts(&got, by, jobs[i], CHUNK);
        expect_same(want, &got);
        sg_buf_release(&got.text);
    }
}

/* A file of n rows, of which every seventh is rejected for one of twenty reasons; row `odd` has this text. */
static void put_rows(int n, int odd, const char *text)
{
    sg_buf out;
    sg_buf_init(&out, 1 << 24);
    sg_buf_str(&out, "id,date,text\r\n");
    for (int i = 1; i <= n; i++) {
        if (i == odd)
            sg_buf_printf(&out, "%d,2020-01-02,%s\n", i, text);
        else if (i % 7)
            sg_buf_printf(&out, "%d,2020-01-02,\"row, %d\n\nof \"\"all\"\"\"\n", i, i);
        else if (i % 2)
            sg_buf_printf(&out, "%d,soon,x\n", i);
        else
            sg_buf_printf(&out, "%d,x\n", i);
    }
    input_with(out.at, out.len);
    sg_buf_release(&out);
}

static void any_number_of_workers_gives_the_same(void **state)
{
    (void)state;
    seen all;
    put_rows(400, 201, "remark");
    expect_parts("csv", &all);
    assert_int_equal(all.status, SG_OK);
    assert_int_equal(all.report.rows, 400);
    assert_int_equal(all.report.records, 343);
    assert_int_equal(all.report.rejected, 57);
    assert_int_equal(all.report.n_reasons, 2);
    assert_int_equal(all.report.reasons[0].first_row, 7);
    assert_string_equal(all.report.reasons[0].found, "soon");
    assert_int_equal(all.report.reasons[1].first_row, 14);
    assert_int_equal(all.report.remarks[0].first_row, 201);
    assert_true(all.hash == all.report.input_hash && all.size == all.report.bytes);
    sg_buf_release(&all.text);
    expect_parts("head", &all);
    assert_int_equal(all.report.records, 343);
    sg_buf_release(&all.text);
}

/* A quote that does not belong turns all that looks like quoted round: the cuts behind it are wrong. */
static void wrong_cuts_are_found_out(void **state)
{
    (void)state;
    static const char *const texts[] = {"5\" disk", "\"open", "\"x\" \"y\"", "a\"\"b"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        seen all;
        put_rows(300, 100, texts[i]);
        expect_parts("csv", &all);
        assert_int_equal(all.status, SG_OK);
        assert_true(all.report.rows > 90);
        assert_true(all.report.rejected > 40 || i == 1);
        sg_buf_release(&all.text);
    }
}

static void what_cannot_be_cut_is_read_whole(void **state)
{
    (void)state;
    seen all;
    put_rows(200, 0, "");
    expect_parts("read", &all);
    assert_int_equal(all.status, SG_OK);
    assert_true(all.report.records > 500); /* lines */
    sg_buf_release(&all.text);
    expect_parts("nothing", &all);
    assert_int_equal(all.status, SG_OK);
    assert_int_equal(all.report.rows, 0);
    sg_buf_release(&all.text);
    sg_buf wide;
    sg_buf_init(&wide, 1 << 20);
    sg_buf_add(&wide, "i\0d\0,\0d\0a\0t\0e\0\n\0", 16);
    for (int i = 0; i < 200; i++) sg_buf_add(&wide, "1\0,\0002\0000\0002\0000\0-\0000\0001\0-\0000\0002\0\n\0", 26);
    input_with(wide.at, wide.len);
    sg_buf_release(&wide);
    expect_parts("utf16", &all);
    assert_int_equal(all.status, SG_OK);
    assert_int_equal(all.report.records, 200);
    sg_buf_release(&all.text);
}

/* Whichever worker it was, and whatever others have read by then. */
static void what_goes_wrong_is_told_of_the_first_row(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
        sg_status status;
    } cases[] = {{"crash", "row 250: it crashed: SIGABRT (Aborted)", SG_EPLUGIN},
                 {"leave", "row 250: it ended early, with exit status 0", SG_EPLUGIN},
                 {"seven", "row 250: the plugin gave up, with result 7", SG_EFAIL},
                 {"utf8", "row 250: posting.title is not UTF-8", SG_EPLUGIN},
                 {"loop", "row 250: no progress for 1 s", SG_EPLUGIN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        seen all;
        put_rows(400, 250, cases[i].text);
        expect_parts("csv", &all);
        assert_int_equal(all.status, cases[i].status);
        assert_non_null(strstr(all.err.text, cases[i].message));
        sg_buf_release(&all.text);
    }
    seen all;
    input_with("name\n1\n", 7);
    expect_parts("csv", &all);
    assert_int_equal(all.status, SG_EFAIL);
    assert_non_null(strstr(all.err.text, "no header with the columns id, date; found: name"));
    sg_buf_release(&all.text);
}

static void a_plugin_that_lets_no_parts_be_read_has_none(void **state)
{
    (void)state;
    sg_error err;
    sg_run_report report;
    put_rows(100, 0, "");
    sg_run run = {.plugin = plugin_path("postings_bad_crash"), .input = input_path, .parts = 1, .chunk = 100};
    assert_fails(sg_plugin_run(&run, &(sg_sink){.take = NULL}, &report, &err), SG_EPLUGIN,
                 "it does not let its input be read in parts");
}

int main(int argc, char **argv)
{
    (void)argc;
    support_start(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_cut_at_line_starts_outside_of_quotes),
        cmocka_unit_test(cuts_are_those_of_a_plain_count),
        cmocka_unit_test(any_number_of_workers_gives_the_same),
        cmocka_unit_test(wrong_cuts_are_found_out),
        cmocka_unit_test(what_cannot_be_cut_is_read_whole),
        cmocka_unit_test(what_goes_wrong_is_told_of_the_first_row),
        cmocka_unit_test(a_plugin_that_lets_no_parts_be_read_has_none),
    };
    int failed = cmocka_run_group_tests_name("plugins in parts", tests, NULL, NULL);
    input_remove(NULL);
    return failed;
}
