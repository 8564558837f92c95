#include "outlook/window.h"

#include "outlook/outlook_judge.h"

#include <stdio.h>

static const double EARLIEST = .1, MIDDLE = .5, LATEST = .9;

static void reach(int *at, double chance, double needed, int month)
{
    if (*at == SG_WINDOW_NEVER && chance >= needed) *at = month;
}

sg_window sg_window_find(const sg_outlooks *all, const sg_outlook *o, double level)
{
    sg_window w = {.earliest = SG_WINDOW_NEVER, .middle = SG_WINDOW_NEVER, .latest = SG_WINDOW_NEVER};
    if (!o->has_forecast) return w;
    w.crossing = o->basis.level < level ? SG_CROSSING_UP : SG_CROSSING_DOWN;
    int passed = (int)(all->as_of - all->end);
    for (size_t step = 1; step <= all->step24; step++) {
        double above = sg_forecast_chance_above(&o->path[step - 1], level);
        int month = (int)step > passed ? (int)step - passed : 0;
        w.chance = w.crossing == SG_CROSSING_UP ? above : 1 - above;
        reach(&w.earliest, w.chance, EARLIEST, month);
        reach(&w.middle, w.chance, MIDDLE, month);
        reach(&w.latest, w.chance, LATEST, month);
    }
    return w;
}

const char *sg_window_text(const sg_window *w, char out[static SG_WINDOW_TEXT])
{
    const char *way = w->crossing == SG_CROSSING_DOWN ? "below: " : "";
    if (w->crossing == SG_CROSSING_UNKNOWN)
        snprintf(out, SG_WINDOW_TEXT, "no forecast");
    else if (w->earliest == SG_WINDOW_NEVER)
        snprintf(out, SG_WINDOW_TEXT, "%s", w->crossing == SG_CROSSING_DOWN ? "above" : "over 24");
    else if (w->latest == SG_WINDOW_NEVER)
        snprintf(out, SG_WINDOW_TEXT, w->earliest ? "%sfrom %d" : "%sfrom now", way, w->earliest);
    else if (w->latest == w->earliest)
        snprintf(out, SG_WINDOW_TEXT, "%s%d", way, w->latest);
    else
        snprintf(out, SG_WINDOW_TEXT, "%s%d-%d", way, w->earliest, w->latest);
    return out;
}
