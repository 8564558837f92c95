/* What goes into the store beside postings, and what its check finds wrong. */
#include "store_support.h"

/* What SQLite cannot know to be wrong. */
static void inconsistent(void **state)
{
    (void)state;
    sg_error err;
    static const struct {
        const char *sql, *said;
    } wrong[] = {{"INSERT INTO band(source,row,nr,p10,p25,p50,p75,p90,mean,n,has) VALUES(5,1,0,0,0,0,0,0,0,0,0)",
                  "bands without source: 1"},
                 {"INSERT INTO rejected VALUES(5,'x',1,1,'')", "rejecteds without source: 1"},
                 {"INSERT INTO count VALUES(5,1,'x',1,1,1)", "counts without source: 1"},
                 {"INSERT INTO rejected VALUES(1,'x',7,1,'')", "reasons do not sum up to their rejected rows: 1"},
                 {"INSERT INTO part VALUES(1,0,5,1,0,0,0)", "parts without source: 1"},
                 {"DELETE FROM vocabulary", "sources whose skills have no names: 1"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(path, sizeof path, "%s/wrong%zu.db", folder, i);
        import(1, 1, "a", 2);
        assert_ok(sg_store_check(path, &err));
        run_sql(wrong[i].sql);
        assert_fails(sg_store_check(path, &err), SG_ECHECK, wrong[i].said);
    }
}

static void commit_with(sg_store *store, uint64_t hash, const sg_reject_reason *why, size_t n)
{
    sg_error err;
    sg_store_source source = source_of(hash, "hn");
    source.rejected = 0;
    source.reasons = why;
    source.n_reasons = n;
    for (size_t i = 0; i < n; i++) source.rejected += why[i].rows;
    assert_ok(sg_store_commit(store, &source, &err));
}

static void reasons(void **state)
{
    (void)state;
    sg_error err;
    sg_store *store;
    sg_market market;
    const sg_reject_reason why[] = {{"date: expected YYYY-MM-DD", "soon", 3, 8},
                                    {"id: expected a text", "", 1, 2},
                                    {"date: expected YYYY-MM-DD", "later", 2, 9}}; /* texts that became one */
    assert_ok(sg_store_open(path, &store, &err));
    assert_ok(sg_store_begin(store, &taxonomy, 0, &err));
    commit_with(store, 4, why, 3);
    uint64_t first = digest();
    assert_ok(sg_store_begin(store, &taxonomy, 4, &err));
    commit_with(store, 4, why, 2);
    assert_true(digest() != first);
    assert_ok(sg_store_begin(store, &taxonomy, 4, &err));
    commit_with(store, 4, why, 3);
    sg_store_close(store);
    assert_true(digest() == first);
    load(&market);
    assert_int_equal(market.sources[0].rejected, 6);
    assert_int_equal(market.sources[0].n_reasons, 2);
    assert_string_equal(market.sources[0].reasons[0].reason, "id: expected a text"); /* by first row */
    assert_string_equal(market.sources[0].reasons[1].found, "soon");
    assert_int_equal(market.sources[0].reasons[1].rows, 5);
    assert_int_equal(market.sources[0].reasons[1].first_row, 8);
    sg_market_release(&market);
}

typedef struct taken {
    sg_band band;
    uint64_t rows[4];
    size_t n;
} taken;

static sg_status take_band(void *self, const sg_store_source *source, const sg_band *band, const sg_row *row,
                           sg_error *err)
{
    taken *t = self;
    if (t->n == 3) return sg_fail(err, SG_EDATA, "enough");
    assert_true(sg_text_is(source->path, "/data/a.csv"));
    assert_int_equal(source->hash, 6);
    assert_true(sg_text_equal(band->source, T("BLS OEWS")));
    assert_true(sg_text_is(band->currency, "USD"));
    assert_true(sg_text_is(band->note, "top-coded"));
    assert_null(band->level.at);
    assert_close(band->pct[0], 1, 0);
    assert_close(band->pct[4], 5.5, 0);
    assert_close(band->mean, 3, 0);
    assert_close(band->n, 1000, 0);
    assert_int_equal(band->has, SG_HAS_P90 | SG_HAS_P10);
    t->rows[t->n++] = row->number;
    return SG_OK;
}

static void bands(void **state)
{
    (void)state;
    sg_error err;
    sg_store *store;
    taken t = {0};
    const sg_band band = {.source = T("BLS OEWS"),
                          .kind = T("official"),
                          .date = T("2024-05"),
                          .component = T("base"),
                          .period = T("year"),
                          .currency = T("USD"),
                          .note = T("top-coded"),
                          .pct = {1, 2, 3, 4, 5.5},
                          .mean = 3,
                          .n = 1000,
                          .has = SG_HAS_P90 | SG_HAS_P10};
    const uint64_t numbers[] = {1, 1, 7}; /* two bands of one row: by the hour and by the year */
    assert_ok(sg_store_open(path, &store, &err));
    assert_ok(sg_store_begin(store, &taxonomy, 0, &err));
    for (size_t i = 0; i < 3; i++) {
        sg_row row = {.number = numbers[i]};
        assert_ok(sg_store_add(store, SG_RECORD_BAND, &band, &row, &err));
    }
    commit_with(store, 6, NULL, 0);
    sg_store_close(store);
    (void)digest();
    assert_ok(sg_store_bands(path, take_band, &t, &err));
    assert_int_equal(t.n, 3);
    assert_memory_equal(t.rows, numbers, sizeof numbers);
    assert_fails(sg_store_bands(path, take_band, &t, &err), SG_EDATA, "enough");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(inconsistent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reasons, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bands, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
