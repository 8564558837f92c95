#include "view/plots.h"

#include <stdio.h>

static sg_value day_value(sg_day day, const char *why)
{
    return day == SG_DAY_ABSENT ? sg_v_missing(why) : sg_v_day(day);
}

static const char *fit_text(const sg_milestone *m)
{
    switch (m->fit) {
    case SG_FIT_YES: return "fits";
    case SG_FIT_TIGHT: return "tight";
    case SG_FIT_DROP: return "leave out";
    case SG_FIT_OPEN: break;
    }
    return "";
}

/* One decimal, and none where it is 0. */
static const char *level(double value, char out[static 16])
{
    snprintf(out, 16, value * 10 - (int)value * 10 < 0.5 ? "%.0f" : "%.1f", value);
    return out;
}

static const char *hours(double lo, double hi, char out[static 48])
{
    snprintf(out, 48, "%.0f–%.0f", lo, hi);
    return out;
}

/* "0 → 3 of 5.3" */
static const char *levels(const sg_milestone *m, char out[static 64])
{
    char from[16], reach[16], asked[16];
    level(m->from, from);
    level(m->fit == SG_FIT_DROP ? m->asked : m->reach, reach);
    level(m->asked, asked);
    bool whole = m->fit == SG_FIT_DROP || m->reach >= m->asked;
    snprintf(out, 64, whole ? "%s → %s" : "%s → %s of %s", from, reach, asked);
    return out;
}

static void add_row(sg_doc *doc, const sg_taxonomy *t, const sg_plan *plan, size_t i)
{
    const sg_milestone *m = &plan->items[i];
    char step[64], time[48];
    bool dropped = m->fit == SG_FIT_DROP;
    const char *why = dropped ? "left out" : "hours a week are not known";
    sg_value row[] = {
        sg_v_count((double)i + 1),
        sg_v_text(t->skills[m->skill].name.at),
        sg_v_text(levels(m, step)),
        sg_v_text(dropped ? hours(m->left_lo, m->left_hi, time) : hours(m->hours_lo, m->hours_hi, time)),
        day_value(m->start, why),
        day_value(m->done_lo, why),
        day_value(m->done_hi, why),
        m->fit == SG_FIT_OPEN ? sg_v_missing("no goal date") : sg_v_text(fit_text(m)),
        m->after == SG_ID_NONE ? sg_v_text("") : sg_v_text(t->skills[m->after].name.at),
        sg_v_number(m->from, 2),
        sg_v_number(m->reach, 2),
        sg_v_number(m->asked, 2),
        sg_v_number(m->hours_lo, 0),
        sg_v_number(m->hours_hi, 0),
    };
    sg_doc_row(doc, row);
}

static void add_goal(sg_doc *doc, const sg_plan *plan)
{
    char day[11], goal[120], time[48];
    snprintf(goal, sizeof goal,
             plan->goal_assumed
                 ? "No goal date was given, so the plan ends at %s, to which the outlook reaches (--goal "
                   "sets another)"
                 : "Your goal is %s",
             sg_day_format(plan->goal, day));
    hours(plan->left_lo, plan->left_hi, time);
    if (!plan->n_dropped && !plan->n_part) {
        sg_doc_paragraph(doc, "%s: all of it fits, at the middle of the hours.", goal);
        return;
    }
    sg_doc_paragraph(doc,
                     "%s, and not all fits: of %zu skills %zu come to the level asked for by then even at the most "
                     "hours, %zu more at "
                     "middling hours, %zu to a part of it; %zu are left out. The hours go to what weighs most and can "
                     "be learnt whole or nearly so, then to parts; the rest "
                     "would take %s more.",
                     goal, plan->n, plan->n_sure, plan->n_tight, plan->n_part, plan->n_dropped, time);
}

static void add_summary(sg_doc *doc, const sg_plan *plan)
{
    char start[11], lo[11], hi[11], time[48];
    size_t kept = plan->n - plan->n_dropped;
    hours(plan->hours_lo, plan->hours_hi, time);
    if (!(plan->hours_week > 0)) {
        sg_doc_paragraph(doc,
                         "%zu skills, %s hours. How many hours a week you have is not known, so there are no dates: "
                         "give --hours N, or x-skillgap.hoursPerWeek in your profile.",
                         kept, time);
        return;
    }
    if (kept)
        sg_doc_paragraph(doc, "At %.3g hours a week from %s: %zu skill%s, %s hours, done between %s and %s.",
                         plan->hours_week, sg_day_format(plan->start, start), kept, kept == 1 ? "" : "s", time,
                         sg_day_format(plan->done_lo, lo), sg_day_format(plan->done_hi, hi));
    if (plan->goal != SG_DAY_ABSENT) add_goal(doc, plan);
}

void sg_view_plan(sg_doc *doc, const sg_taxonomy *t, const sg_plan *plan, const sg_effort *effort, size_t rows)
{
    static const sg_doc_column columns[] = {
        {"number", "#", NULL, true, 5},
        {"skill", "Milestone", NULL, false, 0},
        {"levels", "Level", "from the level held to the level asked for, 0 to 7", false, 0},
        {"hours", "Hours", "range of the table of efforts", true, 0},
        {"start", "Start, early", "at the least hours for what is before it", true, 2},
        {"done_lo", "Done, early", "at the least hours", true, 0},
        {"done_hi", "Done, late", "at the most hours", true, 0},
        {"fit", "By the goal", "fits: even at the most hours; tight: at the middle of them", false, 0},
        {"after", "After", "what it builds on", false, 1},
        {"level_from", "from", NULL, true, SG_DATA_ONLY},
        {"level_reached", "reached", "by the plan", true, SG_DATA_ONLY},
        {"level_asked", "asked for", NULL, true, SG_DATA_ONLY},
        {"hours_lo", "hours, least", "to the level reached", true, SG_DATA_ONLY},
        {"hours_hi", "hours, most", "to the level reached", true, SG_DATA_ONLY},
    };
    sg_doc_section(doc, "plan", "Plan");
    if (!plan->n) {
        sg_doc_paragraph(doc, "There is nothing to plan: no requirement of the role is open%s.",
                         plan->unknown ? " of which the effort is known" : "");
        return;
    }
    add_summary(doc, plan);
    sg_plot_plan(doc, t, plan, rows);
    sg_doc_table(doc, "milestones", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < plan->n && i < rows; i++) add_row(doc, t, plan, i);
    if (plan->n > rows) sg_doc_note(doc, "%zu more: skillgap plan shows all.", plan->n - rows);
    sg_doc_note(doc,
                "Hours to learn are ranges of a table (%s), not measured; dates count from them one after the other.",
                effort->source);
    if (plan->unknown)
        sg_doc_note(doc, "%zu skills are left out: the table has no hours for their kind.", plan->unknown);
}
