/* What is the person's own, into the taxonomy: new skills, forms, rules, relations and roles; what they name must be
 * there. */
#include "taxonomy/overlay_rows.h"

#include <stdio.h>
#include <string.h>

typedef struct known_names {
    sg_map skills, roles, rules, groups; /* ids that have a row; groups: skills and families */
} known_names;

static int learn_names(const sg_taxonomy *t, known_names *known)
{
    bool full = false;
    for (size_t i = 0; i < t->skill_ids.count; i++) {
        const sg_skill *skill = &t->skills[i];
        if (!skill->id.at) continue;
        full = full || sg_map_add(&known->skills, skill->id) == SG_MAP_NONE;
        full = full || sg_map_add(&known->groups, skill->id) == SG_MAP_NONE;
        full = full || (skill->family.len && sg_map_add(&known->groups, skill->family) == SG_MAP_NONE);
    }
    for (size_t i = 0; i < t->role_ids.count; i++)
        if (t->roles[i].id.at) full = full || sg_map_add(&known->roles, t->roles[i].id) == SG_MAP_NONE;
    for (size_t i = 0; i < t->n_rules; i++) full = full || sg_map_add(&known->rules, t->rules[i].row.id) == SG_MAP_NONE;
    return full ? -1 : 0;
}

static bool is_known(sg_overlay *o, const sg_map *known, const char *what, sg_text name, const char *field)
{
    char near[200];
    if (sg_map_find(known, name) != SG_MAP_NONE) return true;
    if (*sg_map_nearest(known, name, 3, near, sizeof near))
        sg_field_problem(&o->fields, field, "no %s \"%.*s\"; did you mean %s?", what, (int)name.len, name.at, near);
    else
        sg_field_problem(&o->fields, field, "no %s \"%.*s\"", what, (int)name.len, name.at);
    return false;
}

/* ---- first what others name ---- */

static void serve(sg_overlay *o)
{
    for (size_t i = 0; i < o->n_rows; i++) {
        const overlay_row *row = &o->rows[i];
        overlay_row *owner = NULL;
        if (row->type == SG_RECORD_FORM && !row->drop)
            owner = sg_overlay_find(o, KEY_SKILL, row->as.form.skill, (sg_text){0});
        if (row->type == SG_RECORD_TITLE) owner = sg_overlay_find(o, KEY_ROLE, row->as.title.role, (sg_text){0});
        if (owner) owner->served = true;
    }
}

/* A new skill without a form has its name as one. */
static void add_skill(sg_overlay *o, sg_taxonomy *t, const overlay_row *row, const sg_map *shipped)
{
    sg_skill skill = row->as.skill;
    char near[200];
    if (!skill.name.at || !skill.kind.at) {
        const char *which = *sg_map_nearest(shipped, skill.id, 3, near, sizeof near) ? near : NULL;
        sg_field_problem(&o->fields, row->field, "\"%.*s\" is a new skill: %s is missing%s%s%s", (int)skill.id.len,
                         skill.id.at, skill.name.at ? "kind" : "name", which ? " (or did you mean " : "",
                         which ? which : "", which ? "?)" : "");
        return;
    }
    if (!skill.family.at) skill.family = sg_text_of("own");
    sg_overlay_put(o, t, SG_RECORD_SKILL, &skill, row->field);
    if (row->served) return;
    if (sg_overlay_is_risky(o, skill.name))
        sg_field_problem(&o->fields, row->field,
                         "the name \"%.*s\" is a common word or short: say with forms how the skill is written",
                         (int)skill.name.len, skill.name.at);
    sg_form form = {.skill = skill.id, .text = skill.name, .source = skill.source};
    sg_overlay_put(o, t, SG_RECORD_FORM, &form, row->field);
}

static void add_role(sg_overlay *o, sg_taxonomy *t, const overlay_row *row)
{
    sg_role role = row->as.role;
    if (!role.name.at) {
        sg_field_problem(&o->fields, row->field, "\"%.*s\" is a new role: name is missing", (int)role.id.len,
                         role.id.at);
        return;
    }
    if (!role.family.at) role.family = sg_text_of("own");
    sg_overlay_put(o, t, SG_RECORD_ROLE, &role, row->field);
    sg_title title = {role.id, role.name, role.source};
    if (!row->served) sg_overlay_put(o, t, SG_RECORD_TITLE, &title, row->field);
}

static void add_named(sg_overlay *o, sg_taxonomy *t, const sg_map *shipped)
{
    serve(o);
    for (size_t i = 0; i < o->n_rows; i++) {
        const overlay_row *row = &o->rows[i];
        if (row->type == SG_RECORD_RULE) sg_overlay_put(o, t, SG_RECORD_RULE, &row->as.rule, row->field);
        if (row->met || row->drop) continue;
        if (row->type == SG_RECORD_SKILL) add_skill(o, t, row, shipped);
        if (row->type == SG_RECORD_ROLE) add_role(o, t, row);
    }
}

/* ---- then what names them ---- */

static void check_rule(sg_overlay *o, const overlay_row *row, const known_names *known)
{
    const sg_rule *rule = &row->as.rule;
    sg_text rest = rule->words, word;
    if (!sg_text_is(rule->test, "list") && !sg_text_is(rule->test, "skill")) return;
    while (rest.at && sg_text_split(&rest, '|', &word))
        is_known(o, &known->groups, "skill or family", word, row->field);
}

/* A form that another skill has as well, in the same case, where no rule decides. */
static void check_forms(sg_overlay *o, const sg_taxonomy *t)
{
    static const char *const matches[] = {"any", "exact", "upper"};
    for (size_t i = 0; i < t->n_forms; i++) {
        const sg_taxonomy_form *form = &t->forms[i];
        const overlay_row *row = sg_overlay_find(o, KEY_TEXT, (sg_text){0}, form->text);
        if (!row || row->met) continue;
        const sg_form *own = &row->as.form;
        bool same_case = sg_text_is(own->match.at ? own->match : sg_text_of("any"), matches[form->match]);
        bool same = same_case && (form->match != SG_MATCH_EXACT || sg_text_equal(own->text, form->text));
        if (!same || (own->rule.at && form->rule != SG_ID_NONE)) continue;
        sg_text other = t->skill_ids.names[form->skill];
        sg_field_problem(
            &o->fields, row->field,
            "\"%.*s\" is a form of %.*s already, and no rule decides: give it a rule that differs, or drop "
            "that one",
            (int)own->text.len, own->text.at, (int)other.len, other.at);
    }
}

static void add_naming(sg_overlay *o, sg_taxonomy *t, const known_names *known)
{
    for (size_t i = 0; i < o->n_rows; i++) {
        const overlay_row *row = &o->rows[i];
        const char *field = row->field;
        if (row->type == SG_RECORD_RULE) check_rule(o, row, known);
        if (row->type == SG_RECORD_FORM && row->as.form.rule.at && !row->drop)
            is_known(o, &known->rules, "rule", row->as.form.rule, field);
        if (row->met || row->drop) continue;
        if (row->type == SG_RECORD_FORM && is_known(o, &known->skills, "skill", row->as.form.skill, field))
            sg_overlay_put(o, t, SG_RECORD_FORM, &row->as.form, field);
        if (row->type == SG_RECORD_RELATION && is_known(o, &known->skills, "skill", row->as.relation.to, field))
            sg_overlay_put(o, t, SG_RECORD_RELATION, &row->as.relation, field);
    }
}

static void add_requirement(sg_overlay *o, sg_taxonomy *t, const known_names *known, const overlay_row *row)
{
    sg_requirement need = row->as.requirement;
    if (need.importance == NOT_SAID) need.importance = SAID_BY_NOBODY;
    if (need.level == NOT_SAID) need.level = SAID_BY_NOBODY;
    if (is_known(o, &known->skills, "skill", need.skill, row->field))
        sg_overlay_put(o, t, SG_RECORD_REQUIREMENT, &need, row->field);
}

/* Titles, also those in place of shipped ones, and requirements. */
static void add_of_roles(sg_overlay *o, sg_taxonomy *t, const known_names *known)
{
    for (size_t i = 0; i < o->n_rows; i++) {
        const overlay_row *row = &o->rows[i];
        if (row->type == SG_RECORD_TITLE && is_known(o, &known->roles, "role", row->as.title.role, row->field))
            sg_overlay_put(o, t, SG_RECORD_TITLE, &row->as.title, row->field);
        if (row->type == SG_RECORD_REQUIREMENT && !row->met) add_requirement(o, t, known, row);
    }
}

/* Relations by the skill that they lead from. */
typedef struct ways {
    uint32_t *first, *next; /* skill → a relation; relation → another from the same skill; SG_ID_NONE: none */
    uint32_t *reached;      /* skills, in the order in which they were */
    bool *seen;             /* skill → is among them */
} ways;

static void release_ways(ways *w)
{
    sg_free(w->first), sg_free(w->next);
    sg_free(w->reached), sg_free(w->seen);
}

/* -1 when memory ends; to be released all the same. */
static int find_ways(ways *w, const sg_taxonomy *t)
{
    size_t n = t->skill_ids.count;
    w->first = sg_alloc((n + 1) * sizeof *w->first);
    w->next = sg_alloc((t->n_relations + 1) * sizeof *w->next);
    w->reached = sg_alloc((n + 1) * sizeof *w->reached);
    w->seen = sg_zalloc(n + 1, sizeof *w->seen);
    if (!w->first || !w->next || !w->reached || !w->seen) return -1;
    for (size_t i = 0; i < n; i++) w->first[i] = SG_ID_NONE;
    for (size_t i = 0; i < t->n_relations; i++) {
        uint32_t *first = &w->first[t->relations[i].from];
        w->next[i] = *first;
        *first = (uint32_t)i;
    }
    return 0;
}

/* Whether relations of this type lead from `to` to `from`. Linear in what they lead to. */
static bool leads_back(ways *w, const sg_taxonomy *t, sg_text type, uint32_t from, uint32_t to)
{
    size_t n = 0;
    w->reached[n++] = to;
    w->seen[to] = true;
    for (size_t i = 0; i < n && !w->seen[from]; i++) {
        for (uint32_t r = w->first[w->reached[i]]; r != SG_ID_NONE; r = w->next[r]) {
            uint32_t next = t->relations[r].to;
            if (w->seen[next] || !sg_text_equal(t->relations[r].type, type)) continue;
            w->seen[next] = true;
            w->reached[n++] = next;
        }
    }
    bool back = w->seen[from];
    while (n) w->seen[w->reached[--n]] = false;
    return back;
}

static void check_circles(sg_overlay *o, const sg_taxonomy *t)
{
    ways w = {0};
    bool full = find_ways(&w, t) != 0;
    o->fields.no_memory = o->fields.no_memory || full;
    for (size_t i = 0; i < o->n_rows && !full; i++) {
        const overlay_row *row = &o->rows[i];
        const sg_relation *r = &row->as.relation;
        if (row->type != SG_RECORD_RELATION || sg_text_is(r->type, "related")) continue;
        uint32_t from = sg_map_find(&t->skill_ids, r->from), to = sg_map_find(&t->skill_ids, r->to);
        if (from == SG_MAP_NONE || to == SG_MAP_NONE || !leads_back(&w, t, r->type, from, to)) continue;
        sg_field_problem(&o->fields, row->field, "runs in a circle: %.*s leads back to %.*s", (int)r->to.len, r->to.at,
                         (int)r->from.len, r->from.at);
    }
    release_ways(&w);
}

/* What was to be left out and never came. */
static void check_drops(sg_overlay *o, const known_names *known)
{
    for (size_t i = 0; i < o->n_rows; i++) {
        const overlay_row *row = &o->rows[i];
        if (!row->drop || row->met) continue;
        if (row->type == SG_RECORD_SKILL)
            is_known(o, &known->skills, "skill", row->as.skill.id, row->field);
        else if (is_known(o, &known->skills, "skill", row->as.form.skill, row->field))
            sg_field_problem(&o->fields, row->field, "%.*s has no form \"%.*s\"; skillgap data skills %.*s lists them",
                             (int)row->as.form.skill.len, row->as.form.skill.at, (int)row->as.form.text.len,
                             row->as.form.text.at, (int)row->as.form.skill.len, row->as.form.skill.at);
    }
}

sg_status sg_overlay_add(sg_overlay *o, sg_taxonomy *t, sg_error *err)
{
    known_names shipped = {0}, known = {0};
    bool full = learn_names(t, &shipped) != 0;
    if (!full) check_forms(o, t);
    if (!full) add_named(o, t, &shipped.skills);
    full = full || learn_names(t, &known) != 0;
    if (!full) {
        add_naming(o, t, &known);
        add_of_roles(o, t, &known);
        check_drops(o, &known);
        check_circles(o, t);
    }
    o->fields.no_memory = o->fields.no_memory || full;
    sg_map *maps[] = {&shipped.skills, &shipped.roles, &shipped.rules, &shipped.groups,
                      &known.skills,   &known.roles,   &known.rules,   &known.groups};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) sg_map_release(maps[i]);
    return sg_fields_status(&o->fields, SG_EUSAGE, err);
}
