/* What stands around a candidate: the tokens on either side, and the phrases of its rule among them. */
#ifndef SG_TAXONOMY_AROUND_H
#define SG_TAXONOMY_AROUND_H

#include "taxonomy/match.h"

/* The question whether a rule holds for a form, as far as it is answered. */
typedef struct sg_question {
    sg_matcher_scratch *s;
    const sg_rule_plan *plan;
    const sg_candidate *c;
    uint32_t skill;
    size_t left, right; /* words: the first that starts in the candidate or behind it, the first behind it */
    bool met;           /* a need is, or there are none */
    uint32_t row;       /* that decided so far, or SG_ID_NONE */
} sg_question;

/* A row holds: false when it decides. */
static inline bool sg_question_note(sg_question *q, uint32_t row)
{
    q->row = row;
    q->met = true;
    return !q->s->matcher->rules.rows[row].veto;
}

/* A way from token to token, to the left or to the right. */
typedef struct sg_walk {
    sg_step step;
    bool sentence; /* not beyond its end */
    int32_t words, tokens;
} sg_walk;

/* From the candidate's edge. */
static inline sg_walk sg_walk_from(const sg_question *q, bool left)
{
    return (sg_walk){.step = left ? (sg_step){true, q->c->start, q->left} : (sg_step){false, q->c->end, q->right}};
}

/* Whether the place is within so many words, and before a blank line. */
bool sg_walk_reaches(sg_walk *walk, const sg_matcher_scratch *s, size_t place, int32_t span);

/* Phrases of the rule at once behind or before the candidate, and near it. False when a veto is met. */
bool sg_ask_beside(sg_question *q, sg_where where);
bool sg_ask_near(sg_question *q);

/* Whether a sentence or line starts at the byte. */
bool sg_is_at_start(sg_text text, size_t at);

#endif
