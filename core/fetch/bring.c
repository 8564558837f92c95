#include "fetch/bring.h"

#include "fetch/url.h"

#include <stdio.h>
#include <string.h>

/* A page of HTML (a login, a notice) is what comes most often in place of JSON. */
static sg_status parse(const sg_buf *body, const sg_request *request, const sg_reply *reply, json_t **out,
                       sg_error *err)
{
    char host[256];
    json_error_t problem;
    sg_text start = sg_text_trim((sg_text){body->at ? body->at : "", body->len});
    sg_url_host(request->url, host);
    if (!start.len) return sg_fail(err, SG_EFAIL, "%s: an empty answer came, expected JSON", host);
    if (start.at[0] != '{' && start.at[0] != '[')
        return sg_fail(err, SG_EFAIL, "%s: expected JSON, found %s that begins \"%.*s\"", host,
                       reply->type[0] ? reply->type : "text", (int)(start.len < 40 ? start.len : 40), start.at);
    json_t *json = json_loadb(body->at, body->len, 0, &problem);
    if (!json)
        return sg_fail(err, SG_EFAIL, "%s: not whole JSON: line %d, column %d: %s", host, problem.line, problem.column,
                       problem.text);
    *out = json;
    return SG_OK;
}

/* Asks, and notes whether it is worth to ask this host again. */
static sg_status ask(sg_fetch *fetch, const sg_request *request, sg_buf *body, sg_reply *reply, sg_error *err)
{
    sg_status status = sg_client_get(fetch->client, request, body, reply, err);
    fetch->down = status == SG_EFAIL && (reply->end == SG_REPLY_CUT || reply->status == 429 || reply->status == 503);
    return status;
}

sg_status sg_bring_list(sg_fetch *fetch, const char *url, json_t **out, sg_error *err)
{
    const sg_request request = {.url = url};
    sg_reply reply;
    sg_buf body;
    *out = NULL;
    if (fetch->plan) {
        fetch->plan(fetch->self, &request, 0, NULL);
        return SG_OK;
    }
    if (fetch->begin) fetch->begin(fetch->self, "the list");
    sg_buf_init(&body, fetch->answer_max);
    sg_status status = ask(fetch, &request, &body, &reply, err);
    if (status == SG_OK) status = parse(&body, &request, &reply, out, err);
    sg_buf_release(&body);
    return status;
}

/* A request on its way, and what is known beforehand. */
typedef struct bringing {
    sg_fetch *fetch;
    const sg_wanted *wanted;
    sg_request request;
    sg_reply reply;
    sg_buf body;
    sg_kept held;
    bool has_held;
    char etag[SG_ETAG_MAX];
    sg_brought *out;
} bringing;

/* The rest of what was cut before; else whether the kept one is still the server's; else all. */
static void prepare(bringing *b)
{
    const sg_wanted *w = b->wanted;
    const sg_fetched *fetched = b->fetch->fetched;
    b->request = (sg_request){.url = w->url};
    b->has_held = w->held[0] && sg_fetched_find(fetched, w->held, &b->held);
    if (sg_fetched_part(fetched, w->file, w->url, &b->body, b->etag)) {
        b->request.resume = b->etag;
    } else if (b->has_held && strcmp(b->held.url, w->url) == 0) {
        b->request.etag = b->held.etag;
        b->request.modified = b->held.etag ? NULL : b->held.modified;
    }
}

static sg_status plan(const bringing *b, sg_error *err)
{
    char path[PATH_MAX];
    sg_status status = sg_fetched_path(b->fetch->fetched, b->wanted->file, path, err);
    if (status != SG_OK) return status;
    b->fetch->plan(b->fetch->self, &b->request, b->body.len, path);
    b->out->how = SG_BROUGHT_PLANNED;
    return SG_OK;
}

static sg_status fail_brought(bringing *b, const sg_error *why)
{
    b->out->how = SG_BROUGHT_FAILED;
    b->out->file[0] = '\0';
    memcpy(b->out->reason, why->text, sizeof b->out->reason);
    return SG_OK;
}

/* It was cut for good, or stopped: its start waits for the next run, where it can be resumed. */
static sg_status end_cut(bringing *b, sg_status status, const sg_error *why, sg_error *err)
{
    sg_fetched *fetched = b->fetch->fetched;
    sg_status kept = b->reply.etag[0] && b->body.len
                         ? sg_fetched_keep_part(fetched, b->wanted->file, b->wanted->url, b->reply.etag, &b->body, err)
                         : sg_fetched_drop_part(fetched, b->wanted->file, err);
    if (kept != SG_OK) return kept;
    fail_brought(b, why);
    return status == SG_EINTR ? sg_fail(err, SG_EINTR, "%s", why->text) : SG_OK;
}

/* The kept answer stands; it was asked today. */
static sg_status keep_held(bringing *b, sg_error *err)
{
    sg_kept kept = b->held;
    const char *etag = b->reply.etag, *modified = b->reply.modified;
    kept.url = b->wanted->url;
    kept.day = b->fetch->today;
    if (etag[0]) kept.etag = etag;
    if (modified[0]) kept.modified = modified;
    b->out->how = SG_BROUGHT_SAME;
    b->out->items = kept.items;
    b->out->bytes = kept.bytes;
    snprintf(b->out->file, sizeof b->out->file, "%s", b->wanted->held);
    sg_status status = sg_fetched_keep(b->fetch->fetched, b->wanted->held, NULL, &kept, err);
    return status == SG_OK ? sg_fetched_drop_part(b->fetch->fetched, b->wanted->file, err) : status;
}

static sg_status keep_new(bringing *b, size_t items, sg_error *err)
{
    const sg_wanted *w = b->wanted;
    uint64_t hash = sg_hash(b->body.at, b->body.len);
    if (b->has_held && b->held.hash == hash) return keep_held(b, err);
    bool in_place = b->has_held && strcmp(w->held, w->file) == 0;
    const sg_kept kept = {.url = w->url,
                          .etag = b->reply.etag[0] ? b->reply.etag : NULL,
                          .modified = b->reply.modified[0] ? b->reply.modified : NULL,
                          .items = items,
                          .day = b->fetch->today};
    b->out->how = in_place ? SG_BROUGHT_CHANGED : SG_BROUGHT_NEW;
    b->out->items = items;
    b->out->bytes = b->body.len;
    snprintf(b->out->file, sizeof b->out->file, "%s", w->file);
    return sg_fetched_keep(b->fetch->fetched, w->file, &b->body, &kept, err);
}

static sg_status bring(bringing *b, sg_error *err)
{
    sg_error why = {""};
    json_t *answer = NULL;
    size_t items = 0;
    sg_status status = ask(b->fetch, &b->request, &b->body, &b->reply, &why);
    if (status != SG_OK) return end_cut(b, status, &why, err);
    if (b->reply.status == 304) return keep_held(b, err);
    status = parse(&b->body, &b->request, &b->reply, &answer, &why);
    if (status == SG_OK) {
        status = b->wanted->check(b->wanted->ctx, answer, &items, &why);
        if (status != SG_OK) sg_fail_in(&why, status, "an answer that is not what was asked for");
    }
    json_decref(answer);
    if (status == SG_OK) return keep_new(b, items, err);
    fail_brought(b, &why);
    return sg_fetched_drop_part(b->fetch->fetched, b->wanted->file, err);
}

sg_status sg_bring(sg_fetch *fetch, const sg_wanted *wanted, sg_brought *out, sg_error *err)
{
    bringing b = {.fetch = fetch, .wanted = wanted, .out = out};
    sg_status status = SG_OK;
    sg_buf_init(&b.body, fetch->answer_max);
    prepare(&b);
    if (fetch->plan) {
        status = plan(&b, err);
    } else if (fetch->down) {
        status = fail_brought(&b, &(sg_error){"not asked: the server did not answer before"});
    } else {
        if (fetch->begin) fetch->begin(fetch->self, out->what);
        status = bring(&b, err);
    }
    sg_buf_release(&b.body);
    return status;
}
