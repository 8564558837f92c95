/* How often values fall into bins. */
#include "report/svg.h"

#include <math.h>

typedef struct columns {
    const sg_svg *svg;
    const sg_plot_part *plot;
    sg_scale x, y;
    double ticks[SG_TICKS_MAX]; /* of y */
    size_t n_ticks;
} columns;

static void set_scales(columns *c, double top, double bottom)
{
    double lo = INFINITY, hi = -INFINITY, most = 0;
    for (size_t s = 0; s < c->plot->n; s++)
        for (size_t i = 0; i < c->plot->series[s].n; i++) {
            const double *v = c->plot->series[s].rows[i].at;
            lo = fmin(lo, v[SG_AT_OUTER_LO]);
            hi = fmax(hi, v[SG_AT_OUTER_HI]);
            most = fmax(most, v[SG_AT_MID]);
        }
    for (size_t i = 0; i < c->plot->n_lines; i++) {
        lo = fmin(lo, c->plot->lines[i].x);
        hi = fmax(hi, c->plot->lines[i].x);
    }
    if (!(hi > lo)) lo = 0, hi = 1;
    c->x = (sg_scale){lo, hi, 44, c->svg->width - 8};
    c->y = sg_axis_from_zero(&c->plot->is.y, most, 4, bottom, top, c->ticks, &c->n_ticks);
}

static void put_y_axis(const columns *c)
{
    char label[32];
    for (size_t i = 0; i < c->n_ticks; i++) {
        double y = sg_scale_at(&c->y, c->ticks[i]);
        sg_svg_line(c->svg, c->x.from, y, c->x.to, y, i ? "gl" : "base");
        sg_axis_label(&c->plot->is.y, c->ticks[i], c->ticks[1], label);
        sg_svg_text(c->svg, c->x.from - 6, y + 4, 'e', "ax", label, 60);
    }
    sg_svg_text(c->svg, 0, 14, 's', "ax", c->plot->is.y.title, c->svg->width * .6);
}

static void put_bins(const columns *c, const sg_plot_series *series)
{
    static const char *const tones[] = {"bin t0", "bin t1", "bin t2"};
    for (size_t i = 0; i < series->n; i++) {
        const sg_plot_row *row = &series->rows[i];
        if (!(row->at[SG_AT_MID] > 0)) continue;
        double from = sg_scale_at(&c->x, row->at[SG_AT_OUTER_LO]), to = sg_scale_at(&c->x, row->at[SG_AT_OUTER_HI]);
        double y = sg_scale_at(&c->y, row->at[SG_AT_MID]);
        sg_svg_rect(c->svg, from + .5, y, to - from - 1, c->y.from - y, tones[row->tone % 3]);
    }
}

void sg_svg_columns(sg_svg *svg, const sg_plot_part *plot)
{
    columns c = {.svg = svg, .plot = plot};
    const double name = 16;
    svg->height = (svg->wide ? 240 : 220) + name * (double)plot->n_lines;
    set_scales(&c, 28 + name * (double)plot->n_lines, svg->height - 40);
    sg_svg_open(svg, svg->wide ? "wide" : "narrow", plot->is.title, plot->is.about);
    put_y_axis(&c);
    sg_svg_x_axis(svg, &plot->is.x, &c.x, c.y.to, c.y.from);
    for (size_t s = 0; s < plot->n; s++) put_bins(&c, &plot->series[s]);
    for (size_t i = 0; i < plot->n_lines; i++) {
        double x = sg_scale_at(&c.x, plot->lines[i].x), y = 28 + name * (double)i;
        double half = sg_text_px(plot->lines[i].label, SG_SVG_TEXT) / 2;
        sg_svg_line(svg, x, y + 4, x, c.y.from, "ref");
        sg_svg_text(svg, fmin(fmax(x, half), svg->width - half), y, 'm', "refname", plot->lines[i].label, svg->width);
    }
    sg_svg_close(svg);
}
