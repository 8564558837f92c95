/* What the tests of the whole command share: the command run within the test, against a server on this machine. */
#ifndef SG_TESTS_FETCH_RUN_H
#define SG_TESTS_FETCH_RUN_H

#include "fetch_support.h"
#include "http_server.h"
#include "market_folder.h"

#include "cli/fetching.h"
#include "cli/options.h"

static sg_error err;
static http_server server;
static char home[80];

/* ---- running ---- */

static sg_fetch_tools tools = {.open = sg_transport_curl};

/* The command line's words, separated by blanks; its output into out_text. */
static char out_text[60000];

static sg_status fetch(const char *line)
{
    static char copy[6000], output[128];
    static sg_given given;
    static sg_cli_paths paths;
    static sg_cli cli;
    char *argv[60], *at = copy;
    int argc = 0;
    snprintf(output, sizeof output, "%s/output", own_folder);
    snprintf(copy, sizeof copy, "skillgap fetch --quiet --output %s --plugin-dir %s %s", output, plugins.folders[0],
             line);
    while (at && argc < 60)
        if (*(argv[argc] = strsep(&at, " "))) argc++;
    made_start(NULL, 0);
    tools.clock = made_clock;
    out_text[0] = '\0';
    unlink(output);
    sg_status status = sg_options_read(argc, argv, &given, &err);
    if (status == SG_OK) status = sg_cli_init(&given, &paths, &cli, &err);
    if (status != SG_OK) return status;
    sg_args args = {given.own, given.words, given.n_words, given.many};
    status = sg_cli_fetch(&cli, &args, &tools, &err);
    FILE *file = fopen(output, "r");
    if (!file) return status;
    out_text[fread(out_text, 1, sizeof out_text - 1, file)] = '\0';
    fclose(file);
    unlink(output);
    return status;
}

#define assert_says(part)                                                                                              \
    do {                                                                                                               \
        if (!strstr(out_text, (part))) fail_msg("the output lacks \"%s\":\n%s", (part), out_text);                     \
    } while (0)

static void serve(const http_route *routes, size_t n)
{
    http_stop(&server);
    http_start(routes, n, &server);
    setenv("SKILLGAP_FETCH_BASE", server.base, 1);
}

static int start(void **state)
{
    if (own_make(state) != 0 || folder_make(state) != 0) return -1;
    put("sources.csv", MANIFEST);
    snprintf(home, sizeof home, "%s/home", own_folder);
    setenv("SKILLGAP_HOME", home, 1);
    setenv("SKILLGAP_DATA", folder, 1);
    setenv("SOURCE_DATE_EPOCH", "1795305600", 1); /* 2026-11-22 */
    return 0;
}

static int end(void **state)
{
    http_stop(&server);
    unsetenv("SKILLGAP_FETCH_BASE");
    folder_remove(state);
    return own_remove(state);
}

#define THREAD(id, month, day)                                                                                         \
    "{\"id\": " #id ", \"title\": \"Ask HN: Who is hiring? (" month ")\", \"children\": [{\"id\": " #id                \
    "1, \"created_at\": \"" day "T15:00:00.000Z\", \"parent_id\": " #id ", \"story_id\": " #id                         \
    ", \"text\": \"Acme | Backend Engineer | Berlin<p>We write Python.\"}]}"
static const char list[] = "{\"nbHits\": 2, \"hits\": ["
                           "{\"objectID\": \"21\", \"title\": \"Ask HN: Who is hiring? (November 2026)\","
                           " \"num_comments\": 9, \"created_at_i\": 1793800000},"
                           "{\"objectID\": \"12\", \"title\": \"Ask HN: Who is hiring? (October 2026)\","
                           " \"num_comments\": 9, \"created_at_i\": 1791200000}]}";
static const char october[] = THREAD(12, "October 2026", "2026-10-02");
static const char november[] = THREAD(21, "November 2026", "2026-11-02");

#define LIST                                                                                                           \
    {                                                                                                                  \
        .path = "/api/v1/search_by_date", .body = list                                                                 \
    }
#define OCTOBER                                                                                                        \
    {                                                                                                                  \
        .path = "/api/v1/items/12", .body = october, .etag = "\"o\""                                                   \
    }
#define NOVEMBER                                                                                                       \
    {                                                                                                                  \
        .path = "/api/v1/items/21", .body = november, .etag = "\"n\""                                                  \
    }
#define HN "hn --no-import --since 2026-10"

/* To be called first. */
static void run_start(const char *test_program)
{
    static const char *const proxies[] = {"http_proxy", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"};
    for (size_t i = 0; i < sizeof proxies / sizeof *proxies; i++) unsetenv(proxies[i]);
    find_plugins(test_program);
}

#endif
