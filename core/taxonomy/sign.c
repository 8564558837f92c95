/* What in the text met a row of a rule: asked for one candidate at a time, to tell it. */
#include "taxonomy/match.h"

enum { DOC_BYTES = 4096 }; /* around the candidate, for what may stand anywhere in the text */

typedef struct search {
    const sg_matcher_scratch *s;
    const sg_rule_row *row;
    const sg_candidate *c;
    uint32_t skill;
    sg_sign *sign;
} search;

/* A phrase of the row that begins with the token; what is behind it must be passed over marks alone. */
static bool phrase_at(const search *of, const sg_token *token, int32_t words)
{
    const sg_phrases *p = &of->s->matcher->rules.phrases;
    for (uint32_t i = of->row->phrase; i < of->row->phrase + of->row->n_phrases; i++) {
        size_t end = sg_phrase_end(p, i, of->s->text, token->start);
        if (!end || (of->row->test == SG_TEST_PREV && !sg_phrase_before(p, i, of->s->text, of->c->start))) continue;
        *of->sign = (sg_sign){token->start, end, words};
        return true;
    }
    return false;
}

/* The tokens of one side, the nearest first. */
static bool search_side(const search *of, bool left, int32_t span)
{
    enum { TOKENS = 256 };
    sg_text text = of->s->text;
    sg_token token;
    size_t at = left ? of->c->start : of->c->end;
    int32_t words = 0;
    for (int i = 0; i < TOKENS && words < span; i++) {
        if (!(left ? sg_token_prev(text, at, &token) : sg_token_next(text, at, &token)) || token.gap == SG_GAP_BLANK)
            return false;
        at = left ? token.start : token.end;
        if (!sg_is_passed_over(token.mark) && phrase_at(of, &token, left ? -words : words)) return true;
        words += token.mark == 0;
    }
    return false;
}

static bool search_doc(const search *of)
{
    sg_token token;
    size_t at = of->c->start > DOC_BYTES ? of->c->start - DOC_BYTES : 0, end = of->c->end + DOC_BYTES;
    while (at > 0 && at < of->c->start && sg_is_word_byte((unsigned char)of->s->text.at[at])) at++;
    for (; at < end && sg_token_next(of->s->text, at, &token); at = token.end)
        if (phrase_at(of, &token, 0)) return true;
    return false;
}

static bool is_other(const search *of, const sg_segment *segment, uint32_t flag)
{
    bool apart = segment->end <= of->c->start || segment->start >= of->c->end;
    return apart && segment->skill != of->skill && (segment->flags & flag) &&
           sg_row_takes(&of->s->matcher->rules, of->row, segment->skill);
}

/* The nearest name beside the candidate that is of the row's families; in a list one that is written as it wants. */
static bool search_names(const search *of)
{
    enum { REACH = 12 };
    const sg_matcher_scratch *s = of->s;
    uint32_t flag = of->row->test == SG_TEST_LIST && of->row->n_families ? SG_CAND_CASE : SG_CAND_STRONG;
    for (size_t far = 0; far <= REACH; far++) {
        size_t sides[2] = {s->segment + far, s->segment - far};
        for (int i = 0; i < 2; i++) {
            if (sides[i] >= s->n_segments || (i && far > s->segment)) continue;
            const sg_segment *segment = &s->segments[sides[i]];
            if (!is_other(of, segment, flag)) continue;
            *of->sign = (sg_sign){segment->start, segment->end, 0};
            return true;
        }
    }
    return false;
}

bool sg_rule_sign(sg_matcher_scratch *s, uint32_t source, const sg_candidate *c, uint32_t skill, sg_sign *out)
{
    enum { BESIDE = 12 }; /* words of a phrase before the candidate */
    const sg_rules *r = &s->matcher->rules;
    uint32_t row = 0, end = r->n_rules ? r->plans[r->n_rules - 1].end : 0;
    while (row < end && r->rows[row].source != source) row++;
    if (row == end) return false;
    const search of = {s, &r->rows[row], c, skill, out};
    switch ((sg_test)r->rows[row].test) {
    case SG_TEST_NEXT:
    case SG_TEST_START: return search_side(&of, false, 1);
    case SG_TEST_PREV: return search_side(&of, true, BESIDE);
    case SG_TEST_NEAR: return search_side(&of, false, of.row->span) || search_side(&of, true, of.row->span);
    case SG_TEST_DOC: return search_doc(&of);
    case SG_TEST_LIST:
    case SG_TEST_SKILL: sg_segment_at(s, c); return search_names(&of);
    }
    return false;
}
