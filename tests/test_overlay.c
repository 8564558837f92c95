/* A taxonomy file of one's own: what it changes, adds and leaves out; each defect told with its place. */
#include "taxonomy_support.h"

#include "market_support.h"

#include "base/mem.h"
#include "taxonomy/common.h"
#include "taxonomy/overlay.h"

static char folder[64], path[256];
static sg_map common;

static int common_make(void **state)
{
    (void)state;
    sg_error err;
    make_folder(folder);
    write_file(folder, "common_words.txt", "# licence\nspring\nplan # and planning\nstudy\n", path);
    assert_ok(sg_common_read(path, &common, &err));
    return 0;
}

static int common_release(void **state)
{
    (void)state;
    sg_map_release(&common);
    remove_folder(folder);
    return 0;
}

/* ---- the shipped records, as they come ---- */

typedef struct shipped {
    uint32_t type;
    union {
        sg_skill skill;
        sg_form form;
        sg_rule rule;
        sg_relation relation;
        sg_role role;
        sg_title title;
        sg_requirement need;
    } as;
} shipped;

#define TX(literal)                                                                                                    \
    {                                                                                                                  \
        literal, sizeof(literal) - 1                                                                                   \
    }
static const shipped records[] = {
    {SG_RECORD_FORM, {.form = {TX("go"), TX("Go"), TX("exact"), TX("tech"), TX("x")}}},
    {SG_RECORD_FORM, {.form = {TX("go"), TX("golang"), TX("any"), {0}, TX("x")}}},
    {SG_RECORD_FORM, {.form = {TX("rust"), TX("Rust"), TX("exact"), TX("tech"), TX("x")}}},
    {SG_RECORD_FORM, {.form = {TX("cargo"), TX("Rust Cargo"), TX("any"), {0}, TX("x")}}},
    {SG_RECORD_SKILL, {.skill = {TX("go"), TX("Go"), TX("language"), TX("languages"), {0}, TX("x"), 2009}}},
    {SG_RECORD_SKILL, {.skill = {TX("rust"), TX("Rust"), TX("language"), TX("languages"), {0}, TX("x"), 2012}}},
    {SG_RECORD_SKILL, {.skill = {TX("cargo"), TX("Cargo"), TX("tool"), TX("tools"), {0}, TX("x"), 2014}}},
    {SG_RECORD_RULE, {.rule = {TX("tech"), TX("need"), TX("list"), {0}, 0}}},
    {SG_RECORD_RULE, {.rule = {TX("tech"), TX("need"), TX("skill"), {0}, 6}}},
    {SG_RECORD_RELATION, {.relation = {TX("cargo"), TX("implies"), TX("rust"), TX("x")}}},
    {SG_RECORD_ROLE, {.role = {TX("coder"), TX("Coder"), TX("software"), TX("2512.4"), {0}, {0}, TX("x")}}},
    {SG_RECORD_TITLE, {.title = {TX("coder"), TX("software coder"), TX("x")}}},
    {SG_RECORD_TITLE, {.title = {TX("coder"), TX("code wizard"), TX("x")}}},
    {SG_RECORD_REQUIREMENT, {.need = {TX("coder"), TX("rust"), TX("x"), 4, 5, {0}}}},
    {SG_RECORD_REQUIREMENT, {.need = {TX("coder"), TX("go"), TX("x"), 3, 3, {0}}}},
};

static sg_status lay(const char *text, const char *name, sg_taxonomy *t, sg_overlay **overlay, sg_error *err)
{
    *t = (sg_taxonomy){0};
    *overlay = NULL;
    write_file(folder, name, text, path);
    sg_status status = sg_overlay_read(path, &common, overlay, err);
    for (size_t i = 0; status == SG_OK && i < sizeof records / sizeof *records; i++)
        status = sg_overlay_take(*overlay, t, records[i].type, &records[i].as, err);
    if (status == SG_OK) status = sg_overlay_add(*overlay, t, err);
    if (status == SG_OK) status = sg_taxonomy_finish(t, err);
    return status;
}

static void release(sg_taxonomy *t, sg_overlay *overlay)
{
    sg_overlay_free(overlay);
    sg_taxonomy_release(t);
}

/* The taxonomy's tables as text, a row a line, those of one table in its order. */
static void print(const sg_taxonomy *t, sg_buf *out)
{
    static const char *const matches[] = {"any", "exact", "upper"};
    for (size_t i = 0; i < t->skill_ids.count; i++)
        sg_buf_printf(out, "skill %s %s %s %s %d\n", t->skills[i].id.at, t->skills[i].name.at, t->skills[i].kind.at,
                      t->skills[i].family.at, (int)t->skills[i].since);
    for (size_t i = 0; i < t->n_forms; i++)
        sg_buf_printf(out, "form %s \"%s\" %s %s\n", t->skills[t->forms[i].skill].id.at, t->forms[i].text.at,
                      matches[t->forms[i].match],
                      t->forms[i].rule == SG_ID_NONE ? "-" : t->rule_ids.names[t->forms[i].rule].at);
    for (size_t i = 0; i < t->n_rules; i++)
        sg_buf_printf(out, "rule %s %s %s %s %d\n", t->rules[i].row.id.at, t->rules[i].row.effect.at,
                      t->rules[i].row.test.at, t->rules[i].row.words.at ? t->rules[i].row.words.at : "-",
                      (int)t->rules[i].row.span);
    for (size_t i = 0; i < t->n_relations; i++)
        sg_buf_printf(out, "%s %s %s\n", t->skills[t->relations[i].from].id.at, t->relations[i].type.at,
                      t->skills[t->relations[i].to].id.at);
    for (size_t i = 0; i < t->role_ids.count; i++)
        sg_buf_printf(out, "role %s %s %s\n", t->roles[i].id.at, t->roles[i].name.at, t->roles[i].family.at);
    for (size_t i = 0; i < t->n_titles; i++)
        sg_buf_printf(out, "title %s %s\n", t->roles[t->titles[i].id].id.at, t->titles[i].text.at);
    for (size_t i = 0; i < t->n_requirements; i++)
        sg_buf_printf(out, "need %s %s %g %g\n", t->roles[t->requirements[i].role].id.at,
                      t->skills[t->requirements[i].skill].id.at, t->requirements[i].importance,
                      t->requirements[i].level);
}

static void gives(const char *name, const char *text, const char *want, size_t changed, size_t dropped)
{
    sg_error err;
    sg_taxonomy t;
    sg_overlay *overlay;
    sg_buf out;
    sg_buf_init(&out, 1 << 16);
    assert_ok(lay(text, name, &t, &overlay, &err));
    print(&t, &out);
    assert_string_equal(out.at, want);
    size_t got_changed, got_dropped;
    sg_overlay_effect(overlay, &got_changed, &got_dropped);
    assert_int_equal(got_changed, changed);
    assert_int_equal(got_dropped, dropped);
    sg_buf_release(&out);
    release(&t, overlay);
}

#define SKILLS                                                                                                         \
    "skill go Go language languages 2009\nskill rust Rust language languages 2012\n"                                   \
    "skill cargo Cargo tool tools 2014\n"
#define FORMS                                                                                                          \
    "form go \"Go\" exact tech\nform go \"golang\" any -\nform rust \"Rust\" exact tech\n"                             \
    "form cargo \"Rust Cargo\" any -\n"
#define RULES "rule tech need list - 0\nrule tech need skill - 6\n"
#define RELATIONS "cargo implies rust\n"
#define ROLES "role coder Coder software\ntitle coder software coder\ntitle coder code wizard\n"
#define NEEDS "need coder rust 4 5\nneed coder go 3 3\n"

static void an_empty_file_changes_nothing(void **state)
{
    (void)state;
    gives("a.yaml", "{}", SKILLS FORMS RULES RELATIONS ROLES NEEDS, 0, 0);
    gives("a.json", "{\"skills\": [], \"use\": []}", SKILLS FORMS RULES RELATIONS ROLES NEEDS, 0, 0);
}

static void a_new_skill(void **state)
{
    (void)state;
    gives("a.yaml",
          "skills:\n"
          "  - {id: loom, name: Loom, kind: tool, family: textiles, since: 1804, forms: [Power loom, {text: LM, match: "
          "upper, rule: tech}], implies: [rust, go], related: cargo}\n"
          "  - {id: weft.js, name: WeftJs, kind: library, replaces: loom}\n",
          "skill go Go language languages 2009\nskill rust Rust language languages 2012\n"
          "skill cargo Cargo tool tools 2014\nskill loom Loom tool textiles 1804\nskill weft.js WeftJs library own "
          "0\n" FORMS
          "form weft.js \"WeftJs\" any -\nform loom \"Power loom\" any -\nform loom \"LM\" upper tech\n" RULES RELATIONS
          "loom implies rust\nloom implies go\nloom related cargo\nweft.js replaces loom\n" ROLES NEEDS,
          0, 0);
}

static void a_shipped_skill_is_extended_and_changed(void **state)
{
    (void)state;
    gives("a.json",
          "{\"skills\": [{\"id\": \"go\", \"family\": \"systems\", \"forms\": [\"golang-lang\", {\"text\": \"Go\", "
          "\"rule\": \"mine\"}]}], \"rules\": {\"mine\": [{\"need\": \"near\", \"words\": [\"a b\", \"c\"], \"span\": "
          "4}, {\"veto\": \"start\"}]}}",
          "skill go Go language systems 2009\nskill rust Rust language languages 2012\n"
          "skill cargo Cargo tool tools 2014\n"
          "form go \"Go\" exact mine\nform go \"golang\" any -\nform rust \"Rust\" exact tech\n"
          "form cargo \"Rust Cargo\" any -\nform go \"golang-lang\" any -\n" RULES
          "rule mine need near a b|c 4\nrule mine veto start - 0\n" RELATIONS ROLES NEEDS,
          2, 0);
}

static void a_shipped_rule_is_replaced_whole(void **state)
{
    (void)state;
    gives("a.yaml", "rules: {tech: {need: skill, words: languages|cargo, span: 3}}",
          SKILLS FORMS "rule tech need skill languages|cargo 3\n" RELATIONS ROLES NEEDS, 1, 0);
}

static void what_is_dropped_takes_its_rows_with_it(void **state)
{
    (void)state;
    gives("a.yaml", "drop: {skills: [rust], forms: [{skill: go, text: GOLANG}]}",
          "skill go Go language languages 2009\nskill cargo Cargo tool tools 2014\n"
          "form go \"Go\" exact tech\nform cargo \"Rust Cargo\" any -\n" RULES ROLES "need coder go 3 3\n",
          0, 2);
}

static void roles(void **state)
{
    (void)state;
    gives("a.yaml",
          "roles:\n"
          "- {id: wizard, name: Wizard, titles: [Code  Wizard, mage], requirements: [{skill: go, importance: 5, level: "
          "6}, rust]}\n"
          "- {id: coder, name: Programmer, requirements: [{skill: go, level: 1}, {skill: cargo}]}\n"
          "- {id: tinker, name: Loom tinker}\n",
          SKILLS FORMS RULES RELATIONS
          "role coder Programmer software\nrole wizard Wizard own\nrole tinker Loom tinker own\n"
          "title coder software coder\ntitle tinker loom tinker\ntitle wizard code wizard\ntitle wizard mage\n"
          "need coder rust 4 5\nneed coder go 3 1\nneed wizard go 5 6\nneed wizard rust 3 3\nneed coder cargo 3 3\n",
          3, 0);
}

static void vocabularies_that_are_used(void **state)
{
    (void)state;
    sg_error err;
    sg_taxonomy t;
    sg_overlay *overlay;
    const sg_overlay_use *uses;
    assert_ok(lay("use: [esco/skills_en.csv, {file: /o/x.txt, plugin: taxonomy_onet, options: {soc: 15, a: b}}]",
                  "a.yaml", &t, &overlay, &err));
    assert_int_equal(sg_overlay_uses(overlay, &uses), 2);
    assert_string_equal(uses[0].file, "esco/skills_en.csv");
    assert_null(uses[0].plugin);
    assert_null(uses[0].options);
    assert_string_equal(uses[1].file, "/o/x.txt");
    assert_string_equal(uses[1].plugin, "taxonomy_onet");
    assert_string_equal(uses[1].options[0], "soc=15");
    assert_string_equal(uses[1].options[1], "a=b");
    assert_null(uses[1].options[2]);
    release(&t, overlay);
}

/* Each defect alone: its place, what was found, what was expected. */
static const char *const defect_cases[][2] = {
    {"[]", "a.yaml: the file: expected an object with skills, rules, drop, roles or use"},
    {"skils: []", "a.yaml: skils: unknown field; did you mean skills?"},
    {"skills: [loom]", "a.yaml: skills[0]: expected an object with id, name, kind, family and forms"},
    {"skills: [{name: Loom}]", "a.yaml: skills[0].id: is missing"},
    {"skills: [{id: My Loom}]", "a.yaml: skills[0].id: expected an id of a-z 0-9 . + # -, found \"My Loom\""},
    {"skills: [{id: go, kid: tool}]", "a.yaml: skills[0].kid: unknown field; did you mean id or kind?"},
    {"skills: [{id: go, name: 5}]", "a.yaml: skills[0].name: expected a text, found 5"},
    {"skills: [{id: go, kind: tol}]", "a.yaml: skills[0]: taxonomy: skill \"go\": kind is \"tol\", expected language,"},
    {"skills: [{id: go, since: 19}]", "a.yaml: skills[0].since: expected a number from 1800 to 2199, found 19"},
    {"skills: [{id: gos, name: Gos}]",
     "a.yaml: skills[0]: \"gos\" is a new skill: kind is missing (or did you mean go"},
    {"skills: [{id: loom, kind: tool}]", "a.yaml: skills[0]: \"loom\" is a new skill: name is missing"},
    {"skills: [{id: planning, name: Planning, kind: tool}]", "the name \"Planning\" is a common word or short"},
    {"skills: [{id: go}, {id: go}]", "a.yaml: skills[1]: is there twice: skills[0]"},
    {"skills: [{id: go, forms: [a lang, A  LANG]}]", "a.yaml: skills[0].forms[1]: is there twice: skills[0].forms[0]"},
    {"skills: [{id: go, forms: spring}]", "a.yaml: skills[0].forms: \"spring\" is a common word or short"},
    {"skills: [{id: go, forms: [Studies]}]", "a.yaml: skills[0].forms[0]: \"Studies\" is a common word"},
    {"skills: [{id: go, forms: [g3]}]", "a.yaml: skills[0].forms[0]: \"g3\" is a common word or short"},
    {"skills: [{id: go, forms: [{text: gogo, txt: g}]}]",
     "a.yaml: skills[0].forms[0].txt: unknown field; did you mean text?"},
    {"skills: [{id: go, forms: [' ']}]", "a.yaml: skills[0].forms[0]: expected a text, found none"},
    {"skills: [{id: go, forms: [[x]]}]", "a.yaml: skills[0].forms[0]: expected a text, or an object"},
    {"skills: [{id: go, forms: [{text: gogo, match: some}]}]", "form \"gogo\": match is \"some\", expected any,"},
    {"skills: [{id: go, forms: [{text: gogo, rule: teck}]}]", "forms[0]: no rule \"teck\"; did you mean tech?"},
    {"skills: [{id: go, forms: [rust cargo]}]", "forms[0]: \"rust cargo\" is a form of cargo already, and no rule"},
    {"skills: [{id: go, implies: [rus]}]", "a.yaml: skills[0].implies[0]: no skill \"rus\"; did you mean rust"},
    {"skills: [{id: rust, implies: cargo}]", "skills[0].implies: runs in a circle: cargo leads back to rust"},
    {"skills: [{id: go, replaces: [go]}]", "skills[0].replaces[0]: runs in a circle: go leads back to go"},
    {"skills: [{id: go, part-of: {}}]", "a.yaml: skills[0].part-of: expected the id of a skill, or a list"},
    {"rules: []", "a.yaml: rules: expected an object, found a list"},
    {"rules: {\"my rule\": [{need: list}]}", "a.yaml: rules: expected an id of a-z 0-9 . + # -, found \"my rule\""},
    {"rules: {mine: []}", "a.yaml: rules: expected ids with lists of tests, found \"mine\""},
    {"rules: {mine: [near]}", "a.yaml: rules.mine[0]: expected an object with need or veto, words and span"},
    {"rules: {mine: [{need: list, veto: list}]}", "a.yaml: rules.mine[0]: expected one of need and veto"},
    {"rules: {mine: [{words: a}]}", "a.yaml: rules.mine[0]: expected one of need and veto"},
    {"rules: {mine: [{need: after, words: a}]}", "a.yaml: rules.mine[0]: taxonomy: rule \"mine\": test is \"after\""},
    {"rules: {mine: [{need: next}]}", "rule \"mine\": words is empty"},
    {"rules: {mine: [{need: near, words: a}]}", "span is 0, expected 1 to 100"},
    {"rules: {mine: [{need: near, words: a, span: 101}]}", "rules.mine[0].span: expected a number from 0 to 100"},
    {"rules: {mine: [{need: next, words: [a, 5]}]}", "a.yaml: rules.mine[0]: words[1]: expected a text"},
    {"rules: {mine: [{need: list, words: langages}]}", "no skill or family \"langages\"; did you mean languages?"},
    {"drop: {skill: [go]}", "a.yaml: drop.skill: unknown field; did you mean skills?"},
    {"drop: {skills: [goo]}", "a.yaml: drop.skills[0]: no skill \"goo\"; did you mean go"},
    {"drop: {forms: [{skill: go, text: gopher}]}", "a.yaml: drop.forms[0]: go has no form \"gopher\""},
    {"drop: {forms: [golang]}", "a.yaml: drop.forms[0]: expected an object with skill and text"},
    {"drop: {forms: [{skill: go}]}", "a.yaml: drop.forms[0]: text is missing"},
    {"roles: [{id: mage}]", "a.yaml: roles[0]: \"mage\" is a new role: name is missing"},
    {"roles: [{id: coder, titles: [5]}]", "a.yaml: roles[0].titles[0]: expected a title"},
    {"roles: [{id: coder, requirements: [{skill: goo}]}]",
     "roles[0].requirements[0]: no skill \"goo\"; did you mean go"},
    {"roles: [{id: coder, requirements: [{skill: go, level: 8}]}]",
     "requirements[0].level: expected a number from 0 to 7"},
    {"roles: [{id: coder, requirements: [5]}]", "a.yaml: roles[0].requirements[0]: expected an object with skill"},
    {"use: [5]", "a.yaml: use[0]: expected a path, or an object with file, plugin and options"},
    {"use: ['']", "a.yaml: use[0]: expected a path, found none"},
    {"use: [{plugin: x}]", "a.yaml: use[0]: file is missing"},
    {"use: [{file: x, options: {a: []}}]", "a.yaml: use[0]: options: a: expected a text or a number"},
    {"drop: {skills: [go]}\nroles: [{id: coder, requirements: [go]}]", "roles[0].requirements[0]: no skill \"go\""},
};

static void defects(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < sizeof defect_cases / sizeof *defect_cases; i++) {
        sg_error err = {""};
        sg_taxonomy t;
        sg_overlay *overlay;
        sg_status status = lay(defect_cases[i][0], "a.yaml", &t, &overlay, &err);
        if (status != SG_EUSAGE || !strstr(err.text, defect_cases[i][1]) || strstr(err.text, "more problem"))
            fprintf(stderr, "%s: status %d: %s\nexpected: %s\n", defect_cases[i][0], (int)status, err.text,
                    defect_cases[i][1]),
                bad++;
        release(&t, overlay);
    }
    assert_int_equal(bad, 0);
}

/* Also a form that is said with its case or rule is meant. */
static void a_common_word_that_is_meant(void **state)
{
    (void)state;
    sg_error err;
    sg_taxonomy t;
    sg_overlay *overlay;
    assert_ok(lay("skills: [{id: go, forms: [{text: spring, match: any}, {text: g3, rule: tech}]}]", "a.yaml", &t,
                  &overlay, &err));
    assert_int_equal(t.n_forms, 6);
    release(&t, overlay);
}

static void several_problems_are_told_at_once(void **state)
{
    (void)state;
    sg_error err;
    sg_taxonomy t;
    sg_overlay *overlay;
    assert_fails(lay("skils: 1\nuse: [5]\nrules: 5", "a.yaml", &t, &overlay, &err), SG_EUSAGE,
                 "a.yaml: skils: unknown field; did you mean skills?; and 2 more problems, in rules, use[0]");
    assert_fails(sg_overlay_read("/nowhere/a.yaml", &common, &overlay, &err), SG_EFAIL, "/nowhere/a.yaml");
    assert_fails(lay("skills: [", "a.yaml", &t, &overlay, &err), SG_EFAIL, "a.yaml");
}

static void the_hash_changes_with_the_file(void **state)
{
    (void)state;
    sg_error err;
    uint64_t hashes[4];
    const char *const files[] = {"{}", "{}", "skills: [{id: go, forms: [golang-lang]}]", "drop: {skills: [go]}"};
    for (int i = 0; i < 4; i++) {
        sg_taxonomy t;
        sg_overlay *overlay;
        assert_ok(lay(files[i], "a.yaml", &t, &overlay, &err));
        hashes[i] = t.hash, release(&t, overlay);
    }
    assert_true(hashes[0] == hashes[1] && hashes[0] != hashes[2] && hashes[0] != hashes[3] && hashes[2] != hashes[3]);
}

/* A long chain is no circle; its last link back is. */
static void chains_of_relations(void **state)
{
    (void)state;
    enum { LINKS = 3000 };
    sg_error err;
    sg_taxonomy t;
    sg_overlay *overlay;
    sg_buf text = {.max = 1 << 20};
    sg_buf_str(&text, "skills:");
    for (int i = 1; i < LINKS; i++)
        sg_buf_printf(&text, "\n- {id: loom-%d, name: Loom number %d, kind: tool, implies: loom-%d}", i, i, i - 1);
    size_t open = text.len;
    sg_buf_str(&text, "\n- {id: loom-0, name: Loom number 0, kind: tool}\n");
    assert_ok(lay(text.at, "a.yaml", &t, &overlay, &err));
    assert_int_equal(t.n_relations, LINKS);
    release(&t, overlay);
    text.len = open;
    sg_buf_printf(&text, "\n- {id: loom-0, name: Loom number 0, kind: tool, implies: loom-%d}\n", LINKS - 1);
    assert_fails(lay(text.at, "a.yaml", &t, &overlay, &err), SG_EUSAGE,
                 "skills[0].implies: runs in a circle: loom-0 leads back to loom-1; and 2999 more problems");
    release(&t, overlay);
    sg_buf_release(&text);
}

static void memory_ends(void **state)
{
    (void)state;
    static const char text[] = "skills: [{id: loom, name: Loom, kind: tool, forms: [a loom, looms], implies: go}]\n"
                               "rules: {mine: [{need: near, words: [a, b], span: 3}]}\ndrop: {skills: [cargo]}\n"
                               "roles: [{id: mage, name: Mage, titles: [a mage], requirements: [go]}]\n"
                               "use: [{file: x, options: {a: 1}}]";
    for (size_t at = 1, done = 0; done < 2; at++) {
        sg_taxonomy t;
        sg_overlay *overlay;
        sg_error err = {""};
        sg_alloc_fail_at(at, (int)(at & 1));
        sg_status status = lay(text, "a.yaml", &t, &overlay, &err);
        bool reached = sg_alloc_count() >= at;
        done += !reached;
        sg_alloc_fail_at(0, 0);
        if (status != (reached ? SG_EFAIL : SG_OK) || (reached && !strstr(err.text, "memory")))
            fail_msg("allocation %zu: status %d: %s", at, (int)status, err.text);
        release(&t, overlay);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_file_changes_nothing),
        cmocka_unit_test(a_new_skill),
        cmocka_unit_test(a_shipped_skill_is_extended_and_changed),
        cmocka_unit_test(a_shipped_rule_is_replaced_whole),
        cmocka_unit_test(what_is_dropped_takes_its_rows_with_it),
        cmocka_unit_test(roles),
        cmocka_unit_test(vocabularies_that_are_used),
        cmocka_unit_test(defects),
        cmocka_unit_test(a_common_word_that_is_meant),
        cmocka_unit_test(several_problems_are_told_at_once),
        cmocka_unit_test(the_hash_changes_with_the_file),
        cmocka_unit_test(chains_of_relations),
        cmocka_unit_test(memory_ends),
    };
    return cmocka_run_group_tests(tests, common_make, common_release);
}
