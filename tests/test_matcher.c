/* matcher: the hard names, edges, case, lists, rules, addresses, employers; bad bytes and long texts. */
#include "taxonomy_support.h"

#include "base/mem.h"
#include "taxonomy/match.h"

static sg_taxonomy fixture;
static sg_matcher *matcher;
static sg_matcher_scratch *scratch;

static void fill(sg_taxonomy *t)
{
    static const char *const firm[][2] = {{"c++", "C++"},
                                          {"c#", "C#"},
                                          {"f#", "F#"},
                                          {"node.js", "Node.js"},
                                          {"asp.net", "ASP.NET"},
                                          {"python", "Python"},
                                          {"kafka", "Kafka"},
                                          {"spring-boot", "Spring Boot"},
                                          {"scikit", "scikit-learn"},
                                          {"ci-cd", "CI/CD"},
                                          {"postgresql", "PostgreSQL"},
                                          {"aws", "AWS"},
                                          {"react", "React"},
                                          {"github", "GitHub"},
                                          {"snowflake", "Snowflake"},
                                          {"socket.io", "Socket.IO"},
                                          {"figma", "Figma"},
                                          {"a-long-form", "a b c d e f g h i j k l m n o p q"}};
    for (size_t i = 0; i < sizeof firm / sizeof *firm; i++) {
        add_skill(t, firm[i][0], firm[i][1], "tool", i < 6 ? "languages" : "other");
        add_form(t, firm[i][0], firm[i][1], "any", NULL);
    }
    add_skill(t, ".net", ".NET", "framework", "languages"), add_form(t, ".net", ".NET", "any", NULL);
    add_form(t, ".net", ". NET Core", "any", NULL);
    add_skill(t, "go", "Go", "language", "languages");
    add_form(t, "go", "Golang", "any", NULL), add_form(t, "go", "Go", "exact", "go");
    add_rule(t, "go", "need", "list", NULL, 0);
    add_rule(t, "go", "need", "prev", "in|written in", 0);
    add_rule(t, "go", "need", "next", "developer|engineer|{number}", 0);
    add_rule(t, "go", "veto", "next", "to|live|, az", 0);
    add_skill(t, "c", "C", "language", "languages"), add_form(t, "c", "C", "exact", "c");
    add_rule(t, "c", "need", "list", NULL, 0), add_rule(t, "c", "need", "skill", "languages|kafka", 4);
    add_skill(t, "r", "R", "language", "languages"), add_form(t, "r", "R", "exact", "r");
    add_rule(t, "r", "need", "near", "statistic*|data science", 6), add_rule(t, "r", "need", "list", NULL, 0);
    add_skill(t, "sap", "SAP", "platform", "erp"), add_form(t, "sap", "SAP", "upper", NULL);
    add_skill(t, "swift", "Swift", "language", "languages"), add_form(t, "swift", "Swift", "exact", "swift");
    add_rule(t, "swift", "need", "doc", "ios|mobile app", 0), add_rule(t, "swift", "veto", "start", "response", 0);
    add_skill(t, "sketch", "Sketch", "tool", "design"), add_form(t, "sketch", "Sketch", "exact", "sketch");
    add_rule(t, "sketch", "need", "list", "figma", 0), add_rule(t, "sketch", "veto", "start", NULL, 0);
    add_skill(t, "spring", "Spring", "framework", "jvm"), add_form(t, "spring", "Spring", "exact", "spring");
    add_rule(t, "spring", "veto", "next", "{year}|{capital}", 0);
    add_skill(t, "teamwork", "Teamwork", "soft", NULL), add_form(t, "teamwork", "teamwork", "any", NULL);
    add_skill(t, "groesse", "Größe", "concept", NULL), add_form(t, "groesse", "Größe", "any", NULL);
    add_skill(t, "moon", "Moon", "tool", NULL), add_form(t, "moon", "Luna", "exact", "moon");
    add_form(t, "python", "Luna", "any", NULL), add_rule(t, "moon", "need", "near", "night", 3);
}

static int set_up(void **state)
{
    (void)state;
    sg_error err;
    fill(&fixture);
    assert_ok(sg_taxonomy_finish(&fixture, &err));
    matcher = sg_matcher_alloc(&fixture);
    scratch = sg_matcher_scratch_alloc();
    return matcher && scratch ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    sg_matcher_free(matcher);
    sg_matcher_scratch_free(scratch);
    sg_taxonomy_release(&fixture);
    return 0;
}

/* The mentions as "skill=bytes skill=bytes …". */
static const char *read_text(sg_text text, sg_text employer)
{
    static char out[4096];
    sg_error err;
    const sg_mention *mentions;
    size_t n, used = 0;
    assert_ok(sg_matcher_run(matcher, scratch, text, employer, &mentions, &n, &err));
    out[0] = '\0';
    for (size_t i = 0; i < n && used < sizeof out - 300; i++) {
        assert_true((size_t)mentions[i].start + mentions[i].len <= text.len);
        if (i > 0) assert_true(mentions[i].start >= mentions[i - 1].start + mentions[i - 1].len);
        used += (size_t)snprintf(out + used, sizeof out - used, "%s%s=%.*s", i ? " " : "",
                                 fixture.skills[mentions[i].skill].id.at, (int)mentions[i].len,
                                 text.at + mentions[i].start);
    }
    return out;
}

typedef struct reading {
    const char *text, *found;
} reading;

static void check(const reading *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *found = read_text(T(rows[i].text), (sg_text){0});
        if (strcmp(found, rows[i].found) != 0)
            fail_msg("\"%s\": found \"%s\", expected \"%s\"", rows[i].text, found, rows[i].found);
    }
}
#define CHECK(rows) check((rows), sizeof(rows) / sizeof *(rows))

static void marks_belong_to_names(void **state)
{
    (void)state;
    static const reading rows[] = {
        {"C++", "c++=C++"},
        {"C++17/20", "c++=C++"},
        {"modern C++, (C#) and F#.", "c++=C++ c#=C# f#=F#"},
        {"C++/C#", "c++=C++ c#=C#"},
        {"a C+ average", ""},
        {"on . NET core", ".net=. NET core"},
        {"fine . NET", ""},
        {"C+++", ""},
        {"apps on .NET.", ".net=.NET"},
        {"Use .Net, ASP.NET/C#", ".net=.Net asp.net=ASP.NET c#=C#"},
        {"www.example.net and example.net pay 40k net", ""},
        {"Node.js.", "node.js=Node.js"},
        {"NODE.JS/React.js", "node.js=NODE.JS react=React"},
        {"CI/CD", "ci-cd=CI/CD"},
        {"CI / CD", ""},
        {"scikit-learn; scikit\xe2\x80\x91learn; scikit learn", "scikit=scikit-learn scikit=scikit\xe2\x80\x91learn"},
    };
    CHECK(rows);
}

static void edges_are_not_alike(void **state)
{
    (void)state;
    static const reading rows[] = {
        {"Python-based", "python=Python"},
        {"Pythonic python_path snake_python", ""},
        {"Python3 and Python2.7", "python=Python python=Python"},
        {"main.python", ""},
        {"our tools.Python is", "python=Python"},
        {"Python.Strong", "python=Python"},
        {"kafka.properties", ""},
        {"@python #python", "python=python"},
        {"_Python_ *Python* \"Python\"", "python=Python python=Python python=Python"},
        {"Python\xe2\x80\x99s", "python=Python"},
        {"\xe4\xbd\xbf\xe7\x94\xa8Python\xe5\xbc\x80\xe5\x8f\x91", "python=Python"},
        {"\xe2\x80\xa2Python\xe2\x80\xa6", "python=Python"},
        {"\xc3\xa9Python Python\xc3\xa9", ""},
        {"R&D and R & D for statistics; Q&A", ""},
        {"C-level, Go-to-market, in Go-Live", ""},
        {"written in Go-based", "go=Go"},
        {"I\xe2\x80\x99R statistics", ""},
        {"C:\\dir Python", "python=Python"},
    };
    CHECK(rows);
}

static void longest_wins_from_the_left(void **state)
{
    (void)state;
    static const reading rows[] = {
        {"Spring Boot", "spring-boot=Spring Boot"},
        {"Spring  Boot", "spring-boot=Spring  Boot"},
        {"Spring\nBoot", "spring-boot=Spring\nBoot"},
        {"Spring\n\nBoot", "spring=Spring"},
        {"Spring 2025 in Spring", "spring=Spring"},
        {"spring boot", "spring-boot=spring boot"},
        {"a b c d e f g h i j k l m n o p q", ""},
        {"Luna", "python=Luna"},
        {"Luna at night", "moon=Luna"},
    };
    CHECK(rows);
}

static void case_counts_where_it_says_so(void **state)
{
    (void)state;
    static const reading rows[] = {
        {"pYTHON", "python=pYTHON"},
        {"asap; sap from trees", ""},
        {"SAP S/4", "sap=SAP"},
        {"sap, python", "sap=sap python=python"},
        {"python, kafka, go, react", "python=python kafka=kafka go=go react=react"},
        {"We go with python and react to kafka outages daily here", "python=python react=react kafka=kafka"},
        {"GR\xc3\x96SSE und gr\xc3\xb6\xc3\x9f\x65 und Gro\xcc\x88\xc3\x9f\x65",
         "groesse=GR\xc3\x96SSE groesse=gr\xc3\xb6\xc3\x9f\x65 groesse=Gro\xcc\x88\xc3\x9f\x65"},
    };
    CHECK(rows);
}

static void rules_decide_ambiguous_forms(void **state)
{
    (void)state;
    static const reading rows[] = {
        {"We are ready, Go team", ""},
        {"written in Go.", "go=Go"},
        {"a Go developer", "go=Go"},
        {"Go 1.21", "go=Go"},
        {"in Go to", ""},
        {"in Go, AZ", ""},
        {"Go, Rust", ""},
        {"Go or Python", "go=Go python=Python"},
        {"- Go\n- Python", "go=Go python=Python"},
        {"- Go\n\n- Python", "python=Python"},
        {"teamwork, Go", "teamwork=teamwork"},
        {"C on embedded Kafka", "c=C kafka=Kafka"},
        {"C of the four or five Kafka", "kafka=Kafka"},
        {"C React", "react=React"},
        {"R for statistical work", "r=R"},
        {"data science with R", "r=R"},
        {"statistics one two three four five six R", ""},
        {"R, C, Go", "r=R c=C go=Go"},
        {"all of what was seen here so far is Python React Kafka Go today",
         "python=Python react=React kafka=Kafka go=Go"},
        {"all of what was seen here so far is Python React Go today", "python=Python react=React"},
        {"all of what was seen here so far is Python React Kafka. Go today", "python=Python react=React kafka=Kafka"},
        {"Swift for iOS", "swift=Swift"},
        {"A mobile app. Many words later: Swift", "swift=Swift"},
        {"Mobile, and an app in Swift", ""},
        {"iOS. Swift response", ""},
        {"Wireframes in Sketch or Figma", "sketch=Sketch figma=Figma"},
        {"Sketch or Figma", "figma=Figma"},
        {"In Sketch or Python", "python=Python"},
        {"Spring Johnson has known Spring since last spring", "spring=Spring"},
    };
    CHECK(rows);
}

static void addresses_are_not_text(void **state)
{
    (void)state;
    static const reading rows[] = {
        {"github.com/x, https://a.b/python?x=kafka", ""},
        {"on GitHub.", "github=GitHub"},
        {"jobs@python.org kafka@example.com", ""},
        {"www.python.org/aws", ""},
        {"python.dev.", ""},
        {"Socket.IO and socket.io", "socket.io=Socket.IO socket.io=socket.io"},
        {"Python/Kafka", "python=Python kafka=Kafka"},
        {"(https://github.com/a) Python", "python=Python"},
    };
    CHECK(rows);
}

static void employers_are_not_skills(void **state)
{
    (void)state;
    const char *text = "Snowflake hires. At Snowflake Inc. you load data with Snowflake; Python";
    assert_string_equal(read_text(T(text), T("SNOWFLAKE, Inc.")), "snowflake=Snowflake python=Python");
    assert_string_equal(read_text(T("Figma Labs builds Figma"), T("Figma Labs")), "figma=Figma");
    assert_string_equal(read_text(T("Python, Snowflake"), T("Snowflake")), "python=Python snowflake=Snowflake");
    assert_string_equal(read_text(T("Kafka Snowflake"), T("")), "kafka=Kafka snowflake=Snowflake");
    text = "Kafka, Snowflake, Python | Berlin\nSnowflake, Kafka\n  Snowflake helps\nStack: Kafka, Snowflake";
    assert_string_equal(read_text(T(text), T("Snowflake")),
                        "kafka=Kafka python=Python kafka=Kafka kafka=Kafka snowflake=Snowflake");
    assert_string_equal(read_text(T("\n Work in Snowflake, on Snowflake"), T("Snowflake")), "");
}

static void employer_rule_may_be_of_the_table(void **state)
{
    (void)state;
    sg_error err;
    const sg_mention *mentions;
    size_t n;
    sg_taxonomy t = {0};
    add_skill(&t, "box", "Box", "tool", NULL), add_form(&t, "box", "Box", "any", NULL);
    add_rule(&t, "employer", "need", "next", "api", 0);
    assert_ok(sg_taxonomy_finish(&t, &err));
    sg_matcher *own = sg_matcher_alloc(&t);
    assert_ok(sg_matcher_run(own, scratch, T("with Box, the Box API"), T("Box"), &mentions, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(mentions[0].start, 14);
    sg_matcher_free(own);
    sg_taxonomy_release(&t);
}

static void kinds_have_rules(void **state)
{
    (void)state;
    sg_taxonomy t = {0};
    sg_error err;
    add_skill(&t, "data-science", "Data science", "concept", "ml");
    add_skill(&t, "spark", "Spark", "tool", "data");
    add_form(&t, "data-science", "data science", "any", NULL);
    add_form(&t, "data-science", "data scientists", "any", "always");
    add_form(&t, "spark", "Spark", "exact", "beside");
    add_rule(&t, "kind-concept", "veto", "next", "team|teams", 0);
    add_rule(&t, "always", "veto", "next", "never", 0);
    add_rule(&t, "beside", "need", "skill", "", 3);
    add_skill(&t, "travis", "Travis", "tool", "devops");
    add_form(&t, "travis", "Travis", "exact", "ci");
    add_rule(&t, "ci", "need", "near", "travis|jenkins|travis ci", 3);
    assert_ok(sg_taxonomy_finish(&t, &err));
    sg_matcher *own = sg_matcher_alloc(&t);
    const sg_mention *mentions;
    size_t n;
    /* no mention of its own, but evidence; a form with a rule keeps to that one; other kinds have none */
    assert_ok(sg_matcher_run(own, scratch, T("our data science team likes Spark"), T(""), &mentions, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(mentions[0].start, 28);
    assert_ok(sg_matcher_run(own, scratch, T("data science, data scientists team"), T(""), &mentions, &n, &err));
    assert_int_equal(n, 2);
    /* a rule that only vetoes leaves the form evidence; a name does not prove itself, a longer one of it may */
    assert_ok(sg_matcher_run(own, scratch, T("data scientists like Spark"), T(""), &mentions, &n, &err));
    assert_int_equal(n, 2);
    assert_ok(sg_matcher_run(own, scratch, T("Travis, of Travis"), T(""), &mentions, &n, &err));
    assert_int_equal(n, 0);
    assert_ok(sg_matcher_run(own, scratch, T("Travis, or Travis CI"), T(""), &mentions, &n, &err));
    assert_int_equal(n, 1);
    sg_matcher_free(own);
    sg_taxonomy_release(&t);
}

static void bad_bytes_are_no_tokens(void **state)
{
    (void)state;
    static const char bytes[] = "Python\xff\x80 x\0y \xc3 Kafka\xe2\x82 AWS\0Python\xf0\x9f";
    assert_string_equal(read_text((sg_text){bytes, sizeof bytes - 1}, (sg_text){0}),
                        "python=Python kafka=Kafka aws=AWS python=Python");
    assert_string_equal(read_text((sg_text){0}, (sg_text){0}), "");
    sg_error err;
    const sg_mention *mentions;
    size_t n;
    assert_fails(
        sg_matcher_run(matcher, scratch, (sg_text){"", (size_t)UINT32_MAX + 1}, (sg_text){0}, &mentions, &n, &err),
        SG_EFAIL, "expected at most 4294967295");
}

/* Every length and place relative to the scanner's blocks. */
static void blocks_cut_no_word(void **state)
{
    (void)state;
    char text[300];
    for (size_t pad = 0; pad < 140; pad++) {
        memset(text, '.', sizeof text);
        memcpy(text + pad, " PostgreSQL Gr\xc3\xb6\xc3\x9f\x65 ", 20);
        for (size_t tail = 0; tail < 70; tail += 23)
            assert_string_equal(read_text((sg_text){text, pad + 20 + tail}, (sg_text){0}),
                                "postgresql=PostgreSQL groesse=Gr\xc3\xb6\xc3\x9f\x65");
        assert_string_equal(read_text((sg_text){text, pad + 11}, (sg_text){0}), "postgresql=PostgreSQL");
    }
}

/* Texts that would take hours if any step were quadratic. */
static void time_is_linear(void **state)
{
    (void)state;
    static const char *const units[] = {"Go, ",  "go ",        "C++/",    "a b c d e f g h i j k l m n o ",
                                        "R & ",  "x@",         "Python,", "\xc3\xa9",
                                        "Go-",   "in Go {",    "....",    "   ",
                                        "Luna ", "http://Go/", "Sketch, "};
    size_t len = 1000000;
    char *text = sg_alloc(len);
    assert_non_null(text);
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        size_t unit = strlen(units[u]);
        for (size_t i = 0; i < len; i++) text[i] = units[u][i % unit];
        read_text((sg_text){text, len}, (sg_text){0});
        memcpy(text + len / 2, "\nPython", 7);
        read_text((sg_text){text, len}, T("Go Kafka"));
    }
    sg_free(text);
}

static void memory_may_end_anywhere(void **state)
{
    (void)state;
    sg_error err;
    size_t at = 1;
    bool done = false;
    for (; !done && at < 2000; at++) {
        const sg_mention *mentions;
        size_t n = 0;
        sg_alloc_fail_at(at, (int)(at & 1));
        sg_matcher *m = sg_matcher_alloc(&fixture);
        sg_matcher_scratch *s = sg_matcher_scratch_alloc();
        sg_status status =
            m && s ? sg_matcher_run(m, s, T("Python, Go, Swift and Kafka for iOS"), (sg_text){0}, &mentions, &n, &err)
                   : SG_EFAIL;
        sg_alloc_fail_at(0, 0);
        done = status == SG_OK;
        if (done) assert_int_equal(n, 4);
        sg_matcher_free(m);
        sg_matcher_scratch_free(s);
    }
    assert_true(done && at > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_belong_to_names),
        cmocka_unit_test(edges_are_not_alike),
        cmocka_unit_test(longest_wins_from_the_left),
        cmocka_unit_test(case_counts_where_it_says_so),
        cmocka_unit_test(rules_decide_ambiguous_forms),
        cmocka_unit_test(addresses_are_not_text),
        cmocka_unit_test(employers_are_not_skills),
        cmocka_unit_test(employer_rule_may_be_of_the_table),
        cmocka_unit_test(kinds_have_rules),
        cmocka_unit_test(bad_bytes_are_no_tokens),
        cmocka_unit_test(blocks_cut_no_word),
        cmocka_unit_test(time_is_linear),
        cmocka_unit_test(memory_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
