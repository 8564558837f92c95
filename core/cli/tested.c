#include "cli/tested.h"

#include "cli/shipped_test.h"

#include <stdio.h>
#include <string.h>

static void tell(const sg_cli *cli, const char *what, const sg_error *why)
{
    sg_cli_say(cli, "skillgap: %s: %s", what, why->text);
}

/* ---- back-tests ---- */

/* Those that an outlook of data up to end may rest on. */
static sg_status read_test(const sg_cli *cli, const char *group, sg_month end, sg_verdicts *out, sg_error *why)
{
    char path[SG_RECORD_PATH];
    *out = (sg_verdicts){0};
    sg_status status = sg_record_path(cli->store, path, why);
    if (status == SG_OK) status = sg_record_verdicts(path, group, out, why);
    if (status == SG_OK && out->n_horizons && out->end > end) sg_verdicts_release(out);
    return status;
}

sg_backtest_ask sg_cli_usual_test(const char *group)
{
    return (sg_backtest_ask){.group = group,
                             .horizons = {6, 12, 18, 24, 30},
                             .n_horizons = 5,
                             .from = SG_MONTH_ABSENT,
                             .skill = SG_ID_NONE,
                             .every = SG_BACKTEST_EVERY};
}

void sg_cli_keep_test(const sg_cli *cli, const char *group, const sg_verdicts *verdicts)
{
    char path[SG_RECORD_PATH];
    sg_error why;
    if (cli->past) return;
    sg_status status = sg_record_path(cli->store, path, &why);
    if (status == SG_OK) status = sg_record_keep_verdicts(path, group, verdicts, &why);
    if (status != SG_OK) tell(cli, "the back-test is not kept for the outlook", &why);
}

sg_status sg_cli_test(const sg_cli *cli, const sg_market *market, const char *group, sg_verdicts *out, sg_error *err)
{
    sg_backtest backtest = {0};
    sg_demand demand = {0};
    sg_error unused;
    const sg_backtest_ask ask = sg_cli_usual_test(group);
    const sg_scope everything = {SG_ID_NONE, SG_ID_NONE, -1};
    sg_status status = sg_demand_build(market, group, &everything, &demand, err);
    if (status != SG_OK) return status;
    const sg_month end = demand.end;
    sg_demand_release(&demand);
    if (read_test(cli, group, end, out, &unused) == SG_OK && out->n_horizons && out->end == end) return SG_OK;
    sg_verdicts_release(out);
    status = sg_backtest_run(market, &ask, &backtest, err);
    if (status == SG_OK) status = sg_verdicts_make(&backtest, market->taxonomy, &ask, out, err);
    if (status == SG_OK) sg_cli_keep_test(cli, group, out);
    sg_backtest_release(&backtest);
    return status;
}

/* ---- outlooks ---- */

sg_status sg_cli_outlook(const sg_cli *cli, const sg_market *market, const sg_demand *demand, sg_outlooks *out,
                         sg_error *err)
{
    sg_verdicts verdicts;
    sg_error unused; /* told of when the outlook is kept */
    read_test(cli, demand->group, demand->end, &verdicts, &unused);
    sg_status status = SG_OK;
    if (!verdicts.n_horizons) status = sg_cli_shipped_test(cli, market, demand->group, demand->end, &verdicts, err);
    if (status == SG_OK)
        status = sg_outlook_build(market, demand, cli->as_of, verdicts.n_horizons ? &verdicts : NULL, out, err);
    sg_verdicts_release(&verdicts);
    return status;
}

void sg_cli_keep_outlook(const sg_cli *cli, const sg_market *market, const sg_demand *demand,
                         const sg_outlooks *outlooks)
{
    char path[SG_RECORD_PATH];
    sg_error why;
    if (cli->past || !outlooks->n_forecast) return;
    sg_status status = sg_record_path(cli->store, path, &why);
    if (status == SG_OK) status = sg_record_keep(path, market->taxonomy, demand->group, outlooks, &why);
    if (status != SG_OK) tell(cli, "this outlook is not kept, and will not be graded", &why);
}

/* ---- the record ---- */

sg_status sg_cli_graded(const sg_cli *cli, const sg_market *market, const char *skill, sg_graded_record *out,
                        sg_error *err)
{
    char path[SG_RECORD_PATH];
    *out = (sg_graded_record){0};
    if (!cli->store[0]) return SG_OK;
    sg_status status = sg_record_path(cli->store, path, err);
    if (status == SG_OK) status = sg_record_read(path, skill, cli->as_of, &out->record, err);
    return status == SG_OK ? sg_grades_make(&out->record, market, &out->grades, err) : status;
}

void sg_cli_graded_release(sg_graded_record *graded)
{
    sg_grades_release(&graded->grades);
    sg_record_release(&graded->record);
}
