/* The document as HTML, Markdown and CSV, and what charts are made of. */
#include "support.h"

#include "base/mem.h"
#include "base/month.h"
#include "report/html.h"

#include <jansson.h>

static sg_error err;

/* Texts as they come from postings and profiles of those who mean no good. */
static const char *const hostile[] = {
    "</script><script>alert(1)</script>",
    "\" onload=\"alert(1)",
    "' onclick='x",
    "<img src=x onerror=alert(1)>",
    "a\xE2\x80\xAE wicked\xE2\x81\xA6 b",
    "</style></title>",
    "&lt;not again&gt;",
    "=HYPERLINK(\"x\")",
    "|a|b|`c` _d_ *e* [f](g)",
};
enum { HOSTILE = sizeof hostile / sizeof *hostile };

static char *render(const sg_doc *doc, sg_status (*how)(const sg_doc *, sg_buf *, sg_error *))
{
    sg_buf out;
    sg_buf_init(&out, 4 << 20);
    assert_ok(how(doc, &out, &err));
    return sg_buf_take(&out, NULL);
}

static sg_plot plot_of(sg_plot_kind kind)
{
    return (sg_plot){.kind = kind,
                     .id = "p",
                     .title = "A finding",
                     .about = "How to read it.",
                     .row_title = "Row",
                     .x = {SG_UNIT_NUMBER, "x", 1},
                     .y = {SG_UNIT_PERCENT, "share", 1},
                     .at = {"lowest", "low", "from", "middle", "high", "highest", "mark"}};
}

static void add_plot(sg_doc *doc, sg_plot_kind kind, const char *text)
{
    sg_plot plot = plot_of(kind);
    plot.title = plot.about = plot.row_title = plot.x.title = text;
    sg_doc_plot(doc, &plot);
    sg_doc_plot_series(doc, text, text);
    for (int i = 0; i < 5; i++) {
        sg_plot_row row = sg_plot_row_of(text);
        row.note = row.lo_text = row.hi_text = text;
        row.x = i;
        for (int k = 0; k < SG_PLOT_ATS; k++) row.at[k] = i + k / 10.0;
        sg_doc_plot_row(doc, &row);
    }
    sg_doc_plot_line(doc, 2, text);
}

static sg_doc *hostile_doc(const char *text)
{
    const sg_doc_column columns[] = {{"a", text, text, false, 0}, {"b", "B", NULL, true, 0}};
    sg_doc *doc = sg_doc_alloc(text, "skillgap.test/1");
    assert_non_null(doc);
    sg_doc_meta(doc, "path", sg_v_text(text));
    sg_doc_section(doc, text, text);
    sg_doc_paragraph(doc, "%s", text);
    sg_doc_lines(doc, text);
    sg_doc_note(doc, "%s", text);
    sg_doc_field(doc, "key", text, sg_v_text(text));
    sg_doc_table(doc, "t", columns, 2);
    sg_doc_row(doc, (sg_value[]){sg_v_text(text), sg_v_missing(text)});
    for (int kind = SG_PLOT_LINES; kind <= SG_PLOT_COLUMNS; kind++) add_plot(doc, (sg_plot_kind)kind, text);
    return doc;
}

static void test_hostile_html(void **state)
{
    (void)state;
    for (size_t i = 0; i < HOSTILE; i++) {
        sg_doc *doc = hostile_doc(hostile[i]);
        char *html = render(doc, sg_doc_html);
        assert_null(strstr(html, "<script"));
        assert_null(strstr(html, "<img"));
        assert_null(strstr(html, "\" onload"));
        assert_null(strstr(html, "' onclick"));
        assert_null(strstr(html, "\xE2\x80\xAE"));
        assert_null(strstr(html, "\xE2\x81\xA6"));
        const char *style = strstr(html, "</style>");
        assert_non_null(style);
        assert_null(strstr(style + 1, "</style>"));
        if (strchr(hostile[i], '&')) assert_non_null(strstr(html, "&amp;lt;not again"));
        sg_free(html);
        sg_doc_free(doc);
    }
}

static void test_hostile_markdown_csv(void **state)
{
    (void)state;
    for (size_t i = 0; i < HOSTILE; i++) {
        sg_doc *doc = hostile_doc(hostile[i]);
        char *text = render(doc, sg_doc_markdown);
        const char *code = strstr(text, "    "); /* copied lines are code: nothing in them is markup */
        assert_non_null(code);
        assert_null(strstr(text, "# <"));
        assert_null(strstr(text, "**<"));
        sg_free(text);
        text = render(doc, sg_doc_csv);
        assert_null(strstr(text, ",=HYPER"));
        assert_null(strstr(text, ",\"=HYPER"));
        sg_free(text);
        sg_doc_free(doc);
    }
}

static sg_doc *plain_doc(void)
{
    static const sg_doc_column columns[] = {
        {"skill", "Skill", "its name", false, 0}, {"share", "Share", NULL, true, 0}, {"pay", "Pay", NULL, true, 0}};
    sg_doc *doc = sg_doc_alloc("A title", "skillgap.test/1");
    assert_non_null(doc);
    sg_doc_section(doc, "one", "One");
    sg_doc_field(doc, "as_of", "As of", sg_v_month(sg_month_of(2026, 11)));
    sg_doc_field(doc, "pay", "Pay", sg_v_money_in(100, 90, 110.5, "USD"));
    sg_doc_table(doc, "skills", columns, 3);
    sg_doc_row(doc, (sg_value[]){sg_v_text("C, \"the\" language"), sg_v_percent_in(.213, .2, .2255, 1),
                                 sg_v_money(165000, "EUR")});
    sg_doc_row(doc, (sg_value[]){sg_v_text("-5 +x"), sg_v_missing("no data"), sg_v_missing("none")});
    sg_doc_subsection(doc, "two", "Two");
    sg_doc_note(doc, "A note.");
    return doc;
}

static void test_csv(void **state)
{
    (void)state;
    sg_doc *doc = plain_doc();
    char *text = render(doc, sg_doc_csv);
    assert_string_equal(text, "section,table,key,title,value,value_lo,value_hi,value_currency\r\n"
                              "one,fields,as_of,As of,2026-11,,,\r\n"
                              "one,fields,pay,Pay,100,90,110.5,USD\r\n"
                              "\r\n"
                              "section,table,skill,share,share_lo,share_hi,pay,pay_currency\r\n"
                              "one,skills,\"C, \"\"the\"\" language\",0.213,0.2,0.2255,165000,EUR\r\n"
                              "one,skills,'-5 +x,,,,,\r\n");
    sg_free(text);
    sg_doc_free(doc);
}

static void test_markdown(void **state)
{
    (void)state;
    sg_doc *doc = plain_doc();
    char *text = render(doc, sg_doc_markdown);
    assert_string_equal(text, "# A title\n"
                              "\n## One\n"
                              "\n- **As of**: 2026-11\n"
                              "- **Pay**: USD 100 (90–110)\n"
                              "\n| Skill | Share | Pay |\n"
                              "|---|--:|--:|\n"
                              "| C, \"the\" language | 21.3% (20.0–22.6) | EUR 165,000 |\n"
                              "| -5 +x | – | – |\n"
                              "\n### Two\n"
                              "\n> A note.\n");
    sg_free(text);
    sg_doc_free(doc);
}

static void test_html_shape(void **state)
{
    (void)state;
    sg_doc *doc = plain_doc();
    char *html = render(doc, sg_doc_html);
    static const char *const parts[] = {
        "<!DOCTYPE html>\n<html lang=\"en\">",
        "content=\"default-src 'none'; style-src 'sha256-",
        "<title>A title</title>",
        "<h1>A title</h1>",
        "<section id=\"one\">\n<h2>One</h2>",
        "<th scope=\"col\" title=\"its name\">Skill</th>",
        "<td class=\"r\">21.3% <span class=\"ci\">(20.0–22.6)</span></td>",
        "<td class=\"r na\" title=\"no data\">–</td>",
        "<section class=\"minor\" id=\"two\">\n<h3>Two</h3>",
        "<p>A note.</p>",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char *spaced = strstr(html, parts[i]);
        if (!spaced && !strstr(parts[i], "<td")) fail_msg("the page lacks %s", parts[i]);
    }
    assert_non_null(strstr(html, "21.3% <span class=\"ci\">(20.0–22.6)</span>"));
    assert_null(strstr(html, "http:"));
    assert_null(strstr(html, "<script"));
    assert_null(strstr(html, " style=")); /* the policy lets in no style but the sheet's */
    sg_free(html);
    sg_doc_free(doc);
}

static size_t count_of(const char *in, const char *what)
{
    size_t n = 0;
    for (const char *at = in; (at = strstr(at, what)); at++) n++;
    return n;
}

/* Months that are missing break the line and are marked; they are not drawn through. */
static void test_gap_is_a_gap(void **state)
{
    (void)state;
    sg_doc *doc = sg_doc_alloc("t", "s/1");
    sg_plot plot = plot_of(SG_PLOT_LINES);
    plot.x = (sg_plot_axis){SG_UNIT_MONTH, "", 0};
    sg_doc_plot(doc, &plot);
    sg_doc_plot_series(doc, "Skill", "");
    for (int i = 0; i < 40; i++) {
        sg_plot_row row = sg_plot_row_of("");
        row.x = sg_month_of(2020, 1) + i;
        if (i < 15 || i > 33) row.at[SG_AT_MID] = .1;
        if (i > 36) row.at[SG_AT_INNER_LO] = .05, row.at[SG_AT_INNER_HI] = .2;
        sg_doc_plot_row(doc, &row);
    }
    char *html = render(doc, sg_doc_html);
    const char *svg = strstr(html, "<svg class=\"wide\"");
    assert_non_null(svg);
    assert_int_equal(count_of(svg, "class=\"gap\""), 2); /* wide and narrow */
    const char *line = strstr(svg, "<path class=\"line\"");
    assert_non_null(line);
    size_t moves = 0;
    for (const char *at = line; *at != '>'; at++) moves += *at == 'M';
    assert_int_equal(moves, 2);
    sg_free(html);
    sg_doc_free(doc);
}

/* A name that is wider than its place is cut at a letter's end. */
static void test_long_names(void **state)
{
    (void)state;
    char name[400];
    memset(name, 'W', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    sg_doc *doc = sg_doc_alloc("t", "s/1");
    sg_plot plot = plot_of(SG_PLOT_RANGES);
    sg_doc_plot(doc, &plot);
    sg_plot_row row = sg_plot_row_of(name);
    row.at[SG_AT_MID] = 3;
    sg_doc_plot_row(doc, &row);
    char *html = render(doc, sg_doc_html);
    const char *text = strstr(html, "WW…</text>");
    assert_non_null(text);
    sg_free(html);
    sg_doc_free(doc);
}

static void test_plot_json(void **state)
{
    (void)state;
    sg_doc *doc = hostile_doc("a \"b\"");
    char *text = render(doc, sg_doc_json);
    json_t *root = json_loads(text, 0, NULL);
    assert_non_null(root);
    json_t *plots = json_object_get(json_array_get(json_object_get(root, "sections"), 0), "plots");
    assert_int_equal(json_array_size(plots), 4);
    json_t *points = json_array_get(plots, 2);
    assert_string_equal(json_string_value(json_object_get(points, "kind")), "points");
    json_t *row = json_array_get(json_object_get(json_array_get(json_object_get(points, "series"), 0), "rows"), 2);
    assert_close(json_number_value(json_object_get(row, "x")), 2, 0);
    assert_close(json_number_value(json_object_get(row, "mid")), 2.3, 1e-12);
    json_decref(root);
    sg_free(text);
    sg_doc_free(doc);
}

/* A chart without rows, or with one point, has no scale to divide by. */
static void test_empty_plots(void **state)
{
    (void)state;
    for (int kind = SG_PLOT_LINES; kind <= SG_PLOT_COLUMNS; kind++)
        for (int rows = 0; rows < 2; rows++) {
            sg_doc *doc = sg_doc_alloc("t", "s/1");
            sg_plot plot = plot_of((sg_plot_kind)kind);
            sg_doc_plot(doc, &plot);
            sg_plot_row row = sg_plot_row_of("one");
            row.x = 5;
            for (int k = 0; k < SG_PLOT_ATS; k++) row.at[k] = 7;
            if (rows) sg_doc_plot_row(doc, &row);
            char *html = render(doc, sg_doc_html);
            assert_null(strstr(html, "nan"));
            assert_null(strstr(html, "inf\""));
            sg_free(html);
            sg_doc_free(doc);
        }
}

static void test_no_memory(void **state)
{
    (void)state;
    for (size_t i = 1; i < 200; i++) {
        sg_alloc_fail_at(i, 1);
        sg_doc *doc = sg_doc_alloc("t", "s/1");
        sg_status status = SG_EFAIL;
        if (doc) {
            sg_doc_section(doc, "a", "A");
            add_plot(doc, SG_PLOT_RANGES, "text");
            sg_buf out;
            sg_buf_init(&out, 1 << 20);
            status = sg_doc_html(doc, &out, &err);
            sg_buf_release(&out);
            sg_doc_free(doc);
        }
        sg_alloc_fail_at(0, 0);
        if (status == SG_OK) return;
    }
    fail_msg("the page is never made");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hostile_html), cmocka_unit_test(test_hostile_markdown_csv),
        cmocka_unit_test(test_csv),          cmocka_unit_test(test_markdown),
        cmocka_unit_test(test_html_shape),

        cmocka_unit_test(test_gap_is_a_gap), cmocka_unit_test(test_long_names),
        cmocka_unit_test(test_plot_json),    cmocka_unit_test(test_empty_plots),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
