#include "taxonomy/overlay.h"

#include "taxonomy/overlay_rows.h"

#include <stdio.h>
#include <string.h>

enum { ROWS_MAX = 1000000, KEY_MAX = 1 << 20 };

/* ---- rows and their keys ---- */

overlay_row *sg_overlay_row(sg_overlay *o, uint32_t type, const char *field)
{
    char *copy = sg_arena_copy(&o->arena, field, strlen(field));
    if (!copy || SG_GROW(o->rows, o->n_rows, o->cap_rows, ROWS_MAX) != 0) {
        o->fields.no_memory = true;
        return NULL;
    }
    overlay_row *row = &o->rows[o->n_rows++];
    *row = (overlay_row){.type = type, .field = copy};
    return row;
}

static sg_text key_of(sg_overlay *o, overlay_key kind, sg_text first, sg_text second)
{
    sg_buf_clear(&o->key);
    sg_buf_char(&o->key, (char)kind);
    sg_buf_add(&o->key, first.at, first.len);
    sg_buf_char(&o->key, '\n');
    if (second.len) sg_text_fold(second, &o->key);
    o->fields.no_memory = o->fields.no_memory || o->key.failed;
    return (sg_text){o->key.at, o->key.len};
}

void sg_overlay_key(sg_overlay *o, const overlay_row *row, overlay_key kind, sg_text first, sg_text second)
{
    size_t known = o->keys.count;
    uint32_t at = sg_map_add(&o->keys, key_of(o, kind, first, second));
    if (at == SG_MAP_NONE || SG_GROW(o->key_row, known, o->cap_keys, ROWS_MAX) != 0)
        o->fields.no_memory = true;
    else if (o->keys.count > known)
        o->key_row[at] = (uint32_t)(row - o->rows);
    else if (kind != KEY_RULE && kind != KEY_TEXT)
        sg_field_problem(&o->fields, row->field, "is there twice: %s", o->rows[o->key_row[at]].field);
}

overlay_row *sg_overlay_find(sg_overlay *o, overlay_key kind, sg_text first, sg_text second)
{
    uint32_t at = sg_map_find(&o->keys, key_of(o, kind, first, second));
    return at == SG_MAP_NONE ? NULL : &o->rows[o->key_row[at]];
}

/* ---- the file ---- */

sg_status sg_overlay_read(const char *path, const sg_map *common, sg_overlay **out, sg_error *err)
{
    json_t *root = NULL;
    sg_status status = sg_json_read(path, &root, err);
    if (status != SG_OK) return status;
    sg_overlay *o = sg_zalloc(1, sizeof *o);
    char *copy = sg_alloc(strlen(path) + 1);
    if (!o || !copy) {
        sg_free(o), sg_free(copy);
        json_decref(root);
        return sg_fail(err, SG_EFAIL, "%s: no memory", path);
    }
    o->path = memcpy(copy, path, strlen(path) + 1);
    o->fields.file = o->path;
    o->root = root;
    o->common = common;
    sg_buf_init(&o->key, KEY_MAX);
    sg_overlay_parse(o, root);
    status = sg_fields_status(&o->fields, SG_EUSAGE, err);
    if (status == SG_OK)
        *out = o;
    else
        sg_overlay_free(o);
    return status;
}

void sg_overlay_free(sg_overlay *o)
{
    if (!o) return;
    json_decref(o->root);
    sg_free(o->path);
    sg_free(o->rows);
    sg_free(o->key_row);
    sg_free(o->uses);
    sg_map_release(&o->keys);
    sg_buf_release(&o->key);
    sg_arena_release(&o->arena);
    sg_free(o);
}

size_t sg_overlay_uses(const sg_overlay *o, const sg_overlay_use **out)
{
    *out = o->uses;
    return o->n_uses;
}

void sg_overlay_effect(const sg_overlay *o, size_t *changed, size_t *dropped)
{
    *changed = o->changed;
    *dropped = o->dropped;
}

/* ---- shipped records ---- */

void sg_overlay_put(sg_overlay *o, sg_taxonomy *t, uint32_t type, const void *record, const char *field)
{
    sg_error why = {""};
    if (sg_taxonomy_add(t, type, record, &why) == SG_OK) return;
    if (strcmp(why.text, sg_taxonomy_no_memory) == 0)
        o->fields.no_memory = true;
    else
        sg_field_problem(&o->fields, field, "%s", why.text);
}

static bool is_dropped(sg_overlay *o, sg_text skill)
{
    return sg_overlay_find(o, KEY_DROP_SKILL, skill, (sg_text){0}) != NULL;
}

static void meet(sg_overlay *o, overlay_row *row)
{
    if (!row->met) *(row->drop ? &o->dropped : &o->changed) += 1;
    row->met = true;
}

/* What the file does not say stays as it was shipped. */
#define STAY(to, from, field)                                                                                          \
    if (!(to)->field.at) (to)->field = (from)->field

static sg_status take_skill(sg_overlay *o, sg_taxonomy *t, const sg_skill *shipped, sg_error *err)
{
    overlay_row *drop = sg_overlay_find(o, KEY_DROP_SKILL, shipped->id, (sg_text){0});
    if (drop) {
        meet(o, drop);
        return SG_OK;
    }
    overlay_row *own = sg_overlay_find(o, KEY_SKILL, shipped->id, (sg_text){0});
    if (!own) return sg_taxonomy_add(t, SG_RECORD_SKILL, shipped, err);
    sg_skill skill = own->as.skill;
    STAY(&skill, shipped, name);
    STAY(&skill, shipped, kind);
    STAY(&skill, shipped, family);
    STAY(&skill, shipped, esco);
    skill.source = shipped->source;
    if (!skill.since) skill.since = shipped->since;
    meet(o, own);
    sg_overlay_put(o, t, SG_RECORD_SKILL, &skill, own->field);
    return SG_OK;
}

static sg_status take_form(sg_overlay *o, sg_taxonomy *t, const sg_form *shipped, sg_error *err)
{
    if (is_dropped(o, shipped->skill)) return SG_OK;
    overlay_row *drop = sg_overlay_find(o, KEY_DROP_FORM, shipped->skill, shipped->text);
    if (drop) {
        meet(o, drop);
        return SG_OK;
    }
    overlay_row *own = sg_overlay_find(o, KEY_FORM, shipped->skill, shipped->text);
    if (!own) return sg_taxonomy_add(t, SG_RECORD_FORM, shipped, err);
    bool again = own->met;
    meet(o, own);
    if (again) return SG_OK; /* shipped in two cases; the person's stands for both */
    sg_form form = own->as.form;
    STAY(&form, shipped, match);
    STAY(&form, shipped, rule);
    sg_overlay_put(o, t, SG_RECORD_FORM, &form, own->field);
    return SG_OK;
}

static sg_status take_role(sg_overlay *o, sg_taxonomy *t, const sg_role *shipped, sg_error *err)
{
    overlay_row *own = sg_overlay_find(o, KEY_ROLE, shipped->id, (sg_text){0});
    if (!own) return sg_taxonomy_add(t, SG_RECORD_ROLE, shipped, err);
    sg_role role = own->as.role;
    STAY(&role, shipped, name);
    STAY(&role, shipped, family);
    STAY(&role, shipped, esco);
    STAY(&role, shipped, isco);
    STAY(&role, shipped, onet);
    role.source = shipped->source;
    meet(o, own);
    sg_overlay_put(o, t, SG_RECORD_ROLE, &role, own->field);
    return SG_OK;
}

static sg_status take_requirement(sg_overlay *o, sg_taxonomy *t, const sg_requirement *shipped, sg_error *err)
{
    if (is_dropped(o, shipped->skill)) return SG_OK;
    overlay_row *own = sg_overlay_find(o, KEY_NEED, shipped->role, shipped->skill);
    if (!own) return sg_taxonomy_add(t, SG_RECORD_REQUIREMENT, shipped, err);
    sg_requirement need = own->as.requirement;
    if (need.importance == NOT_SAID) need.importance = shipped->importance;
    if (need.level == NOT_SAID) need.level = shipped->level;
    STAY(&need, shipped, any_of);
    meet(o, own);
    sg_overlay_put(o, t, SG_RECORD_REQUIREMENT, &need, own->field);
    return SG_OK;
}

/* Rows of these tables are replaced whole: the person's own is added later. */
static overlay_row *replaced_by(sg_overlay *o, uint32_t type, const void *record)
{
    const sg_rule *rule = record;
    const sg_title *title = record;
    switch (type) {
    case SG_RECORD_RULE: return sg_overlay_find(o, KEY_RULE, rule->id, (sg_text){0});
    case SG_RECORD_TITLE: return sg_overlay_find(o, KEY_TITLE, (sg_text){0}, title->text);
    default: return NULL;
    }
}

static bool goes_with_skill(sg_overlay *o, uint32_t type, const void *record)
{
    const sg_relation *relation = record;
    return type == SG_RECORD_RELATION && (is_dropped(o, relation->from) || is_dropped(o, relation->to));
}

sg_status sg_overlay_take(sg_overlay *o, sg_taxonomy *t, uint32_t type, const void *record, sg_error *err)
{
    if (type == SG_RECORD_SKILL) return take_skill(o, t, record, err);
    if (type == SG_RECORD_FORM) return take_form(o, t, record, err);
    if (type == SG_RECORD_ROLE) return take_role(o, t, record, err);
    if (type == SG_RECORD_REQUIREMENT) return take_requirement(o, t, record, err);
    if (goes_with_skill(o, type, record)) return SG_OK;
    overlay_row *own = replaced_by(o, type, record);
    if (!own) return sg_taxonomy_add(t, type, record, err);
    meet(o, own);
    return SG_OK;
}
