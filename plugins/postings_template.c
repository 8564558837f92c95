/* postings_template: the smallest complete importer of postings. `skillgap plugin new postings NAME` writes it under
 * your name; change the column map after your source, then
 *
 *     skillgap plugin check ./postings_template.so postings_template.csv
 *
 * Input: CSV with a header. Columns, in any order, names without case:
 *   1. id or url    needed  the posting's own, unique within the file
 *   2. date         needed  YYYY-MM-DD
 *   3. title        needed
 *   4. company, location, salary, description   may be missing
 * A row without an id, or with another date, is rejected with the reason, and the run goes on.
 *
 * Sample:
 *     id,date,title,company,location,salary,description
 *     1,2026-11-02,Senior data engineer,Example Works,"Berlin, Germany",EUR 80k-95k,Python and SQL; Kafka is a plus.
 *     2,2026-11-03,Site reliability engineer,Example Works,Remote,,Kubernetes and Terraform in production.
 */
#include "skillgap/plugin.h"

#include <string.h>

/* 1. What is read: the values come in this order. '|' separates names that mean the same. */
enum { ID, DATE, TITLE, COMPANY, LOCATION, SALARY, DESCRIPTION, N_COLUMNS };
static const sg_column columns[N_COLUMNS] = {
    [ID] = {"id|url", SG_COLUMN_NEEDED},    [DATE] = {"date|posted", SG_COLUMN_NEEDED},
    [TITLE] = {"title", SG_COLUMN_NEEDED},  [COMPANY] = {"company|employer", 0},
    [LOCATION] = {"location|place", 0},     [SALARY] = {"salary|pay", 0},
    [DESCRIPTION] = {"description|text", 0}};

/* 2. A row into a record. What the row does not say stays absent: never guess. */
static int read_row(const sg_services *s, void *state, const sg_text *value)
{
    (void)state;
    sg_posting posting = {.id = value[ID],
                          .title = value[TITLE],
                          .employer = value[COMPANY],
                          .place = value[LOCATION],
                          .pay = value[SALARY],
                          .body = value[DESCRIPTION]};
    if (!posting.id.len) return s->reject(s, "id: a text was expected", posting.id);
    if (s->to_day(s, value[DATE], &posting.day) != 0) return s->reject(s, "date: expected YYYY-MM-DD", value[DATE]);
    return sg_emit_posting(s, &posting);
}

/* 3. The run. Whatever a service returns is passed on. */
static int run(const sg_services *s)
{
    sg_dialect dialect = {.size = sizeof dialect, .delimiter = s->option(s, "delimiter")[0]};
    return s->csv(s, &dialect, columns, N_COLUMNS, read_row, NULL);
}

/* 4. Is this file one of ours? 0: no. 100: surely. */
static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    static const char header[] = "id,date,title";
    return size >= sizeof header - 1 && memcmp(head, header, sizeof header - 1) == 0 ? 40 : 0;
}

static const sg_option options[] = {{"delimiter", "the character between two fields", ","}};

/* 5. The one thing that is exported. */
SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_POSTINGS,
                                             .parts = 1,
                                             .id = "postings_template",
                                             .version = "1.0",
                                             .summary = "Postings in a plain CSV file: id, date, title, text",
                                             .licence = "as the source states",
                                             .homepage = "https://example.org/postings_template",
                                             .options = options,
                                             .n_options = sizeof options / sizeof *options,
                                             .probe = probe,
                                             .run = run};
