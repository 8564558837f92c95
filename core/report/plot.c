/* Charts as parts of a document. */
#include "report/plot.h"
#include "report/parts.h"

#include <math.h>

enum { ROWS_MAX = 1 << 20 };

sg_plot_row sg_plot_row_of(const char *label)
{
    sg_plot_row row = {.label = label, .note = "", .x = (double)NAN};
    for (size_t i = 0; i < SG_PLOT_ATS; i++) row.at[i] = (double)NAN;
    return row;
}

static const char *copy_some(sg_doc *doc, const char *text)
{
    return text ? sg_doc_copy(doc, text) : NULL;
}

void sg_doc_plot(sg_doc *doc, const sg_plot *plot)
{
    sg_plot_part *part = sg_arena_alloc(&doc->arena, sizeof *part);
    sg_item *item = part ? sg_doc_item(doc, SG_ITEM_PLOT) : NULL;
    if (!item) {
        doc->failed = true;
        return;
    }
    *part = (sg_plot_part){.is = *plot};
    part->is.id = sg_doc_copy(doc, plot->id);
    part->is.title = sg_doc_copy(doc, plot->title);
    part->is.about = sg_doc_copy(doc, plot->about);
    part->is.row_title = sg_doc_copy(doc, plot->row_title);
    part->is.x.title = sg_doc_copy(doc, plot->x.title);
    part->is.y.title = sg_doc_copy(doc, plot->y.title);
    part->is.above = copy_some(doc, plot->above);
    part->is.below = copy_some(doc, plot->below);
    for (size_t i = 0; i < SG_PLOT_ATS; i++) part->is.at[i] = copy_some(doc, plot->at[i]);
    item->plot = part;
}

/* The chart begun last, if it is the last thing of the last section. */
static sg_plot_part *last_plot(sg_doc *doc)
{
    const sg_section_part *section = doc->n ? &doc->sections[doc->n - 1] : NULL;
    sg_plot_part *plot = section && section->n ? section->items[section->n - 1].plot : NULL;
    if (!plot) doc->failed = true;
    return plot;
}

void sg_doc_plot_title(sg_doc *doc, const char *title)
{
    sg_plot_part *plot = last_plot(doc);
    if (plot) plot->is.title = sg_doc_copy(doc, title);
}

void sg_doc_plot_series(sg_doc *doc, const char *name, const char *note)
{
    sg_plot_part *plot = last_plot(doc);
    if (!plot) return;
    if (SG_GROW(plot->series, plot->n, plot->cap, ROWS_MAX) != 0) {
        doc->failed = true;
        return;
    }
    plot->series[plot->n++] = (sg_plot_series){.name = sg_doc_copy(doc, name), .note = sg_doc_copy(doc, note)};
}

void sg_doc_plot_row(sg_doc *doc, const sg_plot_row *row)
{
    sg_plot_part *plot = last_plot(doc);
    if (!plot) return;
    if (!plot->n) sg_doc_plot_series(doc, "", "");
    sg_plot_series *series = plot->n ? &plot->series[plot->n - 1] : NULL;
    if (!series || SG_GROW(series->rows, series->n, series->cap, ROWS_MAX) != 0) {
        doc->failed = true;
        return;
    }
    sg_plot_row *own = &series->rows[series->n++];
    *own = *row;
    own->label = sg_doc_copy(doc, row->label);
    own->note = sg_doc_copy(doc, row->note);
    own->lo_text = copy_some(doc, row->lo_text);
    own->hi_text = copy_some(doc, row->hi_text);
    if (!isfinite(own->x)) own->x = (double)NAN;
    for (size_t i = 0; i < SG_PLOT_ATS; i++)
        if (!isfinite(own->at[i]) || !plot->is.at[i]) own->at[i] = (double)NAN;
}

void sg_doc_plot_line(sg_doc *doc, double x, const char *label)
{
    sg_plot_part *plot = last_plot(doc);
    if (!plot || !isfinite(x) || plot->n_lines == SG_PLOT_LINES_MAX) return;
    plot->lines[plot->n_lines++] = (sg_plot_line){x, sg_doc_copy(doc, label)};
}

sg_value sg_plot_value(const sg_plot_axis *axis, double value)
{
    if (isnan(value)) return sg_v_missing("none");
    return (sg_value){.unit = axis->unit, .value = value, .digits = axis->digits};
}

const sg_plot_axis *sg_plot_axis_of(const sg_plot *plot, sg_plot_at at)
{
    bool of_x = plot->kind == SG_PLOT_RANGES || (plot->kind == SG_PLOT_COLUMNS && at != SG_AT_MID);
    return of_x ? &plot->x : &plot->y;
}
