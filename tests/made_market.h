/* A market made up month by month: how many of each month's hundred postings name Python, Go and C++. */
#ifndef SG_TESTS_MADE_MARKET_H
#define SG_TESTS_MADE_MARKET_H

#include "market_support.h"

enum { PYTHON, GO, CPP, REMOTE };
enum { FIRST = 540, POSTINGS = 100 }; /* 2015-01 */

/* Postings of the month, `at` months after FIRST, that name the skill; a negative number for Python: no posting. */
typedef int (*named_fn)(uint32_t skill, int at);

static sg_taxonomy taxonomy;

static inline int taxonomy_make(void **state)
{
    (void)state;
    small_taxonomy(&taxonomy);
    return 0;
}

static inline int taxonomy_free(void **state)
{
    (void)state;
    sg_taxonomy_release(&taxonomy);
    return 0;
}

static inline void add_posting(sg_market_build *build, int month, int nr, named_fn named)
{
    sg_error err;
    char id[32], skills[32];
    snprintf(id, sizeof id, "%d", (month + 1) * 1000 + nr);
    /* strides apart, so that skills are named together no more often than by chance */
    snprintf(skills, sizeof skills, "%s%s%s", nr * 37 % POSTINGS < named(PYTHON, month) ? "python " : "",
             nr * 53 % POSTINGS < named(GO, month) ? "go " : "", nr * 71 % POSTINGS < named(CPP, month) ? "c++" : "");
    size_t len = strlen(skills);
    if (len && skills[len - 1] == ' ') skills[len - 1] = '\0';
    sg_month at = FIRST + month;
    sg_fact fact = {.id = T(id), .skills = T(skills), .day = sg_day_of(1970 + at / 12, at % 12 + 1, 1 + nr % 28)};
    sg_row row = {(uint64_t)((month + 1) * 1000 + nr), 0};
    assert_ok(sg_market_add_fact(build, &fact, &row, &err));
}

static inline void make_market(sg_market *market, int months, named_fn named)
{
    sg_error err;
    sg_market_build build;
    *market = (sg_market){0};
    sg_market_build_init(&build, market, &taxonomy);
    sg_source source = {.name = T("Board: jobs"), .group = T("jobs"), .shipped = true, .hash = 7};
    source.partial = SG_MONTH_ABSENT;
    assert_ok(sg_market_add_source(&build, &source, &err));
    for (int month = 0; month < months; month++)
        for (int nr = 0; nr < POSTINGS && named(PYTHON, month) >= 0; nr++) add_posting(&build, month, nr, named);
    assert_ok(sg_market_finish(&build, &err));
    sg_market_build_release(&build);
}

#endif
