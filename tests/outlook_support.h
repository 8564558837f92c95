/* A demand and a market made by hand: Python rises, Go stays, C++ is new since the gap; and what a document says. */
#ifndef SG_TESTS_OUTLOOK_SUPPORT_H
#define SG_TESTS_OUTLOOK_SUPPORT_H

#include "market_support.h"

#include "outlook/outlook.h"
#include "report/doc.h"

enum { N = 184, PYTHON = 0, GO = 1, CPP = 2, REMOTE = 3 }; /* 2011-01 … 2026-04 */

typedef struct world {
    sg_taxonomy taxonomy;
    sg_market market;
    sg_demand demand;
    sg_source source;
    sg_market_posting postings[6];
    uint32_t skills[3];
    sg_market_talent talent[48];
    sg_demand_month cells[4 * N];
    double volume[N];
} world;

static inline sg_month month_of(size_t i)
{
    return sg_month_of(2011, 1) + (sg_month)i;
}

static inline bool in_gap(size_t i)
{
    return month_of(i) >= sg_month_of(2024, 6) && month_of(i) <= sg_month_of(2025, 12);
}

static inline void set_cells(world *w, uint32_t skill, double (*share)(size_t i))
{
    for (size_t i = 0; i < N; i++) {
        if (in_gap(i)) continue;
        sg_demand_month *c = &w->cells[skill * N + i];
        c->total = 400;
        c->count = round(400 * share(i));
        c->mentions = 2400;
    }
}

static inline double rises(size_t i)
{
    return 1 / (1 + exp(9 - .04 * (double)i)) * (1 + .03 * ((double)(i % 3) - 1));
}
static inline double stays(size_t i)
{
    return .1 + .005 * ((double)(i % 3) - 1);
}
static inline double begins(size_t i)
{
    return i >= N - 4 ? .05 : 0;
}

static inline void set_talent(world *w)
{
    size_t n = 0;
    for (uint32_t skill = 0; skill < 3; skill++)
        for (int q = 0; q < 16; q++) /* python's people grow by 30 % a year, the others' not at all */
            w->talent[n++] = (sg_market_talent){.skill = skill,
                                                .month = sg_month_of(2021, 10) + 3 * q,
                                                .people = skill ? 5000 : 1000 * pow(1.3, q / 4.),
                                                .economies = 20};
    w->market.talent = w->talent;
    w->market.n_talent = n;
}

static inline world *make_world(void)
{
    world *w = calloc(1, sizeof *w);
    small_taxonomy(&w->taxonomy);
    w->source = (sg_source){.name = T("HN Who is hiring: posts"), .group = T("hn")};
    w->market = (sg_market){.taxonomy = &w->taxonomy, .sources = &w->source, .n_sources = 1};
    for (uint32_t k = 0; k < 3; k++) w->skills[k] = k;
    for (size_t i = 0; i < 6; i++)
        w->postings[i] = (sg_market_posting){.day = sg_day_of(i < 5 ? 2026 : 2019, 2, 3),
                                             .role = SG_ID_NONE,
                                             .region = SG_ID_NONE,
                                             .level = -1,
                                             .employer_hash = i % 3, /* 0: unknown */
                                             .skills = w->skills,
                                             .n_skills = i == 0 ? 3 : 1};
    w->market.postings = w->postings;
    w->market.n_postings = 6;
    set_talent(w);
    w->demand = (sg_demand){.group = "hn",
                            .scope = {SG_ID_NONE, SG_ID_NONE, -1},
                            .month0 = month_of(0),
                            .n = N,
                            .n_skills = 4,
                            .cells = w->cells,
                            .postings = w->volume,
                            .end = month_of(N - 1),
                            .gap_first = sg_month_of(2024, 6),
                            .gap_last = sg_month_of(2025, 12)};
    for (size_t i = 0; i < N; i++) w->volume[i] = in_gap(i) ? 0 : 400;
    set_cells(w, PYTHON, rises);
    set_cells(w, GO, stays);
    set_cells(w, CPP, begins);
    set_cells(w, REMOTE, stays);
    for (size_t i = 0; i < N; i++) /* C++ has no published counts */
        if (month_of(i) > sg_month_of(2019, 9) && month_of(i) < sg_month_of(2026, 1))
            w->cells[CPP * N + i] = (sg_demand_month){0};
    return w;
}

static inline void free_world(world *w)
{
    sg_taxonomy_release(&w->taxonomy);
    free(w);
}

static inline void assert_says(const sg_doc *doc, const char *const *said, size_t n)
{
    sg_error err;
    sg_buf text;
    const sg_text_style style = {80, false, true};
    sg_buf_init(&text, 1 << 20);
    assert_ok(sg_doc_text(doc, &style, &text, &err));
    for (size_t i = 0; i < n; i++)
        if (!strstr(text.at, said[i])) fail_msg("lacks \"%s\" in:\n%s", said[i], text.at);
    sg_buf_release(&text);
}

#endif
