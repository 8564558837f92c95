/* What tests of postings plugins share: a posting written out, and what is made of a file of tests/data. */
#ifndef SG_TESTS_POSTING_RUN_H
#define SG_TESTS_POSTING_RUN_H

#include "plugin_run.h"

#include "base/file.h"

static inline void describe_posting(uint32_t type, const void *record, sg_buf *out)
{
    static const char *const remotes[] = {NULL, "no", "yes", "partly"};
    static const char *const periods[] = {NULL, "hour", "day", "week", "month", "year"};
    const sg_posting *p = record;
    char day[11];
    assert_int_equal(type, SG_RECORD_POSTING);
    put_text(out, "id", p->id);
    put_text(out, "url", p->url);
    if (p->day != SG_DAY_ABSENT) sg_buf_printf(out, " %s", sg_day_format(p->day, day));
    put_text(out, "T", p->title);
    put_text(out, "E", p->employer);
    put_text(out, "P", p->place);
    put_text(out, "level", p->level);
    put_number(out, "lo", p->pay_lo);
    put_number(out, "hi", p->pay_hi);
    put_text(out, "currency", p->currency);
    if (p->period) sg_buf_printf(out, " a=%s", periods[p->period]);
    if (p->component) sg_buf_str(out, p->component == SG_COMPONENT_BASE ? " base" : " total");
    put_text(out, "pay", p->pay);
    if (p->remote) sg_buf_printf(out, " remote=%s", remotes[p->remote]);
    put_text(out, "skills", p->skills);
    put_text(out, "body", p->body);
}

/* The plugin makes exactly this of a file in tests/data. */
static inline void expect_file(const char *id, const char *name, const char *options, const char *want)
{
    char path[200];
    sg_error err;
    sg_buf file;
    snprintf(path, sizeof path, "tests/data/%s", name);
    sg_buf_init(&file, 1 << 20);
    assert_ok(sg_file_read(path, &file, &err));
    expect_run(id, file.at, options, describe_posting, want);
    sg_buf_release(&file);
}

#endif
