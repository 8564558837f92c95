#include "cli/load.h"

#include "cli/blindspots.h"
#include "cli/progress.h"
#include "cli/tested.h"
#include "market/posted_pay.h"
#include "market/store.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Ties go to the name that sorts first. */
static void choose_group(const sg_market *market, char out[static 64])
{
    size_t most = 0;
    out[0] = '\0';
    for (size_t i = 0; i < market->n_sources; i++) {
        sg_text group = market->sources[i].group;
        size_t sum = 0;
        for (size_t k = 0; k < market->n_sources; k++)
            if (sg_text_equal(market->sources[k].group, group)) sum += market->sources[k].postings;
        bool first = sum == most && sum && sg_text_compare(group, sg_text_of(out)) < 0;
        if (sum <= most && !first) continue;
        most = sum;
        snprintf(out, 64, "%.*s", (int)group.len, group.len ? group.at : "");
    }
}

static sg_status load_outlook(const sg_cli *cli, sg_loaded *out, sg_error *err)
{
    const sg_scope all = {SG_ID_NONE, SG_ID_NONE, -1};
    char month[8];
    choose_group(&out->market, out->group);
    if (!out->group[0])
        return sg_fail(err, SG_EDATA, "there are no postings of %s or before to read an outlook from",
                       sg_month_format(cli->as_of, month));
    sg_progress_step(cli, "forecasting demand");
    sg_status status = sg_demand_build(&out->market, out->group, &all, &out->demand, err);
    if (status != SG_OK) return status;
    status = sg_cli_outlook(cli, &out->market, &out->demand, &out->outlooks, err);
    if (status == SG_OK) {
        sg_emerging_rule rule = sg_emerging_usual;
        rule.months = out->outlooks.step24;
        status = sg_emerging_find(&out->demand, &out->outlooks, &rule, &out->emerging, err);
    }
    if (status == SG_OK)
        out->loaded |= SG_LOAD_OUTLOOK;
    else {
        sg_outlook_release(&out->outlooks);
        sg_demand_release(&out->demand);
    }
    return status;
}

static sg_status load_profile(const sg_cli *cli, sg_loaded *out, sg_error *err)
{
    if (!cli->profile_given && (!cli->profile[0] || access(cli->profile, F_OK) != 0)) return SG_OK;
    sg_status status = sg_profile_read(cli->profile, &out->taxonomy, &out->profile, NULL, err);
    if (status != SG_OK) return status;
    out->loaded |= SG_LOAD_PROFILE;
    if (out->profile.n_unheld)
        sg_cli_say(
            cli, "skillgap: %s: %zu of its skills %s not known and count%s nowhere (%s%s): skillgap profile check",
            cli->profile, out->profile.n_unheld, out->profile.n_unheld == 1 ? "is" : "are",
            out->profile.n_unheld == 1 ? "s" : "", out->profile.unheld[0].name, out->profile.n_unheld == 1 ? "" : " …");
    /* an example that is shipped is no secret */
    if (out->profile.others_can_read && !strstr(cli->profile, "/example/"))
        sg_cli_say(cli, "skillgap: %s: others can read your profile; chmod 600 keeps it yours", cli->profile);
    return SG_OK;
}

/* Bands of the person's own files, of roles and regions that are known, beside the shipped ones. */
static sg_status take_band(void *self, const sg_store_source *source, const sg_band *band, const sg_row *row,
                           sg_error *err)
{
    if (!band->role.len || !band->region.len) return SG_OK;
    sg_status status = sg_pay_add(self, SG_RECORD_BAND, band, err);
    return status == SG_OK ? status
                           : sg_fail_in(err, status, "%.*s: row %llu", (int)source->path.len,
                                        source->path.at ? source->path.at : "", (unsigned long long)row->number);
}

static sg_status load_pay(const sg_cli *cli, sg_loaded *out, sg_error *err)
{
    sg_progress_step(cli, "reading what is paid");
    sg_status status = sg_pay_open(&cli->plugins, cli->shipped, &out->pay, err);
    if (status != SG_OK) return status;
    out->loaded |= SG_LOAD_PAY;
    out->shipped_bands = out->pay.n_bands;
    return access(cli->store, F_OK) == 0 ? sg_store_bands(cli->store, take_band, &out->pay, err) : SG_OK;
}

/* Under a name that says whose postings they are. */
static sg_status take_posted(void *self, const sg_band *band, sg_error *err)
{
    char name[96];
    sg_band named = *band;
    bool hn = sg_text_is(band->source, "hn");
    if (hn)
        snprintf(name, sizeof name, "%s", sg_group_name("hn"));
    else
        snprintf(name, sizeof name, "your postings (%.60s)", band->source.at);
    named.source = sg_text_of(name);
    named.licence = sg_text_of(hn ? "facts of public posts" : "your own files");
    return sg_pay_add(self, SG_RECORD_BAND, &named, err);
}

sg_status sg_cli_posted_pay(sg_loaded *loaded, uint32_t role, sg_error *err)
{
    return sg_posted_pay(&loaded->market, role, SG_PAY_N_MIN, take_posted, &loaded->pay, err);
}

sg_status sg_cli_load(const sg_cli *cli, unsigned what, sg_loaded *out, sg_error *err)
{
    memset(out, 0, sizeof *out);
    if (cli->store_given && access(cli->store, F_OK) != 0)
        return sg_fail(err, SG_EFAIL, "%s: there is no such store", cli->store);
    sg_status status = sg_market_taxonomy(&cli->plugins, cli->shipped, cli->taxonomy, &out->taxonomy, err);
    if (status != SG_OK) return status;
    out->loaded |= SG_LOAD_TAXONOMY;
    if (what & SG_LOAD_PAY) {
        status = load_pay(cli, out, err);
        if (status != SG_OK) return status;
    }
    if (what & (SG_LOAD_MARKET | SG_LOAD_OUTLOOK)) {
        sg_progress_step(cli, "reading the postings");
        status = sg_market_open(&cli->plugins, cli->shipped, cli->store, cli->as_of, &out->taxonomy, &out->market, err);
        if (status != SG_OK) return status;
        out->loaded |= SG_LOAD_MARKET;
    }
    if (what & SG_LOAD_BLINDSPOTS) {
        status = sg_cli_blindspots_shipped(cli, &out->taxonomy, &out->blindspots, err);
        if (status != SG_OK) return status;
        out->loaded |= SG_LOAD_BLINDSPOTS;
    }
    if (what & SG_LOAD_OUTLOOK) status = load_outlook(cli, out, err);
    if (status == SG_OK && (what & SG_LOAD_PROFILE)) status = load_profile(cli, out, err);
    return status;
}

void sg_loaded_release(sg_loaded *loaded)
{
    if (loaded->loaded & SG_LOAD_PROFILE) sg_profile_release(&loaded->profile);
    if (loaded->loaded & SG_LOAD_BLINDSPOTS) sg_blindspots_release(&loaded->blindspots);
    sg_emerging_release(&loaded->emerging);
    if (loaded->loaded & SG_LOAD_OUTLOOK) sg_outlook_release(&loaded->outlooks);
    if (loaded->loaded & SG_LOAD_OUTLOOK) sg_demand_release(&loaded->demand);
    if (loaded->loaded & SG_LOAD_MARKET) sg_market_release(&loaded->market);
    if (loaded->loaded & SG_LOAD_PAY) sg_pay_release(&loaded->pay);
    if (loaded->loaded & SG_LOAD_TAXONOMY) sg_taxonomy_release(&loaded->taxonomy);
    loaded->loaded = 0;
}

sg_day sg_cli_plan_by(const sg_cli *cli, double hours_week, sg_day goal, bool *assumed)
{
    *assumed = goal == SG_DAY_ABSENT && hours_week > 0;
    if (!*assumed) return goal;
    sg_month month = sg_month_of_day(cli->today) + 24;
    return sg_day_of(1970 + month / 12, 1 + month % 12, sg_month_days(month));
}

sg_status sg_cli_goal_ahead(const sg_cli *cli, const sg_profile *profile, sg_error *err)
{
    char today[11], goal[11];
    if (profile->goal == SG_DAY_ABSENT || profile->goal > cli->today) return SG_OK;
    return sg_fail(err, SG_EUSAGE, "%s: x-skillgap.goalDate: expected a day after %s, found %s", cli->profile,
                   sg_day_format(cli->today, today), sg_day_format(profile->goal, goal));
}
