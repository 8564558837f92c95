/* postings_linkedin: each requirement on rows in the data set's dialect. */
#include "posting_text.h"

#define HEAD "job_id,title,formatted_experience_level"

static void linkedin(const char *input, const char *options, const char *want)
{
    expect_run("postings_linkedin", input, options, describe_posting, want);
}

/* A row with these fields gives this, beside its id, address, day and title. */
static void fields(const char *names, const char *values, const char *want)
{
    char input[1500], expected[900];
    snprintf(input, sizeof input, HEAD ",listed_time,%s\n7,t,,1713397508000.0,%s\n", names, values);
    snprintf(expected, sizeof expected, " id=7 url=https://www.linkedin.com/jobs/view/7 2024-04-17 title=t%s\n", want);
    linkedin(input, NULL, expected);
}

/* The header of 2023-2024, whole. */
static void a_file_as_published(void **state)
{
    (void)state;
    linkedin("job_id,company_name,title,description,max_salary,pay_period,location,company_id,views,med_salary,"
             "min_salary,formatted_work_type,applies,original_listed_time,remote_allowed,job_posting_url,"
             "application_url,application_type,expiry,closed_time,formatted_experience_level,skills_desc,listed_time,"
             "posting_domain,sponsored,work_type,currency,compensation_type,normalized_salary,zip_code,fips\n"
             "921716,Loom & Co,Weaver,\"Weaves\nin C++.\",20.0,HOURLY,\"Princeton, NJ\",27.0,20.0,,17.0,Full-time,2.0,"
             "1713397508000.0,,https://j.example/921716/?a=b,,ComplexOnsiteApply,1715989508000.0,,Entry level,"
             "\"Requires yarn, wool.\",1713397508000.0,,0,FULL_TIME,USD,BASE_SALARY,38480.0,8540.0,34021.0\n"
             "1829192,,Knitter,,,,\"Fort Collins, CO\",,1.0,,,Full-time,,1.712858E+12,1.0,,,,,,,,1.71345E+12,,0,"
             "FULL_TIME,,,,,\n",
             NULL,
             " id=921716 url=https://j.example/921716/?a=b 2024-04-17 title=Weaver employer=Loom & Co "
             "place=Princeton, NJ level=Entry level currency=USD lo=17 hi=20 period=1 component=1 "
             "body=Weaves\nin C++.\nRequires yarn, wool.\n"
             " id=1829192 url=https://www.linkedin.com/jobs/view/1829192 2024-04-11 title=Knitter "
             "place=Fort Collins, CO remote=2\n");
}

/* 2. */
static void days(void **state)
{
    (void)state;
    linkedin(
        HEAD ",listed_time,original_listed_time\n1,t,,,1692316800000\n2,t,,1692316799999,\n3,t,,,\n"
             "4,t,,2023-08-18,\n5,t,,1692316800,\n",
        NULL,
        " id=1 url=https://www.linkedin.com/jobs/view/1 2023-08-18 title=t\n"
        " id=2 url=https://www.linkedin.com/jobs/view/2 2023-08-17 title=t\n"
        "row 3! listed_time: expected milliseconds since 1970, or --set scraped=YYYY-MM-DD for all ()\n"
        "row 4! listed_time: expected milliseconds since 1970, or --set scraped=YYYY-MM-DD for all (2023-08-18)\n"
        "row 5! listed_time: expected milliseconds since 1970, or --set scraped=YYYY-MM-DD for all (1692316800)\n");
    linkedin(HEAD "\n1,t,Director\n", "scraped=2023-11-05",
             " id=1 url=https://www.linkedin.com/jobs/view/1 2023-11-05 title=t level=Director\n");
    linkedin(HEAD "\n", "scraped=2023", "failed: option scraped: expected YYYY-MM-DD (2023)");
}

/* 3. */
static void pay(void **state)
{
    (void)state;
    fields("min_salary,max_salary,pay_period,currency", "100,120.5,YEARLY,EUR",
           " currency=EUR lo=100 hi=120.5 period=5");
    fields("med_salary,pay_period,currency,compensation_type", "50,MONTHLY,,TOTAL", " lo=50 hi=50 period=4");
    fields("min_salary,med_salary,pay_period", "10,99,WEEKLY", " lo=10 period=3");
    fields("min_salary,max_salary,pay_period", "100,300,BIWEEKLY", " lo=50 hi=150 period=3");
    fields("currency,compensation_type", "USD,BASE_SALARY", "");
    linkedin(HEAD ",listed_time,min_salary,med_salary,max_salary,pay_period,currency\n"
                  "1,t,,1713397508000,-1,,,,\n1,t,,1713397508000,,x,,,\n1,t,,1713397508000,,,y,,\n"
                  "1,t,,1713397508000,2,,1,,\n1,t,,1713397508000,2,,3,ONCE,\n1,t,,1713397508000,2,,3,,dollars\n",
             NULL,
             "row 1! min_salary: expected a number, 0 or more (-1)\n"
             "row 2! med_salary: expected a number, 0 or more (x)\n"
             "row 3! max_salary: expected a number, 0 or more (y)\n"
             "row 4! max_salary: expected min_salary or more (1)\n"
             "row 5! pay_period: expected HOURLY, DAILY, WEEKLY, BIWEEKLY, MONTHLY or YEARLY (ONCE)\n"
             "row 6! currency: expected three letters (dollars)\n");
}

/* 1., 4., 5. */
static void attributes(void **state)
{
    (void)state;
    fields("remote_allowed", "1", " remote=2");
    fields("remote_allowed", "0.0", " remote=1");
    fields("skills_desc", "yarn", " body=yarn");
    fields("description,skills_desc", "\"\",yarn", " body=yarn");
    linkedin(HEAD "\n,t,\n1,,\n", "scraped=2023-11-05",
             "row 1! job_id: expected 1 to 40 characters ()\nrow 2! title: expected a text ()\n");
    linkedin("job_id,name\n", NULL, "failed: no header with the column title; found: job_id,name");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_as_published),
        cmocka_unit_test(days),
        cmocka_unit_test(pay),
        cmocka_unit_test(attributes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
