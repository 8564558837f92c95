/* The gap and the plan, on a small market made by hand. */
#include "taxonomy_support.h"

#include "base/mem.h"
#include "career/effort.h"
#include "career/gap.h"
#include "career/plan.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PYTHON, DJANGO, KAFKA, SQL, RUST, JQUERY, REMOTE, SKILLS };
enum { POSTINGS = 200, WAYS = 2 /* a role */ };

static sg_error err;
static sg_taxonomy taxonomy;
static sg_market market;
static sg_outlook outlook_items[SKILLS];
static sg_outlooks outlooks;
static uint32_t skill_lists[POSTINGS][SKILLS];

static void require_way(const char *role, const char *skill, double importance, double level, const char *any_of)
{
    sg_requirement row = {.role = T(role),
                          .skill = T(skill),
                          .source = T("a test"),
                          .importance = importance,
                          .level = level,
                          .any_of = T(any_of)};
    add_row(&taxonomy, SG_RECORD_REQUIREMENT, &row);
}

static void require(const char *skill, double importance, double level)
{
    require_way("backend", skill, importance, level, "");
}

static void relate(const char *from, const char *type, const char *to)
{
    sg_relation row = {T(from), T(type), T(to), T("a test")};
    add_row(&taxonomy, SG_RECORD_RELATION, &row);
}

static void make_taxonomy(void)
{
    add_skill(&taxonomy, "python", "Python", "language", "x");
    add_skill(&taxonomy, "django", "Django", "framework", "x");
    add_skill(&taxonomy, "kafka", "Kafka", "platform", "x");
    add_skill(&taxonomy, "sql", "SQL", "language", "x");
    add_skill(&taxonomy, "rust", "Rust", "language", "x");
    add_skill(&taxonomy, "jquery", "jQuery", "library", "x");
    add_skill(&taxonomy, "remote", "Remote", "attribute", "x");
    add_role(&taxonomy, "backend", "Backend engineer");
    add_role(&taxonomy, "other", "Other");
    require("python", 5, 4);
    require("django", 3, 3);
    require("kafka", 4, 3);
    require("sql", 4, 3);
    add_role(&taxonomy, "ways", "Ways");
    require_way("ways", "python", 5, 4, "languages");
    require_way("ways", "rust", 4, 3, "languages");
    require_way("ways", "kafka", 4, 3, "");
    require_way("ways", "sql", 4, 3, "languages");
    require_way("ways", "django", 3, 3, "alone");
    relate("django", "implies", "python");
    relate("kafka", "related", "sql");
    assert_ok(sg_taxonomy_finish(&taxonomy, &err));
}

/* 150 postings of the role in April 2026, 50 of the other; Python in half of the role's, Django in 30, Kafka in 15, SQL
 * in 60, Rust in 12, Remote in all; Python in 10 of the others. */
static void make_market(void)
{
    static sg_market_posting postings[POSTINGS];
    static const uint32_t upto[SKILLS] = {75, 30, 15, 60, 12, 0, 150};
    for (uint32_t i = 0; i < POSTINGS; i++) {
        uint32_t n = 0;
        for (uint32_t skill = 0; skill < SKILLS; skill++)
            if (i < 150 ? i < upto[skill] : skill == PYTHON && i < 160) skill_lists[i][n++] = skill;
        postings[i] = (sg_market_posting){
            .day = sg_day_of(2026, 4, 1), .role = i < 150 ? 0 : 1, .skills = skill_lists[i], .n_skills = n};
    }
    postings[199].day = sg_day_of(2019, 1, 1); /* outside the window */
    market = (sg_market){.taxonomy = &taxonomy, .postings = postings, .n_postings = POSTINGS};
}

static void make_outlooks(void)
{
    static const double now[] = {85.0 / 199, 30.0 / 199, 15.0 / 199, 60.0 / 199, 12.0 / 199, .02};
    for (uint32_t i = 0; i < 6; i++) {
        outlook_items[i] = (sg_outlook){.skill = i, .stage = SG_STAGE_FLAT, .now = now[i], .has_forecast = true};
        outlook_items[i].at24 = (sg_forecast_point){now[i], now[i] * .8, now[i] * 1.2, now[i] * .7, now[i] * 1.3};
    }
    outlook_items[KAFKA].at24.mean = .2;
    outlook_items[KAFKA].stage = SG_STAGE_RISING;
    outlook_items[RUST].has_forecast = false;
    outlook_items[JQUERY].stage = SG_STAGE_FALLING;
    outlooks =
        (sg_outlooks){.items = outlook_items, .n = 6, .end = sg_month_of(2026, 4), .as_of = sg_month_of(2026, 11)};
}

static int setup(void **state)
{
    (void)state;
    make_taxonomy();
    make_market();
    make_outlooks();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sg_taxonomy_release(&taxonomy);
    return 0;
}

static sg_held held(uint32_t skill, double level)
{
    return (sg_held){.skill = skill, .level = level, .evidence = ""};
}

static const sg_gap_item *item_of(const sg_gap *gap, uint32_t skill)
{
    for (size_t i = 0; i < gap->n; i++)
        if (gap->items[i].skill == skill) return &gap->items[i];
    return NULL;
}

static void test_gap(void **state)
{
    (void)state;
    sg_held list[] = {held(PYTHON, 5), held(SQL, 1), held(JQUERY, 4)};
    sg_profile profile = {.held = list, .n_held = 3};
    sg_gap gap;
    assert_ok(sg_gap_build(&taxonomy, &market, &outlooks, &profile, 0, -1, &gap, &err));
    assert_int_equal(gap.n, 6);
    assert_close(gap.postings, 150, 0);
    assert_close(gap.postings_now, 199, 0);
    assert_true(gap.of_role);
    assert_int_equal(item_of(&gap, PYTHON)->kind, SG_GAP_HAVE);
    assert_int_equal(item_of(&gap, SQL)->kind, SG_GAP_PARTIAL);
    assert_int_equal(item_of(&gap, KAFKA)->kind, SG_GAP_MISSING);
    assert_int_equal(item_of(&gap, RUST)->kind, SG_GAP_EXTRA); /* 12 of 150, not in the table */
    assert_int_equal(item_of(&gap, JQUERY)->kind, SG_GAP_SURPLUS);
    assert_null(item_of(&gap, REMOTE)); /* an attribute is no skill */
    const sg_gap_item *sql = item_of(&gap, SQL), *kafka = item_of(&gap, KAFKA);
    assert_close(sql->count, 60, 0);
    /* the role's 60 against 150 × 60/199 expected, drawn towards 1 by five, on the odds of all now */
    double expected = 150 * 60.0 / 199, usual = 60.0 / 199, own = usual * 65 / (expected + 5);
    assert_close(sql->share, own, 1e-9);
    assert_close(sql->ahead, own, 1e-9); /* the forecast is the share now */
    assert_close(sql->priority, 2 * 4 / 5.0 * own, 1e-9);
    assert_true(sql->ahead_lo < own * .8 && sql->ahead_hi > own * 1.2); /* wider than the forecast's own interval */
    /* Kafka: .2 ahead, moved by the odds ratio of 20 / (150 × 15/199 + 5) times 15/199 */
    double rate = 15.0 / 199, leaning = rate * 20 / (150 * rate + 5);
    double odds = .25 * (leaning / (1 - leaning)) / (rate / (1 - rate));
    assert_close(kafka->ahead, odds / (1 + odds), 1e-9);
    assert_string_equal(kafka->hint, "related to SQL, which you hold");
    assert_string_equal(item_of(&gap, DJANGO)->hint, "builds on Python, which you hold");
    assert_int_equal(gap.items[0].skill, kafka->priority > sql->priority ? KAFKA : SQL);
    for (size_t i = 1; i < 3; i++) assert_true(gap.items[i - 1].priority >= gap.items[i].priority);
    sg_gap_release(&gap);
}

static void test_levels(void **state)
{
    (void)state;
    sg_held list[] = {held(PYTHON, 4), held(DJANGO, -1)};
    sg_profile profile = {.held = list, .n_held = 2};
    sg_gap gap;
    assert_ok(sg_gap_build(&taxonomy, &market, &outlooks, &profile, 0, 4, &gap, &err));
    assert_close(gap.level_shift, .5, 0);
    assert_int_equal(item_of(&gap, PYTHON)->kind, SG_GAP_PARTIAL);
    assert_close(item_of(&gap, PYTHON)->required, 4.5, 0);
    assert_int_equal(item_of(&gap, DJANGO)->kind, SG_GAP_UNSTATED);
    sg_gap_release(&gap);
    assert_ok(sg_gap_build(&taxonomy, &market, &outlooks, NULL, 0, 0, &gap, &err));
    assert_int_equal(gap.of_kind[SG_GAP_MISSING], 4);
    assert_close(item_of(&gap, SQL)->required, 1, 0);
    assert_string_equal(item_of(&gap, KAFKA)->hint, "");
    sg_gap_release(&gap);
    assert_close(sg_gap_level_shift(-1), 0, 0);
    assert_fails(sg_gap_build(&taxonomy, &market, &outlooks, NULL, 1, -1, &gap, &err), SG_EDATA,
                 "no requirements are known for the role other");
}

static void test_thin_role(void **state)
{
    (void)state;
    sg_market thin = market;
    thin.n_postings = 35;
    sg_gap gap;
    assert_ok(sg_gap_build(&taxonomy, &thin, &outlooks, NULL, 0, -1, &gap, &err));
    assert_false(gap.of_role);
    assert_null(item_of(&gap, RUST));
    assert_close(item_of(&gap, SQL)->share, .9999, 1e-9); /* 35 of 35, held off 1 */
    sg_gap_release(&gap);
}

/* Python, SQL and Rust are alternatives of the role "ways"; by weight they stand in this order. */
static void test_alternatives(void **state)
{
    (void)state;
    sg_gap gap;
    sg_profile profile = {.n_held = 0};
    assert_ok(sg_gap_build(&taxonomy, &market, &outlooks, NULL, WAYS, -1, &gap, &err));
    assert_int_equal(gap.n, 3);
    assert_int_equal(gap.of_kind[SG_GAP_MISSING], 3);
    const sg_gap_item *one = item_of(&gap, PYTHON);
    assert_int_equal(one->n_ways, 3);
    assert_int_equal(gap.ways[one->ways].skill, PYTHON);
    assert_int_equal(gap.ways[one->ways + 1].skill, SQL);
    assert_int_equal(gap.ways[one->ways + 2].skill, RUST);
    assert_close(gap.ways[one->ways + 1].weight, 4 / 5.0 * 60 / 199, 1e-9);
    assert_close(one->priority, 4 * 85.0 / 199, 1e-9);
    assert_int_equal(item_of(&gap, DJANGO)->n_ways, 0); /* an alternative to nothing */
    assert_int_equal(item_of(&gap, KAFKA)->n_ways, 0);
    sg_gap_release(&gap);
    static const struct {
        double python, sql, rust;
        uint32_t skill;
        sg_gap_kind kind;
        size_t n;
    } cases[] = {
        {0, 0, 3, RUST, SG_GAP_HAVE, 3},      /* one at its level answers for all */
        {1, 0, 3, RUST, SG_GAP_HAVE, 4},      /* the other one held is had, and no requirement */
        {1, 2, 0, SQL, SG_GAP_PARTIAL, 4},    /* the nearest to its level */
        {3, 2, 0, PYTHON, SG_GAP_PARTIAL, 4}, /* as near: the one of more weight */
        {2, 0, -1, RUST, SG_GAP_UNSTATED, 4}, {4, 0, -1, PYTHON, SG_GAP_HAVE, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sg_held list[3];
        profile = (sg_profile){.held = list};
        if (cases[i].python) list[profile.n_held++] = held(PYTHON, cases[i].python);
        if (cases[i].sql) list[profile.n_held++] = held(SQL, cases[i].sql);
        if (cases[i].rust) list[profile.n_held++] = held(RUST, cases[i].rust);
        assert_ok(sg_gap_build(&taxonomy, &market, &outlooks, &profile, WAYS, -1, &gap, &err));
        one = item_of(&gap, cases[i].skill);
        assert_int_equal(gap.n, cases[i].n);
        assert_int_equal(one->kind, cases[i].kind);
        assert_int_equal(one->n_ways, 3);
        size_t asked = 0;
        for (size_t k = 0; k < gap.n; k++) asked += gap.items[k].importance > 0;
        assert_int_equal(asked, 3);
        sg_gap_release(&gap);
    }
}

static sg_effort effort(void)
{
    sg_effort e = {.n = 3, .source = "a test"};
    static const char *const kinds[] = {"language", "framework", "platform"};
    for (size_t k = 0; k < 3; k++) {
        snprintf(e.kinds[k].kind, sizeof e.kinds[k].kind, "%s", kinds[k]);
        for (int step = 0; step < SG_EFFORT_STEPS; step++) e.kinds[k].lo[step] = 10, e.kinds[k].hi[step] = 30;
    }
    return e;
}

static void test_hours(void **state)
{
    (void)state;
    sg_effort e = effort();
    double lo, hi;
    assert_true(sg_effort_hours(&e, T("language"), 1.5, 4, &lo, &hi));
    assert_close(lo, 25, 1e-9);
    assert_close(hi, 75, 1e-9);
    assert_true(sg_effort_hours(&e, T("language"), 4, 4, &lo, &hi));
    assert_close(hi, 0, 0);
    assert_false(sg_effort_hours(&e, T("soft"), 1, 4, &lo, &hi));
}

static void test_plan(void **state)
{
    (void)state;
    sg_effort e = effort();
    sg_gap gap;
    sg_plan plan;
    sg_day start = sg_day_of(2026, 11, 21);
    assert_ok(sg_gap_build(&taxonomy, &market, &outlooks, NULL, 0, -1, &gap, &err));
    assert_ok(sg_plan_make(&taxonomy, &gap, &e, 10, start, SG_DAY_ABSENT, &plan, &err));
    assert_int_equal(plan.n, 4);
    size_t python = 9, django = 9;
    for (size_t i = 0; i < plan.n; i++) {
        if (plan.items[i].skill == PYTHON) python = i;
        if (plan.items[i].skill == DJANGO) django = i;
        assert_int_equal(plan.items[i].fit, SG_FIT_OPEN);
    }
    assert_true(python < django);
    assert_int_equal(plan.items[django].after, PYTHON);
    assert_close(plan.hours_lo, 130, 1e-9);
    assert_close(plan.hours_hi, 390, 1e-9);
    assert_int_equal(plan.done_lo, start + 13 * 7); /* 130 hours at 10 a week */
    assert_int_equal(plan.done_hi, start + 39 * 7);
    assert_int_equal(plan.items[0].start, start);
    sg_plan_release(&plan);
    /* no hours a week: no dates */
    assert_ok(sg_plan_make(&taxonomy, &gap, &e, 0, start, start + 100, &plan, &err));
    assert_int_equal(plan.done_hi, SG_DAY_ABSENT);
    assert_int_equal(plan.n_dropped, 0);
    sg_plan_release(&plan);
    assert_fails(sg_plan_make(&taxonomy, &gap, &e, 1, start, start, &plan, &err), SG_EUSAGE, "not after the start");
    e.n = 0;
    assert_ok(sg_plan_make(&taxonomy, &gap, &e, 1, start, SG_DAY_ABSENT, &plan, &err));
    assert_int_equal(plan.n, 0);
    assert_int_equal(plan.unknown, 4);
    sg_plan_release(&plan);
    sg_gap_release(&gap);
}

/* Of alternatives the plan takes the one with the most weight for its hours. */
static void test_plan_of_alternatives(void **state)
{
    (void)state;
    sg_effort e = effort();
    sg_day start = sg_day_of(2026, 11, 21);
    static const struct {
        double python, sql;
        uint32_t skill;
        double hours;
    } cases[] = {
        {0, 0, PYTHON, 80},   /* .427 in 80 hours, SQL .241 in 60, Rust .048 in 60 */
        {0, 2.4, SQL, 12},    /* .241 in 12 */
        {2, 0, PYTHON, 40},   /* .427 in 40 */
        {3, 2, PYTHON, 20},   /* .427 in 20, .241 in 20 */
        {2, 1.5, PYTHON, 40}, /* SQL is nearer to its level, .241 in 30; but .427 in 40 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sg_held list[3];
        sg_profile profile = {.held = list};
        if (cases[i].python) list[profile.n_held++] = held(PYTHON, cases[i].python);
        list[profile.n_held++] = held(KAFKA, 7);
        if (cases[i].sql) list[profile.n_held++] = held(SQL, cases[i].sql);
        sg_gap gap;
        sg_plan plan;
        assert_ok(sg_gap_build(&taxonomy, &market, &outlooks, &profile, WAYS, -1, &gap, &err));
        assert_ok(sg_plan_make(&taxonomy, &gap, &e, 10, start, SG_DAY_ABSENT, &plan, &err));
        assert_int_equal(plan.n, 2); /* and Django */
        const sg_milestone *way = &plan.items[plan.items[0].skill == DJANGO];
        assert_int_equal(way->skill, cases[i].skill);
        assert_close((way->hours_lo + way->hours_hi) / 2, cases[i].hours, 1e-9);
        sg_plan_release(&plan);
        sg_gap_release(&gap);
    }
}

static void test_goal(void **state)
{
    (void)state;
    sg_effort e = effort();
    sg_gap gap;
    sg_plan plan;
    sg_day start = sg_day_of(2026, 11, 21);
    assert_ok(sg_gap_build(&taxonomy, &market, &outlooks, NULL, 0, -1, &gap, &err));
    /* middles: 80 hours for Python, 60 each for the rest: 260 in all */
    assert_ok(sg_plan_make(&taxonomy, &gap, &e, 10, start, start + 26 * 7, &plan, &err));
    assert_int_equal(plan.n_dropped + plan.n_part, 0);
    assert_int_equal(plan.items[0].fit, SG_FIT_YES);
    assert_int_equal(plan.items[3].fit, SG_FIT_TIGHT);
    assert_close(plan.left_hi, 0, 0);
    sg_plan_release(&plan);
    /* one step of 20 hours less: the last level of what has the least weight */
    assert_ok(sg_plan_make(&taxonomy, &gap, &e, 10, start, start + 24 * 7, &plan, &err));
    assert_int_equal(plan.n_part, 1);
    assert_int_equal(plan.items[3].skill, DJANGO);
    assert_close(plan.items[3].reach, 2, 0);
    assert_close(plan.left_hi, 30, 0);
    sg_plan_release(&plan);
    assert_ok(sg_plan_make(&taxonomy, &gap, &e, 10, start, start + 15, &plan, &err));
    assert_int_equal(plan.n_dropped, 3); /* 21 hours: one step of Python, which weighs most */
    assert_int_equal(plan.items[0].skill, PYTHON);
    assert_close(plan.items[0].reach, 1, 0);
    assert_int_equal(plan.items[3].fit, SG_FIT_DROP);
    assert_int_equal(plan.items[3].done_hi, SG_DAY_ABSENT);
    sg_plan_release(&plan);
    assert_ok(sg_plan_make(&taxonomy, &gap, &e, 10, start, start + 1, &plan, &err));
    assert_int_equal(plan.n_dropped, 4);
    assert_int_equal(plan.done_lo, SG_DAY_ABSENT);
    sg_plan_release(&plan);
    sg_gap_release(&gap);
}

/* What a skill builds on goes ahead of it, level by level, even where it weighs less. */
static void test_base_first(void **state)
{
    (void)state;
    sg_effort e = effort();
    sg_plan plan;
    sg_day start = sg_day_of(2026, 11, 21);
    sg_gap_item items[] = {
        {.skill = DJANGO, .kind = SG_GAP_MISSING, .required = 3, .weight = .5, .priority = 1.5},
        {.skill = PYTHON, .kind = SG_GAP_MISSING, .required = 2, .weight = .1, .priority = .2},
    };
    sg_gap gap = {.items = items, .n = 2};
    /* 85 hours: Python 1, Django 1, Python 2, Django 2; a third of Django would fit no more */
    assert_ok(sg_plan_make(&taxonomy, &gap, &e, 10, start, start + 60, &plan, &err));
    assert_int_equal(plan.items[0].skill, PYTHON);
    assert_close(plan.items[0].reach, 2, 0);
    assert_int_equal(plan.items[1].skill, DJANGO);
    assert_close(plan.items[1].reach, 2, 0);
    sg_plan_release(&plan);
}

static void effort_file(const char *text, sg_status status, const char *part)
{
    char folder[] = "/tmp/skillgap-effort-XXXXXX", path[100], command[120];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/career", folder);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/career/effort.csv", folder);
    FILE *file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
    sg_effort e;
    if (status == SG_OK)
        assert_ok(sg_effort_read(folder, &e, &err));
    else
        assert_fails(sg_effort_read(folder, &e, &err), status, part);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

static void test_effort_files(void **state)
{
    (void)state;
    char whole[2000] = "kind,from,to,hours_lo,hours_hi,source\n";
    for (int i = 0; i < 7; i++)
        snprintf(whole + strlen(whole), sizeof whole - strlen(whole), "language,%d,%d,%d,%d,a test\n", i, i + 1, i + 1,
                 i + 2);
    effort_file(whole, SG_OK, "");
    effort_file("kind,from,to,hours_lo,hours_hi,source\n", SG_EFAIL, "no rows");
    effort_file("kind,from\n", SG_EFAIL, "hours_lo");
    effort_file("kind,from,to,hours_lo,hours_hi,source\nlanguage,0,1,5,9,s\n", SG_EFAIL,
                "language: the step from 1 to 2 is missing");
    effort_file("kind,from,to,hours_lo,hours_hi,source\nlanguage,0,2,5,9,s\n", SG_EFAIL, "row 1: expected from 0 to 6");
    effort_file("kind,from,to,hours_lo,hours_hi,source\nlanguage,0,1,9,5,s\n", SG_EFAIL, "row 1: expected");
    effort_file("kind,from,to,hours_lo,hours_hi,source\nlanguage,x,1,9,5,s\n", SG_EFAIL, "row 1: expected");
    effort_file("kind,from,to,hours_lo,hours_hi,source\na-very-long-name-of-a-kind,0,1,5,9,s\n", SG_EFAIL,
                "row 1: kind");
    sg_effort e;
    assert_fails(sg_effort_read("/nowhere", &e, &err), SG_EFAIL, "/nowhere/career/effort.csv: cannot be opened");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gap),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_thin_role),
        cmocka_unit_test(test_hours),
        cmocka_unit_test(test_plan),
        cmocka_unit_test(test_alternatives),
        cmocka_unit_test(test_plan_of_alternatives),
        cmocka_unit_test(test_goal),
        cmocka_unit_test(test_effort_files),
        cmocka_unit_test(test_base_first),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
