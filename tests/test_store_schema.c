/* Stores that older skillgaps made: read as they are, and changed at the first import into them. */
#include "store_support.h"

#include "market/merge.h"

/* As schema 1 and 2 made them: only what mentions hold differs. */
static const char old_tables[] =
    "CREATE TABLE source(hash INTEGER PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL, plugin TEXT NOT NULL,"
    " version TEXT NOT NULL, options TEXT NOT NULL, grp TEXT NOT NULL, licence TEXT NOT NULL,"
    " taxonomy INTEGER NOT NULL, rows INTEGER NOT NULL, rejected INTEGER NOT NULL, undated INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE posting(source INTEGER NOT NULL, row INTEGER NOT NULL, offset INTEGER NOT NULL, id TEXT, url TEXT,"
    " title TEXT, employer TEXT, role TEXT, level TEXT, region TEXT, currency TEXT, pay_lo REAL NOT NULL,"
    " pay_hi REAL NOT NULL, body INTEGER NOT NULL, employer_hash INTEGER NOT NULL, day INTEGER NOT NULL,"
    " remote INTEGER NOT NULL, period INTEGER NOT NULL, component INTEGER NOT NULL, mentions BLOB NOT NULL,"
    " PRIMARY KEY(source, row)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE count(source INTEGER NOT NULL, row INTEGER NOT NULL, skill TEXT NOT NULL, month INTEGER NOT NULL,"
    " count REAL NOT NULL, total REAL NOT NULL, PRIMARY KEY(source, row)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE vocabulary(taxonomy INTEGER NOT NULL, number INTEGER NOT NULL, skill TEXT NOT NULL,"
    " PRIMARY KEY(taxonomy, number)) STRICT, WITHOUT ROWID;"
    "PRAGMA application_id=0x736b6770;";

/* One posting of two mentions, rejected and undated rows, in a store of this schema. */
static void make_old(int schema)
{
    char sql[800];
    snprintf(path, sizeof path, "%s/%d.db", folder, schema);
    run_sql(old_tables);
    snprintf(sql, sizeof sql,
             "PRAGMA journal_mode=WAL; PRAGMA user_version=%d; INSERT INTO source VALUES(1,'a.csv','/data/a.csv',"
             "'postings_hn','1','','hn','',%lld,3,1,1); INSERT INTO vocabulary SELECT %lld, column1,"
             " column2 FROM (VALUES(0,'c++'),(1,'go'),(2,'python'),(3,'remote-work'));"
             "INSERT INTO posting VALUES(1,1,24,'p1',NULL,NULL,NULL,'backend-engineer',NULL,NULL,NULL,0,0,7,8,18266,"
             "0,0,0,X'%s')",
             schema, (long long)taxonomy.hash, (long long)taxonomy.hash,
             schema == 1 ? "02030600640302" : "0002030600086403020f");
    run_sql(sql);
}

static long long number(const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *s;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    long long found = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    sqlite3_close(db);
    return found;
}

static sg_status no_band(void *self, const sg_store_source *source, const sg_band *band, const sg_row *row,
                         sg_error *err)
{
    (void)self, (void)source, (void)band, (void)row;
    return sg_fail(err, SG_EFAIL, "a band in an old store");
}

static void reads_as_before(int schema)
{
    sg_error err;
    sg_market market = {0};
    sg_market_build build;
    sg_store_evidence found;
    sg_market_build_init(&build, &market, &taxonomy);
    assert_ok(sg_store_load(path, &build, &err));
    assert_ok(sg_market_finish(&build, &err));
    assert_int_equal(market.n_postings, 1);
    assert_true(sg_text_is(market.postings[0].id, "p1"));
    assert_int_equal(market.sources[0].rejected, 2);
    assert_int_equal(market.sources[0].n_reasons, 0);
    sg_market_build_release(&build);
    sg_market_release(&market);
    assert_ok(sg_store_evidence_read(path, &taxonomy, 1, 1, &found, &err));
    assert_int_equal(found.n, 2);
    assert_int_equal(found.mentions[1].start, 103);
    assert_int_equal(found.mentions[1].skill, 0); /* the third of the ids in order */
    assert_int_equal(found.mentions[1].ask, schema == 1 ? SG_ASK_MENTIONED : 15 % SG_ASKS);
    sg_store_evidence_release(&found);
    assert_ok(sg_store_bands(path, no_band, NULL, &err));
    assert_ok(sg_store_check(path, &err));
}

static sg_store *begin(uint64_t hash)
{
    sg_error err;
    sg_store *store;
    assert_ok(sg_store_open(path, &store, &err));
    assert_ok(sg_store_begin(store, &taxonomy, hash, &err));
    return store;
}

static void commit(sg_store *store, uint64_t hash)
{
    sg_error err;
    const sg_store_source source = {.hash = hash,
                                    .name = T("b.csv"),
                                    .path = T("/data/b.csv"),
                                    .plugin = T("postings_hn"),
                                    .version = T("1"),
                                    .group = T("hn"),
                                    .taxonomy = taxonomy.hash};
    assert_ok(sg_store_commit(store, &source, &err));
    sg_store_close(store);
}

static void older(void **state)
{
    (void)state;
    sg_error err;
    for (int schema = 1; schema <= 2; schema++) {
        uint64_t before, after;
        make_old(schema);
        reads_as_before(schema);
        assert_ok(sg_store_digest(path, &before, &err));
        sg_store_close(begin(2)); /* an import that fails */
        assert_ok(sg_store_digest(path, &after, &err));
        assert_true(before == after);
        assert_int_equal(number("PRAGMA user_version"), schema);
        commit(begin(2), 2);
        assert_int_equal(number("PRAGMA user_version"), SG_STORE_SCHEMA);
        assert_int_equal(number("SELECT near IS NULL FROM posting"), 1);
        run_sql("DELETE FROM source WHERE hash=2");
        reads_as_before(schema);
    }
}

static void forget(void *self, const char *from, const sg_store_source *source, sg_merge_how how, uint64_t parts)
{
    (void)self, (void)from, (void)source, (void)parts;
    assert_int_equal(how, SG_MERGE_ADDED);
}

/* An old store merged into a new one is as that store, changed; it itself stays. */
static void merged(void **state)
{
    (void)state;
    sg_error err;
    char old[256];
    uint64_t before, after, upgraded;
    make_old(2);
    snprintf(old, sizeof old, "%s", path);
    assert_ok(sg_store_digest(old, &before, &err));
    snprintf(path, sizeof path, "%s/new.db", folder);
    const char *from[] = {old};
    assert_ok(sg_store_merge(path, from, 1, forget, NULL, &err));
    reads_as_before(2);
    assert_ok(sg_store_digest(path, &after, &err));
    assert_ok(sg_store_digest(old, &upgraded, &err));
    assert_true(before == upgraded);
    snprintf(path, sizeof path, "%s", old);
    commit(begin(2), 2);
    run_sql("DELETE FROM source WHERE hash=2");
    assert_ok(sg_store_digest(path, &upgraded, &err));
    assert_true(after == upgraded);
}

/* What was changed is the same as what was made so: tables, columns and their order. */
static void same_tables(void **state)
{
    (void)state;
    sg_error err;
    uint64_t upgraded, fresh;
    make_old(2);
    run_sql("DELETE FROM source; DELETE FROM posting; DELETE FROM vocabulary");
    commit(begin(2), 2);
    assert_ok(sg_store_digest(path, &upgraded, &err));
    snprintf(path, sizeof path, "%s/fresh.db", folder);
    commit(begin(2), 2);
    assert_ok(sg_store_digest(path, &fresh, &err));
    assert_true(upgraded == fresh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(older, set_up, tear_down),
        cmocka_unit_test_setup_teardown(merged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(same_tables, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
