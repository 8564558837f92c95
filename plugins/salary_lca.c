/* salary_lca: what employers offer in applications for H-1B workers, as the US Department of Labor discloses them
 * (LCA disclosure data, a workbook a quarter), read into bands by occupation, place and wage level.
 *
 * 1. Columns by the names of FY2020 and later, or those of earlier years: CASE_STATUS, VISA_CLASS, DECISION_DATE,
 *    SOC_CODE, SOC_TITLE, FULL_TIME_POSITION, WORKSITE_CITY, WORKSITE_STATE, WAGE_RATE_OF_PAY_FROM,
 *    WAGE_UNIT_OF_PAY, PW_WAGE_LEVEL. No other column is asked for: names, addresses and telephone numbers are never
 *    looked at.
 * 2. Counted are applications that are certified, of class H-1B and full time; others are rejected.
 * 3. Pay is the least that is offered, made yearly: an hour × 2,080, a week × 52, two weeks × 26, a month × 12. A
 *    row is rejected whose pay is no amount, or is no pay for full time: under the federal minimum of 7.25 an hour,
 *    or over 5 million a year, as when a yearly amount is given for an hour.
 * 4. A band needs 30 applications. There is one for each occupation and wage level, and for all levels together, in
 *    each city, state, and the US; where a city has fewer, the state's tells, which is of all its cities; then that
 *    of the US.
 * 5. Percentiles are of applications, one each, whatever the positions that it is for, with linear interpolation
 *    (Hyndman and Fan 1996, type 7). n counts applications.
 * 6. The date is the mean month of decision; the note has the first and the last.
 * 7. Codes are those of O*NET-SOC as written ("15-1299.08"; ".00" is left out). The file does not say of which
 *    revision.
 */
#include "skillgap/plugin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STATUS, CLASS, DECIDED, SOC, SOC_TITLE, FULL_TIME, CITY, STATE, PAY, UNIT, LEVEL, COLUMNS };
static const sg_column columns[COLUMNS] = {
    {"CASE_STATUS|STATUS", SG_COLUMN_NEEDED},
    {"VISA_CLASS", SG_COLUMN_NEEDED},
    {"DECISION_DATE|LCA_CASE_DECISION_DATE", SG_COLUMN_NEEDED},
    {"SOC_CODE|LCA_CASE_SOC_CODE", SG_COLUMN_NEEDED},
    {"SOC_TITLE|SOC_NAME|LCA_CASE_SOC_NAME", SG_COLUMN_NEEDED},
    {"FULL_TIME_POSITION|FULL_TIME_POS", 0},
    {"WORKSITE_CITY|WORKSITE_CITY_1|LCA_CASE_WORKLOC1_CITY", SG_COLUMN_NEEDED},
    {"WORKSITE_STATE|WORKSITE_STATE_1|LCA_CASE_WORKLOC1_STATE", SG_COLUMN_NEEDED},
    {"WAGE_RATE_OF_PAY_FROM|WAGE_RATE_OF_PAY_FROM_1|WAGE_RATE_OF_PAY|LCA_CASE_WAGE_RATE_FROM|WAGE_RATE_1",
     SG_COLUMN_NEEDED},
    {"WAGE_UNIT_OF_PAY|WAGE_UNIT_OF_PAY_1|LCA_CASE_WAGE_RATE_UNIT|RATE_PER_1", SG_COLUMN_NEEDED},
    {"PW_WAGE_LEVEL|PW_WAGE_LEVEL_1", 0}};

enum { N_MIN = 30, LEVELS = 5, ITEMS_MAX = 20000000, PLACE_SIZE = 64, NOTE_SIZE = 200, MONTH_SIZE = 16 };
#define WAGE_MIN (7.25 * 2080)
#define WAGE_MAX 5e6
static const char *const level_names[LEVELS] = {"all", "wage-level:I", "wage-level:II", "wage-level:III",
                                                "wage-level:IV"};

/* An application, as far as it counts. Texts are kept once: those of equal text are one. */
typedef struct item {
    const char *soc, *title, *city, *state;
    double wage;
    int level; /* 1 … 4; 0: not stated */
} item;

typedef struct lca {
    item *items;
    size_t n, room;
    char **texts; /* by hash; NULL: free */
    size_t n_texts, slots;
    double *wages; /* of the group at hand */
    double months; /* of decision, since 1970-01, summed */
    int32_t first, last;
    char date[MONTH_SIZE], span[2 * MONTH_SIZE + 4];
} lca;

/* ---- texts ---- */

static size_t hash_of(const char *at, size_t len)
{
    uint64_t hash = 1469598103934665603u; /* FNV-1a */
    for (size_t i = 0; i < len; i++) hash = (hash ^ (unsigned char)at[i]) * 1099511628211u;
    return (size_t)hash;
}

static int widen(lca *x)
{
    size_t slots = x->slots ? x->slots * 2 : 1024;
    char **texts = calloc(slots, sizeof *texts);
    if (!texts) return -1;
    for (size_t i = 0; i < x->slots; i++) {
        size_t at = x->texts[i] ? hash_of(x->texts[i], strlen(x->texts[i])) & (slots - 1) : 0;
        while (x->texts[i] && texts[at]) at = (at + 1) & (slots - 1);
        if (x->texts[i]) texts[at] = x->texts[i];
    }
    free(x->texts);
    x->texts = texts;
    x->slots = slots;
    return 0;
}

/* The one copy of this text, or NULL without memory. */
static const char *keep(lca *x, sg_text text)
{
    if (x->n_texts * 2 >= x->slots && widen(x) != 0) return NULL;
    size_t at = hash_of(text.at, text.len) & (x->slots - 1);
    for (; x->texts[at]; at = (at + 1) & (x->slots - 1))
        if (strncmp(x->texts[at], text.at, text.len) == 0 && !x->texts[at][text.len]) return x->texts[at];
    char *copy = malloc(text.len + 1);
    if (!copy) return NULL;
    memcpy(copy, text.at, text.len);
    copy[text.len] = '\0';
    x->n_texts++;
    return x->texts[at] = copy;
}

static void release(lca *x)
{
    for (size_t i = 0; i < x->slots; i++) free(x->texts[i]);
    free(x->texts);
    free(x->items);
    free(x->wages);
}

static sg_text text(const char *at)
{
    return (sg_text){at, strlen(at)};
}

/* ---- rows ---- */

static int is(sg_text a, const char *b)
{
    if (a.len != strlen(b)) return 0;
    for (size_t i = 0; i < a.len; i++)
        if ((a.at[i] >= 'a' && a.at[i] <= 'z' ? a.at[i] - 32 : a.at[i]) != b[i]) return 0;
    return 1;
}

/* "SAN FRANCISCO " and "San Francisco" are one: "San Francisco". */
static void tidy_city(sg_text city, char out[static PLACE_SIZE])
{
    size_t len = 0, room = PLACE_SIZE - 1;
    if (city.len > room)
        for (city.len = room; (city.at[city.len] & 0xC0) == 0x80;) city.len--; /* no half characters */
    for (size_t i = 0; i < city.len; i++) {
        unsigned char c = (unsigned char)city.at[i];
        int starts = !len || strchr(" -.'(/", out[len - 1]) != NULL;
        if (c == ',') break; /* "Austin, Texas" */
        if (c <= ' ' && (!len || out[len - 1] == ' ')) continue;
        if (c >= 'A' && c <= 'Z' && !starts) c = (unsigned char)(c + 32);
        if (c >= 'a' && c <= 'z' && starts) c = (unsigned char)(c - 32);
        out[len++] = (char)(c < ' ' ? ' ' : c);
    }
    while (len && out[len - 1] == ' ') len--;
    out[len] = '\0';
}

/* 3: "120000", "$120,000.00", and of "60000 - 70000" the first. 0 when it is an amount. */
static int read_wage(const sg_services *s, sg_text from, sg_text unit, double *out)
{
    static const struct {
        const char *name;
        double year;
    } units[] = {{"YEAR", 1}, {"YR", 1},         {"HOUR", 2080}, {"HR", 2080},  {"WEEK", 52},
                 {"WK", 52},  {"BI-WEEKLY", 26}, {"BI", 26},     {"MONTH", 12}, {"MTH", 12}};
    char plain[32];
    size_t len = 0, i = 0;
    for (size_t k = 0; k < from.len && from.at[k] != ' ' && len < sizeof plain; k++)
        if (from.at[k] != ',' && from.at[k] != '$') plain[len++] = from.at[k];
    if (s->to_number(s, (sg_text){plain, len}, out)) return -1;
    while (i < sizeof units / sizeof *units && !is(unit, units[i].name)) i++;
    if (i == sizeof units / sizeof *units) return -1;
    *out *= units[i].year;
    return 0;
}

/* Month of YYYY-MM-DD, or of M/D/YYYY as spreadsheets save it. */
static int read_month(const sg_services *s, sg_text from, int32_t *out)
{
    unsigned month, date, year;
    int32_t day;
    char plain[32], iso[40];
    if (s->to_day(s, from, &day) == 0) return s->to_month(s, from, out);
    snprintf(plain, sizeof plain, "%.*s", (int)(from.len < 31 ? from.len : 31), from.at ? from.at : "");
    if (sscanf(plain, "%2u/%2u/%4u", &month, &date, &year) != 3) return -1;
    snprintf(iso, sizeof iso, "%04u-%02u-%02u", year, month, date);
    return s->to_day(s, text(iso), &day) || s->to_month(s, text(iso), out);
}

/* "II", "Level II" */
static int level_of(sg_text from)
{
    static const char *const names[LEVELS] = {"", "I", "II", "III", "IV"};
    if (from.len > 6 && is((sg_text){from.at, 6}, "LEVEL ")) from.at += 6, from.len -= 6;
    for (int i = 1; i < LEVELS; i++)
        if (is(from, names[i])) return i;
    return 0;
}

static int add(const sg_services *s, lca *x, const item *it, int32_t month)
{
    if (!it->soc || !it->title || !it->city || !it->state)
        return s->refuse(s, "no memory for so many applications", (sg_text){NULL, 0});
    if (x->n == x->room) {
        size_t room = x->room ? x->room * 2 : 4096;
        item *items = x->n < ITEMS_MAX ? realloc(x->items, room * sizeof *items) : NULL;
        if (!items) return s->refuse(s, "no memory for so many applications", (sg_text){NULL, 0});
        x->items = items;
        x->room = room;
    }
    if (!x->n || month < x->first) x->first = month;
    if (!x->n || month > x->last) x->last = month;
    x->months += month;
    x->items[x->n++] = *it;
    return 0;
}

static int row(const sg_services *s, void *state, const sg_text *v)
{
    lca *x = state;
    char city[PLACE_SIZE];
    int32_t month;
    sg_text soc = v[SOC];
    if (!is(v[STATUS], "CERTIFIED")) return s->reject(s, "CASE_STATUS: expected Certified", v[STATUS]); /* 2 */
    if (!is(v[CLASS], "H-1B")) return s->reject(s, "VISA_CLASS: expected H-1B", v[CLASS]);
    if (v[FULL_TIME].len && !is(v[FULL_TIME], "Y")) return s->reject(s, "FULL_TIME_POSITION: expected Y", v[FULL_TIME]);
    if (soc.len > 7 && is((sg_text){soc.at + 7, soc.len - 7}, ".00")) soc.len = 7; /* 7 */
    if ((soc.len != 7 && soc.len != 10) || soc.at[2] != '-')
        return s->reject(s, "SOC_CODE: expected a code as 15-1252 or 15-1299.08", v[SOC]);
    tidy_city(v[CITY], city);
    if (!city[0]) return s->reject(s, "WORKSITE_CITY: expected a name", v[CITY]);
    if (v[STATE].len != 2) return s->reject(s, "WORKSITE_STATE: expected two letters", v[STATE]);
    if (read_month(s, v[DECIDED], &month) != 0)
        return s->reject(s, "DECISION_DATE: expected YYYY-MM-DD or M/D/YYYY", v[DECIDED]);
    item it = {.soc = keep(x, soc),
               .title = keep(x, v[SOC_TITLE].at ? v[SOC_TITLE] : text("")),
               .city = keep(x, text(city)),
               .state = keep(x, v[STATE]),
               .level = level_of(v[LEVEL])};
    if (read_wage(s, v[PAY], v[UNIT], &it.wage) != 0) /* 3 */
        return s->reject(s,
                         "WAGE_RATE_OF_PAY_FROM: expected an amount, and a unit (Year, Hour, Week, Bi-Weekly, Month)",
                         v[PAY].len ? v[PAY] : v[UNIT]);
    if (it.wage < WAGE_MIN || it.wage > WAGE_MAX)
        return s->reject(s, "WAGE_RATE_OF_PAY_FROM: expected 15,080 to 5,000,000 a year", v[PAY]);
    return add(s, x, &it, month);
}

/* ---- bands ---- */

enum { CITY_WIDE, STATE_WIDE, US_WIDE }; /* how wide a place is */

/* Equal texts are one text, so only different ones are compared. */
static int order(const char *a, const char *b)
{
    return a == b ? 0 : strcmp(a, b);
}

static int by_place(const item *a, const item *b, int width)
{
    int o = order(a->soc, b->soc);
    if (!o && width <= STATE_WIDE) o = order(a->state, b->state);
    return !o && width == CITY_WIDE ? order(a->city, b->city) : o;
}

static int by_level(const item *a, const item *b, int width)
{
    int o = by_place(a, b, width);
    if (!o) o = a->level - b->level;
    return o ? o : order(a->title, b->title);
}

static int by_city(const void *a, const void *b)
{
    return by_level(a, b, CITY_WIDE);
}

static int by_state(const void *a, const void *b)
{
    return by_level(a, b, STATE_WIDE);
}

static int by_occupation(const void *a, const void *b)
{
    return by_level(a, b, US_WIDE);
}

static int by_wage(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* 5 */
static void percentiles(double *wages, size_t n, sg_band *b)
{
    static const double at[5] = {.1, .25, .5, .75, .9};
    double sum = 0;
    qsort(wages, n, sizeof *wages, by_wage);
    for (size_t i = 0; i < n; i++) sum += wages[i];
    for (size_t i = 0; i < 5; i++) {
        double h = at[i] * (double)(n - 1);
        size_t k = (size_t)h;
        double next = k + 1 < n ? wages[k + 1] : wages[k];
        b->pct[i] = wages[k] + (h - (double)k) * (next - wages[k]);
    }
    b->mean = sum / (double)n;
    b->n = (double)n;
    b->has = SG_HAS_P10 | SG_HAS_P25 | SG_HAS_P50 | SG_HAS_P75 | SG_HAS_P90 | SG_HAS_MEAN;
}

/* The band of n applications, when there are enough. level 0: all. */
static int emit(const sg_services *s, lca *x, const item *items, size_t n, int level, int width)
{
    static const char *const of[] = {"", "; all cities of the state", "; all states"};
    char note[NOTE_SIZE], place[PLACE_SIZE + 8], region[8];
    if (n < N_MIN) return 0; /* 4 */
    for (size_t i = 0; i < n; i++) x->wages[i] = items[i].wage;
    snprintf(note, sizeof note,
             "lowest pay offered in certified H-1B applications decided %s, made yearly by 2,080 hours%s", x->span,
             of[width]);
    snprintf(place, sizeof place, "%s, %s", items->city, items->state);
    snprintf(region, sizeof region, "US-%s", items->state);
    sg_band b = {.source = text("US DOL H-1B LCA"),
                 .kind = text("posted"),
                 .scheme = text("SOC"),
                 .occupation = text(items->soc),
                 .title = text(items->title),
                 .level = text(level_names[level]),
                 .date = text(x->date),
                 .component = text("base"),
                 .period = text("year"),
                 .currency = text("USD"),
                 .n_kind = text("applications"),
                 .licence = text("US government work"),
                 .note = text(note)};
    if (width == CITY_WIDE)
        b.place = text(place);
    else
        b.region = text(width == STATE_WIDE ? region : "US");
    percentiles(x->wages, n, &b);
    return sg_emit_band(s, &b);
}

/* All bands of one width: of each place those of all levels together, then each level's. */
static int emit_all(const sg_services *s, lca *x, int width)
{
    static int (*const orders[])(const void *, const void *) = {by_city, by_state, by_occupation};
    qsort(x->items, x->n, sizeof *x->items, orders[width]);
    for (size_t i = 0, end; i < x->n; i = end) {
        for (end = i + 1; end < x->n && by_place(&x->items[i], &x->items[end], width) == 0;) end++;
        int status = emit(s, x, x->items + i, end - i, 0, width);
        for (size_t k = i, next; k < end && !status; k = next) {
            for (next = k + 1; next < end && x->items[k].level == x->items[next].level;) next++;
            if (x->items[k].level) status = emit(s, x, x->items + k, next - k, x->items[k].level, width);
        }
        if (status) return status;
    }
    return 0;
}

static void month_format(int32_t month, char out[static MONTH_SIZE])
{
    snprintf(out, MONTH_SIZE, "%04u-%02u", 1970 + (unsigned)month / 12, (unsigned)month % 12 + 1);
}

static int run(const sg_services *s)
{
    lca x = {0};
    char first[MONTH_SIZE], last[MONTH_SIZE];
    int status = s->csv(s, NULL, columns, COLUMNS, row, &x);
    if (!status && x.n && !(x.wages = malloc(x.n * sizeof *x.wages)))
        status = s->refuse(s, "no memory for so many applications", (sg_text){NULL, 0});
    if (!status && x.n) { /* 6 */
        month_format(x.first, first);
        month_format(x.last, last);
        month_format((int32_t)(x.months / (double)x.n), x.date);
        snprintf(x.span, sizeof x.span, "%s to %s", first, last);
    }
    for (int width = CITY_WIDE; width <= US_WIDE && !status && x.n; width++) status = emit_all(s, &x, width);
    release(&x);
    return status;
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    const char *end = memchr(head, '\n', size);
    char line[8192];
    size_t len = end ? (size_t)(end - head) : size;
    snprintf(line, sizeof line, "%.*s", (int)(len < sizeof line ? len : sizeof line - 1), head);
    return strstr(line, "VISA_CLASS") && (strstr(line, "WAGE_RATE") || strstr(line, "WAGE_UNIT")) ? 95 : 0;
}

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_SALARY,
                                             .parts = 0, /* bands are of all rows */
                                             .id = "salary_lca",
                                             .version = "1.0",
                                             .summary =
                                                 "Pay offered in US H-1B applications, DOL disclosure workbook or CSV",
                                             .licence = "US government work",
                                             .homepage = "https://www.dol.gov/agencies/eta/foreign-labor/performance",
                                             .probe = probe,
                                             .run = run};
