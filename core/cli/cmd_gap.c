/* skillgap gap: what a role, or one job ad, asks for against what the person holds. */
#include "base/file.h"
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/role.h"
#include "cli/tested.h"
#include "view/gap.h"
#include "view/posting.h"

#include <stdio.h>
#include <string.h>

enum { OPT_ROLE, OPT_LEVEL, OPT_POSTING, OPT_AD, N_OPTIONS, ROWS_MAX = 40, AD_MAX = 16 << 20 };

static const sg_cli_option options[N_OPTIONS + 1] = {
    [OPT_ROLE] = {"role", "ROLE", "id, name or title of the role; default: your profile's target"},
    [OPT_LEVEL] = {"level", "LEVEL", "intern junior mid senior lead staff principal manager director executive"},
    [OPT_POSTING] = {"posting", "FILE", "a job ad as text or HTML, in place of a role; - is standard input"},
    [OPT_AD] = {"ad", "N", "which one, where the file holds several job ads; default 1"},
};

/* What can be read without a profile is read first; the ad, as the profile, by the core alone. */
static sg_status gap_to_posting(const sg_cli *cli, const char *path, size_t which, sg_error *err)
{
    sg_loaded loaded;
    sg_ad ad;
    sg_buf bytes;
    sg_doc *doc = NULL;
    char month[8];
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    sg_buf_init(&bytes, AD_MAX);
    sg_status status = sg_cli_load(cli, SG_LOAD_OUTLOOK | SG_LOAD_PAY | SG_LOAD_PROFILE, &loaded, err);
    if (status == SG_OK) status = sg_file_read(path, &bytes, err);
    if (status != SG_OK) goto cleanup;
    status = sg_ad_read((sg_text){bytes.at ? bytes.at : "", bytes.len}, which, &loaded.taxonomy, &ad, err);
    if (status != SG_OK) {
        sg_fail_in(err, status, "%s", name);
        goto cleanup;
    }
    if (ad.position.role != SG_ID_NONE) status = sg_cli_posted_pay(&loaded, ad.position.role, err);
    if (status != SG_OK) goto released;
    doc = sg_doc_alloc("", "skillgap.posting/1");
    if (!doc) status = sg_fail(err, SG_EFAIL, "no memory");
    if (status == SG_OK) {
        sg_doc_meta(doc, "as_of", sg_v_month(cli->as_of));
        sg_doc_meta(doc, "file", sg_v_text(name));
        status = sg_view_posting(doc, &loaded, &ad, sg_month_format(cli->as_of, month), err);
    }
    if (status == SG_OK) status = sg_cli_show(cli, doc, err);
    if (status == SG_OK) sg_cli_keep_outlook(cli, &loaded.market, &loaded.demand, &loaded.outlooks);
released:
    sg_ad_release(&ad);
cleanup:
    sg_doc_free(doc);
    sg_buf_release(&bytes);
    sg_loaded_release(&loaded);
    return status;
}

static sg_status gap_to_role(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    sg_loaded loaded;
    sg_goal goal;
    sg_gap gap = {0};
    sg_doc *doc = NULL;
    char name[200], title[260];
    sg_status status = sg_cli_load(cli, SG_LOAD_OUTLOOK | SG_LOAD_BLINDSPOTS | SG_LOAD_PROFILE, &loaded, err);
    if (status != SG_OK) goto cleanup;
    status = sg_cli_goal(cli, &loaded, args->values[OPT_ROLE], args->values[OPT_LEVEL], NULL, &goal, err);
    if (status != SG_OK) goto cleanup;
    const sg_profile *profile = loaded.loaded & SG_LOAD_PROFILE ? &loaded.profile : NULL;
    status =
        sg_gap_build(&loaded.taxonomy, &loaded.market, &loaded.outlooks, profile, goal.role, goal.level, &gap, err);
    if (status != SG_OK) goto cleanup;
    snprintf(title, sizeof title, "%s", sg_goal_name(&loaded.taxonomy, &goal, name, sizeof name));
    doc = sg_doc_alloc("", "skillgap.gap/1");
    if (!doc) status = sg_fail(err, SG_EFAIL, "no memory");
    if (status != SG_OK) goto cleanup;
    sg_doc_meta(doc, "as_of", sg_v_month(cli->as_of));
    sg_doc_meta(doc, "goal", sg_v_text(title));
    sg_view_gap(doc, &loaded, &gap, &goal, ROWS_MAX);
    status = sg_cli_show(cli, doc, err);
    if (status == SG_OK && !profile) sg_cli_say(cli, "No profile was read. To see your own gap: skillgap profile new");
cleanup:
    sg_doc_free(doc);
    sg_gap_release(&gap);
    sg_loaded_release(&loaded);
    return status;
}

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    const char *posting = args->values[OPT_POSTING];
    double which = 1;
    if (!posting && args->values[OPT_AD])
        return sg_fail(err, SG_EUSAGE, "--ad: it chooses among the job ads of --posting FILE; none is given");
    if (!posting) return gap_to_role(cli, args, err);
    if (args->values[OPT_ROLE] || args->values[OPT_LEVEL])
        return sg_fail(err, SG_EUSAGE, "--posting: the ad says what is asked for; give it without --role and --level");
    sg_status status = sg_cli_number("ad", args->values[OPT_AD], 1, 1000, &which, err);
    return status == SG_OK ? gap_to_posting(cli, posting, (size_t)which, err) : status;
}

const sg_command sg_cmd_gap = {
    .name = "gap",
    .words = "",
    .summary = "what a role, or one job ad, asks for, what you hold, and its outlook",
    .examples = "skillgap gap --role data-engineer --level senior\n"
                "skillgap gap --profile me.yaml\n"
                "skillgap gap --posting ad.txt",
    .next =
        "skillgap plan --hours 6\tthe gap as milestones with dates\nskillgap skill SKILL\teverything about one of them",
    .options = options,
    .words_max = 0,
    .run = run,
};
