#include "view/blindspots.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS = 15, LEAST_SHOWN = 2 };

static const sg_doc_column columns[] = {
    {"name", "Name", NULL, false, 0},
    {"first", "Since", "month in which it is first asked for", true, 0},
    {"last", "Last", "month in which it was last asked for", true, 3},
    {"recent", "Asked", "employers that ask for it in the last 12 months of data; each counts once a month", true, 0},
    {"share", "Share", "of all employers of those months", true, 0},
    {"before", "Before", "share in all earlier months", true, 0},
    {"growth", "Times", "share now over share before, counts raised by a half each", true, 1},
    {"burst", "Burst", "z of the log-odds of now against before", true, 2},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void add_row(sg_doc *doc, const sg_blindspots *b, const sg_blindspot *item)
{
    sg_value row[COLUMNS] = {
        sg_v_text(item->name.at),
        sg_v_month(item->first),
        sg_v_month(item->last),
        sg_v_count(item->recent),
        b->recent_total > 0 ? sg_v_percent(item->recent / b->recent_total, 2) : sg_v_missing("no data"),
        b->before_total > 0 ? sg_v_percent(item->before / b->before_total, 2) : sg_v_missing("no earlier data"),
        item->growth > 0 ? sg_v_number(item->growth, 1) : sg_v_missing("no earlier data"),
        item->growth > 0 ? sg_v_number(item->burst, 1) : sg_v_missing("no earlier data"),
    };
    sg_doc_row(doc, row);
}

void sg_view_blindspots_meter(const sg_blindspots *b, sg_doc *doc)
{
    char from[8], last[8];
    if (b->recent_total <= 0) return;
    sg_doc_paragraph(doc,
                     "Blind spots: of 100 employers that hired from %s to %s, %.0f ask for a name that the taxonomy "
                     "does not know (%.0f of %.0f).",
                     sg_month_format(b->from, from), sg_month_format(b->last, last),
                     100 * b->recent_any / b->recent_total, b->recent_any, b->recent_total);
}

const sg_blindspot *sg_blindspot_named(const sg_blindspots *b, sg_text name)
{
    const sg_blindspot *found = NULL;
    sg_buf want, have;
    sg_buf_init(&want, 1 << 16);
    sg_buf_init(&have, 1 << 16);
    bool folded = sg_text_fold(name, &want) == 0;
    for (size_t i = 0; folded && !found && i < b->n; i++) {
        sg_buf_clear(&have);
        if (sg_text_fold(b->items[i].name, &have) == 0 &&
            sg_text_equal((sg_text){have.at, have.len}, (sg_text){want.at, want.len}))
            found = &b->items[i];
    }
    sg_buf_release(&want);
    sg_buf_release(&have);
    return found;
}

void sg_view_unheld(sg_doc *doc, const sg_blindspots *b, const sg_profile *profile)
{
    static const sg_doc_column unheld[] = {
        {"name", "Not known here", "names in your profile that are no skills of the taxonomy", false, 0},
        {"recent", "Asked", "employers that ask for it in the last 12 months of data", true, 0},
        {"before", "Earlier", "employers that asked for it before", true, 1},
        {"field", "From", "where it stands in your profile", false, 2},
        {"why", "Hint", NULL, false, 1},
    };
    if (!profile || !profile->n_unheld) return;
    sg_doc_table(doc, "not_known", unheld, sizeof unheld / sizeof *unheld);
    for (size_t i = 0; i < profile->n_unheld; i++) {
        const sg_unheld *name = &profile->unheld[i];
        const sg_blindspot *item = sg_blindspot_named(b, sg_text_of(name->name));
        const char *hint = strstr(name->why, "did you mean");
        sg_value row[] = {sg_v_text(name->name), sg_v_count(item ? item->recent : 0),
                          sg_v_count(item ? item->before : 0), sg_v_text(name->field), sg_v_text(hint ? hint : "")};
        sg_doc_row(doc, row);
    }
}

static int by_recent(const void *a, const void *b)
{
    const sg_blindspot *x = *(const sg_blindspot *const *)a, *y = *(const sg_blindspot *const *)b;
    double m = x->recent + x->before / 1e9, n = y->recent + y->before / 1e9;
    if (m > n || m < n) return m > n ? -1 : 1;
    return sg_text_compare(x->name, y->name);
}

/* One employer is no burst. */
static bool is_burst(const sg_blindspot *item)
{
    return item->burst > 0 && item->recent >= LEAST_SHOWN;
}

/* Bursts are the first items; returns how many items were gone through. */
static size_t show_bursts(const sg_blindspots *b, size_t rows, sg_doc *doc)
{
    size_t shown = 0, i;
    sg_doc_section(doc, "bursts", "New or rising: asked for more than before");
    sg_doc_table(doc, "bursts", columns, COLUMNS);
    for (i = 0; i < b->n && shown < rows && b->items[i].burst > 0; i++) {
        if (!is_burst(&b->items[i])) continue;
        add_row(doc, b, &b->items[i]);
        shown++;
    }
    return i;
}

static void show_most(const sg_blindspots *b, const sg_blindspot **order, size_t rows, size_t bursts, sg_doc *doc)
{
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++)
        if (i >= bursts || !is_burst(&b->items[i])) order[n++] = &b->items[i];
    if (n) qsort(order, n, sizeof *order, by_recent);
    sg_doc_section(doc, "most", "Asked for most, beside those");
    sg_doc_table(doc, "most", columns, COLUMNS);
    for (size_t i = 0; i < n && i < rows; i++) add_row(doc, b, order[i]);
}

sg_status sg_view_blindspots(sg_doc *doc, const sg_blindspots *b, bool all, sg_error *err)
{
    size_t rows = all ? b->n : ROWS;
    const sg_blindspot **order = sg_alloc((b->n + 1) * sizeof *order);
    if (!order) return sg_fail(err, SG_EFAIL, "no memory");
    sg_view_blindspots_meter(b, doc);
    if (!b->n) sg_doc_paragraph(doc, "No name that the taxonomy does not know is asked for twice.");
    show_most(b, order, rows, show_bursts(b, rows, doc), doc);
    sg_doc_note(doc, "A name is up to three words with a capital, digit or sign, in a list beside a known skill or "
                     "behind words such as \"experience with\". Not all are skills: you judge.");
    sg_doc_note(doc, "To teach skillgap a skill, put it into taxonomy.yaml in your configuration folder: skills: "
                     "[{id: temporal, name: Temporal, kind: tool, family: devops}].");
    if (!all && b->n > rows) sg_doc_note(doc, "%zu names in all: --all.", b->n);
    sg_free(order);
    return SG_OK;
}
