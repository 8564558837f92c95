/* Fuzzes the matcher and the title reader: any bytes are read without fault, mentions lie in the text side by side,
 * on whole characters, and the text reads the same token by token from both ends.
 *
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -std=c17 -D_GNU_SOURCE -Icore -Icore/include -Itests \
 *       tests/fuzz/fuzz_matcher.c core/taxonomy/[a-z]*.c core/base/[a-z]*.c -lutf8proc -lxxhash -ljansson -lyaml \
 *       -o fuzz_matcher
 *   ./fuzz_matcher -max_len=2000
 */
#include "taxonomy/match.h"
#include "taxonomy/title.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define T(literal)                                                                                                     \
    {                                                                                                                  \
        literal, sizeof(literal) - 1                                                                                   \
    }
#define REQUIRE(condition) ((condition) ? (void)0 : abort())

static sg_taxonomy taxonomy;
static sg_matcher *matcher;
static sg_matcher_scratch *scratch;
static sg_titles *titles;

static void add(uint32_t type, const void *row)
{
    REQUIRE(sg_taxonomy_add(&taxonomy, type, row, NULL) == SG_OK);
}

static void build(void)
{
    static const sg_text names[] = {T("C++"), T("Go"), T("R"), T(".NET"), T("a b c"), T("gr\xc3\xb6\xc3\x9f\x65"),
                                    T("x/y"), T("SAP")};
    static const char *const matches[] = {"any", "exact", "exact", "any", "any", "any", "any", "upper"};
    static const sg_rule rules[] = {
        {T("r"), T("need"), T("list"), {0}, 0},         {T("r"), T("need"), T("near"), T("b|c*|{number}|x y"), 5},
        {T("r"), T("need"), T("prev"), T("in|- a"), 0}, {T("r"), T("need"), T("skill"), T("f|c++"), 4},
        {T("r"), T("need"), T("doc"), T("y"), 0},       {T("r"), T("need"), T("list"), T("f"), 0},
        {T("r"), T("veto"), T("start"), T("a"), 0},     {T("r"), T("veto"), T("next"), T("to|{year}|{capital}|."), 0}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        sg_skill skill = {.id = names[i], .name = names[i], .kind = T("tool"), .family = T("f")};
        sg_form form = {.skill = names[i], .text = names[i], .match = {matches[i], strlen(matches[i])}};
        if (i == 1 || i == 2) form.rule = (sg_text)T("r");
        add(SG_RECORD_SKILL, &skill);
        add(SG_RECORD_FORM, &form);
    }
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) add(SG_RECORD_RULE, &rules[i]);
    static const sg_region region = {.id = T("X"), .name = T("X"), .kind = T("country")};
    static const sg_region inner = {.id = T("X/y"), .name = T("Y"), .parent = T("X"), .kind = T("metro")};
    static const sg_place places[] = {
        {T("x"), T("X"), T("any")}, {T("a b"), T("X/y"), T("any")}, {T("AB"), T("X"), T("after")}};
    static const sg_role role = {.id = T("r"), .name = T("R")};
    static const sg_title title = {.role = T("r"), .text = T("a b")};
    static const sg_level_word level = {.level = T("staff"), .text = T("b")};
    add(SG_RECORD_REGION, &region), add(SG_RECORD_REGION, &inner), add(SG_RECORD_ROLE, &role);
    add(SG_RECORD_TITLE, &title), add(SG_RECORD_LEVEL, &level);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) add(SG_RECORD_PLACE, &places[i]);
    REQUIRE(sg_taxonomy_finish(&taxonomy, NULL) == SG_OK);
    matcher = sg_matcher_alloc(&taxonomy);
    scratch = sg_matcher_scratch_alloc();
    titles = sg_titles_alloc(&taxonomy);
    REQUIRE(matcher && scratch && titles);
}

/* Only where no word or white space is longer than what a reading looks at. */
static void check_tokens(sg_text text)
{
    sg_token token, back;
    size_t n = 0, m = 0, end = 0;
    for (; sg_token_next(text, end, &token); end = token.end, n++) {
        REQUIRE(token.start >= end && token.end > token.start && token.end <= text.len);
        if (token.end - token.start >= SG_TOKEN_SCAN - 4) return;
    }
    if (text.len - end >= SG_TOKEN_SCAN) return;
    for (size_t at = text.len; sg_token_prev(text, at, &back); at = back.start) m++;
    REQUIRE(n == m);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (!matcher) build();
    sg_text text = {(const char *)bytes, size}, employer = {(const char *)bytes, size < 12 ? size : 12};
    const sg_mention *mentions;
    size_t n, end = 0;
    for (int pass = 0; pass < 2; pass++, end = 0) {
        REQUIRE(sg_matcher_run(matcher, scratch, text, pass ? employer : (sg_text){0}, &mentions, &n, NULL) == SG_OK);
        for (size_t i = 0; i < n; i++) {
            REQUIRE(mentions[i].start >= end && mentions[i].len > 0);
            end = (size_t)mentions[i].start + mentions[i].len;
            REQUIRE(end <= size && (end == size || (bytes[end] & 0xC0) != 0x80 || bytes[end - 1] < 0x80));
        }
    }
    check_tokens(text);
    sg_title_reading title;
    sg_place_reading place;
    REQUIRE(sg_title_read(titles, text, &title, NULL) == SG_OK);
    REQUIRE(sg_place_read(titles, text, &place, NULL) == SG_OK);
    return 0;
}
