/* skillgap skill: everything about one skill. */
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/progress.h"
#include "cli/tested.h"
#include "market/store.h"
#include "view/grade.h"
#include "view/hindcast.h"
#include "view/skill.h"

#include <stdio.h>
#include <unistd.h>

enum { OPT_GROUP, OPT_CROSSES, N_OPTIONS };

static const sg_cli_option options[N_OPTIONS + 1] = {
    [OPT_GROUP] = {"group", "NAME", "sources to look at; default hn (skillgap data check lists them)"},
    [OPT_CROSSES] = {"crosses", "SHARE", "months until its share crosses this level: 10%"},
};

/* Of the person's own files, whose texts were read. */
static sg_status add_asks(const sg_cli *cli, const sg_skill_view *view, sg_doc *doc, sg_error *err)
{
    size_t asks[SG_ASKS] = {0};
    if (!cli->store || access(cli->store, F_OK) != 0) return SG_OK;
    sg_status status = sg_store_asks(cli->store, view->market->taxonomy, view->skill, asks, err);
    size_t n = asks[SG_ASK_REQUIRED] + asks[SG_ASK_DESIRED] + asks[SG_ASK_MENTIONED];
    if (status != SG_OK || (!n && !asks[SG_ASK_DENIED])) return status;
    sg_doc_section(doc, "asks", "How the postings of your files ask for it");
    sg_doc_field(doc, "named", "Name it", sg_v_count((double)n));
    sg_doc_field(doc, "required", "Require it", sg_v_count((double)asks[SG_ASK_REQUIRED]));
    sg_doc_field(doc, "desired", "Would like it", sg_v_count((double)asks[SG_ASK_DESIRED]));
    sg_doc_field(doc, "denied", "Say it is not asked for", sg_v_count((double)asks[SG_ASK_DENIED]));
    sg_doc_note(doc, "Before duplicates are taken out. skillgap extract --explain shows how a text is read.");
    return SG_OK;
}

enum { HINDCAST_STEPS = 24, HINDCAST_EVERY = 24 };

/* A skill that could not be forecast in years past has none. */
static sg_status add_hindcast(const sg_cli *cli, const sg_skill_view *view, sg_doc *doc, sg_error *err)
{
    const sg_backtest_ask ask = {.group = view->demand->group,
                                 .horizons = {HINDCAST_STEPS},
                                 .n_horizons = 1,
                                 .from = SG_MONTH_ABSENT,
                                 .skill = view->skill,
                                 .every = HINDCAST_EVERY};
    sg_backtest backtest;
    sg_progress_step(cli, "forecasting the past");
    sg_status status = sg_backtest_run(view->market, &ask, &backtest, err);
    if (status == SG_EDATA) return SG_OK;
    if (status != SG_OK) return status;
    sg_view_hindcast(doc, &backtest);
    sg_backtest_release(&backtest);
    return status;
}

/* A record that cannot be read is told of when the outlook is kept. */
static void add_past(const sg_cli *cli, const sg_skill_view *view, sg_doc *doc)
{
    sg_graded_record past;
    sg_error unused;
    const char *skill = view->market->taxonomy->skills[view->skill].id.at;
    if (sg_cli_graded(cli, view->market, skill, &past, &unused) == SG_OK)
        sg_view_past(doc, &past.grades, view->demand->group);
    sg_cli_graded_release(&past);
}

static sg_status show(const sg_cli *cli, const sg_skill_view *view, sg_error *err)
{
    const sg_skill *skill = &view->market->taxonomy->skills[view->skill];
    char hash[32];
    sg_doc *doc = sg_doc_alloc(skill->name.at, "skillgap.skill/1");
    if (!doc) return sg_fail(err, SG_EFAIL, "no memory for the document");
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)view->market->hash);
    sg_doc_meta(doc, "skill", sg_v_text(skill->id.at));
    sg_doc_meta(doc, "kind", sg_v_text(skill->kind.at));
    sg_doc_meta(doc, "as_of", sg_v_month(view->outlooks->as_of));
    sg_doc_meta(doc, "data_end", sg_v_month(view->outlooks->end));
    sg_doc_meta(doc, "input_hash", sg_v_text(hash));
    sg_status status = sg_view_skill(doc, view, err);
    if (status == SG_OK) status = add_hindcast(cli, view, doc, err);
    if (status == SG_OK) add_past(cli, view, doc);
    if (status == SG_OK) status = add_asks(cli, view, doc, err);
    if (status == SG_OK) status = sg_cli_show(cli, doc, err);
    sg_doc_free(doc);
    return status;
}

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    sg_loaded loaded;
    sg_demand demand = {0};
    sg_outlooks outlooks = {0};
    sg_emerging emerging = {0};
    sg_skill_view view = {.market = &loaded.market,
                          .demand = &demand,
                          .outlooks = &outlooks,
                          .emerging = &emerging,
                          .width = cli->format == SG_FORMAT_TEXT ? cli->width : 0,
                          .unicode = cli->unicode};
    const sg_scope everything = {SG_ID_NONE, SG_ID_NONE, -1};
    const char *group = args->values[OPT_GROUP] ? args->values[OPT_GROUP] : "hn";
    sg_status status = sg_cli_share("crosses", args->values[OPT_CROSSES], .001, .999, &view.crosses, err);
    if (status != SG_OK) return status;
    status = sg_cli_load(cli, SG_LOAD_MARKET, &loaded, err);
    if (status == SG_OK) status = sg_taxonomy_skill(&loaded.taxonomy, sg_text_of(args->words[0]), &view.skill, err);
    if (status == SG_OK && sg_text_is(loaded.taxonomy.skills[view.skill].kind, "attribute"))
        status = sg_fail(err, SG_EUSAGE, "%s is an attribute of a job, not a skill",
                         loaded.taxonomy.skills[view.skill].name.at);
    if (status == SG_OK) sg_progress_step(cli, "forecasting demand");
    if (status == SG_OK) status = sg_demand_build(&loaded.market, group, &everything, &demand, err);
    if (status == SG_OK) status = sg_cli_outlook(cli, &loaded.market, &demand, &outlooks, err);
    if (status == SG_OK) {
        sg_emerging_rule rule = sg_emerging_usual;
        rule.months = outlooks.step24;
        status = sg_emerging_find(&demand, &outlooks, &rule, &emerging, err);
    }
    if (status == SG_OK) status = show(cli, &view, err);
    if (status == SG_OK) sg_cli_keep_outlook(cli, &loaded.market, &demand, &outlooks);
    sg_emerging_release(&emerging);
    sg_outlook_release(&outlooks);
    sg_demand_release(&demand);
    sg_loaded_release(&loaded);
    return status;
}

const sg_command sg_cmd_skill = {
    .name = "skill",
    .words = "SKILL",
    .summary = "everything about one skill: demand, history, forecast, people, roles, neighbours",
    .examples = "skillgap skill kubernetes\nskillgap skill rust --crosses 10%\nskillgap skill \"vector databases\" "
                "--format json",
    .next = "skillgap explain SKILL\tthe posts behind the figures",
    .options = options,
    .words_min = 1,
    .words_max = 1,
    .run = run,
};
