/* What a post's first line says. */
#ifndef POSTINGS_HN_LINE_H
#define POSTINGS_HN_LINE_H

#include "skillgap/plugin.h"

/* Fills employer, title, level, place, pay and remote from the first line of body that is not blank, after the
 * requirements 3 to 9 of postings_hn.c; what it does not say is left as it is. The texts borrow from body, or are good
 * until the next call. */
void hn_line_read(sg_text body, sg_posting *out);

#endif
