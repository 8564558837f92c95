/* What a text seems to list: segments, runs of segments between separators, and lines that are lists. */
#include "base/mem.h"
#include "taxonomy/match.h"

#include <string.h>

/* The skill of a candidate's best form: one without a rule that is written as it wants, else the first. */
static uint32_t skill_of(const sg_matcher *m, const sg_candidate *c)
{
    const sg_taxonomy *t = m->taxonomy;
    const uint32_t *forms = m->trie.forms + m->trie.node_forms[c->node];
    size_t n = m->trie.node_forms[c->node + 1] - m->trie.node_forms[c->node];
    for (size_t i = 0; i < n && (c->flags & SG_CAND_STRONG); i++)
        if (t->forms[forms[i]].rule == SG_ID_NONE) return t->forms[forms[i]].skill;
    return t->forms[forms[0]].skill;
}

/* Marks that separate the items of a list, and marks that may stand beside them. */
static bool separates(uint32_t mark)
{
    return (mark < 128 && mark && strchr(",/|;&+-*(", (int)mark)) || mark == 0x2022 || mark == 0xB7 || mark == 0x2013 ||
           mark == 0x2014 || mark == 0x3001;
}

static bool accompanies(uint32_t mark)
{
    return (mark < 128 && mark && strchr(").:[]\"'`_>", (int)mark)) || (mark >= 0x2018 && mark <= 0x201F);
}

static bool is_connector(sg_text text, const sg_token *token)
{
    static const char *const words[] = {"and", "or", "und", "oder", "et", "y", "e", "plus"};
    size_t len = token->end - token->start;
    const char *at = text.at + token->start;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == len && strncasecmp(at, words[i], len) == 0) return true;
    return false;
}

enum { JOINT_MAX = 32 };

/* Whether two segments are neighbours in a list: between them separators or "and", and versions at the most. */
static bool are_listed(sg_text text, size_t from, size_t to)
{
    if (to - from > JOINT_MAX) return false;
    bool separated = false;
    sg_token token;
    for (size_t at = from; sg_token_next(text, at, &token) && token.start < to; at = token.end) {
        if (token.gap == SG_GAP_BLANK) return false;
        if (token.gap == SG_GAP_LINE) separated = true;
        if (token.mark == '.' && (token.end >= text.len || text.at[token.end] < '0' || text.at[token.end] > '9'))
            return false;
        if (token.mark ? separates(token.mark) : is_connector(text, &token))
            separated = true;
        else if (token.mark ? !accompanies(token.mark) : text.at[token.start] < '0' || text.at[token.start] > '9')
            return false;
    }
    return separated || memchr(text.at + from, '\n', to - from);
}

static int add_segment(sg_matcher_scratch *s, const sg_candidate *c)
{
    if (SG_GROW(s->segments, s->n_segments, s->segments_cap, SIZE_MAX) != 0) return -1;
    sg_segment segment = {c->start, c->end, c->flags, skill_of(s->matcher, c), 0};
    if (!s->matcher->evidence[segment.skill] || (c->flags & SG_CAND_EMPLOYER))
        segment.flags &= ~(uint32_t)SG_CAND_STRONG;
    const sg_segment *last = s->n_segments ? &s->segments[s->n_segments - 1] : NULL;
    bool joined = last && are_listed(s->text, last->end, segment.start);
    if (!joined) {
        if (SG_GROW(s->runs, s->n_runs, s->runs_cap, SIZE_MAX) != 0) return -1;
        s->runs[s->n_runs++] = (sg_list_run){(uint32_t)s->n_segments, 0, 0, 0};
    }
    sg_list_run *run = &s->runs[s->n_runs - 1];
    run->n++;
    bool another = !(joined && last->skill == segment.skill);
    run->strong += (segment.flags & SG_CAND_STRONG) && another;
    run->cased += (segment.flags & SG_CAND_CASE) && another;
    segment.run = (uint32_t)(s->n_runs - 1);
    s->segments[s->n_segments++] = segment;
    return 0;
}

/* Candidates are by start, longer before shorter: the first that starts behind the last segment is the next one. One
 * that is not written as any of its forms gives way to a shorter one that is. */
int sg_segments_find(sg_matcher_scratch *s)
{
    s->n_segments = s->n_runs = s->segment = 0;
    size_t behind = 0;
    for (size_t i = 0; i < s->n_candidates; i++) {
        const sg_candidate *c = &s->candidates[i];
        if (c->start < behind || !(c->flags & SG_CAND_EDGES)) continue;
        const sg_candidate *best = c;
        for (size_t j = i; j < s->n_candidates && s->candidates[j].start == c->start; j++) {
            uint32_t both = SG_CAND_EDGES | SG_CAND_CASE;
            if ((s->candidates[j].flags & both) != both) continue;
            best = &s->candidates[j];
            break;
        }
        if (add_segment(s, best) != 0) return -1;
        behind = best->end;
    }
    return 0;
}

const sg_segment *sg_segment_at(sg_matcher_scratch *s, const sg_candidate *candidate)
{
    while (s->segment < s->n_segments && s->segments[s->segment].end <= candidate->start) s->segment++;
    if (s->segment == s->n_segments || s->segments[s->segment].start >= candidate->end) return NULL;
    return &s->segments[s->segment];
}

/* Words of text[from, to); a name counts as it is tokenized. */
static size_t count_words(sg_text text, size_t from, size_t to)
{
    size_t n = 0;
    bool inside = false;
    for (size_t i = from; i < to; i++) {
        bool word = sg_is_word_byte((unsigned char)text.at[i]);
        n += word && !inside;
        inside = word;
    }
    return n;
}

static bool judge_line(const sg_matcher_scratch *s, size_t start, size_t end)
{
    size_t covered = 0, strong = 0, items = 0, first = s->segment;
    while (first > 0 && s->segments[first - 1].start >= start) first--;
    size_t known = 0;
    for (size_t i = first; i < s->n_segments && s->segments[i].start < end; i++) {
        const sg_segment *segment = &s->segments[i];
        covered += segment->end - segment->start;
        strong += (segment->flags & SG_CAND_STRONG) != 0;
        items++;
    }
    if (items < 3 || strong == 0 || covered * 4 < end - start) return false; /* spares the count of words */
    for (size_t i = first; i < first + items; i++)
        known += count_words(s->text, s->segments[i].start, s->segments[i].end);
    return known * 2 > count_words(s->text, start, end);
}

bool sg_line_is_list(sg_matcher_scratch *s, const sg_candidate *candidate)
{
    if (candidate->start >= s->line.start && candidate->start < s->line.end) return s->line.list;
    const char *at = s->text.at;
    const char *before = memrchr(at + s->line.end, '\n', candidate->start - s->line.end);
    const char *behind = memchr(at + candidate->start, '\n', s->text.len - candidate->start);
    size_t start = before ? (size_t)(before - at) + 1 : s->line.end;
    s->line.end = behind ? (size_t)(behind - at) + 1 : s->text.len;
    s->line.start = start;
    sg_segment_at(s, candidate);
    s->line.list = judge_line(s, start, s->line.end);
    return s->line.list;
}
