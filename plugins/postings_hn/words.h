/* The words by which a first line is read. */
#ifndef POSTINGS_HN_WORDS_H
#define POSTINGS_HN_WORDS_H

#include <stddef.h>
#include <stdint.h>

enum { HN_KEY = 4 };

/* Words between bars; a star stands for any end, behind HN_KEY letters at the least. */
typedef struct hn_list {
    const char *words;
    uint32_t bit; /* its own */
} hn_list;

extern hn_list hn_work, hn_work_too, hn_work_bare, hn_short, hn_cue, hn_asking, hn_no_title, hn_terms, hn_places,
    hn_states, hn_codes, hn_no_code, hn_levels, hn_level_filler, hn_lasting, hn_prose, hn_money, hn_filler,
    hn_remote_not, hn_interview, hn_remote_some, hn_remote_yes, hn_hybrid, hn_on_site;

/* Call once, first. */
void hn_words_init(void);
/* The bits of the lists that may have a word which stands at this place of the text, which starts a word; all that
 * have one, if len reaches over HN_KEY bytes of it or its end. */
uint32_t hn_lists_at(const char *text, size_t len);
/* Length of the list's longest word that stands there; 0: none. */
size_t hn_words_at(const hn_list *list, const char *text, size_t len);

/* Any byte beyond ASCII counts as a letter. */
static inline int hn_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static inline int hn_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline int hn_in_word(char c)
{
    return hn_is_letter(c) || hn_is_digit(c);
}

#endif
