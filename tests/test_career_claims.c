/* What a CV says of a name: held, a wish, another's, known a little; and where its head says that the person is. */
#include "start_support.h"

static double level(const char *name)
{
    const json_t *told_level = told(name, "level");
    return told_level ? json_number_value(told_level) : -1;
}

static bool is_told(const char *line)
{
    for (size_t i = 0; i < start.n_parts; i++)
        if (strcmp(start.parts[i], line) == 0) return true;
    return false;
}

static void wishes_are_not_held(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool held; /* Kafka is */
    } cases[] = {
        {"Interested in: Python, Kafka", false},
        {"Interested in Kafka and stream processing", false},
        {"I want to learn Kafka.", false},
        {"Eager to learn Python, Kafka", false},
        {"Currently learning: Kafka", false},
        {"Looking to move into Kafka", false},
        {"Kafka (learning)", false},
        {"Redis, Kafka - want to learn", false},
        {"Interests\nKafka", false},
        {"## Learning goals\n\n- Redis\n- Kafka", false},
        {"INTERESTS:\nPython\nKafka", false},
        {"Interests\nRust\n\nBuilt Kafka pipelines", true},
        {"Interests\nRust\nSkills\nKafka", true},
        {"Interests\nRust\nEXPERIENCE\nKafka", true},
        {"Interested in Rust. Kafka for five years.", true},
        {"Interested in Rust, with 5 years of Kafka", true},
        {"Interested in Rust; Kafka", true},
        {"Machine learning, Kafka", true},
        {"Kafka (learning platform of a bank)", true},
        {"Want to learn Kafka.\nKafka in production since 2020", true},
        {"Worked with the Kafka team on releases", false},
        {"Partnered with our Python and Kafka engineers", false},
        {"Worked with Kafka", true},
        {"Led a team with Kafka", true},
        {"Joined the Kafka team", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parse("cv", cases[i].text);
        if ((entry("Kafka") != NULL) != cases[i].held) fail_msg("%s: Kafka held %d", cases[i].text, !cases[i].held);
        sg_start_release(&start);
    }
}

static void wishes_are_told(void **state)
{
    (void)state;
    parse("cv.txt", "Robin\nPython and Redis\nInterested in: Kafka, Redis, Rust\n");
    assert_true(is_told("named as a wish, not taken: Kafka, Rust"));
    assert_int_equal(start.n_skills, 2);
    sg_start_release(&start);
    parse("cv.txt", "Robin\nInterested in: Elasticsearch, PostgreSQL, Kubernetes, TensorFlow, JavaScript, TypeScript, "
                    "Angular, Terraform, Machine learning, Kafka\n");
    assert_true(is_told("named as a wish, not taken: Elasticsearch, PostgreSQL, Kubernetes, TensorFlow, JavaScript, "
                        "TypeScript, Angular, Terraform, Kafka and 1 more"));
    sg_start_release(&start);
}

static void words_before_a_name_state_a_low_level(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double kafka;
    } cases[] = {
        {"Python, some Kafka", 2},
        {"Python, some Kafka, Redis", 2},
        {"basic Kafka.", 2},
        {"a bit of Redis and Kafka", 2},
        {"Some experience with Redis, Docker and Kafka", 2},
        {"Python with some Kafka experience, Redis", 2},
        {"Exposure to Kafka", 1},
        {"Familiar with Redis, Kafka", 1},
        {"Familiar with Kafka (2 years, advanced)", 5},
        {"Expert: Python, some Kafka", 2},
        {"some Redis, Kafka", -1},
        {"in some Kafka projects", -1},
        {"basic Kafka queries", -1},
        {"awesome Kafka", -1},
        {"Familiar with Redis. Kafka", -1},
        {"Familiar with Redis, 5 years of Kafka", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parse("cv", cases[i].text);
        if (level("Kafka") != cases[i].kafka)
            fail_msg("%s: level %g, expected %g", cases[i].text, level("Kafka"), cases[i].kafka);
        sg_start_release(&start);
    }
}

static void the_head_tells_the_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *from; /* what is quoted */
    } cases[] = {
        {"Sam Doe\nAustin, TX | sam@example.org | (512) 555-0100\nPython", "cv, line 2: “Austin, TX”"},
        {"Sam Doe\nsam@example.org \xE2\x80\xA2 Berlin\nPython", "cv, line 2: “Berlin”"},
        {"Sam Doe\nAustin, TX 78701\nPython", "cv, line 2: “Austin, TX 78701”"},
        {"Paris Doe\nPython", ""},
        {"Sam Doe\nAcme, Berlin\nPython", ""},
        {"Sam Doe\nBerlin, 2019\nPython", ""},
        {"Sam Doe\nPython\nx\nx\nx\nx\nx\nAustin, TX", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parse("cv", cases[i].text);
        if (strcmp(start.region_from, cases[i].from) != 0) fail_msg("%s: %s", cases[i].text, start.region_from);
        sg_start_release(&start);
    }
}

int main(int argc, char **argv)
{
    (void)argc;
    support_start(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wishes_are_not_held),
        cmocka_unit_test(wishes_are_told),
        cmocka_unit_test(words_before_a_name_state_a_low_level),
        cmocka_unit_test(the_head_tells_the_place),
    };
    return cmocka_run_group_tests(tests, shipped_load, shipped_release);
}
