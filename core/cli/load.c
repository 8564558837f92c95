#include "cli/load.h"

#include <string.h>
#include <unistd.h>

static sg_status load_profile(const sg_cli *cli, sg_loaded *out, sg_error *err)
{
    if (!cli->profile_given && (!cli->profile[0] || access(cli->profile, F_OK) != 0)) return SG_OK;
    sg_status status = sg_profile_read(cli->profile, &out->taxonomy, &out->profile, NULL, err);
    if (status != SG_OK) return status;
    out->loaded |= SG_LOAD_PROFILE;
    bool shipped =
        strncmp(cli->profile, cli->shipped, strlen(cli->shipped)) == 0 || strstr(cli->profile, "datasets/example/");
    if (out->profile.others_can_read && !shipped)
        sg_cli_say(cli, "skillgap: %s: others can read your profile; chmod 600 keeps it yours", cli->profile);
    return SG_OK;
}

sg_status sg_cli_load(const sg_cli *cli, unsigned what, sg_loaded *out, sg_error *err)
{
    memset(out, 0, sizeof *out);
    if (cli->store_given && access(cli->store, F_OK) != 0)
        return sg_fail(err, SG_EFAIL, "%s: there is no such store", cli->store);
    sg_status status = sg_market_taxonomy(&cli->plugins, cli->shipped, &out->taxonomy, err);
    if (status != SG_OK) return status;
    out->loaded |= SG_LOAD_TAXONOMY;
    if (what & SG_LOAD_MARKET) {
        status = sg_market_open(&cli->plugins, cli->shipped, cli->store, &out->taxonomy, &out->market, err);
        if (status != SG_OK) return status;
        out->loaded |= SG_LOAD_MARKET;
    }
    if (what & SG_LOAD_PAY) {
        status = sg_pay_open(&cli->plugins, cli->shipped, &out->pay, err);
        if (status != SG_OK) return status;
        out->loaded |= SG_LOAD_PAY;
    }
    if (what & SG_LOAD_PROFILE) status = load_profile(cli, out, err);
    return status;
}

void sg_loaded_release(sg_loaded *loaded)
{
    if (loaded->loaded & SG_LOAD_PROFILE) sg_profile_release(&loaded->profile);
    if (loaded->loaded & SG_LOAD_PAY) sg_pay_release(&loaded->pay);
    if (loaded->loaded & SG_LOAD_MARKET) sg_market_release(&loaded->market);
    if (loaded->loaded & SG_LOAD_TAXONOMY) sg_taxonomy_release(&loaded->taxonomy);
    loaded->loaded = 0;
}
