/* postings_lever: a company's board on Lever, as its public API gives it:
 * https://api.lever.co/v0/postings/SITE?mode=json (or api.eu.lever.co), or one posting of it.
 *
 * 1. Rows are the elements of the outermost list, or an outermost object itself. id and text, the title, are needed.
 * 2. The employer is not in the file: option `company`.
 * 3. createdAt: milliseconds since 1970 (UTC). Another text is rejected; absent, the day is unknown.
 * 4. The place is all of categories.allLocations, else categories.location; a single one is followed by the country's
 *    code, where the file gives it.
 * 5. workplaceType: remote, hybrid (partly), on-site or onsite; "unspecified" and others are unknown.
 * 6. body: the description, then each list with its heading (that is where the requirements are), then what is
 *    additional; each as HTML, or as plain text where that alone is given.
 * 7. salaryRange: min, max and currency as stated; interval per-year-salary, per-month-salary, per-week-salary,
 *    per-day-wage, per-hour-wage, others are not read. Without it, salaryDescriptionPlain is pay as written.
 */
#include "skillgap/plugin.h"

#include <stdio.h>

enum { ID, URL, TITLE, CREATED, PLACE, COUNTRY, WORKPLACE, BODY, LO, HI, CURRENCY, INTERVAL, PAY, N };
static const sg_column columns[N] = {
    [ID] = {"id", SG_COLUMN_NEEDED},
    [URL] = {"hostedUrl|applyUrl", 0},
    [TITLE] = {"text", SG_COLUMN_NEEDED},
    [CREATED] = {"createdAt", 0},
    [PLACE] = {"categories.allLocations[]|categories.location", 0},
    [COUNTRY] = {"country", 0},
    [WORKPLACE] = {"workplaceType", 0},
    [BODY] = {"(description|descriptionPlain,lists[].(text,content),additional|additionalPlain)", 0},
    [LO] = {"salaryRange.min", 0},
    [HI] = {"salaryRange.max", 0},
    [CURRENCY] = {"salaryRange.currency", 0},
    [INTERVAL] = {"salaryRange.interval", 0},
    [PAY] = {"salaryDescriptionPlain", 0}};

static int is(sg_text text, const char *word)
{
    return text.len == strlen(word) && memcmp(text.at, word, text.len) == 0;
}

/* 3. */
static int read_day(const sg_services *s, sg_text text, int32_t *day)
{
    double ms;
    if (!text.len) return *day = SG_DAY_ABSENT, 0;
    if (s->to_number(s, text, &ms) || ms < 0 || ms > 1e13) return 1;
    *day = (int32_t)(ms / 86400000);
    return 0;
}

static int amount(const sg_services *s, sg_text text, double *out)
{
    return text.len && (s->to_number(s, text, out) || *out < 0);
}

/* ISO 4217, as far as its form goes. */
static int is_code(sg_text text)
{
    size_t i = 0;
    while (i < text.len && text.at[i] >= 'A' && text.at[i] <= 'Z') i++;
    return i == 3 && text.len == 3;
}

/* 7. */
static uint8_t period(sg_text interval)
{
    if (is(interval, "per-hour-wage")) return SG_PERIOD_HOUR;
    if (is(interval, "per-day-wage")) return SG_PERIOD_DAY;
    if (is(interval, "per-week-salary")) return SG_PERIOD_WEEK;
    if (is(interval, "per-month-salary")) return SG_PERIOD_MONTH;
    return is(interval, "per-year-salary") ? SG_PERIOD_YEAR : SG_PERIOD_NONE;
}

/* 5. */
static uint8_t remote(sg_text type)
{
    if (is(type, "remote")) return SG_YES;
    if (is(type, "hybrid")) return SG_PARTLY;
    return is(type, "on-site") || is(type, "onsite") ? SG_NO : SG_UNKNOWN;
}

static int row(const sg_services *s, void *state, const sg_text *v)
{
    (void)state;
    const char *company = s->option(s, "company");
    char place[200];
    sg_posting p = {.id = v[ID],
                    .url = v[URL],
                    .employer = {*company ? company : NULL, strlen(company)},
                    .title = v[TITLE],
                    .place = v[PLACE],
                    .pay = v[PAY],
                    .body = v[BODY],
                    .remote = remote(v[WORKPLACE])};
    if (!p.id.len || !p.title.len) return s->reject(s, "id and text: expected texts", v[TITLE]);
    if (read_day(s, v[CREATED], &p.day)) return s->reject(s, "createdAt: expected milliseconds since 1970", v[CREATED]);
    if (amount(s, v[LO], &p.pay_lo)) return s->reject(s, "salaryRange.min: expected a number, 0 or more", v[LO]);
    if (amount(s, v[HI], &p.pay_hi)) return s->reject(s, "salaryRange.max: expected a number, 0 or more", v[HI]);
    if (p.pay_hi > 0 && p.pay_hi < p.pay_lo) return s->reject(s, "salaryRange.max: expected min or more", v[HI]);
    if (v[CURRENCY].len && !is_code(v[CURRENCY]))
        return s->reject(s, "salaryRange.currency: expected three capitals", v[CURRENCY]);
    if (p.pay_lo > 0 || p.pay_hi > 0) p.currency = v[CURRENCY], p.period = period(v[INTERVAL]);
    if (v[COUNTRY].len == 2 && v[PLACE].len && v[PLACE].len < 190 && !memchr(v[PLACE].at, '\n', v[PLACE].len)) {
        snprintf(place, sizeof place, "%.*s, %.2s", (int)v[PLACE].len, v[PLACE].at, v[COUNTRY].at);
        p.place = (sg_text){place, strlen(place)};
    }
    int result = sg_emit_posting(s, &p);
    if (!result && !p.employer.len)
        result = s->remark(s, "employer: the file does not name it; --set company=NAME does", v[URL]);
    return result;
}

static int run(const sg_services *s)
{
    static const sg_json_shape shape = {.size = sizeof shape, .items = "[]|."};
    return s->json(s, &shape, columns, N, row, NULL);
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    return sg_head_holds(head, size, "\"hostedUrl\"") ||
                   (sg_head_holds(head, size, "\"descriptionPlain\"") && sg_head_holds(head, size, "\"categories\""))
               ? 90
               : 0;
}

static const sg_option options[] = {{"company", "the employer, as the file does not name it", ""}};

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_POSTINGS,
                                             .id = "postings_lever",
                                             .version = "1.0",
                                             .summary = "A company's board on Lever, its API's JSON",
                                             .licence = "the postings belong to their authors",
                                             .homepage = "https://github.com/lever/postings-api",
                                             .options = options,
                                             .n_options = sizeof options / sizeof *options,
                                             .probe = probe,
                                             .run = run};
