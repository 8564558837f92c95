#include "view/grade.h"

#include "view/outlook.h"

#include <math.h>
#include <stdio.h>

enum { MISSES = 3, PAST = 12, METHODS_MAX = 8 };

static sg_mark_of all_of(const char *group)
{
    return (sg_mark_of){.group = sg_text_of(group)};
}

static size_t total(const sg_mark *m)
{
    size_t sum = 0;
    for (size_t i = 0; i < SG_GRADE_STATES; i++) sum += m->n[i];
    return sum;
}

/* ---- how many ---- */

static void say_next(sg_doc *doc, const sg_mark *m)
{
    const bool first = !m->n[SG_GRADE_CAME];
    if (m->n[SG_GRADE_WAITS])
        sg_doc_field(doc, first ? "first" : "next", first ? "The first with the data of" : "The next with the data of",
                     sg_v_month(m->first));
}

static void say_how_many(sg_doc *doc, const sg_grade_view *v, const sg_mark *m)
{
    char now[8], first[8];
    sg_doc_section(doc, "record", "The record");
    if (!total(m)) {
        sg_doc_paragraph(doc,
                         "No forecast is kept yet. Every outlook that is shown is: one of this month, %s, can first be "
                         "graded with the data of %s.",
                         sg_month_format(v->now, now), sg_month_format(v->now + sg_record_ahead[0], first));
        return;
    }
    sg_doc_paragraph(doc, "Forecasts as they were shown, held against the shares that came. None is made again.");
    sg_doc_field(doc, "kept", "Forecasts kept", sg_v_count((double)total(m)));
    sg_doc_field(doc, "came", "Their month has come", sg_v_count((double)m->n[SG_GRADE_CAME]));
    sg_doc_field(doc, "waiting", "They wait for their month", sg_v_count((double)m->n[SG_GRADE_WAITS]));
    say_next(doc, m);
    if (m->n[SG_GRADE_NO_DATA])
        sg_doc_field(doc, "no_data", "In months without data", sg_v_count((double)m->n[SG_GRADE_NO_DATA]));
    if (m->n[SG_GRADE_OTHER])
        sg_doc_field(doc, "other", "Of data that are others now", sg_v_count((double)m->n[SG_GRADE_OTHER]));
    sg_doc_field(doc, "path", "Kept in", sg_v_text(v->path));
    sg_doc_note(doc, "A forecast is of six months' postings together, as what came is.");
}

/* ---- how good ---- */

static sg_value part(size_t n, size_t of)
{
    return of ? sg_v_percent((double)n / (double)of, 0) : sg_v_missing("–");
}

static sg_value ratio(const sg_contest *c)
{
    if (!isfinite(c->ratio)) return sg_v_missing("–");
    sg_value v = sg_v_number(c->ratio, 2);
    v.lo = c->lo;
    v.hi = c->hi;
    v.has_interval = isfinite(c->lo) && isfinite(c->hi);
    return v;
}

static void mark_row(sg_doc *doc, const sg_mark_of *of, const sg_mark *m)
{
    const size_t came = m->n[SG_GRADE_CAME];
    sg_value row[] = {sg_v_text(of->group.at),
                      sg_v_count(of->ahead),
                      sg_v_text(of->method.at),
                      sg_v_count((double)total(m)),
                      sg_v_count((double)came),
                      sg_v_count((double)m->skills),
                      ratio(&m->contest),
                      part(m->in80, came),
                      part(m->in95, came),
                      came ? sg_v_number(100 * m->error, 2) : sg_v_missing("–"),
                      m->first == SG_MONTH_ABSENT ? sg_v_missing("–") : sg_v_month(m->first),
                      sg_v_text(came ? sg_contest_words(m->contest.word) : "nothing came yet")};
    sg_doc_row(doc, row);
}

/* Distinct groups or methods of what was asked for, in the record's order; at most METHODS_MAX of them. */
static size_t distinct(const sg_grade_view *v, sg_text (*of)(const sg_kept *k), sg_text out[static METHODS_MAX])
{
    size_t n = 0;
    const sg_mark_of asked = all_of(v->group);
    for (size_t i = 0; i < v->grades->n; i++) {
        if (!sg_grade_belongs(&v->grades->items[i], &asked)) continue;
        sg_text name = of(v->grades->items[i].kept);
        size_t at = 0;
        while (at < n && !sg_text_equal(out[at], name)) at++;
        if (at == n && n < METHODS_MAX) out[n++] = name;
    }
    return n;
}

static sg_text group_of(const sg_kept *k)
{
    return k->group;
}

static sg_text method_of(const sg_kept *k)
{
    return k->method;
}

static sg_status mark_rows(sg_doc *doc, const sg_grade_view *v, sg_error *err)
{
    sg_text groups[METHODS_MAX], methods[METHODS_MAX];
    size_t n_groups = distinct(v, group_of, groups), n_methods = distinct(v, method_of, methods);
    sg_status status = SG_OK;
    for (size_t i = 0; i < n_groups * SG_RECORD_AHEAD * n_methods && status == SG_OK; i++) {
        const sg_mark_of of = {.group = groups[i / n_methods / SG_RECORD_AHEAD],
                               .ahead = sg_record_ahead[i / n_methods % SG_RECORD_AHEAD],
                               .method = methods[i % n_methods]};
        sg_mark m;
        status = sg_mark_make(v->grades, &of, &m, err);
        if (status == SG_OK && total(&m)) mark_row(doc, &of, &m);
    }
    return status;
}

static sg_status mark_table(sg_doc *doc, const sg_grade_view *v, sg_error *err)
{
    static const sg_doc_column columns[] = {
        {"group", "Group", NULL, false, 5},
        {"ahead", "ahead", "months ahead of the month in which it was shown", true, 0},
        {"method", "method", "shares: the forecast of shares; last value: where the outlook fell back to it", false, 0},
        {"kept", "kept", "forecasts: skills × months of showing", true, 3},
        {"came", "came", "of these, whose month has come", true, 0},
        {"skills", "skills", NULL, true, 6},
        {"ratio", "error", "mean absolute error ÷ that of the last value as it was then; 90 % interval", true, 0},
        {"cover80", "80%", "of what came, in the 80 % interval", true, 0},
        {"cover95", "95%", "of what came, in the 95 % interval", true, 0},
        {"error_points", "points", "mean absolute error in points", true, 4},
        {"due", "next", "with the data of this month the next can be graded", true, 2},
        {"verdict", "the last value", "does the forecast beat it?", false, 0},
    };
    sg_doc_section(doc, "horizons", "By months ahead");
    sg_doc_table(doc, "horizons", columns, sizeof columns / sizeof *columns);
    sg_status status = mark_rows(doc, v, err);
    sg_doc_note(doc,
                "error: the mean absolute error, divided by that of the last value as it stood when the forecast was "
                "shown; below 1 the forecast was better; with its 90 %% interval from %d forecasts and %d years of "
                "origins on. 80%%, 95%%: how much of what came lay in these intervals.",
                SG_CONTEST_CASES_MIN, SG_CONTEST_BLOCKS_MIN);
    return status;
}

/* ---- the farthest off, the best ---- */

static sg_value share(double value)
{
    return sg_v_percent(value, sg_share_digits(value));
}

static void miss_rows(sg_doc *doc, const sg_grade_view *v, int ahead, sg_grade_end end)
{
    const sg_grade *found[MISSES];
    size_t n = MISSES;
    sg_mark_of of = all_of(v->group);
    of.ahead = ahead;
    sg_grade_pick(v->grades, &of, end, found, &n);
    for (size_t i = 0; i < n; i++) {
        const sg_kept *k = found[i]->kept;
        uint32_t skill = sg_map_find(&v->market->taxonomy->skill_ids, k->skill);
        sg_value row[] = {sg_v_count(ahead),
                          sg_v_text(end == SG_GRADE_WORST ? "farthest off" : "best"),
                          sg_v_text(skill == SG_MAP_NONE ? k->skill.at : v->market->taxonomy->skills[skill].name.at),
                          sg_v_month(k->shown),
                          sg_v_month(k->target),
                          share(k->last),
                          sg_v_percent_in(k->at.mean, k->at.lo80, k->at.hi80, sg_share_digits(k->at.mean)),
                          share(found[i]->came),
                          sg_v_points(found[i]->came - k->at.mean, 1)};
        sg_doc_row(doc, row);
    }
}

static void miss_table(sg_doc *doc, const sg_grade_view *v)
{
    static const sg_doc_column columns[] = {
        {"ahead", "ahead", "months", true, 0},
        {"end", "which", NULL, false, 0},
        {"skill", "Skill", NULL, false, 0},
        {"shown", "shown", "the month in which it was shown first", true, 3},
        {"month", "for", "the month that it was for", true, 0},
        {"last", "then", "the last value when it was shown", true, 0},
        {"said", "said", "the forecast share; in brackets the 80 % interval", true, 0},
        {"came", "came", "the share that came", true, 0},
        {"off", "off", "what came less what was said, in points", true, 0},
    };
    sg_doc_section(doc, "misses", "The worst and the best");
    sg_doc_table(doc, "misses", columns, sizeof columns / sizeof *columns);
    for (size_t k = 0; k < SG_RECORD_AHEAD; k++) {
        miss_rows(doc, v, sg_record_ahead[k], SG_GRADE_WORST);
        miss_rows(doc, v, sg_record_ahead[k], SG_GRADE_BEST);
    }
    sg_doc_note(doc, "Farthest off: by points. Best: closer than the last value by most points, and with what came "
                     "in the 80 %% interval.");
}

sg_status sg_view_grade(sg_doc *doc, const sg_grade_view *v, sg_mark *all, sg_error *err)
{
    const sg_mark_of of = all_of(v->group);
    sg_status status = sg_mark_make(v->grades, &of, all, err);
    if (status != SG_OK) return status;
    say_how_many(doc, v, all);
    if (!all->n[SG_GRADE_CAME]) return SG_OK;
    status = mark_table(doc, v, err);
    miss_table(doc, v);
    return status;
}

/* ---- of one skill ---- */

static void past_row(sg_doc *doc, const sg_grade *g)
{
    const sg_kept *k = g->kept;
    const bool in = k->at.lo80 <= g->came && g->came <= k->at.hi80;
    sg_value row[] = {sg_v_month(k->shown),
                      sg_v_month(k->target),
                      share(k->last),
                      sg_v_percent_in(k->at.mean, k->at.lo80, k->at.hi80, sg_share_digits(k->at.mean)),
                      share(g->came),
                      sg_v_points(g->came - k->at.mean, 1),
                      sg_v_text(in ? "yes" : "no"),
                      sg_v_text(k->method.at)};
    sg_doc_row(doc, row);
}

static void past_table(sg_doc *doc, const sg_grades *grades, const sg_mark_of *of, size_t came)
{
    static const sg_doc_column columns[] = {
        {"shown", "shown", "the month in which it was shown first", true, 0},
        {"month", "for", "the month that it was for", true, 0},
        {"last", "then", "the last value when it was shown", true, 0},
        {"said", "said", "the forecast share; in brackets the 80 % interval", true, 0},
        {"came", "came", "the share that came", true, 0},
        {"off", "off", "what came less what was said, in points", true, 0},
        {"inside", "inside", "whether what came lay in the 80 % interval", false, 0},
        {"method", "method", NULL, false, 1},
    };
    size_t skip = came > PAST ? came - PAST : 0;
    sg_doc_table(doc, "past", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < grades->n; i++) {
        const sg_grade *g = &grades->items[i];
        if (g->state != SG_GRADE_CAME || !sg_grade_belongs(g, of)) continue;
        if (skip)
            skip--;
        else
            past_row(doc, g);
    }
    if (came > PAST) sg_doc_note(doc, "%zu earlier ones are left out.", came - PAST);
}

void sg_view_past(sg_doc *doc, const sg_grades *grades, const char *group)
{
    char month[8];
    const sg_mark_of of = all_of(group);
    size_t came = 0, waits = 0;
    sg_month first = SG_MONTH_ABSENT;
    for (size_t i = 0; i < grades->n; i++) {
        const sg_grade *g = &grades->items[i];
        if (!sg_grade_belongs(g, &of)) continue;
        came += g->state == SG_GRADE_CAME;
        waits += g->state == SG_GRADE_WAITS;
        if (g->state == SG_GRADE_WAITS && (first == SG_MONTH_ABSENT || g->kept->target < first))
            first = g->kept->target;
    }
    if (!came && !waits) return;
    sg_doc_section(doc, "past", "What past forecasts said, and what came");
    if (came) past_table(doc, grades, &of, came);
    if (waits)
        sg_doc_note(doc,
                    "%zu forecast%s of it that %s shown wait%s for the month; the %s can be held against what came "
                    "with the data of %s.",
                    waits, waits == 1 ? "" : "s", waits == 1 ? "was" : "were", waits == 1 ? "s" : "",
                    came ? "next" : "first", sg_month_format(first, month));
}
