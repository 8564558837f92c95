/* postings_data_jobs: the data set "data_jobs" of Luke Barousse (Kaggle, Hugging Face): postings for data work, found
 * by Google's job search since 2023, without their texts.
 *
 * 1. A file is told by job_title_short and job_posted_date; what parts the columns, by the header. Title: job_title,
 *    else job_title_short; a row with neither is rejected, and one without job_posted_date (YYYY-MM-DD, with or without
 *    a time).
 * 2. Rows have no id: it is made from title, company_name, job_location, job_via and job_posted_date, so that one
 *    posting found by several searches is one.
 * 3. Place: job_location and, where that does not end in it, job_country; "Anywhere" is no place. job_work_from_home:
 *    True, False or empty.
 * 4. Pay: salary_year_avg, or salary_hour_avg where salary_rate is hour; the middle of what the posting states, so both
 *    ends. The data set states no currency: option `currency` gives it for who knows; else it is unknown.
 * 5. job_skills: a list as Python writes it, ['sql', 'c++']; empty, None and nan are none. Another text is rejected.
 */
#include "skillgap/plugin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT, TITLE, EMPLOYER, PLACE, COUNTRY, VIA, HOME, POSTED, RATE, YEAR, HOUR, SKILLS, N };
static const sg_column columns[N] = {
    {"job_title_short", 0}, {"job_title", 0},       {"company_name", 0},       {"job_location", 0},
    {"job_country", 0},     {"job_via", 0},         {"job_work_from_home", 0}, {"job_posted_date", SG_COLUMN_NEEDED},
    {"salary_rate", 0},     {"salary_year_avg", 0}, {"salary_hour_avg", 0},    {"job_skills", 0}};

typedef struct state {
    sg_text currency;
    char *room; /* the row's place and skills, one after the other */
    size_t capacity;
} state;

static int is(sg_text text, const char *word)
{
    return text.len == strlen(word) && (text.len == 0 || memcmp(text.at, word, text.len) == 0);
}

/* Requirement 2. FNV-1a (Fowler, Noll, Vo) of the texts, each with its end. */
static void make_id(const sg_text *v, char out[static 32])
{
    static const int of[] = {TITLE, SHORT, EMPLOYER, PLACE, VIA, POSTED};
    uint64_t hash = 14695981039346656037u;
    for (size_t k = 0; k < sizeof of / sizeof *of; k++)
        for (size_t i = 0; i <= v[of[k]].len; i++)
            hash = (hash ^ (i < v[of[k]].len ? (unsigned char)v[of[k]].at[i] : 0u)) * 1099511628211u;
    snprintf(out, 32, "%016llx", (unsigned long long)hash);
}

/* Requirement 5: the list's items, each on a line, into out, which is as long as the text. *n: its length. Non-zero: no
 * such list. */
static int read_list(sg_text text, char *out, size_t *n)
{
    size_t i = 1, end = text.len - 1;
    *n = 0;
    if (text.at[0] != '[' || text.at[end] != ']') return 1;
    while (i < end) {
        char quote = text.at[i++];
        if (quote == ' ' || quote == ',') continue;
        if (quote != '\'' && quote != '"') return 1;
        if (*n) out[(*n)++] = '\n';
        for (; i < end && text.at[i] != quote; i++) {
            if (text.at[i] == '\\' && i + 1 < end) i++;
            out[(*n)++] = text.at[i];
        }
        if (i == end) return 1;
        i++;
    }
    return 0;
}

/* Requirement 3, into out, which has room for both texts and 2 more. */
static size_t read_place(sg_text place, sg_text country, char *out)
{
    size_t n = is(place, "Anywhere") ? 0 : place.len;
    if (n) memcpy(out, place.at, n);
    if (!country.len || (n >= country.len && memcmp(out + n - country.len, country.at, country.len) == 0)) return n;
    if (n) memcpy(out + n, ", ", 2), n += 2;
    memcpy(out + n, country.at, country.len);
    return n + country.len;
}

static int make_room(state *st, const sg_text *v)
{
    size_t need = v[PLACE].len + v[COUNTRY].len + v[SKILLS].len + 2;
    if (need <= st->capacity) return 0;
    char *grown = realloc(st->room, need * 2);
    if (!grown) return 1;
    st->room = grown;
    st->capacity = need * 2;
    return 0;
}

/* Requirement 4: what is wrong with the pay, or NULL. */
static const char *read_pay(const sg_services *s, const state *st, const sg_text *v, sg_posting *p)
{
    int hourly = is(v[RATE], "hour");
    sg_text text = v[hourly ? HOUR : YEAR];
    if (!text.len) return NULL;
    if (s->to_number(s, text, &p->pay_lo) || p->pay_lo < 0)
        return hourly ? "salary_hour_avg: expected a number, 0 or more"
                      : "salary_year_avg: expected a number, 0 or more";
    p->pay_hi = p->pay_lo;
    p->period = hourly ? SG_PERIOD_HOUR : SG_PERIOD_YEAR;
    if (st->currency.len) p->currency = st->currency;
    return NULL;
}

static int row(const sg_services *s, void *self, const sg_text *v)
{
    state *st = self;
    char id[32];
    sg_text skills = v[SKILLS];
    sg_posting p = {.title = v[TITLE].len ? v[TITLE] : v[SHORT], .employer = v[EMPLOYER]};
    if (!p.title.len) return s->reject(s, "job_title: expected a text", p.title);
    if (s->to_day(s, v[POSTED], &p.day)) return s->reject(s, "job_posted_date: expected YYYY-MM-DD", v[POSTED]);
    const char *wrong = read_pay(s, st, v, &p);
    if (wrong) return s->reject(s, wrong, v[is(v[RATE], "hour") ? HOUR : YEAR]);
    if (make_room(st, v)) return 1;
    size_t place = read_place(v[PLACE], v[COUNTRY], st->room);
    if (place) p.place = (sg_text){st->room, place};
    if (skills.len && !is(skills, "None") && !is(skills, "nan")) {
        p.skills.at = st->room + place;
        if (read_list(skills, st->room + place, &p.skills.len))
            return s->reject(s, "job_skills: expected a list as ['sql', 'r']", skills);
    }
    make_id(v, id);
    p.id = (sg_text){id, strlen(id)};
    p.remote = is(v[HOME], "True") ? SG_YES : is(v[HOME], "False") ? SG_NO : SG_UNKNOWN;
    return sg_emit_posting(s, &p);
}

static int run(const sg_services *s)
{
    const char *currency = s->option(s, "currency");
    state st = {.currency = {currency, strlen(currency)}};
    if (st.currency.len && (st.currency.len != 3 || strspn(currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3))
        return s->refuse(s, "option currency: expected a code as USD", st.currency);
    sg_text head;
    sg_dialect dialect = {.size = sizeof dialect};
    if (s->head(s, &head)) return 1;
    dialect.delimiter = sg_head_delimiter(head.at, head.len);
    int result = s->csv(s, &dialect, columns, N, row, &st);
    free(st.room);
    return result;
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    return sg_head_has(head, size, "job_title_short") && sg_head_has(head, size, "job_posted_date") ? 95 : 0;
}

static const sg_option options[] = {{"currency", "currency of the pay, as USD, where you know it", ""}};

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_POSTINGS,
                                             .parts = 1,
                                             .id = "postings_data_jobs",
                                             .version = "1.0",
                                             .summary = "Luke Barousse's data_jobs: postings for data work since 2023",
                                             .licence = "as the source states",
                                             .homepage = "https://huggingface.co/datasets/lukebarousse/data_jobs",
                                             .options = options,
                                             .n_options = sizeof options / sizeof *options,
                                             .probe = probe,
                                             .run = run};
