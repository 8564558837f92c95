/* taxonomy_skillgap: skillgap's own taxonomy tables, CSV in UTF-8 with a header.
 *
 * 1. Which table a file holds is told by its header: the first table below of which all needed columns are there.
 * 2. Columns are the fields of the record structs of plugin.h, in any order; others are ignored.
 * 3. A row is rejected when a needed field is empty, an id has other characters than a-z 0-9 . + # -, a word is none
 *    of those allowed, or a number is out of bounds. An empty year or span is 0.
 */
#include "skillgap/plugin.h"

#include <stdio.h>
#include <string.h>

typedef enum form { MAYBE, TEXT, ID, WORD, REAL, WHOLE } form;

typedef struct field {
    const char *name;
    size_t at; /* in the record */
    form form;
    double lo, hi;     /* REAL, WHOLE */
    const char *words; /* WORD: those allowed */
} field;

enum { FIELDS_MAX = 8 };
typedef struct table {
    const char *name;
    uint32_t type;
    size_t size; /* of the record */
    field fields[FIELDS_MAX];
} table;

#define F(record, name, form) #name, offsetof(record, name), form, 0, 0, NULL
#define N(record, name, form, lo, hi) #name, offsetof(record, name), form, lo, hi, NULL
#define W(record, name, words) #name, offsetof(record, name), WORD, 0, 0, words

/* clang-format off */
static const table tables[] = {
    {"skills", SG_RECORD_SKILL, sizeof(sg_skill), {
        {F(sg_skill, id, ID)}, {F(sg_skill, name, TEXT)},
        {W(sg_skill, kind, "language framework library database tool service platform protocol method concept "
           "certification soft attribute")},
        {F(sg_skill, family, TEXT)}, {F(sg_skill, esco, MAYBE)}, {F(sg_skill, source, MAYBE)},
        {N(sg_skill, since, WHOLE, 0, 2199)}}},
    {"forms", SG_RECORD_FORM, sizeof(sg_form), {
        {F(sg_form, skill, ID)}, {F(sg_form, text, TEXT)}, {W(sg_form, match, "any exact upper")},
        {F(sg_form, rule, MAYBE)}, {F(sg_form, source, MAYBE)}}},
    {"rules", SG_RECORD_RULE, sizeof(sg_rule), {
        {F(sg_rule, id, TEXT)}, {W(sg_rule, effect, "need veto")},
        {W(sg_rule, test, "next prev near list doc start skill")}, {F(sg_rule, words, MAYBE)},
        {N(sg_rule, span, WHOLE, 0, 10000)}}},
    {"relations", SG_RECORD_RELATION, sizeof(sg_relation), {
        {F(sg_relation, from, ID)}, {W(sg_relation, type, "implies part-of related replaces")},
        {F(sg_relation, to, ID)}, {F(sg_relation, source, MAYBE)}}},
    {"requirements", SG_RECORD_REQUIREMENT, sizeof(sg_requirement), {
        {F(sg_requirement, role, ID)}, {F(sg_requirement, skill, ID)}, {F(sg_requirement, source, MAYBE)},
        {N(sg_requirement, importance, REAL, 1, 5)}, {N(sg_requirement, level, REAL, 0, 7)},
        {F(sg_requirement, any_of, MAYBE)}}},
    {"regions", SG_RECORD_REGION, sizeof(sg_region), {
        {F(sg_region, id, TEXT)}, {F(sg_region, name, TEXT)}, {F(sg_region, parent, MAYBE)},
        {W(sg_region, kind, "country subdivision metro")}, {F(sg_region, code, MAYBE)},
        {F(sg_region, currency, MAYBE)}}},
    {"roles", SG_RECORD_ROLE, sizeof(sg_role), {
        {F(sg_role, id, ID)}, {F(sg_role, name, TEXT)}, {F(sg_role, family, TEXT)}, {F(sg_role, esco, MAYBE)},
        {F(sg_role, isco, MAYBE)}, {F(sg_role, onet, MAYBE)}, {F(sg_role, source, MAYBE)}}},
    {"titles", SG_RECORD_TITLE, sizeof(sg_title), {
        {F(sg_title, role, ID)}, {F(sg_title, text, TEXT)}, {F(sg_title, source, MAYBE)}}},
    {"levels", SG_RECORD_LEVEL, sizeof(sg_level_word), {
        {F(sg_level_word, level, ID)}, {F(sg_level_word, text, TEXT)}}},
    {"places", SG_RECORD_PLACE, sizeof(sg_place), {
        {F(sg_place, text, TEXT)}, {F(sg_place, region, TEXT)}, {W(sg_place, match, "any exact after")}}},
    {"cues", SG_RECORD_CUE, sizeof(sg_cue_phrase), {
        {W(sg_cue_phrase, id, "requirements desired duties benefits about legal other required mentioned denied wanted "
           "break neutral")},
        {W(sg_cue_phrase, where, "heading within before after beside")}, {F(sg_cue_phrase, text, TEXT)},
        {F(sg_cue_phrase, source, MAYBE)}, {N(sg_cue_phrase, span, WHOLE, 0, 12)}}},
};
/* clang-format on */
enum { N_TABLES = sizeof tables / sizeof *tables };

static int needed(const field *f)
{
    return f->form != MAYBE && f->form != WHOLE;
}

/* Is the word one of a list? Words end at any of the separators. */
static int listed(const char *list, size_t len, const char *separators, const char *word, size_t word_len)
{
    for (size_t from = 0, size; from <= len; from += size + 1) {
        for (size = 0; from + size < len && !strchr(separators, list[from + size]);) size++;
        if (size == word_len && (!size || memcmp(list + from, word, size) == 0)) return 1;
    }
    return 0;
}

static const table *table_of_header(const char *head, size_t size)
{
    char line[512];
    size_t len = 0;
    if (size >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0) head += 3, size -= 3;
    for (; len < size && len < sizeof line && head[len] != '\n' && head[len] != '\r'; len++)
        line[len] = head[len] >= 'A' && head[len] <= 'Z' ? (char)(head[len] + 32) : head[len];
    for (const table *t = tables; t < tables + N_TABLES; t++) {
        int all = 1;
        for (const field *f = t->fields; f < t->fields + FIELDS_MAX && f->name; f++)
            if (needed(f) && !listed(line, len, ", \"", f->name, strlen(f->name))) all = 0;
        if (all) return t;
    }
    return NULL;
}

static int is_id(sg_text text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!text.at[i] || !strchr("abcdefghijklmnopqrstuvwxyz0123456789.+#-", text.at[i])) return 0;
    return 1;
}

static int put_number(const sg_services *s, const field *f, sg_text value, char *record)
{
    double real = 0;
    if ((value.len || needed(f)) && s->to_number(s, value, &real)) return 1;
    if (real < f->lo || real > f->hi || (f->form == WHOLE && real != (double)(int32_t)real)) return 1;
    int32_t whole = (int32_t)real;
    memcpy(record + f->at, f->form == REAL ? (void *)&real : (void *)&whole,
           f->form == REAL ? sizeof real : sizeof whole);
    return 0;
}

/* Puts the value into the record's field. Non-zero: it is not what was expected. */
static int put(const sg_services *s, const field *f, sg_text value, char *record)
{
    if (f->form == REAL || f->form == WHOLE) return put_number(s, f, value, record);
    if (needed(f) && !value.len) return 1;
    if (f->form == ID && !is_id(value)) return 1;
    if (f->form == WORD && !listed(f->words, strlen(f->words), " ", value.at, value.len)) return 1;
    memcpy(record + f->at, &value, sizeof value);
    return 0;
}

static int reject(const sg_services *s, const field *f, sg_text found)
{
    char reason[120];
    if (f->form == WORD && strlen(f->words) > 90)
        snprintf(reason, sizeof reason, "%s: expected %.40s …", f->name, f->words);
    else if (f->form == WORD)
        snprintf(reason, sizeof reason, "%s: expected %s", f->name, f->words);
    else if (f->form == REAL || f->form == WHOLE)
        snprintf(reason, sizeof reason, "%s: expected a number from %g to %g", f->name, f->lo, f->hi);
    else
        snprintf(reason, sizeof reason, "%s: expected %s", f->name,
                 f->form == ID ? "an id of a-z 0-9 . + # -" : "a text");
    return s->reject(s, reason, found);
}

static int row(const sg_services *s, void *state, const sg_text *values)
{
    const table *t = *(const table **)state;
    _Alignas(max_align_t) char record[256] = {0};
    _Static_assert(sizeof(sg_skill) <= sizeof record, "the widest record fits");
    for (size_t i = 0; i < FIELDS_MAX && t->fields[i].name; i++)
        if (put(s, &t->fields[i], values[i], record)) return reject(s, &t->fields[i], values[i]);
    return s->emit(s, t->type, record, t->size);
}

static int run(const sg_services *s)
{
    sg_text head;
    if (s->size < offsetof(sg_services, head) + sizeof s->head || s->head(s, &head)) return 1;
    const table *t = table_of_header(head.at, head.len);
    if (!t) t = tables; /* the service then says which columns are missing */
    sg_column columns[FIELDS_MAX];
    size_t n = 0;
    for (const field *f = t->fields; n < FIELDS_MAX && f->name; f++)
        columns[n++] = (sg_column){f->name, needed(f) ? SG_COLUMN_NEEDED : 0};
    return s->csv(s, NULL, columns, n, row, &t);
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    return table_of_header(head, size) ? 60 : 0;
}

SG_EXPORT const sg_plugin sg_plugin_entry = {
    .abi = SG_PLUGIN_ABI,
    .size = sizeof(sg_plugin),
    .kind = SG_KIND_TAXONOMY,
    .parts = 0,
    .id = "taxonomy_skillgap",
    .version = "1.0",
    .summary = "skillgap's own taxonomy tables: skills, forms, rules, roles, titles, regions …",
    .licence = "as the tables state",
    .homepage = "datasets/README.md",
    .probe = probe,
    .run = run,
};
