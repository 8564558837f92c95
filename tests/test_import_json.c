/* What skillgap reads from the JSON formats, with the shipped taxonomy: skills behind HTML that is escaped twice,
 * roles, places and pay. */
#include "shipped_support.h"

#include "market/facts.h"
#include "market/import.h"
#include "market_support.h"

static sg_plugin_path plugins;
static char folder[64];

static int set_up(void **state)
{
    const char *build = getenv("BUILD");
    make_folder(folder);
    plugins.n = 1;
    snprintf(plugins.folders[0], sizeof plugins.folders[0], "%s/plugins", build ? build : "build");
    return shipped_load(state);
}

static int tear_down(void **state)
{
    remove_folder(folder);
    return shipped_release(state);
}

/* The facts of a file in tests/data: a line a posting, without the hashes of its text. */
static void expect_facts(const char *file, const char *want)
{
    char path[200], line[1000];
    sg_error err;
    sg_run_report report;
    sg_buf out, short_out;
    sg_import import = {.plugins = &plugins, .taxonomy = &shipped};
    snprintf(path, sizeof path, "tests/data/%s", file);
    sg_buf_init(&out, 1 << 20);
    sg_buf_init(&short_out, 1 << 20);
    assert_ok(sg_facts_write(&import, path, &out, &report, &err));
    sg_text rest = {out.at, out.len}, row;
    while (sg_text_split(&rest, '\n', &row) && row.len) {
        size_t fields = 0, n = 0;
        while (n < row.len && (fields += row.at[n] == ',') < 12) n++;
        snprintf(line, sizeof line, "%.*s", (int)n, row.at);
        sg_buf_printf(&short_out, "%s\n", line);
    }
    assert_string_equal(short_out.at, want);
    sg_buf_release(&out);
    sg_buf_release(&short_out);
}

/* Greenhouse's content is HTML as entities, whose own entities are escaped once more: &lt;li&gt;C++ … R&amp;amp;D. */
static void boards(void **state)
{
    (void)state;
    expect_facts("greenhouse.json",
                 "5001,2026-09-30,software-engineer,senior,DE/berlin,,,,,,,c# c++ kafka postgresql senior\n"
                 "5002,2026-10-20,data-engineer,,US/austin,,USD,110000,150500,year,,c# c++ postgresql spark\n");
    expect_facts("lever.json",
                 "0b1c2d3e-0000-4000-8000-000000000001,2025-10-01,backend-engineer,,DE/berlin,partly,EUR,60000,80000,"
                 "year,,back-end c++ go kubernetes rust terraform\n"
                 "0b1c2d3e-0000-4000-8000-000000000002,2025-09-30,site-reliability-engineer,,US/new-york,yes,USD,90,"
                 "110,hour,,c++ go kubernetes rust terraform\n");
    expect_facts("ashby.json",
                 "7a000000-0000-4000-8000-000000000001,2026-10-03,frontend-engineer,,US/new-york,partly,USD,211400,"
                 "290600,year,,front-end react typescript\n"
                 "7a000000-0000-4000-8000-000000000003,2026-10-03,data-scientist,,DE/berlin,no,,,,,,python r\n");
}

static void posts(void **state)
{
    (void)state;
    static const char post[] =
        "46000001,2026-11-02,backend-engineer,senior,DE/berlin,yes,EUR,70000,90000,year,,back-end c++ kafka remote "
        "senior\n";
    char both[400];
    snprintf(both, sizeof both, "%s46000004,2026-11-03,data-scientist,,NO/oslo,no,,,,,,onsite\n", post);
    expect_facts("hn_items.json", both);
    expect_facts("hn_search.json", post);
}

static void pages(void **state)
{
    (void)state;
    expect_facts("jobposting.html",
                 "Loom & Co/W-17,2026-10-05,software-engineer,senior,US/austin,,USD,120000,150000,year,,c++ senior\n");
    expect_facts("jobposting.ndjson",
                 "https://yarn.example/jobs/2,2026-10-06,data-scientist,,NO,yes,NOK,60000,60000,,,python r\n");
}

static void announcements(void **state)
{
    (void)state;
    expect_facts("usajobs_search.json", "770000009,2026-10-06,data-scientist,,US/austin,partly,USD,88520,115079,year,"
                                        "base,python r spark sql\n");
    expect_facts("usajobs_historic.json",
                 "770000001,2024-03-22,systems-administrator,,US/austin,partly,USD,90000,120000,year,base,"
                 "system-administration\n"
                 "770000002,2024-03-22,,,US/tx,no,USD,31.5,40.25,hour,base,\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boards),
        cmocka_unit_test(posts),
        cmocka_unit_test(pages),
        cmocka_unit_test(announcements),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
