/* Charts of the gap and the plan. */
#include "view/plots.h"

#include <math.h>
#include <stdio.h>

static const char *skill_name(const sg_taxonomy *t, uint32_t skill)
{
    return t->skills[skill].name.at;
}

static size_t open_of(const sg_gap *gap)
{
    return gap->of_kind[SG_GAP_MISSING] + gap->of_kind[SG_GAP_PARTIAL];
}

/* "none rises", "1 rises", "2 rise" */
static const char *how_many(size_t n, const char *one, const char *more, char out[static 40])
{
    if (n)
        snprintf(out, 40, "%zu %s", n, n == 1 ? one : more);
    else
        snprintf(out, 40, "none %s", one);
    return out;
}

/* The fans of what is to be learnt first, and what they come to. */
static void add_fans(sg_doc *doc, const sg_loaded *l, const sg_gap *gap)
{
    sg_fans fans = {
        .market = &l->market, .demand = &l->demand, .outlooks = &l->outlooks, .id = "learn", .base = " of all posts"};
    char title[200], up[40], down[40];
    size_t rising = 0, falling = 0;
    for (size_t i = 0; i < open_of(gap) && fans.n < SG_FANS_MAX; i++) {
        const sg_outlook *o = gap->items[i].outlook;
        if (!o || !o->has_forecast) continue;
        fans.items[fans.n++] = o;
        rising += o->stage == SG_STAGE_RISING;
        falling += o->stage == SG_STAGE_FALLING;
    }
    snprintf(title, sizeof title,
             "Of the %zu skills that weigh most and have a forecast, %s against the median skill, %s", fans.n,
             how_many(rising, "rises", "rise", up), how_many(falling, "falls", "fall", down));
    fans.title = title;
    sg_plot_fans(doc, &fans);
}

static void add_levels(sg_doc *doc, const sg_loaded *l, const sg_gap *gap, size_t rows)
{
    char title[240], about[300];
    const char *base = gap->of_role ? "the role's" : "all";
    size_t asked = 0, open = open_of(gap);
    for (size_t i = 0; i < gap->n; i++) asked += gap->items[i].importance > 0;
    snprintf(title, sizeof title, "%zu of %zu levels asked for are not reached yet; %.60s weighs most", open, asked,
             skill_name(&l->taxonomy, gap->items[0].skill));
    snprintf(about, sizeof about,
             "Levels from 0 to 7 (O*NET); what weighs most stands first. At the right, the share of %s posts that name "
             "the skill now. Where one of several will do, the one that is nearest.",
             base);
    sg_doc_plot(doc, &(sg_plot){.kind = SG_PLOT_RANGES,
                                .id = "levels",
                                .title = title,
                                .about = about,
                                .row_title = "Skill",
                                .x = {SG_UNIT_NUMBER, "level, 0 to 7", 1},
                                .at = {[SG_AT_FROM] = "held", [SG_AT_MID] = "asked for"}});
    for (size_t i = 0; i < open && i < rows; i++) {
        const sg_gap_item *item = &gap->items[i];
        char note[48];
        sg_plot_row row = sg_plot_row_of(skill_name(&l->taxonomy, item->skill));
        snprintf(note, sizeof note, "in %.*f%% of %s posts", item->share < .01 ? 1 : 0, item->share * 100, base);
        row.note = note;
        row.at[SG_AT_FROM] = fmax(item->held, 0);
        row.at[SG_AT_MID] = item->required;
        sg_doc_plot_row(doc, &row);
    }
}

void sg_plot_gap(sg_doc *doc, const sg_loaded *l, const sg_gap *gap, size_t rows)
{
    if (!open_of(gap)) return;
    add_levels(doc, l, gap, rows);
    if (l->loaded & SG_LOAD_OUTLOOK) add_fans(doc, l, gap);
}

static bool is_dated(const sg_milestone *m)
{
    return m->fit != SG_FIT_DROP && m->start != SG_DAY_ABSENT && m->done_hi != SG_DAY_ABSENT;
}

static void plan_title(const sg_plan *plan, size_t dated, char *out, size_t size)
{
    char day[11], more[60] = "";
    if (plan->n_tight) snprintf(more, sizeof more, ", %zu more at middling hours", plan->n_tight);
    if (plan->goal != SG_DAY_ABSENT)
        snprintf(out, size, "At %.3g hours a week %zu skill%s come%s to the level asked for by %s%s", plan->hours_week,
                 plan->n_sure, plan->n_sure == 1 ? "" : "s", plan->n_sure == 1 ? "s" : "",
                 sg_day_format(plan->goal, day), more);
    else
        snprintf(out, size, "At %.3g hours a week %zu skill%s take until %s", plan->hours_week, dated,
                 dated == 1 ? "" : "s", sg_day_format(plan->done_hi, day));
}

static void add_milestone(sg_doc *doc, const sg_taxonomy *t, const sg_milestone *m)
{
    char note[64];
    sg_plot_row row = sg_plot_row_of(skill_name(t, m->skill));
    snprintf(note, sizeof note, "%.2g → %.2g, %.0f–%.0f hours", m->from, m->reach, m->hours_lo, m->hours_hi);
    row.note = note;
    row.at[SG_AT_OUTER_LO] = row.at[SG_AT_INNER_LO] = m->start;
    row.at[SG_AT_INNER_HI] = m->done_lo;
    row.at[SG_AT_OUTER_HI] = m->done_hi;
    row.tone = m->fit == SG_FIT_TIGHT;
    sg_doc_plot_row(doc, &row);
}

void sg_plot_plan(sg_doc *doc, const sg_taxonomy *t, const sg_plan *plan, size_t rows)
{
    char title[200], goal[40], day[11];
    size_t dated = 0, shown = 0;
    for (size_t i = 0; i < plan->n; i++) dated += is_dated(&plan->items[i]);
    if (!dated) return;
    plan_title(plan, dated, title, sizeof title);
    sg_doc_plot(doc,
                &(sg_plot){.kind = SG_PLOT_RANGES,
                           .id = "timeline",
                           .title = title,
                           .about = "One after the other: the bar is the time at the least hours, the line goes on "
                                    "to the end at the most hours. In orange, what fits by the goal only at "
                                    "middling hours.",
                           .row_title = "Milestone",
                           .x = {SG_UNIT_DAY, "", 0},
                           .at = {[SG_AT_OUTER_LO] = "start",
                                  [SG_AT_INNER_LO] = "start",
                                  [SG_AT_INNER_HI] = "done at the least hours",
                                  [SG_AT_OUTER_HI] = "done at the most hours"}});
    for (size_t i = 0; i < plan->n && shown < rows; i++) {
        if (!is_dated(&plan->items[i])) continue;
        add_milestone(doc, t, &plan->items[i]);
        shown++;
    }
    if (plan->goal == SG_DAY_ABSENT) return;
    snprintf(goal, sizeof goal, "goal, %s", sg_day_format(plan->goal, day));
    sg_doc_plot_line(doc, plan->goal, goal);
}
