/* skill: all about one skill, on a demand made by hand. */
#include "outlook_support.h"

#include "view/skill.h"

static void all_about_one_skill(void **state)
{
    (void)state;
    sg_error err;
    world *w = make_world();
    sg_outlooks o;
    assert_ok(sg_outlook_build(&w->market, &w->demand, sg_month_of(2026, 11), NULL, &o, &err));
    assert_int_equal(o.now_first, sg_month_of(2026, 1));
    static const char *const of_python[] = {"what is given for now is 2026-01 to 2026-04",
                                            "In 24 months, 2028-11",
                                            "rising",
                                            "2025",
                                            "no data",
                                            "not interpolated: 2024-06 to 2025-12.",
                                            "Growth a year, last two years  30%",
                                            "skillgap explain \"Python\""};
    static const char *const of_cpp[] = {"4 months with data in the 60 up to 2026-04", "New since the gap",
                                         "not interpolated: 2019-10 to 2025-12.",
                                         "Too few postings of now name it (1) to tell."};
    static const char *const of_remote[] = {"No posting of HN Who is hiring names Remote work."};
    const struct {
        uint32_t skill;
        const char *const *said;
        size_t n;
    } cases[] = {{PYTHON, of_python, 8}, {CPP, of_cpp, 4}, {REMOTE, of_remote, 1}};
    for (size_t i = 0; i < 3; i++) {
        sg_doc *doc = sg_doc_alloc("Skill", "skillgap.skill/1");
        const sg_skill_view view = {
            .market = &w->market, .demand = &w->demand, .outlooks = &o, .skill = cases[i].skill};
        assert_ok(sg_view_skill(doc, &view, &err));
        assert_says(doc, cases[i].said, cases[i].n);
        sg_doc_free(doc);
    }
    sg_outlook_release(&o);
    free_world(w);
}

/* Published counts do not count every skill: its gaps may be longer than those of the sources together. */
static void its_gaps_are_its_own(void **state)
{
    (void)state;
    sg_error err;
    world *w = make_world();
    sg_outlooks o;
    assert_ok(sg_outlook_build(&w->market, &w->demand, sg_month_of(2026, 11), NULL, &o, &err));
    sg_demand_month *cells = &w->demand.cells[PYTHON * w->demand.n];
    size_t from = (size_t)(sg_month_of(2020, 3) - w->demand.month0),
           to = (size_t)(sg_month_of(2024, 6) - w->demand.month0);
    for (size_t i = from; i < to; i++) cells[i].total = cells[i].count = 0;
    cells[from - 12].total = cells[0].total = 0; /* one month alone; what comes before all data is no gap */
    sg_doc *doc = sg_doc_alloc("Skill", "skillgap.skill/1");
    const sg_skill_view view = {.market = &w->market, .demand = &w->demand, .outlooks = &o, .skill = PYTHON};
    static const char *const said[] = {"not interpolated: 2019-03, 2020-03 to", "2025-12."};
    assert_ok(sg_view_skill(doc, &view, &err));
    assert_says(doc, said, 2);
    sg_doc_free(doc);
    sg_outlook_release(&o);
    free_world(w);
}

/* The changes follow from the level beside them; a chance of more is told only of a skill that has risen. */
static void what_a_change_starts_from(void **state)
{
    (void)state;
    sg_error err;
    world *w = make_world();
    sg_outlooks o;
    assert_ok(sg_outlook_build(&w->market, &w->demand, sg_month_of(2026, 11), NULL, &o, &err));
    const sg_outlook *python = sg_outlook_of(&o, PYTHON);
    char level[80], change[80];
    snprintf(level, sizeof level, "%-32s%.1f%%", "Level", 100 * python->basis.level);
    snprintf(change, sizeof change, "%-32s%.0f%%", "Change from level, postings",
             100 * (python->at24.mean / python->basis.level - 1));
    const char *const said[] = {level, change, "Change from level, the median"};
    for (int listed = 0; listed < 2; listed++) {
        sg_emergence item = {.skill = PYTHON, .chance = .55, .listed = listed};
        const sg_emerging emerging = {.rule = sg_emerging_usual, .items = &item, .n = 1, .n_listed = (size_t)listed};
        const sg_skill_view view = {
            .market = &w->market, .demand = &w->demand, .outlooks = &o, .skill = PYTHON, .emerging = &emerging};
        sg_doc *doc = sg_doc_alloc("Skill", "skillgap.skill/1");
        static const char *const risen[] = {"Risen beyond chance             yes", "Chance of 15.9% by 2028-11"};
        static const char *const not_risen[] = {"Risen beyond chance             no"};
        assert_ok(sg_view_skill(doc, &view, &err));
        assert_says(doc, said, 3);
        assert_says(doc, listed ? risen : not_risen, listed ? 2 : 1);
        sg_buf text;
        sg_buf_init(&text, 1 << 20);
        assert_ok(sg_doc_text(doc, &(sg_text_style){80, false, true}, &text, &err));
        assert_true((strstr(text.at, "gain so much rests on something else") != NULL) == listed);
        sg_buf_release(&text);
        sg_doc_free(doc);
    }
    sg_outlook_release(&o);
    free_world(w);
}

/* Python stands in the six postings of the role, Go in all twelve. */
static void what_stands_beside_a_skill(void **state)
{
    (void)state;
    sg_error err;
    world *w = make_world();
    sg_outlooks o;
    sg_market_posting postings[12];
    static const uint32_t both[] = {PYTHON, GO}, go[] = {GO};
    for (size_t i = 0; i < 12; i++) {
        postings[i] = w->postings[1];
        postings[i].role = i < 6 ? 0 : SG_ID_NONE;
        postings[i].region = i < 5 ? 0 : SG_ID_NONE;
        postings[i].skills = i < 6 ? both : go;
        postings[i].n_skills = i < 6 ? 2 : 1;
    }
    w->market.postings = postings;
    w->market.n_postings = 12;
    assert_ok(sg_outlook_build(&w->market, &w->demand, sg_month_of(2026, 11), NULL, &o, &err));
    sg_doc *doc = sg_doc_alloc("Skill", "skillgap.skill/1");
    const sg_skill_view view = {.market = &w->market, .demand = &w->demand, .outlooks = &o, .skill = PYTHON};
    static const char *const said[] = {"Back-end engineer  6      100%        100%   2.0",
                                       "United States  5      100%         83%   2.0",
                                       "Go     6       50%        100%   1.0", "Over 12 postings, 6 of which name it"};
    assert_ok(sg_view_skill(doc, &view, &err));
    assert_says(doc, said, 4);
    sg_doc_free(doc);
    sg_outlook_release(&o);
    free_world(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_about_one_skill),
        cmocka_unit_test(its_gaps_are_its_own),
        cmocka_unit_test(what_a_change_starts_from),
        cmocka_unit_test(what_stands_beside_a_skill),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
