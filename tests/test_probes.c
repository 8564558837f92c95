/* Which plugin takes which table for its own, by the first line alone, as programs and people write it: each head is
 * known by one plugin of postings, surely, or by none. */
#include "plugin_run.h"

static const char *const plugins[] = {
    "postings_ashby",      "postings_columns",  "postings_counts", "postings_data_jobs", "postings_facts",
    "postings_greenhouse", "postings_hn",       "postings_jobspy", "postings_jsonld",    "postings_lever",
    "postings_linkedin",   "postings_template", "postings_usajobs"};
enum { N = sizeof plugins / sizeof *plugins };

static const struct {
    const char *head, *plugin; /* NULL: none */
} heads[] = {
    {"id,site,job_url,job_url_direct,title,company,location,date_posted,job_type\n", "postings_jobspy"},
    {"\"id\",\"site\",\"job_url\",\"title\",\"company\"\n\"in-1\"", "postings_jobspy"},
    {"\xEF\xBB\xBFsite;title;company;location;job_url\r\n", "postings_jobspy"},
    {"SITE\tTITLE\tJOB_URL\n", "postings_jobspy"},
    {"job_id,company_name,title,description,max_salary,pay_period,location,formatted_work_type\n", "postings_linkedin"},
    {"job_id,company_id,title,formatted_experience_level,sponsored\n", "postings_linkedin"},
    {"job_title_short,job_title,job_location,job_via,job_posted_date,job_skills\n", "postings_data_jobs"},
    {"month,total,skill,count\n", "postings_counts"},
    {"Skill;Count;Month;Postings\n", "postings_counts"},
    {"\"term\"\t\"date\"\t\"count\"\t\"total\"\r\n", "postings_counts"},
    {"id,date,text\n", "postings_hn"},
    {"text,\"id\",date\r\n", "postings_hn"},
    {"objectID,created_at,author,comment_text,story_id\n", "postings_hn"},
    {"id;by;timestamp;text;parent\n", "postings_hn"},
    {"id,day,role,level,region,remote,currency\n", "postings_facts"},
    {"id,date,title,company,location,salary,description\n", "postings_template"},
    {"id,date,text,title,company\n", NULL},
    {"title,company,location,description,posted_at\n", NULL},
    {"job_id,title,description\n", NULL},
    {"site_job_url_title\n", NULL},
    {"month,total,python,java\n", NULL},
    {"date,jobcountry,indeed_job_postings_index_SA,variable\n", NULL},
    {"CASE_NUMBER,CASE_STATUS,JOB_TITLE,SOC_CODE\n", NULL},
    {"{\"jobs\": [{\"absolute_url\": \"x\", \"internal_job_id\": 1, \"title\": \"t\"}]}", "postings_greenhouse"},
    {"[{\"hostedUrl\": \"x\", \"text\": \"t\", \"site\": 1}]", "postings_lever"},
    {"{\"apiVersion\": \"1\", \"jobs\": [{\"jobUrl\": \"x\"}]}", "postings_ashby"},
    {"{\"hits\": [{\"story_title\": \"Ask HN: Who is hiring?\"}]}", "postings_hn"},
    {"{\"@type\": \"JobPosting\", \"title\": \"t\"}", "postings_jsonld"},
    {"", NULL},
    {"\n\n", NULL},
    {"\"", NULL},
    {"no table at all", NULL},
};

static void one_plugin_or_none(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        for (size_t k = 0; k < N; k++) {
            int score = plugin_load(plugins[k])->probe(heads[i].head, strlen(heads[i].head), "table.csv");
            bool own = heads[i].plugin && strcmp(heads[i].plugin, plugins[k]) == 0;
            if (own ? score < 40 : score != 0) fail_msg("%s: %s answers %d", heads[i].head, plugins[k], score);
        }
}

/* Any beginning of a head is read within its bounds, and is no other plugin's. */
static void heads_cut_anywhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        for (size_t k = 0; k < N; k++)
            for (size_t len = strlen(heads[i].head); len-- > 0;) {
                char *cut = malloc(len + 1); /* of just that size, for sanitizers */
                assert_non_null(cut);
                memcpy(cut, heads[i].head, len);
                int score = plugin_load(plugins[k])->probe(cut, len, "x");
                assert_true(score >= 0 && score <= 100);
                free(cut);
                if (len > 40) len -= 7;
            }
}

static void names_of_a_head(void **state)
{
    (void)state;
    static const char text[] = "\xEF\xBB\xBF\"a \"\"b\"\"\" ; c,d;;\" e\nf \"\r\nno;names";
    static const char *const names[] = {"a \"\"b", "c,d", "", "e\nf"};
    sg_text rest = {text, sizeof text - 1}, name;
    size_t n = 0;
    assert_int_equal(sg_head_delimiter(text, sizeof text - 1), ';');
    while (sg_head_name(&rest, ';', &name)) {
        assert_true(n < 4);
        assert_int_equal(name.len, strlen(names[n]));
        assert_memory_equal(name.at, names[n], name.len);
        n++;
    }
    assert_int_equal(n, 4);
    assert_int_equal(sg_head_delimiter("", 0), ',');
    assert_int_equal(sg_head_delimiter("a\tb|c\td", 7), '\t');
    assert_int_equal(sg_head_delimiter("\"a;b;c\",d", 9), ',');
    assert_true(sg_head_has(text, sizeof text - 1, "x|C,D"));
    assert_false(sg_head_has(text, sizeof text - 1, "no|names"));
    assert_false(sg_head_has(text, sizeof text - 1, "c"));
    assert_false(sg_head_has("abc", 2, "abc"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_plugin_or_none),
        cmocka_unit_test(heads_cut_anywhere),
        cmocka_unit_test(names_of_a_head),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
