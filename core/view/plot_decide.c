/* Charts of a decision. */
#include "base/mem.h"
#include "view/plots.h"

#include <math.h>
#include <stdio.h>

enum { BINS = 36, ASSUMPTIONS_SHOWN = 10 };

static bool in_thousands(const sg_decide_view *v)
{
    return v->decision.paths[0].pay >= 1000;
}

/* Bins of equal width with an edge at nought; the outermost two in a thousand at each side go to the last ones. */
static void add_bins(sg_doc *doc, const double *gains, size_t n)
{
    double lo = gains[n / 500], hi = gains[n - 1 - n / 500], width = (hi - lo) / BINS;
    double first = floor(lo / width), last = ceil(hi / width);
    size_t at = 0;
    for (double bin = first; bin < last; bin++) {
        size_t from = at;
        while (at < n && (gains[at] < (bin + 1) * width || bin + 1 >= last)) at++;
        sg_plot_row row = sg_plot_row_of("");
        row.at[SG_AT_OUTER_LO] = bin * width;
        row.at[SG_AT_OUTER_HI] = (bin + 1) * width;
        row.at[SG_AT_MID] = (double)(at - from) / (double)n;
        row.tone = bin < 0;
        sg_doc_plot_row(doc, &row);
    }
}

sg_status sg_plot_gains(sg_doc *doc, const sg_decide_view *v, size_t path, sg_error *err)
{
    double *gains;
    size_t n, ahead = 0;
    char title[160], unit[64];
    sg_status status = sg_decide_gains(&v->decision, path, &gains, &n, err);
    if (status != SG_OK) return status;
    for (size_t i = 0; i < n; i++) ahead += gains[i] > 0;
    if (n > 100 && gains[n - 1 - n / 500] > gains[n / 500]) {
        snprintf(title, sizeof title, "The %.40s comes out ahead of staying in %.0f of 100 runs under your inputs",
                 v->decision.paths[path].name, 100 * (double)ahead / (double)n);
        snprintf(unit, sizeof unit, "%s%s%smore than staying, today's money", in_thousands(v) ? "thousand " : "",
                 v->currency, v->currency[0] ? " " : "");
        sg_doc_plot(
            doc, &(sg_plot){.kind = SG_PLOT_COLUMNS,
                            .id = "gains",
                            .title = title,
                            .about = "How the difference to staying spreads over the runs: in orange those in "
                                     "which staying is worth more.",
                            .row_title = "Bin",
                            .x = {in_thousands(v) ? SG_UNIT_THOUSANDS : SG_UNIT_NUMBER, unit, 1},
                            .y = {SG_UNIT_PERCENT, "of the runs", 1},
                            .at = {[SG_AT_OUTER_LO] = "from", [SG_AT_MID] = "share of runs", [SG_AT_OUTER_HI] = "to"}});
        add_bins(doc, gains, n);
        sg_doc_plot_line(doc, 0, "as good as staying");
    }
    sg_free(gains);
    return SG_OK;
}

static const char *tried(const sg_decide_view *v, const sg_assumption *s, double value, char out[static 48])
{
    sg_value shown = s->percent ? sg_v_percent(value, fabs(value) < .1 ? 1 : 0)
                     : s->money ? sg_v_money(value, v->currency)
                                : sg_v_number(value, value < 10 && value != floor(value));
    return sg_v_print(shown, out, 48);
}

static void add_assumption(sg_doc *doc, const sg_decide_view *v, const sg_assumption *s)
{
    char label[120], lo[48], hi[48], flip[48], note[64] = "";
    snprintf(label, sizeof label, "%.40s%s%.60s", s->path, s->path[0] ? ": " : "", s->name);
    sg_plot_row row = sg_plot_row_of(label);
    bool turned = s->gain_lo > s->gain_hi;
    row.at[SG_AT_INNER_LO] = turned ? s->gain_hi : s->gain_lo;
    row.at[SG_AT_INNER_HI] = turned ? s->gain_lo : s->gain_hi;
    row.lo_text = tried(v, s, turned ? s->hi : s->lo, lo);
    row.hi_text = tried(v, s, turned ? s->lo : s->hi, hi);
    if (!isnan(s->flip)) snprintf(note, sizeof note, "turns at %s", tried(v, s, s->flip, flip));
    row.note = note;
    sg_doc_plot_row(doc, &row);
}

void sg_plot_assumptions(sg_doc *doc, const sg_decide_view *v, const sg_assumption *list, size_t n, double gain)
{
    char title[240], unit[64];
    size_t shown = n < ASSUMPTIONS_SHOWN ? n : ASSUMPTIONS_SHOWN, flips = 0;
    if (!n) return;
    for (size_t i = 0; i < n; i++) flips += isnan(list[i].flip) ? 0 : 1;
    int len = snprintf(title, sizeof title, "%s%s%s%s moves the answer most; ", list[0].name,
                       list[0].path[0] ? " (" : "", list[0].path, list[0].path[0] ? ")" : "");
    if (fabs(gain) < 0.5)
        snprintf(title + len, sizeof title - (size_t)len, "any of the %zu assumptions decides it", n);
    else
        snprintf(title + len, sizeof title - (size_t)len, "%zu of %zu assumptions alone could turn it round", flips, n);
    if (title[0] >= 'a' && title[0] <= 'z') title[0] = (char)(title[0] - 32);
    snprintf(unit, sizeof unit, "%s%s%smore than staying", in_thousands(v) ? "thousand " : "", v->currency,
             v->currency[0] ? " " : "");
    sg_doc_plot(doc, &(sg_plot){.kind = SG_PLOT_RANGES,
                                .id = "tornado",
                                .title = title,
                                .about = "Each bar: what the move is worth more than staying when this one assumption "
                                         "goes from the value at one end to that at the other, all else as given. At "
                                         "the right, the value at which the answer turns, where a plausible one does.",
                                .row_title = "Assumption",
                                .x = {in_thousands(v) ? SG_UNIT_THOUSANDS : SG_UNIT_NUMBER, unit, 1},
                                .at = {[SG_AT_INNER_LO] = "least gain", [SG_AT_INNER_HI] = "most gain"}});
    for (size_t i = 0; i < shown; i++) add_assumption(doc, v, &list[i]);
    sg_doc_plot_line(doc, 0, "as good as staying");
    sg_doc_plot_line(doc, gain, "as given");
}
