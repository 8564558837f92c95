/* The JSON text of an input, document by document: the input itself, or what the scripts of a saved page hold. */
#ifndef SG_INPUT_JSON_SOURCE_H
#define SG_INPUT_JSON_SOURCE_H

#include "base/buf.h"
#include "input/csv.h"

#include <stdbool.h>

/* Some bytes of a document, and where they lie in the input. */
typedef struct sg_json_piece {
    sg_text text;        /* len 0: the document ends here */
    uint64_t offset;     /* of the first byte */
    const uint32_t *map; /* where each byte lies, counted from offset; NULL: one behind another */
} sg_json_piece;

/* Zero-initialise, then sg_json_source_init. */
typedef struct sg_json_source {
    sg_read_fn read;
    void *read_self;
    char *raw;           /* bytes as read; those from `at` to `end` are not looked at yet */
    size_t at, end;      /* in raw */
    uint64_t offset;     /* of raw[0] in the input */
    bool over;           /* the input has been read to its end */
    bool page, mail;     /* an HTML page; a mail message (MHTML) that holds one */
    sg_json_piece whole; /* of the page: decoded, and not looked through before `seen` */
    size_t seen;
    /* the page */
    uint8_t where;        /* in text, a tag, a comment, a script, a script of JSON */
    char tag[256];        /* what is in it so far, in lower case */
    size_t tag_len;       /* may be more than fits */
    char quote;           /* an attribute's that is open, or 0 */
    char held[8];         /* bytes of a script that may be its end */
    size_t matched;       /* how many */
    uint64_t held_offset; /* of the first */
    /* the message */
    char boundary[80]; /* between its parts */
    bool in_head;      /* of a part */
    bool is_page;      /* the part is HTML, */
    bool quoted;       /* and written as quoted-printable */
    sg_buf decoded;
    uint32_t *map;
} sg_json_source;

/* in_html: the input may be a page or a message, as its first bytes tell. Takes a byte order mark off. SG_EFAIL: text
 * in UTF-16, or what read answered. */
sg_status sg_json_source_init(sg_json_source *source, sg_read_fn read, void *read_self, bool in_html, sg_error *err);
void sg_json_source_release(sg_json_source *source);

/* The next piece, valid until the next call. *last: no document begins behind the one that ended with this piece. */
sg_status sg_json_source_next(sg_json_source *source, sg_json_piece *piece, bool *last, sg_error *err);

static inline uint64_t sg_json_piece_offset(const sg_json_piece *piece, size_t at)
{
    return piece->offset + (piece->map && at < piece->text.len ? piece->map[at] : at);
}

#endif
