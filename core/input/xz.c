/* xz: streams one after another are one text; padding between and after them is passed over. */
#include "input/decode_work.h"

#include "base/mem.h"

#include <lzma.h>

enum { IN_BYTES = 64 * 1024, MEMORY_MAX = 512 << 20 };

typedef struct xz {
    sg_stage below;
    lzma_stream z;
    lzma_allocator allocator;
    sg_bound bound;
    bool over, dry;
    unsigned char in[IN_BYTES];
} xz;

static void *xz_alloc(void *self, size_t items, size_t size)
{
    (void)self;
    return sg_zalloc(items, size);
}

static void xz_free(void *self, void *at)
{
    (void)self;
    sg_free(at);
}

static sg_status refill(xz *x, sg_error *err)
{
    size_t got = 0;
    if (x->z.avail_in || x->dry) return SG_OK;
    sg_status status = sg_stage_read(&x->below, x->in, sizeof x->in, &got, err);
    if (status != SG_OK) return status;
    x->dry = got == 0;
    x->z.next_in = x->in;
    x->z.avail_in = got;
    x->bound.in += got;
    return SG_OK;
}

static sg_status result_of(const xz *x, lzma_ret result, sg_error *err)
{
    switch (result) {
    case LZMA_OK:
    case LZMA_STREAM_END: return SG_OK;
    case LZMA_BUF_ERROR:
        if (!x->dry) return SG_OK;
        return sg_fail(err, SG_EFAIL, "the xz file is cut: expected more after %llu bytes",
                       (unsigned long long)x->bound.in);
    case LZMA_MEM_ERROR: return sg_fail(err, SG_EFAIL, "no memory to unpack xz");
    case LZMA_MEMLIMIT_ERROR:
        return sg_fail(err, SG_EFAIL, "to unpack the xz file takes more than %d MB of memory: unpack it first",
                       MEMORY_MAX >> 20);
    case LZMA_OPTIONS_ERROR: return sg_fail(err, SG_EFAIL, "the xz file uses a filter that is not known");
    default:
        return sg_fail(err, SG_EFAIL, "the xz file is corrupt near byte %llu",
                       (unsigned long long)(x->bound.in - x->z.avail_in));
    }
}

static sg_status xz_read(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    xz *x = self;
    x->z.next_out = bytes;
    x->z.avail_out = size;
    while (!x->over && x->z.avail_out == size) {
        sg_status status = refill(x, err);
        if (status != SG_OK) return status;
        lzma_ret result = lzma_code(&x->z, x->dry ? LZMA_FINISH : LZMA_RUN);
        status = result_of(x, result, err);
        if (status != SG_OK) return status;
        x->over = result == LZMA_STREAM_END;
    }
    *got = size - x->z.avail_out;
    x->bound.out += *got;
    return sg_bound_check(&x->bound, err);
}

static void xz_close(void *self)
{
    xz *x = self;
    lzma_end(&x->z);
    sg_stage_close(&x->below);
    sg_free(x);
}

sg_status sg_stage_xz(const sg_stage *below, sg_stage *out, sg_error *err)
{
    xz *x = sg_zalloc(1, sizeof *x);
    if (x) {
        x->allocator = (lzma_allocator){.alloc = xz_alloc, .free = xz_free};
        x->z = (lzma_stream)LZMA_STREAM_INIT;
        x->z.allocator = &x->allocator;
    }
    if (!x || lzma_stream_decoder(&x->z, MEMORY_MAX, LZMA_CONCATENATED) != LZMA_OK) {
        sg_free(x);
        return sg_fail(err, SG_EFAIL, "no memory to unpack xz");
    }
    x->below = *below;
    *out = (sg_stage){.read = xz_read, .close = xz_close, .self = x};
    return SG_OK;
}
