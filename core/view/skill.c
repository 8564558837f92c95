#include "view/skill.h"

#include "view/entry.h"
#include "view/outlook.h"
#include "view/skill_beside.h"
#include "view/skill_chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define STROKE "━"
enum { BAR = 24, BAR_BYTES = BAR * (sizeof STROKE - 1) + 1 };

static sg_value share_in(double share, double lo, double hi)
{
    return sg_v_percent_in(share, lo, hi, sg_share_digits(share));
}

/* ---- demand ---- */

/* The level that the window is for: the next one above the share that people would name. */
static double level_of(const sg_skill_view *v, const sg_outlook *o)
{
    static const double levels[] = {.01, .02, .05, .1, .2, .5};
    if (v->crosses > 0) return v->crosses;
    size_t i = 0;
    while (i + 1 < sizeof levels / sizeof *levels && o->basis.level >= levels[i]) i++;
    return levels[i];
}

static void add_window(sg_doc *doc, const sg_skill_view *v, const sg_outlook *o)
{
    char title[32], text[80];
    double level = level_of(v, o);
    sg_window w = sg_window_find(v->outlooks, o, level);
    snprintf(title, sizeof title, "%s %.3g%%", w.crossing == SG_CROSSING_DOWN ? "Window to below" : "Window to",
             100 * level);
    char first[24] = "now", last[24] = "after month 24";
    if (w.earliest != SG_WINDOW_NEVER && w.earliest) snprintf(first, sizeof first, "month %d", w.earliest);
    if (w.latest != SG_WINDOW_NEVER) snprintf(last, sizeof last, "month %d", w.latest);
    if (w.earliest == SG_WINDOW_NEVER)
        snprintf(text, sizeof text, "not within 24 months");
    else
        snprintf(text, sizeof text, "%s to %s", first, last);
    sg_doc_field(doc, "window", title, sg_v_text(text));
    sg_doc_field(doc, "window_chance", "Chance by month 24", sg_v_percent(w.chance, 0));
}

/* Share of postings and share of all skills' mentions side by side, and demand beside supply. A change starts from the
 * level that the forecast starts from, which is shown above it: from the share now it could not be worked out. */
static void add_sides(sg_doc *doc, const sg_skill_view *v, const sg_outlook *o)
{
    sg_doc_field(doc, "level", "Level", sg_v_percent(o->basis.level, sg_share_digits(o->basis.level)));
    sg_doc_field(doc, "share_change", "Change from level, postings",
                 sg_v_percent(o->at24.mean / o->basis.level - 1, 0));
    sg_doc_field(doc, "mentions_change", "Change from level, mentions",
                 o->mentions_change > 0 ? sg_v_percent(o->mentions_change - 1, 0) : sg_v_missing("unknown"));
    sg_doc_field(doc, "common_change", "Change from level, the median",
                 sg_v_percent(v->outlooks->common_change - 1, 0));
    sg_doc_field(doc, "demand_growth", "Demand a year", sg_v_percent(o->demand_growth, 0));
    sg_doc_field(doc, "market_gap", "Market gap a year",
                 o->supply ? sg_v_percent(o->market_gap, 0) : sg_v_missing("nothing is known of supply"));
    sg_doc_field(doc, "supply", "Supply", sg_v_text(sg_supply_name(o->supply)));
}

static const sg_emergence *emergence_of(const sg_skill_view *v)
{
    return v->emerging ? sg_emerging_of(v->emerging, v->skill) : NULL;
}

/* The chance is learnt on skills that have risen: of another it would say what the forecast denies. */
static void add_emergence(sg_doc *doc, const sg_skill_view *v, const sg_outlook *o)
{
    char title[60], gain[24], month[8];
    const sg_emergence *e = emergence_of(v);
    if (!e) return;
    sg_doc_field(doc, "risen", "Risen beyond chance", sg_v_text(e->listed ? "yes" : "no"));
    if (!e->listed) return;
    const double much = sg_emerging_gain(o->now, &v->emerging->rule);
    snprintf(title, sizeof title, "Chance of %s by %s",
             sg_v_print(sg_v_percent(much, sg_share_digits(much)), gain, sizeof gain),
             sg_month_format(v->outlooks->as_of + 24, month));
    sg_doc_field(doc, "gain_chance", title, sg_v_percent(e->chance, 0));
}

static void add_forecast(sg_doc *doc, const sg_skill_view *v, const sg_outlook *o)
{
    char title[40], month[8], stage[64], why[200];
    if (!o->has_forecast) {
        snprintf(why, sizeof why, "none: %s", o->why_not);
        sg_doc_field(doc, "forecast", "Forecast of its share", sg_v_missing(why));
        if (o->stage == SG_STAGE_NEW) sg_doc_field(doc, "stage", "Stage", sg_v_text(sg_stage_name(o->stage)));
        return;
    }
    snprintf(title, sizeof title, "In 18 months, %s", sg_month_format(v->outlooks->as_of + 18, month));
    sg_doc_field(doc, "share_18", title, share_in(o->at18.mean, o->at18.lo80, o->at18.hi80));
    snprintf(title, sizeof title, "In 24 months, %s", sg_month_format(v->outlooks->as_of + 24, month));
    sg_doc_field(doc, "share_24", title, share_in(o->at24.mean, o->at24.lo80, o->at24.hi80));
    snprintf(stage, sizeof stage, "%s%s", sg_stage_name(o->stage),
             o->supply == SG_SUPPLY_SATURATING ? ", saturating" : "");
    sg_doc_field(doc, "stage", "Stage", sg_v_text(stage));
    sg_doc_field(doc, "p_rising", "Chance to rise by over a tenth", sg_v_percent(o->p_rising, 0));
    sg_doc_field(doc, "p_flat", "Chance to do as the median", sg_v_percent(o->p_flat, 0));
    sg_doc_field(doc, "p_falling", "Chance to fall by over a tenth", sg_v_percent(o->p_falling, 0));
    add_window(doc, v, o);
    add_sides(doc, v, o);
}

/* "No forecast" beside a high chance reads as a contradiction: they rest on different things. */
static void say_emergence(sg_doc *doc, const sg_skill_view *v, const sg_outlook *o)
{
    const sg_emergence *e = emergence_of(v);
    if (o->stage == SG_STAGE_NEW && !o->has_forecast)
        sg_doc_note(doc, "New since the gap: its own history is too short to forecast its share from.");
    if (e && e->listed)
        sg_doc_note(doc,
                    "The chance to gain so much rests on %s: it is learnt from how other skills went on that had risen "
                    "as it has (skillgap outlook, found early).",
                    o->has_forecast ? "something else than the forecast" : "no forecast");
}

static void say_forecast(sg_doc *doc, const sg_outlook *o)
{
    if (!o->has_forecast) return;
    sg_doc_note(doc,
                "A rise or fall is one on top of what the median skill's share does. Window: the month by which the "
                "chance to be across is 10%%, to that by which it is 90%%. Market gap: growth of demand over that of "
                "the people seen practising it, each against its median skill. Level: the share now freed of chance, "
                "from which the forecast starts, and a change to 24 months; that of mentions, and the median "
                "skill's, start from their own.");
    if (o->basis.model == SG_MODEL_LAST_VALUE)
        sg_doc_note(doc,
                    "The forecast did not beat the last value on these series: the last value is carried forward.");
    if (o->mentions_disagree)
        sg_doc_note(
            doc,
            "Its share of all skill mentions is forecast to move the other way (%+.0f%%): what changes is how many "
            "skills a posting names.",
            100 * (o->mentions_change - 1));
}

static void add_demand(sg_doc *doc, const sg_skill_view *v, const sg_outlook *o)
{
    char group[128], end[8], first[8];
    const sg_outlooks *all = v->outlooks;
    sg_group_title(v->market, v->demand->group, group, sizeof group);
    sg_doc_section(doc, "demand", "Demand");
    sg_doc_paragraph(doc,
                     "Share of the postings of %s. The last whole month of data is %s, %d months before now; what is "
                     "given for now is %s to %s, in brackets the 80 %% interval.",
                     group, sg_month_format(all->end, end), (int)(all->as_of - all->end),
                     sg_month_format(all->now_first, first), end);
    if (o->now_total > 0)
        sg_doc_field(doc, "share_now", "Share now", share_in(o->now, o->now_lo, o->now_hi));
    else
        sg_doc_field(doc, "share_now", "Share now", sg_v_missing("no data in these months"));
    sg_doc_field(doc, "postings_now", "Postings that name it", sg_v_count(o->now_count));
    sg_doc_field(doc, "postings_all", "of all postings", sg_v_count(o->now_total));
    sg_doc_field(doc, "employers", "Employers",
                 o->employers ? sg_v_count((double)o->employers) : sg_v_missing("unknown"));
    sg_doc_field(doc, "first_seen", "First seen", sg_v_month(o->first_seen));
    add_forecast(doc, v, o);
    add_emergence(doc, v, o);
    sg_doc_field(doc, "confidence", "Confidence", sg_v_text(sg_outlook_confidence(o)));
    say_emergence(doc, v, o);
    say_forecast(doc, o);
}

/* ---- history ---- */

typedef struct year {
    double count, total;
    double named, mentions; /* in months whose mentions are counted: those of it, those of all skills */
    int months, linked, mixed;
} year;

static year sum_year(const sg_skill_view *v, int number)
{
    const sg_demand *d = v->demand;
    year y = {0};
    for (int m = 1; m <= 12; m++) {
        sg_month at = sg_month_of(number, m) - d->month0;
        if (at < 0 || at >= (sg_month)d->n) continue;
        const sg_demand_month *c = &d->cells[v->skill * d->n + (size_t)at];
        if (!(c->total > 0)) continue;
        y.count += c->count;
        y.total += c->total;
        if (c->mentions > 0) {
            y.named += c->count;
            y.mentions += c->mentions;
        }
        y.months++;
        y.linked += c->linked;
        y.mixed += c->mixed;
    }
    return y;
}

/* A share as a bar, "=" where the terminal has ASCII alone. */
static const char *bar_text(double share, double most, char out[static BAR_BYTES])
{
    size_t length = most > 0 ? (size_t)lround(BAR * share / most) : 0;
    for (size_t i = 0; i < length; i++) memcpy(out + i * strlen(STROKE), STROKE, strlen(STROKE));
    out[length * strlen(STROKE)] = '\0';
    return out;
}

static void add_year(sg_doc *doc, int number, const year *y, double most)
{
    char name[16], bar[BAR_BYTES];
    const char *from = y->linked == 0 ? "postings" : y->linked == y->months ? "counts" : "both";
    snprintf(name, sizeof name, "%d", number);
    double share = y->total > 0 ? y->count / y->total : 0;
    const sg_value gap = sg_v_missing("-"), count = y->linked || y->mixed ? gap : sg_v_count(y->count);
    sg_value some[] = {sg_v_text(name),
                       sg_v_percent(share, sg_share_digits(share)),
                       y->mentions > 0 ? sg_v_percent(y->named / y->mentions, 2) : gap,
                       count,
                       sg_v_count(y->total),
                       sg_v_count(y->months),
                       sg_v_text(from),
                       sg_v_text(bar_text(share, most, bar))};
    sg_value none[] = {sg_v_text(name), gap, gap, gap, gap, sg_v_count(0), sg_v_text("no data"), sg_v_text("")};
    sg_doc_row(doc, y->months ? some : none);
}

/* Months without data of this skill, which may be more than those of the group: published counts do not count all
 * skills. "2019-10 to 2025-12" */
static void say_gaps(sg_doc *doc, const sg_skill_view *v)
{
    const sg_demand *d = v->demand;
    const sg_demand_month *cells = &d->cells[v->skill * d->n];
    sg_buf runs;
    sg_buf_init(&runs, 4000);
    for (size_t i = 0, end; i < d->n; i = end + 1) {
        for (end = i; end < d->n && !(cells[end].total > 0); end++) continue;
        char first[8], last[8];
        sg_month_format(d->month0 + (sg_month)i, first);
        sg_month_format(d->month0 + (sg_month)end - 1, last);
        if (i > 0 && end < d->n && end > i + 1) sg_buf_printf(&runs, "%s%s to %s", runs.len ? ", " : "", first, last);
        if (i > 0 && end < d->n && end == i + 1) sg_buf_printf(&runs, "%s%s", runs.len ? ", " : "", first);
    }
    if (runs.at && !runs.failed)
        sg_doc_note(doc, "Gaps, as no source tells of it then, and not interpolated: %s.", runs.at);
    sg_buf_release(&runs);
}

static void add_history(sg_doc *doc, const sg_skill_view *v)
{
    static const sg_doc_column columns[] = {
        {"year", "Year", NULL, false, 0},
        {"share", "share", "share of the postings of the year's months with data", true, 0},
        {"mentions", "of mentions", "share of the mentions of all skills that are counted throughout", true, 4},
        {"postings", "n", "postings that name it; unknown where published counts are put on our scale", true, 0},
        {"total", "of", "postings", true, 0},
        {"months", "months", "with data", true, 2},
        {"from", "from", "postings that skillgap read, or published counts linked to them", false, 0},
        {"curve", "", "the share, drawn", false, 5},
    };
    double most = 0;
    int first = 1970 + (int)(v->demand->month0 / 12), last = 1970 + (int)(v->demand->end / 12);
    for (int n = first; n <= last; n++) {
        year y = sum_year(v, n);
        if (y.total > 0) most = fmax(most, y.count / y.total);
    }
    sg_doc_section(doc, "history", "By year");
    sg_doc_table(doc, "history", columns, sizeof columns / sizeof *columns);
    for (int n = first; n <= last; n++) {
        year y = sum_year(v, n);
        add_year(doc, n, &y, most);
    }
    say_gaps(doc, v);
}

/* ---- talent ---- */

static void add_talent(sg_doc *doc, const sg_skill_view *v, const sg_outlook *o)
{
    static const sg_doc_column columns[] = {
        {"year", "Year", NULL, false, 0},
        {"people", "people",
         "seen practising it, mean of the year's quarters; growth only, not comparable across skills", true, 0},
        {"quarters", "quarters", NULL, true, 0},
    };
    double people = 0;
    int quarters = 0, current = 0;
    sg_doc_section(doc, "talent", "People who practise it");
    if (!o->talent_n) {
        sg_doc_paragraph(doc, "No topic of the talent index stands for this skill, or its history is too short.");
        return;
    }
    sg_doc_field(doc, "talent_growth", "Growth a year, last two years", sg_v_percent(o->talent_growth, 0));
    sg_doc_field(doc, "talent_median", "The median skill's", sg_v_percent(v->outlooks->talent_median, 0));
    sg_doc_table(doc, "talent", columns, 3);
    for (size_t i = 0; i <= v->market->n_talent; i++) {
        const sg_market_talent *t = i < v->market->n_talent ? &v->market->talent[i] : NULL;
        if (t && t->skill != v->skill) continue;
        int number = t ? 1970 + (int)(t->month / 12) : 0;
        if (number != current && quarters) {
            char name[16];
            snprintf(name, sizeof name, "%d", current);
            sg_value row[] = {sg_v_text(name), sg_v_count(round(people / quarters)), sg_v_count(quarters)};
            sg_doc_row(doc, row);
            people = quarters = 0;
        }
        if (!t) break;
        current = number;
        people += t->people;
        quarters++;
    }
    sg_doc_note(doc,
                "Accounts that pushed to public GitHub repositories with the topic, in a fixed panel of economies.");
}

sg_status sg_view_skill(sg_doc *doc, const sg_skill_view *v, sg_error *err)
{
    const sg_outlook *o = sg_outlook_of(v->outlooks, v->skill);
    const sg_skill *skill = &v->market->taxonomy->skills[v->skill];
    if (!o) {
        char group[128];
        sg_group_title(v->market, v->demand->group, group, sizeof group);
        sg_doc_section(doc, "demand", "Demand");
        if (sg_skill_is_own(v->market->taxonomy, v->skill))
            sg_doc_paragraph(
                doc,
                "%s is of your own taxonomy: the shipped postings of %s were not read for it, and none that "
                "you imported names it.",
                skill->name.at, group);
        else
            sg_doc_paragraph(doc, "No posting of %s names %s.", group, skill->name.at);
        return SG_OK;
    }
    add_demand(doc, v, o);
    sg_note_own(doc, v->market->taxonomy);
    sg_view_skill_chart(doc, v, o);
    add_history(doc, v);
    add_talent(doc, v, o);
    sg_status status = sg_view_skill_beside(doc, v, err);
    sg_doc_note(doc, "skillgap explain \"%s\" shows the postings behind these figures.", skill->name.at);
    return status;
}
