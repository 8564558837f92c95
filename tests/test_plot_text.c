/* Charts as a terminal shows them. */
#include "support.h"

#include "base/month.h"
#include "report/doc.h"
#include "report/plot.h"

static sg_error err;
static sg_buf out;

static int setup(void **state)
{
    (void)state;
    sg_buf_init(&out, 1 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sg_buf_release(&out);
    return 0;
}

static const char *text_of(const sg_doc *doc, unsigned width, bool unicode, bool colour)
{
    sg_text_style style = {width, colour, unicode};
    sg_buf_clear(&out);
    assert_ok(sg_doc_text(doc, &style, &out, &err));
    return out.at;
}

static void add_month(sg_doc *doc, int month, double value, bool forecast)
{
    sg_plot_row row = sg_plot_row_of("");
    row.x = month;
    row.at[SG_AT_MID] = value;
    if (forecast) row.at[SG_AT_INNER_LO] = value / 2, row.at[SG_AT_INNER_HI] = value * 2;
    sg_doc_plot_row(doc, &row);
}

/* 40 columns are label 4, gap 2, and a bar of 34 for 34 months: one a column. */
static sg_doc *lines(void)
{
    sg_doc *doc = sg_doc_alloc("", "skillgap.test/1");
    sg_doc_section(doc, "main", "");
    sg_doc_paragraph(doc, "So:"); /* a section with nothing but charts is for pages */
    sg_doc_plot(doc, &(sg_plot){.kind = SG_PLOT_LINES,
                                .id = "fans",
                                .title = "Rust rises",
                                .about = "",
                                .row_title = "Month",
                                .x = {SG_UNIT_MONTH, "", 0},
                                .y = {SG_UNIT_PERCENT, "", 1},
                                .at = {[SG_AT_INNER_LO] = "lo", [SG_AT_MID] = "share", [SG_AT_INNER_HI] = "hi"}});
    sg_doc_plot_series(doc, "Rust", "a note that has no room");
    for (int i = 0; i < 8; i++) add_month(doc, i, i / 7.0, false);
    for (int i = 30; i < 34; i++) add_month(doc, i, 1, true);
    sg_doc_plot_series(doc, "None", "");
    add_month(doc, 0, 0, false);
    sg_doc_plot_line(doc, 20, "now");
    return doc;
}

static void lines_are_sparks_with_gaps(void **state)
{
    (void)state;
    sg_doc *doc = lines();
    assert_string_equal(text_of(doc, 40, true, false), "So:\n\nRust rises\n"
                                                       "Rust  ▁▂▃▄▅▆▇█            ┊         ████\n"
                                                       "None  ▁                   ┊\n"
                                                       "      1970-01             now    1972-10\n");
    assert_string_equal(text_of(doc, 40, false, false), "So:\n\nRust rises\n"
                                                        "Rust  _.:-=+*#            :         ####\n"
                                                        "None  _                   :\n"
                                                        "      1970-01             now    1972-10\n");
    assert_non_null(strstr(text_of(doc, 40, true, true), "\x1b[36m████\x1b[0m")); /* a forecast has a colour */
    assert_non_null(strstr(text_of(doc, 100, true, false), "█  a note that has no room\n"));
    sg_doc_free(doc);
}

static void add_range(sg_doc *doc, const char *label, const double at[5], unsigned char tone)
{
    sg_plot_row row = sg_plot_row_of(label);
    static const sg_plot_at ats[5] = {SG_AT_OUTER_LO, SG_AT_INNER_LO, SG_AT_MID, SG_AT_INNER_HI, SG_AT_OUTER_HI};
    for (size_t i = 0; i < 5; i++) row.at[ats[i]] = at[i];
    row.tone = tone;
    sg_doc_plot_row(doc, &row);
}

/* The bar has 34 columns for 0 to 33. */
static void ranges_share_one_scale(void **state)
{
    (void)state;
    sg_doc *doc = sg_doc_alloc("", "skillgap.test/1");
    sg_doc_section(doc, "main", "");
    sg_doc_paragraph(doc, "So:");
    sg_doc_plot(doc, &(sg_plot){.kind = SG_PLOT_RANGES,
                                .id = "pay",
                                .title = "Pay",
                                .about = "",
                                .row_title = "Source",
                                .x = {SG_UNIT_COUNT, "", 0},
                                .at = {"p10", "p25", NULL, "p50", "p75", "p90", NULL}});
    sg_doc_plot_series(doc, "Austin", "");
    add_range(doc, "BLS", (const double[]){0, 5, 10, 15, 20}, 0);
    add_range(doc, "DOLé", (const double[]){(double)NAN, (double)NAN, 33, (double)NAN, (double)NAN}, 2);
    sg_doc_plot_line(doc, 25, "you");
    assert_string_equal(text_of(doc, 40, true, false), "So:\n\nPay\n"
                                                       "Austin\n"
                                                       "BLS   ─────━━━━━●━━━━━─────    ┊\n"
                                                       "DOLé                           ┊       ●\n"
                                                       "      0                        you    33\n"
                                                       "      ● p50  ━ p25 to p75\n");
    assert_string_equal(text_of(doc, 40, false, false), "So:\n\nPay\n"
                                                        "Austin\n"
                                                        "BLS   -----=====O=====-----    :\n"
                                                        "DOLe                           :       O\n"
                                                        "      0                        you    33\n"
                                                        "      O p50  = p25 to p75\n"); /* one more has no room */
    sg_doc_free(doc);
}

/* One value has no scale, and points are for paper: the title alone would be a riddle. */
static void what_cannot_be_drawn_is_left_out(void **state)
{
    (void)state;
    sg_doc *doc = sg_doc_alloc("", "skillgap.test/1");
    sg_doc_section(doc, "main", "");
    sg_doc_paragraph(doc, "before");
    sg_doc_plot(doc, &(sg_plot){.kind = SG_PLOT_RANGES,
                                .id = "one",
                                .title = "One value",
                                .about = "",
                                .row_title = "",
                                .x = {SG_UNIT_COUNT, "", 0},
                                .at = {[SG_AT_MID] = "v"}});
    add_range(doc, "a", (const double[]){(double)NAN, (double)NAN, 3, (double)NAN, (double)NAN}, 0);
    sg_doc_plot(doc, &(sg_plot){.kind = SG_PLOT_POINTS,
                                .id = "points",
                                .title = "Points",
                                .about = "",
                                .row_title = "",
                                .x = {SG_UNIT_COUNT, "", 0},
                                .y = {SG_UNIT_COUNT, "", 0},
                                .at = {[SG_AT_MID] = "v"}});
    add_range(doc, "a", (const double[]){0, 0, 3, 0, 0}, 0);
    assert_string_equal(text_of(doc, 60, true, false), "before\n");
    sg_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_sparks_with_gaps),
        cmocka_unit_test(ranges_share_one_scale),
        cmocka_unit_test(what_cannot_be_drawn_is_left_out),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
