/* postings_counts: published counts of postings that name a skill, long CSV: a row a month and skill.
 *
 * 1. Columns, in any order, parted by comma, semicolon, tab or bar: month or date (YYYY-MM or YYYY-MM-DD), total or
 *    postings, skill or term, count. All are needed.
 * 2. An empty count is unknown: the row makes no record. A count of 0 is one.
 * 3. A row is rejected that has no month or skill, or no total above 0, or a count that is no number from 0 to total.
 */
#include "skillgap/plugin.h"

#include <string.h>

enum { MONTH, TOTAL, SKILL, COUNT, N };
static const sg_column columns[N] = {{"month|date", SG_COLUMN_NEEDED},
                                     {"total|postings", SG_COLUMN_NEEDED},
                                     {"skill|term", SG_COLUMN_NEEDED},
                                     {"count", SG_COLUMN_NEEDED}};

static int row(const sg_services *s, void *state, const sg_text *v)
{
    (void)state;
    sg_count c = {.skill = v[SKILL]};
    if (s->to_month(s, v[MONTH], &c.month)) return s->reject(s, "month: expected YYYY-MM", v[MONTH]);
    if (!c.skill.len) return s->reject(s, "skill: expected a text", c.skill);
    if (s->to_number(s, v[TOTAL], &c.total) || c.total <= 0)
        return s->reject(s, "total: expected a number above 0", v[TOTAL]);
    if (!v[COUNT].len) return 0;
    if (s->to_number(s, v[COUNT], &c.count) || c.count < 0 || c.count > c.total)
        return s->reject(s, "count: expected a number from 0 to the month's total", v[COUNT]);
    return sg_emit_count(s, &c);
}

static int run(const sg_services *s)
{
    sg_text head;
    sg_dialect dialect = {.size = sizeof dialect};
    if (s->head(s, &head)) return 1;
    dialect.delimiter = sg_head_delimiter(head.at, head.len);
    return s->csv(s, &dialect, columns, N, row, NULL);
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    int all = 1;
    for (size_t i = 0; i < N; i++) all = all && sg_head_has(head, size, columns[i].name);
    return all ? 90 : 0;
}

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_POSTINGS,
                                             .parts = 1,
                                             .id = "postings_counts",
                                             .version = "1.0",
                                             .summary = "Published counts: postings that name a skill, by month",
                                             .licence = "as the source states",
                                             .homepage = "datasets/README.md",
                                             .probe = probe,
                                             .run = run};
