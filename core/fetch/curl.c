/* The network, by libcurl. It is not linked: what never calls `fetch` never has it in its memory. */
#include "fetch/transport.h"

#include "base/mem.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* The functions in use, with the types that the header gives them. */
typedef struct curl_calls {
    __typeof__(curl_global_init) *global_init;
    __typeof__(curl_easy_init) *easy_init;
    __typeof__(curl_easy_reset) *easy_reset;
    __typeof__(curl_easy_setopt) *setopt;
    __typeof__(curl_easy_perform) *perform;
    __typeof__(curl_easy_getinfo) *getinfo;
    __typeof__(curl_easy_strerror) *strerror;
    __typeof__(curl_easy_cleanup) *cleanup;
    __typeof__(curl_slist_append) *slist_append;
    __typeof__(curl_slist_free_all) *slist_free;
} curl_calls;

static const struct {
    const char *name;
    size_t at;
} symbols[] = {{"curl_global_init", offsetof(curl_calls, global_init)},
               {"curl_easy_init", offsetof(curl_calls, easy_init)},
               {"curl_easy_reset", offsetof(curl_calls, easy_reset)},
               {"curl_easy_setopt", offsetof(curl_calls, setopt)},
               {"curl_easy_perform", offsetof(curl_calls, perform)},
               {"curl_easy_getinfo", offsetof(curl_calls, getinfo)},
               {"curl_easy_strerror", offsetof(curl_calls, strerror)},
               {"curl_easy_cleanup", offsetof(curl_calls, cleanup)},
               {"curl_slist_append", offsetof(curl_calls, slist_append)},
               {"curl_slist_free_all", offsetof(curl_calls, slist_free)}};

/* The handle stays open until the program ends: TLS libraries do not bear to be unloaded. */
static sg_status load_calls(const char *library, curl_calls *out, sg_error *err)
{
    void *handle = dlopen(library ? library : "libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!handle && !library) handle = dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL); /* the same calls */
    if (!handle)
        return sg_fail(err, SG_EFAIL, "fetch needs libcurl, which is not installed: apt-get install libcurl4 (%s)",
                       dlerror());
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        void *symbol = dlsym(handle, symbols[i].name);
        if (!symbol)
            return sg_fail(err, SG_EFAIL, "%s lacks %s: not the libcurl of apt-get install libcurl4",
                           library ? library : "libcurl.so.4", symbols[i].name);
        memcpy((char *)out + symbols[i].at, &symbol, sizeof symbol);
    }
    return SG_OK;
}

typedef struct network {
    curl_calls curl;
    CURL *handle;
    sg_curl_settings settings;
    /* of the request at work */
    const sg_request *request;
    sg_buf *body;
    sg_reply *reply;
    uint64_t dropped; /* bytes of an answer that is none of ours */
    bool started;     /* the body's bytes have begun */
    long long part;   /* first byte of the part that came, or -1 */
} network;

/* ---- what comes in ---- */

/* The value of the header line when it is of this name, trimmed, into out. False: another header, or too long. */
static bool header_is(const char *line, size_t len, const char *name, char *out, size_t size)
{
    size_t head = strlen(name);
    if (len <= head || line[head] != ':' || strncasecmp(line, name, head) != 0) return false;
    const char *at = line + head + 1, *end = line + len;
    while (at < end && strchr(" \t", *at)) at++;
    while (end > at && strchr(" \t\r\n", end[-1])) end--;
    if ((size_t)(end - at) >= size || memchr(at, '\0', (size_t)(end - at))) return false;
    memcpy(out, at, (size_t)(end - at));
    out[end - at] = '\0';
    return true;
}

static size_t take_header(char *line, size_t one, size_t len, void *self)
{
    network *net = self;
    sg_reply *reply = net->reply;
    char value[64];
    if (len > 5 && memcmp(line, "HTTP/", 5) == 0) { /* also after a "100 Continue" */
        reply->etag[0] = reply->modified[0] = reply->type[0] = '\0';
        reply->ranges = false;
        net->part = -1;
    }
    header_is(line, len, "etag", reply->etag, sizeof reply->etag);
    header_is(line, len, "last-modified", reply->modified, sizeof reply->modified);
    header_is(line, len, "content-type", reply->type, sizeof reply->type);
    if (header_is(line, len, "accept-ranges", value, sizeof value)) reply->ranges = strcasecmp(value, "bytes") == 0;
    if (header_is(line, len, "content-range", value, sizeof value) && sscanf(value, "bytes %lld-", &net->part) != 1)
        net->part = -1;
    return one * len;
}

/* The first bytes of a body: is it the whole, the part that was asked for, or none of ours? */
static bool begin_body(network *net)
{
    long status = 0;
    net->curl.getinfo(net->handle, CURLINFO_RESPONSE_CODE, &status);
    net->started = true;
    net->reply->status = (int)status;
    if (status == 200) sg_buf_clear(net->body);
    return status != 206 || net->part == (long long)net->body->len;
}

static size_t take_body(char *at, size_t one, size_t len, void *self)
{
    network *net = self;
    size_t n = one * len;
    if (!net->started && !begin_body(net)) {
        snprintf(net->reply->reason, sizeof net->reply->reason, "another part came than was asked for");
        net->reply->ranges = false; /* not to be asked so again */
        return 0;
    }
    if (net->reply->status == 200 || net->reply->status == 206) return sg_buf_add(net->body, at, n) == 0 ? n : 0;
    net->dropped += n;
    return net->dropped <= net->body->max ? n : 0;
}

static int tell_progress(void *self, curl_off_t total, curl_off_t now, curl_off_t up_total, curl_off_t up_now)
{
    network *net = self;
    (void)up_total, (void)up_now;
    const sg_curl_settings *s = &net->settings;
    return s->going && !s->going(s->self, now > 0 ? (uint64_t)now : 0, total > 0 ? (uint64_t)total : 0);
}

/* ---- one request ---- */

/* Appends "name: value" when there is a value. False: no memory, or a line too long. */
static bool add_header(const network *net, struct curl_slist **list, const char *name, const char *value)
{
    char line[SG_ETAG_MAX + 64];
    if (!value) return true;
    int len = snprintf(line, sizeof line, "%s: %s", name, value);
    if (len < 0 || (size_t)len >= sizeof line) return false;
    struct curl_slist *longer = net->curl.slist_append(*list, line);
    if (longer) *list = longer;
    return longer != NULL;
}

static bool add_headers(const network *net, struct curl_slist **list)
{
    const sg_request *r = net->request;
    char range[40];
    snprintf(range, sizeof range, "bytes=%zu-", net->body->len);
    return add_header(net, list, "Accept", "application/json") && add_header(net, list, "If-None-Match", r->etag) &&
           add_header(net, list, "If-Modified-Since", r->modified) &&
           add_header(net, list, "Range", r->resume ? range : NULL) && add_header(net, list, "If-Range", r->resume);
}

static void set_options(network *net, const struct curl_slist *headers, char *problem)
{
    CURL *h = net->handle;
    const curl_calls *c = &net->curl;
    const sg_curl_settings *s = &net->settings;
    c->easy_reset(h); /* connections stay open */
    c->setopt(h, CURLOPT_URL, net->request->url);
    c->setopt(h, CURLOPT_PROTOCOLS_STR, s->plain ? "http,https" : "https");
    c->setopt(h, CURLOPT_USERAGENT, s->agent);
    c->setopt(h, CURLOPT_HTTPHEADER, headers);
    c->setopt(h, CURLOPT_NOSIGNAL, 1L);
    c->setopt(h, CURLOPT_MAXCONNECTS, 1L);
    c->setopt(h, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    c->setopt(h, CURLOPT_CONNECTTIMEOUT, (long)s->connect_s);
    c->setopt(h, CURLOPT_LOW_SPEED_LIMIT, 50L); /* bytes/s */
    c->setopt(h, CURLOPT_LOW_SPEED_TIME, (long)s->stall_s);
    c->setopt(h, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)net->body->max);
    c->setopt(h, CURLOPT_ERRORBUFFER, problem);
    c->setopt(h, CURLOPT_HEADERFUNCTION, take_header);
    c->setopt(h, CURLOPT_HEADERDATA, net);
    c->setopt(h, CURLOPT_WRITEFUNCTION, take_body);
    c->setopt(h, CURLOPT_WRITEDATA, net);
    c->setopt(h, CURLOPT_NOPROGRESS, 0L);
    c->setopt(h, CURLOPT_XFERINFOFUNCTION, tell_progress);
    c->setopt(h, CURLOPT_XFERINFODATA, net);
}

static sg_reply_end end_of(const network *net, CURLcode code)
{
    switch (code) {
    case CURLE_OK: return SG_REPLY_WHOLE;
    case CURLE_ABORTED_BY_CALLBACK: return SG_REPLY_STOPPED;
    case CURLE_WRITE_ERROR: return net->body->failed || net->dropped ? SG_REPLY_REFUSED : SG_REPLY_CUT;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR: return SG_REPLY_CUT;
    default: return SG_REPLY_REFUSED;
    }
}

static void fill_reply(network *net, CURLcode code, const char *problem)
{
    sg_reply *reply = net->reply;
    long status = 0;
    char *location = NULL;
    curl_off_t wait = 0;
    net->curl.getinfo(net->handle, CURLINFO_RESPONSE_CODE, &status);
    net->curl.getinfo(net->handle, CURLINFO_REDIRECT_URL, &location);
    net->curl.getinfo(net->handle, CURLINFO_RETRY_AFTER, &wait);
    reply->end = end_of(net, code);
    reply->status = (int)status;
    reply->retry_after_s = wait > 0 ? (unsigned)(wait < 1000000 ? wait : 1000000) : 0;
    if (location && strlen(location) < sizeof reply->location) memcpy(reply->location, location, strlen(location) + 1);
    if (status == 200 && !net->started && code == CURLE_OK) sg_buf_clear(net->body); /* an empty one */
    if (code == CURLE_FILESIZE_EXCEEDED || net->body->failed || net->dropped > net->body->max)
        snprintf(reply->reason, sizeof reply->reason, "the answer is larger than %zu MB", net->body->max >> 20);
    else if (code != CURLE_OK && !reply->reason[0])
        snprintf(reply->reason, sizeof reply->reason, "%s", problem[0] ? problem : net->curl.strerror(code));
}

static void get(void *self, const sg_request *request, sg_buf *body, sg_reply *out)
{
    network *net = self;
    char problem[CURL_ERROR_SIZE] = "";
    struct curl_slist *headers = NULL;
    *out = (sg_reply){.end = SG_REPLY_REFUSED};
    net->request = request;
    net->body = body;
    net->reply = out;
    net->dropped = 0;
    net->started = false;
    net->part = -1;
    if (add_headers(net, &headers)) {
        set_options(net, headers, problem);
        fill_reply(net, net->curl.perform(net->handle), problem);
    } else {
        snprintf(out->reason, sizeof out->reason, "no memory for the request, or a header too long");
    }
    net->curl.slist_free(headers);
}

static void close_network(void *self)
{
    network *net = self;
    if (net->handle) net->curl.cleanup(net->handle);
    sg_free(net);
}

sg_status sg_transport_curl(const sg_curl_settings *settings, sg_transport *out, sg_error *err)
{
    network *net = sg_zalloc(1, sizeof *net);
    if (!net) return sg_fail(err, SG_EFAIL, "no memory");
    net->settings = *settings;
    sg_status status = load_calls(settings->library, &net->curl, err);
    if (status == SG_OK) {
        net->curl.global_init(CURL_GLOBAL_DEFAULT);
        net->handle = net->curl.easy_init();
        if (!net->handle) status = sg_fail(err, SG_EFAIL, "libcurl cannot be started");
    }
    if (status == SG_OK)
        *out = (sg_transport){net, get, close_network};
    else
        close_network(net);
    return status;
}
