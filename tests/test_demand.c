/* Demand series: counting, scopes, missing and partial months, and linking with offsets that are known. */
#include "market_support.h"

#include "market/demand.h"
#include "market/link.h"

static sg_taxonomy taxonomy;

static int set_up(void **state)
{
    (void)state;
    small_taxonomy(&taxonomy);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sg_taxonomy_release(&taxonomy);
    return 0;
}

static const sg_scope all = {SG_ID_NONE, SG_ID_NONE, -1};

static void add_source(sg_market_build *build, const char *group, sg_month partial)
{
    sg_error err;
    sg_source source = {.name = T("s"), .group = T(group), .hash = 1, .shipped = true, .partial = partial};
    assert_ok(sg_market_add_source(build, &source, &err));
}

static uint64_t next_id;

/* n postings of one month, from its first day on. */
static void add_postings(sg_market_build *build, sg_month month, int n, const char *skills, const char *role,
                         const char *region)
{
    sg_error err;
    for (int i = 0; i < n; i++) {
        char id[32];
        snprintf(id, sizeof id, "%llu", (unsigned long long)++next_id);
        sg_fact fact = {.id = T(id),
                        .skills = T(skills),
                        .role = T(role),
                        .region = T(region),
                        .day = sg_day_of(1970, 1, 1) + (sg_day)(30.436875 * month) + 3 + i % 20};
        while (sg_month_of_day(fact.day) < month) fact.day++;
        while (sg_month_of_day(fact.day) > month) fact.day--;
        sg_row row = {next_id, 0};
        assert_ok(sg_market_add_fact(build, &fact, &row, &err));
    }
}

static void add_published(sg_market_build *build, const char *name, sg_month month, double count, double total)
{
    sg_error err;
    sg_count row = {T(name), count, total, month};
    assert_ok(sg_market_add_count(build, &row, &err));
}

static void finish(sg_market_build *build)
{
    sg_error err;
    assert_ok(sg_market_finish(build, &err));
    sg_market_build_release(build);
}

static const sg_demand_month *cell(const sg_demand *d, uint32_t skill, sg_month month)
{
    return &d->cells[skill * d->n + (size_t)(month - d->month0)];
}

enum { PYTHON, GO, CPP, REMOTE };
enum { MONTH = 600 }; /* 2020-01 */

static void counts(void **state)
{
    (void)state;
    sg_error err;
    sg_market market = {0};
    sg_market_build build;
    sg_demand d;
    sg_market_build_init(&build, &market, &taxonomy);
    add_source(&build, "hn", MONTH + 4);
    add_postings(&build, MONTH, 60, "python remote-work python", "backend-engineer", "US/austin");
    add_postings(&build, MONTH, 40, "go", "data-scientist", "DE");
    add_postings(&build, MONTH + 1, 49, "python", NULL, NULL); /* too few: missing, not zero */
    add_postings(&build, MONTH + 3, 50, "c++ go", NULL, NULL);
    add_postings(&build, MONTH + 4, 500, "go", NULL, NULL); /* not whole */
    add_source(&build, "other", SG_MONTH_ABSENT);
    add_postings(&build, MONTH + 5, 90, "go", NULL, NULL);
    finish(&build);

    assert_ok(sg_demand_build(&market, "hn", &all, &d, &err));
    assert_int_equal(d.month0, MONTH);
    assert_int_equal(d.n, 4);
    assert_int_equal(d.end, MONTH + 3);
    assert_close(cell(&d, PYTHON, MONTH)->count, 60, 0);
    assert_close(cell(&d, PYTHON, MONTH)->total, 100, 0);
    assert_close(cell(&d, PYTHON, MONTH)->mentions, 100, 0); /* an attribute is not a skill */
    assert_close(cell(&d, REMOTE, MONTH)->count, 60, 0);
    assert_close(cell(&d, PYTHON, MONTH + 1)->total, 0, 0);
    assert_close(cell(&d, PYTHON, MONTH + 1)->count, 0, 0);
    assert_close(d.postings[1], 49, 0);
    assert_close(cell(&d, GO, MONTH + 3)->count, 50, 0);
    assert_close(cell(&d, GO, MONTH + 3)->mentions, 100, 0);
    assert_int_equal(d.gap_first, MONTH + 1);
    assert_int_equal(d.gap_last, MONTH + 2);
    sg_demand_release(&d);

    sg_scope us = {SG_ID_NONE, sg_map_find(&taxonomy.region_ids, T("US")), -1};
    assert_ok(sg_demand_build(&market, "hn", &us, &d, &err));
    assert_close(cell(&d, PYTHON, MONTH)->total, 60, 0); /* Austin is in the United States */
    assert_close(cell(&d, GO, MONTH)->count, 0, 0);
    assert_close(d.postings[0], 100, 0);
    assert_close(cell(&d, GO, MONTH + 3)->total, 0, 0);
    sg_demand_release(&d);
    sg_scope data = {sg_map_find(&taxonomy.role_ids, T("data-scientist")), SG_ID_NONE, -1};
    assert_ok(sg_demand_build(&market, "hn", &data, &d, &err));
    assert_close(cell(&d, GO, MONTH)->total, 0, 0); /* 40 are under 50 */
    sg_demand_release(&d);
    sg_scope senior = {SG_ID_NONE, SG_ID_NONE, 4};
    assert_ok(sg_demand_build(&market, "hn", &senior, &d, &err));
    assert_close(cell(&d, GO, MONTH)->total, 0, 0);
    sg_demand_release(&d);
    assert_fails(sg_demand_build(&market, "none", &all, &d, &err), SG_EDATA, "group \"none\"");
    sg_market_release(&market);
}

/* A month that one source ends within and another has whole is whole. */
static void partial_elsewhere(void **state)
{
    (void)state;
    sg_error err;
    sg_market market = {0};
    sg_market_build build;
    sg_demand d;
    sg_market_build_init(&build, &market, &taxonomy);
    add_source(&build, "hn", MONTH + 1);
    add_postings(&build, MONTH, 60, "python", NULL, NULL);
    add_postings(&build, MONTH + 1, 60, "python", NULL, NULL);
    add_source(&build, "hn", SG_MONTH_ABSENT);
    add_postings(&build, MONTH + 1, 70, "python", NULL, NULL);
    finish(&build);
    assert_ok(sg_demand_build(&market, "hn", &all, &d, &err));
    assert_int_equal(d.end, MONTH + 1);
    assert_close(cell(&d, PYTHON, MONTH + 1)->total, 130, 0);
    sg_demand_release(&d);
    sg_market_release(&market);
}

static double logit(double p)
{
    return log(p / (1 - p));
}

/* Our own scale is published + .4 for Python and − .3 for Go in 36 months; then only published months. */
static void offsets_recovered(void **state)
{
    (void)state;
    sg_error err;
    sg_market market = {0};
    sg_market_build build;
    sg_demand d;
    sg_market_build_init(&build, &market, &taxonomy);
    add_source(&build, "hn", SG_MONTH_ABSENT);
    for (sg_month m = MONTH; m < MONTH + 36; m++) {
        add_postings(&build, m, 300, "python", NULL, NULL);
        add_postings(&build, m, 100, "go", NULL, NULL);
        add_postings(&build, m, 600, "", NULL, NULL);
    }
    add_source(&build, "hn", SG_MONTH_ABSENT);
    const double offset[] = {.4, -.3};
    for (sg_month m = MONTH; m < MONTH + 60; m++) {
        double own[] = {m < MONTH + 36 ? .3 : .2, m < MONTH + 36 ? .1 : .15};
        for (int s = 0; s < 2; s++)
            add_published(&build, s ? "Golang" : "python", m, 1000 / (1 + exp(offset[s] - logit(own[s]))), 1000);
        add_published(&build, "no skill of ours", m, 5, 1000);
    }
    finish(&build);
    assert_int_equal(market.sources[1].unknown, 60);
    assert_ok(sg_demand_build(&market, "hn", &all, &d, &err));
    assert_int_equal(d.n, 60);
    assert_int_equal(d.gap_first, SG_MONTH_ABSENT);
    const sg_demand_month *python = cell(&d, PYTHON, MONTH + 40), *go = cell(&d, GO, MONTH + 40);
    assert_int_equal(python->linked, 1);
    assert_close(python->count / python->total, .2, .003);
    assert_close(go->count / go->total, .15, .003);
    assert_true(python->extra_var > 0 && python->extra_var < .01);
    assert_int_equal(cell(&d, PYTHON, MONTH + 35)->linked, 0);
    assert_close(cell(&d, PYTHON, MONTH + 35)->extra_var, 0, 0);
    assert_close(python->mentions, python->count + go->count, 1e-6); /* all skills there are linked */
    assert_close(cell(&d, CPP, MONTH + 40)->total, 0, 0);            /* none published: missing */
    sg_demand_release(&d);
    sg_scope us = {SG_ID_NONE, sg_map_find(&taxonomy.region_ids, T("US")), -1};
    assert_ok(sg_demand_build(&market, "hn", &us, &d, &err));
    assert_int_equal(d.n, 36); /* a narrower scope has no published counts */
    sg_demand_release(&d);
    sg_market_release(&market);
}

/* Of months in which ours are far fewer the published counts tell, on our scale: from ours the offset is learnt. */
static void thin_months_give_way(void **state)
{
    (void)state;
    sg_error err;
    sg_market market = {0};
    sg_market_build build;
    sg_demand d;
    sg_market_build_init(&build, &market, &taxonomy);
    add_source(&build, "hn", SG_MONTH_ABSENT);
    for (sg_month m = MONTH + 20; m < MONTH + 24; m++) {
        add_postings(&build, m, 60, "python", NULL, NULL);
        add_postings(&build, m, 30, "go", NULL, NULL);
        add_postings(&build, m, 110, "c++", NULL, NULL);
    }
    add_source(&build, "hn", SG_MONTH_ABSENT);
    for (sg_month m = MONTH; m < MONTH + 24; m++) {
        double total = m == MONTH + 21 ? 399 : 2000; /* not far more: ours stay */
        add_published(&build, "python", m, .3 * total, total);
        add_published(&build, "golang", m, .15 * total, total);
    }
    finish(&build);
    assert_ok(sg_demand_build(&market, "hn", &all, &d, &err));
    for (sg_month m = MONTH; m < MONTH + 24; m++) {
        const sg_demand_month *python = cell(&d, PYTHON, m), *go = cell(&d, GO, m);
        assert_int_equal(python->linked, m != MONTH + 21);
        assert_close(python->total, m == MONTH + 21 ? 200 : 2000, 0);
        assert_close(python->count / python->total, .3, .001);
        assert_close(go->count / go->total, .15, .001);
        assert_close(python->mentions, python->count + go->count, 1e-6);
        assert_close(d.postings[m - MONTH], m < MONTH + 20 ? 2000 : 200, 0);
    }
    /* A skill that is not published keeps ours, and its mentions are counted in ours. */
    assert_close(cell(&d, CPP, MONTH + 22)->total, 200, 0);
    assert_close(cell(&d, CPP, MONTH + 22)->count, 110, 0);
    assert_close(cell(&d, CPP, MONTH + 22)->mentions, 90, 0);
    assert_close(d.volume, 200, 0);
    sg_demand_release(&d);
    sg_market_release(&market);
}

/* Few postings are luck, not another thing: nothing tells that they are unlike. */
static void luck_is_not_unlike(void **state)
{
    (void)state;
    sg_error err;
    sg_link_offset out[4];
    double walk;
    sg_link_sum sums[4] = {{60, 300, 3000, 15000}, {45, 300, 2250, 15000}, {2, 300, 500, 15000}, {1, 300, 3000, 15000}};
    assert_ok(sg_link_learn(sums, 4, 1, NULL, out, &walk, &err));
    assert_true(!out[0].unlike && !out[1].unlike && !out[2].unlike && out[3].unlike);
}

static void not_linked(void **state)
{
    (void)state;
    sg_error err;
    sg_market market = {0};
    sg_market_build build;
    sg_demand d;
    sg_market_build_init(&build, &market, &taxonomy);
    assert_ok(sg_market_bar_count(&build, T("GOLANG"), &err));
    add_source(&build, "hn", SG_MONTH_ABSENT);
    for (sg_month m = MONTH; m < MONTH + 6; m++) add_postings(&build, m, 100, "python go", NULL, NULL);
    add_source(&build, "hn", SG_MONTH_ABSENT);
    for (sg_month m = MONTH; m < MONTH + 12; m++) {
        add_published(&build, "golang", m, 60, 100);
        add_published(&build, "python", m, m == MONTH + 7 ? 2 : 60, m == MONTH + 7 ? 3 : 100);
    }
    add_source(&build, "apart", SG_MONTH_ABSENT);
    add_published(&build, "python", MONTH + 9, 1, 100);
    finish(&build);
    assert_ok(sg_demand_build(&market, "hn", &all, &d, &err));
    assert_close(cell(&d, GO, MONTH + 8)->total, 0, 0);     /* barred */
    assert_close(cell(&d, PYTHON, MONTH + 7)->total, 0, 0); /* three postings are no month */
    assert_close(cell(&d, PYTHON, MONTH + 8)->total, 100, 0);
    assert_int_equal(d.gap_first, MONTH + 7);
    sg_demand_release(&d);
    assert_fails(sg_demand_build(&market, "apart", &all, &d, &err), SG_EDATA, "no month with 50 postings");
    sg_market_release(&market);
}

/* ---- the estimator ---- */

static void shrinkage(void **state)
{
    (void)state;
    sg_error err;
    sg_link_sum sums[4] = {{3000, 10000, 2000, 10000}, {300, 10000, 200, 10000}, {2, 10000, 1, 10000}, {0, 0, 5, 100}};
    sg_link_offset out[4];
    double walk;
    assert_ok(sg_link_learn(sums, 4, 1, NULL, out, &walk, &err));
    assert_true(out[0].own && out[1].own && !out[2].own && !out[3].own);
    assert_close(out[0].offset, logit(.3) - logit(.2), .02);
    assert_close(out[2].offset, out[3].offset, 0); /* both the common one */
    assert_true(out[2].offset > .3 && out[2].offset < .6);
    assert_true(out[0].variance < out[1].variance + 1e-12);
    assert_fails(sg_link_learn(sums + 2, 2, 1, NULL, out, &walk, &err), SG_EDATA, "30 postings");
    const unsigned char learn[4] = {1, 0, 1, 1};
    assert_ok(sg_link_learn(sums, 4, 1, learn, out, &walk, &err));
    assert_close(out[2].offset, out[0].offset, 1e-9); /* the only teacher */
}

/* Counts of something else under the same name are not linked, and teach nothing. */
static void unlike(void **state)
{
    (void)state;
    sg_error err;
    sg_link_offset out[5];
    double walk;
    sg_link_sum sums[5] = {{3000, 10000, 2500, 10000},
                           {800, 10000, 700, 10000},
                           {1500, 10000, 1300, 10000},
                           {8, 10000, 2166, 10000},
                           {1600, 10000, 400, 10000}};
    assert_ok(sg_link_learn(sums, 5, 1, NULL, out, &walk, &err));
    assert_true(!out[0].unlike && !out[1].unlike && !out[2].unlike && out[3].unlike && out[4].unlike);
    assert_true(out[1].offset > .1 && out[1].offset < .3);
    for (int i = 0; i < 5; i++) sums[i].published /= 8; /* that all are so is a scale, not another thing */
    assert_ok(sg_link_learn(sums, 3, 1, NULL, out, &walk, &err));
    assert_true(!out[0].unlike && !out[1].unlike && !out[2].unlike);
}

/* Offsets that walk: their variance a year is found again, and the last years weigh most. */
static void walk_learnt(void **state)
{
    (void)state;
    enum { SKILLS = 60, YEARS = 9 };
    static sg_link_sum sums[SKILLS * YEARS];
    sg_link_offset out[SKILLS];
    sg_error err;
    double walk, step = .1, last[SKILLS];
    uint64_t random = 11;
    for (int s = 0; s < SKILLS; s++) {
        double offset = .3 * (s % 7 - 3) / 3;
        for (int y = 0; y < YEARS; y++) {
            double published = .05 + .01 * (s % 20), total = 6000 + 3000 * (s % 5);
            double own = 1 / (1 + exp(-(logit(published) + offset)));
            sums[s * YEARS + y] = (sg_link_sum){own * total, total, published * total, total};
            last[s] = offset;
            random = random * 6364136223846793005u + 1442695040888963407u;
            offset += random >> 63 ? step : -step;
        }
    }
    assert_ok(sg_link_learn(sums, SKILLS, YEARS, NULL, out, &walk, &err));
    assert_close(walk, step * step, .004);
    double error = 0;
    for (int s = 0; s < SKILLS; s++) {
        error += (out[s].offset - last[s]) * (out[s].offset - last[s]) / SKILLS;
        assert_true(out[s].own && out[s].variance > 0);
    }
    assert_true(error < out[0].variance * 2 && error < 3 * step * step);

    for (int i = 0; i < SKILLS * YEARS; i++) sums[i].own = sums[i].published; /* the same postings, counted alike */
    assert_ok(sg_link_learn(sums, SKILLS, YEARS, NULL, out, &walk, &err));
    assert_close(walk, 0, 1e-12);
    assert_close(out[5].offset, 0, 1e-12);
}

/* Two years of one skill cannot tell noise from walk: all beyond the noise's upper bound is walk. */
static void little_overlap(void **state)
{
    (void)state;
    sg_error err;
    sg_link_offset out;
    double walk;
    sg_link_sum sums[2] = {{2500, 10000, 2500, 10000}, {2500, 10000, 2200, 10000}};
    assert_ok(sg_link_learn(sums, 1, 2, NULL, &out, &walk, &err));
    double moved = logit(.25) - logit(.22), bound = 3.0 / 2500 + 1.0 / 2200 + 3.0 / 7500 + 1.0 / 7800;
    assert_close(walk, moved * moved - bound, 1e-5);
    assert_true(out.offset > moved / 2 && out.offset < moved);
    assert_ok(sg_link_learn(sums, 1, 1, NULL, &out, &walk, &err));
    assert_close(walk, 0, 0);
}

static void counts_on_our_scale(void **state)
{
    (void)state;
    assert_close(sg_link_count(0, 100, 2), 0, 0);
    assert_close(sg_link_count(100, 100, -2), 100, 0);
    assert_close(sg_link_count(20, 100, 0), 20, 1e-12);
    assert_close(sg_link_count(20, 100, logit(.5) - logit(.2)), 50, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(partial_elsewhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(offsets_recovered, set_up, tear_down),
        cmocka_unit_test_setup_teardown(thin_months_give_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(not_linked, set_up, tear_down),
        cmocka_unit_test(luck_is_not_unlike),
        cmocka_unit_test(shrinkage),
        cmocka_unit_test(unlike),
        cmocka_unit_test(walk_learnt),
        cmocka_unit_test(little_overlap),
        cmocka_unit_test(counts_on_our_scale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
