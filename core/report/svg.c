/* What all charts are made of. */
#include "report/svg.h"

#include "base/month.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

double sg_scale_at(const sg_scale *s, double value)
{
    return s->from + (value - s->lo) / (s->hi - s->lo) * (s->to - s->from);
}

/* Helvetica's widths of U+0020 … U+007E, thousandths of the size. */
static const unsigned short widths[] = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584,
};

static double char_px(const char *at, size_t bytes)
{
    unsigned char c = (unsigned char)*at;
    if (c >= 0x20 && c < 0x7F) return widths[c - 0x20] / 1000.0;
    size_t columns = sg_utf8_width(at, bytes);
    return columns > 1 ? 1.1 : columns ? .7 : 0;
}

double sg_text_px(const char *text, double size)
{
    double sum = 0;
    for (; *text; text += sg_char_bytes(text)) sum += char_px(text, sg_char_bytes(text));
    return sum * size * 1.07;
}

void sg_svg_px(const sg_svg *svg, double value)
{
    double rounded = round(value * 10) / 10;
    sg_buf_printf(svg->out, "%.*f", rounded == round(rounded) ? 0 : 1, rounded == 0 ? 0.0 : rounded);
}

static void put_attribute(const sg_svg *svg, const char *name, double value)
{
    sg_buf_printf(svg->out, " %s=\"", name);
    sg_svg_px(svg, value);
    sg_buf_char(svg->out, '"');
}

void sg_svg_open(const sg_svg *svg, const char *classes, const char *title, const char *about)
{
    sg_buf_printf(svg->out, "<svg class=\"%s\" viewBox=\"0 0 %.0f %.0f\"", classes, svg->width, svg->height);
    put_attribute(svg, "width", svg->width);
    put_attribute(svg, "height", svg->height);
    sg_buf_printf(svg->out, " role=\"img\" aria-labelledby=\"%s-t %s-d\"><title id=\"%s-t\">", svg->id, svg->id,
                  svg->id);
    sg_html_text(title, svg->out);
    sg_buf_printf(svg->out, "</title><desc id=\"%s-d\">", svg->id);
    sg_html_text(about, svg->out);
    sg_buf_str(svg->out, "</desc>\n");
}

void sg_svg_close(const sg_svg *svg)
{
    sg_buf_str(svg->out, "</svg>\n");
}

/* As much of the text as fits, ended by an ellipsis when it is cut; out has its bytes and four more. */
static const char *fit(const char *text, double most, char *out, size_t size)
{
    double used = 0, dots = sg_text_px("…", SG_SVG_TEXT);
    size_t at = 0, kept = 0;
    snprintf(out, size, "%s", text);
    if (sg_text_px(text, SG_SVG_TEXT) <= most) return out;
    for (size_t bytes; out[at]; at += bytes) {
        bytes = sg_char_bytes(out + at);
        used += char_px(out + at, bytes) * SG_SVG_TEXT * 1.07;
        if (used + dots > most) break;
        kept = at + bytes;
    }
    if (kept + sizeof "…" > size) return out;
    while (kept && out[kept - 1] == ' ') kept--;
    memcpy(out + kept, "…", sizeof "…");
    return out;
}

void sg_svg_text(const sg_svg *svg, double x, double y, char anchor, const char *classes, const char *text, double most)
{
    char shown[512], whole[512];
    if (!text[0]) return;
    snprintf(whole, sizeof whole - 8, "%s", text);
    while (whole[0] && !sg_utf8_valid(whole, strlen(whole))) whole[strlen(whole) - 1] = '\0';
    sg_buf_str(svg->out, "<text");
    put_attribute(svg, "x", x);
    put_attribute(svg, "y", y);
    if (anchor != 's') sg_buf_printf(svg->out, " text-anchor=\"%s\"", anchor == 'm' ? "middle" : "end");
    if (classes[0]) sg_buf_printf(svg->out, " class=\"%s\"", classes);
    sg_buf_char(svg->out, '>');
    sg_html_text(fit(whole, most, shown, sizeof shown), svg->out);
    sg_buf_str(svg->out, "</text>\n");
}

void sg_svg_line(const sg_svg *svg, double x1, double y1, double x2, double y2, const char *classes)
{
    sg_buf_printf(svg->out, "<line class=\"%s\"", classes);
    put_attribute(svg, "x1", x1);
    put_attribute(svg, "y1", y1);
    put_attribute(svg, "x2", x2);
    put_attribute(svg, "y2", y2);
    sg_buf_str(svg->out, "/>\n");
}

void sg_svg_rect(const sg_svg *svg, double x, double y, double width, double height, const char *classes)
{
    sg_buf_printf(svg->out, "<rect class=\"%s\"", classes);
    put_attribute(svg, "x", x);
    put_attribute(svg, "y", y);
    put_attribute(svg, "width", fmax(width, 0));
    put_attribute(svg, "height", fmax(height, 0));
    sg_buf_str(svg->out, "/>\n");
}

void sg_svg_dot(const sg_svg *svg, double x, double y, double radius, const char *classes)
{
    sg_buf_printf(svg->out, "<circle class=\"%s\"", classes);
    put_attribute(svg, "cx", x);
    put_attribute(svg, "cy", y);
    put_attribute(svg, "r", radius);
    sg_buf_str(svg->out, "/>\n");
}

/* What labels multiply values by. */
static double label_factor(const sg_plot_axis *axis)
{
    return axis->unit == SG_UNIT_PERCENT ? 100 : axis->unit == SG_UNIT_THOUSANDS ? 1e-3 : 1;
}

size_t sg_axis_ticks(const sg_plot_axis *axis, double lo, double hi, size_t most, double out[static SG_TICKS_MAX])
{
    if (axis->unit == SG_UNIT_MONTH || axis->unit == SG_UNIT_DAY)
        return sg_month_ticks(lo, hi, axis->unit == SG_UNIT_DAY, most, out);
    double factor = label_factor(axis);
    size_t n = sg_ticks(lo * factor, hi * factor, most, out);
    for (size_t i = 0; i < n; i++) out[i] /= factor;
    return n;
}

sg_scale sg_axis_from_zero(const sg_plot_axis *axis, double most, size_t lines, double bottom, double top,
                           double ticks[static SG_TICKS_MAX], size_t *n)
{
    double factor = label_factor(axis), step, end = sg_top(most > 0 ? most * factor : factor, lines, &step);
    *n = 0;
    for (size_t i = 0; i <= lines && (double)i * step <= end * (1 + 1e-9); i++)
        ticks[(*n)++] = (double)i * step / factor;
    return (sg_scale){0, end / factor, bottom, top};
}

size_t sg_x_marks(double room)
{
    return (size_t)fmin(fmax(room / 52, 2), 9);
}

void sg_svg_x_axis(const sg_svg *svg, const sg_plot_axis *axis, const sg_scale *scale, double top, double y)
{
    double ticks[SG_TICKS_MAX], room = scale->to - scale->from;
    char label[32];
    size_t n = sg_axis_ticks(axis, scale->lo, scale->hi, sg_x_marks(room), ticks);
    for (size_t i = 0; i < n; i++) {
        double x = sg_scale_at(scale, ticks[i]);
        sg_svg_line(svg, x, top, x, y, "gl");
        sg_axis_label(axis, ticks[i], n > 1 ? ticks[1] - ticks[0] : 0, label);
        double half = sg_text_px(label, SG_SVG_TEXT) / 2;
        x = fmin(fmax(x, half), svg->width - half);
        sg_svg_text(svg, x, y + 15, 'm', "ax", label, 80);
    }
    sg_svg_text(svg, scale->to, y + 32, 'e', "ax", axis->title, svg->width - 4);
}

static const char *number_label(double value, double step, const char *after, char out[static 32])
{
    int digits = step >= 1 || step == 0 ? 0 : (int)ceil(-log10(step) - 1e-9);
    if (step * pow(10, digits) - floor(step * pow(10, digits) + 1e-9) > 1e-6) digits++;
    snprintf(out, 32, "%.*f%s", digits > 6 ? 6 : digits, value == 0 ? 0.0 : value, after);
    if (out[0] == '-' && strspn(out + 1, "0.") == strlen(out + 1) - strlen(after)) memmove(out, out + 1, strlen(out));
    return out;
}

const char *sg_axis_label(const sg_plot_axis *axis, double value, double step, char out[static 32])
{
    char date[8];
    switch (axis->unit) {
    case SG_UNIT_PERCENT: return number_label(value * 100, step * 100, "%", out);
    case SG_UNIT_THOUSANDS: return number_label(value / 1000, step / 1000, "", out);
    case SG_UNIT_MONTH:
    case SG_UNIT_DAY: {
        sg_month month = axis->unit == SG_UNIT_DAY ? sg_month_of_day((sg_day)value) : (sg_month)value;
        bool years = axis->unit == SG_UNIT_DAY ? step > 360 : step >= 12;
        snprintf(out, 32, "%.*s", years ? 4 : 7, sg_month_format(month, date));
        return out;
    }
    default: return number_label(value, step, "", out);
    }
}
