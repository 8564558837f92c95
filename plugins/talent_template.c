/* talent_template: the smallest complete importer of people who practise skills. `skillgap plugin new talent NAME`
 * writes it under your name; change the column map after your source, then
 *
 *     skillgap plugin check ./talent_template.so talent_template.csv
 *
 * Input: CSV with a header. Columns, in any order, names without case:
 *   1. topic     needed  the skill, as the source names it
 *   2. month     needed  YYYY-MM, the first of a quarter
 *   3. people    needed  how many were seen practising it in that quarter
 *   4. economy           ISO 3166 code; else the row is of a fixed panel, "*", of so many economies as 5. says
 *   5. economies         1 where it is not stated
 * A row that lacks what is needed is rejected with the reason, and the run goes on.
 *
 * Sample:
 *     topic,month,people,economy
 *     kubernetes,2026-01,51200,US
 *     kubernetes,2026-04,52900,US
 */
#include "skillgap/plugin.h"

/* 1. What is read: the values come in this order. '|' separates names that mean the same. */
enum { TOPIC, MONTH, PEOPLE, ECONOMY, ECONOMIES, N_COLUMNS };
static const sg_column columns[N_COLUMNS] = {[TOPIC] = {"topic|skill", SG_COLUMN_NEEDED},
                                             [MONTH] = {"month|quarter", SG_COLUMN_NEEDED},
                                             [PEOPLE] = {"people", SG_COLUMN_NEEDED},
                                             [ECONOMY] = {"economy|country", 0},
                                             [ECONOMIES] = {"economies", 0}};

/* 2. A row into a record. What the row does not say stays absent: never guess. */
static int read_row(const sg_services *s, void *state, const sg_text *value)
{
    (void)state;
    double economies = 1;
    sg_talent talent = {.name = value[TOPIC], .economy = value[ECONOMY].len ? value[ECONOMY] : (sg_text){"*", 1}};
    if (!talent.name.len) return s->reject(s, "topic: a text was expected", talent.name);
    if (s->to_month(s, value[MONTH], &talent.month)) return s->reject(s, "month: expected YYYY-MM", value[MONTH]);
    if (s->to_number(s, value[PEOPLE], &talent.people) || talent.people < 0)
        return s->reject(s, "people: expected a number, 0 or more", value[PEOPLE]);
    if (value[ECONOMIES].len && (s->to_number(s, value[ECONOMIES], &economies) || economies < 1 || economies > 1000))
        return s->reject(s, "economies: expected 1 to 1000", value[ECONOMIES]);
    talent.economies = (int32_t)economies;
    return sg_emit_talent(s, &talent);
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
    return sg_head_has(head, size, "topic|skill") && sg_head_has(head, size, "people") ? 40 : 0;
}

/* 5. The one thing that is exported. */
SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_TALENT,
                                             .parts = 1,
                                             .id = "talent_template",
                                             .version = "1.0",
                                             .summary = "People who practise a skill, in a plain CSV file",
                                             .licence = "as the source states",
                                             .homepage = "https://example.org/talent_template",
                                             .probe = probe,
                                             .run = run};
