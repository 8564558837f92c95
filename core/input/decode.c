#include "input/decode.h"

#include "base/mem.h"
#include "base/text.h"
#include "input/decode_work.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { MEMORY_MAX = 512 << 20, SLURP_BYTES = 256 * 1024, BOUND_FREE = 64 << 20, BOUND_TIMES = 400 };

struct sg_input {
    sg_input_from from;
    sg_stage top;
    char name[256];
};

/* ---- stages ---- */

sg_status sg_stage_read(sg_stage *stage, void *bytes, size_t size, size_t *got, sg_error *err)
{
    size_t kept = stage->head_len - stage->head_at;
    if (!kept) return stage->read(stage->self, bytes, size, got, err);
    *got = kept < size ? kept : size;
    memcpy(bytes, stage->head + stage->head_at, *got);
    stage->head_at += *got;
    return SG_OK;
}

sg_status sg_stage_look(sg_stage *stage, sg_error *err)
{
    size_t got = 1;
    while (got && stage->head_len < sizeof stage->head) {
        sg_status status =
            stage->read(stage->self, stage->head + stage->head_len, sizeof stage->head - stage->head_len, &got, err);
        if (status != SG_OK) return status;
        stage->head_len += got;
    }
    return SG_OK;
}

void sg_stage_close(sg_stage *stage)
{
    if (stage->close) stage->close(stage->self);
    *stage = (sg_stage){0};
}

sg_status sg_bound_check(const sg_bound *bound, sg_error *err)
{
    if (bound->out <= BOUND_FREE || bound->out / BOUND_TIMES <= bound->in) return SG_OK;
    return sg_fail(err, SG_EFAIL, "it unpacks to more than %d times its size, which no data does", BOUND_TIMES);
}

/* ---- what it is ---- */

typedef enum packing { PLAIN, GZIP, XZ, ZIP, ZIP_EMPTY, OLE, BZIP2, ZSTD } packing;

static const struct {
    packing packing;
    size_t len;
    const char *bytes, *refused; /* NULL: it is read */
} magics[] = {
    {GZIP, 3, "\x1f\x8b\x08", NULL},
    {XZ, 6, "\xfd\x37zXZ\0", NULL},
    {ZIP, 4, "PK\3\4", NULL},
    {ZIP_EMPTY, 4, "PK\5\6", "a zip with nothing in it"},
    {OLE, 8, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
     "an old (.xls) or encrypted workbook: expected one saved as .xlsx without a password, or as CSV"},
    {BZIP2, 4, "BZh9", "packed with bzip2: expected gzip, xz, zip or nothing; unpack it first"},
    {ZSTD, 4, "\x28\xb5\x2f\xfd", "packed with zstd: expected gzip, xz, zip or nothing; unpack it first"},
};

static size_t magic_of(const void *head, size_t len)
{
    size_t i = 0, n = sizeof magics / sizeof *magics;
    while (i < n && (len < magics[i].len || memcmp(head, magics[i].bytes, magics[i].len) != 0)) i++;
    return i;
}

bool sg_input_packed(const void *head, size_t len)
{
    return magic_of(head, len) < sizeof magics / sizeof *magics;
}

/* ---- the way down ---- */

static sg_status slurp(sg_stage *stage, sg_buf *out, sg_error *err)
{
    size_t got = 1;
    char *piece = sg_alloc(SLURP_BYTES);
    sg_status status = piece ? SG_OK : sg_fail(err, SG_EFAIL, "no memory to unpack it");
    while (status == SG_OK && got) {
        status = sg_stage_read(stage, piece, SLURP_BYTES, &got, err);
        if (status != SG_OK || sg_buf_add(out, piece, got) == 0) continue;
        status = out->len + got > MEMORY_MAX
                     ? sg_fail(err, SG_EFAIL,
                               "a zip or workbook inside another file is over %d MB: expected it unpacked from there",
                               MEMORY_MAX >> 20)
                     : sg_fail(err, SG_EFAIL, "no memory to unpack it");
    }
    sg_free(piece);
    return status;
}

/* The stage's bytes as an archive: straight from the descriptor where they are its own, else held in memory. */
static sg_status archive_of(sg_input *input, bool own, sg_archive **out, sg_error *err)
{
    struct stat info;
    if (own && fstat(input->from.fd, &info) == 0 && S_ISREG(info.st_mode))
        return sg_archive_open(input->from.fd, NULL, (uint64_t)info.st_size, &input->from, out, err);
    sg_buf whole;
    sg_buf_init(&whole, MEMORY_MAX);
    sg_status status = slurp(&input->top, &whole, err);
    size_t len = 0;
    char *memory = status == SG_OK ? sg_buf_take(&whole, &len) : NULL;
    if (status == SG_OK) status = sg_archive_open(-1, memory, len, &input->from, out, err);
    if (status != SG_OK) sg_free(memory);
    sg_buf_release(&whole);
    return status;
}

static void name_keep(sg_input *input, const char *name)
{
    const char *slash = strrchr(name, '/');
    snprintf(input->name, sizeof input->name, "%s", slash ? slash + 1 : name);
}

/* A member, and the archive that it needs. */
typedef struct member {
    sg_archive *archive;
    sg_stage stage;
} member;

static sg_status member_read(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    return sg_stage_read(&((member *)self)->stage, bytes, size, got, err);
}

static void member_close(void *self)
{
    member *m = self;
    sg_stage_close(&m->stage);
    sg_archive_close(m->archive);
    sg_free(m);
}

static sg_status member_open(sg_input *input, sg_archive *archive, const char **name, sg_stage *out, sg_error *err)
{
    uint64_t index = 0;
    member *m = sg_zalloc(1, sizeof *m);
    if (!m) return sg_fail(err, SG_EFAIL, "no memory to unpack it");
    sg_status status = sg_archive_choose(archive, &input->from, *name, &index, name, err);
    if (status == SG_OK) status = sg_archive_member(archive, index, &m->stage, err);
    if (status != SG_OK) {
        sg_free(m);
        return status;
    }
    name_keep(input, zip_get_name(archive->zip, index, ZIP_FL_ENC_GUESS));
    m->archive = archive;
    *out = (sg_stage){.read = member_read, .close = member_close, .self = m};
    return SG_OK;
}

/* *name: what is still to be named; *last: the bytes are now those of a sheet, to be looked into no further. */
static sg_status unzip(sg_input *input, bool own, const char **name, bool *last, sg_error *err)
{
    sg_archive *archive = NULL;
    sg_stage stage;
    sg_status status = archive_of(input, own, &archive, err);
    if (status != SG_OK) return status;
    *last = sg_archive_has(archive, "xl/workbook.xml");
    if (*last) {
        status = sg_stage_sheet(archive, *name, &stage, err);
        *name = NULL;
    } else {
        status = member_open(input, archive, name, &stage, err);
    }
    if (status != SG_OK) {
        sg_archive_close(archive);
        return status;
    }
    sg_stage_close(&input->top);
    input->top = stage;
    return SG_OK;
}

static sg_status unpack(sg_input *input, packing how, int level, const char **name, bool *last, sg_error *err)
{
    sg_stage stage;
    if (level == SG_INPUT_LEVELS)
        return sg_fail(err, SG_EFAIL, "it is packed more than %d times: unpack it first", SG_INPUT_LEVELS);
    if (how == ZIP) return unzip(input, level == 0, name, last, err);
    sg_status status = how == GZIP ? sg_stage_gzip(&input->top, &stage, err) : sg_stage_xz(&input->top, &stage, err);
    if (status == SG_OK) input->top = stage;
    return status;
}

static sg_status descend(sg_input *input, sg_error *err)
{
    const char *name = input->from.member;
    bool last = false;
    for (int level = 0; !last; level++) {
        sg_status status = sg_stage_look(&input->top, err);
        if (status != SG_OK) return status;
        size_t magic = magic_of(input->top.head, input->top.head_len);
        if (magic == sizeof magics / sizeof *magics) break;
        if (magics[magic].refused) return sg_fail(err, SG_EFAIL, "it is %s", magics[magic].refused);
        status = unpack(input, magics[magic].packing, level, &name, &last, err);
        if (status != SG_OK) return status;
    }
    return name ? sg_fail(err, SG_EUSAGE, "it holds nothing named \"%s\": it is no zip and no workbook", name) : SG_OK;
}

sg_status sg_input_open(const sg_input_from *from, sg_input **out, sg_error *err)
{
    sg_input *input = sg_zalloc(1, sizeof *input);
    if (!input) return sg_fail(err, SG_EFAIL, "no memory to read");
    input->from = *from;
    input->top = (sg_stage){.read = from->read, .self = from->self};
    sg_status status = descend(input, err);
    if (status != SG_OK) {
        sg_input_close(input);
        return status;
    }
    *out = input;
    return SG_OK;
}

sg_status sg_input_read(sg_input *input, void *bytes, size_t size, size_t *got, sg_error *err)
{
    return sg_stage_read(&input->top, bytes, size, got, err);
}

const char *sg_input_name(const sg_input *input)
{
    return input->name;
}

void sg_input_close(sg_input *input)
{
    if (!input) return;
    sg_stage_close(&input->top);
    sg_free(input);
}
