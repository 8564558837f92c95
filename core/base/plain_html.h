/* Inside the plain text reader: entities and tags of HTML. */
#ifndef SG_BASE_PLAIN_HTML_H
#define SG_BASE_PLAIN_HTML_H

#include "base/plain_mark.h"

/* The entity that begins at `at` with '&', however often that was escaped (&amp;amp;lt;). Its end, or 0: it is none. */
size_t sg_entity_read(sg_text source, size_t at, uint32_t *code);
/* The code point in UTF-8; returns its bytes, 1 … 4. A no-break space becomes a space. */
uint8_t sg_code_put(uint32_t code, char out[4]);
/* The tag, comment or entity that begins at `at`. */
bool sg_html_read(sg_marks *marks, size_t at, sg_mark *out);

#endif
