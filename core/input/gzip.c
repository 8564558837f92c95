/* gzip (RFC 1952): members one after another are one text; zero bytes after the last are passed over, as gzip does. */
#include "input/decode_work.h"

#include "base/mem.h"

#include <string.h>
#include <zlib.h>

enum { IN_BYTES = 64 * 1024, GZIP_ALONE = 15 + 16 };

typedef struct gzip {
    sg_stage below;
    z_stream z;
    sg_bound bound;
    bool between; /* members: the end may come here */
    bool over, dry;
    unsigned char in[IN_BYTES];
} gzip;

static void *z_alloc(void *self, unsigned items, unsigned size)
{
    (void)self;
    return sg_zalloc(items, size);
}

static void z_free(void *self, void *at)
{
    (void)self;
    sg_free(at);
}

static sg_status refill(gzip *g, sg_error *err)
{
    size_t got = 0;
    if (g->z.avail_in || g->dry) return SG_OK;
    sg_status status = sg_stage_read(&g->below, g->in, sizeof g->in, &got, err);
    if (status != SG_OK) return status;
    g->dry = got == 0;
    g->z.next_in = g->in;
    g->z.avail_in = (unsigned)got;
    g->bound.in += got;
    return SG_OK;
}

/* After a member: another, zeros, or the end. */
static sg_status next_member(gzip *g, sg_error *err)
{
    while (g->z.avail_in && *g->z.next_in == 0) g->z.next_in++, g->z.avail_in--;
    if (!g->z.avail_in) {
        g->over = g->dry;
        return SG_OK;
    }
    if (*g->z.next_in != 0x1f)
        return sg_fail(err, SG_EFAIL, "the gzip file goes on after its end with bytes that are not gzip");
    g->between = false;
    return inflateReset(&g->z) == Z_OK ? SG_OK : sg_fail(err, SG_EFAIL, "the gzip file is corrupt");
}

static sg_status inflate_some(gzip *g, sg_error *err)
{
    int result = inflate(&g->z, Z_NO_FLUSH);
    switch (result) {
    case Z_STREAM_END: g->between = true; return SG_OK;
    case Z_OK: return SG_OK;
    case Z_BUF_ERROR:
        if (!g->dry) return SG_OK;
        return sg_fail(err, SG_EFAIL, "the gzip file is cut: expected more after %llu bytes",
                       (unsigned long long)g->bound.in);
    case Z_MEM_ERROR: return sg_fail(err, SG_EFAIL, "no memory to unpack gzip");
    default:
        return sg_fail(err, SG_EFAIL, "the gzip file is corrupt near byte %llu: %s",
                       (unsigned long long)(g->bound.in - g->z.avail_in), g->z.msg ? g->z.msg : "unexpected bytes");
    }
}

static sg_status gzip_read(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    gzip *g = self;
    g->z.next_out = bytes;
    g->z.avail_out = size > UINT32_MAX ? UINT32_MAX : (unsigned)size;
    unsigned room = g->z.avail_out;
    while (!g->over && g->z.avail_out == room) {
        sg_status status = refill(g, err);
        if (status == SG_OK) status = g->between ? next_member(g, err) : inflate_some(g, err);
        if (status != SG_OK) return status;
    }
    *got = room - g->z.avail_out;
    g->bound.out += *got;
    return sg_bound_check(&g->bound, err);
}

static void gzip_close(void *self)
{
    gzip *g = self;
    inflateEnd(&g->z);
    sg_stage_close(&g->below);
    sg_free(g);
}

sg_status sg_stage_gzip(const sg_stage *below, sg_stage *out, sg_error *err)
{
    gzip *g = sg_zalloc(1, sizeof *g);
    if (g) g->z = (z_stream){.zalloc = z_alloc, .zfree = z_free};
    if (!g || inflateInit2(&g->z, GZIP_ALONE) != Z_OK) {
        sg_free(g);
        return sg_fail(err, SG_EFAIL, "no memory to unpack gzip");
    }
    g->below = *below;
    *out = (sg_stage){.read = gzip_read, .close = gzip_close, .self = g};
    return SG_OK;
}
