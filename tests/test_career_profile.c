/* Profiles and offers: what is read, and every way to be wrong. */
#include "taxonomy_support.h"

#include "career/offer.h"
#include "career/profile.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static sg_error err;
static sg_taxonomy taxonomy;

static int setup(void **state)
{
    (void)state;
    add_skill(&taxonomy, "python", "Python", "language", "languages");
    add_skill(&taxonomy, "kubernetes", "Kubernetes", "platform", "cloud");
    add_skill(&taxonomy, "sql", "SQL", "language", "data");
    add_form(&taxonomy, "kubernetes", "k8s", "any", NULL);
    add_role(&taxonomy, "data-engineer", "Data engineer");
    add_region(&taxonomy, "US", "United States", NULL, "country");
    add_region(&taxonomy, "US/austin", "Austin", "US", "metro");
    add_level(&taxonomy, "senior", "senior");
    assert_ok(sg_taxonomy_finish(&taxonomy, &err));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sg_taxonomy_release(&taxonomy);
    return 0;
}

/* A file of this name ending with this text; the path is static. */
static const char *file_of(const char *text, const char *ending)
{
    static char path[64];
    snprintf(path, sizeof path, "/tmp/skillgap-me-XXXXXX%s", ending);
    int fd = mkstemps(path, (int)strlen(ending));
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (int)strlen(text));
    close(fd);
    return path;
}

static const char full[] =
    "{\"basics\": {\"name\": \"An Example\"},"
    "\"skills\": ["
    "  {\"name\": \"Languages\", \"level\": \"Advanced\", \"keywords\": [\"python\", \"SQL\"]},"
    "  {\"name\": \"k8s\", \"x-skillgap\": {\"level\": 3.5, \"lastUsed\": \"2025-03\", \"years\": 2,"
    "    \"evidence\": [\"ran it\", \"wrote of it\"]}},"
    "  {\"name\": \"Python\", \"level\": \"Zen\", \"x-skillgap\": {\"level\": \"proficient\", "
    "\"lastUsed\": 2024}}],"
    "\"meta\": {\"x-skillgap\": {"
    "  \"target\": {\"role\": \"data-engineer\", \"level\": \"senior\", \"region\": \"Austin\"},"
    "  \"current\": {\"level\": \"mid\", \"pay\": {\"amount\": 9000, \"currency\": \"USD\","
    "    \"period\": \"month\", \"component\": \"base\"}},"
    "  \"hoursPerWeek\": 6, \"goalDate\": \"2028-06\", \"note\": \"made up\"}}}";

static void test_full(void **state)
{
    (void)state;
    sg_profile p;
    const char *path = file_of(full, ".json");
    assert_ok(sg_profile_read(path, &taxonomy, &p, NULL, &err));
    assert_string_equal(p.name, "An Example");
    assert_string_equal(p.note, "made up");
    assert_int_equal(p.n_held, 3);
    const sg_held *python = sg_profile_holds(&p, 0), *kubernetes = sg_profile_holds(&p, 1);
    assert_close(python->level, 5, 0); /* the higher of two */
    assert_int_equal(python->last_used, sg_month_of(2024, 12));
    assert_string_equal(python->field, "skills[0].keywords[0]");
    assert_close(kubernetes->level, 3.5, 0);
    assert_close(kubernetes->years, 2, 0);
    assert_int_equal(kubernetes->last_used, sg_month_of(2025, 3));
    assert_string_equal(kubernetes->evidence, "ran it; wrote of it");
    assert_null(sg_profile_holds(&p, 77));
    assert_string_equal(sg_level_ids[p.target.level], "senior");
    sg_profile_release(&p);
    unlink(path);
}

static void test_rest(void **state)
{
    (void)state;
    sg_profile p;
    const char *path = file_of(full, ".json");
    assert_ok(sg_profile_read(path, &taxonomy, &p, NULL, &err));
    assert_int_equal(p.target.role, 0);
    assert_int_equal(p.target.region, 1);
    assert_int_equal(p.current.role, SG_ID_NONE);
    assert_close(sg_stated_yearly(&p.pay), 108000, 0);
    assert_string_equal(p.pay.currency, "USD");
    assert_string_equal(sg_component_name(p.pay.component), "base");
    assert_close(p.hours_week, 6, 0);
    char day[11];
    assert_string_equal(sg_day_format(p.goal, day), "2028-06-30");
    assert_true(p.hash != 0);
    assert_false(p.others_can_read);
    sg_profile_release(&p);
    chmod(path, 0644);
    assert_ok(sg_profile_read(path, &taxonomy, &p, NULL, &err));
    assert_true(p.others_can_read);
    sg_profile_release(&p);
    unlink(path);
}

static void test_yaml(void **state)
{
    (void)state;
    sg_profile p;
    const char *path = file_of("skills:\n  - name: Python\n    x-skillgap: {level: expert}\n  - {name: SQL}\n"
                               "x-skillgap:\n  hoursPerWeek: 2.5\n  goalDate: 2027-01-15\n",
                               ".yaml");
    assert_ok(sg_profile_read(path, &taxonomy, &p, NULL, &err));
    assert_int_equal(p.n_held, 2);
    assert_close(sg_profile_holds(&p, 0)->level, 6, 0);
    assert_close(sg_profile_holds(&p, 2)->level, -1, 0);
    assert_close(p.hours_week, 2.5, 0);
    assert_true(isnan(sg_stated_yearly(&p.pay)));
    assert_int_equal(p.target.level, -1);
    sg_profile_release(&p);
    unlink(path);
}

/* A role given as a title carries its level, unless a level stands beside it. */
static void test_title(void **state)
{
    (void)state;
    static const struct {
        const char *target, *level;
    } cases[] = {
        {"\"role\": \"Senior Data Engineer\"", "senior"},
        {"\"role\": \"Senior Data Engineer\", \"level\": \"lead\"", "lead"},
        {"\"role\": \"Data engineer\"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200];
        sg_profile p;
        snprintf(text, sizeof text, "{\"x-skillgap\": {\"target\": {%s}}}", cases[i].target);
        const char *path = file_of(text, ".json");
        assert_ok(sg_profile_read(path, &taxonomy, &p, NULL, &err));
        assert_int_equal(p.target.role, 0);
        assert_string_equal(p.target.level < 0 ? "" : sg_level_ids[p.target.level], cases[i].level);
        sg_profile_release(&p);
        unlink(path);
    }
}

/* Names that are no skills here do not stop the reading. */
static void test_unknown_names(void **state)
{
    (void)state;
    sg_profile p;
    const char *path = file_of("{\"skills\": [{\"name\": \"Pyton\"}, {\"name\": \"Stores\", \"keywords\": [\"sql\", "
                               "\"FooDB\"]}]}",
                               ".json");
    assert_ok(sg_profile_read(path, &taxonomy, &p, NULL, &err));
    assert_int_equal(p.n_held, 1);
    assert_int_equal(p.n_unheld, 2); /* "Stores" is the title of a group */
    assert_string_equal(p.unheld[0].name, "Pyton");
    assert_string_equal(p.unheld[0].field, "skills[0].name");
    assert_non_null(strstr(p.unheld[0].why, "did you mean python"));
    assert_string_equal(p.unheld[1].name, "FooDB");
    assert_string_equal(p.unheld[1].field, "skills[1].keywords[1]");
    sg_profile_release(&p);
    unlink(path);
}

static void test_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *text, *part;
    } cases[] = {
        {"[1]", "the file: expected an object"},
        {"{\"basics\": {}}", "the file: has neither skills nor x-skillgap"},
        {"{\"skills\": [{\"name\": \"x\", \"keywords\": [3]}]}", "skills[0].keywords[0]: expected a text"},
        {"{\"skills\": [{\"name\": \"x\", \"keywords\": \"sql\"}]}",
         "skills[0].keywords: expected a list, found \"sql\""},
        {"{\"skills\": [{}]}", "skills[0]: name is missing"},
        {"{\"skills\": [\"sql\"]}", "skills[0]: expected an object with name"},
        {"{\"skills\": {\"sql\": 1}}", "skills: expected a list, found an object"},
        {"{\"skills\": [{\"name\": \"sql\", \"x-skillgap\": {\"level\": 8}}]}",
         "skills[0].x-skillgap.level: expected a number from 0 to 7, found 8"},
        {"{\"skills\": [{\"name\": \"sql\", \"x-skillgap\": {\"level\": \"guru\"}}]}",
         "skills[0].x-skillgap.level: expected 0 to 7 or one of none"},
        {"{\"skills\": [{\"name\": \"sql\", \"x-skillgap\": {\"lastused\": 2024}}]}",
         "skills[0].x-skillgap.lastused: unknown field; did you mean lastUsed?"},
        {"{\"skills\": [{\"name\": \"sql\", \"x-skillgap\": {\"lastUsed\": \"May\"}}]}",
         "lastUsed: expected a date as YYYY, YYYY-MM or YYYY-MM-DD, found \"May\""},
        {"{\"skills\": [{\"name\": \"sql\", \"x-skillgap\": {\"evidence\": [1]}}]}", "evidence: expected texts"},
        {"{\"skills\": [{\"name\": \"sql\", \"x-skillgap\": [1]}]}",
         "skills[0].x-skillgap: expected an object, found a list"},
        {"{\"x-skillgap\": {}, \"meta\": {\"x-skillgap\": {}}}", "stands at the top and in meta"},
        {"{\"x-skillgap\": {\"target\": {\"role\": \"data enginer\"}}}",
         "x-skillgap.target.role: no role \"data enginer\""},
        {"{\"x-skillgap\": {\"target\": {\"region\": \"Austen\"}}}", "x-skillgap.target.region: no region \"Austen\""},
        {"{\"x-skillgap\": {\"target\": {\"level\": \"guru\"}}}",
         "x-skillgap.target.level: expected one of intern, junior"},
        {"{\"x-skillgap\": {\"target\": {\"role\": 1}}}", "x-skillgap.target.role: expected a text, found 1"},
        {"{\"x-skillgap\": {\"target\": true}}", "x-skillgap.target: expected an object, found true or false"},
        {"{\"x-skillgap\": {\"hours\": 3}}", "x-skillgap.hours: unknown field; did you mean hoursPerWeek?"},
        {"{\"x-skillgap\": {\"hoursPerWeek\": 200}}", "expected a number from 0 to 168, found 200"},
        {"{\"x-skillgap\": {\"goalDate\": \"soon\"}}", "x-skillgap.goalDate: expected a date as YYYY-MM-DD or YYYY-MM"},
        {"{\"x-skillgap\": {\"current\": {\"pay\": {\"currency\": \"USD\"}}}}", "pay: amount is missing"},
        {"{\"x-skillgap\": {\"current\": {\"pay\": {\"amount\": 5}}}}",
         "pay: currency: expected a code such as USD or EUR"},
        {"{\"x-skillgap\": {\"current\": {\"pay\": {\"amount\": 5, \"currency\": \"USD\", \"period\": \"y\"}}}}",
         "pay: period: expected hour, day"},
        {"{\"x-skillgap\": {\"current\": {\"pay\": {\"amount\": 5, \"currency\": \"USD\", \"component\": \"y\"}}}}",
         "pay: component: expected base or total"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sg_profile p = {.n_held = 99};
        const char *path = file_of(cases[i].text, ".json");
        assert_fails(sg_profile_read(path, &taxonomy, &p, NULL, &err), SG_EUSAGE, cases[i].part);
        assert_true(strncmp(err.text, path, strlen(path)) == 0);
        assert_int_equal(p.n_held, 99);
        unlink(path);
    }
    sg_profile p;
    assert_fails(sg_profile_read("/nowhere.json", &taxonomy, &p, NULL, &err), SG_EFAIL,
                 "/nowhere.json: cannot be opened");
}

static void test_all_problems(void **state)
{
    (void)state;
    sg_profile p;
    sg_buf problems;
    sg_buf_init(&problems, 4096);
    const char *path = file_of("{\"skills\": [{\"nom\": \"Pyton\"}, \"sequel\"], \"x-skillgap\": {\"x\": 1}}", ".json");
    assert_fails(sg_profile_read(path, &taxonomy, &p, &problems, &err), SG_EUSAGE, "and 2 more problems");
    size_t lines = 0;
    for (size_t i = 0; i < problems.len; i++) lines += problems.at[i] == '\n';
    assert_int_equal(lines, 3);
    sg_buf_release(&problems);
    unlink(path);
}

static void test_level_words(void **state)
{
    (void)state;
    assert_close(sg_skill_level_of("Master"), 6, 0);
    assert_close(sg_skill_level_of("none"), 0, 0);
    assert_close(sg_skill_level_of("some"), -1, 0);
    assert_string_equal(sg_skill_level_word(4.4), "proficient");
    assert_string_equal(sg_skill_level_word(7), "expert");
    assert_string_equal(sg_skill_level_word(-1), "none");
}

static void test_offer(void **state)
{
    (void)state;
    sg_offer o;
    const char *path = file_of(
        "name: An offer\nrole: data-engineer\nlevel: senior\nregion: US/austin\n"
        "pay: {amount: 165000, currency: USD, component: base}\nforfeit: 30000\ncost: 5000\nsigning: 1000\n"
        "growth: 0.03\nstartsInMonths: 2\npromotion: {chance: 0.1, raise: 0.08}\n"
        "probation: {chance: 0.05, months: 6, searchMonths: 3}\nstay: {growth: 0.02, promotion: {chance: 0.14}}\n"
        "internal: {pay: {amount: 150000, currency: USD}, chance: 0.5, withinMonths: 12, growth: 0.01, cost: 10}\n"
        "years: 4\ndiscount: 0.06\nnote: made up\n",
        ".yaml");
    assert_ok(sg_offer_read(path, &taxonomy, &o, &err));
    assert_string_equal(o.name, "An offer");
    assert_string_equal(o.note, "made up");
    assert_close(o.move.pay, 165000, 0);
    assert_close(o.move.forfeit + o.move.cost + o.move.signing, 36000, 0);
    assert_close(o.move.probation, .05, 0);
    assert_close(o.move.search_months, 3, 0);
    assert_close(o.move.delay_months, 2, 0);
    assert_close(o.move.promotion, .1, 0);
    assert_close(o.stay.growth, .02, 0);
    assert_close(o.stay.promotion, .14, 0);
    assert_close(o.internal.pay, 150000, 0);
    assert_close(o.internal.chance, .5, 0);
    assert_close(o.internal.wait_months, 6, 0);
    assert_close(o.years, 4, 0);
    assert_close(o.discount, .06, 0);
    assert_int_equal(o.position.region, 1);
    sg_offer_release(&o);
    unlink(path);
}

static void test_offer_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *text, *part;
    } cases[] = {
        {"[]", "the file: expected an object"},
        {"{\"role\": \"data-engineer\"}", "pay: is missing"},
        {"{\"pay\": {\"amount\": 50, \"currency\": \"USD\", \"period\": \"hour\"}}", "pay.period: give pay by week"},
        {"{\"pay\": {\"amount\": 50, \"currency\": \"USD\"}, \"growth\": 5}",
         "growth: expected a number from -0.5 to 1, found 5"},
        {"{\"pay\": {\"amount\": 50, \"currency\": \"USD\"}, \"forfiet\": 5}",
         "forfiet: unknown field; did you mean forfeit?"},
        {"{\"pay\": {\"amount\": 50, \"currency\": \"USD\"}, \"promotion\": {\"chance\": 2}}",
         "promotion.chance: expected a number from 0 to 0.99, found 2"},
        {"{\"pay\": {\"amount\": 50, \"currency\": \"USD\"}, \"internal\": {\"chance\": 0.2}}",
         "internal: pay is missing"},
        {"{\"pay\": {\"amount\": 50, \"currency\": \"USD\"}, \"internal\": {\"pay\": {\"amount\": 5, \"currency\": "
         "\"EUR\"}}}",
         "internal.pay.currency: expected USD as in pay, found EUR"},
        {"{\"pay\": {\"amount\": 50, \"currency\": \"USD\"}, \"role\": \"baker\"}", "role: no role \"baker\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sg_offer o = {.years = 99};
        const char *path = file_of(cases[i].text, ".json");
        assert_fails(sg_offer_read(path, &taxonomy, &o, &err), SG_EUSAGE, cases[i].part);
        assert_close(o.years, 99, 0);
        unlink(path);
    }
    sg_offer o;
    assert_fails(sg_offer_read("/nowhere.json", &taxonomy, &o, &err), SG_EFAIL, "cannot be opened");
    const char *path = file_of("{", ".json");
    assert_fails(sg_offer_read(path, &taxonomy, &o, &err), SG_EFAIL, "line 1");
    unlink(path);
}

static void test_yearly(void **state)
{
    (void)state;
    sg_stated_pay pay = {.given = true, .amount = 100, .period = SG_PERIOD_WEEK};
    assert_close(sg_stated_yearly(&pay), 5200, 0);
    pay.period = SG_PERIOD_YEAR;
    assert_close(sg_stated_yearly(&pay), 100, 0);
    pay.period = SG_PERIOD_HOUR;
    assert_true(isnan(sg_stated_yearly(&pay)));
    assert_string_equal(sg_component_name(SG_COMPONENT_TOTAL), "total");
    assert_string_equal(sg_component_name(SG_COMPONENT_NONE), "pay");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full),   cmocka_unit_test(test_rest),          cmocka_unit_test(test_yaml),
        cmocka_unit_test(test_title),  cmocka_unit_test(test_unknown_names), cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_offer),  cmocka_unit_test(test_offer_wrong),   cmocka_unit_test(test_all_problems),
        cmocka_unit_test(test_yearly), cmocka_unit_test(test_level_words),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
