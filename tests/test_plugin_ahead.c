/* Runs begun ahead of their turn, and runs of many files one after another. */
#include "plugin_support.h"

#include "base/buf.h"
#include "plugin/tables.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>

enum { MANY = 7 };

/* What a sink took: an id and a row's number each. */
typedef struct seen {
    sg_buf text;
    int begun, ended, fails_at; /* the run that `ended` makes fail, from 1 */
    size_t records;
} seen;

static sg_status see_begin(void *self, const sg_run_report *input, sg_error *err)
{
    (void)err;
    seen *all = self;
    sg_buf_printf(&all->text, "[%d", (int)input->size);
    all->begun++;
    return SG_OK;
}

static sg_status see(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    (void)err;
    seen *all = self;
    const sg_posting *posting = record;
    assert_int_equal(type, SG_RECORD_POSTING);
    if (++all->records < 100)
        sg_buf_printf(&all->text, " %d:%.*s", (int)row->number, (int)posting->id.len, posting->id.at);
    return SG_OK;
}

static sg_status see_end(void *self, size_t i, sg_status status, const sg_run_report *report, sg_error *err)
{
    seen *all = self;
    assert_int_equal(i, all->ended++);
    sg_buf_printf(&all->text, " =%d,%d]", (int)status, (int)report->records);
    return all->fails_at == all->ended ? sg_fail(err, SG_EDATA, "enough") : status;
}

static char folder[1200];

static const char *path_in(const char *name)
{
    static char paths[MANY][1300];
    static size_t next;
    char *path = paths[next++ % MANY];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static const char *put(const char *name, const char *text)
{
    sg_error err;
    const char *path = path_in(name);
    assert_ok(sg_file_write(path, text, strlen(text), 0600, &err));
    return path;
}

static sg_run run_of(const char *input)
{
    static char plugin[2048];
    snprintf(plugin, sizeof plugin, "%s", plugin_path("postings_template"));
    return (sg_run){.plugin = plugin, .input = input, .kind = SG_KIND_POSTINGS, .stall_s = 5};
}

static size_t descriptors(void)
{
    size_t n = 0;
    for (int fd = 0; fd < 256; fd++) n += fcntl(fd, F_GETFD) != -1;
    return n;
}

static size_t fds_before;

static int start(void **state)
{
    static seen all;
    all = (seen){.begun = 0};
    sg_buf_init(&all.text, 1 << 20);
    *state = &all;
    fds_before = descriptors();
    return 0;
}

/* No test leaves a worker or a descriptor. */
static int finish(void **state)
{
    seen *all = *state;
    bool clean = waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD && descriptors() == fds_before;
    sg_buf_release(&all->text);
    return clean ? 0 : -1;
}

static void records_come_in_the_order_in_which_runs_are_ended(void **state)
{
    seen *all = *state;
    sg_error err;
    sg_run_report report;
    const sg_sink sink = {.self = all, .begin = see_begin, .take = see};
    sg_run a = run_of(put("a.csv", "id,date,title\na1,2020-01-02,T\na2,2020-01-03,T\n"));
    sg_run b = run_of(put("b.csv", "id,date,title\nb1,2020-01-02,T\n,soon,T\n"));
    sg_running *first = sg_plugin_begin(&a, &sink), *second = sg_plugin_begin(&b, &sink);
    assert_int_equal(all->begun, 0); /* the sink hears of a run when its turn comes */
    assert_ok(sg_plugin_end(second, &report, &err));
    assert_int_equal(report.rejected, 1);
    assert_ok(sg_plugin_end(first, &report, &err));
    assert_int_equal(report.records, 2);
    assert_string_equal(all->text.at, "[38 1:b1[46 1:a1 2:a2");
}

static void how_a_beginning_fails_is_said_at_its_end(void **state)
{
    seen *all = *state;
    sg_error err = {"as it was"};
    sg_run_report report;
    const sg_sink sink = {.self = all, .begin = see_begin, .take = see};
    sg_run missing = run_of(path_in("nowhere.csv")), good = run_of(put("a.csv", "id,date,title\na1,2020-01-02,T\n"));
    sg_running *first = sg_plugin_begin(&missing, &sink), *second = sg_plugin_begin(&good, &sink);
    assert_string_equal(err.text, "as it was");
    assert_ok(sg_plugin_end(second, &report, &err));
    assert_fails(sg_plugin_end(first, &report, &err), SG_EFAIL, "nowhere.csv: cannot be opened");
    assert_int_equal(report.records, 0);
    assert_string_equal(all->text.at, "[30 1:a1");
    assert_fails(sg_plugin_end(NULL, &report, &err), SG_EFAIL, "no memory for a worker");
    assert_int_equal(sg_plugin_end(NULL, &report, NULL), SG_EFAIL);
}

static void a_run_that_is_not_taken_leaves_nothing(void **state)
{
    seen *all = *state;
    const sg_sink sink = {.self = all, .begin = see_begin, .take = see};
    sg_run good = run_of(put("a.csv", "id,date,title\na1,2020-01-02,T\n")), hangs = good, missing = good;
    char loops[2048];
    snprintf(loops, sizeof loops, "%s", plugin_path("postings_bad_loop"));
    hangs.plugin = loops;
    missing.input = path_in("nowhere.csv");
    sg_plugin_drop(sg_plugin_begin(&good, &sink));
    sg_plugin_drop(sg_plugin_begin(&hangs, &sink));
    sg_plugin_drop(sg_plugin_begin(&missing, &sink));
    sg_plugin_drop(NULL);
    assert_int_equal(all->begun, 0);
    assert_int_equal(all->text.len, 0);
}

/* More than a pipe holds: its worker waits for its turn. */
static void a_long_run_ahead_comes_whole(void **state)
{
    enum { ROWS = 60000 };
    seen *all = *state;
    sg_error err;
    sg_buf text;
    sg_run_report report;
    sg_buf_init(&text, 8 << 20);
    sg_buf_str(&text, "id,date,title\n");
    for (int i = 0; i < ROWS; i++) sg_buf_printf(&text, "a-posting-%08d,2020-01-02,A title as they are\n", i);
    assert_true(text.len > 2 << 20);
    const sg_sink sink = {.self = all, .take = see};
    sg_run a = run_of(put("a.csv", "id,date,title\na1,2020-01-02,T\n")), b = run_of(put("b.csv", text.at));
    sg_buf_release(&text);
    sg_running *first = sg_plugin_begin(&a, &sink), *second = sg_plugin_begin(&b, &sink);
    assert_ok(sg_plugin_end(first, &report, &err));
    assert_ok(sg_plugin_end(second, &report, &err));
    assert_int_equal(report.records, ROWS);
    assert_int_equal(all->records, ROWS + 1);
    assert_non_null(strstr(all->text.at, " 1:a1 1:a-posting-00000000 2:a-posting-00000001"));
}

/* A file each, of which the one of that number is not there (-1: all are). */
static void many_runs(sg_run runs[MANY], int missing)
{
    char name[16], text[64];
    for (int i = 0; i < MANY; i++) {
        snprintf(name, sizeof name, "m%d.csv", i);
        snprintf(text, sizeof text, "id,date,title\nm%d,2020-01-02,T\n", i);
        runs[i] = run_of(put(name, text));
        if (i == missing) unlink(runs[i].input);
    }
}

static void many_runs_are_taken_one_after_another(void **state)
{
    seen *all = *state;
    sg_error err;
    sg_run runs[MANY];
    const sg_sink sink = {.self = all, .begin = see_begin, .take = see};
    many_runs(runs, -1);
    assert_ok(sg_plugin_run_each(runs, 0, &sink, see_end, all, &err));
    assert_int_equal(all->text.len, 0);
    assert_ok(sg_plugin_run_each(runs, MANY, &sink, see_end, all, &err));
    assert_string_equal(all->text.at, "[30 1:m0 =0,1][30 1:m1 =0,1][30 1:m2 =0,1][30 1:m3 =0,1]"
                                      "[30 1:m4 =0,1][30 1:m5 =0,1][30 1:m6 =0,1]");
}

static void the_first_that_fails_ends_them(void **state)
{
    seen *all = *state;
    sg_error err;
    sg_run runs[MANY];
    const sg_sink sink = {.self = all, .begin = see_begin, .take = see};
    many_runs(runs, 2);
    unlink(runs[3].input); /* this one fails at its beginning, too, while run 1 is taken: nobody hears of it */
    assert_fails(sg_plugin_run_each(runs, MANY, &sink, see_end, all, &err), SG_EFAIL, "m2.csv: cannot be opened");
    assert_string_equal(all->text.at, "[30 1:m0 =0,1][30 1:m1 =0,1] =1,0]");
}

static void who_hears_that_one_is_over_can_end_them(void **state)
{
    seen *all = *state;
    sg_error err;
    sg_run runs[MANY];
    const sg_sink sink = {.self = all, .begin = see_begin, .take = see};
    many_runs(runs, -1);
    all->fails_at = 1;
    assert_fails(sg_plugin_run_each(runs, MANY, &sink, see_end, all, &err), SG_EDATA, "enough");
    assert_string_equal(all->text.at, "[30 1:m0 =0,1]");
}

/* ---- tables ---- */

static const char *template_of(const char *file)
{
    return strncmp(file, "other", 5) == 0 ? "postings_bad_crash" : "postings_template";
}

static void empty_folder(void)
{
    char command[2600];
    snprintf(command, sizeof command, "rm -f '%s'/* '%s'/.hidden.csv", folder, folder);
    assert_int_equal(system(command), 0);
}

static void tables_are_read_strictly_and_by_name(void **state)
{
    seen *all = *state;
    sg_error err;
    sg_plugin_path plugins = {.n = 2};
    snprintf(plugins.folders[0], sizeof plugins.folders[0], "%s/../plugins", tests_folder);
    snprintf(plugins.folders[1], sizeof plugins.folders[1], "%s/plugins", tests_folder);
    const sg_tables tables = {&plugins, folder, "trials", SG_KIND_POSTINGS, template_of};
    const sg_sink sink = {.self = all, .take = see};
    empty_folder();
    put("note.txt", "no table");
    put(".hidden.csv", "no table\n");
    assert_fails(sg_tables_read(&tables, &sink, &err), SG_EFAIL, "no table of trials (*.csv) in it");
    put("b.csv", "id,date,title\nb1,2020-01-02,T\n");
    put("a.csv", "id,date,title\na1,2020-01-02,T\n");
    put("B.csv", "id,date,title\nB1,2020-01-02,T\n");
    assert_ok(sg_tables_read(&tables, &sink, &err));
    assert_string_equal(all->text.at, " 1:B1 1:a1 1:b1");
    put("other.csv", "id,date,title\no1,2020-01-02,T\n");
    assert_fails(sg_tables_read(&tables, &sink, &err), SG_EPLUGIN, "it crashed");
    assert_non_null(strstr(err.text, "other.csv"));
    put("b.csv", "id,date,title\nb1,2020-01-02,T\nb2,soon,T\n"); /* comes first, and is said */
    assert_fails(sg_tables_read(&tables, &sink, &err), SG_EFAIL,
                 "b.csv: row 2: date: expected YYYY-MM-DD, found \"soon\"");
    const sg_tables nowhere = {&plugins, "/nowhere", "trials", SG_KIND_POSTINGS, template_of};
    assert_fails(sg_tables_read(&nowhere, &sink, &err), SG_EFAIL, "/nowhere: ");
    plugins.n = 1;
    assert_fails(sg_tables_read(&tables, &sink, &err), SG_EUSAGE, "postings_bad_crash");
    empty_folder();
}

int main(int argc, char **argv)
{
    (void)argc;
    support_start(argv[0]);
    snprintf(folder, sizeof folder, "%s/ahead-%d", tests_folder, (int)getpid());
    if (mkdir(folder, 0700) != 0) return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(records_come_in_the_order_in_which_runs_are_ended, start, finish),
        cmocka_unit_test_setup_teardown(how_a_beginning_fails_is_said_at_its_end, start, finish),
        cmocka_unit_test_setup_teardown(a_run_that_is_not_taken_leaves_nothing, start, finish),
        cmocka_unit_test_setup_teardown(a_long_run_ahead_comes_whole, start, finish),
        cmocka_unit_test_setup_teardown(many_runs_are_taken_one_after_another, start, finish),
        cmocka_unit_test_setup_teardown(the_first_that_fails_ends_them, start, finish),
        cmocka_unit_test_setup_teardown(who_hears_that_one_is_over_can_end_them, start, finish),
        cmocka_unit_test_setup_teardown(tables_are_read_strictly_and_by_name, start, finish),
    };
    int failed = cmocka_run_group_tests_name("plugin runs ahead", tests, NULL, NULL);
    rmdir(folder);
    return failed;
}
