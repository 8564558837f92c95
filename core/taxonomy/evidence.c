/* What a text seems to list: segments, runs of segments between separators, and lines that are lists. */
#include "base/mem.h"
#include "taxonomy/match.h"

#include <string.h>
#include <strings.h>

/* The skill of a candidate's best form: one without a rule that is written as it wants, else the first. */
static uint32_t skill_of(const sg_matcher *m, const sg_candidate *c)
{
    const sg_taxonomy *t = m->taxonomy;
    const sg_trie_node *node = &m->trie.nodes[c->node];
    const uint32_t *forms = m->trie.forms + node->forms;
    size_t n = node->n_forms;
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
    static const char words[][8] = {"and", "or", "und", "oder", "et", "y", "e", "plus"};
    size_t len = token->end - token->start;
    if (len > 4) return false;
    char word[8] = "";
    for (size_t i = 0; i < len; i++) {
        char c = text.at[token->start + i];
        word[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (memcmp(words[i], word, sizeof word) == 0) return true;
    return false;
}

enum { JOINT_MAX = 32 };

/* Behind a space a letter with which no connector begins: what most words between two names show at once. */
static bool begins_prose(sg_text text, size_t at)
{
    if (text.at[at] != ' ') return false;
    char c = (char)(text.at[at + 1] | 0x20);
    return c >= 'a' && c <= 'z' && !strchr("aeoupy", c);
}

/* A comma, slash or bar, and a space at the most: how most neighbours are parted. */
static bool is_plain_joint(sg_text text, size_t from, size_t to)
{
    char c = text.at[from];
    return (c == ',' || c == '/' || c == '|') && (to - from == 1 || (to - from == 2 && text.at[from + 1] == ' '));
}

/* Whether two segments are neighbours in a list: between them separators or "and", and versions at the most. */
static bool are_listed(sg_text text, size_t from, size_t to)
{
    if (to - from > JOINT_MAX || begins_prose(text, from)) return false;
    if (is_plain_joint(text, from, to)) return true;
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
    if (SG_GROW(s->segments, s->n_segments, s->segments_cap, SIZE_MAX) != 0 ||
        SG_GROW(s->runs, s->n_segments, s->runs_cap, SIZE_MAX) != 0) /* there are no more runs than segments */
        return -1;
    sg_segment segment = {c->start, c->end, c->flags, skill_of(s->matcher, c), SG_ID_NONE};
    if (!s->matcher->evidence[segment.skill] || (c->flags & SG_CAND_EMPLOYER))
        segment.flags &= ~(uint32_t)SG_CAND_STRONG;
    s->segments[s->n_segments++] = segment;
    return 0;
}

static bool follows(const sg_matcher_scratch *s, size_t i)
{
    return are_listed(s->text, s->segments[i - 1].end, s->segments[i].start);
}

/* Most runs are never asked for. */
const sg_list_run *sg_run_of(sg_matcher_scratch *s, const sg_segment *segment)
{
    if (segment->run != SG_ID_NONE) return &s->runs[segment->run];
    size_t first = (size_t)(segment - s->segments), end = first + 1;
    while (first > 0 && follows(s, first)) first--;
    while (end < s->n_segments && follows(s, end)) end++;
    sg_list_run *run = &s->runs[s->n_runs];
    *run = (sg_list_run){(uint32_t)first, (uint32_t)(end - first), 0, 0};
    for (size_t i = first; i < end; i++) {
        sg_segment *member = &s->segments[i];
        bool again = i > first && member[-1].skill == member->skill;
        run->strong += (member->flags & SG_CAND_STRONG) && !again;
        run->cased += (member->flags & SG_CAND_CASE) && !again;
        member->run = (uint32_t)s->n_runs;
    }
    s->n_runs++;
    return run;
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

/* Known words of [start, end), the others, and whether the known ones look like a list. */
typedef struct counted {
    size_t known, words;
    bool list;
} counted;

static counted judge_stretch(const sg_matcher_scratch *s, size_t start, size_t end)
{
    size_t covered = 0, strong = 0, items = 0, first = s->segment;
    counted c = {0, 0, false};
    while (first > 0 && s->segments[first - 1].start >= start) first--;
    for (size_t i = first; i < s->n_segments && s->segments[i].start < end; i++) {
        const sg_segment *segment = &s->segments[i];
        covered += segment->end - segment->start;
        strong += (segment->flags & SG_CAND_STRONG) != 0;
        items++;
    }
    if (covered * 4 < end - start) return c; /* spares the count of words */
    for (size_t i = first; i < first + items; i++)
        c.known += count_words(s->text, s->segments[i].start, s->segments[i].end);
    c.words = count_words(s->text, start, end);
    c.list = items >= 3 && strong > 0 && c.known * 2 > c.words;
    return c;
}

/* The word that ends before `at` is written with a stop. */
static bool is_abbreviated(sg_text text, size_t at)
{
    static const char *const words[] = {"vs", "incl", "inc", "ca", "bzw", "resp", "approx"};
    size_t start = at;
    while (start > 0 && at - start < 8 && sg_is_word_byte((unsigned char)text.at[start - 1])) start--;
    if (at - start <= 1) return true; /* "e.g." */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == at - start && strncasecmp(words[i], text.at + start, at - start) == 0) return true;
    return false;
}

bool sg_stop_ends(sg_text text, size_t at)
{
    char c = text.at[at];
    if ((c != '.' && c != '!' && c != '?') || text.len - at < 3 || text.at[at + 1] != ' ') return false;
    char next = text.at[at + 2];
    return next >= 'A' && next <= 'Z' && (c != '.' || !is_abbreviated(text, at));
}

/* Few bytes are worth the question. */
static const bool may_end[256] = {['\n'] = true, ['.'] = true, ['!'] = true, ['?'] = true};

static inline bool ends_sentence(sg_text text, size_t at)
{
    return may_end[(unsigned char)text.at[at]] && (text.at[at] == '\n' || sg_stop_ends(text, at));
}

enum { STRETCH_MAX = 512 };

/* A sentence, or where it is nothing but names ("Python. Rust. Go.") what stands around it in its line. */
static bool judge_sentence(sg_matcher_scratch *s, size_t start, size_t end)
{
    counted own = judge_stretch(s, start, end);
    if (own.words == 0 || own.known < own.words) return own.list;
    size_t from = start > STRETCH_MAX ? start - STRETCH_MAX : 0;
    size_t to = s->text.len - end > STRETCH_MAX ? end + STRETCH_MAX : s->text.len;
    const char *before = memrchr(s->text.at + from, '\n', start - from);
    const char *behind = memchr(s->text.at + end - 1, '\n', to - end + 1);
    return judge_stretch(s, before ? (size_t)(before - s->text.at) + 1 : from,
                         behind ? (size_t)(behind - s->text.at) : to)
        .list;
}

bool sg_line_is_list(sg_matcher_scratch *s, const sg_candidate *candidate)
{
    if (candidate->start >= s->line.start && candidate->start < s->line.end) return s->line.list;
    size_t start = candidate->start, end = candidate->end, last = s->line.end;
    while (start > last && !ends_sentence(s->text, start - 1)) start--;
    while (end < s->text.len && !ends_sentence(s->text, end)) end++;
    s->line.start = start;
    s->line.end = end < s->text.len ? end + 1 : end;
    sg_segment_at(s, candidate);
    s->line.list = judge_sentence(s, start, s->line.end);
    return s->line.list;
}
