/* postings_lever: a board as the API gives it, then each requirement alone. */
#include "posting_run.h"

#define BODY                                                                                                           \
    "<div>We weave with <b>Go</b>.</div>\nWhat you need\n<li>C++ &amp; Rust</li><li>Kubernetes</li>\nNice to have\n"   \
    "<li>Terraform</li>\n<div>Bring yarn.</div>"

static void a_board(void **state)
{
    (void)state;
    expect_file("postings_lever", "lever.json", "company=Loom & Co",
                " id=0b1c2d3e-0000-4000-8000-000000000001"
                " url=https://jobs.lever.co/loom/0b1c2d3e-0000-4000-8000-000000000001 2025-10-01 T=Backend Weaver "
                "E=Loom & Co P=Berlin, DE lo=60000 hi=80000 currency=EUR a=year remote=partly body=" BODY "\n"
                " id=0b1c2d3e-0000-4000-8000-000000000002"
                " url=https://jobs.lever.co/loom/0b1c2d3e-0000-4000-8000-000000000002 2025-09-30 "
                "T=Site Reliability Engineer E=Loom & Co P=New York\nRemote (US) pay=$90 - $110 an hour body=" BODY "\n"
                "row 3! createdAt: expected milliseconds since 1970 (yesterday)\n");
}

/* A posting with these members beside id and text gives this. */
static void posting(const char *members, const char *want)
{
    char input[1000], expected[600];
    snprintf(input, sizeof input, "[{\"id\":\"a\",\"text\":\"t\"%s}]", members);
    snprintf(expected, sizeof expected, want[0] == 'r' || want[1] == 'i' ? "%s" : " id=a T=t E=C%s", want);
    expect_run("postings_lever", input, "company=C", describe_posting, expected);
}

#define PAY(lo, hi, interval)                                                                                          \
    ",\"salaryRange\":{\"min\":" lo ",\"max\":" hi ",\"currency\":\"USD\",\"interval\":\"" interval "\"}"

static void pay(void **state)
{
    (void)state;
    posting(PAY("20", "25.5", "per-hour-wage"), " lo=20 hi=25.5 currency=USD a=hour\n");
    posting(PAY("200", "250", "per-day-wage"), " lo=200 hi=250 currency=USD a=day\n");
    posting(PAY("2000", "2500", "per-week-salary"), " lo=2000 hi=2500 currency=USD a=week\n");
    posting(PAY("2000", "2500", "per-month-salary"), " lo=2000 hi=2500 currency=USD a=month\n");
    posting(PAY("2000", "2500", "one-time"), " lo=2000 hi=2500 currency=USD\n");
    posting(PAY("0", "0", "per-year-salary"), "\n");
    posting(PAY("2", "1", "per-year-salary"), "row 1! salaryRange.max: expected min or more (1)\n");
    posting(PAY("-2", "1", "per-year-salary"), "row 1! salaryRange.min: expected a number, 0 or more (-2)\n");
    posting(PAY("2", "\"x\"", "per-year-salary"), "row 1! salaryRange.max: expected a number, 0 or more (x)\n");
    posting(",\"salaryRange\":{\"min\":1,\"max\":2,\"currency\":\"$\"}",
            "row 1! salaryRange.currency: expected three capitals ($)\n");
    posting(",\"salaryRange\":null", "\n");
}

static void remote_and_place(void **state)
{
    (void)state;
    posting(",\"workplaceType\":\"remote\"", " remote=yes\n");
    posting(",\"workplaceType\":\"on-site\"", " remote=no\n");
    posting(",\"workplaceType\":\"onsite\"", " remote=no\n");
    posting(",\"workplaceType\":\"unspecified\"", "\n");
    posting(",\"country\":\"GB\"", "\n");
    posting(",\"country\":\"GB\",\"categories\":{\"location\":\"Cambridge\"}", " P=Cambridge, GB\n");
    posting(",\"country\":\"GB\",\"categories\":{\"location\":\"Cambridge\",\"allLocations\":[\"Cambridge\",\"Oslo\"]}",
            " P=Cambridge\nOslo\n");
}

static void day_and_text(void **state)
{
    (void)state;
    posting(",\"createdAt\":86399999", " id=a 1970-01-01 T=t E=C\n");
    posting(",\"createdAt\":86400000", " id=a 1970-01-02 T=t E=C\n");
    posting(",\"createdAt\":1e14", "row 1! createdAt: expected milliseconds since 1970 (1e14)\n");
    posting(",\"createdAt\":-1", "row 1! createdAt: expected milliseconds since 1970 (-1)\n");
    posting(
        ",\"descriptionPlain\":\"d\",\"additionalPlain\":\"a\",\"lists\":[{\"text\":\"L\",\"content\":\"<li>x</li>\"}]",
        " body=d\nL\n<li>x</li>\na\n");
    posting(",\"description\":\"\",\"lists\":[]", " body=\n");
}

static void one_posting_and_bad_ones(void **state)
{
    (void)state;
    expect_run("postings_lever", "{\"id\":\"a\",\"text\":\"t\"}", NULL, describe_posting,
               " id=a T=t\nrow 1: employer: the file does not name it; --set company=NAME does ()\n");
    expect_run(
        "postings_lever", "[{\"id\":\"a\"},{\"text\":\"t\"},{\"id\":\"\",\"text\":\"t\"}]", NULL, describe_posting,
        "row 1! text: expected a value ()\nrow 2! id: expected a value ()\nrow 3! id and text: expected texts (t)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_board),
        cmocka_unit_test(pay),
        cmocka_unit_test(remote_and_place),
        cmocka_unit_test(day_and_text),
        cmocka_unit_test(one_posting_and_bad_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
