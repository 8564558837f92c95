/* unknown: names that a text asks for and no skill stands for. */
#include "taxonomy_support.h"

#include "base/buf.h"
#include "base/mem.h"
#include "taxonomy/unknown.h"

static sg_taxonomy fixture;
static sg_matcher *matcher;
static sg_matcher_scratch *scratch;
static sg_unknown_finder *finder;

static int set_up(void **state)
{
    (void)state;
    sg_error err;
    static const char *const skills[] = {"Python", "Kafka", "Docker", "Go"};
    for (size_t i = 0; i < 4; i++) {
        char id[16];
        snprintf(id, sizeof id, "s%zu", i);
        add_skill(&fixture, id, skills[i], "tool", "tools");
        add_form(&fixture, id, skills[i], "exact", NULL);
    }
    add_skill(&fixture, "remote", "Remote", "attribute", "attributes");
    add_form(&fixture, "remote", "remote", "any", NULL);
    add_rule(&fixture, "unknown", "need", "prev", "experience with|such as", 0);
    add_rule(&fixture, "unknown", "need", "next", "experience|framework", 0);
    add_rule(&fixture, "unknown", "veto", "start", "Google|PhD", 0);
    add_role(&fixture, "sales-engineer", "Sales engineer");
    add_title(&fixture, "sales-engineer", "sales engineer");
    add_region(&fixture, "US", "United States", NULL, "country");
    add_region(&fixture, "US/MA", "Massachusetts", "US", "subdivision");
    add_place(&fixture, "MA", "US/MA", "after");
    add_place(&fixture, "Boston", "US/MA", "any");
    assert_ok(sg_taxonomy_finish(&fixture, &err));
    matcher = sg_matcher_alloc(&fixture);
    scratch = sg_matcher_scratch_alloc();
    finder = sg_unknown_finder_alloc(&fixture);
    assert_true(matcher && scratch && finder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sg_unknown_finder_free(finder);
    sg_matcher_scratch_free(scratch);
    sg_matcher_free(matcher);
    sg_taxonomy_release(&fixture);
    return 0;
}

/* The names in the text, separated by '|'. */
static const char *names_in(sg_text text, const char *employer)
{
    static char out[4096];
    const sg_mention *mentions;
    const sg_unknown *names;
    size_t n, n_names, used = 0;
    sg_error err;
    assert_ok(sg_matcher_run(matcher, scratch, text, sg_text_of(employer), &mentions, &n, &err));
    assert_ok(sg_unknown_find(finder, text, sg_text_of(employer), mentions, n, &names, &n_names, &err));
    out[0] = '\0';
    for (size_t i = 0; i < n_names; i++)
        used += (size_t)snprintf(out + used, sizeof out - used, "%s%.*s", i ? "|" : "", (int)names[i].len,
                                 text.at + names[i].start);
    return out;
}

static void finds(const char *text, const char *expected)
{
    const char *found = names_in(sg_text_of(text), NULL);
    if (strcmp(found, expected) != 0) fail_msg("\"%s\": found \"%s\", expected \"%s\"", text, found, expected);
}

static void in_lists(void **state)
{
    (void)state;
    finds("We use Python, Temporal, and Kafka.", "Temporal");
    finds("Python/Nsq/Docker", "Nsq");
    finds("Python, FooDB (a store), Docker", "FooDB");
    finds("Skills: Python, Apache Iceberg, dbt, x64", "Apache Iceberg|x64");
    finds("Python, scikit-learn-X, C2++, Node.jsX", "scikit-learn-X|C2++|Node.jsX");
    finds("Kafka, Nsq framework, Pulsar experience", "Nsq|Pulsar");
    finds("Qdrant and Python", ""); /* begins the sentence: any word would have that capital */
    finds("We like QDrant and Python", "");
    finds("Python and QDrant", "QDrant");
    finds("Python\nTemporal", ""); /* two lines are no list */
}

static void behind_cues(void **state)
{
    (void)state;
    finds("Python: experience with Temporal is needed", "Temporal");
    finds("Python needs tools such as Large Foo Bar", "Large Foo Bar");
    finds("Python needs tools such as One Two Three Four", "");
    finds("Python needs experience with shell scripts", "");
}

/* What is something else, and what no known skill stands beside. */
static void not_names(void **state)
{
    (void)state;
    finds("Python, Google, PhD, Docker", "");
    finds("Python, Boston, MA, Docker", "");
    finds("Python, Sales Engineer, Docker", "");
    finds("Python, www.Foo.org, Foo.com, e.g., 8.x, 110k, Docker", "");
    finds("Remote, Nsq, Full-time", "");
    finds("Nsq, Marathon, Stylus", "");
    finds("Join Acme, where we use Python and live well", "");
    finds("", "");
    assert_string_equal(names_in(sg_text_of("Python, Acme Cloud, Nsq"), "Acme Cloud Inc"), "Nsq");
}

/* Invalid UTF-8, NUL bytes, and white space and words without end. */
static void odd_texts(void **state)
{
    (void)state;
    enum { LONG = 200000 };
    static const char nul[] = "Python, Fo\0oDB, Nsq\xff, \xf0\x9f, Docker";
    assert_non_null(strstr(names_in((sg_text){nul, sizeof nul - 1}, NULL), "Nsq"));
    char *text = sg_alloc(LONG);
    assert_non_null(text);
    for (size_t i = 0; i < 4; i++) {
        memset(text, " A,+"[i], LONG);
        memcpy(text, "Python, ", 8);
        memcpy(text + LONG - 8, ", Docker", 8);
        assert_string_equal(names_in((sg_text){text, LONG}, NULL), "");
    }
    for (size_t i = 0; i + 8 <= LONG; i += 8) memcpy(text + i, "Python, ", 8);
    assert_string_equal(names_in((sg_text){text, LONG}, NULL), "");
    sg_free(text);
}

static void memory_ends(void **state)
{
    (void)state;
    sg_text text = sg_text_of("Python, Temporal, Kafka, Nsq, Docker");
    const sg_mention *mentions;
    const sg_unknown *names;
    size_t n, n_names;
    sg_error err;
    assert_ok(sg_matcher_run(matcher, scratch, text, (sg_text){0}, &mentions, &n, &err));
    for (size_t at = 1;; at++) {
        sg_alloc_fail_at(at, 1);
        sg_unknown_finder *f = sg_unknown_finder_alloc(&fixture);
        sg_status status = SG_EFAIL;
        if (f) status = sg_unknown_find(f, text, sg_text_of("Acme"), mentions, n, &names, &n_names, &err);
        bool done = sg_alloc_count() < at;
        sg_alloc_fail_at(0, 0);
        if (done) assert_int_equal(status, SG_OK);
        if (done) assert_int_equal(n_names, 2);
        sg_unknown_finder_free(f);
        if (done) break;
        assert_int_equal(status, SG_EFAIL);
    }
}

/* However far from the skill a name lies, it is found whole or not at all, also one with letters beyond ASCII. */
static void names_are_not_cut(void **state)
{
    (void)state;
    static const char before[] = "Z\xc3\xa9\xc3\xa9\xc3\xa9Temporal";
    char text[512];
    size_t whole = 0, last = 0;
    for (int pad = 30; pad < 90; pad++) {
        snprintf(text, sizeof text, "x, %s, %.*s, %.*s, Python", before, pad,
                 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                 pad,
                 "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
                 "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");
        const char *found = names_in(sg_text_of(text), NULL);
        if (*found) assert_string_equal(found, before);
        whole += *found != '\0';
    }
    assert_true(whole > 10 && whole < 60);
    for (int pad = 100; pad < 170; pad++) {
        snprintf(text, sizeof text, "Python %*s such as Temporal", pad, "x");
        memset(text + 7, 'x', (size_t)pad);
        for (int i = 10; i < pad; i += 9) text[7 + i] = ' ';
        const char *found = names_in(sg_text_of(text), NULL);
        if (*found) assert_string_equal(found, "Temporal");
        last += *found != '\0';
    }
    assert_true(last > 10 && last < 70);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_lists),  cmocka_unit_test(behind_cues), cmocka_unit_test(not_names),
        cmocka_unit_test(odd_texts), cmocka_unit_test(memory_ends), cmocka_unit_test(names_are_not_cut),
    };
    return cmocka_run_group_tests_name("unknown", tests, set_up, tear_down);
}
