/* csv: libcsv with its traps closed. Each input has one defect or one trait. */
#include "support.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "input/csv.h"

#include <stdlib.h>

/* What a run saw, written as text: a line a row, values in brackets, "-" for absent. */
typedef struct seen {
    const char *at;
    size_t len, step; /* the input, and how many bytes a read gives */
    sg_buf out;
    int stop_at; /* row at which the caller ends the run; 0: never */
} seen;

static sg_status give(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    seen *s = self;
    if (s->at && s->len >= 4 && memcmp(s->at, "FAIL", 4) == 0) return sg_fail(err, SG_EINTR, "the read failed");
    *got = s->len < size ? s->len : size;
    if (s->step && *got > s->step) *got = s->step;
    if (*got) memcpy(bytes, s->at, *got);
    s->at += *got;
    s->len -= *got;
    return SG_OK;
}

static sg_status note_row(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    seen *s = self;
    if (s->stop_at && row->number == (uint64_t)s->stop_at) return sg_fail(err, SG_EINTR, "stopped");
    sg_buf_printf(&s->out, "%d@%d", (int)row->number, (int)row->offset);
    for (size_t i = 0; i < 2; i++)
        if (values[i].at)
            sg_buf_printf(&s->out, "[%.*s]", (int)values[i].len, values[i].at);
        else
            sg_buf_str(&s->out, "-");
    sg_buf_char(&s->out, '\n');
    return SG_OK;
}

static void note_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    seen *s = self;
    sg_buf_printf(&s->out, "%d@%d!%s (%.*s)\n", (int)row->number, (int)row->offset, reason, (int)found.len,
                  found.at ? found.at : "");
}

static const sg_column two_columns[] = {{"a", SG_COLUMN_NEEDED}, {"b|bee", 0}};

static sg_status run(seen *s, const sg_dialect *dialect, sg_error *err)
{
    sg_csv csv = {dialect, two_columns, 2, give, s, note_row, note_reject, s};
    uint64_t rows = 0;
    sg_buf_init(&s->out, 2 << 20);
    sg_buf_str(&s->out, "");
    sg_status status = sg_csv_read(&csv, &rows, err);
    if (status == SG_OK) sg_buf_printf(&s->out, "%d rows", (int)rows);
    return status;
}

/* Reads the input whole, and again byte by byte: the same must come out. */
static void expect_bytes(const char *input, size_t len, const sg_dialect *dialect, const char *want)
{
    for (size_t step = 0; step < 4; step++) {
        sg_error err;
        seen s = {.at = input, .len = len, .step = step};
        assert_ok(run(&s, dialect, &err));
        assert_string_equal(s.out.at, want);
        sg_buf_release(&s.out);
    }
}

static void expect(const char *input, const sg_dialect *dialect, const char *want)
{
    expect_bytes(input, strlen(input), dialect, want);
}

static void expect_failure(const char *input, const sg_dialect *dialect, const char *part)
{
    sg_error err;
    seen s = {.at = input, .len = strlen(input)};
    assert_fails(run(&s, dialect, &err), SG_EFAIL, part);
    sg_buf_release(&s.out);
}

static void fields_come_in_column_order(void **state)
{
    (void)state;
    expect("b,x,a\n1,2,3\n4,5,6\n", NULL, "1@6[3][1]\n2@12[6][4]\n2 rows");
    expect("x,A\n1,2\n", NULL, "1@4[2]-\n1 rows");
    expect(" a , Bee \n1,2\n", NULL, "1@10[1][2]\n1 rows");
    expect("a,bee,b\n1,2,3\n", NULL, "1@8[1][3]\n1 rows"); /* the first alternative wins */
}

static void empty_is_not_absent(void **state)
{
    (void)state;
    expect("a,b\n,\"\"\n\"\",\n", NULL, "1@4-[]\n2@8[]-\n2 rows");
}

static void line_ends_of_all_kinds(void **state)
{
    (void)state;
    expect("a,b\r\n1,2\r\n3,4\r\n", NULL, "1@5[1][2]\n2@10[3][4]\n2 rows");
    expect("a,b\r1,2\r3,4", NULL, "1@4[1][2]\n2@8[3][4]\n2 rows");
    expect("a,b\r1,2\r", NULL, "1@4[1][2]\n1 rows");
    expect("a,b\n1,2\r3,4\r\n5,6", NULL, "1@4[1][2]\n2@8[3][4]\n3@13[5][6]\n3 rows");
    expect("a,b\n\n \n1,2\n\n\n3,4\n\n", NULL, "1@7[1][2]\n2@13[3][4]\n2 rows");
}

static void line_ends_inside_a_field(void **state)
{
    (void)state;
    expect("a,b\n1,\"x\ny\r\n\n\"\"z\"\"\"\n3,4\n", NULL, "1@4[1][x\ny\r\n\n\"z\"]\n2@20[3][4]\n2 rows");
    expect("\"a\",\"b\nb\"\n1,2\n", NULL, "1@10[1]-\n1 rows");
}

static void byte_order_marks(void **state)
{
    (void)state;
    expect("\xEF\xBB\xBF"
           "a,b\n1,\xC3\xA9\n",
           NULL, "1@7[1][\xC3\xA9]\n1 rows");
    static const char le[] = "\xFF\xFE"
                             "a\0,\0b\0\r\0\n\0"
                             "1\0,\0\xE9\0\n\0"
                             "2\0,\0\x3D\xD8\x00\xDE\r\0\n\0";
    expect_bytes(le, sizeof le - 1, NULL, "1@12[1][\xC3\xA9]\n2@20[2][\xF0\x9F\x98\x80]\n2 rows");
    static const char be[] = "\xFE\xFF"
                             "\0a\0,\0b\0\n"
                             "\0001\0,\x20\xAC\0\n";
    expect_bytes(be, sizeof be - 1, NULL, "1@10[1][\xE2\x82\xAC]\n1 rows");
}

static void utf16_without_a_mark(void **state)
{
    (void)state;
    sg_dialect utf16 = {.encoding = SG_UTF16};
    static const char le[] = "a\0\n\0001\0\n\0";
    expect_bytes(le, sizeof le - 1, &utf16, "1@4[1]-\n1 rows");
    static const char be[] = "\0a\0\n\0001\0\n";
    expect_bytes(be, sizeof be - 1, &utf16, "1@4[1]-\n1 rows");
    static const char lone[] = "a\0\n\0\x3D\xD8\n\0"
                               "2\0\n\0";
    expect_bytes(lone, sizeof lone - 1, &utf16,
                 "1@4!row: expected text in UTF-8 (bytes that are not UTF-8)\n2@8[2]-\n2 rows");
    static const char odd[] = "a\0\n\0001\0\n\0002";
    expect_bytes(odd, sizeof odd - 1, &utf16,
                 "1@4[1]-\n2@8!row: expected text in UTF-8 (bytes that are not UTF-8)\n2 rows");
}

static void windows_characters(void **state)
{
    (void)state;
    sg_dialect cp1252 = {.encoding = SG_CP1252};
    expect("a,b\n\x80,\xE9\x9F\xFF\n\x8D,1\n2,3\n", &cp1252,
           "1@4[\xE2\x82\xAC][\xC3\xA9\xC5\xB8\xC3\xBF]\n"
           "2@10!row: expected text in UTF-8 (bytes that are not UTF-8)\n3@14[2][3]\n3 rows");
    expect("\xEF\xBB\xBF"
           "a\n\xC3\xA9\n",
           &cp1252, "1@5[\xC3\xA9]-\n1 rows"); /* the mark overrides */
}

static void invalid_utf8_is_rejected(void **state)
{
    (void)state;
    expect("a,b\n1,\xE9t\xE9\n2,\xC3\xA9\n3,x\xED\xA0\x80\n", NULL,
           "1@4!row: expected text in UTF-8 (bytes that are not UTF-8)\n2@10[2][\xC3\xA9]\n"
           "3@15!row: expected text in UTF-8 (bytes that are not UTF-8)\n3 rows");
}

static void nul_is_rejected(void **state)
{
    (void)state;
    static const char input[] = "a,b\n1,x\0y\n2,3\n";
    expect_bytes(input, sizeof input - 1, NULL, "1@4!row: holds a NUL byte ()\n2@10[2][3]\n2 rows");
}

static void another_number_of_fields_is_rejected(void **state)
{
    (void)state;
    expect("a,b\n1\n2,3,4\n5,6\n", NULL,
           "1@4!row: expected 2 fields, as in the header (1 fields)\n"
           "2@6!row: expected 2 fields, as in the header (3 fields)\n3@12[5][6]\n3 rows");
}

static void a_quote_where_none_belongs(void **state)
{
    (void)state;
    expect("a,b\n1,5\" disk\n2,3\n", NULL,
           "1@4!row: a quote inside a field is not doubled (at \" disk)\n2@14[2][3]\n2 rows");
    expect("a,b\n1,\"say \"hi\" now\"\n2,3\n", NULL,
           "1@4!row: a quote inside a field is not doubled (at hi\" now\")\n2@21[2][3]\n2 rows");
    expect("a,b\n1,\"x\" \"y\"\n2,3\n", NULL,
           "1@4!row: a quote inside a field is not doubled (at \"y\")\n2@14[2][3]\n2 rows");
}

static void a_quote_never_closed(void **state)
{
    (void)state;
    expect(
        "a,b\n1,2\n3,\"x\n4,5\n6,7\n", NULL,
        "1@4[1][2]\n2@8!row: a quote is opened and not closed by the end of the input (4 lines from byte 8)\n2 rows");
    expect_failure("a,\"b\n1,2\n", NULL, "the header: row: a quote is opened and not closed");
}

/* The rest of a broken row is skipped even when its line is longer than what is read at once. */
static void a_broken_row_longer_than_the_buffer(void **state)
{
    (void)state;
    size_t len = 600000;
    char *input = malloc(len + 1);
    memcpy(input, "a,b\n1\"", 6);
    memset(input + 6, ',', len - 6);
    memcpy(input + len - 5, "\n2,3\n", 5);
    expect_bytes(
        input, len, NULL,
        "1@4!row: a quote inside a field is not doubled (at \",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,)\n"
        "2@599996[2][3]\n2 rows");
    free(input);
}

static void long_rows(void **state)
{
    (void)state;
    size_t len = (64u << 20) + 100;
    char *input = malloc(len);
    memset(input, 'x', len);
    memcpy(input, "a\n1\n\"", 5);
    sg_error err;
    seen s = {.at = input, .len = len};
    assert_fails(run(&s, NULL, &err), SG_EFAIL, "byte 4: a row of over 64 MB");
    sg_buf_release(&s.out);
    s = (seen){.at = input, .len = 1 << 20};
    input[(1 << 20) - 1] = '"';
    assert_ok(run(&s, NULL, &err));
    assert_true(s.out.len > (1 << 20) - 10);
    sg_buf_release(&s.out);
    free(input);
}

/* A field that no record can hold costs its row, not the run. */
static void long_fields(void **state)
{
    (void)state;
    size_t len = 20u << 20;
    char *input = malloc(len);
    memset(input, 'x', len);
    memcpy(input, "a,c\n1,2\n", 8);
    memcpy(input + len - 7, ",2\n3,4\n", 7);
    sg_error err;
    seen s = {.at = input, .len = len};
    assert_ok(run(&s, NULL, &err));
    char want[200];
    snprintf(want, sizeof want, "1@4[1]-\n2@8!row: expected fields of at most 16 MB (a longer one)\n3@%zu[3]-\n3 rows",
             len - 4);
    assert_string_equal(s.out.at, want);
    sg_buf_release(&s.out);
    free(input);
}

static void too_many_columns(void **state)
{
    (void)state;
    char input[65540];
    memset(input, ',', sizeof input);
    input[sizeof input - 1] = '\n';
    sg_error err;
    seen s = {.at = input, .len = sizeof input};
    assert_fails(run(&s, NULL, &err), SG_EFAIL,
                 "65540 fields in a row before the first of data, at most 65536 are read");
    sg_buf_release(&s.out);
}

static void dialects(void **state)
{
    (void)state;
    sg_dialect semicolon = {.delimiter = ';'}, tab = {.delimiter = '\t'}, backslash = {.backslash = 1};
    expect("a;b\n1,5;\"2;3\"\n", &semicolon, "1@4[1,5][2;3]\n1 rows");
    expect("a\tb\n\t2\n1\t\n", &tab, "1@4-[2]\n2@7[1]-\n2 rows");
    expect("a,b\n\"a\"\"b\\\\+c\",\\\\\\\\x\\y\\\n", &backslash, "1@4[a\"b\\+c][\\\\x\\y\\]\n1 rows");
    expect("a,b\nx\\\\y,2\n", NULL, "1@4[x\\\\y][2]\n1 rows");
    sg_dialect quote = {.delimiter = '"'};
    expect_failure("a\n", &quote, "the delimiter cannot be a quote");
}

static void preambles(void **state)
{
    (void)state;
    sg_dialect three = {.preamble = 3};
    expect("Notes:\n\"When you\nexport, \"\"this\"\"\"\n\na,b\n1,2\n", &three, "1@40[1][2]\n1 rows");
    expect("it is 5\" wide\na\n1\n", &three, "1@16[1]-\n1 rows");
    expect_failure("x\ny\nz\nb\na\n1\n", &three, "no header with the column a; found: b");
}

static void headers_that_do_not_fit(void **state)
{
    (void)state;
    expect_failure("", NULL, "no header: the input is empty");
    expect_failure("\n\n", NULL, "no header: the input is empty");
    expect_failure("x,b,y\n1,2,3\n", NULL, "no header with the column a; found: x,b,y");
    expect_failure("a,b,A\n1,2,3\n", NULL, "the header has the column a twice");
    expect_failure("a\"b\n1\n", NULL, "the header: row: a quote inside a field is not doubled");
    expect("a,x,x\n1,2,3\n", NULL, "1@6[1]-\n1 rows"); /* of no concern */
}

static void the_caller_can_stop(void **state)
{
    (void)state;
    sg_error err;
    seen s = {.at = "a\n1\n2\n3\n", .len = 8, .stop_at = 2};
    assert_fails(run(&s, NULL, &err), SG_EINTR, "stopped");
    assert_string_equal(s.out.at, "1@2[1]-\n");
    sg_buf_release(&s.out);
    s = (seen){.at = "FAIL", .len = 4};
    assert_fails(run(&s, NULL, &err), SG_EINTR, "the read failed");
    sg_buf_release(&s.out);
}

static sg_status ignore_row(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    (void)self, (void)row, (void)values, (void)err;
    return SG_OK;
}

static void ignore_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    (void)self, (void)row, (void)reason, (void)found;
}

/* Each allocation fails once: the run says so, leaks nothing and leaves the out parameter alone. */
static void memory_ends(void **state)
{
    (void)state;
    static const char input[] = "a,b\n1,\"x\ny\"\n";
    for (size_t at = 1; at < 40; at++) {
        sg_error err = {""};
        seen s = {.at = input, .len = sizeof input - 1};
        sg_csv csv = {NULL, two_columns, 2, give, &s, ignore_row, ignore_reject, NULL};
        uint64_t rows = 77;
        sg_alloc_fail_at(at, 1);
        sg_status status = sg_csv_read(&csv, &rows, &err);
        size_t count = sg_alloc_count();
        sg_alloc_fail_at(0, 0);
        if (status == SG_OK) {
            assert_int_equal(rows, 1);
            assert_true(count < at);
            return;
        }
        assert_int_equal(status, SG_EFAIL);
        assert_true(strstr(err.text, "memory"));
        assert_int_equal(rows, 77);
    }
    fail_msg("forty allocations for one row");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_come_in_column_order),
        cmocka_unit_test(empty_is_not_absent),
        cmocka_unit_test(line_ends_of_all_kinds),
        cmocka_unit_test(line_ends_inside_a_field),
        cmocka_unit_test(byte_order_marks),
        cmocka_unit_test(utf16_without_a_mark),
        cmocka_unit_test(windows_characters),
        cmocka_unit_test(invalid_utf8_is_rejected),
        cmocka_unit_test(nul_is_rejected),
        cmocka_unit_test(another_number_of_fields_is_rejected),
        cmocka_unit_test(a_quote_where_none_belongs),
        cmocka_unit_test(a_quote_never_closed),
        cmocka_unit_test(a_broken_row_longer_than_the_buffer),
        cmocka_unit_test(long_rows),
        cmocka_unit_test(long_fields),
        cmocka_unit_test(too_many_columns),
        cmocka_unit_test(dialects),
        cmocka_unit_test(preambles),
        cmocka_unit_test(headers_that_do_not_fit),
        cmocka_unit_test(the_caller_can_stop),
        cmocka_unit_test(memory_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
