#include "base/json.h"

#include "base/file.h"
#include "base/text.h"

#include <math.h>
#include <string.h>
#include <yaml.h>

enum { DEPTH_MAX = 64, FILE_MAX = 16 << 20 };

static size_t depth_of(const json_t *value, size_t limit)
{
    size_t deepest = 0, i;
    const char *key;
    json_t *part;
    if (limit == 0) return 1;
    json_array_foreach((json_t *)value, i, part)
    {
        size_t depth = depth_of(part, limit - 1);
        if (depth > deepest) deepest = depth;
    }
    json_object_foreach((json_t *)value, key, part)
    {
        size_t depth = depth_of(part, limit - 1);
        if (depth > deepest) deepest = depth;
    }
    return deepest + (json_is_array(value) || json_is_object(value));
}

static sg_status parse_json(const char *at, size_t len, const char *name, json_t **out, sg_error *err)
{
    json_error_t problem;
    json_t *value = json_loadb(at, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &problem);
    if (!value)
        return sg_fail(err, SG_EFAIL, "%s: line %d, column %d: %s", name, problem.line, problem.column, problem.text);
    if (depth_of(value, DEPTH_MAX + 1) > DEPTH_MAX) {
        json_decref(value);
        return sg_fail(err, SG_EFAIL, "%s: nested deeper than %d levels", name, DEPTH_MAX);
    }
    *out = value;
    return SG_OK;
}

/* A YAML file being read, event by event. */
typedef struct reader {
    yaml_parser_t parser;
    const char *name, *at; /* of the file, and its bytes */
    sg_error *err;
    sg_status status;
} reader;

static void *refuse(reader *r, yaml_mark_t mark, const char *what)
{
    r->status =
        sg_fail(r->err, SG_EFAIL, "%s: line %zu, column %zu: %s", r->name, mark.line + 1, mark.column + 1, what);
    return NULL;
}

/* libyaml tells a broken encoding by byte offset, all else by line and column. */
static void *refuse_syntax(reader *r)
{
    const yaml_parser_t *p = &r->parser;
    yaml_mark_t mark = p->problem_mark;
    if (p->error == YAML_READER_ERROR) {
        mark = (yaml_mark_t){0};
        for (size_t i = 0; i < p->problem_offset; i++) {
            mark.column = r->at[i] == '\n' ? 0 : mark.column + 1;
            mark.line += r->at[i] == '\n';
        }
    }
    return refuse(r, mark, p->problem ? p->problem : "no memory");
}

static bool next_event(reader *r, yaml_event_t *event)
{
    if (yaml_parser_parse(&r->parser, event)) return true;
    refuse_syntax(r);
    return false;
}

static bool is_one_of(sg_text text, const char *const *words)
{
    for (; *words; words++)
        if (sg_text_is(text, *words)) return true;
    return false;
}

/* YAML 1.2 core schema, without octal, hexadecimal, infinities and NaN, which stay text. */
static json_t *plain_value(sg_text text)
{
    static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
    static const char *const trues[] = {"true", "True", "TRUE", NULL}, *const falses[] = {"false", "False", "FALSE",
                                                                                          NULL};
    long long whole;
    double number;
    if (is_one_of(text, nulls)) return json_null();
    if (is_one_of(text, trues)) return json_true();
    if (is_one_of(text, falses)) return json_false();
    if (sg_text_integer(text, &whole)) return json_integer(whole);
    if (sg_text_number(text, &number)) return json_real(number);
    return json_stringn(text.at, text.len);
}

static json_t *scalar_value(reader *r, const yaml_event_t *event)
{
    sg_text text = {(const char *)event->data.scalar.value, event->data.scalar.length};
    if (event->data.scalar.anchor) return refuse(r, event->start_mark, "an anchor (&name) is not taken");
    if (event->data.scalar.tag) return refuse(r, event->start_mark, "a tag (!name) is not taken");
    if (memchr(text.at, '\0', text.len)) return refuse(r, event->start_mark, "a NUL character is not taken");
    json_t *value =
        event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE ? plain_value(text) : json_stringn(text.at, text.len);
    return value ? value : refuse(r, event->start_mark, "no memory, or a text that is not UTF-8");
}

static json_t *read_node(reader *r, yaml_event_t *event, size_t depth);

static json_t *read_list(reader *r, size_t depth)
{
    json_t *list = json_array();
    for (;;) {
        yaml_event_t event;
        if (!list || !next_event(r, &event)) break;
        if (event.type == YAML_SEQUENCE_END_EVENT) {
            yaml_event_delete(&event);
            return list;
        }
        json_t *item = read_node(r, &event, depth + 1);
        yaml_event_delete(&event);
        if (!item || json_array_append_new(list, item) != 0) break;
    }
    json_decref(list);
    return NULL;
}

/* One key and its value; false ends the map, with r->status telling failure from the end. */
static bool read_pair(reader *r, json_t *map, size_t depth)
{
    yaml_event_t key, value;
    if (!next_event(r, &key)) return false;
    bool taken = false;
    if (key.type == YAML_SCALAR_EVENT) {
        const char *name = (const char *)key.data.scalar.value;
        if (key.data.scalar.anchor || key.data.scalar.tag)
            refuse(r, key.start_mark, "an anchor or tag is not taken");
        else if (strlen(name) != key.data.scalar.length)
            refuse(r, key.start_mark, "a NUL character is not taken");
        else if (json_object_get(map, name))
            refuse(r, key.start_mark, "this key was given before");
        else if (next_event(r, &value)) {
            json_t *node = read_node(r, &value, depth + 1);
            taken = node && json_object_set_new(map, name, node) == 0;
            yaml_event_delete(&value);
        }
    } else if (key.type != YAML_MAPPING_END_EVENT) {
        refuse(r, key.start_mark,
               key.type == YAML_ALIAS_EVENT ? "an alias (*name) is not taken" : "a key must be a text");
    }
    bool ended = key.type == YAML_MAPPING_END_EVENT;
    yaml_event_delete(&key);
    if (!taken && !ended && r->status == SG_OK) r->status = sg_fail(r->err, SG_EFAIL, "%s: no memory", r->name);
    return taken;
}

static json_t *read_map(reader *r, size_t depth)
{
    json_t *map = json_object();
    if (!map) return NULL;
    while (read_pair(r, map, depth)) continue;
    if (r->status == SG_OK) return map;
    json_decref(map);
    return NULL;
}

/* The value that begins with this event; NULL when refused. */
static json_t *read_node(reader *r, yaml_event_t *event, size_t depth)
{
    if (depth > DEPTH_MAX) return refuse(r, event->start_mark, "nested deeper than 64 levels");
    switch ((int)event->type) {
    case YAML_SCALAR_EVENT: return scalar_value(r, event);
    case YAML_ALIAS_EVENT: return refuse(r, event->start_mark, "an alias (*name) is not taken");
    case YAML_SEQUENCE_START_EVENT:
        if (event->data.sequence_start.anchor || event->data.sequence_start.tag)
            return refuse(r, event->start_mark, "an anchor or tag is not taken");
        return read_list(r, depth);
    case YAML_MAPPING_START_EVENT:
        if (event->data.mapping_start.anchor || event->data.mapping_start.tag)
            return refuse(r, event->start_mark, "an anchor or tag is not taken");
        return read_map(r, depth);
    default: return refuse(r, event->start_mark, "nothing is here");
    }
}

/* The one document of the stream. */
static json_t *read_stream(reader *r)
{
    json_t *root = NULL;
    for (bool ended = false; !ended && r->status == SG_OK;) {
        yaml_event_t event;
        if (!next_event(r, &event)) break;
        switch ((int)event.type) {
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_END_EVENT: break;
        case YAML_DOCUMENT_START_EVENT:
            if (root) refuse(r, event.start_mark, "a second document is not taken");
            break;
        case YAML_STREAM_END_EVENT: ended = true; break;
        default: root = read_node(r, &event, 1); break;
        }
        yaml_event_delete(&event);
    }
    if (r->status == SG_OK && !root) r->status = sg_fail(r->err, SG_EFAIL, "%s: the file is empty", r->name);
    if (r->status == SG_OK) return root;
    json_decref(root);
    return NULL;
}

static sg_status parse_yaml(const char *at, size_t len, const char *name, json_t **out, sg_error *err)
{
    reader r = {.name = name, .at = at, .err = err};
    if (!yaml_parser_initialize(&r.parser)) return sg_fail(err, SG_EFAIL, "%s: no memory", name);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)at, len);
    json_t *root = read_stream(&r);
    yaml_parser_delete(&r.parser);
    if (!root && r.status == SG_OK) return sg_fail(err, SG_EFAIL, "%s: no memory", name);
    if (r.status == SG_OK) *out = root;
    return r.status;
}

static bool ends_with(const char *name, const char *end)
{
    size_t len = strlen(name), tail = strlen(end);
    return len >= tail && strcasecmp(name + len - tail, end) == 0;
}

sg_status sg_json_parse(const char *at, size_t len, const char *name, json_t **out, sg_error *err)
{
    if (len >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0) at += 3, len -= 3;
    sg_text text = sg_text_trim((sg_text){at, len});
    if (!text.len) return sg_fail(err, SG_EFAIL, "%s: the file is empty", name);
    bool yaml = ends_with(name, ".yaml") || ends_with(name, ".yml");
    if (yaml || (text.at[0] != '{' && text.at[0] != '[')) return parse_yaml(at, len, name, out, err);
    return parse_json(at, len, name, out, err);
}

sg_status sg_json_read(const char *path, json_t **out, sg_error *err)
{
    sg_buf bytes;
    sg_buf_init(&bytes, FILE_MAX);
    sg_status status = sg_file_read(path, &bytes, err);
    if (status == SG_OK) status = sg_json_parse(bytes.at ? bytes.at : "", bytes.len, path, out, err);
    sg_buf_release(&bytes);
    return status;
}

json_t *sg_json_number(double value)
{
    return value == (double)(json_int_t)value ? json_integer((json_int_t)value) : json_real(value);
}
