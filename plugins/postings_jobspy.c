/* postings_jobspy: CSV files of JobSpy (https://github.com/speedyapply/JobSpy, python-jobspy 1.1.80 and older).
 *
 * 1. A file is told by its columns site, job_url and title; older ones have fewer of the others. What parts the columns
 *    is told by the header: a spreadsheet may have put semicolons. A row without job_url or title is rejected. Without
 *    an id, job_url is the id.
 * 2. Text is undone in this order: the CSV writer's doubled backslashes (by the services), then in the description
 *    Markdown's backslash before ASCII punctuation (C\+\+, C\#, scikit\-learn, \$150,000 \- \$180,000), then entities
 *    (&amp; &#x27; …), these in every text.
 * 3. date_posted: YYYY-MM-DD; another text is rejected. Where it is empty, option `scraped` gives the day; without it
 *    the day is unknown. An option that is no day ends the run.
 * 4. min_amount, max_amount: numbers, 0 or more, in order. interval: yearly monthly weekly daily hourly, or empty. Base
 *    or total pay is not told apart.
 * 5. Currency: JobSpy writes USD where a board gave none. So USD is kept only in a row of the US, and only of
 *    structured data: salary_source direct_data, or empty beside an amount as in older files, which had no other.
 *    Any other currency was stated, and is kept. A row is in the US when its location ends in US, USA or United States,
 *    or in a state's code that is no country's ("Austin, TX"; not "Berlin, DE"). Else the currency is unknown, which is
 *    remarked.
 * 6. is_remote: True, False or empty. work_from_home_type "hybrid" is partly.
 * 7. job_level as it is, but not "not applicable". skills: the board's own list.
 */
#include "skillgap/plugin.h"

#include <stdlib.h>
#include <string.h>

enum {
    ID,
    SITE,
    URL,
    TITLE,
    COMPANY,
    LOCATION,
    DATE,
    SOURCE,
    INTERVAL,
    LO,
    HI,
    CURRENCY,
    REMOTE,
    LEVEL,
    BODY,
    SKILLS,
    HOME,
    N
};
static const sg_column columns[N] = {{"id", 0},
                                     {"site", SG_COLUMN_NEEDED},
                                     {"job_url", SG_COLUMN_NEEDED},
                                     {"title", SG_COLUMN_NEEDED},
                                     {"company", 0},
                                     {"location", 0},
                                     {"date_posted", 0},
                                     {"salary_source", 0},
                                     {"interval", 0},
                                     {"min_amount", 0},
                                     {"max_amount", 0},
                                     {"currency", 0},
                                     {"is_remote", 0},
                                     {"job_level", 0},
                                     {"description", 0},
                                     {"skills", 0},
                                     {"work_from_home_type", 0}};

typedef struct state {
    int32_t scraped;
    char *room; /* the row's undone texts, one after another: none grows */
    size_t capacity, used;
} state;

static int is(sg_text text, const char *word)
{
    return text.len == strlen(word) && (text.len == 0 || memcmp(text.at, word, text.len) == 0);
}

static size_t put_code(unsigned long code, char *out)
{
    if (code < 0x80) return out[0] = (char)code, 1;
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, code >>= 6) out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)((0xF00u >> n & 0xF0u) | code);
    return n;
}

/* An entity at this place, read into out. Returns its length; 0: there is none. */
static size_t read_entity(const char *at, size_t len, char *out, size_t *out_len)
{
    static const char *const names[][2] = {{"&amp;", "&"},   {"&lt;", "<"},   {"&gt;", ">"},
                                           {"&quot;", "\""}, {"&apos;", "'"}, {"&nbsp;", " "}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (len >= strlen(names[i][0]) && memcmp(at, names[i][0], strlen(names[i][0])) == 0) {
            out[0] = names[i][1][0];
            *out_len = 1;
            return strlen(names[i][0]);
        }
    if (len < 4 || at[1] != '#') return 0;
    int base = at[2] == 'x' || at[2] == 'X' ? 16 : 10;
    unsigned long code = 0;
    size_t i = base == 16 ? 3 : 2, first = i;
    for (; i < len && i < first + 7; i++) {
        static const char digits[] = "0123456789abcdef";
        const char *digit = at[i] ? strchr(digits, at[i] >= 'A' && at[i] <= 'F' ? at[i] + 32 : at[i]) : NULL;
        if (!digit || digit - digits >= base) break;
        code = code * (unsigned long)base + (unsigned long)(digit - digits);
    }
    if (i == first || i == len || at[i] != ';') return 0;
    if (code < 0x20 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return 0;
    *out_len = put_code(code, out);
    return i + 1;
}

/* Requirement 2. separator: ", " in a list becomes a new line. Borrows the row's room. */
static sg_text undo(state *st, sg_text text, int markdown, int list)
{
    if (!text.len) return (sg_text){NULL, 0}; /* the writer quotes what is absent */
    char *out = st->room + st->used;
    size_t len = 0;
    for (size_t i = 0; i < text.len;) {
        char c = text.at[i], next = i + 1 < text.len ? text.at[i + 1] : '\0';
        size_t put = 1, took = c == '&' ? read_entity(text.at + i, text.len - i, out + len, &put) : 0;
        if (!took && markdown && c == '\\' && next && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", next)) {
            took = next == '&' ? read_entity(text.at + i + 1, text.len - i - 1, out + len, &put) : 0;
            if (!took) out[len] = next, put = 1, took = 1;
            took++;
        } else if (!took && list && c == ',' && next == ' ') {
            out[len] = '\n', took = 2;
        } else if (!took) {
            out[len] = c, put = took = 1;
        }
        len += put;
        i += took;
    }
    st->used += len;
    return (sg_text){out, len};
}

static int make_room(state *st, const sg_text *v)
{
    size_t need = 1;
    for (size_t i = 0; i < N; i++) need += v[i].len;
    st->used = 0;
    if (need <= st->capacity) return 0;
    char *grown = realloc(st->room, need * 2);
    if (!grown) return 1;
    st->room = grown;
    st->capacity = need * 2;
    return 0;
}

/* Requirement 5. */
static int in_us(sg_text place)
{
    static const char states[] = " AK CT DC FL HI IA KS MI ND NH NJ NM NV NY OH OK OR RI TX UT VT WA WI WV WY ";
    size_t from = place.len;
    while (from && place.at[from - 1] != ',') from--;
    int behind_comma = from > 0;
    while (from < place.len && place.at[from] == ' ') from++;
    sg_text last = {place.at + from, place.len - from};
    if (is(last, "US") || is(last, "USA") || is(last, "United States")) return 1;
    char code[] = {' ', last.len == 2 ? last.at[0] : '?', last.len == 2 ? last.at[1] : '?', ' ', '\0'};
    return behind_comma && strstr(states, code) != NULL;
}

static int amount(const sg_services *s, sg_text text, double *out)
{
    return text.len != 0 && (s->to_number(s, text, out) != 0 || *out < 0);
}

static int interval(sg_text text, uint8_t *out)
{
    static const char *const names[] = {"", "hourly", "daily", "weekly", "monthly", "yearly"};
    for (uint8_t i = 0; i < 6; i++)
        if (is(text, names[i])) return *out = i, 0;
    return 1;
}

static uint8_t remote(const sg_text *v)
{
    if (is(v[HOME], "Hybrid") || is(v[HOME], "hybrid")) return SG_PARTLY;
    return is(v[REMOTE], "True") ? SG_YES : is(v[REMOTE], "False") ? SG_NO : SG_UNKNOWN;
}

static int row(const sg_services *s, void *self, const sg_text *v)
{
    state *st = self;
    sg_posting p = {.day = st->scraped, .remote = remote(v)};
    if (!v[URL].len) return s->reject(s, "job_url: expected a text", v[URL]);
    if (!v[TITLE].len) return s->reject(s, "title: expected a text", v[TITLE]);
    if (v[DATE].len && s->to_day(s, v[DATE], &p.day)) return s->reject(s, "date_posted: expected YYYY-MM-DD", v[DATE]);
    if (amount(s, v[LO], &p.pay_lo)) return s->reject(s, "min_amount: expected a number, 0 or more", v[LO]);
    if (amount(s, v[HI], &p.pay_hi)) return s->reject(s, "max_amount: expected a number, 0 or more", v[HI]);
    if (p.pay_hi > 0 && p.pay_hi < p.pay_lo) return s->reject(s, "max_amount: expected min_amount or more", v[HI]);
    if (interval(v[INTERVAL], &p.period))
        return s->reject(s, "interval: expected yearly, monthly, weekly, daily or hourly", v[INTERVAL]);
    if (v[CURRENCY].len && v[CURRENCY].len != 3) return s->reject(s, "currency: expected three letters", v[CURRENCY]);
    if (make_room(st, v)) return 1;
    if (p.pay_lo > 0 || p.pay_hi > 0) {
        static const char suspect[] = "currency: USD, which may stand for none: taken as unknown";
        int structured = !v[SOURCE].len || is(v[SOURCE], "direct_data");
        if (!is(v[CURRENCY], "USD") || (structured && in_us(v[LOCATION])))
            p.currency = v[CURRENCY];
        else if (s->remark(s, suspect, v[LOCATION]))
            return 1;
    }
    p.id = v[ID].len ? v[ID] : v[URL];
    p.url = v[URL];
    p.title = undo(st, v[TITLE], 0, 0);
    p.employer = undo(st, v[COMPANY], 0, 0);
    p.place = undo(st, v[LOCATION], 0, 0);
    p.body = undo(st, v[BODY], 1, 0);
    p.skills = undo(st, v[SKILLS], 0, 1);
    if (v[LEVEL].len && !is(v[LEVEL], "not applicable")) p.level = v[LEVEL];
    return sg_emit_posting(s, &p);
}

static int run(const sg_services *s)
{
    sg_text head;
    sg_dialect dialect = {.size = sizeof dialect, .backslash = 1};
    state st = {.scraped = SG_DAY_ABSENT};
    sg_text scraped = {s->option(s, "scraped"), 0};
    scraped.len = strlen(scraped.at);
    if (scraped.len && s->to_day(s, scraped, &st.scraped))
        return s->refuse(s, "option scraped: expected YYYY-MM-DD", scraped);
    if (s->head(s, &head)) return 1;
    dialect.delimiter = sg_head_delimiter(head.at, head.len);
    int result = s->csv(s, &dialect, columns, N, row, &st);
    free(st.room);
    return result;
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    return sg_head_has(head, size, "site") && sg_head_has(head, size, "job_url") && sg_head_has(head, size, "title")
               ? 90
               : 0;
}

static const sg_option options[] = {{"scraped", "day of the search, YYYY-MM-DD, for rows without date_posted", ""}};

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_POSTINGS,
                                             .parts = 1,
                                             .id = "postings_jobspy",
                                             .version = "1.0",
                                             .summary =
                                                 "JobSpy's CSV: postings of Indeed, LinkedIn, Glassdoor and others",
                                             .licence = "the postings belong to their authors",
                                             .homepage = "https://github.com/speedyapply/JobSpy",
                                             .options = options,
                                             .n_options = sizeof options / sizeof *options,
                                             .probe = probe,
                                             .run = run};
