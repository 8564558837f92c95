/* What an overlay file says, as rows. Structure, types and keys are checked here; values when the rows are taken. */
#include "taxonomy/common.h"
#include "taxonomy/overlay_rows.h"

#include <stdio.h>
#include <string.h>

enum { WORDS_MAX = 1 << 20, FORM_LETTERS_MIN = 3 };

static const char *keep(sg_overlay *o, const char *text)
{
    const char *copy = sg_arena_copy(&o->arena, text, strlen(text));
    o->fields.no_memory = o->fields.no_memory || !copy;
    return copy ? copy : "";
}

static sg_text text_at(sg_overlay *o, const json_t *object, const char *field, const char *key)
{
    const char *text = NULL;
    return sg_field_text(&o->fields, object, field, key, &text) ? sg_text_of(text) : (sg_text){0};
}

static bool is_id(sg_text id)
{
    return id.len > 0 && strspn(id.at, "abcdefghijklmnopqrstuvwxyz0123456789.+#-") == id.len;
}

static sg_text id_at(sg_overlay *o, const json_t *object, const char *field, const char *key)
{
    sg_text id = text_at(o, object, field, key);
    bool sound = is_id(id);
    char path[200];
    if (!id.at && !json_object_get(object, key))
        sg_field_problem(&o->fields, sg_field_path(field, key, path), "is missing");
    else if (id.at && !sound)
        sg_field_problem(&o->fields, sg_field_path(field, key, path),
                         "expected an id of a-z 0-9 . + # -, found \"%.60s\"", id.at);
    return sound ? id : (sg_text){0};
}

/* Calls each for every item of a member that is a list, or for the member itself when it is none. */
typedef void (*item_fn)(sg_overlay *o, const json_t *item, const char *field, sg_text of);
static void each_item(sg_overlay *o, const json_t *object, const char *field, const char *key, item_fn each, sg_text of)
{
    const json_t *value = json_object_get(object, key);
    char path[200], item[230];
    sg_field_path(field, key, path);
    if (!value || json_is_null(value)) return;
    if (!json_is_array(value)) each(o, value, path, of);
    for (size_t i = 0; i < json_array_size(value); i++) {
        snprintf(item, sizeof item, "%s[%zu]", path, i);
        each(o, json_array_get(value, i), item, of);
    }
}

static bool is_object(sg_overlay *o, const json_t *value, const char *field, const char *expected)
{
    if (json_is_object(value)) return true;
    sg_field_problem(&o->fields, field, "expected %s", expected);
    return false;
}

/* ---- forms ---- */

bool sg_overlay_is_risky(sg_overlay *o, sg_text text)
{
    size_t letters = 0;
    sg_buf_clear(&o->key);
    if (sg_text_fold(text, &o->key) != 0) {
        o->fields.no_memory = true;
        return false;
    }
    for (size_t i = 0; i < o->key.len; i++) letters += (o->key.at[i] & 0xC0) != 0x80;
    return letters < FORM_LETTERS_MIN || sg_common_has(o->common, (sg_text){o->key.at, o->key.len});
}

static void read_form(sg_overlay *o, const json_t *item, const char *field, sg_text skill)
{
    static const char *const names[] = {"text", "match", "rule", NULL};
    sg_form form = {.skill = skill, .source = sg_text_of("your own")};
    if (json_is_string(item)) {
        form.text = sg_text_of(json_string_value(item));
    } else if (is_object(o, item, field, "a text, or an object with text, match and rule")) {
        sg_fields_known(&o->fields, item, field, names);
        form.text = text_at(o, item, field, "text");
        form.match = text_at(o, item, field, "match");
        form.rule = text_at(o, item, field, "rule");
    } else {
        return;
    }
    form.text = sg_text_trim(form.text);
    if (!form.text.len) {
        sg_field_problem(&o->fields, field, "expected a text, found none");
        return;
    }
    if (!form.match.at && !form.rule.at && sg_overlay_is_risky(o, form.text))
        sg_field_problem(&o->fields, field,
                         "\"%.60s\" is a common word or short, and would be found everywhere: say how, such as {text: "
                         "%.60s, match: exact, rule: tech}; or match: any, if you mean it",
                         form.text.at, form.text.at);
    overlay_row *row = sg_overlay_row(o, SG_RECORD_FORM, field);
    if (!row) return;
    row->as.form = form;
    sg_overlay_key(o, row, KEY_FORM, skill, form.text);
    sg_overlay_key(o, row, KEY_TEXT, (sg_text){0}, form.text);
}

/* ---- skills ---- */

static void read_relation(sg_overlay *o, const json_t *item, const char *field, sg_text from, const char *type)
{
    if (!json_is_string(item)) {
        sg_field_problem(&o->fields, field, "expected the id of a skill, or a list of them");
        return;
    }
    overlay_row *row = sg_overlay_row(o, SG_RECORD_RELATION, field);
    if (row)
        row->as.relation =
            (sg_relation){from, sg_text_of(type), sg_text_of(json_string_value(item)), sg_text_of("your own")};
}

#define RELATION(name, type)                                                                                           \
    static void name(sg_overlay *o, const json_t *item, const char *field, sg_text from)                               \
    {                                                                                                                  \
        read_relation(o, item, field, from, type);                                                                     \
    }
RELATION(read_implies, "implies")
RELATION(read_part_of, "part-of")
RELATION(read_related, "related")
RELATION(read_replaces, "replaces")

static void read_skill(sg_overlay *o, const json_t *item, const char *field, sg_text of)
{
    static const char *const names[] = {"id",    "name",    "kind",    "family",  "since",    "esco",
                                        "forms", "implies", "part-of", "related", "replaces", NULL};
    (void)of;
    double since = 0;
    if (!is_object(o, item, field, "an object with id, name, kind, family and forms")) return;
    sg_fields_known(&o->fields, item, field, names);
    sg_skill skill = {.id = id_at(o, item, field, "id"),
                      .name = text_at(o, item, field, "name"),
                      .kind = text_at(o, item, field, "kind"),
                      .family = text_at(o, item, field, "family"),
                      .esco = text_at(o, item, field, "esco"),
                      .source = sg_text_of("your own")};
    sg_field_number(&o->fields, item, field, "since", 1800, 2199, &since);
    skill.since = (int32_t)since;
    if (!skill.id.at) return;
    overlay_row *row = sg_overlay_row(o, SG_RECORD_SKILL, field);
    if (!row) return;
    row->as.skill = skill;
    sg_overlay_key(o, row, KEY_SKILL, skill.id, (sg_text){0});
    each_item(o, item, field, "forms", read_form, skill.id);
    each_item(o, item, field, "implies", read_implies, skill.id);
    each_item(o, item, field, "part-of", read_part_of, skill.id);
    each_item(o, item, field, "related", read_related, skill.id);
    each_item(o, item, field, "replaces", read_replaces, skill.id);
}

/* ---- rules ---- */

/* A text "a|b", or a list of texts, as one text. */
static sg_text read_words(sg_overlay *o, const json_t *test, const char *field)
{
    const json_t *words = json_object_get(test, "words");
    if (!json_is_array(words)) return text_at(o, test, field, "words");
    sg_buf joined;
    sg_buf_init(&joined, WORDS_MAX);
    for (size_t i = 0; i < json_array_size(words); i++) {
        const char *word = json_string_value(json_array_get(words, i));
        if (!word) sg_field_problem(&o->fields, field, "words[%zu]: expected a text", i);
        sg_buf_printf(&joined, "%s%s", i ? "|" : "", word ? word : "");
    }
    o->fields.no_memory = o->fields.no_memory || joined.failed;
    sg_text out = joined.len ? sg_text_of(keep(o, joined.at)) : (sg_text){0};
    sg_buf_release(&joined);
    return out;
}

static void read_test(sg_overlay *o, const json_t *item, const char *field, sg_text id)
{
    static const char *const names[] = {"need", "veto", "words", "span", NULL};
    double span = 0;
    if (!is_object(o, item, field, "an object with need or veto, words and span")) return;
    sg_fields_known(&o->fields, item, field, names);
    const bool need = json_object_get(item, "need") != NULL, veto = json_object_get(item, "veto") != NULL;
    if (need == veto) sg_field_problem(&o->fields, field, "expected one of need and veto");
    sg_rule rule = {.id = id, .effect = sg_text_of(need ? "need" : "veto")};
    rule.test = text_at(o, item, field, need ? "need" : "veto");
    rule.words = read_words(o, item, field);
    sg_field_number(&o->fields, item, field, "span", 0, 100, &span);
    rule.span = (int32_t)span;
    overlay_row *row = sg_overlay_row(o, SG_RECORD_RULE, field);
    if (!row) return;
    row->as.rule = rule;
    sg_overlay_key(o, row, KEY_RULE, id, (sg_text){0});
}

static void read_rules(sg_overlay *o, const json_t *rules)
{
    const char *id;
    json_t *tests;
    json_object_foreach((json_t *)rules, id, tests)
    {
        if (!is_id(sg_text_of(id)))
            sg_field_problem(&o->fields, "rules", "expected an id of a-z 0-9 . + # -, found \"%.60s\"", id);
        else if (json_is_array(tests) && !json_array_size(tests))
            sg_field_problem(&o->fields, "rules", "expected ids with lists of tests, found \"%.60s\"", id);
        else
            each_item(o, rules, "rules", id, read_test, sg_text_of(id));
    }
}

/* ---- roles ---- */

static void read_title(sg_overlay *o, const json_t *item, const char *field, sg_text role)
{
    if (!json_is_string(item) || !sg_text_trim(sg_text_of(json_string_value(item))).len) {
        sg_field_problem(&o->fields, field, "expected a title");
        return;
    }
    overlay_row *row = sg_overlay_row(o, SG_RECORD_TITLE, field);
    if (!row) return;
    row->as.title = (sg_title){role, sg_text_of(json_string_value(item)), sg_text_of("your own")};
    sg_overlay_key(o, row, KEY_TITLE, (sg_text){0}, row->as.title.text);
}

static void read_requirement(sg_overlay *o, const json_t *item, const char *field, sg_text role)
{
    static const char *const names[] = {"skill", "importance", "level", "any_of", NULL};
    sg_requirement need = {.role = role, .source = sg_text_of("your own"), .importance = NOT_SAID, .level = NOT_SAID};
    if (json_is_string(item)) {
        need.skill = sg_text_of(json_string_value(item));
    } else if (is_object(o, item, field, "an object with skill, importance (1 to 5) and level (0 to 7)")) {
        sg_fields_known(&o->fields, item, field, names);
        need.skill = id_at(o, item, field, "skill");
        sg_field_number(&o->fields, item, field, "importance", 1, 5, &need.importance);
        sg_field_number(&o->fields, item, field, "level", 0, 7, &need.level);
        need.any_of = text_at(o, item, field, "any_of");
    }
    if (!need.skill.at) return;
    overlay_row *row = sg_overlay_row(o, SG_RECORD_REQUIREMENT, field);
    if (!row) return;
    row->as.requirement = need;
    sg_overlay_key(o, row, KEY_NEED, role, need.skill);
}

static void read_role(sg_overlay *o, const json_t *item, const char *field, sg_text of)
{
    static const char *const names[] = {"id", "name", "family", "titles", "requirements", "esco", "isco", "onet", NULL};
    (void)of;
    if (!is_object(o, item, field, "an object with id, name, family, titles and requirements")) return;
    sg_fields_known(&o->fields, item, field, names);
    sg_role role = {.id = id_at(o, item, field, "id"),
                    .name = text_at(o, item, field, "name"),
                    .family = text_at(o, item, field, "family"),
                    .esco = text_at(o, item, field, "esco"),
                    .isco = text_at(o, item, field, "isco"),
                    .onet = text_at(o, item, field, "onet"),
                    .source = sg_text_of("your own")};
    if (!role.id.at) return;
    overlay_row *row = sg_overlay_row(o, SG_RECORD_ROLE, field);
    if (!row) return;
    row->as.role = role;
    sg_overlay_key(o, row, KEY_ROLE, role.id, (sg_text){0});
    each_item(o, item, field, "titles", read_title, role.id);
    each_item(o, item, field, "requirements", read_requirement, role.id);
}

/* ---- what is left out, and whole vocabularies ---- */

static void read_drop_skill(sg_overlay *o, const json_t *item, const char *field, sg_text of)
{
    (void)of;
    overlay_row *row = json_is_string(item) ? sg_overlay_row(o, SG_RECORD_SKILL, field) : NULL;
    if (!json_is_string(item)) sg_field_problem(&o->fields, field, "expected the id of a skill");
    if (!row) return;
    row->drop = true;
    row->as.skill.id = sg_text_of(json_string_value(item));
    sg_overlay_key(o, row, KEY_DROP_SKILL, row->as.skill.id, (sg_text){0});
}

static void read_drop_form(sg_overlay *o, const json_t *item, const char *field, sg_text of)
{
    static const char *const names[] = {"skill", "text", NULL};
    (void)of;
    if (!is_object(o, item, field, "an object with skill and text")) return;
    sg_fields_known(&o->fields, item, field, names);
    sg_form form = {.skill = id_at(o, item, field, "skill"), .text = text_at(o, item, field, "text")};
    if (!form.text.at) sg_field_problem(&o->fields, field, "text is missing");
    overlay_row *row = form.skill.at && form.text.at ? sg_overlay_row(o, SG_RECORD_FORM, field) : NULL;
    if (!row) return;
    row->drop = true;
    row->as.form = form;
    sg_overlay_key(o, row, KEY_DROP_FORM, form.skill, form.text);
}

static void read_options(sg_overlay *o, const json_t *options, const char *field, sg_overlay_use *use)
{
    const char *name;
    json_t *value;
    char pair[256];
    size_t n = 0;
    const char **list = sg_arena_alloc(&o->arena, (json_object_size(options) + 1) * sizeof *list);
    o->fields.no_memory = o->fields.no_memory || !list;
    if (!list) return;
    json_object_foreach((json_t *)options, name, value)
    {
        if (json_is_string(value))
            snprintf(pair, sizeof pair, "%s=%s", name, json_string_value(value));
        else if (json_is_number(value))
            snprintf(pair, sizeof pair, "%s=%.12g", name, json_number_value(value));
        else
            sg_field_problem(&o->fields, field, "options: %.60s: expected a text or a number", name);
        if (json_is_string(value) || json_is_number(value)) list[n++] = keep(o, pair);
    }
    list[n] = NULL;
    use->options = list;
}

static void read_use(sg_overlay *o, const json_t *item, const char *field, sg_text of)
{
    static const char *const names[] = {"file", "plugin", "options", NULL};
    (void)of;
    sg_overlay_use use = {.file = json_string_value(item)};
    if (!use.file && is_object(o, item, field, "a path, or an object with file, plugin and options")) {
        sg_fields_known(&o->fields, item, field, names);
        use.file = text_at(o, item, field, "file").at;
        use.plugin = text_at(o, item, field, "plugin").at;
        const json_t *options = sg_field_object(&o->fields, item, field, "options");
        if (options) read_options(o, options, field, &use);
        if (!use.file) sg_field_problem(&o->fields, field, "file is missing");
    }
    if (use.file && !*use.file) sg_field_problem(&o->fields, field, "expected a path, found none");
    if (!use.file) return;
    if (SG_GROW(o->uses, o->n_uses, o->cap_uses, 1000) != 0)
        o->fields.no_memory = true;
    else
        o->uses[o->n_uses++] = use;
}

void sg_overlay_parse(sg_overlay *o, const json_t *root)
{
    static const char *const names[] = {"skills", "rules", "drop", "roles", "use", NULL};
    static const char *const drop_names[] = {"skills", "forms", NULL};
    const sg_text none = {0};
    if (!is_object(o, root, "the file", "an object with skills, rules, drop, roles or use")) return;
    sg_fields_known(&o->fields, root, "", names);
    each_item(o, root, "", "skills", read_skill, none);
    const json_t *rules = sg_field_object(&o->fields, root, "", "rules");
    if (rules) read_rules(o, rules);
    const json_t *drop = sg_field_object(&o->fields, root, "", "drop");
    if (drop) sg_fields_known(&o->fields, drop, "drop", drop_names);
    if (drop) each_item(o, drop, "drop", "skills", read_drop_skill, none);
    if (drop) each_item(o, drop, "drop", "forms", read_drop_form, none);
    each_item(o, root, "", "roles", read_role, none);
    each_item(o, root, "", "use", read_use, none);
}
