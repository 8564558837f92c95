/* talent_github_topics: the published and the shipped dialect, and each wrong value named. */
#include "plugin_run.h"

static void describe(uint32_t type, const void *record, sg_buf *out)
{
    assert_int_equal(type, SG_RECORD_TALENT);
    const sg_talent *t = record;
    char month[8];
    sg_buf_printf(out, "%s %.*s %.*s/%d %g", sg_month_format(t->month, month), (int)t->name.len, t->name.at,
                  (int)t->economy.len, t->economy.at, (int)t->economies, t->people);
}

static void talent(const char *input, const char *want)
{
    expect_run("talent_github_topics", input, NULL, describe, want);
}

static void the_published_dialect(void **state)
{
    (void)state;
    talent("num_pushers,topic,iso2_code,year,quarter\n7206,python,EU,2020,1\n6739,python,US,2020,1\n100,c#,DE,2025,3\n",
           "2020-01 python US/1 6739\n2025-07 c# DE/1 100\n");
}

static void the_shipped_dialect(void **state)
{
    (void)state;
    talent("topic,year,quarter,economies,num_pushers\npython,2020,4,61,12345\n", "2020-10 python */61 12345\n");
}

static void wrong_values(void **state)
{
    (void)state;
    talent("num_pushers,topic,iso2_code,year,quarter\n"
           "1,,US,2020,1\n"
           "1,x,US,20,1\n"
           "1,x,US,2020,5\n"
           "1,x,US,2020,1.5\n"
           "few,x,US,2020,1\n"
           "-1,x,US,2020,1\n"
           "1,x,usa,2020,1\n"
           "1,x,us,2020,1\n"
           "1,x,,2020,1\n",
           "row 1! topic: expected a text ()\n"
           "row 2! year: expected 2000 to 2100 (20)\n"
           "row 3! quarter: expected 1 to 4 (5)\n"
           "row 4! quarter: expected 1 to 4 (1.5)\n"
           "row 5! num_pushers: expected a number, 0 or more (few)\n"
           "row 6! num_pushers: expected a number, 0 or more (-1)\n"
           "row 7! iso2_code: expected two capital letters (usa)\n"
           "row 8! iso2_code: expected two capital letters (us)\n"
           "row 9! iso2_code: expected two capital letters ()\n");
    talent("topic,year,quarter,economies,num_pushers\n"
           "x,2020,1,0,5\n",
           "row 1! economies: expected 1 to 1000 (0)\n");
}

static void a_column_is_missing(void **state)
{
    (void)state;
    talent("num_pushers,topic,year,quarter\n",
           "failed: no header with the column iso2_code; found: num_pushers,topic,year,quarter");
}

static void probe_scores(void **state)
{
    (void)state;
    const sg_plugin *plugin = plugin_load("talent_github_topics");
    assert_int_equal(plugin->probe("num_pushers,topic,iso2_code,year,quarter\n", 41, "x"), 90);
    assert_int_equal(plugin->probe("topic,year,quarter,economies,num_pushers\n", 41, "x"), 90);
    assert_int_equal(plugin->probe("topic,year,quarter,num_pushers\niso2_code", 40, "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_dialect), cmocka_unit_test(the_shipped_dialect), cmocka_unit_test(wrong_values),
        cmocka_unit_test(a_column_is_missing),   cmocka_unit_test(probe_scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
