/* What a worker sends, taken by its host: rows made those of the whole input, and nothing that its chunks do not
 * say. */
#include "support.h"

#include "base/text.h"
#include "plugin/take.h"

typedef struct taking {
    sg_taker taker;
    sg_cuts cuts;
    sg_chunk chunks[3];
    sg_sink sink;
    char rows[200];
    int full; /* the sink takes so many; 0: all */
    sg_buf bytes;
} taking;

static sg_status note(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    taking *t = self;
    (void)type, (void)record;
    if (t->full && --t->full == 0) return sg_fail(err, SG_EDATA, "full");
    snprintf(t->rows + strlen(t->rows), sizeof t->rows - strlen(t->rows), "%d@%d ", (int)row->number, (int)row->offset);
    return SG_OK;
}

static int set_up(void **out)
{
    static taking t;
    t = (taking){.chunks = {{0, 10, 11, 0}, {10, 20, 22, 1}, {20, UINT64_MAX, 33, 2}}};
    t.cuts = (sg_cuts){.chunks = t.chunks, .n = 3, .parts = 3, .size = 30};
    t.sink = (sg_sink){.self = &t, .take = note};
    t.taker = (sg_taker){.sink = &t.sink, .kind = SG_KIND_POSTINGS, .cuts = &t.cuts, .input = -1, .chunks = 3};
    sg_buf_init(&t.bytes, 1 << 16);
    *out = &t;
    return 0;
}

static int tear_down(void **from)
{
    sg_buf_release(&((taking *)*from)->bytes);
    return 0;
}

static sg_status take_posting(taking *t, uint64_t row, uint64_t offset, sg_error *err)
{
    const sg_posting posting = {.id = {"x", 1}, .day = 18000};
    sg_taken what = SG_TAKEN_END;
    sg_buf_clear(&t->bytes);
    const sg_row place = {row, offset};
    assert_int_equal(sg_record_pack(SG_RECORD_POSTING, &posting, sizeof posting, &place, &t->bytes, err), SG_OK);
    sg_status status = sg_frame_take(&t->taker, t->bytes.at + 4, t->bytes.len - 4, &what, err);
    if (status == SG_OK) assert_int_equal(what, SG_TAKEN);
    return status;
}

static sg_status take_note(taking *t, uint32_t type, uint64_t row, const char *reason, const char *found, sg_error *err)
{
    const sg_frame_note frame = {type, (uint32_t)strlen(reason), row};
    sg_taken what;
    sg_buf_clear(&t->bytes);
    sg_buf_add(&t->bytes, &frame, sizeof frame);
    sg_buf_str(&t->bytes, reason);
    sg_buf_str(&t->bytes, found);
    return sg_frame_take(&t->taker, t->bytes.at, t->bytes.len, &what, err);
}

static sg_status take_chunk(taking *t, uint64_t rows, uint64_t last_row, uint64_t records, uint64_t hash, sg_error *err)
{
    const sg_frame_chunk frame = {
        .type = SG_FRAME_CHUNK, .rows = rows, .last_row = last_row, .records = records, .bytes = 10, .hash = hash};
    sg_taken what;
    sg_status status = sg_frame_take(&t->taker, (const char *)&frame, sizeof frame, &what, err);
    if (status == SG_OK) assert_int_equal(what, SG_TAKEN_CHUNK);
    return status;
}

static void rows_are_those_of_the_whole(void **from)
{
    taking *t = *from;
    sg_error err;
    assert_ok(take_posting(t, 1, 2, &err));
    assert_ok(take_note(t, SG_FRAME_REJECT, 2, "why", "this", &err));
    assert_ok(take_posting(t, 3, 7, &err));
    assert_ok(take_chunk(t, 3, 3, 2, 11, &err));
    assert_ok(take_note(t, SG_FRAME_REJECT, 1, "why", "that", &err));
    assert_ok(take_note(t, SG_FRAME_REMARK, 2, "look", "", &err));
    assert_ok(take_posting(t, 2, 15, &err));
    assert_ok(take_chunk(t, 2, 2, 1, 22, &err));
    assert_ok(take_chunk(t, 0, 0, 0, 33, &err));
    assert_string_equal(t->rows, "1@2 3@7 5@15 ");
    const sg_run_report *report = &t->taker.report;
    assert_int_equal(report->rows, 5);
    assert_int_equal(report->records, 3);
    assert_int_equal(report->rejected, 2);
    assert_int_equal(report->bytes, 30);
    assert_int_equal(report->n_reasons, 1);
    assert_string_equal(report->reasons[0].reason, "why");
    assert_string_equal(report->reasons[0].found, "this");
    assert_int_equal(report->reasons[0].first_row, 2);
    assert_int_equal(report->reasons[0].rows, 2);
    assert_int_equal(report->n_remarks, 1);
    assert_int_equal(report->remarks[0].first_row, 5);
    assert_fails(take_posting(t, 1, 25, &err), SG_EPLUGIN, "a record came after the end of the input");
    assert_fails(take_note(t, SG_FRAME_REJECT, 1, "", "", &err), SG_EPLUGIN, "after the end");
    assert_fails(take_chunk(t, 0, 0, 0, 33, &err), SG_EPLUGIN, "bytes came that are no record");
}

static void reasons_have_an_end(void **from)
{
    taking *t = *from;
    sg_error err;
    char reason[32];
    for (uint64_t i = 1; i <= 40; i++) {
        snprintf(reason, sizeof reason, "reason %d", (int)(i % 20));
        assert_ok(take_note(t, SG_FRAME_REJECT, i, reason, "x", &err));
    }
    const sg_run_report *report = &t->taker.report;
    assert_int_equal(report->n_reasons, SG_REASONS_MAX);
    assert_string_equal(report->reasons[14].reason, "reason 15");
    assert_int_equal(report->reasons[14].rows, 2);
    assert_string_equal(report->reasons[15].reason, "other reasons");
    assert_int_equal(report->reasons[15].rows, 10);
    assert_int_equal(report->reasons[15].first_row, 16);
    assert_string_equal(report->reasons[15].found, "");
    assert_int_equal(report->rejected, 40);
}

static void what_does_not_fit_is_refused(void **from)
{
    taking *t = *from;
    sg_error err;
    assert_ok(take_posting(t, 5, 6, &err));
    assert_fails(take_posting(t, 4, 8, &err), SG_EPLUGIN, "a record of row 4 came after one of row 5");
    assert_fails(take_posting(t, 0, 8, &err), SG_EPLUGIN, "a record of row 0 came");
    assert_fails(take_posting(t, 6, 5, &err), SG_EPLUGIN, "a record of row 6 came after one of row 5");
    assert_fails(take_posting(t, UINT64_MAX, 8, &err), SG_EPLUGIN, "which no file has");
    assert_fails(take_posting(t, 6, UINT64_MAX, &err), SG_EPLUGIN, "which no file has");
    assert_fails(take_chunk(t, 5, 5, 2, 11, &err), SG_EPLUGIN, "1 records came of 2");
    assert_fails(take_chunk(t, 4, 4, 1, 11, &err), SG_EPLUGIN, "the last of them row 4, after a record of row 5");
    assert_fails(take_chunk(t, 7, 6, 1, 11, &err), SG_EPLUGIN, "7 rows came, the last of them row 6");
    assert_fails(take_chunk(t, 5, UINT64_MAX, 1, 11, &err), SG_EPLUGIN, "5 rows came");
    assert_fails(take_chunk(t, 5, 5, 1, 12, &err), SG_EFAIL, "the file has changed while it was read");
    assert_ok(take_chunk(t, 5, 5, 1, 11, &err));
    assert_fails(take_posting(t, INT64_MAX - 4, 12, &err), SG_EPLUGIN, "which no file has");
}

static void odd_bytes_are_no_frames(void **from)
{
    taking *t = *from;
    sg_error err;
    sg_taken what;
    const uint32_t types[] = {SG_FRAME_REMARK, SG_FRAME_REJECT, SG_FRAME_WHOLE, SG_FRAME_CHUNK, SG_FRAME_END};
    for (size_t i = 0; i < 5; i++) {
        char bytes[200] = {0};
        memcpy(bytes, &types[i], sizeof types[i]);
        assert_int_equal(sg_frame_take(&t->taker, bytes, 5, &what, &err), SG_EPLUGIN);
    }
    const sg_frame_note note_past = {SG_FRAME_REJECT, 4, 1};
    assert_fails(sg_frame_take(&t->taker, (const char *)&note_past, sizeof note_past, &what, &err), SG_EPLUGIN,
                 "16 bytes came that are no record");
    char end[sizeof(sg_frame_end) + sizeof(sg_error)] = {0};
    memcpy(end, &types[4], sizeof types[4]);
    assert_fails(sg_frame_take(&t->taker, end, sizeof end, &what, &err), SG_EPLUGIN, "an end of ");
    assert_ok(sg_frame_take(&t->taker, end, sizeof(sg_frame_end) + 1, &what, &err));
    assert_int_equal(what, SG_TAKEN_END);
    const sg_frame_whole whole = {SG_FRAME_WHOLE, 0};
    assert_ok(sg_frame_take(&t->taker, (const char *)&whole, sizeof whole, &what, &err));
    assert_int_equal(what, SG_TAKEN_WHOLE);
    assert_int_equal(t->taker.chunks, 1);
    assert_fails(sg_frame_take(&t->taker, (const char *)&whole, sizeof whole, &what, &err), SG_EPLUGIN, "no record");
}

static void the_sink_ends_it(void **from)
{
    taking *t = *from;
    sg_error err;
    t->full = 2;
    assert_ok(take_posting(t, 1, 2, &err));
    assert_fails(take_posting(t, 2, 3, &err), SG_EDATA, "full");
    assert_int_equal(t->taker.sink_status, SG_EDATA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_are_those_of_the_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reasons_have_an_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_does_not_fit_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(odd_bytes_are_no_frames, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_sink_ends_it, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("frames", tests, NULL, NULL);
}
