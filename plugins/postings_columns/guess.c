/* Guessing: how a table of postings can be read, and what must be told by a person, because the table does not say
 * it. */
#include "guess.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_MAX = 2000 };

/* ---- proposing ---- */

static sg_text text_of(const char *string)
{
    return (sg_text){string, strlen(string)};
}

static int propose(const col_guessing *g, const char *option, const char *value, const col_stats *c, int sure,
                   const char *why)
{
    sg_proposal p = {.why = text_of(why), .sure = (uint8_t)sure};
    if (option) p.option = text_of(option);
    if (value) p.value = text_of(value);
    if (c) p.column = text_of(c->name[0] ? c->name : "(no name that an option can hold)");
    if (c && c->example[0]) p.example = text_of(c->example);
    return sg_emit_proposal(g->s, &p);
}

static int is_told(const col_guessing *g, const char *option)
{
    return col_option(g->s, option).len > 0;
}

/* A value for an option, unless it is told already: that stands. */
static int set(const col_guessing *g, const char *option, const char *value, int sure, const char *why)
{
    sg_text told = col_option(g->s, option);
    return told.len ? propose(g, option, told.at, NULL, 100, "as you say") : propose(g, option, value, NULL, sure, why);
}

static size_t first_of(const col_guessing *g, col_field field)
{
    size_t i = 0;
    while (i < g->table.n && g->taken[i] != (int)field) i++;
    return i;
}

/* The names of the field's columns, as its option has them. */
static const char *names_of(const col_guessing *g, col_field field, char out[static VALUE_MAX])
{
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < g->table.n && n + COL_NAME_MAX + 2 < VALUE_MAX; i++)
        if (g->taken[i] == (int)field)
            n += (size_t)snprintf(out + n, VALUE_MAX - n, "%s%s", n ? "|" : "", g->table.columns[i].name);
    return out;
}

static int propose_columns(const col_guessing *g)
{
    char names[VALUE_MAX];
    for (col_field field = 0; field < COL_FIELDS; field++) {
        const char *value = names_of(g, field, names);
        for (size_t i = first_of(g, field); i < g->table.n; i++) {
            if (g->taken[i] != (int)field) continue;
            if (propose(g, col_options[field].name, value, &g->table.columns[i], g->sure[i], g->why[i])) return 1;
            value = NULL;
        }
    }
    if (!g->both_ends) return 0;
    return propose(g, "pay_hi", names_of(g, COL_PAY_LO, names), NULL, 50, "one amount is both the least and the most");
}

static int propose_dialect(const col_guessing *g)
{
    char lines[32], delimiter[] = {g->sample.delimiter, '\0'};
    const char *name = g->sample.delimiter == '\t' ? "tab" : delimiter;
    if (strcmp(g->sample.encoding, "utf-8") != 0 || is_told(g, "encoding"))
        if (set(g, "encoding", g->sample.encoding, 80, "its bytes are no UTF-8")) return 1;
    if (g->sample.delimiter != ',' || is_told(g, "delimiter"))
        if (set(g, "delimiter", name, 95, "it parts the rows alike")) return 1;
    if (!g->sample.preamble && !is_told(g, "preamble")) return 0;
    snprintf(lines, sizeof lines, "%zu", g->sample.preamble);
    return set(g, "preamble", lines, 90, "lines above the columns' names");
}

/* In which order the numbers of dates stand: told by those over 12, else by a person. */
static int propose_order(const col_guessing *g, const col_stats *c)
{
    char why[COL_WHY_MAX];
    size_t dmy = c->days[COL_DAY_DMY], mdy = c->days[COL_DAY_MDY], either = c->days[COL_DAY_EITHER];
    const char *found = dmy > mdy ? "dmy" : "mdy";
    if (dmy && mdy)
        snprintf(why, sizeof why,
                 "%zu dates can only be day/month/year, %zu only month/day/year: one of them must be rejected", dmy,
                 mdy);
    else if (dmy || mdy)
        snprintf(why, sizeof why, "%zu of %zu dates have a %s number over 12", dmy + mdy, dmy + mdy + either,
                 dmy ? "first" : "second");
    else
        snprintf(why, sizeof why,
                 "all %zu dates, as %s, can be day/month/year (dmy) and month/day/year (mdy): choose one", either,
                 c->example);
    return dmy && !mdy   ? set(g, "days", found, 99, why)
           : mdy && !dmy ? set(g, "days", found, 99, why)
                         : set(g, "days", "dmy-or-mdy", 0, why);
}

static int propose_days(const col_guessing *g)
{
    char why[COL_WHY_MAX];
    size_t at = first_of(g, COL_DATE);
    const col_stats *c = at < g->table.n ? &g->table.columns[at] : NULL;
    if (!c && !is_told(g, "scraped")) {
        static const char missing[] = "no column holds the days of posting, so that nothing can be counted by month";
        static const char rather[] = "the day on which all of it was collected, if you know it: then all counts there";
        return propose(g, "date", NULL, NULL, 0, missing) || propose(g, "scraped", "YYYY-MM-DD", NULL, 0, rather);
    }
    if (c && c->days[COL_DAY_DMY] + c->days[COL_DAY_MDY] + c->days[COL_DAY_EITHER] && propose_order(g, c)) return 1;
    if (c && c->days[COL_DAY_EPOCH] * 2 > c->filled &&
        set(g, "days", "epoch", 95, "seconds or milliseconds since 1970"))
        return 1;
    size_t told = c ? col_dates(c) : 0;
    if (c && told < g->table.rows) {
        snprintf(why, sizeof why, "%zu of %zu rows have no date that can be read", g->table.rows - told, g->table.rows);
        if (propose(g, NULL, NULL, NULL, 1, why)) return 1;
    }
    if (c && c->days[COL_DAY_AGO]) {
        snprintf(why, sizeof why, "%zu of %zu dates are told from the day of collection: say which it was",
                 c->days[COL_DAY_AGO], c->filled);
        return set(g, "scraped", "YYYY-MM-DD", 0, why);
    }
    return is_told(g, "scraped") ? set(g, "scraped", "", 100, "") : 0;
}

static int propose_pay(const col_guessing *g)
{
    size_t at = first_of(g, COL_PAY_LO) < g->table.n ? first_of(g, COL_PAY_LO) : first_of(g, COL_PAY_HI);
    if (at == g->table.n) return 0;
    const col_stats *c = &g->table.columns[at];
    int behind = c->three_behind_point && c->three_behind_point == c->points && c->three_behind_point * 2 > c->filled;
    if ((c->commas > c->points || behind || is_told(g, "decimal")) &&
        set(g, "decimal", ",", behind ? 60 : 90, behind ? "its points part thousands" : "numbers as 1.234,5"))
        return 1;
    if (is_told(g, "period")
            ? set(g, "period", "", 100, "")
            : first_of(g, COL_PAY_PERIOD) == g->table.n &&
                  propose(g, "period", NULL, NULL, 0, "no column says what is paid for: set it if you know it"))
        return 1;
    if (is_told(g, "currency")) return set(g, "currency", "", 100, "");
    if (first_of(g, COL_PAY_CURRENCY) < g->table.n) return 0;
    return propose(g, "currency", NULL, NULL, 0, "no column says it: set it if you know it");
}

static int propose_skills(const col_guessing *g)
{
    static const char *const names[] = {",", ";", "|", "newline"};
    size_t at = first_of(g, COL_SKILLS), best = 0;
    if (at == g->table.n) return 0;
    const col_stats *c = &g->table.columns[at];
    for (size_t i = 1; i < 4; i++)
        if (c->separators[i] > c->separators[best]) best = i;
    return best || is_told(g, "skills_separator") ? set(g, "skills_separator", names[best], 90, "it stands most often")
                                                  : 0;
}

/* What of a posting's text no column is known to hold. */
static int propose_texts(const col_guessing *g)
{
    static const char none[] =
        "no column is known to hold titles, texts or skills: name one of those below (a table of "
        "counts has the columns month, total, skill and count)";
    static const char untold[] = "no column is one of texts or skills: only titles can name a skill";
    int title = first_of(g, COL_TITLE) < g->table.n;
    int text = first_of(g, COL_BODY) < g->table.n || first_of(g, COL_SKILLS) < g->table.n;
    if (!title && !text) return propose(g, "title", "COLUMN", NULL, 0, none);
    if (!title) return propose(g, "title", NULL, NULL, 1, "no column is one of titles");
    return text ? 0 : propose(g, "body", NULL, NULL, 1, untold);
}

/* What no field takes, and why. */
static int propose_none(const col_guessing *g)
{
    for (size_t i = 0; i < g->table.n; i++) {
        const col_stats *c = &g->table.columns[i];
        const char *why = !c->name[0]    ? "it has no name that an option can hold"
                          : c->twice     ? "its name stands there twice"
                          : !c->filled   ? "says nothing"
                          : g->why[i][0] ? g->why[i]
                          : col_most(c, c->addresses, 90)
                              ? "addresses that repeat, or a second one: not the posting's own"
                          : col_dates(c) * 10 >= c->filled * 8 ? "not the day of posting"
                                                               : "";
        if (g->taken[i] == COL_UNUSED && propose(g, NULL, NULL, c, 0, why)) return 1;
    }
    return 0;
}

/* Whether the names of the columns look like values. */
static int has_no_header(const col_guessing *g)
{
    int32_t day;
    double amount;
    for (size_t i = 0; i < g->table.n; i++) {
        sg_text name = text_of(g->table.columns[i].name);
        if (col_number_read(name, '.', &amount) == 0 || strncmp(name.at, "http", 4) == 0) return 1;
        if (col_day_read(name, COL_DAYS_PLAIN, SG_DAY_ABSENT, &day) != COL_DAY_NONE) return 1;
    }
    return 0;
}

static int propose_all(col_guessing *g)
{
    char why[COL_WHY_MAX];
    if (propose_columns(g) || propose_dialect(g) || propose_days(g) || propose_pay(g) || propose_skills(g)) return 1;
    if (propose_texts(g)) return 1;
    if (g->table.ragged) {
        snprintf(why, sizeof why, "%zu of %zu rows have another number of cells than the header: they will be rejected",
                 g->table.ragged, g->table.ragged + g->table.rows);
        if (propose(g, NULL, NULL, NULL, 1, why)) return 1;
    }
    if (!g->sample.whole) {
        snprintf(why, sizeof why, "judged by its first %zu rows", g->table.rows);
        if (propose(g, NULL, NULL, NULL, 1, why)) return 1;
    }
    return propose_none(g);
}

static int guess_table(col_guessing *g)
{
    size_t n = g->table.n;
    g->taken = malloc((n + 1) * sizeof *g->taken);
    g->sure = calloc(n + 1, sizeof *g->sure);
    g->why = calloc(n + 1, sizeof *g->why);
    if (!g->taken || !g->sure || !g->why) return 1;
    for (size_t i = 0; i < n; i++) g->taken[i] = COL_UNUSED;
    if (has_no_header(g))
        return propose(g, NULL, NULL, NULL, 0, "its first line holds values: put a line of names of the columns above");
    col_choose(g);
    return propose_all(g);
}

int col_guess(const sg_services *s)
{
    col_guessing g = {.s = s};
    int result = col_sample_read(s, &g.sample);
    if (!result && !g.sample.delimiter)
        result =
            propose(&g, NULL, NULL, NULL, 0, "no table: none of , ; tab and | parts its lines into the same columns");
    else if (!result)
        result = col_table_read(&g.sample, &g.table) || guess_table(&g);
    free(g.taken);
    free(g.sure);
    free(g.why);
    col_table_release(&g.table);
    col_sample_release(&g.sample);
    return result;
}
