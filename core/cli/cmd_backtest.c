/* skillgap backtest: the forecasts of the past against what came. */
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/progress.h"
#include "cli/tested.h"
#include "view/backtest.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { OPT_GROUP, OPT_HORIZON, OPT_FROM, OPT_SKILL, N_OPTIONS };

static const sg_cli_option options[N_OPTIONS + 1] = {
    [OPT_GROUP] = {"group", "NAME", "sources to test; default: every group of postings that can be tested"},
    [OPT_HORIZON] = {"horizon", "MONTHS…", "1 to 60; may be given again; default 6, 12, 18, 24 and 30"},
    [OPT_FROM] = {"from", "YYYY-MM", "first origin; default: as early as the data allow"},
    [OPT_SKILL] = {"skill", "SKILL", "forecast all, and show this one"},
};

static int by_size(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

static sg_status read_horizons(const sg_args *args, sg_backtest_ask *ask, sg_error *err)
{
    if (!args->values[OPT_HORIZON]) return SG_OK;
    ask->n_horizons = 0;
    for (size_t i = 0; args->many[i]; i++) {
        double value = 0;
        sg_status status = sg_cli_number("horizon", args->many[i], 1, SG_FORECAST_HORIZON_MAX, &value, err);
        if (status != SG_OK) return status;
        if (value != floor(value))
            return sg_fail(err, SG_EUSAGE, "--horizon: expected a whole number of months, found \"%s\"", args->many[i]);
        if (ask->n_horizons == SG_BACKTEST_HORIZONS)
            return sg_fail(err, SG_EUSAGE, "--horizon: more than %d of them", SG_BACKTEST_HORIZONS);
        ask->horizons[ask->n_horizons++] = (size_t)value;
    }
    qsort(ask->horizons, ask->n_horizons, sizeof *ask->horizons, by_size);
    size_t kept = 1;
    for (size_t i = 1; i < ask->n_horizons; i++)
        if (ask->horizons[i] != ask->horizons[kept - 1]) ask->horizons[kept++] = ask->horizons[i];
    ask->n_horizons = kept;
    return SG_OK;
}

static sg_status read_ask(const sg_args *args, const sg_taxonomy *taxonomy, sg_backtest_ask *ask, sg_error *err)
{
    const char *from = args->values[OPT_FROM], *skill = args->values[OPT_SKILL];
    sg_status status = read_horizons(args, ask, err);
    if (status == SG_OK && from && !sg_month_parse(sg_text_of(from), &ask->from))
        return sg_fail(err, SG_EUSAGE, "--from: expected a month as YYYY-MM, found \"%s\"", from);
    if (status == SG_OK && skill) status = sg_taxonomy_skill(taxonomy, sg_text_of(skill), &ask->skill, err);
    return status;
}

/* A test of other horizons, or of a part, is no verdict to fall back by. */
static bool is_usual(const sg_args *args)
{
    return !args->values[OPT_HORIZON] && !args->values[OPT_FROM] && !args->values[OPT_SKILL];
}

static sg_status test_group(const sg_cli *cli, const sg_args *args, const sg_market *market, const sg_backtest_ask *ask,
                            sg_doc *doc, sg_error *err)
{
    sg_backtest backtest = {0};
    sg_verdicts verdicts = {0};
    const sg_backtest_view view = {market, ask, &backtest, &verdicts};
    sg_status status = sg_backtest_run(market, ask, &backtest, err);
    if (status == SG_OK) status = sg_verdicts_make(&backtest, market->taxonomy, ask, &verdicts, err);
    if (status == SG_OK) status = sg_view_backtest(doc, &view, err);
    if (status == SG_OK && is_usual(args)) sg_cli_keep_test(cli, ask->group, &verdicts);
    sg_verdicts_release(&verdicts);
    sg_backtest_release(&backtest);
    return status;
}

/* Whether source i is the first of its group that has postings or counts. */
static bool begins_group(const sg_market *market, size_t i)
{
    const sg_source *sources = market->sources;
    if (sources[i].talent || sources[i].first == SG_MONTH_ABSENT) return false;
    for (size_t k = 0; k < i; k++)
        if (!sources[k].talent && sources[k].first != SG_MONTH_ABSENT &&
            sg_text_equal(sources[k].group, sources[i].group))
            return false;
    return true;
}

/* Those that cannot be tested say why; when none can, so does the command. */
static sg_status test_all(const sg_cli *cli, const sg_args *args, const sg_market *market, sg_backtest_ask *ask,
                          sg_doc *doc, sg_error *err)
{
    size_t tested = 0;
    sg_error why = {"there are no postings to test: no shipped dataset, nothing imported"};
    for (size_t i = 0; i < market->n_sources; i++) {
        char group[SG_GROUP_MAX];
        if (!begins_group(market, i)) continue;
        snprintf(group, sizeof group, "%.*s", (int)market->sources[i].group.len, market->sources[i].group.at);
        ask->group = group;
        sg_status status = test_group(cli, args, market, ask, doc, &why);
        if (status != SG_OK && status != SG_EDATA) return sg_fail(err, status, "%s", why.text);
        if (status == SG_EDATA) sg_doc_note(doc, "%s.", why.text);
        tested += status == SG_OK;
    }
    return tested ? SG_OK : sg_fail(err, SG_EDATA, "%s", why.text);
}

static sg_status show(const sg_cli *cli, const sg_args *args, const sg_market *market, sg_backtest_ask *ask,
                      sg_error *err)
{
    char hash[32];
    sg_doc *doc = sg_doc_alloc("Forecasts of the past against what came", "skillgap.backtest/1");
    if (!doc) return sg_fail(err, SG_EFAIL, "no memory for the document");
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)market->hash);
    sg_doc_meta(doc, "as_of", sg_v_month(cli->as_of));
    sg_doc_meta(doc, "input_hash", sg_v_text(hash));
    ask->group = args->values[OPT_GROUP];
    sg_status status =
        ask->group ? test_group(cli, args, market, ask, doc, err) : test_all(cli, args, market, ask, doc, err);
    if (status == SG_OK) status = sg_cli_show(cli, doc, err);
    sg_doc_free(doc);
    return status;
}

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    sg_loaded loaded;
    sg_backtest_ask ask = sg_cli_usual_test(NULL);
    sg_status status = sg_cli_load(cli, SG_LOAD_MARKET, &loaded, err);
    if (status == SG_OK) status = read_ask(args, &loaded.taxonomy, &ask, err);
    sg_progress_step(cli, "forecasting from months of the past");
    if (status == SG_OK) status = show(cli, args, &loaded.market, &ask, err);
    sg_loaded_release(&loaded);
    return status;
}

const sg_command sg_cmd_backtest = {
    .name = "backtest",
    .words = "",
    .summary = "the forecasts of the past against what came, on your data: do they beat the last value?",
    .examples = "skillgap backtest\n"
                "skillgap backtest --horizon 18 --horizon 24 --from 2016-01\n"
                "skillgap backtest --skill kubernetes",
    .next = "skillgap outlook\tthe forecasts from today",
    .options = options,
    .run = run,
};
