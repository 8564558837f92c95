/* Inside the finder: phrases that tell the parts of a posting and how it asks, compiled, and what they tell. */
#ifndef SG_TAXONOMY_CUES_H
#define SG_TAXONOMY_CUES_H

#include "taxonomy/filter.h"
#include "taxonomy/matcher.h"
#include "taxonomy/phrase.h"

typedef enum sg_cue_where {
    SG_CUE_HEADING = 1,
    SG_CUE_WITHIN = 2,
    SG_CUE_BEFORE = 4,
    SG_CUE_AFTER = 8, /* beside: before and after */
    SG_CUE_IN_SENTENCE = SG_CUE_WITHIN | SG_CUE_BEFORE | SG_CUE_AFTER
} sg_cue_where;
enum { SG_CUE_WHERES = 4 };

typedef struct sg_cue_row {
    uint8_t where;   /* SG_CUE_… */
    uint8_t section; /* heading, within: sg_section */
    uint8_t ask;     /* before, after: sg_ask; heading: denied, or mentioned: the section tells it */
    bool weak;       /* required, where the section does not say otherwise */
    bool stop;       /* no phrase reaches across it */
    bool neutral;    /* says nothing, though a phrase within it would */
    int32_t span;    /* words */
} sg_cue_row;

typedef struct sg_cue_entry {
    uint64_t hash;   /* of the phrase's first word */
    uint64_t second; /* of the one that must follow, or 0: it may be any */
    uint32_t phrase, row;
} sg_cue_entry;

typedef struct sg_cues {
    sg_cue_row *rows; /* as the taxonomy's */
    size_t n_rows;
    sg_phrases phrases;
    sg_arena arena;
    sg_cue_entry *entries; /* by hash */
    size_t n_entries, cap_entries;
    uint32_t *begin;  /* of the high bits of a hash: the first entry with these; then the next */
    sg_filter filter; /* first words of what stands in sentences */
} sg_cues;

/* -1 when memory ends; release it all the same. */
int sg_cues_init(sg_cues *cues, const sg_taxonomy *taxonomy);
void sg_cues_release(sg_cues *cues);

/* A cue's phrase in the text: its bytes, and the row of the taxonomy's cues. */
typedef struct sg_cue_hit {
    uint32_t start, end, row;
} sg_cue_hit;

/* For each of these places (SG_CUE_…; out: by number of bit) the longest phrase of its rows that starts with the word
 * and ends at or before `limit`, or row SG_ID_NONE. Of two as long the first row's. */
void sg_cues_find(const sg_cues *cues, unsigned where, const sg_wording *of, size_t word, size_t limit,
                  sg_cue_hit out[static SG_CUE_WHERES]);

/* From here on the text is of this section. */
typedef struct sg_section_mark {
    uint32_t start;
    uint8_t section; /* sg_section */
    sg_cue_hit cue;  /* that told it; its row may be SG_ID_NONE */
} sg_section_mark;

/* What told a mention's section and ask; row SG_ID_NONE: nothing did. */
typedef struct sg_told {
    sg_cue_hit section, ask;
} sg_told;

enum { SG_CONNECTORS = 9 };

/* One a thread of work. */
typedef struct sg_asker {
    const sg_cues *cues;
    uint64_t connectors[SG_CONNECTORS]; /* hashes of words that are not counted */
    sg_wording of;
    const sg_mention *mentions;
    size_t n;
    sg_section_mark *marks;
    size_t n_marks, cap_marks;
    struct {
        size_t start, end;
    } title;
    sg_cue_hit *hits; /* of the sentence */
    size_t n_hits, cap_hits;
    struct {
        size_t start, end; /* bytes */
        sg_cue_hit within; /* the cue that tells its section; its row may be SG_ID_NONE */
    } sentence;
    size_t word;   /* the first that starts in the mention that is being told, or behind it */
    sg_told *told; /* of each mention */
    size_t cap_told;
} sg_asker;

/* Borrows the cues. */
void sg_asker_init(sg_asker *asker, const sg_cues *cues);
void sg_asker_release(sg_asker *asker);
/* Sets section and ask of the mentions of a plain text. title: as in sg_document. -1 when memory ends. */
int sg_asker_tell(sg_asker *asker, const sg_wording *of, sg_text title, sg_mention *mentions, size_t n);

/* The byte at `at` ends a sentence: a line end, a bullet, or a stop before white space that is not of "e.g.". */
bool sg_sentence_ends(sg_text text, size_t at);

/* sections.c: the marks of the asker's text, by start. */
int sg_sections_find(sg_asker *asker, sg_text title);

#endif
