/* Of one job ad: which it is of several, its title, place, pay and years, each with the line that says so. */
#include "view/posting_work.h"

#include "career/paper.h"
#include "view/gap.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TITLE_BYTES = 200, FIELD_BYTES = 500, NAMES_BYTES = 3000, SHORT_BYTES = 90 };

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

static void say_rank(const sg_posting_view *v, const sg_pay_row *row)
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
static sg_status add_rank(const sg_posting_view *v, const char *date, sg_error *err)
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
    add_title(v);
    add_place(v);
    add_pay(v);
    sg_status status = add_rank(v, date, err);
    if (status != SG_OK) return status;
    add_years(v);
    add_attributes(v);
    return SG_OK;
}
