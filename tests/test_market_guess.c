/* Guessing from end to end: a table that no plugin knows is proposed for, and imported as proposed. With DATA naming a
 * folder that has postings/import-samples, the real tables too. */
#include "import_support.h"

#include "market/guess.h"

static const char table[] = "Stelle;Firma;Stadt;Land;Eingestellt;Beschreibung\n"
                            "Weber;Loom;Leeds;UK;13/1/2024;We write Python, and a little C++ here.\n"
                            "Knitter;Wool;Austin;US;14/1/2024;We write golang.\n"
                            "Dyer;Wool;;;;We write golang.\n";

static void put_table(const char *name, const char *text)
{
    put(name, text);
    snprintf(file, sizeof file, "%s", made_path);
}

static void a_proposal_imports(void **state)
{
    (void)state;
    sg_error err;
    sg_guess guess = {.n = 0};
    sg_import_result r;
    sg_import import = import_of(NULL);
    import.group = NULL;
    put_table("Jobs of 2024, all.csv", table);
    assert_ok(sg_guess_run(&import, file, &guess, &err));
    assert_string_equal(guess.plugin.id, "postings_columns");
    assert_string_equal(guess.group, "jobs_of_2024_all");
    assert_false(guess.open);
    assert_false(guess.none);
    assert_string_equal(guess.items[0].option, "title");
    assert_string_equal(guess.items[0].value, "Stelle");
    assert_string_equal(guess.items[0].column, "Stelle");
    assert_string_equal(guess.items[0].example, "Weber");
    assert_ok(sg_guess_options(&guess, &import.options, &err));
    assert_string_equal(import.options[0], "title=Stelle");
    import.plugin = guess.plugin.id;
    import.group = guess.group;
    assert_ok(sg_import_run(&import, file, &r, &err));
    assert_int_equal(r.report.rows, 3);
    assert_int_equal(r.postings, 2);
    assert_int_equal(r.report.rejected, 1);
    assert_int_equal(r.first, sg_month_of(2024, 1));
    assert_ok(sg_import_run(&import, file, &r, &err));
    assert_int_equal(r.found, SG_STORE_SAME);
    sg_guess_release(&guess);
}

static void what_must_be_chosen(void **state)
{
    (void)state;
    sg_error err;
    sg_import import = import_of(NULL);
    sg_guess guess = {.n = 0}, told = {.n = 0};
    put_table("...csv", "title,date\nWeaver,3/11/2023\nKnitter,4/11/2023\n");
    assert_ok(sg_guess_run(&import, file, &guess, &err));
    assert_true(guess.open);
    assert_string_equal(guess.group, "mine");
    import.group = NULL;
    import.options = (const char *const[]){"days=dmy", NULL};
    assert_ok(sg_guess_run(&import, file, &told, &err));
    assert_false(told.open);
    assert_string_equal(told.group, "table"); /* a name that gives none */
    sg_guess_release(&guess);
    sg_guess_release(&told);
}

static void what_cannot_be_read(void **state)
{
    (void)state;
    sg_error err;
    sg_import import = import_of(NULL);
    sg_guess guess = {.n = 0}, other = {.n = 0};
    put_table("x.csv", "no table\n");
    assert_ok(sg_guess_run(&import, file, &guess, &err));
    assert_true(guess.none);
    assert_string_equal(sg_guess_refusal(&guess),
                        "no table: none of , ; tab and | parts its lines into the same columns");
    import.plugin = "postings_template";
    assert_fails(sg_guess_run(&import, file, &other, &err), SG_EUSAGE, "it cannot guess how a file is to be read");
    import.plugin = "postings_nix";
    assert_fails(sg_guess_run(&import, file, &other, &err), SG_EUSAGE, "postings_nix");
    import.plugin = NULL;
    assert_fails(sg_guess_run(&import, "/nowhere.csv", &other, &err), SG_EFAIL, "/nowhere.csv");
    sg_guess_release(&guess);
    sg_guess_release(&other);
}

/* ---- real tables ---- */

typedef struct real {
    const char *file, *scraped; /* the day of collection, where the table does not tell days */
    uint64_t rows, postings, rejected;
    const char *remark; /* or NULL */
} real;

static const real reals[] = {
    {"armenia_jobs_2004_semicolon.csv.xz", NULL, 499, 427, 72, NULL},
    {"google_jobs_data_analyst_2023.csv.xz", "2023-03-01", 200, 200, 0,
     "date: none is given: taken as the day of collection"},
    {"linkedin_postings_nodesc.csv.xz", "2023-11-05", 33246, 33246, 0, NULL},
    {"nofluffjobs_2022.csv.xz", "2022-06-01", 1108, 1108, 0, NULL},
    {"nyc_jobs_2019.csv.xz", NULL, 3843, 3843, 0, NULL},
};

static void read_real(const char *data, const real *x)
{
    char path[1024], scraped[40];
    const char *given[] = {NULL, NULL};
    sg_error err;
    sg_guess first = {.n = 0}, guess = {.n = 0};
    sg_import_result r;
    sg_import import = import_of(NULL);
    import.dry_run = true;
    snprintf(path, sizeof path, "%s/postings/import-samples/%s", data, x->file);
    assert_ok(sg_guess_run(&import, path, &first, &err));
    assert_int_equal(first.open, x->scraped != NULL);
    snprintf(scraped, sizeof scraped, "scraped=%s", x->scraped ? x->scraped : "");
    if (x->scraped) given[0] = scraped, import.options = given;
    assert_ok(sg_guess_run(&import, path, &guess, &err));
    assert_false(guess.open);
    assert_ok(sg_guess_options(&guess, &import.options, &err));
    import.plugin = guess.plugin.id;
    assert_ok(sg_import_run(&import, path, &r, &err));
    assert_int_equal(r.report.rows, x->rows);
    assert_int_equal(r.postings, x->postings);
    assert_int_equal(r.report.rejected, x->rejected);
    assert_int_equal(r.report.n_remarks, x->remark ? 1 : 0);
    if (x->remark) assert_string_equal(r.report.remarks[0].reason, x->remark);
    sg_guess_release(&first);
    sg_guess_release(&guess);
}

static void real_tables(void **state)
{
    (void)state;
    char folder_of[1024];
    const char *data = getenv("DATA");
    snprintf(folder_of, sizeof folder_of, "%s/postings/import-samples", data ? data : "");
    if (!data || access(folder_of, R_OK) != 0) {
        print_message("skip real_tables: DATA names no folder with postings/import-samples\n");
        skip();
    }
    for (size_t i = 0; i < sizeof reals / sizeof *reals; i++) read_real(data, &reals[i]);
}

int main(int argc, char **argv)
{
    (void)argc;
    find_plugins(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_proposal_imports, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_must_be_chosen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(real_tables, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
