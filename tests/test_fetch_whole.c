/* The whole job on data up to this month: the shipped years are extended by threads, made up here, that a server on
 * this machine gives. */
#include "fetch_run.h"

#include "market/demand.h"
#include "market/store.h"

#include <jansson.h>

enum { MONTHS = 8, POSTS = 400, SHIPPED_MAX = 1000 };

/* ---- threads made up ---- */

static uint64_t random_state;

static unsigned random_below(unsigned n)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(random_state >> 33) % n;
}

/* A word that is none, of three syllables. */
static void add_word(sg_buf *out)
{
    static const char *const syllables[] = {"ba", "ko", "li", "mu", "ne", "ro", "sa", "ti", "vo", "zu", "fe", "ga"};
    for (int i = 0; i < 3; i++) sg_buf_str(out, syllables[random_below(12)]);
    sg_buf_char(out, ' ');
}

/* Posts come as they do: most on the first days, none behind the fifteenth. Every second names Python, in the months
 * from July on every fourth names Rust. */
static void add_post(sg_buf *out, unsigned long long id, sg_month month, int number, int last_day)
{
    int day = number < POSTS / 2 ? 1 + number % 3 : 1 + number % last_day;
    char text[8];
    sg_buf_printf(out,
                  "%s{\"id\":%llu,\"created_at\":\"%s-%02dT15:00:00.000Z\",\"created_at_i\":1,\"type\":\"comment\",",
                  number ? "," : "", id, sg_month_format(month, text), day);
    sg_buf_printf(out,
                  "\"author\":\"a%d\",\"title\":null,\"url\":null,\"points\":null,\"parent_id\":%d,\"story_id\":%d,",
                  number, 9000000 + month, 9000000 + month);
    sg_buf_printf(out, "\"text\":\"Company%llu | Backend Engineer | Berlin | REMOTE<p>", id);
    for (int i = 0; i < 40; i++) add_word(out);
    if (number % 2) sg_buf_str(out, ". We write Python code. ");
    if (number % 4 == 0 && month >= sg_month_of(2026, 7)) sg_buf_str(out, ". We write Rust code. ");
    sg_buf_str(
        out, "\",\"children\":[{\"id\":1,\"text\":\"An answer: we use Python too\",\"children\":[]}],\"options\":[]}");
}

/* The ids of the shipped posts of May, and from then on new ones. */
static size_t shipped_ids(unsigned long long *out)
{
    char line[4000];
    size_t n = 0;
    FILE *file = fopen("datasets/hn/posts-2026.csv", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        unsigned long long id;
        char month[8];
        if (sscanf(line, "%llu,%7[0-9-]", &id, month) == 2 && strcmp(month, "2026-05") == 0 && n < SHIPPED_MAX)
            out[n++] = id;
    }
    fclose(file);
    return n;
}

static char *threads[MONTHS], *the_list;
static char paths[MONTHS][64];
static size_t n_shipped; /* of May */

/* The thread of month number m from May 2026, up to a day. */
static void make_thread(int m, int last_day)
{
    static const char *const names[] = {"May",       "June",    "July",     "August",
                                        "September", "October", "November", "December"};
    unsigned long long shipped[SHIPPED_MAX];
    size_t n = m == 0 ? shipped_ids(shipped) : 0, len;
    sg_month month = sg_month_of(2026, 5 + m);
    sg_buf out;
    if (m == 0) n_shipped = n;
    random_state = 77u + (unsigned)m;
    sg_buf_init(&out, 1 << 24);
    sg_buf_printf(&out,
                  "{\"id\":%d,\"created_at\":\"x\",\"created_at_i\":1,\"type\":\"story\",\"title\":\"Ask HN: Who is "
                  "hiring? (%s 2026)\",",
                  9000000 + month, names[m]);
    sg_buf_str(&out, "\"url\":null,\"text\":\"Please state the location\",\"children\":[");
    for (int i = 0; i < POSTS; i++)
        add_post(&out, (size_t)i < n ? shipped[i] : 90000000ull + 1000u * (unsigned)m + (unsigned)i, month, i,
                 last_day);
    sg_buf_str(&out, "]}");
    sg_free(threads[m]);
    threads[m] = sg_buf_take(&out, &len);
    assert_non_null(threads[m]);
    snprintf(paths[m], sizeof paths[m], "/api/v1/items/%d", 9000000 + month);
}

static void make_list(int months)
{
    static const char *const names[] = {"May",       "June",    "July",     "August",
                                        "September", "October", "November", "December"};
    sg_buf out;
    size_t len;
    sg_buf_init(&out, 1 << 20);
    sg_buf_printf(&out, "{\"nbHits\":%d,\"hits\":[", months);
    for (int m = 0; m < months; m++)
        sg_buf_printf(&out,
                      "%s{\"objectID\":\"%d\",\"title\":\"Ask HN: Who is hiring? (%s "
                      "2026)\",\"num_comments\":500,\"created_at_i\":%d}",
                      m ? "," : "", 9000000 + sg_month_of(2026, 5 + m), names[m], 1777000000 + m);
    sg_buf_str(&out, "]}");
    sg_free(the_list);
    the_list = sg_buf_take(&out, &len);
}

static void serve_threads(int months)
{
    static http_route routes[MONTHS + 1];
    make_list(months);
    routes[0] = (http_route){.path = "/api/v1/search_by_date", .body = the_list};
    for (int m = 0; m < months; m++) routes[m + 1] = (http_route){.path = paths[m], .body = threads[m]};
    serve(routes, (size_t)months + 1);
}

/* ---- what the program makes of them ---- */

static void open_market(sg_taxonomy *taxonomy, sg_market *market)
{
    char path[128];
    snprintf(path, sizeof path, "%s/store.db", home);
    assert_ok(sg_market_taxonomy(&plugins, "datasets", NULL, taxonomy, &err));
    assert_ok(sg_market_open(&plugins, "datasets", path, SG_MONTH_ABSENT, taxonomy, market, &err));
}

static const sg_demand_month *cell_of(const sg_taxonomy *taxonomy, const sg_demand *demand, const char *skill,
                                      sg_month month)
{
    uint32_t at = sg_map_find(&taxonomy->skill_ids, sg_text_of(skill));
    assert_true(at != SG_MAP_NONE && month >= demand->month0 && month <= demand->end);
    return &demand->cells[at * demand->n + (size_t)(month - demand->month0)];
}

/* The series of the shipped group with the store: where it ends, and that it holds what the threads do. */
static void check_series(sg_month end)
{
    const sg_scope all = {SG_ID_NONE, SG_ID_NONE, -1};
    sg_taxonomy taxonomy = {0};
    sg_market market = {0};
    sg_demand demand = {0};
    open_market(&taxonomy, &market);
    assert_int_equal(sg_demand_last_whole(&market, sg_text_of("hn")), end);
    assert_ok(sg_demand_build(&market, "hn", &all, &demand, &err));
    assert_int_equal(demand.end, end);
    assert_true(demand.month0 < sg_month_of(2012, 1)); /* the shipped years are there */
    for (sg_month month = sg_month_of(2026, 5); month <= end; month++) {
        const sg_demand_month *python = cell_of(&taxonomy, &demand, "python", month),
                              *rust = cell_of(&taxonomy, &demand, "rust", month);
        if (month == sg_month_of(2026, 5)) { /* the shipped first days stand, each post once, and the rest is added */
            assert_close(python->total, POSTS, 2);
            continue;
        }
        assert_close(python->total, POSTS, 0);
        assert_close(python->count, POSTS / 2, 0);
        assert_close(rust->count, month >= sg_month_of(2026, 7) ? POSTS / 4 : 0, 0);
    }
    sg_demand_release(&demand);
    sg_market_release(&market);
    sg_taxonomy_release(&taxonomy);
}

static uint64_t digest_of(const char *path)
{
    uint64_t hash = 0;
    assert_ok(sg_store_check(path, &err));
    assert_ok(sg_store_digest(path, &hash, &err));
    return hash;
}

/* The program's answer as data. */
static json_t *answer_of(const char *words)
{
    char command[6000], line[200];
    size_t slash = (size_t)(strrchr(plugins.folders[0], '/') - plugins.folders[0]);
    snprintf(command, sizeof command, "'%.*s/skillgap' %s --format json 2>&1", (int)slash, plugins.folders[0], words);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    json_error_t problem;
    json_t *answer = json_loadf(pipe, 0, &problem);
    while (fgets(line, sizeof line, pipe)) continue;
    int code = pclose(pipe);
    if (!answer || code != 0) fail_msg("%s: exit %d, %s", words, code, problem.text);
    return answer;
}

static void assert_data_end(const char *words, const char *key, const char *month)
{
    json_t *answer = answer_of(words);
    const char *found = json_string_value(json_object_get(answer, key));
    assert_string_equal(found ? found : "none", month);
    json_decref(answer);
}

static void set_day(sg_day day)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", day * 86400ll);
    setenv("SOURCE_DATE_EPOCH", text, 1);
}

static int start_shipped(void **state)
{
    if (start(state) != 0) return -1;
    char *real = realpath("datasets", NULL);
    if (!real) return -1;
    setenv("SKILLGAP_DATA", real, 1);
    free(real);
    return 0;
}

static int end_shipped(void **state)
{
    for (int m = 0; m < MONTHS; m++) sg_free(threads[m]), threads[m] = NULL;
    sg_free(the_list);
    the_list = NULL;
    return end(state);
}

static void test_to_this_month(void **state)
{
    (void)state;
    char store[128], fresh[128], command[300];
    snprintf(store, sizeof store, "%s/store.db", home);
    snprintf(fresh, sizeof fresh, "%s/fresh.db", home);
    for (int m = 0; m < 7; m++) make_thread(m, m == 6 ? 5 : 15); /* November has begun */
    serve_threads(7);
    set_day(sg_day_of(2026, 11, 6));
    assert_ok(fetch("hn"));
    assert_says("2026-05  new");
    assert_says("2026-11  new");
    assert_says("Into the store");
    assert_int_equal(http_asked(&server, "GET"), 8);
    check_series(sg_month_of(2026, 10));
    assert_data_end("outlook", "data_end", "2026-10");
    assert_data_end("report", "data_as_of", "2026-10");
    uint64_t before = digest_of(store);
    assert_ok(fetch("hn")); /* nothing new: nothing is done */
    assert_null(strstr(out_text, "Into the store"));
    assert_true(digest_of(store) == before);

    make_thread(6, 15); /* a month on, November is whole; its first days' content goes */
    make_thread(7, 2);
    serve_threads(8);
    set_day(sg_day_of(2026, 12, 3));
    assert_ok(fetch("hn"));
    assert_null(strstr(out_text, "2026-09"));
    assert_says("2026-11  changed");
    check_series(sg_month_of(2026, 11));
    assert_data_end("report", "data_as_of", "2026-11");
    snprintf(command, sizeof command, "hn --since 2026-05 --store %s", fresh);
    assert_ok(fetch(command));
    assert_true(digest_of(fresh) == digest_of(store)); /* as if the threads had come once, as they are now */
}

int main(int argc, char **argv)
{
    (void)argc;
    run_start(argv[0]);
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(test_to_this_month, start_shipped, end_shipped)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
