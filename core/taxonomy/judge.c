/* Judges a rule at a candidate's place. */
#include "taxonomy/around.h"

#include <string.h>

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

/* Notes the phrases that begin with the word; true when one is the row's. */
static bool note_cue(sg_matcher_scratch *s, const sg_rule_row *row, const sg_word *word)
{
    const sg_rules *r = &s->matcher->rules;
    bool found = false;
    for (uint32_t i = first_cue(r, word->hash); i < r->n_cues && r->cues[i].hash == word->hash; i++) {
        uint32_t phrase = r->cues[i].phrase;
        if (!s->doc[i] && sg_phrase_after(&r->phrases, phrase, s->text, word->start)) s->doc[i] = true;
        found = found || (s->doc[i] && phrase - row->phrase < row->n_phrases);
    }
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
    while (s->doc_read < s->words.n) {
        const sg_word *word = &s->words.items[s->doc_read++];
        if (sg_filter_has(&r->cue_filter, sg_filter_pair(word->hash, 0)) && note_cue(s, row, word)) return true;
    }
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
    const sg_list_run *run = sg_run_of(s, own);
    uint32_t self = (own->flags & SG_CAND_STRONG) != 0;
    return run->strong > self || run->cased >= 3 || sg_line_is_list(s, c) || in_row(s, own);
}

static bool is_evidence(const sg_matcher_scratch *s, const sg_rule_row *row, const sg_segment *segment, uint32_t skill)
{
    return (segment->flags & SG_CAND_STRONG) && segment->skill != skill &&
           sg_row_takes(&s->matcher->rules, row, segment->skill);
}

static bool skill_holds(const sg_question *q, const sg_rule_row *row)
{
    sg_matcher_scratch *s = q->s;
    const sg_word *words = s->words.items;
    sg_walk right = sg_walk_from(q, false), left = sg_walk_from(q, true);
    right.sentence = left.sentence = true;

    size_t span = (size_t)row->span, from = q->left > span ? words[q->left - span].start : 0;
    size_t to =
        q->right + span < s->words.n ? words[q->right + span].start : s->text.len; /* no skill is farther away */
    sg_segment_at(s, q->c);
    size_t at = s->segment;
    for (size_t i = at; i < s->n_segments && s->segments[i].start < to; i++) {
        const sg_segment *segment = &s->segments[i];
        if (segment->start < q->c->end || !is_evidence(s, row, segment, q->skill)) continue;
        if (sg_walk_reaches(&right, s, segment->start, row->span)) return true;
        break;
    }
    for (size_t i = at; i-- > 0 && s->segments[i].end > from;)
        if (is_evidence(s, row, &s->segments[i], q->skill))
            return sg_walk_reaches(&left, s, s->segments[i].end, row->span);
    return false;
}

/* Rows that look for no phrase beside the candidate. */
static bool row_holds(const sg_question *q, const sg_rule_row *row)
{
    switch ((sg_test)row->test) {
    case SG_TEST_LIST: return list_holds(q->s, row, q->c);
    case SG_TEST_START: return sg_is_at_start(q->s->text, q->c->start);
    case SG_TEST_SKILL: return skill_holds(q, row);
    case SG_TEST_DOC: return doc_holds(q->s, row);
    default: return false;
    }
}

static bool ask_rows(sg_question *q, uint32_t first, uint32_t end)
{
    const sg_rule_row *rows = q->s->matcher->rules.rows;
    for (uint32_t i = first; i < end; i++)
        if ((rows[i].veto || !q->met) && row_holds(q, &rows[i]) && !sg_question_note(q, i)) return false;
    return true;
}

/* What takes the least reading is asked first. */
bool sg_rule_holds(sg_matcher_scratch *s, uint32_t rule, const sg_candidate *candidate, uint32_t skill, uint32_t *row)
{
    const sg_rule_plan *plan = &s->matcher->rules.plans[rule];
    sg_question q = {.s = s, .plan = plan, .c = candidate, .skill = skill, .met = !plan->needs, .row = SG_ID_NONE};
    q.left = q.right = candidate->word;
    while (q.right < s->words.n && s->words.items[q.right].start < candidate->end) q.right++;
    bool stands = sg_ask_beside(&q, SG_WHERE_BEHIND) && sg_ask_beside(&q, SG_WHERE_BEFORE) &&
                  ask_rows(&q, plan->first, plan->docs) && sg_ask_near(&q) && ask_rows(&q, plan->docs, plan->phrases);
    *row = q.row;
    return stands && q.met;
}
