/* The charts of the views: each states what it shows in its title. */
#ifndef SG_VIEW_PLOTS_H
#define SG_VIEW_PLOTS_H

#include "report/plot.h"
#include "view/bands.h"
#include "view/decide.h"
#include "view/gap.h"
#include "view/loaded.h"
#include "view/outlook.h"

enum { SG_FANS_MAX = 6 };

/* Skills whose history and forecast stand side by side. */
typedef struct sg_fans {
    const sg_market *market;
    const sg_demand *demand;
    const sg_outlooks *outlooks;
    const sg_outlook *items[SG_FANS_MAX];
    size_t n;
    const char *id, *title;
    const char *base; /* " of all posts", said of each share where shares of others stand beside; or NULL */
} sg_fans;
/* None when there are no items. */
void sg_plot_fans(sg_doc *doc, const sg_fans *fans);

/* Demand's growth against that of the people who practise a skill; none where nothing is known of them. */
void sg_plot_growth(sg_doc *doc, const sg_outlook_view *view);
/* Skills found early: their share before and now. */
void sg_plot_risen(sg_doc *doc, const sg_outlook_view *view, const sg_emergence *const *found, size_t n);
/* Levels held and asked for, and how demand for the first of these skills goes on. */
void sg_plot_gap(sg_doc *doc, const sg_loaded *loaded, const sg_gap *gap, size_t rows);
/* Milestones over time. */
void sg_plot_plan(sg_doc *doc, const sg_taxonomy *taxonomy, const sg_plan *plan, size_t rows);
/* Bands of the view's regions at exchange rates and by what they buy, and by level in the first region. */
sg_status sg_plot_bands(sg_doc *doc, const sg_taxonomy *taxonomy, const sg_pay *pay, const sg_bands_view *view,
                        sg_error *err);
/* What the move is worth more than staying, over the runs. */
sg_status sg_plot_gains(sg_doc *doc, const sg_decide_view *view, size_t path, sg_error *err);
/* What each assumption moves; gain: as all are given. */
void sg_plot_assumptions(sg_doc *doc, const sg_decide_view *view, const sg_assumption *list, size_t n, double gain);

/* "A, B and C", "A, B, C and 4 more": the first of n names, at most `most`, which each gives. */
const char *sg_plot_names(const char *const *names, size_t n, size_t most, char *out, size_t size);

#endif
