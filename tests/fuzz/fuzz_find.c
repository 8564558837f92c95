/* Fuzzes the whole way of a document: markup undone, skills found, sections and asks told, all of it explained, and the
 * unknown names. Mentions lie in the document side by side, on whole characters where it is UTF-8; what is explained to
 * stand is what was found; names are UTF-8 where the text is.
 *
 *   make fuzz TARGET=find SECONDS=60
 */
#include "base/text.h"
#include "taxonomy/explain.h"
#include "taxonomy/unknown.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define T(literal)                                                                                                     \
    {                                                                                                                  \
        literal, sizeof(literal) - 1                                                                                   \
    }
#define REQUIRE(condition) ((condition) ? (void)0 : abort())

static sg_taxonomy taxonomy;
static sg_finder *finder;
static sg_unknown_finder *unknown;
static sg_explainer explainer;

static void add(uint32_t type, const void *row)
{
    REQUIRE(sg_taxonomy_add(&taxonomy, type, row, NULL) == SG_OK);
}

static void add_rows(void)
{
    static const sg_text names[] = {T("C++"), T("Go"), T("R"), T(".NET"), T("a b"), T("gr\xc3\xb6\xc3\x9f\x65")};
    static const sg_rule rules[] = {{T("r"), T("need"), T("list"), {0}, 0},
                                    {T("r"), T("veto"), T("next"), T("to|{year}"), 0},
                                    {T("unknown"), T("need"), T("prev"), T("x with"), 0},
                                    {T("unknown"), T("need"), T("next"), T("x"), 0},
                                    {T("unknown"), T("veto"), T("start"), T("Ix"), 0}};
    static const sg_cue_phrase cues[] = {{T("requirements"), T("heading"), T("must have"), {0}, 0},
                                         {T("desired"), T("heading"), T("bonus"), {0}, 0},
                                         {T("legal"), T("within"), T("we are"), {0}, 0},
                                         {T("denied"), T("before"), T("no"), {0}, 4},
                                         {T("desired"), T("after"), T("a plus"), {0}, 6},
                                         {T("required"), T("beside"), T("required"), {0}, 6}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char id[] = {(char)('a' + i), '\0'};
        sg_skill skill = {.id = {id, 1}, .name = names[i], .kind = T("tool"), .family = T("f")};
        sg_form form = {.skill = {id, 1}, .text = names[i], .match = T("any")};
        if (i == 1 || i == 2) form.rule = (sg_text)T("r");
        add(SG_RECORD_SKILL, &skill);
        add(SG_RECORD_FORM, &form);
    }
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) add(SG_RECORD_RULE, &rules[i]);
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) add(SG_RECORD_CUE, &cues[i]);
}

static void build(void)
{
    add_rows();
    REQUIRE(sg_taxonomy_finish(&taxonomy, NULL) == SG_OK);
    finder = sg_finder_alloc(&taxonomy);
    unknown = sg_unknown_finder_alloc(&taxonomy);
    REQUIRE(finder && unknown);
}

static void check_mentions(sg_text text, const sg_mention *mentions, size_t n)
{
    bool valid = sg_utf8_valid(text.at, text.len);
    size_t end = 0;
    for (size_t i = 0; i < n; i++) {
        const sg_mention *m = &mentions[i];
        REQUIRE(m->start >= end && m->len > 0 && m->section < SG_SECTIONS && m->ask < SG_ASKS);
        end = (size_t)m->start + m->len;
        REQUIRE(end <= text.len);
        REQUIRE(!valid || sg_utf8_valid(text.at + m->start, m->len));
    }
}

static void check_explained(const sg_document *document, const sg_mention *found, size_t n)
{
    size_t next = 0;
    sg_mention *kept = calloc(n + 1, sizeof *kept);
    if (n) memcpy(kept, found, n * sizeof *kept);
    REQUIRE(sg_explain(&explainer, finder, document, NULL) == SG_OK);
    for (size_t i = 0; i < explainer.n; i++) {
        const sg_explained *e = &explainer.items[i];
        REQUIRE((size_t)e->start + e->len <= document->text.len);
        if (e->verdict != SG_VERDICT_STANDS) continue;
        REQUIRE(next < n && e->mention == next && e->start == kept[next].start && e->len == kept[next].len);
        next++;
    }
    REQUIRE(next == n);
    free(kept);
}

static void check_names(sg_text employer)
{
    const sg_mention *mentions;
    const sg_unknown *names;
    size_t n, n_names, end = 0;
    sg_text plain = sg_finder_plain(finder, &mentions, &n);
    bool valid = sg_utf8_valid(plain.at, plain.len);
    REQUIRE(sg_unknown_find(unknown, plain, employer, mentions, n, &names, &n_names, NULL) == SG_OK);
    for (size_t i = 0; i < n_names; i++) {
        REQUIRE(names[i].start >= end && names[i].len > 0);
        end = (size_t)names[i].start + names[i].len;
        REQUIRE(end <= plain.len && !memchr(plain.at + names[i].start, '\n', names[i].len));
        REQUIRE(!valid || sg_utf8_valid(plain.at + names[i].start, names[i].len));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (!finder) build();
    sg_text text = {(const char *)bytes, size}, start = {(const char *)bytes, size < 9 ? size : 9};
    const sg_mention *mentions;
    size_t n;
    for (int pass = 0; pass < 2; pass++) {
        sg_document document = {text, pass ? start : (sg_text){0}, pass ? start : (sg_text){0}};
        REQUIRE(sg_finder_run(finder, &document, &mentions, &n, NULL) == SG_OK);
        check_mentions(text, mentions, n);
        check_explained(&document, mentions, n);
        check_names(document.employer);
    }
    return 0;
}
