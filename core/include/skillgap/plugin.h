/* skillgap/plugin.h: the plugin contract, version 1. The only header that a plugin sees.
 *
 * A plugin is a shared object that exports exactly one object, `const sg_plugin sg_plugin_entry`; all else is
 * hidden. Its file is named after its id: `postings_hn.so` holds the plugin `postings_hn`. It runs in a confined
 * worker process: it reads its input and emits its records through the services it is handed, and never prints,
 * exits, opens a file or a socket, or frees what it did not allocate.
 *
 * Growth: fields are only appended, and each block says since which version. Both sides pass the size of what
 * they know; a field beyond that size is absent. A newer skillgap loads an older plugin.
 */
#ifndef SKILLGAP_PLUGIN_H
#define SKILLGAP_PLUGIN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SG_PLUGIN_ABI 1u

#if defined(__GNUC__)
#define SG_EXPORT __attribute__((visibility("default")))
#else
#define SG_EXPORT
#endif

/* Bytes of UTF-8, not ended by NUL. at NULL: the value is absent; at set and len 0: present and empty.
 * Borrowed from whoever hands it over, valid until that call returns. */
typedef struct sg_text {
    const char *at;
    size_t len;
} sg_text;

/* What a plugin emits is fixed by its kind. */
typedef enum sg_kind {
    SG_KIND_POSTINGS = 1, /* sg_posting, sg_fact, sg_count */
    SG_KIND_TAXONOMY = 2, /* sg_skill … sg_region: the vocabularies */
    SG_KIND_SALARY = 3,   /* sg_band, sg_figure */
    SG_KIND_TALENT = 4    /* sg_talent */
} sg_kind;

typedef enum sg_record_type {
    SG_RECORD_POSTING = 1,
    SG_RECORD_FACT = 2,
    SG_RECORD_COUNT = 3,
    SG_RECORD_SKILL = 10,
    SG_RECORD_FORM = 11,
    SG_RECORD_RULE = 12,
    SG_RECORD_RELATION = 13,
    SG_RECORD_ROLE = 14,
    SG_RECORD_TITLE = 15,
    SG_RECORD_REQUIREMENT = 16,
    SG_RECORD_LEVEL = 17,
    SG_RECORD_REGION = 18,
    SG_RECORD_PLACE = 19,
    SG_RECORD_CUE = 20,
    SG_RECORD_BAND = 30,
    SG_RECORD_FIGURE = 31,
    SG_RECORD_TALENT = 40,
    SG_RECORD_PROPOSAL = 50 /* of no kind: what `guess` emits */
} sg_record_type;

/* ---- kind postings ---- */

#define SG_DAY_ABSENT INT32_MIN

typedef enum sg_tristate { SG_UNKNOWN = 0, SG_NO = 1, SG_YES = 2, SG_PARTLY = 3 /* hybrid */ } sg_tristate;

typedef enum sg_period {
    SG_PERIOD_NONE = 0, /* not stated */
    SG_PERIOD_HOUR = 1,
    SG_PERIOD_DAY = 2,
    SG_PERIOD_WEEK = 3,
    SG_PERIOD_MONTH = 4,
    SG_PERIOD_YEAR = 5
} sg_period;

typedef enum sg_component { SG_COMPONENT_NONE = 0, SG_COMPONENT_BASE = 1, SG_COMPONENT_TOTAL = 2 } sg_component;

/* One advertised job, as its source has it. Only id or url, and day, are needed; skillgap reads role, level,
 * region, pay and skills from the rest. */
typedef struct sg_posting {
    sg_text id;  /* the source's own id, unique within it */
    sg_text url; /* where a person can read it */
    sg_text employer;
    sg_text title;
    sg_text place;    /* as written: "Berlin, Germany or remote (EU)" */
    sg_text level;    /* as stated apart from the title, or absent */
    sg_text pay;      /* pay as written, read by skillgap when pay_lo and pay_hi are 0 */
    sg_text body;     /* plain text, lines kept */
    sg_text skills;   /* a list that the source made itself, separated by newlines, or absent */
    sg_text currency; /* ISO 4217, or absent; never a guess */
    double pay_lo;    /* as stated, in currency a period; 0: not stated */
    double pay_hi;
    int32_t day;       /* posted, days since 1970-01-01, or SG_DAY_ABSENT */
    uint8_t remote;    /* sg_tristate */
    uint8_t period;    /* sg_period */
    uint8_t component; /* sg_component */
} sg_posting;

/* A posting that skillgap has read before: ids in place of text. */
typedef struct sg_fact {
    sg_text id;
    sg_text role;     /* role id, or absent */
    sg_text level;    /* level id, or absent */
    sg_text region;   /* region id, or absent */
    sg_text skills;   /* skill ids separated by single spaces; may be empty */
    sg_text currency; /* as in sg_posting */
    double pay_lo;
    double pay_hi;
    uint64_t body;     /* hash of the normalised body; 0: unknown */
    uint64_t employer; /* hash of the normalised employer's name; 0: unknown */
    int32_t day;
    uint8_t remote;
    uint8_t period;
    uint8_t component;
    sg_text near; /* what near-duplicates are known by, hexadecimal as skillgap wrote it; or absent */
} sg_fact;

/* Published count of one skill in one month. */
typedef struct sg_count {
    sg_text skill; /* the name as published */
    double count;  /* postings that name it, 0 … total */
    double total;  /* postings in the month */
    int32_t month; /* months since 1970-01 */
} sg_count;

/* ---- kind taxonomy ---- */

typedef struct sg_skill {
    sg_text id;     /* lower case, a–z 0–9 and . + # - : "c++", "node.js", "vector-databases" */
    sg_text name;   /* as people write it: "C++" */
    sg_text kind;   /* language framework library database tool service platform protocol method concept
                       certification soft attribute */
    sg_text family; /* id of a group that moves together: "web-frontend", "cloud", "ai" */
    sg_text esco;   /* ESCO concept, last part of its URI, or absent */
    sg_text source; /* where the row is from */
    int32_t since;  /* year in which it appeared, or 0 */
} sg_skill;

typedef struct sg_form {
    sg_text skill;
    sg_text text;  /* a way to write it */
    sg_text match; /* any: ignore case; exact: as written; upper: all capitals, or any case in a list. A line of which
                      most words are skills, and a list with two others that are sure, ignore case for all. White
                      space, hyphens and marks must be as written; digits may follow ("Python3") */
    sg_text rule;  /* id of a rule that must hold, or absent */
    sg_text source;
} sg_form;

/* One test of a context rule. A rule is all rows of one id: it holds when no `veto` row is met and, if there are
 * `need` rows, at least one of them is. A form without a rule always stands. Mentions of forms without a `need` row are
 * evidence for others (except those of kind soft and attribute); no name is evidence for itself. Two ids of rules
 * are known: "employer" says when the employer's own name is meant as a tool; "kind-concept", or any other kind, is
 * the rule of the forms of that kind that have none of their own, which stay evidence: "data science" may be a
 * skill, but not in "data science team".
 *
 * Phrases: words separated by '|', without case; a hyphen, quotation mark or Markdown mark between words is passed
 * over unless the phrase has it. "deploy*": a word that begins so (not for doc). {number}: a token that begins with
 * a digit; {year}: 1900 … 2099; {capital}: a capitalised word, not all capitals. Punctuation stands for itself:
 * ", az", "/sci". Words are counted for a span, punctuation is not; nothing is near across a blank line. */
typedef struct sg_rule {
    sg_text id;
    sg_text effect; /* need, veto */
    sg_text test;   /* next: a phrase follows at once; prev: one comes just before; near: one begins within span words,
                       and has a word; doc: one is anywhere in the document; start: the form begins a sentence or
                       line, and a phrase of `words`, if given, follows; list: among skills separated by commas,
                       "and" and the like, one of them unambiguous or three in all, or in a row of four with only
                       spaces between, two others unambiguous, or in a sentence of which most words are skills; with
                       `words` (families or skill ids) one of those must be in the list; skill: another, unambiguous
                       skill (of a family or id of `words`, if given) within span words of the sentence */
    sg_text words;  /* phrases, families or ids separated by '|', or absent */
    int32_t span;   /* words, for near and skill, at most 100; else 0 */
} sg_rule;

typedef struct sg_relation {
    sg_text from;
    sg_text type; /* implies, part-of, related, replaces */
    sg_text to;
    sg_text source;
} sg_relation;

typedef struct sg_role {
    sg_text id; /* "backend-engineer" */
    sg_text name;
    sg_text family; /* software, data, ai, infrastructure, security, product, design, management, support … */
    sg_text esco;   /* ESCO occupation code "2512.4", or absent */
    sg_text isco;
    sg_text onet; /* O*NET-SOC code "15-1252.00", or absent */
    sg_text source;
} sg_role;

/* The role of titles that are of no role, so that "mechanical engineer" is not read as "engineer". */
#define SG_NO_ROLE "none"

typedef struct sg_title {
    sg_text role; /* role id, or SG_NO_ROLE */
    sg_text text; /* a title or part of one: "back end engineer"; the longest that a title contains wins */
    sg_text source;
} sg_title;

typedef struct sg_requirement {
    sg_text role;
    sg_text skill;
    sg_text source;
    double importance; /* 1 … 5 (O*NET scale IM) */
    double level;      /* 0 … 7 (O*NET scale LV) */
    sg_text any_of;    /* rows of one role with one such word are alternatives: one of them will do; or absent */
} sg_requirement;

/* A word in a title that tells the level. */
typedef struct sg_level_word {
    sg_text level; /* level id: intern junior mid senior lead staff principal manager director executive */
    sg_text text;
} sg_level_word;

typedef struct sg_region {
    sg_text id; /* "US", "US/austin", "DE/berlin" */
    sg_text name;
    sg_text parent;   /* absent for a country */
    sg_text kind;     /* country, subdivision, metro */
    sg_text code;     /* ISO 3166-2 or the statistical area's code, or absent */
    sg_text currency; /* ISO 4217, countries only */
} sg_region;

typedef struct sg_place {
    sg_text text; /* "san francisco", "berlin", "tx" */
    sg_text region;
    sg_text match; /* any, exact (two-letter codes), after: only behind a comma ("Austin, TX") */
} sg_place;

/* Phrases by which a posting tells what a part of it is about, or how it asks for a skill. */
typedef struct sg_cue_phrase {
    sg_text id;    /* of a part: requirements desired duties benefits about legal other; of an ask: required, desired,
                      mentioned, denied ("no Java"), wanted (required, where the part does not say otherwise); break:
                      no phrase reaches across it ("but"); neutral: a phrase that says nothing, though a shorter one
                      in it would ("not only") */
    sg_text where; /* heading: in a heading, for what follows it (parts; denied: on its line to the sentence's end);
                      within: in a sentence, for that sentence (parts, break, neutral); before, after, beside: the
                      skill's side on which it stands (asks) */
    sg_text text;  /* phrases separated by '|', as in rules, each beginning with a word; apostrophes do not count */
    sg_text source;
    int32_t span; /* asks: words between phrase and skill at most, 0 … 12; other skills and "and" are not counted */
} sg_cue_phrase;

/* ---- kind salary ---- */

enum {
    SG_HAS_P10 = 1 << 0,
    SG_HAS_P25 = 1 << 1,
    SG_HAS_P50 = 1 << 2,
    SG_HAS_P75 = 1 << 3,
    SG_HAS_P90 = 1 << 4,
    SG_HAS_MEAN = 1 << 5
};

/* Pay percentiles of an occupation × level × region × date, in currency a period. */
typedef struct sg_band {
    sg_text source;     /* "BLS OEWS" */
    sg_text kind;       /* official, survey, posted */
    sg_text scheme;     /* occupation scheme: "SOC 2018", "SOC2020", "SO DevType" … */
    sg_text occupation; /* code within it */
    sg_text title;
    sg_text role;   /* skillgap role ids that it covers, separated by spaces; absent: read from scheme and occupation */
    sg_text level;  /* level id, "all", or "years:5-9" */
    sg_text region; /* id or code (sg_region.code) of a region; absent: read from place */
    sg_text date;   /* "2024-05", "2025" */
    sg_text component; /* base, total */
    sg_text period;    /* hour, month, year */
    sg_text currency;
    sg_text n_kind; /* rows, headcount, jobs; what n counts */
    sg_text licence;
    sg_text note;  /* caveats, or absent */
    double pct[5]; /* p10 p25 p50 p75 p90; which are known: has */
    double mean;
    double n;      /* 0: unknown */
    uint32_t has;  /* SG_HAS_… */
    sg_text place; /* as written: "Austin, TX"; of a region that place is only a part of, nothing is read; or absent */
} sg_band;

/* One dated figure: a price parity, an exchange rate, a wage index, a fact about moves. */
typedef struct sg_figure {
    sg_text kind;   /* parity, fx, wage-index, inflation, hours, move */
    sg_text key;    /* what of it: currency, index name, "switcher-raise" */
    sg_text region; /* region id, or absent */
    sg_text date;   /* "2024", "2026-01" */
    sg_text unit;
    sg_text source;
    sg_text licence;
    sg_text note;
    double value;
    double n; /* 0: unknown */
} sg_figure;

/* ---- kind talent ---- */

/* People seen practising a skill in a quarter. */
typedef struct sg_talent {
    sg_text name;    /* as the source names it: a GitHub topic */
    sg_text economy; /* ISO 3166 code; "*": summed over a fixed panel */
    double people;
    int32_t month;     /* first month of the quarter, months since 1970-01 */
    int32_t economies; /* in the panel, when economy is "*"; else 1 */
} sg_talent;

/* ---- guessing ---- */

/* A value that a plugin proposes for one of its options, so that it can read an input that it has looked at; or a word
 * on a column, or on what is missing. With neither option nor column: on the input as a whole. */
typedef struct sg_proposal {
    sg_text option;  /* the option, or absent: nothing takes the column */
    sg_text value;   /* for --set; absent: told before (of several columns, one says it), or nothing can be proposed */
    sg_text column;  /* of the input, as its header has it, or absent */
    sg_text example; /* a value that stands in the column, or absent */
    sg_text why;     /* in a few words: what speaks for it, or what is missing */
    uint8_t sure; /* 0 … 100. 0 beside a value: a person must choose, and the value stands for what. 0 beside neither
                        option nor column: the input cannot be read */
} sg_proposal;

/* ---- services ---- */

typedef enum sg_encoding { SG_UTF8 = 0, SG_CP1252 = 1, SG_UTF16 = 2 } sg_encoding;

/* How a CSV file is written. Zero is the default everywhere: comma, double quotes doubled, UTF-8 with or
 * without BOM, header in the first line. */
typedef struct sg_dialect {
    uint32_t size;     /* sizeof(sg_dialect) */
    char delimiter;    /* 0: ',' */
    uint8_t encoding;  /* sg_encoding; a BOM overrides it */
    uint8_t backslash; /* 1: a backslash in a field is doubled, as Python's escapechar writes it; undone */
    uint8_t preamble;  /* lines before the header at the most; the header is the first with all needed columns */
} sg_dialect;

enum { SG_COLUMN_NEEDED = 1 };

/* A column to be handed over. Names match without case; '|' separates alternatives. */
typedef struct sg_column {
    const char *name;
    uint32_t flags;
} sg_column;

/* Where a JSON input has its items, each of which is a row. Either items or type is given.
 *
 * items: where they are in an outermost value, '|' between alternatives: "jobs[]": the elements of its list jobs;
 * "[]": of itself; "a.b[]": of b in a; ".": itself. Outermost values may follow one another, a line each or not. An
 * outermost object in which a list of items is met is none itself: "jobs[]|." reads a list of jobs and a single job.
 * type: JSON-LD; an item is every object, at any depth, whose "@type" is or holds this, as "JobPosting" or at the end
 * of an address. An item that holds another follows it, without it. */
typedef struct sg_json_shape {
    uint32_t size;    /* sizeof(sg_json_shape) */
    uint32_t in_html; /* 1: the input may be a saved page, HTML or MHTML, of which the scripts of type
                         application/ld+json are read; line ends in their strings are taken */
    const char *items;
    const char *type;
} sg_json_shape;

typedef struct sg_services sg_services;

/* One row: values in the order of the column map; an absent column or an unquoted empty field has at NULL, a
 * quoted empty field len 0. Returns 0 to go on. */
typedef int (*sg_row_fn)(const sg_services *s, void *state, const sg_text *values);

/* Every function returns 0, or non-zero when the run must end: pass it on as the result of `run`. */
struct sg_services {
    uint32_t size;
    void *ctx;
    /* Next bytes of the input, decompressed. *got 0: the end. */
    int (*read)(const sg_services *s, void *bytes, size_t size, size_t *got);
    /* Read the whole input as CSV with libcsv. Rows with another number of fields than the header, a NUL byte,
     * invalid UTF-8 or an unclosed quote are rejected and counted here, and not handed over. */
    int (*csv)(const sg_services *s, const sg_dialect *dialect, const sg_column *columns, size_t n, sg_row_fn row,
               void *state);
    /* Value of one of the plugin's options, or its default. */
    const char *(*option)(const sg_services *s, const char *name);
    /* Emit a record of the plugin's kind, of the row begun last (or, after csv or json has returned, of all rows, in
     * that one's name); size is sizeof the record as the plugin knows it. Use sg_emit_…. A field out of bounds ends the
     * run: what a row has wrong is to be rejected before. */
    int (*emit)(const sg_services *s, uint32_t type, const void *record, size_t size);
    /* The current row is bad, and is left out with all that it emitted; the run goes on. reason: a short text that
     * names the field and what was expected, the same for each row with this defect; copied. */
    int (*reject)(const sg_services *s, const char *reason, sg_text found);
    /* Conversions. 0 when text is what was expected, else 1 (and *out is not written). */
    int (*to_number)(const sg_services *s, sg_text text, double *out);
    int (*to_day)(const sg_services *s, sg_text text, int32_t *out);   /* YYYY-MM-DD, with or without a time */
    int (*to_month)(const sg_services *s, sg_text text, int32_t *out); /* YYYY-MM, YYYY-MM-DD */
    /* Rows of an input that is not CSV are numbered by the plugin, from 1, rising: call before the row's records.
     * offset: where the row starts in the input. */
    void (*begin_row)(const sg_services *s, uint64_t row, uint64_t offset);
    /* The input's first bytes, as probe sees them, for a plugin that must know the header before it reads. They are not
     * used up: read and csv start at the input's start all the same. Of UTF-16 with its mark it is the text in UTF-8.
     * Valid until the run ends. */
    int (*head)(const sg_services *s, sg_text *head);
    /* The current row is good and kept, but something that it says was not taken as it stands ("currency: USD of a row
     * that is not of the US"). Counted and shown to the person by reason, as what is rejected is. To be called when
     * nothing can reject the row any more, once a row for each reason. */
    int (*remark)(const sg_services *s, const char *reason, sg_text found);
    /* The whole run cannot be done as asked: an option's value, or an input of another sort. what: "option scraped:
     * expected YYYY-MM-DD"; copied. Returns non-zero: `return s->refuse(s, …);` */
    int (*refuse)(const sg_services *s, const char *what, sg_text found);
    /* Read the whole input as JSON, an item at a time: a document may be of any size, an item of 64 MB. paths: a column
     * map whose names are paths into an item:
     *   a.b          the member b of a; a name in other case is taken where the very name is missing
     *   a[].b        b of each element of the list a, joined by line ends; what is no list is taken as its one element
     *   a[b=text].c  only of elements whose member b is this text
     *   a.(b,c)      several members of one element, joined by line ends; "(b, c)": by ", "
     *   a.b|c        the first of these that says something, also in parentheses
     *   /a           the member a of the outermost object around the item, also when it stands behind the items (until
     *                it comes they wait, up to 64 MB of them)
     * Values: texts with their escapes undone, numbers as written, true and false. What is absent, null, an object or a
     * list has at NULL. Rejected and counted here: an item that is no object, lacks a needed column, has a key twice,
     * half of a surrogate pair, a NUL, or bytes that are no UTF-8; an outermost object that is no JSON, or a script of
     * a page, with which its line, or script, is passed over. Any other document that is no JSON ends the run, as do
     * more than 512 levels. */
    int (*json)(const sg_services *s, const sg_json_shape *shape, const sg_column *paths, size_t n, sg_row_fn row,
                void *state);
    /* The input's name without folders, as probe gets it: of a file in a zip, its own; "" of standard input. Where a
     * file says nothing of its own date, its name may. Valid until the run ends. */
    const char *(*name)(const sg_services *s);
};

#define SG_EMIT(name, record, type_id)                                                                                 \
    static inline int sg_emit_##name(const sg_services *s, const record *r)                                            \
    {                                                                                                                  \
        return s->emit(s, type_id, r, sizeof *r);                                                                      \
    }
SG_EMIT(posting, sg_posting, SG_RECORD_POSTING)
SG_EMIT(fact, sg_fact, SG_RECORD_FACT)
SG_EMIT(count, sg_count, SG_RECORD_COUNT)
SG_EMIT(skill, sg_skill, SG_RECORD_SKILL)
SG_EMIT(form, sg_form, SG_RECORD_FORM)
SG_EMIT(rule, sg_rule, SG_RECORD_RULE)
SG_EMIT(relation, sg_relation, SG_RECORD_RELATION)
SG_EMIT(role, sg_role, SG_RECORD_ROLE)
SG_EMIT(title, sg_title, SG_RECORD_TITLE)
SG_EMIT(requirement, sg_requirement, SG_RECORD_REQUIREMENT)
SG_EMIT(level_word, sg_level_word, SG_RECORD_LEVEL)
SG_EMIT(region, sg_region, SG_RECORD_REGION)
SG_EMIT(place, sg_place, SG_RECORD_PLACE)
SG_EMIT(cue, sg_cue_phrase, SG_RECORD_CUE)
SG_EMIT(band, sg_band, SG_RECORD_BAND)
SG_EMIT(figure, sg_figure, SG_RECORD_FIGURE)
SG_EMIT(talent, sg_talent, SG_RECORD_TALENT)
SG_EMIT(proposal, sg_proposal, SG_RECORD_PROPOSAL)
#undef SG_EMIT

/* For probe: is this text, such as a key with its quotes, in the head? */
static inline int sg_head_holds(const char *head, size_t size, const char *text)
{
    size_t len = strlen(text);
    for (const char *end = head + size; (size_t)(end - head) >= len; head++) {
        head = (const char *)memchr(head, text[0], (size_t)(end - head) - len + 1);
        if (!head) return 0;
        if (memcmp(head, text, len) == 0) return 1;
    }
    return 0;
}

/* For probe and dialects: of comma, semicolon, tab and bar, the one that stands most often in the head's first line,
 * quotes aside. */
static inline char sg_head_delimiter(const char *head, size_t size)
{
    static const char marks[] = ",;\t|";
    size_t counts[4] = {0, 0, 0, 0}, best = 0;
    int quoted = 0;
    for (size_t i = 0; i < size && (quoted || (head[i] != '\n' && head[i] != '\r')); i++) {
        const char *mark = head[i] ? strchr(marks, head[i]) : NULL;
        quoted ^= head[i] == '"';
        if (mark && !quoted && ++counts[mark - marks] > counts[best]) best = (size_t)(mark - marks);
    }
    return marks[best];
}

/* For probe: takes the next name off the first line of a CSV's head, white space and quotes around it aside; 0: it has
 * no more. Begin with the whole head, in which a byte order mark is passed over. */
static inline int sg_head_name(sg_text *head, char delimiter, sg_text *name)
{
    if (head->len >= 3 && memcmp(head->at, "\xEF\xBB\xBF", 3) == 0) head->at += 3, head->len -= 3;
    if (!head->len || head->at[0] == '\n' || head->at[0] == '\r') return 0;
    size_t end = 0, next;
    for (int quoted = 0; end < head->len && (quoted || !(head->at[end] == delimiter || head->at[end] == '\n')); end++)
        quoted ^= head->at[end] == '"';
    next = end < head->len && head->at[end] == delimiter ? end + 1 : end;
    *name = (sg_text){head->at, end};
    while (name->len && strchr(" \"\r", name->at[name->len - 1])) name->len--;
    while (name->len && strchr(" \"", name->at[0])) name->at++, name->len--;
    *head = (sg_text){head->at + next, head->len - next};
    return 1;
}

/* For probe: whether the first line of a CSV's head has a column of one of these names, which '|' parts; ASCII letters
 * match without case. */
static inline int sg_head_has(const char *head, size_t size, const char *names)
{
    sg_text rest = {head, size}, name;
    char delimiter = sg_head_delimiter(head, size);
    while (sg_head_name(&rest, delimiter, &name))
        for (const char *at = names; *at; at += strcspn(at, "|"), at += *at == '|') {
            size_t len = strcspn(at, "|"), i = 0;
            while (i < len && i < name.len && (at[i] | 0x20) == (name.at[i] | 0x20)) i++;
            if (i == len && i == name.len) return 1;
        }
    return 0;
}

/* ---- the entry ---- */

typedef struct sg_option {
    const char *name;
    const char *help;
    const char *value; /* default, or NULL */
} sg_option;

typedef struct sg_plugin {
    uint32_t abi;   /* SG_PLUGIN_ABI */
    uint32_t size;  /* sizeof(sg_plugin) as the plugin knows it */
    uint32_t kind;  /* sg_kind */
    uint32_t parts; /* 1: rows are independent, so a large file may be read in parts */
    const char *id; /* KIND_SOURCE, a–z 0–9 _, at most 63 bytes; the file's name without .so */
    const char *version;
    const char *summary; /* one line */
    const char *licence; /* of the data it reads, or "as the source states" */
    const char *homepage;
    const sg_option *options;
    size_t n_options;
    /* How surely this plugin reads a file that starts so, 0 … 100. name: the file's name without folders. */
    int (*probe)(const char *head, size_t size, const char *name);
    int (*run)(const sg_services *s);
    /* Looks at the input and emits proposals of how `run` can read it, given the options that are set already. NULL: it
     * cannot guess. */
    int (*guess)(const sg_services *s);
} sg_plugin;

#endif
