#include "cli/redact.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

const char sg_redacted[] =
    "Redacted: names, employers and pay are left out; what a move is worth is told in hundredths "
    "of a year's pay now.";

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

void sg_cli_redact(sg_loaded *l, sg_decide_view *decide, sg_offer *offer)
{
    scale(decide);
    if (offer) {
        offer->name = offer->note = "";
        offer->pay = (sg_stated_pay){.given = false};
    }
    for (size_t i = 0; i < l->market.n_sources; i++) {
        sg_source *source = &l->market.sources[i];
        if (source->shipped) continue;
        source->name = source->path = sg_text_of("a file of one's own");
        source->url = (sg_text){NULL, 0};
    }
    if (!(l->loaded & SG_LOAD_PROFILE)) return;
    l->profile.name = l->profile.note = "";
    l->profile.pay = (sg_stated_pay){.given = false};
}
