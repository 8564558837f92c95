#include "view/check.h"

#include "base/mem.h"
#include "market/demand.h"

/* Months in which each source has a posting or a count. */
static sg_status count_months(const sg_market *market, size_t *months, sg_error *err)
{
    sg_month *last = sg_alloc((market->n_sources + 1) * sizeof *last);
    if (!last) return sg_fail(err, SG_EFAIL, "no memory");
    for (size_t i = 0; i < market->n_sources; i++) last[i] = SG_MONTH_ABSENT;
    for (size_t i = 0; i < market->n_postings; i++) { /* sorted by day */
        const sg_market_posting *p = &market->postings[i];
        sg_month month = sg_month_of_day(p->day);
        months[p->source] += month != last[p->source];
        last[p->source] = month;
    }
    sg_free(last);
    for (size_t i = 0; i < market->n_sources; i++) {
        const sg_source *s = &market->sources[i];
        if (!s->counts || s->first == SG_MONTH_ABSENT) continue;
        size_t n = (size_t)(s->last - s->first) + 1;
        unsigned char *there = sg_zalloc(n, 1);
        if (!there) return sg_fail(err, SG_EFAIL, "no memory");
        for (size_t k = 0; k < market->n_counts; k++)
            if (market->counts[k].source == i) there[market->counts[k].month - s->first] = 1;
        for (size_t k = 0; k < n; k++) months[i] += there[k];
        sg_free(there);
    }
    return SG_OK;
}

static sg_status show_sources(const sg_market *market, sg_doc *doc, sg_error *err)
{
    static const sg_doc_column columns[] = {
        {"source", "Source", NULL, false, 0},
        {"group", "group", "sources of one thing, joined to one series", false, 4},
        {"first", "first", "first month with data", true, 0},
        {"last", "last", "last month with data", true, 0},
        {"months", "months", "with data", true, 3},
        {"postings", "postings", "that count, after deduplication", true, 0},
        {"duplicates", "dupl.", "postings that repeat another of the same month", true, 1},
        {"rejected", "rejected", "rows that could not be read", true, 2},
        {"unknown", "unknown", "names of skills that stand for none of ours", true, 3}};
    size_t *months = sg_zalloc(market->n_sources + 1, sizeof *months);
    sg_status status = months ? count_months(market, months, err) : sg_fail(err, SG_EFAIL, "no memory");
    sg_doc_section(doc, "sources", "Sources");
    sg_doc_table(doc, "sources", columns, 9);
    for (size_t i = 0; status == SG_OK && i < market->n_sources; i++) {
        const sg_source *s = &market->sources[i];
        bool any = s->first != SG_MONTH_ABSENT;
        bool postings = !s->counts && !s->talent;
        sg_value row[] = {sg_v_text(s->name.at),
                          sg_v_text(s->group.at),
                          any ? sg_v_month(s->first) : sg_v_missing("none"),
                          any ? sg_v_month(s->last) : sg_v_missing("none"),
                          s->talent ? sg_v_missing("quarters") : sg_v_count((double)months[i]),
                          postings ? sg_v_count((double)s->postings) : sg_v_missing("counts"),
                          postings ? sg_v_count((double)s->duplicates) : sg_v_missing("counts"),
                          sg_v_count((double)s->rejected),
                          sg_v_count((double)s->unknown)};
        sg_doc_row(doc, row);
    }
    sg_free(months);
    return status;
}

static void note_sources(const sg_market *market, sg_doc *doc)
{
    char month[8];
    for (size_t i = 0; i < market->n_sources; i++) {
        const sg_source *s = &market->sources[i];
        if (s->partial != SG_MONTH_ABSENT)
            sg_doc_note(doc, "%s: %s is not whole%s.", s->name.at, sg_month_format(s->partial, month),
                        sg_demand_has_whole(market, s->group, s->partial) ? "; another source has all of it"
                                                                          : " and is left out of the series");
        if (s->later) {
            char last[8];
            sg_month_format(market->until, last);
            sg_doc_note(doc, "%s: %zu dated after %s, up to %s, %s left out until then.", s->name.at, s->later, last,
                        sg_month_format(s->latest, month), s->later == 1 ? "is" : "are");
        }
        if (s->stale)
            sg_doc_note(doc,
                        "%s was read with another taxonomy; its postings are left out until it is read again: skillgap "
                        "import %s",
                        s->name.at, s->path.at);
        if (s->parts)
            sg_doc_note(doc,
                        "%s: %zu of its %zu parts are in the store; it is left out until the others are there, too: "
                        "skillgap merge STORE…",
                        s->name.at, s->parts_there, s->parts);
        if (s->shipped && s->taxonomy && s->taxonomy != market->taxonomy->shipped_hash)
            sg_doc_note(doc, "%s: made with another taxonomy than the shipped one; make datasets makes it anew.",
                        s->name.at);
    }
}

/* ---- duplicates and rejected rows ---- */

static void show_duplicates(const sg_market *market, sg_doc *doc)
{
    static const sg_doc_column columns[] = {
        {"source", "Source", NULL, false, 0},
        {"id", "id", "postings with an id that stands there already", true, 0},
        {"address", "address", "with an address that does", true, 0},
        {"text", "text", "with a text that does, but for spaces, marks and case", true, 0},
        {"near", "near", "with mostly the words of one that does, for the same job", true, 0}};
    bool any = false;
    for (size_t i = 0; i < market->n_sources; i++) any = any || market->sources[i].duplicates;
    if (!any) return;
    sg_doc_section(doc, "duplicates", "Duplicates within a month");
    sg_doc_paragraph(doc,
                     "By what it is known that an opening stands in the same month already. It counts once there.");
    sg_doc_table(doc, "duplicates", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < market->n_sources; i++) {
        const sg_source *s = &market->sources[i];
        if (!s->duplicates) continue;
        sg_value row[] = {sg_v_text(s->name.at), sg_v_count((double)s->repeats[SG_REPEAT_ID]),
                          sg_v_count((double)s->repeats[SG_REPEAT_ADDRESS]),
                          sg_v_count((double)s->repeats[SG_REPEAT_TEXT]),
                          sg_v_count((double)s->repeats[SG_REPEAT_NEAR])};
        sg_doc_row(doc, row);
    }
}

static void show_rejected(const sg_market *market, sg_doc *doc)
{
    static const sg_doc_column columns[] = {{"source", "Source", NULL, false, 1},
                                            {"reason", "Reason", NULL, false, 0},
                                            {"rows", "rows", NULL, true, 0},
                                            {"first_row", "first row", NULL, true, 0},
                                            {"found", "found there", NULL, false, 2}};
    size_t n = 0;
    for (size_t i = 0; i < market->n_sources; i++) n += market->sources[i].n_reasons;
    if (!n) return;
    sg_doc_section(doc, "rejected", "Rejected rows");
    sg_doc_table(doc, "rejected", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < market->n_sources; i++)
        for (size_t k = 0; k < market->sources[i].n_reasons; k++) {
            const sg_reject_reason *why = &market->sources[i].reasons[k];
            sg_value row[] = {sg_v_text(market->sources[i].name.at), sg_v_text(why->reason),
                              sg_v_count((double)why->rows), sg_v_count((double)why->first_row),
                              sg_v_text(sg_reason_found(why))};
            sg_doc_row(doc, row);
        }
}

/* ---- coverage ---- */

/* How many of a source's postings state each field. */
enum { ROLE, LEVEL, REGION, REMOTE, PAY, EMPLOYER, SKILL, FIELDS };

static void count_fields(const sg_market *market, double (*fields)[FIELDS])
{
    for (size_t i = 0; i < market->n_postings; i++) {
        const sg_market_posting *p = &market->postings[i];
        const bool has[FIELDS] = {
            p->role != SG_ID_NONE,          p->level >= 0,         p->region != SG_ID_NONE, p->remote != SG_UNKNOWN,
            p->pay_lo > 0 || p->pay_hi > 0, p->employer_hash != 0, p->n_skills > 0};
        for (int f = 0; f < FIELDS; f++) fields[p->source][f] += has[f];
    }
}

/* Sources that an older skillgap read. */
static void note_comparable(const sg_market *market, sg_doc *doc)
{
    size_t shipped = 0, own = 0;
    for (size_t i = 0; i < market->n_sources; i++)
        if (market->sources[i].postings && !market->sources[i].comparable)
            (*(market->sources[i].shipped ? &shipped : &own))++;
    if (shipped)
        sg_doc_note(doc,
                    "%zu shipped sources hold no signatures: of what they repeat only copies are known. make "
                    "datasets makes them anew.",
                    shipped);
    if (own)
        sg_doc_note(doc,
                    "%zu of your sources hold no signatures, as their texts are short or were read by an older "
                    "skillgap: of what they repeat only copies are known.",
                    own);
}

static sg_status show_coverage(const sg_market *market, sg_doc *doc, sg_error *err)
{
    static const sg_doc_column columns[] = {
        {"source", "Source", NULL, false, 0},
        {"role", "role", "share of its postings that tell the role", true, 0},
        {"level", "level", NULL, true, 0},
        {"region", "region", NULL, true, 0},
        {"remote", "remote", "that say whether it is remote", true, 0},
        {"pay", "pay", NULL, true, 0},
        {"employer", "employer", NULL, true, 1},
        {"skill", "skill", "that name a skill or attribute", true, 1},
        {"comparable", "compared", "whose words are known, so that near ones are", true, 1}};
    double(*fields)[FIELDS] = sg_zalloc(market->n_sources + 1, sizeof *fields);
    if (!fields) return sg_fail(err, SG_EFAIL, "no memory");
    count_fields(market, fields);
    sg_doc_section(doc, "coverage", "What the postings tell");
    sg_doc_table(doc, "coverage", columns, 2 + FIELDS);
    for (size_t i = 0; i < market->n_sources; i++) {
        const sg_source *s = &market->sources[i];
        if (!s->postings) continue;
        sg_value row[2 + FIELDS] = {sg_v_text(s->name.at)};
        for (int f = 0; f < FIELDS; f++) row[1 + f] = sg_v_percent(fields[i][f] / (double)s->postings, 0);
        row[1 + FIELDS] = sg_v_percent((double)s->comparable / (double)s->postings, 0);
        sg_doc_row(doc, row);
    }
    note_comparable(market, doc);
    sg_free(fields);
    return SG_OK;
}

sg_status sg_check_sources(const sg_market *market, sg_doc *doc, sg_error *err)
{
    sg_status status = show_sources(market, doc, err);
    if (status != SG_OK) return status;
    note_sources(market, doc);
    show_duplicates(market, doc);
    show_rejected(market, doc);
    return show_coverage(market, doc, err);
}
