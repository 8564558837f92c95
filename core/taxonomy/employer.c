/* The employer's name in its own posting is not a skill. */
#include "taxonomy/employer.h"
#include "taxonomy/match.h"

#include "base/text.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Endings of company names that their postings leave out. */
static bool is_legal_form(sg_text text, const sg_token *token)
{
    static const char words[][12] = {"inc", "gmbh",    "ltd", "llc", "ag",    "corp",    "corporation",
                                     "co",  "company", "sa",  "bv",  "plc",   "limited", "holding",
                                     "se",  "kg",      "ab",  "oy",  "group", "com"};
    size_t len = token->end - token->start;
    char word[sizeof *words] = "";
    if (token->mark) return text.at[token->start] != '+' && text.at[token->start] != '#';
    if (len >= sizeof word) return false;
    for (size_t i = 0; i < len; i++) {
        char c = text.at[token->start + i];
        word[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (memcmp(words[i], word, sizeof word) == 0) return true;
    return false;
}

sg_text sg_employer_core(sg_text employer)
{
    sg_token last, before;
    if (!sg_token_prev(employer, employer.len, &last)) return employer;
    while (is_legal_form(employer, &last) && sg_token_prev(employer, last.start, &before)) last = before;
    return (sg_text){employer.at, last.end};
}

int sg_employer_set(sg_matcher_scratch *s, sg_text employer)
{
    sg_token tokens[SG_EMPLOYER_TOKENS];
    size_t n = 0;
    s->n_employer = 0;
    if (!employer.at) return 0;
    for (size_t at = 0; n < SG_EMPLOYER_TOKENS && sg_token_next(employer, at, &tokens[n]); at = tokens[n++].end) {
    }
    while (n > 1 && is_legal_form(employer, &tokens[n - 1])) n--;
    for (size_t i = 0; i < n; i++) s->employer[i] = tokens[i].hash;
    s->n_employer = n;
    return 0;
}

/* End of the employer's name at this place, or 0. */
static size_t name_at(const sg_matcher_scratch *s, size_t at)
{
    sg_token token;
    for (size_t i = 0; i < s->n_employer; i++) {
        if (!sg_token_next(s->text, at, &token) || token.gap > SG_GAP_LINE || token.hash != s->employer[i]) return 0;
        at = token.end;
    }
    return at;
}

/* Most candidates begin with no word of the name. */
static bool may_be_employer(const sg_matcher_scratch *s, const sg_candidate *c)
{
    const sg_word *first = &s->words.items[c->word];
    if (c->word == s->words.n || first->start != c->start) return true; /* a mark */
    for (size_t i = 0; i < s->n_employer; i++)
        if (s->employer[i] == first->hash) return true;
    return false;
}

bool sg_employer_is(const sg_matcher_scratch *s, const sg_candidate *candidate)
{
    size_t at = candidate->start;
    if (!may_be_employer(s, candidate)) return false;
    for (size_t back = 0; back < s->n_employer; back++) {
        if (name_at(s, at) >= candidate->end) return true;
        sg_token token;
        if (!sg_token_prev(s->text, at, &token)) return false;
        at = token.start;
    }
    return false;
}

bool sg_employer_heads(const sg_matcher_scratch *s, const sg_candidate *candidate)
{
    sg_text text = s->text;
    size_t first = 0, at = candidate->start;
    while (first < text.len && is_blank(text.at[first])) first++;
    const char *end = memchr(text.at + first, '\n', text.len - first);
    if (end && end + 1 < text.at + text.len && text.at + at < end) return true;
    while (at > 0 && text.at[at - 1] != '\n' && is_blank(text.at[at - 1])) at--;
    return at == 0 || text.at[at - 1] == '\n';
}
