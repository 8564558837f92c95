/* A line for each row: ranges of pay, levels held and asked for, spans of time, what an assumption moves. */
#include "report/svg.h"

#include <math.h>
#include <string.h>

enum { LABEL_MAX = 250, NOTE_MAX = 190, SPACE = 12, AXIS = 38, AXIS_BARE = 20, LINE_NAME = 16, TEXT_LINE = 18 };

typedef struct ranges {
    const sg_svg *svg;
    const sg_plot_part *plot;
    double label, note;      /* widths of the columns at both sides; on narrow screens both stand above the line */
    double row, head;        /* heights */
    double top, bottom;      /* of the rows */
    double lo_room, hi_room; /* for texts at the ends of lines */
    sg_scale x;
} ranges;

static bool has_heads(const sg_plot_part *plot)
{
    return plot->n > 1 || (plot->n == 1 && plot->series[0].name[0]);
}

static void widen(double *lo, double *hi, double value)
{
    if (isnan(value)) return;
    *lo = fmin(*lo, value);
    *hi = fmax(*hi, value);
}

/* What the axis must hold: all values and lines; nought, too, where it is near. */
static void find_domain(ranges *r)
{
    double lo = INFINITY, hi = -INFINITY;
    for (size_t s = 0; s < r->plot->n; s++)
        for (size_t i = 0; i < r->plot->series[s].n; i++)
            for (size_t k = 0; k < SG_PLOT_ATS; k++) widen(&lo, &hi, r->plot->series[s].rows[i].at[k]);
    for (size_t i = 0; i < r->plot->n_lines; i++) widen(&lo, &hi, r->plot->lines[i].x);
    bool dates = r->plot->is.x.unit == SG_UNIT_DAY || r->plot->is.x.unit == SG_UNIT_MONTH;
    if (!(hi >= lo)) lo = 0, hi = 1;
    if (!dates && lo > 0 && lo < hi / 2) lo = 0;
    double pad = (hi - lo) * .03;
    if (!(pad > 0)) pad = fmax(fabs(hi) * .1, 1e-9);
    r->x.lo = lo == 0 ? 0 : lo - pad;
    r->x.hi = hi + pad;
}

static void measure(ranges *r)
{
    const double size = SG_SVG_TEXT;
    size_t rows = 0;
    for (size_t s = 0; s < r->plot->n; s++)
        for (size_t i = 0; i < r->plot->series[s].n; i++, rows++) {
            const sg_plot_row *row = &r->plot->series[s].rows[i];
            r->label = fmax(r->label, sg_text_px(row->label, size));
            r->note = fmax(r->note, sg_text_px(row->note, size));
            if (row->lo_text) r->lo_room = fmax(r->lo_room, sg_text_px(row->lo_text, size) + 6);
            if (row->hi_text) r->hi_room = fmax(r->hi_room, sg_text_px(row->hi_text, size) + 6);
        }
    r->label = fmin(r->label, LABEL_MAX);
    r->note = fmin(r->note, NOTE_MAX);
    r->row = r->svg->wide ? 28 : 40;
    r->head = has_heads(r->plot) ? 30 : 0;
    r->top = (double)r->plot->n_lines * LINE_NAME + 8;
    r->bottom = r->top + (double)rows * r->row + (double)r->plot->n * r->head;
    double left = r->svg->wide ? r->label + SPACE : 0, right = r->svg->wide && r->note > 0 ? r->note + SPACE : 0;
    r->x.from = left + fmax(r->lo_room, 6);
    r->x.to = r->svg->width - right - fmax(r->hi_room, 6);
}

static double at(const ranges *r, double value)
{
    return sg_scale_at(&r->x, value);
}

static void put_span(const ranges *r, double lo, double hi, double y, const char *classes)
{
    if (!isnan(lo) && !isnan(hi)) sg_svg_line(r->svg, at(r, lo), y, at(r, hi), y, classes);
}

static void put_ends(const ranges *r, const sg_plot_row *row, double y)
{
    const double *v = row->at;
    double lo = isnan(v[SG_AT_OUTER_LO]) ? v[SG_AT_INNER_LO] : v[SG_AT_OUTER_LO];
    double hi = isnan(v[SG_AT_OUTER_HI]) ? v[SG_AT_INNER_HI] : v[SG_AT_OUTER_HI];
    if (row->lo_text && !isnan(lo)) sg_svg_text(r->svg, at(r, lo) - 6, y + 4, 'e', "note", row->lo_text, 120);
    if (row->hi_text && !isnan(hi)) sg_svg_text(r->svg, at(r, hi) + 6, y + 4, 's', "note", row->hi_text, 120);
}

static void put_marks(const ranges *r, const sg_plot_row *row, double y)
{
    const double *v = row->at;
    static const char *const tones[] = {"<g class=\"t0\">\n", "<g class=\"t1\">\n", "<g class=\"t2\">\n"};
    sg_buf_str(r->svg->out, tones[row->tone % 3]);
    put_span(r, v[SG_AT_OUTER_LO], v[SG_AT_OUTER_HI], y, "thin");
    put_span(r, v[SG_AT_INNER_LO], v[SG_AT_INNER_HI], y, "thick");
    put_span(r, v[SG_AT_FROM], v[SG_AT_MID], y, "join");
    if (!isnan(v[SG_AT_FROM])) sg_svg_dot(r->svg, at(r, v[SG_AT_FROM]), y, 5, "hollow");
    if (!isnan(v[SG_AT_MID])) sg_svg_dot(r->svg, at(r, v[SG_AT_MID]), y, 5, "dot");
    if (!isnan(v[SG_AT_MARK])) sg_svg_line(r->svg, at(r, v[SG_AT_MARK]), y - 9, at(r, v[SG_AT_MARK]), y + 9, "mark");
    put_ends(r, row, y);
    sg_buf_str(r->svg->out, "</g>\n");
}

static void put_row(const ranges *r, const sg_plot_row *row, double top)
{
    const sg_svg *svg = r->svg;
    double y = svg->wide ? top + r->row / 2 : top + 27;
    if (svg->wide) {
        sg_svg_text(svg, r->label, y + 4, 'e', "name", row->label, r->label);
        sg_svg_text(svg, svg->width, y + 4, 'e', "note", row->note, r->note);
    } else {
        double note = fmin(sg_text_px(row->note, SG_SVG_TEXT), svg->width * .55);
        sg_svg_text(svg, 0, top + 14, 's', "name", row->label, svg->width - note - SPACE);
        sg_svg_text(svg, svg->width, top + 14, 'e', "note", row->note, note);
    }
    put_marks(r, row, y);
}

/* On narrow screens texts stand above the marks of their row: all lines across are beside the marks alone, so that they
 * strike no text through. */
static void put_pieces(const ranges *r, double top)
{
    double ticks[SG_TICKS_MAX], room = r->x.to - r->x.from;
    if (r->svg->wide) return;
    size_t n = sg_axis_ticks(&r->plot->is.x, r->x.lo, r->x.hi, sg_x_marks(room), ticks);
    for (size_t i = 0; i < n; i++)
        sg_svg_line(r->svg, at(r, ticks[i]), top + TEXT_LINE, at(r, ticks[i]), top + r->row, "gl");
    for (size_t i = 0; i < r->plot->n_lines; i++)
        sg_svg_line(r->svg, at(r, r->plot->lines[i].x), top + TEXT_LINE, at(r, r->plot->lines[i].x), top + r->row,
                    "ref");
}

/* Names of lines stand one below the other, so that they never meet. */
static void put_lines(const ranges *r)
{
    for (size_t i = 0; i < r->plot->n_lines; i++) {
        const sg_plot_line *line = &r->plot->lines[i];
        double x = at(r, line->x), y = LINE_NAME * (double)(i + 1) - 3;
        double half = sg_text_px(line->label, SG_SVG_TEXT) / 2;
        sg_svg_line(r->svg, x, y + 4, x, r->svg->wide ? r->bottom : r->top, "ref");
        sg_svg_text(r->svg, fmin(fmax(x, half), r->svg->width - half), y, 'm', "refname", line->label, r->svg->width);
    }
}

void sg_svg_ranges(sg_svg *svg, const sg_plot_part *plot)
{
    ranges r = {.svg = svg, .plot = plot};
    find_domain(&r);
    measure(&r);
    svg->height = r.bottom + (plot->is.x.title[0] ? AXIS : AXIS_BARE);
    sg_svg_open(svg, svg->wide ? "wide" : "narrow", plot->is.title, plot->is.about);
    sg_svg_x_axis(svg, &plot->is.x, &r.x, svg->wide ? r.top : r.bottom, r.bottom);
    put_lines(&r);
    double y = r.top;
    for (size_t s = 0; s < plot->n; s++) {
        if (r.head > 0) sg_svg_text(svg, 0, y + 20, 's', "head", plot->series[s].name, svg->width / 1.06);
        y += r.head;
        for (size_t i = 0; i < plot->series[s].n; i++, y += r.row)
            put_pieces(&r, y), put_row(&r, &plot->series[s].rows[i], y);
    }
    sg_svg_close(svg);
}
