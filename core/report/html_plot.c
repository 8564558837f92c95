/* Charts of the page, and their data as tables. */
#include "report/html.h"

#include <math.h>
#include <string.h>

/* Samples of the marks that are used, with their names. */
static const struct {
    sg_plot_at at;
    const char *mark; /* within 0 0 26 14 */
} samples[] = {
    {SG_AT_OUTER_LO, "<line class=\"thin\" x1=\"1\" x2=\"25\" y1=\"7\" y2=\"7\"/>"},
    {SG_AT_INNER_LO, "<line class=\"thick\" x1=\"1\" x2=\"25\" y1=\"7\" y2=\"7\"/>"},
    {SG_AT_FROM, "<circle class=\"hollow\" cx=\"13\" cy=\"7\" r=\"5\"/>"},
    {SG_AT_MID, "<circle class=\"dot\" cx=\"13\" cy=\"7\" r=\"5\"/>"},
    {SG_AT_MARK, "<line class=\"mark\" x1=\"13\" x2=\"13\" y1=\"0\" y2=\"14\"/>"},
};

static const char *sample_of_line(sg_plot_at at)
{
    switch (at) {
    case SG_AT_OUTER_LO: return "<rect class=\"outer\" x=\"0\" y=\"1\" width=\"26\" height=\"12\"/>";
    case SG_AT_INNER_LO: return "<rect class=\"inner\" x=\"0\" y=\"1\" width=\"26\" height=\"12\"/>";
    case SG_AT_MID: return "<path class=\"line\" d=\"M1 7H25\"/>";
    default: return NULL;
    }
}

/* Names of ranges are those of both ends: "p10 to p90"; but "80 of 100" where the other is "80 of 100, upper end". */
static void put_name(const sg_plot *plot, sg_plot_at at, sg_buf *out)
{
    const char *name = plot->at[at], *other = NULL;
    if (at == SG_AT_OUTER_LO) other = plot->at[SG_AT_OUTER_HI];
    if (at == SG_AT_INNER_LO) other = plot->at[SG_AT_INNER_HI];
    sg_html_text(name, out);
    if (!other || strncmp(other, name, strlen(name)) == 0) return;
    sg_buf_str(out, " to ");
    sg_html_text(other, out);
}

static void put_key(const sg_plot *plot, sg_buf *out)
{
    if (plot->kind != SG_PLOT_LINES && plot->kind != SG_PLOT_RANGES) return;
    sg_buf_str(out, "<ul class=\"key\">");
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const char *mark = plot->kind == SG_PLOT_LINES ? sample_of_line(samples[i].at) : samples[i].mark;
        if (!plot->at[samples[i].at] || !mark) continue;
        sg_buf_printf(
            out,
            "<li><svg class=\"t0\" viewBox=\"0 0 26 14\" width=\"26\" height=\"14\" aria-hidden=\"true\">%s</svg> ",
            mark);
        put_name(plot, samples[i].at, out);
        sg_buf_str(out, "</li>");
    }
    sg_buf_str(out, "</ul>\n");
}

static void put_cell(const sg_plot_axis *axis, double number, sg_buf *spare, sg_buf *out)
{
    sg_value value = sg_plot_value(axis, number);
    sg_buf_str(out, "<td class=\"r\">");
    if (!isnan(number)) sg_html_value(&value, spare, out);
    sg_buf_str(out, "</td>");
}

static void put_th(const char *text, const char *scope, sg_buf *out)
{
    sg_buf_printf(out, "<th scope=\"%s\">", scope);
    sg_html_text(text, out);
    sg_buf_str(out, "</th>");
}

/* ---- lines: a row a month, a column a panel ---- */

static const sg_plot_row *row_at(const sg_plot_series *series, double x, size_t *from)
{
    while (*from < series->n && series->rows[*from].x < x) ++*from;
    return *from < series->n && series->rows[*from].x == x ? &series->rows[*from] : NULL;
}

static void put_line_cell(const sg_plot *plot, const sg_plot_row *row, sg_buf *spare, sg_buf *out)
{
    sg_buf_str(out, "<td class=\"r\">");
    if (row && !isnan(row->at[SG_AT_MID])) {
        sg_value value = sg_plot_value(&plot->y, row->at[SG_AT_MID]);
        value.lo = row->at[SG_AT_INNER_LO];
        value.hi = row->at[SG_AT_INNER_HI];
        value.has_interval = !isnan(value.lo);
        sg_html_value(&value, spare, out);
    }
    sg_buf_str(out, "</td>");
}

enum { PANELS_MAX = 64 };

static void put_months(const sg_plot_part *plot, sg_buf *spare, sg_buf *out)
{
    double first = INFINITY, last = -INFINITY;
    size_t at[PANELS_MAX] = {0}, n = plot->n < PANELS_MAX ? plot->n : PANELS_MAX;
    for (size_t s = 0; s < n; s++)
        for (size_t i = 0; i < plot->series[s].n; i++) {
            first = fmin(first, plot->series[s].rows[i].x);
            last = fmax(last, plot->series[s].rows[i].x);
        }
    sg_buf_str(out, "<thead><tr>");
    put_th("Month", "col", out);
    for (size_t s = 0; s < n; s++) put_th(plot->series[s].name, "col", out);
    sg_buf_str(out, "</tr></thead>\n<tbody>\n");
    for (double x = first; x <= last; x++) {
        sg_value month = sg_plot_value(&plot->is.x, x);
        sg_buf_str(out, "<tr><th scope=\"row\">");
        sg_html_value(&month, spare, out);
        sg_buf_str(out, "</th>");
        for (size_t s = 0; s < n; s++) put_line_cell(&plot->is, row_at(&plot->series[s], x, &at[s]), spare, out);
        sg_buf_str(out, "</tr>\n");
    }
    sg_buf_str(out, "</tbody>\n");
}

/* ---- the others: a row a row ---- */

/* Whether a part has a column: two that begin alike, as a range within a range may, share the first's. */
static bool has_column(const sg_plot *plot, size_t k)
{
    if (!plot->at[k]) return false;
    return k != SG_AT_INNER_LO || !plot->at[SG_AT_OUTER_LO] || strcmp(plot->at[k], plot->at[SG_AT_OUTER_LO]) != 0;
}

static void put_rows_head(const sg_plot_part *plot, bool groups, bool x, bool notes, sg_buf *out)
{
    sg_buf_str(out, "<thead><tr>");
    if (groups) put_th("Group", "col", out);
    put_th(plot->is.row_title, "col", out);
    if (x) put_th(plot->is.x.title, "col", out);
    for (size_t k = 0; k < SG_PLOT_ATS; k++)
        if (has_column(&plot->is, k)) put_th(plot->is.at[k], "col", out);
    if (notes) put_th("Note", "col", out);
    sg_buf_str(out, "</tr></thead>\n<tbody>\n");
}

static void put_rows(const sg_plot_part *plot, sg_buf *spare, sg_buf *out)
{
    bool groups = false, notes = false, x = plot->is.kind == SG_PLOT_POINTS;
    for (size_t s = 0; s < plot->n; s++) {
        groups |= plot->series[s].name[0] != '\0';
        for (size_t i = 0; i < plot->series[s].n; i++) notes |= plot->series[s].rows[i].note[0] != '\0';
    }
    put_rows_head(plot, groups, x, notes, out);
    for (size_t s = 0; s < plot->n; s++)
        for (size_t i = 0; i < plot->series[s].n; i++) {
            const sg_plot_row *row = &plot->series[s].rows[i];
            sg_buf_str(out, "<tr>");
            if (groups) put_th(plot->series[s].name, "row", out);
            put_th(row->label, "row", out);
            if (x) put_cell(&plot->is.x, row->x, spare, out);
            for (size_t k = 0; k < SG_PLOT_ATS; k++)
                if (has_column(&plot->is, k))
                    put_cell(sg_plot_axis_of(&plot->is, (sg_plot_at)k), row->at[k], spare, out);
            if (notes) {
                sg_buf_str(out, "<td>");
                sg_html_text(row->note, out);
                sg_buf_str(out, "</td>");
            }
            sg_buf_str(out, "</tr>\n");
        }
    sg_buf_str(out, "</tbody>\n");
}

static void put_data(const sg_plot_part *plot, sg_buf *spare, sg_buf *out)
{
    sg_buf_str(out, "<details class=\"data\"><summary>Data of this chart</summary>\n"
                    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Data: ");
    sg_html_text(plot->is.title, out);
    sg_buf_str(out, "\"><table>\n");
    if (plot->is.kind == SG_PLOT_LINES)
        put_months(plot, spare, out);
    else
        put_rows(plot, spare, out);
    sg_buf_str(out, "</table></div></details>\n");
}

void sg_html_plot(const sg_plot_part *plot, sg_buf *spare, sg_buf *out)
{
    if (!plot->n) return;
    sg_buf_str(out, plot->n > 1 && plot->is.kind == SG_PLOT_LINES ? "<figure class=\"many\">\n" : "<figure>\n");
    sg_buf_str(out, "<figcaption><p class=\"finding\">");
    sg_html_prose(plot->is.title, strlen(plot->is.title), out);
    sg_buf_str(out, "</p><p class=\"about\">");
    sg_html_prose(plot->is.about, strlen(plot->is.about), out);
    sg_buf_str(out, "</p></figcaption>\n");
    put_key(&plot->is, out);
    sg_svg_plot(plot, out);
    put_data(plot, spare, out);
    sg_buf_str(out, "</figure>\n");
}
