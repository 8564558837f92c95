/* skillgap gap: what a role asks for against what the person holds. */
#include "cli/commands.h"
#include "cli/view_gap.h"

#include <stdio.h>

enum { OPT_ROLE, OPT_LEVEL, N_OPTIONS, ROWS_MAX = 40 };

static const sg_cli_option options[N_OPTIONS + 1] = {
    [OPT_ROLE] = {"role", "ROLE", "id, name or title of the role; default: your profile's target"},
    [OPT_LEVEL] = {"level", "LEVEL", "intern junior mid senior lead staff principal manager director executive"},
};

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    sg_loaded loaded;
    sg_goal goal;
    sg_gap gap = {0};
    sg_doc *doc = NULL;
    char name[200], title[260];
    sg_status status = sg_cli_load(cli, SG_LOAD_OUTLOOK | SG_LOAD_BLINDSPOTS | SG_LOAD_PROFILE, &loaded, err);
    if (status != SG_OK) goto cleanup;
    status = sg_cli_goal(&loaded, args->values[OPT_ROLE], args->values[OPT_LEVEL], NULL, &goal, err);
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

const sg_command sg_cmd_gap = {
    .name = "gap",
    .words = "",
    .summary = "what a role asks for, what you hold, and what the market will want of it",
    .examples = "skillgap gap --role data-engineer --level senior\nskillgap gap --profile me.yaml",
    .options = options,
    .words_max = 0,
    .run = run,
};
