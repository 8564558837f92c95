/* postings_ashby: a board as the API gives it, then each requirement alone. */
#include "posting_run.h"

static void a_board(void **state)
{
    (void)state;
    expect_file("postings_ashby", "ashby.json", "company=Loom & Co",
                " id=7a000000-0000-4000-8000-000000000001"
                " url=https://jobs.ashbyhq.com/loom/7a000000-0000-4000-8000-000000000001 2026-10-03 "
                "T=Frontend Weaver E=Loom & Co P=New York, NY (HQ)\nNew York City, NY, USA\nRemote (Canada) "
                "lo=211400 hi=290600 currency=USD a=year pay=$211.4K - $290.6K remote=partly "
                "body=<h2>You bring</h2><ul><li>TypeScript &amp; React</li></ul>\n"
                "row 2! isListed: expected true (false)\n"
                " id=7a000000-0000-4000-8000-000000000003"
                " url=https://jobs.ashbyhq.com/loom/7a000000-0000-4000-8000-000000000003 2026-10-03 "
                "T=Data Scientist E=Loom & Co P=Berlin remote=no body=Python.\n\nR.\n");
}

/* A job with these members beside id and title gives this. */
static void job(const char *members, const char *want)
{
    char input[1000], expected[600];
    snprintf(input, sizeof input, "{\"jobs\":[{\"id\":\"a\",\"title\":\"t\"%s}]}", members);
    snprintf(expected, sizeof expected, want[0] == 'r' ? "%s" : " id=a T=t E=C%s", want);
    expect_run("postings_ashby", input, "company=C", describe_posting, expected);
}

#define SALARY(lo, hi, interval)                                                                                       \
    "{\"compensationType\":\"Salary\",\"interval\":" interval ",\"currencyCode\":\"EUR\",\"minValue\":" lo             \
    ",\"maxValue\":" hi "}"
#define PAY(components) ",\"compensation\":{\"summaryComponents\":[" components "],\"compensationTierSummary\":\"€\"}"

static void pay(void **state)
{
    (void)state;
    job(PAY(SALARY("30", "40", "\"1 HOUR\"")), " lo=30 hi=40 currency=EUR a=hour pay=€\n");
    job(PAY(SALARY("30", "40", "\"1 DAY\"")), " lo=30 hi=40 currency=EUR a=day pay=€\n");
    job(PAY(SALARY("30", "40", "\"1 WEEK\"")), " lo=30 hi=40 currency=EUR a=week pay=€\n");
    job(PAY(SALARY("30", "40", "\"1 MONTH\"")), " lo=30 hi=40 currency=EUR a=month pay=€\n");
    job(PAY(SALARY("30", "40", "\"2 WEEK\"")), " lo=30 hi=40 currency=EUR pay=€\n");
    job(PAY(SALARY("30", "null", "null")), " lo=30 currency=EUR pay=€\n");
    job(PAY(SALARY("30", "40", "null") "," SALARY("50", "60", "null")), " pay=€\n");
    job(PAY("{\"compensationType\":\"Bonus\",\"interval\":\"1 YEAR\",\"minValue\":5000,\"maxValue\":9000}"),
        " pay=€\n");
    job(PAY(SALARY("50", "40", "null")), "row 1! maxValue: expected minValue or more (40)\n");
    job(PAY(SALARY("\"x\"", "40", "null")), "row 1! minValue: expected a number, 0 or more (x)\n");
    job(PAY(SALARY("4", "-1", "null")), "row 1! maxValue: expected a number, 0 or more (-1)\n");
    job(PAY("{\"compensationType\":\"Salary\",\"minValue\":1,\"currencyCode\":\"EURO\"}"),
        "row 1! currencyCode: expected three capitals (EURO)\n");
    job(PAY(SALARY("30", "40", "null")) ",\"shouldDisplayCompensationOnJobPostings\":false", "\n");
}

static void remote(void **state)
{
    (void)state;
    job(",\"workplaceType\":\"Remote\",\"isRemote\":false", " remote=yes\n");
    job(",\"workplaceType\":\"OnSite\",\"isRemote\":true", " remote=no\n");
    job(",\"workplaceType\":\"Hybrid\",\"isRemote\":true", " remote=partly\n");
    job(",\"workplaceType\":null,\"isRemote\":true", " remote=yes\n");
    job(",\"isRemote\":false", " remote=no\n");
    job(",\"isRemote\":null", "\n");
}

static void bad_jobs(void **state)
{
    (void)state;
    job(",\"publishedAt\":\"3 Oct\"", "row 1! publishedAt: expected YYYY-MM-DD (3 Oct)\n");
    job(",\"isListed\":false,\"publishedAt\":\"x\"", "row 1! isListed: expected true (false)\n");
    expect_run("postings_ashby", "{\"jobs\":[{\"id\":\"a\"},{\"id\":\"\",\"title\":\"t\"}]}", NULL, describe_posting,
               "row 1! title: expected a value ()\nrow 2! id and title: expected texts (t)\n");
    expect_run("postings_ashby", "{\"jobs\":[{\"id\":\"a\",\"title\":\"t\"}]}", NULL, describe_posting,
               " id=a T=t\nrow 1: employer: the file does not name it; --set company=NAME does ()\n");
    expect_run("postings_ashby", "{\"error\":\"x\"}", NULL, describe_posting,
               "failed: no list of items at jobs[]; found the keys error");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_board),
        cmocka_unit_test(pay),
        cmocka_unit_test(remote),
        cmocka_unit_test(bad_jobs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
