#include "fetch/client.h"

#include "fetch/url.h"

#include <stdio.h>
#include <string.h>

/* SplitMix64 (Steele, Lea, Flood 2014), as a number from 0 to below 1. */
static double next_random(uint64_t *state)
{
    uint64_t x = *state += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return (double)((x ^ (x >> 31)) >> 11) * 0x1p-53;
}

/* Half of the doubled wait for sure and half by chance, so that many who were refused together do not come back
 * together; never before the server's own word. */
static uint64_t wait_before(sg_client *client, unsigned tried, const sg_reply *reply)
{
    uint64_t wait = SG_WAIT_FIRST_MS;
    for (unsigned i = 1; i < tried && wait < SG_WAIT_MAX_MS; i++) wait *= 2;
    if (wait > SG_WAIT_MAX_MS) wait = SG_WAIT_MAX_MS;
    wait = wait / 2 + (uint64_t)((double)wait / 2 * next_random(&client->random));
    uint64_t told = (uint64_t)reply->retry_after_s * 1000;
    return wait > told ? wait : told;
}

static bool worth_another_try(const sg_reply *reply)
{
    if (reply->end != SG_REPLY_WHOLE) return reply->end == SG_REPLY_CUT;
    int s = reply->status;
    return s == 408 || s == 416 || s == 429 || s == 500 || s == 502 || s == 503 || s == 504;
}

/* A weak ETag ("W/…") does not say that the bytes are the same. */
static bool resumable(const sg_reply *reply, const sg_buf *body)
{
    return reply->end != SG_REPLY_WHOLE && body->len && !body->failed && reply->ranges && reply->etag[0] == '"' &&
           (reply->status == 200 || reply->status == 206);
}

static sg_status fail_reply(const sg_reply *reply, const char *url, unsigned tried, sg_error *err)
{
    static const struct {
        int status;
        const char *meaning;
    } known[] = {{400, "bad request"},         {401, "not allowed"},       {403, "forbidden"},
                 {404, "there is none"},       {410, "it is gone"},        {429, "too many requests"},
                 {500, "an error of its own"}, {503, "not available now"}, {504, "it waited in vain"}};
    char host[256], times[40] = "";
    const char *meaning = "";
    sg_url_host(url, host);
    if (tried > 1) snprintf(times, sizeof times, ", after %u tries", tried);
    if (reply->end == SG_REPLY_STOPPED) return sg_fail(err, SG_EINTR, "stopped");
    if (reply->end != SG_REPLY_WHOLE) return sg_fail(err, SG_EFAIL, "%s: %s%s", host, reply->reason, times);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].status == reply->status) meaning = known[i].meaning;
    if (reply->retry_after_s > SG_RETRY_AFTER_MAX_S)
        return sg_fail(err, SG_EFAIL, "%s: answered %d%s%s%s, and asks to wait %u minutes: try again then", host,
                       reply->status, meaning[0] ? " (" : "", meaning, meaning[0] ? ")" : "",
                       (reply->retry_after_s + 59) / 60);
    return sg_fail(err, SG_EFAIL, "%s: answered %d%s%s%s%s", host, reply->status, meaning[0] ? " (" : "", meaning,
                   meaning[0] ? ")" : "", times);
}

/* One request, when its time has come. */
static bool ask_once(sg_client *client, const sg_request *request, sg_buf *body, sg_reply *out)
{
    const sg_clock *clock = client->clock;
    uint64_t now = clock->now_ms(clock->self);
    if (now < client->next_ms && !clock->wait_ms(clock->self, client->next_ms - now)) return false;
    client->next_ms = clock->now_ms(clock->self) + client->gap_ms;
    client->requests++;
    client->transport->get(client->transport->self, request, body, out);
    return true;
}

/* Where a redirect leads, into url; only to where the person was told that skillgap goes. */
static sg_status follow(const sg_reply *reply, char url[static SG_URL_MAX], sg_error *err)
{
    char host[256], other[256];
    sg_url_host(url, host);
    if (!reply->location[0])
        return sg_fail(err, SG_EFAIL, "%s: answered %d, a redirect that leads nowhere", host, reply->status);
    if (!sg_url_same_origin(url, reply->location)) {
        size_t origin = sg_url_origin(reply->location);
        return sg_fail(err, SG_EFAIL, "%s: sends us to another place, %.*s, which was not asked for; --base asks it",
                       host, (int)(origin ? origin : strlen(sg_url_host(reply->location, other))),
                       origin ? reply->location : other);
    }
    snprintf(url, SG_URL_MAX, "%s", reply->location);
    return SG_OK;
}

static void tell_wait(const sg_client *client, const sg_reply *reply, unsigned tried, uint64_t wait)
{
    char text[400], why[300];
    if (!client->tell) return;
    if (reply->end == SG_REPLY_WHOLE)
        snprintf(why, sizeof why, "the server answered %d", reply->status);
    else
        snprintf(why, sizeof why, "%s", reply->reason);
    snprintf(text, sizeof text, "%s; try %u of %u in %.1f s", why, tried + 1, client->tries, (double)wait / 1000);
    client->tell(client->self, text);
}

/* What the next request asks for: the rest, when the part that came (now or before) may be trusted to be the start of
 * what comes; else all. */
static void prepare_next(const sg_request *first, const sg_reply *reply, const sg_buf *body, char etag[SG_ETAG_MAX],
                         sg_request *next)
{
    bool unanswered = reply->status != 200 && reply->status != 206 && reply->status != 416;
    if (resumable(reply, body))
        next->resume = memcpy(etag, reply->etag, SG_ETAG_MAX);
    else if (!unanswered)
        next->resume = NULL;
    next->etag = next->resume ? NULL : first->etag;
    next->modified = next->resume ? NULL : first->modified;
}

/* Asks, and follows redirects. SG_OK: there is a reply, of whatever kind. */
static sg_status ask_through(sg_client *client, sg_request *request, char url[static SG_URL_MAX], sg_buf *body,
                             sg_reply *out, sg_error *err)
{
    for (int redirects = 0; redirects <= SG_REDIRECTS_MAX; redirects++) {
        request->url = url;
        if (!request->resume) sg_buf_clear(body);
        if (!ask_once(client, request, body, out)) return sg_fail(err, SG_EINTR, "stopped");
        bool redirect =
            out->status == 301 || out->status == 302 || out->status == 303 || out->status == 307 || out->status == 308;
        if (out->end != SG_REPLY_WHOLE || !redirect) return SG_OK;
        sg_status status = follow(out, url, err);
        if (status != SG_OK) return status;
    }
    return sg_fail(err, SG_EFAIL, "%s: over %d redirects", url, SG_REDIRECTS_MAX);
}

static bool is_answer(const sg_reply *reply, const sg_request *request)
{
    if (reply->end != SG_REPLY_WHOLE) return false;
    return reply->status == 200 || (reply->status == 206 && request->resume) ||
           (reply->status == 304 && (request->etag || request->modified));
}

static sg_status ask_until(sg_client *client, const sg_request *first, sg_request *next, char etag[SG_ETAG_MAX],
                           sg_buf *body, sg_reply *out, sg_error *err)
{
    char url[SG_URL_MAX];
    if (snprintf(url, sizeof url, "%s", first->url) >= (int)sizeof url)
        return sg_fail(err, SG_EFAIL, "an address of over %d bytes", SG_URL_MAX - 1);
    for (unsigned tried = 1;; tried++) {
        sg_status status = ask_through(client, next, url, body, out, err);
        if (status != SG_OK || is_answer(out, next)) return status;
        prepare_next(first, out, body, etag, next);
        bool again = worth_another_try(out) && out->retry_after_s <= SG_RETRY_AFTER_MAX_S;
        if (!again || tried >= client->tries) return fail_reply(out, url, tried, err);
        uint64_t wait = wait_before(client, tried, out);
        tell_wait(client, out, tried, wait);
        if (!client->clock->wait_ms(client->clock->self, wait)) return sg_fail(err, SG_EINTR, "stopped");
    }
}

sg_status sg_client_get(sg_client *client, const sg_request *request, sg_buf *body, sg_reply *out, sg_error *err)
{
    char etag[SG_ETAG_MAX];
    sg_request next = *request;
    *out = (sg_reply){.end = SG_REPLY_STOPPED};
    sg_status status = ask_until(client, request, &next, etag, body, out, err);
    if (status == SG_OK) return SG_OK;
    out->etag[0] = '\0';
    if (next.resume)
        snprintf(out->etag, sizeof out->etag, "%s", next.resume);
    else
        sg_buf_clear(body);
    return status;
}
