/* Ties the tables of a taxonomy together: every name that a row uses must be there; then the names that a person may
 * use are indexed, and what decides what is found in a text is hashed. */
#include "taxonomy/taxonomy.h"

#include <string.h>

#define QUOTED(text) (int)((text).len > 200 ? 200 : (text).len), (text).at ? (text).at : ""

static sg_status no_memory(sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "taxonomy: out of memory");
}

/* "form "Go" names skill "golang", which is not there; nearest: …" */
static sg_status missing(const char *table, sg_text row, const char *what, const sg_map *known, uint32_t id,
                         sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "taxonomy: %s \"%.*s\" names %s \"%.*s\", which is not there", table, QUOTED(row),
                   what, QUOTED(known->names[id]));
}

static sg_status tie_skills(const sg_taxonomy *t, sg_error *err)
{
    for (size_t i = 0; i < t->n_forms; i++)
        if (!t->skills[t->forms[i].skill].id.at)
            return missing("form", t->forms[i].text, "skill", &t->skill_ids, t->forms[i].skill, err);
    for (size_t i = 0; i < t->n_relations; i++) {
        const sg_taxonomy_relation *r = &t->relations[i];
        if (!t->skills[r->from].id.at) return missing("relation", r->type, "skill", &t->skill_ids, r->from, err);
        if (!t->skills[r->to].id.at) return missing("relation", r->type, "skill", &t->skill_ids, r->to, err);
    }
    for (size_t i = 0; i < t->n_requirements; i++) {
        const sg_taxonomy_requirement *r = &t->requirements[i];
        if (!t->roles[r->role].id.at)
            return missing("requirement", t->skill_ids.names[r->skill], "role", &t->role_ids, r->role, err);
        if (!t->skills[r->skill].id.at)
            return missing("requirement of role", t->roles[r->role].id, "skill", &t->skill_ids, r->skill, err);
    }
    return SG_OK;
}

static sg_status tie_places(sg_taxonomy *t, sg_error *err)
{
    for (size_t i = 0; i < t->n_titles; i++)
        if (t->titles[i].id != SG_ID_NONE && !t->roles[t->titles[i].id].id.at)
            return missing("title", t->titles[i].text, "role", &t->role_ids, t->titles[i].id, err);
    for (size_t i = 0; i < t->n_places; i++)
        if (!t->regions[t->places[i].id].id.at)
            return missing("place", t->places[i].text, "region", &t->region_ids, t->places[i].id, err);
    for (size_t i = 0; i < t->region_ids.count; i++) {
        const sg_region *region = &t->regions[i];
        if (!region->parent.len) continue;
        uint32_t parent = sg_map_find(&t->region_ids, region->parent);
        if (parent == SG_MAP_NONE)
            return sg_fail(err, SG_EFAIL, "taxonomy: region \"%.*s\" names parent \"%.*s\", which is not there",
                           QUOTED(region->id), QUOTED(region->parent));
    }
    return SG_OK;
}

/* No region is its own ancestor; no chain of parents is longer than the regions are many. */
static sg_status tie_ancestors(const sg_taxonomy *t, sg_error *err)
{
    for (size_t i = 0; i < t->region_ids.count; i++) {
        uint32_t at = (uint32_t)i;
        for (int depth = 0; t->regions[at].parent.len; depth++) {
            if (depth == 8)
                return sg_fail(err, SG_EFAIL, "taxonomy: region \"%.*s\": its parents run in a circle",
                               QUOTED(t->regions[i].id));
            at = sg_map_find(&t->region_ids, t->regions[at].parent);
        }
    }
    return SG_OK;
}

static sg_status tie_rules(const sg_taxonomy *t, sg_error *err)
{
    uint8_t *there = sg_zalloc(t->rule_ids.count, 1);
    if (!there) return no_memory(err);
    for (size_t i = 0; i < t->n_rules; i++) there[t->rules[i].rule] = 1;
    sg_status status = SG_OK;
    for (size_t i = 0; i < t->n_forms && status == SG_OK; i++)
        if (t->forms[i].rule != SG_ID_NONE && !there[t->forms[i].rule])
            status = missing("form", t->forms[i].text, "rule", &t->rule_ids, t->forms[i].rule, err);
    sg_free(there);
    return status;
}

/* What makes two forms the same to the matcher: how case counts, and the text as far as it does. */
static int form_key(const sg_taxonomy_form *form, sg_buf *out)
{
    sg_buf_clear(out);
    if (sg_buf_char(out, (char)('0' + form->match)) != 0) return -1;
    return form->match == SG_MATCH_EXACT ? sg_buf_add(out, form->text.at, form->text.len)
                                         : sg_text_fold(form->text, out);
}

static sg_status same_forms(const sg_taxonomy *t, const sg_taxonomy_form *a, const sg_taxonomy_form *b, sg_error *err)
{
    if (a->skill == b->skill && a->rule == b->rule)
        return sg_fail(err, SG_EFAIL, "taxonomy: form \"%.*s\" of skill \"%.*s\" is there twice", QUOTED(a->text),
                       QUOTED(t->skills[a->skill].id));
    if (a->skill != b->skill && a->rule == SG_ID_NONE && b->rule == SG_ID_NONE)
        return sg_fail(err, SG_EFAIL, "taxonomy: form \"%.*s\" is of skills \"%.*s\" and \"%.*s\", and no rule decides",
                       QUOTED(a->text), QUOTED(t->skills[b->skill].id), QUOTED(t->skills[a->skill].id));
    return SG_OK;
}

/* Forms of one key are chained from the last to the first. */
static sg_status tell_forms_apart(const sg_taxonomy *t, sg_error *err)
{
    sg_status status = SG_OK;
    sg_map keys = {0};
    sg_buf key;
    sg_buf_init(&key, 1 << 20);
    uint32_t *last = sg_alloc(t->n_forms * sizeof *last), *before = sg_alloc(t->n_forms * sizeof *before);
    if (!last || !before) status = no_memory(err);
    for (size_t i = 0; i < t->n_forms && status == SG_OK; i++) {
        size_t known = keys.count;
        uint32_t at = form_key(&t->forms[i], &key) == 0 ? sg_map_add(&keys, (sg_text){key.at, key.len}) : SG_MAP_NONE;
        if (at == SG_MAP_NONE) {
            status = no_memory(err);
            break;
        }
        before[i] = keys.count > known ? SG_ID_NONE : last[at];
        last[at] = (uint32_t)i;
        for (uint32_t j = before[i]; j != SG_ID_NONE && status == SG_OK; j = before[j])
            status = same_forms(t, &t->forms[i], &t->forms[j], err);
    }
    sg_free(last), sg_free(before);
    sg_map_release(&keys);
    sg_buf_release(&key);
    return status;
}

/* A map of folded names with the number that each stands for. The first to claim a name has it. */
typedef struct name_index {
    sg_map *map;
    uint32_t **ids;
    size_t *cap;
    sg_buf fold;
} name_index;

static int index_name(name_index *names, sg_text name, uint32_t id)
{
    if (!name.len) return 0;
    sg_buf_clear(&names->fold);
    if (sg_text_fold(name, &names->fold) != 0) return -1;
    size_t known = names->map->count;
    if (SG_GROW(*names->ids, known, *names->cap, SG_ID_NONE) != 0) return -1;
    uint32_t at = sg_map_add(names->map, (sg_text){names->fold.at, names->fold.len});
    if (at == SG_MAP_NONE) return -1;
    if (names->map->count > known) (*names->ids)[at] = id;
    return 0;
}

/* Ids claim their names before display names, and those before forms, titles and places. */
static int index_skills(sg_taxonomy *t, name_index *names)
{
    int failed = 0;
    uint32_t n = (uint32_t)t->skill_ids.count;
    for (uint32_t i = 0; i < n && !failed; i++) failed = index_name(names, t->skills[i].id, i);
    for (uint32_t i = 0; i < n && !failed; i++) failed = index_name(names, t->skills[i].name, i);
    for (size_t i = 0; i < t->n_forms && !failed; i++) failed = index_name(names, t->forms[i].text, t->forms[i].skill);
    return failed;
}

static int index_roles(sg_taxonomy *t, name_index *names)
{
    int failed = 0;
    uint32_t n = (uint32_t)t->role_ids.count;
    for (uint32_t i = 0; i < n && !failed; i++) failed = index_name(names, t->roles[i].id, i);
    for (uint32_t i = 0; i < n && !failed; i++) failed = index_name(names, t->roles[i].name, i);
    for (size_t i = 0; i < t->n_titles && !failed; i++)
        if (t->titles[i].id != SG_ID_NONE) failed = index_name(names, t->titles[i].text, t->titles[i].id);
    return failed;
}

static int index_regions(sg_taxonomy *t, name_index *names)
{
    int failed = 0;
    uint32_t n = (uint32_t)t->region_ids.count;
    for (uint32_t i = 0; i < n && !failed; i++) failed = index_name(names, t->regions[i].id, i);
    for (uint32_t i = 0; i < n && !failed; i++) failed = index_name(names, t->regions[i].name, i);
    for (size_t i = 0; i < t->n_places && !failed; i++) failed = index_name(names, t->places[i].text, t->places[i].id);
    return failed;
}

static sg_status index_names(sg_taxonomy *t, sg_error *err)
{
    name_index skills = {.map = &t->names, .ids = &t->name_skill, .cap = &t->name_cap};
    name_index roles = {.map = &t->role_names, .ids = &t->name_role, .cap = &t->name_role_cap};
    name_index regions = {.map = &t->region_names, .ids = &t->name_region, .cap = &t->name_region_cap};
    sg_buf_init(&skills.fold, 1 << 20);
    sg_buf_init(&roles.fold, 1 << 20);
    sg_buf_init(&regions.fold, 1 << 20);
    int failed = index_skills(t, &skills) || index_roles(t, &roles) || index_regions(t, &regions);
    for (int i = 0; i < SG_LEVELS && !failed; i++)
        failed = sg_map_add(&t->level_ids, sg_text_of(sg_level_ids[i])) == SG_MAP_NONE;
    sg_buf_release(&skills.fold);
    sg_buf_release(&roles.fold);
    sg_buf_release(&regions.fold);
    return failed ? no_memory(err) : SG_OK;
}

static int add_number(sg_buf *out, size_t value)
{
    char digits[24];
    size_t at = sizeof digits;
    do digits[--at] = (char)('0' + value % 10);
    while (value /= 10);
    return sg_buf_add(out, digits + at, sizeof digits - at);
}

/* Adds the hash of one row; a sum does not depend on the rows' order. */
static int hash_row(uint64_t *sum, sg_buf *row, const sg_text *fields, size_t n, size_t number)
{
    sg_buf_clear(row);
    for (size_t i = 0; i < n; i++)
        if (add_number(row, fields[i].len) != 0 || sg_buf_char(row, ':') != 0 ||
            sg_buf_add(row, fields[i].at, fields[i].len) != 0)
            return -1;
    if (add_number(row, number) != 0) return -1;
    *sum += sg_hash(row->at, row->len);
    return 0;
}

int sg_taxonomy_hash_add(uint64_t *sum, sg_buf *scratch, uint32_t type, const void *record)
{
    if (type == SG_RECORD_SKILL) {
        const sg_skill *s = record;
        return hash_row(sum, scratch, (sg_text[]){sg_text_of("skill"), s->id, s->kind, s->family}, 4, 0);
    }
    if (type == SG_RECORD_FORM) {
        const sg_form *f = record;
        size_t match = sg_text_is(f->match, "exact")   ? SG_MATCH_EXACT
                       : sg_text_is(f->match, "upper") ? SG_MATCH_UPPER
                                                       : SG_MATCH_ANY;
        return hash_row(sum, scratch, (sg_text[]){sg_text_of("form"), f->skill, sg_text_trim(f->text), f->rule}, 4,
                        match);
    }
    if (type == SG_RECORD_RULE) {
        const sg_rule *r = record;
        return hash_row(sum, scratch, (sg_text[]){sg_text_of("rule"), r->id, r->effect, r->test, r->words}, 5,
                        (size_t)r->span);
    }
    if (type == SG_RECORD_CUE) {
        const sg_cue_phrase *c = record;
        return hash_row(sum, scratch, (sg_text[]){sg_text_of("cue"), c->id, c->where, c->text}, 4, (size_t)c->span);
    }
    return 0;
}

static sg_status hash_tables(sg_taxonomy *t, sg_error *err)
{
    static const char *const matches[] = {"any", "exact", "upper"};
    sg_buf row;
    sg_buf_init(&row, 1 << 22);
    uint64_t sum = 0;
    int failed = 0;
    for (size_t i = 0; i < t->skill_ids.count && !failed; i++)
        failed = sg_taxonomy_hash_add(&sum, &row, SG_RECORD_SKILL, &t->skills[i]);
    for (size_t i = 0; i < t->n_forms && !failed; i++) {
        const sg_taxonomy_form *f = &t->forms[i];
        sg_form form = {.skill = t->skills[f->skill].id, .text = f->text, .match = sg_text_of(matches[f->match])};
        if (f->rule != SG_ID_NONE) form.rule = t->rule_ids.names[f->rule];
        failed = sg_taxonomy_hash_add(&sum, &row, SG_RECORD_FORM, &form);
    }
    for (size_t i = 0; i < t->n_rules && !failed; i++)
        failed = sg_taxonomy_hash_add(&sum, &row, SG_RECORD_RULE, &t->rules[i].row);
    for (size_t i = 0; i < t->n_cues && !failed; i++)
        failed = sg_taxonomy_hash_add(&sum, &row, SG_RECORD_CUE, &t->cues[i]);
    sg_buf_release(&row);
    if (failed) return no_memory(err);
    t->hash = sum;
    return SG_OK;
}

sg_status sg_taxonomy_finish(sg_taxonomy *taxonomy, sg_error *err)
{
    static sg_status (*const checks[])(const sg_taxonomy *, sg_error *) = {tie_skills, tie_rules, tell_forms_apart};
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        sg_status status = checks[i](taxonomy, err);
        if (status != SG_OK) return status;
    }
    sg_status status = tie_places(taxonomy, err);
    if (status == SG_OK) status = tie_ancestors(taxonomy, err);
    if (status == SG_OK) status = index_names(taxonomy, err);
    if (status == SG_OK) status = hash_tables(taxonomy, err);
    return status;
}

/* The nearest names, of each thing that is named the nearest alone: "backend engineer", not its every spelling. */
static const char *nearest_of(const sg_map *names, const uint32_t *ids, sg_text name, char *out, size_t size)
{
    enum { SHOWN = 3 };
    uint32_t near[SG_MAP_NEAR_MAX], shown[SHOWN];
    sg_text texts[SHOWN];
    size_t n = sg_map_near(names, name, near, SG_MAP_NEAR_MAX), kept = 0;
    for (size_t i = 0; i < n && kept < SHOWN; i++) {
        bool twice = false;
        for (size_t k = 0; k < kept; k++) twice |= ids[near[i]] == shown[k];
        if (twice) continue;
        shown[kept] = ids[near[i]];
        texts[kept++] = names->names[near[i]];
    }
    return sg_names_or(texts, kept, out, size);
}

static sg_status find_name(const sg_map *names, const uint32_t *ids, const char *what, sg_text text, uint32_t *out,
                           sg_error *err)
{
    sg_buf fold;
    sg_buf_init(&fold, 1 << 20);
    if (sg_text_fold(text, &fold) != 0) {
        sg_buf_release(&fold);
        return no_memory(err);
    }
    sg_text name = {fold.at, fold.len};
    uint32_t at = sg_map_find(names, name);
    sg_status status = SG_OK;
    char nearest[300];
    if (at != SG_MAP_NONE)
        *out = ids[at];
    else if (*nearest_of(names, ids, name, nearest, sizeof nearest))
        status = sg_fail(err, SG_EUSAGE, "no %s \"%.*s\"; did you mean %s?", what, QUOTED(text), nearest);
    else
        status = sg_fail(err, SG_EUSAGE, "no %s \"%.*s\"; skillgap data %ss lists all", what, QUOTED(text), what);
    sg_buf_release(&fold);
    return status;
}

sg_status sg_taxonomy_skill(const sg_taxonomy *t, sg_text text, uint32_t *out, sg_error *err)
{
    return find_name(&t->names, t->name_skill, "skill", text, out, err);
}

sg_status sg_taxonomy_role(const sg_taxonomy *t, sg_text text, uint32_t *out, sg_error *err)
{
    return find_name(&t->role_names, t->name_role, "role", text, out, err);
}

/* A name may be written as ids are: san-francisco. */
sg_status sg_taxonomy_region(const sg_taxonomy *t, sg_text text, uint32_t *out, sg_error *err)
{
    char spaced[80];
    sg_error unused;
    sg_status status = find_name(&t->region_names, t->name_region, "region", text, out, err);
    if (status == SG_OK || text.len >= sizeof spaced || !memchr(text.at, '-', text.len)) return status;
    for (size_t i = 0; i < text.len; i++) spaced[i] = text.at[i] == '-' ? ' ' : text.at[i];
    sg_text again = {spaced, text.len};
    return find_name(&t->region_names, t->name_region, "region", again, out, &unused) == SG_OK ? SG_OK : status;
}
