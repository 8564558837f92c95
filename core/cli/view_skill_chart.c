#include "cli/view_skill_chart.h"

#include "base/mem.h"
#include "cli/view_outlook.h"
#include "report/chart.h"

#include <math.h>
#include <stdio.h>

enum { WIDEST = 78, SHORTEST_LABEL = 6, TEXT_MAX = 1 << 16 };

/* Months of the chart: from the first with data of the group to the forecast's last. */
static size_t months_of(const sg_skill_view *v, const sg_outlook *o)
{
    return v->demand->n + (o->has_forecast ? v->outlooks->step24 : 0);
}

/* Months a column: as few as fit. */
static size_t months_a_column(size_t months, size_t columns)
{
    static const size_t steps[] = {1, 2, 3, 4, 6, 12, 24, 60, 120};
    size_t i = 0;
    while (i + 1 < sizeof steps / sizeof *steps && (months + steps[i] - 1) / steps[i] > columns) i++;
    return steps[i];
}

/* The share over a run of months, or of the last of them that is forecast. */
static sg_chart_column column_of(const sg_skill_view *v, const sg_outlook *o, size_t first, size_t n)
{
    sg_chart_column c = {NAN, NAN, NAN, NULL};
    double count = 0, total = 0;
    size_t months = months_of(v, o), last = first + n < months ? first + n : months;
    for (size_t i = first; i < last && i < v->demand->n; i++) {
        const sg_demand_month *cell = &v->demand->cells[v->skill * v->demand->n + i];
        count += cell->total > 0 ? cell->count : 0;
        total += cell->total;
    }
    if (total > 0)
        c.value = count / total;
    else if (last > v->demand->n) {
        const sg_forecast_point *p = &o->path[last - 1 - v->demand->n];
        c = (sg_chart_column){p->mean, p->lo80, p->hi80, NULL};
    }
    return c;
}

static void draw(sg_doc *doc, const sg_skill_view *v, const sg_outlook *o)
{
    unsigned width = v->width > WIDEST ? WIDEST : v->width;
    size_t months = months_of(v, o), each = months_a_column(months, width - SG_CHART_MARGIN - SHORTEST_LABEL);
    size_t n = (months + each - 1) / each;
    sg_chart_column *columns = sg_zalloc(n, sizeof *columns);
    char(*years)[16] = sg_zalloc(n, sizeof *years);
    sg_buf text;
    sg_buf_init(&text, TEXT_MAX);
    for (size_t i = 0; columns && years && i < n; i++) {
        sg_month first = v->demand->month0 + (sg_month)(i * each), year = first / 12;
        columns[i] = column_of(v, o, i * each, each);
        if (i && (first - (sg_month)each) / 12 == year) continue;
        snprintf(years[i], sizeof years[i], "%d", 1970 + (int)year);
        columns[i].label = years[i];
    }
    if (columns && years) sg_chart_draw(columns, n, v->unicode, &text);
    if (text.at && !text.failed) sg_doc_lines(doc, text.at);
    sg_buf_release(&text);
    sg_free(columns);
    sg_free(years);
}

static void list(sg_doc *doc, const sg_skill_view *v, const sg_outlook *o)
{
    static const sg_doc_column columns[] = {
        {"month", "month", NULL, false, 0},
        {"share", "share", "share of postings; forecast after the data's end, in brackets the 80 % interval", true, 0},
    };
    sg_doc_table(doc, "path", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < months_of(v, o); i++) {
        sg_chart_column c = column_of(v, o, i, 1);
        unsigned char digits = sg_share_digits(c.value);
        sg_value row[] = {sg_v_month(v->demand->month0 + (sg_month)i),
                          isnan(c.value) ? sg_v_missing("no source")
                          : isnan(c.lo)  ? sg_v_percent(c.value, digits)
                                         : sg_v_percent_in(c.value, c.lo, c.hi, digits)};
        sg_doc_row(doc, row);
    }
}

void sg_view_skill_chart(sg_doc *doc, const sg_skill_view *v, const sg_outlook *o)
{
    sg_doc_section(doc, "path", "Share of postings, seen and forecast");
    if (v->width)
        draw(doc, v, o);
    else
        list(doc, v, o);
    if (o->has_forecast)
        sg_doc_note(doc, "Seen, then forecast with its 80 %% interval; months that no source covers are left empty.");
}
