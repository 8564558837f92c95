#include "view/standing.h"

#include "pay/standing.h"
#include "report/doc.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { KINDS = 3 };

const char *sg_band_text(const sg_taxonomy *t, int asked, const sg_pay_row *row, bool titled, char out[static 320])
{
    const sg_band *b = row->band;
    char level[60] = "", title[120] = "";
    const char *where = b->place.len ? b->place.at : t->regions[row->region].name.at;
    if (row->all_levels) snprintf(level, sizeof level, ", all levels");
    bool years = strncmp(b->level.at, "years:", 6) == 0;
    if (asked >= 0 && !row->all_levels && sg_level_of(b->level) < 0)
        snprintf(level, sizeof level, ", %s %.30s%s", years ? "coding" : "level", strchr(b->level.at, ':') + 1,
                 years ? " years" : "");
    if (row->any_role)
        snprintf(title, sizeof title, ", every IT role");
    else if (titled)
        snprintf(title, sizeof title, ", %.100s", b->title.at);
    snprintf(out, 320, "%.60s %.10s: %.60s%s, %s%s%s", b->source.at, b->date.at, where, title, b->component.at,
             strstr(b->note.at, "net of tax") ? " net" : "", level);
    return out;
}

/* The source, and the n behind it where it gives one. */
static void add_source(sg_buf *out, const sg_standing_view *view, const sg_pay_row *row)
{
    char text[320], n[32];
    sg_buf_str(out, sg_band_text(view->taxonomy, view->query.level, row, false, text));
    if (row->band->n > 0) sg_buf_printf(out, ", n %s", sg_v_print(sg_v_count(row->band->n), n, sizeof n));
}

static const char *money(double amount, const char *currency, char out[static 64])
{
    return sg_v_print(sg_v_money(round(amount), currency), out, 64);
}

/* Its source does not know a middle better, least of all where wages brought it to today. */
static const char *about(double amount, const char *currency, char out[static 64])
{
    return money(sg_v_about(amount), currency, out);
}

/* The amount against the band's middle. same: they are of one component; else no word is given, base pay against total
 * would always be low. */
static void add_benchmark(sg_buf *out, const sg_standing_view *view, const sg_pay_row *row, double mine, bool same)
{
    char given[64], middle_text[64];
    double middle;
    bool mean;
    (void)sg_pay_middle(row, &middle, &mean);
    about(middle, row->currency, middle_text);
    if (mine > 0) {
        double ratio = mine / middle, off = round(fabs(ratio - 1) * 100);
        sg_buf_printf(out, "%s%s%s a year is ", view->whose, view->whose[0] ? " " : "",
                      money(view->amount, view->currency, given));
        if (same) sg_buf_printf(out, "%s, ", sg_pay_word_name(sg_pay_word_of(ratio)));
        if (off > 0)
            sg_buf_printf(out, "%.0f%% %s the middle", off, ratio > 1 ? "above" : "below");
        else
            sg_buf_str(out, "at the middle");
        if (!same) sg_buf_printf(out, " of %s pay", row->band->component.at);
        sg_buf_printf(out, ", %s (", middle_text);
    } else {
        sg_buf_printf(out, "the middle is %s a year (", middle_text);
    }
    if (mean) sg_buf_str(out, "a mean; ");
    add_source(out, view, row);
    sg_buf_char(out, ')');
}

/* The same of one band more. False: it has no answer. */
static bool add_other(sg_buf *out, const sg_standing_view *view, const sg_pay_row *row, double mine)
{
    char text[64];
    double middle, rank;
    bool outside, low, tenth;
    if (!(mine > 0)) {
        if (!sg_pay_middle(row, &middle, NULL)) return false;
        sg_buf_printf(out, "; %s by ", about(middle, row->currency, text));
    } else {
        if (!sg_pay_rank(row, mine, &rank, &outside)) return false;
        low = rank < .5;
        tenth = row->band->has & (low ? SG_HAS_P10 : SG_HAS_P90);
        if (!outside)
            sg_buf_printf(out, "; at percentile %.0f of ", rank * 100);
        else
            sg_buf_printf(out, "; in the %s %s of ", low ? "lowest" : "highest", tenth ? "tenth" : "quarter");
    }
    add_source(out, view, row);
    return true;
}

static void add_others(sg_buf *out, const sg_standing_view *view, const sg_pay_row *rows, size_t n,
                       const sg_pay_row *best, double mine)
{
    size_t told = 0;
    for (int kind = 0; kind < KINDS; kind++)
        for (size_t i = 0; i < n && told < view->others; i++)
            if (&rows[i] != best && sg_pay_kind_rank(rows[i].band) == kind &&
                strcmp(rows[i].currency, best->currency) == 0)
                told += add_other(out, view, &rows[i], mine);
}

static void add_rows(sg_buf *out, const sg_standing_view *view, const sg_pay_row *rows, size_t n, char aged[8])
{
    double mine = 0;
    char used[8];
    const char *component = view->component || !(view->amount > 0) ? view->component : "base";
    const sg_pay_row *best = sg_pay_benchmark(rows, n, component);
    if (!best) return;
    if (view->amount > 0 &&
        !sg_pay_convert(view->pay, view->amount, view->currency, best->currency, view->query.date, &mine, used))
        mine = 0;
    sg_buf_printf(out, "%s: ", view->taxonomy->regions[view->query.region].name.at);
    bool same = !component || sg_text_is(best->band->component, component);
    add_benchmark(out, view, best, mine, same);
    add_others(out, view, rows, n, best, mine);
    if (mine > 0 && !same) sg_buf_printf(out, ". No source there tells of %s pay alone", component);
    sg_buf_char(out, '.');
    if (aged && best->age_factor > 0) snprintf(aged, 8, "%s", best->age_to);
}

sg_status sg_view_standing(sg_buf *out, const sg_standing_view *view, char aged[8], sg_error *err)
{
    sg_pay_row *rows = NULL;
    size_t n = 0;
    char why[200];
    if (aged) aged[0] = '\0';
    sg_status status = sg_pay_compare(view->pay, view->taxonomy, &view->query, &rows, &n, why, err);
    if (status == SG_OK) add_rows(out, view, rows, n, aged);
    sg_free(rows);
    return status;
}
