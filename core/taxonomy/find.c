#include "taxonomy/find.h"

#include "base/mem.h"
#include "base/plain.h"

struct sg_finder {
    sg_matcher *matcher;
    sg_matcher_scratch *scratch;
    sg_plain plain;
    const sg_mention *found; /* the scratch's */
    size_t n;
    sg_mention *mentions;
    size_t cap;
};

sg_finder *sg_finder_alloc(const sg_taxonomy *taxonomy)
{
    sg_finder *f = sg_zalloc(1, sizeof *f);
    if (!f) return NULL;
    f->matcher = sg_matcher_alloc(taxonomy);
    f->scratch = sg_matcher_scratch_alloc();
    if (f->matcher && f->scratch) return f;
    sg_finder_free(f);
    return NULL;
}

void sg_finder_free(sg_finder *finder)
{
    if (!finder) return;
    sg_matcher_free(finder->matcher);
    sg_matcher_scratch_free(finder->scratch);
    sg_plain_release(&finder->plain);
    sg_free(finder->mentions);
    sg_free(finder);
}

/* In bytes of the document, into the finder's own room. */
static int place(sg_finder *f)
{
    for (size_t i = 0; i < f->n; i++) {
        size_t from, to, start = f->found[i].start;
        if (SG_GROW(f->mentions, i, f->cap, SIZE_MAX) != 0) return -1;
        f->mentions[i] = f->found[i];
        sg_plain_range(&f->plain, start, start + f->found[i].len, &from, &to);
        f->mentions[i].start = (uint32_t)from;
        f->mentions[i].len = (uint32_t)(to - from);
    }
    return 0;
}

sg_status sg_finder_run(sg_finder *finder, const sg_document *document, const sg_mention **out, size_t *n,
                        sg_error *err)
{
    size_t size = document->text.len;
    if (size > UINT32_MAX) return sg_fail(err, SG_EFAIL, "text has %zu bytes, expected at most %u", size, UINT32_MAX);
    if (sg_plain_read(&finder->plain, document->text) != 0)
        return sg_fail(err, SG_EFAIL, "out of memory while reading a text of %zu bytes", size);
    sg_status status = sg_matcher_run(finder->matcher, finder->scratch, finder->plain.text, document->employer,
                                      &finder->found, &finder->n, err);
    if (status != SG_OK) return status;
    if (place(finder) != 0) return sg_fail(err, SG_EFAIL, "out of memory while reading a text of %zu bytes", size);
    *out = finder->mentions;
    *n = finder->n;
    return SG_OK;
}

sg_text sg_finder_plain(const sg_finder *finder, const sg_mention **out, size_t *n)
{
    *out = finder->found;
    *n = finder->n;
    return finder->plain.text;
}
