#include "career/profile.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { HELD_MAX = 100000, FILE_MAX = 16 << 20 };

static const struct {
    const char *word;
    double level;
} level_words[] = {
    {"none", 0},       {"aware", 1},    {"beginner", 2}, {"intermediate", 3},
    {"proficient", 4}, {"advanced", 5}, {"expert", 6},   {"master", 6}, /* JSON Resume's own example word */
};
enum { LEVEL_WORDS = sizeof level_words / sizeof *level_words };

double sg_skill_level_of(const char *word)
{
    for (size_t i = 0; i < LEVEL_WORDS; i++)
        if (strcasecmp(word, level_words[i].word) == 0) return level_words[i].level;
    return -1;
}

const char *sg_skill_level_word(double level)
{
    int step = level < 0 ? 0 : level >= 6 ? 6 : (int)(level + 0.5);
    return level_words[step].word;
}

static const char *keep(sg_fields *fields, sg_profile *p, const char *text)
{
    const char *copy = sg_arena_copy(&p->arena, text, strlen(text));
    fields->no_memory = fields->no_memory || !copy;
    return copy ? copy : "";
}

static int by_skill(const void *a, const void *b)
{
    uint32_t x = ((const sg_held *)a)->skill, y = ((const sg_held *)b)->skill;
    return (x > y) - (x < y);
}

const sg_held *sg_profile_holds(const sg_profile *profile, uint32_t skill)
{
    sg_held key = {.skill = skill};
    return profile->n_held ? bsearch(&key, profile->held, profile->n_held, sizeof key, by_skill) : NULL;
}

sg_position sg_profile_aim(const sg_profile *profile)
{
    sg_position aim = profile->target;
    if (aim.role != SG_ID_NONE) return aim;
    aim.role = profile->current.role;
    if (aim.level < 0) aim.level = profile->current.level;
    if (aim.region == SG_ID_NONE) aim.region = profile->current.region;
    return aim;
}

/* Level as a number 0 … 7 or as a word. */
static void read_level(sg_fields *fields, const json_t *extra, const char *field, double *out)
{
    const json_t *level = json_object_get(extra, "level");
    if (!json_is_string(level)) {
        sg_field_number(fields, extra, field, "level", 0, 7, out);
        return;
    }
    double known = sg_skill_level_of(json_string_value(level));
    if (known >= 0) {
        *out = known;
        return;
    }
    char path[250];
    snprintf(path, sizeof path, "%s.level", field);
    sg_field_problem(fields, path,
                     "expected 0 to 7 or one of none, aware, beginner, intermediate, proficient, advanced, expert, "
                     "found \"%.40s\"",
                     json_string_value(level));
}

/* Evidence is a text or a list of texts, joined by "; ". */
static void read_evidence(sg_fields *fields, sg_profile *p, const json_t *extra, const char *field, sg_held *out)
{
    const json_t *evidence = json_object_get(extra, "evidence"), *item;
    size_t i;
    sg_buf joined;
    if (json_is_string(evidence)) out->first = out->evidence = keep(fields, p, json_string_value(evidence));
    if (!json_is_array(evidence)) return;
    sg_buf_init(&joined, FILE_MAX);
    json_array_foreach((json_t *)evidence, i, item)
    {
        if (json_is_string(item))
            sg_buf_printf(&joined, "%s%s", i ? "; " : "", json_string_value(item));
        else
            sg_field_problem(fields, field, "evidence: expected texts");
    }
    fields->no_memory = fields->no_memory || joined.failed;
    if (joined.at) out->evidence = keep(fields, p, joined.at);
    const char *first = json_string_value(json_array_get(evidence, 0));
    if (joined.at && first) out->first = keep(fields, p, first);
    sg_buf_release(&joined);
}

static void read_extra(sg_fields *fields, sg_profile *p, const json_t *entry, const char *field, sg_held *out)
{
    static const char *const names[] = {"level", "lastUsed", "years", "evidence", NULL};
    const json_t *extra = sg_field_object(fields, entry, field, "x-skillgap");
    const char *word = json_string_value(json_object_get(entry, "level"));
    if (word) out->level = sg_skill_level_of(word); /* free text there: known words count, others tell nothing */
    if (!extra) return;
    char path[230];
    snprintf(path, sizeof path, "%s.x-skillgap", field);
    sg_fields_known(fields, extra, path, names);
    read_level(fields, extra, path, &out->level);
    sg_field_month(fields, extra, path, "lastUsed", &out->last_used);
    sg_field_number(fields, extra, path, "years", 0, 80, &out->years);
    read_evidence(fields, p, extra, path, out);
}

static void add_held(sg_fields *fields, sg_profile *p, sg_held held, const char *field)
{
    for (size_t i = 0; i < p->n_held; i++) {
        if (p->held[i].skill != held.skill) continue;
        if (held.level > p->held[i].level) p->held[i].level = held.level;
        if (held.years > p->held[i].years) p->held[i].years = held.years;
        if (held.last_used > p->held[i].last_used) p->held[i].last_used = held.last_used;
        if (held.evidence[0] && !p->held[i].evidence[0])
            p->held[i].evidence = held.evidence, p->held[i].first = held.first;
        return;
    }
    if (SG_GROW(p->held, p->n_held, p->cap_held, HELD_MAX) != 0) {
        if (p->n_held == HELD_MAX)
            sg_field_problem(fields, field, "more than %d skills", HELD_MAX);
        else
            fields->no_memory = true;
        return;
    }
    held.field = keep(fields, p, field);
    p->held[p->n_held++] = held;
}

static void add_unheld(sg_fields *fields, sg_profile *p, const char *name, const char *field, const char *why)
{
    if (p->n_unheld == HELD_MAX) {
        sg_field_problem(fields, field, "more than %d names that are no skills here", HELD_MAX);
        return;
    }
    if (SG_GROW(p->unheld, p->n_unheld, p->cap_unheld, HELD_MAX) != 0) {
        fields->no_memory = true;
        return;
    }
    p->unheld[p->n_unheld++] = (sg_unheld){keep(fields, p, name), keep(fields, p, field), keep(fields, p, why)};
}

/* One name of an entry. needed: it must be a skill; else an unknown name is the title of a group. */
static void add_name(sg_fields *fields, sg_profile *p, sg_held like, const char *name, const char *field, bool needed)
{
    sg_error why = {""};
    sg_status status = sg_taxonomy_skill(fields->taxonomy, sg_text_of(name), &like.skill, &why);
    fields->no_memory = fields->no_memory || status == SG_EFAIL;
    const sg_skill *skill = status == SG_OK ? &fields->taxonomy->skills[like.skill] : NULL;
    if (skill && needed && sg_text_is(skill->kind, "attribute"))
        sg_field_problem(fields, field, "%s is an attribute of a job, not a skill", skill->name.at);
    else if (skill && !sg_text_is(skill->kind, "attribute"))
        add_held(fields, p, like, field);
    else if (needed && status == SG_EUSAGE)
        add_unheld(fields, p, name, field, why.text);
}

static void read_skill(sg_fields *fields, sg_profile *p, const json_t *entry, size_t index)
{
    char field[100], path[200];
    const char *name = NULL;
    size_t i;
    json_t *word;
    snprintf(field, sizeof field, "skills[%zu]", index);
    if (!json_is_object(entry)) {
        sg_field_problem(fields, field, "expected an object with name and keywords");
        return;
    }
    sg_held like = {.level = -1, .years = -1, .last_used = SG_MONTH_ABSENT, .evidence = "", .first = ""};
    read_extra(fields, p, entry, field, &like);
    const json_t *words = sg_field_list(fields, entry, field, "keywords");
    bool named = sg_field_text(fields, entry, field, "name", &name);
    if (!named && !json_array_size(words)) sg_field_problem(fields, field, "name is missing");
    snprintf(path, sizeof path, "%s.name", field);
    if (named) add_name(fields, p, like, name, path, json_array_size(words) == 0);
    json_array_foreach((json_t *)words, i, word)
    {
        snprintf(path, sizeof path, "%s.keywords[%zu]", field, i);
        if (json_is_string(word))
            add_name(fields, p, like, json_string_value(word), path, true);
        else
            sg_field_problem(fields, path, "expected a text");
    }
}

static void read_block(sg_fields *fields, sg_profile *p, const json_t *block, const char *field)
{
    static const char *const names[] = {"target", "current", "hoursPerWeek", "goalDate", "note", "from", NULL};
    static const char *const target_names[] = {"role", "level", "region", NULL};
    static const char *const current_names[] = {"role", "level", "region", "pay", NULL};
    char path[100];
    sg_fields_known(fields, block, field, names);
    snprintf(path, sizeof path, "%s.target", field);
    const json_t *target = sg_field_object(fields, block, field, "target");
    if (target) sg_fields_known(fields, target, path, target_names);
    if (target) sg_field_position(fields, target, path, &p->target);
    snprintf(path, sizeof path, "%s.current", field);
    const json_t *current = sg_field_object(fields, block, field, "current");
    if (current) sg_fields_known(fields, current, path, current_names);
    if (current) sg_field_position(fields, current, path, &p->current);
    if (current) sg_field_pay(fields, current, path, "pay", &p->pay);
    sg_field_number(fields, block, field, "hoursPerWeek", 0, 168, &p->hours_week);
    sg_field_day(fields, block, field, "goalDate", &p->goal);
    const char *note = "";
    if (sg_field_text(fields, block, field, "note", &note)) p->note = keep(fields, p, note);
}

static void read_root(sg_fields *fields, sg_profile *p, const json_t *root)
{
    const char *name = "";
    const json_t *basics = sg_field_object(fields, root, "", "basics");
    const json_t *meta = sg_field_object(fields, root, "", "meta");
    const json_t *top = sg_field_object(fields, root, "", "x-skillgap");
    const json_t *inner = meta ? sg_field_object(fields, meta, "meta", "x-skillgap") : NULL;
    if (basics && sg_field_text(fields, basics, "basics", "name", &name)) p->name = keep(fields, p, name);
    const json_t *skills = sg_field_list(fields, root, "", "skills");
    for (size_t i = 0; i < json_array_size(skills); i++) read_skill(fields, p, json_array_get(skills, i), i);
    if (top && inner) sg_field_problem(fields, "x-skillgap", "stands at the top and in meta; keep one of them");
    if (top)
        read_block(fields, p, top, "x-skillgap");
    else if (inner)
        read_block(fields, p, inner, "meta.x-skillgap");
    if (!top && !inner && !json_object_get(root, "skills"))
        sg_field_problem(fields, "the file", "has neither skills nor x-skillgap: is it a profile?");
    if (p->n_held) qsort(p->held, p->n_held, sizeof *p->held, by_skill);
}

static sg_status parse(const char *path, const sg_buf *bytes, const sg_taxonomy *taxonomy, sg_profile *p,
                       sg_buf *problems, sg_error *err)
{
    json_t *root = NULL;
    sg_status status = sg_json_parse(bytes->at ? bytes->at : "", bytes->len, path, &root, err);
    if (status != SG_OK) return status;
    sg_fields fields = {.file = path, .taxonomy = taxonomy, .problems = problems, .checked = true};
    if (json_is_object(root))
        read_root(&fields, p, root);
    else
        sg_field_problem(&fields, "the file", "expected an object (JSON Resume)");
    status = sg_fields_status(&fields, SG_EUSAGE, err);
    p->hash = sg_hash(bytes->at, bytes->len);
    json_decref(root);
    return status;
}

sg_status sg_profile_read(const char *path, const sg_taxonomy *taxonomy, sg_profile *out, sg_buf *problems,
                          sg_error *err)
{
    sg_position nowhere = {SG_ID_NONE, SG_ID_NONE, -1};
    sg_profile p = {.name = "", .note = "", .target = nowhere, .current = nowhere, .goal = SG_DAY_ABSENT};
    sg_buf bytes;
    struct stat info;
    sg_buf_init(&bytes, FILE_MAX);
    sg_status status = sg_file_read(path, &bytes, err);
    if (status == SG_OK) status = parse(path, &bytes, taxonomy, &p, problems, err);
    sg_buf_release(&bytes);
    if (status != SG_OK) {
        sg_profile_release(&p);
        return status;
    }
    p.others_can_read = stat(path, &info) == 0 && (info.st_mode & (S_IRGRP | S_IROTH)) != 0;
    *out = p;
    return SG_OK;
}

void sg_profile_release(sg_profile *profile)
{
    sg_free(profile->held);
    sg_free(profile->unheld);
    sg_arena_release(&profile->arena);
    *profile = (sg_profile){0};
}
