/* taxonomy_template: the smallest complete importer of a vocabulary. `skillgap plugin new taxonomy NAME` writes it
 * under your name; change the column map after your source, then
 *
 *     skillgap plugin check ./taxonomy_template.so taxonomy_template.csv
 *
 * Input: CSV with a header. Columns, in any order, names without case:
 *   1. id       needed  a-z 0-9 . + # -, unique within the file
 *   2. name     needed  as people write it; a form by which the skill is found
 *   3. kind     needed  language framework library database tool service platform protocol method concept
 *                       certification soft attribute
 *   4. family, also     a group that moves together, else "other"; another way to write it
 * A row that lacks an id or a name, or has another kind, is rejected, and the run goes on.
 *
 * Sample:
 *     id,name,kind,family,also
 *     exampledb,ExampleDB,database,databases,Example DB
 *     loom-modelling,Loom modelling,method,other,
 */
#include "skillgap/plugin.h"

#include <string.h>

/* 1. What is read: the values come in this order. '|' separates names that mean the same. */
enum { ID, NAME, KIND, FAMILY, ALSO, N_COLUMNS };
static const sg_column columns[N_COLUMNS] = {[ID] = {"id", SG_COLUMN_NEEDED},
                                             [NAME] = {"name|skill", SG_COLUMN_NEEDED},
                                             [KIND] = {"kind|type", SG_COLUMN_NEEDED},
                                             [FAMILY] = {"family|group", 0},
                                             [ALSO] = {"also|alias", 0}};

static int is_id(sg_text text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!text.at[i] || !strchr("abcdefghijklmnopqrstuvwxyz0123456789.+#-", text.at[i])) return 0;
    return text.len > 0;
}

static int is_kind(sg_text text)
{
    static const char *const kinds[] = {"language",      "framework", "library",  "database", "tool",
                                        "service",       "platform",  "protocol", "method",   "concept",
                                        "certification", "soft",      "attribute"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strlen(kinds[i]) == text.len && memcmp(kinds[i], text.at, text.len) == 0) return 1;
    return 0;
}

/* 2. A row into records: the skill, and each way to write it. What the row does not say stays absent: never guess. */
static int read_row(const sg_services *s, void *state, const sg_text *value)
{
    (void)state;
    static const sg_text source = {"example", 7}; /* your source */
    sg_skill skill = {.id = value[ID],
                      .name = value[NAME],
                      .kind = value[KIND],
                      .family = value[FAMILY].len ? value[FAMILY] : (sg_text){"other", 5},
                      .source = source};
    if (!is_id(skill.id)) return s->reject(s, "id: expected a-z 0-9 . + # -", skill.id);
    if (!skill.name.len) return s->reject(s, "name: a text was expected", skill.name);
    if (!is_kind(skill.kind)) return s->reject(s, "kind: expected language, framework, library, …", skill.kind);
    int status = sg_emit_skill(s, &skill);
    for (int i = 0; !status && i < 2; i++) {
        sg_form form = {.skill = skill.id, .text = value[i ? ALSO : NAME], .match = {"any", 3}, .source = source};
        if (form.text.len) status = sg_emit_form(s, &form);
    }
    return status;
}

/* 3. The run. Whatever a service returns is passed on. */
static int run(const sg_services *s)
{
    return s->csv(s, NULL, columns, N_COLUMNS, read_row, NULL);
}

/* 4. Is this file one of ours? 0: no. 100: surely. */
static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    int ours = sg_head_has(head, size, "id") && sg_head_has(head, size, "name|skill") &&
               sg_head_has(head, size, "kind|type") && !sg_head_has(head, size, "date");
    return ours ? 40 : 0;
}

/* 5. The one thing that is exported. */
SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_TAXONOMY,
                                             .parts = 1,
                                             .id = "taxonomy_template",
                                             .version = "1.0",
                                             .summary = "Skills in a plain CSV file: id, name, kind",
                                             .licence = "as the source states",
                                             .homepage = "https://example.org/taxonomy_template",
                                             .probe = probe,
                                             .run = run};
