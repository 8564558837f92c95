#include "plugin/layout.h"

#include "plugin/record.h"

#include <float.h>

/* Every macro needs RECORD to be the struct in question. Days and months of the years 1900 … 2199 are dates of
 * ours (base/month.h). */
enum { DAY_MIN = -25567, DAY_MAX = 84005, MONTH_MIN = -840, MONTH_MAX = 2759 };

#define AT(f) .name = #f, .offset = (uint32_t)offsetof(RECORD, f)
#define TEXT(f)                                                                                                        \
    {                                                                                                                  \
        AT(f), .form = SG_FIELD_TEXT                                                                                   \
    }
#define NEEDED(f)                                                                                                      \
    {                                                                                                                  \
        AT(f), .form = SG_FIELD_TEXT, .needed = 1                                                                      \
    }
#define BYTES(f)                                                                                                       \
    {                                                                                                                  \
        AT(f), .form = SG_FIELD_BYTES                                                                                  \
    }
#define ID(f)                                                                                                          \
    {                                                                                                                  \
        AT(f), .form = SG_FIELD_ID, .needed = 1                                                                        \
    }
#define WORD(f, list)                                                                                                  \
    {                                                                                                                  \
        AT(f), .form = SG_FIELD_WORD, .needed = 1, .words = (list)                                                     \
    }
#define MAYBE(f, list)                                                                                                 \
    {                                                                                                                  \
        AT(f), .form = SG_FIELD_WORD, .words = (list)                                                                  \
    }
#define F64(f, from, to)                                                                                               \
    {                                                                                                                  \
        AT(f), .form = SG_FIELD_F64, .lo = (from), .hi = (to)                                                          \
    }
#define AMOUNT(f) F64(f, 0, DBL_MAX)
#define U64(f)                                                                                                         \
    {                                                                                                                  \
        AT(f), .form = SG_FIELD_U64                                                                                    \
    }
#define I32(f, from, to)                                                                                               \
    {                                                                                                                  \
        AT(f), .form = SG_FIELD_I32, .lo = (from), .hi = (to), .absent = (from)                                        \
    }
#define DAY(f)                                                                                                         \
    {                                                                                                                  \
        AT(f), .form = SG_FIELD_I32, .lo = DAY_MIN, .hi = DAY_MAX, .absent = SG_DAY_ABSENT                             \
    }
#define MONTH(f) I32(f, MONTH_MIN, MONTH_MAX)
#define U32(f, to)                                                                                                     \
    {                                                                                                                  \
        AT(f), .form = SG_FIELD_U32, .lo = 0, .hi = (to)                                                               \
    }
#define U8(f, to)                                                                                                      \
    {                                                                                                                  \
        AT(f), .form = SG_FIELD_U8, .lo = 0, .hi = (to)                                                                \
    }
#define TERMS U8(remote, SG_PARTLY), U8(period, SG_PERIOD_YEAR), U8(component, SG_COMPONENT_TOTAL)
#define PAY TEXT(currency), AMOUNT(pay_lo), AMOUNT(pay_hi)

#define RECORD sg_posting
static const sg_field posting[] = {TEXT(id),  TEXT(url),  TEXT(employer), TEXT(title), TEXT(place), TEXT(level),
                                   TEXT(pay), TEXT(body), TEXT(skills),   PAY,         DAY(day),    TERMS};
#undef RECORD
#define RECORD sg_fact
static const sg_field fact[] = {TEXT(id),  TEXT(role),    TEXT(level), TEXT(region), TEXT(skills), PAY,
                                U64(body), U64(employer), DAY(day),    TERMS,        TEXT(near)};
#undef RECORD
#define RECORD sg_count
static const sg_field count[] = {NEEDED(skill), AMOUNT(count), AMOUNT(total), MONTH(month)};
#undef RECORD
#define RECORD sg_skill
static const sg_field skill[] = {
    ID(id),
    NEEDED(name),
    WORD(kind, "language framework library database tool service platform protocol method concept certification soft "
               "attribute"),
    TEXT(family),
    TEXT(esco),
    TEXT(source),
    I32(since, 0, 2199)};
#undef RECORD
#define RECORD sg_form
static const sg_field form[] = {ID(skill), NEEDED(text), WORD(match, "any exact upper"), TEXT(rule), TEXT(source)};
#undef RECORD
#define RECORD sg_rule
static const sg_field rule[] = {NEEDED(id), WORD(effect, "need veto"),
                                WORD(test, "next prev near list doc start skill"), TEXT(words), I32(span, 0, 10000)};
#undef RECORD
#define RECORD sg_relation
static const sg_field relation[] = {ID(from), WORD(type, "implies part-of related replaces"), ID(to), TEXT(source)};
#undef RECORD
#define RECORD sg_role
static const sg_field role[] = {ID(id), NEEDED(name), TEXT(family), TEXT(esco), TEXT(isco), TEXT(onet), TEXT(source)};
#undef RECORD
#define RECORD sg_title
static const sg_field title[] = {ID(role), NEEDED(text), TEXT(source)};
#undef RECORD
#define RECORD sg_requirement
static const sg_field requirement[] = {ID(role),         ID(skill),   TEXT(source), F64(importance, 1, 5),
                                       F64(level, 0, 7), TEXT(any_of)};
#undef RECORD
#define RECORD sg_level_word
static const sg_field level[] = {ID(level), NEEDED(text)};
#undef RECORD
#define RECORD sg_region
static const sg_field region[] = {NEEDED(id), NEEDED(name),  TEXT(parent), WORD(kind, "country subdivision metro"),
                                  TEXT(code), TEXT(currency)};
#undef RECORD
#define RECORD sg_place
static const sg_field place[] = {NEEDED(text), NEEDED(region), WORD(match, "any exact after")};
#undef RECORD
#define RECORD sg_cue_phrase
static const sg_field cue[] = {
    WORD(id, "requirements desired duties benefits about legal other required mentioned denied wanted break neutral"),
    WORD(where, "heading within before after beside"), NEEDED(text), TEXT(source), I32(span, 0, 12)};
#undef RECORD
#define RECORD sg_band
static const sg_field band[] = {NEEDED(source),
                                WORD(kind, "official survey posted"),
                                TEXT(scheme),
                                TEXT(occupation),
                                TEXT(title),
                                TEXT(role),
                                TEXT(level),
                                TEXT(region),
                                NEEDED(date),
                                WORD(component, "base total"),
                                WORD(period, "hour day week month year"),
                                NEEDED(currency),
                                TEXT(n_kind),
                                TEXT(licence),
                                TEXT(note),
                                AMOUNT(pct[0]),
                                AMOUNT(pct[1]),
                                AMOUNT(pct[2]),
                                AMOUNT(pct[3]),
                                AMOUNT(pct[4]),
                                AMOUNT(mean),
                                AMOUNT(n),
                                U32(has, 63),
                                TEXT(place)};
#undef RECORD
#define RECORD sg_figure
static const sg_field figure[] = {NEEDED(kind),  NEEDED(key), TEXT(region),
                                  NEEDED(date),  TEXT(unit),  TEXT(source),
                                  TEXT(licence), TEXT(note),  F64(value, -DBL_MAX, DBL_MAX),
                                  AMOUNT(n)};
#undef RECORD
#define RECORD sg_talent
static const sg_field talent[] = {NEEDED(name), NEEDED(economy), AMOUNT(people), MONTH(month), I32(economies, 0, 1000)};
#undef RECORD
#define RECORD sg_proposal
static const sg_field proposal[] = {TEXT(option), TEXT(value), TEXT(column), TEXT(example), TEXT(why), U8(sure, 100)};
#undef RECORD
#define RECORD sg_reading
static const sg_field reading[] = {
    TEXT(id),        TEXT(url), TEXT(title), TEXT(employer),     TEXT(role), TEXT(level), TEXT(region),
    BYTES(mentions), PAY,       U64(body),   U64(employer_hash), DAY(day),   TERMS,       BYTES(near)};
#undef RECORD

#define LAYOUT(label, id_, kind_, record, table)                                                                       \
    {                                                                                                                  \
        .name = (label), .type = (id_), .kind = (kind_), .size = sizeof(record), .fields = (table),                    \
        .n_fields = sizeof(table) / sizeof *(table)                                                                    \
    }
static const sg_layout layouts[] = {
    LAYOUT("posting", SG_RECORD_POSTING, SG_KIND_POSTINGS, sg_posting, posting),
    LAYOUT("fact", SG_RECORD_FACT, SG_KIND_POSTINGS, sg_fact, fact),
    LAYOUT("count", SG_RECORD_COUNT, SG_KIND_POSTINGS, sg_count, count),
    LAYOUT("skill", SG_RECORD_SKILL, SG_KIND_TAXONOMY, sg_skill, skill),
    LAYOUT("form", SG_RECORD_FORM, SG_KIND_TAXONOMY, sg_form, form),
    LAYOUT("rule", SG_RECORD_RULE, SG_KIND_TAXONOMY, sg_rule, rule),
    LAYOUT("relation", SG_RECORD_RELATION, SG_KIND_TAXONOMY, sg_relation, relation),
    LAYOUT("role", SG_RECORD_ROLE, SG_KIND_TAXONOMY, sg_role, role),
    LAYOUT("title", SG_RECORD_TITLE, SG_KIND_TAXONOMY, sg_title, title),
    LAYOUT("requirement", SG_RECORD_REQUIREMENT, SG_KIND_TAXONOMY, sg_requirement, requirement),
    LAYOUT("level", SG_RECORD_LEVEL, SG_KIND_TAXONOMY, sg_level_word, level),
    LAYOUT("region", SG_RECORD_REGION, SG_KIND_TAXONOMY, sg_region, region),
    LAYOUT("place", SG_RECORD_PLACE, SG_KIND_TAXONOMY, sg_place, place),
    LAYOUT("cue", SG_RECORD_CUE, SG_KIND_TAXONOMY, sg_cue_phrase, cue),
    LAYOUT("band", SG_RECORD_BAND, SG_KIND_SALARY, sg_band, band),
    LAYOUT("figure", SG_RECORD_FIGURE, SG_KIND_SALARY, sg_figure, figure),
    LAYOUT("talent", SG_RECORD_TALENT, SG_KIND_TALENT, sg_talent, talent),
    LAYOUT("proposal", SG_RECORD_PROPOSAL, 0, sg_proposal, proposal),
    LAYOUT("reading", SG_RECORD_READING, 0, sg_reading, reading),
};

_Static_assert(sizeof(sg_band) <= SG_RECORD_SIZE_MAX, "the widest record fits the buffer of sg_record_unpack");
_Static_assert(sizeof(sg_reading) <= SG_RECORD_SIZE_MAX, "the internal record fits it too");

const sg_layout *sg_layout_of(uint32_t type)
{
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
        if (layouts[i].type == type) return &layouts[i];
    return NULL;
}
