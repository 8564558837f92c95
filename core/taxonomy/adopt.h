/* Whole vocabularies of another's making (ESCO, O*NET) into a taxonomy, under one policy. Raw they are poisonous: their
 * labels hold "as", "is" and "teams".
 *
 * 1. A skill or role that is there already (same ESCO concept or code, same name without case, same id) is the same
 *    one: ours keeps its id and gains forms and titles. Requirements are taken for new roles alone.
 * 2. A form is left out that has fewer than three letters, is one of the commonest English words or an inflection of
 *    one, is a form of another skill already, or has more words than the matcher looks at.
 * 3. A form of one word that could mean something else gets the rule "tech": it counts in a list of skills, or with a
 *    skill near it. A capitalised one must be written so; one of capitals alone counts in capitals, or in a list. A
 *    word with a digit, a mark or capitals inside ("KDevelop", "3D") means itself. Forms of several words stand.
 * 4. A form that comes with a case or a rule was thought about: it is taken as it is, unless it is there already. */
#ifndef SG_TAXONOMY_ADOPT_H
#define SG_TAXONOMY_ADOPT_H

#include "taxonomy/taxonomy.h"

typedef struct sg_adoption sg_adoption;

/* Between the last row of our own and sg_taxonomy_finish. Borrows both. NULL when memory ends. */
sg_adoption *sg_adoption_alloc(sg_taxonomy *taxonomy, const sg_map *common);
void sg_adoption_free(sg_adoption *adoption);
/* A record of the part that is read now: the one that the next sg_taxonomy_end_part makes. Ids are those of its
 * vocabulary. Files of one vocabulary may come in any order. */
sg_status sg_adoption_take(sg_adoption *adoption, uint32_t type, const void *record, sg_error *err);
/* After the last part: adds what names others, and puts the numbers into the parts. */
sg_status sg_adoption_finish(sg_adoption *adoption, sg_error *err);

#endif
