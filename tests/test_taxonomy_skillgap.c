/* taxonomy_skillgap: each table is told by its header, and each wrong value is named. */
#include "plugin_run.h"

static void describe_vocabulary(uint32_t type, const void *record, sg_buf *out)
{
    if (type == SG_RECORD_SKILL) {
        const sg_skill *skill = record;
        put_text(out, "skill", skill->id);
        put_text(out, "name", skill->name);
        put_text(out, "kind", skill->kind);
        put_text(out, "family", skill->family);
        put_text(out, "esco", skill->esco);
        put_text(out, "source", skill->source);
        put_number(out, "since", skill->since);
    } else if (type == SG_RECORD_FORM) {
        const sg_form *form = record;
        put_text(out, "form", form->skill);
        put_text(out, "text", form->text);
        put_text(out, "match", form->match);
        put_text(out, "rule", form->rule);
        put_text(out, "source", form->source);
    } else if (type == SG_RECORD_RULE) {
        const sg_rule *rule = record;
        put_text(out, "rule", rule->id);
        put_text(out, "effect", rule->effect);
        put_text(out, "test", rule->test);
        put_text(out, "words", rule->words);
        put_number(out, "span", rule->span);
    } else if (type == SG_RECORD_RELATION) {
        const sg_relation *relation = record;
        put_text(out, "from", relation->from);
        put_text(out, "type", relation->type);
        put_text(out, "to", relation->to);
        put_text(out, "source", relation->source);
    } else {
        fail_msg("record type %u in a vocabulary table", type);
    }
}

static void describe_jobs(uint32_t type, const void *record, sg_buf *out)
{
    if (type == SG_RECORD_ROLE) {
        const sg_role *role = record;
        put_text(out, "role", role->id);
        put_text(out, "name", role->name);
        put_text(out, "family", role->family);
        put_text(out, "esco", role->esco);
        put_text(out, "isco", role->isco);
        put_text(out, "onet", role->onet);
        put_text(out, "source", role->source);
    } else if (type == SG_RECORD_TITLE) {
        const sg_title *title = record;
        put_text(out, "title", title->role);
        put_text(out, "text", title->text);
        put_text(out, "source", title->source);
    } else if (type == SG_RECORD_REQUIREMENT) {
        const sg_requirement *requirement = record;
        put_text(out, "requirement", requirement->role);
        put_text(out, "skill", requirement->skill);
        put_number(out, "importance", requirement->importance);
        put_number(out, "level", requirement->level);
    } else if (type == SG_RECORD_LEVEL) {
        const sg_level_word *level = record;
        put_text(out, "level", level->level);
        put_text(out, "text", level->text);
    } else if (type == SG_RECORD_REGION) {
        const sg_region *region = record;
        put_text(out, "region", region->id);
        put_text(out, "name", region->name);
        put_text(out, "parent", region->parent);
        put_text(out, "kind", region->kind);
        put_text(out, "code", region->code);
        put_text(out, "currency", region->currency);
    } else if (type == SG_RECORD_PLACE) {
        const sg_place *place = record;
        put_text(out, "place", place->text);
        put_text(out, "region", place->region);
        put_text(out, "match", place->match);
    } else if (type == SG_RECORD_CUE) {
        const sg_cue_phrase *cue = record;
        put_text(out, "cue", cue->id);
        put_text(out, "where", cue->where);
        put_text(out, "text", cue->text);
        put_number(out, "span", cue->span);
    } else {
        fail_msg("record type %u in a job table", type);
    }
}

static void vocabulary(const char *input, const char *want)
{
    expect_run("taxonomy_skillgap", input, NULL, describe_vocabulary, want);
}

static void jobs(const char *input, const char *want)
{
    expect_run("taxonomy_skillgap", input, NULL, describe_jobs, want);
}

static void skills_and_forms(void **state)
{
    (void)state;
    vocabulary("id,name,kind,family,esco,source,since\nc++,C++,language,systems,,own,1985\nrag,RAG,method,ai,,,\n",
               " skill=c++ name=C++ kind=language family=systems source=own since=1985\n"
               " skill=rag name=RAG kind=method family=ai\n");
    vocabulary("\xEF\xBB\xBF\"source\",\"rule\",\"Match\",\"text\",\"skill\",\"more\"\r\nown,go-near,exact,Go,go,x\r\n",
               " form=go text=Go match=exact rule=go-near source=own\n");
}

static void rules_and_relations(void **state)
{
    (void)state;
    vocabulary("id,effect,test,words,span\ngo-near,veto,next,to-market|to market,\ngo-near,need,skill,,12\n",
               " rule=go-near effect=veto test=next words=to-market|to market\n"
               " rule=go-near effect=need test=skill span=12\n");
    vocabulary("from,type,to,source\nreact,implies,javascript,own\n",
               " from=react type=implies to=javascript source=own\n");
}

static void roles_and_what_they_need(void **state)
{
    (void)state;
    jobs("id,name,family,esco,isco,onet,source\nbackend-engineer,Back-end "
         "engineer,software,2512.4,2512,15-1252.00,own\n",
         " role=backend-engineer name=Back-end engineer family=software esco=2512.4 isco=2512 onet=15-1252.00 "
         "source=own\n");
    jobs("role,text,source\nbackend-engineer,back end engineer,\n", " title=backend-engineer text=back end engineer\n");
    jobs("role,skill,importance,level,source\nbackend-engineer,sql,4.5,5,own\n",
         " requirement=backend-engineer skill=sql importance=4.5 level=5\n");
    jobs("level,text\nsenior,sr.\n", " level=senior text=sr.\n");
}

static void regions_and_places(void **state)
{
    (void)state;
    jobs("id,name,parent,kind,code,currency\nUS,United States,,country,US,USD\nUS/austin,Austin,US,metro,12420,\n",
         " region=US name=United States kind=country code=US currency=USD\n"
         " region=US/austin name=Austin parent=US kind=metro code=12420\n");
    jobs("text,region,match\ntx,US/tx,after\n", " place=tx region=US/tx match=after\n");
    jobs("id,where,text,span,source\ndesired,after,a plus|bonus,8,own\n",
         " cue=desired where=after text=a plus|bonus span=8\n");
}

static void wrong_values(void **state)
{
    (void)state;
    vocabulary("id,name,kind,family,esco,source,since\n"
               "C++,C++,language,systems,,,\n"
               ",C,language,systems,,,\n"
               "c,,language,systems,,,\n"
               "c,C,tongue,systems,,,\n"
               "c,C,Language,systems,,,\n"
               "c,C,language,,,,\n"
               "c,C,language,systems,,,soon\n"
               "c,C,language,systems,,,1972.5\n"
               "c,C,language,systems,,,3000\n",
               "row 1! id: expected an id of a-z 0-9 . + # - (C++)\n"
               "row 2! id: expected an id of a-z 0-9 . + # - ()\n"
               "row 3! name: expected a text ()\n"
               "row 4! kind: expected language framework library database tool … (tongue)\n"
               "row 5! kind: expected language framework library database tool … (Language)\n"
               "row 6! family: expected a text ()\n"
               "row 7! since: expected a number from 0 to 2199 (soon)\n"
               "row 8! since: expected a number from 0 to 2199 (1972.5)\n"
               "row 9! since: expected a number from 0 to 2199 (3000)\n");
    jobs("role,skill,importance,level\nx,sql,0,5\nx,sql,,5\nx,sql,3,8\n",
         "row 1! importance: expected a number from 1 to 5 (0)\n"
         "row 2! importance: expected a number from 1 to 5 ()\n"
         "row 3! level: expected a number from 0 to 7 (8)\n");
    jobs("text,region,match\nx,US,near\n", "row 1! match: expected any exact after (near)\n");
    jobs("id,where,text,span,source\nrequired,near,x,0,own\nrequired,after,,0,own\nrequired,after,x,13,own\n",
         "row 1! where: expected heading within before after beside (near)\n"
         "row 2! text: expected a text ()\n"
         "row 3! span: expected a number from 0 to 12 (13)\n");
}

static void a_header_of_no_table(void **state)
{
    (void)state;
    vocabulary("id,name,sort\n1,2,3\n", "failed: no header with the columns kind, family; found: id,name,sort");
    vocabulary("", "failed: no header: the input is empty");
}

static void probe_scores(void **state)
{
    (void)state;
    const sg_plugin *plugin = plugin_load("taxonomy_skillgap");
    assert_int_equal(plugin->probe("role,text,source\n", 17, "titles.csv"), 60);
    assert_int_equal(plugin->probe("id,date,text\n", 13, "posts.csv"), 0);
    assert_int_equal(plugin->probe("", 0, "empty"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(skills_and_forms),
        cmocka_unit_test(rules_and_relations),
        cmocka_unit_test(roles_and_what_they_need),
        cmocka_unit_test(regions_and_places),
        cmocka_unit_test(wrong_values),
        cmocka_unit_test(a_header_of_no_table),
        cmocka_unit_test(probe_scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
