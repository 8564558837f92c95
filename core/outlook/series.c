#include "outlook/series.h"

#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

sg_status sg_skill_series_init(const sg_demand *demand, size_t room, sg_skill_series *out, sg_error *err)
{
    sg_skill_series s = {.room = room, .months = demand->n};
    size_t n = room + 1, cells = n * demand->n;
    s.series = sg_zalloc(n, sizeof *s.series);
    s.skill = sg_zalloc(n, sizeof *s.skill);
    s.value = sg_zalloc(cells, sizeof *s.value);
    s.total = sg_zalloc(cells, sizeof *s.total);
    s.extra = sg_zalloc(cells, sizeof *s.extra);
    s.present = sg_zalloc(cells, 1);
    if (!s.series || !s.skill || !s.value || !s.total || !s.extra || !s.present) {
        sg_skill_series_release(&s);
        return sg_fail(err, SG_EFAIL, "no memory for the series of %zu skills", room);
    }
    *out = s;
    return SG_OK;
}

/* Of the demand, in mentions by what a posting had at last. */
static double volume_of(const sg_demand *demand, const sg_demand_month *cells, sg_share_of of)
{
    size_t t = demand->n;
    while (t && !(cells[t - 1].total > 0)) t--;
    return of == SG_OF_POSTINGS || !t ? demand->volume : demand->volume * cells[t - 1].mentions / cells[t - 1].total;
}

static void fill(const sg_skill_series *set, size_t at, const sg_demand_month *cells, sg_share_of of)
{
    for (size_t t = 0; t < set->months; t++) {
        const sg_demand_month *c = &cells[t];
        double total = of == SG_OF_MENTIONS ? c->mentions : c->total;
        set->value[at + t] = fmin(c->count, c->total);
        set->total[at + t] = total;
        set->extra[at + t] = c->extra_var;
        set->present[at + t] = total > 0 && set->value[at + t] <= total;
    }
}

bool sg_skill_series_take(sg_skill_series *set, const sg_demand *demand, const sg_taxonomy *taxonomy, uint32_t skill,
                          sg_share_of of, char why[static 160])
{
    size_t at = set->n * set->months;
    sg_error missing = {""};
    fill(set, at, demand->cells + skill * demand->n, of);
    sg_series *series = &set->series[set->n];
    *series = (sg_series){.name = taxonomy->skill_ids.names[skill].at,
                          .month0 = demand->month0,
                          .n = set->months,
                          .value = set->value + at,
                          .total = set->total + at,
                          .extra_var = set->extra + at,
                          .present = set->present + at,
                          .volume = volume_of(demand, demand->cells + skill * demand->n, of)};
    if (sg_forecast_enough(series, demand->end, &missing) == SG_OK) {
        set->skill[set->n++] = skill;
        return true;
    }
    const char *reason = strstr(missing.text, ": ");
    snprintf(why, 160, "%.159s", reason ? reason + 2 : missing.text);
    return false;
}

void sg_skill_series_release(sg_skill_series *set)
{
    sg_free(set->series);
    sg_free(set->skill);
    sg_free(set->value);
    sg_free(set->total);
    sg_free(set->extra);
    sg_free(set->present);
    *set = (sg_skill_series){0};
}
