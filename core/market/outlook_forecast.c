/* The forecasts of an outlook. */
#include "market/outlook_judge.h"
#include "market/outlook_work.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { WINDOW = 6 /* as the share now is counted */ };

/* Room for the series of all items; those that can be forecast come first. */
typedef struct series_set {
    sg_series *series;
    size_t *item; /* of each series */
    size_t n;
    double *value, *total, *mentions, *extra;
    unsigned char *present;
    sg_forecast_point *points;
    sg_forecast_basis *basis;
} series_set;

static void release_series(series_set *s)
{
    sg_free(s->series);
    sg_free(s->item);
    sg_free(s->value);
    sg_free(s->total);
    sg_free(s->mentions);
    sg_free(s->extra);
    sg_free(s->present);
    sg_free(s->points);
    sg_free(s->basis);
}

static sg_status alloc_series(const sg_outlook_work *b, series_set *s, sg_error *err)
{
    size_t n = b->out.n + 1, cells = n * b->demand->n;
    s->series = sg_zalloc(n, sizeof *s->series);
    s->item = sg_zalloc(n, sizeof *s->item);
    s->value = sg_zalloc(cells, sizeof *s->value);
    s->total = sg_zalloc(cells, sizeof *s->total);
    s->mentions = sg_zalloc(cells, sizeof *s->mentions);
    s->extra = sg_zalloc(cells, sizeof *s->extra);
    s->present = sg_zalloc(cells, 1);
    s->points = sg_zalloc(n * b->out.step24, sizeof *s->points);
    s->basis = sg_zalloc(n, sizeof *s->basis);
    if (s->series && s->item && s->value && s->total && s->mentions && s->extra && s->present && s->points && s->basis)
        return SG_OK;
    return sg_fail(err, SG_EFAIL, "no memory for the series of %zu skills", b->out.n);
}

/* The series of every item that has enough history; the others learn why not. */
static void fill_series(sg_outlook_work *b, series_set *s)
{
    const sg_demand *d = b->demand;
    for (size_t i = 0; i < b->out.n; i++) {
        sg_outlook *o = &b->out.items[i];
        size_t at = s->n * d->n;
        for (size_t t = 0; t < d->n; t++) {
            const sg_demand_month *c = sg_outlook_cell(b, o->skill, t);
            s->value[at + t] = fmin(c->count, c->total);
            s->total[at + t] = c->total;
            s->mentions[at + t] = c->mentions;
            s->extra[at + t] = c->extra_var;
            s->present[at + t] = c->total > 0;
        }
        sg_series *series = &s->series[s->n];
        *series = (sg_series){.name = b->market->taxonomy->skill_ids.names[o->skill].at,
                              .month0 = d->month0,
                              .n = d->n,
                              .value = s->value + at,
                              .total = s->total + at,
                              .extra_var = s->extra + at,
                              .present = s->present + at};
        sg_error why = {""};
        if (sg_forecast_enough(series, d->end, &why) == SG_OK) {
            s->item[s->n++] = i;
        } else {
            const char *reason = strstr(why.text, ": ");
            snprintf(o->why_not, sizeof o->why_not, "%.159s", reason ? reason + 2 : why.text);
        }
    }
}

static void take_forecasts(sg_outlook_work *b, const series_set *s)
{
    for (size_t k = 0; k < s->n; k++) {
        sg_outlook *o = &b->out.items[s->item[k]];
        const sg_forecast_point *points = s->points + k * b->out.step24;
        o->has_forecast = true;
        o->basis = s->basis[k];
        o->at18 = points[b->out.step18 - 1];
        o->at24 = points[b->out.step24 - 1];
        sg_outlook_judge(o, b->out.step24);
    }
    b->out.n_forecast = s->n;
}

/* The same skills as shares of all skill mentions, where those are known: what all skills do together cancels out. */
static sg_status compare_mentions(sg_outlook_work *b, series_set *s, sg_error *err)
{
    size_t months = b->demand->n, n = 0;
    for (size_t k = 0; k < s->n; k++) {
        sg_series series = s->series[k];
        size_t at = (size_t)(series.value - s->value);
        sg_error unused;
        series.total = s->mentions + at;
        for (size_t t = 0; t < months; t++)
            s->present[at + t] = s->mentions[at + t] > 0 && s->mentions[at + t] >= s->value[at + t];
        if (sg_forecast_enough(&series, b->demand->end, &unused) != SG_OK) continue;
        s->item[n] = s->item[k];
        s->series[n++] = series;
    }
    sg_status status =
        sg_forecast_window(s->series, n, b->demand->end, b->out.step24, WINDOW, s->points, s->basis, err);
    for (size_t k = 0; status == SG_OK && k < n; k++) {
        sg_outlook *o = &b->out.items[s->item[k]];
        sg_outlook other = {.at24 = s->points[k * b->out.step24 + b->out.step24 - 1], .basis = s->basis[k]};
        sg_outlook_judge(&other, b->out.step24);
        o->mentions_change = other.at24.mean / other.basis.level;
        o->mentions_disagree = (o->p_gain > .6 && other.p_gain < .4) || (o->p_gain < .4 && other.p_gain > .6);
    }
    return status;
}

sg_status sg_outlook_forecast(sg_outlook_work *b, sg_error *err)
{
    series_set s = {0};
    sg_status status = alloc_series(b, &s, err);
    if (status == SG_OK) {
        fill_series(b, &s);
        status = sg_forecast_window(s.series, s.n, b->demand->end, b->out.step24, WINDOW, s.points, s.basis, err);
    }
    if (status == SG_OK) {
        take_forecasts(b, &s);
        status = compare_mentions(b, &s, err);
    }
    release_series(&s);
    for (size_t i = 0; status == SG_OK && i < b->out.n; i++)
        if (!b->out.items[i].has_forecast) sg_outlook_judge_new(&b->out.items[i], b->gap, b->demand->end);
    return status;
}
