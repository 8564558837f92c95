/* postings_counts: counts, unknown counts, and each wrong value named. */
#include "plugin_run.h"

static void describe(uint32_t type, const void *record, sg_buf *out)
{
    assert_int_equal(type, SG_RECORD_COUNT);
    const sg_count *c = record;
    char month[8];
    sg_buf_printf(out, "%s %.*s %g of %g", sg_month_format(c->month, month), (int)c->skill.len, c->skill.at, c->count,
                  c->total);
}

static void counts(const char *input, const char *want)
{
    expect_run("postings_counts", input, NULL, describe, want);
}

static void counts_are_read(void **state)
{
    (void)state;
    counts("month,postings,skill,count\n2011-04,219,.NET,11\n2011-04,219,.NET Core,0\n2011-05,200,\"a, b\",\n",
           "2011-04 .NET 11 of 219\n2011-04 .NET Core 0 of 219\n");
    counts("Count,Term,Total,Date\n1,go,10,2020-01-31\n", "2020-01 go 1 of 10\n");
}

static void wrong_values(void **state)
{
    (void)state;
    counts("month,total,skill,count\n"
           "April,219,x,1\n"
           "2011-13,219,x,1\n"
           "2011-04,219,,1\n"
           "2011-04,,x,1\n"
           "2011-04,0,x,0\n"
           "2011-04,many,x,\n"
           "2011-04,219,x,220\n"
           "2011-04,219,x,-1\n"
           "2011-04,219,x,?\n"
           "2011-04,219,x\n",
           "row 1! month: expected YYYY-MM (April)\n"
           "row 2! month: expected YYYY-MM (2011-13)\n"
           "row 3! skill: expected a text ()\n"
           "row 4! total: expected a number above 0 ()\n"
           "row 5! total: expected a number above 0 (0)\n"
           "row 6! total: expected a number above 0 (many)\n"
           "row 7! count: expected a number from 0 to the month's total (220)\n"
           "row 8! count: expected a number from 0 to the month's total (-1)\n"
           "row 9! count: expected a number from 0 to the month's total (?)\n"
           "row 10! row: expected 4 fields, as in the header (3 fields)\n");
}

static void a_column_is_missing(void **state)
{
    (void)state;
    counts("month,skill,count\n", "failed: no header with the column total|postings; found: month,skill,count");
}

static void probe_scores(void **state)
{
    (void)state;
    const sg_plugin *plugin = plugin_load("postings_counts");
    assert_int_equal(plugin->probe("month,postings,skill,count\n", 27, "x"), 90);
    assert_int_equal(plugin->probe("month,total,skill,count\n", 24, "x"), 90);
    assert_int_equal(plugin->probe("month", 5, "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_read),
        cmocka_unit_test(wrong_values),
        cmocka_unit_test(a_column_is_missing),
        cmocka_unit_test(probe_scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
