/* skillgap explain: from a figure (a skill in a month) down to the postings that it counts. */
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/role.h"
#include "market/evidence.h"
#include "market/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MONTH, ROLE, REGION, LEVEL, GROUP, LIMIT };

static const sg_cli_option options[] = {{"month", "YYYY-MM", "the month; without it, the last whole one with data"},
                                        {"role", "ROLE", "only postings for this role"},
                                        {"region", "REGION", "only postings in this region"},
                                        {"level", "LEVEL", "only postings of this level"},
                                        {"group", "NAME", "which sources; without it, hn"},
                                        {"limit", "N", "at most so many postings; without it, 20"},
                                        {NULL, NULL, NULL}};

enum { QUOTE_AROUND = 60 };
enum { TITLE = 3, EMPLOYER = 4 /* columns of the postings */ };

typedef struct explaining {
    const sg_cli *cli;
    sg_loaded loaded;
    sg_demand demand;
    const char *group;
    uint32_t skill;
    sg_scope scope;
    sg_month month;
    size_t limit;
    const sg_market_posting **found; /* that name the skill, by day */
    size_t n;
    bool any; /* a posting of the sources is of that month */
    sg_doc *doc;
    sg_buf text;
} explaining;

static sg_status read_scope(explaining *x, const sg_args *args, sg_error *err)
{
    const sg_taxonomy *taxonomy = &x->loaded.taxonomy;
    const char *const *v = args->values;
    double limit = 20;
    sg_status status = sg_taxonomy_skill(taxonomy, sg_text_of(args->words[0]), &x->skill, err);
    x->scope = (sg_scope){SG_ID_NONE, SG_ID_NONE, -1};
    if (status == SG_OK)
        status = sg_cli_role(x->cli, taxonomy, v[ROLE], v[LEVEL], &x->scope.role, &x->scope.level, err);
    if (status == SG_OK && v[REGION])
        status = sg_taxonomy_region(taxonomy, sg_text_of(v[REGION]), &x->scope.region, err);
    if (status == SG_OK) status = sg_cli_number("limit", v[LIMIT], 1, 100000, &limit, err);
    x->limit = (size_t)limit;
    if (status == SG_OK && v[MONTH] && !sg_month_parse(sg_text_of(v[MONTH]), &x->month))
        status = sg_fail(err, SG_EUSAGE, "--month: found \"%s\", expected YYYY-MM", v[MONTH]);
    return status;
}

static bool names_skill(const sg_market_posting *p, uint32_t skill)
{
    for (uint32_t i = 0; i < p->n_skills; i++)
        if (p->skills[i] == skill) return true;
    return false;
}

static sg_status find_postings(explaining *x, sg_error *err)
{
    const sg_market *market = &x->loaded.market;
    size_t capacity = 0;
    for (size_t i = 0; i < market->n_postings; i++) {
        const sg_market_posting *p = &market->postings[i];
        if (sg_month_of_day(p->day) != x->month || !sg_text_is(market->sources[p->source].group, x->group)) continue;
        x->any = true;
        if (!names_skill(p, x->skill) || !sg_scope_has(market, &x->scope, p)) continue;
        if (SG_GROW(x->found, x->n, capacity, UINT32_MAX) != 0) return sg_fail(err, SG_EFAIL, "no memory");
        x->found[x->n++] = p;
    }
    return SG_OK;
}

static const sg_market_count *published_count(const explaining *x)
{
    const sg_market *market = &x->loaded.market;
    bool narrow = x->scope.role != SG_ID_NONE || x->scope.region != SG_ID_NONE || x->scope.level >= 0;
    for (size_t i = 0; i < market->n_counts && !narrow; i++) { /* published of all postings only */
        const sg_market_count *c = &market->counts[i];
        if (c->skill == x->skill && c->month == x->month && sg_text_is(market->sources[c->source].group, x->group))
            return c;
    }
    return NULL;
}

/* The months on both sides of x->month that a posting is of, or a published count of the skill. */
static void nearest_months(const explaining *x, sg_month *before, sg_month *after)
{
    const sg_market *market = &x->loaded.market;
    *before = *after = SG_MONTH_ABSENT;
    for (size_t i = 0; i < market->n_postings + market->n_counts; i++) {
        const sg_market_count *c = i < market->n_postings ? NULL : &market->counts[i - market->n_postings];
        uint32_t source = c ? c->source : market->postings[i].source;
        sg_month month = c ? c->month : sg_month_of_day(market->postings[i].day);
        if ((c && c->skill != x->skill) || !sg_text_is(market->sources[source].group, x->group)) continue;
        if (month <= x->month && (*before == SG_MONTH_ABSENT || month > *before)) *before = month;
        if (month >= x->month && (*after == SG_MONTH_ABSENT || month < *after)) *after = month;
    }
}

/* No source tells of the skill in that month: a gap is no nought. */
static sg_status not_covered(const explaining *x, sg_error *err)
{
    sg_month before, after;
    char month[8], first[8] = "", last[8] = "";
    nearest_months(x, &before, &after);
    if (before != SG_MONTH_ABSENT) sg_month_format(before, first);
    if (after != SG_MONTH_ABSENT) sg_month_format(after, last);
    return sg_fail(err, SG_EDATA, "no source of \"%s\" tells of %s in %s; the months next to it with data: %s%s%s",
                   x->group, x->loaded.taxonomy.skills[x->skill].name.at, sg_month_format(x->month, month), first,
                   first[0] && last[0] ? " and " : "", last);
}

static const char *name_of(const sg_map *ids, uint32_t index)
{
    return index == SG_ID_NONE ? "" : ids->names[index].at;
}

/* ---- the figure ---- */

static void show_scope(explaining *x)
{
    const sg_taxonomy *taxonomy = &x->loaded.taxonomy;
    sg_doc_field(x->doc, "skill", "Skill", sg_v_text(taxonomy->skills[x->skill].name.at));
    sg_doc_field(x->doc, "month", "Month", sg_v_month(x->month));
    sg_doc_field(x->doc, "group", "Sources", sg_v_text(x->group));
    if (x->scope.role != SG_ID_NONE)
        sg_doc_field(x->doc, "role", "Role", sg_v_text(name_of(&taxonomy->role_ids, x->scope.role)));
    if (x->scope.region != SG_ID_NONE)
        sg_doc_field(x->doc, "region", "Region", sg_v_text(name_of(&taxonomy->region_ids, x->scope.region)));
    if (x->scope.level >= 0) sg_doc_field(x->doc, "level", "Level", sg_v_text(sg_level_ids[x->scope.level]));
}

static void show_published(explaining *x, const sg_market_count *count, const sg_demand_month *cell)
{
    const sg_source *source = &x->loaded.market.sources[count->source];
    sg_doc_section(x->doc, "published", "Published count");
    sg_doc_field(x->doc, "source", "Source", sg_v_text(source->name.at));
    if (source->url.len) sg_doc_field(x->doc, "address", "Address", sg_v_text(source->url.at));
    sg_doc_field(x->doc, "count", "Postings that name it", sg_v_count(count->count));
    sg_doc_field(x->doc, "total", "Postings", sg_v_count(count->total));
    sg_doc_field(x->doc, "share", "Share, as published", sg_v_percent(count->count / count->total, 1));
    if (cell && cell->linked)
        sg_doc_note(x->doc, "There are no postings of this month, or few; the share above is the published one on the "
                            "scale of our own counts, by an offset learnt where both exist.");
}

static void show_figure(explaining *x)
{
    const sg_demand *d = &x->demand;
    bool inside = x->month >= d->month0 && x->month < d->month0 + (sg_month)d->n;
    const sg_demand_month *cell = inside ? &d->cells[x->skill * d->n + (size_t)(x->month - d->month0)] : NULL;
    const sg_market_count *published = published_count(x);
    sg_doc_section(x->doc, "figure", "Figure");
    show_scope(x);
    if (cell && cell->total > 0) {
        bool counted = !cell->linked && !(cell->extra_var > 0);
        const char *what = counted ? "Postings that name it" : "Postings that name it, linked";
        sg_doc_field(x->doc, "count", what, counted ? sg_v_count(cell->count) : sg_v_number(cell->count, 1));
        sg_doc_field(x->doc, "total", "Postings in scope", sg_v_count(cell->total));
        sg_doc_field(x->doc, "share", "Share of postings", sg_v_percent(cell->count / cell->total, 1));
        if (cell->mentions > 0)
            sg_doc_field(x->doc, "share_of_mentions", "Share of counted mentions",
                         sg_v_percent(cell->count / cell->mentions, 2));
    } else {
        sg_doc_field(x->doc, "count", "Postings that name it", sg_v_count((double)x->n));
        sg_doc_field(x->doc, "share", "Share of postings",
                     sg_v_missing(inside || !d->n ? "under 50 postings in scope"
                                                  : "none: the sources do not cover the whole of this month"));
    }
    if (cell && cell->mixed && !(cell->extra_var > 0))
        sg_doc_note(x->doc, "This month has other sources beside those of the others of its group; the share is of the "
                            "latter's postings (skillgap data check).");
    else if (cell && cell->mixed)
        sg_doc_note(x->doc,
                    "This month is of other sources than the others of its group; the share is put on the scale "
                    "of these by an offset learnt where both exist (skillgap data check).");
    if (published) show_published(x, published, cell);
}

/* ---- the postings ---- */

static sg_status add_row(explaining *x, const sg_market_posting *p, sg_error *err)
{
    const sg_taxonomy *taxonomy = &x->loaded.taxonomy;
    const sg_source *source = &x->loaded.market.sources[p->source];
    sg_store_evidence evidence = {0};
    sg_buf_clear(&x->text);
    sg_status status = sg_posting_address(&x->loaded.market, p, &x->text, err);
    if (status == SG_OK && !x->text.len && !source->shipped) {
        status = sg_store_evidence_read(x->cli->store, taxonomy, source->hash, p->row, &evidence, err);
        if (status == SG_OK && evidence.url) sg_buf_str(&x->text, evidence.url);
    }
    if (status == SG_OK && !x->text.len)
        sg_buf_printf(&x->text, "%s, row %llu", source->name.at, (unsigned long long)p->row);
    if (status == SG_OK && x->text.failed) status = sg_fail(err, SG_EFAIL, "no memory");
    if (status == SG_OK) {
        sg_value row[] = {sg_v_day(p->day),
                          sg_v_text(p->id.at ? p->id.at : ""),
                          sg_v_text(x->text.at),
                          sg_v_text(p->title.at ? p->title.at : ""),
                          sg_v_text(p->employer.at ? p->employer.at : ""),
                          sg_v_text(name_of(&taxonomy->role_ids, p->role)),
                          sg_v_text(p->level < 0 ? "" : sg_level_ids[p->level]),
                          sg_v_text(name_of(&taxonomy->region_ids, p->region))};
        sg_doc_row(x->doc, row);
    }
    sg_store_evidence_release(&evidence);
    return status;
}

/* Title and employer, which shipped facts have not, are kept in a narrow table where there are any. */
static sg_status show_postings(explaining *x, sg_error *err)
{
    sg_doc_column columns[] = {{"day", "day", "posted", false, 0},
                               {"id", "id", "the source's own", false, 4},
                               {"posting", "posting", "where it can be read", false, 0},
                               {"title", "title", NULL, false, 5},
                               {"employer", "employer", NULL, false, 6},
                               {"role", "role", NULL, false, 2},
                               {"level", "level", NULL, false, 3},
                               {"region", "region", NULL, false, 1}};
    sg_status status = SG_OK;
    size_t shown = x->n < x->limit ? x->n : x->limit;
    if (!x->n) return SG_OK;
    for (size_t i = 0; i < shown; i++) {
        if (x->found[i]->title.len) columns[TITLE].drop = 0;
        if (x->found[i]->employer.len) columns[EMPLOYER].drop = 0;
    }
    sg_doc_section(x->doc, "postings", "Postings");
    sg_doc_table(x->doc, "postings", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; status == SG_OK && i < shown; i++) status = add_row(x, x->found[i], err);
    if (shown < x->n) sg_doc_note(x->doc, "The first %zu of %zu; --limit shows more.", shown, x->n);
    return status;
}

/* ---- passages of the person's own files ---- */

static sg_status quote(explaining *x, const sg_source *source, const sg_passage *passage, sg_error *err)
{
    char place[64];
    sg_store_evidence evidence = {0};
    sg_status status =
        sg_store_evidence_read(x->cli->store, &x->loaded.taxonomy, source->hash, passage->row, &evidence, err);
    for (size_t i = 0; status == SG_OK && i < evidence.n; i++) {
        const sg_mention *m = &evidence.mentions[i];
        if (m->skill != x->skill || !m->len) continue;
        sg_buf_clear(&x->text);
        if (sg_passage_quote(passage, m->start, m->len, QUOTE_AROUND, &x->text) != 0) continue;
        snprintf(place, sizeof place, "row %llu", (unsigned long long)passage->row);
        sg_value row[] = {sg_v_text(source->name.at), sg_v_text(place), sg_v_text(x->text.at)};
        sg_doc_row(x->doc, row);
        break; /* the first is enough to see */
    }
    sg_store_evidence_release(&evidence);
    return status;
}

static int by_row(const void *a, const void *b)
{
    const sg_passage *x = a, *y = b;
    return (x->row > y->row) - (x->row < y->row);
}

/* Passages of one source, of the postings that are shown. A file that is gone or was changed is no failure. */
static sg_status quote_source(explaining *x, uint32_t index, sg_error *err)
{
    const sg_source *source = &x->loaded.market.sources[index];
    size_t shown = x->n < x->limit ? x->n : x->limit, n = 0;
    sg_error why = {""};
    sg_passage *passages = sg_zalloc(shown + 1, sizeof *passages);
    if (!passages) return sg_fail(err, SG_EFAIL, "no memory");
    for (size_t i = 0; i < shown; i++)
        if (x->found[i]->source == index) passages[n++].row = x->found[i]->row;
    if (n > 1) qsort(passages, n, sizeof *passages, by_row);
    sg_status status = SG_OK;
    if (n && sg_passages_read(&x->cli->plugins, source, passages, n, &why) != SG_OK)
        sg_doc_note(x->doc, "Not quoted: %s", why.text);
    else
        for (size_t i = 0; status == SG_OK && i < n; i++)
            if (passages[i].text) status = quote(x, source, &passages[i], err);
    sg_passages_release(passages, n);
    sg_free(passages);
    return status;
}

static sg_status show_passages(explaining *x, sg_error *err)
{
    static const sg_doc_column columns[] = {
        {"file", "file", NULL, false, 1},
        {"row", "row", NULL, false, 0},
        {"passage", "passage", "read again from the file, whose hash holds", false, 0}};
    size_t shown = x->n < x->limit ? x->n : x->limit;
    bool own = false;
    sg_status status = SG_OK;
    for (size_t i = 0; i < shown; i++) own = own || !x->loaded.market.sources[x->found[i]->source].shipped;
    if (!own) return SG_OK;
    sg_doc_section(x->doc, "passages", "Passages in your files");
    sg_doc_table(x->doc, "passages", columns, 3);
    for (uint32_t i = 0; status == SG_OK && i < x->loaded.market.n_sources; i++)
        if (!x->loaded.market.sources[i].shipped) status = quote_source(x, i, err);
    return status;
}

/* Of sources too small for shares the postings are told all the same; the month is then their last. */
static sg_status build_demand(explaining *x, sg_error *err)
{
    const sg_market *market = &x->loaded.market;
    sg_month last = SG_MONTH_ABSENT;
    sg_status status = sg_demand_build(market, x->group, &x->scope, &x->demand, err);
    for (size_t i = 0; status == SG_EDATA && i < market->n_postings; i++) {
        sg_month month = sg_month_of_day(market->postings[i].day);
        bool own = sg_text_is(market->sources[market->postings[i].source].group, x->group);
        if (own && (last == SG_MONTH_ABSENT || month > last)) last = month;
    }
    if (status == SG_EDATA && last != SG_MONTH_ABSENT) status = SG_OK;
    if (x->month == SG_MONTH_ABSENT) x->month = last == SG_MONTH_ABSENT ? x->demand.end : last;
    return status;
}

static sg_status explain(explaining *x, const sg_args *args, sg_error *err)
{
    x->month = SG_MONTH_ABSENT;
    x->group = args->values[GROUP] ? args->values[GROUP] : "hn";
    sg_status status = sg_cli_load(x->cli, SG_LOAD_MARKET, &x->loaded, err);
    if (status == SG_OK) status = read_scope(x, args, err);
    if (status == SG_OK) status = build_demand(x, err);
    if (status != SG_OK) return status;
    x->doc = sg_doc_alloc("Explain", "skillgap.explain/1");
    if (!x->doc) return sg_fail(err, SG_EFAIL, "no memory");
    status = find_postings(x, err);
    if (status != SG_OK) return status;
    if (!x->any && !published_count(x)) return not_covered(x, err);
    if (!x->n && x->any) sg_doc_paragraph(x->doc, "No posting of that month and scope names it.");
    show_figure(x);
    status = show_postings(x, err);
    if (status == SG_OK) status = show_passages(x, err);
    return status == SG_OK ? sg_cli_show(x->cli, x->doc, err) : status;
}

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    explaining x = {.cli = cli};
    sg_buf_init(&x.text, 1 << 20);
    sg_status status = explain(&x, args, err);
    sg_free(x.found);
    sg_doc_free(x.doc);
    sg_buf_release(&x.text);
    sg_demand_release(&x.demand);
    sg_loaded_release(&x.loaded);
    return status;
}

const sg_command sg_cmd_explain = {
    .name = "explain",
    .words = "SKILL",
    .summary = "open a figure down to the postings behind it",
    .examples = "skillgap explain rust\nskillgap explain python --month 2019-03 --region berlin --limit 5",
    .next = "skillgap skill SKILL\teverything about one skill",
    .options = options,
    .words_min = 1,
    .words_max = 1,
    .run = run,
};
