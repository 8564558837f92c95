/* Skills found in a person's own papers, each with the places that name it, quoted. Nothing is inferred: a level, years
 * or a last use that no place states stay unknown. */
#ifndef SG_CAREER_FINDINGS_H
#define SG_CAREER_FINDINGS_H

#include "base/month.h"
#include "taxonomy/find.h"

#include <jansson.h>
#include <stdbool.h>

enum { SG_QUOTES_MAX = 3 /* a skill keeps the first so many of its places */ };

/* What a place says beside the name. */
typedef struct sg_stated {
    double level;       /* 0 … 7, or -1 */
    double years;       /* or -1 */
    sg_month last_used; /* or SG_MONTH_ABSENT */
    bool going_on;      /* it is of a position that has no end: when it was last used is not stated */
    const json_t
        *evidence; /* what is already said of it, a text or a list, kept in place of the place; or NULL. Borrowed
                               until sg_findings_skills */
} sg_stated;
extern const sg_stated sg_nothing_stated;

typedef struct sg_finding {
    uint32_t skill;
    sg_stated stated; /* the highest level, the most years, the latest use */
    const char *quotes[SG_QUOTES_MAX];
    size_t n_places; /* that name it; the quotes are of the first */
} sg_finding;

typedef struct sg_findings {
    const sg_taxonomy *taxonomy;
    sg_finder *finder;
    sg_arena arena;
    sg_finding *items; /* in the order in which they were found */
    size_t n, cap;
    uint32_t *wished; /* skills named as a wish, each once; some may be held as well */
    size_t n_wished, cap_wished;
    const char **unknown; /* names of skills that are none here, each once */
    size_t n_unknown, cap_unknown;
} sg_findings;

/* Borrows the taxonomy. To be released also after failure. */
sg_status sg_findings_init(sg_findings *findings, const sg_taxonomy *taxonomy, sg_error *err);
void sg_findings_release(sg_findings *findings);

/* A text that is the name of a skill, as lists of skills have it: "Go (Programming Language)" and "Amazon Web Services
 * (AWS)" are taken by what stands before or in the parentheses. What is no skill here goes to unknown; a job's
 * attribute ("remote") is left out. where: "resume.json, skills[0].name". SG_EFAIL: memory. */
sg_status sg_findings_name(sg_findings *findings, sg_text name, const char *where, const sg_stated *stated,
                           sg_error *err);
/* A text that may name skills, read as postings are: each mention is one, with the line that it stands in. "Python (6
 * years, advanced)" and "Python: expert" state years and a level. Soft skills are taken from lists alone; a wish
 * ("interested in Rust") and what is others' ("with the React team") are not held (career/claims.h). numbered: the text
 * is the whole paper, and places tell its lines. SG_EFAIL: memory. */
sg_status sg_findings_text(sg_findings *findings, sg_text text, const char *where, bool numbered,
                           const sg_stated *stated, sg_error *err);

/* The list "skills" of a JSON Resume: an entry a skill, then one for each unknown name. NULL when memory ends. */
json_t *sg_findings_skills(const sg_findings *findings);

#endif
