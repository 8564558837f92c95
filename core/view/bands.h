/* Pay bands of a role in several regions, as sections of a document; for `bands` and `report`. */
#ifndef SG_VIEW_BANDS_H
#define SG_VIEW_BANDS_H

#include "pay/pay.h"
#include "report/doc.h"

typedef struct sg_bands_view {
    uint32_t role;
    const uint32_t *regions; /* of the taxonomy, in the order in which they are shown */
    size_t n_regions;
    int level;            /* index into sg_level_ids, or -1 */
    const char *currency; /* ISO 4217, or NULL: that of each region's country */
    const char *date;     /* reference date, "2026-11" */
    double pay;           /* of the person, a year; 0: none is marked */
    char pay_currency[4];
    const char *component; /* of the pay: "base", "total"; NULL: not said, and taken for base */
    uint32_t home;         /* region whose prices the person pays, or SG_ID_NONE */
    size_t rows_max;       /* sources shown a region, 0: all */
    size_t whole;          /* of the first so many regions all are shown */
    bool answers;          /* says of each region how the pay stands there */
} sg_bands_view;

/* Adds one section a region and one on how to read them. *shown counts the bands; 0: none, and the sections say why. */
sg_status sg_view_bands(sg_doc *doc, const sg_taxonomy *taxonomy, const sg_pay *pay, const sg_bands_view *view,
                        size_t *shown, sg_error *err);

#endif
