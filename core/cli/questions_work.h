/* Inside of the questions: what is asked and said, and the question of skills. */
#ifndef SG_CLI_QUESTIONS_WORK_H
#define SG_CLI_QUESTIONS_WORK_H

#include "cli/prompt.h"
#include "cli/questions.h"

enum { SG_TALK_INDENT = 4 /* "1/8 " */, SG_TALK_BYTES = 8000 /* of a line at most */ };

typedef struct sg_talk {
    const sg_questions *q;
    const sg_taxonomy *t;
    sg_prompt *prompt;
    sg_buf answer;
    sg_choices roles, skills, regions, levels;
    int number; /* of the question */
} sg_talk;

/* Wrapped at the terminal's width, to standard error. */
void sg_talk_say(const sg_talk *talk, int indent, const char *text);
/* The question with its number, and in brackets what Enter takes; the answer is in talk->answer. "?" is answered here,
 * with what the question expects. */
sg_status sg_talk_ask(sg_talk *talk, const char *text, const char *usual, const sg_choices *choices, sg_error *err);
sg_text sg_talk_answer(const sg_talk *talk);
/* What was wrong with an answer (SG_EUSAGE), before it is asked for again: SG_OK; other failures stay. */
sg_status sg_talk_again(const sg_talk *talk, sg_status status, sg_error *err);
const char *sg_talk_role(const sg_talk *talk, uint32_t role); /* its name; "" of none */

sg_status sg_talk_skills(sg_talk *talk, sg_error *err);

#endif
