/* A profile in the making: a JSON Resume with a block x-skillgap, whose members are set one by one, kept in a file
 * between two sittings, and written as a profile at the end. */
#ifndef SG_CAREER_DRAFT_H
#define SG_CAREER_DRAFT_H

#include "career/profile.h"

/* All set what is known and leave the rest as it is; SG_EFAIL: memory. which: "target" or "current". */
sg_status sg_draft_set_position(json_t *resume, const sg_taxonomy *taxonomy, const char *which,
                                const sg_position *position, sg_error *err);
sg_status sg_draft_set_pay(json_t *resume, const sg_stated_pay *pay, sg_error *err);
sg_status sg_draft_set_hours(json_t *resume, double hours_week, sg_error *err);
sg_status sg_draft_set_goal(json_t *resume, sg_day goal, sg_error *err);
/* Where role, level and place were read; a list of texts. */
sg_status sg_draft_add_from(json_t *resume, const char *text, sg_error *err);
/* The person holds the skill, at this level (-1: not stated, and what was stated stays). what: how the person put it,
 * kept as evidence when the skill is new. */
sg_status sg_draft_set_skill(json_t *resume, const sg_taxonomy *taxonomy, uint32_t skill, double level,
                             const char *what, sg_error *err);

/* What is set. */
sg_position sg_draft_position(const json_t *resume, const sg_taxonomy *taxonomy, const char *which);
/* Skills that are held: all, and those of a stated level. names: of the others, in order, or NULL. */
size_t sg_draft_skills(const json_t *resume, size_t *n_levels, sg_buf *names);

/* Questions answered so far, kept in the draft itself; taken out of what is written at the end. */
size_t sg_draft_step(const json_t *resume);
sg_status sg_draft_set_step(json_t *resume, size_t step, sg_error *err);
void sg_draft_end(json_t *resume);

/* Writes it readable by the person alone (0600), whole or not at all; makes the file's folder (0700). */
sg_status sg_draft_write(const json_t *resume, const char *path, sg_error *err);

#endif
