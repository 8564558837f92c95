/* The whole contract against one plugin, and the symbols of a shared object read as bytes. */
#include "plugin_support.h"

#include "plugin/symbols.h"

static sg_check checks[SG_CHECKS_MAX];
static size_t n_checks;

static void check(const char *id, const char *sample)
{
    sg_error err;
    assert_ok(sg_plugin_check(plugin_path(id), sample, checks, &n_checks, &err));
    assert_int_equal(n_checks, 19);
}

static const sg_check *of(const char *clause)
{
    for (size_t i = 0; i < n_checks; i++)
        if (strcmp(checks[i].clause, clause) == 0) return &checks[i];
    fail_msg("there is no clause \"%s\"", clause);
    return NULL;
}

static size_t count_of(sg_check_result result)
{
    size_t n = 0;
    for (size_t i = 0; i < n_checks; i++) n += checks[i].result == result;
    return n;
}

static void the_template_keeps_the_contract(void **state)
{
    (void)state;
    const char text[] = "id,date,title\na,2020-01-02,T\nb,2020-01-03,T\n";
    check("postings_template", input_with(text, sizeof text - 1));
    for (size_t i = 0; i < n_checks; i++)
        if (checks[i].result != SG_CHECK_HOLDS) fail_msg("%s: %s", checks[i].clause, checks[i].found);
    check("postings_template", NULL);
    assert_int_equal(count_of(SG_CHECK_UNTRIED), 3);
    assert_int_equal(count_of(SG_CHECK_FAILS), 0);
}

static void each_broken_clause_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *id, *clause, *found;
    } cases[] = {
        {"postings_bad_export", "exports its description alone", "it also exports more_than_the_description"},
        {"postings_bad_exit", "calls nothing that is denied", "it calls exit"},
        {"postings_bad_exit", "survives any input", "row 1: it ended early, with exit status 0"},
        {"postings_bad_swallow", "passes on what a service returns", "run answered 0 after a service had failed"},
        {"postings_bad_constructor", "loads in a confined worker", "it crashed: SIGABRT"},
        {"postings_bad_entry", "loads in a confined worker", "it does not export sg_plugin_entry"},
        {"postings_bad_abi", "version of the contract", "it is built for version 2"},
        {"postings_bad_kind", "kind", "its kind is 9"},
        {"postings_bad_id", "id", "its id is \"postings_other\""},
        {"postings_bad_noprobe", "probe function", "it has no probe function"},
        {"postings_bad_score", "probe answers 0 to 100 to any bytes", "with an empty file: "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check(cases[i].id, NULL);
        const sg_check *got = of(cases[i].clause);
        assert_int_equal(got->result, SG_CHECK_FAILS);
        if (!strstr(got->found, cases[i].found)) fail_msg("%s: %s", cases[i].id, got->found);
    }
    check("postings_bad_kind", NULL);
    assert_int_equal(of("survives any input")->result, SG_CHECK_UNTRIED); /* it is not put to work */
}

static void a_sample_that_gives_nothing_is_said(void **state)
{
    (void)state;
    const char text[] = "id,date,title\na,soon,T\n";
    check("postings_template", input_with(text, sizeof text - 1));
    assert_int_equal(of("reads the sample")->result, SG_CHECK_FAILS);
    assert_string_equal(of("reads the sample")->found,
                        "no record came of 1 rows; first reason: date: expected YYYY-MM-DD");
    sg_error err;
    assert_fails(sg_plugin_check("/nowhere/x.so", NULL, checks, &n_checks, &err), SG_EFAIL, "/nowhere/x.so");
    assert_fails(sg_plugin_check(plugin_path("postings_template"), "/nowhere.csv", checks, &n_checks, &err), SG_EFAIL,
                 "/nowhere.csv: cannot be read");
}

static void see(void *self, const char *name, bool exported)
{
    size_t *seen = self;
    seen[exported] += strlen(name) > 0;
}

/* Whatever bytes a file holds, its symbols are read or refused within it. */
static void symbols_of_any_bytes_are_survived(void **state)
{
    (void)state;
    sg_error err;
    sg_buf bytes;
    size_t seen[2] = {0, 0};
    sg_buf_init(&bytes, 64 << 20);
    assert_ok(sg_file_read(plugin_path("postings_template"), &bytes, &err));
    assert_ok(sg_symbols_read(bytes.at, bytes.len, see, seen, &err));
    assert_int_equal(seen[1], 1);
    assert_fails(sg_symbols_read("text", 4, see, seen, &err), SG_EPLUGIN, "it is no shared object (ELF)");
    uint64_t offset;
    memcpy(&offset, bytes.at + 40, sizeof offset); /* e_shoff */
    for (size_t cut = 0; cut < bytes.len; cut += 97) (void)sg_symbols_read(bytes.at, cut, see, seen, NULL);
    for (size_t at = 0; at < 64; at++)
        for (int bit = 0; bit < 8; bit++) {
            bytes.at[at] = (char)(bytes.at[at] ^ (1 << bit));
            (void)sg_symbols_read(bytes.at, bytes.len, see, seen, NULL);
            bytes.at[at] = (char)(bytes.at[at] ^ (1 << bit));
        }
    for (size_t at = offset; at < bytes.len; at++) {
        char kept = bytes.at[at];
        bytes.at[at] = (char)0xff;
        (void)sg_symbols_read(bytes.at, bytes.len, see, seen, NULL);
        bytes.at[at] = kept;
    }
    sg_buf_release(&bytes);
}

int main(int argc, char **argv)
{
    (void)argc;
    support_start(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_template_keeps_the_contract),
        cmocka_unit_test(each_broken_clause_is_named),
        cmocka_unit_test(a_sample_that_gives_nothing_is_said),
        cmocka_unit_test(symbols_of_any_bytes_are_survived),
    };
    int failed = cmocka_run_group_tests_name("plugin check", tests, NULL, NULL);
    input_remove(NULL);
    return failed;
}
