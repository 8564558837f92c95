/* A panel of lines over months: what was, gaps as gaps, what is forecast as a fan (Britton, Fisher & Whitley 1998). */
#include "report/svg.h"

#include <math.h>
#include <stdio.h>

enum { GAP_MIN = 4 /* months without data that are marked as a gap */ };

typedef struct panel {
    const sg_svg *svg;
    const sg_plot_part *plot;
    const sg_plot_series *series;
    double top, bottom;
    sg_scale x, y;
    double ticks[SG_TICKS_MAX]; /* of y */
    size_t n_ticks;
} panel;

static bool is_forecast(const sg_plot_row *row)
{
    return !isnan(row->at[SG_AT_INNER_LO]);
}

static void set_scales(panel *p, double left)
{
    double lo = INFINITY, hi = -INFINITY, most = 0;
    for (size_t s = 0; s < p->plot->n; s++)
        for (size_t i = 0; i < p->plot->series[s].n; i++) {
            lo = fmin(lo, p->plot->series[s].rows[i].x);
            hi = fmax(hi, p->plot->series[s].rows[i].x);
        }
    for (size_t i = 0; i < p->series->n; i++)
        for (size_t k = 0; k < SG_PLOT_ATS; k++)
            if (!isnan(p->series->rows[i].at[k])) most = fmax(most, p->series->rows[i].at[k]);
    p->x = (sg_scale){lo, hi > lo ? hi : lo + 1, left, p->svg->width - 6};
    size_t lines = p->bottom - p->top > 160 ? 5 : 3;
    p->y = sg_axis_from_zero(&p->plot->is.y, most, lines, p->bottom, p->top, p->ticks, &p->n_ticks);
}

static double px(const panel *p, double x)
{
    return sg_scale_at(&p->x, x);
}

static double py(const panel *p, double y)
{
    return sg_scale_at(&p->y, y);
}

static void put_point(const panel *p, char command, double x, double y)
{
    sg_buf_char(p->svg->out, command);
    sg_svg_px(p->svg, px(p, x));
    sg_buf_char(p->svg->out, ' ');
    sg_svg_px(p->svg, py(p, y));
}

/* The band between two parts over the rows of the forecast. */
static void put_band(const panel *p, sg_plot_at lo, sg_plot_at hi, const char *classes)
{
    const sg_plot_row *rows = p->series->rows;
    size_t first = p->series->n, last = 0;
    for (size_t i = 0; i < p->series->n; i++) {
        if (isnan(rows[i].at[lo]) || isnan(rows[i].at[hi])) continue;
        if (first == p->series->n) first = i;
        last = i;
    }
    if (last <= first) return;
    sg_buf_printf(p->svg->out, "<path class=\"%s\" d=\"", classes);
    for (size_t i = first; i <= last; i++) put_point(p, i == first ? 'M' : 'L', rows[i].x, rows[i].at[hi]);
    for (size_t i = last + 1; i-- > first;) put_point(p, 'L', rows[i].x, rows[i].at[lo]);
    sg_buf_str(p->svg->out, "Z\"/>\n");
}

/* The line through mid, of history or forecast: broken where months are missing, a dot where one stands alone. */
static void put_line(const panel *p, bool forecast, const char *classes)
{
    const sg_plot_row *rows = p->series->rows;
    const sg_plot_row *before = NULL;
    size_t run = 0;
    sg_buf_printf(p->svg->out, "<path class=\"%s\" d=\"", classes);
    for (size_t i = 0; i < p->series->n; i++) {
        if (isnan(rows[i].at[SG_AT_MID]) || is_forecast(&rows[i]) != forecast) continue;
        bool joined = before && rows[i].x - before->x < GAP_MIN;
        if (before && !joined && run == 1) put_point(p, 'L', before->x, before->at[SG_AT_MID]);
        put_point(p, joined ? 'L' : 'M', rows[i].x, rows[i].at[SG_AT_MID]);
        run = joined ? run + 1 : 1;
        before = &rows[i];
    }
    if (before && run == 1) put_point(p, 'L', before->x, before->at[SG_AT_MID]);
    sg_buf_str(p->svg->out, "\"/>\n");
}

/* Stretches that no source covers. */
static void put_gaps(const panel *p)
{
    const sg_plot_row *before = NULL;
    for (size_t i = 0; i < p->series->n; i++) {
        const sg_plot_row *row = &p->series->rows[i];
        if (isnan(row->at[SG_AT_MID])) continue;
        if (before && row->x - before->x >= GAP_MIN && !is_forecast(row)) {
            double from = px(p, before->x), to = px(p, row->x);
            sg_svg_rect(p->svg, from, p->top, to - from, p->bottom - p->top, "gap");
            if (to - from > 16)
                sg_buf_printf(p->svg->out,
                              "<text class=\"ax gapname\" text-anchor=\"middle\" transform=\"translate(%.1f %.1f) "
                              "rotate(-90)\">no data</text>\n",
                              (from + to) / 2 + 4, p->top + 28);
        }
        before = row;
    }
}

static void put_y_axis(const panel *p, double left)
{
    char label[32];
    for (size_t i = 0; i < p->n_ticks; i++) {
        double y = py(p, p->ticks[i]);
        sg_svg_line(p->svg, left, y, p->svg->width - 6, y, i ? "gl" : "base");
        sg_axis_label(&p->plot->is.y, p->ticks[i], p->ticks[1], label);
        sg_svg_text(p->svg, left - 6, y + 4, 'e', "ax", label, 60);
    }
}

static void put_x_labels(const panel *p)
{
    double ticks[SG_TICKS_MAX];
    char label[32];
    size_t n = sg_month_ticks(p->x.lo, p->x.hi, false, (size_t)((p->x.to - p->x.from) / 52), ticks);
    for (size_t i = 0; i < n; i++) {
        double x = px(p, ticks[i]), step = n > 1 ? ticks[1] - ticks[0] : 12;
        sg_svg_line(p->svg, x, p->bottom, x, p->bottom + 4, "tick");
        sg_axis_label(&p->plot->is.x, ticks[i], step, label);
        double half = sg_text_px(label, SG_SVG_TEXT) / 2;
        sg_svg_text(p->svg, fmin(x, p->svg->width - half), p->bottom + 17, 'm', "ax", label, 80);
    }
}

static void put_lines(const panel *p)
{
    for (size_t i = 0; i < p->plot->n_lines; i++) {
        double x = px(p, p->plot->lines[i].x);
        if (!(p->plot->lines[i].x >= p->x.lo && p->plot->lines[i].x <= p->x.hi)) continue;
        sg_svg_line(p->svg, x, p->top - 4, x, p->bottom, "ref");
        sg_svg_text(p->svg, x, p->top - 8, 'm', "refname", p->plot->lines[i].label, 80);
    }
}

void sg_svg_panel(const sg_svg *svg, const sg_plot_part *plot, const sg_plot_series *series)
{
    bool named = plot->n > 1; /* a panel that stands alone has the figure's title */
    panel p = {.svg = svg, .plot = plot, .series = series, .top = named ? 58 : 24, .bottom = svg->height - 22};
    const double left = 40;
    set_scales(&p, left);
    if (named) {
        sg_svg_text(svg, 0, 14, 's', "panelname", series->name, svg->width / 1.06);
        sg_svg_text(svg, 0, 31, 's', "note", series->note, svg->width);
    }
    put_y_axis(&p, left);
    put_x_labels(&p);
    put_gaps(&p);
    put_band(&p, SG_AT_OUTER_LO, SG_AT_OUTER_HI, "outer");
    put_band(&p, SG_AT_INNER_LO, SG_AT_INNER_HI, "inner");
    put_lines(&p);
    put_line(&p, false, "line");
    put_line(&p, true, "line ahead");
}

static void put_panel(sg_svg *svg, const sg_plot_part *plot, size_t i, const char *classes)
{
    char id[160], title[400];
    snprintf(id, sizeof id, "%.120s-%zu%s", plot->is.id, i, svg->wide ? "w" : "");
    snprintf(title, sizeof title, "%.190s: %.190s", plot->series[i].name, plot->series[i].note);
    svg->id = id;
    sg_svg_open(svg, classes, plot->n > 1 ? title : plot->is.title, plot->is.about);
    sg_svg_panel(svg, plot, &plot->series[i]);
    sg_svg_close(svg);
}

static void put_both(const sg_plot_part *plot, void (*draw)(sg_svg *, const sg_plot_part *), sg_buf *out)
{
    char id[160];
    for (int wide = 1; wide >= 0; wide--) {
        sg_svg svg = {.out = out, .width = wide ? SG_SVG_WIDE : SG_SVG_NARROW, .wide = wide, .id = id};
        snprintf(id, sizeof id, "%.140s-%s", plot->is.id, wide ? "wide" : "narrow");
        draw(&svg, plot);
    }
}

void sg_svg_plot(const sg_plot_part *plot, sg_buf *out)
{
    sg_svg svg = {.out = out, .width = SG_SVG_PANEL, .height = 190};
    switch (plot->is.kind) {
    case SG_PLOT_RANGES: put_both(plot, sg_svg_ranges, out); return;
    case SG_PLOT_POINTS: put_both(plot, sg_svg_points, out); return;
    case SG_PLOT_COLUMNS: put_both(plot, sg_svg_columns, out); return;
    case SG_PLOT_LINES: break;
    }
    if (plot->n == 1) {
        svg = (sg_svg){.out = out, .width = SG_SVG_WIDE, .height = 320, .wide = true};
        put_panel(&svg, plot, 0, "wide");
        svg = (sg_svg){.out = out, .width = SG_SVG_NARROW, .height = 260};
        put_panel(&svg, plot, 0, "narrow");
        return;
    }
    sg_buf_str(out, "<div class=\"panels\">\n");
    for (size_t i = 0; i < plot->n; i++) put_panel(&svg, plot, i, "panel");
    sg_buf_str(out, "</div>\n");
}
