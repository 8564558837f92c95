/* postings_facts: facts as shipped, unknowns, and each wrong value named. */
#include "plugin_run.h"

#include <inttypes.h>

#define HEADER "id,day,role,level,region,remote,currency,pay_lo,pay_hi,period,component,skills,body,employer\n"

static void describe(uint32_t type, const void *record, sg_buf *out)
{
    assert_int_equal(type, SG_RECORD_FACT);
    const sg_fact *f = record;
    char day[11];
    sg_buf_printf(out, "%.*s %s", (int)f->id.len, f->id.at, sg_day_format(f->day, day));
    put_text(out, "role", f->role);
    put_text(out, "level", f->level);
    put_text(out, "region", f->region);
    put_number(out, "remote", f->remote);
    put_text(out, "currency", f->currency);
    put_number(out, "lo", f->pay_lo);
    put_number(out, "hi", f->pay_hi);
    put_number(out, "period", f->period);
    put_number(out, "component", f->component);
    put_text(out, "skills", f->skills);
    if (f->body) sg_buf_printf(out, " body=%016" PRIx64, f->body);
    if (f->employer) sg_buf_printf(out, " employer=%016" PRIx64, f->employer);
    put_text(out, "near", f->near);
}

static void facts(const char *input, const char *want)
{
    expect_run("postings_facts", input, NULL, describe, want);
}

static void facts_are_read(void **state)
{
    (void)state;
    facts(HEADER "42,2019-02-03,backend-engineer,senior,US/austin,partly,USD,120000,150000,year,base,c++ node.js sql,"
                 "00ff00ff00ff00ff,fedcba9876543210\n"
                 "43,2019-02-04,,,,,,,,,,,,\n"
                 "44,2019-02-05,,,,yes,,0,90.5,hour,total,go,0000000000000000,\n",
          "42 2019-02-03 role=backend-engineer level=senior region=US/austin remote=3 currency=USD lo=120000 hi=150000 "
          "period=5 component=1 skills=c++ node.js sql body=00ff00ff00ff00ff employer=fedcba9876543210\n"
          "43 2019-02-04\n"
          "44 2019-02-05 remote=2 hi=90.5 period=1 component=2 skills=go\n");
    facts("skills,day,id\n\"\",2019-02-03,1\n", "1 2019-02-03 skills=\n");
    facts("id,day,skills,near\n1,2019-02-03,,\n2,2019-02-03,,"
          "13b02f040431232b57a956d80dd805c5c011a01ca08080c8bd81825ed53cf942\n",
          "1 2019-02-03\n"
          "2 2019-02-03 near=13b02f040431232b57a956d80dd805c5c011a01ca08080c8bd81825ed53cf942\n");
}

static void wrong_values(void **state)
{
    (void)state;
    facts("id,day,role,level,region,remote,currency,pay_lo,pay_hi,period,component,skills,body,employer\n"
          ",2019-02-03,,,,,,,,,,sql,,\n"
          "7,3 Feb 2019,,,,,,,,,,sql,,\n"
          "7,2019-02-30,,,,,,,,,,sql,,\n"
          "7,2019-02-03,Back End,,,,,,,,,sql,,\n"
          "7,2019-02-03,a b,,,,,,,,,sql,,\n"
          "7,2019-02-03,,SENIOR,,,,,,,,sql,,\n"
          "7,2019-02-03,,,,,,,,,,sql  go,,\n"
          "7,2019-02-03,,,,,,,,,,SQL,,\n"
          "7,2019-02-03,,,,maybe,,,,,,sql,,\n"
          "7,2019-02-03,,,,,$,,,,,sql,,\n"
          "7,2019-02-03,,,,,,-1,,,,sql,,\n"
          "7,2019-02-03,,,,,,,100k,,,sql,,\n"
          "7,2019-02-03,,,,,,9,8,,,sql,,\n"
          "7,2019-02-03,,,,,,,,fortnight,,sql,,\n"
          "7,2019-02-03,,,,,,,,,bonus,sql,,\n"
          "7,2019-02-03,,,,,,,,,,sql,12ab,\n"
          "7,2019-02-03,,,,,,,,,,sql,,00000000000000zz\n",
          "row 1! id: expected a text ()\n"
          "row 2! day: expected YYYY-MM-DD (3 Feb 2019)\n"
          "row 3! day: expected YYYY-MM-DD (2019-02-30)\n"
          "row 4! role: expected an id of a-z 0-9 . + # - (Back End)\n"
          "row 5! role: expected an id of a-z 0-9 . + # - (a b)\n"
          "row 6! level: expected an id of a-z 0-9 . + # - (SENIOR)\n"
          "row 7! skills: expected ids separated by single spaces (sql  go)\n"
          "row 8! skills: expected ids separated by single spaces (SQL)\n"
          "row 9! remote: expected no, yes or partly (maybe)\n"
          "row 10! currency: expected three letters ($)\n"
          "row 11! pay_lo: expected a number, 0 or more (-1)\n"
          "row 12! pay_hi: expected a number, 0 or more (100k)\n"
          "row 13! pay_hi: expected pay_lo or more (8)\n"
          "row 14! period: expected hour, day, week, month or year (fortnight)\n"
          "row 15! component: expected base or total (bonus)\n"
          "row 16! body: expected 16 hexadecimal digits (12ab)\n"
          "row 17! employer: expected 16 hexadecimal digits (00000000000000zz)\n");
}

static void wrong_signatures(void **state)
{
    (void)state;
    facts("id,day,skills,near\n1,2019-02-03,,13b02f\n"
          "2,2019-02-03,,13B02f040431232b57a956d80dd805c5c011a01ca08080c8bd81825ed53cf942\n",
          "row 1! near: expected 64 hexadecimal digits (13b02f)\n"
          "row 2! near: expected 64 hexadecimal digits "
          "(13B02f040431232b57a956d80dd805c5c011a01ca08080c8bd81825ed53cf942)\n");
}

static void a_column_is_missing(void **state)
{
    (void)state;
    facts("id,role,skills\n1,x,sql\n", "failed: no header with the column day; found: id,role,skills");
}

static void probe_scores(void **state)
{
    (void)state;
    const sg_plugin *plugin = plugin_load("postings_facts");
    assert_int_equal(plugin->probe(HEADER, strlen(HEADER), "x"), 90);
    assert_int_equal(plugin->probe("id,day", 6, "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_are_read),      cmocka_unit_test(wrong_values), cmocka_unit_test(wrong_signatures),
        cmocka_unit_test(a_column_is_missing), cmocka_unit_test(probe_scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
