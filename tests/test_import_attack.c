/* Imports that are lied to, interrupted, or fed from what is no file: the store stays as it was. */
#include "import_support.h"

#include "base/interrupt.h"

#include <signal.h>
#include <sys/wait.h>

static void append(void *self, const sg_run_report *so_far)
{
    (void)so_far;
    FILE *out = fopen(self, "a");
    assert_non_null(out);
    assert_true(fputs("more\n", out) >= 0);
    assert_int_equal(fclose(out), 0);
}

/* What a worker says past the services, and a file that changes meanwhile: the store stays as it was. */
static void forged(void **state)
{
    (void)state;
    static const struct {
        const char *input;
        const char *message;
    } cases[] = {
        {"posting", "row 1: a posting came past the services"},
        {"mentions", "row 1: mention 2 is at byte 4 with 2 bytes, after one at byte 9"},
        {"long", "row 1: mention 1 is at byte 4000000000 with 4000000000 bytes"},
        {"nowhere", "row 1: mention 1 has section 9 and ask 9, expected under 8 and 4"},
        {"cut", "row 1: 39 bytes of mentions, a multiple of 20 was expected"},
        {"row", "a record of row 18446744073709551615 at byte 0 came, which no file has"},
    };
    sg_error err;
    sg_import_result r;
    sg_plugin_path real = plugins;
    sg_import import = import_of("postings_template");
    put_jobs(jobs);
    assert_ok(sg_import_run(&import, file, &r, &err));
    uint64_t before = digest();
    import.plugin = "postings_bad_forge";
    snprintf(plugins.folders[0], sizeof plugins.folders[0], "%.4000s/../tests/plugins", real.folders[0]);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put_jobs(cases[i].input);
        assert_fails(sg_import_run(&import, file, &r, &err), SG_EPLUGIN, cases[i].message);
        assert_non_null(strstr(err.text, "plugin postings_bad_forge: "));
        assert_true(digest() == before);
    }
    put_jobs("slow\n");
    import.progress = append;
    import.progress_self = file;
    assert_fails(sg_import_run(&import, file, &r, &err), SG_EFAIL, "jobs.csv: the file has changed while it was read");
    assert_true(digest() == before);
    plugins = real;
}

static void interrupt(void *self, const sg_run_report *so_far)
{
    if (so_far->records > 1000) raise(*(int *)self);
}

/* Ended by Ctrl-C or killed in the middle, an import leaves the store as it was, and free for the next. */
static void interrupted(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    sg_import import = import_of("postings_template");
    put_jobs(jobs);
    assert_ok(sg_import_run(&import, file, &r, &err));
    uint64_t before = digest();
    sg_buf text;
    sg_buf_init(&text, 64 << 20);
    sg_buf_str(&text, COLUMNS);
    for (int i = 0; i < 60000; i++)
        sg_buf_printf(&text, "%d,2024-01-05,Backend Engineer,,,,\"Python, C++ and golang in post %d\"\n", i, i);
    put_jobs(text.at);
    sg_buf_release(&text);
    const int signals[] = {SIGINT, SIGKILL};
    for (size_t i = 0; i < 2; i++) {
        pid_t child = fork();
        if (child == 0) {
            import.progress = interrupt;
            import.progress_self = (void *)(uintptr_t)&signals[i];
            _exit((int)sg_import_run(&import, file, &r, &err));
        }
        int how = 0;
        assert_int_equal(waitpid(child, &how, 0), child);
        assert_true(WIFSIGNALED(how) && WTERMSIG(how) == signals[i]);
        assert_true(digest() == before);
        assert_ok(sg_store_check(store, &err));
    }
    pid_t child = fork();
    if (child == 0) { /* as the program does it: in order */
        sg_interrupt_watch();
        import.progress = interrupt;
        import.progress_self = (void *)(uintptr_t)&signals[0];
        import.chunk = 100000;
        sg_status status = sg_import_run(&import, file, &r, &err);
        _exit(strcmp(err.text, "interrupted") == 0 ? (int)status : 1);
    }
    int how = 0;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how) && WEXITSTATUS(how) == SG_EINTR);
    assert_true(digest() == before);
    assert_ok(sg_import_run(&import, file, &r, &err));
    assert_int_equal(r.postings, 60000);
}

static void from_a_pipe(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    sg_plugin_info info;
    sg_import import = import_of("postings_template");
    char fifo[256];
    snprintf(fifo, sizeof fifo, "%s/fifo", folder);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    pid_t writer = fork();
    if (writer == 0) {
        FILE *out = fopen(fifo, "w");
        _exit(out && fputs(jobs, out) >= 0 && fclose(out) == 0 ? 0 : 1);
    }
    assert_ok(sg_import_run(&import, fifo, &r, &err));
    assert_int_equal(r.postings, 4);
    assert_int_equal(waitpid(writer, NULL, 0), writer);
    import.plugin = NULL;
    assert_fails(sg_import_choose(&import, fifo, &info, &err), SG_EUSAGE, "fifo: is no regular file: name the plugin");
    assert_fails(sg_import_choose(&import, folder, &info, &err), SG_EFAIL, "is a folder, a file was expected");
    put_jobs("");
    assert_fails(sg_import_choose(&import, file, &info, &err), SG_EFAIL, "jobs.csv: the file is empty");
}

int main(int argc, char **argv)
{
    (void)argc;
    find_plugins(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(forged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(interrupted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(from_a_pipe, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
