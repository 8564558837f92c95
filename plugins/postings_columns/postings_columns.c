/* postings_columns: postings in any CSV file, by the names of its columns.
 *
 * 1. Options say which column gives which field of a posting, how the file is written, and what no column says. Names
 *    of columns match without case. A column that is named and not there ends the run, as does an option's value that
 *    is none, or naming neither title, body nor skills.
 * 2. Several columns are named as A|B. Those of body are joined by line ends, those of skills as lists, those of place
 *    by a comma, one that only repeats left out; of other fields, the first that says something stands.
 * 3. A cell that is empty, or NA, n/a, NaN, null, None, nil, -, -- or ?, says nothing.
 * 4. Dates: 2026-11-03 (also with / . or nothing between, and a time behind), 3.11.2026, "Nov 3, 2026", "3 November
 *    2026" are read as they stand. Of 3/11/2026, option days tells the order; with days=epoch a number is seconds, or
 *    milliseconds, since 1970. "3 days ago" is counted from option scraped. A month without a day is its first day, and
 *    a row without any date is of the day of `scraped`: both are remarked. A row without a day is rejected.
 * 5. Amounts: as words.h says. What is no amount, a period that is not known, or amounts in the wrong order, is
 *    remarked, and the row has no such pay. Options period and currency stand for all rows, where a row's own cell says
 *    nothing; without them both are unknown. Of an amount for two weeks, half is a week's.
 * 6. A row with neither title, body nor skills is rejected. Without an id, one is made from address, title, employer,
 *    place, date and body.
 * 7. Guessing (guess.c) proposes all of this; it is never done unasked, so probe knows no file.
 */
#include "columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 64, NAMES_MAX = 8192, ROW_ID_SIZE = 20 };

typedef struct plan {
    sg_column columns[COLUMNS_MAX];
    size_t n_columns;
    int of[COL_FIELDS][COLUMNS_MAX]; /* indices into columns */
    size_t n_of[COL_FIELDS];
    char names[NAMES_MAX]; /* of the columns, each ended by NUL */
    size_t names_used;
    col_days days;
    int32_t scraped;
    char decimal, separator;
    uint8_t period;
    sg_text currency;
    char *room; /* joined texts of a row, one behind the other */
    size_t capacity, used;
} plan;

/* ---- the plan ---- */

/* Index of the column of this name, added when new; -1: too many. */
static int column_of(plan *p, sg_text name)
{
    for (size_t i = 0; i < p->n_columns; i++)
        if (col_is(name, p->columns[i].name)) return (int)i;
    if (p->n_columns == COLUMNS_MAX || name.len >= NAMES_MAX - p->names_used) return -1;
    char *kept = p->names + p->names_used;
    memcpy(kept, name.at, name.len);
    kept[name.len] = '\0';
    p->names_used += name.len + 1;
    p->columns[p->n_columns] = (sg_column){kept, SG_COLUMN_NEEDED};
    return (int)p->n_columns++;
}

static int plan_columns(const sg_services *s, plan *p)
{
    for (size_t field = 0; field < COL_FIELDS; field++) {
        sg_text option = col_option(s, col_options[field].name), rest = option, name;
        while (rest.len && col_split(&rest, '|', &name)) {
            name = col_trim(name);
            int column = name.len ? column_of(p, name) : -1;
            if (column < 0 || p->n_of[field] == COLUMNS_MAX)
                return s->refuse(s, "an option that names columns: expected NAME, or NAMES parted by |", option);
            p->of[field][p->n_of[field]++] = column;
        }
    }
    if (p->n_of[COL_TITLE] || p->n_of[COL_BODY] || p->n_of[COL_SKILLS]) return 0;
    return s->refuse(s, "no column is named: set title, body or skills (skillgap import --guess FILE proposes all)",
                     (sg_text){NULL, 0});
}

static int plan_values(const sg_services *s, plan *p)
{
    int told, halves;
    sg_text period = col_option(s, "period"), separator = col_option(s, "skills_separator");
    p->currency = col_option(s, "currency");
    if (col_read_days(s, &p->days, &told) || col_read_scraped(s, &p->scraped) || col_read_decimal(s, &p->decimal))
        return 1;
    if (!p->n_of[COL_DATE] && p->scraped == SG_DAY_ABSENT)
        return s->refuse(s,
                         "postings without a day cannot be counted by month: set date to a column, or scraped to the "
                         "day on which all were collected",
                         (sg_text){NULL, 0});
    p->period = col_period_read(period, &halves);
    if (period.len && (p->period == SG_PERIOD_NONE || halves))
        return s->refuse(s, "option period: expected hour, day, week, month or year", period);
    if (p->currency.len && !col_is_code(p->currency))
        return s->refuse(s, "option currency: expected a code as EUR", p->currency);
    p->separator = col_is(separator, "newline") ? '\n' : separator.len == 1 ? separator.at[0] : '\0';
    if (!separator.len) p->separator = ',';
    if (!p->separator) return s->refuse(s, "option skills_separator: expected one character, or newline", separator);
    return 0;
}

/* ---- cells ---- */

/* The i-th cell of a field; absent where it says nothing. */
static sg_text cell(const plan *p, const sg_text *v, col_field field, size_t i)
{
    sg_text text = col_trim(v[p->of[field][i]]);
    return col_is_missing(text) ? (sg_text){NULL, 0} : text;
}

/* The first cell of a field that says something. */
static sg_text first(const plan *p, const sg_text *v, col_field field)
{
    sg_text text = {NULL, 0};
    for (size_t i = 0; i < p->n_of[field] && !text.at; i++) text = cell(p, v, field, i);
    return text;
}

static int make_room(plan *p, const sg_text *v)
{
    size_t need = 16;
    for (size_t field = 0; field < COL_FIELDS; field++)
        for (size_t i = 0; i < p->n_of[field]; i++) need += v[p->of[field][i]].len + 2;
    p->used = 0;
    if (need <= p->capacity) return 0;
    char *grown = realloc(p->room, need * 2);
    if (!grown) return 1;
    p->room = grown;
    p->capacity = need * 2;
    return 0;
}

static int ends_in(const char *at, size_t len, sg_text end)
{
    return len >= end.len && memcmp(at + len - end.len, end.at, end.len) == 0;
}

/* Requirement 2: the field's cells joined; borrows one cell, or the row's room. */
static sg_text joined(plan *p, const sg_text *v, col_field field, const char *between)
{
    if (p->n_of[field] <= 1) return first(p, v, field);
    sg_text out = {p->room + p->used, 0};
    size_t gap = strlen(between);
    for (size_t i = 0; i < p->n_of[field]; i++) {
        sg_text text = cell(p, v, field, i);
        if (!text.len || (field == COL_PLACE && ends_in(out.at, out.len, text))) continue;
        char *to = p->room + p->used + out.len;
        if (out.len) memcpy(to, between, gap), to += gap;
        memcpy(to, text.at, text.len);
        out.len = (size_t)(to - out.at) + text.len;
    }
    p->used += out.len;
    return out.len ? out : (sg_text){NULL, 0};
}

/* The cells' items, each on a line, without the brackets and quotes of a list as Python writes it. */
static sg_text list_of(plan *p, const sg_text *v)
{
    sg_text out = {p->room + p->used, 0};
    for (size_t i = 0; i < p->n_of[COL_SKILLS]; i++) {
        sg_text rest = cell(p, v, COL_SKILLS, i), item;
        while (rest.len && col_split(&rest, p->separator, &item)) {
            while (item.len && strchr(" \t\r\n[]{}'\"", item.at[0])) item.at++, item.len--;
            while (item.len && strchr(" \t\r\n[]{}'\"", item.at[item.len - 1])) item.len--;
            if (!item.len) continue;
            if (out.len) p->room[p->used + out.len++] = '\n';
            memcpy(p->room + p->used + out.len, item.at, item.len);
            out.len += item.len;
        }
    }
    p->used += out.len;
    return out.len ? out : (sg_text){NULL, 0};
}

/* ---- a row ---- */

/* Remarks of a row, told once it is sure to be kept. */
typedef struct remarks {
    struct {
        const char *reason;
        sg_text found;
    } at[8];
    size_t n;
} remarks;

static void remark(remarks *r, const char *reason, sg_text found)
{
    r->at[r->n].reason = reason;
    r->at[r->n++].found = found;
}

/* Requirement 4: why the row has no day, or NULL. */
static const char *read_day(const plan *p, sg_text text, remarks *r, int32_t *day)
{
    static const char *const expected[] = {
        [COL_DAYS_PLAIN] = "date: expected 2026-11-03, 3.11.2026 or Nov 3, 2026; option days tells of other forms",
        [COL_DAYS_DMY] = "date: expected day/month/year",
        [COL_DAYS_MDY] = "date: expected month/day/year",
        [COL_DAYS_EPOCH] = "date: expected seconds or milliseconds since 1970"};
    if (!text.len) {
        *day = p->scraped;
        if (*day == SG_DAY_ABSENT) return "date: none is given";
        if (p->n_of[COL_DATE]) remark(r, "date: none is given: taken as the day of collection", text);
        return NULL;
    }
    col_day_kind kind = col_day_read(text, p->days, p->scraped, day);
    if (kind == COL_DAY_AGO && *day == SG_DAY_ABSENT)
        return "date: counted from the day of collection, which option scraped tells";
    if (*day == SG_DAY_ABSENT) return expected[p->days];
    if (kind == COL_DAY_MONTH) remark(r, "date: a month without a day: taken as its first", text);
    return NULL;
}

static double read_amount(const plan *p, sg_text text, const char *wrong, remarks *r)
{
    double amount = 0;
    if (!text.len) return 0;
    if (col_number_read(text, p->decimal, &amount) == 0) return amount;
    remark(r, wrong, text);
    return 0;
}

/* Requirement 5. */
static void read_pay(const plan *p, const sg_text *v, remarks *r, sg_posting *out)
{
    sg_text lo = first(p, v, COL_PAY_LO), hi = first(p, v, COL_PAY_HI), period = first(p, v, COL_PAY_PERIOD),
            currency = first(p, v, COL_PAY_CURRENCY);
    int halves = 0;
    out->pay = first(p, v, COL_PAY);
    out->pay_lo = read_amount(p, lo, "pay_lo: no amount: taken as not stated", r);
    out->pay_hi = read_amount(p, hi, "pay_hi: no amount: taken as not stated", r);
    if (out->pay_hi > 0 && out->pay_hi < out->pay_lo) {
        remark(r, "pay_hi: less than pay_lo: the pay is taken as not stated", hi);
        out->pay_lo = out->pay_hi = 0;
    }
    out->period = period.len ? col_period_read(period, &halves) : p->period;
    if (halves) out->pay_lo /= 2, out->pay_hi /= 2;
    if (period.len && out->period == SG_PERIOD_NONE) remark(r, "pay_period: not known: taken as not stated", period);
    if (currency.len && !col_is_code(currency)) {
        remark(r, "pay_currency: no code as EUR: taken as not stated", currency);
        currency.len = 0;
    }
    if (out->pay_lo > 0 || out->pay_hi > 0 || out->pay.len)
        out->currency = currency.len ? currency : p->currency.len ? p->currency : (sg_text){NULL, 0};
}

/* Requirement 6. FNV-1a (Fowler, Noll, Vo) of the texts, each with its end. */
static void make_id(const sg_posting *p, sg_text date, char out[static ROW_ID_SIZE])
{
    const sg_text of[] = {p->url, p->title, p->employer, p->place, date, p->body, p->skills};
    uint64_t hash = 14695981039346656037u;
    for (size_t k = 0; k < sizeof of / sizeof *of; k++)
        for (size_t i = 0; i <= of[k].len; i++)
            hash = (hash ^ (i < of[k].len ? (unsigned char)of[k].at[i] : 0u)) * 1099511628211u;
    snprintf(out, ROW_ID_SIZE, "%016llx", (unsigned long long)hash);
}

static int row(const sg_services *s, void *self, const sg_text *v)
{
    plan *p = self;
    char id[ROW_ID_SIZE];
    remarks r = {.n = 0};
    sg_text date = first(p, v, COL_DATE);
    if (make_room(p, v)) return 1;
    sg_posting out = {.id = first(p, v, COL_ID),
                      .url = first(p, v, COL_URL),
                      .title = first(p, v, COL_TITLE),
                      .employer = first(p, v, COL_EMPLOYER),
                      .place = joined(p, v, COL_PLACE, ", "),
                      .level = first(p, v, COL_LEVEL),
                      .body = joined(p, v, COL_BODY, "\n"),
                      .skills = list_of(p, v),
                      .remote = col_remote_read(first(p, v, COL_REMOTE))};
    const char *wrong = read_day(p, date, &r, &out.day);
    if (wrong) return s->reject(s, wrong, date);
    if (!out.title.len && !out.body.len && !out.skills.len)
        return s->reject(s, "row: expected a title, a text or skills", (sg_text){NULL, 0});
    read_pay(p, v, &r, &out);
    if (!out.id.len) {
        make_id(&out, date, id);
        out.id = (sg_text){id, strlen(id)};
    }
    for (size_t i = 0; i < r.n; i++)
        if (s->remark(s, r.at[i].reason, r.at[i].found)) return 1;
    return sg_emit_posting(s, &out);
}

static int run(const sg_services *s)
{
    static plan p;
    sg_dialect dialect;
    p = (plan){.n_columns = 0};
    if (plan_columns(s, &p) || col_read_dialect(s, &dialect) || plan_values(s, &p)) return 1;
    int result = s->csv(s, &dialect, p.columns, p.n_columns, row, &p);
    free(p.room);
    return result;
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)head, (void)size, (void)name;
    return 0;
}

SG_EXPORT const sg_plugin sg_plugin_entry = {
    .abi = SG_PLUGIN_ABI,
    .size = sizeof(sg_plugin),
    .kind = SG_KIND_POSTINGS,
    .parts = 1,
    .id = "postings_columns",
    .version = "1.0",
    .summary = "Any CSV file, by its columns: skillgap import --guess FILE proposes which",
    .licence = "as the source states",
    .homepage = "https://www.rfc-editor.org/rfc/rfc4180",
    .options = col_options,
    .n_options = COL_OPTIONS,
    .probe = probe,
    .run = run,
    .guess = col_guess};
