/* A post's first line, cut into segments. */
#ifndef POSTINGS_HN_SEGMENT_H
#define POSTINGS_HN_SEGMENT_H

#include "skillgap/plugin.h"

#include "words.h"

enum { HN_LINE_MAX = 500, HN_SEGMENTS_MAX = 24 };

typedef struct hn_segment {
    size_t from, to; /* in the line */
    int place;       /* 1: names one; 2: nothing but a place */
    int work;        /* 1: a field of work; 2: an occupation */
    int named;       /* names a place, also in prose */
    int terms, link, pay, prose;
} hn_segment;

typedef struct hn_post {
    sg_text line;
    char low[HN_LINE_MAX + 16]; /* the line in lower case, then NUL */
    struct {
        uint16_t start;
        uint32_t lists;           /* bits of those that may have a word which stands there */
    } words[HN_LINE_MAX / 2 + 1]; /* of the line, then its end */
    size_t n_words;
    uint16_t word[HN_LINE_MAX + 1]; /* of each byte: the first word that starts there or behind it */
    hn_segment at[HN_SEGMENTS_MAX];
    size_t n;
    char mode; /* what it was cut at: one of "|-/.:" */
} hn_post;

/* Cuts and classifies the first line of body that is not blank, after the requirements 3 and 4 of postings_hn.c. */
void hn_post_cut(hn_post *p, sg_text body);

/* Are all words of the segment listed in one of these, up to NULL? */
int hn_all_words(const hn_post *p, const hn_segment *s, const hn_list *const *of);
/* Place just behind the first listed word in from … to; 0: none. */
size_t hn_find(const hn_post *p, const hn_list *list, size_t from, size_t to);
size_t hn_segment_words(const hn_post *p, const hn_segment *s);
/* "Acme, Berlin": where the comma before the place is; 0: there is none. */
size_t hn_segment_tail(const hn_post *p, const hn_segment *s);

#endif
