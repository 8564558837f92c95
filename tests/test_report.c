/* The document and its renderings as text and JSON. */
#include "support.h"

#include "base/mem.h"
#include "base/month.h"
#include "report/parts.h"

#include <jansson.h>
#include <stdlib.h>

static sg_error err;

static const sg_doc_column columns[] = {
    {"skill", "Skill", NULL, false, 0},      {"now", "Share now", "share of postings", true, 0},
    {"at24", "In 24 months", NULL, true, 0}, {"employers", "Employers", NULL, true, 2},
    {"why", "Why", NULL, false, 1},          {"raw", "Raw", NULL, true, SG_DATA_ONLY},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static sg_doc *sample(void)
{
    sg_doc *doc = sg_doc_alloc("Outlook – a sample", "skillgap.test/1");
    assert_non_null(doc);
    sg_doc_meta(doc, "as_of", sg_v_month(sg_month_of(2026, 11)));
    sg_doc_meta(doc, "input_hash", sg_v_text("00ff"));
    sg_doc_section(doc, "rising", "Rising");
    sg_doc_paragraph(doc, "Skills whose share of postings is forecast to grow, %d of them.", 2);
    sg_doc_table(doc, "skills", columns, COLUMNS);
    sg_value first[COLUMNS] = {sg_v_text("Python"),
                               sg_v_percent_in(.213, .2, .2255, 1),
                               sg_v_points(.042, 1),
                               sg_v_count(1234),
                               sg_v_text("named by more employers each month of the last two years"),
                               sg_v_number(1 / 3.0, 2)};
    sg_value second[COLUMNS] = {sg_v_text("Ruby on Rails"),
                                sg_v_percent(.05, 1),
                                sg_v_points(-.011, 1),
                                sg_v_missing("employers are not known for counts"),
                                sg_v_text(""),
                                sg_v_missing("none")};
    sg_doc_row(doc, first);
    sg_doc_row(doc, second);
    sg_doc_note(doc, "n = %d posts, 2026-04.", 384);
    sg_doc_field(doc, "pay", "Pay", sg_v_money_in(165000, 150000.5, 180000, "USD"));
    sg_doc_field(doc, "start", "Starts on", sg_v_day(sg_day_of(2026, 11, 21)));
    sg_doc_field(doc, "rate", "Rate", sg_v_number(-0.004, 2));
    sg_doc_field(doc, "nothing", "Nothing", sg_v_number((double)NAN, 2));
    return doc;
}

static char *as_text(const sg_doc *doc, unsigned width, bool colour, bool unicode)
{
    sg_buf out;
    sg_buf_init(&out, 1 << 20);
    assert_ok(sg_doc_text(doc, &(sg_text_style){width, colour, unicode}, &out, &err));
    return sg_buf_take(&out, NULL);
}

static char *as_json(const sg_doc *doc)
{
    sg_buf out;
    sg_buf_init(&out, 1 << 20);
    assert_ok(sg_doc_json(doc, &out, &err));
    return sg_buf_take(&out, NULL);
}

static void same_text(unsigned width, bool colour, bool unicode, const char *want)
{
    sg_doc *doc = sample();
    char *text = as_text(doc, width, colour, unicode);
    assert_string_equal(text, want);
    sg_free(text);
    sg_doc_free(doc);
}

#define TAIL                                                                                                           \
    "  n = 384 posts, 2026-04.\n"                                                                                      \
    "\n"                                                                                                               \
    "Pay        USD 165,000 (150,000–180,000)\n"                                                                     \
    "Starts on  2026-11-21\n"                                                                                          \
    "Rate       0.00\n"                                                                                                \
    "Nothing    not known\n"

static void test_80_columns(void **state)
{
    (void)state;
    same_text(80, false, true,
              "Outlook – a sample\n"
              "\n"
              "Rising\n"
              "──────\n"
              "Skills whose share of postings is forecast to grow, 2 of them.\n"
              "\n"
              "                                    In 24\n"
              "Skill                  Share now   months  Employers  Why\n"
              "─────────────  ─────────────────  ───────  ─────────  ──────────────────────────\n"
              "Python         21.3% (20.0–22.6)  +4.2 pp      1,234  named by more employers\n"
              "                                                      each month of the last two\n"
              "                                                      years\n"
              "Ruby on Rails               5.0%  -1.1 pp          –\n" TAIL);
}

static void test_narrow(void **state)
{
    (void)state;
    same_text(44, false, true,
              "Outlook – a sample\n"
              "\n"
              "Rising\n"
              "──────\n"
              "Skills whose share of postings is forecast\n"
              "to grow, 2 of them.\n"
              "\n"
              "                                       In 24\n"
              "Skill                  Share now      months\n"
              "─────────────  ─────────────────  ──────────\n"
              "Python         21.3% (20.0–22.6)     +4.2 pp\n"
              "Ruby on Rails               5.0%     -1.1 pp\n" TAIL);
}

static void test_wide(void **state)
{
    (void)state;
    sg_doc *doc = sample();
    char *text = as_text(doc, 200, false, true);
    assert_non_null(strstr(text, "Skill                  Share now  In 24 months  Employers  Why\n"));
    assert_non_null(strstr(text, "      1,234  named by more employers each month of the last two years\n"));
    assert_null(strstr(text, "Raw"));
    assert_null(strstr(text, " \n"));
    sg_free(text);
    sg_doc_free(doc);
}

static void test_ascii_and_colour(void **state)
{
    (void)state;
    sg_doc *doc = sample();
    char *text = as_text(doc, 80, true, false);
    for (const char *at = text; *at; at++) assert_true((unsigned char)*at < 0x80);
    assert_non_null(strstr(text, "\x1b[1mOutlook - a sample\n"));
    assert_non_null(strstr(text, "\x1b[32m+4.2 pp\x1b[0m"));
    assert_non_null(strstr(text, "\x1b[31m-1.1 pp\x1b[0m"));
    assert_non_null(strstr(text, "21.3% (20.0-22.6)"));
    sg_free(text);
    sg_doc_free(doc);
}

static void test_json(void **state)
{
    (void)state;
    sg_doc *doc = sample();
    char *text = as_json(doc), *again = as_json(doc);
    assert_string_equal(text, again);
    assert_non_null(strstr(text, "{\"skill\": \"Python\", \"now\": {\"value\": 0.213, \"lo\": 0.2, \"hi\": 0.2255}, "
                                 "\"at24\": 0.042, \"employers\": 1234, "));
    assert_non_null(strstr(text, "\"raw\": 0.333333333333}"));
    json_t *root = json_loads(text, 0, NULL), *section = NULL, *found = NULL;
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "schema")), "skillgap.test/1");
    assert_string_equal(json_string_value(json_object_get(root, "as_of")), "2026-11");
    section = json_array_get(json_object_get(root, "sections"), 0);
    assert_string_equal(json_string_value(json_object_get(section, "id")), "rising");
    found = json_object_get(json_object_get(section, "fields"), "pay");
    assert_close(json_real_value(json_object_get(found, "lo")), 150000.5, 0);
    assert_string_equal(json_string_value(json_object_get(found, "currency")), "USD");
    found = json_object_get(json_object_get(section, "fields"), "nothing");
    assert_true(json_is_null(json_object_get(found, "value")));
    assert_string_equal(json_string_value(json_object_get(found, "reason")), "not known");
    assert_string_equal(json_string_value(json_object_get(json_object_get(section, "fields"), "start")), "2026-11-21");
    json_decref(root);
    sg_free(text);
    sg_free(again);
    sg_doc_free(doc);
}

static const char *shown(sg_value value)
{
    static char text[200];
    return sg_v_print(value, text, sizeof text);
}

static void test_values(void **state)
{
    (void)state;
    assert_string_equal(shown(sg_v_count(0)), "0");
    assert_string_equal(shown(sg_v_count(-1234567)), "-1,234,567");
    assert_string_equal(shown(sg_v_number(999.96, 1)), "1,000.0");
    assert_string_equal(shown(sg_v_number(-0.0, 0)), "0");
    assert_string_equal(shown(sg_v_points(0, 1)), "0.0 pp");
    assert_string_equal(shown(sg_v_points(.0004, 1)), "0.0 pp");
    assert_string_equal(shown(sg_v_percent(1, 0)), "100%");
    assert_string_equal(shown(sg_v_percent_in(0, -.012, .034, 1)), "0.0% (-1.2 to 3.4)");
    assert_string_equal(shown(sg_v_money(12.5, NULL)), "12");
    assert_string_equal(shown(sg_v_money(-5803.4, "EUR")), "EUR -5,803");
    assert_string_equal(shown(sg_v_month(sg_month_of(2031, 2))), "2031-02");
    assert_string_equal(shown(sg_v_missing("too few")), "too few");
    assert_string_equal(shown(sg_v_text(NULL)), "");
}

static void test_numbers_as_json(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *want;
    } cases[] = {{0, "0"},         {-0.0, "0"},     {.1, "0.1"},
                 {1e20, "1e+20"},  {1e-9, "1e-09"}, {123456789, "123456789"},
                 {.1 + .2, "0.3"}, {-2.5, "-2.5"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sg_doc *doc = sg_doc_alloc("", "s/1");
        sg_doc_field(doc, "x", "X", sg_v_number(cases[i].value, 0));
        char *text = as_json(doc), want[64];
        snprintf(want, sizeof want, "\"x\": %s}", cases[i].want);
        if (!strstr(text, want)) fail_msg("%s lacks %s", text, want);
        sg_free(text);
        sg_doc_free(doc);
    }
}

static void test_strings_as_json(void **state)
{
    (void)state;
    sg_doc *doc = sg_doc_alloc("a \"b\" \\ c", "s/1");
    sg_doc_paragraph(doc, "line\nnext\ttab\x01");
    sg_doc_paragraph(doc, "f\xff.csv \x1b[31m \xc2\x9b"
                          "31m \xc3\xa9"); /* as a file may be named */
    char *text = as_json(doc);
    assert_non_null(strstr(text, "\"title\": \"a \\\"b\\\" \\\\ c\""));
    assert_non_null(strstr(text, "\"line\\nnext\\u0009tab?\""));
    assert_non_null(strstr(text, "\"f?.csv ?[31m ??31m \xc3\xa9\""));
    assert_non_null(strstr(text, "{\"id\": \"main\", \"title\": \"\""));
    sg_free(text);
    sg_doc_free(doc);
}

static void wraps(const char *text, size_t width, const char *const *lines)
{
    for (const char *at = text; *lines; lines++) {
        const char *next;
        assert_non_null(at);
        size_t len = sg_wrap(at, width, &next);
        if (len != strlen(*lines) || memcmp(at, *lines, len) != 0)
            fail_msg("got \"%.*s\", want \"%s\"", (int)len, at, *lines);
        at = next;
        if (!lines[1]) assert_null(at);
    }
}

static void test_wrap(void **state)
{
    (void)state;
    wraps("", 5, (const char *const[]){"", NULL});
    wraps("one two", 7, (const char *const[]){"one two", NULL});
    wraps("one two", 6, (const char *const[]){"one", "two", NULL});
    wraps("one   two ", 3, (const char *const[]){"one", "two", NULL});
    wraps("abcdefgh ij", 4, (const char *const[]){"abcd", "efgh", "ij", NULL});
    wraps("äöü äöü", 4, (const char *const[]){"äöü", "äöü", NULL});
    wraps("日本語", 4, (const char *const[]){"日本", "語", NULL});
    wraps("one\ntwo three", 20, (const char *const[]){"one", "two three", NULL});
}

static void test_ascii(void **state)
{
    (void)state;
    sg_buf out;
    sg_buf_init(&out, 1000);
    sg_ascii("São Paulo – “x” ≥ 3 × 2 … → 日 € \xff", &out);
    assert_string_equal(out.at, "Sao Paulo - \"x\" >= 3 x 2 ... -> ? EUR ?");
    sg_buf_release(&out);
}

static void test_empty_table(void **state)
{
    (void)state;
    sg_doc *doc = sg_doc_alloc("", "s/1");
    sg_doc_table(doc, "t", columns, 1);
    char *text = as_text(doc, 10, false, true); /* narrower than can be: 40 */
    assert_string_equal(text, "Skill\n─────\n(none)\n");
    sg_free(text);
    text = as_json(doc);
    assert_non_null(strstr(text, "\"rows\": []"));
    sg_free(text);
    sg_doc_free(doc);
}

static void test_failures(void **state)
{
    (void)state;
    sg_doc *doc = sg_doc_alloc("", "s/1");
    sg_value value = sg_v_count(1);
    sg_doc_row(doc, &value); /* no table */
    sg_buf out;
    sg_buf_init(&out, 1000);
    assert_fails(sg_doc_text(doc, &(sg_text_style){80, false, true}, &out, &err), SG_EFAIL, "could not be built");
    assert_fails(sg_doc_json(doc, &out, &err), SG_EFAIL, "could not be built");
    sg_doc_free(doc);
    sg_doc_free(NULL);
    doc = sample();
    sg_buf_release(&out);
    sg_buf_init(&out, 20);
    assert_fails(sg_doc_text(doc, &(sg_text_style){80, false, true}, &out, &err), SG_EFAIL, "larger than 20 bytes");
    sg_buf_release(&out);
    sg_buf_init(&out, 20);
    assert_fails(sg_doc_json(doc, &out, &err), SG_EFAIL, "larger than 20 bytes");
    sg_buf_release(&out);
    sg_doc_free(doc);
}

/* Whichever allocation fails, the renderer says so and nothing leaks. */
static void test_no_memory(void **state)
{
    (void)state;
    for (size_t i = 1; i < 400; i++) {
        sg_buf out;
        sg_buf_init(&out, 1 << 20);
        sg_alloc_fail_at(i, 1);
        sg_doc *doc = sg_doc_alloc("T", "s/1");
        sg_status status = doc ? SG_OK : SG_EFAIL;
        if (doc) {
            sg_doc_section(doc, "a", "A");
            sg_doc_table(doc, "t", columns, 2);
            sg_value row[] = {sg_v_text("x"), sg_v_percent(.5, 0)};
            sg_doc_row(doc, row);
            sg_doc_note(doc, "note");
            sg_doc_meta(doc, "m", sg_v_count(1));
            sg_doc_field(doc, "f", "F", sg_v_text("v"));
            status = sg_doc_text(doc, &(sg_text_style){80, false, false}, &out, &err);
            if (status == SG_OK) status = sg_doc_json(doc, &out, &err);
        }
        bool ended = sg_alloc_count() < i;
        sg_alloc_fail_at(0, 0);
        sg_doc_free(doc);
        sg_buf_release(&out);
        if (ended) {
            assert_int_equal(status, SG_OK);
            return;
        }
        assert_int_equal(status, SG_EFAIL);
    }
    fail_msg("more allocations than expected");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_80_columns),
        cmocka_unit_test(test_narrow),
        cmocka_unit_test(test_wide),
        cmocka_unit_test(test_ascii_and_colour),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_numbers_as_json),
        cmocka_unit_test(test_strings_as_json),
        cmocka_unit_test(test_wrap),
        cmocka_unit_test(test_ascii),
        cmocka_unit_test(test_empty_table),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
