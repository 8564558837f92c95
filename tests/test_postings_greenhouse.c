/* postings_greenhouse: a board as the API gives it, then each requirement alone. */
#include "posting_run.h"

/* As it stands in the file: skillgap undoes it, which test_import_json.c shows. */
#define CONTENT(skill)                                                                                                 \
    "&lt;div class=&quot;intro&quot;&gt;&lt;p&gt;We weave &amp;amp; knit.&lt;/p&gt;&lt;/div&gt;\n"                     \
    "&lt;h3&gt;Requirements&lt;/h3&gt;\n&lt;ul&gt;\n&lt;li&gt;C++ and C#&lt;/li&gt;\n"                                 \
    "&lt;li&gt;PostgreSQL&amp;nbsp;or R&amp;amp;D with " skill "&lt;/li&gt;\n&lt;/ul&gt;"

static void a_board(void **state)
{
    (void)state;
    expect_file("postings_greenhouse", "greenhouse.json", "company=Loom Ltd",
                " id=5001 url=https://boards.greenhouse.io/loom/jobs/5001 2026-09-30 T=Senior Weaving Engineer "
                "E=Loom & Co P=Berlin, Germany body=" CONTENT(
                    "Kafka") "\n"
                             " id=5002 url=https://boards.greenhouse.io/loom/jobs/5002 2026-10-20 T=Data Engineer "
                             "E=Loom Ltd P=Austin, TX, United States pay=USD 110000 - 150500 body=" CONTENT(
                                 "Spark") "\n"
                                          "row 2: first_published: absent, updated_at was taken for it "
                                          "(2026-10-20T09:15:44-04:00)\n"
                                          "row 3! first_published: expected YYYY-MM-DD (soon)\n");
}

/* A job with these members beside id and title gives this. */
static void job(const char *members, const char *want)
{
    char input[1000], expected[600];
    snprintf(input, sizeof input,
             "{\"jobs\":[{\"id\":1,\"title\":\"t\",\"content\":\"c\",\"first_published\":\"2026-01-02\"%s}]}", members);
    snprintf(expected, sizeof expected, want[0] == 'r' ? "%s" : " id=1 2026-01-02 T=t E=C%s", want);
    expect_run("postings_greenhouse", input, "company=C", describe_posting, expected);
}

#define PAY(lo, hi, currency) "{\"min_cents\":" lo ",\"max_cents\":" hi ",\"currency_type\":" currency "}"

static void pay(void **state)
{
    (void)state;
    job(",\"pay_input_ranges\":[" PAY("2550", "3000", "\"USD\"") "]", " pay=USD 25.50 - 30.00 body=c\n");
    job(",\"pay_input_ranges\":[" PAY("0", "9000000", "\"EUR\"") "]", " pay=EUR 90000 - 90000 body=c\n");
    job(",\"pay_input_ranges\":[" PAY("100", "200", "\"USD\"") "," PAY("100", "200", "\"CAD\"") "]",
        " body=c\nrow 1: pay_input_ranges: several currencies, none was taken (USD\nCAD)\n");
    job(",\"pay_input_ranges\":[" PAY("100", "200", "null") "]", " body=c\n");
    job(",\"pay_input_ranges\":[]", " body=c\n");
    job(",\"pay_input_ranges\":[" PAY("300", "200", "\"USD\"") "]",
        "row 1! pay_input_ranges: expected amounts in cents, from the lower to the higher (200)\n");
    job(",\"pay_input_ranges\":[" PAY("\"a\"", "200", "\"USD\"") "]",
        "row 1! pay_input_ranges: expected amounts in cents, from the lower to the higher (200)\n");
}

static void places(void **state)
{
    (void)state;
    job(",\"location\":{\"name\":\"Oslo\"},\"offices\":[{\"name\":\"x\"}]", " P=Oslo body=c\n");
    job(",\"location\":{\"name\":\"\"},\"offices\":[{\"name\":\"Oslo\",\"location\":null},{\"name\":\"x\",\"location\":"
        "\"Bergen, Norway\"}]",
        " P=Oslo\nBergen, Norway body=c\n");
}

static void one_job_and_bad_ones(void **state)
{
    (void)state;
    expect_run("postings_greenhouse", "{\"id\":7,\"title\":\"t\",\"first_published\":null,\"updated_at\":null}", NULL,
               describe_posting,
               " id=7 T=t\nrow 1: employer: the file does not name it; --set company=NAME does ()\n"
               "row 1: content: absent, as of a board that was saved without ?content=true ()\n");
    expect_run("postings_greenhouse",
               "{\"jobs\":[{\"title\":\"t\"},{\"id\":1,\"title\":null},{\"id\":1,\"title\":\"\"}]}", NULL,
               describe_posting,
               "row 1! id: expected a value ()\nrow 2! title: expected a value ()\n"
               "row 3! title and id: expected texts ()\n");
    expect_run("postings_greenhouse", "{\"status\":404,\"error\":\"Job not found\"}", NULL, describe_posting,
               "row 1! id: expected a value ()\n");
    expect_run("postings_greenhouse", "[]", NULL, describe_posting, "row 1! row: expected an object (another value)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_board),
        cmocka_unit_test(pay),
        cmocka_unit_test(places),
        cmocka_unit_test(one_job_and_bad_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
