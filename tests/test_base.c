/* base: status text, memory, buffers, texts, maps, months. */
#include "support.h"

#include "base/currency.h"
#include "base/file.h"
#include "base/map.h"
#include "base/month.h"

#include <stdlib.h>
#include <unistd.h>

static void error_text_is_cut_between_characters(void **state)
{
    (void)state;
    sg_error err;
    char fill[1400];
    memset(fill, 'x', sizeof fill);
    memcpy(fill + 1021, "\xe2\x82\xac", 3); /* a euro sign across the end of the buffer */
    fill[1399] = '\0';
    assert_int_equal(sg_fail(&err, SG_EDATA, "%s", fill), SG_EDATA);
    assert_int_equal(strlen(err.text), 1021);
    sg_fail(&err, SG_EFAIL, "a\033[2Jb");
    assert_string_equal(err.text, "a?[2Jb");
    sg_fail(&err, SG_EFAIL,
            "a\xe2\x80\xaegnp.\xc2\x9b"
            "b\xff\xc3\xbc\n"); /* U+202E, a C1 control, no UTF-8, ü */
    assert_string_equal(err.text, "a???gnp.??b?\xc3\xbc?");
    sg_fail(&err, SG_EFAIL, "a?[2Jb");
    assert_int_equal(sg_fail_in(&err, SG_EFAIL, "file %s", "x.csv"), SG_EFAIL);
    assert_string_equal(err.text, "file x.csv: a?[2Jb");
    assert_int_equal(sg_fail(NULL, SG_ECHECK, "nobody reads this"), SG_ECHECK);
}

static void buffer_stops_at_its_maximum(void **state)
{
    (void)state;
    sg_buf buf;
    sg_buf_init(&buf, 10);
    assert_int_equal(sg_buf_printf(&buf, "%d-%s", 12, "abc"), 0);
    assert_string_equal(buf.at, "12-abc");
    assert_int_equal(sg_buf_str(&buf, "56789"), -1);
    assert_true(buf.failed);
    assert_int_equal(sg_buf_str(&buf, "x"), -1);
    assert_null(sg_buf_take(&buf, NULL));
    sg_buf_clear(&buf);
    assert_int_equal(sg_buf_str(&buf, "1234567890"), 0);
    size_t len;
    char *taken = sg_buf_take(&buf, &len);
    assert_int_equal(len, 10);
    sg_free(taken);
    sg_buf_release(&buf);
}

static void growth_survives_failed_allocation(void **state)
{
    (void)state;
    int *items = NULL;
    size_t capacity = 0;
    assert_int_equal(SG_GROW(items, 0, capacity, 100), 0);
    items[7] = 7;
    sg_alloc_fail_at(1, 0);
    assert_int_equal(SG_GROW(items, 8, capacity, 100), -1);
    sg_alloc_fail_at(0, 0);
    assert_int_equal(capacity, 8);
    assert_int_equal(items[7], 7);
    assert_int_equal(SG_GROW(items, 8, capacity, 8), -1);
    sg_free(items);
}

static void text_split_keeps_empty_parts(void **state)
{
    (void)state;
    sg_text rest = sg_text_of("a,,b,"), part;
    const char *want[] = {"a", "", "b", ""};
    size_t n = 0;
    for (; sg_text_split(&rest, ',', &part); n++) assert_true(sg_text_is(part, want[n]));
    assert_int_equal(n, 4);
    rest = sg_text_of("");
    assert_true(sg_text_split(&rest, ',', &part) && part.len == 0);
    assert_false(sg_text_split(&rest, ',', &part));
}

static void utf8_is_checked(void **state)
{
    (void)state;
    assert_true(sg_utf8_valid("Z\xc3\xbcrich \xf0\x9f\x98\x80", 12));
    assert_false(sg_utf8_valid("\xc3", 1));         /* cut */
    assert_false(sg_utf8_valid("\xc0\xaf", 2));     /* overlong */
    assert_false(sg_utf8_valid("\xed\xa0\x80", 3)); /* surrogate */
    assert_int_equal(sg_utf8_width("Z\xc3\xbcrich", 7), 6);
    assert_int_equal(sg_utf8_width("\xe6\x9d\xb1\xe4\xba\xac", 6), 4);
}

static void text_folds(void **state)
{
    (void)state;
    sg_buf out;
    sg_buf_init(&out, 1000);
    assert_int_equal(sg_text_fold(sg_text_of("  Stra\xc3\x9f"
                                             "e \t C++ \xc3\x9c"
                                             "BER "),
                                  &out),
                     0);
    assert_string_equal(out.at, "strasse c++ \xc3\xbc"
                                "ber");
    sg_buf_release(&out);
}

static void numbers_are_plain(void **state)
{
    (void)state;
    double value = 7;
    long long whole;
    assert_true(sg_text_number(sg_text_of("-12.5e1"), &value));
    assert_close(value, -125, 0);
    const char *bad[] = {"", "nan", "inf", "0x10", "1,5", "1e999", " 1", "1 ", "--1", "."};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(sg_text_number(sg_text_of(bad[i]), &value));
    assert_close(value, -125, 0);
    assert_true(sg_text_integer(sg_text_of("-9223372036854775808"), &whole));
    assert_false(sg_text_integer(sg_text_of("9223372036854775808"), &whole));
    assert_false(sg_text_integer(sg_text_of("12x"), &whole));
}

static void map_gives_indexes_in_order_and_names_near(void **state)
{
    (void)state;
    sg_map map = {0};
    char name[32];
    for (unsigned i = 0; i < 5000; i++) {
        snprintf(name, sizeof name, "name-%u", i);
        assert_int_equal(sg_map_add(&map, sg_text_of(name)), i);
    }
    assert_int_equal(sg_map_find(&map, sg_text_of("name-4321")), 4321);
    assert_int_equal(sg_map_find(&map, sg_text_of("name")), SG_MAP_NONE);
    assert_int_equal(sg_map_add(&map, sg_text_of("name-0")), 0);
    sg_map_release(&map);
    sg_map_add(&map, sg_text_of("kubernetes"));
    sg_map_add(&map, sg_text_of("kafka"));
    sg_map_add(&map, sg_text_of("apache kafka"));
    char near[64];
    assert_string_equal(sg_map_nearest(&map, sg_text_of("kubernets"), 3, near, sizeof near), "kubernetes");
    assert_string_equal(sg_map_nearest(&map, sg_text_of("kafak"), 3, near, sizeof near), "kafka");
    assert_string_equal(sg_map_nearest(&map, sg_text_of("kafka"), 3, near, sizeof near), "kafka or apache kafka");
    assert_string_equal(sg_map_nearest(&map, sg_text_of("zzzzz"), 3, near, sizeof near), "");
    sg_map_release(&map);
}

static void calendar_is_exact(void **state)
{
    (void)state;
    sg_day day;
    sg_month month;
    char text[11];
    assert_true(sg_day_parse(sg_text_of("1970-01-01"), &day) && day == 0);
    assert_true(sg_day_parse(sg_text_of("2026-11-21T10:00:00Z"), &day) && day == 20778);
    assert_string_equal(sg_day_format(day, text), "2026-11-21");
    for (sg_day d = -25567; d < 80000; d++) {
        int y, m, dom;
        sg_day_split(d, &y, &m, &dom);
        if (sg_day_of(y, m, dom) != d) fail_msg("day %d", d);
    }
    const char *bad[] = {"2023-02-29", "2100-02-29",  "2023-13-01", "2023-00-10", "2023-1-01",
                         "1899-12-31", "30000-01-01", "2023-04-31", "2023-04-3",  "2023-04-30x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (sg_day_parse(sg_text_of(bad[i]), &day)) fail_msg("%s was read as a date", bad[i]);
    assert_true(sg_month_parse(sg_text_of("2026-04"), &month));
    assert_int_equal(month, sg_month_of(2026, 4));
    assert_string_equal(sg_month_format(month, text), "2026-04");
    assert_int_equal(sg_month_of_day(sg_day_of(1969, 12, 31)), -1);
    assert_string_equal(sg_month_format(-1, text), "1969-12");
    assert_int_equal(sg_month_days(sg_month_of(2024, 2)), 29);
}

static void file_is_written_whole_or_not_at_all(void **state)
{
    (void)state;
    sg_error err;
    sg_buf in;
    sg_buf_init(&in, 4);
    char folder[] = "/tmp/skillgap-test-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a", folder);
    assert_ok(sg_file_write(path, "12345", 5, 0600, &err));
    assert_fails(sg_file_read(path, &in, &err), SG_EFAIL, "larger than 4 bytes");
    assert_fails(sg_file_read("/no/such/file", &in, &err), SG_EFAIL, "/no/such/file: cannot be opened");
    assert_fails(sg_file_write("/no/such/folder/x", "1", 1, 0600, &err), SG_EFAIL, "cannot be written");
    unlink(path);
    rmdir(folder);
    sg_buf_release(&in);
}

static void currencies_are_of_the_list(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "EURO", "EU", "eur", "XYZ", "RAE", "D A", "DAF"};
    assert_true(sg_currency_known("AED") && sg_currency_known("EUR") && sg_currency_known("ZWG"));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) assert_false(sg_currency_known(wrong[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(error_text_is_cut_between_characters),
        cmocka_unit_test(buffer_stops_at_its_maximum),
        cmocka_unit_test(growth_survives_failed_allocation),
        cmocka_unit_test(text_split_keeps_empty_parts),
        cmocka_unit_test(utf8_is_checked),
        cmocka_unit_test(text_folds),
        cmocka_unit_test(numbers_are_plain),
        cmocka_unit_test(map_gives_indexes_in_order_and_names_near),
        cmocka_unit_test(calendar_is_exact),
        cmocka_unit_test(currencies_are_of_the_list),
        cmocka_unit_test(file_is_written_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
