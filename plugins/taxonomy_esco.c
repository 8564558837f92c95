/* taxonomy_esco: ESCO, the European classification of skills and occupations, as its CSV download has it
 * (https://esco.ec.europa.eu/en/use-esco/download, v1.0 to 1.2, any language's file of the English header).
 *
 * 1. Which file it is, is told by its header: skills_en.csv and the collections (digitalSkillsCollection_en.csv …),
 *    occupations_en.csv, occupationSkillRelations_en.csv.
 * 2. Ids are the last parts of the concepts' URIs, so that the files of one release tie together.
 * 3. A label's ending in parentheses is taken off: "Python (computer programming)". Alternative labels are parted by
 *    line ends or by " | "; so are hidden ones. Each is a form, or an occupation's title.
 * 4. What comes in "(computer programming)" is a language; other knowledge is a concept, other skills are methods.
 * 5. ESCO does not grade what occupations need: essential is importance 4 and level 4 (proficient), optional 2 and 3.
 * 6. A row is rejected whose URI does not end in an id, which has no label, or which is not released.
 */
#include "skillgap/plugin.h"

#include <string.h>

enum { TYPE_OR_ISCO, URI, LABEL, ALT, HIDDEN, STATUS, CODE, N_CONCEPT };
enum { OCCUPATION, RELATION, SKILL, N_RELATION };

static const sg_column skill_columns[N_CONCEPT] = {{"skillType", SG_COLUMN_NEEDED},
                                                   {"conceptUri", SG_COLUMN_NEEDED},
                                                   {"preferredLabel", SG_COLUMN_NEEDED},
                                                   {"altLabels", 0},
                                                   {"hiddenLabels", 0},
                                                   {"status", 0},
                                                   {"code", 0}};
static const sg_column occupation_columns[N_CONCEPT] = {{"iscoGroup", SG_COLUMN_NEEDED},
                                                        {"conceptUri", SG_COLUMN_NEEDED},
                                                        {"preferredLabel", SG_COLUMN_NEEDED},
                                                        {"altLabels", 0},
                                                        {"hiddenLabels", 0},
                                                        {"status", 0},
                                                        {"code", 0}};
static const sg_column relation_columns[N_RELATION] = {
    {"occupationUri", SG_COLUMN_NEEDED}, {"relationType", SG_COLUMN_NEEDED}, {"skillUri", SG_COLUMN_NEEDED}};

static const sg_text source = {"ESCO", 4};

static int is(sg_text text, const char *word)
{
    return text.len == strlen(word) && (!text.len || memcmp(text.at, word, text.len) == 0);
}

/* The last part of a URI, of hexadecimal digits and hyphens; absent when it is none. */
static sg_text id_of(sg_text uri)
{
    size_t from = uri.len;
    while (from && uri.at[from - 1] != '/') from--;
    sg_text id = {uri.at + from, uri.len - from};
    for (size_t i = 0; i < id.len; i++)
        if (!strchr("0123456789abcdef-", id.at[i])) return (sg_text){0};
    return from && id.len >= 8 ? id : (sg_text){0};
}

static sg_text trim(sg_text text)
{
    while (text.len && strchr(" \r\t", text.at[0])) text.at++, text.len--;
    while (text.len && strchr(" \r\t", text.at[text.len - 1])) text.len--;
    return text;
}

/* Without "(computer programming)" at its end; what stood there is put into *inside. */
static sg_text plain(sg_text label, sg_text *inside)
{
    label = trim(label);
    *inside = (sg_text){0};
    if (!label.len || label.at[label.len - 1] != ')') return label;
    for (size_t open = label.len - 1; open > 1; open--) {
        if (label.at[open] != '(') continue;
        *inside = (sg_text){label.at + open + 1, label.len - open - 2};
        return trim((sg_text){label.at, open});
    }
    return label;
}

static int emit_label(const sg_services *s, int occupation, sg_text of, sg_text label)
{
    sg_text inside;
    label = plain(label, &inside);
    if (!label.len) return 0;
    if (occupation) return sg_emit_title(s, &(sg_title){of, label, source});
    return sg_emit_form(s, &(sg_form){.skill = of, .text = label, .match = {"any", 3}, .source = source});
}

/* Labels parted by line ends or bars. */
static int emit_labels(const sg_services *s, int occupation, sg_text of, sg_text labels)
{
    for (size_t from = 0, i = 0; i <= labels.len; i++) {
        if (i < labels.len && labels.at[i] != '\n' && labels.at[i] != '|') continue;
        int ended = i > from ? emit_label(s, occupation, of, (sg_text){labels.at + from, i - from}) : 0;
        if (ended) return ended;
        from = i + 1;
    }
    return 0;
}

static int emit_concept(const sg_services *s, const sg_text *v, sg_text id, int occupation)
{
    sg_text inside, name = plain(v[LABEL], &inside);
    if (occupation)
        return sg_emit_role(
            s,
            &(sg_role){
                .id = id, .name = name, .family = source, .esco = v[CODE], .isco = v[TYPE_OR_ISCO], .source = source});
    const char *kind = is(inside, "computer programming") ? "language" : is(v[0], "knowledge") ? "concept" : "method";
    return sg_emit_skill(
        s,
        &(sg_skill){
            .id = id, .name = name, .kind = {kind, strlen(kind)}, .family = {"esco", 4}, .esco = id, .source = source});
}

static int concept_row(const sg_services *s, void *state, const sg_text *v)
{
    const int occupation = *(const int *)state;
    sg_text id = id_of(v[URI]), inside;
    if (!id.at) return s->reject(s, "conceptUri: expected one that ends in an id", v[URI]);
    if (!plain(v[LABEL], &inside).len) return s->reject(s, "preferredLabel: expected a text", v[LABEL]);
    if (v[STATUS].len && !is(v[STATUS], "released")) return s->reject(s, "status: expected released", v[STATUS]);
    int ended = emit_concept(s, v, id, occupation);
    if (!ended) ended = emit_label(s, occupation, id, v[LABEL]);
    if (!ended) ended = emit_labels(s, occupation, id, v[ALT]);
    return ended ? ended : emit_labels(s, occupation, id, v[HIDDEN]);
}

static int relation_row(const sg_services *s, void *state, const sg_text *v)
{
    (void)state;
    sg_requirement need = {.role = id_of(v[OCCUPATION]), .skill = id_of(v[SKILL]), .source = source};
    const int essential = is(v[RELATION], "essential");
    if (!need.role.at) return s->reject(s, "occupationUri: expected one that ends in an id", v[OCCUPATION]);
    if (!need.skill.at) return s->reject(s, "skillUri: expected one that ends in an id", v[SKILL]);
    if (!essential && !is(v[RELATION], "optional"))
        return s->reject(s, "relationType: expected essential or optional", v[RELATION]);
    need.importance = essential ? 4 : 2;
    need.level = essential ? 4 : 3;
    return sg_emit_requirement(s, &need);
}

/* Whether the first line holds all these names. */
static int has(const char *head, size_t size, const char *const *names)
{
    const char *end = size ? memchr(head, '\n', size) : NULL;
    if (end) size = (size_t)(end - head);
    for (; *names; names++) {
        size_t len = strlen(*names), i = 0;
        while (i + len <= size && memcmp(head + i, *names, len) != 0) i++;
        if (i + len > size) return 0;
    }
    return 1;
}

static const char *const skill_names[] = {"conceptUri", "preferredLabel", "skillType", NULL};
static const char *const occupation_names[] = {"conceptUri", "preferredLabel", "iscoGroup", NULL};
static const char *const relation_names[] = {"occupationUri", "relationType", "skillUri", NULL};

static int run(const sg_services *s)
{
    sg_text head;
    if (s->size < offsetof(sg_services, head) + sizeof s->head || s->head(s, &head)) return 1;
    int occupation = has(head.at, head.len, occupation_names);
    if (has(head.at, head.len, relation_names))
        return s->csv(s, NULL, relation_columns, N_RELATION, relation_row, NULL);
    return s->csv(s, NULL, occupation ? occupation_columns : skill_columns, N_CONCEPT, concept_row, &occupation);
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    return has(head, size, skill_names) || has(head, size, occupation_names) || has(head, size, relation_names) ? 90
                                                                                                                : 0;
}

SG_EXPORT const sg_plugin sg_plugin_entry = {
    .abi = SG_PLUGIN_ABI,
    .size = sizeof(sg_plugin),
    .kind = SG_KIND_TAXONOMY,
    .parts = 0,
    .id = "taxonomy_esco",
    .version = "1.0",
    .summary = "ESCO's skills, occupations and what occupations need, from its CSV download",
    .licence = "European Commission: reuse with the source cited (Decision 2011/833/EU)",
    .homepage = "https://esco.ec.europa.eu/en/use-esco/download",
    .probe = probe,
    .run = run,
};
