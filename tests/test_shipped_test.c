/* The shipped back-test: whose data it speaks of, and what a broken one is refused with. */
#include "support.h"

#include "cli/shipped_test.h"

#include "base/file.h"

#include <stdlib.h>
#include <unistd.h>

static char folder[32];
static char path[64];
static sg_cli cli;
static sg_verdicts verdicts;
static sg_error err;

static const char head[] =
    "group,horizon,forecasts,skills,ratio,ratio_lo,ratio_hi,cover80,cover95,origins,first,last,end\n";

static int setup(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/sg-shipped-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/backtest.csv", folder);
    cli = (sg_cli){.shipped = folder};
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    unlink(path);
    rmdir(folder);
    return 0;
}

static void write_rows(const char *rows)
{
    char text[1000];
    int len = snprintf(text, sizeof text, "%s%s", head, rows);
    assert_ok(sg_file_write(path, text, (size_t)len, 0600, &err));
}

static sg_status read_test(bool own, sg_month end)
{
    sg_source sources[] = {{.group = sg_text_of("hn"), .shipped = true},
                           {.group = sg_text_of(own ? "hn" : "jobspy"), .shipped = false}};
    const sg_market market = {.sources = sources, .n_sources = 2};
    return sg_cli_shipped_test(&cli, &market, "hn", end, &verdicts, &err);
}

enum { END = 56 * 12 + 3 }; /* 2026-04 */

static void it_speaks_of_the_shipped_postings_to_their_end_alone(void **state)
{
    (void)state;
    write_rows("hn,24,700,100,0.941,0.862,1.011,0.778,0.909,23,2013-04,2024-04,2026-04\n"
               "hn,30,650,90,0.8,0.7,0.9,0.76,0.9,23,2013-04,2024-04,2026-04\n"
               "other,24,7,7,0.5,0.4,0.6,0.5,0.5,2,2013-04,2024-04,2026-04\n");
    assert_ok(read_test(false, END));
    assert_int_equal(verdicts.n_horizons, 2);
    assert_int_equal(verdicts.n_origins, 23);
    const sg_verdict *v = sg_verdicts_of_all(&verdicts, 24);
    assert_close(v->now.ratio, .941, 1e-12);
    assert_int_equal(v->now.word, SG_CONTEST_AHEAD);
    assert_close(v->cover80, .778, 1e-12);
    assert_int_equal(sg_verdicts_of_all(&verdicts, 31)->now.word, SG_CONTEST_BEATS);
    sg_verdicts_release(&verdicts);
    assert_ok(read_test(false, END + 1));
    assert_int_equal(verdicts.n_horizons, 0);
    assert_ok(read_test(true, END));
    assert_int_equal(verdicts.n_horizons, 0);
    cli.taxonomy = "mine.yaml";
    assert_ok(read_test(false, END));
    assert_int_equal(verdicts.n_horizons, 0);
}

static void without_the_file_there_is_none(void **state)
{
    (void)state;
    assert_ok(read_test(false, END));
    assert_int_equal(verdicts.n_horizons, 0);
}

static void a_broken_row_is_refused(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "hn,24,700,100,0,0.862,1.011,0.778,0.909,23,2013-04,2024-04,2026-04\n",
        "hn,24,many,100,0.9,0.862,1.011,0.778,0.909,23,2013-04,2024-04,2026-04\n",
        "hn,24,700,100,0.9,0.862,1.011,0.778,0.909,23,2013,2024-04,2026-04\n",
        "hn,24,700,100,0.9,0.862,1.011,0.778,0.909,23,2013-04,2024-04,soon\n",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        write_rows(rows[i]);
        assert_fails(read_test(false, END), SG_EFAIL, "row 1: expected months and numbers above 0");
        assert_non_null(strstr(err.text, path));
    }
    write_rows("");
    assert_ok(sg_file_write(path, "group\nhn\n", 9, 0600, &err));
    assert_fails(read_test(false, END), SG_EFAIL, "backtest.csv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_speaks_of_the_shipped_postings_to_their_end_alone, setup, teardown),
        cmocka_unit_test_setup_teardown(without_the_file_there_is_none, setup, teardown),
        cmocka_unit_test_setup_teardown(a_broken_row_is_refused, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
