/* What a decision says, as sections of a document; for `decide` and `report`. */
#ifndef SG_VIEW_DECIDE_H
#define SG_VIEW_DECIDE_H

#include "career/abroad.h"
#include "career/decide.h"
#include "career/fields.h"
#include "career/offer.h"
#include "report/doc.h"

enum { SG_DECIDE_NOTES = 12 };

typedef struct sg_decide_view {
    sg_decision decision; /* paths: staying first */
    char currency[4];     /* "" when none was stated */
    sg_component component;
    bool years_assumed, discount_assumed;
    bool from_file;                   /* an offer's file was read: what it leaves open is given there */
    char notes[SG_DECIDE_NOTES][320]; /* where a figure that the person did not give is from */
    size_t n_notes;
    char stay_as[120]; /* what the pay of staying was taken for, where it is not as stated; or "" */
    bool whole;        /* with the tables of ways, assumptions and inputs */
} sg_decide_view;

/* Nothing is known: 3 years, 5 %, seed 1. */
void sg_decide_defaults(sg_decide_view *view, sg_path *stay, sg_path *internal, sg_path *offer);
/* Takes what an offer file tells. */
void sg_decide_take_offer(const sg_offer *file, sg_decide_view *view, sg_path *stay, sg_path *internal, sg_path *offer);
/* The paths that have pay, staying first. */
void sg_decide_set_paths(sg_decision *decision, const sg_path *stay, const sg_path *internal, const sg_path *offer);
/* Adds a section "decision": the break-even first. */
sg_status sg_view_decide(sg_doc *doc, const sg_decide_view *view, sg_error *err);

#endif
