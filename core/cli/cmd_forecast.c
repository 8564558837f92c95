/* skillgap forecast: the forecaster on any monthly series, CSV in and CSV out. */
#include "base/parallel.h"
#include "cli/commands.h"
#include "cli/series_csv.h"

#include <math.h>
#include <string.h>

enum { CSV_MAX = 1 << 30, HORIZON_DEFAULT = 24, WINDOW_MAX = 12 };

static void put_name(sg_buf *out, const char *name)
{
    if (!strpbrk(name, ",\"\r\n")) {
        sg_buf_str(out, name);
        return;
    }
    sg_buf_char(out, '"');
    for (; *name; name++) {
        if (*name == '"') sg_buf_char(out, '"');
        sg_buf_char(out, *name);
    }
    sg_buf_char(out, '"');
}

/* Leaves out the series with too little history, and says so. SG_EDATA when none is left. */
static sg_status keep_long_enough(const sg_cli *cli, sg_series_file *file, sg_error *err)
{
    size_t kept = 0;
    sg_error why;
    for (size_t i = 0; i < file->n; i++) {
        const sg_series *s = &file->series[i];
        sg_month end = file->shares ? file->last : s->month0 + (sg_month)s->n - 1;
        if (sg_forecast_enough(s, end, &why) == SG_OK)
            file->series[kept++] = *s;
        else if (file->n > 1)
            sg_cli_say(cli, "left out: %s", why.text);
    }
    if (kept == 0 && file->n == 1) return sg_fail(err, SG_EDATA, "%s", why.text);
    if (kept == 0) return sg_fail(err, SG_EDATA, "none of the %zu series has enough history; %s", file->n, why.text);
    file->n = kept;
    return SG_OK;
}

static sg_status put_forecasts(const sg_cli *cli, const sg_series_file *file, size_t horizon,
                               const sg_forecast_point *points, sg_error *err)
{
    sg_buf out;
    sg_buf_init(&out, CSV_MAX);
    sg_buf_str(&out, "series,step,mean,lo80,hi80,lo95,hi95\n");
    for (size_t i = 0; i < file->n; i++)
        for (size_t h = 0; h < horizon; h++) {
            const sg_forecast_point *p = &points[i * horizon + h];
            put_name(&out, file->series[i].name);
            sg_buf_printf(&out, ",%zu,%.6g,%.6g,%.6g,%.6g,%.6g\n", h + 1, p->mean, p->lo80, p->hi80, p->lo95, p->hi95);
        }
    sg_status status = out.failed ? sg_fail(err, SG_EFAIL, "no memory for the forecasts of %zu series", file->n)
                                  : sg_cli_write(cli, out.at, out.len, err);
    sg_buf_release(&out);
    return status;
}

enum { OPT_HORIZON, OPT_WINDOW, OPT_SHORT, OPT_JOBS, N_OPTIONS };

static sg_status whole_number(const sg_args *args, unsigned option, const char *name, double most, size_t *out,
                              sg_error *err)
{
    double value = (double)*out;
    sg_status status = sg_cli_number(name, args->values[option], 1, most, &value, err);
    if (status != SG_OK) return status;
    if (value != floor(value))
        return sg_fail(err, SG_EUSAGE, "--%s: expected a whole number, found \"%s\"", name, args->values[option]);
    *out = (size_t)value;
    return SG_OK;
}

static sg_status forecast_file(const sg_cli *cli, sg_series_file *file, size_t horizon, size_t window, bool all,
                               sg_error *err)
{
    sg_status status = SG_OK;
    if (window > 1 && !file->shares)
        return sg_fail(err, SG_EUSAGE, "--window: expected columns count and total, found values");
    if (!all) status = keep_long_enough(cli, file, err);
    if (status != SG_OK) return status;
    sg_forecast_point *points = sg_zalloc(file->n * horizon, sizeof *points);
    sg_forecast_basis *basis = sg_zalloc(file->n, sizeof *basis);
    if (!points || !basis) status = sg_fail(err, SG_EFAIL, "no memory for the forecasts of %zu series", file->n);
    if (status == SG_OK)
        status = sg_forecast_window(file->series, file->n, file->shares ? file->last : SG_FORECAST_OWN_END, horizon,
                                    window, points, basis, err);
    if (status == SG_OK && basis[0].model == SG_MODEL_LAST_VALUE)
        sg_cli_say(cli, "the forecast did not beat the last value on these series: the last value is carried forward");
    if (status == SG_OK) status = put_forecasts(cli, file, horizon, points, err);
    sg_free(points);
    sg_free(basis);
    return status;
}

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    size_t horizon = HORIZON_DEFAULT, window = 1, jobs = 0;
    sg_series_file file = {0};
    sg_status fixed = sg_cli_fixed(cli, "forecast", "CSV", true, err);
    if (fixed != SG_OK) return fixed;
    sg_status status = whole_number(args, OPT_HORIZON, "horizon", SG_FORECAST_HORIZON_MAX, &horizon, err);
    if (status == SG_OK) status = whole_number(args, OPT_WINDOW, "window", WINDOW_MAX, &window, err);
    if (status == SG_OK) status = whole_number(args, OPT_JOBS, "jobs", SG_PARALLEL_MAX, &jobs, err);
    sg_parallel_limit((unsigned)jobs);
    if (status == SG_OK) status = sg_series_file_read(args->words[0], &file, err);
    if (status == SG_OK) status = forecast_file(cli, &file, horizon, window, args->values[OPT_SHORT] != NULL, err);
    sg_series_file_release(&file);
    return status;
}

static const sg_cli_option options[N_OPTIONS + 1] = {
    [OPT_HORIZON] = {"horizon", "MONTHS", "steps to forecast, 1 to 60 (default 24)"},
    [OPT_WINDOW] = {"window", "MONTHS",
                    "of shares: forecast the share of so many months together, 1 to 12 (default 1)"},
    [OPT_SHORT] = {"short", NULL, "forecast series with under 24 months of history too; their intervals are wide"},
    [OPT_JOBS] = {"jobs", "N", "threads that work at once; without it, one a processor. The answer is the same"},
};

const sg_command sg_cmd_forecast = {
    .name = "forecast",
    .words = "FILE.csv",
    .summary = "forecast monthly series of a CSV file, with intervals",
    .examples = "skillgap forecast --horizon 24 shares.csv\tcolumns series,month,count,total\n"
                "skillgap forecast --horizon 18 values.csv\tcolumns series,month,value",
    .options = options,
    .words_min = 1,
    .words_max = 1,
    .run = run,
};
