#include "view/hindcast.h"

#include "view/outlook.h"

#include <math.h>

static sg_value share(double value)
{
    return sg_v_percent(value, sg_share_digits(value));
}

static bool inside(const sg_backtest_case *c)
{
    return c->forecast.lo80 <= c->came && c->came <= c->forecast.hi80;
}

static bool nearer(const sg_backtest_case *c)
{
    return fabs(c->forecast.mean - c->came) < fabs(c->carried.mean - c->came);
}

static void add_rows(sg_doc *doc, const sg_backtest *b)
{
    static const sg_doc_column columns[] = {
        {"as_of", "as of", "the last month that was known", true, 0},
        {"month", "for", "the last of the six months that the shares are of", true, 0},
        {"last", "then", "the share of the last six months that were known", true, 0},
        {"said", "said", "the share that would have been forecast; in brackets the 80 % interval", true, 0},
        {"came", "came", "the share that came", true, 0},
        {"off", "off", "what came less what was said, in points", true, 1},
        {"inside", "inside", "whether what came lay in the 80 % interval", false, 0},
        {"nearer", "nearer", "which of the forecast and the share then was nearer to what came", false, 2},
    };
    sg_doc_table(doc, "hindcast", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < b->n; i++) {
        const sg_backtest_case *c = &b->cases[i];
        const sg_forecast_point *f = &c->forecast;
        sg_value row[] = {sg_v_month(c->origin),
                          sg_v_month(c->origin + (sg_month)c->steps),
                          share(c->carried.mean),
                          sg_v_percent_in(f->mean, f->lo80, f->hi80, sg_share_digits(f->mean)),
                          share(c->came),
                          sg_v_points(c->came - f->mean, 1),
                          sg_v_text(inside(c) ? "yes" : "no"),
                          sg_v_text(nearer(c) ? "forecast" : "then")};
        sg_doc_row(doc, row);
    }
}

void sg_view_hindcast(sg_doc *doc, const sg_backtest *b)
{
    size_t held = 0, better = 0;
    if (!b->n) return;
    for (size_t i = 0; i < b->n; i++) held += inside(&b->cases[i]), better += nearer(&b->cases[i]);
    sg_doc_section(doc, "hindcast", "What it would have said in years past, and what came");
    sg_doc_paragraph(doc,
                     "Forecast %u months ahead from what was known then: %zu of %zu came to lie within the 80 %% "
                     "interval, and %zu of %zu forecasts were nearer than the share of then.",
                     b->cases[0].steps, held, b->n, better, b->n);
    add_rows(doc, b);
    sg_doc_note(doc, "Shares are of six months together. Few cases say little of one skill: skillgap backtest has all "
                     "skills and every half-year.");
}
