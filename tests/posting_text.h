/* A posting as one line, for the tests of plugins that emit postings: " id=… url=… DAY title=…", what is absent left
 * out. */
#ifndef SG_TESTS_POSTING_TEXT_H
#define SG_TESTS_POSTING_TEXT_H

#include "plugin_run.h"

static inline void describe_posting(uint32_t type, const void *record, sg_buf *out)
{
    assert_int_equal(type, SG_RECORD_POSTING);
    const sg_posting *p = record;
    char day[11];
    put_text(out, "id", p->id);
    put_text(out, "url", p->url);
    if (p->day != SG_DAY_ABSENT) sg_buf_printf(out, " %s", sg_day_format(p->day, day));
    put_text(out, "title", p->title);
    put_text(out, "employer", p->employer);
    put_text(out, "place", p->place);
    put_text(out, "level", p->level);
    put_text(out, "pay", p->pay);
    put_text(out, "currency", p->currency);
    put_number(out, "lo", p->pay_lo);
    put_number(out, "hi", p->pay_hi);
    put_number(out, "period", p->period);
    put_number(out, "component", p->component);
    put_number(out, "remote", p->remote);
    put_text(out, "skills", p->skills);
    put_text(out, "body", p->body);
}

#endif
