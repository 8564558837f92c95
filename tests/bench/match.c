/* Matching, as ratios within one run: the trie against Hyperscan's literals with the same check of edges and the same
 * candidates, the rules against the same forms without rules (rules.inc), and how long a large taxonomy takes.
 * usage: match FILE.csv [MB]   (column text: postings; at most MB of them) */
#include "taxonomy/match.h"
#include "base/file.h"
#include "base/plain.h"
#include "input/csv.h"
#include "market/market.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RUNS = 9 }; /* the quickest counts */

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* ---- texts ---- */

typedef struct texts {
    sg_buf bytes, file;
    size_t *ends; /* of each text */
    size_t n, cap, at, max;
    sg_plain *plain; /* or NULL: texts are as the tokens read them */
} texts;

static sg_text text_of(const texts *t, size_t i)
{
    size_t start = i ? t->ends[i - 1] : 0;
    return (sg_text){t->bytes.at + start, t->ends[i] - start};
}

static bool is_plain(sg_text text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0x80) return false;
    return true;
}

static sg_status end_text(texts *t, sg_error *err)
{
    if (t->bytes.failed || SG_GROW(t->ends, t->n, t->cap, SIZE_MAX) != 0) return sg_fail(err, SG_EFAIL, "no memory");
    t->ends[t->n++] = t->bytes.len;
    return SG_OK;
}

/* As the tokens read it, with one space for each gap and '*' for marks and words beyond ASCII (the matcher folds
 * them, a literal does not), so that a name has one way to stand in a text. */
static sg_status add_text(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    texts *t = self;
    sg_token token;
    bool word = false;
    (void)row;
    if (t->bytes.len >= t->max) return SG_OK;
    if (t->plain) {
        if (sg_plain_read(t->plain, values[0]) != 0) return sg_fail(err, SG_EFAIL, "no memory");
        sg_buf_add(&t->bytes, t->plain->text.at, t->plain->text.len);
        return end_text(t, err);
    }
    for (size_t at = 0; at < values[0].len; at = token.end) {
        if (!sg_token_next(values[0], at, &token)) {
            token.end = at + 1;
            continue;
        }
        if (token.gap != SG_GAP_NONE || (word && !token.mark)) sg_buf_char(&t->bytes, ' ');
        sg_text as = {values[0].at + token.start, token.end - token.start};
        word = !token.mark && is_plain(as);
        if (word)
            sg_buf_add(&t->bytes, as.at, as.len);
        else
            sg_buf_char(&t->bytes, token.mark && token.mark < 0x80 ? (char)token.mark : '*');
    }
    return end_text(t, err);
}

static void on_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    (void)self, (void)found;
    fprintf(stderr, "row %llu: %s\n", (unsigned long long)row->number, reason);
}

static sg_status read_some(void *self, void *out, size_t size, size_t *got, sg_error *err)
{
    texts *t = self;
    (void)err;
    *got = t->file.len - t->at < size ? t->file.len - t->at : size;
    memcpy(out, t->file.at + t->at, *got);
    t->at += *got;
    return SG_OK;
}

static void release_texts(texts *t)
{
    sg_buf_release(&t->bytes), sg_buf_release(&t->file), sg_free(t->ends);
}

static sg_status read_texts(const char *path, size_t megabytes, texts *t, sg_error *err)
{
    static const sg_column columns[] = {{"text", SG_COLUMN_NEEDED}};
    sg_dialect dialect = {.size = sizeof dialect};
    sg_csv csv = {&dialect, columns, 1, read_some, t, add_text, on_reject, t};
    uint64_t rows;
    sg_buf_init(&t->bytes, (size_t)8 << 30);
    sg_buf_init(&t->file, (size_t)8 << 30);
    t->max = megabytes * 1000000;
    sg_status status = sg_file_read(path, &t->file, err);
    return status == SG_OK ? sg_csv_read(&csv, &rows, err) : status;
}

/* ---- taxonomies ---- */

static uint64_t random_state = 0x9e3779b97f4a7c15u;

/* xorshift64* (Vigna 2016) */
static size_t next_random(size_t below)
{
    random_state ^= random_state >> 12, random_state ^= random_state << 25, random_state ^= random_state >> 27;
    return (size_t)((random_state * 0x2545f4914f6cdd1du >> 20) % below);
}

/* Two or three words of four letters and more from anywhere in the texts: "manage reliable databases". */
static void make_form(const texts *t, sg_buf *out)
{
    sg_text all = {t->bytes.at, t->bytes.len};
    size_t want = 2 + next_random(2), have = 0;
    sg_buf_clear(out);
    while (have < want) {
        sg_token token = {.end = next_random(all.len)};
        sg_token_next(all, token.end, &token); /* the rest of a word */
        if (!sg_token_next(all, token.end, &token) || token.mark || token.end - token.start < 4) continue;
        sg_text word = {all.at + token.start, token.end - token.start};
        if (!is_plain(word)) continue;
        if (have++) sg_buf_char(out, ' ');
        sg_buf_add(out, word.at, word.len);
    }
}

enum { FORMS_OF_SKILL = 5 }; /* about as in ESCO */

/* n forms, none with a rule: a part of the shipped ones, or all and made ones. */
static sg_status fill(const sg_taxonomy *shipped, const texts *t, size_t n, sg_taxonomy *out, sg_error *err)
{
    sg_status status = SG_OK;
    sg_map seen = {0};
    sg_buf made, fold;
    sg_buf_init(&made, 1 << 12), sg_buf_init(&fold, 1 << 12);
    size_t step = shipped->n_forms > n ? shipped->n_forms - n : 0; /* so many are left out, evenly */
    for (size_t i = 0; seen.count < n && status == SG_OK; i++) {
        char id[24];
        sg_text text = i < shipped->n_forms ? shipped->forms[i].text : (sg_text){0};
        if (text.at && (i + 1) * step / shipped->n_forms != i * step / shipped->n_forms) continue;
        if (!text.at) make_form(t, &made), text = (sg_text){made.at, made.len};
        sg_buf_clear(&fold);
        size_t known = seen.count;
        if (!is_plain(text) || sg_text_fold(text, &fold) != 0) continue;
        if (sg_map_add(&seen, (sg_text){fold.at, fold.len}) != known) continue;
        snprintf(id, sizeof id, "s%zu", known / FORMS_OF_SKILL);
        sg_skill skill = {.id = sg_text_of(id), .name = sg_text_of(id), .kind = sg_text_of("tool")};
        sg_form form = {.skill = sg_text_of(id), .text = text};
        if (known % FORMS_OF_SKILL == 0) status = sg_taxonomy_add(out, SG_RECORD_SKILL, &skill, err);
        if (status == SG_OK) status = sg_taxonomy_add(out, SG_RECORD_FORM, &form, err);
    }
    sg_map_release(&seen);
    sg_buf_release(&made), sg_buf_release(&fold);
    return status;
}

/* ---- candidates ---- */

typedef struct place {
    uint32_t text, start, end;
} place;

typedef struct places {
    place *items;
    size_t n, cap;
    sg_text text;
    uint32_t number;
    const uint32_t *lens; /* of the literals */
    double seconds;
} places;

/* The check of edges that both sides make: no word goes on over an end. */
static bool stands_free(sg_text text, size_t start, size_t end)
{
    const unsigned char *at = (const unsigned char *)text.at;
    return !(start > 0 && sg_is_word_byte(at[start - 1]) && sg_is_word_byte(at[start])) &&
           !(end < text.len && sg_is_word_byte(at[end]) && sg_is_word_byte(at[end - 1]));
}

static void add_place(places *p, size_t start, size_t end)
{
    if (!stands_free(p->text, start, end)) return;
    if (SG_GROW(p->items, p->n, p->cap, SIZE_MAX) != 0) abort();
    p->items[p->n++] = (place){p->number, (uint32_t)start, (uint32_t)end};
}

static void find_by_trie(sg_matcher_scratch *s, const texts *t, places *out)
{
    double start = cpu_seconds();
    out->n = 0;
    for (size_t i = 0; i < t->n; i++) {
        out->text = s->text = text_of(t, i);
        out->number = (uint32_t)i;
        if (sg_candidates_find(s) != 0) abort();
        for (size_t k = 0; k < s->n_candidates; k++) add_place(out, s->candidates[k].start, s->candidates[k].end);
    }
    double took = cpu_seconds() - start;
    if (out->seconds == 0 || took < out->seconds) out->seconds = took;
}

#include "literals.inc"

static int place_order(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->text != y->text) return x->text < y->text ? -1 : 1;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

static bool same_places(const texts *t, places *a, places *b)
{
    qsort(a->items, a->n, sizeof *a->items, place_order);
    qsort(b->items, b->n, sizeof *b->items, place_order);
    for (size_t i = 0; i < a->n || i < b->n; i++) {
        int order = i == a->n ? 1 : i == b->n ? -1 : place_order(&a->items[i], &b->items[i]);
        if (order == 0) continue;
        const place *p = order < 0 ? &a->items[i] : &b->items[i];
        fprintf(stderr, "text %u, byte %u: \"%.*s\" is found by %s alone\n", p->text, p->start,
                (int)(p->end - p->start), text_of(t, p->text).at + p->start, order < 0 ? "the trie" : "Hyperscan");
        return false;
    }
    return true;
}

/* ---- the table ---- */

static void tell(const char *what, double value, const char *unit, double bar, bool at_least)
{
    bool holds = at_least ? value >= bar : value <= bar;
    printf("%-58s %8.2f %-3s bar %s %5.2f  %s\n", what, value, unit, at_least ? ">=" : "<=", bar,
           holds ? "holds" : "MISSED");
}

/* Both in turns, the quickest of each counts. */
static sg_status race(const sg_taxonomy *taxonomy, sg_matcher_scratch *scratch, const texts *t, double bar,
                      sg_error *err)
{
    places trie = {0}, found = {0};
    literals l = {0};
    char what[80];
    double mb = (double)t->bytes.len * 1e-6;
    bool both = literals_init(&l, taxonomy);
    size_t n = taxonomy->n_forms;
    sg_status status = SG_OK;
    for (int run = 0; run < RUNS; run++) {
        find_by_trie(scratch, t, &trie);
        if (both) find_by_literals(&l, t, &found);
    }
    printf("%zu forms: %zu candidates, trie %.0f MB/s, ", n, trie.n, mb / trie.seconds);
    if (both) {
        printf("Hyperscan's literals %.0f MB/s\n", mb / found.seconds);
        snprintf(what, sizeof what, "%zu forms: bare matching to Hyperscan's literals", n);
        tell(what, found.seconds / trie.seconds, "x", bar, true);
        if (!same_places(t, &trie, &found)) status = sg_fail(err, SG_ECHECK, "%zu forms: not the same candidates", n);
    } else {
        printf("built without Hyperscan, so there is no ratio\n");
    }
    literals_release(&l);
    sg_free(trie.items), sg_free(found.items);
    return status;
}

static sg_status compare(const sg_taxonomy *shipped, const texts *t, size_t n, double bar, sg_error *err)
{
    sg_taxonomy taxonomy = {0};
    sg_status status = fill(shipped, t, n, &taxonomy, err);
    if (status == SG_OK) status = sg_taxonomy_finish(&taxonomy, err);
    sg_matcher *matcher = status == SG_OK ? sg_matcher_alloc(&taxonomy) : NULL;
    sg_matcher_scratch *scratch = sg_matcher_scratch_alloc();
    if (matcher && scratch) {
        scratch->matcher = matcher;
        status = race(&taxonomy, scratch, t, bar, err);
    }
    sg_matcher_scratch_free(scratch);
    sg_matcher_free(matcher);
    sg_taxonomy_release(&taxonomy);
    return status;
}

#include "rules.inc"

static sg_status build_large(const sg_taxonomy *shipped, const texts *t, sg_error *err)
{
    sg_taxonomy source = {0}, large = {0};
    sg_status status = fill(shipped, t, 100000, &source, err);
    size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
    double start = cpu_seconds();
    for (size_t i = 0; i < source.skill_ids.count && status == SG_OK; i++)
        status = sg_taxonomy_add(&large, SG_RECORD_SKILL, &source.skills[i], err);
    for (size_t i = 0; i < source.n_forms && status == SG_OK; i++) {
        sg_form form = {.skill = source.skills[source.forms[i].skill].id, .text = source.forms[i].text};
        status = sg_taxonomy_add(&large, SG_RECORD_FORM, &form, err);
    }
    if (status == SG_OK) status = sg_taxonomy_finish(&large, err);
    sg_matcher *matcher = status == SG_OK ? sg_matcher_alloc(&large) : NULL;
    double took = cpu_seconds() - start;
    if (matcher) {
        size_t used = mallinfo2().uordblks + mallinfo2().hblkhd - before;
        tell("100000 forms: until the matcher is ready", took, "s", 0.3, false);
        tell("100000 forms: memory", (double)used * 1e-6, "MB", 40, false);
    }
    sg_matcher_free(matcher);
    sg_taxonomy_release(&source), sg_taxonomy_release(&large);
    return status;
}

int main(int argc, char **argv)
{
    sg_error err = {""};
    char shipped[4096];
    sg_plugin_path plugins;
    sg_taxonomy taxonomy = {0};
    texts t = {0};
    sg_plugin_path_init(&plugins, NULL);
    if (argc < 2 || sg_shipped_folder(shipped, sizeof shipped) != 0) return 2;
    size_t megabytes = argc > 2 ? strtoul(argv[2], NULL, 10) : 50;
    sg_status status = sg_market_taxonomy(&plugins, shipped, NULL, &taxonomy, &err);
    if (status == SG_OK) status = read_texts(argv[1], megabytes, &t, &err);
    if (status == SG_OK && t.bytes.len == 0) status = sg_fail(&err, SG_EDATA, "%s: no text", argv[1]);
    if (status == SG_OK) status = compare(&taxonomy, &t, 5000, 5, &err);
    if (status == SG_OK) status = compare(&taxonomy, &t, 50000, 6, &err);
    if (status == SG_OK) status = compare_rules(&plugins, shipped, &taxonomy, argv[1], megabytes, &err);
    if (status == SG_OK) status = build_large(&taxonomy, &t, &err);
    if (status != SG_OK) fprintf(stderr, "bench: %s\n", err.text);
    sg_taxonomy_release(&taxonomy);
    release_texts(&t);
    return (int)status;
}
