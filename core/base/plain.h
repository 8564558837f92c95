/* The plain text of what a source hands over: HTML's tags and entities, also escaped once more (&amp;lt;li&amp;gt;),
 * Markdown's escapes, emphasis, headings and links, and the line ends that JSON and Python write as two characters are
 * undone. Text that only looks like markup stays ("a < b", "vector<string>", "R&D", "C:\new"): only known tags are
 * tags, only known entities are entities. Invalid UTF-8 and NUL bytes pass. */
#ifndef SG_BASE_PLAIN_H
#define SG_BASE_PLAIN_H

#include "base/buf.h"
#include "skillgap/plugin.h"

/* Bytes of the plain text that stand for bytes of the source: as they are when both are as many, else in their place,
 * as a whole. They reach to where the next run starts. */
typedef struct sg_plain_run {
    uint32_t start;     /* in the plain text */
    uint32_t from, end; /* in the source */
} sg_plain_run;

/* Zero-initialise. */
typedef struct sg_plain {
    sg_text text; /* the plain text: the source itself where nothing was to be undone, else the reader's own */
    sg_buf out;
    sg_plain_run *runs;
    size_t n_runs, cap_runs; /* 0 runs: text is the source */
} sg_plain;

void sg_plain_release(sg_plain *plain);

/* Reads a source of up to 4 GB, which is borrowed until the next reading. Linear in its length; without markup it is
 * scanned and not copied. The plain text is never longer. -1: too long, or memory ended. */
int sg_plain_read(sg_plain *plain, sg_text source);

/* Where bytes start … end - 1 of the plain text are in the source, with the whole of what stands for their ends:
 * "C++" of "C\+\+" is all five bytes. Linear in the logarithm of the runs. */
void sg_plain_range(const sg_plain *plain, size_t start, size_t end, size_t *from, size_t *to);

#endif
