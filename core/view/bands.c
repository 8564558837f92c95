#include "view/bands.h"

#include "taxonomy/region.h"
#include "view/plots.h"
#include "view/standing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { COL_ROW, COL_P10, COL_P90 = COL_P10 + 4, COL_MEAN, COL_N, COL_POWER, COL_YOU, N_SHOWN, SOURCES_MAX = 64 };
enum { ANSWER_BYTES = 4096, ANSWER_OTHERS = 3 };

/* Beyond what stands in the text: what a program needs to use a figure rightly. */
enum {
    COL_SOURCE = N_SHOWN,
    COL_KIND,
    COL_DATE,
    COL_REGION,
    COL_TITLE,
    COL_LEVEL,
    COL_COMPONENT,
    COL_CURRENCY,
    COL_N_KIND,
    COL_ANY_ROLE,
    COL_AGED,
    COL_FACTOR,
    COL_RATE,
    COL_RATE_DATE,
    COL_RANK,
    COL_LICENCE,
    COL_NOTE,
    N_COLUMNS
};

static const sg_doc_column columns[N_COLUMNS] = {
    [COL_ROW] = {"row", "Source", "source, date, what it covers", false, 0},
    [COL_P10] = {"p10", "p10", "a tenth earn less", true, 0},
    [COL_P10 + 1] = {"p25", "p25", NULL, true, 0},
    [COL_P10 + 2] = {"p50", "p50", "half earn less", true, 0},
    [COL_P10 + 3] = {"p75", "p75", NULL, true, 0},
    [COL_P90] = {"p90", "p90", NULL, true, 0},
    [COL_MEAN] = {"mean", "mean", NULL, true, 0},
    [COL_N] = {"n", "n", "people, answers or postings behind it", true, 0},
    [COL_POWER] = {"power", "power", "the middle in US dollars at average US prices", true, 2},
    [COL_YOU] = {"you", "you", "percentile of your pay", true, 0},
    [COL_SOURCE] = {"source", "source", NULL, false, SG_DATA_ONLY},
    [COL_KIND] = {"kind", "kind", "official, survey or posted", false, SG_DATA_ONLY},
    [COL_DATE] = {"date", "date", "of the source", false, SG_DATA_ONLY},
    [COL_REGION] = {"region", "region", NULL, false, SG_DATA_ONLY},
    [COL_TITLE] = {"occupation", "occupation", NULL, false, SG_DATA_ONLY},
    [COL_LEVEL] = {"level", "level", NULL, false, SG_DATA_ONLY},
    [COL_COMPONENT] = {"component", "component", NULL, false, SG_DATA_ONLY},
    [COL_CURRENCY] = {"currency", "currency", "a year", false, SG_DATA_ONLY},
    [COL_N_KIND] = {"n_kind", "n of", NULL, false, SG_DATA_ONLY},
    [COL_ANY_ROLE] = {"any_role", "any role", "the band covers every IT role", false, SG_DATA_ONLY},
    [COL_AGED] = {"aged_to", "aged to", "month of the wage index", false, SG_DATA_ONLY},
    [COL_FACTOR] = {"age_factor", "age factor", NULL, true, SG_DATA_ONLY},
    [COL_RATE] = {"fx", "rate", "currency for one of the source's", true, SG_DATA_ONLY},
    [COL_RATE_DATE] = {"fx_date", "rate of", NULL, false, SG_DATA_ONLY},
    [COL_RANK] = {"rank", "rank", "percentile of your pay, also beyond the known ones", true, SG_DATA_ONLY},
    [COL_LICENCE] = {"licence", "licence", NULL, false, SG_DATA_ONLY},
    [COL_NOTE] = {"note", "note", NULL, false, SG_DATA_ONLY},
};

/* What the notes at the end tell once for all regions. */
typedef struct told {
    const sg_band *sources[SOURCES_MAX]; /* one of each source */
    size_t n_sources;
    char age_to[8], fx_date[8]; /* the oldest used */
    bool aged, not_aged, abroad, hours, power, cut, wage_levels;
} told;

static void oldest(char out[static 8], const char *date)
{
    if (date[0] && (!out[0] || strcmp(date, out) < 0)) snprintf(out, 8, "%s", date);
}

static void learn(told *notes, const sg_pay_row *row)
{
    size_t i = 0;
    while (i < notes->n_sources && !sg_text_equal(notes->sources[i]->source, row->band->source)) i++;
    if (i == notes->n_sources && i < SOURCES_MAX) notes->sources[notes->n_sources++] = row->band;
    oldest(notes->age_to, row->age_to);
    oldest(notes->fx_date, row->fx_date);
    notes->aged |= row->age_factor > 0;
    notes->not_aged |= !(row->age_factor > 0);
    notes->abroad |= row->fx > 0 && sg_text_is(row->band->kind, "survey");
    notes->hours |= row->hours_year > 0;
    notes->wage_levels |= strncmp(row->band->level.at, "wage-level:", 11) == 0;
    notes->power |= row->power > 0;
}

/* Two bands of one source in one answer are told apart by their occupations, if not by their places. */
static bool needs_title(const sg_pay_row *rows, size_t n, size_t i)
{
    for (size_t j = 0; j < n; j++)
        if (j != i && sg_text_equal(rows[i].band->source, rows[j].band->source) &&
            sg_text_equal(rows[i].band->place, rows[j].band->place))
            return true;
    return false;
}

static sg_value amount(double value, bool known)
{
    if (!known) return sg_v_missing("not given by the source");
    return sg_v_thousands(round(value), fabs(value) < 9950 ? 1 : 0);
}

static void put_you(const sg_pay *pay, const sg_bands_view *view, const sg_pay_row *row, sg_value *values)
{
    double mine, rank;
    bool outside;
    char used[8];
    values[COL_YOU] = values[COL_RANK] = sg_v_missing("no pay was given");
    if (!(view->pay > 0)) return;
    values[COL_YOU] = values[COL_RANK] = sg_v_missing("too few percentiles");
    if (!sg_pay_convert(pay, view->pay, view->pay_currency, row->currency, view->date, &mine, used) ||
        !sg_pay_rank(row, mine, &rank, &outside))
        return;
    bool low = rank < .5;
    values[COL_RANK] = sg_v_number(round(rank * 1000) / 10, 1);
    if (!outside)
        values[COL_YOU] = sg_v_number(round(rank * 100), 0);
    else
        values[COL_YOU] =
            sg_v_text(row->band->has & (low ? SG_HAS_P10 : SG_HAS_P90) ? (low ? "<10" : ">90") : (low ? "<25" : ">75"));
}

static sg_value text_or_missing(const char *text, const char *why)
{
    return text[0] ? sg_v_text(text) : sg_v_missing(why);
}

static void put_facts(const sg_taxonomy *t, const sg_pay_row *row, sg_value *v)
{
    const sg_band *b = row->band;
    v[COL_SOURCE] = sg_v_text(b->source.at);
    v[COL_KIND] = sg_v_text(b->kind.at);
    v[COL_DATE] = sg_v_text(b->date.at);
    v[COL_REGION] = sg_v_text(t->regions[row->region].id.at);
    v[COL_TITLE] = sg_v_text(b->title.at);
    v[COL_LEVEL] = sg_v_text(b->level.at);
    v[COL_COMPONENT] = sg_v_text(b->component.at);
    v[COL_CURRENCY] = sg_v_text(row->currency);
    v[COL_N_KIND] = text_or_missing(b->n_kind.at, "not given by the source");
    v[COL_ANY_ROLE] = sg_v_text(row->any_role ? "yes" : "no");
    v[COL_AGED] = text_or_missing(row->age_to, "no wage index covers it");
    v[COL_FACTOR] = row->age_factor > 0 ? sg_v_number(row->age_factor, 4) : sg_v_missing("no wage index covers it");
    v[COL_RATE] = row->fx > 0 ? sg_v_number(row->fx, 4) : sg_v_missing("none was needed or known");
    v[COL_RATE_DATE] = text_or_missing(row->fx_date, "none was needed or known");
    v[COL_LICENCE] = sg_v_text(b->licence.at);
    v[COL_NOTE] = text_or_missing(b->note.at, "none");
}

static void add_row(sg_doc *doc, const sg_taxonomy *t, const sg_pay *pay, const sg_bands_view *view,
                    const sg_pay_row *row, bool titled, const sg_doc_column *used, size_t n_used)
{
    char text[320];
    sg_value v[N_COLUMNS], out[N_COLUMNS];
    const sg_band *b = row->band;
    v[COL_ROW] = sg_v_text(sg_band_text(t, view->level, row, titled, text));
    for (int i = 0; i < 5; i++) v[COL_P10 + i] = amount(row->pct[i], b->has & (1u << i));
    v[COL_MEAN] = amount(row->mean, b->has & SG_HAS_MEAN);
    v[COL_N] = b->n > 0 ? sg_v_count(b->n) : sg_v_missing("not given by the source");
    v[COL_POWER] = row->power > 0 ? amount(row->power, true) : sg_v_missing("no price parity");
    put_you(pay, view, row, v);
    put_facts(t, row, v);
    for (size_t i = 0, c = 0; i < N_COLUMNS && c < n_used; i++)
        if (strcmp(columns[i].key, used[c].key) == 0) out[c++] = v[i];
    sg_doc_row(doc, out);
}

/* The columns of one region's table: the mean where a row has no median, the mark where there is a pay. */
static size_t choose_columns(const sg_bands_view *view, const sg_pay_row *rows, size_t n,
                             sg_doc_column used[static N_COLUMNS])
{
    bool mean = false;
    for (size_t i = 0; i < n; i++) mean |= !(rows[i].band->has & SG_HAS_P50);
    size_t count = 0;
    for (size_t i = 0; i < N_COLUMNS; i++) {
        if ((i == COL_YOU || i == COL_RANK) && !(view->pay > 0)) continue;
        used[count] = columns[i];
        if (i == COL_MEAN && !mean) used[count].drop = SG_DATA_ONLY;
        count++;
    }
    return count;
}

static void title_of(const sg_taxonomy *t, uint32_t region, const char *currency, char out[static 200])
{
    uint32_t country = sg_region_country(t, region);
    snprintf(out, 200, "Pay in %.80s%s%.60s: thousand %s a year", t->regions[region].name.at,
             country == region ? "" : ", ", country == region ? "" : t->regions[country].name.at, currency);
}

/* Rows in another currency than the first, for want of a rate, would stand under a wrong title. */
static size_t of_one_currency(sg_pay_row *rows, size_t n, const char *wanted, size_t *other)
{
    size_t kept = 0;
    const char *first = NULL;
    for (size_t i = 0; i < n && !first; i++)
        if (wanted && strcmp(rows[i].currency, wanted) == 0) first = wanted;
    if (!first && n) first = rows[0].currency;
    char currency[4];
    snprintf(currency, sizeof currency, "%s", first ? first : "");
    for (size_t i = 0; i < n; i++)
        if (strcmp(rows[i].currency, currency) == 0) rows[kept++] = rows[i];
    *other = n - kept;
    return kept;
}

static const char *wanted_currency(const sg_taxonomy *t, const sg_bands_view *view, uint32_t region)
{
    if (view->currency) return view->currency;
    return t->regions[sg_region_country(t, region)].currency.at;
}

static bool has_spread(const sg_pay_row *row)
{
    unsigned known = 0;
    for (unsigned i = 0; i < 5; i++) known += (row->band->has >> i) & 1;
    return known > 1;
}

static void move_row(sg_pay_row *rows, size_t from, size_t to)
{
    sg_pay_row row = rows[from];
    memmove(&rows[to + 1], &rows[to], (from - to) * sizeof *rows);
    rows[to] = row;
}

/* Of the few that are shown: those with a spread before a single figure, and one official among them where there is. */
static void choose_few(sg_pay_row *rows, size_t n, size_t few)
{
    bool official = false;
    for (size_t i = 0, front = 0; i < n; i++)
        if (has_spread(&rows[i])) move_row(rows, i, front++);
    for (size_t i = 0; i < n && !official; i++) {
        official = has_spread(&rows[i]) && sg_text_is(rows[i].band->kind, "official");
        if (official && i >= few) move_row(rows, i, few - 1);
    }
}

/* How the pay that was given stands in the region. */
static sg_status add_answer(sg_doc *doc, const sg_taxonomy *t, const sg_pay *pay, const sg_bands_view *view,
                            const sg_pay_query *query, sg_error *err)
{
    sg_buf text;
    if (!view->answers || !(view->pay > 0)) return SG_OK;
    sg_buf_init(&text, ANSWER_BYTES);
    const sg_standing_view standing = {.taxonomy = t,
                                       .pay = pay,
                                       .query = *query,
                                       .whose = "",
                                       .amount = view->pay,
                                       .currency = view->pay_currency,
                                       .component = view->component,
                                       .others = ANSWER_OTHERS};
    sg_status status = sg_view_standing(&text, &standing, NULL, err);
    if (status == SG_OK && text.len) sg_doc_paragraph(doc, "%s", text.at);
    sg_buf_release(&text);
    return status;
}

static sg_status add_region(sg_doc *doc, const sg_taxonomy *t, const sg_pay *pay, const sg_bands_view *view, size_t at,
                            told *notes, size_t *shown, sg_error *err)
{
    uint32_t region = view->regions[at];
    sg_pay_query query = {view->role, region, view->level, view->currency, view->date};
    sg_pay_row *rows;
    size_t n, other;
    char why[200], text[200];
    sg_status status = sg_pay_compare(pay, t, &query, &rows, &n, why, err);
    if (status != SG_OK) return status;
    n = of_one_currency(rows, n, wanted_currency(t, view, region), &other);
    title_of(t, region, n ? rows[0].currency : "", text);
    if (!n) *strrchr(text, ':') = '\0';
    char id[80];
    snprintf(id, sizeof id, "region-%.60s", t->regions[region].id.at);
    sg_doc_subsection(doc, id, text);
    status = add_answer(doc, t, pay, view, &query, err);
    bool whole = !view->rows_max || at < view->whole;
    size_t few = !whole && n > view->rows_max ? view->rows_max : n;
    sg_doc_column used[N_COLUMNS];
    if (few < n) choose_few(rows, n, few);
    if (few) {
        size_t n_used = choose_columns(view, rows, few, used);
        sg_doc_table(doc, "bands", used, n_used);
        for (size_t i = 0; i < few; i++) {
            add_row(doc, t, pay, view, &rows[i], needs_title(rows, few, i), used, n_used);
            learn(notes, &rows[i]);
        }
    }
    if (why[0]) sg_doc_note(doc, "%s.", why);
    if (other) sg_doc_note(doc, "%zu band(s) left out: no exchange rate to this currency is known.", other);
    notes->cut |= few < n;
    *shown += few;
    sg_free(rows);
    return status;
}

static void add_notes(sg_doc *doc, const sg_bands_view *view, const told *notes)
{
    char to[8], rate[8], mine[60];
    snprintf(to, sizeof to, "%.7s", notes->age_to);
    snprintf(rate, sizeof rate, "%.7s", notes->fx_date);
    sg_doc_subsection(doc, "reading", "How to read this");
    if (notes->cut)
        sg_doc_note(doc,
                    "%zu sources of %s region are shown, an official one among them where there is one; skillgap bands "
                    "ROLE --region REGION shows all.",
                    view->rows_max, view->whole ? "another" : "a");
    sg_doc_note(doc, "Each source stands by itself; they are not averaged. The narrowest region that a source has is "
                     "taken, and the level asked for before all levels. Base pay and total pay are not the same: total "
                     "has bonuses, and what else a source counts.");
    if (notes->aged)
        sg_doc_note(doc,
                    "Amounts are aged from the source's date to %s by the country's posted wages (Indeed Hiring "
                    "Lab)%s.",
                    to, notes->not_aged ? ", where such an index covers it; else as of their date" : "");
    else
        sg_doc_note(doc, "Amounts are as of the source's date: no wage index covers them.");
    if (rate[0]) sg_doc_note(doc, "Exchange rates of %s, the latest known in %s.", rate, view->date);
    if (notes->abroad)
        sg_doc_note(doc, "A survey that is published in dollars goes back to local pay by the rates of its own date.");
    if (notes->hours) sg_doc_note(doc, "Hourly pay is made yearly by the country's usual week × 52.");
    if (notes->wage_levels)
        sg_doc_note(doc, "US wage levels I, II, III and IV are read as junior, mid, senior, and lead or above; each is "
                         "one figure, a mean that the Department of Labor works out of the BLS survey of the place.");
    if (notes->power)
        sg_doc_note(doc, "power: the middle of the band in thousand US dollars at average US prices (price parities of "
                         "2024, World Bank and BEA); a measure of what it buys, not of pay elsewhere.");
    if (view->pay > 0)
        sg_doc_note(doc, "you: the percentile at which your %s a year stands in the band.",
                    sg_v_print(sg_v_money(view->pay, view->pay_currency), mine, sizeof mine));
    if (view->pay > 0 && view->answers)
        sg_doc_note(
            doc,
            "usual: within a tenth of the middle. It is compared with %s pay where a source tells of it, "
            "official sources first, and with what ads of the place and the level pay; a figure of all levels is "
            "low for a senior and high for a junior.",
            view->component ? view->component : "base");
    for (size_t i = 0; i < notes->n_sources; i++) {
        const sg_band *b = notes->sources[i];
        sg_doc_note(doc, "%s: %s%s%s; licence %s%s%s.", b->source.at, b->kind.at, b->n_kind.len ? ", n counts " : "",
                    sg_text_is(b->n_kind, "rows") ? "answers" : b->n_kind.at, b->licence.at, b->note.len ? "; " : "",
                    b->note.at);
    }
}

sg_status sg_view_bands(sg_doc *doc, const sg_taxonomy *taxonomy, const sg_pay *pay, const sg_bands_view *view,
                        size_t *shown, sg_error *err)
{
    told notes = {0};
    *shown = 0;
    sg_doc_section(doc, "pay", "What the work pays");
    if (strcmp(sg_pay_newest(pay), view->date) > 0)
        sg_doc_paragraph(doc, "The pay tables are those shipped today, with dates up to %s: they are not as of %s.",
                         sg_pay_newest(pay), view->date);
    sg_status charts = sg_plot_bands(doc, taxonomy, pay, view, err);
    if (charts != SG_OK) return charts;
    for (size_t i = 0; i < view->n_regions; i++) {
        sg_status status = add_region(doc, taxonomy, pay, view, i, &notes, shown, err);
        if (status != SG_OK) return status;
    }
    if (*shown) add_notes(doc, view, &notes);
    return SG_OK;
}
