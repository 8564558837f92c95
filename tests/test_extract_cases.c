/* What other tools got wrong, on the shipped tables: hard names, edges, employers, umbrella terms, certifications. */
#include "shipped_support.h"

static void describe_id(const sg_document *document, const sg_mention *mention, sg_buf *out)
{
    (void)document;
    sg_text id = shipped.skills[mention->skill].id;
    sg_buf_add(out, id.at, id.len);
}

static void finds_all(const char *text, const char *employer, bool all, const char *want)
{
    sg_document document = {.text = sg_text_of(text), .employer = sg_text_of(employer)};
    const char *got = found_in(&document, all, describe_id);
    if (strcmp(got, want) != 0) fail_msg("\"%s\" has \"%s\", expected \"%s\"", text, got, want);
}

static void finds(const char *text, const char *want)
{
    finds_all(text, NULL, false, want);
}

/* Whether the skill is among those found. */
static void has(const char *text, const char *skill, bool want)
{
    char padded[4096], wanted[128];
    sg_document document = {.text = sg_text_of(text)};
    snprintf(padded, sizeof padded, " %s ", found_in(&document, true, describe_id));
    snprintf(wanted, sizeof wanted, " %s ", skill);
    if ((strstr(padded, wanted) != NULL) != want)
        fail_msg("\"%s\" has%s, expected %s%s", text, padded, want ? "" : "no ", skill);
}

static void go_r_and_c_are_words_too(void **state)
{
    (void)state;
    static const struct {
        const char *text, *skill;
    } none[] = {{"You own our go-to-market plan", "go"},
                {"Our Go-To-Market team", "go"},
                {"Going forward, you will ship", "go"},
                {"You'll go through three interviews", "go"},
                {"Go through our handbook first.", "go"},
                {"Ready to go? Apply!", "go"},
                {"Red flags: none", "r"},
                {"We invest in R&D", "r"},
                {"We invest in R & D.", "r"},
                {"You report to a C-level executive", "c"},
                {"Objective-C and Cocoa", "c"},
                {"Vitamin C in the office", "c"},
                {"Series C funded", "c"},
                {"React quickly to incidents", "react"},
                {"You react to what customers say", "react"},
                {"Our platform is used by millions", "terraform"},
                {"Build a platform for tform authors", "terraform"}};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) has(none[i].text, none[i].skill, false);
    has("Our backend is written in Go.", "go", true);
    has("Statistics in R or Python", "r", true);
    has("Firmware in C and C++", "c", true);
    has("Frontend in React and TypeScript", "react", true);
}

static void names_with_marks_stand_at_any_edge(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"C++", "c++"}, {"C#", "c#"}, {".NET", ".net"}, {"F#", "f#"}, {"Node.js", "node.js"}};
    static const char *const around[] = {"%s",   "We use %s", "%s, Python",  "Python/%s/Kafka",
                                         "(%s)", "with %s.",  "%s\nmore",    "%s; Kafka",
                                         "“%s”", "**%s**",    "<li>%s</li>", "Python,%s,Kafka"};
    char text[128];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (size_t j = 0; j < sizeof around / sizeof *around; j++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
            snprintf(text, sizeof text, around[j], names[i][0]);
#pragma GCC diagnostic pop
            has(text, names[i][1], true);
        }
}

static void lists_without_spaces(void **state)
{
    (void)state;
    finds("python,c,java", "python c java");
    finds("python, c, java", "python c java");
    finds("Skills: python|r|sql", "python r sql");
    finds("go/rust/c++", "go rust c++");
}

static void employers(void **state)
{
    (void)state;
    finds_all("Snowflake is hiring. Snowflake builds a data cloud.", "Snowflake Inc.", false, "");
    finds_all("Snowflake is hiring people with experience in Snowflake and dbt", "Snowflake Inc.", false,
              "snowflake dbt");
    has("Our warehouse is Snowflake, with dbt on top", "snowflake", true);
}

static void other_spellings_and_umbrellas(void **state)
{
    (void)state;
    finds("k8s", "kubernetes");
    finds("Postgres", "postgresql");
    finds("Python (primary)", "python");
    has("You know the cloud", "aws", false);
    has("cloud infrastructure", "aws", false);
    has("databases", "postgresql", false);
    has("Amazon Web Services", "aws", true);
}

static void certifications_and_soft_skills(void **state)
{
    (void)state;
    static const char *const texts[] = {"CISSP certification", "AWS Certified Solutions Architect",
                                        "PMP certified project managers", "You hold the CKA"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        sg_document document = {.text = sg_text_of(texts[i])};
        const sg_mention *mentions;
        size_t n;
        sg_error err;
        assert_ok(sg_finder_run(finder, &document, &mentions, &n, &err));
        bool found = false;
        for (size_t j = 0; j < n; j++)
            found = found || sg_text_is(shipped.skills[mentions[j].skill].kind, "certification");
        if (!found) fail_msg("\"%s\" has no certification", texts[i]);
    }
    has("excellent communication skills", "communication", true);
    has("leadership experience", "leadership", true);
    finds("excellent communication skills", ""); /* but not among technical ones */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(go_r_and_c_are_words_too),      cmocka_unit_test(names_with_marks_stand_at_any_edge),
        cmocka_unit_test(lists_without_spaces),          cmocka_unit_test(employers),
        cmocka_unit_test(other_spellings_and_umbrellas), cmocka_unit_test(certifications_and_soft_skills),
    };
    return cmocka_run_group_tests(tests, shipped_load, shipped_release);
}
