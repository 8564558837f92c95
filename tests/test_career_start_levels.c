/* What a CV as text states of levels and years, beside a name or at the head of a list, and what is no CV at all. */
#include "start_support.h"

static void years_and_levels_are_read_as_written(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        double years, level;
    } cases[] = {
        {"Kafka (3 yrs)", 3, -1},
        {"Kafka (2.5+ years, expert)", 2.5, 6},
        {"Kafka: proficient", -1, 4},
        {"Kafka: 4 years", 4, -1},
        {"Kafka – advanced", -1, -1}, /* that dash parts sentences as well */
        {"Kafka (since 2019)", -1, -1},
        {"Kafka (99 years)", -1, -1},
        {"Kafka (10 services)", -1, -1},
        {"Kafka (advanced users group)", -1, 5},
        {"Kafka: built it in 3 years", -1, -1},
        {"Kafka (3 years", 3, -1},
        {"Kafka (basic)", -1, 2},
        {"Kafka (working knowledge, 2 years)", 2, 3},
        {"Kafka: familiar", -1, 1},
        {"Kafka: basic authentication", -1, -1}, /* not all that is said */
        {"Expert: Python, Kafka", -1, 6},
        {"- ADVANCED : Python, Kafka (2 years)", 2, 5},
        {"\xE2\x80\xA2 Proficient in: Kafka", -1, 4},
        {"Working knowledge of: Python, Kafka", -1, 3},
        {"Intermediate: Kafka", -1, 3},
        {"Familiar with: Kafka", -1, 1},
        {"Familiar: Python, Kafka", -1, 1},
        {"Basic: Python, Kafka", -1, 2},
        {"Beginner: Kafka", -1, 2},
        {"Expert: Python / Familiar with: Kafka", -1, 1}, /* the nearest head */
        {"Expert: Python; Tools: Kafka", -1, -1},         /* one that states none */
        {"Expert: CI/CD, Kafka", -1, 6},
        {"Expert: Python, Kafka: beginner", -1, 2}, /* its own word */
        {"Experts: Python, Kafka", -1, -1},
        {"Expert systems: Kafka", -1, -1},
        {"Basic services: Kafka", -1, -1},
        {"Expert in nothing but Kafka", -1, -1},
        {"Expert:\nKafka", -1, -1},
        {"Kafka (", -1, -1},
        {"Kafka:", -1, -1},
        {"Kafka", -1, -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parse("cv", cases[i].line);
        const json_t *years = told("Kafka", "years"), *level = told("Kafka", "level");
        double y = years ? json_number_value(years) : -1, l = level ? json_number_value(level) : -1;
        if (y != cases[i].years || l != cases[i].level)
            fail_msg("%s: years %g, level %g, expected %g and %g", cases[i].line, y, l, cases[i].years, cases[i].level);
        sg_start_release(&start);
    }
}

static void a_level_at_the_head_of_a_list_keeps_its_place(void **state)
{
    (void)state;
    parse("cv.txt", "Robin\nExpert: Python, REST\nFamiliar with: AWS\nAlso Docker\n");
    assert_int_equal(json_integer_value(told("Python", "level")), 6);
    assert_int_equal(json_integer_value(told("AWS", "level")), 1);
    assert_string_equal(evidence("AWS", 0), "cv.txt, line 3: “Familiar with: AWS”");
    assert_null(told("Docker", "level"));
    sg_start_release(&start);
}

/* Postings are no CV, whether the name says so or the columns do; lists with commas are. */
static void a_table_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
    } tables[] = {
        {"jobs.csv", "a,b\nPython,Go\n"},
        {"JOBS.TSV", "a\tb\n"},
        {"jobs.txt", "id,site,Title,company,location\n1,x,Engineer,A,B\n"},
        {"jobs", "\xEF\xBB\xBF\"job_title\";\"company\";\"pay\"\r\nEngineer;A;1\n"},
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        assert_fails(sg_start_parse(sg_text_of(tables[i].text), tables[i].name, &shipped, &start, &err), SG_EFAIL,
                     "it is a table (CSV), not a CV: postings are read by skillgap import");
    parse("cv.txt", "Title, Python, Go, SQL, Docker\n");
    assert_non_null(entry("Docker"));
    sg_start_release(&start);
}

int main(int argc, char **argv)
{
    (void)argc;
    support_start(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(years_and_levels_are_read_as_written),
        cmocka_unit_test(a_level_at_the_head_of_a_list_keeps_its_place),
        cmocka_unit_test(a_table_is_refused),
    };
    return cmocka_run_group_tests(tests, shipped_load, shipped_release);
}
