/* postings_usajobs: both APIs' answers, then each requirement alone. */
#include "posting_run.h"

static void historic(void **state)
{
    (void)state;
    expect_file("postings_usajobs", "usajobs_historic.json", NULL,
                " id=770000001 url=https://www.usajobs.gov/job/770000001 2024-03-22 T=IT Specialist (SYSADMIN) "
                "E=Bureau of Looms P=Austin, Texas, United States\nDenver, Colorado, United States lo=90000 hi=120000 "
                "currency=USD a=year base remote=partly\n"
                "row 1: no description, as in the historic list: no skills (770000001)\n"
                " id=770000002 url=https://www.usajobs.gov/job/770000002 2024-03-22 T=Wage Weaver "
                "E=Bureau of Looms P=Waco, Texas, United States lo=31.5 hi=40.25 currency=USD a=hour base remote=no\n"
                "row 2: no description, as in the historic list: no skills (770000002)\n"
                "row 3! positionOpenDate: expected YYYY-MM-DD ()\n");
}

static void search(void **state)
{
    (void)state;
    expect_file("postings_usajobs", "usajobs_search.json", NULL,
                " id=770000009 url=https://www.usajobs.gov:443/GetJob/ViewDetails/770000009 2026-10-06 "
                "T=Data Scientist E=Bureau of Looms P=Austin, Texas\nDenver, Colorado lo=88520 hi=115079 currency=USD "
                "a=year base remote=partly body=Weave data.\nBuilds models in R.\nRuns Spark.\n"
                "One year with Python and SQL.\n");
}

/* An announcement with these members beside number, title and day gives this, beside its remark. */
static void announcement(const char *members, const char *want)
{
    char input[1000], expected[600];
    snprintf(input, sizeof input,
             "[{\"usajobsControlNumber\":1,\"positionTitle\":\"t\",\"positionOpenDate\":\"2024-01-02\"%s}]", members);
    snprintf(expected, sizeof expected,
             want[0] == 'r' ? "%s\n"
                            : " id=1 url=https://www.usajobs.gov/job/1 2024-01-02 T=t%s\n"
                              "row 1: no description, as in the historic list: no skills (1)\n",
             want);
    expect_run("postings_usajobs", input, NULL, describe_posting, expected);
}

#define PAY(lo, hi, type) ",\"minimumSalary\":" lo ",\"maximumSalary\":" hi ",\"salaryType\":\"" type "\""

static void pay(void **state)
{
    (void)state;
    announcement(PAY("30.5", "40", "Per Hour"), " lo=30.5 hi=40 currency=USD a=hour base");
    announcement(PAY("30.5", "40", "PH"), " lo=30.5 hi=40 currency=USD a=hour base");
    announcement(PAY("\"30.5\"", "\"40\"", "per day"), " lo=30.5 hi=40 currency=USD a=day base");
    announcement(PAY("3000", "4000", "Bi-weekly"), " lo=1500 hi=2000 currency=USD a=week base");
    announcement(PAY("3000", "4000", "PM"), " lo=3000 hi=4000 currency=USD a=month base");
    announcement(PAY("0", "0", "Per Year"), "");
    announcement(PAY("0", "0", "Without Compensation"), "");
    announcement(PAY("5", "6", "Piece Work"), "");
    announcement(PAY("5", "4", "Per Year"), "row 1! maximumSalary: expected minimumSalary or more (4)");
    announcement(PAY("-5", "4", "Per Year"), "row 1! minimumSalary: expected a number, 0 or more (-5)");
    announcement(PAY("5", "\"x\"", "Per Year"), "row 1! maximumSalary: expected a number, 0 or more (x)");
}

static void remote(void **state)
{
    (void)state;
    announcement(",\"teleworkEligible\":\"Y\"", " remote=partly");
    announcement(",\"teleworkEligible\":\"N\"", " remote=no");
    announcement(",\"teleworkEligible\":\"\"", "");
    announcement(",\"MatchedObjectDescriptor\":{\"UserArea\":{\"Details\":{\"RemoteIndicator\":true}}}", " remote=yes");
    announcement(",\"MatchedObjectDescriptor\":{\"UserArea\":{\"Details\":{\"TeleworkEligible\":false}}}",
                 " remote=no");
}

static void bad_rows(void **state)
{
    (void)state;
    expect_run("postings_usajobs",
               "{\"data\":[{\"positionTitle\":\"t\"},{\"usajobsControlNumber\":1},"
               "{\"usajobsControlNumber\":1,\"positionTitle\":\"t\",\"positionOpenDate\":\"01/02/2024\"},"
               "{\"usajobsControlNumber\":\"1234567890123456789012345678901\",\"positionTitle\":\"t\"},"
               "{\"usajobsControlNumber\":1,\"positionTitle\":\"\"}]}",
               NULL, describe_posting,
               "row 1! usajobsControlNumber|MatchedObjectId: expected a value ()\n"
               "row 2! positionTitle|MatchedObjectDescriptor.PositionTitle: expected a value ()\n"
               "row 3! positionOpenDate: expected YYYY-MM-DD (01/02/2024)\n"
               "row 4! usajobsControlNumber: expected a number (1234567890123456789012345678901)\n"
               "row 5! positionTitle: expected a text ()\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(historic), cmocka_unit_test(search),   cmocka_unit_test(pay),
        cmocka_unit_test(remote),   cmocka_unit_test(bad_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
