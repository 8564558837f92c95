/* Opening the market: manifest, vocabularies, shipped facts, counts and topics through their plugins, and the store. */
#include "market_folder.h"

#include "market/demand.h"
#include "market/import.h"
#include "market/manifest.h"

static const struct {
    const char *rows, *message;
} bad_manifests[] = {
    {"/etc/passwd,postings_facts,A,hn,,,,,\n", "row 1, path: found \"/etc/passwd\", expected a path below"},
    {"a/../../b,postings_facts,A,hn,,,,,\n", "row 1, path"},
    {",postings_facts,A,hn,,,,,\n", "row 1, path: found \"\""},
    {"a.csv,postings_facts,A,hn,,,,,\na.csv,postings_facts,B,hn,,,,,\n",
     "row 2, path: found \"a.csv\", expected each path once"},
    {"a.csv,reader,A,hn,,,,,\n", "row 1, plugin: found \"reader\", expected an id that begins with postings_"},
    {"a.csv,postings_,A,hn,,,,,\n", "plugin: found \"postings_\""},
    {"a.csv,postings_facts,,hn,,,,,\n", "row 1, name"},
    {"a.csv,postings_facts,A,,,,,,\n", "row 1, group"},
    {"a.csv,postings_facts,A,hn,,,,2026-13,\n", "partial: found \"2026-13\", expected a month YYYY-MM"},
    {"a.csv,postings_facts,A,hn,,,,2026-05-05,\n", "partial: found \"2026-05-05\""},
    {"a.csv,postings_facts,A,hn,,,,,xyz\n", "taxonomy: found \"xyz\", expected up to 16 hex digits"},
    {"a.csv,postings_facts,A,hn,,,,,0123456789abcdef0\n", "taxonomy"},
    {"a.csv,postings_facts,A\n", "row 1"},
    {"a.csv,\"postings_facts,A,hn,,,,,\n", "sources.csv"},
};

static void manifests(void **state)
{
    (void)state;
    sg_error err;
    sg_arena arena = {0};
    sg_manifest_row *rows;
    size_t n = 0;
    char text[512];
    put("sources.csv", MANIFEST "hn/a.csv,postings_facts,A,hn,u,l,a=1;b=2,2026-05,00ff\nb.csv,talent_x,B,,,,,,\n");
    assert_ok(sg_manifest_read(made_path, &arena, &rows, &n, &err));
    assert_int_equal(n, 2);
    assert_true(sg_text_is(rows[0].path, "hn/a.csv") && sg_text_is(rows[0].options, "a=1;b=2"));
    assert_int_equal(rows[0].kind, SG_KIND_POSTINGS);
    assert_int_equal(rows[0].partial, sg_month_of(2026, 5));
    assert_int_equal(rows[0].taxonomy, 255);
    assert_int_equal(rows[1].kind, SG_KIND_TALENT);
    assert_int_equal(rows[1].partial, SG_MONTH_ABSENT);
    for (size_t i = 0; i < sizeof bad_manifests / sizeof *bad_manifests; i++) {
        snprintf(text, sizeof text, "%s%s", MANIFEST, bad_manifests[i].rows);
        put("sources.csv", text);
        assert_fails(sg_manifest_read(made_path, &arena, &rows, &n, &err), SG_EFAIL, bad_manifests[i].message);
    }
    put("sources.csv", "path,plugin,name\na,postings_x,A\n");
    assert_fails(sg_manifest_read(made_path, &arena, &rows, &n, &err), SG_EFAIL, "group");
    assert_fails(sg_manifest_read("/nowhere/sources.csv", &arena, &rows, &n, &err), SG_EFAIL, "/nowhere/sources.csv");
    sg_arena_release(&arena);
}

static void vocabularies(void **state)
{
    (void)state;
    sg_error err;
    sg_taxonomy t;
    assert_ok(sg_market_taxonomy(&plugins, folder, NULL, &t, &err));
    assert_int_equal(t.skill_ids.count, 4);
    sg_taxonomy_release(&t);
    put("taxonomy/forms.csv", "skill,text,match,rule,source\nrust,Rust,any,,x\n");
    assert_fails(sg_market_taxonomy(&plugins, folder, NULL, &t, &err), SG_EFAIL, "rust");
    put("taxonomy/forms.csv", "skill,text,match,rule,source\npython,Python,sometimes,,x\n");
    assert_fails(sg_market_taxonomy(&plugins, folder, NULL, &t, &err), SG_EFAIL, "forms.csv: row 1");
    put("taxonomy/forms.csv", "nothing,of,the,kind\n1,2,3,4\n");
    sg_status status = sg_market_taxonomy(&plugins, folder, NULL, &t, &err);
    assert_true(status != SG_OK);
    assert_non_null(strstr(err.text, "forms.csv"));
    assert_fails(sg_market_taxonomy(&plugins, "/nowhere", NULL, &t, &err), SG_EFAIL, "/nowhere/taxonomy");
    for (const char *const *name =
             (const char *const[]){"skills", "forms", "roles", "titles", "levels", "regions", "places", NULL};
         *name; name++) {
        char file[64];
        snprintf(file, sizeof file, "taxonomy/%s.csv", *name);
        assert_int_equal(unlink(in_folder(file)), 0);
    }
    assert_fails(sg_market_taxonomy(&plugins, folder, NULL, &t, &err), SG_EFAIL, "no table of the taxonomy");
    sg_plugin_path none = {.n = 0};
    assert_int_not_equal(sg_market_taxonomy(&none, folder, NULL, &t, &err), SG_OK);
}

#define FACTS "id,day,role,level,region,remote,currency,pay_lo,pay_hi,period,component,skills,body,employer\n"

/* 60 facts of one month, ids from `first`; the skills of each. */
static void put_facts(const char *name, int year, int month, int first, const char *skills)
{
    sg_buf text;
    sg_buf_init(&text, 1 << 16);
    sg_buf_str(&text, FACTS);
    for (int i = 0; i < 60; i++)
        sg_buf_printf(&text,
                      "%d,%d-%02d-%02d,backend-engineer,senior,US/austin,yes,USD,100000,120000,year,base,%s,%016x,"
                      "0000000000000007\n",
                      first + i, year, month, 1 + i % 28, skills, 4096 + first + i);
    put(name, text.at);
    sg_buf_release(&text);
}

static void put_sources(void)
{
    put_facts("hn/posts-2020.csv", 2020, 1, 100, "python nosuchskill");
    put_facts("hn/posts-2021.csv", 2020, 2, 140, "go"); /* ids 140 … 159 are in January's too */
    put("hn/counts.csv", "month,total,skill,count\n2020-01,60,Python,40\n2020-02,60,Python,3\n2020-01,60,PYTHON3,1\n"
                         "2020-03,100,golang,50\n2020-03,100,COBOL,9\n2020-01,60,golang,31\n2020-02,60,golang,30\n");
    put("hn/ambiguous_counts.csv", "skill,reason\npython,a snake\n");
    put("talent/github_topics.csv", "topic,year,quarter,economies,num_pushers\nsnakes,2020,1,5,100\n"
                                    "snakes,2020,2,5,130\ngo,2020,1,4,70\npython,2020,1,4,70\nlang-go,2020,1,3,10\n");
    put("talent/topic_skill.csv", "topic,skill\nsnakes,python\ngo,go\nlang-go,go\n");
    put("sources.csv",
        MANIFEST "hn/posts-2020.csv,postings_facts,Facts 2020,hn,https://news.ycombinator.com/item?id={id},public,,,\n"
                 "hn/posts-2021.csv,postings_facts,Facts 2021,hn,,public,,,1234\n"
                 "hn/counts.csv,postings_counts,Counts,hn,,MIT,,,\n"
                 "pay/none.csv,salary_bands,Not of the market,,,,,,\n"
                 "talent/github_topics.csv,talent_github_topics,Topics,github,,CC0,,,\n");
}

static void opened(void **state)
{
    (void)state;
    sg_error err;
    sg_taxonomy t;
    sg_market m, again;
    put_sources();
    assert_ok(sg_market_taxonomy(&plugins, folder, NULL, &t, &err));
    assert_ok(sg_market_open(&plugins, folder, NULL, SG_MONTH_ABSENT, &t, &m, &err));
    assert_int_equal(m.n_sources, 4);
    assert_int_equal(m.n_postings, 120); /* the same opening in another month counts there too */
    assert_int_equal(m.sources[0].postings, 60);
    assert_int_equal(m.sources[0].unknown, 60);
    assert_int_equal(m.sources[0].first, sg_month_of(2020, 1));
    assert_int_equal(m.sources[1].taxonomy, 0x1234);
    assert_int_not_equal(m.sources[0].hash, 0);
    const sg_market_posting *p = &m.postings[0];
    assert_int_equal(p->n_skills, 1);
    assert_int_equal(p->level, sg_level_of(T("senior")));
    assert_string_equal(p->currency, "USD");
    assert_int_equal(p->employer_hash, 7);
    for (size_t i = 1; i < m.n_postings; i++) assert_true(m.postings[i].day >= m.postings[i - 1].day);
    /* Python is barred, COBOL unknown; python3 is no form here. */
    assert_int_equal(m.n_counts, 3);
    assert_true(m.sources[2].counts);
    assert_int_equal(m.sources[2].unknown, 4);
    uint32_t go = sg_map_find(&t.skill_ids, T("go")), python = sg_map_find(&t.skill_ids, T("python"));
    for (size_t i = 0; i < m.n_counts; i++) assert_int_equal(m.counts[i].skill, go);
    /* A listed topic stands for its skill; of two, the one with more people; the rest for none. */
    assert_int_equal(m.n_talent, 3);
    assert_int_equal(m.talent[0].skill, python);
    assert_close(m.talent[1].people, 130, 0);
    assert_int_equal(m.talent[2].skill, go);
    assert_close(m.talent[2].people, 70, 0);
    assert_int_equal(m.sources[3].unknown, 1);
    assert_true(m.sources[3].talent);
    assert_ok(sg_market_open(&plugins, folder, "/nowhere/store.db", SG_MONTH_ABSENT, &t, &again, &err));
    assert_true(again.hash == m.hash);
    sg_market_release(&again);
    put_facts("hn/posts-2020.csv", 2020, 1, 101, "python");
    assert_ok(sg_market_open(&plugins, folder, NULL, SG_MONTH_ABSENT, &t, &again, &err));
    assert_true(again.hash != m.hash);
    sg_market_release(&again);
    sg_market_release(&m);
    sg_taxonomy_release(&t);
}

/* What is of months that had not come is counted where it is, and in no series. */
static void opened_as_of(void **state)
{
    (void)state;
    sg_error err;
    sg_taxonomy t;
    sg_market m;
    put_sources();
    assert_ok(sg_market_taxonomy(&plugins, folder, NULL, &t, &err));
    assert_ok(sg_market_open(&plugins, folder, NULL, sg_month_of(2020, 1), &t, &m, &err));
    assert_int_equal(m.n_sources, 4);
    assert_int_equal(m.n_postings, 60);
    assert_int_equal(m.sources[0].later, 0);
    assert_int_equal(m.sources[0].latest, SG_MONTH_ABSENT);
    assert_int_equal(m.sources[0].last, sg_month_of(2020, 1));
    assert_int_equal(m.sources[1].later, 60);
    assert_int_equal(m.sources[1].latest, sg_month_of(2020, 2));
    assert_int_equal(m.sources[1].last, SG_MONTH_ABSENT);
    assert_int_equal(m.n_counts, 1); /* go in January */
    assert_int_equal(m.sources[2].later, 4);
    assert_int_equal(m.sources[2].latest, sg_month_of(2020, 3));
    assert_int_equal(m.n_talent, 2); /* a quarter is of its first month */
    assert_int_equal(m.sources[3].later, 1);
    sg_market_release(&m);
    sg_taxonomy_release(&t);
}

static void not_opened(void **state)
{
    (void)state;
    sg_error err;
    sg_taxonomy t;
    sg_market m;
    assert_ok(sg_market_taxonomy(&plugins, folder, NULL, &t, &err));
    assert_fails(sg_market_open(&plugins, folder, NULL, SG_MONTH_ABSENT, &t, &m, &err), SG_EFAIL, "sources.csv");
    put_sources();
    assert_int_equal(unlink(in_folder("hn/posts-2021.csv")), 0);
    assert_fails(sg_market_open(&plugins, folder, NULL, SG_MONTH_ABSENT, &t, &m, &err), SG_EFAIL, "sources.csv: row 2");
    put_sources();
    put("talent/topic_skill.csv", "topic,skill\nsnakes,snake\n");
    assert_fails(sg_market_open(&plugins, folder, NULL, SG_MONTH_ABSENT, &t, &m, &err), SG_EFAIL,
                 "found \"snake\", expected an id");
    put("talent/topic_skill.csv", "topic\nsnakes\n");
    assert_fails(sg_market_open(&plugins, folder, NULL, SG_MONTH_ABSENT, &t, &m, &err), SG_EFAIL, "topic_skill.csv");
    put_sources();
    put("hn/ambiguous_counts.csv", "skill,reason\n,empty\n");
    assert_fails(sg_market_open(&plugins, folder, NULL, SG_MONTH_ABSENT, &t, &m, &err), SG_EFAIL,
                 "ambiguous_counts.csv: row 1");
    put_sources();
    put("sources.csv", MANIFEST "hn/posts-2020.csv,postings_none,A,hn,,,,,\n");
    sg_status status = sg_market_open(&plugins, folder, NULL, SG_MONTH_ABSENT, &t, &m, &err);
    assert_true(status != SG_OK);
    assert_non_null(strstr(err.text, "postings_none"));
    put_sources();
    put("store.db", "no store at all, but a text of some length\n");
    char store[256];
    snprintf(store, sizeof store, "%s", made_path);
    assert_fails(sg_market_open(&plugins, folder, store, SG_MONTH_ABSENT, &t, &m, &err), SG_EFAIL,
                 "not a store of skillgap");
    sg_taxonomy_release(&t);
}

/* The person's months join the shipped series; their last month is partial when it ends early. */
static void own_months(void **state)
{
    (void)state;
    sg_error err;
    sg_taxonomy t;
    sg_market m;
    sg_demand d;
    char store[256];
    const sg_scope all = {SG_ID_NONE, SG_ID_NONE, -1};
    put_sources();
    put_facts("own.csv", 2020, 4, 500, "python c++");
    assert_ok(sg_market_taxonomy(&plugins, folder, NULL, &t, &err));
    snprintf(store, sizeof store, "%s/store.db", folder);
    sg_import import = {.plugins = &plugins, .group = "hn", .store = store, .taxonomy = &t};
    sg_import_result result;
    assert_ok(sg_import_run(&import, in_folder("own.csv"), &result, &err));
    assert_int_equal(result.postings, 60);
    assert_string_equal(result.plugin, "postings_facts");
    assert_ok(sg_market_open(&plugins, folder, store, SG_MONTH_ABSENT, &t, &m, &err));
    assert_int_equal(m.n_sources, 5);
    assert_int_equal(m.sources[4].partial, SG_MONTH_ABSENT);
    assert_ok(sg_demand_build(&m, "hn", &all, &d, &err));
    assert_int_equal(d.end, sg_month_of(2020, 4));
    sg_demand_release(&d);
    sg_market_release(&m);

    sg_buf text;
    sg_buf_init(&text, 1 << 16);
    sg_buf_str(&text, FACTS);
    for (int i = 0; i < 60; i++) sg_buf_printf(&text, "%d,2020-05-%02d,,,,,,,,,,go,,\n", 900 + i, 1 + i % 9);
    put("own.csv", text.at);
    sg_buf_release(&text);
    assert_ok(sg_import_run(&import, made_path, &result, &err));
    assert_ok(sg_market_open(&plugins, folder, store, SG_MONTH_ABSENT, &t, &m, &err));
    assert_int_equal(m.n_sources, 6);
    bool partial = false;
    for (size_t i = 4; i < 6; i++) partial = partial || m.sources[i].partial == sg_month_of(2020, 5);
    assert_true(partial);
    assert_ok(sg_demand_build(&m, "hn", &all, &d, &err));
    assert_int_equal(d.end, sg_month_of(2020, 4));
    sg_demand_release(&d);
    sg_market_release(&m);
    sg_taxonomy_release(&t);
}

/* Every allocation fails once: the market is not opened, nothing leaks, and the message is there. */
static void memory_ends(void **state)
{
    (void)state;
    sg_error err;
    sg_taxonomy t;
    small_taxonomy(&t);
    for (size_t fail = 1;; fail++) {
        sg_market market = {0};
        sg_market_build build;
        sg_market_build_init(&build, &market, &t);
        sg_alloc_fail_at(fail, 1);
        sg_source source = {.name = T("s"), .group = T("hn"), .partial = SG_MONTH_ABSENT};
        sg_fact fact = {.id = T("1"), .skills = T("python go"), .day = 18000};
        sg_count count = {T("golang"), 3, 90, 600};
        sg_talent talent = {.name = T("golang"), .economy = T("*"), .people = 5, .month = 600, .economies = 3};
        sg_row row = {1, 0};
        sg_status status = sg_market_add_source(&build, &source, &err);
        if (status == SG_OK) status = sg_market_add_fact(&build, &fact, &row, &err);
        if (status == SG_OK) status = sg_market_add_count(&build, &count, &err);
        if (status == SG_OK) status = sg_market_add_talent(&build, &talent, &err);
        if (status == SG_OK) status = sg_market_finish(&build, &err);
        const sg_scope all = {SG_ID_NONE, SG_ID_NONE, -1};
        sg_demand demand = {0};
        if (status == SG_OK)
            status = sg_demand_build(&market, "hn", &all, &demand, &err) == SG_EDATA ? SG_OK : SG_EFAIL;
        sg_alloc_fail_at(0, 0);
        sg_market_build_release(&build);
        sg_market_release(&market);
        if (status == SG_OK) break;
        assert_int_equal(status, SG_EFAIL);
        assert_true(fail < 1000);
    }
    sg_taxonomy_release(&t);
}

int main(int argc, char **argv)
{
    (void)argc;
    find_plugins(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(manifests, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(vocabularies, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(opened, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(opened_as_of, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(not_opened, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(own_months, folder_make, folder_remove),
        cmocka_unit_test(memory_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
