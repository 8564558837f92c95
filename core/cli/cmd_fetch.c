/* skillgap fetch: brings public postings, the only command that uses the network, and only when called. */
#include "base/clock.h"
#include "base/interrupt.h"
#include "cli/commands.h"
#include "cli/fetching.h"
#include "fetch/url.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* ---- the command line ---- */

enum { SINCE, UNTIL, COMPANY, EU, DRY_RUN, NO_IMPORT, RATE, TRIES, TIMEOUT, MAX_MB, BASE };

const sg_cli_option sg_fetch_options[] = {
    [SINCE] = {"since", "YYYY-MM", "hn: the first month; default: the one behind the last whole month of your data"},
    [UNTIL] = {"until", "YYYY-MM", "hn: the last month; default: this month"},
    [COMPANY] = {"company", "NAME", "a board's company, where it is not named as the board is"},
    [EU] = {"eu", NULL, "lever: boards that lie in Europe"},
    [DRY_RUN] = {"dry-run", NULL, "tell every request that would be made, and make none"},
    [NO_IMPORT] = {"no-import", NULL, "bring the answers, and leave the store as it is"},
    [RATE] = {"rate", "N", "requests a second at most; default 1"},
    [TRIES] = {"tries", "N", "of one request, with growing waits between them; default 5"},
    [TIMEOUT] = {"timeout", "SECONDS", "for a connection, and without a byte; default 30"},
    [MAX_MB] = {"max-mb", "N", "the largest answer that is taken; default 64"},
    [BASE] = {"base", "URL", "ask this address in place of the sources' own (a mirror); default: SKILLGAP_FETCH_BASE"},
    {NULL, NULL, NULL}};

static sg_status read_month(const char *option, const char *text, sg_month last, sg_month *out, sg_error *err)
{
    char month[8];
    if (!text) return SG_OK;
    if (strlen(text) == 7 && sg_month_parse(sg_text_of(text), out) && *out >= sg_month_of(2011, 1) && *out <= last)
        return SG_OK;
    return sg_fail(err, SG_EUSAGE, "--%s: found \"%s\", expected a month from 2011-01 to %s", option, text,
                   sg_month_format(last, month));
}

static sg_status read_limits(const sg_args *args, sg_fetch_wish *out, sg_error *err)
{
    double tries = 5, timeout = 30, mb = SG_ANSWER_MB;
    sg_status status = sg_cli_number("rate", args->values[RATE], 0.01, 100, &out->rate, err);
    if (status == SG_OK) status = sg_cli_number("tries", args->values[TRIES], 1, 20, &tries, err);
    if (status == SG_OK) status = sg_cli_number("timeout", args->values[TIMEOUT], 1, 600, &timeout, err);
    if (status == SG_OK) status = sg_cli_number("max-mb", args->values[MAX_MB], 1, 1024, &mb, err);
    out->tries = (unsigned)tries;
    out->timeout_s = (unsigned)timeout;
    out->answer_max = (size_t)(mb * (1 << 20));
    return status;
}

/* An option that is of another source says so, lest it be thought to have worked. */
static sg_status refuse_foreign(const sg_args *args, const sg_fetch_wish *wish, sg_error *err)
{
    const int of_hn[] = {SINCE, UNTIL}, of_boards[] = {COMPANY, EU};
    for (size_t i = 0; i < 2; i++) {
        int foreign = wish->kind ? of_hn[i] : of_boards[i];
        if (args->values[foreign])
            return sg_fail(err, SG_EUSAGE, "--%s is of no use with fetch %s", sg_fetch_options[foreign].name,
                           args->words[0]);
    }
    if (wish->company && wish->n_boards > 1)
        return sg_fail(err, SG_EUSAGE, "--company names the company of one board, found %zu boards", wish->n_boards);
    return SG_OK;
}

static sg_status read_boards(const sg_args *args, sg_fetch_wish *out, sg_error *err)
{
    const char *source = args->words[0];
    bool eu = args->values[EU] != NULL;
    out->kind = sg_board_kind_of(source, eu);
    if (!out->kind && sg_board_kind_of(source, false))
        return sg_fail(err, SG_EUSAGE, "--eu is of no use with fetch %s, only with fetch lever", source);
    if (!out->kind)
        return sg_fail(err, SG_EUSAGE, "fetch: found \"%s\", expected hn, greenhouse, lever or ashby", source);
    if (!out->n_boards) return sg_fail(err, SG_EUSAGE, "fetch %s: name a board at least", source);
    for (size_t i = 0; i < out->n_boards; i++) {
        sg_status status = sg_board_check(out->boards[i], err);
        if (status != SG_OK) return status;
    }
    return SG_OK;
}

/* "http://host/" is "http://host": paths are put behind it. */
static sg_status read_base(const char *name, const char *base, sg_fetch_wish *out, sg_error *err)
{
    sg_status status = sg_url_check_base(name, base, err);
    if (status != SG_OK) return status;
    size_t len = strlen(base);
    while (base[len - 1] == '/') len--;
    snprintf(out->base, sizeof out->base, "%.*s", (int)len, base);
    return SG_OK;
}

sg_status sg_fetch_wish_read(const sg_cli *cli, const sg_args *args, sg_fetch_wish *out, sg_error *err)
{
    const char *base = args->values[BASE], *set = getenv("SKILLGAP_FETCH_BASE");
    sg_fetch_wish wish = {.boards = args->words + 1,
                          .n_boards = args->n_words - 1,
                          .since = SG_MONTH_ABSENT,
                          .until = cli->as_of,
                          .company = args->values[COMPANY],
                          .rate = 1,
                          .import = !args->values[NO_IMPORT],
                          .dry = args->values[DRY_RUN] != NULL};
    bool hn = strcmp(args->words[0], "hn") == 0;
    sg_status status = SG_OK;
    if (hn && wish.n_boards)
        status = sg_fail(err, SG_EUSAGE, "fetch hn: found \"%s\", expected no further word", wish.boards[0]);
    if (status == SG_OK && !hn) status = read_boards(args, &wish, err);
    if (status == SG_OK) status = refuse_foreign(args, &wish, err);
    if (status == SG_OK) status = read_month("until", args->values[UNTIL], cli->as_of, &wish.until, err);
    if (status == SG_OK) status = read_month("since", args->values[SINCE], wish.until, &wish.since, err);
    if (status == SG_OK && base) status = read_base("--base", base, &wish, err);
    if (status == SG_OK && !base && set && set[0]) status = read_base("SKILLGAP_FETCH_BASE", set, &wish, err);
    if (status == SG_OK) status = read_limits(args, &wish, err);
    if (status == SG_OK) *out = wish;
    return status;
}

/* ---- time ---- */

static uint64_t now_ms(void *self)
{
    (void)self;
    return sg_clock_ms();
}

/* Ends at once when the person says so. */
static bool wait_ms(void *self, uint64_t ms)
{
    struct timespec left = {(time_t)(ms / 1000), (long)(ms % 1000) * 1000000};
    (void)self;
    while (!sg_interrupted() && nanosleep(&left, &left) != 0 && errno == EINTR) continue;
    return !sg_interrupted();
}

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    const sg_fetch_tools tools = {
        .open = sg_transport_curl, .clock = {NULL, now_ms, wait_ms}, .seed = now_ms(NULL) ^ (uint64_t)getpid() << 32};
    sg_interrupt_watch();
    return sg_cli_fetch(cli, args, &tools, err);
}

const sg_command sg_cmd_fetch = {
    .name = "fetch",
    .words = "hn | greenhouse BOARD… | lever BOARD… | ashby BOARD…",
    .summary = "bring public postings of the last months over the network, and import them",
    .examples = "skillgap fetch hn\tthe months since your data end\n"
                "skillgap fetch hn --since 2024-06\tmonths that nothing covers yet\n"
                "skillgap fetch hn --dry-run\twhat would be asked of whom\n"
                "skillgap fetch greenhouse acme\twhat a company has open today",
    .form = "This is the only command that uses the network. It asks hn.algolia.com (hn),\n"
            "boards-api.greenhouse.io, api.lever.co, api.eu.lever.co or api.ashbyhq.com for\n"
            "public pages, over https, and follows no redirect to another host. A request\n"
            "holds the address (a month, a thread, the board you named), \"Accept:\n"
            "application/json\", \"User-Agent: skillgap/" SG_VERSION "\" and, for an answer that is\n"
            "here already, its ETag or date. Nothing about you is sent; your profile is not\n"
            "opened. Proxies are taken from https_proxy, no_proxy and so on, as curl does.\n"
            "Answers lie in fetched/ in your data folder.\n",
    .next = "skillgap outlook\twhat the market wants, with the new months",
    .options = sg_fetch_options,
    .words_min = 1,
    .words_max = 1000,
    .run = run,
};
