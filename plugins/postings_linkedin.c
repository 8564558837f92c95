/* postings_linkedin: the Kaggle data set "LinkedIn Job Postings" (arshkon): postings.csv of 2023-2024, job_postings.csv
 * of 2023, and cut copies of them.
 *
 * 1. A file is told by job_id, title and one of formatted_experience_level, formatted_work_type; what parts the
 *    columns, by the header. A row without job_id or title is rejected. The address is job_posting_url, or made from
 *    job_id.
 * 2. Posted: original_listed_time, else listed_time: milliseconds since 1970, also as 1.713398E+12, of a day from 2000
 *    to 2099. Where both are empty or missing, option `scraped` gives the day of the collection; without it the row is
 *    rejected.
 * 3. Pay: min_salary and max_salary, else med_salary as both; numbers, 0 or more, in order. pay_period: HOURLY WEEKLY
 *    BIWEEKLY MONTHLY YEARLY; of two weeks, half is a week's. currency: three letters, kept beside an amount.
 *    compensation_type BASE_SALARY is base pay; any other is not told apart.
 * 4. remote_allowed: 1 is yes, 0 no, empty unknown. Level: formatted_experience_level as it is.
 * 5. body: description and, below it, skills_desc where there is one.
 * 6. The data set is about one month of postings: it shows no trend, which skillgap says of any file with so few
 *    months.
 */
#include "skillgap/plugin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ID,
    TITLE,
    EMPLOYER,
    PLACE,
    URL,
    POSTED,
    LISTED,
    LEVEL,
    REMOTE,
    LO,
    MID,
    HI,
    PERIOD,
    CURRENCY,
    COMPONENT,
    BODY,
    SKILLS,
    N
};
static const sg_column columns[N] = {{"job_id", SG_COLUMN_NEEDED},
                                     {"title", SG_COLUMN_NEEDED},
                                     {"company_name", 0},
                                     {"location", 0},
                                     {"job_posting_url", 0},
                                     {"original_listed_time", 0},
                                     {"listed_time", 0},
                                     {"formatted_experience_level", 0},
                                     {"remote_allowed", 0},
                                     {"min_salary", 0},
                                     {"med_salary", 0},
                                     {"max_salary", 0},
                                     {"pay_period", 0},
                                     {"currency", 0},
                                     {"compensation_type", 0},
                                     {"description", 0},
                                     {"skills_desc", 0}};

typedef struct state {
    int32_t scraped;
    char *body; /* description and skills_desc of a row */
    size_t capacity;
} state;

static int is(sg_text text, const char *word)
{
    return text.len == strlen(word) && (text.len == 0 || memcmp(text.at, word, text.len) == 0);
}

/* Requirement 2. */
static int posted(const sg_services *s, const state *st, const sg_text *v, int32_t *day)
{
    static const double day_ms = 86400000.0, first = 10957, end = 47482; /* 2000-01-01, 2100-01-01 */
    sg_text text = v[POSTED].len ? v[POSTED] : v[LISTED];
    double ms;
    if (!text.len) {
        *day = st->scraped;
        return st->scraped == SG_DAY_ABSENT;
    }
    if (s->to_number(s, text, &ms) || ms < first * day_ms || ms >= end * day_ms) return 1;
    *day = (int32_t)(ms / day_ms);
    return 0;
}

static int amount(const sg_services *s, sg_text text, double *out)
{
    return text.len != 0 && (s->to_number(s, text, out) != 0 || *out < 0);
}

static int period(sg_text text, sg_posting *p)
{
    static const char *const names[] = {"", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    for (uint8_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is(text, names[i])) return p->period = i, 0;
    if (!is(text, "BIWEEKLY")) return 1;
    p->period = SG_PERIOD_WEEK;
    p->pay_lo /= 2;
    p->pay_hi /= 2;
    return 0;
}

/* Requirement 3: what is wrong with the row's pay, or NULL; *found: where. */
static const char *read_pay(const sg_services *s, const sg_text *v, sg_posting *p, sg_text *found)
{
    double middle = 0;
    if (*found = v[LO], amount(s, v[LO], &p->pay_lo)) return "min_salary: expected a number, 0 or more";
    if (*found = v[MID], amount(s, v[MID], &middle)) return "med_salary: expected a number, 0 or more";
    if (*found = v[HI], amount(s, v[HI], &p->pay_hi)) return "max_salary: expected a number, 0 or more";
    if (p->pay_hi > 0 && p->pay_hi < p->pay_lo) return "max_salary: expected min_salary or more";
    if (p->pay_lo <= 0 && p->pay_hi <= 0) p->pay_lo = p->pay_hi = middle;
    if (*found = v[PERIOD], period(v[PERIOD], p))
        return "pay_period: expected HOURLY, DAILY, WEEKLY, BIWEEKLY, MONTHLY or YEARLY";
    if (*found = v[CURRENCY], v[CURRENCY].len && v[CURRENCY].len != 3) return "currency: expected three letters";
    if (p->pay_lo > 0 || p->pay_hi > 0) {
        p->currency = v[CURRENCY];
        if (is(v[COMPONENT], "BASE_SALARY")) p->component = SG_COMPONENT_BASE;
    }
    return NULL;
}

/* Requirement 5. Non-zero when memory ends. */
static int join(state *st, sg_text first, sg_text second, sg_text *out)
{
    *out = first.len ? first : second;
    if (!first.len || !second.len) return 0;
    size_t need = first.len + 1 + second.len;
    if (need > st->capacity) {
        char *grown = realloc(st->body, need * 2);
        if (!grown) return 1;
        st->body = grown;
        st->capacity = need * 2;
    }
    memcpy(st->body, first.at, first.len);
    st->body[first.len] = '\n';
    memcpy(st->body + first.len + 1, second.at, second.len);
    *out = (sg_text){st->body, need};
    return 0;
}

static int row(const sg_services *s, void *self, const sg_text *v)
{
    state *st = self;
    char url[128];
    sg_text found;
    sg_posting p = {.id = v[ID], .url = v[URL], .title = v[TITLE], .employer = v[EMPLOYER], .place = v[PLACE]};
    if (!v[ID].len || v[ID].len > 40) return s->reject(s, "job_id: expected 1 to 40 characters", v[ID]);
    if (!v[TITLE].len) return s->reject(s, "title: expected a text", v[TITLE]);
    if (posted(s, st, v, &p.day))
        return s->reject(s, "listed_time: expected milliseconds since 1970, or --set scraped=YYYY-MM-DD for all",
                         v[POSTED].len ? v[POSTED] : v[LISTED]);
    const char *wrong = read_pay(s, v, &p, &found);
    if (wrong) return s->reject(s, wrong, found);
    p.remote = is(v[REMOTE], "1") || is(v[REMOTE], "1.0")   ? SG_YES
               : is(v[REMOTE], "0") || is(v[REMOTE], "0.0") ? SG_NO
                                                            : SG_UNKNOWN;
    if (!p.url.len) {
        snprintf(url, sizeof url, "https://www.linkedin.com/jobs/view/%.*s", (int)v[ID].len, v[ID].at);
        p.url = (sg_text){url, strlen(url)};
    }
    p.level = v[LEVEL];
    if (join(st, v[BODY], v[SKILLS], &p.body)) return 1;
    return sg_emit_posting(s, &p);
}

static int run(const sg_services *s)
{
    state st = {.scraped = SG_DAY_ABSENT};
    const char *text = s->option(s, "scraped");
    sg_text scraped = {text, strlen(text)};
    if (scraped.len && s->to_day(s, scraped, &st.scraped))
        return s->refuse(s, "option scraped: expected YYYY-MM-DD", scraped);
    sg_text head;
    sg_dialect dialect = {.size = sizeof dialect};
    if (s->head(s, &head)) return 1;
    dialect.delimiter = sg_head_delimiter(head.at, head.len);
    int result = s->csv(s, &dialect, columns, N, row, &st);
    free(st.body);
    return result;
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    int ours = sg_head_has(head, size, "formatted_experience_level|formatted_work_type");
    return ours && sg_head_has(head, size, "job_id") && sg_head_has(head, size, "title") ? 90 : 0;
}

static const sg_option options[] = {
    {"scraped", "day of the collection, YYYY-MM-DD, for rows (or a whole file) without a time of listing", ""}};

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_POSTINGS,
                                             .parts = 1,
                                             .id = "postings_linkedin",
                                             .version = "1.0",
                                             .summary = "Kaggle's \"LinkedIn Job Postings\" 2023-2024 (postings.csv)",
                                             .licence = "the postings belong to their authors",
                                             .homepage =
                                                 "https://www.kaggle.com/datasets/arshkon/linkedin-job-postings",
                                             .options = options,
                                             .n_options = sizeof options / sizeof *options,
                                             .probe = probe,
                                             .run = run};
