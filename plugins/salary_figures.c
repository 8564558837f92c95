/* salary_figures: skillgap's own table of dated figures: price parities, exchange rates, wage indexes, inflation,
 * hours worked, facts about moves.
 *
 * 1. Columns, in any order: kind, key, region, date, value, unit, n, source, licence, note.
 *    kind, key, date, value, unit and source are needed.
 * 2. An empty field is unknown; an empty n is 0.
 * 3. A row is rejected that lacks what is needed, or has a date that is not YYYY, YYYY-MM or YYYY-MM-DD, a value that
 *    is no number, or an n below 0.
 */
#include "skillgap/plugin.h"

#include <string.h>

enum { KIND, KEY, REGION, DATE, VALUE, UNIT, N_OF, SOURCE, LICENCE, NOTE, N };
static const sg_column columns[N] = {{"kind", SG_COLUMN_NEEDED},
                                     {"key", SG_COLUMN_NEEDED},
                                     {"region", 0},
                                     {"date", SG_COLUMN_NEEDED},
                                     {"value", SG_COLUMN_NEEDED},
                                     {"unit", SG_COLUMN_NEEDED},
                                     {"n", 0},
                                     {"source", SG_COLUMN_NEEDED},
                                     {"licence", 0},
                                     {"note", 0}};

/* YYYY, YYYY-MM or YYYY-MM-DD. */
static int is_date(const sg_services *s, sg_text text)
{
    int32_t time;
    double year;
    if (text.len == 4) return s->to_number(s, text, &year) == 0 && year >= 1900 && year < 2200;
    return (text.len == 7 && s->to_month(s, text, &time) == 0) || (text.len == 10 && s->to_day(s, text, &time) == 0);
}

static int row(const sg_services *s, void *state, const sg_text *v)
{
    (void)state;
    sg_figure f = {.kind = v[KIND],
                   .key = v[KEY],
                   .region = v[REGION],
                   .date = v[DATE],
                   .unit = v[UNIT],
                   .source = v[SOURCE],
                   .licence = v[LICENCE],
                   .note = v[NOTE]};
    if (!f.kind.len) return s->reject(s, "kind: expected a text", f.kind);
    if (!f.key.len) return s->reject(s, "key: expected a text", f.key);
    if (!f.unit.len) return s->reject(s, "unit: expected a text", f.unit);
    if (!f.source.len) return s->reject(s, "source: expected a text", f.source);
    if (!is_date(s, f.date)) return s->reject(s, "date: expected YYYY, YYYY-MM or YYYY-MM-DD", f.date);
    if (s->to_number(s, v[VALUE], &f.value)) return s->reject(s, "value: expected a number", v[VALUE]);
    if (v[N_OF].len && (s->to_number(s, v[N_OF], &f.n) || f.n < 0))
        return s->reject(s, "n: expected a number, 0 or more", v[N_OF]);
    return sg_emit_figure(s, &f);
}

static int run(const sg_services *s)
{
    return s->csv(s, NULL, columns, N, row, NULL);
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    static const char header[] = "kind,key,region,date,";
    return size >= sizeof header - 1 && memcmp(head, header, sizeof header - 1) == 0 ? 90 : 0;
}

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_SALARY,
                                             .parts = 1,
                                             .id = "salary_figures",
                                             .version = "1.0",
                                             .summary = "Dated figures: price parity, exchange rate, wage index, moves",
                                             .licence = "as each row states",
                                             .homepage = "datasets/README.md",
                                             .probe = probe,
                                             .run = run};
