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
        s->beside.behind[n++] = token.hash;
        if (!sg_is_passed_over(token.mark)) break;
    }
    s->beside.n_behind = n;
    n = 0;
    for (size_t at = c->start; n <= SG_PASSED_MAX && sg_token_prev(s->text, at, &token); at = token.start) {
        s->beside.before[n++] = token.hash;
        if (!sg_is_passed_over(token.mark)) break;
    }
    s->beside.n_before = n;
}

static bool may_be(const sg_piece *piece, const uint64_t *hashes, size_t n)
{
    bool may = piece->kind != SG_PIECE_SAME;
    for (size_t i = 0; i < n; i++) may = may || piece->hash == hashes[i];
    return may;
}

static bool any_after(sg_matcher_scratch *s, const sg_rule_row *row, const sg_candidate *c)
{
    const sg_phrases *p = &s->matcher->rules.phrases;
    look_beside(s, c);
    for (uint32_t i = row->phrase; i < row->phrase + row->n_phrases; i++)
        if (may_be(&p->pieces[p->items[i].first], s->beside.behind, s->beside.n_behind) &&
            sg_phrase_after(p, i, s->text, c->end))
            return true;
    return false;
}

static bool any_before(sg_matcher_scratch *s, const sg_rule_row *row, const sg_candidate *c)
{
    const sg_phrases *p = &s->matcher->rules.phrases;
    look_beside(s, c);
    for (uint32_t i = row->phrase; i < row->phrase + row->n_phrases; i++)
        if (may_be(&p->pieces[p->items[i].first + p->items[i].n - 1], s->beside.before, s->beside.n_before) &&
            sg_phrase_before(p, i, s->text, c->start))
            return true;
    return false;
}

/* ---- near ---- */

static void look_left(sg_matcher_scratch *s, sg_window *w)
{
    sg_token token;
    int32_t words = 0;
    while (words < w->span && w->n < SG_WINDOW / 2 && sg_token_prev(s->text, w->left, &token)) {
        if (token.gap == SG_GAP_BLANK) return;
        w->left = token.start;
        w->tokens[w->n].at = token.start;
        w->tokens[w->n++].hash = token.hash;
        words += token.mark == 0;
    }
}

static void look_right(sg_matcher_scratch *s, sg_window *w)
{
    sg_token token;
    int32_t words = 0;
    while (words < w->span && w->n < SG_WINDOW && sg_token_next(s->text, w->right, &token)) {
        if (token.gap == SG_GAP_BLANK) return;
        w->right = token.end;
        w->tokens[w->n].at = token.start;
        w->tokens[w->n++].hash = token.hash;
        words += token.mark == 0;
    }
}

/* The tokens within so many words of the candidate, to the next blank line at the farthest. */
static const sg_window *window_of(sg_matcher_scratch *s, const sg_candidate *c, int32_t span)
{
    sg_window *w = &s->window;
    sg_token own;
    if (w->start == c->start && w->end == c->end && w->span == span) return w;
    w->start = c->start;
    w->end = c->end;
    w->span = span;
    w->left = c->start;
    w->right = c->end;
    w->n = 0;
    w->own = sg_token_next(s->text, c->start, &own) ? own.hash : 0;
    look_left(s, w);
    look_right(s, w);
    return w;
}

/* A name is no evidence for itself. */
static bool proves_itself(const sg_rules *r, uint32_t phrase, const sg_window *w, uint64_t hash)
{
    return hash == w->own && r->phrases.items[phrase].n == 1;
}

static bool near_holds(sg_matcher_scratch *s, const sg_rule_row *row, const sg_candidate *c)
{
    const sg_rules *r = &s->matcher->rules;
    const sg_window *w = window_of(s, c, row->span);
    for (size_t i = 0; i < w->n; i++) {
        if (!(row->bloom >> (w->tokens[i].hash >> 58) & 1)) continue;
        for (uint32_t p = row->phrase; p < row->phrase + row->n_phrases; p++) {
            const sg_piece *piece = &r->phrases.pieces[r->phrases.items[p].first];
            if (piece->kind == SG_PIECE_SAME && piece->hash != w->tokens[i].hash) continue;
            if (!row->veto && proves_itself(r, p, w, w->tokens[i].hash)) continue;
            if (sg_phrase_after(&r->phrases, p, s->text, w->tokens[i].at)) return true;
        }
    }
    return false;
}

/* ---- doc ---- */

static int note_cue(void *ctx, const sg_token *word)
{
    sg_matcher_scratch *s = ctx;
    const sg_rules *r = &s->matcher->rules;
    size_t low = 0, high = r->n_cues;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->cues[middle].hash < word->hash)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < r->n_cues && r->cues[low].hash == word->hash; low++) {
        uint32_t phrase = r->cues[low].phrase;
        if (!s->doc[phrase] && sg_phrase_after(&r->phrases, phrase, s->text, word->start)) s->doc[phrase] = 1;
    }
    return 0;
}

/* The text is read for all doc tests at once, when the first is asked for. */
static bool doc_holds(sg_matcher_scratch *s, const sg_rule_row *row)
{
    if (!s->doc_known) {
        memset(s->doc, 0, s->doc_cap);
        sg_words_scan(s->text, &s->matcher->rules.cue_filter, note_cue, s);
        s->doc_known = true;
    }
    for (uint32_t i = 0; i < row->n_phrases; i++)
        if (s->doc[row->phrase + i]) return true;
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
static bool lists_family(const sg_matcher_scratch *s, const sg_rule_row *row, const sg_segment *own)
{
    const sg_list_run *run = &s->runs[own->run];
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

static bool is_beside(const sg_matcher_scratch *s, const sg_segment *left, const sg_segment *right)
{
    return left->run == right->run || (right->start == left->end + 1 && s->text.at[left->end] == ' ');
}

/* Names in a row with only a space between, as where a page's tags were copied: at least so many, two others sure. */
static bool in_row(const sg_matcher_scratch *s, const sg_segment *own)
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
    const sg_list_run *run = &s->runs[own->run];
    uint32_t self = (own->flags & SG_CAND_STRONG) != 0;
    return run->strong > self || run->cased >= 3 || in_row(s, own);
}

static bool is_evidence(const sg_matcher_scratch *s, const sg_rule_row *row, const sg_segment *segment, uint32_t skill)
{
    return (segment->flags & SG_CAND_STRONG) && segment->skill != skill &&
           in_families(&s->matcher->rules, row, segment->skill);
}

static bool skill_holds(sg_matcher_scratch *s, const sg_rule_row *row, const sg_candidate *c, uint32_t skill)
{
    const sg_window *w = window_of(s, c, row->span);
    sg_segment_at(s, c);
    size_t at = s->segment;
    for (size_t i = at; i < s->n_segments && s->segments[i].start < w->right; i++)
        if ((s->segments[i].start >= c->end || s->segments[i].end <= c->start) &&
            is_evidence(s, row, &s->segments[i], skill))
            return true;
    for (size_t i = at; i-- > 0 && s->segments[i].end > w->left;)
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
