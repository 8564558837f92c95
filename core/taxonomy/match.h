/* Inside the matcher: what its files share. A text is read in three steps: candidates (every place where a form could
 * stand), segments (the longest of them side by side: what the text seems to list, the evidence for the rules), and
 * mentions (what the rules let stand). */
#ifndef SG_TAXONOMY_MATCH_H
#define SG_TAXONOMY_MATCH_H

#include "taxonomy/matcher.h"
#include "taxonomy/phrase.h"
#include "taxonomy/step.h"
#include "taxonomy/trie.h"
#include "taxonomy/verdict.h"

/* ---- rules, compiled ---- */

typedef enum sg_test {
    SG_TEST_NEXT,
    SG_TEST_PREV,
    SG_TEST_NEAR,
    SG_TEST_DOC,
    SG_TEST_LIST,
    SG_TEST_START,
    SG_TEST_SKILL
} sg_test;

typedef struct sg_rule_row {
    uint32_t source; /* row of the taxonomy's rules, or SG_ID_NONE */
    bool veto;
    uint8_t test; /* sg_test */
    int32_t span;
    uint32_t phrase, n_phrases;  /* next, prev, near, doc, start */
    uint32_t family, n_families; /* list, skill: into sg_rules.families */
} sg_rule_row;

/* Where a token is seen that phrases may stand at. */
typedef enum sg_where {
    SG_WHERE_BEHIND, /* the candidate, at once: next and start */
    SG_WHERE_BEFORE, /* prev */
    SG_WHERE_NEAR,
    SG_WHERES
} sg_where;

/* A phrase by the token that it begins with, or before the candidate ends with. */
typedef struct sg_head {
    uint32_t key;
    uint32_t second; /* key of the word next to it, or 0: it may be any; alone: the rest of its own hash */
    uint32_t phrase; /* SG_ID_NONE: a free place */
    uint32_t row;
    uint8_t test; /* sg_test; of the row, as is: */
    bool veto;
    bool alone;    /* one word is all of the phrase */
    uint8_t marks; /* near: that come before the word */
} sg_head;

/* How a rule is judged. Its rows are in three parts, by how they are asked. */
typedef struct sg_rule_plan {
    uint32_t first;   /* row of list, start without words, or skill */
    uint32_t docs;    /* … of doc */
    uint32_t phrases; /* … that the heads lead to */
    uint32_t end;
    uint32_t heads, n_heads;  /* its own hash table in sg_rules.heads; a power of two, or 0 */
    uint32_t bits;            /* its filter of keys in sg_rules.head_bits, SG_HEAD_BITS a head */
    bool needs;               /* it has a need row, and its forms are no evidence */
    bool asks[SG_WHERES];     /* it has phrases there */
    bool prefixes[SG_WHERES]; /* some begin with the start of a word */
    bool any[SG_WHERES];      /* … with any token */
    int32_t span[2];          /* words that near rows look at: those that need, those that veto */
} sg_rule_plan;

typedef struct sg_cue {
    uint64_t hash; /* of the phrase's first word */
    uint32_t phrase;
} sg_cue;

typedef struct sg_rules {
    sg_rule_row *rows;
    sg_rule_plan *plans; /* by rule */
    uint32_t n_rules;
    uint32_t employer; /* the rule for an employer's name used as a tool */
    sg_phrases phrases;
    sg_head *heads;
    uint64_t *head_bits;
    sg_map family_ids;  /* names of families and ids of skills that rules name */
    uint32_t *families; /* numbers in family_ids */
    size_t n_families, families_cap;
    uint32_t *skill_family, *skill_self; /* skill → number in family_ids, or SG_MAP_NONE */
    uint32_t *skill_rule;                /* skill → the rule of its kind, or SG_ID_NONE */
    sg_cue *cues;                        /* of doc tests, by hash */
    size_t n_cues, cues_cap;
    sg_filter cue_filter;
} sg_rules;

/* heads.c: the tables of all rules, whose rows and phrases are known. -1 when memory ends. */
int sg_heads_init(sg_rules *rules);

enum { SG_HEAD_BITS = 16 };
enum { SG_HEAD_LETTERS = 3 }; /* of a phrase that begins with the start of a word; fewer: as with any token */

static inline uint32_t sg_second_key(uint64_t hash)
{
    return (uint32_t)(hash >> 32) | 1;
}

/* Key of a token as it is; the high bits are the best. */
static inline uint32_t sg_head_key(sg_where where, uint64_t hash)
{
    static const uint32_t apart[SG_WHERES] = {0, 0x9E3779B9u, 0x3C6EF372u};
    return (uint32_t)(hash >> 32) ^ apart[where];
}

/* Key of what begins with these letters, of either case. */
static inline uint32_t sg_head_start_key(sg_where where, const char letters[static SG_HEAD_LETTERS])
{
    uint32_t start =
        (uint32_t)(letters[0] | 0x20) << 16 ^ (uint32_t)(letters[1] | 0x20) << 8 ^ (uint32_t)(letters[2] | 0x20);
    return sg_head_key(where, (start + 1) * 0x9E3779B97F4A7C15u);
}

/* Key of what begins with any token. */
static inline uint32_t sg_head_any_key(sg_where where)
{
    return sg_head_key(where, 0);
}

int sg_rules_init(sg_rules *rules, const sg_taxonomy *taxonomy);
void sg_rules_release(sg_rules *rules);

struct sg_matcher {
    const sg_taxonomy *taxonomy;
    sg_trie trie;
    sg_rules rules;
    bool *evidence; /* skill → its mentions are evidence for others: not soft, not an attribute */
};

/* ---- the reading of one text ---- */

enum {
    SG_CAND_EDGES = 1,   /* stands free, outside addresses */
    SG_CAND_CASE = 2,    /* some form is written so */
    SG_CAND_STRONG = 4,  /* some form is written so and needs no rule */
    SG_CAND_EMPLOYER = 8 /* is the employer's name */
};

typedef struct sg_candidate {
    uint32_t start, end, node;
    uint32_t word; /* the first that starts in it */
    uint32_t flags;
} sg_candidate;

typedef struct sg_segment {
    uint32_t start, end, flags;
    uint32_t skill; /* of the first form that fits best */
    uint32_t run;   /* or SG_ID_NONE: not asked for yet */
} sg_segment;

/* Segments with nothing but separators between them: "Go, Rust or C++". */
typedef struct sg_list_run {
    uint32_t first, n, strong, cased; /* segments; strong ones; written as a form wants, each skill after another */
} sg_list_run;

enum { SG_EMPLOYER_TOKENS = 8 };

struct sg_matcher_scratch {
    const sg_matcher *matcher;
    sg_text text;
    sg_word_list words; /* all of the text */
    sg_wording wording; /* text and words */
    sg_candidate *candidates;
    size_t n_candidates, candidates_cap;
    sg_segment *segments;
    size_t n_segments, segments_cap;
    sg_list_run *runs;
    size_t n_runs, runs_cap;
    sg_mention *mentions;
    size_t n_mentions, mentions_cap;
    size_t group;   /* first candidate of the start that is being collected */
    size_t segment; /* the segment at or behind the candidate that is being judged */
    struct {
        size_t start, end;
        bool address;
    } chunk; /* the last run of bytes without white space that was judged */
    struct {
        size_t start, end;
        bool list;
    } line;    /* the last sentence that was judged */
    bool *doc; /* by sg_rules.cues: found in the text, as far as it was read */
    size_t doc_cap;
    bool doc_begun;
    size_t doc_read; /* words that were read for phrases */
    uint64_t employer[SG_EMPLOYER_TOKENS];
    size_t n_employer;
};

/* candidates.c: what a candidate's node tells of its forms, once the rules are known. */
void sg_nodes_describe(sg_matcher *matcher);
/* All candidates, by start, longer before shorter; then their flags. */
int sg_candidates_find(sg_matcher_scratch *s);
void sg_candidates_mark(sg_matcher_scratch *s);
/* Whether the candidate is written as the form wants. */
bool sg_case_holds(sg_text text, const sg_candidate *candidate, const sg_taxonomy_form *form);

/* edges.c: whether a candidate stands free and outside a URL or e-mail address. firm: it has a form without a rule. */
bool sg_edges_hold(sg_text text, uint32_t start, uint32_t end, bool firm);
bool sg_in_address(sg_matcher_scratch *s, const sg_candidate *candidate);

/* evidence.c */
int sg_segments_find(sg_matcher_scratch *s);
/* The segment that the candidate lies in, or NULL; candidates are asked for in order. */
const sg_segment *sg_segment_at(sg_matcher_scratch *s, const sg_candidate *candidate);
/* The run that the segment belongs to. */
const sg_list_run *sg_run_of(sg_matcher_scratch *s, const sg_segment *segment);
/* A sentence of which most tokens are known skills, or a line of such sentences. */
bool sg_line_is_list(sg_matcher_scratch *s, const sg_candidate *candidate);

/* The byte is a stop with a space and a capital behind it, and of no abbreviation. */
bool sg_stop_ends(sg_text text, size_t at);

/* employer.c */
int sg_employer_set(sg_matcher_scratch *s, sg_text employer);
bool sg_employer_is(const sg_matcher_scratch *s, const sg_candidate *candidate);
/* Whether the employer's name stands where a posting says whose it is: at the start of a line, or in the first of
 * several, whose places, titles and terms would pass for a list of skills. */
bool sg_employer_heads(const sg_matcher_scratch *s, const sg_candidate *candidate);

/* rules.c: whether the rule holds for the form at the candidate's place; *row: the row that decided, or SG_ID_NONE. */
bool sg_rule_holds(sg_matcher_scratch *s, uint32_t rule, const sg_candidate *candidate, uint32_t skill, uint32_t *row);

/* Whether a skill is of the row's families, or the row names none. */
bool sg_row_takes(const sg_rules *rules, const sg_rule_row *row, uint32_t skill);

/* What in the text met a rule's row: a phrase or another name. */
typedef struct sg_sign {
    size_t start, end; /* bytes */
    int32_t words;     /* near: between it and the candidate; less than 0: it stands before it */
} sg_sign;

/* sign.c: of a row of the taxonomy's rules that decided for a form of the skill, when it can be told. */
bool sg_rule_sign(sg_matcher_scratch *s, uint32_t source, const sg_candidate *candidate, uint32_t skill, sg_sign *out);

/* matcher.c: what the mentions are made by, and explain.c asks. The forms of a candidate, in the order in which
 * they are asked; the first that stands is its mention. */
size_t sg_candidate_forms(const sg_matcher *matcher, const sg_candidate *candidate, const uint32_t **out);
/* Whether the form stands at the candidate's place, which stands free; *row: that of the taxonomy's rules that decided,
 * or SG_ID_NONE. Candidates are asked in order, from a rewind on. */
sg_verdict sg_form_judge(sg_matcher_scratch *s, const sg_candidate *candidate, const sg_taxonomy_form *form,
                         uint32_t *row);
void sg_matcher_rewind(sg_matcher_scratch *s);

#endif
