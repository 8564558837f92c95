/* Choosing columns for the fields of a posting: by what they are named and by what they hold. */
#include "guess.h"

#include <stdio.h>
#include <string.h>

enum { NAME_EXACT = 60, NAME_WITHIN = 40, TAKE_MIN = 60 };

/* Names of columns that mean a field, and words in a name that speak against it. */
typedef struct hint {
    const char *names, *against;
} hint;

static const hint hints[COL_FIELDS] = {
    [COL_ID] = {"id|job id|jobid|posting id|post id|listing id|job posting id|requisition id|req id|uniq id|uuid|"
                "reference|job reference|ref|job number|vacancy id|ad id|kennziffer",
                "company|employer|agency|recruiter|category|title"},
    [COL_URL] = {"url|link|job url|job link|posting url|job posting url|apply url|apply link|job apply link|href|"
                 "permalink|web address|page url|joburl|lien",
                 "company|logo|employer|image"},
    [COL_TITLE] = {"title|job title|jobtitle|position|position title|business title|job position|job|role|job role|"
                   "designation|vacancy|vacancy title|job name|stellentitel|titel|stelle|poste|intitule|puesto|cargo",
                   "code|no|number|id|company|type|category|level"},
    [COL_EMPLOYER] =
        {"company|company name|employer|employer name|organization|organisation|organization name|agency|"
         "firm|hiring company|hiring organization|business|unternehmen|firma|arbeitgeber|entreprise|empresa",
         "id|url|size|description|logo|rating|industry|about|type|address"},
    [COL_PLACE] = {"location|job location|place|work location|city|town|region|ort|standort|arbeitsort|lieu|ville|"
                   "ubicacion|ciudad|office location",
                   "id|code|company|search|headquarters|latitude|longitude|type"},
    [COL_DATE] =
        {"date|posted|date posted|posting date|posted date|post date|posted at|posted on|published|"
         "published at|published on|publication date|date published|publish date|created|created at|listed|"
         "listing date|listed time|opening date|open date|date added|job posted date|job posted at|month|datum|"
         "veroeffentlicht|veröffentlicht am|date de publication|fecha",
         "deadline|until|expire|expiry|expiration|closing|close|closed|end|start|updated|update|process|"
         "birth|modified|valid|interview"},
    [COL_PAY] = {"salary|pay|compensation|salary range|wage|wages|salary estimate|job salary|salary text|remuneration|"
                 "gehalt|salaire|salario|pay range|salary formatted",
                 "currency|type|frequency|period|source|min|max|id"},
    [COL_PAY_LO] = {"salary min|min salary|minimum salary|salary from|salary range from|salary lower|lower salary|"
                    "salary low|min amount|pay min|min pay|pay from|compensation min|salary minimum|lower|gehalt von|"
                    "salary lower bound|min annual salary",
                    "currency"},
    [COL_PAY_HI] = {"salary max|max salary|maximum salary|salary to|salary range to|salary upper|upper salary|"
                    "salary high|max amount|pay max|max pay|pay to|compensation max|salary maximum|upper|gehalt bis|"
                    "salary upper bound|max annual salary",
                    "currency"},
    [COL_PAY_PERIOD] = {"salary frequency|pay period|salary period|pay frequency|interval|salary type|pay type|"
                        "salary rate|salary interval|salary unit|wage unit|per|pay unit|rate type|compensation period",
                        ""},
    [COL_PAY_CURRENCY] = {"currency|salary currency|pay currency|currency code|wage currency|salary currency code", ""},
    [COL_LEVEL] = {"level|seniority|seniority level|experience level|career level|job level|experience|"
                   "formatted experience level|position level|karrierestufe|years experience level",
                   "salary|education"},
    [COL_REMOTE] = {"remote|is remote|remote allowed|work from home|job work from home|remote work|workplace|"
                    "workplace type|work mode|work type|remote ratio|work arrangement|remote status|home office",
                    ""},
    [COL_BODY] = {"description|job description|job desc|body|text|content|full text|job text|job post|jobpost|posting|"
                  "details|job details|requirements|job requirements|qualifications|responsibilities|duties|summary|"
                  "job summary|required qual|minimum qual requirements|preferred skills|required qualifications|"
                  "preferred qualifications|beschreibung|stellenbeschreibung|descripcion|tasks|role description",
                  "company|preprocessed|processed|cleaned|clean|tokens|tokenized|lemmatized|benefits|short"},
    [COL_SKILLS] = {"skills|skill|tags|technologies|tech stack|techstack|key skills|main skill|keywords|job skills|"
                    "required skills|must have|nice to have|stack|tools|kenntnisse|competences|technology|skill set",
                    "soft|type|level"},
};

/* The order in which fields choose their columns: what can be told most surely first. */
static const col_field order[] = {COL_DATE,       COL_URL,          COL_ID,     COL_PAY_LO, COL_PAY_HI,
                                  COL_PAY_PERIOD, COL_PAY_CURRENCY, COL_REMOTE, COL_LEVEL,  COL_TITLE,
                                  COL_EMPLOYER,   COL_PLACE,        COL_BODY,   COL_SKILLS, COL_PAY};

/* ---- by name ---- */

/* Whether `plain` holds the words as whole words. */
static int holds(const char *plain, sg_text words)
{
    for (const char *at = plain; *at;) {
        size_t i = 0;
        while (i < words.len && at[i] == words.at[i]) i++;
        if (i == words.len && (at[i] == '\0' || at[i] == ' ')) return 1;
        while (*at && *at != ' ') at++;
        at += *at == ' ';
    }
    return 0;
}

static int name_says(const col_stats *c, col_field field)
{
    sg_text rest = {hints[field].against, strlen(hints[field].against)}, words;
    int best = 0;
    while (rest.len && col_split(&rest, '|', &words))
        if (holds(c->plain, words)) return 0;
    rest = (sg_text){hints[field].names, strlen(hints[field].names)};
    while (col_split(&rest, '|', &words)) {
        if (strlen(c->plain) == words.len && memcmp(c->plain, words.at, words.len) == 0) return NAME_EXACT;
        if (words.len > 3 && holds(c->plain, words)) best = NAME_WITHIN;
    }
    return best;
}

/* ---- by content ---- */

int col_most(const col_stats *c, size_t such, size_t n)
{
    return c->filled && such * 100 >= c->filled * n;
}

/* 0: the column cannot be of this field. Else how well it fits, up to 40. */
static int content_says(const col_stats *c, col_field field, size_t rows)
{
    size_t amounts = c->points > c->commas ? c->points : c->commas;
    int unique = c->tried && c->distinct * 100 >= c->tried * 95, dates = col_most(c, col_dates(c), 80);
    int text = !col_most(c, amounts, 80) && !dates && !col_most(c, c->addresses, 50);
    switch (field) {
    case COL_DATE: return dates ? 40 : 0;
    case COL_URL: return col_most(c, c->addresses, 90) && unique ? 40 : 0;
    case COL_ID:
        return !col_most(c, c->lines, 99) || c->filled * 100 < rows * 95 || c->distinct * 100 < c->tried * 40 ? 0
               : unique                                                                                       ? 40
                                                                                                              : 25;
    case COL_PAY_LO:
    case COL_PAY_HI: return col_most(c, amounts, 90) ? 40 : 0;
    case COL_PAY: return col_most(c, c->with_digits, 20) ? 30 : 0;
    case COL_PAY_PERIOD: return col_most(c, c->periods, 90) ? 40 : 0;
    case COL_PAY_CURRENCY: return col_most(c, c->codes, 90) ? 40 : 0;
    case COL_LEVEL: return col_most(c, c->levels, 60) ? 40 : 0;
    case COL_REMOTE: return col_most(c, c->remotes, 90) ? 40 : 0;
    case COL_TITLE: return text && col_most(c, c->lines, 80) && (c->distinct > 1 || rows < 3) ? 35 : 0;
    case COL_EMPLOYER:
    case COL_PLACE: return text && col_most(c, c->lines, 80) ? 30 : 0;
    case COL_BODY: return !text ? 0 : col_most(c, c->texts, 30) ? 40 : c->bytes > c->filled * 100 ? 25 : 0;
    case COL_SKILLS: return text && !col_most(c, c->texts, 30) ? 30 : 0;
    default: return 0;
    }
}

/* ---- choosing ---- */

static int can_be_taken(const col_guessing *g, size_t column)
{
    const col_stats *c = &g->table.columns[column];
    return g->taken[column] == COL_UNUSED && c->name[0] && !c->twice && c->filled;
}

static void take(col_guessing *g, size_t column, col_field field, int sure, const char *why)
{
    g->taken[column] = (int)field;
    g->sure[column] = sure > 99 ? 99 : sure;
    snprintf(g->why[column], COL_WHY_MAX, "%s", why);
}

/* How surely the column is of the field: 0 … 100. */
static int score(const col_guessing *g, size_t column, col_field field)
{
    const col_stats *c = &g->table.columns[column];
    int name = name_says(c, field), content = content_says(c, field, g->table.rows);
    return name && content ? name + content : 0;
}

/* Fields that are told by content alone when no column is named so, and only one can be it. */
static void take_by_content(col_guessing *g, col_field field)
{
    size_t found = 0, at = 0, longest = 0;
    if (field != COL_DATE && field != COL_URL && field != COL_BODY) return;
    for (size_t i = 0; i < g->table.n; i++) {
        const col_stats *c = &g->table.columns[i];
        sg_text against = {hints[field].against, strlen(hints[field].against)}, word;
        int fits = can_be_taken(g, i) && content_says(c, field, g->table.rows) == 40;
        if (field == COL_DATE && col_most(c, c->days[COL_DAY_EPOCH], 10)) fits = 0; /* as ids are numbers, too */
        while (fits && col_split(&against, '|', &word)) fits = !holds(c->plain, word);
        if (!fits || (field == COL_BODY && c->bytes <= longest)) continue;
        found = field == COL_BODY ? 1 : found + 1;
        longest = c->bytes;
        at = i;
    }
    if (found == 1) take(g, at, field, 50, "by what it holds alone");
}

static void take_best(col_guessing *g, col_field field)
{
    int best = 0;
    size_t at = 0;
    for (size_t i = 0; i < g->table.n; i++) {
        int sure = can_be_taken(g, i) ? score(g, i, field) : 0;
        if (sure > best) best = sure, at = i;
    }
    if (best >= TAKE_MIN)
        take(g, at, field, best,
             name_says(&g->table.columns[at], field) == NAME_EXACT ? "its name" : "words of its name");
    else
        take_by_content(g, field);
}

/* Whether a piece from the middle of a's cells stands in b's, in half of the rows that have both, or more. */
static int stands_in(const col_stats *a, const col_stats *b)
{
    size_t both = 0, within = 0;
    for (size_t row = 0; row < COL_KEPT_ROWS; row++) {
        char piece[33] = "";
        size_t len = a->kept[row] ? strlen(a->kept[row]) : 0;
        if (len < 20 || !b->kept[row]) continue;
        memcpy(piece, a->kept[row] + (len > 64 ? len / 2 : 0), len > 64 ? 32 : 20);
        both++;
        within += strstr(b->kept[row], piece) != NULL;
    }
    return both && within * 2 >= both;
}

/* All columns of text, but not one whose text stands in another. */
static void take_bodies(col_guessing *g)
{
    take_best(g, COL_BODY);
    for (size_t i = 0; i < g->table.n; i++)
        if (can_be_taken(g, i) && score(g, i, COL_BODY) >= TAKE_MIN)
            take(g, i, COL_BODY, score(g, i, COL_BODY), "its name");
    for (size_t i = 0; i < g->table.n; i++)
        for (size_t k = 0; k < g->table.n && g->taken[i] == COL_BODY; k++) {
            const col_stats *a = &g->table.columns[i], *b = &g->table.columns[k];
            if (k == i || g->taken[k] != COL_BODY || a->bytes > b->bytes || !stands_in(a, b)) continue;
            g->taken[i] = COL_UNUSED;
            snprintf(g->why[i], COL_WHY_MAX, "its text stands in %s", b->name);
        }
}

/* City, state and country beside a place. */
static void take_places(col_guessing *g)
{
    static const char *const parts[] = {"city|job city", "state|province|county|region|job state|bundesland",
                                        "country|country code|job country|land|pays|pais"};
    take_best(g, COL_PLACE);
    for (size_t part = 0; part < 3; part++)
        for (size_t i = 0; i < g->table.n; i++) {
            const col_stats *c = &g->table.columns[i];
            sg_text plain = {c->plain, strlen(c->plain)};
            if (can_be_taken(g, i) && col_is_one(plain, parts[part]) && content_says(c, COL_PLACE, g->table.rows))
                take(g, i, COL_PLACE, 80, "its name");
        }
}

/* A column of nothing but numbers is both ends of the pay. */
static void take_pay(col_guessing *g)
{
    take_best(g, COL_PAY);
    for (size_t i = 0; i < g->table.n && !g->both_ends; i++)
        if (g->taken[i] == COL_PAY && col_most(&g->table.columns[i], g->table.columns[i].bare, 90))
            g->taken[i] = COL_PAY_LO, g->both_ends = 1;
}

/* Columns that the options name already are taken as told. */
static int take_told(col_guessing *g, col_field field)
{
    sg_text option = col_option(g->s, col_options[field].name), rest = option, name;
    while (rest.len && col_split(&rest, '|', &name))
        for (size_t i = 0; i < g->table.n; i++)
            if (col_is(col_trim(name), g->table.columns[i].name)) {
                take(g, i, field, 100, "as you say");
                g->sure[i] = 100;
            }
    return option.len > 0;
}

void col_choose(col_guessing *g)
{
    int told[COL_FIELDS];
    for (col_field field = 0; field < COL_FIELDS; field++) told[field] = take_told(g, field);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (told[order[i]]) continue;
        switch (order[i]) {
        case COL_BODY: take_bodies(g); break;
        case COL_PLACE: take_places(g); break;
        case COL_PAY: take_pay(g); break;
        default: take_best(g, order[i]);
        }
    }
}
