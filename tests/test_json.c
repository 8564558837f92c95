/* JSON and YAML in. */
#include "support.h"

#include "base/buf.h"
#include "base/json.h"

#include <stdlib.h>
#include <unistd.h>

static sg_error err;

static sg_status parse(const char *text, const char *name, json_t **out)
{
    return sg_json_parse(text, strlen(text), name, out, &err);
}

/* Text and the same value written as compact JSON. */
static void same(const char *text, const char *name, const char *want)
{
    json_t *value = NULL;
    assert_ok(parse(text, name, &value));
    char *got = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    assert_string_equal(got, want);
    free(got);
    json_decref(value);
}

static void test_json(void **state)
{
    (void)state;
    same("{\"a\": [1, 2.5, null, true, \"x\"]}", "p.json", "{\"a\":[1,2.5,null,true,\"x\"]}");
    same("\xEF\xBB\xBF [1]", "p.json", "[1]");
    same("{}", "p", "{}");
}

static void test_yaml(void **state)
{
    (void)state;
    same("a: 1\nb: [x, 'y', \"2\"]\nc:\n  - 2.5\n  - ~\n  - true\n  - False\n  - null\n", "p.yaml",
         "{\"a\":1,\"b\":[\"x\",\"y\",\"2\"],\"c\":[2.5,null,true,false,null]}");
    same("{\"a\": 1}", "p.yml", "{\"a\":1}");
    same("a: 2024-05\nb: yes\nc: 0x10\nd: 1e3\ne: -7\nf: .inf\ng: 1_000\nh:\n", "p.YAML",
         "{\"a\":\"2024-05\",\"b\":\"yes\",\"c\":\"0x10\",\"d\":1000.0,\"e\":-7,\"f\":\".inf\",\"g\":\"1_000\",\"h\":"
         "null}");
    same("# a comment\n---\nname: Zoë\n1: one\n", "profile", "{\"name\":\"Zoë\",\"1\":\"one\"}");
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name, *part;
    } cases[] = {
        {"", "p.json", "p.json: the file is empty"},
        {" \n", "p.yaml", "p.yaml: the file is empty"},
        {"# only a comment\n", "p.yaml", "p.yaml: the file is empty"},
        {"{\"a\": }", "p.json", "p.json: line 1, column 7: "},
        {"{\"a\": 1, \"a\": 2}", "p.json", "duplicate"},
        {"{\"a\": \"\xff\"}", "p.json", "line 1, column 7: unable to decode byte 0xff"},
        {"a: &x 1\n", "p.yaml", "p.yaml: line 1, column 4: an anchor"},
        {"a: 1\nb: *x\n", "p.yaml", "line 2, column 4: an alias"},
        {"*x : 1\n", "p.yaml", "an alias"},
        {"a: !!str 1\n", "p.yaml", "line 1, column 4: a tag"},
        {"a: !t [1]\n", "p.yaml", "an anchor or tag"},
        {"a: &t {b: 1}\n", "p.yaml", "an anchor or tag"},
        {"&k a: 1\n", "p.yaml", "an anchor"},
        {"a: 1\na: 2\n", "p.yaml", "line 2, column 1: this key was given before"},
        {"? [a]\n: 1\n", "p.yaml", "a key must be a text"},
        {"a: 1\n---\nb: 2\n", "p.yaml", "line 2, column 1: a second document"},
        {"a: [1\n", "p.yaml", "line 2, column 1: "},
        {"a: 1\n\tb: 2\n", "p.yaml", "line 2, column 1: "},
        {"a: 1\nb: \xff\n", "p.yaml", "line 2, column 4: invalid leading UTF-8 octet"},
        {"a: \"x\\0y\"\n", "p.yaml", "NUL"},
        {"\"x\\0y\": 1\n", "p.yaml", "NUL"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *value = (json_t *)&err;
        assert_fails(parse(cases[i].text, cases[i].name, &value), SG_EFAIL, cases[i].part);
        assert_ptr_equal(value, &err); /* nothing is written on failure */
    }
}

static void test_depth(void **state)
{
    (void)state;
    json_t *value;
    char deep[400];
    memset(deep, '[', 100);
    memset(deep + 100, ']', 100);
    deep[200] = '\0';
    assert_fails(parse(deep, "p.json", &value), SG_EFAIL, "nested deeper than 64");
    assert_fails(parse(deep, "p.yaml", &value), SG_EFAIL, "nested deeper than 64");
    deep[64] = '\0', memset(deep + 64, ']', 64), deep[128] = '\0';
    assert_ok(parse(deep, "p.json", &value));
    json_decref(value);
    assert_ok(parse(deep, "p.yaml", &value));
    json_decref(value);
}

static void test_read(void **state)
{
    (void)state;
    char path[] = "/tmp/skillgap-json-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "a: 1\n", 5), 5);
    close(fd);
    json_t *value = NULL;
    assert_ok(sg_json_read(path, &value, &err));
    assert_int_equal(json_integer_value(json_object_get(value, "a")), 1);
    json_decref(value);
    unlink(path);
    assert_fails(sg_json_read(path, &value, &err), SG_EFAIL, "cannot be opened");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json),  cmocka_unit_test(test_yaml), cmocka_unit_test(test_refused),
        cmocka_unit_test(test_depth), cmocka_unit_test(test_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
