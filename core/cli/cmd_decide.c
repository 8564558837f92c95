/* skillgap decide: staying, an internal move, an offer from outside. */
#include "career/offer.h"
#include "career/value.h"
#include "cli/commands.h"
#include "cli/load.h"
#include "view/decide.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    OPT_NOW,
    OPT_OFFER,
    OPT_INTERNAL,
    OPT_FORFEIT,
    OPT_COST,
    OPT_SIGNING,
    OPT_YEARS,
    OPT_DISCOUNT,
    OPT_GROWTH,
    OPT_OFFER_GROWTH,
    OPT_PROMOTION,
    OPT_OFFER_PROMOTION,
    OPT_RAISE,
    OPT_STARTS_IN,
    OPT_CHANCE,
    OPT_APPLICATIONS,
    OPT_SUCCESS,
    OPT_INTERNAL_CHANCE,
    OPT_INTERNAL_WITHIN,
    OPT_PROBATION,
    OPT_PROBATION_MONTHS,
    OPT_SEARCH,
    OPT_RUNS,
    OPT_SEED,
    OPT_TYPICAL,
    OPT_DETAILS,
    N_OPTIONS
};

static const sg_cli_option options[N_OPTIONS + 1] = {
    [OPT_NOW] = {"now", "PAY", "your pay a year: 140k, 140,000, \"USD 140k\"; default: your profile's"},
    [OPT_OFFER] = {"offer", "PAY|FILE", "pay a year that is offered, or a file that tells the whole offer"},
    [OPT_INTERNAL] = {"internal", "PAY", "pay a year after a move inside your company"},
    [OPT_FORFEIT] = {"forfeit", "AMOUNT", "what you lose by leaving: unvested shares, a bonus"},
    [OPT_COST] = {"cost", "AMOUNT", "what the change costs: moving, a gap in pay"},
    [OPT_SIGNING] = {"signing", "AMOUNT", "what is paid for coming"},
    [OPT_YEARS] = {"years", "N", "years looked ahead; default 3"},
    [OPT_DISCOUNT] = {"discount", "SHARE", "worth of later money, a year; default 5%"},
    [OPT_GROWTH] = {"growth", "SHARE", "pay growth a year, in every way"},
    [OPT_OFFER_GROWTH] = {"offer-growth", "SHARE", "pay growth a year in the new job, where it differs"},
    [OPT_PROMOTION] = {"promotion", "CHANCE", "chance a year of a promotion, in every way"},
    [OPT_OFFER_PROMOTION] = {"offer-promotion", "CHANCE", "the same in the new job, where it differs"},
    [OPT_RAISE] = {"raise", "SHARE", "raise that a promotion brings"},
    [OPT_STARTS_IN] = {"starts-in", "MONTHS", "until the new job starts"},
    [OPT_CHANCE] = {"chance", "CHANCE", "chance that the offer comes about"},
    [OPT_APPLICATIONS] = {"applications", "N", "no offer yet: how many you will write (with --success)"},
    [OPT_SUCCESS] = {"success", "CHANCE", "chance that one application ends in such an offer"},
    [OPT_INTERNAL_CHANCE] = {"internal-chance", "CHANCE", "chance that the internal move comes about"},
    [OPT_INTERNAL_WITHIN] = {"internal-within", "MONTHS", "time in which it would; half of it is the mean wait"},
    [OPT_PROBATION] = {"probation", "CHANCE", "chance that the new job ends in probation"},
    [OPT_PROBATION_MONTHS] = {"probation-months", "MONTHS", "when it then ends; default 6"},
    [OPT_SEARCH] = {"search", "MONTHS", "without pay after that; default 3"},
    [OPT_RUNS] = {"runs", "N", "runs of the simulation; default 5000"},
    [OPT_SEED] = {"seed", "N", "its seed; default 1"},
    [OPT_TYPICAL] = {"typical", NULL, "fill what you do not give from dated figures, each shown with its source"},
    [OPT_DETAILS] = {"details", NULL, "also the ways side by side and every assumption varied"},
};

typedef struct request {
    sg_decide_view view;
    sg_path stay, internal, offer;
    sg_loaded loaded;
    sg_offer file;
    bool has_file;
    char bare[100];   /* amounts that state no currency: "--now, --forfeit"; "" when all do */
    char stating[40]; /* what states it first: "--offer", "the offer's file", "your profile"; "" when nothing does */
} request;

/* Options that are amounts of money, in the order in which they are read. */
static const int money[] = {OPT_NOW, OPT_OFFER, OPT_INTERNAL, OPT_FORFEIT, OPT_COST, OPT_SIGNING};
enum { N_MONEY = sizeof money / sizeof *money };

static bool states_currency(const char *text)
{
    double amount;
    char currency[4] = "";
    sg_error none;
    return text && sg_cli_amount("", text, &amount, currency, &none) == SG_OK && currency[0];
}

static bool is_file(const char *text)
{
    const char *end = text ? strrchr(text, '.') : NULL;
    bool named = end && (strcmp(end, ".json") == 0 || strcmp(end, ".yaml") == 0 || strcmp(end, ".yml") == 0);
    return text && (named || strchr(text, '/') || (end && access(text, F_OK) == 0));
}

/* Whether the pay now is given without a currency, and another amount with one. */
static bool leaves_currency_open(const sg_args *args)
{
    bool stated = is_file(args->values[OPT_OFFER]);
    for (size_t i = 1; i < N_MONEY; i++) stated |= states_currency(args->values[money[i]]);
    return args->values[OPT_NOW] && !states_currency(args->values[OPT_NOW]) && stated;
}

static sg_status read_amounts(const sg_args *args, request *r, sg_error *err)
{
    double *const out[N_MONEY] = {&r->stay.pay,      &r->offer.pay,  &r->internal.pay,
                                  &r->offer.forfeit, &r->offer.cost, &r->offer.signing};
    size_t used = 0;
    if (r->has_file) snprintf(r->stating, sizeof r->stating, "the offer's file");
    for (size_t i = 0; i < N_MONEY; i++) {
        const char *name = options[money[i]].name, *text = args->values[money[i]];
        if (!text || (money[i] == OPT_OFFER && r->has_file)) continue;
        sg_status status = sg_cli_amount(name, text, out[i], r->view.currency, err);
        if (status != SG_OK) return status;
        if (money[i] <= OPT_INTERNAL && !(*out[i] > 0))
            return sg_fail(err, SG_EUSAGE, "--%s: expected pay above 0, found \"%s\"", name, text);
        if (!states_currency(text))
            used += (size_t)snprintf(r->bare + used, sizeof r->bare - used, "%s--%s", used ? ", " : "", name);
        else if (!r->stating[0])
            snprintf(r->stating, sizeof r->stating, "--%s", name);
    }
    return SG_OK;
}

/* What states no currency is taken in that of the rest, which is said; but not where the profile is paid in another. */
static sg_status settle_currency(const sg_args *args, request *r, sg_error *err)
{
    const char *currency = r->view.currency, *paid = r->loaded.profile.pay.currency;
    bool has = r->loaded.loaded & SG_LOAD_PROFILE && r->loaded.profile.pay.given;
    if (!r->bare[0] || !currency[0]) return SG_OK;
    if (has && args->values[OPT_NOW] && strcmp(paid, currency) != 0)
        return sg_fail(err, SG_EUSAGE,
                       "--now: in which currency? Your profile's pay is in %s, %s in %s: give --now \"%s %s\"", paid,
                       r->stating, currency, currency, args->values[OPT_NOW]);
    snprintf(r->view.notes[r->view.n_notes++], sizeof r->view.notes[0],
             "No currency was given with %s: taken as %s, which %s states%s.", r->bare, currency,
             r->stating[0] ? r->stating : "your profile", has && r->stating[0] ? ", as your profile does" : "");
    return SG_OK;
}

static sg_status read_shares(const sg_args *args, request *r, sg_error *err)
{
    double growth = (double)NAN, promotion = (double)NAN, raise = (double)NAN;
    double offer_growth = (double)NAN, offer_promotion = (double)NAN;
    struct {
        int option;
        double lo, hi, *out;
    } const shares[] = {
        {OPT_DISCOUNT, 0, 1, &r->view.decision.discount},
        {OPT_GROWTH, -.5, 1, &growth},
        {OPT_OFFER_GROWTH, -.5, 1, &offer_growth},
        {OPT_PROMOTION, 0, .99, &promotion},
        {OPT_OFFER_PROMOTION, 0, .99, &offer_promotion},
        {OPT_RAISE, 0, 5, &raise},
        {OPT_CHANCE, 0, 1, &r->offer.chance},
        {OPT_INTERNAL_CHANCE, 0, 1, &r->internal.chance},
        {OPT_PROBATION, 0, 1, &r->offer.probation},
    };
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        int option = shares[i].option;
        sg_status status =
            sg_cli_share(options[option].name, args->values[option], shares[i].lo, shares[i].hi, shares[i].out, err);
        if (status != SG_OK) return status;
    }
    sg_path *const paths[] = {&r->stay, &r->internal, &r->offer};
    for (size_t i = 0; i < 3; i++) {
        const double stated = i == 2 && !isnan(offer_growth) ? offer_growth : growth;
        if (isnan(stated)) continue;
        paths[i]->growth = stated;
        paths[i]->growth_given = true;
    }
    if (!isnan(promotion)) r->stay.promotion = r->offer.promotion = r->internal.promotion = promotion;
    if (!isnan(raise)) r->stay.raise = r->offer.raise = r->internal.raise = raise;
    if (!isnan(offer_promotion)) r->offer.promotion = offer_promotion;
    return SG_OK;
}

static sg_status read_numbers(const sg_args *args, request *r, sg_error *err)
{
    double runs = 0, seed = 1, within = (double)NAN;
    struct {
        int option;
        double lo, hi, *out;
    } const numbers[] = {
        {OPT_YEARS, 0.25, 50, &r->view.decision.years},
        {OPT_STARTS_IN, 0, 120, &r->offer.delay_months},
        {OPT_INTERNAL_WITHIN, 0, 120, &within},
        {OPT_PROBATION_MONTHS, 0, 60, &r->offer.probation_months},
        {OPT_SEARCH, 0, 60, &r->offer.search_months},
        {OPT_RUNS, 100, 1000000, &runs},
        {OPT_SEED, 0, 4294967295.0, &seed},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        int option = numbers[i].option;
        sg_status status = sg_cli_number(options[option].name, args->values[option], numbers[i].lo, numbers[i].hi,
                                         numbers[i].out, err);
        if (status != SG_OK) return status;
    }
    r->view.decision.runs = (size_t)runs;
    r->view.decision.seed = (uint64_t)seed;
    if (!isnan(within)) r->internal.wait_months = within / 2;
    return SG_OK;
}

/* With no offer yet: the chance of at least one from n applications. */
static sg_status read_applications(const sg_args *args, request *r, sg_error *err)
{
    double n = 0, success = 0;
    const char *applications = args->values[OPT_APPLICATIONS], *each = args->values[OPT_SUCCESS];
    if (!applications && !each) return SG_OK;
    if (!applications || !each) return sg_fail(err, SG_EUSAGE, "--applications and --success are given together");
    sg_status status = sg_cli_number("applications", applications, 1, 10000, &n, err);
    if (status == SG_OK) status = sg_cli_share("success", each, 0, 1, &success, err);
    if (status != SG_OK) return status;
    r->offer.chance = sg_chance_any(n, success);
    snprintf(r->view.notes[r->view.n_notes++], sizeof r->view.notes[0],
             "%.0f applications at %.3g%% each: in %.1f of 100 cases at least one ends in an offer.", n, success * 100,
             r->offer.chance * 100);
    return SG_OK;
}

/* Workers are forked while nothing of the person's is in memory: all that plugins read comes first, the profile and the
 * offer last. */
static sg_status load(const sg_cli *cli, const sg_args *args, request *r, sg_error *err)
{
    bool file = is_file(args->values[OPT_OFFER]);
    unsigned what = (file ? SG_LOAD_TAXONOMY : 0) | (args->values[OPT_TYPICAL] ? SG_LOAD_PAY : 0) |
                    (!args->values[OPT_NOW] || leaves_currency_open(args) ? SG_LOAD_PROFILE : 0);
    sg_status status = what ? sg_cli_load(cli, what, &r->loaded, err) : SG_OK;
    if (status != SG_OK || !file) return status;
    status = sg_offer_read(args->values[OPT_OFFER], &r->loaded.taxonomy, &r->file, err);
    if (status != SG_OK) return status;
    r->has_file = true;
    sg_decide_take_offer(&r->file, &r->view, &r->stay, &r->internal, &r->offer);
    return SG_OK;
}

/* What the person did not give, from the latest dated figure of the kind `move`; said in a note. */
static void fill(const sg_cli *cli, const sg_pay *pay, const char *key, const char *what, double scale,
                 sg_decide_view *view, double *const slots[], size_t n)
{
    char date[8];
    bool open = false;
    for (size_t i = 0; i < n; i++) open = open || *slots[i] == 0;
    const sg_figure *figure = sg_pay_figure(pay, "move", key, NULL, sg_month_format(cli->as_of, date));
    if (!figure || !open || view->n_notes == SG_DECIDE_NOTES) return;
    for (size_t i = 0; i < n; i++)
        if (*slots[i] == 0) *slots[i] = figure->value * scale;
    snprintf(view->notes[view->n_notes++], sizeof view->notes[0],
             "%s: %.3g%% (%.*s, %.*s, %.*s%s%.*s); a typical figure, not yours.", what, figure->value * scale * 100,
             (int)figure->source.len, figure->source.at, (int)figure->region.len,
             figure->region.at ? figure->region.at : "", (int)figure->date.len, figure->date.at,
             figure->note.len ? ": " : "", (int)figure->note.len, figure->note.at ? figure->note.at : "");
}

static void fill_typical(const sg_cli *cli, request *r)
{
    const sg_pay *pay = &r->loaded.pay;
    sg_path *const paths[] = {&r->stay, &r->internal, &r->offer};
    double *growth[3]; /* of the ways whose growth is open: a nought that was given stands */
    size_t open = 0;
    double *const promotion[] = {&r->stay.promotion, &r->internal.promotion, &r->offer.promotion};
    double *const raise[] = {&r->stay.raise, &r->internal.raise, &r->offer.raise};
    for (size_t i = 0; i < 3; i++)
        if (!paths[i]->growth_given) growth[open++] = &paths[i]->growth;
    fill(cli, pay, "stayer-raise",
         open == 3 ? "Pay growth a year, in every way" : "Pay growth a year where none is given", 1, &r->view, growth,
         open);
    for (size_t i = 0; i < 3; i++) paths[i]->growth_given |= paths[i]->growth != 0;
    fill(cli, pay, "promotion-rate", "Chance of a promotion, in every way", 1, &r->view, promotion, 3);
    fill(cli, pay, "promotion-raise", "Raise of a promotion", 1, &r->view, raise, 3);
}

/* Pay now from the profile when --now is not given. */
static sg_status take_pay(request *r, sg_error *err)
{
    bool has = r->loaded.loaded & SG_LOAD_PROFILE;
    double pay = has ? sg_stated_yearly(&r->loaded.profile.pay) : (double)NAN;
    if (isnan(pay) && has && r->loaded.profile.pay.given)
        return sg_fail(
            err, SG_EUSAGE,
            "your profile's pay is by the hour or day: give --now PAY, or current.pay by week, month or year");
    if (isnan(pay))
        return sg_fail(err, SG_EUSAGE,
                       "what you are paid now is not known: give --now PAY, or current.pay in your profile");
    const char *currency = r->loaded.profile.pay.currency;
    if (r->view.currency[0] && strcmp(r->view.currency, currency) != 0)
        return sg_fail(err, SG_EUSAGE, "your profile's pay is in %s, the offer in %s; give --now in %s", currency,
                       r->view.currency, r->view.currency);
    r->stay.pay = pay;
    memcpy(r->view.currency, currency, 4);
    r->view.component = r->loaded.profile.pay.component;
    return SG_OK;
}

/* Where each pay was given: an offer's file tells two. */
static sg_status check_pays(const sg_args *args, const request *r, const char *now, sg_error *err)
{
    const sg_pay_from pays[] = {
        {now, r->stay.pay},
        {r->has_file ? "pay in the offer's file" : "--offer", r->offer.pay},
        {r->has_file && !args->values[OPT_INTERNAL] ? "internal.pay in the offer's file" : "--internal",
         r->internal.pay},
    };
    return sg_pays_alike(pays, sizeof pays / sizeof *pays, err);
}

static sg_status read_request(const sg_cli *cli, const sg_args *args, request *r, sg_error *err)
{
    sg_status status = load(cli, args, r, err);
    if (status == SG_OK) status = read_amounts(args, r, err);
    if (status == SG_OK) status = read_shares(args, r, err);
    if (status == SG_OK) status = read_numbers(args, r, err);
    if (status == SG_OK) status = read_applications(args, r, err);
    if (status != SG_OK) return status;
    if (args->values[OPT_TYPICAL]) fill_typical(cli, r);
    if (r->offer.pay == 0 && r->internal.pay == 0)
        return sg_fail(err, SG_EUSAGE, "nothing to compare staying with: give --offer PAY or --internal PAY");
    const char *now = r->stay.pay == 0 ? "current.pay in your profile" : "--now";
    if (r->stay.pay == 0) status = take_pay(r, err);
    if (status == SG_OK) status = settle_currency(args, r, err);
    if (status == SG_OK) status = check_pays(args, r, now, err);
    if (status != SG_OK) return status;
    if (args->values[OPT_YEARS]) r->view.years_assumed = false;
    if (args->values[OPT_DISCOUNT]) r->view.discount_assumed = false;
    r->view.whole = args->values[OPT_DETAILS] || cli->format != SG_FORMAT_TEXT;
    if (r->offer.probation == 0) r->offer.probation_months = r->offer.search_months = 0;
    sg_decide_set_paths(&r->view.decision, &r->stay, &r->internal, &r->offer);
    return status;
}

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    request r = {0};
    sg_decide_defaults(&r.view, &r.stay, &r.internal, &r.offer);
    sg_doc *doc = NULL;
    sg_status status = read_request(cli, args, &r, err);
    if (status != SG_OK) goto cleanup;
    doc = sg_doc_alloc("", "skillgap.decide/1");
    if (!doc) status = sg_fail(err, SG_EFAIL, "no memory");
    if (status == SG_OK) status = sg_view_decide(doc, &r.view, err);
    if (status == SG_OK) status = sg_cli_show(cli, doc, err);
cleanup:
    sg_doc_free(doc);
    if (r.has_file) sg_offer_release(&r.file);
    sg_loaded_release(&r.loaded);
    return status;
}

static const char form[] = "A file of the offer, as YAML or JSON; all but the pay may be left out:\n"
                           "  name: Example Analytics\n"
                           "  pay: {amount: 165000, currency: USD, period: year, component: base}\n"
                           "  forfeit: 30000                   # lost by leaving: unvested shares, a bonus\n"
                           "  cost: 3000\n"
                           "  signing: 10000\n"
                           "  growth: 0.03                     # a year\n"
                           "  startsInMonths: 2\n"
                           "  promotion: {chance: 0.08, raise: 0.08}      # chance a year\n"
                           "  probation: {chance: 0.05, months: 6, searchMonths: 3}\n"
                           "  stay: {growth: 0.03, promotion: {chance: 0.14, raise: 0.087}}\n"
                           "  internal:\n"
                           "    pay: {amount: 152000, currency: USD, period: year}\n"
                           "    chance: 0.5\n"
                           "    withinMonths: 12\n"
                           "    growth: 0.03\n"
                           "  years: 3\n"
                           "  discount: 0.05";

const sg_command sg_cmd_decide = {
    .name = "decide",
    .words = "",
    .summary = "weigh staying, an internal move and an offer: the break-even first",
    .examples = "skillgap decide --now 140k --offer 165k --forfeit 30k\n"
                "skillgap decide --now 140k --offer 165k --forfeit 30k --typical\n"
                "skillgap decide --now 140k --offer 165k --growth 3% --details\n"
                "skillgap decide --now \"EUR 82k\" --internal 90k --internal-chance 50%\n"
                "skillgap decide --profile me.yaml --offer offer.json --details",
    .next = "skillgap decide --details …\tthe ways side by side, and what flips the answer",
    .options = options,
    .form = form,
    .words_max = 0,
    .run = run,
};
