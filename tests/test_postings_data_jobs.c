/* postings_data_jobs: each requirement on rows in the data set's dialect. */
#include "posting_text.h"

#define HEAD                                                                                                           \
    "job_title_short,job_title,job_location,job_via,job_schedule_type,job_work_from_home,search_location,"             \
    "job_posted_date,job_no_degree_mention,job_health_insurance,job_country,salary_rate,salary_year_avg,"              \
    "salary_hour_avg,company_name,job_skills,job_type_skills\n"

/* The lines without their ids, which are hashes. */
static void data_jobs(const char *rows, const char *options, const char *want)
{
    char input[2000], seen[2000];
    plugin_run r;
    size_t n = 0;
    snprintf(input, sizeof input, HEAD "%s", rows);
    plugin_run_on(&r, "postings_data_jobs", input, strlen(input), options, describe_posting);
    for (const char *at = r.out.at; *at && n + 1 < sizeof seen; at++) {
        if (strncmp(at, " id=", 4) == 0) at += 20;
        seen[n++] = *at;
    }
    seen[n] = '\0';
    assert_string_equal(seen, want);
    plugin_run_release(&r);
}

/* 1., 3. */
static void rows_as_published(void **state)
{
    (void)state;
    data_jobs("Data Engineer,\"Weaver of data, 80-100%\",\"Leeds, UK\",via Loom,Full-time,False,\"Leeds, UK\","
              "2023-06-16 13:44:15,False,True,United Kingdom,,,,Loom & Co,\"['r', 'c++', 'spark']\","
              "\"{'programming': ['r', 'c++'], 'libraries': ['spark']}\"\n"
              "Data Analyst,,Anywhere,via Loom,Full-time,True,\"Texas, United States\",2023-01-01,True,False,"
              "United States,year,90000.0,,,,\n"
              "Data Analyst,x,\"Lyon, France\",,,,,2023-01-01,,,France,hour,,21.5,,[],\n",
              NULL,
              " 2023-06-16 title=Weaver of data, 80-100% employer=Loom & Co place=Leeds, UK, United Kingdom remote=1 "
              "skills=r\nc++\nspark\n"
              " 2023-01-01 title=Data Analyst place=United States lo=90000 hi=90000 period=5 remote=2\n"
              " 2023-01-01 title=x place=Lyon, France lo=21.5 hi=21.5 period=1 skills=\n");
    data_jobs(",,,,,,,2023-01-01,,,,,,,,,\nA,b,,,,,,16/06/2023,,,,,,,,,\n", NULL,
              "row 1! job_title: expected a text ()\nrow 2! job_posted_date: expected YYYY-MM-DD (16/06/2023)\n");
    expect_run("postings_data_jobs", "job_title,date\n", NULL, describe_posting,
               "failed: no header with the column job_posted_date; found: job_title,date");
}

/* 4. */
static void pay(void **state)
{
    (void)state;
    data_jobs("A,b,,,,,,2023-01-01,,,,year,5,,,,\nA,b,,,,,,2023-01-01,,,,,,,,,\n", "currency=USD",
              " 2023-01-01 title=b currency=USD lo=5 hi=5 period=5\n 2023-01-01 title=b\n");
    data_jobs("A,b,,,,,,2023-01-01,,,,year,much,,,,\nA,b,,,,,,2023-01-01,,,,hour,,-1,,,\n", NULL,
              "row 1! salary_year_avg: expected a number, 0 or more (much)\n"
              "row 2! salary_hour_avg: expected a number, 0 or more (-1)\n");
    data_jobs("", "currency=dollars", "failed: option currency: expected a code as USD (dollars)");
}

/* 5. */
static void lists(void **state)
{
    (void)state;
    static const struct {
        const char *list, *want;
    } cases[] = {
        {"\"['a']\"", " skills=a"},
        {"\"[\"\"it's\"\", 'b\\'c', 'd,e' ]\"", " skills=it's\nb'c\nd,e"},
        {"None", ""},
        {"nan", ""},
        {"\"\"", ""},
    };
    static const char *const bad[] = {"sql", "\"['a'\"", "\"'a']\"", "\"['a]\"", "[a]", "\"['a\\']\"", "[", "]"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char row[200], want[200];
        snprintf(row, sizeof row, "A,b,,,,,,2023-01-01,,,X,,,,,%s,\n", cases[i].list);
        snprintf(want, sizeof want, " 2023-01-01 title=b place=X%s\n", cases[i].want);
        data_jobs(row, NULL, want);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char row[600];
        plugin_run r;
        snprintf(row, sizeof row, HEAD "A,b,,,,,,2023-01-01,,,X,,,,,%s,\n", bad[i]);
        plugin_run_on(&r, "postings_data_jobs", row, strlen(row), NULL, describe_posting);
        assert_non_null(strstr(r.out.at, "row 1! job_skills: expected a list as ['sql', 'r'] ("));
        plugin_run_release(&r);
    }
}

/* The first line's id. */
static void id_of(const char *row, char out[static 17])
{
    char input[1000];
    plugin_run r;
    snprintf(input, sizeof input, HEAD "%s", row);
    plugin_run_on(&r, "postings_data_jobs", input, strlen(input), NULL, describe_posting);
    snprintf(out, 17, "%.16s", r.out.at + 4);
    plugin_run_release(&r);
}

/* 2. */
static void ids(void **state)
{
    (void)state;
    static const char *const others[] = {"A,z,l,v,,,s,2023-01-01,,,X,,,,c,,\n", "A,b,z,v,,,s,2023-01-01,,,X,,,,c,,\n",
                                         "A,b,l,z,,,s,2023-01-01,,,X,,,,c,,\n", "A,b,l,v,,,s,2023-01-02,,,X,,,,c,,\n",
                                         "A,b,l,v,,,s,2023-01-01,,,X,,,,z,,\n", "A,bl,,v,,,s,2023-01-01,,,X,,,,c,,\n"};
    char one[17], other[17];
    id_of("A,b,l,v,,,s,2023-01-01,,,X,,,,c,,\n", one);
    assert_int_equal(strspn(one, "0123456789abcdef"), 16);
    id_of("A,b,l,v,,,elsewhere,2023-01-01,,,X,,,,c,\"['a']\",\n", other);
    assert_string_equal(one, other);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        id_of(others[i], other);
        assert_string_not_equal(one, other);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_as_published),
        cmocka_unit_test(pay),
        cmocka_unit_test(lists),
        cmocka_unit_test(ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
