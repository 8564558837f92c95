/* The matcher: candidates, their evidence, and what the rules let stand. Each step is linear in the text's length:
 * lines and addresses are judged once each, and a rule looks at so many tokens at the most. */
#include "taxonomy/match.h"

#include "base/mem.h"

#include <string.h>

/* ---- building ---- */

sg_matcher *sg_matcher_alloc(const sg_taxonomy *taxonomy)
{
    sg_matcher *m = sg_zalloc(1, sizeof *m);
    if (!m) return NULL;
    m->taxonomy = taxonomy;
    m->evidence = sg_alloc(taxonomy->skill_ids.count);
    if (!m->evidence || sg_trie_init(&m->trie, taxonomy) != 0 || sg_rules_init(&m->rules, taxonomy) != 0) {
        sg_matcher_free(m);
        return NULL;
    }
    sg_nodes_describe(m);
    for (size_t i = 0; i < taxonomy->skill_ids.count; i++) {
        sg_text kind = taxonomy->skills[i].kind;
        m->evidence[i] = !sg_text_is(kind, "soft") && !sg_text_is(kind, "attribute");
    }
    return m;
}

void sg_matcher_free(sg_matcher *matcher)
{
    if (!matcher) return;
    sg_trie_release(&matcher->trie);
    sg_rules_release(&matcher->rules);
    sg_free(matcher->evidence);
    sg_free(matcher);
}

sg_matcher_scratch *sg_matcher_scratch_alloc(void)
{
    return sg_zalloc(1, sizeof(sg_matcher_scratch));
}

void sg_matcher_scratch_free(sg_matcher_scratch *scratch)
{
    if (!scratch) return;
    sg_word_list_release(&scratch->words);
    sg_free(scratch->candidates);
    sg_free(scratch->segments);
    sg_free(scratch->runs);
    sg_free(scratch->mentions);
    sg_free(scratch->doc);
    sg_free(scratch);
}

/* ---- choosing ---- */

/* Case that a list forgives: all of it in a line of skills or among skills, that of capitals in any list. */
static bool list_forgives(sg_matcher_scratch *s, const sg_candidate *c, const sg_taxonomy_form *form)
{
    if (sg_line_is_list(s, c)) return true;
    const sg_segment *own = sg_segment_at(s, c);
    if (!own) return false;
    const sg_list_run *run = sg_run_of(s, own);
    return form->match == SG_MATCH_UPPER ? run->strong >= 1 : run->strong >= 2;
}

static sg_verdict judge_rule(sg_matcher_scratch *s, uint32_t rule, const sg_candidate *c, const sg_taxonomy_form *form,
                             uint32_t *row)
{
    uint32_t decided;
    bool holds = sg_rule_holds(s, rule, c, form->skill, &decided);
    *row = decided == SG_ID_NONE ? SG_ID_NONE : s->matcher->rules.rows[decided].source;
    return holds ? SG_VERDICT_STANDS : decided == SG_ID_NONE ? SG_VERDICT_NEED : SG_VERDICT_VETO;
}

sg_verdict sg_form_judge(sg_matcher_scratch *s, const sg_candidate *c, const sg_taxonomy_form *form, uint32_t *row)
{
    const sg_rules *rules = &s->matcher->rules;
    uint32_t rule = form->rule == SG_ID_NONE ? rules->skill_rule[form->skill] : form->rule;
    *row = SG_ID_NONE;
    if (form->match != SG_MATCH_ANY && !sg_case_holds(s->text, c, form) && !list_forgives(s, c, form))
        return SG_VERDICT_CASE;
    if ((c->flags & SG_CAND_EMPLOYER) &&
        (sg_employer_heads(s, c) || judge_rule(s, rules->employer, c, form, row) != SG_VERDICT_STANDS))
        return SG_VERDICT_EMPLOYER;
    return rule == SG_ID_NONE ? SG_VERDICT_STANDS : judge_rule(s, rule, c, form, row);
}

size_t sg_candidate_forms(const sg_matcher *matcher, const sg_candidate *c, const uint32_t **out)
{
    const sg_trie *trie = &matcher->trie;
    *out = trie->forms + trie->nodes[c->node].forms;
    return trie->nodes[c->node].n_forms;
}

/* The first form of the candidate that stands, or SG_ID_NONE. A veto of one form holds for its skill. */
static uint32_t choose_form(sg_matcher_scratch *s, const sg_candidate *c)
{
    const sg_taxonomy_form *of = s->matcher->taxonomy->forms;
    const uint32_t *forms;
    uint32_t row, vetoed = SG_ID_NONE;
    size_t n = sg_candidate_forms(s->matcher, c, &forms);
    for (size_t i = 0; i < n; i++) {
        if (of[forms[i]].skill == vetoed) continue;
        sg_verdict verdict = sg_form_judge(s, c, &of[forms[i]], &row);
        if (verdict == SG_VERDICT_STANDS) return forms[i];
        if (verdict == SG_VERDICT_VETO) vetoed = of[forms[i]].skill;
    }
    return SG_ID_NONE;
}

void sg_matcher_rewind(sg_matcher_scratch *s)
{
    s->segment = 0;
    s->line.start = s->line.end = 0;
}

static int choose(sg_matcher_scratch *s)
{
    size_t behind = 0;
    for (size_t i = 0; i < s->n_candidates; i++) {
        const sg_candidate *c = &s->candidates[i];
        if (c->start < behind || !(c->flags & SG_CAND_EDGES)) continue;
        uint32_t form = choose_form(s, c);
        if (form == SG_ID_NONE) continue;
        if (SG_GROW(s->mentions, s->n_mentions, s->mentions_cap, SIZE_MAX) != 0) return -1;
        s->mentions[s->n_mentions++] = (sg_mention){.start = c->start,
                                                    .len = c->end - c->start,
                                                    .skill = s->matcher->taxonomy->forms[form].skill,
                                                    .form = form};
        behind = c->end;
    }
    return 0;
}

static int prepare(sg_matcher_scratch *s, const sg_matcher *matcher, sg_text text, sg_text employer)
{
    size_t cues = matcher->rules.n_cues;
    if (cues > s->doc_cap) {
        bool *doc = sg_realloc(s->doc, cues * sizeof *doc);
        if (!doc) return -1;
        s->doc = doc;
        s->doc_cap = cues;
    }
    s->matcher = matcher;
    s->text = text;
    s->n_candidates = s->n_mentions = s->n_segments = s->n_runs = s->segment = 0;
    s->chunk.start = s->chunk.end = s->line.start = s->line.end = 0;
    s->doc_begun = false;
    return sg_employer_set(s, employer);
}

sg_status sg_matcher_run(const sg_matcher *matcher, sg_matcher_scratch *scratch, sg_text text, sg_text employer,
                         const sg_mention **out, size_t *n, sg_error *err)
{
    if (text.len > UINT32_MAX)
        return sg_fail(err, SG_EFAIL, "text has %zu bytes, expected at most %u", text.len, UINT32_MAX);
    int status = prepare(scratch, matcher, text, employer);
    if (status == 0) status = sg_candidates_find(scratch);
    if (status == 0) sg_candidates_mark(scratch);
    if (status == 0) status = sg_segments_find(scratch);
    sg_matcher_rewind(scratch);
    if (status == 0) status = choose(scratch);
    if (status != 0) return sg_fail(err, SG_EFAIL, "out of memory while reading a text of %zu bytes", text.len);
    *out = scratch->mentions;
    *n = scratch->n_mentions;
    return SG_OK;
}

const sg_word *sg_matcher_words(const sg_matcher_scratch *scratch, size_t *n)
{
    *n = scratch->words.n;
    return scratch->words.items;
}
