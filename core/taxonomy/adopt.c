#include "taxonomy/adopt_work.h"

#include <string.h>

enum { KEYS_MAX = 50000000, LATER_MAX = 20000000, TEXT_MAX = 1 << 20 };

static sg_status no_memory(sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "taxonomy: no memory to take over a vocabulary");
}

/* ---- keys ---- */

sg_text sg_adopt_text(sg_adoption *a, sg_adopt_key kind, sg_text text)
{
    sg_buf_clear(&a->key);
    sg_buf_char(&a->key, (char)kind);
    sg_text_fold(text, &a->key);
    return (sg_text){a->key.at, a->key.len};
}

bool sg_adopt_find(sg_adoption *a, sg_adopt_key kind, sg_text text, uint32_t *number)
{
    uint32_t at = text.len ? sg_map_find(&a->keys, sg_adopt_text(a, kind, text)) : SG_MAP_NONE;
    if (at == SG_MAP_NONE) return false;
    *number = a->numbers[at];
    return true;
}

int sg_adopt_claim(sg_adoption *a, sg_adopt_key kind, sg_text text, uint32_t number)
{
    if (!text.len) return 0;
    size_t known = a->keys.count;
    if (SG_GROW(a->numbers, known, a->cap_numbers, KEYS_MAX) != 0) return -1;
    uint32_t at = sg_map_add(&a->keys, sg_adopt_text(a, kind, text));
    if (at == SG_MAP_NONE) return -1;
    if (a->keys.count > known) a->numbers[at] = number;
    return 0;
}

/* A code that several of our roles have is nobody's. */
static int claim_code(sg_adoption *a, sg_text code, uint32_t role)
{
    uint32_t at = code.len ? sg_map_find(&a->keys, sg_adopt_text(a, CODE, code)) : SG_MAP_NONE;
    if (at == SG_MAP_NONE) return sg_adopt_claim(a, CODE, code, role);
    a->numbers[at] = SG_ID_NONE;
    return 0;
}

static int learn_skills(sg_adoption *a)
{
    const sg_taxonomy *t = a->taxonomy;
    int failed = 0;
    for (uint32_t i = 0; i < t->skill_ids.count; i++) {
        const sg_skill *s = &t->skills[i];
        failed |= sg_adopt_claim(a, SKILL_NAME, s->id, i) | sg_adopt_claim(a, CONCEPT, s->esco, i) |
                  sg_adopt_claim(a, SKILL_ID, s->id, i);
    }
    for (uint32_t i = 0; i < t->skill_ids.count; i++) failed |= sg_adopt_claim(a, SKILL_NAME, t->skills[i].name, i);
    for (size_t i = 0; i < t->n_forms; i++) {
        const sg_taxonomy_form *f = &t->forms[i];
        failed |= sg_adopt_claim(a, SKILL_NAME, f->text, f->skill) | sg_adopt_claim(a, FORM, f->text, f->skill);
    }
    for (size_t i = 0; i < t->n_rules; i++) failed |= sg_adopt_claim(a, RULE, t->rules[i].row.id, 0);
    return failed;
}

static int learn_roles(sg_adoption *a)
{
    const sg_taxonomy *t = a->taxonomy;
    int failed = 0;
    a->own_roles = (uint32_t)t->role_ids.count;
    for (uint32_t i = 0; i < a->own_roles; i++) {
        const sg_role *r = &t->roles[i];
        failed |= sg_adopt_claim(a, ROLE_NAME, r->id, i) | sg_adopt_claim(a, ROLE_NAME, r->name, i) |
                  sg_adopt_claim(a, ROLE_ID, r->id, i);
        failed |= claim_code(a, r->esco, i) | claim_code(a, r->onet, i);
    }
    for (size_t i = 0; i < t->n_titles; i++) {
        const sg_taxonomy_pair *title = &t->titles[i];
        failed |= sg_adopt_claim(a, TITLE, title->text, title->id);
        if (title->id != SG_ID_NONE) failed |= sg_adopt_claim(a, ROLE_NAME, title->text, title->id);
    }
    return failed;
}

sg_adoption *sg_adoption_alloc(sg_taxonomy *taxonomy, const sg_map *common)
{
    sg_adoption *a = sg_zalloc(1, sizeof *a);
    if (!a) return NULL;
    a->taxonomy = taxonomy;
    a->common = common;
    sg_buf_init(&a->key, TEXT_MAX);
    sg_buf_init(&a->slug, TEXT_MAX);
    if (learn_skills(a) == 0 && learn_roles(a) == 0) return a;
    sg_adoption_free(a);
    return NULL;
}

void sg_adoption_free(sg_adoption *a)
{
    if (!a) return;
    sg_map_release(&a->keys);
    sg_free(a->numbers);
    sg_free(a->rows);
    sg_arena_release(&a->arena);
    sg_buf_release(&a->key);
    sg_buf_release(&a->slug);
    sg_free(a);
}

/* ---- skills and roles: known again, or new ---- */

static bool is_id_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c && strchr(".+#", c));
}

/* The name's letters as an id, in the adoption's buffer: "use spreadsheets software" → "use-spreadsheets-software". */
static void put_slug(sg_adoption *a, sg_text name)
{
    sg_buf_clear(&a->key);
    sg_buf_clear(&a->slug);
    sg_text_fold(name, &a->key);
    for (size_t i = 0; i < a->key.len; i++) {
        bool gap = !is_id_char(a->key.at[i]);
        if (!gap || (a->slug.len && a->slug.at[a->slug.len - 1] != '-'))
            sg_buf_char(&a->slug, gap ? '-' : a->key.at[i]);
    }
    while (a->slug.len && a->slug.at[a->slug.len - 1] == '-') a->slug.len--;
    if (!a->slug.len) sg_buf_str(&a->slug, "skill");
}

/* An id made of a name; with a number behind it when it is in use, the next one of that id: names in other scripts
 * all have the same. Absent when memory ends. */
static sg_text id_of_name(sg_adoption *a, sg_text name, const sg_map *used)
{
    put_slug(a, name);
    size_t len = a->slug.len;
    const sg_text slug = {a->slug.at, len}, none = {0};
    if (a->slug.failed) return none;
    if (sg_map_find(used, slug) == SG_MAP_NONE) return slug;
    if (sg_adopt_claim(a, SLUG, slug, 1) != 0) return none;
    uint32_t *last = &a->numbers[sg_map_find(&a->keys, sg_adopt_text(a, SLUG, slug))];
    do {
        a->slug.len = len;
        sg_buf_printf(&a->slug, "-%u", (unsigned)++*last);
        if (a->slug.failed) return none;
    } while (sg_map_find(used, (sg_text){a->slug.at, a->slug.len}) != SG_MAP_NONE);
    return (sg_text){a->slug.at, a->slug.len};
}

static sg_status take_skill(sg_adoption *a, const sg_skill *record, sg_error *err)
{
    sg_taxonomy *t = a->taxonomy;
    uint32_t skill;
    bool named = sg_map_find(&a->keys, sg_adopt_text(a, SKILL_ID, record->id)) != SG_MAP_NONE;
    if (sg_adopt_find(a, CONCEPT, record->esco, &skill) || sg_adopt_find(a, SKILL_NAME, record->name, &skill) ||
        sg_adopt_find(a, SKILL_ID, record->id, &skill)) {
        if (!named) a->merged[t->n_parts]++;
        return sg_adopt_claim(a, SKILL_ID, record->id, skill) == 0 ? SG_OK : no_memory(err);
    }
    sg_skill row = *record;
    row.id = id_of_name(a, record->name, &t->skill_ids);
    if (!row.id.at) return no_memory(err);
    skill = (uint32_t)t->skill_ids.count;
    sg_status status = sg_taxonomy_add(t, SG_RECORD_SKILL, &row, err);
    if (status != SG_OK) return status;
    int failed = sg_adopt_claim(a, SKILL_ID, record->id, skill) | sg_adopt_claim(a, CONCEPT, record->esco, skill) |
                 sg_adopt_claim(a, SKILL_NAME, record->name, skill);
    return failed ? no_memory(err) : SG_OK;
}

static sg_status take_role(sg_adoption *a, const sg_role *record, sg_error *err)
{
    sg_taxonomy *t = a->taxonomy;
    uint32_t role;
    if (sg_adopt_find(a, ROLE_ID, record->id, &role)) return SG_OK;
    if (sg_adopt_find(a, ROLE_NAME, record->name, &role) || sg_adopt_find(a, CODE, record->esco, &role) ||
        sg_adopt_find(a, CODE, record->onet, &role)) {
        a->merged[t->n_parts]++;
        return sg_adopt_claim(a, ROLE_ID, record->id, role) == 0 ? SG_OK : no_memory(err);
    }
    sg_role row = *record;
    row.id = id_of_name(a, record->name, &t->role_ids);
    if (!row.id.at) return no_memory(err);
    role = (uint32_t)t->role_ids.count;
    sg_status status = sg_taxonomy_add(t, SG_RECORD_ROLE, &row, err);
    if (status != SG_OK) return status;
    int failed = sg_adopt_claim(a, ROLE_ID, record->id, role) | sg_adopt_claim(a, ROLE_NAME, record->name, role);
    return failed ? no_memory(err) : SG_OK;
}

/* ---- rows that name others ---- */

static int own(sg_adoption *a, sg_text *text)
{
    if (!text->at) return 0;
    text->at = sg_arena_copy(&a->arena, text->at, text->len);
    return text->at ? 0 : -1;
}

static int own_all(sg_adoption *a, sg_later_row *row)
{
    sg_form *f = &row->as.form;
    sg_relation *r = &row->as.relation;
    sg_title *t = &row->as.title;
    sg_requirement *n = &row->as.requirement;
    switch (row->type) {
    case SG_RECORD_FORM:
        return own(a, &f->skill) | own(a, &f->text) | own(a, &f->match) | own(a, &f->rule) | own(a, &f->source);
    case SG_RECORD_RELATION: return own(a, &r->from) | own(a, &r->type) | own(a, &r->to) | own(a, &r->source);
    case SG_RECORD_TITLE: return own(a, &t->role) | own(a, &t->text) | own(a, &t->source);
    default: return own(a, &n->role) | own(a, &n->skill) | own(a, &n->source) | own(a, &n->any_of);
    }
}

static sg_status take_later(sg_adoption *a, uint32_t type, const void *record, size_t size, sg_error *err)
{
    if (SG_GROW(a->rows, a->n_rows, a->cap_rows, LATER_MAX) != 0) return no_memory(err);
    sg_later_row *row = &a->rows[a->n_rows];
    *row = (sg_later_row){.type = type, .part = (uint32_t)a->taxonomy->n_parts};
    memcpy(&row->as, record, size);
    if (own_all(a, row) != 0) return no_memory(err);
    a->n_rows++;
    return SG_OK;
}

sg_status sg_adoption_take(sg_adoption *a, uint32_t type, const void *record, sg_error *err)
{
    const sg_rule *rule = record;
    const sg_region *region = record;
    uint32_t known;
    switch (type) {
    case SG_RECORD_SKILL: return take_skill(a, record, err);
    case SG_RECORD_ROLE: return take_role(a, record, err);
    case SG_RECORD_FORM: return take_later(a, type, record, sizeof(sg_form), err);
    case SG_RECORD_RELATION: return take_later(a, type, record, sizeof(sg_relation), err);
    case SG_RECORD_TITLE: return take_later(a, type, record, sizeof(sg_title), err);
    case SG_RECORD_REQUIREMENT: return take_later(a, type, record, sizeof(sg_requirement), err);
    case SG_RECORD_RULE: /* ours stay; a rule is all its rows */
        return sg_adopt_find(a, RULE, rule->id, &known) ? SG_OK : sg_taxonomy_add(a->taxonomy, type, record, err);
    case SG_RECORD_REGION:
        known = sg_map_find(&a->taxonomy->region_ids, region->id);
        return known == SG_MAP_NONE ? sg_taxonomy_add(a->taxonomy, type, record, err) : SG_OK;
    default: return sg_taxonomy_add(a->taxonomy, type, record, err);
    }
}
