/* The shipped pay tables: all rows are taken, known answers hold, and the questions people ask have answers. */
#include "pay_tables.h"

#include <stdlib.h>
#include <sys/stat.h>

static const char *const band_files[] = {"bands-oews.csv",       "levels-oflc.csv",  "bands-official.csv",
                                         "bands-india-odbl.csv", "bands-survey.csv", "bands-survey-odbl.csv",
                                         "bands-posted.csv"};

typedef struct shipped {
    sg_taxonomy t;
    sg_pay pay;
    bool here;
} shipped;

static int load(void **state)
{
    shipped *s = sg_zalloc(1, sizeof *s);
    char path[100];
    s->here = read_places(&s->t);
    for (size_t i = 0; i < sizeof band_files / sizeof *band_files && s->here; i++) {
        snprintf(path, sizeof path, "pay/%s", band_files[i]);
        s->here = read_bands(path, &s->pay);
    }
    s->here =
        s->here && read_figures("pay/figures.csv", &s->pay) && read_figures("pay/figures-survey-odbl.csv", &s->pay);
    if (!s->here) printf("skip: datasets/pay is not here\n");
    *state = s;
    return 0;
}

static int unload(void **state)
{
    shipped *s = *state;
    sg_taxonomy_release(&s->t);
    sg_pay_release(&s->pay);
    sg_free(s);
    return 0;
}

static void every_region_and_role_is_known(void **state)
{
    shipped *s = *state;
    if (!s->here) skip();
    for (size_t i = 0; i < s->pay.n_bands; i++) {
        sg_text rest = s->pay.bands[i].role, word;
        assert_true(sg_map_find(&s->t.region_ids, s->pay.bands[i].region) != SG_MAP_NONE);
        assert_true(s->pay.bands[i].licence.len > 0 && s->pay.bands[i].source.len > 0);
        while (rest.len && sg_text_split(&rest, ' ', &word))
            assert_true(sg_text_is(word, "*") || sg_map_find(&s->t.role_ids, word) != SG_MAP_NONE);
    }
    for (size_t i = 0; i < s->pay.n_figures; i++) {
        const sg_figure *f = &s->pay.figures[i];
        assert_true(!f->region.len || sg_map_find(&s->t.region_ids, f->region) != SG_MAP_NONE);
        assert_true(f->source.len > 0 && f->licence.len > 0 && f->unit.len > 0);
    }
}

static const sg_band *level_of_cell(const shipped *s, const sg_band *cell, const char *level)
{
    for (size_t i = 0; i < s->pay.n_bands; i++) {
        const sg_band *b = &s->pay.bands[i];
        if (sg_text_is(b->level, level) && sg_text_equal(b->region, cell->region) &&
            sg_text_equal(b->occupation, cell->occupation))
            return b;
    }
    return NULL;
}

/* The Department of Labor makes its levels from the OEWS survey: I is the mean of the lowest third, IV that of the
 * rest, so that an occupation's mean is (I + 2 × IV) / 3 of 2,080 hours. */
static void oews_means_are_made_of_the_wage_levels(void **state)
{
    shipped *s = *state;
    if (!s->here) skip();
    size_t n = 0, off = 0;
    double worst = 0;
    for (size_t i = 0; i < s->pay.n_bands; i++) {
        const sg_band *cell = &s->pay.bands[i];
        if (!sg_text_is(cell->source, "BLS OEWS") || !(cell->has & SG_HAS_MEAN)) continue;
        const sg_band *one = level_of_cell(s, cell, "wage-level:I"), *four = level_of_cell(s, cell, "wage-level:IV");
        if (!one || !four) continue;
        double error = fabs((one->mean + 2 * four->mean) / 3 * 2080 / cell->mean - 1);
        n++;
        off += error > .003;
        if (error > worst) worst = error;
    }
    printf("%zu cells, worst error %.3f %%, %zu over 0.3 %%\n", n, 100 * worst, off);
    assert_true(n > 700 && off <= 1 && worst < .0032);
}

static sg_pay_row *ask(const shipped *s, const char *role, const char *region, int level, size_t *n)
{
    sg_error err;
    sg_pay_row *rows = NULL;
    char why[200];
    sg_pay_query query = {.role = sg_map_find(&s->t.role_ids, sg_text_of(role)),
                          .region = sg_map_find(&s->t.region_ids, sg_text_of(region)),
                          .level = level,
                          .date = "2026-11"};
    assert_ok(sg_pay_compare(&s->pay, &s->t, &query, &rows, n, why, &err));
    return rows;
}

static void austin_and_berlin_have_bands(void **state)
{
    shipped *s = *state;
    if (!s->here) skip();
    size_t n;
    sg_pay_row *rows = ask(s, "backend-engineer", "US/austin", -1, &n);
    assert_string_equal(rows[0].band->source.at, "BLS OEWS");
    assert_string_equal(rows[0].band->date.at, "2024-05");
    assert_true(rows[0].pct[2] > 120000 && rows[0].pct[2] < 160000);
    assert_true(rows[0].age_factor > 1.02 && rows[0].age_factor < 1.10);
    sg_free(rows);
    rows = ask(s, "backend-engineer", "DE/berlin", -1, &n);
    assert_true(n >= 2);
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(rows[i].currency, "EUR");
        assert_true(rows[i].pct[2] > 60000 && rows[i].pct[2] < 90000);
        assert_string_equal(rows[i].power_of, "DE");
    }
    sg_free(rows);
}

/* Countries where the issue wants a band of software engineers; each is its own, in its own currency or in dollars. */
static void many_countries_have_a_band(void **state)
{
    shipped *s = *state;
    if (!s->here) skip();
    static const char *const regions[] = {
        "GB/london",   "CA/toronto", "DE/munich", "SE/stockholm", "NO/oslo",   "DK/copenhagen", "NL/amsterdam",
        "FI/helsinki", "CH/zurich",  "PL/warsaw", "IN/bangalore", "AU/sydney", "ES/madrid",     "UA/kyiv",
        "FR/paris",    "BR",         "JP"};
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
        size_t n;
        sg_pay_row *rows = ask(s, "software-engineer", regions[i], -1, &n);
        if (!n) fail_msg("%s has no band of software engineers", regions[i]);
        for (size_t r = 0; r < n; r++) {
            double middle = rows[r].band->has & SG_HAS_P50 ? rows[r].pct[2] : rows[r].mean;
            assert_true(middle > 0 && (rows[r].power == 0 || (rows[r].power > 10000 && rows[r].power < 250000)));
        }
        sg_free(rows);
    }
}

static void dated_facts_about_moves(void **state)
{
    shipped *s = *state;
    if (!s->here) skip();
    assert_close(sg_pay_figure(&s->pay, "move", "switcher-raise", "US", "2026-11")->value, .064, 0);
    assert_close(sg_pay_figure(&s->pay, "move", "switcher-raise", "US", "2024-12")->value, .077, 0);
    assert_close(sg_pay_figure(&s->pay, "move", "promotion-raise", "US", NULL)->value, .087, 0);
    assert_close(sg_pay_figure(&s->pay, "fx", "EUR", NULL, "2026-11")->value, .8684, 0);
}

static const char *plugin_folder(void)
{
    static char path[300];
    const char *build = getenv("BUILD");
    snprintf(path, sizeof path, "%s/plugins", build ? build : "build");
    return path;
}

static void all_tables_come_through_their_plugins(void **state)
{
    shipped *s = *state;
    sg_error err;
    if (!s->here) skip();
    sg_plugin_path *plugins = sg_zalloc(1, sizeof *plugins);
    sg_plugin_path_init(plugins, plugin_folder());
    sg_pay pay;
    assert_ok(sg_pay_open(plugins, "datasets", &pay, &err));
    assert_int_equal(pay.n_bands, s->pay.n_bands);
    assert_int_equal(pay.n_figures, s->pay.n_figures);
    sg_pay_release(&pay);
    sg_free(plugins);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void a_bad_table_is_named(void **state)
{
    (void)state;
    sg_error err;
    sg_pay pay;
    char folder[] = "/tmp/skillgap-pay-XXXXXX", path[100], table[120];
    sg_plugin_path *plugins = sg_zalloc(1, sizeof *plugins);
    sg_plugin_path_init(plugins, plugin_folder());
    assert_non_null(mkdtemp(folder));
    assert_fails(sg_pay_open(plugins, folder, &pay, &err), SG_EFAIL, "/pay: No such file");
    snprintf(path, sizeof path, "%s/pay", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_fails(sg_pay_open(plugins, folder, &pay, &err), SG_EFAIL, "no table of pay (*.csv) in it");
    snprintf(table, sizeof table, "%s/bands.csv", path);
    write_file(table, "source,kind,region,date,component,period,currency,level,p50\n"
                      "A,official,US,2024,base,year,USD,all,1000\nA,official,US,2024,base,year,USD,all,few\n");
    assert_fails(sg_pay_open(plugins, folder, &pay, &err), SG_EFAIL, "bands.csv: row 2: p50: expected a number");
    write_file(table, "source,kind,region,date,component,period,currency,level,p50\n"
                      "A,official,US,2024,base,year,USD,boss,1000\n");
    assert_fails(sg_pay_open(plugins, folder, &pay, &err), SG_EFAIL, "level is \"boss\"");
    assert_non_null(strstr(err.text, "bands.csv"));
    remove(table);
    remove(path);
    remove(folder);
    sg_free(plugins);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_region_and_role_is_known), cmocka_unit_test(oews_means_are_made_of_the_wage_levels),
        cmocka_unit_test(austin_and_berlin_have_bands),   cmocka_unit_test(many_countries_have_a_band),
        cmocka_unit_test(dated_facts_about_moves),        cmocka_unit_test(all_tables_come_through_their_plugins),
        cmocka_unit_test(a_bad_table_is_named),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
