/* A skill as the taxonomy has it: how it is written, by which rules it is told from other words, what it belongs to. */
#ifndef SG_VIEW_ENTRY_H
#define SG_VIEW_ENTRY_H

#include "report/doc.h"
#include "taxonomy/taxonomy.h"

/* Whether a skill is the person's own, or of a vocabulary that they added: shipped postings were not read for it. */
bool sg_skill_is_own(const sg_taxonomy *taxonomy, uint32_t skill);
/* With a taxonomy of one's own: that shipped data were counted with the shipped one. */
void sg_note_own(sg_doc *doc, const sg_taxonomy *taxonomy);

/* A skill as the taxonomy has it, into the document. -1 when memory ends. */
int sg_view_entry(sg_doc *doc, const sg_taxonomy *taxonomy, uint32_t skill);

#endif
