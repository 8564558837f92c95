/* The store: what goes in comes out, an import is all or nothing, and files that are no store of ours are refused. */
#include "market_support.h"

#include "market/store.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static sg_taxonomy taxonomy;
static char folder[64], path[256];

static int set_up(void **state)
{
    (void)state;
    small_taxonomy(&taxonomy);
    make_folder(folder);
    snprintf(path, sizeof path, "%s/deep/store.db", folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    remove_folder(folder);
    sg_taxonomy_release(&taxonomy);
    return 0;
}

static const sg_mention mentions[] = {{.start = 3, .len = 6},
                                      {.start = 200, .len = 3, .skill = 2},
                                      {.start = 400, .len = 6, .section = SG_SECTION_DESIRED, .ask = SG_ASK_DENIED},
                                      {.start = 500, .len = 2, .skill = 1, .ask = SG_ASK_DENIED}};

static sg_reading reading_of(const char *id, sg_day day)
{
    return (sg_reading){.id = T(id),
                        .title = T("Senior backend engineer"),
                        .employer = T("Acme"),
                        .role = T("backend-engineer"),
                        .level = T("senior"),
                        .region = T("US/austin"),
                        .currency = T("USD"),
                        .mentions = {(const char *)mentions, sizeof mentions},
                        .pay_lo = 120000,
                        .pay_hi = 150000.5,
                        .body = UINT64_MAX - 5,
                        .employer_hash = 77,
                        .day = day,
                        .remote = SG_YES,
                        .period = SG_PERIOD_YEAR,
                        .component = SG_COMPONENT_BASE};
}

static sg_store_source source_of(uint64_t hash, const char *group)
{
    return (sg_store_source){.hash = hash,
                             .name = T("a.csv"),
                             .path = T("/data/a.csv"),
                             .plugin = T("postings_hn"),
                             .group = T(group),
                             .taxonomy = taxonomy.hash,
                             .rows = 3,
                             .rejected = 1};
}

/* One import of n postings of January 2020 whose ids begin with prefix. */
static void import(uint64_t begin_hash, uint64_t hash, const char *prefix, int n)
{
    sg_error err;
    sg_store *store;
    assert_ok(sg_store_open(path, &store, &err));
    assert_ok(sg_store_begin(store, &taxonomy, begin_hash, &err));
    for (int i = 0; i < n; i++) {
        char id[16], url[64];
        snprintf(id, sizeof id, "%s%d", prefix, i);
        snprintf(url, sizeof url, "https://example.org/%s", id);
        sg_reading reading = reading_of(id, sg_day_of(2020, 1, 5 + i));
        reading.url = T(url);
        reading.body = 0;
        sg_row row = {(uint64_t)i + 1, (uint64_t)i * 1000};
        assert_ok(sg_store_add(store, SG_RECORD_READING, &reading, &row, &err));
    }
    sg_store_source source = source_of(hash, "hn");
    assert_ok(sg_store_commit(store, &source, &err));
    sg_store_close(store);
}

static void load(sg_market *market)
{
    sg_error err;
    sg_market_build build;
    *market = (sg_market){0};
    sg_market_build_init(&build, market, &taxonomy);
    assert_ok(sg_store_load(path, &build, &err));
    assert_ok(sg_market_finish(&build, &err));
    sg_market_build_release(&build);
}

static void round_trip(void **state)
{
    (void)state;
    sg_market market;
    import(9, 9, "p", 2);
    load(&market);
    assert_int_equal(market.n_postings, 2);
    const sg_market_posting *p = &market.postings[0];
    assert_true(sg_text_is(p->id, "p0"));
    assert_true(sg_text_is(p->title, "Senior backend engineer"));
    assert_true(sg_text_is(p->employer, "Acme"));
    assert_int_equal(p->role, 0);
    assert_int_equal(p->level, sg_level_of(T("senior")));
    assert_true(sg_text_is(taxonomy.region_ids.names[p->region], "US/austin"));
    assert_string_equal(p->currency, "USD");
    assert_close(p->pay_lo, 120000, 0);
    assert_close(p->pay_hi, 150000.5, 0);
    assert_int_equal(p->day, sg_day_of(2020, 1, 5));
    assert_int_equal(p->n_skills, 2); /* python, c++; what is denied is no demand */
    assert_int_equal(p->skills[0], 0);
    assert_int_equal(p->skills[1], 2);
    assert_int_equal(market.postings[1].offset, 1000);
    assert_int_equal(market.sources[0].hash, 9);
    assert_int_equal(market.sources[0].rejected, 1);
    assert_false(market.sources[0].shipped);
    sg_market_release(&market);

    sg_error err;
    sg_store_evidence found;
    assert_ok(sg_store_evidence_read(path, &taxonomy, 9, 2, &found, &err));
    assert_int_equal(found.n, 4);
    assert_int_equal(found.mentions[2].start, 400);
    assert_int_equal(found.mentions[2].section, SG_SECTION_DESIRED);
    assert_int_equal(found.mentions[2].ask, SG_ASK_DENIED);
    assert_int_equal(found.mentions[1].ask, SG_ASK_MENTIONED);
    assert_int_equal(found.mentions[1].len, 3);
    assert_int_equal(found.mentions[1].skill, 2);
    assert_string_equal(found.url, "https://example.org/p1");
    sg_store_evidence_release(&found);
    size_t asks[SG_ASKS];
    assert_ok(sg_store_asks(path, &taxonomy, 0, asks, &err)); /* denied in one place, but not in all */
    assert_int_equal(asks[SG_ASK_MENTIONED], 2);
    assert_int_equal(asks[SG_ASK_DENIED], 0);
    assert_ok(sg_store_asks(path, &taxonomy, 1, asks, &err));
    assert_int_equal(asks[SG_ASK_MENTIONED] + asks[SG_ASK_REQUIRED] + asks[SG_ASK_DESIRED], 0);
    assert_int_equal(asks[SG_ASK_DENIED], 2);
    assert_fails(sg_store_evidence_read(path, &taxonomy, 9, 3, &found, &err), SG_EDATA, "row 3");

    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static uint64_t digest(void)
{
    sg_error err;
    uint64_t hash;
    assert_ok(sg_store_digest(path, &hash, &err));
    assert_ok(sg_store_check(path, &err));
    return hash;
}

static void found_again(void **state)
{
    (void)state;
    sg_error err;
    sg_store *store;
    sg_store_found found;
    import(9, 9, "p", 2);
    assert_ok(sg_store_open(path, &store, &err));
    sg_store_source source = source_of(9, "hn");
    assert_ok(sg_store_find(store, &source, &found, &err));
    assert_int_equal(found, SG_STORE_SAME);
    source.group = T("jobspy");
    assert_ok(sg_store_find(store, &source, &found, &err));
    assert_int_equal(found, SG_STORE_OTHER);
    source.hash = 10;
    assert_ok(sg_store_find(store, &source, &found, &err));
    assert_int_equal(found, SG_STORE_NEW);
    sg_store_close(store);
}

static void same_in_any_order(void **state)
{
    (void)state;
    import(1, 1, "a", 5);
    import(2, 2, "b", 7);
    uint64_t first = digest();
    snprintf(path, sizeof path, "%s/other.db", folder);
    import(2, 2, "b", 7);
    import(0, 1, "a", 5); /* its hash known only at the end */
    assert_true(digest() == first);
    import(1, 1, "a", 5); /* read again: the same rows in place of the old */
    assert_true(digest() == first);
    import(1, 1, "a", 4);
    assert_true(digest() != first);
}

static void rolled_back(void **state)
{
    (void)state;
    sg_error err;
    sg_store *store;
    import(1, 1, "a", 5);
    uint64_t before = digest();
    assert_ok(sg_store_open(path, &store, &err));
    assert_ok(sg_store_begin(store, &taxonomy, 1, &err)); /* removes the old rows, within the transaction */
    sg_reading reading = reading_of("x", 0);
    sg_row row = {1, 0};
    assert_ok(sg_store_add(store, SG_RECORD_READING, &reading, &row, &err));
    assert_fails(sg_store_add(store, SG_RECORD_READING, &reading, &row, &err), SG_EFAIL, "UNIQUE");
    assert_fails(sg_store_add(store, SG_RECORD_BAND, &reading, &row, &err), SG_EFAIL, "type 30");
    sg_store_close(store);
    assert_true(digest() == before);
}

/* A process killed within an import leaves the store as it was. */
static void killed(void **state)
{
    (void)state;
    import(1, 1, "a", 5);
    uint64_t before = digest();
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        sg_error err;
        sg_store *store;
        if (sg_store_open(path, &store, &err) == SG_OK && sg_store_begin(store, &taxonomy, 2, &err) == SG_OK)
            for (uint64_t i = 1; i < 5000; i++) {
                sg_reading reading = reading_of("k", 0);
                sg_row row = {i, 0};
                sg_store_add(store, SG_RECORD_READING, &reading, &row, &err);
            }
        kill(getpid(), SIGKILL);
    }
    int status;
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status));
    assert_true(digest() == before);
}

static void facts_and_counts(void **state)
{
    (void)state;
    sg_error err;
    sg_store *store;
    sg_market market;
    assert_ok(sg_store_open(path, &store, &err));
    assert_ok(sg_store_begin(store, &taxonomy, 4, &err));
    sg_fact fact = {.id = T("f"), .skills = T("c++ python nothing"), .day = 18000};
    sg_count count = {T("golang"), 3, 50, 600};
    sg_row row = {1, 0}, next = {2, 9};
    assert_ok(sg_store_add(store, SG_RECORD_FACT, &fact, &row, &err));
    assert_ok(sg_store_add(store, SG_RECORD_COUNT, &count, &next, &err));
    sg_store_source source = source_of(4, "hn");
    assert_ok(sg_store_commit(store, &source, &err));
    sg_store_close(store);
    load(&market);
    assert_int_equal(market.n_postings, 1);
    assert_int_equal(market.postings[0].n_skills, 2);
    assert_int_equal(market.n_counts, 1);
    assert_int_equal(market.counts[0].skill, 1);
    sg_market_release(&market);
}

static void another_taxonomy(void **state)
{
    (void)state;
    sg_market market;
    import(9, 9, "p", 2);
    taxonomy.hash++;
    load(&market);
    assert_true(market.sources[0].stale);
    assert_int_equal(market.n_postings, 0);
    sg_market_release(&market);
}

static void run_sql(const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* Mentions of a store of schema 1 have no ask; what is written from now on no older skillgap reads. */
static void older_schema(void **state)
{
    (void)state;
    sg_error err;
    sg_store *store;
    sg_store_evidence found;
    import(1, 1, "a", 1);
    run_sql("UPDATE posting SET mentions=X'02030600640302'; PRAGMA user_version=1");
    assert_ok(sg_store_evidence_read(path, &taxonomy, 1, 1, &found, &err));
    assert_int_equal(found.n, 2);
    assert_int_equal(found.mentions[1].start, 103);
    assert_int_equal(found.mentions[1].skill, 0); /* the third of the ids in order */
    assert_int_equal(found.mentions[1].ask, SG_ASK_MENTIONED);
    sg_store_evidence_release(&found);
    assert_ok(sg_store_open(path, &store, &err));
    sg_store_close(store);
    sqlite3 *db;
    sqlite3_stmt *version;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &version, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(version), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(version, 0), SG_STORE_SCHEMA);
    sqlite3_finalize(version);
    sqlite3_close(db);
}

static void refused(void **state)
{
    (void)state;
    sg_error err;
    sg_store *store;
    uint64_t hash;
    snprintf(path, sizeof path, "%s/no.db", folder);
    assert_fails(sg_store_digest(path, &hash, &err), SG_EFAIL, "No such file");
    write_file(folder, "text.db",
               "This is a text that is long enough to be read as a header of a database, surely.\n"
               "And some more of it, so that there are a hundred bytes.",
               path);
    assert_fails(sg_store_open(path, &store, &err), SG_EFAIL, "not a store of skillgap");
    assert_fails(sg_store_digest(path, &hash, &err), SG_EFAIL, "not a store of skillgap");

    snprintf(path, sizeof path, "%s/foreign.db", folder);
    run_sql("CREATE TABLE t(x)");
    assert_fails(sg_store_open(path, &store, &err), SG_EFAIL, "not a store of skillgap");

    snprintf(path, sizeof path, "%s/newer.db", folder);
    import(1, 1, "a", 1);
    run_sql("PRAGMA user_version=3");
    assert_fails(sg_store_open(path, &store, &err), SG_EFAIL, "newer skillgap (schema 3, this one knows 2)");

    assert_fails(sg_store_open("/proc/skillgap/store.db", &store, &err), SG_EFAIL, "/proc/skillgap");
    assert_fails(sg_store_open(folder, &store, &err), SG_EFAIL, "cannot be written");
}

static void damaged(void **state)
{
    (void)state;
    sg_error err;
    import(1, 1, "a", 400);
    run_sql("PRAGMA wal_checkpoint(TRUNCATE)");
    run_sql("INSERT INTO posting SELECT 5, row, offset, id, url, title, employer, role, level, region, currency,"
            " pay_lo, pay_hi, body, employer_hash, day, remote, period, component, mentions FROM posting");
    assert_fails(sg_store_check(path, &err), SG_ECHECK, "postings without source: 400");
    run_sql("UPDATE posting SET mentions = x'ff' WHERE row = 3");
    sg_store_evidence found;
    assert_fails(sg_store_evidence_read(path, &taxonomy, 1, 3, &found, &err), SG_EFAIL, "are damaged");
    run_sql("PRAGMA wal_checkpoint(TRUNCATE)");
    int fd = open(path, O_RDWR);
    char junk[2000];
    memset(junk, 0x5a, sizeof junk);
    assert_int_equal(pwrite(fd, junk, sizeof junk, 4096 * 6), sizeof junk);
    close(fd);
    sg_status status = sg_store_check(path, &err);
    assert_true(status == SG_ECHECK || status == SG_EFAIL);
    assert_non_null(strstr(err.text, "damaged"));
}

/* Read by another, from a folder that cannot be written (root may write everywhere: then it is read as usual). */
static void read_only(void **state)
{
    (void)state;
    sg_market market;
    char holder[300];
    import(1, 1, "a", 3);
    snprintf(holder, sizeof holder, "%s/deep", folder);
    assert_int_equal(chmod(path, 0400), 0);
    assert_int_equal(chmod(holder, 0500), 0);
    load(&market);
    assert_int_equal(market.n_postings, 3);
    sg_market_release(&market);
    assert_int_equal(chmod(holder, 0700), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(round_trip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(found_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(same_in_any_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rolled_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(killed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(facts_and_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_taxonomy, set_up, tear_down),
        cmocka_unit_test_setup_teardown(older_schema, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(damaged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(read_only, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
