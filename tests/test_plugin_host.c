/* The host: a run from end to end with the template plugin, and what a run that goes wrong says. */
#include "support.h"

#include "plugin/host.h"

#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <unistd.h>

static char folder[SG_PLUGIN_PATH_MAX]; /* of the test programs */
static char file_path[SG_PLUGIN_PATH_MAX + 64];

static const char *plugin_path(const char *id)
{
    static char path[2 * SG_PLUGIN_PATH_MAX];
    if (strcmp(id, "postings_template") == 0)
        snprintf(path, sizeof path, "%s/../plugins/%s.so", folder, id);
    else
        snprintf(path, sizeof path, "%s/plugins/%s.so", folder, id);
    return path;
}

static const char *input_of(const char *text)
{
    sg_error err;
    snprintf(file_path, sizeof file_path, "%s/host-%d.csv", folder, (int)getpid());
    assert_ok(sg_file_write(file_path, text, strlen(text), 0600, &err));
    return file_path;
}

static int clear(void **state)
{
    (void)state;
    if (file_path[0]) unlink(file_path);
    return 0;
}

typedef struct seen {
    char text[4096];
    int fail_at, n;
} seen;

static sg_status see(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    seen *all = self;
    size_t used = strlen(all->text);
    if (++all->n == all->fail_at) return sg_fail(err, SG_EDATA, "the sink is full");
    if (type == SG_RECORD_POSTING) {
        const sg_posting *posting = record;
        sg_text body = posting->body.at ? posting->body : sg_text_of("absent");
        snprintf(all->text + used, sizeof all->text - used, "%d@%d:%.*s/%.*s/%d;", (int)row->number, (int)row->offset,
                 (int)posting->id.len, posting->id.at, (int)body.len, body.at, (int)posting->day);
    }
    return SG_OK;
}

static sg_status run_over(const char *id, const char *text, seen *all, sg_run_report *report, sg_error *err)
{
    sg_run run = {.plugin = plugin_path(id), .input = input_of(text), .kind = SG_KIND_POSTINGS, .stall_s = 1};
    sg_sink sink = {.self = all, .take = see};
    return sg_plugin_run(&run, &sink, report, err);
}

static void a_run_takes_what_is_good_and_counts_the_rest(void **state)
{
    (void)state;
    sg_error err;
    sg_run_report report;
    seen all = {.n = 0};
    const char text[] = "id,date,title,description\n"
                        "a,2020-01-02,T,\n"
                        "b,soon,T,x\n"
                        "c,2020-01-03,T,\"\"\n"
                        "d,never,T,x\n"
                        ",2020-01-03,T,x\n"
                        "e,1970-01-02,T,\"two\nlines\"\n";
    assert_ok(run_over("postings_template", text, &all, &report, &err));
    assert_string_equal(all.text, "1@26:a/absent/18263;3@53:c//18264;6@99:e/two\nlines/1;");
    assert_int_equal(report.rows, 6);
    assert_int_equal(report.records, 3);
    assert_int_equal(report.rejected, 3);
    assert_int_equal(report.bytes, sizeof text - 1);
    assert_true(report.input_hash == sg_hash(text, sizeof text - 1));
    assert_int_equal(report.n_reasons, 2);
    assert_string_equal(report.reasons[0].reason, "date: expected YYYY-MM-DD");
    assert_string_equal(report.reasons[0].found, "soon");
    assert_int_equal(report.reasons[0].rows, 2);
    assert_int_equal(report.reasons[0].first_row, 2);
    assert_int_equal(report.reasons[1].first_row, 5);
}

int main(int argc, char **argv)
{
    (void)argc;
    char *slash = strrchr(argv[0], '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - argv[0]) : 1, slash ? argv[0] : ".");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_run_takes_what_is_good_and_counts_the_rest, clear),
    };
    return cmocka_run_group_tests_name("plugin host", tests, NULL, NULL);
}
