/* Words and phrases that context rules look for. Case does not count; a hyphen or quotation mark between words is
 * passed over. "deploy*" is any word that begins so; {number}, {year}, {capital} (a capitalised word) are classes. */
#ifndef SG_TAXONOMY_PHRASE_H
#define SG_TAXONOMY_PHRASE_H

#include "taxonomy/step.h"

typedef enum sg_piece_kind {
    SG_PIECE_SAME,
    SG_PIECE_PREFIX,
    SG_PIECE_NUMBER,
    SG_PIECE_YEAR,
    SG_PIECE_CAPITAL
} sg_piece_kind;

typedef struct sg_piece {
    uint64_t hash;  /* SAME */
    sg_text prefix; /* PREFIX; borrowed from the rule's text */
    uint8_t kind;   /* sg_piece_kind */
    bool mark;
} sg_piece;

typedef struct sg_phrase {
    uint32_t first, n; /* pieces */
} sg_phrase;

typedef struct sg_phrases {
    sg_piece *pieces;
    sg_phrase *items;
    size_t n_pieces, n_items, pieces_cap, items_cap;
} sg_phrases;

/* Adds the phrases of a text that '|' separates; n: how many. -1 when memory ends. */
int sg_phrases_add(sg_phrases *phrases, sg_text words, uint32_t *first, uint32_t *n);
void sg_phrases_release(sg_phrases *phrases);

/* Marks between words that do not keep a phrase apart: hyphen, quotation marks, Markdown's emphasis. */
bool sg_is_passed_over(uint32_t mark);
enum { SG_PASSED_MAX = 3 };

/* Whether the phrase starts at the first token at or after `at` (and the end of it there, or 0); ends with the last one
 * before it. */
size_t sg_phrase_end(const sg_phrases *phrases, uint32_t phrase, sg_text text, size_t at);
bool sg_phrase_after(const sg_phrases *phrases, uint32_t phrase, sg_text text, size_t at);
bool sg_phrase_before(const sg_phrases *phrases, uint32_t phrase, sg_text text, size_t at);

/* The end of the phrase that starts with this word, or 0: the words are compared first, which tells most phrases. */
size_t sg_phrase_end_at_word(const sg_phrases *phrases, uint32_t phrase, const sg_wording *of, size_t word);

#endif
