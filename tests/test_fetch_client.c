/* Asking politely: rate, waits, tries, redirects, resuming; against answers and a clock made by hand. */
#include "fetch_support.h"

static sg_error err;
static sg_buf body;
static sg_reply reply;

#define URL "https://a.example/x"

static sg_status ask(sg_client *client)
{
    const sg_request request = {.url = URL};
    sg_buf_release(&body);
    sg_buf_init(&body, 1 << 20);
    return sg_client_get(client, &request, &body, &reply, &err);
}

static int release(void **state)
{
    (void)state;
    sg_buf_release(&body);
    return 0;
}

static void test_rate(void **state)
{
    (void)state;
    made_answer answers[] = {{.part = "", .body = "{}"}};
    made_start(answers, 1);
    sg_client client = made_client();
    for (int i = 0; i < 3; i++) assert_ok(ask(&client));
    assert_string_equal(made_waits, "990 990 "); /* from start to start */
    made_now += 5000;
    assert_ok(ask(&client));
    assert_string_equal(made_waits, "990 990 "); /* it is long past: no wait */
    assert_int_equal(client.requests, 4);
}

/* 1 s, 2 s, 4 s, 8 s: half for sure, half by chance; the same seed gives the same waits. */
static void test_waits_double(void **state)
{
    (void)state;
    made_answer answers[] = {{.part = "", .reply = {.status = 500}}};
    char first[sizeof made_waits];
    long long waits[8];
    for (int i = 0; i < 2; i++) {
        made_start(answers, 1);
        sg_client client = made_client();
        client.gap_ms = 0;
        assert_fails(ask(&client), SG_EFAIL, "a.example: answered 500 (an error of its own), after 5 tries");
        assert_int_equal(client.requests, 5);
        if (i == 0) memcpy(first, made_waits, sizeof first);
        assert_string_equal(made_waits, first);
    }
    assert_int_equal(sscanf(made_waits, "%lld %lld %lld %lld %lld", waits, waits + 1, waits + 2, waits + 3, waits + 4),
                     4);
    for (int i = 0; i < 4; i++) assert_in_range(waits[i], 500 << i, 1000 << i);
    assert_true(waits[0] != 500 && waits[0] != 1000);
    made_start(answers, 1);
    sg_client other = made_client();
    other.gap_ms = 0;
    other.random = 8;
    assert_fails(ask(&other), SG_EFAIL, "500");
    assert_string_not_equal(made_waits, first);
}

static void test_longest_wait(void **state)
{
    (void)state;
    made_answer answers[] = {{.part = "", .reply = {.end = SG_REPLY_CUT, .reason = "it broke"}}};
    made_start(answers, 1);
    sg_client client = made_client();
    client.tries = 12;
    assert_fails(ask(&client), SG_EFAIL, "a.example: it broke, after 12 tries");
    assert_in_range(made_now, 60000 * 5 / 2, 60000 * 6 + 64000);
}

static void test_retry_after(void **state)
{
    (void)state;
    made_answer answers[] = {{.part = "", .reply = {.status = 429, .retry_after_s = 37}, .times = 1},
                             {.part = "", .body = "{}"}};
    made_start(answers, 2);
    sg_client client = made_client();
    assert_ok(ask(&client));
    assert_string_equal(made_waits, "37000 ");
    made_answer longer[] = {{.part = "", .reply = {.status = 503, .retry_after_s = 3601}}};
    made_start(longer, 1);
    client = made_client();
    assert_fails(ask(&client), SG_EFAIL,
                 "a.example: answered 503 (not available now), and asks to wait 61 minutes: try again then");
    assert_string_equal(made_waits, "");
}

static void test_no_second_try(void **state)
{
    (void)state;
    static const struct {
        sg_reply reply;
        const char *message;
    } cases[] = {
        {{.status = 404}, "a.example: answered 404 (there is none)"},
        {{.status = 403}, "a.example: answered 403 (forbidden)"},
        {{.status = 418}, "a.example: answered 418"},
        {{.status = 304}, "a.example: answered 304"}, /* nothing was asked on a condition */
        {{.status = 206}, "a.example: answered 206"}, /* nor for a part */
        {{.status = 204}, "a.example: answered 204"},
        {{.end = SG_REPLY_REFUSED, .reason = "the answer is larger than 64 MB"}, "a.example: the answer is larger"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        made_answer answers[] = {{.part = "", .reply = cases[i].reply}};
        made_start(answers, 1);
        sg_client client = made_client();
        assert_fails(ask(&client), SG_EFAIL, cases[i].message);
        assert_int_equal(client.requests, 1);
        assert_null(strstr(err.text, "tries"));
        assert_int_equal(body.len, 0);
    }
}

static void test_redirects(void **state)
{
    (void)state;
    static const struct {
        const char *to, *message;
    } refused[] = {
        {"https://b.example/x", "a.example: sends us to another place, https://b.example, which was not asked for"},
        {"http://a.example/x", "another place, http://a.example"},
        {"https://a.example:444/x", "another place, https://a.example:444"},
        {"https://a.example.evil/", "another place, https://a.example.evil"},
        {"https://a.example@evil/", "another place, https://a.example@evil"},
        {"file:///etc/passwd", "another place, file:"},
        {"", "answered 302, a redirect that leads nowhere"},
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        made_answer answers[] = {{.part = "", .reply = {.status = 302}}};
        snprintf(answers[0].reply.location, SG_URL_MAX, "%s", refused[i].to);
        made_start(answers, 1);
        sg_client client = made_client();
        assert_fails(ask(&client), SG_EFAIL, refused[i].message);
        assert_int_equal(client.requests, 1);
    }
    made_answer answers[] = {{.part = "/y", .body = "[1]"}, {.part = "/x", .reply = {.status = 308}}};
    snprintf(answers[1].reply.location, SG_URL_MAX, "https://A.example/y?z=1");
    made_start(answers, 2);
    sg_client client = made_client();
    assert_ok(ask(&client));
    assert_string_equal(body.at, "[1]");
    assert_string_equal(made_asked, URL "\nhttps://A.example/y?z=1\n");
    assert_string_equal(made_waits, "990 "); /* also a redirect is a request */
    snprintf(answers[1].reply.location, SG_URL_MAX, URL);
    made_start(answers + 1, 1);
    client = made_client();
    assert_fails(ask(&client), SG_EFAIL, "over 5 redirects");
}

static void test_resumes(void **state)
{
    (void)state;
    made_answer answers[] = {
        {.part = "",
         .reply = {.end = SG_REPLY_CUT, .status = 200, .ranges = true, .etag = "\"v1\"", .reason = "cut"},
         .body = "{\"a\": ",
         .times = 1},
        {.part = "", .reply = {.end = SG_REPLY_CUT, .reason = "no way"}, .times = 1},
        {.part = "", .reply = {.status = 503}, .times = 1},
        {.part = "", .reply = {.status = 206}, .body = "1}"}};
    made_start(answers, 4);
    sg_client client = made_client();
    assert_ok(ask(&client));
    assert_string_equal(body.at, "{\"a\": 1}");
    assert_string_equal(made_asked, URL "\n" URL " resume=\"v1\"\n" URL " resume=\"v1\"\n" URL " resume=\"v1\"\n");
}

/* Where the server does not promise that the rest is of the same answer, all is asked again. */
static void test_cannot_resume(void **state)
{
    (void)state;
    static const sg_reply cut[] = {
        {.end = SG_REPLY_CUT, .status = 200, .ranges = false, .etag = "\"v1\""},
        {.end = SG_REPLY_CUT, .status = 200, .ranges = true, .etag = "W/\"v1\""},
        {.end = SG_REPLY_CUT, .status = 200, .ranges = true},
    };
    for (size_t i = 0; i < 3; i++) {
        made_answer answers[] = {{.part = "", .reply = cut[i], .body = "{\"a\": ", .times = 1},
                                 {.part = "", .body = "[2]"}};
        made_start(answers, 2);
        sg_client client = made_client();
        assert_ok(ask(&client));
        assert_string_equal(body.at, "[2]");
        assert_string_equal(made_asked, URL "\n" URL "\n");
    }
    made_answer moved[] = {{.part = "",
                            .reply = {.end = SG_REPLY_CUT, .status = 200, .ranges = true, .etag = "\"v1\""},
                            .body = "{\"a\": ",
                            .times = 1},
                           {.part = "", .reply = {.status = 416}, .times = 1},
                           {.part = "", .body = "[3]"}};
    made_start(moved, 3);
    sg_client client = made_client();
    assert_ok(ask(&client));
    assert_string_equal(body.at, "[3]");
    assert_string_equal(made_asked, URL "\n" URL " resume=\"v1\"\n" URL "\n");
}

/* What a failed or stopped request leaves: the start of the answer with what resumes it, or nothing. */
static void test_what_is_left(void **state)
{
    (void)state;
    made_answer cut[] = {
        {.part = "",
         .reply = {.end = SG_REPLY_CUT, .status = 200, .ranges = true, .etag = "\"v1\"", .reason = "cut"},
         .body = "{",
         .times = 1},
        {.part = "", .reply = {.end = SG_REPLY_CUT, .reason = "no way"}}};
    made_start(cut, 2);
    sg_client client = made_client();
    assert_fails(ask(&client), SG_EFAIL, "no way, after 5 tries");
    assert_string_equal(reply.etag, "\"v1\"");
    assert_string_equal(body.at, "{");
    made_start(cut, 2);
    cut[0].used = 0;
    made_stop_at = 1;
    client = made_client();
    assert_fails(ask(&client), SG_EINTR, "stopped");
    assert_string_equal(reply.etag, "\"v1\"");
    made_answer stopped[] = {{.part = "", .reply = {.end = SG_REPLY_STOPPED, .status = 200}, .body = "{"}};
    made_start(stopped, 1);
    client = made_client();
    assert_fails(ask(&client), SG_EINTR, "stopped");
    assert_string_equal(reply.etag, "");
    assert_int_equal(body.len, 0);
    assert_int_equal(client.requests, 1);
}

static void test_condition(void **state)
{
    (void)state;
    made_answer answers[] = {{.part = "", .reply = {.status = 500}, .times = 1},
                             {.part = "", .reply = {.status = 304}}};
    const sg_request request = {.url = URL, .etag = "\"v1\""};
    made_start(answers, 2);
    sg_client client = made_client();
    sg_buf_init(&body, 100);
    assert_ok(sg_client_get(&client, &request, &body, &reply, &err));
    assert_int_equal(reply.status, 304);
    assert_string_equal(made_asked, URL " etag=\"v1\"\n" URL " etag=\"v1\"\n");
}

static void test_address_too_long(void **state)
{
    (void)state;
    char url[3000];
    memset(url, 'x', sizeof url - 1);
    url[sizeof url - 1] = '\0';
    const sg_request request = {.url = url};
    made_start(NULL, 0);
    sg_client client = made_client();
    assert_fails(sg_client_get(&client, &request, &body, &reply, &err), SG_EFAIL, "an address of over 2047 bytes");
    assert_int_equal(client.requests, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_teardown(test_rate, release),
                                       cmocka_unit_test_teardown(test_waits_double, release),
                                       cmocka_unit_test_teardown(test_longest_wait, release),
                                       cmocka_unit_test_teardown(test_retry_after, release),
                                       cmocka_unit_test_teardown(test_no_second_try, release),
                                       cmocka_unit_test_teardown(test_redirects, release),
                                       cmocka_unit_test_teardown(test_resumes, release),
                                       cmocka_unit_test_teardown(test_cannot_resume, release),
                                       cmocka_unit_test_teardown(test_what_is_left, release),
                                       cmocka_unit_test_teardown(test_condition, release),
                                       cmocka_unit_test_teardown(test_address_too_long, release)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
