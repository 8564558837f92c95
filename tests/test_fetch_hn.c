/* Hacker News' threads: what is asked, what is made of the answers, and what a dry run tells. */
#include "fetch_sources.h"

#include "base/mem.h"

#define THREAD(id, month, text)                                                                                        \
    "{\"id\": " #id ", \"title\": \"Ask HN: Who is hiring? (" month                                                    \
    ")\", \"children\": [{\"id\": 1, \"text\": \"" text                                                                \
    "\"}, {\"id\": 2, \"text\": null}, {\"id\": 3, \"text\": \"Acme\"}]}"
#define HIT(id, title, comments, second)                                                                               \
    "{\"objectID\": \"" #id "\", \"title\": \"" title "\", \"num_comments\": " #comments                               \
    ", \"created_at_i\": " #second "}"
#define LIST(total, hits) "{\"nbHits\": " #total ", \"hits\": [" hits "]}"

/* Two threads a month that are not of hiring, three of one month, one out of range, and what is no thread at all. */
/* clang-format off */
static const char list[] =
    "{\"nbHits\": 9, \"hits\": ["
    HIT(21, "Ask HN: Who is hiring? (November 2026)", 300, 1793800000) ","
    HIT(22, "Ask HN: Who wants to be hired? (November 2026)", 900, 1793800000) ","
    HIT(23, "Ask HN: Freelancer? Seeking freelancer? (November 2026)", 90, 1793800000) ","
    HIT(11, "Ask HN: Who is hiring? (October 2026)", 3, 1791200000) ","
    HIT(12, "Ask HN: Who is hiring? (October 2026)", 400, 1791200001) ","
    HIT(13, "Ask HN: Who is hiring? (October 2026)", 400, 1791200002) ","
    HIT(5, "Ask HN: Who is hiring? (April 2011)", 400, 1301600000) ","
    "{\"title\": null, \"objectID\": 7}, 8]}";
/* clang-format on */

static void test_titles(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        sg_month month; /* 0: none */
    } cases[] = {{"Ask HN: Who is hiring? (November 2026)", M(2026, 11)},
                 {"ask hn: who is hiring? (may 2011)", M(2011, 5)},
                 {"Ask HN: Who Is Hiring? (February 2018) ", M(2018, 2)},
                 {"Ask HN: Who's hiring? ( September 2012 )", M(2012, 9)},
                 {"Ask HN: Who\xe2\x80\x99s hiring? (May 2013)", M(2013, 5)},
                 {"Ask HN: Who is hiring? November 2026", 0},
                 {"Ask HN: Who is hiring? (Nov 2026)", 0},
                 {"Ask HN: Who is hiring? (November)", 0},
                 {"Ask HN: Who is hiring? (November 26)", 0},
                 {"Ask HN: Who is hiring? (November2026)", 0},
                 {"Ask HN: Who is hiring? (Novembers 2026)", 0},
                 {"Ask HN: Who is hiring? (November 2026, remote)", 0},
                 {"Ask HN: Who is hiring? (November 20267)", 0},
                 {"Ask HN: Who wants to be hired? (November 2026)", 0},
                 {"Ask HN: Freelancer? Seeking freelancer? (November 2026)", 0},
                 {"Ask HN: Who is hiring right now? (November 2026)", 0},
                 {"(November 2026) Ask HN: Who is hiring?", 0},
                 {"", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sg_month month = 0;
        bool is = sg_hn_title_month(cases[i].title, &month);
        if (is != (cases[i].month != 0) || month != cases[i].month)
            fail_msg("\"%s\": %d, month %d", cases[i].title, is, month);
    }
}

static void test_threads(void **state)
{
    (void)state;
    made_answer answers[] = {{.part = "search_by_date", .body = list},
                             {.part = "items/12", .body = THREAD(12, "October 2026", "Octo"), .reply.etag = "\"o\""},
                             {.part = "items/21", .body = THREAD(21, "November 2026", "Nova")}};
    start_with(answers, 3);
    assert_ok(sg_hn_fetch(&fetch, M(2026, 9), M(2026, 11), out, &err));
    assert_string_equal(
        made_asked, "https://hn.algolia.com/api/v1/search_by_date?tags=story,(author_whoishiring,author__whoishiring)"
                    "&numericFilters=created_at_i%3E%3D1787616000,created_at_i%3C1796083200&hitsPerPage=1000\n"
                    "https://hn.algolia.com/api/v1/items/12\n"
                    "https://hn.algolia.com/api/v1/items/21\n");
    assert_int_equal(out[0].how, SG_BROUGHT_FAILED);
    assert_string_equal(out[0].what, "2026-09");
    assert_string_equal(out[0].reason, "the list of threads has none of this month");
    assert_int_equal(out[1].how, SG_BROUGHT_NEW);
    assert_string_equal(out[1].file, "hn/2026-10.json");
    assert_int_equal(out[1].items, 2);
    assert_int_equal(out[2].how, SG_BROUGHT_NEW);
    assert_string_equal(own_files(), "hn/2026-10.json hn/2026-11.json index.json ");
}

/* The next day, and months later: what may still change is asked for on a condition, what cannot is not asked. */
static void test_again(void **state)
{
    (void)state;
    made_answer first[] = {{.part = "search", .body = list},
                           {.part = "items/12", .body = THREAD(12, "October 2026", "Octo"), .reply.etag = "\"o\""},
                           {.part = "items/21", .body = THREAD(21, "November 2026", "Nova"), .reply.modified = "Sun"}};
    start_with(first, 3);
    assert_ok(sg_hn_fetch(&fetch, M(2026, 10), M(2026, 11), out, &err));
    assert_int_equal(sg_hn_first_open(&fetched), M(2026, 10));
    made_answer second[] = {{.part = "search", .body = list},
                            {.part = "items/12", .reply.status = 304},
                            {.part = "items/21", .body = THREAD(21, "November 2026", "more")}};
    start_with(second, 3);
    fetch.today = sg_day_of(2026, 11, 23);
    assert_ok(sg_hn_fetch(&fetch, M(2026, 10), M(2026, 11), out, &err));
    assert_non_null(strstr(made_asked, "items/12 etag=\"o\"\n"));
    assert_non_null(strstr(made_asked, "items/21 modified=Sun\n"));
    assert_int_equal(out[0].how, SG_BROUGHT_SAME);
    assert_int_equal(out[0].items, 2);
    assert_string_equal(out[0].file, "hn/2026-10.json");
    assert_int_equal(out[1].how, SG_BROUGHT_CHANGED);
    start_with(second, 3);
    fetch.today = sg_day_of(2027, 2, 1);
    assert_ok(sg_hn_fetch(&fetch, M(2026, 10), M(2026, 11), out, &err)); /* asked while they were open: once more */
    assert_int_equal(client.requests, 3);
    assert_int_equal(out[1].how, SG_BROUGHT_SAME); /* the whole answer came, and is the same */
    assert_int_equal(sg_hn_first_open(&fetched), SG_MONTH_ABSENT);
    start_with(second, 3);
    assert_ok(sg_hn_fetch(&fetch, M(2026, 10), M(2026, 11), out, &err));
    assert_int_equal(client.requests, 0); /* not even the list */
    assert_int_equal(out[0].how, SG_BROUGHT_CLOSED);
    assert_int_equal(out[1].how, SG_BROUGHT_CLOSED);
}

static void test_closed(void **state)
{
    (void)state;
    assert_false(sg_hn_closed(sg_day_of(2026, 11, 1), M(2026, 11)));
    assert_false(sg_hn_closed(sg_day_of(2026, 12, 31), M(2026, 11)));
    assert_true(sg_hn_closed(sg_day_of(2027, 1, 1), M(2026, 11)));
}

static void test_thread_not_there_yet(void **state)
{
    (void)state;
    made_answer answers[] = {{.part = "search", .body = LIST(0, "")}};
    start_with(answers, 1);
    assert_ok(sg_hn_fetch(&fetch, M(2026, 11), M(2026, 11), out, &err));
    assert_int_equal(out[0].how, SG_BROUGHT_NONE);
    assert_string_equal(own_files(), "");
}

/* A query that has more hits than an answer holds goes on before the earliest of them. */
static void test_long_list(void **state)
{
    (void)state;
    made_answer answers[] = {
        {.part = "search",
         .body = LIST(3, HIT(21, "Ask HN: Who is hiring? (November 2026)", 300, 1793800000)),
         .times = 1},
        {.part = "search",
         .body = LIST(2, HIT(21, "Ask HN: Who is hiring? (November 2026)", 300,
                             1793800000) "," HIT(12, "Ask HN: Who is hiring? (October 2026)", 400, 1791200001))},
        {.part = "items/12", .body = THREAD(12, "October 2026", "Octo")},
        {.part = "items/21", .body = THREAD(21, "November 2026", "Nova")}};
    start_with(answers, 4);
    assert_ok(sg_hn_fetch(&fetch, M(2026, 10), M(2026, 11), out, &err));
    assert_non_null(strstr(made_asked, "created_at_i%3C1793800001&"));
    assert_int_equal(out[0].how, SG_BROUGHT_NEW);
    made_answer endless[] = {{.part = "search", .body = LIST(3, HIT(21, "x", 300, 1793800000))}};
    start_with(endless, 1);
    assert_fails(sg_hn_fetch(&fetch, M(2026, 10), M(2026, 11), out, &err), SG_EFAIL, "it does not come to an end");
    assert_int_equal(client.requests, 2);
}

/* Answers that are none: each is told, nothing of it is kept, and the other months come. */
static void test_wrong_answers(void **state)
{
    (void)state;
    static const struct {
        const char *body, *type, *message;
    } cases[] = {
        {"<html><head><title>Sign in", "text/html",
         "hn.algolia.com: expected JSON, found text/html that begins \"<html><head><title>Sign in\""},
        {"nothing", "", "expected JSON, found text that begins \"nothing\""},
        {"", "", "hn.algolia.com: an empty answer came, expected JSON"},
        {" \n", "", "an empty answer came"},
        {"{\"id\": 12, \"title\"", "", "hn.algolia.com: not whole JSON: line 1, column 18"},
        {"[1]", "", "an answer that is not what was asked for: expected the item with \"id\" 12"},
        {"{\"status\": 404, \"error\": \"Not Found\"}", "", "expected the item with \"id\" 12"},
        {THREAD(13, "October 2026", "x"), "", "expected the item with \"id\" 12"},
        {THREAD(12, "September 2026", "x"), "",
         "title: found \"Ask HN: Who is hiring? (September 2026)\", expected \"Ask HN: Who is hiring?\" of 2026-10"},
        {"{\"id\": 12, \"title\": \"Ask HN: Who wants to be hired? (October 2026)\", \"children\": []}", "",
         "title: found"},
        {"{\"id\": 12, \"title\": \"Ask HN: Who is hiring? (October 2026)\"}", "",
         "children: expected a list of posts"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        made_answer answers[] = {{.part = "search", .body = list},
                                 {.part = "items/12", .body = cases[i].body},
                                 {.part = "items/21", .body = THREAD(21, "November 2026", "Nova")}};
        snprintf(answers[1].reply.type, sizeof answers[1].reply.type, "%s", cases[i].type);
        start_with(answers, 3);
        assert_ok(sg_hn_fetch(&fetch, M(2026, 10), M(2026, 11), out, &err));
        assert_int_equal(out[0].how, SG_BROUGHT_FAILED);
        if (!strstr(out[0].reason, cases[i].message)) fail_msg("\"%s\" lacks \"%s\"", out[0].reason, cases[i].message);
        assert_string_equal(out[0].file, "");
        assert_true(out[1].how == SG_BROUGHT_NEW || out[1].how == SG_BROUGHT_SAME);
        assert_string_equal(own_files(), "hn/2026-11.json index.json ");
    }
}

static void test_wrong_list(void **state)
{
    (void)state;
    static const char *const bodies[] = {"[]", "{}", "{\"hits\": []}", "{\"hits\": {}, \"nbHits\": 0}",
                                         "{\"nbHits\": 0}"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        made_answer answers[] = {{.part = "search", .body = bodies[i]}};
        start_with(answers, 1);
        assert_fails(sg_hn_fetch(&fetch, M(2026, 10), M(2026, 11), out, &err), SG_EFAIL,
                     "the list of threads: expected an object with \"hits\", a list, and \"nbHits\", a number");
        assert_int_equal(out[1].how, SG_BROUGHT_FAILED);
        assert_string_equal(out[1].reason, "not asked");
    }
}

/* A wrong answer does not take the place of a good one. */
static void test_good_one_stays(void **state)
{
    (void)state;
    made_answer answers[] = {{.part = "search", .body = list},
                             {.part = "items/21", .body = THREAD(21, "November 2026", "Nova"), .times = 1},
                             {.part = "items/21", .body = "<html>"}};
    sg_kept kept;
    start_with(answers, 3);
    for (int i = 0; i < 2; i++) assert_ok(sg_hn_fetch(&fetch, M(2026, 11), M(2026, 11), out, &err));
    assert_int_equal(out[0].how, SG_BROUGHT_FAILED);
    assert_true(sg_fetched_find(&fetched, "hn/2026-11.json", &kept));
    assert_int_equal(kept.items, 2);
}

/* A server that is down is not asked for each month in turn. */
static void test_down(void **state)
{
    (void)state;
    made_answer answers[] = {{.part = "search", .body = list},
                             {.part = "items", .reply = {.end = SG_REPLY_CUT, .reason = "no way"}}};
    start_with(answers, 2);
    assert_ok(sg_hn_fetch(&fetch, M(2026, 10), M(2026, 11), out, &err));
    assert_string_equal(out[0].reason, "hn.algolia.com: no way, after 2 tries");
    assert_string_equal(out[1].reason, "not asked: the server did not answer before");
    assert_int_equal(client.requests, 3);
}

/* What was cut goes on in the next run. */
static void test_next_run_resumes(void **state)
{
    (void)state;
    static const char whole[] = THREAD(21, "November 2026", "Nova");
    char half[200];
    snprintf(half, sizeof half, "%.60s", whole);
    made_answer cut[] = {
        {.part = "search", .body = list},
        {.part = "items/21",
         .reply = {.end = SG_REPLY_CUT, .status = 200, .ranges = true, .etag = "\"n\"", .reason = "cut"},
         .body = half,
         .times = 1},
        {.part = "items/21", .reply = {.end = SG_REPLY_CUT, .reason = "no way"}}};
    start_with(cut, 3);
    assert_ok(sg_hn_fetch(&fetch, M(2026, 11), M(2026, 11), out, &err));
    assert_int_equal(out[0].how, SG_BROUGHT_FAILED);
    assert_string_equal(own_files(), "hn/2026-11.json.part index.json ");
    made_answer refused[] = {{.part = "search", .body = list},
                             {.part = "items/12", .reply = {.end = SG_REPLY_CUT, .reason = "no way"}}};
    start_with(refused, 2);
    assert_ok(sg_hn_fetch(&fetch, M(2026, 10), M(2026, 11), out, &err));
    assert_string_equal(out[1].reason, "not asked: the server did not answer before"); /* the part stays */
    made_answer rest[] = {{.part = "search", .body = list},
                          {.part = "items/21", .reply = {.status = 206, .etag = "\"n\""}, .body = whole + 60}};
    start_with(rest, 2);
    assert_ok(sg_hn_fetch(&fetch, M(2026, 11), M(2026, 11), out, &err));
    assert_non_null(strstr(made_asked, "items/21 resume=\"n\"\n"));
    assert_int_equal(out[0].how, SG_BROUGHT_NEW);
    assert_string_equal(own_files(), "hn/2026-11.json index.json ");
    sg_kept kept;
    assert_true(sg_fetched_find(&fetched, "hn/2026-11.json", &kept));
    assert_int_equal(kept.hash, sg_hash(whole, sizeof whole - 1));
}

static void test_stopped(void **state)
{
    (void)state;
    made_answer answers[] = {{.part = "search", .body = list},
                             {.part = "items/12", .body = THREAD(12, "October 2026", "Octo")},
                             {.part = "items/21", .reply = {.end = SG_REPLY_STOPPED}}};
    start_with(answers, 3);
    assert_fails(sg_hn_fetch(&fetch, M(2026, 10), M(2026, 11), out, &err), SG_EINTR, "stopped");
    assert_int_equal(out[0].how, SG_BROUGHT_NEW);
    assert_int_equal(out[1].how, SG_BROUGHT_FAILED);
    assert_string_equal(own_files(), "hn/2026-10.json index.json ");
}

/* Memory that ends at any place ends the run with a message, and leaves no half of an answer. */
static void test_memory_ends(void **state)
{
    (void)state;
    sg_kept kept;
    bool done = false;
    for (size_t n = 1; !done; n++) {
        made_answer answers[] = {{.part = "search", .body = list},
                                 {.part = "items/12", .body = THREAD(12, "October 2026", "Octo")},
                                 {.part = "items/21", .body = THREAD(21, "November 2026", "Nova")}};
        start_with(answers, 3);
        err.text[0] = '\0';
        sg_alloc_fail_at(n, 0);
        sg_status status = sg_hn_fetch(&fetch, M(2026, 10), M(2026, 11), out, &err);
        done = sg_alloc_count() < n;
        sg_alloc_fail_at(0, 0);
        if (status != SG_OK && !err.text[0]) fail_msg("allocation %zu failed, and nothing was said", n);
        for (size_t i = 0; i < 2; i++)
            if (out[i].file[0]) assert_true(sg_fetched_find(&fetched, out[i].file, &kept));
        assert_true(n < 1000);
    }
    assert_int_equal(out[0].how, SG_BROUGHT_SAME);
}

/* ---- a dry run ---- */

static char planned[4000];

static void note_plan(void *self, const sg_request *request, size_t have, const char *goes_to)
{
    (void)self;
    size_t len = strlen(planned);
    snprintf(planned + len, sizeof planned - len, "%s %s %zu %s\n", strrchr(request->url, '/'),
             request->etag     ? request->etag
             : request->resume ? request->resume
                               : "-",
             have, goes_to ? strrchr(goes_to, '/') : "-");
}

static void test_plan(void **state)
{
    (void)state;
    made_answer answers[] = {{.part = "search", .body = list},
                             {.part = "items/12", .body = THREAD(12, "October 2026", "Octo"), .reply.etag = "\"o\""}};
    start_with(answers, 2);
    assert_ok(sg_hn_fetch(&fetch, M(2026, 10), M(2026, 10), out, &err));
    const sg_buf part = {.at = (char *)(uintptr_t) "abc", .len = 3};
    assert_ok(sg_fetched_keep_part(&fetched, "ashby/acme/2026-11-22.json",
                                   "https://api.ashbyhq.com/posting-api/job-board/acme?includeCompensation=true",
                                   "\"p\"", &part, &err));
    start_with(NULL, 0);
    planned[0] = '\0';
    fetch.plan = note_plan;
    fetch.client = NULL; /* nothing is asked */
    assert_ok(sg_hn_fetch(&fetch, M(2026, 10), M(2026, 11), out, &err));
    assert_ok(board("ashby", false, "acme"));
    const char *behind = strchr(planned, '\n') + 1;
    assert_non_null(strstr(planned, "/search_by_date?tags=story"));
    assert_string_equal(behind, "/12 \"o\" 0 /2026-10.json\n/{ID} - 0 /2026-11.json\n"
                                "/acme?includeCompensation=true \"p\" 3 /2026-11-22.json\n");
    assert_string_equal(own_files(), "ashby/acme/2026-11-22.json.part hn/2026-10.json index.json ");
    assert_int_equal(out[0].how, SG_BROUGHT_PLANNED);
    planned[0] = '\0';
    fetch.base = "http://127.0.0.1:1"; /* the address that was kept is another's */
    assert_ok(sg_hn_fetch(&fetch, M(2026, 10), M(2026, 10), out, &err));
    assert_non_null(strstr(planned, "/{ID} - 0 /2026-10.json\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_titles),
                                       cmocka_unit_test_setup_teardown(test_threads, start, end),
                                       cmocka_unit_test_setup_teardown(test_again, start, end),
                                       cmocka_unit_test(test_closed),
                                       cmocka_unit_test_setup_teardown(test_thread_not_there_yet, start, end),
                                       cmocka_unit_test_setup_teardown(test_long_list, start, end),
                                       cmocka_unit_test_setup_teardown(test_wrong_answers, start, end),
                                       cmocka_unit_test_setup_teardown(test_wrong_list, start, end),
                                       cmocka_unit_test_setup_teardown(test_good_one_stays, start, end),
                                       cmocka_unit_test_setup_teardown(test_down, start, end),
                                       cmocka_unit_test_setup_teardown(test_next_run_resumes, start, end),
                                       cmocka_unit_test_setup_teardown(test_stopped, start, end),
                                       cmocka_unit_test_setup_teardown(test_memory_ends, start, end),
                                       cmocka_unit_test_setup_teardown(test_plan, start, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
