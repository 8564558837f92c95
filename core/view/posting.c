#include "view/posting_work.h"

#include "career/gap.h"
#include "career/paper.h"

#include <stdio.h>
#include <string.h>

enum { QUOTE_BYTES = 400, NAMES_BYTES = 3000 };

/* How a skill that the ad asks for stands to the person. */
typedef enum standing { OPEN, HELD, UNSTATED, COVERED /* an alternative to one that is held */ } standing;

static const char *name_of(const sg_posting_view *v, const sg_ad_skill *s)
{
    return v->l->taxonomy.skills[s->skill].name.at;
}

static double held_of(const sg_posting_view *v, const sg_ad_skill *s)
{
    return sg_gap_held(&v->l->taxonomy, v->profile, s->skill);
}

static standing standing_of(const sg_posting_view *v, const sg_ad_skill *s)
{
    double held = held_of(v, s);
    if (held != 0) return held < 0 ? UNSTATED : HELD;
    for (size_t i = 0; s->group && i < v->ad->n; i++)
        if (v->ad->skills[i].group == s->group && held_of(v, &v->ad->skills[i]) != 0) return COVERED;
    return OPEN;
}

/* ---- what it asks for ---- */

typedef struct tally {
    size_t all, held, unstated, covered;
    sg_buf open;
} tally;

static tally count(const sg_posting_view *v, sg_ask ask)
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
static void say_tally(const sg_posting_view *v, sg_ask ask, const char *lead)
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

static sg_value you_value(const sg_posting_view *v, const sg_ad_skill *s, char out[static 24])
{
    double held = held_of(v, s);
    if (!v->profile) return sg_v_missing("no profile");
    switch (standing_of(v, s)) {
    case OPEN: return sg_v_text("no");
    case COVERED: return sg_v_text("other held");
    case UNSTATED: return sg_v_text("held, no level");
    case HELD: break;
    }
    snprintf(out, 24, "level %.3g", held);
    return sg_v_text(out);
}

/* "3+", "3 to 5", "2" */
static sg_value years_value(const sg_years *years, char out[static 24])
{
    if (!years->lo) return sg_v_missing("not stated");
    if (years->hi)
        snprintf(out, 24, "%u to %u", years->lo, years->hi);
    else
        snprintf(out, 24, "%u%s", years->lo, years->more ? "+" : "");
    return sg_v_text(out);
}

static void add_row(const sg_posting_view *v, const sg_ad_skill *s)
{
    char you[24], years[24], group[24], words[QUOTE_BYTES + 1];
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
        years_value(&s->years, years),
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

static void add_table(const sg_posting_view *v, sg_ask ask, const char *id, const char *title)
{
    bool any = false, years = false;
    for (size_t i = 0; i < v->ad->n; i++) years |= v->ad->skills[i].ask == ask && v->ad->skills[i].years.lo;
    const sg_doc_column columns[] = {
        {"skill", title, NULL, false, 0},
        {"you", "You", "other held: the ad names it beside one that you hold, and one will do", false, 0},
        {"years", "Years", "of experience with it that the ad asks for", true, years ? 0 : SG_DATA_ONLY},
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
    for (size_t i = 0; i < v->ad->n; i++) {
        const sg_ad_skill *s = &v->ad->skills[i];
        if (s->attribute || s->ask != ask) continue;
        if (!any) sg_doc_table(v->doc, id, columns, sizeof columns / sizeof *columns);
        any = true;
        add_row(v, s);
    }
}

static void say_empty(const sg_posting_view *v)
{
    for (size_t i = 0; i < v->ad->n; i++)
        if (!v->ad->skills[i].attribute) return;
    sg_doc_paragraph(v->doc, "No skill that skillgap knows is named in it%s.",
                     v->ad->n_unknown ? ", but names that it does not know are: see below" : "");
}

static bool asks(const sg_posting_view *v, sg_ask ask)
{
    for (size_t i = 0; i < v->ad->n; i++)
        if (!v->ad->skills[i].attribute && v->ad->skills[i].ask == ask) return true;
    return false;
}

/* A stack that is named without a word of need is not nothing: of such an ad it is what there is to compare. */
static void say_asked(const sg_posting_view *v)
{
    bool requires = asks(v, SG_ASK_REQUIRED);
    say_tally(v, SG_ASK_REQUIRED, "It requires");
    if (!requires) say_tally(v, SG_ASK_MENTIONED, "It calls no skill required; it names");
    say_tally(v, SG_ASK_DESIRED, "It would like");
    if (requires) say_tally(v, SG_ASK_MENTIONED, "It names, and says no more of,");
    say_empty(v);
}

/* What an empty or short list cannot do without: the names that the taxonomy does not see. */
static void add_unknown(const sg_posting_view *v)
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

static bool is_first_of_line(const sg_posting_view *v, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (!v->ad->skills[k].attribute && v->ad->skills[k].place.line == v->ad->skills[i].place.line) return false;
    return true;
}

static void add_line(const sg_posting_view *v, const sg_ad_skill *s)
{
    char words[QUOTE_BYTES + 20];
    size_t from, to, start = s->start - (size_t)(s->place.text.at - v->ad->text.at);
    sg_paper_cut(s->place.text, start, start + s->len, QUOTE_BYTES, &from, &to);
    snprintf(words, sizeof words, "%s%.*s%s", from ? "… " : "", (int)(to - from), s->place.text.at + from,
             to < s->place.text.len ? " …" : "");
    sg_value row[] = {sg_v_count((double)s->place.line), sg_v_text(words)};
    sg_doc_row(v->doc, row);
}

static void add_words(const sg_posting_view *v)
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

static void add_notes(const sg_posting_view *v)
{
    char now[8], last[8], total[32];
    const sg_outlooks *o = &v->l->outlooks;
    sg_v_print(sg_v_count(o->n ? o->items[0].now_total : 0), total, sizeof total);
    sg_doc_note(v->doc,
                "Shares: of the %s %s of %s to %s, and their forecast; n: those that name it. Required, desired or "
                "only named is told by the ad's own words and headings.",
                total, sg_group_name(v->l->group), sg_month_format(o->now_first, now), sg_month_format(o->end, last));
    if (v->profile)
        sg_doc_note(v->doc, "You: the level in your profile, 0 to 7; no level: it states none; an ad seldom states the "
                            "level that it asks for.");
    else
        sg_doc_note(v->doc, "No profile was read, so nothing is compared: skillgap profile new makes one.");
}

sg_status sg_view_posting(sg_doc *doc, const sg_loaded *l, const sg_ad *ad, const char *date, sg_error *err)
{
    sg_posting_view v = {doc, l, ad, l->loaded & SG_LOAD_PROFILE ? &l->profile : NULL};
    sg_doc_section(doc, "posting", "The job ad");
    sg_status status = sg_view_posting_job(&v, date, err);
    if (status != SG_OK) return status;
    sg_doc_section(doc, "asks", "What it asks for");
    say_asked(&v);
    add_table(&v, SG_ASK_REQUIRED, "required", "Required");
    add_table(&v, SG_ASK_DESIRED, "desired", "Desired");
    add_table(&v, SG_ASK_MENTIONED, "named", "Named");
    add_table(&v, SG_ASK_DENIED, "denied", "Said not to be needed");
    add_unknown(&v);
    add_notes(&v);
    add_words(&v);
    return SG_OK;
}
