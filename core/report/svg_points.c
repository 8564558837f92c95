/* Points over two axes, named where there is room. */
#include "report/svg.h"

#include <math.h>

enum { BOXES_MAX = 256, GAP = 4, HIGH = 14 };

typedef struct box {
    double x1, y1, x2, y2;
} box;

typedef struct points {
    const sg_svg *svg;
    const sg_plot_part *plot;
    sg_scale x, y;
    box boxes[BOXES_MAX]; /* what a name must not meet */
    size_t n;
} points;

static bool meets(const points *p, const box *b)
{
    if (b->x1 < p->x.from || b->x2 > p->x.to || b->y1 < p->y.to || b->y2 > p->y.from) return true;
    for (size_t i = 0; i < p->n; i++) {
        const box *o = &p->boxes[i];
        if (b->x1 < o->x2 && b->x2 > o->x1 && b->y1 < o->y2 && b->y2 > o->y1) return true;
    }
    return false;
}

static void keep(points *p, box b)
{
    if (p->n < BOXES_MAX) p->boxes[p->n++] = b;
}

/* Right of the point, left, above, below: the first place that is free; else no name, it is in the table. */
static void put_name(points *p, const sg_plot_row *row, double x, double y)
{
    double width = sg_text_px(row->label, SG_SVG_TEXT) + 2;
    const struct {
        double x, y;
        char anchor;
    } places[] = {{x + 7, y + 4, 's'}, {x - 7, y + 4, 'e'}, {x, y - 8, 'm'}, {x, y + 17, 'm'}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        double left = places[i].anchor == 's'   ? places[i].x
                      : places[i].anchor == 'e' ? places[i].x - width
                                                : places[i].x - width / 2;
        box b = {left - 1, places[i].y - HIGH + 2, left + width + 1, places[i].y + GAP};
        if (meets(p, &b)) continue;
        sg_svg_text(p->svg, places[i].x, places[i].y, places[i].anchor, "pointname", row->label, width + 2);
        keep(p, b);
        return;
    }
}

static void widen(sg_scale *scale, double value)
{
    if (isnan(value)) return;
    scale->lo = fmin(scale->lo, value);
    scale->hi = fmax(scale->hi, value);
}

static void pad(sg_scale *scale)
{
    double by = scale->hi > scale->lo ? (scale->hi - scale->lo) * .06 : 1;
    if (!(scale->hi >= scale->lo)) *scale = (sg_scale){0, 1, scale->from, scale->to};
    scale->lo -= by;
    scale->hi += by;
}

static void set_scales(points *p)
{
    p->x = (sg_scale){INFINITY, -INFINITY, 44, p->svg->width - 8};
    p->y = (sg_scale){INFINITY, -INFINITY, p->svg->height - 40, 26};
    for (size_t s = 0; s < p->plot->n; s++)
        for (size_t i = 0; i < p->plot->series[s].n; i++) {
            widen(&p->x, p->plot->series[s].rows[i].x);
            widen(&p->y, p->plot->series[s].rows[i].at[SG_AT_MID]);
        }
    pad(&p->x);
    pad(&p->y);
}

static void put_y_axis(const points *p)
{
    double ticks[SG_TICKS_MAX];
    char label[32];
    size_t n = sg_axis_ticks(&p->plot->is.y, p->y.lo, p->y.hi, 7, ticks);
    for (size_t i = 0; i < n; i++) {
        double y = sg_scale_at(&p->y, ticks[i]);
        sg_svg_line(p->svg, p->x.from, y, p->x.to, y, "gl");
        sg_axis_label(&p->plot->is.y, ticks[i], n > 1 ? ticks[1] - ticks[0] : 0, label);
        sg_svg_text(p->svg, p->x.from - 6, y + 4, 'e', "ax", label, 60);
    }
    sg_svg_text(p->svg, 0, 14, 's', "ax", p->plot->is.y.title, p->svg->width);
}

/* Where y equals x: what lies above it and below it is told in its corner. */
static void put_diagonal(points *p)
{
    const sg_plot *is = &p->plot->is;
    double lo = fmax(p->x.lo, p->y.lo), hi = fmin(p->x.hi, p->y.hi);
    if (!is->diagonal) return;
    if (hi > lo)
        sg_svg_line(p->svg, sg_scale_at(&p->x, lo), sg_scale_at(&p->y, lo), sg_scale_at(&p->x, hi),
                    sg_scale_at(&p->y, hi), "ref");
    if (is->above) {
        sg_svg_text(p->svg, p->x.from + 6, p->y.to + 16, 's', "corner", is->above, p->svg->width * .7);
        keep(p, (box){p->x.from, p->y.to, p->x.from + 10 + sg_text_px(is->above, SG_SVG_TEXT), p->y.to + 22});
    }
    if (is->below) {
        double width = sg_text_px(is->below, SG_SVG_TEXT);
        sg_svg_text(p->svg, p->x.to - 6, p->y.from - 8, 'e', "corner", is->below, p->svg->width * .7);
        keep(p, (box){p->x.to - width - 10, p->y.from - 24, p->x.to, p->y.from});
    }
}

static void each_point(points *p, bool names)
{
    for (size_t s = 0; s < p->plot->n; s++)
        for (size_t i = 0; i < p->plot->series[s].n; i++) {
            const sg_plot_row *row = &p->plot->series[s].rows[i];
            double x = sg_scale_at(&p->x, row->x), y = sg_scale_at(&p->y, row->at[SG_AT_MID]);
            if (isnan(x) || isnan(y)) continue;
            if (names) {
                if (row->tone != 2) put_name(p, row, x, y);
                continue;
            }
            static const char *const tones[] = {"point t0", "point t1", "point t2"};
            sg_svg_dot(p->svg, x, y, 4, tones[row->tone % 3]);
            keep(p, (box){x - 5, y - 5, x + 5, y + 5});
        }
}

void sg_svg_points(sg_svg *svg, const sg_plot_part *plot)
{
    points p = {.svg = svg, .plot = plot};
    svg->height = svg->wide ? 460 : 400;
    set_scales(&p);
    sg_svg_open(svg, svg->wide ? "wide" : "narrow", plot->is.title, plot->is.about);
    sg_svg_x_axis(svg, &plot->is.x, &p.x, p.y.to, p.y.from);
    put_y_axis(&p);
    put_diagonal(&p);
    each_point(&p, false);
    each_point(&p, true);

    sg_svg_close(svg);
}
