/* Texts that a person has or pastes: decoding, lines. */
#ifndef SG_CAREER_PAPER_H
#define SG_CAREER_PAPER_H

#include "base/buf.h"
#include "base/status.h"
#include "skillgap/plugin.h"

/* Appends the text as UTF-8: by its byte order mark, else as it stands where that is UTF-8, else from Windows' code
 * page 1252. SG_EFAIL: it is empty, or no text (the message says "expected WHAT saved as plain text"). */
sg_status sg_paper_decode(sg_text bytes, const char *what, sg_buf *out, sg_error *err);

/* How far the lines of a text are counted. Zero-initialise. */
typedef struct sg_paper_count {
    size_t at, ends; /* line ends before at */
} sg_paper_count;

/* The line that holds bytes start … end - 1, of a very long one the part around them, without white space at its ends
 * and the mark of an item; *number: from 1. Lines are counted on from where they were last: asking in order is
 * linear. */
sg_text sg_paper_line(sg_text text, size_t start, size_t end, sg_paper_count *count, size_t *number);
/* The part of a line that a quotation shows: about `most` bytes, with start … end - 1 in it, cut between words. */
void sg_paper_cut(sg_text line, size_t start, size_t end, size_t most, size_t *from, size_t *to);

#endif
