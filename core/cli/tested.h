/* Outlooks together with what is known of forecasts like them: back-tests, and the record of what was shown. A record
 * that cannot be read or written is told of once, on standard error, and stops nobody. */
#ifndef SG_CLI_TESTED_H
#define SG_CLI_TESTED_H

#include "cli/cli.h"
#include "outlook/grade.h"

/* The outlooks of all postings of a group, with the last value where its forecasts lost to that in the last
 * back-test. */
sg_status sg_cli_outlook(const sg_cli *cli, const sg_market *market, const sg_demand *demand, sg_outlooks *out,
                         sg_error *err);
/* They were shown: they are kept in the record when they are of today. */
void sg_cli_keep_outlook(const sg_cli *cli, const sg_market *market, const sg_demand *demand,
                         const sg_outlooks *outlooks);

/* Horizons 6, 12, 18, 24 and 30, an origin every half year, as early as can be. */
sg_backtest_ask sg_cli_usual_test(const char *group);
/* Keeps the verdicts of a back-test as usual, for later outlooks. */
void sg_cli_keep_test(const sg_cli *cli, const char *group, const sg_verdicts *verdicts);
/* The verdicts of the last back-test of the group, if it was of the data that there are now; else of one made now,
 * which is kept. SG_EDATA as sg_backtest_run. */
sg_status sg_cli_test(const sg_cli *cli, const sg_market *market, const char *group, sg_verdicts *out, sg_error *err);

/* What is kept and came to be known by now. skill: an id, or NULL: of all. */
typedef struct sg_graded_record {
    sg_record record;
    sg_grades grades;
} sg_graded_record;

/* SG_EFAIL: the record cannot be read, or memory. To sg_cli_graded_release, whatever came. */
sg_status sg_cli_graded(const sg_cli *cli, const sg_market *market, const char *skill, sg_graded_record *out,
                        sg_error *err);
void sg_cli_graded_release(sg_graded_record *graded);

/* skillgap outlook --grade. group: or NULL: all that are in the record. */
sg_status sg_cli_grade(const sg_cli *cli, const char *group, sg_error *err);

#endif
