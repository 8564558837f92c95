#include "cli/shipped_test.h"

#include "base/text.h"
#include "market/table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 4200 };
enum { GROUP, STEPS, FORECASTS, SKILLS, RATIO, LO, HI, COVER80, COVER95, ORIGINS, FIRST, LAST, END, N_COLUMNS };

static const sg_column columns[N_COLUMNS] = {
    [GROUP] = {"group", SG_COLUMN_NEEDED},
    [STEPS] = {"horizon", SG_COLUMN_NEEDED},
    [FORECASTS] = {"forecasts", SG_COLUMN_NEEDED},
    [SKILLS] = {"skills", SG_COLUMN_NEEDED},
    [RATIO] = {"ratio", SG_COLUMN_NEEDED},
    [LO] = {"ratio_lo", SG_COLUMN_NEEDED},
    [HI] = {"ratio_hi", SG_COLUMN_NEEDED},
    [COVER80] = {"cover80", SG_COLUMN_NEEDED},
    [COVER95] = {"cover95", SG_COLUMN_NEEDED},
    [ORIGINS] = {"origins", SG_COLUMN_NEEDED},
    [FIRST] = {"first", SG_COLUMN_NEEDED},
    [LAST] = {"last", SG_COLUMN_NEEDED},
    [END] = {"end", SG_COLUMN_NEEDED},
};

typedef struct reading {
    const char *group;
    sg_month end;
    sg_verdicts v;
    sg_verdict items[SG_BACKTEST_HORIZONS];
} reading;

static sg_status take_row(void *self, uint64_t number, const sg_text *values, sg_error *err)
{
    reading *r = self;
    sg_verdicts *v = &r->v;
    sg_month first, last, end;
    double n[N_COLUMNS] = {0};
    if (!sg_text_is(values[GROUP], r->group)) return SG_OK;
    bool whole = sg_month_parse(values[FIRST], &first) && sg_month_parse(values[LAST], &last) &&
                 sg_month_parse(values[END], &end) && v->n_horizons < SG_BACKTEST_HORIZONS;
    for (size_t i = STEPS; i <= ORIGINS && whole; i++) whole = sg_text_number(values[i], &n[i]) && n[i] > 0;
    if (!whole)
        return sg_fail(err, SG_EFAIL, "row %llu: expected months and numbers above 0", (unsigned long long)number);
    if (end != r->end) return SG_OK;
    sg_verdict *item = &r->items[v->n_horizons];
    *item = (sg_verdict){.cover80 = n[COVER80], .cover95 = n[COVER95], .score = (double)NAN};
    item->carried80 = item->carried_score = (double)NAN;
    item->now = (sg_contest){
        .n = (size_t)n[FORECASTS], .units = (size_t)n[SKILLS], .ratio = n[RATIO], .lo = n[LO], .hi = n[HI]};
    item->now.word = sg_contest_word_of(&item->now);
    v->horizons[v->n_horizons++] = (size_t)n[STEPS];
    v->n_origins = (size_t)n[ORIGINS];
    v->first = first;
    v->last = last;
    v->end = end;
    return SG_OK;
}

/* Are the group's postings those that the test was of? */
static bool is_shipped(const sg_cli *cli, const sg_market *market, const char *group)
{
    if (cli->taxonomy) return false;
    for (size_t i = 0; i < market->n_sources; i++)
        if (!market->sources[i].shipped && sg_text_is(market->sources[i].group, group)) return false;
    return true;
}

sg_status sg_cli_shipped_test(const sg_cli *cli, const sg_market *market, const char *group, sg_month end,
                              sg_verdicts *out, sg_error *err)
{
    char path[PATH_SIZE];
    reading r = {.group = group, .end = end};
    *out = (sg_verdicts){0};
    snprintf(path, sizeof path, "%.4000s/backtest.csv", cli->shipped);
    if (!is_shipped(cli, market, group) || access(path, F_OK) != 0) return SG_OK;
    sg_status status = sg_table_read(path, columns, N_COLUMNS, take_row, &r, err);
    if (status != SG_OK || !r.v.n_horizons) return status;
    r.v.items = sg_arena_alloc(&r.v.arena, r.v.n_horizons * sizeof *r.v.items);
    if (!r.v.items) return sg_fail(err, SG_EFAIL, "%s: no memory", path);
    memcpy(r.v.items, r.items, r.v.n_horizons * sizeof *r.v.items);
    *out = r.v;
    return SG_OK;
}
