#include "view/decide.h"

#include "view/plots.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FLIPS_SHOWN = 4, ASSUMPTIONS_SHOWN = 10 };

void sg_decide_defaults(sg_decide_view *view, sg_path *stay, sg_path *internal, sg_path *offer)
{
    view->decision.years = 3;
    view->decision.discount = 0.05;
    view->decision.seed = 1;
    view->years_assumed = view->discount_assumed = true;
    *stay = (sg_path){.name = "stay", .chance = 1};
    *internal = (sg_path){.name = "internal move", .chance = 1};
    *offer = (sg_path){.name = "offer", .chance = 1, .probation_months = 6, .search_months = 3};
}

void sg_decide_take_offer(const sg_offer *file, sg_decide_view *view, sg_path *stay, sg_path *internal, sg_path *offer)
{
    const char *inner = internal->name;
    *stay = file->stay;
    *offer = file->move;
    *internal = file->internal;
    internal->name = inner;
    memcpy(view->currency, file->pay.currency, sizeof view->currency);
    view->component = file->pay.component;
    view->from_file = true;
    view->years_assumed = isnan(file->years);
    view->discount_assumed = isnan(file->discount);
    if (!isnan(file->years)) view->decision.years = file->years;
    if (!isnan(file->discount)) view->decision.discount = file->discount;
}

void sg_decide_set_paths(sg_decision *decision, const sg_path *stay, const sg_path *internal, const sg_path *offer)
{
    decision->n = 0;
    decision->paths[decision->n++] = *stay;
    if (internal->pay > 0) decision->paths[decision->n++] = *internal;
    if (offer->pay > 0) decision->paths[decision->n++] = *offer;
}

typedef struct answer {
    const sg_decide_view *view;
    sg_decision_result result;
    sg_assumption list[SG_ASSUMPTIONS_MAX];
    size_t n_list;
    size_t focus; /* the move that is looked at first: the offer */
} answer;

static sg_value money(const sg_decide_view *v, double amount)
{
    return sg_v_money(amount, v->currency);
}

static const char *money_text(const sg_decide_view *v, double amount, char out[static 64])
{
    return sg_v_print(money(v, amount), out, 64);
}

static const char *years_text(double years, char out[static 32])
{
    snprintf(out, 32, "%.3g year%s", years, years == 1 ? "" : "s");
    return out;
}

/* A difference that is told as 0: it has no side, and nothing turns it round. */
static bool is_same(const sg_path_result *r)
{
    return fabs(r->gain) < 0.5;
}

static void add_break_even(sg_doc *doc, const answer *a, size_t i)
{
    const sg_decide_view *v = a->view;
    const sg_path *path = &v->decision.paths[i];
    const sg_path_result *r = &a->result.paths[i];
    char even[64], pay[64], distance[64], stay[64], gain[64], years[32];
    money_text(v, path->pay, pay);
    money_text(v, fabs(r->gain), gain);
    if (isnan(r->break_even)) {
        sg_doc_paragraph(doc, "No pay of the %s makes it worth more or less than staying: it hardly comes about.",
                         path->name);
        return;
    }
    money_text(v, r->break_even, even);
    money_text(v, fabs(path->pay - r->break_even), distance);
    if (is_same(r)) {
        sg_doc_paragraph(doc,
                         "The %s and staying are worth the same: over %s, %s a year comes to what staying at %s does "
                         "(today's money at %.3g%% a year%s).",
                         path->name, years_text(v->decision.years, years), pay,
                         money_text(v, v->decision.paths[0].pay, stay), v->decision.discount * 100,
                         a->result.runs > 1 ? ", mean of the runs" : "");
        return;
    }
    const char *side = path->pay >= r->break_even ? "above" : "below";
    sg_doc_paragraph(doc,
                     "Break-even of the %s: %s a year. At %s it is %s %s that, and over %s worth %s %s than staying at "
                     "%s (today's money at %.3g%% a year%s).",
                     path->name, even, pay, distance, side, years_text(v->decision.years, years), gain,
                     r->gain >= 0 ? "more" : "less", money_text(v, v->decision.paths[0].pay, stay),
                     v->decision.discount * 100, a->result.runs > 1 ? ", mean of the runs" : "");
}

static void add_chances(sg_doc *doc, const answer *a, size_t i)
{
    const sg_path *path = &a->view->decision.paths[i];
    const sg_path_result *r = &a->result.paths[i];
    double once = path->cost + path->forfeit - path->signing;
    char amount[64], lo[64], hi[64];
    if (once > 0 && !isnan(r->pays_back_months))
        sg_doc_paragraph(doc, "It makes up for the %s that it costs at the start after %.0f months.",
                         money_text(a->view, once, amount), r->pays_back_months);
    else if (once > 0)
        sg_doc_paragraph(doc, "It does not make up for the %s that it costs at the start within that time.",
                         money_text(a->view, once, amount));
    if (a->result.runs == 1) return;
    char same[40] = "";
    double ahead = round(r->ahead * 100), behind = round(r->behind * 100);
    if (100 - ahead - behind > 0) snprintf(same, sizeof same, " and the same in %.0f", 100 - ahead - behind);
    money_text(a->view, r->gain_p10, lo);
    bool one = strcmp(lo, money_text(a->view, r->gain_p90, hi)) == 0;
    sg_doc_paragraph(
        doc,
        "It comes out ahead of staying in %.0f of 100 runs under your inputs, behind in %.0f%s; in 80 of 100 "
        "the difference is %s%s%s%s.",
        ahead, behind, same, one ? "" : "between ", lo, one ? "" : " and ", one ? "" : hi);
}

static sg_value assumption_value(const answer *a, const sg_assumption *s, double value)
{
    if (s->percent) return sg_v_percent(value, fabs(value) < 0.1 ? 1 : 0);
    if (s->money) return money(a->view, value);
    return sg_v_number(value, value < 10 && value != floor(value));
}

/* "pay (offer), pay (stay) or growth a year (stay)": where the ways are worth the same, all that changes anything. */
static void add_ties(sg_doc *doc, const answer *a)
{
    char text[600] = "";
    size_t used = 0, shown = a->n_list < FLIPS_SHOWN ? a->n_list : FLIPS_SHOWN;
    for (size_t i = 0; i < shown && used < sizeof text; i++) {
        const sg_assumption *s = &a->list[i];
        int wrote = snprintf(text + used, sizeof text - used, "%s%s%s%s%s",
                             !i              ? ""
                             : i + 1 < shown ? ", "
                                             : " or ",
                             s->name, s->path[0] ? " (" : "", s->path, s->path[0] ? ")" : "");
        used += wrote > 0 ? (size_t)wrote : 0;
    }
    if (shown)
        sg_doc_paragraph(doc, "Any of the assumptions decides it: the least change of %s%s makes one the better.", text,
                         a->n_list > shown ? ", or of another below," : "");
    else
        sg_doc_paragraph(doc, "No assumption, varied alone, makes one the better.");
}

/* "pay (offer) USD 150,771, not USD 165,000": what would make the other way the better. */
static void add_flips(sg_doc *doc, const answer *a)
{
    char text[1200] = "", given[64], flip[64];
    size_t used = 0, shown = 0;
    if (is_same(&a->result.paths[a->focus])) {
        add_ties(doc, a);
        return;
    }
    for (size_t i = 0; i < a->n_list && shown < FLIPS_SHOWN; i++) {
        const sg_assumption *s = &a->list[i];
        if (isnan(s->flip)) continue;
        sg_v_print(assumption_value(a, s, s->base), given, sizeof given);
        sg_v_print(assumption_value(a, s, s->flip), flip, sizeof flip);
        int wrote = snprintf(text + used, sizeof text - used, "%s%s%s%s%s %s, not %s", shown ? "; " : "", s->name,
                             s->path[0] ? " (" : "", s->path, s->path[0] ? ")" : "", flip, given);
        used += wrote > 0 ? (size_t)wrote : 0;
        if (used >= sizeof text) break;
        shown++;
    }
    if (shown)
        sg_doc_paragraph(doc, "%s would be the better if any one of these alone were so: %s.",
                         a->result.paths[a->focus].gain >= 0 ? "Staying" : "The offer", text);
    else
        sg_doc_paragraph(doc, "No single assumption, varied within plausible bounds, turns the answer round.");
}

static sg_value pays_back(const sg_path *path, const sg_path_result *r)
{
    if (path->cost + path->forfeit <= path->signing) return sg_v_missing("it costs nothing at the start");
    if (isnan(r->pays_back_months)) return sg_v_missing("not within the years");
    return sg_v_count(r->pays_back_months);
}

static void add_ways(sg_doc *doc, const answer *a)
{
    static const sg_doc_column columns[] = {
        {"way", "Way", NULL, false, 0},
        {"pay", "Pay a year", NULL, true, 2},
        {"worth", "Worth today", "mean of the runs", true, 0},
        {"worth_p10", "10 of 100 below", "the lower tenth of the runs", true, 4},
        {"worth_p90", "10 of 100 above", "the upper tenth of the runs", true, 5},
        {"gain", "Against staying", "mean of the differences, run by run", true, 0},
        {"ahead", "Ahead in, of 100", "runs under your inputs in which it is worth more than staying", true, 0},
        {"break_even", "Break-even pay", "pay a year at which the mean difference is nought", true, 0},
        {"pays_back_months", "Months to pay back", NULL, true, 3},
        {"started", "Comes about in, of 100", "runs in which the move happens", true, 6},
    };
    sg_doc_table(doc, "ways", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < a->view->decision.n; i++) {
        const sg_path_result *r = &a->result.paths[i];
        bool chance = a->result.runs > 1;
        sg_value none = sg_v_missing("staying is what the others are compared with");
        sg_value exact = sg_v_missing("nothing was left to chance");
        sg_value ahead = i == 0 ? none : chance ? sg_v_count(r->ahead * 100) : exact;
        sg_value row[] = {
            sg_v_text(a->view->decision.paths[i].name),
            money(a->view, a->view->decision.paths[i].pay),
            money(a->view, r->mean),
            chance ? money(a->view, r->p10) : exact,
            chance ? money(a->view, r->p90) : exact,
            i ? money(a->view, r->gain) : none,
            ahead,
            i ? money(a->view, r->break_even) : none,
            i == 0 ? none : pays_back(&a->view->decision.paths[i], r),
            i ? sg_v_count(r->started * 100) : none,
        };
        sg_doc_row(doc, row);
    }
}

static void add_assumptions(sg_doc *doc, const answer *a)
{
    static const sg_doc_column columns[] = {
        {"way", "Way", NULL, false, 3},
        {"assumption", "Assumption", NULL, false, 0},
        {"given", "Given", NULL, true, 0},
        {"lo", "Low", "value tried", true, 4},
        {"gain_lo", "Gain, low", "mean gain against staying", true, 2},
        {"hi", "High", "value tried", true, 4},
        {"gain_hi", "Gain, high", "mean gain against staying", true, 2},
        {"flip", "Turns the answer at", "value of this assumption alone at which the mean gain is nought", true, 0},
    };
    sg_doc_table(doc, "assumptions", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < a->n_list && i < ASSUMPTIONS_SHOWN; i++) {
        const sg_assumption *s = &a->list[i];
        sg_value row[] = {
            sg_v_text(s->path),
            sg_v_text(s->name),
            assumption_value(a, s, s->base),
            assumption_value(a, s, s->lo),
            money(a->view, s->gain_lo),
            assumption_value(a, s, s->hi),
            money(a->view, s->gain_hi),
            isnan(s->flip) ? sg_v_missing("no value does") : assumption_value(a, s, s->flip),
        };
        sg_doc_row(doc, row);
    }
}

/* " and ", ", " or nothing: before the i-th of n names. */
static const char *between(size_t i, size_t n)
{
    return i == 0 ? "" : i + 1 < n ? ", " : " and ";
}

/* The ways whose growth of pay was not given, which is then none: "in every way", "of staying and the offer". */
static size_t growth_open(const sg_decision *d, char out[static 200])
{
    size_t open = 0, at = 0, used;
    for (size_t i = 0; i < d->n; i++) open += !d->paths[i].growth_given;
    used = (size_t)snprintf(out, 200, "%s", open == d->n ? "in every way" : "of ");
    for (size_t i = 0; i < d->n && open < d->n; i++)
        if (!d->paths[i].growth_given)
            used += (size_t)snprintf(out + used, 200 - used, "%s%s%.40s", between(at++, open), i ? "the " : "",
                                     i ? d->paths[i].name : "staying");
    return open;
}

/* What stands in place of what was not given, and where to give it. */
static void add_assumed(sg_doc *doc, const sg_decide_view *v)
{
    char open[200], growth[320];
    const char *items[3];
    size_t n = 0;
    if (v->years_assumed)
        items[n++] =
            v->from_file ? "3 years looked ahead (years in the offer's file)" : "3 years looked ahead (--years)";
    if (v->discount_assumed)
        items[n++] = v->from_file ? "5% a year for later money (discount)" : "5% a year for later money (--discount)";
    if (growth_open(&v->decision, open)) {
        snprintf(growth, sizeof growth, "0%% growth of pay a year %s (%s)", open, v->from_file ? "growth" : "--growth");
        items[n++] = growth;
    }
    if (n)
        sg_doc_note(doc, "Assumed, as not given: %s%s%s%s%s.", items[0], n > 1 ? "; " : "", n > 1 ? items[1] : "",
                    n > 2 ? "; " : "", n > 2 ? items[2] : "");
}

static void add_inputs(sg_doc *doc, const sg_decide_view *v)
{
    const sg_decision *d = &v->decision;
    const sg_path *move = &d->paths[d->n - 1];
    add_assumed(doc, v);
    for (size_t i = 0; i < v->n_notes; i++) sg_doc_note(doc, "%s", v->notes[i]);
    static const char *const components[] = {"pay", "base pay", "total pay"};
    sg_doc_note(doc, "Amounts are %s before tax, by the year, of the same sort on both sides.",
                components[v->component]);
    bool none = d->paths[0].promotion == 0 && move->promotion == 0 && move->probation == 0;
    if (none)
        sg_doc_note(doc, "No chance of promotion or of a failed probation was given, so none is counted (--typical "
                         "counts dated figures).");
}

static void add_runs(sg_doc *doc, const answer *a)
{
    if (a->result.runs == 1)
        sg_doc_note(doc, "Nothing was left to chance: this is plain arithmetic on your inputs.");
    else
        sg_doc_note(doc, "%zu runs, seed %llu; all ways and variants meet the same luck in a run.", a->result.runs,
                    (unsigned long long)a->view->decision.seed);
}

sg_status sg_view_decide(sg_doc *doc, const sg_decide_view *view, sg_error *err)
{
    answer a = {.view = view, .focus = view->decision.n - 1};
    sg_status status = sg_decide(&view->decision, &a.result, err);
    if (status == SG_OK) status = sg_decide_assumptions(&view->decision, a.focus, a.list, &a.n_list, err);
    if (status != SG_OK) return status;
    sg_doc_section(doc, "decision", "Stay or go");
    for (size_t i = view->decision.n - 1; i > 0; i--) {
        add_break_even(doc, &a, i);
        add_chances(doc, &a, i);
    }
    status = sg_plot_gains(doc, view, a.focus, err);
    if (status != SG_OK) return status;
    if (view->whole || view->decision.n > 2) add_ways(doc, &a);
    add_flips(doc, &a);
    sg_plot_assumptions(doc, view, a.list, a.n_list, a.result.paths[a.focus].gain);
    if (view->whole) add_assumptions(doc, &a);
    add_inputs(doc, view);
    add_runs(doc, &a);
    return SG_OK;
}
