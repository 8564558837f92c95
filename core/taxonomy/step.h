/* Steps from token to token over a text whose words are known: most tokens are a word behind a space, which is looked
 * up, or a mark of ASCII; only the others are read. */
#ifndef SG_TAXONOMY_STEP_H
#define SG_TAXONOMY_STEP_H

#include "taxonomy/token.h"

/* A text and all its words. Borrows. */
typedef struct sg_wording {
    sg_text text;
    const sg_word *words;
    size_t n;
} sg_wording;

typedef struct sg_step {
    bool left;   /* where it leads */
    size_t at;   /* byte that is reached */
    size_t word; /* the first at or behind there */
} sg_step;

/* To a place that lies farther on, as the step leads. */
static inline void sg_step_to(sg_step *step, const sg_wording *of, size_t at)
{
    step->at = at;
    if (step->left)
        while (step->word > 0 && of->words[step->word - 1].start >= at) step->word--;
    else
        while (step->word < of->n && of->words[step->word].start < at) step->word++;
}

/* False: the token is none of those that are known at once. */
static inline bool sg_step_is_plain(const sg_step *step, const sg_wording *of, sg_token *out)
{
    if (step->left ? step->at == 0 : step->at == of->text.len) return false;
    size_t at = step->at - step->left;
    char c = of->text.at[at];
    if (c == ' ') {
        if (step->left ? step->word == 0 : step->word == of->n) return false;
        const sg_word *word = of->words + step->word - step->left;
        if (step->left ? word->end != at : word->start != at + 1) return false;
        *out = (sg_token){.start = word->start, .end = word->end, .hash = word->hash, .gap = SG_GAP_SPACE};
        return true;
    }
    if (c < ' ' || c == 0x7f || sg_is_word_byte((unsigned char)c)) return false;
    *out = (sg_token){.start = at, .end = at + 1, .hash = sg_mark_hash((uint32_t)c), .mark = (uint32_t)c};
    return true;
}

/* The next token on the way; false at the text's end. */
static inline bool sg_step_on(sg_step *step, const sg_wording *of, sg_token *out)
{
    if (!sg_step_is_plain(step, of, out) &&
        !(step->left ? sg_token_prev(of->text, step->at, out) : sg_token_next(of->text, step->at, out)))
        return false;
    sg_step_to(step, of, step->left ? out->start : out->end);
    return true;
}

#endif
