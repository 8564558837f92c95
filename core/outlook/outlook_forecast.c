/* The forecasts of an outlook. */
#include "base/parallel.h"
#include "outlook/outlook_judge.h"
#include "outlook/outlook_work.h"

#include <math.h>

enum { WINDOW = 6 /* as the share now is counted */ };

/* The series of items, and what is forecast of them. */
typedef struct forecasts {
    sg_skill_series set;
    sg_forecast_point *points;
    sg_forecast_basis *basis;
} forecasts;

static void release(forecasts *f)
{
    sg_skill_series_release(&f->set);
    sg_free(f->points);
    sg_free(f->basis);
}

static sg_status make_room(const sg_outlook_work *b, forecasts *f, sg_error *err)
{
    size_t n = b->out.n + 1;
    sg_status status = sg_skill_series_init(b->demand, b->out.n, &f->set, err);
    if (status != SG_OK) return status;
    f->points = sg_zalloc(n * b->out.step24, sizeof *f->points);
    f->basis = sg_zalloc(n, sizeof *f->basis);
    return f->points && f->basis ? SG_OK : sg_fail(err, SG_EFAIL, "no memory for the forecasts of %zu skills", n);
}

/* Of all postings, and of all skill mentions, where those are known. */
typedef struct both {
    const sg_outlook_work *work;
    forecasts of[2]; /* by sg_share_of */
} both;

/* Every item that has enough history; the others learn why not. */
static sg_status take_series(sg_outlook_work *b, both *all, sg_error *err)
{
    char unused[160];
    sg_status status = make_room(b, &all->of[SG_OF_POSTINGS], err);
    if (status == SG_OK) status = make_room(b, &all->of[SG_OF_MENTIONS], err);
    for (size_t i = 0; status == SG_OK && i < b->out.n; i++) {
        sg_outlook *o = &b->out.items[i];
        const sg_taxonomy *taxonomy = b->market->taxonomy;
        if (sg_skill_series_take(&all->of[SG_OF_POSTINGS].set, b->demand, taxonomy, o->skill, SG_OF_POSTINGS,
                                 o->why_not))
            sg_skill_series_take(&all->of[SG_OF_MENTIONS].set, b->demand, taxonomy, o->skill, SG_OF_MENTIONS, unused);
    }
    return status;
}

static sg_status forecast(void *self, size_t i, sg_error *err)
{
    both *all = self;
    forecasts *f = &all->of[i];
    const sg_outlook_work *b = all->work;
    return sg_forecast_window(f->set.series, f->set.n, b->demand->end, b->out.step24, WINDOW, f->points, f->basis, err);
}

static sg_status tell_postings(sg_outlook_work *b, forecasts *f, sg_error *err)
{
    sg_status status = sg_outlook_fall_back(b, &f->set, f->points, f->basis, err);
    if (status != SG_OK) return status;
    for (size_t k = 0; k < f->set.n; k++) {
        sg_outlook *o = sg_outlook_item(b, f->set.skill[k]);
        const sg_forecast_point *points = f->points + k * b->out.step24;
        o->has_forecast = true;
        o->basis = f->basis[k];
        o->path = points;
        o->at18 = points[b->out.step18 - 1];
        o->at24 = points[b->out.step24 - 1];
        sg_outlook_judge(o, b->out.step24);
    }
    b->out.n_forecast = f->set.n;
    sg_outlook_tell_test(b);
    b->out.paths = f->points;
    f->points = NULL;
    return SG_OK;
}

/* Its share of all skill mentions in the months of now. */
static double mentions_now(const sg_outlook_work *b, uint32_t skill)
{
    double count = 0, mentions = 0;
    for (size_t i = b->now_first; i < b->demand->n; i++) {
        const sg_demand_month *c = sg_outlook_cell(b, skill, i);
        if (!(c->mentions > 0)) continue;
        count += fmin(c->count, c->total);
        mentions += c->mentions;
    }
    return mentions > 0 ? count / mentions : 0;
}

/* The same skills as shares of all skill mentions: what all skills do together cancels out. */
static void compare_mentions(sg_outlook_work *b, const forecasts *f)
{
    for (size_t k = 0; k < f->set.n; k++) {
        sg_outlook *o = sg_outlook_item(b, f->set.skill[k]);
        o->mentions_now = mentions_now(b, o->skill);
        sg_outlook other = {
            .now = o->mentions_now, .at24 = f->points[k * b->out.step24 + b->out.step24 - 1], .basis = f->basis[k]};
        sg_outlook_judge(&other, b->out.step24);
        o->mentions24 = other.at24;
        o->mentions_change = other.at24.mean / other.basis.level;
        o->mentions_disagree = (o->p_gain > .6 && other.p_gain < .4) || (o->p_gain < .4 && other.p_gain > .6);
    }
}

sg_status sg_outlook_forecast(sg_outlook_work *b, sg_error *err)
{
    both all = {.work = b};
    sg_status status = take_series(b, &all, err);
    if (status == SG_OK) status = sg_parallel_run(2, forecast, &all, err);
    if (status == SG_OK) status = tell_postings(b, &all.of[SG_OF_POSTINGS], err);
    if (status == SG_OK) compare_mentions(b, &all.of[SG_OF_MENTIONS]);
    for (size_t i = 0; status == SG_OK && i < b->out.n; i++)
        if (!b->out.items[i].has_forecast) sg_outlook_judge_new(&b->out.items[i], b->gap, b->demand->end);
    release(&all.of[SG_OF_POSTINGS]);
    release(&all.of[SG_OF_MENTIONS]);
    return status;
}
