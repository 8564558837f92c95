/* The scanner knows where it is by the alternatives of `items` that led there, one bit each. What may be an item is
 * kept while it is passed over: that it is none is known when a list of items is met in it (the outermost object), or
 * not before its end (JSON-LD, where "@type" may stand anywhere in an object). An item that is done is handed over and
 * dropped from what is kept. */
#include "input/json_rows.h"

#include "base/mem.h"
#include "base/text.h"
#include "input/json_item.h"
#include "input/json_lex.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum { DEPTH_MAX = 512, WAYS_MAX = 16, STEPS_MAX = 8, KEYS_MAX = 200, KEY_SHOWN = 40 };

/* One alternative of `items`. A step is a member's name, or empty for the elements of a list. */
typedef struct way {
    sg_text steps[STEPS_MAX];
    size_t n;
} way;

/* A value that is being passed over. */
typedef struct level {
    struct level *up;
    uint64_t offset;
    size_t depth;
    uint32_t ways; /* that lead here */
    size_t start;  /* in what is kept */
    bool open;     /* it may be an item, so it is kept */
    bool meant;    /* JSON-LD: it has the type */
} level;

typedef struct reader {
    sg_json_shape shape;
    sg_json_lexer lex;
    sg_json_items items;
    way ways[WAYS_MAX];
    size_t n_ways;
    bool met;            /* an item, or a list of them, in this outermost value */
    bool met_any;        /* in any */
    char keys[KEYS_MAX]; /* of outermost objects, for a message */
} reader;

static bool read_value(reader *r, level *up, uint32_t ways, size_t depth);

/* The status of what was done stays with the lexer. */
static bool went_well(reader *r, sg_status status)
{
    if (status != SG_OK) r->lex.status = status;
    return status == SG_OK;
}

/* ---- what is kept ---- */

static bool is_item(const reader *r, const level *at)
{
    for (size_t i = 0; i < r->n_ways; i++)
        if ((at->ways >> i & 1) && r->ways[i].n == at->depth) return true;
    return false;
}

static void open_level(reader *r, level *at)
{
    at->start = r->lex.text.len;
    at->open = true;
    r->lex.keep++;
}

/* What encloses items is none itself. */
static void close_above(reader *r, level *at)
{
    for (level *up = at; up; up = up->up) {
        r->lex.keep -= up->open;
        up->open = false;
    }
    if (!r->lex.keep) sg_buf_clear(&r->lex.text);
}

static bool too_long(reader *r, const level *at)
{
    while (!at->open && at->up) at = at->up;
    return went_well(r, sg_fail(r->lex.err, SG_EFAIL,
                                "byte %llu: the item that starts here is over 64 MB, or memory ended",
                                (unsigned long long)at->offset));
}

/* The end of a value that may be an item. What encloses it has null in its place. */
static bool close_level(reader *r, level *at)
{
    sg_buf *text = &r->lex.text;
    bool given = true;
    if (text->failed) return too_long(r, at);
    if (!at->open) return true;
    at->open = false;
    r->lex.keep--;
    if (!r->shape.type || at->meant) {
        r->met = r->met_any = true;
        sg_text item = {text->at + at->start, text->len - at->start};
        given = went_well(r, sg_json_items_add(&r->items, item, at->offset, r->lex.err));
        text->len = at->start;
        if (r->lex.keep) sg_buf_str(text, "null");
    }
    if (!r->lex.keep) sg_buf_clear(text);
    return given;
}

/* ---- the document ---- */

/* The key read last; one that was cut is longer than any that is looked for. */
static sg_text last_key(const reader *r)
{
    return (sg_text){r->lex.token, r->lex.token_len <= sizeof r->lex.token ? r->lex.token_len : 0};
}

/* The ways that lead on by the key read last, or, for a list, to its elements. */
static uint32_t ways_on(const reader *r, const level *at, bool list)
{
    uint32_t on = 0;
    for (size_t i = 0; i < r->n_ways; i++) {
        const way *w = &r->ways[i];
        if (!(at->ways >> i & 1) || at->depth >= w->n) continue;
        sg_text step = w->steps[at->depth];
        if (list ? !step.len : step.len && sg_text_equal(step, last_key(r))) on |= 1u << i;
    }
    return on;
}

/* "X", "http://schema.org/X", ["X", "Y"] */
static bool names_type(sg_text value, const char *type)
{
    size_t len = strlen(type);
    const char *at = value.at, *end = value.at + value.len;
    while ((at = memmem(at, (size_t)(end - at), type, len))) {
        if (at > value.at && strchr("\"/#:", at[-1]) && at + len < end && at[len] == '"') return true;
        at++;
    }
    return false;
}

/* A member of the outermost object that the rows want. */
static bool read_outer(reader *r, level *object, size_t column)
{
    sg_buf *text = &r->lex.text;
    size_t start = text->len;
    r->lex.keep++;
    bool taken = read_value(r, object, 0, object->depth + 1);
    r->lex.keep--;
    if (!taken) return false;
    sg_text value = {text->at + start, text->len - start};
    taken = went_well(r, sg_json_items_set(&r->items, column, value, r->lex.err));
    if (!r->lex.keep) sg_buf_clear(text);
    return taken;
}

static void note_key(reader *r)
{
    sg_text key = last_key(r);
    size_t used = strlen(r->keys);
    if (key.len > KEY_SHOWN || used + key.len + 3 > sizeof r->keys || !sg_utf8_valid(key.at, key.len)) return;
    snprintf(r->keys + used, sizeof r->keys - used, "%s%.*s", used ? ", " : "", (int)key.len, key.at);
}

static bool read_member(reader *r, level *object)
{
    if (!sg_json_take_string(&r->lex, true)) return false;
    if (object->depth == 0 && !r->met_any) note_key(r);
    bool type = r->shape.type && sg_text_is(last_key(r), "@type");
    size_t none = r->items.json->n_columns;
    size_t outer = object->depth == 0 ? sg_json_items_outer(&r->items, last_key(r)) : none;
    uint32_t on = ways_on(r, object, false);
    if (!sg_json_take(&r->lex, ':', "':'")) return false;
    if (outer < none) return read_outer(r, object, outer);
    size_t start = r->lex.text.len;
    if (!read_value(r, object, on, object->depth + 1)) return false;
    if (type && r->lex.text.len > start)
        object->meant = names_type((sg_text){r->lex.text.at + start, r->lex.text.len - start}, r->shape.type);
    return true;
}

/* An object's members or a list's elements. */
static bool read_parts(reader *r, level *at, bool list, uint32_t on)
{
    const char *more = list ? "',' or ']'" : "',' or '}'";
    char end = list ? ']' : '}';
    if (!sg_json_take(&r->lex, list ? '[' : '{', "a value")) return false;
    if (sg_json_peek_token(&r->lex) == end) return sg_json_take(&r->lex, end, more);
    for (;;) {
        if (list ? !read_value(r, at, on, at->depth + 1) : !read_member(r, at)) return false;
        int c = sg_json_peek_token(&r->lex);
        if (c == end || c != ',') return sg_json_take(&r->lex, end, more);
        if (!sg_json_take(&r->lex, ',', more)) return false;
    }
}

static bool read_value(reader *r, level *up, uint32_t ways, size_t depth)
{
    int c = sg_json_peek_token(&r->lex);
    level here = {.up = up, .offset = sg_json_offset(&r->lex), .ways = ways, .depth = depth};
    if (depth >= DEPTH_MAX) return sg_json_refuse(&r->lex, "at most 512 levels");
    if (r->shape.type ? c == '{' : is_item(r, &here)) open_level(r, &here);
    uint32_t on = c == '[' ? ways_on(r, &here, true) : 0;
    if (on && is_item(r, &(level){.ways = on, .depth = depth + 1})) {
        close_above(r, &here);
        r->met = r->met_any = true;
    }
    bool taken = c == '{' || c == '[' ? read_parts(r, &here, c == '[', on) : sg_json_take_scalar(&r->lex);
    return taken && close_level(r, &here);
}

/* A broken object whose end nobody knows is left out with the rest of its line, or of its script; what is broken
 * otherwise ends the run. */
static bool leave_out(reader *r, uint64_t offset, bool item)
{
    sg_json_lexer *lex = &r->lex;
    if (lex->status != SG_OK) return false;
    if (!lex->lenient && (!item || r->met)) return went_well(r, sg_fail(lex->err, SG_EFAIL, "%s", lex->broken));
    sg_json_items_refuse(&r->items, offset, lex->broken);
    r->met_any = true;
    lex->keep = 0;
    sg_buf_clear(&lex->text);
    for (int c = sg_json_peek(lex); c != SG_JSON_END; c = sg_json_peek(lex)) {
        if (!lex->lenient && lex->line_start && c == '{') break;
        sg_json_skip(lex);
    }
    return lex->status == SG_OK;
}

static bool read_outermost(reader *r)
{
    int c = sg_json_peek_token(&r->lex);
    uint64_t offset = sg_json_offset(&r->lex);
    uint32_t ways = (1u << r->n_ways) - 1;
    r->met = false;
    sg_json_items_begin(&r->items);
    bool taken = c == '{' || c == '[' ? read_value(r, NULL, ways, 0) : sg_json_refuse(&r->lex, "'{' or '['");
    if (taken) return went_well(r, sg_json_items_end(&r->items, r->lex.err));
    return leave_out(r, offset, c == '{' && (r->shape.type || is_item(r, &(level){.ways = ways})));
}

static sg_status read_all(reader *r)
{
    sg_json_lexer *lex = &r->lex;
    for (;;) {
        while (sg_json_peek_token(lex) != SG_JSON_END)
            if (!read_outermost(r)) return lex->status;
        if (lex->status != SG_OK || lex->last) break;
        lex->ended = false;
    }
    if (lex->status != SG_OK || r->met_any) return lex->status;
    if (lex->lenient && !r->keys[0])
        return sg_fail(lex->err, SG_EFAIL, "no script of type application/ld+json in the page");
    if (r->shape.type) return sg_fail(lex->err, SG_EFAIL, "no object whose @type is %s", r->shape.type);
    return r->keys[0]
               ? sg_fail(lex->err, SG_EFAIL, "no list of items at %s; found the keys %s", r->shape.items, r->keys)
               : sg_fail(lex->err, SG_EFAIL, "no items at %s", r->shape.items);
}

/* ---- the run ---- */

/* "SearchResult.items[]": the names, and an empty one for the list's elements. "." is the outermost value. */
static bool add_way(reader *r, sg_text path)
{
    sg_text name;
    if (r->n_ways == WAYS_MAX || !path.len) return false;
    way *w = &r->ways[r->n_ways++];
    if (sg_text_is(path, ".")) return true;
    while (sg_text_split(&path, '.', &name)) {
        bool list = name.len >= 2 && memcmp(name.at + name.len - 2, "[]", 2) == 0;
        if (list) name.len -= 2;
        if (w->n + 2 > STEPS_MAX || (!name.len && (!list || w->n))) return false;
        if (name.len && memchr(name.at, '[', name.len)) return false;
        if (name.len) w->steps[w->n++] = name;
        if (list) w->steps[w->n++] = (sg_text){"", 0};
    }
    return true;
}

static sg_status set_up(reader *r, const sg_json_rows *json, sg_error *err)
{
    memcpy(&r->shape, json->shape, json->shape->size < sizeof r->shape ? json->shape->size : sizeof r->shape);
    sg_text rest = sg_text_of(r->shape.items), part;
    if (!r->shape.items == !r->shape.type) return sg_fail(err, SG_EPLUGIN, "a shape needs either items or a type");
    while (rest.len && sg_text_split(&rest, '|', &part))
        if (!add_way(r, part)) return sg_fail(err, SG_EPLUGIN, "no place for items: \"%s\"", r->shape.items);
    sg_status status = sg_json_items_init(&r->items, json, err);
    if (status != SG_OK) return status;
    return sg_json_lex_init(&r->lex, json->read, json->read_self, r->shape.in_html != 0, SG_JSON_ITEM_MAX, err);
}

sg_status sg_json_rows_read(const sg_json_rows *json, uint64_t *rows, sg_error *err)
{
    reader r = {.met = false};
    json_set_alloc_funcs(sg_alloc, sg_free);
    sg_status status = set_up(&r, json, err);
    if (status == SG_OK) status = read_all(&r);
    if (status == SG_OK) *rows = r.items.place.number;
    sg_json_lex_release(&r.lex);
    sg_json_items_release(&r.items);
    return status;
}
