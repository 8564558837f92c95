/* postings_facts: postings that skillgap has read before, without their text, as datasets/hn/posts-YYYY.csv has them.
 *
 * 1. Columns, in any order: id, day (YYYY-MM-DD), role, level, region, remote (no yes partly), currency, pay_lo,
 *    pay_hi, period (hour day week month year), component (base total), skills (ids separated by single spaces), body
 *    and employer (hashes, 16 hexadecimal digits), near (what near-duplicates are known by, 64 hexadecimal digits). All
 *    but id, day and skills may be missing.
 * 2. An empty field is unknown.
 * 3. A row is rejected that has no id or day, a word that is none of those above, an id with other characters than
 *    a-z 0-9 . + # - (regions: any), a hash or near of another length, pay below 0, or pay_hi below pay_lo.
 */
#include "skillgap/plugin.h"

#include <string.h>

enum {
    ID,
    DAY,
    ROLE,
    LEVEL,
    REGION,
    REMOTE,
    CURRENCY,
    PAY_LO,
    PAY_HI,
    PERIOD,
    COMPONENT,
    SKILLS,
    BODY,
    EMPLOYER,
    NEAR,
    N
};
static const sg_column columns[N] = {{"id", SG_COLUMN_NEEDED},
                                     {"day", SG_COLUMN_NEEDED},
                                     {"role", 0},
                                     {"level", 0},
                                     {"region", 0},
                                     {"remote", 0},
                                     {"currency", 0},
                                     {"pay_lo", 0},
                                     {"pay_hi", 0},
                                     {"period", 0},
                                     {"component", 0},
                                     {"skills", SG_COLUMN_NEEDED},
                                     {"body", 0},
                                     {"employer", 0},
                                     {"near", 0}};

static const char *const remotes[] = {"", "no", "yes", "partly", NULL};
static const char *const periods[] = {"", "hour", "day", "week", "month", "year", NULL};
static const char *const components[] = {"", "base", "total", NULL};

/* Position of the text in a list. Non-zero: it is not there. */
static int word(const char *const *list, sg_text text, uint8_t *out)
{
    for (uint8_t i = 0; list[i]; i++)
        if (strlen(list[i]) == text.len && (text.len == 0 || memcmp(list[i], text.at, text.len) == 0)) {
            *out = i;
            return 0;
        }
    return 1;
}

/* Value of a hexadecimal digit, or -1. */
static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Nothing, or so many digits. */
static int hexadecimal(sg_text text, size_t len)
{
    if (text.len != 0 && text.len != len) return 1;
    for (size_t i = 0; i < text.len; i++)
        if (digit(text.at[i]) < 0) return 1;
    return 0;
}

static int hash(sg_text text, uint64_t *out)
{
    uint64_t value = 0;
    if (hexadecimal(text, 16)) return 1;
    for (size_t i = 0; i < text.len; i++) value = value << 4 | (uint64_t)digit(text.at[i]);
    *out = value;
    return 0;
}

static int is_of_id(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '+' || c == '#' || c == '-';
}

/* Ids separated by single spaces; max: how many there may be. */
static int ids(sg_text text, size_t max)
{
    size_t n = 0, len = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.at[i] != ' ') {
            if (!is_of_id(text.at[i])) return 1;
            len++;
        } else if (text.len) {
            if (len == 0 || ++n > max) return 1;
            len = 0;
        }
    }
    return 0;
}

static int amount(const sg_services *s, sg_text text, double *out)
{
    *out = 0;
    return text.len != 0 && (s->to_number(s, text, out) != 0 || *out < 0);
}

static int row(const sg_services *s, void *state, const sg_text *v)
{
    (void)state;
    sg_fact f = {.id = v[ID],
                 .role = v[ROLE],
                 .level = v[LEVEL],
                 .region = v[REGION],
                 .skills = v[SKILLS],
                 .currency = v[CURRENCY],
                 .near = v[NEAR]};
    if (!f.id.len) return s->reject(s, "id: expected a text", f.id);
    if (s->to_day(s, v[DAY], &f.day)) return s->reject(s, "day: expected YYYY-MM-DD", v[DAY]);
    if (ids(f.role, 1)) return s->reject(s, "role: expected an id of a-z 0-9 . + # -", f.role);
    if (ids(f.level, 1)) return s->reject(s, "level: expected an id of a-z 0-9 . + # -", f.level);
    if (ids(f.skills, f.skills.len)) return s->reject(s, "skills: expected ids separated by single spaces", f.skills);
    if (word(remotes, v[REMOTE], &f.remote)) return s->reject(s, "remote: expected no, yes or partly", v[REMOTE]);
    if (f.currency.len && f.currency.len != 3) return s->reject(s, "currency: expected three letters", f.currency);
    if (amount(s, v[PAY_LO], &f.pay_lo)) return s->reject(s, "pay_lo: expected a number, 0 or more", v[PAY_LO]);
    if (amount(s, v[PAY_HI], &f.pay_hi)) return s->reject(s, "pay_hi: expected a number, 0 or more", v[PAY_HI]);
    if (f.pay_hi > 0 && f.pay_hi < f.pay_lo) return s->reject(s, "pay_hi: expected pay_lo or more", v[PAY_HI]);
    if (word(periods, v[PERIOD], &f.period))
        return s->reject(s, "period: expected hour, day, week, month or year", v[PERIOD]);
    if (word(components, v[COMPONENT], &f.component))
        return s->reject(s, "component: expected base or total", v[COMPONENT]);
    if (hash(v[BODY], &f.body)) return s->reject(s, "body: expected 16 hexadecimal digits", v[BODY]);
    if (hash(v[EMPLOYER], &f.employer)) return s->reject(s, "employer: expected 16 hexadecimal digits", v[EMPLOYER]);
    if (hexadecimal(f.near, 64)) return s->reject(s, "near: expected 64 hexadecimal digits", f.near);
    return sg_emit_fact(s, &f);
}

static int run(const sg_services *s)
{
    return s->csv(s, NULL, columns, N, row, NULL);
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    static const char header[] = "id,day,role,level,region,remote,";
    return size >= sizeof header - 1 && memcmp(head, header, sizeof header - 1) == 0 ? 90 : 0;
}

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_POSTINGS,
                                             .parts = 1,
                                             .id = "postings_facts",
                                             .version = "1.0",
                                             .summary =
                                                 "Postings read before: day, role, region, pay and skills of each",
                                             .licence = "as the source states",
                                             .homepage = "datasets/README.md",
                                             .probe = probe,
                                             .run = run};
