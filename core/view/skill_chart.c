#include "view/skill_chart.h"

#include "base/mem.h"
#include "report/chart.h"
#include "view/plots.h"

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

static void plot(sg_doc *doc, const sg_skill_view *v, const sg_outlook *o)
{
    char title[240], now[24], then[48], month[8];
    unsigned char digits = sg_share_digits(o->now);
    const char *name = v->market->taxonomy->skills[v->skill].name.at;
    sg_v_print(sg_v_percent(o->now, digits), now, sizeof now);
    sg_v_print(sg_v_percent_in(o->at24.mean, o->at24.lo80, o->at24.hi80, digits), then, sizeof then);
    if (o->has_forecast)
        snprintf(title, sizeof title, "%s of postings name %.80s now, and are forecast to be %s by %s", now, name, then,
                 sg_month_format(v->outlooks->as_of + 24, month));
    else
        snprintf(title, sizeof title, "%s of postings name %.80s now; there is no forecast", now, name);
    sg_plot_fans(doc, &(sg_fans){.market = v->market,
                                 .demand = v->demand,
                                 .outlooks = v->outlooks,
                                 .items = {o},
                                 .n = 1,
                                 .id = "path",
                                 .title = title});
}

void sg_view_skill_chart(sg_doc *doc, const sg_skill_view *v, const sg_outlook *o)
{
    sg_doc_section(doc, "path", "Share of postings, seen and forecast");
    if (v->width)
        draw(doc, v, o);
    else
        plot(doc, v, o);
    if (o->has_forecast)
        sg_doc_note(doc, "Seen, then forecast with its 80 %% interval; months that no source covers are left empty.");
}
