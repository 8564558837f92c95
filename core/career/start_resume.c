/* JSON Resume (https://github.com/jsonresume/resume-schema, schema.json): its skills, and what its other texts name.
 * The document is kept whole but for the list of skills, which is made anew with the place of each. */
#include "base/json.h"
#include "career/draft.h"
#include "career/start_work.h"

#include <stdio.h>
#include <string.h>

typedef struct walk {
    sg_starter *s;
    sg_status status;
    sg_error *err;
} walk;

static sg_text text_of(const json_t *value)
{
    return json_is_string(value) ? (sg_text){json_string_value(value), json_string_length(value)} : (sg_text){NULL, 0};
}

static sg_text member(const json_t *object, const char *key)
{
    return text_of(json_object_get(object, key));
}

static const char *where_of(const walk *w, char out[static 300], const char *place)
{
    snprintf(out, 300, "%.150s, %.140s", w->s->name, place);
    return out;
}

static void take_text(walk *w, sg_text text, const char *place, const sg_stated *stated)
{
    char where[300];
    if (w->status == SG_OK)
        w->status = sg_findings_text(&w->s->findings, text, where_of(w, where, place), false, stated, w->err);
}

static void take_name(walk *w, sg_text name, const char *place, const sg_stated *stated)
{
    char where[300];
    if (w->status == SG_OK)
        w->status = sg_findings_name(&w->s->findings, name, where_of(w, where, place), stated, w->err);
}

/* A text, or each text of a list. */
static void take_all(walk *w, const json_t *value, const char *place, const sg_stated *stated,
                     void (*take)(walk *, sg_text, const char *, const sg_stated *))
{
    char inner[160];
    if (json_is_string(value)) take(w, text_of(value), place, stated);
    for (size_t i = 0; i < json_array_size(value); i++) {
        snprintf(inner, sizeof inner, "%.120s[%zu]", place, i);
        take(w, text_of(json_array_get(value, i)), inner, stated);
    }
}

/* ---- skills ---- */

static double number_of(const json_t *value, double lo, double hi)
{
    double number = json_is_number(value) ? json_number_value(value) : -1;
    return number >= lo && number <= hi ? number : -1;
}

/* The word of the schema's own level, and what an x-skillgap block of this program tells. */
static sg_stated stated_of(const json_t *entry)
{
    sg_stated stated = sg_nothing_stated;
    const json_t *own = json_object_get(entry, "x-skillgap"), *level = json_object_get(own, "level");
    const char *word = json_string_value(json_object_get(entry, "level"));
    sg_text used = member(own, "lastUsed");
    if (word) stated.level = sg_skill_level_of(word);
    if (json_is_string(level))
        stated.level = sg_skill_level_of(json_string_value(level));
    else if (level)
        stated.level = number_of(level, 0, 7);
    stated.years = number_of(json_object_get(own, "years"), 0, 80);
    if (used.len && !sg_month_parse(used, &stated.last_used)) stated.last_used = SG_MONTH_ABSENT;
    const json_t *evidence = json_object_get(own, "evidence");
    if (json_is_string(evidence) || json_array_size(evidence)) stated.evidence = evidence;
    return stated;
}

/* A name with keywords is the title of a group, unless it is a skill itself. */
static void take_skill(walk *w, const json_t *entry, size_t index)
{
    char place[80];
    uint32_t skill;
    sg_error none;
    snprintf(place, sizeof place, "skills[%zu]", index);
    if (json_is_string(entry)) take_name(w, text_of(entry), place, &sg_nothing_stated);
    if (!json_is_object(entry)) return;
    sg_stated stated = stated_of(entry);
    sg_text name = member(entry, "name");
    const json_t *keywords = json_object_get(entry, "keywords");
    bool group = json_array_size(keywords) > 0;
    snprintf(place, sizeof place, "skills[%zu].name", index);
    if (!group || (name.len && sg_taxonomy_skill(w->s->taxonomy, name, &skill, &none) == SG_OK))
        take_name(w, name, place, &stated);
    snprintf(place, sizeof place, "skills[%zu].keywords", index);
    take_all(w, keywords, place, &stated, take_name);
}

/* ---- what else names skills ---- */

typedef struct section {
    const char *list;
    const char *texts[4]; /* members that are texts or lists of texts, ended by NULL */
    bool dated;           /* startDate, endDate */
} section;

static const section sections[] = {
    {"work", {"position", "summary", "highlights", NULL}, true},
    {"volunteer", {"position", "summary", "highlights", NULL}, true},
    {"projects", {"description", "highlights", "name", NULL}, true},
    {"education", {"area", "courses", NULL}, false},
    {"certificates", {"name", NULL}, false},
};

static void take_section(walk *w, const json_t *root, const section *part)
{
    const json_t *list = json_object_get(root, part->list), *entry;
    char place[120];
    size_t i;
    json_array_foreach((json_t *)list, i, entry)
    {
        sg_stated stated = sg_nothing_stated;
        sg_text end = member(entry, "endDate");
        stated.going_on = part->dated && !end.len && member(entry, "startDate").len;
        if (!part->dated || !end.len || !sg_month_parse(end, &stated.last_used)) stated.last_used = SG_MONTH_ABSENT;
        for (size_t k = 0; part->texts[k]; k++) {
            snprintf(place, sizeof place, "%s[%zu].%s", part->list, i, part->texts[k]);
            take_all(w, json_object_get(entry, part->texts[k]), place, &stated, take_text);
        }
        snprintf(place, sizeof place, "%s[%zu].keywords", part->list, i);
        take_all(w, json_object_get(entry, "keywords"), place, &stated, take_name);
    }
    if (json_array_size(list))
        sg_starter_tell(w->s, "%s: %zu %s", part->list, json_array_size(list),
                        json_array_size(list) == 1 ? "entry" : "entries");
}

/* ---- who and where ---- */

static void take_current(walk *w, const json_t *root)
{
    const json_t *work = json_object_get(root, "work"), *basics = json_object_get(root, "basics");
    char place[80];
    for (size_t i = 0; i < json_array_size(work) && w->status == SG_OK; i++) {
        const json_t *entry = json_array_get(work, i);
        if (member(entry, "endDate").len) continue;
        snprintf(place, sizeof place, "work[%zu].position", i);
        w->status = sg_starter_title(w->s, member(entry, "position"), place, w->err);
    }
    if (w->status == SG_OK) w->status = sg_starter_title(w->s, member(basics, "label"), "basics.label", w->err);
}

/* "Austin, Texas, US" of the members that there are. */
static void take_place(walk *w, const json_t *root)
{
    static const char *const names[] = {"city", "region", "countryCode"};
    const json_t *location = json_object_get(json_object_get(root, "basics"), "location");
    char text[300] = "";
    size_t used = 0;
    for (size_t i = 0; i < 3; i++) {
        sg_text part = member(location, names[i]);
        if (part.len && part.len < 90)
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", used ? ", " : "", part.at);
    }
    if (used && w->status == SG_OK) w->status = sg_starter_place(w->s, sg_text_of(text), "basics.location", w->err);
}

static sg_status check(const json_t *root, sg_error *err)
{
    static const char *const known[] = {"basics", "work", "skills", "education", "projects", "meta", "x-skillgap"};
    if (!json_is_object(root)) return sg_fail(err, SG_EFAIL, "expected an object (JSON Resume)");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (json_object_get(root, known[i])) return SG_OK;
    return sg_fail(err, SG_EFAIL, "it has neither basics nor work nor skills: is it a JSON Resume?");
}

sg_status sg_start_resume(sg_starter *s, sg_text bytes, sg_error *err)
{
    json_t *root = NULL;
    s->out->kind = "JSON Resume";
    sg_status status = sg_json_parse(bytes.at, bytes.len, s->name, &root, err);
    if (status == SG_OK) status = check(root, err);
    s->out->resume = root;
    if (status != SG_OK) return status;
    walk w = {s, SG_OK, err};
    const json_t *skills = json_object_get(root, "skills"), *basics = json_object_get(root, "basics");
    for (size_t i = 0; i < json_array_size(skills); i++) take_skill(&w, json_array_get(skills, i), i);
    if (json_array_size(skills))
        sg_starter_tell(s, "skills: %zu %s", json_array_size(skills),
                        json_array_size(skills) == 1 ? "entry" : "entries");
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) take_section(&w, root, &sections[i]);
    take_all(&w, json_object_get(basics, "label"), "basics.label", &sg_nothing_stated, take_text);
    take_all(&w, json_object_get(basics, "summary"), "basics.summary", &sg_nothing_stated, take_text);
    sg_position own = sg_draft_position(root, s->taxonomy, "current"); /* what the person has said already stands */
    if (own.role == SG_ID_NONE) take_current(&w, root);
    if (own.region == SG_ID_NONE) take_place(&w, root);
    return w.status;
}
