/* Fuzzes what the host does with a stream of frames (sg_frame_take): whatever a worker sends, rows that are handed on
 * rise, no more records are counted than were handed on, and no reason is without its end. make fuzz TARGET=frames */
#include "plugin/take.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len);

typedef struct seen {
    uint64_t records, row;
} seen;

static sg_status take(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    seen *all = self;
    (void)type, (void)record, (void)err;
    if (row->number < all->row || row->number == 0) abort();
    all->row = row->number;
    all->records++;
    return SG_OK;
}

static void check(const sg_taker *taker, const seen *all)
{
    const sg_run_report *report = &taker->report;
    if (report->records != all->records || taker->chunk > taker->chunks) abort();
    if (report->n_reasons > SG_REASONS_MAX || report->n_remarks > SG_REMARKS_MAX) abort();
    for (size_t i = 0; i < report->n_reasons; i++)
        if (!memchr(report->reasons[i].reason, 0, sizeof report->reasons[i].reason) ||
            !memchr(report->reasons[i].found, 0, sizeof report->reasons[i].found))
            abort();
}

/* Two bytes of length before each frame; hashes are the worker's word. */
int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
    sg_chunk chunks[] = {{0, 100, 0, 0}, {100, UINT64_MAX, 0, 1}};
    const sg_cuts cuts = {.chunks = chunks, .n = 2, .parts = 2};
    seen all = {0, 0};
    const sg_sink sink = {.self = &all, .take = take};
    sg_taker taker = {.sink = &sink, .kind = SG_KIND_POSTINGS, .cuts = &cuts, .input = -1, .unhashed = true};
    taker.chunks = 2;
    while (len >= 2) {
        size_t size = bytes[0] | (size_t)bytes[1] << 8;
        sg_taken what;
        bytes += 2, len -= 2;
        if (size > len) size = len;
        if (sg_frame_take(&taker, (const char *)bytes, size, &what, NULL) != SG_OK || what == SG_TAKEN_NONE) break;
        check(&taker, &all);
        bytes += size, len -= size;
    }
    return 0;
}
