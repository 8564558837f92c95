/* What a role is paid in a region, and how an amount stands there, in a sentence or two: each figure with its source,
 * date and n. */
#ifndef SG_VIEW_STANDING_H
#define SG_VIEW_STANDING_H

#include "base/buf.h"
#include "pay/pay.h"

typedef struct sg_standing_view {
    const sg_taxonomy *taxonomy;
    const sg_pay *pay;
    sg_pay_query query;
    const char *whose;     /* "your", "the offer's"; "" says nothing */
    double amount;         /* a year; 0: the middle alone is told */
    const char *currency;  /* of the amount; of another one than the bands' it is converted */
    const char *component; /* of the amount: "base", "total"; NULL: not said, and taken for base */
    size_t others;         /* further bands that are told of, at most; official ones first */
} sg_standing_view;

/* Appends "Austin: your USD 150,000 a year is usual, 2% above the middle …". Nothing where no source has a middle.
 * aged: the month to which the amounts were brought by a wage index, or ""; may be NULL. */
sg_status sg_view_standing(sg_buf *out, const sg_standing_view *view, char aged[8], sg_error *err);

/* "BLS OEWS 2024-05: United States, base, all levels"; level: the one asked for, or -1. titled: with its occupation. */
const char *sg_band_text(const sg_taxonomy *taxonomy, int level, const sg_pay_row *row, bool titled,
                         char out[static 320]);

#endif
