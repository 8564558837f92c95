/* skillgap fetch against a server with every fault: what it says, its exit code, the files that it leaves. Time is made
 * by hand: nobody waits, but for what is slow. */
#include "fetch_run.h"

#include "market/store.h"

static uint64_t november_alone; /* digest of the store that holds no more */

static uint64_t digest(void)
{
    char path[128];
    uint64_t hash = 0;
    snprintf(path, sizeof path, "%s/store.db", home);
    if (access(path, F_OK) != 0) return 0;
    assert_ok(sg_store_check(path, &err));
    assert_ok(sg_store_digest(path, &hash, &err));
    return hash;
}

static void remove_home(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", home);
    assert_int_equal(system(command), 0);
}

static int start_faults(void **state)
{
    static const http_route routes[] = {LIST, NOVEMBER};
    if (start(state) != 0) return -1;
    serve(routes, 2);
    assert_ok(fetch("hn --since 2026-11"));
    november_alone = digest();
    assert_true(november_alone != 0);
    remove_home();
    return 0;
}

/* October by this route, after the list; then what is said, and which files there are. A month that could not be
 * brought leaves no trace in the store. */
static void fault(const char *what, http_route first, const char *options, const char *message, const char *files)
{
    char line[300];
    sg_error said;
    first.path = "/api/v1/items/12";
    const http_route routes[] = {LIST, first, OCTOBER, NOVEMBER};
    serve(routes, 4);
    snprintf(line, sizeof line, "hn --since 2026-10 %s", options);
    sg_status status = fetch(line);
    const char *left = own_files();
    if (message ? status != SG_EFAIL || !strstr(err.text, message) : status != SG_OK)
        fail_msg("%s: status %d, \"%s\" lacks \"%s\"", what, (int)status, err.text, message ? message : "nothing");
    if (strcmp(left, files) != 0) fail_msg("%s: found the files %s", what, left);
    said = err;
    uint64_t store = digest();
    if (message && store != (strstr(files, "2026-11.json ") ? november_alone : 0)) fail_msg("%s: another store", what);
    if (!message && (!store || store == november_alone)) fail_msg("%s: October is not in the store", what);
    err = said;
    remove_home();
}

#define BOTH "home/fetched/hn/2026-10.json home/fetched/hn/2026-11.json home/fetched/index.json home/store.db "
#define ONLY_NOVEMBER "home/fetched/hn/2026-11.json home/fetched/index.json home/store.db "
#define FAILED "1 of 2 could not be brought: 2026-10: 127.0.0.1:"

static void test_faults_that_pass(void **state)
{
    (void)state;
    fault("500, then good", (http_route){.status = 500, .times = 1}, "", NULL, BOTH);
    assert_int_equal(made_n_waits, 4); /* one for the fault, and for the rate before each request but the first */
    fault("429 with Retry-After", (http_route){.status = 429, .headers = "Retry-After: 5\r\n", .times = 1}, "", NULL,
          BOTH);
    assert_non_null(strstr(made_waits, " 5000 "));
    fault("cut, then whole", (http_route){.body = october, .cut = 30, .times = 1}, "", NULL, BOTH);
    assert_int_equal(http_asked(&server, "Range:"), 0);
    fault("cut, then the rest", (http_route){.body = october, .etag = "\"o\"", .cut = 30, .times = 1}, "", NULL, BOTH);
    assert_int_equal(http_asked(&server, "Range: bytes=30-\r\n"), 1);
    fault("slow, then good", (http_route){.body = october, .cut = 30, .stall = true, .times = 1}, "--timeout 1", NULL,
          BOTH);
    fault("redirect to itself", (http_route){.status = 302, .headers = "Location: /api/v1/items/12?\r\n", .times = 1},
          "", NULL, BOTH);
}

static void test_faults_that_stay(void **state)
{
    (void)state;
    fault("500", (http_route){.status = 500}, "--tries 3", FAILED, ONLY_NOVEMBER);
    assert_non_null(strstr(err.text, "answered 500 (an error of its own), after 3 tries"));
    assert_says("2026-10  not brought");
    assert_says("2026-11  new");
    fault("404", (http_route){.status = 404}, "", "answered 404 (there is none)", ONLY_NOVEMBER);
    fault("HTML", (http_route){.body = "<!DOCTYPE html><p>Sign in"}, "",
          "expected JSON, found text/html that begins \"<!DOCTYPE html><p>Sign in\"", ONLY_NOVEMBER);
    fault("broken JSON", (http_route){.body = "{\"id\": 12, "}, "", "not whole JSON: line 1", ONLY_NOVEMBER);
    fault("other JSON", (http_route){.body = "{\"message\": \"hello\"}"}, "",
          "an answer that is not what was asked for: expected the item with \"id\" 12", ONLY_NOVEMBER);
    fault("huge", (http_route){.body = "{}", .spaces = 3 << 20}, "--max-mb 2", "the answer is larger than 2 MB",
          ONLY_NOVEMBER);
    fault("redirect", (http_route){.status = 301, .headers = "Location: https://b.example/x\r\n"}, "",
          "sends us to another place, https://b.example, which was not asked for", ONLY_NOVEMBER);
}

/* What says that the server is not well ends the run: the next month is not asked for. */
static void test_faults_of_the_server(void **state)
{
    (void)state;
    fault("429", (http_route){.status = 429, .headers = "Retry-After: 3601\r\n"}, "",
          "2 of 2 could not be brought: 2026-10: 127.0.0.1:", "");
    assert_non_null(strstr(err.text, "and asks to wait 61 minutes: try again then; …"));
    assert_int_equal(http_asked(&server, "items/21"), 0);
    fault("slow", (http_route){.body = october, .cut = 30, .stall = true}, "--timeout 1 --tries 1", "too slow", "");
    fault("cut", (http_route){.body = october, .cut = 30}, "--tries 2", "bytes remaining to read, after 2 tries", "");
    fault("cut, with a part", (http_route){.body = october, .etag = "\"o\"", .cut = 1}, "--tries 2", "after 2 tries",
          "home/fetched/hn/2026-10.json.part home/fetched/index.json ");
}

static void test_list_faults(void **state)
{
    (void)state;
    static const http_route html[] = {{.path = "/", .body = "<html>"}}, wrong[] = {{.path = "/", .body = "{}"}},
                            down[] = {{.path = "/", .status = 503}};
    serve(html, 1);
    assert_fails(fetch(HN), SG_EFAIL, "expected JSON, found text/html");
    assert_string_equal(out_text, "");
    serve(wrong, 1);
    assert_fails(fetch(HN), SG_EFAIL, "the list of threads: expected an object with \"hits\"");
    serve(down, 1);
    assert_fails(fetch(HN " --tries 2"), SG_EFAIL, "answered 503 (not available now), after 2 tries");
    kill(server.child, SIGKILL);
    waitpid(server.child, NULL, 0);
    assert_fails(fetch(HN " --tries 2"), SG_EFAIL, "connect");
    assert_non_null(strstr(err.text, "after 2 tries"));
    assert_string_equal(own_files(), "");
}

/* What was cut in one run is the start of the next. */
static void test_next_run_resumes(void **state)
{
    (void)state;
    static const http_route cut[] = {
        LIST,
        {.path = "/api/v1/items/12", .body = october, .etag = "\"o\"", .cut = 40, .times = 1},
        {.path = "/api/v1/items/12", .status = 503, .times = 1},
        OCTOBER,
        NOVEMBER};
    serve(cut, 5);
    assert_fails(fetch(HN " --tries 2"), SG_EFAIL, "answered 503");
    assert_string_equal(own_files(), "home/fetched/hn/2026-10.json.part home/fetched/index.json ");
    assert_ok(fetch(HN " --dry-run"));
    assert_says("  Range: bytes=40-; If-Range: \"o\"\n");
    assert_ok(fetch(HN));
    assert_int_equal(http_asked(&server, "Range: bytes=40-\r\n"), 2); /* also the try that met the 503 */
    assert_string_equal(own_files(),
                        "home/fetched/hn/2026-10.json home/fetched/hn/2026-11.json home/fetched/index.json ");
}

int main(int argc, char **argv)
{
    (void)argc;
    run_start(argv[0]);
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(test_faults_that_pass, start_faults, end),
                                       cmocka_unit_test_setup_teardown(test_faults_that_stay, start_faults, end),
                                       cmocka_unit_test_setup_teardown(test_faults_of_the_server, start_faults, end),
                                       cmocka_unit_test_setup_teardown(test_list_faults, start, end),
                                       cmocka_unit_test_setup_teardown(test_next_run_resumes, start, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
