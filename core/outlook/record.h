/* The record: the outlooks that were shown, as they were shown, and what back-tests said of their kind. It is a file of
 * its own beside the store, for it holds what skillgap said and when, not what was read: two stores stay the same
 * however often one of them was looked at, and showing an outlook waits for no import. */
#ifndef SG_OUTLOOK_RECORD_H
#define SG_OUTLOOK_RECORD_H

#include "base/mem.h"
#include "outlook/outlook.h"
#include "outlook/verdict.h"

enum { SG_RECORD_AHEAD = 3, SG_RECORD_PATH = 4200 };
/* Months ahead of the month in which it was shown, of which a forecast is kept: 12, 18, 24. */
extern const int sg_record_ahead[SG_RECORD_AHEAD];

/* One forecast share: of the postings of six months together that end with `target`. Texts belong to the record. */
typedef struct sg_kept {
    sg_text group, skill; /* skill: id */
    sg_month origin;      /* last month of data that it rests on */
    sg_month shown;       /* the month in which it was shown first */
    sg_month target;
    sg_text method, version; /* "shares", "last value"; of the program */
    double last;             /* the last value then: the share of six months up to the origin */
    sg_forecast_point at;
} sg_kept;

typedef struct sg_record {
    sg_arena arena;
    sg_kept *items; /* by group, skill, origin, method, target */
    size_t n, capacity;
} sg_record;

/* Path of the record of a store: the store's with ".record" behind it. SG_EFAIL: no store is named, or
 * the path is too long. */
sg_status sg_record_path(const char *store, char out[static SG_RECORD_PATH], sg_error *err);

/* Keeps the forecasts of the outlooks of all postings of a group, shown in the month as_of: of the skills that
 * SG_BACKTEST_POSTINGS_MIN postings name now, as no list shows those of others. One of the same skill,
 * origin and method that was kept in an earlier month stays the only one. Makes the file (mode 0600) and its folders.
 * SG_EFAIL names the path and: not writable, damaged, not a record, or of a newer skillgap. */
sg_status sg_record_keep(const char *path, const sg_taxonomy *taxonomy, const char *group, const sg_outlooks *outlooks,
                         sg_error *err);
/* What was shown in the month `by` or before; skill: an id, or NULL: of all. No file is no forecast. SG_EFAIL as above,
 * and a row that skillgap would not have written. To sg_record_release, whatever came. */
sg_status sg_record_read(const char *path, const char *skill, sg_month by, sg_record *out, sg_error *err);
void sg_record_release(sg_record *record);

/* Keeps the verdicts of a back-test of a group, in place of those of an earlier one. */
sg_status sg_record_keep_verdicts(const char *path, const char *group, const sg_verdicts *verdicts, sg_error *err);
/* Those verdicts; of the one held against the last month, the ratio alone. None (n_horizons 0) when none are kept, or
 * when they are of another version of skillgap, whose forecasts may have been others. To sg_verdicts_release. */
sg_status sg_record_verdicts(const char *path, const char *group, sg_verdicts *out, sg_error *err);

#endif
