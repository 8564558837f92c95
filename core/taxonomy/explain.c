#include "taxonomy/explain.h"

#include "base/mem.h"
#include "taxonomy/finder.h"
#include "taxonomy/match.h"

void sg_explainer_release(sg_explainer *explainer)
{
    sg_free(explainer->items);
    *explainer = (sg_explainer){0};
}

static int add(sg_explainer *e, const sg_finder *f, const sg_candidate *c, const sg_explained *item)
{
    size_t from, to;
    if (SG_GROW(e->items, e->n, e->cap, SIZE_MAX) != 0) return -1;
    sg_plain_range(&f->plain, c->start, c->end, &from, &to);
    e->items[e->n] = *item;
    e->items[e->n].start = (uint32_t)from;
    e->items[e->n++].len = (uint32_t)(to - from);
    return 0;
}

/* Why a candidate stands nowhere: its edges hold, then it is in an address. */
static sg_verdict edges_of(const sg_matcher_scratch *s, const sg_candidate *c, const uint32_t *forms, size_t n)
{
    bool firm = false;
    for (size_t i = 0; i < n; i++) firm = firm || s->matcher->taxonomy->forms[forms[i]].rule == SG_ID_NONE;
    return sg_edges_hold(s->text, c->start, c->end, firm) ? SG_VERDICT_ADDRESS : SG_VERDICT_EDGES;
}

static bool is_at(const sg_mention *mention, const sg_candidate *c)
{
    return mention->start == c->start && mention->len == c->end - c->start;
}

/* Another form of a skill that the same is said of already, at the same place. */
static bool says_nothing_new(const sg_explainer *e, size_t first, const sg_taxonomy *t, const sg_explained *item)
{
    uint32_t skill = t->forms[item->form].skill;
    if (item->verdict == SG_VERDICT_OTHER) return t->forms[item->other].skill == skill;
    if (item->verdict != SG_VERDICT_LONGER && item->verdict != SG_VERDICT_EDGES && item->verdict != SG_VERDICT_ADDRESS)
        return false;
    for (size_t i = first; i < e->n; i++)
        if (t->forms[e->items[i].form].skill == skill) return true;
    return false;
}

/* mention: the one that covers the candidate's start, or NULL. */
static int explain_candidate(sg_explainer *e, sg_finder *f, const sg_candidate *c, const sg_mention *mention)
{
    sg_matcher_scratch *s = f->scratch;
    const sg_taxonomy *t = s->matcher->taxonomy;
    const uint32_t *forms;
    size_t n = sg_candidate_forms(s->matcher, c, &forms), first = e->n;
    bool stood = false;
    sg_explained vetoed = {.form = SG_ID_NONE};
    for (size_t i = 0; i < n; i++) {
        sg_explained item = {.form = forms[i],
                             .other = mention ? mention->form : SG_ID_NONE,
                             .rule = SG_ID_NONE,
                             .mention = SG_ID_NONE,
                             .section_cue = SG_ID_NONE,
                             .ask_cue = SG_ID_NONE};
        if (!(c->flags & SG_CAND_EDGES))
            item.verdict = (uint8_t)edges_of(s, c, forms, n);
        else if (stood)
            item.verdict = SG_VERDICT_OTHER;
        else if (mention && !is_at(mention, c))
            item.verdict = SG_VERDICT_LONGER;
        else if (vetoed.form != SG_ID_NONE && t->forms[forms[i]].skill == t->forms[vetoed.form].skill)
            continue; /* for the same reason */
        else
            item.verdict = (uint8_t)sg_form_judge(s, c, &t->forms[forms[i]], &item.rule);
        if (item.verdict == SG_VERDICT_VETO) vetoed = item;
        if (item.verdict == SG_VERDICT_STANDS && mention) {
            stood = true;
            item.mention = (uint32_t)(mention - f->found);
            item.section_cue = f->asker.told[item.mention].section.row;
            item.ask_cue = f->asker.told[item.mention].ask.row;
        }
        if (says_nothing_new(e, first, t, &item)) continue;
        if (add(e, f, c, &item) != 0) return -1;
    }
    return 0;
}

static int explain_all(sg_explainer *e, sg_finder *f)
{
    sg_matcher_scratch *s = f->scratch;
    size_t next = 0;
    sg_matcher_rewind(s);
    for (size_t i = 0; i < s->n_candidates; i++) {
        const sg_candidate *c = &s->candidates[i];
        while (next < f->n && f->found[next].start + f->found[next].len <= c->start) next++;
        bool covered = next < f->n && f->found[next].start <= c->start;
        if (covered && f->found[next].start == c->start && f->found[next].len < c->end - c->start) covered = false;
        if (explain_candidate(e, f, c, covered ? &f->found[next] : NULL) != 0) return -1;
    }
    return 0;
}

sg_status sg_explain(sg_explainer *explainer, sg_finder *finder, const sg_document *document, sg_error *err)
{
    sg_status status = sg_finder_run(finder, document, &explainer->mentions, &explainer->n_mentions, err);
    explainer->n = 0;
    if (status == SG_OK && explain_all(explainer, finder) != 0)
        status = sg_fail(err, SG_EFAIL, "out of memory while explaining a text of %zu bytes", document->text.len);
    return status;
}
