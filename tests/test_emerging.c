/* Skills found early: rates of false discoveries, rises of several employers and of one, chances of made-up markets. */
#include "outlook_support.h"

#include "base/mem.h"
#include "outlook/emerging_chance.h"

/* Fifteen tests of Benjamini & Hochberg 1995, p. 295: four are called at .05. */
static void false_discoveries(void **state)
{
    (void)state;
    sg_error err;
    double p[] = {.0095, .0001, .4262, .0019, .0201, .0278, .0298, .0344, .0459, .3240, .0004, .5719, .6528, .7590, 1};
    size_t called = 0;
    assert_ok(sg_false_discovery(p, 15, &err));
    for (size_t i = 0; i < 15; i++) called += p[i] <= .05;
    assert_int_equal(called, 4);
    assert_close(p[1], .0015, 1e-12);
    assert_close(p[10], .003, 1e-12);
    assert_close(p[0], .0095 * 15 / 4, 1e-12);
    assert_close(p[4], .0201 * 15 / 5, 1e-12);
    assert_close(p[5], .0298 * 15 / 7, 1e-12); /* not above that of a larger p */
    assert_close(p[14], 1, 1e-12);
}

/* Five now of 100 postings and none before of 200: all five fell among the third by chance, (1/3)^5. */
static void a_rise_by_chance(void **state)
{
    (void)state;
    sg_outlook o = {.now_count = 5, .now_total = 100, .before_total = 200, .design = 1};
    assert_close(sg_emerging_p_value(&o, 0, 1), pow(1. / 3, 5), 1e-12);
    assert_close(sg_emerging_p_value(&o, 0, .5), pow(1. / 3, 5), 1e-12); /* what falls together is no excuse */
    assert_close(sg_emerging_p_value(&o, 0, 2), pow(.5, 5), 1e-12);
    o.design = 5; /* one employer's five postings are one */
    assert_close(sg_emerging_p_value(&o, 0, 1), 1. / 3, 1e-12);
    o.design = 1;
    assert_close(sg_emerging_p_value(&o, 4 * (1 / 5.5 + 1 / .5), 1), 1. / 3, 1e-12); /* as unsure by its linking */
    /* 2 of 3 now, at even odds: P(X ≥ 2 of 3) = 1/2 */
    o = (sg_outlook){.now_count = 2, .now_total = 100, .before_count = 1, .before_total = 100, .design = 1};
    assert_close(sg_emerging_p_value(&o, 0, 1), .5, 1e-12);
    o.before_total = 0;
    assert_close(sg_emerging_p_value(&o, 0, 1), 1, 0); /* there is no before */
}

static void what_counts_as_a_gain(void **state)
{
    (void)state;
    assert_close(sg_emerging_gain(.001, &sg_emerging_usual), .0035, 1e-12); /* half as much again is too little */
    assert_close(sg_emerging_gain(.01, &sg_emerging_usual), .015, 1e-12);
    assert_close(sg_emerging_gain(.2, &sg_emerging_usual), .21, 1e-12);
}

/* Four of ten postings name Python: p = .4. By one employer who posts nothing else, the six others by one each: the
 * variance is (4 − 1.6)² + 6 · .4² = 6.72, of single ones 10 · .4 · .6 = 2.4. */
static void one_employer_is_one_draw(void **state)
{
    (void)state;
    sg_error err;
    world *w = make_world();
    sg_market_posting postings[10];
    sg_outlooks o;
    for (uint32_t i = 0; i < 10; i++) {
        postings[i] = w->postings[0];
        postings[i].employer_hash = i < 4 ? 77 : 100 + i;
        postings[i].opening = i / 2;
        postings[i].n_skills = i < 4;
    }
    w->market.postings = postings;
    w->market.n_postings = 10;
    assert_ok(sg_outlook_build(&w->market, &w->demand, w->demand.end, NULL, &o, &err));
    const sg_outlook *python = sg_outlook_of(&o, PYTHON);
    assert_true(o.employers_known);
    assert_int_equal(python->employers, 1);
    assert_int_equal(python->openings, 2);
    assert_int_equal(python->sources, 1);
    assert_close(python->largest, 1, 0);
    assert_close(python->design, 2.8, 1e-12);
    assert_close(sg_outlook_of(&o, GO)->design, 1, 0); /* none of them names it */
    sg_outlook_release(&o);
    for (uint32_t i = 0; i < 10; i++) postings[i].employer_hash = 100 + i;
    assert_ok(sg_outlook_build(&w->market, &w->demand, w->demand.end, NULL, &o, &err));
    assert_close(sg_outlook_of(&o, PYTHON)->design, 1, 1e-12);
    assert_close(sg_outlook_of(&o, PYTHON)->largest, .25, 1e-12);
    sg_outlook_release(&o);
    free_world(w);
}

/* Skills that chance alone moves, one that rises, one that rises by a single employer's postings. */
enum { SKILLS = 3000, RISER = 1000, REPOSTED = 2000, MONTHS = 48, TOTAL = 400 };

typedef struct crowd {
    sg_demand demand;
    sg_outlooks outlooks;
} crowd;

static uint32_t random_count(uint64_t *seed, uint32_t expected)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < 4 * expected; i++) {
        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        n += (*seed >> 62) == 0;
    }
    return n;
}

static void make_item(crowd *c, uint32_t s, uint64_t *seed)
{
    sg_demand_month *cells = &c->demand.cells[(size_t)s * MONTHS];
    sg_outlook *o = &c->outlooks.items[s];
    *o = (sg_outlook){.skill = s, .now_months = 6, .employers = 8, .design = 1.2};
    for (int i = 0; i < MONTHS; i++) {
        bool rise = (s == RISER || s == REPOSTED) && i >= 36;
        cells[i] = (sg_demand_month){.count = rise ? i - 34. : random_count(seed, 2), .total = TOTAL};
        if (i >= MONTHS - 6) o->now_count += cells[i].count, o->now_total += TOTAL;
        if (i >= MONTHS - 30 && i < MONTHS - 6) o->before_count += cells[i].count, o->before_total += TOTAL;
    }
    if (s == REPOSTED) o->employers = 1, o->design = o->now_count;
    o->now = o->now_count / o->now_total;
}

static void make_crowd(crowd *c)
{
    uint64_t seed = 7;
    *c = (crowd){.demand = {.month0 = sg_month_of(2015, 1), .n = MONTHS, .n_skills = SKILLS}};
    c->demand.end = c->demand.month0 + MONTHS - 1;
    c->demand.cells = calloc(SKILLS * MONTHS, sizeof *c->demand.cells);
    c->outlooks = (sg_outlooks){.items = calloc(SKILLS, sizeof *c->outlooks.items),
                                .n = SKILLS,
                                .now_first = c->demand.end - 5,
                                .end = c->demand.end,
                                .employers_known = true};
    for (uint32_t s = 0; s < SKILLS; s++) make_item(c, s, &seed);
}

static void free_crowd(crowd *c)
{
    free(c->demand.cells);
    free(c->outlooks.items);
}

static void one_of_three_thousand(void **state)
{
    (void)state;
    sg_error err;
    crowd c;
    sg_emerging found;
    make_crowd(&c);
    assert_ok(sg_emerging_find(&c.demand, &c.outlooks, &sg_emerging_usual, &found, &err));
    assert_true(found.n > SKILLS - 10);
    assert_int_equal(found.n_listed, 1); /* though some 150 of the others are above what they were at .05 */
    assert_int_equal(found.items[0].skill, RISER);
    assert_true(found.items[0].listed && found.items[0].chance > .5);
    assert_true(sg_emerging_of(&found, REPOSTED)->q > .5);
    assert_true(sg_emerging_of(&found, 5)->chance < .2);
    assert_null(sg_emerging_of(&found, SKILLS));
    sg_emerging_release(&found);
    /* Significant as it is, under three employers it is no trend; where none are known, the count must do. */
    c.outlooks.items[REPOSTED].design = 1;
    assert_ok(sg_emerging_find(&c.demand, &c.outlooks, &sg_emerging_usual, &found, &err));
    assert_true(sg_emerging_of(&found, REPOSTED)->q < .01);
    assert_false(sg_emerging_of(&found, REPOSTED)->listed);
    sg_emerging_release(&found);
    c.outlooks.employers_known = false;
    assert_ok(sg_emerging_find(&c.demand, &c.outlooks, &sg_emerging_usual, &found, &err));
    assert_int_equal(found.n_listed, 2);
    sg_emerging_release(&found);
    free_crowd(&c);
}

/* All skills twice as often, because postings name twice as many: none has risen. */
static void what_all_do_is_no_rise(void **state)
{
    (void)state;
    sg_error err;
    crowd c;
    sg_emerging found;
    make_crowd(&c);
    for (uint32_t s = 0; s < SKILLS; s++) c.outlooks.items[s].now_count *= 2;
    assert_ok(sg_emerging_find(&c.demand, &c.outlooks, &sg_emerging_usual, &found, &err));
    assert_true(found.n_listed > SKILLS / 2);
    sg_emerging_release(&found);
    c.outlooks.skills_per_posting = 8, c.outlooks.skills_per_posting_before = 4;
    assert_ok(sg_emerging_find(&c.demand, &c.outlooks, &sg_emerging_usual, &found, &err));
    assert_int_equal(found.n_listed, 1);
    assert_int_equal(found.items[0].skill, RISER);
    sg_emerging_release(&found);
    free_crowd(&c);
}

/* A share that never moves has nothing but its distance to go: every sign is known. */
static void signs_of_a_steady_share(void **state)
{
    (void)state;
    sg_demand_month cells[240];
    double signs[SG_SIGNS];
    for (int i = 0; i < 240; i++) cells[i] = (sg_demand_month){.count = 40, .total = 400};
    const sg_demand demand = {.month0 = sg_month_of(2000, 1), .n = 240, .n_skills = 1, .cells = cells};
    sg_outlook o = {.now = .1, .now_count = 240, .now_total = 2400, .now_months = 6, .design = exp(1)};
    sg_emerging_signs(&demand, sg_month_of(2019, 7), &o, &sg_emerging_usual, signs);
    assert_close(signs[SG_SIGN_ONE], 1, 0);
    assert_close(signs[SG_SIGN_REACH], log(.11 / .89) - log(.1 / .9), 2e-3);
    assert_close(signs[SG_SIGN_RECENT], 0, 2e-3);
    assert_close(signs[SG_SIGN_CARRIED], 0, 1e-3);
    assert_close(signs[SG_SIGN_RARE], 1 / sqrt(240.5), 1e-12);
    assert_close(signs[SG_SIGN_YOUNG], 0, 2e-3);
    assert_close(signs[SG_SIGN_UNSEEN], 0, 2e-3);
    assert_close(signs[SG_SIGN_BROAD], -1, 1e-12);
    const double none[SG_SIGNS] = {0}, one[SG_SIGNS] = {[SG_SIGN_BROAD] = 2};
    assert_close(sg_emerging_chance(signs, none), .5, 0);
    assert_close(sg_emerging_chance(signs, one), 1 / (1 + exp(2)), 1e-12);
}

/* Twentyfold since it was last seen: a rise within the gap, not one that was watched. */
static void a_rise_within_a_gap(void **state)
{
    (void)state;
    sg_demand_month cells[120] = {0};
    double signs[SG_SIGNS];
    for (int i = 0; i < 84; i++) cells[i] = (sg_demand_month){.total = 400};
    for (int i = 116; i < 120; i++) cells[i] = (sg_demand_month){.count = 40, .total = 400};
    const sg_demand demand = {.month0 = sg_month_of(2010, 1), .n = 120, .n_skills = 1, .cells = cells};
    sg_outlook o = {.now = .1, .now_count = 160, .now_total = 1600, .now_months = 4, .design = 1};
    sg_emerging_signs(&demand, sg_month_of(2019, 9), &o, &sg_emerging_usual, signs);
    assert_close(signs[SG_SIGN_YOUNG], 0, 1e-12);
    assert_close(signs[SG_SIGN_UNSEEN], 3, 1e-12); /* more than that says no more */
    double chance = sg_emerging_chance(signs, sg_emerging_weights);
    assert_true(chance > 0 && chance < 1);
}

static void no_memory_is_said(void **state)
{
    (void)state;
    sg_error err = {""};
    crowd c;
    sg_emerging found;
    make_crowd(&c);
    for (size_t at = 1; at <= 3; at++) {
        sg_alloc_fail_at(at, 0);
        sg_status status = sg_emerging_find(&c.demand, &c.outlooks, &sg_emerging_usual, &found, &err);
        sg_alloc_fail_at(0, 0);
        assert_int_equal(status, SG_EFAIL);
        assert_non_null(strstr(err.text, "no memory"));
    }
    free_crowd(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(false_discoveries),       cmocka_unit_test(a_rise_by_chance),
        cmocka_unit_test(what_counts_as_a_gain),   cmocka_unit_test(one_employer_is_one_draw),
        cmocka_unit_test(one_of_three_thousand),   cmocka_unit_test(what_all_do_is_no_rise),
        cmocka_unit_test(signs_of_a_steady_share), cmocka_unit_test(a_rise_within_a_gap),
        cmocka_unit_test(no_memory_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
