/* Hacker News, "Ask HN: Who is hiring?", by Algolia's HN search: one list of the threads, then a request a thread. */
#include "fetch/bring.h"

#include "base/mem.h"
#include "fetch/url.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { HITS_MAX = 1000 /* that Algolia gives of one query */, LISTS_MAX = 20, EARLY_DAYS = 7, SECONDS_A_DAY = 86400 };

/* ---- titles ---- */

static const char *const month_names[12] = {"january", "february", "march",     "april",   "may",      "june",
                                            "july",    "august",   "september", "october", "november", "december"};

/* "(November 2026)" */
static bool read_month(const char *at, sg_month *out)
{
    while (*at == ' ') at++;
    for (int m = 0; m < 12; m++) {
        size_t len = strlen(month_names[m]);
        int year = 0, end = 0;
        if (strncasecmp(at, month_names[m], len) != 0) continue;
        if (sscanf(at + len, " %4d )%n", &year, &end) != 1 || !end || at[len] != ' ' || year < 2000 || year > 2199)
            return false;
        *out = sg_month_of(year, m + 1);
        return true;
    }
    return false;
}

bool sg_hn_title_month(const char *title, sg_month *out)
{
    static const char *const asks[] = {"who is hiring?", "who's hiring?", "who\xe2\x80\x99s hiring?"};
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
        const char *ask = strcasestr(title, asks[i]);
        const char *open = ask ? strchr(ask, '(') : NULL;
        if (open && read_month(open + 1, out)) return true;
    }
    return false;
}

bool sg_hn_closed(sg_day asked, sg_month month)
{
    return sg_month_of_day(asked) >= month + 2;
}

static const char *file_of(sg_month month, char out[static 64])
{
    char text[8];
    snprintf(out, 64, "hn/%s.json", sg_month_format(month, text));
    return out;
}

sg_month sg_hn_first_open(const sg_fetched *fetched)
{
    sg_month first = SG_MONTH_ABSENT, month;
    sg_kept kept;
    const char *file;
    json_t *entry;
    json_object_foreach(fetched->index, file, entry)
    {
        sg_text name = sg_text_of(file);
        if (name.len != 15 || memcmp(file, "hn/", 3) != 0 || !sg_month_parse((sg_text){file + 3, 7}, &month)) continue;
        if (!sg_fetched_find(fetched, file, &kept) || sg_hn_closed(kept.day, month)) continue;
        if (first == SG_MONTH_ABSENT || month < first) first = month;
    }
    return first;
}

/* ---- the list of threads ---- */

typedef struct thread {
    long long id; /* 0: none */
    long long comments;
} thread;

typedef struct finding {
    sg_month first, last;
    thread *threads;  /* by month from first */
    size_t hits;      /* of the last list */
    long long total;  /* hits that the last query has in all */
    long long oldest; /* second of the earliest hit */
} finding;

/* Of several threads of one month the one that people wrote to stands. */
static void take_hit(finding *f, const json_t *hit)
{
    sg_month month;
    const char *title = json_string_value(json_object_get(hit, "title"));
    const char *id_text = json_string_value(json_object_get(hit, "objectID"));
    long long id = 0, comments = json_integer_value(json_object_get(hit, "num_comments"));
    long long second = json_integer_value(json_object_get(hit, "created_at_i"));
    if (second && (!f->oldest || second < f->oldest)) f->oldest = second;
    if (!title || !id_text || !sg_text_integer(sg_text_of(id_text), &id) || id <= 0) return;
    if (!sg_hn_title_month(title, &month) || month < f->first || month > f->last) return;
    thread *t = &f->threads[month - f->first];
    if (!t->id || comments > t->comments || (comments == t->comments && id < t->id)) *t = (thread){id, comments};
}

static sg_status take_list(finding *f, const json_t *answer, sg_error *err)
{
    const json_t *hits = json_object_get(answer, "hits"), *total = json_object_get(answer, "nbHits"), *hit;
    size_t i;
    if (!json_is_array(hits) || !json_is_integer(total))
        return sg_fail(err, SG_EFAIL,
                       "the list of threads: expected an object with \"hits\", a list, and \"nbHits\", a number");
    f->hits = json_array_size(hits);
    f->total = json_integer_value(total);
    f->oldest = 0;
    json_array_foreach((json_t *)hits, i, hit)
    {
        take_hit(f, hit);
    }
    return SG_OK;
}

static const char *base_of(const sg_fetch *fetch)
{
    return fetch->base ? fetch->base : SG_HN_BASE;
}

static long long second_of(sg_month month)
{
    return (long long)sg_day_of(1970 + month / 12, 1 + month % 12, 1) * SECONDS_A_DAY;
}

/* The account that posts the threads had an underscore before its name in the first years. A query that has more hits
 * than one answer holds is asked again for what is older than the last hit. */
static sg_status find_threads(sg_fetch *fetch, finding *f, sg_error *err)
{
    char url[SG_URL_MAX];
    long long from = second_of(f->first) - EARLY_DAYS * SECONDS_A_DAY, before = second_of(f->last + 1);
    for (int lists = 0; lists < LISTS_MAX; lists++) {
        json_t *answer = NULL;
        int len = snprintf(url, sizeof url,
                           "%s/api/v1/search_by_date?tags=story,(author_whoishiring,author__whoishiring)"
                           "&numericFilters=created_at_i%%3E%%3D%lld,created_at_i%%3C%lld&hitsPerPage=%d",
                           base_of(fetch), from, before, HITS_MAX);
        if (len >= (int)sizeof url) return sg_fail(err, SG_EFAIL, "the base address is too long");
        sg_status status = sg_bring_list(fetch, url, &answer, err);
        if (status == SG_OK && answer) status = take_list(f, answer, err);
        bool more = answer && f->hits && f->total > (long long)f->hits;
        json_decref(answer);
        if (status != SG_OK || !more) return status;
        if (!f->oldest || f->oldest + 1 >= before) break; /* it gives no older ones */
        before = f->oldest + 1;
    }
    return sg_fail(err, SG_EFAIL, "the list of threads: it does not come to an end");
}

/* ---- a thread ---- */

typedef struct asked {
    long long id;
    sg_month month;
} asked;

/* Posts stand at the top level; what is deleted has no text. */
static sg_status check_thread(const void *ctx, const json_t *answer, size_t *items, sg_error *err)
{
    const asked *a = ctx;
    char month[8];
    sg_month found;
    size_t i, posts = 0;
    const json_t *children = json_object_get(answer, "children"), *child;
    const char *title = json_string_value(json_object_get(answer, "title"));
    if (json_integer_value(json_object_get(answer, "id")) != a->id)
        return sg_fail(err, SG_EFAIL, "expected the item with \"id\" %lld", a->id);
    if (!title || !sg_hn_title_month(title, &found) || found != a->month)
        return sg_fail(err, SG_EFAIL, "title: found \"%s\", expected \"Ask HN: Who is hiring?\" of %s",
                       title ? title : "", sg_month_format(a->month, month));
    if (!json_is_array(children)) return sg_fail(err, SG_EFAIL, "children: expected a list of posts");
    json_array_foreach((json_t *)children, i, child)
    {
        const char *text = json_string_value(json_object_get(child, "text"));
        posts += text && text[0];
    }
    *items = posts;
    return SG_OK;
}

/* What is known before anything is asked. True: nothing is to be asked. */
static bool is_closed(const sg_fetch *fetch, sg_month month, sg_brought *out)
{
    char file[64];
    sg_kept kept;
    *out = (sg_brought){.how = SG_BROUGHT_NONE};
    sg_month_format(month, out->what);
    if (!sg_fetched_find(fetch->fetched, file_of(month, file), &kept) || !sg_hn_closed(kept.day, month)) return false;
    snprintf(out->file, sizeof out->file, "%s", file);
    out->how = SG_BROUGHT_CLOSED;
    out->items = kept.items;
    out->bytes = kept.bytes;
    return true;
}

/* Where a thread is asked for; in a dry run, where the list is not known, by the address it had or with {ID} in it. */
static void thread_url(const sg_fetch *fetch, const thread *t, const char *file, char url[static SG_URL_MAX])
{
    const char *known = t->id ? NULL : sg_fetched_address(fetch->fetched, file);
    if (t->id)
        snprintf(url, SG_URL_MAX, "%s/api/v1/items/%lld", base_of(fetch), t->id);
    else if (known && sg_url_same_origin(known, base_of(fetch)))
        snprintf(url, SG_URL_MAX, "%s", known);
    else
        snprintf(url, SG_URL_MAX, "%s/api/v1/items/{ID}", base_of(fetch));
}

static sg_status fetch_thread(sg_fetch *fetch, const thread *t, sg_month month, sg_brought *out, sg_error *err)
{
    char file[64], url[SG_URL_MAX];
    const asked a = {t->id, month};
    const sg_wanted wanted = {.url = url, .file = file_of(month, file), .held = file, .check = check_thread, .ctx = &a};
    bool not_yet = month >= sg_month_of_day(fetch->today);
    if (t->id || fetch->plan) {
        thread_url(fetch, t, file, url);
        return sg_bring(fetch, &wanted, out, err);
    }
    out->how = not_yet ? SG_BROUGHT_NONE : SG_BROUGHT_FAILED;
    snprintf(out->reason, sizeof out->reason, "%s",
             not_yet ? "there is no thread yet" : "the list of threads has none of this month");
    return SG_OK;
}

sg_status sg_hn_fetch(sg_fetch *fetch, sg_month first, sg_month last, sg_brought *out, sg_error *err)
{
    size_t n = (size_t)(last - first) + 1, open = 0;
    finding f = {.first = last, .last = first};
    for (size_t i = 0; i < n; i++) {
        sg_month month = first + (sg_month)i;
        if (is_closed(fetch, month, &out[i])) continue;
        if (month < f.first) f.first = month;
        if (month > f.last) f.last = month;
        open++;
    }
    if (!open) return SG_OK;
    f.threads = sg_zalloc((size_t)(f.last - f.first) + 1, sizeof *f.threads);
    if (!f.threads) return sg_fail(err, SG_EFAIL, "no memory");
    sg_status status = find_threads(fetch, &f, err);
    for (size_t i = 0; i < n; i++) {
        sg_month month = first + (sg_month)i;
        if (out[i].how == SG_BROUGHT_CLOSED) continue;
        if (status == SG_OK) status = fetch_thread(fetch, &f.threads[month - f.first], month, &out[i], err);
        if (status == SG_OK || out[i].how == SG_BROUGHT_FAILED) continue;
        out[i].how = SG_BROUGHT_FAILED;
        snprintf(out[i].reason, sizeof out[i].reason, "not asked");
    }
    sg_free(f.threads);
    return status;
}
