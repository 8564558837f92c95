/* The network by libcurl, against a server on this machine that has every fault. */
#include "http_server.h"

#include "fetch/transport.h"

static sg_error err;
static sg_transport transport;
static http_server server;
static sg_buf body;
static sg_reply reply;

static void serve(const http_route *routes, size_t n)
{
    http_start(routes, n, &server);
}

static void open_with(sg_curl_settings settings)
{
    settings.agent = "skillgap/test";
    settings.plain = true;
    if (!settings.connect_s) settings.connect_s = 5;
    if (!settings.stall_s) settings.stall_s = 5;
    assert_ok(sg_transport_curl(&settings, &transport, &err));
}

static int end(void **state)
{
    (void)state;
    if (transport.close) transport.close(transport.self);
    transport = (sg_transport){0};
    http_stop(&server);
    sg_buf_release(&body);
    return 0;
}

/* max: of the body; what it holds stays. */
static void get_with(sg_request request, const char *path, size_t max)
{
    char url[512];
    snprintf(url, sizeof url, "%s%s", server.base, path);
    request.url = url;
    body.max = max;
    transport.get(transport.self, &request, &body, &reply);
}

static void get(const char *path)
{
    get_with((sg_request){0}, path, 1 << 20);
}

static void test_answer(void **state)
{
    (void)state;
    static const http_route routes[] = {{.path = "/a",
                                         .body = "{\"a\": 1}",
                                         .etag = "\"v1\"",
                                         .headers = "last-modified:  Sat, 21 Nov 2026 10:00:00 GMT \r\n"},
                                        {.path = "/empty"}};
    serve(routes, 2);
    open_with((sg_curl_settings){0});
    get("/a?b=%20c");
    assert_int_equal(reply.end, SG_REPLY_WHOLE);
    assert_int_equal(reply.status, 200);
    assert_string_equal(body.at, "{\"a\": 1}");
    assert_string_equal(reply.etag, "\"v1\"");
    assert_string_equal(reply.modified, "Sat, 21 Nov 2026 10:00:00 GMT");
    assert_string_equal(reply.type, "application/json");
    assert_true(reply.ranges);
    assert_int_equal(reply.retry_after_s, 0);
    get("/empty"); /* what was there before is gone */
    assert_int_equal(reply.status, 200);
    assert_int_equal(body.len, 0);
    assert_string_equal(reply.etag, "");
    assert_false(reply.ranges);
    get("/none");
    assert_int_equal(reply.status, 404);
    assert_int_equal(body.len, 0);
    char *log = http_log(&server);
    assert_non_null(strstr(log, "GET /a?b=%20c HTTP/1.1\r\n"));
    assert_int_equal(http_asked(&server, "User-Agent: skillgap/test\r\n"), 3);
    assert_int_equal(http_asked(&server, "Accept: application/json\r\n"), 3);
    assert_int_equal(http_asked(&server, "connection\n"), 1); /* one for all */
    assert_null(strstr(log, "Cookie"));
    assert_null(strstr(log, "Referer"));
    free(log);
}

static void test_condition(void **state)
{
    (void)state;
    static const http_route routes[] = {{.path = "/a", .body = "{}", .etag = "\"v1\""}};
    serve(routes, 1);
    open_with((sg_curl_settings){0});
    get_with((sg_request){.etag = "\"v1\""}, "/a", 100);
    assert_int_equal(reply.status, 304);
    assert_int_equal(reply.end, SG_REPLY_WHOLE);
    assert_int_equal(body.len, 0);
    get_with((sg_request){.etag = "\"v0\"", .modified = "Sat, 21 Nov 2026 10:00:00 GMT"}, "/a", 100);
    assert_int_equal(reply.status, 200);
    assert_int_equal(http_asked(&server, "If-Modified-Since: Sat, 21 Nov 2026 10:00:00 GMT\r\n"), 1);
}

static void test_cut_and_resumed(void **state)
{
    (void)state;
    static const http_route routes[] = {{.path = "/a", .body = "0123456789", .etag = "\"v1\"", .cut = 4, .times = 1},
                                        {.path = "/a", .body = "0123456789", .etag = "\"v1\""}};
    serve(routes, 2);
    open_with((sg_curl_settings){0});
    get("/a");
    assert_int_equal(reply.end, SG_REPLY_CUT);
    assert_string_equal(body.at, "0123");
    assert_non_null(strstr(reply.reason, "6 bytes remaining"));
    get_with((sg_request){.resume = "\"v1\""}, "/a", 100);
    assert_int_equal(reply.end, SG_REPLY_WHOLE);
    assert_int_equal(reply.status, 206);
    assert_string_equal(body.at, "0123456789");
    assert_int_equal(http_asked(&server, "Range: bytes=4-\r\n"), 1);
    body.len = 4;
    get_with((sg_request){.resume = "\"v0\""}, "/a", 100); /* it has changed: all comes, in place of what was there */
    assert_int_equal(reply.status, 200);
    assert_string_equal(body.at, "0123456789");
}

/* A part that is not the one asked for is not put behind what is there. */
static void test_wrong_part(void **state)
{
    (void)state;
    static const http_route routes[] = {{.path = "/a",
                                         .status = 206,
                                         .body = "xyz",
                                         .headers = "Content-Range: bytes 2-4/10\r\nAccept-Ranges: bytes\r\n"},
                                        {.path = "/b", .status = 206, .body = "xyz"}};
    serve(routes, 2);
    open_with((sg_curl_settings){0});
    for (int i = 0; i < 2; i++) {
        sg_buf_clear(&body);
        body.max = 100;
        sg_buf_str(&body, "0123");
        get_with((sg_request){.resume = "\"v1\""}, i ? "/b" : "/a", 100);
        assert_int_equal(reply.end, SG_REPLY_CUT);
        assert_string_equal(reply.reason, "another part came than was asked for");
        assert_false(reply.ranges);
        assert_string_equal(body.at, "0123");
    }
}

static void test_stalls(void **state)
{
    (void)state;
    static const http_route routes[] = {{.path = "/a", .body = "0123456789", .cut = 4, .stall = true}};
    serve(routes, 1);
    open_with((sg_curl_settings){.stall_s = 1});
    get("/a");
    assert_int_equal(reply.end, SG_REPLY_CUT);
    assert_non_null(strstr(reply.reason, "too slow"));
    assert_string_equal(body.at, "0123");
}

static void test_too_large(void **state)
{
    (void)state;
    static const http_route routes[] = {{.path = "/told", .body = "0123456789"},
                                        {.path = "/untold", .body = "{}", .spaces = 3 << 20},
                                        {.path = "/error", .status = 500, .body = "{}", .spaces = 3 << 20}};
    serve(routes, 3);
    open_with((sg_curl_settings){0});
    get_with((sg_request){0}, "/told", 9);
    assert_int_equal(reply.end, SG_REPLY_REFUSED);
    assert_string_equal(reply.reason, "the answer is larger than 0 MB");
    get_with((sg_request){0}, "/told", 10);
    assert_int_equal(reply.end, SG_REPLY_WHOLE);
    sg_buf_clear(&body);
    get_with((sg_request){0}, "/untold", 1 << 20);
    assert_int_equal(reply.end, SG_REPLY_REFUSED);
    assert_string_equal(reply.reason, "the answer is larger than 1 MB");
    sg_buf_clear(&body);
    get_with((sg_request){0}, "/error", 1 << 20);
    assert_int_equal(reply.end, SG_REPLY_REFUSED);
    assert_int_equal(body.len, 0);
}

static void test_says_when(void **state)
{
    (void)state;
    static const http_route routes[] = {
        {.path = "/a", .status = 429, .headers = "Retry-After: 12\r\n"},
        {.path = "/b", .status = 503, .headers = "Retry-After: Sat, 01 Jan 2000 10:00:00 GMT\r\n"},
        {.path = "/c", .status = 302, .headers = "Location: ../d?e\r\n"},
        {.path = "/e", .status = 302, .headers = "Location: http://b.example/\r\n"}};
    serve(routes, 4);
    open_with((sg_curl_settings){0});
    get("/a");
    assert_int_equal(reply.status, 429);
    assert_int_equal(reply.retry_after_s, 12);
    get("/b"); /* a day long past */
    assert_int_equal(reply.retry_after_s, 0);
    get("/c");
    char there[128];
    snprintf(there, sizeof there, "%s/d?e", server.base);
    assert_string_equal(reply.location, there);
    assert_int_equal(reply.status, 302);
    get("/e"); /* told, and not followed */
    assert_string_equal(reply.location, "http://b.example/");
}

static void test_nobody_there(void **state)
{
    (void)state;
    serve(NULL, 0);
    open_with((sg_curl_settings){0});
    kill(server.child, SIGKILL);
    waitpid(server.child, NULL, 0);
    get("/a");
    assert_int_equal(reply.end, SG_REPLY_CUT);
    assert_int_equal(reply.status, 0);
    assert_non_null(strstr(reply.reason, "connect"));
}

static bool stop_at_once(void *self, uint64_t bytes, uint64_t expected)
{
    (void)bytes, (void)expected;
    ++*(int *)self;
    return false;
}

static void test_stopped(void **state)
{
    (void)state;
    static const http_route routes[] = {{.path = "/a", .body = "0123456789"}};
    int calls = 0;
    serve(routes, 1);
    open_with((sg_curl_settings){.going = stop_at_once, .self = &calls});
    get("/a");
    assert_int_equal(reply.end, SG_REPLY_STOPPED);
    assert_int_equal(calls, 1);
}

/* As curl does: the environment names a proxy, which is then asked for the whole address. */
static void test_proxy(void **state)
{
    (void)state;
    static const http_route routes[] = {{.path = "http://a.invalid/x", .body = "[1]"}};
    serve(routes, 1);
    open_with((sg_curl_settings){0});
    setenv("http_proxy", server.base, 1);
    const sg_request request = {.url = "http://a.invalid/x"};
    body.max = 100;
    transport.get(transport.self, &request, &body, &reply);
    unsetenv("http_proxy");
    assert_string_equal(body.at, "[1]");
}

/* Without leave for plain http nothing but https is asked; nor anything else that libcurl can do. */
static void test_schemes(void **state)
{
    (void)state;
    static const http_route routes[] = {{.path = "/", .body = "[1]"}};
    const sg_curl_settings settings = {.agent = "x", .connect_s = 5, .stall_s = 5};
    serve(routes, 1);
    assert_ok(sg_transport_curl(&settings, &transport, &err));
    get("/");
    assert_int_equal(reply.end, SG_REPLY_REFUSED);
    assert_non_null(strstr(reply.reason, "http"));
    assert_int_equal(http_asked(&server, "GET"), 0);
    transport.close(transport.self);
    open_with((sg_curl_settings){0});
    const sg_request file = {.url = "file:///etc/hostname"};
    transport.get(transport.self, &file, &body, &reply);
    assert_int_equal(reply.end, SG_REPLY_REFUSED);
    assert_int_equal(body.len, 0);
}

static void test_no_library(void **state)
{
    (void)state;
    sg_transport none = {0};
    const sg_curl_settings missing = {.library = "libcurl-that-is-not-there.so.4", .agent = "x"},
                           other = {.library = "libc.so.6", .agent = "x"};
    assert_fails(sg_transport_curl(&missing, &none, &err), SG_EFAIL,
                 "fetch needs libcurl, which is not installed: apt-get install libcurl4 (");
    assert_fails(sg_transport_curl(&other, &none, &err), SG_EFAIL, "libc.so.6 lacks curl_global_init");
    assert_null(none.get);
}

int main(void)
{
    static const char *const proxies[] = {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
                                          "ALL_PROXY",  "no_proxy",    "NO_PROXY"};
    for (size_t i = 0; i < sizeof proxies / sizeof *proxies; i++) unsetenv(proxies[i]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_answer, end),          cmocka_unit_test_teardown(test_condition, end),
        cmocka_unit_test_teardown(test_cut_and_resumed, end), cmocka_unit_test_teardown(test_wrong_part, end),
        cmocka_unit_test_teardown(test_stalls, end),          cmocka_unit_test_teardown(test_too_large, end),
        cmocka_unit_test_teardown(test_says_when, end),       cmocka_unit_test_teardown(test_nobody_there, end),
        cmocka_unit_test_teardown(test_stopped, end),         cmocka_unit_test_teardown(test_proxy, end),
        cmocka_unit_test_teardown(test_schemes, end),         cmocka_unit_test_teardown(test_no_library, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
