/* Finds the skills of a document as its source hands it over: markup is undone, the matcher reads the plain text, and
 * what it finds is told in bytes of the document. */
#ifndef SG_TAXONOMY_FIND_H
#define SG_TAXONOMY_FIND_H

#include "taxonomy/matcher.h"

typedef struct sg_document {
    sg_text text;
    sg_text employer; /* as for sg_matcher_run, or absent */
    sg_text title; /* the job's, as the text holds it; or absent: then a short first line of several is taken for it */
} sg_document;

typedef struct sg_finder sg_finder; /* one a thread of work; grows to the largest document */

/* Borrows the taxonomy, which must be finished and outlive the finder. NULL when memory ends. */
sg_finder *sg_finder_alloc(const sg_taxonomy *taxonomy);
void sg_finder_free(sg_finder *finder);

/* All mentions in the document, by start, each with its section and how it is asked for. A range covers the whole
 * spelling: "C\+\+" and "C&#43;&#43;" as they stand. *out is the finder's, until its next use. SG_EFAIL: the text has
 * over 4 GB, or memory ended. */
sg_status sg_finder_run(sg_finder *finder, const sg_document *document, const sg_mention **out, size_t *n,
                        sg_error *err);

/* The plain text of the document that was read last, and its mentions in bytes of that; valid as long as those. */
sg_text sg_finder_plain(const sg_finder *finder, const sg_mention **out, size_t *n);

/* The words of that plain text, in order. */
const sg_word *sg_finder_words(const sg_finder *finder, size_t *n);

#endif
