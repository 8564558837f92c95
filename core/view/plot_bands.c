/* Charts of pay: regions side by side at exchange rates and by what they buy, and levels in one region. */
#include "base/mem.h"
#include "pay/standing.h"
#include "view/plots.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SOURCES_A_REGION = 3 };

typedef struct bands {
    sg_doc *doc;
    const sg_taxonomy *t;
    const sg_pay *pay;
    const sg_bands_view *view;
    char currency[4]; /* of the charts: the person's, or dollars */
    double own_power; /* the person's pay by what it buys where they are; 0: unknown */
    /* the highest and lowest middles so far, for the title */
    double most, least;
    char most_of[80], least_of[80];
} bands;

static double middle(const sg_pay_row *row)
{
    double out;
    return sg_pay_middle(row, &out, NULL) ? out : (double)NAN;
}

static bool has_spread(const sg_pay_row *row)
{
    return (row->band->has & SG_HAS_P25) && (row->band->has & SG_HAS_P75);
}

static double known(const sg_pay_row *row, int i, double factor)
{
    return row->band->has & (1u << i) ? row->pct[i] * factor : (double)NAN;
}

static void note_middle(bands *b, double value, const char *region)
{
    if (isnan(value)) return;
    if (!(value <= b->most)) b->most = value, snprintf(b->most_of, sizeof b->most_of, "%.70s", region);
    if (!(value >= b->least)) b->least = value, snprintf(b->least_of, sizeof b->least_of, "%.70s", region);
}

static void put_row(bands *b, const sg_pay_row *row, double factor, const char *region)
{
    char label[160] = "", note[64] = "", n[32];
    const sg_band *band = row->band;
    sg_plot_row out = sg_plot_row_of(label);
    snprintf(label, sizeof label, "%.60s %.7s, %s%s", band->source.at, band->date.at, band->component.at,
             row->all_levels ? ", all levels" : "");
    snprintf(note, sizeof note, "%s%s", band->n > 0 ? "n " : "n not given",
             band->n > 0 ? sg_v_print(sg_v_count(band->n), n, sizeof n) : "");
    out.note = note;
    out.at[SG_AT_OUTER_LO] = known(row, 0, factor);
    out.at[SG_AT_INNER_LO] = known(row, 1, factor);
    out.at[SG_AT_MID] = middle(row) * factor;
    out.at[SG_AT_INNER_HI] = known(row, 3, factor);
    out.at[SG_AT_OUTER_HI] = known(row, 4, factor);
    out.tone = row->all_levels ? 2 : 0;
    sg_doc_plot_row(b->doc, &out);
    if (region && !row->all_levels) note_middle(b, out.at[SG_AT_MID], region);
}

static double power_factor(const sg_pay_row *row)
{
    double of = middle(row);
    return row->power > 0 && of > 0 ? row->power / of : 0;
}

/* What the person's pay buys: by the prices of the region of a row there. */
static void learn_own(bands *b, uint32_t region, const sg_pay_row *row)
{
    const sg_bands_view *v = b->view;
    double factor = power_factor(row), mine;
    char used[8];
    if (region != v->home || !(v->pay > 0) || b->own_power > 0 || !(factor > 0)) return;
    if (sg_pay_convert(b->pay, v->pay, v->pay_currency, row->currency, v->date, &mine, used))
        b->own_power = mine * factor;
}

static sg_status put_region(bands *b, uint32_t region, int level, bool power, sg_error *err)
{
    sg_pay_query query = {b->view->role, region, level, b->currency, b->view->date};
    sg_pay_row *rows;
    size_t n, shown = 0;
    char why[200];
    const char *name = b->t->regions[region].name.at;
    sg_status status = sg_pay_compare(b->pay, b->t, &query, &rows, &n, why, err);
    if (status != SG_OK) return status;
    for (size_t i = 0; i < n && shown < SOURCES_A_REGION; i++) {
        double factor = power ? power_factor(&rows[i]) : 1;
        learn_own(b, region, &rows[i]);
        if (!has_spread(&rows[i]) || strcmp(rows[i].currency, b->currency) != 0 || !(factor > 0)) continue;
        if (!shown++) sg_doc_plot_series(b->doc, name, "");
        put_row(b, &rows[i], factor, name);
    }
    sg_free(rows);
    return SG_OK;
}

static void begin(bands *b, const char *id, const char *title, const char *about, const char *unit)
{
    sg_doc_plot(b->doc, &(sg_plot){.kind = SG_PLOT_RANGES,
                                   .id = id,
                                   .title = title,
                                   .about = about,
                                   .row_title = "Source",
                                   .x = {SG_UNIT_THOUSANDS, unit, 0},
                                   .at = {"p10", "p25", NULL, "middle", "p75", "p90", NULL}});
}

static sg_status add_regions(bands *b, bool power, sg_error *err)
{
    char title[300], unit[80], own[80], pay[48];
    sg_status status = SG_OK;
    b->most = b->least = (double)NAN;
    /* the title needs what the rows say, so it is set when they are there */
    snprintf(unit, sizeof unit, power ? "thousand US dollars a year at US prices" : "thousand %s a year", b->currency);
    begin(b, power ? "pay-power" : "pay-rates", "",
          power
              ? "The same bands by what they buy: by the price parities of "
                "2024 (World Bank, BEA), in US dollars at average US prices."
              : "Each source by itself: the bar holds the "
                "middle half, the line eight of ten, the dot is the middle. In grey, sources that do not part levels.",
          unit);
    for (size_t i = 0; status == SG_OK && i < b->view->n_regions; i++)
        status = put_region(b, b->view->regions[i], b->view->level, power, err);
    if (status != SG_OK) return status;
    if (isnan(b->most) || strcmp(b->most_of, b->least_of) == 0)
        snprintf(title, sizeof title, power ? "What the pay buys" : "What the role pays, at exchange rates");
    else
        snprintf(title, sizeof title,
                 power ? "By what it buys, pay in the middle is highest in %.70s, lowest in %.70s"
                       : "At exchange rates, pay in the middle is highest in %.70s, lowest in %.70s",
                 b->most_of, b->least_of);
    sg_doc_plot_title(b->doc, title);
    if (!power && b->view->pay > 0 && strcmp(b->currency, b->view->pay_currency) == 0) {
        snprintf(own, sizeof own, "your pay, %s", sg_v_print(sg_v_money(b->view->pay, b->currency), pay, sizeof pay));
        sg_doc_plot_line(b->doc, b->view->pay, own);
    }
    if (power && b->own_power > 0) sg_doc_plot_line(b->doc, b->own_power, "what your pay buys where you are");
    return SG_OK;
}

/* ---- levels ---- */

enum { LEVELS = 6, BANDS_A_LEVEL = 4 };

/* What sources say of one level, and of further ones that they do not part from it. */
typedef struct level {
    char name[64];
    sg_pay_row rows[BANDS_A_LEVEL];
    size_t n;
} level;

static bool same_bands(const level *a, const level *b)
{
    if (a->n != b->n) return false;
    for (size_t i = 0; i < a->n; i++)
        if (a->rows[i].band != b->rows[i].band) return false;
    return true;
}

static sg_status read_level(const bands *b, uint32_t region, const char *id, level *out, sg_error *err)
{
    sg_pay_query query = {b->view->role, region, sg_level_of(sg_text_of(id)), b->currency, b->view->date};
    sg_pay_row *rows;
    size_t n;
    char why[200];
    sg_status status = sg_pay_compare(b->pay, b->t, &query, &rows, &n, why, err);
    if (status != SG_OK) return status;
    *out = (level){.n = 0};
    snprintf(out->name, sizeof out->name, "%s", id);
    for (size_t i = 0; i < n && out->n < BANDS_A_LEVEL; i++)
        if (!rows[i].all_levels && has_spread(&rows[i]) && strcmp(rows[i].currency, b->currency) == 0)
            out->rows[out->n++] = rows[i];
    sg_free(rows);
    return SG_OK;
}

/* "In Austin the middle goes from USD 128,000 (mid) to USD 189,000 (lead, staff, principal)": by the first source that
 * knows both ends; without one, what the chart shows. */
static void levels_title(const bands *b, const char *region, const level *lowest, const level *highest, char *out,
                         size_t size)
{
    char from[64], to[64];
    snprintf(out, size, "What each level pays in %.80s", region);
    for (size_t i = 0; i < lowest->n; i++)
        for (size_t k = 0; k < highest->n; k++) {
            const sg_pay_row *lo = &lowest->rows[i], *hi = &highest->rows[k];
            if (!sg_text_is(lo->band->source, hi->band->source.at) ||
                !sg_text_is(lo->band->component, hi->band->component.at))
                continue;
            if (isnan(middle(lo)) || isnan(middle(hi))) continue;
            snprintf(out, size, "In %.80s the middle goes from %s (%s) to %s (%s), by the %.60s", region,
                     sg_v_print(sg_v_money(round(middle(lo) / 1000) * 1000, b->currency), from, sizeof from),
                     lowest->name, sg_v_print(sg_v_money(round(middle(hi) / 1000) * 1000, b->currency), to, sizeof to),
                     highest->name, lo->band->source.at);
            return;
        }
}

/* Levels that a source of the region parts, lowest first. */
static sg_status add_levels(bands *b, uint32_t region, sg_error *err)
{
    static const char *const ids[LEVELS] = {"junior", "mid", "senior", "lead", "staff", "principal"};
    char title[400], unit[40];
    level *levels = sg_zalloc(LEVELS, sizeof *levels), *last = NULL;
    sg_status status = levels ? SG_OK : sg_fail(err, SG_EFAIL, "no memory");
    size_t n = 0;
    for (size_t k = 0; status == SG_OK && k < LEVELS; k++) {
        status = read_level(b, region, ids[k], &levels[n], err);
        if (status != SG_OK || !levels[n].n) continue;
        if (last && same_bands(last, &levels[n])) {
            size_t used = strlen(last->name);
            snprintf(last->name + used, sizeof last->name - used, ", %s", ids[k]);
        } else {
            last = &levels[n++];
        }
    }
    if (status == SG_OK && n > 1) {
        snprintf(unit, sizeof unit, "thousand %s a year", b->currency);
        levels_title(b, b->t->regions[region].name.at, &levels[0], &levels[n - 1], title, sizeof title);
        begin(b, "pay-levels", title,
              "Sources that part levels; where one parts them by years of coding, the years that go with the level.",
              unit);
        for (size_t k = 0; k < n; k++) {
            sg_doc_plot_series(b->doc, levels[k].name, "");
            for (size_t i = 0; i < levels[k].n; i++) put_row(b, &levels[k].rows[i], 1, NULL);
        }
        if (b->view->pay > 0 && strcmp(b->currency, b->view->pay_currency) == 0)
            sg_doc_plot_line(b->doc, b->view->pay, "your pay");
    }
    sg_free(levels);
    return status;
}

sg_status sg_plot_bands(sg_doc *doc, const sg_taxonomy *t, const sg_pay *pay, const sg_bands_view *view, sg_error *err)
{
    bands b = {.doc = doc, .t = t, .pay = pay, .view = view, .currency = "USD"};
    if (view->currency)
        snprintf(b.currency, sizeof b.currency, "%s", view->currency);
    else if (view->pay > 0)
        memcpy(b.currency, view->pay_currency, sizeof b.currency);
    if (!view->n_regions) return SG_OK;
    sg_status status = add_regions(&b, false, err);
    if (status == SG_OK) status = add_regions(&b, true, err);
    if (status == SG_OK) status = add_levels(&b, view->regions[0], err);
    return status;
}
