/* market/outlook_fallback: what lost to the last value in a back-test gives way to it. */
#include "outlook_support.h"

#include "base/mem.h"
#include "forecast/last.h"
#include "outlook/series.h"
#include "view/outlook.h"

enum { STEPS = 31 }; /* 24 months from 2026-11, beyond 2026-04 */

static void build(world *w, const sg_verdicts *verdicts, sg_outlooks *out)
{
    sg_error err;
    assert_ok(sg_outlook_build(&w->market, &w->demand, sg_month_of(2026, 11), verdicts, out, &err));
    assert_int_equal(out->step24, STEPS);
}

/* Verdicts of one family, at 12 and 30 months. */
typedef struct judged {
    sg_text family;
    sg_verdict items[4];
    sg_verdicts v;
} judged;

static const sg_verdicts *judge(judged *j, const char *family, sg_contest_word at12, sg_contest_word at30)
{
    *j = (judged){.family = {family, strlen(family)}};
    for (size_t i = 0; i < 4; i++) j->items[i].now.word = SG_CONTEST_BEATS;
    j->items[2].now.word = at12;
    j->items[3].now.word = at30;
    j->v = (sg_verdicts){
        .families = &j->family, .n_families = 1, .horizons = {12, 30}, .n_horizons = 2, .items = j->items};
    return &j->v;
}

static void assert_same(const sg_outlooks *a, const sg_outlooks *b)
{
    assert_int_equal(a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
        assert_memory_equal(&a->items[i].at24, &b->items[i].at24, sizeof a->items[i].at24);
        assert_int_equal(a->items[i].basis.model, b->items[i].basis.model);
        assert_int_equal(a->items[i].stage, b->items[i].stage);
    }
}

/* Only a sure loss at the nearest horizon, of the skill's own family. */
static void what_does_not_lose_stays(void **state)
{
    (void)state;
    static const sg_contest_word stay[] = {SG_CONTEST_UNTRIED, SG_CONTEST_BEATS, SG_CONTEST_AHEAD, SG_CONTEST_BEHIND};
    world *w = make_world();
    judged j;
    sg_outlooks plain, o;
    build(w, NULL, &plain);
    assert_int_equal(sg_outlook_of(&plain, PYTHON)->basis.model, SG_MODEL_SHARES);
    for (size_t i = 0; i < 4; i++) {
        build(w, judge(&j, "languages", SG_CONTEST_LOSES, stay[i]), &o);
        if (stay[i] == SG_CONTEST_UNTRIED) /* then what is nearest of those that were tried tells */
            assert_int_equal(sg_outlook_of(&o, PYTHON)->basis.model, SG_MODEL_LAST_VALUE);
        else
            assert_same(&o, &plain);
        sg_outlook_release(&o);
    }
    build(w, judge(&j, "cloud", SG_CONTEST_LOSES, SG_CONTEST_LOSES), &o);
    assert_same(&o, &plain);
    sg_outlook_release(&o);
    sg_outlook_release(&plain);
    free_world(w);
}

/* The last value and its own intervals, of the months that the share now is of; no change is forecast from it. */
static void the_last_value_stands(void **state)
{
    (void)state;
    world *w = make_world();
    judged j;
    sg_outlooks o, plain;
    sg_error err;
    sg_skill_series set;
    sg_forecast_point carried[2 * STEPS];
    char why[160];
    build(w, NULL, &plain);
    build(w, judge(&j, "languages", SG_CONTEST_BEATS, SG_CONTEST_LOSES), &o);
    assert_ok(sg_skill_series_init(&w->demand, 2, &set, &err));
    assert_true(sg_skill_series_take(&set, &w->demand, &w->taxonomy, PYTHON, SG_OF_POSTINGS, why));
    assert_true(sg_skill_series_take(&set, &w->demand, &w->taxonomy, GO, SG_OF_POSTINGS, why));
    assert_ok(sg_last_forecast(set.series, 2, w->demand.end, STEPS, 6, carried, &err));
    for (uint32_t s = 0; s < 2; s++) {
        const sg_outlook *item = sg_outlook_of(&o, s);
        assert_int_equal(item->basis.model, SG_MODEL_LAST_VALUE);
        assert_memory_equal(item->path, carried + s * STEPS, STEPS * sizeof *carried);
        assert_memory_equal(&item->at24, &carried[s * STEPS + STEPS - 1], sizeof *carried);
        assert_close(item->at24.mean, item->now, .002);
        assert_close(item->p_gain, .5, 1e-9);
        assert_close(item->demand_growth, 0, 1e-12);
        assert_true(item->stage == SG_STAGE_FLAT || item->stage == SG_STAGE_UNCLEAR);
    }
    assert_int_equal(sg_outlook_of(&plain, PYTHON)->stage, SG_STAGE_RISING);
    assert_false(sg_outlook_of(&o, CPP)->has_forecast);
    sg_skill_series_release(&set);
    sg_outlook_release(&o);
    sg_outlook_release(&plain);
    free_world(w);
}

static void assert_view(world *w, const sg_outlooks *all, const char *const *said, size_t n, const char *not_said)
{
    sg_error err;
    sg_buf text;
    const sg_text_style style = {400, false, true};
    sg_doc *doc = sg_doc_alloc("t", "s/1");
    const sg_outlook_view view = {.market = &w->market, .demand = &w->demand, .all = all};
    assert_non_null(doc);
    sg_view_outlook(doc, &view);
    sg_buf_init(&text, 1 << 20);
    assert_ok(sg_doc_text(doc, &style, &text, &err));
    for (char *at = text.at; (at = strchr(at, '\n'));) *at = ' ';
    for (size_t i = 0; i < n; i++)
        if (!strstr(text.at, said[i])) fail_msg("\"%s\" is not said in: %s", said[i], text.at);
    if (strstr(text.at, not_said)) fail_msg("\"%s\" is said in: %s", not_said, text.at);
    sg_buf_clear(&text);
    assert_ok(sg_doc_json(doc, &text, &err));
    bool carried = all->n_carried > 0;
    assert_int_equal(strstr(text.at, "\"method\": \"last value\"") != NULL, carried);
    sg_buf_release(&text);
    sg_doc_free(doc);
}

/* The outlook says what the back-test said, and where the last value stands; it lists no gain of such skills. */
static void it_is_said(void **state)
{
    (void)state;
    static const char *const untested[] = {"Do such forecasts beat the last value", "Forecast to gain"};
    static const char *const fallen[] = {"Back-test of the data to 2026-04", "is 0.90 of the last value's",
                                         "0.80 to 0.95): they beat it.", "forecasts of the family languages lost",
                                         "The 2 skills of it have the last value as their forecast"};
    world *w = make_world();
    judged j;
    sg_outlooks o;
    build(w, NULL, &o);
    assert_int_equal(o.tested_end, SG_MONTH_ABSENT);
    assert_int_equal(o.n_carried, 0);
    assert_view(w, &o, untested, 2, "Back-test of");
    sg_outlook_release(&o);
    judge(&j, "languages", SG_CONTEST_BEATS, SG_CONTEST_LOSES);
    j.items[1].now = (sg_contest){SG_CONTEST_BEATS, 900, 30, 9, .9, .8, .95};
    j.v.end = sg_month_of(2026, 4);
    build(w, &j.v, &o);
    assert_int_equal(o.tested_end, sg_month_of(2026, 4));
    assert_int_equal(o.n_carried, 2);
    assert_view(w, &o, fallen, 5, "Do such forecasts");
    sg_outlook_release(&o);
    free_world(w);
}

static void memory_ends(void **state)
{
    (void)state;
    world *w = make_world();
    judged j;
    sg_outlooks o;
    sg_error err;
    const sg_verdicts *v = judge(&j, "languages", SG_CONTEST_LOSES, SG_CONTEST_LOSES);
    build(w, v, &o);
    sg_outlook_release(&o);
    for (size_t at = 1;; at++) {
        sg_alloc_fail_at(at, 0);
        sg_status status = sg_outlook_build(&w->market, &w->demand, sg_month_of(2026, 11), v, &o, &err);
        size_t asked = sg_alloc_count();
        sg_alloc_fail_at(0, 0);
        if (status == SG_OK) sg_outlook_release(&o);
        if (asked < at) break;
        assert_true(status == SG_OK || status == SG_EFAIL);
        if (status != SG_OK) assert_non_null(strstr(err.text, "no memory"));
    }
    free_world(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_does_not_lose_stays),
        cmocka_unit_test(the_last_value_stands),
        cmocka_unit_test(it_is_said),
        cmocka_unit_test(memory_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
