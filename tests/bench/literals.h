/* Part of match.c: Hyperscan's literals. Without Hyperscan there are none. */
#ifdef BENCH_HYPERSCAN
#include <hs/hs.h>

static int on_literal(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *ctx)
{
    places *p = ctx;
    (void)from, (void)flags;
    add_place(p, to - p->lens[id], to);
    return 0;
}

static hs_database_t *compile_literals(const sg_taxonomy *t, uint32_t *lens)
{
    size_t n = t->n_forms;
    const char **names = calloc(n, sizeof *names);
    unsigned *flags = calloc(n, sizeof *flags), *ids = calloc(n, sizeof *ids);
    size_t *sizes = calloc(n, sizeof *sizes);
    hs_database_t *database = NULL;
    hs_compile_error_t *error = NULL;
    for (size_t i = 0; i < n; i++) {
        names[i] = t->forms[i].text.at;
        sizes[i] = lens[i] = (uint32_t)t->forms[i].text.len;
        flags[i] = HS_FLAG_CASELESS;
        ids[i] = (unsigned)i;
    }
    if (hs_compile_lit_multi(names, flags, ids, sizes, (unsigned)n, HS_MODE_BLOCK, NULL, &database, &error) !=
        HS_SUCCESS)
        fprintf(stderr, "Hyperscan: %s\n", error->message);
    free(names), free(flags), free(ids), free(sizes);
    return database;
}

typedef struct literals {
    hs_database_t *database;
    hs_scratch_t *scratch;
    uint32_t *lens;
} literals;

static bool literals_init(literals *l, const sg_taxonomy *taxonomy)
{
    l->lens = calloc(taxonomy->n_forms, sizeof *l->lens);
    l->database = compile_literals(taxonomy, l->lens);
    return l->database && hs_alloc_scratch(l->database, &l->scratch) == HS_SUCCESS;
}

static void find_by_literals(const literals *l, const texts *t, places *out)
{
    double start = cpu_seconds();
    out->n = 0;
    out->lens = l->lens;
    for (size_t i = 0; i < t->n; i++) {
        out->text = text_of(t, i);
        out->number = (uint32_t)i;
        if (hs_scan(l->database, out->text.at, (unsigned)out->text.len, 0, l->scratch, on_literal, out)) abort();
    }
    double took = cpu_seconds() - start;
    if (out->seconds == 0 || took < out->seconds) out->seconds = took;
}

static void literals_release(literals *l)
{
    hs_free_scratch(l->scratch), hs_free_database(l->database), free(l->lens);
}
#else
typedef struct literals {
    char none;
} literals;
static bool literals_init(literals *l, const sg_taxonomy *taxonomy)
{
    (void)l, (void)taxonomy;
    return false;
}
static void find_by_literals(const literals *l, const texts *t, places *out)
{
    (void)l, (void)t, (void)out;
}
static void literals_release(literals *l)
{
    (void)l;
}
#endif
