/* postings_greenhouse: a company's board on Greenhouse, as its public API gives it:
 * https://boards-api.greenhouse.io/v1/boards/BOARD/jobs?content=true, or one job of it.
 *
 * 1. Rows are the elements of "jobs", or an outermost object itself. id and title are needed.
 * 2. The employer is company_name; where a board does not give it, option `company`.
 * 3. The day is first_published. Boards of old have none: then it is updated_at, with a remark, as that day is known to
 *    be one on which the job was open, and no other is. Neither: the day is unknown.
 * 4. The place is location.name; where that is empty, the offices.
 * 5. content is HTML whose marks are entities, and whose entities are so once more (&lt;p&gt;R&amp;amp;D): skillgap
 *    reads it. A board saved without it has no skills to read, and is remarked.
 * 6. pay_input_ranges are in cents, one a place or more: from the least to the greatest of one currency; of several,
 *    none, with a remark. Their period is not stated; skillgap tells it by the sum, as in any text of pay.
 */
#include "skillgap/plugin.h"

#include <stdio.h>

enum { ID, URL, TITLE, COMPANY, PUBLISHED, UPDATED, PLACE, BODY, LO, HI, CURRENCY, N };
static const sg_column columns[N] = {[ID] = {"id", SG_COLUMN_NEEDED},
                                     [URL] = {"absolute_url", 0},
                                     [TITLE] = {"title", SG_COLUMN_NEEDED},
                                     [COMPANY] = {"company_name", 0},
                                     [PUBLISHED] = {"first_published", 0},
                                     [UPDATED] = {"updated_at", 0},
                                     [PLACE] = {"location.name|offices[].(location|name)", 0},
                                     [BODY] = {"content", 0},
                                     [LO] = {"pay_input_ranges[].min_cents", 0},
                                     [HI] = {"pay_input_ranges[].max_cents", 0},
                                     [CURRENCY] = {"pay_input_ranges[].currency_type", 0}};

/* Takes the first line off *rest. */
static sg_text line(sg_text *rest)
{
    const char *end = (const char *)memchr(rest->at, '\n', rest->len);
    sg_text first = {rest->at, end ? (size_t)(end - rest->at) : rest->len};
    *rest = (sg_text){first.at + first.len + (end != NULL), rest->len - first.len - (end != NULL)};
    return first;
}

/* The least (sign 1) or greatest (-1) amount of the lines. Non-zero: one is no amount. */
static int extreme(const sg_services *s, sg_text lines, double sign, double *out)
{
    double cents;
    for (*out = 0; lines.len;) {
        if (s->to_number(s, line(&lines), &cents) || cents < 0) return 1;
        if (cents > 0 && (*out == 0 || (cents - *out) * sign < 0)) *out = cents;
    }
    return 0;
}

/* Requirement 6. Writes "USD 120000 - 150000" into room. Non-zero: several currencies. */
static int read_pay(sg_text currency, double lo, double hi, char room[64], sg_text *pay)
{
    if (!currency.len) return 0;
    sg_text rest = currency, first = line(&rest);
    while (rest.len) {
        sg_text other = line(&rest);
        if (other.len != first.len || memcmp(other.at, first.at, first.len) != 0) return 1;
    }
    if (first.len != 3 || (lo == 0 && hi == 0)) return 0;
    double least = lo > 0 ? lo : hi, most = hi > 0 ? hi : lo;
    if (most > 1e15) return 0;
    int digits = (int64_t)least % 100 || (int64_t)most % 100 ? 2 : 0;
    snprintf(room, 64, "%.3s %.*f - %.*f", first.at, digits, least / 100, digits, most / 100);
    *pay = (sg_text){room, strlen(room)};
    return 0;
}

static int row(const sg_services *s, void *state, const sg_text *v)
{
    (void)state;
    const char *company = s->option(s, "company");
    char pay[64];
    double lo, hi;
    sg_text day = v[PUBLISHED].len ? v[PUBLISHED] : v[UPDATED];
    sg_posting p = {.id = v[ID],
                    .url = v[URL],
                    .employer = v[COMPANY].len ? v[COMPANY] : (sg_text){*company ? company : NULL, strlen(company)},
                    .title = v[TITLE],
                    .place = v[PLACE],
                    .body = v[BODY],
                    .day = SG_DAY_ABSENT};
    if (!p.id.len || !p.title.len) return s->reject(s, "title and id: expected texts", v[TITLE]);
    if (day.len && s->to_day(s, day, &p.day)) return s->reject(s, "first_published: expected YYYY-MM-DD", day);
    if (extreme(s, v[LO], 1, &lo) || extreme(s, v[HI], -1, &hi) || (hi > 0 && hi < lo))
        return s->reject(s, "pay_input_ranges: expected amounts in cents, from the lower to the higher", v[HI]);
    int several = read_pay(v[CURRENCY], lo, hi, pay, &p.pay);
    int result = sg_emit_posting(s, &p);
    if (!result && !p.employer.len)
        result = s->remark(s, "employer: the file does not name it; --set company=NAME does", v[URL]);
    if (!result && several) result = s->remark(s, "pay_input_ranges: several currencies, none was taken", v[CURRENCY]);
    if (!result && !v[PUBLISHED].len && day.len)
        result = s->remark(s, "first_published: absent, updated_at was taken for it", day);
    if (!result && !v[BODY].len)
        result = s->remark(s, "content: absent, as of a board that was saved without ?content=true", v[URL]);
    return result;
}

static int run(const sg_services *s)
{
    static const sg_json_shape shape = {.size = sizeof shape, .items = "jobs[]|."};
    return s->json(s, &shape, columns, N, row, NULL);
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    return sg_head_holds(head, size, "\"absolute_url\"") && sg_head_holds(head, size, "\"internal_job_id\"") ? 90 : 0;
}

static const sg_option options[] = {{"company", "the employer, where the file does not name it", ""}};

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_POSTINGS,
                                             .id = "postings_greenhouse",
                                             .version = "1.0",
                                             .summary = "A company's board on Greenhouse, its API's JSON",
                                             .licence = "the postings belong to their authors",
                                             .homepage = "https://developers.greenhouse.io/job-board.html",
                                             .options = options,
                                             .n_options = sizeof options / sizeof *options,
                                             .probe = probe,
                                             .run = run};
