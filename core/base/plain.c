#include "base/plain.h"

#include "base/mem.h"
#include "base/plain_mark.h"

#include <string.h>

void sg_plain_release(sg_plain *plain)
{
    sg_buf_release(&plain->out);
    sg_free(plain->runs);
    *plain = (sg_plain){0};
}

/* Bytes of the source are in the plain text as n bytes. */
static int add_run(sg_plain *p, size_t from, size_t end, const char *at, size_t n)
{
    if (n == 0) return 0;
    if (SG_GROW(p->runs, p->n_runs, p->cap_runs, SIZE_MAX) != 0) return -1;
    p->runs[p->n_runs++] = (sg_plain_run){(uint32_t)p->out.len, (uint32_t)from, (uint32_t)end};
    return sg_buf_add(&p->out, at, n);
}

/* Line ends that the plain text ends with, at most 2; at its start it needs none. */
static size_t line_ends(const sg_buf *out)
{
    enum { LOOK_BACK = 64 };
    size_t n = 0, at = out->len, least = at > LOOK_BACK ? at - LOOK_BACK : 0;
    for (; at > least && n < 2; at--) {
        char c = out->at[at - 1];
        if (c == '\n')
            n++;
        else if (c != ' ' && c != '\t' && c != '\r')
            return n;
    }
    return at == 0 ? 2 : n;
}

static size_t skip_space(sg_text source, size_t at)
{
    while (at < source.len && source.at[at] && memchr(" \t\r\n", source.at[at], 4)) at++;
    return at;
}

/* White space beside a tag that begins a line is nothing, as in HTML. */
static int add_mark(sg_plain *p, sg_text source, size_t from, sg_mark *mark)
{
    if (mark->kind == SG_MARK_TEXT) return add_run(p, from, mark->end, mark->put, mark->n);
    size_t wanted = mark->kind == SG_MARK_BREAK ? 1 : 2, there = line_ends(&p->out);
    const char *put = mark->kind == SG_MARK_HEADING ? "\n\n# " : "\n\n";
    size_t first = there < wanted ? 2 - (wanted - there) : 2, n = strlen(put) - first;
    int status = add_run(p, from, mark->end, put + first, n);
    mark->end = skip_space(source, mark->end);
    return status;
}

int sg_plain_read(sg_plain *plain, sg_text source)
{
    sg_marks marks = {.source = source};
    sg_mark mark;
    size_t copied = 0;
    plain->text = source;
    plain->n_runs = 0;
    if (source.len > UINT32_MAX) return -1;
    if (!plain->out.max) sg_buf_init(&plain->out, UINT32_MAX);
    sg_buf_clear(&plain->out);
    bool undone = false;
    for (size_t at = sg_marks_next(&marks, 0); at < source.len; at = sg_marks_next(&marks, mark.end)) {
        if (!sg_marks_read(&marks, at, &mark)) continue;
        undone = true;
        if (add_run(plain, copied, at, source.at + copied, at - copied) != 0) return -1;
        if (add_mark(plain, source, at, &mark) != 0) return -1;
        copied = mark.end;
    }
    if (!undone) return 0;
    if (add_run(plain, copied, source.len, source.at + copied, source.len - copied) != 0) return -1;
    plain->text = (sg_text){plain->out.at ? plain->out.at : "", plain->out.len};
    return 0;
}

/* The run that holds a byte of the plain text. */
static const sg_plain_run *run_of(const sg_plain *p, size_t at)
{
    size_t low = 0, high = p->n_runs - 1;
    while (low < high) {
        size_t middle = low + (high - low + 1) / 2;
        if (p->runs[middle].start <= at)
            low = middle;
        else
            high = middle - 1;
    }
    return &p->runs[low];
}

static bool is_as_it_was(const sg_plain *p, const sg_plain_run *run)
{
    size_t next = run + 1 < p->runs + p->n_runs ? run[1].start : p->text.len;
    return next - run->start == run->end - run->from;
}

void sg_plain_range(const sg_plain *plain, size_t start, size_t end, size_t *from, size_t *to)
{
    *from = start;
    *to = end;
    if (!plain->n_runs || start >= end) return;
    const sg_plain_run *first = run_of(plain, start), *last = run_of(plain, end - 1);
    *from = first->from + (is_as_it_was(plain, first) ? start - first->start : 0);
    *to = is_as_it_was(plain, last) ? last->from + (end - last->start) : last->end;
}
