/* outlook: levels, forecasts, stages and what is said of them, on demands made by hand. */
#include "outlook_support.h"

#include "outlook/outlook_judge.h"
#include "view/outlook.h"

static void a_rising_a_steady_and_a_new_skill(void **state)
{
    (void)state;
    sg_error err;
    world *w = make_world();
    sg_outlooks o;
    assert_ok(sg_outlook_build(&w->market, &w->demand, sg_month_of(2026, 11), NULL, &o, &err));
    assert_int_equal(o.n, 3); /* the attribute is none */
    assert_int_equal(o.n_forecast, 2);
    assert_int_equal(o.step18, 25);
    assert_int_equal(o.step24, 31);
    const sg_outlook *python = sg_outlook_of(&o, PYTHON), *go = sg_outlook_of(&o, GO), *cpp = sg_outlook_of(&o, CPP);
    assert_null(sg_outlook_of(&o, REMOTE));
    assert_int_equal(python->stage, SG_STAGE_RISING);
    assert_true(python->at24.mean > python->at18.mean && python->at18.mean > python->basis.level);
    assert_true(python->p_gain > .5 && python->demand_growth > 0);
    assert_close(python->p_rising + python->p_flat + python->p_falling, 1, 1e-12);
    assert_close(python->p_gain + python->p_loss, 1, 1e-12);
    assert_int_equal(go->now_months, 4); /* the months before the gap are over a year old */
    assert_close(go->now_total, 1600, 0);
    assert_close(go->now, .1, .005);
    assert_close(go->at24.mean, .1, .01);
    assert_true(go->now_lo < go->now && go->now < go->now_hi);
    assert_close(go->before, .1, .002);
    assert_false(cpp->has_forecast);
    assert_int_equal(cpp->stage, SG_STAGE_NEW);
    assert_int_equal(cpp->first_seen, sg_month_of(2026, 1));
    assert_string_equal(cpp->why_not, "4 months with data in the 60 up to 2026-04, a forecast needs 24");
    assert_string_equal(sg_outlook_confidence(cpp), "low: no forecast");
    assert_close(o.skills_per_posting, 6, 1e-12);
    assert_close(o.skills_per_posting_before, 6, 1e-12);
    sg_outlook_release(&o);
    free_world(w);
}

static void employers_and_talent(void **state)
{
    (void)state;
    sg_error err;
    world *w = make_world();
    sg_outlooks o;
    assert_ok(sg_outlook_build(&w->market, &w->demand, w->demand.end, NULL, &o, &err));
    assert_int_equal(o.step24, 24);
    assert_int_equal(sg_outlook_of(&o, PYTHON)->employers, 2); /* hashes 1 and 2; 2019 is not now */
    assert_int_equal(sg_outlook_of(&o, GO)->employers, 0);     /* its only posting does not say whose */
    assert_int_equal(sg_outlook_of(&o, PYTHON)->talent_n, 8);
    assert_close(sg_outlook_of(&o, PYTHON)->talent_growth, .3, 1e-9);
    assert_close(o.talent_median, 0, 1e-12);
    assert_true(sg_outlook_of(&o, PYTHON)->supply != SG_SUPPLY_SATURATING); /* its demand rises */
    sg_outlook_release(&o);
    set_cells(w, PYTHON, stays);
    w->market.n_talent = 0;
    assert_ok(sg_outlook_build(&w->market, &w->demand, w->demand.end, NULL, &o, &err));
    assert_true(isnan(o.talent_median));
    sg_outlook_release(&o);
    free_world(w);
}

/* With every posting naming twice as many skills, a steady share of postings is a falling share of mentions. */
static void mentions_tell_another_story(void **state)
{
    (void)state;
    sg_error err;
    world *w = make_world();
    sg_outlooks o;
    set_cells(w, PYTHON, rises);
    for (size_t i = 0; i < N; i++)
        for (uint32_t s = 0; s < 3; s++)
            if (w->cells[s * N + i].total > 0) w->cells[s * N + i].mentions = 1200 * exp(.055 * (double)i);
    assert_ok(sg_outlook_build(&w->market, &w->demand, sg_month_of(2026, 11), NULL, &o, &err));
    const sg_outlook *python = sg_outlook_of(&o, PYTHON);
    assert_true(python->mentions_change > 0 && python->mentions_change < 1);
    assert_true(python->mentions_disagree);
    assert_true(o.skills_per_posting > 1.5 * o.skills_per_posting_before);
    sg_outlook_release(&o);
    free_world(w);
}

static void dates_out_of_reach(void **state)
{
    (void)state;
    sg_error err;
    world *w = make_world();
    sg_outlooks o;
    assert_fails(sg_outlook_build(&w->market, &w->demand, sg_month_of(2026, 3), NULL, &o, &err), SG_EUSAGE,
                 "as of 2026-03 lies before the last month of data; expected 2026-04 or later");
    assert_fails(sg_outlook_build(&w->market, &w->demand, sg_month_of(2029, 5), NULL, &o, &err), SG_EDATA,
                 "24 months after 2029-05 lie 61 months beyond it, over 60");
    free_world(w);
}

/* Wilson's interval of 10 in 100 at 1.96: .0552 to .1744 (Newcombe 1998, method 3, worked anew with numpy). */
static void intervals_of_shares(void **state)
{
    (void)state;
    double lo, hi;
    sg_share_interval(10, 100, 1.959963984540054, &lo, &hi);
    assert_close(lo, .05522914, 1e-7);
    assert_close(hi, .17436566, 1e-7);
    sg_share_interval(0, 50, 1.959963984540054, &lo, &hi);
    assert_close(lo, 0, 1e-15);
    assert_close(hi, .07134759, 1e-7);
}

static void stages_and_confidence(void **state)
{
    (void)state;
    sg_outlook o = {.now = .1, .now_count = 200, .has_forecast = true, .basis = {.level = .1, .months = 100}};
    o.at24 = (sg_forecast_point){.mean = .1, .lo80 = .09, .hi80 = .11};
    sg_outlook_judge(&o, 24);
    sg_outlook_judge_stage(&o, 1);
    assert_int_equal(o.stage, SG_STAGE_FLAT);
    assert_close(o.p_gain, .5, 1e-12);
    assert_string_equal(sg_outlook_confidence(&o), "high: many postings, long history, narrow interval");
    o.at24 = (sg_forecast_point){.mean = .1, .lo80 = .05, .hi80 = .18};
    sg_outlook_judge(&o, 24);
    sg_outlook_judge_stage(&o, 1);
    assert_int_equal(o.stage, SG_STAGE_UNCLEAR);
    assert_string_equal(sg_outlook_confidence(&o), "medium: the interval's ends are over 2 times apart");
    o.at24 = (sg_forecast_point){.mean = .05, .lo80 = .01, .hi80 = .1};
    sg_outlook_judge(&o, 24);
    sg_outlook_judge_stage(&o, 1);
    assert_int_equal(o.stage, SG_STAGE_FALLING);
    assert_close(o.p_loss, .9, 1e-9); /* the level is the interval's upper end */
    assert_close(o.demand_growth, sqrt(.5) - 1, 1e-12);
    assert_string_equal(sg_outlook_confidence(&o), "low: the interval's ends are over 4 times apart");
    /* What was counted lies above what the filter says: to be against both, a rise must pass the count. */
    o = (sg_outlook){.now = .15, .has_forecast = true, .basis = {.level = .1}};
    o.at24 = (sg_forecast_point){.mean = .13, .lo80 = .1, .hi80 = .16};
    sg_outlook_judge(&o, 24);
    sg_outlook_judge_stage(&o, 1);
    assert_true(o.stage != SG_STAGE_RISING && o.p_gain > .5);
    assert_string_equal(sg_stage_name(SG_STAGE_NEW), "new");
    o.now_count = 30;
    o.mentions_disagree = true;
    o.basis.months = 50;
    assert_string_equal(sg_outlook_confidence(&o), "medium: shares of postings and of mentions disagree");
    o.basis.months = 30;
    assert_string_equal(sg_outlook_confidence(&o), "low: under four years of data");
    o.now_count = 3;
    assert_string_equal(sg_outlook_confidence(&o), "low: under 10 postings name it now");
}

static void new_means_significantly_more(void **state)
{
    (void)state;
    sg_month end = sg_month_of(2026, 4);
    sg_outlook o = {.now_count = 20, .now_total = 1600, .before_count = 3, .before_total = 9000};
    sg_outlook_judge_new(&o, true, end);
    assert_int_equal(o.stage, SG_STAGE_NEW);
    o.before_count = 80; /* .9 %: rare it was not */
    sg_outlook_judge_new(&o, true, end);
    assert_int_equal(o.stage, SG_STAGE_UNCLEAR);
    o.before_count = 30; /* .3 %, and now 1.25 %: grown, not new */
    sg_outlook_judge_new(&o, true, end);
    assert_int_equal(o.stage, SG_STAGE_UNCLEAR);
    o = (sg_outlook){.now_count = 4, .now_total = 1600};
    sg_outlook_judge_new(&o, true, end);
    assert_int_equal(o.stage, SG_STAGE_UNCLEAR); /* four postings are no news */
    o = (sg_outlook){.now_count = 9, .now_total = 1600, .first_seen = sg_month_of(2025, 6)};
    sg_outlook_judge_new(&o, false, end);
    assert_int_equal(o.stage, SG_STAGE_NEW);
    o.first_seen = sg_month_of(2019, 6);
    sg_outlook_judge_new(&o, false, end);
    assert_int_equal(o.stage, SG_STAGE_UNCLEAR);
}

/* A scope too narrow for a series has a share now, counted from its postings. */
static void a_narrow_scope_is_counted(void **state)
{
    (void)state;
    sg_error err;
    world *w = make_world();
    sg_outlooks o;
    for (size_t i = 0; i < 3; i++) w->postings[i].role = 1;
    w->demand.scope.role = 1;
    memset(w->cells, 0, sizeof w->cells);
    assert_ok(sg_outlook_build(&w->market, &w->demand, sg_month_of(2026, 11), NULL, &o, &err));
    assert_int_equal(o.n, 3);
    assert_close(sg_outlook_of(&o, PYTHON)->now_count, 3, 0);
    assert_close(sg_outlook_of(&o, GO)->now_count, 1, 0);
    assert_close(sg_outlook_of(&o, GO)->now_total, 3, 0);
    assert_int_equal(sg_outlook_of(&o, PYTHON)->employers, 2);
    sg_outlook_release(&o);
    free_world(w);
}

static void the_document_says_what_it_rests_on(void **state)
{
    (void)state;
    sg_error err;
    world *w = make_world();
    sg_outlooks o;
    assert_ok(sg_outlook_build(&w->market, &w->demand, sg_month_of(2026, 11), NULL, &o, &err));
    sg_doc *doc = sg_doc_alloc("Outlook", "skillgap.outlook/1");
    const sg_outlook_view view = {.market = &w->market, .demand = &w->demand, .all = &o};
    sg_view_outlook(doc, &view);
    static const char *const said[] = {"As of 2026-11. Shares are shares of the postings of HN Who is hiring.",
                                       "7 months ago: 18 and 24 months from now lie 25\nand 31 months beyond the data.",
                                       "No source covers 2024-06 to 2025-12",
                                       "2028-11",
                                       "rising",
                                       "Too new to forecast: new, or many times more, since the gap",
                                       "C++"};
    assert_says(doc, said, sizeof said / sizeof *said);
    sg_doc_free(doc);
    sg_outlook_release(&o);
    free_world(w);
}

/* Where the median skill falls by a tenth, one that does too is in neither list; one that falls more is. */
static void what_all_do_is_news_of_none(void **state)
{
    (void)state;
    sg_error err;
    world *w = make_world();
    sg_outlooks o;
    assert_ok(sg_outlook_build(&w->market, &w->demand, sg_month_of(2026, 11), NULL, &o, &err));
    sg_outlook *python = (sg_outlook *)sg_outlook_of(&o, PYTHON), *go = (sg_outlook *)sg_outlook_of(&o, GO);
    assert_true(python->has_forecast && go->has_forecast);
    o.common_change = .9;
    python->stage = go->stage = SG_STAGE_UNCLEAR;
    python->at24.mean = .92 * python->now;
    go->at24.mean = .8 * go->now;
    sg_buf json;
    sg_buf_init(&json, 1 << 20);
    sg_doc *doc = sg_doc_alloc("Outlook", "skillgap.outlook/1");
    const sg_outlook_view view = {.market = &w->market, .demand = &w->demand, .all = &o, .top = 9};
    sg_view_outlook(doc, &view);
    assert_ok(sg_doc_json(doc, &json, &err));
    assert_null(strstr(json.at, "\"Python\""));
    assert_non_null(strstr(json.at, "\"Go\""));
    sg_buf_clear(&json);
    sg_doc_free(doc);
    doc = sg_doc_alloc("Outlook", "skillgap.outlook/1");
    python->stage = SG_STAGE_FALLING; /* called falling, it is listed all the same */
    sg_view_outlook(doc, &view);
    assert_ok(sg_doc_json(doc, &json, &err));
    assert_non_null(strstr(json.at, "\"Python\""));
    sg_doc_free(doc);
    sg_buf_release(&json);
    sg_outlook_release(&o);
    free_world(w);
}

static void no_memory_is_said(void **state)
{
    (void)state;
    sg_error err;
    world *w = make_world();
    sg_outlooks o;
    sg_alloc_fail_at(0, 0);
    assert_ok(sg_outlook_build(&w->market, &w->demand, sg_month_of(2026, 11), NULL, &o, &err));
    size_t needed = sg_alloc_count();
    sg_outlook_release(&o);
    for (size_t k = 1; k <= needed; k++) {
        sg_alloc_fail_at(k, 0);
        assert_fails(sg_outlook_build(&w->market, &w->demand, sg_month_of(2026, 11), NULL, &o, &err), SG_EFAIL,
                     "no memory");
    }
    sg_alloc_fail_at(0, 0);
    free_world(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rising_a_steady_and_a_new_skill),
        cmocka_unit_test(employers_and_talent),
        cmocka_unit_test(mentions_tell_another_story),
        cmocka_unit_test(dates_out_of_reach),
        cmocka_unit_test(intervals_of_shares),
        cmocka_unit_test(stages_and_confidence),
        cmocka_unit_test(new_means_significantly_more),
        cmocka_unit_test(a_narrow_scope_is_counted),
        cmocka_unit_test(the_document_says_what_it_rests_on),
        cmocka_unit_test(what_all_do_is_news_of_none),
        cmocka_unit_test(no_memory_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
