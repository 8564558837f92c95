/* skillgap report: the main job, all in one. */
#include "career/offer.h"
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/redact.h"
#include "cli/role.h"
#include "cli/tested.h"
#include "view/bands.h"
#include "view/decide.h"
#include "view/gap.h"
#include "view/outlook.h"
#include "view/report.h"
#include "view/standing.h"
#include "view/summary.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { OPT_ROLE, OPT_LEVEL, OPT_REGION, OPT_OFFER, OPT_HOURS, OPT_ROWS, OPT_REDACT, N_OPTIONS };
enum { REGIONS_MAX = 8, ROWS_DEFAULT = 10, SOURCES_A_REGION = 2 };

static const sg_cli_option options[N_OPTIONS + 1] = {
    [OPT_ROLE] = {"role", "ROLE", "the role you aim at; default: your profile's target"},
    [OPT_LEVEL] = {"level", "LEVEL", "its level; default: your profile's target"},
    [OPT_REGION] = {"region", "REGION", "where; default: your profile's target"},
    [OPT_OFFER] = {"offer", "FILE", "an offer to weigh against staying"},
    [OPT_HOURS] = {"hours", "N", "hours a week for learning; default: your profile's"},
    [OPT_ROWS] = {"rows", "N", "rows of each table; default 10"},
    [OPT_REDACT] = {"redact", NULL, "leave out names, employers and pay, so that it can be shown to others"},
};

typedef struct report {
    const sg_cli *cli;
    sg_loaded loaded;
    sg_doc *doc;
    sg_goal goal;
    bool has_goal, has_offer, redacted;
    uint32_t region; /* of --region, where there is no goal that takes it */
    sg_gap gap;
    sg_plan plan;
    sg_effort effort;
    sg_offer offer;
    sg_decide_view decide; /* decision.n 0: nothing to weigh */
    double hours, rows;
} report;

static void add_hash(sg_doc *doc, const char *key, uint64_t hash)
{
    char text[24];
    snprintf(text, sizeof text, "%016llx", (unsigned long long)hash);
    sg_doc_meta(doc, key, sg_v_text(text));
}

static void add_meta(report *r)
{
    const sg_loaded *l = &r->loaded;
    sg_doc_meta(r->doc, "generator", sg_v_text("skillgap " SG_VERSION));
    sg_doc_meta(r->doc, "as_of", sg_v_month(r->cli->as_of));
    sg_doc_meta(r->doc, "data_as_of", sg_v_month(l->outlooks.end));
    add_hash(r->doc, "market_hash", l->market.hash);
    add_hash(r->doc, "taxonomy_hash", l->taxonomy.hash);
    add_hash(r->doc, "pay_hash", l->pay.hash);
    if (r->redacted) return; /* a guess at a file could be tried on its hash */
    if (l->loaded & SG_LOAD_PROFILE) add_hash(r->doc, "profile_hash", l->profile.hash);
    if (r->has_offer) add_hash(r->doc, "offer_hash", r->offer.hash);
}

static void add_region(const sg_taxonomy *t, uint32_t region, uint32_t *regions, size_t *n)
{
    for (size_t i = 0; i < *n; i++)
        if (regions[i] == region) return;
    if (region < t->region_ids.count && *n < REGIONS_MAX) regions[(*n)++] = region;
}

/* The goal's or else the one that is asked for, the person's own, then the usual ones. *own: how many suffice without
 * the usual ones; 0 where one was asked for without a goal, which nothing else compares. */
static size_t regions_of(const report *r, uint32_t regions[static REGIONS_MAX], size_t *own)
{
    static const char *const usual[] = {"US/austin", "DE/berlin", "GB/london", "CA/toronto", NULL};
    const sg_loaded *l = &r->loaded;
    size_t n = 0;
    if (r->has_goal && r->goal.region != SG_ID_NONE) add_region(&l->taxonomy, r->goal.region, regions, &n);
    if (r->region != SG_ID_NONE) add_region(&l->taxonomy, r->region, regions, &n);
    if ((l->loaded & SG_LOAD_PROFILE) && l->profile.current.region != SG_ID_NONE)
        add_region(&l->taxonomy, l->profile.current.region, regions, &n);
    *own = r->region != SG_ID_NONE ? 0 : n;
    for (size_t i = 0; usual[i]; i++)
        add_region(&l->taxonomy, sg_map_find(&l->taxonomy.region_ids, sg_text_of(usual[i])), regions, &n);
    return n;
}

/* "senior back-end engineer in Austin, by 2028-11-30, at 7 hours a week": as far as it is known. */
static void add_goal(const report *r)
{
    char text[400], name[200], day[11];
    const sg_taxonomy *t = &r->loaded.taxonomy;
    bool place = r->goal.region != SG_ID_NONE,
         date = (r->loaded.loaded & SG_LOAD_PROFILE) && r->loaded.profile.goal != SG_DAY_ABSENT;
    int len = snprintf(text, sizeof text, "%s%s%s", sg_goal_name(t, &r->goal, name, sizeof name), place ? " in " : "",
                       place ? t->regions[r->goal.region].name.at : "");
    if (date)
        len += snprintf(text + len, sizeof text - (size_t)len, ", by %s", sg_day_format(r->loaded.profile.goal, day));
    if (r->hours > 0) snprintf(text + len, sizeof text - (size_t)len, ", at %.3g hours a week", r->hours);
    sg_doc_field(r->doc, "goal", "Goal", sg_v_text(text));
}

/* A region that was asked for, of which no source has pay, is not passed over in silence. */
static sg_status add_unpaid(report *r, const char *date, sg_error *err)
{
    const sg_taxonomy *t = &r->loaded.taxonomy;
    uint32_t role = sg_map_find(&t->role_ids, sg_text_of("software-engineer")); /* as the market's summary tells of */
    sg_buf told;
    if (r->region == SG_ID_NONE || role == SG_MAP_NONE) return SG_OK;
    sg_buf_init(&told, 1 << 16);
    const sg_standing_view view = {
        .taxonomy = t, .pay = &r->loaded.pay, .query = {role, r->region, -1, NULL, date}, .whose = ""};
    sg_status status = sg_view_standing(&told, &view, NULL, err);
    if (status == SG_OK && !told.len)
        sg_doc_paragraph(r->doc, "What software engineers are paid in %s stands in no table that is read.",
                         t->regions[r->region].name.at);
    sg_buf_release(&told);
    return status;
}

static sg_status add_summary(report *r, sg_error *err)
{
    char end[8], data[120];
    const sg_loaded *l = &r->loaded;
    int age = l->outlooks.as_of - l->outlooks.end;
    sg_doc_section(r->doc, "summary", "");
    if (r->redacted) sg_doc_paragraph(r->doc, "%s", sg_redacted);
    if ((l->loaded & SG_LOAD_PROFILE) && l->profile.note[0]) sg_doc_paragraph(r->doc, "%s", l->profile.note);
    if (r->has_goal) add_goal(r);
    uint32_t regions[REGIONS_MAX];
    char date[8];
    size_t own, n = regions_of(r, regions, &own);
    if (own) n = own; /* others are compared below */
    const sg_summary_view view = {.loaded = l,
                                  .goal = r->has_goal ? &r->goal : NULL,
                                  .gap = &r->gap,
                                  .plan = &r->plan,
                                  .effort = &r->effort,
                                  .decide = &r->decide,
                                  .offer = r->has_offer ? &r->offer : NULL,
                                  .regions = regions,
                                  .n_regions = n < SG_SUMMARY_REGIONS ? n : SG_SUMMARY_REGIONS,
                                  .date = sg_month_format(r->cli->as_of, date),
                                  .profile = r->redacted ? "FILE" : r->cli->profile};
    sg_status status = add_unpaid(r, date, err);
    if (status == SG_OK) status = sg_view_summary(r->doc, &view, err);
    snprintf(data, sizeof data, "%s to %s, %d month%s old", sg_group_name(l->group),
             sg_month_format(l->outlooks.end, end), age, age == 1 ? "" : "s");
    sg_doc_field(r->doc, "data", "Data", sg_v_text(data));
    return status;
}

static sg_status add_bands(report *r, sg_error *err)
{
    const sg_loaded *l = &r->loaded;
    uint32_t regions[REGIONS_MAX];
    size_t own, n = regions_of(r, regions, &own), shown;
    char date[8];
    sg_bands_view view = {.role = r->goal.role,
                          .regions = regions,
                          .level = r->goal.level,
                          .home = SG_ID_NONE,
                          .rows_max = SOURCES_A_REGION};
    view.date = sg_month_format(r->cli->as_of, date);
    if (l->loaded & SG_LOAD_PROFILE) {
        double pay = sg_stated_yearly(&l->profile.pay);
        view.home = l->profile.current.region;
        view.pay = pay > 0 ? pay : 0;
        memcpy(view.pay_currency, l->profile.pay.currency, sizeof view.pay_currency);
    }
    view.n_regions = n;
    view.whole = own;
    return sg_view_bands(r->doc, &l->taxonomy, &l->pay, &view, &shown, err);
}

/* The offer against staying at the profile's pay. */
static sg_status prepare_decision(report *r, sg_error *err)
{
    sg_decide_view *view = &r->decide;
    sg_path stay, internal, offer;
    sg_abroad here;
    char date[8];
    const sg_profile *profile = &r->loaded.profile;
    double pay = r->loaded.loaded & SG_LOAD_PROFILE ? sg_stated_yearly(&profile->pay) : (double)NAN;
    if (!r->has_offer || isnan(pay)) return SG_OK;
    sg_decide_defaults(view, &stay, &internal, &offer);
    sg_decide_take_offer(&r->offer, view, &stay, &internal, &offer);
    sg_status status = sg_pay_abroad(&r->loaded.pay, &r->loaded.taxonomy, profile, &r->offer,
                                     sg_month_format(r->cli->as_of, date), &here, err);
    if (status != SG_OK) return status;
    snprintf(view->stay_as, sizeof view->stay_as, "%s", here.as);
    if (here.note[0]) snprintf(view->notes[view->n_notes++], sizeof view->notes[0], "%s", here.note);
    const sg_pay_from pays[] = {{"current.pay in your profile", here.pay},
                                {"pay in the offer's file", offer.pay},
                                {"internal.pay in the offer's file", internal.pay}};
    status = sg_pays_alike(pays, sizeof pays / sizeof *pays, err);
    if (status != SG_OK) return status;
    stay.pay = here.pay;
    sg_decide_set_paths(&view->decision, &stay, &internal, &offer);
    if (r->offer.note[0]) snprintf(view->notes[view->n_notes++], sizeof view->notes[0], "%s", r->offer.note);
    view->whole = true;
    return SG_OK;
}

static sg_status add_decision(report *r, sg_error *err)
{
    if (!r->has_offer) return SG_OK;
    if (r->decide.decision.n) return sg_view_decide(r->doc, &r->decide, err);
    sg_doc_section(r->doc, "decision", "Stay or go");
    bool given = (r->loaded.loaded & SG_LOAD_PROFILE) && r->loaded.profile.pay.given;
    sg_doc_paragraph(r->doc, given
                                 ? "You are paid by the hour or day, so the offer cannot be weighed: state current.pay "
                                   "in your profile by week, month or year."
                                 : "What you are paid now is not known, so the offer cannot be weighed: put "
                                   "current.pay into your profile.");
    return SG_OK;
}

static void add_how_to(const report *r)
{
    sg_doc_section(r->doc, "you", "Add yourself");
    sg_doc_paragraph(r->doc, "No profile was read, so this is the market's report alone. A profile takes some minutes "
                             "and stays on this machine, readable by you alone. By eight questions; or from your JSON "
                             "Resume, LinkedIn's export or your CV as text; or without one, for a role:");
    sg_doc_lines(r->doc, "skillgap profile new\n"
                         "skillgap profile new --from cv.txt\n"
                         "skillgap report --role backend-engineer --level senior");
}

static sg_status add_person(report *r, sg_error *err)
{
    size_t rows = (size_t)r->rows;
    if (!r->has_goal) {
        add_how_to(r);
        return SG_OK;
    }
    sg_view_gap(r->doc, &r->loaded, &r->gap, &r->goal, rows);
    sg_view_plan(r->doc, &r->loaded.taxonomy, &r->plan, &r->effort, rows);
    return add_bands(r, err);
}

/* What is asked for where there is no role to aim at: a region's pay can be told, a level alone says nothing. */
static sg_status read_market_scope(report *r, const sg_args *args, sg_error *err)
{
    const char *level = args->values[OPT_LEVEL], *region = args->values[OPT_REGION];
    int known = -1;
    sg_status status = sg_cli_level(level, &known, err);
    if (status == SG_OK && level)
        return sg_fail(err, SG_EUSAGE,
                       "--level %s: of which role? Give --role ROLE too, or a profile with a target: skillgap profile "
                       "new",
                       level);
    if (status == SG_OK && region)
        status = sg_taxonomy_region(&r->loaded.taxonomy, sg_text_of(region), &r->region, err);
    return status == SG_OK || level ? status : sg_fail_in(err, status, "--region");
}

/* Gap and plan, when there is a role to aim at. */
static sg_status compute(report *r, const sg_args *args, sg_error *err)
{
    const sg_loaded *l = &r->loaded;
    bool profile = l->loaded & SG_LOAD_PROFILE;
    r->has_goal = args->values[OPT_ROLE] || (profile && sg_profile_aim(&l->profile).role != SG_ID_NONE);
    r->hours = profile ? l->profile.hours_week : 0;
    r->rows = ROWS_DEFAULT;
    sg_status status = sg_cli_number("hours", args->values[OPT_HOURS], 0.25, 100, &r->hours, err);
    if (status == SG_OK) status = sg_cli_number("rows", args->values[OPT_ROWS], 1, 10000, &r->rows, err);
    if (status == SG_OK && !r->has_goal) status = read_market_scope(r, args, err);
    if (status == SG_OK && args->values[OPT_OFFER]) {
        status = sg_offer_read(args->values[OPT_OFFER], &l->taxonomy, &r->offer, err);
        r->has_offer = status == SG_OK;
    }
    if (status == SG_OK) status = prepare_decision(r, err);
    if (status == SG_OK) status = sg_effort_read(r->cli->shipped, &r->effort, err);
    if (status != SG_OK || !r->has_goal) return status;
    status = sg_cli_goal(r->cli, l, args->values[OPT_ROLE], args->values[OPT_LEVEL], args->values[OPT_REGION], &r->goal,
                         err);
    if (status != SG_OK) return status;
    status = sg_cli_posted_pay(&r->loaded, r->goal.role, err);
    if (profile && status == SG_OK) status = sg_cli_goal_ahead(r->cli, &l->profile, err);
    if (status != SG_OK) return status;
    status = sg_gap_build(&l->taxonomy, &l->market, &l->outlooks, profile ? &l->profile : NULL, r->goal.role,
                          r->goal.level, &r->gap, err);
    if (status != SG_OK) return status;
    bool assumed;
    sg_day by = sg_cli_plan_by(r->cli, r->hours, profile ? l->profile.goal : SG_DAY_ABSENT, &assumed);
    status = sg_plan_make(&l->taxonomy, &r->gap, &r->effort, r->hours, r->cli->today, by, &r->plan, err);
    if (status == SG_OK) r->plan.goal_assumed = assumed;
    return status;
}

static sg_status build(report *r, sg_error *err)
{
    char title[300], goal[200], month[8];
    const sg_loaded *l = &r->loaded;
    snprintf(title, sizeof title, "skillgap report, %s: %s", sg_month_format(r->cli->as_of, month),
             r->has_goal ? sg_goal_name(&l->taxonomy, &r->goal, goal, sizeof goal) : "the market for IT skills");
    sg_outlook_view outlook = {.market = &l->market,
                               .demand = &l->demand,
                               .all = &l->outlooks,
                               .emerging = &l->emerging,
                               .top = (size_t)r->rows};
    r->doc = sg_doc_alloc(title, "skillgap.report/1");
    if (!r->doc) return sg_fail(err, SG_EFAIL, "no memory");
    add_meta(r);
    sg_status status = add_summary(r, err);
    sg_view_outlook(r->doc, &outlook);
    if (status == SG_OK) status = add_person(r, err);
    if (status == SG_OK) status = add_decision(r, err);
    if (status == SG_OK) sg_view_evidence(r->doc, &r->loaded);
    return status;
}

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    report *r = sg_zalloc(1, sizeof *r);
    if (!r) return sg_fail(err, SG_EFAIL, "no memory");
    r->cli = cli;
    r->region = SG_ID_NONE;
    sg_status status = sg_cli_load(cli, SG_LOAD_OUTLOOK | SG_LOAD_PAY | SG_LOAD_PROFILE, &r->loaded, err);
    if (status == SG_OK) status = compute(r, args, err);
    r->redacted = args->values[OPT_REDACT] != NULL;
    if (status == SG_OK && r->redacted) sg_cli_redact(&r->loaded, &r->decide, r->has_offer ? &r->offer : NULL);
    if (status == SG_OK) status = build(r, err);
    if (status == SG_OK) status = sg_cli_show(cli, r->doc, err);
    if (status == SG_OK) sg_cli_keep_outlook(cli, &r->loaded.market, &r->loaded.demand, &r->loaded.outlooks);
    sg_doc_free(r->doc);
    sg_plan_release(&r->plan);
    sg_gap_release(&r->gap);
    if (r->has_offer) sg_offer_release(&r->offer);
    sg_loaded_release(&r->loaded);
    sg_free(r);
    return status;
}

const sg_command sg_cmd_report = {
    .name = "report",
    .words = "",
    .summary = "all in one: the market ahead, your gap, a plan, pay, and whether to move",
    .examples = "skillgap report\n"
                "skillgap report --profile me.yaml --offer offer.json\n"
                "skillgap report --role data-engineer --level senior --region berlin\n"
                "skillgap report --format html --output report.html\n"
                "skillgap report --redact --format html --output to-show.html",
    .next = "skillgap report --format html --output report.html\tthe same with charts, for a browser\nskillgap explain "
            "SKILL\tthe posts behind a figure",
    .options = options,
    .words_max = 0,
    .run = run,
};
