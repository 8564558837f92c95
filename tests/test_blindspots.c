/* blindspots: unknown names counted from postings and from shipped counts, and set against what was before. */
#include "import_support.h"

#include "market/blindspots.h"

static sg_unknown_counts *counts;

/* An employer's reposts count once a month; two employers twice. */
static const char asked[] = COLUMNS "1,2022-01-05,Engineer,Acme,,,\"Python, Nsq, Golang\"\n"
                                    "2,2022-01-09,Engineer,Acme,,,\"Python, NSQ, Golang\"\n"
                                    "3,2022-02-09,Engineer,Acme,,,\"Python, Nsq, Golang\"\n"
                                    "4,2022-02-10,Engineer,Bravo,,,\"Python, Golang\"\n"
                                    "5,2024-03-10,Engineer,Bravo,,,\"Python, Temporal, Sales, Golang\"\n"
                                    "6,2024-03-11,Engineer,Cargo,,,\"Python, Temporal, Golang\"\n"
                                    "7,2024-03-12,Engineer,,,,\"Python, Temporal, Golang\"\n"
                                    "8,2024-03-12,Engineer,,,,\"Python, Sale, Golang\"\n";

static void count_jobs(const char *text)
{
    sg_error err;
    sg_run_report report;
    sg_import import = import_of("postings_template");
    put_jobs(text);
    assert_ok(sg_unknown_counts_file(counts, &import, file, &report, &err));
}

static int begin(void **state)
{
    (void)state;
    sg_error err;
    put("taxonomy/common_words.txt", "# words\nsale\n");
    return sg_unknown_counts_alloc(&taxonomy, folder, &counts, &err) == SG_OK ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    sg_unknown_counts_free(counts);
    return 0;
}

static void from_postings(void **state)
{
    (void)state;
    sg_error err;
    sg_blindspots b;
    count_jobs(asked);
    assert_ok(sg_blindspots_find(counts, 1, &b, &err));
    assert_int_equal(b.n, 2);
    assert_int_equal(b.last, sg_month_of(2024, 3));
    assert_int_equal(b.from, sg_month_of(2023, 4));
    assert_close(b.recent_total, 4, 0); /* Bravo, Cargo, and two without a name */
    assert_close(b.before_total, 3, 0); /* Acme in January, Acme and Bravo in February */
    assert_close(b.recent_any, 3, 0);
    assert_string_equal(b.items[0].name.at, "Temporal");
    assert_close(b.items[0].recent, 3, 0);
    assert_close(b.items[0].before, 0, 0);
    assert_int_equal(b.items[0].first, sg_month_of(2024, 3));
    assert_close(b.items[0].growth, (3.5 / 5) / (0.5 / 4), 1e-12);
    /* log((3.5/1.5)/(0.5/3.5)) / sqrt(1/3.5 + 1/0.5) */
    assert_close(b.items[0].burst, 1.8475, 1e-4);
    assert_string_equal(b.items[1].name.at, "Nsq"); /* written so twice, NSQ once */
    assert_close(b.items[1].before, 2, 0);
    assert_true(b.items[1].burst < 0);
    sg_blindspots_release(&b);
    assert_ok(sg_blindspots_find(counts, 3, &b, &err));
    assert_int_equal(b.n, 1);
    sg_blindspots_release(&b);
}

static void as_table(void **state)
{
    (void)state;
    sg_error err;
    sg_buf out;
    count_jobs(asked);
    sg_buf_init(&out, 1 << 20);
    assert_ok(sg_unknown_counts_write(counts, 2, &out, &err));
    assert_string_equal(out.at, "month,total,skill,count\n"
                                "2022-01,1,*,1\n"
                                "2022-02,2,*,1\n"
                                "2024-03,4,*,3\n"
                                "2024-03,4,Temporal,3\n");
    sg_buf_release(&out);
}

/* Counts that are shipped stand beside those of postings; names that have become skills are left out. */
static void from_shipped(void **state)
{
    (void)state;
    sg_error err;
    sg_blindspots b;
    put("unknown.csv", "month,total,skill,count\n2023-01,10,*,4\n2023-01,10,temporal,4\n2023-01,10,Golang,3\n");
    put("sources.csv", "path,plugin,name,group,url,licence,options,partial,taxonomy\n"
                       "unknown.csv,postings_counts,names,unknown-names,,x,,,\n");
    assert_ok(sg_unknown_counts_shipped(counts, &plugins, folder, &err));
    count_jobs(asked);
    assert_ok(sg_blindspots_find(counts, 1, &b, &err));
    assert_int_equal(b.n, 2);
    assert_string_equal(b.items[0].name.at, "temporal"); /* four times, Temporal three */
    assert_close(b.items[0].recent, 3, 0);
    assert_close(b.items[0].before, 4, 0);
    assert_close(b.before_total, 13, 0);
    sg_blindspots_release(&b);
    put("unknown.csv", "month,total,skill,count\n2023-01,10,*\n2023-13,10,x,1\n");
    sg_market market;
    assert_ok(sg_market_open(&plugins, folder, NULL, SG_MONTH_ABSENT, &taxonomy, &market, &err));
    assert_int_equal(market.n_sources, 0);
    sg_market_release(&market);
}

/* Of two spellings as common the order of rows does not choose. */
static void the_order_of_rows_is_none(void **state)
{
    (void)state;
    sg_error err;
    sg_blindspots b;
    count_jobs(COLUMNS "1,2024-01-05,Engineer,Acme,,,\"Python, nsQ, Golang\"\n"
                       "2,2024-01-09,Engineer,Bravo,,,\"Python, NSq, Golang\"\n");
    assert_ok(sg_blindspots_find(counts, 1, &b, &err));
    assert_int_equal(b.n, 1);
    assert_string_equal(b.items[0].name.at, "NSq");
    sg_blindspots_release(&b);
}

static void nothing_counted(void **state)
{
    (void)state;
    sg_error err;
    sg_blindspots b;
    assert_ok(sg_blindspots_find(counts, 1, &b, &err));
    assert_int_equal(b.n, 0);
    assert_int_equal(b.last, SG_MONTH_ABSENT);
    assert_close(b.recent_total, 0, 0);
    sg_blindspots_release(&b);
    sg_run_report report;
    sg_import import = import_of("postings_template");
    assert_int_equal(access(store, F_OK), -1); /* nothing is imported */
    assert_fails(sg_unknown_counts_file(counts, &import, "/nowhere/x.csv", &report, &err), SG_EFAIL, "/nowhere/x.csv");
}

int main(int argc, char **argv)
{
    (void)argc;
    find_plugins(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(from_postings, begin, end),
        cmocka_unit_test_setup_teardown(as_table, begin, end),
        cmocka_unit_test_setup_teardown(from_shipped, begin, end),
        cmocka_unit_test_setup_teardown(the_order_of_rows_is_none, begin, end),
        cmocka_unit_test_setup_teardown(nothing_counted, begin, end),
    };
    return cmocka_run_group_tests_name("blindspots", tests, set_up, tear_down);
}
