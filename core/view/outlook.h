/* The outlook as sections of a document: what it is dated from, rising, falling, new since the gap. */
#ifndef SG_VIEW_OUTLOOK_H
#define SG_VIEW_OUTLOOK_H

#include "outlook/emerging.h"
#include "outlook/window.h"
#include "report/doc.h"

enum { SG_OUTLOOK_SHOWN_MIN = 5 }; /* a skill in fewer postings of a scope is left out, as is a smaller scope */

typedef struct sg_outlook_view {
    const sg_market *market;
    const sg_demand *demand; /* all postings of the group */
    const sg_outlooks *all;
    const sg_outlooks *scope; /* the scope that was asked for, or NULL: then shares now are its own, forecasts of all */
    const char *scope_text;   /* "Back-end engineer, Germany", or NULL */
    const sg_emerging *emerging; /* of all postings, or NULL: no such section */
    double crosses;              /* the level, 0 … 1, that windows are for; 0: none */
    size_t top;                  /* rows a table; 0: every skill */
} sg_outlook_view;

/* Adds the sections outlook, rising, falling, emerging, new (and, with every skill, unclear). */
void sg_view_outlook(sg_doc *doc, const sg_outlook_view *view);

/* What a back-test said of such forecasts, and whose are the last value for it. */
void sg_view_tested(sg_doc *doc, const sg_outlook_view *view);

/* The skills whose share of postings and share of all mentions are forecast to part. */
void sg_view_disagreement(sg_doc *doc, const sg_outlook_view *view);

/* The section of the skills found early. */
void sg_view_emerging(sg_doc *doc, const sg_outlook_view *view);

/* Digits after the point for a share shown in percent: one more for small ones. */
unsigned char sg_share_digits(double share);

/* "HN Who is hiring" of the sources of the demand's group: their common first words; into out, which is returned. */
const char *sg_group_title(const sg_market *market, const char *group, char *out, size_t size);

#endif
