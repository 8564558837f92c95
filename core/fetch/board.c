/* Job boards: what a company has open, as its applicant tracking system publishes it for anyone to read. */
#include "fetch/bring.h"
#include "fetch/url.h"

#include <stdio.h>
#include <string.h>

struct sg_board_kind {
    const char *name, *base, *before, *after; /* the path before and behind the board's name */
    const char *plugin, *folder;
    const char *list; /* the member that lists the jobs; NULL: the answer is the list */
};

static const sg_board_kind kinds[] = {
    {"greenhouse", "https://boards-api.greenhouse.io", "/v1/boards/", "/jobs?content=true", "postings_greenhouse",
     "greenhouse", "jobs"},
    {"lever", "https://api.lever.co", "/v0/postings/", "?mode=json", "postings_lever", "lever", NULL},
    {"ashby", "https://api.ashbyhq.com", "/posting-api/job-board/", "?includeCompensation=true", "postings_ashby",
     "ashby", "jobs"},
};
static const sg_board_kind lever_eu = {
    "lever", "https://api.eu.lever.co", "/v0/postings/", "?mode=json", "postings_lever", "lever-eu", NULL};

const sg_board_kind *sg_board_kind_of(const char *name, bool eu)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, name) == 0) return eu ? (strcmp(name, "lever") == 0 ? &lever_eu : NULL) : &kinds[i];
    return NULL;
}

const char *sg_board_plugin(const sg_board_kind *kind)
{
    return kind->plugin;
}

const char *sg_board_base(const sg_board_kind *kind)
{
    return kind->base;
}

sg_status sg_board_check(const char *board, sg_error *err)
{
    size_t len = strlen(board);
    bool plain = len > 0 && len <= 100 && board[0] != '.';
    for (size_t i = 0; plain && i < len; i++)
        plain = board[i] >= ' ' && board[i] < 127 && !strchr("/\\%?#:*\"<>|", board[i]);
    if (plain) return SG_OK;
    return sg_fail(err, SG_EUSAGE,
                   "found the board \"%s\", expected its name alone: of https://boards.greenhouse.io/NAME, "
                   "https://jobs.lever.co/NAME, https://jobs.ashbyhq.com/NAME",
                   board);
}

static sg_status check_answer(const void *ctx, const json_t *answer, size_t *items, sg_error *err)
{
    const sg_board_kind *kind = ctx;
    const json_t *jobs = kind->list ? json_object_get(answer, kind->list) : answer;
    if (!json_is_array(jobs))
        return kind->list ? sg_fail(err, SG_EFAIL, "expected an object with a list \"%s\"", kind->list)
                          : sg_fail(err, SG_EFAIL, "expected a list");
    *items = json_array_size(jobs);
    return SG_OK;
}

sg_status sg_board_fetch(sg_fetch *fetch, const sg_board_kind *kind, const char *board, sg_brought *out, sg_error *err)
{
    char below[160], file[192], held[256], day[11];
    sg_buf url;
    *out = (sg_brought){.how = SG_BROUGHT_FAILED};
    sg_status status = sg_board_check(board, err);
    if (status != SG_OK) return status;
    snprintf(out->what, sizeof out->what, "%s", board);
    snprintf(below, sizeof below, "%s/%s/", kind->folder, board);
    snprintf(file, sizeof file, "%s%s.json", below, sg_day_format(fetch->today, day));
    sg_fetched_last(fetch->fetched, below, held);
    sg_buf_init(&url, SG_URL_MAX);
    sg_buf_str(&url, fetch->base ? fetch->base : kind->base);
    sg_buf_str(&url, kind->before);
    sg_url_escape(board, &url);
    sg_buf_str(&url, kind->after);
    const sg_wanted wanted = {.url = url.at, .file = file, .held = held, .check = check_answer, .ctx = kind};
    status = url.failed ? sg_fail(err, SG_EFAIL, "no memory") : sg_bring(fetch, &wanted, out, err);
    sg_buf_release(&url);
    return status;
}
