/* json_rows: items of documents whole, broken and hostile. Each input has one defect or one trait. */
#include "support.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "input/json_path.h"
#include "input/json_rows.h"

#include <stdlib.h>

/* What a run saw, written as text: a line a row, values in brackets, "-" for absent. */
typedef struct seen {
    const char *at, *start;
    size_t len, step; /* the input, and how many bytes a read gives */
    size_t n;         /* columns */
    sg_buf out;
    int stop_at; /* row at which the caller ends the run; 0: never */
} seen;

static sg_status give(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    seen *s = self;
    if (s->at && s->len >= 4 && memcmp(s->at, "FAIL", 4) == 0) return sg_fail(err, SG_EINTR, "the read failed");
    *got = s->len < size ? s->len : size;
    if (s->step && *got > s->step) *got = s->step;
    if (*got) memcpy(bytes, s->at, *got);
    s->at += *got;
    s->len -= *got;
    return SG_OK;
}

static sg_status note_row(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    seen *s = self;
    assert_int_equal(s->start[row->offset], '{');
    if (s->stop_at && row->number == (uint64_t)s->stop_at) return sg_fail(err, SG_EINTR, "stopped");
    sg_buf_printf(&s->out, "%d@%d", (int)row->number, (int)row->offset);
    for (size_t i = 0; i < s->n; i++)
        if (values[i].at)
            sg_buf_printf(&s->out, "[%.*s]", (int)values[i].len, values[i].at);
        else
            sg_buf_str(&s->out, "-");
    sg_buf_char(&s->out, '\n');
    return SG_OK;
}

static void note_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    seen *s = self;
    sg_buf_printf(&s->out, "%d@%d!%s (%.*s)\n", (int)row->number, (int)row->offset, reason, (int)found.len,
                  found.at ? found.at : "");
}

static sg_status run(seen *s, const sg_json_shape *shape, const sg_column *columns, sg_error *err)
{
    sg_json_rows json = {shape, columns, s->n, give, s, note_row, note_reject, s};
    uint64_t rows = 0;
    s->start = s->at;
    sg_buf_init(&s->out, 2 << 20);
    sg_buf_str(&s->out, "");
    sg_status status = sg_json_rows_read(&json, &rows, err);
    if (status == SG_OK) sg_buf_printf(&s->out, "%d", (int)rows);
    return status;
}

static const sg_column a_and_b[] = {{"a", SG_COLUMN_NEEDED}, {"b", 0}};

/* Whole, and a byte at a time. */
static void expect_of(const sg_json_shape *shape, const sg_column *columns, size_t n, const char *input,
                      const char *want)
{
    sg_error err;
    for (size_t step = 0; step < 4; step += step + 1) {
        seen s = {.at = input, .len = strlen(input), .step = step, .n = n};
        sg_status status = run(&s, shape, columns, &err);
        if (status != SG_OK) sg_buf_printf(&s.out, "failed: %s", err.text);
        assert_string_equal(s.out.at, want);
        sg_buf_release(&s.out);
    }
}

static void expect(const char *items, const char *input, const char *want)
{
    sg_json_shape shape = {.size = sizeof shape, .items = items};
    expect_of(&shape, a_and_b, 2, input, want);
}

static void expect_type(const char *input, const char *want)
{
    sg_json_shape shape = {.size = sizeof shape, .type = "Job", .in_html = 1};
    expect_of(&shape, a_and_b, 2, input, want);
}

/* One item, one column. */
static void expect_path(const char *path, const char *item, const char *want)
{
    sg_json_shape shape = {.size = sizeof shape, .items = "."};
    sg_column column = {path, 0};
    char expected[200];
    snprintf(expected, sizeof expected, "1@0%s\n1", want);
    expect_of(&shape, &column, 1, item, expected);
}

static void where_items_are(void **state)
{
    (void)state;
    expect("[]", "[{\"a\":1},{\"a\":2}]", "1@1[1]-\n2@9[2]-\n2");
    expect("jobs[]", "{\"meta\":{\"jobs\":[{\"a\":0}]},\"jobs\":[{\"a\":1}, {\"a\":2}],\"x\":{}}",
           "1@35[1]-\n2@44[2]-\n2");
    expect("jobs[]|[]|.", "{\"jobs\":[{\"a\":1}]}", "1@9[1]-\n1");
    expect("jobs[]|[]|.", "[{\"a\":1}]", "1@1[1]-\n1");
    expect("jobs[]|[]|.", " {\"a\":1,\"b\":[{}]} ", "1@1[1]-\n1");
    expect("jobs[]|.", "{\"jobs\":[]}", "0");
    expect("a.b[]", "{\"a\":{\"b\":[{\"a\":1}]},\"b\":[{\"a\":9}]}", "1@11[1]-\n1");
    expect("a.b", "{\"a\":{\"b\":{\"a\":7}}}", "1@10[7]-\n1");
    expect("jobs[]", "{\"jobs\":[{\"a\":1}]}\n{\"jobs\":[{\"a\":2}]}\n", "1@9[1]-\n2@28[2]-\n2");
    expect(".", "\xEF\xBB\xBF{\"a\":1}{\"a\":2}\r\n\r\n{\"a\":3}", "1@3[1]-\n2@10[2]-\n3@21[3]-\n3");
    expect("[].c[]", "[{\"c\":[{\"a\":1},{\"a\":2}]},{\"c\":[{\"a\":3}]}]", "1@7[1]-\n2@15[2]-\n3@31[3]-\n3");
}

static void where_none_are(void **state)
{
    (void)state;
    expect("jobs[]", "{\"results\":[],\"n\":0}", "failed: no list of items at jobs[]; found the keys results, n");
    expect("jobs[]", "{\"jobs\":{}}", "failed: no list of items at jobs[]; found the keys jobs");
    expect("jobs[]", "[]", "failed: no items at jobs[]");
    expect("jobs[]", " \n", "failed: no items at jobs[]");
    expect("[]", "[1,\"a\",{\"a\":1},[],null]",
           "1@1!row: expected an object (another value)\n2@3!row: expected an object (another value)\n3@7[1]-\n"
           "4@15!row: expected an object (another value)\n5@18!row: expected an object (another value)\n5");
    expect_type("{\"@type\":\"Person\",\"a\":\"Job\"}", "failed: no object whose @type is Job");
    expect_type("<p>no script</p>", "failed: no script of type application/ld+json in the page");
}

static void values(void **state)
{
    (void)state;
    expect("[]", "[{\"a\":\"\",\"b\":null}]", "1@1[]-\n1");
    expect("[]", "[{\"b\":1},{\"a\":null}]", "1@1!a: expected a value ()\n2@9!a: expected a value ()\n2");
    expect("[]", "[{\"a\":\"\\u00fc\\n\\\"\\ud83d\\ude00\\/\",\"b\":false}]",
           "1@1[\xC3\xBC\n\"\xF0\x9F\x98\x80/][false]\n1");
    expect("[]", "[{\"a\":12345678901234567890.10,\"b\":-0e+05}]", "1@1[12345678901234567890.10][-0e+05]\n1");
    expect("[]", "[{\"a\":{\"x\":1},\"b\":[1]}]", "1@1!a: expected a value ()\n1");
}

static void paths(void **state)
{
    (void)state;
    static const char item[] =
        "{\"a\":{\"b\":\"x\"},\"l\":[{\"t\":\"p\",\"c\":\"1\"},{\"t\":\"q\",\"c\":\"\"},{\"c\":2}],"
        "\"s\":[\"m\",null,\"n\"],\"Upper\":\"u\",\"e\":\"\",\"t\":true}";
    expect_path("a.b", item, "[x]");
    expect_path("a", item, "-");
    expect_path("a.b.c", item, "-");
    expect_path("l[].c", item, "[1\n2]");
    expect_path("l[].(t,c)", item, "[p\n1\nq\n2]");
    expect_path("l[].(t, c)", item, "[p, 1\nq\n2]");
    expect_path("l[].(none, t, c)", item, "[p, 1\nq\n2]");
    expect_path("l[].(none|t, c)", item, "[p, 1\nq\n2]");
    expect_path("(a.b, l[].t, Upper)", item, "[x, p, q, u]");
    expect_path("((a.b, Upper),t)", item, "[x, u\ntrue]");
    expect_path("l[t=q].(t,c)", item, "[q]");
    expect_path("l[c=2].c", item, "[2]");
    expect_path("l[t=z].c", item, "-");
    expect_path("s[]", item, "[m\nn]");
    expect_path("s", item, "-");
    expect_path("a[].b", item, "[x]");
    expect_path("l.t", item, "-");
    expect_path("upper", item, "[u]");
    expect_path("e", item, "[]");
    expect_path("e|none|a.b", item, "[x]");
    expect_path("e|none", item, "[]");
    expect_path("none|a", item, "-");
    expect_path("upper", "{\"UPPER\":1,\"upper\":2}", "[2]");
    assert_false(sg_json_path_valid(""));
    assert_false(sg_json_path_valid("a."));
    assert_false(sg_json_path_valid("a||b"));
    assert_false(sg_json_path_valid("a[b]"));
    assert_false(sg_json_path_valid("a[=b]"));
    assert_false(sg_json_path_valid("a[].(b"));
    assert_false(sg_json_path_valid("(a).b"));
    assert_false(sg_json_path_valid("[]"));
    assert_false(sg_json_path_valid("a]"));
    assert_false(sg_json_path_valid("((((((((((a))))))))))"));
}

static void outer_fields(void **state)
{
    (void)state;
    static const sg_column columns[] = {{"a", 0}, {"/title", 0}};
    sg_json_shape shape = {.size = sizeof shape, .items = "children[]"};
    expect_of(&shape, columns, 2, "{\"title\":\"T\",\"children\":[{\"a\":1,\"title\":\"not\"},{\"a\":2}]}",
              "1@25[1][T]\n2@47[2][T]\n2");
    expect_of(&shape, columns, 2, "{\"children\":[{\"a\":1},{\"a\":2}],\"title\":\"T\"}{\"children\":[{\"a\":3}]}",
              "1@13[1][T]\n2@21[2][T]\n3@55[3]-\n3");
    expect_of(&shape, columns, 2, "{\"children\":[{\"a\":1}],\"title\":{\"x\":[]}}", "1@13[1]-\n1");
    expect_of(&shape, columns, 2, "{\"children\":[{\"a\":1}", "failed: byte 20: found the end, expected ',' or ']'");
}

static void broken_documents(void **state)
{
    (void)state;
    expect("[]", "[{\"a\":1} {\"a\":2}]", "1@1[1]-\nfailed: byte 9: found '{', expected ',' or ']'");
    expect("[]", "[{\"a\":1},]", "1@1[1]-\nfailed: byte 9: found ']', expected a value");
    expect("[]", "[{\"a\":1}", "1@1[1]-\nfailed: byte 8: found the end, expected ',' or ']'");
    expect("[]", "[{\"a\":1}]x", "1@1[1]-\nfailed: byte 9: found 'x', expected '{' or '['");
    expect("[]", "[{\"a\":tru}]", "failed: byte 9: found '}', expected true");
    expect("[]", "[{\"a\":01}]", "failed: byte 7: found '1', expected ',' or '}'");
    expect("[]", "[{\"a\":-}]", "failed: byte 7: found '}', expected a digit");
    expect("[]", "[{\"a\":1.}]", "failed: byte 8: found '}', expected a digit");
    expect("[]", "[{\"a\":1e}]", "failed: byte 8: found '}', expected a digit");
    expect("[]", "[{\"a\":NaN}]", "failed: byte 6: found 'N', expected a value");
    expect("[]", "[{\"a\" 1}]", "failed: byte 6: found '1', expected ':'");
    expect("[]", "[{a:1}]", "failed: byte 2: found 'a', expected a key in quotes");
    expect("[]", "[{\"a\":1]]", "failed: byte 7: found ']', expected ',' or '}'");
    expect("[]", "[{\"a\":\"x\ny\"}]", "failed: byte 8: found the byte 0A, expected a closing quote");
    expect("[]", "[{\"a\":\"x", "failed: byte 8: found the end, expected a closing quote");
    expect("[]", "[{\"a\":\"x\\", "failed: byte 9: found the end, expected an escape");
    expect("[]", "<html>", "failed: byte 0: found '<', expected '{' or '['");
    expect("[]", "\x1F\x8B", "failed: byte 0: found the byte 1F, expected '{' or '['");
    expect("[]", "\xFF\xFE[", "failed: byte 0: expected text in UTF-8, found UTF-16");
    expect("x[]", "{\"x\":[{\"a\":1}],\"y\":}", "1@6[1]-\nfailed: byte 19: found '}', expected a value");
    expect("x[]|.", "{\"x\":[{\"a\":1}],\"y\":}", "1@6[1]-\nfailed: byte 19: found '}', expected a value");
    expect("x[]|.", "{\"x\":[{\"a\":1,}]}", "failed: byte 13: found '}', expected a key in quotes");
}

/* Lines of JSON: a broken one is left out, and what follows is read. */
static void broken_lines(void **state)
{
    (void)state;
    expect(".", "{\"a\":1}\n{\"a\":2,\n{\"a\":3}\n",
           "1@0[1]-\n2@8!row: expected JSON (byte 16: found '{', expected a key in quotes)\n3@16[3]-\n3");
    expect(".", "{\"a\":\"1\n{\"a\":2}\n",
           "1@0!row: expected JSON (byte 7: found the byte 0A, expected a closing quote)\n2@8[2]-\n2");
    expect(".", "{\"a\":[1}}} {\n \"a\"\n{\"a\":2}",
           "1@0!row: expected JSON (byte 7: found '}', expected ',' or ']')\n2@18[2]-\n2");
    expect(".", "{\"a\":1}\n{\"a\":", "1@0[1]-\n2@8!row: expected JSON (byte 13: found the end, expected a value)\n2");
    expect(".", "{\"a\":1}\nerror\n", "1@0[1]-\nfailed: byte 8: found 'e', expected '{' or '['");
}

static void bad_items(void **state)
{
    (void)state;
    expect("[]", "[{\"a\":1,\"a\":2},{\"a\":3}]", "1@1!row: expected each key once ('\"a\"')\n2@15[3]-\n2");
    expect("[]", "[{\"a\":\"\\ud800\"},{\"a\":3}]", "1@1!row: expected JSON (invalid Unicode '\\uD800')\n2@16[3]-\n2");
    expect("[]", "[{\"a\":\"\\udc00x\"},{\"a\":3}]", "1@1!row: expected JSON (invalid Unicode '\\uDC00')\n2@17[3]-\n2");
    expect("[]", "[{\"a\":\"\\u0000\"},{\"a\":3}]", "1@1!row: holds a NUL character ()\n2@16[3]-\n2");
    expect("[]", "[{\"a\":\"\\q\"},{\"a\":3}]", "1@1!row: expected JSON (invalid escape)\n2@12[3]-\n2");
    expect("[]", "[{\"a\":\"\xFF\"},{\"a\":3}]",
           "1@1!row: expected text in UTF-8 (bytes that are not UTF-8)\n2@11[3]-\n2");
    expect("[]", "[{\"a\":\"\xED\xA0\x80\"},{\"a\":3}]",
           "1@1!row: expected text in UTF-8 (bytes that are not UTF-8)\n2@13[3]-\n2");
}

static void json_ld(void **state)
{
    (void)state;
    expect_type("{\"@type\":\"Job\",\"a\":1}", "1@0[1]-\n1");
    expect_type("{\"a\":1,\"@type\":[\"X\",\"Job\"]}", "1@0[1]-\n1");
    expect_type("{\"@type\":\"http:\\/\\/schema.org\\/Job\",\"a\":1}", "1@0[1]-\n1");
    expect_type("{\"@type\":\"schema:Job\",\"a\":1}\n{\"@type\":\"Jobs\",\"a\":1}\n{\"@type\":\"xJob\",\"a\":1}",
                "1@0[1]-\n1");
    expect_type("{\"@graph\":[{\"@type\":\"X\"},{\"@type\":\"Job\",\"a\":1,\"o\":{\"@type\":\"Org\"}},"
                "[{\"i\":{\"@type\":\"Job\",\"a\":2}}]]}",
                "1@25[1]-\n2@73[2]-\n2");
    expect_type("{\"a\":1,\"in\":{\"@type\":\"Job\",\"a\":2},\"b\":3,\"@type\":\"Job\"}", "1@12[2]-\n2@0[1][3]\n2");
    expect_type("[{\"@type\":\"Job\",\"a\":1},{\"@type\":\"Job\"},{\"@type\":\"Job\",\"a\":1,\"a\":2}]",
                "1@1[1]-\n2@23!a: expected a value ()\n"
                "3@39!row: expected each key once ('\"a\"')\n3");
}

static void pages(void **state)
{
    (void)state;
    expect_type(
        "<html><script type=\"application/ld+json\">{\"@type\":\"Job\",\"a\":\"<p>x</p> </s\"}</script>"
        "<SCRIPT nonce=x type='application/ld+json; charset=utf-8' >\n [{\"@type\":\"Job\",\"a\":2}]</Script ></html>",
        "1@41[<p>x</p> </s]-\n2@146[2]-\n2");
    expect_type("<script>if (a<b) x('<script type=\"application/ld+json\">{\"@type\":\"Job\",\"a\":0}');</script>"
                "<!-- <script type=\"application/ld+json\">{\"@type\":\"Job\",\"a\":0}</script> -->"
                "<p title='<script type=\"application/ld+json\">'>1 < 2</p>"
                "<script type=application/ld&#x2B;json>{\"@type\":\"Job\",\"a\":1}",
                "1@256[1]-\n1");
    expect_type("<script type='application/ld+json'>{\"@type\":\"Job\",\"a\":1,}</script>"
                "<script type='application/ld+json'>\n</script>"
                "<script type='application/ld+json'>{\"@type\":\"Job\",\"a\":\"x\n\ty\"}</script>",
                "1@35!row: expected JSON (byte 56: found '}', expected a key in quotes)\n2@146[x\n\ty]-\n2");
    expect_type("<script type='application/ld+json'>// Job</script><scripts type='application/ld+json'>",
                "1@35!row: expected JSON (byte 35: found '/', expected '{' or '[')\n1");
}

static void messages(void **state)
{
    (void)state;
    static const char mail[] =
        "From: <Saved by>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n"
        "\tboundary=\"--Mark--1\"\r\n\r\n"
        "----Mark--1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<script type=3D\"application/ld+js=\r\non\">{=22@type\":\"Job\",\"a\":\"=C3=BC =3D\"}</scr=\r\nipt>\r\n"
        "----Mark--1\r\nContent-Type: text/css\r\n\r\n"
        "<script type=\"application/ld+json\">{\"@type\":\"Job\",\"a\":0}</script>\r\n"
        "----Mark--1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        "<script type=\"application/ld+json\">{\"@type\":\"Job\",\"a\":\"=3D\"}</script>\r\n----Mark--1--\r\n";
    expect_type(mail, "1@241[\xC3\xBC =]-\n2@503[=3D]-\n2");
    assert_int_equal(mail[241], '{');
    assert_int_equal(mail[503], '{');
}

static void limits(void **state)
{
    (void)state;
    sg_error err;
    sg_json_shape shape = {.size = sizeof shape, .items = "[]"};
    char deep[1200], want[80];
    for (int depth = 512; depth <= 513; depth++) {
        size_t n = (size_t)depth;
        memset(deep, '[', n);
        memset(deep + n, ']', n);
        deep[2 * n] = '\0';
        snprintf(want, sizeof want, "%s",
                 depth == 512 ? "1@1!row: expected an object (another value)\n1"
                              : "failed: byte 512: found '[', expected at most 512 levels");
        expect("[]", deep, want);
    }
    size_t len = (64u << 20) + 100;
    char *long_item = malloc(len);
    memset(long_item, ' ', len);
    memcpy(long_item, "[{\"a\":\"", 7);
    memset(long_item + 7, 'x', len - 10);
    memcpy(long_item + len - 3, "\"}]", 3);
    seen s = {.at = long_item, .len = len, .n = 2};
    assert_fails(run(&s, &shape, a_and_b, &err), SG_EFAIL, "byte 1: the item that starts here is over 64 MB");
    sg_buf_release(&s.out);
    len = (16u << 20) + 100;
    memcpy(long_item + len - 3, "\"}]", 3);
    s = (seen){.at = long_item, .len = len, .n = 2};
    assert_ok(run(&s, &shape, a_and_b, &err));
    assert_string_equal(s.out.at, "1@1!row: expected fields of at most 16 MB (a longer one)\n1");
    sg_buf_release(&s.out);
    free(long_item);
}

static void shapes(void **state)
{
    (void)state;
    sg_json_shape neither = {.size = sizeof neither}, both = {.size = sizeof both, .items = ".", .type = "X"};
    expect_of(&neither, a_and_b, 2, "[]", "failed: a shape needs either items or a type");
    expect_of(&both, a_and_b, 2, "[]", "failed: a shape needs either items or a type");
    expect("a..b", "[]", "failed: no place for items: \"a..b\"");
    expect("[][]|", "[]", "failed: no place for items: \"[][]|\"");
    static const sg_column column = {"a[", 0};
    sg_json_shape shape = {.size = sizeof shape, .items = "."};
    expect_of(&shape, &column, 1, "{}", "failed: no path: \"a[\"");
}

static void ends_when_told(void **state)
{
    (void)state;
    sg_error err;
    sg_json_shape shape = {.size = sizeof shape, .items = "[]"};
    seen s = {.at = "[{\"a\":1},{\"a\":2}]", .len = 17, .n = 2, .stop_at = 2};
    assert_fails(run(&s, &shape, a_and_b, &err), SG_EINTR, "stopped");
    assert_string_equal(s.out.at, "1@1[1]-\n");
    sg_buf_release(&s.out);
    s = (seen){.at = "FAIL", .len = 4, .n = 2};
    assert_fails(run(&s, &shape, a_and_b, &err), SG_EINTR, "the read failed");
    sg_buf_release(&s.out);
}

/* Each allocation fails once, then all later ones too: an error, and nothing is left behind. */
static void memory_ends(void **state)
{
    (void)state;
    static const sg_column columns[] = {{"a", SG_COLUMN_NEEDED}, {"/t", 0}};
    static const char input[] = "{\"c\":[{\"a\":\"x\"},{\"a\":2}],\"t\":\"u\"}";
    sg_json_shape shape = {.size = sizeof shape, .items = "c[]", .in_html = 1};
    sg_error err;
    for (int onwards = 0; onwards < 2; onwards++) {
        sg_status status = SG_EFAIL;
        size_t failures = 0;
        for (size_t number = 1; status != SG_OK && number < 500; number++) {
            seen s = {.at = input, .start = input, .len = sizeof input - 1, .n = 2};
            sg_buf_init(&s.out, 2 << 20);
            sg_json_rows json = {&shape, columns, 2, give, &s, note_row, note_reject, &s};
            uint64_t rows = 0;
            sg_buf_printf(&s.out, "%200s\r", "");
            sg_buf_clear(&s.out);
            sg_alloc_fail_at(number, onwards);
            status = sg_json_rows_read(&json, &rows, &err);
            sg_alloc_fail_at(0, 0);
            failures += status != SG_OK;
            if (status != SG_OK && !strstr(err.text, "memory")) fail_msg("%s", err.text);
            if (status == SG_OK) assert_string_equal(s.out.at, "1@6[x][u]\n2@16[2][u]\n");
            sg_buf_release(&s.out);
        }
        assert_int_equal(status, SG_OK);
        assert_true(failures > 20);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_items_are), cmocka_unit_test(where_none_are), cmocka_unit_test(values),
        cmocka_unit_test(paths),           cmocka_unit_test(outer_fields),   cmocka_unit_test(broken_documents),
        cmocka_unit_test(broken_lines),    cmocka_unit_test(bad_items),      cmocka_unit_test(json_ld),
        cmocka_unit_test(pages),           cmocka_unit_test(messages),       cmocka_unit_test(limits),
        cmocka_unit_test(shapes),          cmocka_unit_test(ends_when_told), cmocka_unit_test(memory_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
