/* A person's profile: JSON Resume (https://jsonresume.org), as JSON or YAML, and a block x-skillgap at the top or in
 * meta: target and current position, pay, hours a week, goal date. Read by the host process alone. */
#ifndef SG_CAREER_PROFILE_H
#define SG_CAREER_PROFILE_H

#include "career/fields.h"

/* A skill that the person holds. Texts are the profile's own. */
typedef struct sg_held {
    uint32_t skill;
    double level;         /* 0 … 7 (O*NET scale LV), or -1: not stated */
    double years;         /* of practice, or -1 */
    sg_month last_used;   /* or SG_MONTH_ABSENT */
    const char *evidence; /* all of it; "" when none */
    const char *first;    /* of several pieces of evidence the first */
    const char *field;    /* where it stands: "skills[2].keywords[0]" */
} sg_held;

/* A name among the skills that is none here. Texts are the profile's own. */
typedef struct sg_unheld {
    const char *name, *field;
    const char *why; /* "no skill \"Pyton\"; did you mean python?" */
} sg_unheld;

typedef struct sg_profile {
    sg_arena arena;
    const char *name; /* of the person; "" when none */
    const char *note; /* x-skillgap.note; "" when none */
    sg_held *held;    /* by skill index; each once, with its highest level */
    size_t n_held, cap_held;
    sg_unheld *unheld; /* in the file's order */
    size_t n_unheld, cap_unheld;
    sg_position target, current;
    sg_stated_pay pay;    /* now */
    double hours_week;    /* for learning; 0: not given */
    sg_day goal;          /* SG_DAY_ABSENT: not given */
    uint64_t hash;        /* of the file's bytes */
    bool others_can_read; /* the file's mode lets others read it */
} sg_profile;

/* Levels by word: none 0, aware 1, beginner 2, intermediate 3, proficient 4, advanced 5, expert 6. -1: another word. */
double sg_skill_level_of(const char *word);
/* The nearest of those words, for showing. */
const char *sg_skill_level_word(double level);

/* Reads and checks the profile. SG_EFAIL: the file cannot be read or parsed. SG_EUSAGE: a field is wrong or a
 * role or region unknown; the message names the first such field with the nearest names and counts the rest;
 * `problems` (may be NULL) gets them all, one a line. Nothing is written to *out then. Names of skills that are not
 * known are no error, since people hold more than any list has: they are in out->unheld, for the reader to be told. */
sg_status sg_profile_read(const char *path, const sg_taxonomy *taxonomy, sg_profile *out, sg_buf *problems,
                          sg_error *err);
void sg_profile_release(sg_profile *profile);
/* The target; where it names no role, the one that the person holds now, with the level and region that the target
 * leaves open. */
sg_position sg_profile_aim(const sg_profile *profile);
/* NULL when the person does not hold it. */
const sg_held *sg_profile_holds(const sg_profile *profile, uint32_t skill);

#endif
