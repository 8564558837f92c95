/* Import by shards: files cut into parts, each part read by one of n shards into a store of its own, and the stores
 * merged. The result is that of one run, for any n, any order of merging, and any number of workers. */
#include "import_support.h"

#include "market/merge.h"

#include "base/buf.h"

enum { CHUNK = 3000, SHARDS_MAX = 8, FILES_MAX = 4 };

static char paths[FILES_MAX][256];
static size_t n_paths;

static void put_file(const char *name, const sg_buf *text)
{
    FILE *out;
    snprintf(paths[n_paths], sizeof paths[0], "%s/%s", folder, name);
    out = fopen(paths[n_paths++], "w");
    assert_non_null(out);
    assert_int_equal(fwrite(text->at, 1, text->len, out), text->len);
    assert_int_equal(fclose(out), 0);
}

/* Rows that are kept, rejected for many reasons, or have no day; texts over several lines, with quotes in them. */
static void put_rows(const char *name, int first, int n, const char *between)
{
    sg_buf text;
    sg_buf_init(&text, 1 << 24);
    sg_buf_str(&text, COLUMNS);
    for (int i = first; i < first + n; i++) {
        sg_buf_printf(&text,
                      "%d,%s,Backend Engineer %d,Acme,Berlin,,\"Line one of %d,\nsays \"\"Python\"\" and C++\n\"\n", i,
                      i % 11 == 5   ? "soon"
                      : i % 13 == 7 ? "1970-02-03"
                      : i % 2       ? "2024-01-05"
                                    : "2024-02-06",
                      i, i);
        if (i == first + n / 2) sg_buf_str(&text, between);
    }
    put_file(name, &text);
    sg_buf_release(&text);
}

static int begin(void **state)
{
    n_paths = 0;
    return set_up(state);
}

static void shard_store(char out[static 256], unsigned shard)
{
    snprintf(out, 256, "%s/shard-%u.db", folder, shard);
}

/* Imports all files; returns how many parts were read. */
static uint64_t import_all(const char *plugin, const char *to, unsigned shard, unsigned shards, unsigned workers)
{
    sg_error err;
    sg_import_result r;
    sg_import import = import_of(plugin);
    uint64_t parts = 0;
    import.store = to;
    import.shard = shard;
    import.shards = shards;
    import.jobs = workers;
    import.chunk = CHUNK;
    for (size_t i = 0; i < n_paths; i++) {
        import.shift = (uint32_t)i;
        assert_ok(sg_import_run(&import, paths[i], &r, &err));
        parts += r.report.parts_here;
    }
    return parts;
}

static uint64_t digest_of(const char *at)
{
    sg_error err;
    uint64_t hash;
    assert_ok(sg_store_check(at, &err));
    assert_ok(sg_store_digest(at, &hash, &err));
    return hash;
}

static void ignore(void *self, const char *from, const sg_store_source *source, sg_merge_how how, uint64_t parts)
{
    (void)self, (void)from, (void)source, (void)how, (void)parts;
}

/* The stores of n shards merged in an order that turn and step choose. */
static uint64_t merge(unsigned n, unsigned turn, unsigned step)
{
    sg_error err;
    char names[SHARDS_MAX][256], all[256];
    const char *from[SHARDS_MAX];
    snprintf(all, sizeof all, "%s/all.db", folder);
    for (unsigned i = 0; i < n; i++) {
        shard_store(names[i], (turn + i * step) % n);
        from[i] = names[i];
    }
    assert_ok(sg_store_merge(all, from, n / 2, ignore, NULL, &err));
    assert_ok(sg_store_merge(all, from + n / 2, n - n / 2, ignore, NULL, &err));
    uint64_t hash = digest_of(all);
    unlink(all);
    return hash;
}

/* As one run, by shards of any number, merged in several orders. */
static void same_as_one(const char *plugin, bool cut)
{
    static const unsigned shards[] = {1, 2, 3, 5, 7}; /* each step below is prime to it */
    uint64_t want, parts_want;
    char one[256], name[256];
    snprintf(one, sizeof one, "%s/one.db", folder);
    parts_want = import_all(plugin, one, 0, 0, 1);
    assert_true(!cut || parts_want > 6);
    want = digest_of(one);
    for (size_t i = 0; i < sizeof shards / sizeof *shards; i++) {
        unsigned n = shards[i];
        uint64_t parts = 0;
        for (unsigned shard = 0; shard < n; shard++) {
            shard_store(name, shard);
            parts += import_all(plugin, name, shard, n, 1 + shard % 3);
            (void)digest_of(name);
        }
        if (cut) assert_int_equal(parts, parts_want);
        assert_true(merge(n, 0, 1) == want);
        assert_true(merge(n, n - 1, n > 1 ? n - 1 : 1) == want);
        if (n > 4) assert_true(merge(n, 2, 2) == want);
        for (unsigned shard = 0; shard < n; shard++) {
            shard_store(name, shard);
            unlink(name);
        }
    }
    unlink(one);
}

static void well_formed(void **state)
{
    (void)state;
    put_rows("large.csv", 1, 300, "");
    put_rows("small.csv", 1000, 5, "");
    put_rows("other.csv", 2000, 200, "");
    same_as_one("postings_template", true);
}

/* A quote too many in the middle: from there on the cuts are wrong, and a part does not end between rows. */
static void ill_formed(void **state)
{
    (void)state;
    put_rows("odd.csv", 1, 300, "7,2024-01-05,A 3\" pipe,Acme,,,x\n");
    same_as_one("postings_template", false);
    n_paths = 0;
    put_rows("open.csv", 1, 300, "7,2024-01-05,\"never closed\n");
    same_as_one("postings_template", false);
}

/* Nothing of the file is of shards without its start: the plugin reads it as one. */
static void uncut(void **state)
{
    (void)state;
    sg_buf text;
    sg_plugin_path real = plugins;
    sg_buf_init(&text, 1 << 20);
    for (int i = 0; i < 1000; i++) sg_buf_printf(&text, "%s%d\n", i % 9 ? "a posting of number " : "", i);
    put_file("lines.txt", &text);
    put_file("again.txt", &(sg_buf){.at = text.at + 20, .len = text.len / 2});
    sg_buf_release(&text);
    snprintf(plugins.folders[0], sizeof plugins.folders[0], "%.4000s/../tests/plugins", real.folders[0]);
    same_as_one("postings_lines", false);
    plugins = real;
}

/* Reading with several workers, in parts and in one piece. */
static void any_workers(void **state)
{
    (void)state;
    static const unsigned workers[] = {2, 3, 7};
    char name[256];
    put_rows("large.csv", 1, 300, "");
    put_rows("odd.csv", 500, 300, "7,2024-01-05,A 3\" pipe,Acme,,,x\n");
    snprintf(name, sizeof name, "%s/one.db", folder);
    import_all("postings_template", name, 0, 0, 1);
    uint64_t want = digest_of(name);
    for (size_t i = 0; i < 3; i++) {
        unlink(name);
        import_all("postings_template", name, 0, 0, workers[i]);
        assert_true(digest_of(name) == want);
    }
}

/* A shard on its own: what it says, that it is read anew without harm, and that it gives way to the whole. */
static void one_shard(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    sg_import import = import_of("postings_template");
    put_rows("large.csv", 1, 300, "");
    import.shard = 1;
    import.shards = 3;
    import.chunk = CHUNK;
    import.dry_run = true;
    assert_ok(sg_import_run(&import, paths[0], &r, &err));
    assert_int_not_equal(access(store, F_OK), 0);
    import.dry_run = false;
    assert_ok(sg_import_run(&import, paths[0], &r, &err));
    assert_true(r.report.parts > 6 && r.report.parts_here == (r.report.parts + 1) / 3);
    assert_true(r.postings > 50 && r.undated > 0 && r.report.rejected > 0 && !r.whole);
    uint64_t hash = digest();
    assert_ok(sg_import_run(&import, paths[0], &r, &err));
    assert_int_equal(r.found, SG_STORE_PARTS);
    assert_true(digest() == hash);
    for (unsigned shard = 0; shard < 3; shard++) { /* all into one store */
        import.shard = shard;
        assert_ok(sg_import_run(&import, paths[0], &r, &err));
        assert_true(r.whole == (shard == 2));
    }
    assert_ok(sg_import_run(&import, paths[0], &r, &err));
    assert_int_equal(r.found, SG_STORE_SAME);
    hash = digest();
    snprintf(store, sizeof store, "%s/whole.db", folder);
    import.shards = 0;
    assert_ok(sg_import_run(&import, paths[0], &r, &err));
    assert_true(digest() == hash);
}

/* A part that has nothing good in it, and a shard that has no part. */
static void little(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    sg_import import = import_of("postings_template");
    put_rows("small.csv", 1, 5, "");
    import.shard = 2;
    import.shards = 3;
    assert_ok(sg_import_run(&import, paths[0], &r, &err));
    assert_int_equal(r.report.parts, 1);
    assert_int_equal(r.report.parts_here, 0);
    assert_int_equal(access(store, F_OK), 0); /* for merge to find */
    (void)digest();
    sg_buf text;
    sg_buf_init(&text, 1 << 20);
    sg_buf_str(&text, COLUMNS);
    for (int i = 0; i < 300; i++) sg_buf_printf(&text, "%d,%s,x,,,,%d\n", i, i < 200 ? "soon" : "2024-01-05", i);
    n_paths = 0;
    put_file("late.csv", &text);
    sg_buf_release(&text);
    import.shard = 0;
    import.chunk = 1000;
    assert_ok(sg_import_run(&import, paths[0], &r, &err));
    same_as_one("postings_template", false);
}

/* What goes wrong names the part. */
static void broken(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    sg_import import = import_of("postings_template");
    put_rows("large.csv", 1, 300, "");
    import.shard = 1;
    import.shards = 3;
    import.chunk = CHUNK;
    assert_ok(sg_import_run(&import, paths[0], &r, &err));
    uint64_t before = digest();
    put_rows("header.csv", 1, 300, "");
    FILE *out = fopen(paths[1], "r+");
    assert_non_null(out);
    assert_true(fputs("no,such,columns", out) >= 0);
    assert_int_equal(fclose(out), 0);
    assert_fails(sg_import_run(&import, paths[1], &r, &err), SG_EFAIL, "header.csv: ");
    assert_true(digest() == before);
}

int main(int argc, char **argv)
{
    (void)argc;
    find_plugins(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(well_formed, begin, tear_down),
        cmocka_unit_test_setup_teardown(ill_formed, begin, tear_down),
        cmocka_unit_test_setup_teardown(uncut, begin, tear_down),
        cmocka_unit_test_setup_teardown(any_workers, begin, tear_down),
        cmocka_unit_test_setup_teardown(one_shard, begin, tear_down),
        cmocka_unit_test_setup_teardown(little, begin, tear_down),
        cmocka_unit_test_setup_teardown(broken, begin, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
