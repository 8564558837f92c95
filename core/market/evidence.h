/* The way back from a figure to what it rests on: a posting's address, and its text read again from the file. */
#ifndef SG_MARKET_EVIDENCE_H
#define SG_MARKET_EVIDENCE_H

#include "market/demand.h"
#include "taxonomy/matcher.h"

/* Where a person can read the posting: its source's address with the id in place of "{id}", or the text is empty. */
sg_status sg_posting_address(const sg_market *market, const sg_market_posting *posting, sg_buf *out, sg_error *err);

typedef struct sg_passage {
    uint64_t row;
    char *text; /* as the mentions of that posting count its bytes; NULL: the row makes no posting any more */
    size_t len;
} sg_passage;

/* Reads the texts of a source's postings again: passages[i].row is given, rising. The worker sends no other text.
 * SG_ECHECK: the file is not what was imported; SG_EFAIL: it is not there; SG_EDATA: it was no file. Texts are to
 * sg_passages_release. */
sg_status sg_passages_read(const sg_plugin_path *plugins, const sg_source *source, sg_passage *passages, size_t n,
                           sg_error *err);
void sg_passages_release(sg_passage *passages, size_t n);

/* Appends the words around the byte range, at most `around` bytes on each side, cut between characters, on one line,
 * with the range in «guillemets» and an ellipsis where it was cut. -1: no memory, or the range is not in the text. */
int sg_passage_quote(const sg_passage *passage, size_t start, size_t len, size_t around, sg_buf *out);

#endif
