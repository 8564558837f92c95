/* What is known of forecasts like these: the back-test, where the last value stands in their place, and where two ways
 * to count disagree. */
#include "view/outlook.h"

#include <math.h>
#include <stdio.h>

enum { NAMES = 400 };

static void name_family(char out[static NAMES], size_t *used, const char *name)
{
    int wrote = snprintf(out + *used, NAMES - *used, "%s%s", *used ? ", " : "", name);
    if (wrote > 0 && *used + (size_t)wrote < NAMES)
        *used += (size_t)wrote;
    else
        out[*used] = '\0';
}

/* The families of the skills whose forecast is the last value; returns how many there are. */
static size_t families(const sg_outlook_view *v, char out[static NAMES])
{
    const sg_taxonomy *t = v->market->taxonomy;
    size_t n = 0, used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < v->all->n; i++) {
        const sg_outlook *o = &v->all->items[i];
        bool told = !o->has_forecast || o->basis.model != SG_MODEL_LAST_VALUE;
        for (size_t k = 0; k < i && !told; k++) {
            const sg_outlook *e = &v->all->items[k];
            told = e->has_forecast && e->basis.model == SG_MODEL_LAST_VALUE &&
                   sg_text_equal(t->skills[e->skill].family, t->skills[o->skill].family);
        }
        if (told) continue;
        name_family(out, &used, t->skills[o->skill].family.len ? t->skills[o->skill].family.at : "(none)");
        n++;
    }
    return n;
}

void sg_view_tested(sg_doc *doc, const sg_outlook_view *v)
{
    const sg_outlooks *all = v->all;
    char end[8], names[NAMES];
    if (!all->n_forecast) return;
    if (all->tested_end == SG_MONTH_ABSENT) {
        sg_doc_note(doc,
                    "Do such forecasts beat the last value on these data? skillgap backtest tells; where they lose "
                    "to it, the outlook shows the last value from then on.");
        return;
    }
    const sg_contest *c = &all->tested;
    sg_doc_note(doc,
                "Back-test of the data to %s: the error of such forecasts is %.2f of the last value's (90 %% interval "
                "%.2f to %.2f): %s.",
                sg_month_format(all->tested_end, end), c->ratio, c->lo, c->hi,
                c->word == SG_CONTEST_LOSES    ? "they lose to it"
                : c->word == SG_CONTEST_BEATS  ? "they beat it"
                : c->word == SG_CONTEST_BEHIND ? "not shown to beat it, nor to lose to it"
                                               : "ahead of it, not surely");
    if (!all->n_carried) return;
    size_t n = families(v, names);
    sg_doc_paragraph(
        doc,
        "In the back-test the forecasts of %s%s lost to the last value. The %zu skills of %s have the last "
        "value as their forecast, with the interval of its own errors, and are in no list of gains or "
        "losses.",
        n == 1 ? "the family " : "", names, all->n_carried, n == 1 ? "it" : "these families");
}

void sg_view_disagreement(sg_doc *doc, const sg_outlook_view *v)
{
    char names[400] = "";
    size_t n = 0, used = 0;
    for (size_t i = 0; i < v->all->n; i++) {
        const sg_outlook *o = &v->all->items[i];
        if (!o->mentions_disagree || o->now_count < 20) continue;
        if (n++ < 8)
            used += (size_t)snprintf(names + used, sizeof names - used, "%s%.30s", used ? ", " : "",
                                     v->market->taxonomy->skills[o->skill].name.at);
    }
    if (n)
        sg_doc_note(
            doc, "Share of postings and share of all skill mentions are forecast to move in opposite directions: %s%s.",
            names, n > 8 ? " and others" : "");
}
