/* skillgap outlook: the skills that postings will name more, or less, 18 to 24 months from now. */
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/progress.h"
#include "cli/role.h"
#include "cli/tested.h"
#include "view/outlook.h"

#include <stdio.h>
#include <string.h>

enum { OPT_ROLE, OPT_REGION, OPT_LEVEL, OPT_GROUP, OPT_CROSSES, OPT_TOP, OPT_ALL, OPT_GRADE, N_OPTIONS };
enum { TOP_DEFAULT = 15 };

static const sg_cli_option options[N_OPTIONS + 1] = {
    [OPT_ROLE] = {"role", "ROLE", "only postings of this role, by its name or id"},
    [OPT_REGION] = {"region", "REGION", "only postings in this region: DE, Austin"},
    [OPT_LEVEL] = {"level", "LEVEL", "only postings of this level: junior, senior, staff …"},
    [OPT_GROUP] = {"group", "NAME", "sources to look at; default hn (skillgap data check lists them)"},
    [OPT_CROSSES] = {"crosses", "SHARE", "months until a skill's share crosses this level: 10%"},
    [OPT_TOP] = {"top", "N", "rows a table; default 15"},
    [OPT_ALL] = {"all", NULL, "every skill"},
    [OPT_GRADE] = {"grade", NULL, "what the outlooks that were shown said, and what came"},
};

/* Reads the scope; text: the same in words. */
static sg_status read_scope(const sg_cli *cli, const sg_taxonomy *t, const sg_args *args, sg_scope *scope, char *text,
                            size_t size, sg_error *err)
{
    const char *role = args->values[OPT_ROLE], *region = args->values[OPT_REGION], *level = args->values[OPT_LEVEL];
    int used = 0;
    *scope = (sg_scope){SG_ID_NONE, SG_ID_NONE, -1};
    text[0] = '\0';
    sg_status status = sg_cli_role(cli, t, role, level, &scope->role, &scope->level, err);
    if (status == SG_OK && region) status = sg_taxonomy_region(t, sg_text_of(region), &scope->region, err);
    if (status != SG_OK) return status;
    if (scope->level >= 0) used += snprintf(text + used, size - (size_t)used, "%s", sg_level_ids[scope->level]);
    if (role)
        used += snprintf(text + used, size - (size_t)used, "%s%.80s", used ? ", " : "", t->roles[scope->role].name.at);
    if (region)
        snprintf(text + used, size - (size_t)used, "%s%.80s", used ? ", " : "", t->regions[scope->region].name.at);
    return SG_OK;
}

/* An empty page would not say why it is empty. */
static sg_status enough(const sg_outlooks *scope, const char *text, sg_error *err)
{
    char first[8], last[8];
    double n = scope->n ? scope->items[0].now_total : 0;
    if (n >= SG_OUTLOOK_SHOWN_MIN) return SG_OK;
    return sg_fail(err, SG_EDATA, "%s: %.0f posting%s from %s to %s; at least %d are needed: widen the scope", text, n,
                   n == 1 ? "" : "s", sg_month_format(scope->now_first, first), sg_month_format(scope->end, last),
                   SG_OUTLOOK_SHOWN_MIN);
}

static sg_status show(const sg_cli *cli, const sg_outlook_view *view, sg_error *err)
{
    sg_doc *doc = sg_doc_alloc("Skills in 18 to 24 months", "skillgap.outlook/1");
    if (!doc) return sg_fail(err, SG_EFAIL, "no memory for the document");
    char hash[32];
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)view->market->hash);
    sg_doc_meta(doc, "as_of", sg_v_month(view->all->as_of));
    sg_doc_meta(doc, "data_end", sg_v_month(view->all->end));
    sg_doc_meta(doc, "input_hash", sg_v_text(hash));
    sg_view_outlook(doc, view);
    sg_status status = sg_cli_show(cli, doc, err);
    sg_doc_free(doc);
    return status;
}

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    sg_loaded loaded;
    sg_demand demand = {0}, scoped = {0};
    sg_outlooks all = {0}, scope_outlooks = {0};
    const sg_scope everything = {SG_ID_NONE, SG_ID_NONE, -1};
    sg_scope scope = everything;
    const char *group = args->values[OPT_GROUP] ? args->values[OPT_GROUP] : "hn";
    sg_emerging_rule rule = sg_emerging_usual;
    sg_emerging emerging = {0};
    char text[256];
    double top = TOP_DEFAULT;
    if (args->values[OPT_GRADE]) return sg_cli_grade(cli, args->values[OPT_GROUP], err);
    sg_status status = sg_cli_number("top", args->values[OPT_TOP], 1, 10000, &top, err);
    sg_outlook_view view = {.top = args->values[OPT_ALL] ? 0 : (size_t)top};
    if (status == SG_OK) status = sg_cli_share("crosses", args->values[OPT_CROSSES], .001, .999, &view.crosses, err);
    if (status != SG_OK) return status;
    status = sg_cli_load(cli, SG_LOAD_MARKET, &loaded, err);
    if (status == SG_OK) status = read_scope(cli, &loaded.taxonomy, args, &scope, text, sizeof text, err);
    if (status == SG_OK) sg_progress_step(cli, "forecasting demand");
    if (status == SG_OK) status = sg_demand_build(&loaded.market, group, &everything, &demand, err);
    if (status == SG_OK) status = sg_cli_outlook(cli, &loaded.market, &demand, &all, err);
    if (status == SG_OK && text[0]) {
        status = sg_demand_build(&loaded.market, group, &scope, &scoped, err);
        if (status == SG_OK) status = sg_outlook_build(&loaded.market, &scoped, cli->as_of, NULL, &scope_outlooks, err);
        if (status == SG_OK) status = enough(&scope_outlooks, text, err);
        view.scope = &scope_outlooks;
        view.scope_text = text;
    }
    if (status == SG_OK) {
        rule.months = all.step24;
        status = sg_emerging_find(&demand, &all, &rule, &emerging, err);
    }
    view.emerging = &emerging;
    view.market = &loaded.market;
    view.demand = &demand;
    view.all = &all;
    if (status == SG_OK) status = show(cli, &view, err);
    if (status == SG_OK) sg_cli_keep_outlook(cli, &loaded.market, &demand, &all);
    sg_emerging_release(&emerging);
    sg_outlook_release(&scope_outlooks);
    sg_outlook_release(&all);
    sg_demand_release(&scoped);
    sg_demand_release(&demand);
    sg_loaded_release(&loaded);
    return status;
}

const sg_command sg_cmd_outlook = {
    .name = "outlook",
    .words = "",
    .summary = "skills forecast to gain or lose demand over the next 18 to 24 months",
    .examples = "skillgap outlook\n"
                "skillgap outlook --crosses 10%\n"
                "skillgap outlook --grade\n"
                "skillgap outlook --role \"data engineer\" --region DE --top 10",
    .next = "skillgap skill SKILL\teverything about one of them\nskillgap gap --role ROLE\twhat you hold of what a "
            "role asks for",
    .options = options,
    .run = run,
};
