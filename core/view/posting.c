#include "view/posting.h"

#include "career/gap.h"
#include "career/paper.h"
#include "view/gap.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { QUOTE_BYTES = 400, FIELD_BYTES = 500, NAMES_BYTES = 3000, SHORT_BYTES = 90 };

/* How a skill that the ad asks for stands to the person. */
typedef enum standing { OPEN, HELD, UNSTATED, COVERED /* an alternative to one that is held */ } standing;

typedef struct view {
    sg_doc *doc;
    const sg_loaded *l;
    const sg_ad *ad;
    const sg_profile *profile; /* or NULL */
} view;

static const char *name_of(const view *v, const sg_ad_skill *s)
{
    return v->l->taxonomy.skills[s->skill].name.at;
}

static double held_of(const view *v, const sg_ad_skill *s)
{
    return sg_gap_held(&v->l->taxonomy, v->profile, s->skill);
}

static standing standing_of(const view *v, const sg_ad_skill *s)
{
    double held = held_of(v, s);
    if (held != 0) return held < 0 ? UNSTATED : HELD;
    for (size_t i = 0; s->group && i < v->ad->n; i++)
        if (v->ad->skills[i].group == s->group && held_of(v, &v->ad->skills[i]) != 0) return COVERED;
    return OPEN;
}

/* "line 3: “Senior Backend Engineer”", cut to what fits. */
static const char *quoted(const sg_ad_place *place, char out[static FIELD_BYTES])
{
    size_t from, to;
    sg_paper_cut(place->text, 0, 0, SHORT_BYTES, &from, &to);
    snprintf(out, FIELD_BYTES, "line %zu: “%.*s%s”", place->line, (int)to, place->text.at,
             to < place->text.len ? " …" : "");
    return out;
}

/* ---- what it says of the job ---- */

static void add_title(const view *v)
{
    char text[FIELD_BYTES + 200], quote[FIELD_BYTES];
    const sg_position *p = &v->ad->position;
    if (!v->ad->title.line) {
        sg_doc_field(v->doc, "title", "Title", sg_v_missing("none that is known in its first lines"));
        return;
    }
    const sg_goal goal = {p->role, p->level, SG_ID_NONE};
    char name[200];
    snprintf(text, sizeof text, "%s; %s", sg_goal_name(&v->l->taxonomy, &goal, name, sizeof name),
             quoted(&v->ad->title, quote));
    sg_doc_field(v->doc, "title", "Title", sg_v_text(text));
    if (p->level < 0) sg_doc_field(v->doc, "level", "Level", sg_v_missing("its title states none"));
}

static void add_place(const view *v)
{
    static const char *const remote[] = {
        [SG_UNKNOWN] = "", [SG_NO] = "on site", [SG_YES] = "remote", [SG_PARTLY] = "hybrid"};
    char text[FIELD_BYTES + 200], quote[FIELD_BYTES];
    uint32_t region = v->ad->position.region;
    if (!v->ad->where.line) {
        sg_doc_field(v->doc, "place", "Place", sg_v_missing("not stated in its first lines"));
        return;
    }
    const char *name = region == SG_ID_NONE ? "" : v->l->taxonomy.regions[region].name.at;
    const char *how = remote[v->ad->remote];
    snprintf(text, sizeof text, "%s%s%s; %s", name, name[0] && how[0] ? ", " : "", how, quoted(&v->ad->where, quote));
    sg_doc_field(v->doc, "place", "Place", sg_v_text(text));
}

static const char *amount(double value, const char *currency, char out[static 64])
{
    return sg_v_print(sg_v_money(value, currency), out, 64);
}

static void add_pay(const view *v)
{
    static const char *const periods[] = {"", " an hour", " a day", " a week", " a month", " a year"};
    char text[FIELD_BYTES + 200], quote[FIELD_BYTES], lo[64], hi[64];
    const sg_pay_text *pay = &v->ad->pay;
    if (!v->ad->has_pay) {
        sg_doc_field(v->doc, "pay", "Pay", sg_v_missing("not stated"));
        return;
    }
    amount(pay->lo, pay->currency, lo);
    amount(pay->hi, "", hi);
    const char *sum = pay->lo > 0 && pay->hi > pay->lo ? "" : pay->lo > 0 && pay->hi > 0 ? lo : NULL;
    int used = sum && sum[0] ? snprintf(text, sizeof text, "%s", lo)
               : sum         ? snprintf(text, sizeof text, "%s to %s", lo, hi)
               : pay->lo > 0 ? snprintf(text, sizeof text, "%s or more", lo)
                             : snprintf(text, sizeof text, "up to %s", amount(pay->hi, pay->currency, lo));
    snprintf(text + used, sizeof text - (size_t)used, "%s%s; %s", periods[pay->period],
             pay->currency[0] ? "" : " (currency not stated)", quoted(&v->ad->paid, quote));
    sg_doc_field(v->doc, "pay", "Pay", sg_v_text(text));
}

/* What the ad's sum is: base pay, unless it says that more is in it. */
static const char *component_of(const sg_pay_text *pay)
{
    return pay->component == SG_COMPONENT_TOTAL ? "total" : "base";
}

static bool has_spread(const sg_pay_row *row, const char *currency)
{
    bool outside;
    double rank;
    return strcmp(row->currency, currency) == 0 && row->pct[2] > 0 && (row->band->has & SG_HAS_P50) &&
           sg_pay_rank(row, row->pct[2], &rank, &outside);
}

/* Like with like first: the ad's own component, then the role's own bands, then the nearest place. */
static int distance(const sg_pay_row *row, const char *component)
{
    return (sg_text_is(row->band->component, component) ? 0 : 100) + (row->any_role ? 50 : 0) + (int)row->steps;
}

/* Of equals the first: the rows are best first. */
static const sg_pay_row *nearest_row(const sg_pay_row *rows, size_t n, const sg_pay_text *pay)
{
    const char *component = component_of(pay);
    const sg_pay_row *found = NULL;
    for (size_t i = 0; i < n; i++)
        if (has_spread(&rows[i], pay->currency) &&
            (!found || distance(&rows[i], component) < distance(found, component)))
            found = &rows[i];
    return found;
}

static void say_rank(const view *v, const sg_pay_row *row)
{
    char text[400], middle[64], ranks[60], other[80] = "";
    const sg_pay_text *pay = &v->ad->pay;
    if (!sg_text_is(row->band->component, component_of(pay)))
        snprintf(other, sizeof other, "; the ad's sum is taken as %s pay", component_of(pay));
    double lo = 0, hi = 0;
    bool out_lo = false, out_hi = false;
    const double ends[] = {pay->lo > 0 ? pay->lo : pay->hi, pay->hi > 0 ? pay->hi : pay->lo};
    if (!sg_pay_rank(row, ends[0], &lo, &out_lo) || !sg_pay_rank(row, ends[1], &hi, &out_hi)) return;
    bool one = round(lo * 100) == round(hi * 100);
    snprintf(ranks, sizeof ranks, one ? "%.0f" : "%.0f to %.0f", lo * 100, hi * 100);
    snprintf(text, sizeof text, "percentile %s of %s %s, %s pay in %s%s: half are paid less than %s, n %.0f%s", ranks,
             row->band->source.at, row->band->date.at, row->band->component.at,
             v->l->taxonomy.regions[row->region].name.at, row->all_levels ? ", all levels" : "",
             amount(row->pct[2], row->currency, middle), row->band->n, other);
    sg_doc_field(v->doc, "pay_rank", "That is", sg_v_text(text));
}

/* Where the ad's pay stands in the nearest source with a spread: role, place, currency and a yearly sum are needed. */
static sg_status add_rank(const view *v, const char *date, sg_error *err)
{
    const sg_ad *ad = v->ad;
    sg_pay_row *rows = NULL;
    size_t n = 0;
    char why[200];
    if (!ad->has_pay || ad->pay.period != SG_PERIOD_YEAR || !ad->pay.currency[0] || ad->position.role == SG_ID_NONE ||
        ad->position.region == SG_ID_NONE)
        return SG_OK;
    sg_pay_query query = {ad->position.role, ad->position.region, ad->position.level, NULL, date};
    sg_status status = sg_pay_compare(&v->l->pay, &v->l->taxonomy, &query, &rows, &n, why, err);
    if (status != SG_OK) return status;
    const sg_pay_row *row = nearest_row(rows, n, &ad->pay);
    if (row) say_rank(v, row);
    sg_free(rows);
    return SG_OK;
}

static void add_years(const view *v)
{
    char text[FIELD_BYTES], key[40];
    for (size_t i = 0; i < v->ad->n_years; i++) {
        snprintf(key, sizeof key, "experience_%zu", i + 1);
        sg_doc_field(v->doc, key, i ? "" : "Experience", sg_v_text(quoted(&v->ad->years[i], text)));
    }
}

/* "Remote (line 3), Full-time (line 9)" */
static void add_attributes(const view *v)
{
    sg_buf names;
    sg_buf_init(&names, NAMES_BYTES);
    for (size_t i = 0; i < v->ad->n; i++) {
        const sg_ad_skill *s = &v->ad->skills[i];
        if (s->attribute && s->ask != SG_ASK_DENIED)
            sg_buf_printf(&names, "%s%s (line %zu)", names.len ? ", " : "", name_of(v, s), s->place.line);
    }
    if (names.at) sg_doc_field(v->doc, "attributes", "Of the job", sg_v_text(names.at));
    sg_buf_release(&names);
}

/* ---- what it asks for ---- */

typedef struct tally {
    size_t all, held, unstated, covered;
    sg_buf open;
} tally;

static tally count(const view *v, sg_ask ask)
{
    tally t = {0};
    sg_buf_init(&t.open, NAMES_BYTES);
    for (size_t i = 0; i < v->ad->n; i++) {
        const sg_ad_skill *s = &v->ad->skills[i];
        if (s->attribute || s->ask != ask) continue;
        standing how = standing_of(v, s);
        t.all++;
        t.held += how == HELD;
        t.unstated += how == UNSTATED;
        t.covered += how == COVERED;
        if (how == OPEN) sg_buf_printf(&t.open, "%s%s", t.open.len ? ", " : "", name_of(v, s));
    }
    return t;
}

/* "It requires 8 skills: you hold 5 (2 at a level your profile does not state), 1 is an alternative to one you hold,
 * and 2 you do not: Kafka, Go." */
static void say_tally(const view *v, sg_ask ask, const char *lead)
{
    tally t = count(v, ask);
    size_t held = t.held + t.unstated, open = t.all - held - t.covered;
    char unstated[80] = "", covered[80] = "";
    if (t.unstated) snprintf(unstated, sizeof unstated, " (%zu at a level your profile does not state)", t.unstated);
    if (t.covered)
        snprintf(covered, sizeof covered, ", %zu %s named beside one you hold, of which one will do", t.covered,
                 t.covered == 1 ? "is" : "are");
    if (t.all && v->profile)
        sg_doc_paragraph(v->doc, "%s %zu skill%s: you hold %zu%s%s%s%s.", lead, t.all, t.all == 1 ? "" : "s", held,
                         unstated, covered, open ? "; not held: " : ", so none is missing", open ? t.open.at : "");
    else if (t.all)
        sg_doc_paragraph(v->doc, "%s %zu skill%s: %s.", lead, t.all, t.all == 1 ? "" : "s", t.open.at ? t.open.at : "");
    sg_buf_release(&t.open);
}

static sg_value you_value(const view *v, const sg_ad_skill *s, char out[static 24])
{
    double held = held_of(v, s);
    if (!v->profile) return sg_v_missing("no profile");
    switch (standing_of(v, s)) {
    case OPEN: return sg_v_text("no");
    case COVERED: return sg_v_text("other held");
    case UNSTATED: return sg_v_text("held");
    case HELD: break;
    }
    snprintf(out, 24, "level %.3g", held);
    return sg_v_text(out);
}

static void add_row(const view *v, const sg_ad_skill *s)
{
    char you[24], group[24], words[QUOTE_BYTES + 1];
    const sg_outlook *o = sg_outlook_of(&v->l->outlooks, s->skill);
    double held = held_of(v, s);
    size_t from, to, start = s->start - (size_t)(s->place.text.at - v->ad->text.at);
    sg_paper_cut(s->place.text, start, start + s->len, QUOTE_BYTES, &from, &to);
    snprintf(words, sizeof words, "%.*s", (int)(to - from), s->place.text.at + from);
    snprintf(group, sizeof group, "%u", s->group);
    const char *why = o && o->why_not[0] ? o->why_not : "not seen in the postings";
    sg_value row[] = {
        sg_v_text(name_of(v, s)),
        you_value(v, s, you),
        o ? sg_v_percent(o->now, 1) : sg_v_missing("not seen in the postings"),
        o && o->has_forecast ? sg_v_percent_in(o->at24.mean, o->at24.lo80, o->at24.hi80, 1) : sg_v_missing(why),
        o ? sg_v_text(sg_stage_name(o->stage)) : sg_v_missing("not seen in the postings"),
        o ? sg_v_count(o->now_count) : sg_v_missing("not seen in the postings"),
        sg_v_count((double)s->place.line),
        sg_v_text(words),
        held > 0 ? sg_v_number(held, 1) : sg_v_missing(held < 0 ? "not stated" : "not held"),
        s->group ? sg_v_text(group) : sg_v_missing("no alternative is named"),
        sg_v_text(v->l->taxonomy.skill_ids.names[s->skill].at),
    };
    sg_doc_row(v->doc, row);
}

static void add_table(const view *v, sg_ask ask, const char *id, const char *title)
{
    const sg_doc_column columns[] = {
        {"skill", title, NULL, false, 0},
        {"you", "You", "other held: the ad names it beside one that you hold, and one will do", false, 0},
        {"share_now", "Share now", "of all postings", true, 0},
        {"share_24", "In 24 months", "of all postings, 80 % interval", true, 0},
        {"stage", "Stage", NULL, false, 0},
        {"n", "n", "postings that name it now", true, 2},
        {"line", "Line", "of the ad", true, 0},
        {"words", "The ad's words", NULL, false, SG_DATA_ONLY},
        {"level", "Level held", "0 to 7", true, SG_DATA_ONLY},
        {"alternatives", "Alternatives", "rows of one number are alternatives", false, SG_DATA_ONLY},
        {"id", "id", NULL, false, SG_DATA_ONLY},
    };
    bool any = false;
    for (size_t i = 0; i < v->ad->n; i++) {
        const sg_ad_skill *s = &v->ad->skills[i];
        if (s->attribute || s->ask != ask) continue;
        if (!any) sg_doc_table(v->doc, id, columns, sizeof columns / sizeof *columns);
        any = true;
        add_row(v, s);
    }
}

static void say_empty(const view *v)
{
    for (size_t i = 0; i < v->ad->n; i++)
        if (!v->ad->skills[i].attribute) return;
    sg_doc_paragraph(v->doc, "No skill that skillgap knows is named in it%s.",
                     v->ad->n_unknown ? ", but names that it does not know are: see below" : "");
}

/* What an empty or short list cannot do without: the names that the taxonomy does not see. */
static void add_unknown(const view *v)
{
    sg_buf names;
    sg_buf_init(&names, NAMES_BYTES);
    for (size_t i = 0; i < v->ad->n_unknown && names.len < NAMES_BYTES - 200; i++)
        sg_buf_printf(&names, "%s%.*s (line %zu)", names.len ? ", " : "", (int)v->ad->unknown[i].text.len,
                      v->ad->unknown[i].text.at, v->ad->unknown[i].line);
    if (names.at)
        sg_doc_paragraph(v->doc, "It also asks for names that skillgap does not know: %s. They are in no count above.",
                         names.at);
    sg_buf_release(&names);
}

/* ---- its words ---- */

static bool is_first_of_line(const view *v, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (!v->ad->skills[k].attribute && v->ad->skills[k].place.line == v->ad->skills[i].place.line) return false;
    return true;
}

static void add_line(const view *v, const sg_ad_skill *s)
{
    char words[QUOTE_BYTES + 20];
    size_t from, to, start = s->start - (size_t)(s->place.text.at - v->ad->text.at);
    sg_paper_cut(s->place.text, start, start + s->len, QUOTE_BYTES, &from, &to);
    snprintf(words, sizeof words, "%s%.*s%s", from ? "… " : "", (int)(to - from), s->place.text.at + from,
             to < s->place.text.len ? " …" : "");
    sg_value row[] = {sg_v_count((double)s->place.line), sg_v_text(words)};
    sg_doc_row(v->doc, row);
}

static void add_words(const view *v)
{
    static const sg_doc_column columns[] = {{"line", "Line", NULL, true, 0},
                                            {"words", "The ad's words", NULL, false, 0}};
    bool any = false;
    for (size_t i = 0; i < v->ad->n; i++) {
        if (v->ad->skills[i].attribute || !is_first_of_line(v, i)) continue;
        if (!any) {
            sg_doc_section(v->doc, "words", "In its words");
            sg_doc_table(v->doc, "lines", columns, 2);
        }
        any = true;
        add_line(v, &v->ad->skills[i]);
    }
}

static void add_notes(const view *v)
{
    char now[8], last[8], total[32];
    const sg_outlooks *o = &v->l->outlooks;
    sg_v_print(sg_v_count(o->n ? o->items[0].now_total : 0), total, sizeof total);
    sg_doc_note(v->doc,
                "Shares: of the %s %s of %s to %s, and their forecast; n: those that name it. Required, desired or "
                "only named is told by the ad's own words and headings.",
                total, sg_group_name(v->l->group), sg_month_format(o->now_first, now), sg_month_format(o->end, last));
    if (v->profile)
        sg_doc_note(v->doc, "You: the level in your profile, 0 to 7; held: a level is not stated; an ad seldom states "
                            "the level that it asks for.");
    else
        sg_doc_note(v->doc, "No profile was read, so nothing is compared: skillgap profile new makes one.");
}

sg_status sg_view_posting(sg_doc *doc, const sg_loaded *l, const sg_ad *ad, const char *date, sg_error *err)
{
    view v = {doc, l, ad, l->loaded & SG_LOAD_PROFILE ? &l->profile : NULL};
    sg_doc_section(doc, "posting", "The job ad");
    add_title(&v);
    add_place(&v);
    add_pay(&v);
    sg_status status = add_rank(&v, date, err);
    if (status != SG_OK) return status;
    add_years(&v);
    add_attributes(&v);
    sg_doc_section(doc, "asks", "What it asks for");
    say_tally(&v, SG_ASK_REQUIRED, "It requires");
    say_tally(&v, SG_ASK_DESIRED, "It would like");
    say_tally(&v, SG_ASK_MENTIONED, "It names, and says no more of,");
    say_empty(&v);
    add_table(&v, SG_ASK_REQUIRED, "required", "Required");
    add_table(&v, SG_ASK_DESIRED, "desired", "Desired");
    add_table(&v, SG_ASK_MENTIONED, "named", "Named");
    add_table(&v, SG_ASK_DENIED, "denied", "Said not to be needed");
    add_unknown(&v);
    add_notes(&v);
    add_words(&v);
    return SG_OK;
}
