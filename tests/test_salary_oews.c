/* salary_oews: the Bureau's table as downloaded, its marks, its areas and its date; each wrong value named. */
#include "band_describe.h"

#define HEADER                                                                                                         \
    "AREA,AREA_TITLE,AREA_TYPE,PRIM_STATE,NAICS,NAICS_TITLE,I_GROUP,OWN_CODE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,"      \
    "EMP_PRSE,JOBS_1000,LOC_QUOTIENT,PCT_TOTAL,PCT_RPT,H_MEAN,A_MEAN,MEAN_PRSE,H_PCT10,H_PCT25,H_MEDIAN,H_PCT75,"      \
    "H_PCT90,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90,ANNUAL,HOURLY\n"
#define US "99,U.S.,1,US,000000,Cross-industry,cross-industry,1235,"
#define AUSTIN "12420,\"Austin-Round Rock-San Marcos, TX\",4,TX,000000,Cross-industry,cross-industry,1235,"
#define DEVELOPERS "15-1252,Software Developers,detailed,"

static void bands(const char *name, const char *options, const char *input, const char *want)
{
    run_input_name = name;
    expect_run("salary_oews", input, options, describe_short, want);
    run_input_name = NULL;
}

static void whole_records(void **state)
{
    (void)state;
    run_input_name = "national_M2024_dl.xlsx";
    expect_run(
        "salary_oews",
        HEADER US DEVELOPERS "1654440,0.7,,,,,69.50,144570,0.4,38.50,49.89,63.98,82.50,101.61,80000,103770,133080,"
                             "171580,211450,,\n",
        NULL, describe_band,
        " source=BLS OEWS kind=official scheme=SOC 2018 occupation=15-1252 title=Software Developers level=all "
        "region=US date=2024-05 component=base period=year currency=USD n=1.65444e+06 n_kind=headcount licence=US "
        "government work p10=80000 p25=103770 p50=133080 p75=171580 p90=211450 mean=144570\n");
    run_input_name = "national_M2018_dl.xlsx";
    plugin_run r; /* the occupations of that year are of another scheme */
    static const char *const old = HEADER US "15-1132,Software Developers,detailed,1,,,,,,1,2,,1,1,1,1,1,1,1,1,1,1,,\n";
    plugin_run_on(&r, "salary_oews", old, strlen(old), NULL, describe_band);
    assert_non_null(strstr(r.out.at, " scheme=SOC 2010 occupation=15-1132 "));
    plugin_run_release(&r);
    run_input_name = NULL;
}

#define AMOUNTS ",,,,,,1,100,,1,2,3,4,5,"
#define ROW(place, occupation, employed, pay) place occupation employed AMOUNTS pay ",,\n"

static void areas(void **state)
{
    (void)state;
    bands(
        "all_data_M_2024.csv", "date=2024-05",
        HEADER ROW("0012420,\"Austin, TX\",4,TX,000000,x,cross-industry,1235,", DEVELOPERS, "30", "50,60,70,80,90")
            ROW("48,Texas,2,TX,000000,x,cross-industry,1235,", DEVELOPERS, "40", "50,60,70,80,90")
                ROW("72,Puerto Rico,3,PR,000000,x,cross-industry,1235,", DEVELOPERS, "50", "50,60,70,80,90")
                    ROW("4800004,Coastal Plains nonmetropolitan area,6,TX,000000,x,cross-industry,1235,", DEVELOPERS,
                        "60", "50,60,70,80,90"),
        " occupation=15-1252 level=all region=12420 place=Austin, TX date=2024-05 period=year n=30 p10=50 p25=60 "
        "p50=70 "
        "p75=80 p90=90 mean=100\n"
        " occupation=15-1252 level=all region=US-TX place=Texas date=2024-05 period=year n=40 p10=50 p25=60 p50=70 "
        "p75=80 p90=90 mean=100\n"
        " occupation=15-1252 level=all region=PR place=Puerto Rico date=2024-05 period=year n=50 p10=50 p25=60 p50=70 "
        "p75=80 p90=90 mean=100\n"
        " occupation=15-1252 level=all region=4800004 place=Coastal Plains nonmetropolitan area date=2024-05 "
        "period=year n=60 p10=50 p25=60 p50=70 p75=80 p90=90 mean=100\n");
}

static void marks(void **state)
{
    (void)state;
    bands("oesm24ma.csv", NULL,
          HEADER ROW(AUSTIN, DEVELOPERS, "**", "50,60,*,80,#") ROW(AUSTIN, DEVELOPERS, "\"1,230\"", "\"1,050\",#,#,#,#")
              ROW(AUSTIN, DEVELOPERS, "~", ",,,,"),
          " occupation=15-1252 level=all region=12420 place=Austin-Round Rock-San Marcos, TX date=2024-05 period=year "
          "note=p90: at or above the survey's top code p10=50 p25=60 p75=80 mean=100\n"
          " occupation=15-1252 level=all region=12420 place=Austin-Round Rock-San Marcos, TX date=2024-05 period=year "
          "n=1230 note=p25, p50, p75, p90: at or above the survey's top code p10=1050 mean=100\n"
          " occupation=15-1252 level=all region=12420 place=Austin-Round Rock-San Marcos, TX date=2024-05 period=year "
          "mean=100\n");
}

/* Where only hourly wages are given, they are. */
static void hourly(void **state)
{
    (void)state;
    bands(
        "x.csv", "date=2025-05",
        HEADER US "27-2011,Actors,detailed,50,,,,,,30.5,*,1,10.5,20,25.25,*,#,*,*,*,*,*,,TRUE\n",
        " occupation=27-2011 level=all region=US date=2025-05 period=hour n=50 note=p90: at or above the survey's top "
        "code p10=10.5 p25=20 p50=25.25 mean=30.5\n");
}

static void dates(void **state)
{
    (void)state;
    static const char *const input = HEADER ROW(US, DEVELOPERS, "30", "50,60,70,80,90");
    bands("MSA_M2017_dl.xlsx", NULL, input,
          " occupation=15-1252 level=all region=US date=2017-05 period=year n=30 p10=50 p25=60 p50=70 p75=80 p90=90 "
          "mean=100\n");
    bands("MSA_M2017_dl.xlsx", "date=2023-05", input,
          " occupation=15-1252 level=all region=US date=2023-05 period=year n=30 p10=50 p25=60 p50=70 p75=80 p90=90 "
          "mean=100\n");
    bands("oesm.csv", NULL, input,
          "failed: option date: expected the survey's month as YYYY-MM, which this file does not say ()");
    bands("MSA_M2017_dl.xlsx", "date=2023", input, "failed: option date: expected YYYY-MM (2023)");
}

static void wrong_rows(void **state)
{
    (void)state;
    bands("a_M2024.csv", NULL,
          HEADER ROW(US, "15-0000,Computer,major,", "30", "50,60,70,80,90")
              ROW("99,U.S.,1,US,11,Farms,sector,1235,", DEVELOPERS, "30", "50,60,70,80,90")
                  ROW(US, "151252,x,detailed,", "30", "50,60,70,80,90")
                      ROW(",x,4,TX,0,x,cross-industry,1235,", DEVELOPERS, "30", "50,60,70,80,90")
                          ROW(US, DEVELOPERS, "many", "50,60,70,80,90") ROW(US, DEVELOPERS, "30", "50,60,70,n/a,90")
                              ROW(US, DEVELOPERS, "30", "50,60,55,80,90") US DEVELOPERS
          "30,,,,,,*,*,,*,*,*,*,*,*,*,*,*,*,,\n",
          "row 1! O_GROUP: expected detailed (major)\n"
          "row 2! I_GROUP: expected cross-industry (sector)\n"
          "row 3! OCC_CODE: expected a code as 15-1252 (151252)\n"
          "row 4! AREA: expected a code ()\n"
          "row 5! TOT_EMP: expected a number or ** (many)\n"
          "row 6! A_PCT10 … A_MEAN: expected an amount, *, **, # or ~ (n/a)\n"
          "row 7! A_PCT10 … A_PCT90: expected a rising order (55)\n"
          "row 8! A_PCT10 … A_MEAN: expected one at least (*)\n");
}

static void probing(void **state)
{
    (void)state;
    const sg_plugin *plugin = plugin_load("salary_oews");
    static const char head[] = HEADER, lower[] = "area,occ_code,tot_emp,a_median\n",
                      other[] = "OCC_CODE,TITLE\nA_MEDIAN";
    assert_int_equal(plugin->probe(head, sizeof head - 1, "x"), 95);
    assert_int_equal(plugin->probe(lower, sizeof lower - 1, "x"), 95);
    assert_int_equal(plugin->probe(other, sizeof other - 1, "x"), 0);
    assert_int_equal(plugin->probe("", 0, "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_records), cmocka_unit_test(areas), cmocka_unit_test(marks),
        cmocka_unit_test(hourly),        cmocka_unit_test(dates), cmocka_unit_test(wrong_rows),
        cmocka_unit_test(probing),
    };
    return cmocka_run_group_tests_name("salary_oews", tests, NULL, NULL);
}
