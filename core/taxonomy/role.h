/* The role that a person means: by its id or name, or by a title that may carry a level. */
#ifndef SG_TAXONOMY_ROLE_H
#define SG_TAXONOMY_ROLE_H

#include "taxonomy/title.h"

/* "backend-engineer", "Back-end engineer", "programmer"; "senior backend engineer" tells a level too, which an id and a
 * role's own name never do. All of the text must be understood. SG_EUSAGE: it is not; the message names the nearest
 * roles, with the level that was understood. */
sg_status sg_role_read(const sg_taxonomy *taxonomy, sg_text text, sg_title_reading *out, sg_error *err);

/* A role's name behind a level (-1: none), as it stands in a sentence, into out, which is returned: "senior data
 * engineer", "ML engineer". */
const char *sg_role_name(const sg_taxonomy *taxonomy, uint32_t role, int level, char *out, size_t size);

#endif
