/* What is held tells of what it implies: that it is held, and how well only where that is true. Shipped relations. */
#include "shipped_support.h"

#include "career/gap.h"

static uint32_t id_of(const char *id)
{
    for (uint32_t i = 0; i < shipped.skill_ids.count; i++)
        if (sg_text_is(shipped.skill_ids.names[i], id)) return i;
    fail_msg("no skill %s", id);
    return 0;
}

static uint32_t role_of(const char *id)
{
    for (uint32_t i = 0; i < shipped.role_ids.count; i++)
        if (sg_text_is(shipped.role_ids.names[i], id)) return i;
    fail_msg("no role %s", id);
    return 0;
}

static double told(const char *held, double level, const char *skill)
{
    sg_held list[] = {{.skill = id_of(held), .level = level}};
    sg_profile profile = {.held = list, .n_held = 1, .target = {SG_ID_NONE, SG_ID_NONE, -1}};
    profile.current = profile.target;
    return sg_gap_held(&shipped, &profile, id_of(skill));
}

static void fields_are_held_at_a_level_not_stated(void **state)
{
    (void)state;
    static const struct {
        const char *held, *skill;
        double level; /* of the skill, where 6 is held */
    } cases[] = {
        {"postgresql", "relational-databases", -1},
        {"postgresql", "databases", -1},
        {"postgresql", "sql", 6},
        {"pytest", "software-testing", -1},
        {"junit", "unit-testing", -1},
        {"java", "jvm", -1},
        {"kotlin", "jvm", -1},
        {"ec2", "aws", -1}, /* by being a part of it */
        {"eks", "aws", -1},
        {"aws", "cloud-computing", -1},
        {"next.js", "javascript", 6},
        {"deep-learning", "machine-learning", 6}, /* a field of a field */
        {"mongodb", "relational-databases", 0},
        {"aws", "ec2", 0},
        {"jvm", "java", 0},
        {"software-testing", "pytest", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double level = told(cases[i].held, 6, cases[i].skill);
        if (level != cases[i].level)
            fail_msg("%s at 6: %s at %g, expected %g", cases[i].held, cases[i].skill, level, cases[i].level);
        assert_close(told(cases[i].held, 0, cases[i].skill), 0, 0); /* "none" tells nothing */
    }
}

static void a_level_that_is_told_is_better_than_none(void **state)
{
    (void)state;
    sg_held list[] = {{.skill = id_of("pytest"), .level = 6}, {.skill = id_of("software-testing"), .level = 2}};
    if (list[0].skill > list[1].skill) {
        sg_held first = list[0];
        list[0] = list[1], list[1] = first;
    }
    sg_profile profile = {.held = list, .n_held = 2, .current = {SG_ID_NONE, SG_ID_NONE, -1}};
    assert_close(sg_gap_held(&shipped, &profile, id_of("software-testing")), 2, 0);
}

static void software_engineering_is_the_work_of_software_roles(void **state)
{
    (void)state;
    const uint32_t skill = id_of("software-engineering");
    const sg_position nowhere = {SG_ID_NONE, SG_ID_NONE, -1}, backend = {role_of("backend-engineer"), SG_ID_NONE, -1},
                      writer = {role_of("technical-writer"), SG_ID_NONE, -1};
    sg_held list[] = {{.skill = id_of("python"), .level = -1}};
    sg_profile profile = {.held = list, .n_held = 1, .current = backend, .target = nowhere};
    assert_close(sg_gap_held(&shipped, &profile, skill), -1, 0);
    assert_close(sg_gap_held(&shipped, &profile, id_of("kafka")), 0, 0);
    profile.current = writer, profile.target = backend; /* what one aims at is not what one does */
    assert_close(sg_gap_held(&shipped, &profile, skill), 0, 0);
    profile.current = nowhere;
    assert_close(sg_gap_held(&shipped, &profile, skill), -1, 0);
    profile.n_held = 0; /* nor who writes no code */
    assert_close(sg_gap_held(&shipped, &profile, skill), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_held_at_a_level_not_stated),
        cmocka_unit_test(a_level_that_is_told_is_better_than_none),
        cmocka_unit_test(software_engineering_is_the_work_of_software_roles),
    };
    return cmocka_run_group_tests(tests, shipped_load, shipped_release);
}
