#include "taxonomy/explain.h"

#include "base/mem.h"
#include "taxonomy/finder.h"
#include "taxonomy/match.h"

#include <string.h>

void sg_explainer_release(sg_explainer *explainer)
{
    sg_free(explainer->items);
    *explainer = (sg_explainer){0};
}

static sg_place_in_text place_of(const sg_finder *f, size_t start, size_t end)
{
    size_t from, to;
    sg_plain_range(&f->plain, start, end, &from, &to);
    return (sg_place_in_text){(uint32_t)from, (uint32_t)(to - from)};
}

static int add(sg_explainer *e, const sg_finder *f, const sg_candidate *c, const sg_explained *item)
{
    if (SG_GROW(e->items, e->n, e->cap, SIZE_MAX) != 0) return -1;
    sg_place_in_text place = place_of(f, c->start, c->end);
    e->items[e->n] = *item;
    e->items[e->n].start = place.start;
    e->items[e->n++].len = place.len;
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

/* Of the forms of a skill at one place one is told: that which stands, else a vetoed one, else the first. */
static int add_best(sg_explainer *e, const sg_finder *f, const sg_candidate *c, size_t first, const sg_explained *item)
{
    const sg_taxonomy *t = f->scratch->matcher->taxonomy;
    uint32_t skill = t->forms[item->form].skill;
    if (item->verdict == SG_VERDICT_OTHER && t->forms[item->other].skill == skill) return 0;
    for (size_t i = first; i < e->n; i++) {
        if (t->forms[e->items[i].form].skill != skill) continue;
        bool better = item->verdict == SG_VERDICT_STANDS ||
                      (item->verdict == SG_VERDICT_VETO && e->items[i].verdict != SG_VERDICT_VETO);
        if (!better) return 0;
        memmove(&e->items[i], &e->items[i + 1], (e->n - i - 1) * sizeof *e->items);
        e->n--;
    }
    return add(e, f, c, item);
}

static void tell_mention(sg_explained *item, const sg_finder *f, uint32_t mention)
{
    const sg_told *told = &f->asker.told[mention];
    item->mention = mention;
    item->section_cue = told->section.row;
    item->ask_cue = told->ask.row;
    if (told->section.row != SG_ID_NONE) item->section_phrase = place_of(f, told->section.start, told->section.end);
    if (told->ask.row != SG_ID_NONE) item->ask_phrase = place_of(f, told->ask.start, told->ask.end);
}

static void tell_sign(sg_explained *item, sg_finder *f, const sg_candidate *c)
{
    sg_sign sign;
    uint32_t skill = f->scratch->matcher->taxonomy->forms[item->form].skill;
    if (item->rule == SG_ID_NONE || !sg_rule_sign(f->scratch, item->rule, c, skill, &sign)) return;
    item->sign = place_of(f, sign.start, sign.end);
    item->sign_words = sign.words;
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
            tell_mention(&item, f, (uint32_t)(mention - f->found));
        }
        tell_sign(&item, f, c);
        if (add_best(e, f, c, first, &item) != 0) return -1;
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
