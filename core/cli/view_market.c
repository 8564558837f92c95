#include "cli/view_report.h"

#include <stdlib.h>
#include <string.h>

enum { LISTED_MAX = 4096, COUNT_MIN = 10 };

static const sg_doc_column forecast_columns[] = {
    {"skill", "Skill", NULL, false, 0},
    {"share_now", "Now", "share of postings, last six months with data", true, 0},
    {"share_18", "In 18 months", "80 % interval", true, 4},
    {"share_24", "In 24 months", "80 % interval", true, 0},
    {"change", "Change", "percentage points, 24 months from now less now", true, 0},
    {"chance", "Chance", "that it moves this way at all", true, 0},
    {"talent", "Talent a year", "growth of accounts that push to repositories of the topic; growth only", true, 2},
    {"count", "Posts", "that named it in those months", true, 1},
    {"confidence", "Confidence", NULL, false, 3},
};

static double change_of(const sg_outlook *o)
{
    return o->at24.mean - o->now;
}

static int by_gain(const void *a, const void *b)
{
    double x = change_of(*(const sg_outlook *const *)a), y = change_of(*(const sg_outlook *const *)b);
    if (x != y) return x > y ? -1 : 1;
    uint32_t i = (*(const sg_outlook *const *)a)->skill, k = (*(const sg_outlook *const *)b)->skill;
    return (i > k) - (i < k);
}

static int by_loss(const void *a, const void *b)
{
    return by_gain(b, a);
}

static int by_share(const void *a, const void *b)
{
    const sg_outlook *x = *(const sg_outlook *const *)a, *y = *(const sg_outlook *const *)b;
    if (x->now != y->now) return x->now > y->now ? -1 : 1;
    return (x->skill > y->skill) - (x->skill < y->skill);
}

/* Outlooks of one stage with enough postings behind them, sorted. */
static size_t select_stage(const sg_outlooks *all, sg_stage stage, int (*order)(const void *, const void *),
                           const sg_outlook **out)
{
    size_t n = 0;
    for (size_t i = 0; i < all->n && n < LISTED_MAX; i++) {
        const sg_outlook *o = &all->items[i];
        bool forecast = stage == SG_STAGE_NEW || o->has_forecast;
        if (o->stage == stage && forecast && o->now_count >= COUNT_MIN) out[n++] = o;
    }
    qsort(out, n, sizeof *out, order);
    return n;
}

static void add_forecast_row(sg_doc *doc, const sg_loaded *l, const sg_outlook *o)
{
    sg_value row[] = {
        sg_v_text(l->taxonomy.skills[o->skill].name.at),
        sg_v_percent(o->now, 1),
        sg_v_percent_in(o->at18.mean, o->at18.lo80, o->at18.hi80, 1),
        sg_v_percent_in(o->at24.mean, o->at24.lo80, o->at24.hi80, 1),
        sg_v_points(change_of(o), 1),
        sg_v_percent(o->stage == SG_STAGE_RISING ? o->p_gain : o->p_loss, 0),
        o->talent_n ? sg_v_percent(o->talent_growth, 0) : sg_v_missing("no topic"),
        sg_v_count(o->now_count),
        sg_v_text(sg_outlook_confidence(o)),
    };
    sg_doc_row(doc, row);
}

static void add_stage(sg_doc *doc, const sg_loaded *l, sg_stage stage, size_t rows, const sg_outlook **list)
{
    bool rising = stage == SG_STAGE_RISING;
    size_t n = select_stage(&l->outlooks, stage, rising ? by_gain : by_loss, list);
    sg_doc_section(doc, rising ? "rising" : "falling", rising ? "Asked for more and more" : "Asked for less and less");
    if (!n) {
        sg_doc_paragraph(doc, "No skill with a forecast is %s as surely as the definition asks.",
                         rising ? "rising" : "falling");
        return;
    }
    sg_doc_table(doc, rising ? "rising" : "falling", forecast_columns,
                 sizeof forecast_columns / sizeof *forecast_columns);
    for (size_t i = 0; i < n && i < rows; i++) add_forecast_row(doc, l, list[i]);
    if (n > rows) sg_doc_note(doc, "%zu more: skillgap outlook.", n - rows);
}

static void add_new(sg_doc *doc, const sg_loaded *l, size_t rows, const sg_outlook **list)
{
    static const sg_doc_column columns[] = {
        {"skill", "Skill", NULL, false, 0},          {"share_now", "Now", "share of postings, 80 % interval", true, 0},
        {"count", "Posts", NULL, true, 0},           {"employers", "Employers", "distinct", true, 0},
        {"first_seen", "First seen", NULL, true, 0},
    };
    size_t n = select_stage(&l->outlooks, SG_STAGE_NEW, by_share, list);
    if (!n) return;
    sg_doc_section(doc, "new", "New: a level, but no history to forecast from");
    sg_doc_table(doc, "new", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n && i < rows; i++) {
        const sg_outlook *o = list[i];
        sg_value row[] = {
            sg_v_text(l->taxonomy.skills[o->skill].name.at),
            sg_v_percent_in(o->now, o->now_lo, o->now_hi, 1),
            sg_v_count(o->now_count),
            o->employers ? sg_v_count((double)o->employers) : sg_v_missing("not known"),
            sg_v_month(o->first_seen),
        };
        sg_doc_row(doc, row);
    }
    if (n > rows) sg_doc_note(doc, "%zu more: skillgap outlook.", n - rows);
}

void sg_view_market(sg_doc *doc, const sg_loaded *l, size_t rows)
{
    const sg_outlook **list = sg_alloc(LISTED_MAX * sizeof *list);
    if (!list) return;
    char end[8], total[32];
    add_stage(doc, l, SG_STAGE_RISING, rows, list);
    add_stage(doc, l, SG_STAGE_FALLING, rows, list);
    double most = 0;
    for (size_t i = 0; i < l->outlooks.n; i++)
        if (l->outlooks.items[i].now_total > most) most = l->outlooks.items[i].now_total;
    sg_v_print(sg_v_count(most), total, sizeof total);
    sg_doc_note(
        doc,
        "Shares are of %s %s in the last six months with data, up to %s; 24 months count from today. Chance: that "
        "the share moves this way at all.",
        total, sg_group_name(l->group), sg_month_format(l->outlooks.end, end));
    add_new(doc, l, rows, list);
    sg_free(list);
}
