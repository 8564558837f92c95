/* What was fetched, as it lies on the disk. */
#include "fetch_support.h"

#include "base/file.h"

#include <sys/stat.h>

static sg_error err;
static sg_fetched fetched;
static char folder[80];

static int start(void **state)
{
    if (own_make(state) != 0) return -1;
    snprintf(folder, sizeof folder, "%s/fetched", own_folder);
    return 0;
}

static int end(void **state)
{
    sg_fetched_close(&fetched);
    return own_remove(state);
}

static void reopen(void)
{
    sg_fetched_close(&fetched);
    assert_ok(sg_fetched_open(folder, &fetched, &err));
}

static sg_buf text(const char *bytes)
{
    return (sg_buf){.at = (char *)(uintptr_t)bytes, .len = strlen(bytes)};
}

static void keep(const char *file, const char *bytes, const char *etag)
{
    const sg_buf body = text(bytes);
    const sg_kept kept = {.url = "https://a.example/x", .etag = etag, .items = 3, .day = 20779};
    assert_ok(sg_fetched_keep(&fetched, file, &body, &kept, &err));
}

static void put(const char *name, const char *bytes)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_ok(sg_file_write(path, bytes, strlen(bytes), 0600, &err));
}

static void test_keeps(void **state)
{
    (void)state;
    sg_kept kept;
    reopen();
    assert_false(sg_fetched_find(&fetched, "hn/2026-10.json", &kept));
    keep("hn/2026-10.json", "{}", "\"v1\"");
    reopen();
    assert_true(sg_fetched_find(&fetched, "hn/2026-10.json", &kept));
    assert_string_equal(kept.url, "https://a.example/x");
    assert_string_equal(kept.etag, "\"v1\"");
    assert_null(kept.modified);
    assert_int_equal(kept.items, 3);
    assert_int_equal(kept.bytes, 2);
    assert_int_equal(kept.day, 20779);
    assert_int_equal(kept.hash, sg_hash("{}", 2));
    assert_string_equal(own_files(), "fetched/hn/2026-10.json fetched/index.json ");
    kept.day++; /* asked again: as it was */
    assert_ok(sg_fetched_keep(&fetched, "hn/2026-10.json", NULL, &kept, &err));
    reopen();
    assert_true(sg_fetched_find(&fetched, "hn/2026-10.json", &kept));
    assert_int_equal(kept.day, 20780);
    assert_int_equal(kept.bytes, 2);
    keep("hn/2026-10.json", "[2]", NULL); /* in its place; an ETag that is no more is forgotten */
    assert_true(sg_fetched_find(&fetched, "hn/2026-10.json", &kept));
    assert_null(kept.etag);
    assert_int_equal(kept.bytes, 3);
    struct stat st;
    char path[200];
    snprintf(path, sizeof path, "%s/hn", folder);
    assert_true(stat(path, &st) == 0 && (st.st_mode & 0777) == 0700);
    snprintf(path, sizeof path, "%s/hn/2026-10.json", folder);
    assert_true(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600);
}

/* A file that someone changed or took away is no longer what the server gave. */
static void test_changed_by_others(void **state)
{
    (void)state;
    sg_kept kept;
    reopen();
    keep("hn/2026-10.json", "{}", "\"v1\"");
    put("hn/2026-10.json", "{ }");
    assert_false(sg_fetched_find(&fetched, "hn/2026-10.json", &kept));
    put("hn/2026-10.json", "{}");
    assert_true(sg_fetched_find(&fetched, "hn/2026-10.json", &kept));
    char path[200];
    snprintf(path, sizeof path, "%s/hn/2026-10.json", folder);
    assert_int_equal(unlink(path), 0);
    assert_false(sg_fetched_find(&fetched, "hn/2026-10.json", &kept));
}

static void test_broken_index(void **state)
{
    (void)state;
    static const char *const broken[] = {"",
                                         "{",
                                         "[]",
                                         "{\"schema\": \"skillgap.fetched/1\"}",
                                         "{\"schema\": \"skillgap.fetched/2\", \"files\": {}}",
                                         "{\"schema\": \"skillgap.fetched/1\", \"files\": []}"};
    static const char *const entries[] = {"1",
                                          "{}",
                                          "{\"url\": 1, \"hash\": \"x\", \"day\": \"2026-11-22\"}",
                                          "{\"url\": \"u\", \"hash\": \"x\", \"day\": \"2026-11-22\"}",
                                          "{\"url\": \"u\", \"day\": \"2026-11-22\"}",
                                          "{\"url\": \"u\", \"hash\": \"x\", \"day\": \"soon\"}"};
    sg_kept kept;
    reopen();
    keep("hn/2026-10.json", "{}", "\"v1\"");
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        put("index.json", broken[i]);
        reopen();
        assert_true(fetched.lost);
        assert_false(sg_fetched_find(&fetched, "hn/2026-10.json", &kept));
    }
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        char index[300];
        snprintf(index, sizeof index, "{\"schema\": \"skillgap.fetched/1\", \"files\": {\"hn/2026-10.json\": %s}}",
                 entries[i]);
        put("index.json", index);
        reopen();
        assert_false(fetched.lost);
        assert_false(sg_fetched_find(&fetched, "hn/2026-10.json", &kept));
    }
    keep("hn/2026-10.json", "{}", "\"v1\""); /* and it is made good again */
    reopen();
    assert_true(sg_fetched_find(&fetched, "hn/2026-10.json", &kept));
}

static void test_parts(void **state)
{
    (void)state;
    const sg_buf start_of = text("{\"a\"");
    sg_buf body;
    char etag[256];
    sg_buf_init(&body, 100);
    reopen();
    assert_ok(sg_fetched_keep_part(&fetched, "hn/2026-10.json", "https://a.example/x", "\"v1\"", &start_of, &err));
    assert_string_equal(own_files(), "fetched/hn/2026-10.json.part fetched/index.json ");
    reopen();
    sg_kept kept;
    assert_false(sg_fetched_find(&fetched, "hn/2026-10.json", &kept)); /* a part is no answer */
    char last[256];
    sg_fetched_last(&fetched, "hn/", last);
    assert_string_equal(last, "");
    assert_true(sg_fetched_part(&fetched, "hn/2026-10.json", "https://a.example/x", &body, etag));
    assert_string_equal(body.at, "{\"a\"");
    assert_string_equal(etag, "\"v1\"");
    assert_false(sg_fetched_part(&fetched, "hn/2026-10.json", "https://b.example/x", &body, etag)); /* of another */
    put("hn/2026-10.json.part", "{\"a"); /* not the bytes that were kept */
    assert_false(sg_fetched_part(&fetched, "hn/2026-10.json", "https://a.example/x", &body, etag));
    assert_int_equal(body.len, 0);
    keep("hn/2026-10.json", "{}", NULL); /* the whole comes: the part goes */
    assert_string_equal(own_files(), "fetched/hn/2026-10.json fetched/index.json ");
    assert_ok(sg_fetched_keep_part(&fetched, "hn/2026-10.json", "https://a.example/x", "\"v2\"", &start_of, &err));
    assert_true(sg_fetched_find(&fetched, "hn/2026-10.json", &kept)); /* the older whole one stays beside it */
    assert_ok(sg_fetched_drop_part(&fetched, "hn/2026-10.json", &err));
    assert_string_equal(own_files(), "fetched/hn/2026-10.json fetched/index.json ");
    assert_false(sg_fetched_part(&fetched, "hn/2026-10.json", "https://a.example/x", &body, etag));
    assert_true(sg_fetched_find(&fetched, "hn/2026-10.json", &kept));
    assert_ok(sg_fetched_keep_part(&fetched, "hn/x.json", "u", "\"\xff\"", &start_of, &err)); /* no UTF-8: not kept */
    assert_string_equal(own_files(), "fetched/hn/2026-10.json fetched/index.json ");
    sg_buf_release(&body);
}

static void test_last(void **state)
{
    (void)state;
    char last[256];
    reopen();
    keep("ashby/a/2026-11-02.json", "{}", NULL);
    keep("ashby/a/2026-11-22.json", "[]", NULL);
    keep("ashby/ab/2026-12-01.json", "[1]", NULL);
    keep("ashby/a/2026-10-31.json", "[2]", NULL);
    sg_fetched_last(&fetched, "ashby/a/", last);
    assert_string_equal(last, "ashby/a/2026-11-22.json");
    sg_fetched_last(&fetched, "lever/a/", last);
    assert_string_equal(last, "");
}

static void test_one_at_a_time(void **state)
{
    (void)state;
    sg_fetched second;
    reopen();
    assert_fails(sg_fetched_open(folder, &second, &err), SG_EFAIL, "/fetched: another skillgap fetches into it");
    assert_ok(sg_fetched_look(folder, &second, &err)); /* looking harms no one */
    sg_fetched_close(&second);
    sg_fetched_close(&fetched);
    assert_ok(sg_fetched_open(folder, &second, &err));
    sg_fetched_close(&second);
}

static void test_looking_makes_nothing(void **state)
{
    (void)state;
    assert_ok(sg_fetched_look(folder, &fetched, &err));
    assert_false(fetched.lost);
    assert_int_equal(access(folder, F_OK), -1);
}

static void test_cannot_be_made(void **state)
{
    (void)state;
    char path[100];
    snprintf(path, sizeof path, "%s/file", own_folder);
    assert_ok(sg_file_write(path, "x", 1, 0600, &err));
    snprintf(path, sizeof path, "%s/file/below", own_folder);
    assert_fails(sg_fetched_open(path, &fetched, &err), SG_EFAIL, "file/below: cannot be made: Not a directory");
    fetched = (sg_fetched){.lock = -1};
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(test_keeps, start, end),
                                       cmocka_unit_test_setup_teardown(test_changed_by_others, start, end),
                                       cmocka_unit_test_setup_teardown(test_broken_index, start, end),
                                       cmocka_unit_test_setup_teardown(test_parts, start, end),
                                       cmocka_unit_test_setup_teardown(test_last, start, end),
                                       cmocka_unit_test_setup_teardown(test_one_at_a_time, start, end),
                                       cmocka_unit_test_setup_teardown(test_looking_makes_nothing, start, end),
                                       cmocka_unit_test_setup_teardown(test_cannot_be_made, start, end)};
    fetched.lock = -1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
