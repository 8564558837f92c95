/* postings_ashby: a company's board on Ashby, as its public API gives it:
 * https://api.ashbyhq.com/posting-api/job-board/BOARD?includeCompensation=true.
 *
 * 1. Rows are the elements of "jobs". id and title are needed. A job that is not listed (isListed false) is rejected.
 * 2. The employer is not in the file: option `company`.
 * 3. publishedAt: YYYY-MM-DD with a time. Another text is rejected; absent, the day is unknown.
 * 4. The place is location, its address, then the secondary locations, a line each.
 * 5. workplaceType (Remote, Hybrid, OnSite) before isRemote, which is true of hybrid jobs too.
 * 6. Pay is the summary's component of type Salary; equity, bonus and commission are none. interval: "1 YEAR",
 *    "1 MONTH", "1 WEEK", "1 DAY", "1 HOUR"; others are not read. Where there is no single component, the summary's
 *    text is pay as written. None where shouldDisplayCompensationOnJobPostings is false.
 */
#include "skillgap/plugin.h"

enum { ID, URL, TITLE, PUBLISHED, LISTED, PLACE, WORKPLACE, REMOTE, BODY, SHOWN, LO, HI, CURRENCY, INTERVAL, PAY, N };
#define SALARY "compensation.summaryComponents[compensationType=Salary]."
static const sg_column columns[N] = {
    [ID] = {"id", SG_COLUMN_NEEDED},
    [URL] = {"jobUrl|applyUrl", 0},
    [TITLE] = {"title", SG_COLUMN_NEEDED},
    [PUBLISHED] = {"publishedAt", 0},
    [LISTED] = {"isListed", 0},
    [PLACE] = {"(location,address.postalAddress.(addressLocality, addressRegion, addressCountry),"
               "secondaryLocations[].location)",
               0},
    [WORKPLACE] = {"workplaceType", 0},
    [REMOTE] = {"isRemote", 0},
    [BODY] = {"descriptionHtml|descriptionPlain", 0},
    [SHOWN] = {"shouldDisplayCompensationOnJobPostings", 0},
    [LO] = {SALARY "minValue", 0},
    [HI] = {SALARY "maxValue", 0},
    [CURRENCY] = {SALARY "currencyCode", 0},
    [INTERVAL] = {SALARY "interval", 0},
    [PAY] = {"compensation.(scrapeableCompensationSalarySummary|compensationTierSummary)", 0}};

static int is(sg_text text, const char *word)
{
    return text.len == strlen(word) && memcmp(text.at, word, text.len) == 0;
}

static uint8_t remote(const sg_text *v)
{
    if (is(v[WORKPLACE], "Remote")) return SG_YES;
    if (is(v[WORKPLACE], "Hybrid")) return SG_PARTLY;
    if (is(v[WORKPLACE], "OnSite") || is(v[WORKPLACE], "On-site")) return SG_NO;
    return is(v[REMOTE], "true") ? SG_YES : is(v[REMOTE], "false") ? SG_NO : SG_UNKNOWN;
}

static uint8_t period(sg_text interval)
{
    static const char *const names[] = {"", "1 HOUR", "1 DAY", "1 WEEK", "1 MONTH", "1 YEAR"};
    for (uint8_t i = SG_PERIOD_HOUR; i <= SG_PERIOD_YEAR; i++)
        if (is(interval, names[i])) return i;
    return SG_PERIOD_NONE;
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

static int several(sg_text text)
{
    return text.len && memchr(text.at, '\n', text.len) != NULL;
}

/* 6. What is wrong with it, and the value found; or NULL. */
static const char *read_pay(const sg_services *s, const sg_text *v, sg_posting *p, sg_text *found)
{
    if (is(v[SHOWN], "false")) return NULL;
    p->pay = v[PAY];
    if (several(v[LO]) || several(v[HI]) || several(v[INTERVAL])) return NULL;
    if (amount(s, *found = v[LO], &p->pay_lo)) return "minValue: expected a number, 0 or more";
    if (amount(s, *found = v[HI], &p->pay_hi)) return "maxValue: expected a number, 0 or more";
    if (p->pay_hi > 0 && p->pay_hi < p->pay_lo) return "maxValue: expected minValue or more";
    *found = v[CURRENCY];
    if (found->len && !is_code(*found)) return "currencyCode: expected three capitals";
    if (p->pay_lo > 0 || p->pay_hi > 0) p->currency = v[CURRENCY], p->period = period(v[INTERVAL]);
    return NULL;
}

static int row(const sg_services *s, void *state, const sg_text *v)
{
    (void)state;
    const char *company = s->option(s, "company");
    sg_posting p = {.id = v[ID],
                    .url = v[URL],
                    .employer = {*company ? company : NULL, strlen(company)},
                    .title = v[TITLE],
                    .place = v[PLACE],
                    .body = v[BODY],
                    .day = SG_DAY_ABSENT,
                    .remote = remote(v)};
    if (is(v[LISTED], "false")) return s->reject(s, "isListed: expected true", v[LISTED]);
    if (!p.id.len || !p.title.len) return s->reject(s, "id and title: expected texts", v[TITLE]);
    if (v[PUBLISHED].len && s->to_day(s, v[PUBLISHED], &p.day))
        return s->reject(s, "publishedAt: expected YYYY-MM-DD", v[PUBLISHED]);
    sg_text found = {NULL, 0};
    const char *wrong = read_pay(s, v, &p, &found);
    if (wrong) return s->reject(s, wrong, found);
    int result = sg_emit_posting(s, &p);
    if (!result && !p.employer.len)
        result = s->remark(s, "employer: the file does not name it; --set company=NAME does", v[URL]);
    return result;
}

static int run(const sg_services *s)
{
    static const sg_json_shape shape = {.size = sizeof shape, .items = "jobs[]"};
    return s->json(s, &shape, columns, N, row, NULL);
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    return sg_head_holds(head, size, "\"jobs\"") && sg_head_holds(head, size, "\"jobUrl\"") ? 90 : 0;
}

static const sg_option options[] = {{"company", "the employer, as the file does not name it", ""}};

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_POSTINGS,
                                             .id = "postings_ashby",
                                             .version = "1.0",
                                             .summary = "A company's board on Ashby, its API's JSON",
                                             .licence = "the postings belong to their authors",
                                             .homepage = "https://developers.ashbyhq.com/docs/public-job-posting-api",
                                             .options = options,
                                             .n_options = sizeof options / sizeof *options,
                                             .probe = probe,
                                             .run = run};
