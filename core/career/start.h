/* A profile's start from what a person has: a JSON Resume, LinkedIn's export ("Get a copy of your data", a ZIP), or a
 * CV as text. Read in the host process by the core alone: a person's papers never reach a plugin. */
#ifndef SG_CAREER_START_H
#define SG_CAREER_START_H

#include "career/findings.h"

enum { SG_START_PARTS = 12 };

/* What was read, for the person to be told. */
typedef struct sg_start {
    json_t
        *resume; /* a JSON Resume: what the source holds, its skills, and x-skillgap.current as far as it is stated */
    const char *kind;                /* "JSON Resume", "LinkedIn export", "CV as text" */
    char parts[SG_START_PARTS][160]; /* "Positions.csv: 3 rows" */
    size_t n_parts;
    char current_from[200]; /* the place that told role and level, quoted; "" when none did */
    char region_from[200];
    size_t n_skills, n_levels, n_unknown; /* skills, those of a stated level, names that are no skills here */
} sg_start;

/* Reads the file ("-": standard input) and recognises what it is by its bytes. SG_EFAIL: it cannot be read, is broken,
 * or is of a kind that is not read (PDF, Word …), with what to do then. To be released after success. */
sg_status sg_start_read(const char *path, const sg_taxonomy *taxonomy, sg_start *out, sg_error *err);
/* The same of bytes that are at hand; name: of the file, as places tell it. */
sg_status sg_start_parse(sg_text bytes, const char *name, const sg_taxonomy *taxonomy, sg_start *out, sg_error *err);
void sg_start_release(sg_start *start);

#endif
