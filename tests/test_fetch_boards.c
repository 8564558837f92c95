/* Job boards: what is asked of which host, and what is kept of the answers. */
#include "fetch_sources.h"

static void test_board_addresses(void **state)
{
    (void)state;
    made_answer answers[] = {{.part = "lever", .body = "[]"}, {.part = "", .body = "{\"jobs\": [{}, {}]}"}};
    start_with(answers, 2);
    assert_ok(board("greenhouse", false, "acme"));
    assert_int_equal(out[0].items, 2);
    assert_string_equal(out[0].file, "greenhouse/acme/2026-11-22.json");
    assert_ok(board("lever", false, "acme"));
    assert_int_equal(out[0].items, 0);
    assert_ok(board("lever", true, "acme"));
    assert_ok(board("ashby", false, "Acme & Sons"));
    fetch.base = "http://127.0.0.1:8000/mirror";
    assert_ok(board("greenhouse", false, "other"));
    assert_string_equal(made_asked,
                        "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true\n"
                        "https://api.lever.co/v0/postings/acme?mode=json\n"
                        "https://api.eu.lever.co/v0/postings/acme?mode=json\n"
                        "https://api.ashbyhq.com/posting-api/job-board/Acme%20%26%20Sons?includeCompensation=true\n"
                        "http://127.0.0.1:8000/mirror/v1/boards/other/jobs?content=true\n");
    assert_string_equal(own_files(), "ashby/Acme & Sons/2026-11-22.json greenhouse/acme/2026-11-22.json "
                                     "greenhouse/other/2026-11-22.json index.json lever-eu/acme/2026-11-22.json "
                                     "lever/acme/2026-11-22.json ");
    assert_null(sg_board_kind_of("monster", false));
    assert_null(sg_board_kind_of("ashby", true));
    assert_string_equal(sg_board_plugin(sg_board_kind_of("lever", true)), "postings_lever");
}

static void test_board_names(void **state)
{
    (void)state;
    static const char *const bad[] = {"",     ".",     "..",  ".hidden", "a/b",  "https://jobs.lever.co/acme",
                                      "a\\b", "a%20b", "a?b", "a#b",     "a\nb", "ä"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_fails(sg_board_check(bad[i], &err), SG_EUSAGE,
                     "expected its name alone: of https://boards.greenhouse.io/");
    char longest[102];
    memset(longest, 'a', sizeof longest);
    longest[100] = '\0';
    assert_ok(sg_board_check(longest, &err));
    longest[100] = 'a', longest[101] = '\0';
    assert_fails(sg_board_check(longest, &err), SG_EUSAGE, "name alone");
}

/* A file a day on which the board has changed. */
static void test_board_days(void **state)
{
    (void)state;
    made_answer answers[] = {{.part = "", .body = "[1]", .reply.etag = "\"a\"", .times = 1},
                             {.part = "", .reply.status = 304, .times = 1},
                             {.part = "", .body = "[1]", .times = 1},
                             {.part = "", .body = "[1, 2]", .reply.etag = "\"b\"", .times = 1},
                             {.part = "", .body = "[1, 2, 3]", .times = 1}};
    static const struct {
        int day;
        sg_brought_how how;
        const char *file;
        size_t items;
    } days[] = {{22, SG_BROUGHT_NEW, "lever/acme/2026-11-22.json", 1},
                {23, SG_BROUGHT_SAME, "lever/acme/2026-11-22.json", 1},
                {24, SG_BROUGHT_SAME, "lever/acme/2026-11-22.json", 1},
                {25, SG_BROUGHT_NEW, "lever/acme/2026-11-25.json", 2},
                {25, SG_BROUGHT_CHANGED, "lever/acme/2026-11-25.json", 3}};
    start_with(answers, 5);
    for (size_t i = 0; i < 5; i++) {
        fetch.today = sg_day_of(2026, 11, days[i].day);
        assert_ok(board("lever", false, "acme"));
        assert_int_equal(out[0].how, days[i].how);
        assert_string_equal(out[0].file, days[i].file);
        assert_int_equal(out[0].items, days[i].items);
    }
    assert_string_equal(own_files(), "index.json lever/acme/2026-11-22.json lever/acme/2026-11-25.json ");
    assert_string_equal(made_asked, "https://api.lever.co/v0/postings/acme?mode=json\n"
                                    "https://api.lever.co/v0/postings/acme?mode=json etag=\"a\"\n"
                                    "https://api.lever.co/v0/postings/acme?mode=json etag=\"a\"\n"
                                    "https://api.lever.co/v0/postings/acme?mode=json etag=\"a\"\n"
                                    "https://api.lever.co/v0/postings/acme?mode=json etag=\"b\"\n");
}

static void test_board_wrong_answers(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *body, *message;
    } cases[] = {
        {"greenhouse", "[]", "expected an object with a list \"jobs\""},
        {"greenhouse", "{\"jobs\": {}}", "expected an object with a list \"jobs\""},
        {"ashby", "{\"error\": \"x\"}", "expected an object with a list \"jobs\""},
        {"lever", "{\"ok\": false, \"error\": \"Document not found\"}", "not what was asked for: expected a list"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        made_answer answers[] = {{.part = "", .body = cases[i].body}};
        start_with(answers, 1);
        assert_ok(board(cases[i].kind, false, "acme"));
        assert_int_equal(out[0].how, SG_BROUGHT_FAILED);
        if (!strstr(out[0].reason, cases[i].message)) fail_msg("\"%s\"", out[0].reason);
        assert_string_equal(own_files(), "");
    }
    made_answer none[] = {{.part = "", .reply.status = 404}};
    start_with(none, 1);
    assert_ok(board("lever", false, "acmee"));
    assert_string_equal(out[0].reason, "api.lever.co: answered 404 (there is none)");
    assert_false(fetch.down); /* the server is there: the next board is asked */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(test_board_addresses, start, end),
                                       cmocka_unit_test(test_board_names),
                                       cmocka_unit_test_setup_teardown(test_board_days, start, end),
                                       cmocka_unit_test_setup_teardown(test_board_wrong_answers, start, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
