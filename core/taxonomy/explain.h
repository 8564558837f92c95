/* Why a text has the mentions it has: every candidate, standing or rejected, and what decided. It asks the matcher's
 * own functions, so that it cannot say otherwise. */
#ifndef SG_TAXONOMY_EXPLAIN_H
#define SG_TAXONOMY_EXPLAIN_H

#include "taxonomy/find.h"
#include "taxonomy/verdict.h"

/* Bytes of the document; len 0: none. */
typedef struct sg_place_in_text {
    uint32_t start, len;
} sg_place_in_text;

/* One form at one place. Rows are of the taxonomy's tables; what does not apply is SG_ID_NONE. */
typedef struct sg_explained {
    uint32_t start, len; /* bytes of the document */
    uint32_t form;
    uint8_t verdict;               /* sg_verdict */
    uint32_t other;                /* longer, other: the form that stands */
    uint32_t rule;                 /* row of the rules that decided */
    uint32_t mention;              /* stands: its number among the mentions */
    uint32_t section_cue, ask_cue; /* stands: rows of the cues that told its section and ask */
    sg_place_in_text sign;         /* what met the rule's row: a phrase or another name, when it can be told */
    int32_t sign_words;            /* words between it and the form; less than 0: it stands before it */
    sg_place_in_text section_phrase, ask_phrase; /* the cues' phrases */
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
 * forms are asked; of the forms of one skill at one place one: that which stands, else a vetoed
 * one, else the first. Errors as sg_finder_run. */
sg_status sg_explain(sg_explainer *explainer, sg_finder *finder, const sg_document *document, sg_error *err);

#endif
