#include "view/report.h"

#include <stdio.h>

/* Files of one thing: they differ in their months and nothing else that a reader of the report needs. */
static bool same_kind(const sg_source *a, const sg_source *b)
{
    return sg_text_equal(a->group, b->group) && sg_text_equal(a->licence, b->licence) && a->counts == b->counts &&
           a->talent == b->talent && sg_text_equal(a->plugin, b->plugin);
}

/* Bytes that the names begin with alike, without a broken word at the end. */
static size_t common_start(sg_text a, sg_text b)
{
    size_t n = 0;
    while (n < a.len && n < b.len && a.at[n] == b.at[n]) n++;
    if (n == a.len && n == b.len) return n;
    while (n > 0 && a.at[n - 1] != ' ') n--;
    return n;
}

/* One row for a run of files from `first` on; returns the index after it. */
static size_t add_run(sg_doc *doc, const sg_market *market, size_t first)
{
    const sg_source *s = &market->sources[first];
    sg_text name = s->name;
    sg_month from = s->first, to = s->last;
    double postings = (double)s->postings;
    size_t i = first + 1;
    for (; i < market->n_sources && same_kind(s, &market->sources[i]); i++) {
        const sg_source *next = &market->sources[i];
        name.len = common_start(name, next->name);
        postings += (double)next->postings;
        if (next->first != SG_MONTH_ABSENT && (from == SG_MONTH_ABSENT || next->first < from)) from = next->first;
        if (next->last != SG_MONTH_ABSENT && next->last > to) to = next->last;
    }
    char text[256];
    snprintf(text, sizeof text, i - first > 1 ? "%.*s… (%zu files)" : "%.*s", (int)name.len, name.at, i - first);
    sg_value row[] = {
        sg_v_text(text),
        from != SG_MONTH_ABSENT ? sg_v_month(from) : sg_v_missing("no data"),
        to != SG_MONTH_ABSENT ? sg_v_month(to) : sg_v_missing("no data"),
        s->counts   ? sg_v_missing("counts")
        : s->talent ? sg_v_missing("people")
                    : sg_v_count(postings),
        sg_v_text(s->licence.at ? s->licence.at : ""),
    };
    sg_doc_row(doc, row);
    return i;
}

static void add_sources(sg_doc *doc, const sg_loaded *l)
{
    static const sg_doc_column columns[] = {
        {"source", "Source", NULL, false, 0},   {"first", "From", NULL, true, 0},
        {"last", "To", NULL, true, 0},          {"postings", "Postings", "after deduplication", true, 0},
        {"licence", "Licence", NULL, false, 1},
    };
    sg_doc_table(doc, "sources", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < l->market.n_sources;) i = add_run(doc, &l->market, i);
    sg_doc_note(doc, "skillgap data check tells of each file; skillgap explain opens a figure down to its posts.");
}

static void add_spans(sg_doc *doc, const sg_loaded *l)
{
    char first[8], last[8], end[8], as_of[8];
    const sg_demand *d = &l->demand;
    int age = l->outlooks.as_of - l->outlooks.end;
    sg_month_format(l->outlooks.end, end);
    sg_month_format(l->outlooks.as_of, as_of);
    sg_doc_paragraph(
        doc,
        "The last whole month of data is %s, %d month%s before %s. The forecasts start there and reach to 24 "
        "months after %s.",
        end, age, age == 1 ? "" : "s", as_of, as_of);
    if (d->gap_first != SG_MONTH_ABSENT)
        sg_doc_paragraph(doc, "No source covers %s to %s: this is left as a gap, not filled in.",
                         sg_month_format(d->gap_first, first), sg_month_format(d->gap_last, last));
}

/* What a back-test of these data said, the last that was made or that which is shipped. */
static void add_test(sg_doc *doc, const sg_outlooks *o)
{
    char first[8], last[8], n[32], skills[32];
    if (o->tested_end == SG_MONTH_ABSENT) {
        sg_doc_paragraph(doc, "How far to trust it: forecasts from these data have not been tested yet. skillgap "
                              "backtest does so, and is told of here from then on.");
        return;
    }
    sg_doc_paragraph(
        doc,
        "How far to trust it: forecast as of %zu months from %s to %s, knowing no more than was known then (%s "
        "forecasts of %s skills, rare ones too), the error %d months on was %.2f of that of carrying the last value "
        "on (90 %% interval %.2f to %.2f), and %.0f of 100 shares came to lie within the 80 %% intervals. skillgap "
        "backtest makes the test anew; how the method was chosen: core/forecast/METHOD.md.",
        o->tested_origins, sg_month_format(o->tested_first, first), sg_month_format(o->tested_last, last),
        sg_v_print(sg_v_count((double)o->tested.n), n, sizeof n),
        sg_v_print(sg_v_count((double)o->tested.units), skills, sizeof skills), (int)o->tested_steps, o->tested.ratio,
        o->tested.lo, o->tested.hi, o->tested80 * 100);
}

static void add_record(sg_doc *doc, const sg_loaded *l)
{
    add_test(doc, &l->outlooks);
    sg_doc_paragraph(
        doc,
        "What is not known: openings that are never advertised, or advertised elsewhere; how many people each posting "
        "hires; whether a skill that is named is used; what the months without a source would have shown; and "
        "any turn that the past holds no sign of.");
}

void sg_view_evidence(sg_doc *doc, const sg_loaded *l)
{
    sg_doc_section(doc, "evidence", "What this rests on");
    add_sources(doc, l);
    add_spans(doc, l);
    add_record(doc, l);
    sg_doc_note(doc, "A share is a share of the postings of these sources (%s), not of all jobs.",
                sg_group_name(l->group));
    sg_doc_note(
        doc, "Forecast: a damped trend of the log-odds of each share with known sampling noise, its parameters learnt "
             "across all skills; intervals from its own past errors. skillgap skill NAME shows one in full.");
    sg_doc_note(
        doc,
        "Levels and importance of skills: O*NET 29.3 and hiring posts. Hours: an assumption of skillgap. Pay: each "
        "source by itself, named with its date and n beside its figures.");
    sg_doc_note(doc, "No network was used. The same inputs give the same report.");
}
