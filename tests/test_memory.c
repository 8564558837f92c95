/* Memory ends at each allocation in turn: what reads files and stores says so, leaves nothing half done, and (with the
 * address sanitizer) leaks nothing. A worker inherits the count, so it fails as its host does. */
#include "market_folder.h"

#include "base/file.h"
#include "career/offer.h"
#include "career/profile.h"
#include "market/evidence.h"
#include "market/facts.h"
#include "market/import.h"
#include "market/manifest.h"
#include "plugin/record.h"

static sg_taxonomy taxonomy;
static char store[256], file[256];

static int set_up(void **state)
{
    sg_error err;
    folder_make(state);
    assert_ok(sg_market_taxonomy(&plugins, folder, NULL, &taxonomy, &err));
    snprintf(store, sizeof store, "%s/store.db", folder);
    put("jobs.csv",
        "id,date,title,company,location,salary,description\n"
        "1,2024-01-05,Senior Backend Engineer,Acme,\"Austin, TX\",$150k-$180k,\"Python, and a little C++\"\n"
        "2,2024-01-06,,Acme,Berlin,€60-80k,golang\n"
        "3,never,,,,,\n");
    snprintf(file, sizeof file, "%s", made_path);
    put("sources.csv", MANIFEST "hn/counts.csv,postings_counts,Counts,hn,https://x,none,,,\n"
                                "hn/facts.csv,postings_facts,Facts,hn,https://x,none,,,\n"
                                "talent/topics.csv,talent_github_topics,Topics,talent,https://x,none,,,\n");
    put("hn/counts.csv", "month,total,skill,count\n2024-01,500,Python,90\n2024-01,500,golang,9\n");
    put("hn/facts.csv", "id,day,role,level,region,remote,currency,pay_lo,pay_hi,period,component,skills,body,employer\n"
                        "1,2024-01-05,backend-engineer,senior,US/austin,,USD,150000,180000,year,base,go python,,\n");
    put("talent/topics.csv", "num_pushers,topic,iso2_code,year,quarter\n150,python,US,2024,1\n");
    return 0;
}

static int tear_down(void **state)
{
    sg_taxonomy_release(&taxonomy);
    return folder_remove(state);
}

/* What is tried; it releases what it made. */
typedef sg_status (*try_fn)(sg_error *err);

/* A plugin that could not be asked is listed with the reason. */
static sg_status try_plugins(sg_error *err)
{
    sg_plugin_info *list = NULL;
    size_t n = 0;
    sg_status status = sg_plugin_list(&plugins, &list, &n, err);
    if (status == SG_OK) sg_free(list);
    return status;
}

/* From the step-th allocation on, or that one alone, memory ends, until it ends so late that all goes well. */
static void each_allocation(try_fn try, size_t step)
{
    sg_error err = {""};
    sg_status status = SG_EFAIL;
    size_t well = 0;
    assert_ok(try(&err));
    for (size_t at = 1; well < 2 && at < 100000; at += step + at / 16 * (step > 1)) {
        err.text[0] = '\0';
        sg_alloc_fail_at(at, (int)(at & 1));
        status = try(&err);
        bool reached = sg_alloc_count() >= at;
        sg_alloc_fail_at(0, 0);
        if (status != SG_OK && status != SG_EFAIL && status != SG_EPLUGIN)
            fail_msg("allocation %zu: status %d: %s", at, (int)status, err.text);
        if (status != SG_OK && !err.text[0]) fail_msg("allocation %zu: no message", at);
        if (status == SG_OK && reached && (at & 1) && try != try_plugins) /* libcsv asks again for less */
            fail_msg("allocation %zu failed, and nothing was said", at);
        well = status == SG_OK ? well + 1 : 0;
    }
    assert_int_equal(status, SG_OK);
}

static sg_status try_record(sg_error *err)
{
    sg_buf out;
    sg_buf_init(&out, 1 << 20);
    const sg_count count = {T("golang"), 3, 90, 600};
    sg_status status = sg_record_pack(SG_RECORD_COUNT, &count, sizeof count, &(sg_row){1, 0}, &out, err);
    sg_buf_release(&out);
    return status;
}

static sg_status try_manifest(sg_error *err)
{
    sg_arena arena = {0};
    sg_manifest_row *rows;
    size_t n;
    sg_status status = sg_manifest_read(in_folder("sources.csv"), &arena, &rows, &n, err);
    sg_arena_release(&arena);
    return status;
}

static sg_status try_taxonomy(sg_error *err)
{
    sg_taxonomy made;
    sg_status status = sg_market_taxonomy(&plugins, folder, NULL, &made, err);
    if (status == SG_OK) sg_taxonomy_release(&made);
    return status;
}

/* A file of one's own that changes, adds, drops and uses; its texts are jansson's, which has memory of its own. */
static sg_status try_overlay(sg_error *err)
{
    sg_taxonomy made;
    put("taxonomy/common_words.txt", "plan\nspring\n");
    put("more.csv", "id,name,kind,family,esco,since,source\nloom,Loom,tool,tools,,,x\n");
    put("own.yaml",
        "skills: [{id: weft, name: Weft yarn, kind: tool, implies: python}, {id: go, forms: [go language]}]\n"
        "rules: {mine: [{need: near, words: [a, b], span: 3}]}\n"
        "drop: {forms: [{skill: go, text: golang}]}\n"
        "roles: [{id: weaver, name: Weaver, requirements: [weft, python]}]\n"
        "use: [{file: more.csv, plugin: taxonomy_skillgap}]\n");
    sg_status status = sg_market_taxonomy(&plugins, folder, in_folder("own.yaml"), &made, err);
    if (status == SG_OK) assert_int_equal(made.skill_ids.count, 6);
    if (status == SG_OK) sg_taxonomy_release(&made);
    return status;
}

static sg_import import_of(void)
{
    return (sg_import){
        .plugins = &plugins, .plugin = "postings_template", .group = "mine", .store = store, .taxonomy = &taxonomy};
}

static sg_status try_import(sg_error *err)
{
    sg_import_result result;
    sg_import import = import_of();
    unlink(store);
    sg_status status = sg_import_run(&import, file, &result, err);
    if (status == SG_OK) assert_int_equal(result.postings, 2);
    return status;
}

static sg_status try_facts(sg_error *err)
{
    sg_buf out;
    sg_run_report report;
    sg_import import = import_of();
    sg_buf_init(&out, 1 << 20);
    sg_status status = sg_facts_write(&import, file, &out, &report, err);
    sg_buf_release(&out);
    return status;
}

static sg_status try_market(sg_error *err)
{
    sg_market market;
    sg_status status = sg_market_open(&plugins, folder, store, SG_MONTH_ABSENT, &taxonomy, &market, err);
    if (status != SG_OK) return status;
    assert_int_equal(market.n_sources, 4);
    assert_int_equal(market.n_postings, 3);
    sg_market_release(&market);
    return status;
}

static uint64_t source_hash(void)
{
    sg_buf bytes;
    sg_error err;
    sg_buf_init(&bytes, 1 << 20);
    assert_ok(sg_file_read(file, &bytes, &err));
    uint64_t hash = sg_hash(bytes.at, bytes.len);
    sg_buf_release(&bytes);
    return hash;
}

static uint64_t wanted;

static sg_status try_evidence(sg_error *err)
{
    sg_store_evidence evidence;
    sg_passage passages[2] = {{.row = 1}, {.row = 2}};
    sg_source source = {.plugin = T("postings_template"), .path = T(file), .hash = wanted};
    sg_status status = sg_store_evidence_read(store, &taxonomy, wanted, 1, &evidence, err);
    if (status != SG_OK) return status;
    assert_int_equal(evidence.n, 2);
    sg_store_evidence_release(&evidence);
    status = sg_passages_read(&plugins, &source, passages, 2, err);
    if (status != SG_OK) return status;
    assert_non_null(passages[1].text);
    sg_passages_release(passages, 2);
    return status;
}

static sg_status try_profile(sg_error *err)
{
    sg_profile profile;
    sg_status status = sg_profile_read(in_folder("me.yaml"), &taxonomy, &profile, NULL, err);
    if (status == SG_OK) sg_profile_release(&profile);
    return status;
}

static sg_status try_offer(sg_error *err)
{
    sg_offer offer;
    sg_status status = sg_offer_read(in_folder("offer.json"), &taxonomy, &offer, err);
    if (status == SG_OK) sg_offer_release(&offer);
    return status;
}

static void small_readers(void **state)
{
    (void)state;
    put("me.yaml", "basics: {name: A}\n"
                   "skills:\n"
                   "  - {name: Languages, keywords: [Python, golang], x-skillgap: {evidence: [one, two]}}\n"
                   "x-skillgap: {target: {role: backend-engineer, region: US/austin}, note: N}\n");
    put("offer.json", "{\"name\": \"A\", \"note\": \"B\", \"region\": \"US\","
                      " \"pay\": {\"amount\": 1e5, \"currency\": \"USD\"}}");
    each_allocation(try_record, 1);
    each_allocation(try_manifest, 1);
    each_allocation(try_profile, 1);
    each_allocation(try_offer, 1);
}

static void vocabularies(void **state)
{
    (void)state;
    each_allocation(try_taxonomy, 7);
    each_allocation(try_overlay, 5);
}

static void plugins_listed(void **state)
{
    (void)state;
    each_allocation(try_plugins, 1);
}

static void imports(void **state)
{
    (void)state;
    each_allocation(try_import, 5);
    each_allocation(try_facts, 7);
}

/* An import that fails after another leaves that one as it was. */
static void import_after_import(void **state)
{
    (void)state;
    sg_error err;
    sg_import_result result;
    sg_import import = import_of();
    uint64_t before, after;
    assert_ok(sg_import_run(&import, file, &result, &err));
    assert_ok(sg_store_digest(store, &before, &err));
    import.group = "other"; /* replaces, when it succeeds */
    for (size_t at = 1; at < 400; at += 1 + at / 8) {
        sg_alloc_fail_at(at, 1);
        sg_status status = sg_import_run(&import, file, &result, &err);
        sg_alloc_fail_at(0, 0);
        if (status == SG_OK) break;
        assert_ok(sg_store_digest(store, &after, &err));
        assert_true(before == after);
    }
    assert_ok(sg_import_run(&import, file, &result, &err));
    assert_ok(sg_store_digest(store, &after, &err));
    assert_true(before != after);
}

static void market_and_evidence(void **state)
{
    (void)state;
    sg_error err;
    assert_ok(try_import(&err));
    wanted = source_hash();
    each_allocation(try_market, 3);
    each_allocation(try_evidence, 2);
}

int main(int argc, char **argv)
{
    (void)argc;
    find_plugins(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(small_readers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(vocabularies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(plugins_listed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(imports, set_up, tear_down),
        cmocka_unit_test_setup_teardown(import_after_import, set_up, tear_down),
        cmocka_unit_test_setup_teardown(market_and_evidence, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
