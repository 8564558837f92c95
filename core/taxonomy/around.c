#include "taxonomy/around.h"

enum { WALK_MAX = 256 /* tokens */ };

/* ---- walks ---- */

static inline sg_token token_of(const sg_word *word)
{
    return (sg_token){.start = word->start, .end = word->end, .hash = word->hash, .gap = SG_GAP_SPACE};
}

/* The next token, or false: it is not within so many words, or behind a blank line. */
static inline bool walk_on(sg_walk *w, const sg_matcher_scratch *s, int32_t span, sg_token *token)
{
    if (w->words >= span || w->tokens++ == WALK_MAX || !sg_step_on(&w->step, &s->wording, token)) return false;
    if (token->mark) return token->gap != SG_GAP_BLANK && !(w->sentence && sg_stop_ends(s->text, token->start));
    w->words++;
    return token->gap != SG_GAP_BLANK;
}

bool sg_walk_reaches(sg_walk *walk, const sg_matcher_scratch *s, size_t place, int32_t span)
{
    sg_token token;
    while (walk->step.left ? walk->step.at >= place : walk->step.at <= place)
        if (!walk_on(walk, s, span, &token)) return false;
    return true;
}

/* ---- phrases ---- */

/* The candidate's own name is no evidence for it. */
static bool is_itself(const sg_question *q, const sg_token *token)
{
    const sg_word *own = &q->s->words.items[q->left];
    return own->start == q->c->start && own->hash == token->hash;
}

/* token: the first word of the phrase, within the span when only words are counted. */
static bool near_holds(const sg_question *q, const sg_head *head, const sg_token *token)
{
    const sg_rules *r = &q->s->matcher->rules;
    const sg_rule_row *row = &r->rows[head->row];
    sg_token mark = *token;
    for (unsigned i = 0; i < head->marks; i++)
        if (!sg_token_prev(q->s->text, mark.start, &mark)) return false;
    if (!head->alone && !sg_phrase_after(&r->phrases, head->phrase, q->s->text, mark.start)) return false;
    sg_walk w = sg_walk_from(q, token->start < q->c->start);
    if (!sg_walk_reaches(&w, q->s, w.step.left ? mark.end : mark.start, row->span)) return false;
    return row->veto || r->phrases.items[head->phrase].n > 1 || !is_itself(q, token);
}

static bool head_holds(const sg_question *q, const sg_head *head, const sg_token *token)
{
    const sg_phrases *phrases = &q->s->matcher->rules.phrases;
    sg_text text = q->s->text;
    if (head->test == SG_TEST_NEAR) return near_holds(q, head, token);
    if (head->test == SG_TEST_START && !sg_is_at_start(text, q->c->start)) return false;
    if (head->alone) return true;
    return head->test == SG_TEST_PREV ? sg_phrase_before(phrases, head->phrase, text, q->c->start)
                                      : sg_phrase_after(phrases, head->phrase, text, q->c->end);
}

/* A token where phrases may stand. */
typedef struct place {
    sg_where where;
    sg_token token;
    size_t word; /* the first behind it; before the candidate: the one behind the next */
} place;

/* Key of the word that a phrase at this place goes on with; 2 when there is none. */
static uint32_t second_of(const sg_question *q, const place *p)
{
    bool left = p->where == SG_WHERE_BEFORE;
    sg_walk w = {.step = {left, left ? p->token.start : p->token.end, p->word}};
    sg_token other;
    while (w.tokens <= SG_PASSED_MAX && walk_on(&w, q->s, 1, &other))
        if (!sg_is_passed_over(other.mark)) return sg_second_key(other.hash);
    return 2;
}

/* False when a veto is met, here and below. */
static bool ask_heads(sg_question *q, const place *p, uint32_t key)
{
    const sg_head *heads = q->s->matcher->rules.heads + q->plan->heads, *head;
    uint32_t mask = q->plan->n_heads - 1, second = 0;
    for (uint32_t i = key & mask; (head = &heads[i])->phrase != SG_ID_NONE; i = (i + 1) & mask) {
        if (head->key != key || (q->met && !head->veto)) continue;
        if (head->alone) {
            if (head->second != (uint32_t)p->token.hash) continue;
        } else if (head->second) {
            if (!second) second = second_of(q, p);
            if (head->second != second) continue;
        }
        if (head_holds(q, head, &p->token) && !sg_question_note(q, head->row)) return false;
    }
    return true;
}

static inline bool has_head(const sg_question *q, uint32_t key)
{
    uint32_t bit = (key >> 8) & (q->plan->n_heads * SG_HEAD_BITS - 1);
    return q->s->matcher->rules.head_bits[q->plan->bits + bit / 64] >> bit % 64 & 1;
}

static inline uint32_t start_key(const sg_question *q, sg_where where, size_t start)
{
    return sg_head_start_key(where, q->s->text.at + start);
}

/* Whether some phrase may stand at the token; most often none does. */
static inline bool may_stand(const sg_question *q, sg_where where, const sg_token *token)
{
    return has_head(q, sg_head_key(where, token->hash)) || q->plan->any[where] ||
           (q->plan->prefixes[where] && token->mark == 0 && token->end - token->start >= SG_HEAD_LETTERS &&
            has_head(q, start_key(q, where, token->start)));
}

static bool ask_place(sg_question *q, const place *p)
{
    const sg_token *token = &p->token;
    uint32_t key = sg_head_key(p->where, token->hash);
    if (has_head(q, key) && !ask_heads(q, p, key)) return false;
    if (q->plan->prefixes[p->where] && token->mark == 0 && token->end - token->start >= SG_HEAD_LETTERS &&
        has_head(q, key = start_key(q, p->where, token->start)) && !ask_heads(q, p, key))
        return false;
    return !q->plan->any[p->where] || ask_heads(q, p, sg_head_any_key(p->where));
}

/* The token beside the candidate, and those behind it as far as marks are passed over. */
bool sg_ask_beside(sg_question *q, sg_where where)
{
    if (!q->plan->asks[where]) return true;
    sg_token token;
    sg_walk w = sg_walk_from(q, where == SG_WHERE_BEFORE);
    while (w.tokens <= SG_PASSED_MAX && walk_on(&w, q->s, 1, &token)) {
        if (may_stand(q, where, &token) && !ask_place(q, &(place){where, token, w.step.word})) return false;
        if (!token.mark || !sg_is_passed_over(token.mark)) break;
    }
    return true;
}

static inline bool ask_word(sg_question *q, size_t i)
{
    sg_token token = token_of(&q->s->words.items[i]);
    return !may_stand(q, SG_WHERE_NEAR, &token) || ask_place(q, &(place){SG_WHERE_NEAR, token, i + 1});
}

/* Words that near rows may still look at, on either side. */
static inline int32_t span_of(const sg_question *q)
{
    const int32_t *span = q->plan->span;
    return q->met || span[1] > span[0] ? span[1] : span[0];
}

static bool ask_sides(sg_question *q)
{
    size_t left = q->left, right = q->right, end = q->s->words.n;
    for (int32_t n = 0; right < end && n < span_of(q); n++)
        if (!ask_word(q, right++)) return false;
    for (int32_t n = 0; left > 0 && n < span_of(q); n++)
        if (!ask_word(q, --left)) return false;
    return true;
}

bool sg_ask_near(sg_question *q)
{
    if (!q->plan->asks[SG_WHERE_NEAR]) return true;
    if (!q->met && !q->plan->span[0] && q->plan->docs == q->plan->phrases) return true; /* no need is left */
    return ask_sides(q);
}

bool sg_is_at_start(sg_text text, size_t at)
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
