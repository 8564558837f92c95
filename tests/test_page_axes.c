/* Marks and ends of the axes of charts, and texts of the page that are not broken. */
#include "base/mem.h"
#include "base/month.h"
#include "report/html.h"
#include "support.h"
#include <jansson.h>

static void test_ticks(void **state)
{
    (void)state;
    double t[SG_TICKS_MAX];
    assert_int_equal(sg_ticks(0, 1, 6, t), 6);
    assert_close(t[1], .2, 1e-12);
    assert_int_equal(sg_ticks(-.137, .052, 5, t), 4);
    assert_close(t[0], -.1, 1e-12);
    assert_close(t[2], 0, 1e-12);
    assert_int_equal(sg_ticks(0, 36.5, 3, t), 2);
    assert_close(t[1], 20, 1e-9);
    assert_int_equal(sg_ticks(3, 3, 5, t), 0);
    assert_int_equal(sg_ticks(0, 1e-9, 4, t), 3);
    for (double lo = -7.3; lo < 8; lo += .77)
        for (double span = .013; span < 1e6; span *= 3.1)
            for (size_t most = 2; most <= SG_TICKS_MAX; most++) {
                size_t n = sg_ticks(lo, lo + span, most, t);
                assert_true(n <= most);
                for (size_t i = 0; i < n; i++)
                    assert_true(t[i] >= lo - span * 1e-6 && t[i] <= lo + span * (1 + 1e-6) && (!i || t[i] > t[i - 1]));
            }
}

static void test_month_ticks(void **state)
{
    (void)state;
    double t[SG_TICKS_MAX];
    assert_int_equal(sg_month_ticks(sg_month_of(2011, 1), sg_month_of(2028, 11), false, 5, t), 5);
    assert_int_equal((int)t[0], sg_month_of(2012, 1));
    assert_int_equal((int)t[4], sg_month_of(2028, 1));
    assert_int_equal(sg_month_ticks(sg_month_of(2026, 11), sg_month_of(2027, 9), false, 4, t), 3);
    assert_int_equal((int)t[0], sg_month_of(2027, 1));
    assert_int_equal((int)t[1], sg_month_of(2027, 4));
    size_t n = sg_month_ticks(sg_day_of(2026, 11, 22), sg_day_of(2029, 7, 27), true, 6, t);
    assert_int_equal(n, 6);
    assert_int_equal((int)t[0], sg_day_of(2027, 1, 1));
    assert_int_equal((int)t[1], sg_day_of(2027, 7, 1));
}

static void same_top(double most, size_t lines, double top, double step)
{
    double own;
    assert_close(sg_top(most, lines, &own), top, top * 1e-9);
    assert_close(own, step, step * 1e-9);
}

static void test_top(void **state)
{
    (void)state;
    same_top(43, 3, 50, 25);
    same_top(23, 3, 30, 10);
    same_top(5.2, 3, 6, 2);
    same_top(4.7, 3, 6, 2); /* not 5: by 2.5 its marks would have decimals */
    same_top(1, 3, 1, .5);
    same_top(63, 4, 75, 25);
    same_top(.0012, 5, .0015, .0005);
    for (double most = 1e-6; most < 1e6; most *= 1.37)
        for (size_t lines = 2; lines < 7; lines++) {
            double step, top = sg_top(most, lines, &step);
            assert_true(top >= most * (1 - 1e-9) && top <= most * 2.5 && top / step <= (double)lines + 1e-6);
        }
}

static void test_text_px(void **state)
{
    (void)state;
    assert_close(sg_text_px("", 12), 0, 0);
    assert_close(sg_text_px("Hi", 100), (72.2 + 22.2) * 1.07, 1e-9);
    assert_true(sg_text_px("W", 12) > sg_text_px("i", 12));
    assert_true(sg_text_px("日本", 12) > 24);
    assert_close(sg_text_px("e\xCC\x81", 12), sg_text_px("e", 12), 1e-9); /* a mark upon a letter takes no room */
}

static void same_label(sg_unit unit, double value, double step, const char *want)
{
    char out[32];
    assert_string_equal(sg_axis_label(&(sg_plot_axis){.unit = unit}, value, step, out), want);
}

static void test_axis_labels(void **state)
{
    (void)state;
    same_label(SG_UNIT_PERCENT, .25, .05, "25%");
    same_label(SG_UNIT_PERCENT, .025, .025, "2.5%");
    same_label(SG_UNIT_PERCENT, -1e-17, .1, "0%");
    same_label(SG_UNIT_THOUSANDS, 140000, 20000, "140");
    same_label(SG_UNIT_THOUSANDS, 2500, 500, "2.5");
    same_label(SG_UNIT_MONTH, sg_month_of(2028, 1), 48, "2028");
    same_label(SG_UNIT_MONTH, sg_month_of(2028, 4), 3, "2028-04");
    same_label(SG_UNIT_DAY, sg_day_of(2028, 7, 1), 182, "2028-07");
    same_label(SG_UNIT_NUMBER, 3, 1, "3");
}

/* What stands whole on its line. */
static void same_prose(const char *text, const char *want)
{
    sg_buf out;
    sg_buf_init(&out, 4096);
    sg_html_prose(text, strlen(text), &out);
    assert_string_equal(out.at ? out.at : "", want);
    sg_buf_release(&out);
}

#define NB(text) "<span class=\"nb\">" text "</span>"

static void test_prose(void **state)
{
    (void)state;
    same_prose("by 2028-06-08 (59–117 hours)", "by " NB("2028-06-08") " " NB("(59–117") " hours)");
    same_prose("at USD 8,670 above", "at " NB("USD 8,670") " above");
    same_prose("a USDA 7 or US 7 or AUSD 8", "a USDA 7 or US 7 or AUSD 8");
    same_prose("back-end, p-1, 3-", "back-end, p-1, " NB("3-"));
    same_prose("<1-2>", NB("&lt;1-2&gt;"));
    same_prose("1-2345678901234567890123456789", "1-2345678901234567890123456789"); /* too wide to be kept */
    same_prose("", "");
    sg_buf out;
    sg_buf_init(&out, 4096);
    sg_html_prose("by 2027-03-18: then", 13, &out); /* as far as its length */
    assert_string_equal(out.at, "by " NB("2027-03-18"));
    sg_buf_release(&out);
}

static char *page_of(sg_doc *doc)
{
    sg_buf out;
    sg_error err;
    sg_buf_init(&out, 1 << 20);
    assert_int_equal(sg_doc_html(doc, &out, &err), SG_OK);
    sg_doc_free(doc);
    return out.at;
}

static void test_sets(void **state)
{
    (void)state;
    sg_doc *doc = sg_doc_alloc("what: whose", "s/1");
    sg_doc_section(doc, "a", "");
    sg_doc_field_led(doc, "l1", "Learn 1", "Go, by May: 3 posts", 10);
    sg_doc_field_led(doc, "l2", "Learn 2", "C", 9);
    sg_doc_field(doc, "f", "Leave 1", sg_v_text("x"));
    sg_doc_field(doc, "n", "Of 7", sg_v_text("y"));
    char *html = page_of(doc);
    assert_non_null(strstr(html, "<p class=\"of\">what</p><h1>whose</h1>"));
    assert_non_null(strstr(html, "<div class=\"set of-l1\"><dt>Learn</dt><dd class=\"led\"><b>Go, by May</b> <span "
                                 "class=\"why\">3 posts</span></dd><dd class=\"led\"><b>C</b></dd></div>\n"
                                 "<div><dt>Leave 1</dt><dd>x</dd></div>\n<div><dt>Of 7</dt><dd>y</dd></div>"));
    sg_free(html);
}

/* A table of so many rows, behind a chart or not. */
static char *page_with(size_t rows, bool chart, bool note)
{
    static const sg_doc_column columns[] = {{"no", "#", NULL, true, SG_DATA_ONLY}, {"skill", "Skill", NULL, false, 0}};
    const sg_plot_row row = sg_plot_row_of("r");
    sg_doc *doc = sg_doc_alloc("t", "s/1");
    sg_doc_section(doc, "a", "A");
    if (chart)
        sg_doc_plot(doc, &(sg_plot){.kind = SG_PLOT_RANGES, .id = "p", .title = "T", .about = "", .row_title = "R"});
    if (chart) sg_doc_plot_row(doc, &row);
    if (note) sg_doc_note(doc, "of it");
    sg_doc_table(doc, "t", columns, 2);
    for (size_t i = 0; i < rows; i++)
        sg_doc_row(doc, (sg_value[]){sg_v_count(1), sg_v_text("aVeryLongWordIndeedIsThis1")});
    return page_of(doc);
}

static void test_folds(void **state)
{
    (void)state;
    static const char fold[] = "<details class=\"table\"><summary>Table: Skill, 7 rows</summary>";
    char *html = page_with(7, true, true);
    assert_non_null(strstr(html, fold));
    assert_non_null(strstr(html, "</table>\n</details>"));
    assert_non_null(strstr(html, "<th scope=\"row\" class=\"words long\">aVeryLong"));
    sg_free(html);
    html = page_with(6, true, false);
    assert_null(strstr(html, "class=\"table\""));
    sg_free(html);
    html = page_with(7, false, true);
    assert_null(strstr(html, "class=\"table\""));
    sg_free(html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ticks),   cmocka_unit_test(test_month_ticks), cmocka_unit_test(test_top),
        cmocka_unit_test(test_text_px), cmocka_unit_test(test_axis_labels), cmocka_unit_test(test_prose),
        cmocka_unit_test(test_sets),    cmocka_unit_test(test_folds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
