/* The host: runs from end to end with the template plugin. */
#include "plugin_support.h"

#include "base/text.h"

#include <fcntl.h>

static const char good[] = "id,date,title,description\na,2020-01-02,T,\nb,2020-01-03,T,x\nc,2020-01-04,T,y\n";

typedef struct seen {
    char text[4096];
    int fail_at, n, told;
} seen;

static sg_status see(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    seen *all = self;
    size_t used = strlen(all->text);
    if (++all->n == all->fail_at) return sg_fail(err, SG_EDATA, "the sink is full");
    sg_text id = {0}, body = {0};
    int day = 0;
    if (type == SG_RECORD_POSTING) {
        const sg_posting *posting = record;
        id = posting->id, body = posting->body, day = posting->day;
    } else if (type == SG_RECORD_READING) {
        const sg_reading *reading = record;
        id = reading->id, body = reading->mentions, day = reading->day;
    }
    if (!body.at) body = sg_text_of("absent");
    snprintf(all->text + used, sizeof all->text - used, "%d@%d:%.*s/%.*s/%d;", (int)row->number, (int)row->offset,
             (int)id.len, id.at, (int)body.len, body.at, day);
    return SG_OK;
}

static void count_calls(void *self, const sg_run_report *so_far)
{
    ((seen *)self)->told += so_far->rows < 1000;
}

static sg_run run_of(const char *text)
{
    return (sg_run){.plugin = plugin_path("postings_template"),
                    .input = input_with(text, strlen(text)),
                    .kind = SG_KIND_POSTINGS,
                    .stall_s = 5};
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
    sg_run run = run_of(text);
    assert_ok(sg_plugin_run(&run, &(sg_sink){.self = &all, .take = see}, &report, &err));
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

static void options_reach_the_plugin_and_unknown_ones_are_named(void **state)
{
    (void)state;
    sg_error err;
    sg_run_report report;
    seen all = {.n = 0};
    sg_run run = run_of("id;date;title\na;2020-01-02;T\n");
    run.options = (const char *const[]){"delimiter=;", NULL};
    assert_ok(sg_plugin_run(&run, &(sg_sink){.self = &all, .take = see}, &report, &err));
    assert_string_equal(all.text, "1@14:a/absent/18263;");
    run.options = (const char *const[]){"delimeter=;", NULL};
    assert_fails(sg_plugin_run(&run, &(sg_sink){.self = &all, .take = see}, &report, &err), SG_EUSAGE,
                 "no option \"delimeter\" to set; it has: delimiter");
    run.options = (const char *const[]){"delimiter", NULL};
    assert_fails(sg_plugin_run(&run, &(sg_sink){.take = see}, &report, &err), SG_EUSAGE, "no option \"delimiter\"");
}

static void remarks_are_counted_beside_what_is_rejected(void **state)
{
    (void)state;
    sg_error err;
    sg_run_report report;
    seen all = {.n = 0};
    sg_run run = run_of("site,job_url,title,location,min_amount,currency\ns,a,t,Berlin,5,USD\ns,,t,Oslo,5,USD\n"
                        "s,b,t,Lyon,5,EUR\ns,c,t,Rome,5,USD\n");
    run.plugin = plugin_path("postings_jobspy");
    assert_ok(sg_plugin_run(&run, &(sg_sink){.self = &all, .take = see}, &report, &err));
    assert_int_equal(report.rows, 4);
    assert_int_equal(report.records, 3);
    assert_int_equal(report.rejected, 1);
    assert_int_equal(report.n_reasons, 1);
    assert_int_equal(report.n_remarks, 1);
    assert_string_equal(report.remarks[0].reason, "currency: USD, which may stand for none: taken as unknown");
    assert_string_equal(report.remarks[0].found, "Berlin");
    assert_int_equal(report.remarks[0].rows, 2);
    assert_int_equal(report.remarks[0].first_row, 1);
}

static void a_plugin_refuses_a_value_of_its_option(void **state)
{
    (void)state;
    sg_error err;
    sg_run_report report;
    sg_run run = run_of("site,job_url,title\n");
    run.plugin = plugin_path("postings_jobspy");
    run.options = (const char *const[]){"scraped=today", NULL};
    assert_fails(sg_plugin_run(&run, &(sg_sink){.take = NULL}, &report, &err), SG_EUSAGE,
                 "option scraped: expected YYYY-MM-DD, found \"today\"");
    assert_non_null(strstr(err.text, "plugin postings_jobspy: "));
}

static sg_status see_proposal(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    seen *all = self;
    const sg_proposal *p = record;
    size_t used = strlen(all->text);
    assert_int_equal(type, SG_RECORD_PROPOSAL);
    (void)row;
    if (++all->n == all->fail_at) return sg_fail(err, SG_EDATA, "the sink is full");
    if (p->option.len && p->value.len)
        snprintf(all->text + used, sizeof all->text - used, "%.*s=%.*s;", (int)p->option.len, p->option.at,
                 (int)p->value.len, p->value.at);
    return SG_OK;
}

static void a_guess_proposes_options(void **state)
{
    (void)state;
    sg_error err;
    sg_run_report report;
    seen all = {.n = 0};
    sg_sink sink = {.self = &all, .take = see_proposal};
    sg_run run = run_of("title;date;then\nWeaver;2026-01-02;2026-01-03\n");
    run.plugin = plugin_path("postings_columns");
    assert_ok(sg_plugin_guess(&run, &sink, &report, &err));
    assert_string_equal(all.text, "title=title;date=date;delimiter=;;");
    run.options = (const char *const[]){"date=then", NULL};
    all = (seen){.n = 0};
    assert_ok(sg_plugin_guess(&run, &sink, &report, &err));
    assert_string_equal(all.text, "title=title;date=then;delimiter=;;");
    all = (seen){.fail_at = 2};
    assert_fails(sg_plugin_guess(&run, &sink, &report, &err), SG_EDATA, "the sink is full");
    run.options = (const char *const[]){"delim=;", NULL};
    assert_fails(sg_plugin_guess(&run, &sink, &report, &err), SG_EUSAGE, "has no option \"delim\" to set");
    run.options = NULL;
    run.plugin = plugin_path("postings_template");
    assert_fails(sg_plugin_guess(&run, &sink, &report, &err), SG_EUSAGE, "it cannot guess how a file is to be read");
    run.plugin = plugin_path("postings_bad_guess");
    assert_fails(sg_plugin_guess(&run, &sink, &report, &err), SG_EPLUGIN,
                 "a record of type 1 (posting) was emitted, which its kind has not");
}

static void the_sink_can_end_a_run(void **state)
{
    (void)state;
    sg_error err;
    sg_run_report report;
    seen all = {.fail_at = 2};
    sg_run run = run_of(good);
    assert_fails(sg_plugin_run(&run, &(sg_sink){.self = &all, .take = see}, &report, &err), SG_EDATA,
                 "the sink is full");
    assert_string_equal(err.text, "the sink is full"); /* it is no fault of the plugin */
    assert_int_equal(all.n, 2);
}

static sg_status to_reading(void *self, uint32_t type, const void *record, const sg_row *row, sg_emit_fn emit,
                            void *ctx, sg_error *err)
{
    const sg_posting *posting = record;
    seen *all = self;
    all->n += 100; /* the worker's copy: the host must not see it */
    if (type != SG_RECORD_POSTING || row->number == 0) return sg_fail(err, SG_EFAIL, "a posting was expected");
    if (all->fail_at == -1 && row->number == 2) return sg_fail(err, SG_EDATA, "the converter gave up");
    sg_reading reading = {.id = posting->id, .day = posting->day, .mentions = {"\xff\x00", 2}};
    if (row->number == 3) return SG_OK; /* a record may turn into none */
    return emit(ctx, SG_RECORD_READING, &reading);
}

static void records_are_converted_in_the_worker(void **state)
{
    (void)state;
    sg_error err;
    sg_run_report report;
    seen all = {.n = 0};
    sg_run run = run_of(good);
    sg_sink sink = {.self = &all, .take = see, .convert = to_reading};
    assert_ok(sg_plugin_run(&run, &sink, &report, &err));
    assert_string_equal(all.text, "1@26:a/\xff/18263;2@42:b/\xff/18264;"); /* bytes after the NUL are not shown */
    assert_int_equal(all.n, 2);
    assert_int_equal(report.records, 2);
    all = (seen){.fail_at = -1};
    assert_fails(sg_plugin_run(&run, &sink, &report, &err), SG_EDATA, "row 2: the converter gave up");
}

static void what_the_input_lacks_is_said(void **state)
{
    (void)state;
    sg_error err;
    sg_run_report report;
    sg_sink sink = {.take = NULL};
    sg_run run = run_of("id,when\n1,2\n");
    assert_fails(sg_plugin_run(&run, &sink, &report, &err), SG_EFAIL, "title");
    assert_non_null(strstr(err.text, "plugin postings_template: "));
    assert_non_null(strstr(err.text, input_path));
    run.kind = SG_KIND_SALARY;
    assert_fails(sg_plugin_run(&run, &sink, &report, &err), SG_EPLUGIN, "it is of kind postings, salary was expected");
    run.input = "/nowhere/at/all.csv";
    assert_fails(sg_plugin_run(&run, &sink, &report, &err), SG_EFAIL, "/nowhere/at/all.csv: cannot be opened: No such");
    run.input = "/";
    assert_fails(sg_plugin_run(&run, &sink, &report, &err), SG_EFAIL, "/: is a folder, a file was expected");
    assert_int_equal(report.rows, 0);
}

static void standard_input_may_be_slow(void **state)
{
    (void)state;
    sg_error err;
    sg_run_report report;
    seen all = {.n = 0};
    int ends[2], kept = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    pid_t writer = fork();
    if (writer == 0) {
        usleep(1300000); /* longer than the worker may stall */
        _exit(write(ends[1], good, sizeof good - 1) < 0);
    }
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    sg_run run = {.plugin = plugin_path("postings_template"),
                  .input = "-",
                  .kind = SG_KIND_POSTINGS,
                  .stall_s = 1,
                  .progress = count_calls,
                  .progress_self = &all};
    sg_status status = sg_plugin_run(&run, &(sg_sink){.self = &all, .take = see}, &report, &err);
    dup2(kept, STDIN_FILENO);
    close(kept);
    assert_int_equal(status, SG_OK);
    assert_int_equal(report.records, 3);
    assert_true(all.told >= 5); /* about ten times a second */
}

static void probing_scores_a_file(void **state)
{
    (void)state;
    sg_error err;
    int score = -1;
    input_with(good, sizeof good - 1);
    assert_ok(sg_plugin_probe(plugin_path("postings_template"), input_path, &score, &err));
    assert_int_equal(score, 40);
    input_with("{}", 2);
    assert_ok(sg_plugin_probe(plugin_path("postings_template"), input_path, &score, &err));
    assert_int_equal(score, 0);
}

static void a_plugin_describes_itself(void **state)
{
    (void)state;
    sg_error err;
    sg_plugin_info info;
    assert_ok(sg_plugin_describe(plugin_path("postings_template"), &info, &err));
    assert_string_equal(info.id, "postings_template");
    assert_string_equal(info.version, "1.0");
    assert_string_equal(info.licence, "as the source states");
    assert_int_equal(info.kind, SG_KIND_POSTINGS);
    assert_int_equal(info.parts, 1);
    assert_int_equal(info.abi, 1);
}

static size_t descriptors(void)
{
    size_t n = 0;
    for (int fd = 0; fd < 256; fd++) n += fcntl(fd, F_GETFD) != -1;
    return n;
}

static void runs_leave_no_descriptor_behind(void **state)
{
    (void)state;
    sg_error err;
    sg_run_report report;
    seen all = {.fail_at = 2};
    sg_run run = run_of(good);
    size_t before = descriptors();
    for (int i = 0; i < 3; i++) (void)sg_plugin_run(&run, &(sg_sink){.self = &all, .take = see}, &report, &err);
    run.kind = SG_KIND_TALENT;
    (void)sg_plugin_run(&run, &(sg_sink){.take = see}, &report, &err);
    run.plugin = "/nowhere/postings_x.so";
    assert_fails(sg_plugin_run(&run, &(sg_sink){.take = see}, &report, &err), SG_EFAIL, "cannot be opened");
    assert_int_equal(descriptors(), before);
}

int main(int argc, char **argv)
{
    (void)argc;
    support_start(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_takes_what_is_good_and_counts_the_rest),
        cmocka_unit_test(options_reach_the_plugin_and_unknown_ones_are_named),
        cmocka_unit_test(remarks_are_counted_beside_what_is_rejected),
        cmocka_unit_test(a_plugin_refuses_a_value_of_its_option),
        cmocka_unit_test(a_guess_proposes_options),
        cmocka_unit_test(the_sink_can_end_a_run),
        cmocka_unit_test(records_are_converted_in_the_worker),
        cmocka_unit_test(what_the_input_lacks_is_said),
        cmocka_unit_test(standard_input_may_be_slow),
        cmocka_unit_test(probing_scores_a_file),
        cmocka_unit_test(a_plugin_describes_itself),
        cmocka_unit_test(runs_leave_no_descriptor_behind),
    };
    int failed = cmocka_run_group_tests_name("plugin host", tests, NULL, NULL);
    input_remove(NULL);
    return failed;
}
