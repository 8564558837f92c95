/* Windows, supply and stages against the median skill, and the chart, with answers worked out by hand. */
#include "outlook_support.h"

#include "outlook/outlook_judge.h"
#include "outlook/outlook_work.h"
#include "report/chart.h"
#include "view/skill.h"

/* A normal on the log-odds scale about `share`, so wide that its 80 % interval reaches `reach` to each side. */
static sg_forecast_point point_at(double share, double reach)
{
    double middle = log(share / (1 - share));
    return (sg_forecast_point){
        .mean = share, .lo80 = 1 / (1 + exp(reach - middle)), .hi80 = 1 / (1 + exp(-reach - middle))};
}

enum { STEPS = 30, PASSED = 6 };

/* A path on which the log-odds grow by `slope` a month from those of 5 %. */
static void make_path(sg_forecast_point *path, double slope, double reach)
{
    for (int s = 1; s <= STEPS; s++) path[s - 1] = point_at(1 / (1 + exp(log(19) - slope * s)), reach);
}

static void months_until_a_level(void **state)
{
    (void)state;
    sg_forecast_point path[STEPS];
    sg_outlooks all = {.end = 100, .as_of = 100 + PASSED, .step24 = STEPS};
    sg_outlook o = {.has_forecast = true, .path = path, .basis = {.level = .05}};
    char text[SG_WINDOW_TEXT];
    /* 10 % lies log(19) − log(9) = .747 above 5 %: at .05 a month the middle is there after 14.9 steps, the interval's
     * upper end (.3 ahead) after 8.9, its lower after 20.9; six of the steps have passed. */
    make_path(path, .05, .3);
    sg_window w = sg_window_find(&all, &o, .1);
    assert_int_equal(w.crossing, SG_CROSSING_UP);
    assert_int_equal(w.earliest, 9 - PASSED);
    assert_int_equal(w.middle, 15 - PASSED);
    assert_int_equal(w.latest, 21 - PASSED);
    assert_true(w.chance > .99);
    assert_string_equal(sg_window_text(&w, text), "3-15");
    w = sg_window_find(&all, &o, .5); /* 2.94 above */
    assert_int_equal(w.earliest, SG_WINDOW_NEVER);
    assert_string_equal(sg_window_text(&w, text), "over 24");
    w = sg_window_find(&all, &o, .18); /* 1.43 above: the upper end after 22.6 steps, the lower after 34.6 */
    assert_int_equal(w.earliest, 23 - PASSED);
    assert_int_equal(w.latest, SG_WINDOW_NEVER);
    assert_string_equal(sg_window_text(&w, text), "from 17");
    make_path(path, -.05, .3); /* and down: 2.5 % lies .719 below */
    w = sg_window_find(&all, &o, .025);
    assert_int_equal(w.crossing, SG_CROSSING_DOWN);
    assert_int_equal(w.earliest, 9 - PASSED);
    assert_string_equal(sg_window_text(&w, text), "below: 3-15");
    w = sg_window_find(&all, &o, .0500001); /* it is below already, and stays there */
    assert_int_equal(w.crossing, SG_CROSSING_UP);
    assert_int_equal(w.earliest, 0); /* within the interval from the start */
    assert_string_equal(sg_window_text(&w, text), "from now");
    make_path(path, 0, .3); /* it stays where it is */
    w = sg_window_find(&all, &o, .025);
    assert_int_equal(w.crossing, SG_CROSSING_DOWN);
    assert_string_equal(sg_window_text(&w, text), "above");
    o.has_forecast = false;
    w = sg_window_find(&all, &o, .1);
    assert_int_equal(w.crossing, SG_CROSSING_UNKNOWN);
    assert_string_equal(sg_window_text(&w, text), "no forecast");
}

/* All shares fall by a third: a skill that does too is flat, one that keeps its share rises. */
static void stages_are_against_the_median(void **state)
{
    (void)state;
    sg_outlook o = {.now = .09, .has_forecast = true, .basis = {.level = .09}, .at24 = point_at(.06, .02)};
    sg_outlook_judge_stage(&o, 1);
    assert_int_equal(o.stage, SG_STAGE_FALLING);
    sg_outlook_judge_stage(&o, 2. / 3);
    assert_int_equal(o.stage, SG_STAGE_FLAT);
    assert_close(o.p_rising + o.p_flat + o.p_falling, 1, 1e-12);
    o.at24 = point_at(.09, .02);
    sg_outlook_judge_stage(&o, 2. / 3);
    assert_int_equal(o.stage, SG_STAGE_RISING);
}

/* Five skills often named: what the middle one does is common, and each is judged on top of it. */
static void supply_beside_demand(void **state)
{
    (void)state;
    static const double after[] = {.05, .06, .08, .1, .16}, people[] = {0, .3, 0, 0, 0};
    static const sg_supply supply[] = {SG_SUPPLY_CATCHING_UP, SG_SUPPLY_SATURATING, SG_SUPPLY_IN_STEP, SG_SUPPLY_BEHIND,
                                       SG_SUPPLY_UNKNOWN};
    sg_error err;
    sg_market_talent talent[4 * 16];
    size_t n = 0;
    for (uint32_t s = 0; s < 4; s++)
        for (int q = 0; q < 16; q++)
            talent[n++] = (sg_market_talent){.skill = s, .month = 3 * q, .people = 1000 * pow(1 + people[s], q / 4.)};
    sg_market market = {.talent = talent, .n_talent = n};
    sg_demand demand = {.n = 1};
    sg_outlook items[5];
    for (uint32_t s = 0; s < 5; s++) {
        items[s] = (sg_outlook){.skill = s, .now = .1, .now_count = 50, .has_forecast = true, .basis = {.level = .1}};
        items[s].at24 = point_at(after[s], .05);
        sg_outlook_judge(&items[s], 24);
    }
    sg_outlook_work b = {.market = &market, .demand = &demand, .out = {.items = items, .n = 5, .step24 = 24}};
    assert_ok(sg_outlook_compare(&b, &err));
    assert_close(b.out.common_change, .8, 1e-12);
    assert_close(b.out.demand_median, sqrt(.8) - 1, 1e-12);
    assert_close(b.out.talent_median, 0, 1e-12);
    for (uint32_t s = 0; s < 5; s++) assert_int_equal(items[s].supply, supply[s]);
    assert_close(items[3].market_gap, sqrt(1 / .8) - 1, 1e-9);
    assert_close(items[1].market_gap, sqrt(.6 / .8) / 1.3 - 1, 1e-9);
    assert_int_equal(items[2].stage, SG_STAGE_FLAT);
    assert_int_equal(items[3].stage, SG_STAGE_RISING); /* by keeping its share */
    assert_string_equal(sg_supply_name(items[4].supply), "demand side only");
}

/* Of fewer than five, the middle one is no common movement. */
static void too_few_for_a_median(void **state)
{
    (void)state;
    sg_error err;
    sg_market market = {0};
    sg_demand demand = {.n = 1};
    sg_outlook items[4];
    for (uint32_t s = 0; s < 4; s++) {
        items[s] = (sg_outlook){.skill = s, .now = .1, .now_count = 50, .has_forecast = true, .basis = {.level = .1}};
        items[s].at24 = point_at(.05, .05);
        sg_outlook_judge(&items[s], 24);
    }
    sg_outlook_work b = {.market = &market, .demand = &demand, .out = {.items = items, .n = 4, .step24 = 24}};
    assert_ok(sg_outlook_compare(&b, &err));
    assert_close(b.out.common_change, 1, 0);
    assert_int_equal(items[0].stage, SG_STAGE_FALLING);
    assert_int_equal(items[0].supply, SG_SUPPLY_UNKNOWN);
}

static void a_chart(void **state)
{
    (void)state;
    static const sg_chart_column columns[] = {
        {0, NAN, NAN, "2021"}, {.042, NAN, NAN, NULL}, {.1, NAN, NAN, "2022"},    {NAN, NAN, NAN, NULL},
        {NAN, NAN, NAN, NULL}, {NAN, NAN, NAN, NULL},  {.065, .055, .085, "now"}, {.055, .025, .099, NULL}};
    static const char ascii[] = "  10% +  *    :\n"
                                "      |      ::\n"
                                "      |      ::\n"
                                "      |      o:\n"
                                "      |      :o\n"
                                "   5% + *     :\n"
                                "      |       :\n"
                                "      |       :\n"
                                "      |\n"
                                "      |*\n"
                                "   0% +--------\n"
                                "       2021  now\n";
    sg_buf out;
    sg_buf_init(&out, 1 << 12);
    sg_chart_draw(columns, 8, false, &out);
    assert_string_equal(out.at, ascii);
    sg_buf_clear(&out);
    sg_chart_draw(columns, 8, true, &out);
    assert_non_null(strstr(out.at, "•"));
    assert_non_null(strstr(out.at, "└────────\n"));
    sg_buf_clear(&out);
    static const sg_chart_column nothing[] = {{0, NAN, NAN, NULL}, {NAN, NAN, NAN, NULL}};
    sg_chart_draw(nothing, 2, false, &out); /* a share of 0 throughout has an axis still */
    assert_non_null(strstr(out.at, "   1% +\n"));
    sg_buf_release(&out);
}

static void one_skill_drawn_and_plotted(void **state)
{
    (void)state;
    sg_error err;
    world *w = make_world();
    sg_outlooks o;
    assert_ok(sg_outlook_build(&w->market, &w->demand, sg_month_of(2026, 11), NULL, &o, &err));
    sg_skill_view view = {.market = &w->market, .demand = &w->demand, .outlooks = &o, .skill = GO, .width = 80};
    sg_doc *doc = sg_doc_alloc("Go", "skillgap.skill/1");
    assert_ok(sg_view_skill(doc, &view, &err));
    static const char *const drawn[] = {"Share of postings, seen and forecast",
                                        "2011  2013  2015  2017  2019  2021  2023  2025  2027", "o",
                                        ":::", "Window to 10%"};
    assert_says(doc, drawn, 5);
    sg_doc_free(doc);
    view.width = 0;
    view.crosses = .05;
    doc = sg_doc_alloc("Go", "skillgap.skill/1");
    assert_ok(sg_view_skill(doc, &view, &err));
    static const char *const listed[] = {"of postings name Go now, and are forecast to be", "2028-11",
                                         "Window to below 5%"};
    assert_says(doc, listed, 3);
    sg_doc_free(doc);
    sg_outlook_release(&o);
    free_world(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_until_a_level),
        cmocka_unit_test(stages_are_against_the_median),
        cmocka_unit_test(supply_beside_demand),
        cmocka_unit_test(too_few_for_a_median),
        cmocka_unit_test(a_chart),
        cmocka_unit_test(one_skill_drawn_and_plotted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
