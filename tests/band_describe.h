/* A band as a line of text, for tests of salary plugins. */
#ifndef SG_TESTS_BAND_DESCRIBE_H
#define SG_TESTS_BAND_DESCRIBE_H

#include "plugin_run.h"

static inline void describe_band(uint32_t type, const void *record, sg_buf *out)
{
    assert_int_equal(type, SG_RECORD_BAND);
    const sg_band *b = record;
    static const char *const names[] = {"p10", "p25", "p50", "p75", "p90"};
    put_text(out, "source", b->source);
    put_text(out, "kind", b->kind);
    put_text(out, "scheme", b->scheme);
    put_text(out, "occupation", b->occupation);
    put_text(out, "title", b->title);
    put_text(out, "role", b->role);
    put_text(out, "level", b->level);
    put_text(out, "region", b->region);
    put_text(out, "place", b->place);
    put_text(out, "date", b->date);
    put_text(out, "component", b->component);
    put_text(out, "period", b->period);
    put_text(out, "currency", b->currency);
    put_number(out, "n", b->n);
    put_text(out, "n_kind", b->n_kind);
    put_text(out, "licence", b->licence);
    put_text(out, "note", b->note);
    for (size_t i = 0; i < 5; i++)
        if (b->has >> i & 1) put_number(out, names[i], b->pct[i]);
    if (b->has & SG_HAS_MEAN) put_number(out, "mean", b->mean);
}

/* What differs from file to file: occupation, level, region, place, date, period, n, note and amounts. */
static inline void describe_short(uint32_t type, const void *record, sg_buf *out)
{
    sg_band b = *(const sg_band *)record;
    b.source = b.kind = b.scheme = b.title = b.component = b.currency = b.n_kind = b.licence = (sg_text){NULL, 0};
    describe_band(type, &b, out);
}

#endif
