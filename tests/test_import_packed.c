/* Packed files through the whole import, in confined workers: the same store as from the bare file; cut and corrupt
 * ones name file and defect and change nothing; of a zip the files that a plugin knows. */
#include "import_support.h"
#include "input_support.h"

#include "market/evidence.h"
#include "market/inputs.h"

static const sg_choice choice = {
    .plugins = &plugins, .kind = SG_KIND_POSTINGS, .how = "--plugin", .also = SG_KIND_SALARY};

static sg_status import(const char *path, sg_import_result *out, sg_error *err)
{
    sg_import one = import_of(strstr(path, "oesm") ? NULL : "postings_template");
    return sg_import_run(&one, path, out, err);
}

static uint64_t fresh_store(void)
{
    unlink(store);
    return 0;
}

/* What the store holds after this file alone. */
static uint64_t digest_of(const char *path)
{
    sg_error err;
    sg_import_result r;
    fresh_store();
    assert_ok(import(path, &r, &err));
    assert_int_equal(r.postings, 4);
    assert_int_equal(r.report.rejected, 2);
    return r.report.input_hash;
}

static void the_same_as_bare(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    put_jobs(jobs);
    uint64_t bare = digest_of(file), kept = digest();
    sg_buf made;
    sg_buf_init(&made, 1 << 20);
    add_gzip(&made, jobs, strlen(jobs));
    assert_true(digest_of(packed_bytes("csv.gz", made.at, made.len)) == bare);
    /* the content is the source: the bare file is known by it */
    assert_ok(import(file, &r, &err));
    assert_int_equal(r.found, SG_STORE_SAME);
    sg_buf_clear(&made);
    add_xz(&made, jobs, strlen(jobs));
    assert_true(digest_of(packed_bytes("xz", made.at, made.len)) == bare);
    assert_ok(import(file, &r, &err));
    assert_int_equal(r.found, SG_STORE_SAME);
    sg_buf_release(&made);
    assert_true(digest_of(PACKED_ZIP({.name = "x/jobs.csv", .text = jobs})) == bare);
    assert_ok(import(packed_path, &r, &err));
    assert_int_equal(r.found, SG_STORE_SAME);
    fresh_store();
    assert_ok(import(file, &r, &err));
    assert_true(digest() == kept);
}

static void named(char *out, size_t size, const char *member)
{
    snprintf(out, size, "%s#%s", packed_path, member);
}

static void a_member_by_name(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    char path[4096];
    fresh_store();
    PACKED_ZIP({.name = "a.csv", .text = jobs}, {.name = "b/notes.txt", .text = "no table"});
    named(path, sizeof path, "a.csv");
    assert_ok(import(path, &r, &err));
    assert_int_equal(r.postings, 4);
    named(path, sizeof path, "c.csv");
    assert_fails(import(path, &r, &err), SG_EUSAGE, "no file \"c.csv\": it has a.csv, b/notes.txt");
    assert_fails(import(packed_path, &r, &err), SG_EUSAGE, "several files, name one as FILE#MEMBER: it has a.csv");
    /* a file of the whole name comes first */
    put("x#a.csv", jobs);
    assert_int_equal(sg_member_cut(made_path), strlen(made_path));
    snprintf(path, sizeof path, "%s/nothing#a", folder);
    assert_int_equal(sg_member_cut(path), strlen(path));
}

/* Unpacked, it is read in parts, and evidence is found again in it. */
static void in_parts_and_again(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    char path[4096];
    fresh_store();
    PACKED_ZIP({.name = "a.csv", .text = jobs}, {.name = "b/notes.txt", .text = "no table"});
    named(path, sizeof path, "a.csv");
    sg_import one = import_of("postings_template");
    one.chunk = 150;
    one.jobs = 3;
    assert_ok(sg_import_run(&one, path, &r, &err));
    assert_int_equal(r.postings, 4);
    assert_int_equal(r.report.rejected, 2);
    sg_source source = {
        .plugin = sg_text_of("postings_template"), .path = sg_text_of(path), .hash = r.report.input_hash};
    sg_passage passage = {.row = 7};
    assert_ok(sg_passages_read(&plugins, &source, &passage, 1, &err));
    assert_string_equal(passage.text, "short\ngolang developer");
    sg_passages_release(&passage, 1);
    source.hash++;
    assert_fails(sg_passages_read(&plugins, &source, &passage, 1, &err), SG_ECHECK,
                 "has changed since it was imported");
}

static const char posts[] = "id,date,text\n1,2026-10-01,Loom | Weaver | Leeds\n";

static void files_of_a_zip(void **state)
{
    (void)state;
    sg_error err;
    sg_inputs inputs;
    char path[4096];
    PACKED_ZIP({.name = "a.csv", .text = posts}, {.name = "readme.txt", .text = "no table"},
               {.name = "shut.csv", .text = posts, .password = "secret"});
    assert_ok(sg_inputs_of(&choice, NULL, packed_path, &inputs, &err));
    assert_int_equal(inputs.n, 1);
    named(path, sizeof path, "a.csv");
    assert_string_equal(inputs.paths[0], path);
    assert_int_equal(inputs.n_left, 2);
    assert_string_equal(inputs.left[0], "readme.txt: no plugin knows this file");
    assert_non_null(strstr(inputs.left[1], "is encrypted: expected a zip without a password"));
    sg_inputs_release(&inputs);
    PACKED_ZIP({.name = "x.txt", .text = "one"}, {.name = "y/z.md", .text = "two"});
    assert_fails(sg_inputs_of(&choice, NULL, packed_path, &inputs, &err), SG_EUSAGE,
                 "no plugin knows a file in this zip, which has x.txt, y/z.md");
    sg_inputs_release(&inputs);
    put_jobs(jobs);
    assert_ok(sg_inputs_of(&choice, NULL, file, &inputs, &err));
    assert_int_equal(inputs.n, 1);
    assert_string_equal(inputs.paths[0], file);
    sg_inputs_release(&inputs);
}

/* Whether the defect shows before the first row or after the last: the file is named, and the store is as it was. */
static void defects(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    sg_buf made;
    put_jobs(jobs);
    fresh_store();
    assert_ok(import(file, &r, &err));
    uint64_t before = digest();
    sg_buf_init(&made, 1 << 20);
    add_gzip(&made, COLUMNS "9,2024-01-05,x,,,,golang\n", sizeof COLUMNS "9,2024-01-05,x,,,,golang\n" - 1);
    packed_bytes("gz", made.at, made.len - 5);
    assert_fails(import(packed_path, &r, &err), SG_EFAIL, "the gzip file is cut: expected more after");
    assert_non_null(strstr(err.text, packed_path));
    made.at[made.len - 6] ^= 1;
    packed_bytes("gz", made.at, made.len);
    assert_fails(import(packed_path, &r, &err), SG_EFAIL, "the gzip file is corrupt near byte");
    sg_buf_release(&made);
    PACKED_ZIP({.name = "a.csv", .text = jobs, .password = "secret"});
    assert_fails(import(packed_path, &r, &err), SG_EFAIL, "\"a.csv\" is encrypted");
    size_t size = 66 << 20;
    char *spaces = malloc(size);
    memset(spaces, '\n', size);
    PACKED_ZIP({.name = "a.csv", .text = spaces, .len = size});
    free(spaces);
    assert_fails(import(packed_path, &r, &err), SG_EFAIL, "it unpacks to more than 400 times its size");
    assert_true(digest() == before);
}

typedef struct bands {
    size_t n, placed;
    char last[64], region[64], role[256];
} bands;

static sg_status count_band(void *self, const sg_store_source *source, const sg_band *band, const sg_row *row,
                            sg_error *err)
{
    (void)source, (void)row, (void)err;
    bands *b = self;
    b->n++;
    b->placed += band->region.len && band->role.len;
    if (!sg_text_is(band->occupation, "15-1252")) return SG_OK;
    snprintf(b->region, sizeof b->region, "%.*s", (int)band->region.len, band->region.len ? band->region.at : "");
    snprintf(b->role, sizeof b->role, "%.*s", (int)band->role.len, band->role.len ? band->role.at : "");
    return SG_OK;
}

#define S(place, text) "<c r=\"" place "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define N(place, number) "<c r=\"" place "\"><v>" number "</v></c>"
#define WAGES(row, occupation)                                                                                         \
    "<row r=\"" row "\">" N("A" row, "12420") S("B" row, "Austin, TX") S("C" row, "4") S("D" row, occupation)          \
        S("E" row, "Developers") S("F" row, "detailed") N("G" row, "30") N("H" row, "90000.5")                         \
            S("I" row, "#") "</row>"

/* As downloaded: a workbook in a folder of a zip, bands of which some are of known roles. */
static void a_salary_workbook(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    size_t len;
    bands seen = {0};
    put("taxonomy/roles.csv", "id,name,family,esco,isco,onet,source\nbackend-engineer,Back "
                              "end,software,,,15-1252.00,x\nsre,SRE,software,,,15-1244.00,x\n");
    put("taxonomy/regions.csv",
        "id,name,parent,kind,code,currency\nUS,United "
        "States,,country,US,USD\nUS/austin,Austin,US,metro,12420,\nDE,Germany,,country,DE,EUR\n");
    sg_taxonomy_release(&taxonomy);
    assert_ok(sg_market_taxonomy(&plugins, folder, NULL, &taxonomy, &err));
    packed_book(&(book){.cells = "<row r=\"1\">" S("A1", "AREA") S("B1", "AREA_TITLE") S("C1", "AREA_TYPE")
                            S("D1", "OCC_CODE") S("E1", "OCC_TITLE") S("F1", "O_GROUP") S("G1", "TOT_EMP")
                                S("H1", "A_MEDIAN") S("I1", "A_PCT90") "</row>" WAGES("2", "15-1252")
                                    WAGES("3", "29-1141")});
    char *whole = bytes_of(packed_path, &len);
    PACKED_ZIP({.name = "oesm24ma/MSA_M2024_dl.xlsx", .text = whole, .len = len});
    free(whole);
    fresh_store();
    char path[4096];
    named(path, sizeof path, "oesm24ma/MSA_M2024_dl.xlsx");
    assert_ok(import(path, &r, &err));
    assert_string_equal(r.plugin, "salary_oews");
    assert_int_equal(r.bands, 2);
    assert_int_equal(r.of_role, 1);
    assert_int_equal(r.of_region, 1);
    assert_int_equal(r.first, sg_month_of(2024, 5));
    assert_ok(sg_store_bands(store, count_band, &seen, &err));
    assert_int_equal(seen.n, 2);
    assert_int_equal(seen.placed, 1);
    assert_string_equal(seen.region, "US/austin");
    assert_string_equal(seen.role, "backend-engineer");
    assert_ok(import(path, &r, &err));
    assert_int_equal(r.found, SG_STORE_SAME);
}

/* What is neither postings nor pay is told for what it is. */
static void other_kinds(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result r;
    sg_import any = import_of(NULL);
    put("skills.csv", "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,"
                      "modifiedDate,scopeNote,definition,inScheme,description\n");
    assert_fails(sg_import_run(&any, made_path, &r, &err), SG_EUSAGE,
                 "a vocabulary of skills or roles (taxonomy_esco)");
    put("figures.csv", "kind,key,region,date,value,unit,n,source,licence,note\nfx,EUR,,2024,0.9,EUR per USD,,ECB,,\n");
    assert_fails(sg_import_run(&any, made_path, &r, &err), SG_EDATA, "dated figures (prices, rates of exchange)");
}

int main(int argc, char **argv)
{
    (void)argc;
    support_start(argv[0]);
    find_plugins(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_as_bare, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_member_by_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(in_parts_and_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(files_of_a_zip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(defects, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_salary_workbook, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_kinds, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("import of packed files", tests, NULL, packed_remove);
}
