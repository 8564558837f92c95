/* Inside title and place reading: texts as words, and tables of phrases. */
#ifndef SG_TAXONOMY_TITLES_H
#define SG_TAXONOMY_TITLES_H

#include "taxonomy/title.h"

enum { SG_TITLE_WORDS = 64 };

/* A text as words with one space between them, folded and as written; word i is text.at[at[i] … end[i]). */
typedef struct sg_words {
    sg_buf fold, raw;
    uint32_t fold_at[SG_TITLE_WORDS], fold_end[SG_TITLE_WORDS], raw_at[SG_TITLE_WORDS], raw_end[SG_TITLE_WORDS];
    bool comma[SG_TITLE_WORDS];  /* a comma stands before the word */
    bool parted[SG_TITLE_WORDS]; /* a comma, slash, bar, bracket or the like does */
    bool walled[SG_TITLE_WORDS]; /* a bar, semicolon or line end does, which no name reaches across */
    size_t n;
} sg_words;

int sg_words_init(sg_words *words, sg_text text); /* -1: memory; release it all the same */
void sg_words_release(sg_words *words);
/* Words first … end - 1 as one text. */
sg_text sg_words_fold(const sg_words *words, size_t first, size_t end);
sg_text sg_words_raw(const sg_words *words, size_t first, size_t end);

typedef struct sg_phrase_entry {
    uint32_t id;
    uint32_t next; /* entry of the same words, in the table's order, or SG_ID_NONE */
    uint8_t match; /* sg_place_match */
    sg_text raw;   /* EXACT: words as they must be written */
} sg_phrase_entry;

typedef struct sg_phrase_table {
    sg_map keys; /* folded words → first[key] */
    uint32_t *first, *last;
    sg_phrase_entry *entries;
    size_t first_cap, last_cap, n_entries, entries_cap;
    size_t words_max;
} sg_phrase_table;

int sg_phrase_table_init(sg_phrase_table *table, sg_arena *arena, const sg_taxonomy_pair *pairs, size_t n);
void sg_phrase_table_release(sg_phrase_table *table);
/* First entry of the words first … end - 1, or SG_ID_NONE. */
uint32_t sg_phrase_table_find(const sg_phrase_table *table, const sg_words *words, size_t first, size_t end);
/* End of the longest phrase that could start at this word: at the table's longest, a wall or the text's end. */
size_t sg_phrase_table_reach(const sg_phrase_table *table, const sg_words *words, size_t first);
/* The longest phrase that starts at this word: its entry and end; SG_ID_NONE when there is none. */
uint32_t sg_phrase_table_longest(const sg_phrase_table *table, const sg_words *words, size_t first, size_t *end);

/* As sg_title_read_whole, of words; fit may be NULL. */
void sg_title_judge(const struct sg_titles *titles, const sg_words *words, sg_title_reading *out, sg_title_fit *fit);

struct sg_titles {
    const sg_taxonomy *taxonomy;
    sg_arena arena;
    sg_phrase_table titles, levels, places, remote;
};

#endif
