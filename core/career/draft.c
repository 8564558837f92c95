#include "career/draft.h"

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "taxonomy/role.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char step_key[] = "x-skillgap-step";

static sg_status done(int failed, sg_error *err)
{
    return failed ? sg_fail(err, SG_EFAIL, "no memory for the profile") : SG_OK;
}

static json_t *object_in(json_t *object, const char *key)
{
    json_t *inner = json_object_get(object, key);
    if (json_is_object(inner)) return inner;
    inner = json_object();
    return json_object_set_new(object, key, inner) == 0 ? inner : NULL;
}

/* x-skillgap: in meta where it stands there, else at the top. */
static json_t *block_of(const json_t *resume)
{
    json_t *inner = json_object_get(json_object_get(resume, "meta"), "x-skillgap");
    return json_is_object(inner) ? inner : json_object_get(resume, "x-skillgap");
}

static json_t *block(json_t *resume)
{
    json_t *there = block_of(resume);
    return json_is_object(there) ? there : object_in(resume, "x-skillgap");
}

/* Sets a member and gives up what it is set to; a missing object or value is told of. */
static int put(json_t *object, const char *key, json_t *value)
{
    if (object && value) return json_object_set_new(object, key, value);
    json_decref(value);
    return -1;
}

sg_status sg_draft_set_position(json_t *resume, const sg_taxonomy *t, const char *which, const sg_position *p,
                                sg_error *err)
{
    json_t *position = object_in(block(resume), which);
    int failed = 0;
    if (p->role != SG_ID_NONE) failed |= put(position, "role", json_string(t->role_ids.names[p->role].at));
    if (p->level >= 0) failed |= put(position, "level", json_string(sg_level_ids[p->level]));
    if (p->region != SG_ID_NONE) failed |= put(position, "region", json_string(t->region_ids.names[p->region].at));
    return done(failed, err);
}

sg_status sg_draft_set_pay(json_t *resume, const sg_stated_pay *pay, sg_error *err)
{
    static const char *const periods[] = {"", "hour", "day", "week", "month", "year"};
    json_t *value = json_object();
    int failed = put(value, "amount", sg_json_number(pay->amount));
    failed |= put(value, "currency", json_string(pay->currency));
    failed |= put(value, "period", json_string(periods[pay->period]));
    if (pay->component != SG_COMPONENT_NONE)
        failed |= put(value, "component", json_string(sg_component_name(pay->component)));
    failed |= put(object_in(block(resume), "current"), "pay", value);
    return done(failed, err);
}

sg_status sg_draft_set_hours(json_t *resume, double hours_week, sg_error *err)
{
    return done(put(block(resume), "hoursPerWeek", sg_json_number(hours_week)), err);
}

sg_status sg_draft_set_goal(json_t *resume, sg_day goal, sg_error *err)
{
    char day[11];
    return done(put(block(resume), "goalDate", json_string(sg_day_format(goal, day))), err);
}

sg_status sg_draft_add_from(json_t *resume, const char *text, sg_error *err)
{
    json_t *own = block(resume), *list = json_object_get(own, "from");
    if (!json_is_array(list)) {
        if (put(own, "from", json_array()) != 0) return done(-1, err);
        list = json_object_get(own, "from");
    }
    return done(json_array_append_new(list, json_string(text)), err);
}

/* ---- skills ---- */

static json_t *find_entry(const json_t *skills, const char *name)
{
    for (size_t i = 0; i < json_array_size(skills); i++) {
        json_t *entry = json_array_get(skills, i);
        const char *own = json_string_value(json_object_get(entry, "name"));
        if (own && strcmp(own, name) == 0) return entry;
    }
    return NULL;
}

sg_status sg_draft_set_skill(json_t *resume, const sg_taxonomy *t, uint32_t skill, double level, const char *what,
                             sg_error *err)
{
    const char *name = t->skills[skill].name.at;
    json_t *skills = json_object_get(resume, "skills");
    int failed = 0;
    if (!json_is_array(skills)) {
        failed = put(resume, "skills", json_array());
        skills = json_object_get(resume, "skills");
    }
    json_t *entry = find_entry(skills, name);
    if (!entry && skills) {
        entry = json_pack("{s:s, s:{s:[s]}}", "name", name, "x-skillgap", "evidence", what);
        failed |= !entry || json_array_append_new(skills, entry) != 0;
    }
    if (failed || !entry) return done(-1, err);
    return level >= 0 ? done(put(object_in(entry, "x-skillgap"), "level", sg_json_number(level)), err) : SG_OK;
}

static bool has_level(const json_t *entry)
{
    const json_t *own = json_object_get(json_object_get(entry, "x-skillgap"), "level");
    const char *word = json_string_value(json_object_get(entry, "level"));
    return own || (word && sg_skill_level_of(word) >= 0);
}

size_t sg_draft_skills(const json_t *resume, size_t *n_levels, sg_buf *names)
{
    const json_t *skills = json_object_get(resume, "skills");
    size_t n = 0;
    *n_levels = 0;
    for (size_t i = 0; i < json_array_size(skills); i++) {
        const json_t *entry = json_array_get(skills, i);
        const char *name = json_string_value(json_object_get(entry, "name"));
        if (!name || !json_object_get(entry, "x-skillgap")) continue; /* a name that is no skill here */
        n++;
        *n_levels += has_level(entry);
        if (names && !has_level(entry)) sg_buf_printf(names, "%s%s", names->len ? ", " : "", name);
    }
    return n;
}

/* ---- what is set, and where it stands ---- */

sg_position sg_draft_position(const json_t *resume, const sg_taxonomy *t, const char *which)
{
    sg_position out = {SG_ID_NONE, SG_ID_NONE, -1};
    sg_error none;
    const json_t *position = json_object_get(block_of(resume), which);
    const char *role = json_string_value(json_object_get(position, "role"));
    const char *level = json_string_value(json_object_get(position, "level"));
    const char *region = json_string_value(json_object_get(position, "region"));
    sg_title_reading read = {SG_ID_NONE, -1};
    if (role && sg_role_read(t, sg_text_of(role), &read, &none) == SG_OK) {
        out.role = read.role;
        out.level = read.level;
    }
    if (level) out.level = sg_level_of(sg_text_of(level));
    if (region) sg_taxonomy_region(t, sg_text_of(region), &out.region, &none);
    return out;
}

size_t sg_draft_step(const json_t *resume)
{
    const json_t *step = json_object_get(resume, step_key);
    return json_integer_value(step) > 0 ? (size_t)json_integer_value(step) : 0;
}

sg_status sg_draft_set_step(json_t *resume, size_t step, sg_error *err)
{
    return done(put(resume, step_key, json_integer((json_int_t)step)), err);
}

void sg_draft_end(json_t *resume)
{
    json_object_del(resume, step_key);
}

static sg_status make_folder(const char *path, sg_error *err)
{
    const char *slash = strrchr(path, '/');
    char folder[4096];
    if (!slash || slash == path) return SG_OK;
    if ((size_t)snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path) >= sizeof folder)
        return sg_fail(err, SG_EFAIL, "%s: the path is too long", path);
    return sg_folder_make(folder, err);
}

sg_status sg_draft_write(const json_t *resume, const char *path, sg_error *err)
{
    sg_status status = make_folder(path, err);
    if (status != SG_OK) return status;
    sg_buf out;
    sg_buf_init(&out, (size_t)64 << 20);
    char *text = json_dumps(resume, JSON_INDENT(2));
    if (text) sg_buf_printf(&out, "%s\n", text);
    status = out.len && !out.failed ? sg_file_write(path, out.at, out.len, 0600, err)
                                    : sg_fail(err, SG_EFAIL, "%s: no memory to write it", path);
    free(text);
    sg_buf_release(&out);
    return status;
}
