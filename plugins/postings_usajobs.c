/* postings_usajobs: announcements of the US federal government, from the two APIs of USAJOBS: the historic one
 * (https://data.usajobs.gov/api/historicjoa, no key) and the search (https://data.usajobs.gov/api/Search).
 *
 * 1. Rows are the elements of "data", of SearchResult.SearchResultItems, or of an outermost list; pages may follow one
 *    another. usajobsControlNumber (MatchedObjectId) and the title are needed.
 * 2. The employer is the agency, else the department. The address is PositionURI, else the number's on usajobs.gov.
 * 3. The day is positionOpenDate (PublicationStartDate): YYYY-MM-DD, others are rejected.
 * 4. The place is each location: town, state, country; or LocationName, a line each.
 * 5. RemoteIndicator true is remote; else teleworkEligible Y or true is partly (some days), N or false is no.
 * 6. Pay is in US dollars, as the law sets it, and base pay. Period: salaryType or RateIntervalCode: Per Year or PA,
 *    Per Month or PM, Per Week, Per Day or PD, Per Hour or PH; Bi-weekly and BW are halved to a week. Without
 *    compensation, fee basis, piece work and the like are no pay. Amounts may be texts ("88520.0").
 * 7. The search has the text of duties and qualifications; the historic list has none, and is remarked: it says who
 *    seeks whom, where and for how much, but no skills.
 */
#include "skillgap/plugin.h"

#include <stdio.h>

enum { ID, URL, TITLE, AGENCY, OPENED, PLACE, REMOTE, TELEWORK, LO, HI, INTERVAL, BODY, N };
#define HIT "MatchedObjectDescriptor."
static const sg_column columns[N] = {
    [ID] = {"usajobsControlNumber|MatchedObjectId", SG_COLUMN_NEEDED},
    [URL] = {HIT "PositionURI", 0},
    [TITLE] = {"positionTitle|" HIT "PositionTitle", SG_COLUMN_NEEDED},
    [AGENCY] = {"hiringAgencyName|hiringDepartmentName|" HIT "OrganizationName|" HIT "DepartmentName", 0},
    [OPENED] = {"positionOpenDate|" HIT "PublicationStartDate|" HIT "PositionStartDate", 0},
    [PLACE] = {"positionLocations[].(positionLocationCity, positionLocationState, positionLocationCountry)|" HIT
               "PositionLocation[].(LocationName|CityName)|" HIT "PositionLocationDisplay",
               0},
    [REMOTE] = {HIT "UserArea.Details.RemoteIndicator", 0},
    [TELEWORK] = {"teleworkEligible|" HIT "UserArea.Details.TeleworkEligible", 0},
    [LO] = {"minimumSalary|" HIT "PositionRemuneration[].MinimumRange", 0},
    [HI] = {"maximumSalary|" HIT "PositionRemuneration[].MaximumRange", 0},
    [INTERVAL] = {"salaryType|" HIT "PositionRemuneration[].RateIntervalCode", 0},
    [BODY] = {HIT "(UserArea.Details.JobSummary,UserArea.Details.MajorDuties[],QualificationSummary,"
                  "UserArea.Details.Requirements,UserArea.Details.Education)",
              0}};

/* Without case. */
static int is(sg_text text, const char *word)
{
    size_t i = 0;
    for (; i < text.len && word[i]; i++)
        if ((text.at[i] | 0x20) != (word[i] | 0x20)) return 0;
    return i == text.len && !word[i];
}

/* 6. 0: it is no pay, or of a period that is not read. */
static uint8_t period(sg_text interval, double *times)
{
    static const struct {
        const char *name;
        uint8_t period;
        double times;
    } known[] = {{"Per Year", SG_PERIOD_YEAR, 1},    {"PA", SG_PERIOD_YEAR, 1},     {"Per Hour", SG_PERIOD_HOUR, 1},
                 {"PH", SG_PERIOD_HOUR, 1},          {"Per Day", SG_PERIOD_DAY, 1}, {"PD", SG_PERIOD_DAY, 1},
                 {"Per Week", SG_PERIOD_WEEK, 1},    {"PM", SG_PERIOD_MONTH, 1},    {"Per Month", SG_PERIOD_MONTH, 1},
                 {"Bi-weekly", SG_PERIOD_WEEK, 0.5}, {"BW", SG_PERIOD_WEEK, 0.5}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (is(interval, known[i].name)) return *times = known[i].times, known[i].period;
    return SG_PERIOD_NONE;
}

/* What is wrong with it, and the value found; or NULL. */
static const char *read_pay(const sg_services *s, const sg_text *v, sg_posting *p, sg_text *found)
{
    double lo = 0, hi = 0, times = 1;
    uint8_t per = period(v[INTERVAL], &times);
    if (!per || !v[LO].len || memchr(v[LO].at, '\n', v[LO].len)) return NULL; /* none, or several */
    if (s->to_number(s, *found = v[LO], &lo) || lo < 0) return "minimumSalary: expected a number, 0 or more";
    if (v[HI].len && (s->to_number(s, *found = v[HI], &hi) || hi < 0))
        return "maximumSalary: expected a number, 0 or more";
    if (hi > 0 && hi < lo) return "maximumSalary: expected minimumSalary or more";
    if (lo <= 0 && hi <= 0) return NULL;
    p->pay_lo = lo * times;
    p->pay_hi = hi * times;
    p->period = per;
    p->component = SG_COMPONENT_BASE;
    p->currency = (sg_text){"USD", 3};
    return NULL;
}

static uint8_t remote(const sg_text *v)
{
    if (is(v[REMOTE], "true")) return SG_YES;
    if (is(v[TELEWORK], "Y") || is(v[TELEWORK], "true")) return SG_PARTLY;
    return is(v[TELEWORK], "N") || is(v[TELEWORK], "false") ? SG_NO : SG_UNKNOWN;
}

static int row(const sg_services *s, void *state, const sg_text *v)
{
    (void)state;
    char url[80];
    sg_posting p = {.id = v[ID],
                    .url = v[URL],
                    .employer = v[AGENCY],
                    .title = v[TITLE],
                    .place = v[PLACE],
                    .body = v[BODY],
                    .remote = remote(v)};
    if (!p.id.len || p.id.len > 30) return s->reject(s, "usajobsControlNumber: expected a number", p.id);
    if (!p.title.len) return s->reject(s, "positionTitle: expected a text", p.title);
    if (s->to_day(s, v[OPENED], &p.day)) return s->reject(s, "positionOpenDate: expected YYYY-MM-DD", v[OPENED]);
    sg_text found = {NULL, 0};
    const char *wrong = read_pay(s, v, &p, &found);
    if (wrong) return s->reject(s, wrong, found);
    if (!p.url.len) {
        snprintf(url, sizeof url, "https://www.usajobs.gov/job/%.*s", (int)p.id.len, p.id.at);
        p.url = (sg_text){url, strlen(url)};
    }
    int result = sg_emit_posting(s, &p);
    if (!result && !p.body.len) result = s->remark(s, "no description, as in the historic list: no skills", p.id);
    return result;
}

static int run(const sg_services *s)
{
    static const sg_json_shape shape = {.size = sizeof shape, .items = "data[]|SearchResult.SearchResultItems[]|[]"};
    return s->json(s, &shape, columns, N, row, NULL);
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    return sg_head_holds(head, size, "\"usajobsControlNumber\"") ||
                   sg_head_holds(head, size, "\"MatchedObjectDescriptor\"")
               ? 90
               : 0;
}

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_POSTINGS,
                                             .id = "postings_usajobs",
                                             .version = "1.0",
                                             .summary = "USAJOBS: historic announcements, or a search's results, JSON",
                                             .licence = "US government work, free of copyright",
                                             .homepage = "https://developer.usajobs.gov",
                                             .probe = probe,
                                             .run = run};
