/* scan: every way to tell bytes apart that the machine has gives the words that reading token by token gives, on texts
 * that are hard for blocks and registers; and the shapes of big inputs, small. */
#include "taxonomy_support.h"

#include "base/mem.h"
#include "base/text.h"
#include "taxonomy/filter.h"
#include "taxonomy/matcher.h"

enum { WORDS_MAX = 20000, TEXT_MAX = 20000 };

/* The words that may begin a name. */
typedef struct words {
    uint32_t start[WORDS_MAX], end[WORDS_MAX];
    size_t n;
} words;

static void find_words(sg_text text, const sg_filter *filter, sg_word_list *list, words *out)
{
    static sg_hits hits;
    out->n = 0;
    assert_int_equal(sg_word_list_read(text, list), 0);
    sg_hits_begin(&hits, filter, text, list);
    while (sg_hits_next(&hits))
        for (size_t i = 0; i < hits.n; i++) {
            assert_true(out->n < WORDS_MAX && hits.at[i] < list->n);
            out->start[out->n] = list->items[hits.at[i]].start;
            out->end[out->n++] = list->items[hits.at[i]].end;
        }
}

/* Names for the filter: alone, and of two words. */
static sg_filter make_filter(void)
{
    static const char *const alone[] = {"python", "go", "kubernetes", "internationalization", "c", "x86"};
    static const char *const pairs[][2] = {{"spring", "boot"}, {"data", "science"}, {"react", "native"}};
    sg_filter filter;
    sg_token token;
    assert_int_equal(sg_filter_init(&filter, 9), 0);
    for (size_t i = 0; i < sizeof alone / sizeof *alone; i++)
        sg_filter_add(&filter, sg_word_hash(alone[i], strlen(alone[i]), strlen(alone[i])));
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        sg_filter_add_pair(&filter, sg_word_hash(pairs[i][0], strlen(pairs[i][0]), strlen(pairs[i][0])),
                           sg_word_hash(pairs[i][1], strlen(pairs[i][1]), strlen(pairs[i][1])));
    assert_true(sg_token_next(T("gr\xc3\xb6\xc3\x9f\x65"), 0, &token));
    sg_filter_add(&filter, token.hash);
    return filter;
}

/* The same shapes in small as the benchmark's big inputs, and what blocks of 64 bytes could cut. */
static size_t hard_text(size_t number, char *out)
{
    static const char *const units[] = {
        "Python, ",
        "spring Boot ",
        "a",
        "\xe4\xbd\xbf",
        "Go\n",
        "data-science\tdata  Science ",
        "\xff\xfe Go\x80 ",
        "C++/\xe2\x80\xa2Go\xe2\x80\x94python3 ",
        "Gr\xc3\xb6\xc3\x9f\x65 GR\xc3\x96SSE ",
        "internationalization internationalisation ",
        "react Native12 React native1 x86 x87 ",
        ("K\xe2\x84\xaa"
         "ubernetes \xe2\x84\xaa"
         "ubernetes "),
        "go.go-go_go@go ",
        "                                                                 go",
        "0123456789012345678901234567890123456789012345678901234567890123 go ",
    };
    enum { UNITS = sizeof units / sizeof *units };
    size_t len = 0, unit = number % UNITS, want = 1 + number * 37 % 3000;
    for (; len < number / UNITS % 70; len++) out[len] = "Go "[len % 3];
    while (len < want) {
        size_t n = strlen(units[unit]);
        memcpy(out + len, units[unit], n);
        len += n;
        if (number % 3 == 0) unit = (unit * 7 + 3) % UNITS;
        if (number % 5 == 0) out[len++] = '\0';
    }
    return number % 7 ? len : want; /* may cut a character */
}

static void same_words_on_every_path(void **state)
{
    (void)state;
    static const sg_scan_path paths[] = {SG_SCAN_PORTABLE, SG_SCAN_SSE2, SG_SCAN_AVX2, SG_SCAN_BEST};
    static words first, other;
    sg_filter filter = make_filter();
    sg_word_list list = {0};
    char *text = sg_alloc(TEXT_MAX);
    size_t found = 0, used = 0;
    assert_non_null(text);
    for (size_t number = 0; number < 3000; number++) {
        size_t len = hard_text(number, text);
        char *exact = sg_alloc(len + 1); /* so that a checker of memory sees any byte that is read behind it */
        memcpy(exact, text, len);
        sg_text input = {exact, len};
        assert_true(sg_scan_use(SG_SCAN_PORTABLE));
        find_words(input, &filter, &list, &first);
        found += first.n;
        for (size_t p = 1; p < sizeof paths / sizeof *paths; p++) {
            if (!sg_scan_use(paths[p])) continue;
            used += number == 0;
            find_words(input, &filter, &list, &other);
            assert_int_equal(other.n, first.n);
            assert_memory_equal(other.start, first.start, first.n * sizeof *first.start);
            assert_memory_equal(other.end, first.end, first.n * sizeof *first.end);
        }
        sg_free(exact);
    }
    assert_true(found > 100000 && used >= 1);
    sg_scan_use(SG_SCAN_BEST);
    sg_word_list_release(&list);
    sg_free(text);
    sg_filter_release(&filter);
}

/* The words are those that reading token by token finds, which cuts what is too long for a word. */
static void are_all_words(const sg_word_list *kept, sg_text text)
{
    sg_token token, before = {.hash = 1};
    size_t i = 0;
    for (size_t at = 0; sg_token_next(text, at, &token); at = token.end) {
        bool rest = !before.hash && token.start == before.end;
        before = token;
        if (token.mark || !token.hash || rest) continue;
        while (i < kept->n && !kept->items[i].hash) i++;
        assert_true(i < kept->n);
        assert_int_equal(kept->items[i].start, token.start);
        assert_int_equal(kept->items[i].end, token.end);
        assert_true(kept->items[i++].hash == token.hash);
    }
}

/* Every word that reading token by token finds is handed over, and nothing that is no word. */
static void no_word_is_missed(void **state)
{
    (void)state;
    static words found;
    sg_word_list kept = {0};
    sg_filter filter = make_filter();
    uint64_t go = sg_word_hash("go", 2, 2), python = sg_word_hash("python", 6, 6);
    char *text = sg_alloc(TEXT_MAX);
    assert_non_null(text);
    for (size_t number = 0; number < 1000; number++) {
        sg_text input = {text, hard_text(number, text)};
        sg_token token;
        size_t i = 0, wanted = 0;
        find_words(input, &filter, &kept, &found);
        are_all_words(&kept, input);
        for (size_t at = 0; sg_token_next(input, at, &token); at = token.end) {
            if (token.hash != go && token.hash != python) continue;
            while (i < found.n && found.start[i] < token.start) i++;
            if (i == found.n || found.start[i] != token.start || found.end[i] != token.end)
                fail_msg("text %zu: the word at %zu is not handed over", number, token.start);
            wanted++;
        }
        for (i = 1; i < found.n; i++) assert_true(found.start[i] >= found.end[i - 1]);
        assert_true(found.n >= wanted);
    }
    sg_word_list_release(&kept);
    sg_free(text);
    sg_filter_release(&filter);
}

/* Names that begin with marks, hold them or go on over lines, and one that is a name without its digits too. */
static void add_skills(sg_taxonomy *t)
{
    static const char *const forms[][3] = {
        {"python", "Python", "any"},
        {"go", "Go", "exact"},
        {"cpp", "C++", "any"},
        {"kubernetes", "Kubernetes", "any"},
        {"spring-boot", "Spring Boot", ""},
        {"data-science", "data science", "any"},
        {"react-native", "React Native", ""},
        {"groesse", "Gr\xc3\xb6\xc3\x9f\x65", "any"},
        {"use", "\xe4\xbd\xbf", "any"},
        {"dotnet", ".go", "any"},
        {"i18n", "internationalization", ""},
        {"long", "python, python", "any"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        add_skill(t, forms[i][0], forms[i][1], "tool", "");
        add_form(t, forms[i][0], forms[i][1], forms[i][2], "");
    }
}

static void same_mentions_on_every_path(void **state)
{
    (void)state;
    static const sg_scan_path paths[] = {SG_SCAN_SSE2, SG_SCAN_AVX2, SG_SCAN_BEST};
    static char text[TEXT_MAX];
    static sg_mention first[WORDS_MAX];
    sg_taxonomy taxonomy = {0};
    sg_error err;
    size_t found = 0;
    add_skills(&taxonomy);
    assert_ok(sg_taxonomy_finish(&taxonomy, &err));
    sg_matcher *matcher = sg_matcher_alloc(&taxonomy);
    sg_matcher_scratch *scratch = sg_matcher_scratch_alloc();
    assert_true(matcher && scratch);
    for (size_t number = 0; number < 2000; number++) {
        sg_text input = {text, hard_text(number, text)};
        const sg_mention *mentions;
        size_t n_first, n;
        assert_true(sg_scan_use(SG_SCAN_PORTABLE));
        assert_ok(sg_matcher_run(matcher, scratch, input, (sg_text){0}, &mentions, &n_first, &err));
        if (n_first) memcpy(first, mentions, n_first * sizeof *first);
        found += n_first;
        for (size_t p = 0; p < sizeof paths / sizeof *paths; p++) {
            if (!sg_scan_use(paths[p])) continue;
            assert_ok(sg_matcher_run(matcher, scratch, input, (sg_text){0}, &mentions, &n, &err));
            assert_int_equal(n, n_first);
            if (n) assert_memory_equal(mentions, first, n * sizeof *first);
        }
    }
    assert_true(found > 20000);
    sg_scan_use(SG_SCAN_BEST);
    sg_matcher_scratch_free(scratch);
    sg_matcher_free(matcher);
    sg_taxonomy_release(&taxonomy);
}

/* Names without the digits behind them, also as a name's second word, and where one block of words ends. */
static void words_with_numbers_are_found(void **state)
{
    (void)state;
    static words found;
    static char text[TEXT_MAX];
    sg_word_list list = {0};
    sg_filter filter = make_filter();
    for (size_t before = 0; before < 1100; before += before < 500 || before > 520 ? 50 : 1) {
        for (size_t i = 0; i < before; i++) memcpy(text + 4 * i, "zzz ", 4);
        snprintf(text + 4 * before, sizeof text - 4 * before, "python3 react native2 zzz");
        find_words(sg_text_of(text), &filter, &list, &found);
        assert_int_equal(list.n, before + 4);
        assert_int_equal(list.n_numbered, 2);
        assert_int_equal(found.n, 2);
        assert_int_equal(found.start[0], 4 * before);
        assert_int_equal(found.start[1], 4 * before + 8);
    }
    sg_word_list_release(&list);
    sg_filter_release(&filter);
}

/* What the filter takes for a name and is none is rare, also among words alike. */
static void few_words_are_taken_for_names(void **state)
{
    (void)state;
    enum { NAMES = 10000 };
    sg_filter filter;
    char word[16];
    size_t wrong = 0;
    assert_int_equal(sg_filter_init(&filter, NAMES), 0);
    for (int i = 0; i < NAMES; i++) {
        size_t len = (size_t)snprintf(word, sizeof word, "name%d", i * 7);
        sg_filter_add(&filter, sg_word_hash(word, len, len));
    }
    for (int i = 0; i < 7 * NAMES; i++) {
        size_t len = (size_t)snprintf(word, sizeof word, "name%d", i);
        bool has = sg_filter_has(&filter, sg_filter_pair(sg_word_hash(word, len, len), 0));
        assert_true(has || i % 7);
        wrong += has && i % 7;
    }
    assert_true(wrong < 7 * NAMES / 50);
    sg_filter_release(&filter);
}

/* Letters and digits of up to 16 bytes and more, at every distance from the text's end. */
static void hashes_do_not_depend_on_the_place(void **state)
{
    (void)state;
    char text[200];
    for (size_t len = 1; len <= SG_WORD_MAX; len++) {
        memset(text, '#', sizeof text);
        for (size_t i = 0; i < len; i++) text[i] = (char)('a' + i % 26);
        uint64_t roomy = sg_word_hash(text, len, sizeof text);
        assert_true(roomy != 0);
        for (size_t room = len; room < len + 20; room++) assert_true(sg_word_hash(text, len, room) == roomy);
        text[len - 1] = (char)(text[len - 1] - 0x20);
        assert_true(sg_word_hash(text, len, len) == roomy);
        text[len - 1] = '7';
        assert_true(sg_word_hash(text, len, len) != roomy);
    }
    assert_true(sg_word_hash(text, SG_WORD_MAX + 1, sizeof text) == 0);
}

static void tokens_read_the_same_backwards(void **state)
{
    (void)state;
    sg_text text = T("  C++17,\xc2\xa0Node.js \xe2\x80\x94 r\xc3\xa9sum\xc3\xa9 \xff\xe4\xbd\xbf\xe7\x94\xa8Go\n\n(x)");
    sg_token forward[40], back;
    size_t n = 0;
    for (size_t at = 0; sg_token_next(text, at, &forward[n]); at = forward[n++].end) {
    }
    assert_int_equal(n, 16);
    size_t i = n;
    for (size_t at = text.len; sg_token_prev(text, at, &back); at = back.start) {
        assert_true(i-- > 0);
        assert_int_equal(back.start, forward[i].start);
        assert_int_equal(back.end, forward[i].end);
        assert_true(back.hash == forward[i].hash && back.mark == forward[i].mark);
    }
    assert_int_equal(i, 0);
    assert_int_equal(forward[13].gap, SG_GAP_BLANK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_words_on_every_path),          cmocka_unit_test(no_word_is_missed),
        cmocka_unit_test(words_with_numbers_are_found),      cmocka_unit_test(few_words_are_taken_for_names),
        cmocka_unit_test(hashes_do_not_depend_on_the_place), cmocka_unit_test(same_mentions_on_every_path),
        cmocka_unit_test(tokens_read_the_same_backwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
