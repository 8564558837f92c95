/* The role that a person means: ids, names and titles, levels within titles, and what is suggested for the rest. */
#include "shipped_support.h"
#include "taxonomy_support.h"

#include "base/mem.h"
#include "taxonomy/role.h"

static sg_error err;

static void titles_carry_levels(void **state)
{
    (void)state;
    static const struct {
        const char *text, *role, *level;
    } cases[] = {
        {"backend-engineer", "backend-engineer", ""},
        {"Back-end engineer", "backend-engineer", ""},
        {"programmer", "software-engineer", ""},
        {"senior backend engineer", "backend-engineer", "senior"},
        {"Senior-Backend-Engineer", "backend-engineer", "senior"},
        {"Backend Engineer, Senior", "backend-engineer", "senior"},
        {"Software Engineer, Backend", "backend-engineer", ""},
        {"Sr. Data Scientist (m/w/d)", "data-scientist", "senior"},
        {"Software Engineer II", "software-engineer", "mid"},
        {"tech lead", "software-engineer", "lead"},
        {"engineering-manager", "engineering-manager", ""}, /* an id says no more than it says */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sg_title_reading read;
        assert_ok(sg_role_read(&shipped, T(cases[i].text), &read, &err));
        const char *level = read.level < 0 ? "" : sg_level_ids[read.level];
        if (!sg_text_is(shipped.role_ids.names[read.role], cases[i].role) || strcmp(level, cases[i].level) != 0)
            fail_msg("%s: %s, level \"%s\"", cases[i].text, shipped.role_ids.names[read.role].at, level);
    }
}

static void every_role_is_known_by_its_id_and_name(void **state)
{
    (void)state;
    for (uint32_t role = 0; role < shipped.role_ids.count; role++) {
        sg_title_reading read;
        char name[200];
        assert_ok(sg_role_read(&shipped, shipped.role_ids.names[role], &read, &err));
        assert_int_equal(read.role, role);
        assert_int_equal(read.level, -1);
        assert_ok(sg_role_read(&shipped, T(sg_role_name(&shipped, role, -1, name, sizeof name)), &read, &err));
        assert_int_equal(read.role, role);
        assert_int_equal(read.level, -1);
    }
}

/* What a message suggests can be typed as it stands. */
static void names_with_a_level_are_read_back(void **state)
{
    (void)state;
    int level = sg_level_of(T("senior"));
    for (uint32_t role = 0; role < shipped.role_ids.count; role++) {
        sg_title_reading read;
        char name[200];
        sg_role_name(&shipped, role, level, name, sizeof name);
        if (sg_role_read(&shipped, T(name), &read, &err) != SG_OK) fail_msg("%s: %s", name, err.text);
        if (read.role != role || read.level < level)
            fail_msg("%s: %s, level %d", name, shipped.role_ids.names[read.role].at, read.level);
    }
}

static void what_is_not_understood_gets_suggestions(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"bakcend engineer", "no role \"bakcend engineer\"; did you mean Back-end engineer?"},
        {"senior bakcend engineer", "did you mean senior back-end engineer?"},
        {"senoir backend engineer", "did you mean senior back-end engineer?"},
        {"staf data engineer", "did you mean staff data engineer?"},
        {"Senior Software Engineer, Payments", "did you mean senior software engineer?"},
        {"Backend Engineer, Data Scientist", "did you mean Back-end engineer?"}, /* two roles: which? */
        {"Java guru", "Back-end engineer"},
        {"senior", "no role \"senior\"; skillgap data roles lists all"},
        {"", "no role \"\"; skillgap data roles lists all"},
        {"mechanical engineer", "\"mechanical engineer\" is of none of the roles here; skillgap data"},
        {"astronaut", "no role \"astronaut\"; skillgap data roles lists all"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sg_title_reading read = {77, 77};
        assert_fails(sg_role_read(&shipped, T(cases[i].text), &read, &err), SG_EUSAGE, cases[i].says);
        assert_int_equal(read.role, 77);
        assert_int_equal(read.level, 77);
    }
}

static void long_texts_are_cut_between_characters(void **state)
{
    (void)state;
    char text[2000] = "";
    sg_title_reading read;
    for (size_t i = 0; i + 4 < sizeof text; i += 3) memcpy(text + i, i % 60 ? "\xe2\x82\xac" : "\xe2\x82 ", 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(sg_role_read(&shipped, T(text + 60 + i), &read, &err), SG_EUSAGE);
        memset(text, 'x', i + 1);
    }
    memset(text, 'x', 79);
    memcpy(text + 79, "\xe2\x82\xac", 3);
    assert_int_equal(sg_role_read(&shipped, T(text), &read, &err), SG_EUSAGE);
    assert_true(sg_utf8_valid(err.text, strlen(err.text)));
}

static void names_fit_a_sentence(void **state)
{
    (void)state;
    sg_taxonomy t = {0};
    char out[100];
    static const char *const names[][2] = {{"Data engineer", "senior data engineer"},
                                           {"DevOps engineer", "senior DevOps engineer"},
                                           {"IoT engineer", "senior IoT engineer"},
                                           {"QA engineer", "senior QA engineer"}};
    for (size_t i = 0; i < 4; i++) {
        char id[] = {(char)('a' + i), '\0'};
        add_role(&t, id, names[i][0]);
    }
    assert_ok(sg_taxonomy_finish(&t, &err));
    for (uint32_t i = 0; i < 4; i++) {
        assert_string_equal(sg_role_name(&t, i, sg_level_of(T("senior")), out, sizeof out), names[i][1]);
        assert_string_equal(sg_role_name(&t, i, -1, out, sizeof out), names[i][0]);
    }
    sg_taxonomy_release(&t);
}

static void memory_may_end_anywhere(void **state)
{
    (void)state;
    sg_taxonomy few = {0};
    add_role(&few, "data-engineer", "Data engineer");
    assert_ok(sg_taxonomy_finish(&few, &err));
    for (size_t at = 1;; at++) {
        sg_title_reading read = {77, 77};
        sg_alloc_fail_at(at, 0);
        sg_status status = sg_role_read(&few, T("Data Enginer"), &read, &err);
        size_t asked = sg_alloc_count();
        sg_alloc_fail_at(0, 0);
        assert_int_equal(read.level, 77);
        if (asked < at) break;
        assert_true(status == SG_EFAIL || status == SG_EUSAGE);
    }
    sg_taxonomy_release(&few);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_carry_levels),
        cmocka_unit_test(every_role_is_known_by_its_id_and_name),
        cmocka_unit_test(names_with_a_level_are_read_back),
        cmocka_unit_test(what_is_not_understood_gets_suggestions),
        cmocka_unit_test(long_texts_are_cut_between_characters),
        cmocka_unit_test(names_fit_a_sentence),
        cmocka_unit_test(memory_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, shipped_load, shipped_release);
}
