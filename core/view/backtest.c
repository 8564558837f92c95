#include "view/backtest.h"

#include "view/outlook.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ERAS = 3, CELL = 48 };

static sg_value ratio_value(const sg_contest *c)
{
    if (isnan(c->ratio)) return sg_v_missing("–");
    sg_value v = sg_v_number(c->ratio, 2);
    v.lo = c->lo;
    v.hi = c->hi;
    v.has_interval = isfinite(c->lo) && isfinite(c->hi);
    return v;
}

static sg_value percent_value(double share)
{
    return isnan(share) ? sg_v_missing("–") : sg_v_percent(share, 0);
}

static sg_value score_value(double score)
{
    return isnan(score) ? sg_v_missing("–") : sg_v_number(score, 1);
}

/* ---- what was tested ---- */

static void say_what(sg_doc *doc, const sg_backtest_view *v)
{
    char title[128], first[8], last[8], from[8], to[8];
    const sg_verdicts *d = v->verdicts;
    const bool one = v->ask->skill != SG_ID_NONE;
    sg_group_title(v->market, v->ask->group, title, sizeof title);
    sg_doc_paragraph(
        doc,
        "%s: months of data from %s to %s. %zu origins from %s to %s, every %u months. At each, %s forecast "
        "from what was known by then; what came is known now.",
        title, sg_month_format(v->backtest->first, first), sg_month_format(v->backtest->end, last), d->n_origins,
        sg_month_format(d->first, from), sg_month_format(d->last, to), v->ask->every,
        one ? "it was" : "the skills that were in use and had the history then were");
}

/* ---- all skills by horizon ---- */

static void horizon_rows(sg_doc *doc, const sg_verdicts *d)
{
    for (size_t k = 0; k < d->n_horizons; k++) {
        const sg_verdict *w = &d->items[k];
        sg_value row[] = {sg_v_count((double)d->horizons[k]),
                          sg_v_count((double)w->now.n),
                          sg_v_count((double)w->now.units),
                          ratio_value(&w->now),
                          ratio_value(&w->last),
                          percent_value(w->cover80),
                          percent_value(w->cover95),
                          score_value(w->score),
                          percent_value(w->carried80),
                          score_value(w->carried_score),
                          sg_v_text(sg_contest_words(w->now.word))};
        if (!w->now.n) row[10] = sg_v_text("nothing came yet");
        row[4].has_interval = false;
        sg_doc_row(doc, row);
    }
}

void sg_view_backtest_horizons(sg_doc *doc, const sg_verdicts *d)
{
    static const sg_doc_column columns[] = {
        {"horizon", "months", "months beyond the last one that was known", true, 0},
        {"forecasts", "n", "forecasts: skills × origins", true, 0},
        {"skills", "skills", NULL, true, 5},
        {"ratio", "error", "mean absolute error ÷ that of the last six months' share carried forward; 90 % interval",
         true, 0},
        {"ratio_last", "month", "the same ÷ that of the last month's share", true, 2},
        {"cover80", "80%", "of what came, in the 80 % interval", true, 0},
        {"cover95", "95%", "of what came, in the 95 % interval", true, 0},
        {"score", "score", "interval score at 80 % ÷ the mean change of a month's share; lower is better", true, 3},
        {"carried80", "last 80%", "of what came, in the 80 % interval of the last value", true, SG_DATA_ONLY},
        {"carried_score", "last score", "interval score of the last value", true, 4},
        {"verdict", "the last value", "does the forecast beat it?", false, 0},
    };
    sg_doc_table(doc, "horizons", columns, sizeof columns / sizeof *columns);
    horizon_rows(doc, d);
    sg_doc_note(
        doc, "error: the forecasts' mean absolute error, divided by that of the share of the last six months carried "
             "forward; below 1 the forecast is better. In brackets the 90 %% interval, with skills and years drawn "
             "anew. month: the same, divided by the error of the last month's share alone. What is forecast and what "
             "came are shares of six months together.");
    sg_doc_note(doc,
                "80%%, 95%%: how much of what came lay in these intervals. score: interval score at 80 %%, in mean "
                "monthly changes; last score: that of the last value with an interval of its own.");
}

/* ---- tables with a column a horizon ---- */

/* Columns of a table whose rows have a text and a cell a horizon. */
typedef struct grid {
    sg_doc_column columns[2 + 4 * SG_BACKTEST_HORIZONS];
    char keys[4 * SG_BACKTEST_HORIZONS][16], titles[SG_BACKTEST_HORIZONS][16];
    size_t n;
} grid;

static void grid_column(grid *g, size_t at, const char *form, size_t horizon, const char *title, const char *help,
                        unsigned char drop)
{
    snprintf(g->keys[at], sizeof g->keys[at], form, horizon);
    g->columns[g->n++] = (sg_doc_column){g->keys[at], title, help, true, drop};
}

static void grid_make(const sg_verdicts *d, const char *key, const char *title, grid *g)
{
    g->n = 0;
    g->columns[g->n++] = (sg_doc_column){key, title, NULL, false, 0};
    g->columns[g->n++] = (sg_doc_column){"skills", "skills", NULL, true, 1};
    for (size_t k = 0; k < d->n_horizons; k++) {
        size_t h = d->horizons[k];
        snprintf(g->titles[k], sizeof g->titles[k], "%zu mo.", h);
        grid_column(g, 4 * k, "at%zu", h, g->titles[k], "error, as above, and its mark", 0);
        grid_column(g, 4 * k + 1, "ratio%zu", h, "", "the error as a number, with its 90 % interval", SG_DATA_ONLY);
        grid_column(g, 4 * k + 2, "cover%zu", h, "", "share of what came in the 80 % interval", SG_DATA_ONLY);
        grid_column(g, 4 * k + 3, "verdict%zu", h, "", "does the forecast beat the last value?", SG_DATA_ONLY);
    }
}

static const char *cell_text(const sg_verdict *v, char out[static CELL])
{
    static const char *const marks[] = {"?", "+", "~", "-", "x"};
    snprintf(out, CELL, "%.2f %s", v->now.ratio, marks[v->now.word]);
    return out;
}

static void grid_row(sg_doc *doc, const sg_verdicts *d, const char *name, const sg_verdict *items)
{
    sg_value row[2 + 4 * SG_BACKTEST_HORIZONS];
    char cells[SG_BACKTEST_HORIZONS][CELL];
    size_t n = 0, skills = 0;
    for (size_t k = 0; k < d->n_horizons; k++)
        if (items[k].now.units > skills) skills = items[k].now.units;
    row[n++] = sg_v_text(name);
    row[n++] = sg_v_count((double)skills);
    for (size_t k = 0; k < d->n_horizons; k++) {
        const sg_verdict *v = &items[k];
        row[n++] = v->now.n ? sg_v_text(cell_text(v, cells[k])) : sg_v_missing("–");
        row[n++] = ratio_value(&v->now);
        row[n++] = percent_value(v->cover80);
        row[n++] = sg_v_text(sg_contest_words(v->now.word));
    }
    sg_doc_row(doc, row);
}

/* ---- by time ---- */

static sg_status era_row(sg_doc *doc, const sg_backtest_view *v, size_t era, sg_error *err)
{
    static const char *const names[] = {"early", "middle", "late"};
    const sg_verdicts *d = v->verdicts;
    size_t n = v->backtest->n_origins, lo = era * n / ERAS, hi = (era + 1) * n / ERAS;
    sg_verdict items[SG_BACKTEST_HORIZONS] = {0};
    char name[64], first[8], last[8];
    if (lo == hi) return SG_OK;
    sg_verdict_of of = {.first = v->backtest->origins[lo], .last = v->backtest->origins[hi - 1]};
    for (size_t k = 0; k < d->n_horizons; k++) {
        of.steps = (uint32_t)d->horizons[k];
        sg_status status = sg_verdict_make(v->backtest, v->market->taxonomy, &of, &items[k], err);
        if (status != SG_OK) return status;
    }
    snprintf(name, sizeof name, "%s: %s to %s", names[era], sg_month_format(of.first, first),
             sg_month_format(of.last, last));
    grid_row(doc, d, name, items);
    return SG_OK;
}

static sg_status era_table(sg_doc *doc, const sg_backtest_view *v, sg_error *err)
{
    grid g;
    sg_status status = SG_OK;
    grid_make(v->verdicts, "era", "Origins", &g);
    sg_doc_section(doc, "eras", "By time of the origin");
    sg_doc_table(doc, "eras", g.columns, g.n);
    for (size_t era = 0; status == SG_OK && era < ERAS; era++) status = era_row(doc, v, era, err);
    return status;
}

/* ---- by family ---- */

static void family_table(sg_doc *doc, const sg_backtest_view *v)
{
    grid g;
    const sg_verdicts *d = v->verdicts;
    grid_make(d, "family", "Family", &g);
    sg_doc_section(doc, "families", "By family of skills");
    sg_doc_table(doc, "families", g.columns, g.n);
    for (size_t f = 0; f < d->n_families; f++)
        grid_row(doc, d, d->families[f].len ? d->families[f].at : "(none)", d->items + (f + 1) * d->n_horizons);
}

sg_status sg_view_backtest(sg_doc *doc, const sg_backtest_view *v, sg_error *err)
{
    char name[96];
    if (v->ask->skill == SG_ID_NONE)
        snprintf(name, sizeof name, "Group %s", v->ask->group);
    else
        snprintf(name, sizeof name, "%s", v->market->taxonomy->skills[v->ask->skill].name.at);
    sg_doc_section(doc, "tested", name);
    say_what(doc, v);
    sg_doc_section(doc, "horizons", v->ask->skill == SG_ID_NONE ? "All skills" : "By horizon");
    sg_view_backtest_horizons(doc, v->verdicts);
    sg_status status = era_table(doc, v, err);
    if (status == SG_OK && v->ask->skill == SG_ID_NONE) family_table(doc, v);
    sg_doc_note(
        doc,
        "+ beats the last value; ~ ahead of it, not surely; - does not beat it; x loses to it: there the outlook "
        "falls back to the last value; ? under %d forecasts or %d years of origins.",
        SG_CONTEST_CASES_MIN, SG_CONTEST_BLOCKS_MIN);
    return status;
}
