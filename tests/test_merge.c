/* Stores united: the same result in any order, however grouped, as if one had imported all; and what does not join. */
#include "store_support.h"

#include "market/merge.h"

#include "base/mem.h"

#include <unistd.h>

/* Valid until the next call. */
static const char *at(const char *name)
{
    static char out[256];
    snprintf(out, sizeof out, "%s/%s.db", folder, name);
    return out;
}

static uint64_t digest_of(const char *name)
{
    sg_error err;
    uint64_t hash;
    assert_ok(sg_store_check(at(name), &err));
    assert_ok(sg_store_digest(at(name), &hash, &err));
    return hash;
}

typedef struct heard {
    sg_merge_how how[32];
    uint64_t parts[32];
    size_t n;
} heard;

static void hear(void *self, const char *from, const sg_store_source *source, sg_merge_how how, uint64_t parts)
{
    heard *h = self;
    assert_non_null(from);
    assert_true(source->name.len > 0 && h->n < 32);
    h->how[h->n] = how;
    h->parts[h->n++] = parts;
}

/* Merges stores, whose names are single letters, into one. */
static heard merge(const char *to, const char *names)
{
    sg_error err;
    heard h = {0};
    const char *from[8];
    char each[8][256];
    size_t n = strlen(names);
    for (size_t i = 0; i < n; i++) {
        snprintf(each[i], sizeof each[i], "%s/%c.db", folder, names[i]);
        from[i] = each[i];
    }
    assert_ok(sg_store_merge(at(to), from, n, hear, &h, &err));
    return h;
}

static void import_into(const char *store, uint64_t hash, const char *prefix, int n)
{
    snprintf(path, sizeof path, "%s/%s.db", folder, store);
    import(hash, hash, prefix, n);
}

static const char *const orders[] = {"abc", "acb", "bac", "bca", "cab", "cba"};

static void any_order(void **state)
{
    (void)state;
    import_into("a", 1, "p", 3);
    import_into("a", 2, "q", 2);
    import_into("b", 2, "q", 2);
    import_into("b", 3, "r", 4);
    import_into("c", 3, "r", 4);
    import_into("one", 3, "r", 4);
    import_into("one", 1, "p", 3);
    import_into("one", 2, "q", 2);
    uint64_t want = digest_of("one");
    for (size_t i = 0; i < 6; i++) {
        char name[8], pair[8];
        snprintf(name, sizeof name, "m%zu", i);
        heard h = merge(name, orders[i]);
        assert_int_equal(h.n, 5);
        assert_true(digest_of(name) == want);
        snprintf(pair, sizeof pair, "p%zu", i); /* two, and the third later */
        merge(pair, (char[]){orders[i][0], orders[i][1], 0});
        merge(pair, (char[]){orders[i][2], 0});
        assert_true(digest_of(pair) == want);
    }
    heard again = merge("one", "abc");
    for (size_t i = 0; i < again.n; i++) assert_int_equal(again.how[i], SG_MERGE_SAME);
    assert_true(digest_of("one") == want);
    heard self = merge("a", "a");
    assert_int_equal(self.how[0], SG_MERGE_SAME);
}

/* Of two places with one content the first by name is noted. */
static void one_content_in_two_places(void **state)
{
    (void)state;
    import_into("a", 1, "p", 3);
    import_into("b", 1, "p", 3);
    snprintf(path, sizeof path, "%s/b.db", folder);
    run_sql("UPDATE source SET path='/data/0.csv', name='0.csv'");
    merge("x", "ab");
    merge("y", "ba");
    assert_true(digest_of("x") == digest_of("b"));
    assert_true(digest_of("y") == digest_of("b"));
}

/* ---- parts ---- */

enum { PARTS = 7, PART_ROWS = 30 };

static sg_reject_reason reason_at(uint64_t row, uint64_t number)
{
    sg_reject_reason why = {.rows = 1, .first_row = number};
    snprintf(why.reason, sizeof why.reason, "field %d: expected another", (int)(row * row % 41)); /* over 16 kinds */
    snprintf(why.found, sizeof why.found, "%d", (int)row);
    return why;
}

typedef enum fate { KEPT, REJECTED, UNDATED } fate;

static fate fate_of(uint64_t row)
{
    return row % 3 == 0 ? REJECTED : row % 10 == 1 ? UNDATED : KEPT;
}

static void keep_row(sg_store *store, uint64_t row, uint64_t number)
{
    sg_error err;
    char id[24];
    snprintf(id, sizeof id, "id%d", (int)row);
    sg_reading reading = reading_of(id, (sg_day)(18000 + row % 1000));
    sg_count count = {T("golang"), (double)row, 1000, 600};
    assert_ok(sg_store_add(store, SG_RECORD_READING, &reading, &(sg_row){number, row * 100}, &err));
    if (row % 7 == 0) assert_ok(sg_store_add(store, SG_RECORD_COUNT, &count, &(sg_row){number, row * 100}, &err));
}

static sg_store_source file_in_parts(uint64_t parts)
{
    sg_store_source source = source_of(9, "hn");
    source.parts = parts;
    source.rows = source.rejected = 0;
    return source;
}

/* The parts of a source of which number % shards is shard; the rows behind the last part are others than those that a
 * part read to the end has. */
static bool shard(const char *name, uint64_t parts, uint64_t shards, uint64_t shard_number, uint64_t ends)
{
    sg_error err;
    sg_store *store;
    sg_store_source source = file_in_parts(parts);
    bool whole;
    snprintf(path, sizeof path, "%s/%s.db", folder, name);
    assert_ok(sg_store_open(path, &store, &err));
    assert_ok(sg_store_begin_parts(store, &taxonomy, &source, &err));
    for (uint64_t part = shard_number; part < parts; part += shards) {
        sg_store_part_told told = {.number = part, .last = part == ends};
        uint64_t rows = part == ends ? (parts - ends) * PART_ROWS : PART_ROWS;
        assert_ok(sg_store_part(store, &source, part, &err));
        for (uint64_t i = 1; i <= rows; i++) {
            uint64_t row = part * PART_ROWS + i + (part > ends ? 100000 : 0);
            sg_reject_reason why = reason_at(row, i);
            told.rows++;
            switch (fate_of(row)) {
            case KEPT: keep_row(store, row, i); break;
            case REJECTED: told.rejected++; break;
            case UNDATED: told.undated++; snprintf(why.reason, sizeof why.reason, "%s", sg_undated_reason);
            }
            if (fate_of(row) != KEPT) assert_ok(sg_store_reject(store, &why, &err));
        }
        assert_ok(sg_store_part_end(store, &source, &told, &err));
    }
    assert_ok(sg_store_commit_parts(store, &source, &whole, &err));
    sg_store_close(store);
    return whole;
}

/* The same source in one run; its reasons told as a run tells them. */
static void in_one_run(const char *name, uint64_t parts)
{
    sg_error err;
    sg_store *store;
    sg_reject_reason list[SG_REASONS_MAX + 1] = {{{0}, {0}, 0, 0}}, undated = {{0}, {0}, 0, 0};
    size_t n = 0;
    sg_store_source source = file_in_parts(0);
    snprintf(path, sizeof path, "%s/%s.db", folder, name);
    assert_ok(sg_store_open(path, &store, &err));
    assert_ok(sg_store_begin(store, &taxonomy, 9, &err));
    for (uint64_t row = 1; row <= parts * PART_ROWS; row++) {
        sg_reject_reason why = reason_at(row, row);
        source.rows++;
        if (fate_of(row) == KEPT) keep_row(store, row, row);
        if (fate_of(row) == UNDATED) {
            source.undated++;
            if (!undated.rows++) {
                undated.first_row = row;
                snprintf(undated.reason, sizeof undated.reason, "%s", sg_undated_reason);
                memcpy(undated.found, why.found, sizeof why.found);
            }
        }
        if (fate_of(row) != REJECTED) continue;
        source.rejected++;
        size_t i = 0;
        while (i < n && strcmp(list[i].reason, why.reason) != 0) i++;
        if (i == SG_REASONS_MAX) i--;
        if (i == n) {
            list[n] = why;
            list[n++].rows = 0;
            if (n == SG_REASONS_MAX) {
                snprintf(list[i].reason, sizeof list[i].reason, "other reasons");
                memset(list[i].found, 0, sizeof list[i].found);
            }
        }
        list[i].rows++;
    }
    if (undated.rows) list[n++] = undated;
    source.reasons = list;
    source.n_reasons = n;
    assert_ok(sg_store_commit(store, &source, &err));
    sg_store_close(store);
}

static void shards_in_any_order(void **state)
{
    (void)state;
    in_one_run("one", PARTS);
    uint64_t want = digest_of("one");
    for (uint64_t i = 0; i < 3; i++) assert_false(shard((char[]){(char)('a' + i), 0}, PARTS, 3, i, PARTS));
    for (size_t i = 0; i < 6; i++) {
        char name[8];
        snprintf(name, sizeof name, "m%zu", i);
        heard h = merge(name, orders[i]);
        assert_int_equal(h.n, 3);
        assert_int_equal(h.how[1], SG_MERGE_PARTS);
        assert_int_equal(h.parts[0], orders[i][0] == 'a' ? 3 : 2);
        assert_int_equal(h.how[2], SG_MERGE_JOINED);
        assert_int_equal(h.parts[2], PARTS);
        assert_true(digest_of(name) == want);
        /* two joined first, in a store that is then merged with the third */
        char pair[2] = {(char)('p' + i), 0}, all[8];
        merge(pair, (char[]){orders[i][0], orders[i][1], 0});
        snprintf(all, sizeof all, "n%zu", i);
        merge(all, (char[]){orders[i][2], pair[0], 0});
        assert_true(digest_of(all) == want);
    }
    heard late = merge("m0", "ab"); /* parts of what is whole */
    assert_int_equal(late.how[0], SG_MERGE_SAME);
    assert_true(digest_of("m0") == want);
    snprintf(path, sizeof path, "%s/o.db", folder);
    in_one_run("o", PARTS);
    merge("a", "o"); /* the whole, where parts are */
    assert_true(digest_of("a") == want);
    assert_true(shard("all", PARTS, 1, 0, PARTS)); /* one shard of one */
    assert_true(digest_of("all") == want);
    assert_false(shard("b", PARTS, 3, 1, PARTS)); /* again: the same parts in place of the old */
    assert_true(shard("p", PARTS, 1, 0, PARTS));  /* all parts where some are */
    assert_true(digest_of("p") == want);
}

/* A part that was read to the input's end is the last: those behind it are dropped, whichever comes first. */
static void a_part_to_the_end(void **state)
{
    (void)state;
    in_one_run("one", PARTS);
    for (uint64_t i = 0; i < 3; i++) shard((char[]){(char)('a' + i), 0}, PARTS, 3, i, 4);
    for (size_t i = 0; i < 6; i++) {
        char name[8];
        snprintf(name, sizeof name, "m%zu", i);
        merge(name, orders[i]);
        assert_true(digest_of(name) == digest_of("one"));
    }
}

static void parts_are_not_counted(void **state)
{
    (void)state;
    sg_market market;
    sg_error err;
    sg_store *store;
    sg_store_found found;
    shard("a", PARTS, 3, 1, PARTS);
    load(&market);
    assert_int_equal(market.n_postings, 0);
    assert_int_equal(market.sources[0].parts, PARTS);
    assert_int_equal(market.sources[0].parts_there, 2);
    sg_market_release(&market);
    sg_store_source source = file_in_parts(0);
    assert_ok(sg_store_open(path, &store, &err));
    assert_ok(sg_store_find(store, &source, &found, &err));
    assert_int_equal(found, SG_STORE_PARTS);
    source = file_in_parts(PARTS + 1);
    assert_ok(sg_store_find(store, &source, &found, &err));
    assert_int_equal(found, SG_STORE_OTHER);
    sg_store_close(store);
    in_one_run("a", PARTS); /* takes the place of the parts */
    in_one_run("one", PARTS);
    assert_true(digest_of("a") == digest_of("one"));
    shard("b", PARTS, 3, 1, PARTS);
    shard("b", PARTS + 1, 2, 1, PARTS + 1); /* cut otherwise: the old parts go */
    shard("c", PARTS + 1, 2, 1, PARTS + 1);
    assert_true(digest_of("b") == digest_of("c"));
}

static void refused(void **state)
{
    (void)state;
    sg_error err;
    heard h = {0};
    static const struct {
        const char *sql, *said;
    } other[] = {{"UPDATE source SET plugin='postings_x'", "a.csv is read with another plugin than in"},
                 {"UPDATE source SET version='7'", "a.csv is read with another version of the plugin than in"},
                 {"UPDATE source SET options='a=b'", "a.csv is read with other options than in"},
                 {"UPDATE source SET grp='jobspy'", "a.csv is read with another group than in"},
                 {"UPDATE source SET taxonomy=taxonomy+1; UPDATE vocabulary SET taxonomy=taxonomy+1",
                  "a.csv is read with another taxonomy than in"}};
    shard("a", PARTS, 3, 0, PARTS);
    uint64_t before = digest_of("a");
    char first[256], second[256];
    snprintf(first, sizeof first, "%s/n.db", folder);
    snprintf(second, sizeof second, "%s/b.db", folder);
    const char *from[] = {first, second};
    import_into("n", 1, "p", 3);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        unlink(from[1]);
        shard("b", PARTS, 3, 1, PARTS);
        run_sql(other[i].sql);
        assert_fails(sg_store_merge(at("a"), from, 2, hear, &h, &err), SG_EFAIL, other[i].said);
        assert_non_null(strstr(err.text, "/b.db: "));
        assert_non_null(strstr(err.text, "/a.db: import it again into one of them"));
        assert_true(digest_of("a") == before); /* though the first store was fine */
        h.n = 0;
    }
    unlink(from[1]);
    shard("b", PARTS + 2, 3, 1, PARTS + 2);
    assert_fails(sg_store_merge(at("a"), from, 2, hear, &h, &err), SG_EFAIL, "a.csv is cut into 9 parts, in");
    assert_non_null(strstr(err.text, "a.db into 7: they do not join"));
    unlink(from[1]);
    assert_fails(sg_store_merge(at("a"), from, 2, hear, &h, &err), SG_EFAIL, "b.db: No such file");
    write_file(folder, "b.db",
               "no store at all, but a text that is long enough to be taken for the head of one: it has "
               "more than a hundred bytes.",
               path);
    assert_fails(sg_store_merge(at("a"), from, 2, hear, &h, &err), SG_EFAIL, "b.db: ");
    assert_true(digest_of("a") == before);
}

/* A store may come from anybody: what skillgap would not have written does not come in. */
static void strange(void **state)
{
    (void)state;
    sg_error err;
    heard h = {0};
    static const struct {
        const char *sql, *said;
    } cases[] = {
        {"UPDATE posting SET title=CAST(x'41ff' AS TEXT) WHERE row=2", "a.csv, row 2: reading.title is "},
        {"UPDATE posting SET pay_lo=9e999 WHERE row=3", "a.csv, row 3: reading.pay_lo is "},
        {"UPDATE posting SET period=9", "a.csv, row 1: reading.period is "},
        {"UPDATE posting SET day=50000", "a.csv, row 1: day: found 50000, expected one of 1990 to 2100"},
        {"UPDATE posting SET day=-2147483648", "a.csv, row 1: day: found -2147483648"},
        {"UPDATE posting SET mentions=x'0003ff'", "a.csv, row 1: the mentions are damaged"},
        {"UPDATE posting SET mentions=x'000205010000fcffffffffffffffff01010000'", /* back by four, round 64 bits */
         "a.csv, row 1: the mentions are damaged"},
        {"UPDATE posting SET near=x'00'", "a.csv, row 1: near: found 1 bytes, expected 32"},
        {"INSERT INTO count VALUES(1,4,'go',999999,1,2)", "a.csv, row 4: count.month is 999999"},
        {"INSERT INTO rejected VALUES(1,printf('%200s','x'),1,5,'')", "a.csv, row 5: a reason for its rejection"},
        {"INSERT INTO rejected VALUES(1,'x',1,5,CAST(x'ff' AS TEXT))", "a.csv, row 5: a reason for its rejection"},
        {"INSERT INTO band(source,row,nr,publisher,p10,p25,p50,p75,p90,mean,n,has) VALUES(1,6,0,'x',0,0,0,0,0,0,0,0)",
         "a.csv, row 6: band.kind "},
        {"UPDATE source SET plugin='../evil'", "plugin \"../evil\" of group \"hn\" are no names"},
        {"UPDATE source SET grp=''", "are no names of such"},
        {"CREATE TRIGGER t AFTER INSERT ON posting BEGIN DELETE FROM source; END",
         "its tables are not those of skillgap"},
        {"CREATE TABLE z(x)", "found \"z: CREATE TABLE z(x)\""},
        {"DROP TABLE count; CREATE VIEW count AS SELECT 1", "found \"count: CREATE VIEW count AS SELECT 1\", expected"},
        {"DROP TABLE band", "its tables are not those of skillgap"},
        {"PRAGMA user_version=2", "its tables are not those of skillgap"}};
    import_into("a", 2, "q", 3);
    uint64_t before = digest_of("a");
    char other[256];
    const char *from[] = {other};
    snprintf(other, sizeof other, "%s/b.db", folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unlink(other);
        import_into("b", 1, "p", 3);
        run_sql("UPDATE source SET rejected=1");
        assert_ok(sg_store_check(other, &err));
        run_sql(cases[i].sql);
        assert_fails(sg_store_merge(at("a"), from, 1, hear, &h, &err), SG_ECHECK, cases[i].said);
        assert_non_null(strstr(err.text, "/b.db: "));
        assert_fails(sg_store_check(other, &err), SG_ECHECK, cases[i].said);
        assert_true(digest_of("a") == before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(any_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_content_in_two_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shards_in_any_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_part_to_the_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(parts_are_not_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(strange, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
