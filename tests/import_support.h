/* What tests of imports share: a store in a folder of its own, and a small file of jobs, good and bad. */
#ifndef SG_TESTS_IMPORT_SUPPORT_H
#define SG_TESTS_IMPORT_SUPPORT_H

#include "market_folder.h"

#include "market/import.h"

static sg_taxonomy taxonomy;
static char store[256], file[256];

static int set_up(void **state)
{
    sg_error err;
    folder_make(state);
    assert_ok(sg_market_taxonomy(&plugins, folder, NULL, &taxonomy, &err));
    snprintf(store, sizeof store, "%s/store.db", folder);
    return 0;
}

static int tear_down(void **state)
{
    sg_taxonomy_release(&taxonomy);
    return folder_remove(state);
}

static inline sg_import import_of(const char *plugin)
{
    return (sg_import){.plugins = &plugins, .plugin = plugin, .group = "mine", .store = store, .taxonomy = &taxonomy};
}

#define COLUMNS "id,date,title,company,location,salary,description\n"

static const char jobs[] = COLUMNS
    "1,2024-01-05,Senior Backend Engineer,Acme,\"Austin, TX\",$150k-$180k,\"We write Python, and a little C++ "
    "here.\nFull-time.\"\n"
    "2,2024-01-06,Staff backend engineer,Acme,Berlin,€60-80k,\"We write Python, and a little  C++ here.\nfull-time.\"\n"
    "3,2024-02-06,Gardener,,Nowhere,,\"We write Python, and a little C++ here.\nFull-time.\"\n"
    "4,soon,Gardener,,,,\n"
    "5,1970-02-03,Gardener,,,,golang\n"
    ",2024-02-06,Gardener,,,,golang\n"
    "6,2024-02-07,golang developer,,,,short\n";

static inline void put_jobs(const char *text)
{
    put("jobs.csv", text);
    snprintf(file, sizeof file, "%s", made_path);
}

static inline uint64_t digest(void)
{
    sg_error err;
    uint64_t hash;
    assert_ok(sg_store_digest(store, &hash, &err));
    return hash;
}

#endif
