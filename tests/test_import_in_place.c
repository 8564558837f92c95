/* Import of files that are written anew under one name, as those that fetch brings: what they held before goes. */
#include "import_support.h"

static void test_replaces(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    char other[256], alone[256];
    sg_import import = import_of("postings_template");
    import.in_place = true;
    import.name = "fetched jobs.csv";
    put("other.csv", COLUMNS "9,2024-01-07,x,,,,three\n");
    snprintf(other, sizeof other, "%s", made_path);
    put_jobs(COLUMNS "1,2024-01-05,x,,,,one golang here\n2,2024-01-06,y,,,,two\n,2024-01-06,y,,,,rejected\n");
    assert_ok(sg_import_run(&import, other, &r, &err));
    assert_ok(sg_import_run(&import, file, &r, &err));
    put_jobs(COLUMNS "1,2024-01-05,x,,,,one golang here\n3,2024-01-08,y,,,,more\n");
    assert_ok(sg_import_run(&import, file, &r, &err));
    assert_int_equal(r.found, SG_STORE_NEW);
    assert_ok(sg_store_check(store, &err));
    uint64_t replaced = digest();
    snprintf(alone, sizeof alone, "%s/alone.db", folder);
    import.store = alone;
    assert_ok(sg_import_run(&import, file, &r, &err));
    assert_ok(sg_import_run(&import, other, &r, &err));
    snprintf(store, sizeof store, "%s", alone);
    assert_true(digest() == replaced); /* as if the earlier content had never been there */
}

/* Without it, and when the import fails, what was there stays. */
static void test_stays(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    sg_import import = import_of("postings_template");
    put_jobs(COLUMNS "1,2024-01-05,x,,,,one golang here\n");
    assert_ok(sg_import_run(&import, file, &r, &err));
    uint64_t first = digest();
    put_jobs(COLUMNS "1,soon,x,,,,one\n");
    import.in_place = true;
    assert_fails(sg_import_run(&import, file, &r, &err), SG_EDATA, "no dated posting");
    assert_true(digest() == first);
    put_jobs(COLUMNS "2,2024-01-05,x,,,,two\n");
    import.in_place = false;
    assert_ok(sg_import_run(&import, file, &r, &err));
    uint64_t both = digest();
    put_jobs(COLUMNS "1,2024-01-05,x,,,,one golang here\n"); /* the first again: it is there already */
    assert_ok(sg_import_run(&import, file, &r, &err));
    assert_int_equal(r.found, SG_STORE_SAME);
    assert_true(digest() == both);
    assert_true(both != first);
}

int main(int argc, char **argv)
{
    (void)argc;
    find_plugins(argv[0]);
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(test_replaces, set_up, tear_down),
                                       cmocka_unit_test_setup_teardown(test_stays, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
