/* talent_github_topics: accounts that pushed to repositories with a topic, by quarter, from the GitHub Innovation
 * Graph (https://github.com/github/innovationgraph, data/topics.csv, CC0).
 *
 * 1. The published dialect: num_pushers, topic, iso2_code, year, quarter. A record an economy. The row of the EU
 *    repeats its members and makes no record.
 * 2. The shipped dialect: topic, year, quarter, economies, num_pushers, summed over a fixed panel of so many economies.
 *    Such a record's economy is "*".
 * 3. A file with both iso2_code and economies, or neither, has no such header.
 * 4. A row is rejected that has no topic, a year other than 2000 to 2100, a quarter other than 1 to 4, a number of
 *    people below 0, an economy that is not two letters, or a panel that is not 1 to 1000 economies.
 */
#include "skillgap/plugin.h"

#include <string.h>

enum { TOPIC, YEAR, QUARTER, PEOPLE, ECONOMY, N };

static int whole(const sg_services *s, sg_text text, int lo, int hi, int32_t *out)
{
    double number;
    if (s->to_number(s, text, &number) || number < lo || number > hi || number != (double)(int32_t)number) return 1;
    *out = (int32_t)number;
    return 0;
}

static int row(const sg_services *s, void *state, const sg_text *v)
{
    const int *panel = state;
    int32_t year, quarter;
    sg_talent t = {.name = v[TOPIC], .economy = {"*", 1}, .economies = 1};
    if (!t.name.len) return s->reject(s, "topic: expected a text", t.name);
    if (whole(s, v[YEAR], 2000, 2100, &year)) return s->reject(s, "year: expected 2000 to 2100", v[YEAR]);
    if (whole(s, v[QUARTER], 1, 4, &quarter)) return s->reject(s, "quarter: expected 1 to 4", v[QUARTER]);
    if (s->to_number(s, v[PEOPLE], &t.people) || t.people < 0)
        return s->reject(s, "num_pushers: expected a number, 0 or more", v[PEOPLE]);
    t.month = (year - 1970) * 12 + (quarter - 1) * 3;
    if (*panel) {
        if (whole(s, v[ECONOMY], 1, 1000, &t.economies))
            return s->reject(s, "economies: expected 1 to 1000", v[ECONOMY]);
        return sg_emit_talent(s, &t);
    }
    const char *code = v[ECONOMY].at;
    if (v[ECONOMY].len != 2 || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' || code[1] > 'Z')
        return s->reject(s, "iso2_code: expected two capital letters", v[ECONOMY]);
    if (memcmp(code, "EU", 2) == 0) return 0;
    t.economy = v[ECONOMY];
    return sg_emit_talent(s, &t);
}

/* The header's line holds this name. */
static int has(const char *head, size_t size, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 0; i + len <= size && head[i] != '\n' && head[i] != '\r'; i++)
        if (memcmp(head + i, name, len) == 0) return 1;
    return 0;
}

static int run(const sg_services *s)
{
    sg_text head;
    if (s->size < offsetof(sg_services, head) + sizeof s->head || s->head(s, &head)) return 1;
    int panel = has(head.at, head.len, "economies");
    sg_column columns[N] = {{"topic", SG_COLUMN_NEEDED},
                            {"year", SG_COLUMN_NEEDED},
                            {"quarter", SG_COLUMN_NEEDED},
                            {"num_pushers", SG_COLUMN_NEEDED},
                            {panel ? "economies" : "iso2_code", SG_COLUMN_NEEDED}};
    return s->csv(s, NULL, columns, N, row, &panel);
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    int fits = has(head, size, "num_pushers") && has(head, size, "topic") && has(head, size, "quarter");
    return fits && has(head, size, "iso2_code") != has(head, size, "economies") ? 90 : 0;
}

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_TALENT,
                                             .parts = 1,
                                             .id = "talent_github_topics",
                                             .version = "1.0",
                                             .summary =
                                                 "GitHub Innovation Graph: people who push to a topic, by quarter",
                                             .licence = "CC0-1.0",
                                             .homepage = "https://innovationgraph.github.com",
                                             .probe = probe,
                                             .run = run};
