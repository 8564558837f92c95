/* salary_template: the smallest complete importer of pay. `skillgap plugin new salary NAME` writes it under your name;
 * change the column map after your source, then
 *
 *     skillgap plugin check ./salary_template.so salary_template.csv
 *
 * Input: CSV with a header. Columns, in any order, names without case:
 *   1. role         needed  a role of skillgap, "data-engineer" (skillgap data roles lists them)
 *   2. region       needed  "DE/berlin", "US/austin", "GB" (skillgap data regions)
 *   3. date         needed  YYYY-MM
 *   4. currency     needed  ISO 4217; never guessed
 *   5. p25, p50, p75        base pay a year; p50 needed
 *   6. level, n             a level, else all; how many people were asked
 * A row that lacks what is needed, or whose percentiles do not rise, is rejected, and the run goes on.
 *
 * Sample:
 *     role,region,date,currency,p25,p50,p75,level,n
 *     data-engineer,DE/berlin,2026-10,EUR,68000,76000,85000,senior,41
 *     data-engineer,DE/berlin,2026-10,EUR,52000,58000,64000,mid,57
 */
#include "skillgap/plugin.h"

/* 1. What is read: the values come in this order. '|' separates names that mean the same. */
enum { ROLE, REGION, DATE, CURRENCY, P25, P50, P75, LEVEL, COUNT, N_COLUMNS };
static const sg_column columns[N_COLUMNS] = {[ROLE] = {"role", SG_COLUMN_NEEDED},
                                             [REGION] = {"region", SG_COLUMN_NEEDED},
                                             [DATE] = {"date", SG_COLUMN_NEEDED},
                                             [CURRENCY] = {"currency", SG_COLUMN_NEEDED},
                                             [P25] = {"p25", 0},
                                             [P50] = {"p50|median", SG_COLUMN_NEEDED},
                                             [P75] = {"p75", 0},
                                             [LEVEL] = {"level", 0},
                                             [COUNT] = {"n|respondents", 0}};

/* A number that may be missing: 0 is put then. Non-zero: it is there and is none. */
static int number(const sg_services *s, sg_text text, double *out)
{
    *out = 0;
    return text.len && (s->to_number(s, text, out) || *out < 0);
}

/* 2. A row into a record. What the row does not say stays absent: never guess. */
static int read_row(const sg_services *s, void *state, const sg_text *value)
{
    (void)state;
    int32_t month;
    sg_band band = {.source = {"Example survey", 14}, /* your source, as reports are to name it */
                    .kind = {"survey", 6},            /* or official, posted */
                    .role = value[ROLE],
                    .region = value[REGION],
                    .date = value[DATE],
                    .currency = value[CURRENCY],
                    .component = {"base", 4}, /* or total: what your source says */
                    .period = {"year", 4},
                    .level = value[LEVEL].len ? value[LEVEL] : (sg_text){"all", 3},
                    .n_kind = {"rows", 4}};
    if (!band.role.len) return s->reject(s, "role: a text was expected", band.role);
    if (!band.region.len) return s->reject(s, "region: a text was expected", band.region);
    if (s->to_month(s, band.date, &month)) return s->reject(s, "date: expected YYYY-MM", band.date);
    if (band.currency.len != 3) return s->reject(s, "currency: expected three capitals", band.currency);
    if (number(s, value[COUNT], &band.n)) return s->reject(s, "n: expected a number, 0 or more", value[COUNT]);
    double last = 0;
    for (int i = 1; i <= 3; i++) { /* p25, p50, p75: pct[0] would be p10 */
        if (number(s, value[P25 + i - 1], &band.pct[i]))
            return s->reject(s, "p25 to p75: expected a number, 0 or more", value[P25 + i - 1]);
        if (band.pct[i] > 0 && band.pct[i] < last)
            return s->reject(s, "p25 to p75: expected a rising order", value[P25 + i - 1]);
        if (band.pct[i] > 0) last = band.pct[i], band.has |= 1u << i;
    }
    if (!(band.has & SG_HAS_P50)) return s->reject(s, "p50: expected a number above 0", value[P50]);
    return sg_emit_band(s, &band);
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
    int ours = sg_head_has(head, size, "role") && sg_head_has(head, size, "region") &&
               sg_head_has(head, size, "currency") && sg_head_has(head, size, "p50|median");
    return ours ? 40 : 0;
}

/* 5. The one thing that is exported. */
SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_SALARY,
                                             .parts = 1,
                                             .id = "salary_template",
                                             .version = "1.0",
                                             .summary = "Pay in a plain CSV file: role, region, date, p25 to p75",
                                             .licence = "as the source states",
                                             .homepage = "https://example.org/salary_template",
                                             .probe = probe,
                                             .run = run};
