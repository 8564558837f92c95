/* extract --explain: what is said to stand is what is found, in any text; and each way to be rejected is told. */
#include "shipped_support.h"

#include "taxonomy/explain.h"

static sg_explainer explainer;

/* The standing ones, in order, are the mentions. */
static void check_same(const sg_document *document)
{
    static sg_mention kept[1 << 16];
    const sg_mention *mentions;
    size_t n, next = 0;
    sg_error err;
    assert_ok(sg_finder_run(finder, document, &mentions, &n, &err));
    assert_true(n <= sizeof kept / sizeof *kept);
    memcpy(kept, mentions, n * sizeof *kept);
    assert_ok(sg_explain(&explainer, finder, document, &err));
    for (size_t i = 0; i < explainer.n; i++) {
        const sg_explained *e = &explainer.items[i];
        if (e->verdict != SG_VERDICT_STANDS) {
            assert_int_equal(e->mention, SG_ID_NONE);
            continue;
        }
        assert_true(next < n);
        assert_int_equal(e->mention, next);
        assert_int_equal(e->start, kept[next].start);
        assert_int_equal(e->len, kept[next].len);
        assert_int_equal(e->form, kept[next].form);
        if (e->ask_cue == SG_ID_NONE) assert_int_not_equal(kept[next].ask, SG_ASK_DENIED);
        next++;
    }
    assert_int_equal(next, n);
}

/* Texts made of the pieces that decide: names, what vetoes and needs them, marks and line ends. */
static void what_stands_is_what_is_found(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "Go",     "go",     "C",        "C++",    "R",       "Swift",      "React",  "Snowflake",    "spark",
        "to",     "market", "engineer", "and",    "or",      ",",          ".",      "\n",           "\n\n",
        "- ",     "AWS",    "Lambda",   "Google", "Cloud",   "no",         "must",   "have",         "required",
        "a plus", "with",   "using",    "Python", "Node.js", "github.com", "/kafka", "Requirements", ": ",
        "REST",   "API",    "the",      "team",   "&amp;",   "<li>",       "**",     "\\+",          "Excel"};
    uint64_t seed = 42;
    sg_buf text;
    sg_buf_init(&text, 1 << 20);
    for (int round = 0; round < 3000; round++) {
        sg_buf_clear(&text);
        for (int i = 0; i < 40; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            sg_buf_str(&text, pieces[(seed >> 33) % (sizeof pieces / sizeof *pieces)]);
            if (seed >> 62) sg_buf_char(&text, ' ');
        }
        sg_document document = {.text = {text.at, text.len}, .employer = sg_text_of(round % 3 ? "" : "Snowflake Inc")};
        check_same(&document);
    }
    sg_buf_release(&text);
}

/* The verdict on the first item of this skill at a place that the text begins with. */
static void verdict(const char *text, const char *employer, const char *name, const char *skill, sg_verdict want)
{
    sg_error err;
    sg_document document = {.text = sg_text_of(text), .employer = sg_text_of(employer)};
    assert_ok(sg_explain(&explainer, finder, &document, &err));
    for (size_t i = 0; i < explainer.n; i++) {
        const sg_explained *e = &explainer.items[i];
        const sg_taxonomy_form *form = &shipped.forms[e->form];
        if (!sg_text_is((sg_text){text + e->start, e->len}, name)) continue;
        if (!sg_text_is(shipped.skills[form->skill].id, skill)) continue;
        if (e->verdict != want) fail_msg("%s of \"%s\": verdict %d, expected %d", name, text, e->verdict, (int)want);
        if (want == SG_VERDICT_VETO) {
            assert_true(e->rule < shipped.n_rules);
            assert_true(sg_text_is(shipped.rules[e->rule].row.effect, "veto"));
        }
        return;
    }
    fail_msg("nothing is said of %s as %s in \"%s\"", name, skill, text);
}

static void each_verdict(void **state)
{
    (void)state;
    verdict("We use PostgreSQL.", NULL, "PostgreSQL", "postgresql", SG_VERDICT_STANDS);
    verdict("We use Google Cloud.", NULL, "Cloud", "cloud-computing", SG_VERDICT_LONGER);
    verdict("go-to-market plans", NULL, "go", "go", SG_VERDICT_EDGES);
    verdict("R&D work", NULL, "R", "r", SG_VERDICT_EDGES);
    verdict("see github.com/kafka", NULL, "kafka", "kafka", SG_VERDICT_ADDRESS);
    verdict("we go there", NULL, "go", "go", SG_VERDICT_CASE);
    verdict("Snowflake is hiring.", "Snowflake Inc.", "Snowflake", "snowflake", SG_VERDICT_EMPLOYER);
    verdict("Spark interest in others.", NULL, "Spark", "spark", SG_VERDICT_VETO);
    verdict("paid via SWIFT today", NULL, "SWIFT", "swift-messaging", SG_VERDICT_NEED);
}

static void cues_are_told(void **state)
{
    (void)state;
    sg_error err;
    sg_document document = {.text = sg_text_of("Intro.\nNice to have:\n- Kafka\n- must have Kubernetes\n")};
    assert_ok(sg_explain(&explainer, finder, &document, &err));
    size_t seen = 0;
    for (size_t i = 0; i < explainer.n; i++) {
        const sg_explained *e = &explainer.items[i];
        if (e->verdict != SG_VERDICT_STANDS) continue;
        assert_true(e->section_cue < shipped.n_cues);
        assert_true(sg_text_is(shipped.cues[e->section_cue].id, "desired"));
        if (seen == 0) assert_int_equal(e->ask_cue, SG_ID_NONE);
        if (seen == 1) assert_true(sg_text_is(shipped.cues[e->ask_cue].id, "required"));
        seen++;
    }
    assert_int_equal(seen, 2);
}

/* The phrase that fired is told as it stands in the text, and what met the row of a rule. */
static void phrases_are_told(void **state)
{
    (void)state;
    static const char text[] = "We are looking for Python. Nobody will Go there; languages: Go";
    static const struct {
        const char *skill, *ask, *sign;
        sg_verdict verdict;
    } want[] = {{"python", "looking for", "", SG_VERDICT_STANDS},
                {"go", "", "there", SG_VERDICT_VETO},
                {"go", "", "languages", SG_VERDICT_STANDS}};
    sg_error err;
    sg_document document = {.text = sg_text_of(text)};
    assert_ok(sg_explain(&explainer, finder, &document, &err));
    assert_int_equal(explainer.n, sizeof want / sizeof *want);
    for (size_t i = 0; i < explainer.n; i++) {
        const sg_explained *e = &explainer.items[i];
        assert_true(sg_text_is(shipped.skills[shipped.forms[e->form].skill].id, want[i].skill));
        assert_int_equal(e->verdict, want[i].verdict);
        assert_true(sg_text_is((sg_text){text + e->ask_phrase.start, e->ask_phrase.len}, want[i].ask));
        assert_true(sg_text_is((sg_text){text + e->sign.start, e->sign.len}, want[i].sign));
    }
}

static int release(void **state)
{
    sg_explainer_release(&explainer);
    return shipped_release(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_is_what_is_found),
        cmocka_unit_test(each_verdict),
        cmocka_unit_test(cues_are_told),
        cmocka_unit_test(phrases_are_told),
    };
    return cmocka_run_group_tests(tests, shipped_load, release);
}
