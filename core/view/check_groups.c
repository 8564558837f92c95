/* What groups make of their sources: months and their sources, openings posted again. */
#include "view/check.h"

#include "base/buf.h"
#include "market/mix.h"
#include "market/repeats.h"

/* Whether sources[i] is the first of its group that has postings. */
static bool begins_group(const sg_market *market, size_t i)
{
    if (!market->sources[i].postings) return false;
    for (size_t k = 0; k < i; k++)
        if (market->sources[k].postings && sg_text_equal(market->sources[k].group, market->sources[i].group))
            return false;
    return true;
}

/* ---- months and their sources ---- */

enum { NAMES_MAX = 3 };

/* Names of the feeds that are in some of the months first … end - 1; of several sources of one feed the first. */
static const char *list_feeds(const sg_market *market, const sg_mix *mix, size_t first, size_t end, sg_buf *out)
{
    size_t n = 0;
    sg_buf_clear(out);
    for (uint32_t f = 0; f < mix->n_feeds; f++) {
        bool there = false;
        for (size_t m = first; m < end; m++)
            there = there || (mix->set_of[m] != SG_MIX_NONE && mix->sets[mix->set_of[m]].has[f]);
        if (!there || ++n > NAMES_MAX) continue;
        uint32_t source = 0;
        while (mix->feed_of[source] != f) source++;
        sg_buf_printf(out, "%s%s", n > 1 ? "; " : "", market->sources[source].name.at);
    }
    if (n > NAMES_MAX) sg_buf_printf(out, " and %zu more", n - NAMES_MAX);
    return out->at ? out->at : "";
}

/* Months that are joined in the same way, of the same sources where it is not as they are. */
static bool one_run(const sg_mix *mix, uint32_t a, uint32_t b)
{
    return a == b || (mix->sets[a].join == SG_MIX_APART && mix->sets[b].join == SG_MIX_APART);
}

static void add_months(const sg_market *market, const char *group, const sg_mix *mix, size_t first, size_t end,
                       const char *join, sg_buf *names, sg_doc *doc)
{
    while (mix->set_of[first] == SG_MIX_NONE) first++;
    while (mix->set_of[end - 1] == SG_MIX_NONE) end--;
    sg_doc_row(doc, (sg_value[]){sg_v_text(group), sg_v_month(mix->month0 + (sg_month)first),
                                 sg_v_month(mix->month0 + (sg_month)end - 1), sg_v_text(join),
                                 sg_v_text(list_feeds(market, mix, first, end, names))});
}

static void add_group(const sg_market *market, const char *group, const sg_mix *mix, sg_buf *names, sg_doc *doc)
{
    static const char *const joins[] = {"the usual ones", "as they are", "linked to them", "the usual ones of them"};
    bool linked = false;
    for (size_t s = 0; s < mix->n_sets; s++) linked = linked || mix->sets[s].join >= SG_MIX_LINKED;
    if (!linked && mix->n_sets) add_months(market, group, mix, 0, mix->n, "as they are", names, doc);
    for (size_t m = 0; linked && m < mix->n;) {
        uint32_t set = mix->set_of[m];
        size_t end = m + 1;
        while (set != SG_MIX_NONE && end < mix->n &&
               (mix->set_of[end] == SG_MIX_NONE || one_run(mix, set, mix->set_of[end])))
            end++;
        if (set != SG_MIX_NONE) add_months(market, group, mix, m, end, joins[mix->sets[set].join], names, doc);
        m = end;
    }
}

static sg_status show_mix(const sg_market *market, sg_doc *doc, sg_error *err)
{
    static const sg_doc_column columns[] = {{"group", "Group", NULL, false, 0},
                                            {"first", "from", NULL, true, 0},
                                            {"last", "to", NULL, true, 0},
                                            {"join", "joined", "to the group's series", false, 0},
                                            {"sources", "sources", "with postings then", false, 0}};
    sg_status status = SG_OK;
    sg_buf names;
    sg_buf_init(&names, 1 << 20);
    sg_doc_section(doc, "months", "Months and their sources");
    sg_doc_table(doc, "months", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; status == SG_OK && i < market->n_sources; i++) {
        sg_mix mix;
        if (!begins_group(market, i)) continue;
        status = sg_mix_find(market, market->sources[i].group.at, &mix, err);
        if (status != SG_OK) break;
        add_group(market, market->sources[i].group.at, &mix, &names, doc);
        sg_mix_release(&mix);
    }
    sg_doc_note(doc,
                "A source that comes in or goes changes the shares without a change of demand: months of other "
                "sources than the usual ones are linked to them, put on their scale by what both say of the same "
                "months; of months that have the usual ones and others the usual ones count. Sources that share no "
                "month and no source with them stay as they are. Months that are "
                "not whole, or with under %d postings, are left out.",
                SG_MONTH_POSTINGS_MIN);
    if (names.failed && status == SG_OK) status = sg_fail(err, SG_EFAIL, "no memory");
    sg_buf_release(&names);
    return status;
}

/* ---- posted again ---- */

static double part(size_t n, size_t of)
{
    return of ? (double)n / (double)of : 0;
}

static sg_value part_of(size_t n, size_t of)
{
    return of ? sg_v_percent(part(n, of), 0) : sg_v_missing("-");
}

static void add_again(const char *group, const sg_repeats *r, sg_doc *doc)
{
    const sg_value none = sg_v_missing("-");
    sg_doc_row(doc, (sg_value[]){sg_v_text(group), sg_v_count((double)r->postings), sg_v_count((double)r->openings),
                                 part_of(r->again, r->postings), part_of(r->openings_again, r->openings),
                                 r->openings_again ? sg_v_number(r->months, 1) : none,
                                 r->openings_again ? sg_v_number(r->span, 1) : none,
                                 part_of(r->employers_again, r->employers), part_of(r->named_again, r->named)});
}

static void add_skills(const sg_market *market, const char *group, const sg_repeats *r, sg_doc *doc)
{
    for (size_t i = 0; i < r->n_skills; i++) {
        double all = part(r->skills[i].postings, r->year), fresh = part(r->skills[i].fresh, r->year_fresh);
        sg_doc_row(doc, (sg_value[]){sg_v_text(group), sg_v_text(market->taxonomy->skills[r->skills[i].skill].name.at),
                                     sg_v_percent(all, 1), r->year_fresh ? sg_v_percent(fresh, 1) : sg_v_missing("-"),
                                     r->year_fresh ? sg_v_points(fresh - all, 1) : sg_v_missing("-")});
    }
}

/* again: by source, those that begin a group. */
static void show_effect(const sg_market *market, const sg_repeats *again, sg_doc *doc)
{
    static const sg_doc_column columns[] = {
        {"group", "Group", NULL, false, 1},
        {"skill", "Skill", NULL, false, 0},
        {"share", "of all", "share of all postings of the group's last year with data that name it", true, 0},
        {"share_first", "of first", "of those of openings that were not posted in an earlier month", true, 0},
        {"difference", "diff.", "in percentage points", true, 0}};
    char first[8], last[8];
    sg_doc_section(doc, "again_skills", "What that does to shares");
    sg_doc_table(doc, "again_skills", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < market->n_sources; i++)
        if (begins_group(market, i)) add_skills(market, market->sources[i].group.at, &again[i], doc);
    for (size_t i = 0; i < market->n_sources; i++)
        if (begins_group(market, i))
            sg_doc_note(doc, "%s: %zu postings from %s to %s, %zu of them of openings that were not posted before.",
                        market->sources[i].group.at, again[i].year, sg_month_format(again[i].first, first),
                        sg_month_format(again[i].last, last), again[i].year_fresh);
}

static sg_status show_again(const sg_market *market, sg_doc *doc, sg_error *err)
{
    static const sg_doc_column columns[] = {
        {"group", "Group", NULL, false, 0},
        {"postings", "postings", NULL, true, 2},
        {"openings", "openings", "advertised jobs, posted once or in several months", true, 1},
        {"again", "again", "share of the postings whose opening was posted in an earlier month", true, 0},
        {"openings_again", "openings again", "share of the openings that were posted in more than one month", true, 0},
        {"months", "months", "in which the middle one of those was posted", true, 0},
        {"span", "span", "months from its first to its last, in the middle", true, 0},
        {"employers_again", "employers again", "share of the employers with an opening posted again", true, 0},
        {"employer_back", "by them",
         "share of postings of an employer that had posted in an earlier month, the same "
         "opening or another",
         true, 1}};
    sg_repeats *again = sg_zalloc(market->n_sources + 1, sizeof *again);
    sg_status status = again ? SG_OK : sg_fail(err, SG_EFAIL, "no memory");
    sg_doc_section(doc, "again", "Openings posted again");
    sg_doc_paragraph(doc, "An opening counts once in each month in which it was posted.");
    sg_doc_table(doc, "again", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; status == SG_OK && i < market->n_sources; i++) {
        if (!begins_group(market, i)) continue;
        status = sg_repeats_find(market, market->sources[i].group, &again[i], err);
        if (status == SG_OK) add_again(market->sources[i].group.at, &again[i], doc);
    }
    if (status == SG_OK) show_effect(market, again, doc);
    sg_free(again);
    return status;
}

sg_status sg_check_groups(const sg_market *market, sg_doc *doc, sg_error *err)
{
    bool any = false;
    for (size_t i = 0; i < market->n_sources; i++) any = any || begins_group(market, i);
    if (!any) return SG_OK;
    sg_status status = show_mix(market, doc, err);
    return status == SG_OK ? show_again(market, doc, err) : status;
}
