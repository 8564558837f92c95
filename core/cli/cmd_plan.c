/* skillgap plan: the gap as dated milestones. */
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/role.h"
#include "view/gap.h"

enum { OPT_ROLE, OPT_LEVEL, OPT_HOURS, OPT_GOAL, N_OPTIONS };

static const sg_cli_option options[N_OPTIONS + 1] = {
    [OPT_ROLE] = {"role", "ROLE", "id, name or title of the role; default: your profile's target"},
    [OPT_LEVEL] = {"level", "LEVEL", "intern junior mid senior lead staff principal manager director executive"},
    [OPT_HOURS] = {"hours", "N", "hours a week for learning; default: your profile's"},
    [OPT_GOAL] = {"goal", "YYYY-MM-DD", "the date by which; default: your profile's, else 24 months on"},
};

static sg_status read_times(const sg_cli *cli, const sg_loaded *loaded, const sg_args *args, double *hours,
                            sg_day *goal, sg_error *err)
{
    bool profile = loaded->loaded & SG_LOAD_PROFILE;
    *hours = profile ? loaded->profile.hours_week : 0;
    *goal = profile ? loaded->profile.goal : SG_DAY_ABSENT;
    const char *text = args->values[OPT_GOAL];
    if (text && !sg_day_parse(sg_text_of(text), goal))
        return sg_fail(err, SG_EUSAGE, "--goal: expected a date as YYYY-MM-DD, found \"%s\"", text);
    sg_status status = profile && !text ? sg_cli_goal_ahead(cli, &loaded->profile, err) : SG_OK;
    if (status != SG_OK) return status;
    return sg_cli_number("hours", args->values[OPT_HOURS], 0.25, 100, hours, err);
}

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    sg_loaded loaded;
    sg_goal goal;
    sg_gap gap = {0};
    sg_plan plan = {0};
    sg_effort effort;
    double hours;
    sg_day by;
    bool assumed;
    sg_doc *doc = NULL;
    sg_status status = sg_cli_load(cli, SG_LOAD_OUTLOOK | SG_LOAD_PROFILE, &loaded, err);
    if (status == SG_OK)
        status = sg_cli_goal(cli, &loaded, args->values[OPT_ROLE], args->values[OPT_LEVEL], NULL, &goal, err);
    if (status == SG_OK) status = read_times(cli, &loaded, args, &hours, &by, err);
    if (status == SG_OK) status = sg_effort_read(cli->shipped, &effort, err);
    if (status != SG_OK) goto cleanup;
    const sg_profile *profile = loaded.loaded & SG_LOAD_PROFILE ? &loaded.profile : NULL;
    status =
        sg_gap_build(&loaded.taxonomy, &loaded.market, &loaded.outlooks, profile, goal.role, goal.level, &gap, err);
    by = sg_cli_plan_by(cli, hours, by, &assumed);
    if (status == SG_OK) status = sg_plan_make(&loaded.taxonomy, &gap, &effort, hours, cli->today, by, &plan, err);
    if (status != SG_OK) goto cleanup;
    plan.goal_assumed = assumed;
    doc = sg_doc_alloc("", "skillgap.plan/1");
    if (!doc) status = sg_fail(err, SG_EFAIL, "no memory");
    if (status != SG_OK) goto cleanup;
    sg_doc_meta(doc, "as_of", sg_v_month(cli->as_of));
    sg_view_plan(doc, &loaded.taxonomy, &plan, &effort, SIZE_MAX);
    if (!profile) sg_doc_note(doc, "No profile was read: all that the role asks for is planned from nothing.");
    status = sg_cli_show(cli, doc, err);
cleanup:
    sg_doc_free(doc);
    sg_plan_release(&plan);
    sg_gap_release(&gap);
    sg_loaded_release(&loaded);
    return status;
}

const sg_command sg_cmd_plan = {
    .name = "plan",
    .words = "",
    .summary = "the gap as milestones with dates, from your hours a week",
    .examples =
        "skillgap plan --hours 6 --goal 2028-06-30\nskillgap plan --role data-engineer --level senior --hours 8",
    .next = "skillgap report --format html --output report.html\tall in one, for a browser",
    .options = options,
    .words_max = 0,
    .run = run,
};
