/* The gap and the plan, on a small market made by hand. */
#include "gap_support.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* Django implies Python: who holds Django holds Python, at Django's level or at one as little known as that. */
static void what_is_implied_is_not_missing(void **state)
{
    (void)state;
    sg_effort e = effort();
    sg_held list[] = {held(DJANGO, -1)};
    sg_profile profile = {.held = list, .n_held = 1};
    sg_gap gap;
    sg_plan plan;
    assert_ok(sg_gap_build(&taxonomy, &market, &outlooks, &profile, 0, -1, &gap, &err));
    const sg_gap_item *python = item_of(&gap, PYTHON);
    assert_int_equal(python->kind, SG_GAP_UNSTATED);
    assert_close(python->held, -1, 0);
    assert_close(python->priority, 0, 0);
    assert_string_equal(python->hint, "you hold Django, which implies it");
    assert_string_equal(item_of(&gap, DJANGO)->hint, ""); /* held itself */
    assert_ok(sg_plan_make(&taxonomy, &gap, &e, 10, sg_day_of(2026, 11, 21), SG_DAY_ABSENT, &plan, &err));
    assert_int_equal(plan.n, 2); /* Kafka and SQL: no hours are counted from a level that is not known */
    for (size_t i = 0; i < plan.n; i++) assert_true(plan.items[i].skill == KAFKA || plan.items[i].skill == SQL);
    sg_plan_release(&plan);
    sg_gap_release(&gap);
    list[0].level = 0; /* "none" implies nothing */
    assert_close(sg_gap_held(&taxonomy, &profile, PYTHON), 0, 0);
    list[0].level = 2;
    assert_close(sg_gap_held(&taxonomy, &profile, PYTHON), 2, 0);
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
    for (size_t i = 1; i < plan.n; i++) { /* at the least hours one follows the other */
        assert_int_equal(plan.items[i].start, plan.items[i - 1].done_lo);
        assert_true(plan.items[i].start < plan.items[i].done_lo);
    }
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
    size_t by_then = 0;
    for (size_t i = 0; i < plan.n; i++) by_then += plan.items[i].done_hi <= plan.goal;
    assert_int_equal(plan.n_sure, 2); /* 120 of 260 hours at the most for Python, 90 for the next */
    assert_int_equal(plan.n_sure, by_then);
    assert_int_equal(plan.n_tight, 2); /* they end later at the most hours */
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

/* Hours for one skill go to one, not to a level of each: to the level asked for, or to the whole level below it. */
static void test_whole_first(void **state)
{
    (void)state;
    sg_effort e = effort();
    sg_plan plan;
    sg_day start = sg_day_of(2026, 11, 21);
    sg_gap_item items[] = {
        {.skill = PYTHON, .kind = SG_GAP_MISSING, .required = 3.5, .weight = .5, .priority = 1.75},
        {.skill = RUST, .kind = SG_GAP_MISSING, .required = 3, .weight = .5, .priority = 1.5},
    };
    sg_gap gap = {.items = items, .n = 2};
    assert_ok(sg_plan_make(&taxonomy, &gap, &e, 10, start, start + 49, &plan, &err)); /* 70 hours, 20 a level */
    assert_close(plan.items[0].reach, 3.5, 0);
    assert_int_equal(plan.n_dropped, 1);
    sg_plan_release(&plan);
    assert_ok(sg_plan_make(&taxonomy, &gap, &e, 10, start, start + 44, &plan, &err)); /* 63 hours */
    assert_int_equal(plan.items[0].skill, PYTHON);
    assert_close(plan.items[0].reach, 3, 0);
    assert_int_equal(plan.items[1].fit, SG_FIT_DROP);
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
        cmocka_unit_test(what_is_implied_is_not_missing),
        cmocka_unit_test(test_thin_role),
        cmocka_unit_test(test_hours),
        cmocka_unit_test(test_plan),

        cmocka_unit_test(test_goal),
        cmocka_unit_test(test_effort_files),
        cmocka_unit_test(test_base_first),
        cmocka_unit_test(test_whole_first),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
