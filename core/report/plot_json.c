/* Charts as data. */
#include "report/parts.h"

#include <math.h>

static const char *const kinds[] = {"lines", "ranges", "points", "columns"};
static const char *const ats[SG_PLOT_ATS] = {"outer_lo", "inner_lo", "from", "mid", "inner_hi", "outer_hi", "mark"};
static const char *const units[] = {"text",  "count",     "number", "percent", "points",
                                    "money", "thousands", "month",  "day"};

static void put_member(const char *key, const char *text, sg_buf *out)
{
    sg_buf_printf(out, ", \"%s\": ", key);
    sg_json_string(text, out);
}

static void put_axis(const char *key, const sg_plot_axis *axis, sg_buf *out)
{
    sg_buf_printf(out, ", \"%s\": {\"unit\": \"%s\"", key, units[axis->unit]);
    put_member("title", axis->title, out);
    sg_buf_char(out, '}');
}

/* One member of a row; what is absent is left out. */
static void put_number(const char *key, const sg_plot_axis *axis, double number, sg_buf *out)
{
    if (isnan(number)) return;
    sg_value value = sg_plot_value(axis, number);
    sg_buf_printf(out, ", \"%s\": ", key);
    sg_json_value(&value, out);
}

static void put_row(const sg_plot *plot, const sg_plot_row *row, sg_buf *out)
{
    sg_buf_str(out, "{\"label\": ");
    sg_json_string(row->label, out);
    put_number("x", &plot->x, row->x, out);
    for (size_t i = 0; i < SG_PLOT_ATS; i++) put_number(ats[i], sg_plot_axis_of(plot, (sg_plot_at)i), row->at[i], out);
    if (row->note[0]) put_member("note", row->note, out);
    if (row->lo_text) put_member("lo_text", row->lo_text, out);
    if (row->hi_text) put_member("hi_text", row->hi_text, out);
    sg_buf_char(out, '}');
}

static void put_series(const sg_plot *plot, const sg_plot_series *series, sg_buf *out)
{
    sg_buf_str(out, "{\"name\": ");
    sg_json_string(series->name, out);
    put_member("note", series->note, out);
    sg_buf_str(out, ", \"rows\": [");
    for (size_t i = 0; i < series->n; i++) {
        sg_buf_str(out, i ? ",\n           " : "\n           ");
        put_row(plot, &series->rows[i], out);
    }
    sg_buf_str(out, "]}");
}

static void put_names(const sg_plot *plot, sg_buf *out)
{
    bool any = false;
    sg_buf_str(out, ", \"at\": {");
    for (size_t i = 0; i < SG_PLOT_ATS; i++) {
        if (!plot->at[i]) continue;
        sg_buf_printf(out, "%s\"%s\": ", any ? ", " : "", ats[i]);
        sg_json_string(plot->at[i], out);
        any = true;
    }
    sg_buf_char(out, '}');
}

static void put_lines(const sg_plot_part *plot, sg_buf *out)
{
    sg_buf_str(out, ", \"lines\": [");
    for (size_t i = 0; i < plot->n_lines; i++) {
        sg_value value = sg_plot_value(&plot->is.x, plot->lines[i].x);
        sg_buf_str(out, i ? ", {\"x\": " : "{\"x\": ");
        sg_json_value(&value, out);
        put_member("label", plot->lines[i].label, out);
        sg_buf_char(out, '}');
    }
    sg_buf_char(out, ']');
}

void sg_plot_json(const sg_plot_part *plot, sg_buf *out)
{
    sg_buf_str(out, "{\"id\": ");
    sg_json_string(plot->is.id, out);
    put_member("kind", kinds[plot->is.kind], out);
    put_member("title", plot->is.title, out);
    put_member("about", plot->is.about, out);
    put_member("row_title", plot->is.row_title, out);
    put_axis("x", &plot->is.x, out);
    if (plot->is.kind != SG_PLOT_RANGES) put_axis("y", &plot->is.y, out);
    put_names(&plot->is, out);
    put_lines(plot, out);
    sg_buf_str(out, ",\n        \"series\": [");
    for (size_t i = 0; i < plot->n; i++) {
        sg_buf_str(out, i ? ",\n          " : "\n          ");
        put_series(&plot->is, &plot->series[i], out);
    }
    sg_buf_str(out, "]}");
}
