/* The way to a server: one request, one answer. A table of functions, so that something else than the network can stand
 * in its place. Nothing here waits, tries again or follows a redirect: fetch/client.h does. */
#ifndef SG_FETCH_TRANSPORT_H
#define SG_FETCH_TRANSPORT_H

#include "base/buf.h"
#include "base/status.h"

#include <stdbool.h>

enum { SG_ETAG_MAX = 256, SG_URL_MAX = 2048 };

/* A GET. Texts borrow; NULL: not sent. */
typedef struct sg_request {
    const char *url;
    const char *etag;     /* If-None-Match */
    const char *modified; /* If-Modified-Since, as the server wrote it */
    const char *resume; /* If-Range: a strong ETag; the bytes behind those that the body already holds are asked for */
} sg_request;

typedef enum sg_reply_end {
    SG_REPLY_WHOLE,   /* an answer came, whole: status says what it is */
    SG_REPLY_CUT,     /* no connection, or one that broke or stood still: another try may do */
    SG_REPLY_REFUSED, /* another try would end the same: a certificate, an answer too large, no HTTP */
    SG_REPLY_STOPPED  /* the person ended it */
} sg_reply_end;

typedef struct sg_reply {
    sg_reply_end end;
    int status;                /* of HTTP; 0: none came */
    bool ranges;               /* the server takes a request for a part */
    unsigned retry_after_s;    /* 0: not said */
    char etag[SG_ETAG_MAX];    /* "" when there is none, or one too long to be kept */
    char modified[64];         /* Last-Modified, or "" */
    char type[64];             /* Content-Type, or "" */
    char location[SG_URL_MAX]; /* where a redirect leads, absolute, or "" */
    char reason[256];          /* why it was cut or refused */
} sg_reply;

typedef struct sg_transport {
    void *self;
    /* Puts the bytes of a good answer (200) into body, in place of what it held; those of the asked-for part (206)
     * behind it. Bytes of other answers are dropped. What was got of a cut answer stays in body. More than body's
     * maximum is refused. The request's texts do not lie in out. */
    void (*get)(void *self, const sg_request *request, sg_buf *body, sg_reply *out);
    void (*close)(void *self);
} sg_transport;

typedef struct sg_curl_settings {
    const char *library; /* file name; NULL: as Debian names it */
    const char *agent;   /* User-Agent */
    bool plain;          /* plain http is asked too; without it https alone */
    unsigned connect_s;  /* for a connection at most */
    unsigned stall_s;    /* hardly a byte for so long: cut */
    /* Called about once a second and as bytes come; false ends the request. expected: bytes in all, 0: not known. */
    bool (*going)(void *self, uint64_t bytes, uint64_t expected);
    void *self;
} sg_curl_settings;

/* Transport by libcurl, which is loaded now and not before. One connection at a time, kept for the next request to its
 * host; proxies are taken from the environment as curl does. settings: copied, its texts borrowed. To close with its
 * close. SG_EFAIL: there is no libcurl; the message names the package that holds it. */
sg_status sg_transport_curl(const sg_curl_settings *settings, sg_transport *out, sg_error *err);

#endif
