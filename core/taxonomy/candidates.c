/* Candidates: every place where a form could stand, and what can be said of it by its own bytes and its neighbours'. */
#include "base/mem.h"
#include "taxonomy/match.h"

#include <string.h>

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

bool sg_case_holds(sg_text text, const sg_candidate *c, const sg_taxonomy_form *form)
{
    switch (form->match) {
    case SG_MATCH_EXACT: return is_written_so(text, c->start, c->end, form->text, true);
    case SG_MATCH_UPPER: return is_all_capitals(text, c->start, c->end);
    default: return true;
    }
}

/* A form is evidence when it has no rule, or one that only vetoes. */
static bool is_unruled(const sg_matcher *m, const sg_taxonomy_form *form)
{
    return form->rule == SG_ID_NONE || !m->rules.plans[form->rule].needs;
}

void sg_nodes_describe(sg_matcher *m)
{
    for (size_t n = 0; n < m->trie.n_nodes; n++) {
        sg_trie_node *node = &m->trie.nodes[n];
        for (uint32_t i = node->forms; i < node->forms + node->n_forms; i++) {
            const sg_taxonomy_form *form = &m->taxonomy->forms[m->trie.forms[i]];
            bool unruled = is_unruled(m, form);
            if (unruled) node->is |= SG_NODE_FIRM;
            if (form->match != SG_MATCH_ANY) node->is |= SG_NODE_CASED;
            if (unruled && form->match == SG_MATCH_ANY) node->is |= SG_NODE_STRONG;
            for (const char *c = ".:@"; *c; c++)
                if (memchr(form->text.at, *c, form->text.len)) node->is |= SG_NODE_DOTTED;
        }
    }
}

static uint32_t case_of(const sg_matcher_scratch *s, const sg_candidate *c, const sg_trie_node *node)
{
    uint32_t flags = 0;
    if (node->is & SG_NODE_STRONG) return SG_CAND_CASE | SG_CAND_STRONG;
    if (!(node->is & SG_NODE_CASED)) return SG_CAND_CASE;
    for (uint32_t i = node->forms; i < node->forms + node->n_forms; i++) {
        const sg_taxonomy_form *form = &s->matcher->taxonomy->forms[s->matcher->trie.forms[i]];
        if (sg_case_holds(s->text, c, form))
            flags |= is_unruled(s->matcher, form) ? SG_CAND_CASE | SG_CAND_STRONG : SG_CAND_CASE;
    }
    return flags;
}

static void mark_candidate(sg_matcher_scratch *s, sg_candidate *c)
{
    const sg_trie_node *node = &s->matcher->trie.nodes[c->node];
    c->flags = case_of(s, c, node);
    if (s->n_employer && sg_employer_is(s, c)) c->flags |= SG_CAND_EMPLOYER;
    if (sg_edges_hold(s->text, c->start, c->end, node->is & SG_NODE_FIRM) && !sg_in_address(s, c))
        c->flags |= SG_CAND_EDGES;
}

/* Whether text[at, end) is the form but for the case of its ASCII letters; quick, and false when it is not sure. 8
 * bytes may be read behind the form. */
static inline bool is_alike(sg_text text, size_t at, size_t end, sg_text form)
{
    const uint64_t upper = ~0x2020202020202020u;
    if (end - at != form.len || text.len - end < 8) return false;
    for (size_t i = 0; i < form.len; i += 8) {
        uint64_t a, b, keep = UINT64_MAX;
        memcpy(&a, text.at + at + i, 8);
        memcpy(&b, form.at + i, 8);
        if (form.len - i < 8) memcpy(&keep, sg_word_ones + SG_WORD_MAX - (form.len - i), 8);
        if ((a ^ b) & keep & upper) return false;
    }
    return true;
}

/* The forms that start with the token, longer before shorter. word: the first that starts in them. */
static int collect_from(sg_matcher_scratch *s, const sg_token *first, size_t word)
{
    const sg_matcher *m = s->matcher;
    sg_trie_end ends[SG_FORM_TOKENS];
    for (size_t n = sg_trie_walk(&m->trie, &s->wording, first, word, ends); n; n--) {
        const sg_trie_end *end = &ends[n - 1];
        const sg_trie_node *node = &m->trie.nodes[end->node];
        sg_text form = {m->trie.texts + node->text, node->text_len};
        if (!is_alike(s->text, first->start, end->at, form) &&
            !is_written_so(s->text, first->start, end->at, form, false))
            continue; /* two words of one hash */
        if (SG_GROW(s->candidates, s->n_candidates, s->candidates_cap, SIZE_MAX) != 0) return -1;
        s->candidates[s->n_candidates++] =
            (sg_candidate){(uint32_t)first->start, (uint32_t)end->at, end->node, (uint32_t)word, 0};
    }
    return 0;
}

/* The mark with which a form may begin whose first word stands at `at`: its place, or at. */
static size_t mark_before(const sg_matcher_scratch *s, size_t at)
{
    const sg_trie *trie = &s->matcher->trie;
    const unsigned char *text = (const unsigned char *)s->text.at;
    if (at > 0 && text[at - 1] < 128 && trie->mark_first[text[at - 1]]) return at - 1;
    if (at > 1 && text[at - 1] == ' ' && text[at - 2] < 128 && trie->mark_spaced[text[at - 2]]) return at - 2;
    return at;
}

/* A word that some form begins with, perhaps behind a mark: ".NET". */
static int collect(sg_matcher_scratch *s, size_t number)
{
    const sg_word *word = &s->words.items[number];
    sg_token mark, first = {.start = word->start, .end = word->end, .hash = word->hash};
    size_t before = mark_before(s, word->start);
    if (before < word->start && sg_token_next(s->text, before, &mark) && collect_from(s, &mark, number) != 0) return -1;
    return collect_from(s, &first, number);
}

int sg_candidates_find(sg_matcher_scratch *s)
{
    sg_hits hits;
    s->n_candidates = 0;
    if (sg_word_list_read(s->text, &s->words) != 0) return -1;
    s->wording = (sg_wording){s->text, s->words.items, s->words.n};
    sg_hits_begin(&hits, &s->matcher->trie.first, s->text, &s->words);
    while (sg_hits_next(&hits))
        for (size_t i = 0; i < hits.n; i++)
            if (collect(s, hits.at[i]) != 0) return -1;
    return 0;
}

void sg_candidates_mark(sg_matcher_scratch *s)
{
    for (size_t i = 0; i < s->n_candidates; i++) mark_candidate(s, &s->candidates[i]);
}
