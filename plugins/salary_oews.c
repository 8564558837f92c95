/* salary_oews: wages by occupation and area as the US Bureau of Labor Statistics gives them (Occupational Employment
 * and Wage Statistics), the workbook as downloaded or saved as CSV.
 *
 * 1. Needed columns: OCC_CODE, OCC_TITLE, O_GROUP, TOT_EMP, AREA, AREA_TITLE, AREA_TYPE, A_MEDIAN. Used where they
 *    are: PRIM_STATE, I_GROUP, A_MEAN, A_PCT10 … A_PCT90 and their hourly twins H_MEAN … H_PCT90. Others are left
 *    alone.
 * 2. Detailed occupations over all industries become bands: groups of occupations (O_GROUP not detailed) and single
 *    industries (I_GROUP not cross-industry) are rejected.
 * 3. "*" and "**" are not available, "~" is a share; "#" is at or above the survey's top code: unknown, and the note
 *    says so. Amounts may have thousands' commas. Anything else is rejected, as are percentiles that fall.
 * 4. Amounts are a year; where BLS gives hourly ones alone (actors, say), an hour.
 * 5. AREA_TYPE 1 is the US, 2 a state, 3 a territory; else AREA is the code of a statistical area, AREA_TITLE its
 *    name.
 * 6. The reference month, always May: of the option date=YYYY-MM, else of the file's name (national_M2024_dl.xlsx,
 *    oesm24nat.csv). The file itself does not say it: without either the run is refused.
 * 7. Occupations are of SOC 2018 from 2019 on, of SOC 2010 before. n is the estimated employment.
 */
#include "skillgap/plugin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OCC, TITLE, GROUP, EMPLOYED, AREA, AREA_TITLE, AREA_TYPE, STATE, INDUSTRIES, YEARLY, HOURLY = YEARLY + 6 };
enum { COLUMNS = HOURLY + 6, PARTS = 6 /* p10 … p90, mean: the order of SG_HAS_… */ };
static const sg_column columns[COLUMNS] = {{"OCC_CODE", SG_COLUMN_NEEDED},
                                           {"OCC_TITLE", SG_COLUMN_NEEDED},
                                           {"O_GROUP|OCC_GROUP", SG_COLUMN_NEEDED},
                                           {"TOT_EMP", SG_COLUMN_NEEDED},
                                           {"AREA", SG_COLUMN_NEEDED},
                                           {"AREA_TITLE|AREA_NAME", SG_COLUMN_NEEDED},
                                           {"AREA_TYPE", SG_COLUMN_NEEDED},
                                           {"PRIM_STATE", 0},
                                           {"I_GROUP", 0},
                                           {"A_PCT10", 0},
                                           {"A_PCT25", 0},
                                           {"A_MEDIAN", SG_COLUMN_NEEDED},
                                           {"A_PCT75", 0},
                                           {"A_PCT90", 0},
                                           {"A_MEAN", 0},
                                           {"H_PCT10", 0},
                                           {"H_PCT25", 0},
                                           {"H_MEDIAN", 0},
                                           {"H_PCT75", 0},
                                           {"H_PCT90", 0},
                                           {"H_MEAN", 0}};

typedef struct oews {
    char date[8];
    const char *scheme;
} oews;

static sg_text text(const char *at)
{
    return (sg_text){at, strlen(at)};
}

static int is(sg_text a, const char *b)
{
    return a.len == strlen(b) && memcmp(a.at, b, a.len) == 0;
}

typedef enum amount { KNOWN, UNKNOWN, TOP, WRONG } amount;

static amount read_amount(const sg_services *s, sg_text from, double *out)
{
    char plain[32];
    size_t len = 0;
    if (!from.len || is(from, "*") || is(from, "**") || is(from, "~")) return UNKNOWN;
    if (is(from, "#")) return TOP;
    for (size_t i = 0; i < from.len && len < sizeof plain; i++)
        if (from.at[i] != ',') plain[len++] = from.at[i];
    return s->to_number(s, (sg_text){plain, len}, out) == 0 && *out >= 0 ? KNOWN : WRONG;
}

/* The six amounts from this column on. 0, or what is wrong with them. */
static const char *read_pay(const sg_services *s, const sg_text *v, sg_band *b, char note[static 80], sg_text *found)
{
    static const char *const names[PARTS] = {"p10", "p25", "p50", "p75", "p90", "mean"};
    double last = 0;
    for (size_t i = 0; i < PARTS; i++) {
        double value = 0;
        amount what = read_amount(s, v[i], &value);
        *found = v[i];
        if (what == WRONG) return "A_PCT10 … A_MEAN: expected an amount, *, **, # or ~"; /* 3 */
        if (what == TOP) snprintf(note + strlen(note), 80 - strlen(note), "%s%s", *note ? ", " : "", names[i]);
        if (what != KNOWN || !(value > 0)) continue;
        if (i == PARTS - 1)
            b->mean = value;
        else if (value < last)
            return "A_PCT10 … A_PCT90: expected a rising order";
        else
            b->pct[i] = last = value;
        b->has |= 1u << i;
    }
    if (*note) snprintf(note + strlen(note), 80 - strlen(note), ": at or above the survey's top code");
    return NULL;
}

/* 5 */
static void read_area(const sg_text *v, sg_band *b, char code[static 8])
{
    sg_text area = v[AREA], state = v[STATE];
    if (is(v[AREA_TYPE], "1")) {
        b->region = text("US");
        return;
    }
    b->place = v[AREA_TITLE];
    b->region = area;
    while (b->region.len > 1 && b->region.at[0] == '0') b->region.at++, b->region.len--;
    if (state.len != 2 || !(is(v[AREA_TYPE], "2") || is(v[AREA_TYPE], "3"))) return;
    snprintf(code, 8, is(v[AREA_TYPE], "2") ? "US-%.2s" : "%.2s", state.at);
    b->region = text(code);
}

static int row(const sg_services *s, void *state, const sg_text *v)
{
    const oews *o = state;
    char note[80] = "", code[8];
    sg_text found;
    sg_band b = {.source = text("BLS OEWS"),
                 .kind = text("official"),
                 .scheme = text(o->scheme),
                 .occupation = v[OCC],
                 .title = v[TITLE],
                 .level = text("all"),
                 .date = text(o->date),
                 .component = text("base"),
                 .period = text("year"),
                 .currency = text("USD"),
                 .n_kind = text("headcount"),
                 .licence = text("US government work")};
    if (!is(v[GROUP], "detailed")) return s->reject(s, "O_GROUP: expected detailed", v[GROUP]); /* 2 */
    if (v[INDUSTRIES].len && !is(v[INDUSTRIES], "cross-industry"))
        return s->reject(s, "I_GROUP: expected cross-industry", v[INDUSTRIES]);
    if (v[OCC].len != 7 || v[OCC].at[2] != '-') return s->reject(s, "OCC_CODE: expected a code as 15-1252", v[OCC]);
    if (!v[AREA].len) return s->reject(s, "AREA: expected a code", v[AREA]);
    if (read_amount(s, v[EMPLOYED], &b.n) == WRONG)
        return s->reject(s, "TOT_EMP: expected a number or **", v[EMPLOYED]);
    const char *wrong = read_pay(s, v + YEARLY, &b, note, &found);
    if (!wrong && !b.has && !*note) { /* 4 */
        b.period = text("hour");
        wrong = read_pay(s, v + HOURLY, &b, note, &found);
    }
    if (wrong) return s->reject(s, wrong, found);
    if (!b.has) return s->reject(s, "A_PCT10 … A_MEAN: expected one at least", v[YEARLY + 2]);
    read_area(v, &b, code);
    if (*note) b.note = text(note);
    return sg_emit_band(s, &b);
}

/* 6: two digits of the year behind "_M20" or "oesm". */
static int year_of(const char *name)
{
    const char *at = strstr(name, "_M20");
    if (!at) at = strstr(name, "oesm");
    if (!at || at[4] < '0' || at[4] > '9' || at[5] < '0' || at[5] > '9') return 0;
    return 2000 + (at[4] - '0') * 10 + (at[5] - '0');
}

static int run(const sg_services *s)
{
    oews o = {.scheme = "SOC 2018"};
    const char *date = s->option(s, "date");
    int32_t month;
    int year = year_of(s->name(s));
    if (date) {
        if (strlen(date) != 7 || s->to_month(s, text(date), &month))
            return s->refuse(s, "option date: expected YYYY-MM", text(date));
        snprintf(o.date, sizeof o.date, "%s", date);
    } else if (year) {
        snprintf(o.date, sizeof o.date, "%d-05", year);
    } else {
        return s->refuse(s, "option date: expected the survey's month as YYYY-MM, which this file does not say",
                         (sg_text){NULL, 0});
    }
    if (strncmp(o.date, "2019", 4) < 0) o.scheme = "SOC 2010"; /* 7 */
    return s->csv(s, NULL, columns, COLUMNS, row, &o);
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    const char *end = memchr(head, '\n', size), *const words[] = {"OCC_CODE", "TOT_EMP", "A_MEDIAN"};
    size_t met = 0, len = end ? (size_t)(end - head) : size;
    char line[1024];
    snprintf(line, sizeof line, "%.*s", (int)(len < sizeof line ? len : sizeof line - 1), head);
    for (char *c = line; *c; c++)
        if (*c >= 'a' && *c <= 'z') *c = (char)(*c - 'a' + 'A');
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) met += strstr(line, words[i]) != NULL;
    return met == sizeof words / sizeof *words ? 95 : 0;
}

static const sg_option options[] = {
    {"date", "month that the wages are of, YYYY-MM; without it, May of the year in the file's name", NULL}};

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_SALARY,
                                             .parts = 1,
                                             .id = "salary_oews",
                                             .version = "1.0",
                                             .summary = "US wages by occupation and area, BLS OEWS workbook or CSV",
                                             .licence = "US government work",
                                             .homepage = "https://www.bls.gov/oes/tables.htm",
                                             .options = options,
                                             .n_options = sizeof options / sizeof *options,
                                             .probe = probe,
                                             .run = run};
