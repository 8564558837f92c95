/* What `fetch` works with, apart from its command line, so that tests can put other tools in place of the network and
 * of time. */
#ifndef SG_CLI_FETCHING_H
#define SG_CLI_FETCHING_H

#include "cli/cli.h"
#include "fetch/fetch.h"

typedef struct sg_fetch_tools {
    sg_status (*open)(const sg_curl_settings *settings, sg_transport *out, sg_error *err);
    sg_clock clock;
    uint64_t seed; /* of the waits' jitter */
} sg_fetch_tools;

/* skillgap fetch: asks, keeps, imports, tells. SG_EUSAGE; SG_EFAIL: something could not be brought or imported, and all
 * else was; SG_EINTR. */
sg_status sg_cli_fetch(const sg_cli *cli, const sg_args *args, const sg_fetch_tools *tools, sg_error *err);

/* The command line of fetch, read and checked. Texts borrow. */
typedef struct sg_fetch_wish {
    const sg_board_kind *kind; /* NULL: Hacker News */
    const char *const *boards;
    size_t n_boards;
    sg_month since, until; /* since: SG_MONTH_ABSENT when it is not said */
    const char *company;
    char base[512]; /* without a slash at its end; "": none */
    double rate;    /* requests a second */
    unsigned tries, timeout_s;
    size_t answer_max;
    bool import, dry;
} sg_fetch_wish;

extern const sg_cli_option sg_fetch_options[];
sg_status sg_fetch_wish_read(const sg_cli *cli, const sg_args *args, sg_fetch_wish *out, sg_error *err);

/* ---- what it tells ---- */

/* A table of what was brought: one row a month or board. */
void sg_view_brought(sg_doc *doc, const sg_fetch_wish *wish, const sg_brought *list, size_t n);

/* The requests of a dry run, in the order in which they would be made. Zero-initialise. */
typedef struct sg_fetch_plan {
    sg_buf text; /* the page */
    sg_doc *doc; /* the same as data */
} sg_fetch_plan;
/* As sg_fetch's plan. */
void sg_fetch_plan_add(void *self, const sg_request *request, size_t have, const char *goes_to);

#endif
