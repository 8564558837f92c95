/* The stages of the way in. Each gives bytes that it makes of those below. */
#ifndef SG_INPUT_DECODE_WORK_H
#define SG_INPUT_DECODE_WORK_H

#include "input/decode.h"

#include <zip.h>

typedef struct sg_stage {
    sg_status (*read)(void *self, void *bytes, size_t size, size_t *got, sg_error *err);
    void (*close)(void *self); /* and the stage below; NULL: nothing to close */
    void *self;
    unsigned char head[SG_INPUT_MAGIC]; /* looked at, and not yet read: from at to len */
    size_t head_at, head_len;
} sg_stage;

/* The next bytes, those looked at first. */
sg_status sg_stage_read(sg_stage *stage, void *bytes, size_t size, size_t *got, sg_error *err);
/* Looks at the first bytes: fewer than SG_INPUT_MAGIC only at the end. To be called before anything is read. */
sg_status sg_stage_look(sg_stage *stage, sg_error *err);
void sg_stage_close(sg_stage *stage);

/* What an unpacking stage has taken and given. */
typedef struct sg_bound {
    uint64_t in, out;
} sg_bound;

/* SG_EFAIL once out is beyond what data of in bytes can hold. */
sg_status sg_bound_check(const sg_bound *bound, sg_error *err);

/* On success the stage below belongs to *out; else it stays the caller's. */
sg_status sg_stage_gzip(const sg_stage *below, sg_stage *out, sg_error *err);
sg_status sg_stage_xz(const sg_stage *below, sg_stage *out, sg_error *err);

/* ---- zip ---- */

/* An archive: bytes of a descriptor or of memory that can be read from anywhere. */
typedef struct sg_archive {
    int fd;
    char *memory; /* owned, or NULL: fd counts */
    uint64_t size, at;
    void (*beat)(void *self);
    void *self;
    zip_t *zip;
    zip_error_t error;
} sg_archive;

/* Opens fd, or memory, which belongs to the archive when that succeeds. */
sg_status sg_archive_open(int fd, char *memory, uint64_t size, const sg_input_from *from, sg_archive **out,
                          sg_error *err);
void sg_archive_close(sg_archive *archive);
bool sg_archive_has(const sg_archive *archive, const char *name);
/* The member's bytes. The archive must stay open for longer. */
sg_status sg_archive_member(sg_archive *archive, uint64_t index, sg_stage *out, sg_error *err);
/* As above, by its whole name. */
sg_status sg_archive_named(sg_archive *archive, const char *name, sg_stage *out, sg_error *err);
/* Which file of the archive is meant: `member` by its whole name, else by its name without folders, else up to a '#'
 * behind which more is named; NULL: the only one. *rest: what stands behind that '#', or NULL. */
sg_status sg_archive_choose(const sg_archive *archive, const sg_input_from *from, const char *member, uint64_t *index,
                            const char **rest, sg_error *err);

/* ---- workbooks ---- */

/* The sheet of this name, or the first that is seen (NULL), as CSV: fields quoted where they must be, rows without a
 * value left out. Owns the archive when that succeeds. */
sg_status sg_stage_sheet(sg_archive *archive, const char *sheet, sg_stage *out, sg_error *err);

#endif
