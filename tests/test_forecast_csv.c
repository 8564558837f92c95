/* The CSV that the command forecast reads: both forms, any order, and one defect a file. */
#include "support.h"

#include "cli/series_csv.h"

#include <stdlib.h>
#include <unistd.h>

static char path[] = "/tmp/skillgap-series-XXXXXX";

static const char *file_of(const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    return path;
}

static int make_file(void **state)
{
    (void)state;
    int fd = mkstemp(path);
    if (fd >= 0) close(fd);
    return fd < 0;
}

static int drop_file(void **state)
{
    (void)state;
    return unlink(path);
}

static void counts_in_any_order_with_gaps(void **state)
{
    (void)state;
    sg_error err;
    sg_series_file f = {0};
    assert_ok(sg_series_file_read(file_of("month,series,total,count,note\n"
                                          "2020-03,b,300,3,x\n2020-01,a,100,1.5,\n2020-01,b,200,2,\n"
                                          "2020-02,a,110,0,\n\n"),
                                  &f, &err));
    assert_true(f.shares);
    assert_int_equal(f.n, 2);
    assert_int_equal(f.last, sg_month_of(2020, 3));
    assert_string_equal(f.series[0].name, "b");
    assert_int_equal(f.series[0].n, 3);
    assert_int_equal(f.series[0].month0, sg_month_of(2020, 1));
    assert_memory_equal(f.series[0].present, "\1\0\1", 3);
    assert_close(f.series[0].value[2], 3, 0);
    assert_close(f.series[0].total[0], 200, 0);
    assert_string_equal(f.series[1].name, "a");
    assert_close(f.series[1].value[0], 1.5, 0);
    sg_series_file_release(&f);
}

static void plain_values(void **state)
{
    (void)state;
    sg_error err;
    sg_series_file f = {0};
    assert_ok(
        sg_series_file_read(file_of("\xef\xbb\xbfseries,month,value\r\n\"x, \"\"y\"\"\",2020-01,-1e2\r\n"), &f, &err));
    assert_false(f.shares);
    assert_string_equal(f.series[0].name, "x, \"y\"");
    assert_close(f.series[0].value[0], -100, 0);
    assert_null(f.series[0].total);
    sg_series_file_release(&f);
}

static void each_defect_has_its_message(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
        sg_status status;
    } defects[] = {
        {"series,month,count\na,2020-01,1\n",
         "the header: found: series,month,count; expected series,month,value or series,month,count,total", SG_EFAIL},
        {"", "the input is empty", SG_EFAIL},
        {"series,month,value\n", "a header and no rows", SG_EDATA},
        {"series,month,value\na,2020-13,1\n", "row 1: month: found \"2020-13\", expected a month as YYYY-MM", SG_EFAIL},
        {"series,month,value\na,2020-01,1\na,2020-02,1.2.3\n",
         "row 2: value: found \"1.2.3\", expected a number; a missing month is a row left out", SG_EFAIL},
        {"series,month,value\na,2020-01,\n", "row 1: value: found \"\", expected a number", SG_EFAIL},
        {"series,month,value\na,2020-01,nan\n", "row 1: value: found \"nan\"", SG_EFAIL},
        {"series,month,value\n ,2020-01,1\n", "row 1: series: found \"\", expected a name", SG_EFAIL},
        {"series,month,value\na,2020-01,1\nb,2020-01,1\na,2020-01,2\n",
         "row 3: month: 2020-01 of series \"a\" is already in row 1, expected once", SG_EFAIL},
        {"series,month,count,total\na,2020-01,5,4\n", "row 1: count: found \"5\", expected 0 to the row's total",
         SG_EFAIL},
        {"series,month,count,total\na,2020-01,-1,4\n", "row 1: count: found \"-1\"", SG_EFAIL},
        {"series,month,count,total\na,2020-01,1,0\n", "row 1: total: found \"0\", expected a number above 0", SG_EFAIL},
        {"series,month,value\na,2020-01,-1e200\n", "row 1: value: found \"-1e200\", expected a number", SG_EFAIL},
        {"series,month,count,total\na,2020-01,1,1e200\n", "row 1: total: found \"1e200\", expected a number above 0",
         SG_EFAIL},
        {"series,month,count,total\na,2020-01,x,9\n", "row 1: count: found \"x\", expected a number", SG_EFAIL},
        {"series,month,value\na,2020-01,1\na,2020-02,1,1\na,2020-03,1\n", "row 2: row: expected 3 fields", SG_EFAIL},
        {"series,month,value\na,2020-01,1\na,2020-02,\"1\n", "row 2: row: a quote is opened and not closed", SG_EFAIL},
    };
    for (size_t i = 0; i < sizeof defects / sizeof *defects; i++) {
        sg_error err;
        sg_series_file f = {0};
        assert_fails(sg_series_file_read(file_of(defects[i].text), &f, &err), defects[i].status, defects[i].message);
        assert_true(strstr(err.text, path) != NULL);
        sg_series_file_release(&f);
    }
    sg_error err;
    sg_series_file f = {0};
    assert_fails(sg_series_file_read("/nowhere/x.csv", &f, &err), SG_EFAIL, "/nowhere/x.csv: cannot be opened");
    sg_series_file_release(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_in_any_order_with_gaps),
        cmocka_unit_test(plain_values),
        cmocka_unit_test(each_defect_has_its_message),
    };
    return cmocka_run_group_tests(tests, make_file, drop_file);
}
