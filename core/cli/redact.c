#include "cli/redact.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

const char sg_redacted[] =
    "Redacted: names, employers and pay are left out; what a move is worth is told in hundredths "
    "of a year's pay now.";

static const char own_file[] = "a file of one's own";

/* Worth, costs and break-even are in proportion to the amounts: so scaled, they tell how much more, not how much. */
static void scale(sg_decide_view *view)
{
    sg_decision *d = &view->decision;
    double by = d->n && d->paths[0].pay > 0 ? 100 / d->paths[0].pay : 0;
    for (size_t i = 0; i < d->n; i++) {
        d->paths[i].pay *= by;
        d->paths[i].cost *= by;
        d->paths[i].forfeit *= by;
        d->paths[i].signing *= by;
    }
    view->currency[0] = '\0';
    view->stay_as[0] = '\0';
    view->n_notes = 0; /* they quote the offer, and figures in money */
}

/* A name that shipped tables have too tells nothing: a newer survey of one's own goes by it. */
static bool tells_nothing(const sg_loaded *l, sg_text source)
{
    bool known = sg_text_is(source, sg_group_name("hn"));
    for (size_t i = 0; i < l->shipped_bands && !known; i++) known = sg_text_equal(l->pay.bands[i].source, source);
    return known || (source.len >= strlen(own_file) && memcmp(source.at, own_file, strlen(own_file)) == 0);
}

/* Bands of the person's own files and postings, whose sources and titles they named as they liked. Sources stay apart:
 * each has a number. */
static void redact_bands(sg_loaded *l)
{
    size_t n = 0;
    for (size_t i = l->shipped_bands; i < l->pay.n_bands; i++) {
        const sg_text source = l->pay.bands[i].source;
        if (tells_nothing(l, source)) continue;
        char name[40];
        int len = snprintf(name, sizeof name, n ? "%s (%zu)" : "%s", own_file, n + 1);
        const char *kept = sg_arena_copy(&l->pay.arena, name, (size_t)len);
        n++;
        for (size_t k = l->pay.n_bands; k-- > i;) {
            sg_band *band = &l->pay.bands[k];
            if (!sg_text_equal(band->source, source)) continue;
            band->source = sg_text_of(kept ? kept : own_file);
            band->licence = sg_text_of("your own files");
            band->title = band->note = band->place = sg_text_of("");
        }
    }
}

void sg_cli_redact(sg_loaded *l, sg_decide_view *decide, sg_offer *offer)
{
    scale(decide);
    if (offer) {
        offer->name = offer->note = "";
        offer->pay = (sg_stated_pay){.given = false};
    }
    redact_bands(l);
    for (size_t i = 0; i < l->market.n_sources; i++) {
        sg_source *source = &l->market.sources[i];
        if (source->shipped) continue;
        source->name = source->path = sg_text_of(own_file);
        source->url = (sg_text){NULL, 0};
    }
    if (!(l->loaded & SG_LOAD_PROFILE)) return;
    l->profile.name = l->profile.note = "";
    l->profile.pay = (sg_stated_pay){.given = false};
}
