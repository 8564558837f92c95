#include "taxonomy/finder.h"

#include "base/mem.h"
#include "taxonomy/match.h"

sg_finder *sg_finder_alloc(const sg_taxonomy *taxonomy)
{
    sg_finder *f = sg_zalloc(1, sizeof *f);
    if (!f) return NULL;
    f->matcher = sg_matcher_alloc(taxonomy);
    f->scratch = sg_matcher_scratch_alloc();
    sg_asker_init(&f->asker, &f->cues);
    if (f->matcher && f->scratch && sg_cues_init(&f->cues, taxonomy) == 0) return f;
    sg_finder_free(f);
    return NULL;
}

void sg_finder_free(sg_finder *finder)
{
    if (!finder) return;
    sg_matcher_free(finder->matcher);
    sg_matcher_scratch_free(finder->scratch);
    sg_asker_release(&finder->asker);
    sg_cues_release(&finder->cues);
    sg_plain_release(&finder->plain);
    sg_free(finder->mentions);
    sg_free(finder);
}

/* Into the finder's own room: section and ask are told there, then the places are those of the document. */
static int tell(sg_finder *f, sg_text title)
{
    for (size_t i = 0; i < f->n; i++) {
        if (SG_GROW(f->mentions, i, f->cap, SIZE_MAX) != 0) return -1;
        f->mentions[i] = f->found[i];
    }
    if (sg_asker_tell(&f->asker, &f->scratch->wording, title, f->mentions, f->n) != 0) return -1;
    for (size_t i = 0; i < f->n; i++) {
        size_t from, to;
        sg_plain_range(&f->plain, f->found[i].start, (size_t)f->found[i].start + f->found[i].len, &from, &to);
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
    if (tell(finder, document->title) != 0)
        return sg_fail(err, SG_EFAIL, "out of memory while reading a text of %zu bytes", size);
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

const sg_word *sg_finder_words(const sg_finder *finder, size_t *n)
{
    return sg_matcher_words(finder->scratch, n);
}
