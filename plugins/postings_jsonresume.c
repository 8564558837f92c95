/* postings_jsonresume: job descriptions in the schema of JSON Resume
 * (https://github.com/jsonresume/resume-schema, job-schema.json).
 *
 * 1. Rows are outermost objects, or the elements of an outermost list. title is needed.
 * 2. The id is the address: url, or meta.canonical; without one, a hash of title, company, place and date.
 * 3. date: YYYY-MM-DD; others are rejected; absent, the day is unknown.
 * 4. The place is city, region and country's code, else the address. remote: Full, Hybrid (partly), None.
 * 5. salary is pay as written; experience is the level as stated ("Senior").
 * 6. body: the description, responsibilities and qualifications. skills: names and keywords.
 */
#include "skillgap/plugin.h"

#include <stdio.h>

enum { URL, TITLE, COMPANY, DATE, PLACE, REMOTE, SALARY, LEVEL, BODY, SKILLS, N };
static const sg_column columns[N] = {[URL] = {"url|meta.canonical", 0},
                                     [TITLE] = {"title", SG_COLUMN_NEEDED},
                                     [COMPANY] = {"company|company.name", 0},
                                     [DATE] = {"date", 0},
                                     [PLACE] = {"location.(city, region, countryCode)|location.address|location", 0},
                                     [REMOTE] = {"remote", 0},
                                     [SALARY] = {"salary", 0},
                                     [LEVEL] = {"experience", 0},
                                     [BODY] = {"(description,responsibilities[],qualifications[])", 0},
                                     [SKILLS] = {"skills[].(name,keywords[])|skills[]", 0}};

static int is(sg_text text, const char *word)
{
    return text.len == strlen(word) && memcmp(text.at, word, text.len) == 0;
}

/* FNV-1a (Fowler, Noll, Vo 1991), 64 bits. */
static uint64_t hash(uint64_t sum, sg_text text)
{
    for (size_t i = 0; i < text.len; i++) sum = (sum ^ (unsigned char)text.at[i]) * 1099511628211u;
    return (sum ^ 0xFF) * 1099511628211u;
}

static int row(const sg_services *s, void *state, const sg_text *v)
{
    (void)state;
    char id[17];
    uint64_t sum = hash(hash(14695981039346656037u, v[TITLE]), v[COMPANY]);
    snprintf(id, sizeof id, "%016llx", (unsigned long long)hash(hash(sum, v[PLACE]), v[DATE]));
    sg_posting p = {.id = v[URL].len ? v[URL] : (sg_text){id, sizeof id - 1},
                    .url = v[URL],
                    .employer = v[COMPANY],
                    .title = v[TITLE],
                    .place = v[PLACE],
                    .level = v[LEVEL],
                    .pay = v[SALARY],
                    .body = v[BODY],
                    .skills = v[SKILLS],
                    .day = SG_DAY_ABSENT,
                    .remote = is(v[REMOTE], "Full")     ? SG_YES
                              : is(v[REMOTE], "Hybrid") ? SG_PARTLY
                              : is(v[REMOTE], "None")   ? SG_NO
                                                        : SG_UNKNOWN};
    if (!p.title.len) return s->reject(s, "title: expected a text", p.title);
    if (v[DATE].len && s->to_day(s, v[DATE], &p.day)) return s->reject(s, "date: expected YYYY-MM-DD", v[DATE]);
    return sg_emit_posting(s, &p);
}

static int run(const sg_services *s)
{
    static const sg_json_shape shape = {.size = sizeof shape, .items = "[]|."};
    return s->json(s, &shape, columns, N, row, NULL);
}

/* JSON-LD has these members too, and says what it is. */
static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    return sg_head_holds(head, size, "\"responsibilities\"") && sg_head_holds(head, size, "\"qualifications\"") &&
                   sg_head_holds(head, size, "\"title\"") && !sg_head_holds(head, size, "\"@type\"")
               ? 60
               : 0;
}

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_POSTINGS,
                                             .id = "postings_jsonresume",
                                             .version = "1.0",
                                             .summary = "Job descriptions in the schema of JSON Resume",
                                             .licence = "as the source states",
                                             .homepage = "https://github.com/jsonresume/resume-schema",
                                             .probe = probe,
                                             .run = run};
