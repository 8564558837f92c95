/* A profile's start from papers: a JSON Resume, LinkedIn's export, a CV as text; what each place tells, what stays
 * unknown, and every way in which the papers can be broken. */
#include "start_support.h"

#include "career/draft.h"

static void read_data(const char *path)
{
    assert_ok(sg_start_read(path, &shipped, &start, &err));
}

static const char *current(const char *key)
{
    const json_t *now = json_object_get(json_object_get(start.resume, "x-skillgap"), "current");
    return json_object_get(now, key) ? json_string_value(json_object_get(now, key)) : "";
}

static void a_json_resume_tells_places_levels_and_uses(void **state)
{
    (void)state;
    read_data("tests/data/resume.json");
    assert_string_equal(start.kind, "JSON Resume");
    assert_string_equal(evidence("Kubernetes", 0),
                        "resume.json, work[0].highlights[0]: “Moved 40 services to Kubernetes”");
    assert_null(told("Kubernetes", "level"));
    assert_null(told("Kubernetes", "years"));
    assert_null(told("Kubernetes", "lastUsed")); /* the position has no end */
    assert_string_equal(json_string_value(told("React", "lastUsed")), "2022-02");
    assert_int_equal(json_integer_value(told("Python", "level")), 3);
    assert_int_equal(json_integer_value(told("HTML", "level")), 6); /* "Master", of its group */
    assert_string_equal(evidence("Terraform", 0), "resume.json, projects[0].keywords[1]: “Terraform”");
    assert_null(entry("Java"));       /* "No Java required any more" */
    assert_non_null(entry("Flurbo")); /* a name that is no skill here is kept, and told apart */
    assert_null(told("Flurbo", "evidence"));
    assert_int_equal(start.n_unknown, 3);
    assert_string_equal(current("role"), "backend-engineer");
    assert_string_equal(current("level"), ""); /* "Backend Engineer" states none */
    assert_string_equal(current("region"), "US/austin");
    assert_string_equal(start.current_from, "resume.json, work[0].position: “Backend Engineer”");
    assert_non_null(json_object_get(start.resume, "interests")); /* the rest is the person's own, and kept */
    sg_start_release(&start);
}

static void what_this_program_wrote_is_read_again(void **state)
{
    (void)state;
    parse("me.json",
          "{\"skills\": [{\"name\": \"Go\", \"level\": \"Master\", \"x-skillgap\": {\"level\": 2.5, \"years\": 3, "
          "\"lastUsed\": \"2024-05\", \"evidence\": [\"a compiler\", \"more\"]}},"
          "{\"name\": \"SQL\", \"x-skillgap\": {\"level\": \"expert\", \"evidence\": \"reports\"}}],"
          "\"x-skillgap\": {\"current\": {\"role\": \"data-engineer\", \"level\": \"mid\"}},"
          "\"work\": [{\"position\": \"Senior Backend Engineer\"}]}");
    assert_string_equal(current("role"), "data-engineer");
    assert_string_equal(current("level"), "mid");
    assert_close(json_real_value(told("Go", "level")), 2.5, 0);
    assert_int_equal(json_integer_value(told("Go", "years")), 3);
    assert_string_equal(json_string_value(told("Go", "lastUsed")), "2024-05");
    assert_string_equal(evidence("Go", 0), "a compiler");
    assert_string_equal(evidence("Go", 1), "more");
    assert_int_equal(json_array_size(told("Go", "evidence")), 2); /* as it was: no place is added by a second reading */
    assert_int_equal(json_integer_value(told("SQL", "level")), 6);
    assert_string_equal(evidence("SQL", 0), "reports");
    sg_start_release(&start);
}

static void odd_members_of_a_resume_are_passed_over(void **state)
{
    (void)state;
    parse("me.json",
          "{\"skills\": [\"Rust\", 7, null, {\"name\": 5, \"keywords\": [null, \"Kafka\", {}]}, {\"name\": \"\"},"
          "{\"name\": \"Docker\", \"level\": 9, \"x-skillgap\": {\"level\": 99, \"years\": \"many\"}}],"
          "\"work\": {\"position\": \"Java\"}, \"basics\": null, \"projects\": [null, 3]}");
    assert_int_equal(start.n_skills, 3);
    assert_non_null(entry("Rust"));
    assert_non_null(entry("Kafka"));
    assert_null(told("Docker", "level"));
    assert_null(told("Docker", "years"));
    sg_start_release(&start);
}

static void the_most_is_kept_of_a_skill_that_stands_twice(void **state)
{
    (void)state;
    parse("me.json", "{\"skills\": [{\"name\": \"Golang\", \"level\": \"beginner\"}, {\"name\": \"Go (Programming "
                     "Language)\", \"level\": \"advanced\"}],"
                     "\"work\": [{\"position\": \"x\", \"startDate\": \"2019\", \"endDate\": \"2020-06\", \"summary\": "
                     "\"Services in Go and Kafka\"}, {\"startDate\": \"2020\", \"endDate\": \"2023-01-31\", "
                     "\"summary\": \"Kubernetes again\"}]}");
    assert_int_equal(json_integer_value(told("Go", "level")), 5);
    assert_string_equal(json_string_value(told("Go", "lastUsed")), "2020-06");
    assert_string_equal(json_string_value(told("Kubernetes", "lastUsed")), "2023-01");
    assert_int_equal(json_array_size(told("Go", "evidence")), 3);
    sg_start_release(&start);
}

static void a_broken_resume_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"{\"skills\": [", "me.json: line 1"},
        {"[]", "expected an object (JSON Resume)"},
        {"{}", "neither basics nor work nor skills"},
        {"{\"title\": \"a job\"}", "is it a JSON Resume?"},
        {"", "the file is empty"},
        {"{\"skills\": []} {}", "me.json"},
        {"{\"basics\": {\"name\": \"\xff\"}}", "me.json"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_fails(sg_start_parse(sg_text_of(cases[i].text), "me.json", &shipped, &start, &err), SG_EFAIL,
                     cases[i].why);
}

static void a_cv_tells_lines_and_what_is_stated_beside(void **state)
{
    (void)state;
    read_data("tests/data/cv.txt");
    assert_string_equal(start.kind, "CV as text");
    assert_int_equal(json_integer_value(told("Python", "years")), 6);
    assert_int_equal(json_integer_value(told("Python", "level")), 5);
    assert_string_equal(evidence("Python", 0),
                        "cv.txt, line 6: “Python (6 years, advanced), SQL: expert, Airflow, dbt”");
    assert_string_equal(evidence("Python", 1), "cv.txt, line 11: “Pipelines in Python and Airflow on Google Cloud”");
    assert_int_equal(json_integer_value(told("SQL", "level")), 6);
    assert_int_equal(json_integer_value(told("Docker", "level")), 2);
    assert_null(told("Rust", "level"));     /* "a little" is no level */
    assert_null(told("BigQuery", "years")); /* "within 3 years" is not of it */
    assert_null(told("Airflow", "level"));
    assert_string_equal(current("role"), "data-engineer");
    assert_string_equal(current("level"), "senior");
    assert_string_equal(start.current_from, "cv.txt, line 2: “Senior Data Engineer”");
    sg_start_release(&start);
}

static void a_long_line_is_quoted_around_the_name(void **state)
{
    (void)state;
    sg_buf text;
    sg_buf_init(&text, 10000);
    for (size_t i = 0; i < 120; i++) sg_buf_str(&text, i == 60 ? "größer Kubernetes " : "größer ");
    parse("cv", text.at);
    sg_buf_release(&text);
    const char *quote = evidence("Kubernetes", 0);
    assert_true(sg_utf8_valid(quote, strlen(quote)));
    assert_non_null(strstr(quote, "größer Kubernetes größer"));
    assert_true(strlen(quote) < 160);
    assert_int_equal(strncmp(quote, "cv, line 1: “…", strlen("cv, line 1: “…")), 0);
    sg_start_release(&start);
}

static void a_cv_may_be_of_windows(void **state)
{
    (void)state;
    parse("cv", "Gr\xfc\xdf"
                "e\r\nKubernetes f\xfcr K\xf6ln\r\n");
    assert_string_equal(evidence("Kubernetes", 0), "cv, line 2: “Kubernetes für Köln”");
    sg_start_release(&start);
    static const char utf16[] = "\xff\xfeK\0u\0b\0e\0r\0n\0e\0t\0e\0s\0\n";
    assert_ok(sg_start_parse((sg_text){utf16, sizeof utf16}, "cv", &shipped, &start, &err));
    assert_string_equal(evidence("Kubernetes", 0), "cv, line 1: “Kubernetes”");
    sg_start_release(&start);
}

static void a_cv_without_skills_says_so_by_none(void **state)
{
    (void)state;
    parse("cv", "I like to go hiking.\n");
    assert_int_equal(start.n_skills, 0);
    assert_int_equal(json_array_size(json_object_get(start.resume, "skills")), 0);
    sg_start_release(&start);
}

static void other_papers_are_refused_with_what_to_do(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t len;
        const char *why;
    } cases[] = {
        {"%PDF-1.7\n", 9, "cv: it is a PDF: save it as text"},
        {"{\\rtf1 hello}", 13, "RTF"},
        {"\xd0\xcf\x11\xe0\xa1\xb1", 6, "old Word"},
        {"\x1f\x8b\x08\0\0", 5, "unpack it first"},
        {"PK\5\6", 4, "nothing in it"},
        {"PK\3\4cut", 7, "cut or corrupt"},
        {"a\0b", 3, "it is no text"},
        {"a\x81", 2, "it is no text"},
        {"", 0, "the file is empty"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_fails(sg_start_parse((sg_text){cases[i].text, cases[i].len}, "cv", &shipped, &start, &err), SG_EFAIL,
                     cases[i].why);
    assert_fails(sg_start_read("/nonexistent/cv", &shipped, &start, &err), SG_EFAIL, "/nonexistent/cv");
    assert_fails(sg_start_read("/tmp", &shipped, &start, &err), SG_EFAIL, "/tmp");
}

#define PART(file, bytes)                                                                                              \
    {                                                                                                                  \
        file, bytes, 0, NULL                                                                                           \
    }
#define POSITIONS "Company Name,Title,Description,Location,Started On,Finished On\n"

static void linkedin(const part *parts, size_t n)
{
    read_data(packed_zip("zip", parts, n));
}

static void an_export_is_read_from_its_files(void **state)
{
    (void)state;
    static const char *const names[] = {"Positions", "Profile", "Skills", "Certifications", "Connections", "Education"};
    part parts[6];
    char paths[6][100];
    for (size_t i = 0; i < 6; i++) {
        size_t len;
        char from[100];
        snprintf(from, sizeof from, "tests/data/linkedin/%s.csv", names[i]);
        snprintf(paths[i], sizeof paths[i], "Basic_Export/%s.csv", names[i]);
        char *bytes = bytes_of(from, &len);
        parts[i] = (part){paths[i], bytes, len, NULL};
    }
    linkedin(parts, 6);
    for (size_t i = 0; i < 6; i++) sg_free((char *)(uintptr_t)parts[i].text);
    assert_string_equal(start.kind, "LinkedIn export");
    assert_string_equal(evidence("Python", 0), "Skills.csv, row 1: “Python (Programming Language)”");
    assert_string_equal(evidence("AWS", 0), "Skills.csv, row 2: “Amazon Web Services (AWS)”");
    assert_string_equal(evidence("PostgreSQL", 0), "Positions.csv, row 1: “On-call for Kubernetes & PostgreSQL”");
    assert_null(told("Kubernetes", "lastUsed"));
    assert_string_equal(json_string_value(told("React", "lastUsed")), "2022-02");
    assert_null(told("Python", "level"));
    assert_null(entry("Cassandra")); /* of a contact's employer: contacts are not read */
    assert_string_equal(current("role"), "backend-engineer");
    assert_string_equal(current("level"), "senior");
    assert_string_equal(current("region"), "US/austin");
    const json_t *work = json_array_get(json_object_get(start.resume, "work"), 1);
    assert_string_equal(json_string_value(json_object_get(work, "startDate")), "2018-09");
    assert_string_equal(json_string_value(json_object_get(work, "summary")), "Front end in React, \"pixel perfect\"");
    char *all = json_dumps(start.resume, 0);
    assert_null(strstr(all, "Example Street")); /* addresses and birthdays are left where they are */
    assert_null(strstr(all, "78701"));
    free(all);
    sg_start_release(&start);
}

static void dates_that_are_none_are_left_out(void **state)
{
    (void)state;
    static const part parts[] = {PART("positions.csv",
                                      POSITIONS "A,x,Kafka,,2019,2021\nB,x,Docker,,Foo 2019,31 May 2020\n"
                                                "C,x,SQL,,Mai 2019,Feb 99\n")};
    linkedin(parts, 1);
    const json_t *work = json_object_get(start.resume, "work");
    assert_string_equal(json_string_value(json_object_get(json_array_get(work, 0), "startDate")), "2019");
    assert_null(told("Kafka", "lastUsed")); /* 2021 tells no month */
    assert_null(json_object_get(json_array_get(work, 1), "startDate"));
    assert_null(json_object_get(json_array_get(work, 1), "endDate"));
    assert_null(told("Docker", "lastUsed"));
    assert_null(json_object_get(json_array_get(work, 2), "endDate"));
    sg_start_release(&start);
}

static void names_of_files_drift_and_bad_rows_are_told(void **state)
{
    (void)state;
    static const part parts[] = {PART("__MACOSX/Skills.csv", "junk"),
                                 PART("x/SKILLS.CSV", "name\nKafka\n\"Rust\" x\nGo,Java\nSQL\n")};
    linkedin(parts, 2);
    assert_int_equal(start.n_skills, 2);
    assert_int_equal(start.n_parts, 1);
    assert_non_null(strstr(start.parts[0], "Skills.csv: 2 of 4 rows left out"));
    sg_start_release(&start);
}

static void a_broken_export_is_refused(void **state)
{
    (void)state;
    static const struct {
        part part;
        const char *why;
    } cases[] = {
        {PART("Skills.csv", "Skill\nGo\n"), "Skills.csv"},
        {PART("Positions.csv", ""), "Positions.csv"},
        {PART("notes.txt", "hello"), "ZIP without Profile.csv, Positions.csv or Skills.csv"},
        {PART("word/document.xml", "<w/>"), "Word file"},
        {PART("content.xml", "<o/>"), "OpenDocument"},
        {{"Skills.csv", "Name\nGo\n", 0, "secret"}, "encrypted"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_fails(sg_start_read(packed_zip("zip", &cases[i].part, 1), &shipped, &start, &err), SG_EFAIL,
                     cases[i].why);
}

static void a_start_is_the_same_each_time(void **state)
{
    (void)state;
    char *first = NULL;
    for (int i = 0; i < 2; i++) {
        read_data("tests/data/resume.json");
        char *now = json_dumps(start.resume, JSON_INDENT(1));
        if (first) assert_string_equal(first, now);
        free(first);
        first = now;
        sg_start_release(&start);
    }
    free(first);
}

/* Every allocation in turn fails: the error is told, and nothing is lost. */
static void memory_may_end_anywhere(void **state)
{
    (void)state;
    sg_taxonomy few = {0};
    add_skill(&few, "kafka", "Kafka", "tool", "data");
    add_role(&few, "data-engineer", "Data engineer");
    assert_ok(sg_taxonomy_finish(&few, &err));
    for (size_t at = 1;; at++) {
        sg_alloc_fail_at(at, 0);
        sg_status status = sg_start_parse(sg_text_of("Data Engineer\nKafka (3 years)\n"), "cv", &few, &start, &err);
        size_t asked = sg_alloc_count();
        sg_alloc_fail_at(0, 0);
        if (status == SG_OK) sg_start_release(&start);
        if (asked < at) break;
        assert_true(status == SG_OK || status == SG_EFAIL);
    }
    sg_taxonomy_release(&few);
}

int main(int argc, char **argv)
{
    (void)argc;
    support_start(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_json_resume_tells_places_levels_and_uses),
        cmocka_unit_test(what_this_program_wrote_is_read_again),
        cmocka_unit_test(odd_members_of_a_resume_are_passed_over),
        cmocka_unit_test(the_most_is_kept_of_a_skill_that_stands_twice),
        cmocka_unit_test(a_broken_resume_is_refused),
        cmocka_unit_test(a_cv_tells_lines_and_what_is_stated_beside),
        cmocka_unit_test(a_long_line_is_quoted_around_the_name),
        cmocka_unit_test(a_cv_may_be_of_windows),
        cmocka_unit_test(a_cv_without_skills_says_so_by_none),
        cmocka_unit_test(other_papers_are_refused_with_what_to_do),
        cmocka_unit_test_teardown(an_export_is_read_from_its_files, packed_remove),
        cmocka_unit_test_teardown(dates_that_are_none_are_left_out, packed_remove),
        cmocka_unit_test_teardown(names_of_files_drift_and_bad_rows_are_told, packed_remove),
        cmocka_unit_test_teardown(a_broken_export_is_refused, packed_remove),
        cmocka_unit_test(a_start_is_the_same_each_time),
        cmocka_unit_test(memory_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, shipped_load, shipped_release);
}
