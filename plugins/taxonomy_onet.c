/* taxonomy_onet: the O*NET database as text, a tab between fields (https://www.onetcenter.org/database.html).
 *
 * 1. Which file it is, is told by its header: Occupation Data.txt (roles), Alternate Titles.txt (titles),
 *    Technology Skills.txt (skills, and what occupations use), Skills.txt and Knowledge.txt (what they need; the row of
 *    the importance comes just before that of the level).
 * 2. A role's id is its O*NET-SOC code; a skill's is made of its name. soc=15 reads only codes that begin so.
 * 3. A title's short form, when it is given, is one too ("CEO"); a part in parentheses is taken off.
 * 4. O*NET does not grade technologies: in demand or hot is importance 4 and level 4, else 3 and 3.
 * 5. Of Skills and Knowledge, what is at least of the importance that the option says.
 * 6. A row is rejected whose code is not like 15-1252.00, or whose number is out of bounds; rows that O*NET itself
 *    recommends to suppress are.
 */
#include "skillgap/plugin.h"

#include <string.h>

enum { CODE, NAME, A, B, C, D, N };
static const sg_column technology[] = {
    {"O*NET-SOC Code", SG_COLUMN_NEEDED}, {"Example", SG_COLUMN_NEEDED}, {"Hot Technology", 0}, {"In Demand", 0}};
static const sg_column occupation[] = {{"O*NET-SOC Code", SG_COLUMN_NEEDED}, {"Title", SG_COLUMN_NEEDED}};
static const sg_column alternate[] = {
    {"O*NET-SOC Code", SG_COLUMN_NEEDED}, {"Alternate Title", SG_COLUMN_NEEDED}, {"Short Title", 0}};
static const sg_column element[] = {
    {"O*NET-SOC Code", SG_COLUMN_NEEDED}, {"Element Name", SG_COLUMN_NEEDED}, {"Scale ID", SG_COLUMN_NEEDED},
    {"Data Value", SG_COLUMN_NEEDED},     {"Recommend Suppress", 0},          {"Not Relevant", 0}};

typedef struct state {
    const char *soc;
    double importance_min;
    char role[16], skill[80]; /* of the importance that was read last */
    double importance;
} state;

static const sg_text source = {"O*NET", 5};

static int is(sg_text text, const char *word)
{
    return text.len == strlen(word) && (!text.len || memcmp(text.at, word, text.len) == 0);
}

static int is_code(sg_text text)
{
    static const char like[] = "00-0000.00";
    if (text.len != sizeof like - 1) return 0;
    for (size_t i = 0; i < text.len; i++)
        if (like[i] == '0' ? text.at[i] < '0' || text.at[i] > '9' : text.at[i] != like[i]) return 0;
    return 1;
}

/* An id of a name: "Microsoft Visual C++" → "microsoft-visual-c++". */
static sg_text id_of(sg_text name, char out[static 80])
{
    size_t n = 0;
    for (size_t i = 0; i < name.len && n < 79; i++) {
        char c = name.at[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        int sound = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c && strchr(".+#", c));
        if (sound || (n && out[n - 1] != '-')) out[n++] = sound ? c : '-';
    }
    while (n && out[n - 1] == '-') n--;
    return (sg_text){out, n};
}

/* Without a part in parentheses at its end. */
static sg_text plain(sg_text text)
{
    size_t open = text.len;
    if (text.len && text.at[text.len - 1] == ')')
        while (open && text.at[open - 1] != '(') open--;
    if (open > 1 && open < text.len) text.len = open - 1;
    while (text.len && text.at[text.len - 1] == ' ') text.len--;
    return text;
}

/* 1: the row is to be read. 0: it is not, and *ended is what the row function returns. */
static int wanted(const sg_services *s, const state *st, const sg_text *v, int *ended)
{
    *ended = 0;
    if (!is_code(v[CODE]))
        *ended = s->reject(s, "O*NET-SOC Code: expected one like 15-1252.00", v[CODE]);
    else if (!plain(v[NAME]).len)
        *ended = s->reject(s, "name: expected a text", v[NAME]);
    else
        return strncmp(v[CODE].at, st->soc, strlen(st->soc)) == 0;
    return 0;
}

static int emit_skill(const sg_services *s, sg_text id, sg_text name, const char *kind)
{
    int ended = sg_emit_skill(
        s, &(sg_skill){.id = id, .name = name, .kind = {kind, strlen(kind)}, .family = {"onet", 4}, .source = source});
    return ended ? ended
                 : sg_emit_form(s, &(sg_form){.skill = id, .text = name, .match = {"any", 3}, .source = source});
}

static int technology_row(const sg_services *s, void *self, const sg_text *v)
{
    char id[80];
    int ended;
    if (!wanted(s, self, v, &ended)) return ended;
    sg_requirement need = {.role = v[CODE], .skill = id_of(v[NAME], id), .source = source, .importance = 3, .level = 3};
    if (!need.skill.len) return s->reject(s, "Example: expected a name with letters", v[NAME]);
    if (is(v[A], "Y") || is(v[B], "Y")) need.importance = need.level = 4;
    ended = emit_skill(s, need.skill, v[NAME], "tool");
    return ended ? ended : sg_emit_requirement(s, &need);
}

static int occupation_row(const sg_services *s, void *self, const sg_text *v)
{
    int ended;
    if (!wanted(s, self, v, &ended)) return ended;
    sg_role role = {.id = v[CODE], .name = v[NAME], .family = {"onet", 4}, .onet = v[CODE], .source = source};
    ended = sg_emit_role(s, &role);
    return ended ? ended : sg_emit_title(s, &(sg_title){v[CODE], v[NAME], source});
}

static int alternate_row(const sg_services *s, void *self, const sg_text *v)
{
    int ended;
    if (!wanted(s, self, v, &ended)) return ended;
    ended = sg_emit_title(s, &(sg_title){v[CODE], plain(v[NAME]), source});
    if (ended || !v[A].len || is(v[A], "n/a")) return ended;
    return sg_emit_title(s, &(sg_title){v[CODE], v[A], source});
}

static int element_row(const sg_services *s, void *self, const sg_text *v)
{
    state *st = self;
    char id[80];
    double value;
    int ended, level = is(v[A], "LV");
    if (!wanted(s, st, v, &ended)) return ended;
    if (!level && !is(v[A], "IM")) return s->reject(s, "Scale ID: expected IM or LV", v[A]);
    if (s->to_number(s, v[B], &value) || value < (level ? 0 : 1) || value > (level ? 7 : 5))
        return s->reject(s, "Data Value: expected 1 to 5 for IM, 0 to 7 for LV", v[B]);
    if (is(v[C], "Y") || is(v[D], "Y")) return s->reject(s, "Recommend Suppress, Not Relevant: expected N", v[C]);
    sg_text skill = id_of(v[NAME], id);
    if (!level) {
        memcpy(st->role, v[CODE].at, v[CODE].len);
        memcpy(st->skill, id, skill.len);
        st->skill[skill.len] = '\0';
        st->importance = value;
        return 0;
    }
    if (!is(skill, st->skill) || memcmp(st->role, v[CODE].at, v[CODE].len) != 0)
        return s->reject(s, "Scale ID: expected LV just after IM of the same element", v[NAME]);
    if (st->importance < st->importance_min) return 0;
    ended = emit_skill(s, skill, v[NAME], "concept");
    return ended ? ended
                 : sg_emit_requirement(s, &(sg_requirement){.role = v[CODE],
                                                            .skill = skill,
                                                            .source = source,
                                                            .importance = st->importance,
                                                            .level = value});
}

static const struct {
    const char *field; /* of the header that tells it */
    const sg_column *columns;
    size_t n;
    sg_row_fn row;
} tables[] = {{"\tExample\t", technology, sizeof technology / sizeof *technology, technology_row},
              {"\tAlternate Title\t", alternate, sizeof alternate / sizeof *alternate, alternate_row},
              {"\tElement Name\tScale ID\t", element, sizeof element / sizeof *element, element_row},
              {"\tTitle\tDescription", occupation, sizeof occupation / sizeof *occupation, occupation_row}};
enum { TABLES = sizeof tables / sizeof *tables };

/* Which table a file holds, or TABLES. */
static size_t table_of(const char *head, size_t size)
{
    static const char first[] = "O*NET-SOC Code\t";
    if (size >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0) head += 3, size -= 3;
    const char *end = size ? memchr(head, '\n', size) : NULL;
    if (end) size = (size_t)(end - head);
    if (size < sizeof first || memcmp(head, first, sizeof first - 1) != 0) return TABLES;
    for (size_t t = 0; t < TABLES; t++)
        for (size_t i = 0, len = strlen(tables[t].field); i + len <= size; i++)
            if (memcmp(head + i, tables[t].field, len) == 0) return t;
    return TABLES;
}

static int run(const sg_services *s)
{
    sg_text head, least = {s->option(s, "importance"), strlen(s->option(s, "importance"))};
    sg_dialect dialect = {.size = sizeof dialect, .delimiter = '\t'};
    state st = {.soc = s->option(s, "soc")};
    if (s->to_number(s, least, &st.importance_min)) st.importance_min = 3;
    if (s->size < offsetof(sg_services, head) + sizeof s->head || s->head(s, &head)) return 1;
    size_t t = table_of(head.at, head.len);
    if (t == TABLES) t = 0; /* the service then says which columns are missing */
    return s->csv(s, &dialect, tables[t].columns, tables[t].n, tables[t].row, &st);
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    return table_of(head, size) < TABLES ? 90 : 0;
}

static const sg_option options[] = {
    {"soc", "read only occupations whose O*NET-SOC code begins so: 15 for computer occupations", ""},
    {"importance", "of Skills and Knowledge: the least importance that counts, 1 to 5", "3"}};

SG_EXPORT const sg_plugin sg_plugin_entry = {
    .abi = SG_PLUGIN_ABI,
    .size = sizeof(sg_plugin),
    .kind = SG_KIND_TAXONOMY,
    .parts = 0,
    .id = "taxonomy_onet",
    .version = "1.0",
    .summary = "O*NET's occupations, titles, technology skills, skills and knowledge, from its text files",
    .licence = "CC BY 4.0, US Department of Labor/Employment and Training Administration",
    .homepage = "https://www.onetcenter.org/database.html",
    .options = options,
    .n_options = sizeof options / sizeof *options,
    .probe = probe,
    .run = run,
};
