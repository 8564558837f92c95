/* What a title and a place say: role, level, region. By tables (longest match), never by guess. */
#ifndef SG_TAXONOMY_TITLE_H
#define SG_TAXONOMY_TITLE_H

#include "taxonomy/taxonomy.h"

typedef struct sg_title_reading {
    uint32_t role; /* or SG_ID_NONE */
    int level;     /* index into sg_level_ids, or -1: not stated */
} sg_title_reading;

/* Index over titles, level words and places. Borrows the taxonomy. NULL when memory ends. */
typedef struct sg_titles sg_titles;
sg_titles *sg_titles_alloc(const sg_taxonomy *taxonomy);
void sg_titles_free(sg_titles *titles);

/* The longest title that the text contains names the role; the words around it the level ("Senior Staff": the
 * higher). */
sg_status sg_title_read(const sg_titles *titles, sg_text title, sg_title_reading *out, sg_error *err);

typedef struct sg_place_reading {
    uint32_t region; /* the most precise one named first, or SG_ID_NONE */
    uint8_t remote;  /* sg_tristate as the text says: "remote", "hybrid", "onsite" … */
} sg_place_reading;

sg_status sg_place_read(const sg_titles *titles, sg_text place, sg_place_reading *out, sg_error *err);

#endif
