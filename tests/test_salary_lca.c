/* salary_lca: bands of thirty applications and more, by city, state, country; old and new columns; wrong rows. */
#include "band_describe.h"

#define HEADER                                                                                                         \
    "CASE_NUMBER,CASE_STATUS,RECEIVED_DATE,DECISION_DATE,VISA_CLASS,JOB_TITLE,SOC_CODE,SOC_TITLE,FULL_TIME_POSITION,"  \
    "EMPLOYER_NAME,EMPLOYER_POC_EMAIL,WORKSITE_CITY,WORKSITE_STATE,WAGE_RATE_OF_PAY_FROM,WAGE_RATE_OF_PAY_TO,"         \
    "WAGE_UNIT_OF_PAY,PW_WAGE_LEVEL\n"

static sg_buf file;

static void start(const char *header)
{
    sg_buf_init(&file, 1 << 24);
    sg_buf_str(&file, header);
}

/* n applications of one city and level, paid from, from + step … a unit. */
static void add(int n, const char *soc, const char *city, const char *level, double from, double step, const char *unit)
{
    for (int i = 0; i < n; i++)
        sg_buf_printf(
            &file,
            "I-200-%d,Certified,2024-09-01,2024-%s-15,H-1B,Engineer,%s,Software Developers,Y,Acme,a@b.example,%s,"
            "%.2f,,%s,%s\n",
            i, i % 2 ? "10" : "12", soc, city, from + i * step, unit, level);
}

static void become(const char *want)
{
    plugin_run r;
    plugin_run_on(&r, "salary_lca", file.at, file.len, NULL, describe_short);
    assert_string_equal(r.out.at, want);
    plugin_run_release(&r);
    sg_buf_release(&file);
}

#define NOTE                                                                                                           \
    "note=lowest pay offered in certified H-1B applications decided 2024-10 to 2024-12, made yearly by 2,080 hours"

/* 31 wages of 100,000 to 130,000 by thousands: the percentiles by type 7 are whole. */
#define PERCENTILES " p10=103000 p25=107500 p50=115000 p75=122500 p90=127000 mean=115000\n"

static void by_city_state_and_country(void **state)
{
    (void)state;
    start(HEADER);
    add(31, "15-1252.00", "AUSTIN ,TX", "II", 100000, 1000, "Year");
    become(" occupation=15-1252 level=all place=Austin, TX date=2024-11 period=year n=31 " NOTE PERCENTILES
           " occupation=15-1252 level=wage-level:II place=Austin, TX date=2024-11 period=year n=31 " NOTE PERCENTILES
           " occupation=15-1252 level=all region=US-TX date=2024-11 period=year n=31 " NOTE
           "; all cities of the state" PERCENTILES
           " occupation=15-1252 level=wage-level:II region=US-TX date=2024-11 period=year n=31 " NOTE
           "; all cities of the state" PERCENTILES
           " occupation=15-1252 level=all region=US date=2024-11 period=year n=31 " NOTE "; all states" PERCENTILES
           " occupation=15-1252 level=wage-level:II region=US date=2024-11 period=year n=31 " NOTE
           "; all states" PERCENTILES);
}

/* 29 are too few for a city, and with one of the next town enough for the state; levels have fewer still. */
static void widened(void **state)
{
    (void)state;
    start(HEADER);
    add(15, "15-1252.00", "San Antonio,TX", "I", 100000, 0, "Year");
    add(14, "15-1252.00", "SAN ANTONIO,TX", "", 100000, 0, "Year");
    add(1, "15-1252.00", "el paso,TX", "III", 130000, 0, "Year");
    become(" occupation=15-1252 level=all region=US-TX date=2024-11 period=year n=30 " NOTE
           "; all cities of the state p10=100000 p25=100000 p50=100000 p75=100000 p90=100000 mean=101000\n"
           " occupation=15-1252 level=all region=US date=2024-11 period=year n=30 " NOTE
           "; all states p10=100000 p25=100000 p50=100000 p75=100000 p90=100000 mean=101000\n");
}

/* The same whatever the unit, and details of an occupation are one of their own. */
static void units(void **state)
{
    (void)state;
    start(HEADER);
    add(10, "15-1299.08", "Reno,NV", "", 104000, 0, "Year");
    add(5, "15-1299.08", "Reno,NV", "", 50, 0, "Hour");
    add(5, "15-1299.08", "Reno,NV", "", 2000, 0, "Week");
    add(5, "15-1299.08", "Reno,NV", "", 4000, 0, "Bi-Weekly");
    add(5, "15-1299.08", "Reno,NV", "", 104000. / 12, 0, "Month");
    add(29, "15-1299.00", "Reno,NV", "", 90000, 0, "Year");
    become(" occupation=15-1299.08 level=all place=Reno, NV date=2024-11 period=year n=30 " NOTE
           " p10=104000 p25=104000 p50=104000 p75=104000 p90=104000 mean=104000\n"
           " occupation=15-1299.08 level=all region=US-NV date=2024-11 period=year n=30 " NOTE
           "; all cities of the state p10=104000 p25=104000 p50=104000 p75=104000 p90=104000 mean=104000\n"
           " occupation=15-1299.08 level=all region=US date=2024-11 period=year n=30 " NOTE
           "; all states p10=104000 p25=104000 p50=104000 p75=104000 p90=104000 mean=104000\n");
}

/* Columns, ranges, dates and marks of earlier years. */
static void of_earlier_years(void **state)
{
    (void)state;
    start("LCA_CASE_NUMBER,STATUS,LCA_CASE_DECISION_DATE,VISA_CLASS,LCA_CASE_SOC_CODE,LCA_CASE_SOC_NAME,FULL_TIME_POS,"
          "LCA_CASE_WORKLOC1_CITY,LCA_CASE_WORKLOC1_STATE,LCA_CASE_WAGE_RATE_FROM,LCA_CASE_WAGE_RATE_UNIT\n");
    for (int i = 0; i < 30; i++)
        sg_buf_str(&file, "1,CERTIFIED,10/5/2014,H-1B,15-1132,\"Software Developers, Applications\",Y,COLUMBUS,OH,"
                          "\"$80,000.00 - $90,000.00\",Year\n");
    become(
        " occupation=15-1132 level=all place=Columbus, OH date=2014-10 period=year n=30 note=lowest pay offered in "
        "certified H-1B applications decided 2014-10 to 2014-10, made yearly by 2,080 hours p10=80000 p25=80000 "
        "p50=80000 p75=80000 p90=80000 mean=80000\n"
        " occupation=15-1132 level=all region=US-OH date=2014-10 period=year n=30 note=lowest pay offered in "
        "certified H-1B applications decided 2014-10 to 2014-10, made yearly by 2,080 hours; all cities of the state "
        "p10=80000 p25=80000 p50=80000 p75=80000 p90=80000 mean=80000\n"
        " occupation=15-1132 level=all region=US date=2014-10 period=year n=30 note=lowest pay offered in certified "
        "H-1B applications decided 2014-10 to 2014-10, made yearly by 2,080 hours; all states p10=80000 p25=80000 "
        "p50=80000 p75=80000 p90=80000 mean=80000\n");
}

static void wrong_rows(void **state)
{
    (void)state;
    start("CASE_STATUS,VISA_CLASS,DECISION_DATE,SOC_CODE,SOC_TITLE,FULL_TIME_POSITION,WORKSITE_CITY,WORKSITE_STATE,"
          "WAGE_RATE_OF_PAY_FROM,WAGE_UNIT_OF_PAY\n"
          "Denied,H-1B,2024-10-01,15-1252,x,Y,Reno,NV,90000,Year\n"
          "Certified - Withdrawn,H-1B,2024-10-01,15-1252,x,Y,Reno,NV,90000,Year\n"
          "Certified,E-3 Australian,2024-10-01,15-1252,x,Y,Reno,NV,90000,Year\n"
          "Certified,H-1B,2024-10-01,15-1252,x,N,Reno,NV,90000,Year\n"
          "Certified,H-1B,2024-10-01,1512,x,Y,Reno,NV,90000,Year\n"
          "Certified,H-1B,2024-10-01,15-1252,x,Y,,NV,90000,Year\n"
          "Certified,H-1B,2024-10-01,15-1252,x,Y,Reno,Nevada,90000,Year\n"
          "Certified,H-1B,soon,15-1252,x,Y,Reno,NV,90000,Year\n"
          "Certified,H-1B,2/30/2024,15-1252,x,Y,Reno,NV,90000,Year\n"
          "Certified,H-1B,2024-10-01,15-1252,x,Y,Reno,NV,much,Year\n"
          "Certified,H-1B,2024-10-01,15-1252,x,Y,Reno,NV,90000,Shift\n"
          "Certified,H-1B,2024-10-01,15-1252,x,Y,Reno,NV,45,Year\n"
          "Certified,H-1B,2024-10-01,15-1252,x,Y,Reno,NV,90000,Hour\n");
    become(
        "row 1! CASE_STATUS: expected Certified (Denied)\n"
        "row 2! CASE_STATUS: expected Certified (Certified - Withdrawn)\n"
        "row 3! VISA_CLASS: expected H-1B (E-3 Australian)\n"
        "row 4! FULL_TIME_POSITION: expected Y (N)\n"
        "row 5! SOC_CODE: expected a code as 15-1252 or 15-1299.08 (1512)\n"
        "row 6! WORKSITE_CITY: expected a name ()\n"
        "row 7! WORKSITE_STATE: expected two letters (Nevada)\n"
        "row 8! DECISION_DATE: expected YYYY-MM-DD or M/D/YYYY (soon)\n"
        "row 9! DECISION_DATE: expected YYYY-MM-DD or M/D/YYYY (2/30/2024)\n"
        "row 10! WAGE_RATE_OF_PAY_FROM: expected an amount, and a unit (Year, Hour, Week, Bi-Weekly, Month) (much)\n"
        "row 11! WAGE_RATE_OF_PAY_FROM: expected an amount, and a unit (Year, Hour, Week, Bi-Weekly, Month) (90000)\n"
        "row 12! WAGE_RATE_OF_PAY_FROM: expected 15,080 to 5,000,000 a year (45)\n"
        "row 13! WAGE_RATE_OF_PAY_FROM: expected 15,080 to 5,000,000 a year (90000)\n");
}

/* Many cities, so that the table of texts grows; a city without end is cut between two characters. */
static void many_places(void **state)
{
    (void)state;
    plugin_run r;
    char city[400];
    start(HEADER);
    for (int i = 0; i < 3000; i++) {
        snprintf(city, sizeof city, "Town %d,TX", i);
        add(1, "15-1252.00", city, "IV", 100000, 0, "Year");
    }
    for (size_t i = 0; i < 100; i++) memcpy(city + 3 * i, "\u00e9x", 3);
    memcpy(city + 300, ",TX", 4);
    add(30, "15-1252.00", city, "IV", 100000, 0, "Year");
    assert_int_equal(plugin_run_on(&r, "salary_lca", file.at, file.len, NULL, describe_short), 0);
    assert_non_null(strstr(r.out.at, "region=US-TX date=2024-11 period=year n=3030 "));
    assert_true(sg_utf8_valid(r.out.at, r.out.len));
    assert_non_null(strstr(r.out.at, "place=\u00e9x\u00e9x"));
    plugin_run_release(&r);
    sg_buf_release(&file);
}

static void probing(void **state)
{
    (void)state;
    const sg_plugin *plugin = plugin_load("salary_lca");
    static const char other[] = "CASE_NUMBER,CASE_STATUS\nVISA_CLASS,WAGE_RATE";
    assert_int_equal(plugin->probe(HEADER, sizeof HEADER - 1, "x"), 95);
    assert_int_equal(plugin->probe(other, sizeof other - 1, "x"), 0);
    assert_int_equal(plugin->probe("", 0, "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_city_state_and_country),
        cmocka_unit_test(widened),
        cmocka_unit_test(units),
        cmocka_unit_test(of_earlier_years),
        cmocka_unit_test(wrong_rows),
        cmocka_unit_test(many_places),
        cmocka_unit_test(probing),
    };
    return cmocka_run_group_tests_name("salary_lca", tests, NULL, NULL);
}
