/* What a title and a place say: role, level, region. By tables (longest match), never by guess. Texts are compared
 * word by word without case; punctuation between words is none ("Back-End" is "back end"), '+' and '#' belong to
 * their word. */
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

/* Titles are found from the left, the longest at each place; the first that is of a role names it, unless a later,
 * longer one contains it ("Engineer: Data Engineer"), or a field follows the role of a bare "engineer" ("Software
 * Engineer, Backend"). The level words that are not another role's tell the level ("Senior Staff":
 * the higher); "manager", "director" or "staff" that ends a longer title is part of the role ("Product Manager"),
 * unless the level words have all of that title ("engineering manager"). Of a text the first 64 words are read. */
sg_status sg_title_read(const sg_titles *titles, sg_text title, sg_title_reading *out, sg_error *err);

typedef enum sg_title_fit {
    SG_TITLE_WITHIN, /* it says more than a title, or none */
    SG_TITLE_FIELD,  /* nothing but a title, which lacks its noun: "Backend" */
    SG_TITLE_WHOLE   /* nothing but a title: each word is of the role, of the noun that it leans on, or of a level */
} sg_title_fit;
/* The same, and how much of it is a title; a mark such as "(m/f/d)" tells nothing and is let pass. */
sg_status sg_title_read_whole(const sg_titles *titles, sg_text title, sg_title_reading *out, sg_title_fit *fit,
                              sg_error *err);

typedef struct sg_place_reading {
    uint32_t region; /* the most precise one named, the first of several, or SG_ID_NONE */
    uint8_t remote;  /* sg_tristate as the text says: "remote", "hybrid", "onsite" … */
} sg_place_reading;

/* A region behind a comma chooses between places of one name ("Cambridge, UK"), and overrides one that it does not
 * contain ("Paris, TX" is US/TX when no Paris in Texas is listed). A place of two letters that stands behind a comma
 * must be in capitals. The words for remote work are fixed: hybrid before a denial before remote before on-site. */
sg_status sg_place_read(const sg_titles *titles, sg_text place, sg_place_reading *out, sg_error *err);

#endif
