/* Posts of Hacker News in both their forms, into one store. */
#include "import_support.h"

static void open_market(sg_market *market)
{
    sg_error err;
    put("sources.csv", MANIFEST);
    assert_ok(sg_market_open(&plugins, folder, store, SG_MONTH_ABSENT, &taxonomy, market, &err));
}

/* A post as CSV and as the API's JSON is one opening, whichever came first. */
static void forms_of_one_post(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    sg_market m;
    char csv[256];
    sg_import import = import_of(NULL);
    import.group = NULL;
    put("hn.csv", "id,date,text\n77,2024-01-05,Loom | Weaver | Austin\n78,2024-01-05,Yarn | Knitter\n");
    snprintf(csv, sizeof csv, "%s", made_path);
    put("hn.json",
        "{\"children\":[{\"id\":77,\"created_at\":\"2024-01-05T09:00:00Z\",\"text\":\"Loom | Weaver | "
        "Austin<p>Apply!\",\"parent_id\":5,\"story_id\":5},{\"id\":79,\"created_at\":\"2024-01-06T09:00:00Z\","
        "\"text\":\"Wool | Spinner\",\"parent_id\":5,\"story_id\":5}],\"title\":\"Ask HN: Who is hiring?\"}");
    for (int first = 0; first < 2; first++) {
        const char *const files[] = {first ? made_path : csv, first ? csv : made_path};
        snprintf(store, sizeof store, "%s/store-%d.db", folder, first);
        for (size_t i = 0; i < 2; i++) {
            assert_ok(sg_import_run(&import, files[i], &r, &err));
            assert_string_equal(r.group, "hn");
            assert_int_equal(r.postings, 2);
        }
        char kept[256];
        snprintf(kept, sizeof kept, "%s", made_path);
        open_market(&m);
        snprintf(made_path, sizeof made_path, "%s", kept);
        assert_int_equal(m.n_postings, 3);
        sg_market_release(&m);
    }
}

int main(int argc, char **argv)
{
    (void)argc;
    find_plugins(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(forms_of_one_post, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
