/* Judges a rule at a candidate's place. */
#include "base/mem.h"
#include "taxonomy/match.h"

#include <string.h>

/* The tokens that a phrase could begin with behind the candidate, or end with before it. */
static void look_beside(sg_matcher_scratch *s, const sg_candidate *c)
{
    sg_token token;
    if (s->beside.start == c->start && s->beside.end == c->end) return;
    s->beside.start = c->start;
    s->beside.end = c->end;
    size_t n = 0;
    for (size_t at = c->end; n <= SG_PASSED_MAX && sg_token_next(s->text, at, &token); at = token.end) {
        s->beside.behind[n].hash = token.hash;
        s->beside.behind[n++].first = s->text.at[token.start];
        if (!sg_is_passed_over(token.mark)) break;
    }
    s->beside.n_behind = n;
    n = 0;
    for (size_t at = c->start; n <= SG_PASSED_MAX && sg_token_prev(s->text, at, &token); at = token.start) {
        s->beside.before[n].hash = token.hash;
        s->beside.before[n++].first = s->text.at[token.start];
        if (!sg_is_passed_over(token.mark)) break;
    }
    s->beside.n_before = n;
}

static bool any_may_be(const sg_heads *heads, const sg_beside_token *tokens, size_t n)
{
    bool may = false;
    for (size_t i = 0; i < n; i++) may = may || sg_heads_have(heads, tokens[i].hash, tokens[i].first);
    return may;
}

/* hash: of the phrase's token, or 0: it may be any. */
static bool may_be(uint64_t hash, const sg_beside_token *tokens, size_t n)
{
    bool may = hash == 0;
    for (size_t i = 0; i < n; i++) may = may || hash == tokens[i].hash;
    return may;
}

static bool any_after(sg_matcher_scratch *s, const sg_rule_row *row, const sg_candidate *c)
{
    const sg_phrases *p = &s->matcher->rules.phrases;
    look_beside(s, c);
    if (!any_may_be(&row->heads, s->beside.behind, s->beside.n_behind)) return false;
    for (uint32_t i = row->phrase; i < row->phrase + row->n_phrases; i++) {
        bool may = false;
        for (size_t k = 0; k < s->beside.n_behind; k++)
            may = may || sg_phrase_may_begin(p, i, s->beside.behind[k].hash, s->beside.behind[k].first);
        if (may && sg_phrase_after(p, i, s->text, c->end)) return true;
    }
    return false;
}

static bool any_before(sg_matcher_scratch *s, const sg_rule_row *row, const sg_candidate *c)
{
    const sg_phrases *p = &s->matcher->rules.phrases;
    look_beside(s, c);
    if (!any_may_be(&row->heads, s->beside.before, s->beside.n_before)) return false;
    for (uint32_t i = row->phrase; i < row->phrase + row->n_phrases; i++)
        if (may_be(p->lasts[i], s->beside.before, s->beside.n_before) && sg_phrase_before(p, i, s->text, c->start))
            return true;
    return false;
}

/* ---- near ---- */

/* The i-th token of the side, or false: it is not within so many words, or behind a blank line. */
static bool token_within(sg_text text, sg_side *side, bool left, size_t i, int32_t span)
{
    if (i < side->n) return side->tokens[i].words < span;
    sg_token token;
    if (side->ended || side->words >= span || i == SG_WINDOW) return false;
    bool found = left ? sg_token_prev(text, side->reach, &token) : sg_token_next(text, side->reach, &token);
    side->ended = !found || token.gap == SG_GAP_BLANK;
    if (side->ended) return false;
    side->tokens[i].start = token.start;
    side->tokens[i].end = token.end;
    side->tokens[i].hash = token.hash;
    side->tokens[i].words = side->words;
    side->n = i + 1;
    side->words += token.mark == 0;
    side->reach = left ? token.start : token.end;
    return true;
}

static sg_window *window_of(sg_matcher_scratch *s, const sg_candidate *c)
{
    sg_window *w = &s->window;
    sg_token own;
    if (w->start == c->start && w->end == c->end) return w;
    w->own = sg_token_next(s->text, c->start, &own) ? own.hash : 0;
    w->start = c->start;
    w->end = c->end;
    w->left.n = w->right.n = 0;
    w->left.words = w->right.words = 0;
    w->left.ended = w->right.ended = false;
    w->left.reach = c->start;
    w->right.reach = c->end;
    return w;
}

static bool side_has(sg_matcher_scratch *s, const sg_rule_row *row, sg_side *side, bool left)
{
    const sg_phrases *phrases = &s->matcher->rules.phrases;
    for (size_t i = 0; token_within(s->text, side, left, i, row->span); i++) {
        size_t at = side->tokens[i].start;
        uint64_t hash = side->tokens[i].hash;
        char first = s->text.at[at];
        if (!sg_heads_have(&row->heads, hash, first)) continue;
        bool itself = !row->veto && hash == s->window.own; /* a name is no evidence for itself */
        for (uint32_t p = row->phrase; p < row->phrase + row->n_phrases; p++)
            if (sg_phrase_may_begin(phrases, p, hash, first) && !(itself && phrases->items[p].n == 1) &&
                sg_phrase_after(phrases, p, s->text, at))
                return true;
    }
    return false;
}

static bool near_holds(sg_matcher_scratch *s, const sg_rule_row *row, const sg_candidate *c)
{
    sg_window *w = window_of(s, c);
    return side_has(s, row, &w->right, false) || side_has(s, row, &w->left, true);
}

/* ---- doc ---- */

static uint32_t first_cue(const sg_rules *r, uint64_t hash)
{
    size_t low = 0, high = r->n_cues;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->cues[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

/* Non-zero when the row that is asked for holds. */
static int note_cue(void *ctx, const sg_token *word)
{
    sg_matcher_scratch *s = ctx;
    const sg_rules *r = &s->matcher->rules;
    size_t at = s->doc_read + word->start;
    bool found = false;
    for (uint32_t i = first_cue(r, word->hash); i < r->n_cues && r->cues[i].hash == word->hash; i++) {
        uint32_t phrase = r->cues[i].phrase;
        if (!s->doc[phrase] && sg_phrase_after(&r->phrases, phrase, s->text, at)) s->doc[phrase] = 1;
        found = found || (s->doc[phrase] && phrase - s->doc_row->phrase < s->doc_row->n_phrases);
    }
    if (found) s->doc_read += word->end;
    return found;
}

/* The text is read for all doc tests at once, as far as one needs to be told. */
static bool doc_holds(sg_matcher_scratch *s, const sg_rule_row *row)
{
    if (!s->doc_begun) {
        memset(s->doc, 0, s->doc_cap);
        s->doc_read = 0;
        s->doc_begun = true;
    }
    for (uint32_t i = 0; i < row->n_phrases; i++)
        if (s->doc[row->phrase + i]) return true;
    sg_text rest = {s->text.at + s->doc_read, s->text.len - s->doc_read};
    s->doc_row = row;
    if (sg_words_scan(rest, &s->matcher->rules.cue_filter, note_cue, s)) return true;
    s->doc_read = s->text.len;
    return false;
}

/* ---- list, skill, start ---- */

static bool in_families(const sg_rules *r, const sg_rule_row *row, uint32_t skill)
{
    if (row->n_families == 0) return true;
    for (uint32_t i = row->family; i < row->family + row->n_families; i++)
        if (r->families[i] == r->skill_family[skill] || r->families[i] == r->skill_self[skill]) return true;
    return false;
}

enum { LIST_REACH = 12 };

/* A list of one family: some other member within reach is of it. */
static bool lists_family(sg_matcher_scratch *s, const sg_rule_row *row, const sg_segment *own)
{
    const sg_list_run *run = sg_run_of(s, own);
    size_t at = (size_t)(own - s->segments), first = run->first, end = (size_t)run->first + run->n;
    if (at - first > LIST_REACH) first = at - LIST_REACH;
    if (end - at > LIST_REACH) end = at + LIST_REACH;
    for (size_t i = first; i < end; i++)
        if (i != at && (s->segments[i].flags & SG_CAND_CASE) &&
            in_families(&s->matcher->rules, row, s->segments[i].skill))
            return true;
    return false;
}

enum { ROW_MIN = 4 };

static bool is_beside(sg_matcher_scratch *s, const sg_segment *left, const sg_segment *right)
{
    return sg_run_of(s, left) == sg_run_of(s, right) || (right->start == left->end + 1 && s->text.at[left->end] == ' ');
}

/* Names in a row with only a space between, as where a page's tags were copied: at least so many, two others sure. */
static bool in_row(sg_matcher_scratch *s, const sg_segment *own)
{
    const sg_segment *first = own, *last = own, *end = s->segments + s->n_segments;
    while (first > s->segments && own - first < LIST_REACH && is_beside(s, first - 1, first)) first--;
    while (last + 1 < end && last - own < LIST_REACH && is_beside(s, last, last + 1)) last++;
    if (last - first + 1 < ROW_MIN) return false;
    int strong = 0;
    for (const sg_segment *at = first; at <= last; at++)
        strong += at != own && at->skill != own->skill && (at->flags & SG_CAND_STRONG);
    return strong >= 2;
}

static bool list_holds(sg_matcher_scratch *s, const sg_rule_row *row, const sg_candidate *c)
{
    const sg_segment *own = sg_segment_at(s, c);
    if (!own) return false;
    if (row->n_families) return lists_family(s, row, own);
    if (sg_line_is_list(s, c)) return true;
    const sg_list_run *run = sg_run_of(s, own);
    uint32_t self = (own->flags & SG_CAND_STRONG) != 0;
    return run->strong > self || run->cased >= 3 || in_row(s, own);
}

static bool is_evidence(const sg_matcher_scratch *s, const sg_rule_row *row, const sg_segment *segment, uint32_t skill)
{
    return (segment->flags & SG_CAND_STRONG) && segment->skill != skill &&
           in_families(&s->matcher->rules, row, segment->skill);
}

/* Whether the place is within so many words on this side. */
static bool reaches(sg_text text, sg_side *side, bool left, size_t place, int32_t span)
{
    for (size_t i = 0; token_within(text, side, left, i, span); i++)
        if (left ? side->tokens[i].start < place : side->tokens[i].end > place) return true;
    return false;
}

static bool skill_holds(sg_matcher_scratch *s, const sg_rule_row *row, const sg_candidate *c, uint32_t skill)
{
    sg_window *w = window_of(s, c);
    sg_segment_at(s, c);
    size_t at = s->segment;
    for (size_t i = at; i < s->n_segments; i++) {
        const sg_segment *segment = &s->segments[i];
        if (segment->start < c->end && segment->end > c->start) continue;
        if (segment->start >= c->end && !reaches(s->text, &w->right, false, segment->start, row->span)) break;
        if (is_evidence(s, row, segment, skill)) return true;
    }
    for (size_t i = at; i-- > 0 && reaches(s->text, &w->left, true, s->segments[i].end, row->span);)
        if (is_evidence(s, row, &s->segments[i], skill)) return true;
    return false;
}

static bool at_start(sg_text text, size_t at)
{
    sg_token token;
    if (!sg_token_prev(text, at, &token) || token.gap >= SG_GAP_LINE) return true;
    switch (token.mark) {
    case '.':
    case '!':
    case '?':
    case ':': return token.gap != SG_GAP_NONE;
    case '*':
    case '-':
    case 0x2022: { /* a bullet, when it begins the line */
        sg_token before;
        return !sg_token_prev(text, token.start, &before) || before.gap >= SG_GAP_LINE;
    }
    default: return false;
    }
}

static bool row_holds(sg_matcher_scratch *s, const sg_rule_row *row, const sg_candidate *c, uint32_t skill)
{
    switch ((sg_test)row->test) {
    case SG_TEST_NEXT: return any_after(s, row, c);
    case SG_TEST_PREV: return any_before(s, row, c);
    case SG_TEST_NEAR: return near_holds(s, row, c);
    case SG_TEST_DOC: return doc_holds(s, row);
    case SG_TEST_LIST: return list_holds(s, row, c);
    case SG_TEST_START: return at_start(s->text, c->start) && (!row->n_phrases || any_after(s, row, c));
    case SG_TEST_SKILL: return skill_holds(s, row, c, skill);
    }
    return false;
}

bool sg_rule_holds(sg_matcher_scratch *s, uint32_t rule, const sg_candidate *candidate, uint32_t skill, uint32_t *row)
{
    const sg_rules *r = &s->matcher->rules;
    bool needs = false, met = false;
    *row = SG_ID_NONE;
    for (uint32_t i = r->start[rule]; i < r->start[rule + 1]; i++) {
        bool veto = r->rows[i].veto;
        needs = needs || !veto;
        if ((!veto && met) || !row_holds(s, &r->rows[i], candidate, skill)) continue;
        *row = i;
        if (veto) return false;
        met = true;
    }
    return met || !needs;
}
