/* What tests of the record share: outlooks made by hand, and a record of them in a folder of its own. */
#ifndef SG_TESTS_RECORD_SUPPORT_H
#define SG_TESTS_RECORD_SUPPORT_H

#include "made_market.h"

#include "outlook/grade.h"

enum { END = FIRST + 35, SHOWN = FIRST + 37, STEPS = SHOWN + 24 - END };
static char folder[64], path[256];

static inline int set_up(void **state)
{
    make_folder(folder);
    snprintf(path, sizeof path, "%s/deep/store.db.record", folder);
    return taxonomy_make(state);
}

static inline int tear_down(void **state)
{
    remove_folder(folder);
    return taxonomy_free(state);
}

/* What was shown: Python at 45 %, Go at 30 %, C++ without a forecast. */
typedef struct shown {
    sg_outlook items[3];
    sg_forecast_point paths[2][STEPS];
    sg_outlooks all;
} shown;

static inline void forecast(shown *s, uint32_t skill, double now, sg_forecast_point at)
{
    for (size_t i = 0; i < STEPS; i++) s->paths[skill][i] = at;
    s->items[skill] = (sg_outlook){.skill = skill,
                                   .has_forecast = true,
                                   .now_count = 5,
                                   .now = now,
                                   .path = s->paths[skill],
                                   .basis = {.model = SG_MODEL_SHARES}};
}

static inline void show(shown *s)
{
    *s = (shown){0};
    forecast(s, PYTHON, .4, (sg_forecast_point){.45, .41, .55, .3, .6});
    forecast(s, GO, .2, (sg_forecast_point){.3, .25, .35, .15, .4});
    s->items[2] = (sg_outlook){.skill = CPP, .now_count = 9};
    s->all = (sg_outlooks){
        .items = s->items, .n = 3, .n_forecast = 2, .end = END, .as_of = SHOWN, .step18 = STEPS - 6, .step24 = STEPS};
}

static inline void keep(const shown *s)
{
    sg_error err;
    assert_ok(sg_record_keep(path, &taxonomy, "jobs", &s->all, &err));
}

static inline void read_record(sg_record *record)
{
    sg_error err;
    assert_ok(sg_record_read(path, NULL, INT32_MAX, record, &err));
}

static inline size_t count_kept(void)
{
    sg_record record;
    read_record(&record);
    size_t n = record.n;
    sg_record_release(&record);
    return n;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
