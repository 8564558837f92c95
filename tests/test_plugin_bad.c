/* What a plugin can do wrong: one bad plugin a reason, each refused or ended with its own message. */
#include "plugin_support.h"

#include "base/text.h"
#include "plugin/worker.h"

#include <errno.h>
#include <seccomp.h>
#include <sys/wait.h>

typedef struct bad {
    const char *id;
    sg_status status;
    const char *message;
} bad;

static void wrong_descriptions_are_refused(void **state)
{
    (void)state;
    static const bad cases[] = {
        {"postings_bad_abi", SG_EPLUGIN, "built for version 2 of the contract, version 1 was expected"},
        {"postings_bad_size", SG_EPLUGIN, "its description has 80 bytes, at least 88 were expected"},
        {"postings_bad_kind", SG_EPLUGIN, "its kind is 9, 1 to 4 was expected"},
        {"postings_bad_parts", SG_EPLUGIN, "its parts is 2, 0 or 1 was expected"},
        {"postings_bad_id", SG_EPLUGIN, "its id is \"postings_other\", \"postings_bad_id\" was expected"},
        {"talent_bad_prefix", SG_EPLUGIN, "its id \"talent_bad_prefix\" does not start with its kind, postings_"},
        {"postings_bad_summary", SG_EPLUGIN, "its summary is not one line of text"},
        {"postings_bad_option", SG_EPLUGIN, "its option \"same\" is there twice"},
        {"postings_bad_noprobe", SG_EPLUGIN, "it has no probe function"},
        {"postings_bad_norun", SG_EPLUGIN, "it has no run function"},
        {"postings_bad_entry", SG_EPLUGIN, "it does not export sg_plugin_entry"},
        {"postings_bad_symbol", SG_EPLUGIN, "it cannot be loaded: undefined symbol: nobody_has_this"},
        {"postings_bad_constructor", SG_EPLUGIN, "it crashed: SIGABRT (Aborted)"},
        {"postings_bad_constructor_exit", SG_EPLUGIN, "it ended early, with exit status 0"},
    };
    sg_error err;
    sg_plugin_info info = {.kind = 77};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char start[128];
        assert_fails(sg_plugin_describe(plugin_path(cases[i].id), &info, &err), cases[i].status, cases[i].message);
        snprintf(start, sizeof start, "plugin %s: ", cases[i].id);
        assert_int_equal(strncmp(err.text, start, strlen(start)), 0);
    }
    assert_int_equal(info.kind, 77); /* nothing is written on failure */
}

static sg_status count_records(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    (void)type, (void)record, (void)row, (void)err;
    ++*(int *)self;
    return SG_OK;
}

static sg_status run_bad(const char *id, int *taken, sg_run_report *report, sg_error *err)
{
    sg_run run = {.plugin = plugin_path(id), .input = input_path, .kind = SG_KIND_POSTINGS};
    if (strstr(id, "loop")) run.stall_s = 1; /* the others end sooner, on however busy a machine */
    return sg_plugin_run(&run, &(sg_sink){.self = taken, .take = count_records}, report, err);
}

static void wrong_runs_end_alone(void **state)
{
    (void)state;
    static const bad cases[] = {
        {"postings_bad_crash", SG_EPLUGIN, "row 3: it crashed: SIGSEGV (Segmentation fault)"},
        {"postings_bad_loop", SG_EPLUGIN, "no progress for 1 s"},
        {"postings_bad_read_loop", SG_EPLUGIN, "no progress for 1 s"},
        {"postings_bad_exit", SG_EPLUGIN, "row 1: it ended early, with exit status 0"},
        {"postings_bad_pipe", SG_EPLUGIN, "bytes came that are no record"},
        {"postings_bad_end", SG_EPLUGIN, "more came after the end"},
        {"postings_bad_nan", SG_EPLUGIN, "count.count is nan, a finite number was expected"},
        {"postings_bad_huge", SG_EPLUGIN, "posting.body has 16777217 bytes, at most 16777216 were expected"},
        {"postings_bad_utf8", SG_EPLUGIN, "row 1: posting.title is not UTF-8"},
        {"postings_bad_record", SG_EPLUGIN, "a record of type 40 (talent) was emitted, which its kind has not"},
        {"postings_bad_type", SG_EPLUGIN, "a record of type 77 (unknown) was emitted"},
        {"postings_bad_order", SG_EPLUGIN, "row 1 begins after row 2"},
        {"postings_bad_row", SG_EPLUGIN, "row 1000000 begins after 27 bytes of input"},
        {"postings_bad_rowless", SG_EPLUGIN, "a posting was emitted before any row began"},
        {"postings_bad_remark", SG_EPLUGIN, "row 1: a remark was made on a row that is not kept"},
        {"postings_bad_propose", SG_EPLUGIN, "a record of type 50 (proposal) was emitted, which its kind has not"},
        {"postings_bad_endless", SG_EPLUGIN, "more than 1000000 records were emitted for one row"},
        {"postings_bad_swallow", SG_EFAIL, "no such column"},
        {"postings_bad_result", SG_EFAIL, "the plugin gave up, with result 7"},
    };
    sg_error err;
    sg_run_report report;
    const char text[] = "id,date\n1,2020-01-01\n2,2020\n";
    input_with(text, strlen(text) - 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char start[4096];
        int taken = 0;
        assert_fails(run_bad(cases[i].id, &taken, &report, &err), cases[i].status, cases[i].message);
        snprintf(start, sizeof start, "plugin %s: %s: ", cases[i].id, input_path);
        assert_int_equal(strncmp(err.text, start, strlen(start)), 0);
    }
    int taken = 0, score;
    assert_fails(run_bad("postings_bad_crash", &taken, &report, &err), SG_EPLUGIN, "SIGSEGV");
    assert_int_equal(report.rows, 3); /* the report tells how far it came */
    assert_int_equal(report.bytes, 27);
    assert_fails(sg_plugin_probe(plugin_path("postings_bad_score"), input_path, &score, &err), SG_EPLUGIN,
                 "its probe answered 101, 0 to 100 was expected");
}

static void memory_has_an_end(void **state)
{
    (void)state;
#ifdef SG_UNCONFINED
    skip(); /* workers of this build are not confined */
#endif
    sg_error err;
    sg_run_report report;
    int taken = 0;
    input_with("x", 1);
    assert_fails(run_bad("postings_bad_memory", &taken, &report, &err), SG_EPLUGIN, "it crashed: SIGABRT");
}

static sg_status note_reached(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    (void)row, (void)err;
    char *reached = self;
    const sg_count *count = record;
    size_t used = strlen(reached);
    assert_int_equal(type, SG_RECORD_COUNT);
    snprintf(reached + used, 512 - used, "%s%.*s ", count->count != 0 ? "!" : "", (int)count->skill.len,
             count->skill.at);
    return SG_OK;
}

static void what_a_plugin_may_not_reach_is_denied(void **state)
{
    (void)state;
#ifdef SG_UNCONFINED
    skip(); /* workers of this build are not confined */
#endif
    sg_error err;
    sg_run_report report;
    char reached[512] = "";
    if (sg_landlock_version() == 0) skip(); /* a kernel without Landlock lets files be read */
    input_with("x", 1);
    sg_run run = {.plugin = plugin_path("postings_reach"), .input = input_path, .kind = SG_KIND_POSTINGS};
    assert_ok(sg_plugin_run(&run, &(sg_sink){.self = reached, .take = note_reached}, &report, &err));
    assert_string_equal(reached, "passwd root environ parent file memory inet unix fork exec ptrace signal others ");
}

/* In a child process, as if the kernel had no Landlock: what the description of a plugin in this folder gives. */
static sg_status describe_without_landlock(const char *file, char message[static 1024])
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        sg_plugin_info info;
        sg_error err = {""};
        scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
        if (!filter || seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0) != 0 ||
            seccomp_load(filter) != 0)
            _exit(99);
        sg_status status = sg_plugin_describe(file, &info, &err);
        if (write(ends[1], err.text, strlen(err.text) + 1) < 0) _exit(98);
        _exit((int)status);
    }
    int how = 0;
    close(ends[1]);
    message[0] = '\0';
    if (read(ends[0], message, 1024) < 0) message[0] = '\0';
    close(ends[0]);
    waitpid(child, &how, 0);
    return (sg_status)WEXITSTATUS(how);
}

static void without_landlock_only_installed_plugins_run(void **state)
{
    (void)state;
#ifdef SG_UNCONFINED
    skip(); /* workers of this build are not confined */
#endif
    sg_error err;
    char message[1024], folder[1100], file[1200];
    snprintf(folder, sizeof folder, "%s/elsewhere-%d", tests_folder, (int)getpid());
    snprintf(file, sizeof file, "%s/postings_template.so", folder);
    sg_buf bytes;
    sg_buf_init(&bytes, 64 << 20);
    assert_ok(sg_folder_make(folder, &err));
    assert_ok(sg_file_read(plugin_path("postings_template"), &bytes, &err));
    assert_ok(sg_file_write(file, bytes.at, bytes.len, 0755, &err));
    sg_buf_release(&bytes);
    sg_status status = describe_without_landlock(file, message);
    unlink(file);
    rmdir(folder);
    assert_int_equal(status, SG_EPLUGIN);
    if (strstr(message, "others can write")) skip(); /* the whole tree lies in a folder like that */
    assert_non_null(strstr(message, "this kernel has no Landlock, so only installed plugins are run"));
    assert_int_equal(describe_without_landlock(plugin_path("postings_template"), message), SG_OK);
}

int main(int argc, char **argv)
{
    (void)argc;
    support_start(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_descriptions_are_refused),
        cmocka_unit_test(wrong_runs_end_alone),
        cmocka_unit_test(memory_has_an_end),
        cmocka_unit_test(what_a_plugin_may_not_reach_is_denied),
        cmocka_unit_test(without_landlock_only_installed_plugins_run),
    };
    int failed = cmocka_run_group_tests_name("bad plugins", tests, NULL, NULL);
    input_remove(NULL);
    return failed;
}
