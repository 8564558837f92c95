/* The summary's fields of money. */
#include "view/summary_work.h"

#include "view/outlook.h"
#include "view/standing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OTHERS = 2 /* bands beside the best */, FLIPS = 2 };

/* How an amount stands is what the field comes to; where that is from follows in brackets, as may stand in the place's
 * name before it: "Georgia (country): ". */
static void lead_standing(sg_summary *s)
{
    const char *stands = s->text.at ? strstr(s->text.at, ": ") : NULL, *from = stands ? strstr(stands, " (") : NULL;
    s->lead = from ? (size_t)(from - s->text.at) : 0;
}

/* ---- pay ---- */

static const char *component_of(const sg_stated_pay *pay)
{
    return pay->component == SG_COMPONENT_NONE ? NULL : sg_component_name(pay->component);
}

/* The pay of a role in a region, and how the person's own stands there. */
static sg_status add_pay_in(sg_summary *s, uint32_t role, uint32_t region, char aged[static 8], sg_error *err)
{
    const sg_loaded *l = s->v->loaded;
    const sg_stated_pay *own = &l->profile.pay;
    bool mine = s->v->goal && (l->loaded & SG_LOAD_PROFILE) && sg_stated_yearly(own) > 0;
    sg_standing_view standing = {.taxonomy = &l->taxonomy,
                                 .pay = &l->pay,
                                 .query = {role, region, s->v->goal ? s->v->goal->level : -1, NULL, s->v->date},
                                 .whose = "your",
                                 .others = s->v->goal ? OTHERS : 0};
    if (mine) {
        standing.amount = sg_stated_yearly(own);
        standing.currency = own->currency;
        standing.component = component_of(own);
    }
    sg_status status = sg_view_standing(&s->text, &standing, aged, err);
    lead_standing(s);
    return status;
}

static void add_aged(sg_summary *s, const char *aged)
{
    if (aged[0]) sg_buf_printf(&s->text, " Brought to %s by posted wages.", aged);
}

static sg_status add_pay(sg_summary *s, sg_error *err)
{
    const sg_loaded *l = s->v->loaded;
    const sg_goal *goal = s->v->goal;
    uint32_t role = goal ? goal->role : sg_map_find(&l->taxonomy.role_ids, sg_text_of("software-engineer"));
    sg_status status = SG_OK;
    char aged[8] = "", key[16];
    size_t told = 0;
    if (role == SG_MAP_NONE) return SG_OK;
    for (size_t i = 0; i < s->v->n_regions && status == SG_OK; i++) {
        status = add_pay_in(s, role, s->v->regions[i], aged, err);
        add_aged(s, aged);
        if (s->text.len && !told && !goal)
            sg_buf_str(&s->text, " Of software engineers: --role ROLE tells of another.");
        if (s->text.len && !told && strcmp(sg_pay_newest(&l->pay), s->v->date) > 0)
            sg_buf_printf(&s->text, " Pay tables are those shipped today, with dates up to %s, not as of %s.",
                          sg_pay_newest(&l->pay), s->v->date);
        if (!s->text.len) continue;
        told++;
        snprintf(key, sizeof key, told > 1 ? "pay_%zu" : "pay", told);
        sg_summary_end(s, key, "Pay");
    }
    return status;
}

/* How the offer's pay stands where it is, for what it is; what it does not say is as the goal. */
static sg_status add_offer(sg_summary *s, sg_error *err)
{
    const sg_offer *offer = s->v->offer;
    const sg_goal *goal = s->v->goal;
    const sg_loaded *l = s->v->loaded;
    if (!offer || !(sg_stated_yearly(&offer->pay) > 0)) return SG_OK;
    const sg_position *p = &offer->position;
    uint32_t role = p->role != SG_ID_NONE || !goal ? p->role : goal->role;
    uint32_t region = p->region != SG_ID_NONE || !goal ? p->region : goal->region;
    if (role == SG_ID_NONE || region == SG_ID_NONE) return SG_OK;
    const sg_standing_view standing = {
        .taxonomy = &l->taxonomy,
        .pay = &l->pay,
        .query = {role, region, p->level >= 0 || !goal ? p->level : goal->level, NULL, s->v->date},
        .whose = "the offer's",
        .amount = sg_stated_yearly(&offer->pay),
        .currency = offer->pay.currency,
        .component = component_of(&offer->pay),
        .others = OTHERS};
    char aged[8];
    sg_status status = sg_view_standing(&s->text, &standing, aged, err);
    lead_standing(s);
    add_aged(s, aged);
    sg_summary_end(s, "offer", "Offer");
    return status;
}

/* ---- the move ---- */

/* By how much of itself an assumption must change to turn the answer round. */
static double distance(const sg_assumption *a)
{
    if (isnan(a->flip)) return INFINITY;
    return a->base != 0 ? fabs(a->flip - a->base) / fabs(a->base) : fabs(a->flip - a->base);
}

static sg_value value_of(const sg_assumption *a, double value, const char *currency)
{
    if (a->percent) return sg_v_percent(value, fabs(value) < 0.1 ? 1 : 0);
    return a->money ? sg_v_money(value, currency) : sg_v_number(value, 1);
}

static int by_distance(const void *a, const void *b)
{
    double x = distance(a), y = distance(b);
    return (x > y) - (x < y);
}

/* What would make the other way the better: the assumptions that have to change least. */
static sg_status add_flips(sg_summary *s, bool stays, sg_error *err)
{
    sg_assumption list[SG_ASSUMPTIONS_MAX];
    size_t n = 0, shown = 0;
    char base[64], flip[64];
    const sg_decision *d = &s->v->decide->decision;
    sg_status status = sg_decide_assumptions(d, d->n - 1, list, &n, err);
    if (status != SG_OK) return status;
    if (n) qsort(list, n, sizeof *list, by_distance);
    for (; shown < FLIPS && shown < n && isfinite(distance(&list[shown])); shown++) {
        const sg_assumption *a = &list[shown];
        sg_v_print(value_of(a, a->base, s->v->decide->currency), base, sizeof base);
        sg_v_print(value_of(a, a->money ? sg_v_about(a->flip) : a->flip, s->v->decide->currency), flip, sizeof flip);
        if (!shown) sg_buf_printf(&s->text, " %s would be the better with", stays ? "The offer" : "Staying");
        sg_buf_printf(&s->text, "%s %s%s%s%s %s, not %s", shown ? "; or" : "", a->name, a->path[0] ? " (" : "", a->path,
                      a->path[0] ? ")" : "", flip, base);
    }
    sg_buf_str(&s->text, shown ? "." : " No single assumption turns that round, not even pay halved or doubled.");
    return SG_OK;
}

static void add_unweighed(sg_summary *s)
{
    bool given = (s->v->loaded->loaded & SG_LOAD_PROFILE) && s->v->loaded->profile.pay.given;
    if (!s->v->offer) return;
    sg_buf_printf(&s->text, "not weighed, since %s, or skillgap decide --now PAY --offer FILE.",
                  given ? "you are paid by the hour or day, and your hours are not known: state current.pay in your "
                          "profile by week, month or year"
                        : "what you are paid now is not known: put current.pay into your profile");
    sg_summary_end(s, "move", "Stay or go");
}

static sg_status add_move(sg_summary *s, sg_error *err)
{
    sg_decision_result result;
    char gain[64], even[64], runs[32];
    const sg_decision *d = &s->v->decide->decision;
    if (!d->n) {
        add_unweighed(s);
        return SG_OK;
    }
    sg_status status = sg_decide(d, &result, err);
    if (status != SG_OK) return status;
    const sg_path_result *offer = &result.paths[d->n - 1];
    sg_v_print(sg_v_money(sg_v_about(fabs(offer->gain)), s->v->decide->currency), gain, sizeof gain);
    sg_v_print(sg_v_money(sg_v_about(offer->break_even), s->v->decide->currency), even, sizeof even);
    const char *as = s->v->decide->stay_as;
    bool same = fabs(offer->gain) < 0.5; /* is told as 0, of which nothing turns round */
    sg_buf_printf(&s->text, "The offer is worth %s%s staying%s%s%s over %.3g years", same ? "" : gain,
                  same               ? "as much as"
                  : offer->gain >= 0 ? " more than"
                                     : " less than",
                  as[0] ? " (" : "", as, as[0] ? ")" : "", d->years);
    s->lead = s->text.len;
    sg_buf_str(&s->text, ", under your inputs");
    if (result.runs > 1)
        sg_buf_printf(&s->text, " (ahead in %.0f of 100, of %s runs)", offer->ahead * 100,
                      sg_v_print(sg_v_count((double)result.runs), runs, sizeof runs));
    if (!isnan(offer->break_even)) sg_buf_printf(&s->text, "; its break-even is %s a year", even);
    sg_buf_char(&s->text, '.');
    if (!same) status = add_flips(s, offer->gain < 0, err);
    sg_summary_end(s, "move", "Stay or go");
    return status;
}

sg_status sg_summary_money(sg_summary *s, sg_error *err)
{
    sg_status status = add_pay(s, err);
    if (status == SG_OK) status = add_offer(s, err);
    if (status == SG_OK) status = add_move(s, err);
    return status;
}
