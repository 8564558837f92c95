/* Of one job ad: which it is of several, its title, place, pay and years, each with the line that says so. */
#include "view/posting_work.h"

#include "career/paper.h"
#include "view/gap.h"
#include "view/standing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TITLE_BYTES = 200, FIELD_BYTES = 500, NAMES_BYTES = 3000, SHORT_BYTES = 90 };
enum { STANDING_BYTES = 4096, OTHERS = 2 /* bands beside the one that fits best */ };

/* "line 3: “Senior Backend Engineer”", cut to what fits. */
static const char *quoted(const sg_ad_place *place, char out[static FIELD_BYTES])
{
    size_t from, to;
    sg_paper_cut(place->text, 0, 0, SHORT_BYTES, &from, &to);
    snprintf(out, FIELD_BYTES, "line %zu: “%.*s%s”", place->line, (int)to, place->text.at,
             to < place->text.len ? " …" : "");
    return out;
}

/* ---- which ad it is ---- */

/* Several ads in one file are said before anything else: what follows is of one of them. */
static void add_parts(const sg_posting_view *v)
{
    static const sg_doc_column columns[] = {{"ad", "Ad", "--ad chooses", true, 0},
                                            {"line", "Line", "its first", true, 0},
                                            {"title", "Title", NULL, false, 0},
                                            {"read", "", "the one that is read here", false, 0}};
    const sg_ad *ad = v->ad;
    if (!ad->n_parts) return;
    sg_doc_paragraph(v->doc,
                     "The text holds %zu job ads. What follows is of no. %zu alone, lines %zu to %zu; --ad %zu reads "
                     "another.",
                     ad->n_parts, ad->part + 1, ad->parts[ad->part].line, ad->parts[ad->part].last,
                     ad->part + 2 > ad->n_parts ? (size_t)1 : ad->part + 2);
    sg_doc_table(v->doc, "ads", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < ad->n_parts; i++) {
        char title[TITLE_BYTES];
        snprintf(title, sizeof title, "%.*s", (int)ad->parts[i].title.len, ad->parts[i].title.at);
        sg_value row[] = {sg_v_count((double)i + 1), sg_v_count((double)ad->parts[i].line), sg_v_text(title),
                          sg_v_text(i == ad->part ? "read here" : "")};
        sg_doc_row(v->doc, row);
    }
}

/* Of an e-mail: what is not of the ad. */
static void add_left_out(const sg_posting_view *v)
{
    const sg_ad_left_out *left = &v->ad->left_out;
    char quoted[80] = "", signature[80] = "";
    if (left->quoted)
        snprintf(quoted, sizeof quoted, "%zu quoted line%s (behind a >)", left->quoted, left->quoted == 1 ? "" : "s");
    if (left->signature)
        snprintf(signature, sizeof signature, "%zu line%s of a signature", left->signature,
                 left->signature == 1 ? "" : "s");
    if (quoted[0] || signature[0])
        sg_doc_paragraph(v->doc, "Left out: %s%s%s.", quoted, quoted[0] && signature[0] ? ", " : "", signature);
}

/* ---- what it says of the job ---- */

static void add_title(const sg_posting_view *v)
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

static void add_place(const sg_posting_view *v)
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

static void add_pay(const sg_posting_view *v)
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

static bool is_range(const sg_pay_text *pay)
{
    return pay->lo > 0 && pay->hi > pay->lo;
}

/* What is compared: the range's middle, or the one end that is stated ("up to EUR 80,000"); "": the one sum. */
static const char *compared(const sg_pay_text *pay)
{
    return is_range(pay)    ? "the middle of its range"
           : !(pay->lo > 0) ? "its upper end"
           : !(pay->hi > 0) ? "its lower end"
                            : "";
}

/* Of what `compared` says. */
static double middle(const sg_pay_text *pay)
{
    double lo = pay->lo > 0 ? pay->lo : pay->hi, hi = pay->hi > 0 ? pay->hi : pay->lo;
    return (lo + hi) / 2;
}

/* How it stands among what the role is paid there: role, place, currency and a yearly sum are needed. */
static sg_status add_standing(const sg_posting_view *v, const char *date, sg_error *err)
{
    const sg_ad *ad = v->ad;
    const sg_position *p = &ad->position;
    sg_buf text;
    if (!ad->has_pay || ad->pay.period != SG_PERIOD_YEAR || !ad->pay.currency[0] || p->role == SG_ID_NONE ||
        p->region == SG_ID_NONE)
        return SG_OK;
    char whose[40] = "its";
    if (compared(&ad->pay)[0]) snprintf(whose, sizeof whose, "%s,", compared(&ad->pay));
    const sg_standing_view standing = {
        .taxonomy = &v->l->taxonomy,
        .pay = &v->l->pay,
        .query = {p->role, p->region, p->level, NULL, date},
        .whose = whose,
        .amount = middle(&ad->pay),
        .currency = ad->pay.currency,
        .component = ad->pay.component == SG_COMPONENT_NONE ? NULL : sg_component_name((sg_component)ad->pay.component),
        .others = OTHERS};
    sg_buf_init(&text, STANDING_BYTES);
    sg_status status = sg_view_standing(&text, &standing, NULL, err);
    if (status == SG_OK && text.len) sg_doc_field(v->doc, "pay_stands", "That is", sg_v_text(text.at));
    sg_buf_release(&text);
    return status;
}

/* What the person is paid, beside it. */
static void add_own_pay(const sg_posting_view *v)
{
    char text[200], own[64];
    const sg_pay_text *pay = &v->ad->pay;
    if (!v->profile || !v->ad->has_pay || pay->period != SG_PERIOD_YEAR) return;
    double yearly = sg_stated_yearly(&v->profile->pay), off = yearly / middle(pay) - 1;
    if (!(yearly > 0) || strcmp(v->profile->pay.currency, pay->currency) != 0) return;
    bool range = is_range(pay), below = range && yearly < pay->lo, above = range && yearly > pay->hi;
    bool same = fabs(off) * 100 < 0.5;
    const char *with = compared(pay);
    if (same)
        snprintf(text, sizeof text, "%s a year, %s%s", amount(yearly, pay->currency, own), with[0] ? "at " : "the same",
                 with);
    else
        snprintf(text, sizeof text, "%s a year, %.0f%% %s %s%s", amount(yearly, pay->currency, own), fabs(off) * 100,
                 off < 0 ? "below" : "above", with[0] ? with : "it",
                 below   ? ", and below all of it"
                 : above ? ", and above all of it"
                         : "");
    sg_doc_field(v->doc, "pay_own", "Your pay", sg_v_text(text));
}

static void add_years(const sg_posting_view *v)
{
    char text[FIELD_BYTES], key[40];
    for (size_t i = 0; i < v->ad->n_years; i++) {
        snprintf(key, sizeof key, "experience_%zu", i + 1);
        sg_doc_field(v->doc, key, i ? "" : "Experience", sg_v_text(quoted(&v->ad->years[i], text)));
    }
}

/* "Remote (line 3), Full-time (line 9)" */
static void add_attributes(const sg_posting_view *v)
{
    sg_buf names;
    sg_buf_init(&names, NAMES_BYTES);
    for (size_t i = 0; i < v->ad->n; i++) {
        const sg_ad_skill *s = &v->ad->skills[i];
        if (s->attribute && s->ask != SG_ASK_DENIED)
            sg_buf_printf(&names, "%s%s (line %zu)", names.len ? ", " : "", v->l->taxonomy.skills[s->skill].name.at,
                          s->place.line);
    }
    if (names.at) sg_doc_field(v->doc, "attributes", "Of the job", sg_v_text(names.at));
    sg_buf_release(&names);
}

sg_status sg_view_posting_job(const sg_posting_view *v, const char *date, sg_error *err)
{
    add_parts(v);
    add_left_out(v);
    add_title(v);
    add_place(v);
    add_pay(v);
    sg_status status = add_standing(v, date, err);
    if (status != SG_OK) return status;
    add_own_pay(v);
    add_years(v);
    add_attributes(v);
    return SG_OK;
}
