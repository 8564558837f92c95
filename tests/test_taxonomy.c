/* taxonomy: rows in any order, names tied, every bad row named, lookups with the nearest names. */
#include "taxonomy_support.h"

/* Every table, forms before their skills and places before their regions. */
static void fill(sg_taxonomy *t)
{
    add_form(t, "c++", "C++", "any", NULL);
    add_form(t, "go", "Go", "exact", "go");
    add_form(t, "go", "Golang", NULL, NULL);
    add_form(t, "weiqi", "Go", "exact", "board");
    add_rule(t, "go", "veto", "next", "to", 0);
    add_rule(t, "board", "need", "near", "stones", 5);
    add_skill(t, "c++", "C++", "language", "systems");
    add_skill(t, "go", "Go", "language", "systems");
    add_skill(t, "weiqi", "Weiqi", "concept", NULL);
    add_title(t, "backend-engineer", "Back  End Engineer");
    add_role(t, "backend-engineer", "Backend engineer");
    add_level(t, "senior", "Sr.");
    add_place(t, "Zürich", "CH/zurich", "any");
    add_place(t, "CH", "CH", "exact");
    add_region(t, "CH/zurich", "Zurich", "CH", "metro");
    add_region(t, "CH/st-gallen", "St Gallen", "CH", "metro");
    add_region(t, "CH", "Switzerland", NULL, "country");
    sg_relation relation = {.from = T("go"), .type = T("related"), .to = T("c++"), .source = T("test")};
    add_row(t, SG_RECORD_RELATION, &relation);
    sg_requirement need = {.role = T("backend-engineer"), .skill = T("go"), .importance = 4.2, .level = 5.1};
    add_row(t, SG_RECORD_REQUIREMENT, &need);
}

static void tables_come_in_any_order(void **state)
{
    (void)state;
    sg_error err;
    sg_taxonomy t = {0};
    fill(&t);
    assert_ok(sg_taxonomy_finish(&t, &err));
    assert_int_equal(t.skill_ids.count, 3);
    uint32_t cpp = sg_map_find(&t.skill_ids, T("c++"));
    assert_true(sg_text_is(t.skills[cpp].name, "C++"));
    assert_int_equal(t.n_forms, 4);
    assert_int_equal(t.forms[1].match, SG_MATCH_EXACT);
    assert_int_equal(t.forms[2].match, SG_MATCH_ANY);
    assert_int_equal(t.forms[0].rule, SG_ID_NONE);
    assert_int_equal(t.rules[0].rule, t.forms[1].rule);
    assert_true(sg_text_is(t.titles[0].text, "back end engineer"));
    assert_int_equal(t.level_words[0].id, sg_level_of(T("senior")));
    assert_true(sg_text_is(t.places[0].text, "z\xc3\xbcrich"));
    assert_true(sg_text_is(t.places[1].text, "CH"));
    assert_true(sg_text_is(t.relations[0].type, "related"));
    assert_close(t.requirements[0].importance, 4.2, 0);
    assert_int_equal(sg_level_of(T("boss")), -1);
    sg_taxonomy_release(&t);
}

static void persons_name_things_their_way(void **state)
{
    (void)state;
    sg_error err;
    sg_taxonomy t = {0};
    fill(&t);
    assert_ok(sg_taxonomy_finish(&t, &err));
    uint32_t id = 99;
    assert_ok(sg_taxonomy_skill(&t, T("  GOLANG "), &id, &err));
    assert_true(sg_text_is(t.skills[id].id, "go"));
    assert_ok(sg_taxonomy_skill(&t, T("weiqi"), &id, &err));
    assert_ok(sg_taxonomy_role(&t, T("Back end  engineer"), &id, &err));
    assert_int_equal(id, 0);
    assert_ok(sg_taxonomy_role(&t, T("backend-engineer"), &id, &err));
    assert_ok(sg_taxonomy_region(&t, T("Z\xc3\x9cRICH"), &id, &err));
    assert_true(sg_text_is(t.regions[id].id, "CH/zurich"));
    assert_ok(sg_taxonomy_region(&t, T("ch"), &id, &err));
    assert_true(sg_text_is(t.regions[id].id, "CH"));
    assert_ok(sg_taxonomy_region(&t, T("st-gallen"), &id, &err)); /* as ids are written */
    assert_true(sg_text_is(t.regions[id].id, "CH/st-gallen"));
    id = 99;
    assert_fails(sg_taxonomy_skill(&t, T("gollang"), &id, &err), SG_EUSAGE,
                 "no skill \"gollang\"; did you mean golang?");
    assert_fails(sg_taxonomy_role(&t, T("astronaut"), &id, &err), SG_EUSAGE, "no role \"astronaut\"");
    assert_fails(sg_taxonomy_region(&t, T("zurik"), &id, &err), SG_EUSAGE, "zurich");
    assert_int_equal(id, 99);
    sg_taxonomy_release(&t);
}

static void hash_knows_content_not_order(void **state)
{
    (void)state;
    sg_error err;
    sg_taxonomy a = {0}, b = {0}, c = {0};
    sg_taxonomy *all[] = {&a, &b, &c};
    add_form(&a, "x", "X", "exact", NULL), add_form(&a, "x", "Xx", "any", NULL);
    add_form(&b, "x", "Xx", "any", NULL), add_form(&b, "x", "X", "exact", NULL);
    add_form(&c, "x", "Xx", "any", NULL), add_form(&c, "x", "X", "upper", NULL);
    for (int i = 0; i < 3; i++) {
        add_skill(all[i], "x", "X", "tool", NULL);
        assert_ok(sg_taxonomy_finish(all[i], &err));
    }
    assert_true(a.hash == b.hash);
    assert_true(a.hash != c.hash);
    for (int i = 0; i < 3; i++) sg_taxonomy_release(all[i]);
}

/* One bad row, and the part of the message that tells it. */
typedef struct bad_row {
    uint32_t type;
    union {
        sg_skill skill;
        sg_form form;
        sg_rule rule;
        sg_relation relation;
        sg_role role;
        sg_title title;
        sg_requirement requirement;
        sg_level_word level;
        sg_region region;
        sg_place place;
    } row;
    const char *message;
} bad_row;

#define S(literal)                                                                                                     \
    {                                                                                                                  \
        literal, sizeof(literal) - 1                                                                                   \
    }
static const bad_row bad_rows[] = {
    {99, {.skill = {.id = S("x")}}, "record type 99"},
    {SG_RECORD_SKILL, {.skill = {.name = S("X")}}, "id is empty"},
    {SG_RECORD_SKILL, {.skill = {.id = S("x")}}, "skill \"x\": name is empty"},
    {SG_RECORD_SKILL,
     {.skill = {.id = S("x"), .name = S("X"), .kind = S("thing")}},
     "kind is \"thing\", expected language"},
    {SG_RECORD_SKILL, {.skill = {.id = S("go"), .name = S("Go"), .kind = S("tool")}}, "skill \"go\" is there twice"},
    {SG_RECORD_FORM, {.form = {.skill = S("go"), .text = S("  ")}}, "form of skill \"go\": text is empty"},
    {SG_RECORD_FORM, {.form = {.skill = S("go"), .text = S("G"), .match = S("like")}}, "match is \"like\""},
    {SG_RECORD_RULE, {.rule = {.effect = S("need")}}, "id is empty"},
    {SG_RECORD_RULE, {.rule = {.id = S("r"), .effect = S("may")}}, "effect is \"may\", expected need or veto"},
    {SG_RECORD_RULE, {.rule = {.id = S("r"), .effect = S("need"), .test = S("feel")}}, "test is \"feel\""},
    {SG_RECORD_RULE, {.rule = {.id = S("r"), .effect = S("need"), .test = S("next")}}, "words is empty"},
    {SG_RECORD_RULE,
     {.rule = {.id = S("r"), .effect = S("need"), .test = S("near"), .words = S("w")}},
     "span is 0, expected 1 to 100"},
    {SG_RECORD_RELATION, {.relation = {.from = S("go"), .type = S("likes"), .to = S("c++")}}, "type is \"likes\""},
    {SG_RECORD_ROLE, {.role = {.name = S("X")}}, "id is empty"},
    {SG_RECORD_ROLE, {.role = {.id = S("backend-engineer"), .name = S("X")}}, "is there twice"},
    {SG_RECORD_TITLE, {.title = {.role = S("backend-engineer")}}, "text is empty"},
    {SG_RECORD_REQUIREMENT,
     {.requirement = {.role = S("r"), .skill = S("s"), .importance = .5}},
     "importance is 0.5, expected 1 to 5"},
    {SG_RECORD_REQUIREMENT,
     {.requirement = {.role = S("r"), .skill = S("s"), .importance = 2, .level = 7.5}},
     "level is 7.5, expected 0 to 7"},
    {SG_RECORD_LEVEL, {.level = {.level = S("boss"), .text = S("boss")}}, "level is \"boss\", expected intern"},
    {SG_RECORD_LEVEL, {.level = {.level = S("senior")}}, "text is empty"},
    {SG_RECORD_REGION, {.region = {.id = S("XX")}}, "region \"XX\": name is empty"},
    {SG_RECORD_REGION, {.region = {.id = S("XX"), .name = S("X"), .kind = S("moon")}}, "kind is \"moon\""},
    {SG_RECORD_REGION, {.region = {.id = S("CH"), .name = S("X"), .kind = S("country")}}, "is there twice"},
    {SG_RECORD_PLACE, {.place = {.region = S("CH")}}, "text is empty"},
    {SG_RECORD_PLACE, {.place = {.region = S("CH"), .text = S("x"), .match = S("near")}}, "match is \"near\""},
};

static void bad_rows_are_named(void **state)
{
    (void)state;
    sg_error err;
    sg_taxonomy t = {0};
    fill(&t);
    for (size_t i = 0; i < sizeof bad_rows / sizeof *bad_rows; i++)
        assert_fails(sg_taxonomy_add(&t, bad_rows[i].type, &bad_rows[i].row, &err), SG_EFAIL, bad_rows[i].message);
    assert_ok(sg_taxonomy_finish(&t, &err)); /* none of them left a trace */
    sg_taxonomy_release(&t);
}

/* Rows that are well alone, and do not fit the others. */
static const bad_row loose_rows[] = {
    {SG_RECORD_FORM,
     {.form = {.skill = S("gone"), .text = S("G")}},
     "form \"G\" names skill \"gone\", which is not there"},
    {SG_RECORD_FORM, {.form = {.skill = S("go"), .text = S("G"), .rule = S("r9")}}, "form \"G\" names rule \"r9\""},
    {SG_RECORD_FORM,
     {.form = {.skill = S("go"), .text = S("GOLANG")}},
     "form \"GOLANG\" of skill \"go\" is there twice"},
    {SG_RECORD_FORM,
     {.form = {.skill = S("c++"), .text = S("golang")}},
     "form \"golang\" is of skills \"go\" and \"c++\", and no rule decides"},
    {SG_RECORD_RELATION, {.relation = {.from = S("a1"), .type = S("related"), .to = S("go")}}, "skill \"a1\""},
    {SG_RECORD_RELATION, {.relation = {.from = S("go"), .type = S("related"), .to = S("b1")}}, "skill \"b1\""},
    {SG_RECORD_REQUIREMENT, {.requirement = {.role = S("r9"), .skill = S("go"), .importance = 1}}, "role \"r9\""},
    {SG_RECORD_REQUIREMENT,
     {.requirement = {.role = S("backend-engineer"), .skill = S("s9"), .importance = 1}},
     "requirement of role \"backend-engineer\" names skill \"s9\""},
    {SG_RECORD_TITLE, {.title = {.role = S("r9"), .text = S("Boss")}}, "title \"boss\" names role \"r9\""},
    {SG_RECORD_PLACE, {.place = {.text = S("Oslo"), .region = S("NO")}}, "place \"oslo\" names region \"NO\""},
    {SG_RECORD_REGION,
     {.region = {.id = S("X/y"), .name = S("Y"), .parent = S("X"), .kind = S("metro")}},
     "region \"X/y\" names parent \"X\""},
    {SG_RECORD_REGION,
     {.region = {.id = S("X"), .name = S("X"), .parent = S("X"), .kind = S("metro")}},
     "its parents run in a circle"},
};

static void loose_ends_are_named(void **state)
{
    (void)state;
    sg_error err;
    for (size_t i = 0; i < sizeof loose_rows / sizeof *loose_rows; i++) {
        sg_taxonomy t = {0};
        fill(&t);
        add_row(&t, loose_rows[i].type, &loose_rows[i].row);
        assert_fails(sg_taxonomy_finish(&t, &err), SG_EFAIL, loose_rows[i].message);
        sg_taxonomy_release(&t);
    }
}

static sg_status build(sg_taxonomy *t, sg_error *err)
{
    sg_skill skill = {.id = T("go"), .name = T("Go"), .kind = T("language")};
    sg_form form = {.skill = T("go"), .text = T("Golang"), .rule = T("r")};
    sg_rule rule = {.id = T("r"), .effect = T("need"), .test = T("list")};
    sg_role role = {.id = T("r"), .name = T("R")};
    sg_title title = {.role = T("r"), .text = T("R")};
    sg_region region = {.id = T("X"), .name = T("X"), .kind = T("country")};
    sg_place place = {.text = T("X"), .region = T("X")};
    const struct {
        uint32_t type;
        const void *row;
    } rows[] = {{SG_RECORD_SKILL, &skill}, {SG_RECORD_FORM, &form},   {SG_RECORD_RULE, &rule},
                {SG_RECORD_ROLE, &role},   {SG_RECORD_TITLE, &title}, {SG_RECORD_REGION, &region},
                {SG_RECORD_PLACE, &place}};
    sg_status status = SG_OK;
    for (size_t i = 0; i < sizeof rows / sizeof *rows && status == SG_OK; i++)
        status = sg_taxonomy_add(t, rows[i].type, rows[i].row, err);
    return status == SG_OK ? sg_taxonomy_finish(t, err) : status;
}

static void memory_may_end_anywhere(void **state)
{
    (void)state;
    sg_error err;
    sg_status status = SG_EFAIL;
    size_t at = 1;
    for (; status != SG_OK; at++) {
        sg_taxonomy t = {0};
        sg_alloc_fail_at(at, (int)(at & 1));
        status = build(&t, &err);
        sg_alloc_fail_at(0, 0);
        if (status != SG_OK) assert_non_null(strstr(err.text, "out of memory"));
        sg_taxonomy_release(&t);
        assert_true(at < 500);
    }
    assert_true(at > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_come_in_any_order),     cmocka_unit_test(persons_name_things_their_way),
        cmocka_unit_test(hash_knows_content_not_order), cmocka_unit_test(bad_rows_are_named),
        cmocka_unit_test(loose_ends_are_named),         cmocka_unit_test(memory_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
