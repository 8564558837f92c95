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

/* What is told, and of which rows. */
typedef struct standing {
    const sg_standing_view *view;
    const sg_pay_row *rows, *best, *ads; /* ads: or NULL */
    size_t n;
    double mine; /* the amount in the rows' currency; 0: none */
    bool same;   /* of one component with the best row: else no word is given, base pay against total is always low */
} standing;

static void add_from(sg_buf *out, const standing *s, const sg_pay_row *row, bool mean)
{
    sg_buf_str(out, mean ? " (a mean; " : " (");
    add_source(out, s->view, row);
    sg_buf_char(out, ')');
}

/* "2% above the middle, USD 147,000 (…)"; whose: "the middle", "that of ads". */
static void add_distance(sg_buf *out, const standing *s, const sg_pay_row *row, const char *whose, const char *of)
{
    char text[64];
    double middle;
    bool mean;
    (void)sg_pay_middle(row, &middle, &mean);
    double ratio = s->mine / middle, off = round(fabs(ratio - 1) * 100);
    if (off > 0)
        sg_buf_printf(out, "%.0f%% %s %s", off, ratio > 1 ? "above" : "below", whose);
    else
        sg_buf_printf(out, "at %s", whose);
    sg_buf_printf(out, "%s, %s", of, about(middle, row->currency, text));
    add_from(out, s, row, mean);
}

static sg_pay_word word_of(const standing *s, const sg_pay_row *row)
{
    double middle;
    (void)sg_pay_middle(row, &middle, NULL);
    return sg_pay_word_of(s->mine / middle);
}

/* "usual, ", or where ads say otherwise "usual by official figures, low beside ads: ". */
static void add_words(sg_buf *out, const standing *s)
{
    static const char *const by[] = {"official figures", "surveys"};
    sg_pay_word word = word_of(s, s->best);
    if (!s->same) return;
    if (s->ads && word_of(s, s->ads) != word)
        sg_buf_printf(out, "%s by %s, %s beside ads: ", sg_pay_word_name(word), by[sg_pay_kind_rank(s->best->band)],
                      sg_pay_word_name(word_of(s, s->ads)));
    else
        sg_buf_printf(out, "%s, ", sg_pay_word_name(word));
}

/* The amount against the best band's middle, and that of ads. */
static void add_benchmark(sg_buf *out, const standing *s)
{
    char given[64], of[40] = "";
    const sg_standing_view *view = s->view;
    sg_buf_printf(out, "%s%s%s a year is ", view->whose, view->whose[0] ? " " : "",
                  money(view->amount, view->currency, given));
    add_words(out, s);
    if (!s->same) snprintf(of, sizeof of, " of %.20s pay", s->best->band->component.at);
    add_distance(out, s, s->best, "the middle", of);
    if (!s->ads) return;
    sg_buf_str(out, ", ");
    add_distance(out, s, s->ads, "that of ads", "");
}

/* The middles alone. */
static void add_middles(sg_buf *out, const standing *s)
{
    char text[64];
    double middle;
    bool mean;
    (void)sg_pay_middle(s->best, &middle, &mean);
    sg_buf_printf(out, "the middle is %s a year", about(middle, s->best->currency, text));
    add_from(out, s, s->best, mean);
    if (!s->ads) return;
    (void)sg_pay_middle(s->ads, &middle, &mean);
    sg_buf_printf(out, ", that of ads %s", about(middle, s->ads->currency, text));
    add_from(out, s, s->ads, mean);
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

static void add_others(sg_buf *out, const standing *s)
{
    size_t told = 0;
    for (int kind = 0; kind < KINDS; kind++)
        for (size_t i = 0; i < s->n && told < s->view->others; i++) {
            const sg_pay_row *row = &s->rows[i];
            if (row != s->best && row != s->ads && sg_pay_kind_rank(row->band) == kind &&
                strcmp(row->currency, s->best->currency) == 0)
                told += add_other(out, s->view, row, s->mine);
        }
}

static void add_rows(sg_buf *out, const sg_standing_view *view, const sg_pay_row *rows, size_t n, char aged[8])
{
    char used[8];
    const char *component = view->component || !(view->amount > 0) ? view->component : "base";
    standing s = {.view = view, .rows = rows, .n = n, .best = sg_pay_benchmark(rows, n, component)};
    if (!s.best) return;
    s.ads = sg_pay_ads(rows, n, component, s.best);
    s.same = !component || sg_text_is(s.best->band->component, component);
    if (view->amount > 0 &&
        !sg_pay_convert(view->pay, view->amount, view->currency, s.best->currency, view->query.date, &s.mine, used))
        s.mine = 0;
    sg_buf_printf(out, "%s: ", view->taxonomy->regions[view->query.region].name.at);
    if (s.mine > 0)
        add_benchmark(out, &s);
    else
        add_middles(out, &s);
    add_others(out, &s);
    if (s.mine > 0 && !s.same) sg_buf_printf(out, ". No source there tells of %s pay alone", component);
    sg_buf_char(out, '.');
    if (aged && s.best->age_factor > 0) snprintf(aged, 8, "%s", s.best->age_to);
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
