/* Inside the plain text reader: what a mark of HTML, Markdown or an escape stands for. */
#ifndef SG_BASE_PLAIN_MARK_H
#define SG_BASE_PLAIN_MARK_H

#include "skillgap/plugin.h"

#include <stdbool.h>

typedef enum sg_mark_kind {
    SG_MARK_TEXT,   /* stands for the bytes of `put`, perhaps none */
    SG_MARK_BREAK,  /* a new line begins, where none has begun */
    SG_MARK_BLANK,  /* a new paragraph begins */
    SG_MARK_HEADING /* a paragraph that is a heading, shown by "# " as in Markdown */
} sg_mark_kind;

typedef struct sg_mark {
    size_t end; /* where the source goes on */
    char put[4];
    uint8_t n; /* bytes of put */
    uint8_t kind;
} sg_mark;

enum { SG_EMPHASIS_MAX = 3 };

/* What was learnt of the source so far. Zero-initialise, but for source. */
typedef struct sg_marks {
    sg_text source;
    bool escaped, escaped_known;                         /* line ends are written as two characters */
    bool in_item;                                        /* of a list: its paragraphs are lines */
    bool no_comment_end[2], no_script_end, no_style_end; /* none comes any more; [1]: escaped, --&gt; */
    size_t closes[SG_EMPHASIS_MAX + 1];                  /* where the emphasis of so many stars ends; 0: none is open */
    size_t unclosed[SG_EMPHASIS_MAX + 1];                /* no emphasis that begins before here ends in its line */
    size_t link_close, link_end; /* the ']' of a link whose '[' was undone, and where its address ends; 0: none */
} sg_marks;

/* The next place at or behind `at` where a mark may be; the source's length when there is none. */
size_t sg_marks_next(const sg_marks *marks, size_t at);
/* Reads the mark there. False: it is none, and the source goes on as text up to out->end. */
bool sg_marks_read(sg_marks *marks, size_t at, sg_mark *out);

#endif
