#include "view/outlook.h"

#include "base/mem.h"
#include "view/entry.h"
#include "view/plots.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HORIZON_MEASURED = 30 };

const char *sg_group_title(const sg_market *market, const char *group, char *out, size_t size)
{
    for (size_t i = 0; i < market->n_sources; i++) {
        if (!sg_text_is(market->sources[i].group, group)) continue;
        sg_text name = market->sources[i].name, first;
        if (!sg_text_split(&name, ':', &first)) first = market->sources[i].name;
        snprintf(out, size, "%.*s", (int)first.len, first.at);
        return out;
    }
    snprintf(out, size, "%s", group);
    return out;
}

/* ---- what is listed ---- */

typedef struct row {
    const sg_outlook *all, *scope; /* scope: all, when none was asked for */
    double order;
} row;

static int by_order(const void *a, const void *b)
{
    const row *x = a, *y = b;
    if (x->order != y->order) return x->order > y->order ? -1 : 1;
    return (x->all->skill > y->all->skill) - (x->all->skill < y->all->skill);
}

/* Whether a skill is listed, and its place: higher first. median: change of the median skill's share, as a ratio. */
typedef bool (*belongs_fn)(const sg_outlook *all, double median, double *order);

/* A called stage before an unclear one, then by points. */
static double order_of(const sg_outlook *o, sg_stage stage, double points)
{
    return o->stage == stage ? 1 + points : points;
}

/* The last value carried forward is in no list of gains or losses. */
static bool is_forecast(const sg_outlook *o)
{
    return o->has_forecast && o->basis.model != SG_MODEL_LAST_VALUE;
}

/* A change that the median skill makes too is no news of this one: all skills together make it. */
static bool gains(const sg_outlook *o, double median, double *order)
{
    double points = o->at24.mean - o->now;
    *order = order_of(o, SG_STAGE_RISING, points);
    if (!is_forecast(o) || o->stage == SG_STAGE_FALLING) return false;
    return o->stage == SG_STAGE_RISING || (points > 0 && o->at24.mean > o->now * median);
}

static bool loses(const sg_outlook *o, double median, double *order)
{
    double points = o->now - o->at24.mean;
    *order = order_of(o, SG_STAGE_FALLING, points);
    if (!is_forecast(o) || o->stage == SG_STAGE_RISING) return false;
    return o->stage == SG_STAGE_FALLING || (points > 0 && o->at24.mean < o->now * median);
}

static bool goes_along(const sg_outlook *o, double median, double *order)
{
    bool listed = gains(o, median, order) || loses(o, median, order);
    *order = o->now;
    return o->has_forecast && !listed;
}

static bool is_new(const sg_outlook *o, double median, double *order)
{
    (void)median;
    *order = o->now;
    return !o->has_forecast && o->stage == SG_STAGE_NEW;
}

static bool is_bare(const sg_outlook *o, double median, double *order)
{
    (void)median;
    *order = o->now;
    return !o->has_forecast && o->stage != SG_STAGE_NEW && o->now_count >= SG_OUTLOOK_SHOWN_MIN;
}

/* Rows that belong, in order; NULL with *n 0 when memory ends. */
static row *choose(const sg_outlook_view *v, belongs_fn belongs, size_t *n)
{
    row *rows = sg_zalloc(v->all->n + 1, sizeof *rows);
    *n = 0;
    for (size_t i = 0; rows && i < v->all->n; i++) {
        const sg_outlook *all = &v->all->items[i];
        const sg_outlook *scope = v->scope ? sg_outlook_of(v->scope, all->skill) : all;
        double order;
        if (!belongs(all, v->all->common_change, &order) || !scope || scope->now_count < SG_OUTLOOK_SHOWN_MIN) continue;
        if (belongs == is_new && v->scope) order = scope->now;
        rows[(*n)++] = (row){all, scope, order};
    }
    if (*n) qsort(rows, *n, sizeof *rows, by_order);
    return rows;
}

/* ---- tables ---- */

unsigned char sg_share_digits(double share)
{
    return share < .01 ? 2 : 1;
}

static const char *name_of(const sg_outlook_view *v, const sg_outlook *o)
{
    return v->market->taxonomy->skills[o->skill].name.at;
}

static const char *stage_text(const sg_outlook *o, char out[static 48])
{
    int used = snprintf(out, 48, "%s", sg_stage_name(o->stage));
    if (o->stage != SG_STAGE_UNCLEAR) used += snprintf(out + used, 48 - (size_t)used, " %.0f%%", 100 * o->stage_p);
    if (o->supply == SG_SUPPLY_SATURATING) snprintf(out + used, 48 - (size_t)used, ", saturating");
    return out;
}

static sg_value share_at(const sg_forecast_point *p)
{
    return sg_v_percent_in(p->mean, p->lo80, p->hi80, sg_share_digits(p->mean));
}

/* Takes what is left out from n items of a size; returns how many are left. */
static size_t keep(void *items, size_t size, size_t n, const bool *left_out)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (!left_out[i]) memmove((char *)items + kept++ * size, (char *)items + i * size, size);
    return kept;
}

enum { COLUMN_SCOPE = 1, COLUMN_WINDOW = 7, COLUMN_CHANCE = 8, COLUMNS = 20 };

/* Where a row's texts are until the document has copied them. */
typedef struct row_texts {
    char stage[48], window[SG_WINDOW_TEXT], confidence[8];
} row_texts;

/* "high", "medium", "low": what stands before the reason. */
static const char *confidence_word(const sg_outlook *o, char out[static 8])
{
    const char *whole = sg_outlook_confidence(o);
    snprintf(out, 8, "%.*s", (int)strcspn(whole, ":"), whole);
    return out;
}

static void fill_row(sg_value values[static COLUMNS], const sg_outlook_view *v, const row *r, row_texts *texts)
{
    const sg_outlook *o = r->all, *s = r->scope;
    const sg_window window = sg_window_find(v->all, o, v->crosses > 0 ? v->crosses : .5);
    const sg_value all[COLUMNS] = {
        sg_v_text(name_of(v, o)),
        sg_v_percent(s->now, sg_share_digits(s->now)),
        sg_v_percent(o->now, sg_share_digits(o->now)),
        sg_v_percent(o->at18.mean, sg_share_digits(o->at18.mean)),
        sg_v_percent(o->at18.lo80, sg_share_digits(o->at18.lo80)),
        sg_v_percent(o->at18.hi80, sg_share_digits(o->at18.hi80)),
        share_at(&o->at24),
        sg_v_text(sg_window_text(&window, texts->window)),
        sg_v_percent(window.chance, 0),
        sg_v_text(stage_text(o, texts->stage)),
        sg_v_count(s->now_count),
        sg_v_text(confidence_word(o, texts->confidence)),
        o->supply ? sg_v_percent(o->market_gap, 0) : sg_v_missing("-"),
        o->mentions_change > 0 ? sg_v_percent(o->mentions_change - 1, 0) : sg_v_missing("-"),
        s->employers ? sg_v_count((double)s->employers) : sg_v_missing("-"),
        sg_v_text(sg_supply_name(o->supply)),
        o->talent_n ? sg_v_percent(o->talent_growth, 0) : sg_v_missing("-"),
        sg_v_text(sg_outlook_confidence(o)),
        sg_v_month(o->first_seen),
        sg_v_text(sg_outlook_method(o)),
    };
    memcpy(values, all, sizeof all);
}

/* "PostgreSQL, Python, TypeScript and 4 more are forecast to gain on the median skill" */
static void draw_fans(sg_doc *doc, const sg_outlook_view *v, const char *id, const row *rows, size_t n)
{
    char list[240], title[320], path[40];
    const char *names[SG_FANS_MAX];
    sg_fans fans = {.market = v->market, .demand = v->demand, .outlooks = v->all, .id = path, .title = title};
    snprintf(path, sizeof path, "%.30s_path", id);
    for (; fans.n < n && fans.n < SG_FANS_MAX; fans.n++) {
        fans.items[fans.n] = rows[fans.n].all;
        names[fans.n] = name_of(v, rows[fans.n].all);
    }
    sg_plot_names(names, fans.n, 3, list, sizeof list);
    const char *what = strcmp(id, "rising") == 0    ? "forecast to gain on the median skill"
                       : strcmp(id, "falling") == 0 ? "forecast to lose against the median skill"
                                                    : "forecast to move as the median skill does";
    if (n > 3)
        snprintf(title, sizeof title, "%s, %s, %s and %zu more are %s", names[0], names[1], names[2], n - 3, what);
    else
        snprintf(title, sizeof title, "%s %s %s", list, n == 1 ? "is" : "are", what);
    sg_plot_fans(doc, &fans);
}

static void forecast_table(sg_doc *doc, const sg_outlook_view *v, const char *id, belongs_fn belongs)
{
    char month18[8], month24[8], crosses[24];
    snprintf(crosses, sizeof crosses, "to %.3g%%", 100 * v->crosses);
    sg_month_format(v->all->as_of + 18, month18);
    sg_month_format(v->all->as_of + 24, month24);
    const sg_doc_column columns[COLUMNS] = {
        {"skill", "Skill", NULL, false, 0},
        {"share_scope", "here", "share of the scope's postings over the last six months with data", true, 0},
        {"share_now", v->scope ? "all" : "now", "share of postings over the last six months with data", true, 0},
        {"share_18", month18, "forecast share 18 months from now", true, 2},
        {"share_18_lo", "from", "lower end of its 80 % interval", true, 8},
        {"share_18_hi", "to", "upper end of its 80 % interval", true, 8},
        {"share_24", month24, "forecast share 24 months from now; in brackets the 80 % interval", true, 0},
        {"window", crosses, "months from now by which the share crosses the level: 10 % chance to 90 %", true, 0},
        {"window_chance", "crosses", "chance that it is on the level's other side 24 months from now", true,
         SG_DATA_ONLY},
        {"stage", "stage",
         "rising, falling: by over a tenth more than the median skill, with the chance; unclear: no even chance of "
         "either, nor of neither",
         false, 0},
        {"postings_now", "n", "postings that name it now", true, 0},
        {"confidence", "conf.", "high, medium or low", false, 1},
        {"gap", "gap", "market gap: growth a year of demand over that of people, each against its median", true, 3},
        {"mentions", "ment.", "forecast change of its share of all skill mentions, by 24 months from now", true, 4},
        {"employers", "empl.", "distinct employers among them", true, 5},
        {"supply", "supply", "what the market gap says", false, 9},
        {"talent", "talent", "growth a year of the people seen practising it on GitHub", true, 7},
        {"confidence_why", "confidence", "what the figures rest on", false, SG_DATA_ONLY},
        {"first_seen", "first seen", "first month whose postings here name it", true, SG_DATA_ONLY},
        {"method", "method", "shares: the forecast of shares; last value: where a back-test had that be better", false,
         SG_DATA_ONLY},
    };
    /* The scope's column and the level's go where none was asked for. */
    const bool left_out[COLUMNS] = {
        [COLUMN_SCOPE] = !v->scope, [COLUMN_WINDOW] = v->crosses <= 0, [COLUMN_CHANCE] = v->crosses <= 0};
    sg_doc_column shown[COLUMNS];
    memcpy(shown, columns, sizeof columns);
    size_t n, n_columns = keep(shown, sizeof *shown, COLUMNS, left_out);
    row *rows = choose(v, belongs, &n);
    draw_fans(doc, v, id, rows, n);
    sg_doc_table(doc, id, shown, n_columns);
    for (size_t i = 0; i < n && (!v->top || i < v->top); i++) {
        sg_value values[COLUMNS];
        row_texts texts;
        fill_row(values, v, &rows[i], &texts);
        keep(values, sizeof *values, COLUMNS, left_out);
        sg_doc_row(doc, values);
    }
    if (v->top && n > v->top) sg_doc_note(doc, "%zu more: skillgap outlook --all shows them.", n - v->top);
    sg_free(rows);
}

/* Why none of the rows has a forecast, when it is the same for all. */
static const char *common_reason(const row *rows, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (strcmp(rows[i].all->why_not, rows[0].all->why_not) != 0) return NULL;
    return n > 1 && rows[0].all->why_not[0] ? rows[0].all->why_not : NULL;
}

static void level_table(sg_doc *doc, const sg_outlook_view *v, const char *id, belongs_fn belongs)
{
    size_t n;
    row *rows = choose(v, belongs, &n);
    const char *reason = common_reason(rows, v->top && n > v->top ? v->top : n);
    const sg_doc_column columns[] = {
        {"skill", "Skill", NULL, false, 0},
        {"share_now", "now", "share of postings over the last six months with data; in brackets the 80 % interval",
         true, 0},
        {"share_before", "before", "share in the last two years before the gap that a source covers", true, 0},
        {"before_to", "until", "the last month of those two years", true, 1},
        {"postings_now", "n", "postings that name it now", true, 0},
        {"employers", "empl.", "distinct employers among them", true, 0},
        {"first_seen", "first seen", "first month whose postings here name it", true, 3},
        {"why", "why no forecast", NULL, false, reason ? SG_DATA_ONLY : 6},
    };
    sg_doc_table(doc, id, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n && (!v->top || i < v->top); i++) {
        const sg_outlook *o = rows[i].scope;
        sg_value values[] = {
            sg_v_text(name_of(v, o)),
            sg_v_percent_in(o->now, o->now_lo, o->now_hi, sg_share_digits(o->now)),
            o->before_total > 0 ? sg_v_percent(o->before, 2) : sg_v_missing("-"),
            o->before_total > 0 ? sg_v_month(o->before_last) : sg_v_missing("-"),
            sg_v_count(o->now_count),
            o->employers ? sg_v_count((double)o->employers) : sg_v_missing("-"),
            sg_v_month(rows[i].all->first_seen),
            sg_v_text(rows[i].all->why_not),
        };
        sg_doc_row(doc, values);
    }
    if (reason) sg_doc_note(doc, "Why none of these has a forecast: %s.", reason);
    if (v->top && n > v->top) sg_doc_note(doc, "%zu more: skillgap outlook --all shows them.", n - v->top);
    sg_free(rows);
}

/* ---- the words around them ---- */

static void say_dates(sg_doc *doc, const sg_outlook_view *v)
{
    char as_of[8], end[8], first[8], last[8], title[128];
    const sg_outlooks *o = v->all;
    int age = (int)(o->as_of - o->end);
    sg_month_format(o->as_of, as_of);
    sg_month_format(o->end, end);
    sg_group_title(v->market, v->demand->group, title, sizeof title);
    sg_doc_paragraph(
        doc,
        "As of %s. Shares are shares of the postings of %s. The last whole month of data is %s, %d month%s "
        "ago: 18 and 24 months from now lie %zu and %zu months beyond the data.",
        as_of, title, end, age, age == 1 ? "" : "s", o->step18, o->step24);
    if (v->demand->gap_first != SG_MONTH_ABSENT)
        sg_doc_note(doc, "No source covers %s to %s: a gap, not interpolated; the intervals are wider for it.",
                    sg_month_format(v->demand->gap_first, first), sg_month_format(v->demand->gap_last, last));
    if (o->step24 > HORIZON_MEASURED)
        sg_doc_note(doc, "The forecasts' accuracy was measured to %d months beyond the data; these reach to %zu.",
                    HORIZON_MEASURED, o->step24);
    if (v->scope)
        sg_doc_note(
            doc,
            "Scope: %s, %.0f postings now. What is \"here\", n and employers are of these; the forecasts are of "
            "all postings, as the scope's own history is too thin to be forecast. Skills that under %d of them "
            "name are left out.",
            v->scope_text, v->scope->n ? v->scope->items[0].now_total : 0, SG_OUTLOOK_SHOWN_MIN);
}

/* A movement that all skills make is said once, not found in each of them. */
static void say_common(sg_doc *doc, const sg_outlook_view *v)
{
    const sg_outlooks *o = v->all;
    double now = o->skills_per_posting, before = o->skills_per_posting_before;
    if (now > 0 && before > 0 && fabs(log(now / before)) > log(1.1))
        sg_doc_paragraph(
            doc,
            "All skills together: a posting names %.1f of the skills that are counted throughout now, and named %.1f "
            "in the two years before the gap. Postings have become %s, which moves every share without any change "
            "in what is wanted.",
            now, before, now < before ? "terser" : "wordier");
    if (o->n_forecast > 4 && fabs(log(o->common_change)) > log(1.05))
        sg_doc_paragraph(
            doc,
            "All skills together: the median skill's share is forecast to change by %+.0f%% by then; a "
            "skill that does as the median does neither gains nor loses against the others, and is in neither "
            "list.",
            100 * (o->common_change - 1));
}

static void say_why_empty(sg_doc *doc, const sg_outlook_view *v)
{
    if (v->all->n == 0)
        sg_doc_paragraph(doc, "No skill was found in the postings.");
    else if (v->all->n_forecast == 0)
        sg_doc_paragraph(doc, "No skill has the history that a forecast needs; for one: %s.", v->all->items[0].why_not);
}

void sg_view_outlook(sg_doc *doc, const sg_outlook_view *v)
{
    sg_doc_section(doc, "outlook", "Outlook");
    say_dates(doc, v);
    say_common(doc, v);
    sg_view_tested(doc, v);
    say_why_empty(doc, v);
    sg_note_own(doc, v->market->taxonomy);
    sg_plot_growth(doc, v);
    if (v->all->n_forecast) {
        sg_doc_subsection(doc, "rising", "Forecast to gain");
        forecast_table(doc, v, "rising", gains);
        sg_doc_subsection(doc, "falling", "Forecast to lose");
        forecast_table(doc, v, "falling", loses);
        sg_doc_note(doc,
                    "In brackets the 80 %% interval. stage: rising, falling: by over a tenth more than the median "
                    "skill. n: postings that name it now; conf.: confidence, from n, history and the interval's width; "
                    "gap: growth a year of its demand over that of the accounts seen practising it on GitHub, each "
                    "against its median skill (\"-\": demand side only). Where the width allows, empl.: distinct "
                    "employers among the postings; ment.: change of its share of all skills' mentions by then.");
        if (v->crosses > 0)
            sg_doc_note(doc,
                        "to %.3g%%: months from now by which the chance that its share is at least that (\"below\": "
                        "under that) goes from 10 to 90 %%; above: it is, and is not seen below within the horizon; "
                        "over 24: not within the horizon.",
                        100 * v->crosses);
        sg_view_disagreement(doc, v);
        if (v->top == 0) {
            sg_doc_subsection(doc, "along", "Forecast to move as the median skill does");
            forecast_table(doc, v, "along", goes_along);
        }
    }
    if (v->emerging) sg_view_emerging(doc, v);
    sg_doc_section(doc, "new", "Too new to forecast: new, or many times more, since the gap in the data");
    level_table(doc, v, "new", is_new);
    sg_doc_note(
        doc,
        "before: the share in the last two years, until the month beside it, that a source covers for this skill: "
        "posts whose texts were read, or published counts, which know few names. What was between is not known, so "
        "a rise may be older than it looks. now: with its 80 %% interval. Too short a history forecasts no share; "
        "whether such a skill gains much is told above, under "
        "found early, from how others went on that had risen as it has.");
    if (v->top == 0) {
        sg_doc_section(doc, "bare", "No forecast");
        level_table(doc, v, "bare", is_bare);
    }
    sg_doc_note(doc, "skillgap skill NAME tells all about one skill; skillgap explain shows the postings.");
}
