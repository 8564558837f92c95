/* The document and its renderings as text and JSON. */
#include "support.h"

#include "base/mem.h"
#include "base/month.h"
#include "report/doc.h"

#include <jansson.h>

static const sg_doc_column columns[] = {
    {"skill", "Skill", NULL, false, 0},      {"now", "Share now", "share of postings", true, 0},
    {"at24", "In 24 months", NULL, true, 0}, {"employers", "Employers", NULL, true, 2},
    {"why", "Why", NULL, false, 1},
};

static sg_doc *sample(void)
{
    sg_doc *doc = sg_doc_alloc("Outlook – a sample", "skillgap.test/1");
    assert_non_null(doc);
    sg_doc_meta(doc, "as_of", sg_v_month(sg_month_of(2026, 11)));
    sg_doc_meta(doc, "input_hash", sg_v_text("00ff"));
    sg_doc_section(doc, "rising", "Rising");
    sg_doc_paragraph(doc, "Skills whose share of postings is forecast to grow, %d of them.", 2);
    sg_doc_table(doc, "skills", columns, 5);
    sg_value first[] = {sg_v_text("Python"), sg_v_percent_in(.213, .2, .2255, 1), sg_v_points(.042, 1),
                        sg_v_count(1234), sg_v_text("named by more employers each month of the last two years")};
    sg_value second[] = {sg_v_text("Ruby on Rails"), sg_v_percent(.05, 1), sg_v_points(-.011, 1),
                         sg_v_missing("employers are not known for counts"), sg_v_text("")};
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
    sg_error err;
    sg_buf out;
    sg_buf_init(&out, 1 << 20);
    assert_ok(sg_doc_text(doc, &(sg_text_style){width, colour, unicode}, &out, &err));
    return sg_buf_take(&out, NULL);
}

static void test_text_wide(void **state)
{
    (void)state;
    sg_doc *doc = sample();
    char *text = as_text(doc, 140, false, true);
    assert_non_null(strstr(text, "Nothing    not known\n"));
    assert_non_null(strstr(text, "Rate       0.00\n"));
    assert_non_null(strstr(text, "  n = 384 posts, 2026-04.\n\nPay        USD 165,000 (150,000–180,000)\n"));
    assert_null(strstr(text, " \n"));
    sg_free(text);
    sg_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_text_wide)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
