#include "view/summary_work.h"

#include "view/outlook.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    TEXT_BYTES = 4800,
    NEW_SHOWN = 3,
    UNSTATED_SHOWN = 6,
    HELD_SHOWN = 3,
    LEVEL_USUAL = 3 /* to which hours are told when no role asks for one */
};

static const char *skill_name(const sg_summary *s, uint32_t skill)
{
    return s->v->loaded->taxonomy.skills[skill].name.at;
}

void sg_summary_end(sg_summary *s, const char *key, const char *title)
{
    if (s->text.at && s->text.len) sg_doc_field_led(s->doc, key, title, s->text.at, s->lead);
    sg_buf_clear(&s->text);
    s->lead = 0;
}

/* What stands so far says what the field comes to. */
static void end_lead(sg_summary *s)
{
    s->lead = s->text.len;
}

/* One decimal, and none where it is 0. */
static const char *level(double value, char out[static 16])
{
    snprintf(out, 16, value * 10 - floor(value) * 10 < 0.5 ? "%.0f" : "%.1f", value);
    return out;
}

/* ---- what the market says of a skill ---- */

/* "16.4% of all (223 of 1,363 HN hiring posts, 2026-01 to 2026-04)" */
static void add_now(sg_summary *s, const sg_outlook *o)
{
    char first[8], last[8], count[32], total[32], share[32];
    const sg_outlooks *all = &s->v->loaded->outlooks;
    sg_v_print(sg_v_percent(o->now, sg_share_digits(o->now)), share, sizeof share);
    sg_v_print(sg_v_count(o->now_count), count, sizeof count);
    sg_v_print(sg_v_count(o->now_total), total, sizeof total);
    sg_buf_printf(&s->text, "%s of all (%s of %s %s, %s to %s)", share, count, total,
                  sg_group_name(s->v->loaded->group), sg_month_format(all->now_first, first),
                  sg_month_format(all->end, last));
}

static void add_ahead(sg_summary *s, const sg_outlook *o)
{
    char share[64];
    if (!o->has_forecast) {
        sg_buf_printf(&s->text, "; no forecast: %s", o->why_not[0] ? o->why_not : "too new");
        return;
    }
    sg_v_print(sg_v_percent_in(o->at24.mean, o->at24.lo80, o->at24.hi80, 1), share, sizeof share);
    sg_buf_printf(&s->text, ", in 24 months %s", share);
    if (o->stage == SG_STAGE_UNCLEAR)
        sg_buf_str(&s->text, ": unclear whether it rises or falls");
    else
        sg_buf_printf(&s->text, ": %s, %.0f in 100", sg_stage_name(o->stage), o->stage_p * 100);
}

static void add_market(sg_summary *s, const sg_outlook *o)
{
    if (!o) {
        sg_buf_str(&s->text, "not seen in the postings");
        return;
    }
    add_now(s, o);
    add_ahead(s, o);
}

/* ---- the person ---- */

/* "Java (83), Go (50)": those held of a stage, the surest first. Returns how many there are. */
static size_t add_held(sg_summary *s, sg_stage stage)
{
    const sg_gap_item *best[HELD_SHOWN] = {NULL};
    size_t n = 0;
    for (size_t i = 0; i < s->v->gap->n; i++) {
        const sg_gap_item *item = &s->v->gap->items[i];
        const sg_outlook *o = item->outlook;
        if (item->held == 0 || !o || o->stage != stage || !o->has_forecast) continue;
        n++;
        for (size_t k = 0; k < HELD_SHOWN; k++) {
            const sg_gap_item *other = best[k];
            if (other && other->outlook->stage_p >= item->outlook->stage_p) continue;
            best[k] = item;
            item = other;
            if (!item) break;
        }
    }
    if (n) sg_buf_printf(&s->text, "%zu %s called %s: ", n, n == 1 ? "is" : "are", sg_stage_name(stage));
    for (size_t k = 0; k < HELD_SHOWN && best[k]; k++)
        sg_buf_printf(&s->text, "%s%s (%.0f)", k ? ", " : "", skill_name(s, best[k]->skill),
                      best[k]->outlook->stage_p * 100);
    if (n > HELD_SHOWN) sg_buf_str(&s->text, " …");
    return n;
}

/* Which way what is held goes. */
static void add_ways(sg_summary *s, size_t held)
{
    sg_buf_printf(&s->text, " Of the %zu that you hold ", held);
    bool falling = add_held(s, SG_STAGE_FALLING) > 0;
    if (falling) sg_buf_str(&s->text, "; ");
    bool rising = add_held(s, SG_STAGE_RISING) > 0;
    if (!rising) sg_buf_printf(&s->text, "none is called %srising", falling ? "" : "falling or ");
    if (falling || rising)
        sg_buf_str(&s->text, "; in brackets the chance in 100, over 24 months against the median skill");
    sg_buf_char(&s->text, '.');
}

/* How far the person is, and which way what they hold goes. */
static void add_you(sg_summary *s)
{
    const size_t *of = s->v->gap->of_kind;
    size_t held = 0, have, asked = sg_gap_asked(s->v->gap, &have);
    for (size_t i = 0; i < s->v->gap->n; i++) held += s->v->gap->items[i].held != 0;
    sg_buf_printf(&s->text, "Of %zu skills asked for you hold %zu at their level, %zu below it", asked, have,
                  of[SG_GAP_PARTIAL]);
    if (of[SG_GAP_UNSTATED]) sg_buf_printf(&s->text, ", %zu at a level not stated", of[SG_GAP_UNSTATED]);
    sg_buf_printf(&s->text, ", %zu not at all", of[SG_GAP_MISSING]);
    end_lead(s);
    sg_buf_char(&s->text, '.');
    if (held) add_ways(s, held);
    sg_summary_end(s, "you", "You");
}

/* ---- learn ---- */

static void add_milestone(sg_summary *s, const sg_milestone *m)
{
    char from[16], reach[16], day[11];
    sg_buf_printf(&s->text, ", level %s to %s", level(m->from, from), level(m->reach, reach));
    if (m->done_hi != SG_DAY_ABSENT) sg_buf_printf(&s->text, " by %s", sg_day_format(m->done_hi, day));
    end_lead(s);
    sg_buf_printf(&s->text, ": %.0f–%.0f hours, assumed", m->hours_lo, m->hours_hi);
    const sg_plan *plan = s->v->plan;
    bool late = m->done_hi != SG_DAY_ABSENT && plan->goal != SG_DAY_ABSENT && m->done_hi > plan->goal;
    if (plan->hours_week > 0)
        sg_buf_printf(&s->text, ", at your %.3g a week%s. ", plan->hours_week,
                      late ? ", which at the most hours is past your goal" : "");
    else
        sg_buf_str(&s->text, " (--hours N gives a date). ");
}

/* Hours from nothing to a level that is of use, where no role says which. */
static void add_hours(sg_summary *s, uint32_t skill)
{
    double lo, hi;
    if (sg_effort_hours(s->v->effort, s->v->loaded->taxonomy.skills[skill].kind, 0, LEVEL_USUAL, &lo, &hi))
        sg_buf_printf(&s->text, ". From nothing to level %d: %.0f–%.0f hours, assumed", LEVEL_USUAL, lo, hi);
}

static void add_emerging(sg_summary *s, const sg_advised *a)
{
    char gain[32], before[32], until[8];
    const sg_outlook *o = a->outlook;
    sg_v_print(sg_v_percent(sg_emerging_gain(o->now, &s->v->loaded->emerging.rule), 1), gain, sizeof gain);
    sg_v_print(sg_v_percent(o->before, sg_share_digits(o->before)), before, sizeof before);
    sg_buf_str(&s->text, ", found early: ");
    add_now(s, o);
    if (o->before_total > 0)
        sg_buf_printf(&s->text, ", %s in the two years to %s, the last that were read for it before", before,
                      sg_month_format(o->before_last, until));
    sg_buf_printf(&s->text, "; %.0f in 100 that it is at %s or more in 24 months", a->emergence->chance * 100, gain);
}

static void add_learn(sg_summary *s, const sg_advised *a)
{
    sg_buf_str(&s->text, skill_name(s, a->skill));
    end_lead(s);
    if (a->milestone) add_milestone(s, a->milestone);
    if (a->reason == SG_REASON_GAP) {
        sg_buf_str(&s->text, "Named by ");
        if (a->item && s->v->gap->of_role)
            sg_buf_printf(&s->text, "about %.0f%% of the role's posts, and by ", a->item->share * 100);
        add_market(s, a->outlook);
    } else if (a->reason == SG_REASON_EMERGING) {
        add_emerging(s, a);
        add_hours(s, a->skill);
    } else {
        sg_buf_str(&s->text, ": ");
        add_market(s, a->outlook);
        add_hours(s, a->skill);
    }
    sg_buf_char(&s->text, '.');
}

/* ---- leave ---- */

static void add_leave(sg_summary *s, const sg_advised *a)
{
    char from[16], asked[16];
    const sg_milestone *m = a->milestone;
    sg_buf_str(&s->text, skill_name(s, a->skill));
    end_lead(s);
    if (m) sg_buf_printf(&s->text, ", level %s to %s: ", level(m->from, from), level(m->asked, asked));
    if (a->reason == SG_REASON_HELD) sg_buf_str(&s->text, ", held and not asked for by the role: ");
    if (a->reason == SG_REASON_MARKET) sg_buf_str(&s->text, ": ");
    add_market(s, a->outlook);
    bool dropped = m && m->fit == SG_FIT_DROP;
    if (a->reason == SG_REASON_FALLING && m)
        sg_buf_printf(&s->text, "; %s%.0f–%.0f hours, assumed, are spared",
                      dropped ? "your hours do not reach it by the goal, and " : "", dropped ? m->left_lo : m->hours_lo,
                      dropped ? m->left_hi : m->hours_hi);
    sg_buf_char(&s->text, '.');
}

/* Fewer than three are told as such: nothing is named to fill the list. */
static void add_no_more(sg_summary *s, size_t n)
{
    if (n == SG_ADVISED) return;
    sg_buf_str(&s->text, n ? "No other skill" : "None: no skill");
    if (s->v->goal)
        sg_buf_str(&s->text, " that the plan leaves open, or that you hold without need for this role, is called "
                             "falling, but for what the role rests on.");
    else
        sg_buf_str(&s->text, " that enough postings name is called falling.");
    sg_summary_end(s, "leave_rest", "Leave");
}

/* "Large language models (12.7%; 87–170 hours to level 3)": new, and asked for by the role's postings, so that no level
 * is known. Its share is told of all postings: how the role leans to it few of its own have shown so far. */
static void add_new_one(sg_summary *s, const sg_gap_item *item)
{
    char share[32];
    double lo, hi;
    const char *kind = s->v->loaded->taxonomy.skills[item->skill].kind.at;
    sg_v_print(sg_v_percent(item->outlook->now, 1), share, sizeof share);
    sg_buf_printf(&s->text, "%s (%s", skill_name(s, item->skill), share);
    if (sg_effort_hours(s->v->effort, sg_text_of(kind), 0, LEVEL_USUAL, &lo, &hi))
        sg_buf_printf(&s->text, "; %.0f–%.0f hours to level %d", lo, hi, LEVEL_USUAL);
    sg_buf_char(&s->text, ')');
}

static void add_new(sg_summary *s)
{
    size_t shown = 0;
    for (size_t i = 0; i < s->v->gap->n && shown < NEW_SHOWN; i++) {
        const sg_gap_item *item = &s->v->gap->items[i];
        if (item->kind != SG_GAP_EXTRA || !item->outlook || item->outlook->stage != SG_STAGE_NEW) continue;
        if (shown++) sg_buf_str(&s->text, ", ");
        add_new_one(s, item);
    }
    end_lead(s);
    if (shown) {
        char first[8], last[8], total[32];
        const sg_outlooks *all = &s->v->loaded->outlooks;
        sg_buf_printf(
            &s->text,
            " of all %s %s, %s to %s, the role's among them: too new for a forecast or a level, too common to "
            "pass over. Hours are assumed.",
            sg_v_print(sg_v_count(s->v->gap->postings_now), total, sizeof total), sg_group_name(s->v->loaded->group),
            sg_month_format(all->now_first, first), sg_month_format(all->end, last));
    }
    sg_summary_end(s, "new", "New");
}

/* What is held at a level that is not stated cannot be advised on: the person can say it. */
static void add_unstated(sg_summary *s)
{
    size_t shown = 0, n = s->v->gap->of_kind[SG_GAP_UNSTATED];
    for (size_t i = 0; i < s->v->gap->n && shown < UNSTATED_SHOWN; i++) {
        const sg_gap_item *item = &s->v->gap->items[i];
        if (item->kind != SG_GAP_UNSTATED) continue;
        sg_buf_printf(&s->text, "%s%s", shown++ ? ", " : "", skill_name(s, item->skill));
        if (item->hint[0]) sg_buf_printf(&s->text, " (%s)", item->hint);
    }
    if (n > shown) sg_buf_printf(&s->text, " and %zu more", n - shown);
    if (shown)
        sg_buf_printf(&s->text,
                      ": held and asked for, but your profile states no level, so that they are in no advice: skillgap "
                      "profile new --from %s asks.",
                      s->v->profile);
    sg_summary_end(s, "no_level", "No level");
}

static void add_advice(sg_summary *s)
{
    static const char *const keys[2][SG_ADVISED] = {{"learn_1", "learn_2", "learn_3"},
                                                    {"leave_1", "leave_2", "leave_3"}};
    static const char *const titles[2][SG_ADVISED] = {{"Learn 1", "Learn 2", "Learn 3"},
                                                      {"Leave 1", "Leave 2", "Leave 3"}};
    sg_advice advice;
    const sg_loaded *l = s->v->loaded;
    if (s->v->goal)
        sg_advise(&l->taxonomy, &l->outlooks, s->v->gap, s->v->plan, &advice);
    else
        sg_advise_market(&l->outlooks, &l->emerging, &advice);
    for (size_t i = 0; i < advice.n_learn; i++) {
        add_learn(s, &advice.learn[i]);
        sg_summary_end(s, keys[0][i], titles[0][i]);
    }
    if (s->v->goal) add_unstated(s);
    if (s->v->goal) add_new(s);
    for (size_t i = 0; i < advice.n_leave; i++) {
        add_leave(s, &advice.leave[i]);
        sg_summary_end(s, keys[1][i], titles[1][i]);
    }
    add_no_more(s, advice.n_leave);
}

sg_status sg_view_summary(sg_doc *doc, const sg_summary_view *view, sg_error *err)
{
    sg_summary s = {.doc = doc, .v = view};
    sg_buf_init(&s.text, TEXT_BYTES);
    if (view->goal && (view->loaded->loaded & SG_LOAD_PROFILE)) add_you(&s);
    add_advice(&s);
    sg_status status = sg_summary_money(&s, err);
    sg_buf_release(&s.text);
    return status;
}
