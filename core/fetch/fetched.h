/* What was fetched: a folder of the servers' answers as they came, and index.json, which says of each its address, its
 * ETag and Last-Modified, the content's hash and the day on which it was last asked for. An answer comes under its name
 * only whole; the start of one that was cut lies beside it as NAME.part. One skillgap at a time works in the folder. */
#ifndef SG_FETCH_FETCHED_H
#define SG_FETCH_FETCHED_H

#include "base/buf.h"
#include "base/month.h"
#include "base/status.h"

#include <jansson.h>
#include <limits.h>

typedef struct sg_fetched {
    char folder[PATH_MAX];
    json_t *index; /* file name → its entry */
    int lock;      /* descriptor of the folder, or -1: only read */
    bool lost;     /* the index could not be read: all is asked anew */
} sg_fetched;

/* What is known of an answer. Texts borrow: from the fetched until the next change of that file. */
typedef struct sg_kept {
    const char *url, *etag, *modified; /* etag, modified: NULL when the server gave none */
    uint64_t hash;
    size_t bytes, items;
    sg_day day; /* last asked */
} sg_kept;

/* Opens or makes the folder (mode 0700), for this process alone. SG_EFAIL: it cannot be made or read, or another
 * skillgap is at work in it. */
sg_status sg_fetched_open(const char *folder, sg_fetched *out, sg_error *err);
/* To look only: makes nothing and waits for no one. A missing folder is an empty fetched. */
sg_status sg_fetched_look(const char *folder, sg_fetched *out, sg_error *err);
void sg_fetched_close(sg_fetched *fetched);

/* file: below the folder, "hn/2026-10.json". False: there is none, or its content is no longer what was kept. */
bool sg_fetched_find(const sg_fetched *fetched, const char *file, sg_kept *out);
/* The address from which it came, or the start of it; NULL: not known. Borrowed as in sg_kept. */
const char *sg_fetched_address(const sg_fetched *fetched, const char *file);
/* The last file in the order of names below "hn/" …, into out; "" when there is none. */
void sg_fetched_last(const sg_fetched *fetched, const char *below, char out[static 256]);
/* The whole path. SG_EFAIL: too long. */
sg_status sg_fetched_path(const sg_fetched *fetched, const char *file, char out[static PATH_MAX], sg_error *err);

/* Writes the answer (body NULL: it is there already) and what is known of it; the part of it goes. The hash is taken
 * here. */
sg_status sg_fetched_keep(sg_fetched *fetched, const char *file, const sg_buf *body, const sg_kept *kept,
                          sg_error *err);

/* The start of a cut answer of this address, into body, and the ETag to resume it with; false when there is none. */
bool sg_fetched_part(const sg_fetched *fetched, const char *file, const char *url, sg_buf *body, char etag[static 256]);
sg_status sg_fetched_keep_part(sg_fetched *fetched, const char *file, const char *url, const char *etag,
                               const sg_buf *body, sg_error *err);
sg_status sg_fetched_drop_part(sg_fetched *fetched, const char *file, sg_error *err);

#endif
