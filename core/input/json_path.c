#include "input/json_path.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

/* Where the texts go that are found. */
typedef struct walker {
    sg_buf *out;
    const char *between, *next; /* put before a further text; next: from then on */
    size_t n;                   /* texts that were put */
    bool present;               /* a value was met, maybe an empty one */
} walker;

static void walk_any(walker *w, const json_t *value, sg_text path);

/* The part up to a separator that stands in no parentheses; takes it off *rest. */
static sg_text split(sg_text *rest, char separator)
{
    size_t depth = 0, i = 0;
    for (; i < rest->len && (depth || rest->at[i] != separator); i++) {
        if (rest->at[i] == '(' || rest->at[i] == '[') depth++;
        if ((rest->at[i] == ')' || rest->at[i] == ']') && depth) depth--;
    }
    sg_text part = {rest->at, i};
    size_t used = i < rest->len ? i + 1 : i;
    *rest = (sg_text){rest->at + used, rest->len - used};
    return part;
}

/* The member of this name; else one whose name differs in case alone. */
static const json_t *member(const json_t *value, sg_text name)
{
    if (!json_is_object(value)) return NULL;
    const json_t *exact = json_object_getn(value, name.at, name.len);
    const char *key;
    json_t *other;
    if (exact) return exact;
    json_object_foreach((json_t *)value, key, other)
    {
        if (strlen(key) == name.len && strncasecmp(key, name.at, name.len) == 0) return other;
    }
    return NULL;
}

static void take(walker *w, const json_t *value)
{
    sg_text text = {0};
    if (json_is_string(value))
        text = (sg_text){json_string_value(value), json_string_length(value)};
    else if (json_is_boolean(value))
        text = sg_text_of(json_is_true(value) ? "true" : "false");
    else
        return;
    w->present = true;
    if (!text.len) return;
    if (w->n++) sg_buf_str(w->out, w->between);
    w->between = w->next;
    sg_buf_add(w->out, text.at, text.len);
}

/* "(a, b)": the parts one behind another. */
static void walk_together(walker *w, const json_t *value, sg_text inner)
{
    const char *outer = w->next;
    size_t n = w->n;
    while (inner.len) {
        sg_text part = split(&inner, ',');
        w->next = inner.len && inner.at[0] == ' ' ? ", " : inner.len ? "\n" : w->next;
        walk_any(w, value, sg_text_trim(part));
    }
    w->next = outer;
    if (w->n != n) w->between = outer;
}

/* "[]" or "[name=text]": is it an element of that sort? */
static bool is_meant(const json_t *element, sg_text filter)
{
    sg_text rest = filter, name = split(&rest, '=');
    if (!filter.len) return true;
    const json_t *value = member(element, name);
    return json_is_string(value) && json_string_length(value) == rest.len &&
           memcmp(json_string_value(value), rest.at, rest.len) == 0;
}

static void walk(walker *w, const json_t *value, sg_text path)
{
    if (!value) return;
    if (!path.len) {
        take(w, value);
        return;
    }
    sg_text rest = path, step = split(&rest, '.');
    if (step.at[0] == '(') {
        walk_together(w, value, (sg_text){step.at + 1, step.len - 2});
        return;
    }
    const char *bracket = memchr(step.at, '[', step.len);
    size_t len = bracket ? (size_t)(bracket - step.at) : step.len;
    const json_t *found = member(value, (sg_text){step.at, len});
    if (!bracket) {
        walk(w, found, rest);
        return;
    }
    sg_text filter = {bracket + 1, step.len - len - 2};
    size_t n = json_is_array(found) ? json_array_size(found) : found ? 1 : 0;
    for (size_t i = 0; i < n; i++) {
        const json_t *element = json_is_array(found) ? json_array_get(found, i) : found;
        if (is_meant(element, filter)) walk(w, element, rest);
    }
}

/* The first alternative that says something. */
static void walk_any(walker *w, const json_t *value, sg_text path)
{
    size_t n = w->n;
    while (path.len && w->n == n) walk(w, value, split(&path, '|'));
}

int sg_json_path_text(const json_t *item, const char *path, sg_buf *out)
{
    walker w = {.out = out, .between = "\n", .next = "\n"};
    walk_any(&w, item, sg_text_of(path));
    return out->failed ? -1 : w.present;
}

/* ---- the grammar ---- */

static bool valid_any(sg_text path, size_t depth);

static bool ends_with_separator(sg_text text)
{
    return !text.len || memchr(".|,", text.at[text.len - 1], 3);
}

static bool valid_step(sg_text step, bool last, size_t depth)
{
    if (step.len && step.at[0] == '(') {
        if (!last || step.len < 3 || step.at[step.len - 1] != ')') return false;
        sg_text inner = {step.at + 1, step.len - 2};
        if (ends_with_separator(inner)) return false;
        while (inner.len)
            if (!valid_any(sg_text_trim(split(&inner, ',')), depth + 1)) return false;
        return true;
    }
    const char *bracket = step.len ? memchr(step.at, '[', step.len) : NULL;
    size_t len = bracket ? (size_t)(bracket - step.at) : step.len;
    if (!len || memchr(step.at, '(', len) || memchr(step.at, ')', len) || memchr(step.at, ']', len)) return false;
    if (!bracket) return true;
    sg_text filter = {bracket + 1, step.len - len - 1};
    if (!filter.len || memchr(filter.at, ']', filter.len) != filter.at + filter.len - 1) return false;
    const char *equals = memchr(filter.at, '=', filter.len);
    return filter.len == 1 || (equals && equals != filter.at);
}

static bool valid_any(sg_text path, size_t depth)
{
    if (ends_with_separator(path) || depth > 8) return false;
    while (path.len) {
        sg_text alternative = split(&path, '|');
        if (ends_with_separator(alternative)) return false;
        while (alternative.len) {
            sg_text step = split(&alternative, '.');
            if (!valid_step(step, alternative.len == 0, depth)) return false;
        }
    }
    return true;
}

bool sg_json_path_valid(const char *path)
{
    return valid_any(sg_text_of(path), 0);
}
