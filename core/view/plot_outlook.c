/* Charts of the outlook. */
#include "base/mem.h"
#include "view/plots.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW = 6, POSTINGS_MIN = 20, NAMED = 24 };

const char *sg_plot_names(const char *const *names, size_t n, size_t most, char *out, size_t size)
{
    size_t used = 0, shown = n < most ? n : most;
    out[0] = '\0';
    for (size_t i = 0; i < shown && used < size; i++) {
        const char *before = !i ? "" : i + 1 == n ? " and " : ", ";
        int wrote = snprintf(out + used, size - used, "%s%.60s", before, names[i]);
        used += wrote > 0 ? (size_t)wrote : 0;
    }
    if (n > shown && used < size) snprintf(out + used, size - used, " and %zu more", n - shown);
    return out;
}

/* ---- history and forecast ---- */

/* Share of six months together that end with month i, of those that have data; NAN when this one has none. */
static double pooled(const sg_demand *d, uint32_t skill, size_t i)
{
    const sg_demand_month *cells = &d->cells[skill * d->n];
    double count = 0, total = 0;
    if (!(cells[i].total > 0)) return (double)NAN;
    for (size_t k = 0; k < WINDOW && k <= i; k++) {
        if (!(cells[i - k].total > 0)) continue;
        count += cells[i - k].count;
        total += cells[i - k].total;
    }
    return count / total;
}

static void add_fan(sg_doc *doc, const sg_fans *f, const sg_outlook *o)
{
    char note[112], now[24], then[48], month[8];
    const char *base = f->base ? f->base : "";
    const sg_outlooks *all = f->outlooks;
    unsigned char digits = sg_share_digits(o->now);
    sg_v_print(sg_v_percent(o->now, digits), now, sizeof now);
    sg_v_print(sg_v_percent_in(o->at24.mean, o->at24.lo80, o->at24.hi80, digits), then, sizeof then);
    if (o->has_forecast)
        snprintf(note, sizeof note, "%s%s now, %s by %s", now, base, then, sg_month_format(all->as_of + 24, month));
    else
        snprintf(note, sizeof note, "%s%s now, no forecast", now, base);
    sg_doc_plot_series(doc, f->market->taxonomy->skills[o->skill].name.at, note);
    for (size_t i = 0; i < f->demand->n; i++) {
        sg_plot_row row = sg_plot_row_of("");
        row.x = (double)(f->demand->month0 + (sg_month)i);
        row.at[SG_AT_MID] = pooled(f->demand, o->skill, i);
        if (!isnan(row.at[SG_AT_MID])) sg_doc_plot_row(doc, &row);
    }
    for (size_t i = 0; o->has_forecast && i < all->step24; i++) {
        const sg_forecast_point *p = &o->path[i];
        sg_plot_row row = {.label = "",
                           .note = "",
                           .x = (double)(all->end + 1 + (sg_month)i),
                           .at = {p->lo95, p->lo80, (double)NAN, p->mean, p->hi80, p->hi95, (double)NAN}};
        sg_doc_plot_row(doc, &row);
    }
}

void sg_plot_fans(sg_doc *doc, const sg_fans *f)
{
    char about[600], group[128], month[8];
    if (!f->n) return;
    sg_group_title(f->market, f->demand->group, group, sizeof group);
    snprintf(about, sizeof about,
             "Share of the postings of %.100s that name the skill, six months together, and its forecast to %s. Months "
             "that no source covers are left open.%s",
             group, sg_month_format(f->outlooks->as_of + 24, month),
             f->n > 1 ? " Each panel has its own scale, from 0." : "");
    sg_doc_plot(doc, &(sg_plot){.kind = SG_PLOT_LINES,
                                .id = f->id,
                                .title = f->title,
                                .about = about,
                                .row_title = "Month",
                                .x = {SG_UNIT_MONTH, "", 0},
                                .y = {SG_UNIT_PERCENT, "share of postings", 2},
                                .at = {[SG_AT_OUTER_LO] = "95 of 100",
                                       [SG_AT_INNER_LO] = "80 of 100",
                                       [SG_AT_MID] = "share, then forecast",
                                       [SG_AT_INNER_HI] = "80 of 100, upper end",
                                       [SG_AT_OUTER_HI] = "95 of 100, upper end"}});
    for (size_t i = 0; i < f->n; i++) add_fan(doc, f, f->items[i]);
    sg_doc_plot_line(doc, (double)f->outlooks->as_of, "now");
}

/* ---- demand against people ---- */

static bool is_known(const sg_outlook *o)
{
    return o->has_forecast && o->supply != SG_SUPPLY_UNKNOWN && o->now_count >= POSTINGS_MIN;
}

static int by_share(const void *a, const void *b)
{
    const sg_outlook *x = *(const sg_outlook *const *)a, *y = *(const sg_outlook *const *)b;
    if (x->now != y->now) return x->now > y->now ? -1 : 1;
    return (x->skill > y->skill) - (x->skill < y->skill);
}

static void growth_title(const sg_outlook_view *v, const sg_outlook *const *items, size_t n, char *out, size_t size)
{
    size_t behind = 0;
    const sg_outlook *most = NULL;
    for (size_t i = 0; i < n; i++) {
        behind += items[i]->supply == SG_SUPPLY_BEHIND;
        if (!most || items[i]->market_gap > most->market_gap) most = items[i];
    }
    if (behind)
        snprintf(out, size, "Demand outgrows the people who practise it for %zu of %zu skills, most for %.60s", behind,
                 n, v->market->taxonomy->skills[most->skill].name.at);
    else
        snprintf(out, size, "For none of %zu skills does demand outgrow the people who practise it", n);
}

static void add_growth(sg_doc *doc, const sg_outlook_view *v, const sg_outlook *const *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const sg_outlook *o = items[i];
        sg_plot_row row = sg_plot_row_of(v->market->taxonomy->skills[o->skill].name.at);
        row.note = sg_supply_name(o->supply);
        row.x = (1 + o->talent_growth) / (1 + v->all->talent_median) - 1;
        row.at[SG_AT_MID] = (1 + o->demand_growth) / (1 + v->all->demand_median) - 1;
        row.tone = i >= NAMED ? 2 : o->supply == SG_SUPPLY_BEHIND ? 0 : o->supply == SG_SUPPLY_IN_STEP ? 0 : 1;
        sg_doc_plot_row(doc, &row);
    }
}

void sg_plot_growth(sg_doc *doc, const sg_outlook_view *v)
{
    const sg_outlook **items = sg_zalloc(v->all->n + 1, sizeof *items);
    char title[200];
    size_t n = 0;
    for (size_t i = 0; items && i < v->all->n; i++)
        if (is_known(&v->all->items[i])) items[n++] = &v->all->items[i];
    if (n > 4) {
        qsort(items, n, sizeof *items, by_share);
        growth_title(v, items, n, title, sizeof title);
        sg_doc_plot(doc,
                    &(sg_plot){.kind = SG_PLOT_POINTS,
                               .id = "growth",
                               .title = title,
                               .about =
                                   "Growth a year against the median skill: up, of the share of postings, as forecast "
                                   "to 24 months from now; to the right, of the accounts seen practising it on "
                                   "GitHub in the last two years. On the dotted line both grow alike; above it the "
                                   "skill gets scarcer, below it more common. In orange, where people outgrow "
                                   "demand; in grey, skills that fewer postings name.",
                               .row_title = "Skill",
                               .x = {SG_UNIT_PERCENT, "people, growth a year against the median skill", 0},
                               .y = {SG_UNIT_PERCENT, "demand, growth a year against the median skill", 0},
                               .at = {[SG_AT_MID] = "demand, growth a year against the median skill"},
                               .diagonal = true,
                               .above = "gets scarcer",
                               .below = "gets more common"});
        add_growth(doc, v, items, n);
    }
    sg_free(items);
}

/* ---- found early ---- */

void sg_plot_risen(sg_doc *doc, const sg_outlook_view *v, const sg_emergence *const *found, size_t n)
{
    char title[300], list[220];
    const char *names[64];
    if (n > 64) n = 64;
    for (size_t i = 0; i < n; i++) names[i] = v->market->taxonomy->skills[found[i]->skill].name.at;
    if (!n) return;
    snprintf(title, sizeof title, "%s %s risen, and may gain much more", sg_plot_names(names, n, 3, list, sizeof list),
             n > 1 ? "have" : "has");
    sg_doc_plot(doc, &(sg_plot){.kind = SG_PLOT_RANGES,
                                .id = "risen",
                                .title = title,
                                .about = "Share of postings before and now, with the interval that chance alone gives "
                                         "it; at the right, the chance of the gain that the note below defines.",
                                .row_title = "Skill",
                                .x = {SG_UNIT_PERCENT, "share of postings", 2},
                                .at = {[SG_AT_INNER_LO] = "80 of 100",
                                       [SG_AT_FROM] = "before",
                                       [SG_AT_MID] = "now",
                                       [SG_AT_INNER_HI] = "80 of 100, upper end"}});
    for (size_t i = 0; i < n; i++) {
        const sg_outlook *o = sg_outlook_of(v->all, found[i]->skill);
        char note[40];
        sg_plot_row row = sg_plot_row_of(names[i]);
        snprintf(note, sizeof note, "%.0f%% to gain much", 100 * found[i]->chance);
        row.note = note;
        if (o->before_total > 0) row.at[SG_AT_FROM] = o->before;
        row.at[SG_AT_MID] = o->now;
        row.at[SG_AT_INNER_LO] = o->now_lo;
        row.at[SG_AT_INNER_HI] = o->now_hi;
        sg_doc_plot_row(doc, &row);
    }
}
