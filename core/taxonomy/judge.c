/* Judges a rule at a candidate's place. */
#include "base/mem.h"
#include "taxonomy/match.h"

#include <string.h>

/* The question whether a rule holds for a form, as far as it is answered. */
typedef struct question {
    sg_matcher_scratch *s;
    const sg_rule_plan *plan;
    const sg_candidate *c;
    uint32_t skill;
    bool met;     /* a need is, or there are none */
    uint32_t row; /* that decided so far, or SG_ID_NONE */
} question;

/* A row holds: false when it decides. */
static bool note(question *q, uint32_t row)
{
    q->row = row;
    q->met = true;
    return !q->s->matcher->rules.rows[row].veto;
}

/* ---- going from word to word ---- */

/* The first word that starts in the candidate or behind it; candidates are asked for in order. */
static size_t first_word(sg_matcher_scratch *s, const sg_candidate *c)
{
    while (s->word < s->words.n && s->words.items[s->word].start < c->start) s->word++;
    return s->word;
}

enum { WALK_MAX = 256 }; /* tokens */

typedef struct walk {
    bool left;
    bool sentence; /* not beyond its end */
    size_t at;     /* byte that is reached */
    int32_t words, tokens;
} walk;

/* The next token, or false: it is not within so many words, or behind a blank line. */
static inline bool walk_on(walk *w, sg_text text, int32_t span, sg_token *token)
{
    if (w->words >= span || w->tokens++ == WALK_MAX) return false;
    if (!(w->left ? sg_token_prev(text, w->at, token) : sg_token_next(text, w->at, token))) return false;
    w->words += token->mark == 0;
    w->at = w->left ? token->start : token->end;
    if (w->sentence && token->mark && sg_stop_ends(text, token->start)) return false;
    return token->gap != SG_GAP_BLANK;
}

/* Whether the place is within so many words, and before a blank line. */
static bool reaches(walk *w, sg_text text, size_t place, int32_t span)
{
    sg_token token;
    while (w->left ? w->at >= place : w->at <= place)
        if (!walk_on(w, text, span, &token)) return false;
    return true;
}

/* ---- phrases ---- */

static bool at_start(sg_text text, size_t at);

/* The candidate's own name is no evidence for it. */
static bool is_itself(const question *q, const sg_token *token)
{
    sg_token own;
    return sg_token_next(q->s->text, q->c->start, &own) && own.hash == token->hash;
}

/* token: the first word of the phrase, within the span when only words are counted. */
static bool near_holds(const question *q, const sg_head *head, const sg_token *token)
{
    const sg_phrases *phrases = &q->s->matcher->rules.phrases;
    const sg_rule_row *row = &q->s->matcher->rules.rows[head->row];
    sg_text text = q->s->text;
    sg_token mark = *token;
    for (unsigned i = 0; i < head->marks; i++)
        if (!sg_token_prev(text, mark.start, &mark)) return false;
    if (!sg_phrase_after(phrases, head->phrase, text, mark.start)) return false;
    walk w = {.left = token->start < q->c->start};
    w.at = w.left ? q->c->start : q->c->end;
    if (!reaches(&w, text, w.left ? mark.end : mark.start, row->span)) return false;
    return row->veto || phrases->items[head->phrase].n > 1 || !is_itself(q, token);
}

static bool head_holds(const question *q, const sg_head *head, const sg_token *token)
{
    const sg_phrases *phrases = &q->s->matcher->rules.phrases;
    sg_text text = q->s->text;
    switch ((sg_test)q->s->matcher->rules.rows[head->row].test) {
    case SG_TEST_PREV: return sg_phrase_before(phrases, head->phrase, text, q->c->start);
    case SG_TEST_NEAR: return near_holds(q, head, token);
    case SG_TEST_START: return at_start(text, q->c->start) && sg_phrase_after(phrases, head->phrase, text, q->c->end);
    default: return sg_phrase_after(phrases, head->phrase, text, q->c->end);
    }
}

/* Key of the word behind a token of a phrase, or before it; 2 when there is none. */
static uint32_t second_beside(sg_text text, const sg_token *token, bool left)
{
    walk w = {.left = left, .at = left ? token->start : token->end};
    sg_token other;
    while (w.tokens <= SG_PASSED_MAX && walk_on(&w, text, 1, &other))
        if (!sg_is_passed_over(other.mark)) return sg_second_key(other.hash);
    return 2;
}

/* False when a veto is met, here and below. */
static bool ask_heads(question *q, sg_where where, uint32_t key, const sg_token *token)
{
    const sg_rules *r = &q->s->matcher->rules;
    const sg_head *heads = r->heads + q->plan->heads;
    uint32_t mask = q->plan->n_heads - 1, second = 0;
    for (uint32_t i = key & mask; heads[i].phrase != SG_ID_NONE; i = (i + 1) & mask) {
        if (heads[i].key != key || (q->met && !r->rows[heads[i].row].veto)) continue;
        if (heads[i].second) {
            if (!second) second = second_beside(q->s->text, token, where == SG_WHERE_BEFORE);
            if (second != heads[i].second) continue;
        }
        if (head_holds(q, &heads[i], token) && !note(q, heads[i].row)) return false;
    }
    return true;
}

static inline bool may_be_head(const question *q, uint32_t key)
{
    uint32_t bit = (key >> 8) & (q->plan->n_heads * SG_HEAD_BITS - 1);
    return q->s->matcher->rules.head_bits[q->plan->bits + bit / 64] >> bit % 64 & 1;
}

static inline bool ask_token(question *q, sg_where where, const sg_token *token)
{
    uint32_t key = sg_head_key(where, token->hash);
    if (may_be_head(q, key) && !ask_heads(q, where, key, token)) return false;
    if (q->plan->prefixes && token->mark == 0 && token->end - token->start >= SG_HEAD_LETTERS) {
        key = sg_head_start_key(where, q->s->text.at + token->start);
        if (may_be_head(q, key) && !ask_heads(q, where, key, token)) return false;
    }
    return !q->plan->any || ask_heads(q, where, sg_head_start_key(where, NULL), token);
}

/* The token beside the candidate, and those behind it as far as marks are passed over. */
static bool ask_beside(question *q, sg_where where)
{
    sg_token token;
    walk w = {.left = where == SG_WHERE_BEFORE};
    if (!q->plan->asks[where]) return true;
    w.at = w.left ? q->c->start : q->c->end;
    while (w.tokens <= SG_PASSED_MAX && walk_on(&w, q->s->text, 1, &token)) {
        if (!ask_token(q, where, &token)) return false;
        if (!sg_is_passed_over(token.mark)) break;
    }
    return true;
}

static bool ask_word(question *q, const sg_word *word)
{
    sg_token token = {.start = word->start, .end = word->end, .hash = word->hash};
    return ask_token(q, SG_WHERE_NEAR, &token);
}

/* Words that near rows may still look at, on either side. */
static inline int32_t span_of(const question *q)
{
    const int32_t *span = q->plan->span;
    return q->met || span[1] > span[0] ? span[1] : span[0];
}

static bool ask_sides(question *q)
{
    const sg_word_list *words = &q->s->words;
    size_t first = first_word(q->s, q->c), left = first, right = first;
    while (right < words->n && words->items[right].start < q->c->end) right++;
    for (int32_t n = 0; right < words->n && n < span_of(q); n++)
        if (!ask_word(q, &words->items[right++])) return false;
    for (int32_t n = 0; left > 0 && n < span_of(q); n++)
        if (!ask_word(q, &words->items[--left])) return false;
    return true;
}

static bool ask_near(question *q)
{
    if (!q->plan->asks[SG_WHERE_NEAR]) return true;
    if (!q->met && !q->plan->span[0] && q->plan->docs == q->plan->phrases) return true; /* no need is left */
    return ask_sides(q);
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
        if (!s->doc[i] && sg_phrase_after(&r->phrases, phrase, s->text, at)) s->doc[i] = true;
        found = found || (s->doc[i] && phrase - s->doc_row->phrase < s->doc_row->n_phrases);
    }
    if (found) s->doc_read += word->end;
    return found;
}

/* The text is read for all doc tests at once, as far as one needs to be told. */
static bool doc_holds(sg_matcher_scratch *s, const sg_rule_row *row)
{
    const sg_rules *r = &s->matcher->rules;
    if (!s->doc_begun) {
        memset(s->doc, 0, s->doc_cap * sizeof *s->doc);
        s->doc_read = 0;
        s->doc_begun = true;
    }
    for (size_t i = 0; i < r->n_cues; i++)
        if (s->doc[i] && r->cues[i].phrase - row->phrase < row->n_phrases) return true;
    sg_text rest = {s->text.at + s->doc_read, s->text.len - s->doc_read};
    s->doc_row = row;
    if (sg_words_scan(rest, &r->cue_filter, note_cue, s)) return true;
    s->doc_read = s->text.len;
    return false;
}

/* ---- list, skill, start ---- */

bool sg_row_takes(const sg_rules *r, const sg_rule_row *row, uint32_t skill)
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
            sg_row_takes(&s->matcher->rules, row, s->segments[i].skill))
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
           sg_row_takes(&s->matcher->rules, row, segment->skill);
}

static bool skill_holds(sg_matcher_scratch *s, const sg_rule_row *row, const sg_candidate *c, uint32_t skill)
{
    walk right = {.sentence = true, .at = c->end}, left = {.left = true, .sentence = true, .at = c->start};
    sg_segment_at(s, c);
    size_t at = s->segment;
    for (size_t i = at; i < s->n_segments; i++) {
        const sg_segment *segment = &s->segments[i];
        if (segment->start < c->end && segment->end > c->start) continue;
        if (segment->start >= c->end && !reaches(&right, s->text, segment->start, row->span)) break;
        if (is_evidence(s, row, segment, skill)) return true;
    }
    for (size_t i = at; i-- > 0 && reaches(&left, s->text, s->segments[i].end, row->span);)
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

/* Rows that look for no phrase beside the candidate. */
static bool row_holds(const question *q, const sg_rule_row *row)
{
    switch ((sg_test)row->test) {
    case SG_TEST_LIST: return list_holds(q->s, row, q->c);
    case SG_TEST_START: return at_start(q->s->text, q->c->start);
    case SG_TEST_SKILL: return skill_holds(q->s, row, q->c, q->skill);
    case SG_TEST_DOC: return doc_holds(q->s, row);
    default: return false;
    }
}

static bool ask_rows(question *q, uint32_t first, uint32_t end)
{
    const sg_rule_row *rows = q->s->matcher->rules.rows;
    for (uint32_t i = first; i < end; i++)
        if ((rows[i].veto || !q->met) && row_holds(q, &rows[i]) && !note(q, i)) return false;
    return true;
}

/* What takes the least reading is asked first. */
bool sg_rule_holds(sg_matcher_scratch *s, uint32_t rule, const sg_candidate *candidate, uint32_t skill, uint32_t *row)
{
    const sg_rule_plan *plan = &s->matcher->rules.plans[rule];
    question q = {s, plan, candidate, skill, !plan->needs, SG_ID_NONE};
    bool stands = ask_beside(&q, SG_WHERE_BEHIND) && ask_beside(&q, SG_WHERE_BEFORE) &&
                  ask_rows(&q, plan->first, plan->docs) && ask_near(&q) && ask_rows(&q, plan->docs, plan->phrases);
    *row = q.row;
    return stands && q.met;
}
