/* What the store costs: postings of one that is there are written COPIES times into a new one, in one import each,
 * loaded again and digested. usage: bench_store STORE.db COPIES */
#include "base/file.h"
#include "base/mem.h"
#include "market/build.h"
#include "market/store_db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef struct kept {
    sg_arena arena;
    sg_reading *readings;
    size_t n, capacity;
} kept;

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static sg_text keep(kept *k, sg_text text)
{
    if (text.at) text.at = sg_arena_copy(&k->arena, text.at, text.len);
    return text;
}

static sg_status keep_one(kept *k, const sg_store *store, sqlite3_stmt *s, const uint32_t *order, sg_error *err)
{
    sg_mention *mentions = NULL;
    size_t capacity = 0, n = 0;
    sg_text *texts[8];
    if (SG_GROW(k->readings, k->n, k->capacity, 1u << 30) != 0) return sg_fail(err, SG_EFAIL, "no memory");
    sg_reading *r = &k->readings[k->n++];
    *r = (sg_reading){.pay_lo = sqlite3_column_double(s, 8),
                      .pay_hi = sqlite3_column_double(s, 9),
                      .body = sg_store_hash_at(s, 10),
                      .employer_hash = sg_store_hash_at(s, 11),
                      .day = sqlite3_column_int(s, 12)};
    texts[0] = &r->id, texts[1] = &r->url, texts[2] = &r->title, texts[3] = &r->employer, texts[4] = &r->role,
    texts[5] = &r->level, texts[6] = &r->region, texts[7] = &r->currency;
    for (int i = 0; i < 8; i++) *texts[i] = keep(k, sg_store_text_at(s, i));
    if (sg_mentions_unpack(sqlite3_column_blob(s, 13), (size_t)sqlite3_column_bytes(s, 13), &mentions, &capacity, &n))
        return sg_fail(err, SG_EFAIL, "store %s: mentions damaged", store->path);
    for (size_t i = 0; i < n; i++) mentions[i].skill = order[mentions[i].skill];
    r->mentions = keep(k, (sg_text){mentions ? (const char *)mentions : "", n * sizeof *mentions});
    sg_free(mentions);
    if (sqlite3_column_bytes(s, 14))
        r->near = keep(k, (sg_text){sqlite3_column_blob(s, 14), (size_t)sqlite3_column_bytes(s, 14)});
    return SG_OK;
}

static sg_status keep_all(const char *path, const uint32_t *order, kept *k, sg_error *err)
{
    sg_store *store = NULL;
    sqlite3_stmt *s = NULL;
    int step = SQLITE_ROW;
    sg_status status = sg_store_open_existing(path, &store, err);
    if (status == SG_OK)
        status = sg_store_prepare(store,
                                  "SELECT id, url, title, employer, role, level, region, currency, pay_lo, pay_hi,"
                                  " body, employer_hash, day, mentions, near FROM posting",
                                  &s, err);
    while (status == SG_OK) {
        status = sg_store_step(store, s, &step, "reading", err);
        if (status != SG_OK || step == SQLITE_DONE) break;
        status = keep_one(k, store, s, order, err);
    }
    sqlite3_finalize(s);
    sg_store_close(store);
    return status;
}

static sg_status write_all(const kept *k, const sg_taxonomy *taxonomy, const char *path, uint64_t copies, sg_error *err)
{
    sg_store *store = NULL;
    sg_status status = sg_store_open(path, &store, err);
    for (uint64_t copy = 1; copy <= copies && status == SG_OK; copy++) {
        uint64_t hash = copy * 0x9e3779b97f4a7c15u;
        status = sg_store_begin(store, taxonomy, hash, err);
        for (size_t i = 0; i < k->n && status == SG_OK; i++)
            status = sg_store_add(store, SG_RECORD_READING, &k->readings[i], &(sg_row){i + 1, i * 1100}, err);
        const sg_store_source source = {.hash = hash, .taxonomy = taxonomy->hash, .group = sg_text_of("hn")};
        if (status == SG_OK) status = sg_store_commit(store, &source, err);
    }
    sg_store_close(store);
    return status;
}

static sg_status load_all(const char *path, const sg_taxonomy *taxonomy, double *load, double *finish, sg_error *err)
{
    sg_market market = {0};
    sg_market_build build;
    sg_market_build_init(&build, &market, taxonomy);
    double start = cpu_seconds();
    sg_status status = sg_store_load(path, &build, err);
    *load = cpu_seconds() - start;
    start = cpu_seconds();
    if (status == SG_OK) status = sg_market_finish(&build, err);
    *finish = cpu_seconds() - start;
    sg_market_build_release(&build);
    sg_market_release(&market);
    return status;
}

static sg_status run(const char *from, uint64_t copies, const char *to, const sg_taxonomy *taxonomy, sg_error *err)
{
    kept k = {0};
    struct stat st = {0};
    uint64_t digest;
    double load = 0, finish = 0;
    uint32_t *order = sg_vocabulary_order(taxonomy);
    sg_status status = order ? keep_all(from, order, &k, err) : sg_fail(err, SG_EFAIL, "no memory");
    double n = (double)k.n * (double)copies, start = cpu_seconds();
    if (status == SG_OK) status = write_all(&k, taxonomy, to, copies, err);
    double wrote = cpu_seconds() - start;
    if (status == SG_OK) status = load_all(to, taxonomy, &load, &finish, err);
    start = cpu_seconds();
    if (status == SG_OK) status = sg_store_digest(to, &digest, err);
    double digested = cpu_seconds() - start;
    if (status == SG_OK) stat(to, &st);
    if (status == SG_OK)
        printf("store, %.0f postings: written %.2f, loaded %.2f, deduplicated %.2f, digested %.2f CPU µs each; %.0f "
               "bytes each\n",
               n, wrote / n * 1e6, load / n * 1e6, finish / n * 1e6, digested / n * 1e6, (double)st.st_size / n);
    sg_free(order);
    sg_free(k.readings);
    sg_arena_release(&k.arena);
    return status;
}

int main(int argc, char **argv)
{
    sg_error err = {""};
    char shipped[4096], to[4200];
    sg_plugin_path plugins;
    sg_taxonomy taxonomy = {0};
    if (argc != 3 || sg_shipped_folder(shipped, sizeof shipped) != 0) return 2;
    snprintf(to, sizeof to, "%s.bench", argv[1]);
    sg_plugin_path_init(&plugins, NULL);
    sg_status status = sg_market_taxonomy(&plugins, shipped, NULL, &taxonomy, &err);
    if (status == SG_OK) status = run(argv[1], strtoull(argv[2], NULL, 10), to, &taxonomy, &err);
    if (status != SG_OK) fprintf(stderr, "bench_store: %s\n", err.text);
    unlink(to);
    sg_taxonomy_release(&taxonomy);
    return (int)status;
}
