/* The store: what goes in comes out, an import is all or nothing, and files that are no store of ours are refused. */
#include "store_support.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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
    assert_fails(sg_store_add(store, SG_RECORD_TALENT, &reading, &row, &err), SG_EFAIL, "type 40");
    const sg_mention none = {.skill = 9}; /* the taxonomy has four */
    reading.mentions = (sg_text){(const char *)&none, sizeof none};
    assert_fails(sg_store_add(store, SG_RECORD_READING, &reading, &row, &err), SG_EPLUGIN,
                 "row 1: mention 1 is of skill 9, expected under 4");
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
    run_sql("PRAGMA user_version=4");
    assert_fails(sg_store_open(path, &store, &err), SG_EFAIL, "newer skillgap (schema 4, this one knows 3)");

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
            " pay_lo, pay_hi, body, employer_hash, day, remote, period, component, mentions, near FROM posting");
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
        cmocka_unit_test_setup_teardown(refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(damaged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(read_only, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
