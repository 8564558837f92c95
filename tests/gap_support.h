/* The small market, made by hand, on which gaps and plans are tested. */
#ifndef SG_TESTS_GAP_SUPPORT_H
#define SG_TESTS_GAP_SUPPORT_H

#include "taxonomy_support.h"

#include "base/mem.h"
#include "career/effort.h"
#include "career/gap.h"
#include "career/plan.h"

enum { PYTHON, DJANGO, KAFKA, SQL, RUST, JQUERY, REMOTE, SKILLS };
enum { POSTINGS = 200, WAYS = 2 /* a role */ };

static sg_error err;
static sg_taxonomy taxonomy;
static sg_market market;
static sg_outlook outlook_items[SKILLS];
static sg_outlooks outlooks;
static uint32_t skill_lists[POSTINGS][SKILLS];

static inline void require_way(const char *role, const char *skill, double importance, double level, const char *any_of)
{
    sg_requirement row = {.role = T(role),
                          .skill = T(skill),
                          .source = T("a test"),
                          .importance = importance,
                          .level = level,
                          .any_of = T(any_of)};
    add_row(&taxonomy, SG_RECORD_REQUIREMENT, &row);
}

static inline void require(const char *skill, double importance, double level)
{
    require_way("backend", skill, importance, level, "");
}

static inline void relate(const char *from, const char *type, const char *to)
{
    sg_relation row = {T(from), T(type), T(to), T("a test")};
    add_row(&taxonomy, SG_RECORD_RELATION, &row);
}

static inline void make_taxonomy(void)
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
static inline void make_market(void)
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

static inline void make_outlooks(void)
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

static inline int setup(void **state)
{
    (void)state;
    make_taxonomy();
    make_market();
    make_outlooks();
    return 0;
}

static inline int teardown(void **state)
{
    (void)state;
    sg_taxonomy_release(&taxonomy);
    return 0;
}

static inline sg_held held(uint32_t skill, double level)
{
    return (sg_held){.skill = skill, .level = level, .evidence = ""};
}

static inline const sg_gap_item *item_of(const sg_gap *gap, uint32_t skill)
{
    for (size_t i = 0; i < gap->n; i++)
        if (gap->items[i].skill == skill) return &gap->items[i];
    return NULL;
}

static inline sg_effort effort(void)
{
    sg_effort e = {.n = 3, .source = "a test"};
    static const char *const kinds[] = {"language", "framework", "platform"};
    for (size_t k = 0; k < 3; k++) {
        snprintf(e.kinds[k].kind, sizeof e.kinds[k].kind, "%s", kinds[k]);
        for (int step = 0; step < SG_EFFORT_STEPS; step++) e.kinds[k].lo[step] = 10, e.kinds[k].hi[step] = 30;
    }
    return e;
}

#endif
