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
    sg_free(scratch->candidates);
    sg_free(scratch->segments);
    sg_free(scratch->runs);
    sg_free(scratch->mentions);
    sg_free(scratch->doc);
    sg_free(scratch);
}

/* ---- candidates ---- */

/* Bytes of text and form are the same; white space of any length is as one space. Case counts when `exact`. A text
 * beyond ASCII is trusted to its hash when case does not count. */
static bool is_written_so(sg_text text, size_t at, size_t end, sg_text form, bool exact)
{
    if (end - at == form.len && memcmp(text.at + at, form.at, form.len) == 0) return true;
    size_t i = 0;
    while (i < form.len && at < end) {
        unsigned char a = (unsigned char)text.at[at], b = (unsigned char)form.at[i];
        if (a <= ' ' && b <= ' ') {
            while (at < end && (unsigned char)text.at[at] <= ' ') at++;
            while (i < form.len && (unsigned char)form.at[i] <= ' ') i++;
            continue;
        }
        if (!exact && (a >= 0x80 || b >= 0x80)) return true;
        if (a != b && (exact || (a | 0x20) != (b | 0x20))) return false;
        at++, i++;
    }
    return i == form.len && at == end;
}

static bool is_all_capitals(sg_text text, size_t at, size_t end)
{
    for (; at < end; at++)
        if (text.at[at] >= 'a' && text.at[at] <= 'z') return false;
    return true;
}

static bool case_holds(sg_text text, const sg_candidate *c, const sg_taxonomy_form *form)
{
    switch (form->match) {
    case SG_MATCH_EXACT: return is_written_so(text, c->start, c->end, form->text, true);
    case SG_MATCH_UPPER: return is_all_capitals(text, c->start, c->end);
    default: return true;
    }
}

static void mark_candidate(sg_matcher_scratch *s, sg_candidate *c)
{
    const sg_matcher *m = s->matcher;
    const uint32_t *forms = m->trie.forms + m->trie.node_forms[c->node];
    size_t n = m->trie.node_forms[c->node + 1] - m->trie.node_forms[c->node];
    bool firm = false;
    for (size_t i = 0; i < n; i++) {
        const sg_taxonomy_form *form = &m->taxonomy->forms[forms[i]];
        bool unruled = form->rule == SG_ID_NONE || !m->rules.needs[form->rule];
        firm = firm || unruled;
        if (case_holds(s->text, c, form)) c->flags |= unruled ? SG_CAND_CASE | SG_CAND_STRONG : SG_CAND_CASE;
    }
    if (s->n_employer && sg_employer_is(s, c)) c->flags |= SG_CAND_EMPLOYER;
    if (sg_edges_hold(s->text, c->start, c->end, firm) && !sg_in_address(s, c->start, c->end))
        c->flags |= SG_CAND_EDGES;
}

/* Shorter forms come first from the trie; the longer are wanted first. */
static int add_candidate(void *ctx, size_t end, uint32_t node)
{
    sg_matcher_scratch *s = ctx;
    const sg_matcher *m = s->matcher;
    sg_text form = m->taxonomy->forms[m->trie.forms[m->trie.node_forms[node]]].text;
    uint32_t start = s->candidates[s->n_candidates].start;
    if (!is_written_so(s->text, start, end, form, false)) return 0; /* two words of one hash */
    s->candidates[s->n_candidates] = (sg_candidate){start, (uint32_t)end, node, 0};
    if (SG_GROW(s->candidates, s->n_candidates + 1, s->candidates_cap, SIZE_MAX) != 0) return -1;
    s->n_candidates++;
    s->candidates[s->n_candidates].start = start;
    return 0;
}

static int collect_from(sg_matcher_scratch *s, const sg_token *first)
{
    if (SG_GROW(s->candidates, s->n_candidates, s->candidates_cap, SIZE_MAX) != 0) return -1;
    size_t from = s->n_candidates;
    s->candidates[from].start = (uint32_t)first->start;
    if (sg_trie_walk(&s->matcher->trie, s->text, first, add_candidate, s) != 0) return -1;
    for (size_t i = from, j = s->n_candidates; i + 1 < j; i++) {
        sg_candidate swapped = s->candidates[i];
        s->candidates[i] = s->candidates[--j];
        s->candidates[j] = swapped;
    }
    for (size_t i = from; i < s->n_candidates; i++) mark_candidate(s, &s->candidates[i]);
    return 0;
}

/* A word that some form begins with, perhaps behind a mark: ".NET". */
static int collect(void *ctx, const sg_token *word)
{
    sg_matcher_scratch *s = ctx;
    unsigned char before = word->start ? (unsigned char)s->text.at[word->start - 1] : 0;
    if (before < 128 && s->matcher->trie.mark_first[before]) {
        sg_token mark;
        if (sg_token_next(s->text, word->start - 1, &mark) && collect_from(s, &mark) != 0) return -1;
    }
    return collect_from(s, word);
}

/* ---- choosing ---- */

/* Case that a list forgives: all of it in a line of skills or among skills, that of capitals in any list. */
static bool list_forgives(sg_matcher_scratch *s, const sg_candidate *c, const sg_taxonomy_form *form)
{
    if (sg_line_is_list(s, c)) return true;
    const sg_segment *own = sg_segment_at(s, c);
    if (!own) return false;
    const sg_list_run *run = &s->runs[own->run];
    return form->match == SG_MATCH_UPPER ? run->strong >= 1 : run->strong >= 2;
}

static bool form_stands(sg_matcher_scratch *s, const sg_candidate *c, const sg_taxonomy_form *form)
{
    const sg_rules *rules = &s->matcher->rules;
    uint32_t rule = form->rule == SG_ID_NONE ? rules->skill_rule[form->skill] : form->rule, row;
    if (!case_holds(s->text, c, form) && !list_forgives(s, c, form)) return false;
    if ((c->flags & SG_CAND_EMPLOYER) && !sg_rule_holds(s, rules->employer, c, form->skill, &row)) return false;
    return rule == SG_ID_NONE || sg_rule_holds(s, rule, c, form->skill, &row);
}

/* The first form of the candidate that stands, or SG_ID_NONE. */
static uint32_t choose_form(sg_matcher_scratch *s, const sg_candidate *c)
{
    const sg_trie *trie = &s->matcher->trie;
    for (uint32_t i = trie->node_forms[c->node]; i < trie->node_forms[c->node + 1]; i++)
        if (form_stands(s, c, &s->matcher->taxonomy->forms[trie->forms[i]])) return trie->forms[i];
    return SG_ID_NONE;
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
    size_t phrases = matcher->rules.phrases.n_items;
    if (phrases > s->doc_cap) {
        uint8_t *doc = sg_realloc(s->doc, phrases);
        if (!doc) return -1;
        s->doc = doc;
        s->doc_cap = phrases;
    }
    s->matcher = matcher;
    s->text = text;
    s->n_candidates = s->n_mentions = s->n_segments = s->n_runs = s->segment = 0;
    s->chunk.start = s->chunk.end = s->line.start = s->line.end = 0;
    s->doc_known = false;
    s->window.start = s->window.end = s->beside.start = s->beside.end = 0;
    return sg_employer_set(s, employer);
}

sg_status sg_matcher_run(const sg_matcher *matcher, sg_matcher_scratch *scratch, sg_text text, sg_text employer,
                         const sg_mention **out, size_t *n, sg_error *err)
{
    if (text.len > UINT32_MAX)
        return sg_fail(err, SG_EFAIL, "text has %zu bytes, expected at most %u", text.len, UINT32_MAX);
    int status = prepare(scratch, matcher, text, employer);
    if (status == 0) status = sg_words_scan(text, &matcher->trie.first, collect, scratch);
    if (status == 0) status = sg_segments_find(scratch);
    scratch->segment = 0;
    if (status == 0) status = choose(scratch);
    if (status != 0) return sg_fail(err, SG_EFAIL, "out of memory while reading a text of %zu bytes", text.len);
    *out = scratch->mentions;
    *n = scratch->n_mentions;
    return SG_OK;
}
