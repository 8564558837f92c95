/* What tests of the store share: a store in a folder of its own, and imports into it. */
#ifndef SG_TESTS_STORE_SUPPORT_H
#define SG_TESTS_STORE_SUPPORT_H

#include "market_support.h"

#include "market/store.h"

#include <sqlite3.h>

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

static inline sg_reading reading_of(const char *id, sg_day day)
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

static inline sg_store_source source_of(uint64_t hash, const char *group)
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
static inline void import(uint64_t begin_hash, uint64_t hash, const char *prefix, int n)
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

static inline void load(sg_market *market)
{
    sg_error err;
    sg_market_build build;
    *market = (sg_market){0};
    sg_market_build_init(&build, market, &taxonomy);
    assert_ok(sg_store_load(path, &build, &err));
    assert_ok(sg_market_finish(&build, &err));
    sg_market_build_release(&build);
}

static inline uint64_t digest(void)
{
    sg_error err;
    uint64_t hash;
    assert_ok(sg_store_digest(path, &hash, &err));
    assert_ok(sg_store_check(path, &err));
    return hash;
}

static inline void run_sql(const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

#endif
