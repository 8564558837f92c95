/* salary_bands: skillgap's own table of pay bands.
 *
 * 1. Columns, in any order: source, kind (official survey posted), scheme, occupation, title, role, level, region,
 *    date, component (base total), period (hour day week month year), currency, n, n_kind, licence, note, p10, p25,
 *    p50, p75, p90, mean. source, kind, region, date, component, period and currency are needed.
 * 2. An empty field is unknown; so is a percentile of 0.
 * 3. A row is rejected that lacks what is needed, has a word that is none of those above, a date that is not YYYY,
 *    YYYY-MM or YYYY-MM-DD, a currency that is not three capitals, an n or pay below 0, no pay at all, or a percentile
 *    below a lower one.
 */
#include "skillgap/plugin.h"

#include <string.h>

#define C(name) offsetof(sg_band, name)
typedef struct field {
    const char *name;
    uint32_t needed;
    size_t at;           /* in sg_band */
    const char *allowed; /* words between spaces, or NULL */
    const char *reason;
} field;
static const field texts[] = {
    {"source", 1, C(source), NULL, "source: expected a text"},
    {"kind", 1, C(kind), " official survey posted ", "kind: expected official, survey or posted"},
    {"scheme", 0, C(scheme), NULL, NULL},
    {"occupation", 0, C(occupation), NULL, NULL},
    {"title", 0, C(title), NULL, NULL},
    {"role", 0, C(role), NULL, NULL},
    {"level", 0, C(level), NULL, NULL},
    {"region", 1, C(region), NULL, "region: expected a text"},
    {"date", 1, C(date), NULL, "date: expected YYYY, YYYY-MM or YYYY-MM-DD"},
    {"component", 1, C(component), " base total ", "component: expected base or total"},
    {"period", 1, C(period), " hour day week month year ", "period: expected hour, day, week, month or year"},
    {"currency", 1, C(currency), NULL, "currency: expected three capitals"},
    {"n_kind", 0, C(n_kind), NULL, NULL},
    {"licence", 0, C(licence), NULL, NULL},
    {"note", 0, C(note), NULL, NULL},
};
static const field numbers[] = {
    {"p10", 0, C(pct[0]), NULL, "p10: expected a number, 0 or more"},
    {"p25", 0, C(pct[1]), NULL, "p25: expected a number, 0 or more"},
    {"p50", 0, C(pct[2]), NULL, "p50: expected a number, 0 or more"},
    {"p75", 0, C(pct[3]), NULL, "p75: expected a number, 0 or more"},
    {"p90", 0, C(pct[4]), NULL, "p90: expected a number, 0 or more"},
    {"mean", 0, C(mean), NULL, "mean: expected a number, 0 or more"}, /* so far in the order of SG_HAS_… */
    {"n", 0, C(n), NULL, "n: expected a number, 0 or more"},
};
enum { N_TEXTS = sizeof texts / sizeof *texts, N_NUMBERS = sizeof numbers / sizeof *numbers, N = N_TEXTS + N_NUMBERS };

static int is_word_of(const char *allowed, sg_text text)
{
    if (memchr(text.at, ' ', text.len)) return 0;
    for (const char *at = allowed; (at = strchr(at, ' ')) != NULL && at[1]; at++)
        if (strncmp(at + 1, text.at, text.len) == 0 && at[1 + text.len] == ' ') return 1;
    return 0;
}

/* YYYY, YYYY-MM or YYYY-MM-DD. */
static int is_date(const sg_services *s, sg_text text)
{
    int32_t time;
    double year;
    if (text.len == 4) return s->to_number(s, text, &year) == 0 && year >= 1900 && year < 2200;
    return (text.len == 7 && s->to_month(s, text, &time) == 0) || (text.len == 10 && s->to_day(s, text, &time) == 0);
}

static int is_currency(sg_text text)
{
    size_t capitals = 0;
    while (capitals < text.len && text.at[capitals] >= 'A' && text.at[capitals] <= 'Z') capitals++;
    return text.len == 3 && capitals == 3;
}

static int fits(const sg_services *s, const field *f, sg_text value)
{
    if (f->needed && !value.len) return 0;
    if (f->allowed && !is_word_of(f->allowed, value)) return 0;
    if (f->at == C(date)) return is_date(s, value);
    return f->at != C(currency) || is_currency(value);
}

static int row(const sg_services *s, void *state, const sg_text *v)
{
    (void)state;
    sg_band b = {0};
    for (size_t i = 0; i < N_TEXTS; i++) {
        if (!fits(s, &texts[i], v[i])) return s->reject(s, texts[i].reason, v[i]);
        memcpy((char *)&b + texts[i].at, &v[i], sizeof v[i]);
    }
    for (size_t i = 0; i < N_NUMBERS; i++) {
        double number = 0;
        sg_text text = v[N_TEXTS + i];
        if (text.len && (s->to_number(s, text, &number) || number < 0)) return s->reject(s, numbers[i].reason, text);
        memcpy((char *)&b + numbers[i].at, &number, sizeof number);
        if (number > 0 && i < 6) b.has |= 1u << i;
    }
    if (!b.has) return s->reject(s, "p10 to p90, mean: expected one at least", v[N_TEXTS]);
    double last = 0;
    for (size_t i = 0; i < 5; i++) {
        if (b.has >> i & 1 && b.pct[i] < last)
            return s->reject(s, "p10 to p90: expected a rising order", v[N_TEXTS + i]);
        if (b.has >> i & 1) last = b.pct[i];
    }
    return sg_emit_band(s, &b);
}

static int run(const sg_services *s)
{
    sg_column columns[N];
    for (size_t i = 0; i < N_TEXTS; i++) columns[i] = (sg_column){texts[i].name, texts[i].needed};
    for (size_t i = 0; i < N_NUMBERS; i++) columns[N_TEXTS + i] = (sg_column){numbers[i].name, 0};
    return s->csv(s, NULL, columns, N, row, NULL);
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)name;
    static const char header[] = "source,kind,scheme,occupation,title,role,level,region,";
    return size >= sizeof header - 1 && memcmp(head, header, sizeof header - 1) == 0 ? 90 : 0;
}

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_SALARY,
                                             .parts = 1,
                                             .id = "salary_bands",
                                             .version = "1.0",
                                             .summary = "Pay percentiles by occupation, level, region and date",
                                             .licence = "as each row states",
                                             .homepage = "datasets/README.md",
                                             .probe = probe,
                                             .run = run};
