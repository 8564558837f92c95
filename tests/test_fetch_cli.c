/* skillgap fetch as a whole, against a server on this machine. */
#include "fetch_run.h"

#include "base/file.h"
#include "market/market.h"

#include <fcntl.h>

static char program[4200]; /* build/skillgap */

/* ---- the command line ---- */

static void test_usage(void **state)
{
    (void)state;
    static const struct {
        const char *line, *message;
    } cases[] = {
        {"", "skillgap fetch needs hn | greenhouse BOARD"},
        {"monster acme", "fetch: found \"monster\", expected hn, greenhouse, lever or ashby"},
        {"hn acme", "fetch hn: found \"acme\", expected no further word"},
        {"lever", "fetch lever: name a board at least"},
        {"lever ok https://jobs.lever.co/acme", "expected its name alone"},
        {"lever acme --since 2026-01", "--since is of no use with fetch lever"},
        {"ashby acme --until 2026-01", "--until is of no use with fetch ashby"},
        {"hn --company Acme", "--company is of no use with fetch hn"},
        {"hn --eu", "--eu is of no use with fetch hn"},
        {"ashby acme --eu", "--eu is of no use with fetch ashby, only with fetch lever"},
        {"lever a b --company Acme", "--company names the company of one board, found 2 boards"},
        {"hn --since 2026", "--since: found \"2026\", expected a month from 2011-01 to 2026-11"},
        {"hn --since 2026-12", "--since: found \"2026-12\", expected a month from 2011-01 to 2026-11"},
        {"hn --since 2010-12", "expected a month from 2011-01"},
        {"hn --until 2027-01", "--until: found \"2027-01\", expected a month from 2011-01 to 2026-11"},
        {"hn --since 2026-09 --until 2026-08", "--since: found \"2026-09\", expected a month from 2011-01 to 2026-08"},
        {"hn --base ftp://a.example", "--base: found \"ftp://a.example\", expected https://HOST or http://HOST:PORT"},
        {"hn --base https://", "--base: found"},
        {"hn --base https://me:secret@a.example", "--base: found"},
        {"hn --base https://a.example?x", "--base: found"},
        {"hn --rate 0", "--rate"},
        {"hn --tries 0", "--tries"},
        {"hn --timeout 0", "--timeout"},
        {"hn --max-mb 0", "--max-mb"},
    };
    serve(NULL, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_fails(fetch(cases[i].line), SG_EUSAGE, cases[i].message);
    setenv("SKILLGAP_FETCH_BASE", "a.example", 1);
    assert_fails(fetch("hn"), SG_EUSAGE, "SKILLGAP_FETCH_BASE: found \"a.example\"");
    assert_int_equal(http_asked(&server, "GET"), 0);
    assert_int_equal(access(home, F_OK), -1); /* nothing was made */
}

/* ---- what is asked ---- */

/* The dry run makes nothing and asks nothing; what it tells is what then is asked, with {ID} from the list. */
static void test_dry_run_tells_the_truth(void **state)
{
    (void)state;
    static const http_route routes[] = {LIST, OCTOBER, NOVEMBER};
    char told[sizeof out_text], line[1000], asked[1100], *log;
    serve(routes, 3);
    assert_ok(fetch(HN " --dry-run --base http://127.0.0.1:1/mirror/"));
    assert_says("http://127.0.0.1:1/mirror/api/"); /* one slash */
    assert_ok(fetch(HN " --dry-run"));
    assert_says("asks 127.0.0.1:");
    assert_says("/api/v1/items/{ID}\n");
    assert_says("User-Agent: skillgap/");
    assert_int_equal(http_asked(&server, "GET"), 0);
    assert_int_equal(access(home, F_OK), -1);
    assert_ok(fetch(HN));
    assert_ok(fetch(HN " --dry-run")); /* now the addresses are known */
    assert_says("  If-None-Match: \"o\"\n");
    snprintf(line, sizeof line, "  goes to %s/fetched/hn/2026-11.json\n", home);
    assert_says(line);
    memcpy(told, out_text, sizeof told);
    serve(routes, 3);
    setenv("SKILLGAP_FETCH_BASE", server.base, 1);
    assert_ok(fetch(HN)); /* another port: another server, of which nothing is known */
    assert_int_equal(http_asked(&server, "If-None-Match"), 0);
    assert_ok(fetch(HN " --dry-run"));
    assert_ok(fetch(HN));
    log = http_log(&server);
    size_t n = 0;
    for (char *at = strstr(told, "  GET "); at; at = strstr(at + 1, "  GET "), n++) {
        sscanf(at, "  GET http://%*[^/]%999s", line);
        snprintf(asked, sizeof asked, "GET %s HTTP/1.1\r\n", line);
        if (!strstr(log, asked)) fail_msg("told and not asked: %s", line);
    }
    assert_int_equal(n, 3);
    assert_int_equal(http_asked(&server, "GET"), 6);
    assert_int_equal(http_asked(&server, "If-None-Match: \"o\"\r\n"), 1);
    assert_int_equal(http_asked(&server, "If-None-Match: \"n\"\r\n"), 1);
    free(log);
}

static void test_hn(void **state)
{
    (void)state;
    static const http_route routes[] = {LIST, OCTOBER, NOVEMBER};
    serve(routes, 3);
    assert_ok(fetch(HN));
    assert_says("2026-10  new");
    assert_says("2026-11  new");
    assert_says("hn/2026-10.json");
    assert_null(strstr(out_text, "Into the store"));
    assert_string_equal(own_files(),
                        "home/fetched/hn/2026-10.json home/fetched/hn/2026-11.json home/fetched/index.json ");
    assert_string_equal(made_waits + strlen(made_waits) - 4, "000 "); /* a request a second */
    assert_int_equal(http_asked(&server, "connection\n"), 1);
    assert_ok(fetch(HN " --rate 100"));
    assert_says("2026-10  as it was");
    assert_string_equal(made_waits, "10 10 ");
}

/* A person's profile is not even opened: a pipe in its place would hold the reader for ever. */
static void test_profile_stays_shut(void **state)
{
    (void)state;
    static const http_route routes[] = {LIST, OCTOBER, NOVEMBER};
    char path[128];
    serve(routes, 3);
    assert_ok(sg_folder_make(home, &err));
    snprintf(path, sizeof path, "%s/profile.json", home);
    assert_int_equal(mkfifo(path, 0600), 0);
    alarm(60);
    assert_ok(fetch(HN));
    alarm(0);
}

static void test_disk(void **state)
{
    (void)state;
    static const http_route routes[] = {LIST, OCTOBER, NOVEMBER};
    char path[128];
    serve(routes, 3);
    assert_ok(sg_folder_make(home, &err));
    snprintf(path, sizeof path, "%s/fetched", home);
    assert_ok(sg_file_write(path, "x", 1, 0600, &err));
    assert_fails(fetch(HN), SG_EFAIL, "home/fetched: cannot be opened: Not a directory");
    assert_int_equal(http_asked(&server, "GET"), 0);
}

static void test_no_library(void **state)
{
    (void)state;
    tools.open = NULL;
    assert_ok(fetch(HN " --dry-run")); /* needs none */
    tools.open = sg_transport_curl;
}

/* ---- boards ---- */

static void test_boards(void **state)
{
    (void)state;
    static const http_route routes[] = {{.path = "/v0/postings/acme?mode=json", .body = "[{\"id\": 1}]"},
                                        {.path = "/v0/postings/empty?", .body = "[]"}};
    serve(routes, 2);
    assert_fails(fetch("lever --no-import acme acmee empty"), SG_EFAIL,
                 "1 of 3 could not be brought: acmee: 127.0.0.1:");
    assert_non_null(strstr(err.text, "answered 404 (there is none)"));
    assert_says("acme   new");
    assert_says("acmee  not brought");
    assert_says("empty  new");
    assert_string_equal(own_files(), "home/fetched/index.json home/fetched/lever/acme/2026-11-22.json "
                                     "home/fetched/lever/empty/2026-11-22.json ");
}

/* ---- imported ---- */

static void open_market(sg_taxonomy *taxonomy, sg_market *market)
{
    char path[128];
    snprintf(path, sizeof path, "%s/store.db", home);
    assert_ok(sg_market_taxonomy(&plugins, folder, NULL, taxonomy, &err));
    assert_ok(sg_market_open(&plugins, folder, path, SG_MONTH_ABSENT, taxonomy, market, &err));
}

static const char lever[] = "[{\"id\": \"a1\", \"text\": \"Senior Backend Engineer\", \"createdAt\": 1793000000000,"
                            " \"hostedUrl\": \"https://jobs.example/a1\", \"categories\": {\"location\": \"Berlin\"},"
                            " \"descriptionPlain\": \"We write golang.\"}]";
static const char greenhouse[] = "{\"jobs\": [{\"id\": 7, \"internal_job_id\": 8, \"title\": \"Backend Engineer\","
                                 " \"absolute_url\": \"https://jobs.example/7\", \"first_published\":"
                                 " \"2026-10-03T10:00:00-04:00\", \"location\": {\"name\": \"Austin\"},"
                                 " \"content\": \"&lt;p&gt;We write Python.\"}], \"meta\": {\"total\": 1}}";
static const char ashby[] =
    "{\"apiVersion\": \"1\", \"jobs\": [{\"id\": \"c3\", \"title\": \"Backend Engineer\", \"isListed\":"
    " true, \"location\": \"Austin\", \"publishedAt\": \"2026-10-04T10:00:00Z\", \"jobUrl\":"
    " \"https://jobs.example/c3\", \"descriptionPlain\": \"We write C++.\"}]}";

/* The employer is the board, or as --company says: the boards' own answers do not name it. */
static void test_boards_are_imported(void **state)
{
    (void)state;
    static const http_route routes[] = {{.path = "/v0/postings/", .body = lever},
                                        {.path = "/v1/boards/", .body = greenhouse},
                                        {.path = "/posting-api/job-board/", .body = ashby}};
    static const struct {
        const char *employer, *source;
    } expected[] = {{"globex", "globex (greenhouse), as of 2026-11-22"},
                    {"Initech", "initech (ashby), as of 2026-11-22"},
                    {"acme", "acme (lever), as of 2026-11-22"}};
    sg_taxonomy taxonomy = {0};
    sg_market market = {0};
    serve(routes, 3);
    assert_ok(fetch("lever acme"));
    assert_says("Into the store");
    assert_ok(fetch("greenhouse globex"));
    assert_ok(fetch("ashby initech --company Initech"));
    open_market(&taxonomy, &market);
    assert_int_equal(market.n_postings, 3); /* sorted by day */
    for (size_t i = 0; i < 3; i++) {
        const sg_market_posting *posting = &market.postings[i];
        assert_string_equal(posting->employer.at, expected[i].employer);
        assert_string_equal(market.sources[posting->source].name.at, expected[i].source);
        assert_int_equal(posting->n_skills, 1);
    }
    sg_market_release(&market);
    sg_taxonomy_release(&taxonomy);
    assert_ok(fetch("lever acme")); /* as it was: it is in the store */
    assert_null(strstr(out_text, "Into the store"));
}

/* What cannot be read is told, and does not keep what else came from the store. */
static void test_import_fails(void **state)
{
    (void)state;
    static const http_route routes[] = {{.path = "/v0/postings/bad", .body = "[{\"id\": 1}, {\"id\": 2}]"},
                                        {.path = "/v0/postings/", .body = lever}};
    sg_taxonomy taxonomy = {0};
    sg_market market = {0};
    serve(routes, 2);
    assert_fails(fetch("lever bad acme"), SG_EDATA, "lever/bad/2026-11-22.json: no dated posting");
    assert_says("bad    new");
    open_market(&taxonomy, &market);
    assert_int_equal(market.n_sources, 1);
    sg_market_release(&market);
    sg_taxonomy_release(&taxonomy);
}

/* ---- from which month ---- */

/* The shipped posts end with a September of few days. */
static void put_shipped(void)
{
    static char text[20000];
    size_t used = (size_t)snprintf(text, sizeof text,
                                   "id,day,role,level,region,remote,currency,pay_lo,pay_hi,period,component,"
                                   "skills,body,employer\n");
    for (int i = 0; i < 65; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%d,2026-%02d-%02d,,,,,,,,,,python,%016x,\n",
                                 1000 + i, i < 60 ? 8 : 9, 1 + i % 28, 77 + i);
    put("hn/posts.csv", text);
    put("sources.csv", MANIFEST "hn/posts.csv,postings_facts,HN posts,hn,https://x/{id},facts,,2026-09,\n");
}

static void test_since_the_data_end(void **state)
{
    (void)state;
    put_shipped();
    assert_ok(fetch("hn --dry-run"));
    assert_null(strstr(out_text, "2026-08.json"));
    assert_says("2026-09.json");
    assert_says("2026-11.json");
    assert_ok(fetch("hn --dry-run --until 2026-09"));
    assert_says("2026-09.json");
    assert_null(strstr(out_text, "2026-10.json"));
    put("sources.csv", MANIFEST); /* no data at all: this month alone */
    assert_ok(fetch("hn --dry-run"));
    assert_null(strstr(out_text, "2026-10.json"));
    assert_says("2026-11.json");
}

/* ---- the program itself ---- */

/* Starts build/skillgap; its messages go to a file. */
static pid_t spawn(const char *const *words, const char *messages)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child) return child;
    int fd = open(messages, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(fd, STDOUT_FILENO);
    dup2(fd, STDERR_FILENO);
    execv(program, (char *const *)(uintptr_t)words);
    _exit(99);
}

static void test_interrupted(void **state)
{
    (void)state;
    static const http_route routes[] = {
        LIST, OCTOBER, {.path = "/api/v1/items/21", .body = november, .etag = "\"n\"", .cut = 20, .stall = true}};
    static const char *const words[] = {"skillgap", "fetch",  "hn",  "--no-import", "--since",
                                        "2026-10",  "--rate", "100", NULL};
    char messages[128];
    int status = 0;
    serve(routes, 3);
    snprintf(messages, sizeof messages, "%s/messages", own_folder);
    pid_t child = spawn(words, messages);
    for (int i = 0; i < 600 && !http_asked(&server, "items/21"); i++) usleep(50000);
    usleep(200000);
    assert_int_equal(kill(child, SIGINT), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 130);
    FILE *file = fopen(messages, "r");
    assert_non_null(file);
    out_text[fread(out_text, 1, sizeof out_text - 1, file)] = '\0';
    fclose(file);
    assert_says("2026-10  new");
    assert_says("skillgap: interrupted: what was brought is kept, and the next run goes on from it");
    assert_int_equal(unlink(messages), 0);
    assert_string_equal(own_files(),
                        "home/fetched/hn/2026-10.json home/fetched/hn/2026-11.json.part home/fetched/index.json ");
}

int main(int argc, char **argv)
{
    (void)argc;
    run_start(argv[0]);
    snprintf(program, sizeof program, "%.*s/skillgap", (int)(strrchr(plugins.folders[0], '/') - plugins.folders[0]),
             plugins.folders[0]);
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(test_usage, start, end),
                                       cmocka_unit_test_setup_teardown(test_dry_run_tells_the_truth, start, end),
                                       cmocka_unit_test_setup_teardown(test_hn, start, end),
                                       cmocka_unit_test_setup_teardown(test_profile_stays_shut, start, end),
                                       cmocka_unit_test_setup_teardown(test_disk, start, end),
                                       cmocka_unit_test_setup_teardown(test_no_library, start, end),
                                       cmocka_unit_test_setup_teardown(test_boards, start, end),
                                       cmocka_unit_test_setup_teardown(test_boards_are_imported, start, end),
                                       cmocka_unit_test_setup_teardown(test_import_fails, start, end),
                                       cmocka_unit_test_setup_teardown(test_since_the_data_end, start, end),
                                       cmocka_unit_test_setup_teardown(test_interrupted, start, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
