/* postings_jobspy: the whole dialect from a file that Python's csv module wrote, then each requirement alone. */
#include "plugin_run.h"

#include "base/file.h"

static void describe(uint32_t type, const void *record, sg_buf *out)
{
    assert_int_equal(type, SG_RECORD_POSTING);
    const sg_posting *p = record;
    char day[11];
    put_text(out, "id", p->id);
    if (p->day != SG_DAY_ABSENT) sg_buf_printf(out, " %s", sg_day_format(p->day, day));
    put_text(out, "title", p->title);
    put_text(out, "employer", p->employer);
    put_text(out, "place", p->place);
    put_text(out, "level", p->level);
    put_text(out, "currency", p->currency);
    put_number(out, "lo", p->pay_lo);
    put_number(out, "hi", p->pay_hi);
    put_number(out, "period", p->period);
    put_number(out, "remote", p->remote);
    put_text(out, "skills", p->skills);
    put_text(out, "body", p->body);
    assert_int_equal(p->component, SG_COMPONENT_NONE);
    assert_true(p->url.len > 0);
}

static void jobspy(const char *input, const char *want)
{
    expect_run("postings_jobspy", input, NULL, describe, want);
}

/* A row with these fields gives this, beside its id and title. */
static void fields(const char *names, const char *values, const char *want)
{
    char input[1500], expected[800];
    snprintf(input, sizeof input, "id,site,job_url,title,%s\ni,indeed,u,t,%s\n", names, values);
    snprintf(expected, sizeof expected, " id=i title=t%s\n", want);
    jobspy(input, expected);
}

static void a_file_as_written(void **state)
{
    (void)state;
    sg_error err;
    sg_buf file;
    sg_buf_init(&file, 1 << 16);
    assert_ok(sg_file_read("tests/data/jobspy.csv", &file, &err));
    jobspy(file.at, " id=in-1 2026-10-01 title=Weaver \"Senior\" Engineer employer=Loom & Co place=Austin, TX, US "
                    "currency=USD lo=120000 hi=150000 period=5 remote=2 body=**Weave** in C++, C# and "
                    "scikit-learn.\n\n* R&D\n* $150,000 - $180,000 & yarn\n"
                    "row 2: currency: USD, which may stand for none: taken as unknown (Berlin, Germany)\n"
                    " id=li-2 2026-10-02 title=Knitter place=Berlin, Germany level=entry level lo=5000 period=4 "
                    "remote=1 body=x\n"
                    "row 3! date_posted: expected YYYY-MM-DD (yesterday)\n");
    sg_buf_release(&file);
}

/* 2. */
static void texts_are_undone(void **state)
{
    (void)state;
    fields("description", "C\\\\+\\\\+ C\\+\\+ a\\\\\\\\b \\\\x \\\\_y\\\\_ 1\\\\. \\\\&amp;",
           " body=C++ C++ a\\b \\x _y_ 1. &");
    fields("description", "\\\\&lt;p\\\\&gt; &#39;&#x1F9F6;&#8364; &nbsp;&bogus; &#xD800; &#; &#65 &",
           " body=<p> '\xF0\x9F\xA7\xB6\xE2\x82\xAC  &bogus; &#xD800; &#; &#65 &");
    fields("company", "R&amp;D \\\\+", " employer=R&D \\+");
    fields("skills", "\"Yarn, C++, wool,felt\"", " skills=Yarn\nC++\nwool,felt");
}

/* 1., 3. */
static void ids_and_days(void **state)
{
    (void)state;
    jobspy("site,job_url,title\nbayt,https://j.example/9,t\n", " id=https://j.example/9 title=t\n");
    jobspy("site,job_url,title,date_posted\nbayt,,t,\nbayt,u,,\nbayt,u,t,3 days ago\n",
           "row 1! job_url: expected a text ()\nrow 2! title: expected a text ()\n"
           "row 3! date_posted: expected YYYY-MM-DD (3 days ago)\n");
    expect_run("postings_jobspy", "site,job_url,title,date_posted\nbayt,u,t,\nbayt,u,t,2026-01-02\n",
               "scraped=2026-11-01", describe, " id=u 2026-11-01 title=t\n id=u 2026-01-02 title=t\n");
    expect_run("postings_jobspy", "site,job_url,title\n", "scraped=today", describe,
               "failed: option scraped: expected YYYY-MM-DD (today)");
    jobspy("site,title\n", "failed: no header with the column job_url; found: site,title");
}

/* 4. */
static void pay(void **state)
{
    (void)state;
    fields("interval,min_amount,max_amount", "hourly,20.5,", " lo=20.5 period=1");
    fields("interval,min_amount,max_amount", "daily,,300", " hi=300 period=2");
    fields("interval,min_amount,max_amount", "weekly,1,2", " lo=1 hi=2 period=3");
    jobspy("site,job_url,title,interval,min_amount,max_amount,currency\n"
           "s,u,t,fortnightly,1,2,\ns,u,t,,-1,2,\ns,u,t,,1,lots,\ns,u,t,,2,1,\ns,u,t,,1,2,dollars\n",
           "row 1! interval: expected yearly, monthly, weekly, daily or hourly (fortnightly)\n"
           "row 2! min_amount: expected a number, 0 or more (-1)\n"
           "row 3! max_amount: expected a number, 0 or more (lots)\n"
           "row 4! max_amount: expected min_amount or more (1)\n"
           "row 5! currency: expected three letters (dollars)\n");
}

/* A row with this location and salary_source, whose USD is not taken. */
static void suspect(const char *values, const char *place)
{
    char input[500], want[500];
    snprintf(input, sizeof input, "site,job_url,title,location,salary_source,min_amount,currency\ns,u,t,%s,5,USD\n",
             values);
    snprintf(want, sizeof want,
             "row 1: currency: USD, which may stand for none: taken as unknown (%s)\n id=u title=t place=%s lo=5\n",
             place, place);
    jobspy(input, want);
}

/* 5. */
static void currencies(void **state)
{
    (void)state;
    static const char names[] = "location,salary_source,min_amount,currency";
    fields(names, "\"Berlin, BE, DE\",direct_data,5,EUR", " place=Berlin, BE, DE currency=EUR lo=5");
    suspect("\"Berlin, BE, DE\",direct_data", "Berlin, BE, DE");
    fields(names, "\"Austin, TX\",direct_data,5,USD", " place=Austin, TX currency=USD lo=5");
    suspect("\"Austin, TX\",description", "Austin, TX");
    fields(names, "\"Austin, TX, USA\",,5,USD", " place=Austin, TX, USA currency=USD lo=5");
    fields(names, "United States,direct_data,5,USD", " place=United States currency=USD lo=5");
    suspect("\"Berlin, DE\",direct_data", "Berlin, DE");
    suspect("TX,direct_data", "TX");
    jobspy("site,job_url,title,min_amount,currency\ns,u,t,5,USD\n",
           "row 1: currency: USD, which may stand for none: taken as unknown ()\n id=u title=t lo=5\n");
    fields(names, "US,direct_data,,USD", " place=US");
}

/* 6., 7. */
static void attributes(void **state)
{
    (void)state;
    fields("is_remote,work_from_home_type", "True,", " remote=2");
    fields("is_remote,work_from_home_type", "True,Hybrid", " remote=3");
    fields("is_remote", "False", " remote=1");
    fields("is_remote,job_level", ",not applicable", "");
    fields("job_level", "mid-senior level", " level=mid-senior level");
}

static void probe_scores(void **state)
{
    (void)state;
    const sg_plugin *plugin = plugin_load("postings_jobspy");
    assert_int_equal(plugin->probe("id,site,job_url,job_url_direct,title,company\n1", 46, "jobs.csv"), 90);
    assert_int_equal(plugin->probe("id,site,title,company\njob_url,", 30, "jobs.csv"), 0);
    assert_int_equal(plugin->probe("", 0, "jobs.csv"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_as_written), cmocka_unit_test(texts_are_undone),
        cmocka_unit_test(ids_and_days),      cmocka_unit_test(pay),
        cmocka_unit_test(currencies),        cmocka_unit_test(attributes),
        cmocka_unit_test(probe_scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
