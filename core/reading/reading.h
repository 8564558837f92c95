/* A posting as its source has it, read: skills by the matcher, role and level from the title, region and remote from
 * the place, pay from its text. It runs in the worker as a sink's convert, so that text never crosses the pipe. */
#ifndef SG_READING_READING_H
#define SG_READING_READING_H

#include "base/buf.h"
#include "plugin/host.h"
#include "taxonomy/taxonomy.h"

typedef struct sg_reader sg_reader;

/* Borrows the taxonomy, which must be finished and outlive the reader. */
sg_status sg_reader_alloc(const sg_taxonomy *taxonomy, sg_reader **out, sg_error *err);
void sg_reader_free(sg_reader *reader);

/* A body of fewer bytes, folded, is too short to tell that two postings are one. */
enum { SG_READING_BODY_MIN = 40 };

/* Reads the posting. The texts of *out are the posting's or the reader's, valid until its next use. */
sg_status sg_reader_read(sg_reader *reader, const sg_posting *posting, sg_reading *out, sg_error *err);
/* Who posted when, and in place of the title the unknown names that the posting asks for (taxonomy/unknown.h),
 * separated by line ends. The texts of *out are as above. */
sg_status sg_reader_names(sg_reader *reader, const sg_posting *posting, sg_reading *out, sg_error *err);
/* A sink's convert (self: the reader): postings become readings; bands get their role and region (taxonomy/band.h);
 * facts and counts go on as they are. */
sg_status sg_reader_convert(void *self, uint32_t type, const void *record, const sg_row *row, sg_emit_fn emit,
                            void *ctx, sg_error *err);

/* The text that mentions are byte ranges of: the body; then, on lines of their own, the title where the body does not
 * hold it, and the list of skills that the source itself made. -1 when memory ends. */
int sg_posting_text(const sg_posting *posting, sg_buf *out);

#endif
