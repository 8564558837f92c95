/* Learn three, leave three: what is chosen, in which order, and what is never advised. */
#include "support.h"

#include "career/advice.h"

enum { SKILLS = 12 };
static sg_outlook outlooks_of[SKILLS];
static sg_outlooks outlooks = {.items = outlooks_of, .n = SKILLS};
static sg_emergence found[SKILLS];
static sg_emerging emerging = {.items = found};
static sg_gap_item items[SKILLS];
static sg_gap gap = {.items = items};
static sg_milestone milestones[SKILLS];
static sg_plan plan = {.items = milestones};
static sg_advice advice;
static sg_skill skills[SKILLS];
static sg_taxonomy_relation relations[4];
static sg_taxonomy_requirement requirements[SG_ADVICE_COMMON];
static sg_taxonomy taxonomy = {.skills = skills, .relations = relations, .requirements = requirements};

static int fresh(void **state)
{
    (void)state;
    memset(items, 0, sizeof items);
    memset(milestones, 0, sizeof milestones);
    memset(found, 0, sizeof found);
    gap.n = plan.n = emerging.n = emerging.n_listed = 0;
    emerging.rule = sg_emerging_usual;
    taxonomy.n_relations = taxonomy.n_requirements = 0;
    for (size_t i = 0; i < SKILLS; i++) skills[i].kind = sg_text_of("tool");
    for (uint32_t i = 0; i < SKILLS; i++)
        outlooks_of[i] = (sg_outlook){.skill = i,
                                      .stage = SG_STAGE_UNCLEAR,
                                      .has_forecast = true,
                                      .now = .05,
                                      .now_count = 50,
                                      .stage_p = .4,
                                      .at24 = {.mean = .05}};
    return 0;
}

static void call(uint32_t skill, sg_stage stage, double p, double now, double then)
{
    sg_outlook *o = &outlooks_of[skill];
    o->stage = stage, o->stage_p = p, o->now = now, o->at24.mean = then;
}

static void asked(uint32_t skill, sg_fit fit, double weight)
{
    items[gap.n++] = (sg_gap_item){.skill = skill, .kind = SG_GAP_MISSING, .outlook = &outlooks_of[skill]};
    milestones[plan.n++] =
        (sg_milestone){.skill = skill, .asked = 4, .reach = fit == SG_FIT_DROP ? 0 : 4, .weight = weight, .fit = fit};
}

static void held(uint32_t skill)
{
    items[gap.n++] = (sg_gap_item){.skill = skill, .kind = SG_GAP_SURPLUS, .outlook = &outlooks_of[skill]};
}

/* "learn 1 4 / leave 3:2": skills, with the reason behind the left ones. */
static void assert_advice(const char *want)
{
    char text[200];
    size_t used = (size_t)snprintf(text, sizeof text, "learn");
    for (size_t i = 0; i < advice.n_learn; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, " %u", advice.learn[i].skill);
    used += (size_t)snprintf(text + used, sizeof text - used, " / leave");
    for (size_t i = 0; i < advice.n_leave; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, " %u:%d", advice.leave[i].skill,
                                 (int)advice.leave[i].reason);
    assert_string_equal(text, want);
}

static void the_plans_order_is_kept_and_what_falls_is_learnt_last(void **state)
{
    (void)state;
    call(2, SG_STAGE_FALLING, .8, .05, .02);
    asked(2, SG_FIT_YES, .9);
    asked(5, SG_FIT_YES, .5);
    asked(1, SG_FIT_TIGHT, .3);
    sg_advise(&taxonomy, &outlooks, &gap, &plan, &advice);
    assert_advice("learn 5 1 2 / leave");
    assert_int_equal(advice.learn[0].reason, SG_REASON_GAP);
    assert_ptr_equal(advice.learn[0].milestone, &milestones[1]);
    assert_ptr_equal(advice.learn[0].item, &items[1]);
    assert_ptr_equal(advice.learn[0].outlook, &outlooks_of[5]);
    asked(7, SG_FIT_YES, .1);
    sg_advise(&taxonomy, &outlooks, &gap, &plan, &advice);
    assert_advice("learn 5 1 7 / leave"); /* it is planned: to leave it would be against the plan */
}

static void only_what_falls_is_left_first_asked_then_held(void **state)
{
    (void)state;
    asked(0, SG_FIT_YES, .9);
    asked(1, SG_FIT_DROP, .8); /* does not fit the hours, and does not fall: no reason to leave it */
    asked(2, SG_FIT_DROP, .1);
    asked(3, SG_FIT_DROP, .2);
    call(2, SG_STAGE_FALLING, .8, .05, .02);
    held(6);
    held(7);
    held(8);
    call(6, SG_STAGE_FALLING, .6, .02, .01);
    call(7, SG_STAGE_FALLING, .6, .03, .01);
    sg_advise(&taxonomy, &outlooks, &gap, &plan, &advice);
    assert_advice("learn 0 / leave 2:3 7:4 6:4");
    call(7, SG_STAGE_FLAT, .6, .03, .03);
    sg_advise(&taxonomy, &outlooks, &gap, &plan, &advice);
    assert_advice("learn 0 / leave 2:3 6:4"); /* fewer than three, rather than one that does not fall */
    outlooks_of[2].has_forecast = false;
    sg_advise(&taxonomy, &outlooks, &gap, &plan, &advice);
    assert_advice("learn 0 / leave 6:4");
}

static void what_the_role_rests_on_is_never_left(void **state)
{
    (void)state;
    static const double importance[] = {2, 3, 1.5, 3, 2.5, 1};
    for (uint32_t i = 0; i < 6; i++) {
        asked(i, SG_FIT_DROP, .5 + i);
        call(i, SG_STAGE_FALLING, .8, .05, .02);
        items[i].importance = importance[i];
    }
    sg_advise(&taxonomy, &outlooks, &gap, &plan, &advice);
    assert_advice("learn / leave 5:3 4:3 2:3"); /* 1 and 3 are what it asks for most */
}

static void relate(uint32_t from, const char *type, uint32_t to)
{
    relations[taxonomy.n_relations++] = (sg_taxonomy_relation){.from = from, .to = to, .type = sg_text_of(type)};
}

static void what_something_wanted_implies_or_a_lesson_has_as_its_part_is_not_left(void **state)
{
    (void)state;
    asked(0, SG_FIT_YES, .9);
    for (uint32_t i = 4; i < 7; i++) {
        held(i);
        call(i, SG_STAGE_FALLING, .8, .05 + i / 1000., .02);
    }
    relate(0, "implies", 4);
    relate(5, "part-of", 0);
    relate(0, "related", 6);
    sg_advise(&taxonomy, &outlooks, &gap, &plan, &advice);
    assert_advice("learn 0 / leave 6:4");
    call(0, SG_STAGE_FALLING, .8, .05, .02); /* what falls itself keeps nothing */
    sg_advise(&taxonomy, &outlooks, &gap, &plan, &advice);
    assert_advice("learn 0 / leave 6:4 4:4");
}

static void tools_of_the_trade_are_not_left_and_soft_skills_are_in_no_advice(void **state)
{
    (void)state;
    asked(0, SG_FIT_YES, .9);
    asked(1, SG_FIT_YES, .5);
    asked(2, SG_FIT_DROP, .4);
    skills[0].kind = skills[2].kind = sg_text_of("soft");
    held(3);
    held(4);
    for (uint32_t i = 2; i < 5; i++) call(i, SG_STAGE_FALLING, .8, .05, .02);
    while (taxonomy.n_requirements < SG_ADVICE_COMMON - 1)
        requirements[taxonomy.n_requirements++] = (sg_taxonomy_requirement){.skill = 3};
    sg_advise(&taxonomy, &outlooks, &gap, &plan, &advice);
    assert_advice("learn 1 / leave 3:4 4:4");
    requirements[taxonomy.n_requirements++] = (sg_taxonomy_requirement){.skill = 3};
    sg_advise(&taxonomy, &outlooks, &gap, &plan, &advice);
    assert_advice("learn 1 / leave 4:4");
    skills[3].kind = sg_text_of("language"); /* languages come and go */
    sg_advise(&taxonomy, &outlooks, &gap, &plan, &advice);
    assert_advice("learn 1 / leave 3:4 4:4");
}

static void without_hours_what_falls_is_left_unless_it_is_all_there_is(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 5; i++) asked(i, SG_FIT_OPEN, .5);
    call(1, SG_STAGE_FALLING, .7, .05, .03);
    sg_advise(&taxonomy, &outlooks, &gap, &plan, &advice);
    assert_advice("learn 0 2 3 / leave 1:3");
    for (uint32_t i = 0; i < 5; i++) call(i, SG_STAGE_FALLING, .7, .05, .03);
    sg_advise(&taxonomy, &outlooks, &gap, &plan, &advice);
    assert_advice("learn 0 1 2 / leave 3:3 4:3");
}

static void nothing_to_learn_gives_no_advice(void **state)
{
    (void)state;
    held(3);
    sg_advise(&taxonomy, &outlooks, &gap, &plan, &advice);
    assert_advice("learn / leave");
}

static void an_alternative_is_found_by_its_own_figures(void **state)
{
    (void)state;
    sg_gap_item ways[2] = {{.skill = 8}, {.skill = 9, .required = 4}};
    gap.ways = ways, gap.n_ways = 2;
    asked(9, SG_FIT_YES, .5);
    items[0].skill = 8; /* the item is shown by the first, and the plan takes the second */
    sg_advise(&taxonomy, &outlooks, &gap, &plan, &advice);
    assert_ptr_equal(advice.learn[0].item, &ways[1]);
    gap.ways = NULL, gap.n_ways = 0;
}

static void the_market_weighs_points_by_their_chance(void **state)
{
    (void)state;
    call(1, SG_STAGE_RISING, .9, .05, .07); /* 1.8 */
    call(2, SG_STAGE_RISING, .9, .05, .07); /* of equal worth the first */
    call(3, SG_STAGE_RISING, .6, .05, .15); /* 6.0, but 10 postings */
    call(4, SG_STAGE_NEW, .9, .20, 0);      /* .95 of one point */
    call(5, SG_STAGE_RISING, .55, .05, .055);
    call(6, SG_STAGE_FALLING, .5, .10, .08); /* 1.0 */
    call(7, SG_STAGE_FALLING, .9, .05, .03); /* 1.8 */
    call(8, SG_STAGE_FALLING, .9, .05, .01); /* 3.6 */
    call(9, SG_STAGE_FALLING, .9, .05, .045);
    outlooks_of[3].now_count = SG_ADVICE_POSTINGS_MIN - 1;
    outlooks_of[4].has_forecast = false;
    found[0] = (sg_emergence){.skill = 4, .chance = .95, .listed = true};
    emerging.n = emerging.n_listed = 1;
    sg_advise_market(&outlooks, &emerging, &advice);
    assert_advice("learn 1 2 4 / leave 8:5 7:5 6:5");
    assert_int_equal(advice.learn[2].reason, SG_REASON_EMERGING);
    found[0].chance = .5; /* as likely not */
    sg_advise_market(&outlooks, &emerging, &advice);
    assert_advice("learn 1 2 5 / leave 8:5 7:5 6:5");
    found[0] = (sg_emergence){.skill = 4, .chance = .95, .listed = false};
    sg_advise_market(&outlooks, &emerging, &advice);
    assert_advice("learn 1 2 5 / leave 8:5 7:5 6:5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_plans_order_is_kept_and_what_falls_is_learnt_last, fresh),
        cmocka_unit_test_setup(only_what_falls_is_left_first_asked_then_held, fresh),
        cmocka_unit_test_setup(what_the_role_rests_on_is_never_left, fresh),
        cmocka_unit_test_setup(what_something_wanted_implies_or_a_lesson_has_as_its_part_is_not_left, fresh),
        cmocka_unit_test_setup(tools_of_the_trade_are_not_left_and_soft_skills_are_in_no_advice, fresh),
        cmocka_unit_test_setup(without_hours_what_falls_is_left_unless_it_is_all_there_is, fresh),
        cmocka_unit_test_setup(nothing_to_learn_gives_no_advice, fresh),
        cmocka_unit_test_setup(an_alternative_is_found_by_its_own_figures, fresh),
        cmocka_unit_test_setup(the_market_weighs_points_by_their_chance, fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
