/* Bringing answers: Hacker News' monthly threads and companies' job boards, into the folder of what was fetched.
 * Nothing about the person is sent: a request is an address that names a month or a board, and a User-Agent that names
 * skillgap. */
#ifndef SG_FETCH_FETCH_H
#define SG_FETCH_FETCH_H

#include "base/text.h"
#include "fetch/client.h"
#include "fetch/fetched.h"

enum { SG_ANSWER_MB = 64 };

typedef struct sg_fetch {
    sg_fetched *fetched;
    sg_client *client;
    const char *base;  /* asked in place of the sources' own hosts, or NULL */
    size_t answer_max; /* bytes */
    sg_day today;
    bool down; /* the host does not answer: it is not asked again in this run */
    /* A dry run: called in place of asking, with what would be asked, how many bytes of the answer are there already,
     * and the path to which it would go (NULL: it is read, and not kept). Else NULL. */
    void (*plan)(void *self, const sg_request *request, size_t have, const char *goes_to);
    void (*begin)(void *self, const char *what); /* a request is about to be made; may be NULL */
    void *self;
} sg_fetch;

typedef enum sg_brought_how {
    SG_BROUGHT_NEW,
    SG_BROUGHT_CHANGED, /* in place of another content of that file */
    SG_BROUGHT_SAME,    /* the server has what is kept */
    SG_BROUGHT_CLOSED,  /* kept, and not to change: not asked */
    SG_BROUGHT_NONE,    /* the server has none yet */
    SG_BROUGHT_FAILED,  /* reason says why */
    SG_BROUGHT_PLANNED  /* a dry run */
} sg_brought_how;

/* What became of a month or a board. */
typedef struct sg_brought {
    char what[160]; /* "2026-10", "acme" */
    char file[256]; /* below the folder; "": there is none */
    sg_brought_how how;
    size_t items, bytes; /* posts or jobs in it */
    char reason[sizeof(sg_error)];
} sg_brought;

/* ---- Hacker News, "Who is hiring?" ---- */

#define SG_HN_BASE "https://hn.algolia.com"

/* Month of a thread by its title, "Ask HN: Who is hiring? (November 2026)"; false for other threads, such as those of
 * people who want to be hired. */
bool sg_hn_title_month(const char *title, sg_month *out);
/* Whether a month's thread, asked on that day, was closed: that of this month and the last one is still written to. */
bool sg_hn_closed(sg_day asked, sg_month month);
/* The first month whose thread is kept but was still open; SG_MONTH_ABSENT: none. */
sg_month sg_hn_first_open(const sg_fetched *fetched);
/* Brings the threads of first … last into out: one a month, last - first + 1 in all. A thread that could not be brought
 * is SG_BROUGHT_FAILED. SG_EFAIL: the list of threads could not be had, or the folder not be written; SG_EINTR. Then
 * what was not come to is SG_BROUGHT_FAILED too. */
sg_status sg_hn_fetch(sg_fetch *fetch, sg_month first, sg_month last, sg_brought *out, sg_error *err);

/* ---- job boards ---- */

typedef struct sg_board_kind sg_board_kind;

/* By the name on the command line: greenhouse, lever, ashby; NULL: none such. eu: Lever's boards in Europe. */
const sg_board_kind *sg_board_kind_of(const char *name, bool eu);
/* The plugin that reads its answers. */
const char *sg_board_plugin(const sg_board_kind *kind);
/* The host that is asked, "https://…". */
const char *sg_board_base(const sg_board_kind *kind);
/* SG_EUSAGE: no name of a board. */
sg_status sg_board_check(const char *board, sg_error *err);
/* Brings what the board has open today. A file a day on which it has changed; else the last one stands.
 * SG_EFAIL, SG_EINTR as sg_hn_fetch. */
sg_status sg_board_fetch(sg_fetch *fetch, const sg_board_kind *kind, const char *board, sg_brought *out, sg_error *err);

#endif
