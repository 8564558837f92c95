/* postings_jsonld: job ads as schema.org's JobPosting in JSON-LD, which most job pages carry for search engines.
 *
 * 1. Input: JSON (one object, lists, @graph, a line each) or a page saved by a browser, .html or .mhtml. A row is any
 *    object whose @type is or holds JobPosting. A title is needed.
 * 2. The id is the address (url). An identifier is one's employer's own, so it follows that one's name and a slash:
 *    "Acme/1234". With neither, the id is a hash of title, employer, place and day.
 * 3. Employer: hiringOrganization, a text or an organisation's name.
 * 4. Place: of each jobLocation town, region and country, or the address as a text; without one, where applicants may
 *    live. jobLocationType TELECOMMUTE is remote.
 * 5. The day is datePosted, YYYY-MM-DD with or without a time; others are rejected.
 * 6. Pay: baseSalary as a MonetaryAmount with a value of minValue and maxValue, or one value, or these in itself; as a
 *    price; or a text or number alone, with salaryCurrency. Numbers are taken as they are; what is none ("60,000",
 *    "competitive"), or has a currency that is no code, is pay as written. unitText: HOUR, DAY, WEEK, MONTH, YEAR and
 *    what begins so, ANNUAL too. An estimatedSalary is a guess of others, and not read.
 * 7. body: description (HTML), responsibilities, qualifications, and what is required of experience and education.
 *    skills: as the page lists them.
 */
#include "skillgap/plugin.h"

#include <stdio.h>

enum { URL, IDENTIFIER, TITLE, EMPLOYER, PLACE, TYPE, POSTED, LO, HI, CURRENCY, UNIT, BODY, SKILLS, N };
#define PAY "baseSalary[]."
#define ONE_VALUE PAY "value[].value|" PAY "value[]|" PAY "price|baseSalary[]"
#define REQUIRED(name) name "[].(name|description)|" name "[]"
static const sg_column columns[N] = {
    [URL] = {"url|@id|mainEntityOfPage.@id|mainEntityOfPage", 0},
    [IDENTIFIER] = {"identifier.value|identifier.@value|identifier.name|identifier", 0},
    [TITLE] = {"title|name", SG_COLUMN_NEEDED},
    [EMPLOYER] = {"hiringOrganization[].(name|legalName)|hiringOrganization[]", 0},
    [PLACE] = {"jobLocation[].address[].(addressLocality, addressRegion, addressCountry.name|addressCountry)|"
               "jobLocation[].(address|name)|jobLocation[]|"
               "applicantLocationRequirements[].name|applicantLocationRequirements[]",
               0},
    [TYPE] = {"jobLocationType[]", 0},
    [POSTED] = {"datePosted", 0},
    [LO] = {PAY "value[].minValue|" PAY "minValue|" PAY "minPrice|" ONE_VALUE, 0},
    [HI] = {PAY "value[].maxValue|" PAY "maxValue|" PAY "maxPrice|" ONE_VALUE, 0},
    [CURRENCY] = {PAY "currency|" PAY "priceCurrency|" PAY "value[].currency|salaryCurrency", 0},
    [UNIT] = {PAY "value[].unitText|" PAY "unitText|" PAY "value[].unitCode", 0},
    [BODY] = {"(description,responsibilities[],jobDuties," REQUIRED("qualifications") "," REQUIRED(
                  "experienceRequirements") "," REQUIRED("educationRequirements") ")",
              0},
    [SKILLS] = {"skills[].name|skills[]", 0}};

static int begins(sg_text text, const char *word)
{
    for (size_t i = 0; word[i]; i++)
        if (i == text.len || (text.at[i] & ~0x20) != word[i]) return 0;
    return 1;
}

static uint8_t period(sg_text unit)
{
    static const char *const names[] = {"", "HOUR", "DA", "WEEK", "MONTH", "YEAR"};
    for (uint8_t i = SG_PERIOD_HOUR; i <= SG_PERIOD_YEAR; i++)
        if (begins(unit, names[i])) return i;
    return begins(unit, "ANNU") ? SG_PERIOD_YEAR : SG_PERIOD_NONE;
}

/* ISO 4217, as far as its form goes. */
static int is_code(sg_text text)
{
    size_t i = 0;
    while (i < text.len && text.at[i] >= 'A' && text.at[i] <= 'Z') i++;
    return i == 3 && text.len == 3;
}

/* FNV-1a (Fowler, Noll, Vo 1991), 64 bits. */
static uint64_t hash(uint64_t sum, sg_text text)
{
    for (size_t i = 0; i < text.len; i++) sum = (sum ^ (unsigned char)text.at[i]) * 1099511628211u;
    return (sum ^ 0xFF) * 1099511628211u;
}

static int holds(sg_text text, const char *word)
{
    return text.len && sg_head_holds(text.at, text.len, word);
}

/* 2. */
static sg_text make_id(const sg_text *v, sg_text url, char room[400])
{
    if (url.len) return url;
    if (v[IDENTIFIER].len && v[IDENTIFIER].len + v[EMPLOYER].len < 390) {
        snprintf(room, 400, "%.*s/%.*s", (int)v[EMPLOYER].len, v[EMPLOYER].len ? v[EMPLOYER].at : "",
                 (int)v[IDENTIFIER].len, v[IDENTIFIER].at);
    } else {
        uint64_t sum = hash(hash(14695981039346656037u, v[TITLE]), v[EMPLOYER]);
        snprintf(room, 400, "%016llx", (unsigned long long)hash(hash(sum, v[PLACE]), v[POSTED]));
    }
    return (sg_text){room, strlen(room)};
}

/* 6. "$ 60,000 - 80,000" */
static sg_text written(sg_text currency, sg_text lo, sg_text hi, char room[200])
{
    int same = lo.len == hi.len && lo.len && memcmp(lo.at, hi.at, lo.len) == 0;
    if (currency.len + lo.len + hi.len > 190) return lo.len ? lo : hi;
    snprintf(room, 200, "%.*s%s%.*s%s%.*s", (int)currency.len, currency.len ? currency.at : "", currency.len ? " " : "",
             (int)lo.len, lo.len ? lo.at : "", lo.len && hi.len && !same ? " - " : "", same ? 0 : (int)hi.len,
             hi.len ? hi.at : "");
    return (sg_text){room, strlen(room)};
}

/* 6. Of several salaries, none. Non-zero: the upper end is below the lower. */
static int read_pay(const sg_services *s, const sg_text *v, char room[200], sg_posting *p)
{
    double lo = 0, hi = 0;
    if (!(v[LO].len || v[HI].len) || holds(v[LO], "\n") || holds(v[HI], "\n")) return 0;
    int read = (!v[LO].len || !s->to_number(s, v[LO], &lo)) && (!v[HI].len || !s->to_number(s, v[HI], &hi));
    p->period = period(v[UNIT]);
    if (!read || lo < 0 || hi < 0 || (v[CURRENCY].len && !is_code(v[CURRENCY]))) {
        p->pay = written(v[CURRENCY], v[LO], v[HI], room);
        return 0;
    }
    p->pay_lo = lo;
    p->pay_hi = hi;
    if (lo > 0 || hi > 0) p->currency = v[CURRENCY];
    return hi > 0 && hi < lo;
}

static int row(const sg_services *s, void *state, const sg_text *v)
{
    (void)state;
    char id[400], pay[200];
    sg_text url = holds(v[URL], "://") && !holds(v[URL], "\n") ? v[URL] : (sg_text){NULL, 0};
    sg_posting p = {.id = make_id(v, url, id),
                    .url = url,
                    .employer = v[EMPLOYER],
                    .title = v[TITLE],
                    .place = v[PLACE],
                    .body = v[BODY],
                    .skills = v[SKILLS],
                    .day = SG_DAY_ABSENT,
                    .remote = holds(v[TYPE], "TELECOMMUTE") ? SG_YES : SG_UNKNOWN};
    if (!p.title.len) return s->reject(s, "title: expected a text", p.title);
    if (v[POSTED].len && s->to_day(s, v[POSTED], &p.day))
        return s->reject(s, "datePosted: expected YYYY-MM-DD", v[POSTED]);
    if (read_pay(s, v, pay, &p)) return s->reject(s, "baseSalary: expected maxValue to be minValue or more", v[HI]);
    return sg_emit_posting(s, &p);
}

static int run(const sg_services *s)
{
    static const sg_json_shape shape = {.size = sizeof shape, .in_html = 1, .type = "JobPosting"};
    return s->json(s, &shape, columns, N, row, NULL);
}

/* A page's script may stand behind what the head holds. */
static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    size_t i = 0;
    if (size >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0) i = 3;
    while (i < size && (unsigned char)head[i] <= ' ') i++;
    if (i == size) return 0;
    int mail = sg_head_holds(head, size, "multipart/related") && sg_head_holds(head, size, "text/html");
    int ad = sg_head_holds(head, size, "JobPosting\""); /* also http://schema.org/JobPosting */
    if (head[i] == '{' || head[i] == '[') return ad && sg_head_holds(head, size, "\"@type\"") ? 90 : 0;
    return head[i] == '<' || mail ? (ad ? 90 : 40) : 0;
}

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_POSTINGS,
                                             .id = "postings_jsonld",
                                             .version = "1.0",
                                             .summary = "Job pages: schema.org's JobPosting as JSON-LD, or saved pages",
                                             .licence = "the postings belong to their authors",
                                             .homepage = "https://schema.org/JobPosting",
                                             .probe = probe,
                                             .run = run};
