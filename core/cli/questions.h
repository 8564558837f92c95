/* The few questions that make a profile. */
#ifndef SG_CLI_QUESTIONS_H
#define SG_CLI_QUESTIONS_H

#include "career/draft.h"
#include "cli/cli.h"

typedef struct sg_questions {
    const sg_cli *cli;
    const sg_taxonomy *taxonomy;
    json_t *resume;    /* what is set in it stands in brackets, and Enter takes it */
    const char *draft; /* path of the file that holds the answers so far */
    const bool *known; /* by sg_question: answered on the command line, and not asked */
} sg_questions;

typedef enum sg_question {
    SG_QUESTION_ROLE,
    SG_QUESTION_LEVEL,
    SG_QUESTION_REGION,
    SG_QUESTION_NOW,
    SG_QUESTION_PAY,
    SG_QUESTION_SKILLS,
    SG_QUESTION_HOURS,
    SG_QUESTION_GOAL,
    SG_QUESTIONS
} sg_question;

/* Asks from the draft's step on; after each answer the draft is written. SG_EINTR: stopped, with all answers kept. */
sg_status sg_questions_ask(const sg_questions *questions, sg_error *err);

/* Wrapped at the terminal's width, to standard error; lines after the first are indented as the first is. */
void sg_questions_say(const sg_cli *cli, int indent, const char *text);

/* Answers as people give them; SG_EUSAGE says what was expected. */
/* "2028-06", "2028-06-30", "18 months", "2 years": a day after today. */
sg_status sg_answer_goal(sg_text text, sg_day today, sg_day *out, sg_error *err);
/* "140k USD", "EUR 78,000 base", "€6,500 a month": currency "" when none is stated. */
sg_status sg_answer_pay(sg_text text, sg_stated_pay *out, sg_error *err);
/* "python 5", "AWS: beginner", "C++": level -1 when none is given. */
sg_status sg_answer_skill(const sg_taxonomy *taxonomy, sg_text text, uint32_t *skill, double *level, sg_error *err);

#endif
