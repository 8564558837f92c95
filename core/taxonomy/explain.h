/* Why a text has the mentions it has: every candidate, standing or rejected, and what decided. It asks the matcher's
 * own functions, so that it cannot say otherwise. */
#ifndef SG_TAXONOMY_EXPLAIN_H
#define SG_TAXONOMY_EXPLAIN_H

#include "taxonomy/find.h"
#include "taxonomy/verdict.h"

/* One form at one place. Rows are of the taxonomy's tables; what does not apply is SG_ID_NONE. */
typedef struct sg_explained {
    uint32_t start, len; /* bytes of the document */
    uint32_t form;
    uint8_t verdict;               /* sg_verdict */
    uint32_t other;                /* longer, other: the form that stands */
    uint32_t rule;                 /* row of the rules that decided */
    uint32_t mention;              /* stands: its number among the mentions */
    uint32_t section_cue, ask_cue; /* stands: rows of the cues that told its section and ask */
} sg_explained;

typedef struct sg_explainer {
    sg_explained *items;
    size_t n, cap;
    const sg_mention *mentions; /* the finder's */
    size_t n_mentions;
} sg_explainer;

/* Zero-initialise before use. */
void sg_explainer_release(sg_explainer *explainer);

/* Reads the document as sg_finder_run does, and explains it: by start, the longer first, then in the order in which
 * forms are asked; of forms of one skill that the same is said of, one. Errors as sg_finder_run. */
sg_status sg_explain(sg_explainer *explainer, sg_finder *finder, const sg_document *document, sg_error *err);

#endif
