/* salary_bands: percentiles known and unknown, and each wrong value named. */
#include "band_describe.h"

#define HEADER                                                                                                         \
    "source,kind,scheme,occupation,title,role,level,region,date,component,period,currency,n,n_kind,licence,note,p10,"  \
    "p25,p50,p75,p90,mean\n"

static void bands(const char *input, const char *want)
{
    expect_run("salary_bands", input, NULL, describe_band, want);
}

static void bands_are_read(void **state)
{
    (void)state;
    bands(
        HEADER
        "BLS OEWS,official,SOC 2018,15-1252,Software Developers,backend-engineer frontend-engineer,all,US/austin,"
        "2024-05,base,year,USD,30000,headcount,public domain,p90 imputed,80000,101000.5,130000,160000,,131000\n"
        "S,survey,,,,,,DE,2025,total,month,EUR,,,,,,,4000,,,\n"
        "S,posted,,,,,,DE,2025-01-31,total,hour,EUR,,,,,,,,,,40\n",
        " source=BLS OEWS kind=official scheme=SOC 2018 occupation=15-1252 title=Software Developers "
        "role=backend-engineer frontend-engineer level=all region=US/austin date=2024-05 component=base period=year "
        "currency=USD n=30000 n_kind=headcount licence=public domain note=p90 imputed p10=80000 p25=101000 p50=130000 "
        "p75=160000 mean=131000\n"
        " source=S kind=survey region=DE date=2025 component=total period=month currency=EUR p50=4000\n"
        " source=S kind=posted region=DE date=2025-01-31 component=total period=hour currency=EUR mean=40\n");
}

static void wrong_values(void **state)
{
    (void)state;
    bands("source,kind,scheme,occupation,title,role,level,region,date,component,period,currency,n,n_kind,licence,note,"
          "p10,p25,p50,p75,p90,mean\n"
          ",official,,,,,all,US,2024-05,base,year,USD,,,,,1,2,3,4,5,\n"
          "S,guess,,,,,all,US,2024-05,base,year,USD,,,,,1,2,3,4,5,\n"
          "S,official survey,,,,,all,US,2024-05,base,year,USD,,,,,1,2,3,4,5,\n"
          "S,,,,,,all,US,2024-05,base,year,USD,,,,,1,2,3,4,5,\n"
          "S,official,,,,,all,,2024-05,base,year,USD,,,,,1,2,3,4,5,\n"
          "S,official,,,,,all,US,May 2024,base,year,USD,,,,,1,2,3,4,5,\n"
          "S,official,,,,,all,US,20x4,base,year,USD,,,,,1,2,3,4,5,\n"
          "S,official,,,,,all,US,2024-05,bonus,year,USD,,,,,1,2,3,4,5,\n"
          "S,official,,,,,all,US,2024-05,base,yearly,USD,,,,,1,2,3,4,5,\n"
          "S,official,,,,,all,US,2024-05,base,year,usd,,,,,1,2,3,4,5,\n"
          "S,official,,,,,all,US,2024-05,base,year,USD,-3,,,,1,2,3,4,5,\n"
          "S,official,,,,,all,US,2024-05,base,year,USD,,,,,1,#,3,4,5,\n"
          "S,official,,,,,all,US,2024-05,base,year,USD,,,,,1,2,3,4,5,-1\n"
          "S,official,,,,,all,US,2024-05,base,year,USD,,,,,1,2,3,2.5,5,\n"
          "S,official,,,,,all,US,2024-05,base,year,USD,,,,,,,,,0,\n",
          "row 1! source: expected a text ()\n"
          "row 2! kind: expected official, survey or posted (guess)\n"
          "row 3! kind: expected official, survey or posted (official survey)\n"
          "row 4! kind: expected official, survey or posted ()\n"
          "row 5! region: expected a text ()\n"
          "row 6! date: expected YYYY, YYYY-MM or YYYY-MM-DD (May 2024)\n"
          "row 7! date: expected YYYY, YYYY-MM or YYYY-MM-DD (20x4)\n"
          "row 8! component: expected base or total (bonus)\n"
          "row 9! period: expected hour, day, week, month or year (yearly)\n"
          "row 10! currency: expected three capitals (usd)\n"
          "row 11! n: expected a number, 0 or more (-3)\n"
          "row 12! p25: expected a number, 0 or more (#)\n"
          "row 13! mean: expected a number, 0 or more (-1)\n"
          "row 14! p10 to p90: expected a rising order (2.5)\n"
          "row 15! p10 to p90, mean: expected one at least ()\n");
}

static void a_column_is_missing(void **state)
{
    (void)state;
    bands("source,kind,p50\n", "failed: no header with the columns region, date, component, period, currency; found: "
                               "source,kind,p50");
}

static void probe_scores(void **state)
{
    (void)state;
    const sg_plugin *plugin = plugin_load("salary_bands");
    assert_int_equal(plugin->probe(HEADER, strlen(HEADER), "x"), 90);
    assert_int_equal(plugin->probe("kind,key", 8, "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bands_are_read),
        cmocka_unit_test(wrong_values),
        cmocka_unit_test(a_column_is_missing),
        cmocka_unit_test(probe_scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
