/* The codec: every type there and back, its bounds, and bytes that are no record. */
#include "support.h"

#include "base/mem.h"
#include "base/text.h"
#include "plugin/layout.h"
#include "plugin/record.h"

#include <math.h>
#include <stdbool.h>

static const uint32_t types[] = {
    SG_RECORD_POSTING,  SG_RECORD_FACT, SG_RECORD_COUNT,  SG_RECORD_SKILL,       SG_RECORD_FORM,   SG_RECORD_RULE,
    SG_RECORD_RELATION, SG_RECORD_ROLE, SG_RECORD_TITLE,  SG_RECORD_REQUIREMENT, SG_RECORD_LEVEL,  SG_RECORD_REGION,
    SG_RECORD_PLACE,    SG_RECORD_BAND, SG_RECORD_FIGURE, SG_RECORD_TALENT,      SG_RECORD_READING};
enum { N_TYPES = sizeof types / sizeof *types };

typedef union record {
    max_align_t aligned;
    char bytes[SG_RECORD_SIZE_MAX];
} record;

/* A right value for a field: texts "1…", words their list's first, numbers between their bounds. */
static void put_value(const sg_field *field, size_t at, char *out)
{
    static const char digits[] = "1234567890";
    sg_text text = {digits, 1 + at % 9};
    double number = field->lo + (field->hi < 4 ? field->hi - field->lo : (double)(at % 4) + 1);
    int32_t i32 = (int32_t)number;
    uint32_t u32 = (uint32_t)number;
    uint64_t u64 = UINT64_MAX - at;
    switch ((sg_form_of)field->form) {
    case SG_FIELD_WORD: text = (sg_text){field->words, strcspn(field->words, " ")}; /* fall through */
    case SG_FIELD_TEXT:
    case SG_FIELD_BYTES:
    case SG_FIELD_ID: memcpy(out, &text, sizeof text); break;
    case SG_FIELD_F64:
        if (field->lo < 0) number = -2.385;
        memcpy(out, &number, sizeof number);
        break;
    case SG_FIELD_U64: memcpy(out, &u64, sizeof u64); break;
    case SG_FIELD_I32: memcpy(out, &i32, sizeof i32); break;
    case SG_FIELD_U32: memcpy(out, &u32, sizeof u32); break;
    case SG_FIELD_U8: *out = (char)u32; break;
    }
}

static record filled(uint32_t type)
{
    record whole;
    memset(&whole, 0, sizeof whole);
    const sg_layout *layout = sg_layout_of(type);
    for (size_t i = 0; i < layout->n_fields; i++)
        put_value(&layout->fields[i], i, whole.bytes + layout->fields[i].offset);
    return whole;
}

static void assert_same(const sg_layout *layout, const record *a, const record *b)
{
    for (size_t i = 0; i < layout->n_fields; i++) {
        const sg_field *field = &layout->fields[i];
        const char *one = a->bytes + field->offset, *other = b->bytes + field->offset;
        if (field->form <= SG_FIELD_WORD) {
            sg_text s, t;
            memcpy(&s, one, sizeof s);
            memcpy(&t, other, sizeof t);
            assert_int_equal(s.at == NULL, t.at == NULL);
            assert_true(sg_text_equal(s, t));
        } else {
            size_t width = field->form == SG_FIELD_U8 ? 1 : field->form >= SG_FIELD_I32 ? 4 : 8;
            assert_memory_equal(one, other, width);
        }
    }
}

static void every_type_comes_back_as_it_was(void **state)
{
    (void)state;
    sg_error err;
    for (size_t i = 0; i < N_TYPES; i++) {
        sg_buf out;
        sg_buf_init(&out, 1 << 20);
        record in = filled(types[i]), back;
        sg_row row = {7 + i, 1234567890123u}, row_back;
        uint32_t type, len;
        assert_ok(sg_record_pack(types[i], &in, sg_record_size(types[i]), &row, &out, &err));
        memcpy(&len, out.at, sizeof len);
        assert_int_equal(len, out.len - sizeof len);
        assert_ok(sg_record_unpack(out.at + sizeof len, len, &type, &back, &row_back, &err));
        assert_int_equal(type, types[i]);
        assert_true(row_back.number == row.number && row_back.offset == row.offset);
        assert_same(sg_layout_of(type), &in, &back);
        assert_non_null(sg_record_name(type));
        sg_buf_release(&out);
    }
    assert_null(sg_record_name(0));
    assert_int_equal(sg_record_kind(SG_RECORD_READING), 0);
    assert_int_equal(sg_record_kind(SG_RECORD_BAND), SG_KIND_SALARY);
    assert_int_equal(sg_record_size(9999), 0);
}

/* Every field of a type's struct is in the table, or it would be lost on the way: the widths add up to the struct
 * but for its padding, and no two fields lie over one another. */
static void the_tables_cover_their_structs(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_TYPES; i++) {
        const sg_layout *layout = sg_layout_of(types[i]);
        char used[SG_RECORD_SIZE_MAX] = {0};
        size_t free_bytes = layout->size;
        for (size_t k = 0; k < layout->n_fields; k++) {
            const sg_field *field = &layout->fields[k];
            size_t width = field->form <= SG_FIELD_WORD  ? sizeof(sg_text)
                           : field->form == SG_FIELD_U8  ? 1
                           : field->form >= SG_FIELD_I32 ? 4
                                                         : 8;
            for (size_t at = 0; at < width; at++) assert_int_equal(used[field->offset + at]++, 0);
            free_bytes -= width;
        }
        assert_true(free_bytes < 8);
    }
}

static void absent_and_empty_stay_apart(void **state)
{
    (void)state;
    sg_error err;
    sg_buf out;
    sg_buf_init(&out, 1 << 20);
    sg_posting posting = {.id = {"", 0}, .day = SG_DAY_ABSENT};
    record back;
    sg_row row = {1, 0};
    uint32_t type;
    assert_ok(sg_record_pack(SG_RECORD_POSTING, &posting, sizeof posting, &row, &out, &err));
    assert_ok(sg_record_unpack(out.at + 4, out.len - 4, &type, &back, &row, &err));
    const sg_posting *got = (const void *)&back;
    assert_non_null(got->id.at);
    assert_int_equal(got->id.len, 0);
    assert_null(got->url.at);
    assert_int_equal(got->day, SG_DAY_ABSENT);
    sg_buf_release(&out);
}

static void an_older_writer_leaves_later_fields_absent(void **state)
{
    (void)state;
    sg_error err;
    sg_buf out;
    sg_buf_init(&out, 1 << 20);
    record back;
    sg_row row = {1, 0};
    uint32_t type;
    sg_text only_id = {"x", 1};
    assert_ok(sg_record_pack(SG_RECORD_FACT, &only_id, sizeof only_id, &row, &out, &err));
    assert_ok(sg_record_unpack(out.at + 4, out.len - 4, &type, &back, &row, &err));
    const sg_fact *got = (const void *)&back;
    assert_true(sg_text_is(got->id, "x"));
    assert_null(got->role.at);
    assert_int_equal(got->body, 0);
    sg_buf_release(&out);
}

static sg_status check_count(double count, double total, int32_t month, sg_error *err)
{
    sg_count in = {.skill = {"C", 1}, .count = count, .total = total, .month = month};
    return sg_record_check(SG_RECORD_COUNT, &in, err);
}

static void bounds_are_kept(void **state)
{
    (void)state;
    sg_error err;
    assert_ok(check_count(0, 1e300, 2759, &err));
    assert_fails(check_count(NAN, 1, 1, &err), SG_EPLUGIN, "count.count is nan, a finite number was expected");
    assert_fails(check_count(1, INFINITY, 1, &err), SG_EPLUGIN, "count.total is inf");
    assert_fails(check_count(-1, 1, 1, &err), SG_EPLUGIN, "count.count is -1, 0 to");
    assert_fails(check_count(1, 1, 2760, &err), SG_EPLUGIN, "count.month is 2760, -840 to 2759 was expected");
    sg_posting posting = {.day = 0, .remote = 4};
    assert_fails(sg_record_check(SG_RECORD_POSTING, &posting, &err), SG_EPLUGIN, "posting.remote is 4, 0 to 3");
    posting = (sg_posting){.day = 84006};
    assert_fails(sg_record_check(SG_RECORD_POSTING, &posting, &err), SG_EPLUGIN, "posting.day is 84006");
    posting = (sg_posting){.day = 0, .title = {"a\0b", 3}};
    assert_fails(sg_record_check(SG_RECORD_POSTING, &posting, &err), SG_EPLUGIN, "posting.title has a NUL byte");
    posting.title = (sg_text){"\xed\xa0\x80", 3};
    assert_fails(sg_record_check(SG_RECORD_POSTING, &posting, &err), SG_EPLUGIN, "posting.title is not UTF-8");
    sg_title title = {.role = {"Dev", 3}, .text = {"dev", 3}};
    assert_fails(sg_record_check(SG_RECORD_TITLE, &title, &err), SG_EPLUGIN, "title.role is \"Dev\", an id of a-z 0-9");
    title.role = (sg_text){0};
    assert_fails(sg_record_check(SG_RECORD_TITLE, &title, &err), SG_EPLUGIN, "title.role is absent, a text");
    title = (sg_title){.role = {"c++-dev", 7}, .text = {"", 0}};
    assert_fails(sg_record_check(SG_RECORD_TITLE, &title, &err), SG_EPLUGIN, "title.text is empty, a text");
    sg_form form = {.skill = {"c", 1}, .text = {"C", 1}, .match = {"anyx", 4}};
    assert_fails(sg_record_check(SG_RECORD_FORM, &form, &err), SG_EPLUGIN,
                 "form.match is \"anyx\", one of these was expected: any exact upper");
    form.match = (sg_text){"an", 2};
    assert_fails(sg_record_check(SG_RECORD_FORM, &form, &err), SG_EPLUGIN, "form.match is \"an\"");
    assert_fails(sg_record_check(99, &form, &err), SG_EPLUGIN, "99 is no type of record");
    assert_fails(sg_record_pack(99, &form, 1, &(sg_row){1, 0}, NULL, &err), SG_EPLUGIN, "99 is no type of record");
}

static void a_record_has_a_largest_size(void **state)
{
    (void)state;
    sg_error err;
    size_t len = (size_t)16 << 20;
    char *text = sg_alloc(len);
    assert_non_null(text);
    memset(text, 'x', len);
    sg_text large = {text, len};
    sg_posting posting = {.id = large, .url = large, .employer = large, .title = large, .day = 0};
    sg_buf out;
    sg_buf_init(&out, (size_t)1 << 30);
    sg_buf_str(&out, "before");
    assert_fails(sg_record_pack(SG_RECORD_POSTING, &posting, sizeof posting, &(sg_row){1, 0}, &out, &err), SG_EFAIL,
                 "a posting is too large");
    assert_int_equal(out.len, 6); /* nothing of it stays */
    sg_buf_release(&out);
    sg_free(text);
}

/* Bytes as they come: right or refused, never more is read than there is (the buffer is of the very size, so that
 * a sanitizer or valgrind sees it), and what is right can be packed again. */
static bool take_apart(const char *bytes, size_t len)
{
    sg_error err;
    record back;
    sg_row row;
    uint32_t type;
    char *exact = sg_alloc(len);
    assert_non_null(exact);
    memcpy(exact, bytes, len);
    bool right = sg_record_unpack(exact, len, &type, &back, &row, &err) == SG_OK;
    if (right) assert_int_equal(sg_record_check(type, &back, &err), SG_OK);
    sg_free(exact);
    return right;
}

static void every_flipped_bit_and_every_cut_is_survived(void **state)
{
    (void)state;
    sg_error err;
    for (size_t i = 0; i < N_TYPES; i++) {
        sg_buf out;
        sg_buf_init(&out, 1 << 20);
        record in = filled(types[i]);
        assert_ok(sg_record_pack(types[i], &in, sg_record_size(types[i]), &(sg_row){1, 0}, &out, &err));
        char *bytes = out.at + 4;
        size_t len = out.len - 4;
        for (size_t cut = 0; cut < len; cut++) assert_false(take_apart(bytes, cut));
        for (size_t bit = 0; bit < 8 * len; bit++) {
            bytes[bit / 8] = (char)(bytes[bit / 8] ^ (1 << bit % 8));
            take_apart(bytes, len);
            bytes[bit / 8] = (char)(bytes[bit / 8] ^ (1 << bit % 8));
        }
        assert_true(take_apart(bytes, len));
        sg_buf_char(&out, 'x');
        assert_false(take_apart(out.at + 4, len + 1));
        sg_buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_comes_back_as_it_was),
        cmocka_unit_test(the_tables_cover_their_structs),
        cmocka_unit_test(absent_and_empty_stay_apart),
        cmocka_unit_test(an_older_writer_leaves_later_fields_absent),
        cmocka_unit_test(bounds_are_kept),
        cmocka_unit_test(a_record_has_a_largest_size),
        cmocka_unit_test(every_flipped_bit_and_every_cut_is_survived),
    };
    return cmocka_run_group_tests_name("plugin record", tests, NULL, NULL);
}
