/* Import end to end with real plugins; facts as CSV; and the way back to the passages. */
#include "import_support.h"

#include "market/evidence.h"
#include "market/facts.h"
#include "reading/reading.h"

static void imported(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    put_jobs(jobs);
    sg_import import = import_of("postings_template");
    import.dry_run = true;
    assert_ok(sg_import_run(&import, file, &r, &err));
    assert_int_not_equal(access(store, F_OK), 0);
    import.dry_run = false;
    assert_ok(sg_import_run(&import, file, &r, &err));
    assert_int_equal(r.report.rows, 7);
    assert_int_equal(r.report.rejected, 2);
    assert_int_equal(r.report.reasons[0].first_row, 4);
    assert_int_equal(r.undated, 1);
    assert_int_equal(r.undated_first, 5);
    assert_int_equal(r.postings, 4);
    assert_int_equal(r.duplicates, 1); /* row 2 repeats row 1's body; row 3 is another month */
    assert_int_equal(r.first, sg_month_of(2024, 1));
    assert_int_equal(r.last, sg_month_of(2024, 2));
    assert_int_equal(r.found, SG_STORE_NEW);
    assert_string_equal(r.plugin, "postings_template");
    uint64_t before = digest();
    assert_ok(sg_import_run(&import, file, &r, &err));
    assert_int_equal(r.found, SG_STORE_SAME);
    assert_true(digest() == before);
    import.group = "other";
    assert_ok(sg_import_run(&import, file, &r, &err));
    assert_int_equal(r.found, SG_STORE_OTHER);
    assert_true(digest() != before);
    import.group = "mine";
    assert_ok(sg_import_run(&import, file, &r, &err));
    assert_true(digest() == before);
}

/* Files in either order, and one cut in two, give the same postings. */
static void any_order(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    sg_import import = import_of("postings_template");
    char first[256], second[256];
    put("a.csv", COLUMNS "1,2024-01-05,x,,,,one golang here\n2,2024-01-06,y,,,,two\n");
    snprintf(first, sizeof first, "%s", made_path);
    put("b.csv", COLUMNS "1,2024-01-07,x,,,,three\n3,2024-01-06,y,,,,four\n");
    snprintf(second, sizeof second, "%s", made_path);
    assert_ok(sg_import_run(&import, first, &r, &err));
    assert_ok(sg_import_run(&import, second, &r, &err));
    uint64_t hash = digest();
    snprintf(store, sizeof store, "%s/other.db", folder);
    assert_ok(sg_import_run(&import, second, &r, &err));
    assert_ok(sg_import_run(&import, first, &r, &err));
    assert_true(digest() == hash);
}

/* Read in parts, whole, or at a quote that makes the cuts wrong: the store is the same for any number of workers. */
static void in_parts(void **state)
{
    (void)state;
    static const char *const odd[] = {"golang", "5\" disk"};
    sg_error err;
    sg_import_result r;
    sg_import import = import_of("postings_template");
    for (size_t o = 0; o < 2; o++) {
        sg_buf text;
        uint64_t want = 0;
        sg_buf_init(&text, 1 << 20);
        sg_buf_str(&text, COLUMNS);
        for (int i = 0; i < 300; i++)
            sg_buf_printf(&text, "%d,%s,Backend Engineer,,,,%s\n%d,2024-01-05,x,Acme,,,\"a\nlittle C++, post %d\"\n", i,
                          i % 10 ? "2024-02-05" : "soon", i == 105 ? odd[o] : "Python", i + 1000, i);
        put_jobs(text.at);
        sg_buf_release(&text);
        for (unsigned jobs_n = 0; jobs_n < 8; jobs_n++) {
            snprintf(store, sizeof store, "%s/%zu-%u.db", folder, o, jobs_n);
            import.chunk = jobs_n ? 1000 : UINT64_MAX;
            import.jobs = jobs_n;
            assert_ok(sg_import_run(&import, file, &r, &err));
            if (!jobs_n) want = digest();
            assert_true(digest() == want);
            assert_int_equal(r.report.rows, 600);
            assert_int_equal(r.report.rejected, 30 + o);
        }
    }
}

static void failed(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    sg_import import = import_of("postings_template");
    put_jobs(jobs);
    assert_ok(sg_import_run(&import, file, &r, &err));
    uint64_t before = digest();
    put_jobs("name,of\nnothing,known\n");
    assert_int_not_equal(sg_import_run(&import, file, &r, &err), SG_OK);
    put_jobs(COLUMNS "1,never,x,,,,\n");
    assert_fails(sg_import_run(&import, file, &r, &err), SG_EDATA,
                 "no dated posting and no count in it (1 rows, 1 rejected");
    put_jobs(COLUMNS "1,1960-01-01,x,,,,\n");
    assert_fails(sg_import_run(&import, file, &r, &err), SG_EDATA,
                 "1 undated); row 1: date: expected a day such as 2026-11-05, of 1990 to 2100, found \"1960-01-01\"");
    put_jobs(COLUMNS "1,,x,,,,\n");
    assert_fails(sg_import_run(&import, file, &r, &err), SG_EDATA, ", found nothing");
    assert_fails(sg_import_run(&import, "/nowhere.csv", &r, &err), SG_EFAIL, "/nowhere.csv");
    put_jobs(jobs);
    import.group = "Mine";
    assert_fails(sg_import_run(&import, file, &r, &err), SG_EUSAGE, "--group: found \"Mine\"");
    import.group = "";
    assert_fails(sg_import_run(&import, file, &r, &err), SG_EUSAGE, "--group");
    import = import_of("talent_github_topics");
    assert_fails(sg_import_run(&import, file, &r, &err), SG_EUSAGE, "not of kind postings or salary");
    import = import_of("postings_nix");
    assert_fails(sg_import_run(&import, file, &r, &err), SG_EUSAGE, "postings_nix");
    import = import_of("postings_counts");
    import.group = NULL;
    assert_fails(sg_import_run(&import, file, &r, &err), SG_EUSAGE, "say with --group");
    import = import_of("postings_template");
    import.store = folder; /* opened at the first posting */
    assert_fails(sg_import_run(&import, file, &r, &err), SG_EFAIL, "cannot be written");
    assert_true(digest() == before);
}

static void chosen(void **state)
{
    (void)state;
    sg_error err;
    sg_plugin_info info;
    sg_import import = import_of(NULL);
    put_jobs("month,total,skill,count\n2024-01,500,Python,90\n");
    assert_ok(sg_import_choose(&import, file, &info, &err));
    assert_string_equal(info.id, "postings_counts");
    sg_import_result r;
    assert_ok(sg_import_run(&import, file, &r, &err));
    assert_int_equal(r.counts, 1);
    put_jobs("what,is,this\n");
    assert_fails(sg_import_choose(&import, file, &info, &err), SG_EUSAGE,
                 "no plugin knows this file; skillgap import --guess FILE proposes");
    assert_fails(sg_import_choose(&import, "-", &info, &err), SG_EUSAGE, "standard input");
    assert_fails(sg_import_choose(&import, "/nowhere.csv", &info, &err), SG_EFAIL, "/nowhere.csv");
    import.group = NULL;
    put_jobs("month,total,skill,count\n2024-01,500,Python,90\n");
    assert_fails(sg_import_run(&import, file, &r, &err), SG_EUSAGE, "--group");
}

/* ---- facts ---- */
static void facts_as_csv(void **state)
{
    (void)state;
    sg_error err;
    sg_buf out;
    sg_run_report report;
    sg_import import = import_of("postings_template");
    put_jobs(COLUMNS
             "1,2024-01-05,Senior Backend Engineer,,\"Austin, TX\",$150k-$180k base,Python and golang and Python\n"
             "\"a,\"\"b\",2024-02-06,Gardener,,,up to €44k,\n"
             "3,soon,x,,,,\n"
             "4,2024-02-07,,,,,A text of twelve words and more says enough to be known again\n");
    sg_buf_init(&out, 1 << 20);
    sg_buf_str(&out, sg_facts_header);
    assert_ok(sg_facts_write(&import, file, &out, &report, &err));
    assert_int_equal(report.rejected, 1);
    assert_string_equal(out.at,
                        "id,day,role,level,region,remote,currency,pay_lo,pay_hi,period,component,skills,body,employer,"
                        "near\n"
                        "1,2024-01-05,backend-engineer,senior,US/austin,,USD,150000,180000,year,base,go python,,,\n"
                        "\"a,\"\"b\",2024-02-06,,,,,EUR,,44000,year,,,,,\n"
                        "4,2024-02-07,,,,,,,,,,,53b8da22044c5514,,"
                        "c9d07d3a563527cfa901a36c2fb97b3c6d37be5f02ffff8fee2d7eb77c671836\n");
    /* What was written is read again. */
    put_jobs(out.at);
    sg_import_result r;
    import = import_of("postings_facts");
    assert_ok(sg_import_run(&import, file, &r, &err));
    assert_int_equal(r.postings, 3);
    assert_int_equal(r.report.rejected, 0);
    assert_fails(sg_facts_write(&import, "/nowhere.csv", &out, &report, &err), SG_EFAIL, "/nowhere.csv");
    sg_buf_release(&out);
}

/* ---- evidence ---- */

static void open_market(sg_market *market)
{
    sg_error err;
    put("sources.csv", MANIFEST);
    assert_ok(sg_market_open(&plugins, folder, store, SG_MONTH_ABSENT, &taxonomy, market, &err));
}

static void passages(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    sg_market m;
    sg_buf out;
    sg_import import = import_of("postings_template");
    put_jobs(jobs);
    assert_ok(sg_import_run(&import, file, &r, &err));
    open_market(&m);
    assert_int_equal(m.n_postings, 3);
    sg_passage p[3] = {{.row = 1}, {.row = 4}, {.row = 6 + 1}};
    assert_ok(sg_passages_read(&plugins, &m.sources[0], p, 3, &err));
    assert_non_null(p[0].text);
    assert_null(p[1].text); /* a row that was rejected */
    assert_string_equal(p[2].text, "short\ngolang developer");
    sg_store_evidence e;
    assert_ok(sg_store_evidence_read(store, &taxonomy, m.sources[0].hash, 1, &e, &err));
    sg_buf_init(&out, 1000);
    assert_int_equal(e.n, 3);
    assert_int_equal(sg_passage_quote(&p[0], e.mentions[1].start, e.mentions[1].len, 12, &out), 0);
    assert_string_equal(out.at, "…nd a little «C++» here. Full-…");
    sg_buf_clear(&out);
    assert_int_equal(sg_passage_quote(&p[0], e.mentions[0].start, e.mentions[0].len, 500, &out), 0);
    assert_true(memcmp(out.at, "We write «Python», and", strlen("We write «Python», and")) == 0);
    assert_int_equal(sg_passage_quote(&p[0], 5, 5000, 5, &out), -1);
    assert_int_equal(sg_passage_quote(&p[1], 0, 1, 5, &out), -1);
    sg_store_evidence_release(&e);
    sg_passages_release(p, 3);

    put_jobs(COLUMNS "1,2024-01-05,x,,,,changed\n");
    assert_fails(sg_passages_read(&plugins, &m.sources[0], p, 1, &err), SG_ECHECK, "has changed since it was imported");
    assert_int_equal(unlink(file), 0);
    assert_int_not_equal(sg_passages_read(&plugins, &m.sources[0], p, 1, &err), SG_OK);
    assert_non_null(strstr(err.text, "jobs.csv"));
    sg_buf_release(&out);
    sg_market_release(&m);
}

/* Options are kept with the source, make another reading of it, and are used when it is read again. */
static void options_are_kept(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    sg_market m;
    sg_import import = import_of("postings_template");
    put("jobs.csv", "id;date;title;description\n1;2024-01-05;x;\"golang; all of it\"\n");
    import.options = (const char *const[]){"delimiter=;", NULL};
    assert_ok(sg_import_run(&import, made_path, &r, &err));
    assert_int_equal(r.postings, 1);
    assert_ok(sg_import_run(&import, made_path, &r, &err));
    assert_int_equal(r.found, SG_STORE_SAME);
    open_market(&m);
    assert_string_equal(m.sources[0].options.at, "delimiter=\\;");
    sg_passage p = {.row = 1};
    assert_ok(sg_passages_read(&plugins, &m.sources[0], &p, 1, &err));
    assert_string_equal(p.text, "golang; all of it\nx");
    sg_passages_release(&p, 1);
    sg_market_release(&m);

    put("jobs.csv", "id;date;title,date,title\n1;2,2024-01-05,x\n");
    import.options = NULL;
    assert_fails(sg_import_run(&import, made_path, &r, &err), SG_EFAIL, "no header with the column id");
    put("jobs.csv", "id,date,title\n1,2024-01-05,x\n");
    assert_ok(sg_import_run(&import, made_path, &r, &err));
    import.options = (const char *const[]){"delimiter=,", NULL};
    assert_ok(sg_import_run(&import, made_path, &r, &err));
    assert_int_equal(r.found, SG_STORE_OTHER);
    import.options = (const char *const[]){"delimeter=,", NULL};
    assert_fails(sg_import_run(&import, made_path, &r, &err), SG_EUSAGE, "it has: delimiter");
    import.options = (const char *const[]){"delimiter", NULL};
    assert_fails(sg_import_run(&import, made_path, &r, &err), SG_EUSAGE, "--set: found \"delimiter\"");
}

/* A month counts that has 50 postings, duplicates apart. */
static void months_that_show_something(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    sg_buf text;
    sg_import import = import_of("postings_template");
    import.dry_run = true;
    sg_buf_init(&text, 1 << 16);
    sg_buf_str(&text, "id,date,title\n");
    for (int i = 0; i < 50; i++) sg_buf_printf(&text, "%d,2024-01-05,x\n%d,2024-03-05,x\n", i, i < 49 ? i : 0);
    put("jobs.csv", text.at);
    assert_ok(sg_import_run(&import, made_path, &r, &err));
    assert_int_equal(r.months, 1);
    assert_int_equal(r.duplicates, 1);
    sg_buf_release(&text);
    import.plugin = "postings_jobspy";
    put("jobs.csv", "site,job_url,title,date_posted\ns,u,t,\n");
    assert_fails(sg_import_run(&import, made_path, &r, &err), SG_EDATA, "--set scraped=YYYY-MM-DD");
}

static void quotes_whole_characters(void **state)
{
    (void)state;
    sg_buf out;
    char text[] = "ä€ö Rust\t\n ü€";
    sg_passage p = {1, text, strlen(text)};
    sg_buf_init(&out, 1000);
    for (size_t around = 0; around < 14; around++) {
        sg_buf_clear(&out);
        assert_int_equal(sg_passage_quote(&p, 8, 4, around, &out), 0);
        assert_true(sg_utf8_valid(out.at, out.len));
        assert_non_null(strstr(out.at, "«Rust»"));
    }
    assert_string_equal(out.at, "ä€ö «Rust» ü€");
    sg_buf_release(&out);
}

static void addresses(void **state)
{
    (void)state;
    sg_error err;
    sg_buf out;
    sg_source sources[2] = {{.url = T("https://x/item?id={id}&a")}, {.url = T("https://x/")}};
    sg_market m = {.sources = sources, .n_sources = 2};
    sg_market_posting p = {.id = T("77"), .source = 0};
    sg_buf_init(&out, 1000);
    assert_ok(sg_posting_address(&m, &p, &out, &err));
    assert_string_equal(out.at, "https://x/item?id=77&a");
    sg_buf_clear(&out);
    p.source = 1;
    assert_ok(sg_posting_address(&m, &p, &out, &err));
    assert_string_equal(out.at, "");
    sg_buf_release(&out);
}

int main(int argc, char **argv)
{
    (void)argc;
    find_plugins(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(imported, set_up, tear_down),
        cmocka_unit_test_setup_teardown(any_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(in_parts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(failed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(chosen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(facts_as_csv, set_up, tear_down),
        cmocka_unit_test_setup_teardown(passages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(options_are_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(months_that_show_something, set_up, tear_down),
        cmocka_unit_test(quotes_whole_characters),
        cmocka_unit_test(addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
