/* Papers made into a profile's start, and what was found in them, for tests. */
#ifndef SG_TESTS_START_SUPPORT_H
#define SG_TESTS_START_SUPPORT_H

#include "input_support.h"
#include "shipped_support.h"
#include "taxonomy_support.h"

#include "career/start.h"

static sg_error err;
static sg_start start;

static void parse(const char *name, const char *text)
{
    assert_ok(sg_start_parse(sg_text_of(text), name, &shipped, &start, &err));
}

static inline const json_t *entry(const char *name)
{
    const json_t *skills = json_object_get(start.resume, "skills");
    for (size_t i = 0; i < json_array_size(skills); i++) {
        const json_t *one = json_array_get(skills, i);
        if (strcmp(json_string_value(json_object_get(one, "name")), name) == 0) return one;
    }
    return NULL;
}

static inline const json_t *told(const char *name, const char *key)
{
    if (!entry(name)) fail_msg("%s was not found", name);
    return json_object_get(json_object_get(entry(name), "x-skillgap"), key);
}

static inline const char *evidence(const char *name, size_t i)
{
    const char *text = json_string_value(json_array_get(told(name, "evidence"), i));
    return text ? text : "";
}

#endif
