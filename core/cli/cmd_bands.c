/* skillgap bands: what a role pays, by region and source. */
#include "cli/commands.h"
#include "cli/load.h"
#include "taxonomy/region.h"
#include "taxonomy/role.h"
#include "view/bands.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { OPT_REGION, OPT_LEVEL, OPT_PAY, OPT_CURRENCY, N_OPTIONS, REGIONS_MAX = 64, ROWS_BY_DEFAULT = 2 };

static const sg_cli_option options[N_OPTIONS + 1] = {
    [OPT_REGION] = {"region", "REGION[,REGION…]", "regions by id or name, separated by commas: berlin,austin,GB"},
    [OPT_LEVEL] = {"level", "LEVEL", "intern junior mid senior lead staff principal manager director executive"},
    [OPT_PAY] = {"pay", "AMOUNT",
                 "your pay a year, to mark in each band: 150k, in the currency of the regions, or EUR 82k; default: "
                 "your profile's"},
    [OPT_CURRENCY] = {"currency", "C", "show all in this currency (ISO 4217), and read --pay in it"},
};

/* Where much of the market of hiring posts is; one region for each sort of source. */
static const char *const default_regions[] = {"US/san-francisco", "US/austin", "GB/london",    "DE/berlin",
                                              "CA/toronto",       "PL/warsaw", "IN/bangalore", NULL};

static sg_status read_regions(const char *list, const sg_taxonomy *t, uint32_t *out, size_t *n, sg_error *err)
{
    sg_text rest = sg_text_of(list), name;
    while (sg_text_split(&rest, ',', &name)) {
        name = sg_text_trim(name);
        if (!name.len) continue;
        if (*n == REGIONS_MAX) return sg_fail(err, SG_EUSAGE, "--region: more than %d regions", REGIONS_MAX);
        sg_status status = sg_taxonomy_region(t, name, &out[*n], err);
        if (status != SG_OK) return sg_fail_in(err, status, "--region");
        (*n)++;
    }
    if (!*n) return sg_fail(err, SG_EUSAGE, "--region: expected a region's id or name, found \"%s\"", list);
    return SG_OK;
}

/* The person's own region first, then the usual ones. */
static void usual_regions(const sg_loaded *l, uint32_t *out, size_t *n)
{
    if ((l->loaded & SG_LOAD_PROFILE) && l->profile.current.region != SG_ID_NONE)
        out[(*n)++] = l->profile.current.region;
    for (size_t i = 0; default_regions[i]; i++) {
        uint32_t region = sg_map_find(&l->taxonomy.region_ids, sg_text_of(default_regions[i]));
        if (region != SG_MAP_NONE && !(*n && out[0] == region)) out[(*n)++] = region;
    }
}

/* With the level of a title that carries one. */
static sg_status read_role(const sg_cli *cli, const sg_taxonomy *t, const char *text, sg_bands_view *view,
                           sg_error *err)
{
    sg_title_reading read;
    char name[200];
    sg_status status = sg_role_read(t, sg_text_of(text), &read, err);
    if (status != SG_OK) return status;
    view->role = read.role;
    view->level = read.level;
    if (read.level >= 0)
        sg_cli_say(cli, "\"%s\" is read as %s, level %s.", text, sg_role_name(t, read.role, -1, name, sizeof name),
                   sg_level_ids[read.level]);
    return SG_OK;
}

static sg_status read_level(const char *text, int *out, sg_error *err)
{
    if (!text) return SG_OK;
    *out = -1;
    if (strcmp(text, "all") == 0) return SG_OK;
    *out = sg_level_of(sg_text_of(text));
    if (*out >= 0) return SG_OK;
    return sg_fail(err, SG_EUSAGE, "--level: no level \"%s\"; there are %s", text, options[OPT_LEVEL].help);
}

static sg_status read_currency(const char *text, const sg_loaded *l, const char **out, sg_error *err)
{
    *out = text;
    if (!text || strcmp(text, "USD") == 0 || sg_pay_figure(&l->pay, "fx", text, NULL, NULL)) return SG_OK;
    return sg_fail(err, SG_EUSAGE,
                   "--currency: no exchange rate of \"%s\" is known; expected a code of ISO 4217 such as EUR", text);
}

/* The currency that all regions asked for have, or NULL. */
static const char *shared_currency(const sg_loaded *l, const sg_bands_view *view)
{
    const char *shared = NULL;
    for (size_t i = 0; i < view->n_regions; i++) {
        const char *own = l->taxonomy.regions[sg_region_country(&l->taxonomy, view->regions[i])].currency.at;
        if (!own || !own[0] || (shared && strcmp(own, shared) != 0)) return NULL;
        shared = own;
    }
    return shared;
}

/* Which of the currencies with the sign $ is meant: the regions', else that of --currency; NULL when neither has it. */
static const char *dollar_of(const sg_loaded *l, const sg_bands_view *view)
{
    static const char signs[] = "USD CAD AUD NZD SGD HKD TWD MXN CLP COP ARS";
    const char *shared = shared_currency(l, view);
    if (shared && strstr(signs, shared)) return shared;
    return view->currency && strstr(signs, view->currency) ? view->currency : NULL;
}

static sg_status read_pay(const char *text, const sg_loaded *l, sg_bands_view *view, sg_error *err)
{
    char currency[4] = "";
    if (!text && (l->loaded & SG_LOAD_PROFILE)) {
        double yearly = sg_stated_yearly(&l->profile.pay);
        if (!(yearly > 0) || !l->profile.pay.currency[0]) return SG_OK;
        view->pay = yearly;
        view->home = l->profile.current.region;
        if (l->profile.pay.component != SG_COMPONENT_NONE)
            view->component = sg_component_name(l->profile.pay.component);
        memcpy(view->pay_currency, l->profile.pay.currency, sizeof view->pay_currency);
        return SG_OK;
    }
    bool dollar = text && text[0] == '$';
    sg_status status = sg_cli_amount("pay", dollar ? text + 1 : text, &view->pay, currency, err);
    if (status != SG_OK || !text) return status;
    const char *of = currency[0] ? currency : dollar ? dollar_of(l, view) : view->currency;
    if (!of && !dollar) of = shared_currency(l, view);
    if (!of && dollar)
        return sg_fail(err, SG_EUSAGE, "--pay: which dollar? Give --pay \"USD %s\", or --currency USD", text + 1);
    if (!of) return sg_fail(err, SG_EUSAGE, "--pay: in which currency? Give --pay \"EUR %s\", or --currency EUR", text);
    snprintf(view->pay_currency, sizeof view->pay_currency, "%.3s", of);
    return SG_OK;
}

static sg_status show(const sg_cli *cli, const sg_loaded *l, const sg_bands_view *view, sg_error *err)
{
    char title[200];
    const char *level = view->level < 0 ? "" : sg_level_ids[view->level];
    snprintf(title, sizeof title, "Pay: %.80s%s%s, as of %s", l->taxonomy.roles[view->role].name.at,
             level[0] ? ", " : "", level, view->date);
    sg_doc *doc = sg_doc_alloc(title, "skillgap.bands/1");
    if (!doc) return sg_fail(err, SG_EFAIL, "no memory");
    size_t shown;
    sg_doc_meta(doc, "as_of", sg_v_text(view->date));
    sg_doc_meta(doc, "role", sg_v_text(l->taxonomy.roles[view->role].id.at));
    char hash[20];
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)l->pay.hash);
    sg_doc_meta(doc, "pay_hash", sg_v_text(hash));
    sg_status status = sg_view_bands(doc, &l->taxonomy, &l->pay, view, &shown, err);
    if (status == SG_OK && !shown)
        status = sg_fail(err, SG_EDATA, "no source has a band of %s in the regions asked for",
                         l->taxonomy.roles[view->role].name.at);
    if (status == SG_OK) status = sg_cli_show(cli, doc, err);
    sg_doc_free(doc);
    return status;
}

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    sg_loaded loaded;
    sg_bands_view view = {.level = -1, .home = SG_ID_NONE, .answers = true};
    uint32_t regions[REGIONS_MAX + 1];
    char date[8];
    view.date = sg_month_format(cli->as_of, date);
    view.regions = regions;
    sg_status status = sg_cli_load(cli, SG_LOAD_PAY | SG_LOAD_MARKET | SG_LOAD_PROFILE, &loaded, err);
    if (status == SG_OK) status = read_role(cli, &loaded.taxonomy, args->words[0], &view, err);
    if (status == SG_OK) status = sg_cli_posted_pay(&loaded, view.role, err);
    if (status == SG_OK && args->values[OPT_REGION])
        status = read_regions(args->values[OPT_REGION], &loaded.taxonomy, regions, &view.n_regions, err);
    else if (status == SG_OK)
        usual_regions(&loaded, regions, &view.n_regions);
    if (status == SG_OK) status = read_level(args->values[OPT_LEVEL], &view.level, err);
    if (status == SG_OK) status = read_currency(args->values[OPT_CURRENCY], &loaded, &view.currency, err);
    if (status == SG_OK) status = read_pay(args->values[OPT_PAY], &loaded, &view, err);
    if (!args->values[OPT_REGION]) view.rows_max = ROWS_BY_DEFAULT;
    if (status == SG_OK) status = show(cli, &loaded, &view, err);
    sg_loaded_release(&loaded);
    return status;
}

const sg_command sg_cmd_bands = {
    .name = "bands",
    .words = "ROLE",
    .summary = "what a role pays, by region and source",
    .examples = "skillgap bands backend-engineer\n"
                "skillgap bands \"data engineer\" --region berlin,austin --level senior\n"
                "skillgap bands backend-engineer --region DE,NL,PL --pay \"EUR 82k\"\n"
                "skillgap bands sre --region london,toronto --currency EUR",
    .next = "skillgap decide --now PAY --offer PAY\twhether an offer beats staying",
    .options = options,
    .words_min = 1,
    .words_max = 1,
    .run = run,
};
