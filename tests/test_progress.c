/* The line that a terminal shows while a file is read. */
#include "support.h"

#include "cli/progress.h"

static void expect_line(const sg_run_report *so_far, double seconds, const char *want)
{
    char line[200];
    sg_progress_line("jobs.csv", so_far, seconds, line, sizeof line);
    assert_string_equal(line, want);
}

static void rows_speed_and_time_left(void **state)
{
    (void)state;
    expect_line(&(sg_run_report){.size = 100}, 0, "jobs.csv: 0 MB");
    expect_line(&(sg_run_report){.rows = 12345, .bytes = 25000000, .at = 25000000, .size = 100000000}, 2,
                "jobs.csv: 12345 rows, 25 MB, 12 MB/s, 25 %, 6 s left");
    expect_line(&(sg_run_report){.rows = 1, .bytes = 1000000, .at = 1000000, .size = 200000000}, 0.1,
                "jobs.csv: 1 rows, 1 MB, 0 %"); /* too early to say */
    expect_line(&(sg_run_report){.rows = 9, .bytes = 1000000, .at = 1000000, .size = 101000000}, 1,
                "jobs.csv: 9 rows, 1 MB, 1 MB/s, 1 %, 1 min 40 s left");
    expect_line(&(sg_run_report){.rows = 9, .bytes = 1000000, .at = 1000000, .size = 4001000000}, 1,
                "jobs.csv: 9 rows, 1 MB, 1 MB/s, 0 %, 1 h 06 min left");
    expect_line(&(sg_run_report){.rows = 9, .bytes = 8000000, .at = 1000000, .size = 2000000}, 4,
                "jobs.csv: 9 rows, 8 MB, 2 MB/s, 50 %, 4 s left"); /* packed: by what was read of the file */
    expect_line(&(sg_run_report){.bytes = 3000000}, 1, "jobs.csv: 3 MB, 3 MB/s"); /* a pipe has no end */
    expect_line(&(sg_run_report){.rows = 9, .bytes = 5000000, .at = 5000000, .size = 4000000}, 1,
                "jobs.csv: 9 rows, 5 MB, 5 MB/s, 100 %, 0 s left"); /* the file has grown */
}

static void long_names_are_cut(void **state)
{
    (void)state;
    char line[16];
    sg_progress_line("a-name-that-is-long", &(sg_run_report){.rows = 5}, 0, line, sizeof line);
    assert_string_equal(line, "a-name-that-is-");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_speed_and_time_left),
        cmocka_unit_test(long_names_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
