/* Whole vocabularies of another's making: what is the same as ours, which forms stand, which get a rule, which stay
 * out; and the common words. */
#include "market_support.h"
#include "taxonomy_support.h"

#include "taxonomy/adopt.h"
#include "taxonomy/common.h"

static sg_map common;

static int common_make(void **state)
{
    (void)state;
    const char *const words[] = {"plan", "study", "cache", "spring", "be"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) sg_map_add(&common, T(words[i]));
    return 0;
}

static int common_release(void **state)
{
    (void)state;
    sg_map_release(&common);
    return 0;
}

static void inflections(void **state)
{
    (void)state;
    const char *const has[] = {"plan",    "plans",   "planned", "planning", "planner",
                               "studies", "studied", "caching", "caches"};
    const char *const lacks[] = {"", "planet", "stud", "ing", "bes", "springfield", "planns", "plannning"};
    for (size_t i = 0; i < sizeof has / sizeof *has; i++)
        if (!sg_common_has(&common, T(has[i]))) fail_msg("%s is not known", has[i]);
    for (size_t i = 0; i < sizeof lacks / sizeof *lacks; i++)
        if (sg_common_has(&common, T(lacks[i]))) fail_msg("%s is known", lacks[i]);
}

/* ---- a taxonomy of ours, and a vocabulary that comes to it ---- */

static sg_taxonomy t;
static sg_adoption *adoption;
static sg_error err;

static void ours(void)
{
    sg_taxonomy_part *part;
    t = (sg_taxonomy){0};
    add_skill(&t, "go", "Go", "language", "languages");
    sg_skill weave = {.id = T("weave"), .name = T("Weave"), .kind = T("tool"), .family = T("tools"), .esco = T("e-1")};
    add_row(&t, SG_RECORD_SKILL, &weave);
    add_form(&t, "go", "Go", "exact", "tech");
    add_form(&t, "go", "golang", "any", NULL);
    add_form(&t, "weave", "Weave", "any", NULL);
    add_rule(&t, "tech", "need", "list", NULL, 0);
    const char *const roles[][2] = {{"coder", "2512.4"}, {"back-coder", "2512.4"}, {"weaver", "7318.1"}};
    for (size_t i = 0; i < 3; i++) {
        sg_role role = {.id = T(roles[i][0]), .name = T(roles[i][0]), .esco = T(roles[i][1]), .onet = {0}};
        add_row(&t, SG_RECORD_ROLE, &role);
        add_title(&t, roles[i][0], roles[i][0]);
    }
    sg_requirement need = {.role = T("weaver"), .skill = T("weave"), .importance = 4, .level = 4};
    add_row(&t, SG_RECORD_REQUIREMENT, &need);
    assert_ok(sg_taxonomy_end_part(&t, T("shipped"), &part, &err));
    adoption = sg_adoption_alloc(&t, &common);
    assert_non_null(adoption);
}

static void come(uint32_t type, const void *record)
{
    assert_ok(sg_adoption_take(adoption, type, record, &err));
}

static void come_skill(const char *id, const char *name, const char *esco)
{
    sg_skill row = {.id = T(id), .name = T(name), .kind = T("concept"), .family = T("esco"), .esco = T(esco)};
    come(SG_RECORD_SKILL, &row);
}

static void come_form(const char *skill, const char *text)
{
    sg_form row = {.skill = T(skill), .text = T(text), .match = T("any")};
    come(SG_RECORD_FORM, &row);
}

static void come_role(const char *id, const char *name, const char *esco)
{
    sg_role row = {.id = T(id), .name = T(name), .esco = T(esco)};
    come(SG_RECORD_ROLE, &row);
}

static void come_title(const char *role, const char *text)
{
    sg_title row = {.role = T(role), .text = T(text)};
    come(SG_RECORD_TITLE, &row);
}

static void come_need(const char *role, const char *skill)
{
    sg_requirement row = {.role = T(role), .skill = T(skill), .importance = 4, .level = 3};
    come(SG_RECORD_REQUIREMENT, &row);
}

static const sg_taxonomy_part *done(void)
{
    sg_taxonomy_part *part;
    assert_ok(sg_taxonomy_end_part(&t, T("theirs"), &part, &err));
    assert_ok(sg_adoption_finish(adoption, &err));
    assert_ok(sg_taxonomy_finish(&t, &err));
    return part;
}

static void end(void)
{
    sg_adoption_free(adoption);
    sg_taxonomy_release(&t);
}

/* The form's skill, case and rule as text, or "-" when it is not there. */
static const char *form(const char *text)
{
    static char out[200];
    static const char *const matches[] = {"any", "exact", "upper"};
    for (size_t i = 0; i < t.n_forms; i++)
        if (sg_text_is(t.forms[i].text, text)) {
            snprintf(out, sizeof out, "%s %s %s", t.skills[t.forms[i].skill].id.at, matches[t.forms[i].match],
                     t.forms[i].rule == SG_ID_NONE ? "-" : t.rule_ids.names[t.forms[i].rule].at);
            return out;
        }
    return "-";
}

static void the_same_skill(void **state)
{
    (void)state;
    ours();
    come_skill("u-1", "GOLANG", NULL);         /* by a form */
    come_skill("e-1", "warp and weft", "e-1"); /* by its concept */
    come_skill("u-3", "Loom care", "e-3");
    come_skill("u-3", "Loom care", "e-3"); /* again */
    come_skill("u-4", "loom  CARE", NULL); /* by a name that came before */
    come_form("u-1", "go language");
    come_form("e-1", "warp and weft");
    come_form("u-4", "care of looms");
    const sg_taxonomy_part *part = done();
    assert_int_equal(t.skill_ids.count, 3);
    assert_true(sg_text_is(t.skills[2].id, "loom-care"));
    assert_true(sg_text_is(t.skills[0].name, "Go"));
    assert_string_equal(form("go language"), "go any -");
    assert_string_equal(form("warp and weft"), "weave any -");
    assert_string_equal(form("care of looms"), "loom-care any -");
    assert_int_equal(part->skills, 1);
    assert_int_equal(part->merged, 3);
    assert_int_equal(part->forms, 3);
    end();
}

static void ids_are_made_of_names(void **state)
{
    (void)state;
    ours();
    come_skill("u-1", "Use C++ (and \xc3\x89toffe)!", NULL);
    come_skill("u-2", "use c++ and, \xc3\xa9toffe", NULL);
    come_skill("u-3", "\xe7\xb9\x94", NULL);
    done();
    assert_true(sg_text_is(t.skills[2].id, "use-c++-and-toffe"));
    assert_true(sg_text_is(t.skills[3].id, "use-c++-and-toffe-2"));
    assert_true(sg_text_is(t.skills[4].id, "skill"));
    end();
}

static void which_forms_stand(void **state)
{
    (void)state;
    ours();
    come_skill("u-1", "Loom care", NULL);
    const char *const forms[] = {
        "Loom care", "loomery",       "Loomer",
        "LMCR",      "LoomKit",       "loom3",
        "loom.io",   "planning",      "Springs",
        "lo",        "golang",        "Weave",
        "plan it",   "\xc3\x89toffe", "one two three four five six seven eight nine ten a b c d e f g"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) come_form("u-1", forms[i]);
    come_form("u-1", "LOOM care"); /* again */
    come_form("u-1", "PLANNING");
    come_form("u-9", "of nobody");
    sg_form said = {.skill = T("u-1"), .text = T("Spring"), .match = T("exact"), .rule = T("tech")};
    come(SG_RECORD_FORM, &said);
    const sg_taxonomy_part *part = done();
    assert_string_equal(form("Loom care"), "loom-care any -");
    assert_string_equal(form("loomery"), "loom-care any tech");
    assert_string_equal(form("Loomer"), "loom-care exact tech");
    assert_string_equal(form("LMCR"), "loom-care upper tech");
    assert_string_equal(form("LoomKit"), "loom-care any -");
    assert_string_equal(form("loom3"), "loom-care any -");
    assert_string_equal(form("loom.io"), "loom-care any -");
    assert_string_equal(form("plan it"), "loom-care any -");
    assert_string_equal(form("\xc3\x89toffe"), "loom-care any tech");
    assert_string_equal(form("Spring"), "loom-care exact tech");
    assert_string_equal(form("golang"), "go any -");
    assert_string_equal(form("Weave"), "weave any -");
    const char *const out[] = {"planning", "Springs", "lo", "of nobody", "LOOM care"};
    for (size_t i = 0; i < sizeof out / sizeof *out; i++) assert_string_equal(form(out[i]), "-");
    assert_int_equal(part->forms, 10);
    assert_int_equal(part->left[SG_LEFT_COMMON], 2);
    assert_int_equal(part->left[SG_LEFT_SHORT], 1);
    assert_int_equal(part->left[SG_LEFT_TAKEN], 2);
    assert_int_equal(part->left[SG_LEFT_LONG], 1);
    assert_int_equal(part->left[SG_LEFT_UNTIED], 1);
    end();
}

/* Rows that name others may come before them. */
static void roles_and_what_they_need(void **state)
{
    (void)state;
    ours();
    come_need("o-1", "u-1");
    come_need("o-1", "u-1"); /* again */
    come_need("o-2", "u-1"); /* ours has requirements of its own */
    come_need("o-9", "u-1");
    come_title("o-1", "Dye master");
    come_title("o-2", "Weft person");
    come_title("o-1", "weaver"); /* another's */
    come_title("o-1", "Planner");
    come_title("o-3", "code person"); /* two of ours have the code */
    come_role("o-1", "Dyer", "7318.2");
    come_role("o-2", "hand weaver", "7318.1");
    come_role("o-3", "software developer", "2512.4");
    come_skill("u-1", "Loom care", NULL);
    const sg_taxonomy_part *part = done();
    assert_int_equal(part->roles, 1);
    assert_int_equal(part->merged, 2);
    assert_int_equal(part->requirements, 1);
    assert_int_equal(part->titles, 2);
    assert_int_equal(t.n_requirements, 2);
    assert_true(sg_text_is(t.roles[t.requirements[1].role].id, "dyer"));
    assert_true(sg_text_is(t.skills[t.requirements[1].skill].id, "loom-care"));
    assert_true(sg_text_is(t.titles[3].text, "dye master") && t.titles[3].id == 3);
    assert_true(sg_text_is(t.titles[4].text, "weft person") && t.titles[4].id == 2);
    assert_int_equal(part->left[SG_LEFT_TAKEN], 2);
    assert_int_equal(part->left[SG_LEFT_COMMON], 1);
    assert_int_equal(part->left[SG_LEFT_UNTIED], 1);
    end();
}

static void relations_and_rules(void **state)
{
    (void)state;
    ours();
    sg_relation relation = {.from = T("u-1"), .type = T("implies"), .to = T("u-2")};
    come(SG_RECORD_RELATION, &relation);
    come(SG_RECORD_RELATION, &relation);
    relation.to = T("u-9");
    come(SG_RECORD_RELATION, &relation);
    come_skill("u-1", "Loom care", NULL);
    come_skill("u-2", "weave", NULL);
    sg_rule ours_stays = {.id = T("tech"), .effect = T("veto"), .test = T("start")};
    come(SG_RECORD_RULE, &ours_stays);
    sg_rule theirs = {.id = T("theirs"), .effect = T("veto"), .test = T("start")};
    come(SG_RECORD_RULE, &theirs);
    come(SG_RECORD_RULE, &theirs);
    const sg_taxonomy_part *part = done();
    assert_int_equal(t.n_relations, 1);
    assert_true(sg_text_is(t.skills[t.relations[0].to].id, "weave"));
    assert_int_equal(part->relations, 1);
    assert_int_equal(part->left[SG_LEFT_UNTIED], 1);
    assert_int_equal(t.n_rules, 3);
    end();
}

static void the_part_of_a_skill(void **state)
{
    (void)state;
    ours();
    come_skill("u-1", "Loom care", NULL);
    done();
    assert_string_equal(sg_taxonomy_part_of(&t, 1)->name.at, "shipped");
    assert_string_equal(sg_taxonomy_part_of(&t, 2)->name.at, "theirs");
    assert_null(sg_taxonomy_part_of(&t, 3));
    end();
}

/* Names in another script have no letter of an id: all get the same one, numbered. */
static void names_in_other_scripts(void **state)
{
    (void)state;
    enum { NAMES = 20000 };
    char id[32], name[64];
    ours();
    for (int i = 0; i < NAMES; i++) {
        snprintf(id, sizeof id, "u-%d", i);
        int used = snprintf(name, sizeof name, "\xce\xb1");
        for (int rest = i; rest || used == 2; rest /= 8)
            used += snprintf(name + used, sizeof name - (size_t)used, "\xce%c", 0xb1 + rest % 8);
        come_skill(id, name, NULL);
    }
    done();
    assert_int_equal(t.skill_ids.count, 2 + NAMES);
    assert_string_equal(t.skills[2].id.at, "skill");
    assert_string_equal(t.skills[3].id.at, "skill-2");
    assert_string_equal(t.skills[1 + NAMES].id.at, "skill-20000");
    end();
}

static sg_status take_all(void)
{
    const sg_skill skills[] = {{.id = T("u-1"), .name = T("Loom care"), .kind = T("tool"), .family = T("f")},
                               {.id = T("u-2"), .name = T("Loom, care"), .kind = T("tool"), .family = T("f")}};
    const sg_role role = {.id = T("r-1"), .name = T("Weft person")};
    const sg_form form = {.skill = T("u-1"), .text = T("Loomcare"), .match = T("any")};
    const sg_title title = {.role = T("r-1"), .text = T("weft master")};
    const sg_requirement need = {.role = T("r-1"), .skill = T("u-2"), .importance = 4, .level = 3};
    const sg_relation relation = {.from = T("u-1"), .type = T("implies"), .to = T("u-2")};
    sg_status status = sg_adoption_take(adoption, SG_RECORD_SKILL, &skills[0], &err);
    if (status == SG_OK) status = sg_adoption_take(adoption, SG_RECORD_SKILL, &skills[1], &err);
    if (status == SG_OK) status = sg_adoption_take(adoption, SG_RECORD_ROLE, &role, &err);
    if (status == SG_OK) status = sg_adoption_take(adoption, SG_RECORD_FORM, &form, &err);
    if (status == SG_OK) status = sg_adoption_take(adoption, SG_RECORD_TITLE, &title, &err);
    if (status == SG_OK) status = sg_adoption_take(adoption, SG_RECORD_REQUIREMENT, &need, &err);
    if (status == SG_OK) status = sg_adoption_take(adoption, SG_RECORD_RELATION, &relation, &err);
    sg_taxonomy_part *part;
    if (status == SG_OK) status = sg_taxonomy_end_part(&t, T("theirs"), &part, &err);
    return status == SG_OK ? sg_adoption_finish(adoption, &err) : status;
}

static void memory_ends(void **state)
{
    (void)state;
    for (size_t at = 1, done = 0; !done; at++) {
        ours();
        sg_adoption_free(adoption);
        sg_alloc_fail_at(at, 1);
        adoption = sg_adoption_alloc(&t, &common);
        sg_status status = adoption ? take_all() : SG_EFAIL;
        done = sg_alloc_count() < at;
        sg_alloc_fail_at(0, 0);
        assert_int_equal(status, done ? SG_OK : SG_EFAIL);
        if (done) assert_string_equal(t.skills[3].id.at, "loom-care-2");
        end();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(inflections),
                                       cmocka_unit_test(the_same_skill),
                                       cmocka_unit_test(ids_are_made_of_names),
                                       cmocka_unit_test(which_forms_stand),
                                       cmocka_unit_test(roles_and_what_they_need),
                                       cmocka_unit_test(relations_and_rules),
                                       cmocka_unit_test(the_part_of_a_skill),
                                       cmocka_unit_test(names_in_other_scripts),
                                       cmocka_unit_test(memory_ends)};
    return cmocka_run_group_tests(tests, common_make, common_release);
}
