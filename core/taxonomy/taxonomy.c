/* Takes the records of the vocabularies. Names are only numbered here; finish.c ties them. */
#include "taxonomy/taxonomy.h"

#include <string.h>

const char *const sg_level_ids[] = {"intern", "junior",    "mid",     "senior",   "lead",
                                    "staff",  "principal", "manager", "director", "executive"};

int sg_level_of(sg_text id)
{
    for (int i = 0; i < SG_LEVELS; i++)
        if (sg_text_is(id, sg_level_ids[i])) return i;
    return -1;
}

enum { ROWS_MAX = 50000000 };

/* Which entry of sg_taxonomy.cap belongs to which array. */
enum cap_of {
    CAP_SKILL,
    CAP_ROLE,
    CAP_REGION,
    CAP_FORM,
    CAP_RULE,
    CAP_RELATION,
    CAP_NEED,
    CAP_TITLE,
    CAP_LEVEL,
    CAP_PLACE,
    CAP_CUE
};

const char sg_taxonomy_no_memory[] = "taxonomy: out of memory";

static sg_status no_memory(sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "%s", sg_taxonomy_no_memory);
}

#define QUOTED(text) (int)((text).len > 200 ? 200 : (text).len), (text).at ? (text).at : ""

/* Copies the n texts into the taxonomy's memory. */
static int own(sg_taxonomy *t, sg_text *const *texts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!texts[i]->at) continue;
        texts[i]->at = sg_arena_copy(&t->arena, texts[i]->at, texts[i]->len);
        if (!texts[i]->at) return -1;
    }
    return 0;
}
#define OWN(t, ...)                                                                                                    \
    own((t), (sg_text *const[]){__VA_ARGS__}, sizeof((sg_text *const[]){__VA_ARGS__}) / sizeof(sg_text *))

static sg_status own_folded(sg_taxonomy *t, sg_text text, sg_text *out, sg_error *err)
{
    sg_buf buf;
    sg_buf_init(&buf, 1 << 20);
    int failed = sg_text_fold(text, &buf);
    char *copy = failed ? NULL : sg_arena_copy(&t->arena, buf.at, buf.len);
    size_t len = buf.len;
    sg_buf_release(&buf);
    if (!copy) return no_memory(err);
    *out = (sg_text){copy, len};
    return SG_OK;
}

/* Position of text in a table ended by NULL, or -1. */
static int one_of(sg_text text, const char *const *names)
{
    for (int i = 0; names[i]; i++)
        if (sg_text_is(text, names[i])) return i;
    return -1;
}

static sg_status need_text(sg_text text, const char *table, const char *field, sg_text of, sg_error *err)
{
    if (sg_text_trim(text).len) return SG_OK;
    return sg_fail(err, SG_EFAIL, "taxonomy: %s \"%.*s\": %s is empty", table, QUOTED(of), field);
}

static sg_status not_one_of(const char *table, sg_text id, const char *field, sg_text found, const char *expected,
                            sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "taxonomy: %s \"%.*s\": %s is \"%.*s\", expected %s", table, QUOTED(id), field,
                   QUOTED(found), expected);
}

/* Number of a name in a map whose numbers index an array; the array grows with it, filled with zeros. */
static uint32_t numbered(sg_map *map, sg_text name, void **items, size_t *cap, size_t item_size)
{
    size_t before = map->count;
    uint32_t id = sg_map_add(map, name);
    if (id == SG_MAP_NONE || map->count == before || !items) return id;
    if (sg_grow_at(items, before, cap, item_size, ROWS_MAX) != 0) return SG_MAP_NONE;
    memset((char *)*items + before * item_size, 0, item_size);
    return id;
}

static uint32_t skill_number(sg_taxonomy *t, sg_text id)
{
    return numbered(&t->skill_ids, id, (void **)&t->skills, &t->cap[CAP_SKILL], sizeof *t->skills);
}

static uint32_t role_number(sg_taxonomy *t, sg_text id)
{
    return numbered(&t->role_ids, id, (void **)&t->roles, &t->cap[CAP_ROLE], sizeof *t->roles);
}

static uint32_t region_number(sg_taxonomy *t, sg_text id)
{
    return numbered(&t->region_ids, id, (void **)&t->regions, &t->cap[CAP_REGION], sizeof *t->regions);
}

static const char *const skill_kinds[] = {"language",      "framework", "library",   "database", "tool",
                                          "service",       "platform",  "protocol",  "method",   "concept",
                                          "certification", "soft",      "attribute", NULL};

static sg_status add_skill(sg_taxonomy *t, const void *record, sg_error *err)
{
    sg_skill row = *(const sg_skill *)record;
    sg_status status = need_text(row.id, "skill", "id", row.name, err);
    if (status == SG_OK) status = need_text(row.name, "skill", "name", row.id, err);
    if (status != SG_OK) return status;
    if (one_of(row.kind, skill_kinds) < 0)
        return not_one_of("skill", row.id, "kind", row.kind,
                          "language, framework, library, database, tool, service, platform, protocol, method, "
                          "concept, certification, soft or attribute",
                          err);
    uint32_t id = skill_number(t, row.id);
    if (id == SG_MAP_NONE) return no_memory(err);
    if (t->skills[id].id.at) return sg_fail(err, SG_EFAIL, "taxonomy: skill \"%.*s\" is there twice", QUOTED(row.id));
    if (OWN(t, &row.id, &row.name, &row.kind, &row.family, &row.esco, &row.source) != 0) return no_memory(err);
    t->skills[id] = row;
    return SG_OK;
}

static sg_status add_form(sg_taxonomy *t, const void *record, sg_error *err)
{
    static const char *const matches[] = {"any", "exact", "upper", NULL};
    const sg_form *row = record;
    sg_status status = need_text(row->text, "form of skill", "text", row->skill, err);
    if (status != SG_OK) return status;
    int match = row->match.len ? one_of(row->match, matches) : SG_MATCH_ANY;
    if (match < 0) return not_one_of("form", row->text, "match", row->match, "any, exact or upper", err);
    sg_taxonomy_form form = {.text = sg_text_trim(row->text), .match = (uint8_t)match, .rule = SG_ID_NONE};
    if (SG_GROW(t->forms, t->n_forms, t->cap[CAP_FORM], ROWS_MAX) != 0) return no_memory(err);
    form.skill = skill_number(t, row->skill);
    if (form.skill == SG_MAP_NONE || OWN(t, &form.text) != 0) return no_memory(err);
    if (row->rule.len && (form.rule = sg_map_add(&t->rule_ids, row->rule)) == SG_MAP_NONE) return no_memory(err);
    t->forms[t->n_forms++] = form;
    return SG_OK;
}

static sg_status add_rule(sg_taxonomy *t, const void *record, sg_error *err)
{
    static const char *const effects[] = {"need", "veto", NULL};
    static const char *const tests[] = {"next", "prev", "near", "doc", "list", "start", "skill", NULL};
    enum { TESTS_WITH_WORDS = 4 };
    sg_taxonomy_rule_row rule = {.row = *(const sg_rule *)record};
    sg_rule *row = &rule.row;
    sg_status status = need_text(row->id, "rule", "id", row->words, err);
    if (status != SG_OK) return status;
    if (one_of(row->effect, effects) < 0)
        return not_one_of("rule", row->id, "effect", row->effect, "need or veto", err);
    int test = one_of(row->test, tests);
    if (test < 0)
        return not_one_of("rule", row->id, "test", row->test, "next, prev, near, list, doc, start or skill", err);
    if (test < TESTS_WITH_WORDS && (status = need_text(row->words, "rule", "words", row->id, err)) != SG_OK)
        return status;
    bool spanned = sg_text_is(row->test, "near") || sg_text_is(row->test, "skill");
    if (row->span < 0 || row->span > 100 || (spanned && row->span == 0))
        return sg_fail(err, SG_EFAIL, "taxonomy: rule \"%.*s\": span is %d, expected 1 to 100 for near and skill",
                       QUOTED(row->id), (int)row->span);
    if (SG_GROW(t->rules, t->n_rules, t->cap[CAP_RULE], ROWS_MAX) != 0) return no_memory(err);
    rule.rule = sg_map_add(&t->rule_ids, row->id);
    if (rule.rule == SG_MAP_NONE || OWN(t, &row->id, &row->effect, &row->test, &row->words) != 0) return no_memory(err);
    t->rules[t->n_rules++] = rule;
    return SG_OK;
}

static sg_status add_relation(sg_taxonomy *t, const void *record, sg_error *err)
{
    static const char *const types[] = {"implies", "part-of", "related", "replaces", NULL};
    const sg_relation *row = record;
    if (one_of(row->type, types) < 0)
        return not_one_of("relation of skill", row->from, "type", row->type, "implies, part-of, related or replaces",
                          err);
    if (SG_GROW(t->relations, t->n_relations, t->cap[CAP_RELATION], ROWS_MAX) != 0) return no_memory(err);
    sg_taxonomy_relation relation = {skill_number(t, row->from), SG_MAP_NONE, row->type};
    relation.to = skill_number(t, row->to);
    if (relation.from == SG_MAP_NONE || relation.to == SG_MAP_NONE || OWN(t, &relation.type) != 0)
        return no_memory(err);
    t->relations[t->n_relations++] = relation;
    return SG_OK;
}

static sg_status add_role(sg_taxonomy *t, const void *record, sg_error *err)
{
    sg_role row = *(const sg_role *)record;
    sg_status status = need_text(row.id, "role", "id", row.name, err);
    if (status == SG_OK) status = need_text(row.name, "role", "name", row.id, err);
    if (status != SG_OK) return status;
    uint32_t id = role_number(t, row.id);
    if (id == SG_MAP_NONE) return no_memory(err);
    if (t->roles[id].id.at) return sg_fail(err, SG_EFAIL, "taxonomy: role \"%.*s\" is there twice", QUOTED(row.id));
    if (OWN(t, &row.id, &row.name, &row.family, &row.esco, &row.isco, &row.onet, &row.source) != 0)
        return no_memory(err);
    t->roles[id] = row;
    return SG_OK;
}

static sg_status add_requirement(sg_taxonomy *t, const void *record, sg_error *err)
{
    const sg_requirement *row = record;
    if (!(row->importance >= 1 && row->importance <= 5))
        return sg_fail(err, SG_EFAIL,
                       "taxonomy: requirement \"%.*s\" of role \"%.*s\": importance is %g, expected 1 to 5",
                       QUOTED(row->skill), QUOTED(row->role), row->importance);
    if (!(row->level >= 0 && row->level <= 7))
        return sg_fail(err, SG_EFAIL, "taxonomy: requirement \"%.*s\" of role \"%.*s\": level is %g, expected 0 to 7",
                       QUOTED(row->skill), QUOTED(row->role), row->level);
    if (SG_GROW(t->requirements, t->n_requirements, t->cap[CAP_NEED], ROWS_MAX) != 0) return no_memory(err);
    sg_taxonomy_requirement need = {
        role_number(t, row->role), skill_number(t, row->skill), row->importance, row->level, row->source, row->any_of};
    if (need.role == SG_MAP_NONE || need.skill == SG_MAP_NONE || OWN(t, &need.source, &need.any_of) != 0)
        return no_memory(err);
    t->requirements[t->n_requirements++] = need;
    return SG_OK;
}

static sg_status add_title(sg_taxonomy *t, const void *record, sg_error *err)
{
    const sg_title *row = record;
    sg_taxonomy_pair pair = {0};
    sg_status status = need_text(row->text, "title of role", "text", row->role, err);
    if (status == SG_OK) status = own_folded(t, row->text, &pair.text, err);
    if (status != SG_OK) return status;
    if (SG_GROW(t->titles, t->n_titles, t->cap[CAP_TITLE], ROWS_MAX) != 0) return no_memory(err);
    if (sg_text_is(row->role, SG_NO_ROLE))
        pair.id = SG_ID_NONE;
    else if ((pair.id = role_number(t, row->role)) == SG_MAP_NONE)
        return no_memory(err);
    t->titles[t->n_titles++] = pair;
    return SG_OK;
}

static sg_status add_level_word(sg_taxonomy *t, const void *record, sg_error *err)
{
    const sg_level_word *row = record;
    sg_taxonomy_pair pair = {0};
    sg_status status = need_text(row->text, "word of level", "text", row->level, err);
    if (status != SG_OK) return status;
    int level = sg_level_of(row->level);
    if (level < 0)
        return not_one_of("level word", row->text, "level", row->level,
                          "intern, junior, mid, senior, lead, staff, principal, manager, director or executive", err);
    pair.id = (uint32_t)level;
    if ((status = own_folded(t, row->text, &pair.text, err)) != SG_OK) return status;
    if (SG_GROW(t->level_words, t->n_level_words, t->cap[CAP_LEVEL], ROWS_MAX) != 0) return no_memory(err);
    t->level_words[t->n_level_words++] = pair;
    return SG_OK;
}

static sg_status add_region(sg_taxonomy *t, const void *record, sg_error *err)
{
    static const char *const kinds[] = {"country", "subdivision", "metro", NULL};
    sg_region row = *(const sg_region *)record;
    sg_status status = need_text(row.id, "region", "id", row.name, err);
    if (status == SG_OK) status = need_text(row.name, "region", "name", row.id, err);
    if (status != SG_OK) return status;
    if (one_of(row.kind, kinds) < 0)
        return not_one_of("region", row.id, "kind", row.kind, "country, subdivision or metro", err);
    uint32_t id = region_number(t, row.id);
    if (id == SG_MAP_NONE) return no_memory(err);
    if (t->regions[id].id.at) return sg_fail(err, SG_EFAIL, "taxonomy: region \"%.*s\" is there twice", QUOTED(row.id));
    if (OWN(t, &row.id, &row.name, &row.parent, &row.kind, &row.code, &row.currency) != 0) return no_memory(err);
    t->regions[id] = row;
    return SG_OK;
}

static sg_status add_place(sg_taxonomy *t, const void *record, sg_error *err)
{
    static const char *const matches[] = {"any", "exact", "after", NULL};
    const sg_place *row = record;
    sg_taxonomy_pair pair = {.text = sg_text_trim(row->text)};
    sg_status status = need_text(row->text, "place of region", "text", row->region, err);
    if (status != SG_OK) return status;
    int match = row->match.len ? one_of(row->match, matches) : SG_PLACE_ANY;
    if (match < 0) return not_one_of("place", row->text, "match", row->match, "any, exact or after", err);
    pair.match = (uint8_t)match;
    if (match == SG_PLACE_EXACT)
        status = OWN(t, &pair.text) == 0 ? SG_OK : no_memory(err);
    else
        status = own_folded(t, row->text, &pair.text, err);
    if (status != SG_OK) return status;
    if (SG_GROW(t->places, t->n_places, t->cap[CAP_PLACE], ROWS_MAX) != 0) return no_memory(err);
    if ((pair.id = region_number(t, row->region)) == SG_MAP_NONE) return no_memory(err);
    t->places[t->n_places++] = pair;
    return SG_OK;
}

/* Where a cue of this id may stand: sections in headings and sentences, asks beside skills. */
static const char *places_of_cue(sg_text id)
{
    static const char *const asks[] = {"required", "mentioned", "wanted", NULL};
    static const char *const sections[] = {"requirements", "duties", "benefits", "about", "legal", "other", NULL};
    if (one_of(id, asks) >= 0) return "before, after or beside";
    if (one_of(id, sections) >= 0) return "heading or within";
    if (sg_text_is(id, "desired")) return "heading, within, before, after or beside";
    if (sg_text_is(id, "denied")) return "heading, before, after or beside";
    return sg_text_is(id, "break") || sg_text_is(id, "neutral") ? "within" : NULL;
}

static sg_status add_cue(sg_taxonomy *t, const void *record, sg_error *err)
{
    static const char *const wheres[] = {"heading", "within", "before", "after", "beside", NULL};
    sg_cue_phrase row = *(const sg_cue_phrase *)record;
    const char *places = places_of_cue(row.id);
    sg_status status = need_text(row.text, "cue", "text", row.id, err);
    if (status != SG_OK) return status;
    if (!places)
        return not_one_of("cue", row.text, "id", row.id,
                          "requirements, desired, duties, benefits, about, legal, other, required, mentioned, denied, "
                          "wanted, break or neutral",
                          err);
    int where = one_of(row.where, wheres);
    if (where < 0 || !strstr(places, wheres[where])) return not_one_of("cue", row.id, "where", row.where, places, err);
    if (row.span < 0 || row.span > 12)
        return sg_fail(err, SG_EFAIL, "taxonomy: cue \"%.*s\": span is %d, expected 0 to 12", QUOTED(row.text),
                       (int)row.span);
    if (SG_GROW(t->cues, t->n_cues, t->cap[CAP_CUE], ROWS_MAX) != 0 ||
        OWN(t, &row.id, &row.where, &row.text, &row.source) != 0)
        return no_memory(err);
    t->cues[t->n_cues++] = row;
    return SG_OK;
}

sg_status sg_taxonomy_add(sg_taxonomy *taxonomy, uint32_t type, const void *record, sg_error *err)
{
    static sg_status (*const adds[])(sg_taxonomy *, const void *,
                                     sg_error *) = {[SG_RECORD_SKILL] = add_skill,
                                                    [SG_RECORD_FORM] = add_form,
                                                    [SG_RECORD_RULE] = add_rule,
                                                    [SG_RECORD_RELATION] = add_relation,
                                                    [SG_RECORD_ROLE] = add_role,
                                                    [SG_RECORD_TITLE] = add_title,
                                                    [SG_RECORD_REQUIREMENT] = add_requirement,
                                                    [SG_RECORD_LEVEL] = add_level_word,
                                                    [SG_RECORD_REGION] = add_region,
                                                    [SG_RECORD_PLACE] = add_place,
                                                    [SG_RECORD_CUE] = add_cue};
    if (type >= sizeof adds / sizeof *adds || !adds[type])
        return sg_fail(err, SG_EFAIL, "taxonomy: record type %u is none of a taxonomy", (unsigned)type);
    return adds[type](taxonomy, record, err);
}

sg_status sg_taxonomy_end_part(sg_taxonomy *t, sg_text name, sg_taxonomy_part **out, sg_error *err)
{
    if (!t->parts && !(t->parts = sg_zalloc(SG_PARTS_MAX, sizeof *t->parts))) return no_memory(err);
    if (t->n_parts == SG_PARTS_MAX) return sg_fail(err, SG_EUSAGE, "taxonomy: more than %d files", (int)SG_PARTS_MAX);
    sg_taxonomy_part part = {.name = name,
                             .skills_end = (uint32_t)t->skill_ids.count,
                             .skills = t->skill_ids.count,
                             .forms = t->n_forms,
                             .rules = t->n_rules,
                             .relations = t->n_relations,
                             .roles = t->role_ids.count,
                             .titles = t->n_titles,
                             .requirements = t->n_requirements};
    if (OWN(t, &part.name) != 0) return no_memory(err);
    for (size_t i = 0; i < t->n_parts; i++) {
        const sg_taxonomy_part *before = &t->parts[i];
        part.skills -= before->skills;
        part.forms -= before->forms;
        part.rules -= before->rules;
        part.relations -= before->relations;
        part.roles -= before->roles;
        part.titles -= before->titles;
        part.requirements -= before->requirements;
    }
    t->parts[t->n_parts] = part;
    *out = &t->parts[t->n_parts++];
    return SG_OK;
}

const sg_taxonomy_part *sg_taxonomy_part_of(const sg_taxonomy *t, uint32_t skill)
{
    for (size_t i = 0; i < t->n_parts; i++)
        if (skill < t->parts[i].skills_end) return &t->parts[i];
    return NULL;
}

void sg_taxonomy_release(sg_taxonomy *t)
{
    sg_map *maps[] = {&t->skill_ids,  &t->rule_ids, &t->role_ids,   &t->level_ids,
                      &t->region_ids, &t->names,    &t->role_names, &t->region_names};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) sg_map_release(maps[i]);
    void *arrays[] = {t->skills,     t->roles,        t->regions,     t->forms,       t->rules,
                      t->relations,  t->requirements, t->titles,      t->level_words, t->places,
                      t->name_skill, t->name_role,    t->name_region, t->cues,        t->parts};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) sg_free(arrays[i]);
    sg_arena_release(&t->arena);
    *t = (sg_taxonomy){0};
}
